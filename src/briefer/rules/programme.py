"""The programme in its order: items by day or by stop, the sheets they stand on, and their numbers.

Not here: instants (`clocks`), what is printed (`pack`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from briefer.records import dates
from briefer.records.markings import ItemKindRule
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Phase, Stop
from briefer.rules import clocks


class Sheet(NamedTuple):
    """Items that stand on one sheet: those of a day, or those of a stop without days."""

    day: date | None
    stop: Stop | None
    """The stop of a sheet without a day."""
    items: tuple[ProgrammeItem, ...]


class Number(NamedTuple):
    """What an item is called in packs for one audience; a provisional one may still change."""

    value: int
    provisional: bool


def stops_in_order(stops: Iterable[Stop], phases: Sequence[Phase]) -> tuple[Stop, ...]:
    """Stops by phase, within a phase as given."""
    places = {phase.id: place for place, phase in enumerate(phases)}
    return tuple(sorted(stops, key=lambda stop: places.get(stop.phase, -1) if stop.phase else -1))


def sheets(
    items: Iterable[ProgrammeItem], stops: Iterable[Stop], phases: Sequence[Phase]
) -> tuple[Sheet, ...]:
    """All items in the order of the programme, each on its sheet.

    Days come in their order. Items without a day stand together by stop, after the last day that the stop or its phase
    may mean; those without a stop come last. In a day an item goes by its time; one without a time stays behind the
    item that it was put behind.
    """
    items = tuple(items)
    stops = stops_in_order(stops, phases)
    places = {stop.id: place for place, stop in enumerate(stops)}
    by_id = {stop.id: stop for stop in stops}
    ends = {phase.id: _last(phase.start, phase.end) for phase in phases}

    def key(item: ProgrammeItem) -> tuple[date, bool, int]:
        day = _day(item.day)
        if day:
            return day, False, 0
        stop = by_id.get(item.stop) if item.stop else None
        if stop is None:
            return date.max, True, len(stops)
        last = _last(stop.start, stop.end) or (ends.get(stop.phase) if stop.phase else None)
        return last or date.max, True, places[stop.id]

    def made() -> Iterator[Sheet]:
        for (day, undated, place), group in groupby(sorted(items, key=key), key):
            if undated:
                stop = stops[place] if place < len(stops) else None
                yield Sheet(None, stop, tuple(sorted(group, key=lambda item: item.order)))
            else:
                yield Sheet(day, None, tuple(_by_time(tuple(group), day, by_id)))

    return tuple(made())


def _day(when: str) -> date | None:
    try:
        return dates.day(when)
    except ValueError:
        return None


def _last(*whens: str) -> date | None:
    """The last day that the last of some dates may mean, of those that are given."""
    for when in reversed(whens):
        try:
            span = dates.read(when)
        except ValueError:
            continue
        if span:
            return span.last
    return None


def _by_time(
    items: tuple[ProgrammeItem, ...], day: date, stops: Mapping[UUID, Stop]
) -> list[ProgrammeItem]:
    """Timed items by their time; one without a time keeps its place behind its neighbour."""
    ordered = sorted(items, key=lambda item: item.order)
    times: dict[UUID, datetime] = {}
    before = datetime.min.replace(tzinfo=UTC)
    for item in ordered:
        if item.start:
            stop = stops.get(item.stop) if item.stop else None
            before = clocks.instant(day, item.start, stop.zone if stop else "").at
        times[item.id] = before
    return sorted(ordered, key=lambda item: times[item.id])


def numbers(
    items: Iterable[ProgrammeItem], issued: Mapping[UUID, int], kinds: Iterable[ItemKindRule]
) -> dict[UUID, Number]:
    """The numbers of items given in the order of the programme.

    An issued number is kept for life. The rest is numbered on from the highest, in order, until it is issued too.
    """
    unnumbered = {rule.kind for rule in kinds if not rule.numbered}
    following = max(issued.values(), default=0)
    found: dict[UUID, Number] = {}
    for item in items:
        if item.id in issued:
            found[item.id] = Number(issued[item.id], provisional=False)
        elif item.kind not in unnumbered:
            following += 1
            found[item.id] = Number(following, provisional=True)
    return found


def prints_brief(rule: ItemKindRule, status: str, *, has_brief: bool) -> bool:
    """Whether a brief belongs to an item: what is counted, listed and printed."""
    return rule.numbered and status != "cancelled" and (rule.wants_brief or has_brief)
