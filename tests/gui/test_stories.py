"""Whatever an officer does in a window, in whatever order: database, models and undo stack tell the same.

Each story begins on a fresh copy of the sample. After every step the undo stack is compared with the whole database as
it was at that step; at the end all models are compared with those of a second window, which reads everything anew.
"""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.messages import Trouble
from briefer.gui.views.day_view import DayView
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.visit_file import VisitFile
from briefer.services import visits
from dumps import Dump, broken_links, dump, other
from edit_cases import CASES, World
from profiles import SIZE

LONG = 300_000
TABS = ("overview", "delegation", "programme", "briefs", "outcomes")
PARTS = {
    "delegation": ("guests", "hosts", "items"),
    "briefs": ("to make", "if raised", "agenda", "contribution"),
}
SIZE_OF_WINDOW = 1000, 700
"""No room for the pages beside a brief: what is printed is not told here."""
KEYS = (
    "earlier", "later", "hour-earlier", "hour-later", "column-left", "column-right", "shorter",
    "longer", "tentative", "time-form", "cancel", "duplicate", "delete", "new-item",
)  # fmt: skip
"""Commands of the programme, by their names in the table of actions."""


class Story(RuleBasedStateMachine):
    """An officer at work."""

    sample: Path
    bot: QtBot

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="briefer-"))
        self.path = self.folder / "office.briefer"
        shutil.copytree(self.sample, self.path)
        self.window = MainWindow()
        self.window.resize(*SIZE_OF_WINDOW)
        self.window.show()
        self.asked: Trouble | None = None
        self.window.messages.trouble_changed.connect(self._note_trouble)
        self._open()
        self.first = self.dumps[0]

    def _note_trouble(self, trouble: Trouble | None) -> None:
        self.asked = trouble if trouble and trouble.asks else None

    def _open(self) -> None:
        with self.bot.waitSignal(self.window.ready, timeout=LONG):
            self.window.opener.open(self.path)
        with self.window.desk.workspace.reading() as rows:
            self.audited = rows.audit.last()
        self.place = shown(self.window, self.bot)
        self.dumps: list[Dump] = [self._dump()]

    def _dump(self) -> Dump:
        return dump(self.window.desk.workspace)

    @property
    def file(self) -> VisitFile:
        assert self.place.file is not None
        return self.place.file

    def _do(self, act: Callable[[], object]) -> None:
        """Do something; what comes of it is a step, or part of the one before, or nothing."""
        undo = self.window.undo
        before = len(undo._done)
        act()
        now, done = self._dump(), len(undo._done)
        if not undo._undone:
            del self.dumps[before + 1 :]
        if done == before + 1:
            self.dumps.append(now)
        elif before and not undo._undone and now != self.dumps[-1]:
            self.dumps[-1] = now
        assert (done, other(now, self.dumps[done])) in ((before, {}), (before + 1, {}))

    def _step(self, name: str, to: int) -> None:
        self.window.actions_[name].trigger()
        self.bot.waitUntil(lambda: not self.window.desk.writing, timeout=LONG)  # many records
        if self.asked:  # text that must not be disclosed would stand in the open again
            self.asked.offers[-1].act()
            self.asked = None
        assert len(self.window.undo._done) == to
        assert other(self._dump(), self.dumps[to]) == {}

    @rule(name=st.sampled_from(sorted(CASES)), seed=st.integers(0, 999))
    def edit(self, name: str, seed: int) -> None:
        edit = CASES[name](World(self.window.desk.workspace, self.file, Random(seed)))
        if edit and edit.changes:
            self.window.undo.end_run()
            self._do(lambda: self.window.undo.do(edit))

    @rule(name=st.sampled_from(KEYS), at=st.integers(0, 60))
    def key(self, name: str, at: int) -> None:
        if not self.file.items:
            return
        self.place.show_tab("programme")
        self.place.programme.show_item(self.file.items[at % len(self.file.items)].id)
        self._do(self.place.programme.acts[name])

    @rule(tab=st.sampled_from(TABS))
    def look_elsewhere(self, tab: str) -> None:
        self.place.show_tab(tab)

    @precondition(lambda self: self.window.undo._done)
    @rule()
    def undo(self) -> None:
        self._step("undo", len(self.window.undo._done) - 1)

    @precondition(lambda self: self.window.undo._undone)
    @rule()
    def redo(self) -> None:
        self._step("redo", len(self.window.undo._done) + 1)

    @precondition(lambda self: len(self.window.undo._done) > 2)
    @rule()
    def open_again(self) -> None:
        settle(self.window, self.bot)
        self._prove_audit()
        self._open()
        assert self.window.undo.undo_words == ""

    @rule()
    def wait(self) -> None:
        settle(self.window, self.bot)
        workspace = self.window.desk.workspace
        assert self.file == visits.load(workspace, self.file.visit.id)
        with workspace.reading() as rows:
            assert rows.index_is_whole()

    def teardown(self) -> None:
        try:
            self.wait()
            self._compare_with_a_fresh_window()
            while self.window.undo._done:
                self.undo()
            self._prove_audit()
        finally:
            self.window.close()
            self.window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            shutil.rmtree(self.folder)

    def _compare_with_a_fresh_window(self) -> None:
        fresh = MainWindow()
        try:
            fresh.resize(self.window.size())
            fresh.show()
            fresh.desk.share(self.window.desk)
            there = shown(fresh, self.bot)
            assert told(self.place, self.window, self.bot) == told(there, fresh, self.bot)
        finally:  # one that is left looks for what others wrote, in the middle of other tests
            fresh.close()
            fresh.deleteLater()

    def _prove_audit(self) -> None:
        with self.window.desk.workspace.reading() as rows:
            assert broken_links(rows.audit.since(self.audited)) == []


