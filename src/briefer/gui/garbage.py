"""Python's search for circles of unused objects, kept in the window's own thread.

By itself the search runs in whichever thread happens to ask for memory, and frees there what it finds. Widgets
in a circle (a button whose click calls its own panel) would be destroyed by a thread that builds pages, which Qt
answers with a crash. Searching everything takes a tenth of a second and more, in which the window stands still: that
waits until nothing goes on. What is there from the start is searched with the rest (no `gc.freeze`): a window that
is frozen and closed would never be freed.

Not here: freeing by count of references, which happens where the last one is dropped; that is why a task gives its
thread nothing of Qt (`tasks`).
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 200
"""Milliseconds between two looks at whether enough has been made since the last search."""
FEW = 50
"""Objects more or less between two looks of a window in which nothing goes on; a clock that ticks makes some."""
RESTS = 5
"""Looks in turn that find few objects more or less: nobody types, and nothing is built."""
OVERDUE = 10
"""Times its threshold at which everything is searched after all, though the window has never rested."""
OLDEST = 2

Three = tuple[int, int, int]
"""A number for each generation, from the youngest."""


def search_here(owner: QObject) -> None:
    """Stop the automatic search; look for what to free from the thread of `owner`, for as long as it lives."""
    gc.disable()
    Search(owner).start()


def due(counts: Three, thresholds: Three, *, at_rest: bool) -> int | None:
    """The oldest generation that is to be searched, if one is, by Python's own counts and thresholds.

    The oldest of all waits for rest, until it is long overdue.
    """
    for generation in (OLDEST, 1, 0):
        most = thresholds[generation]
        if generation == OLDEST and not at_rest:
            most *= OVERDUE
        if 0 < most < counts[generation]:
            return generation
    return None


class Search(QTimer):
    """Looks again and again whether a search is due."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner, interval=EVERY)
        self._made = gc.get_count()[0]
        self._rested = 0
        self.timeout.connect(self.look)

    def look(self) -> None:
        """Search the generation that is due, if one is."""
        counts = gc.get_count()
        self._rested = self._rested + 1 if abs(counts[0] - self._made) < FEW else 0
        generation = due(counts, gc.get_threshold(), at_rest=self._rested >= RESTS)
        if generation is not None:
            gc.collect(generation)
        self._made = gc.get_count()[0]
