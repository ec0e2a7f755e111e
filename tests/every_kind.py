"""One record of every kind with every field filled, made from the structs, so that a new field is in too."""

import types
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec

from briefer.records.base import Clock, FileHash, Key, Language, Record, When, Zone, new_id
from briefer.records.kinds import KINDS, kind_of

MOMENT = datetime(2027, 3, 8, 9, 30, 15, 123456, tzinfo=UTC)
_TEXTS: dict[object, str] = {
    When: "early 2027-03",
    Clock: "09:30",
    Zone: "Europe/Copenhagen",
    Language: "ar",
}


def everything(files: str = "") -> dict[str, Record]:
    """One record of each kind, by kind; every field has a value of its own. `files` is the hash of all files."""
    ids = {kind.name: new_id() for kind in KINDS}
    found = {}
    for kind in KINDS:
        values: dict[str, Any] = {"id": ids[kind.name], "key": f"{kind.name.replace('_', '-')}-1"}
        for field, hint in get_type_hints(kind.record, include_extras=True).items():
            if field not in values:
                values[field] = _value(field, hint, ids, files)
        if "about" in values:
            values |= {"about_kind": "institution", "about": ids["institution"]}
        found[kind.name] = kind.record(**values)
    return found


def upright(files: str = "") -> dict[str, Record]:
    """`everything`, but for the two fields by which a record alone of its kind would stand below itself."""
    records = everything(files)
    for kind, field in (("institution", "parent"), ("visit", "follows")):
        records[kind] = msgspec.structs.replace(records[kind], **{field: None})
    return records


def _value(field: str, hint: Any, ids: dict[str, UUID], files: str) -> Any:
    origin = get_origin(hint)
    if hint in _TEXTS:
        return _TEXTS[hint]
    if hint == FileHash:
        return files
    if hint == Key:
        return field
    if origin in (Union, types.UnionType):
        return _value(
            field, next(each for each in get_args(hint) if each is not type(None)), ids, files
        )
    if origin is Literal:
        return get_args(hint)[-1]
    if origin is tuple:
        return (_value(field, get_args(hint)[0], ids, files),)
    if origin is Annotated:
        for note in get_args(hint)[1:]:
            if note.extra and "ref" in note.extra:
                return ids[note.extra["ref"]]
        return _value(field, get_args(hint)[0], ids, files)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        hints = get_type_hints(hint, include_extras=True)
        return hint(**{name: _value(name, each, ids, files) for name, each in hints.items()})
    plain: dict[Any, Any] = {
        str: f"{field}: Åse & <Søren>, «وزارة»",
        int: 2,
        float: 2.5,
        bool: True,
        datetime: MOMENT,
        UUID: new_id(),
    }
    return plain[hint]


def same_but_bookkeeping(one: Record, other: Record) -> bool:
    """Whether two records say the same; versions, times and editors apart."""
    return _bare(one) == _bare(other)


def _bare(record: Record) -> Record:
    return msgspec.structs.replace(
        record, version=1, created_at=MOMENT, changed_at=MOMENT, changed_by=""
    )


def names(records: Any) -> list[str]:
    """The kinds of records, for comparing at a glance."""
    return [kind_of(record).name for record in records]
