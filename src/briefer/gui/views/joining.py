"""The line that adds to the delegation: a person of the library or a new one, a post without a name, a group.

It stays open for the next one. What is chosen is told; nothing is stored here.
"""

from collections.abc import Callable, Sequence
from typing import Literal, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui.models.offers import Answer, Offered
from briefer.gui.views.completion import CompletionEdit
from briefer.gui.views.controls import Segment, Segments, hairline, on_base, row, small_tool
from briefer.i18n import say
from briefer.text import fold

Sort = Literal["person", "post", "group"]
Search = Callable[[str, str, Answer], None]
"""Looks in the library: for a sort, by a text."""


class JoiningLine(QWidget):
    """Who is to be added."""

    taken = Signal(object, str)
    """An `Offered` (of kind `new`, `title` or `group` where it is no record), and the text that was typed."""
    left = Signal()
    """Escape: back to the table."""

    def __init__(self, search: Search) -> None:
        super().__init__()
        self._search = search
        self._sort: Sort = "person"
        self.sorts = Segments(
            say("What is added"),
            [
                Segment("person", say("Person")),
                Segment("post", say("Post without a name")),
                Segment("group", say("Group")),
            ],
        )
        self.sorts.chosen.connect(lambda sort: self.begin(cast("Sort", sort)))
        self.edit = CompletionEdit(say("Who is added"), self._ask)
        self.edit.taken.connect(self._take)
        self.edit.done.connect(self._typed)
        self.edit.given_up.connect(self.edit.clear)
        close = small_tool("x", say("Close the line that adds"), self.end)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        line = row(self.sorts, self.edit, close, margins=(12, 8, 10, 8), spacing=8)
        layout.addWidget(on_base(line))
        layout.addWidget(hairline())
        self.hide()

    def begin(self, sort: Sort) -> None:
        """Open the line for a sort of delegate."""
        hints = {
            "person": say("Name as their side writes it"),
            "post": say("Title, or a post or institution of the library"),
            "group": say("What the group is called"),
        }
        self._sort = sort
        self.sorts.choose(sort)
        self.edit.setPlaceholderText(hints[sort])
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end(self) -> None:
        """Close the line."""
        self.edit.clear()
        self.hide()
        self.left.emit()

    def _ask(self, text: str, answer: Answer) -> None:
        if self._sort == "group":
            words = say("As a group: “{text}”").format(text=text)
            answer([Offered("group", None, words, icon="users")])
        else:
            self._search(self._sort, text, answer)

    def _take(self, offered: Offered) -> None:
        text = self.edit.text().strip()
        self.edit.clear()
        if offered.id is None:
            offered = self._as_text(text)
        self.taken.emit(offered, text)

    def _as_text(self, text: str) -> Offered:
        kinds = {"person": "new", "post": "title", "group": "group"}
        return Offered(kinds[self._sort], None, text)

    def _typed(self) -> None:
        """Return before anything was offered: somebody of exactly this name, else the text as it stands."""
        text = self.edit.text().strip()
        if not text or not self.edit.hasFocus():
            return
        self.edit.clear()
        if self._sort != "person":
            self.taken.emit(self._as_text(text), text)
            return

        def arrived(offers: Sequence[Offered]) -> None:
            wanted = fold(text)
            same = [
                one
                for one in offers
                if one.id and (fold(one.words) == wanted or fold(one.words).endswith(f" {wanted}"))
            ]
            self.taken.emit(same[0] if len(same) == 1 else self._as_text(text), text)

        self._search("person", text, arrived)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)
