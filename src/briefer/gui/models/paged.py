"""A long table that holds a few pages of itself: it knows how many rows there are, and asks for those that are seen.

Nothing is ordered or narrowed here. Not here: who is asked (`views.paged_list`), what a page costs (`services.listing`).
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from briefer.gui import shown
from briefer.i18n import say

LINE_ROLE = Qt.ItemDataRole.UserRole
"""The line of a row; None while its page is on the way."""
KEPT = 30
"""Pages that are kept."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Column(NamedTuple):
    """One column: what it is called, what it says of a line, and its share of the width."""

    id: str
    head: str
    words: Callable[[Any], str]
    share: float = 1.0
    plain: bool = True
    """Not drawn in the secondary colour."""
    keep_end: bool = False
    """Where there is no room the beginning goes: "Kingdom of …" are many."""


class PagedTable(QAbstractTableModel):
    """The rows of a long list."""

    page_wanted = Signal(int)
    """A row of the page was asked for, and it is not here."""

    def __init__(self, parent: QObject, columns: Sequence[Column], length: int) -> None:
        """`length`: the rows of a page."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.length = length
        """The rows of a page."""
        self._total = 0
        self._pages: dict[int, Sequence[Any]] = {}
        self._asked: set[int] = set()
        self._stale: set[int] = set()

    def show(self, total: int) -> None:
        """Show another list, none of whose pages is here yet."""
        self.beginResetModel()
        self._total, self._pages = total, {}
        self._asked, self._stale = set(), set()
        self.endResetModel()

    def renew(self) -> None:
        """The list is the same, its lines may say something else: pages come anew when they are seen."""
        self._asked.clear()
        self._stale = set(self._pages)

    def take_page(self, number: int, lines: Sequence[Any]) -> None:
        """A page has come."""
        self._pages.pop(number, None)
        self._pages[number] = lines
        self._asked.discard(number)
        self._stale.discard(number)
        while len(self._pages) > KEPT:
            del self._pages[next(iter(self._pages))]
        first, last = number * self.length, min((number + 1) * self.length, self._total) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def forget_wish(self, number: int) -> None:
        """A page that was asked for does not come; the next look at it asks again."""
        self._asked.discard(number)

    def line(self, row: int) -> Any | None:
        """What stands in a row; None while its page is on the way, or when it is gone."""
        number, at = divmod(row, self.length)
        page = self._pages.get(number)
        if page is None or number in self._stale:
            self._want(number)
        return page[at] if page is not None and at < len(page) else None

    def _want(self, number: int) -> None:
        if number not in self._asked and 0 <= number * self.length < self._total:
            self._asked.add(number)
            self.page_wanted.emit(number)

    # Qt's own names

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        told = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
            LINE_ROLE,
        )
        if not index.isValid() or role not in told:
            return None
        line = self.line(index.row())
        if role == LINE_ROLE or line is None:
            return line
        words = self.columns[index.column()].words(line)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            others = (column.words(line) for column in self.columns[1:])
            return say(", ").join(filter(None, (words, *others)))
        return shown.tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
