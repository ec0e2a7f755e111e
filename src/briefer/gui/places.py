"""From place to place: which screen is shown, which visits are open, where one was before.

A screen is imported and made when it is first wanted, so that the window is painted before any of it is loaded. Not
here: the screens themselves (`views`), the frame around them (`main_window`).
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QStackedWidget

from briefer import settings
from briefer.errors import KnownError
from briefer.gui import pasted, screens, shown
from briefer.gui.actions import Actions
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.kept_places import Stood
from briefer.gui.messages import Messages
from briefer.gui.models.hits import Hit
from briefer.gui.models.rows import ROW_ROLE, Row
from briefer.gui.models.visits import short, told_apart
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.first_start import FirstStart
from briefer.gui.views.frame import Rail, places
from briefer.gui.views.home import Home
from briefer.gui.views.locked import Locked
from briefer.gui.views.new_visit import Way
from briefer.gui.views.place import OF_RECORDS, LibraryPlace, Place
from briefer.gui.views.working import Working
from briefer.i18n import say, say_many
from briefer.records.base import Record
from briefer.records.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefer.gui.views.conflicts import ConflictsScreen
    from briefer.gui.views.importing import ImportScreen
    from briefer.gui.views.institutions import Institutions
    from briefer.gui.views.list_import import ListImportScreen
    from briefer.gui.views.merge import Merge
    from briefer.gui.views.notes import Notes
    from briefer.gui.views.people import People
    from briefer.gui.views.reference import Reference
    from briefer.gui.views.settings import SettingsScreen
    from briefer.gui.views.visit_place import VisitPlace
    from briefer.records.visit_file import VisitFile
    from briefer.services.edits import Edit
    from briefer.services.lists import Into, Table

ON_RAIL = 6
"""Open visits that the rail shows; the rest stand under the tile below them."""
_REST = "rest"
"""The id of that tile."""
REMEMBERED = 10
BETWEEN_SCREENS = 50
"""Milliseconds from the import of one screen to that of the next: whoever types meanwhile comes between."""
LIBRARY = ("institutions", "people", "notes", "reference")
"""The screens of the library, by their names on the rail."""
REFERENCE = ("theme", "instrument", "place", "source", "term")
"""The kinds that stand in the reference."""
_MERGED_AT = {"people": "person", "notes": "note"}
"""By the place from which one goes to merge: the kind that is looked at first."""


_SCREENS = {
    "institution": "institutions",
    "person": "people",
    "note": "notes",
    **dict.fromkeys(("theme", "instrument", "term"), "reference"),
}
"""By kind of record: the screen of the library that holds it."""


def edited_record(edit: "Edit") -> tuple[str, UUID | None]:
    """The record of the library that an edit was made in; its id is None where taking it back takes that away, too.

    Of a post, a way to reach somebody, private data: the person or the institution that it belongs to.
    """
    named = [
        one
        for one in edit.changes
        if (one.kind, one.record.key) == (edit.place.kind, edit.place.key)
    ]
    for change in (*named, *edit.changes):
        if change.kind in _SCREENS:
            return change.kind, change.record.id if change.before else None
        for kind in ("person", "institution"):
            owner = getattr(change.record, kind, None)
            if isinstance(owner, UUID):
                return kind, owner
    return "", None


class Places(QObject):
    """The places of one window, one of them shown."""

    changed = Signal()
    """Another place is shown, or another part of it."""
    restore_wanted = Signal(object)
    """A workspace shall be made of a backup: its path."""
    apart_wanted = Signal(object)
    """Something, an `Apart`, shall be done with the workspace that nobody may have it open for."""

    def __init__(
        self, desk: Desk, undo: Undo, tasks: TaskRunner, messages: Messages, actions: Actions
    ) -> None:
        super().__init__()
        self._desk, self._undo, self._tasks = desk, undo, tasks
        self._messages, self._actions = messages, actions
        self.rail = Rail()
        self.stack = QStackedWidget()
        self.first_start = FirstStart(tasks)
        self.locked = Locked()
        self.working = Working()
        self.home = Home(desk, undo)
        self._library: dict[str, LibraryPlace] = {}
        self.visits: dict[UUID, VisitPlace] = {}
        self._on_rail: list[UUID] = []
        """The open visits, the one opened last at the end; one is made when it is first shown."""
        self._before: object = "home"
        """The place from which one went to the settings, or to merge."""
        self._visit_before: UUID | None = None
        """The visit that was shown last."""
        self.recent: list[Row] = []
        """Where one was, the place that is shown first."""
        for place in (self.first_start, self.locked, self.working, self.home):
            self.stack.addWidget(place)
        self.rail.chosen.connect(self.go_to)
        self.rail.opened.connect(self._rail_opened)
        self.rail.clicked.connect(self._rail_clicked)
        self.rail.customContextMenuRequested.connect(self._rail_menu)
        self.home.opened.connect(self.open_visit)
        self.home.due_opened.connect(self._open_due)
        self.home.person_wanted.connect(self.show_person)
        undo.drafts.wanted.connect(self.show_draft)
        desk.overview_changed.connect(self._show_overview)
        desk.changed_elsewhere.connect(self._read_again)
        self._loads = QTimer(self, singleShot=True, interval=BETWEEN_SCREENS)
        self._loads.timeout.connect(self._load_screens)
        desk.settled.connect(self._load_screens)
        self._show_rail()

    def _load_screens(self) -> None:
        if screens.load_next():
            self._loads.start()

    def _read_again(self) -> None:
        """Another process has written: what the screens of the library list may be another."""
        for screen in self._library.values():
            screen.refresh()

    # ----------------------------------------------------------------------------------- the places

    @property
    def place(self) -> Place:
        """The place that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, Place)
        return shown

    def library(self, name: str) -> LibraryPlace:
        """A screen of the library, by one of the names of `LIBRARY`, or `settings`."""
        if name not in self._library:
            made = self._library[name] = screens.make(
                name, self, self._desk, self._undo, self._tasks, self._messages, self._actions
            )
            for act, scope in OF_RECORDS.items():
                if act in made.acts:
                    self._actions.attach(scope, made)
            made.refresh()
            self.stack.addWidget(made)
        return self._library[name]

    @property
    def institutions(self) -> "Institutions":
        """The screen of institutions."""
        return cast("Institutions", self.library("institutions"))

    @property
    def people(self) -> "People":
        """The screen of people."""
        return cast("People", self.library("people"))

    @property
    def reference(self) -> "Reference":
        """The screen of themes, instruments and terms."""
        return cast("Reference", self.library("reference"))

    @property
    def notes(self) -> "Notes":
        """The screen of notes."""
        return cast("Notes", self.library("notes"))

    @property
    def merge(self) -> "Merge":
        """The screen of merging."""
        return cast("Merge", self.library("merge"))

    @property
    def in_settings(self) -> bool:
        """Whether the settings are shown."""
        return "settings" in self._library and self.place is self._library["settings"]

    @property
    def settings(self) -> "SettingsScreen":
        """The screen of settings."""
        return cast("SettingsScreen", self.library("settings"))

    @property
    def importing(self) -> "ImportScreen":
        """The screen of an import."""
        return cast("ImportScreen", self.library("import"))

    @property
    def conflicts(self) -> "ConflictsScreen":
        """The screen of what waits for a decision."""
        return cast("ConflictsScreen", self.library("conflicts"))

    def visit(self, id_: UUID) -> "VisitPlace":
        """The place of a visit; opening it puts it on the rail."""
        if id_ not in self.visits:
            self._desk.file(id_)  # is read while the place is made
            from briefer.gui.views.visit_place import VisitPlace

            place = VisitPlace(
                self._desk, self._undo, self._tasks, self._messages, self._actions, id_
            )
            place.preview_state.connect(self.changed)
            place.tab_changed.connect(lambda _tab: self.changed.emit())
            place.loaded.connect(lambda: self._loaded(place))
            place.institution_wanted.connect(self.show_institution)
            place.begin_wanted.connect(lambda way: self.begin_from(way, id_))
            place.office_wanted.connect(self.show_settings)
            place.record_wanted.connect(self.show_hit)
            place.rename_wanted.connect(self.rename_person)
            self.stack.addWidget(place)
            self.visits[id_] = place
            if id_ not in self._on_rail:
                self._on_rail.append(id_)
            self._show_rail()
            tab_kept = f"tab of {id_} of {self._desk.workspace.path}"
            place.show_tab(settings.load().window.get(tab_kept, place.tab))
            place.tab_changed.connect(lambda tab: _keep(tab_kept, tab))
            place.open()
        return self.visits[id_]

    @property
    def title(self) -> str:
        """What the window's title says of the place; never a record's text, which is seen in task bars."""
        names = [self._name_of(id_) for id_, place in self.visits.items() if place is self.place]
        return " – ".join(filter(None, (*names, self.place.tab_title)))

    def accept_typed(self) -> None:
        """Take what is being typed, wherever it is."""
        for place in (self.home, *self._library.values(), *self.visits.values()):
            place.accept_typed()

    def close(self) -> None:
        """The window closes: take what is being typed, stop what runs."""
        for place in (self.home, *self._library.values(), *self.visits.values()):
            place.close_place()

    # --------------------------------------------------------------------------------------- going

    def begin(self) -> None:
        """A workspace was opened: go where one was in it."""
        self.recent.clear()  # of the one before
        for visit in list(self._on_rail):
            self.close_visit(visit, keep=False)
        known = {str(one.id): one.id for one in self._desk.overview}
        kept = settings.load().window.get(self._memory_of_rail, "").split()
        self._on_rail = [known[id_] for id_ in kept if id_ in known]
        self._show_overview()
        for screen in self._library.values():
            screen.refresh()
        last = settings.load().window.get(self._memory, "")
        if last in known:
            self.open_visit(known[last])
        else:
            self.go_to("home")
        self.place.take_keyboard()

    def go_to(self, id_: object) -> None:
        """Show a place: `home`, one of `LIBRARY`, or an open visit by its id."""
        if not self._desk.is_open:
            return
        self._tasks.give_way()
        place: Place
        if id_ == "home":
            place = self.home
        elif id_ in LIBRARY:
            place = self.library(str(id_))
        elif isinstance(id_, UUID) and id_ in self._on_rail:
            place = self.visit(id_)
            self._bring_forward(id_)
        else:
            return
        focus = QApplication.focusWidget()
        leaving = focus is None or self.place.isAncestorOf(focus)
        self.show(place)
        self.rail.choose(id_)
        self._remember(id_)
        if leaving:
            place.take_keyboard()

    def show_settings(self, page: str = "") -> None:
        """Show the settings, one of their pages if it is named; Esc goes back to where one is now."""
        if not self._desk.is_open:
            return
        if page:
            self.settings.show_page(page)
        self._show_aside(self.settings)

    def show_merge(self, record: Record | None = None, other: UUID | None = None) -> None:
        """Show what is likely double, or what is like a record, or it beside another; Esc goes back."""
        if not self._desk.is_open:
            return
        place = self.rail.chosen_id
        here = "reference" if place == "reference" else _MERGED_AT.get(str(place), "institution")
        if here == "reference":
            here = self.reference.kind
        self.merge.open(kind_of(record).name if record else here, record, other)
        self._show_aside(self.merge)

    def _show_aside(self, place: LibraryPlace) -> None:
        """Show a place that is not on the rail, and remember where one was."""
        if self.rail.chosen_id is not None:
            self._before = self.rail.chosen_id
            self.rail.setCurrentIndex(QModelIndex())  # each of its places can be gone to from here
        self.show(place)
        place.take_keyboard()

    def show_backups(self) -> None:
        """Other backups are kept than before."""
        if "settings" in self._library:
            self.settings.safety.refresh()

    def leave_settings(self) -> None:
        """Go back to where one was before the settings."""
        self.settings.office.accept_all()
        self.leave_aside()

    def leave_aside(self) -> None:
        """Go back to where one was before a place that is not on the rail."""
        aside = self.place
        self.go_to(self._before)
        if self.place is aside:  # what was there before is gone
            self.go_to("home")

    def show_conflicts(self, case: UUID | None = None) -> None:
        """Show what waits for a decision; Esc goes back to where one is now."""
        if not self._desk.is_open:
            return
        self.conflicts.refresh()
        if case:
            self.conflicts.show_case(case)
        self._show_aside(self.conflicts)

    def show_import(self, path: Path | None = None) -> None:
        """Show what a file would bring, or ask for one; Esc goes back to where one is now."""
        if not self._desk.is_open:
            return
        if path and path.suffix.lower() in pasted.SUFFIXES:
            self.show_list_file(path)
            return
        self._show_aside(self.importing)
        if path:
            self.importing.open(path)
        else:
            self.importing.ask_for_file()

    def show_list_file(self, path: Path) -> None:
        """Show what the rows of a list in a file would become."""
        self._show_list(path.name, lambda: pasted.of_file(path))

    def paste_list(self) -> None:
        """Show what the rows on the clipboard would become, where one is; Esc goes back to there."""
        data = QGuiApplication.clipboard().mimeData()
        self._show_list(say("the clipboard"), lambda: pasted.of_clipboard(data))

    def take_list(self, data: QMimeData) -> None:
        """Show what rows would become that were dragged here from another program; Esc goes back to where one is."""
        self._show_list(say("what was dropped"), lambda: pasted.of_clipboard(data))

    def _show_list(self, source: str, read: "Callable[[], Table]") -> None:
        if not self._desk.is_open:
            return
        here: object = self.rail.chosen_id
        if here is None:  # one is aside, at an import
            here = self._before
        visit = here if isinstance(here, UUID) and here in self.visits else None
        into: Into = "people" if visit is None else "programme"
        if visit and self.visits[visit].tab == "delegation":
            into = "delegation"
        try:
            rows = read()
        except KnownError as error:
            self._messages.show_error(error)
            return
        screen = cast("ListImportScreen", self.library("list"))
        screen.show_list(source, rows, into, visit)
        self._show_aside(screen)

    def show_pointer(self, pointer: object) -> None:
        """Go to what points at a record that is to be merged."""
        from briefer.services.merging import Pointer

        if not isinstance(pointer, Pointer):
            return
        if pointer.visit_id:
            self.show_item(pointer.visit_id, pointer.id)
        else:
            self.show_hit(Hit(pointer.kind, pointer.id, words=pointer.words))

    def set_anew(self) -> None:
        """The fonts are others: what is printed of every open visit may be, too."""
        for place in self.visits.values():
            place.set_anew()

    def show(self, place: Place) -> None:
        """Put a place on the screen."""
        self.stack.setCurrentWidget(place)
        shown = (id_ for id_, one in self.visits.items() if one is place)
        self._visit_before = next(shown, self._visit_before)
        self.changed.emit()

    def step_finding(self, step: int) -> None:
        """The next finding of the visit where one was last, or the one before: the place of one may be in the library."""
        visit = self.visits.get(self._visit_before) if self._visit_before else None
        if visit:
            visit.pack.step_finding(step)

    def open_visit(self, id_: object) -> None:
        """Go to a visit."""
        if isinstance(id_, UUID):
            self.visit(id_)
            self.go_to(id_)

    def _open_due(self, visit: object, item: object) -> None:
        self.open_visit(visit)
        if isinstance(visit, UUID) and isinstance(item, UUID):
            self.visits[visit].show_record(item)

    def begin_from(self, way: Way, visit: UUID) -> None:
        """Go where a visit begins with the plan of another."""
        self.go_to("home")
        self.home.begin_from(way, visit)

    def close_visit(self, visit: UUID, *, keep: bool = True) -> None:
        """Take a visit off the rail; without `keep` it will be there again when the workspace is."""
        if visit in self._on_rail:
            self._on_rail.remove(visit)
        if keep:
            self._keep_rail()
            if settings.load().window.get(self._memory) == str(visit):
                _keep(self._memory, "")
        place = self.visits.pop(visit, None)
        if place is None:
            self._show_rail()
            return
        if self.place is place:
            self.go_to("home")
        place.close_place()
        self._undo.drafts.leave(place)
        self.stack.removeWidget(place)
        place.deleteLater()
        self._show_rail()

    def new_visit(self, template: str = "") -> None:
        """Go where a visit begins, with the template of that name."""
        self.go_to("home")
        self.home.begin_new(template)

    def open_file(self) -> "VisitFile | None":
        """The visit that is shown; None where no visit is."""
        shown = self.stack.currentWidget()
        return next((one.file for one in self.visits.values() if one is shown), None)

    def new_institution(self) -> None:
        """Go to the institutions, with a new one."""
        self.go_to("institutions")
        self.institutions.new_institution()

    def new_person(self, name: str = "") -> None:
        """Go to the people, with a new one."""
        self.go_to("people")
        self.people.new_person(name)

    def new_note(self) -> None:
        """Go to the notes, with a new one."""
        self.go_to("notes")
        self.notes.new_note()

    def show_institution(self, id_: object) -> None:
        """Go to an institution of the library."""
        if isinstance(id_, UUID):
            self.go_to("institutions")
            self.institutions.show_institution(id_)

    def show_person(self, id_: object) -> None:
        """Go to a person of the library."""
        if isinstance(id_, UUID):
            self.go_to("people")
            self.people.show_person(id_)

    def rename_person(self, id_: object) -> None:
        """Go to a person of the library, the name ready to be typed over."""
        if isinstance(id_, UUID):
            self.go_to("people")
            self.people.show_made(id_)

    def show_people_of(self, institution: UUID, name: str) -> None:
        """Go to the people of an institution."""
        self.go_to("people")
        self.people.show_people_of(institution, name)

    def show_note(self, id_: object) -> None:
        """Go to a note."""
        if isinstance(id_, UUID):
            self.go_to("notes")
            self.notes.show_note(id_)

    def show_edited(self, edit: "Edit") -> None:
        """Go to the record of the library in which an edit was made that was taken back, or made again."""
        kind, id_ = edited_record(edit)
        chosen = self.place.chosen_record
        if not kind or (chosen and (chosen.kind, chosen.id) == (kind, id_)):
            return
        self.go_to(_SCREENS[kind])
        if id_ is None:
            return
        if _SCREENS[kind] == "reference":
            self.reference.show_record(kind, id_)
        elif kind == "institution":
            self.institutions.show_institution(id_)
        elif kind == "person":
            self.people.show_person(id_)
        else:
            self.notes.show_note(id_)

    def show_item(self, visit: object, record: object) -> None:
        """Go to a record of a visit."""
        self.open_visit(visit)
        if visit in self.visits and isinstance(visit, UUID) and isinstance(record, UUID):
            self.visits[visit].show_record(record)

    def show_draft(self, form: str, record: UUID, visit: object) -> None:
        """Go to the form in which something was typed."""
        if form == "institution":
            self.show_institution(record)
        elif form in ("person", "private", "new post", "new contact"):
            self.show_person(record)
        elif form == "post":
            self._show_holder(record)
        elif form == "note":
            self.show_note(record)
        elif form in REFERENCE:
            self.go_to("reference")
            self.reference.show_record(form, record)
        elif form == "new visit":
            self.new_visit()
        elif form in ("office", "officer"):
            self.show_settings("office")
        elif isinstance(visit, UUID) and any(one.id == visit for one in self._desk.overview):
            self.open_visit(visit)
            self.visits[visit].show_draft(form, record)

    def _new_named(self, kind: str, words: str) -> None:
        """Make what was searched and is not there."""
        if kind == "person":
            self.new_person(words)
        elif kind == "note":
            self.go_to("notes")
            self.notes.new_note(words)
        else:
            self.go_to("institutions")
            self.institutions.new_institution(words)

    def show_hit(self, hit: Hit) -> None:
        """Go to what was found by searching."""
        name, id_ = str(hit.id), hit.id
        # a place of the library has an id; one of the window has a name
        if hit.kind in REFERENCE and isinstance(id_, UUID):
            self.go_to("reference")
            self.reference.show_record(hit.kind, id_)
        elif hit.kind == "place":
            if "-" in name:
                self.open_visit(UUID(name))
            else:
                self.go_to(name)
            self.place.take_keyboard()
        elif hit.kind == "new":
            self._new_named(name, hit.words)
        elif hit.kind == "institution":
            self.show_institution(id_)
        elif hit.kind == "person":
            self.show_person(id_)
        elif hit.kind == "post" and isinstance(id_, UUID):
            self._show_holder(id_)
        elif hit.kind == "note":
            self.show_note(id_)
        elif hit.kind == "visit":
            self.open_visit(id_)
        elif hit.visit and isinstance(id_, UUID):
            visit = next((one.id for one in self._desk.overview if one.key == hit.visit), None)
            self.show_item(visit, id_)
        else:
            self._messages.say(say("“{name}” has no screen of its own yet.").format(name=hit.words))

    def _show_holder(self, post: UUID) -> None:
        """Go to who holds a post; to its institution while it is vacant."""
        from briefer.records.people import Post
        from briefer.services import library

        def arrived(found: Post | None) -> None:
            if found and found.person:
                self.show_person(found.person)
            elif found:
                self.show_institution(found.institution)

        self._desk.ask(lambda workspace: library.get(workspace, Post, post), arrived, lane="post")

    @property
    def at_work(self) -> tuple["VisitFile | None", UUID | None]:
        """The file of the visit that is shown, and the item that is chosen in it."""
        for place in self.visits.values():
            if place is self.place:
                return place.file, place.programme.choice.current
        return None, None

    @property
    def shown_hit(self) -> Hit | None:
        """The place that is shown, as something to go to; None before there is a workspace, and in the settings."""
        id_ = self.rail.chosen_id
        return Hit("place", str(id_)) if self._desk.is_open and id_ is not None else None

    @property
    def stood(self) -> Stood:
        """Where one is; in the settings and the like, where one goes back to."""
        id_ = self.rail.chosen_id
        record = self.place.chosen_record if id_ in LIBRARY else None
        if id_ is None:
            id_ = self._before
        visit = self.visits.get(id_) if isinstance(id_, UUID) else None
        return Stood(id_, visit.tab if visit else "", record and Hit(record.kind, record.id))

    def stand_again(self, stood: Stood) -> None:
        """Be where one was before the window closed, or go back there from the settings."""
        id_ = stood.place
        if isinstance(id_, UUID):
            if all(one.id != id_ for one in self._desk.overview):
                return
            self.visit(id_).show_tab(stood.tab)
        if self.rail.chosen_id is None:
            self._before = id_
            return
        self.go_to(id_)
        if stood.record:
            self.show_hit(stood.record)

    def attach(self, path: Path) -> None:
        """Take a PDF file as an annex of the visit that is shown."""
        for place in self.visits.values():
            if place is self.place:
                place.attach(path)
                return
        self._messages.say(say("Open a visit first: a PDF file becomes one of its annexes."))

    def add_hit(self, hit: Hit) -> None:
        """Add what was found to the programme that is shown."""
        for place in self.visits.values():
            if place is self.place and isinstance(hit.id, UUID):
                place.programme.drops.add_record(hit.kind, hit.id)

    # ------------------------------------------------------------------------------------ remembered

    @property
    def _memory(self) -> str:
        return f"visit of {self._desk.workspace.path}"

    @property
    def _memory_of_rail(self) -> str:
        return f"visits of {self._desk.workspace.path}"

    def _keep_rail(self) -> None:
        if self._desk.is_open:
            _keep(self._memory_of_rail, " ".join(map(str, self._on_rail)))

    def _remember(self, id_: object) -> None:
        row = next(one for one in self.rail.rows if one.id == id_)
        hit = Hit("place", str(id_), words=row.title)
        earlier = [one for one in self.recent if one.id != hit]
        self.recent = [Row(hit, row.title, icon=row.icon), *earlier][:REMEMBERED]
        if isinstance(id_, UUID):
            _keep(self._memory, str(id_))
            self._keep_rail()

    def _loaded(self, place: "VisitPlace") -> None:
        """The visit has come: the keyboard goes to it, if nobody types elsewhere meanwhile."""
        focus = QApplication.focusWidget()
        typing = isinstance(focus, QLineEdit) and not place.isAncestorOf(focus)
        if self.place is place and not typing and focus is not self.rail:
            place.take_keyboard()

    def _show_overview(self) -> None:
        self.home.show_visits(self._desk.overview)
        there = {one.id for one in self._desk.overview}
        for visit in [one for one in self._on_rail if one not in there]:
            self.close_visit(visit)
        self._show_rail()
        self.changed.emit()

    def _show_rail(self) -> None:
        known = {one.id: one for one in self._desk.overview}
        rows = []
        there = self._on_rail[-ON_RAIL:][::-1]
        names_ = [short(known[id_]) if id_ in known else "…" for id_ in there]
        for id_, name, letters in zip(there, names_, told_apart(names_), strict=True):
            title = known[id_].title if id_ in known else ""
            rows.append(Row(id_, name, icon="calendar-range", initials=letters, spoken=title))
        if rest := len(self._rest):
            count = shown.digits(rest)
            words = say_many("{count} more open visit", "{count} more open visits", rest)
            more = say("{count} more").format(count=count)
            rows.append(Row(_REST, more, icon="ellipsis", spoken=words.format(count=count)))
        self.rail.show_rows(places(rows))

    @property
    def _rest(self) -> list[UUID]:
        """The open visits that the rail has no room for, the one opened last first."""
        return self._on_rail[:-ON_RAIL][::-1]

    def _bring_forward(self, visit: UUID) -> None:
        """One of the rest that is gone to gets a tile, and the one that was opened first goes to the rest."""
        if visit in self._rest:
            self._on_rail.remove(visit)
            self._on_rail.append(visit)
            self._show_rail()

    def _rail_opened(self, id_: object) -> None:
        if id_ == _REST:
            self._show_rest()
        else:
            self.place.take_keyboard()

    def _rail_clicked(self, index: QModelIndex) -> None:
        if index.data(ROW_ROLE).id == _REST:
            self._show_rest()

    def _show_rest(self) -> None:
        """The open visits without a tile, to go to one."""
        titles = {one.id: one.title for one in self._desk.overview}
        menu = QMenu(self.rail)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for id_ in self._rest:
            title = titles.get(id_, "…").replace("&", "&&")  # no mnemonic
            menu.addAction(title).triggered.connect(partial(self._go_to_rest, id_))
        menu.aboutToHide.connect(self._choose_shown)
        box = self.rail.visualRect(self.rail.currentIndex())
        menu.popup(self.rail.viewport().mapToGlobal(box.topRight()))
        menu.setActiveAction(menu.actions()[0])

    def _go_to_rest(self, visit: UUID, _checked: bool = False) -> None:  # a slot
        self.go_to(visit)
        self.place.take_keyboard()

    def _choose_shown(self) -> None:
        """The tile of the rest is no place: that of the place that is shown is chosen."""
        there = (("home", self.home), *self._library.items(), *self.visits.items())
        self.rail.choose(next((id_ for id_, one in there if one is self.place), None))

    def _name_of(self, visit: UUID) -> str:
        return next((short(one) for one in self._desk.overview if one.id == visit), "")

    def _rail_menu(self, point: QPoint) -> None:
        id_ = self.rail.chosen_id
        if isinstance(id_, UUID):
            menu = QMenu(self.rail)
            menu.addAction(say("Take off the rail")).triggered.connect(
                lambda: self.close_visit(id_)
            )
            menu.popup(self.rail.viewport().mapToGlobal(point))


def _keep(name: str, value: str) -> None:
    """Let the settings remember something of the window."""
    kept = settings.load()
    if kept.window.get(name) != value:
        kept.window[name] = value
        settings.save(kept)
