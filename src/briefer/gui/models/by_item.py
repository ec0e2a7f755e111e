"""People against items: a row each, a column each, and in the cell what somebody does there. What a cell shows, it says.

Not here: drawing (`views.by_item`), changing anything (`services.delegation_edits`).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefer.gui import shown
from briefer.gui.models.delegation import Listed, numbers_of, role_words, when
from briefer.gui.models.programme import Names
from briefer.i18n import say
from briefer.records import dates
from briefer.records.base import Side
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.rules import attendance
from briefer.rules.attendance import Attendee, Overlaps
from briefer.text import fold

CELL_ROLE = Qt.ItemDataRole.UserRole
"""The `Mark` of a cell, None where nobody takes part."""
_LETTERS = {
    "chair": "C",
    "lead": "L",
    "speaker": "S",
    "interpreter": "I",
    "note taker": "N",
    "greeter": "G",
}
"""In English, and on a keyboard that has no letters of the window's language."""
_QUIET_KINDS = ("travel", "free time")
"""Kinds of item that stand here only when somebody takes part in them."""
_NOBODY = UUID(int=0)
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class GridColumn(NamedTuple):
    """One item."""

    item: ProgrammeItem
    number: str
    day: str
    """The head over the columns of one day or stop."""
    when: str
    date: str = ""
    """The head in less room: the day without its city; empty where the item has no day."""
    city: str = ""

    @property
    def called(self) -> str:
        """Number and title."""
        return " ".join(filter(None, (self.number, self.item.title)))


class GridRow(NamedTuple):
    """Somebody; without an attendee the head of a side."""

    name: str
    second: str
    attendee: Attendee | None = None

    @property
    def id(self) -> UUID | None:
        """Who it is."""
        return self.attendee.id if self.attendee else None

    @property
    def template(self) -> Participant:
        """Whom a new part would name."""
        assert self.attendee is not None
        if self.attendee.delegate:
            return Participant(item=_NOBODY, side="guest", delegate=self.attendee.delegate.id)
        return self.attendee.parts[0]


class Mark(NamedTuple):
    """What somebody does in an item."""

    part: Participant
    letter: str
    clash: bool


class Grid(NamedTuple):
    """All of it, as it is at one moment."""

    rows: tuple[GridRow, ...] = ()
    columns: tuple[GridColumn, ...] = ()
    clashes: tuple[attendance.Clash, ...] = ()


def grid(
    file: VisitFile, guests: Sequence[Listed], hosts: Sequence[Listed], same_time: Overlaps
) -> Grid:
    """Who comes to what; the delegation in its order."""
    order = [one.delegate for one in guests if one.delegate]
    people = attendance.attendees(file, order)
    lines = {one.id: one for one in (*guests, *hosts)}
    attended = {part.item for one in people for part in one.parts}
    numbers = numbers_of(file)
    stops = {stop.id: stop for stop in file.stops}
    columns = []
    for item in attendance.items(file):
        if item.kind in _QUIET_KINDS and item.id not in attended:
            continue
        stop = stops.get(item.stop) if item.stop else None
        day = dates.day(item.day)
        city = stop.city if stop else ""
        head = say(", ").join(filter(None, (_day(day), city))) or say("No day yet")
        number = numbers.get(item.id, "")
        columns.append(GridColumn(item, number, head, when(item), _day(day), city))
    rows: list[GridRow] = []
    sides: tuple[tuple[Side, str], ...] = (("guest", say("Guests")), ("host", say("Hosts")))
    for side, head in sides:
        some = [one for one in people if one.side == side]
        if some:
            rows.append(GridRow(head, _counted(some)))
        rows += [_row(one, lines.get(one.id), file) for one in some]
    return Grid(tuple(rows), tuple(columns), attendance.clashes(people, same_time))


def letters() -> dict[str, str]:
    """By role what is drawn in a cell, and the key that puts it there: initials in the window's language."""
    return {
        "chair": say("C", of="chairs"),
        "lead": say("L", of="leads"),
        "speaker": say("S", of="speaks"),
        "interpreter": say("I", of="interprets"),
        "note taker": say("N", of="takes notes"),
        "greeter": say("G", of="greets"),
    }


def roles_by_key() -> dict[str, str]:
    """The role that a typed letter gives; Latin letters too where the window's own are others."""
    own = {letter: role for role, letter in letters().items()}
    if any(letter.isascii() for letter in own):
        return own
    return {letter: role for role, letter in _LETTERS.items()} | own


def keys_told() -> str:
    """What the letters and signs of the cells mean, and which keys put them there."""
    form = say(
        "Space attends · {letters} · Delete not there · dashed ring: asked · cross: declined"
    )
    return form.format(letters=_letters_told())


def signs_told() -> str:
    """What the letters and signs of the cells mean, where none can be put there."""
    form = say("dot: attends · {letters} · dashed ring: asked · cross: declined")
    return form.format(letters=_letters_told())


