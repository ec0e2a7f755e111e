"""Copies of a workspace that are safe while it is in use, and back; and what is wrong with one.

A backup is one file: a zip with `workspace.json` and the database as of one moment, encrypted if the workspace is; its
comment says in the clear of when it is. All copies are this file: those somebody asks for, those of each day (`kept`),
those from before a migration. Not here: when to make one.
"""

import contextlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import msgspec

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.progress import Report, silent
from briefer.workspace import files, surroundings
from briefer.workspace.audit import Broken
from briefer.workspace.copies import copy_database, examine, last_entry
from briefer.workspace.engine import busy, open_engine, sentences, standing
from briefer.workspace.files import SUFFIX, Folder, Identity

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

_HEAD = b"SQLite format 3\0"
BARE = ".db"
"""Ending of a copy of the database alone, as older programs kept it before a migration."""
ENDING = ".brieferz"
"""Of the names of backups; one of any name is restored."""
_IDENTITY, _DATABASE = "workspace.json", "records.db"
_LARGEST_IDENTITY = 1_000_000
_AT_ONCE = 1_000_000

Why = Literal["asked", "day", "migration"]
"""Why a backup was made."""


class About(msgspec.Struct, frozen=True):
    """What the comment of a backup says; readable without the key, so nothing of visits."""

    at: Annotated[datetime, msgspec.Meta(tz=True)]
    last: int
    """The number of the newest entry of the audit that is in it."""
    why: Why = "asked"


def backup(workspace: "Workspace", path: Path, *, force: bool, report: Report = silent) -> None:
    """Write a backup of a workspace that is open.

    Raises:
        KnownError: something stands there and `force` is not set, the disk is full, or the database is damaged.

    """
    files.refuse_existing(path, force=force)
    with sentences(workspace.path):
        write(workspace.folder, workspace.key, path, read_only=workspace.read_only, report=report)


def write(
    folder: Folder,
    key: bytes | None,
    path: Path,
    *,
    why: Why = "asked",
    read_only: bool = False,
    report: Report = silent,
) -> None:
    """Write a backup over whatever stands at `path`; it has its name when it is whole, examined and on the disk.

    Raises:
        KnownError: the disk is full, or the database is damaged.

    """
    files.refuse_unwritten(path)
    size = folder.database.stat().st_size if folder.database.exists() else 0
    report(0, 2 * size, say("Copying the database"))
    copy = path.with_name(f".{path.name}.{os.getpid()}.db")
    archive = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        now = datetime.now(UTC).replace(microsecond=0)
        copy_database(folder.database, copy, key, called=path, read_only=read_only)
        about_it = About(now, last_entry(copy, key), why)
        words, whole = say("Writing {name}").format(name=path.name), copy.stat().st_size
        _pack(
            archive,
            files.read_identity(folder),
            copy,
            about_it,
            lambda done: report(whole + done, 2 * whole, words),
        )
        archive.replace(path)
        files.sync_folder(path.parent)
    except OSError as error:
        raise files.unwritable(path, error) from error
    finally:
        for each in (copy, archive):
            with contextlib.suppress(OSError):
                each.unlink(missing_ok=True)


def _pack(
    archive: Path,
    identity: Identity,
    database: Path,
    about: About,
    packed: Callable[[int], object],
) -> None:
    # what is encrypted cannot be made smaller
    method = zipfile.ZIP_STORED if identity.cipher != "none" else zipfile.ZIP_DEFLATED
    with archive.open("wb") as file:
        with zipfile.ZipFile(file, "w", method, compresslevel=1) as target:
            target.comment = msgspec.json.encode(about)
            target.writestr(_IDENTITY, msgspec.json.encode(identity))
            info = zipfile.ZipInfo.from_file(database, _DATABASE)
            info.compress_type = method
            with database.open("rb") as source, target.open(info, "w") as member:
                while part := source.read(_AT_ONCE):
                    member.write(part)
                    packed(source.tell())
        file.flush()
        os.fsync(file.fileno())


def about(path: Path) -> About | None:
    """What a backup says of itself; None of one that does not, as those of earlier programs.

    Raises:
        KnownError: it is no backup, or damaged.

    """
    with _opened(path) as source:
        try:
            return msgspec.json.decode(source.comment, type=About)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None


