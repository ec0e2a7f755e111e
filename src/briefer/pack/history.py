"""What earlier visits and notes tell of institutions and people: contacts, what came of them, open promises.

Read from what the cut holds, so from what this reader may see. Not here: how it is printed (`sections`).
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from operator import itemgetter
from typing import Literal, NamedTuple
from uuid import UUID

from briefer.pack import names
from briefer.pack.context import Context
from briefer.records import dates
from briefer.records.institutions import Institution
from briefer.records.notes import Note
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile


class Contact(NamedTuple):
    """A visit in which they were met, or a note of a conversation."""

    file: VisitFile | None
    """The visit; none for a note."""
    items: tuple[ProgrammeItem, ...]
    outcomes: tuple[Outcome, ...]
    note: Note | None
    start: str
    end: str


def of(
    context: Context, institutions: Collection[UUID], *, this_visit: bool
) -> tuple[Contact, ...]:
    """All contacts with institutions and their units, the earliest first; `this_visit` is one of them."""
    files = [*context.file.earlier, *([context.file] if this_visit else [])]
    found = [contact for file in files if (contact := _visit(context, file, institutions))]
    found += _talks(context, "institutions", institutions)
    return tuple(sorted(found, key=lambda contact: _sort_key(contact.start)))


def met(context: Context, person: UUID) -> tuple[Contact, ...]:
    """The earlier contacts with a person."""
    found = []
    for file in context.file.earlier:
        there = tuple(_items(context, file, "people").get(person.int, {}).values())
        if there:
            day = next((item.day for item in there if item.day), file.visit.start)
            found.append(Contact(file, there, (), None, day, day))
    found += _talks(context, "people", [person])
    return tuple(sorted(found, key=lambda contact: _sort_key(contact.start)))


def promises(
    context: Context, institutions: Collection[UUID], *, this_visit: bool
) -> tuple[FollowUp, ...]:
    """The open follow-ups with institutions, of earlier visits and, if asked for, of this one."""
    files = [*context.file.earlier, *([context.file] if this_visit else [])]
    concerned = {id_.int for id_ in institutions}
    return tuple(
        each
        for file in files
        for each in file.follow_ups
        if each.state == "open" and not concerned.isdisjoint(_concerned(context, each))
    )


def with_units(context: Context, records: Iterable[Institution]) -> set[UUID]:
    """The ids of institutions and of all their units."""
    found: dict[UUID, None] = {}
    rest = [record.id for record in records]
    while rest:
        id_ = rest.pop()
        if id_ not in found:
            found[id_] = None
            units = context.parts(Institution, "parent", id_)
            rest += [each.id for each in units if each.kind == "unit"]
    return set(found)


def meetings(
    context: Context, file: VisitFile, institutions: Iterable[UUID]
) -> tuple[ProgrammeItem, ...]:
    """The items of a visit with institutions, in the order of the file; none that was cancelled."""
    by_institution = _items(context, file, "institutions")
    found: dict[int, ProgrammeItem] = {}
    for id_ in institutions:
        found |= by_institution.get(id_.int, {})
    return tuple(found[place] for place in sorted(found) if found[place].status != "cancelled")


def institutions_of(context: Context, item: ProgrammeItem) -> tuple[Institution, ...]:
    """The institutions that an item is about, and those of its hosts, each once."""
    return context.once("met", item.id, lambda: _institutions_of(context, item))


def _institutions_of(context: Context, item: ProgrammeItem) -> tuple[Institution, ...]:
    ids = dict.fromkeys(item.institutions)
    for participant in context.participants(item):
        if participant.side == "host" and participant.state != "declined":
            somebody = names.of_participant(context, participant)
            if somebody.institution:
                ids[somebody.institution.id] = None
    return context.some(Institution, ids)


def _items(
    context: Context, file: VisitFile, of: Literal["institutions", "people"]
) -> Mapping[int, Mapping[int, ProgrammeItem]]:
    """The items of a visit by their places in it, for each institution or person of one."""

    def indexed() -> Mapping[int, Mapping[int, ProgrammeItem]]:
        found: dict[int, dict[int, ProgrammeItem]] = {}
        for place, item in enumerate(file.items):
            met: Iterable[object] = (each.id for each in institutions_of(context, item))
            if of == "people":
                there = (one for one in context.participants(item) if one.state != "declined")
                met = (names.of_participant(context, each).identity for each in there)
            for id_ in met:
                if isinstance(id_, UUID):
                    found.setdefault(id_.int, {})[place] = item
        return found

    return context.once(f"items by {of}", file.visit.id, indexed)


def _talks(
    context: Context, of: Literal["institutions", "people"], ids: Iterable[UUID]
) -> list[Contact]:
    """The conversations with institutions or people of which there is a note, in the order of the notes."""

    def indexed() -> Mapping[int, Mapping[int, Note]]:
        found: dict[int, dict[int, Note]] = {}
        for place, note in enumerate(context.file.notes):
            if note.kind == "conversation":
                for id_ in getattr(note, of):
                    found.setdefault(id_.int, {})[place] = note
        return found

    notes = context.once(f"talks by {of}", None, indexed)
    found: dict[int, Note] = {}
    for id_ in ids:
        found |= notes.get(id_.int, {})
    return [
        Contact(None, (), (), note, note.date, note.date)
        for _, note in sorted(found.items(), key=itemgetter(0))
    ]


def _visit(context: Context, file: VisitFile, institutions: Collection[UUID]) -> Contact | None:
    items = meetings(context, file, institutions)
    ids = {id_.int for id_ in institutions}
    parties = (party.institution for party in file.parties if party.institution)
    if not items and ids.isdisjoint(id_.int for id_ in parties):
        return None
    met_there = {item.id.int for item in items}
    outcomes = tuple(
        each
        for each in file.outcomes
        if (each.item and each.item.int in met_there)
        or not ids.isdisjoint(id_.int for id_ in each.institutions)
    )
    return Contact(file, items, outcomes, None, file.visit.start, file.visit.end)


def _concerned(context: Context, follow_up: FollowUp) -> frozenset[int]:
    """The numbers of the ids of the institutions that a follow-up is about."""

    def found() -> frozenset[int]:
        item = context.get(ProgrammeItem, follow_up.item)
        met = institutions_of(context, item) if item else ()
        return frozenset(
            (*(id_.int for id_ in follow_up.institutions), *(each.id.int for each in met))
        )

    return context.once("concerned", follow_up.id, found)


def _sort_key(when: str) -> tuple[bool, date, date]:
    try:
        return dates.sort_key(when)
    except ValueError:
        return dates.sort_key("")
