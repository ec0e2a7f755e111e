"""How people, posts, groups and institutions are named. Names stand exactly as their own side wrote them.

Nobody has to be a person: a post without a name, a group without a number and an institution are named as such, and
what is open is a gap. Not here: their order (`rules.precedence`), the lists they stand in (`sections.people`).
"""

import re
from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple
from uuid import UUID

from briefer.pack.blocks import Run, Words
from briefer.pack.context import Context
from briefer.pack.phrases import joined, like, phrase, tie
from briefer.records import naming
from briefer.records.institutions import Institution
from briefer.records.people import Person, Post
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visits import Delegate


class Somebody(NamedTuple):
    """Whom a delegate or a participant names."""

    kind: Literal["person", "post", "group", "institution", "nobody"]
    identity: UUID | str
    """The same for the same person, post, group or institution."""
    name: str
    """The whole name of a person; the title of a post; a group; an institution."""
    short: str
    """As a day sheet says it."""
    title: str = ""
    """The post of a person, without its institution."""
    person: Person | None = None
    post: Post | None = None
    institution: Institution | None = None
    number: int | None = None


# ------------------------------------------------------------------------------------------ institutions


def institution(context: Context, record: Institution | None) -> str:
    """The whole name with its acronym; a unit with what it belongs to."""
    if record is None:
        return ""
    whole = _whole(context, record)
    name = own_name(record)
    return joined((name, institution(context, whole))) if whole else name


def own_name(record: Institution) -> str:
    """The name of an institution itself with its acronym, where the name does not hold it."""
    if record.acronym and record.acronym not in record.name:
        return like(record.name, f"{record.name} ({record.acronym})")
    return record.name


def institution_short(context: Context, record: Institution | None) -> str:
    """The acronym, else the name; a unit behind the acronym of what it belongs to."""
    if record is None:
        return ""
    whole = _whole(context, record)
    if record.acronym or whole is None:
        return record.acronym or record.name
    known = whole.acronym and whole.acronym not in record.name
    return like(record.name, f"{whole.acronym} {record.name}") if known else record.name


def country(context: Context, record: Institution | None) -> str:
    """The country of an institution, or of what a unit belongs to."""
    while record and not record.country:
        record = _whole(context, record)
    return record.country if record else ""


def profile_of(context: Context, record: Institution | None) -> Institution | None:
    """The institution whose profile speaks of a record: itself, or what a unit belongs to."""
    seen: set[UUID] = set()
    while record and record.kind == "unit" and record.id not in seen:
        seen.add(record.id)
        whole = context.institution(record.parent)
        if whole is None:
            break
        record = whole
    return record


def _whole(context: Context, record: Institution) -> Institution | None:
    """What a unit belongs to; a ring of units belongs to nothing."""
    whole = context.institution(record.parent) if record.kind == "unit" else None
    return whole if whole and _ends(context, record) else None


def _ends(context: Context, record: Institution) -> bool:
    seen: set[UUID] = set()
    above: Institution | None = record
    while above and above.kind == "unit":
        if above.id in seen:
            return False
        seen.add(above.id)
        above = context.institution(above.parent)
    return True


def _unsaid(context: Context, title: str, record: Institution | None) -> str:
    """What a title does not say itself of its institution and of what that belongs to."""
    return joined(map(own_name, _unsaid_levels(context, title, record)))


def _unsaid_levels(context: Context, title: str, record: Institution | None) -> list[Institution]:
    said = title.casefold()
    of_what = _OF.search(said)
    found = []
    while record:
        names = [name.casefold() for name in (record.name, record.acronym) if name]
        told = any(name in said for name in names)
        if not told and not (of_what and _is_of(record.name.casefold(), of_what[1])):
            found.append(record)
        record = _whole(context, record)
    return found


_OF = re.compile(r"\b(?:of|for|de|du|des|van|voor|af) (.{4,})$")
"""What a title is a title of: a Minister of the Interior needs no "Ministry of the Interior" behind it."""


def _is_of(name: str, what: str) -> bool:
    """Whether a body is called after what a title is of, and not only has it in its name: "Harbour and Pilots"."""
    if name.startswith(what):
        return True
    return any(
        f" {word} {what}" in name for word in ("of", "for", "de", "du", "des", "van", "voor", "af")
    )


