"""Widths of columns: drawn between two, kept between starts, given back."""

from collections.abc import Callable, Iterator

import pytest
from marsana import marsana
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from briefer import settings
from briefer.gui import theme
from briefer.gui.delegates.brush import width_in_two
from briefer.gui.models.columns import programme
from briefer.gui.models.day import Choice
from briefer.gui.models.item_table import BRIEF, ITEM, PLACE, STATE, TIME, WHO
from briefer.gui.views import item_list
from briefer.gui.views.column_widths import fitted, lent, most_whole, shared
from briefer.gui.views.item_list import ItemList
from briefer.gui.views.panes import Panes
from briefer.gui.views.visit_place import VisitPlace


@pytest.mark.parametrize(
    ("own", "room", "sizes"),
    [
        ({}, 500, {0: 50, 1: 350, 2: 100, 3: 0}),
        ({2: 150}, 500, {0: 50, 1: 300, 2: 150, 3: 0}),
        ({3: 150}, 500, {0: 50, 1: 350, 2: 100, 3: 0}),  # hidden: there is no room for it
        ({2: 450}, 300, {0: 18, 1: 120, 2: 162, 3: 0}),  # the others give way
        ({2: 450}, 90, {0: 0, 1: 120, 2: 0, 3: 0}),
    ],
)
def test_one_column_has_what_is_left(own: dict[int, int], room: int, sizes: dict[int, int]) -> None:
    wanted = {0: 50, 1: 350, 2: 100, 3: 0}
    assert fitted(wanted, own, 1, room, 120) == sizes


@pytest.mark.parametrize(
    ("needs", "room", "sizes"),
    [
        ({1: 100, 2: 80, 3: 90}, 400, {0: 50, 2: 100, 3: 100, 1: 150}),  # all have what they need
        ({1: 200, 2: 80, 3: 90}, 400, {0: 50, 2: 80, 3: 90, 1: 180}),  # names first
        ({1: 200, 2: 140, 3: 90}, 400, {0: 50, 2: 100, 3: 90, 1: 160}),
        ({1: 60, 2: 140, 3: 150}, 400, {0: 50, 2: 140, 3: 150, 1: 60}),  # they have what is free
        ({1: 60, 2: 180, 3: 150}, 400, {0: 50, 2: 180, 3: 110, 1: 60}),
        ({1: 500, 2: 20, 3: 20}, 200, {0: 50, 2: 20, 3: 20, 1: 110}),
    ],
)
def test_what_one_column_has_free_another_gets(
    needs: dict[int, int], room: int, sizes: dict[int, int]
) -> None:
    assert shared({0: 50, 2: 100, 3: 100, 4: 0}, needs, room, 1, 40) == {**sizes, 4: 0}


@pytest.mark.parametrize(
    ("needs", "sizes"),
    [
        ((90, 40, 10), [100, 50, 50]),  # all have what they need
        ((90, 40, 90), [90, 40, 70]),  # not enough: all lend what they can
        ((140, 30, 30), [140, 30, 30]),
        ((120, 40, 20), [120, 45, 35]),
        ((200, 90, 90), [100, 50, 50]),  # nobody has anything to spare
    ],
)
def test_who_has_room_to_spare_lends_it(needs: tuple[int, ...], sizes: list[int]) -> None:
    assert lent((2, 1, 1), needs, 200) == sizes


@pytest.mark.parametrize(
    ("cells", "room", "sizes"),
    [
        (
            {0: [100], 1: [60], 2: [40]},
            240,
            {0: 120, 1: 70, 2: 50},
        ),  # all whole: what is free is shared
        ({0: [90, 90], 1: [60, 60, 300], 2: [50, 50]}, 250, {0: 90, 1: 110, 2: 50}),  # one is long
        ({0: [200, 90], 1: [60], 2: [50]}, 240, {0: 130, 1: 60, 2: 50}),
        ({0: [300], 1: [300], 2: [300]}, 240, {0: 129, 1: 55, 2: 56}),
        ({0: [], 1: [], 2: []}, 220, {0: 100, 1: 60, 2: 60}),
        ({0: [90], 1: [60], 2: [50]}, 40, {0: 20, 1: 10, 2: 10}),  # no room for the heads
    ],
)
def test_the_most_cells_are_read_whole(
    cells: dict[int, list[int]], room: int, sizes: dict[int, int]
) -> None:
    heads, shares = {0: 20, 1: 20, 2: 20}, {0: 2.0, 1: 1.0, 2: 1.0}
    assert most_whole(cells, heads, shares, room) == sizes


