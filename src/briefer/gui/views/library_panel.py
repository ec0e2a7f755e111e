"""The library beside the programme: institutions, people and notes, found while one types; Return makes an item of one.

Not here: what an item made from a record holds (`services.common_edits`).
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import theme
from briefer.gui.actions import names
from briefer.gui.desk import Desk
from briefer.gui.models import library as rows
from briefer.gui.models.rows import Row
from briefer.gui.views.controls import (
    THIN_SPACE,
    Empty,
    SearchField,
    Segment,
    Segments,
    button,
    column,
    hairline,
    panel_head,
    row,
)
from briefer.gui.views.lists import RowsView
from briefer.i18n import say
from briefer.records.base import Record
from briefer.records.institutions import Institution
from briefer.records.notes import Note
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.services.people import PersonLine
    from briefer.workspace.database import Workspace

RESTS = 60
"""Milliseconds without typing before the library is asked."""
MOST = 200
"""Rows that are fetched; who wants more types a letter."""


class LibraryPanel(QWidget):
    """Institutions, people and notes of the library."""

    closed = Signal()
    opened = Signal(str, object)
    """Kind and id: make an item of it at the time cursor."""
    added = Signal(str, object)
    """Kind and id: add it to the chosen item."""
    new_wanted = Signal(str, str)
    """Kind and name: the library shall have one more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._file: VisitFile | None = None
        self._cities: tuple[str, ...] = ()
        self._kind = "institution"
        self._segments = Segments(
            say("What of the library"),
            [
                Segment("institution", say("Institutions")),
                Segment("person", say("People")),
                Segment("note", say("Notes")),
            ],
        )
        self._segments.choose("institution")
        self._segments.chosen.connect(self._choose_kind)
        self.search_field = SearchField(names()["search"], say("Find in the library"))
        self._rest = QTimer(self, singleShot=True, interval=RESTS)
        self._rest.timeout.connect(self.refresh)
        self.search_field.textChanged.connect(lambda _text: self._rest.start())
        self.search_field.left_down.connect(self._to_list)
        self.institutions = RowsView(names()["institutions"], drags=True)
        self.people = RowsView(names()["people"], drags=True)
        self.notes = RowsView(names()["notes"], drags=True)
        self._views = {"institution": self.institutions, "person": self.people, "note": self.notes}
        self._new_button = button(_new_words()[self._kind], self._new, "plus", edits=True)
        self._empty = Empty(
            "search",
            say("Nothing is called that"),
            say("Spellings and scripts are folded. Type fewer letters, or make a new one."),
            [self._new_button],
        )
        self._stack = QStackedWidget()
        for part in (*self._views.values(), self._empty):
            self._stack.addWidget(part)
        for kind, view in self._views.items():
            view.opened.connect(lambda id_, kind=kind: self.opened.emit(kind, id_))
            view.added.connect(lambda id_, kind=kind: self.added.emit(kind, id_))
            view.left_up.connect(self.search_field.setFocus)
        self._hint = theme.label("", "label", quiet=True)
        self._hint.setWordWrap(True)
        self._foot = column(hairline(), row(self._hint, margins=(14, 6, 14, 6)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(panel_head(say("Library"), close=self.closed.emit))
        layout.addWidget(row(self._segments, None, margins=(10, 0, 10, 8)))
        layout.addWidget(row(self.search_field, margins=(10, 0, 10, 6)))
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._foot)
        self.setBackgroundRole(self.institutions.viewport().backgroundRole())
        self.setAutoFillBackground(True)

    def show_file(self, file: VisitFile) -> None:
        """Show how often records are used in this visit, and where."""
        self._file = file
        self.refresh()

    def show_place(self, cities: Sequence[str], hint: str) -> None:
        """Institutions of these cities come first; `hint` says where Return would put one, empty where it does not."""
        self._hint.setText(hint)
        self._foot.setVisible(bool(hint))
        if tuple(cities) != self._cities:
            self._cities = tuple(cities)
            self.refresh()

    def refresh(self) -> None:
        """Ask the library anew."""
        words, kind = self.search_field.text().strip(), self._kind

        def question(workspace: "Workspace") -> "tuple[Sequence[Record | PersonLine], int]":
            from briefer.services import library, people

            if kind == "person":
                return people.named(workspace, words, MOST)
            page = library.page(workspace, kind, 0, MOST, words)
            return page.records, page.total

        if self._desk.is_open:
            self._desk.ask(question, partial(self._arrived, kind, words), lane="library panel")

    def _arrived(
        self, kind: str, words: str, found: "tuple[Sequence[Record | PersonLine], int]"
    ) -> None:
        file, (records, total) = self._file, found
        if file is None or kind != self._kind:
            return
        shown: list[Row]
        if kind == "institution":
            institutions = [one for one in records if isinstance(one, Institution)]
            shown = rows.groups(institutions, file, self._cities)
        elif kind == "person":
            shown = rows.people([one for one in records if not isinstance(one, Record)], file)
        else:
            called = {one.id: one.acronym or one.name for one in file.institutions}
            shown = [rows.note_row(one, called) for one in records if isinstance(one, Note)]
        if total > len(records):
            more = say("{count} more: type to find them").format(count=total - len(records))
            shown.append(Row(title=more))
        view = self._views[kind]
        view.show_rows(shown)
        self._show_nothing(searched=bool(words))
        self._stack.setCurrentWidget(view if shown else self._empty)

    def _show_nothing(self, *, searched: bool) -> None:
        """What stands where nothing is found, or where nothing is yet."""
        words = _new_words()[self._kind]
        self._new_button.setText(f"{THIN_SPACE}{words}")
        self._new_button.setAccessibleName(words)
        self._new_button.setVisible(searched)
        self._empty.title.setText(
            say("Nothing is called that") if searched else say("Nothing here yet")
        )
        self._empty.advise(
            say("Spellings and scripts are folded. Type fewer letters, or make a new one.")
            if searched
            else say("Type a name above to make the first one.")
        )

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._stack.setCurrentWidget(self._views[kind])
        self.refresh()

    def _to_list(self) -> None:
        view = self._stack.currentWidget()
        if isinstance(view, RowsView):
            view.choose_first()
            view.setFocus(Qt.FocusReason.TabFocusReason)

    def _new(self) -> None:
        """Make what was not found; the keyboard stays where its name was typed, and Down goes to it."""
        self.search_field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.new_wanted.emit(self._kind, self.search_field.text().strip())

    @property
    def whole_width(self) -> int:
        """The least width in which the kinds are called by their whole names."""
        return self._segments.minimumSizeHint().width() + 20

    @property
    def shown_list(self) -> RowsView:
        """The list of the kind that is chosen."""
        return self._views[self._kind]

    @property
    def chosen(self) -> tuple[str, UUID] | None:
        """The kind and id of the row that has the keyboard."""
        view = self._stack.currentWidget()
        if isinstance(view, RowsView) and isinstance(view.chosen_id, UUID):
            return self._kind, view.chosen_id
        return None


def _new_words() -> dict[str, str]:
    """What makes one more of each kind."""
    return {
        "institution": say("New institution"),
        "person": say("New person"),
        "note": say("New note"),
    }
