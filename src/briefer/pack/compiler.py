"""Compiles a cut into a pack: the recipe's sections in their order, their numbers, the marking, the issue.

`compile_pack` is a function of its arguments alone: no clock, no database, no setting; equal input gives an equal pack.
Not here: what a section says (`sections`), what a reader may see (`audience`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from briefer.errors import KnownError
from briefer.i18n import Language, mark, say
from briefer.pack import shipped
from briefer.pack.audience import Cut, level
from briefer.pack.banners import banner
from briefer.pack.blocks import (
    Annex,
    Biography,
    Issue,
    Marking,
    Message,
    Pack,
    Part,
    Portraits,
    Run,
    Section,
)
from briefer.pack.context import Context, IssueFacts, span
from briefer.pack.phrases import phrase
from briefer.pack.punctuation import finished
from briefer.pack.sections import (
    annexes,
    badges,
    briefs,
    contacts,
    days,
    front,
    glance,
    logistics,
    overview,
    people,
    pocket,
    profiles,
    reference,
    report,
    visitors,
)
from briefer.pack.wordings import office_named, written_in
from briefer.records.base import Record
from briefer.records.kinds import by_name
from briefer.records.packs import Office, Recipe
from briefer.records.visit_file import VisitFile
from briefer.rules.precedence import RuleSet

__all__ = ["SECTIONS", "IssueFacts", "SectionRule", "compile_pack", "record_at", "section_key"]


_REFERENCE = 1
"""The stage that reads what the sections before it print."""


class SectionRule(NamedTuple):
    """One kind of section that a recipe may name.

    `number` is its number in a dossier, for life. Sections of a later `stage` are made after all others: they tell
    what those say or miss. A section that is only `front` does not fill a pack by itself; `empty` is what the pack
    says when nothing else does.
    """

    number: str
    title: str
    build: Callable[[Context, str], tuple[Part, ...]]
    stage: int = 0
    front: bool = False
    empty: str = mark("There is nothing to print in this pack yet.")
    worded: Callable[[Context], str] | None = None
    """A title that tells more than `title`."""


SECTIONS: Mapping[str, SectionRule] = {
    "cover": SectionRule("1", mark("Cover"), front.cover, front=True),
    "control sheet": SectionRule(
        "2", mark("Control sheet"), front.control_sheet, stage=3, front=True
    ),
    "contents": SectionRule(
        "3", mark("Contents and list of briefs"), front.contents, stage=2, front=True
    ),
    "overview": SectionRule("4", mark("Overview"), overview.overview),
    "glance": SectionRule("5", mark("Programme at a glance"), glance.glance),
    "day sheets": SectionRule("6", mark("Day sheets"), days.day_sheets, worded=days.sheets_title),
    "people": SectionRule("7", mark("Delegation and hosts"), people.people),
    "delegation": SectionRule(
        "7",
        mark("Delegation"),
        people.delegation,
        empty=mark("Nobody is named yet who travels."),
    ),
    "pocket days": SectionRule("6", mark("Programme"), pocket.pocket_days),
    "briefs": SectionRule("8", mark("Briefs"), briefs.briefs),
    "cards": SectionRule("9", mark("Points-to-make cards"), briefs.cards),
    "profiles": SectionRule("10", mark("Institution profiles"), profiles.profiles),
    "biographies": SectionRule("11", mark("Biographies"), people.biographies),
    "reference": SectionRule(
        "12", mark("Instruments, themes, glossary"), reference.reference, stage=_REFERENCE
    ),
    "logistics": SectionRule(
        "13",
        mark("Logistics and press"),
        logistics.logistics,
        empty=mark("Nothing is recorded yet of journeys, hotels and vehicles."),
        worded=logistics.title,
    ),
    "press": SectionRule(
        "13",
        mark("Press"),
        logistics.press,
        empty=mark("No event of this visit is open to the press yet."),
    ),
    "annexes": SectionRule("14", mark("Annexes"), annexes.annexes),
    "contacts": SectionRule(
        "15",
        mark("Contact sheet"),
        contacts.contacts,
        empty=mark("No contact is recorded for this visit yet."),
    ),
    "badges": SectionRule(
        "", mark("Badges"), badges.badges, empty=mark("Nobody is named yet who travels.")
    ),
    "tents": SectionRule("", mark("Table tents"), badges.tents),
    "outcomes": SectionRule(
        "16",
        mark("What the visit produced"),
        report.outcomes,
        empty=mark("Nothing is recorded yet of what this visit produced."),
    ),
    "discussed": SectionRule("17", mark("What was discussed"), report.discussed),
    "guest cover": SectionRule("", mark("Cover"), visitors.guest_cover, front=True),
    "guest programme": SectionRule(
        "",
        mark("Programme"),
        visitors.guest_programme,
        empty=mark("No item of this programme is released to the visitors yet."),
    ),
}
"""By the names that recipes use."""

JUSTIFIED = "justified"
"""Switch of a recipe whose running text has two straight edges."""
OWN_NUMBERS = "own numbers"
"""Switch of a recipe whose sections are counted from 1 instead of bearing the numbers of a dossier."""


def compile_pack(
    cut: Cut,
    recipe: Recipe,
    issue: IssueFacts,
    language: Language,
    precedence: RuleSet | None = None,
    *,
    facing: bool = False,
    office: Office | None = None,
) -> Pack:
    """The document of a recipe, made from what its reader may see.

    `precedence` is the visit's rule set for the order of people; without one the office's own. A pack that is `facing`
    another language says what is not translated, and never stands in for it. The `office` stands on covers, under its
    name in that language, and lends its accent.

    Raises:
        KnownError: the recipe names a section that does not exist.

    """
    rules = [(name, _rule(recipe, name)) for name in recipe.sections]
    numbers = _numbers(recipe, rules)
    order = precedence or shipped.rule_set("")
    written = written_in(cut.file.visit)
    named = office and office_named(office, language.tag, written, facing=facing)
    context = Context(cut, recipe, issue, language, order, numbers, named)
    made: dict[str, Section] = {}
    for stage in sorted({rule.stage for _, rule in rules}):
        if stage == _REFERENCE:
            context.printed = "\n".join(dict.fromkeys(_texts(made.values())))
        for name, rule in rules:
            if rule.stage == stage and (parts := rule.build(context, numbers[name])):
                made[name] = Section(section_key(name), numbers[name], _title(context, rule), parts)
    sections = tuple(made[name] for name in recipe.sections if name in made)
    if all(rule.front for name, rule in rules if name in made):
        sections = (_empty(context, rules),)
    pack = _pack(context, sections)
    # an English pack of English records has nothing to finish
    plain = context.file is cut.file and language.tag == written == "en"
    gap = context.gap(context.say("not translated"), "", "") if facing else None
    return pack if plain else finished(pack, written, gap)


def record_at(cut: Cut, anchor: str) -> Record | None:
    """The record that an anchor or a part's key of a pack of this cut stands for; None for what is no record."""
    name, _, key = anchor.partition(":")
    kind = {"brief": "item", "card": "item", "glance": "item", "profile": "institution"}.get(
        name, name
    )
    if name == "day":
        kind, _, key = key.partition(":")
    if kind not in by_name() or by_name()[kind].plural not in VisitFile.__struct_fields__:
        return None
    records = cut.file.of(kind)
    if key.startswith("#"):
        place = int(key[1:]) if key[1:].isdecimal() else 0
        return records[place - 1] if 0 < place <= len(records) else None
    return next((each for each in records if each.key == key and key), None)


