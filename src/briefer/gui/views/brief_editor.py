"""The brief of one item: whose it is, objective, points, the two halves of the background.

What is typed is accepted when a field is left; the first acceptance makes the brief. Text goes from the closed half to
the open one in two steps only. Not here: the list of briefs and the pages (`briefs`).
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefer.gui import shown, theme, typed_dates
from briefer.gui.actions import Actions
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.item_edits import days_of
from briefer.gui.models import brief_names
from briefer.gui.models.briefs import BriefItem, points_of_kind, state_words
from briefer.gui.models.drags import unpack
from briefer.gui.models.offers import Answer
from briefer.gui.models.points import TEXT, who_field
from briefer.gui.views.addenda import Addenda
from briefer.gui.views.brief_halves import ClosedHalf, OpenEdit, OpenHalf, lock_text
from briefer.gui.views.brief_points import PointsView
from briefer.gui.views.column_widths import lent
from briefer.gui.views.controls import (
    Elided,
    Segment,
    Segments,
    column,
    hairline,
    locked,
    on_base,
    row,
)
from briefer.gui.views.fields import (
    ChoiceField,
    Field,
    LineEdit,
    LineField,
    TextEdit,
    TextField,
    control_of,
    controls_of,
    show_text,
)
from briefer.gui.views.point_details import PointDetails
from briefer.i18n import say, say_many
from briefer.records.base import Record
from briefer.records.briefs import Addendum, Brief, BriefPoint
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.services import brief_edits
from briefer.services.edits import Change, Edit

if TYPE_CHECKING:
    from briefer.records.markings import MarkingScheme

_KINDS = ("to make", "if raised", "agenda", "contribution")
_BETWEEN_HALVES = 22
_STRETCH = (80, 124, 124, 100, 108, 108)
"""Of the columns of the head, as wide as what stands in them: `K. Rashmani`, `12 February 2027`, `As the visit`."""
_BETWEEN = 10
"""Between two fields of the head."""
_CARET_RESTS = 150
"""Milliseconds without a move after which the pages follow the caret."""


class BriefEditor(QWidget):
    """The brief of the chosen item."""

    paragraph_changed = Signal(str)
    """The paragraph in which the caret rests, in Markdown; empty where it is in none."""
    note_let_go = Signal(object)
    """The id of a note that was dragged here: it lands in the closed half, wherever on the brief it is let go."""
    refused = Signal(str)
    """Why what is dragged cannot be let go."""

    def __init__(self, desk: Desk, undo: Undo, actions: Actions) -> None:
        super().__init__()
        self._desk, self._undo = desk, undo
        self._visit: UUID | None = None
        self._item: UUID | None = None
        self._kind = "to make"
        self._refusing = False
        """Whether it has said why what is dragged cannot be let go where it is."""
        self.number = theme.label("", "title")
        self.title = Elided("record")
        self._when = theme.label("", "label", quiet=True)
        self.fields: dict[str, Field] = {}
        head = column(
            row(self.number, self.title, self._when, spacing=10),
            self._head_fields(),
            margins=(20, 12, 20, 12),
            spacing=10,
        )
        self.objective = TextField(
            say("Objective, one or two lines"),
            lambda text: self._set("objective", text, say("objective")),
            lines=2,
            edit=OpenEdit(say("Objective"), self._closed_text, self._names),
        )
        self.points = PointsView()
        self.point = PointDetails(desk, undo, self._change_point, self._take_text)
        self._kinds = Segments(
            say("Kind of points"), [Segment(kind, words) for kind, words in _kind_words().items()]
        )
        self._kinds.choose(self._kind)
        self._hint = Elided("label", quiet=True, hint=True)
        self.open = OpenHalf(self._closed_text, self._names)
        self.closed = ClosedHalf(self._names)
        halves = QWidget()
        halves_layout = QHBoxLayout(halves)
        halves_layout.setContentsMargins(0, 0, 0, 0)
        halves_layout.setSpacing(theme.scaled(_BETWEEN_HALVES))
        halves_layout.addWidget(self.open, 10)
        halves_layout.addWidget(self.closed, 9)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(20, 10, 20, 14)
        layout.setSpacing(6)
        layout.addWidget(self.objective)
        layout.addSpacing(8)
        layout.addWidget(row(self._kinds, self._hint, spacing=14))
        layout.addWidget(self.points)
        layout.addWidget(self.point)
        layout.addSpacing(10)
        layout.addWidget(theme.label(say("Background"), "head"))
        layout.addWidget(halves, 1)
        layout.addSpacing(10)
        self.addenda = Addenda(undo, self._set_addenda)
        layout.addWidget(self.addenda)
        on_base(inside)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(hairline())
        outer.addWidget(area, 1)
        self._connect()
        self._caret_rests = QTimer(self, singleShot=True, interval=_CARET_RESTS)
        self._caret_rests.timeout.connect(lambda: self.paragraph_changed.emit(self.paragraph))
        for edit in (self.objective.edit, self.open.edit, self.closed.edit):
            edit.cursorPositionChanged.connect(self._caret_rests.start)
        self.points.selectionModel().currentChanged.connect(self._caret_rests.start)
        self.points.selectionModel().currentChanged.connect(self._show_point)
        self._cells = undo.drafts.form("points", self.points, {})
        self._cells.open_cell = self._type_on
        self.points.begun.connect(self._point_begun)
        self._drafts = undo.drafts.form(
            "brief",
            self,
            {
                **controls_of({**self.fields, "objective": self.objective}),
                "background_open": control_of(self.open.edit),
                "background_closed": control_of(self.closed.edit),
            },
        )
        self.addenda.drafts = self._drafts
        actions.attach("brief", self)
        self.setAcceptDrops(True)

    def _head_fields(self) -> QWidget:
        self._owner = LineField(
            say("Owner"), lambda text: self._set("owner", text.strip(), say("owner"))
        )
        self._due = LineField(say("Due"), self._set_due, hint=say("no date"))
        self._state = ChoiceField(
            say("State"), state_words(), lambda value: self._set("status", value, say("state"))
        )
        self._state.widest = True
        self._marking = ChoiceField(
            say("Marking"), {"": ""}, lambda value: self._set("marking", value, say("marking"))
        )
        self._distribution = ChoiceField(
            say("Distribution"),
            {"": ""},
            lambda value: self._set("distribution", value, say("distribution")),
        )
        self._date = LineField(say("Dated"), self._set_date, hint=say("no date"))
        self.fields = {
            "owner": self._owner,
            "due": self._due,
            "date": self._date,
            "status": self._state,
            "marking": self._marking,
            "distribution": self._distribution,
        }
        self._facts = _Head(tuple(self.fields.values()))
        return self._facts

    def _connect(self) -> None:
        for field in (*self.fields.values(), self.objective):
            field.left.connect(self._undo.end_run)
        self.points.typed.connect(self._point_typed)
        self.points.removed.connect(self._remove_point)
        self.points.moved.connect(self._move_point)
        self._kinds.chosen.connect(self._show_kind)
        for half, name, called in (
            (self.open, "background_open", say("background")),
            (self.closed, "background_closed", say("what must not be disclosed")),
        ):
            half.edit.done.connect(
                lambda edit=half.edit, name=name, called=called: self._text_done(edit, name, called)
            )
        objective = self.objective.edit
        if isinstance(objective, OpenEdit):
            objective.asked.connect(self.open.edit.asked)
        self.acts: dict[str, Callable[[], object]] = {
            "accept": self.accept_all,
            "new": self._begin_point,
            "close-paragraph": self.close_paragraph,
            "release-paragraph": self.ask_to_release,
            "into-closed": self.closed.enter,
        }

    # -------------------------------------------------------------------------------------- showing

    def show_brief(self, file: VisitFile, one: BriefItem, scheme: "MarkingScheme | None") -> None:
        """Show the brief of an item, or that there is none yet; a text that somebody is typing stays."""
        other = self._item != one.item.id
        if other and self._item:
            self.accept_all()
            self._drafts.leave()
            for question in (self.open.question, self.closed.question):
                question.hide()
        self._visit, self._item = file.visit.id, one.item.id
        brief = one.brief
        self.number.setText(one.number)
        self.title.show_words(one.item.title)
        self._when.setText(shown.joined((one.group, shown.times(one.item))))
        self._owner.show_value(brief.owner if brief else "", other=other)
        self._due.show_value(shown.when(brief.due) if brief else "", other=other)
        self._state.show_value(brief.status if brief else "empty")
        self._date.show_value(shown.when(brief.date) if brief else "", other=other)
        own = brief.marking if brief else ""
        levels = {one.name: one.name.upper() for one in scheme.levels} if scheme else {}
        whom = {one.name: say(one.words) for one in scheme.distributions} if scheme else {}
        _offer(self._marking, levels)
        _offer(self._distribution, whom)
        self._marking.show_value(own)
        self._distribution.show_value(brief.distribution if brief else "")
        self._facts.fit()
        self.objective.show_value(brief.objective if brief else "", other=other)
        if other:
            self.points.setCurrentIndex(QModelIndex())
        self._show_points(file, brief, other=other)
        for edit in (self.open.edit, self.closed.edit):
            edit.highlighter.know(one.words for one in brief_names.known(file))
        show_text(self.open.edit, brief.background_open if brief else "", other=other)
        show_text(self.closed.edit, brief.background_closed if brief else "", other=other)
        self.addenda.show_addenda(brief.addenda if brief else (), other=other)
        self.closed.show_marking(own or file.visit.marking)
        self._drafts.show(one.item.id, file.visit.id)
        self._cells.show(one.item.id, file.visit.id)

    def _show_points(self, file: VisitFile, brief: Brief | None, *, other: bool) -> None:
        points = brief_edits.points_of(file.points, brief)
        counts = {kind: len(points_of_kind(points, kind)) for kind in _KINDS}
        if other and not counts[self._kind]:
            self._kind = next((kind for kind in _KINDS if counts[kind]), "to make")
            self._kinds.choose(self._kind)
        for kind, words in _kind_words().items():
            count = shown.digits(counts[kind]) if counts[kind] else ""
            self._kinds.rename(kind, f"{words} {count}".strip())
        self.points.show_points(points_of_kind(points, self._kind), self._kind)
        many = say_many("{count} point", "{count} points", counts[self._kind])
        to = say("Tab goes to who speaks") if self._kind in ("agenda", "contribution") else ""
        told = many.format(count=shown.digits(counts[self._kind]))
        if not locked(self):
            told = say("{points}. Alt+Up and Alt+Down move, {tab}").format(
                points=told, tab=to or say("Tab goes to whom")
            )
        self._hint.show_words(told)
        self._show_point()

    def _show_point(self, *_indexes: object) -> None:
        """What else is told of the point that is chosen."""
        row_, points = self.points.currentIndex().row(), self.points.table.points
        if file := self._file:
            self.point.show_point(file, points[row_] if 0 <= row_ < len(points) else None)

    def _show_kind(self, kind: str) -> None:
        self.points.accept()
        self._kind = kind
        if (file := self._file) and (found := self._found()):
            self._show_points(file, found[1], other=False)

    def show_record(self, id_: UUID) -> None:
        """Choose a point."""
        file, found = self._file, self._found()
        point = next((one for one in file.points if one.id == id_), None) if file else None
        if file and found and point:
            self._kind = point.kind
            self._kinds.choose(point.kind)
            self._show_points(file, found[1], other=False)
            ids = [one.id for one in self.points.table.points]
            if id_ in ids:
                self.points.choose(ids.index(id_))

    def take_keyboard(self) -> None:
        """Give the keyboard to the objective."""
        self.objective.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def paragraph(self) -> str:
        """The paragraph, or the point, in which the keyboard is; empty where it is in none."""
        for edit in (self.objective.edit, self.open.edit, self.closed.edit):
            if edit.hasFocus():
                text = edit.toPlainText()
                at = brief_edits.paragraph_at(text, edit.textCursor().position())
                return brief_edits.paragraphs(text)[at] if at >= 0 else ""
        focus = QApplication.focusWidget()
        row_ = self.points.currentIndex().row()
        inside = focus is not None and (focus is self.points or self.points.isAncestorOf(focus))
        points = self.points.table.points
        return points[row_].text if inside and 0 <= row_ < len(points) else ""

    def _begin_point(self) -> None:
        """Type a new point."""
        if not self.points.table.locked:
            self.points.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.points.edit_row(len(self.points.table.points))

    def accept_all(self) -> None:
        """Take whatever is typed."""
        for field in (*self.fields.values(), self.objective):
            field.accept()
        self.points.accept()
        self.point.accept_all()
        self.addenda.accept_all()
        self.open.edit.done.emit()
        self.closed.edit.done.emit()

    # --------------------------------------------------------------------------------------- fields

    @property
    def _file(self) -> VisitFile | None:
        return self._desk.file(self._visit) if self._visit else None

    def _found(self) -> tuple[ProgrammeItem, Brief | None] | None:
        """The item and its brief as they lie on the desk now."""
        file = self._file
        item = next((one for one in file.items if one.id == self._item), None) if file else None
        return (item, brief_edits.brief_of(file.briefs, item)) if file and item else None

    def _closed_text(self) -> str:
        return self.closed.edit.toPlainText()

    def _names(self, text: str, answer: Answer) -> None:
        """Records whose names begin with a text: those of the visit at once, else those of the library."""
        file = self._file
        offers = brief_names.beginning(brief_names.known(file), text) if file else []
        if offers or not self._desk.is_open:
            answer(offers)
        else:
            lane = f"names of {len(text.split())} words"
            self._desk.ask(partial(brief_names.of_library, text=text), answer, lane=lane)

    def _do(self, edit: Edit, *, run: str = "") -> str:
        stored = self._undo.do(edit, run=run)
        return "" if stored else say("Not saved. The sentence above says why.")

    def _set(self, field: str, value: Any, called: str) -> str:
        found = self._found()
        if found is None:
            return say("Its item is gone. Copy the text if you want to keep it.")
        item, brief = found
        if value == (getattr(brief, field) if brief else ("empty" if field == "status" else "")):
            return ""
        run = f"{item.id} brief {field}"
        return self._do(brief_edits.change(item, brief, called, **{field: value}), run=run)

    def _set_addenda(self, addenda: tuple[Addendum, ...]) -> str:
        found = self._found()
        if found is None:
            return say("Its item is gone. Copy the text if you want to keep it.")
        item, brief = found
        run = f"{item.id} brief addenda" if brief and len(brief.addenda) == len(addenda) else ""
        return self._do(brief_edits.change(item, brief, say("addenda"), addenda=addenda), run=run)

    def _set_due(self, text: str) -> str:
        file = self._file
        due = typed_dates.read(text, days_of(file) if file else [])
        if due is None:
            return say("There is no such date. Type 1 October, or early December 2022.")
        return self._set("due", due, say("due date"))

    def _set_date(self, text: str) -> str:
        found = typed_dates.read(text, [])
        if found is None:
            return say("There is no such date. Type 1 October, or early December 2022.")
        return self._set("date", found, say("date"))

    def _text_done(self, edit: TextEdit, field: str, called: str) -> None:
        text = edit.toPlainText()
        if edit.touched and not edit.asks and not self._set(field, text, called):
            edit.stored = text
        if not edit.hasFocus():
            self._undo.end_run()

    # --------------------------------------------------------------------------------------- points

    def _points(self) -> tuple[ProgrammeItem, Brief | None, list[BriefPoint]] | None:
        found, file = self._found(), self._file
        if found is None or file is None:
            return None
        return (*found, brief_edits.points_of(file.points, found[1]))

    def _point_begun(self, edit: LineEdit, row_: int, column_: int) -> None:
        """A point is typed in: what is typed is kept like that of a field."""
        points = self.points.table.points
        id_ = points[row_].id if row_ < len(points) else "new"
        name = f"{self._kind} {column_} {id_}"
        self._cells.watch_cell(name, edit, self.points.accept)

    def _type_on(self, name: str) -> None:
        """Type in a point again, as one did before a crash."""
        kind, column_, id_ = name.rsplit(" ", 2)
        self._kinds.choose(kind)
        self._show_kind(kind)
        ids = [str(one.id) for one in self.points.table.points]
        self.points.setFocus(Qt.FocusReason.OtherFocusReason)
        self.points.edit_row(ids.index(id_) if id_ in ids else len(ids), int(column_))

    def _point_typed(self, row_: int, column_: int, text: str) -> None:
        if brief_edits.came_from(text, self._closed_text()):
            accept = partial(self._take_point, row_, column_, text)
            self.open.ask_before(say("Make it a point"), accept, self.points)
        else:
            self._take_point(row_, column_, text)

    def _take_point(self, row_: int, column_: int, text: str) -> None:
        if (found := self._points()) is None:
            return
        item, brief, points = found
        shown_now = self.points.table.points
        if row_ < len(shown_now):
            point = next((one for one in points if one.id == shown_now[row_].id), None)
            field = "text" if column_ == TEXT else who_field(self._kind)
            called = say("text") if column_ == TEXT else say("addressee")
            if point:
                self._do(brief_edits.change_point(item, point, called, **{field: text}))
            return
        same = points_of_kind(points, self._kind)
        new = BriefPoint(brief=brief.id if brief else item.id, kind=self._kind, text=text)  # type: ignore[arg-type]  # one of _KINDS
        self._do(brief_edits.add_point(item, brief, points, new, same[-1] if same else None))

    def _take_text(self, field: str, text: str) -> str:
        """A text of the chosen point; what came from the closed half asks before."""
        point, typed = self.point.point, text.strip()
        if point is None or getattr(point, field) == typed:
            return ""
        if brief_edits.came_from(typed, self._closed_text()):
            id_ = point.id
            self.open.ask_before(
                say("Tell it with the point"),
                lambda: self.point.refuse(field, self._store_text(id_, field, typed)),
                self.points,
            )
            return ""
        return self._store_text(point.id, field, typed)

    def _store_text(self, id_: UUID, field: str, text: str) -> str:
        found = self._points()
        point = next((one for one in found[2] if one.id == id_), None) if found else None
        if found is None or point is None:
            return ""
        called = {"card_text": say("card"), "speaker": say("speaker")}.get(field, say("addressee"))
        edit = brief_edits.change_point(found[0], point, called, **{field: text})
        return self._do(edit, run=f"{id_} {field}")

    def _change_point(
        self, record: Record, field: str, value: Any, called: str, made: Record | None
    ) -> Edit:
        """What a point is tied to; `made` comes into the library with the same step."""
        found = self._found()
        assert isinstance(record, BriefPoint)
        assert found
        edit = brief_edits.change_point(found[0], record, called, **{field: value})
        return edit._replace(changes=(Change(None, made), *edit.changes)) if made else edit

    def _remove_point(self, row_: int) -> None:
        found = self._points()
        if found and row_ < len(self.points.table.points):
            self._do(brief_edits.delete_point(found[0], self.points.table.points[row_]))

    def _move_point(self, row_: int, step: int) -> None:
        found = self._points()
        if found is None or row_ >= len(self.points.table.points):
            return
        item, _brief, points = found
        point = next((one for one in points if one.id == self.points.table.points[row_].id), None)
        if point:
            self._do(brief_edits.move_point(item, points, point, step))
            self.points.choose(max(0, min(row_ + step, len(self.points.table.points) - 1)))

    # --------------------------------------------------------------------------- the two halves

    def close_paragraph(self) -> None:
        """The paragraph under the caret of the open half must not be disclosed any more."""
        edit = self.open.edit
        if not edit.hasFocus() or edit.isReadOnly():
            return
        place = edit.textCursor().position()
        at = brief_edits.paragraph_at(edit.toPlainText(), place)
        self.accept_all()
        found = self._found()
        if found and found[1] and at >= 0:
            self._do(brief_edits.close_paragraph(found[0], found[1], at))
            _put_caret(edit, place)

    def ask_to_release(self) -> None:
        """Ask before the paragraph under the caret of the closed half is opened."""
        edit = self.closed.edit
        if edit.isReadOnly():
            return
        if not edit.hasFocus() and QApplication.focusWidget() is not self.closed.head:
            self.closed.to_head()
            return
        text = edit.toPlainText()
        parts = brief_edits.paragraphs(text)
        at = brief_edits.paragraph_at(text, edit.textCursor().position())
        if at < 0:
            return
        first = parts[at].replace("\n", " ")
        words = f"{first[:50].rstrip()}…" if len(first) > 50 else first
        self.closed.question.ask(
            say("Release “{text}” to the half that may be used?").format(text=words),
            [
                (say("Release it"), lambda: self._release(parts[at])),
                (say("Keep it closed"), lambda: None),
            ],
            edit if edit.hasFocus() else self.closed.head,
        )

    def _release(self, part: str) -> None:
        self.accept_all()
        found = self._found()
        if found is None or found[1] is None:
            return
        parts = brief_edits.paragraphs(found[1].background_closed)
        if part in parts:
            self._do(brief_edits.release_paragraph(found[0], found[1], parts.index(part)))

    # ------------------------------------------------------------------------------------- a note

    def _note(self, event: QDropEvent) -> UUID | None:
        """The note that is dragged."""
        dragged = None if locked(self) else unpack(event.mimeData())
        return dragged.ids[0] if dragged and dragged.kind == "note" else None

    def _over_open(self, event: QDropEvent) -> bool:
        """Whether the pointer is over what anybody may read."""
        at = self.mapToGlobal(event.position().toPoint())
        return any(
            part.rect().contains(part.mapFromGlobal(at))
            for part in (self.open, self.objective, self.points)
        )

    # Qt's own names

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(self._note(event) is not None)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        takes = self._note(event) is not None and not self._over_open(event)
        if not takes and not self._refusing:
            self.refused.emit(say("A note lands in the half that must not be disclosed."))
        self._refusing = not takes
        self.closed.aim(at=takes)
        event.setAccepted(takes)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        del event
        self.closed.aim(at=False)
        self._refusing = False

    def dropEvent(self, event: QDropEvent) -> None:
        note = None if self._over_open(event) else self._note(event)
        self.closed.aim(at=False)
        event.setAccepted(note is not None)
        if note:
            self.accept_all()
            self.note_let_go.emit(note)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        lock_text(self.open.edit)
        lock_text(self.closed.edit)


_ROUNDED = 2
"""Pixels by which a column may be narrower than its share."""


class _Head(QWidget):
    """What is told of a brief over its text: beside each other, in two lines where there is little room."""

    def __init__(self, fields: tuple[Field, ...]) -> None:
        super().__init__()
        self._fields = fields
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_BETWEEN)
        self._grid.setVerticalSpacing(0)
        self._lay_out(len(fields))

    def fit(self) -> None:
        """Share the width by what the fields show, in one line where all of it can be read there."""
        whole = len(self._fields)
        needs = [
            max(field.room_for_value() + _ROUNDED, field.minimumSizeHint().width())
            for field in self._fields
        ]
        room = self.width() - _BETWEEN * (whole - 1)
        self._lay_out(whole if sum(needs) <= room else whole // 2)
        columns = self._columns
        most = [max(needs[at::columns]) for at in range(columns)]
        room = self.width() - _BETWEEN * (columns - 1)
        for at, size in enumerate(lent(_STRETCH[:columns], most, room)):
            self._grid.setColumnStretch(at, size)

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at, field in enumerate(self._fields):
            field.setMinimumWidth(0)
            self._grid.addWidget(
                field, 2 * (at // columns), at % columns, Qt.AlignmentFlag.AlignTop
            )
            self._grid.addWidget(field.trouble, at + 4, 0, 1, columns)
            self._grid.setColumnStretch(at, 0)
        self._grid.setRowMinimumHeight(1, 8 if columns < len(self._fields) else 0)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


def _offer(field: ChoiceField, choices: Mapping[str, str]) -> None:
    """Offer other choices, the first that it is as the visit's."""
    chooser = field.chooser
    wanted = {"": say("As the visit"), **choices}
    there = {chooser.itemData(at): chooser.itemText(at) for at in range(chooser.count())}
    if there != wanted:
        chooser.clear()
        for value, words in wanted.items():
            chooser.addItem(words, value)


def _put_caret(edit: TextEdit, place: int) -> None:
    cursor = edit.textCursor()
    cursor.setPosition(min(place, len(edit.toPlainText())))
    edit.setTextCursor(cursor)


def _kind_words() -> dict[str, str]:
    """The kinds of points in words."""
    return {
        "to make": say("To make"),
        "if raised": say("If raised"),
        "agenda": say("Agenda"),
        "contribution": say("Contributions"),
    }
