"""Thousands of edits while the preview runs: nothing is kept of what was shown before, and memory does not grow.

`SIZE.edits` says how many. What grows by design, such as records, is edited and undone in turn, so that in the end all
is as it was. Not here: what outlives a test (`leaks`).
"""

import gc
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec
import shiboken6
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.views import thumbnails
from briefer.gui.views.visit_place import VisitPlace
from briefer.services import common_edits, edits
from profiles import SIZE

LONG = 300_000
OpenVisit = Callable[[str], VisitPlace]
ROUND = 4
"""Edits of one round; after it the records are as they were."""
STRAY = 8
"""So many more of a type may be there by chance: a paint event, a task that has just ended."""
BOUNDED = {"Qt QImage": thumbnails.MOST_KEPT}
"""What is kept on purpose, and of which no more may be kept."""
ROOM = 20
"""Megabytes by which memory may grow after a third of the edits."""
_HOLDING = ("function", "method", "cell", "partial", "builtin_function_or_method", "Task")
"""Types by which things are kept that should be gone."""


def census() -> Counter[str]:
    """How many objects of Qt and of the window there are, and of what holds them, by type."""
    gc.collect()
    found = Counter(f"Qt {type(one).__name__}" for one in shiboken6.getAllValidWrappers())
    for one in gc.get_objects():
        kind = type(one)
        if kind.__name__ in _HOLDING or str(kind.__module__).startswith("briefer.gui"):
            found[f"{kind.__module__}.{kind.__name__}"] += 1
    return found


def grown(before: Counter[str], now: Counter[str]) -> dict[str, int]:
    """The types of which there are more than chance explains, and how many more."""
    return {
        name: more
        for name in now
        if (more := now[name] - before[name]) > STRAY and now[name] > BOUNDED.get(name, 0) + STRAY
    }


def megabytes() -> float:
    """What the process has in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def at_rest(window: MainWindow, place: VisitPlace) -> bool:
    """Nothing is under way, or about to be; nor are screens still imported, whose functions stay."""
    desk = window.desk
    waiting = (desk._rest, desk._warm_soon, window.places._loads, place._rest, place.builder._rest)
    return window.tasks.idle and not any(timer.isActive() for timer in waiting)


def test_edits_while_the_preview_runs_keep_nothing(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    window.safety.look()  # else ten seconds after opening, amid the edits: it imports much
    for tab in ("overview", "delegation", "briefs", "outcomes", "pack"):
        place.show_tab(tab)
    qtbot.waitUntil(lambda: place.preview.pages > 0, timeout=LONG)
    built: list[object] = []
    place.builder.built.connect(lambda _built: built.append(None))
    rounds = SIZE.edits // ROUND
    counted, memory = Counter[str](), 0.0
    for turn in range(rounds):
        if turn == rounds // 3:
            qtbot.waitUntil(lambda: at_rest(window, place), timeout=LONG)
            counted, memory = census(), megabytes()
        assert place.file is not None
        item = place.file.items[turn % len(place.file.items)]
        window.undo.end_run()
        assert window.undo.do(common_edits.change_field(item, "title", f"{item.title} {turn}"))
        again = next(one for one in place.file.items if one.id == item.id)
        later = msgspec.structs.replace(again, place_words=f"room {turn}")
        assert window.undo.do(edits.Edit("Move", (edits.Change(again, later),), "Moved."))
        window.undo.undo()
        window.undo.undo()
        place.show_tab("pack")  # undo has shown the item; a preview that nobody sees is not built
        if turn % 8 == 0:  # else it is still being built when the next edit comes
            before = len(built)
            qtbot.waitUntil(lambda before=before: len(built) > before, timeout=LONG)
        else:
            qtbot.wait(20)
    qtbot.waitUntil(lambda: at_rest(window, place), timeout=LONG)
    assert grown(counted, census()) == {}
    assert megabytes() - memory < ROOM
    assert len(built) >= rounds // 8


def test_what_is_kept_is_seen() -> None:
    before = census()
    kept = [lambda number=number: number for number in range(STRAY + 1)]
    assert grown(before, census()) == {"builtins.function": len(kept)}
