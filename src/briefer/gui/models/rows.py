"""Rows of the lists that people look at: an icon, one to three lines, something at the end; heads between them.

One model serves visits, library, notes, findings, participants, search. Whatever a row shows, a screen reader is told.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from briefer.gui import shown
from briefer.gui.models.drags import Dragged, pack
from briefer.i18n import say

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `Row` of an index."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Mark(NamedTuple):
    """A chip: words in a colour of `theme.Own` or `accent`; without `filled` only an edge."""

    words: str
    colour: str = "secondary"
    filled: bool = True


class Row(NamedTuple):
    """One row. Without an id it is the head of those below it."""

    id: Hashable = None
    title: str = ""
    second: str = ""
    third: str = ""
    end: str = ""
    end_second: str = ""
    icon: str = ""
    icon_colour: str = "secondary"
    initials: str = ""
    """In a circle in place of the icon: a person."""
    dashed: bool = False
    """In a dashed circle: a post without a name, a group."""
    mark: Mark | None = None
    muted: bool = False
    found: str = ""
    """Letters to be shown bold: what was searched."""
    drag: tuple[str, UUID] | None = None
    """Kind and id of the record that is dragged with it."""
    cells: tuple[str, ...] = ()
    """Further columns, where the list has them."""
    wraps: bool = False
    """The title is a sentence: it takes as many lines as it needs, six at most."""
    lines: int = 1
    """The lines in which a title that is a name may stand."""
    drops: bool = False
    """What has no room at the end of its title stands below it."""
    spoken: str = ""
    """For a screen reader, when it is not the lines after each other."""
    more: str = ""
    """Said besides: findings."""
    drawn: object = None
    """What a delegate of its own draws in place of `cells`, which say the same."""

    @property
    def is_head(self) -> bool:
        """Whether it is the head of a group."""
        return self.id is None

    @property
    def words(self) -> str:
        """All of it in one sentence."""
        parts = (
            self.title,
            self.second,
            self.third,
            self.end,
            self.end_second,
            self.mark.words if self.mark else "",
            *self.cells,
        )
        return self.spoken or say(", ").join(part for part in parts if part)


class RowsModel(QAbstractListModel):
    """Rows in a list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows; where the same ids stand in the same order, they only change."""
        rows = tuple(rows)
        if [row.id for row in rows] == [row.id for row in self.rows]:
            changed = [at for at, row in enumerate(rows) if row != self.rows[at]]
            self.rows = rows
            for at in changed:
                self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row_of(self, id_: Hashable) -> int:
        """Where a row is, -1 when it is not here."""
        return next(
            (at for at, row in enumerate(self.rows) if row.id == id_ and id_ is not None), -1
        )

    # Qt's own names

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.more
        if role == Qt.ItemDataRole.ToolTipRole:
            words = "\n".join(filter(None, (row.title, row.second, row.third, row.more)))
            return shown.tip(words)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].is_head:
            return Qt.ItemFlag.NoItemFlags
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self.rows[index.row()].drag else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = [self.rows[index.row()] for index in indexes]
        drags = [row.drag for row in rows if row.drag]
        return pack(
            Dragged(drags[0][0], tuple(id_ for _, id_ in drags)), [row.title for row in rows]
        )

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction


def grouped(
    rows: Iterable[Row], group: Callable[[Row], str], *, counted: bool = False
) -> list[Row]:
    """Rows in the order given, with a head wherever their group changes."""
    found: list[Row] = []
    heads: dict[str, int] = {}
    for row in rows:
        name = group(row)
        if name not in heads:
            heads[name] = len(found)
            found.append(Row(title=name))
        found.append(row)
    if counted:
        for name, at in heads.items():
            following = [row for row in found[at + 1 :] if not row.is_head]
            found[at] = Row(
                title=name, end=shown.digits(sum(group(row) == name for row in following))
            )
    return found
