"""Work that must not hold up the window: one pool of threads, progress, cancelling, a safe end.

The work is a plain function of a `progress.Report`; it knows neither Qt nor the window. What it gives comes
back in the window's own thread. A thread holds no object of Qt but the runner, which outlives it: whoever drops
the last reference to one destroys it, and only the window's thread may. Nor does it import what defines a class of Qt
(`screens.load_next`). Not here: what is worked on. Nobody ever
calls processEvents.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from briefer.progress import Cancelled, Report

Result = TypeVar("Result")

THREADS = 2
"""One for the preview, one for what goes on beside it."""
REPORT_EVERY = 0.05
"""Seconds between two reports of progress; more would only flood the window."""
GIVES_WAY = 0.2
"""Seconds for which work waits at most while the window makes a screen."""


class Task(QObject):
    """One piece of work under way. Emits exactly one of `done`, `failed`, `cancelled`, and `ended` after it."""

    progressed = Signal(int, int, str)
    """Steps done, steps in all (0: unknown), words."""
    done = Signal(object)
    failed = Signal(object)
    """The exception."""
    cancelled = Signal()
    ended = Signal()

    def __init__(self, title: str, lane: str) -> None:
        super().__init__()
        self.title = title
        """What is done, for people: "Exporting the dossier"."""
        self.lane = lane
        self.stopping = Event()
        self.finished = False
        self.writes = False
        """What it has done is done: it is told even when it was asked to stop meanwhile."""
        self.dropped = False
        """Nobody wants to hear of it any more, not even that it failed."""

    def cancel(self) -> None:
        """Ask the work to stop at its next report. Its result, if it comes after all, is dropped."""
        self.stopping.set()


class TaskRunner(QObject):
    """Runs tasks. Of one lane only the youngest counts: starting another cancels the one before."""

    started = Signal(object)
    """A task that has just been started; the status bar shows the youngest."""
    _arrived = Signal(int, str, object)
    """From a thread: number of the task, what happened (the name of a signal), with what."""

    def __init__(
        self, on_error: Callable[[BaseException], None], *, threads: int = THREADS
    ) -> None:
        """`on_error` is told of errors that nobody else listens for."""
        super().__init__()
        self._on_error = on_error
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="briefer")
        self._youngest: dict[str, Task] = {}
        self._running: dict[int, Task] = {}
        self._numbers = count()
        self._closed = False
        self._free = Event()
        self._free.set()
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._free.set)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Callable[[Report], Result],
        done: Callable[[Result], None],
        *,
        title: str = "",
        lane: str = "",
        failed: Callable[[BaseException], None] | None = None,
        writes: bool = False,
    ) -> Task:
        """Start `work` in a thread; `done` gets its result in the window's thread.

        `lane` names what can only be wanted once, such as "preview": the earlier task of the lane is cancelled.
        Without `failed`, an error goes to the runner's `on_error`. Work that `writes` can be stopped before it has
        written; if it has, its result arrives.
        """
        task = Task(title, lane)
        task.writes = writes
        task.done.connect(done)
        task.failed.connect(failed or self._on_error)
        if lane:
            self.cancel(lane)
            self._youngest[lane] = task
        number = next(self._numbers)
        self._running[number] = task
        self._pool.submit(self._run, number, task.stopping, work, rests=not writes)
        self.started.emit(task)
        return task

    def cancel(self, lane: str) -> None:
        """Cancel what runs in a lane, if anything does."""
        if task := self._youngest.pop(lane, None):
            task.cancel()

    def give_way(self) -> None:
        """Let work that only reads rest at its next report until the window has painted.

        Python runs one thread at a time: a screen that is made beside a pack takes twice as long.
        """
        self._free.clear()
        self._painted.start()

    def drop_all(self) -> None:
        """Cancel everything; whatever it comes to, it is told as cancelled."""
        for task in self._running.values():
            task.cancel()
            task.dropped = True
        self._youngest.clear()

    def runs(self, lane: str) -> bool:
        """Whether something is under way in a lane; what has no lane is in nobody's way."""
        return lane in self._youngest

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._running

    def close(self) -> None:
        """Cancel everything and wait for the threads. Nothing is delivered afterwards."""
        self._closed = True
        self._free.set()
        for task in self._running.values():
            task.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._running.clear()  # each holds whom it would have told
        self._youngest.clear()

    def _run(
        self, number: int, stopping: Event, work: Callable[[Report], Any], *, rests: bool
    ) -> None:
        """In a thread. Whatever happens is told to the window's thread."""
        last = 0.0

        def report(done: int, total: int, words: str = "") -> None:
            nonlocal last
            if rests:
                self._free.wait(GIVES_WAY)
            if stopping.is_set():
                raise Cancelled
            now = time.monotonic()
            if now - last >= REPORT_EVERY or done == total:
                last = now
                self._tell(number, "progressed", (done, total, words))

        try:
            report(0, 0)
            result = work(report)
        except Cancelled:
            self._tell(number, "cancelled", ())
        except BaseException as error:  # noqa: BLE001  # told to the user, not swallowed
            self._tell(number, "failed", (error,))
        else:
            self._tell(number, "done", (result,))

    def _tell(self, number: int, signal: str, values: tuple[object, ...]) -> None:
        if not self._closed:
            self._arrived.emit(number, signal, values)

    def _deliver(self, number: int, signal: str, values: tuple[object, ...]) -> None:
        if self._closed:
            return
        task = self._running[number]
        if signal == "progressed":
            task.progressed.emit(*values)
            return
        task.finished = True
        del self._running[number]
        if self._youngest.get(task.lane) is task:
            del self._youngest[task.lane]
        if task.dropped or (signal == "done" and task.stopping.is_set() and not task.writes):
            signal, values = "cancelled", ()
        getattr(task, signal).emit(*values)
        task.ended.emit()
