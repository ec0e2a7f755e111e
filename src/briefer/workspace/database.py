"""Opening, creating and closing a workspace, and its transactions.

A reader sees one moment; a writer has the database to itself from its first statement, so that waiting happens where
it helps. When `writing` has returned, what it wrote is on the disk. All errors of the database become sentences here.
Not here: what is read and written (`load_save`), the folder (`files`).
"""

import contextlib
import importlib.metadata
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import msgspec
from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlcipher3 import dbapi2 as sqlite

from briefer.errors import BugError, KnownError
from briefer.i18n import say
from briefer.records.base import new_id
from briefer.workspace import audit, files, keys, search, tables
from briefer.workspace.files import SUFFIX, Folder, Identity
from briefer.workspace.load_save import Rows

REVISION = "0001"
"""The schema that this program reads and writes: the newest in `migrations/versions`."""
APPLICATION_ID = 0x42524946
""" "BRIF" in the head of the database file."""
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


_VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""As Alembic itself makes it."""


class Workspace:
    """An open workspace. May be used from several threads; each transaction has its own connection."""

    def __init__(
        self,
        folder: Folder,
        identity: Identity,
        engine: Engine,
        officer: str,
        key: bytes | None,
        held: Path,
    ) -> None:
        """Made by `create` and `open_`."""
        self.folder = folder
        self.identity = identity
        self.officer = officer
        """Who is at work; stands in `changed_by` of what is edited."""
        self.key = key
        """Of the encrypted database, for copies of it; None where it is not encrypted."""
        self._engine = engine
        self._held = held

    @property
    def path(self) -> Path:
        return self.folder.path

    @contextlib.contextmanager
    def reading(self) -> Iterator[Rows]:
        """A transaction that sees one moment and changes nothing."""
        with sentences(self.path), self._engine.connect() as connection, connection.begin():
            yield Rows(connection)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Rows]:
        """A transaction that is on the disk when the block is left, or has not happened when it raises."""
        writer = self._engine.execution_options(writes=True)
        with sentences(self.path), writer.connect() as connection, connection.begin():
            yield Rows(connection)

    @contextlib.contextmanager
    def bare(self) -> Iterator[Any]:
        """The driver's own connection outside any transaction, for copies and examinations in this room."""
        with sentences(self.path):
            connection = self._engine.raw_connection()
            try:
                yield connection.driver_connection
            finally:
                connection.close()

    def close(self) -> None:
        """Bring everything into one file and let go of the folder. A closed workspace cannot be used."""
        with contextlib.suppress(KnownError), self.bare() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._engine.dispose()
        files.let_go(self._held)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def create(
    path: Path, *, officer: str = "", passphrases: Mapping[str, str] | None = None
) -> Workspace:
    """Make a workspace and open it. With passphrases, by what they are called, it is encrypted; each opens it.

    Raises:
        KnownError: something is there already, the name does not end in .briefer, or it cannot be written.

    """
    if path.suffix != SUFFIX:
        sentence = say("The name of a workspace ends in {suffix}: {path}.")
        raise KnownError(sentence.format(suffix=SUFFIX, path=path.with_name(path.name + SUFFIX)))
    if path.exists() or path.is_symlink():
        raise KnownError(say("{path} exists already. Choose another name.").format(path=path))
    try:
        path.mkdir(parents=True)
    except OSError as error:
        raise files.unwritable(path, error) from error
    try:
        return _fill(Folder(path), officer, passphrases or {})
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise


def _fill(folder: Folder, officer: str, passphrases: Mapping[str, str]) -> Workspace:
    identity = Identity(
        format=files.FORMAT,
        id=new_id(),
        label=folder.path.stem,
        made_by=importlib.metadata.version("briefer"),
        revision=REVISION,
    )
    key = None
    if passphrases:
        key = keys.new_key()
        slots = tuple(
            keys.wrap(key, identity.id, label, words) for label, words in passphrases.items()
        )
        identity = msgspec.structs.replace(identity, cipher="sqlcipher", slots=slots)
    engine = open_engine(folder.database, key)
    try:
        with sentences(folder.path), engine.execution_options(writes=True).begin() as connection:
            make_schema(connection, identity.id)
        files.write_identity(folder, identity)
        held = files.hold(folder)
    except BaseException:
        engine.dispose()
        raise
    return Workspace(folder, identity, engine, officer, key, held)


