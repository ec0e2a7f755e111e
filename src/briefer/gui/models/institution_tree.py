"""Institutions as a tree: units under their parents. Not here: which are shown (`services.institution_tree`)."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefer.gui import shown
from briefer.gui.models.library import kind_words, sign
from briefer.i18n import say, say_many
from briefer.records.institutions import Institution
from briefer.rules import review
from briefer.services import institution_tree
from briefer.services.institution_tree import Branches

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NAME, COUNTRY, REVIEWED = range(3)
NOTHING = Branches((), (0,), (0,), {}, {})
SIGN_ROLE = Qt.ItemDataRole.UserRole
"""The icon of an institution."""
STALE_ROLE = Qt.ItemDataRole.UserRole + 1
"""Whether an institution is to be looked through again."""


class InstitutionTree(QAbstractItemModel):
    """The institutions of the library, as far as they are shown."""

    def __init__(self, parent: QObject, today: date | None = None) -> None:
        super().__init__(parent)
        self.today = today or date.today()  # noqa: DTZ011  # the user's own day
        self._shown = NOTHING
        self._kinds = kind_words()

    def show(self, branches: Branches) -> None:
        """Show other institutions."""
        self.beginResetModel()
        self._shown = branches
        self.endResetModel()

    def index_of(self, id_: UUID) -> QModelIndex:
        """Where an institution is; not valid when it is not shown."""
        node = self._shown.nodes.get(id_)
        return self.createIndex(self._shown.rows[node], 0, node) if node else QModelIndex()

    def at(self, index: _Index) -> Institution | None:
        """The institution of an index."""
        return self._shown.institutions[index.internalId() - 1] if index.isValid() else None

    @property
    def institutions(self) -> tuple[Institution, ...]:
        """Those that are shown, in the order of the tree."""
        return self._shown.institutions

    def first_rows(self, most: int) -> Iterator[tuple[int, tuple[str, str, str]]]:
        """The first so many of them: how deep each stands, and what its columns say."""
        depths = [-1]
        for one, above in zip(self._shown.institutions[:most], self._shown.above[1:], strict=False):
            depths.append(depths[above] + 1)
            yield depths[-1], self._words(one)

    # Qt's own names

    def index(self, row: int, column: int, parent: _Index = _ROOT) -> QModelIndex:
        siblings = self._shown.below.get(parent.internalId() if parent.isValid() else 0, ())
        if not 0 <= row < len(siblings) or not 0 <= column <= REVIEWED:
            return QModelIndex()
        return self.createIndex(row, column, siblings[row])

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]
        above = self._shown.above[index.internalId()] if index.isValid() else 0
        return self.createIndex(self._shown.rows[above], 0, above) if above else QModelIndex()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        if not parent.isValid():
            return len(self._shown.below.get(0, ()))
        return 0 if parent.column() else len(self._shown.below.get(parent.internalId(), ()))

    def columnCount(self, parent: _Index = _ROOT) -> int:
        del parent
        return REVIEWED + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (say("Institution"), say("Country"), say("Reviewed"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.at(index)
        if one is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(one)[index.column()]
        if role == STALE_ROLE:
            return index.column() == REVIEWED and institution_tree.is_stale(one, self.today)
        if role == SIGN_ROLE and index.column() == NAME:
            return sign(one)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == NAME:
            parts = (one.name, one.acronym, self._kinds[one.kind], one.city, one.country)
            return say(", ").join(filter(None, parts))
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == COUNTRY:
            return one.country or say("country open")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._reviewed(one)
            return say("reviewed: {when}").format(when=words) if words else say("a unit")
        return None

    def _words(self, one: Institution) -> tuple[str, str, str]:
        acronym = f" ({one.acronym})" if one.acronym and one.acronym not in one.name else ""
        return one.name + acronym, one.country, self._reviewed(one)

    def _reviewed(self, one: Institution) -> str:
        """How long ago it was looked through; of a unit only where it was."""
        months = review.months_since(one.reviewed_on, self.today)
        if months is None:
            return "" if one.parent else say("never")
        return ago(months)


def ago(months: int) -> str:
    """How long ago, in whole months or years."""
    if months == 0:
        return say("this month")
    if months < 24:
        return say_many("{count} month", "{count} months", months).format(
            count=shown.digits(months)
        )
    years = months // 12
    return say_many("{count} year", "{count} years", years).format(count=shown.digits(years))
