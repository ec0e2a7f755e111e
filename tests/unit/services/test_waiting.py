"""An edit that met another waits, also over a restart; which of the two stands is decided, and neither is lost."""

from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from briefer.errors import KnownError
from briefer.records.base import Record
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.institutions import Institution
from briefer.records.notes import Note
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Visit
from briefer.services import edits, history, waiting
from briefer.services.edits import Change, Conflict, Edit
from briefer.services.waiting import Case, Choice, Unread
from briefer.workspace import database
from briefer.workspace.database import Workspace

R = TypeVar("R", bound=Record)


def _added(workspace: Workspace, *records: R) -> R:
    stored = edits.apply(workspace, Edit("Add", tuple(Change(None, each) for each in records)))
    first = stored.changes[0].after
    assert isinstance(first, type(records[0]))
    return first


def _theirs(workspace: Workspace, record: Record, **values: Any) -> None:
    officer, workspace.officer = workspace.officer, "Jonas"
    after = msgspec.structs.replace(record, **values)
    edits.apply(workspace, Edit("Change", (Change(record, after),)))
    workspace.officer = officer


def _deleted(workspace: Workspace, record: Record) -> None:
    edits.apply(workspace, Edit("Delete", (Change(record, None),)))


def _mine(workspace: Workspace, record: Record, **values: Any) -> Case:
    """My change of a record, which met theirs."""
    after = msgspec.structs.replace(record, **values)
    with pytest.raises(Conflict) as caught:
        edits.apply(workspace, Edit("Change it", (Change(record, after),), "Changed."))
    waiting.keep(workspace, caught.value)
    return waiting.cases(workspace)[-1]


def _fresh(workspace: Workspace, record: R) -> R:
    with workspace.reading() as rows:
        found = rows.get(type(record), record.id)
    assert found is not None
    return found


def _given_up(workspace: Workspace, record: Record) -> list[dict[str, Any]]:
    with workspace.reading() as rows:
        return [each.fields for each in rows.audit.of(record.id) if each.action == "decide"]


def test_what_waits_is_shown_beside_what_stands(workspace: Workspace) -> None:
    visit = _added(workspace, Visit(title="Marsana", purpose="Talks"))
    _theirs(workspace, visit, title="Their title", scope="Their scope")
    case = _mine(workspace, visit, title="My title", purpose="Tea")
    (one,) = case.decisions
    assert (one.fields, one.who, one.name) == (("title",), "Jonas", "Their title")
    assert [
        each.title for each in (one.mine, one.theirs, one.before) if isinstance(each, Visit)
    ] == ["My title", "Their title", "Marsana"]
    assert [(each.field, each.value, each.was, each.mine) for each in case.joined] == [
        ("purpose", "Tea", "Talks", True),
        ("scope", "Their scope", "", False),
    ]
    assert _fresh(workspace, visit).purpose == "Talks"


@pytest.mark.plain
def test_it_waits_over_a_restart_and_for_its_officer_alone(workspace: Workspace) -> None:
    visit = _added(workspace, Visit(title="Marsana"))
    _theirs(workspace, visit, title="Theirs")
    case = _mine(workspace, visit, title="Mine")
    workspace.close()
    with database.open_(workspace.path, officer="Mette") as opened:
        assert waiting.cases(opened) == (case,)
        opened.officer = "Jonas"
        assert waiting.cases(opened) == ()


