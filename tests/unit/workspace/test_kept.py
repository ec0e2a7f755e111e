"""Backups that stand in the workspace: one a day when something changed, seven days and four weeks of them."""

import os
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.errors import KnownError
from briefer.records.notes import Theme
from briefer.services import backups, edits
from briefer.services.edits import Change, Edit
from briefer.workspace import backup, database, files, kept
from briefer.workspace.database import Workspace
from briefer.workspace.kept import Kept

_NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
_DAYS = st.dates(date(2026, 12, 1), date(2027, 3, 1))


def _days(*words: str) -> set[date]:
    return {date.fromisoformat(word) for word in words}


def test_seven_days_and_four_weeks_stay() -> None:
    every = [date(2027, 3, 1) - timedelta(days=number) for number in range(60)]
    assert kept.staying(every) == _days(
        "2027-03-01",  # a Monday
        "2027-02-28",  # the last of its week
        "2027-02-27",
        "2027-02-26",
        "2027-02-25",
        "2027-02-24",
        "2027-02-23",
        "2027-02-21",
        "2027-02-14",
    )


@given(st.sets(_DAYS))
def test_the_last_days_and_the_last_of_the_last_weeks_stay(days: set[date]) -> None:
    stay = kept.staying(days)
    ordered = sorted(days)
    weeks = {day.isocalendar()[:2]: day for day in ordered}  # the last of each
    assert stay == {*ordered[-7:], *sorted(weeks.values())[-4:]}
    assert len(stay) == min(len(days), len(stay)) <= 11


@given(st.lists(_DAYS))
def test_what_goes_day_by_day_is_what_would_go_at_once(days: list[date]) -> None:
    standing: set[date] = set()
    for day in sorted(days):
        standing = kept.staying({*standing, day})
    assert standing == kept.staying(days)


def _one(at: str, why: backup.Why = "day", damaged: str = "") -> Kept:
    moment = datetime.fromisoformat(at).astimezone()
    return Kept(Path(at), moment, 1, why, 1, damaged)


def test_of_a_day_that_is_over_the_last_stays() -> None:
    backups = [
        _one("2027-03-01T09:00"),
        _one("2027-03-01T11:00", "asked"),
        _one("2027-02-28T09:00"),
        _one("2027-02-28T11:00", "asked"),
        _one("2027-02-27T09:00", damaged="cut short"),
    ]
    assert [each.path.name for each in kept.going(backups, _NOON)] == [
        "2027-02-28T09:00",
        "2027-02-27T09:00",
    ]


def test_a_copy_from_before_a_migration_stays_four_weeks() -> None:
    backups = [
        _one("2027-03-01T09:00"),
        _one("2027-02-28T09:00", "migration"),
        _one("2027-02-28T11:00"),
        *(_one(f"2027-02-{day:02}T11:00") for day in range(1, 28)),
        _one("2027-01-20T09:00", "migration"),
    ]
    gone = {each.path.name for each in kept.going(backups, _NOON)}
    assert "2027-02-28T09:00" not in gone
    assert "2027-01-20T09:00" in gone


@given(st.lists(st.tuples(_DAYS, st.integers(0, 23), st.booleans()), unique=True))
def test_the_newest_sound_backup_never_goes(made: list[tuple[date, int, bool]]) -> None:
    backups = [
        _one(f"{day}T{hour:02}:00", damaged="cut short" if damaged else "")
        for day, hour, damaged in made
    ]
    sound = [each for each in backups if not each.damaged]
    gone = kept.going(backups, _NOON)
    assert not sound or max(sound, key=lambda each: each.at) not in gone


# ------------------------------------------------------------------------------------- real files


def _edit(workspace: Workspace, key: str) -> None:
    edits.apply(workspace, Edit("Add", (Change(None, Theme(key=key, name=key)),)))


def _names(workspace: Workspace) -> list[str]:
    folder = workspace.folder.backups
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def test_a_backup_is_due_on_another_day_when_something_changed(workspace: Workspace) -> None:
    now = datetime.now(UTC)
    later = now + timedelta(days=1)
    assert not backups.back_up_daily(workspace, now)  # there is nothing in it
    _edit(workspace, "first")
    assert backups.back_up_daily(workspace, now)
    _edit(workspace, "second")
    assert not backups.back_up_daily(workspace, now)  # this day has one
    assert backups.back_up_daily(workspace, later)
    assert _names(workspace) == [kept.place(workspace.folder, at).name for at in (now, later)]
    newest, first = (backup.about(each.path) for each in kept.listed(workspace.folder))
    assert newest
    assert first
    assert newest.last > first.last > 0
    assert newest.why == first.why == "day"


