"""What was copied from the closed half of a brief asks in whatever field it is pasted."""

from collections.abc import Callable

import pytest
from drags import dragged
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from briefer.gui.closed_text import CLOSED, Disclosure
from briefer.gui.main_window import MainWindow
from briefer.gui.messages import Messages
from briefer.gui.views.cells import CellEdit
from briefer.gui.views.fields import LineEdit, TextEdit
from briefer.gui.views.visit_place import VisitPlace

LONG = 20_000
TALKS = "showcase/talks-agency"
ASKS = "This text came from the half that must not be disclosed."
ANSWERS = ["Keep it closed", "Paste it here"]
OpenVisit = Callable[[str], VisitPlace]
Edit = LineEdit | TextEdit


def title(window: MainWindow, place: VisitPlace, qtbot: QtBot) -> Edit:
    place.show_tab("programme")
    return focused(place.programme.item.editor.fields["title"].edit)  # type: ignore[attr-defined]


def staff_note(window: MainWindow, place: VisitPlace, qtbot: QtBot) -> Edit:
    place.show_tab("programme")
    fields = place.programme.item.editor.fields.values()
    return focused(
        next(one.edit for one in fields if isinstance(getattr(one, "edit", 0), TextEdit))
    )  # type: ignore[attr-defined]


def note(window: MainWindow, place: VisitPlace, qtbot: QtBot) -> Edit:
    window.places.go_to("notes")
    editor = window.places.notes.editor
    qtbot.waitUntil(lambda: editor.note is not None, timeout=LONG)
    return focused(editor.source)


def outcome(window: MainWindow, place: VisitPlace, qtbot: QtBot) -> Edit:
    place.show_tab("outcomes")
    return focused(place.outcomes.line)


def cell(window: MainWindow, place: VisitPlace, qtbot: QtBot) -> Edit:
    place.show_tab("outcomes")
    view = place.outcomes.outcomes
    view.type_in(view.table.lines[0].id, "text")
    focus = QApplication.focusWidget()
    assert isinstance(focus, CellEdit)
    return focus


def focused(edit: Edit) -> Edit:
    edit.setFocus()
    return edit


@pytest.mark.parametrize("made", [LineEdit, TextEdit])
def test_it_is_dragged_nowhere_and_why_is_said(
    qtbot: QtBot, made: type[LineEdit | TextEdit]
) -> None:
    field, messages, told = made("Purpose"), Messages(), list[str]()
    qtbot.addWidget(field)
    messages.said.connect(told.append)
    Disclosure(messages, field)
    data = QMimeData()
    data.setText("They would settle")
    target = field if isinstance(field, QLineEdit) else field.viewport()
    with dragged(target, data) as drag:
        assert drag.move(QPoint(5, 5))
    assert told == []
    data.setData(CLOSED, b"")
    with dragged(target, data) as drag:
        assert not drag.let_go(QPoint(5, 5))
    assert (field.words, told) == ("", ["Release it with Ctrl+Shift+O."])


@pytest.mark.parametrize("field", [title, staff_note, note, outcome, cell])
@pytest.mark.parametrize("answer", ANSWERS)
def test_it_is_asked_about_in_every_field(
    window: MainWindow,
    open_visit: OpenVisit,
    qtbot: QtBot,
    field: Callable[[MainWindow, VisitPlace, QtBot], Edit],
    answer: str,
) -> None:
    place = open_visit("showcase")
    assert place.file is not None
    assert place.show_brief(next(one.id for one in place.file.items if one.key == TALKS))
    closed = place.briefs.editor.closed.edit
    closed.setPlainText("They would settle\nfor less.")
    closed.selectAll()
    closed.copy()
    edit = field(window, place, qtbot)
    before = edit.words
    QTest.keyClicks(edit, "So: ")
    typed = edit.words
    QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    shown = window.messages.shown
    assert shown is not None
    assert (shown.sentence, [one.text for one in shown.offers]) == (ASKS, ANSWERS)
    assert "settle" not in edit.words
    assert edit.words in (typed, before)  # a cell that was left is closed
    next(one for one in shown.offers if one.text == answer).act()
    if not isinstance(edit, CellEdit):
        assert ("settle" in edit.words) == (answer == "Paste it here")
        assert edit.hasFocus()
    QApplication.clipboard().setText("Something else.")
    window.messages.clear()
    if not isinstance(edit, CellEdit):
        edit.paste()
        assert "Something else." in edit.words
    assert window.messages.shown is None