def identity_of(path: Path) -> Identity | None:
    """What the workspace in a backup says of itself; None where that cannot be read.

    Raises:
        KnownError: it is no backup, or damaged.

    """
    with _opened(path) as source, source.open(_IDENTITY) as member:
        try:
            return msgspec.json.decode(member.read(_LARGEST_IDENTITY), type=Identity)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None


def restore(path: Path, folder: Path, *, report: Report = silent) -> None:
    """Make a workspace of a backup, in a folder that is not there yet.

    `path` may be the folder of a workspace, too: one that lies where it cannot be used is copied while it is closed.

    Raises:
        KnownError: it is no backup, damaged, newer, or the folder exists; or the workspace at `path` is open.
        NotInPlace: the folder lies where a workspace cannot be used.

    """
    if folder.suffix != SUFFIX:
        sentence = say("The name of a workspace ends in {suffix}: {path}.")
        raise KnownError(
            sentence.format(suffix=SUFFIX, path=folder.with_name(folder.name + SUFFIX))
        )
    files.refuse_unwritten(folder)
    surroundings.refuse(folder)
    try:
        if folder.exists() or folder.is_symlink():
            raise KnownError(say("{path} exists already. Choose another name.").format(path=folder))
    except OSError as error:
        raise files.unwritable(folder, error) from error
    try:
        made = files.begin(folder)
    except OSError as error:
        raise files.unwritable(folder, error) from error
    try:
        own = _held(made, folder)
        bare = path.suffix == BARE and path.parent.name == "backups"
        take = _copy_closed if _is_workspace(path) else _take_bare if bare else _unpack
        take(path, made, report)
        identity = files.read_identity(made)
        whole = identity.cipher == "none" and not made.next.is_dir()
        problems = examine(made.database, None) if whole else []
        if problems:
            raise _damaged(path)
        files.let_go(own)
        made.path.replace(folder)
        files.sync_folder(folder.parent)
    except OSError as error:
        raise files.unwritable(folder, error) from error
    finally:
        shutil.rmtree(made.path, ignore_errors=True)


def _held(made: Folder, folder: Path) -> Path | None:
    """Mark what this process makes: or nobody could tell what it leaves when it dies."""
    try:
        return files.hold(made)
    except KnownError as error:
        if isinstance(error.__cause__, OSError):  # said of the folder that somebody knows
            raise files.unwritable(folder, error.__cause__) from error
        raise


def _is_workspace(path: Path) -> bool:
    try:
        return Folder(path).identity.is_file()
    except OSError:  # what reads it next says why
        return False


