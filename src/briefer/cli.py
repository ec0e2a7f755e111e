"""The command line: each command does the same as its twin in the window, through the same services.

Results go to standard output, progress and messages to standard error. Exit statuses: 0 done, 1 done with findings or
records left out, 2 wrong usage, 3 the surroundings, 130 interrupted; nothing is written with 2, 3 and 130. Everything
heavy is imported by the command that needs it. Not here: what a command does.
"""

import os
import signal
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from briefer.errors import KnownError, NotInPlace
from briefer.i18n import languages, say, use

if TYPE_CHECKING:
    from briefer.findings import Finding
    from briefer.progress import Report
    from briefer.workspace.database import Workspace
    from briefer.workspace.kept import Kept

DONE, WITH_FINDINGS, WRONG_USAGE, SURROUNDINGS, INTERRUPTED = 0, 1, 2, 3, 130
_PASSPHRASE = "BRIEFER_PASSPHRASE"  # noqa: S105 — the name of a variable


_FIRST_YEAR, _LAST_YEAR = 1900, 9000
"""Of times that can be printed in every zone."""


class OpenWindow(Protocol):
    """What `__main__` hands over: opens the window; with `self_test`, off screen, until it is painted."""

    def __call__(self, path: Path | None, *, self_test: bool = False) -> int:
        """Give the exit status."""


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Carry out a command line and give its exit status."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started this; there is nobody to be told
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 — as long as the process
            setattr(sys, name, nowhere)
    for stream in (sys.stdout, sys.stderr):
        # a name that the terminal's encoding lacks is no reason to stop
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        with command.make_context("briefer", list(arguments), obj=open_window) as context:
            result = command.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.UsageError as error:
        error.show()
        return WRONG_USAGE
    except KnownError as error:
        _say(_words(error))
        return SURROUNDINGS
    except (KeyboardInterrupt, click.Abort):
        _say(say("Interrupted; nothing was written."))
        return INTERRUPTED
    except BrokenPipeError:
        # whoever read the results has seen enough; nothing more can be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        _say(say("The system refused: {reason}.").format(reason=error))
        return SURROUNDINGS
    except Exception as error:  # noqa: BLE001 — the last place to meet a fault of ours with a sentence
        return _own_fault(error)
    return result if isinstance(result, int) else DONE


def _words(error: KnownError) -> str:
    """What happened and what to do, on a command line."""
    if isinstance(error, NotInPlace) and error.path.is_dir():
        sentence = say("{why} To make one: briefer restore {path} FOLDER.briefer")
        return sentence.format(why=error, path=error.path)
    return str(error)


def _own_fault(error: Exception) -> int:
    import logging

    from briefer import logs

    logging.getLogger("briefer.cli").error(
        "unexpected %s:\n%s", type(error).__name__, logs.places(error)
    )
    sentence = say(
        "Something went wrong in Briefer, nothing of yours is lost. The log {path} says more."
    )
    _say(sentence.format(path=logs.place()))
    return SURROUNDINGS


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)


# --------------------------------------------------------------------------------- shared options


def _path(**more: Any) -> Any:
    return click.Path(path_type=Path, **more)


_Command = Callable[..., Any]


def _workspace(function: _Command) -> _Command:
    function = click.option(
        "--passphrase-fd",
        type=int,
        metavar="N",
        help=f"Read the passphrase from this descriptor (else from {_PASSPHRASE}, else ask).",
    )(function)
    return click.argument("workspace", type=_path())(function)


def _json(function: _Command) -> _Command:
    return click.option("--json", "as_json", is_flag=True, help="As JSON, stable.")(function)


def _output(what: str) -> Callable[[_Command], _Command]:
    return click.option("-o", "--output", type=_path(), required=True, help=what)


_force = click.option("--force", is_flag=True, help="Replace the file if it is there.")


@contextmanager
def _opened(path: Path, passphrase_fd: int | None) -> "Iterator[Workspace]":
    from briefer import app

    with app.open_workspace(path, passphrase=lambda: _passphrase(passphrase_fd)) as workspace:
        yield workspace


@contextmanager
def _written(path: Path) -> Iterator[None]:
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


