"""Cuts a visit file for one audience: new records without what this reader may not see.

`cut` is the only maker of a `Cut`, and the compiler takes nothing else: a lower pack is built from less data, so
that it cannot depend on what was left out. What is left out stands in the audience's data file, never here.

1. Records go: hidden kinds, records by condition, other strands, markings above the level, distributions outside.
2. What they contain goes, and what speaks only of them: their participants, briefs, contacts, outcomes, translations.
3. Fields that are hidden get their default; bookkeeping (versions, times, editors) gets the same in each record, for
   it would tell of hidden edits.
4. Of the library, and of earlier visits, only that stays which something visible refers to.
5. References to what is not there any more are emptied.

The visit's own marking is that of the office's papers. For an audience with a level of its own it is lowered to that
level: what bears no marking itself, and is not hidden, was chosen to be fit for that reader. A marking or a
distribution on a record itself always holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

import msgspec

from briefer.errors import BugError, KnownError
from briefer.i18n import say
from briefer.records.base import Record
from briefer.records.institutions import ContactPoint
from briefer.records.kinds import KINDS, by_name, kind_of, references
from briefer.records.markings import Audience, ItemKindRule, MarkingScheme
from briefer.records.notes import Note
from briefer.records.people import Post
from briefer.records.programme import ProgrammeItem
from briefer.records.sources import Citation, Wording
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Strand, Visit

_SEAL = object()
_number = attrgetter("id.int")
"""By the number of its id a record is found here: the hash of a number is quick, that of a UUID is written in Python,
and a visit with dozens of earlier ones asks for 170,000."""


@dataclass(frozen=True)
class Cut:
    """A visit file as one audience may see it. Made by `cut` alone."""

    file: VisitFile
    audience: Audience
    scheme: MarkingScheme
    kinds: tuple[ItemKindRule, ...]
    seal: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.seal is not _SEAL:
            raise BugError("A Cut is made by briefer.pack.audience.cut and by nothing else.")


def cut(
    file: VisitFile,
    audience: Audience,
    scheme: MarkingScheme,
    kinds: tuple[ItemKindRule, ...],
) -> Cut:
    """The file as the audience may see it; `scheme` is the visit's, `kinds` says which items are internal.

    Raises:
        KnownError: the audience's data names a kind or a field that does not exist.

    """
    _check(audience)
    earlier = file.earlier if audience.earlier else ()
    rules = _Rules(audience, scheme, kinds, _ceiling(file.visit, audience, scheme), file)
    everything = [*_records(file), *(record for past in earlier for record in _records(past))]
    gone = _gone(everything, rules)
    kept = _Web(rules.bare(record) for record in everything if _number(record) not in gone)
    own = _own(file)
    met = kept.parties(kept.reach(own))
    followed = _followed(file, earlier)
    earlier = tuple(
        past
        for past in earlier
        if _number(past.visit) not in gone
        and (_number(past.visit) in followed or not met.isdisjoint(kept.reach(_own(past))))
    )
    # a visit that is not shown leads to nobody: only what stands in the files that are shown is followed from here
    shown = {_number(record) for part in (file, *earlier) for record in _records(part)}
    visible = kept.reach_all([*own, *(one for past in earlier for one in _own(past))], shown)
    whole = _file(file, kept, visible)
    return Cut(
        file=msgspec.structs.replace(
            whole,
            visit=rules.lowered(whole.visit),
            earlier=tuple(_file(past, kept, visible) for past in earlier),
        ),
        audience=audience,
        scheme=scheme,
        kinds=kinds,
        seal=_SEAL,
    )


def narrows(audience: Audience, other: str) -> bool:
    """Whether an audience may be used where a recipe names another: it sees no more than that one."""
    return audience.name == other or other in audience.narrower_than


def level(marking: str, scheme: MarkingScheme) -> int:
    """The place of a marking in its scheme, 0 the lowest; none is the lowest, an unknown one is above all."""
    if not marking:
        return 0
    names = [each.name for each in scheme.levels]
    return names.index(marking) if marking in names else len(names)


LIBRARY = frozenset(
    {"officer", "source", "theme", "place", "institution", "person", "post", "instrument", "note"}
    | {"contact", "private_data", "citation", "wording"}
)
"""Kinds that stay only when something visible refers to them, or when they hang on something visible."""

HANGS_ON: dict[type[Record], tuple[str, ...]] = {
    Post: ("person",),
    Note: ("institutions", "people", "visit", "item"),
    ContactPoint: ("person", "institution", "place", "visit"),
    by_name()["private_data"].record: ("person",),
    Citation: ("about",),
    Wording: ("about",),
}
"""Kinds that nobody refers to, but which are seen with what they refer to themselves."""

SPEAKS_OF: dict[str, tuple[str, ...]] = {
    "attachment": ("item",),
    "comment": ("item",),
    "contact": ("person", "institution", "place", "visit"),
    "delegate": ("person", "post"),
    "follow_up": ("item", "outcome"),
    "note": ("item", "visit"),
    "outcome": ("item",),
    "participant": ("delegate", "person", "post"),
    "party": ("institution",),
    "post": ("person",),
}
"""References that may be empty; but a record whose reference was removed would still speak of it, and goes too."""


# ----------------------------------------------------------------------------------------- what goes


@dataclass(frozen=True)
class _Rules:
    """The audience's data, ready to be asked about a record."""

    audience: Audience
    scheme: MarkingScheme
    kinds: tuple[ItemKindRule, ...]
    ceiling: int
    file: VisitFile
    _emptied: dict[str, frozenset[str]] = field(default_factory=dict)
    """By kind, once it was asked for: thousands of records are of a dozen kinds."""

    def hides(self, record: Record) -> bool:
        """Whether a record goes by what it says itself."""
        kind = kind_of(record).name
        return (
            kind in self.audience.hides_kinds
            or self._by_condition(kind, record)
            or self._internal(record)
            or self._marked(record)
            or self._of_other_readers(kind, record)
        )

    def fields(self, kind: str) -> frozenset[str]:
        """The fields of a kind that are emptied."""
        if kind not in self._emptied:
            hidden = self.audience.hides_fields
            names = (*hidden.get(kind, ()), *hidden.get("*", ()), *_NEVER.get(kind, ()))
            self._emptied[kind] = frozenset(names)
        return self._emptied[kind]

    def bare(self, record: Record) -> Record:
        """A record without its hidden fields and without bookkeeping."""
        hidden = self.fields(kind_of(record).name).intersection(record.__struct_fields__)
        changes = {name: _default(record, name) for name in hidden}
        return msgspec.structs.replace(record, **changes, **_BOOKKEEPING)

    def lowered(self, visit: Visit) -> Visit:
        """The visit with its marking and distribution brought down to what the audience may see."""
        if level(visit.marking, self.scheme) > self.ceiling:
            visit = msgspec.structs.replace(visit, marking=self.scheme.levels[self.ceiling].name)
        if not self._distributed(visit):
            visit = msgspec.structs.replace(visit, distribution="")
        return visit

    def _by_condition(self, kind: str, record: Record) -> bool:
        if _holds(self.audience.hides_records.get(kind, {}), record):
            return True
        released = getattr(record, "distribution", "") in self.audience.released_by
        released = released or self._of_strands(record, self.audience.own_strands)
        return not released and _holds(self.audience.hides_unreleased.get(kind, {}), record)

    def _internal(self, record: Record) -> bool:
        if not self.audience.hides_internal:
            return False
        if isinstance(record, ProgrammeItem):
            return any(rule.internal for rule in self.kinds if rule.kind == record.kind)
        return bool(getattr(record, "internal", False))

    def _marked(self, record: Record) -> bool:
        above = level(getattr(record, "marking", ""), self.scheme) > self.ceiling
        return above or not self._distributed(record)

    def _distributed(self, record: Record) -> bool:
        shown = self.audience.distributions
        return "*" in shown or getattr(record, "distribution", "") in shown

    def _of_other_readers(self, kind: str, record: Record) -> bool:
        """What is for other callers, counted for another audience, or of another strand."""
        if isinstance(record, ContactPoint):
            return record.seen_by not in self.audience.contacts
        if kind in ("issued_number", "edition"):
            return getattr(record, "audience", "") != self.audience.name
        if isinstance(record, Strand):
            return not self._shows(record)
        if "strand" not in record.__struct_fields__ or "*" in self.audience.strands:
            return False
        if getattr(record, "strand", None) is None:
            return "" not in self.audience.strands
        return not self._of_strands(record, self.audience.strands)

    def _of_strands(self, record: Record, names: Iterable[str]) -> bool:
        """Whether a record is of one of some strands."""
        of = getattr(record, "strand", None)
        return of is not None and any(
            strand.id == of and self._named(strand, names) for strand in self.file.strands
        )

    def _shows(self, strand: Strand) -> bool:
        return self._named(strand, self.audience.strands)

    @staticmethod
    def _named(strand: Strand, some: Iterable[str]) -> bool:
        shown = {name.casefold() for name in some}
        names = {strand.key, strand.key.rpartition("/")[2], strand.title.casefold()} - {""}
        return "*" in shown or bool(shown & names)


