"""The points of a brief as a table: number, words, to whom; the last row waits for a new one."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from briefer.gui import shown
from briefer.i18n import say
from briefer.records.briefs import BriefPoint

NUMBER, TEXT, WHO = range(3)
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MIME = "application/x-briefer-point"
_SPOKEN_BY = ("agenda", "contribution")
"""Kinds whose last column is who speaks; of the others it is to whom."""


def who_field(kind: str) -> str:
    """The field that the last column shows."""
    return "speaker" if kind in _SPOKEN_BY else "addressee"


class PointsModel(QAbstractTableModel):
    """Points of one kind."""

    typed = Signal(int, int, str)
    """Row, column and text: somebody typed something else."""
    moved = Signal(int, int)
    """Row and steps: a point was dragged."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.points: tuple[BriefPoint, ...] = ()
        self.kind = "to make"
        self.locked = False

    def lock(self, *, on: bool) -> None:
        """Let points be read only, without the empty row for another one, or be written."""
        if on != self.locked:
            self.beginResetModel()
            self.locked = on
            self.endResetModel()

    def show(self, points: Iterable[BriefPoint], kind: str) -> None:
        """Show other points; where the same stand in the same order, they only change."""
        points = tuple(points)
        if kind == self.kind and [one.id for one in points] == [one.id for one in self.points]:
            changed = [at for at, one in enumerate(points) if one != self.points[at]]
            self.points = points
            for at in changed:
                self.dataChanged.emit(self.index(at, 0), self.index(at, WHO))
            return
        self.beginResetModel()
        self.points, self.kind = points, kind
        self.endResetModel()

    def _texts(self, row: int) -> tuple[str, str, str]:
        if row == len(self.points):
            return "", "", ""
        one = self.points[row]
        return shown.digits(row + 1), one.text, getattr(one, who_field(self.kind))

    # Qt's own names

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.points) + (not self.locked)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else WHO + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            who = say("Who speaks") if who_field(self.kind) == "speaker" else say("To whom")
            return (say("No."), say("Point"), who)[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() > len(self.points):
            return None
        texts = self._texts(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return texts[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.row() == len(self.points):
                return say("New point") if index.column() == TEXT else ""
            return say(", ").join(filter(None, texts)) if index.column() == TEXT else texts[WHO]
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or text == self._texts(index.row())[index.column()]:
            return False
        if text or index.column() == WHO:
            self.typed.emit(index.row(), index.column(), text)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid() or self.locked:
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        new = index.row() == len(self.points)
        if index.column() == TEXT or (index.column() == WHO and not new):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags if new else flags | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        data = QMimeData()
        rows = [index.row() for index in indexes]
        data.setData(_MIME, str(rows[0]).encode() if rows else b"")
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        del action, column
        moving = bytes(data.data(_MIME).data()).decode()
        if not moving.isdigit() or self.locked:
            return False
        to = row if row >= 0 else parent.row() if parent.isValid() else len(self.points)
        first = int(moving)
        self.moved.emit(first, (to - 1 if to > first else to) - first)
        return False  # the model shows what the records say; nothing is to be removed here
