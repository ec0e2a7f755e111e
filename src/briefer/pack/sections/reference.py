"""Reference: the instruments and themes that are spoken of and where, acronyms, and names that sources spell in two ways.

Made after the sections that it refers to: an acronym is explained if the pack prints it.
"""

import re
from collections.abc import Iterable, Iterator
from uuid import UUID

from briefer.i18n import HARD
from briefer.pack.blocks import (
    Block,
    Labelled,
    Paragraph,
    Part,
    Row,
    Run,
    Separator,
    Table,
    TableGroup,
    TwoColumns,
    Words,
)
from briefer.pack.context import Context, span
from briefer.pack.phrases import WIDE, joined, listed, phrase, ranges, soft, strong
from briefer.pack.sections.briefs import two_spellings
from briefer.pack.terms import INSTRUMENTS
from briefer.records.base import Record
from briefer.records.briefs import BriefPoint
from briefer.records.notes import Instrument, Theme
from briefer.text import fold


def reference(context: Context, number: str) -> tuple[Part, ...]:
    """Instruments, themes, glossary of what the sections made before print, and two spellings."""
    say = context.say
    blocks: list[Block] = []
    titles = []
    rows = tuple(_instrument(context, each) for each in _instruments(context))
    if rows:
        titles.append(say("Instruments"))
        head = (say("kind"), say("title"), say("issuer"), say("cited in"))
        blocks.append(Table("instruments", head, (TableGroup(rows),)))
    themes = tuple(_theme(context, each) for each in _themes(context))
    if themes:
        titles.append(say("themes") if titles else say("Themes"))
        blocks.append(Labelled(say("Themes"), (Paragraph(listed(themes, WIDE)),)))
    terms = tuple(_glossary(context))
    if terms:
        titles.append(say("glossary") if titles else say("Glossary"))
        blocks.append(TwoColumns(say("Glossary"), terms))
    spellings = tuple(
        Paragraph(two_spellings(context, each), "small")
        for each in context.file.citations
        if each.as_printed and each.preferred
    )
    if spellings:
        titles = titles or [say("Two spellings")]
        if blocks:
            blocks.append(Separator())
        blocks.append(Labelled(say("Two spellings"), spellings, label_look="key"))
    if not blocks:
        return ()
    return (Part("reference", number, number, ", ".join(titles), tuple(blocks)),)


# ----------------------------------------------------------------------------------------- where it is cited


def _cited(context: Context, field: str) -> dict[UUID, set[int]]:
    """The numbers of the items in which instruments or themes are spoken of; the visit's own have none."""
    return context.once(f"cited {field}", None, lambda: _find_cited(context, field))


def _find_cited(context: Context, field: str) -> dict[UUID, set[int]]:
    found: dict[UUID, set[int]] = {}
    visit = context.file.visit
    for id_ in getattr(visit, field):
        found.setdefault(id_, set())
    for item in context.items:
        if item.status == "cancelled":
            continue
        number = {context.numbers[item.id].value} if item.id in context.numbers else set()
        records: list[Record] = [item]
        if (brief := context.brief(item)) and "briefs" in context.recipe.sections:
            records += context.parts(BriefPoint, "brief", brief.id)
        for record in records:
            for id_ in getattr(record, field):
                found.setdefault(id_, set()).update(number)
    return found


def _in_report(context: Context, field: str) -> set[UUID]:
    return {id_ for outcome in context.file.outcomes for id_ in getattr(outcome, field)}


def _where(context: Context, id_: UUID, field: str) -> str:
    """In which items, else in the report, else in the whole visit."""
    cited = _cited(context, field)
    if cited.get(id_):
        return ranges(cited[id_])
    if id_ in getattr(context.file.visit, field):
        return context.say("overview")
    return context.say("report") if id_ in _in_report(context, field) else ""


# ------------------------------------------------------------------------------------------------ instruments


def _instruments(context: Context) -> tuple[Instrument, ...]:
    ids = dict.fromkeys([*_cited(context, "instruments"), *_in_report_order(context)])
    return context.some(Instrument, ids)


def _in_report_order(context: Context) -> Iterable[UUID]:
    return (id_ for outcome in context.file.outcomes for id_ in outcome.instruments)


def title(context: Context, instrument: Instrument) -> Words:
    """An instrument as it is cited: "1373 (2001)", "EU Integrated Approach", with its subject and period."""
    year = span(instrument.year)
    number = instrument.number
    if number and year and str(year.first.year) not in number:
        number = f"{number} ({year.first.year})"
    name = joined((number, instrument.title))
    if not name:
        say = context.say
        return (context.gap(say("title open"), say("title"), say("An instrument")),)
    told = listed((name, instrument.periodicity))
    sentence = instrument.subject[:1].isupper()
    return listed((told, instrument.subject), ". " if sentence else ", ")


def _instrument(context: Context, instrument: Instrument) -> Row:
    kind = context.say(INSTRUMENTS[instrument.kind]) if instrument.kind in INSTRUMENTS else ""
    return Row(
        (
            phrase(kind),
            title(context, instrument),
            phrase(instrument.issuer or instrument.country),
            phrase(_where(context, instrument.id, "instruments")),
        ),
        context.anchor(instrument),
    )


# ----------------------------------------------------------------------------------------------------- themes


def _themes(context: Context) -> Iterator[Theme]:
    reported = (id_ for outcome in context.file.outcomes for id_ in outcome.themes)
    ids = dict.fromkeys([*_cited(context, "themes"), *reported])
    yield from sorted(context.themes(ids), key=lambda theme: fold(theme.name))


def _theme(context: Context, theme: Theme) -> Words:
    where = _where(context, theme.id, "themes")
    name = theme.name
    if theme.cross_cutting:
        name = context.say("{theme} (cross-cutting)").format(theme=name)
    if len(name) + len(where) < _WHOLE:
        name, where = name.replace(" ", HARD), where.replace(" ", HARD)
        return (Run(name), Run(HARD), Run(where, "soft")) if where else (Run(name),)
    return phrase(name, " ", soft(where)) if where else phrase(name)


_WHOLE = 48
"""Characters of a theme with its numbers that are kept in one line."""


# --------------------------------------------------------------------------------------------------- glossary


def _glossary(context: Context) -> Iterator[tuple[Words, Words]]:
    """The acronyms that the pack prints, in alphabetical order, with what they stand for."""
    found: dict[str, str] = {}
    for record in context.file.institutions:
        if record.acronym:
            found.setdefault(record.acronym, record.name)
    for term in context.file.glossary:
        if term.language in ("", context.language.tag) or term.acronym not in found:
            found[term.acronym] = term.expansion or found.get(term.acronym, "")
    printed = _occurring(found, context.printed)
    for acronym in sorted(printed, key=lambda each: (fold(each), each)):
        expansion = phrase(found[acronym])
        if not expansion:
            words = context.say("expansion to be entered")
            expansion = (context.gap(words, acronym, context.say("Expansion of acronyms")),)
        yield (strong(acronym),), expansion


def _occurring(acronyms: Iterable[str], printed: str) -> list[str]:
    """Those acronyms that stand in a text as words of their own; the text is gone through once."""
    text = printed.replace(HARD, " ")
    words = set(_WORD.findall(text))
    return [
        each
        for each in acronyms
        if each in words or (not _WORD.fullmatch(each) and _stands_in(each, text))
    ]


_WORD = re.compile(r"\w+")


def _stands_in(acronym: str, text: str) -> bool:
    """Whether an acronym of several words, or with signs, stands in a text."""
    return acronym in text and re.search(rf"(?<!\w){re.escape(acronym)}(?!\w)", text) is not None
