"""The first lines of the program, before the command line is read."""

import os
import subprocess
import sys

import pytest

FROZEN = """
import multiprocessing, sys

def serve():
    print([name for name in sys.modules if name.startswith("briefer.")])
    sys.exit(7)

multiprocessing.freeze_support = serve  # as PyInstaller replaces it
sys.frozen = True
sys.argv = ["briefer", "--multiprocessing-fork", "parent_pid=1", "pipe_handle=2"]
from briefer.__main__ import main
sys.exit(main())
"""
PLAIN = """
import sys
sys.argv = ["briefer", "--version"]
from briefer.__main__ import main
main()
print("multiprocessing" in sys.modules)
"""


def run(program: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=os.environ
    )
    assert not done.stderr
    return done.returncode, done.stdout.splitlines()[-1]


def test_the_reader_of_annexes_starts_in_a_frozen_program_before_all_else() -> None:
    """There it is the program itself that is started again, with arguments that no command knows."""
    assert run(FROZEN) == (7, "['briefer.__main__']")


def test_a_program_that_is_not_frozen_does_not_pay_for_it() -> None:
    assert run(PLAIN) == (0, "False")


def test_without_a_screen_the_window_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefer.__main__ import _open_window
    from briefer.errors import KnownError

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(KnownError, match="There is no screen to open a window on"):
        _open_window(None)
