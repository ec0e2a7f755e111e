"""The front of a working pack: cover, control sheet, contents and list of briefs.

The control sheet is made last: it counts and lists the facts that all other sections found missing.
"""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from briefer.pack import names
from briefer.pack.blocks import (
    Block,
    BriefLine,
    BriefList,
    Contents,
    Cover,
    Figures,
    KeyValue,
    Labelled,
    PagesInForce,
    Paragraph,
    Part,
    Row,
    Run,
    StopWords,
    Table,
    TableGroup,
    TwoColumns,
    Words,
)
from briefer.pack.context import Context, MissingFact, span
from briefer.pack.phrases import joined, listed, phrase, run, soft, strong
from briefer.pack.sections.overview import days_open, online, party_name, visit_dates
from briefer.pack.terms import BRIEFS
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Recipient


def cover(context: Context, number: str) -> tuple[Part, ...]:
    """Visit, dates as precise as they are known, places, for whom, issue, owner."""
    say = context.say
    visit = context.file.visit
    page = Cover(
        say(context.recipe.title),
        visit.title,
        visit_dates(context),
        tuple(
            _stop(context, stop.city or online(context), index)
            for index, stop in enumerate(context.stops)
        ),
        tuple(_cover_rows(context)),
        visit.cover_note,
        *office_words(context),
    )
    return (Part("cover", number, "", say("Cover"), (page,)),)


def office_words(context: Context) -> tuple[str, bytes]:
    """The office's name and logo as they stand on covers; both empty where it has not told them."""
    return (context.office.name, context.office.logo) if context.office else ("", b"")


def _stop(context: Context, city: str, index: int) -> StopWords:
    stop = context.stops[index]
    start, end = span(stop.start), span(stop.end)
    precise = [each for each in (start, end) if each and each.precision == "day"]
    if not precise:
        return StopWords(city, stop.country, "", gap=days_open(context, city).text)
    return StopWords(city, stop.country, context.language.period(start, end, year=False))


def _cover_rows(context: Context) -> Iterable[KeyValue]:
    say = context.say
    visit = context.file.visit
    if visit.prepared_for:
        yield KeyValue(say("Prepared for"), phrase(visit.prepared_for))
    for role, key in (
        ("lead", say("Led by")),
        ("facilitator", say("Facilitated by")),
    ):
        parties = [party_name(context, each) for each in context.file.parties if each.role == role]
        if found := joined(parties):
            yield KeyValue(key, phrase(found))
    yield KeyValue(say("Edition"), issue_words(context))
    if copy := context.issue.copy:
        words = say("{number} of {count}, for {name}")
        whose = words.format(number=copy.number, count=copy.of, name=copy.name)
        yield KeyValue(say("Copy"), phrase(whose))
    yield KeyValue(say("Owner"), owner_words(context))


def issue_words(context: Context) -> Words:
    """Which edition this is, and when it was made."""
    say = context.say
    moment = context.language.moment(context.moment, weekday="full")
    if context.issue.edition:
        issued = say("issued on {moment}").format(moment=moment)
        return phrase(strong(str(context.issue.edition)), ", ", issued)
    return phrase(
        strong(say("Draft")), ", ", say("not issued; made on {moment}").format(moment=moment)
    )


def owner_words(context: Context) -> Words:
    """The officer who owns the visit, with a telephone number."""
    say = context.say
    owner = context.owner
    if owner is None:
        field = "officer" if context.hides("officer") else "visit.owner"
        return (
            context.gap(
                say("officer and telephone to be named"), say("owner"), say("Visit"), field=field
            ),
        )
    phone: Run | str = owner.phone or context.gap(
        say("telephone open"), say("telephone"), owner.name, field="officer.phone"
    )
    return listed((owner.role, owner.name, phone))


# ------------------------------------------------------------------------------------------ control sheet


def control_sheet(context: Context, number: str) -> tuple[Part, ...]:
    """What this issue is, what is missing in it, who gets it, and which pages it has."""
    say = context.say
    blocks: list[Block] = [
        Labelled(say("Edition"), (Paragraph(issue_words(context)),)),
        Labelled(say("Owner"), (Paragraph(owner_words(context)),)),
    ]
    missing = tuple(context.missing.values())
    blocks.append(_figures(context, len(missing)))
    if missing:
        blocks.append(
            Table(
                "missing",
                (),
                (TableGroup(tuple(_missing_rows(context, missing))),),
                say("Facts missing"),
            )
        )
    if context.file.recipients:
        pairs = tuple(map(_recipient, context.file.recipients))
        blocks.append(TwoColumns(say("Distribution"), pairs))
    note = (
        say("A draft: no page of it is in force. A page that is not listed does not belong to it.")
        if not context.issue.edition
        else say("A page that is not listed is not in force.")
    )
    blocks.append(PagesInForce(say("Pages in force"), note))
    return (Part("control-sheet", number, number, say("Control sheet"), tuple(blocks)),)


