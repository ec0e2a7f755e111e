"""Work beside the window: results, progress, cancelling, the youngest of a lane, a safe end."""

from collections.abc import Iterator
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from briefer.gui import tasks
from briefer.gui.tasks import TaskRunner
from briefer.progress import Report


@pytest.fixture
def errors() -> list[BaseException]:
    return []


@pytest.fixture
def runner(qapp: object, errors: list[BaseException]) -> Iterator[TaskRunner]:
    made = TaskRunner(errors.append)
    yield made
    made.close()


def test_the_result_arrives(runner: TaskRunner, qtbot: QtBot) -> None:
    seen: list[int] = []
    task = runner.start(lambda _report: 41 + 1, seen.append)
    qtbot.waitSignal(task.ended).wait()
    assert (seen, runner.idle) == ([42], True)


def test_an_error_goes_to_whom_it_belongs(
    runner: TaskRunner, errors: list[BaseException], qtbot: QtBot
) -> None:
    def work(_report: Report) -> None:
        raise ValueError("no")

    own: list[BaseException] = []
    first = runner.start(work, lambda _nothing: None, failed=own.append)
    qtbot.waitSignal(first.ended).wait()
    second = runner.start(work, lambda _nothing: None)
    qtbot.waitSignal(second.ended).wait()
    assert ([str(one) for one in own], [str(one) for one in errors]) == (["no"], ["no"])


def test_cancelling_acts_at_the_next_report(runner: TaskRunner, qtbot: QtBot) -> None:
    begun = Event()

    def work(report: Report) -> None:
        while True:
            begun.set()
            report(1, 0, "turning")

    task = runner.start(work, lambda _nothing: pytest.fail("it was cancelled"))
    assert begun.wait(5)
    with qtbot.waitSignal(task.cancelled, timeout=2000):
        task.cancel()


def test_of_a_lane_only_the_youngest_counts(runner: TaskRunner, qtbot: QtBot) -> None:
    seen: list[str] = []
    go = Event()

    def slow(_report: Report) -> str:
        go.wait(5)
        return "old"  # never looks at its report: the result is dropped all the same

    old = runner.start(slow, seen.append, lane="preview")
    new = runner.start(lambda _report: "new", seen.append, lane="preview")
    qtbot.waitSignal(new.ended).wait()
    go.set()
    qtbot.waitSignal(old.ended).wait()
    assert seen == ["new"]


def test_progress_is_told_and_not_too_often(runner: TaskRunner, qtbot: QtBot) -> None:
    seen: list[tuple[int, int, str]] = []

    def work(report: Report) -> None:
        for step in range(10_000):
            report(step, 10_000, "page")
        report(10_000, 10_000, "all pages")

    task = runner.start(work, lambda _nothing: None)
    task.progressed.connect(lambda *values: seen.append(values))
    qtbot.waitSignal(task.ended).wait()
    assert seen[-1] == (10_000, 10_000, "all pages")
    assert len(seen) < 200


def test_closing_cancels_and_delivers_nothing(qapp: object, qtbot: QtBot) -> None:
    runner = TaskRunner(lambda error: pytest.fail(str(error)))
    begun = Event()

    def work(report: Report) -> None:
        while True:
            begun.set()
            report(1, 0)

    for _ in range(5):
        runner.start(work, lambda _nothing: pytest.fail("it was closed"))
    assert begun.wait(5)
    runner.close()
    qtbot.wait(20)


def test_what_has_written_is_told_though_it_was_to_stop(runner: TaskRunner, qtbot: QtBot) -> None:
    written, told = Event(), list[str]()

    def work(_report: Report) -> str:
        written.wait(5)
        return "stored"

    task = runner.start(work, told.append, lane="import", writes=True)
    runner.cancel("import")
    written.set()
    qtbot.waitSignal(task.ended).wait()
    assert told == ["stored"]


def test_what_only_reads_gives_way_until_the_window_has_painted(
    runner: TaskRunner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "GIVES_WAY", 60)
    read, written = Event(), Event()
    runner.give_way()
    runner.start(lambda _report: read.set(), lambda _nothing: None)
    runner.start(lambda _report: written.set(), lambda _nothing: None, writes=True)
    assert written.wait(5)
    assert not read.is_set()
    qtbot.waitUntil(read.is_set, timeout=5000)


def test_of_what_is_dropped_nobody_hears_not_even_that_it_failed(
    runner: TaskRunner, errors: list[BaseException], qtbot: QtBot
) -> None:
    let_go = Event()

    def work(_report: Report) -> None:
        let_go.wait(5)
        raise ValueError("its workspace is closed")

    task = runner.start(work, lambda _nothing: None, lane="list")
    runner.drop_all()
    let_go.set()
    qtbot.waitSignal(task.ended).wait()
    assert (errors, runner.runs("list")) == ([], False)
