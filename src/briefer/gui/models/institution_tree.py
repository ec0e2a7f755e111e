"""Institutions as a tree: units under their parents; whole while nothing is searched, only what fits otherwise."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefer.gui.models.library import kind_words, sign
from briefer.i18n import say
from briefer.records.institutions import Institution
from briefer.text import fold

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NAME, COUNTRY = range(2)
SIGN_ROLE = Qt.ItemDataRole.UserRole
"""The icon of an institution."""


class InstitutionTree(QAbstractItemModel):
    """The institutions of the library."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.institutions: dict[UUID, Institution] = {}
        self._all: tuple[Institution, ...] = ()
        self._below: dict[UUID | None, list[UUID]] = {}
        self._place: dict[UUID, tuple[UUID | None, int]] = {}
        self._ids: dict[int, UUID] = {}
        self._kinds = kind_words()

    def show(self, institutions: Sequence[Institution], words: str = "") -> None:
        """Show institutions, given in the order of the tree, that hold the words; their parents stay."""
        self.beginResetModel()
        self._all = tuple(institutions)
        self.institutions = {one.id: one for one in institutions}
        kept = self._kept(words)
        self._below, self._place, self._ids = {}, {}, {}
        for one in institutions:
            if one.id not in kept:
                continue
            parent = one.parent if one.parent in kept and one.parent != one.id else None
            if self._circular(one):
                parent = None
            siblings = self._below.setdefault(parent, [])
            self._place[one.id] = (parent, len(siblings))
            siblings.append(one.id)
        for number, id_ in enumerate(self._place, 1):
            self._ids[number] = id_
        self._numbers = {id_: number for number, id_ in self._ids.items()}
        self.endResetModel()

    def index_of(self, id_: UUID) -> QModelIndex:
        """Where an institution is; not valid when it is not shown."""
        if id_ not in self._place:
            return QModelIndex()
        return self.createIndex(self._place[id_][1], 0, self._numbers[id_])

    def id_at(self, index: _Index) -> UUID | None:
        """The institution of an index."""
        return self._ids.get(index.internalId()) if index.isValid() else None

    def count(self) -> int:
        """How many are shown."""
        return len(self._place)

    def _kept(self, words: str) -> set[UUID]:
        wanted = fold(words)
        if not wanted:
            return set(self.institutions)
        kept: set[UUID] = set()
        for one in self._all:
            spellings = (spelling.text for spelling in one.spellings)
            text = fold(" ".join((one.name, one.acronym, one.native_name, one.city, *spellings)))
            if all(f" {word}" in f" {text}" for word in wanted.split()):
                above: UUID | None = one.id
                while above and above not in kept and above in self.institutions:
                    kept.add(above)
                    above = self.institutions[above].parent
        return kept

    def _circular(self, one: Institution) -> bool:
        seen = {one.id}
        above = one.parent
        while above and above in self.institutions:
            if above in seen:
                return True
            seen.add(above)
            above = self.institutions[above].parent
        return False

    # Qt's own names

    def index(self, row: int, column: int, parent: _Index = _ROOT) -> QModelIndex:
        siblings = self._below.get(self.id_at(parent), [])
        if not 0 <= row < len(siblings) or not 0 <= column <= COUNTRY:
            return QModelIndex()
        return self.createIndex(row, column, self._numbers[siblings[row]])

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]
        id_ = self.id_at(index)
        above = self._place[id_][0] if id_ else None
        return self.index_of(above) if above else QModelIndex()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.column() > 0 else len(self._below.get(self.id_at(parent), []))

    def columnCount(self, parent: _Index = _ROOT) -> int:
        del parent
        return COUNTRY + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (say("Institution"), say("Country"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        id_ = self.id_at(index)
        if id_ is None:
            return None
        one = self.institutions[id_]
        if role == Qt.ItemDataRole.DisplayRole:
            acronym = f" ({one.acronym})" if one.acronym and one.acronym not in one.name else ""
            return one.name + acronym if index.column() == NAME else one.country
        if role == SIGN_ROLE and index.column() == NAME:
            return sign(one)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == NAME:
            parts = (one.name, one.acronym, self._kinds[one.kind], one.city, one.country)
            return say(", ").join(filter(None, parts))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return one.country or say("country open")
        return None
