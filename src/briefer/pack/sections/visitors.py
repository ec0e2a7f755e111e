"""What guests keep: a cover with their names in both scripts, and their days. No marks, no numbers, no gaps in words."""

import re
from collections.abc import Iterator
from datetime import timedelta

from briefer.pack import names, times
from briefer.pack.blocks import GuestCover, GuestDay, GuestEntry, Part, Words
from briefer.pack.context import Context, span
from briefer.pack.phrases import filled, filled_text, lang_of, listed, phrase
from briefer.pack.sections import days, front
from briefer.pack.sections.overview import online, party_name
from briefer.records.programme import ProgrammeItem
from briefer.rules.programme import Sheet

_RECEIVED = ("site visit", "courtesy call", "welcome")
"""Kinds behind whose title the host is named who receives the guests."""


def guest_cover(context: Context, number: str) -> tuple[Part, ...]:
    """Hosts, whose programme it is, dates."""
    del number
    say = context.say
    visit = context.file.visit
    hosts = [party_name(context, each) for each in context.file.parties if each.role == "host"]
    hosts = [each for each in hosts if each] or [stop.country for stop in context.stops]
    shown = dict.fromkeys(filter(None, hosts))
    dates = context.language.period(span(visit.start), span(visit.end))
    head = next((each for each in context.delegation if each.function == "head"), None)
    who = names.of_delegate(context, head) if head else None
    if who and who.person:
        form = who.person.address_written
        if lang_of(form):  # the name in the script of the pack bears its own form
            form = ""
        whole = names.person(who.person)
        if form:  # "Her Excellency" says what "H.E." abbreviates
            whole = re.sub(r"^[A-Z]\.\s?E\.\s+", "", whole)
        lines = tuple(dict.fromkeys(filter(None, (form, whole))))
        if whole in form:
            lines = (form,)
        title = say("Programme of the visit of")
        posts = tuple(filter(None, (names.post_and_country(context, who),)))
        native = (names.native(who.person),) if who.person.native_name else ()
    else:
        title, lines, posts, native = say("Programme"), (visit.title,), (), ()
    parties = "   ·   ".join(shown)
    own = front.office_words(context)
    cover = GuestCover(parties, title, lines, posts, native, dates, visit.cover_note, *own)
    return (Part("cover", "", "", say("Cover"), (cover,)),)


def guest_programme(context: Context, number: str) -> tuple[Part, ...]:
    """The days of the guests."""
    del number
    shown = tuple(
        GuestDay(*_head(context, sheet), entries)
        for sheet in context.sheets
        if (entries := tuple(_entries(context, sheet)))
    )
    if not shown:
        return ()
    return (Part("programme", "", "", context.say("Programme"), shown),)


def _head(context: Context, sheet: Sheet) -> tuple[str, Words]:
    """The day, or the city of a programme without days, and where it is."""
    stops = days.stops_of(context, sheet)
    if sheet.day is None:
        known = times.vague(context, sheet.items[0])
        city = sheet.stop.city if sheet.stop else ""
        country = sheet.stop.country if sheet.stop else ""
        title = city or known or (online(context) if sheet.stop else context.say("To follow"))
        return title, listed((country, known if city else ""))
    day = context.language.when(span(sheet.day.isoformat()), weekday="full", year=False)
    cities = [stop.city or online(context) for stop in stops]
    there = cities[0] if cities else ""
    if len(cities) > 1:
        there = filled_text(context.say("{first} to {last}"), first=there, last=cities[-1])
    watch = times.change(context, stops[0].zone, stops[-1].zone, sheet.day) if stops else ""
    return context.language.headline(day), listed((there, watch))


def _entries(context: Context, sheet: Sheet) -> Iterator[GuestEntry]:
    for item in sheet.items:
        if item.status != "cancelled":
            yield GuestEntry(
                _time(context, item),
                _words(context, item),
                _second(context, item),
                context.anchor(item),
            )


def _time(context: Context, item: ProgrammeItem) -> str:
    """A time in words; an open one follows."""
    say = context.say
    hours = context.hours(item)
    if item.time_form == "words" and item.time_words:
        return item.time_words
    if not hours.start:
        return say("to follow")
    if item.time_form == "about":
        return say("about {time}").format(time=hours.start)
    return hours.start


def _words(context: Context, item: ProgrammeItem) -> Words:
    if item.kind not in _RECEIVED:
        return phrase(item.title)
    for participant in context.hosts(item):
        who = names.of_participant(context, participant)
        if who.person and participant.role in ("chair", "lead", "greeter"):
            if who.person.family_name and who.person.family_name in item.title:
                break
            form = context.say("{title}, received by {name}")
            return filled(form, title=item.title, name=who.name)
    return phrase(item.title)


def _second(context: Context, item: ProgrammeItem) -> Words:
    """Where it is, or when a journey arrives."""
    say = context.say
    if item.kind == "travel":
        hours = context.hours(item)
        if hours.end:
            legs = context.legs(item)
            if legs and legs[0].origin and legs[0].origin == legs[-1].destination:
                return phrase(say("back at {time}").format(time=hours.end))
            arriving = say("arriving at {time}").format(time=hours.end)
            if hours.end_days and (at := span(item.day)) and at.precision == "day":
                on = span((at.first + timedelta(days=hours.end_days)).isoformat())
                when = context.language.when(on, weekday="full", year=False)
                arriving = say("arriving at {time} on {day}").format(time=hours.end, day=when)
            return phrase(arriving)
        return ()
    if item.form == "virtual":
        return phrase(say("online"))
    place = context.place(item)
    where = [place.name, place.room] if place else []
    return listed([*where, item.place_words])
