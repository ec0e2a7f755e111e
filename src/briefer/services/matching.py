"""Which record of the workspace each entry of a file is.

In this order: by id; by key and name; a part without a key by its name where one alone has it; by what the same file
said the last time; last, by what has become of a record that was merged with another here. Parts are matched with parts of the same whole alone. Not here: what is done with it (`import_plan`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from briefer.exchange.bundle import Entry
from briefer.records.base import Record
from briefer.records.kinds import by_name
from briefer.services import survivors

if TYPE_CHECKING:
    from briefer.workspace.load_save import Imported, Rows

_NAME_FIELDS = {"person": ("given_name", "family_name", "printed_name")}
"""Fields that name a record where they are not the title of its kind."""


class Matching:
    """`found` holds the record of each entry, None for a new one.

    `merged` are the entries whose own record is gone: what is found is the one that stands for it, which may be that of
    another entry, too.
    """

    def __init__(
        self,
        rows: "Rows",
        entries: Sequence[Entry],
        last: dict[tuple[str, str], "Imported"],
    ) -> None:
        self._rows = rows
        self._entries = entries
        self._last = last
        self.found: list[Record | None] = [None] * len(entries)
        self.merged: set[int] = set()
        self._used: set[UUID] = set()
        self._away: dict[str, dict[str, tuple[UUID, dict[str, Any]]]] = {}
        level = [index for index, entry in enumerate(entries) if entry.whole is None]
        below: dict[int, list[int]] = defaultdict(list)
        for index, entry in enumerate(entries):
            if entry.whole is not None:
                below[entry.whole].append(index)
        while level:
            self._match(level)
            # parts of a new record are new
            level = [part for index in level if self.found[index] for part in below[index]]

    def _match(self, level: list[int]) -> None:
        """Match records of one depth; parts only with parts of the record that contains them."""
        by_kind: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index in level:
            whole = self._entries[index].whole
            field = "" if whole is None else whole_field(self._entries, index)
            by_kind[self._entries[index].kind, field].append(index)
        for (kind, field), some in by_kind.items():
            here = self._alone(kind, some) if not field else self._below(kind, field, some)
            for ways in (self._by_id, self._by_key, self._by_only_name, self._as_last_time):
                for index in some:
                    candidates = here.get(self._whole_id(index))
                    if self.found[index] is None and candidates:
                        match = ways(self._entries[index], candidates)
                        if match and match.id not in self._used:
                            self.found[index] = match
                            self._used.add(match.id)
            for index in some:
                if self.found[index] is None and (match := self._merged(index, here)):
                    self.found[index] = match
                    self.merged.add(index)

    def _whole_id(self, index: int) -> UUID | None:
        whole = self._entries[index].whole
        above = self.found[whole] if whole is not None else None
        return above.id if above else None

    def _alone(self, kind: str, indices: list[int]) -> dict[UUID | None, "_Here"]:
        """Records of the workspace that entries at the top of the file may be."""
        record = by_name()[kind].record
        entries = self._at(indices)
        last = [self._last.get((kind, entry.key)) for entry in entries]
        ids = [entry.id for entry in entries if entry.id] + [row.record for row in last if row]
        keys = [entry.key for entry in entries if entry.key]
        found = (*self._rows.where(record, "id", ids), *self._rows.where(record, "key", keys))
        return {None: _Here(found)}

    def _below(self, kind: str, field: str, indices: list[int]) -> dict[UUID | None, "_Here"]:
        """Records of the workspace that parts in the file may be, by the record that contains them."""
        wholes = {whole for index in indices if (whole := self._whole_id(index))}
        by_whole: dict[UUID | None, list[Record]] = defaultdict(list)
        for record in self._rows.where(by_name()[kind].record, field, wholes):
            by_whole[getattr(record, field)].append(record)
        return {whole: _Here(records) for whole, records in by_whole.items()}

    def _at(self, indices: Iterable[int]) -> list[Entry]:
        return [self._entries[index] for index in indices]

    def _by_id(self, entry: Entry, here: "_Here") -> Record | None:
        return here.by_id.get(entry.id) if entry.id else None

    def _by_key(self, entry: Entry, here: "_Here") -> Record | None:
        match = here.by_key.get(entry.key)
        return match if match and _same_name(entry, match) else None

    def _by_only_name(self, entry: Entry, here: "_Here") -> Record | None:
        """A part without a key by its name, where one alone has it."""
        if entry.keyed or entry.whole is None:
            return None
        names = _names(entry)
        same = [
            each for each in here.by_id.values() if any(names.values()) and _same_name(entry, each)
        ]
        return same[0] if len(same) == 1 else None

    def _as_last_time(self, entry: Entry, here: "_Here") -> Record | None:
        before = self._last.get((entry.kind, entry.key))
        return here.by_id.get(before.record) if before else None

    def _merged(self, index: int, here: dict[UUID | None, "_Here"]) -> Record | None:
        """The record that stands for the entry's own, which was merged away."""
        entry = self._entries[index]
        record = by_name()[entry.kind].record
        for lost in self._lost(entry):
            kept = None if self._rows.get(record, lost) else survivors.survivor(self._rows, lost)
            if kept is not None and entry.whole is None:
                return self._rows.get(record, kept)
            if kept is not None and (candidates := here.get(self._whole_id(index))):
                return candidates.by_id.get(kept)
        return None

    def _lost(self, entry: Entry) -> Iterator[UUID]:
        """The records that the entry may have been."""
        if entry.id:
            yield entry.id
        if before := self._last.get((entry.kind, entry.key)):
            yield before.record
        if entry.whole is None and entry.key:
            if entry.kind not in self._away:
                self._away[entry.kind] = survivors.merged_away(self._rows, entry.kind)
            lost, held = self._away[entry.kind].get(entry.key, (None, {}))
            if lost and all(held.get(field, "") == value for field, value in _names(entry).items()):
                yield lost


class _Here:
    """Records that may be meant."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.by_id = {record.id: record for record in records}
        self.by_key = {record.key: record for record in self.by_id.values()}


def _names(entry: Entry) -> dict[str, Any]:
    """The naming fields that a file gives of a record."""
    fields = _NAME_FIELDS.get(entry.kind, (by_name()[entry.kind].title,))
    return {field: entry.fields[field] for field in fields if field in entry.fields}


def _same_name(entry: Entry, record: Record) -> bool:
    """Whether the file gives the record the name it has; a file that gives none does not object."""
    return all(getattr(record, field) == value for field, value in _names(entry).items())


def whole_field(entries: Sequence[Entry], index: int) -> str:
    entry = entries[index]
    assert entry.whole is not None
    whole = by_name()[entries[entry.whole].kind]
    names = entry.place.rsplit(".", 1)[1].split("[", 1)[0]
    return next(field for name, part, field in whole.parts if name == names and part == entry.kind)


def whole_values(entries: Sequence[Entry], index: int, ids: Sequence[UUID]) -> dict[str, Any]:
    """The fields of a part that say where it belongs."""
    entry = entries[index]
    if entry.whole is None:
        return {}
    field = whole_field(entries, index)
    found: dict[str, Any] = {field: ids[entry.whole]}
    if field == "about":
        found["about_kind"] = entries[entry.whole].kind
    return found
