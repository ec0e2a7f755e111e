"""What is due in a workspace."""

from datetime import date

from briefer.records.briefs import Brief
from briefer.records.people import Officer
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Task, Visit
from briefer.services import common_edits, dues, edits
from briefer.workspace.database import Workspace


def test_open_tasks_and_promised_briefs_of_visits_that_are_not_closed(
    workspace: Workspace,
) -> None:
    joan = Officer(name="Joan")
    visit = Visit(title="Marsana", start="2026-10-15")
    old = Visit(title="Old", status="closed")
    call, lunch = (ProgrammeItem(visit=visit.id, title=title) for title in ("Call", "Lunch"))
    records = (
        Task(visit=visit.id, what="Notice", days_before=14, owner=joan.id),
        Task(visit=visit.id, what="Done already", state="done"),
        Task(visit=visit.id, what="Some day"),
        Task(visit=old.id, what="Of a closed visit", due="2020-01-01"),
        Brief(item=call.id, due="2026-09-30", owner="Elin", status="in draft"),
        Brief(item=lunch.id, due="2026-09-30", owner="Elin", status="final"),
    )
    edits.apply(workspace, common_edits.add(joan, visit, old, call, lunch, *records))
    found = dues.due(workspace)
    assert [(one.kind, one.what, one.owner, one.day) for one in found] == [
        ("brief", "Call", "Elin", date(2026, 9, 30)),
        ("task", "Notice", "Joan", date(2026, 10, 1)),
        ("task", "Some day", "", None),
    ]
    assert [one.item for one in found] == [call.id, None, None]

    edit = dues.done(workspace, found[1].record)
    assert edit is not None
    stored = edits.apply(workspace, edit)
    assert [one.what for one in dues.due(workspace)] == ["Call", "Some day"]
    edits.undo(workspace, stored)
    assert dues.due(workspace) == found
