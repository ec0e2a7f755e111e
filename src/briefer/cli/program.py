"""The command line: each command does the same as its twin in the window, through the same services.

`run` carries out one line and turns whatever goes wrong into a sentence and an exit status. Everything heavy is imported
by the command that needs it. Not here: the commands of packs, of what is held, and of its safety, which stand beside.
"""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import click

from briefer.cli import held, packs, safety
from briefer.cli.terminal import (
    DONE,
    INTERRUPTED,
    SURROUNDINGS,
    WRONG_USAGE,
    chosen_language,
    path_type,
    tell,
)
from briefer.errors import KnownError, NotInPlace
from briefer.i18n import say, use


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
        tell(_words(error))
        return SURROUNDINGS
    except (KeyboardInterrupt, click.Abort):
        tell(say("Interrupted; nothing was written."))
        return INTERRUPTED
    except BrokenPipeError:
        # whoever read the results has seen enough; nothing more can be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        tell(say("The system refused: {reason}.").format(reason=error))
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
    tell(sentence.format(path=logs.place()))
    return SURROUNDINGS


def _window(context: click.Context, path: Path | None) -> int:
    open_window: OpenWindow = context.obj
    return open_window(path)


@click.command("open")
@click.argument("workspace", type=path_type(), required=False)
@click.pass_context
def open_(context: click.Context, workspace: Path | None) -> int:
    """Open the window."""
    return _window(context, workspace)


@click.command("self-test")
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


_COMMANDS = (
    open_,
    self_test,
    packs.visits,
    packs.export,
    packs.check,
    packs.office,
    held.search,
    held.history,
    held.about,
    held.forget,
    held.import_,
    held.dump,
    held.schema,
    safety.new,
    safety.backup,
    safety.restore,
    safety.doctor,
    safety.passphrase,
)


@click.group(
    invoke_without_command=True,
    commands=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="briefer", message="Briefer %(version)s")
@click.pass_context
def command(context: click.Context) -> int | None:
    """Keep the facts of official visits once, and print every briefing pack from them.

    Without a command the window opens.
    """
    from briefer import logs

    logs.start()
    use(chosen_language())
    if context.invoked_subcommand is None:
        return _window(context, None)
    if context.invoked_subcommand != "open":  # what is half-written goes, as with Ctrl+C
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    return None
