"""The overview: what for, who, where and when, on one page."""

from typing import Literal, NamedTuple

from briefer.pack import names, times
from briefer.pack.blocks import (
    Block,
    Item,
    KeyValue,
    Labelled,
    LabelledRows,
    Numbered,
    Pair,
    Paragraph,
    Part,
    Portrait,
    Portraits,
    Run,
    Separator,
    StopsLine,
    StopWords,
    Words,
)
from briefer.pack.context import Context, span
from briefer.pack.names import Somebody
from briefer.pack.phrases import WIDE, capital, filled_text, joined, listed, paragraphs, phrase
from briefer.pack.terms import PARTIES
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visits import Party
from briefer.rules import precedence

_PORTRAITS = 5
"""In one row."""
_ROWS = 9
"""More would push where and when from the page."""


class KeyPerson(NamedTuple):
    """One of those whom a reader should know first."""

    somebody: Somebody
    role: str
    """In words: "head of delegation", "host, Copenhagen"."""
    item: ProgrammeItem | None
    guest: bool


def overview(context: Context, number: str) -> tuple[Part, ...]:
    """One page that says it all."""
    people = _key_people(context)
    blocks: list[Block] = [*_aims(context)]
    if any(each.somebody.person and each.somebody.person.photo for each in people):
        blocks += [Separator(), _portraits(context, people)]
    else:
        rows = _who(context, people)
        if rows:
            blocks += [Separator(), LabelledRows(context.say("Who"), rows)]
    stops = stops_line(context)
    if stops:
        blocks += [Separator(), StopsLine(context.say("Where and when"), stops)]
    visit = context.file.visit
    quiet = listed((capital(joined(visit.types)), visit.scope), WIDE)
    return (Part("overview", number, number, context.say("Overview"), tuple(blocks), quiet),)


def _aims(context: Context) -> list[Block]:
    say = context.say
    visit = context.file.visit
    purpose = paragraphs(visit.purpose, "point") or (
        Paragraph(
            (
                context.gap(
                    say("to be written"), say("purpose"), say("Visit"), field="visit.purpose"
                ),
            ),
            "point",
        ),
    )
    blocks: list[Block] = [Labelled(say("Purpose"), purpose)]
    large = not (visit.objectives and visit.key_messages)
    if visit.framework:
        blocks.append(Labelled(say("Framework"), paragraphs(visit.framework)))
    objectives = [joined((each.scope, each.text), ": ") for each in visit.objectives]
    for label, lines in (
        (say("Objectives"), objectives),
        (say("Key messages"), list(visit.key_messages)),
    ):
        if lines:
            blocks.append(Labelled(label, (_numbered(lines, "point" if large else "body"),)))
    return blocks


def _numbered(lines: list[str], style: Literal["point", "body"]) -> Numbered:
    return Numbered(tuple(Item(paragraphs(line, style)) for line in lines), style)


# ------------------------------------------------------------------------------------------------- who


def _key_people(context: Context) -> list[KeyPerson]:
    """Head and deputies, then the first of the hosts of each item by rank, each once."""
    say = context.say
    found: dict[object, KeyPerson] = {}
    for delegate in context.delegation:
        somebody = names.of_delegate(context, delegate)
        if delegate.function in ("head", "deputy") or somebody.kind == "group":
            role = say("head of delegation") if delegate.function == "head" else say("delegation")
            role = say("deputy head of delegation") if delegate.function == "deputy" else role
            found.setdefault(somebody.identity, KeyPerson(somebody, role, None, guest=True))
    for item in context.items:
        if item.status == "cancelled" or context.kind(item).internal:
            continue
        stop = context.stop(item)
        for participant, somebody in _first_hosts(context, item):
            role = say("chair") if participant.role == "chair" else say("host")
            role = joined((role, stop.city)) if stop and stop.city else role
            found.setdefault(somebody.identity, KeyPerson(somebody, role, item, guest=False))

    def order(each: KeyPerson) -> int:
        return 0 if each.guest else precedence.rank(each.somebody.post)

    return sorted(found.values(), key=order)


def _first_hosts(context: Context, item: ProgrammeItem) -> list[tuple[Participant, Somebody]]:
    """Who chairs, leads or greets; else the first person or post."""
    hosts = [(each, names.of_participant(context, each)) for each in context.hosts(item)]
    named = [(each, who) for each, who in hosts if who.kind != "nobody"]
    leading = [(each, who) for each, who in named if each.role in ("chair", "lead", "greeter")]
    return leading or [(each, who) for each, who in named if who.kind in ("person", "post")][:1]


