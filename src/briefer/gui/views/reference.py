"""Reference: themes, instruments, places, sources and terms, a table of each, and the one that is looked at.

Not here: its form (`reference_editor`), the table itself (`paged_list`), its columns (`models.reference`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.actions import names
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.kept_places import KeptPlace, Part, of_id
from briefer.gui.models.reference import columns
from briefer.gui.views.controls import (
    Empty,
    SearchField,
    Segment,
    Segments,
    button,
    hairline,
    lay_out_screen,
    on_base,
    row,
)
from briefer.gui.views.paged_list import PagedList
from briefer.gui.views.place import Chosen, Pane, alone
from briefer.gui.views.records_place import RecordsPlace
from briefer.gui.views.reference_editor import ReferenceEditor
from briefer.gui.views.room import Room
from briefer.i18n import say
from briefer.records.base import Record
from briefer.records.institutions import Place
from briefer.records.kinds import kind_of
from briefer.records.notes import GlossaryTerm, Instrument, Theme
from briefer.records.sources import Source

if TYPE_CHECKING:
    from briefer.services.edits import Edit
    from briefer.services.reference import Use
    from briefer.workspace.database import Workspace

TABLE, EDITOR = 928, 420
LEAST_TABLE, LEAST_EDITOR = 450, 340
RESTS = 60


class _Words(NamedTuple):
    """What a segment is called, and what is said where it is empty."""

    plural: str
    icon: str
    new: str
    none: str
    advice: str


FIRST = "theme"
"""The segment that is shown at first."""


def _words() -> dict[str, _Words]:
    return {
        "theme": _Words(
            say("Themes"),
            "tag",
            say("New theme"),
            say("No theme yet"),
            say("A theme is a subject that meetings come back to, such as border management."),
        ),
        "instrument": _Words(
            say("Instruments"),
            "scroll-text",
            say("New instrument"),
            say("No instrument yet"),
            say("Resolutions, strategies, agreements: what briefs cite by number and year."),
        ),
        "place": _Words(
            say("Places"),
            "map-pin",
            say("New place"),
            say("No place yet"),
            say("Where items are: a building with its address, a room, a terminal, a quay."),
        ),
        "source": _Words(
            say("Sources"),
            "book-open",
            say("New source"),
            say("No source yet"),
            say("Publications and letters that facts come from; records name those they rest on."),
        ),
        "term": _Words(
            say("Glossary"),
            "languages",
            say("New term"),
            say("No term yet"),
            say("An acronym and what it stands for; packs print those that occur in them."),
        ),
    }


class Reference(RecordsPlace):
    """The screen of reference."""

    institution_wanted = Signal(object)
    note_wanted = Signal(object)
    merge_wanted = Signal(object, object)
    """A record, None for none, and the id of one that is likely the same."""
    item_wanted = Signal(object, object)
    """A visit and a record of it."""

    def __init__(self, desk: Desk, undo: Undo) -> None:
        from briefer.services import listing

        super().__init__(desk, undo)
        self._words = _words()
        self.kind = FIRST
        self._new: UUID | None = None
        self._asked: UUID | None = None
        self._kept_id: UUID | None = None
        self._rest = QTimer(self, singleShot=True, interval=RESTS)
        self._rest.timeout.connect(self.refresh)
        self.segments = Segments(
            say("What of the reference"),
            [Segment(kind, words.plural, words.icon) for kind, words in self._words.items()],
        )
        self.segments.choose(self.kind)
        self.segments.chosen.connect(self.show_kind)
        self.search_field = SearchField(names()["search"], say("Find in the reference"))
        self.search_field.textChanged.connect(lambda _text: self._rest.start())
        self.search_field.left_down.connect(self.take_keyboard)
        self._count = theme.label("", "label", quiet=True)
        self.lists = {
            kind: PagedList(desk, self._words[kind].plural, f"{kind} columns", some, listing.page)
            for kind, some in columns().items()
        }
        self._tables = QStackedWidget()
        for kind, one in self.lists.items():
            one.chosen.connect(self._choose)
            one.opened.connect(self.write)
            one.deleted.connect(self._delete)
            one.counted.connect(lambda count, kind=kind: self._counted(kind, count))
            one.left_up.connect(self.search_field.setFocus)
            self._tables.addWidget(one)
        first = say("Add the first one")
        self._empty_button = button("", self.new_record, "plus", name=first, edits=True)
        self._clear = button(say("Clear filters"), self.search_field.clear)
        self._empty = Empty("library", "", "", [self._clear, self._empty_button])
        self._tables.addWidget(self._empty)
        self.editor = ReferenceEditor(desk, undo)
        self.editor.opened.connect(self._open)
        self.editor.likely.wanted.connect(self.merge_wanted)
        self._empty_button.setText(f"\u2009{self._words[self.kind].new}")
        self._sides = QStackedWidget()
        self._sides.addWidget(self.editor)
        self._sides.addWidget(
            Empty("library", say("Nothing chosen"), say("Choose a line to see and change it."))
        )
        self._sides.setCurrentIndex(1)
        self._command = button(
            self._words[self.kind].new, self.new_record, "plus", filled=True, edits=True
        )
        self.panes = Room(TABLE, EDITOR)
        table = self._table_pane()
        for pane, least in ((table, LEAST_TABLE), (self._sides, LEAST_EDITOR)):
            pane.setMinimumWidth(theme.scaled(least))
            self.panes.addWidget(on_base(pane))
        for pane_at in (0, 1):
            self.panes.setStretchFactor(pane_at, 1)
        self.panes.give_back()
        self.panes.share(self._sides, lists=[table], least=LEAST_EDITOR)
        merge = button(say("Merge duplicates"), self.merge, "git-merge", edits=True)
        lay_out_screen(self, names()["reference"], row(merge, self._command), self.panes)
        desk.edited.connect(self._edited)
        self.own_acts = {
            "new": self.new_record,
            "merge": self.merge,
            **self.acts_of_records(),
            "accept": self.editor.accept_all,
            "duplicate": self.duplicate,
        }
        segment = Part(lambda: self.kind if self.kind != FIRST else "", self._keep_kind)
        record = of_id(self._chosen_id, self._keep_id)
        self.kept = KeptPlace(self, "reference", {"kind": segment, "record": record})

    def _chosen_id(self) -> UUID | None:
        return self.table.chosen_id

    def _keep_id(self, id_: UUID) -> None:
        self._kept_id = id_

    def _keep_kind(self, kind: str) -> None:
        if kind in self.lists:
            self.show_kind(kind)

    @property
    def table(self) -> PagedList:
        """The table that is shown."""
        return self.lists[self.kind]

    def refresh(self) -> None:
        """Ask the library anew."""
        from briefer.services.listing import Wanted

        if self._desk.is_open:
            if self.kept.begin(self._desk.workspace.path):
                self._tables.setCurrentWidget(self.table)
            kept, self._kept_id = self._kept_id, None  # once: it may be there no more
            wanted = Wanted(self.kind, self.search_field.text().strip())
            self.table.show_list(wanted, self._asked or kept)

    def show_kind(self, kind: str) -> None:
        """Show another segment."""
        self.editor.accept_all()
        self.kind = kind
        self.segments.choose(kind)
        new = self._words[kind].new
        for one in (self._command, self._empty_button):
            one.setText(f"\u2009{new}")
            one.setAccessibleName(new)
        self._empty_button.setAccessibleName(say("Add the first one"))
        self._tables.setCurrentWidget(self.table)
        self._choose(self.table.chosen_line)
        self.refresh()

    def show_record(self, kind: str, id_: UUID) -> None:
        """Choose a record, whatever is searched."""
        self._asked = id_
        self.panes.show_work()
        self.search_field.clear()
        self.show_kind(kind)

    def new_record(self) -> None:
        """A new one of what is shown, its name ready to be typed."""
        from briefer.services import common_edits

        name = self.search_field.text().strip() or self._words[self.kind].new
        made = _made(self.kind, name)
        if self._undo.do(common_edits.add(made)):
            self.show_made(made.id)

    def show_made(self, id_: UUID) -> None:
        """Choose a record that was just made, its name ready to be typed over."""
        self._new = id_
        self.show_record(self.kind, id_)

    @property
    def view(self) -> PagedList:
        """The table."""
        return self.table

    @property
    def form(self) -> ReferenceEditor:
        """The form of what is chosen."""
        return self.editor

    @property
    def record(self) -> Record | None:
        """What is chosen."""
        return self.editor.record

    @property
    def first_field(self) -> QWidget:
        """Where writing begins."""
        return self.editor.first_field

    @property
    def chosen_record(self) -> Chosen | None:
        """The line that is chosen."""
        one = self.editor.record
        return Chosen(kind_of(one).name, one.id) if one else None

    def merge(self) -> None:
        """Go to merging, with what is chosen."""
        self.merge_wanted.emit(self.editor.record, None)

    def take_keyboard(self) -> None:
        """Give the keyboard to the table; to what narrows it where nothing fits."""
        super().take_keyboard()
        if self.panes.has_lists and self._tables.currentWidget() is not self.table:
            self.search_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        return [*alone(self.table), Pane(self.editor, self.editor.first_field)]

    def _table_pane(self) -> QWidget:
        pane = QWidget()
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(_Bar(self.segments, row(self.search_field, self._count)))
        layout.addWidget(hairline())
        layout.addWidget(self._tables, 1)
        return pane

    def _counted(self, kind: str, count: int) -> None:
        if kind != self.kind:
            return
        words, searched = self._words[self.kind], self.search_field.text().strip()
        self._count.setText(shown.number(count))
        self._tables.setCurrentWidget(self.table if count else self._empty)
        self._clear.setVisible(bool(searched))
        self._empty.title.setText(
            say("Nothing holds “{words}”").format(words=searched) if searched else words.none
        )
        self._empty.advise(words.advice)

    def _choose(self, record: Record | None) -> None:
        from briefer.services import reference

        if record is not None and kind_of(record).name != self.kind:
            return
        self._sides.setCurrentIndex(0 if record else 1)
        if record is None:
            return
        if record.id == self._asked:
            self._asked = None
        known = self.editor.record
        if known and known.id == record.id and known.version > record.version:
            record = known  # the line was read before what was typed meanwhile was stored
        self.editor.show_record(record)
        if self._new == record.id:
            self._new = None
            self.editor.take_keyboard()
        kind, id_ = self.kind, record.id

        def question(workspace: "Workspace") -> "tuple[Use, ...]":
            return reference.uses(workspace, kind, id_)

        self._desk.ask(question, self.editor.show_uses, lane="uses")

    def _open(self, use: "Use") -> None:
        if use.kind == "institution":
            self.institution_wanted.emit(use.id)
        elif use.kind == "note":
            self.note_wanted.emit(use.id)
        elif use.kind == "visit":
            self.item_wanted.emit(use.id, None)
        elif use.visit_id:
            self.item_wanted.emit(use.visit_id, use.id)

    def _delete(self, records: Sequence[Record]) -> None:
        from briefer.services import common_edits

        if not self._desk.locked:
            self._undo.do_many(common_edits.delete(*records), lambda _stored: None)

    def _edited(self, edit: "Edit") -> None:
        shown_now = self.editor.record
        for change in edit.changes:
            if shown_now and change.record.id == shown_now.id and change.after:
                self.editor.show_record(change.after)
        if {change.kind for change in edit.changes} & {*self.lists, "note", "outcome"}:
            self._rest.start()


class _Bar(QWidget):
    """Segments and search beside each other; below each other where there is no room."""

    def __init__(self, segments: QWidget, search: QWidget) -> None:
        super().__init__()
        self._parts = segments, search
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(14, 7, 14, 7)
        self._layout.setSpacing(8)
        for part in self._parts:
            self._layout.addWidget(part)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        segments, search = (part.sizeHint().width() for part in self._parts)
        way = QBoxLayout.Direction
        beside = event.size().width() >= segments + search + 36
        self._layout.setDirection(way.LeftToRight if beside else way.TopToBottom)


def _made(kind: str, name: str) -> Record:
    if kind == "theme":
        return Theme(name=name)
    if kind == "source":
        return Source(title=name)
    if kind == "place":
        return Place(name=name)
    return Instrument(title=name) if kind == "instrument" else GlossaryTerm(acronym=name[:100])
