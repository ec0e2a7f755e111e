"""What the forms of a window were read from, while others change it.

A form shows what is stored, but for the text that somebody is typing: that text was begun on what the form showed then.
An edit made of it is compared with that, and not with what others have written meanwhile, so that it meets theirs and
does not overwrite it. Not here: how the two are compared (`services.edits`).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from briefer.gui.desk import Desk

if TYPE_CHECKING:
    from briefer.services.edits import Edit
    from briefer.services.others import News

SHOWS = "shows"
"""Property of a form: the ids of the records that it shows, as words."""


def shows(form: QWidget, *records: UUID) -> None:
    """Say which records a form shows."""
    form.setProperty(SHOWS, " ".join(str(one) for one in records))


class _Held(NamedTuple):
    value: Any
    typed: tuple[QWidget, ...]
    """The fields with texts that were begun on it."""


class Readings(QObject):
    """Remembers what was shown when the texts were begun that are being typed in one window."""

    met = Signal(object)
    """A `News` of a record that somebody is typing in."""
    losing = Signal()
    """Records are gone while somebody is typing: take what is typed before its form goes."""

    def __init__(self, desk: Desk, typed: Callable[[], Sequence[QWidget]] = tuple) -> None:
        super().__init__()
        self.typed = typed
        """The fields that hold a text which is not accepted yet."""
        self._held: dict[tuple[UUID, str], _Held] = {}
        desk.others_wrote.connect(self._hold)
        desk.opened.connect(self._held.clear)

    def as_read(self, edit: "Edit") -> "Edit":
        """An edit on what its form was read from."""
        self._forget_left(self.typed() if self._held else ())
        changes = []
        for change in edit.changes:
            before, after = change
            if before and after:
                keys = [
                    (before.id, field)
                    for field in before.__struct_fields__
                    if getattr(before, field) != getattr(after, field)
                ]
                held = {key[1]: self._held.pop(key).value for key in keys if key in self._held}
                change = change._replace(before=msgspec.structs.replace(before, **held))
            changes.append(change)
        return edit._replace(changes=tuple(changes))

    def _forget_left(self, typed: "Sequence[QWidget]") -> None:
        """Forget what was kept for texts that are accepted by now, or given up."""
        self._held = {
            key: held
            for key, held in self._held.items()
            if any(widget is one for widget in held.typed for one in typed)
        }

    def _hold(self, news: "Iterable[News]") -> None:
        typed = tuple(self.typed())
        self._forget_left(typed)
        if not typed:
            return
        news = tuple(news)
        for one in news:
            for field, value in one.before.items():
                self._held.setdefault((one.record, field), _Held(value, typed))
        shown = frozenset[str]().union(*(_shown_by(widget) for widget in typed))
        about = [one for one in news if str(one.record) in shown]
        if any(one.deleted for one in news):
            self.losing.emit()
        if about and not about[0].deleted:
            self.met.emit(about[0])


def _shown_by(widget: QWidget) -> frozenset[str]:
    """The records of the form that a field stands in."""
    above: QWidget | None = widget
    while above:
        if ids := above.property(SHOWS):
            return frozenset(str(ids).split())
        above = above.parentWidget()
    return frozenset()
