"""The figures of the preview: from an edit in the window to the fresh page, and to the fresh pack.

Run by hand: `.venv/bin/python tests/benchmarks/preview.py [EDITS] [WORKSPACE]`. The window is drawn off screen; the
showcase's dossier is its pack, or in a WORKSPACE that `large.py` made the large visit's, some 180 pages. Each edit moves one item while its day is in sight. Prints medians with their spread, processor time
of the whole process, and the ratio to the fresh pack of the same edit; then what the steps cost one by one. It decides
no test.
"""

import os
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Case(NamedTuple):
    """An item of a visit, by their keys, that begins before this hour and ends within it."""

    visit: str
    item: str
    hour: int

    def end(self, turn: int) -> str:
        """A time that this edit gives it."""
        return f"{self.hour}:{16 + turn % 40}"


SHOWCASE = Case("showcase", "showcase/call-holmvang", 10)
LARGE = Case("grand-tour", "grand-tour/item-1", 11)


class Span(NamedTuple):
    """Seconds on the clock, and of the processor."""

    clock: float
    processor: float


class Watch:
    """Times since it was started."""

    def __init__(self) -> None:
        self._clock, self._processor = time.perf_counter(), time.process_time()

    def read(self) -> Span:
        """Since the start."""
        return Span(time.perf_counter() - self._clock, time.process_time() - self._processor)


Spans = dict[str, list[Span]]


@contextmanager
def step(spans: Spans, name: str) -> Iterator[None]:
    """Times what is done inside."""
    watch = Watch()
    yield
    spans[name].append(watch.read())


def table(spans: Spans, peer: str) -> None:
    """One line for each; ratios of processor time to the peer's."""
    most = median(span.processor for span in spans[peer])
    for name, some in spans.items():
        clock = [span.clock * 1000 for span in some]
        processor = median(span.processor for span in some)
        print(
            f"{name:34} {median(clock):7.0f} ms ({min(clock):.0f}-{max(clock):.0f})"
            f"  processor {processor * 1000:6.1f} ms  {processor / most:5.2f} x {peer}"
        )


def until(happened: Callable[[], object]) -> None:
    """Let the window live until something has happened.

    Raises:
        TimeoutError: it has not after two minutes.

    """
    from PySide6.QtCore import QEventLoop, QTimer

    began, loop, timer = time.monotonic(), QEventLoop(), QTimer(interval=20)
    seen = False

    def look() -> None:
        nonlocal seen
        seen = bool(happened())  # what is over now may begin again before the loop has ended
        if seen or time.monotonic() - began > 120:
            loop.quit()

    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    if not seen:
        raise TimeoutError


def in_the_window(path: Path, case: Case, edits_: int) -> Spans:
    """From an edit to what is seen."""
    import msgspec
    from PySide6.QtPdf import QPdfPageRenderer

    from briefer.gui import application
    from briefer.gui.main_window import MainWindow
    from briefer.services import edits

    app = application.make()
    window = MainWindow()
    window.resize(1440, 900)
    window.show()
    window.opener.open(path)
    until(lambda: window.desk.is_open and window.desk.overview)
    visit = next(one.id for one in window.desk.overview if one.key == case.visit)
    window.places.open_visit(visit)
    place = window.places.visits[visit]
    until(lambda: place.file is not None)
    place.show_tab("pack")
    until(lambda: place.preview.pages)
    place.preview.go_to(f"item:{case.item}")
    until(lambda: window.tasks.idle)
    seen: dict[str, Span] = {}
    watch = Watch()
    builder, renderer = place.builder, place.preview.view.findChild(QPdfPageRenderer)

    def note(name: str) -> None:
        seen.setdefault(name, watch.read())

    builder.first_built.connect(lambda _built: note("page built"))
    builder.built.connect(lambda _built: note("pack built"))

    def drawn(*_: object) -> None:
        if "page built" in seen:
            note("pack seen" if "pack built" in seen else "page seen")

    renderer.pageRendered.connect(drawn)
    spans: Spans = defaultdict(list)
    for turn in range(edits_):
        assert place.file is not None
        item = next(one for one in place.file.items if one.key == case.item)
        later = msgspec.structs.replace(item, end=case.end(turn))
        change = edits.Edit("Move", (edits.Change(item, later),), visit=visit)
        seen.clear()
        watch = Watch()
        window.undo.do(change)
        seen["edit stored"] = watch.read()
        until(lambda: "pack seen" in seen)
        for name in ("edit stored", "page built", "page seen", "pack built", "pack seen"):
            spans[name].append(seen.get(name, seen["pack seen"]))  # its page may come with all
        until(lambda: window.tasks.idle)
    print(f"{place.preview.pages} pages")
    window.close()
    app.processEvents()
    return spans


def one_by_one(path: Path, case: Case, edits_: int) -> Spans:
    """The steps of a preview, without a window and without rests."""
    import msgspec

    from briefer import app
    from briefer.pdf import pages
    from briefer.pdf.keeping import PageCache
    from briefer.progress import silent
    from briefer.services import packs, visits

    spans: Spans = defaultdict(list)
    workspace = app.open_workspace(path, officer="")
    visit, cache = visits.find(workspace, case.visit).id, PageCache()
    file = visits.load(workspace, visit)
    before = packs.paginate(workspace, packs.compile_file(file), cache)
    pages.write(before, tagged=False)
    for turn in range(edits_):
        with step(spans, "read from the database"):
            visits.load(workspace, visit)
        items = tuple(
            msgspec.structs.replace(one, end=case.end(turn)) if one.key == case.item else one
            for one in file.items
        )
        file = msgspec.structs.replace(file, items=items)
        whole = Watch()
        with step(spans, "cut and compile"):
            pack = packs.compile_file(file, packs.own_data(workspace))
        with step(spans, "lay out the part"):
            first = packs.renew(workspace, before, pack, [f"item:{case.item}"], cache, silent)
        assert first is not None
        with step(spans, "write the pages with it"):
            pages.write(first, tagged=False)
        with step(spans, "lay out the rest"):
            before = packs.paginate(workspace, pack, cache)
        with step(spans, "write the whole"):
            pages.write(before, tagged=False)
        spans["all"].append(whole.read())
    workspace.close()
    return spans


def main(edits_: int, large: Path | None) -> None:
    """Measure and print."""
    from briefer import app

    with tempfile.TemporaryDirectory() as folder:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
            os.environ[name] = folder
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        path, case = Path(folder, "sample.briefer"), LARGE if large else SHOWCASE
        if large:
            shutil.copytree(large, path)
        else:
            app.create_workspace(path, officer="", sample=True).close()
        table(in_the_window(path, case, edits_), "pack seen")
        print()
        table(one_by_one(path, case, edits_), "all")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 9,
        Path(sys.argv[2]) if len(sys.argv) > 2 else None,
    )
