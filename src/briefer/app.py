"""The composition root: the only place where parts are put together.

Both fronts start here. Nothing heavy is loaded until a workspace is opened: a window paints first. Not here: anything
that a user can do (`services`).
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace


def open_workspace(path: Path, *, officer: str = "", passphrase: str | None = None) -> "Workspace":
    """Open a workspace; close it with `close()` or use it in a `with` block.

    The first call in a process loads the database library, half a second; call it from a worker.

    Raises:
        KnownError: see `workspace.database.open_`. `PassphraseWanted`, one of them, asks for a passphrase.

    """
    from briefer.workspace import database

    return database.open_(path, officer=officer or officer_name(), passphrase=passphrase)


def create_workspace(
    path: Path,
    *,
    officer: str = "",
    passphrase: str | None = None,
    recovery_code: str | None = None,
    sample: bool = False,
) -> "Workspace":
    """Make a workspace, empty or with the sample library and visits, and open it.

    With a passphrase it is encrypted; a recovery code (`workspace.keys.recovery_code`) opens it too.

    Raises:
        KnownError: see `workspace.database.create`.

    """
    from briefer.workspace import database

    given = {"passphrase": passphrase, "recovery code": recovery_code if passphrase else None}
    workspace = database.create(
        path,
        officer=officer or officer_name(),
        passphrases={label: words for label, words in given.items() if words is not None},
    )
    if sample:
        import shutil

        from briefer.services import imports

        try:
            imports.import_samples(workspace)
        except BaseException:
            workspace.close()
            shutil.rmtree(path, ignore_errors=True)
            raise
    return workspace


def officer_name() -> str:
    """Who is at work: from the settings, else the name of the system's user."""
    import getpass

    from briefer import settings

    try:
        return settings.load().officer or getpass.getuser()
    except (OSError, KeyError):
        return ""
