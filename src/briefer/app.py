"""The composition root: the only place where parts are put together.

Both fronts start here. Nothing heavy is loaded until a workspace is opened: a window paints first. Not here: anything
that a user can do (`services`).
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.progress import Report, silent

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace


def open_workspace(
    path: Path,
    *,
    officer: str = "",
    passphrase: str | Callable[[], str] | None = None,
    keyring: bool = True,
    report: Report = silent,
) -> "Workspace":
    """Open a workspace; close it with `close()` or use it in a `with` block.

    `passphrase` may be a function, which is asked only if the workspace is encrypted. A `keyring` of this computer that
    was told to open it is asked before that function is; `report` ends the waiting for it.
    The first call in a process loads the database library, half a second; call it from a worker.

    Raises:
        KnownError: see `workspace.database.open_`. `PassphraseWanted`, one of them, asks for a passphrase.

    """
    from briefer.workspace import database

    name = officer or officer_name()
    return database.open_(path, officer=name, passphrase=passphrase, keyring=keyring, report=report)


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

    def fill(workspace: "Workspace") -> None:
        if sample:
            from briefer.services import imports

            imports.import_samples(workspace)

    given = {"passphrase": passphrase, "recovery code": recovery_code if passphrase else None}
    return database.create(
        path,
        officer=officer or officer_name(),
        passphrases={label: words for label, words in given.items() if words is not None},
        fill=fill,
    )


def officer_name() -> str:
    """Who is at work: from the settings, else the name of the system's user."""
    import getpass

    from briefer import settings

    try:
        return settings.load().officer or getpass.getuser()
    except (OSError, KeyError):
        return ""


def proofs(
    folder: Path, open_window: Callable[[Path], int]
) -> Iterator[tuple[str, Callable[[], None]]]:
    """What the installed program proves of itself, in an empty folder: what it is called, and what to run.

    A proof that fails raises a KnownError. `open_window` shows a workspace off screen until it is painted.
    """
    sample = folder / "sample.briefer"
    yield say("fonts"), _prove_fonts
    yield say("database"), lambda: create_workspace(sample, sample=True).close()
    yield say("export"), lambda: _prove_export(sample, folder / "pack.pdf")
    yield say("window"), lambda: _prove_window(sample, open_window)


def _prove_fonts() -> None:
    from fontTools.ttLib import TTFont

    from briefer import resources

    names = sorted(resources.folder("fonts").glob("*.ttf"))
    if not names:
        raise KnownError(say("The fonts are missing. Install Briefer again."))
    for name in names:
        with TTFont(name, lazy=True) as font:
            if not font["maxp"].numGlyphs:
                sentence = say("The font {name} is damaged. Install Briefer again.")
                raise KnownError(sentence.format(name=name.name))


def _prove_export(sample: Path, path: Path) -> None:
    from briefer.services import packs, visits

    with open_workspace(sample) as workspace:
        visit = visits.find(workspace, "iraq-2022")
        packs.export(workspace, visit, path, at=datetime(2022, 12, 1, tzinfo=UTC))
    if not path.read_bytes().startswith(b"%PDF-"):
        raise KnownError(say("The export is no PDF. Install Briefer again."))


def _prove_window(sample: Path, open_window: Callable[[Path], int]) -> None:
    if open_window(sample) != 0:
        raise KnownError(say("The window does not open. Install Briefer again."))
