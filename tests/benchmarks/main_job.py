"""The figures of the main job: opening a workspace, starting the window, a dossier from the command line.

Run by hand: `.venv/bin/python tests/benchmarks/main_job.py [RUNS]` (with a display or under `tests/guidrive/guienv.sh` for
the window's rows). Prints the median, the spread, and the ratio to a named peer measured in the same run; it decides
no test. The peers: a Python that starts and ends; a Python that imports the database driver and opens a file; the
smallest PySide6 window.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(sys.argv)
app.setApplicationName("peer")
label = QLabel("peer")
label.setWindowTitle("peer")
label.show()
app.exec()
"""
OPEN = """
import sys, time
from pathlib import Path
from briefer import app
app.open_workspace(Path(sys.argv[1])).close()   # what is imported is imported
spans = []
for _ in range(20):
    start = time.perf_counter()
    workspace = app.open_workspace(Path(sys.argv[1]))
    spans.append(time.perf_counter() - start)
    workspace.close()
print(sorted(spans)[10], min(spans), max(spans))
"""
OPEN_PEER = """
import sys, time
import sqlcipher3
spans = []
for _ in range(20):
    start = time.perf_counter()
    connection = sqlcipher3.connect(sys.argv[1] + "/records.db")
    connection.execute("select count(*) from sqlite_master").fetchone()
    spans.append(time.perf_counter() - start)
    connection.close()
print(sorted(spans)[10], min(spans), max(spans))
"""


def timed(*command: str) -> float:
    """Seconds of one whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


def told(script: str, *arguments: str) -> tuple[float, float, float]:
    """What a script printed: median, least, most."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True
    )
    middle, least, most = (float(number) for number in done.stdout.split())
    return middle, least, most


def shown(name: str, command: list[str]) -> float:
    """Seconds until a window named `name` is on the screen, seen by the X server; the program is then ended."""
    start = time.perf_counter()
    program = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        while time.perf_counter() - start < 30:
            found = subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--name", name],
                capture_output=True,
                text=True,
                check=False,
            )
            if found.stdout.strip():
                return time.perf_counter() - start
        raise TimeoutError(name)
    finally:
        program.terminate()
        program.wait()


def row(what: str, ours: list[float], peer: list[float], peer_name: str) -> None:
    """One line of the table."""
    print(
        f"{what:42} {median(ours):7.3f} s  ({min(ours):.3f}–{max(ours):.3f})  "
        f"{median(ours) / median(peer):6.1f} × {peer_name} ({median(peer):.3f} s)"
    )


def main(runs: int) -> None:
    """Measure in turn, ours and the peer's, and print."""
    briefer = [sys.executable, "-m", "briefer"]
    with tempfile.TemporaryDirectory() as folder:
        workspace = str(Path(folder, "sample.briefer"))
        pack = str(Path(folder, "pack.pdf"))
        timed(*briefer, "new", workspace, "--sample")
        row("open a workspace in a running program", [told(OPEN, workspace)[0] for _ in range(runs)],
            [told(OPEN_PEER, workspace)[0] for _ in range(runs)], "driver alone")  # fmt: skip
        empty = [timed(sys.executable, "-c", "pass") for _ in range(runs)]
        for command in (["--version"], ["visits", workspace]):
            row(
                "briefer " + command[0],
                [timed(*briefer, *command) for _ in range(runs)],
                empty,
                "empty Python",
            )
        for recipe in ("dossier", "visitors"):
            export = ["export", workspace, "showcase", "-o", pack, "--force", "--recipe", recipe]
            row(
                f"showcase {recipe}",
                [timed(*briefer, *export) for _ in range(runs)],
                empty,
                "empty Python",
            )
        if os.environ.get("DISPLAY"):
            ours, peer = [], []
            for _ in range(runs):
                ours.append(shown("Briefer$", [*briefer, "open", workspace]))
                peer.append(shown("peer", [sys.executable, "-c", WINDOW]))
            row("window on the screen", ours, peer, "smallest window")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
