"""`python -m briefer` and the command `briefer`: gives the command line the function that opens the window.

The only module that knows both fronts. It loads nothing by itself, so that Ctrl+C while the rest is loaded is met in
`main`. Qt is loaded when a window is opened, not before.
"""

import contextlib
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

_INTERRUPTED = 130


def main() -> int:
    """Carry out the command line of this process and give its exit status."""
    if getattr(sys, "frozen", False):
        # a frozen program is its own interpreter: the process that reads an annex starts here too, and stays in this call
        from multiprocessing import freeze_support

        freeze_support()
    try:
        import signal

        from briefer.cli import program

        status = program.run(sys.argv[1:], _open_window)
        # done; while Python tidies up, Ctrl+C would end it by the signal
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:  # while it loads, or between two steps of `cli`
        status = _INTERRUPTED
    if status == _INTERRUPTED:
        # Python ends itself by the signal wherever Ctrl+C once passed through code made from text, such as
        # a library's while it is loaded, though it was met
        with contextlib.suppress(OSError):
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
        os._exit(status)
    return status


def _open_window(path: "Path | None", *, self_test: bool = False) -> int:
    if self_test:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # read when Qt starts
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(map(os.environ.get, screens)):  # Qt would abort
        from briefer.errors import KnownError
        from briefer.i18n import say

        raise KnownError(
            say("There is no screen to open a window on. The other commands work without one.")
        )
    from briefer.gui import application

    return application.run(path, self_test=self_test)


if __name__ == "__main__":
    sys.exit(main())