def _passphrase(fd: int | None, *, new: bool = False) -> str:
    if fd is not None:
        return _read_passphrase(fd)
    if _PASSPHRASE in os.environ:
        return os.environ[_PASSPHRASE]
    if not sys.stdin.isatty():
        sentence = say("A passphrase is needed. Give it in {name} or with --passphrase-fd.")
        raise KnownError(sentence.format(name=_PASSPHRASE))
    return _prompt(say("Passphrase"), new=new)


def _new_passphrase(fd: int | None) -> str:
    """The passphrase that a workspace opens with from now on: never the one in the environment."""
    if fd is None and not sys.stdin.isatty():
        raise KnownError(say("A new passphrase is needed. Give it with --new-passphrase-fd."))
    given = _prompt(say("New passphrase"), new=True) if fd is None else _read_passphrase(fd)
    if not given:
        raise KnownError(say("An empty passphrase protects nothing. Give another."))
    return given


def _file_passphrase(workspace: "Workspace", fd: int | None, own_fd: int | None) -> str:
    """The passphrase of a file that leaves the office: never the one that opens the workspace."""
    if own_fd is not None:
        return _passphrase(own_fd, new=True)
    if workspace.key is None:
        return _passphrase(fd, new=True)
    if not sys.stdin.isatty():
        raise KnownError(say("The file needs a passphrase of its own. Give it with --protect-fd."))
    return _prompt(say("Passphrase of the file"), new=True)


def _prompt(words: str, *, new: bool) -> str:
    return str(click.prompt(words, hide_input=True, confirmation_prompt=new, err=True))


@contextmanager
def _progress() -> "Iterator[Report]":
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


def _print_json(value: Any) -> None:
    import json

    import msgspec

    click.echo(json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2))


def _print_table(rows: Iterable[Sequence[str]]) -> None:
    """Columns as wide as their widest text, two spaces apart."""
    rows = [list(row) for row in rows]
    widths = (
        [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    )
    for row in rows:
        padded = [text.ljust(width) for text, width in zip(row, widths, strict=True)]
        click.echo("  ".join(padded).rstrip())


# --------------------------------------------------------------------------------------- commands


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="briefer", message="Briefer %(version)s")
@click.pass_context
def command(context: click.Context) -> int | None:
    """Keep the facts of official visits once, and print every briefing pack from them.

    Without a command the window opens.
    """
    from briefer import logs

    logs.start()
    use(_language())
    if context.invoked_subcommand is None:
        return _window(context, None)
    if context.invoked_subcommand != "open":  # what is half-written goes, as with Ctrl+C
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    return None


def _language() -> str:
    """The language that this user chose for the window; messages are in it too."""
    from briefer import settings

    chosen = settings.load().language
    return chosen if chosen in languages() else "en"


def _window(context: click.Context, path: Path | None) -> int:
    open_window: OpenWindow = context.obj
    return open_window(path)


@command.command("open")
@click.argument("workspace", type=_path(), required=False)
@click.pass_context
def open_(context: click.Context, workspace: Path | None) -> int:
    """Open the window."""
    return _window(context, workspace)


@command.command()
@click.argument("workspace", type=_path())
@click.option("--sample", is_flag=True, help="With the sample library and visits.")
@click.option("--encrypt", is_flag=True, help="Encrypted, with a passphrase.")
@click.option("--passphrase-fd", type=int, metavar="N", help="Read the passphrase from there.")
def new(workspace: Path, *, sample: bool, encrypt: bool, passphrase_fd: int | None) -> None:
    """Make a workspace, empty or with the sample."""
    from briefer import app

    if not encrypt:
        with _written(workspace):
            app.create_workspace(workspace, sample=sample).close()
        return
    from briefer.workspace import keys

    passphrase, code = _passphrase(passphrase_fd, new=True), keys.recovery_code()
    if not passphrase:
        raise KnownError(say("An empty passphrase protects nothing. Give another."))
    with _written(workspace):
        app.create_workspace(
            workspace, sample=sample, passphrase=passphrase, recovery_code=code
        ).close()
    sentence = say(
        "Recovery code, opens the workspace when the passphrase is lost; print it: {code}"
    )
    click.echo(sentence.format(code=code))


@command.command()
@_workspace
@_json
def visits(workspace: Path, passphrase_fd: int | None, *, as_json: bool) -> None:
    """List the visits: key, title, dates, items."""
    from briefer.services import visits as service

    with _opened(workspace, passphrase_fd) as opened:
        found = service.overview(opened)
    if as_json:
        _print_json(found)
        return
    _print_table(
        (
            each.key,
            each.title,
            f"{each.start} – {each.end}" if each.end and each.end != each.start else each.start,
            str(sum(each.items.values())),
        )
        for each in found
    )


