"""Lists that are pasted: rows of a spreadsheet, a table of a text; seen before anything is written."""

from collections.abc import Callable
from datetime import date

import pytest
from drags import dragged
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from briefer.errors import KnownError
from briefer.gui import pasted, theme
from briefer.gui.delegates.brush import lines
from briefer.gui.main_window import MainWindow
from briefer.gui.models.columns import Column, Programme
from briefer.gui.models.day import Choice
from briefer.gui.models.list_table import Line, ListTable, parsers, times
from briefer.gui.views.days_pane import DaysPane
from briefer.gui.views.list_import import ListImportScreen, _Table, _words_room
from briefer.gui.views.visit_place import VisitPlace
from briefer.services.list_rows import Planned

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]
PROGRAMME = """Date\tTime\tItem\tVenue\tNo.
Tue 9 Mar\t07:30-08:00\tBreakfast with the press\tHotel Sundgaard\t1
Wed 10 March 2027\t\t\t\t
\tlate evening\tWalk along the harbour\t\t4
31 Feb\t10:00\tVisit of the lock\tOld harbour\t5
"""
DELEGATION = """<html><body><table><tr><th>Name</th><th>Function</th></tr>
<tr><td><p>Ms Anna</p><p>Lind</p></td><td>Adviser</td></tr>
<tr><td colspan="2">To be named</td></tr></table></body></html>"""


def put(text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QApplication.clipboard().setMimeData(data)


def test_a_table_of_a_text_keeps_cells_of_several_lines_whole(qapp: QApplication) -> None:
    data = QMimeData()
    data.setText("Name\nFunction\n")
    data.setHtml(DELEGATION)
    assert pasted.of_clipboard(data) == (
        ("Name", "Function"),
        ("Ms Anna Lind", "Adviser"),
        ("To be named", ""),
    )
    with pytest.raises(KnownError, match="no list on the clipboard"):
        pasted.of_clipboard(QMimeData())


def test_cells_are_read_as_what_is_typed(qapp: QApplication) -> None:
    read = parsers([date(2027, 3, 9)])
    days = ("Tue 9 Mar", "9.3.", "2027-03-09", "March 2027", "9", "soon")
    assert [read.day(text) for text in days] == ["2027-03-09"] * 3 + [None] * 3
    assert times("9.30", "10.15") == {
        "start": "09:30",
        "end": "10:15",
        "end_days": 0,
        "time_form": "exact",
    }
    assert [times(*pair) for pair in (("+15", ""), ("", "10:00"), ("11:00", "10:00"))] == [None] * 3
    assert read.kinds["courtesy call"] == "courtesy call"


def test_the_rows_keep_the_rules_of_models(qapp: QApplication, qtmodeltester: ModelTester) -> None:
    table = ListTable(qapp)
    line = Line(("a", "b"), Planned("unread", "It has no title."), "without")
    table.show_lines([line, line], ["Day", "Title"])
    qtmodeltester.check(table)
    table.show_lines([line._replace(cells=("c", "d"))], ["Day", "Title"])
    assert [table.index(0, at).data() for at in range(3)] == ["It has no title.", "c", "d"]


def becomes(screen: ListImportScreen) -> list[str]:
    return [line.words for line in screen.lines]


def test_rows_of_a_spreadsheet_become_items_in_one_step(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    assert place.file is not None
    before = {item.id for item in place.file.items}
    put(PROGRAMME)
    days = place.programme.days
    days.views[0].setFocus()
    QTest.keyClick(days.views[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    screen = window.places.place
    assert isinstance(screen, ListImportScreen)
    qtbot.waitUntil(lambda: bool(screen.lines), timeout=LONG)
    doubt = "“late evening” is no time: it is printed as it stands."
    assert becomes(screen) == [
        "Tue 9 Mar · 07:30–08:00 · meeting · Breakfast with the press",
        "day of the rows below",
        f"Wed 10 Mar · late evening · meeting · Walk along the harbour. {doubt}",
        "“31 Feb” is no date. Change the cell.",
    ]
    assert [box.currentText() for box in screen.choosers] == [
        *("Day", "Time", "Title", "Place", "not taken"),
    ]
    table = screen.table
    table.setCurrentIndex(table.rows.index(3, 1))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("11 Mar")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    mended = "Thu 11 Mar · 10:00 · meeting · Visit of the lock"
    qtbot.waitUntil(lambda: becomes(screen)[3:] == [mended], timeout=LONG)
    table.selectRow(2)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert becomes(screen)[2] == "left out"
    assert screen.import_button.accessibleName() == "Import 2 items"
    QTest.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.places.place is place, timeout=LONG)

    def made() -> list[tuple[str, str, str, str]]:
        items = place.file.items if place.file else ()
        new = [one for one in items if one.id not in before]
        return [(one.day, one.start, one.title, one.place_words) for one in new]

    qtbot.waitUntil(lambda: len(made()) == 2, timeout=LONG)
    assert made() == [
        ("2027-03-09", "07:30", "Breakfast with the press", "Hotel Sundgaard"),
        ("2027-03-11", "10:00", "Visit of the lock", "Old harbour"),
    ]
    assert window.actions_["undo"].text() == "Undo: Import 2 items from the clipboard"
    window.undo.undo()
    qtbot.waitUntil(lambda: made() == [], timeout=LONG)

    put("Name\nFunction", DELEGATION)
    place.show_tab("delegation")
    place.delegation.guests.setFocus()
    QTest.keyClick(place.delegation.guests, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    anna, named = "Ms Anna Lind (family name Lind) · Adviser", "To be named (family name named)"
    qtbot.waitUntil(lambda: becomes(screen) == [anna, named], timeout=LONG)
    screen.segments.chosen.emit("people")
    assert [box.currentText() for box in screen.choosers] == ["Name", "Function"]
    QTest.keyClick(screen.table, Qt.Key.Key_Escape)
    assert window.places.place is place


def test_columns_stand_within_the_table(qtbot: QtBot) -> None:
    """Found where cells were cut at the edge of the pane, without dots."""
    table = _Table()
    qtbot.addWidget(table)
    table.resize(620, 200)
    table.show()
    cells = ("Tue 9 Mar", "Permanent Secretary of the Ministry of Public Safety " * 2, "Lund")
    heads = ["Day", "Function", "Name"]
    table.show_lines((Line(cells, Planned("new", ""), "new"),) * 3, heads)

    def widths() -> list[int]:
        return [table.columnWidth(at) for at in range(4)]

    for width in (620, 900, 500):
        table.resize(width, 200)
        QApplication.processEvents()
        assert sum(widths()) == table.viewport().width()
        body = QFontMetrics(theme.font("body"))
        for column, words in ((1, cells[0]), (3, cells[2])):  # short words are whole
            assert table.columnWidth(column) >= body.horizontalAdvance(words) + 16
        assert table.horizontalScrollBar().maximum() == 0
    table.show_lines((Line(cells * 4, Planned("new", ""), "new"),) * 3, heads * 4)
    assert table.horizontalScrollBar().maximum() > 0  # very many: moved sideways


@pytest.mark.parametrize(
    ("text", "lines"),
    [("Name\tFunction\nAnna Lind\tAdviser\nBo Ek\tDriver", 2), ("one line alone", 0)],
)
def test_a_list_is_dragged_in_from_another_program(
    window: MainWindow, qtbot: QtBot, text: str, lines: int
) -> None:
    """A delegation from a letter or a spreadsheet; a single line may be meant for anything."""
    home = window.places.place
    data = QMimeData()
    data.setText(text)
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(300, 300), action, data, buttons, keys)
    entered.ignore()
    window.dragEnterEvent(entered)
    assert entered.isAccepted() is bool(lines)
    window.dropEvent(QDropEvent(QPointF(300, 300), action, data, buttons, keys))
    if not lines:
        assert window.places.place is home
        return
    screen = window.places.place
    assert isinstance(screen, ListImportScreen)
    qtbot.waitUntil(lambda: len(screen.lines) == lines, timeout=LONG)
    QTest.keyClick(screen.table, Qt.Key.Key_Escape)
    assert window.places.place is home


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "9.30 Call on the Mayor\n11:00-12:15 Talks with the Agency, room 4\nLunch",
            "This looks like a programme. Each line is shown before anything is written.",
        ),
        ("Anna Lind, Adviser\nBo Ek, +45 30 12 44 18", ""),
        ("9:30 Call on the Mayor", ""),
    ],
)
def test_lines_that_look_like_a_programme_say_so_over_the_days(
    qapp: QApplication, qtbot: QtBot, text: str, said: str
) -> None:
    pane = DaysPane(Choice(qapp))
    qtbot.addWidget(pane)
    day = Column("2027-03-09", date(2027, 3, 9), None, "Tue 9 Mar", "", "", "", "", ())
    pane.show_programme(Programme((day,), dated=True))
    told: list[str] = []
    pane.told.connect(told.append)
    data = QMimeData()
    data.setText(text)
    with dragged(pane.views[0].viewport(), data) as drag:
        assert not drag.move(QPoint(20, 20))  # it is the window that takes it
    assert "".join(told) == said


