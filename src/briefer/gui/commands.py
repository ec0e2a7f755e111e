"""Undo: every edit of this window, with its words, taken back and made again.

The stack belongs to the window: it holds edits as the services stored them and takes back its last, wherever one is.
While a field holds text that is not accepted yet, Ctrl+Z is the field's own. Not here: how an edit is made
(`services.common_edits`) or stored (`services.edits`).
"""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from PySide6.QtCore import QObject, Signal

from briefer.errors import KnownError
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages, Offer, Trouble
from briefer.i18n import say
from briefer.records.base import Record

if TYPE_CHECKING:
    from briefer.services.edits import Conflict, Edit

_SHOWN_LETTERS = 60
"""So much of a text is quoted when it is asked about."""


class Undo(QObject):
    """Makes edits, keeps them, takes them back."""

    changed = Signal()
    """What can be undone or redone is another."""
    revealed = Signal(object)
    """An edit was taken back or made again: show its place."""

    def __init__(self, desk: Desk, messages: Messages) -> None:
        super().__init__()
        self._desk, self._messages = desk, messages
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._run = ""

    @property
    def undo_words(self) -> str:
        """What undo would take back, or nothing."""
        return self._done[-1].words if self._done else ""

    @property
    def redo_words(self) -> str:
        """What redo would make again, or nothing."""
        return self._undone[-1].words if self._undone else ""

    def do(self, edit: "Edit", *, run: str = "") -> bool:
        """Make an edit and say so; gives whether it was stored.

        Edits of one `run`, such as one stay in one field, are one step.
        """
        try:
            stored = self._desk.apply(edit)
        except KnownError as error:
            self._refused(error)
            return False
        if not stored.changes:
            return True
        if run and run == self._run and self._done:
            stored = joined(self._done.pop(), stored)
        self._run = run
        self._done.append(stored)
        self._undone.clear()
        self._messages.clear()
        self._messages.say_saved(stored.past or stored.words)
        self.changed.emit()
        return True

    def end_run(self) -> None:
        """The field was left: what comes next is a step of its own."""
        self._run = ""

    def undo(self) -> None:
        """Take back the last edit."""
        self._step(self._done, self._undone, say("Undone: {words}"))

    def redo(self) -> None:
        """Make the last edit again that was taken back."""
        self._step(self._undone, self._done, say("Done again: {words}"))

    def forget(self) -> None:
        """Another workspace was opened."""
        self._done.clear()
        self._undone.clear()
        self.changed.emit()

    def _step(
        self, source: list["Edit"], target: list["Edit"], sentence: str, *, opening: bool = False
    ) -> None:
        if not source:
            return
        edit = source[-1]
        if not opening and (part := self._opened_by(edit)):
            self._ask_to_open(part, partial(self._step, source, target, sentence, opening=True))
            return
        try:
            inverse = self._desk.take_back(edit)
        except KnownError as error:
            self._refused(error)
            return
        source.pop()
        target.append(inverse)
        self._run = ""
        self._messages.say_saved(sentence.format(words=edit.words))
        self.revealed.emit(edit)
        self.changed.emit()

    def _opened_by(self, edit: "Edit") -> str:
        """What must not be disclosed and would stand in the open again, or nothing."""
        from briefer.services import brief_edits

        return "\n\n".join(brief_edits.opens(edit, (*self._done, *self._undone)))

    def _ask_to_open(self, part: str, go_on: Callable[[], None]) -> None:
        sentence = say("This would move text that must not be disclosed to the open half: “{text}”")
        words = " ".join(part.split())
        text = f"{words[:_SHOWN_LETTERS].rstrip()}…" if len(words) > _SHOWN_LETTERS else words
        offers = (Offer(say("Keep it closed"), lambda: None), Offer(say("Move it"), go_on))
        self._messages.clear()
        self._messages.show(Trouble("warning", sentence.format(text=text), offers, asks=True))

    def _refused(self, error: KnownError) -> None:
        from briefer.services.edits import Conflict

        if not isinstance(error, Conflict):
            self._messages.show_error(error)
            return
        if error.edit.visit:
            self._desk.reload(error.edit.visit)
        mine = Offer(say("Take mine"), lambda: self._insist(error))
        theirs = Offer(say("Keep theirs"), lambda: None)
        offers = (mine, theirs) if all(field.field for field in error.fields) else (theirs,)
        self._messages.show(Trouble("warning", str(error), offers))

    def _insist(self, conflict: "Conflict") -> None:
        """Make the edit again on top of what the others made of the record."""
        self._messages.clear()
        self.do(on_top(conflict))


def joined(first: "Edit", second: "Edit") -> "Edit":
    """Two edits of one run as one step: from before the first to after the second, in the words of the second."""
    after = {change.record.id: change for change in second.changes}
    changes = [
        change._replace(after=after.pop(change.record.id).after)
        if change.record.id in after
        else change
        for change in first.changes
    ]
    return second._replace(changes=(*changes, *after.values()))


def on_top(conflict: "Conflict") -> "Edit":
    """The refused edit with the others' values as its beginning, so that it goes through when asked for again."""
    theirs: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for field in conflict.fields:
        theirs[field.record][field.field] = field.theirs
    changes = tuple(
        change._replace(before=_with(change.before, theirs[change.record.id]))
        for change in conflict.edit.changes
    )
    return conflict.edit._replace(changes=changes)


def _with(record: Record | None, values: dict[str, Any]) -> Record | None:
    return record and msgspec.structs.replace(record, **values)
