"""The rows of the programme: an item with its lines and its side column, its steps, a city.

Not here: which rows stand on which sheet (`days`, `glance`).
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from briefer.pack import names, times
from briefer.pack.blocks import CityRow, KeyValue, ProgrammeRow, Run, StepRow, Words
from briefer.pack.context import Context
from briefer.pack.names import Somebody
from briefer.pack.phrases import filled, joined, listed, phrase, run, soft
from briefer.pack.sections.overview import online
from briefer.records.institutions import Place
from briefer.records.programme import Leg, Participant, ProgrammeItem, Step, Vehicle
from briefer.records.visits import Stop, Strand
from briefer.rules import clocks
from briefer.rules.programme import Sheet

_SAID_BY_TITLE = ("meeting", "meal", "free time", "internal briefing", "travel")
"""Kinds that a title or the line always tells; of the others the kind is printed unless the title says it."""


def city_row(context: Context, stop: Stop, before: Stop | None, day: date | None) -> CityRow:
    """A stop on the line, with its offset and what to do with a watch."""
    return CityRow(
        phrase(stop.city or place_of_stop(context, stop)),
        stop.country,
        times.offset(context, stop.zone, day),
        times.change(context, before.zone, stop.zone, day) if before else "",
    )


def place_of_stop(context: Context, stop: Stop) -> str:
    phase = next((each for each in context.file.phases if each.id == stop.phase), None)
    return (phase.title if phase else "") or online(context)


def arrival_day(context: Context, item: ProgrammeItem, sheet: Sheet) -> date | None:
    return sheet.day + timedelta(days=context.hours(item).end_days) if sheet.day else None


def steps(context: Context, item: ProgrammeItem) -> tuple[list[StepRow], list[StepRow]]:
    """The steps before an item and those in it, by their times; one without a time stays where it was put."""
    if item.status == "cancelled":
        return [], []
    rows: list[tuple[int, StepRow]] = []
    latest = 0
    for step in context.steps(item):
        since = _since(context, item, step)
        latest = latest if since is None else since
        row = StepRow(
            times.step_cell(item, step), _step_words(context, item, step), context.anchor(step)
        )
        rows.append((latest, row))
    rows.sort(key=lambda each: each[0])
    return [row for at, row in rows if at < 0], [row for at, row in rows if at >= 0]


def _since(context: Context, item: ProgrammeItem, step: Step) -> int | None:
    """Minutes from the start of an item to a step; None where that is open."""
    start, end, end_days = context.hours(item)
    if not step.time:
        return step.minutes
    since = clocks.minutes(step.time) - clocks.minutes(start or "00:00")
    overnight = end_days > 0 and bool(end) and step.time <= end
    return since + 24 * 60 if since < 0 and overnight else since


def _step_words(context: Context, item: ProgrammeItem, step: Step) -> Words:
    """A step, and whose it is: those of a partner programme stand among the others of the day."""
    strand = context.get(Strand, item.strand)
    whose = (soft(strand.title),) if strand else ""
    return listed((step.words, step.where, step.who, whose))


def plain_row(context: Context, item: ProgrammeItem) -> StepRow:
    """An item of a kind that is not numbered stands among the steps."""
    cell = times.cell(context, item)
    said = listed((item.title, short_place(context, item), item.note))
    if item.status == "cancelled":
        said = (run(item.title, "struck"),)
    return StepRow(cell, said, context.anchor(item))


def programme_row(context: Context, item: ProgrammeItem) -> ProgrammeRow:
    """An item on a day sheet."""
    say = context.say
    if item.status == "cancelled":
        omitted = listed((soft(say("omitted")), item.status_note), "; ")
        return ProgrammeRow(
            context.mark(item),
            times.cell(context, item),
            (run(item.title, "struck"),),
            side=(KeyValue("", omitted),),
            anchor=context.anchor(item),
        )
    return ProgrammeRow(
        context.mark(item),
        times.cell(context, item),
        phrase(item.title),
        tuple(_lines(context, item)),
        tuple(_side(context, item)),
        item.kind == "travel",
        context.anchor(item),
    )


def _lines(context: Context, item: ProgrammeItem) -> Iterator[Words]:
    """What stands under a title: place with address, who greets, contact, one line each."""
    say = context.say
    if item.subject:
        yield phrase(item.subject)
    yield from journey(context, item)
    yield from place_lines(context, item)
    yield from greeting(context, item)
    if item.note:
        yield phrase(item.note)
    if item.transport:
        yield phrase(soft(say("Transport")), " ", item.transport)
    if item.contact:
        yield phrase(soft(say("Contact")), " ", item.contact)


def greeting(context: Context, item: ProgrammeItem) -> Iterator[Words]:
    """Who greets, in one line."""
    greeters = [
        listed((who.name, names.post(context, who)))
        for each in context.participants(item)
        if each.role == "greeter"
        and (who := names.of_participant(context, each)).kind not in ("nobody", "institution")
    ]
    if item.greeter:
        greeters.insert(0, phrase(item.greeter))
    if greeters:
        yield filled(context.say("Greeted by {who}"), who=listed(greeters, "; "))


def place_lines(context: Context, item: ProgrammeItem) -> Iterator[Words]:
    """The place with its address, or what is open about it; the link of a virtual item."""
    say = context.say
    if item.form != "in person":
        words = say("Online") if item.form == "virtual" else say("Also online")
        if context.hides("item.link"):
            link: str | Run = ""
        else:
            link = item.link or context.gap(say("link open"), say("link"), item)
        if isinstance(link, str) and link.startswith("https://"):
            link = Run(link, link=link)
        yield listed((words, link))
        if item.form == "virtual":
            return
    place = context.place(item)
    if place:
        address = place.address or _address_open(context, item)
        yield listed((place.name, address, item.place_words, place.room))
    elif item.place_words:
        yield phrase(item.place_words)
    elif item.kind == "travel" or not context.kind(item).wants_place:
        return
    elif item.institutions:
        for record in map(context.institution, item.institutions):
            yield phrase(names.institution(context, record))
        yield (_address_open(context, item),)
    else:
        yield (context.gap(say("place to be confirmed"), say("place"), item),)


def _address_open(context: Context, item: ProgrammeItem) -> Run:
    return context.gap(context.say("address to be confirmed"), context.say("address"), item)


def journey(context: Context, item: ProgrammeItem) -> Iterator[Words]:
    """The legs of a journey, one line each; of what is none only those that it has."""
    say = context.say
    legs = context.legs(item)
    if item.kind == "travel" and not legs and not item.transport:
        what = say("carrier, departure and arrival")
        yield (context.gap(say("carrier, departure and arrival to be confirmed"), what, item),)
    for leg in legs:
        yield from _leg(context, item, leg, several=len(legs) > 1)


def _leg(context: Context, item: ProgrammeItem, leg: Leg, *, several: bool) -> Iterator[Words]:
    say = context.say
    origin, destination = (context.get(Place, each) for each in (leg.origin, leg.destination))
    ends = joined((each.name for each in (origin, destination) if each), " – ")
    vehicle = context.get(Vehicle, leg.vehicle)
    name = vehicle.call_sign or vehicle.plate or vehicle.kind if vehicle else ""
    by = [leg.carrier, leg.number] if leg.carrier or leg.number else [leg.mode]
    shown = context.hours(item)
    apart = several or (leg.start and leg.start != shown.start)
    hours = context.language.to.join(filter(None, (leg.start, leg.end))) if apart else ""
    carrier = joined(by, " ") or name
    if not carrier:
        carrier_gap = context.gap(say("carrier to be confirmed"), say("carrier"), item)
        yield listed((hours, ends, carrier_gap, _duration(context, item, leg)))
    else:
        yield listed(
            (hours, ends, carrier, name if name != carrier else "", _duration(context, item, leg))
        )
    riders = listed((leg.riders, leg.remark), "; ")
    if riders:
        yield riders


def _duration(context: Context, item: ProgrammeItem, leg: Leg) -> Words:
    """How long a leg takes, where its day and both times are known."""
    origin, destination = (context.get(Place, each) for each in (leg.origin, leg.destination))
    stop = context.stop(item)
    zones = (
        (origin.zone if origin else "") or (stop.zone if stop else ""),
        (destination.zone if destination else "") or context.end_zone(item),
    )
    takes = clocks.interval(item.day, leg.start, leg.end, leg.end_days, zones)
    if takes is None or not takes.length:
        return ()
    return (soft(times.length(context, takes.length)),)


# ----------------------------------------------------------------------------------------- its side column


def _side(context: Context, item: ProgrammeItem) -> Iterator[KeyValue]:
    """Kind, brief, both sides, interpreter, dress, press, diet, status; what was not asked for is left out."""
    say = context.say
    kind = context.kind(item)
    title = say(kind.title)
    if item.kind not in _SAID_BY_TITLE and title.casefold() not in item.title.casefold():
        yield KeyValue(say("Kind"), phrase(title))
    if "briefs" in context.recipe.sections and context.briefed(item):
        key = context.brief_key(item)
        yield KeyValue(say("Brief"), (Run(context.number(item), link=f"#{key}", page_of=key),))
    strand = context.get(Strand, item.strand)
    if strand:
        yield KeyValue(say("For"), phrase(strand.title))
    yield from _people(context, item)
    if item.interpreter:
        yield KeyValue(say("Interpreter"), listed((item.interpreter, item.interpreting)))
    elif context.wants_interpreter(item):
        gap = context.gap(say("to be named"), say("interpreter"), item, field="item.interpreter")
        yield KeyValue(say("Interpreter"), (gap,))
    if item.language:
        yield KeyValue(say("Language"), phrase(context.language.tongue(item.language)))
    place = context.place(item)
    for key, value in (
        (say("Access"), place.access if place else ""),
        (say("Dress"), item.dress),
        (say("Press"), item.press),
        (say("Diet"), item.menu),
        (say("Gifts"), item.gifts),
    ):
        if value:
            yield KeyValue(key, phrase(value))
    if item.status == "tentative":
        state = run(say("tentative"), "em")
        yield KeyValue(say("Status"), listed((state, item.status_note), "; "))
    elif item.status_note:
        yield KeyValue(say("Status"), phrase(item.status_note))


def _people(context: Context, item: ProgrammeItem) -> Iterator[KeyValue]:
    say = context.say
    kind = context.kind(item)
    guests, hosts = context.guests(item), context.hosts(item)

    if guests:
        key = say("Attend") if kind.internal else say("Guests")
        yield KeyValue(key, taking_part(context, item, guests))
    elif (kind.wants_hosts or kind.internal) and (present := context.present(item)):
        key = say("Attend") if kind.internal else say("Guests")
        everybody = len(present) == len(context.delegation)
        who = [names.of_delegate(context, each) for each in present]
        yield KeyValue(key, phrase(say("all members")) if everybody else some(context, item, who))
    if hosts:
        yield KeyValue(say("Hosts"), taking_part(context, item, hosts))
    elif kind.wants_hosts:
        gap = context.gap(say("to be named"), say("hosts"), item)
        yield KeyValue(say("Hosts"), (gap,))
    if kind.wants_greeter and not greeted(context, item):
        gap = context.gap(say("to be named"), say("who greets"), item, field="item.greeter")
        yield KeyValue(say("Greets"), (gap,))


def greeted(context: Context, item: ProgrammeItem) -> bool:
    """Whether somebody greets at an item."""
    return bool(item.greeter) or any(each.role == "greeter" for each in context.participants(item))


def taking_part(context: Context, item: ProgrammeItem, there: Iterable[Participant]) -> Words:
    """The first participants of one side in short, with what is open about their coming, and how many others there are."""
    some_ = tuple(there)
    notes = tuple(_coming(context, each) for each in some_)
    return some(context, item, (names.of_participant(context, each) for each in some_), notes)


def _coming(context: Context, participant: Participant) -> Words:
    """Who comes in somebody's place, or that it is not known yet whether somebody comes."""
    if participant.represented_by:
        return filled(context.say("represented by {name}"), name=participant.represented_by)
    if participant.state == "asked":
        return phrase(context.say("asked", of="participant"))
    return ()