def test_what_becomes_of_a_row_is_whole_where_many_columns_stand_beside_it(qtbot: QtBot) -> None:
    """Found in a narrow window: "Ada R…" was all that was said."""
    table = _Table()
    qtbot.addWidget(table)
    table.resize(740, 200)
    table.show()
    cells = ("Lund", "Ada", "Head of Unit of the Coast", "ada.lund@coast.example.org", "", "", "")
    heads = ["Family name", "Given name", "Post", "E-mail", "Telephone", "State", "not taken"]
    told = "It has neither a name nor a function: write one of them."
    table.show_lines((Line(cells, Planned("unread", told), "without"),) * 3, heads)
    QApplication.processEvents()
    body = theme.font("body")
    assert table.columnWidth(4) >= QFontMetrics(body).horizontalAdvance(cells[3]) + 16
    room = _words_room(table.columnWidth(0))
    assert QFontMetrics(body).horizontalAdvance(told) > room
    written = lines(told, body, room, table.rowHeight(0) // QFontMetrics(body).height())
    assert " ".join(written) == told
    post = lines(cells[2], body, table.columnWidth(3) - 16, 4)
    assert " ".join(post) == cells[2]
    few = ("Lund", "Ada", "", "", "", "", "")
    some = [Line(one, Planned("unread", "No name."), "without") for one in (few, cells)]
    table.show_lines((*some, some[0]), heads)
    high = [table.rowHeight(row) > theme.scaled(30) for row in range(3)]
    assert high == [False, True, False]
