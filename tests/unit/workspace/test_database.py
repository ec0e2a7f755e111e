"""Opening, refusing, surviving: what a workspace does when the surroundings misbehave."""

import contextlib
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from briefer.errors import KnownError
from briefer.records.notes import Theme
from briefer.workspace import database, engine, files
from briefer.workspace.database import PassphraseWanted, Workspace
from profiles import SIZE


def _themes(workspace: Workspace) -> list[str]:
    with workspace.reading() as rows:
        return [theme.name for theme in rows.all(Theme)]


def _add(workspace: Workspace, name: str) -> None:
    with workspace.writing() as rows:
        rows.insert([Theme(key=name, name=name)])


def _names(path: Path) -> list[str]:
    return sorted(each.name for each in path.iterdir())


def test_what_was_written_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    with database.create(path) as workspace:
        _add(workspace, "border")
        assert sorted(each.name for each in path.iterdir()) == [
            "open",
            "records.db",
            "records.db-shm",
            "records.db-wal",
            "workspace.json",
        ]
    # closed, it is one database file and nothing that could be forgotten in a copy
    assert sorted(each.name for each in path.iterdir()) == ["open", "records.db", "workspace.json"]
    assert list((path / "open").iterdir()) == []
    with database.open_(path) as workspace:
        assert _themes(workspace) == ["border"]


@pytest.mark.plain
def test_the_clear_file_says_nothing_of_visits(workspace: Workspace) -> None:
    identity = msgspec.json.decode(workspace.folder.identity.read_bytes())
    assert sorted(identity) == ["cipher", "format", "id", "label", "made_by", "revision", "slots"]
    assert (identity["label"], identity["cipher"], identity["revision"]) == (
        "office",
        "none",
        database.REVISION,
    )


def test_settings_of_every_connection(workspace: Workspace) -> None:
    names = (
        "journal_mode",
        "synchronous",
        "foreign_keys",
        "trusted_schema",
        "secure_delete",
        "busy_timeout",
    )
    with workspace.bare() as connection:
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "busy_timeout": 5000,
    }


def test_an_old_sqlite_is_not_trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engine.sqlite, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(Exception, match="too old to be trusted"):
        database.create(tmp_path / "office.briefer")
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------------ refused


def _refused(path: Path, **more: str) -> str:
    with pytest.raises(KnownError) as caught:
        database.open_(path, **more).close()
    return str(caught.value).replace(str(path), "W")


def test_what_is_no_workspace_is_refused_with_a_sentence(tmp_path: Path) -> None:
    assert _refused(tmp_path / "none.briefer") == "There is no workspace at W."
    (tmp_path / "empty.briefer").mkdir()
    assert _refused(tmp_path / "empty.briefer") == "W is not a workspace: it has no workspace.json."
    (tmp_path / "file.briefer").write_text("x")
    assert _refused(tmp_path / "file.briefer") == "W is not a workspace: it has no workspace.json."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "W/workspace.json is damaged. Restore a backup of the workspace."),
        (b"\xff\xfe", "W/workspace.json is damaged. Restore a backup of the workspace."),
        (b'{"format": 1}', "W/workspace.json is damaged. Restore a backup of the workspace."),
        (b"[" * 100_000, "W/workspace.json is damaged. Restore a backup of the workspace."),
        (
            b'{"format": 2, "new": 1}',
            "W was made by a newer Briefer. Install the newer one to open it.",
        ),
    ],
)
def test_a_damaged_or_newer_clear_file(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "office.briefer"
    database.create(path).close()
    (path / "workspace.json").write_bytes(content)
    assert _refused(path) == sentence


def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    with database.create(path) as workspace, workspace.writing() as rows:
        rows._connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = (path / "records.db").read_bytes()
    assert _refused(path) == "W was made by a newer Briefer. Install the newer one to open it."
    assert (path / "records.db").read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [b"not a database" * 1000, b"SQLite format 3\x00".ljust(68, b"\x00") + b"BRIF" + bytes(4096)],
)
def test_a_damaged_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "office.briefer"
    database.create(path).close()
    (path / "records.db").write_bytes(content)
    assert _refused(path) == "The database of W is damaged. Restore a backup of the workspace."
    assert list((path / "open").iterdir()) == []


