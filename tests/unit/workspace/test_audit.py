"""The audit can be added to and nothing else."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from briefer.records.base import new_id
from briefer.workspace.audit import Entry
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