_NEVER = {"visit": ("muted",)}
"""Fields that no reader sees: what the office said of its own findings quotes records that others may not see."""
_BOOKKEEPING = {
    "version": 1,
    "created_at": datetime(2000, 1, 1, tzinfo=UTC),
    "changed_at": datetime(2000, 1, 1, tzinfo=UTC),
    "changed_by": "",
}


def _holds(conditions: Mapping[str, tuple[str, ...]], record: Record) -> bool:
    return any(_printed(getattr(record, name)) in values for name, values in conditions.items())


def _printed(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _ceiling(visit: Visit, audience: Audience, scheme: MarkingScheme) -> int:
    if not audience.level:
        return level(visit.marking, scheme)
    there = level(audience.level, scheme)
    return there if there < len(scheme.levels) else 0


def _gone(everything: list[Record], rules: _Rules) -> set[int]:
    """All records that the reader may not see, wholes with their parts."""
    subject = _number(rules.file.visit)
    there = {_number(record): record for record in everything}
    gone = set[int]()
    dependents: dict[int, list[int]] = defaultdict(list)
    for record in everything:
        number = _number(record)
        if number != subject and rules.hides(record):
            gone.add(number)
        if isinstance(record, Citation | Wording):
            about = there.get(record.about.int)
            if about is None or record.field in rules.fields(kind_of(about).name):
                gone.add(number)
        if any(getattr(record, name).int not in there for name in _required(type(record))):
            gone.add(number)
        for whole in speaks_of(record):
            dependents[whole.int].append(number)
    queue = list(gone)
    while queue:
        for number in dependents.get(queue.pop(), ()):
            if number not in gone and number != subject:
                gone.add(number)
                queue.append(number)
    return gone


def speaks_of(record: Record) -> Iterator[UUID]:
    """The records without which one goes: its wholes, and those that it would speak of."""
    if isinstance(record, Citation | Wording):
        yield record.about
    for name in (*_required(type(record)), *SPEAKS_OF.get(kind_of(record).name, ())):
        id_ = getattr(record, name)
        if id_ is not None:
            yield id_


@cache
def _required(record: type[Record]) -> tuple[str, ...]:
    """The references that a record cannot be without."""
    needed = {name for name, each in _described(record).items() if each.required}
    return tuple(each.field for each in references(record) if each.field in needed)


def _default(record: Record, name: str) -> Any:
    each = _described(type(record))[name]
    if each.default is not msgspec.NODEFAULT:
        return each.default
    if each.default_factory is not msgspec.NODEFAULT:
        return each.default_factory()
    return type(getattr(record, name))()


@cache
def _described(record: type[Record]) -> Mapping[str, msgspec.structs.FieldInfo]:
    """The fields of a record by their names."""
    return {each.name: each for each in msgspec.structs.fields(record)}


# ------------------------------------------------------------------------------------ what is reached


class _Web:
    """The records that are left, and who refers to whom.

    What a record leads to is looked up once: dozens of earlier visits lead to the same people and institutions.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self.records = {_number(record): record for record in records}
        self._library = {
            number for number, record in self.records.items() if kind_of(record).name in LIBRARY
        }
        self._targets: dict[int, list[int]] = {}

    def reach(self, records: Iterable[int]) -> set[int]:
        """All that is referred to from some records, directly or not."""
        return self._followed(records, self.records.keys(), {})

    def reach_all(self, records: Iterable[int], within: AbstractSet[int]) -> set[int]:
        """All that is referred to, with what hangs on it, by nothing but what is `within`."""
        there = within & self.records.keys()
        hanging: dict[int, list[int]] = {}
        for number in there:
            record = self.records[number]
            for name in HANGS_ON.get(type(record), ()):
                for bearer in _ids(getattr(record, name)):
                    hanging.setdefault(bearer.int, []).append(number)
        return self._followed(records, there, hanging)

    def _followed(
        self, records: Iterable[int], within: AbstractSet[int], hanging: dict[int, list[int]]
    ) -> set[int]:
        found: set[int] = set()
        queue = list(records)
        while queue:
            number = queue.pop()
            if number in found or number not in within:
                continue
            found.add(number)
            queue += self._targets_of(number)
            queue += hanging.get(number, ())
        return found

    def _targets_of(self, number: int) -> list[int]:
        """The records of the library that one refers to."""
        known = self._targets.get(number)
        if known is None:
            known = [one for one in _targets(self.records[number]) if one in self._library]
            self._targets[number] = known
        return known

    def parties(self, records: AbstractSet[int]) -> set[int]:
        """Those of them that are an institution or a person."""
        return {
            number
            for number in records
            if kind_of(self.records[number]).name in ("institution", "person")
        }


def _records(file: VisitFile) -> Iterator[Record]:
    """All records of a file, without its earlier visits."""
    yield file.visit
    for kind in KINDS:
        if kind.plural in VisitFile.__struct_fields__ and kind.name != "visit":
            yield from file.of(kind.name)


def _own(file: VisitFile) -> list[int]:
    """The visit and its parts, and what belongs to nothing."""
    return [_number(record) for record in _records(file) if kind_of(record).name not in LIBRARY]


def _targets(record: Record) -> Iterator[int]:
    for reference in references(type(record)):
        for id_ in _ids(getattr(record, reference.field)):
            yield id_.int


def _ids(value: UUID | tuple[UUID, ...] | None) -> tuple[UUID, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _followed(file: VisitFile, earlier: Iterable[VisitFile]) -> set[int]:
    """The visits that this one follows, and those that they follow."""
    visits = {_number(past.visit): past.visit for past in earlier}
    found: set[int] = set()
    following = file.visit.follows
    while following and following.int in visits and following.int not in found:
        found.add(following.int)
        following = visits[following.int].follows
    return found


def _file(file: VisitFile, web: _Web, visible: set[int]) -> VisitFile:
    """What is visible of a file, with its references to the rest emptied."""
    fields: dict[str, Any] = {"visit": _freed(web.records[_number(file.visit)], visible)}
    for kind in KINDS:
        if kind.plural in VisitFile.__struct_fields__:
            fields[kind.plural] = tuple(
                _freed(web.records[number], visible)
                for number in map(_number, file.of(kind.name))
                if number in visible
            )
    return VisitFile(**fields)


def _freed(record: Record, visible: set[int]) -> Record:
    """A record that refers to nothing but what is visible."""
    changes: dict[str, Any] = {}
    for reference in references(type(record)):
        value = getattr(record, reference.field)
        if reference.many:
            left = tuple(id_ for id_ in value if id_.int in visible)
            if len(left) < len(value):
                changes[reference.field] = left
        elif value is not None and value.int not in visible:
            changes[reference.field] = None
    return msgspec.structs.replace(record, **changes) if changes else record


# ---------------------------------------------------------------------------------------------- checks


def _check(audience: Audience) -> None:
    """A slip in the data would show what was to be hidden: it is refused.

    Raises:
        KnownError: a kind or a field does not exist, or a record cannot be without the field.

    """
    kinds = by_name()
    named = [
        *((kind, "") for kind in audience.hides_kinds),
        *((kind, name) for kind, names in audience.hides_fields.items() for name in names),
        *((kind, name) for kind, some in audience.hides_records.items() for name in some),
        *((kind, name) for kind, some in audience.hides_unreleased.items() for name in some),
    ]
    for kind, name in named:
        records = (
            [each.record for each in kinds.values()]
            if kind == "*"
            else [kinds[kind].record]
            if kind in kinds
            else []
        )
        if not records or (name and not any(name in r.__struct_fields__ for r in records)):
            sentence = say("The audience “{audience}” hides “{what}”, which does not exist.")
            what = f"{kind}.{name}" if name else kind
            raise KnownError(sentence.format(audience=audience.name, what=what))
        if any(name in _required(record) for record in records):
            sentence = say(
                "The audience “{audience}” hides “{what}”, which no record can be without."
            )
            raise KnownError(sentence.format(audience=audience.name, what=f"{kind}.{name}"))
