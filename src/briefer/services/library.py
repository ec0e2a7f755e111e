"""The library: institutions as a tree, pages of any kind however long, and what is known of one institution.

Not here: searching everything (`search`), changing (`edits`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from uuid import UUID

from briefer.records import dates
from briefer.records.base import Record
from briefer.records.institutions import ContactPoint, Institution, Place
from briefer.records.kinds import by_name, name_of
from briefer.records.notes import Note, Theme
from briefer.records.outcomes import FollowUp
from briefer.records.people import Officer, Person, Post
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.sources import Citation, Source
from briefer.records.visits import Delegate, Party, Visit
from briefer.text import fold

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace
    from briefer.workspace.load_save import File

R = TypeVar("R", bound=Record)


class Page(NamedTuple):
    """Some records of a kind, in the order of their names, and how many there are in all."""

    records: tuple[Record, ...]
    total: int


class Connections(NamedTuple):
    """What an institution is tied to; posts over time with their people, visits the latest first."""

    place: Place | None
    posts: tuple[tuple[Post, Person | None], ...]
    contacts: tuple[ContactPoint, ...]
    notes: tuple[Note, ...]
    visits: tuple[Visit, ...]
    follow_ups: tuple[FollowUp, ...]
    """Of those with a day the first to be due first."""
    units: tuple[Institution, ...] = ()
    parties: tuple[Party, ...] = ()
    """Its roles in the visits."""
    items: Mapping[UUID, int] = {}
    """By visit: in how many items of its programme it, or somebody for it, takes part."""


def institutions(workspace: "Workspace") -> tuple[Institution, ...]:
    """All institutions, each followed by its units, by name."""
    with workspace.reading() as rows:
        found = rows.all(Institution)
    return tree(found)


def tree(found: Iterable[Institution]) -> tuple[Institution, ...]:
    """Institutions with their units after them; a unit without its parent stands alone, a circle is cut."""
    by_id = {each.id: each for each in found}
    below: dict[UUID | None, list[Institution]] = {}
    for each in sorted(by_id.values(), key=lambda one: (fold(one.name), one.id)):
        parent = each.parent if each.parent in by_id else None
        below.setdefault(parent, []).append(each)
    placed: dict[UUID, Institution] = {}

    def place(level: Iterable[Institution]) -> None:
        stack = list(level)[::-1]
        while stack:
            each = stack.pop()
            if each.id not in placed:
                placed[each.id] = each
                stack += below.get(each.id, [])[::-1]

    place(below.get(None, []))
    place(by_id.values())
    return tuple(placed.values())


def page(workspace: "Workspace", kind: str, offset: int, limit: int, words: str = "") -> Page:
    """A page of a kind, narrowed to names that hold the words; quick among any number of records."""
    record = by_name()[kind].record
    with workspace.reading() as rows:
        ids, count = rows.search.page(kind, words, offset, limit)
        by_id = {each.id: each for each in rows.where(record, "id", ids)}
    return Page(tuple(by_id[id_] for id_ in ids if id_ in by_id), count)


class Notes(NamedTuple):
    """Notes that fit, the latest first; how many fit in all, and the years of all there are."""

    notes: tuple[Note, ...]
    total: int
    years: tuple[int, ...]


def notes(
    workspace: "Workspace", limit: int, *, words: str = "", kind: str = "", year: int = 0
) -> Notes:
    """The latest notes that hold the words, of a kind and a year where these are given."""
    with workspace.reading() as rows:
        ids, total = rows.latest_notes(limit, words=words, kind=kind, year=year)
        by_id = {each.id: each for each in rows.where(Note, "id", ids)}
        years = rows.search.years("note")
    return Notes(tuple(by_id[id_] for id_ in ids if id_ in by_id), total, years)


def count(workspace: "Workspace", kind: str, words: str = "") -> int:
    """How many records of a kind there are whose names hold the words."""
    with workspace.reading() as rows:
        return rows.search.page(kind, words, 0, 0)[1]


def get(workspace: "Workspace", record: type[R], id_: UUID) -> R | None:
    """One record, as it is now; None when it is not there."""
    with workspace.reading() as rows:
        return rows.get(record, id_)


def known(workspace: "Workspace", record: type[R], ids: Iterable[UUID]) -> tuple[R, ...]:
    """Those of some records that are there, in no order."""
    with workspace.reading() as rows:
        return tuple(rows.where(record, "id", set(ids)))


def fresh(workspace: "Workspace", record: R) -> R | None:
    """The record as it is now; None when it has been deleted."""
    return get(workspace, type(record), record.id)


def all_of(workspace: "Workspace", record: type[R]) -> tuple[R, ...]:
    """All records of a kind, by name; for short kinds such as themes and officers."""
    with workspace.reading() as rows:
        found = rows.all(record)
    return tuple(sorted(found, key=lambda each: (fold(name_of(each)), each.id)))


def notes_of(workspace: "Workspace", institution: UUID) -> tuple[Note, ...]:
    """The notes tied to an institution or one of its units, the latest first, undated ones last."""
    with workspace.reading() as rows:
        units = rows.where(Institution, "parent", [institution])
        found = rows.where(Note, "institutions", [institution, *(unit.id for unit in units)])
    return latest_first(found)


def latest_first(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Notes by date, the latest first, undated ones last."""
    dated = [note for note in notes if note.date]
    undated = [note for note in notes if not note.date]
    dated.sort(key=lambda note: (dates.sort_key(note.date), note.created_at), reverse=True)
    return (*dated, *sorted(undated, key=lambda note: note.created_at, reverse=True))


def over_time(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Posts as a life lists them: those held now first, the highest of them before others, then by their end."""
    held = [post for post in posts if not post.end]
    former = [post for post in posts if post.end]
    held.sort(key=lambda post: _known(post.start), reverse=True)
    held.sort(key=lambda post: (post.rank or 1_000_001, post.order))
    former.sort(key=lambda post: (_known(post.end), _known(post.start)), reverse=True)
    return (*held, *former)


def _known(when: str) -> date:
    """The last day of a date, an open one before all others."""
    span = dates.read(when)
    return span.last if span else date.min


def connections(workspace: "Workspace", institution: UUID) -> Connections:
    """What an institution is tied to."""
    with workspace.reading() as rows:
        own = rows.get(Institution, institution)
        place = rows.get(Place, own.place) if own and own.place else None
        units = rows.where(Institution, "parent", [institution])
        posts = over_time(rows.where(Post, "institution", [institution]))
        people = {
            each.id: each
            for each in rows.where(Person, "id", [post.person for post in posts if post.person])
        }
        contacts = rows.where(ContactPoint, "institution", [institution])
        held = [post.id for post in posts]
        parts = (
            *rows.where(Participant, "institution", [institution]),
            *rows.where(Participant, "post", held),
        )
        items = {
            each.id: each.visit
            for each in (
                *rows.where(ProgrammeItem, "institutions", [institution]),
                *rows.where(ProgrammeItem, "id", {each.item for each in parts}),
            )
        }
        parties = rows.where(Party, "institution", [institution])
        delegates = (
            *rows.where(Delegate, "institution", [institution]),
            *rows.where(Delegate, "post", held),
        )
        there = {*items.values(), *(party.visit for party in parties)}
        there |= {delegate.visit for delegate in delegates}
        visits = rows.where(Visit, "id", there)
        follow_ups = rows.where(FollowUp, "institutions", [institution])
    return Connections(
        place,
        tuple((post, people.get(post.person) if post.person else None) for post in posts),
        contacts,
        notes_of(workspace, institution),
        tuple(sorted(visits, key=lambda each: dates.sort_key(each.start), reverse=True)),
        tuple(sorted(follow_ups, key=lambda each: dates.sort_key(each.due))),
        tuple(sorted(units, key=lambda each: fold(each.name))),
        parties,
        Counter(items.values()),
    )


class Cited(NamedTuple):
    """What the form of an institution shows beside its own fields: its parts, and what it is tied to."""

    about: UUID
    citations: tuple[Citation, ...]
    sources: tuple[Source, ...]
    """Those that the citations and the posts name."""
    contacts: tuple[ContactPoint, ...]
    vacant: tuple[Post, ...]
    """Its posts that nobody holds."""
    officers: tuple[Officer, ...]
    """All of the office."""
    names: dict[UUID, str]
    """What the records are called that any of these name."""


def cited(workspace: "Workspace", institution: UUID) -> Cited:
    """What the form of an institution shows, its parts in order."""
    with workspace.reading() as rows:
        own = rows.get(Institution, institution)
        citations = _in_order(rows.where(Citation, "about", [institution]))
        contacts = _in_order(rows.where(ContactPoint, "institution", [institution]))
        posts = rows.where(Post, "institution", [institution])
        vacant = _in_order(post for post in posts if post.person is None)
        officers = rows.all(Officer)
        cited = {one.source for one in citations} | {one.source for one in vacant}
        sources = rows.where(Source, "id", cited - {None})
        tied: list[Record] = [*sources]
        if own:
            tied += rows.where(Theme, "id", own.themes)
            tied += rows.where(Institution, "id", own.member_of)
            tied += rows.where(Place, "id", [own.place] if own.place else ())
    names = {one.id: name_of(one) for one in tied}
    return Cited(institution, citations, tuple(sources), contacts, vacant, tuple(officers), names)


def contacts_of_place(workspace: "Workspace", place: UUID) -> tuple[ContactPoint, ...]:
    """How a place is reached, in order."""
    with workspace.reading() as rows:
        return _in_order(rows.where(ContactPoint, "place", [place]))


P = TypeVar("P", Citation, ContactPoint, Post)


def _in_order(parts: Iterable[P]) -> tuple[P, ...]:
    return tuple(sorted(parts, key=lambda one: (one.order, one.created_at)))


def file(workspace: "Workspace", hash_: str) -> "File | None":
    """A photograph, logo or annex by its SHA-256: its bytes and media type."""
    with workspace.reading() as rows:
        return rows.file(hash_)
