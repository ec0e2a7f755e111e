"""Spelling in the window: what is known of the words of each language, asked of the worker and remembered.

A keystroke never waits for a dictionary: a word that was not judged yet counts as right until the answer comes. Not
here: judging (`services.spelling`), the marks in a text (`views.spelling_marks`).
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QWidget

from briefer.gui.commands import Undo
from briefer.gui.desk import Desk

if TYPE_CHECKING:
    from briefer.services.edits import Edit
    from briefer.services.spelling import Speller
    from briefer.workspace.database import Workspace

Languages = tuple[str, ...]
SPELLING = "spelling"
"""Property of a window: its `Spelling`."""
MOST_KEPT = 200_000
"""Words of a language that are remembered; then it begins anew."""


class Spelling(QObject):
    """What one window knows of words."""

    judged = Signal()
    """More words are judged, or others are known: marks may be others."""

    def __init__(self, desk: Desk, undo: Undo, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._undo = desk, undo
        self._spellers: dict[Languages, Speller] = {}
        self._strange: dict[Languages, dict[str, bool]] = {}
        self._known: frozenset[str] | None = None
        self._changes = 0
        """Of names and known words, so that an answer from before one of them is not taken for what is known after it."""
        desk.opened.connect(self._forget)
        desk.edited.connect(self._note_edit)
        window.setProperty(SPELLING, self)

    def missing(self, languages: Languages) -> str:
        """Why nothing is judged in these languages; empty where it is, or while that is not known yet."""
        speller = self._spellers.get(languages)
        return speller.missing if speller else ""

    def strangers(self, words: Iterable[str], languages: Languages) -> frozenset[str]:
        """Those of the words that nobody knows, as far as they are judged; the others are asked for."""
        from briefer.services import spelling

        words = set(words)
        known, strange = self._known, self._strange.setdefault(languages, {})
        new = words - strange.keys()
        if new or known is None:
            self._ask(new, languages)
        if known is None:
            return frozenset()
        return frozenset(
            word for word in words if strange.get(word) and not spelling.is_known(word, known)
        )

    def judge(self, words: Iterable[str], languages: Languages, done: Callable[[], None]) -> None:
        """Call `done` when all of the words are judged, so that `strangers` knows of each."""
        new = set(words) - self._strange.get(languages, {}).keys()
        if new or self._known is None:
            self._ask(new, languages, done)
        else:
            done()

    def suggest(
        self, word: str, languages: Languages, done: Callable[[tuple[str, ...]], None]
    ) -> None:
        """Ask what might have been meant; `done` is told."""
        speller = self._spellers.get(languages)
        if speller is None:
            done(())
            return
        self._desk.ask(lambda _workspace: speller.suggestions(word), done, lane="suggestions")

    def count_as_known(self, word: str) -> None:
        """Count a word as known from now on, in the whole workspace."""
        from briefer.services import spelling

        self._undo.do(spelling.count_as_known(word))

    # ------------------------------------------------------------------------------------- inside

    def _ask(
        self, words: set[str], languages: Languages, done: Callable[[], None] | None = None
    ) -> None:
        from briefer.services import spelling

        if not self._desk.is_open:
            return
        speller, known = self._spellers.get(languages), self._known
        changes = self._changes

        def question(
            workspace: "Workspace",
        ) -> "tuple[Speller, frozenset[str], frozenset[str]]":
            judge = speller or spelling.speller(languages)
            names = spelling.known_words(workspace) if known is None else known
            return judge, names, judge.strangers(words)

        def arrived(answer: "tuple[Speller, frozenset[str], frozenset[str]]") -> None:
            self._spellers.setdefault(languages, answer[0])
            if changes == self._changes:
                self._known = answer[1]
            strange = self._strange.setdefault(languages, {})
            if len(strange) > MOST_KEPT:
                strange.clear()
            strange.update({word: word in answer[2] for word in words})
            self.judged.emit()
            if done:
                done()

        self._desk.ask(question, arrived)

    def _note_edit(self, edit: "Edit") -> None:
        from briefer.services import spelling

        if spelling.names_change(edit):
            self._known = None
            self._changes += 1
            self.judged.emit()

    def _forget(self) -> None:
        """Another workspace: other names."""
        self._known = None
        self._changes += 1
        self._strange.clear()


def of(widget: QWidget) -> Spelling | None:
    """What the window of a widget knows of words; None where there is no window for it."""
    return cast("Spelling | None", widget.window().property(SPELLING))


@runtime_checkable
class _Told(Protocol):
    """A part of the window whose texts are in known languages."""

    text_languages: Languages


def languages_of(widget: QWidget) -> Languages:
    """The languages that a text is written in: as the part of the window around it says, else the user's own."""
    part: QWidget | None = widget
    while part is not None:
        if isinstance(part, _Told) and part.text_languages:
            return part.text_languages
        part = part.parentWidget()
    own = (QLocale().name(), QLocale.system().name())
    return tuple(dict.fromkeys(name for name in own if name != "C"))
