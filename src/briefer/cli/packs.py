"""Commands of what is printed: visits, export, check, office.

Not here: what they do (`briefer.services`).
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefer.cli.terminal import (
    PASSPHRASE,
    OneOf,
    ask_file_passphrase,
    chosen_language,
    finding_line,
    opening,
    path_type,
    print_json,
    print_table,
    progress_bar,
    show_findings,
    takes_force,
    takes_json,
    takes_output,
    takes_workspace,
    tell,
    writing,
)
from briefer.errors import KnownError
from briefer.i18n import say

if TYPE_CHECKING:
    from briefer.findings import Finding

_FIRST_YEAR, _LAST_YEAR = 1900, 9000
"""Of times that can be printed in every zone."""


@click.command()
@takes_workspace
@takes_json
def visits(workspace: Path, passphrase_fd: int | None, *, as_json: bool) -> None:
    """List the visits: key, title, dates, items."""
    from briefer.services import visits as service

    with opening(workspace, passphrase_fd) as opened:
        found = service.overview(opened)
    if as_json:
        print_json(found)
        return
    print_table(
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


class _WithRecipes(click.Command):
    """Lists at the end of its help what recipes there are."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As click calls it."""
        from briefer.services import packs

        super().format_epilog(ctx, formatter)
        with formatter.section("Recipes"):
            formatter.write_text(", ".join(recipe.name for recipe in packs.recipes()))


@click.command(cls=_WithRecipes)
@takes_workspace
@click.argument("visit")
@takes_output("The PDF to write.")
@click.option("--recipe", default="dossier", show_default=True, metavar="NAME")
@click.option("--audience", default="", metavar="NAME", help="Narrower than the recipe's own.")
@click.option(
    "--language", default="en", show_default=True, type=OneOf(lambda: _packs().languages())
)
@click.option("--paper", default=None, type=click.Choice(["A4", "letter"], case_sensitive=False))
@click.option("--layout", default=None, type=OneOf(lambda: _packs().LAYOUTS))
@click.option("--at", default=None, metavar="TIME", help="The time printed, ISO 8601.")
@click.option(
    "--protect",
    is_flag=True,
    help="Encrypt the file (AES-256): it opens with a passphrase only, asked for or from "
    f"{PASSPHRASE}. Whoever opened it may print and copy it. It is no archive file: PDF/A forbids encryption.",
)
@click.option(
    "--protect-fd",
    type=int,
    metavar="N",
    help="Protect, and read the passphrase from this descriptor.",
)
@takes_force
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
    with writing(output), opening(workspace, passphrase_fd) as opened, progress_bar() as report:
        secret = None
        if protect or protect_fd is not None:
            secret = ask_file_passphrase(opened, passphrase_fd, protect_fd)
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
        tell(finding_line(finding))


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


@click.command()
@takes_workspace
@click.argument("visit")
@takes_json
def check(workspace: Path, passphrase_fd: int | None, visit: str, *, as_json: bool) -> int:
    """List the findings of a visit: level, rule, place, sentence."""
    from briefer.services import packs
    from briefer.services import visits as service

    with opening(workspace, passphrase_fd) as opened:
        chosen = service.find(opened, visit)
        found = packs.check(opened, chosen, chosen_language())
    return show_findings(found, as_json=as_json)


@click.command()
@takes_workspace
@click.option("--name", metavar="TEXT", help="Its name in English, for all languages without one.")
@click.option(
    "--name-in",
    "names",
    multiple=True,
    type=(OneOf(lambda: _office().languages()), str),
    metavar="LANGUAGE TEXT",
    help="Its name in a language of packs; an empty one is taken away. May be given several times.",
)
@click.option("--logo", type=path_type(), metavar="FILE", help="A PNG, JPEG or SVG.")
@click.option("--no-logo", is_flag=True, help="Take the logo away.")
@click.option("--accent", metavar="#RRGGBB", help="The colour of rules, numbers and labels.")
@click.option("--no-accent", is_flag=True, help="Back to Briefer's own colour.")
@takes_json
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
    with opening(workspace, passphrase_fd) as opened:
        if given or content is not None or colour is not None:
            edit = service.change(opened, names=given, logo=content, accent=colour)
            edits.apply(opened, edit)
        shown = service.summary(opened)
    if as_json:
        print_json(shown)
    else:
        print_table(service.summary_words(shown))


def _office() -> Any:
    from briefer.services import office

    return office
