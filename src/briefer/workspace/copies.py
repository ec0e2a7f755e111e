"""Copies of a database file as of one moment, and what a database says of its own soundness.

Used by backups and before migrations. Not here: the archive a backup is (`backup`).
"""

from pathlib import Path

from sqlalchemy import text
from sqlcipher3 import dbapi2 as sqlite

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.workspace import files
from briefer.workspace.engine import open_engine, open_reader, reader_name, room_for


def copy_database(
    source: Path,
    target: Path,
    key: bytes | None,
    *,
    called: Path | None = None,
    read_only: bool = False,
) -> None:
    """Copy a database as of one moment, also while others write to it, and see that the copy is sound.

    `called` is what the user calls the target; `read_only` where nothing can be written beside the source.

    Raises:
        KnownError: the target cannot be written, the disk is full, or the database is damaged.

    """
    try:
        target.touch()  # a place that cannot be written is met here, with its reason
        target.unlink()
    except OSError as error:
        raise files.unwritable(called or target, error) from error
    engine = (open_reader if read_only else open_engine)(source, key)
    connection = engine.raw_connection()
    try:
        driver = connection.driver_connection
        assert driver is not None
        with room_for(called or target):
            driver.execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()
        engine.dispose()
    problems = examine(target, key)
    if problems:
        target.unlink(missing_ok=True)
        sentence = say("The database of {path} is damaged: {reason}.")
        raise KnownError(sentence.format(path=source.parent, reason=problems[0]))


_QUICK = (("quick_check(20)", "{0}"),)
_CHECKS = (
    ("integrity_check(20)", "{0}"),
    ("cipher_integrity_check", "{0}"),  # says nothing where nothing is encrypted
    ("foreign_key_check", "{0}: {2}"),
)
"""What a database is asked of itself, and a line of the answer."""


def examine(
    database: Path, key: bytes | None, *, read_only: bool = False, quick: bool = False
) -> list[str]:
    """What the database says of its own soundness; empty when all is well. The file is not changed.

    `read_only` where nothing can be written beside it; `quick` without looking through indexes and references.
    """
    checks = _QUICK if quick else _CHECKS
    name = reader_name(database) if read_only else f"{database.absolute().as_uri()}?mode=ro"
    connection = sqlite.connect(name, uri=True)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        said: list[str] = []
        for check, line in checks:
            if not any("not a database" in each for each in said):  # another key's, or none
                said += _said(connection, check, line)
    except sqlite.Error as error:
        said = [str(error)]
    finally:
        connection.close()
    return list(dict.fromkeys(each for each in said if each != "ok"))


def _said(connection: sqlite.Connection, check: str, line: str) -> list[str]:
    """What one check says, its first twenty lines. One that cannot go on says so, and the others are still asked."""
    try:
        return [line.format(*row) for row in connection.execute(f"PRAGMA {check}").fetchmany(20)]
    except sqlite.Error as error:
        return [str(error)]


def last_entry(database: Path, key: bytes | None) -> int:
    """The number of the newest entry of the audit in a copy, 0 when there is none."""
    engine = open_reader(database, key)
    try:
        with engine.connect() as connection:
            return connection.execute(text("SELECT max(id) FROM audit")).scalar() or 0
    finally:
        engine.dispose()