def _packs() -> Any:
    from briefer.services import packs

    return packs


class _OneOf(click.Choice[str]):
    """A choice among what there is, looked up when it is asked for."""

    def __init__(self, there_is: Callable[[], Iterable[str]]) -> None:
        self._there_is = there_is
        self.case_sensitive = True

    @property
    def choices(self) -> Sequence[str]:  # type: ignore[override]  # click sets it once and for all
        return tuple(self._there_is())


class _WithRecipes(click.Command):
    """Lists at the end of its help what recipes there are."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As click calls it."""
        from briefer.services import packs

        super().format_epilog(ctx, formatter)
        with formatter.section("Recipes"):
            formatter.write_text(", ".join(recipe.name for recipe in packs.recipes()))


@command.command(cls=_WithRecipes)
@_workspace
@click.argument("visit")
@_output("The PDF to write.")
@click.option("--recipe", default="dossier", show_default=True, metavar="NAME")
@click.option("--audience", default="", metavar="NAME", help="Narrower than the recipe's own.")
@click.option(
    "--language", default="en", show_default=True, type=_OneOf(lambda: _packs().languages())
)
@click.option("--paper", default=None, type=click.Choice(["A4", "letter"], case_sensitive=False))
@click.option("--layout", default=None, type=_OneOf(lambda: _packs().LAYOUTS))
@click.option("--at", default=None, metavar="TIME", help="The time printed, ISO 8601.")
@click.option(
    "--protect",
    is_flag=True,
    help="Encrypt the file (AES-256): it opens with a passphrase only, asked for or from "
    f"{_PASSPHRASE}. Whoever opened it may print and copy it. It is no archive file: PDF/A forbids encryption.",
)
@click.option(
    "--protect-fd",
    type=int,
    metavar="N",
    help="Protect, and read the passphrase from this descriptor.",
)
@_force
def export(
    workspace: Path,
    passphrase_fd: int | None,
    visit: str,
    output: Path,
    *,
    recipe: str,
    audience: str,
    language: str,
    paper: str | None,
    layout: str | None,
    at: str | None,
    protect: bool,
    protect_fd: int | None,
    force: bool,
) -> None:
    """Write one PDF of a visit."""
    import gc

    from briefer.services import packs
    from briefer.services import visits as service

    gc.disable()  # a fifth faster; this process ends before its garbage would be missed
    moment = _moment(at)
    findings: Sequence[Finding] = ()
    with _written(output), _opened(workspace, passphrase_fd) as opened, _progress() as report:
        secret = None
        if protect or protect_fd is not None:
            secret = _file_passphrase(opened, passphrase_fd, protect_fd)
        findings = packs.export(
            opened,
            service.find(opened, visit),
            output,
            recipe=recipe,
            audience=audience,
            language=language,
            paper=paper,
            layout=layout,
            at=moment,
            passphrase=secret,
            force=force,
            report=report,
        ).findings
    for finding in findings:
        _say(_finding_line(finding))


