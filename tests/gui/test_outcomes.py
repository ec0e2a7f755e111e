"""The tab Outcomes: one line to type, cells that are typed in, follow-ups from outcomes, all by keys."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from drags import dragged, drop
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from briefer.findings import Finding, Place
from briefer.gui import theme
from briefer.gui.main_window import MainWindow
from briefer.gui.models.offers import Offered
from briefer.gui.models.outcomes import WHOLE, Cell, Line, kind_words
from briefer.gui.views.fields import ChoiceField, LineField
from briefer.gui.views.links import LinksField
from briefer.gui.views.outcome_table import LinesView
from briefer.gui.views.outcomes import Outcomes
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.visit_file import VisitFile
from briefer.services import history, outcome_edits, visits

OpenVisit = Callable[[str], VisitPlace]
SHARES = (0.13, 0, 0.16, 0.13, 0.15, 0.12)


@pytest.fixture
def place(open_visit: OpenVisit) -> VisitPlace:
    """The visit to Iraq's authorities, at its outcomes."""
    found = open_visit("iraq-2022")
    found.show_tab("outcomes")
    return found


@pytest.fixture
def screen(place: VisitPlace) -> Outcomes:
    return place.outcomes


def stored(window: MainWindow, place: VisitPlace) -> VisitFile:
    """The visit as another reader of the database finds it."""
    return visits.load(window.desk.workspace, place.visit)


def cells(view: LinesView) -> list[tuple[str, ...]]:
    return [tuple(cell.words for cell in line.cells) for line in view.table.lines]


def item(place: VisitPlace, key: str) -> UUID:
    assert place.file is not None
    return next(one.id for one in place.file.items if one.key == key)


def type_line(screen: Outcomes, text: str) -> None:
    screen.take_keyboard()
    QTest.keyClicks(screen.line, text)
    QTest.keyClick(screen.line, Qt.Key.Key_Return)


