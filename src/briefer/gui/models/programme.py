"""What the programme of a visit is called: kinds of item and what they want, who takes part, where.

Records go in, words come out. Not here: an item as a card (`cards`), the cards by day (`columns`).
"""

from functools import cache
from typing import Literal
from uuid import UUID

from briefer.gui import shown
from briefer.gui.models.offers import Offered
from briefer.i18n import say
from briefer.pack import shipped
from briefer.records.base import Side
from briefer.records.institutions import Institution, Place
from briefer.records.markings import ItemKindRule
from briefer.records.naming import whole_name
from briefer.records.people import Person
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate
from briefer.text import fold

_NOBODY = UUID(int=0)
AUDIENCE = "principal"
"""Whose numbers are shown."""


@cache
def kind_rules() -> dict[str, ItemKindRule]:
    """What each kind of item wants, and how long a new one is."""
    return {rule.kind: rule for rule in shipped.item_kinds()}


def owners_of_parts(file: VisitFile) -> dict[tuple[str, str], UUID]:
    """The item that a finding on it, or on a part of it, belongs to: by kind and key of the record."""
    briefs = {brief.id: brief.item for brief in file.briefs}
    parts: list[tuple[str, str, UUID | None]] = [
        *(("item", one.key, one.id) for one in file.items),
        *(("step", one.key, one.item) for one in file.steps),
        *(("leg", one.key, one.item) for one in file.legs),
        *(("participant", one.key, one.item) for one in file.participants),
        *(("brief", one.key, one.item) for one in file.briefs),
        *(("point", one.key, briefs.get(one.brief)) for one in file.points),
    ]
    return {(kind, key): item for kind, key, item in parts if key and item}


def kind_words() -> dict[str, str]:
    """The kinds of item in words."""
    return {
        "meeting": say("meeting"),
        "courtesy call": say("courtesy call"),
        "site visit": say("site visit"),
        "side meeting": say("side meeting"),
        "welcome": say("welcome"),
        "wrap-up": say("wrap-up"),
        "meal": say("meal"),
        "travel": say("travel"),
        "press": say("press"),
        "ceremony": say("ceremony"),
        "free time": say("free time"),
        "internal briefing": say("internal briefing"),
    }


class Names:
    """Who and where, in words: participants and places of a visit, looked up in its file."""

    def __init__(self, file: VisitFile) -> None:
        self.places = {place.id: place for place in file.places}
        self.institutions = {record.id: record for record in file.institutions}
        self.people = {record.id: record for record in file.people}
        self.posts = {record.id: record for record in file.posts}
        self.delegates = {record.id: record for record in file.delegates}

    def person_of(self, one: Participant) -> Person | None:
        """The person who takes part, by name, by post, or as a delegate."""
        delegate = self.delegates.get(one.delegate) if one.delegate else None
        post = self.posts.get(one.post or (delegate.post if delegate else None) or _NOBODY)
        wanted = (
            one.person or (delegate.person if delegate else None) or (post.person if post else None)
        )
        return self.people.get(wanted) if wanted else None

    def is_named(self, one: Participant) -> bool:
        """Whether it is a person whose name is known."""
        return self.person_of(one) is not None

    def who(self, one: Participant) -> str:
        """The name of a participant: person, post, institution, group, or a delegate's."""
        person = self.person_of(one)
        if person:
            return shown.called(person)
        delegate = self.delegates.get(one.delegate) if one.delegate else None
        post = self.posts.get(one.post or (delegate.post if delegate else None) or _NOBODY)
        supplied = one.title or one.group or (post.title if post else "")
        if not supplied and delegate:
            supplied = delegate.group or delegate.title
        return supplied or self.institution_of(one)

    def _called(self, delegate: Delegate) -> str:
        return self.who(Participant(item=_NOBODY, delegate=delegate.id))

    def institution_of(self, one: Participant) -> str:
        """Where a participant belongs, as short as it is called."""
        delegate = self.delegates.get(one.delegate) if one.delegate else None
        if delegate and delegate.affiliation:
            return delegate.affiliation
        known = self.institutions.get(
            one.institution or (delegate.institution if delegate else None) or _NOBODY
        )
        return known.acronym or known.name if known else ""

    def place(self, item: ProgrammeItem) -> str:
        """Where an item is, in one line; without a place, at whose."""
        return self.place_words(item) or self.institution_words(item)

    def place_words(self, item: ProgrammeItem) -> str:
        """The place of an item, in one line."""
        place = self.places.get(item.place) if item.place else None
        known = (place.name, place.room) if place else ()
        return ", ".join(filter(None, (*known, item.place_words)))

    def institution_words(self, item: ProgrammeItem) -> str:
        """The institutions of an item, as short as they are called."""
        known = [self.institutions[one] for one in item.institutions if one in self.institutions]
        return ", ".join(one.acronym or one.name for one in known)

    def offers(self, text: str, side: Side) -> list[Offered]:
        """Who of this visit may be meant by a text: for the guests' side the delegation first."""
        wanted = fold(text)
        delegates = [
            Offered("delegate", one.id, self._called(one), one.title, "user-round")
            for one in self.delegates.values()
            if side == "guest"
        ]
        guests = {one.person for one in self.delegates.values()} if side == "guest" else set()
        people = [
            Offered("person", one.id, whole_name(one), "", "user-round")
            for one in self.people.values()
            if one.id not in guests and whole_name(one)
        ]
        return [offered for offered in (*delegates, *people) if _begins(offered.words, wanted)]


def of_visit(
    file: VisitFile, item: ProgrammeItem, kind: Literal["place", "institution"], text: str
) -> list[Offered]:
    """Places or institutions of a visit that a text may mean: those of the item's stop first."""
    stop = next((one for one in file.stops if one.id == item.stop), None)
    city = stop.city if stop else ""
    beside = [one for one in file.items if one.stop == item.stop and one.id != item.id]
    known: tuple[Place | Institution, ...]
    if kind == "place":
        known, icon = file.places, "map-pin"
        used = {one.place for one in beside}
    else:
        known, icon = file.institutions, "landmark"
        used = {id_ for one in beside for id_ in one.institutions}
    wanted = fold(text)
    found = [one for one in known if _begins(one.name, wanted) or _begins(_short(one), wanted)]
    found.sort(key=lambda one: (one.id not in used and one.city != (city or None), fold(one.name)))
    return [
        Offered(kind, one.id, one.name, ", ".join(filter(None, (_short(one), one.city))), icon)
        for one in found
    ]


def _short(one: Place | Institution) -> str:
    """What is told of a record beside its name: a place's room, an institution's acronym."""
    return one.room if isinstance(one, Place) else one.acronym


def _begins(name: str, wanted: str) -> bool:
    """Whether a word of a name begins as wanted."""
    folded = fold(name)
    return folded.startswith(wanted) or f" {wanted}" in folded
