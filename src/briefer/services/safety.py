"""What is looked after while a workspace is open: a backup a day, its soundness once a week, room on its disk, and that
private data which were deleted are gone from the history too.

Not here: when to look (`gui.safety`), the backups themselves (`backups`).
"""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefer.errors import KnownError
from briefer.progress import Report, silent
from briefer.services import backups, forget

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

LEAST_ROOM = 200_000_000
"""Bytes on the disk of a workspace under which somebody is told."""
CHECKED_EVERY = timedelta(days=7)
_CHECKED = "checked"
"""By this name a workspace notes when it was last found sound."""


class Looked(NamedTuple):
    """What a look has found."""

    backed_up: bool = False
    """A backup was made."""
    unkept: str = ""
    """Why a backup that was due could not be made."""
    unsound: str = ""
    """What the database says of itself, where all is not well."""


def look(workspace: "Workspace", now: datetime, report: Report = silent) -> Looked:
    """Make the backup of the day and the examination of the week where they are due; erase what must not be in either.

    Raises:
        KnownError: the workspace cannot be read, or is no longer there.

    """
    if workspace.read_only:
        return Looked()
    workspace.refuse_gone()
    forget.erase_private(workspace, now)
    backed_up, unkept = False, ""
    try:
        backed_up = backups.back_up_daily(workspace, now, report=report)
    except KnownError as error:
        unkept = str(error)
    return Looked(backed_up, unkept, _unsound(workspace, now))


def room(path: Path) -> int:
    """Bytes that are free on the disk of a workspace.

    Raises:
        OSError: the folder is gone, or does not answer.

    """
    return shutil.disk_usage(path).free


def _unsound(workspace: "Workspace", now: datetime) -> str:
    """What is wrong with the database, if it is time to ask; asked again until all is well."""
    from briefer.workspace import copies

    with workspace.reading() as rows:
        noted = rows.noted(_CHECKED)
    if noted and abs(now - _moment(noted)) < CHECKED_EVERY:
        return ""
    problems = copies.examine(workspace.folder.database, workspace.key, quick=True)
    if not problems:
        with workspace.writing() as rows:
            rows.note(_CHECKED, now.astimezone(UTC).isoformat())
    return problems[0] if problems else ""


def _moment(noted: str) -> datetime:
    try:
        return datetime.fromisoformat(noted).astimezone(UTC)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