def _rule(recipe: Recipe, name: str) -> SectionRule:
    if name not in SECTIONS:
        sentence = say("The recipe “{recipe}” names the section “{name}”, which does not exist.")
        raise KnownError(sentence.format(recipe=recipe.name, name=name))
    return SECTIONS[name]


def _numbers(recipe: Recipe, rules: Iterable[tuple[str, SectionRule]]) -> dict[str, str]:
    """The number of each section: that of a dossier, or counted; an uncounted cover is page C-1."""
    if OWN_NUMBERS not in recipe.switches:
        return {name: rule.number for name, rule in rules}
    found: dict[str, str] = {}
    following = 0
    for name, rule in rules:
        following += not rule.front
        found[name] = "C" if rule.front else str(following)
    return found


def section_key(name: str) -> str:
    """The destination of a section; its parts have keys of their own."""
    return f"section:{name.replace(' ', '-')}"


def _title(context: Context, rule: SectionRule) -> str:
    return rule.worded(context) if rule.worded else context.say(rule.title)


def _empty(context: Context, rules: list[tuple[str, SectionRule]]) -> Section:
    """One page that names the gap."""
    content = [(name, rule) for name, rule in rules if not rule.front]
    words = content[0][1].empty if content else SectionRule("", "", front.cover).empty
    label = (content and context.sections[content[0][0]]) or "1"
    message = Message((*phrase(context.file.visit.title, ". ", context.say(words)),))
    title = context.say(context.recipe.title)
    return Section("section:empty", "1", title, (Part("empty", "1", label, title, (message,)),))