@pytest.mark.parametrize(
    ("choice", "title", "given_up"),
    [
        ("mine", "Mine", []),
        ("theirs", "Theirs", [{"title": ("Mine", "Theirs")}]),
        ("before", "Marsana", [{"title": ("Mine", "Marsana")}]),
    ],
)
def test_any_of_the_three_can_stand_and_what_is_given_up_is_in_the_history(
    workspace: Workspace, choice: Choice, title: str, given_up: list[dict[str, Any]]
) -> None:
    visit = _added(workspace, Visit(title="Marsana", purpose="Talks"))
    _theirs(workspace, visit, title="Theirs", scope="Theirs")
    case = _mine(workspace, visit, title="Mine", purpose="Tea")
    stored = waiting.settle(workspace, case, {(visit.id, ("title",)): choice})
    now = _fresh(workspace, visit)
    assert (now.title, now.purpose, now.scope) == (title, "Tea", "Theirs")
    assert (stored.words, waiting.cases(workspace)) == ("Change it", ())
    assert _given_up(workspace, visit) == given_up
    told = history.history(workspace, "visit", visit.id)
    assert told is not None
    first = told.versions[-1].record
    assert isinstance(first, Visit)
    assert first.title == "Marsana"
    edits.undo(workspace, stored)
    now = _fresh(workspace, visit)
    assert (now.title, now.purpose, now.scope) == ("Theirs", "Talks", "Theirs")


def test_several_decisions_of_one_edit(workspace: Workspace) -> None:
    visit = _added(workspace, Visit(title="Marsana", purpose="Talks", cover_note="c"))
    _theirs(workspace, visit, title="Theirs", purpose="Their purpose")
    case = _mine(workspace, visit, title="Mine", purpose="My purpose")
    choices: dict[Any, Choice] = {
        (visit.id, ("title",)): "mine",
        (visit.id, ("purpose",)): "theirs",
    }
    waiting.settle(workspace, case, choices)
    now = _fresh(workspace, visit)
    assert (now.title, now.purpose, now.cover_note) == ("Mine", "Their purpose", "c")


def test_what_changes_again_while_one_decides_is_compared_again(workspace: Workspace) -> None:
    visit = _added(workspace, Visit(title="Marsana"))
    _theirs(workspace, visit, title="Theirs")
    case = _mine(workspace, visit, title="Mine")
    _theirs(workspace, _fresh(workspace, visit), title="Theirs again")
    with pytest.raises(Conflict):
        waiting.settle(workspace, case, {(visit.id, ("title",)): "mine"})
    assert _fresh(workspace, visit).title == "Theirs again"
    (still,) = waiting.cases(workspace)
    waiting.settle(workspace, still, {(visit.id, ("title",)): "mine"})
    assert _fresh(workspace, visit).title == "Mine"


def test_what_was_decided_in_another_window_is_not_decided_again(workspace: Workspace) -> None:
    visit = _added(workspace, Visit(title="Marsana"))
    _theirs(workspace, visit, title="Theirs")
    case = _mine(workspace, visit, title="Mine")
    waiting.settle(workspace, case, {})
    with pytest.raises(KnownError, match="“Change it” was decided in another window"):
        waiting.settle(workspace, case, {(visit.id, ("title",)): "mine"})
    assert _fresh(workspace, visit).title == "Theirs"


def test_a_lower_marking_and_new_words_wait_together(workspace: Workspace) -> None:
    note = _added(workspace, Note(title="Talks", text="Tea.", marking="secret"))
    _theirs(workspace, note, marking="")
    case = _mine(workspace, note, text="The source is A.")
    assert [each.fields for each in case.decisions] == [("marking",)]
    assert _fresh(workspace, note).text == "Tea."
    waiting.settle(workspace, case, {(note.id, ("marking",)): "mine"})
    now = _fresh(workspace, note)
    assert (now.text, now.marking) == ("The source is A.", "secret")


