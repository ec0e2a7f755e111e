"""Random visit files for properties: any field any legal value, references to anything, texts of many scripts.

One seed is one file, so that hypothesis can draw and print it. Dates that do not exist and zones that nobody knows are
legal in a record, and so they are here.
"""

import random
import re
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec

from briefer.records.base import Record
from briefer.records.kinds import KINDS, by_name
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Visit

R = TypeVar("R", bound=Record)

_TEXTS = (
    "",
    "",
    "Talks",
    "AT&T <Smith@x.org>",
    "{braces} and %s",
    "معالي الدكتورة سميرة",
    "Dr Mikael Öström, item 5",
    "a **bold** | table\n\n- list\n\n> quote",
    "line one\nline two",
    "ẞ ʿAyn 会談 🚩",
    "word " * 30,
    "Brussels",
)
_WHENS = (
    "",
    "2027-03-09",
    "2027-03-10",
    "early 2022-12",
    "2027",
    "2027-02-30",
    "2022-13",
    "late 2027-03",
)
_CLOCKS = ("", "09:00", "10:30", "23:50", "00:10", "02:30")
_ZONES = ("", "UTC", "Europe/Copenhagen", "Asia/Kathmandu", "Nowhere/City", "Pacific/Apia")
_MARKINGS = ("", "", "", "unclassified", "restricted", "no-such-level")
_DISTRIBUTIONS = ("", "", "", "visitors", "office")
_BY_PATTERN = {
    r"^[a-z0-9][a-z0-9./_-]*$|^$": "",
    r"^$|^[0-9a-f]{64}$": "",
    r"^[a-zA-Z0-9-]*$": "ar",
    r"^[A-Za-z0-9_+/-]*$": _ZONES,
    r"^$|^(?:[01]\d|2[0-3]):[0-5]\d$": _CLOCKS,
}


def random_file(seed: int, *, most: int = 3) -> VisitFile:
    """The file of a seed: up to `most` records of each kind, an earlier visit now and then."""
    rng = random.Random(seed)
    pool = _ids(rng, most)
    earlier: tuple[VisitFile, ...] = ()
    if rng.random() < 0.7:
        past = _ids(rng, 2)
        past.update({kind: pool[kind] + past[kind] for kind in ("institution", "person", "post")})
        earlier = (_file(rng, past, library=False),)
    file = _file(rng, pool, library=True)
    if earlier and rng.random() < 0.5:
        visit = msgspec.structs.replace(file.visit, follows=earlier[0].visit.id)
        file = msgspec.structs.replace(file, visit=visit)
    return msgspec.structs.replace(file, earlier=earlier)


def refilled(record: R, rng: random.Random, fields: frozenset[str]) -> R:
    """A record with other values in some fields; references stay."""
    hints = get_type_hints(type(record), include_extras=True)
    values = {
        name: _value(rng, name, hints[name], {})
        for name in sorted(fields & set(record.__struct_fields__))
        if not _is_reference(hints[name])
    }
    return msgspec.structs.replace(record, **values)


def _ids(rng: random.Random, most: int) -> dict[str, list[UUID]]:
    """Ids of the records that are to be, by kind; the visit is one."""
    return {
        kind.name: [UUID(int=rng.getrandbits(128)) for _ in range(rng.randint(0, most))]
        if kind.name != "visit"
        else [UUID(int=rng.getrandbits(128))]
        for kind in KINDS
    }


def _file(rng: random.Random, pool: dict[str, list[UUID]], *, library: bool) -> VisitFile:
    parts = {kind for whole in ("visit", "item", "brief") for _, kind, _ in by_name()[whole].parts}
    fields: dict[str, Any] = {}
    for kind in KINDS:
        if kind.plural not in VisitFile.__struct_fields__ or kind.name == "visit":
            continue
        if library or kind.name in parts:
            records = (_record(rng, kind.record, id_, pool) for id_ in pool[kind.name])
            fields[kind.plural] = tuple(each for each in records if each)
    (visit,) = pool["visit"]
    made = _record(rng, Visit, visit, pool)
    assert made is not None
    return VisitFile(visit=made, **fields)


def _record(
    rng: random.Random, record: type[R], id_: UUID, pool: dict[str, list[UUID]]
) -> R | None:
    """A record; None where it needs another that is not there."""
    hints = get_type_hints(record, include_extras=True)
    values: dict[str, Any] = {"id": id_}
    for field in msgspec.structs.fields(record):
        if field.name in ("id", "version", "created_at", "changed_at"):
            continue
        if field.name == "key":
            values["key"] = f"record-{id_.hex[:12]}" if rng.random() < 0.8 else ""
        elif field.name == "about":
            kinds = [kind for kind in ("item", "visit", "institution", "person") if pool[kind]]
            kind = rng.choice(kinds)
            values.update(about=rng.choice(pool[kind]), about_kind=kind)
        elif field.name == "field":
            values["field"] = rng.choice(("title", "staff_notes", "purpose", "name", "biography"))
        elif field.name != "about_kind":
            value = _value(rng, field.name, hints[field.name], pool)
            if value is None and field.required:
                return None
            if value is not None:
                values[field.name] = value
    return record(**values)


def _is_reference(hint: Any) -> bool:
    return "'ref'" in repr(hint)


def _value(rng: random.Random, name: str, hint: Any, pool: dict[str, list[UUID]]) -> Any:
    if _is_reference(hint):
        kind = re.search(r"'ref': '(\w+)'", repr(hint))
        assert kind
        there = pool.get(kind[1], [])
        if get_origin(hint) is tuple:
            return tuple(rng.sample(there, rng.randint(0, len(there))))
        needed = type(None) not in get_args(hint)
        return rng.choice(there) if there and (needed or rng.random() < 0.6) else None
    return _plain(rng, name, msgspec.inspect.type_info(hint))


def _plain(rng: random.Random, name: str, form: msgspec.inspect.Type) -> Any:
    match form:
        case msgspec.inspect.StrType(max_length=longest, pattern=pattern):
            return _text(rng, name, longest, pattern)
        case msgspec.inspect.BoolType():
            return rng.random() < 0.4
        case msgspec.inspect.IntType(ge=least, le=most):
            low, high = least or 0, most or 5
            return rng.randint(low, min(high, low + 5))
        case msgspec.inspect.FloatType():
            return rng.uniform(-80, 80)
        case msgspec.inspect.LiteralType(values=values):
            return rng.choice(values)
        case msgspec.inspect.VarTupleType(item_type=inner):
            return tuple(_plain(rng, name, inner) for _ in range(rng.randint(0, 2)))
        case msgspec.inspect.StructType(cls=struct, fields=fields):
            return struct(**{each.name: _plain(rng, each.name, each.type) for each in fields})
        case msgspec.inspect.UnionType(types=types):
            chosen = rng.choice(types)
            return (
                None if isinstance(chosen, msgspec.inspect.NoneType) else _plain(rng, name, chosen)
            )
    return None


def _text(rng: random.Random, name: str, longest: int | None, pattern: str | None) -> str:
    if name == "marking":
        return rng.choice(_MARKINGS)
    if name == "distribution":
        return rng.choice(_DISTRIBUTIONS)
    if name == "marking_scheme":
        return "plain"
    if pattern in _BY_PATTERN:
        choice = _BY_PATTERN[pattern]
        return choice if isinstance(choice, str) else rng.choice(choice)
    if pattern:
        return rng.choice(_WHENS)
    return rng.choice(_TEXTS)[: longest or None]