def test_none_is_due_when_nothing_changed(workspace: Workspace) -> None:
    _edit(workspace, "first")
    now = datetime.now(UTC)
    assert backups.back_up_daily(workspace, now)
    assert not backups.back_up_daily(workspace, now + timedelta(days=1))
    # but for one that opens with other passphrases
    slot = files.KeySlot("x", "", "", "", 1, 1, 8)
    identity = files.read_identity(workspace.folder)
    files.write_identity(workspace.folder, msgspec.structs.replace(identity, slots=(slot,)))
    assert backups.back_up_daily(workspace, now + timedelta(days=1))


@pytest.mark.parametrize("secret", [None, "x"])
def test_a_kept_backup_is_restored(tmp_path: Path, secret: str | None) -> None:
    passphrases = {"passphrase": secret} if secret else None
    with database.create(tmp_path / "office.briefer", passphrases=passphrases) as workspace:
        _edit(workspace, "marsana")
        assert backups.back_up_daily(workspace, datetime.now(UTC))
        (found,) = kept.listed(workspace.folder)
    assert b"marsana" not in found.path.read_bytes()
    backups.restore(found.path, tmp_path / "again.briefer")
    with database.open_(tmp_path / "again.briefer", passphrase=secret) as again:
        with again.reading() as rows:
            assert [theme.key for theme in rows.all(Theme)] == ["marsana"]
        assert backups.doctor(again) == ()


def test_a_damaged_backup_is_told_and_counts_for_none(workspace: Workspace) -> None:
    _edit(workspace, "first")
    now = datetime.now(UTC)
    assert backups.back_up_daily(workspace, now)
    (found,) = kept.listed(workspace.folder)
    found.path.write_bytes(found.path.read_bytes()[:-300])
    (found,) = kept.listed(workspace.folder)
    assert found.damaged == f"{found.path} is not a backup of a workspace."
    assert kept.is_due(workspace, now)


def test_a_file_of_an_earlier_program_is_listed_by_its_own_date(workspace: Workspace) -> None:
    _edit(workspace, "first")
    assert backups.back_up_daily(workspace, datetime.now(UTC))
    (found,) = kept.listed(workspace.folder)
    content = found.path.read_bytes()
    comment = content.index(b'{"at"', len(content) - 200)
    found.path.write_bytes(content[: comment - 2] + b"\0\0")
    os.utime(found.path, (1_800_000_000, 1_800_000_000))
    (found,) = kept.listed(workspace.folder)
    assert (found.at, found.last, found.damaged) == (
        datetime.fromtimestamp(1_800_000_000, UTC),
        -1,
        "",
    )


def test_what_a_killed_backup_left_goes_after_a_day(workspace: Workspace) -> None:
    workspace.folder.backups.mkdir()
    left = [
        workspace.folder.backups / f".2027-03-01-080000.brieferz.1.{end}" for end in ("db", "part")
    ]
    for path in left:
        path.write_bytes(b"half")
    now = datetime.now(UTC)
    kept.tidy(workspace.folder, now)
    assert len(_names(workspace)) == 2
    kept.tidy(workspace.folder, now + timedelta(days=2))
    assert _names(workspace) == []


def test_a_backup_that_cannot_be_written_leaves_the_earlier_ones(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    _edit(workspace, "first")
    now = datetime.now(UTC)
    assert backups.back_up_daily(workspace, now)
    _edit(workspace, "second")
    before = _names(workspace)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_pack", full)
    with pytest.raises(KnownError, match="cannot be written: No space left on device"):
        backups.back_up_daily(workspace, now + timedelta(days=1))
    assert _names(workspace) == before


def test_a_backup_that_nobody_asked_for_does_not_fill_the_disk(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    _edit(workspace, "first")
    usage = shutil.disk_usage(workspace.path)._replace(free=50_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(KnownError, match=r"There is no room for .*\.brieferz: it needs \d MB\."):
        backups.back_up_daily(workspace, datetime.now(UTC))
    assert _names(workspace) == []


@pytest.mark.parametrize("words", [None, "hest"], ids=["plain", "encrypted"])
def test_a_database_alone_is_listed_restored_and_never_taken_away(
    tmp_path: Path, words: str | None
) -> None:
    path = tmp_path / "office.briefer"
    given = {"passphrase": words} if words else None
    with database.create(path, passphrases=given) as workspace:
        edits.apply(workspace, Edit("Add", (Change(None, Theme(key="tides", name="Tides")),)))
    bare = path / "backups" / "0001-2026-01-01.db"
    bare.parent.mkdir(exist_ok=True)
    shutil.copyfile(path / "records.db", bare)
    os.utime(bare, (0, 0))
    (found,) = backups.listed(path)
    assert (found.path, found.why, found.damaged) == (bare, "migration", "")
    backup.restore(bare, tmp_path / "again.briefer")
    again = database.open_(tmp_path / "again.briefer", passphrase=words)
    with again, again.reading() as rows:
        assert [theme.name for theme in rows.all(Theme)] == ["Tides"]
    kept.tidy(files.Folder(path), _NOON)
    assert bare.exists()
