"""Python's search for circles of unused objects, kept in the window's own thread.

By itself the search runs in whichever thread happens to ask for memory, and frees there what it finds. Widgets
in a circle (a button whose click calls its own panel) would be destroyed by a thread that builds pages, which Qt
answers with a crash. Not here: freeing by count of references, which happens where the last one is dropped; that
is why a task gives its thread nothing of Qt (`tasks`).
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 200
"""Milliseconds between two looks at whether enough has been made since the last search."""


def search_here(owner: QObject) -> None:
    """Stop the automatic search; look for what to free from the thread of `owner`, for as long as it lives."""
    gc.disable()
    timer = QTimer(owner, interval=EVERY)
    timer.timeout.connect(search)
    timer.start()


def search() -> None:
    """Search the oldest generation that is due by Python's own thresholds, if one is."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if 0 < thresholds[generation] < counts[generation]:
            gc.collect(generation)
            return
