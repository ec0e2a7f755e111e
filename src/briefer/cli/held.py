"""Commands of what a workspace holds: search, history, about, forget, import, dump, schema.

Not here: what they do (`briefer.services`).
"""

import sys
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import click

from briefer.cli.terminal import (
    DONE,
    WITH_FINDINGS,
    opening,
    path_type,
    print_json,
    print_table,
    progress_bar,
    takes_force,
    takes_json,
    takes_output,
    takes_workspace,
    tell,
    writing,
)
from briefer.errors import KnownError
from briefer.i18n import say, say_many
from briefer.text import fold

T = TypeVar("T")
_FIRST_YEAR, _LAST_YEAR = 1000, 9999


@click.command()
@takes_workspace
@click.argument("words", nargs=-1)
@click.option("--kind", "kinds", multiple=True, help="Only this kind; may be given several times.")
@click.option("--country", default="", metavar="NAME", help="Only what is of this country.")
@click.option("--theme", default="", metavar="NAME", help="Only what is tied to this theme.")
@click.option("--year", type=int, metavar="YEAR", help="Only what is of this year.")
@click.option("--up-to", default="", metavar="MARKING", help="Nothing that is marked higher.")
@takes_json
def search(
    workspace: Path,
    passphrase_fd: int | None,
    words: Sequence[str],
    *,
    kinds: Sequence[str],
    country: str,
    theme: str,
    year: int | None,
    up_to: str,
    as_json: bool,
) -> None:
    """Search library, notes and programmes; without words, list what the options ask for."""
    from briefer.services import search as service

    if not (words or kinds or country or theme or year is not None):
        raise click.UsageError(say("Say what to look for."))
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        sentence = say("{year} is no year. Type its four digits, such as 2026.")
        raise click.BadParameter(sentence.format(year=year), param_hint="--year")
    for kind in kinds:
        _known_kind(kind)
    with opening(workspace, passphrase_fd) as opened:
        there_is = service.choices(opened)
        wanted = service.Wanted(
            tuple(kinds),
            country=_one_of(country, {name: name for name in there_is.countries}, "--country")
            or "",
            theme=_one_of(theme, {name: id_ for id_, name in there_is.themes.items()}, "--theme"),
            year=year or 0,
            up_to=_one_of(up_to, {name: name for name in there_is.markings}, "--up-to") or "",
        )
        found = service.search(opened, " ".join(words), 100, wanted)
    if as_json:
        print_json(found)
        return
    print_table(
        (each.kind, each.key, textwrap.shorten(each.label, 80, placeholder=" …"), each.line)
        for each in found
    )


def _one_of(typed: str, there_is: Mapping[str, T], option: str) -> T | None:
    """What was typed among what there is, however it was spelt; None for nothing typed."""
    if not typed:
        return None
    for name, value in there_is.items():
        if fold(name) == fold(typed):
            return value
    sentence = say("There is no “{typed}”; there is {names}.")
    names = ", ".join(there_is) or say("nothing")
    raise click.BadParameter(sentence.format(typed=typed, names=names), param_hint=option)


def _known_kind(kind: str) -> None:
    from briefer.records.kinds import by_name

    if kind not in by_name():
        raise click.UsageError(say("There is no kind “{kind}”.").format(kind=kind))


@click.command()
@takes_workspace
@click.argument("record", metavar="KEY")
@click.option("--kind", default="", help="Which kind is meant, where several have the key.")
@takes_json
def history(
    workspace: Path, passphrase_fd: int | None, record: str, kind: str, *, as_json: bool
) -> None:
    """Tell what happened to a record: when, who, what, from what to what."""
    from briefer.records.kinds import kind_of
    from briefer.services import history as service

    if kind:
        _known_kind(kind)
    with opening(workspace, passphrase_fd) as opened:
        found = service.find(opened, record, kind)
        told = service.history(opened, kind_of(found).name, found.id)
    versions = told.versions if told else ()
    if as_json:
        print_json(
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


@click.command()
@takes_workspace
@click.argument("person", metavar="PERSON")
@takes_json
def about(workspace: Path, passphrase_fd: int | None, person: str, *, as_json: bool) -> None:
    """Print everything that is held about a person."""
    from briefer.services import forget as service
    from briefer.services import history as records

    with opening(workspace, passphrase_fd) as opened:
        held = service.about(opened, records.find(opened, person, "person").id)
    if as_json:
        print_json(held._asdict())
    else:
        for line in service.lines(held):
            click.echo(line)


@click.command()
@takes_workspace
@click.argument("person", metavar="PERSON")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(workspace: Path, passphrase_fd: int | None, person: str, *, yes: bool) -> None:
    """Forget a person for good: fields, history, drafts, search, portrait; this cannot be undone."""
    from briefer.records.kinds import name_of
    from briefer.services import forget as service
    from briefer.services import history as records

    with opening(workspace, passphrase_fd) as opened:
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


@click.command("import")
@takes_workspace
@click.argument("files", nargs=-1, required=True, type=path_type(), metavar="FILE…")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--theirs", is_flag=True, help="In a conflict take the file's value.")
@takes_json
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

    with opening(workspace, passphrase_fd) as opened, progress_bar() as report:
        found = imports.import_files(
            opened, files, dry_run=dry_run, theirs=theirs, report=report
        ).outcome
    if as_json:
        print_json(found)
    else:
        for words, numbers in (
            (say("new: {count} {kind}"), found.added),
            (say("changed: {count} {kind}"), found.changed),
        ):
            for kind, count in numbers.items():
                click.echo(words.format(count=count, kind=kind.replace("_", " ")))
        click.echo(say("unchanged: {count}").format(count=found.unchanged))
    for remark in found.remarks:
        tell(f"{remark.rule}: {remark.sentence}")
    return DONE if found.all_in else WITH_FINDINGS


@click.command()
@takes_workspace
@click.argument("visit", required=False)
@takes_output("The JSON to write; a zip when its name ends in .zip.")
@takes_force
def dump(
    workspace: Path, passphrase_fd: int | None, visit: str | None, output: Path, *, force: bool
) -> None:
    """Write the exchange file of a workspace, or of a visit with all it needs."""
    from briefer.services import imports
    from briefer.services import visits as service

    files = 0
    with writing(output), opening(workspace, passphrase_fd) as opened:
        chosen = service.find(opened, visit) if visit else None
        files = imports.dump(opened, output, visit=chosen, force=force)
    if files and output.suffix != ".zip":
        sentence = say_many(
            "{count} file that it names is beside it in {folder}.",
            "{count} files that it names are beside it in {folder}.",
            files,
        )
        tell(sentence.format(count=files, folder=output.parent / "files"))


@click.command()
def schema() -> None:
    """Print the JSON Schema of the exchange file."""
    from briefer.services import imports

    print_json(imports.json_schema())
