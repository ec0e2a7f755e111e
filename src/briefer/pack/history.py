"""What earlier visits and notes tell of institutions and people: contacts, what came of them, open promises.

Read from what the cut holds, so from what this reader may see. Not here: how it is printed (`sections`).
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple
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
    found += [
        Contact(None, (), (), note, note.date, note.date)
        for note in context.file.notes
        if note.kind == "conversation" and set(note.institutions) & set(institutions)
    ]
    return tuple(sorted(found, key=lambda contact: _sort_key(contact.start)))


def met(context: Context, person: UUID) -> tuple[Contact, ...]:
    """The earlier contacts with a person."""
    found = []
    for file in context.file.earlier:
        items = {
            each.item
            for each in file.participants
            if names.of_participant(context, each).identity == person
        }
        there = tuple(item for item in file.items if item.id in items)
        if there:
            day = next((item.day for item in there if item.day), file.visit.start)
            found.append(Contact(file, there, (), None, day, day))
    found += [
        Contact(None, (), (), note, note.date, note.date)
        for note in context.file.notes
        if note.kind == "conversation" and person in note.people
    ]
    return tuple(sorted(found, key=lambda contact: _sort_key(contact.start)))


def promises(
    context: Context, institutions: Collection[UUID], *, this_visit: bool
) -> tuple[FollowUp, ...]:
    """The open follow-ups with institutions, of earlier visits and, if asked for, of this one."""
    files = [*context.file.earlier, *([context.file] if this_visit else [])]
    return tuple(
        each
        for file in files
        for each in file.follow_ups
        if each.state == "open" and _concerns(context, each, institutions)
    )


def with_units(context: Context, records: Iterable[Institution]) -> set[UUID]:
    """The ids of institutions and of all their units."""
    found = {record.id for record in records}
    units = [each for each in context.file.institutions if each.kind == "unit"]
    while more := {each.id for each in units if each.parent in found} - found:
        found |= more
    return found


def institutions_of(context: Context, item: ProgrammeItem) -> tuple[Institution, ...]:
    """The institutions that an item is about, and those of its hosts, each once."""
    return context.once("met", item.id, lambda: _institutions_of(context, item))


def _institutions_of(context: Context, item: ProgrammeItem) -> tuple[Institution, ...]:
    ids = dict.fromkeys(item.institutions)
    for participant in context.participants(item):
        if participant.side == "host":
            somebody = names.of_participant(context, participant)
            if somebody.institution:
                ids[somebody.institution.id] = None
    return context.some(Institution, ids)


def _visit(context: Context, file: VisitFile, institutions: Collection[UUID]) -> Contact | None:
    items = tuple(
        item
        for item in file.items
        if item.status != "cancelled"
        and {each.id for each in institutions_of(context, item)} & set(institutions)
    )
    met_there = {item.id for item in items}
    if not items and not any(party.institution in institutions for party in file.parties):
        return None
    outcomes = tuple(
        each
        for each in file.outcomes
        if each.item in met_there or set(each.institutions) & set(institutions)
    )
    return Contact(file, items, outcomes, None, file.visit.start, file.visit.end)


def _concerns(context: Context, follow_up: FollowUp, institutions: Collection[UUID]) -> bool:
    item = context.get(ProgrammeItem, follow_up.item)
    named = set(follow_up.institutions)
    if item:
        named |= {each.id for each in institutions_of(context, item)}
    return bool(named & set(institutions))


def _sort_key(when: str) -> tuple[bool, date, date]:
    try:
        return dates.sort_key(when)
    except ValueError:
        return dates.sort_key("")