def _letters_told() -> str:
    words = role_words()
    return " · ".join(f"{letter} {words[role]}" for role, letter in letters().items())


def _counted(some: Sequence[Attendee]) -> str:
    """How many there are of a side; guests of the delegation apart from those whom only an item names."""
    members = sum(1 for one in some if one.delegate)
    if not members or members == len(some):
        return shown.digits(len(some))
    form = say("{count} in the delegation, {others} besides")
    return form.format(count=shown.digits(members), others=shown.digits(len(some) - members))


def _day(day: date | None) -> str:
    return shown.day(day, "EEE d MMM") if day else ""


def _row(one: Attendee, line: Listed | None, file: VisitFile) -> GridRow:
    if line is None:
        return GridRow(Names(file).who(one.parts[0]) or say("nobody yet"), "", one)
    second = line.function if line.delegate else line.post
    if line.what == "post":
        second = say("name to follow")
    elif line.what != "person":
        second = say("group") if line.what == "group" else say("institution")
    return GridRow(line.name, second, one)


class ByItem(QAbstractTableModel):
    """The grid for its view."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[GridRow, ...] = ()
        self.columns: tuple[GridColumn, ...] = ()
        self._marks: dict[tuple[UUID, UUID], Mark] = {}
        self._clashes: dict[tuple[UUID, UUID], list[UUID]] = {}

    def show_grid(self, shown_grid: Grid) -> None:
        """Show another grid; where the same people and items stand in the same order, cells only change."""
        signs = letters()
        clashing = {
            (one.attendee, item) for one in shown_grid.clashes for item in (one.first, one.second)
        }
        marks = {
            (row.id, part.item): Mark(
                part, signs.get(part.role, ""), clash=(row.id, part.item) in clashing
            )
            for row in shown_grid.rows
            if row.id and row.attendee
            for part in row.attendee.parts
        }
        same = [row.id or row.name for row in shown_grid.rows] == [
            row.id or row.name for row in self.rows
        ] and [one.item.id for one in shown_grid.columns] == [one.item.id for one in self.columns]
        if not same:
            self.beginResetModel()
        self.rows, self.columns, self._marks = shown_grid.rows, shown_grid.columns, marks
        if not same:
            self.endResetModel()
        elif self.rows and self.columns:
            last = (len(self.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), self.index(*last))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, last[0])
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last[1])

    def mark(self, index: _Index) -> Mark | None:
        """What somebody does in the item of a cell."""
        row, column = self.rows[index.row()], self.columns[index.column()]
        return self._marks.get((row.id, column.item.id)) if row.id else None

    def words(self, index: _Index) -> str:
        """A cell in words: "Ms Nour Selmani interprets, 14 Site visit: Sundet Border Post, Tue 14:45"."""
        return say(", ").join(filter(None, self.parts(index)))

    def parts(self, index: _Index) -> tuple[str, str, str, str]:
        """Who, what they do there, in which item, and when it is."""
        row, column = self.rows[index.row()], self.columns[index.column()]
        mark = self.mark(index)
        does = doing(mark.part) if mark else say("not there")
        return row.name, does, column.called, column.when

    # Qt's own names

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            column = self.columns[section]
            called = column.called
            tip = shown.tip("\n".join(filter(None, (column.day, called, column.when))))
            return called if role == Qt.ItemDataRole.DisplayRole else tip
        if orientation == Qt.Orientation.Vertical and section < len(self.rows):
            row = self.rows[section]
            words = say(", ").join(filter(None, (row.name, row.second)))
            return words if role == Qt.ItemDataRole.DisplayRole else shown.tip(words)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not self.rows[index.row()].id:
            return None
        mark = self.mark(index)
        if role == CELL_ROLE:
            return mark
        if role == Qt.ItemDataRole.DisplayRole:
            return doing(mark.part) if mark else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.words(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return shown.tip(self.words(index))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and mark and mark.clash:
            return say("in two items at the same time")
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.rows[index.row()].id:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


def doing(part: Participant) -> str:
    """What somebody does, and how the invitation stands."""
    states = {
        "asked": say("asked"),
        "accepted": say("accepted"),
        "declined": say("declined"),
        "came": say("came"),
    }
    return say(", ").join(filter(None, (role_words()[part.role], states.get(part.state, ""))))


def narrowed(whole: Grid, words: str) -> Grid:
    """Only the people whose line holds the words; heads of sides without anybody go."""
    wanted = fold(words.strip())
    rows = [row for row in whole.rows if not row.id or wanted in fold(f"{row.name} {row.second}")]
    kept = [
        row
        for at, row in enumerate(rows)
        if row.id or (at + 1 < len(rows) and rows[at + 1].id is not None)
    ]
    return whole._replace(rows=tuple(kept))


def of_strand(whole: Grid, strand: UUID | None) -> Grid:
    """Only the items of a strand and those of none."""
    columns = tuple(one for one in whole.columns if one.item.strand in (strand, None))
    return whole._replace(columns=columns)
