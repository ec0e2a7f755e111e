"""The pages of a pack as a list: each by its printed name, with the section it is of and what was found on it."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefer.gui import shown
from briefer.gui.building import Built
from briefer.i18n import say, say_many

PAGE_ROLE = Qt.ItemDataRole.UserRole
"""The `PageLine` of an index."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Levels(NamedTuple):
    """How many errors and warnings there are."""

    errors: int = 0
    warnings: int = 0


class PageLine(NamedTuple):
    """A page: its printed name, its section, its number from 1, and how many there are."""

    name: str
    section: str
    number: int
    of: int
    levels: Levels = Levels()

    @property
    def words(self) -> str:
        """All of it in one sentence."""
        place = say("page {page} of {count}").format(
            page=shown.digits(self.number), count=shown.digits(self.of)
        )
        parts = [self.name, self.section, place]
        for count, one, many in (
            (self.levels.errors, "{count} error", "{count} errors"),
            (self.levels.warnings, "{count} warning", "{count} warnings"),
        ):
            parts.append(say_many(one, many, count).format(count=count) if count else "")
        return say(", ").join(filter(None, parts))


def page_lines(built: Built, found: Mapping[int, Levels]) -> list[PageLine]:
    """The pages of a pack; `found` says what was found on which of them."""
    titles = {
        first + at: title for _key, title, count, first in built.sections for at in range(count)
    }
    pages = built.page_map.pages
    return [
        PageLine(page.name, titles.get(at, ""), at + 1, len(pages), found.get(at, Levels()))
        for at, page in enumerate(pages)
    ]


class PagesModel(QAbstractListModel):
    """The pages of one pack."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[PageLine, ...] = ()

    def show(self, lines: Iterable[PageLine]) -> None:
        """Show other pages; as many of them as before only change."""
        before, now = self.lines, tuple(lines)
        if len(before) == len(now):
            self.lines = now
            changed = [at for at, one in enumerate(now) if one != before[at]]
            if changed:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        self.beginResetModel()
        self.lines = now
        self.endResetModel()

    def drawn(self, page: int) -> None:
        """The picture of a page is another."""
        self.dataChanged.emit(self.index(page), self.index(page))

    # Qt's own names

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == PAGE_ROLE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return shown.tip(line.words)
        return None
