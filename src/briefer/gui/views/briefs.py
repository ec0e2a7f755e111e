"""The tab Briefs: the items with the state of each brief, the brief of the chosen one, its length and pages.

Not here: the brief itself (`brief_editor`).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefer.errors import KnownError
from briefer.findings import Finding
from briefer.gui import brief_files, shown, theme
from briefer.gui.actions import Actions, Scope
from briefer.gui.building import Built, Length
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.dialogs import file_dialogs
from briefer.gui.kept_places import KeptPlace, of_id
from briefer.gui.models import briefs
from briefer.gui.models.briefs import BriefItem, Filter, Taken
from briefer.gui.models.drags import Dragged
from briefer.gui.models.programme import Names
from briefer.gui.views.brief_editor import BriefEditor
from briefer.gui.views.brief_length import LengthPane
from briefer.gui.views.controls import (
    Empty,
    Nothing,
    Segment,
    Segments,
    button,
    column,
    hairline,
    link,
    locked,
    on_base,
    row,
)
from briefer.gui.views.place import Chosen, Pane, alone
from briefer.gui.views.preview import Preview
from briefer.gui.views.room import Room
from briefer.gui.views.taking_rows import TakingRows
from briefer.i18n import say
from briefer.records.visit_file import VisitFile
from briefer.services import brief_forms
from briefer.text import slug

if TYPE_CHECKING:
    from briefer.records.markings import MarkingScheme
    from briefer.workspace.database import Workspace

ITEMS, PAGES = 268, 300
ROOMY = 650
"""What the text keeps beside the items and the pages."""


class Briefs(QWidget):
    """The tab Briefs of one visit. It borrows the preview while it is on the screen."""

    programme_wanted = Signal()
    said = Signal(str)
    failed = Signal(object)
    """A `KnownError`: what was wanted could not be done."""
    pages_shown = Signal()
    """Room was made for the pages: they may be old."""
    item_wanted = Signal(object)
    """The id of an item that is to be shown in the programme."""
    note_let_go = Signal(object, object)
    """The ids of an item and of a note that was dragged to its brief."""

    def __init__(self, desk: Desk, undo: Undo, actions: Actions, preview: Preview) -> None:
        super().__init__()
        self._desk, self._undo, self._preview = desk, undo, preview
        self._folder = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        self._file: VisitFile | None = None
        self._items: list[BriefItem] = []
        self._lengths: Mapping[str, Length] | None = None
        self._scheme: MarkingScheme | None = None
        self._filter: Filter = "all"
        self._at: UUID | None = None
        self._jump = QTimer(self, singleShot=True, interval=0)  # when the pages have their width
        self._jump.timeout.connect(self._show_pages)
        self._filters = Segments(say("Which briefs"), [Segment(one, "") for one in _filter_words()])
        self._filters.choose("all")
        self._filters.chosen.connect(self._choose_filter)
        self.items = TakingRows(say("Briefs"), lambda dragged: dragged.kind == "note")
        self._no_rows = Nothing(self.items, "")
        self.items.chosen.connect(self._choose)
        self.items.let_go.connect(self._note_on_row)
        self.kept = KeptPlace(self, "briefs", {"item": of_id(self._kept_item, self.items.choose)})
        self.editor = BriefEditor(desk, undo, actions)
        self.editor.note_let_go.connect(
            lambda note: self.note_let_go.emit(self.items.chosen_id, note)
        )
        self.editor.refused.connect(self.said)
        self.items.opened.connect(lambda _id: self.editor.take_keyboard())
        self.items.addAction(actions["its-item"])
        self.editor.paragraph_changed.connect(lambda _words: self._frame_paragraph())
        self._none = Empty(
            "file-text",
            say("No item needs a brief"),
            say("Meetings and site visits ask for one."),
            [button(say("Go to the programme"), self.programme_wanted.emit, "calendar-range")],
        )
        self._middle = QStackedWidget()
        self._middle.addWidget(self.editor)
        self._middle.addWidget(self._none)
        self.length = LengthPane(preview)
        self._side = side = QWidget()
        side_layout = QVBoxLayout(side)
        side_layout.setContentsMargins(0, 0, 0, 0)
        side_layout.setSpacing(0)
        side_layout.addWidget(row(self._filters, None, margins=(10, 8, 10, 8)))
        side_layout.addWidget(hairline())
        side_layout.addWidget(self.items, 1)
        self._ask = link(say("Ask for a brief"), self.ask_for_brief, "mail", edits=True)
        self._foot = column(hairline(), row(self._ask, None, margins=(10, 6, 10, 6)))
        side_layout.addWidget(self._foot)
        self._pages = on_base(self.length)
        self.panes = Room(ITEMS, 760, PAGES)
        for pane, least in ((side, 220), (self._middle, 420), (self._pages, 240)):
            pane.setMinimumWidth(theme.scaled(least))
            self.panes.addWidget(on_base(pane))
        self.panes.setStretchFactor(1, 1)
        self.panes.give_back()
        self.panes.share(self._middle, lists=[side], panels=[self._pages], least=420, roomy=ROOMY)
        self._had_pages = False
        self.panes.settled.connect(self._settled)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.panes)
        desk.officer_changed.connect(self._show_items)
        self.acts: dict[str, Callable[[], object]] = {
            **self.editor.acts,
            "ask-brief": self.ask_for_brief,
            "its-item": self._show_its_item,
            "library-panel": self.toggle_list,
            "item-panel": self.toggle_pages,
            "larger": lambda: preview.zoom(1),
            "smaller": lambda: preview.zoom(-1),
            "fit": preview.fit,
        }

    @property
    def scopes(self) -> frozenset[Scope]:
        """The commands that work here."""
        return frozenset({"brief", "list", "form"})

    @property
    def chosen_record(self) -> Chosen | None:
        """The brief of the item that is chosen."""
        item = self.items.chosen_id
        made = self._file.briefs if self._file else ()
        return next((Chosen("brief", one.id) for one in made if one.item == item), None)

    @property
    def shows_preview(self) -> bool:
        """Whether there is room for the pages."""
        return not self._pages.isHidden()

    def borrow_preview(self) -> None:
        """Take the preview beside the brief."""
        self.length.take(self.editor.addenda.last_stop)
        self._at = None
        self._show_length()

    # -------------------------------------------------------------------------------------- showing

    def show_file(self, file: VisitFile) -> None:
        """Show the visit as it is now."""
        if self._file is None or self._file.visit.marking_scheme != file.visit.marking_scheme:
            self._ask_scheme(file.visit.marking_scheme)
        self._file = file
        self._items = briefs.brief_items(file)
        self._show_items()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What was found in briefs stands in the list of findings; the list here shows states."""

    def show_built(self, built: Built) -> None:
        """Show how long the briefs are in the pages that were built."""
        self._lengths = built.lengths
        self._show_items()
        self._show_length()

    def show_item(self, item: UUID) -> bool:
        """Show the brief of an item; gives whether it has one or wants one."""
        known = next((one for one in self._items if one.item.id == item), None)
        if known is None:
            return False
        if not self.items.choose(item):
            self._filters.choose("all")
            self._choose_filter("all")
            self.items.choose(item)
        return True

    def show_record(self, id_: UUID) -> None:
        """Show a point, where the brief that holds it is shown."""
        self.editor.show_record(id_)

    def take_keyboard(self) -> None:
        """Give the keyboard to the list."""
        if self._items and self._side.isHidden():
            self.editor.take_keyboard()
            return
        target = self.items if self._items else self._none
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_list(self) -> None:
        """Fold the items away, or have them back, with the keyboard in what is there."""
        self.panes.toggle_lists()
        self.take_keyboard()

    def toggle_pages(self) -> None:
        """Show the pages of the brief, or give their room to the brief."""
        on = self._pages.isHidden()
        (self.panes.call if on else self.panes.dismiss)(self._pages)
        if on:
            self._preview.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_keyboard()

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes: items, brief, pages."""
        brief = [Pane(self.editor, self.editor.objective)] if self._items else []
        pages = [Pane(self.length, self._preview)] if self.shows_preview else []
        items = [] if self._side.isHidden() else alone(self.items)
        return [*items, *brief, *pages]

    def ask_for_brief(self) -> None:
        """Make the form by which the brief of the chosen item is asked for, and say that it is."""
        one, file = self._one, self._file
        if one is None or file is None or locked(self):
            return
        name = f"{one.number} {slug(one.item.title, 'brief')}.odt"
        path = file_dialogs.save_form(self.window(), Path(self._folder) / name)
        if path is None:
            return
        self._folder = str(path.parent)
        today = date.today()  # noqa: DTZ011  # the user's own day
        about = brief_forms.About(
            one.number,
            shown.joined((one.group, shown.times(one.item))),
            Names(file).place_words(one.item),
            (one.brief.marking if one.brief else "") or file.visit.marking,
            self._desk.workspace.officer,
            shown.day(today, "d MMMM yyyy"),
            shown.when(one.brief.due) if one.brief else "",
        )
        points = briefs.points_of_brief(file, one.brief)
        try:
            brief_files.write(
                path, brief_forms.form(file.visit, one.item, one.brief, points, about)
            )
        except KnownError as error:
            self.failed.emit(error)
            return
        edit = brief_forms.ask(one.item, one.brief)
        if edit:
            self._undo.do(edit)
        self.said.emit(say("The form to send is {path}.").format(path=path))

    # --------------------------------------------------------------------------------- its parts

    def _ask_scheme(self, name: str) -> None:
        from briefer.pack import shipped
        from briefer.services import packs

        def question(workspace: "Workspace") -> "MarkingScheme":
            return shipped.scheme(name, packs.own_data(workspace))

        def arrived(scheme: "MarkingScheme") -> None:
            self._scheme = scheme
            self._show_brief()

        self._desk.ask(question, arrived, lane=f"scheme {id(self)}")

    def _choose_filter(self, which: str) -> None:
        self._filter = cast("Filter", which)
        self._show_items()

    def _show_items(self) -> None:
        officer = self._desk.workspace.officer
        for which, words in _filter_words().items():
            count = len(briefs.chosen(self._items, which, officer))
            self._filters.rename(which, words.format(count=shown.digits(count)).strip())
        some = briefs.chosen(self._items, self._filter, officer)
        taken = {
            key: Taken(length.all, length.too_long) for key, length in (self._lengths or {}).items()
        }
        today = date.today()  # noqa: DTZ011  # the user's own day
        self.items.show_rows(briefs.rows(some, taken, today))
        if self._file:
            self.kept.begin(self._desk.workspace.path, self._file.visit.id)
        if self.items.chosen_id is None:
            self.items.choose_first()
        words = say("No brief here") if self._items else say("No item needs a brief")
        self._none.title.setText(words)
        self._none.advise("" if self._items else say("Meetings and site visits ask for one."))
        self._no_rows.setText(words)
        self._middle.setCurrentWidget(self.editor if some else self._none)
        self._foot.setVisible(bool(some))
        self._show_brief()

    def _kept_item(self) -> UUID | None:
        chosen = self.items.chosen_id
        return chosen if isinstance(chosen, UUID) else None

    def _note_on_row(self, dragged: Dragged, at: int) -> None:
        item = self.items.rows[at].id
        self.items.choose(item)
        self.editor.accept_all()
        for note in dragged.ids:
            self.note_let_go.emit(item, note)

    def _choose(self, _id: object) -> None:
        self._show_brief()
        self._show_length()

    def _show_its_item(self) -> None:
        if self.items.chosen_id is not None:
            self.item_wanted.emit(self.items.chosen_id)

    @property
    def _one(self) -> BriefItem | None:
        chosen = self.items.chosen_id
        return next((one for one in self._items if one.item.id == chosen), None)

    def _show_brief(self) -> None:
        one = self._one
        if one and self._file:
            self.editor.show_brief(self._file, one, self._scheme)

    def _show_length(self) -> None:
        one = self._one
        if one is None:
            self.length.show_nothing()
            return
        length = self._lengths.get(one.item.key) if self._lengths is not None else None
        self.length.show_length(length, printed=self._lengths is None)
        points = briefs.points_of_brief(self._file, one.brief) if self._file else ()
        self.length.show_text(
            briefs.as_markdown(one.brief, points), built=self._lengths is not None
        )
        self._jump.start()

    def _show_pages(self) -> None:
        """Show the pages of the brief: from their beginning when another one was chosen, else where one was."""
        one = self._one
        if one and self._lengths is not None and self.isVisible() and self.shows_preview:
            again = self._at == one.item.id
            self._at = one.item.id
            self._preview.go_to_part(f"brief:{one.item.key}", anew=not again)
            self._frame_paragraph()

    def _frame_paragraph(self) -> None:
        """The pages follow the caret: the paragraph that it is in is framed."""
        one, words = self._one, self.editor.paragraph
        if one and words and self._lengths is not None and self.isVisible() and self.shows_preview:
            self._preview.show_words(f"brief:{one.item.key}", words)

    # Qt's own names

    def _settled(self) -> None:
        """There is room for the pages, or no longer."""
        if self.shows_preview and not self._had_pages:
            self.pages_shown.emit()
        self._had_pages = self.shows_preview


def _filter_words() -> dict[Filter, str]:
    """The segments over the list."""
    return {
        "all": say("All {count}"),
        "missing": say("Missing {count}"),
        "mine": say("Mine {count}"),
    }
