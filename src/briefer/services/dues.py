"""What is due in all visits that are not closed, and which private data are to be deleted.

Not here: what counts as due and when (`rules.due`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from briefer.i18n import say
from briefer.records import dates
from briefer.records.briefs import Brief
from briefer.records.kinds import name_of
from briefer.records.people import Officer, Person, PrivateData
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visits import Delegate, Task, Visit
from briefer.rules.due import Due, deletion_day, due_day, in_order, owed
from briefer.services import common_edits
from briefer.services.edits import Edit

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace
    from briefer.workspace.load_save import Rows


def due(workspace: "Workspace") -> tuple[Due, ...]:
    """Open tasks, briefs that were promised and are not final, private data with a day; the earliest first."""
    with workspace.reading() as rows:
        visits = {one.id: one for one in rows.all(Visit) if one.status != "closed"}
        officers = {one.id: one.name for one in rows.all(Officer)}
        tasks = [one for one in rows.where(Task, "visit", visits) if one.state == "open"]
        items = {one.id: one for one in rows.where(ProgrammeItem, "visit", visits)}
        briefs = [one for one in rows.where(Brief, "item", items) if owed(one)]
        private = list(_private(rows))
    found = [
        Due(
            "task",
            task.id,
            task.visit,
            None,
            task.what,
            officers.get(task.owner, "") if task.owner else "",
            due_day(task, visits[task.visit]),
        )
        for task in tasks
    ]
    for brief in briefs:
        item = items[brief.item]
        span = dates.read(brief.due)
        day = span.last if span else None
        found.append(Due("brief", brief.id, item.visit, item.id, item.title, brief.owner, day))
    return in_order([*found, *private])


def _private(rows: "Rows") -> Iterator[Due]:
    """The private data that are to be deleted some day."""
    all_private = rows.all(PrivateData)
    people = {one.id: one for one in rows.where(Person, "id", [one.person for one in all_private])}
    visits = _visits_of(rows, people)
    for one in all_private:
        day = deletion_day(one, visits[one.person])
        if day:
            name = name_of(people[one.person])
            yield Due("private", one.id, None, None, name, "", day, one.person)


def _visits_of(rows: "Rows", people: Collection[UUID]) -> dict[UUID, list[Visit]]:
    """The visits that people take part in, on either side."""
    participants = rows.where(Participant, "person", people)
    items = {
        one.id: one.visit
        for one in rows.where(ProgrammeItem, "id", [one.item for one in participants])
    }
    pairs = [(one.person, one.visit) for one in rows.where(Delegate, "person", people)]
    pairs += [(one.person, items[one.item]) for one in participants]
    visits = {one.id: one for one in rows.where(Visit, "id", {visit for _, visit in pairs})}
    found: dict[UUID, list[Visit]] = defaultdict(list)
    for person, visit in pairs:
        if person:
            found[person].append(visits[visit])
    return found


def done(workspace: "Workspace", task: UUID) -> Edit | None:
    """A task is done; None where somebody deleted it meanwhile."""
    with workspace.reading() as rows:
        found = rows.get(Task, task)
    return common_edits.change_field(found, "state", "done", called=say("state")) if found else None
