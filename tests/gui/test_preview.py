"""The preview while it is built: what is edited comes first; edits stop what is under way; nothing jumps."""

from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import msgspec
import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

import small_packs as sp
from briefer.gui import building
from briefer.gui.building import Built
from briefer.gui.main_window import MainWindow
from briefer.gui.views.pages_view import Framed
from briefer.gui.views.preview import Preview
from briefer.gui.views.visit_place import VisitPlace
from briefer.pdf.keeping import PageCache
from briefer.pdf.pages import paginate
from briefer.progress import Report, silent
from briefer.services import edits, packs, visits

LONG = 20_000
TALKS = "cted-2018/border-management"
OpenVisit = Callable[[str], VisitPlace]


class Gate:
    """Stands before the building of the whole: it waits there, as long as a large pack would take."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.opened = Event(), Event()
        self.opened.set()
        self.error: Exception | None = None
        self.passed = 0
        build = building.build

        def later(workspace: Any, pack: Any, cache: Any, report: Report) -> Built:
            self.reached.set()
            while not self.opened.wait(0.01):
                report(1, 2)
            if self.error:
                raise self.error
            self.passed += 1
            return build(workspace, pack, cache, report)

        monkeypatch.setattr(building, "build", later)

    def close(self) -> None:
        """Let nothing through from now on."""
        self.reached.clear()
        self.opened.clear()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate(monkeypatch)
    yield made
    made.opened.set()


@pytest.fixture
def place(open_visit: OpenVisit, gate: Gate, qtbot: QtBot, window: MainWindow) -> VisitPlace:
    """A visit with its pages, the sheet of the day of some talks in sight."""
    opened = open_visit("cted-2018")
    with qtbot.waitSignal(opened.builder.built, timeout=LONG):
        opened.show_tab("pack")
    opened.preview.go_to(f"item:{TALKS}")
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    return opened


def rename(window: MainWindow, place: VisitPlace, title: str) -> None:
    """The talks are called something else."""
    assert place.file is not None
    item = next(one for one in place.file.items if one.key == TALKS)
    change = edits.Change(item, msgspec.structs.replace(item, title=title))
    window.undo.do(edits.Edit("Rename", (change,), visit=place.visit))


def in_sight(place: VisitPlace) -> str:
    """The text of the page at the top."""
    return place.preview._document.getAllText(place.preview.page).text()


def test_what_is_edited_is_seen_before_the_rest_is_laid_out(
    window: MainWindow, place: VisitPlace, gate: Gate, qtbot: QtBot
) -> None:
    at, top = place.preview.page_name(place.preview.page), place.preview.view.verticalScrollBar()
    value, pages, findings = top.value(), place.preview.pages, place.findings
    gate.close()

    rename(window, place, "Ferries")
    qtbot.waitUntil(lambda: "Ferries" in in_sight(place), timeout=LONG)

    assert (gate.passed, place.preview_words) == (1, "Preview is being built")
    assert (
        place.preview.text_of_pages().count("Ferries") == 1
    )  # the contents and the brief are to come
    assert (place.preview.page_name(place.preview.page), top.value()) == (at, value)
    assert (place.preview.pages, place.findings) == (pages, findings)

    with qtbot.waitSignal(place.builder.built, timeout=LONG):
        gate.opened.set()
    assert place.preview_words == f"Preview current, {place.preview.pages} pages"
    assert place.preview.text_of_pages().count("Ferries") > 1
    assert (place.preview.page_name(place.preview.page), top.value()) == (at, value)


def test_it_is_heard_as_soon_as_it_is_seen(
    window: MainWindow, place: VisitPlace, gate: Gate, qtbot: QtBot
) -> None:
    gate.close()
    rename(window, place, "Ferries")
    qtbot.waitUntil(lambda: "Ferries" in place.preview.toPlainText(), timeout=LONG)
    assert gate.passed == 1


def test_while_a_page_is_made_that_was_edited_nothing_else_is_read(
    window: MainWindow, place: VisitPlace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an edit leads to takes its turn behind the page: both would take the processor from it."""
    began, on, first = Event(), Event(), building.begin

    def later(*told: Any) -> building.Begun:
        began.set()
        on.wait(LONG / 1000)
        return first(*told)

    asked: list[str] = []
    there = window.desk.overview
    monkeypatch.setattr(building, "begin", later)
    monkeypatch.setattr(window.desk, "reload", lambda _visit: asked.append("read"))
    monkeypatch.setattr(packs, "check_file", lambda *_: asked.append("checked") or ())
    monkeypatch.setattr(visits, "overview", lambda _: asked.append("visits") or there)
    rename(window, place, "Ferries")
    qtbot.waitUntil(began.is_set, timeout=LONG)
    window.desk._rest.timeout.emit()  # the edits rest
    place._check()
    assert asked == []
    with qtbot.waitSignal(place.builder.first_built, timeout=LONG):
        on.set()
    window.desk._rest.timeout.emit()
    place._check()
    qtbot.waitUntil(lambda: set(asked) == {"read", "checked", "visits"}, timeout=LONG)
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)


