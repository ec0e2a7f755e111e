"""An edit of many records is carried out, undone and made again beside the window, which says so and goes on."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, current_thread, main_thread
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer.gui.item_edits import hanging_on
from briefer.gui.main_window import MainWindow
from briefer.gui.views.new_visit import NewVisit
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.institutions import Institution
from briefer.records.visits import Visit
from briefer.services import common_edits, edits

LONG = 20_000
MANY = 60
PORTS = [{"key": f"berth-{number}", "name": f"Berth {number}"} for number in range(MANY)]
NORVIK = "Norvik Ports"


class Gate:
    """The worker stands before the database until it is opened; notes in which thread that was."""

    def __init__(self) -> None:
        self.opened, self.reached = Event(), Event()
        self.in_window: list[bool] = []

    def guards(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*args: Any, **kwargs: Any) -> Any:
            beside = current_thread() is not main_thread()
            self.in_window.append(not beside)
            if beside:
                self.reached.set()
                assert self.opened.wait(LONG / 1000)
            return work(*args, **kwargs)

        return guarded


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate()
    for name in ("undo", "apply"):
        monkeypatch.setattr(edits, name, made.guards(getattr(edits, name)))
    yield made
    made.opened.set()


@pytest.fixture
def imported(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """Sixty ports have been imported, and the keyboard is in the name of an institution that was there before."""
    path = tmp_path / "ports.json"
    path.write_text(json.dumps({"format": 1, "institutions": PORTS}))
    window.undo.do(common_edits.add(Institution(key="norvik-ports", name=NORVIK)))
    window.places.show_import(path)
    screen = window.places.importing
    qtbot.waitUntil(lambda: bool(screen.lines), timeout=LONG)
    screen.take()
    qtbot.waitUntil(lambda: window.undo.undo_words.startswith("Import"), timeout=LONG)
    qtbot.waitUntil(lambda: window.places.place is not screen, timeout=LONG)
    known = stored(window, "norvik-ports")
    assert known is not None
    window.places.show_institution(known.id)
    editor = window.places.institutions.editor
    qtbot.waitUntil(lambda: editor.fields["name"].edit.text() == NORVIK, timeout=LONG)
    return window


def stored(window: MainWindow, key: str) -> Institution | None:
    with window.desk.workspace.reading() as rows:
        return rows.find(Institution, key)


def ports(window: MainWindow) -> int:
    with window.desk.workspace.reading() as rows:
        return sum(one.key.startswith("berth-") for one in rows.all(Institution))


def test_an_import_is_taken_back_beside_the_window_and_made_again(
    imported: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    gate.opened.set()
    said: list[str] = []
    imported.messages.said.connect(said.append)
    words = "Import 60 records from ports.json"
    imported.undo.undo()
    assert imported.undo.undo_words == words  # as long as it stands
    qtbot.waitUntil(lambda: imported.undo.redo_words == words, timeout=LONG)
    assert ports(imported) == 0
    imported.undo.redo()
    qtbot.waitUntil(lambda: imported.undo.undo_words == words, timeout=LONG)
    assert ports(imported) == MANY
    assert said == [f"Undone: {words}", f"Done again: {words}"]
    assert gate.in_window == [False, False]


def test_what_is_typed_meanwhile_waits_in_its_field_and_nothing_else_is_changed(
    imported: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    name = imported.places.institutions.editor.fields["name"]
    words = "Import 60 records from ports.json"
    imported.undo.undo()
    assert gate.reached.wait(LONG / 1000)
    name.edit.setFocus()
    name.edit.selectAll()
    QTest.keyClicks(name.edit, "Norvik Port Office")
    QTest.keyClick(name.edit, Qt.Key.Key_Return)
    bar = imported.messages.shown
    assert bar is not None
    assert bar.sentence == (
        f"Undoing: {words}… What you type waits in its field; do anything else when this has ended."
    )
    assert (name.edit.text(), name.trouble.words) == (
        "Norvik Port Office",
        "Not saved. The sentence above says why.",
    )
    assert not imported.undo.do(common_edits.add(Institution(key="quay", name="Quay")))
    imported.undo.undo()  # neither is anything else taken back
    imported.places.institutions.tree.setFocus()
    gate.opened.set()
    renamed = "Rename Norvik Ports to Norvik Port Office"
    qtbot.waitUntil(lambda: imported.undo.undo_words == renamed, timeout=LONG)
    here = stored(imported, "norvik-ports")
    assert here is not None
    assert (here.name, name.trouble.words, ports(imported)) == ("Norvik Port Office", "", 0)
    assert stored(imported, "quay") is None
    assert imported.messages.shown is None
    assert gate.in_window == [False, True]  # the name is one record


def test_it_can_be_stopped_and_nothing_is_changed(
    imported: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    said: list[str] = []
    imported.messages.said.connect(said.append)
    words = imported.undo.undo_words
    imported.undo.undo()
    assert gate.reached.wait(LONG / 1000)
    assert imported.status._task is not None
    imported.status._cancel_task()
    gate.opened.set()
    qtbot.waitUntil(lambda: said == ["Stopped; nothing was changed."], timeout=LONG)
    assert (imported.undo.undo_words, ports(imported)) == (words, MANY)
    gate.opened.set()
    imported.undo.undo()
    qtbot.waitUntil(lambda: ports(imported) == 0, timeout=LONG)
    qtbot.waitUntil(lambda: imported.undo.redo_words == words, timeout=LONG)


@pytest.fixture
def copying(
    window: MainWindow, open_visit: Callable[[str], VisitPlace], gate: Gate, qtbot: QtBot
) -> NewVisit:
    """The showcase is being copied, and stands before the database."""
    open_visit("showcase")
    window.actions_["copy-visit"].trigger()
    panel = window.places.home.new_visit
    qtbot.waitUntil(lambda: not panel.city.isVisibleTo(panel), timeout=LONG)
    panel.title.edit.setText("Once more")
    panel.make()
    assert gate.reached.wait(LONG / 1000)
    return panel


def visits(window: MainWindow) -> list[str]:
    with window.desk.workspace.reading() as rows:
        return [one.title for one in rows.all(Visit) if one.title == "Once more"]


def test_a_visit_is_copied_beside_the_window(
    window: MainWindow, copying: NewVisit, gate: Gate, qtbot: QtBot
) -> None:
    assert window.places.place is window.places.home
    assert window.desk.writing == "Add Once more"
    gate.opened.set()
    qtbot.waitUntil(lambda: window.places.place is not window.places.home, timeout=LONG)
    assert (window.undo.undo_words, visits(window)) == ("Add Once more", ["Once more"])
    assert (copying.title.edit.text(), gate.in_window) == ("", [False])


def test_a_copy_that_is_stopped_leaves_what_was_typed_for_it(
    window: MainWindow, copying: NewVisit, gate: Gate, qtbot: QtBot
) -> None:
    said: list[str] = []
    window.messages.said.connect(said.append)
    window.status._cancel_task()
    gate.opened.set()
    qtbot.waitUntil(lambda: said == ["Stopped; nothing was changed."], timeout=LONG)
    assert (window.undo.undo_words, visits(window)) == ("", [])
    assert copying.title.edit.text() == "Once more"


def test_items_that_are_many_with_their_parts_are_duplicated_beside_the_window(
    window: MainWindow, open_visit: Callable[[str], VisitPlace], gate: Gate, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    gate.opened.set()
    assert place.file is not None
    before = [one.id for one in place.file.items]
    choice = place.programme.choice
    choice.choose(before)
    place.programme.commands.duplicate()
    qtbot.waitUntil(lambda: window.undo.undo_words.startswith("Duplicate"), timeout=LONG)
    assert len(place.file.items) == 2 * len(before)
    assert (len(choice.items), gate.in_window) == (len(before), [False])
    assert not set(choice.items) & set(before)


def test_a_visit_is_closed_while_its_library_is_being_read(
    window: MainWindow, open_visit: Callable[[str], VisitPlace], qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    asked: list[int] = []
    window.tasks.started.connect(lambda _task: asked.append(1))
    place.programme.library.refresh()
    window.places.close_visit(place.visit)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert asked
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)


def test_items_are_deleted_beside_the_window_by_what_hangs_on_them(
    window: MainWindow, open_visit: Callable[[str], VisitPlace], gate: Gate, qtbot: QtBot
) -> None:
    programme = open_visit("showcase").programme
    file = programme._file
    assert file is not None
    item = file.items[0]
    assert hanging_on(file, file.items) >= 50 > len(file.items) > hanging_on(file, [item])
    gate.opened.set()
    programme.choice.choose([item.id])
    programme.commands.delete()
    assert gate.in_window == [True]
    programme.choice.choose([one.id for one in file.items[1:]])
    programme.commands.delete()
    words = f"Delete {len(file.items) - 1} items"
    qtbot.waitUntil(lambda: window.undo.undo_words == words, timeout=LONG)
    assert gate.in_window == [True, False]
