"""F1 lists the keys of the screen, and gives a command another key that holds in every window."""

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer import i18n, settings
from briefer.gui import own_keys
from briefer.gui.actions import Command, commands, scopes
from briefer.gui.views.keys_panel import KeysPanel, laid
from briefer.gui.windows import Windows


@pytest.fixture
def windows(qapp: QApplication, qtbot: QtBot) -> Iterator[Windows]:
    del qapp
    made = Windows()
    made.open()
    made.open()
    yield made
    for window in tuple(made.all):
        window.close()
        window.deleteLater()
    settings.save(msgspec.structs.replace(settings.load(), keys={}))


def command(id_: str) -> Command:
    return next(one for one in commands() if one.id == id_)


def shortcut(windows: Windows, id_: str) -> list[list[str]]:
    return [[key.toString() for key in one.actions_[id_].shortcuts()] for one in windows.all]


def test_a_command_gets_another_key_and_its_own_back(windows: Windows) -> None:
    first = windows.all[0]
    first.panels.toggle("keys")
    panel = first.panels.panel("keys")
    assert isinstance(panel, KeysPanel)
    panel.field.setText("full screen")
    (row,) = [row for row in panel.list.rows if not row.is_head]
    assert (row.title, row.end) == ("Full screen", "F11")
    panel.list.choose(row.id)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert panel._words.text() == "Press the new key of “Full screen”."
    QTest.keyClick(panel.edit, Qt.Key.Key_F4, Qt.KeyboardModifier.ControlModifier)
    assert shortcut(windows, "full-screen") == [["Ctrl+F4"], ["Ctrl+F4"]]
    assert first.actions_["full-screen"].toolTip() == "Full screen (Ctrl+F4)"
    assert settings.load().keys == {"full-screen": ("Ctrl+F4",)}
    assert panel.list.rows[1].end == "Ctrl+F4"
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert shortcut(windows, "full-screen") == [["F11"], ["F11"]]
    assert settings.load().keys == {}


def test_a_window_begins_with_the_users_keys(windows: Windows) -> None:
    own_keys.keep(command("full-screen"), "Ctrl+F4")
    windows.open()
    assert shortcut(windows, "full-screen")[-1] == ["Ctrl+F4"]


@pytest.mark.parametrize(
    ("id_", "key", "sentence"),
    [
        ("full-screen", "Ctrl+F4", ""),
        ("full-screen", "F11", ""),
        (
            "earlier",
            "Alt+Down",
            "Alt+Down is “Later”. Press another key, or change that one first.",
        ),
        ("earlier", "Ctrl+B", ""),
        (
            "full-screen",
            "Ctrl+K",
            "Ctrl+K is “Search or do anything”. Press another key, or change that one first.",
        ),
        ("full-screen", "F10", "F10 belongs to the system. Press another key."),
        ("full-screen", "Ctrl+Alt+F", "Ctrl+Alt+F belongs to the system. Press another key."),
        ("full-screen", "A", "A is for typing. Hold Ctrl or Alt with it, or press F1 to F12."),
        (
            "full-screen",
            "Shift+A",
            "Shift+A is for typing. Hold Ctrl or Alt with it, or press F1 to F12.",
        ),
    ],
)
def test_a_key_that_is_taken_is_refused(id_: str, key: str, sentence: str) -> None:
    assert own_keys.refusal(command(id_), key, {}) == sentence


@pytest.mark.parametrize("tag", ["en", "fr", "da", "nl", "ar"])
@pytest.mark.parametrize("width", [300, 352])
def test_what_keys_do_is_told_whole(windows: Windows, tag: str, width: int) -> None:
    """Found as "type a time: 1045, 1045-1130, +…" beside an empty half of the panel."""
    i18n.use(tag)
    try:
        window = windows.open()
        window.panels.toggle("keys")
        panel = window.panels.panel("keys")
        assert isinstance(panel, KeysPanel)
        every = frozenset(scope for scope, _ in scopes())
        window.actions_.set_scopes(every)  # as if one screen could do all
        panel.show_keys(every)
        rows = [row for row in panel.list.rows if not row.is_head]
        assert len(rows) > 100
        for row in rows:
            made = laid(row, width)
            assert " ".join(made.words) == row.title
            assert [key for key, *_ in made.keys] == [key for key in row.end.split("  ") if key]
            assert all(left >= made.room for _, left, *_ in made.keys)
    finally:
        i18n.use("en")
