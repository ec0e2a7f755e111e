"""Searching in the pages: the field, which hit one is at, and the frames on the pages.

Not here: comparing (`models.found_text`).
"""

from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.models.found_text import FoldedText, folded, occurrences
from briefer.gui.views.finding import FindField
from briefer.gui.views.pages_view import around, frames_of
from briefer.gui.views.preview import Preview
from briefer.i18n import say

WIDTH = 230
TYPING_RESTS = 120
"""Milliseconds without a letter before the pages are searched."""


class Hit(NamedTuple):
    """Found words: their page, their first letter and how many there are."""

    page: int
    first: int
    length: int


class PageSearch(QWidget):
    """The search of one preview."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview
        self._folded: dict[str, FoldedText] = {}
        self._hits: list[Hit] = []
        self._at = -1
        self.field = FindField(say("Find in the pack"), say("Find in the pack"), width=WIDTH)
        self.field.setMinimumWidth(theme.scaled(120))
        self.words = theme.label("", "label", quiet=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.words)
        layout.addWidget(self.field)
        self._rest = QTimer(self, singleShot=True, interval=TYPING_RESTS)
        self._rest.timeout.connect(self.look)
        self.field.textChanged.connect(self._typed)
        self.field.stepped.connect(self.step)
        self.field.given_up.connect(lambda: preview.setFocus(Qt.FocusReason.OtherFocusReason))
        preview.texts_read.connect(self._look_again)
        preview.page_changed.connect(self._show)
        preview.cleared.connect(self._folded.clear)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What was found, in the order of the pages."""
        return tuple(self._hits)

    @property
    def at(self) -> int:
        """The hit one is at, -1 for none."""
        return self._at

    def begin(self) -> None:
        """Give the keyboard to the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def look(self) -> None:
        """Search for what is typed, and go to the first hit from the page one is at."""
        self._rest.stop()
        self._hits, self._at = self._found(), -1
        here = self._preview.page
        if self._hits:
            later = (at for at, hit in enumerate(self._hits) if hit.page >= here)
            self._go(next(later, 0))
        else:
            self._show()

    def step(self, step: int) -> None:
        """Go to the next hit (1) or the one before (-1)."""
        if self._rest.isActive():
            self.look()
        elif self._hits:
            self._go((self._at + step) % len(self._hits))

    def _typed(self, text: str) -> None:
        self._preview.read_all(on=bool(text.strip()))
        if text.strip():
            self._rest.start()
        else:
            self.look()

    def _look_again(self) -> None:
        """More text is there, or another one: one stays at the hit where one is."""
        if not self.field.text().strip() or self._rest.isActive():
            return
        before = self._hits[self._at] if self._at >= 0 else None
        self._hits = self._found()
        if before in self._hits:
            self._at = self._hits.index(before)
            self._show()
        elif before is None and self._hits:
            self.look()
        else:
            self._at = min(self._at, len(self._hits) - 1)
            self._show()

    def _found(self) -> list[Hit]:
        wanted = self.field.text()
        texts = self._preview.texts
        known = {text: self._folded.get(text) or folded(text) for text in texts if text}
        self._folded = known
        return [
            Hit(page, first, length)
            for page, text in enumerate(texts)
            if text
            for first, length in occurrences(known[text], wanted)
        ]

    def _go(self, at: int) -> None:
        self._at = at
        self._show()
        hit = self._hits[at]
        for framed in frames_of(self._preview.pdf, *hit)[:1]:
            self._preview.show_piece(framed)

    def _show(self, _page: int = 0) -> None:
        """The count in words, and the frames on the pages in sight."""
        text, count = self.field.text().strip(), len(self._hits)
        if not text:
            words = ""
        elif not count:
            words = say("not found")
        else:
            words = say("{at} of {count}").format(
                at=shown.digits(self._at + 1), count=shown.digits(count)
            )
        self.words.setText(words)
        document = self._preview.pdf
        here = {self._preview.page + step for step in range(-1, 3)}
        if self._at >= 0:
            here.add(self._hits[self._at].page)
        frames = [
            one for hit in self._hits if hit.page in here for one in frames_of(document, *hit)
        ]
        current = frames_of(document, *self._hits[self._at]) if self._at >= 0 else []
        self._preview.view.show_hits(frames, around(current))
