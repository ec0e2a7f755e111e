"""The sections of a recipe as a list: on or off, in their order, with their pages and the gravest of their findings."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from briefer.gui import shown
from briefer.i18n import say, say_many

LINE_ROLE = Qt.ItemDataRole.UserRole
"""The `SectionLine` of an index."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MIME = "application/x-briefer-section"


class SectionLine(NamedTuple):
    """A section: the name that recipes use, what it is called, and how it stands in the pack that was built."""

    name: str
    title: str
    wanted: bool = True
    pages: int | None = None
    """None while nothing is built, or where it is left out; 0 where it has nothing to print."""
    errors: int = 0
    warnings: int = 0
    note: str = ""
    """What is said of it below its name."""
    movable: bool = True
    """Documents are not, and tell what is counted: no head stands over their counts."""

    @property
    def end(self) -> str:
        """What stands at the end of its row."""
        if self.pages is None:
            return ""
        if not self.pages:
            return say("nothing yet")
        return shown.digits(self.pages) if self.movable else self._counted

    @property
    def _counted(self) -> str:
        pages = say_many("{count} page", "{count} pages", self.pages or 0)
        return pages.format(count=shown.digits(self.pages or 0))

    @property
    def words(self) -> str:
        """All of it in one sentence."""
        off = say("left out") if self.movable else say("not chosen")
        parts = [self.title, "" if self.wanted else off, self.note]
        if self.pages:
            parts.append(self._counted)
        elif self.pages == 0:
            parts.append(self.end)
        for count, one, many in (
            (self.errors, "{count} error", "{count} errors"),
            (self.warnings, "{count} warning", "{count} warnings"),
        ):
            parts.append(say_many(one, many, count).format(count=count) if count else "")
        return say(", ").join(filter(None, parts))


class SectionsModel(QAbstractListModel):
    """The sections of one recipe."""

    switched = Signal(str)
    """The name of a section that is to be left out, or taken in again."""
    moved = Signal(str, int)
    """The name of a section, and by how many places it goes down."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[SectionLine, ...] = ()
        self.locked = False

    def show(self, lines: Iterable[SectionLine]) -> None:
        """Show other sections; where the same stand in the same order, they only change."""
        lines = tuple(lines)
        if [one.name for one in lines] == [one.name for one in self.lines]:
            changed = [at for at, one in enumerate(lines) if one != self.lines[at]]
            self.lines = lines
            for at in changed:
                self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def row_of(self, name: str) -> int:
        """Where a section is, -1 when it is not here."""
        return next((at for at, one in enumerate(self.lines) if one.name == name), -1)

    # Qt's own names

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if line.wanted else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return shown.tip(line.words)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or self.locked or not index.isValid():
            return False
        line = self.lines[index.row()]
        if line.wanted != (Qt.CheckState(value) == Qt.CheckState.Checked):
            self.switched.emit(line.name)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self.locked:
            return flags
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        flags |= Qt.ItemFlag.ItemIsUserCheckable
        movable = self.lines[index.row()].movable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if movable else flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        data = QMimeData()
        rows = [index.row() for index in indexes]
        data.setData(_MIME, self.lines[rows[0]].name.encode() if rows else b"")
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        del action, column
        name = bytes(data.data(_MIME).data()).decode()
        first = self.row_of(name)
        if first < 0 or self.locked:
            return False
        to = row if row >= 0 else parent.row() if parent.isValid() else len(self.lines)
        step = (to - 1 if to > first else to) - first
        if step:
            self.moved.emit(name, step)
        return False  # the list shows what the records say; nothing is to be removed here
