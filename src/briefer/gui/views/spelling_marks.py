"""Words that nobody knows, marked in a text; the way from one to the next, and what might have been meant.

Only what is on the screen is looked at, and only when the typing rests. Not here: who knows which words
(`gui.spelling`).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QAction, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QTextEdit
from shiboken6 import isValid

from briefer.gui import theme
from briefer.gui.spelling import Spelling, languages_of
from briefer.i18n import say
from briefer.services import spelling
from briefer.services.spelling import Word

RESTS = 300
"""Milliseconds without typing after which the words on the screen are looked at."""
_LONGEST_BLOCK = 20_000
"""Letters of one paragraph that are looked at for marks."""


class SpellingMarks(QObject):
    """The marks of one text."""

    def __init__(self, edit: QPlainTextEdit, words: Spelling) -> None:
        super().__init__(edit)
        self._edit, self._words = edit, words
        self._marked: list[Word] = []
        self._rest = QTimer(self, singleShot=True, interval=RESTS)
        self._rest.timeout.connect(self._mark)
        edit.textChanged.connect(self._rest.start)
        edit.cursorPositionChanged.connect(self._rest.start)
        edit.verticalScrollBar().valueChanged.connect(lambda _value: self._rest.start())
        words.judged.connect(self._rest.start)
        self._rest.start()

    @property
    def marked(self) -> list[str]:
        """The marked words, in their order."""
        return [one.text for one in self._marked]

    def renew(self) -> None:
        """Look again when the typing rests: the view is shown, or has other colours."""
        self._marked = []
        self._rest.start()

    # -------------------------------------------------------------------------------------- marking

    def _mark(self) -> None:
        if not self._edit.isVisible():
            return
        seen = list(self._on_screen())
        strange = self._words.strangers({one.text for one in seen}, languages_of(self._edit))
        caret = self._edit.textCursor()
        at = caret.position() if self._edit.hasFocus() and not caret.hasSelection() else -1
        marked = [one for one in seen if one.text in strange and not one.first < at <= one.last]
        if marked != self._marked:
            self._marked = marked
            self._edit.setExtraSelections([self._selection(one) for one in marked])

    def _on_screen(self) -> Iterator[Word]:
        """The words of the paragraphs that are on the screen, with their places in the text."""
        edit = self._edit
        height, offset = edit.viewport().height(), edit.contentOffset()
        block = edit.firstVisibleBlock()
        while block.isValid():
            box = edit.blockBoundingGeometry(block).translated(offset)
            if box.top() > height:
                return
            if block.isVisible():
                yield from _placed(block.text()[:_LONGEST_BLOCK], block.position())
            block = block.next()

    def _selection(self, word: Word) -> QTextEdit.ExtraSelection:
        found = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        form.setUnderlineColor(theme.own(QApplication.palette()).danger)
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(word.first)
        cursor.setPosition(word.last, QTextCursor.MoveMode.KeepAnchor)
        found.format, found.cursor = form, cursor
        return found

    # --------------------------------------------------------------------------------- going to one

    def go_to_next(self, told: Callable[[str], None]) -> None:
        """Choose the next word that nobody knows, from the caret on and round; `told` is told in words."""
        text, languages = self._edit.toPlainText(), languages_of(self._edit)
        all_ = list(_placed(text))

        def judged() -> None:
            if self._edit.toPlainText() != text:
                return  # somebody types on
            if missing := self._words.missing(languages):
                told(missing)
                return
            strange = self._words.strangers({one.text for one in all_}, languages)
            found = [one for one in all_ if one.text in strange]
            after = self._edit.textCursor().selectionEnd()
            word = next((one for one in found if one.first >= after), found[0] if found else None)
            if word is None:
                told(say("Every word of this text is known."))
                return
            self._choose(word)
            self._words.suggest(word.text, languages, lambda some: told(_told(word.text, some)))

        self._words.judge({one.text for one in all_}, languages, judged)

    def _choose(self, word: Word) -> None:
        cursor = self._edit.textCursor()
        cursor.setPosition(word.first)
        cursor.setPosition(word.last, QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)
        self._edit.ensureCursorVisible()

    # --------------------------------------------------------------------------------- the menu

    def menu_at(self, place: QPoint | None) -> QMenu:
        """The text's own menu, under what might have been meant; at a place of the view, or at the caret."""
        edit = self._edit
        menu = edit.createStandardContextMenu()
        at = (
            edit.textCursor().position()
            if place is None
            else edit.cursorForPosition(place).position()
        )
        word = self._word_at(at)
        if word is None or edit.isReadOnly():
            return menu
        first = menu.actions()[0]
        looking = QAction(say("Looking for what was meant…"), menu)
        looking.setEnabled(False)
        menu.insertAction(first, looking)
        known = QAction(say("Count “{word}” as known").format(word=word.text), menu)
        known.triggered.connect(partial(self._words.count_as_known, word.text))
        menu.insertAction(first, known)
        menu.insertSeparator(first)

        def arrived(suggestions: tuple[str, ...]) -> None:
            for one in suggestions:
                action = QAction(one, menu)
                action.triggered.connect(partial(self._replace, word, one))
                menu.insertAction(looking, action)
            looking.setText(say("Nothing like it is known"))
            looking.setVisible(not suggestions)
            if suggestions:
                menu.setActiveAction(menu.actions()[0])

        languages = languages_of(edit)
        self._words.suggest(
            word.text, languages, lambda some: arrived(some) if isValid(menu) else None
        )
        return menu

    def _word_at(self, at: int) -> Word | None:
        """The word that nobody knows at a place of the text."""
        block = self._edit.document().findBlock(at)
        here = [
            one for one in _placed(block.text(), block.position()) if one.first <= at <= one.last
        ]
        strange = self._words.strangers({one.text for one in here}, languages_of(self._edit))
        return next((one for one in here if one.text in strange), None)

    def _replace(self, word: Word, by: str) -> None:
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(word.first)
        cursor.setPosition(word.last, QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectedText() == word.text:
            cursor.insertText(by)


def _placed(text: str, start: int = 0) -> Iterator[Word]:
    """The words of a paragraph that begins at a place of the text, with the places as Qt counts them."""
    wide = [at for at, sign in enumerate(text) if sign > "\uffff"]  # Qt counts these twice
    for one in spelling.words(text):
        first, last = (start + at + bisect_left(wide, at) for at in (one.first, one.last))
        yield Word(first, last, one.text)


def _told(word: str, suggestions: tuple[str, ...]) -> str:
    if not suggestions:
        return say("“{word}” is not known.").format(word=word)
    return say("“{word}” is not known. Perhaps {words}: the context menu changes it.").format(
        word=word, words=say(", ").join(suggestions[:3])
    )
