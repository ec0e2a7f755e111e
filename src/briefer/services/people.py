"""People of the library: the lines of their table, and all that is known of one of them.

Not here: how long the table is and where its pages begin (`listing`), changing (`edits`), portraits (`portraits`).
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from uuid import UUID

from briefer.records import dates
from briefer.records.base import Record
from briefer.records.institutions import ContactPoint, Institution
from briefer.records.notes import Note
from briefer.records.people import Person, Post, PrivateData
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.sources import Citation, Source
from briefer.records.visits import Delegate, Visit
from briefer.services.library import latest_first, over_time
from briefer.services.listing import PAGE, Start, Wanted, listed
from briefer.text import fold

if TYPE_CHECKING:
    from briefer.services.edits import Change
    from briefer.workspace.database import Workspace
    from briefer.workspace.load_save import Rows

R = TypeVar("R", bound=Record)


class PersonLine(NamedTuple):
    """A person in the table, with the post held last and its institution."""

    person: Person
    post: Post | None
    institution: Institution | None

    @property
    def id(self) -> UUID:
        return self.person.id


class Profile(NamedTuple):
    """All that is known of a person: posts the latest first, visits and notes likewise."""

    person: Person
    posts: tuple[Post, ...]
    institutions: dict[UUID, Institution]
    contacts: tuple[ContactPoint, ...]
    private: PrivateData | None
    items: tuple[ProgrammeItem, ...]
    visits: tuple[Visit, ...]
    notes: tuple[Note, ...]
    citations: tuple[Citation, ...] = ()
    sources: tuple[Source, ...] = ()
    """What the citations and the posts name."""


def lines(workspace: "Workspace", wanted: Wanted, start: Start) -> tuple[PersonLine, ...]:
    """The people of the page that begins there."""
    with workspace.reading() as rows:
        return _lines(rows, listed(rows, wanted).page(start, PAGE))


def named(workspace: "Workspace", words: str, most: int) -> tuple[tuple[PersonLine, ...], int]:
    """The first people whose names hold the words, and how many there are in all."""
    with workspace.reading() as rows:
        ids, count = rows.search.page("person", words, 0, most)
        return _lines(rows, ids), count


def _lines(rows: "Rows", ids: Sequence[UUID]) -> tuple[PersonLine, ...]:
    people = {each.id: each for each in rows.where(Person, "id", ids)}
    posts: dict[UUID, list[Post]] = {}
    for post in rows.where(Post, "person", ids):
        if post.person:
            posts.setdefault(post.person, []).append(post)
    last = {id_: over_time(some)[0] for id_, some in posts.items()}
    owners = {post.institution for post in last.values() if post.institution}
    institutions = {each.id: each for each in rows.where(Institution, "id", owners)}
    found = []
    for id_ in ids:
        if id_ in people:
            held = last.get(id_)
            owner = institutions.get(held.institution) if held and held.institution else None
            found.append(PersonLine(people[id_], held, owner))
    return tuple(found)


def countries(workspace: "Workspace") -> tuple[str, ...]:
    """The countries of institutions, in their order."""
    with workspace.reading() as rows:
        found = rows.distinct(Institution, "country")
    return tuple(sorted(found, key=lambda each: (fold(each), each)))


def profile(workspace: "Workspace", id_: UUID) -> Profile | None:
    """All that is known of a person; None when there is none."""
    with workspace.reading() as rows:
        person = rows.get(Person, id_)
        if person is None:
            return None
        posts = over_time(rows.where(Post, "person", [id_]))
        owners = {post.institution for post in posts if post.institution}
        institutions = {each.id: each for each in rows.where(Institution, "id", owners)}
        contacts = rows.where(ContactPoint, "person", [id_])
        private = rows.where(PrivateData, "person", [id_])
        parts = rows.where(Participant, "person", [id_])
        held = [post.id for post in posts]
        parts += rows.where(Participant, "post", held)
        items = rows.where(ProgrammeItem, "id", {part.item for part in parts})
        travelled = {each.visit for each in rows.where(Delegate, "person", [id_])}
        travelled |= {each.visit for each in rows.where(Delegate, "post", held)}
        visits = rows.where(Visit, "id", travelled | {each.visit for each in items})
        notes = latest_first(rows.where(Note, "people", [id_]))
        citations = rows.where(Citation, "about", [id_])
        named = {one.source for one in citations} | {one.source for one in posts}
        sources = rows.where(Source, "id", {id_ for id_ in named if id_})
    by_visit = {each.id: dates.sort_key(each.start) for each in visits}
    return Profile(
        person,
        posts,
        institutions,
        _in_order(contacts),
        private[0] if private else None,
        tuple(
            sorted(
                items,
                key=lambda each: (by_visit[each.visit], dates.sort_key(each.day), each.order),
                reverse=True,
            )
        ),
        tuple(sorted(visits, key=lambda each: by_visit[each.id], reverse=True)),
        notes,
        tuple(sorted(citations, key=lambda each: (each.order, each.created_at))),
        tuple(sources),
    )


def patched(profile: Profile, changes: Iterable["Change"]) -> Profile | None:
    """A profile after some changes of the person and its parts; None when the person is gone.

    What the changes newly refer to is not in it yet: that comes with the next reading.
    """
    person, private = profile.person, profile.private
    posts = {each.id: each for each in profile.posts}
    contacts = {each.id: each for each in profile.contacts}
    for change in changes:
        record, there = change.record, change.after is not None
        if record.id == person.id:
            if not isinstance(change.after, Person):
                return None
            person = change.after
        elif isinstance(record, PrivateData) and record.person == person.id:
            private = record if there else None
        elif isinstance(record, Post):
            _put(posts, record, there=there and record.person == person.id)
        elif isinstance(record, ContactPoint):
            _put(contacts, record, there=there and record.person == person.id)
    return profile._replace(
        person=person,
        private=private,
        posts=over_time(posts.values()),
        contacts=_in_order(contacts.values()),
    )


def _put(records: dict[UUID, R], record: R, *, there: bool) -> None:
    if there:
        records[record.id] = record
    else:
        records.pop(record.id, None)


def _in_order(contacts: Iterable[ContactPoint]) -> tuple[ContactPoint, ...]:
    return tuple(sorted(contacts, key=lambda each: (each.order, each.created_at)))