# ------------------------------------------------------------------------------------------------ people


def person(record: Person) -> str:
    """The whole printed name."""
    return naming.whole_name(record)


def person_short(record: Person) -> str:
    """Honorific and family name, where both are known; an Excellency goes by what she is called in speech."""
    honorific = _EXCELLENCY.sub("", record.honorific).strip()
    if not honorific and record.honorific:
        honorific = record.address_spoken
    if honorific and record.family_name:
        named = record.family_name in honorific
        return honorific if named else f"{honorific} {record.family_name}"
    return person(record)


_EXCELLENCY = re.compile(r"^[A-Z]\.\s?E\.")
"""H.E., S.E.: stands before a whole name only."""


def owner_short(context: Context, owner: str) -> str:
    """Who owns a brief or a missing fact, for a narrow column: "K. Rashmani"; what is no person up to its comma."""

    def in_short() -> dict[str, str]:
        people = (each for each in context.file.people if each.given_name and each.family_name)
        return {
            name: f"{each.given_name[0]}. {each.family_name}"
            for each in people
            for name in (f"{each.given_name} {each.family_name}", person(each))
        }

    return context.once("owners", None, in_short).get(owner) or owner.partition(",")[0]


def initials(record: Person) -> str:
    """Two letters for the tile of somebody without a photograph."""
    return naming.initials(record)


def native(record: Person) -> Words:
    """The name in its own script."""
    if not record.native_name:
        return ()
    return (Run(record.native_name, lang=record.native_language),)


def titled(context: Context, title: str, of: Institution | None) -> str:
    """A title with its institution, as far as it does not name that itself."""
    return joined((title, _unsaid(context, title, of)))


def beside(context: Context, title: str, of: Institution) -> str:
    """What is to stand behind a title of its institution; empty where the title says it all."""
    return _unsaid(context, title, of)


def post_and_country(context: Context, somebody: Somebody) -> str:
    """A post as it is given to somebody who does not know it: "Minister of the Interior, Qamaria"."""
    words = post(context, somebody)
    of = somebody.institution
    told = of is None or not of.country or of.country in words or of.name in words
    return words if told or of is None else joined((words, of.country))


def post_brief(context: Context, somebody: Somebody) -> str:
    """A post under a portrait: with the country where the title says its institution, else with the acronym."""
    levels = _unsaid_levels(context, somebody.title, somebody.institution)
    if not levels:
        return post_and_country(context, somebody)
    return joined((somebody.title, levels[-1].acronym or levels[-1].name))


def post(context: Context, somebody: Somebody) -> str:
    """The post of a person with its institution; what a post or a group belongs to."""
    if somebody.kind == "person":
        return titled(context, somebody.title, somebody.institution)
    if somebody.kind in ("post", "group"):
        return _unsaid(context, somebody.name, somebody.institution)
    return ""


# ---------------------------------------------------------------------------------- who takes part


def of_delegate(context: Context, delegate: Delegate) -> Somebody:
    """Whom a delegate names."""
    return context.once("who", delegate.id, lambda: _of_delegate(context, delegate))


def _of_delegate(context: Context, delegate: Delegate) -> Somebody:
    recorded = context.post(delegate.post)
    who = context.person(delegate.person or (recorded.person if recorded else None))
    of = context.institution(delegate.institution or (recorded.institution if recorded else None))
    title = delegate.title or (recorded.title if recorded else "")
    if who:
        recorded = recorded or context.held(
            who.id, context.day_of(context.file_with(delegate.visit))
        )
        if recorded and not delegate.institution:
            of = context.institution(recorded.institution)
        return _somebody_of(who, title or (recorded.title if recorded else ""), recorded, of)
    if delegate.group:
        return Somebody(
            "group",
            delegate.id,
            delegate.group,
            delegate.group,
            title,
            institution=of,
            number=delegate.group_count,
        )
    return _unnamed(context, title, recorded, of)


def of_participant(context: Context, participant: Participant) -> Somebody:
    """Whom a participant names; a person bears the post held on the day of the visit."""
    return context.once("who", participant.id, lambda: _of_participant(context, participant))


