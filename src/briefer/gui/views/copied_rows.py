"""The chosen rows of a table as lines for another program, under the heads of its columns.

What is copied can be pasted as a list, here as well. Not here: items of a programme (`programme_drops`).
"""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView


def copy_rows(view: QAbstractItemView, columns: Iterable[int]) -> None:
    """Put the chosen rows on the clipboard, cells parted by tabs, as spreadsheets take them; nothing for no row."""
    shown, model = tuple(columns), view.model()
    chosen = view.selectionModel().selectedIndexes()
    first = min((index.column() for index in chosen), default=0)
    rows = sorted((index for index in chosen if index.column() == first), key=_place)
    if rows:
        heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in shown]
        cells = [[row.siblingAtColumn(column).data() for column in shown] for row in rows]
        QGuiApplication.clipboard().setText("\n".join(map(_line, [heads, *cells])))


def _line(cells: Iterable[object]) -> str:
    """A row on one line: a cell stays in its column."""
    return "\t".join(" ".join(str(cell or "").split()) for cell in cells)


def _place(index: QModelIndex) -> tuple[int, ...]:
    """Sorts rows from above to below; in a tree each under the one that it hangs on."""
    above = index.parent()
    return (*_place(above), index.row()) if above.isValid() else (index.row(),)
