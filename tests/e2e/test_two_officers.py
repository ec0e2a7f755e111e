"""Two processes edit one workspace at the same time: nobody is overwritten unread, no text is lost, both ends are equal."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import second_officer
from briefer.records.base import Record
from briefer.records.institutions import Institution
from briefer.records.kinds import kind_of
from briefer.records.notes import Note
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Visit
from briefer.rules.merging import fields_of
from briefer.services import waiting
from briefer.workspace import database
from briefer.workspace.database import Workspace
from profiles import SIZE

EACH = 20
"""Edits of one officer in one story."""
VISIT, INSTITUTION = Visit(key="v", title="Marsana"), Institution(key="i", name="Ministry")
RECORDS: tuple[Record, ...] = (
    VISIT,
    INSTITUTION,
    ProgrammeItem(key="p", visit=VISIT.id, title="Plenary", start="10:00", end="10:45"),
    Note(key="n", title="Talks", text="Tea.", marking="secret"),
)
_TEXTS: dict[str, tuple[str, ...]] = {
    "visit": ("title", "purpose", "key_messages", "scope"),
    "institution": ("name", "profile", "mandate"),
    "item": ("title", "dress", "staff_notes", "time"),
    "note": ("title", "text", "author", "marking"),
}


class Officer:
    """A process that edits, and what it is told and says."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [sys.executable, second_officer.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def say(self, value: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(value) + "\n")
        self._process.stdin.flush()

    def hear(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())

    def leave(self) -> None:
        self.say(["", ""])
        self._process.communicate(timeout=30)
        assert self._process.returncode == 0


@pytest.fixture(scope="module")
def officers() -> Iterator[tuple[Officer, Officer]]:
    both = Officer("Mette"), Officer("Jonas")
    yield both
    for each in both:
        each.leave()


@st.composite
def _jobs(draw: st.DrawFn, name: str) -> list[Any]:
    """What an officer writes: every text is one that nobody else types."""
    jobs = []
    for number in range(EACH):
        record = draw(st.sampled_from(RECORDS))
        kind = kind_of(record).name
        field = draw(st.sampled_from(_TEXTS[kind]))
        values: dict[str, str] = {field: f"{name} {number}"}
        if field == "time":
            hour = draw(st.integers(8, 18))
            values = {"start": f"{hour:02}:{number:02}", "end": f"{hour + 1:02}:{number:02}"}
        elif field == "marking":
            values = {"marking": draw(st.sampled_from(["", "restricted", "secret"]))}
            values["text"] = f"{name} {number}"
        jobs.append([kind, str(record.id), draw(st.booleans()), values])
    return jobs


@settings(
    max_examples=SIZE.repeats,
    phases=[Phase.generate],  # a race does not get simpler by being told in fewer words
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(mine=_jobs("Mette"), theirs=_jobs("Jonas"))
def test_two_processes_never_overwrite_each_other_in_silence(
    officers: tuple[Officer, Officer], mine: list[Any], theirs: list[Any]
) -> None:
    with tempfile.TemporaryDirectory(prefix="briefer-") as folder:
        path = Path(folder) / "office.briefer"
        with database.create(path, officer="Mette") as workspace, workspace.writing() as rows:
            rows.insert(RECORDS)
        for officer in officers:
            officer.say([str(path), officer.name])
        assert [officer.hear() for officer in officers] == ["open", "open"]
        for officer, jobs in zip(officers, (mine, theirs), strict=True):
            officer.say(jobs)
        told = [officer.hear() for officer in officers]
        for officer in officers:
            officer.say("end")
        ends = [officer.hear() for officer in officers]
        assert ends[0] == ends[1]
        with database.open_(path) as workspace:
            _nothing_overwritten(workspace)
            _nothing_lost(workspace, [*told[0], *told[1]])
            _never_half_a_time(workspace, [*told[0], *told[1]])


def _nothing_overwritten(workspace: Workspace) -> None:
    """Each change in the history begins with what the one before it left: nothing went unread between them."""
    with workspace.reading() as rows:
        for record in RECORDS:
            now = rows.get(type(record), record.id)
            assert now is not None
            state = _plain(record)
            for entry in rows.audit.of(record.id):
                for field, (before, after) in entry.fields.items():
                    assert state[field] == before
                    state[field] = after
            kept = _plain(now)
            assert state == kept


def _plain(record: Record) -> dict[str, Any]:
    """The fields that a user edits, as the history writes them."""
    plain: dict[str, Any] = json.loads(msgspec.json.encode(fields_of(record)))
    return plain


def _nothing_lost(workspace: Workspace, told: list[Any]) -> None:
    """Every text is stored, or was stored until somebody who had read it wrote over it, or waits."""
    history: dict[tuple[str, str], list[tuple[Any, Any]]] = {}
    waits: list[str] = []
    with workspace.reading() as rows:
        for record in RECORDS:
            for entry in rows.audit.of(record.id):
                for field, change in entry.fields.items():
                    history.setdefault((str(record.id), field), []).append(change)
    for name in ("Mette", "Jonas"):
        workspace.officer = name
        for case in waiting.cases(workspace):
            after = [change.after for change in case.edit.changes]
            waits += [msgspec.json.encode(after).decode()]
    for outcome, id_, base, values in told:
        for field, value in values.items():
            if outcome == "waits":
                assert any(value in each for each in waits)
                continue
            changes = history.get((id_, field), [])
            if field in second_officer.LISTS:
                assert any(value in after and value not in before for before, after in changes)
            elif value != base[field]:
                assert [base[field], value] in [list(change) for change in changes]


def _never_half_a_time(workspace: Workspace, told: list[Any]) -> None:
    """The time of the item is one that somebody typed whole."""
    item = RECORDS[2]
    with workspace.reading() as rows:
        now = rows.get(ProgrammeItem, UUID(str(item.id)))
    assert now is not None
    typed = {(each[3]["start"], each[3]["end"]) for each in told if "start" in each[3]}
    assert (now.start, now.end) in {*typed, ("10:00", "10:45")}


def test_what_is_written_on_an_older_reading_waits(
    officers: tuple[Officer, Officer], tmp_path: Path
) -> None:
    """The story above is about something."""
    path = tmp_path / "office.briefer"
    with database.create(path, officer="Mette") as workspace, workspace.writing() as rows:
        rows.insert(RECORDS)
    for officer in officers:
        officer.say([str(path), officer.name])
        assert officer.hear() == "open"
    visit, item = ["visit", str(VISIT.id)], ["item", str(RECORDS[2].id)]
    mette, jonas = officers
    jonas.say([[*visit, True, {"purpose": "Talks"}]])
    assert jonas.hear()[0][0] == "stored"
    mette.say([[*visit, True, {"title": "Mette 1"}]])
    assert mette.hear()[0][0] == "stored"
    jonas.say([[*visit, False, {"title": "Jonas 1"}], [*item, False, {"dress": "black tie"}]])
    assert [each[0] for each in jonas.hear()] == ["waits", "stored"]
    for officer in officers:
        officer.say("end")
        officer.hear()
