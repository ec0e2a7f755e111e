"""Unused objects of Qt are freed by the window's thread, whatever the others do."""

import gc
import threading
import weakref

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
    garbage.search()
    assert (seen(), len(kept)) == (None, 2 * gc.get_threshold()[0])


def test_a_thread_holds_no_task(qapp: QApplication, qtbot: QtBot) -> None:
    """The last reference to a task is dropped by the window, even while its thread has not quite ended."""
    runner, hold = TaskRunner(lambda _error: None), threading.Event()
    done: list[int] = []

    def work(_report: Report) -> int:
        return 1

    submit = runner._pool.submit

    def submit_and_linger(run: object, *values: object) -> object:
        def linger() -> None:
            run(*values)  # type: ignore[operator]
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
