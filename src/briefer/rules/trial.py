"""What would be wrong if items stood elsewhere: asked while a card flies, many times a second, on records in memory.

Whom two items share does not depend on their times: that is found once, when the drag begins; each move then compares
times only. Advice, never a bar. Not here: the findings of a visit as it stands (`checks`), words (the window's).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple
from uuid import UUID

from briefer.findings import Level
from briefer.records.institutions import Place
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Stop
from briefer.rules import clocks
from briefer.rules.clocks import Interval
from briefer.rules.journeys import Journey, journeys
from briefer.rules.visit_view import VisitView, day_of, identity, span

Cause = Literal["people", "room", "vehicle", "place", "journey", "closed", "dates", "arrival"]
_LEVELS: Mapping[Cause, Level] = {
    "people": "error",
    "room": "error",
    "vehicle": "error",
    "journey": "error",
    "arrival": "error",
    "place": "warning",
    "closed": "warning",
    "dates": "warning",
}
"""The causes, the worst first."""
STEP = 15
"""Minutes between the times that are tried for a free one."""
_HOURS = re.compile(r"(?:daily )?(\d{1,2}[:.]\d{2}) ?[-–] ?(\d{1,2}[:.]\d{2})", re.IGNORECASE)


class Day(NamedTuple):
    """A day on which a free time is looked for: with its time zone and its stop."""

    day: date
    zone: str
    stop: Stop | None = None


class Flying(NamedTuple):
    """An item that would be moved or made, and who takes part: their identities with their names."""

    item: ProgrammeItem
    people: Mapping[object, str]


class Reason(NamedTuple):
    """Why something would be wrong."""

    cause: Cause
    flying: UUID
    other: ProgrammeItem | None = None
    """The other item: in which they are, or from or to which the way is too long."""
    names: tuple[str, ...] = ()
    """Of people, of the room, the vehicle or the place."""
    until: datetime | None = None
    """When the other ends, or the arrival is; in UTC."""
    needed: int = 0
    """Minutes of the way."""
    there: int = 0
    """Minutes that there are for it."""
    mode: str = ""

    @property
    def level(self) -> Level:
        """How bad it is."""
        return _LEVELS[self.cause]


class _Shared(NamedTuple):
    """What two items share: they cannot be at one time."""

    cause: Cause
    other: ProgrammeItem
    names: tuple[str, ...]


class Trial:
    """Some items of a visit in the air, over all those that stay."""

    def __init__(self, visit: VisitView, flying: Sequence[Flying]) -> None:
        self._visit = visit
        gone = {one.item.id for one in flying}
        self._staying = [item for item in visit.items if item.id not in gone]
        self._at = visit.intervals
        self._journeys = journeys(visit)
        self._tried: dict[tuple[UUID, date, timedelta], dict[int, datetime]] = {}
        self._shared = {one.item.id: tuple(self._share(one)) for one in flying}

    def reasons(self, placed: Iterable[ProgrammeItem]) -> tuple[Reason, ...]:
        """What would be wrong with the flying items at these days and times, the worst first."""
        found: list[Reason] = []
        for item in placed:
            at = self._visit.interval(item)
            found += self._outside(item)
            if at:
                found += self._at_once(item, at)
                found += self._ways(item, at)
                found += self._doors(item)
                found += self._too_early(item, at)
        order = list(_LEVELS)
        return tuple(
            sorted(dict.fromkeys(found), key=lambda one: (order.index(one.cause), -len(one.names)))
        )

    def free(
        self, placed: ProgrammeItem, days: Iterable[Day], hours: tuple[int, int]
    ) -> tuple[datetime, ...]:
        """The nearest time of each of the two nearest days at which nobody and nothing is taken, in UTC.

        `hours` are the minutes of a day between which it must lie. What stands in the same strand is not free, whoever
        takes part in it; nor is what is before the arrival at the day's stop.
        """
        at, own = self._visit.interval(placed), day_of(placed.day)
        if at is None or own is None:
            return ()
        wanted = clocks.minutes(placed.start) if placed.start else hours[0]
        found = []
        for one in sorted(days, key=lambda one: abs(one.day - own)):
            tried = (placed.id, one.day, at.length)
            if tried not in self._tried:
                self._tried[tried] = dict(self._starts(placed, at, one, hours))
            starts = self._tried[tried]
            if starts:
                found.append(starts[min(starts, key=lambda minute: abs(minute - wanted))])
        return tuple(sorted(found[:2]))

    def _starts(
        self, item: ProgrammeItem, at: Interval, day: Day, hours: tuple[int, int]
    ) -> Iterator[tuple[int, datetime]]:
        """Minutes of a day at which nobody and nothing is taken, with their instants."""
        shared = {one.other.id for one in self._shared.get(item.id, ()) if one.cause != "place"}
        taken = [
            self._at[one.id]
            for one in self._staying
            if one.id in self._at and (one.id in shared or one.strand == item.strand)
        ]
        arrivals = [self._at[one.id].end for one in self._arrivals(day.stop, day.day, item)]
        midnight = datetime.combine(day.day, datetime.min.time(), clocks.zone(day.zone) or UTC)
        first = midnight.astimezone(UTC)
        for minute in range(hours[0], hours[1] - int(at.length / timedelta(minutes=1)) + 1, STEP):
            start = first + timedelta(minutes=minute)
            tried = Interval(start, start + at.length)
            if any(start < arrival for arrival in arrivals):
                continue
            if not any(tried.overlaps(one) for one in taken):
                yield minute, start

    # ------------------------------------------------------------------- what does not depend on times

    def _share(self, one: Flying) -> Iterator[_Shared]:
        place, vehicles = self._visit.get(Place, one.item.place), self._vehicles(one.item)
        for other in self._staying:
            people = dict.fromkeys(
                name
                for known, name in (
                    identity(self._visit, part)
                    for part in self._visit.participants(other)
                    if part.state != "declined"
                )
                if known in one.people
            )
            if people:
                yield _Shared("people", other, tuple(people))
            same = place and other.place == place.id and other.place_words == one.item.place_words
            if place and same and "travel" not in (one.item.kind, other.kind):
                name = ", ".join(filter(None, (place.name, place.room)))
                yield _Shared("room" if place.room else "place", other, (name,))
            if common := vehicles & self._vehicles(other):
                yield _Shared("vehicle", other, tuple(self._vehicle(one) for one in common))

    def _vehicles(self, item: ProgrammeItem) -> set[UUID]:
        return {leg.vehicle for leg in self._visit.legs(item) if leg.vehicle}

    def _vehicle(self, id_: UUID) -> str:
        found = next((one for one in self._visit.file.vehicles if one.id == id_), None)
        return (found.call_sign or found.plate or found.kind) if found else ""

    # ------------------------------------------------------------------------------- what is at that time

    def _at_once(self, item: ProgrammeItem, at: Interval) -> Iterator[Reason]:
        for one in self._shared.get(item.id, ()):
            other = self._at.get(one.other.id)
            if other and at.overlaps(other):
                yield Reason(one.cause, item.id, one.other, one.names, other.end)

    def _ways(self, item: ProgrammeItem, at: Interval) -> Iterator[Reason]:
        """Whether there is time for the way from what comes before, and to what comes after."""
        line = [one for one in self._staying if one.id in self._at]
        line = [
            one for one in line if None in (one.strand, item.strand) or one.strand == item.strand
        ]
        before = [one for one in line if self._at[one.id].end <= at.start]
        after = [one for one in line if self._at[one.id].start >= at.end]
        first = max(before, key=lambda one: self._at[one.id].end, default=None)
        last = min(after, key=lambda one: self._at[one.id].start, default=None)
        if item.kind == "travel":
            return
        if first and first.kind != "travel":
            yield from self._way(item, first, at.start - self._at[first.id].end, (first, item))
        if last and last.kind != "travel":
            yield from self._way(item, last, self._at[last.id].start - at.end, (item, last))

    def _way(
        self,
        item: ProgrammeItem,
        other: ProgrammeItem,
        there: timedelta,
        way: tuple[ProgrammeItem, ProgrammeItem],
    ) -> Iterator[Reason]:
        journey = self.journey(*way)
        minutes = int(there / timedelta(minutes=1))
        if journey and journey.minutes > minutes:
            place = self._visit.get(Place, way[1].place)
            names = (place.name,) if place else ()
            needed, mode = journey.minutes, journey.mode
            yield Reason("journey", item.id, other, names, None, needed, minutes, mode)

    def journey(self, first: ProgrammeItem, second: ProgrammeItem) -> Journey | None:
        """How long the way between two items is, as far as this visit knows it."""
        if first.place is None or second.place is None or first.place == second.place:
            return None
        return self._journeys.get(frozenset((first.place, second.place)))

    def _doors(self, item: ProgrammeItem) -> Iterator[Reason]:
        """Whether the place is open; only hours that are plainly given are read."""
        place = self._visit.get(Place, item.place)
        hours = _HOURS.fullmatch(place.opening_hours.strip()) if place else None
        if place is None or hours is None or not item.start:
            return
        opens, closes = (f"{one.replace('.', ':'):0>5}" for one in hours.groups())
        if item.start < opens or (item.end or item.start) > closes or item.end_days:
            yield Reason("closed", item.id, None, (place.name, place.opening_hours))

    def _too_early(self, item: ProgrammeItem, at: Interval) -> Iterator[Reason]:
        """Whether it is at a stop before one has arrived there."""
        stop, day = self._visit.stop(item), day_of(item.day)
        for other in self._arrivals(stop, day, item):
            end = self._at[other.id].end
            if stop and at.start < end:
                yield Reason("arrival", item.id, other, (stop.city,), end)

    def _arrivals(
        self, stop: Stop | None, day: date | None, item: ProgrammeItem
    ) -> Iterator[ProgrammeItem]:
        """The journeys from elsewhere that lead to a stop on a day, for those who are in an item there."""
        if stop is None or not stop.city or item.kind in ("travel", "internal briefing"):
            return
        for other in self._staying:
            fits = other.kind == "travel" and other.strand in (None, item.strand)
            there = fits and other.id in self._at and day_of(other.day) == day
            if there and self._arrives(other) == stop.city.casefold():
                yield other

    def _arrives(self, item: ProgrammeItem) -> str:
        """The city that a journey from another city leads to."""
        cities = [
            place.city.casefold() if place else ""
            for leg in self._visit.legs(item)
            for place in (
                self._visit.get(Place, leg.origin),
                self._visit.get(Place, leg.destination),
            )
        ]
        return cities[-1] if cities and cities[0] != cities[-1] else ""

    def _outside(self, item: ProgrammeItem) -> Iterator[Reason]:
        stop, day = self._visit.stop(item), day_of(item.day)
        first, last = (span(stop.start), span(stop.end)) if stop else (None, None)
        first, last = first or last, last or first
        if stop and day and first and last and not first.first <= day <= last.last:
            yield Reason("dates", item.id, None, (stop.city,))


def people(visit: VisitView, item: ProgrammeItem) -> dict[object, str]:
    """Who takes part in an item, by identity."""
    known = (identity(visit, part) for part in visit.participants(item) if part.state != "declined")
    return {who: name for who, name in known if who}


def delegation(visit: VisitView, item: ProgrammeItem) -> dict[object, str]:
    """Who of the delegation would take part in a new item at a stop: all who are there."""
    from briefer.records.programme import Participant

    found: dict[object, str] = {}
    for one in visit.file.delegates:
        if one.stops and item.stop and item.stop not in one.stops:
            continue
        known, name = identity(visit, Participant(item=item.id, side="guest", delegate=one.id))
        if known:
            found[known] = name
    return found
