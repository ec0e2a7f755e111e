"""Searching library, notes and programmes as one types.

Not here: the index (`workspace.search`).
"""

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import msgspec

from briefer.records.base import Record
from briefer.records.institutions import Institution
from briefer.records.notes import Theme
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.people import Person, Post
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Delegate, Visit
from briefer.text import fold, index_terms, spellings

if TYPE_CHECKING:
    from briefer.records.markings import MarkingScheme
    from briefer.workspace.database import Workspace
    from briefer.workspace.load_save import Rows

_AROUND = 90
"""Characters of a text that are shown around what was found in it."""
_SEEN = 90
"""Characters of a name that are seen where it is long."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One hit. `visit` is the key of its visit, for what belongs to one.

    `line` is the words around the hit, where they are not those that it is called by; of a post whose it is and where.
    A delegate is called by the name of the person, `line` is then the title.
    """

    kind: str
    id: UUID
    key: str
    label: str
    visit: str = ""
    line: str = ""
    visit_title: str = ""
    """As short as it has one."""
    item: str = ""
    """The title of the item that an outcome or a follow-up came from."""
    day: str = ""
    """Of the item, as precise as it is known."""
    start: str = ""
    """`HH:MM`; of an item."""


class Wanted(NamedTuple):
    """What a hit must be besides; all of what is given."""

    kinds: tuple[str, ...] = ()
    visit: UUID | None = None
    country: str = ""
    """As it stands in records."""
    theme: UUID | None = None
    year: int = 0
    up_to: str = ""
    """The highest marking that is shown, from any scheme; what bears one of a scheme without it is not shown."""


_ANYTHING = Wanted()


class Choices(NamedTuple):
    """What a search can be narrowed to, in the order in which it is offered: words by what `Wanted` takes."""

    countries: tuple[str, ...]
    themes: dict[UUID, str]
    years: tuple[int, ...]
    markings: dict[str, str]
    """By name, the highest first."""


def search(
    workspace: "Workspace", words: str, limit: int = 20, wanted: Wanted = _ANYTHING
) -> tuple[Found, ...]:
    """The best hits for all of the words, the last of which may be unfinished; names before texts.

    Without words, all of what is wanted, by name.
    """
    from briefer.records.kinds import by_name
    from briefer.workspace.facets import Narrowing
    from briefer.workspace.search import SEARCHED, words_of

    narrowed = Narrowing(*wanted[:-1], _up_to(workspace, wanted.up_to) if wanted.up_to else None)
    with workspace.reading() as rows:
        hits = rows.search.search(words, limit, narrowed)
        records = {
            record.id: record
            for kind in {hit.kind for hit in hits}
            for record in rows.where(
                by_name()[kind].record, "id", [hit.record for hit in hits if hit.kind == kind]
            )
        }
        visits = {
            each.id: each
            for each in rows.where(Visit, "id", {hit.visit for hit in hits if hit.visit})
        }
        items = _items(rows, records.values())
        posts = _held(rows, [one for one in records.values() if isinstance(one, Post)])
        travels = _who(rows, [one for one in records.values() if isinstance(one, Delegate)])
    typed = [term for ways in spellings(words) for way in ways for term in way]
    found = []
    for hit in hits:
        record = records.get(hit.record)
        if record is None:
            continue
        bodies = () if hit.title else SEARCHED[hit.kind].bodies
        around = _around([words_of(getattr(record, field)) for field in bodies], typed)
        visit = visits.get(hit.visit) if hit.visit else None
        item = items.get(hit.record)
        found.append(
            Found(
                kind=hit.kind,
                id=hit.record,
                key=record.key,
                label=travels.get(hit.record) or hit.label,
                visit=visit.key if visit else "",
                line=posts.get(hit.record)
                or (hit.label if hit.record in travels else "")
                or ("" if around.strip("… ") in hit.label[:_SEEN] else around),
                visit_title=(visit.short_title or visit.title) if visit else "",
                item=item.title if item and item is not record else "",
                day=item.day if item else "",
                start=item.start if item and item is record else "",
            )
        )
    return tuple(found)


def choices(workspace: "Workspace") -> Choices:
    """What there is in a workspace that a search can be narrowed to."""
    with workspace.reading() as rows:
        countries, years = rows.search.countries(), rows.search.years()
        themes = {one.id: one.name for one in rows.all(Theme)}
    by_words = dict(sorted(themes.items(), key=lambda one: fold(one[1])))
    levels: dict[str, str] = {}
    for scheme in sorted(_schemes(workspace), key=lambda one: -len(one.levels)):
        levels |= {
            one.name: one.banner for one in reversed(scheme.levels) if one.name not in levels
        }
    return Choices(countries, by_words, years, levels)


def _schemes(workspace: "Workspace") -> "tuple[MarkingScheme, ...]":
    """The schemes of markings that visits have."""
    from briefer.pack import shipped
    from briefer.services import packs

    own = packs.own_data(workspace)
    with workspace.reading() as rows:
        names = dict.fromkeys(visit.marking_scheme for visit in rows.all(Visit))
    return tuple(shipped.scheme(name, own) for name in names)


def _up_to(workspace: "Workspace", name: str) -> frozenset[str]:
    """The markings that are no higher than one, in each scheme that has it."""
    found: set[str] = set()
    for scheme in _schemes(workspace):
        names = [each.name for each in scheme.levels]
        if name in names:
            found.update(names[: names.index(name) + 1])
    return frozenset(found)


def _held(rows: "Rows", posts: Sequence[Post]) -> dict[UUID, str]:
    """Whose posts are, and where: many are called alike."""
    from briefer.records.kinds import name_of

    people = rows.where(Person, "id", {one.person for one in posts if one.person})
    institutions = rows.where(
        Institution, "id", {one.institution for one in posts if one.institution}
    )
    names = {one.id: name_of(one) for one in (*people, *institutions)}
    return {
        one.id: ", ".join(
            names[id_] for id_ in (one.person, one.institution) if id_ and id_ in names
        )
        for one in posts
    }


def _who(rows: "Rows", delegates: Sequence[Delegate]) -> dict[UUID, str]:
    """Who it is that travels with a title, where somebody is named."""
    from briefer.records.kinds import name_of

    people = rows.where(Person, "id", {one.person for one in delegates if one.person})
    names = {one.id: name_of(one) for one in people}
    return {one.id: names[one.person] for one in delegates if one.person and one.person in names}


def _items(rows: "Rows", records: Iterable[Record]) -> dict[UUID, ProgrammeItem]:
    """The items themselves, and those that outcomes and follow-ups came from, by the record that was found."""
    whole = {one.id: one.item for one in records if isinstance(one, Outcome | FollowUp) if one.item}
    items = {one.id: one for one in records if isinstance(one, ProgrammeItem)}
    known = {one.id: one for one in rows.where(ProgrammeItem, "id", {*whole.values()} - {*items})}
    known |= items
    return items | {id_: known[item] for id_, item in whole.items() if item in known}


def _around(texts: Sequence[str], wanted: Sequence[str]) -> str:
    """Some words around the first place where one of the wanted terms begins a word."""
    for text in texts:
        words = text.split()
        for number, word in enumerate(words):
            if any(part.startswith(tuple(wanted)) for part in index_terms(word)):
                start = max(0, number - 5)
                line = textwrap.shorten(" ".join(words[start:]), _AROUND, placeholder=" …")
                return ("… " if start else "") + line
    return ""