def some(
    context: Context,
    item: ProgrammeItem,
    there: Iterable[Somebody],
    notes: tuple[Words, ...] = (),
) -> Words:
    """The first of one side in short, then how many others there are; `notes` are told of each in brackets."""
    named = list(there)
    shown: list[Words] = [
        phrase(who.short, *((" (", note, ")") if note else ()))
        if who.kind != "nobody"
        else (context.gap(context.say("to be named"), context.say("who takes part"), item),)
        for who, note in islice(zip(named, notes or ((),) * len(named), strict=True), names.NAMED)
    ]
    return listed(
        (*shown, *names.others(context, names.heads(named[names.NAMED :]))),
        "; " if _long(shown) else ", ",
    )


def _long(shown: list[Words]) -> bool:
    """Whether a name holds a comma itself."""
    return any("," in piece.text for words in shown for piece in words)


def short_place(context: Context, item: ProgrammeItem) -> Words:
    """The place of an item in a word or two, or what is open about it."""
    say = context.say
    place = context.place(item)
    if place:
        return phrase(place.name)
    if item.place_words:
        return phrase(item.place_words)
    if item.kind == "travel":
        legs = context.legs(item)
        origin = context.get(Place, legs[0].origin) if legs else None
        if origin:
            return phrase(origin.name)
        if legs and (legs[0].carrier or legs[0].mode):
            return phrase(legs[0].carrier or legs[0].mode)
        what = say("carrier, departure and arrival")
        return (context.gap(say("carrier open"), what, item),)
    if item.form == "virtual":
        return phrase(online(context))
    if item.institutions:
        records = (context.institution(each) for each in item.institutions)
        return listed(names.institution_short(context, each) for each in records)
    if not context.kind(item).wants_place:
        return ()
    return (context.gap(say("place open"), say("place"), item),)
