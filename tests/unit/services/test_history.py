"""The history of a record: who changed what and when, and an earlier version brought back."""

import msgspec

from briefer.records.base import Record
from briefer.records.institutions import Institution, Place
from briefer.records.kinds import kind_of
from briefer.records.people import Person, PrivateData
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Visit
from briefer.rules.merging import fields_of
from briefer.services import common_edits, edits, history
from briefer.services.edits import Change, Edit
from briefer.services.history import Changed, parted
from briefer.workspace.database import Workspace


def stored(workspace: Workspace, edit: Edit) -> Record:
    return edits.apply(workspace, edit).changes[0].record


def of(workspace: Workspace, record: Record) -> history.History:
    found = history.history(workspace, kind_of(record).name, record.id)
    assert found is not None
    return found


def an_item(workspace: Workspace) -> ProgrammeItem:
    visit = Visit(title="A visit")
    item = ProgrammeItem(visit=visit.id, title="Call", start="09:00", end="09:30")
    edits.apply(workspace, Edit("Add Call", (Change(None, visit), Change(None, item))))
    return item


def test_versions_are_told_newest_first_with_who_and_what(workspace: Workspace) -> None:
    item = an_item(workspace)
    now = stored(workspace, common_edits.change_field(item, "dress", "dark suit"))
    workspace.officer = "Jonas"
    now = stored(workspace, common_edits.change_field(now, "title", "Courtesy call"))
    told = [(one.who, one.words, one.action, one.changed) for one in of(workspace, item).versions]
    assert told == [
        (
            "Jonas",
            "Rename Call to Courtesy call",
            "change",
            (Changed("title", "Call", "Courtesy call"),),
        ),
        ("Mette", "Change dress of Call", "change", (Changed("dress", "", "dark suit"),)),
        ("Mette", "Add Call", "add", ()),
    ]
    titles = [
        one.record and (one.record.title, one.record.dress) for one in of(workspace, item).versions
    ]  # type: ignore[attr-defined]
    assert titles == [("Courtesy call", "dark suit"), ("Call", "dark suit"), ("Call", "")]


def test_a_version_is_brought_back_in_one_step_and_taken_away_again(workspace: Workspace) -> None:
    item = an_item(workspace)
    now = stored(workspace, common_edits.change_field(item, "dress", "dark suit"))
    stored(workspace, common_edits.change_field(now, "title", "Courtesy call"))
    found = of(workspace, item)
    edit = history.restore(found.record, found.versions[-1], "1 June at 09:00")
    assert edit.words == "Restore Courtesy call as of 1 June at 09:00"
    done = edits.apply(workspace, edit)
    assert fields_of(of(workspace, item).record) == fields_of(item) | {"key": found.record.key}
    edits.undo(workspace, done)
    assert fields_of(of(workspace, item).record) == fields_of(found.record)


def test_what_a_version_referred_to_and_is_gone_is_left_out(workspace: Workspace) -> None:
    item, hall, room = an_item(workspace), Place(name="Hall"), Place(name="Room")
    edits.apply(workspace, common_edits.add(hall, room))
    now = stored(workspace, common_edits.change_field(item, "place", hall.id))
    stored(workspace, common_edits.change_field(now, "place", room.id))
    with workspace.reading() as rows:
        present = rows.get(Place, hall.id)
    assert present is not None
    edits.apply(workspace, common_edits.delete(present))
    found = of(workspace, item)
    assert found.versions[0].changed == (Changed("place", str(hall.id), "Room"),)
    back = history.restore(found.record, found.versions[1], "")
    assert back.changes[0].after == msgspec.structs.replace(found.record, place=None)
    edits.apply(workspace, back)


def test_what_a_version_cannot_be_without_is_that_of_today_where_it_is_gone(
    workspace: Workspace,
) -> None:
    lost, kept = Person(family_name="Zweig"), Person(family_name="Zweig")
    private = PrivateData(person=lost.id, passport="A1")
    edits.apply(workspace, common_edits.add(lost, kept, private))
    first = of(workspace, private).record
    now = stored(workspace, common_edits.change_field(first, "person", kept.id))
    stored(workspace, common_edits.change_field(now, "passport", "B2"))
    edits.apply(workspace, common_edits.delete(of(workspace, lost).record))
    found = of(workspace, private)
    back = edits.apply(workspace, history.restore(found.record, found.versions[-1], ""))
    after = back.changes[0].after
    assert isinstance(after, PrivateData)
    assert (after.passport, after.person) == ("A1", kept.id)


def test_what_was_deleted_and_brought_back_has_its_history(workspace: Workspace) -> None:
    one = Institution(name="Ministry")
    now = stored(workspace, common_edits.add(one))
    gone = edits.apply(workspace, common_edits.delete(now))
    assert history.history(workspace, "institution", one.id) is None
    edits.undo(workspace, gone)
    assert [version.action for version in of(workspace, one).versions] == ["add", "delete", "add"]
    assert [version.record is None for version in of(workspace, one).versions] == [
        False,
        True,
        True,
    ]


def test_long_texts_are_shown_where_they_part() -> None:
    same = "word " * 100
    before, after = parted(f"{same}old {same}", f"{same}new {same}")
    assert before.startswith("…word")
    assert "old" in before
    assert "new" in after
    assert before.endswith("…")
    assert max(len(before), len(after)) <= history.LETTERS + 2
    assert parted("short", "") == ("short", "")