def test_an_edit_stops_the_building(
    window: MainWindow, place: VisitPlace, gate: Gate, qtbot: QtBot
) -> None:
    built: list[Built] = []
    place.builder.built.connect(built.append)
    gate.close()
    rename(window, place, "Ferries")
    qtbot.waitUntil(gate.reached.is_set, timeout=LONG)
    stopped = place.builder._task

    with qtbot.waitSignal(stopped.cancelled, timeout=LONG):  # type: ignore[union-attr]
        rename(window, place, "Tunnels")
    qtbot.waitUntil(lambda: "Tunnels" in in_sight(place), timeout=LONG)
    assert (built, gate.passed) == ([], 1)

    with qtbot.waitSignal(place.builder.built, timeout=LONG):
        gate.opened.set()
    assert (len(built), gate.passed) == (1, 2)
    assert "Ferries" not in place.preview.text_of_pages()


def test_where_the_rest_fails_it_says_so_and_the_next_edit_mends_it(
    window: MainWindow, place: VisitPlace, gate: Gate, qtbot: QtBot
) -> None:
    gate.error = OSError("The disk is gone.")
    with qtbot.waitSignal(place.builder.first_built, timeout=LONG):
        rename(window, place, "Ferries")
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    assert "Ferries" in in_sight(place)
    assert place.preview_words == "Preview not current"

    gate.error = None
    with qtbot.waitSignal(place.builder.built, timeout=LONG):
        rename(window, place, "Tunnels")
    assert place.preview_words == f"Preview current, {place.preview.pages} pages"
    assert "Ferries" not in place.preview.text_of_pages()


def test_pages_that_nobody_sees_are_not_told_to_be_current_after_an_edit(
    window: MainWindow, place: VisitPlace, qtbot: QtBot
) -> None:
    place.show_tab("delegation")
    assert place.preview_words == f"Preview current, {place.preview.pages} pages"
    rename(window, place, "Ferries")
    assert place.preview_words == "Preview not current"
    with qtbot.waitSignal(place.builder.built, timeout=LONG):
        place.show_tab("pack")
    assert place.preview_words == f"Preview current, {place.preview.pages} pages"


