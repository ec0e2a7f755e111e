"""What is typed survives: a kill while one types, a form that is left, a window that is closed."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import Mock

import msgspec
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from briefer import app
from briefer.errors import KnownError
from briefer.gui.main_window import MainWindow
from briefer.gui.messages import Offer, Trouble
from briefer.gui.views.brief_editor import BriefEditor
from briefer.gui.views.comparison import Comparison, differing
from briefer.gui.views.new_visit import NewVisit
from briefer.gui.views.person_parts import Posts
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.base import new_id
from briefer.records.outcomes import Outcome
from briefer.records.people import Person, Post
from briefer.records.sources import Source
from briefer.services import common_edits, drafts, edits, library, visits
from briefer.services.edits import Change, Edit
from briefer.workspace.drafts import Draft

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]
TALKS = "showcase/talks-agency"
PASSPHRASE = "four lorries wait at lane nine"

TYPIST = """
import sys, time
from pathlib import Path
from unittest.mock import Mock
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from briefer.gui import application
from briefer.gui.main_window import MainWindow

path, passphrase = Path(sys.argv[1]), sys.argv[2] or None
app = application.make()
window = MainWindow()
window.resize(1440, 900)
window.show()
window.activateWindow()
typed = 0

def begin():
    id_ = next(one.id for one in window.desk.overview if one.key == "showcase")
    window.places.open_visit(id_)
    place = window.places.visits[id_]
    place.loaded.connect(lambda: QTimer.singleShot(300, lambda: go(place)))

def go(place):
    item = next(one.id for one in place.file.items if one.key == "showcase/talks-agency")
    assert place.show_brief(item)
    edit = place.briefs.editor.open.edit
    edit.setFocus()
    edit.selectAll()
    keys = QTimer(window, interval=100)
    keys.timeout.connect(lambda: one(edit))
    keys.start()

def one(edit):
    global typed
    letter = "Zyxwvut "[typed % 8]
    QTest.keyClick(edit, letter)
    typed += 1
    print(typed, time.monotonic(), flush=True)