def test_a_head_that_is_wider_than_its_share_is_not_at_the_cost_of_the_last_column() -> None:
    cells, heads = {0: [300], 1: [90], 2: [200]}, {0: 20, 1: 90, 2: 20}
    assert most_whole(cells, heads, {0: 2.0, 1: 1.0, 2: 1.0}, 240) == {0: 105, 1: 90, 2: 45}


def test_that_cells_are_whole_in_two_lines_comes_before_that_others_are_in_one() -> None:
    """Found as "Arabic, Aldermarkish, …": a third language was lost while names of institutions had one line."""
    cells, heads = {0: [100], 1: [150, 150], 2: [180]}, {0: 20, 1: 20, 2: 20}
    shares = {0: 2.0, 1: 2.0, 2: 1.0}
    assert most_whole(cells, heads, shares, 280) == {0: 100, 1: 120, 2: 60}
    in_two = {0: [60], 1: [80, 80], 2: [85]}
    assert most_whole(cells, heads, shares, 280, in_two) == {0: 100, 1: 95, 2: 85}


def test_a_text_is_whole_in_two_lines_that_are_as_even_as_its_words_let_them_be(
    qapp: QApplication,
) -> None:
    metrics = QFontMetrics(theme.font("label"))
    found = [
        width_in_two(words, metrics)
        for words in ("Arabic", "Arabic, Aldermarkish, English", "Kingdom of Aldermark")
    ]
    widest = ("Arabic", "Arabic, Aldermarkish,", "Kingdom of")
    assert found == [metrics.horizontalAdvance(words) for words in widest]


@pytest.fixture
def made(qapp: QApplication, qtbot: QtBot) -> Iterator[list[ItemList]]:
    tables: list[ItemList] = []
    yield tables
    for table in tables:
        table.close()
        table.deleteLater()
    kept = settings.load()
    kept.window.pop("widths of items", None)
    settings.save(kept)


def table(made: list[ItemList]) -> ItemList:
    """A table of items as it opens at the next start."""
    found = ItemList(Choice(QApplication.instance()))  # type: ignore[arg-type]
    found.show_programme(programme(marsana()))
    found.resize(1200, 400)
    found.show()
    made.append(found)
    return found


def widths(view: ItemList) -> list[int]:
    return [view.columnWidth(column) for column in (ITEM, PLACE, WHO, STATE)]


