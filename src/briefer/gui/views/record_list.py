"""Records of one whole in a list, with the form of the chosen one below it: stops, parties, citations.

Insert adds behind the chosen one, Delete deletes it, Alt+Up and Alt+Down or a drag move it, Return goes to its form.
Not here: the form (`record_form`), what a row says.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from briefer.gui import theme
from briefer.gui.commands import Undo
from briefer.gui.models.drags import Dragged
from briefer.gui.models.rows import Row
from briefer.gui.views.controls import link, locked, row, small_tool
from briefer.gui.views.record_form import RecordForm
from briefer.gui.views.taking_rows import TakingRows
from briefer.records.base import Record
from briefer.records.kinds import kind_of

_NAMELESS = frozenset({"party", "day_note", "contact", "citation", "leg", "wording"})
"""Kinds of which no field is a name: a role, a day, a number."""

New = Callable[[], Record | None]
"""Makes a record of the whole that is shown, not stored yet; None while there is no whole."""


class Words(NamedTuple):
    """What a list and its commands are called."""

    title: str
    add: str
    added: str
    """In the past: "Stop added."."""
    remove: str


class RecordList(QWidget):
    """A list of records with a form below it."""

    def __init__(
        self,
        undo: Undo,
        words: Words,
        form: RecordForm,
        new: New,
        prepare: Callable[[Record], object] | None = None,
        above: QWidget | None = None,
    ) -> None:
        """Make a list; `prepare` is called with a record before the form shows it. `above` stands over the rows."""
        super().__init__()
        self._undo, self._words, self._new, self._prepare = undo, words, new, prepare
        self._records: tuple[Record, ...] = ()
        self._new_one: UUID | None = None
        self._made: set[UUID] = set()
        """Records that were added here."""
        self._names: Mapping[UUID, str] = {}
        self.form = form
        self.list = _List(words.title, self._is_here)
        self.list.chosen.connect(lambda _id: self._show_form())
        self.list.opened.connect(lambda _id: self.form.take_keyboard())
        self.list.deleted.connect(lambda _id: self.remove_chosen())
        self.list.moved.connect(self._move)
        self.list.let_go.connect(lambda dragged, row: self._move_to(dragged.ids[0], row))
        self.list.wanted.connect(self.add)
        self._add = link(words.add, self.add, "plus")
        self._remove = small_tool("trash-2", words.remove, self.remove_chosen)
        self._below = row(self.form, self._remove, spacing=8)
        below = self._below.layout()
        if below:
            below.setAlignment(self._remove, Qt.AlignmentFlag.AlignBottom)
        self._below.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        title = theme.label(words.title, "head")
        title.setWordWrap(True)  # some languages need more words than a panel is wide
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout.addWidget(row(title, self._add))
        if above:
            layout.addWidget(above)
        layout.addWidget(self.list)
        layout.addWidget(self._below)

    def show_records(
        self, records: Sequence[Record], rows: Sequence[Row], names: Mapping[UUID, str]
    ) -> None:
        """Show other records, each with its row; `names` are those of the records they are tied to."""
        one = self._chosen()
        at = self._records.index(one) if one else -1
        had_keyboard = self.list.hasFocus() or self._below.isAncestorOf(self.focusWidget())
        self._records, self._names = tuple(records), names
        drags: dict[Hashable, tuple[str, UUID]] = {
            one.id: (kind_of(one).name, one.id) for one in records if _has_order(one)
        }
        self.list.show_rows(row._replace(drag=drags.get(row.id)) for row in rows)
        if rows and at >= 0 and self.list.chosen_id is None:
            self.list.choose(rows[min(at, len(rows) - 1)].id)
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(max(1, self.list.height_of_rows()))
        self._show_form()
        self._begin_new()
        if had_keyboard and not rows:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def records(self) -> tuple[Record, ...]:
        """The records it shows, in their order."""
        return self._records

    @property
    def target(self) -> QWidget:
        """What takes the keyboard: the list, or what adds while it is empty."""
        return self.list if self._records else self._add

    def add(self) -> None:
        """A new one behind the chosen one, its first field ready to be typed."""
        if made := None if locked(self) else self._new():
            self.put(made)

    def put(self, made: Record) -> None:
        """Add one that is made, and go to its form."""
        from briefer.services import common_edits

        self.form.accept_all()
        edit = common_edits.add(made)._replace(words=self._words.add, past=self._words.added)
        self._new_one = made.id
        self._made.add(made.id)
        if self._undo.do(edit):
            self._begin_new()
        else:
            self._new_one = None

    def _begin_new(self) -> None:
        """Go to the form of what was added, as soon as it is in the list: it may come by reading."""
        if self._new_one and self.list.choose(self._new_one):
            self._new_one = None
            self.form.take_keyboard()

    def remove_chosen(self) -> None:
        """Delete the chosen one; the keyboard goes to its neighbour."""
        from briefer.services import common_edits

        one = self._chosen()
        if one is None or locked(self):
            return
        if not self.list.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        edit, called = common_edits.delete(one), self._called(one)
        self._undo.do(common_edits.told_deleted(edit, called) if called else edit)

    def choose(self, id_: UUID) -> bool:
        """Choose a record; gives whether it is here."""
        return self.list.choose(id_)

    def accept_all(self) -> None:
        """Take whatever is being typed."""
        self.form.accept_all()

    def _chosen(self) -> Record | None:
        return next((one for one in self._records if one.id == self.list.chosen_id), None)

    def _show_form(self) -> None:
        one = self._chosen()
        self._below.setVisible(one is not None)
        if one:
            if self._prepare:
                self._prepare(one)
            self.form.show_record(one, self._names)
            self.form.called = self._called(one)

    def _called(self, one: Record) -> str | None:
        """What a record is called by its row, a new one not yet; None where it has a name of its own."""
        if kind_of(one).name not in _NAMELESS:
            return None
        if one.id in self._made and one.version == 1:
            return ""
        return next((row.title for row in self.list.rows if row.id == one.id), "")

    def _is_here(self, dragged: Dragged) -> bool:
        """Whether what is dragged is one of these records, and not of another list or visit."""
        return any(one.id == dragged.ids[0] and _has_order(one) for one in self._records)

    def _move(self, step: int) -> None:
        one = self._chosen()
        at = self._records.index(one) if one else 0
        if one and 0 <= at + step < len(self._records):
            self._move_to(one.id, at + step + (step > 0))

    def _move_to(self, id_: UUID, before: int) -> None:
        """A record goes before the one that stands in a row now."""
        from briefer.services import common_edits

        at = next((at for at, one in enumerate(self._records) if one.id == id_), None)
        if at is None or before in (at, at + 1) or locked(self):
            return
        if not _has_order(self._records[at]):
            return
        self.form.accept_all()
        some = list(self._records)
        some.insert(before - (before > at), some.pop(at))
        if self._undo.do(common_edits.reorder(some)):
            self.list.choose(id_)

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        reason = locked(self)
        for part in (self._add, self._remove):
            part.setDisabled(bool(reason))
            part.setToolTip(reason or part.accessibleName())


def _has_order(one: Record) -> bool:
    """Whether the order of such records is the officer's."""
    return "order" in one.__struct_fields__


class _List(TakingRows):
    """The list, with the keys that add and move."""

    moved = Signal(int)
    wanted = Signal()

    def __init__(self, title: str, takes: Callable[[Dragged], bool]) -> None:
        super().__init__(title, takes, between=True, inset=0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Insert:
            self.wanted.emit()
        else:
            super().keyPressEvent(event)
