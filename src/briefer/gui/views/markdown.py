"""Markdown: its source with the marks made quiet, and beside it how it reads in print.

The source is the truth. It is never made from the printed side: Qt's round trip loses text. Raw HTML is shown as text.
"""

import re

from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPalette,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextBrowser

from briefer.gui import shown, theme
from briefer.i18n import say, say_many

_HEAD = re.compile(r"^(#{1,3} )(.*)$")
_BOLD = re.compile(r"(\*\*)([^*]+)(\*\*)")
_ITALIC = re.compile(r"(?<!\*)(\*)([^*]+)(\*)(?!\*)")
_LIST = re.compile(r"^\s*(?:[-*+]|\d+\.) ")
_QUOTE = re.compile(r"^> ")
_LINK = re.compile(r"\[\[[^\]]+\]\]|\[[^\]]+\]\([^)]+\)")


BOLD, ITALIC = "**", "*"
_APART = "\N{EN SPACE}"
"""Between the sign of a list and its words."""


def toggled(before: str, chosen: str, after: str, mark: str) -> tuple[int, str, int]:
    """Words with a mark put round them, or taken away where they have it.

    Gives how many letters go from the end of `before`, what stands for the chosen words, and how many letters go from
    the beginning of `after`. Each paragraph is marked by itself, since no mark reaches over an empty line.
    """
    stars = min(len(before) - len(before.rstrip("*")), len(after) - len(after.lstrip("*")))
    if stars in ((2, 3) if mark == BOLD else (1, 3)):
        return len(mark), chosen, len(mark)
    lines = chosen.split("\n")
    inside = [line for line in lines if line.strip()]
    if inside and all(_has(line, mark) for line in inside):
        lines = [line[len(mark) : -len(mark)] if line.strip() else line for line in lines]
    else:
        lines = [f"{mark}{line}{mark}" if line.strip() else line for line in lines]
    return 0, "\n".join(lines), 0


def _has(line: str, mark: str) -> bool:
    stars = min(len(line) - len(line.lstrip("*")), len(line) - len(line.rstrip("*")))
    return len(line) > 2 * len(mark) and stars in ((2, 3) if mark == BOLD else (1, 3))


class Highlighter(QSyntaxHighlighter):
    """Makes the marks quiet and shows what they do; the text stays as it is."""

    # Qt's own names

    def highlightBlock(self, text: str) -> None:
        palette = QApplication.palette()
        quiet = QTextCharFormat()
        quiet.setForeground(palette.color(QPalette.ColorRole.PlaceholderText))
        accent = QTextCharFormat()
        accent.setForeground(palette.color(QPalette.ColorRole.Accent))
        bold, italic, head = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        bold.setFontWeight(QFont.Weight.DemiBold)
        italic.setFontItalic(True)
        head.setFontWeight(QFont.Weight.DemiBold)
        head.setFontPointSize(theme.font("record").pointSizeF())
        if match := _HEAD.match(text):
            self.setFormat(0, len(text), head)
            self.setFormat(0, len(match[1]), quiet)
        for pattern, inner in ((_BOLD, bold), (_ITALIC, italic)):
            for match in pattern.finditer(text):
                self.setFormat(match.start(2), len(match[2]), inner)
                self.setFormat(match.start(1), len(match[1]), quiet)
                self.setFormat(match.start(3), len(match[3]), quiet)
        for pattern in (_LIST, _QUOTE, _LINK):
            for match in pattern.finditer(text):
                self.setFormat(match.start(), len(match[0]), accent)


class Printed(QTextBrowser):
    """A text as it reads in print."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(16)
        self.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)

    def show_markdown(self, text: str) -> None:
        """Show a text."""
        features = QTextDocument.MarkdownFeature
        plain = re.sub(r"\[\[([^\]]+)\]\]", r"\1", text)
        self.document().setMarkdown(plain, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
        part_signs(self.document())


def part_signs(document: QTextDocument) -> None:
    """Let the signs of lists stand apart from the words: Qt draws them a narrow space before, and cannot be told."""
    signs: list[tuple[int, str]] = []
    for at in range(document.blockCount()):
        block = document.findBlockByNumber(at)
        found = block.textList()
        if found is not None:
            numbered = found.format().style() == QTextListFormat.Style.ListDecimal
            signs.append((at, found.itemText(block) if numbered else "•"))
    metrics = QFontMetricsF(document.defaultFont())
    for at, sign in signs:
        cursor = QTextCursor(document.findBlockByNumber(at))
        found = cursor.block().textList()
        if found is not None:
            found.remove(cursor.block())
        hanging = cursor.blockFormat()
        hanging.setTextIndent(-metrics.horizontalAdvance(sign + _APART))
        cursor.setBlockFormat(hanging)
        cursor.insertText(sign + _APART, QTextCharFormat())


def count_words(text: str) -> str:
    """How long a text is: in words, and roughly in printed sides."""
    count = len(text.split())
    words = say_many("{count} word", "{count} words", count).format(count=shown.digits(count))
    sides = shown.tenths(count / 420)
    return say("{words}, about {sides} of a side").format(words=words, sides=sides)
