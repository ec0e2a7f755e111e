"""The tab Briefs: what is typed is stored, points are written with keys alone, nothing leaves the closed half unasked."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest
from drags import drop
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from briefer.findings import Finding, Place
from briefer.gui.dialogs import file_dialogs
from briefer.gui.main_window import MainWindow
from briefer.gui.models import briefs as brief_models
from briefer.gui.models.drags import Dragged, pack, unpack
from briefer.gui.models.offers import Offered
from briefer.gui.models.points import TEXT
from briefer.gui.models.printed_words import Piece, piece_of
from briefer.gui.views.brief_editor import BriefEditor
from briefer.gui.views.brief_halves import Question
from briefer.gui.views.briefs import Briefs
from briefer.gui.views.fields import ChoiceField, TextEdit
from briefer.gui.views.history_panel import HistoryPanel
from briefer.gui.views.linking import beginnings
from briefer.gui.views.links import LinksField
from briefer.gui.views.markdown import toggled
from briefer.gui.views.pages_view import around, frames_of
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.notes import Note
from briefer.services import common_edits, visits

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]
TALKS = "showcase/talks-agency"
OPEN = "The course for duty officers"
CLOSED = "Eleven of our own gauges"


@pytest.fixture
def place(window: MainWindow, open_visit: OpenVisit) -> VisitPlace:
    """The showcase at the brief of its talks, in a window without room for pages: they take their time."""
    window.resize(1000, 900)
    found = open_visit("showcase")
    assert found.show_brief(id_of(found, TALKS))
    return found


@pytest.fixture
def pages(window: MainWindow, place: VisitPlace) -> None:
    """There is room for them."""
    window.resize(1440, 900)
    assert place.briefs.shows_preview


@pytest.fixture
def editor(place: VisitPlace) -> BriefEditor:
    return place.briefs.editor


def id_of(place: VisitPlace, key: str):  # an id of any item
    assert place.file is not None
    return next(one.id for one in place.file.items if one.key == key)


def stored(window: MainWindow, place: VisitPlace, key: str = TALKS) -> Brief:
    """The brief as another reader of the database finds it."""
    file = visits.load(window.desk.workspace, place.visit)
    item = next(one.id for one in file.items if one.key == key)
    return next(one for one in file.briefs if one.item == item)


def points(window: MainWindow, place: VisitPlace, kind: str = "to make") -> list[tuple[str, str]]:
    """The points of the talks, as stored: text and addressee."""
    brief = stored(window, place)
    file = visits.load(window.desk.workspace, place.visit)
    mine = [one for one in file.points if one.brief == brief.id and one.kind == kind]
    return [(one.text, one.addressee) for one in sorted(mine, key=lambda one: one.order)]


def typing() -> QLineEdit:
    """The editor that has the keyboard."""
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    return focus


def put_caret(edit: TextEdit, words: str) -> None:
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(edit.toPlainText().index(words) + 2)
    edit.setTextCursor(cursor)


def answer(question: Question, words: str) -> None:
    one = next(one for one in question.findChildren(QPushButton) if words in one.text())
    one.click()


def rows(screen: Briefs) -> list[tuple[str, str, str]]:
    return [(row.title, row.second, row.icon) for row in screen.items.rows]


# ---------------------------------------------------------------------------------------- the list


def test_the_list_tells_how_far_each_brief_is(place: VisitPlace) -> None:
    found = rows(place.briefs)
    assert found[:3] == [
        ("Tuesday 16 February", "", ""),
        ("1  Video conference on the letter of intent", "H. Temsi", "circle-check"),
        ("Tuesday 9 March", "", ""),
    ]
    others = {row[0]: row[1:] for row in found}
    assert others["10  Round table at the Saltmarsh Institute"] == (
        "due 1 Mar · Y. Darwan",
        "pencil",
    )
    assert others["27  Port Authority of Port Serin"] == (
        "due 1 Mar · K. Rashmani",
        "circle-dashed",
    )
    place.briefs._choose_filter("missing")
    assert [row.title for row in place.briefs.items.rows] == [
        "Thursday 11 March",
        "27  Port Authority of Port Serin",
    ]


def test_a_visit_without_briefs_says_what_asks_for_one(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase-2025")
    place.show_tab("briefs")
    for row in [row for row in place.briefs.items.rows if not row.is_head]:
        assert row.second == "no brief yet"
    place.briefs._items = []
    place.briefs._show_items()
    assert place.briefs._middle.currentWidget() is place.briefs._none


# ---------------------------------------------------------------------------------------- typing


def test_what_is_typed_is_stored_and_undone(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    before = stored(window, place)
    objective = editor.objective.edit
    objective.setFocus()
    objective.selectAll()
    QTest.keyClicks(objective, "To agree.")
    editor.take_keyboard()
    editor.fields["owner"].setFocus()
    assert stored(window, place).objective == "To agree."
    assert (
        window.undo.undo_words
        == "Change objective of the brief of Talks with the Coast and River Agency"
    )
    place.show_tab("programme")
    window.undo.undo()
    assert (place.tab, stored(window, place).objective) == ("briefs", before.objective)
    window.undo.redo()
    assert stored(window, place).objective == "To agree."
    assert objective.toPlainText() == "To agree."


def test_the_first_word_makes_the_brief(window: MainWindow, open_visit: OpenVisit) -> None:
    place = open_visit("showcase-2025")
    place.show_tab("briefs")
    rows_ = [row for row in place.briefs.items.rows if not row.is_head]
    place.briefs.items.choose(rows_[0].id)
    edit = place.briefs.editor.objective.edit
    edit.setFocus()
    QTest.keyClicks(edit, "To listen.")
    place.briefs.acts["accept"]()
    file = visits.load(window.desk.workspace, place.visit)
    assert [(one.objective, one.status) for one in file.briefs] == [("To listen.", "in draft")]
    window.undo.undo()
    assert visits.load(window.desk.workspace, place.visit).briefs == ()
    assert edit.toPlainText() == ""


def test_a_brief_has_a_date_and_those_who_may_read_it(
    window: MainWindow, place: VisitPlace, editor: BriefEditor, qtbot: QtBot
) -> None:
    date = editor._date.edit
    date.setFocus()
    date.selectAll()
    QTest.keyClicks(date, "20 February 2027")
    QTest.keyClick(date, Qt.Key.Key_Return)
    whom = editor._distribution.chooser
    offered = ["As the visit", "Released to the visitors", "Own ministry only", "This office only"]
    qtbot.waitUntil(
        lambda: [whom.itemText(at) for at in range(whom.count())] == offered, timeout=LONG
    )
    whom.setFocus()
    QTest.keyClicks(whom, "O")
    assert whom.accessibleName() == "Distribution"
    brief = stored(window, place)
    assert (brief.date, brief.distribution) == ("2027-02-20", "ministry")
    window.undo.undo()
    assert whom.currentText() == "As the visit"


def test_a_date_that_is_none_stays_with_a_sentence(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    due = editor._due.edit
    due.setFocus()
    due.selectAll()
    QTest.keyClicks(due, "some day")
    QTest.keyClick(due, Qt.Key.Key_Return)
    assert (due.text(), editor._due.trouble.words, stored(window, place).due) == (
        "some day",
        "There is no such date. Type 1 October, or early December 2022.",
        "2027-02-20",
    )


# ---------------------------------------------------------------------------------------- points


def test_points_are_written_with_keys_alone(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    before = points(window, place)
    view = editor.points
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Insert)
    QTest.keyClicks(typing(), "Ask for the name.")
    QTest.keyClick(typing(), Qt.Key.Key_Tab)
    QTest.keyClicks(typing(), "Mr Castrin")
    QTest.keyClick(typing(), Qt.Key.Key_Return)
    QTest.keyClicks(typing(), "Thank them.")
    QTest.keyClick(typing(), Qt.Key.Key_Return)
    QTest.keyClick(typing(), Qt.Key.Key_Return)  # nothing typed: done
    assert QApplication.focusWidget() is view
    new = [("Ask for the name.", "Mr Castrin"), ("Thank them.", "")]
    assert points(window, place) == [*before, *new]
    view.choose(len(before) + 1)
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert points(window, place) == [*before, *reversed(new)]
    assert view.currentIndex().row() == len(before)
    QTest.keyClick(view, Qt.Key.Key_F2)
    typing().clear()
    QTest.keyClick(typing(), Qt.Key.Key_Backspace)
    assert points(window, place) == [*before, new[0]]
    for _ in range(5):
        window.undo.undo()
    assert points(window, place) == before
    for _ in range(5):
        window.undo.redo()
    assert points(window, place) == [*before, new[0]]


def test_a_point_says_what_it_is_about(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    def stored_points() -> list[BriefPoint]:
        file = visits.load(window.desk.workspace, place.visit)
        brief = stored(window, place).id
        mine = [one for one in file.points if one.brief == brief and one.kind == "to make"]
        return sorted(mine, key=lambda one: one.order)

    def told(one: BriefPoint) -> tuple[object, ...]:
        return one.text, one.card_text, one.direction, one.themes

    before, details = stored_points(), editor.point
    assert details.isHidden()
    editor.points.setFocus()
    assert not details.isHidden()
    assert [one.row() for one in editor.points.selectedIndexes()][:1] == [0]
    card = details.fields["card_text"].edit
    assert card.text() == before[0].card_text
    card.setFocus()
    card.setText("In short.")
    QTest.keyClick(card, Qt.Key.Key_Return)
    direction, themes = details.form.fields["direction"], details.form.fields["themes"]
    assert isinstance(direction, ChoiceField)
    assert isinstance(themes, LinksField)
    direction.chooser.setCurrentIndex(3)
    direction.chooser.activated.emit(3)
    themes.added.emit(Offered("new", None, "ice on rivers"))
    file = visits.load(window.desk.workspace, place.visit)
    first = stored_points()[0]
    assert (first.card_text, first.direction) == ("In short.", "both")
    assert [one.name for one in file.themes if one.id == first.themes[-1]] == ["ice on rivers"]
    editor.points.choose(1)
    assert card.text() == before[1].card_text
    card.setText(CLOSED)
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert stored_points()[1].card_text == before[1].card_text
    answer(editor.open.question, "Tell it with the point")
    assert stored_points()[1].card_text == card.text() == CLOSED
    editor.points.choose(len(before))
    assert details.isHidden()
    for _ in range(4):
        window.undo.undo()
    assert [told(one) for one in stored_points()] == [told(one) for one in before]


def test_the_points_pass_the_model_tester(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    tester = QAbstractItemModelTester(
        editor.points.table, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    editor.points.edit_row(99)
    QTest.keyClicks(typing(), "One more.")
    editor.accept_all()
    window.undo.undo()
    editor._show_kind("agenda")
    assert editor.points.table.rowCount(QModelIndex()) == 4
    assert editor.points.table.index(0, TEXT).data() != ""
    tester.deleteLater()


# ---------------------------------------------------------------------------------- the two halves


def test_a_paragraph_is_closed_at_once_and_opened_in_two_steps(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    before = stored(window, place)
    put_caret(editor.open.edit, OPEN)
    window.actions_["close-paragraph"].trigger()
    now = stored(window, place)
    assert OPEN not in now.background_open
    assert now.background_closed.startswith(before.background_closed)
    assert OPEN in now.background_closed
    put_caret(editor.closed.edit, OPEN)
    window.actions_["release-paragraph"].trigger()
    assert stored(window, place) == now
    assert editor.closed.question.answers == ["Release it", "Keep it closed"]
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    opened = stored(window, place)
    assert (opened.background_open, opened.background_closed) == (
        before.background_open,
        before.background_closed,
    )


def test_undo_opens_nothing_unasked(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    put_caret(editor.open.edit, OPEN)
    editor.close_paragraph()
    closed = stored(window, place)
    window.undo.undo()
    assert stored(window, place) == closed
    assert window.bar.isVisible()
    assert window.bar.words.text() == (
        "This would move text that must not be disclosed to the open half: "
        "“The course for duty officers lasts three weeks. It has twent…”"
    )
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Keep it closed"
    focus.click()
    assert stored(window, place) == closed
    assert not window.bar.isVisible()
    window.undo.undo()
    next(one for one in window.bar.findChildren(QPushButton) if one.text() == "Move it").click()
    assert OPEN in stored(window, place).background_open


def test_a_question_goes_with_the_edit_that_it_is_about(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    put_caret(editor.open.edit, OPEN)
    editor.close_paragraph()
    window.undo.undo()
    answer = next(one for one in window.bar.findChildren(QPushButton) if one.text() == "Move it")
    window.undo.do(
        common_edits.change_field(stored(window, place), "owner", "Joan", called="owner")
    )
    assert not window.bar.isVisible()
    closed = stored(window, place)
    answer.click()
    assert stored(window, place) == closed


def test_an_earlier_version_opens_nothing_unasked(
    window: MainWindow, place: VisitPlace, editor: BriefEditor, qtbot: QtBot
) -> None:
    put_caret(editor.open.edit, OPEN)
    editor.close_paragraph()
    closed = stored(window, place)
    editor.closed.edit.setPlainText("Nothing.")
    editor.closed.edit.done.emit()
    kept = stored(window, place)
    assert (kept.background_open, kept.background_closed) == (closed.background_open, "Nothing.")
    window.actions_["history"].trigger()
    panel = window.panels.panel("history")
    assert isinstance(panel, HistoryPanel)
    qtbot.waitUntil(lambda: len(panel.list.rows) == 3, timeout=LONG)
    panel.list.choose(2)
    panel.restore.click()
    assert stored(window, place) == kept
    assert window.bar.words.text().startswith(
        "This would move text that must not be disclosed to the open half: “The course for duty"
    )
    next(one for one in window.bar.findChildren(QPushButton) if one.text() == "Move it").click()
    assert OPEN in stored(window, place).background_open
    window.undo.undo()
    assert stored(window, place).background_closed == "Nothing."


def test_the_caret_cannot_walk_into_the_closed_half(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    edit = editor.open.edit
    edit.setFocus()
    edit.moveCursor(QTextCursor.MoveOperation.End)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_PageDown):
        QTest.keyClick(edit, key)
        assert QApplication.focusWidget() is edit
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is editor.closed.head
    assert editor.closed.head.accessibleName() == (
        "Must not be disclosed, RESTRICTED, 44 words. Alt+Return goes in."
    )
    QTest.keyClick(editor.closed.head, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() not in (editor.closed.edit, editor.closed.head)
    window.actions_["into-closed"].trigger()
    assert QApplication.focusWidget() is editor.closed.edit
    QTest.keyClick(editor.closed.edit, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is editor.closed.head


@pytest.mark.parametrize("into", ["objective", "open"])
def test_what_is_copied_from_the_closed_half_asks_before_it_lands(
    window: MainWindow, place: VisitPlace, editor: BriefEditor, into: str
) -> None:
    before = stored(window, place)
    editor.closed.edit.setFocus()
    editor.closed.edit.selectAll()
    editor.closed.edit.copy()
    target = editor.open.edit if into == "open" else editor.objective.edit
    target.setFocus()
    target.paste()
    assert editor.open.question.answers == ["Keep it closed", "Paste it in the open half"]
    answer(editor.open.question, "Keep")
    editor.accept_all()
    assert stored(window, place) == before
    QGuiApplication.clipboard().setText(
        "  eleven of OUR OWN\ngauges on the lower"
    )  # by another way
    target.paste()
    assert editor.open.question.answers != []
    answer(editor.open.question, "Keep")
    QGuiApplication.clipboard().setText("Something else.")
    target.paste()
    assert "Something else." in target.toPlainText()


def test_what_came_from_the_closed_half_does_not_become_a_point_unasked(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    before = stored(window, place)
    told = editor.closed.edit.toPlainText().split("\n")[0]
    editor.points.typed.emit(0, TEXT, told)
    assert editor.open.question.answers == ["Keep it closed", "Make it a point"]
    answer(editor.open.question, "Keep")
    assert stored(window, place) == before
    editor.points.typed.emit(0, TEXT, told)
    answer(editor.open.question, "Make")
    assert window.undo.undo_words != ""


# ------------------------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("before", "begun"),
    [
        ("we met the Joint Warn", ["Joint Warn", "Warn"]),
        ("we met the joint", []),
        ("Jo", []),
        ("It ended. Joint", ["Joint"]),
        ("with [[Joint Warning Centre]] and Port", ["Port"]),
        ("Quay 7, Port Se", ["Quay 7, Port Se", "Port Se"]),
    ],
)
def test_a_name_may_begin_with_a_capital_letter(before: str, begun: list[str]) -> None:
    assert beginnings(before) == begun


def test_a_name_is_linked_on_tab(
    window: MainWindow, place: VisitPlace, editor: BriefEditor, qtbot: QtBot
) -> None:
    edit = editor.open.edit
    edit.setFocus()
    edit.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(edit, " Ask the joint Warn")
    QTest.qWait(150)
    assert edit.offered == []
    for _ in "joint Warn":
        QTest.keyClick(edit, Qt.Key.Key_Backspace)
    QTest.keyClicks(edit, "Joint War")
    qtbot.waitUntil(lambda: edit.offered == ["Joint Warning Centre · JWC"], timeout=LONG)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.toPlainText().endswith("Ask the [[Joint Warning Centre]]")
    assert edit.offered == []
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is editor.closed.head
    assert stored(window, place).background_open.endswith("Ask the [[Joint Warning Centre]]")


def test_a_name_that_is_known_has_a_dashed_line(editor: BriefEditor) -> None:
    edit = editor.closed.edit
    edit.setPlainText("Joint Warning Centre, [[Joint Warning Centre]], Joint Warning Centres")
    layout = edit.document().firstBlock().layout()
    dashes = QTextCharFormat.UnderlineStyle.DashUnderline
    lines = {
        (form.start, form.start + form.length)
        for form in layout.formats()
        if form.format.underlineStyle() == dashes
    }
    assert min(first for first, _ in lines) == 0
    assert max(last for _, last in lines) == len("Joint Warning Centre")


# ------------------------------------------------------------------------------- from elsewhere


def test_a_brief_leads_back_to_its_item(place: VisitPlace) -> None:
    for view in (place.briefs.items, place.briefs.editor.objective):
        assert place.show_brief(id_of(place, TALKS))
        view.setFocus()
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert (place.tab, place.programme.choice.current) == ("programme", id_of(place, TALKS))
        place.programme.choice.choose([])


def test_an_item_leads_to_its_brief(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    place.show_tab("programme")
    place.programme.show_item(id_of(place, "showcase/round-table"))
    window.actions_["its-brief"].trigger()
    assert (place.tab, editor.number.text()) == ("briefs", "10")
    assert QApplication.focusWidget() is editor.objective.edit
    place.show_tab("programme")
    place.programme.show_item(
        id_of(place, "showcase/morning-briefing")
    )  # it never leaves the house
    window.actions_["its-brief"].trigger()
    assert place.tab == "programme"
    assert window.status.words.text() == "This item has no brief."


def test_an_item_that_asks_for_no_brief_gets_one_all_the_same(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    place.show_tab("programme")
    place.programme.show_item(id_of(place, "showcase/welcome-dinner"))
    window.actions_["its-brief"].trigger()
    assert (place.tab, editor.title.toolTip()) == (
        "briefs",
        "Welcome dinner given by the Chief of Protocol",
    )
    assert QApplication.focusWidget() is editor.objective.edit
    assert stored(window, place, "showcase/welcome-dinner").status == "empty"
    window.undo.undo()
    file = visits.load(window.desk.workspace, place.visit)
    assert [one for one in file.briefs if one.item == id_of(place, "showcase/welcome-dinner")] == []


def test_findings_and_hits_lead_to_the_brief(place: VisitPlace, editor: BriefEditor) -> None:
    place.show_tab("overview")
    key = "showcase/round-table"
    empty = Finding(
        level="warning",
        rule="no-brief",
        place=Place(kind="item", key=key, field="briefs"),
        sentence="The brief is empty.",
    )
    place.open_finding(empty)
    assert (place.tab, editor.number.text()) == ("briefs", "10")
    place.open_finding(
        msgspec.structs.replace(empty, place=Place(kind="part", key=f"brief:{TALKS}"))
    )
    assert editor.number.text() == "7"
    assert place.file is not None
    mine = next(one for one in place.file.briefs if one.item == id_of(place, TALKS))
    point = next(
        one for one in place.file.points if one.brief == mine.id and one.kind == "if raised"
    )
    place.show_tab("programme")
    place.show_record(point.id)
    assert (place.tab, editor.points.table.kind) == ("briefs", "if raised")
    assert editor.points.currentIndex().data() == point.text


@pytest.mark.usefixtures("pages")
def test_the_gauge_is_filled_from_the_pages(place: VisitPlace, qtbot: QtBot) -> None:
    pane = place.briefs.length
    qtbot.waitUntil(lambda: pane.gauge.length is not None, timeout=3 * LONG)  # a whole pack
    length = pane.gauge.length
    assert length is not None
    front, back = length.sides
    assert 0.8 < front <= 1.0
    assert 0.3 < back < 0.9
    assert length.over == (0, 0)
    assert (pane.sides.text(), pane.words.text(), pane.gauge.tone) == (
        f"{front + back:.1f} of 2 sides",
        f"{sum(length.left)} lines left.",
        "accent",
    )
    qtbot.waitUntil(lambda: place.preview.page_name(place.preview.page) == "8.7-1", timeout=LONG)
    # the page stands at the top: as high as its share of all pages, which are of one size
    bar, view = place.preview.view.verticalScrollBar(), place.preview.view
    height = (bar.maximum() + view.viewport().height()) / place.preview.pages
    assert abs(bar.value() / height - place.preview.page) < 0.1
    titles = {row.id: row.second for row in place.briefs.items.rows}
    assert titles[id_of(place, TALKS)] == f"{front + back:.1f} sides · K. Rashmani"
    before = length
    edit = place.briefs.editor.open.edit
    edit.setFocus()
    edit.setPlainText("\n\n".join(["A line of words that fills most of the page, and more."] * 60))
    place.briefs.acts["accept"]()
    qtbot.waitUntil(lambda: pane.gauge.length not in (None, before), timeout=LONG)
    assert pane.gauge.tone == "danger"
    assert pane.words.text().startswith("Over its back: cut ")
    assert "cut " in {row.id: row.second for row in place.briefs.items.rows}[id_of(place, TALKS)]


def test_in_a_workspace_that_can_only_be_read_nothing_is_typed(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    window.setProperty("locked", "It can only be read.")
    place.show_tab("programme")
    place.show_tab("briefs")
    texts = (editor.open.edit, editor.closed.edit, editor.objective.edit)
    assert [edit.isReadOnly() for edit in texts] == [True, True, True]
    editor.points.setFocus()
    QTest.keyClick(editor.points, Qt.Key.Key_Return)
    focus: QWidget | None = QApplication.focusWidget()
    assert focus is editor.points
    QTest.keyClick(editor.points, Qt.Key.Key_Delete)
    assert window.undo.undo_words == ""


def test_a_note_dropped_on_an_item_lands_in_the_closed_half(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    note = Note(title="Talk at the airport", text="They will not sign.", marking="restricted")
    window.undo.do(common_edits.add(note))
    before = stored(window, place)
    place.programme.drops.add_to(id_of(place, TALKS), "note", note.id)
    now = stored(window, place)
    assert (now.background_open, now.background_closed) == (
        before.background_open,
        f"{before.background_closed}\n\n**Talk at the airport**\n\nThey will not sign.",
    )
    assert editor.closed.edit.toPlainText() == now.background_closed
    window.undo.undo()
    assert stored(window, place).background_closed == before.background_closed
    assert place.file is not None
    train = next(one.id for one in place.file.items if one.title == "Train to Lindøy")
    place.programme.drops.add_to(train, "note", note.id)
    assert window.status.words.text() == "Note tied to Train to Lindøy."


def note_in_the_air(window: MainWindow) -> tuple[Note, QMimeData]:
    note = Note(title="Talk at the airport", text="They will not sign.", marking="restricted")
    window.undo.do(common_edits.add(note))
    return note, pack(Dragged("note", (note.id,)), [note.title])


def test_a_note_dragged_to_a_brief_lands_in_the_closed_half(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    before = stored(window, place)
    _note, data = note_in_the_air(window)
    added = f"{before.background_closed}\n\n**Talk at the airport**\n\nThey will not sign."

    def middle_of(part: QWidget) -> QPoint:
        return editor.mapFromGlobal(part.mapToGlobal(part.rect().center()))

    for part in (editor.open, editor.objective, editor.points):
        assert not drop(editor, data, middle_of(part), copy=True)
        assert window.status.words.text() == "A note lands in the half that must not be disclosed."
        assert stored(window, place) == before
    for edit in (editor.open.edit, editor.objective.edit):
        assert not drop(edit.viewport(), data, edit.viewport().rect().center(), copy=True)
        assert "airport" not in edit.toPlainText()
    inside = editor.closed.edit.viewport()
    assert drop(inside, data, inside.rect().center(), copy=True)
    now = stored(window, place)
    assert (now.background_open, now.background_closed) == (before.background_open, added)
    window.undo.undo()
    assert stored(window, place).background_closed == before.background_closed


def test_a_note_dragged_to_a_row_goes_to_its_brief(
    window: MainWindow, place: VisitPlace, editor: BriefEditor
) -> None:
    editor.closed.edit.setFocus()
    editor.closed.edit.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor.closed.edit, " Typed.")
    note, data = note_in_the_air(window)
    rows_ = place.briefs.items
    at = next(at for at, row in enumerate(rows_.rows) if row.title.endswith("Saltmarsh Institute"))
    head = next(at for at, row in enumerate(rows_.rows) if row.is_head)
    view = rows_.viewport()
    assert not drop(view, data, rows_.visualRect(rows_.model().index(head, 0)).center(), copy=True)
    assert drop(view, data, rows_.visualRect(rows_.model().index(at, 0)).center(), copy=True)
    assert rows_.chosen_id == rows_.rows[at].id
    file = visits.load(window.desk.workspace, place.visit)
    brief = next(one for one in file.briefs if one.item == rows_.chosen_id)
    assert brief.background_closed.endswith("**Talk at the airport**\n\nThey will not sign.")
    assert "airport" not in brief.background_open
    assert stored(window, place).background_closed.endswith(" Typed.")
    assert next(one for one in file.notes if one.id == note.id).item == rows_.chosen_id


def test_notes_of_the_library_can_be_dragged(window: MainWindow, qtbot: QtBot) -> None:
    window.places.show(window.places.notes)
    notes = window.places.notes.notes
    qtbot.waitUntil(lambda: bool(notes.rows), timeout=LONG)
    index = notes.model().index(0, 0)
    assert notes.dragEnabled()
    found = unpack(notes.model().mimeData([index]))
    assert found == Dragged("note", (notes.rows[0].id,))


# ------------------------------------------------------------------------------- keys of a text


@pytest.mark.parametrize(
    ("before", "chosen", "after", "mark", "found"),
    [
        ("a ", "word", " b", "**", (0, "**word**", 0)),
        ("a **", "word", "** b", "**", (2, "word", 2)),
        ("a **", "word", "** b", "*", (0, "*word*", 0)),
        ("a ***", "word", "*** b", "*", (1, "word", 1)),
        ("a *", "word", "* b", "**", (0, "**word**", 0)),
        ("a *", "word", "* b", "*", (1, "word", 1)),
        ("", "**word**", "", "**", (0, "word", 0)),
        ("", "one\n\ntwo", "", "*", (0, "*one*\n\n*two*", 0)),
    ],
)
def test_a_mark_is_put_round_words_or_taken_away(
    before: str, chosen: str, after: str, mark: str, found: tuple[int, str, int]
) -> None:
    assert toggled(before, chosen, after, mark) == found


def test_words_are_made_bold_and_italic_by_keys(editor: BriefEditor) -> None:
    edit, control = editor.objective.edit, Qt.KeyboardModifier.ControlModifier
    edit.setFocus()
    edit.setPlainText("We meet \U0001f600 the agency.")
    cursor = edit.textCursor()
    cursor.setPosition(3)
    edit.setTextCursor(cursor)
    QTest.keyClick(edit, Qt.Key.Key_B, control)
    assert edit.toPlainText() == "We **meet** \U0001f600 the agency."
    QTest.keyClick(edit, Qt.Key.Key_I, control)
    assert edit.toPlainText() == "We ***meet*** \U0001f600 the agency."
    QTest.keyClick(edit, Qt.Key.Key_B, control)
    assert edit.toPlainText() == "We *meet* \U0001f600 the agency."
    cursor.setPosition(len("We *meet* \U0001f600 ") + 1)
    cursor.setPosition(cursor.position() + 3, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    QTest.keyClick(edit, Qt.Key.Key_B, control)
    assert edit.toPlainText() == "We *meet* \U0001f600 **the** agency."
    edit.undo()
    assert edit.toPlainText() == "We *meet* \U0001f600 the agency."
    cursor.movePosition(QTextCursor.MoveOperation.End)
    edit.setTextCursor(cursor)
    QTest.keyClick(edit, Qt.Key.Key_I, control)
    QTest.keyClicks(edit, "Now")
    assert edit.toPlainText() == "We *meet* \U0001f600 the agency.*Now*"


def test_ctrl_l_links_a_word_that_has_no_capital(editor: BriefEditor) -> None:
    edit = editor.objective.edit
    edit.setFocus()
    edit.setPlainText("We meet the coast and river")
    cursor = edit.textCursor()
    cursor.setPosition(12)
    cursor.setPosition(27, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    QTest.keyClick(edit, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert edit.offered[:1] == ["Coast and River Agency · CRA"]
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.toPlainText() == "We meet the [[Coast and River Agency]]"


# ------------------------------------------------------------------------- the pages follow the caret


def test_a_paragraph_is_found_in_the_text_of_pages() -> None:
    pages = [
        (4, "Talks\nTo agree on the of\u00ad\nficers’ course, now."),
        (5, "Behind\nThe **rule** was written after the storm of"),
        (6, "January 2019. A page"),
    ]
    assert piece_of("To agree on the *officers*’ course", pages) == Piece(4, 6, 34)
    assert piece_of("- The rule was written after the storm of January 2019.", pages) == Piece(
        5, 7, 43
    )
    assert piece_of("To agree on [the](https://x.org) officers", pages) == Piece(4, 6, 26)
    assert piece_of("Something that is not there", pages) is None
    assert piece_of("** **", pages) is None


@pytest.mark.usefixtures("pages")
def test_until_the_first_pages_are_made_the_brief_is_read_as_a_light_text(
    place: VisitPlace, editor: BriefEditor
) -> None:
    screen = place.briefs
    if screen._lengths is None:
        assert screen.length.text.isVisible()
        assert OPEN in screen.length.text.toPlainText()
    screen._lengths = None
    screen._show_length()
    found = screen.length.text.toPlainText()
    assert (screen.length.text.isVisible(), screen.length.preview.isVisible()) == (True, False)
    assert found.startswith("Objective\n")
    assert (OPEN in found, CLOSED in found) == (True, True)
    place.show_tab("pack")
    assert place.preview.isVisible()


@pytest.mark.usefixtures("pages")
def test_the_pages_frame_the_paragraph_at_the_caret(
    place: VisitPlace, editor: BriefEditor, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(place.briefs._lengths), timeout=LONG)
    preview = place.preview

    def frames(words: str) -> bool:
        """Whether the frame stands round some words of the brief."""
        framed, pages = preview.view.framed, preview.pages_of(f"brief:{TALKS}")
        if framed is None:
            return False
        text = preview.pdf.getAllText(framed.page).text()
        box = around(frames_of(preview.pdf, framed.page, text.find(words), len(words)))
        return (
            framed.page in pages
            and box is not None
            and framed.y0 <= box.y0 <= box.y1 <= framed.y1
            and framed.y1 - framed.y0 < 80
        )

    put_caret(editor.open.edit, OPEN)
    qtbot.waitUntil(lambda: frames(OPEN), timeout=LONG)
    put_caret(editor.closed.edit, CLOSED)
    qtbot.waitUntil(lambda: frames(CLOSED), timeout=LONG)
    editor.points.setFocus()
    editor.points.choose(1)
    point = editor.points.table.points[1].text
    qtbot.waitUntil(lambda: frames(point[:20]), timeout=LONG)


# ------------------------------------------------------------------------------- asking for a brief


def test_asking_for_a_brief_makes_the_form_to_send(
    window: MainWindow, place: VisitPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "form.odt"
    monkeypatch.setattr(file_dialogs, "save_form", lambda _parent, _start: path)
    said: list[str] = []
    window.messages.said.connect(said.append)
    place.briefs.ask_for_brief()  # of one that is written: its own words go along, the closed ones never
    with ZipFile(path) as odt:
        text = odt.read("content.xml").decode()
    assert "Brief 7: Talks with the Coast and River Agency" in text
    assert OPEN in text
    assert CLOSED not in text
    assert said[-1] == f"The form to send is {path}."
    assert stored(window, place).status == "final"


def test_a_brief_that_was_asked_for_says_since_when(
    window: MainWindow, open_visit: OpenVisit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = open_visit("showcase-2025")
    place.show_tab("briefs")
    screen = place.briefs
    monkeypatch.setattr(file_dialogs, "save_form", lambda _parent, _start: tmp_path / "a.odt")
    first = next(row for row in screen.items.rows if not row.is_head)
    screen.items.choose(first.id)
    screen.ask_for_brief()
    row = next(row for row in screen.items.rows if row.id == first.id)
    assert row.second.startswith("asked for on ")
    assert row.icon == "circle-dashed"
    assert window.undo.undo_words.startswith("Ask for the brief of ")
    window.undo.undo()
    row = next(row for row in screen.items.rows if row.id == first.id)
    assert row.second == "no brief yet"


def test_a_form_that_cannot_be_written_is_told_and_nothing_is_asked_for(
    window: MainWindow, place: VisitPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_dialogs, "save_form", lambda _p, _s: tmp_path / "no" / "form.odt")
    place.briefs.ask_for_brief()
    assert "cannot be written" in window.bar.words.text()
    assert window.undo.undo_words == ""


def test_header_list_overview_and_home_count_the_same_briefs(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase")
    place.show_tab("briefs")
    assert place.file is not None
    final, briefs = brief_models.tally(place.file)
    summary = next(one for one in window.desk.overview if one.id == place.visit)
    cancelled = [one.id for one in place.file.items if one.status == "cancelled"]
    assert [one.item for one in place.file.briefs if one.item in cancelled] != []
    assert (final, briefs) == (13, 19)
    assert (summary.final, summary.briefs) == (13, 19)
    assert len(brief_models.brief_items(place.file)) == 19
    assert place.tabs._counts["briefs"] == "13/19"
