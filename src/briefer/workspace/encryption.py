"""An existing workspace is encrypted, decrypted, or given another key; its passphrases are changed.

A change of passphrase wraps the same key anew. Anything else writes the database anew, reads the copy back row by row,
and lets it take the place of the old one together with the key slots (`replacing`): whoever is killed at it leaves the
old workspace or the new one. Nobody may have it open meanwhile. Not here: the slots themselves (`keys`).
"""

import contextlib
import itertools
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from sqlcipher3 import dbapi2 as sqlite

from briefer.errors import BugError, KnownError
from briefer.i18n import say
from briefer.progress import Report, silent
from briefer.workspace import copies, files, keys, replacing
from briefer.workspace.engine import open_engine, open_reader, room_for, sentences
from briefer.workspace.files import Folder, Identity

_HEAD = b"SQLite format 3\0"
_OPERATIONS = 20_000
"""Steps of the database between two looks at how far it is."""
_ROWS = 1_000
"""Rows that are compared between two looks at whether to go on."""
_UNFINISHED = ("journal_mode = OFF", "synchronous = OFF")
"""For a copy that is brought to disk as a whole, and counts for nothing before."""
_IDENTITY, _DATABASE = "workspace.json", "records.db"
_LARGEST_IDENTITY = 1_000_000


def give_slots(path: Path, key: bytes, passphrases: Mapping[str, str]) -> None:
    """Let other words open an encrypted workspace, by the labels of their slots; other slots stay.

    Raises:
        KnownError: somebody has it open, or it cannot be written.

    """
    folder = Folder(path)
    with replacing.alone(folder):
        identity = files.read_identity(folder)
        kept = tuple(slot for slot in identity.slots if slot.label not in passphrases)
        slots = (*_slots(identity, key, passphrases), *kept)
        files.write_identity(folder, msgspec.structs.replace(identity, slots=slots))


def take_slots(path: Path, labels: set[str]) -> None:
    """Take slots away; those for a passphrase and for the recovery code stay.

    Raises:
        KnownError: somebody has it open, or it cannot be written.

    """
    folder = Folder(path)
    with replacing.alone(folder):
        identity = files.read_identity(folder)
        gone = labels - {keys.PASSPHRASE, keys.RECOVERY}
        slots = tuple(slot for slot in identity.slots if slot.label not in gone)
        files.write_identity(folder, msgspec.structs.replace(identity, slots=slots))


def write_anew(
    path: Path,
    key: bytes | None,
    passphrases: Mapping[str, str],
    *,
    report: Report = silent,
) -> bytes | None:
    """Write the database under a new key, which `passphrases` open; without any, unencrypted. Gives the new key.

    `key` is the one that it has now. Copies from before a migration, which have no slots of their own, go with it;
    backups keep theirs.

    Raises:
        KnownError: somebody has it open, the disk is full, or the database is damaged; nothing has changed.

    """
    folder = Folder(path)
    with replacing.alone(folder):
        identity = files.read_identity(folder)
        fresh = keys.new_key() if passphrases else None
        slots = _slots(identity, fresh, passphrases) if fresh else ()
        identity = msgspec.structs.replace(
            identity, cipher="sqlcipher" if fresh else "none", slots=slots
        )
        bare = [each for each in _bare_copies(folder) if key is not None]
        _see_room(folder, (folder.database, *bare))
        with replacing.replaced(folder) as made, sentences(path):
            _copy(folder.database, key, made / _DATABASE, fresh, called=path, report=report)
            for each in bare:
                target = made / each.relative_to(folder.path)
                target.parent.mkdir(exist_ok=True)
                with contextlib.suppress(KnownError, sqlite.Error):  # under some older key
                    _copy(each, key, target, fresh, called=path, report=report)
            files.write_identity(Folder(made), identity)
    return fresh


def _slots(
    identity: Identity, key: bytes, passphrases: Mapping[str, str]
) -> tuple[files.KeySlot, ...]:
    return tuple(keys.wrap(key, identity.id, label, words) for label, words in passphrases.items())


