"""Institutions: the tree of all, the editor of one, and what it is tied to.

Not here: its people one by one, merging duplicates.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHeaderView,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from briefer.gui import shown, theme
from briefer.gui.actions import names
from briefer.gui.commands import Undo
from briefer.gui.delegates.brush import Brush
from briefer.gui.desk import Desk
from briefer.gui.models.institution_tree import COUNTRY, SIGN_ROLE, InstitutionTree
from briefer.gui.models.library import kind_words, note_row
from briefer.gui.models.rows import Row
from briefer.gui.readings import shows
from briefer.gui.views.controls import (
    Empty,
    Panes,
    PlainHeader,
    SearchField,
    button,
    hairline,
    lay_out_screen,
    link,
    on_base,
    panel_head,
    row,
)
from briefer.gui.views.fields import ChoiceField, Field, LineField, TextField
from briefer.gui.views.lists import RowsView
from briefer.gui.views.markdown import Highlighter, count_words
from briefer.gui.views.note_editor import NoteEditor
from briefer.gui.views.place import Chosen, LibraryPlace, Pane, alone
from briefer.i18n import say, say_many
from briefer.records.institutions import Institution
from briefer.records.naming import initials, whole_name
from briefer.records.notes import Note

if TYPE_CHECKING:
    from briefer.services.edits import Edit
    from briefer.services.library import Connections
    from briefer.workspace.database import Workspace

TREE, CONNECTIONS = 380, 320
RESTS = 60


class Institutions(LibraryPlace):
    """The screen of institutions."""

    visit_wanted = Signal(object)
    person_wanted = Signal(object)

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__()
        self._desk, self._undo = desk, undo
        self._wanted: UUID | None = None
        self._all: tuple[Institution, ...] = ()
        self.search_field = SearchField(names()["search"], say("Find among the institutions"))
        self._rest = QTimer(self, singleShot=True, interval=RESTS)
        self._rest.timeout.connect(self._filter)
        self.search_field.textChanged.connect(lambda _text: self._rest.start())
        self.search_field.left_down.connect(self._to_tree)
        self.tree = _Tree()
        self._model = InstitutionTree(self)
        self.tree.setModel(self._model)
        self.tree.fit()
        self.tree.selectionModel().currentChanged.connect(self._current_changed)
        self._count = theme.label("", "label", quiet=True)
        self.editor = InstitutionEditor(undo)
        self.note = NoteEditor(undo, beside=False, closable=True)
        self.note.closed.connect(self._close_note)
        self._none = Empty(
            "landmark",
            say("No institution yet"),
            say("Type one name; address and people can follow."),
            [
                button(
                    say("New institution"),
                    self.new_institution,
                    "plus",
                    name=say("Add the first institution"),
                )
            ],
        )
        self._middle = QStackedWidget()
        for part in (self.editor, self.note, self._none):
            self._middle.addWidget(part)
        self.connections = _Connections()
        self.connections.opened.connect(self._open_connection)
        self.connections.note_wanted.connect(self.new_note)
        command = button(say("New institution"), self.new_institution, "plus", filled=True)
        side = QWidget()
        side_layout = QVBoxLayout(side)
        side_layout.setContentsMargins(0, 10, 0, 0)
        side_layout.setSpacing(6)
        side_layout.addWidget(row(self.search_field, margins=(10, 0, 10, 0)))
        side_layout.addWidget(self.tree, 1)
        side_layout.addWidget(row(self._count, margins=(14, 4, 14, 6)))
        self.panes = Panes(TREE, 700, CONNECTIONS)
        for pane, least in ((side, 260), (self._middle, 400), (self.connections, 240)):
            pane.setMinimumWidth(theme.scaled(least))
            self.panes.addWidget(on_base(pane))
        self.panes.setStretchFactor(1, 1)
        self.panes.give_back()
        lay_out_screen(self, say("Institutions"), command, self.panes)
        desk.edited.connect(self._edited)
        self.own_acts = {
            "new": self.new_institution,
            "new-institution": self.new_institution,
            "new-note": self.new_note,
            "find": self.search_field.setFocus,
            "accept": self._accept,
        }

    def refresh(self) -> None:
        """Ask the library anew."""
        from briefer.services import library

        if self._desk.is_open:
            self._desk.ask(library.institutions, self._arrived, lane="institutions")

    def show_institution(self, id_: UUID) -> None:
        """Choose an institution as soon as it is in the tree."""
        self._wanted = id_
        if self.search_field.text():
            self.search_field.clear()
        self.refresh()

    def new_institution(self, name: str = "") -> None:
        """A new institution, its name ready to be typed."""
        from briefer.services import common_edits

        made = Institution(name=name or say("New institution"))
        if self._undo.do(common_edits.add(made)):
            self._wanted = made.id
            self.refresh()

    def new_note(self) -> None:
        """A new note, tied to the chosen institution."""
        from briefer.services import common_edits

        one = self.editor.institution
        if one is None:
            return
        edit = common_edits.add_note(
            say("New note on {name}").format(name=one.acronym or one.name), institutions=[one.id]
        )
        if self._undo.do(edit) and isinstance(edit.changes[0].record, Note):
            self._show_note(edit.changes[0].record)
            self.note.take_keyboard()

    def take_keyboard(self) -> None:
        """Give the keyboard to the tree."""
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen_record(self) -> Chosen | None:
        """The institution that is chosen, or the note that is written."""
        if self._middle.currentWidget() is self.note and self.note.note:
            return Chosen("note", self.note.note.id)
        one = self.editor.institution
        return Chosen("institution", one.id) if one else None

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        writing = self._middle.currentWidget() is self.note
        target = self.note.title if writing else self.editor.fields["name"]
        return [*alone(self.tree), Pane(self._middle, target), *alone(self.connections.list)]

    def _accept(self) -> None:
        self.editor.accept_all()
        self.note.accept()

    def _arrived(self, institutions: tuple[Institution, ...]) -> None:
        self._all = institutions
        self._filter()

    def _filter(self) -> None:
        chosen = self._wanted or (self.editor.institution.id if self.editor.institution else None)
        self._model.show(self._all, self.search_field.text())
        self.tree.expandAll()
        units = sum(1 for one in self._all if one.parent)
        roots = len(self._all) - units
        self._count.setText(
            shown.joined(
                (
                    say_many("{count} institution", "{count} institutions", roots).format(
                        count=shown.digits(roots)
                    ),
                    say_many("{count} unit", "{count} units", units).format(
                        count=shown.digits(units)
                    )
                    if units
                    else "",
                )
            )
        )
        index = self._model.index_of(chosen) if chosen else QModelIndex()
        if not index.isValid():
            index = self._model.index(0, 0)
        if index.isValid():
            self.tree.selectionModel().setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )
            self.tree.scrollTo(index)
        elif not self._all:
            self._middle.setCurrentWidget(self._none)
        if self._wanted and self._wanted in self._model.institutions:
            self._wanted = None
            self.editor.take_keyboard()
        self._show_current(index)

    def _current_changed(self, index: QModelIndex) -> None:
        if self._middle.currentWidget() is self.note:
            self.note.accept()
        self._middle.setCurrentWidget(self.editor)
        self._show_current(index)

    def _show_current(self, index: QModelIndex) -> None:
        from briefer.services import library

        id_ = self._model.id_at(index)
        if id_ is None:
            return
        one = self._model.institutions[id_]
        if self._middle.currentWidget() is self._none:
            self._middle.setCurrentWidget(self.editor)
        self.editor.show_institution(one, self._all)

        def question(workspace: "Workspace") -> "Connections":
            return library.connections(workspace, id_)

        self._desk.ask(question, self.connections.show_connections, lane="connections")

    def _open_connection(self, kind: str, id_: object) -> None:
        if kind == "visit":
            self.visit_wanted.emit(id_)
        elif kind == "person":
            self.person_wanted.emit(id_)
        elif kind == "note" and isinstance(id_, UUID) and id_ in self.connections.notes:
            self._show_note(self.connections.notes[id_])

    def _show_note(self, note: Note) -> None:
        self.note.show_note(note, {one.id: one.acronym or one.name for one in self._all})
        self._middle.setCurrentWidget(self.note)

    def _close_note(self) -> None:
        self.note.accept()
        self._middle.setCurrentWidget(self.editor)
        self.take_keyboard()

    def _edited(self, edit: "Edit") -> None:
        for change in edit.changes:
            if (
                isinstance(change.after, Note)
                and self.note.note
                and change.after.id == self.note.note.id
            ):
                self._show_note(change.after)
        if {change.kind for change in edit.changes} & {
            "institution",
            "note",
            "post",
            "place",
            "contact",
        }:
            self.refresh()

    def _to_tree(self) -> None:
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)


class _Tree(QTreeView):
    """The tree of institutions."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(names()["institutions"])
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(theme.scaled(18))
        self.setIconSize(QSize(16, 16))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHeader(PlainHeader(inset=18))
        self.header().setStretchLastSection(False)
        self.setItemDelegate(_TreeDelegate(self))

    def fit(self) -> None:
        """Give the columns their widths."""
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(COUNTRY, QHeaderView.ResizeMode.Fixed)
        self.header().resizeSection(COUNTRY, theme.scaled(104))


