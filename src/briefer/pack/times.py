"""How days, times, zones and stops are printed.

Not here: instants and offsets themselves (`rules.clocks`), the order of items (`rules.programme`).
"""

from datetime import date, timedelta

from briefer.i18n import HARD
from briefer.pack.blocks import TimeCell, Words
from briefer.pack.context import Context, span
from briefer.pack.phrases import phrase
from briefer.records import dates
from briefer.records.programme import ProgrammeItem, Step
from briefer.records.visits import Stop
from briefer.rules import clocks
from briefer.rules.programme import Sheet


def cell(context: Context, item: ProgrammeItem, *, brief: bool = False) -> TimeCell:
    """The time of an item; `brief` for the programme at a glance, which prints the start alone."""
    say = context.say
    if item.status == "cancelled":
        return TimeCell(form="none")
    if item.time_form == "words" and item.time_words:
        return TimeCell(form="words", words=item.time_words)
    hours = context.hours(item)
    if not hours.start:
        gap = context.gap(say("time open"), say("time"), item)
        return TimeCell(form="open", words=say("open", of="time") if brief else gap.text)
    end = "" if brief else hours.end
    days = hours.end_days if end else 0
    to = context.language.to.strip()
    if item.time_form == "about":
        about = say("c.") if brief else say("about")
        return TimeCell(hours.start, end, "about", about, certain=False, days=days, to=to)
    return TimeCell(hours.start, end, certain=item.status == "confirmed", days=days, to=to)


def words(context: Context, item: ProgrammeItem, *, start_only: bool = False) -> Words:
    """The time of an item in running text: "10:30–12:15", "about 12:30", or its gap."""
    say = context.say
    if item.time_form == "words" and item.time_words:
        return phrase(item.time_words)
    hours = context.hours(item)
    if not hours.start:
        return (context.gap(say("time open"), say("time"), item),)
    times = (
        hours.start
        if start_only or not hours.end
        else f"{hours.start}{context.language.to}{hours.end}"
    )
    if item.time_form == "about":
        times = say("about {time}").format(time=times)
    return phrase(times)


def step_cell(item: ProgrammeItem, step: Step) -> TimeCell:
    """The time of a step: its own, or some minutes after the item's start."""
    clock = step_clock(item, step)
    return TimeCell(clock) if clock else TimeCell(form="none")


def step_clock(item: ProgrammeItem, step: Step) -> str:
    """The clock of a step; empty when it is open."""
    if step.time or step.minutes is None or not item.start:
        return step.time
    return clocks.minutes_after(item.start, step.minutes)


def day_and_time(context: Context, item: ProgrammeItem, *, short: bool = False) -> Words:
    """The day and the time of an item in one line: "Tuesday 9 March 2027, 10:30–12:15".

    Where both are open, one gap says so; the day's precision is that of the item, its stop or the visit.
    """
    say = context.say
    at = dates.read(item.day) if span(item.day) else None
    if at and at.precision == "day":
        form = "short" if short else "full"
        when = context.language.when(at, weekday=form, year=not short)  # type: ignore[arg-type]  # see form
        return phrase(when, ", ", words(context, item, start_only=short))
    known = vague(context, item)
    start = f"{known}, " if known else ""
    if context.hours(item).start or item.time_words:
        gap = context.gap(say("day open"), say("day"), item)
        return phrase(start, gap, ", ", words(context, item, start_only=short))
    context.gap(say("time open"), say("time"), item)
    return phrase(start, context.gap(say("day and time open"), say("day"), item))


def vague(context: Context, item: ProgrammeItem) -> str:
    """What is known of a day that is open: the item's own, its stop's, else the visit's dates."""
    if span(item.day):
        return context.language.when(span(item.day))
    stop = context.stop(item)
    if stop and (span(stop.start) or span(stop.end)):
        return context.language.period(span(stop.start), span(stop.end))
    visit = context.file.visit
    return context.language.period(span(visit.start), span(visit.end))


def stop_dates(stop: Stop) -> tuple[dates.Span | None, dates.Span | None]:
    """The first and the last day of a stop."""
    return span(stop.start), span(stop.end)


def sheet_day(sheet: Sheet) -> date | None:
    """The day by which offsets of a sheet are taken."""
    if sheet.day:
        return sheet.day
    start = span(sheet.stop.start) if sheet.stop else None
    return start.first if start else None


# ------------------------------------------------------------------------------------------------- zones


def offset(context: Context, zone: str, day: date | None, clock: str = "12:00") -> str:
    """The offset of a zone: "UTC+1"; empty for an unknown one."""
    ahead = context.offset(zone, day, clock)
    return "" if ahead is None else context.language.offset(ahead)


def change(context: Context, before: str, after: str, day: date | None) -> str:
    """What to do with a watch on arrival: "one hour forward"; empty where nothing changes."""
    here, there = context.offset(before, day), context.offset(after, day)
    if here is None or there is None or here == there:
        return ""
    language, say = context.language, context.say
    hours, time = _distance(context, abs(there - here))
    if there > here:
        form = language.say_many("one hour forward", "{hours} hours forward", hours)
        form = say("{time} forward") if time else form
    else:
        form = language.say_many("one hour back", "{hours} hours back", hours)
        form = say("{time} back") if time else form
    return form.format(hours=language.count(hours), time=time)


def from_home(context: Context, zone: str, day: date | None) -> str:
    """How the clock at home differs: "Tell Qamar is two hours ahead"; empty where it does not."""
    here, home = context.offset(zone, day), context.offset(context.home_zone, day)
    city = _home_city(context)
    if here is None or home is None or here == home or not city:
        return ""
    language, say = context.language, context.say
    hours, time = _distance(context, abs(home - here))
    if home > here:
        form = language.say_many("{city} is one hour ahead", "{city} is {hours} hours ahead", hours)
        form = say("{city} is {time} ahead") if time else form
    else:
        form = language.say_many(
            "{city} is one hour behind", "{city} is {hours} hours behind", hours
        )
        form = say("{city} is {time} behind") if time else form
    return form.format(city=city, hours=language.count(hours), time=time)


def _home_city(context: Context) -> str:
    """Where the clock at home hangs: the city of who sends the delegation, else that of the office's zone."""
    if context.file.visit.our_side == "guest":
        for party in context.file.parties:
            sender = context.institution(party.institution)
            if party.role == "sender" and sender and sender.city:
                return sender.city
    return context.language.city(context.home_zone)


def _distance(context: Context, distance: timedelta) -> tuple[int, str]:
    """A distance of clocks: whole hours, and where minutes are left the whole of it in words."""
    hours, minutes = divmod(round(distance.total_seconds() / 60), 60)
    return hours, length(context, distance) if minutes else ""


def length(context: Context, distance: timedelta) -> str:
    """How long something lasts: "1 h 45 min"."""
    hours, minutes = divmod(round(distance.total_seconds() / 60), 60)
    said = []
    if hours:
        said.append(context.say("{hours} h").format(hours=hours))
    if minutes or not hours:
        said.append(context.say("{minutes} min").format(minutes=minutes))
    return " ".join(each.replace(" ", HARD) for each in said)
