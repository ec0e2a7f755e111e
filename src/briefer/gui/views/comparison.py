"""What is stored beside what was typed, field by field, with the words that differ.

Not here: deciding between the two (`drafts`).
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from briefer.gui import theme
from briefer.gui.views.controls import hairline
from briefer.i18n import say

MOST_LINES = 9
_LONGEST = 20_000
"""Letters up to which differing words are looked for."""

Texts = Sequence[tuple[str, str, str]]
"""Label, stored and typed text of each field."""


class Comparison(QWidget):
    """Two columns to be read; hidden where there is nothing to compare."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(20, 10, 20, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.hide()

    def show_texts(self, texts: Texts) -> None:
        """Show the two texts of each field, or nothing."""
        while self._grid.count():
            taken = self._grid.takeAt(0)
            if taken and (old := taken.widget()):
                old.hide()
                old.deleteLater()
        for label, stored, typed in texts:
            at = self._grid.rowCount()
            changed = differing(stored, typed)
            for column, (head, text, spans) in enumerate(
                (
                    (say("{field}, as it is stored"), stored, changed[0]),
                    (say("{field}, as it was typed"), typed, changed[1]),
                )
            ):
                words = head.format(field=label)
                self._grid.addWidget(theme.label(words, "label", quiet=True), at, column)
                self._grid.addWidget(_text(words, text, spans), at + 1, column)
        if texts:
            self._grid.addWidget(hairline(), self._grid.rowCount(), 0, 1, 2)
        self.setVisible(bool(texts))
        if texts:
            first = self.findChild(
                QPlainTextEdit, options=Qt.FindChildOption.FindDirectChildrenOnly
            )
            if first:
                first.setFocus(Qt.FocusReason.OtherFocusReason)


def _text(name: str, text: str, spans: Sequence[tuple[int, int]]) -> QPlainTextEdit:
    """A text to be read, some of its words marked."""
    made = QPlainTextEdit(text)
    made.setReadOnly(True)
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    made.setProperty("boxed", True)
    lines = min(MOST_LINES, max(2, text.count("\n") + len(text) // 60 + 1))
    made.setFixedHeight(made.fontMetrics().lineSpacing() * lines + 20)
    form = QTextCharFormat()
    form.setBackground(
        theme.tint("chip", made.palette().color(QPalette.ColorRole.Accent), made.palette())
    )
    form.setFontUnderline(True)
    for first, last in spans:
        cursor = QTextCursor(made.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(form)
    return made


Spans = list[tuple[int, int]]


def differing(one: str, other: str) -> tuple[Spans, Spans]:
    """Where the words of two texts differ, in each of them; nowhere where they are too long to be compared."""
    if max(len(one), len(other)) > _LONGEST:
        return [], []
    first, second = (list(re.finditer(r"\S+", text)) for text in (one, other))
    match = SequenceMatcher(
        None, [each[0] for each in first], [each[0] for each in second], autojunk=False
    )
    spans: tuple[Spans, Spans] = ([], [])
    for tag, a, b, c, d in match.get_opcodes():
        if tag != "equal":
            for found, words, begin, end in ((spans[0], first, a, b), (spans[1], second, c, d)):
                if end > begin:
                    found.append((words[begin].start(), words[end - 1].end()))
    return spans