def _moment(at: str | None) -> datetime | None:
    """The time of `--at`, else of SOURCE_DATE_EPOCH; None for now."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if at is not None:
        moment = _read_moment(at)
        # at the ends of the calendar a zone would carry it out
        if moment is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
            sentence = say("{at} is no time such as 2027-02-26T17:40+03:00")
            raise click.BadParameter(sentence.format(at=at), param_hint="--at")
        return moment
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        sentence = say("SOURCE_DATE_EPOCH is {value}, which is no number of seconds.")
        raise KnownError(sentence.format(value=epoch)) from error


def _read_moment(at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return None


@command.command()
@_workspace
@click.argument("visit")
@_json
def check(workspace: Path, passphrase_fd: int | None, visit: str, *, as_json: bool) -> int:
    """List the findings of a visit: level, rule, place, sentence."""
    from briefer.services import packs
    from briefer.services import visits as service

    with _opened(workspace, passphrase_fd) as opened:
        chosen = service.find(opened, visit)
        found = packs.check(opened, chosen, _language())
    return _show_findings(found, as_json=as_json)


def _show_findings(found: "Sequence[Finding]", *, as_json: bool) -> int:
    if as_json:
        _print_json(found)
    else:
        for finding in found:
            click.echo(_finding_line(finding))
    return WITH_FINDINGS if any(each.level == "error" for each in found) else DONE


def _finding_line(finding: "Finding") -> str:
    place = finding.place
    where = place.words or place.page or " ".join(word for word in (place.kind, place.key) if word)
    parts = (finding.level, finding.rule, where, finding.sentence)
    return "\t".join(part for part in parts if part)


@command.command()
@_workspace
@click.option("--name", metavar="TEXT", help="Its name in English, for all languages without one.")
@click.option(
    "--name-in",
    "names",
    multiple=True,
    type=(_OneOf(lambda: _office().languages()), str),
    metavar="LANGUAGE TEXT",
    help="Its name in a language of packs; an empty one is taken away. May be given several times.",
)
@click.option("--logo", type=_path(), metavar="FILE", help="A PNG, JPEG or SVG.")
@click.option("--no-logo", is_flag=True, help="Take the logo away.")
@click.option("--accent", metavar="#RRGGBB", help="The colour of rules, numbers and labels.")
@click.option("--no-accent", is_flag=True, help="Back to Briefer's own colour.")
@_json
def office(
    workspace: Path,
    passphrase_fd: int | None,
    *,
    name: str | None,
    names: Sequence[tuple[str, str]],
    logo: Path | None,
    no_logo: bool,
    accent: str | None,
    no_accent: bool,
    as_json: bool,
) -> None:
    """Set and show the office's name, logo and accent colour on what it prints."""
    from briefer.services import edits
    from briefer.services import office as service

    if logo and no_logo:
        raise click.UsageError(say("Either --logo or --no-logo."))
    if accent is not None and no_accent:
        raise click.UsageError(say("Either --accent or --no-accent."))
    colour = "" if no_accent else None
    if accent is not None and not (colour := service.colour(accent)):
        sentence = say("{colour} is no colour such as #14475a")
        raise click.BadParameter(sentence.format(colour=accent), param_hint="--accent")
    given = dict(names) | ({} if name is None else {service.SOURCE: name})
    content = b"" if no_logo else service.logo_of(logo) if logo else None
    with _opened(workspace, passphrase_fd) as opened:
        if given or content is not None or colour is not None:
            edit = service.change(opened, names=given, logo=content, accent=colour)
            edits.apply(opened, edit)
        shown = service.summary(opened)
    if as_json:
        _print_json(shown)
    else:
        _print_table(service.summary_words(shown))


def _office() -> Any:
    from briefer.services import office

    return office


@command.command()
@_workspace
@click.argument("words", nargs=-1, required=True)
@_json
def search(
    workspace: Path, passphrase_fd: int | None, words: Sequence[str], *, as_json: bool
) -> None:
    """Search library, notes and programmes."""
    from briefer.services import search as service

    with _opened(workspace, passphrase_fd) as opened:
        found = service.search(opened, " ".join(words), 100)
    if as_json:
        _print_json(found)
        return
    _print_table(
        (each.kind, each.key, textwrap.shorten(each.label, 80, placeholder=" …"), each.line)
        for each in found
    )


@command.command()
@_workspace
@click.argument("record", metavar="KEY")
@click.option("--kind", default="", help="Which kind is meant, where several have the key.")
@_json
def history(
    workspace: Path, passphrase_fd: int | None, record: str, kind: str, *, as_json: bool
) -> None:
    """Tell what happened to a record: when, who, what, from what to what."""
    from briefer.records.kinds import by_name, kind_of
    from briefer.services import history as service

    if kind and kind not in by_name():
        raise click.UsageError(say("There is no kind “{kind}”.").format(kind=kind))
    with _opened(workspace, passphrase_fd) as opened:
        found = service.find(opened, record, kind)
        told = service.history(opened, kind_of(found).name, found.id)
    versions = told.versions if told else ()
    if as_json:
        _print_json(
            [
                {"edit": one.edit, "at": one.at, "who": one.who, "words": one.words}
                | {"action": one.action, "changed": [each._asdict() for each in one.changed]}
                for one in versions
            ]
        )
        return
    for one in versions:
        click.echo(f"{one.at.astimezone():%Y-%m-%d %H:%M}  {one.who}  {one.words}")
        for each in one.changed:
            before, after = (_one_line(words) or "–" for words in (each.before, each.after))
            click.echo(f"    {each.field}: {before} → {after}")


