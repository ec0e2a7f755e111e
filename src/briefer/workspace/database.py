"""Opening, creating and closing a workspace, and its transactions.

A reader sees one moment; a writer has the database to itself from its first statement, so that waiting happens where
it helps. When `writing` has returned, what it wrote is on the disk.
Not here: the driver and its errors (`engine`), what is read and written (`load_save`), the folder (`files`).
"""

import contextlib
import importlib.metadata
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Engine, insert, text

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.progress import Report, silent
from briefer.records.base import new_id
from briefer.workspace import audit, files, keychain, keys, replacing, search, surroundings, tables
from briefer.workspace.engine import busy, open_engine, open_reader, read_only, sentences, standing
from briefer.workspace.files import SUFFIX, Folder, Identity
from briefer.workspace.load_save import Rows

REVISION = "0006"
"""The schema that this program reads and writes: the newest in `migrations/versions`."""
APPLICATION_ID = 0x42524946
""" "BRIF" in the head of the database file."""
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
        held: Path | None,
        *,
        read_only: bool = False,
        called: Path | None = None,
    ) -> None:
        """Made by `create` and `open_`."""
        self.folder = folder
        self.path = called or folder.path
        """How the user knows it; its folder has another name as long as it is being made."""
        self.identity = identity
        self.officer = officer
        """Who is at work; stands in `changed_by` of what is edited."""
        self.key = key
        """Of the encrypted database, for copies of it; None where it is not encrypted."""
        self.read_only = read_only
        """Nothing can be written where it lies; what only reads works."""
        self._engine = engine
        self._file = _which(folder.database)
        self._held = held
        self._standing = standing(folder.database) if read_only else None
        if self._standing and self._standing.log:
            self._standing = None

    @property
    def holder(self) -> str:
        """By what name this process has it open; empty where nothing can be written."""
        return self._held.stem if self._held else ""

    def holders(self) -> set[str]:
        """By what names processes have it open now."""
        return files.living(self.folder)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Rows]:
        """A transaction that sees one moment and changes nothing."""
        with (
            self._unchanged(),
            sentences(self.path),
            self._engine.connect() as connection,
            connection.begin(),
        ):
            yield Rows(connection)

    @contextlib.contextmanager
    def _unchanged(self) -> Iterator[None]:
        """What was read without locks holds only if nobody changed the file since it was opened."""
        try:
            yield
        finally:
            if self._standing and standing(self.folder.database) != self._standing:
                raise KnownError(busy().format(path=self.path))

    @contextlib.contextmanager
    def writing(self, report: Report = silent) -> Iterator[Rows]:
        """A transaction that is on the disk when the block is left, or has not happened when it raises.

        Long work in it asks `report` whether it shall stop.
        """
        if self.read_only:
            raise KnownError(read_only().format(path=self.path))
        self.refuse_gone()
        writer = self._engine.execution_options(writes=True)
        with sentences(self.path), writer.connect() as connection, connection.begin():
            yield Rows(connection, report)
        self.refuse_gone()

    def refuse_gone(self) -> None:
        """See that what is written is found again: a file that was removed can be written on, and is lost.

        Raises:
            KnownError: the database is no longer where it was.

        """
        if _which(self.folder.database) != self._file:
            sentence = say(
                "{path} is no longer there: its folder was removed, renamed or replaced, or its disk taken out. "
                "Nothing was saved; bring it back, or open a backup."
            )
            raise KnownError(sentence.format(path=self.path))

    @contextlib.contextmanager
    def bare(self) -> Iterator[Any]:
        """The driver's own connection outside any transaction, for copies and examinations in this room."""
        with sentences(self.path):
            connection = self._engine.raw_connection()
            try:
                yield connection.driver_connection
            finally:
                connection.close()

    def settle(self) -> None:
        """Bring everything into one file: what was overwritten there is nowhere any more, unless others read just now."""
        with contextlib.suppress(KnownError), self.bare() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Bring everything into one file and let go of the folder. A closed workspace cannot be used."""
        if not self.read_only:
            self.settle()
        self._engine.dispose()
        files.let_go(self._held)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _which(database: Path) -> tuple[int, int] | None:
    """What tells one file from another under the same name; None where there is none."""
    try:
        status = database.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def create(
    path: Path,
    *,
    officer: str = "",
    passphrases: Mapping[str, str] | None = None,
    fill: Callable[[Workspace], object] = lambda _: None,
) -> Workspace:
    """Make a workspace and open it. With passphrases, by what they are called, it is encrypted; each opens it.

    `fill` puts in what it begins with. It stands under its name when all is in it, or not at all.

    Raises:
        KnownError: something is there already, the name does not end in .briefer, or it cannot be written.
        NotInPlace: it would lie where a workspace cannot be used.

    """
    if path.suffix != SUFFIX:
        sentence = say("The name of a workspace ends in {suffix}: {path}.")
        raise KnownError(sentence.format(suffix=SUFFIX, path=path.with_name(path.name + SUFFIX)))
    files.refuse_unwritten(path)
    surroundings.refuse(path)
    try:
        if path.exists() or path.is_symlink():
            raise KnownError(say("{path} exists already. Choose another name.").format(path=path))
        made = files.begin(path)
        try:
            identity, key = _identity(path.stem, passphrases or {})
            with _made(made, identity, key, officer, path) as workspace:
                fill(workspace)
            made.path.rename(path)
            files.sync_folder(path.parent)
        finally:
            shutil.rmtree(made.path, ignore_errors=True)
    except OSError as error:
        raise files.unwritable(path, error) from error
    folder = Folder(path)
    held = files.hold(folder)
    return Workspace(folder, identity, open_engine(folder.database, key), officer, key, held)


def _identity(label: str, passphrases: Mapping[str, str]) -> tuple[Identity, bytes | None]:
    """What a new workspace says of itself, and the key of its database."""
    identity = Identity(
        format=files.FORMAT,
        id=new_id(),
        label=label,
        made_by=importlib.metadata.version("briefer"),
        revision=REVISION,
    )
    if not passphrases:
        return identity, None
    key = keys.new_key()
    slots = tuple(keys.wrap(key, identity.id, label, words) for label, words in passphrases.items())
    return msgspec.structs.replace(identity, cipher="sqlcipher", slots=slots), key


def _made(
    folder: Folder, identity: Identity, key: bytes | None, officer: str, called: Path
) -> Workspace:
    """An empty workspace in a folder that is there."""
    held = files.hold(folder)
    engine = open_engine(folder.database, key)
    try:
        with sentences(called), engine.execution_options(writes=True).begin() as connection:
            make_schema(connection, identity.id)
        files.write_identity(folder, identity)
    except BaseException:
        engine.dispose()
        raise
    return Workspace(folder, identity, engine, officer, key, held, called=called)


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


def open_(
    path: Path,
    *,
    officer: str = "",
    passphrase: Passphrase = None,
    keyring: bool = True,
    report: Report = silent,
) -> Workspace:
    """Open a workspace; one from an older program is brought up to date after a backup.

    Before a passphrase is missed or asked for, the keyring of this computer is, unless it shall not be.

    Where nothing can be written it is opened for reading.

    Raises:
        KnownError: it is none, damaged, newer, encrypted with another passphrase or without one given, open
            somewhere else, or older and not writable.
        Cancelled: out of `report`, while the keyring is waited for.

    """
    folder = Folder(path)
    surroundings.refuse(path)  # before anything is written there
    replacing.finish(folder)
    identity = files.read_identity(folder)
    if not folder.database.is_file():
        sentence = say("{path} has no database. Restore a backup of the workspace.")
        raise KnownError(sentence.format(path=path))
    files.refuse_unwritten(path)
    _refuse_foreign(folder, identity)
    key = _key(identity, path, passphrase, report, keyring=keyring)
    held = files.hold(folder)
    only_read = held is None or not os.access(folder.database, os.W_OK)
    try:
        if held:
            if _is_another(folder, identity):
                raise KnownError(busy().format(path=path))  # noqa: TRY301 — as any other refusal
            replacing.clear(folder)
        engine = (open_reader if only_read else open_engine)(folder.database, key)
    except BaseException:
        files.let_go(held)
        raise
    try:
        with sentences(path), engine.connect() as connection:
            revision = _revision(connection, identity)
        if revision != REVISION:
            engine.dispose()
            identity = _upgraded(folder, identity, key, revision, only_read=only_read)
        elif identity.revision != REVISION and not only_read:
            identity = _finished(folder, identity, engine)
    except BaseException:
        engine.dispose()
        files.let_go(held)
        raise
    return Workspace(folder, identity, engine, officer, key, held, read_only=only_read)


def _is_another(folder: Folder, identity: Identity) -> bool:
    """While a passphrase was asked for, nobody had it open, and it may have been encrypted anew."""
    now = files.read_identity(folder)
    return folder.next.exists() or (now.cipher, now.slots) != (identity.cipher, identity.slots)


_HEAD, _NUMBER_AT = b"SQLite format 3\0", 68
"""How a database begins that is not encrypted, and where it says of which application it is."""


def _refuse_foreign(folder: Folder, identity: Identity) -> None:
    """See whose database it is before it is opened: opening it for writing would make it another."""
    try:
        with folder.database.open("rb") as file:
            head = file.read(_NUMBER_AT + 4)
    except OSError as error:
        raise files.unreadable(folder.database, error) from error
    plain = head.startswith(_HEAD)
    named = head[_NUMBER_AT:] == APPLICATION_ID.to_bytes(4)
    # as long as there is a log, the name may stand in it alone
    ours = bool(head) and (not plain or named or bool(standing(folder.database).log))
    if not ours or (plain and identity.cipher != "none"):
        sentence = say(
            "{path} is no workspace: its records.db is not the database of one. Restore a backup of it."
        )
        raise KnownError(sentence.format(path=folder.path))


def _upgraded(
    folder: Folder, identity: Identity, key: bytes | None, revision: str, *, only_read: bool
) -> Identity:
    if revision > REVISION:
        raise files.newer(folder.path)
    if only_read:
        raise KnownError(read_only().format(path=folder.path))
    from briefer.workspace import migrating

    migrating.upgrade(folder, key, revision, to=REVISION)
    identity = msgspec.structs.replace(identity, revision=REVISION)
    files.write_identity(folder, identity)
    return identity


def _finished(folder: Folder, identity: Identity, engine: Engine) -> Identity:
    """Go on after a program that was killed when the tables were new and the index was not yet."""
    from briefer.workspace import migrating

    migrating.index_anew(engine)
    identity = msgspec.structs.replace(identity, revision=REVISION)
    files.write_identity(folder, identity)
    return identity


def _key(
    identity: Identity, path: Path, passphrase: Passphrase, report: Report, *, keyring: bool
) -> bytes | None:
    if identity.cipher == "none":
        return None
    if keyring and not isinstance(passphrase, str) and (key := keychain.key_of(identity, report)):
        return key
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
