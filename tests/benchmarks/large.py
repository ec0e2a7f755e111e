"""The figures of the window in a large office: start, keystrokes, stalls while a long pack is built.

Run by hand: `.venv/bin/python tests/benchmarks/large.py [WORKSPACE]`; the workspace (`tests/large_office.py`) is made
there if it is not, in a temporary folder without one. The start is seen from outside, in the picture that an X server
of its own shows; the rest is measured off screen, from a key to the paint that follows it, and by a heartbeat in the
window's thread. Prints times on the clock and of the processor; it decides no test.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

import large_office

ROOT = Path(__file__).parents[2]
STARTS, KEYS = 3, 60
BEAT = 5
"""Milliseconds between two beats of the heart."""
QUIET = 2.5
"""Seconds without a change, and without work worth the name, after which a start is over."""
WORK = 0.05
"""Seconds of the processor; less in all that time is no work."""
SIZE = (1440, 900)
EMPTY = 8
"""Up to so many different bytes are seen on a screen without a window."""
CARDS = (340, 160, 1090, 860)
"""Where the days of the programme stand: left, top, right, bottom."""


# ----------------------------------------------------------------------------- the start, from outside


def starts(path: Path) -> None:
    """Seconds until the window is painted, and until the programme stands as it stays."""
    with tempfile.TemporaryDirectory() as folder, screen(Path(folder)) as (display, picture):
        turns = [start(path, display, picture) for _turn in range(STARTS + 1)]
    for at, name in enumerate(("first paint", "programme")):
        cold, *warm = (turn[at] for turn in turns)
        clock = [one.clock for one in warm]
        processor = median(one.processor for one in warm)
        print(
            f"{name:34} {median(clock):6.2f} s  ({min(clock):.2f}-{max(clock):.2f})  cold {cold.clock:.2f} s"
            f"  processor until then {processor:.2f} s"
        )


class Seen(NamedTuple):
    """The screen as it was, after so many seconds on the clock and of the program's processor."""

    clock: float
    processor: float
    sample: bytes


@contextmanager
def screen(folder: Path) -> Iterator[tuple[str, Path]]:
    """An X server whose picture is a file: its display, and the file."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "{}x{}x24".format(*SIZE),
         "-nolisten", "tcp", "-noreset", "-fbdir", str(folder)],
        pass_fds=(write,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield f":{os.read(read, 20).decode().strip()}", folder / "Xvfb_screen0"
    finally:
        server.terminate()
        server.wait()


def start(path: Path, display: str, picture: Path) -> tuple[Seen, Seen]:
    """One start of the program: when it was painted, and when the programme stood."""
    began = time.perf_counter()
    program = subprocess.Popen(
        [sys.executable, "-m", "briefer", "open", str(path)],
        cwd=ROOT,
        env=os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        stderr=subprocess.DEVNULL,
    )
    try:
        seen: list[Seen] = []
        last, used = began, 0.0
        while time.perf_counter() - last < QUIET:
            sample, processor = _sample(picture), _processor(program.pid)
            if not seen or sample != seen[-1].sample:
                last = time.perf_counter()
                seen.append(Seen(last - began, processor, sample))
            if processor - used > WORK:
                last, used = time.perf_counter(), processor
            if time.perf_counter() - began > 60:
                break
            time.sleep(0.01)
    finally:
        program.terminate()
        program.wait()
    while len(set(_sample(picture))) > EMPTY:  # the window is not gone yet
        time.sleep(0.05)
    painted = next(one for one in seen if len(set(one.sample)) > EMPTY)
    return painted, _settled(seen)


def _sample(picture: Path) -> bytes:
    """One byte of every pixel of every fourth line of the screen."""
    whole = picture.read_bytes()
    pixels = whole[len(whole) - SIZE[0] * SIZE[1] * 4 :]
    line = SIZE[0] * 4
    return b"".join(pixels[at * line : (at + 1) * line : 4] for at in range(0, SIZE[1], 4))


def _settled(seen: list[Seen]) -> Seen:
    """When the days first looked as they do at last, but for a fiftieth: marks of what was found come later."""
    left, top, right, bottom = CARDS

    def days(sample: bytes) -> bytes:
        lines = range(top // 4, bottom // 4)
        return b"".join(sample[at * SIZE[0] + left : at * SIZE[0] + right] for at in lines)

    last = days(seen[-1].sample)
    for one in seen:
        other = sum(now != then for now, then in zip(days(one.sample), last, strict=True))
        if other * 50 < len(last):
            return one
    raise AssertionError


def _processor(pid: int) -> float:
    """Seconds of the processor that a process has used, its threads included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# ------------------------------------------------------------------------------------ keys and stalls


