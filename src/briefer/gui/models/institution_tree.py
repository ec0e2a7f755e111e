"""Institutions as a tree: units under their parents; whole while nothing is searched, only what fits otherwise."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, NamedTuple
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefer.gui import shown
from briefer.gui.models.library import kind_words, sign
from briefer.i18n import say, say_many
from briefer.records.institutions import Institution
from briefer.rules import review
from briefer.text import fold

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NAME, COUNTRY, REVIEWED = range(3)
SIGN_ROLE = Qt.ItemDataRole.UserRole
"""The icon of an institution."""


STALE_ROLE = Qt.ItemDataRole.UserRole + 1
"""Whether an institution is to be looked through again."""
Review = Literal["", "stale", "never"]


class Narrowed(NamedTuple):
    """Which institutions are shown; empty for all."""

    words: str = ""
    country: str = ""
    kind: str = ""
    review: Review = ""


EVERYTHING = Narrowed()


class InstitutionTree(QAbstractItemModel):
    """The institutions of the library."""

    def __init__(self, parent: QObject, today: date | None = None) -> None:
        super().__init__(parent)
        self._today = today or date.today()  # noqa: DTZ011  # the user's own day
        self.institutions: dict[UUID, Institution] = {}
        self._all: tuple[Institution, ...] = ()
        self._below: dict[UUID | None, list[UUID]] = {}
        self._place: dict[UUID, tuple[UUID | None, int]] = {}
        self._ids: dict[int, UUID] = {}
        self._kinds = kind_words()

    def show(self, institutions: Sequence[Institution], narrowed: Narrowed = EVERYTHING) -> None:
        """Show institutions, given in the order of the tree, that fit; their parents stay."""
        self.beginResetModel()
        self._all = tuple(institutions)
        self.institutions = {one.id: one for one in institutions}
        kept = self._kept(narrowed)
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

    def _kept(self, narrowed: Narrowed) -> set[UUID]:
        if narrowed == EVERYTHING:
            return set(self.institutions)
        wanted = fold(narrowed.words).split()
        kept: set[UUID] = set()
        for one in self._all:
            if self._fits(one, narrowed, wanted):
                above: UUID | None = one.id
                while above and above not in kept and above in self.institutions:
                    kept.add(above)
                    above = self.institutions[above].parent
        return kept

    def _fits(self, one: Institution, narrowed: Narrowed, wanted: Sequence[str]) -> bool:
        if (narrowed.country and one.country != narrowed.country) or (
            narrowed.kind and one.kind != narrowed.kind
        ):
            return False
        if narrowed.review == "never" and (one.parent or one.reviewed_on):
            return False
        if narrowed.review == "stale" and not self._is_stale(one):
            return False
        if not wanted:
            return True
        spellings = (spelling.text for spelling in one.spellings)
        text = fold(" ".join((one.name, one.acronym, one.native_name, one.city, *spellings)))
        return all(f" {word}" in f" {text}" for word in wanted)

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
        if not 0 <= row < len(siblings) or not 0 <= column <= REVIEWED:
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
        id_ = self.id_at(index)
        if id_ is None:
            return None
        one = self.institutions[id_]
        if role == Qt.ItemDataRole.DisplayRole:
            acronym = f" ({one.acronym})" if one.acronym and one.acronym not in one.name else ""
            return (one.name + acronym, one.country, self._reviewed(one))[index.column()]
        if role == STALE_ROLE:
            return index.column() == REVIEWED and self._is_stale(one)
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

    def _is_stale(self, one: Institution) -> bool:
        """Units are looked through with what they belong to."""
        return not one.parent and review.is_stale(one.reviewed_on, self._today)

    def _reviewed(self, one: Institution) -> str:
        """How long ago it was looked through; of a unit only where it was."""
        months = review.months_since(one.reviewed_on, self._today)
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