def type_cell(view: LinesView, row: int, column: int, text: str) -> None:
    view.setFocus()
    view.setCurrentIndex(view.table.index(row, column))
    QTest.keyClick(view, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # the editor lets go when the events come round


def test_a_line_with_a_letter_goes_to_the_chosen_item(
    window: MainWindow, place: VisitPlace, screen: Outcomes
) -> None:
    before = len(stored(window, place).outcomes)
    screen.items.choose(item(place, "iraq-2022/nctv"))
    screen.take_keyboard()
    QTest.keyClicks(screen.line, "g One lane")
    assert screen._read.text() == "good practice, item 4"
    screen.items.setFocus()
    assert screen.line.text() == "g One lane"
    screen.take_keyboard()
    screen.line.end(False)
    QTest.keyClicks(screen.line, " checks")
    QTest.keyClick(screen.line, Qt.Key.Key_Return)
    found = stored(window, place).outcomes
    assert len(found) == before + 1
    made = next(one for one in found if one.text == "One lane checks")
    assert (made.kind, made.item) == ("good practice", item(place, "iraq-2022/nctv"))
    assert screen.line.text() == ""
    assert screen.outcomes.chosen_id == made.id
    assert QApplication.focusWidget() is screen.line
    screen.items.choose(WHOLE)
    type_line(screen, "It was a long day")
    whole = next(one for one in stored(window, place).outcomes if one.text.startswith("It was"))
    assert (whole.kind, whole.item) == ("discussed", None)
    assert cells(screen.outcomes)[-1] == ("discussed", "It was a long day", "", "", "")


def test_undo_leads_back_and_redo_makes_it_again(
    window: MainWindow, place: VisitPlace, screen: Outcomes
) -> None:
    before = cells(screen.outcomes)
    type_line(screen, "r Name an officer")
    place.show_tab("programme")
    window.undo.undo()
    assert place.tab == "outcomes"
    assert cells(screen.outcomes) == before
    window.undo.redo()
    assert [one for one in cells(screen.outcomes) if one not in before] == [
        ("recommendation", "Name an officer", "", "", "1")
    ]


def test_cells_are_typed_in(window: MainWindow, place: VisitPlace, screen: Outcomes) -> None:
    screen.items.choose(WHOLE)
    type_line(screen, "r Name an officer")
    row = len(screen.outcomes.table.lines) - 1
    type_cell(screen.outcomes, row, 0, "short")
    type_cell(screen.outcomes, row, 2, "both sides; the Centre")
    type_cell(screen.outcomes, row, 3, "Norvik")
    made = next(one for one in stored(window, place).outcomes if one.text == "Name an officer")
    assert (made.kind, made.speakers, made.addressee) == (
        "shortfall",
        ("both sides", "the Centre"),
        "Norvik",
    )
    type_cell(screen.outcomes, row, 0, "xyz")
    editor = screen.outcomes.editor
    assert editor is not None
    assert editor.text() == "xyz"
    assert editor.refused.startswith(
        "There is no kind “xyz”. Type its first letters: recommendation, good practice, shortfall,"
    )
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert cells(screen.outcomes)[row][0] == "shortfall"


def test_a_cell_that_is_typed_in_loses_nothing(
    window: MainWindow, place: VisitPlace, screen: Outcomes
) -> None:
    def begin(text: str) -> None:
        screen.outcomes.setFocus()
        screen.outcomes.setCurrentIndex(screen.outcomes.table.index(0, 1))
        QTest.keyClick(screen.outcomes, Qt.Key.Key_Return)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        QTest.keyClicks(editor, text)

    assert place.file is not None
    first = screen.outcomes.table.lines[0].id
    begin("While another is added")
    drafts = window.undo.drafts
    drafts._keep()
    assert [one.text for one in drafts._under_way.values()] == ["While another is added"]
    visit = place.file.visit
    window.undo.do(outcome_edits.add_outcome(visit, None, "progress", "P", place.file.outcomes))
    begin("As the window closes")
    place.accept_typed()
    versions = history.history(window.desk.workspace, "outcome", first)
    assert versions is not None
    assert [version.changed[0].after for version in versions.versions[:2]] == [
        "As the window closes",
        "While another is added",
    ]


def test_a_follow_up_comes_from_an_outcome(
    window: MainWindow, place: VisitPlace, screen: Outcomes
) -> None:
    screen.items.choose(WHOLE)
    type_line(screen, "r Name an officer")
    before = len(screen.follow_ups.table.lines)
    screen.outcomes.setFocus()
    QTest.keyClick(screen.outcomes, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is screen.follow_ups
    type_cell(screen.follow_ups, before, 0, "E. Brandt")
    type_cell(screen.follow_ups, before, 3, "1 May 2019")
    file = stored(window, place)
    made = next(one for one in file.follow_ups if one.action == "Name an officer")
    outcome = next(one for one in file.outcomes if one.text == "Name an officer")
    assert (made.outcome, made.owner, made.due, made.state) == (
        outcome.id,
        "E. Brandt",
        "2019-05-01",
        "open",
    )
    assert cells(screen.follow_ups)[before][3:5] == ("1 May 2019", "fixed day")
    assert "days late" in cells(screen.follow_ups)[before][5]
    QTest.keyClick(screen.follow_ups, Qt.Key.Key_Space)
    assert cells(screen.follow_ups)[before][5] == "done"
    QTest.keyClick(screen.follow_ups, Qt.Key.Key_Delete)
    assert len(screen.follow_ups.table.lines) == before
    window.undo.undo()
    assert cells(screen.follow_ups)[before][5] == "done"


def test_an_outcome_dragged_to_the_follow_ups_becomes_one(
    window: MainWindow, place: VisitPlace, screen: Outcomes
) -> None:
    screen.items.choose(WHOLE)
    type_line(screen, "r Name an officer")
    before = stored(window, place).follow_ups
    chosen = screen.outcomes.currentIndex()
    data = screen.outcomes.table.mimeData([chosen.siblingAtColumn(at) for at in range(5)])
    assert data.text() == "recommendation, Name an officer"
    middle = screen.follow_ups.viewport().rect().center()
    assert not drop(screen.outcomes.viewport(), data, QPoint(40, 10), copy=True)
    with dragged(screen.follow_ups.viewport(), data, copy=True) as drag:
        plain = screen.follow_ups.grab().toImage()
        assert drag.move(middle)
        assert screen.follow_ups.grab().toImage() != plain
        assert drag.let_go(middle)
    assert screen.follow_ups.grab().toImage().pixelColor(0, 0) == plain.pixelColor(0, 0)
    after = stored(window, place).follow_ups
    assert [one.action for one in after[len(before) :]] == ["Name an officer"]
    assert after[-1].outcome == screen.outcomes.chosen_id
    assert screen.follow_ups.chosen_id == after[-1].id
    window.undo.undo()
    assert stored(window, place).follow_ups == before


def test_a_row_is_copied_whole_and_in_words(screen: Outcomes) -> None:
    screen.items.choose(WHOLE)
    type_line(screen, "r Name an officer")
    screen.outcomes.setFocus()
    QTest.keyClick(screen.outcomes, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "recommendation, Name an officer"
    screen.items.setFocus()
    QTest.keyClick(screen.items, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    chosen = next(row for row in screen.items.rows if row.id == WHOLE)
    assert chosen.second
    assert QApplication.clipboard().text() == f"Visit report, {chosen.second}"


def test_the_tables_pass_the_model_tester(window: MainWindow, screen: Outcomes) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [
        QAbstractItemModelTester(view.table, mode) for view in (screen.outcomes, screen.follow_ups)
    ]
    type_line(screen, "r Name an officer")
    screen._kinds.setCurrentIndex(1)
    screen._choose_kind(1)
    assert {line.cells[0].words for line in screen.outcomes.table.lines} == {"recommendation"}
    window.undo.undo()
    for tester in testers:
        tester.deleteLater()


def test_findings_and_hits_lead_to_the_record(place: VisitPlace, screen: Outcomes) -> None:
    assert place.file is not None
    outcome, follow_up = place.file.outcomes[-1], place.file.follow_ups[-1]
    place.show_tab("programme")
    place.show_record(outcome.id)
    assert (place.tab, screen.outcomes.chosen_id) == ("outcomes", outcome.id)
    place.show_tab("programme")
    there = Place(kind="follow_up", key=follow_up.key)
    place.open_finding(Finding(level="note", rule="late", place=there, sentence="It is late."))
    assert (place.tab, screen.follow_ups.chosen_id) == ("outcomes", follow_up.id)


def test_a_visit_without_outcomes_says_when_they_come(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase-2025")
    place.show_tab("outcomes")
    screen = place.outcomes
    for line in screen.outcomes.table.lines:
        screen._delete(line.id)
    assert screen._stack.currentWidget() is screen._empty
    assert screen._empty.words.text() == ("Choose an item and note what it produced, also offline.")


def test_in_a_workspace_that_can_only_be_read_nothing_is_typed(
    window: MainWindow, place: VisitPlace, screen: Outcomes
) -> None:
    window.setProperty("locked", "It can only be read.")
    place.show_tab("programme")
    place.show_tab("outcomes")
    assert not screen.line.isVisible()
    screen.outcomes.setFocus()
    QTest.keyClick(screen.outcomes, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is screen.outcomes
    QTest.keyClick(screen.outcomes, Qt.Key.Key_Delete)
    assert window.undo.undo_words == ""


def test_the_details_are_of_what_one_is_at(
    window: MainWindow, place: VisitPlace, screen: Outcomes
) -> None:
    screen.items.choose(WHOLE)
    type_line(screen, "t Help with cameras")
    form = screen.details.outcome
    made = screen.outcomes.chosen_id
    assert form.record is not None
    assert form.record.id == made
    heading, direction = form.fields["heading"], form.fields["direction"]
    assert isinstance(heading, LineField)
    assert isinstance(direction, ChoiceField)
    heading.edit.setFocus()
    QTest.keyClicks(heading.edit, "Asked for")
    QTest.keyClick(heading.edit, Qt.Key.Key_Return)
    direction.chooser.setFocus()
    QTest.keyClicks(direction.chooser, "n")
    themes = form.fields["themes"]
    assert isinstance(themes, LinksField)
    themes.added.emit(Offered("new", None, "cameras"))
    file = stored(window, place)
    one = next(each for each in file.outcomes if each.id == made)
    names = {theme.id: theme.name for theme in file.themes}
    assert (one.heading, one.direction, [names[id_] for id_ in one.themes]) == (
        "Asked for",
        "needed",
        ["cameras"],
    )
    screen.follow_ups.setFocus()
    follow_up = screen.details.follow_up
    assert follow_up.record is not None
    assert follow_up.record.id == screen.follow_ups.chosen_id
    assert follow_up.isVisible()
    screen.outcomes.setFocus()
    assert form.isVisible()


def test_return_on_a_cell_that_is_not_typed_in_leads_to_the_details(
    place: VisitPlace, screen: Outcomes
) -> None:
    view = screen.follow_ups
    view.setFocus()
    state = view.table.columnCount() - 1
    view.setCurrentIndex(view.table.index(1, state))
    assert view.table.lines[1].cells[state].words == "open"
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert screen.details.follow_up.isAncestorOf(QApplication.focusWidget())
    screen.aside.toggle()
    assert screen.details.isHidden()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert screen.details.follow_up.isAncestorOf(QApplication.focusWidget())


def test_words_are_whole_while_empty_columns_have_room(screen: Outcomes) -> None:
    """Found where a post lost the middle of its longest word beside two empty columns."""
    body = QFontMetrics(theme.font("body"))
    view = screen.follow_ups
    owes = next(line.cells[0].words for line in view.table.lines if " " in line.cells[0].words)
    assert owes == "EU Counterterrorism Coordinator"
    assert view.columnWidth(0) - 18 >= body.horizontalAdvance("Counterterrorism")
    assert view.columnWidth(3) < 110  # nothing is due


@pytest.mark.parametrize(("width", "least"), [(536, 125), (1000, 300)])
def test_what_is_to_be_done_has_room_beside_dates(
    qapp: QApplication, qtbot: QtBot, width: int, least: int
) -> None:
    """Found 40 pixels wide, "Name / a / cont…", beside a date in one line: that takes two lines first."""
    view = LinesView(
        "Follow-ups", "trial", ("Who", "What", "Whom", "Due", "Clock", "State"), SHARES
    )
    qtbot.addWidget(view)
    view.resize(width, 300)
    state = Cell("open", chip="accent")
    words = "Agency", "Name a contact for the talks", "International Cooperation"
    due = Cell("15 September 2027", whole=True), Cell("30 days after 12 March 2027")
    view.show_lines([Line(uuid4(), (*map(Cell, words), *due, state))])
    view.show()
    assert view.columnWidth(1) > least
    metrics = QFontMetrics(theme.font("body"))
    assert view.columnWidth(2) - 18 >= metrics.horizontalAdvance("International")
    assert view.columnWidth(3) - 18 >= metrics.horizontalAdvance("15 September")


def test_all_letters_of_the_line_are_told(screen: Outcomes) -> None:
    labels = [label.text() for label in screen.findChildren(QLabel)]
    told = next(words for words in labels if words.startswith("Begin with "))
    assert [one.replace("\u00a0", " ") for one in told[11:].split(", ")] == [
        words for kind, words in kind_words().items() if kind != "discussed"
    ]


def test_ctrl_return_leads_from_a_row_to_its_item(
    window: MainWindow, place: VisitPlace, screen: Outcomes
) -> None:
    assert place.file is not None
    item = next(one.id for one in screen.items.rows if isinstance(one.id, UUID))
    for view in (screen.items, screen.outcomes):
        place.show_tab("outcomes")
        screen.items.choose(item)
        if view is screen.outcomes:
            type_line(screen, "r Name an officer")
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert (place.tab, place.programme.choice.current) == ("programme", item)
        place.programme.choice.choose([])
    place.show_tab("outcomes")
    screen.items.choose(WHOLE)
    screen.items.setFocus()
    QTest.keyClick(screen.items, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert place.tab == "outcomes"
    assert window.status.words.text() == "It belongs to the whole visit, to no item."


@pytest.mark.parametrize(
    ("size", "rows", "lines", "drawn"),
    [((1000, 700), 2, 40, 7), ((1000, 300), 9, 8, 7), ((536, 120), 9, 8, 8)],
)
def test_what_was_said_has_the_lines_that_it_needs_where_there_is_room(
    qapp: QApplication, qtbot: QtBot, size: tuple[int, int], rows: int, lines: int, drawn: int
) -> None:
    """Found as "removed in t…" after four lines, over an empty half of the table, or in a column of 143 pixels."""
    view = LinesView("Outcomes", "trial", ("Kind", "What", "Whom", "To", "Item", "State"), SHARES)
    qtbot.addWidget(view)
    view.show()
    said = (
        "Of the seven brackets in the draft letter of intent, six were removed in the talks. " * 9
    )
    cells = Cell("progress", chip="ok"), Cell(said), *[Cell()] * 4
    view.show_lines([Line(uuid4(), cells) for _row in range(rows)])
    view.resize(*size)
    qapp.processEvents()
    assert view.most_lines == lines
    counts = [(view.rowHeight(row) - theme.scaled(14)) // theme.scaled(18) for row in range(rows)]
    assert counts == [drawn] * rows
