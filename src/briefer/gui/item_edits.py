"""Edits of programme items that the window needs beside `services.common_edits`, with their words. Without Qt.

Each function makes an `Edit` and changes nothing. Services are imported when one is asked for.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from briefer.i18n import say, say_many
from briefer.records import dates
from briefer.records.base import Record, Side, new_id
from briefer.records.briefs import Brief
from briefer.records.institutions import Institution, Place
from briefer.records.naming import whole_name
from briefer.records.notes import Note
from briefer.records.people import Person
from briefer.records.programme import Leg, Participant, ProgrammeItem, Step
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.services.edits import Change, Edit


def days_of(file: VisitFile) -> list[date]:
    """The days of a visit that a typed date may mean, in their order."""
    found = {day for item in file.items if (day := dates.day(item.day))}
    for stop in file.stops:
        found.update(day for day in (dates.day(stop.start), dates.day(stop.end)) if day)
    first, last = dates.day(file.visit.start), dates.day(file.visit.end)
    found.update(day for day in (first, last) if day)
    return sorted(found)


def retimed(item: ProgrammeItem, after: ProgrammeItem) -> "Edit":
    """The edit that gives an item other times, in the words of a move."""
    from briefer.services import common_edits
    from briefer.services.edits import Change

    if after.start != item.start or after.day != item.day:
        day = after.day if after.day != item.day else None
        edit = common_edits.move_item(
            item, day=day, start=after.start if after.start != item.start else None
        )
    elif after.end != item.end:
        edit = common_edits.move_item(item, end=after.end)
    else:
        edit = common_edits.change_fields(item, called=say("time"), time_form=after.time_form)
    return edit._replace(changes=(Change(item, after),))


def moving(count: int) -> str:
    """The words of a step that moves several items."""
    return say_many("Move {count} item", "Move {count} items", count)


def lengthening(count: int) -> str:
    """Those of one that gives several items another length."""
    return say_many("Change length of {count} item", "Change length of {count} items", count)


def timing(count: int) -> str:
    """Those of one that changes how sure several times are."""
    return say_many("Change time of {count} item", "Change time of {count} items", count)


def add_participant(file: VisitFile, item: ProgrammeItem, one: Participant) -> "Edit":
    """Somebody takes part, behind those who already do."""
    from briefer.services import common_edits

    here = [other for other in file.participants if other.item == item.id]
    last = max((other.order for other in here), default=-1)
    name = common_edits.shortened(item.title)
    return common_edits.add(msgspec.structs.replace(one, item=item.id, order=last + 1))._replace(
        words=say("Add to {item}").format(item=name),
        past=say("Added to {item}.").format(item=name),
        visit=file.visit.id,
    )


def add_new_person(file: VisitFile, item: ProgrammeItem, name: str, side: Side) -> "Edit":
    """Somebody who is not in the library yet is added to it and takes part."""
    from briefer.services import common_edits, edits

    given, _, family = name.rpartition(" ")
    person = Person(given_name=given, family_name=family)
    part = add_participant(file, item, Participant(item=item.id, side=side, person=person.id))
    edit = common_edits.add(person)
    return edit._replace(changes=(edits.Change(None, person), *part.changes), visit=file.visit.id)


def change_participant(
    file: VisitFile, before: Participant, after: Participant, name: str
) -> "Edit":
    """Somebody gets another role or state."""
    from briefer.services import common_edits, edits

    name = common_edits.shortened(name)
    return edits.Edit(
        say("Change part of {name}").format(name=name),
        (edits.Change(before, after),),
        say("Changed part of {name}.").format(name=name),
        file.visit.id,
    )


def remove_participant(file: VisitFile, item: ProgrammeItem, one: Participant, name: str) -> "Edit":
    """Somebody takes part no longer."""
    from briefer.services import common_edits

    name, title = common_edits.shortened(name), common_edits.shortened(item.title)
    return common_edits.delete(one)._replace(
        words=say("Remove {name} from {item}").format(name=name, item=title),
        past=say("{name} removed from {item}.").format(name=name, item=title),
        visit=file.visit.id,
    )


def add_new_institution(item: ProgrammeItem, name: str) -> "Edit":
    """An institution that is not in the library yet is added to it and to the item."""
    from briefer.services import common_edits, edits

    made = Institution(name=name)
    ids = (*item.institutions, made.id)
    edit = common_edits.change_fields(item, called=say("institutions"), institutions=ids)
    return edit._replace(changes=(edits.Change(None, made), *edit.changes))


def add_new_place(item: ProgrammeItem, made: Place) -> "Edit":
    """A place that is not in the library yet is added to it and is where the item takes place."""
    from briefer.services import common_edits, edits

    edit = common_edits.change_fields(item, called=say("place"), place=made.id, place_words="")
    return edit._replace(changes=(edits.Change(None, made), *edit.changes))


def add_note_on(file: VisitFile, chosen: UUID | None, title: str = "") -> "Edit":
    """A new note of a visit, tied to what is chosen in it.

    An item, or what belongs to one, brings its institutions; whoever travels is tied as a person.
    """
    from briefer.services import common_edits

    parts = (*file.briefs, *file.outcomes, *file.follow_ups, *file.delegates)
    owner = next((one for one in parts if one.id == chosen), None)
    wanted = getattr(owner, "item", chosen)
    item = next((one for one in file.items if one.id == wanted), None)
    person = next((one for one in file.people if one.id == getattr(owner, "person", None)), None)
    name = item.title if item else whole_name(person) if person else file.visit.title
    made = say("New note on {name}").format(name=common_edits.shortened(name))
    return common_edits.add_note(
        title or made,
        institutions=item.institutions if item else (),
        people=[person.id] if person else (),
        visit=file.visit.id,
        item=item.id if item else None,
    )


def copied(item: ProgrammeItem, **values: Any) -> ProgrammeItem:
    """A new item like another, behind it."""
    values = {"order": item.order + 1, **values}
    return msgspec.structs.replace(item, id=new_id(), key="", version=1, **values)


def parts_of_copies(
    file: VisitFile, copies: Iterable[tuple[ProgrammeItem, ProgrammeItem]]
) -> list[Record]:
    """Who takes part in copies of items, their steps and legs; items and copies may be of two visits.

    What only one visit has (its delegates, vehicles) does not go to another.
    """
    found: list[Record] = []
    for item, copy in copies:
        away = item.visit != copy.visit
        parts: tuple[Participant | Step | Leg, ...] = (*file.participants, *file.steps, *file.legs)
        for one in parts:
            if one.item != item.id or (away and getattr(one, "delegate", None)):
                continue
            new = msgspec.structs.replace(one, id=new_id(), key="", version=1, item=copy.id)
            if away and isinstance(new, Leg):
                new = msgspec.structs.replace(new, vehicle=None)
            found.append(new)
    return found


def hanging_on(file: VisitFile, items: Iterable[ProgrammeItem]) -> int:
    """How many records of a visit hang on items: a change of these is one of those as well."""
    ids = {item.id for item in items}
    parts = (file.steps, file.legs, file.participants, file.briefs, file.attachments)
    tied = (file.outcomes, file.follow_ups, file.comments, file.issued_numbers)
    found: list[UUID | None] = [one.item for some in (*parts, *tied) for one in some]
    return sum(item in ids for item in found)


def of_last_meeting(notes: Iterable[Note]) -> list[Note]:
    """The notes of the last conversation that has a day, of notes the latest first."""
    talks = [note for note in notes if note.kind == "conversation" and note.date]
    return [note for note in talks if note.date == talks[0].date]


def background(
    item: ProgrammeItem, notes: Iterable[Note], levels: Sequence[str], marking: str
) -> "list[Change]":
    """A brief that begins with notes of an earlier meeting: what was said then must not be disclosed."""
    from briefer.services import brief_edits
    from briefer.services.edits import Change

    brief: Brief | None = None
    for note in notes:
        edit = brief_edits.add_note(item, brief, note, levels, marking=marking)
        made = [one.after for one in edit.changes if isinstance(one.after, Brief)]
        brief = made[0] if made else brief
    return [Change(None, brief)] if brief else []
