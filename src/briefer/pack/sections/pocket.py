"""The days of a pocket programme: what the day sheets say, in fewer words and one column.

What stands in the side column of a day sheet is a soft line under the place; the hotel stands beside its city, and
whom to call at the foot of each day. Not here: how a row looks in it (`pdf`).
"""

from collections.abc import Iterator
from itertools import chain

from briefer.pack import names, times
from briefer.pack.blocks import Block, CityRow, FootLine, Line, Part, ProgrammeRow, Words
from briefer.pack.context import Context, span
from briefer.pack.names import Somebody
from briefer.pack.phrases import WIDE, filled_text, joined, listed, phrase, run, soft
from briefer.pack.sections import days, programme_rows
from briefer.records.institutions import ContactPoint, Place
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Stop
from briefer.rules.programme import Sheet


def pocket_days(context: Context, number: str) -> tuple[Part, ...]:
    """A page or two for each day, or for each stop of a programme without days."""
    return tuple(_day(context, sheet, number) for sheet in context.sheets)


def _day(context: Context, sheet: Sheet, number: str) -> Part:
    whole = days.sheet_part(context, sheet, number)
    stops = days.stops_of(context, sheet)
    title = days.sheet_title(context, sheet)
    if sheet.day:
        title = context.language.when(span(sheet.day.isoformat()), weekday="full", year=False)
    rows = tuple(days.rows(context, sheet, _row, _city))
    lines: tuple[Block, ...] = (Line(rows),) if rows else ()
    return Part(
        whole.key,
        whole.number,
        whole.label,
        title,
        lines,
        _quiet(context, sheet, stops, whole.quiet),
        tuple(_foot(context, sheet, stops)),
    )


def _quiet(context: Context, sheet: Sheet, stops: tuple[Stop, ...], whole: Words) -> Words:
    """Place, offset, dress; of a programme without days what its day sheet says."""
    if sheet.day is None:
        return whole
    cities = [stop.city or programme_rows.place_of_stop(context, stop) for stop in stops]
    where = cities[0] if cities else ""
    if len(cities) > 1:
        where = filled_text(context.say("{first} to {last}"), first=cities[0], last=cities[-1])
    offsets = dict.fromkeys(times.offset(context, stop.zone, sheet.day) for stop in stops)
    dress = (note.dress for note in days.notes(context, sheet, stops))
    return listed((where, ", ".join(filter(None, offsets)), *dict.fromkeys(dress)), WIDE)


def _foot(context: Context, sheet: Sheet, stops: tuple[Stop, ...]) -> Iterator[FootLine]:
    """Whom to call: who is on duty, then the hotel of the night."""
    duty = [
        joined((note.on_duty, note.duty_phone), " ")
        for note in days.notes(context, sheet, stops)
        if note.on_duty or note.duty_phone
    ]
    hotel = context.get(Place, stops[-1].hotel) if stops else None
    called = next((each.value for each in _telephones(context, hotel)), "") if hotel else ""
    if hotel and called:
        duty.append(joined((hotel.name, called), " "))
    if duty:
        yield FootLine(context.say("Call"), listed(dict.fromkeys(duty)))
    cars = [note.cars for note in days.notes(context, sheet, stops) if note.cars]
    if cars:
        yield FootLine(context.say("Cars"), listed(dict.fromkeys(cars)))


def _telephones(context: Context, hotel: Place) -> Iterator[ContactPoint]:
    return (
        each for each in context.contacts_of(hotel) if each.kind not in ("e-mail", "web", "fax")
    )


def _city(context: Context, stop: Stop, row: CityRow) -> CityRow:
    """A city with its hotel."""
    hotel = context.get(Place, stop.hotel)
    if hotel is None:
        return row
    beside = joined((hotel.name, hotel.address))
    return CityRow(row.city, beside, "", row.note)


def _row(context: Context, item: ProgrammeItem) -> ProgrammeRow:
    """An item: title, place, who greets; then softly who attends, the interpreter, what is not certain."""
    whole = programme_rows.programme_row(context, item)
    if item.status == "cancelled":
        return whole
    lines = [*programme_rows.journey(context, item), *programme_rows.place_lines(context, item)]
    lines += programme_rows.greeting(context, item)
    if item.note:
        lines.append(phrase(item.note))
    quiet = listed(chain(_state(context, item), _there(context, item)), "; ")
    if quiet:
        lines.append(_softly(quiet))
    if item.contact:
        lines.append(phrase(soft(context.say("Contact")), " ", item.contact))
    return ProgrammeRow(
        whole.mark, whole.time, whole.title, tuple(lines), (), whole.travel, whole.anchor
    )


def _state(context: Context, item: ProgrammeItem) -> Iterator[Words]:
    if item.status == "tentative":
        yield (run(context.say("tentative"), "soft em"),)
    if item.status_note:
        yield phrase(item.status_note)


def _there(context: Context, item: ProgrammeItem) -> Iterator[Words]:
    """The own side in short, and its interpreter."""
    say = context.say
    who: list[Somebody] = []
    if guests := context.guests(item):
        yield programme_rows.taking_part(context, item, guests)
    elif context.kind(item).wants_hosts or context.kind(item).internal:
        present = context.present(item)
        if len(present) == len(context.delegation) and present:
            yield phrase(say("all members"))
        else:
            who = [names.of_delegate(context, each) for each in present]
    if who:
        yield programme_rows.some(context, item, who)
    if item.interpreter:
        yield phrase(say("interpreter {name}").format(name=item.interpreter))
    if item.dress:
        yield phrase(item.dress)
    if item.transport:
        yield phrase(item.transport)


def _softly(words: Words) -> Words:
    return tuple(soft(each.text) if not each.look else each for each in words)
