"""Briefer against its peers on the same content: `make bench-peers`.

Each engine prints the content of `content.py` in a process of its own, pinned to one core, in turn with the others; its
imports count, the making of its input does not. What counts is processor time, which on one core is time on the clock
without what the neighbours take. What is shown are medians and their ratios. Options by environment: JSON=FILE for
all figures, BENCH_VOCABULARY=30000 for the number of different words, BENCH_RUNS=5 for the rounds.

Not here: the main job from the command line and the window (`main_job.py`).
"""

import importlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from content import VOCABULARY, content, store

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
RUNS = int(os.environ.get("BENCH_RUNS", "5"))
ENGINES = ("briefer", "typst", "platypus", "fpdf2", "weasyprint")
LARGE = 5
"""So many times the content: about 900 pages."""


class Job(NamedTuple):
    """What is measured: a function of an engine's module; `after` gives what is timed, its own run is not."""

    name: str
    engine: str
    function: str = "make"
    after: bool = False
    scale: int = 1


JOBS = (
    Job("untagged", "briefer", "make_untagged"),
    Job("archival", "briefer"),
    Job("typst", "typst"),
    Job("platypus", "platypus"),
    Job("fpdf2", "fpdf2"),
    Job("weasyprint", "weasyprint"),
    Job("again", "briefer", "again", after=True),
    Job("again untagged", "briefer", "again_untagged", after=True),
    Job("whole", "briefer", "whole"),
    Job("large untagged", "briefer", "make_untagged", scale=LARGE),
    Job("large", "briefer", scale=LARGE),
    Job("large typst", "typst", scale=LARGE),
)


class Bar(NamedTuple):
    """A row of the table: a ratio of two jobs, and the most it may be."""

    words: str
    job: str
    peer: str
    most: float
    figure: str = "seconds"
    per: float = 1.0


BARS = (
    Bar("cold export, untagged, to platypus", "untagged", "platypus", 0.4),
    Bar("cold export, untagged, to Typst", "untagged", "typst", 1.2),
    Bar("cold export, tagged and archival, to Typst", "archival", "typst", 2.0),
    Bar("after one edit, archival, to platypus", "again", "platypus", 1 / 20),
    Bar("after one edit, untagged, to platypus", "again untagged", "platypus", 1 / 20),
    Bar("900 pages to 180, by page, untagged", "large untagged", "untagged", 1.3, per=LARGE),
    Bar("900 pages to 180, by page, archival", "large", "archival", 1.3, per=LARGE),
    Bar("file after an edit to one made whole", "again", "whole", 1.05, "bytes"),
)
MEMORY = 250
"""MB for 900 pages."""


def measure(job: Job, folder: Path, out: Path) -> None:
    """In a process of its own: make the file, and print what it took."""
    module: Any = importlib.import_module(f"with_{job.engine}")
    work = getattr(module, job.function)
    if job.after:
        once_more = work(folder, FONTS, out)
        start, clock = time.process_time(), time.perf_counter()
        once_more()
    else:
        start, clock = time.process_time(), time.perf_counter()
        work(folder, FONTS, out)
    seconds, passed = time.process_time() - start, time.perf_counter() - clock
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"seconds": seconds, "clock": passed, "memory": most, "bytes": out.stat().st_size}
    print(json.dumps(told))


def prepare(folder: Path) -> None:
    """In a process of its own: the input of all engines, at both scales."""
    for scale in (1, LARGE):
        place = folder / str(scale)
        place.mkdir()
        sections = content(scale)
        store(sections, place)
        for engine in ENGINES:
            importlib.import_module(f"with_{engine}").ready(sections, place)


def child(*arguments: str) -> dict[str, float]:
    """What this script prints when it is called anew, on one core."""
    command = ["taskset", "-c", "0", sys.executable, __file__, *arguments]
    quiet = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}  # what is installed is compiled once
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=quiet)
    told: dict[str, float] = json.loads(done.stdout or "{}")
    return told


def run(names: list[str]) -> None:
    """All jobs in turn, round after round; then the table."""
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    jobs = [job for job in JOBS if not names or job.name in names]
    with tempfile.TemporaryDirectory(prefix="bench-peers-") as place:
        folder = Path(place)
        child("prepare", place)
        for number in range(RUNS):
            for job in jobs:
                print(f"\rround {number + 1} of {RUNS}: {job.name:20}", end="", file=sys.stderr)
                told = child("measure", job.name, place)
                for figure, value in told.items():
                    found[job.name][figure].append(value)
        print("\r" + " " * 60 + "\r", end="", file=sys.stderr)
        pages = {job.name: _pages(folder / f"{job.name}.pdf") for job in jobs}
    middles = {
        job: {figure: median(values) for figure, values in figures.items()}
        for job, figures in found.items()
    }
    show(middles, pages)
    if os.environ.get("JSON"):
        every = {job: {**middles[job], "pages": pages[job], "runs": found[job]} for job in middles}
        told = {"vocabulary": VOCABULARY, "jobs": every, "ratios": ratios(middles)}
        Path(os.environ["JSON"]).write_text(json.dumps(told, indent=1))


def ratios(middles: dict[str, dict[str, float]]) -> dict[str, float]:
    """Each bar with what was reached."""
    return {
        bar.words: middles[bar.job][bar.figure] / middles[bar.peer][bar.figure] / bar.per
        for bar in BARS
        if bar.job in middles and bar.peer in middles
    }


def show(middles: dict[str, dict[str, float]], pages: dict[str, int]) -> None:
    """Print both tables."""
    print(f"median of {RUNS}, {VOCABULARY} different words\n")
    print(f"{'':20} {'pages':>6} {'seconds':>9} {'MB':>6} {'KB of file':>11}")
    for job, own in middles.items():
        kilobytes = own["bytes"] / 1024
        print(
            f"{job:20} {pages[job]:6} {own['seconds']:9.3f} {own['memory']:6.0f} {kilobytes:11.0f}"
        )
    print(f"\n{'':46} {'ratio':>7} {'bar':>7}")
    bars = {bar.words: bar.most for bar in BARS}
    for words, reached in ratios(middles).items():
        _row(words, reached, bars[words])
    for job in ("large untagged", "large"):
        if job in middles:
            _row(f"peak memory, MB, {job}", middles[job]["memory"], MEMORY)


def _row(words: str, reached: float, most: float) -> None:
    print(f"{words:46} {reached:7.3f} {most:7.3f}  {'' if reached <= most else 'MISSED'}")


def _pages(file: Path) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(file))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["measure", name, place]:
            wanted = next(job for job in JOBS if job.name == name)
            measure(wanted, Path(place, str(wanted.scale)), Path(place, f"{name}.pdf"))
        case ["prepare", place]:
            prepare(Path(place))
        case names:
            run(names)