def _one_line(words: str) -> str:
    return textwrap.shorten(words, 80, placeholder=" …")


@command.command()
@_workspace
@click.argument("person", metavar="PERSON")
@_json
def about(workspace: Path, passphrase_fd: int | None, person: str, *, as_json: bool) -> None:
    """Print everything that is held about a person."""
    from briefer.services import forget as service
    from briefer.services import history as records

    with _opened(workspace, passphrase_fd) as opened:
        held = service.about(opened, records.find(opened, person, "person").id)
    if as_json:
        _print_json(held._asdict())
    else:
        for line in service.lines(held):
            click.echo(line)


@command.command()
@_workspace
@click.argument("person", metavar="PERSON")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(workspace: Path, passphrase_fd: int | None, person: str, *, yes: bool) -> None:
    """Forget a person for good: fields, history, drafts, search, portrait; this cannot be undone."""
    from briefer.records.kinds import name_of
    from briefer.services import forget as service
    from briefer.services import history as records

    with _opened(workspace, passphrase_fd) as opened:
        found = records.find(opened, person, "person")
        if not yes:
            if not sys.stdin.isatty():
                raise KnownError(
                    say("This cannot be undone. Add --yes to do it without a question.")
                )
            sentence = say("Forget {name} for good? This cannot be undone.")
            click.confirm(sentence.format(name=name_of(found)), abort=True, err=True)
        left = service.forget(opened, found.id)
    for line in service.left_lines(left):
        click.echo(line)


@command.command("import")
@_workspace
@click.argument("files", nargs=-1, required=True, type=_path(), metavar="FILE…")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--theirs", is_flag=True, help="In a conflict take the file's value.")
@_json
def import_(
    workspace: Path,
    passphrase_fd: int | None,
    files: Sequence[Path],
    *,
    dry_run: bool,
    theirs: bool,
    as_json: bool,
) -> int:
    """Take in exchange files, all or none."""
    from briefer.services import imports

    with _opened(workspace, passphrase_fd) as opened, _progress() as report:
        found = imports.import_files(
            opened, files, dry_run=dry_run, theirs=theirs, report=report
        ).outcome
    if as_json:
        _print_json(found)
    else:
        for words, numbers in (
            (say("new: {count} {kind}"), found.added),
            (say("changed: {count} {kind}"), found.changed),
        ):
            for kind, count in numbers.items():
                click.echo(words.format(count=count, kind=kind.replace("_", " ")))
        click.echo(say("unchanged: {count}").format(count=found.unchanged))
    for remark in found.remarks:
        _say(f"{remark.rule}: {remark.sentence}")
    return DONE if found.all_in else WITH_FINDINGS


@command.command()
@_workspace
@click.argument("visit", required=False)
@_output("The JSON to write; a zip when its name ends in .zip.")
@_force
def dump(
    workspace: Path, passphrase_fd: int | None, visit: str | None, output: Path, *, force: bool
) -> None:
    """Write the exchange file of a workspace, or of a visit with all it needs."""
    from briefer.services import imports
    from briefer.services import visits as service

    files = 0
    with _written(output), _opened(workspace, passphrase_fd) as opened:
        chosen = service.find(opened, visit) if visit else None
        files = imports.dump(opened, output, visit=chosen, force=force)
    if files and output.suffix != ".zip":
        sentence = say("{count} files that it names are beside it in {folder}.")
        _say(sentence.format(count=files, folder=output.parent / "files"))


@command.command()
def schema() -> None:
    """Print the JSON Schema of the exchange file."""
    from briefer.services import imports

    _print_json(imports.json_schema())


@command.command()
@_workspace
@click.option(
    "-o", "--output", type=_path(), help="The file to write; else it is kept in the workspace."
)
@click.option("--list", "listing", is_flag=True, help="List the backups kept in the workspace.")
@_json
@_force
def backup(
    workspace: Path,
    passphrase_fd: int | None,
    output: Path | None,
    *,
    listing: bool,
    as_json: bool,
    force: bool,
) -> None:
    """Copy a workspace into one file, also while it is in use."""
    from briefer.services import backups

    if listing:
        if output:
            raise click.UsageError(say("Either --list or --output."))
        _list_backups(backups.listed(workspace), as_json=as_json)
        return
    place = output or backups.place(workspace, datetime.now(UTC))
    with _written(place), _opened(workspace, passphrase_fd) as opened, _progress() as report:
        if output:
            backups.backup(opened, output, force=force, report=report)
        else:
            backups.keep(opened, place, report=report)
    if not output:
        click.echo(place)


