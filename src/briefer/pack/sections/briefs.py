"""Briefs, two sides each, and cards with points to make.

The front may be seen by the other side of the table: objective, points, who. Both kinds of background stand on the
back, the closed kind under its own label, with the history of contact. A card never holds what is closed.
"""

import re
from collections.abc import Iterable, Iterator

from briefer.pack import history, markdown, names, times
from briefer.pack.blocks import (
    Block,
    Card,
    Cards,
    Closed,
    FootLine,
    History,
    HistoryRow,
    Labelled,
    Paragraph,
    Part,
    PointGroup,
    Points,
    Separator,
    Who,
    Words,
)
from briefer.pack.context import Context, span
from briefer.pack.history import Contact
from briefer.pack.names import Somebody
from briefer.pack.phrases import (
    WIDE,
    emphasised,
    filled,
    filled_text,
    joined,
    listed,
    paragraphs,
    phrase,
    soft,
    strong,
    text_of,
)
from briefer.pack.sections import followups
from briefer.pack.terms import DIRECTIONS, DOES
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.institutions import Institution
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.sources import Citation
from briefer.records.visits import Strand

_LAST_CONTACTS = 2


def items(context: Context) -> Iterator[ProgrammeItem]:
    """The items that get a brief."""
    return (each for each in context.items if each.status != "cancelled" and context.briefed(each))


def briefs(context: Context, number: str) -> tuple[Part, ...]:
    """One brief an item, in the order of the programme."""
    return tuple(_brief(context, item, number) for item in items(context))


def _brief(context: Context, item: ProgrammeItem, number: str) -> Part:
    brief = context.brief(item)
    points = context.parts(BriefPoint, "brief", brief.id) if brief else ()
    front: list[Block] = [*_objective(context, item, brief), *_points(context, item, points)]
    front += [Separator(), _who(context, item)]
    background = list(_background(context, item, brief))
    kept_back = list(_kept_back(context, item, brief))
    spellings = _names(context, item)
    back: tuple[Block, ...] = ()
    if brief and (brief.background_open or brief.background_closed):
        back = (*background, *kept_back, *spellings)
    elif kept_back:  # a gap shows at once; what is behind it stays behind
        front += [Separator(), *background]
        back = (*kept_back, *spellings)
    else:
        front += [Separator(), *background, *spellings]
    return Part(
        context.brief_key(item),
        f"{number}.{context.number(item)}",
        context.number(item),
        item.title,
        tuple(front),
        _quiet(context, item),
        foot=(_foot(context, item, brief),),
        back=back,
        two_sides=True,
    )


def _quiet(context: Context, item: ProgrammeItem) -> Words:
    """Day, time and place in one line."""
    stop = context.stop(item)
    place = context.place(item)
    city = stop.city if stop else ""
    if item.form == "virtual":
        where = phrase(context.say("online"))
    elif place:
        where = listed((item.place_words, place.room, place.address or place.name, city))
    elif item.place_words:
        where = listed((item.place_words, city))
    elif context.kind(item).wants_place:
        say = context.say
        what = say("address") if item.institutions else say("place")
        where = listed((city, context.gap(say("address open"), what, item)))
    else:
        where = phrase(city)
    return listed((times.day_and_time(context, item), where))


# ----------------------------------------------------------------------------------------------- the front


def _objective(context: Context, item: ProgrammeItem, brief: Brief | None) -> Iterator[Block]:
    say = context.say
    body = paragraphs(brief.objective, "point") if brief else ()
    if not body:
        gap = _to_be_written(context, item, brief, say("objective"))
        body = (Paragraph(gap, "point"),)
    yield Labelled(say("Objective"), body)
    if item.subject:
        yield Labelled(say("Subject"), (Paragraph(phrase(item.subject)),))
    yield Separator()


