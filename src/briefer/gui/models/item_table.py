"""The programme as a table: a row an item, a spanned row a day or stop. What it shows, it says."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefer.gui import shown
from briefer.gui.models.cards import Card
from briefer.gui.models.columns import Programme
from briefer.gui.models.programme import kind_words
from briefer.i18n import say, say_many
from briefer.text import fold

CARD_ROLE = Qt.ItemDataRole.UserRole
"""The `Card` of a row, None for the head of a day."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NUMBER, TIME, ITEM, PLACE, WHO, KIND, STATE, BRIEF = range(8)


class Wanted(NamedTuple):
    """What the table is narrowed to; empty is everything."""

    words: str = ""
    day: str = ""
    """The key of a column."""
    kind: str = ""
    status: str = ""

    def __bool__(self) -> bool:
        return any(self)

    def holds(self, card: Card, texts: Sequence[str]) -> bool:
        """Whether an item is wanted."""
        if self.kind not in ("", card.item.kind) or self.status not in ("", card.item.status):
            return False
        return fold(self.words) in fold(" ".join(texts))


_EVERYTHING = Wanted()


def brief_words() -> dict[str, str]:
    """How far a brief is, in words."""
    return {
        "": "",
        "missing": say("missing"),
        "in work": say("in work"),
        "complete": say("complete"),
    }


def state_words() -> dict[str, str]:
    """How sure an item is, in words."""
    return {
        "confirmed": say("confirmed"),
        "tentative": say("tentative"),
        "cancelled": say("cancelled"),
    }


class ItemTable(QAbstractTableModel):
    """Items in their order, by day."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Card | tuple[str, str], ...] = ()
        self._kinds = kind_words()
        self._heads = (
            say("No."),
            say("Time"),
            say("Item"),
            say("Place"),
            say("Who"),
            say("Kind"),
            say("State"),
            say("Brief"),
        )

    def show_programme(self, programme: Programme, wanted: Wanted = _EVERYTHING) -> None:
        """Show the items that are wanted."""
        found: list[Card | tuple[str, str]] = []
        for column in programme.columns:
            if wanted.day not in ("", column.key):
                continue
            cards = [
                card
                for card in (*column.cards, *column.tray)
                if not card.torn_before and wanted.holds(card, self._texts(card))
            ]
            if cards or not wanted:
                head = shown.joined((column.head, column.band)) if column.day else column.band
                count = say_many("{count} item", "{count} items", len(cards))
                found.append((head, count.format(count=shown.digits(len(cards)))))
                found += cards
        if [_id(row) for row in found] == [_id(row) for row in self.rows]:
            self.rows = tuple(found)
            self.dataChanged.emit(self.index(0, 0), self.index(len(found) - 1, BRIEF))
            return
        self.beginResetModel()
        self.rows = tuple(found)
        self.endResetModel()

    @property
    def cards(self) -> list[Card]:
        """The items that are shown."""
        return [row for row in self.rows if isinstance(row, Card)]

    def heads(self) -> list[int]:
        """The rows that are heads of a day."""
        return [at for at, row in enumerate(self.rows) if not isinstance(row, Card)]

    def row_of(self, item: UUID) -> int:
        """The row of an item, -1 when it is not shown."""
        return next((at for at, row in enumerate(self.rows) if _id(row) == item), -1)

    def _texts(self, card: Card) -> Sequence[str]:
        times = "" if card.listed and not card.item.start else card.times
        return (
            card.called,
            times,
            card.item.title,
            card.place,
            card.people,
            self._kinds[card.item.kind],
            state_words()[card.item.status],
            brief_words()[card.brief],
        )

    # Qt's own names

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

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
        row = self.rows[index.row()]
        if not isinstance(row, Card):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return say(", ").join(row) if index.column() == 0 else ""
            return row if role == Qt.ItemDataRole.UserRole + 1 else None
        if role == CARD_ROLE:
            return row
        texts = self._texts(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken if index.column() == ITEM else texts[index.column()]
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return " ".join(finding.sentence for finding in row.findings)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and not isinstance(self.rows[index.row()], Card):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


def _id(row: Card | tuple[str, str]) -> object:
    return row.id if isinstance(row, Card) else row[0]
