"""The terminal: what commands share of asking and telling.

Arguments that many take, the passphrase asked for, the bar, tables and JSON, findings. Results go to standard output,
everything else to standard error. Not here: any command.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefer.errors import KnownError
from briefer.i18n import languages, say

if TYPE_CHECKING:
    from briefer.findings import Finding
    from briefer.progress import Report
    from briefer.workspace.database import Workspace

PASSPHRASE = "BRIEFER_PASSPHRASE"  # noqa: S105 — the name of a variable
DONE, WITH_FINDINGS, WRONG_USAGE, SURROUNDINGS, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit statuses: done; with findings, or records left out; the others write nothing."""


def tell(sentence: str) -> None:
    """Say something that is no result."""
    click.echo(sentence, err=True)


def chosen_language() -> str:
    """The language that this user chose for the window; messages are in it too."""
    from briefer import settings

    chosen = settings.load().language
    return chosen if chosen in languages() else "en"


def path_type(**more: Any) -> Any:
    """The type of an argument that is a path."""
    return click.Path(path_type=Path, **more)


_Command = Callable[..., Any]


def takes_workspace(function: _Command) -> _Command:
    """The workspace that a command opens, and how it gets its passphrase."""
    function = click.option(
        "--passphrase-fd",
        type=int,
        metavar="N",
        help=f"Read the passphrase from this descriptor (else from {PASSPHRASE}, else ask).",
    )(function)
    return click.argument("workspace", type=path_type())(function)


def takes_json(function: _Command) -> _Command:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="As JSON, stable.")(function)


def takes_output(what: str) -> Callable[[_Command], _Command]:
    """`-o`, which must be given."""
    return click.option("-o", "--output", type=path_type(), required=True, help=what)


takes_force = click.option("--force", is_flag=True, help="Replace the file if it is there.")


@contextmanager
def opening(
    path: Path, passphrase_fd: int | None, *, keyring: bool = True
) -> "Iterator[Workspace]":
    """The workspace, closed in the end; the keyring is asked where no passphrase is given."""
    from briefer import app

    def asked() -> str:
        return ask_passphrase(passphrase_fd)

    given = passphrase_fd is not None or PASSPHRASE in os.environ
    keyring = keyring and not given  # it might ask somebody to unlock it, who may not be there
    with app.open_workspace(path, passphrase=asked, keyring=keyring) as workspace:
        yield workspace


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Ctrl+C is too late once what is written has taken its name: then it is done, and says so."""
    before = _standing(path)
    try:
        yield
    except KeyboardInterrupt:
        if _standing(path) in (before, None):
            raise


def _standing(path: Path) -> tuple[int, int] | None:
    """What tells one file or folder from the next under the same name."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def _read_passphrase(fd: int) -> str:
    try:
        with os.fdopen(fd, "rb", closefd=False) as source:
            said: bytes | None = source.read(10_000)
        if said is None:  # it is open, does not wait, and has nothing yet
            raise BlockingIOError
        return said.decode().rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise KnownError(
            say("No passphrase can be read from descriptor {fd}.").format(fd=fd)
        ) from error


def ask_passphrase(fd: int | None, *, new: bool = False) -> str:
    """The passphrase: from the descriptor, else the environment, else asked for; a new one is asked for twice."""
    if fd is not None:
        return _read_passphrase(fd)
    if PASSPHRASE in os.environ:
        return os.environ[PASSPHRASE]
    if not sys.stdin.isatty():
        sentence = say("A passphrase is needed. Give it in {name} or with --passphrase-fd.")
        raise KnownError(sentence.format(name=PASSPHRASE))
    return _prompt(say("Passphrase"), new=new)


def ask_new_passphrase(fd: int | None) -> str:
    """The passphrase that a workspace opens with from now on: never the one in the environment."""
    if fd is None and not sys.stdin.isatty():
        raise KnownError(say("A new passphrase is needed. Give it with --new-passphrase-fd."))
    given = _prompt(say("New passphrase"), new=True) if fd is None else _read_passphrase(fd)
    if not given:
        raise KnownError(say("An empty passphrase protects nothing. Give another."))
    return given


def ask_file_passphrase(workspace: "Workspace", fd: int | None, own_fd: int | None) -> str:
    """The passphrase of a file that leaves the office: never the one that opens the workspace."""
    if own_fd is not None:
        return ask_passphrase(own_fd, new=True)
    if workspace.key is None:
        return ask_passphrase(fd, new=True)
    if not sys.stdin.isatty():
        raise KnownError(say("The file needs a passphrase of its own. Give it with --protect-fd."))
    return _prompt(say("Passphrase of the file"), new=True)


def _prompt(words: str, *, new: bool) -> str:
    return str(click.prompt(words, hide_input=True, confirmation_prompt=new, err=True))


@contextmanager
def progress_bar() -> "Iterator[Report]":
    """A bar on a terminal, nothing when piped."""
    if not sys.stderr.isatty():
        from briefer.progress import silent

        yield silent
        return
    with click.progressbar(length=0, file=sys.stderr) as bar:

        def report(done: int, total: int, words: str = "") -> None:
            bar.length, bar.label = total, words
            bar.update(done - bar.pos)

        yield report
        bar.render_finish()


def print_json(value: Any) -> None:
    """A result for programs."""
    import json

    import msgspec

    click.echo(json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2))


def print_table(rows: Iterable[Sequence[str]]) -> None:
    """Columns as wide as their widest text, two spaces apart."""
    rows = [list(row) for row in rows]
    widths = (
        [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    )
    for row in rows:
        padded = [text.ljust(width) for text, width in zip(row, widths, strict=True)]
        click.echo("  ".join(padded).rstrip())


class OneOf(click.Choice[str]):
    """A choice among what there is, looked up when it is asked for."""

    def __init__(self, there_is: Callable[[], Iterable[str]]) -> None:
        self._there_is = there_is
        self.case_sensitive = True

    @property
    def choices(self) -> Sequence[str]:  # type: ignore[override]  # click sets it once and for all
        return tuple(self._there_is())


def show_findings(found: "Sequence[Finding]", *, as_json: bool) -> int:
    """Print findings, and give the exit status that they mean."""
    if as_json:
        print_json(found)
    else:
        for finding in found:
            click.echo(finding_line(finding))
    return WITH_FINDINGS if any(each.level == "error" for each in found) else DONE


def finding_line(finding: "Finding") -> str:
    """Level, rule, place and sentence, with tabs between."""
    place = finding.place
    where = place.words or place.page or " ".join(word for word in (place.kind, place.key) if word)
    parts = (finding.level, finding.rule, where, finding.sentence)
    return "\t".join(part for part in parts if part)
