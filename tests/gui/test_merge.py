"""Merging in the window: two records side by side, what stays of each field, one undo, and back with Esc."""

from threading import current_thread, main_thread

import pytest
from accessible import nameless
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.models.rows import Row
from briefer.gui.views.merge import Merge
from briefer.records.base import Record
from briefer.records.institutions import Institution
from briefer.records.notes import Note, Theme
from briefer.records.people import Person, Post
from briefer.services import common_edits, edits, library
from briefer.services.edits import Edit
from briefer.workspace.database import Workspace

LONG = 20_000

MINISTRY = Institution(name="Ministry of Harbours", acronym="MoH", profile="Quays.")
DOUBLE = Institution(name="The Harbours Ministry", city="Port Serin", profile="Piers.")
NOTE = Note(title="Call at the pier", institutions=(DOUBLE.id,), text="[[The Harbours Ministry]]")
POST = Post(institution=DOUBLE.id, title="Harbour master")


@pytest.fixture
def doubled(window: MainWindow) -> MainWindow:
    """The sample with an institution that is there twice."""
    window.undo.do(common_edits.add(MINISTRY, DOUBLE, NOTE, POST))
    return window


def rows(screen: Merge) -> list[tuple[str, ...]]:
    return [_told(row) for row in screen.pairs.rows]


def _told(row: Row) -> tuple[str, ...]:
    return (row.title, row.end) if row.is_head else (row.title, row.second, row.third)


def planned(window: MainWindow, qtbot: QtBot, record: Record, other: Record) -> Merge:
    """The screen with two records side by side."""
    window.places.show_merge(record, other.id)
    screen = window.places.merge
    qtbot.waitUntil(lambda: screen.plan is not None, timeout=LONG)
    return screen


def stored(window: MainWindow, record: Record) -> Record | None:
    return library.fresh(window.desk.workspace, record)


def test_a_hint_leads_to_the_two_side_by_side(doubled: MainWindow, qtbot: QtBot) -> None:
    doubled.places.show_institution(MINISTRY.id)
    hint = doubled.places.institutions.editor.likely
    qtbot.waitUntil(hint.isVisible, timeout=LONG)
    assert hint.button.accessibleName() == "Likely the same as The Harbours Ministry: compare"
    hint.button.click()
    screen = doubled.places.merge
    qtbot.waitUntil(lambda: screen.plan is not None, timeout=LONG)
    assert doubled.places.place is screen
    assert rows(screen) == [
        ("Like Ministry of Harbours", "1"),
        ("Ministry of Harbours", "The Harbours Ministry", "same name"),
    ]
    assert [
        (one.accessibleName(), one.left._words, one.right._words, one.choice)
        for one in screen.choices
    ] == [
        ("Name", "Ministry of Harbours", "The Harbours Ministry", "both"),
        ("Profile", "Quays.", "Piers.", "both"),
        ("Acronym", "MoH", "", "left"),
        ("City", "", "Port Serin", "right"),
    ]
    assert [_told(row) for row in screen.pointers.rows] == [
        ("Posts", "1"),
        ("Harbour master, The Harbours Ministry", "", ""),
        ("Notes", "1"),
        ("Call at the pier", "", ""),
    ]
    assert nameless(screen) == []


