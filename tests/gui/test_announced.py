"""Whatever is done is spoken, in the words of the status bar: changes, undo, redo, a job that is done."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefer.gui import messages
from briefer.gui.main_window import MainWindow
from briefer.gui.views.fields import LineField
from briefer.gui.views.outcomes import Outcomes
from briefer.gui.views.visit_place import VisitPlace
from briefer.services import common_edits

LONG = 20_000
CALL = "Courtesy call on the Minister of Public Safety"
OpenVisit = Callable[[str], VisitPlace]
Spoken = list[tuple[str, bool]]
"""The words of each announcement, and whether it is pressing."""


@pytest.fixture
def spoken(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Spoken:
    """What a screen reader is given, while one runs."""
    found: Spoken = []

    def tell(event: QAccessibleAnnouncementEvent) -> None:
        # or nothing is told outside the program
        assert QAccessible.queryAccessibleInterface(event.object()) is not None
        pressing = event.politeness() == QAccessible.AnnouncementPoliteness.Assertive
        found.append((event.message(), pressing))

    reader = SimpleNamespace(
        isActive=lambda: True,
        updateAccessibility=tell,
        AnnouncementPoliteness=QAccessible.AnnouncementPoliteness,
    )
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG)
    monkeypatch.setattr(messages, "QAccessible", reader)
    return found


@pytest.fixture
def said(window: MainWindow) -> list[str]:
    """What the status bar says."""
    found: list[str] = []
    window.messages.said.connect(found.append)
    return found


def type_into(field: LineField, text: str) -> None:
    field.edit.setFocus()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, text)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)


def test_each_change_undo_and_redo_is_spoken_as_the_status_bar_has_it(
    window: MainWindow, open_visit: OpenVisit, spoken: Spoken, said: list[str]
) -> None:
    place = open_visit("showcase")
    assert place.file is not None
    item = next(one for one in place.file.items if one.title == CALL)
    place.programme.show_item(item.id)
    start = place.programme.item.editor.fields["start"]
    assert isinstance(start, LineField)
    type_into(start, "925")
    window.actions_["undo"].trigger()
    window.actions_["redo"].trigger()
    place.programme.take_keyboard()
    window.actions_["tentative"].trigger()
    place.show_tab("outcomes")
    outcomes = place.outcomes
    assert isinstance(outcomes, Outcomes)
    outcomes.take_keyboard()
    QTest.keyClicks(outcomes.line, "r Name an officer")
    QTest.keyClick(outcomes.line, Qt.Key.Key_Return)
    changes = [
        "Courtesy call on the Minister of Public Safety moved to 09:25.",
        "Undone: Move Courtesy call on the Minister of Public Safety to 09:25",
        "Done again: Move Courtesy call on the Minister of Public Safety to 09:25",
        "Changed state of Courtesy call on the Minister of Public Safety.",
        "Name an officer added.",
    ]
    assert said == changes
    assert spoken == [(words, False) for words in changes]


def test_a_job_is_spoken_when_it_is_done(
    window: MainWindow,
    open_visit: OpenVisit,
    qtbot: QtBot,
    tmp_path: Path,
    spoken: Spoken,
    said: list[str],
) -> None:
    place = open_visit("iraq-2022")
    place.begin_export()
    panel = place.pack.export_panel
    qtbot.waitUntil(lambda: bool(panel.list.lines), timeout=LONG)
    panel.folder.edit.setText(str(tmp_path))
    with qtbot.waitSignal(panel.exports.ended, timeout=LONG):
        panel.export()
    (done,) = [words for words in said if words.startswith("Exported")]
    assert (done, True) in spoken


def test_what_went_wrong_is_pressing(window: MainWindow, spoken: Spoken) -> None:
    window.messages.show(messages.Trouble("error", "There is no room left to save."))
    assert spoken == [("There is no room left to save.", True)]


def test_fresh_pages_are_spoken_after_an_edit_and_not_after_each(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, spoken: Spoken
) -> None:
    place = open_visit("showcase-2025")
    with qtbot.waitSignal(place.builder.built, timeout=LONG):
        place.show_tab("pack")
    assert place.file is not None
    place._hush.setInterval(LONG)
    told = []
    for title in ("Quay talk", "Quay round table"):
        item = place.file.items[0]
        with qtbot.waitSignal(place.builder.built, timeout=LONG):
            assert window.undo.do(common_edits.change_field(item, "title", title))
        told.append([words for words, _ in spoken if words.startswith("Preview current")])
    (first,), (second,) = told
    assert first == second == place.preview_words


def test_a_page_that_is_reached_by_keys_is_spoken(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, spoken: Spoken
) -> None:
    place = open_visit("showcase-2025")
    with qtbot.waitSignal(place.builder.built, timeout=LONG):
        place.show_tab("pack")
    place.take_keyboard()
    qtbot.waitUntil(place.preview.hasFocus, timeout=LONG)
    spoken.clear()
    QTest.keyClick(place.preview, Qt.Key.Key_PageDown)
    pages = place.preview.pages
    assert (f"{place.preview.page_name(1)} · page 2 of {pages}", False) in spoken


def test_a_move_into_a_clash_is_spoken_with_it(
    window: MainWindow, open_visit: OpenVisit, spoken: Spoken
) -> None:
    place = open_visit("showcase")
    assert place.file is not None
    talks = next(
        one for one in place.file.items if one.title == "Talks with the Coast and River Agency"
    )
    place.programme.show_item(talks.id)
    place.programme.take_keyboard()
    window.actions_["hour-earlier"].trigger()
    clash = "Clash: H.E. Dr Samira al-Nadwari and 4 others are in “Courtesy call on the Minister of Public Safety”"
    moved = "Talks with the Coast and River Agency moved to 09:30."
    assert spoken == [(f"{moved} {clash} until 09:45.", False)]


def test_a_finding_that_is_reached_is_spoken(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, spoken: Spoken, said: list[str]
) -> None:
    place = open_visit("showcase")
    panel = place.pack.findings_panel
    qtbot.waitUntil(lambda: bool(panel.list.rows), timeout=LONG)
    window.actions_["next-finding"].trigger()
    sentence = panel._findings[0].sentence
    assert said == [sentence]
    assert spoken == [(sentence, False)]


def test_going_into_the_closed_half_and_out_of_it_is_spoken(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, spoken: Spoken
) -> None:
    place = open_visit("showcase")
    assert place.file is not None
    call = next(one for one in place.file.items if one.title == CALL)
    assert place.show_brief(call.id)
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    spoken.clear()
    closed = place.briefs.editor.closed
    closed.head.setFocus()
    QTest.keyClick(closed.head, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert spoken == [("In the half that must not be disclosed.", False)]
    QTest.keyClick(closed.edit, Qt.Key.Key_Escape)
    assert closed.head.hasFocus()
    assert spoken[1:] == [("Out of the half that must not be disclosed.", False)]


def test_a_job_that_failed_is_pressing(
    window: MainWindow, spoken: Spoken, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    window.places.show_import(broken)
    qtbot.waitUntil(lambda: window.messages.shown is not None, timeout=LONG)
    assert window.messages.shown is not None
    assert spoken == [(window.messages.shown.sentence, True)]
