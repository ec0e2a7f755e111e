"""Lists of rows with heads between them: the keys go to what can be chosen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefer.gui.models.rows import Row
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
