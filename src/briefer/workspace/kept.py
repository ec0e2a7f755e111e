"""The backups in `NAME.briefer/backups/`: which there are, whether one is due, which stay.

Not here: the file itself (`backup`); asking for one every day (`services.backups`).
"""

import contextlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from briefer.errors import KnownError
from briefer.progress import Report, silent
from briefer.workspace import backup, files
from briefer.workspace.backup import BARE, ENDING, Why
from briefer.workspace.database import Workspace
from briefer.workspace.engine import sentences
from briefer.workspace.files import Folder

DAYS, WEEKS = 7, 4
"""So many days on which there was a backup, and so many weeks, keep one."""
MIGRATION_STAYS = timedelta(days=28)
"""A copy from before a migration stays as long, whatever else there is."""
_LEFT_BEHIND = timedelta(days=1)
"""What is unfinished and older belongs to a process that died."""


class Kept(NamedTuple):
    """A backup that is kept in the workspace."""

    path: Path
    at: datetime
    last: int
    """The number of the newest entry of the audit that is in it; -1 where it does not say."""
    why: Why
    size: int
    damaged: str = ""
    """Why it cannot be restored."""

    @property
    def day(self) -> date:
        """The day where this computer is."""
        return self.at.astimezone().date()


def listed(folder: Folder) -> tuple[Kept, ...]:
    """All backups that are kept, newest first."""
    found = []
    for path in folder.backups.glob(f"*{ENDING}"):
        with contextlib.suppress(FileNotFoundError):  # another process has taken it away
            if not path.name.startswith("."):
                found.append(_kept(path))
    return tuple(sorted(found, key=lambda each: (each.at, each.path.name), reverse=True))


def bare(folder: Folder) -> tuple[Kept, ...]:
    """Copies of the database alone that older programs kept before a migration; nothing takes them away."""
    found = []
    for path in sorted(folder.backups.glob(f"*{BARE}")):
        with contextlib.suppress(OSError):
            status = path.stat()
            written = datetime.fromtimestamp(int(status.st_mtime), UTC)
            if not path.name.startswith("."):
                found.append(Kept(path, written, -1, "migration", status.st_size))
    return tuple(found)


def _kept(path: Path) -> Kept:
    status = path.stat()
    written = datetime.fromtimestamp(int(status.st_mtime), UTC)
    try:
        about = backup.about(path)
    except KnownError as error:
        return Kept(path, written, -1, "asked", status.st_size, str(error))
    except OSError as error:
        reason = str(files.unreadable(path, error))
        return Kept(path, written, -1, "asked", status.st_size, reason)
    if about is None:
        return Kept(path, written, -1, "asked", status.st_size)
    return Kept(path, about.at, about.last, about.why, status.st_size)


def place(folder: Folder, now: datetime) -> Path:
    """Where a backup made now is kept."""
    return folder.backups / f"{now.astimezone():%Y-%m-%d-%H%M%S}{ENDING}"


def is_due(workspace: Workspace, now: datetime) -> bool:
    """Whether something was changed since the last backup, and that is of another day."""
    with workspace.reading() as rows:
        last = rows.audit.last()
    sound = [each for each in listed(workspace.folder) if not each.damaged]
    if not sound:
        return last > 0
    newest = sound[0]
    if newest.day == now.astimezone().date():
        return False
    return newest.last != last or _opens_otherwise(workspace.folder, newest.path)


def _opens_otherwise(folder: Folder, path: Path) -> bool:
    """Whether a backup is opened with other passphrases than the workspace is now."""
    there, here = backup.identity_of(path), files.read_identity(folder)
    return there is None or (there.cipher, there.slots) != (here.cipher, here.slots)


def keep(workspace: Workspace, path: Path, *, why: Why = "asked", report: Report = silent) -> None:
    """Write a backup to where `place` said.

    Raises:
        KnownError: it cannot be written, or the database is damaged.

    """
    workspace.refuse_gone()
    files.make_folder(path.parent)
    with sentences(workspace.path):
        backup.write(
            workspace.folder,
            workspace.key,
            path,
            why=why,
            read_only=workspace.read_only,
            report=report,
        )


def staying(days: Iterable[date]) -> set[date]:
    """Of the days on which there is a backup: the last seven, and the last of each of the last four weeks.

    Days without one are not counted: who was away for a month finds what was kept before.
    """
    ordered = sorted(set(days), reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for day in ordered:
        year, week, _ = day.isocalendar()
        weeks.setdefault((year, week), day)
    return {*ordered[:DAYS], *list(weeks.values())[:WEEKS]}


def going(backups: Iterable[Kept], now: datetime) -> list[Kept]:
    """Which backups are not to be kept: of a day that stays the newest is, and of the newest day all are."""
    ordered = sorted(backups, key=lambda each: each.at, reverse=True)
    sound = [each for each in ordered if not each.damaged]
    stay = staying(each.day for each in sound)
    last_of: dict[date, Kept] = {}
    for each in sound:
        last_of.setdefault(each.day, each)
    gone = []
    for each in ordered:
        if each.damaged:
            stays = not stay or each.day >= min(stay)
        else:
            migration = each.why == "migration" and now - each.at < MIGRATION_STAYS
            of_its_day = each.day == sound[0].day or last_of[each.day] is each
            stays = migration or (each.day in stay and of_its_day)
        if not stays:
            gone.append(each)
    return gone


def tidy(folder: Folder, now: datetime) -> None:
    """Take away the backups that go, and what a process left behind that died while it wrote one.

    Raises:
        KnownError: one cannot be taken away.

    """
    try:
        for each in going(listed(folder), now):
            each.path.unlink(missing_ok=True)
        for path in folder.backups.glob(f".*{ENDING}.*"):
            with contextlib.suppress(FileNotFoundError):
                if now.timestamp() - path.stat().st_mtime > _LEFT_BEHIND.total_seconds():
                    path.unlink()
    except OSError as error:
        raise files.unwritable(folder.backups, error) from error
