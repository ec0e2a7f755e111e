"""Rules about what cannot be at once: people, places and vehicles taken twice, journeys that do not fit, absence."""

from collections import defaultdict
from datetime import timedelta
from itertools import combinations, pairwise
from uuid import UUID

from briefer.records.institutions import Place
from briefer.records.programme import Leg, ProgrammeItem
from briefer.records.visits import Delegate, Phase
from briefer.rules import journeys
from briefer.rules.clocks import Interval
from briefer.rules.visit_view import Found, VisitView, identity, span, who


def person_twice(visit: VisitView) -> Found:
    there: dict[object, tuple[str, list[ProgrammeItem]]] = {}
    for item in visit.items:
        for participant in visit.participants(item):
            known, name = identity(visit, participant)
            if known and participant.state != "declined":
                items = there.setdefault(known, (name, []))[1]
                if item not in items:
                    items.append(item)
    sentence = visit.say("{name} is at the same time in {other}.")
    for name, items in there.values():
        for first, second in visit.overlapping(items):
            yield second, "participants", sentence.format(name=name, other=visit.named(first))


def room_twice(visit: VisitView) -> Found:
    """Two items in one room."""
    return _taken_twice(visit, room=True)


def place_twice(visit: VisitView) -> Found:
    """Two items in one building, where it is not said that they are in two rooms of it."""
    return _taken_twice(visit, room=False)


def _taken_twice(visit: VisitView, *, room: bool) -> Found:
    by_place: dict[UUID, list[ProgrammeItem]] = defaultdict(list)
    for item in visit.items:
        place = visit.get(Place, item.place)
        if place and bool(place.room) is room and item.kind != "travel":
            by_place[place.id].append(item)
    sentence = visit.say("{place} is taken at the same time by {other}.")
    for place in visit.file.places:
        name = ", ".join(filter(None, (place.name, place.room)))
        for first, second in visit.overlapping(by_place[place.id]):
            if first.place_words == second.place_words:
                yield second, "place", sentence.format(place=name, other=visit.named(first))


def vehicle_twice(visit: VisitView) -> Found:
    there: dict[UUID, list[tuple[Leg, ProgrammeItem, Interval]]] = defaultdict(list)
    for item in visit.items:
        for leg in visit.legs(item):
            interval = visit.leg_interval(item, leg)
            if leg.vehicle and interval:
                there[leg.vehicle].append((leg, item, interval))
    sentence = visit.say("{vehicle} drives at the same time in {other}.")
    for id_, legs in there.items():
        vehicle = next((each for each in visit.file.vehicles if each.id == id_), None)
        name = (vehicle.call_sign or vehicle.plate or vehicle.kind) if vehicle else ""
        for (_, first, one), (leg, _, other) in combinations(legs, 2):
            if one.overlaps(other):
                words = sentence.format(
                    vehicle=name or visit.say("The vehicle"), other=visit.named(first)
                )
                yield leg, "vehicle", words


def transfers(visit: VisitView) -> Found:
    """A journey must fit between what comes before it and what comes after, for the same people."""
    too_short = visit.say(
        "The journey takes {needed}, but there are only {there} between {before} and {after}."
    )
    strands = dict.fromkeys(item.strand for item in visit.items)
    for strand in strands:
        line = [item for item in visit.items if item.strand in (strand, None)]
        for place, item in enumerate(line):
            if item.kind != "travel" or item.strand != strand or not 0 < place < len(line) - 1:
                continue
            needed = visit.travel_time(item)
            before, after = line[place - 1], line[place + 1]
            one, other = (visit.intervals.get(each.id) for each in (before, after))
            if needed and one and other and one.end + needed > other.start:
                there = max(timedelta(), other.start - one.end)
                yield (
                    item,
                    "start",
                    too_short.format(
                        needed=_length(visit, needed),
                        there=_length(visit, there),
                        before=visit.named(before),
                        after=visit.named(after),
                    ),
                )
    unplanned = visit.say("The way from {before} takes {needed}, but only {there} are planned.")
    for gap in journeys.gaps(visit):
        at, following = (visit.get(ProgrammeItem, id_) for id_ in (gap.before, gap.after))
        if at and following:
            needed, there = (timedelta(minutes=one) for one in (gap.needed, gap.there))
            words = unplanned.format(
                before=visit.named(at), needed=_length(visit, needed), there=_length(visit, there)
            )
            yield following, "start", words
    too_late = visit.say(
        "This leg leaves at {leaves}, before the one before it arrives at {arrives}."
    )
    for item in visit.items:
        legs = [
            (leg, interval)
            for leg in visit.legs(item)
            if (interval := visit.leg_interval(item, leg))
        ]
        for (earlier, one), (leg, other) in pairwise(legs):
            # a car with the luggage may leave while the train is still there
            beside = (leg.vehicle, leg.riders) != (earlier.vehicle, earlier.riders)
            if not beside and earlier.end and other.start < one.end:
                words = too_late.format(
                    leaves=visit.digits(leg.start), arrives=visit.digits(earlier.end)
                )
                yield leg, "start", words


def _length(visit: VisitView, length: timedelta) -> str:
    parted = divmod(round(length.total_seconds() / 60), 60)
    hours, minutes = map(visit.digits, parted)
    if all(parted):
        return visit.say("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    if parted[0]:
        return visit.say("{hours} h").format(hours=hours)
    return visit.say("{minutes} min").format(minutes=minutes)


def outside(visit: VisitView) -> Found:
    for item in visit.items:
        at = span(item.day)
        if at is None:
            continue
        stop = visit.stop(item)
        phase = visit.get(Phase, item.phase or (stop.phase if stop else None))
        # a phase with dates of its own may lie before the visit: an online meeting, a team in advance
        whole = None if phase and phase.start else visit.file.visit
        for record, sentence in (
            (stop, visit.say("It is on {day}, outside the dates of its stop ({dates}).")),
            (phase, visit.say("It is on {day}, outside the dates of its phase ({dates}).")),
            (whole, visit.say("It is on {day}, outside the dates of the visit ({dates}).")),
        ):
            if record is None:
                continue
            start, end = span(record.start), span(record.end)
            first, last = start or end, end or start
            if first and last and (at.last < first.first or at.first > last.last):
                words = sentence.format(
                    day=visit.digits(visit.language.when(at)),
                    dates=visit.digits(visit.language.period(start, end)),
                )
                yield item, "day", words
                break


def absent(visit: VisitView) -> Found:
    at_stop = visit.say("{name} takes part, but is not in {city}.")
    in_phase = visit.say("{name} takes part, but not in this phase of the visit.")
    for item in visit.items:
        for participant in visit.participants(item):
            delegate = visit.get(Delegate, participant.delegate)
            if delegate is None or participant.state == "declined":
                continue
            name = who(visit, delegate) or visit.say("A delegate")
            stop = visit.stop(item)
            phase = item.phase or (stop.phase if stop else None)
            if delegate.stops and stop and stop.id not in delegate.stops:
                words = at_stop.format(name=name, city=stop.city or visit.say("this stop"))
                yield participant, "delegate", words
            elif delegate.phases and phase and phase not in delegate.phases:
                yield participant, "delegate", in_phase.format(name=name)
