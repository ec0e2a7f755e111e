"""Who comes to which item: everybody of a visit once, with their parts in its items, and where one is twice at a time.

Not here: how anybody is named, the order of the delegation (`precedence`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import NAMESPACE_OID, UUID, uuid5

from briefer import i18n
from briefer.records.base import Side
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate
from briefer.rules import programme
from briefer.rules.visit_view import VisitView

Overlaps = Mapping[UUID, Sequence[UUID]]
"""Items by the item at whose time they are."""


class Attendee(NamedTuple):
    """Somebody who takes part: a person, a post, a group or an institution."""

    id: UUID
    """Of a delegate their own, else the person's or the post's; made of its words for what is neither."""
    side: Side
    delegate: Delegate | None
    parts: tuple[Participant, ...]
    """In the order of the programme, one an item; none for a delegate who is nowhere yet."""


class Clash(NamedTuple):
    """Somebody is in two items at the same time, `first` the earlier one in the programme."""

    attendee: UUID
    first: UUID
    second: UUID


def attendees(file: VisitFile, order: Sequence[Delegate]) -> tuple[Attendee, ...]:
    """The delegates in their order, other guests, then the hosts, each in the order in which they are met."""
    identities = _Identities(file)
    parts: dict[tuple[Side, UUID], dict[UUID, Participant]] = defaultdict(dict)
    for item in items(file):
        for part in identities.parts[item.id]:
            parts[part.side, identities.of(part)].setdefault(item.id, part)
    delegates = {one.id: one for one in order}
    found: dict[tuple[Side, UUID], Attendee] = {
        ("guest", id_): Attendee(id_, "guest", one, tuple(parts["guest", id_].values()))
        for id_, one in delegates.items()
    }
    for (side, id_), some in parts.items():
        delegate = delegates.get(id_) if side == "guest" else None
        found.setdefault((side, id_), Attendee(id_, side, delegate, tuple(some.values())))
    people = tuple(found.values())
    return (
        *(one for one in people if one.side == "guest"),
        *(one for one in people if one.side == "host"),
    )


def items(file: VisitFile) -> tuple[ProgrammeItem, ...]:
    """The items of a visit in the order of its programme, without what was cancelled."""
    sheets = programme.sheets(file.items, file.stops, file.phases)
    return tuple(item for sheet in sheets for item in sheet.items if item.status != "cancelled")


def overlaps(file: VisitFile) -> Overlaps:
    """The items that are at the same time as another one that stands before them in the programme, by that one."""
    view = VisitView(file, {}, i18n.language("en"), None)
    timed = [
        (view.intervals[item.id], at, item.id)
        for at, item in enumerate(view.items)
        if item.id in view.intervals
    ]
    timed.sort(key=lambda each: each[0].start)
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for number, (one, at, id_) in enumerate(timed):
        for other, other_at, other_id in timed[number + 1 :]:
            if other.start >= one.end and other.start > one.start:
                break
            if one.overlaps(other):
                first, second = (id_, other_id) if at < other_at else (other_id, id_)
                found[first].append(second)
    return dict(found)


def clashes(people: Iterable[Attendee], same_time: Overlaps) -> tuple[Clash, ...]:
    """Where somebody who has not declined is in two items that overlap; groups may divide."""
    return tuple(_clashes(people, same_time))


def _clashes(people: Iterable[Attendee], same_time: Overlaps) -> Iterator[Clash]:
    for one in people:
        if one.delegate and one.delegate.group:
            continue
        there = {
            part.item: None
            for part in one.parts
            if part.state != "declined" and not _divisible(part)
        }
        for first in there:
            for second in same_time.get(first, ()):
                if second in there:
                    yield Clash(one.id, first, second)


def _divisible(part: Participant) -> bool:
    named = part.person or part.post or part.delegate or part.title
    return not named


class _Identities:
    """Who is who among the participants of a visit."""

    def __init__(self, file: VisitFile) -> None:
        self._delegates = {one.person: one.id for one in file.delegates if one.person}
        self._posts = {post.id: post.person for post in file.posts}
        self.parts: Mapping[UUID, list[Participant]] = defaultdict(list)
        for part in file.participants:
            self.parts[part.item].append(part)

    def of(self, part: Participant) -> UUID:
        """The same for the same person, post, group or institution."""
        person = part.person or (self._posts.get(part.post) if part.post else None)
        if part.delegate:
            return part.delegate
        if person:
            return self._delegates.get(person, person) if part.side == "guest" else person
        if part.post:
            return part.post
        return uuid5(NAMESPACE_OID, f"{part.title}|{part.group}|{part.institution}")
