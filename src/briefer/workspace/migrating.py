"""Brings the database of an older program up to date; loaded only when that is due.

A copy is kept in `backups/` before. References are not enforced while tables are rebuilt, for a rebuilt table would
take its parts along; they are checked before anything is final, and triggers that went with a table are made again.
The search index is made anew afterwards, since another program may have searched other fields.
"""

import contextlib
import sys
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from briefer.errors import BugError, KnownError
from briefer.workspace import backup, files
from briefer.workspace.engine import PRAGMAS, open_engine, sentences
from briefer.workspace.files import Folder
from briefer.workspace.load_save import Rows

_PLACE = Path(__file__).parent / "migrations"
_PRAGMAS = (*(each for each in PRAGMAS if not each.startswith("foreign_keys")), "foreign_keys=OFF")


def upgrade(folder: Folder, key: bytes | None, revision: str, *, to: str) -> None:
    """Carry out all steps from one revision `to` another, after a backup.

    Raises:
        KnownError: the revision is unknown, so that the file is from a newer program; or the disk is full.
        BugError: a step left references that lead nowhere; nothing has changed.

    """
    config = _config()
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if revision not in known:
        raise files.newer(folder.path)
    engine = open_engine(folder.database, key, _PRAGMAS)
    try:
        with sentences(folder.path):
            _keep_copy(folder, key, revision)
            with engine.execution_options(writes=True).begin() as connection:
                triggers = _triggers(connection)
                config.attributes["connection"] = connection
                command.upgrade(config, to)
                present = _triggers(connection)
                for name, statement in triggers.items():
                    if name not in present:
                        connection.execute(text(statement))
                if connection.execute(text("PRAGMA foreign_key_check")).first():
                    raise BugError(f"the steps from {revision} to {to} broke references")
            index_anew(engine)
    finally:
        engine.dispose()


def index_anew(engine: Engine) -> None:
    """Make the search index anew; the last step but the revision in `workspace.json`.

    Left as it is where a record cannot be read: such a workspace opens, and its examination tells which.
    """
    with (
        contextlib.suppress(KnownError),
        engine.execution_options(writes=True).begin() as connection,
    ):
        Rows(connection).rebuild_index()


def _keep_copy(folder: Folder, key: bytes | None, revision: str) -> None:
    files.make_folder(folder.backups)
    name = f"{datetime.now(UTC):%Y-%m-%d-%H%M%S}-before-{revision}{backup.ENDING}"
    backup.write(folder, key, folder.backups / name, why="migration")


def _triggers(connection: Connection) -> dict[str, str]:
    question = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {row.name: row.sql for row in connection.execute(question)}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_PLACE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def draft(words: str) -> None:
    """Write the next step into `migrations/versions`, from the last one to what the records say now."""
    config = _config()
    steps = len(list(ScriptDirectory.from_config(config).walk_revisions()))
    engine = open_engine(Path(":memory:"), None)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.revision(config, words, autogenerate=True, rev_id=f"{steps + 1:04}")


if __name__ == "__main__":
    draft(" ".join(sys.argv[1:]))
