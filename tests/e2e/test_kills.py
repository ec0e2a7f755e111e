"""A program is killed while it writes: every edit that it said was stored is there, whole, and nothing is damaged."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefer.records.notes import Note, Theme
from briefer.services import backups
from briefer.workspace import copies, database
from profiles import SIZE

ROUNDS = 2 * SIZE.repeats
_WRITER = """
import sys
from pathlib import Path
import msgspec
from briefer.records.notes import Note, Theme
from briefer.services import edits
from briefer.services.edits import Change, Edit
from briefer.workspace import database

path, passphrase, first = Path(sys.argv[1]), sys.argv[2] or None, int(sys.argv[3])
with database.open_(path, passphrase=passphrase) as workspace:
    print("open", flush=True)
    note = None
    for number in range(first, 1_000_000):
        # of one edit both are there, or none
        theme, text = Theme(key=f"theme-{number}", name=f"Theme {number}"), "word " * (number % 900)
        new = Note(key=f"note-{number}", title=f"Note {number}", text=text, themes=(theme.id,))
        changes = [Change(None, theme), Change(None, new)]
        if note:
            changes.append(Change(note, msgspec.structs.replace(note, title=f"{note.title}, read")))
        stored = edits.apply(workspace, Edit(f"Add {number}", tuple(changes)))
        note = stored.changes[1].after
        print(number, flush=True)
"""


@pytest.mark.parametrize("passphrase", ["", "correct horse"], ids=["plain", "encrypted"])
def test_killed_while_it_writes_nothing_that_was_stored_is_lost(
    tmp_path: Path, passphrase: str
) -> None:
    path, pick = tmp_path / "office.briefer", random.Random(11)
    database.create(path, passphrases={"passphrase": passphrase} if passphrase else None).close()
    acknowledged = -1
    for round_ in range(ROUNDS):
        acknowledged = _killed(path, passphrase, acknowledged + 1, pick.uniform(0, 0.3))
        with database.open_(path, passphrase=passphrase or None) as workspace:
            with workspace.reading() as rows:
                themes, notes = rows.all(Theme), rows.all(Note)
                numbers = sorted(int(one.key.removeprefix("note-")) for one in notes)
                # what was stored is there; one more may be, that the program could not say any more
                assert numbers in ([*range(acknowledged + 1)], [*range(acknowledged + 2)])
                acknowledged = len(numbers) - 1
                assert {one.name for one in themes} == {f"Theme {number}" for number in numbers}
                assert {(one.title, one.text) for one in notes} >= {
                    (f"Note {number}, read", "word " * (number % 900))
                    for number in _read_on(numbers, notes)
                }
                assert rows.index_is_whole()
                assert list(rows.audit.broken()) == []
            if round_ % 10 == 0:
                assert backups.doctor(workspace) == ()
            key = workspace.key
    assert acknowledged >= ROUNDS
    assert copies.examine(path / "records.db", key) == []


def _read_on(numbers: list[int], notes: tuple[Note, ...]) -> list[int]:
    """The notes that a later edit of the same run has changed: told by the versions, which rise with each change."""
    by_number = {int(one.key.removeprefix("note-")): one for one in notes}
    return [number for number in numbers if by_number[number].version > 1]


def _killed(path: Path, passphrase: str, first: int, after: float) -> int:
    """Let a program write until it is killed; the last number of which it said that it was stored."""
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path), passphrase, str(first)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "open\n"
    assert writer.stdout.readline() == f"{first}\n"
    with pytest.raises(subprocess.TimeoutExpired):
        writer.wait(after)  # a kill comes at any moment
    writer.kill()
    said = writer.stdout.read().split("\n")[:-1]  # what is after the last line's end was never said
    assert writer.wait() == -signal.SIGKILL
    writer.stdout.close()
    return int(said[-1]) if said else first
