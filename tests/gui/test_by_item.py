"""Hosts, and people against items: one letter a cell, several cells at once, undo back to the cell."""

from collections.abc import Callable, Iterator

import pytest
from accessible import doubles, nameless
from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from briefer import i18n
from briefer.gui import theme
from briefer.gui.delegates.brush import Brush, lines, painting
from briefer.gui.main_window import MainWindow
from briefer.gui.models import by_item
from briefer.gui.models.by_item import Grid
from briefer.gui.views.by_item import GridView
from briefer.gui.views.delegation import DelegationScreen
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.programme import Participant
from briefer.records.visits import Visit
from briefer.services import common_edits
from briefer.services.visits import load

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]
Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def place(open_visit: OpenVisit) -> VisitPlace:
    found = open_visit("showcase")
    found.show_tab("delegation")
    return found


@pytest.fixture
def screen(place: VisitPlace) -> DelegationScreen:
    return place.delegation


@pytest.fixture
def grid(screen: DelegationScreen) -> GridView:
    """People by item, with the keyboard in it."""
    screen.show_segment("items")
    screen.take_keyboard()
    return screen.by_item.view


def go(grid: GridView, name: str, title: str) -> None:
    row = next(one for one in grid.grid.rows if one.name == name)
    column = next(one for one in grid.grid.columns if one.item.title.startswith(title))
    grid.choose(row.id, column.item.id)


def said(grid: GridView) -> str:
    """The cell that is chosen, in words."""
    return grid.grid.words(grid.currentIndex())


def line(grid: GridView, name: str, count: int) -> str:
    """The first cells of somebody: a letter, a dot, `?` for asked, `x` for declined, a space."""
    row = next(at for at, one in enumerate(grid.grid.rows) if one.name == name)
    marks = [grid.grid.mark(grid.grid.index(row, column)) for column in range(count)]
    return "".join(
        " "
        if mark is None
        else {"asked": "?", "declined": "x"}.get(mark.part.state) or mark.letter or "."
        for mark in marks
    )


def stored(window: MainWindow, place: VisitPlace) -> tuple[Participant, ...]:
    return load(window.desk.workspace, place.visit).participants


# -------------------------------------------------------------------------------------------- hosts


def test_the_hosts_in_the_order_in_which_they_are_met(screen: DelegationScreen) -> None:
    screen.show_segment("hosts")
    assert [(one.place, one.name, one.post, one.function) for one in screen.hosts.people[:5]] == [
        (1, "Mr Jesper Lundqvig", "Director, Division for Preparedness", "chairs"),
        (2, "Ms Ingeborg Thrane-Løvdal", "Head, Joint Warning Centre", "leads"),
        (3, "Commander Aksel Rønde", "Senior Officer of the Watch", "speaks"),
        (4, "Mr Ilie Castrin", "State Secretary", "chairs, speaks"),
        (5, "Mr Henrik Sandvær", "Chief of Protocol", "chairs"),
    ]
    assert screen._foot.text() == "47 people and groups in 4 stops"
    assert not screen._add.isVisible()


