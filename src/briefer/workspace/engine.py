"""The way to a database file: the driver, its settings, and what its errors mean in sentences.

One driver for all workspaces, encrypted or not. A transaction begins when its block does; a writer has the database to
itself from then on, so that waiting happens where it helps. Not here: what a workspace is (`database`).
"""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlcipher3 import dbapi2 as sqlite

from briefer.errors import BugError, KnownError, NoRoom
from briefer.i18n import say

_OLDEST_SOUND = (3, 51, 3)
"""Earlier versions of SQLite can lose commits in WAL (the WAL-reset race)."""
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # a commit that has returned survives a loss of power
    "foreign_keys=ON",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "cache_size=-32000",
)

_READING = ("foreign_keys=ON", "busy_timeout=5000", "trusted_schema=OFF", "cell_size_check=ON")
"""Where nothing can be written."""


def open_engine(database: Path, key: bytes | None, pragmas: tuple[str, ...] = PRAGMAS) -> Engine:
    """The way to one database file.

    Raises:
        BugError: the program was built with a SQLite that can lose commits.

    """
    if sqlite.sqlite_version_info < _OLDEST_SOUND:
        raise BugError(f"SQLite {sqlite.sqlite_version} is too old to be trusted with writing")

    return _engine(str(database), key, pragmas)


def open_reader(database: Path, key: bytes | None) -> Engine:
    """The way to a database file in a place where nothing can be written.

    Raises:
        KnownError: its last changes cannot be read there.

    """
    return _engine(reader_name(database), key, _READING, uri=True)


def reader_name(database: Path) -> str:
    """The name by which SQLite opens a database file in a place where nothing can be written.

    Where a log of changes lies beside it, the two are read together, which takes the index of the log. Without a log
    the file is whole, and is read without locks: see `standing`.

    Raises:
        KnownError: there is a log without its index, so that the file alone would be out of date.

    """
    log, index = (database.with_name(database.name + end) for end in ("-wal", "-shm"))
    how = "mode=ro" if _size(log) else "mode=ro&immutable=1"
    if _size(log) and not index.exists():
        sentence = say(
            "{path} can only be read, and its last changes still stand beside its database. "
            "Copy the folder to where you can write, and open the copy."
        )
        raise KnownError(sentence.format(path=database.parent))
    return f"{database.absolute().as_uri()}?{how}"


class Standing(NamedTuple):
    """What tells that nobody has changed a database file: while it is the same, reading without locks is right."""

    inode: int
    size: int
    changed: int
    """In nanoseconds, as the file system tells it."""
    log: int
    """Bytes of changes beside it; where there are any, the two are read with locks."""


def standing(database: Path) -> Standing:
    """How a database file stands now."""
    status = database.stat()
    log = database.with_name(database.name + "-wal")
    return Standing(status.st_ino, status.st_size, status.st_mtime_ns, _size(log))


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _engine(name: str, key: bytes | None, pragmas: tuple[str, ...], *, uri: bool = False) -> Engine:
    def connect() -> Any:
        connection = sqlite.connect(name, isolation_level=None, check_same_thread=False, uri=uri)
        cursor = connection.cursor()
        cursor.execute("PRAGMA cipher_log_level = NONE")  # it would talk on standard error
        if key is not None:
            cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        return connection

    engine = create_engine(
        URL.create("sqlite", database=name),
        module=sqlite,
        creator=connect,
        hide_parameters=True,  # names and notes stay out of error messages and logs
        json_serializer=lambda value: msgspec.json.encode(value).decode(),
        json_deserializer=msgspec.json.decode,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


# -------------------------------------------------------------------------------- errors as sentences


def read_only() -> str:
    """What to say where a workspace can be read and not written."""
    return say(
        "{path} can only be read: its folder or disk is read-only. Copy the folder elsewhere to change it."
    )


def busy() -> str:
    """What to say where another program is in the way."""
    return say(
        "{path} is being written by another program. Nothing was saved; try again in a moment."
    )


@contextlib.contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn what the database says into a `KnownError`; what has no sentence is ours and goes on."""
    try:
        yield
    except PoolTimeout as error:
        raise BugError("a transaction was left open") from error
    except UnicodeDecodeError as error:  # the driver could not even read the name of what is broken
        sentence = say("The database of {path} is damaged. Restore a backup of the workspace.")
        raise KnownError(sentence.format(path=path)) from error
    except (DBAPIError, sqlite.Error) as error:
        said = str(error.orig if isinstance(error, DBAPIError) else error).lower()
        full, no_room = _no_room()
        if any(word in said for word in _NO_ANSWER) and _is_full(path):
            raise NoRoom(no_room.format(path=path)) from error
        if any(word in said for word in full):
            raise NoRoom(no_room.format(path=path)) from error
        for words, sentence in _explanations():
            if any(word in said for word in words):
                raise KnownError(sentence.format(path=path)) from error
        raise


@contextlib.contextmanager
def room_for(path: Path) -> Iterator[None]:
    """Name the file that is written, and not the database that is read, when its disk is full."""
    words, sentence = _no_room()
    try:
        yield
    except sqlite.Error as error:
        if any(word in str(error).lower() for word in words):
            raise KnownError(sentence.format(path=path)) from error
        raise


_NO_ANSWER = ("disk i/o error", "unable to open database")
"""What the database says, too, when there is no room for the index of its log."""
_LEAST_ROOM = 200_000
"""Bytes: an index of the log, and a few pages."""


def _is_full(path: Path) -> bool:
    there = next((each for each in (path, *path.absolute().parents) if each.exists()), None)
    return there is not None and shutil.disk_usage(there).free < _LEAST_ROOM


def _no_room() -> tuple[tuple[str, ...], str]:
    """As in `_explanations`."""
    return (
        ("database or disk is full",),
        say(
            "There is no room left on the disk of {path}. Nothing was saved; free some space and try again."
        ),
    )


def _explanations() -> tuple[tuple[tuple[str, ...], str], ...]:
    """What the database says, in small letters, and what the user reads."""
    return (
        (
            ("database is locked", "database table is locked"),
            busy(),
        ),
        (
            ("readonly database",),
            read_only(),
        ),
        (
            ("unable to open database",),
            say(
                "The database of {path} cannot be opened. See whether you may read and write the folder."
            ),
        ),
        (
            ("foreign key constraint",),
            say("Something that this refers to was deleted meanwhile. Nothing was saved."),
        ),
        (
            (
                "malformed",
                "not a database",
                "hmac check",
                "no such table",
                "no such column",
                "unsupported file format",
                "vtable constructor failed",  # the search index, of which a page is broken
                "corrupt",
            ),
            say("The database of {path} is damaged. Restore a backup of the workspace."),
        ),
        (
            ("disk i/o error",),
            say(
                "The disk of {path} does not answer as it should. Nothing was saved; copy the folder to another disk."
            ),
        ),
        (
            ("too big", "out of memory"),
            say("{path} holds something too large to be read. Restore a backup of the workspace."),
        ),
    )