class _TreeDelegate(QStyledItemDelegate):
    """Rows of the tree: thirty high, with a hairline below."""

    # Qt's own names

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.scaled(30))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        brush = Brush.of(painter, option)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        full = chosen and option.widget.hasFocus()
        if full:
            painter.fillRect(brush.box, brush.colour(QPalette.ColorRole.Highlight))
        elif chosen:
            painter.fillRect(brush.box, theme.tint("row", brush.colour("accent"), brush.palette))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(brush.box, brush.colour(QPalette.ColorRole.Midlight))
        text = brush.colour(QPalette.ColorRole.HighlightedText if full else QPalette.ColorRole.Text)
        quiet = text if full else brush.colour("secondary")
        box = brush.box.adjusted(4, 0, -6, 0)
        sign = index.data(SIGN_ROLE)
        if sign:
            size = theme.scaled(16)
            brush.icon(QRect(box.left(), box.center().y() - size // 2, size, size), sign, quiet)
            box.setLeft(box.left() + size + theme.scaled(8))
        brush.text(box, index.data() or "", theme.font("body"), text if sign else quiet)
        brush.hairline(QRect(brush.box.left(), brush.box.bottom(), brush.box.width(), 1))
        painter.restore()


class InstitutionEditor(QScrollArea):
    """The main fields of an institution."""

    def __init__(self, undo: Undo) -> None:
        super().__init__()
        self._undo = undo
        self.institution: Institution | None = None
        self._title = theme.label("", "record")
        self._title.setWordWrap(True)
        self._kind = theme.label("", "label", quiet=True)
        self.fields: dict[str, Field] = {
            "name": self._line("name", say("Name")),
            "acronym": self._line("acronym", say("Acronym")),
            "native_name": self._line("native_name", say("Name in its own language")),
            "kind": ChoiceField(
                say("Kind"), kind_words(), lambda value: self._set("kind", value, say("kind"))
            ),
            "city": self._line("city", say("City")),
            "country": self._line("country", say("Country")),
            "reviewed_on": LineField(say("Last reviewed"), self._set_reviewed),
            "mandate": TextField(
                say("Mandate"), lambda text: self._set("mandate", text, say("mandate")), lines=3
            ),
            "in_short": TextField(
                say("In short, for the head of the profile"),
                lambda text: self._set("in_short", text, say("summary")),
                lines=3,
            ),
            "profile": TextField(
                say("Profile, in Markdown"),
                lambda text: self._set("profile", text, say("profile")),
                lines=12,
            ),
        }
        for name in ("in_short", "profile"):
            field = self.fields[name]
            assert isinstance(field, TextField)
            Highlighter(field.edit.document())
        self._length = theme.label("", "label", quiet=True)
        self._facts = QWidget()
        self._facts_grid = QGridLayout(self._facts)
        self._facts_grid.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        places = {
            "name": (0, 0, 4),
            "acronym": (0, 4, 2),
            "native_name": (1, 0, 4),
            "kind": (1, 4, 2),
            "city": (2, 0, 2),
            "country": (2, 2, 2),
            "reviewed_on": (2, 4, 2),
            "mandate": (3, 0, 6),
            "in_short": (4, 0, 6),
            "profile": (5, 0, 6),
        }
        for name, (at, first, span) in places.items():
            grid.addWidget(self.fields[name], at, first, 1, span, Qt.AlignmentFlag.AlignTop)
            self.fields[name].left.connect(undo.end_run)
        for at in range(6):
            grid.setColumnStretch(at, 1)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(20, 14, 20, 24)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._kind)
        layout.addLayout(grid)
        layout.addWidget(self._length)
        layout.addWidget(self._facts)
        layout.addStretch(1)
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        inside.setAutoFillBackground(True)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_institution(self, one: Institution, all_: Iterable[Institution]) -> None:
        """Show an institution as it is stored."""
        other = self.institution is None or self.institution.id != one.id
        if self.institution and other:
            self.accept_all()
            self._undo.end_run()
            self.verticalScrollBar().setValue(0)
        self.institution = one
        shows(self, one.id)
        parent = next((each.name for each in all_ if each.id == one.parent), "")
        self._title.setText(one.name)
        self._kind.setText(
            shown.joined(
                (
                    kind_words()[one.kind],
                    one.country,
                    say("part of {name}").format(name=parent) if parent else "",
                    one.marking.upper(),
                )
            )
        )
        for name, field in self.fields.items():
            value = getattr(one, name)
            if name == "reviewed_on":
                value = shown.when(value)
            if isinstance(field, ChoiceField):
                field.show_value(value)
            elif isinstance(field, (LineField, TextField)):
                field.show_value(value, other=other)
        self._length.setText(count_words(one.profile))
        self._show_facts(one)

    def accept_all(self) -> None:
        """Take whatever is being typed."""
        for field in self.fields.values():
            field.accept()

    def take_keyboard(self) -> None:
        """Give the keyboard to the name, ready to be typed over."""
        field = self.fields["name"]
        assert isinstance(field, LineField)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.edit.selectAll()

    def _show_facts(self, one: Institution) -> None:
        while self._facts_grid.count():
            taken = self._facts_grid.takeAt(0)
            if taken and (old := taken.widget()):
                old.deleteLater()
        self._facts.setVisible(bool(one.facts))
        if not one.facts:
            return
        bold = theme.label(say("Facts"), "head")
        self._facts_grid.addWidget(bold, 0, 0, 1, 3)
        for at, fact in enumerate(one.facts):
            self._facts_grid.addWidget(hairline(), 2 * at + 1, 0, 1, 3)
            for place, (words, kind) in enumerate(
                ((fact.label, "label"), (fact.value, "body"), (fact.source, "label"))
            ):
                label = theme.label(
                    words, "label" if kind == "label" else "body", quiet=kind == "label"
                )
                label.setWordWrap(True)
                self._facts_grid.addWidget(label, 2 * at + 2, place)
        for at, share in enumerate((3, 5, 3)):
            self._facts_grid.setColumnStretch(at, share)

    def _line(self, field: str, label: str) -> LineField:
        return LineField(label, lambda text: self._set(field, text.strip(), label.lower()))

    def _set(self, field: str, value: Any, called: str) -> str:
        from briefer.services import common_edits

        one = self.institution
        if one is None or getattr(one, field) == value:
            return ""
        if field == "name" and not value:
            return say("An institution needs a name.")
        edit = common_edits.change_field(one, field, value, called=called)
        return (
            ""
            if self._undo.do(edit, run=f"{one.id} {field}")
            else say("Not saved. The sentence above says why.")
        )

    def _set_reviewed(self, text: str) -> str:
        from briefer.gui import typed_dates

        found = typed_dates.read(text)
        if found is None:
            return say("There is no such date. Type 2 April 2026.")
        return self._set("reviewed_on", found, say("date of review"))


class _Connections(QWidget):
    """What an institution is tied to; each row opens."""

    opened = Signal(str, object)
    note_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notes: dict[UUID, Note] = {}
        self.list = RowsView(say("Connections"), drags=False)
        self.list.opened.connect(self._open)
        add = link(say("Add note"), self.note_wanted.emit, "plus")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(panel_head(say("Connections"), add))
        layout.addWidget(self.list, 1)

    def show_connections(self, found: "Connections") -> None:
        """Show notes, visits, people and contacts."""
        self.notes = {note.id: note for note in found.notes}
        rows: list[Row] = []

        def group(head: str, some: list[Row]) -> None:
            if some:
                rows.extend((Row(title=head, end=shown.digits(len(some))), *some))

        group(
            say("Notes"),
            [note_row(note, {}, drag=False)._replace(id=("note", note.id)) for note in found.notes],
        )
        group(
            say("Used in visits"),
            [
                Row(
                    ("visit", visit.id),
                    visit.title,
                    second=shown.between(visit.start, visit.end),
                    icon="calendar-range",
                )
                for visit in found.visits
            ],
        )
        people = []
        for post, person in found.posts:
            name = whole_name(person) if person else say("nobody named")
            since = say("since {date}").format(date=shown.when(post.start)) if post.start else ""
            people.append(
                Row(
                    ("person", person.id, post.id) if person else ("post", post.id),
                    name if person else post.title,
                    second=shown.joined((post.title if person else name, since)),
                    initials=initials(person) if person else "",
                    icon="user-round",
                    dashed=not person,
                    muted=bool(post.end),
                )
            )
        group(say("People and posts"), people)
        group(
            say("Open follow-ups"),
            [
                Row(
                    ("follow_up", one.id),
                    one.action,
                    second=getattr(one, "state", ""),
                    icon="target",
                )
                for one in found.follow_ups
            ],
        )
        address = []
        if found.place:
            address.append(
                Row(
                    ("place", found.place.id),
                    found.place.name,
                    second=shown.joined((found.place.address, found.place.city)),
                    icon="map-pin",
                )
            )
        address += [
            Row(("contact", each.id), each.value, second=each.label or each.kind, icon="phone")
            for each in found.contacts
        ]
        group(say("Address"), address)
        if not rows:
            rows = [Row(title=say("Nothing is tied to it yet"))]
        self.list.show_rows(rows)

    def _open(self, id_: object) -> None:
        if isinstance(id_, tuple):
            self.opened.emit(*id_[:2])
