"""A box that is answered first is told from the window behind it, which is veiled as long as it is there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from briefer.gui import theme
from briefer.gui.dialogs import about, passphrase
from briefer.gui.main_window import MainWindow


def seen(window: MainWindow, show: Callable[[], object]) -> tuple[QImage, QImage, list[str]]:
    """The window and the box while it is there, and its buttons from the start to the end."""
    found: list[tuple[QImage, QImage, list[str]]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        buttons = sorted(dialog.findChildren(QPushButton), key=lambda one: one.x())
        words = [one.text() for one in buttons]
        found.append((window.grab().toImage(), dialog.grab().toImage(), words))
        dialog.reject()

    QTimer.singleShot(0, look)
    show()
    return found[0]


@pytest.mark.parametrize(("name", "buttons"), [("about", ["Close"]), ("ask", ["Cancel", "Open"])])
def test_a_box_has_an_edge_and_the_window_behind_it_is_veiled(
    window: MainWindow, qtbot: QtBot, name: str, buttons: list[str]
) -> None:
    before = window.grab().toImage().pixelColor(700, 500)
    acts: dict[str, Callable[[], object]] = {
        "about": lambda: about.show(window),
        "ask": lambda: passphrase.ask(window, "Which passphrase?"),
    }
    behind, box, words = seen(window, acts[name])
    assert behind.pixelColor(700, 500).lightness() < before.lightness()
    edge = QColor(theme.own(window.palette()).field)
    assert {box.pixelColor(x, 0).name() for x in range(box.width())} == {edge.name()}
    assert words == buttons
    assert window.grab().toImage().pixelColor(700, 500) == before
