"""Copies of a workspace and back, and what is wrong with one, as findings.

Not here: how a copy is made (`workspace.backup`).
"""

from pathlib import Path
from typing import TYPE_CHECKING

from briefer.findings import Finding, Place
from briefer.i18n import say
from briefer.progress import Report, silent

if TYPE_CHECKING:
    from briefer.workspace.backup import Examined
    from briefer.workspace.database import Workspace


def backup(
    workspace: "Workspace", path: Path, *, force: bool = False, report: Report = silent
) -> None:
    """Write a backup of a workspace, also while others work in it.

    Raises:
        KnownError: something stands there and `force` is not set, or it cannot be written.

    """
    from briefer.workspace import backup as copies

    copies.backup(workspace, path, force=force, report=report)


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
    if found.index_was_stale:
        if read_only:
            sentence = say(
                "The search index is incomplete. Copy the workspace to where you can write, and examine the copy."
            )
        else:
            sentence = say("The search index was incomplete and has been made anew.")
        findings.append(Finding(level="note", rule="index-stale", place=Place(), sentence=sentence))
    return findings
