"""A workspace on a disk or in a folder where nothing can be written is read like any other."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from briefer import app
from briefer.errors import KnownError
from briefer.records.notes import Theme
from briefer.workspace import database, files

_AS_ANYBODY = """
import contextlib, ctypes, io, json, os, sys
if len(sys.argv) == 1:
    # the privileges by which root writes where nobody may: gone with the next program
    for number in (1, 2):
        ctypes.CDLL(None).prctl(24, number, 0, 0, 0)
    os.execv(sys.executable, [sys.executable, __file__, "now"])
from briefer.cli import program
found = []
for arguments in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = program.run(arguments, None)
    found.append((status, out.getvalue(), err.getvalue()))
json.dump(found, sys.stdout)
"""
"""Carries out command lines as somebody whom the permissions of files stop."""


class Said(NamedTuple):
    """What a command line gave."""

    status: int
    out: str
    err: str


Run = Callable[..., list[Said]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.briefer"
    app.create_workspace(path, sample=True).close()
    return path


@pytest.fixture
def locked(sample: Path, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "sample.briefer"
    shutil.copytree(sample, path)
    yield path
    _unlock(path)


def _lock(path: Path) -> None:
    for each in (*path.rglob("*"), path):
        each.chmod(0o555 if each.is_dir() else 0o444)


def _unlock(path: Path) -> None:
    path.chmod(0o755)
    for each in path.rglob("*"):
        each.chmod(0o755 if each.is_dir() else 0o644)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    program = tmp_path / "anybody.py"
    program.write_text(_AS_ANYBODY)

    def run(*lines: tuple[object, ...]) -> list[Said]:
        done = subprocess.run(
            [sys.executable, str(program)],
            input=json.dumps([[str(each) for each in line] for line in lines]),
            capture_output=True,
            text=True,
            check=True,
        )
        return [Said(*each) for each in json.loads(done.stdout)]

    return run


def test_what_only_reads_works(locked: Path, sample: Path, tmp_path: Path, run: Run) -> None:
    _lock(locked)
    before = sorted(locked.rglob("*"))
    copy = tmp_path / "copy.zip"
    done = run(
        ("visits", locked),
        ("check", locked, "iraq-2022"),
        ("search", locked, "Haarløv"),
        ("dump", locked, "-o", tmp_path / "all.zip"),
        ("export", locked, "iraq-2022", "-o", tmp_path / "out.pdf", "--recipe", "contacts"),
        ("backup", locked, "-o", copy),
        ("doctor", locked),
        ("restore", copy, tmp_path / "again.briefer"),
        ("visits", tmp_path / "again.briefer"),
        ("visits", sample),
        ("office", locked),
    )
    assert [said for said in done if said.status] == []
    assert done[0].out == done[8].out == done[9].out
    assert "jens-haarlov" in done[2].out
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
    assert done[6].out == f"Nothing is wrong with {locked}.\n"
    assert sorted(locked.rglob("*")) == before


def test_what_writes_says_so_in_one_sentence(locked: Path, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "one.json"
    file.write_text('{"format": 1, "themes": [{"key": "new", "name": "New"}]}')
    _lock(locked)
    sentence = f"{locked} can only be read: its folder or disk is read-only. Copy the folder elsewhere to change it.\n"
    refused = (3, "", sentence)
    assert run(("import", locked, file), ("office", locked, "--name", "Protocol")) == [
        refused,
        refused,
    ]


def test_changes_that_are_not_yet_in_the_database_are_not_overlooked(
    locked: Path, tmp_path: Path, run: Run
) -> None:
    """What a dead program left: with the index of its log it is read, without it is refused."""
    crashed = tmp_path / "crashed.briefer"
    with database.open_(locked) as workspace:
        with workspace.writing() as rows:
            rows.insert([Theme(key="last", name="Last words")])
        shutil.copytree(locked, crashed)
    shutil.rmtree(crashed / "open")
    assert (crashed / "records.db-wal").stat().st_size > 0
    _lock(crashed)
    (said,) = run(("search", crashed, "last words", "--json"))
    assert (said.status, said.err) == (0, "")
    assert [each["key"] for each in json.loads(said.out)] == ["last"]
    _unlock(crashed)
    (crashed / "records.db-shm").unlink()
    _lock(crashed)
    (said,) = run(("search", crashed, "last words"))
    _unlock(crashed)
    assert said == (
        3,
        "",
        (
            f"{crashed} can only be read, and its last changes still stand beside its database. "
            "Copy the folder to where you can write, and open the copy.\n"
        ),
    )


def test_a_file_that_changes_under_a_reader_without_locks_is_not_believed(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "hold", lambda _: None)
    with database.open_(locked) as workspace:
        with workspace.reading() as rows:
            assert rows.count(Theme) > 0
        monkeypatch.undo()
        with database.open_(locked) as other, other.writing() as rows:
            rows.insert([Theme(key="new", name="New")])
        with (
            pytest.raises(KnownError, match="is being written by another program"),
            workspace.reading() as rows,
        ):
            rows.count(Theme)