def make_schema(connection: Connection, workspace: UUID) -> None:
    """Make all tables as the newest migration leaves them."""
    tables.metadata().create_all(connection, checkfirst=False)
    for statement in (*search.FULL_TEXT, *audit.TRIGGERS):
        connection.execute(text(statement))
    connection.execute(text(_VERSION_TABLE))
    connection.execute(text("INSERT INTO alembic_version VALUES (:it)"), {"it": REVISION})
    connection.execute(insert(tables.table("meta")), {"name": "workspace", "value": str(workspace)})
    connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))


Passphrase = str | Callable[[], str] | None
"""A passphrase, or a function to ask for it if it is needed."""


def open_(path: Path, *, officer: str = "", passphrase: Passphrase = None) -> Workspace:
    """Open a workspace; one from an older program is brought up to date after a backup.

    Raises:
        KnownError: it is none, damaged, newer, encrypted with another passphrase or without one given, open
            somewhere else, or not writable.

    """
    folder = Folder(path)
    identity = files.read_identity(folder)
    if not folder.database.is_file():
        sentence = say("{path} has no database. Restore a backup of the workspace.")
        raise KnownError(sentence.format(path=path))
    key = _key(identity, path, passphrase)
    held = files.hold(folder)
    engine = open_engine(folder.database, key)
    try:
        with sentences(path), engine.connect() as connection:
            revision = _revision(connection, identity)
        if revision != REVISION:
            engine.dispose()
            identity = _upgraded(folder, identity, key, revision)
    except BaseException:
        engine.dispose()
        files.let_go(held)
        raise
    return Workspace(folder, identity, engine, officer, key, held)


def _upgraded(folder: Folder, identity: Identity, key: bytes | None, revision: str) -> Identity:
    if revision > REVISION:
        raise files.newer(folder.path)
    from briefer.workspace import migrating

    migrating.upgrade(folder, key, revision)
    identity = msgspec.structs.replace(identity, revision=REVISION)
    files.write_identity(folder, identity)
    return identity


def _key(identity: Identity, path: Path, passphrase: Passphrase) -> bytes | None:
    if identity.cipher == "none":
        return None
    if passphrase is None:
        sentence = say("{path} is encrypted. Give its passphrase.")
        raise PassphraseWanted(sentence.format(path=path))
    words = passphrase if isinstance(passphrase, str) else passphrase()
    return keys.unwrap(identity.slots, identity.id, words)


class PassphraseWanted(KnownError):
    """The workspace is encrypted and no passphrase was given: ask for one."""


def _revision(connection: Connection, identity: Identity) -> str:
    """The schema revision, by one line of SQL; Alembic stays unloaded."""
    own = connection.execute(text("SELECT value FROM meta WHERE name = 'workspace'")).scalar()
    if own != str(identity.id):
        raise KnownError(
            say(
                "workspace.json and records.db do not belong together. Restore a backup of the workspace."
            )
        )
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found or "")


def open_engine(database: Path, key: bytes | None, pragmas: tuple[str, ...] = PRAGMAS) -> Engine:
    """The way to one database file.

    Raises:
        BugError: the program was built with a SQLite that can lose commits.

    """
    if sqlite.sqlite_version_info < _OLDEST_SOUND:
        raise BugError(f"SQLite {sqlite.sqlite_version} is too old to be trusted with writing")

    def connect() -> Any:
        connection = sqlite.connect(str(database), isolation_level=None, check_same_thread=False)
        cursor = connection.cursor()
        cursor.execute("PRAGMA cipher_log_level = NONE")  # it would talk on standard error
        if key is not None:
            cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        return connection

    engine = create_engine(
        URL.create("sqlite", database=str(database)),
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


@contextlib.contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn what the database says into a `KnownError`; what has no sentence is ours and goes on."""
    try:
        yield
    except PoolTimeout as error:
        raise BugError("a transaction was left open") from error
    except (DBAPIError, sqlite.Error) as error:
        said = str(error.orig if isinstance(error, DBAPIError) else error).lower()
        for words, sentence in _explanations():
            if any(word in said for word in words):
                raise KnownError(sentence.format(path=path)) from error
        raise


def _explanations() -> tuple[tuple[tuple[str, ...], str], ...]:
    """What the database says, in small letters, and what the user reads."""
    return (
        (
            ("database or disk is full",),
            say(
                "There is no room left on the disk of {path}. Nothing was saved; free some space and try again."
            ),
        ),
        (
            ("database is locked", "database table is locked"),
            say(
                "{path} is being written by another program. Nothing was saved; try again in a moment."
            ),
        ),
        (
            ("readonly database",),
            say("{path} cannot be written: the folder or the disk is read-only."),
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
