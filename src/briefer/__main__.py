"""`python -m briefer` and the command `briefer`: gives the command line the function that opens the window.

The only module that knows both fronts. Qt is loaded when a window is opened, not before.
"""

import os
import sys
from pathlib import Path

_INTERRUPTED = 130


def main() -> int:
    """Carry out the command line of this process and give its exit status."""
    try:
        from briefer import cli  # here, so that Ctrl+C while it loads is no traceback
    except KeyboardInterrupt:
        return _INTERRUPTED
    return cli.run(sys.argv[1:], _open_window)


def _open_window(path: Path | None, *, self_test: bool = False) -> int:
    if self_test:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # read when Qt starts
    from briefer.gui import application

    return application.run(path, self_test=self_test)


if __name__ == "__main__":
    sys.exit(main())
