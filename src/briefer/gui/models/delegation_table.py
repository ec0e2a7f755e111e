"""People as a table: a row each. What a row shows, it says."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefer.gui import shown
from briefer.gui.models.delegation import Listed
from briefer.i18n import say

PERSON_ROLE = Qt.ItemDataRole.UserRole
"""Whom a row shows."""
PLACE, NAME, FUNCTION, ADDRESS, LANGUAGES = range(5)
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class DelegationTable(QAbstractTableModel):
    """People in their order."""

    def __init__(self, parent: QObject, function: str, *, ordered: bool) -> None:
        super().__init__(parent)
        self.people: tuple[Listed, ...] = ()
        self._ordered = ordered
        self._heads = (
            "",
            say("Name as their side writes it"),
            function,
            say("Form of address"),
            say("Languages, needs"),
        )

    def show_people(self, people: Sequence[Listed]) -> None:
        """Show others; where the same stand in the same order, they only change."""
        people = tuple(people)
        if [one.id for one in people] == [one.id for one in self.people]:
            changed = [at for at, one in enumerate(people) if one != self.people[at]]
            self.people = people
            for at in changed:
                self.dataChanged.emit(self.index(at, 0), self.index(at, LANGUAGES))
            return
        self.beginResetModel()
        self.people = people
        self.endResetModel()

    def row_of(self, id_: UUID | None) -> int:
        """The row of somebody, -1 when they are not shown."""
        return next((at for at, one in enumerate(self.people) if one.id == id_), -1)

    def _text(self, one: Listed, column: int) -> str:
        if column == PLACE:
            return shown.digits(one.place)
        if column == LANGUAGES:
            return shown.joined((one.languages, *(mark.words for mark in one.marks)))
        return (one.name, one.function, one.address)[column - NAME]

    # Qt's own names

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one, column = self.people[index.row()], index.column()
        if role == PERSON_ROLE:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return one.spoken if column == NAME else self._text(one, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            words = (one.name, one.post) if column == NAME else (self._text(one, column),)
            return shown.tip("\n".join(filter(None, words)))
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._ordered:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags
