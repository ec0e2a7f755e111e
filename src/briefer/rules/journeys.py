"""How long the ways of a visit are, learned from its own journeys; and where there is too little time for one.

Not here: the finding that says so (`clash_rules`), what a drag would do (`trial`).
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from briefer.records.programme import Leg, ProgrammeItem
from briefer.rules.visit_view import VisitView

_MINUTE = timedelta(minutes=1)


class Journey(NamedTuple):
    """A way: minutes, and by what ("car"), where that is known."""

    minutes: int
    mode: str = ""


class Seam(NamedTuple):
    """Two items of a strand with too little time between them for the way."""

    before: UUID
    after: UUID
    needed: int
    """Minutes."""
    there: int
    mode: str


def journeys(visit: VisitView) -> Mapping[frozenset[UUID], Journey]:
    """The shortest known journey between two places, either way: of a leg, or of the travel between two items."""
    found: dict[frozenset[UUID], Journey] = {}

    def learn(first: UUID | None, second: UUID | None, length: timedelta, mode: str) -> None:
        minutes = int(length / _MINUTE)
        if first is None or second is None or first == second or minutes <= 0:
            return
        way = frozenset((first, second))
        known = found.get(way)
        if known is None or minutes < known.minutes:
            found[way] = Journey(minutes, mode)

    for item in visit.items:
        for leg in visit.legs(item):
            if interval := visit.leg_interval(item, leg):
                learn(leg.origin, leg.destination, interval.length, leg.mode)
    for line in _lines(visit):
        for before, travel, after in zip(line, line[1:], line[2:], strict=False):
            interval = visit.intervals.get(travel.id)
            if travel.kind == "travel" and interval and "travel" not in (before.kind, after.kind):
                learn(before.place, after.place, interval.length, _mode(visit.legs(travel)))
    return found


def seams(visit: VisitView) -> Iterator[Seam]:
    """Where the way takes longer than there is time: between neighbours, and around a journey of the programme."""
    yield from gaps(visit)
    for line in _lines(visit):
        for before, travel, after in zip(line, line[1:], line[2:], strict=False):
            one, other = (visit.intervals.get(item.id) for item in (before, after))
            needed = visit.travel_time(travel) if travel.kind == "travel" else None
            if needed and one and other and one.end + needed > other.start:
                there = max(0, int((other.start - one.end) / _MINUTE))
                mode = _mode(visit.legs(travel))
                yield Seam(before.id, after.id, int(needed / _MINUTE), there, mode)


def gaps(visit: VisitView) -> Iterator[Seam]:
    """Neighbours in two places with too little time for a way that is known, and no journey planned."""
    known = journeys(visit)
    for line in _lines(visit):
        for before, after in pairwise(line):
            one, other = (visit.intervals.get(item.id) for item in (before, after))
            if not one or not other or "travel" in (before.kind, after.kind):
                continue
            journey = None
            if before.place and after.place:
                journey = known.get(frozenset((before.place, after.place)))
            there = int((other.start - one.end) / _MINUTE)
            if journey and 0 <= there < journey.minutes:
                yield Seam(before.id, after.id, journey.minutes, there, journey.mode)


def _lines(visit: VisitView) -> Iterator[list[ProgrammeItem]]:
    """The items of each strand, with those of all."""
    for strand in dict.fromkeys(item.strand for item in visit.items):
        yield [item for item in visit.items if item.strand in (strand, None)]


def _mode(legs: tuple[Leg, ...]) -> str:
    return next((leg.mode for leg in legs if leg.mode), "")