def _copy_closed(path: Path, made: Folder, report: Report) -> None:
    """Copy a workspace by its files, with the log of its last changes: to open it there is what must not be done."""
    source = Folder(path)
    if not source.database.is_file():
        sentence = say("{path} has no database. Restore a backup of the workspace.")
        raise KnownError(sentence.format(path=path))
    identity = files.read_identity(source)
    if files.living(source):
        sentence = say("{path} is open. Close it first, or make a backup of it.")
        raise KnownError(sentence.format(path=path))
    before = standing(source.database)
    names = [_IDENTITY, _DATABASE, *([f"{_DATABASE}-wal"] if before.log else [])]
    for number, name in enumerate(names):
        report(number, len(names), say("Copying {name}").format(name=path.name))
        shutil.copyfile(path / name, made.path / name)
        with (made.path / name).open("rb") as file:
            os.fsync(file.fileno())
    if (
        source.next.is_dir()
    ):  # what a killed program left to be finished is, when the copy is opened
        shutil.copytree(source.next, made.next)
    if standing(source.database) != before or files.living(source):
        raise KnownError(busy().format(path=path))
    if identity.cipher == "none" and before.log:
        engine = open_engine(made.database, None)
        try:
            with sentences(path):
                raw = engine.raw_connection()
                assert raw.driver_connection is not None
                raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                raw.close()
        finally:
            engine.dispose()


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """A backup that has the two members of one, by their exact names; nothing else is looked at."""
    _refuse_unreadable(path)
    try:
        with zipfile.ZipFile(path) as source:
            names = [info.filename for info in source.infolist()]
            if sorted(names) != sorted((_IDENTITY, _DATABASE)):
                sentence = say("{path} is not a backup of a workspace.")
                raise KnownError(sentence.format(path=path))
            yield source
    except zipfile.BadZipFile as error:
        if zipfile.is_zipfile(path):
            raise _damaged(path) from error
        sentence = say("{path} is not a backup of a workspace.")
        raise KnownError(sentence.format(path=path)) from error
    except (zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(path) from error


def _unpack(path: Path, made: Folder, report: Report) -> None:
    with _opened(path) as source:
        with source.open(_IDENTITY) as member:
            made.identity.write_bytes(member.read(_LARGEST_IDENTITY))
        size = source.getinfo(_DATABASE).file_size
        if size > shutil.disk_usage(made.path).free:
            sentence = say("There is no room for {path}: it needs {size} MB.")
            raise KnownError(sentence.format(path=path, size=size // 1_000_000))
        with source.open(_DATABASE) as member, made.database.open("wb") as target:
            done = 0
            while part := member.read(_AT_ONCE):
                target.write(part)
                done += len(part)
                report(done, size, say("Restoring {name}").format(name=path.name))
            target.flush()
            os.fsync(target.fileno())


def _take_bare(path: Path, made: Folder, report: Report) -> None:
    """Of a database alone the workspace that keeps it says what it is, and what opens it."""
    _refuse_unreadable(path)
    identity = files.read_identity(Folder(path.parent.parent))
    with path.open("rb") as source:
        if source.read(len(_HEAD)) == _HEAD:
            identity = msgspec.structs.replace(identity, cipher="none", slots=())
    report(0, 1, say("Restoring {name}").format(name=path.name))
    shutil.copyfile(path, made.database)
    with made.database.open("rb") as target:
        os.fsync(target.fileno())
    files.write_identity(made, msgspec.structs.replace(identity, revision=""))


def _refuse_unreadable(path: Path) -> None:
    try:
        if path.is_dir():
            sentence = say(
                "{path} is a folder, not a backup. Name the file that “briefer backup” wrote."
            )
            raise KnownError(sentence.format(path=path))
        path.open("rb").close()
    except FileNotFoundError as error:
        raise KnownError(say("There is no file {path}.").format(path=path)) from error
    except OSError as error:
        raise files.unreadable(path, error) from error


def _damaged(path: Path) -> KnownError:
    return KnownError(say("{path} is damaged and cannot be restored.").format(path=path))


# ------------------------------------------------------------------------------------ examining


class Examined(NamedTuple):
    """What was found in a workspace."""

    unsound: tuple[str, ...]
    """What the database says of itself."""
    unreadable: tuple[tuple[str, str, str], ...]
    """Kind, key, reason, of records that do not fit their struct."""
    missing_files: tuple[tuple[str, str, str], ...]
    """Kind, key, field, of records that name a file which is not there."""
    changed_files: tuple[str, ...]
    """Hashes of files whose bytes are no longer theirs."""
    broken: tuple[Broken, ...]
    """Where the chain of what was done does not hold."""
    index_was_stale: bool
    """The search index did not hold what it should; it was made anew where the workspace can be written."""


def examine_workspace(workspace: "Workspace", report: Report = silent) -> Examined:
    """Look through everything; nothing but the search index is changed."""
    report(0, 4, say("Examining the database"))
    unsound = tuple(
        examine(workspace.folder.database, workspace.key, read_only=workspace.read_only)
    )
    if any("malformed" in each or "not a database" in each for each in unsound):
        return Examined(unsound, (), (), (), (), index_was_stale=False)
    report(1, 4, say("Reading all records"))
    with workspace.reading() as rows:
        unreadable = tuple(rows.unreadable())
        report(2, 4, say("Reading all files"))
        missing, changed = tuple(rows.missing_files()), []
        for hash_ in rows.all_files():
            file = rows.file(hash_)
            if file and sha256(file.content).hexdigest() != hash_:
                changed.append(hash_)
        report(3, 4, say("Examining the search index"))
        broken = tuple(rows.audit.broken())
        stale = not unreadable and not rows.index_is_whole()
    if stale and not workspace.read_only:
        with workspace.writing() as rows:
            rows.rebuild_index()
    return Examined(unsound, unreadable, missing, tuple(changed), broken, index_was_stale=stale)