window.ready.connect(begin)
window.desk.open(path, officer="Elin Brandt", passphrase=passphrase)
app.exec()
"""


def killed_while_typing(path: Path, passphrase: str = "") -> tuple[int, int]:
    """Let another process type a letter each tenth of a second without a rest, and kill it after some seconds.

    Gives how many letters it had typed in all, and three seconds before its end.
    """
    program = [sys.executable, "-c", TYPIST, str(path), passphrase]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=os.environ) as typist:
        assert typist.stdout is not None
        seen: list[tuple[int, float]] = []
        for line in typist.stdout:
            count, moment = line.split()
            seen.append((int(count), float(moment)))
            if seen[-1][1] - seen[0][1] > 5.5:
                break
        end = time.monotonic()
        typist.kill()
    return seen[-1][0], max(count for count, moment in seen if moment < end - 3)


def letters(count: int) -> str:
    return ("Zyxwvut " * (count // 8 + 1))[:count]


@pytest.fixture
def reopened(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[..., MainWindow]]:
    """Opens a workspace in a window of this process."""
    made: list[MainWindow] = []

    def reopen(path: Path, passphrase: str | None = None) -> MainWindow:
        window = MainWindow()
        made.append(window)
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        with qtbot.waitSignal(window.ready, timeout=LONG):
            window.desk.open(path, officer="Elin Brandt", passphrase=passphrase)
        return window

    yield reopen
    for window in made:
        window.close()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def close(window: MainWindow) -> None:
    window.close()


def answers(window: MainWindow) -> list[str]:
    return [one.accessibleName() for one in window.bar.findChildren(QPushButton)]


def answer(window: MainWindow, words: str) -> None:
    one = next(one for one in window.bar.findChildren(QPushButton) if words in one.text())
    one.click()


def the_brief(window: MainWindow) -> BriefEditor:
    return next(iter(window.places.visits.values())).briefs.editor


def kept(window: MainWindow) -> list[Draft]:
    """All drafts, as another reader of the database finds them."""
    workspace = window.desk.workspace
    with workspace.reading() as rows:
        return list(rows.drafts.waiting(workspace.officer, {"nobody"}))


def wait_for_drafts(window: MainWindow, qtbot: QtBot, texts: list[str]) -> None:
    qtbot.waitUntil(lambda: [one.text for one in kept(window)] == texts, timeout=LONG)


def stored_background(window: MainWindow) -> str:
    place = next(iter(window.places.visits.values()))
    file = visits.load(window.desk.workspace, place.visit)
    item = next(one.id for one in file.items if one.key == TALKS)
    return next(one.background_open for one in file.briefs if one.item == item)


# ------------------------------------------------------------------------------------------ a kill


@pytest.mark.long
@pytest.mark.plain
@pytest.mark.parametrize("passphrase", ["", PASSPHRASE], ids=["plain", "encrypted"])
def test_a_kill_while_one_types_costs_at_most_three_seconds(
    passphrase: str,
    made_sample: Path,
    tmp_path: Path,
    reopened: Callable[..., MainWindow],
    qtbot: QtBot,
) -> None:
    path = tmp_path / "office.briefer"
    if passphrase:
        app.create_workspace(
            path, officer="Elin Brandt", passphrase=passphrase, sample=True
        ).close()
    else:
        shutil.copytree(made_sample, path)
    typed, due = killed_while_typing(path, passphrase)
    if passphrase:
        for file in path.rglob("*"):
            assert b"Zyxwvut" not in (file.read_bytes() if file.is_file() else b"")
    window = reopened(path, passphrase or None)
    qtbot.waitUntil(lambda: "Keep" in answers(window), timeout=LONG)
    text = the_brief(window).open.edit.toPlainText()
    assert text == letters(len(text))
    assert due <= len(text) <= typed
    assert window.bar.words.text().startswith("Unfinished since ")
    assert window.bar.words.text().endswith(
        "Background that may be used, in Markdown of “Talks with the Coast and River Agency”."
    )
    assert "Zyxwvut" not in stored_background(window)  # nobody has said yet that it shall stand
    answer(window, "Keep")
    assert stored_background(window) == text
    wait_for_drafts(window, qtbot, [])
    window.undo.undo()
    assert "Zyxwvut" not in stored_background(window)


# ----------------------------------------------------------------------------------- keep, compare, drop


@pytest.fixture
def left(sample: Path, reopened: Callable[..., MainWindow], qtbot: QtBot) -> MainWindow:
    """A window on a workspace in which a date that is none was typed before the last one was closed."""
    first = reopened(sample)
    id_ = next(one.id for one in first.desk.overview if one.key == "showcase")
    first.places.open_visit(id_)
    place = first.places.visits[id_]
    qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
    assert place.file is not None
    assert place.show_brief(next(one.id for one in place.file.items if one.key == TALKS))
    due = place.briefs.editor.fields["due"].focusProxy()
    assert due is not None
    due.setFocus()
    due.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(due, "some day")
    close(first)
    second = reopened(sample)
    qtbot.waitUntil(lambda: "Keep" in answers(second), timeout=LONG)
    return second


def due_field(window: MainWindow):  # a LineField
    return the_brief(window).fields["due"]


def test_what_could_not_be_accepted_comes_back_and_is_dropped(
    left: MainWindow, qtbot: QtBot
) -> None:
    assert due_field(left).edit.text() == "some day"
    assert answers(left)[:3] == ["Keep", "Compare", "Drop"]
    the_brief(left).accept_all()  # going about in the form is no answer
    assert (due_field(left).edit.text(), due_field(left).trouble.words) == ("some day", "")
    answer(left, "Drop")
    assert due_field(left).edit.text() == "20 February 2027"
    assert left.bar.isHidden()
    assert due_field(left).edit.hasFocus()  # the keyboard goes where the question was from
    wait_for_drafts(left, qtbot, [])


def test_a_bar_that_goes_gives_the_keyboard_back(window: MainWindow) -> None:
    window.top.search.setFocus()
    window.messages.show(Trouble("note", "The printer is away.", (Offer("Again", lambda: None),)))
    again = next(one for one in window.bar.findChildren(QPushButton) if one.text() == "Again")
    again.setFocus()
    QTest.keyClick(again, Qt.Key.Key_Space)
    assert (window.bar.isHidden(), window.top.search.hasFocus()) == (True, True)


def test_keeping_is_to_accept_and_a_text_that_cannot_be_stays(
    left: MainWindow, qtbot: QtBot
) -> None:
    answer(left, "Keep")
    assert due_field(left).edit.text() == "some day"
    assert due_field(left).trouble.words == (
        "There is no such date. Type 1 October, or early December 2022."
    )
    wait_for_drafts(left, qtbot, ["some day"])


def test_typing_on_is_an_answer(left: MainWindow, qtbot: QtBot) -> None:
    edit = due_field(left).edit
    edit.setFocus()
    edit.setCursorPosition(len(edit.text()))
    QTest.keyClicks(edit, " soon")
    wait_for_drafts(left, qtbot, ["some day soon"])
    assert left.bar.isHidden()
    edit.selectAll()
    QTest.keyClicks(edit, "1 March 2027")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    wait_for_drafts(left, qtbot, [])
    assert edit.text() == "1 March 2027"


def test_comparing_shows_both_texts(left: MainWindow) -> None:
    comparison = left.findChild(Comparison)
    assert comparison is not None
    assert comparison.isHidden()
    answer(left, "Compare")
    shown = [
        (one.accessibleName(), one.toPlainText()) for one in comparison.findChildren(QPlainTextEdit)
    ]
    assert shown == [
        ("Due, as it is stored", "20 February 2027"),
        ("Due, as it was typed", "some day"),
    ]
    answer(left, "Drop")
    assert comparison.isHidden()


def test_another_edit_does_not_take_the_question_away(left: MainWindow) -> None:
    place = next(iter(left.places.visits.values()))
    assert place.file is not None
    assert left.undo.do(
        common_edits.change_field(place.file.visit, "purpose", "To listen.", called="purpose")
    )
    assert answers(left)[:3] == ["Keep", "Compare", "Drop"]
    assert due_field(left).edit.text() == "some day"


def test_another_brief_is_shown_and_the_text_waits(left: MainWindow, qtbot: QtBot) -> None:
    briefs = next(iter(left.places.visits.values())).briefs
    here = briefs.items.chosen_id
    other = next(row.id for row in briefs.items.rows if not row.is_head and row.id != here)
    briefs.items.choose(other)
    assert due_field(left).edit.text() != "some day"
    assert left.bar.isHidden()
    briefs.items.choose(here)
    assert due_field(left).edit.text() == "some day"
    assert answers(left)[:3] == ["Keep", "Compare", "Drop"]


# --------------------------------------------------------------------------------- in one session


def test_a_text_that_cannot_be_accepted_waits_while_another_record_is_shown(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    assert place.file is not None
    place.show_brief(next(one.id for one in place.file.items if one.key == TALKS))
    briefs, due = place.briefs, place.briefs.editor._due
    here = briefs.items.chosen_id
    other = next(row.id for row in briefs.items.rows if not row.is_head and row.id != here)
    due.edit.setFocus()
    due.edit.selectAll()
    QTest.keyClicks(due.edit, "some day")
    briefs.items.choose(other)
    assert (due.edit.text() == "some day", due.trouble.words) == (False, "")
    wait_for_drafts(window, qtbot, ["some day"])
    briefs.items.choose(here)
    assert (due.edit.text(), due.trouble.words) == (
        "some day",
        "There is no such date. Type 1 October, or early December 2022.",
    )
    assert window.bar.isHidden()
    due.give_up()
    wait_for_drafts(window, qtbot, [])


def test_a_text_that_waited_says_when_somebody_wrote_there_meanwhile(
    window: MainWindow, open_visit: OpenVisit, sample: Path, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    assert place.file is not None
    place.show_brief(next(one.id for one in place.file.items if one.key == TALKS))
    briefs, due = place.briefs, place.briefs.editor._due
    here = briefs.items.chosen_id
    brief = next(one for one in place.file.briefs if one.item == here)
    other = next(row.id for row in briefs.items.rows if not row.is_head and row.id != here)
    due.edit.setFocus()
    due.edit.selectAll()
    QTest.keyClicks(due.edit, "some day")
    briefs.items.choose(other)
    with app.open_workspace(sample, officer="Jonas") as theirs:
        now = library.fresh(theirs, brief)
        assert now is not None
        after = msgspec.structs.replace(now, due="2027-02-25")
        edits.apply(theirs, Edit("Change", (Change(now, after),)))
    qtbot.waitUntil(lambda: any(one.due == "2027-02-25" for one in place.file.briefs), timeout=LONG)
    briefs.items.choose(here)
    assert (due.edit.text(), due.edit.stored) == ("some day", "25 February 2027")
    assert window.bar.words.text() == "Due: What is stored has been changed since."


def test_what_is_typed_stays_in_its_workspace_when_another_is_opened(
    reopened: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    here, there = tmp_path / "here.briefer", tmp_path / "there.briefer"
    with app.create_workspace(here, officer="Elin Brandt") as made:
        edits.apply(made, Edit("Add", (Change(None, Source(title="Report")),)))
    with app.create_workspace(there, officer="Elin Brandt") as made:
        edits.apply(made, Edit("Add", (Change(None, Source(title="Press")),)))
    window = reopened(here)
    window.places.go_to("reference")
    screen = window.places.reference
    screen.show_kind("source")
    qtbot.waitUntil(lambda: screen.editor.record is not None, timeout=LONG)
    title, published = (screen.editor.fields[name].edit for name in ("title", "published_on"))
    published.setFocus()
    QTest.keyClicks(published, "some day")
    title.setFocus()
    title.end(False)
    QTest.keyClicks(title, " on lane nine")
    with qtbot.waitSignal(window.ready, timeout=LONG):
        window.desk.open(there, officer="Elin Brandt")
    qtbot.waitUntil(lambda: title.text() == "Press", timeout=LONG)
    window.undo.drafts._keep()
    qtbot.waitUntil(lambda: not window.undo.drafts._writing, timeout=LONG)
    with window.desk.workspace.reading() as rows:
        assert rows.waiting.of("Elin Brandt") == ()
        assert rows.drafts.waiting("Elin Brandt", {"nobody"}) == ()
        assert [one.title for one in rows.all(Source)] == ["Press"]
    assert (window.bar.isHidden(), window.bar.words.text()) == (True, "")
    with qtbot.waitSignal(window.ready, timeout=LONG):
        window.desk.open(here, officer="Elin Brandt")
    qtbot.waitUntil(lambda: "Keep" in answers(window), timeout=LONG)
    assert (title.text(), published.text()) == ("Report on lane nine", "some day")


def test_a_post_that_is_half_typed_comes_back(
    reopened: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "office.briefer"
    anna, boris = Person(family_name="Anan"), Person(family_name="Boro")
    with app.create_workspace(path, officer="Elin Brandt") as made:
        edits.apply(made, Edit("Add", (Change(None, anna), Change(None, boris))))

    def person(window: MainWindow, one: Person) -> Posts:
        window.places.show_person(one.id)
        people = window.places.people
        qtbot.waitUntil(
            lambda: people.profile is not None and people.profile.person.id == one.id, timeout=LONG
        )
        return people.editor.posts

    def typed(posts: Posts) -> list[str]:
        return [posts.fields[name].edit.text() for name in ("title", "start", "end")]

    first = reopened(path)
    posts = person(first, anna)
    posts.add()
    for name, words in (("start", "2019"), ("end", "some day")):
        posts.fields[name].edit.setFocus()
        QTest.keyClicks(posts.fields[name].edit, words)
    assert person(first, boris)._form.isHidden()
    assert typed(person(first, anna)) == ["", "2019", "some day"]
    wait_for_drafts(first, qtbot, ["2019", "some day"])
    close(first)
    second = reopened(path)
    qtbot.waitUntil(lambda: "Keep" in answers(second), timeout=LONG)
    posts = second.places.people.editor.posts
    assert typed(posts) == ["", "2019", "some day"]
    answer(second, "Keep")
    posts.fields["end"].give_up()
    posts.fields["title"].setFocus()
    QTest.keyClicks(posts.fields["title"].edit, "Director")
    posts.accept_all()
    wait_for_drafts(second, qtbot, [])
    (stored,) = library.all_of(second.desk.workspace, Post)
    assert (stored.title, stored.start, stored.end, stored.person) == (
        "Director",
        "2019",
        "",
        anna.id,
    )


def test_a_text_is_kept_once_however_the_window_closes(
    reopened: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "office.briefer"
    with app.create_workspace(path, officer="Elin Brandt") as made:
        edits.apply(made, Edit("Add", (Change(None, Source(title="Report")),)))

    def typed(words: str) -> MainWindow:
        window = reopened(path)
        window.places.go_to("reference")
        screen = window.places.reference
        screen.show_kind("source")
        qtbot.waitUntil(lambda: screen.editor.record is not None, timeout=LONG)
        published = screen.editor.fields["published_on"].edit
        if words.startswith(" "):
            qtbot.waitUntil(lambda: published.asks, timeout=LONG)
        published.setFocus()
        published.end(False)
        QTest.keyClicks(published, words)
        return window

    def stored() -> list[str]:
        with app.open_workspace(path) as workspace, workspace.reading() as rows:
            return [one.text for one in rows.drafts.waiting("Elin Brandt", {"nobody"})]

    window = typed("some day")
    window.undo.drafts._keep()
    assert window.undo.drafts._writing is True
    close(window)  # the transaction ends after it
    assert stored() == ["some day"]
    close(typed(" soon"))  # an answer that the window had no time to note
    assert stored() == ["some day soon"]


def test_nothing_is_written_while_nothing_is_typed(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    place.show_tab("briefs")
    drafts = window.undo.drafts
    drafts._keep()
    assert drafts._writing is False
    due = place.briefs.editor._due
    due.edit.setFocus()
    QTest.keyClicks(due.edit, "?")
    drafts._keep()
    assert drafts._writing is True
    qtbot.waitUntil(lambda: not drafts._writing, timeout=LONG)
    drafts._keep()
    assert drafts._writing is False  # it is kept as it stands
    due.give_up()


def test_the_words_that_differ_are_found() -> None:
    assert differing("We agree on the text.", "We do agree on a text.") == (
        [(12, 15)],
        [(3, 5), (15, 16)],
    )
    assert differing("", "All is new") == ([], [(0, 10)])
    assert differing("a " * 20_000, "b") == ([], [])


# ------------------------------------------------------------------------- forms without a record


def test_a_visit_that_is_not_made_yet_comes_back(
    sample: Path, reopened: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    first = reopened(sample)
    first.places.new_visit()
    panel = first.places.home.findChild(NewVisit)
    assert panel is not None
    QTest.keyClicks(panel.title.edit, "A day in Serin")
    panel.dates.setFocus()  # the title is taken, and yet there is no visit
    QTest.keyClicks(panel.dates.edit, "12")
    close(first)
    second = reopened(sample)
    panel = second.places.home.findChild(NewVisit)
    assert panel is not None
    qtbot.waitUntil(lambda: "Keep" in answers(second), timeout=LONG)
    assert (panel.title.edit.text(), panel.dates.edit.text()) == ("A day in Serin", "12")
    assert second.bar.words.text().endswith(": Title, Dates.")
    answer(second, "Keep")
    panel.dates.show_value("", other=True)
    panel.make()
    wait_for_drafts(second, qtbot, [])


def test_an_outcome_that_is_half_typed_comes_back(
    sample: Path, reopened: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    first = reopened(sample)
    id_ = next(one.id for one in first.desk.overview if one.key == "showcase")
    first.places.open_visit(id_)
    place = first.places.visits[id_]
    qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
    place.show_tab("outcomes")
    QTest.keyClicks(place.outcomes.line, "r Publish the plan by")
    first.undo.drafts._keep()
    wait_for_drafts(first, qtbot, ["r Publish the plan by"])
    place.outcomes.line.clear()  # so that closing does not add it; what is kept stays, as after a crash
    first.undo.drafts._changes = lambda: ([], [])  # type: ignore[method-assign]
    close(first)
    second = reopened(sample)
    qtbot.waitUntil(lambda: "Keep" in answers(second), timeout=LONG)
    outcomes = next(iter(second.places.visits.values())).outcomes
    assert outcomes.line.text() == "r Publish the plan by"
    count = len(outcomes.outcomes.table.lines)
    answer(second, "Keep")
    assert len(outcomes.outcomes.table.lines) == count + 1
    assert outcomes.line.text() == ""
    wait_for_drafts(second, qtbot, [])


def test_a_cell_that_is_half_typed_is_typed_on(
    sample: Path, reopened: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    with app.open_workspace(sample, officer="Elin Brandt") as workspace:
        (outcome, *_) = library.all_of(workspace, Outcome)
        visit, field = outcome.visit, f"text {outcome.id}"
        left = Draft(
            new_id(), "Elin Brandt", datetime.now(UTC), "outcome cells", visit, visit, field,
            "Outcome", "Half an outc", outcome.text,
        )  # fmt: skip
        drafts.keep(workspace, [left])
    window = reopened(sample)

    def editor() -> QLineEdit | None:
        focus = QApplication.focusWidget()
        return focus if isinstance(focus, QLineEdit) else None

    qtbot.waitUntil(
        lambda: (e := editor()) is not None and e.text() == "Half an outc", timeout=LONG
    )
    typed = editor()
    assert typed is not None
    QTest.keyClicks(typed, "ome")
    QTest.keyClick(typed, Qt.Key.Key_Return)
    wait_for_drafts(window, qtbot, [])
    after = library.fresh(window.desk.workspace, outcome)
    assert after is not None
    assert after.text == "Half an outcome"


def test_a_point_that_is_half_typed_is_typed_on(
    sample: Path, reopened: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    first = reopened(sample)
    id_ = next(one.id for one in first.desk.overview if one.key == "showcase")
    first.places.open_visit(id_)
    place = first.places.visits[id_]
    qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
    assert place.file is not None
    assert place.show_brief(next(one.id for one in place.file.items if one.key == TALKS))
    points = place.briefs.editor.points
    count = len(points.table.points)
    points.edit_row(count)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "Ask for the")
    first.undo.drafts._keep()
    wait_for_drafts(first, qtbot, ["Ask for the"])
    QTest.keyClick(focus, Qt.Key.Key_Escape)  # so that closing does not add it
    first.undo.drafts._changes = lambda: ([], [])  # type: ignore[method-assign]
    close(first)
    second = reopened(sample)

    def typing() -> str:
        focus = QApplication.focusWidget()
        return focus.text() if isinstance(focus, QLineEdit) else ""

    qtbot.waitUntil(lambda: typing() == "Ask for the", timeout=LONG)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, " name.")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert [one.text for one in the_brief(second).points.table.points][count:] == [
        "Ask for the name."
    ]
    wait_for_drafts(second, qtbot, [])


def test_a_window_whose_text_cannot_be_kept_stays(
    reopened: Callable[..., MainWindow],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "office.briefer"
    with app.create_workspace(path, officer="Elin Brandt") as made:
        edits.apply(made, Edit("Add", (Change(None, Source(title="Report")),)))
    window = reopened(path)
    window.places.go_to("reference")
    screen = window.places.reference
    screen.show_kind("source")
    qtbot.waitUntil(lambda: screen.editor.record is not None, timeout=LONG)
    published = screen.editor.fields["published_on"].edit
    published.setFocus()
    QTest.keyClicks(published, "some day")
    full = KnownError("The disk is full. Free some space.")
    for leave in (
        window.close,
        lambda: window.opener.open(tmp_path / "other.briefer", create=True),
    ):
        with monkeypatch.context() as disk:
            disk.setattr(drafts, "keep", Mock(side_effect=full))
            leave()
        assert window.isVisible()
        trouble = window.messages.shown
        assert trouble
        assert trouble.sentence == (
            "The disk is full. Free some space. What you have typed and is not accepted yet would be lost."
        )
        assert [offer.text for offer in trouble.offers] == ["Go on without it"]
        assert window.desk.workspace.path == path
        assert published.text() == "some day"
        window.messages.clear()
    close(window)  # there is room again
    with app.open_workspace(path) as workspace, workspace.reading() as rows:
        assert [one.text for one in rows.drafts.waiting("Elin Brandt", {"nobody"})] == ["some day"]


def test_who_says_so_goes_without_what_cannot_be_kept(
    reopened: Callable[..., MainWindow],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "office.briefer"
    with app.create_workspace(path, officer="Elin Brandt") as made:
        edits.apply(made, Edit("Add", (Change(None, Source(title="Report")),)))
    window = reopened(path)
    window.places.go_to("reference")
    window.places.reference.show_kind("source")
    qtbot.waitUntil(lambda: window.places.reference.editor.record is not None, timeout=LONG)
    published = window.places.reference.editor.fields["published_on"].edit
    published.setFocus()
    QTest.keyClicks(published, "some day")
    monkeypatch.setattr(drafts, "keep", Mock(side_effect=KnownError("The disk is full.")))
    window.close()
    trouble = window.messages.shown
    assert trouble
    trouble.offers[0].act()
    assert not window.isVisible()
    assert not window.desk.is_open