def _of_participant(context: Context, participant: Participant) -> Somebody:
    delegate = context.delegate(participant.delegate)
    if delegate:
        return of_delegate(context, delegate)
    recorded = context.post(participant.post)
    who = context.person(participant.person or (recorded.person if recorded else None))
    of = context.institution(participant.institution)
    if who:
        item = context.get(ProgrammeItem, participant.item)
        day = context.day_of(context.file_of(item)) if item else None
        recorded = recorded or context.held(who.id, day)
        of = of or context.institution(recorded.institution if recorded else None)
        title = participant.title or (recorded.title if recorded else "")
        return _somebody_of(who, title, recorded, of)
    of = of or context.institution(recorded.institution if recorded else None)
    if participant.group:
        group = participant.group
        return Somebody(
            "group", group, group, group, institution=of, number=participant.group_count
        )
    return _unnamed(
        context, participant.title or (recorded.title if recorded else ""), recorded, of
    )


def _somebody_of(
    who: Person, title: str, recorded: Post | None, of: Institution | None
) -> Somebody:
    return Somebody("person", who.id, person(who), person_short(who), title, who, recorded, of)


def _unnamed(
    context: Context, title: str, recorded: Post | None, of: Institution | None
) -> Somebody:
    """A post without a name, or an institution."""
    if title:
        first = next(iter(_unsaid_levels(context, title, of)), None)
        short = title
        if first:
            unit = first.kind == "unit"
            short = joined((title, first.name if unit else first.acronym or first.name))
        identity: UUID | str = recorded.id if recorded else f"{title}|{of.id if of else ''}"
        return Somebody("post", identity, title, short, title, None, recorded, of)
    if of:
        name = institution(context, of)
        return Somebody("institution", of.id, name, institution_short(context, of), institution=of)
    return Somebody("nobody", "", "", "")


def open_words(
    context: Context, somebody: Somebody, of: ProgrammeItem | str, *, guest: bool = False
) -> Run | None:
    """The gap behind a post without a name or a group without a number."""
    say = context.say
    if somebody.kind == "post":
        what = say("name of {who}").format(who=somebody.short)
        return context.gap(say("name open"), what, say("Delegation") if guest else of)
    if somebody.kind == "group" and somebody.number is None:
        if guest:
            what = say("names and number of {who}").format(who=somebody.short)
            return context.gap(say("names open"), what, say("Delegation"))
        what = say("number of {who}").format(who=somebody.short)
        return context.gap(say("number open"), what, of)
    return None


def whole(
    context: Context,
    somebody: Somebody,
    item: ProgrammeItem,
    *,
    guest: bool = False,
    told: Collection[UUID] = (),
) -> Words:
    """Somebody as a brief names them: whole name, or what is known with its gap.

    `told` are institutions that stand nearby already and are not named again.
    """
    if somebody.kind == "nobody":
        return (context.gap(context.say("to be named"), context.say("who takes part"), item),)
    words = phrase(somebody.name)
    if somebody.kind in ("post", "group"):
        levels = _unsaid_levels(context, somebody.name, somebody.institution)
        of = joined(own_name(each) for each in levels if each.id not in told)
        words = phrase(words, ", " if of else "", of)
    if somebody.number is not None:
        words = phrase(words, f", {somebody.number}")
    gap = open_words(context, somebody, item, guest=guest)
    return phrase(words, ", ", gap) if gap else words


NAMED = 5
"""Of each side, day sheets and briefs name who chairs or leads and four more."""


def heads(some: Iterable[Somebody]) -> int:
    """How many people they are; a group without a number counts as one."""
    return sum(each.number or 1 for each in some)


def others(context: Context, count: int) -> tuple[Words, ...]:
    """How many were not named, and where they are: "and 35 others, section 7"."""
    if count <= 0:
        return ()
    words = context.language.say_many("and {count} other", "and {count} others", count)
    said = words.format(count=count)
    section = context.sections.get("people", "")
    if not section:
        return (phrase(said),)
    there = tie(context.say("section {number}").format(number=section))
    return (phrase(said, ", ", Run(there, link="#people")),)
