"""Logistics and press: who moves when and in what, who sleeps where, gifts, menus, diets; press events and lines.

What a reader sees of it follows from the cut alone: a sheet for drivers and one for the press are this same section,
made from what they may see. Not here: the minute by minute of an item (`days`), telephone numbers (`contacts`).
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from briefer.i18n import mark
from briefer.pack import names, times
from briefer.pack.blocks import Block, Part, Row, Table, TableGroup, Words
from briefer.pack.context import Context, span
from briefer.pack.phrases import capital, joined, listed, phrase, run, soft, strong
from briefer.pack.sections import days
from briefer.pack.terms import FUNCTIONS
from briefer.records.institutions import Place
from briefer.records.programme import Leg, ProgrammeItem, Vehicle
from briefer.records.visits import Delegate, Strand
from briefer.rules.programme import Sheet


class _PartRule(NamedTuple):
    """A part of the section: its key, its title, what stands in it."""

    key: str
    title: str
    build: Callable[[Context], Iterator[Block]]


def logistics(context: Context, number: str) -> tuple[Part, ...]:
    """What is organised around the programme, and the press."""
    return _parts(context, number, _PARTS)


def press(context: Context, number: str) -> tuple[Part, ...]:
    """What the press needs: its events, whom to ask, its journeys."""
    blocks = (*_press(context), *_movements(context))
    return (Part("press", number, number, context.say("Press"), blocks),) if blocks else ()


def title(context: Context) -> str:
    """The title of the section: without press where none is to be seen."""
    seen = any(_asks_for_press(item) for item in context.items)
    return context.say("Logistics and press") if seen else context.say("Logistics")


def _parts(context: Context, number: str, rules: Iterable[_PartRule]) -> tuple[Part, ...]:
    made = [(rule, blocks) for rule in rules if (blocks := tuple(rule.build(context)))]
    several = len(made) > 1
    numbers = [f"{number}.{place}" if several else number for place in range(1, len(made) + 1)]
    return tuple(
        Part(rule.key, own, own, context.say(rule.title), blocks)
        for own, (rule, blocks) in zip(numbers, made, strict=True)
    )


# --------------------------------------------------------------------------------------------- movements


def _movements(context: Context) -> Iterator[Block]:
    """Legs and cars, day by day."""
    groups = tuple(_by_day(context, partial(_moves, context)))
    if groups:
        say = context.say
        yield Table("legs", (say("Time"), say("From and to"), say("By"), say("Vehicle")), groups)


def _by_day(
    context: Context, rows: Callable[[ProgrammeItem], Iterable[tuple[str, Row]]]
) -> Iterator[TableGroup]:
    """Rows with their hours under their days, or under the stops of a programme without days, in order."""
    for sheet in context.sheets:
        found: list[tuple[str, Row]] = []
        latest = ""
        for item in sheet.items:
            if item.status != "cancelled":
                for start, row in rows(item):
                    latest = start or latest  # what has no hour stays where it was put
                    found.append((latest, row))
        if found:
            found.sort(key=lambda each: each[0])
            yield TableGroup(tuple(row for _, row in found), _day(context, sheet))


def _day(context: Context, sheet: Sheet) -> str:
    if sheet.day is None:
        return days.sheet_title(context, sheet)
    return context.language.when(span(sheet.day.isoformat()), weekday="full", year=False)


def _moves(context: Context, item: ProgrammeItem) -> Iterator[tuple[str, Row]]:
    """A row a leg, the first with the cars of the item; one row for an item to which people are driven."""
    cars = phrase(item.transport)
    legs = context.legs(item)
    for leg in legs:
        yield leg.start or context.hours(item).start, _leg(context, item, leg, cars)
        cars = ()
    if legs or not (cars or item.kind == "travel"):
        return
    if not cars:
        what = context.say("carrier, departure and arrival")
        cars = (context.gap(context.say("to be confirmed"), what, item),)
    row = Row((_when(context, item), _titled(context, item), (), cars))
    yield context.hours(item).start, row


def _leg(context: Context, item: ProgrammeItem, leg: Leg, cars: Words) -> Row:
    origin, destination = (context.get(Place, each) for each in (leg.origin, leg.destination))
    ends = joined((each.name for each in (origin, destination) if each), " – ")
    by = joined((leg.carrier, leg.number), " ") or leg.mode
    shown = context.hours(item)
    start, end = leg.start or shown.start, leg.end or ("" if leg.start else shown.end)
    if start:
        later = leg.end_days or (0 if leg.end else shown.end_days)
        ends_later = f" {later:+d}" if end and later else ""
        sure = strong(start) if item.status == "confirmed" else run(start)
        time = phrase(sure, soft(f"{context.language.to}{end}{ends_later}") if end else "")
    else:
        time = (context.gap(context.say("time open"), context.say("time"), item),)
    # a leg beside others bears no title that is another's: the luggage goes by car, not by the train
    head = ends or (capital(leg.mode) if len(context.legs(item)) > 1 else "")
    lines: list[Words] = [(strong(head or item.title),)]
    if head:
        lines.append(phrase(item.title))
    lines.append(phrase(leg.riders))
    lines.append((soft(leg.remark),) if leg.remark else ())
    vehicle = _vehicle_name(context.get(Vehicle, leg.vehicle))
    return Row(
        (time, _lines(lines), phrase(by), _lines((vehicle, cars))),
        context.anchor(leg),
    )


def _titled(context: Context, item: ProgrammeItem) -> Words:
    place = context.place(item)
    lines: list[Words] = [(strong(item.title),)]
    where = listed((place.name, place.address)) if place else phrase(item.place_words)
    if where:
        lines.append(where)
    strand = context.get(Strand, item.strand)
    if strand:
        lines.append((soft(context.say("For {strand}").format(strand=strand.title)),))
    return _lines(lines)


def _lines(lines: Iterable[Words]) -> Words:
    """Several lines in one cell."""
    return listed(filter(None, lines), "\n")


def _when(context: Context, item: ProgrammeItem) -> Words:
    words = times.words(context, item)
    hours = context.hours(item)
    if item.time_form == "exact" and hours.start:
        start = strong(hours.start) if item.status == "confirmed" else run(hours.start)
        return phrase(start, soft(f"{context.language.to}{hours.end}") if hours.end else "")
    return words


def _vehicle_name(vehicle: Vehicle | None) -> Words:
    if vehicle is None:
        return ()
    return listed((vehicle.call_sign or vehicle.kind, vehicle.plate))


# ---------------------------------------------------------------------------- hotels, people, vehicles


def _quarters(context: Context) -> Iterator[Block]:
    say = context.say
    hotels = tuple(_hotels(context))
    if hotels:
        yield Table("contacts", (), (TableGroup(hotels, say("Hotels")),))
    people = tuple(_person(context, each) for each in context.delegation)
    if people:
        head = (say("Function"), say("Name"), say("Arrives, leaves"), say("Room"))
        yield Table("legs", head, (TableGroup(people),))
    vehicles = tuple(_vehicle(context, each) for each in context.file.vehicles)
    if vehicles:
        head = (say("Call sign"), say("Vehicle"), say("Driver"), say("Telephone"))
        yield Table("legs", head, (TableGroup(vehicles),))


def _hotels(context: Context) -> Iterator[Row]:
    for stop in context.stops:
        if not stop.city:
            continue
        start, end = span(stop.start), span(stop.end)
        dates = context.language.period(start, end, year=False, short=True)
        where = _lines(filter(None, (phrase(stop.city), (soft(dates),) if dates else ())))
        hotel = context.get(Place, stop.hotel)
        if hotel is None:
            gap = context.gap(
                context.say("to be confirmed"), context.say("hotel"), stop.city, field="stop.hotel"
            )
            yield Row((where, (gap,), ()))
            continue
        lines = [(strong(hotel.name),), phrase(hotel.address), phrase(stop.hotel_note)]
        calls = (each for each in context.contacts_of(hotel) if each.kind in _CALLED)
        yield Row((where, _lines(lines), phrase(next((c.value for c in calls), ""))))


_CALLED = ("office", "mobile", "duty line", "emergency")


def _person(context: Context, delegate: Delegate) -> Row:
    somebody = names.of_delegate(context, delegate)
    strand = context.get(Strand, delegate.strand)
    lines = [(strong(somebody.name or context.say("name open")),)]
    if strand:
        lines.append((soft(context.say("For {strand}").format(strand=strand.title)),))
    function = context.say(FUNCTIONS[delegate.function])
    moves = _lines(filter(None, (phrase(delegate.arrival), phrase(delegate.departure))))
    return Row((phrase(function), _lines(lines), moves, phrase(delegate.room)))


def _vehicle(context: Context, vehicle: Vehicle) -> Row:
    say = context.say
    seats = ""
    if vehicle.seats:
        many = context.language.say_many("{count} seat", "{count} seats", vehicle.seats)
        seats = many.format(count=vehicle.seats)
    strand = context.get(Strand, vehicle.strand)
    lines = [listed((vehicle.kind, vehicle.plate, seats))]
    if strand:
        lines.append((soft(say("For {strand}").format(strand=strand.title)),))
    name = vehicle.call_sign or vehicle.kind
    driver = phrase(vehicle.driver)
    if not driver:
        driver = (
            context.gap(
                say("to be named"), say("driver"), name or say("Vehicles"), field="vehicle.driver"
            ),
        )
    return Row(
        ((strong(name),), _lines(lines), driver, phrase(vehicle.contact)),
        context.anchor(vehicle),
    )


# ----------------------------------------------------------------------------------- gifts, menus, diets


def _table(context: Context) -> Iterator[Block]:
    say = context.say
    for heading, field in ((say("Gifts"), "gifts"), (say("Menu"), "menu")):
        groups = tuple(_by_day(context, partial(_asked, context, field)))
        if groups:
            yield Table("items", (say("Time"), say("Item"), heading), groups)
    diets = tuple(_diets(context))
    if diets:
        yield Table(
            "items", (say("Function"), say("Name"), say("Diet and access")), (TableGroup(diets),)
        )


def _asked(context: Context, field: str, item: ProgrammeItem) -> Iterator[tuple[str, Row]]:
    """What was asked for with an item."""
    if said := getattr(item, field):
        yield (
            context.hours(item).start,
            Row((_when(context, item), phrase(item.title), phrase(said))),
        )


def _diets(context: Context) -> Iterator[Row]:
    for delegate in context.delegation:
        somebody = names.of_delegate(context, delegate)
        private = context.private(somebody.person) if somebody.person else None
        if private and (private.dietary or private.access_needs):
            needs = _lines(filter(None, (phrase(private.dietary), phrase(private.access_needs))))
            function = phrase(context.say(FUNCTIONS[delegate.function]))
            yield Row((function, (strong(somebody.name),), needs))


# -------------------------------------------------------------------------------------------------- press


def _asks_for_press(item: ProgrammeItem) -> bool:
    return item.status != "cancelled" and bool(item.press or item.kind == "press")


def _press(context: Context) -> Iterator[Block]:
    """Events with press, the lines to take, who speaks for the delegation."""
    say = context.say
    groups = tuple(_by_day(context, partial(_event, context)))
    if not groups:
        return
    yield Table("items", (say("Time"), say("Event and place"), say("Press")), groups)
    speakers = tuple(_spokespeople(context))
    if speakers:
        yield Table("contacts", (), (TableGroup(speakers, say("For the press")),))


def _event(context: Context, item: ProgrammeItem) -> Iterator[tuple[str, Row]]:
    if not _asks_for_press(item):
        return
    said = phrase(item.press)
    if item.status == "tentative":
        said = listed((said, run(context.say("tentative"), "em")), "; ")
    row = Row((_when(context, item), _titled(context, item), said))
    yield context.hours(item).start, row


def _spokespeople(context: Context) -> Iterator[Row]:
    for delegate in context.delegation:
        somebody = names.of_delegate(context, delegate)
        if delegate.function == "press":
            points = context.contacts_of(somebody.person) if somebody.person else ()
            call = next((each.value for each in points if each.kind in _CALLED), "")
            words = listed(((strong(somebody.name),), names.post(context, somebody)))
            yield Row((phrase(context.say(FUNCTIONS["press"])), words, phrase(call)))


_PARTS = (
    _PartRule("movements", mark("Movements"), _movements),
    _PartRule("quarters", mark("Hotels, people, vehicles"), _quarters),
    _PartRule("table", mark("Gifts, menus, diets"), _table),
    _PartRule("press", mark("Press"), _press),
)
"""The parts of the section in their order."""
