"""Whether a change of a record could show it to more readers.

Where that cannot be told it is taken for so. Not here: what a reader sees (`pack.audience`), merging (`rules.merging`).
"""

from typing import TYPE_CHECKING

from briefer.errors import KnownError
from briefer.pack import shipped
from briefer.pack.audience import level
from briefer.records.base import Record
from briefer.records.markings import MarkingScheme
from briefer.records.packs import OwnData
from briefer.records.programme import ProgrammeItem
from briefer.rules.merging import guards_of

if TYPE_CHECKING:
    from briefer.workspace.load_save import Rows

_SEEN_BY = ("office", "delegation", "all")
"""Who may see a number, the fewest first."""


class Strictness:
    """Compares two states of a record by the office's own markings; they are read when they are first needed."""

    def __init__(self, rows: "Rows") -> None:
        self._rows = rows
        self._own: tuple[OwnData, ...] | None = None

    def loosens(self, before: Record, after: Record) -> bool:
        """Whether the second state could be shown to more readers than the first."""
        return any(
            self._field_loosens(field, before, after)
            for field in guards_of(type(before))
            if getattr(before, field) != getattr(after, field)
        )

    def _field_loosens(self, field: str, before: Record, after: Record) -> bool:
        old, new = getattr(before, field), getattr(after, field)
        if field == "marking":
            return self._lowers(old, new)
        if field == "internal":
            return bool(old)
        if field == "seen_by":
            return _SEEN_BY.index(new) > _SEEN_BY.index(old)
        if field == "kind" and isinstance(before, ProgrammeItem):
            internal = {rule.kind for rule in shipped.item_kinds(self._data()) if rule.internal}
            return old in internal and new not in internal
        return True

    def _lowers(self, old: str, new: str) -> bool:
        own = self._data()
        try:
            schemes = [shipped.scheme(name, own) for name in shipped.names(MarkingScheme, own)]
        except KnownError:  # the office's own cannot be read
            return True
        return any(level(new, scheme) < level(old, scheme) for scheme in schemes)

    def _data(self) -> tuple[OwnData, ...]:
        if self._own is None:
            self._own = self._rows.all(OwnData)
        return self._own
