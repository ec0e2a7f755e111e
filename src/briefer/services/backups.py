"""Copies of a workspace and back, and what is wrong with one, as findings.

Not here: how a copy is made (`workspace.backup`), which of those in the workspace stay (`workspace.kept`).
"""

import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefer.errors import KnownError
from briefer.findings import Finding, Place
from briefer.i18n import say
from briefer.progress import Report, silent

if TYPE_CHECKING:
    from briefer.workspace.backup import Examined
    from briefer.workspace.database import Workspace
    from briefer.workspace.kept import Kept


_LEFT_FREE = 50_000_000
"""Bytes that a backup which nobody asked for leaves free: it shall not be what fills the disk."""


def backup(
    workspace: "Workspace", path: Path, *, force: bool = False, report: Report = silent
) -> None:
    """Write a backup of a workspace, also while others work in it.

    Raises:
        KnownError: something stands there and `force` is not set, or it cannot be written.

    """
    from briefer.workspace import backup as copies

    copies.backup(workspace, path, force=force, report=report)


def place(path: Path, now: datetime) -> Path:
    """Where the workspace at `path` keeps a backup that is made now."""
    from briefer.workspace import files, kept

    return kept.place(files.Folder(path), now)


def keep(workspace: "Workspace", path: Path, *, report: Report = silent) -> None:
    """Write a backup to where `place` said, because somebody asked for it.

    Raises:
        KnownError: it cannot be written, or the database is damaged.

    """
    from briefer.workspace import kept

    kept.keep(workspace, path, report=report)


def listed(path: Path) -> "tuple[Kept, ...]":
    """The backups that the workspace at `path` keeps, newest first. It need not be open, nor be whole.

    Raises:
        KnownError: there is no such folder.

    """
    from briefer.workspace import files, kept

    if not path.is_dir():
        raise KnownError(say("There is no workspace at {path}.").format(path=path))
    folder = files.Folder(path)
    found = (*kept.listed(folder), *kept.bare(folder))
    return tuple(sorted(found, key=lambda each: (each.at, each.path.name), reverse=True))


def back_up_daily(workspace: "Workspace", now: datetime, *, report: Report = silent) -> bool:
    """Keep a backup if something was changed since the last one and that is of another day; whether it was.

    Those that go by then are taken away: seven days and four weeks stay.

    Raises:
        KnownError: it cannot be written, or the database is damaged; the earlier ones are still there.

    """
    from briefer.workspace import kept

    if workspace.read_only or not kept.is_due(workspace, now):
        return False
    place = kept.place(workspace.folder, now)
    needed = 2 * workspace.folder.database.stat().st_size  # the copy, and the archive of it
    if shutil.disk_usage(workspace.folder.path).free < needed + _LEFT_FREE:
        sentence = say("There is no room for {path}: it needs {size} MB.")
        raise KnownError(sentence.format(path=place, size=needed // 1_000_000 + 1))
    kept.keep(workspace, place, why="day", report=report)
    kept.tidy(workspace.folder, now)
    return True


def restore(path: Path, folder: Path, *, report: Report = silent) -> None:
    """Make a workspace of a backup, in a folder that is not there yet.

    Raises:
        KnownError: it is no backup, damaged, newer, or the folder exists.

    """
    from briefer.workspace import backup as copies

    copies.restore(path, folder, report=report)


def doctor(workspace: "Workspace", report: Report = silent) -> tuple[Finding, ...]:
    """Examine a workspace. It is not changed, but for a search index that had to be made anew."""
    from briefer.workspace import backup as copies

    found = copies.examine_workspace(workspace, report)
    return tuple(_findings(found, read_only=workspace.read_only))


def _findings(found: "Examined", *, read_only: bool) -> list[Finding]:
    findings = [
        Finding(
            level="error",
            rule="database-unsound",
            place=Place(),
            sentence=say("The database is damaged: {reason}. Restore a backup.").format(
                reason=each
            ),
        )
        for each in found.unsound
    ]
    findings += [
        Finding(
            level="error",
            rule="record-unreadable",
            place=Place(kind=kind, key=key),
            sentence=say("The record {key} cannot be read: {reason}. Restore a backup.").format(
                key=key, reason=reason
            ),
        )
        for kind, key, reason in found.unreadable
    ]
    findings += [
        Finding(
            level="error",
            rule="file-missing",
            place=Place(kind=kind, key=key, field=field),
            sentence=say("The file that {key} names is missing. Choose it again.").format(key=key),
        )
        for kind, key, field in found.missing_files
    ]
    findings += [
        Finding(
            level="error",
            rule="file-changed",
            place=Place(),
            sentence=say("The file {hash} is damaged. Restore a backup.").format(hash=hash_),
        )
        for hash_ in found.changed_files
    ]
    if found.broken:
        sentence = say(
            "The history has been changed from outside: {count} places, the first at entry {number}. "
            "The records are not touched by it. Compare them with a backup."
        )
        number = found.broken[0].number
        sentence = sentence.format(count=len(found.broken), number=number)
        findings.append(
            Finding(level="error", rule="history-broken", place=Place(), sentence=sentence)
        )
    if found.index_was_stale:
        if read_only:
            sentence = say(
                "The search index is incomplete. Copy the workspace to where you can write, and examine the copy."
            )
        else:
            sentence = say("The search index was incomplete and has been made anew.")
        findings.append(Finding(level="note", rule="index-stale", place=Place(), sentence=sentence))
    return findings
