"""What a window knows of its workspace: an answer is never older than an edit that is shown already."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import NamedTuple
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import ciphered
from briefer import app
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages
from briefer.gui.tasks import TaskRunner
from briefer.records.base import Record, new_id
from briefer.records.institutions import Institution
from briefer.records.notes import GlossaryTerm, Note, Theme
from briefer.records.outcomes import Outcome
from briefer.records.people import Person, Post
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate, Visit
from briefer.services import common_edits, edits, library, visits
from briefer.services.edits import Change, Edit
from briefer.workspace.database import Workspace
from briefer.workspace.waiting import Kept

LONG = 20_000


@pytest.fixture
def desks(qapp: object, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Desks of further windows, each on the workspace of a name; the same name is shared."""
    made: list[tuple[Desk, TaskRunner]] = []
    messages = Messages()

    def make(name: str = "office") -> Desk:
        path = tmp_path / f"{name}.briefer"
        runner = TaskRunner(messages.show_error)
        desk = Desk(runner, messages)
        made.append((desk, runner))
        desk.neighbours = lambda: [one for one, _ in made]
        with qtbot.waitSignal(desk.opened, timeout=LONG):
            desk.open(path, officer="Elin Brandt", create=not path.exists())
        return desk

    yield make
    for desk, runner in made:
        runner.close()
        desk.close()


class Reading(NamedTuple):
    """A question that has read the name of a theme, and answers when it is let go."""

    read: Event
    let_go: Event
    asked: list[str]

    def __call__(self, workspace: Workspace) -> str:
        (theme,) = library.all_of(workspace, Theme)
        self.asked.append(theme.name)
        self.read.set()
        assert self.let_go.wait(10)
        return theme.name


def reading() -> Reading:
    return Reading(Event(), Event(), [])


def renamed(desk: Desk, name: str) -> None:
    (theme,) = library.all_of(desk.workspace, Theme)
    desk.apply(common_edits.change_field(theme, "name", name, called="name"))


