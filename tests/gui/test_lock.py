"""A locked workspace: its windows are gone, its key is dropped, what was typed is a draft, and the passphrase opens it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from briefer import settings
from briefer.gui.main_window import MainWindow
from briefer.gui.windows import Windows
from briefer.services import encryption

pytestmark = pytest.mark.plain

LONG = 20_000


@pytest.fixture
def windows(qapp: QApplication, qtbot: QtBot, sample: Path) -> Iterator[Windows]:
    """The first window, on the sample, encrypted."""
    encryption.encrypt(sample, None, "hest")
    made = Windows()
    first = made.open()
    with qtbot.waitSignal(first.ready, timeout=LONG):
        first.opener.open(sample, secret="hest")
    yield made
    for window in tuple(made.all):
        window.close()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def lock(windows: Windows, qapp: QApplication) -> MainWindow:
    windows.all[0].actions_["lock"].trigger()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (left,) = windows.all
    return left


def words(window: MainWindow) -> str:
    """All that can be read in a window."""
    shown = [
        part.text()
        for kind in (QLabel, QAbstractButton)
        for part in window.findChildren(kind)
        if part.isVisible()
    ]
    return " ".join((window.windowTitle(), *shown))


def test_nothing_of_it_is_seen_or_open(
    windows: Windows, qapp: QApplication, qtbot: QtBot, sample: Path
) -> None:
    (first,) = windows.all
    id_ = next(one.id for one in first.desk.overview if one.key == "showcase")
    first.places.open_visit(id_)
    place = first.places.visits[id_]
    qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
    assert "Qamaria" in words(first)
    first.actions_["new-window"].trigger()
    assert len(windows.all) == 2
    left = lock(windows, qapp)
    assert left != first
    assert not left.desk.is_open
    assert "Qamaria" not in words(left)
    assert "office is locked" in words(left)
    assert sorted(each.name for each in sample.iterdir()) == [
        "open",
        "records.db",
        "workspace.json",
    ]
    assert list((sample / "open").iterdir()) == []


def test_the_passphrase_opens_it_and_a_wrong_one_says_so(
    windows: Windows, qapp: QApplication, qtbot: QtBot
) -> None:
    left = lock(windows, qapp)
    locked = left.places.locked
    locked.field.setText("batteri")
    with qtbot.waitSignal(left.opener.refused, timeout=LONG) as said:
        QTest.keyClick(locked.field, Qt.Key.Key_Return)
    assert said.args == ["This passphrase does not open the workspace. Try again."]
    assert said.args[0] in words(left)
    locked.field.setText("hest")
    with qtbot.waitSignal(left.ready, timeout=LONG):
        locked.unlock.click()
    assert left.places.place is not locked


def test_with_the_passphrase_all_windows_come_back(
    windows: Windows, qapp: QApplication, qtbot: QtBot
) -> None:
    second = windows.open_beside(windows.all[0], None)
    second.places.go_to("notes")
    left = lock(windows, qapp)
    left.places.locked.field.setText("hest")
    with qtbot.waitSignal(left.ready, timeout=LONG):
        left.places.locked.unlock.click()
    first, second = windows.all
    assert first is left
    assert second.desk.workspace is first.desk.workspace
    assert second.places.place is second.places.notes


def test_a_window_that_cannot_close_keeps_the_others(
    windows: Windows, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = windows.all[0]
    first.places.go_to("notes")
    second = windows.open_beside(first, None)
    monkeypatch.setattr(second, "close", lambda: False)
    first.actions_["lock"].trigger()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    monkeypatch.undo()
    assert windows.all[0] is second
    (other,) = windows.all[1:]
    assert other.desk.workspace is second.desk.workspace
    assert other.places.place is other.places.notes


def test_it_is_locked_when_nobody_does_anything(
    windows: Windows, qapp: QApplication, qtbot: QtBot
) -> None:
    (first,) = windows.all
    minutes = settings.Settings().lock_after
    windows.touched -= minutes * 60 - 30
    windows.look_whether_idle()
    assert windows.all == [first]
    windows.touched -= 60
    QTest.keyClick(first.windowHandle(), Qt.Key.Key_Shift)  # somebody is there
    windows.look_whether_idle()
    assert windows.all == [first]
    windows.touched -= minutes * 60
    windows.look_whether_idle()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert "office is locked" in words(windows.all[0])


def test_what_is_half_typed_when_nobody_is_there_is_there_again(
    windows: Windows, qapp: QApplication, qtbot: QtBot
) -> None:
    (first,) = windows.all
    first.places.show_settings("office")
    accent = first.places.settings.office.accent.edit
    accent.setFocus()
    QTest.keyClicks(accent, "burgundy")  # no colour that can be taken
    windows.touched -= settings.Settings().lock_after * 60 + 1
    windows.look_whether_idle()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (left,) = windows.all
    assert not left.desk.is_open
    left.places.locked.field.setText("hest")
    with qtbot.waitSignal(left.ready, timeout=LONG):
        left.places.locked.unlock.click()
    left.places.show_settings("office")
    accent = left.places.settings.office.accent.edit
    qtbot.waitUntil(lambda: left.tasks.idle, timeout=LONG)
    assert (accent.text(), accent.asks) == ("burgundy", True)


def test_what_is_not_encrypted_cannot_be_locked(window: MainWindow) -> None:
    window.actions_["lock"].trigger()
    assert window.desk.is_open
    assert window.status.words.text() == (
        "This workspace is not encrypted, so it cannot be locked."
    )