# ------------------------------------------------------------------------------------------------ the pack


def _pack(context: Context, sections: tuple[Section, ...]) -> Pack:
    say = context.say
    recipe = context.recipe
    visit = context.file.visit
    dates = context.language.period(span(visit.start), span(visit.end))
    return Pack(
        title=visit.title,
        short_title=", ".join(filter(None, (visit.title, dates))),
        recipe=recipe.name,
        audience=context.cut.audience.name,
        language=context.language.tag,
        marking=_marking(context),
        issue=_issue(context),
        sections=sections,
        author=context.owner_name,
        subject=say(recipe.title),
        paper=recipe.paper,
        look=recipe.look,
        counting=recipe.counting,
        page_words=say("page"),
        page_of=say("of"),
        draft=not context.issue.edition,
        duplex=recipe.duplex,
        justified=JUSTIFIED in recipe.switches,
        accent=context.office.accent if context.office else "",
        figures=recipe.figures if context.language.tag == "ar" else "western",
        pictures=tuple(dict.fromkeys(_pictures(sections))),
    )


def _issue(context: Context) -> Issue:
    say = context.say
    edition = context.issue.edition
    moment = context.language.moment(context.moment)
    names = (
        context.file.visit.key or "visit",
        context.cut.audience.name,
        context.recipe.name,
        context.language.tag,
        str(edition) if edition else "draft",
    )
    return Issue(
        edition=say("Edition {number}").format(number=edition) if edition else say("Draft"),
        made=(say(", issued {moment}") if edition else say(", not issued, made {moment}")).format(
            moment=moment
        ),
        copy=_copy_words(context),
        at=context.moment.isoformat(timespec="seconds"),
        code="/".join(names),
    )


def _copy_words(context: Context) -> str:
    """Which copy it is, for the foot of each page; empty where it is nobody's own."""
    copy = context.issue.copy
    if copy is None:
        return ""
    return context.say("Copy {number} of {count}").format(number=copy.number, count=copy.of)


def _marking(context: Context) -> Marking:
    """What stands at head and foot of each page; what guests keep bears none."""
    if context.recipe.look == "guest":
        return Marking("")
    marked = (context.issue.marking, _marking_of(marked_highest(context.cut)))
    return banner(context, max(marked, key=lambda name: level(name, context.cut.scheme)))


def marked_highest(cut: Cut) -> Record:
    """What of all that a pack of this cut could print bears the highest marking: the least that the pack may bear."""
    records = [*_records(cut.file), *(each for past in cut.file.earlier for each in _records(past))]
    return max(records, key=lambda record: level(_marking_of(record), cut.scheme))


def _marking_of(record: Record) -> str:
    return getattr(record, "marking", "")


def _records(file: msgspec.Struct) -> Iterator[Record]:
    for name in file.__struct_fields__:
        value = getattr(file, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Record):
                yield each


# ------------------------------------------------------------------------------------------ walking a pack


def _texts(sections: Iterable[Section]) -> Iterator[str]:
    """All that is printed of sections: the text of runs, and titles; not the feet, where sources are named."""
    rest: list[object] = [part for section in sections for part in section.parts]
    while rest:
        value = rest.pop()
        if type(value) is tuple:
            rest.extend(value)
        elif type(value) is Run:
            yield value.text
        else:
            for name in getattr(value, "__struct_fields__", ()):
                inside = getattr(value, name)
                if not isinstance(inside, str):
                    if inside and name != "foot":
                        rest.append(inside)
                elif name == "title":
                    yield inside


def _pictures(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        for part in section.parts:
            for block in (*part.blocks, *part.back):
                if isinstance(block, Biography) and block.picture:
                    yield block.picture
                elif isinstance(block, Annex) and block.annex:
                    yield block.annex
                elif isinstance(block, Portraits):
                    yield from (each.picture for each in block.people if each.picture)