def _see_room(folder: Folder, sources: tuple[Path, ...]) -> None:
    needed = sum(each.stat().st_size for each in sources) * 11 // 10
    if shutil.disk_usage(folder.path).free < needed:
        sentence = say("There is no room for {path}: it needs {size} MB.")
        raise KnownError(sentence.format(path=folder.path, size=needed // 1_000_000 + 1))


# ------------------------------------------------------------------------------- the database anew


def _copy(
    source: Path,
    key: bytes | None,
    target: Path,
    fresh: bytes | None,
    *,
    called: Path,
    report: Report,
) -> None:
    """Write a database under another key, and see that the copy is the same."""
    with _connected(source, key) as old:
        words = say("Encrypting the database") if fresh else say("Decrypting the database")
        with room_for(called):
            _export(old, target, fresh, _progress(report, source, target, words))
        problems = copies.examine(target, fresh)
        if problems:
            sentence = say("The database of {path} is damaged: {reason}.")
            raise KnownError(sentence.format(path=called, reason=problems[0]))
        with _connected(target, fresh, read_only=True) as new:
            _see_equal(old, new, report)


@contextlib.contextmanager
def _connected(path: Path, key: bytes | None, *, read_only: bool = False) -> Iterator[Any]:
    """The driver's own connection."""
    engine = (open_reader if read_only else open_engine)(path, key)
    connection = engine.raw_connection()
    try:
        yield connection.driver_connection
    finally:
        connection.close()
        engine.dispose()


def _export(old: Any, target: Path, fresh: bytes | None, look: Callable[[], None]) -> None:
    stopped: list[BaseException] = []

    def go_on() -> int:
        try:
            look()
        except BaseException as error:  # noqa: BLE001 — the driver would swallow it
            stopped.append(error)
        return len(stopped)

    words = f"x'{fresh.hex()}'" if fresh else ""
    numbers = {
        name: old.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("application_id", "user_version")
    }
    old.execute(f'ATTACH ? AS fresh KEY "{words}"', (str(target),))
    for pragma in _UNFINISHED:
        old.execute(f"PRAGMA fresh.{pragma}")
    old.set_progress_handler(go_on, _OPERATIONS)
    try:
        old.execute("SELECT sqlcipher_export('fresh')")
    except sqlite.Error:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        old.set_progress_handler(None, 0)
    for name, number in numbers.items():
        old.execute(f"PRAGMA fresh.{name} = {number}")
    old.execute("DETACH fresh")


def _progress(report: Report, source: Path, target: Path, words: str) -> Callable[[], None]:
    total = max(1, source.stat().st_size)

    def look() -> None:
        done = target.stat().st_size if target.exists() else 0
        report(min(done, total), total, words)

    return look


def _see_equal(old: Any, new: Any, report: Report) -> None:
    """Every row of every table, with the number by which it is found."""
    tables = _tables(old)
    if tables != _tables(new) or _declared(old) != _declared(new):
        raise BugError("a copy has other tables")
    for number, (name, numbered) in enumerate(tables):
        report(number, len(tables), say("Comparing the copy"))
        question = f'SELECT {"rowid, " if numbered else ""}* FROM "{name}"'  # noqa: S608 — a name of ours
        both = itertools.zip_longest(old.execute(question), new.execute(question))
        for row, (one, other) in enumerate(both):
            if one != other:
                raise BugError(f"a copy has another row in {name}")
            if row % _ROWS == 0:  # of a large table, too, somebody may have had enough
                report(number, len(tables), say("Comparing the copy"))


def _tables(connection: Any) -> list[tuple[str, bool]]:
    """The tables that hold something, and whether their rows are numbered."""
    return sorted(
        (name, not without)
        for _, name, kind, _, without, *_ in connection.execute("PRAGMA main.table_list")
        if kind != "virtual" and not name.startswith("sqlite_")
    )


def _declared(connection: Any) -> list[tuple[str, ...]]:
    question = "SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY 1, 2"
    return list(connection.execute(question))


# ----------------------------------------------------------------------------------- old backups


def _bare_copies(folder: Folder) -> list[Path]:
    """Copies of the database alone, encrypted."""
    return [each for each in sorted(folder.backups.glob("*.db")) if not _is_plain(each)]


def plain_copies(path: Path) -> tuple[Path, ...]:
    """The files in a workspace, apart from its database, that give records to whoever reads them without a key."""
    folder = Folder(path)
    return tuple(
        each
        for each in sorted(folder.path.rglob("*"))
        if each.is_file() and each != folder.database and _is_plain(each)
    )


def _is_plain(path: Path) -> bool:
    with contextlib.suppress(OSError), path.open("rb") as file:
        if file.read(len(_HEAD)) == _HEAD:
            return True
    identity = _identity_of(path)
    return identity is not None and identity.cipher == "none"


def _identity_of(backup: Path) -> Identity | None:
    """What a backup says of itself; None where it is none."""
    try:
        with zipfile.ZipFile(backup) as archive, archive.open(_IDENTITY) as member:
            return msgspec.json.decode(member.read(_LARGEST_IDENTITY), type=Identity)
    except (OSError, KeyError, zipfile.BadZipFile, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def remove_plain_copies(path: Path) -> tuple[Path, ...]:
    """Remove old backups that can be read without a key; gives those that were there.

    Raises:
        KnownError: one cannot be removed.

    """
    found = plain_copies(path)
    for each in found:
        try:
            each.unlink()
        except OSError as error:
            raise files.unwritable(each, error) from error
    return found


def encrypt_plain_copies(path: Path, key: bytes, *, report: Report = silent) -> tuple[Path, ...]:
    """Encrypt old backups with the key of their workspace, one after the other; gives those that were.

    Those of another workspace stay as they are: their slots would be bound to this one.

    Raises:
        KnownError: one is damaged or cannot be written; those before it are encrypted.

    """
    identity = files.read_identity(Folder(path))
    done = []
    for each in plain_copies(path):
        work = each.with_name(f".{each.name}.{os.getpid()}.part")
        own = _identity_of(each)
        if own and own.id != identity.id:
            continue
        try:
            work.mkdir()
            with sentences(each):
                made = _encrypted_copy(each, own, identity, key, work, report)
            _replace(made, each)
        except OSError as error:
            raise files.unwritable(each, error) from error
        finally:
            shutil.rmtree(work, ignore_errors=True)
        done.append(each)
    return tuple(done)


def _encrypted_copy(
    path: Path, own: Identity | None, identity: Identity, key: bytes, work: Path, report: Report
) -> Path:
    made = work / _DATABASE
    if own is None:
        _copy(path, None, made, key, called=path, report=report)
        return made
    plain, archive = work / "plain.db", work / "archive"
    with zipfile.ZipFile(path) as source:
        about = source.comment
        with source.open(_DATABASE) as member, plain.open("wb") as to:
            shutil.copyfileobj(member, to)
    _copy(plain, None, made, key, called=path, report=report)
    own = msgspec.structs.replace(own, cipher=identity.cipher, slots=identity.slots)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as target:
        target.comment = about
        target.writestr(_IDENTITY, msgspec.json.encode(own))
        target.write(made, _DATABASE)
    return archive


def _replace(made: Path, path: Path) -> None:
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(path)
    files.sync_folder(path.parent)
