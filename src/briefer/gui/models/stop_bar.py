"""The stops of a visit over its days, as the bar of the overview shows them: cities, and the travel between.

A place on the bar is counted in days, along the days that the programme has: 1.5 is noon of the second. Only the ways
of the principal part cities. Not here: pixels (`views.stop_bar`), the columns of the programme (`columns`).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import inf
from typing import NamedTuple
from uuid import UUID

from briefer.gui import shown
from briefer.gui.models.cards import carrier_icon
from briefer.gui.models.columns import days_of
from briefer.i18n import say
from briefer.records import dates
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Stop
from briefer.rules import clocks

_REST = 3 / 24
"""Days between two ways that make one journey: a wait at an airport, not a night in a hotel."""
_SHORT = 1 / 24
"""How long a way takes whose end is not known."""
_IN_TOWN = frozenset({"car", "bus", "footprints"})
"""By these a visit neither begins nor ends: they are the way to the first meeting."""
_WAY = "route"


class Stretch(NamedTuple):
    """A part of the bar: a stop, or without one travel."""

    begin: float
    end: float
    title: str
    """The city; of travel what it is called."""
    zone: str = ""
    """"UTC+2", where it is not that of the stop before."""
    icon: str = ""
    """Of travel."""
    stop: UUID | None = None
    lane: int = 0
    """Below the first where it goes on at the same time as another."""
    words: str = ""
    """All that is known of it, in a sentence."""


class StopBar(NamedTuple):
    """The days that are shown, and what stands over them."""

    days: tuple[date, ...] = ()
    stretches: tuple[Stretch, ...] = ()

    @property
    def words(self) -> str:
        """All of it in one sentence."""
        return say(", ").join(one.words for one in self.stretches)


class _Held(NamedTuple):
    """When something goes on."""

    begin: float
    end: float
    item: ProgrammeItem
    icon: str = ""


def stop_bar(file: VisitFile) -> StopBar:
    """The bar of a visit; empty while no stop has days of its own."""
    items = [one for one in file.items if one.status != "cancelled"]
    days = days_of(file.stops, items)
    at = {day: place for place, day in enumerate(days)}
    spans = {stop.id: span for stop in file.stops if (span := _span(stop, at))}
    stops = sorted((one for one in file.stops if one.id in spans), key=lambda one: spans[one.id])
    if not stops:
        return StopBar()
    held = list(_held(file, items, at))
    begins = {id_: float(begin) for id_, (begin, _end) in spans.items()}
    ends = {id_: float(end) for id_, (_begin, end) in spans.items()}
    found = []
    for one, other in pairwise((None, *stops, None)):
        journey = _journey(one, other, held, begins, ends)
        if journey:
            found.append(_travel(journey))
            if one:
                ends[one.id] = max(begins[one.id], min(ends[one.id], journey[0].begin))
            if other:
                begins[other.id] = min(ends[other.id], max(begins[other.id], journey[-1].end))
        elif one and other and 0 < ends[one.id] - begins[other.id] <= 1:
            seam = (ends[one.id] + begins[other.id]) / 2
            ends[one.id] = begins[other.id] = seam
    zone = ""
    for stop in stops:
        hours = _zone(stop)
        words = (stop.city or say("Online"), shown.between(stop.start, stop.end), hours)
        found.append(
            Stretch(
                begins[stop.id],
                ends[stop.id],
                stop.city or say("Online"),
                hours if hours != zone else "",
                stop=stop.id,
                words=shown.joined(words),
            )
        )
        zone = hours
    return StopBar(tuple(days), tuple(_in_lanes(found)))


def _span(stop: Stop, at: dict[date, int]) -> tuple[int, int] | None:
    """Where its first day begins and its last day ends; None where they are not known to the day."""
    first, last = dates.day(stop.start), dates.day(stop.end or stop.start)
    if first not in at or last not in at or first > last:
        return None
    return at[first], at[last] + 1


def _held(file: VisitFile, items: Sequence[ProgrammeItem], at: dict[date, int]) -> Iterator[_Held]:
    """What the principal does, by the clocks of the places where it begins and ends."""
    modes: dict[UUID, str] = {}
    for leg in file.legs:
        modes.setdefault(leg.item, f"{leg.mode} {leg.carrier}")
    others = {one.id for one in file.strands[1:]}
    for item in items:
        day = dates.day(item.day)
        if day is None or not item.start or item.strand in others:
            continue
        begin = at[day] + clocks.minutes(item.start) / 1440
        end = at[day] + item.end_days + clocks.minutes(item.end) / 1440 if item.end else begin
        icon = carrier_icon(f"{modes.get(item.id, '')} {item.title}")
        yield _Held(begin, max(end, begin), item, icon if item.kind == "travel" else "")


def _journey(
    one: Stop | None,
    other: Stop | None,
    held: Sequence[_Held],
    begins: dict[UUID, float],
    ends: dict[UUID, float],
) -> list[_Held]:
    """The ways from a stop to the next, or to the first one, or from the last; none where none is known.

    They stand between the last that is done at the one and the first at the other. Where there are several journeys,
    with a night between, the longest leads from city to city.
    """
    there = [h for h in held if h.item.kind != "travel"]
    # where nothing is done at a stop, no way is known to lead to it from outside, or from it
    after, before = 0.0, inf
    if one:
        least = (begins if other else ends)[one.id]
        after = max((h.end for h in there if h.item.stop == one.id), default=least)
    if other:
        most = (ends if one else begins)[other.id]
        before = min((h.begin for h in there if h.item.stop == other.id), default=most)
    ways = [h for h in held if h.item.kind == "travel" and after <= h.begin and h.end <= before]
    journeys: list[list[_Held]] = []
    for way in sorted(ways, key=lambda one: (one.begin, one.end)):
        if journeys and way.begin - journeys[-1][-1].end <= _REST:
            journeys[-1].append(way)
        else:
            journeys.append([way])
    if not (one and other):
        journeys = [some for some in journeys if any(h.icon not in _IN_TOWN for h in some)]
    return max(journeys, key=lambda some: some[-1].end - some[0].begin, default=[])


def _travel(journey: Sequence[_Held]) -> Stretch:
    longest = max(journey, key=lambda one: (one.icon not in _IN_TOWN, one.end - one.begin))
    begin, end = journey[0].begin, journey[-1].end
    times = shown.times(longest.item)
    words = shown.joined((longest.item.title, times))
    icon = longest.icon or _WAY
    return Stretch(begin, max(end, begin + _SHORT), longest.item.title, icon=icon, words=words)


def _in_lanes(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """In their order, each in the first lane that is free."""
    full: list[float] = []
    for one in sorted(stretches, key=lambda each: (each.begin, each.end)):
        lane = next((at for at, end in enumerate(full) if end <= one.begin + _SHORT), len(full))
        full[lane : lane + 1] = [one.end]
        yield one._replace(lane=lane)


def _zone(stop: Stop) -> str:
    day = dates.day(stop.start)
    offset = clocks.offset(stop.zone, day) if day else None
    return shown.offset(round(offset.total_seconds() / 60)) if offset is not None else ""
