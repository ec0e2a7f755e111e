"""Text in which records are linked as one types: a name that is known gets a dashed line, Tab makes it `[[Name]]`.

Not here: which names are known (whoever makes the text says so).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QApplication

from briefer.gui.models.drags import unpack
from briefer.gui.models.offers import Ask, Offered
from briefer.gui.views.completion import MOST, RESTS, Offers
from briefer.gui.views.fields import TextEdit
from briefer.gui.views.markdown import Highlighter

_FEWEST_LETTERS = 3
_MOST_WORDS = 5
_LINKED = re.compile(r"\[\[[^\]]*\]\]")
_WORD = re.compile(r"\w+")

Known = Mapping[str, Sequence[tuple[int, str]]]
"""Names by their first word, the longest first: how many signs of the name stand before that word, and the name."""


class LinkingEdit(TextEdit):
    """Running text that offers records below the caret."""

    def __init__(self, name: str, ask: Ask) -> None:
        super().__init__(name)
        self._ask = ask
        self._offers: Offers | None = None
        self._begun = ""
        self._rest_of_typing = QTimer(self, singleShot=True, interval=RESTS)
        self._rest_of_typing.timeout.connect(self._look)
        self.highlighter = NamesHighlighter(self)
        self.textChanged.connect(self._look_soon)

    @property
    def offered(self) -> list[str]:
        """What Tab and the arrows can take now."""
        if self._offers is None or not self._offers.isVisible():
            return []
        return [self._offers.item(at).text() for at in range(self._offers.count())]

    def close_offers(self) -> None:
        """Take the offers away."""
        self._rest_of_typing.stop()
        if self._offers:
            self._offers.hide()

    def _look_soon(self) -> None:
        if self.hasFocus() and not self.isReadOnly() and self.touched:
            self._rest_of_typing.start()

    def _before(self) -> str:
        """The line up to the caret."""
        cursor = self.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()]

    def _look(self) -> None:
        before = self._before()
        self.close_offers()
        for begun in beginnings(before):
            self._ask(begun, lambda offers, begun=begun: self._offer(before, begun, offers))  # type: ignore[misc]  # a lambda of this turn
            if self.offered:
                return

    def _offer(self, before: str, begun: str, offers: Sequence[Offered]) -> None:
        if before != self._before() or not self.hasFocus() or not offers:
            return
        if self._offers is None:
            self._offers = Offers(self.window(), self.accessibleName())
            self._offers.itemClicked.connect(lambda _item: self._take())
        self._begun = begun
        self._offers.show_below(self.viewport(), offers[:MOST], self.cursorRect())

    def link(self) -> None:
        """Ctrl+L: offer records for what is chosen, or for the word at the caret, whatever its letters."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(cursor.SelectionType.WordUnderCursor)
        begun = cursor.selectedText()
        if not begun.strip() or "\u2029" in begun or self.isReadOnly():
            return
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)
        self.close_offers()
        before = self._before()
        self._ask(begun, lambda offers: self._offer(before, begun, offers))

    def _take(self) -> None:
        """Put the chosen name in place of what was typed of it."""
        if self._offers is None:
            return
        offered: Offered = self._offers.currentItem().data(Qt.ItemDataRole.UserRole)
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.Left, cursor.MoveMode.KeepAnchor, len(self._begun))
        cursor.insertText(f"[[{offered.words}]]")
        self.setTextCursor(cursor)
        self.close_offers()

    # Qt's own names

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # a record that is dragged over it is not its words
        return unpack(source) is None and super().canInsertFromMimeData(source)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.highlighter.rehighlight()  # its colours are the palette's

    def event(self, event: QEvent) -> bool:
        # Tab takes the offer, else goes on
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self.offered
        ):
            self._take()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if self._offers and self.offered and step:
            at = self._offers.currentRow() + step
            self._offers.setCurrentRow(at % self._offers.count())
        elif self.offered and event.key() == Qt.Key.Key_Escape:
            self.close_offers()
        elif (
            event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self.link()
        else:
            if self.offered and not event.text():
                self.close_offers()
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.close_offers()
        super().focusOutEvent(event)


class NamesHighlighter(Highlighter):
    """Draws a dashed line below names that are known and not linked yet."""

    def __init__(self, edit: LinkingEdit) -> None:
        super().__init__(edit.document())
        self._names: frozenset[str] = frozenset()
        self._known: Known = {}

    def know(self, names: Iterable[str]) -> None:
        """Know other names."""
        known = frozenset(name for name in names if len(name) >= _FEWEST_LETTERS)
        if known != self._names:
            self._names, self._known = known, by_first_word(known)
            self.rehighlight()

    # Qt's own names

    def highlightBlock(self, text: str) -> None:
        super().highlightBlock(text)
        linked = [match.span() for match in _LINKED.finditer(text)]
        for first, last in known_in(text, self._known):
            if any(begin < last and first < end for begin, end in linked):
                continue
            for at in range(first, last):
                form = QTextCharFormat(self.format(at))
                form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
                form.setUnderlineColor(QApplication.palette().color(QPalette.ColorRole.Accent))
                self.setFormat(at, 1, form)


def by_first_word(names: Iterable[str]) -> Known:
    """Names as `known_in` wants them: hundreds in one expression take longer to compile than a tab to open."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        if word := _WORD.search(name):
            found[word[0]].append((word.start(), name))
    return found


def known_in(text: str, known: Known) -> Iterator[tuple[int, int]]:
    """Where whole names stand in a text, from the start; of names that overlap the earlier, of one beginning the longest."""
    last = 0
    for word in _WORD.finditer(text):
        for before, name in known.get(word[0], ()):
            first = word.start() - before
            end = first + len(name)
            if first < last or not text.startswith(name, first):
                continue
            if (first == 0 or not _WORD.match(text, first - 1)) and not _WORD.match(text, end):
                yield first, end
                last = end
                break


def beginnings(before: str) -> list[str]:
    """What a name may have been begun with in the words before the caret, the longest first: it has a capital letter."""
    text = _LINKED.sub(lambda match: " " * (len(match[0]) - 1) + "|", before)
    starts = [match.start() for match in re.finditer(r"(?<!\w)\w", text)][-_MOST_WORDS:]
    found = []
    for start in starts:
        begun = before[start:]
        whole = text[start:]
        if (
            len(begun) >= _FEWEST_LETTERS
            and begun[0].isupper()
            and not re.search(r"[.;:!?|]", whole)
        ):
            found.append(begun)
    return found