def shown(window: MainWindow, bot: QtBot) -> VisitPlace:
    """The showcase."""
    id_ = next(one.id for one in window.desk.overview if one.key == "showcase")
    window.places.open_visit(id_)
    place = window.places.visits[id_]
    bot.waitUntil(lambda: place.file is not None, timeout=LONG)
    settle(window, bot)
    return place


def settle(window: MainWindow, bot: QtBot) -> None:
    """Wait until all that was asked for has come."""
    desk = window.desk
    bot.waitUntil(
        lambda: window.tasks.idle and not desk._to_be_read and not desk._rest.isActive(),
        timeout=LONG,
    )


def told(
    place: VisitPlace, window: MainWindow, bot: QtBot
) -> dict[tuple[str, str], list[tuple[str, list[str]]]]:
    """What the models of each tab, and of each part of some, say, by the names of their views."""
    assert place.file is not None
    item = place.file.items[0].id if place.file.items else None
    found = {}
    window.places.open_visit(place.visit)  # an undo may have led to the library
    place.show_tab("pack")  # how long a brief is, its pages tell
    bot.waitUntil(lambda: place.preview.pages > 0, timeout=LONG)
    settle(window, bot)
    for tab in TABS:
        place.show_tab(tab)
        if tab == "programme" and item:
            place.programme.show_item(item)
            place.programme.show_panel("item", on=True)  # a new item has opened it, or nothing has
        if tab == "briefs" and item:
            place.briefs.show_item(item)
        for part in PARTS.get(tab, ("",)):  # an undo may have led to another
            if tab == "delegation":
                place.delegation.show_segment(part)
            elif tab == "briefs":
                place.briefs.editor._show_kind(part)
            settle(window, bot)
            screen: Any = place.screen_of(tab)
            assert isinstance(screen, QWidget)
            views = [
                view
                for view in screen.findChildren(QAbstractItemView)
                if view.model() is not None and (view.isVisibleTo(screen) or _is_tray(view))
            ]
            found[tab, part] = sorted((view.accessibleName(), words(view)) for view in views)
    return found


def _is_tray(view: QAbstractItemView) -> bool:
    """It is compared whether it stands or not: that depends on which days are in sight."""
    return isinstance(view, DayView) and view.kind == "tray"


def words(view: QAbstractItemView) -> list[str]:
    """All that a view's model tells a screen reader, by row and column."""
    model, said = view.model(), []
    queue = [QModelIndex()]
    while queue:
        parent = queue.pop()
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            for column in range(index.model().columnCount() if parent.isValid() else 99):
                cell = model.index(row, column, parent)
                if not cell.isValid():
                    break
                heard = model.data(cell, Qt.ItemDataRole.AccessibleTextRole)
                said.append(str(heard or model.data(cell)))
            if index.isValid() and model.rowCount(index):
                queue.append(index)
    return said


@pytest.mark.long
def test_database_models_and_undo_tell_the_same(
    qapp: QApplication, qtbot: QtBot, made_sample: Path
) -> None:
    Story.sample, Story.bot = made_sample, qtbot
    stories = settings(
        max_examples=max(2, SIZE.examples // 50),
        stateful_step_count=8 + SIZE.repeats,
        phases=[Phase.generate],
    )
    run_state_machine_as_test(Story, settings=stories)