def test_a_file_that_is_on_its_way_is_not_read_a_second_time(
    desks: Callable[[str], Desk], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desks("office")
    visit = Visit(key="marsana", title="Marsana", home_zone="Europe/Copenhagen")
    desk.apply(Edit("Add", (Change(None, visit),)))
    read: list[UUID] = []
    load = visits.load

    def counted(workspace: Workspace, id_: UUID) -> VisitFile:
        read.append(id_)
        return load(workspace, id_)

    monkeypatch.setattr(visits, "load", counted)
    with qtbot.waitSignal(desk.file_changed, timeout=LONG):
        assert [desk.file(visit.id), desk.file(visit.id)] == [None, None]
    file = desk.file(visit.id)
    assert file
    assert (file.visit.key, read) == ("marsana", [visit.id])


class Two(NamedTuple):
    """A visit whose delegate is on the desk, and an earlier one to the same institution that is not."""

    police: Institution
    person: Person
    visit: Visit
    earlier: Visit
    records: tuple[Record, ...]


@pytest.fixture
def two() -> Two:
    police, person = Institution(name="Harbour Police"), Person(family_name="Lund")
    visit = Visit(key="marsana", title="Marsana", start="2027-03-08")
    earlier = Visit(key="aarhus", title="Aarhus", start="2026-03-08")
    parts = (
        Delegate(visit=visit.id, person=person.id),
        ProgrammeItem(visit=visit.id, title="Call", institutions=(police.id,)),
        ProgrammeItem(visit=earlier.id, title="First call", institutions=(police.id,)),
    )
    return Two(police, person, visit, earlier, (police, person, visit, earlier, *parts))


@pytest.mark.parametrize(
    "made",
    [
        lambda two: Post(person=two.person.id, title="Head of Unit"),
        lambda two: Note(title="Talks", institutions=(two.police.id,)),
        lambda two: Outcome(visit=two.earlier.id, text="To meet again."),
        lambda _two: GlossaryTerm(acronym="MRCC"),
    ],
    ids=["post", "note", "earlier-visit", "glossary"],
)
def test_a_file_takes_in_what_is_made_elsewhere_and_belongs_to_it(
    desks: Callable[[str], Desk], qtbot: QtBot, two: Two, made: Callable[[Two], Record]
) -> None:
    desk = desks("office")
    desk.apply(Edit("Add", tuple(Change(None, record) for record in two.records)))
    with qtbot.waitSignal(desk.file_changed, timeout=LONG):
        desk.file(two.visit.id)
    with qtbot.waitSignal(desk.file_changed, timeout=LONG):
        desk.apply(Edit("Add", (Change(None, made(two)),)))
    assert desk.file(two.visit.id) == visits.load(desk.workspace, two.visit.id)


@pytest.mark.parametrize("lane", ["", "theme"])
@pytest.mark.parametrize("elsewhere", [False, True], ids=["this-window", "another-window"])
def test_an_answer_read_before_an_edit_is_asked_for_again(
    desks: Callable[[str], Desk], qtbot: QtBot, lane: str, elsewhere: bool
) -> None:
    desk = desks("office")
    editing = desks("office") if elsewhere else desk
    desk.apply(Edit("Add", (Change(None, Theme(name="borders")),)))
    question, shown = reading(), list[str]()
    desk.ask(question, shown.append, lane=lane)
    assert question.read.wait(10)
    renamed(editing, "border posts")
    question.let_go.set()
    qtbot.waitUntil(lambda: shown != [], timeout=LONG)
    assert (question.asked, shown) == (
        ["borders", "border posts"],
        ["border posts"],
    )


def test_what_waits_and_cannot_be_read_is_said_and_can_be_had(
    desks: Callable[[str], Desk], qtbot: QtBot
) -> None:
    desk, messages = desks("office"), Messages()
    workspace = desk.workspace
    with workspace.writing() as rows:
        edit = {"words": "Rename borders", "changes": [{"after": {"name": "border posts"}}]}
        rows.waiting.add(Kept(new_id(), workspace.officer, datetime(2026, 11, 2, tzinfo=UTC), edit))
    undo = Undo(desk, messages)
    undo.decisions.refresh()
    qtbot.waitUntil(lambda: messages.shown is not None, timeout=LONG)
    assert messages.shown is not None
    assert messages.shown.sentence.startswith("“Rename borders” waits for a decision since 2 Nov")
    copy, drop = messages.shown.offers
    copy.act()
    assert QGuiApplication.clipboard().text() == "name: border posts"
    drop.act()
    with workspace.reading() as rows:
        assert rows.waiting.of(workspace.officer) == ()
    undo.drafts.close()


def test_an_answer_that_others_wrote_over_is_asked_for_again_and_once(
    desks: Callable[[str], Desk], qtbot: QtBot
) -> None:
    desk = desks("office")
    desk.apply(Edit("Add", (Change(None, Theme(name="borders")),)))
    question, shown = reading(), list[str]()
    desk.ask(question, shown.append)
    assert question.read.wait(10)
    other = app.open_workspace(desk.workspace.path, officer="Sofia Lindqvist")
    (theme,) = library.all_of(other, Theme)
    edits.apply(other, common_edits.change_field(theme, "name", "border control", called="name"))
    other.close()
    question.let_go.set()
    qtbot.waitUntil(lambda: shown != [], timeout=LONG)
    assert (question.asked, shown) == (["borders", "border control"], ["border control"])


class Asker(QObject):
    """A part of a screen that asks in three ways."""

    def __init__(self, desk: Desk, told: list[str]) -> None:
        super().__init__()
        self._told = told

        def arrived(_nothing: None) -> None:
            self.hear("a function of its own")

        desk.ask(lambda _workspace: None, arrived)
        desk.ask(lambda _workspace: None, self._hear_nothing)
        desk.ask(lambda _workspace: None, partial(self.hear_more, "a part of one"))

    def hear(self, what: str) -> None:
        self._told.append(f"{what} of {self.objectName()}")

    def _hear_nothing(self, _nothing: None) -> None:
        self.hear("a method")

    def hear_more(self, what: str, _nothing: None) -> None:
        self.hear(what)


def test_nobody_is_told_who_is_gone(
    desks: Callable[[str], Desk], qapp: QApplication, qtbot: QtBot
) -> None:
    desk, told = desks("office"), list[str]()
    stays, goes = Asker(desk, told), Asker(desk, told)
    stays.setObjectName("who stays")
    goes.deleteLater()
    qapp.sendPostedEvents(goes, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: len(told) == 3, timeout=LONG)
    qtbot.waitUntil(lambda: desk._tasks.idle, timeout=LONG)
    ways = ("a function of its own", "a method", "a part of one")
    assert sorted(told) == [f"{way} of who stays" for way in ways]


def test_the_workspace_is_of_the_kind_that_is_tried(sample: Path) -> None:
    """`make prove` runs these tests on encrypted workspaces, too: they must be."""
    head = (sample / "records.db").read_bytes()[:15]
    assert (head == b"SQLite format 3") is not ciphered.ALL
