"""The cards of one column as a list, and the choice of items that all columns share."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

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
from briefer.gui.models.cards import Card
from briefer.gui.models.drags import Dragged, pack
from briefer.i18n import say

CARD_ROLE = Qt.ItemDataRole.UserRole
"""The `Card` of an index."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class DayModel(QAbstractListModel):
    """The cards of one column, in the order in which they are read."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.cards: tuple[Card, ...] = ()

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards; the same items in the same order only change."""
        cards = tuple(cards)
        if [card.id for card in cards] == [card.id for card in self.cards]:
            changed = [row for row, card in enumerate(cards) if card != self.cards[row]]
            self.cards = cards
            for row in changed:
                self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def row_of(self, item: UUID) -> int:
        """The row of an item, -1 when it is not in this column."""
        return next((row for row, card in enumerate(self.cards) if card.id == item), -1)

    # Qt's own names

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.cards):
            return None
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.item.title
        if role == CARD_ROLE:
            return card
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return card.spoken
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return " ".join(finding.sentence for finding in card.findings)
        if role == Qt.ItemDataRole.ToolTipRole:
            return shown.tip(tooltip(card))
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        cards = [self.cards[index.row()] for index in indexes]
        return pack(
            Dragged("item", tuple(card.id for card in cards)), [card.in_words for card in cards]
        )


class Choice(QObject):
    """The items chosen in the programme; all columns and the list mirror it."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: tuple[UUID, ...] = ()
        self.current: UUID | None = None

    def choose(self, items: Iterable[UUID], current: UUID | None = None) -> None:
        """Choose items; `current` is the one that the item panel shows, the last when not given."""
        chosen = tuple(dict.fromkeys(items))
        current = current or (chosen[-1] if chosen else None)
        if (chosen, current) != (self.items, self.current):
            self.items, self.current = chosen, current
            self.changed.emit()


def tooltip(card: Card) -> str:
    """The whole card in words, each finding as a sentence."""
    lines = [
        card.item.title,
        say(", ").join(filter(None, (card.times, card.clocks, card.strand))),
        card.place,
        card.people,
        *(
            badge.words
            for badge in card.badges
            if badge.icon not in ("circle-alert", "triangle-alert")
        ),
        *(finding.sentence for finding in card.findings),
    ]
    return "\n".join(filter(None, lines))
