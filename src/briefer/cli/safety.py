"""Commands of the workspace as a whole: new, backup, restore, doctor, passphrase.

Not here: what they do (`briefer.services`, `briefer.app`).
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefer.cli.terminal import (
    ask_new_passphrase,
    ask_passphrase,
    opening,
    path_type,
    print_json,
    print_table,
    progress_bar,
    show_findings,
    takes_force,
    takes_json,
    takes_workspace,
    tell,
    writing,
)
from briefer.errors import KnownError
from briefer.i18n import say

if TYPE_CHECKING:
    from briefer.workspace.kept import Kept


@click.command()
@click.argument("workspace", type=path_type())
@click.option("--sample", is_flag=True, help="With the sample library and visits.")
@click.option("--encrypt", is_flag=True, help="Encrypted, with a passphrase.")
@click.option("--passphrase-fd", type=int, metavar="N", help="Read the passphrase from there.")
def new(workspace: Path, *, sample: bool, encrypt: bool, passphrase_fd: int | None) -> None:
    """Make a workspace, empty or with the sample."""
    from briefer import app

    if not encrypt:
        with writing(workspace):
            app.create_workspace(workspace, sample=sample).close()
        return
    from briefer.workspace import keys

    passphrase, code = ask_passphrase(passphrase_fd, new=True), keys.recovery_code()
    if not passphrase:
        raise KnownError(say("An empty passphrase protects nothing. Give another."))
    with writing(workspace):
        app.create_workspace(
            workspace, sample=sample, passphrase=passphrase, recovery_code=code
        ).close()
    sentence = say(
        "Recovery code, opens the workspace when the passphrase is lost; print it: {code}"
    )
    click.echo(sentence.format(code=code))


@click.command()
@takes_workspace
@click.option(
    "-o", "--output", type=path_type(), help="The file to write; else it is kept in the workspace."
)
@click.option("--list", "listing", is_flag=True, help="List the backups kept in the workspace.")
@takes_json
@takes_force
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
    with writing(place), opening(workspace, passphrase_fd) as opened, progress_bar() as report:
        if output:
            backups.backup(opened, output, force=force, report=report)
        else:
            backups.keep(opened, place, report=report)
    if not output:
        click.echo(place)


def _list_backups(found: "Sequence[Kept]", *, as_json: bool) -> None:
    if as_json:
        print_json([{**each._asdict(), "path": str(each.path)} for each in found])
        return
    print_table(
        (
            f"{each.at.astimezone():%Y-%m-%d %H:%M}",
            say("{size} MB").format(size=f"{each.size / 1_000_000:.1f}"),
            str(each.path),
            each.damaged,
        )
        for each in found
    )


@click.command()
@takes_workspace
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
    "--keyring",
    "act",
    flag_value="keyring",
    help="Let the keyring of this computer open it, where its system guards one.",
)
@click.option("--no-keyring", "act", flag_value="no keyring", help="Let no keyring open it.")
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

    with opening(workspace, passphrase_fd, keyring=False) as opened:
        key = opened.key
    if act == "encrypt" and key:
        raise KnownError(say("{path} is encrypted already.").format(path=workspace))
    if act != "encrypt" and not key:
        raise KnownError(say("{path} is not encrypted.").format(path=workspace))
    code = ""
    with progress_bar() as report:
        if act in ("encrypt", "key"):
            words = ask_new_passphrase(new_passphrase_fd)
            code, key = service.encrypt(workspace, key, words, report=report)
        elif act == "decrypt" and key:
            service.decrypt(workspace, key, report=report)
        elif act == "code" and key:
            code = service.new_recovery_code(workspace, key)
        elif act in ("keyring", "no keyring") and key:
            _tell_keyring(workspace, key, keeps=act == "keyring")
        elif key and not old_backups:
            service.change_passphrase(workspace, key, ask_new_passphrase(new_passphrase_fd))
        if old_backups and key and act != "decrypt":
            service.tidy(workspace, key, remove=old_backups == "remove", report=report)
    if code:
        sentence = say(
            "Recovery code, opens the workspace when the passphrase is lost; print it: {code}"
        )
        click.echo(sentence.format(code=code))
    if act == "key":
        tell(service.old_backups_stay())
    if act != "decrypt" and (sentence := service.left_in_clear(workspace)):
        tell(say("{sentence} Add --old-backups encrypt, or remove.").format(sentence=sentence))


def _tell_keyring(workspace: Path, key: bytes, *, keeps: bool) -> None:
    from briefer.services import encryption as service

    if keeps:
        service.remember(workspace, key)
    else:
        service.remember_nowhere(workspace)


@click.command()
@click.argument("file", type=path_type())
@click.argument("workspace", type=path_type())
def restore(file: Path, workspace: Path) -> None:
    """Make a new workspace of a backup, or of a workspace that cannot be used where it lies."""
    from briefer.services import backups

    with writing(workspace), progress_bar() as report:
        backups.restore(file, workspace, report=report)


@click.command()
@takes_workspace
@takes_json
def doctor(workspace: Path, passphrase_fd: int | None, *, as_json: bool) -> int:
    """See whether a workspace is sound, and what is wrong with it."""
    from briefer.services import backups

    with opening(workspace, passphrase_fd) as opened, progress_bar() as report:
        found = backups.doctor(opened, report)
    if not found and not as_json:
        click.echo(say("Nothing is wrong with {path}.").format(path=workspace))
    return show_findings(found, as_json=as_json)
