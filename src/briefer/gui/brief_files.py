"""The form of a brief as a file for word processors (OpenDocument).

Not here: what stands in it (`services.brief_forms`).
"""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSaveFile
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentWriter,
)

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.services.brief_forms import Line

_SIZES = {"title": 18, "head": 13, "hint": 10, "text": 11, "point": 11}
_BELOW = {"title": 6, "head": 2, "hint": 6, "text": 12, "point": 4}
_QUIET = "#55606b"


def write(path: Path, lines: Iterable[Line]) -> None:
    """Write a form at once, or not at all.

    Raises:
        KnownError: it cannot be written.

    """
    document = QTextDocument()
    cursor = QTextCursor(document)
    for at, line in enumerate(lines):
        block, letters = QTextBlockFormat(), QTextCharFormat()
        block.setBottomMargin(_BELOW[line.sort])
        block.setTopMargin(12 if line.sort == "head" else 0)
        letters.setFontPointSize(_SIZES[line.sort])
        if line.sort in ("title", "head"):
            letters.setFontWeight(QFont.Weight.Bold)
            block.setHeadingLevel(1 if line.sort == "title" else 2)
        if line.sort == "hint":
            letters.setForeground(QColor(_QUIET))
        if at:
            cursor.insertBlock(block, letters)
        else:
            cursor.setBlockFormat(block)
        cursor.insertText(f"– {line.text}" if line.sort == "point" else line.text, letters)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QTextDocumentWriter(buffer, b"odf").write(document)
    file = QSaveFile(str(path))
    opened = file.open(QIODevice.OpenModeFlag.WriteOnly)
    if not (opened and file.write(buffer.data()) == buffer.data().size() and file.commit()):
        sentence = say("{path} cannot be written: {reason}.")
        raise KnownError(sentence.format(path=path, reason=file.errorString()))
