"""Lists of rows with heads between them: the keys go to what can be chosen."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer.gui import theme
from briefer.gui.delegates import brush, rows
from briefer.gui.models.rows import Mark, Row
from briefer.gui.views.controls import Nothing
from briefer.gui.views.lists import RowsView


def test_home_and_end_pass_over_heads(qtbot: QtBot) -> None:
    view = RowsView("Items")
    qtbot.addWidget(view)
    rows = (Row(title="Monday"), Row("plenary", "Plenary"), Row("lunch", "Lunch"), Row(title="…"))
    view.show_rows(rows)
    view.show()
    view.choose("lunch")
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.chosen_id == "plenary"
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.chosen_id == "lunch"


def test_a_name_stands_in_the_lines_it_may_have(qapp: QApplication, qtbot: QtBot) -> None:
    """Found as "4  Visit to the National Coordina…" over a line that was half empty."""
    view = RowsView("Items")
    qtbot.addWidget(view)
    name = "4  Visit to the National Coordinator for Counterterrorism and Security of the Realm"
    view.show_rows([Row(at, name, second="0.7 sides", lines=at) for at in (1, 2, 3)])
    view.resize(220, 300)
    view.show()
    qapp.processEvents()
    heights = [view.sizeHintForRow(at) for at in range(3)]
    assert [height - heights[0] for height in heights] == [0, theme.scaled(18), theme.scaled(36)]
    view.resize(900, 300)
    qapp.processEvents()
    assert len({view.visualRect(view.model().index(at, 0)).height() for at in range(3)}) == 1


def test_what_stands_at_the_end_of_a_title_cuts_none_of_its_lines(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found as "Talks with the Coast and Riv…" over "Agency"."""
    cut: list[str] = []
    elided = brush._elided

    def told(words: str, *how: Any) -> tuple[str, int]:
        shown, width = elided(words, *how)
        if shown != words:
            cut.append(words)
        return shown, width

    monkeypatch.setattr(brush, "_elided", told)
    view = RowsView("Items")
    qtbot.addWidget(view)
    coast, museum = "Talks with the Coast and River Agency", "٧  Museum of Dikes and old sluices"
    for title, end in ((coast, ""), (museum, ""), (coast, "7"), (coast, "no brief")):
        row = Row(1, title, "final" if title == coast else "", icon="users", end=end)
        view.show_rows([row._replace(lines=2)])
        for width in range(theme.scaled(280), theme.scaled(420)):
            view.resize(width, 100)
            view.grab()
            assert (width, cut) == (width, [])


def test_a_mark_stands_beside_first_words_and_cuts_no_title(qtbot: QtBot) -> None:
    """Found as "Conversation…" beside CONFIDENTIAL."""
    view = RowsView("Notes")
    qtbot.addWidget(view)
    view.resize(250, 100)
    title = "Conversation with Secretary-"
    row = Row(1, title, "conversation", "At the margins of the session", mark=Mark("CONFIDENTIAL"))
    tops = []
    for one in (row, row._replace(mark=None)):
        view.show_rows([one])
        picture = view.grab().toImage()
        tops.append(picture.copy(0, 0, 250, theme.scaled(38)))
    assert tops[0] == tops[1]


def test_an_empty_list_says_that_it_is(qtbot: QtBot) -> None:
    view = RowsView("Notes")
    qtbot.addWidget(view)
    view.resize(250, 100)
    nothing = Nothing(view, "No note here")
    view.show()
    assert (nothing.text(), nothing.isVisible(), nothing.width()) == ("No note here", True, 222)
    view.show_rows([Row(1, "A note")])
    assert not nothing.isVisible()
    view.show_rows([])
    assert nothing.isVisible()


def test_what_has_no_room_beside_a_name_stands_below_it(qtbot: QtBot) -> None:
    """Found as "H.E. Dr Samira al-…" beside "leads · accepted"."""
    view = RowsView("Guests")
    qtbot.addWidget(view)
    one, drops = Row(1, "H.E. Dr Samira al-Nadwari", end="leads · accepted", initials="SN"), True
    view.show_rows(
        [
            one._replace(drops=drops),
            Row(2, "Mr Darwan", end="leads", drops=drops),
            one._replace(id=3),
        ]
    )
    heights = []
    for width in (600, 240):
        view.resize(width, 300)
        view.show()
        heights.append([view.sizeHintForRow(at) for at in range(3)])
    line = heights[0][0]
    assert heights == [[line] * 3, [line + theme.scaled(16), line, line]]
    hotel = Row(4, "Port Serin, Republic of Pellandia", second="11 March", end="Hotel", drops=True)
    settled = rows._settled(hotel, 120)
    assert (settled.second, settled.end, settled.end_second) == ("11 March", "", "Hotel")
    assert rows._settled(hotel, 600) == hotel
