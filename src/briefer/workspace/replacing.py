"""Several files of a workspace replaced as one: all of them, or none, whenever the program ends.

What is to come is gathered in a folder beside them and brought to disk; that folder then takes the name `next`, at one
blow. From there on each file goes to the place of its namesake, and whoever opens the workspace goes on with what a
killed program left. Not here: what is replaced (`encryption`).
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from briefer.errors import KnownError
from briefer.workspace import files
from briefer.workspace.engine import read_only
from briefer.workspace.files import Folder

_UNFINISHED = ".next.part"


@contextlib.contextmanager
def alone(folder: Folder) -> Iterator[None]:
    """Have a workspace that nobody has open, and that nobody can open meanwhile.

    Raises:
        KnownError: somebody has it open, or it cannot be written.

    """
    held = files.hold(folder, alone=True)
    if held is None:
        raise KnownError(read_only().format(path=folder.path))
    try:
        _put_in_place(folder)
        clear(folder)
        yield
    finally:
        files.let_go(held)


@contextlib.contextmanager
def replaced(folder: Folder) -> Iterator[Path]:
    """A folder to write into; when the block is left, what stands in it takes the place of its namesakes.

    For use while `alone`. If the block raises, nothing has changed.
    """
    made = folder.path / _UNFINISHED
    try:
        made.mkdir()
        yield made
        for each in (*made.rglob("*"), made):
            if each.is_dir():
                files.sync_folder(each)
            else:
                _sync(each)
        made.rename(folder.next)
        files.sync_folder(folder.path)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    _put_in_place(folder)


def finish(folder: Folder) -> None:
    """Go on with what a killed program began.

    Raises:
        KnownError: somebody else is at it, or it cannot be written.

    """
    try:
        begun = folder.next.is_dir()
    except OSError as error:
        raise files.unreadable(folder.path, error) from error
    if begun:
        with alone(folder):
            pass


def clear(folder: Folder) -> None:
    """Take away what a killed program had not finished. The workspace must be held."""
    shutil.rmtree(folder.path / _UNFINISHED, ignore_errors=True)
    files.clear_unfinished(folder)


def _put_in_place(folder: Folder) -> None:
    if not folder.next.is_dir():
        return
    try:
        for each in sorted(folder.next.rglob("*")):
            target = folder.path / each.relative_to(folder.next)
            if each.is_dir():
                target.mkdir(exist_ok=True)
                continue
            if (
                target == folder.database
            ):  # the log of the old one must never be read with the new one
                for end in ("-wal", "-shm"):
                    target.with_name(target.name + end).unlink(missing_ok=True)
                files.sync_folder(folder.path)
            each.replace(target)
            files.sync_folder(target.parent)
        shutil.rmtree(folder.next)
        files.sync_folder(folder.path)
    except OSError as error:
        raise files.unwritable(folder.path, error) from error


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
