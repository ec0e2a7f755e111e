"""Two records that are one: what each of them says, what points at the one that goes, and the edit that makes them one.

The left one stays and keeps its id and key. Not here: which records are likely the same (`duplicates`), what moves
with the one that goes (`moving`), storing and undo (`edits`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import msgspec

from briefer.findings import Place
from briefer.i18n import say
from briefer.records import dates
from briefer.records.base import Record
from briefer.records.institutions import Institution, Spelling
from briefer.records.kinds import Kind, by_name, kind_of, name_of, references
from briefer.records.people import Post
from briefer.records.visits import Visit
from briefer.rules.merging import fields_of, guards_of
from briefer.services.circles import CHAINS
from briefer.services.common_edits import shortened
from briefer.services.edits import Edit
from briefer.services.moving import (
    UNLIKE,
    Choice,
    Moving,
    is_default,
    is_text,
    linked_name,
    naming,
    pointing,
)
from briefer.services.naming import whole_of
from briefer.services.strictness import Strictness

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace
    from briefer.workspace.load_save import Rows

MERGED = ("institution", "person", "place", "note", "theme", "instrument", "term", "source")
"""The kinds of which two can be made one."""
Choices = Mapping[tuple[str, str], Choice]
"""By part and field, as in `Pair`."""

_SPELLINGS = {
    ("institution", "name"): "spellings",
    ("institution", "acronym"): "spellings",
    ("institution", "native_name"): "spellings",
    ("theme", "name"): "synonyms",
}
"""Names of which both can be kept: the left one stays, the other becomes one more spelling, in this field."""
_LISTS = frozenset({"dietary", "access_needs", "next_of_kin"})
"""Lines of which both can be kept, one after the other."""
_SINGLE = {"person": ("private_data", "person")}
"""A part of which a record has at most one, and its field for the whole: two become one, field by field."""
_NAMELESS = frozenset(
    {"participant", "party", "private_data", "citation", "wording", "step", "leg", "brief", "point"}
)
"""Kinds that are called by their whole."""
_MOST_LEVELS = 4
"""A point stands in a brief, that in an item, that in a visit."""


class Pair(NamedTuple):
    """A field in which the two differ. `part` is the kind of a single part, "" for a field of the records themselves."""

    part: str
    field: str
    left: Any
    right: Any
    joins: bool
    """Whether both can be kept."""
    choice: Choice
    """What is proposed."""


class Pointer(NamedTuple):
    """A record that points at the one that goes; `field` is "" where its text alone names that one."""

    kind: str
    id: UUID
    field: str
    words: str
    visit_id: UUID | None = None
    visit: str = ""


class Plan(NamedTuple):
    """What there is to decide, and what moves."""

    left: Record
    right: Record
    pairs: tuple[Pair, ...]
    same: tuple[str, ...]
    """Fields that both fill, alike."""
    pointers: tuple[Pointer, ...]
    """In the order of `records.kinds`."""
    names: dict[UUID, str]
    """Of the records to which the values refer."""

    @property
    def kind(self) -> str:
        return kind_of(self.left).name


def plan(workspace: "Workspace", kind: str, left: UUID, right: UUID) -> Plan | None:
    """What merging two records of a kind would do; None when one of them is gone, or they are one."""
    with workspace.reading() as rows:
        both = {each.id: each for each in rows.where(by_name()[kind].record, "id", (left, right))}
        if len(both) < 2:
            return None
        one, other = both[left], both[right]
        pairs = tuple(_pairs(rows, one, other))
        found = [*pointing(rows, kind, [right])]
        found += [(kind_of(each), "", each) for each in naming(rows, other, one)]
        pointers = _told(rows, [each for each in found if each[2].id not in both])
        names = _names_of(rows, (one, other))
    differing = {pair.field for pair in pairs if not pair.part}
    same = tuple(
        field
        for field, value in fields_of(one).items()
        if field not in differing | UNLIKE and not is_default(one, field, value)
    )
    return Plan(one, other, pairs, same, pointers, names)


def edit(workspace: "Workspace", plan: Plan, choices: Choices | None = None) -> Edit:
    """The edit that makes the two one; where nothing is chosen, as the plan proposes."""
    chosen = {(pair.part, pair.field): pair.choice for pair in plan.pairs} | dict(choices or {})
    kind = plan.kind
    kept = _with_chosen("", plan.left, plan.pairs, chosen)
    with workspace.reading() as rows:
        moving = Moving(rows)
        moving.put(plan.left, kept)
        ours, theirs = (_single(rows, each) for each in (plan.left, plan.right))
        if ours and theirs:
            part = kind_of(ours).name
            moving.put(ours, _with_chosen(part, ours, plan.pairs, chosen))
            moving.merge(theirs, ours, _of(part, chosen))
        moving.merge(plan.right, kept, _of("", chosen))
        moving.relink(plan.left, plan.right, linked_name(kept))
        changes = moving.changes()
        became = tuple(moving.became.items())
    lost, stays = shortened(name_of(plan.right)), shortened(name_of(kept))
    return Edit(
        say("Merge {name} into {value}").format(name=lost, value=stays),
        changes,
        say("{name} merged into {value}.").format(name=lost, value=stays),
        None,
        Place(kind=kind, key=plan.left.key, words=stays),
        became=became,
    )


# ------------------------------------------------------------------------------------- the fields


def _pairs(rows: "Rows", left: Record, right: Record) -> Iterator[Pair]:
    yield from _differing(rows, "", left, right)
    ours, theirs = _single(rows, left), _single(rows, right)
    if ours and theirs:
        yield from _differing(rows, kind_of(ours).name, ours, theirs)


def _single(rows: "Rows", whole: Record) -> Record | None:
    part, field = _SINGLE.get(kind_of(whole).name, ("", ""))
    found = rows.where(by_name()[part].record, field, [whole.id]) if part else ()
    return found[0] if found else None


def _differing(rows: "Rows", part: str, left: Record, right: Record) -> Iterator[Pair]:
    kind, chain = kind_of(left).name, CHAINS.get(type(left))
    strictness = Strictness(rows)
    owners = {field for single, field in _SINGLE.values() if single == part}
    for field, ours in fields_of(left).items():
        theirs = getattr(right, field)
        if field in UNLIKE | owners:
            continue
        if field == chain:
            ours, theirs = (_above(rows, value, left, right) for value in (ours, theirs))
        elif isinstance(ours, tuple):
            ours, theirs = (_others(value, left, right) for value in (ours, theirs))
        if ours != theirs:
            empty = (is_default(left, field, ours), is_default(left, field, theirs))
            joins = not any(empty) and _joins(kind, field, ours, theirs)
            choice = _proposed(field, ours, theirs, empty, joins=joins)
            if field in guards_of(type(left)) and not any(empty):
                closer = msgspec.structs.replace(left, **{field: theirs})
                opens = strictness.loosens(left, closer)
                choice = "left" if opens or not strictness.loosens(closer, left) else "right"
            yield Pair(part, field, ours, theirs, joins, choice)


def _above(rows: "Rows", start: UUID | None, left: Record, right: Record) -> UUID | None:
    """What may stand above the merged record: nothing that leads back to it."""
    chain, both = CHAINS[type(left)], {left.id, right.id}
    here, seen = start, set[UUID]()
    while here and here not in both and here not in seen:
        seen.add(here)
        found = rows.get(type(left), here)
        here = getattr(found, chain) if found else None
    return None if here in both else start


def _others(value: tuple[Any, ...], left: Record, right: Record) -> tuple[Any, ...]:
    """A list without the two themselves: nothing is a member of itself."""
    return tuple(each for each in value if each not in (left.id, right.id))


def _joins(kind: str, field: str, left: Any, right: Any) -> bool:
    if isinstance(left, tuple):
        return not set(right) <= set(left) and not set(left) <= set(right)
    if (kind, field) in _SPELLINGS or field in _LISTS:
        return True
    return is_text(kind, field) and left not in right and right not in left


def _proposed(
    field: str, left: Any, right: Any, empty: tuple[bool, bool], *, joins: bool
) -> Choice:
    if any(empty) or joins:
        return "both" if joins else "left" if empty[1] else "right"
    if field == "delete_on":  # what is private goes on the earlier of two days
        return "left" if dates.sort_key(left) <= dates.sort_key(right) else "right"
    if field == "reviewed_on":
        return "left" if dates.sort_key(left) >= dates.sort_key(right) else "right"
    if isinstance(left, tuple):
        return "left" if set(right) <= set(left) else "right"
    return "right" if isinstance(left, str) and left in right else "left"


def _of(part: str, chosen: Choices) -> dict[str, Choice]:
    return {field: choice for (whose, field), choice in chosen.items() if whose == part}


def _with_chosen(part: str, left: Record, pairs: Iterable[Pair], chosen: Choices) -> Record:
    """The record that stays, or its part, with the values that were chosen."""
    kind = kind_of(left).name
    values: dict[str, Any] = {}
    aside: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        if pair.part != part:
            continue
        choice, target = chosen[part, pair.field], _SPELLINGS.get((kind, pair.field))
        if choice == "both" and target:
            values[pair.field] = pair.left
            aside[target].append(pair.right)
        elif choice == "both":
            values[pair.field] = joined(pair.field, pair.left, pair.right)
        else:
            values[pair.field] = pair.left if choice == "left" else pair.right
    for field, texts in aside.items():
        values[field] = _with_spellings(values.get(field, getattr(left, field)), left, texts)
    return msgspec.structs.replace(left, **values)


def joined(field: str, left: Any, right: Any) -> Any:
    """Both values of a field as one."""
    if isinstance(left, tuple):
        return tuple(dict.fromkeys((*left, *right)))
    return f"{left}; {right}" if field in _LISTS else f"{left.rstrip()}\n\n{right.lstrip()}"


def _with_spellings(
    known: tuple[Any, ...], record: Record, texts: Sequence[str]
) -> tuple[Any, ...]:
    """A list of spellings with further ones, each once."""
    if not isinstance(record, Institution):
        return tuple(dict.fromkeys((*known, *texts)))
    there = {spelling.text for spelling in known}
    new = dict.fromkeys(text for text in texts if text not in there)
    return (*known, *(Spelling(text=text) for text in new))


# --------------------------------------------------------------------------------- what points here


def _told(rows: "Rows", found: Sequence[tuple[Kind, str, Record]]) -> tuple[Pointer, ...]:
    """The records that point, each once, by names that somebody knows them by."""
    first = {record.id: (kind.name, field, record) for kind, field, record in reversed(found)}
    records = [record for _, _, record in first.values()]
    above = _wholes(rows, records)
    beside = _beside(rows, [each for each in records if isinstance(each, Post)])
    pointers = []
    for kind, field, record in first.values():
        line = [record]
        while (whole := whole_of(line[-1])[1]) and whole in above:
            line.append(above[whole])
        named = next((each for each in line if kind_of(each).name not in _NAMELESS), record)
        words = ", ".join(filter(None, (name_of(named), beside.get(record.id, ""))))
        visit = next((each for each in line if isinstance(each, Visit) and each is not named), None)
        pointers.append(
            Pointer(
                kind,
                record.id,
                field,
                words,
                visit.id if visit else None,
                visit.title if visit else "",
            )
        )
    order = {name: number for number, name in enumerate(by_name())}
    return tuple(sorted(pointers, key=lambda each: (order[each.kind], each.id)))


def _wholes(rows: "Rows", records: Sequence[Record]) -> dict[UUID, Record]:
    """What the records stand in, and what that stands in."""
    found: dict[UUID, Record] = {}
    level = list(records)
    for _ in range(_MOST_LEVELS):
        wanted: dict[str, set[UUID]] = defaultdict(set)
        for record in level:
            kind, id_ = whole_of(record)
            if id_ and id_ not in found:
                wanted[kind].add(id_)
        level = [
            each
            for kind, ids in wanted.items()
            for each in rows.where(by_name()[kind].record, "id", ids)
        ]
        found |= {each.id: each for each in level}
    return found


def _beside(rows: "Rows", posts: Sequence[Post]) -> dict[UUID, str]:
    """Of posts: who holds them, or at which institution they are where nobody does."""
    ids = {
        "person": {post.person for post in posts},
        "institution": {post.institution for post in posts},
    }
    names = {
        each.id: name_of(each)
        for kind, some in ids.items()
        for each in rows.where(by_name()[kind].record, "id", some - {None})
    }
    found = {}
    for post in posts:
        known = (names.get(id_) for id_ in (post.person, post.institution) if id_)
        found[post.id] = ", ".join(filter(None, known))
    return found


def _names_of(rows: "Rows", records: Sequence[Record]) -> dict[UUID, str]:
    """The names of all that the records refer to."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for record in records:
        for reference in references(type(record)):
            value = getattr(record, reference.field)
            wanted[reference.kind] |= set(value if reference.many else [value]) - {None}
    return {
        each.id: name_of(each)
        for kind, ids in wanted.items()
        for each in rows.where(by_name()[kind].record, "id", ids)
    }
