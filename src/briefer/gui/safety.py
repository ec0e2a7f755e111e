"""What keeps a workspace safe while its window is open, and the copies that somebody asks for. All in the worker.

A look is taken soon after opening and every minute: is there room on the disk; more seldom: is a backup of the day or
an examination due. What is wrong is said once. Not here: what a look does (`services.safety`), backups in the settings
(`views.safety_page`).
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QWidget

from briefer.errors import KnownError, NoRoom
from briefer.gui import shown
from briefer.gui.desk import Desk
from briefer.gui.dialogs import file_dialogs
from briefer.gui.messages import Messages, Offer, Trouble
from briefer.gui.tasks import TaskRunner
from briefer.i18n import say
from briefer.progress import Report

if TYPE_CHECKING:
    from briefer.services.safety import Looked

FIRST_AFTER = 10_000
"""Milliseconds after opening: whoever has just opened a workspace shall not wait for its backup."""
EVERY = 60_000
"""Milliseconds between two looks at the room on the disk."""
THOROUGH_EVERY = 15
"""Looks, of which one asks what else is due."""
_MEGABYTE = 1_000_000


class Safety(QObject):
    """Looks after the workspace of one window."""

    changed = Signal()
    """The backups that are kept are others than before."""

    def __init__(self, desk: Desk, tasks: TaskRunner, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._tasks, self._messages, self._window = desk, tasks, messages, window
        self._looks = 0
        self._told: set[str] = set()
        """What need not be said again."""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        desk.opened.connect(self._begin)

    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()

    # -------------------------------------------------------------------------------------- looking

    def _begin(self) -> None:
        self._looks = 0
        self._told.clear()
        self._timer.start(FIRST_AFTER)

    def look(self) -> None:
        """Look after the workspace now; one window does for all that share it."""
        self._timer.start(EVERY)
        holding = self._desk.holding
        if holding is None or holding.desks[0] is not self._desk or self._tasks.runs("safety"):
            return
        workspace, thorough = holding.workspace, self._looks % THOROUGH_EVERY == 0
        self._looks += 1

        def work(report: Report) -> "tuple[int, Looked]":
            from briefer.services import safety

            workspace.refuse_gone()
            free = safety.room(workspace.path)
            if not thorough:
                return free, safety.Looked()
            return free, safety.look(workspace, datetime.now(UTC), report)

        def failed(error: BaseException) -> None:  # it is taken again
            if isinstance(error, KnownError):
                self._tell("error", str(error))

        self._tasks.start(work, self._looked, lane="safety", failed=failed)

    def _looked(self, found: "tuple[int, Looked]") -> None:
        free, looked = found
        if looked.backed_up:
            self.changed.emit()
        if looked.unsound:
            sentence = say(
                "The database of {path} is damaged: {reason}. Restore a backup: Settings, Safety."
            )
            self._tell("error", sentence.format(path=self._path, reason=looked.unsound))
        elif looked.unkept:
            sentence = say("The backup of today could not be made, and is tried again. {why}")
            self._tell("warning", sentence.format(why=looked.unkept), offers=(self._elsewhere(),))
        self._look_at_room(free)

    def _look_at_room(self, free: int) -> None:
        from briefer.services.safety import LEAST_ROOM

        if free >= LEAST_ROOM:
            self._told.discard("room")
        elif "room" not in self._told:
            sentence = say(
                "Only {size} MB are free on the disk of {path}. Delete what you do not need, or empty the bin: "
                "when the disk is full nothing can be saved."
            )
            words = sentence.format(size=shown.digits(free // _MEGABYTE), path=self._path)
            self._tell("warning", words, called="room", offers=(self._elsewhere(),))

    def _tell(
        self, gravity: str, sentence: str, *, called: str = "", offers: tuple[Offer, ...] = ()
    ) -> None:
        if (called or sentence) not in self._told:
            self._told.add(called or sentence)
            self._messages.show(
                Trouble("error" if gravity == "error" else "warning", sentence, offers)
            )

    @property
    def _path(self) -> Path:
        return self._desk.workspace.path

    def offers_for(self, error: BaseException) -> tuple[Offer, ...]:
        """What can be done when something cannot be saved."""
        return (self._elsewhere(),) if isinstance(error, NoRoom) and self._desk.is_open else ()

    def _elsewhere(self) -> Offer:
        return Offer(say("Save a copy elsewhere…"), self.copy_for_the_road)

    # ----------------------------------------------------------------------- copies somebody asks for

    def back_up(self) -> None:
        """Keep a backup now."""
        workspace = self._desk.workspace

        def work(report: Report) -> None:
            from briefer.services import backups

            backups.keep(workspace, backups.place(workspace.path, datetime.now(UTC)), report=report)

        def done(_nothing: None) -> None:
            self._messages.say(say("Backed up. The copies stand in Settings, Safety."))
            self.changed.emit()

        self._tasks.start(work, done, title=say("Backing up"), lane="back up", writes=True)

    def copy_for_the_road(self) -> None:
        """Ask where, and write the whole workspace there as one file."""
        workspace = self._desk.workspace
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        start = Path(place, f"{workspace.path.stem}.brieferz")
        path = file_dialogs.road_copy(self._window, start)
        if path is None:
            return

        def work(report: Report) -> None:
            from briefer.services import backups

            backups.backup(workspace, path, force=True, report=report)  # the dialog has asked

        def done(_nothing: None) -> None:
            self._messages.say(say("Copied to {path}.").format(path=path))

        self._tasks.start(work, done, title=say("Copying"), lane="road", writes=True)
