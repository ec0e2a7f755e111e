"""How things look: a text that has no room ends with dots, boxes grow with their text, what stands together stands in line."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from marsana import marsana
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from briefer.gui import shown, theme
from briefer.gui.delegates import delegation
from briefer.gui.delegates.brush import Brush, width_in_two
from briefer.gui.delegates.delegation import chips_least, chips_seen
from briefer.gui.main_window import MainWindow
from briefer.gui.messages import Trouble
from briefer.gui.models.columns import programme
from briefer.gui.models.day import Choice
from briefer.gui.models.delegation_table import FUNCTION, LANGUAGES, NAME
from briefer.gui.theme import Type
from briefer.gui.trials import Verdict
from briefer.gui.views import controls, delegation_list
from briefer.gui.views.band import Band
from briefer.gui.views.brief_editor import _Head
from briefer.gui.views.bubble import Bubble
from briefer.gui.views.cells import CellEdit
from briefer.gui.views.conflicts import Option
from briefer.gui.views.controls import Chooser, Elided, Empty, button, chooser_ends
from briefer.gui.views.delegation_list import DelegationList
from briefer.gui.views.export_panel import ExportPanel
from briefer.gui.views.fields import ChoiceField, LineEdit, LineField, TextField
from briefer.gui.views.frame import SIGN, SIGN_AT, StatusBar, TroubleBar
from briefer.gui.views.item_list import ItemList
from briefer.gui.views.markdown import Printed
from briefer.gui.views.pages_pane import PagesPane
from briefer.gui.views.visit_place import VisitPlace

TITLE = "Her Excellency Dr Samira al-Nadwari, Minister of the Interior"
LINE = "a line of its own"
OpenVisit = Callable[[str], VisitPlace]


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    theme.dress(made)
    made.resize(600, 400)
    return made


def picture(edit: LineEdit) -> QImage:
    return edit.grab().toImage()


@pytest.mark.parametrize("runs", [*Qt.LayoutDirection][:2])
def test_a_line_without_the_keyboard_ends_with_dots(
    page: QWidget, qtbot: QtBot, runs: Qt.LayoutDirection
) -> None:
    """In an Arabic window the dots stood before a Latin text, as if its beginning were missing."""
    page.setLayoutDirection(runs)
    edit, like = (LineEdit("Address") for _ in range(2))
    for at, one in enumerate((edit, like)):
        one.setParent(page)
        one.setGeometry(10, 10 + at * 40, 160, 32)
    page.show()
    edit.setText(
        TITLE
    )  # the caret stands at its end: Qt would show the end, from the middle of a letter
    assert edit.seen == "Her Excellency Dr Sa…"
    like.setText(edit.seen)
    like.setCursorPosition(0)
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: not edit.hasFocus())
    assert picture(edit) == picture(like)
    page.activateWindow()
    edit.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(edit.hasFocus)
    assert edit.seen == TITLE
    like.setText("Her")
    assert like.seen == "Her"


@pytest.mark.parametrize("kind", ["box", "button"])
def test_dots_stand_at_the_end_of_the_text_in_an_arabic_window(
    qapp: QApplication, page: QWidget, kind: str
) -> None:
    """Found as "…Kingdom of Al" in boxes to choose from and on buttons that hold a name."""
    names = ("Kingdom of Aldermark", "\u2066Kingd…\u2069", "\u2067Kingd…\u2069")
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        pictures = []
        for name in names:
            made = Chooser(name) if kind == "box" else controls.button(name, page.update)
            if isinstance(made, Chooser):
                made.addItem(name)
            made.setParent(page)
            ends = chooser_ends() + 1 if kind == "box" else 33
            made.resize(ends + made.fontMetrics().horizontalAdvance(names[2]), 30)
            pictures.append(made.grab().toImage())
    finally:
        qapp.setLayoutDirection(before)
    assert [one == pictures[0] for one in pictures] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 2),
        (LINE, 2),
        ("\n".join([LINE] * 2), 2),
        ("\n".join([LINE] * 4), 4),
        (" ".join([LINE] * 6), 3),
        ("\n".join([LINE] * 20), 6),
    ],
)
@pytest.mark.parametrize("points", [8.0, 10.0, 16.0])
def test_a_box_is_as_high_as_its_text(
    qapp: QApplication, page: QWidget, qtbot: QtBot, text: str, lines: int, points: float
) -> None:
    before = qapp.font()
    font = qapp.font()
    font.setPointSizeF(points)
    qapp.setFont(font)
    try:
        field = TextField("Purpose", lambda _text: "", lines=2)
        field.setParent(page)
        field.show_value(text)
        page.show()
        field.setGeometry(0, 0, round(260 * points / 10), 300)
        qapp.processEvents()
        rows = round(field.edit.document().size().height())
        assert min(max(rows, 2), 6) == lines
        assert field.edit.verticalScrollBar().isVisible() == (rows > lines)
    finally:
        qapp.setFont(before)


def test_signs_of_lists_stand_apart_from_the_words(qapp: QApplication, qtbot: QtBot) -> None:
    page = Printed("As it prints")
    qtbot.addWidget(page)
    page.resize(400, 300)
    words = "the keeper of the sluice, the officer on watch, the woman who knocked on forty doors"
    page.show_markdown(f"- one\n- *{words}*\n  1. two\n  2. three\n\nplain words")
    page.show()
    seen = page.toPlainText().replace("\N{EN SPACE}", " _ ").split("\n")
    assert seen == ["• _ one", f"• _ {words}", "1. _ two", "2. _ three", "plain words"]
    blocks = [page.document().findBlockByNumber(at) for at in range(4)]
    lefts = [
        block.layout().lineAt(0).cursorToX(len(sign))
        for block, sign in zip(blocks, ("• ", "• ", "1. ", "2. "), strict=True)
    ]
    first, second = (number[0] if isinstance(number, tuple) else number for number in lefts[:2])
    assert first == pytest.approx(second)
    below = blocks[1].layout().lineAt(1).cursorToX(blocks[1].layout().lineAt(1).textStart())
    assert (below[0] if isinstance(below, tuple) else below) == pytest.approx(second, abs=1)


def test_buttons_stay_while_the_band_of_several_asks(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase")
    place.show_tab("programme")
    place.programme.show_view("list")
    assert place.file
    place.programme.choice.choose([one.id for one in place.file.items[2:6]])
    several = place.programme.several
    QApplication.processEvents()
    before = [made.geometry() for made in several.buttons.values()]
    several.buttons["move"].click()
    QApplication.processEvents()
    assert [made.geometry() for made in several.buttons.values()] == before
    seen = []
    for size in ((1440, 900), (1000, 600), (920, 600)):
        window.resize(*size)
        QApplication.processEvents()
        some = [made for made in several.buttons.values() if made.isVisible()]
        assert [made.width() for made in some] == [made.sizeHint().width() for made in some]
        more = [act.text() for act in several._more(several).actions()]
        seen.append((", ".join(made.text().strip() for made in some), ", ".join(more)))
    assert seen == [
        ("Move by…, Other day, Set state, Transport…, Duplicate, Delete", ""),
        ("Move by…, Other day", "Set state, Transport…, Duplicate, Delete"),
        ("Move by…", "Other day, Set state, Transport…, Duplicate, Delete"),
    ]


def test_what_is_typed_on_a_card_keeps_to_it(window: MainWindow, open_visit: OpenVisit) -> None:
    place = open_visit("showcase")
    place.show_tab("programme")
    screen = place.programme
    for panel in ("library", "item", "preview"):
        screen.show_panel(panel, on=False)
    card = next(card for view in screen.days.views for card in view.cards if card.begin is not None)
    screen.choice.choose([card.id])
    screen.days.begin_typing("9")
    edits = screen.days.findChildren(CellEdit)
    for on in (False, True):
        screen.show_panel("item", on=on)
        QApplication.processEvents()
        found = screen.days.card(card.id)
        assert found
        box = found[0].box_of(card.id)
        assert box
        (edit,) = edits
        assert (edit.x(), edit.width()) == (box.x() - 1, box.width() + 2)


def test_the_foot_counts_the_institutions_that_are_shown(window: MainWindow, qtbot: QtBot) -> None:
    window.places.go_to("institutions")
    place = window.places.institutions

    def foot() -> list[str]:
        told = (re.search(r"\d+ institution.*", one.text()) for one in place.findChildren(QLabel))
        return [found[0] for found in told if found]

    qtbot.waitUntil(lambda: foot() == ["34 institutions · 26 units"], timeout=5_000)
    for words, told in (("mena", "1 institution · 1 unit"), ("lorry lane 4", "0 institutions")):
        place.search_field.setText(words)
        qtbot.waitUntil(lambda told=told: foot() == [told], timeout=20_000)


def test_search_forgets_where_one_was_in_another_workspace(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.places.go_to("notes")
    window.places.go_to("people")
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.opener.open(tmp_path / "other.briefer", create=True)
    assert [row.title for row in window.places.recent] == ["Home"]


def test_all_documents_are_seen_before_any_is_made(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    place.begin_export()
    panel = place.findChild(ExportPanel)
    assert isinstance(panel, ExportPanel)
    qtbot.waitUntil(lambda: len(panel.list.lines) > 9, timeout=20_000)
    QApplication.processEvents()
    rows = sum(panel.list.sizeHintForRow(at) for at in range(len(panel.list.lines)))
    assert panel.list.height() >= min(rows, panel.height() - 220)


def test_words_to_choose_from_break_between_words(page: QWidget) -> None:
    pictures = []
    for words in ("national dress", "national\ndress"):
        option = Option(words, quiet=False)
        option.setParent(page)
        option.setGeometry(0, 0, 120, option.heightForWidth(120))
        pictures.append(option.grab().toImage())
    assert pictures[0] == pictures[1]


def test_nothing_can_be_undone_before_a_workspace_is_open(qapp: QApplication, qtbot: QtBot) -> None:
    made = MainWindow()
    qtbot.addWidget(made)
    assert not any(made.actions_[name].isEnabled() for name in ("undo", "redo"))


def test_pages_stay_in_the_pack_while_no_brief_is_there(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase")
    for tab in ("briefs", "pack"):
        place.show_tab(tab)
    place.briefs.length.show_nothing()
    QApplication.processEvents()
    assert place.preview.isVisible()


def test_what_a_page_is_called_is_read_whole(qapp: QApplication, open_visit: OpenVisit) -> None:
    place = open_visit("showcase")
    place.show_tab("pack")
    pages = next(one for one in place.pack.findChildren(PagesPane))
    pages.search.field.setFocus(Qt.FocusReason.OtherFocusReason)
    pages.page.setText("10.12-12")
    assert pages.page.seen == "10.12-12"


def test_heads_of_the_delegation_are_read_beside_the_longest_names(
    open_visit: OpenVisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delegation_list, "chips_width", lambda _person: 0)
    place = open_visit("showcase")
    place.show_tab("delegation")
    view = place.delegation.guests
    view.resize(760, 400)
    QApplication.processEvents()
    metrics = QFontMetrics(theme.font("body"))
    for column in range(view.table.columnCount()):
        head = view.table.headerData(column, Qt.Orientation.Horizontal)
        if head and not view.isColumnHidden(column):
            assert view.columnWidth(column) > metrics.horizontalAdvance(head)


@pytest.mark.parametrize(("points", "width"), [(10, 560), (8, 640), (16, 900)])
def test_names_are_read_beside_functions_and_needs_none_of_which_goes_unseen(
    qapp: QApplication,
    open_visit: OpenVisit,
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    points: float,
    width: int,
) -> None:
    """Found as "walks wit…" and "Deputy he…", and later as "H.E. Dr Samira al-…" beside rows with few needs."""
    before = qapp.font()
    request.addfinalizer(lambda: qapp.setFont(before))
    font = QFont(before)
    font.setPointSizeF(points)
    qapp.setFont(font)
    place = open_visit("showcase")
    place.show_tab("delegation")
    people = place.delegation.guests.people
    view = DelegationList("Guests", "Function", ordered=True)
    qtbot.addWidget(view)
    view.resize(width, 400)
    view.show()
    view.show_people(people)
    inset, title = 16, QFontMetrics(theme.font("title"))
    room = {column: view.columnWidth(column) - inset for column in (NAME, FUNCTION, LANGUAGES)}
    cut = [one.name for one in people if title.horizontalAdvance(one.name) > room[NAME]]
    assert len(cut) <= 2
    assert min(map(len, cut)) > 38
    body = QFontMetrics(theme.font("body"))
    assert room[FUNCTION] >= max(width_in_two(one.function, body) for one in people)
    assert room[LANGUAGES] >= max(map(chips_seen, people)) > 0
    needy = [one for one in people if chips_least(one)]
    whole = [one for one in needy if chips_least(one) <= room[LANGUAGES]]
    assert len(needy) - len(whole) <= 3  # the longest words of all
    for at, one in enumerate(people):  # they stand below each other, in a higher row
        flow = delegation._flow(one, room[LANGUAGES])
        told = [" ".join(part.strip() for part in chip.told) for line in flow for chip in line]
        assert told == [words for words, _colour in delegation._chips(one)]
        assert delegation._flow_height(flow) < view.rowHeight(at)
    named = [
        delegation._named(one, room[NAME] - 1, view.rowHeight(at))[0]
        for at, one in enumerate(people)
    ]
    assert [len(words) for words in named].count(2) == len(cut)
    assert sum("…" in words[-1] for words in named) <= 1  # of more than fifty letters


def test_counts_of_the_list_are_whole_or_left_out(open_visit: OpenVisit) -> None:
    """Found as "5 with…", which means the contrary."""
    place = open_visit("showcase")
    place.show_tab("programme")
    told = place.programme.list_pane._told
    seen = []
    for width in (600, 250, 70, 20):
        told.resize(width, told.height())
        seen.append(told.seen)
    assert seen == [
        "37 items, 8 tentative, 1 cancelled, 5 without a time",
        "37 items, 8 tentative, 1 cancelled",
        "37 items",
        "37 items",
    ]


def test_an_empty_state_has_room_for_the_lines_that_it_breaks_into(
    page: QWidget, qtbot: QtBot
) -> None:
    """Found where a sentence broke at its own greatest width, and had the height of one line."""
    words = (
        "A place of the visit is a town with its own hours, or a part of it that is held online."
    )
    empty, above = Empty("map-pin", "No stop yet", words), QWidget()
    for one in (above, empty):
        one.setParent(page)
    layout = QVBoxLayout(page)
    layout.addWidget(empty)
    layout.addWidget(above, 1)
    page.resize(900, 400)
    page.show()
    qtbot.waitExposed(page)
    assert empty.words.width() < empty.width() - 100
    assert empty.words.height() >= empty.words.heightForWidth(empty.words.width())


def test_what_was_taken_back_offers_to_be_made_again(qtbot: QtBot) -> None:
    """Found as "Undone: Add Agency", with Undo beside it."""
    bar, done = StatusBar(), list[str]()
    qtbot.addWidget(bar)
    bar.undo_wanted.connect(lambda: done.append("undo"))
    bar.redo_wanted.connect(lambda: done.append("redo"))
    offer = bar.findChildren(QToolButton)[0]
    seen = []
    for turned in (True, False):
        bar.show_said("Something", undoable=True, turned=turned)
        offer.click()
        seen.append((offer.text(), bar._key.text()))
    assert seen == [("Redo", "Ctrl+Shift+Z"), ("Undo", "Ctrl+Z")]
    assert done == ["redo", "undo"]


def test_the_sign_of_a_band_stands_at_its_first_line(qtbot: QtBot) -> None:
    """Found beside the third line, between the words and what may be done."""
    band = Band("info", "Drag an institution into a day, or use the keys. " * 3)
    qtbot.addWidget(band)
    band.resize(300, 200)
    layout = band.layout()
    assert layout
    band.resize(300, layout.totalHeightForWidth(300))
    band.show()
    drawn = band.grab().toImage()
    inked = [y for y in range(band.height()) if drawn.pixelColor(23, y) != drawn.pixelColor(2, 2)]
    line = QFontMetrics(band.words.font()).lineSpacing()
    first = band.words.y() + band.words.parentWidget().y() + band.words.first_line
    assert band.words.first_line < line
    assert abs((inked[0] + inked[-1]) // 2 - first) <= 1


@pytest.mark.parametrize("words", ["معالي الدكتورة سميرة الندواري", "Ålborg"])
@pytest.mark.parametrize("kind", ["label", "body", "title", "record"])
@pytest.mark.parametrize("points", [8, 9, 11, 14, 16])
def test_a_line_is_as_high_as_the_letters_of_its_script(
    qapp: QApplication,
    qtbot: QtBot,
    request: pytest.FixtureRequest,
    kind: Type,
    words: str,
    points: int,
) -> None:
    """Found where the dots below the last letter of a name were cut away: it was another letter."""
    font, before = qapp.font(), qapp.font()
    request.addfinalizer(lambda: qapp.setFont(before))
    font.setPointSizeF(points)
    qapp.setFont(font)
    inked = []
    for more in (0, 20):
        line = Elided(kind)
        qtbot.addWidget(line)
        line.setPalette(QPalette(QColor("white")))
        line.show_words(words)
        line.setFixedHeight(line.height() + more)
        line.resize(400, line.height())
        drawn = line.grab().toImage()
        inked.append(
            sum(
                any(drawn.pixelColor(x, y).lightness() < 150 for x in range(400))
                for y in range(drawn.height())
            )
        )
    assert inked[0] == inked[1]


def test_what_an_empty_state_offers_stands_in_one_row_where_there_is_room(qtbot: QtBot) -> None:
    """Found where the third button stood alone below two, beside 400 free pixels."""
    offers = [button(words, lambda: None) for words in ("New item", "Copy a visit", "Use a form")]
    page, empty = QWidget(), Empty("map-pin", "No stop yet", "A stop is a city.", offers)
    qtbot.addWidget(page)
    empty.setParent(page)
    page.show()
    rows = []
    for width in (600, 280, 180):  # in the least, two beside each other lost their words
        empty.resize(width, 400)
        QApplication.processEvents()
        rows.append([one.mapTo(empty, one.rect().topLeft()).y() for one in offers])
        assert [one.width() for one in offers] == [one.sizeHint().width() for one in offers]
    assert [len(set(some)) for some in rows] == [1, 2, 3]
    empty.resize(280, 400)
    offers[1].setText("Copy an earlier visit of this office")
    QApplication.processEvents()
    assert len({one.mapTo(empty, one.rect().topLeft()).y() for one in offers}) == 3


@pytest.mark.parametrize("points", [8.0, 10.0, 16.0])
def test_the_sign_of_trouble_stands_before_its_words(
    qapp: QApplication, qtbot: QtBot, points: float
) -> None:
    """Found in the largest type, where it ran into the first letter."""
    usual, other = qapp.font(), qapp.font()
    other.setPointSizeF(points)
    qapp.setFont(other)
    try:
        bar = TroubleBar()
        qtbot.addWidget(bar)
        bar.resize(700, 60)
        bar.show_trouble(Trouble("error", "There is no room left to save."))
        qtbot.waitExposed(bar)
        assert bar.words.x() >= SIGN_AT + theme.scaled(SIGN) + 8
    finally:
        qapp.setFont(usual)


@pytest.mark.parametrize("owner", ["H. Temsi", ""])
def test_what_stands_over_a_brief_is_whole_at_every_width(qtbot: QtBot, owner: str) -> None:
    """Found in large type: boxes took more than they had told, and the fields beside them lost their words."""
    fields = (
        LineField("Owner", lambda _typed: ""),
        LineField("Dated", lambda _typed: ""),
        ChoiceField("Marking", {"": "As the visit"}, lambda _value: ""),
        ChoiceField("Distribution", {"": "As the visit"}, lambda _value: ""),
    )
    head = _Head(fields)
    qtbot.addWidget(head)
    theme.dress(head)
    head.show()
    for field, words in zip(fields[:2], (owner, "12 February 2027"), strict=True):
        field.show_value(words)
    for width in range(380, 760):
        head.resize(width, 120)
        QApplication.processEvents()
        assert [(width, one) for one in fields if one.width() < one.room_for_value()] == []


@pytest.mark.parametrize(
    ("words", "end", "drawn"),
    [
        ("Aldermarkish", False, ["Aldermarkish"]),
        ("Aldermarkish, English", False, ["Aldermarkish,", "English"]),
        ("Aldermarkish, English, French", False, ["Aldermarkish,", "English, Fren…"]),
        ("Kingdom of Aldermark", True, ["Kingdom of", "Aldermark"]),
        ("United Kingdom of Aldermark and Pellandia", True, ["… Aldermark", "and Pellandia"]),
    ],
)
def test_a_cell_without_room_has_two_lines_of_the_same_type(
    page: QWidget, monkeypatch: pytest.MonkeyPatch, words: str, end: bool, drawn: list[str]
) -> None:
    """Found as "Aldermarkish…" in row after row, then as two sizes of type in one column."""
    told = []
    monkeypatch.setattr(shown, "isolated", lambda part, _whole="": told.append(part) or part)
    picture = QImage(200, 40, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    brush = Brush(painter, page.palette(), Qt.LayoutDirection.LeftToRight, picture.rect())
    font = theme.font("label")
    room = QFontMetrics(font).horizontalAdvance("Aldermarkish, ") + 2
    brush.cell(QRect(0, 0, room, 36), words, font, QColor("black"), end=end)
    painter.end()
    assert told == drawn


def test_titles_have_two_lines_where_all_rows_are_in_sight_with_them(
    qapp: QApplication, qtbot: QtBot
) -> None:
    """Found with four of seven titles cut, and half of the list empty below them."""
    view = ItemList(Choice(qapp))
    qtbot.addWidget(view)
    view.show()
    view.show_programme(programme(marsana()))
    seen = []
    for height in (2_000, 300):
        view.resize(480, height)
        QApplication.processEvents()
        heights = {view.rowHeight(row) for row in range(len(view.table.rows))}
        seen.append(sorted(heights))
    assert seen == [[theme.scaled(29), theme.scaled(46)], [theme.scaled(29)]]


def test_a_bubble_stands_below_the_pointer_while_it_can(qtbot: QtBot) -> None:
    """Found over the heads of the days, one of which it spoke of."""
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(800, 400)
    bubble, told = Bubble(page), Verdict((("error", "Clash: Mr Yusuf Darwan is elsewhere."),))
    page.show()
    seen = []
    for y in (100, 270, 380):
        bubble.show_verdict(told, page.mapToGlobal(QPoint(200, y)))
        seen.append(bubble.y() - y)
    height = bubble.height()
    assert seen == [68, 399 - height - 270, -68 - height]
    assert 24 <= seen[1] < 68