def test_merging_by_keys_is_one_step_that_undo_takes_back(
    doubled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[bool] = []
    apply = edits.apply

    def noted(workspace: Workspace, edit: Edit) -> Edit:
        threads.append(current_thread() is main_thread())
        return apply(workspace, edit)

    monkeypatch.setattr(edits, "apply", noted)
    doubled.places.go_to("institutions")
    screen = planned(doubled, qtbot, MINISTRY, DOUBLE)
    qtbot.waitUntil(lambda: screen.pairs.chosen_id == (MINISTRY.id, DOUBLE.id), timeout=LONG)
    QTest.keyClick(screen.pairs, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.choices[0].boxes["both"].hasFocus, timeout=LONG)
    QTest.keyClick(screen.choices[0].boxes["both"], Qt.Key.Key_Right)
    assert screen.choices[0].choice == "right"
    QTest.keyClick(
        screen.choices[0].boxes["right"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    merged = "Merge The Harbours Ministry into The Harbours Ministry"
    qtbot.waitUntil(lambda: doubled.undo.undo_words == merged, timeout=LONG)
    assert stored(doubled, DOUBLE) is None
    assert threads == [False]  # it takes the window's time from nobody
    kept, note = stored(doubled, MINISTRY), stored(doubled, NOTE)
    assert isinstance(kept, Institution)
    assert isinstance(note, Note)
    assert (kept.name, kept.acronym, kept.city, kept.profile) == (
        "The Harbours Ministry",
        "MoH",
        "Port Serin",
        "Quays.\n\nPiers.",
    )
    assert (note.institutions, note.text) == ((MINISTRY.id,), "[[The Harbours Ministry]]")
    qtbot.waitUntil(lambda: rows(screen) == [], timeout=LONG)
    assert screen._lists.currentIndex() == 1
    doubled.undo.undo()
    before = stored(doubled, NOTE)
    assert isinstance(before, Note)
    assert before.institutions == (DOUBLE.id,)
    assert isinstance(back := stored(doubled, MINISTRY), Institution)
    assert back.name == "Ministry of Harbours"
    doubled.undo.redo()
    assert stored(doubled, DOUBLE) is None


def test_swapped_the_other_one_stays(doubled: MainWindow, qtbot: QtBot) -> None:
    screen = planned(doubled, qtbot, MINISTRY, DOUBLE)
    screen.swap.click()
    qtbot.waitUntil(
        lambda: screen.plan is not None and screen.plan.left.id == DOUBLE.id, timeout=LONG
    )
    screen.command.click()
    qtbot.waitUntil(lambda: stored(doubled, MINISTRY) is None, timeout=LONG)
    assert isinstance(kept := stored(doubled, DOUBLE), Institution)
    assert [spelling.text for spelling in kept.spellings] == ["Ministry of Harbours"]


def test_two_that_nothing_finds_alike_are_chosen_by_searching(
    window: MainWindow, qtbot: QtBot
) -> None:
    one, other = Theme(name="Quays"), Theme(name="Harbour works")
    window.undo.do(common_edits.add(one, other))
    window.places.go_to("reference")
    window.places.reference.show_record("theme", one.id)
    reference = window.places.reference
    qtbot.waitUntil(
        lambda: reference.editor.record is not None and reference.editor.record.id == one.id,
        timeout=LONG,
    )
    window.actions_["merge"].trigger()
    screen = window.places.merge
    assert screen.kind == "theme"
    assert screen.other.placeholderText() == "Compare “Quays” with…"
    screen.other.setFocus()
    QTest.keyClicks(screen.other, "harbour works")
    qtbot.waitUntil(lambda: screen.other.is_open, timeout=LONG)
    QTest.keyClick(screen.other, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.plan is not None, timeout=LONG)
    QTest.keyClick(screen.other, Qt.Key.Key_Escape)
    assert window.places.place is reference


def test_people_come_with_what_is_private(window: MainWindow, qtbot: QtBot) -> None:
    one, other = (Person(given_name="Kaja", family_name=name) for name in ("Sundén", "Sunden"))
    window.undo.do(common_edits.add(one, other))
    window.places.go_to("people")
    window.actions_["merge"].trigger()
    screen = window.places.merge
    qtbot.waitUntil(
        lambda: ("Kaja Sundén", "Kaja Sunden", "same name") in rows(screen), timeout=LONG
    )
    assert screen.kind == "person"


def test_nothing_looks_double(window: MainWindow, qtbot: QtBot) -> None:
    window.places.show_merge()
    screen = window.places.merge
    screen.open("term")
    qtbot.waitUntil(lambda: screen._lists.currentIndex() == 1, timeout=LONG)
    assert not screen.command.isEnabled()
    assert not screen.swap.isEnabled()


def test_a_workspace_that_can_only_be_read_is_compared_and_not_changed(
    qtbot: QtBot, doubled: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(doubled.desk), "locked", "read-only")
    screen = planned(doubled, qtbot, MINISTRY, DOUBLE)
    assert not screen.command.isEnabled()
    screen.merge()
    assert isinstance(stored(doubled, DOUBLE), Institution)
