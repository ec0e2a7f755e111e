"""Edits of this window's officer that met somebody else's and wait for a decision.

Not here: where they are decided on (`views.conflicts`), what is done with them (`services.waiting`).
"""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from briefer.gui.desk import Desk

if TYPE_CHECKING:
    from briefer.services.waiting import Told, Unread


class Decisions(QObject):
    """What waits, as the database has it."""

    changed = Signal()
    unread = Signal(object)
    """An `Unread`: it waits, and cannot be shown beside what stands. Told once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.cases: tuple[Told, ...] = ()
        self._told: set[UUID] = set()
        desk.opened.connect(self.refresh)
        desk.edited.connect(lambda _edit: self._look_again())
        desk.changed_elsewhere.connect(self.refresh)

    @property
    def count(self) -> int:
        """How many edits wait, as the list of them counts; what is to be chosen in each, its own row says."""
        return len(self.cases)

    def refresh(self) -> None:
        """Read anew what waits."""
        from briefer.services import waiting

        if self._desk.is_open:
            self._desk.ask(waiting.told, self._arrived, lane="waiting")
            self._desk.ask(waiting.unread, self._tell_unread, lane="waiting unread")

    def _look_again(self) -> None:
        """An edit here may have changed what the cases are beside."""
        if self.cases:
            self.refresh()

    def _tell_unread(self, some: "tuple[Unread, ...]") -> None:
        for one in some:
            if one.id not in self._told:
                self._told.add(one.id)
                self.unread.emit(one)

    def _arrived(self, cases: "tuple[Told, ...]") -> None:
        if cases != self.cases:
            self.cases = cases
            self.changed.emit()
