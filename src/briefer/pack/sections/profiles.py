"""Institution profiles: in short, whom we meet there, what we speak about, the history of contact, facts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from uuid import UUID

from briefer.pack import history, markdown, names
from briefer.pack.blocks import (
    Block,
    Flow,
    FootLine,
    History,
    HistoryRow,
    KeyValue,
    Labelled,
    Paragraph,
    Part,
    Run,
    Separator,
    Words,
)
from briefer.pack.context import Context, span
from briefer.pack.history import Contact
from briefer.pack.names import Somebody
from briefer.pack.phrases import (
    WIDE,
    capital,
    filled_text,
    joined,
    listed,
    phrase,
    soft,
    strong,
    text_of,
)
from briefer.pack.sections import followups
from briefer.pack.terms import CONTACTS, INSTITUTIONS, OUTCOMES, PARTIES
from briefer.records.briefs import BriefPoint
from briefer.records.institutions import Institution, Place
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.people import Officer
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile

_TOLD = ("assessment", "progress", "joint priority", "statement", "recommendation", "good practice")
"""Outcomes that a history of contact tells."""
_OUTCOMES_OF_A_VISIT = 4
_ITEMS_OF_A_VISIT = 3


class _Subject(NamedTuple):
    """An institution with its units."""

    record: Institution
    ids: set[UUID]


def profiles(context: Context, number: str) -> tuple[Part, ...]:
    """A profile of each institution that is met, and of each party of whom something is known."""
    return tuple(
        _profile(context, record, number, place)
        for place, record in enumerate(_subjects(context), 1)
    )


def key(context: Context, record: Institution) -> str:
    """The key of a profile's part."""
    return context.anchor(record).replace("institution:", "profile:", 1)


def _subjects(context: Context) -> list[Institution]:
    """Institutions in the order in which they are met, then parties; units stand with what they belong to."""
    found: dict[UUID, Institution] = {}
    for item in context.items:
        if item.status != "cancelled":
            for met in history.institutions_of(context, item):
                record = names.profile_of(context, met)
                if record and record.kind != "state":
                    found.setdefault(record.id, record)
    for party in context.file.parties:
        record = names.profile_of(context, context.institution(party.institution))
        if record and (record.in_short or record.profile or record.mandate):
            found.setdefault(record.id, record)
    return list(found.values())


def _profile(context: Context, record: Institution, number: str, place: int) -> Part:
    say = context.say
    of = _Subject(record, history.with_units(context, [record]))
    contacts = history.of(context, of.ids, this_visit=True)
    blocks: list[Block] = []
    facts = list(_facts(context, record))
    in_short: tuple[Flow, ...] = markdown.flow(record.in_short)
    if not in_short and not record.profile:
        gap = _gap(context, record, say("to be written"), say("profile"), "institution.in_short")
        in_short = (Paragraph((gap,)),)
    units = _units_met(context, of)
    whole = markdown.flow(record.profile)
    beside = _shared_out(
        facts,
        [
            (_lines(record.in_short) if whole else len(facts)) if in_short else 0,
            len(units),
            _lines(record.profile),
        ],
    )
    if in_short:
        blocks.append(Labelled(say("In short"), in_short, beside[0], stacked_side=True))
    if units:
        blocks.append(Labelled(say("Units met"), units, beside[1], stacked_side=True))
    spoken = _spoken(context, of)
    if spoken:
        blocks += [Separator(), Labelled(say("What we speak about"), (Paragraph(spoken),))]
    if whole:
        blocks += [Separator(), Labelled(say("Profile"), whole, beside[2], stacked_side=True)]
    blocks += [Separator(), _history(context, of, contacts, f"{number}.{place}")]
    return Part(
        key(context, record),
        f"{number}.{place}",
        number,
        record.name,
        tuple(blocks),
        _quiet(context, record, contacts),
        foot=(_foot(context, record),),
    )


def _gap(context: Context, record: Institution, words: str, what: str, field: str) -> Run:
    """What a profile lacks; a library may lack it a hundred times, so that it is only counted."""
    return context.gap(
        words,
        what,
        names.institution_short(context, record),
        owner=_owner_name(context, record),
        counted=context.say("Profiles"),
        field=field,
    )


