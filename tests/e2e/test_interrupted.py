"""What an end at any moment leaves behind: all of it, or nothing."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from briefer import app
from briefer.services import visits
from profiles import SIZE

BRIEFER = (sys.executable, "-m", "briefer")


def moments(whole: float) -> Iterator[float]:
    """Seconds after the start of something that takes `whole` seconds, from its first to a little after its last."""
    yield from ((at + 0.5) / SIZE.repeats * whole * 1.1 for at in range(SIZE.repeats))


def ended(command: list[str], after: float, how: signal.Signals) -> tuple[int, str]:
    """The exit status of a command that is sent a signal, and what it said."""
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(how)
    _, said = process.communicate()
    return process.returncode, said


def test_a_workspace_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    begun = time.monotonic()
    subprocess.run([*BRIEFER, "new", tmp_path / "first.briefer", "--sample"], check=True)
    whole = time.monotonic() - begun
    path = tmp_path / "office.briefer"
    for after in moments(whole):
        status, _ = ended([*BRIEFER, "new", str(path), "--sample"], after, signal.SIGKILL)
        assert status in (0, -signal.SIGKILL, 3)
        assert status != 3 or path.exists()
        if path.exists():
            with app.open_workspace(path) as workspace:
                assert len(visits.overview(workspace)) == 4
    if not path.exists():
        app.create_workspace(path, sample=True).close()
    assert sorted(each.name for each in tmp_path.iterdir() if each.name[0] != ".") == [
        "first.briefer",
        "office.briefer",
    ]


WITH_SIGN = """
import sys
import briefer.cli.program
from briefer.__main__ import main
print("begun", flush=True)
sys.exit(main())
"""


def test_an_export_ends_by_itself_whenever_it_is_interrupted(tmp_path: Path) -> None:
    app.create_workspace(tmp_path / "office.briefer", sample=True).close()
    out = tmp_path / "out.pdf"
    office = str(tmp_path / "office.briefer")
    command = [sys.executable, "-c", WITH_SIGN, "export", office, "cted-2018", "-o", str(out)]
    command += ["--recipe", "contacts"]
    whole = None
    for share in (None, *moments(1)):
        out.unlink(missing_ok=True)
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout
        assert process.stdout.readline() == b"begun\n"
        begun = time.monotonic()
        try:
            process.wait(whole and share and whole * share)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        _, said = process.communicate()
        whole = whole or time.monotonic() - begun
        if process.returncode == 0:
            assert out.read_bytes().endswith(b"%%EOF\n")
        else:
            assert (process.returncode, said) == (130, b"Interrupted; nothing was written.\n")
            assert not out.exists()
        left = [each.name for each in tmp_path.iterdir() if each.name.endswith((".part", ".db"))]
        assert left == []
