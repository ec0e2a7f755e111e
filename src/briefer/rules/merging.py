"""Three states of one record become one: what both sides read, what one made of it, what the other made of it.

A field that one side changed goes by itself, lists are joined entry by entry, and what both changed clashes: nobody's
words are given up here. Fields that mean something together only are changed, and clash, together. What would show a
text to more readers than its writer saw clashes too, with all that the other side wrote. Which side comes first makes
no difference. Not here: storing, and who decides (`services.edits`, `services.waiting`).
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from briefer.records.base import Record
from briefer.records.briefs import Brief
from briefer.records.institutions import Place
from briefer.records.kinds import references
from briefer.records.outcomes import FollowUp
from briefer.records.people import Post
from briefer.records.programme import Leg, Participant, ProgrammeItem, Step
from briefer.records.visits import Delegate, Phase, Stop, Task, Visit

BOOKKEEPING = frozenset({"id", "version", "created_at", "changed_at", "changed_by"})
"""Fields that no user edits; they neither merge nor clash."""
TOGETHER: dict[type[Record], tuple[tuple[str, ...], ...]] = {
    ProgrammeItem: (
        ("day", "start", "end", "time_form", "time_words", "end_days", "end_zone"),
        ("place", "place_words"),
        ("phase", "stop"),
    ),
    Leg: (("start", "end", "end_days"),),
    Step: (("time", "minutes"),),
    Participant: (("delegate", "person", "post", "title", "institution", "group", "group_count"),),
    Delegate: (("person", "post", "group", "group_count", "institution"),),
    Place: (("latitude", "longitude"),),
    Visit: (("start", "end"),),
    Phase: (("start", "end"),),
    Stop: (("start", "end"), ("city", "country", "zone"), ("hotel", "hotel_note")),
    Post: (("start", "end"),),
    Task: (("due", "days_before"),),
    FollowUp: (("due", "due_from", "due_days"),),
}
"""Fields that mean something together only: half of one time with half of another is nobody's time."""
MOVED: dict[type[Record], tuple[tuple[str, ...], ...]] = {
    Brief: (("background_open", "background_closed"),),
}
"""Fields between which text is moved: they go together where one side changed several of them at once."""
GUARDS = ("marking", "marking_scheme", "distribution", "internal", "seen_by")
"""Fields that say who may read a record."""
OWN_GUARDS: dict[type[Record], tuple[str, ...]] = {ProgrammeItem: ("kind",)}
"""Guards of one kind of record: an internal briefing is not shown to visitors."""
PLACE = "order"
"""The place among others is no text: where both moved a record, the later place stands."""

Loosens = Callable[[Record, Record], bool]
"""Whether a record could be shown to more readers as it is second than as it is first."""


class Merged(NamedTuple):
    """What became of two changes of one record."""

    record: Record
    """As the others left it, with what is mine and clashes with nothing."""
    mine: tuple[str, ...]
    """Fields that I changed and the others did not, or that were joined."""
    theirs: tuple[str, ...]
    """Fields that they changed and I did not."""
    clashes: tuple[tuple[str, ...], ...]
    """Fields that somebody has to decide on, those of one decision together."""


def fields_of(record: Record) -> dict[str, Any]:
    """The values of the fields that a user edits."""
    return {
        field: getattr(record, field)
        for field in record.__struct_fields__
        if field not in BOOKKEEPING
    }


def changed(before: Record, after: Record) -> tuple[str, ...]:
    """The fields of a user that differ."""
    return tuple(
        field for field, value in fields_of(before).items() if getattr(after, field) != value
    )


def merge(before: Record, mine: Record, theirs: Record, loosens: Loosens) -> Merged:
    """Join two changes of one record that both began with `before`."""
    by_me, by_them = changed(before, mine), changed(before, theirs)
    guarded = _opened(before, mine, theirs, loosens)
    values: dict[str, Any] = {}
    clashes = [guarded] if guarded else []
    for unit in _units(type(before), by_me, by_them):
        if guarded and set(unit) & set(guarded):
            continue
        if not set(unit) & set(by_me) or all(_same(field, mine, theirs) for field in unit):
            continue
        if not set(unit) & set(by_them):
            values |= {field: getattr(mine, field) for field in unit}
        elif len(unit) == 1 and (joined := _joined(unit[0], before, mine, theirs)) is not None:
            values[unit[0]] = joined.value
        else:
            clashes.append(tuple(field for field in unit if field in (*by_me, *by_them)))
    decided = {field for clash in clashes for field in clash}
    return Merged(
        msgspec.structs.replace(theirs, **values),
        tuple(field for field in by_me if field in values),
        tuple(field for field in by_them if field not in (*by_me, *decided)),
        tuple(clashes),
    )