def _to_be_written(context: Context, item: ProgrammeItem, brief: Brief | None, what: str) -> Words:
    owner, due = (brief.owner, brief.due if span(brief.due) else "") if brief else ("", "")
    gap = context.gap(
        context.say("to be written"), what, item, owner=owner, due=due, field="brief.objective"
    )
    return (gap,)


def _points(
    context: Context, item: ProgrammeItem, points: tuple[BriefPoint, ...]
) -> Iterator[Block]:
    say = context.say
    brief = context.brief(item)
    agenda = [each for each in points if each.kind == "agenda"]
    if agenda:
        lines = tuple(_agenda_line(context, each) for each in agenda)
        yield Labelled(say("To discuss"), (Points((PointGroup(lines),), "body"),))
    brought = [each for each in points if each.kind == "contribution"]
    if brought:
        groups = tuple(_by_direction(context, brought))
        yield Labelled(say("Contributions"), (Points(groups, "body"),))
    to_make = [each for each in points if each.kind == "to make"]
    if to_make:
        yield Labelled(say("Points to make"), (Points(tuple(_by_addressee(context, to_make))),))
    else:
        gap = _to_be_written(context, item, brief, say("points to make"))
        yield Labelled(say("Points to make"), (Paragraph(gap, "point"),))
    raised = [each for each in points if each.kind == "if raised"]
    if raised:
        yield Labelled(say("If raised"), (Points(tuple(_by_addressee(context, raised))),))


def _line(context: Context, point: BriefPoint) -> Words:
    titles = (each.title for each in context.instruments(point.instruments))
    return emphasised(point.text, titles)


def _agenda_line(context: Context, point: BriefPoint) -> Words:
    """What is to be discussed, and who speaks to it."""
    line = _line(context, point)
    return phrase(line, " ", soft(point.speaker)) if point.speaker else line


def _by_direction(context: Context, points: list[BriefPoint]) -> Iterator[PointGroup]:
    """Contributions by who brings them, with the speakers or institutions behind each."""
    for direction in ("host to visitor", "visitor to host", "both", ""):
        some = [each for each in points if each.direction == direction]
        if some:
            head = context.say(DIRECTIONS[direction]) if direction else ""
            yield PointGroup(tuple(_brought(context, each) for each in some), phrase(head))


def _brought(context: Context, point: BriefPoint) -> Words:
    records = map(context.institution, point.institutions)
    by = point.speaker or joined(names.institution_short(context, each) for each in records)
    line = _line(context, point)
    return phrase(line, " ", soft(by)) if by else line


def _by_addressee(
    context: Context, points: Iterable[BriefPoint], *, card: bool = False
) -> Iterator[PointGroup]:
    """Points in groups of one addressee, in the order in which the addressees come first."""
    groups: dict[str, list[Words]] = {}
    for point in points:
        line = phrase(point.card_text) if card and point.card_text else _line(context, point)
        groups.setdefault(point.addressee, []).append(line)
    for addressee, lines in groups.items():
        head = filled(context.say("to {whom}"), whom=addressee) if addressee else ()
        yield PointGroup(tuple(lines), head)


def _who(context: Context, item: ProgrammeItem) -> Who:
    say = context.say
    guests = _whole_side(context, item, context.guests(item), guest=True)
    if not guests:
        everybody = [names.of_delegate(context, each) for each in context.present(item)]
        guests = _side_lines(context, item, [(each, "") for each in everybody], guest=True)
    strand = context.get(Strand, item.strand)
    if not guests and strand:
        guests = (phrase(strand.title),)
    if not guests:
        guests = ((context.gap(say("to be named"), say("guests"), item),),)
    hosts = _whole_side(context, item, context.hosts(item), guest=False)
    if not hosts and not context.kind(item).internal:
        hosts = ((context.gap(say("to be named"), say("hosts"), item),),)
    return Who(say("Who"), say("Guests"), say("Hosts"), guests, hosts, _interpreting(context, item))


def _whole_side(
    context: Context, item: ProgrammeItem, there: tuple[Participant, ...], *, guest: bool
) -> tuple[Words, ...]:
    named = [(names.of_participant(context, each), _does(context, each)) for each in there]
    return _side_lines(context, item, named, guest=guest)


