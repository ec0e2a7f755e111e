"""What is due in all visits that are not closed.

Not here: what counts as due and when (`rules.due`).
"""

from typing import TYPE_CHECKING
from uuid import UUID

from briefer.i18n import say
from briefer.records import dates
from briefer.records.briefs import Brief
from briefer.records.people import Officer
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Task, Visit
from briefer.rules.due import Due, due_day, in_order, owed
from briefer.services import common_edits
from briefer.services.edits import Edit

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace


def due(workspace: "Workspace") -> tuple[Due, ...]:
    """Open tasks, and briefs that were promised and are not final; the earliest first."""
    with workspace.reading() as rows:
        visits = {one.id: one for one in rows.all(Visit) if one.status != "closed"}
        officers = {one.id: one.name for one in rows.all(Officer)}
        tasks = [one for one in rows.where(Task, "visit", visits) if one.state == "open"]
        items = {one.id: one for one in rows.where(ProgrammeItem, "visit", visits)}
        briefs = [one for one in rows.where(Brief, "item", items) if owed(one)]
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
    return in_order(found)


def done(workspace: "Workspace", task: UUID) -> Edit | None:
    """A task is done; None where somebody deleted it meanwhile."""
    with workspace.reading() as rows:
        found = rows.get(Task, task)
    return common_edits.change_field(found, "state", "done", called=say("state")) if found else None