def _same(field: str, one: Record, other: Record) -> bool:
    return bool(getattr(one, field) == getattr(other, field))


def _units(
    record: type[Record], by_me: Collection[str], by_them: Collection[str]
) -> Iterator[tuple[str, ...]]:
    """The fields of a kind, those together that are decided on together."""
    moved = tuple(
        unit
        for unit in MOVED.get(record, ())
        if any(len(set(unit) & set(side)) > 1 for side in (by_me, by_them))
    )
    units = (*TOGETHER.get(record, ()), *moved)
    taken = {field for unit in units for field in unit}
    yield from units
    for field in record.__struct_fields__:
        if field not in taken and field not in BOOKKEEPING:
            yield (field,)


# ------------------------------------------------------------------------------------ who may read it


def guards_of(record: type[Record]) -> tuple[str, ...]:
    """The fields of a kind that say who may read a record of it."""
    all_ = (*GUARDS, *OWN_GUARDS.get(record, ()))
    return tuple(field for field in all_ if field in record.__struct_fields__)


def _opened(before: Record, mine: Record, theirs: Record, loosens: Loosens) -> tuple[str, ...]:
    """The guards that one side loosened while the other side wrote, trusting in them."""
    guards = guards_of(type(before))
    for one, other in ((mine, theirs), (theirs, mine)):
        moved = [field for field in changed(before, one) if field in guards]
        wrote = [field for field in changed(before, other) if field != PLACE]
        alike = all(_same(field, one, other) for field in moved)
        if moved and wrote and not alike:
            only_guards = {field: getattr(one, field) for field in moved}
            if loosens(before, msgspec.structs.replace(before, **only_guards)):
                others = [field for field in changed(before, other) if field in guards]
                return tuple(field for field in guards if field in (*moved, *others))
    return ()


# ---------------------------------------------------------------------------------------------- lists


class _Joined(NamedTuple):
    value: Any


def _joined(field: str, before: Record, mine: Record, theirs: Record) -> _Joined | None:
    """The value of a field that both changed, None where they clash."""
    base, one, other = (getattr(each, field) for each in (before, mine, theirs))
    if field == PLACE:
        return _Joined(max(one, other))
    if not isinstance(base, tuple):
        return None
    several = {each.field for each in references(type(before)) if each.many}
    joined = join(base, one, other, rewritten=field not in several)
    return None if joined is None else _Joined(joined)


def join(
    base: Sequence[Hashable],
    one: Sequence[Hashable],
    other: Sequence[Hashable],
    *,
    rewritten: bool,
) -> tuple[Hashable, ...] | None:
    """Two changes of a list: what either added is there, what either removed is not, None where they clash.

    They clash where both put what was there in another order, where an entry stands twice, and, in a list whose
    entries are `rewritten`, where both replaced the same one.
    """
    if any(len(set(each)) != len(each) for each in (base, one, other)):
        return None
    gone = (set(base) - set(one)) | (set(base) - set(other))
    both_gone = set(base) - set(one) - set(other)
    added = (set(one) | set(other)) - set(base)
    if rewritten and both_gone and added:
        return None
    spine = _spine(base, one, other)
    if spine is None:
        return None
    behind: dict[Hashable, list[list[Hashable]]] = {}
    for side in (one, other):
        for anchor, run in _runs(side, base, spine).items():
            behind.setdefault(anchor, []).append(run)
    found: list[Hashable] = []
    for place in (_START, *spine):
        if place is not _START and place not in gone:
            found.append(place)
        for run in sorted(behind.get(place, []), key=msgspec.json.encode):
            found += run
    return tuple(dict.fromkeys(found))


_START = object()
"""Before the first entry."""


def _spine(
    base: Sequence[Hashable], one: Sequence[Hashable], other: Sequence[Hashable]
) -> Sequence[Hashable] | None:
    """What was there in the order that it shall have, None where both sides gave it another."""
    stays = [entry for entry in base if entry in one and entry in other]
    orders = [[entry for entry in side if entry in stays] for side in (one, other)]
    if orders == [stays, stays]:
        return base
    if orders[0] != stays and orders[1] not in (stays, orders[0]):
        return None
    return orders[0] if orders[0] != stays else orders[1]


def _runs(
    side: Sequence[Hashable], base: Sequence[Hashable], spine: Sequence[Hashable]
) -> dict[Hashable, list[Hashable]]:
    """What a side added, by the entry of the spine behind which it stands."""
    found: dict[Hashable, list[Hashable]] = {}
    anchor: Hashable = _START
    for entry in side:
        if entry in spine:
            anchor = entry
        elif entry not in base:
            found.setdefault(anchor, []).append(entry)
    return found
