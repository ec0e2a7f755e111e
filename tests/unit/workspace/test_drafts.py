"""Drafts in the database: whose they are, who holds them, and that a process that is gone holds nothing."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from briefer.records.base import new_id
from briefer.records.notes import Note
from briefer.services import common_edits, drafts, edits
from briefer.workspace import database, files
from briefer.workspace.database import Workspace
from briefer.workspace.drafts import Draft

AT = datetime(2026, 11, 22, 9, 31, tzinfo=UTC)


def draft(record: UUID, text: str, *, who: str = "Mette", field: str = "text") -> Draft:
    return Draft(new_id(), who, AT, "note", record, None, field, "Text", text, "as it was")


def waiting(workspace: Workspace) -> list[tuple[str, str]]:
    return [(one.name, one.draft.text) for one in drafts.take_over(workspace)]


def test_what_an_open_process_holds_waits_for_nobody(workspace: Workspace) -> None:
    note = Note(title="Talk")
    edits.apply(workspace, common_edits.add(note))
    one, other, theirs = (
        draft(note.id, "first"),
        draft(new_id(), "second"),
        draft(note.id, "third", who="Jonas"),
    )
    drafts.keep(workspace, [one, other, theirs])
    assert waiting(workspace) == []
    drafts.let_go(workspace, [one.id, other.id, theirs.id])
    assert waiting(workspace) == [("Talk", "first"), ("", "second")]  # not Jonas's
    assert waiting(workspace) == []  # this process holds them now


def test_a_draft_is_put_in_place_of_the_one_before_and_dropped(workspace: Workspace) -> None:
    one = draft(new_id(), "a")
    drafts.keep(workspace, [one])
    drafts.keep(workspace, [one._replace(text="a b")])
    drafts.let_go(workspace, [one.id])
    assert waiting(workspace) == [("", "a b")]
    drafts.keep(workspace, [], [one.id])
    drafts.let_go(workspace, [one.id])
    assert waiting(workspace) == []


def test_the_drafts_of_a_dead_process_wait(workspace: Workspace) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    holder = msgspec.structs.replace(files.this_process(), process=gone.pid, started="")
    mark = workspace.folder.holders / "dead.json"
    mark.write_bytes(msgspec.json.encode(holder))
    with workspace.writing() as rows:
        rows.drafts.put([draft(new_id(), "typed and lost")], "dead")
    assert waiting(workspace) == [("", "typed and lost")]


def test_what_is_forgotten_has_no_drafts(workspace: Workspace) -> None:
    someone, other = new_id(), new_id()
    some = [draft(someone, "planted"), draft(someone, "planted too"), draft(other, "stays")]
    drafts.keep(workspace, some)
    with workspace.writing() as rows:
        assert rows.drafts.of([someone]) == tuple(some[:2])
        rows.drafts.remove(one.id for one in rows.drafts.of([someone]))
    drafts.let_go(workspace, [one.id for one in some])
    assert waiting(workspace) == [("", "stays")]


@pytest.mark.plain
def test_where_nothing_can_be_written_nothing_is_taken_over(
    workspace: Workspace, tmp_path: Path
) -> None:
    one = draft(new_id(), "a")
    drafts.keep(workspace, [one])
    drafts.let_go(workspace, [one.id])
    workspace.read_only = True
    assert drafts.take_over(workspace) == ()
    workspace.read_only = False
    workspace.close()
    with database.open_(workspace.path, officer="Mette") as again:
        assert waiting(again) == [("", "a")]
