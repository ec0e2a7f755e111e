"""Day sheets: minute by minute, one for each day, or for each stop of a programme without days."""

from collections.abc import Callable, Iterator

from briefer.pack import times
from briefer.pack.blocks import (
    Block,
    CityRow,
    Line,
    Paragraph,
    Part,
    ProgrammeRow,
    Separator,
    StepRow,
    Strip,
    Words,
)
from briefer.pack.context import Context, span
from briefer.pack.phrases import WIDE, filled_text, joined, listed, phrase
from briefer.pack.sections.overview import online
from briefer.pack.sections.programme_rows import (
    arrival_day,
    city_row,
    place_of_stop,
    plain_row,
    programme_row,
    steps,
)
from briefer.records.institutions import Place
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import DayNote, Stop
from briefer.rules.programme import Sheet


def day_sheets(context: Context, number: str) -> tuple[Part, ...]:
    """A sheet for each day, or for each stop of a programme without days."""
    return tuple(sheet_part(context, sheet, number) for sheet in context.sheets)


def sheets_title(context: Context) -> str:
    """The title of the section: "Day sheets, 8–12 March"."""
    days = [span(sheet.day.isoformat()) for sheet in context.sheets if sheet.day]
    if not days:
        return context.say("Programme by stop")
    period = context.language.period(days[0], days[-1], year=False)
    return context.say("Day sheets, {dates}").format(dates=period)


def sheet_label(context: Context, sheet: Sheet) -> str:
    """What stands beside the title: "Day 2", "Stop 1", "Online"; "Before" for a day before the visit begins."""
    say = context.say
    letter, place = _place(context, sheet)
    labels = {"": say("Day {number}"), "S": say("Stop {number}"), "B": say("Before")}
    if sheet.day is None and sheet.stop is None:
        return ""
    stops = stops_of(context, sheet)
    if stops and not any(stop.city for stop in stops):
        return online(context)
    return labels["S" if sheet.day is None else letter].format(number=place)


def _place(context: Context, sheet: Sheet) -> tuple[str, int]:
    """What tells sheets apart in page numbers: a letter, and the number of a day or a stop.

    Days are counted from the visit's first. A stop beside days bears an S, a day before the visit a B. In a visit of
    more than a month only days with items are counted.
    """
    days = [each.day for each in context.sheets if each.day]
    if sheet.day is None:
        ids = [stop.id for stop in context.stops]
        return "S" if days else "", ids.index(sheet.stop.id) + 1 if sheet.stop else 0
    start = span(context.file.visit.start)
    first = start.first if start and start.precision == "day" else days[0]
    if (days[-1] - first).days >= _LONG_VISIT or days[-1] < first:
        return "", days.index(sheet.day) + 1
    if sheet.day < first:
        return "B", days.index(sheet.day) + 1
    return "", (sheet.day - first).days + 1


_LONG_VISIT = 31
"""Days."""


def sheet_title(context: Context, sheet: Sheet) -> str:
    """The date with its weekday, or the city."""
    if sheet.day:
        when = context.language.when(span(sheet.day.isoformat()), weekday="full")
        return context.language.headline(when)
    if sheet.stop:
        return sheet.stop.city or place_of_stop(context, sheet.stop)
    return context.say("Day open")


def sheet_part(context: Context, sheet: Sheet, number: str) -> Part:
    """The sheet of a day or a stop."""
    stops = stops_of(context, sheet)
    label = sheet_label(context, sheet)
    letter, place = _place(context, sheet)
    title = sheet_title(context, sheet)
    blocks: list[Block] = []
    strip = _strip(context, sheet, stops, label or title)
    if strip:
        blocks.append(strip)
    lines = tuple(rows(context, sheet))
    if lines:
        blocks.append(Line(lines))
    if sheet.day is None and sheet is context.sheets[0] and _has_gaps(context, sheet):
        said = context.say(
            "Every open fact is listed on the control sheet. A dotted rule is a place to write."
        )
        blocks += [Separator(), Paragraph(phrase(said), "small")]
    key = (
        sheet.day.isoformat() if sheet.day else context.anchor(sheet.stop) if sheet.stop else "open"
    )
    return Part(
        f"day:{key}",
        f"{number}.{letter}{place}",
        label,
        title,
        tuple(blocks),
        _quiet(context, sheet, stops),
    )


def _has_gaps(context: Context, sheet: Sheet) -> bool:
    """Whether facts are missing on a sheet, in a pack that lists them."""
    ids = {item.id for item in sheet.items}
    listed_there = "control sheet" in context.recipe.sections
    return listed_there and any(fact.item in ids for fact in context.missing.values())


