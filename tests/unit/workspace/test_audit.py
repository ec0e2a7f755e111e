"""The audit can be added to and nothing else."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from briefer.records.base import new_id
from briefer.workspace.audit import Broken, Entry
from briefer.workspace.database import Workspace

ENTRY = Entry(
    edit=new_id(),
    at=datetime(2027, 3, 8, 9, 30, tzinfo=UTC),
    who="Mette",
    words="Rename a to b",
    action="change",
    kind="theme",
    record=new_id(),
    fields={"name": ("a", "b")},
)


def test_entries_come_back_in_their_order(workspace: Workspace) -> None:
    later = ENTRY._replace(words="Rename b to c", fields={"name": ("b", "c")})
    other = ENTRY._replace(record=new_id())
    with workspace.writing() as rows:
        assert rows.audit.last() == 0
        rows.audit.add([ENTRY, other, later])
    with workspace.reading() as rows:
        assert rows.audit.of(ENTRY.record) == (ENTRY, later)
        assert rows.audit.last() == 3
        assert rows.audit.since(1) == (other, later)


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'x'", "DELETE FROM audit"])
def test_nobody_changes_what_was_done(workspace: Workspace, statement: str) -> None:
    with workspace.writing() as rows:
        rows.audit.add([ENTRY])

    def change() -> None:
        with workspace.writing() as rows:
            rows._connection.execute(text(statement))

    with pytest.raises(Exception, match="audit is append-only"):
        change()
    with workspace.reading() as rows:
        assert rows.audit.since(0) == (ENTRY,)


def _told(workspace: Workspace) -> None:
    with workspace.writing() as rows:
        rows.audit.add([ENTRY, ENTRY._replace(words="Rename b to c", fields={"name": ("b", "c")})])
    with workspace.writing() as rows:
        rows.audit.add([ENTRY._replace(words="Delete c", action="delete", fields={"z": (1.5e-7, "Æ\u2028\n"), "a": (None, ["ف"])})])  # fmt: skip


def _meddle(workspace: Workspace, *statements: str) -> list[Broken]:
    """What the chain shows after somebody has gone past the triggers."""
    with workspace.writing() as rows:
        for statement in ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"):
            rows._connection.execute(text(statement))
        for statement in statements:
            rows._connection.execute(text(statement))
        return list(rows.audit.broken())


def test_a_chain_that_nobody_touched_holds(workspace: Workspace) -> None:
    _told(workspace)
    with workspace.reading() as rows:
        assert list(rows.audit.broken()) == []


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit SET words = 'Rename b to d' WHERE id = 2", [Broken(2, "content")]),
        ("UPDATE audit SET fields = '{}' WHERE id = 2", [Broken(2, "content")]),
        ("UPDATE audit SET who = 'Nobody' WHERE id = 2", [Broken(2, "link")]),
        ("UPDATE audit SET at = '2020-01-01 00:00:00.000000' WHERE id = 1", [Broken(1, "link")]),
        ("DELETE FROM audit WHERE id = 2", [Broken(3, "link")]),
        ("DELETE FROM audit WHERE id = 3", [Broken(2, "end")]),
        ("DELETE FROM audit", [Broken(0, "end")]),
        ("DELETE FROM meta WHERE name = 'audit'", [Broken(3, "end")]),
        (
            "UPDATE audit SET id = -1 WHERE id = 2",
            [Broken(-1, "link"), Broken(1, "link"), Broken(3, "link")],
        ),
    ],
)
def test_what_was_removed_or_altered_shows(
    workspace: Workspace, statement: str, broken: list[Broken]
) -> None:
    _told(workspace)
    assert _meddle(workspace, statement) == broken


def test_an_end_that_was_removed_still_shows_after_another_edit(workspace: Workspace) -> None:
    _told(workspace)
    assert _meddle(workspace, "DELETE FROM audit WHERE id = 3") == [Broken(2, "end")]
    with workspace.writing() as rows:
        rows.audit.add([ENTRY])
        assert list(rows.audit.broken()) == [Broken(3, "link")]


def test_content_can_be_erased_and_the_chain_holds(workspace: Workspace) -> None:
    _told(workspace)
    with workspace.writing() as rows:
        rows.audit.erase([2])
    with workspace.reading() as rows:
        erased = rows.audit.of(ENTRY.record)[1]
        assert (erased.words, erased.fields, erased.who, erased.at) == ("", {}, "Mette", ENTRY.at)
        assert list(rows.audit.broken()) == []


def test_the_triggers_let_nothing_but_erasing_through(workspace: Workspace) -> None:
    _told(workspace)
    forged = "UPDATE audit SET salt = x'', words = '', fields = '{}', who = 'x' WHERE id = 2"

    def change() -> None:
        with workspace.writing() as rows:
            rows._connection.execute(text(forged))

    with pytest.raises(Exception, match="audit is append-only"):
        change()