def _shared_out(facts: list[KeyValue], lines: list[int]) -> list[tuple[KeyValue, ...]]:
    """The facts beside several texts, as many as each has lines for; the last takes the rest."""
    found: list[list[KeyValue]] = [[] for _ in lines]
    last = max((place for place, room in enumerate(lines) if room), default=0)
    place = taken = 0
    for fact in facts:
        while place < last and taken >= lines[place]:
            place, taken = place + 1, 0
        found[place].append(fact)
        taken += 1 + max(1, -(-len(text_of(fact.value)) // _SIDE_LINE))
    return [tuple(each) for each in found]


def _lines(text: str) -> int:
    """About how many lines a text takes in the main column."""
    return sum(1 + len(line) // _MAIN_LINE for line in text.splitlines() if line.strip())


_MAIN_LINE, _SIDE_LINE = 48, 28
"""Characters in a line of the main and of the side column, about."""


def _quiet(context: Context, record: Institution, contacts: tuple[Contact, ...]) -> Words:
    visits = sum(1 for each in contacts if each.file)
    seen = ""
    if visits > 1:
        form = context.language.say_many("seen in {count} visit", "seen in {count} visits", visits)
        seen = form.format(count=context.language.count(visits))
    kind = _kind(context, record)
    return listed((capital(kind), record.country, seen), WIDE)


def _kind(context: Context, record: Institution) -> str:
    if record.kind_words:
        return record.kind_words
    return context.say(INSTITUTIONS[record.kind]) if record.kind in INSTITUTIONS else ""


# -------------------------------------------------------------------------------------------------- facts


def _facts(context: Context, record: Institution) -> Iterator[KeyValue]:
    say = context.say
    if record.acronym:
        yield KeyValue(say("Acronym"), phrase(record.acronym))
    if record.native_name:
        native = Run(record.native_name, lang=record.native_language)
        yield KeyValue(say("Own name"), (native,))
    kind = _kind(context, record)
    if kind:
        yield KeyValue(say("Kind"), phrase(kind))
    above = context.institution(record.parent)
    if above:
        yield KeyValue(say("Part of"), phrase(names.institution(context, above)))
    if record.city:
        yield KeyValue(say("City"), phrase(record.city))
    yield from _wanted(context, record)
    for membership in record.memberships:
        owner = (" (", membership.owner, ")") if membership.owner else ()
        yield KeyValue(say("Member of"), phrase(membership.network, *owner))
    for whole in context.some(Institution, record.member_of):
        yield KeyValue(say("Member of"), phrase(names.institution(context, whole)))
    for fact in record.facts:
        yield KeyValue(fact.label, phrase(fact.value))


def _wanted(context: Context, record: Institution) -> Iterator[KeyValue]:
    """Address, telephone and mandate: what a profile should have, with the gaps where it has not."""
    say = context.say
    place = context.get(Place, record.place)
    address = listed((place.address, place.city)) if place else ()
    if not address:
        address = (
            _gap(context, record, say("to be confirmed"), say("address"), "institution.place"),
        )
    yield KeyValue(say("Address"), address)
    points = context.contacts_of(record)
    for point in points:
        label = point.label or say(CONTACTS[point.kind])
        yield KeyValue(capital(label), phrase(point.value))
    if not points:
        gap = _gap(context, record, say("to be confirmed"), say("telephone, web"), "contact")
        yield KeyValue(say("Telephone, web"), (gap,))
    mandate = phrase(record.mandate)
    if not mandate:
        mandate = (
            _gap(context, record, say("to be written"), say("mandate"), "institution.mandate"),
        )
    yield KeyValue(say("Mandate"), mandate)


# ---------------------------------------------------------------------------------------------- units, talk


def _units_met(context: Context, of: _Subject) -> tuple[Flow, ...]:
    """The units of an institution that were met, in this visit and before, and by whom."""
    lines: list[Flow] = []
    ours = {each.institution for each in context.file.parties if each.role in ("sender", "lead")}
    if of.record.id in ours:
        return ()
    units = context.some(Institution, of.ids - {of.record.id})
    for unit in sorted(units, key=lambda each: _place(context, each)):
        people = _met_in(context, unit)
        lines.append(Paragraph(phrase(names.own_name(unit)), "strong"))
        lines += [Paragraph(line) for line in people]
    return tuple(lines)


def _met_in(context: Context, unit: Institution) -> Iterator[Words]:
    """Who was met of a unit, one line each: "Director, name open, items 2 and 5"; of earlier visits with their years."""
    met: dict[object, tuple[Somebody, list[str], list[ProgrammeItem]]] = {}
    for file in (*context.file.earlier, context.file):
        at = span(file.visit.start)
        for somebody, item in _by_unit(context, file).get(unit.id, ()):
            _, years, items = met.get(somebody.identity, (None, [], []))
            if file is context.file:
                items.append(item)
            elif at and str(at.first.year) not in years:
                years.append(str(at.first.year))
            met[somebody.identity] = (somebody, years, items)
    for somebody, years, items in met.values():
        name = phrase(somebody.name)
        if somebody.kind == "person":
            name = listed((somebody.name, somebody.title))
        elif items:
            name = listed((name, names.open_words(context, somebody, items[0]) or ()))
        before = f" ({', '.join(years)})" if years else ""
        now = context.items_words(items)
        yield phrase(name, before, " " if now else "", soft(now) if now else "")


def _place(context: Context, record: Institution | ProgrammeItem) -> int:
    """The place of an institution in the library, of an item in the programme."""
    ordered = (*context.file.institutions, *context.items)
    places = context.once("places", None, lambda: {each.id: at for at, each in enumerate(ordered)})
    return places[record.id]


def _by_unit(
    context: Context, file: VisitFile
) -> Mapping[UUID, list[tuple[Somebody, ProgrammeItem]]]:
    """Who takes part in a visit, by the institution that they belong to."""

    def sorted_out() -> Mapping[UUID, list[tuple[Somebody, ProgrammeItem]]]:
        found: dict[UUID, list[tuple[Somebody, ProgrammeItem]]] = {}
        for item in file.items:
            for participant in context.participants(item):
                somebody = names.of_participant(context, participant)
                if somebody.institution and somebody.kind != "institution":
                    found.setdefault(somebody.institution.id, []).append((somebody, item))
        return found

    return context.once("by unit", file.visit.id, sorted_out)


def _spoken(context: Context, of: _Subject) -> Words:
    """What is on the agenda with an institution, and what is contributed; else the themes of its meetings."""
    lines: dict[str, None] = {}
    themes: dict[str, None] = dict.fromkeys(
        theme.name for theme in context.themes(of.record.themes)
    )
    meetings = history.meetings(context, context.file, of.ids)
    for item in sorted(meetings, key=lambda each: _place(context, each)):
        met = history.institutions_of(context, item)
        themes |= dict.fromkeys(theme.name for theme in context.themes(item.themes))
        brief = context.brief(item)
        for point in context.parts(BriefPoint, "brief", brief.id) if brief else ():
            about = set(point.institutions)
            alone = len({each.id for each in met} - of.ids) == 0
            brought = point.kind == "contribution" and about & of.ids
            if brought or (point.kind == "agenda" and (about & of.ids or (alone and not about))):
                lines[point.text.strip().rstrip(".")] = None
    return phrase(joined(lines or themes, "; "))


# -------------------------------------------------------------------------------------------------- history


def _history(context: Context, of: _Subject, contacts: tuple[Contact, ...], number: str) -> History:
    say = context.say
    rows = [_row(context, of, contact) for contact in contacts]
    promised = history.promises(context, of.ids, this_visit=True)
    rows += _promises(context, of, promised, number)
    if not promised:
        nothing = (Paragraph((soft(say("No promise of either side is open.")),)),)
        rows.append(HistoryRow((strong(say("open")),), nothing))
    return History(say("History"), phrase(_summary(context, contacts)), tuple(rows))


def _promises(
    context: Context, of: _Subject, promised: Iterable[FollowUp], number: str
) -> Iterator[HistoryRow]:
    """Promises in full where they are told first; with other institutions that they concern only where that is."""
    told: dict[UUID, tuple[str, str]] = context.once("promises told", None, dict)
    here = (key(context, of.record), number)
    elsewhere: dict[tuple[str, str], list[FollowUp]] = {}
    for each in promised:
        there = told.setdefault(each.id, here)
        if there == here:
            yield followups.promise(context, each)
        else:
            elsewhere.setdefault(there, []).append(each)
    for there, some in elsewhere.items():
        yield followups.elsewhere(context, some, *there)


def _summary(context: Context, contacts: tuple[Contact, ...]) -> str:
    """How many visits and conversations, in which years."""
    visits = sum(1 for each in contacts if each.file)
    notes = len(contacts) - visits
    said = []
    if visits:
        form = context.language.say_many("one visit", "{count} visits", visits)
        said.append(form.format(count=context.language.count(visits)))
    if notes:
        form = context.language.say_many("one conversation", "{count} conversations", notes)
        said.append(form.format(count=context.language.count(notes)))
    years = sorted({at.first.year for each in contacts if (at := span(each.start))})
    both = (context.enumerated(said), context.enumerated(map(str, years)))
    return ", ".join(filter(None, both))


def _row(context: Context, of: _Subject, contact: Contact) -> HistoryRow:
    when = context.language.period(span(contact.start), span(contact.end), short=True)
    at = phrase(when) or (soft(context.say("no date")),)
    if contact.note:
        head = Paragraph(phrase(contact.note.title), "strong")
        return HistoryRow(at, (head, *markdown.flow(contact.note.text)), side=_author(contact))
    file = contact.file
    assert file is not None
    body: list[Flow] = [Paragraph(phrase(file.visit.title), "strong")]
    roles = [each.role for each in file.parties if each.institution in of.ids]
    met = [phrase(context.say(PARTIES[role])) for role in roles if role != "host"]
    met += [_meeting(context, of, item) for item in contact.items[:_ITEMS_OF_A_VISIT]]
    met += map(phrase, _and_others(context, len(contact.items) - _ITEMS_OF_A_VISIT))
    if met:
        body.append(Paragraph(listed(met, "; ")))
    told = [each for each in contact.outcomes if each.kind in _TOLD]
    told.sort(key=lambda each: of.ids.isdisjoint(each.institutions))  # theirs first
    body += [Paragraph(_told(context, each)) for each in told[:_OUTCOMES_OF_A_VISIT]]
    body += [
        Paragraph((soft(said),)) for said in _and_others(context, len(told) - _OUTCOMES_OF_A_VISIT)
    ]
    return HistoryRow(at, tuple(body), "bar", _beside_visit(context, contact))


def _and_others(context: Context, over: int) -> tuple[str, ...]:
    """How many are not printed, if any."""
    form = context.language.say_many("and {count} other", "and {count} others", over)
    return (form.format(count=over),) if over > 0 else ()


def _author(contact: Contact) -> Words:
    return phrase(contact.note.author) if contact.note else ()


def _meeting(context: Context, of: _Subject, item: ProgrammeItem) -> Words:
    """An item of a visit with those who were met there."""
    form = context.say("represented by {name}")
    met: list[str] = []
    for each in context.hosts(item):
        who, other = names.of_participant(context, each), each.represented_by
        if who.institution and who.institution.id in of.ids and who.kind != "institution":
            met.append(joined((who.short, filled_text(form, name=other) if other else "")))
    return phrase(item.title, *((" (", joined(met, "; "), ")") if met else ()))


def _told(context: Context, outcome: Outcome) -> Words:
    label = outcome.heading or context.say(OUTCOMES[outcome.kind])
    return phrase(soft(label), " ", outcome.text.strip())


def _beside_visit(context: Context, contact: Contact) -> Words:
    """What kind of visit, where, who led it; of this visit the items."""
    say = context.say
    file = contact.file
    assert file is not None
    said = []
    if file.visit.id == context.file.visit.id:
        said.append(
            ", ".join(filter(None, (say("this visit"), context.items_words(contact.items))))
        )
    else:
        cities = dict.fromkeys(stop.city for stop in file.stops if stop.city)
        said.append(joined((*file.visit.types, *cities)))
    for role, form in (
        ("lead", say("led by {who}")),
        ("facilitator", say("facilitated by {who}")),
    ):
        leading = [
            names.institution_short(context, context.institution(each.institution)) or each.words
            for each in file.parties
            if each.role == role
        ]
        said += [filled_text(form, who=name) for name in leading if name]
    head = next((each for each in file.delegates if each.function == "head"), None)
    if head and (who := names.of_delegate(context, head)).kind == "person":
        said.append(filled_text(say("led by {who}"), who=joined((who.name, who.title))))
    return phrase(joined(said, "; "))


# ----------------------------------------------------------------------------------------------------- foot


def _owner_name(context: Context, record: Institution) -> str:
    owner = context.get(Officer, record.owner)
    return owner.name if owner else ""


def _foot(context: Context, record: Institution) -> FootLine:
    say = context.say
    owner = phrase(_owner_name(context, record))
    if not owner:
        owner = (_gap(context, record, say("to be named"), say("owner"), "institution.owner"),)
    reviewed = phrase(context.language.when(span(record.reviewed_on)))
    if not reviewed:
        reviewed = (_gap(context, record, say("never"), say("review"), "institution.reviewed_on"),)
    review = phrase(soft(say("last reviewed")), " ", reviewed)
    sources = [joined((each.title, each.publisher)) for each in context.sources(record)]
    from_where = phrase(soft(say("sources")), " ", joined(sources, "; ")) if sources else ()
    return FootLine(say("Owner"), listed((owner, review, from_where), WIDE))