def test_what_was_being_read_does_not_take_an_edit_back(
    window: MainWindow, place: VisitPlace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, on, load = Event(), Event(), visits.load

    def slow(workspace: Any, visit: Any) -> Any:
        file = load(workspace, visit)
        began.set()
        on.wait(LONG / 1000)
        return file

    monkeypatch.setattr(visits, "load", slow)
    window.desk.reload(place.visit)
    qtbot.waitUntil(began.is_set, timeout=LONG)
    titles: list[str] = []

    def note(_visit: object) -> None:
        assert place.file is not None
        titles.append(next(one.title for one in place.file.items if one.key == TALKS))

    window.desk.file_changed.connect(note)
    rename(window, place, "Ferries")
    on.set()
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    assert set(titles) == {"Ferries"}


# ---------------------------------------------------------------------------------------- the pages


def built(*lengths: int) -> Built:
    """A pack with a part for each length in pages, none on the back of another."""
    text = "A sentence that fills its page with many others. " * 70
    parts = [
        sp.part(f"part-{at}", f"1.{at}", *[sp.text(f"Page {page} of part {at}. {text}") for page in range(length)])
        for at, length in enumerate(lengths, 1)
    ]  # fmt: skip
    pack = msgspec.structs.replace(sp.pack(sp.section("1", *parts)), duplex=False)
    return building.written(paginate(pack, {}, cache=PageCache()), silent)


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Preview]:
    made = Preview()
    qtbot.addWidget(made)
    made.resize(700, 800)
    made.show()
    yield made
    made.clear_pages()


def test_one_stays_at_the_page_when_those_before_it_become_more(shown: Preview) -> None:
    bar = shown.view.verticalScrollBar()
    shown.show_pages(built(1, 2))
    shown.go_to_name("1.2-2")
    bar.setValue(bar.value() + 123)
    value, page = bar.value(), shown.page

    shown.show_pages(built(4, 2))
    assert shown.page_name(shown.page) == "1.2-2"
    assert shown.page > page
    assert bar.value() == value + (shown.page - page) * shown._height_of_page()

    shown.show_pages(built(1, 2))
    assert (shown.page, bar.value()) == (page, value)


def test_one_stays_at_the_page_when_the_pane_becomes_wider(shown: Preview) -> None:
    shown.show_pages(built(4))
    shown.go_to_name("1.1-3")
    assert shown.view.page_box(2).top() == pytest.approx(0, abs=3)
    shown.resize(400, 800)
    assert (shown.page_name(shown.page), shown.view.page_box(2).width()) == ("1.1-3", 374)
    assert shown.view.page_box(2).top() == pytest.approx(0, abs=3)


def test_what_stands_low_on_a_page_is_brought_into_a_low_pane(shown: Preview) -> None:
    shown.show_pages(built(4))
    shown.resize(700, 200)
    foot = Framed(2, 60, 60, 300, 80)
    shown.show_piece(foot)
    assert 0 <= shown.view.box_of(foot).top() < 200


def test_new_pages_are_never_white(shown: Preview, qtbot: QtBot) -> None:
    def dark() -> int:
        picture = shown.grab().toImage()
        points = ((x, y) for x in range(0, 700, 3) for y in range(0, 400, 3))
        return sum(picture.pixelColor(x, y).lightness() < 128 for x, y in points)

    shown.show_pages(built(1, 2))
    qtbot.waitUntil(lambda: dark() > 200, timeout=LONG)

    shown.show_pages(built(1, 3))

    assert dark() > 200
    qtbot.waitUntil(shown._curtain.isHidden, timeout=LONG)
    assert dark() > 200


def test_only_new_pages_are_read_again(
    shown: Preview, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    shown.show_pages(built(9, 2))
    qtbot.waitUntil(lambda: "Page 1 of part 2." in shown.toPlainText(), timeout=LONG)
    asked: list[int] = []
    texts = type(shown._document).getAllText
    monkeypatch.setattr(
        type(shown._document),
        "getAllText",
        lambda self, page: asked.append(page) or texts(self, page),
    )

    shown.show_pages(built(9, 3))
    qtbot.waitUntil(lambda: "Page 2 of part 2." in shown.toPlainText(), timeout=LONG)

    assert {shown.page_name(page) for page in asked} == {"1.2-3", "1.2-4"}
    assert shown.toPlainText().count("Page 8 of part 1.") == 1
