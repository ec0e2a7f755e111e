"""Keys for new records, so that a person can name them in a file: `danish-mfa`, `iraq-2022/item-1`.

Not here: the form of a key (`records.base`), the key of a part by its place (`records.kinds`).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from briefer.records.base import Record
from briefer.records.kinds import KINDS, by_name, kind_of, name_of, part_key
from briefer.text import slug

if TYPE_CHECKING:
    from briefer.workspace.load_save import Rows


def name_keys(rows: "Rows", new: Sequence[Record]) -> dict[UUID, Record]:
    """New records by id, each with a key that nobody has: its own if that is free, else one made for it."""
    fresh = {record.id: record for record in new}
    taken = _Taken(rows, new)
    for record in new:
        if record.key:
            fresh[record.id] = taken.with_free_key(record, record.key)
    whole_key = _whole_keys(rows, fresh)
    for record in new:
        if not record.key:
            _name(fresh, record.id, taken, whole_key)
    return fresh


_FEW = 20
"""New records of a kind above which all its keys are read at once."""


class _Taken:
    """Keys that are taken, by kind: asked of the database for each beginning, or all at once for many records."""

    def __init__(self, rows: "Rows", new: Sequence[Record]) -> None:
        self._rows = rows
        self._asked: dict[tuple[type[Record], str], set[str]] = {}
        self._given: dict[type[Record], set[str]] = defaultdict(set)
        counts = Counter(type(record) for record in new)
        self._known = {kind for kind, count in counts.items() if count > _FEW}
        for kind in self._known:
            self._given[kind] = set(rows.keys(kind))

    def with_free_key(self, record: Record, wanted: str) -> Record:
        key, number = wanted, 1
        while self._is_taken(type(record), wanted, key):
            number += 1
            key = f"{wanted}-{number}"
        return self._give(record, key)

    def with_next_key(self, record: Record, key_at: Callable[[int], str]) -> Record:
        number = 1
        while self._is_taken(type(record), key_at(0).removesuffix("0"), key_at(number)):
            number += 1
        return self._give(record, key_at(number))

    def _give(self, record: Record, key: str) -> Record:
        self._given[type(record)].add(key)
        return msgspec.structs.replace(record, key=key)

    def _is_taken(self, kind: type[Record], start: str, key: str) -> bool:
        if key in self._given[kind] or kind in self._known:
            return key in self._given[kind]
        if (kind, start) not in self._asked:
            self._asked[kind, start] = self._rows.keys_below(kind, start)
        return key in self._asked[kind, start]


def _whole_keys(rows: "Rows", fresh: Mapping[UUID, Record]) -> dict[UUID, str]:
    """The keys of those wholes of new parts that are not new themselves."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for record in fresh.values():
        kind, id_ = whole_of(record)
        if id_ and id_ not in fresh:
            wanted[kind].add(id_)
    return {
        record.id: record.key
        for kind, ids in wanted.items()
        for record in rows.where(by_name()[kind].record, "id", ids)
    }


def whole_of(record: Record) -> tuple[str, UUID | None]:
    """The kind and id of the record that contains this one; ("", None) for one that stands alone."""
    name = kind_of(record).name
    for kind in KINDS:
        for _, part, field in kind.parts:
            if part == name and getattr(record, field) is not None:
                if field == "about" and record.about_kind != kind.name:  # type: ignore[attr-defined]
                    continue
                return kind.name, getattr(record, field)
    return "", None


def _name(
    fresh: dict[UUID, Record], id_: UUID, taken: _Taken, whole_key: Mapping[UUID, str]
) -> None:
    record = fresh[id_]
    if record.key:
        return
    _, whole = whole_of(record)
    name = kind_of(record).name
    if whole in fresh:
        _name(fresh, whole, taken, whole_key)
    above = fresh[whole].key if whole in fresh else whole_key.get(whole, "") if whole else ""
    if above:
        fresh[id_] = taken.with_next_key(record, lambda number: part_key(above, name, number))
    else:
        wanted = slug(name_of(record), otherwise=name.replace("_", "-"))
        fresh[id_] = taken.with_free_key(record, wanted)