def test_a_folder_without_its_database(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    database.create(path).close()
    (path / "records.db").unlink()
    assert _refused(path) == "W has no database. Restore a backup of the workspace."


@pytest.mark.parametrize("passphrases", [None, {"passphrase": "sea"}])
@pytest.mark.parametrize("content", ["", "CREATE TABLE mine (a); PRAGMA user_version = 7"])
def test_what_is_no_database_of_a_workspace_is_left_as_it_is(
    tmp_path: Path, content: str, passphrases: dict[str, str] | None
) -> None:
    path = tmp_path / "office.briefer"
    database.create(path, passphrases=passphrases).close()
    (path / "records.db").unlink()
    (path / "records.db").touch()
    with contextlib.closing(sqlite3.connect(path / "records.db")) as own:
        own.executescript(content)
    before = (path / "records.db").read_bytes()
    assert (len(before) == 0) == (content == "")
    sentence = "is no workspace: its records.db is not the database of one. Restore a backup of it."
    with pytest.raises(KnownError, match=re.escape(f"{path} {sentence}")):
        database.open_(path, passphrase="sea")
    assert (path / "records.db").read_bytes() == before
    assert sorted(each.name for each in path.iterdir()) == ["open", "records.db", "workspace.json"]


def test_the_database_of_another_workspace_is_noticed(tmp_path: Path) -> None:
    one, other = tmp_path / "one.briefer", tmp_path / "other.briefer"
    database.create(one).close()
    database.create(other).close()
    shutil.copy(other / "records.db", one / "records.db")
    assert "do not belong together" in _refused(one)


def test_creating_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    database.create(path).close()
    with pytest.raises(KnownError, match="exists already"):
        database.create(path)
    with pytest.raises(KnownError, match=r"ends in \.briefer"):
        database.create(tmp_path / "office")
    (tmp_path / "file").write_text("x")
    with pytest.raises(KnownError, match="cannot be written"):
        database.create(tmp_path / "file" / "office.briefer")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "office.briefer"]


def test_a_workspace_takes_its_name_when_all_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    seen = []

    def fill(workspace: Workspace) -> None:
        seen.append(path.exists())
        assert workspace.path == path  # what sentences call it
        _add(workspace, "border")

    with database.create(path, passphrases={"passphrase": "x"}, fill=fill) as workspace:
        assert (seen, _themes(workspace), workspace.path) == ([False], ["border"], path)
        assert _names(tmp_path) == ["office.briefer"]
    with database.open_(path, passphrase="x") as workspace:
        assert _themes(workspace) == ["border"]


def test_what_cannot_be_filled_leaves_nothing(tmp_path: Path) -> None:
    def fill(workspace: Workspace) -> None:
        _add(workspace, "border")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        database.create(tmp_path / "office.briefer", fill=fill)
    assert _names(tmp_path) == []


_KILLED = """
import os, signal, sys
from pathlib import Path
from briefer.records.notes import Theme
from briefer.workspace import database

def fill(workspace):
    with workspace.writing() as rows:
        rows.insert([Theme(key="border", name="border")])
        os.kill(os.getpid(), signal.SIGKILL)

database.create(Path(sys.argv[1]), fill=fill)
"""


def test_what_was_killed_while_it_was_made_can_be_made_again(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    done = subprocess.run([sys.executable, "-c", _KILLED, path], check=False)
    assert done.returncode == -signal.SIGKILL
    (left,) = _names(tmp_path)
    assert left.startswith(".office.briefer.")
    # another that is being made, and a folder of somebody else's, are left alone
    others = [tmp_path / f".office.briefer.{name}.part" for name in ("1", "x")]
    _somebody(shutil.copytree(tmp_path / left, others[0]))
    others[1].mkdir()
    with database.create(path) as workspace:
        assert _themes(workspace) == []
    assert _names(tmp_path) == [others[0].name, others[1].name, "office.briefer"]


@pytest.mark.parametrize("said", ["disk I/O error", "unable to open database file"])
@pytest.mark.parametrize(
    ("free", "sentence"),
    [
        (100_000, "There is no room left on the disk of PATH. Nothing was saved; free some space"),
        (10**9, "The (disk|database) of PATH (does not answer|cannot be opened)"),
    ],
)
def test_a_disk_that_is_too_full_for_a_log_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, free: int, sentence: str
) -> None:
    """SQLite has one word for a disk that breaks and for one without room for the index of its log."""
    path = tmp_path / "to come" / "office.briefer"
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, free))  # type: ignore[attr-defined]
    with (
        pytest.raises(KnownError, match=sentence.replace("PATH", re.escape(str(path)))),
        engine.sentences(path),
    ):
        raise engine.sqlite.OperationalError(said)


# ---------------------------------------------------------------------------------- encrypted


