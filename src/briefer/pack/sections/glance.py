"""The programme at a glance: one line an item, all cities, local times."""

from collections.abc import Iterator
from datetime import date

from briefer.pack import times
from briefer.pack.blocks import CityRow, GlanceRow, Legend, Line, Part, TimeCell
from briefer.pack.context import Context
from briefer.pack.phrases import phrase, run
from briefer.pack.sections.programme_rows import arrival_day, city_row, short_place
from briefer.records.institutions import Place
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Stop
from briefer.rules.programme import Sheet


def glance(context: Context, number: str) -> tuple[Part, ...]:
    """One line an item, all cities, local times."""
    rows = tuple(_glance_rows(context))
    if not rows:
        return ()
    say = context.say
    legend = Legend(
        say("How to read"),
        say("confirmed"),
        say("tentative"),
        say("omitted"),
        say("fixed"),
        say("about"),
        say("c."),
        say("open", of="time"),
    )
    title = say("Programme at a glance")
    return (Part("glance", number, number, title, (Line(rows, "glance"),), foot=(legend,)),)


def _glance_rows(context: Context) -> Iterator[GlanceRow | CityRow]:
    at: Stop | None = None
    months = {(s.day.year, s.day.month) for s in context.sheets if s.day and _on_site(context, s)}
    first = True
    for sheet in context.sheets:
        begun = False
        for item in sheet.items:
            if item.id not in context.numbers:
                continue
            stop = context.stop(item)
            if stop and (at is None or stop.id != at.id):
                yield city_row(context, stop, at, times.sheet_day(sheet))
                at = stop
            day = _short_day(context, sheet.day, months) if not begun else ""
            yield _glance_row(context, item, day, new_day=not begun and not first)
            begun, first = True, False
            arrives = context.arrival(item)
            if arrives and item.status != "cancelled":
                yield city_row(context, arrives, at, arrival_day(context, item, sheet))
                if at and times.change(
                    context, at.zone, arrives.zone, arrival_day(context, item, sheet)
                ):
                    yield _arrival_row(context, item)
                at = arrives


def _on_site(context: Context, sheet: Sheet) -> bool:
    """Whether anything of a day happens in a city."""
    stops = [stop for item in sheet.items if (stop := context.stop(item))]
    return not stops or any(stop.city for stop in stops)


def _short_day(context: Context, day: date | None, months: set[tuple[int, int]]) -> str:
    """The day with its weekday; with its month where that is not the only one of the days on site."""
    if day is None:
        return ""
    return context.language.short_day(day, month=months != {(day.year, day.month)})


def _glance_row(context: Context, item: ProgrammeItem, day: str, *, new_day: bool) -> GlanceRow:
    cancelled = item.status == "cancelled"
    return GlanceRow(
        context.mark(item),
        times.cell(context, item, brief=True),
        (run(item.title, "struck" if cancelled else ""),),
        () if cancelled else short_place(context, item),
        day,
        new_day,
        item.kind == "travel" and not cancelled,
        context.anchor(item).replace("item:", "glance:", 1),
    )


def _arrival_row(context: Context, item: ProgrammeItem) -> GlanceRow:
    """Where clocks change on the way, the arrival has a line of its own, in local time."""
    hours = context.hours(item)
    cell = times.cell(context, item, brief=True)
    if hours.end:
        cell = TimeCell(hours.end, certain=item.status == "confirmed")
    legs = context.legs(item)
    where = context.get(Place, legs[-1].destination) if legs else None
    return GlanceRow(
        context.mark(item),
        cell,
        phrase(context.say("Arrival")),
        phrase(where.name) if where else (),
    )