def test_a_host_is_shown_in_the_panel(
    window: MainWindow, screen: DelegationScreen, qtmodeltester: ModelTester
) -> None:
    screen.show_segment("hosts")
    screen.take_keyboard()
    QTest.keyClick(screen.hosts, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    fields = [name for name, field in screen.panel.fields.items() if not field.isHidden()]
    assert fields == [
        *("address_written", "address_spoken", "pronounced", "languages"),
        *("dietary", "access_needs"),
    ]
    assert [row.title for row in screen.panel.items.rows] == [
        "1 Video conference on the letter of intent",
        "3 Welcome dinner given by the Chief of Protocol",
    ]
    qtmodeltester.check(screen.hosts.table)
    assert nameless(window) == []
    assert doubles(window) == []


def test_nobody_is_met_yet(window: MainWindow, open_visit: OpenVisit, qtbot: QtBot) -> None:
    window.undo.do(common_edits.add(Visit(title="Study visit", key="study")))
    qtbot.waitUntil(lambda: any(one.key == "study" for one in window.desk.overview), timeout=LONG)
    place = open_visit("study")
    place.show_tab("delegation")
    for segment in ("hosts", "items"):
        place.delegation.show_segment(segment)
        place.take_keyboard()
        assert place.delegation._programme.hasFocus()
    QTest.keyClick(place.delegation._programme, Key.Key_Space)
    assert place.tab == "programme"


# ------------------------------------------------------------------------------------------ the grid


def test_people_stand_against_items(
    window: MainWindow, screen: DelegationScreen, grid: GridView, qtmodeltester: ModelTester
) -> None:
    model = grid.grid
    assert [(one.name, one.second) for one in model.rows[:6]] == [
        ("Guests", "12 in the delegation, 4 besides"),
        ("H.E. Dr Samira al-Nadwari", "Head"),
        ("Mr Yusuf Darwan", "Deputy head"),
        ("Major General Khalil Rashmani", "Member"),
        ("Ms Huda Temsi", "Member"),
        ("Director, National Hydrological Service", "name to follow"),
    ]
    assert [(one.day, one.number, one.item.title) for one in model.columns[:3]] == [
        ("Tue 16 Feb", "1", "Video conference on the letter of intent"),
        ("Mon 8 Mar, Halvenborg", "2", "Arrival, Halvenborg Airport"),
        ("Mon 8 Mar, Halvenborg", "3", "Welcome dinner given by the Chief of Protocol"),
    ]
    assert [line(grid, one.name, 7) for one in model.rows[1:6]] == [
        "  ? L L",
        "L .C. .",
        ". .   .",
        "N . . .",
        "      ?",
    ]
    qtmodeltester.check(model)
    assert nameless(window) == []
    assert doubles(window) == []
    assert screen.panel.isHidden()


def test_a_cell_says_all_that_it_shows(screen: DelegationScreen, grid: GridView) -> None:
    go(grid, "Ms Huda Temsi", "Video")
    words = "Ms Huda Temsi, takes notes, came, 1 Video conference on the letter of intent"
    assert said(grid).startswith(words)
    index = grid.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == said(grid)
    assert screen.by_item.cell.accessibleName() == said(grid)
    head = grid.grid.headerData(4, Qt.Orientation.Vertical)
    assert head == "Ms Huda Temsi, Member"


def test_letters_give_roles_and_undo_leads_back_to_the_cell(
    window: MainWindow, place: VisitPlace, grid: GridView
) -> None:
    name = "Major General Khalil Rashmani"
    go(grid, name, "Arrival")
    before = line(grid, name, 3)
    found = []
    for key in (Key.Key_Space, Key.Key_C, Key.Key_L, Key.Key_S, Key.Key_I, Key.Key_N, Key.Key_G):
        QTest.keyClick(grid, key)
        found.append(line(grid, name, 3)[1])
    assert found == [".", "C", "L", "S", "I", "N", "G"]
    assert window.undo.undo_words == f"{name} greets at Arrival, Halvenborg Airport"
    QTest.keyClick(grid, Key.Key_Delete)
    assert line(grid, name, 3) == before
    place.show_tab("programme")
    window.undo.undo()
    assert place.tab == "delegation"
    assert said(grid).startswith(f"{name}, greets, 2 Arrival, Halvenborg Airport")
    for _ in range(7):
        window.undo.undo()
    assert line(grid, name, 3) == before


def test_shift_and_space_go_through_the_states(grid: GridView) -> None:
    name = "Mr Yusuf Darwan"
    go(grid, name, "Arrival")
    QTest.keyClick(grid, Key.Key_Space, SHIFT)
    assert line(grid, name, 3)[1] == " "  # nobody is asked who is not there
    QTest.keyClick(grid, Key.Key_L)
    found = []
    for _ in range(4):
        QTest.keyClick(grid, Key.Key_Space, SHIFT)
        found.append(line(grid, name, 3)[1])
    assert found == ["?", "L", "x", "L"]


def test_several_cells_take_one_letter(
    window: MainWindow, place: VisitPlace, grid: GridView
) -> None:
    before = len(stored(window, place))
    go(grid, "Ms Rana Qasrin", "Video")
    for _ in range(3):
        QTest.keyClick(grid, Key.Key_Right, SHIFT)
    QTest.keyClick(grid, Key.Key_Space)
    assert line(grid, "Ms Rana Qasrin", 5) == ".... "
    assert len(stored(window, place)) == before + 4
    window.undo.undo()
    assert line(grid, "Ms Rana Qasrin", 5) == "     "


def test_a_host_is_given_a_part_in_another_item(
    window: MainWindow, place: VisitPlace, grid: GridView
) -> None:
    go(grid, "Mr Henrik Sandvær", "Museum")
    QTest.keyClick(grid, Key.Key_G)
    index = grid.currentIndex()
    item, host = grid.grid.columns[index.column()].item, grid.grid.rows[index.row()]
    there = [one for one in stored(window, place) if one.item == item.id and one.person == host.id]
    assert [(one.side, one.role, one.state) for one in there] == [("host", "greeter", "")]


def test_who_is_in_two_places_is_told(screen: DelegationScreen, grid: GridView) -> None:
    assert not screen.by_item._clash_part.isVisible()
    model = grid.grid
    times = [(one.item.day, one.item.start) for one in model.columns]
    twice = next(at for at, one in enumerate(times) if one[1] and times.count(one) > 1)
    for at in (twice, times.index(times[twice], twice + 1)):
        row = next(one for one in model.rows if one.name == "Professor Hisham Barakani")
        grid.choose(row.id, model.columns[at].item.id)
        QTest.keyClick(grid, Key.Key_Space)
    assert screen.by_item._clash_part.isVisible()
    assert screen.by_item.clash.accessibleName().startswith("Professor Hisham Barakani is in ")
    clash = grid.currentIndex().data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert clash == "in two items at the same time"


@pytest.fixture
def in_language() -> Iterator[Callable[[str], None]]:
    yield i18n.use
    i18n.use("en")


@pytest.mark.parametrize(
    ("language", "letters"),
    [("en", "CLSING"), ("fr", "PCITNA"), ("da", "MLTORV"), ("nl", "VLSTNO"), ("ar", "رقكتدس")],
)
def test_each_language_has_letters_of_its_own(
    in_language: Callable[[str], None], language: str, letters: str
) -> None:
    """Found as the English initials in every language."""
    in_language(language)
    roles = ["chair", "lead", "speaker", "interpreter", "note taker", "greeter"]
    assert by_item.letters() == dict(zip(roles, letters, strict=True))
    assert len(set(letters)) == 6
    keys = by_item.roles_by_key()
    assert [keys[letter] for letter in letters] == roles
    assert ("C" in keys) == (language in ("en", "fr", "ar"))


def test_a_day_says_its_weekday_and_month_over_a_single_item(grid: GridView) -> None:
    """Found as "16" or dots alone."""
    heads = grid._heads
    told = []
    for first, end in heads._groups():
        column = grid.grid.columns[first]
        told.append(" / ".join(heads.day_words(column, heads._width(first, end))))
    assert told[:5] == [
        "Tue / 16 / Feb",
        "Mon 8 Mar",
        "Tue 9 Mar, Halvenborg",
        "Wed / 10 / Mar",
        "Wed 10 Mar, Lindøy",
    ]


def test_a_date_that_has_no_room_behind_an_inset_is_whole_without_it(
    grid: GridView, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found as "Tue 16 F…" in a head of three lines."""
    heads, drawn = grid._heads, list[str]()
    column = next(one for one in grid.grid.columns if one.day == "Tue 16 Feb")
    small = QFontMetrics(theme.font("small"))

    def text(brush: Brush, box: QRect, words: str, font: QFont, *_rest: object) -> int:
        del brush
        mode = Qt.TextElideMode.ElideRight
        drawn.append(QFontMetrics(font).elidedText(words, mode, box.width()))
        return 0  # what else is painted meanwhile goes on behind it

    monkeypatch.setattr(Brush, "text", text)
    heads._day_lines = 3
    least, most = map(small.horizontalAdvance, ("Tue 16 F", "Tue 16 February"))
    for width in range(least + 8, most + 40):
        drawn.clear()
        with painting(heads.viewport()) as brush:
            heads._paint_day(brush.within(QRect(0, 0, width, 50)), column)
        assert " ".join(drawn) == "Tue 16 Feb"
    told, edge = list[str](), heads.viewport().width()
    for seen in range(4, 100, 3):  # found as "Tue 1" at the edge, with the rest scrolled away
        drawn.clear()
        with painting(heads.viewport()) as brush:
            heads._paint_day(brush.within(QRect(edge - seen, 0, 200, 50)), column)
        told.append(" ".join(drawn))
    assert set(told) == {"", "Tue 16 Feb"}


def test_titles_that_run_upwards_are_whole_where_the_window_has_room(
    grid: GridView, qtbot: QtBot
) -> None:
    """Found as "Conference of the Inner S…", two letters short."""
    own = GridView()
    qtbot.addWidget(own)
    own.resize(1_300, 700)
    own.show()
    own.show_grid(Grid(grid.grid.rows, grid.grid.columns))
    room, font = own._heads._titles - 10, theme.font("label")
    told = [" / ".join(lines(one.item.title, font, room, 2)) for one in grid.grid.columns]
    assert "Lunch given by the / Conference of the Inner Sea" in told
    assert [title for title in told if "…" in title] == []


def test_names_have_the_room_that_the_items_leave(grid: GridView, qtbot: QtBot) -> None:
    """Found as cut names beside an empty strip."""
    own = GridView()
    qtbot.addWidget(own)
    own.resize(1_900, 700)
    own.show()
    own.show_grid(Grid(grid.grid.rows, grid.grid.columns))
    bar = own.verticalScrollBar().sizeHint().width()
    names = own.verticalHeader().width()
    assert names > 400
    assert own.width() - names - own.horizontalHeader().length() - bar < len(own.grid.columns)


def test_what_somebody_does_is_told_beside_the_longest_name(
    screen: DelegationScreen, grid: GridView
) -> None:
    """Found as "…, not…"."""
    cell = screen.by_item.cell
    cell.resize(340, cell.height())
    cell.show_parts(("Her Excellency Ambassador " * 3, "not there", "12 " + "Visit " * 20, "09:15"))
    who, does, item, when = cell.seen.split(", ")
    assert (who[:9], who[-1], does, item[:4], item[-1], when) == (
        *("Her Excel", "…", "not there", "12 V", "…", "09:15"),
    )


def test_people_are_found_and_return_opens_the_item(
    place: VisitPlace, screen: DelegationScreen, grid: GridView
) -> None:
    screen.search_field.setText("rashmani")
    assert [one.name for one in grid.grid.rows] == ["Guests", "Major General Khalil Rashmani"]
    go(grid, "Major General Khalil Rashmani", "Talks")
    QTest.keyClick(grid, Key.Key_Return)
    assert place.tab == "programme"
    assert place.file is not None
    current = next(one for one in place.file.items if one.id == place.programme.choice.current)
    assert current.title.startswith("Talks")


def test_the_items_of_one_strand(screen: DelegationScreen, grid: GridView) -> None:
    assert place_titles(screen) == ["All strands", *strands(screen)]
    all_items = len(grid.grid.columns)
    screen.strand.setCurrentIndex(1)
    screen.strand.activated.emit(1)
    assert 0 < len(grid.grid.columns) < all_items


def place_titles(screen: DelegationScreen) -> list[str]:
    return [screen.strand.itemText(at) for at in range(screen.strand.count())]


def strands(screen: DelegationScreen) -> list[str]:
    assert screen._file is not None
    return [one.title for one in screen._file.strands]


def test_the_head_of_a_side_is_passed_by(grid: GridView) -> None:
    rows = grid.grid.rows
    hosts = next(at for at, one in enumerate(rows) if one.name == "Hosts")
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
    grid.selectionModel().setCurrentIndex(grid.grid.index(hosts - 1, 0), flags)
    QTest.keyClick(grid, Key.Key_Down)
    assert grid.currentIndex().row() == hosts + 1