class Heart:
    """Beats in the window's thread; its gaps are what a user feels."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer(interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = time.perf_counter()
        self._busy = time.thread_time()
        self.gaps: list[tuple[float, float]] = []
        """Milliseconds on the clock, and of the processor in this thread."""
        self._timer.start()

    def _beat(self) -> None:
        now, busy = time.perf_counter(), time.thread_time()
        self.gaps.append(((now - self._last) * 1000, (busy - self._busy) * 1000))
        self._last, self._busy = now, busy

    def stop(self, name: str) -> None:
        """Print the longest gaps."""
        self._timer.stop()
        clock = sorted((one for one, _ in self.gaps), reverse=True)
        own = sorted((two for _, two in self.gaps), reverse=True)
        print(
            f"{name:34} longest gaps {_list(clock[:5])} ms, over 50 ms {sum(one > 50 for one in clock)}, "
            f"over 100 ms {sum(one > 100 for one in clock)}; own work in a gap {_list(own[:5])} ms"
        )


def _list(some: list[float]) -> str:
    return " ".join(f"{one:.0f}" for one in some)


def until(happened: Callable[[], object], seconds: float = 180) -> None:
    """Let the window live until something has happened.

    Raises:
        TimeoutError: it has not.

    """
    from PySide6.QtCore import QEventLoop, QTimer

    began, loop, timer = time.monotonic(), QEventLoop(), QTimer(interval=2)

    def look() -> None:
        if happened():
            loop.exit(0)
        elif time.monotonic() - began > seconds:
            loop.exit(1)

    timer.timeout.connect(look)
    timer.start()
    if loop.exec():
        raise TimeoutError


def wait(seconds: float) -> None:
    """Let the window live for a while."""
    end = time.monotonic() + seconds
    until(lambda: time.monotonic() > end)


def keys(name: str, widget: object, letters: str, rests: float = 0.12) -> None:
    """Type, letter by letter as a quick hand does; print the times from a key to the paint with its letter."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPlainTextEdit, QWidget

    assert isinstance(widget, QWidget)
    seen: list[float] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            del watched
            if event.type() == QEvent.Type.Paint:
                seen.append(time.perf_counter())
            return False

    watch = Watch()
    area = widget.viewport() if isinstance(widget, QPlainTextEdit) else widget
    area.installEventFilter(watch)
    widget.setFocus()
    until(widget.hasFocus)
    spans, own = [], []
    for at in range(KEYS):
        wait(rests)
        seen.clear()
        began, busy = time.perf_counter(), time.thread_time()
        QTest.keyClicks(widget, letters[at % len(letters)])
        until(lambda: bool(seen), 10)
        spans.append((seen[0] - began) * 1000)
        own.append((time.thread_time() - busy) * 1000)
    area.removeEventFilter(watch)
    print(
        f"{name:34} median {median(spans):5.1f} ms, 95 % under {_share(spans):5.1f} ms, "
        f"longest {max(spans):5.1f} ms; own work 95 % under {_share(own):5.1f} ms"
    )


def _share(some: list[float]) -> float:
    return sorted(some)[int(len(some) * 0.95)]


def in_the_window(path: Path) -> None:
    """Keys and stalls."""
    from briefer.gui import application
    from briefer.gui.main_window import MainWindow
    from briefer.gui.views.fields import LineField

    application.make()
    window = MainWindow()
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    heart = Heart()
    window.opener.open(path)
    until(lambda: window.desk.is_open and window.desk.overview)
    visit = next(one.id for one in window.desk.overview if one.key == large_office.KEY)
    window.places.open_visit(visit)
    place = window.places.visits[visit]
    until(lambda: place.file is not None)
    until(lambda: bool(place.findings) and window.tasks.idle)
    heart.stop("opening, checking")
    title = place.programme.item.editor.fields["title"]
    assert isinstance(title, LineField)
    keys("title of an item", title.edit, "abcdefgh ")
    title.give_up()
    keys("library beside the programme", place.programme.library.search_field, "aeiou ")
    heart = Heart()
    place.show_tab("pack")
    until(lambda: place.preview.pages)
    until(lambda: window.tasks.idle)
    heart.stop(f"building {place.preview.pages} pages")
    heart = Heart()
    place.show_tab("briefs")
    until(lambda: window.tasks.idle)
    heart.stop("tab Briefs")
    keys("brief, background", place.briefs.editor.open.edit, "the minister ")
    for name in ("institutions", "people", "notes", "reference"):
        heart = Heart()
        window.places.go_to(name)
        until(lambda: window.tasks.idle)
        heart.stop(f"screen {name}")
        field = getattr(window.places.place, "search_field", None)
        if field is not None:
            heart = Heart()
            keys(f"filter of {name}", field, "bordercust")
            heart.stop(f"filter of {name}")
    window.places.go_to(visit)
    place.show_tab("programme")  # where a start begins
    until(lambda: window.tasks.idle)
    window.close()


def main(path: Path) -> None:
    """Make the workspace if it is not there, measure, print."""
    from briefer import app

    if not path.exists():
        began = time.perf_counter()
        with app.create_workspace(path, officer="Elin Brandt") as workspace:
            large_office.fill(workspace, large_office.LARGE)
        size = sum(one.stat().st_size for one in path.rglob("*") if one.is_file()) / 1e6
        print(f"made in {time.perf_counter() - began:.0f} s, {size:.0f} MB")
    print(f"load of the machine {os.getloadavg()[0]:.1f}, {threading.active_count()} thread")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    in_the_window(path)
    starts(path)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        for kind in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
            os.environ[kind] = home
        # an installed program is compiled once, not at each start
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(home, "large.briefer"))
