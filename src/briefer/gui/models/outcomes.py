"""Outcomes and follow-ups as two tables, and the items beside them as rows.

Not here: storing what is typed in a cell (`views.outcomes`).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from briefer.gui import shown
from briefer.gui.models.briefs import items_in_order
from briefer.gui.models.drags import Dragged, pack
from briefer.gui.models.programme import kind_rules
from briefer.gui.models.rows import Row, grouped
from briefer.i18n import say, say_many
from briefer.records import dates
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.visit_file import VisitFile
from briefer.services import outcome_edits

WHOLE = "visit"
"""The row of the visit as a whole."""
CELL_ROLE = Qt.ItemDataRole.UserRole
"""The `Cell` of an index."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_GOOD, _BAD, _ASKED = (
    ("progress", "good practice"),
    ("shortfall",),
    ("recommendation", "joint priority"),
)


class Cell(NamedTuple):
    """One cell: its words, in the colour of a chip or of text; `field` is what is typed there."""

    words: str = ""
    chip: str = ""
    tone: str = ""
    field: str = ""
    whole: bool = False
    """Its words stay in one line."""


class Line(NamedTuple):
    """One record as a row."""

    id: UUID
    cells: tuple[Cell, ...]


class Lines(QAbstractTableModel):
    """Records in a table."""

    def __init__(self, heads: Sequence[str], parent: QObject, dragged: str = "") -> None:
        """`dragged` is the kind of the records, where they can be dragged."""
        super().__init__(parent)
        self._dragged = dragged
        self.lines: tuple[Line, ...] = ()
        self.locked = False
        self._heads = tuple(heads)

    def show(self, lines: Iterable[Line]) -> None:
        """Show other records; where the same stand in the same order, they only change."""
        lines = tuple(lines)
        if [one.id for one in lines] == [one.id for one in self.lines]:
            changed = [at for at, one in enumerate(lines) if one != self.lines[at]]
            self.lines = lines
            for at in changed:
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(self._heads) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def row_of(self, id_: UUID) -> int:
        """The row of a record, -1 when it is not shown."""
        return next((at for at, one in enumerate(self.lines) if one.id == id_), -1)

    # Qt's own names

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        cell = line.cells[index.column()]
        if role == CELL_ROLE:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            whole = (one.words for one in line.cells if one.words)
            return say(", ").join(whole) if index.column() == 1 else cell.words
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._dragged:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if index.isValid() and self.lines[index.row()].cells[index.column()].field:
            return flags if self.locked else flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        lines = [self.lines[row] for row in dict.fromkeys(index.row() for index in indexes)]
        words = (say(", ").join(one.words for one in line.cells if one.words) for line in lines)
        return pack(Dragged(self._dragged, tuple(line.id for line in lines)), words)

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction


def kind_words() -> dict[str, str]:
    """The kinds of outcome in words, each after the letter that gives it."""
    return {
        "recommendation": say("r recommendation"),
        "good practice": say("g good practice"),
        "shortfall": say("s shortfall"),
        "progress": say("p progress"),
        "joint priority": say("j joint priority"),
        "quotation": say("q quotation"),
        "assessment": say("a assessment"),
        "technical assistance": say("t technical assistance"),
        "statement": say("e statement"),
        "key message": say("m key message"),
        "discussed": say("d discussed"),
    }


def letters() -> dict[str, str]:
    """The kinds by their letters."""
    return {words.partition(" ")[0].casefold(): kind for kind, words in kind_words().items()}


def called(kind: str) -> str:
    """A kind in words."""
    return kind_words()[kind].partition(" ")[2]


def outcome_lines(file: VisitFile, kind: str = "") -> list[Line]:
    """The outcomes in the order of the programme, those of the whole visit last; only of one kind if that is given."""
    numbers = {item.id: number for item, number, _group in items_in_order(file)}
    places = {id_: at for at, id_ in enumerate(numbers)}
    some = [one for one in file.outcomes if kind in ("", one.kind)]
    some.sort(key=lambda one: (places.get(one.item, len(places)) if one.item else 10**6, one.order))
    return [_outcome(one, numbers.get(one.item, "") if one.item else "") for one in some]


def _outcome(one: Outcome, number: str) -> Line:
    chip = "secondary"
    for kinds, colour in ((_GOOD, "ok"), (_BAD, "warning"), (_ASKED, "accent")):
        chip = colour if one.kind in kinds else chip
    cells = (
        Cell(called(one.kind), chip=chip, field="kind"),
        Cell(one.text, field="text"),
        Cell("; ".join(one.speakers), tone="secondary", field="speakers"),
        Cell(one.addressee, tone="secondary", field="addressee"),
        Cell(number, tone="secondary"),
    )
    return Line(one.id, cells)


def follow_up_lines(file: VisitFile, today: date) -> list[Line]:
    """The follow-ups in their order."""
    return [_follow_up(one, today) for one in sorted(file.follow_ups, key=lambda one: one.order)]


def _follow_up(one: FollowUp, today: date) -> Line:
    late = outcome_edits.days_late(one, today)
    days = say_many("{count} day late", "{count} days late", late)
    states = {
        "open": Cell(say("open"), chip="accent"),
        "done": Cell(say("done"), chip="ok"),
        "dropped": Cell(say("dropped"), chip="secondary"),
    }
    state = (
        Cell(days.format(count=shown.digits(late)), chip="danger") if late else states[one.state]
    )
    cells = (
        Cell(one.owner, field="owner"),
        Cell(one.action, field="action"),
        Cell(one.with_whom, tone="secondary", field="with_whom"),
        Cell(
            shown.when(outcome_edits.due(one)),
            tone="danger" if late else "",
            field="due",
            whole=True,
        ),
        Cell(_clock(one), tone="secondary"),
        state,
    )
    return Line(one.id, cells)


def _clock(one: FollowUp) -> str:
    """From what a due date is counted."""
    if one.due or one.due_days is None:
        return say("fixed day") if one.due else ""
    days = say_many("{count} day after {day}", "{count} days after {day}", one.due_days)
    return days.format(count=shown.digits(one.due_days), day=shown.when(one.due_from) or "…")


def item_rows(file: VisitFile, today: date) -> list[Row]:
    """The items that may produce something, each with how much it did; the visit as a whole last."""
    counts = Counter(one.item for one in file.outcomes)
    made, groups = [], {}
    for item, number, group in items_in_order(file):
        rule = kind_rules()[item.kind]
        quiet = item.kind in ("travel", "free time", "meal") or rule.internal or not number
        if item.status == "cancelled" or (quiet and not counts[item.id]):
            continue
        day = dates.day(item.day)
        over = day is not None and day < today
        second = _counted(counts[item.id]) or (say("nothing noted yet") if over else "")
        groups[item.id] = group
        title = f"{shown.isolated(number)}  {shown.isolated(item.title)}"
        made.append(Row(item.id, title, second=second, icon=rule.icon, lines=3))
    rows = grouped(made, lambda row: groups[row.id] if isinstance(row.id, UUID) else "")
    whole = Row(WHOLE, say("Visit report"), second=_counted(counts[None]), icon="file-text")
    return [*rows, Row(title=say("The visit as a whole")), whole]


def _counted(count: int) -> str:
    words = say_many("{count} outcome", "{count} outcomes", count)
    return words.format(count=shown.digits(count)) if count else ""
