"""A day minute by minute as a table: items bold, their steps indented with their own icons, an empty row at the end.

Not here: what is typed in a cell (`views.minutes`), which steps there are and in which order (`rules.minutes`), storing.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from briefer.gui import shown
from briefer.gui.models.cards import Card
from briefer.i18n import say
from briefer.records.programme import Step
from briefer.rules.minutes import Line
from briefer.text import fold

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `Minute` of an index."""
TIME, NUMBER, WHAT, WHO, WHERE, STAFF = range(6)
NEW = UUID(int=1)
"""The id of the empty row."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
FIELDS = {TIME: "time", WHAT: "words", WHO: "who", WHERE: "where"}
"""What is typed in a cell."""


def _signs() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Words that a step may hold, and its icon."""
    return (
        ((say("photo"), say("camera"), say("picture")), "image"),
        ((say("guest book"), say("sign"), say("pen")), "pen-line"),
        ((say("gift"),), "tag"),
        ((say("handshake"), say("greet"), say("receive"), say("welcome")), "handshake"),
        ((say("walk"), say("foot"), say("stairs")), "footprints"),
        ((say("car"), say("drive"), say("motorcade"), say("van")), "car"),
        ((say("train"), say("platform")), "train-front"),
        ((say("take-off"), say("takes off"), say("departs")), "plane-takeoff"),
        ((say("land"), say("touch")), "plane-landing"),
        ((say("press"), say("speech"), say("speak"), say("statement"), say("reply")), "mic"),
        ((say("coffee"), say("tea"), say("break")), "coffee"),
        ((say("lunch"), say("dinner"), say("table"), say("seat")), "utensils"),
        ((say("arriv"), say("entrance"), say("gate")), "map-pin"),
        ((say("sums up"), say("conclu"), say("end")), "list-checks"),
        ((say("flag"), say("anthem"), say("honour")), "flag"),
    )


class Minute(NamedTuple):
    """A row: an item, a step, or the empty one."""

    id: UUID
    card: Card | None
    step: Step | None
    time: str
    number: str
    what: str
    who: str
    where: str
    staff: str
    icon: str

    @property
    def texts(self) -> tuple[str, ...]:
        """What its cells show."""
        return (self.time, self.number, self.what, self.who, self.where, self.staff)

    @property
    def spoken(self) -> str:
        """It in one sentence."""
        if self.id == NEW:
            return say("empty row: a time adds a line")
        kind = say("step") if self.step else self.card.spoken if self.card else ""
        if self.step is None:
            return kind
        parts = (shown.digits(self.time), kind, self.what, self.who, self.where, self.staff)
        return say(", ").join(part for part in parts if part)


def rows(lines: Iterable[Line], cards: Iterable[Card]) -> list[Minute]:
    """The rows of a day, the empty one last."""
    by_item = {card.id: card for card in cards}
    signs = [(tuple(fold(word) for word in words), sign) for words, sign in _signs()]
    found = []
    for line in lines:
        card = by_item.get(line.item.id)
        if card and line.step is None:
            found.append(_item_row(card))
        elif line.step:
            found.append(_step_row(line, line.step, signs))
    return [*found, Minute(NEW, None, None, "", "", "", "", "", "", "plus")]


def _item_row(card: Card) -> Minute:
    item = card.item
    time = shown.digits(item.start) or item.time_words
    notes = item.staff_notes.strip().splitlines()
    staff = notes[0] if notes else item.interpreter
    return Minute(
        item.id,
        card,
        None,
        ("≈ " if item.start and item.time_form == "about" else "") + time,
        card.called,
        item.title,
        card.people,
        card.place,
        staff,
        card.icon,
    )


def _step_row(line: Line, step: Step, signs: Sequence[tuple[tuple[str, ...], str]]) -> Minute:
    words = f" {fold(step.words)}"
    sign = next((icon for some, icon in signs if any(f" {one}" in words for one in some)), "clock")
    return Minute(
        step.id,
        None,
        step,
        shown.digits(line.clock),
        "",
        step.words,
        step.who,
        step.where,
        say("own side only") if step.internal else "",
        sign,
    )


class Minutes(QAbstractTableModel):
    """The rows of one day."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Minute, ...] = ()
        self.locked = False
        self._heads = (
            say("Time"),
            say("No."),
            say("What happens"),
            say("Who"),
            say("Where"),
            say("Staff"),
        )

    def show(self, rows: Iterable[Minute]) -> None:
        """Show other rows; where the same stand in the same order, they only change."""
        rows = tuple(rows)
        if [one.id for one in rows] == [one.id for one in self.rows]:
            changed = [at for at, one in enumerate(rows) if one != self.rows[at]]
            self.rows = rows
            for at in changed:
                self.dataChanged.emit(self.index(at, 0), self.index(at, STAFF))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row_of(self, id_: UUID | None) -> int:
        """The row of an item or a step, -1 when it is not shown."""
        return next((at for at, one in enumerate(self.rows) if one.id == id_), -1)

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
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.texts[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken if index.column() == WHAT else row.texts[index.column()]
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and row.card:
            return " ".join(finding.sentence for finding in row.card.findings)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid() or self.locked:
            return flags
        row = self.rows[index.row()]
        open_ = (TIME, WHAT) if row.card else tuple(FIELDS)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in open_ else flags