def _does(context: Context, participant: Participant) -> str:
    say = context.say
    did = [say(DOES[participant.role])] if participant.role else []
    if participant.represented_by:
        did.append(say("represented by {name}").format(name=participant.represented_by))
    elif participant.state == "asked":
        did.append(say("asked", of="participant"))
    return ", ".join(did)


def _side_lines(
    context: Context, item: ProgrammeItem, named: list[tuple[Somebody, str]], *, guest: bool
) -> tuple[Words, ...]:
    lines = []
    host = None if guest else _only_host(context, item)
    told = {host.id} if host and _named_in(item.title, host) else set()
    for somebody, does in named[: names.NAMED]:
        whole = names.whole(context, somebody, item, guest=guest, told=told)
        lines.append(phrase(whole, f" ({does})" if does else ""))
        if host and _named_in(text_of(whole), host):
            told.add(host.id)
    return (*lines, *names.others(context, names.heads([who for who, _ in named[names.NAMED :]])))


def _only_host(context: Context, item: ProgrammeItem) -> Institution | None:
    """The institution of an item that has one alone."""
    return context.institution(item.institutions[0]) if len(item.institutions) == 1 else None


def _named_in(text: str, record: Institution) -> bool:
    word = rf"(?<!\w){re.escape(record.acronym)}(?!\w)"
    return record.name in text or bool(record.acronym and re.search(word, text))


def _interpreting(context: Context, item: ProgrammeItem) -> Words:
    say = context.say
    if item.interpreter:
        how = (", ", item.interpreting) if item.interpreting else ()
        return phrase(soft(say("Interpreter")), " ", item.interpreter, *how)
    if context.wants_interpreter(item):
        gap = context.gap(say("to be named"), say("interpreter"), item, field="item.interpreter")
        return phrase(soft(say("Interpreter")), " ", gap)
    return ()


# ------------------------------------------------------------------------------------------------ the back


def _background(context: Context, item: ProgrammeItem, brief: Brief | None) -> Iterator[Block]:
    label = context.say("Background that may be used freely")
    body = markdown.flow(brief.background_open) if brief else ()
    if not body:
        gap = _to_be_written(context, item, brief, context.say("background"))
        body = (Paragraph(gap),)
    yield Labelled(label, body)


def _kept_back(context: Context, item: ProgrammeItem, brief: Brief | None) -> Iterator[Block]:
    """What must not stand on a front: closed background, history, addenda."""
    before = bool(brief and (brief.background_open or brief.background_closed))
    closed = markdown.flow(brief.background_closed) if brief else ()
    if closed:
        yield Closed(context.say("Must not be disclosed"), closed)
    past = _history(context, item)
    if past:
        if before:
            yield Separator()
        yield past
    for place, addendum in enumerate(brief.addenda if brief else ()):
        if before or past or place:
            yield Separator()
        date = context.language.when(span(addendum.date))
        head = listed((strong(addendum.title), soft(date) if date else ""), WIDE)
        body = (Paragraph(head), *markdown.flow(addendum.text))
        yield Labelled(context.say("Addendum"), body)


def _history(context: Context, item: ProgrammeItem) -> History | None:
    """The last contacts with the institutions of an item, and the promises that are open."""
    say = context.say
    whole = [
        record
        for each in history.institutions_of(context, item)
        if (record := names.profile_of(context, each))
    ]
    ids = history.with_units(context, whole)
    contacts = history.of(context, ids, this_visit=False)[-_LAST_CONTACTS:]
    rows = [_contact(context, each) for each in contacts]
    open_ones = history.promises(context, ids, this_visit=False)
    rows += [followups.promise(context, each) for each in open_ones]
    if not rows:
        return None
    named = dict.fromkeys(names.institution_short(context, each) for each in whole)
    quiet = filled_text(say("with {institutions}"), institutions=joined(named))
    return History(say("History"), phrase(quiet), tuple(rows))


