"""Unused objects of Qt are freed by the window's thread, whatever the others do, and all are searched when it rests."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer.gui import garbage
from briefer.gui.tasks import TaskRunner
from briefer.progress import Report


class Circle(QObject):
    """Holds itself, as a button whose click calls its own panel."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_the_search_runs_in_the_windows_thread_alone(qapp: QApplication, qtbot: QtBot) -> None:
    searched: set[int] = set()

    def note(_phase: str, _facts: dict[str, int]) -> None:
        searched.add(threading.get_ident())

    def make_circles(_report: Report) -> None:
        for _turn in range(10 * gc.get_threshold()[0]):
            circle: list[object] = []
            circle.append(circle)

    runner = TaskRunner(lambda _error: None)
    gc.callbacks.append(note)
    try:
        task = runner.start(make_circles, lambda _nothing: None)
        qtbot.waitUntil(lambda: bool(searched), timeout=5000)
        qtbot.waitUntil(lambda: task.finished, timeout=5000)
    finally:
        gc.callbacks.remove(note)
        runner.close()
    assert searched == {threading.get_ident()}


def test_a_circle_of_a_widget_is_freed_when_it_is_due(qapp: QApplication) -> None:
    gc.collect()
    one = Circle()
    seen = weakref.ref(one)
    del one
    kept = [[] for _ in range(2 * gc.get_threshold()[0])]  # enough was made that a search is due
    garbage.Search(qapp).look()
    assert (seen(), len(kept)) == (None, 2 * gc.get_threshold()[0])


@pytest.mark.parametrize(
    ("counts", "at_rest", "expected"),
    [
        ((700, 10, 10), True, None),
        ((701, 10, 10), True, 0),
        ((701, 11, 10), True, 1),
        ((701, 11, 11), True, 2),
        ((701, 11, 11), False, 1),
        ((701, 10, 11), False, 0),
        ((0, 0, 11), True, 2),
        ((0, 0, 11), False, None),
        ((0, 0, 100), False, None),
        ((0, 0, 101), False, 2),
    ],
)
def test_the_oldest_waits_for_rest(
    counts: garbage.Three, at_rest: bool, expected: int | None
) -> None:
    assert garbage.due(counts, (700, 10, 10), at_rest=at_rest) == expected


def test_a_generation_without_a_threshold_is_left_to_python() -> None:
    assert garbage.due((2001, 11, 99), (2000, 10, 0), at_rest=True) == 1


def test_everything_is_searched_once_nothing_goes_on(qapp: QApplication) -> None:
    searched: list[int] = []

    def note(phase: str, facts: dict[str, int]) -> None:
        if phase == "start":
            searched.append(facts["generation"])

    gc.collect()
    for _turn in range(gc.get_threshold()[2] + 1):
        gc.collect(1)  # as often as makes the oldest due
    search = garbage.Search(qapp)
    gc.callbacks.append(note)
    try:
        kept = []
        for _turn in range(garbage.RESTS + 1):
            kept.append([[] for _ in range(2 * garbage.FEW)])
            search.look()
        while_busy = list(searched)
        for _turn in range(garbage.RESTS - 1):
            search.look()
        too_soon = list(searched)
        search.look()
        search.look()
    finally:
        gc.callbacks.remove(note)
    assert (while_busy, too_soon, searched) == ([], [], [2])
    assert len(kept) == garbage.RESTS + 1


def test_a_thread_holds_no_task(qapp: QApplication, qtbot: QtBot) -> None:
    """The last reference to a task is dropped by the window, even while its thread has not quite ended."""
    runner, hold = TaskRunner(lambda _error: None), threading.Event()
    done: list[int] = []

    def work(_report: Report) -> int:
        return 1

    submit = runner._pool.submit

    def submit_and_linger(run: object, *values: object, **named: object) -> object:
        def linger() -> None:
            run(*values, **named)  # type: ignore[operator]
            hold.wait(5)

        return submit(linger)

    runner._pool.submit = submit_and_linger  # type: ignore[method-assign,assignment]
    task = runner.start(work, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=5000)
    seen = weakref.ref(task)
    del task
    gc.collect()
    hold.set()
    runner.close()
    assert seen() is None