def _figures(context: Context, missing: int) -> Figures:
    say = context.say
    items = [item for item in context.items if item.id in context.numbers]
    states = [item.status for item in items]
    open_times = [
        item
        for item in items
        if item.status != "cancelled" and not context.hours(item).start and not item.time_words
    ]
    counted = (
        (states.count("confirmed"), say("confirmed")),
        (states.count("tentative"), say("tentative")),
        (states.count("cancelled"), say("omitted")),
        (len(open_times), say("without a time")),
        (missing, say("facts missing")),
    )
    return Figures(say("Programme"), tuple((str(count), caption) for count, caption in counted))


def _missing_rows(context: Context, missing: Iterable[MissingFact]) -> Iterable[Row]:
    """One row an item or a subject, in the order of the programme; what the library lacks is counted.

    Owner and date are named where they are known and the owner is not that of the visit.
    """
    places: dict[UUID | None, int] = {item.id: place for place, item in enumerate(context.items)}
    rows: dict[tuple[UUID | None, str, str, str], list[str]] = {}
    counted: dict[str, Counter[str]] = {}
    for fact in sorted(missing, key=lambda fact: places.get(fact.item, -1)):
        if fact.counted:
            counted.setdefault(fact.counted, Counter())[fact.what] += 1
            continue
        owner = "" if fact.owner == context.owner_name else names.owner_short(context, fact.owner)
        rows.setdefault((fact.item, fact.about, owner, fact.due), []).append(fact.what)
    alike: dict[tuple[UUID | None, str, str, str], list[str]] = {}
    for (item, about, owner, due), what in rows.items():
        listed_facts = joined(_drawn_together(context, what), "; ")
        alike.setdefault((item, listed_facts, owner, due), []).append(about)
    for (item, facts, owner, due), abouts in alike.items():
        numbered = context.numbers.get(item) if item else None
        about = joined(abouts)
        by = context.say("by {date}").format(date=due) if due else ""
        yield Row(
            (
                (run(str(numbered.value), "accent"),) if numbered else (),
                phrase(about, ": " if about else "", facts),
                phrase(owner),
                phrase(by),
            )
        )
    for heading, facts_of in counted.items():
        each = (f"{what} ({many})" for what, many in facts_of.items())
        yield Row(((), phrase(f"{heading}: ", "; ".join(each)), (), ()))


def _drawn_together(context: Context, facts: list[str]) -> list[str]:
    """The facts of one row; a brief of which nothing is written is one of them."""
    say = context.say
    whole = (say("objective"), say("points to make"), say("background"))
    if not set(whole) <= set(facts):
        return facts
    rest = [fact for fact in facts if fact not in whole]
    return [*rest, say("the whole brief")]


def _recipient(recipient: Recipient) -> tuple[Words, Words]:
    number = (strong(str(recipient.copy_number)),) if recipient.copy_number else ()
    return number, listed((recipient.name, recipient.post))


# ------------------------------------------------------------------------------------------------ contents


def contents(context: Context, number: str) -> tuple[Part, ...]:
    """The sections, and the brief of each item with its state."""
    say = context.say
    rows = tuple(_brief_line(context, item) for item in context.items if context.briefed(item))
    blocks: list[Block] = [Contents()]
    if rows:
        head = (say("item"), say("owner"), say("state"), say("page"))
        blocks.append(BriefList(say("List of briefs"), head, rows))
    return (Part("contents", number, number, say("Contents"), tuple(blocks)),)


def _brief_line(context: Context, item: ProgrammeItem) -> BriefLine:
    say = context.say
    mark = context.mark(item)
    if item.status == "cancelled":
        return BriefLine(mark, item.title, (), (soft(say("omitted")),))
    brief = context.brief(item)
    target = context.brief_key(item)
    if brief is None or (brief.status == "empty" and not brief.objective):
        state: Words = (
            context.gap(say("to be written"), say("objective"), item, field="brief.objective"),
        )
    elif brief.status == "final":
        state = (soft(say(BRIEFS["final"])),)
    elif brief.status == "asked" and span(brief.due):
        due = say("due {date}").format(date=context.language.when(span(brief.due), year=False))
        if brief.objective:
            state = (run(due, "em"),)
        else:
            what = say("objective")
            state = (context.gap(due, what, item, owner=brief.owner, due=brief.due),)
    else:
        state = (run(say(BRIEFS.get(brief.status, "in draft")), "em"),)
    if brief and brief.owner:
        owner = phrase(names.owner_short(context, brief.owner))
    else:
        owner = (
            context.gap(say("to be named"), say("owner of the brief"), item, field="brief.owner"),
        )
    return BriefLine(mark, item.title, owner, state, target)