def _contact(context: Context, contact: Contact) -> HistoryRow:
    when = context.language.period(span(contact.start), span(contact.end), short=True)
    if contact.note:
        body = (Paragraph(listed((contact.note.title, _first_words(contact)), ". ")),)
    else:
        assert contact.file is not None
        met = joined((each.title for each in contact.items), "; ")
        body = (Paragraph(listed((contact.file.visit.title, met), ": ")),)
    return HistoryRow(phrase(soft(when or context.say("no date"))), body)


def _first_words(contact: Contact) -> Words:
    """The beginning of a note; the whole stands in the profile."""
    first = next(iter(markdown.flow(contact.note.text)), None) if contact.note else None
    return first.words if isinstance(first, Paragraph) else ()


def _names(context: Context, item: ProgrammeItem) -> tuple[Block, ...]:
    """Where two sources spell a name of this item in two ways."""
    records = [item, *history.institutions_of(context, item)]
    lines = tuple(
        Paragraph(two_spellings(context, each))
        for record in records
        for each in context.citations(record)
        if each.as_printed and each.preferred
    )
    return (Separator(), Labelled(context.say("Names"), lines)) if lines else ()


def two_spellings(context: Context, citation: Citation) -> Words:
    """A discrepancy between a source and this pack."""
    say = context.say
    prints = say("This pack prints {preferred}.").format(preferred=citation.preferred)
    if citation.remark:
        return phrase(citation.remark.rstrip(), " ", prints)
    sentence = say("A source prints {printed}. This pack prints {preferred}.")
    return phrase(sentence.format(printed=citation.as_printed, preferred=citation.preferred))


def _foot(context: Context, item: ProgrammeItem, brief: Brief | None) -> FootLine:
    say = context.say
    owner = phrase(brief.owner) if brief and brief.owner else ()
    if not owner:
        owner = (
            context.gap(say("to be named"), say("owner of the brief"), item, field="brief.owner"),
        )
    date = context.language.when(span(brief.date)) if brief else ""
    words = listed((owner, date))
    if brief and brief.addenda:
        addenda = context.language.say_many(
            "{count} addendum under the same number",
            "{count} addenda under the same number",
            len(brief.addenda),
        )
        words = listed((words, addenda.format(count=len(brief.addenda))), WIDE)
    empty = _empty_parts(context, item)
    if empty:
        said = context.language.say_many(
            "one part of this brief is empty", "{count} parts of this brief are empty", empty
        )
        words = listed((words, said.format(count=context.language.count(empty))), WIDE)
    return FootLine(say("Owner"), words)


def _empty_parts(context: Context, item: ProgrammeItem) -> int:
    say = context.say
    parts = (say("objective"), say("points to make"), say("background"), say("owner of the brief"))
    return sum((item.id, "", part) in context.missing for part in parts)


# ------------------------------------------------------------------------------------------------- cards


def cards(context: Context, number: str) -> tuple[Part, ...]:
    """The points to make of each item in large type, four cards to a sheet."""
    found = []
    for item in items(context):
        brief = context.brief(item)
        points = context.parts(BriefPoint, "brief", brief.id) if brief else ()
        groups = tuple(
            _by_addressee(context, (each for each in points if each.kind == "to make"), card=True)
        )
        if groups:
            when = listed((times.day_and_time(context, item, short=True), _facing(context, item)))
            anchor = context.anchor(item).replace("item:", "card:", 1)
            found.append(Card(context.number(item), item.title, when, groups, anchor))
    if not found:
        return ()
    return (Part("cards", number, "", context.say("Cards"), (Cards(tuple(found)),)),)


def _facing(context: Context, item: ProgrammeItem) -> str:
    """Who sits opposite: whoever chairs or leads, else the first host."""
    hosts = context.hosts(item)
    return names.of_participant(context, hosts[0]).name if hosts else ""
