"""The visit report: what the visit produced with follow-ups and sources, what was discussed.

Texts stand as they were recorded; a quotation is complete, in quotation marks, with its speaker.
"""

from collections.abc import Iterator
from itertools import groupby

from msgspec.structs import replace

from briefer.pack.blocks import (
    Block,
    Flow,
    FootLine,
    Item,
    KeyValue,
    Labelled,
    LabelledRows,
    Numbered,
    Pair,
    Paragraph,
    Part,
    Quotation,
    Row,
    Separator,
    Table,
    TableGroup,
    Words,
)
from briefer.pack.context import Context, span
from briefer.pack.phrases import emphasised, filled, listed, paragraphs, phrase, soft
from briefer.pack.sections import followups
from briefer.pack.sections.overview import visit_dates
from briefer.pack.terms import ASSISTANCE, OUTCOMES
from briefer.records.briefs import BriefPoint
from briefer.records.outcomes import Outcome
from briefer.records.programme import ProgrammeItem
from briefer.records.sources import Source

_FOUND = ("assessment", "progress", "good practice", "shortfall")
"""Kinds that make a report one of findings."""
_POINTS = ("recommendation",)
"""Kinds that are numbered, in the type of points."""


def outcomes(context: Context, number: str) -> tuple[Part, ...]:
    """What the visit produced, in the words recorded, and the action after it."""
    say = context.say
    file = context.file
    shown = [each for each in file.outcomes if each.kind != "discussed"]
    if not shown and not file.follow_ups:
        return ()
    blocks: list[Block] = []
    for label, group in _labelled(context, shown):
        if blocks:
            blocks.append(Separator())
        blocks += _group(context, label, group)
    if blocks:
        blocks.append(Separator())
    blocks.append(_follow_ups(context))
    found = any(each.kind in _FOUND for each in shown)
    title = say("Findings") if found else say("What the visit produced")
    foot = _sources(context)
    return (Part("outcomes", number, number, title, tuple(blocks), _quiet(context), foot),)


def _quiet(context: Context) -> Words:
    return listed(
        (context.say(context.recipe.title), context.file.visit.title, visit_dates(context))
    )


def _labelled(context: Context, shown: list[Outcome]) -> Iterator[tuple[str, list[Outcome]]]:
    """Outcomes under their labels, kinds in the order of a report, within a kind as recorded."""
    order = list(OUTCOMES)
    for _, alike in groupby(
        sorted(shown, key=lambda each: order.index(each.kind)), lambda each: each.kind
    ):
        groups: dict[str, list[Outcome]] = {}
        for each in alike:
            groups.setdefault(each.heading or context.say(OUTCOMES[each.kind]), []).append(each)
        yield from groups.items()


def _group(context: Context, label: str, group: list[Outcome]) -> Iterator[Block]:
    if group[0].kind == "quotation":
        for place, each in enumerate(group):
            words = context.say("“{words}”").format(words=_unquoted(each.text))
            language = each.language if each.language != context.language.tag else ""
            said = tuple(replace(run, lang=language) for run in phrase(words))
            quotation = Quotation(said, _speaker(context, each))
            yield Labelled("" if place else label, (quotation,), anchor=context.anchor(each))
        return
    numbered = group[0].kind in _POINTS
    yield LabelledRows(
        label,
        tuple(
            Pair(
                _numbered(each, place) if numbered else _text(context, each),
                tuple(_beside(context, each)),
                context.anchor(each),
            )
            for place, each in enumerate(group, 1)
        ),
    )


def _text(context: Context, outcome: Outcome) -> tuple[Flow, ...]:
    titles = [each.title for each in context.instruments(outcome.instruments)]
    parts = [part.strip() for part in outcome.text.split("\n\n") if part.strip()]
    return tuple(Paragraph(emphasised(part, titles)) for part in parts)


def _numbered(outcome: Outcome, place: int) -> tuple[Flow, ...]:
    return (Numbered((Item(paragraphs(outcome.text, "point")),), "point", place),)


