"""Lists as they come in: from the clipboard, as a spreadsheet or a word processor puts it there, or from a file.

Not here: which column is what and what a row becomes (`services.lists`, `services.list_rows`).
"""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocument, QTextTable

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.services.lists import (
    MOST_COLUMNS,
    MOST_ROWS,
    Table,
    decoded,
    squared,
    table,
    tells_times,
)

SUFFIXES = (".csv", ".tsv", ".txt")
"""Of files that hold a list."""
_LARGEST = 5_000_000
"""Bytes."""


def holds_list(data: QMimeData) -> bool:
    """Whether there is text that may be a list."""
    return data.hasText() and bool(data.text().strip())


def holds_programme(data: QMimeData) -> bool:
    """Whether there are lines of text of which many hold a time; a single one may be meant for anything."""
    lines = data.text().strip()
    return not data.hasUrls() and "\n" in lines and tells_times(lines)


def of_programme() -> str:
    """What is said of lines that hold times, before they are shown."""
    return say("This looks like a programme. Each line is shown before anything is written.")


def of_clipboard(data: QMimeData) -> Table:
    """The rows of what was copied: of its table where it has one, for a cell there may hold several lines.

    Raises:
        KnownError: there is no list.

    """
    if not holds_list(data):
        raise KnownError(say("There is no list on the clipboard. Copy the rows first."))
    if len(data.text()) > _LARGEST:
        raise KnownError(_too_large())
    if data.hasHtml() and "<table" in data.html().casefold() and len(data.html()) < _LARGEST:
        document = QTextDocument()
        document.setHtml(data.html())
        frames = document.rootFrame().childFrames()
        tables = [frame for frame in frames if isinstance(frame, QTextTable)]
        if len(tables) == 1 and tables[0].rows() <= MOST_ROWS + 1:
            return squared(_cells(tables[0]))
    return table(data.text())


def of_file(path: Path) -> Table:
    """The rows of a file.

    Raises:
        KnownError: it cannot be read, or holds no list.

    """
    try:
        if path.stat().st_size > _LARGEST:
            raise KnownError(_too_large())
        content = path.read_bytes()
    except OSError as error:
        words = say("{name} cannot be read: {reason}.")
        reason = error.strerror or str(error)
        raise KnownError(words.format(name=path.name, reason=reason)) from error
    return table(decoded(content))


def _cells(found: QTextTable) -> list[list[str]]:
    """The texts of a table; a cell over several rows or columns stands in its first."""
    rows = []
    for row in range(found.rows()):
        texts = []
        for column in range(min(found.columns(), MOST_COLUMNS + 1)):
            cell = found.cellAt(row, column)
            cursor = cell.firstCursorPosition()
            cursor.setPosition(cell.lastCursorPosition().position(), cursor.MoveMode.KeepAnchor)
            first = (cell.row(), cell.column()) == (row, column)
            texts.append(cursor.selectedText().replace("\u2029", " ") if first else "")
        rows.append(texts)
    return rows


def _too_large() -> str:
    return say("This list is too large: at most 5 MB at a time.")
