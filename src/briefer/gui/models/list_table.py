"""A list that was made elsewhere as a table: what each row becomes, then its cells, which can be mended.

Not here: what a row becomes (`services.list_rows`).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefer.gui import shown, typed_dates, typed_times
from briefer.gui.models.programme import kind_words
from briefer.i18n import say
from briefer.records import dates
from briefer.records.base import new_id
from briefer.records.institutions import Institution
from briefer.records.naming import whole_name
from briefer.records.people import Person, Post
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Delegate
from briefer.text import fold

if TYPE_CHECKING:
    from briefer.services.list_rows import Parsers, Planned, Way

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
BECOMES = 0
SIGN_ROLE = Qt.ItemDataRole.UserRole
"""Icon and colour of what becomes of a row."""
SIGNS = {
    "new": ("plus", "ok"),
    "known": ("user-round", "ok"),
    "doubt": ("triangle-alert", "warning"),
    "several": ("circle-question-mark", "warning"),
    "there": ("check", "secondary"),
    "day": ("calendar-range", "secondary"),
    "unread": ("circle-alert", "danger"),
    "without": ("ban", "secondary"),
}


class Line(NamedTuple):
    """A row as it is shown: its cells, what becomes of it, and what was chosen."""

    cells: tuple[str, ...]
    planned: "Planned"
    way: "Way"

    @property
    def sign(self) -> str:
        """What its sign says."""
        chosen = self.way == "without" and self.planned.ways[0] != "without"
        if chosen:
            return "without"
        return "new" if self.way == "new" else self.planned.state

    @property
    def words(self) -> str:
        """What becomes of it, in words."""
        records = self.planned.made(self.way)
        if not records:
            if self.sign == "without":
                return say("left out")
            return self.planned.remark or say("day of the rows below")
        known = self.planned.person if self.way == "take" else None
        made = _made(records, known)
        if self.planned.state != "doubt":
            return made
        return say("{made}. {remark}").format(made=made, remark=self.planned.remark)


def parsers(days: Sequence[date]) -> "Parsers":
    """How cells are read: as what is typed in the fields of an item is. `days` are those of the visit."""
    from briefer.services.list_rows import Parsers

    kinds = {fold(words): kind for kind, words in kind_words().items()}
    kinds |= {fold(kind): kind for kind in kind_words()}
    return Parsers(lambda text: _day(text, days), times, kinds)


def times(start: str, end: str) -> dict[str, Any] | None:
    """Fields of an item from a typed time and a typed end; None for no time."""
    typed = typed_times.read(f"{start}-{end}" if start and end else start)
    if typed is None or typed.shift is not None or not typed.start:
        return None
    try:
        item = typed_times.applied(ProgrammeItem(visit=new_id(), title="-"), typed)
    except typed_times.EndBeforeStart:
        return None
    return {name: getattr(item, name) for name in ("start", "end", "end_days", "time_form")}


class ListTable(QAbstractTableModel):
    """The rows of a list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()
        self._heads: tuple[str, ...] = ()
        self.mend: Callable[[int, int, str], None] = lambda _row, _column, _text: None
        """A cell gets another text."""

    def show_lines(self, lines: Sequence[Line], heads: Sequence[str]) -> None:
        """Show other rows, under other heads."""
        same = (len(lines), len(heads)) == (len(self.lines), len(self._heads))
        if not same:
            self.beginResetModel()
        self.lines, self._heads = tuple(lines), tuple(heads)
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(heads)))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(heads))

    # Qt's own names

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._heads) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say("Becomes") if section == BECOMES else self._heads[section - 1]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == SIGN_ROLE:
            return SIGNS[line.sign] if index.column() == BECOMES else None
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            words = line.words if index.column() == BECOMES else line.cells[index.column() - 1]
            return shown.tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() == BECOMES:
            return False
        self.mend(index.row(), index.column() - 1, str(value))
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        mendable = index.isValid() and index.column() != BECOMES
        return flags | Qt.ItemFlag.ItemIsEditable if mendable else flags


def counted(lines: Sequence[Line]) -> Mapping[str, int]:
    """How many rows there are of each sign."""
    found: dict[str, int] = {}
    for line in lines:
        found[line.sign] = found.get(line.sign, 0) + 1
    return found


def _made(records: Sequence[object], known: Person | None) -> str:
    """What is made, in words."""
    first = records[0]
    if isinstance(first, ProgrammeItem):
        day = dates.day(first.day) if first.day else None
        when = (shown.day(day, "EEE d MMM") if day else "", shown.times(first) or say("no time"))
        return shown.joined((*when, kind_words()[first.kind], first.title))
    person = known or next((one for one in records if isinstance(one, Person)), None)
    name = whole_name(person) if person else ""
    if person and not known and person.given_name and person.family_name:
        name = say("{name} (family name {family})").format(
            name=shown.isolated(name), family=shown.isolated(person.family_name)
        )
    if isinstance(first, Delegate):
        who = say("{name}, in the library").format(name=name) if known else name
        return shown.joined((who or say("post without a name"), first.title, first.affiliation))
    post = next((one for one in records if isinstance(one, Post)), None)
    new = next((one for one in records if isinstance(one, Institution)), None)
    institution = say("new institution {name}").format(name=new.name) if new else ""
    return shown.joined((name, post.title if post else "", institution))


def _day(text: str, days: Sequence[date]) -> str | None:
    """A day as a cell has it; nothing less exact, and no number alone."""
    if text.strip().isdigit():
        return None
    found = typed_dates.read(text, days)
    return found if found and dates.day(found) else None
