"""The least window: what cannot be scrolled to the side is never wider than its place."""

from collections.abc import Callable
from functools import partial
from itertools import combinations
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QPainter,
    QPalette,
    QTextDocument,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QStyleOptionButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from briefer import i18n
from briefer.gui import main_window, shown, theme
from briefer.gui.actions import Actions
from briefer.gui.delegates.brush import Brush
from briefer.gui.main_window import MainWindow
from briefer.gui.models.cards import Card
from briefer.gui.models.people import listed_name
from briefer.gui.models.rows import Row, RowsModel
from briefer.gui.places import LIBRARY
from briefer.gui.theme import Type
from briefer.gui.timeline import Clock
from briefer.gui.views import day_boxes
from briefer.gui.views.band import Band
from briefer.gui.views.conflicts import broken
from briefer.gui.views.controls import (
    Chooser,
    Elided,
    Empty,
    SearchField,
    button,
    chooser_ends,
    column,
    row,
)
from briefer.gui.views.fields import LineField
from briefer.gui.views.filter_bar import FilterBar
from briefer.gui.views.frame import TopBar
from briefer.gui.views.logo_field import LogoWell
from briefer.gui.views.other_languages import OtherLanguages
from briefer.gui.views.outcomes import Outcomes
from briefer.gui.views.paged_list import LEAST
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.institutions import Institution
from briefer.records.people import Person
from briefer.records.programme import ProgrammeItem
from briefer.services import common_edits
from briefer.services.people import PersonLine

LONG = 20_000
PANEL = 292
"""Least width of the panel of an item, in pixels at usual type."""
OpenVisit = Callable[[str], VisitPlace]


def cut(screen: QWidget) -> list[str]:
    """Forms of which something stands outside what can be seen or scrolled to."""
    QApplication.processEvents()
    return [
        type(area).__name__
        for area in (*screen.findChildren(QScrollArea), screen)
        if isinstance(area, QScrollArea)
        and area.isVisible()
        and area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and area.widget().width() > area.viewport().width()
    ]


def squeezed(screen: QWidget) -> list[str]:
    """What stands on something beside it, or is smaller than it can be drawn."""
    QApplication.processEvents()
    found = []
    for part in (screen, *screen.findChildren(QWidget)):
        layout = part.layout()
        if layout is None or not part.isVisible() or isinstance(layout, QStackedLayout):
            continue
        items = [one for at in range(layout.count()) if (one := layout.itemAt(at))]
        widgets = [one for item in items if (one := item.widget()) and one.isVisible()]
        found += [
            f"{_called(one)} on {_called(two)}"
            for one, two in combinations(widgets, 2)
            if one.geometry().intersects(two.geometry())
        ]
        found += [
            f"{_called(one)} in {one.width()}"
            for one in widgets
            if isinstance(one, QAbstractButton) and one.width() < one.minimumSizeHint().width()
        ]
    return found


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}".strip()


def test_signs_of_a_name_are_shown_as_they_are(qapp: QApplication) -> None:
    name = "R&D <b>Unit</b> <Coast & Sea>"
    model = RowsModel(qapp)
    model.set_rows([Row(1, name, "Ministry of Rivers")])
    tip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    page = QTextDocument()
    page.setHtml(tip)
    assert page.toPlainText().split("\n") == [name, "Ministry of Rivers"]
    assert shown.tip("R&D, 3 < 4") == "R&D, 3 < 4"


@pytest.fixture
def small(window: MainWindow) -> MainWindow:
    window.resize(*main_window.LEAST)
    return window


def test_what_is_too_wide_would_be_seen(small: MainWindow, qtbot: QtBot) -> None:
    place = small.places.institutions
    small.places.go_to("institutions")
    qtbot.waitUntil(lambda: place.editor.institution is not None, timeout=LONG)
    place.editor.widget().setMinimumWidth(2000)
    assert cut(place) == ["InstitutionEditor"]


def test_what_is_pressed_together_would_be_seen(qtbot: QtBot) -> None:
    place = row(QPushButton("One"), QPushButton("Two"))
    qtbot.addWidget(place)
    place.setMinimumWidth(40)
    place.resize(40, 30)
    place.show()
    assert [one.split()[0] for one in squeezed(place)] == ["QPushButton"] * 2


