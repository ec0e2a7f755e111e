"""The table of all kinds of records: their struct, and who contains whom.

Everything that treats records alike reads this table: database, exchange file, cut, undo, tests.
Not here: what a kind means.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, NamedTuple, get_args, get_origin, get_type_hints

from briefer.records.base import FileHash, Record
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.institutions import ContactPoint, Institution, Place
from briefer.records.notes import GlossaryTerm, Instrument, Note, Theme
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.packs import Comment, Copy, Edition, IssuedNumber, OwnData
from briefer.records.people import Officer, Person, Post, PrivateData
from briefer.records.programme import Leg, Participant, ProgrammeItem, Step, Vehicle
from briefer.records.sources import Attachment, Citation, Source, Wording
from briefer.records.visits import (
    DayNote,
    Delegate,
    Party,
    Phase,
    Recipient,
    Stop,
    Strand,
    Task,
    Visit,
)


class Kind(NamedTuple):
    """One kind of record.

    `parts` are contained kinds: (name in an exchange file, kind, field of the part that names its whole).
    They go where the whole goes and are deleted with it. `title` is the field a person calls it by.
    `stored_only` kinds never travel in an exchange file.
    """

    name: str
    plural: str
    record: type[Record]
    title: str
    parts: tuple[tuple[str, str, str], ...] = ()
    stored_only: bool = False


_ABOUT = (("citations", "citation", "about"), ("wordings", "wording", "about"))

KINDS: tuple[Kind, ...] = (
    # the library
    Kind("officer", "officers", Officer, "name"),
    Kind("source", "sources", Source, "title"),
    Kind("theme", "themes", Theme, "name", _ABOUT),
    Kind("place", "places", Place, "name", (("contacts", "contact", "place"), *_ABOUT)),
    Kind(
        "institution",
        "institutions",
        Institution,
        "name",
        (("contacts", "contact", "institution"), *_ABOUT),
    ),
    Kind(
        "person",
        "people",
        Person,
        "family_name",
        (("private", "private_data", "person"), ("contacts", "contact", "person"), *_ABOUT),
    ),
    Kind("post", "posts", Post, "title", _ABOUT),
    Kind("instrument", "instruments", Instrument, "title", _ABOUT),
    Kind("term", "glossary", GlossaryTerm, "acronym", _ABOUT),
    Kind("note", "notes", Note, "title", _ABOUT),
    # visits
    Kind(
        "visit",
        "visits",
        Visit,
        "title",
        (
            ("phases", "phase", "visit"),
            ("stops", "stop", "visit"),
            ("strands", "strand", "visit"),
            ("parties", "party", "visit"),
            ("delegates", "delegate", "visit"),
            ("day_notes", "day_note", "visit"),
            ("vehicles", "vehicle", "visit"),
            ("items", "item", "visit"),
            ("outcomes", "outcome", "visit"),
            ("follow_ups", "follow_up", "visit"),
            ("tasks", "task", "visit"),
            ("recipients", "recipient", "visit"),
            ("attachments", "attachment", "visit"),
            ("contacts", "contact", "visit"),
            *_ABOUT,
        ),
    ),
    Kind("phase", "phases", Phase, "title", _ABOUT),
    Kind("stop", "stops", Stop, "city", _ABOUT),
    Kind("strand", "strands", Strand, "title", _ABOUT),
    Kind("party", "parties", Party, "role"),
    Kind("delegate", "delegates", Delegate, "title", _ABOUT),
    Kind("day_note", "day_notes", DayNote, "day", _ABOUT),
    Kind("vehicle", "vehicles", Vehicle, "call_sign"),
    Kind(
        "item",
        "items",
        ProgrammeItem,
        "title",
        (
            ("steps", "step", "item"),
            ("legs", "leg", "item"),
            ("participants", "participant", "item"),
            ("briefs", "brief", "item"),
            *_ABOUT,
        ),
    ),
    Kind("step", "steps", Step, "words", _ABOUT),
    Kind("leg", "legs", Leg, "number", _ABOUT),
    Kind("participant", "participants", Participant, "title", _ABOUT),
    Kind("brief", "briefs", Brief, "objective", (("points", "point", "brief"), *_ABOUT)),
    Kind("point", "points", BriefPoint, "text", _ABOUT),
    Kind("outcome", "outcomes", Outcome, "text", _ABOUT),
    Kind("follow_up", "follow_ups", FollowUp, "action", _ABOUT),
    Kind("task", "tasks", Task, "what"),
    Kind("recipient", "recipients", Recipient, "name"),
    Kind("attachment", "attachments", Attachment, "title", _ABOUT),
    # parts of anything
    Kind("contact", "contacts", ContactPoint, "value"),
    Kind("private_data", "private", PrivateData, "person"),
    Kind("citation", "citations", Citation, "where"),
    Kind("wording", "wordings", Wording, "text"),
    # kept of packs
    Kind("edition", "editions", Edition, "number", stored_only=True),
    Kind("issued_number", "issued_numbers", IssuedNumber, "number", stored_only=True),
    Kind("copy", "copies", Copy, "number", stored_only=True),
    Kind("comment", "comments", Comment, "text", stored_only=True),
    Kind("own_data", "own_data", OwnData, "name"),
)


@cache
def by_name() -> dict[str, Kind]:
    """The table by kind name."""
    return {kind.name: kind for kind in KINDS}


@cache
def _by_record() -> dict[type[Record], Kind]:
    return {kind.record: kind for kind in KINDS}


def kind_of(record: Record) -> Kind:
    """The kind of a record."""
    return _by_record()[type(record)]


def name_of(record: Record) -> str:
    """What a person calls a record: its title; of a person the whole name, of an instrument without a title its number.

    Of a delegate without a title the group, or whom they come from.
    """
    if isinstance(record, Person):
        names = (record.honorific, record.given_name, record.family_name)
        return record.printed_name or " ".join(name for name in names if name)
    if isinstance(record, Instrument) and record.number and not record.title:
        year = f"({record.year})" if record.year else ""
        return " ".join(part for part in (record.kind, record.number, year) if part)
    if isinstance(record, Delegate):
        return record.title or record.group or record.affiliation
    name = getattr(record, kind_of(record).title)
    return name if isinstance(name, str) else record.key


class Reference(NamedTuple):
    """One field that refers to other records: `many` for a tuple of references."""

    field: str
    kind: str
    many: bool


@cache
def references(record: type[Record]) -> tuple[Reference, ...]:
    """The fields of a struct that refer to other records, in their order."""
    found = []
    for field, hint in get_type_hints(record, include_extras=True).items():
        target, many = _target(hint)
        if target:
            found.append(Reference(field, target, many))
    return tuple(found)


def _target(hint: object) -> tuple[str, bool]:
    """The kind a type hint refers to ("" for none) and whether it holds many."""
    if get_origin(hint) is Annotated:
        for meta in hint.__metadata__:  # type: ignore[attr-defined]
            extra = getattr(meta, "extra", None)
            if extra and "ref" in extra:
                return extra["ref"], False
        return "", False
    if get_origin(hint) is tuple:
        target, _ = _target(get_args(hint)[0])
        return target, bool(target)
    for option in get_args(hint):
        target, many = _target(option)
        if target:
            return target, many
    return "", False


@cache
def file_fields(record: type[Record]) -> tuple[str, ...]:
    """The fields of a struct that name a file by its hash."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(field for field, hint in hints.items() if hint == FileHash)


def parts_below(kind: str) -> Iterator[Kind]:
    """All kinds contained in `kind`, directly or not; each once, wholes before parts."""
    seen: set[str] = set()
    queue = [kind]
    while queue:
        for _, part, _field in by_name()[queue.pop(0)].parts:
            if part not in seen:
                seen.add(part)
                queue.append(part)
                yield by_name()[part]


def part_key(whole: str, kind: str, place: int) -> str:
    """The key of a part that was given none: its whole's and its place from 1, `iraq-2022/item-1`."""
    return f"{whole}/{kind.replace('_', '-')}-{place}"