def _unquoted(text: str) -> str:
    """The words of a quotation without quotation marks of their own around them."""
    text = text.strip()
    for first, last in (("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("»", "«")):
        inner = text[1:-1]
        if text.startswith(first) and text.endswith(last) and not {first, last} & set(inner):
            return inner.strip()
    return text


def _speaker(context: Context, outcome: Outcome) -> Words:
    """Who said it, and in which item."""
    item = context.get(ProgrammeItem, outcome.item)
    return listed((context.enumerated(outcome.speakers), _item_words(context, item)))


def _item_words(context: Context, item: ProgrammeItem | None) -> str:
    number = context.number(item) if item else ""
    return context.say("item {number}").format(number=number) if number else ""


def _beside(context: Context, outcome: Outcome) -> Iterator[KeyValue]:
    """Who said it, to whom, in which item, under which instruments."""
    say = context.say
    if outcome.speakers:
        yield KeyValue("", phrase(context.enumerated(outcome.speakers)))
    if outcome.addressee:
        yield KeyValue(say("to"), phrase(outcome.addressee))
    if outcome.direction:
        yield KeyValue(say("assistance"), phrase(say(ASSISTANCE[outcome.direction])))
    if outcome.priority:
        yield KeyValue(say("priority"), phrase(outcome.priority))
    item = _item_words(context, context.get(ProgrammeItem, outcome.item))
    if item:
        yield KeyValue("", phrase(item))


def _follow_ups(context: Context) -> Table:
    say = context.say
    head = (say("state"), say("action"), say("owner"), say("due"))
    states = ("open", "done", "dropped")
    ordered = sorted(context.file.follow_ups, key=lambda each: states.index(each.state))
    rows = tuple(followups.row(context, each) for each in ordered)
    if not rows:
        what, of = say("action after the visit"), say("Visit")
        rows = (
            Row(
                (
                    (),
                    (context.gap(say("no action recorded"), what, of),),
                    (context.gap(say("owner open"), what, of),),
                    (context.gap(say("no date"), what, of),),
                )
            ),
        )
    return Table("follow-ups", head, (TableGroup(rows, say("Follow-up")),))


# ------------------------------------------------------------------------------------------------- discussed


def discussed(context: Context, number: str) -> tuple[Part, ...]:
    """What was on the agenda and what was noted of it, item by item."""
    blocks: list[Block] = []
    for item in context.items:
        if item.status == "cancelled":
            continue
        body = tuple(_talk(context, item))
        if body:
            label = _item_words(context, item) or ""
            blocks.append(Labelled(label, (Paragraph(phrase(item.title), "strong"), *body)))
    if not blocks:
        return ()
    return (Part("discussed", number, number, context.say("What was discussed"), tuple(blocks)),)


def _talk(context: Context, item: ProgrammeItem) -> Iterator[Flow]:
    brief = context.brief(item)
    for point in context.parts(BriefPoint, "brief", brief.id) if brief else ():
        if point.kind in ("agenda", "contribution"):
            by = phrase(" ", soft(point.speaker)) if point.speaker else ()
            yield Paragraph(phrase(point.text, by))
    for outcome in context.file.outcomes:
        if outcome.kind == "discussed" and outcome.item == item.id:
            yield from _text(context, outcome)


def _sources(context: Context) -> tuple[FootLine, ...]:
    """The publications and letters on which the records of this visit rest."""
    own = {record.id for record in context.own_records}
    cited = {each.source for each in context.file.citations if each.about in own}
    lines = [_source(context, each) for each in context.file.sources if each.id in cited]
    return (FootLine(context.say("Sources"), listed(lines, "; ")),) if lines else ()


def _source(context: Context, source: Source) -> Words:
    date = context.language.when(span(source.published_on))
    published = filled(context.say("published {date}"), date=date) if date else ()
    return listed((source.title, source.publisher, published))
