"""People: the table of all, and the one that is looked at.

Not here: a person (`person_editor`), the table itself (`paged_list`), what its columns say (`models.people`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.actions import names
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.kept_places import KeptPlace, of_box, of_id
from briefer.gui.models import people as rows
from briefer.gui.models.library import kind_words
from briefer.gui.views.controls import (
    Chooser,
    Empty,
    SearchField,
    button,
    hairline,
    lay_out_screen,
    on_base,
    row,
    why_nothing,
)
from briefer.gui.views.filter_bar import FilterBar
from briefer.gui.views.paged_list import PagedList
from briefer.gui.views.person_editor import PersonEditor
from briefer.gui.views.place import Chosen, Pane, alone
from briefer.gui.views.records_place import RecordsPlace
from briefer.gui.views.room import Room
from briefer.i18n import say, say_many
from briefer.records.naming import whole_name
from briefer.records.people import Person

if TYPE_CHECKING:
    from briefer.services.edits import Edit
    from briefer.services.listing import Wanted
    from briefer.services.people import PersonLine, Profile
    from briefer.workspace.database import Workspace

TABLE, EDITOR = 828, 520
LEAST_TABLE, LEAST_EDITOR = 420, 400
RESTS = 60
ON_BUTTON = 40
"""Letters of the name of an institution that people are narrowed to."""
NARROW = 640
"""Under this width of the table the kinds of institution cannot be chosen."""
_KINDS = frozenset(
    {
        *("person", "post", "contact", "private_data", "institution", "note", "visit"),
        *("citation", "source"),
    }
)
"""Edits of these may change what is shown."""


class People(RecordsPlace):
    """The screen of people."""

    visit_wanted = Signal(object)
    institution_wanted = Signal(object)
    note_wanted = Signal(object)
    item_wanted = Signal(object, object)
    """A visit and an item of its programme."""
    import_wanted = Signal()
    merge_wanted = Signal(object, object)
    """A person, None for none, and the id of one who is likely the same."""

    def __init__(self, desk: Desk, undo: Undo) -> None:
        from briefer.services import people

        super().__init__(desk, undo)
        self._new: UUID | None = None
        self._asked: UUID | None = None
        self._kept_id: UUID | None = None
        self._institution: UUID | None = None
        self.profile: Profile | None = None
        self._rest = QTimer(self, singleShot=True, interval=RESTS)
        self._rest.timeout.connect(self.refresh)
        self.search_field = SearchField(
            names()["search"], say("Name, post, institution, in any script")
        )
        self.search_field.textChanged.connect(lambda _text: self._rest.start())
        self.search_field.left_down.connect(self._to_list)
        self.country = Chooser(say("State", of="country"), quiet=True)
        self.kind = Chooser(say("Kind of institution"), quiet=True)
        self.country.addItem(say("All states", of="country"), "")
        self.kind.addItem(say("All institutions"), "")
        for kind, words in kind_words().items():
            self.kind.addItem(words, kind)
        for chooser in (self.country, self.kind):
            chooser.activated.connect(lambda _at: self.refresh())
        self.list = PagedList(
            desk,
            names()["people"],
            "people columns",
            rows.columns(),
            people.lines,
            letters=rows.letters,
            hidden=rows.HIDDEN,
        )
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self.write)
        self.list.deleted.connect(self._delete)
        self.list.counted.connect(self._counted)
        self.list.left_up.connect(self.search_field.setFocus)
        self._count = theme.label("", "label", quiet=True)
        self.editor = PersonEditor(desk, undo)
        self.editor.opened.connect(self._open)
        self.editor.likely.wanted.connect(self.merge_wanted)
        self.panes = Room(TABLE, EDITOR)
        table, side = self._table_pane(), self._side()
        for pane, least in ((table, LEAST_TABLE), (side, LEAST_EDITOR)):
            pane.setMinimumWidth(theme.scaled(least))
            self.panes.addWidget(on_base(pane))
        for pane_at in (0, 1):
            self.panes.setStretchFactor(pane_at, 1)
        self.panes.give_back()
        self.panes.share(side, lists=[table], least=LEAST_EDITOR)
        new = button(say("New person"), self.new_person, "plus", filled=True, edits=True)
        merge = button(say("Merge duplicates"), self.merge, "git-merge", edits=True)
        lay_out_screen(self, names()["people"], row(merge, new), self.panes)
        self.kept = KeptPlace(
            self,
            "people",
            {"kind": of_box(self.kind), "person": of_id(self._chosen_id, self._ask_for)},
        )
        desk.edited.connect(self._edited)
        self.own_acts = {
            "new": self.new_person,
            "new-person": self.new_person,
            "new-note": self.new_note,
            "merge": self.merge,
            **self.acts_of_records(),
            "accept": self.editor.accept_all,
        }

    def _table_pane(self) -> QWidget:
        self._nobody = Empty(
            "users",
            say("Nobody here yet"),
            say("A person needs a name as their side writes it, nothing more."),
            [
                button(
                    say("New person"),
                    self.new_person,
                    "plus",
                    name=say("Add the first person"),
                    edits=True,
                ),
                button(say("Import…"), self.import_wanted.emit, "file-up", edits=True),
            ],
        )
        self._new_named = button("", self._new_of_words, "plus", edits=True)
        self._none = Empty(
            "search",
            "",
            "",
            [button(say("Clear filters"), self.clear_filters), self._new_named],
        )
        self._tables = QStackedWidget()
        for part in (self.list, self._nobody, self._none):
            self._tables.addWidget(part)
        self._of = button("", self.clear_filters, "x")
        self._of.hide()
        pane = _TablePane(self.kind)
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        tools = FilterBar(
            self.search_field,
            self.country,
            self.kind,
            self._of,
            self._count,
            self.list.columns_button(),
            margins=(14, 7, 10, 7),
        )
        layout.addWidget(tools)
        layout.addWidget(hairline())
        layout.addWidget(self._tables, 1)
        return pane

    def _side(self) -> QWidget:
        self._sides = QStackedWidget()
        self._sides.addWidget(self.editor)
        self._sides.addWidget(
            Empty(
                "user-round", say("Nobody chosen"), say("Choose somebody to see and change them.")
            )
        )
        self._sides.setCurrentIndex(1)
        return self._sides

    # ------------------------------------------------------------------------------------ the table

    @property
    def wanted(self) -> "Wanted":
        """What the table shall show."""
        from briefer.services.listing import Wanted

        return Wanted(
            "person",
            self.search_field.text().strip(),
            self.country.currentData() or "",
            self._institution,
            self.kind.currentData() or "",
        )

    def refresh(self) -> None:
        """Ask the library anew."""
        from briefer.services import people

        if self._desk.is_open:
            self.kept.begin(self._desk.workspace.path)
            kept, self._kept_id = self._kept_id, None  # once: it may be there no more
            self.list.show_list(self.wanted, self._asked or kept)
            self._desk.ask(people.countries, self._show_countries, lane="countries")

    def _chosen_id(self) -> UUID | None:
        return self.list.chosen_id

    def _ask_for(self, id_: UUID) -> None:
        self._kept_id = id_

    def show_person(self, id_: UUID) -> None:
        """Choose somebody, whatever is filtered."""
        self._asked = id_
        self.panes.show_work()
        self.clear_filters()

    def clear_filters(self) -> None:
        """Show everybody."""
        self.search_field.clear()
        for chooser in (self.country, self.kind):
            chooser.setCurrentIndex(0)
        self._narrow_to(None, "")
        self.refresh()

    def show_people_of(self, institution: UUID, name: str) -> None:
        """Show those who hold or held a post at an institution or one of its units."""
        self.panes.show_lists()
        self.clear_filters()
        self._narrow_to(institution, name)
        self.refresh()

    def _narrow_to(self, institution: UUID | None, name: str) -> None:
        from briefer.services.common_edits import shortened

        self._institution = institution
        self._of.setVisible(institution is not None)
        words = say("At {name}").format(name=shortened(name, ON_BUTTON))
        self._of.setText(words)
        self._of.setAccessibleName(say("{words}: show everybody").format(words=words))

    def new_person(self, name: str = "") -> None:
        """A new person, the name ready to be typed."""
        from briefer.services import common_edits

        given, _, family = name.strip().rpartition(" ")
        made = Person(given_name=given, family_name=family or say("New person"))
        if self._undo.do(common_edits.add(made)):
            self.show_made(made.id)

    def show_made(self, id_: UUID) -> None:
        """Choose a person, the name ready to be typed over."""
        self._new = id_
        self.show_person(id_)

    def merge(self) -> None:
        """Go to merging, with who is chosen."""
        self.merge_wanted.emit(self.profile.person if self.profile else None, None)

    def new_note(self) -> None:
        """A new note, tied to who is chosen."""
        from briefer.services import common_edits

        if self.profile is None:
            return
        person = self.profile.person
        title = say("New note on {name}").format(name=whole_name(person))
        edit = common_edits.add_note(title, people=[person.id])
        if self._undo.do(edit):
            self.note_wanted.emit(edit.changes[0].record.id)

    @property
    def view(self) -> PagedList:
        """The table."""
        return self.list

    @property
    def form(self) -> PersonEditor:
        """The person that is looked at."""
        return self.editor

    @property
    def record(self) -> Person | None:
        """The person that is chosen."""
        return self.profile.person if self.profile else None

    @property
    def first_field(self) -> QWidget:
        """Where writing begins."""
        return self.editor.first_field

    @property
    def chosen_record(self) -> Chosen | None:
        """The person that is chosen."""
        return Chosen("person", self.profile.person.id) if self.profile else None

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        return [*alone(self.list), Pane(self.editor, self.editor.first_field)]

    def _show_countries(self, countries: tuple[str, ...]) -> None:
        self.country.show_choices(countries)

    def _counted(self, count: int) -> None:
        words = say_many("{count} person", "{count} people", count)
        self._count.setText(words.format(count=shown.number(count)))
        wanted = self.wanted
        empty = self._none if wanted.narrowed else self._nobody
        self._tables.setCurrentWidget(self.list if count else empty)
        if not count and wanted.narrowed:
            self._none.title.setText(
                say("Nobody fits “{words}”").format(words=wanted.words)
                if wanted.words
                else say("Nobody fits the filters")
            )
            tied = "" if self._of.isHidden() else self._of.text()
            self._none.advise(why_nothing((self.country, self.kind), tied.strip()))
            self._new_named.setVisible(bool(wanted.words))
            new = say("New person “{name}”").format(name=wanted.words)
            self._new_named.setText(new)
            self._new_named.setAccessibleName(new)

    def _new_of_words(self) -> None:
        self.new_person(self.search_field.text().strip())

    def _to_list(self) -> None:
        if self.list.total:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _delete(self, lines: "Sequence[PersonLine]") -> None:
        from briefer.services import common_edits

        if not self._desk.locked:
            edit = common_edits.delete(*(line.person for line in lines))
            self._undo.do_many(edit, lambda _stored: None)

    # ----------------------------------------------------------------------------------- the person

    def _choose(self, line: "PersonLine | None") -> None:
        from briefer.services import people

        if line is None:
            self._show(None)
            return
        if line.id == self._asked:
            self._asked = None
        id_ = line.id

        def question(workspace: "Workspace") -> "Profile | None":
            return people.profile(workspace, id_)

        self._desk.ask(question, self._show, lane="person")

    def _show(self, profile: "Profile | None") -> None:
        self.profile = profile
        self._sides.setCurrentIndex(0 if profile else 1)
        if profile is None:
            return
        self.editor.show_profile(profile)
        if self._new == profile.person.id:
            self._new = None
            self.editor.take_keyboard()

    def _open(self, kind: str, what: object) -> None:
        if kind == "item" and isinstance(what, tuple):
            self.item_wanted.emit(*what)
            return
        wanted = {
            "visit": self.visit_wanted,
            "note": self.note_wanted,
            "institution": self.institution_wanted,
        }
        wanted[kind].emit(what)

    def _edited(self, edit: "Edit") -> None:
        from briefer.services import people

        if not {change.kind for change in edit.changes} & _KINDS:
            return
        if self.profile and (after := people.patched(self.profile, edit.changes)):
            self.profile = after
            self.editor.show_profile(after)
        self._rest.start()


class _TablePane(QWidget):
    """The pane of the table: where it is narrow, what can be done without goes."""

    def __init__(self, extra: Chooser) -> None:
        super().__init__()
        self._extra = extra

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= theme.scaled(NARROW)
        self._extra.setVisible(wide or self._extra.currentIndex() > 0)