def draw(view: ItemList, column: int, by: int) -> None:
    head = view.horizontalHeader()
    line = QPoint(head.sectionViewportPosition(column) + head.sectionSize(column) - 1, 10)
    left = Qt.MouseButton.LeftButton
    QTest.mouseMove(head.viewport(), line)
    QTest.mousePress(head.viewport(), left, pos=line)
    for part in (1, 2):
        QTest.mouseMove(head.viewport(), line + QPoint(by * part // 2, 0))
    QTest.mouseRelease(head.viewport(), left, pos=line + QPoint(by, 0))


def test_a_line_is_drawn_between_two_columns_and_stays(made: list[ItemList]) -> None:
    first = table(made)
    item, place, who, state = widths(first)
    draw(first, PLACE, 40)
    assert widths(first) == [item, place + 40, who - 40, state]
    draw(first, ITEM, -30)  # the one that has what is left
    assert widths(first) == [item - 30, place + 70, who - 40, state]
    draw(first, PLACE, 20 - first.columnWidth(PLACE))
    assert widths(first)[1] == max(36, first.horizontalHeader().minimumSectionSize())
    second = table(made)
    assert widths(second) == widths(first)
    second.resize(1300, 400)
    assert widths(second)[1:] == widths(first)[1:]
    assert [sum(map(view.columnWidth, (ITEM, TIME))) for view in (first, second)] == [395, 495]
    head = second.horizontalHeader()
    line = QPoint(head.sectionViewportPosition(PLACE) + head.sectionSize(PLACE) - 1, 10)
    QTest.mouseDClick(head.viewport(), Qt.MouseButton.LeftButton, pos=line)
    assert widths(table(made)) == [item, place, who, state]


def test_no_word_on_a_brief_is_cut_in_a_language_with_long_ones(
    made: list[ItemList], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "under udarbejdelse"
    monkeypatch.setattr(item_list, "brief_words", lambda: {"": "", "in work": words})
    found = table(made)
    chip = QFontMetrics(theme.font("small")).horizontalAdvance(words) + theme.scaled(16)
    assert found.columnWidth(BRIEF) > chip


@pytest.mark.parametrize(
    ("points", "widths"), [(8, (202, 312)), (10, (252, 312)), (16, (403, 499))]
)
def test_forms_are_no_narrower_in_smaller_type(
    qapp: QApplication, request: pytest.FixtureRequest, points: float, widths: tuple[int, int]
) -> None:
    """Found as names that were cut at 8 points and whole at 10."""
    before = qapp.font()
    request.addfinalizer(lambda: qapp.setFont(before))
    font = QFont(before)
    font.setPointSizeF(points)
    qapp.setFont(font)
    panes = Panes(252, 312, forms={1})
    assert tuple(panes._widths) == widths
    panes.deleteLater()


def test_widths_that_are_given_back_stay_so_after_a_restart(qtbot: QtBot) -> None:
    """Found as panes that were as drawn again the next day."""

    class Screen(QWidget):
        pass

    screens = []

    def panes() -> Panes:
        screen, made = Screen(), Panes(200, 300)
        for _ in range(2):
            made.addWidget(QWidget())
        QVBoxLayout(screen).addWidget(made)
        made.resize(505, 100)
        qtbot.addWidget(screen)
        screens.append(screen)
        screen.show()
        return made

    first = panes()
    first.setSizes([300, 200])
    first.splitterMoved.emit(300, 1)
    qtbot.waitUntil(lambda: "panes of Screen" in settings.load().window)
    assert panes().wanted_widths == first.wanted_widths != [200, 300]
    QTest.mouseDClick(first.handle(1), Qt.MouseButton.LeftButton)
    assert first.wanted_widths == [200, 300]
    qtbot.waitUntil(lambda: "panes of Screen" not in settings.load().window)
    assert panes().wanted_widths == [200, 300]


def test_times_are_whole_in_the_list(made: list[ItemList]) -> None:
    """Found as "≈ 12:30–13:…" in small type, and as "from 19:00 …" beside a title with room to spare."""
    view = table(made)
    metrics = QFontMetrics(theme.font("body"))
    times = [metrics.horizontalAdvance(card.times) for card in view.table.cards if card.item.start]
    assert times
    for width in (1_400, 1_000, 700):
        view.resize(width, 400)
        assert view.columnWidth(TIME) >= max(times) + 16


def test_a_list_with_little_room_tells_who_and_leaves_out_how_many(
    made: list[ItemList], open_visit: Callable[[str], VisitPlace]
) -> None:
    """Found as "Mr Henrik S…" in each row beside titles and states with room to spare."""
    view, file = table(made), open_visit("showcase").file
    assert file is not None
    view.show_programme(programme(file))
    view.resize(1_007, 400)
    advance, room = QFontMetrics(theme.font("body")).horizontalAdvance, view.columnWidth(WHO) - 16
    names = [card.people.split(", ")[0] for card in view.table.cards if card.people]
    assert (len(names), sum(advance(name) <= room for name in names)) == (37, 36)
    chip = QFontMetrics(theme.font("small")).horizontalAdvance("cancelled") + theme.scaled(16)
    assert view.columnWidth(STATE) >= chip + 16


def test_all_that_was_chosen_elsewhere_is_in_sight(made: list[ItemList]) -> None:
    """Found as "4 items chosen" over three, the first one above the edge."""
    view = table(made)
    view.scrollToBottom()
    view.choice.choose([card.id for card in view.table.cards[1:5]])
    rows = [view.table.row_of(item) for item in view.choice.items]
    seen = [view.visualRect(view.table.index(row, ITEM)) for row in rows]
    assert [view.viewport().rect().contains(box.topLeft()) for box in seen] == [True] * 4
