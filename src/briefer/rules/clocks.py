"""Instants from wall-clock times: a programme says "09:00", and the stop says in which zone.

Not here: the order of items (`programme`), how a time is printed (`pack`).
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefer.records import dates
from briefer.records.institutions import Place
from briefer.records.programme import Leg, ProgrammeItem
from briefer.records.visits import Stop

Doubt = Literal["", "twice", "never"]
"""A wall-clock time may occur twice when clocks go back, and never when they go forward."""


class Instant(NamedTuple):
    """A moment, and whether the clock at the place shows it once."""

    at: datetime
    """In UTC."""
    doubt: Doubt = ""


class Interval(NamedTuple):
    """From a moment to a moment, in UTC; both the same where no end is known."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.end - self.start

    def overlaps(self, other: "Interval") -> bool:
        """Whether both hold at one moment; what ends when the other begins does not."""
        if self.start == self.end or other.start == other.end:
            point, whole = (self, other) if self.start == self.end else (other, self)
            return whole.start <= point.start < whole.end or point.start == whole.start
        return self.start < other.end and other.start < self.end


def zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name; None when it is empty or there is no such zone."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def instant(day: date, clock: str, zone_name: str) -> Instant:
    """The moment at which clocks in a zone show `clock` on `day`; an unknown zone counts as UTC.

    A time that occurs twice is the first of the two; one that never occurs is taken as if clocks had not changed.
    """
    where = zone(zone_name) or UTC
    wall = datetime.combine(day, time.fromisoformat(clock), where)
    at = wall.astimezone(UTC)
    if at.astimezone(where).replace(tzinfo=None) != wall.replace(tzinfo=None):
        return Instant(at, "never")
    later = wall.replace(fold=1).astimezone(UTC)
    return Instant(at, "twice" if later != at else "")


def latest(day: date, clock: str, zone_name: str) -> datetime:
    """The moment at which clocks in a zone show `clock` on `day`; the second of the two where there are two. In UTC."""
    where = zone(zone_name) or UTC
    return datetime.combine(day, time.fromisoformat(clock), where).replace(fold=1).astimezone(UTC)


def change(day: date, clock: str, zone_name: str) -> tuple[str, str]:
    """What clocks show when they change near a time, and what they show then: ("02:00", "03:00")."""
    where = zone(zone_name) or UTC
    at = instant(day, clock, zone_name).at
    early, late = at - timedelta(hours=6), at + timedelta(hours=6)
    before = early.astimezone(where).utcoffset()
    while late - early > timedelta(minutes=1):
        middle = early + (late - early) / 2
        if middle.astimezone(where).utcoffset() == before:
            early = middle
        else:
            late = middle
    late = late.replace(second=0, microsecond=0)
    then = late.astimezone(where)
    shown = late + (before or timedelta())
    return f"{shown:%H:%M}", f"{then:%H:%M}"


def offset(zone_name: str, day: date, clock: str = "12:00") -> timedelta | None:
    """How far a zone is ahead of UTC; None when there is no such zone."""
    where = zone(zone_name)
    if where is None:
        return None
    return instant(day, clock, zone_name).at.astimezone(where).utcoffset()


def ahead(zone_name: str, of: str, day: date) -> timedelta:
    """How far clocks in one zone are ahead of those in another; zero where a zone is unknown."""
    here, there = offset(zone_name, day), offset(of, day)
    return here - there if here is not None and there is not None else timedelta()


def end_zone(
    item: ProgrammeItem, stop: Stop | None, legs: tuple[Leg, ...], places: Mapping[UUID, Place]
) -> str:
    """The zone in which an item ends.

    It is the item's own, else that of the place at which its last leg arrives, else its stop's.
    """
    if item.end_zone:
        return item.end_zone
    for leg in reversed(legs):
        place = places.get(leg.destination) if leg.destination else None
        if place and place.zone:
            return place.zone
    return stop.zone if stop else ""


def interval(
    day: str, start: str, end: str, end_days: int, zones: tuple[str, str]
) -> Interval | None:
    """The interval of wall-clock times on a day, in the zones of start and end; None when day or start is open."""
    try:
        begins = dates.day(day)
    except ValueError:
        return None
    if begins is None or not start:
        return None
    first = instant(begins, start, zones[0]).at
    if not end:
        return Interval(first, first)
    try:
        last = instant(begins + timedelta(days=end_days), end, zones[1]).at
    except OverflowError:
        return None
    return Interval(first, max(first, last))


def minutes(clock: str) -> int:
    """The minutes of a clock since midnight."""
    at = time.fromisoformat(clock)
    return at.hour * 60 + at.minute


def minutes_after(clock: str, minutes: int) -> str:
    """The clock some minutes after another, or before, without its day."""
    at = datetime.combine(date(2000, 1, 3), time.fromisoformat(clock)) + timedelta(minutes=minutes)
    return f"{at:%H:%M}"
