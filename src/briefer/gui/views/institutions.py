"""Institutions: the tree of all, the editor of one, and what it is tied to.

Not here: its people one by one, merging duplicates.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.actions import names
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.kept_places import KeptPlace, of_box, of_id
from briefer.gui.models.institution_tree import InstitutionTree
from briefer.gui.models.library import kind_words
from briefer.gui.views.connections import ConnectionsPane
from briefer.gui.views.controls import (
    THIN_SPACE,
    Chooser,
    Empty,
    Nothing,
    SearchField,
    button,
    lay_out_screen,
    on_base,
    row,
    why_nothing,
)
from briefer.gui.views.filter_bar import FilterBar
from briefer.gui.views.institution_editor import InstitutionEditor
from briefer.gui.views.institution_tree import TreeView
from briefer.gui.views.note_editor import NoteEditor
from briefer.gui.views.place import Chosen, Pane, alone
from briefer.gui.views.record_list import RecordList
from briefer.gui.views.records_place import RecordsPlace
from briefer.gui.views.room import Aside, Room
from briefer.i18n import say, say_many
from briefer.records.institutions import Institution
from briefer.records.notes import Note
from briefer.services import institution_tree
from briefer.services.institution_tree import Narrowed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefer.services.edits import Change, Edit
    from briefer.services.history import Version
    from briefer.services.institution_tree import Branches, Tree
    from briefer.services.library import Cited, Connections
    from briefer.workspace.database import Workspace

TREE, FORM, CONNECTIONS = 560, 600, 320
LEAST_FORM = 440
"""What the form keeps beside the connections: its fields stand beside each other in it."""
NARROW = 380
"""Under this width of the tree it cannot be narrowed by review."""
RESTS = 60
UNFOLDED = 400
"""Up to so many are shown with all their units; of more, those that nobody unfolded are folded."""
_TIED = {"note", "post", "place", "contact", "citation"}
"""What changes of these show beside an institution or below it."""


class Institutions(RecordsPlace):
    """The screen of institutions."""

    visit_wanted = Signal(object)
    person_wanted = Signal(object)
    people_wanted = Signal(object, str)
    """The people of an institution and its units: its id, its name."""
    item_wanted = Signal(object, object)
    """A visit and a record of it."""
    merge_wanted = Signal(object, object)
    """An institution, None for none, and the id of one that is likely the same."""
    import_wanted = Signal()
    place_wanted = Signal(object)
    """The id of a place of the reference."""
    history_wanted = Signal()

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__(desk, undo)
        self._wanted: UUID | None = None
        self._kept_id: UUID | None = None
        self._tree = institution_tree.tree(())
        self._is_read = False
        """Whether the tree is what the library holds, but for the changes that wait."""
        self._changes: list[Change] = []
        """Changes that are not in the tree yet."""
        self._shown: tuple[Institution, Institution | None] | None = None
        """What the form shows: an institution, and what it is part of."""
        self.search_field = SearchField(names()["search"], say("Find among the institutions"))
        self._rest = QTimer(self, singleShot=True, interval=RESTS)
        self._rest.timeout.connect(self._filter)
        self.search_field.textChanged.connect(lambda _text: self._rest.start())
        self.search_field.left_down.connect(self._to_tree)
        self.country = Chooser(say("Country"), quiet=True)
        self.country.addItem(say("All countries"), "")
        self.kind = Chooser(say("Kind of institution"), quiet=True)
        self.kind.addItem(say("All kinds"), "")
        for kind, words in kind_words().items():
            self.kind.addItem(words, kind)
        self.review = Chooser(say("Review"), quiet=True)
        for state, words in (
            ("", say("Any review")),
            ("stale", say("A year ago or never")),
            ("never", say("Never reviewed")),
        ):
            self.review.addItem(words, state)
        for chooser in (self.country, self.kind, self.review):
            chooser.activated.connect(lambda _at: self._filter())
        self._model = InstitutionTree(self)
        self.tree = TreeView(self._model)
        self.tree.selectionModel().currentChanged.connect(self._current_changed)
        self.tree.deleted.connect(self._delete)
        self.tree.activated.connect(lambda _index: self.write())
        Nothing(self.tree, say("No institution yet"))
        self._count = theme.label("", "label", quiet=True)
        self.editor = InstitutionEditor(desk, undo)
        self.note = NoteEditor(desk, undo, beside=False, closable=True)
        self.note.closed.connect(self._close_note)
        self._none = Empty(
            "landmark",
            say("No institution yet"),
            say("Type one name; address and people can follow. Or bring a list."),
            [
                button(
                    say("New institution"),
                    self.new_institution,
                    "plus",
                    name=say("Add the first institution"),
                    edits=True,
                ),
                button(say("Import…"), self.import_wanted.emit, "file-up", edits=True),
            ],
        )
        self._middle = QStackedWidget()
        for part in (self.editor, self.note, self._none):
            self._middle.addWidget(part)
        self.connections = ConnectionsPane()
        self.connections.opened.connect(self._open_connection)
        self.connections.note_wanted.connect(self.new_note)
        self.connections.people_wanted.connect(self._show_people)
        self.editor.likely.wanted.connect(self.merge_wanted)
        new = button(say("New institution"), self.new_institution, "plus", filled=True, edits=True)
        side = _Side(self.review)
        side_layout = QVBoxLayout(side)
        side_layout.setContentsMargins(0, 10, 0, 0)
        side_layout.setSpacing(6)
        side_layout.addWidget(row(self.search_field, margins=(10, 0, 10, 0)))
        filters = FilterBar(self.country, self.kind, self.review, margins=(10, 0, 10, 0), spacing=6)
        side_layout.addWidget(filters)
        self._trees = QStackedWidget()
        self.new_named = button("", self._new_of_words, "plus", edits=True)
        self._nothing = Empty(
            "search",
            say("No institution fits"),
            "",
            [button(say("Clear filters"), self.clear_filters), self.new_named],
        )
        self._trees.addWidget(self.tree)
        self._trees.addWidget(self._nothing)
        side_layout.addWidget(self._trees, 1)
        side_layout.addWidget(row(self._count, margins=(14, 4, 14, 6)))
        self.panes = Room(TREE, FORM, CONNECTIONS)
        for pane, least in ((side, 260), (self._middle, 440), (self.connections, 280)):
            pane.setMinimumWidth(theme.scaled(least))
            self.panes.addWidget(on_base(pane))
        for pane_at in (0, 1):
            self.panes.setStretchFactor(pane_at, 1)
        self.panes.give_back()
        self.panes.share(self._middle, lists=[side], panels=[self.connections], least=LEAST_FORM)
        self.aside = Aside(self.panes, self.connections, name=say("Connections"), home=self.tree)
        self.connections.closed.connect(self.aside.toggle)
        command = row(
            button(say("Merge duplicates"), self.merge, "git-merge", edits=True),
            new,
            self.aside.opener,
        )
        lay_out_screen(self, say("Institutions"), command, self.panes)
        desk.edited.connect(self._edited)
        self.own_acts = {
            "new": self.new_institution,
            "new-institution": self.new_institution,
            "new-note": self.new_note,
            "merge": self.merge,
            **self.acts_of_records(),
            "item-panel": self.aside.toggle,
            "accept": self._accept,
            "duplicate": self.duplicate,
        }
        self.kept = KeptPlace(
            self,
            "institutions",
            {
                "kind": of_box(self.kind),
                "review": of_box(self.review),
                "institution": of_id(self._chosen_id, self._ask_for),
            },
        )

    def refresh(self) -> None:
        """Ask the library anew."""
        if self._desk.is_open:
            self.kept.begin(self._desk.workspace.path)
            self._is_read = False
            self._changes.clear()
            self._desk.ask(institution_tree.read, self._arrived, lane="institutions")

    def _bring_up_to_date(self, changes: "Iterable[Change]") -> None:
        """Some were changed: what is known is changed likewise, so that nothing is read again."""
        if not self._is_read:
            self.refresh()  # what is on its way may be from before
            return
        self._changes += changes
        before, waiting = self._tree, tuple(self._changes)

        def arrived(tree: "Tree") -> None:
            del self._changes[: len(waiting)]
            self._arrived(tree)

        self._desk.ask(
            lambda _workspace: institution_tree.patched(before, waiting),
            arrived,
            lane="institutions",
        )

    def _chosen_id(self) -> UUID | None:
        one = self.editor.institution
        return one.id if one else None

    def _ask_for(self, id_: UUID) -> None:
        self._kept_id = id_

    def show_institution(self, id_: UUID) -> None:
        """Choose an institution as soon as it is in the tree."""
        self._wanted = id_
        self.panes.show_work()
        self.clear_filters()

    def clear_filters(self) -> None:
        """Show all institutions."""
        self.search_field.clear()
        for chooser in (self.country, self.kind, self.review):
            chooser.setCurrentIndex(0)
        self._filter()

    @property
    def narrowed(self) -> Narrowed:
        """What the tree shall show."""
        return Narrowed(
            self.search_field.text(),
            self.country.currentData() or "",
            self.kind.currentData() or "",
            self.review.currentData() or "",
        )

    def new_institution(self, name: str = "") -> None:
        """A new institution, its name ready to be typed."""
        from briefer.services import common_edits

        made = Institution(name=name or say("New institution"))
        if self._undo.do(common_edits.add(made)):
            self.show_institution(made.id)

    def _offer_new(self) -> None:
        """Where nothing fits: why, and a new one of the name that was typed."""
        self._nothing.advise(why_nothing((self.country, self.kind, self.review)))
        words = self.search_field.text().strip()
        new = say("New institution “{name}”").format(name=words)
        self.new_named.setText(f"{THIN_SPACE}{new}")
        self.new_named.setAccessibleName(new)
        self.new_named.setVisible(bool(words))

    def _new_of_words(self) -> None:
        self.new_institution(self.search_field.text().strip())

    def show_made(self, id_: UUID) -> None:
        """Choose an institution that was just made."""
        self.show_institution(id_)

    def _delete(self) -> None:
        """Delete the chosen ones; the neighbour of the last is chosen, and their units stay."""
        from briefer.services import common_edits

        rows = sorted(self.tree.selectionModel().selectedRows(), key=self._from_above)
        found = [one for one in map(self._model.at, rows) if one]
        if not found or self._desk.locked:
            return
        at, ids = self.tree.currentIndex(), {one.id for one in found}
        beside = self.tree.indexBelow(rows[-1])
        while beside.isValid() and (one := self._model.at(beside)) and one.id in ids:
            beside = self.tree.indexBelow(beside)
        if not beside.isValid():
            beside = self.tree.indexAbove(rows[0])
        if beside.isValid():
            self.tree.setCurrentIndex(beside.siblingAtColumn(0))

        def done(stored: bool) -> None:
            if not stored:
                self.tree.setCurrentIndex(at)

        self._undo.do_many(common_edits.delete(*found), done)

    def _from_above(self, index: QModelIndex) -> int:
        return self.tree.visualRect(index).top()

    def merge(self) -> None:
        """Go to merging, with the chosen institution."""
        self.merge_wanted.emit(self.editor.institution, None)

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

    @property
    def view(self) -> TreeView:
        """The tree."""
        return self.tree

    @property
    def form(self) -> InstitutionEditor | NoteEditor:
        """The form of the chosen one, or the note that is written."""
        return self.note if self._middle.currentWidget() is self.note else self.editor

    @property
    def record(self) -> Institution | None:
        """The institution that is chosen."""
        return self.editor.institution

    @property
    def first_field(self) -> QWidget:
        """Where writing begins."""
        writing = self._middle.currentWidget() is self.note
        return self.note.title if writing else self.editor.fields["name"]

    @property
    def chosen_record(self) -> Chosen | None:
        """The institution that is chosen, or the note that is written."""
        if self._middle.currentWidget() is self.note and self.note.note:
            return Chosen("note", self.note.note.id)
        one = self.editor.institution
        return Chosen("institution", one.id) if one else None

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        tied = alone(self.connections.list) if self.connections.isVisible() else []
        return [*alone(self.tree), Pane(self._middle, self.first_field), *tied]

    def _accept(self) -> None:
        self.editor.accept_all()
        self.note.accept()

    def _arrived(self, tree: "Tree") -> None:
        self._tree, self._is_read = tree, True
        self.country.show_choices(tree.countries)
        self._filter()
        self._show_connections()

    def _show_count(self, branches: "Branches") -> None:
        """How many are shown."""
        units = sum(1 for above in branches.above[1:] if above)
        roots = len(branches.institutions) - units
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

    def _filter(self) -> None:
        """Show those that fit; the one that is chosen stays chosen if it does."""
        branches = institution_tree.narrowed(self._tree, self.narrowed, self._model.today)
        self._model.show(branches)
        self._show_count(branches)
        self._trees.setCurrentIndex(
            0 if branches.institutions or not self._tree.institutions else 1
        )
        self._offer_new()
        if len(branches.institutions) <= UNFOLDED:
            self.tree.expandAll()
        chosen = self.editor.institution
        kept, self._kept_id = self._kept_id, None  # once: it may be there no more
        wishes = (self._wanted, kept, chosen.id if chosen else None)
        there = (self._model.index_of(id_) for id_ in wishes if id_ and id_ in branches.nodes)
        index = next(there, self._model.index(0, 0))
        if index.isValid():
            self.tree.selectionModel().setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows,
            )
            self.tree.scrollTo(index)
        elif not self._tree.institutions:
            self._middle.setCurrentWidget(self._none)
            self.connections.show_nothing()
        if self._wanted and self._wanted in branches.nodes:
            self._wanted = None
            self.editor.take_keyboard()
        self._show_current(index)

    def _current_changed(self, index: QModelIndex) -> None:
        if self._middle.currentWidget() is self.note:
            self.note.accept()
        self._middle.setCurrentWidget(self.editor)
        self._show_current(index)

    def _show_current(self, index: QModelIndex) -> None:
        """Show the form of the chosen one; not again where it shows the same already."""
        one = self._model.at(index)
        if one is None:
            return
        if self._middle.currentWidget() is self._none:
            self._middle.setCurrentWidget(self.editor)
        place = self._tree.whole.nodes.get(one.parent) if one.parent else None
        shown_ = (one, self._tree.institutions[place - 1] if place else None)
        if shown_ == self._shown and self.editor.institution:
            return
        other = self.editor.institution is None or self.editor.institution.id != one.id
        self._shown = shown_
        self.editor.show_institution(*shown_)
        if other:
            self._show_connections()

    def _show_connections(self) -> None:
        """Ask what the chosen one is tied to, and what it rests on."""
        from briefer.services import history, library

        if self.editor.institution is None or not self._tree.institutions:
            self.connections.show_nothing()
            return
        id_ = self.editor.institution.id

        def question(workspace: "Workspace") -> "tuple[Connections, Sequence[Version]]":
            past = history.history(workspace, "institution", id_)
            return library.connections(workspace, id_), past.versions if past else ()

        def arrived(answer: "tuple[Connections, Sequence[Version]]") -> None:
            self.connections.show_connections(*answer)

        self._desk.ask(question, arrived, lane="connections")

        def cited(workspace: "Workspace") -> "Cited":
            return library.cited(workspace, id_)

        self._desk.ask(cited, self.editor.show_cited, lane="cited")

    def _open_connection(self, kind: str, id_: object) -> None:
        if kind == "visit":
            self.visit_wanted.emit(id_)
        elif kind == "person":
            self.person_wanted.emit(id_)
        elif kind == "institution" and isinstance(id_, UUID):
            self.show_institution(id_)
        elif kind == "follow_up" and isinstance(id_, tuple):
            self.item_wanted.emit(*id_)
        elif kind == "note" and isinstance(id_, UUID) and id_ in self.connections.notes:
            self._show_note(self.connections.notes[id_])
        elif kind == "place":
            self.place_wanted.emit(id_)
        elif kind == "history":
            self.history_wanted.emit()
        elif kind in ("contact", "post") and isinstance(id_, UUID):
            self._show_part(self.editor.contacts if kind == "contact" else self.editor.posts, id_)

    def _show_part(self, parts: RecordList, id_: UUID) -> None:
        """Go to a way to reach the institution, or to a post that nobody holds, in its form."""
        self.panes.show_work()
        self._middle.setCurrentWidget(self.editor)
        if parts.choose(id_):
            self.editor.ensureWidgetVisible(parts.form)
            parts.form.take_keyboard()

    def _show_people(self) -> None:
        one = self.editor.institution
        if one:
            self.people_wanted.emit(one.id, one.acronym or one.name)

    def _show_note(self, note: Note) -> None:
        nodes, all_ = self._tree.whole.nodes, self._tree.institutions
        tied = (all_[nodes[id_] - 1] for id_ in note.institutions if id_ in nodes)
        self.note.show_note(note, {one.id: one.acronym or one.name for one in tied})
        self._middle.setCurrentWidget(self.note)
        self.panes.show_work()

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
        kinds = {change.kind for change in edit.changes}
        if "institution" in kinds:
            self._bring_up_to_date(edit.changes)
        elif kinds & _TIED:
            self._show_connections()

    def _to_tree(self) -> None:
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)


class _Side(QWidget):
    """The pane of the tree: where it is narrow, what can be done without goes."""

    def __init__(self, extra: Chooser) -> None:
        super().__init__()
        self._extra = extra

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= theme.scaled(NARROW)
        self._extra.setVisible(wide or self._extra.currentIndex() > 0)
