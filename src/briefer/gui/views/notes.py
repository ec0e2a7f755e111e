"""Notes: the list of all, and the one that is read or written.

Not here: a note itself (`note_editor`).
"""

from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.actions import names
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.kept_places import KeptPlace, of_id
from briefer.gui.models.library import note_kinds, note_row
from briefer.gui.models.rows import Row
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
from briefer.gui.views.lists import RowsView
from briefer.gui.views.note_editor import NoteEditor
from briefer.gui.views.place import Chosen, Pane, alone
from briefer.gui.views.records_place import RecordsPlace
from briefer.gui.views.room import Room
from briefer.i18n import say
from briefer.records import dates
from briefer.records.institutions import Institution
from briefer.records.notes import Note

if TYPE_CHECKING:
    from briefer.services.edits import Edit
    from briefer.workspace.database import Workspace


class _Answer(NamedTuple):
    """The notes that are shown, the names of what they are tied to, how many fit, and the years there are."""

    notes: list[Note]
    names: dict[UUID, str]
    total: int
    years: tuple[int, ...]


LIST = 324
RESTS = 60
MOST = 300


class Notes(RecordsPlace):
    """The screen of notes."""

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__(desk, undo)
        self._notes: dict[UUID, Note] = {}
        self._names: dict[UUID, str] = {}
        self._wanted: UUID | None = None
        self._kept_id: UUID | None = None
        self.search_field = SearchField(names()["search"], say("Find in the notes"))
        self._rest = QTimer(self, singleShot=True, interval=RESTS)
        self._rest.timeout.connect(self._find)
        self.search_field.textChanged.connect(lambda _text: self._rest.start())
        self.search_field.left_down.connect(self._to_list)
        self.kind = Chooser(say("Kind of note"), quiet=True)
        self.kind.addItem(say("All kinds"), "")
        for kind, words in note_kinds().items():
            self.kind.addItem(words, kind)
        self.year = Chooser(say("Year"), quiet=True)
        self.year.addItem(say("All years"), 0)
        for chooser in (self.kind, self.year):
            chooser.activated.connect(lambda _at: self._find())
        self.notes = RowsView(names()["notes"], drags=True, several=True)
        self.notes.chosen.connect(self._show_note)
        self.notes.opened.connect(lambda _id: self.write())
        self.notes.deleted.connect(self._delete)
        self.notes.left_up.connect(self.search_field.setFocus)
        Nothing(self.notes, say("No note here"))
        self.editor = NoteEditor(desk, undo, beside=True)
        self._empty = Empty(
            "notebook-pen",
            say("No note here"),
            say(
                "A note keeps what was said, or what one should know. It is tied to institutions, people and visits."
            ),
            [
                button(
                    say("New note"),
                    self.new_note,
                    "plus",
                    name=say("Write the first note"),
                    edits=True,
                )
            ],
        )
        self.new_named = button("", self._new_of_words, "plus", edits=True)
        self._none = Empty(
            "search",
            "",
            "",
            [button(say("Clear filters"), self.clear_filters), self.new_named],
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.editor)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._none)
        command = button(say("New note"), self.new_note, "plus", filled=True, edits=True)
        side = QWidget()
        side_layout = QVBoxLayout(side)
        side_layout.setContentsMargins(0, 10, 0, 0)
        side_layout.setSpacing(6)
        side_layout.addWidget(row(self.search_field, margins=(10, 0, 10, 0)))
        side_layout.addWidget(FilterBar(self.kind, self.year, margins=(10, 0, 10, 0), spacing=6))
        side_layout.addWidget(self.notes, 1)
        side.setMinimumWidth(theme.scaled(240))
        self.panes = Room(LIST, 1000)
        self.panes.addWidget(on_base(side))
        self.panes.addWidget(on_base(self._stack))
        for pane_at in (0, 1):
            self.panes.setStretchFactor(pane_at, 1)
        self.panes.give_back()
        self.panes.share(self._stack, lists=[side], least=420)
        lay_out_screen(self, say("Notes"), command, self.panes)
        desk.edited.connect(self._edited)
        self.own_acts = {
            "new": self.new_note,
            "new-note": self.new_note,
            **self.acts_of_records(),
            "accept": self.editor.accept,
            "duplicate": self.duplicate,
        }
        self.kept = KeptPlace(self, "notes", {"note": of_id(self._chosen_id, self._keep_id)})

    def refresh(self) -> None:
        """Ask the library anew; the note that is shown stays."""
        if self._desk.is_open:
            self.kept.begin(self._desk.workspace.path)
        note = self.editor.note
        self._ask_for(self._wanted or self._kept_id or (note.id if note else None))

    @property
    def _is_narrowed(self) -> bool:
        kind, year = self.kind.currentData(), self.year.currentData()
        return bool(self.search_field.text().strip() or kind or year)

    def clear_filters(self) -> None:
        """Show all notes."""
        self.kind.setCurrentIndex(0)
        self.year.setCurrentIndex(0)
        self.search_field.clear()
        self.refresh()

    def _find(self) -> None:
        """What is looked for has changed: the note that is shown stays only if it fits."""
        if self._is_narrowed:
            self._ask_for(self._wanted)
        else:
            self.refresh()

    def _ask_for(self, wanted: UUID | None) -> None:
        """Ask for the notes that hold what is typed, and for one that stands in the list in any case."""
        from briefer.services import library

        if not self._desk.is_open:
            return
        words, kind = self.search_field.text().strip(), self.kind.currentData()
        year = self.year.currentData()

        def question(workspace: "Workspace") -> _Answer:
            fit = library.notes(workspace, MOST, words=words, kind=kind, year=year)
            found = {one.id: one for one in fit.notes}
            if wanted and wanted not in found and (one := library.get(workspace, Note, wanted)):
                found[wanted] = one
            notes = sorted(found.values(), key=_by_date, reverse=True)
            tied = {id_ for one in notes for id_ in one.institutions}
            known = library.known(workspace, Institution, tied)
            names = {one.id: one.acronym or one.name for one in known}
            return _Answer(notes, names, fit.total, fit.years)

        self._desk.ask(question, self._arrived, lane="notes")

    def _chosen_id(self) -> UUID | None:
        return self.editor.note.id if self.editor.note else None

    def _keep_id(self, id_: UUID) -> None:
        self._kept_id = id_

    def show_note(self, note: UUID) -> None:
        """Choose a note as soon as it is in the list."""
        self._wanted = note
        if self._is_narrowed:
            self.clear_filters()
        else:
            self.refresh()

    def new_note(self, title: str = "") -> None:
        """A new note, its title ready to be typed."""
        from briefer.services import common_edits

        edit = common_edits.add_note(title or say("New note"))
        if self._undo.do(edit):
            self.show_made(edit.changes[0].record.id)

    def _new_of_words(self) -> None:
        self.new_note(self.search_field.text().strip())

    def show_made(self, id_: UUID) -> None:
        """Choose a note that was just made, whatever the list is narrowed to."""
        self._wanted = id_
        self.refresh()

    def toggle_form(self) -> None:
        """Fold how the note prints away, or have it back."""
        self.editor.toggle_printed()

    def _delete(self, id_: object) -> None:
        """Delete the chosen notes; the neighbour of the last is chosen."""
        from briefer.services import common_edits

        chosen = self.notes.chosen_ids
        notes = [one for key, one in self._notes.items() if key in chosen]
        if not notes or self._desk.locked:
            return
        ids = [row.id for row in self.notes.rows if not row.is_head]
        gone = [ids.index(key) for key in chosen]
        after, before = ids[max(gone) + 1 :], ids[: min(gone)]
        self.notes.choose((after or before[-1:] or [None])[0])

        def done(stored: bool) -> None:
            if not stored:
                self.notes.choose(id_)

        self._undo.do_many(common_edits.delete(*notes), done)

    @property
    def view(self) -> RowsView:
        """The list."""
        return self.notes

    @property
    def form(self) -> NoteEditor:
        """The note that is read or written."""
        return self.editor

    @property
    def record(self) -> Note | None:
        """The note that is chosen."""
        return self.editor.note

    @property
    def first_field(self) -> QWidget:
        """Where writing begins: the text."""
        return self.editor.source

    @property
    def chosen_record(self) -> Chosen | None:
        """The note that is chosen."""
        note = self.editor.note
        return Chosen("note", note.id) if note else None

    @property
    def marks(self) -> dict[str, bool]:
        """Which panels stand there."""
        return {**super().marks, "item-panel": self.editor.shows_printed}

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        there = self._stack.currentWidget() is self.editor
        return [*alone(self.notes), *([Pane(self.editor, self.editor.source)] if there else [])]

    def _offer_years(self, years: tuple[int, ...]) -> None:
        if years == tuple(self.year.itemData(at) for at in range(1, self.year.count())):
            return
        chosen = self.year.currentData()
        self.year.clear()
        self.year.addItem(say("All years"), 0)
        for year in years:
            self.year.addItem(shown.digits(year), year)
        self.year.setCurrentIndex(max(0, self.year.findData(chosen)))

    def _arrived(self, answer: _Answer) -> None:
        notes, self._names, total, years = answer
        self._offer_years(years)
        self._notes = {one.id: one for one in notes}
        rows = [
            note_row(one, self._names, drag=False)._replace(drag=("note", one.id), lines=2)
            for one in notes
        ]
        if total > len(notes):
            rows.append(
                Row(title=say("{count} more: type to find them").format(count=total - len(notes)))
            )
        self.notes.show_rows(rows)
        kept, self._kept_id = self._kept_id, None  # once: it may be there no more
        if self._wanted in self._notes:
            self.notes.choose(self._wanted)
            self.panes.show_work()
            self.editor.take_keyboard()
            self._wanted = None
        elif kept in self._notes:
            self.notes.choose(kept)
        elif self.notes.chosen_id is None:
            self.notes.choose_first()
        self._show_note(self.notes.chosen_id)

    def _show_note(self, id_: object) -> None:
        note = self._notes.get(id_) if isinstance(id_, UUID) else None
        self._stack.setCurrentWidget(self.editor if note else self._nothing())
        if note:
            self.editor.show_note(note, self._names)

    def _nothing(self) -> Empty:
        """What stands where no note is chosen: that there is none, or none that holds the words."""
        if not self._is_narrowed:
            return self._empty
        words = self.search_field.text().strip()
        holds = say("No note holds “{words}”").format(words=words) if words else say("No such note")
        self._none.title.setText(holds)
        self._none.advise(why_nothing((self.kind, self.year)))
        self.new_named.setVisible(bool(words))
        new = say("New note “{title}”").format(title=words)
        self.new_named.setText(f"{THIN_SPACE}{new}")
        self.new_named.setAccessibleName(new)
        return self._none

    def _edited(self, edit: "Edit") -> None:
        if any(change.kind == "note" for change in edit.changes):
            self.refresh()

    def _to_list(self) -> None:
        self.notes.choose_first()
        self.notes.setFocus(Qt.FocusReason.TabFocusReason)


def _by_date(note: Note) -> tuple[bool, object]:
    """Those without a date before all others: they stand last where the latest is first."""
    return bool(note.date), dates.sort_key(note.date)
