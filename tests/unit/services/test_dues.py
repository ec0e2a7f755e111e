"""What is due in a workspace."""

from datetime import date

from briefer.records.briefs import Brief
from briefer.records.people import Officer, Person, PrivateData
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visits import Delegate, Task, Visit
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


def test_private_data_are_to_be_deleted_on_their_day_or_ninety_days_after_the_last_visit(
    workspace: Workspace,
) -> None:
    early, late = Visit(title="Early", end="2026-03-01"), Visit(title="Late", start="2026-10-15")
    item = ProgrammeItem(visit=late.id, title="Call")
    own, guest, host, nobody = (Person(family_name=name) for name in ("Own", "Guest", "Host", "No"))
    records = (
        PrivateData(person=own.id, delete_on="2026-12"),
        PrivateData(person=guest.id, dietary="no fish"),
        PrivateData(person=host.id, dietary="no meat"),
        PrivateData(person=nobody.id, dietary="no visit"),
        Delegate(visit=early.id, person=guest.id),
        Delegate(visit=early.id, person=own.id),
        Participant(item=item.id, person=host.id),
        Delegate(visit=early.id, person=host.id),
    )
    edits.apply(workspace, common_edits.add(early, late, item, own, guest, host, nobody, *records))
    assert [(one.kind, one.what, one.day, one.person) for one in dues.due(workspace)] == [
        ("private", "Guest", date(2026, 5, 30), guest.id),
        ("private", "Own", date(2026, 12, 31), own.id),
        ("private", "Host", date(2027, 1, 13), host.id),
    ]
