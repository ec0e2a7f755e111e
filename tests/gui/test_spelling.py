"""Spelling in the window: marks when the typing rests, F7 from one to the next, the menu, words that are told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.views.brief_editor import BriefEditor
from briefer.gui.views.fields import TextEdit
from briefer.gui.views.visit_place import VisitPlace
from briefer.services import common_edits, spelling
from dictionaries import ENGLISH, enchant_or_skip, write_dictionary

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The dictionaries of a user, as Enchant finds them."""
    enchant_or_skip()
    monkeypatch.setenv("ENCHANT_CONFIG_DIR", str(tmp_path / "enchant"))
    (tmp_path / "enchant").mkdir()
    write_dictionary(tmp_path / "enchant", "xx_XX", ENGLISH)
    return tmp_path


def brief_in(language: str, window: MainWindow, open_visit: OpenVisit) -> BriefEditor:
    """A brief of a visit whose texts are in a language."""
    place = open_visit("showcase")
    assert place.file is not None
    said = common_edits.change_field(place.file.visit, "languages", (language,), called="languages")
    assert window.undo.do(said)
    window.undo.forget()
    place.show_tab("briefs")
    return place.briefs.editor


@pytest.fixture
def editor(window: MainWindow, open_visit: OpenVisit) -> BriefEditor:
    return brief_in("xx", window, open_visit)


def marked(edit: TextEdit) -> list[str]:
    return edit.marks.marked if edit.marks else []


def typed(editor: BriefEditor, text: str, *, caret: int | None = None) -> TextEdit:
    """The objective with other words, and the keyboard."""
    edit = editor.objective.edit
    edit.setFocus()
    edit.setPlainText(text)
    cursor = edit.textCursor()
    cursor.setPosition(len(text) if caret is None else caret)
    edit.setTextCursor(cursor)
    return edit


def chosen(edit: TextEdit) -> str:
    return edit.textCursor().selectedText()


def opened(edit: TextEdit, qtbot: QtBot) -> QMenu:
    """The menu that the keyboard opens at the caret, once it knows what was meant."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(edit, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    qtbot.waitUntil(lambda: "Looking" not in shown(menu)[0], timeout=LONG)
    return menu


def shown(menu: QMenu) -> list[str]:
    return [one.text() for one in menu.actions() if one.isVisible()]


def test_words_nobody_knows_are_marked_when_the_typing_rests(
    window: MainWindow, editor: BriefEditor, qtbot: QtBot
) -> None:
    edit = typed(editor, "We meat Castrin of NCTV, the 3 oficers.\n\nPlease meet the harbor")
    qtbot.waitUntil(lambda: marked(edit) == ["meat", "oficers"], timeout=LONG)
    QTest.keyClick(edit, Qt.Key.Key_Space)  # the word at the caret is finished now
    qtbot.waitUntil(lambda: marked(edit) == ["meat", "oficers", "harbor"], timeout=LONG)
    first = edit.extraSelections()[0]
    assert first.cursor.selectedText() == "meat"  # type: ignore[attr-defined]
    assert edit.highlighter.document() is edit.document()  # type: ignore[attr-defined]


def test_a_key_never_waits_for_a_dictionary(
    window: MainWindow, editor: BriefEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(spelling, "speller", lambda *_: asked.append("speller"))
    monkeypatch.setattr(spelling, "words", lambda _text: asked.append("words") or iter(()))
    edit = typed(editor, "")
    QTest.keyClicks(edit, "harbor oficers")
    assert asked == []


def test_f7_goes_from_one_to_the_next_and_round(
    window: MainWindow, editor: BriefEditor, qtbot: QtBot
) -> None:
    edit = typed(editor, "We meat the 😀 oficers.", caret=0)
    said: list[str] = []
    window.messages.said.connect(said.append)

    def unknown() -> list[str]:
        """Among other sentences, as that the text is stored."""
        return [one for one in said if "not known" in one]

    for count, word in enumerate(("meat", "oficers", "meat"), 1):
        window.actions_["next-unknown"].trigger()
        qtbot.waitUntil(lambda word=word: chosen(edit) == word, timeout=LONG)
        qtbot.waitUntil(lambda count=count: len(unknown()) == count, timeout=LONG)
    assert unknown() == [
        "“meat” is not known. Perhaps meet: the context menu changes it.",
        "“oficers” is not known. Perhaps officers: the context menu changes it.",
        "“meat” is not known. Perhaps meet: the context menu changes it.",
    ]
    typed(editor, "We meet.")
    window.actions_["next-unknown"].trigger()
    qtbot.waitUntil(lambda: "Every word of this text is known." in said, timeout=LONG)
    editor.fields["owner"].setFocus()
    window.actions_["next-unknown"].trigger()
    assert said[-1] == "Go into a text first: F7 finds its next unknown word."


def test_the_menu_offers_what_was_meant_and_puts_it_in(
    window: MainWindow, editor: BriefEditor, qtbot: QtBot
) -> None:
    edit = typed(editor, "Please meet the oficers of Serin.", caret=20)
    qtbot.waitUntil(lambda: edit.marks is not None, timeout=LONG)
    window.actions_["next-unknown"].trigger()
    qtbot.waitUntil(lambda: chosen(edit) == "oficers", timeout=LONG)
    menu = opened(edit, qtbot)
    assert shown(menu)[:2] == ["officers", "Count “oficers” as known"]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert edit.toPlainText() == "Please meet the officers of Serin."
    edit.undo()
    assert edit.toPlainText() == "Please meet the oficers of Serin."


def test_a_word_that_is_told_is_known_everywhere_until_that_is_taken_back(
    window: MainWindow, editor: BriefEditor, qtbot: QtBot
) -> None:
    edit = typed(editor, "We meat. ")
    editor.accept_all()
    qtbot.waitUntil(lambda: marked(edit) == ["meat"], timeout=LONG)
    caret = edit.textCursor()
    caret.setPosition(4)
    edit.setTextCursor(caret)
    menu = opened(edit, qtbot)
    next(one for one in menu.actions() if "as known" in one.text()).trigger()
    menu.close()
    qtbot.waitUntil(lambda: marked(edit) == [], timeout=LONG)
    assert window.undo.undo_words == "Count “meat” as known"
    window.undo.undo()
    caret.setPosition(0)
    edit.setTextCursor(caret)
    qtbot.waitUntil(lambda: marked(edit) == ["meat"], timeout=LONG)


def test_without_a_dictionary_f7_says_why_and_nothing_is_marked(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    edit = typed(brief_in("yy", window, open_visit), "We meat the oficers. ")
    said: list[str] = []
    window.messages.said.connect(said.append)
    window.actions_["next-unknown"].trigger()
    qtbot.waitUntil(
        lambda: said == ["Spelling is off: this computer has no dictionary for yy."], timeout=LONG
    )
    assert marked(edit) == []