def test_an_encrypted_workspace_opens_with_each_of_its_passphrases(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    given = {"passphrase": "hest batteri Å'\"%", "recovery code": "ABCDE-FGHJK"}
    with database.create(path, passphrases=given) as workspace:
        _add(workspace, "marsana")
    for words in given.values():
        with database.open_(path, passphrase=words) as workspace:
            assert _themes(workspace) == ["marsana"]
    assert (
        _refused(path, passphrase="hest")
        == "This passphrase does not open the workspace. Try again."
    )
    with pytest.raises(PassphraseWanted):
        database.open_(path)
    everything = b"".join(each.read_bytes() for each in path.rglob("*") if each.is_file())
    assert b"marsana" not in everything
    assert b"SQLite format" not in everything


def test_a_passphrase_is_asked_only_for_what_is_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    database.create(path).close()

    def never() -> str:
        raise AssertionError("asked")

    database.open_(path, passphrase=never).close()


# ------------------------------------------------------------------------- two, and misfortune


def test_readers_see_one_moment_while_another_writes(workspace: Workspace) -> None:
    _add(workspace, "first")
    with workspace.reading() as rows:
        assert rows.count(Theme) == 1
        thread = threading.Thread(target=_add, args=(workspace, "second"))
        thread.start()
        thread.join(10)
        assert rows.count(Theme) == 1
    assert _themes(workspace) == ["first", "second"]


def test_writers_wait_for_each_other(workspace: Workspace) -> None:
    threads = [threading.Thread(target=_add, args=(workspace, f"theme-{n}")) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(_themes(workspace)) == [f"theme-{n}" for n in range(8)]


def test_an_error_in_a_transaction_leaves_nothing(workspace: Workspace) -> None:
    def fail() -> None:
        with workspace.writing() as rows:
            rows.insert([Theme(key="half", name="Half")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with workspace.reading() as rows:
        assert (rows.count(Theme), rows.search.counts()) == (0, {})


def test_a_full_disk_is_a_sentence_and_nothing_is_lost(workspace: Workspace) -> None:
    _add(workspace, "kept")

    def fill() -> None:
        with workspace.writing() as rows:
            # as the disk would: no page more
            rows._connection.exec_driver_sql("PRAGMA max_page_count = 1")
            rows.insert([Theme(key=f"theme-{n}", name="x" * 500) for n in range(2000)])

    with pytest.raises(KnownError, match="no room left"):
        fill()
    with workspace.bare() as connection:
        connection.execute("PRAGMA max_page_count = 1000000000")
    assert _themes(workspace) == ["kept"]
    _add(workspace, "after")
    assert _themes(workspace) == ["kept", "after"]


_WRITER = """
import sys
from pathlib import Path
from briefer.records.notes import Theme
from briefer.workspace import database
workspace = database.open_(Path(sys.argv[1]))
number = 0
while True:
    with workspace.writing() as rows:
        rows.insert([Theme(key=f"{sys.argv[2]}-{number}", name="x")])
    print(number, flush=True)
    number += 1
"""


def test_nothing_that_was_acknowledged_is_lost_to_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    database.create(path).close()
    acknowledged = 0
    for round_ in range(SIZE.repeats):
        process = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), str(round_)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        for _ in range(20):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        acknowledged += 20 + len(process.stdout.read().split())
        process.wait()
        process.stdout.close()
    with database.open_(path) as workspace:
        assert len(_themes(workspace)) >= acknowledged
        with workspace.bare() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        # what the dead left behind has been cleared away
        assert len(list(workspace.folder.holders.iterdir())) == 1


# ------------------------------------------------------------------------- who has it open


def _somebody(path: Path, **who: object) -> None:
    mine = files.this_process()
    other = msgspec.structs.replace(mine, **who)
    (path / "open").mkdir(exist_ok=True)
    (path / "open" / "other.json").write_bytes(msgspec.json.encode(other))


def test_processes_of_one_user_share(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    with database.create(path) as one, database.open_(path) as other:
        _add(one, "first")
        _add(other, "second")
        assert _themes(one) == ["first", "second"]


def test_another_user_is_refused_and_told_who_has_it(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    database.create(path).close()
    _somebody(path, user="jonas", process=os.getppid(), started="")
    sentence = _refused(path)
    assert sentence.startswith("W is open: jonas has it on the computer ")
    assert "other.json" in sentence
    assert [each.name for each in (path / "open").iterdir()] == ["other.json"]


def test_another_computer_is_refused_even_if_no_such_process_runs_here(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    database.create(path).close()
    _somebody(path, computer="harbour", process=999_999_999)
    assert "on the computer harbour" in _refused(path)


@pytest.mark.parametrize(
    "dead",
    [
        {"user": "jonas", "process": 999_999_999},
        {"user": "jonas", "started": "another start of the same number"},
        {"process": 999_999_999},
    ],
)
def test_what_a_dead_process_of_this_computer_left_is_taken_over(
    tmp_path: Path, dead: dict[str, object]
) -> None:
    path = tmp_path / "office.briefer"
    database.create(path).close()
    _somebody(path, **dead)
    with database.open_(path):
        assert "other.json" not in [each.name for each in (path / "open").iterdir()]


def test_a_broken_lock_does_not_lock(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    database.create(path).close()
    (path / "open" / "other.json").write_bytes(b"{")
    database.open_(path).close()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    database.create(path).close()
    (path / "open").rmdir()
    (path / "open").write_text("in the way, also of root")
    assert _refused(path).startswith("W cannot be written: ")


def test_errors_hide_what_was_stored(workspace: Workspace) -> None:
    _add(workspace, "secret")
    with pytest.raises(Exception, match="UNIQUE") as caught, workspace.writing() as rows:
        rows.insert([Theme(key="secret", name="the minister is ill")])
    assert "minister" not in str(caught.value)


@pytest.mark.plain
def test_the_plain_driver_reads_the_unencrypted_file(workspace: Workspace) -> None:
    """Nobody is locked in: any SQLite opens an unencrypted workspace."""
    _add(workspace, "open format")
    connection = sqlite3.connect(workspace.folder.database)
    assert connection.execute("SELECT name FROM theme").fetchall() == [("open format",)]
    connection.close()
