"""The detector of leaks finds what is planted, and only that."""

import gc
import threading
import weakref
from pathlib import Path

import shiboken6
from leaks import left, standing
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from briefer import app
from briefer.gui.main_window import MainWindow
from briefer.gui.tasks import TaskRunner
from briefer.progress import Report
from briefer.records.visits import Visit

LONG = 20_000
"""Milliseconds."""


class Circle(QWidget):
    """A window that nobody knows but itself."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_nothing_is_left_of_what_was_ended(qapp: QApplication, sample: Path) -> None:
    before = standing()
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    runner = TaskRunner(lambda _error: None)
    runner.start(lambda _report: 1, lambda _one: None)
    runner.close()
    timer = QTimer(interval=1000)
    timer.start()
    timer.stop()
    QWidget().deleteLater()
    Circle()
    app.open_workspace(sample, officer="").close()
    assert left(before) == []


def test_a_thread(qapp: QApplication) -> None:
    before, go_on = standing(), threading.Event()
    thread = threading.Thread(target=go_on.wait, args=(10,), name="planted")
    thread.start()
    try:
        assert left(before) == ["threads: planted"]
    finally:
        go_on.set()
        thread.join()


def test_work_under_way(qapp: QApplication, qtbot: QtBot) -> None:
    before, go_on = standing(), threading.Event()
    runner = TaskRunner(lambda _error: None)

    def work(_report: Report) -> None:
        go_on.wait(10)

    runner.start(work, lambda _nothing: None)
    try:
        assert left(before) == ["threads: briefer_0", "work: TaskRunner"]
    finally:
        go_on.set()
        runner.close()


def test_a_timer(qapp: QApplication) -> None:
    before, owner = standing(), QObject()
    timer = QTimer(owner, interval=60_000)
    timer.start()
    assert left(before) == ["timers: QTimer in QObject"]
    timer.stop()


def test_a_window_and_a_menu_that_is_hidden(qapp: QApplication) -> None:
    before = standing()
    window = QWidget()
    window.setWindowTitle("planted")
    menus = [QMenu(window), QMenu()]
    assert sorted(left(before)) == ["windows: QMenu", "windows: QWidget “planted”"]
    assert left(standing()) == []
    del menus


def test_a_workspace_and_a_transaction(qapp: QApplication, sample: Path) -> None:
    before = standing()
    workspace = app.open_workspace(sample, officer="")
    transaction = workspace.reading()
    rows = transaction.__enter__()
    rows.all(Visit)
    database = f"databases: {sample / 'records.db'}"
    assert database in left(before)
    workspace.close()  # a connection in use outlives the workspace
    assert database in left(before)
    transaction.__exit__(None, None, None)
    workspace.close()
    assert left(before) == []


def documents() -> list[QPdfDocument]:
    """The documents of pages that there are."""
    return [one for one in shiboken6.getAllValidWrappers() if isinstance(one, QPdfDocument)]


def test_no_pages_of_closed_windows_stay(qapp: QApplication, qtbot: QtBot, sample: Path) -> None:
    """Each window that has shown the tab Pack has a document of no pages, and one of many.

    What another test left may go meanwhile, so documents are not only counted.
    """

    def show_a_pack() -> None:
        made = MainWindow()
        made.show()
        with qtbot.waitSignal(made.ready, timeout=LONG):
            made.opener.open(sample)
        made.places.open_visit(made.desk.overview[0].id)
        place = next(iter(made.places.visits.values()))
        qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
        place.show_tab("pack")
        qtbot.waitUntil(lambda: place.preview.pages > 0, timeout=LONG)
        at_most.append(len(own()))
        made.close()
        made.deleteLater()

    def own() -> list[QPdfDocument]:
        return [one for one in documents() if one not in before]

    def gone() -> bool:
        gc.collect()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return not own()

    before, at_most = weakref.WeakSet(documents()), list[int]()
    for _window in range(2):
        show_a_pack()
        qtbot.waitUntil(gone, timeout=LONG)
    assert min(at_most) >= 2


def test_nothing_of_a_closed_window_stays(qapp: QApplication, qtbot: QtBot, sample: Path) -> None:
    """Ten megabytes each: what is connected by a lambda is held where Python's search for circles does not look."""

    def of_a_window() -> list[weakref.ref[QObject]]:
        made = MainWindow()
        made.show()
        with qtbot.waitSignal(made.ready, timeout=LONG):
            made.opener.open(sample)
        made.places.open_visit(made.desk.overview[0].id)
        place = next(iter(made.places.visits.values()))
        qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
        made.close()
        made.deleteLater()
        return [weakref.ref(part) for part in (made, made.desk, made.undo, made.places, place)]

    left = of_a_window()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def gone() -> bool:  # a thread that has just ended its work may still hold what it worked with
        gc.collect()
        return all(ref() is None for ref in left)

    qtbot.waitUntil(gone, timeout=LONG)
