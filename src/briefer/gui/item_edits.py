"""Edits of programme items that the window needs beside `services.common_edits`, with their words. Without Qt.

Each function makes an `Edit` and changes nothing. Services are imported when one is asked for.
"""

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from briefer.i18n import say
from briefer.records import dates
from briefer.records.base import Side
from briefer.records.institutions import Institution
from briefer.records.people import Person
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.services.edits import Edit


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