def stops_of(context: Context, sheet: Sheet) -> tuple[Stop, ...]:
    """The stops of a sheet in the order in which they are reached."""
    found: dict[object, Stop] = {}
    for item in sheet.items:
        for stop in (context.stop(item), context.arrival(item)):
            if stop and item.status != "cancelled":
                found.setdefault(stop.id, stop)
    if not found and sheet.stop:
        return (sheet.stop,)
    return tuple(found.values())


def _quiet(context: Context, sheet: Sheet, stops: tuple[Stop, ...]) -> Words:
    """Place, offset, and the time at home; without a day the dates as far as they are known."""
    say = context.say
    day = times.sheet_day(sheet)
    if sheet.day:
        offsets = dict.fromkeys(times.offset(context, stop.zone, day) for stop in stops)
        home = times.from_home(context, stops[0].zone, day) if len(offsets) == 1 else ""
        return listed((where(context, stops), ", ".join(filter(None, offsets)), home), WIDE)
    gap = context.gap(say("day open"), say("day"), sheet.items[0])
    for item in sheet.items[1:]:
        context.gap(say("day open"), say("day"), item)
    known = times.vague(context, sheet.items[0])
    dates = phrase(f"{known}, " if known else "", gap)
    if sheet.stop is None:
        return dates
    return listed((sheet.stop.country, times.offset(context, sheet.stop.zone, day), dates), WIDE)


def where(context: Context, stops: tuple[Stop, ...]) -> str:
    """The places of a day: "Halvenborg, Kingdom of Aldermark", "Halvenborg to Lindøy"."""
    cities = [stop.city or online(context) for stop in stops]
    if not cities:
        return ""
    if len(cities) == 1:
        return joined((cities[0], stops[0].country))
    return filled_text(context.say("{first} to {last}"), first=cities[0], last=cities[-1])


def _strip(context: Context, sheet: Sheet, stops: tuple[Stop, ...], label: str) -> Strip | None:
    """Who is on duty, the hotel of the night, dress and cars."""
    say = context.say
    found = notes(context, sheet, stops)
    if not found and (not stops or not any(stop.city for stop in stops)):
        return None
    duty = [line for note in found for line in (note.on_duty, note.duty_phone) if line]
    wear = [line for note in found for line in (note.dress, note.cars) if line]
    last = sheet.stop or (stops[-1] if stops else None)
    hotel = context.get(Place, last.hotel) if last else None
    night = [hotel.name, hotel.address] if hotel else []
    night += [last.hotel_note] if last and last.hotel_note else []
    city = (last.city if last else "") or label
    confirmed = say("to be confirmed")
    columns = (
        (
            say("On duty"),
            duty,
            say("to be named"),
            say("who is on duty"),
            label,
            "day_note.on_duty",
        ),
        (say("Hotel"), night, confirmed, say("hotel"), city, "stop.hotel"),
        (say("Dress and cars"), wear, confirmed, say("dress and cars"), label, "day_note.cars"),
    )
    return Strip(
        tuple(
            (
                title,
                tuple(phrase(line) for line in dict.fromkeys(lines) if line)
                or ((context.gap(gap, what, of, field=field),),),
            )
            for title, lines, gap, what, of, field in columns
            if lines or not context.hides(field)
        )
    )


def notes(context: Context, sheet: Sheet, stops: tuple[Stop, ...]) -> list[DayNote]:
    """What holds for a whole day at its stops."""
    return [note for note in context.file.day_notes if _holds_for(note, sheet, stops)]


def _holds_for(note: DayNote, sheet: Sheet, stops: tuple[Stop, ...]) -> bool:
    if note.stop and note.stop not in {stop.id for stop in stops}:
        return False
    if not note.day:
        return True
    at = span(note.day)
    return at is not None and sheet.day is not None and at.first <= sheet.day <= at.last


# ----------------------------------------------------------------------------------------------- its rows


def _as_it_is(context: Context, stop: Stop, row: CityRow) -> CityRow:  # noqa: ARG001 - see `rows`
    return row


def rows(
    context: Context,
    sheet: Sheet,
    row: Callable[[Context, ProgrammeItem], ProgrammeRow] = programme_row,
    city: Callable[[Context, Stop, CityRow], CityRow] = _as_it_is,
) -> Iterator[ProgrammeRow | StepRow | CityRow]:
    """The rows of a sheet in order; `row` makes those of numbered items, `city` may reword a stop's."""
    first = context.stop(sheet.items[0])
    at = first
    for item in sheet.items:
        stop = context.stop(item)
        if stop and at and stop.id != at.id:
            yield city(context, stop, city_row(context, stop, at, times.sheet_day(sheet)))
        at = stop or at
        before, after = steps(context, item)
        yield from before
        if item.id in context.numbers:
            yield row(context, item)
        else:
            yield plain_row(context, item)
        yield from after
        arrives = context.arrival(item)
        if arrives and item.status != "cancelled":
            there = city_row(context, arrives, at, arrival_day(context, item, sheet))
            yield city(context, arrives, there)
            at = arrives