def _list_backups(found: "Sequence[Kept]", *, as_json: bool) -> None:
    if as_json:
        _print_json([{**each._asdict(), "path": str(each.path)} for each in found])
        return
    _print_table(
        (
            f"{each.at.astimezone():%Y-%m-%d %H:%M}",
            say("{size} MB").format(size=f"{each.size / 1_000_000:.1f}"),
            str(each.path),
            each.damaged,
        )
        for each in found
    )


@command.command()
@_workspace
@click.option("--new-passphrase-fd", type=int, metavar="N", help="Read the new one from there.")
@click.option("--recovery-code", "act", flag_value="code", help="Make a new recovery code.")
@click.option("--encrypt", "act", flag_value="encrypt", help="Encrypt the workspace.")
@click.option("--decrypt", "act", flag_value="decrypt", help="Take the encryption away.")
@click.option(
    "--new-key",
    "act",
    flag_value="key",
    help="Encrypt under a new key, with a new passphrase and code: somebody may know the old ones.",
)
@click.option(
    "--old-backups",
    type=click.Choice(["encrypt", "remove"]),
    help="What becomes of backups in the workspace that can be read without its key.",
)
def passphrase(
    workspace: Path,
    passphrase_fd: int | None,
    new_passphrase_fd: int | None,
    *,
    act: str | None,
    old_backups: str | None,
) -> None:
    """Change the passphrase of a workspace, or encrypt or decrypt it. Nobody may have it open."""
    from briefer.services import encryption as service

    with _opened(workspace, passphrase_fd) as opened:
        key = opened.key
    if act == "encrypt" and key:
        raise KnownError(say("{path} is encrypted already.").format(path=workspace))
    if act != "encrypt" and not key:
        raise KnownError(say("{path} is not encrypted.").format(path=workspace))
    code = ""
    with _progress() as report:
        if act in ("encrypt", "key"):
            words = _new_passphrase(new_passphrase_fd)
            code, key = service.encrypt(workspace, key, words, report=report)
        elif act == "decrypt" and key:
            service.decrypt(workspace, key, report=report)
        elif act == "code" and key:
            code = service.new_recovery_code(workspace, key)
        elif key and not old_backups:
            service.change_passphrase(workspace, key, _new_passphrase(new_passphrase_fd))
        if old_backups and key and act != "decrypt":
            service.tidy(workspace, key, remove=old_backups == "remove", report=report)
    if code:
        sentence = say(
            "Recovery code, opens the workspace when the passphrase is lost; print it: {code}"
        )
        click.echo(sentence.format(code=code))
    if act == "key":
        _say(service.old_backups_stay())
    if act != "decrypt" and (sentence := service.left_in_clear(workspace)):
        _say(say("{sentence} Add --old-backups encrypt, or remove.").format(sentence=sentence))


@command.command()
@click.argument("file", type=_path())
@click.argument("workspace", type=_path())
def restore(file: Path, workspace: Path) -> None:
    """Make a new workspace of a backup, or of a workspace that cannot be used where it lies."""
    from briefer.services import backups

    with _written(workspace), _progress() as report:
        backups.restore(file, workspace, report=report)


@command.command()
@_workspace
@_json
def doctor(workspace: Path, passphrase_fd: int | None, *, as_json: bool) -> int:
    """See whether a workspace is sound, and what is wrong with it."""
    from briefer.services import backups

    with _opened(workspace, passphrase_fd) as opened, _progress() as report:
        found = backups.doctor(opened, report)
    if not found and not as_json:
        click.echo(say("Nothing is wrong with {path}.").format(path=workspace))
    return _show_findings(found, as_json=as_json)


@command.command("self-test")
@click.pass_context
def self_test(context: click.Context) -> int:
    """Prove the installed program: fonts, database, an export, a window off screen."""
    import tempfile

    from briefer import app

    open_window: OpenWindow = context.obj
    with tempfile.TemporaryDirectory(prefix="briefer-") as place:
        folder = Path(place)
        for what, prove in app.proofs(folder, lambda path: open_window(path, self_test=True)):
            prove()
            click.echo(say("{what}: works").format(what=what))
    return DONE
