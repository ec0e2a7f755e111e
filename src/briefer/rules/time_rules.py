"""Rules about dates and times: what does not exist, what ends before it begins, clocks that change, weekdays."""

import re
from datetime import date
from functools import cache
from typing import get_type_hints

from briefer.i18n import Language
from briefer.records import dates
from briefer.records.base import Record, When
from briefer.rules import clocks
from briefer.rules.visit_view import Found, VisitView, day_of, printed_texts, span


def no_such_date(visit: VisitView) -> Found:
    for record in visit.records.values():
        for field in _whens(type(record)):
            try:
                dates.read(getattr(record, field))
            except ValueError:
                sentence = visit.say("There is no such date: {date}.")
                yield record, field, sentence.format(date=getattr(record, field))


@cache
def _whens(record: type[Record]) -> tuple[str, ...]:
    hints = get_type_hints(record, include_extras=True)
    return tuple(field for field, hint in hints.items() if hint == When)


def backwards(visit: VisitView) -> Found:
    for record in visit.records.values():
        fields = record.__struct_fields__
        if "start" in fields and "end" in fields and "start" in _whens(type(record)):
            start, end = (span(getattr(record, name)) for name in ("start", "end"))
            if start and end and end.last < start.first:
                yield record, "end", visit.say("It ends before it begins.")


_A_DAY = date(2000, 6, 1)
"""Where the day is open, any will do to compare two clocks."""


def ends_before_start(visit: VisitView) -> Found:
    for item in visit.items:
        if item.end and item.start and not item.end_days:
            stop = visit.stop(item)
            legs = visit.legs(item)
            places = {place.id: place for place in visit.file.places}
            begin = stop.zone if stop else ""
            zones = (begin, clocks.end_zone(item, stop, legs, places))
            day = day_of(item.day) or _A_DAY
            begins = clocks.instant(day, item.start, zones[0])
            if "never" in (begins.doubt, clocks.instant(day, item.end, zones[1]).doubt):
                continue  # no such time: `clock_changes` says so
            if clocks.latest(day, item.end, zones[1]) < begins.at:
                sentence = visit.say("It ends at {end}, before it begins at {start}.")
                yield (
                    item,
                    "end",
                    sentence.format(end=visit.digits(item.end), start=visit.digits(item.start)),
                )


def clock_changes(visit: VisitView) -> Found:
    for item in visit.items:
        day, stop = day_of(item.day), visit.stop(item)
        if day is None or stop is None:
            continue
        for field in ("start", "end"):
            clock = getattr(item, field)
            if not clock or (field == "end" and (item.end_days or item.end_zone)):
                continue
            doubt = clocks.instant(day, clock, stop.zone).doubt
            if doubt == "never":
                before, then = map(visit.digits, clocks.change(day, clock, stop.zone))
                sentence = visit.say(
                    "Clocks go forward from {before} to {then} that day: there is no {time}."
                )
                yield (
                    item,
                    field,
                    sentence.format(before=before, then=then, time=visit.digits(clock)),
                )
            elif doubt == "twice":
                before, then = map(visit.digits, clocks.change(day, clock, stop.zone))
                sentence = visit.say(
                    "Clocks go back from {before} to {then} that day: there are two {time}."
                )
                yield (
                    item,
                    field,
                    sentence.format(before=before, then=then, time=visit.digits(clock)),
                )


def no_such_zone(visit: VisitView) -> Found:
    sentence = visit.say("There is no time zone “{zone}”.")
    for stop in visit.file.stops:
        if not stop.zone:
            yield stop, "zone", visit.say("The stop has no time zone.")
        elif clocks.zone(stop.zone) is None:
            yield stop, "zone", sentence.format(zone=stop.zone)
    for item in visit.items:
        if item.end_zone and clocks.zone(item.end_zone) is None:
            yield item, "end_zone", sentence.format(zone=item.end_zone)


def wrong_weekday(visit: VisitView) -> Found:
    """A weekday in a text that is not that of its date; without a year, the visit's is meant."""
    pattern, weekdays, months = _calendar(visit.language)
    begin = span(visit.file.visit.start)
    sentence = visit.say("“{words}” is a {weekday}.")
    for record, field, text in printed_texts(visit):
        for match in pattern.finditer(text):
            year = int(match["year"] or (begin.first.year if begin else 0))
            try:
                day = date(year, months[match["month"].casefold()], int(match["day"]))
            except ValueError:
                continue
            if day.weekday() != weekdays[match["weekday"].casefold()]:
                right = visit.language.date(day, "EEEE")
                yield record, field, sentence.format(words=match[0].strip(), weekday=right)


@cache
def _calendar(language: Language) -> tuple[re.Pattern[str], dict[str, int], dict[str, int]]:
    """How weekdays with a date are written in a language, and the numbers of the names."""
    names = language.locale.days["format"]["wide"]
    weekdays = {name.casefold(): number for number, name in names.items()}
    wide = language.locale.months["format"]["wide"]
    months = {name.casefold(): number for number, name in wide.items()}
    either = "|".join(map(re.escape, weekdays))
    month = "|".join(map(re.escape, months))
    pattern = (
        rf"\b(?P<weekday>{either}),?\s+(?:den\s+)?(?P<day>\d{{1,2}})\.?\s+(?P<month>{month})\b"
        r"(?:,?\s+(?P<year>\d{4}))?"
    )
    return re.compile(pattern, re.IGNORECASE), weekdays, months