def _portraits(context: Context, people: list[KeyPerson]) -> Portraits:
    """The first of both sides, the guests first; who has no photograph gets a tile."""
    persons = [each for each in people if each.somebody.person]
    shown = persons[:_PORTRAITS]
    hosts = [each for each in persons if not each.guest]
    if hosts and not any(not each.guest for each in shown):
        shown = [*shown[: _PORTRAITS - 1], hosts[0]]
    return Portraits(context.say("Key people"), tuple(_portrait(context, each) for each in shown))


def _portrait(context: Context, each: KeyPerson) -> Portrait:
    person = each.somebody.person
    assert person is not None
    post = names.post_brief(context, each.somebody)
    role = each.role if each.guest else ""
    name = names.person(person)
    return Portrait(
        name,
        listed((post, role), "; "),
        names.initials(person),
        person.photo,
        context.say("Portrait of {name}").format(name=name) if person.photo else "",
    )


def _who(context: Context, people: list[KeyPerson]) -> tuple[Pair, ...]:
    """Rows of names and roles: guests, parties without a person, hosts."""
    named = {each.somebody.identity for each in people}
    rows = [_row(context, each) for each in people if each.guest]
    for party in context.file.parties:
        if party.role in ("host", "sender", "lead") or party.institution in named:
            continue
        record = context.institution(party.institution)  # a row bears its name, without an article
        name = names.institution(context, record) or party_name(context, party)
        if name:
            rows.append(
                Pair(
                    (Paragraph(phrase(name), "strong"),),
                    (KeyValue("", phrase(context.say(PARTIES[party.role]))),),
                )
            )
    rows += [_row(context, each) for each in people if not each.guest]
    return tuple(rows[:_ROWS])


def _row(context: Context, each: KeyPerson) -> Pair:
    somebody = each.somebody
    short = somebody.kind == "post" or (somebody.kind == "institution" and not each.guest)
    name = somebody.short if short else capital(somebody.name)
    lines = [Paragraph(phrase(name), "strong")]
    under: Words = () if short else phrase(names.post(context, somebody))
    if somebody.kind == "group":
        gap = _names_open(context, somebody)
        under = listed((somebody.title or under, *gap), "; ")
    if under:
        lines.append(Paragraph(under))
    role = phrase(each.role)
    if somebody.kind == "post":
        gap_run = names.open_words(context, somebody, each.item or context.say("Delegation"))
        role = listed((role, gap_run or ""), "; ")
    led = _led_by(context) if somebody.kind == "group" and each.guest else ""
    return Pair(tuple(lines), (KeyValue("", listed((role, led))),))


def _names_open(context: Context, somebody: Somebody) -> tuple[Run, ...]:
    say = context.say
    if somebody.number is not None:
        return ()
    what = say("names and number of {who}").format(who=somebody.short)
    return (context.gap(say("names and number open"), what, say("Delegation")),)


def _led_by(context: Context) -> str:
    """Who leads the delegation, where that is an institution."""
    for party in context.file.parties:
        if party.role == "lead":
            record = context.institution(party.institution)
            name = names.institution_short(context, record) or party.words or party.state
            if name:
                return filled_text(context.say("led by {institution}"), institution=name)
    return ""


def party_name(context: Context, party: Party) -> str:
    """The name of a party: the words it goes by in a sentence, an institution, or a state."""
    record = context.institution(party.institution)
    if record:
        return party.words or names.institution(context, record)
    return party.state or party.words


# ---------------------------------------------------------------------------------------------- where


def stops_line(context: Context) -> tuple[StopWords, ...]:
    """The stops with their days, offsets, and what to do with a watch on arrival."""
    found = []
    before = ""
    for stop in context.stops:
        start, end = times.stop_dates(stop)
        day = start.first if start else None
        precise = start and start.precision == "day"
        dates = context.language.period(
            start, end, weekday="short" if precise else "", year=not precise
        )
        gap = "" if dates else days_open(context, stop.city or online(context)).text
        found.append(
            StopWords(
                stop.city or online(context),
                stop.country,
                dates,
                times.offset(context, stop.zone, day),
                times.change(context, before, stop.zone, day) if before else "",
                gap,
            )
        )
        before = stop.zone
    return tuple(found)


def days_open(context: Context, city: str) -> Run:
    """The gap in place of the days of a stop."""
    return context.gap(context.say("days open"), context.say("days"), city)


def online(context: Context) -> str:
    """What stands in place of a city where a stop has none."""
    return context.say("Online")


def visit_dates(context: Context) -> Words:
    """The dates of the visit as precise as they are known, or their gap."""
    visit = context.file.visit
    dates = context.language.period(span(visit.start), span(visit.end))
    if dates:
        return phrase(dates)
    return (context.gap(context.say("dates open"), context.say("dates"), context.say("Visit")),)