def test_what_they_deleted_comes_back_with_all_that_went_with_it(workspace: Workspace) -> None:
    ministry = Institution(name="Ministry", profile="Long.")
    visit = Visit(title="Marsana")
    item = ProgrammeItem(visit=visit.id, title="Call", institutions=(ministry.id,))
    brief = Brief(item=item.id, objective="Agree")
    point = BriefPoint(brief=brief.id, text="Say it")
    note = Note(title="Of it", item=item.id)
    item = _added(workspace, item, visit, ministry, brief, point, note)
    _deleted(workspace, item)
    assert _fresh(workspace, note).item is None
    case = _mine(workspace, item, title="Courtesy call")
    assert [(each.fields, each.theirs) for each in case.decisions] == [((), None)]
    waiting.settle(workspace, case, {(item.id, ()): "mine"})
    assert (_fresh(workspace, item).title, _fresh(workspace, item).institutions) == (
        "Courtesy call",
        (ministry.id,),
    )
    assert (_fresh(workspace, brief).objective, _fresh(workspace, point).text) == (
        "Agree",
        "Say it",
    )
    assert _fresh(workspace, note).item == item.id


def test_lists_that_it_stood_in_have_it_again(workspace: Workspace) -> None:
    ministry, agency = Institution(name="Ministry"), Institution(name="Agency")
    visit = Visit(title="Marsana")
    item = ProgrammeItem(visit=visit.id, title="Call", institutions=(ministry.id, agency.id))
    ministry = _added(workspace, ministry, agency, visit, item)
    _deleted(workspace, ministry)
    assert _fresh(workspace, item).institutions == (agency.id,)
    case = _mine(workspace, ministry, city="Vesterhavn")
    waiting.settle(workspace, case, {(ministry.id, ()): "mine"})
    assert _fresh(workspace, ministry).city == "Vesterhavn"
    assert _fresh(workspace, item).institutions == (ministry.id, agency.id)


def test_what_they_deleted_stays_deleted_and_my_words_stay_in_the_history(
    workspace: Workspace,
) -> None:
    visit = _added(workspace, Visit(title="Marsana"))
    _deleted(workspace, visit)
    case = _mine(workspace, visit, purpose="What I wrote")
    waiting.settle(workspace, case, {(visit.id, ()): "theirs"})
    with workspace.reading() as rows:
        assert rows.get(Visit, visit.id) is None
    (given_up,) = _given_up(workspace, visit)
    assert given_up["purpose"] == ("What I wrote", None)


def test_an_undo_that_meets_a_change_waits_too(workspace: Workspace) -> None:
    visit = _added(workspace, Visit(title="One"))
    done = edits.apply(
        workspace, Edit("Rename", (Change(visit, msgspec.structs.replace(visit, title="Two")),))
    )
    _theirs(workspace, _fresh(workspace, visit), title="Three")
    with pytest.raises(Conflict) as caught:
        edits.undo(workspace, done)
    waiting.keep(workspace, caught.value)
    (case,) = waiting.cases(workspace)
    waiting.settle(workspace, case, {(visit.id, ("title",)): "mine"})
    assert _fresh(workspace, visit).title == "One"


def test_what_cannot_be_read_is_told_with_its_words(workspace: Workspace) -> None:
    visit = _added(workspace, Visit(title="Marsana"))
    _theirs(workspace, visit, purpose="Theirs")
    case = _mine(workspace, visit, purpose="Mine")
    with workspace.writing() as rows:
        (kept,) = rows.waiting.of(workspace.officer)
        rows.waiting.remove(kept.id)
        rows.waiting.add(kept._replace(edit={**kept.edit, "colour": "of a later Briefer"}))
    assert waiting.told(workspace) == ()
    assert waiting.unread(workspace) == (Unread(case.id, case.at, "Change it", "purpose: Mine"),)
    waiting.drop(workspace, case.id)
    assert waiting.unread(workspace) == ()


def test_what_waits_is_nowhere_in_clear(tmp_path: Path) -> None:
    made = database.create(
        tmp_path / "office.briefer", officer="Mette", passphrases={"passphrase": "x"}
    )
    with made as workspace:
        visit = _added(workspace, Visit(title="Marsana"))
        _theirs(workspace, visit, purpose="Theirs")
        _mine(workspace, visit, purpose="Kwartelslag")
        for path in workspace.path.rglob("*"):
            assert path.is_dir() or b"Kwartelslag" not in path.read_bytes()