@pytest.mark.parametrize("words", ["Closed", "الكل", "نظرة عامة", "كل شيء محفوظ", "١٠"])
@pytest.mark.parametrize("kind", ["body", "title", "label"])
def test_what_has_room_for_its_words_shows_them(qapp: QApplication, words: str, kind: Type) -> None:
    font = theme.font(kind)
    width = QFontMetrics(font).horizontalAdvance(words)
    picture = QImage(200, 40, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    brush = Brush(painter, qapp.palette(), Qt.LayoutDirection.LeftToRight, picture.rect())
    drawn = [
        brush.text(QRect(0, 0, room, 40), words, font, QColor("black")) for room in (width, 200)
    ]
    painter.end()
    assert drawn == [width, width]


def test_what_tells_two_states_apart_is_read(qapp: QApplication) -> None:
    """Found when all in the tree of institutions were of a "Kingdom of…"."""

    def drawn(words: str, *, keep_end: bool) -> QImage:
        picture = QImage(84, 40, QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        brush = Brush(painter, qapp.palette(), Qt.LayoutDirection.LeftToRight, picture.rect())
        brush.text(picture.rect(), words, theme.font("body"), QColor("black"), keep_end=keep_end)
        painter.end()
        return picture

    one, other = "Kingdom of the Aldermark", "Kingdom of the Pellandians"
    assert drawn(one, keep_end=False) == drawn(other, keep_end=False)
    assert drawn(one, keep_end=True) != drawn(other, keep_end=True)
    assert drawn(one, keep_end=True) == drawn("… Aldermark", keep_end=True)  # no half of a word
    united = "United Kingdom of Great Britain and Northern Ireland"  # another than Ireland
    assert drawn(united, keep_end=True) == drawn("… Great Britain and", keep_end=False)


@pytest.mark.parametrize("name", ["home", *LIBRARY])
def test_places_of_the_library_fit(small: MainWindow, qtbot: QtBot, name: str) -> None:
    small.places.go_to(name)
    qtbot.waitUntil(lambda: cut(small.places.place) == [])  # the first answer fills its form
    qtbot.waitUntil(lambda: squeezed(small.places.place) == [])


@pytest.mark.parametrize(
    "tab", ["overview", "delegation", "programme", "briefs", "outcomes", "pack"]
)
def test_tabs_of_a_visit_fit(
    small: MainWindow, open_visit: OpenVisit, qtbot: QtBot, tab: str
) -> None:
    place = open_visit("showcase")
    place.show_tab(tab)
    assert small.size().toTuple() == main_window.LEAST
    qtbot.waitUntil(lambda: cut(place) == [])
    qtbot.waitUntil(lambda: squeezed(place) == [])


def test_one_panel_stands_beside_the_days(small: MainWindow, open_visit: OpenVisit) -> None:
    screen = open_visit("showcase").programme
    panels = {"library": screen.library, "item": screen.item, "preview": screen.preview_pane}
    for name in panels:
        screen.show_panel(name, on=True)
        assert [one for one, pane in panels.items() if pane.isVisible()] == [name]


def test_what_stands_at_the_end_is_opened_by_hand_in_a_narrow_screen(
    small: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    places = small.places
    place = open_visit("showcase")
    place.show_tab("outcomes")
    outcomes = place.shown_screen
    assert isinstance(outcomes, Outcomes)
    for show, screen, panel in (
        (lambda: None, outcomes, outcomes.details),
        (
            partial(places.go_to, "institutions"),
            places.institutions,
            places.institutions.connections,
        ),
    ):
        show()
        small.resize(*main_window.LEAST)
        qtbot.waitUntil(screen.aside.opener.isVisible)
        assert not panel.isVisible()
        screen.aside.opener.click()
        assert panel.isVisible()
        held = QApplication.focusWidget()
        assert panel.isAncestorOf(held)
        qtbot.keyClick(held, Qt.Key.Key_Escape)
        assert not panel.isVisible()
        small.resize(1440, 900)
        qtbot.waitUntil(panel.isVisible)
        assert not screen.aside.opener.isVisible()


def test_why_a_time_is_not_accepted_has_the_room_of_the_whole_line(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    panel = open_visit("showcase").programme.item
    start = panel.editor.fields["start"]
    panel.editor.fields["length"].trouble.say("Type a length: 45, 1 h 15, or 1:15.")
    start.trouble.say("There is no such time. Type 9:30, 930-1015, ~930, or ? for open.")
    for name in ("start", "length"):
        trouble = panel.editor.fields[name].trouble
        qtbot.waitUntil(lambda one=trouble: one.width() > 2.5 * start.width())  # type: ignore[misc]
    qtbot.waitUntil(lambda: squeezed(panel) == [])


@pytest.mark.parametrize("width", [900, 1440])
def test_the_commands_of_panels_tell_what_is_shown_in_this_visit(
    window: MainWindow, open_visit: OpenVisit, width: int
) -> None:
    window.resize(width, 700)
    for key in ("showcase", "iraq-2022", "showcase"):
        screen = open_visit(key).programme
        open_visit(key).show_tab("programme")
        screen.show_panel("library", on=key == "showcase")
        QApplication.processEvents()
        window.places.go_to("home")
    open_visit("iraq-2022")
    screen = open_visit("iraq-2022").programme
    told = [window.actions_[f"{name}-panel"].isChecked() for name in ("library", "item")]
    assert told == [screen.library.isVisible(), screen.item.isVisible()]


def test_what_several_items_are_asked_has_room_beside_what_can_be_done_with_them(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    place.show_tab("programme")
    screen = place.programme
    screen.show_view("list")
    assert place.file is not None
    screen.choice.choose([one.id for one in place.file.items[:4]])
    several = screen.several
    told = []
    for width in (1440, 980, 900):
        window.resize(width, 700)
        several.buttons["move"].click()
        qtbot.waitUntil(lambda: squeezed(several) == [])
        told.append(several.buttons["delete"].isVisible())
    assert told == [True, False, False]
    done = list[str]()
    several.state_set.connect(done.append)
    several.duplicated.connect(lambda: done.append("duplicated"))
    several._keep(["move"])
    acts = {act.text(): act for act in several._more(several).actions()}
    inner = acts["Set state"].menu()
    assert isinstance(inner, QMenu)
    inner.actions()[1].trigger()
    acts["Duplicate"].trigger()
    assert done == ["tentative", "duplicated"]


@pytest.mark.parametrize("width", [1100, 940])
def test_keys_beside_the_days_leave_their_toolbar_room(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, width: int
) -> None:
    window.resize(width, 700)
    place = open_visit("showcase")
    place.show_tab("programme")
    toolbar = place.programme._toolbar
    window.panels.toggle("keys")
    qtbot.waitUntil(lambda: squeezed(toolbar) == [])
    assert toolbar.width() <= place.width()
    window.panels.close_panel()


def test_the_menus_are_there_in_the_smallest_type(qapp: QApplication, qtbot: QtBot) -> None:
    usual, small = qapp.font(), qapp.font()
    small.setPointSizeF(8)
    qapp.setFont(small)
    try:
        holder = QWidget()
        qtbot.addWidget(holder)
        bar = TopBar(Actions(holder))
        bar.setParent(holder)
        theme.dress(holder)
        holder.resize(1440, 60)
        bar.resize(1440, bar.height())
        holder.show()
        assert bar.height() >= bar.menu_bar.minimumSizeHint().height()
        menus = bar.menu_bar.grab(QRect(12, 0, 200, bar.height())).toImage()
        colours = {menus.pixelColor(x, y).name() for x in range(200) for y in range(bar.height())}
        assert len(colours) > 5  # letters, not an empty strip
    finally:
        qapp.setFont(usual)


def test_that_nothing_is_saved_is_read_beside_what_waits(qtbot: QtBot) -> None:
    """Found at 1100 pixels in French, where the words of both had no room and "Not saved" was a bare sign."""
    holder = QWidget()
    qtbot.addWidget(holder)
    bar = TopBar(Actions(holder))
    bar.setParent(holder)
    bar.show_waiting(14)
    bar.show_unsaved()
    saved = bar.findChild(QWidget, "saved")
    assert saved
    holder.show()
    seen = []
    for width in (1440, 1100, 800):
        bar.resize(width, bar.height())
        bar.fit(width)
        QApplication.processEvents()
        whole = saved.width() >= saved.sizeHint().width()
        seen.append((bar.waiting.text().strip(), whole, bar.minimumSizeHint().width() <= width))
    assert seen == [("14 to decide", True, True)] * 2 + [("14", True, True)]


def test_the_indent_of_the_chosen_row_is_of_its_colour(small: MainWindow, qtbot: QtBot) -> None:
    place = small.places.institutions
    small.places.go_to("institutions")
    qtbot.waitUntil(lambda: place.editor.institution is not None, timeout=LONG)
    tree = place.tree
    for holder in (tree, place.search_field):
        holder.setFocus()
        row = tree.visualRect(tree.currentIndex())
        picture = tree.viewport().grab().toImage()
        spots = [picture.pixelColor(x, row.top() + 2).name() for x in (2, row.left() + 2)]
        assert spots[0] == spots[1] != "#ffffff"


def test_a_box_elides_its_words_before_its_edge_cuts_them(qtbot: QtBot) -> None:
    words = "All countries"
    box = Chooser("Country", quiet=True)
    qtbot.addWidget(box)
    box.addItem(words)
    theme.dress(box)
    least = box.fontMetrics().horizontalAdvance(words) + chooser_ends() + 1
    box.show()
    drawn = []
    for wider in (0, 60):
        box.resize(least + wider, 32)
        drawn.append(box.grab(QRect(4, 4, least - 30, 24)).toImage())
    assert drawn[0] == drawn[1]


def test_a_box_keeps_the_words_that_it_shows(qtbot: QtBot) -> None:
    boxes = [Chooser(name, quiet=True) for name in ("Country", "Kind", "Review")]
    for box, words in zip(boxes, ("All countries", "All kinds", "Any review"), strict=True):
        box.addItems([words, "international organisation"])
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    place = row(*boxes, spacing=6)
    qtbot.addWidget(place)
    theme.dress(place)
    place.resize(378, 32)
    place.show()
    cut_short = [
        box.currentText()
        for box in boxes
        if box.fontMetrics().horizontalAdvance(box.currentText()) > box.width() - chooser_ends()
    ]
    assert cut_short == []


def test_the_trays_fold_to_one_line_in_a_low_window(
    small: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    days = open_visit("showcase").programme.days
    tuesday = next(at for at, one in enumerate(days.programme.columns) if one.head == "Tue 9 Mar")
    tray = days.trays[tuesday]
    first, second = (card.id for card in tray.cards)

    def there() -> list[bool]:
        return [bool(tray.box_of(id_)) for id_ in (first, second)]

    assert days.tray_lines == 0  # of the days in sight no item lacks its time
    days.show_item(first)
    qtbot.waitUntil(lambda: days.tray_lines == 1)
    assert (there(), [count for _box, count in tray.crowds()]) == ([True, False], [1])
    days.choice.choose([second])  # what has the keyboard is seen
    assert (there(), [count for _box, count in tray.crowds()]) == ([False, True], [1])
    small.resize(1440, 900)
    qtbot.waitUntil(lambda: days.tray_lines == 2)
    assert (there(), tray.crowds()) == ([True, True], [])


def test_a_row_of_the_tree_is_tinted_whole(small: MainWindow, qtbot: QtBot) -> None:
    place = small.places.institutions
    small.places.go_to("institutions")
    qtbot.waitUntil(lambda: place.editor.institution is not None, timeout=LONG)
    tree = place.tree

    def ground() -> set[str]:
        box = tree.visualRect(tree.currentIndex())
        picture = tree.viewport().grab(QRect(0, box.top() + 1, tree.viewport().width(), 2))
        line = picture.toImage()
        return {line.pixelColor(x, 0).name() for x in range(line.width())}

    colours = small.palette()
    tree.setFocus()
    assert ground() == {colours.color(QPalette.ColorRole.Highlight).name()}
    place.search_field.setFocus()
    assert ground() == {theme.tint("row", colours.color(QPalette.ColorRole.Accent), colours).name()}


@pytest.mark.parametrize(
    ("kind", "heads"),
    [
        ("theme", ["Theme", "Also called", "Reach"]),
        ("instrument", ["Instrument", "Number", "Kind"]),
        ("place", ["Place", "Room", "Address"]),
        ("source", ["Source", "Publisher", "Published"]),
        ("term", ["Term", "Stands for", "Language"]),
    ],
)
def test_columns_go_before_names_cannot_be_read(
    small: MainWindow, qtbot: QtBot, kind: str, heads: list[str]
) -> None:
    screen = small.places.reference
    small.places.go_to("reference")
    screen.show_kind(kind)
    table = screen.table
    qtbot.waitUntil(lambda: table.total > 0, timeout=LONG)
    columns = table.table.columns
    assert [one.head for at, one in enumerate(columns) if not table.isColumnHidden(at)] == heads
    title = QFontMetrics(theme.font("title"))
    names = [title.horizontalAdvance(table.table.index(at, 0).data()) for at in range(table.total)]
    needed = min(theme.scaled(LEAST * columns[0].share), max(names) + 20)
    assert table.columnWidth(0) >= needed


def test_pictures_of_labels_grow_with_the_type(qtbot: QtBot) -> None:
    font = QFont(QApplication.font())
    try:
        larger = QFont(font)
        larger.setPointSizeF(16)
        QApplication.setFont(larger)
        empty = Empty("search", "Nothing fits", "")
    finally:
        QApplication.setFont(font)
    qtbot.addWidget(empty)
    sign, _title, words = empty.findChildren(QLabel)
    assert sign.pixmap().deviceIndependentSize().toSize().toTuple() == (45, 45)
    assert words.isHidden()
    empty.advise("Two filters are on.")
    assert not words.isHidden()


def test_the_number_of_those_without_a_lane_covers_no_card(qapp: QApplication) -> None:
    visit = uuid4()
    cards = [
        Card(
            ProgrammeItem(visit=visit, title=f"Item {begin}"), None, "users", "engagement",
            "", "", "", "", (), (), "", begin=begin, finish=begin + 90,
        )
        for begin in (540, 540, 545, 550, 555, 560)
    ]  # fmt: skip
    boxes = day_boxes.clock_boxes(Clock(), cards, 340)
    crowds = day_boxes.crowds(Clock(), cards, boxes, 340)
    assert [box.isNull() for box in boxes] == [False] * 4 + [True] * 2
    assert [count for _place, count in crowds] == [2]
    assert not any(place.intersects(box) for place, _count in crowds for box in boxes)


@pytest.mark.parametrize("points", [8, 10, 16])
def test_the_shortest_card_holds_its_letters(qapp: QApplication, points: int) -> None:
    """In large type the edge of one of twenty minutes went through them, as a line goes through what is cancelled."""
    item = ProgrammeItem(visit=uuid4(), title="Press point")
    card = Card(
        item, None, "users", "engagement", "", "", "", "", (), (), "", begin=660, finish=661
    )
    font = QApplication.font()
    larger = QFont(font)
    larger.setPointSizeF(points)
    QApplication.setFont(larger)
    try:
        (box,) = day_boxes.clock_boxes(Clock(), [card], 340)
        letters = QFontMetrics(theme.font("strip")).tightBoundingRect("Hg").height()
    finally:
        QApplication.setFont(font)
    assert box.height() >= letters


@pytest.mark.parametrize(("width", "ends"), [(400, "called that”"), (160, "…")])
def test_a_button_says_with_dots_that_its_words_have_no_room(
    qtbot: QtBot, width: int, ends: str
) -> None:
    made = button("New institution “nothing is called that”", lambda: None, "plus")
    qtbot.addWidget(made)
    theme.dress(made)
    made.resize(width, 32)
    option = QStyleOptionButton()
    made.initStyleOption(option)
    assert option.text.endswith(ends)
    assert option.fontMetrics.horizontalAdvance(option.text) <= width - 26 - 20


@pytest.mark.parametrize(("height", "sign"), [(190, True), (140, False), (112, False)])
def test_the_sign_of_what_is_empty_goes_before_its_button_is_cut(
    qtbot: QtBot, height: int, sign: bool
) -> None:
    offer = button("Note one now", lambda: None, "plus")
    empty = Empty(
        "target", "Nothing noted yet", "Choose an item and note what it produced.", [offer]
    )
    holder = QWidget()
    qtbot.addWidget(holder)
    empty.setParent(holder)
    theme.dress(holder)
    holder.resize(560, 300)
    holder.show()
    for between in (300, height, 60, height):
        empty.resize(560, between)
    QApplication.processEvents()
    assert empty.findChildren(QLabel)[0].isVisible() == sign
    assert offer.height() >= offer.sizeHint().height()
    assert empty.rect().contains(offer.parentWidget().geometry())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("national dress", ["national ", "dress"]),
        ("by air\nby sea", ["by air\u2028", "by sea"]),
        ("Llanfairpwllgwyn", ["Llanfair", "pwllgwyn"]),
    ],
)
def test_what_is_compared_breaks_between_words(
    qapp: QApplication, words: str, told: list[str]
) -> None:
    room = QFontMetrics(theme.font("body")).horizontalAdvance("national d")
    layout, height = broken(words, room)
    lines = [layout.lineAt(at) for at in range(layout.lineCount())]
    found = [layout.text()[one.textStart() : one.textStart() + one.textLength()] for one in lines]
    if len(words.split()) == 1:
        assert "".join(found) == words
        assert len(found) == 2
    else:
        assert found == told
    assert height == pytest.approx(sum(one.height() for one in lines))


@pytest.mark.parametrize(("height", "lines", "unfolded"), [(540, 1, 4), (700, 4, 4)])
def test_notes_under_a_toolbar_fold_to_one_line_in_a_low_window_and_unfold(
    qtbot: QtBot, height: int, lines: int, unfolded: int
) -> None:
    words = "Drag an institution from the library into a day, or use the keys: F9 for the library. "
    band = Band("calendar-range", words * 3, button("Use a template", lambda: None))
    screen = column(band, None)
    qtbot.addWidget(screen)
    screen.resize(620, height)
    screen.show()
    more, step = band.offering.more, band.words.fontMetrics().height()
    qtbot.waitUntil(lambda: round(band.words.height() / step) == lines)
    assert more.isVisible() == (height == 540)
    more.click()
    qtbot.waitUntil(lambda: round(band.words.height() / step) == unfolded)
    band.words.setText("Drag an institution.")
    qtbot.waitUntil(lambda: not more.isVisible())


@pytest.mark.parametrize(("width", "below"), [(800, False), (420, True)])
def test_what_may_be_done_stands_below_a_sentence_that_has_no_room_beside_it(
    qtbot: QtBot, width: int, below: bool
) -> None:
    """Found as "Drag an institution from the library in…" beside two links."""
    words = "Drag an institution from the library into a day, or use the keys: F9 for the library."
    offers = [button(name, lambda: None) for name in ("Copy from a visit", "Use a template")]
    band = Band("calendar-range", words, *offers)
    qtbot.addWidget(band)
    band.resize(width, 700)
    band.show()
    QApplication.processEvents()
    tops = [part.mapTo(band, QPoint()).y() for part in (band.words, *offers)]
    assert [tops[0] + band.words.height() <= top for top in tops[1:]] == [below] * 2
    assert tops[1] == tops[2]
    whole = band.words.fontMetrics().boundingRect(
        QRect(0, 0, band.words.width(), 500), Qt.TextFlag.TextWordWrap, words
    )
    assert band.words.height() >= whole.height()


def test_where_no_institution_is_chosen_its_connections_say_so(
    window: MainWindow, qtbot: QtBot
) -> None:
    pane = window.places.institutions.connections
    window.places.go_to("institutions")
    qtbot.waitUntil(lambda: len(pane.list.rows) > 1, timeout=LONG)
    pane.show_nothing()
    assert [row.title for row in pane.list.rows] == ["No institution chosen"]


@pytest.mark.parametrize("tag", i18n.window_languages())
def test_the_head_of_a_list_of_records_fits_the_panel_in_every_language(
    window: MainWindow, tag: str
) -> None:
    i18n.use(tag)
    try:
        made = OtherLanguages(window.desk, window.undo)
    finally:
        i18n.use("en")
    made.setParent(window)
    assert made.minimumSizeHint().width() <= theme.scaled(PANEL) - 32


@pytest.mark.parametrize(
    ("words", "at_the_right"), [("١١:٠٠", True), ("12", True), ("Aldermark", False), ("", True)]
)
def test_a_value_without_letters_stands_where_the_window_begins(
    qtbot: QtBot, words: str, at_the_right: bool
) -> None:
    field = LineField("Start", lambda _text: "")
    qtbot.addWidget(field)
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    theme.dress(field)
    field.resize(300, 60)
    field.show()
    field.show_value("earlier" if not words else "")
    field.show_value(words)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    assert (field.edit.alignment() & right == right) == at_the_right
    if words:
        drawn = field.edit.grab(field.edit.rect().adjusted(4, 4, -4, -4)).toImage()
        ground = drawn.pixelColor(150, 2)
        spots = [
            x
            for x in range(drawn.width())
            for y in range(drawn.height())
            if drawn.pixelColor(x, y) != ground
        ]
        assert (min(spots) > 150) == at_the_right


@pytest.mark.parametrize(
    ("family", "given", "told"),
    [("Åsgård", "Birgitte", "Åsgård, Birgitte"), ("الندواري", "سميرة", "الندواري، سميرة")],
)
def test_a_name_keeps_the_comma_of_its_script(family: str, given: str, told: str) -> None:
    line = PersonLine(Person(family_name=family, given_name=given), None, None)
    i18n.use("ar")
    try:
        assert listed_name(line) == told
    finally:
        i18n.use("en")


def test_what_was_done_is_read_whole_where_the_bar_has_room(window: MainWindow) -> None:
    """Found where "Agency for Coasts an…vers of the Kingdom" had lost its middle beside 700 free pixels."""
    made = Institution(name="Agency for Coasts and Rivers of the Kingdom of Aldermark")
    window.undo.do(common_edits.add(made))
    words = window.status.words
    assert words.text() == "Agency for Coasts and Rivers of the Kingdom of Aldermark added."
    QApplication.processEvents()
    assert words.width() >= words.fontMetrics().horizontalAdvance(words.text())
    window.undo.do(common_edits.change_field(made, "name", "Coasts " * 14))
    window.resize(*main_window.LEAST)
    QApplication.processEvents()
    assert window.width() == main_window.LEAST[0]
    assert words.width() < words.fontMetrics().horizontalAdvance(words.text())
    assert window.actions_["undo"].text() == (
        "Undo: Rename Agency for Coasts and Rivers of the Kingdom of…"
    )


def test_what_finds_no_line_is_opened_in_the_list(
    small: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    programme = open_visit("showcase").programme
    days = programme.days
    tuesday = next(at for at, one in enumerate(days.programme.columns) if one.head == "Tue 9 Mar")
    tray = days.trays[tuesday]
    days.show_item(tray.cards[0].id)
    qtbot.waitUntil(lambda: days.tray_lines == 1)
    ((place, _count),) = tray.crowds()
    QTest.mouseClick(tray.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert programme.list.isVisible()
    assert programme.choice.items == (tray.cards[1].id,)
    row = programme.list.table.row_of(tray.cards[1].id)
    assert programme.list.currentIndex().row() == row
    assert programme.list.hasFocus()


def bar_of(*choices: str, hint: str, told: str) -> tuple[FilterBar, list[Chooser], SearchField]:
    field, count, boxes = SearchField("Find", hint), Elided("label", hint=True), []
    for words in choices:
        boxes.append(Chooser(words, quiet=True))
        boxes[-1].addItem(words)
        boxes[-1].addItem(f"{words} of all the institutions")
    count.show_words(told)
    bar = FilterBar(field, *boxes, 12, count)
    bar.show()
    return bar, boxes, field


@pytest.mark.parametrize(
    ("width", "hint", "words", "count"),
    [
        (900, True, True, True),
        (590, True, True, True),
        (545, False, True, True),
        (520, True, True, False),
        (475, False, True, False),
        (300, False, False, False),
    ],
)
def test_a_bar_of_filters_shows_words_before_it_gives_room(
    qtbot: QtBot, width: int, *, hint: bool, words: bool, count: bool
) -> None:
    """Found where boxes and hints were cut beside free room in the same bar."""
    bar, boxes, field = bar_of(
        "Tous les États", "Toutes les institutions", hint="Nom, poste, lieu", told="53 personnes"
    )
    qtbot.addWidget(bar)
    bar.resize(width, 44)
    QApplication.processEvents()
    assert bar.width() == width
    assert (field.width() >= field.room_for_hint()) is hint
    assert all(box.width() >= box.room_for_words() for box in boxes) is words
    told = bar.findChildren(Elided)[0]
    assert (told.width() >= told.sizeHint().width()) is count
    assert max(part.geometry().right() for part in (*boxes, field)) < width


def test_the_hint_of_an_empty_logo_is_in_lines_where_one_has_no_room(qtbot: QtBot) -> None:
    """Its end is read: hints that differ in their last word are drawn differently."""

    def drawn(hint: str) -> QImage:
        well = LogoWell("Logo", hint)
        qtbot.addWidget(well)
        well.resize(240, well.height())
        return well.grab().toImage()

    hint = "No logo. Choose a PNG, JPEG or SVG, put it here or paste it "
    assert drawn(hint + "now") != drawn(hint + "later")
