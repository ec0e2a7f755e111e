"""The delegation of a visit: who travels, in order, whom they meet, and who comes to what.

It holds the parts together: which segment is shown, who is chosen, what is done with them. Not here: the table
(`delegation_list`), the panel (`person_panel`), the line that adds (`joining`), the edits (`services.delegation_edits`).
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefer.findings import Finding
from briefer.gui import shown, theme
from briefer.gui.actions import Actions, Scope
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.kept_places import KeptPlace, Part, of_id
from briefer.gui.messages import Messages
from briefer.gui.models.by_item import grid
from briefer.gui.models.delegation import (
    Advice,
    Listed,
    advice,
    counted,
    guests,
    hosts,
    in_order,
    met,
)
from briefer.gui.models.offers import Answer, Offered
from briefer.gui.views.by_item import ByItemPane
from briefer.gui.views.controls import (
    LOCKED,
    Chooser,
    Elided,
    Empty,
    SearchField,
    Segment,
    Segments,
    button,
    hairline,
    on_base,
    row,
)
from briefer.gui.views.delegation_list import DelegationList
from briefer.gui.views.filter_bar import FilterBar
from briefer.gui.views.finding import finds
from briefer.gui.views.joining import JoiningLine, Sort
from briefer.gui.views.person_panel import PersonPanel
from briefer.gui.views.place import Chosen, Pane
from briefer.gui.views.precedence_band import PrecedenceBand
from briefer.gui.views.room import Room
from briefer.i18n import say
from briefer.records.programme import Participant
from briefer.records.visit_file import VisitFile
from briefer.rules import attendance
from briefer.rules.precedence import RuleSet
from briefer.text import fold

if TYPE_CHECKING:
    from briefer.services.delegation_edits import Joining
    from briefer.services.edits import Edit
    from briefer.services.search import Found

TOOLBAR, PANEL, MOST_FIELD = 44, 316, 220
LEAST = 520
"""What the table keeps beside the person."""
_SEARCHED = 6
_USUAL = "office"
"""The rule set of a visit that names none."""
_FIELDS = {"order": "override_reason"}
"""Fields of the panel that are not called as the record's."""
_SIGNS = {"person": "user-round", "post": "user-round", "institution": "landmark"}


class DelegationScreen(QWidget):
    """The tab Delegation of one visit."""

    item_wanted = Signal(object)
    person_wanted = Signal(object)
    """The id of a person whose record is to be shown."""
    rename_wanted = Signal(object)
    """The id of a person whose name is to be typed over."""

    def __init__(self, desk: Desk, undo: Undo, messages: Messages, actions: Actions) -> None:
        super().__init__()
        self._desk, self._undo = desk, undo
        self._messages, self._actions = messages, actions
        self._file: VisitFile | None = None
        self._rules: RuleSet | None = None
        self._rule_sets: dict[str, RuleSet] = {}
        self._kept: set[Advice] = set()
        self._people: tuple[Listed, ...] = ()
        self._hosts: tuple[Listed, ...] = ()
        self._times: tuple[object, ...] = ()
        self._overlaps: attendance.Overlaps = {}
        self._segment = "guests"
        self._with_panel = True
        self.segments = Segments(
            say("Sides of the table"),
            [
                Segment("guests", say("Guests")),
                Segment("hosts", say("Hosts")),
                Segment("items", say("By item")),
            ],
        )
        self.segments.choose("guests")
        self.search_field = SearchField(
            say("Find in the delegation"), say("Find in the delegation")
        )
        self.search_field.textChanged.connect(lambda _text: self._show_people())
        self.guests = DelegationList(say("Guests"), say("Function", of="delegation"), ordered=True)
        self.order = Chooser(say("Order of precedence"), quiet=True)
        self.band = PrecedenceBand()
        self.joining = JoiningLine(self._search)
        self.hosts = DelegationList(say("Hosts"), say("Role"), ordered=False)
        self.by_item = ByItemPane(undo)
        self.strand = Chooser(say("Strands"), quiet=True)
        self.panel = PersonPanel(
            desk, undo, lambda text, answer: self._search("person", text, answer)
        )
        self._foot = theme.label("", "label", quiet=True)
        self._build()
        self._connect()
        self.kept = KeptPlace(
            self,
            "delegation",
            {
                "guest": of_id(lambda: self.guests.chosen_id, self.guests.choose),
                "segment": Part(self._kept_segment, self._begin_with),
            },
        )

    # ------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self._add = button(
            say("Add"), self.begin_joining, "plus", filled=True, name=say("Add a guest"), edits=True
        )
        toolbar = FilterBar(
            self.segments,
            4,
            self.search_field,
            self.strand,
            None,
            self.order,
            2,
            self._add,
            margins=(12, 0, 14, 0),
            spacing=6,
            most=MOST_FIELD,
        )
        toolbar.setFixedHeight(theme.scaled(TOOLBAR))
        self._first = button(
            say("Add"), self.begin_joining, "plus", name=say("Add the first guest"), edits=True
        )
        self._empty = Empty(
            "users",
            say("Nobody travels yet"),
            say("Add people, posts without a name, or a group whose number is open."),
            [
                self._first,
                button(
                    say("Paste a list"), self._actions["paste-list"].trigger, "list", edits=True
                ),
            ],
        )
        self._hint = Elided("label", quiet=True, hint=True)
        self._foot_line = row(self._hint, self._foot, margins=(14, 6, 14, 7), spacing=16)
        self.work = QStackedWidget()
        self._programme = button(
            say("Go to the programme"), lambda: self.item_wanted.emit(None), "calendar-range"
        )
        self._nobody_met = Empty(
            "users",
            say("Nobody is met yet"),
            say("Hosts are added to the items of the programme; here they stand together."),
            [self._programme],
        )
        for part in (self.guests, self._empty, self.hosts, self.by_item, self._nobody_met):
            self.work.addWidget(part)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.joining, self.band, self.work, self._foot_line):
            layout.addWidget(widget, 1 if widget is self.work else 0)
        self.panes = Room(1000, PANEL, forms={1})
        for pane, least in ((on_base(middle), LEAST), (self.panel, 280)):
            pane.setMinimumWidth(theme.scaled(least))
            self.panes.addWidget(pane)
        self.panes.setStretchFactor(0, 1)
        self.panes.setStretchFactor(1, 0)
        self.panes.give_back()
        self.panes.share(middle, panels=[self.panel], least=LEAST)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for widget in (toolbar, hairline(), self.panes):
            outer.addWidget(widget, 1 if widget is self.panes else 0)

    def _connect(self) -> None:
        self.segments.chosen.connect(self.show_segment)
        for people in (self.guests, self.hosts):
            people.chosen.connect(lambda _id: self._show_person())
            people.opened.connect(lambda: self.edit_field("function"))
            people.record_wanted.connect(self._open_person)
        self.strand.activated.connect(lambda _at: self._show_grid())
        self.by_item.item_wanted.connect(self.item_wanted)
        self.guests.moved.connect(self._let_go)
        self.guests.dropped.connect(
            lambda kind, id_, row_: self._join_record(kind, id_, self._place_before(row_))
        )
        self.search_field.left_down.connect(self.take_keyboard)
        self.order.activated.connect(lambda at: self._choose_order(self.order.itemData(at)))
        self.band.followed.connect(self._follow)
        self.band.kept.connect(self._keep)
        self.joining.taken.connect(self._join)
        self.joining.left.connect(self.take_keyboard)
        self.panel.closed.connect(self.toggle_panel)
        self.panel.left.connect(self.take_keyboard)
        self.panel.item_wanted.connect(self.item_wanted)
        self.panel.place_wanted.connect(lambda place: self._move_to(place - 1))
        self.panel.named.connect(self._name_post)
        self._actions.attach("delegation", self.guests)
        for view in (self.hosts, self.by_item.view):
            view.addAction(self._actions["rename"])
        self.acts: dict[str, Callable[[], object]] = {
            "new": self.begin_joining,
            "add-delegate": self.begin_joining,
            "remove-delegate": self.remove,
            "place-up": lambda: self.step(-1),
            "place-down": lambda: self.step(1),
            **finds(self.search_field, lambda: self._list),
            "item-panel": self.toggle_panel,
            "accept": self.panel.accept_all,
            "rename": self.rename,
        }

    def _open_person(self) -> None:
        """Go to the record of the chosen person; who has none is in the panel alone."""
        id_ = self._list.chosen_id
        person = next((one.person for one in self._list.people if one.id == id_), None)
        if person:
            self.person_wanted.emit(person.id)
        else:
            self.edit_field("function")

    @property
    def _at_hand(self) -> Listed | None:
        """Who is chosen: in the list, or by the row among the items."""
        id_ = self.by_item.view.person if self._segment == "items" else self._list.chosen_id
        return next((one for one in (*self._people, *self._hosts) if one.id == id_), None)

    def rename(self) -> None:
        """Give the keyboard to what the chosen one is called: the name of a person stands in their record."""
        one = self._at_hand
        if one and one.person:
            self.rename_wanted.emit(one.person.id)
        elif one and one.delegate:
            self.show_delegate(one.id, "group" if one.what == "group" else "person")

    # -------------------------------------------------------------------------------------- showing

    def show_file(self, file: VisitFile) -> None:
        """Show the visit as it is now."""
        first = self._file is None
        self._file = file
        self._take_rules()
        self._show_people()
        if first:
            self.kept.begin(self._desk.workspace.path, file.visit.id)
            self._ask_rules()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """The list tells by itself what is open."""
        del findings

    def show_segment(self, segment: str) -> None:
        """Guests, hosts, or people by item."""
        leaving = self.work.isAncestorOf(self.focusWidget())
        self._with_panel = (
            self._with_panel if self._segment == "items" else self.panes.wants(self.panel)
        )
        self._segment = segment
        self.segments.choose(segment)
        self.panes.allow(self.panel, on=segment != "items" and self._with_panel)
        if segment != "guests":
            self.joining.hide()
        self._show_people()
        if leaving:
            self.take_keyboard()

    def _kept_segment(self) -> str:
        return "" if self._segment == "guests" else self._segment

    def _begin_with(self, segment: str) -> None:
        if segment in ("hosts", "items"):
            self.show_segment(segment)

    def show_cell(self, edit: "Edit") -> None:
        """Go to the people by item, to the cell in which an edit was made."""
        self.show_segment("items")
        for change in edit.changes:
            part = change.record
            if isinstance(part, Participant):
                self.by_item.show_cell(self._identity(part), part.item)
                return

    def _identity(self, part: Participant) -> UUID | None:
        """Who of the grid a part belongs to."""
        people = self.by_item.view.grid.rows
        return next(
            (
                one.id
                for one in people
                if one.attendee
                and (
                    part.delegate == one.id
                    or any(each.id == part.id for each in one.attendee.parts)
                    or part.person == one.id
                )
            ),
            None,
        )

    def show_delegate(self, id_: UUID, field: str = "") -> bool:
        """Choose a delegate; gives whether they travel."""
        if all(one.id != id_ for one in self._people):
            return False
        self.search_field.clear()
        self.show_segment("guests")
        self.guests.choose(id_)
        if field:
            self.edit_field(field)
        return True

    def edit_field(self, field: str) -> None:
        """Open the panel at a field."""
        self.panes.call(self.panel)
        self.panel.focus_field(_FIELDS.get(field, field))

    def toggle_panel(self) -> None:
        """Open the panel, or close it; the people by item need all the room."""
        if self._segment == "items":
            return
        on = self.panel.isHidden()
        had_keyboard = self.panel.isAncestorOf(self.focusWidget())
        (self.panes.call if on else self.panes.dismiss)(self.panel)
        self._actions["item-panel"].setChecked(on)
        if had_keyboard and not on:
            self.take_keyboard()

    @property
    def scopes(self) -> frozenset[Scope]:
        """The commands that work here."""
        return frozenset({"delegation", "by item", "list", "form"})

    @property
    def chosen_record(self) -> Chosen | None:
        """The guest that is chosen."""
        guest = self.guests.chosen_id
        return Chosen("delegate", guest) if guest else None

    @property
    def shows_preview(self) -> bool:
        """It shows no pages."""
        return False

    def borrow_preview(self) -> None:
        """It shows no pages."""
        self._actions["item-panel"].setChecked(not self.panel.isHidden())

    def take_keyboard(self) -> None:
        """Give the keyboard to the table; to what adds, while there is nobody."""
        targets: tuple[tuple[QWidget, QWidget], ...] = (
            (self._empty, self._first),
            (self._nobody_met, self._programme),
            (self.by_item, self.by_item.view),
        )
        there = self.work.currentWidget()
        target = next((target for part, target in targets if part is there), self._list)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _list(self) -> DelegationList:
        """The table whose people the panel shows."""
        return self.hosts if self._segment == "hosts" else self.guests

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes: the table, the panel."""
        work = self.by_item.view if self._segment == "items" else self._list
        panes = [Pane(self.work, work), Pane(self.panel, self.panel.first_field)]
        return [pane for pane in panes if pane.target.isVisible()]

    def _show_people(self) -> None:
        file = self._file
        if file is None:
            return
        self._people, self._hosts = guests(file, self._rules), hosts(file)
        self.segments.rename("guests", _with_count(say("Guests"), len(self._people)))
        self.segments.rename("hosts", _with_count(say("Hosts"), len(self._hosts)))
        by_item, with_hosts = self._segment == "items", self._segment == "hosts"
        for part in (self._add, self.order):
            part.setVisible(self._segment == "guests")
        hint = say("Drag rows or press Alt+Up, Alt+Down. Insert adds a person, a post or a group.")
        may = self._segment == "guests" and not self._desk.locked
        self._hint.show_words(hint if may else "")
        self._foot_line.setVisible(
            not by_item and bool(self._hosts if with_hosts else self._people)
        )
        self._show_advice()
        self._show_strands()
        if by_item:
            self._show_grid()
            return
        people = self._hosts if with_hosts else self._people
        wanted = fold(self.search_field.text().strip())
        self._list.show_people(tuple(one for one in people if wanted in fold(one.spoken)))
        nobody = self._nobody_met if with_hosts else self._empty
        self.work.setCurrentWidget(self._list if people else nobody)
        self._foot.setText(met(people, file) if with_hosts else counted(people))
        self._show_person()

    def _show_person(self) -> None:
        chosen = self._list.chosen_id
        one = next((one for one in self._list.people if one.id == chosen), None)
        self.panel.show_person(self._file, one)

    def _show_grid(self) -> None:
        if self._file is None:
            return
        whole = grid(self._file, self._people, self._hosts, self._same_time())
        nothing = not whole.rows or not whole.columns
        self.work.setCurrentWidget(self._nobody_met if nothing else self.by_item)
        strand = self.strand.currentData()
        self.by_item.show_grid(self._file, whole, self.search_field.text(), strand)

    def _same_time(self) -> attendance.Overlaps:
        """The items that overlap; worked out anew when times may be others, not at each letter in a cell."""
        assert self._file is not None
        file = self._file
        times = (file.items, file.legs, file.stops, file.places)
        if self._times != times:
            self._times, self._overlaps = times, attendance.overlaps(file)
        return self._overlaps

    def _show_strands(self) -> None:
        """The strands to choose from, where there are several."""
        assert self._file is not None
        wanted: list[tuple[str, UUID | None]] = [(say("All strands"), None)]
        wanted += [(one.title, one.id) for one in self._file.strands]
        there = [
            (self.strand.itemText(at), self.strand.itemData(at))
            for at in range(self.strand.count())
        ]
        if there != wanted:
            chosen = self.strand.currentData()
            self.strand.clear()
            for words, id_ in wanted:
                self.strand.addItem(words, id_)
            self.strand.setCurrentIndex(max(0, self.strand.findData(chosen)))
        self.strand.setVisible(self._segment == "items" and len(wanted) > 1)

    # ----------------------------------------------------------------------------------- precedence

    def _ask_rules(self) -> None:
        from briefer.services import packs

        def arrived(found: tuple[RuleSet, ...]) -> None:
            self._rule_sets = {one.name: one for one in found}
            self.order.clear()
            for one in found:
                self.order.addItem(say("Order: {rule}").format(rule=say(one.title)), one.name)
            self._take_rules()
            self._show_people()

        self._desk.ask(lambda workspace: packs.rule_sets(packs.own_data(workspace)), arrived)

    def _take_rules(self) -> None:
        """The rule set of the visit; one that the office has no longer advises nothing."""
        if self._file is None:
            return
        name = self._file.visit.precedence or _USUAL
        self._rules = self._rule_sets.get(name)
        self.order.setCurrentIndex(self.order.findData(name))
        self.order.setDisabled(bool(self.window().property(LOCKED)))

    def _choose_order(self, name: str) -> None:
        from briefer.services import common_edits

        if self._file and name != (self._file.visit.precedence or _USUAL):
            self._undo.do(
                common_edits.change_field(
                    self._file.visit, "precedence", name, called=say("order of precedence")
                )
            )

    def _show_advice(self) -> None:
        found: tuple[Advice, ...] = ()
        if self._file and self._rules and self._segment == "guests":
            found = advice(self._file, self._rules)
        self.band.show_advice(next((one for one in found if one not in self._kept), None))

    def _follow(self, one: Advice) -> None:
        """Put somebody where the rule would have them."""
        if self.show_delegate(one.id):
            self._move_to(one.advised - 1)

    def _keep(self, one: Advice) -> None:
        """Keep a place, and ask for the reason, which nobody has to give."""
        self._kept.add(one)
        self._show_advice()
        self.show_delegate(one.id, "override_reason")

    # --------------------------------------------------------------------------------------- moving

    def step(self, step: int) -> None:
        """The chosen go one place up (-1) or down (1)."""
        rows = [at for at, one in enumerate(self._people) if one.id in self.guests.chosen_ids]
        if rows and step < 0 < rows[0]:
            self._move_to(rows[0] - 1, moved=True)
        elif rows and step > 0 and rows[-1] < len(self._people) - 1:
            self._move_to(rows[-1] + 2, moved=True)

    def _let_go(self, _ids: object, shown_row: int) -> None:
        """Rows were let go before another row of the table, which may show some of them only."""
        self._move_to(self._place_before(shown_row), moved=True)

    def _place_before(self, shown_row: int) -> int:
        """The place in the whole order before a row of the table."""
        there = self.guests.people
        if shown_row < len(there):
            return there[shown_row].place - 1
        return there[-1].place if there else len(self._people)

    def _move_to(self, at: int, *, moved: bool = False) -> None:
        """The chosen come to stand before the place `at`; without `moved` they take it, as a typed place says."""
        from briefer.services import delegation_edits

        if self._file is None or not self.guests.chosen_ids:
            return
        some = [one for one in self._people if one.id in self.guests.chosen_ids]
        if not moved:
            some = [one for one in self._people if one.id == self.guests.chosen_id]
            at += at > some[0].place - 1
        order = in_order(self._file, self._rules)
        ids = [one.id for one in some]
        edit = delegation_edits.move(order, ids, at, some[0].name)
        if edit.changes:
            self._undo.do(edit)

    # ---------------------------------------------------------------------------- adding, removing

    def begin_joining(self, sort: Sort = "person") -> None:
        """Open the line that adds people, posts and groups."""
        if locked := self.window().property(LOCKED):
            self._messages.say(locked)
        elif self._file:
            self.show_segment("guests")
            self.joining.begin(sort)

    def remove(self) -> None:
        """The chosen travel no longer."""
        from briefer.services import delegation_edits

        some = [one for one in self._people if one.id in self.guests.chosen_ids]
        delegates = [one.delegate for one in some if one.delegate]
        if self._file and delegates:
            self._undo.do(delegation_edits.leave(self._file, delegates, some[0].name))

    def _search(self, sort: str, text: str, answer: Answer) -> None:
        """Who of the library may be meant."""
        from briefer.services import search

        kinds = ("person",) if sort == "person" else ("post", "institution")

        def arrived(found: "tuple[Found, ...]") -> None:
            offers = [
                Offered(one.kind, one.id, one.label, one.line, _SIGNS[one.kind]) for one in found
            ]
            person = sort == "person"
            words = say("New person “{text}”") if person else say("As a post: “{text}”")
            answer([*offers, Offered("new", None, words.format(text=text), icon="plus")])

        self._desk.ask(
            lambda workspace: search.search(workspace, text, _SEARCHED, search.Wanted(kinds)),
            arrived,
            lane="complete",
        )

    def _join(self, offered: Offered, text: str) -> None:
        """Somebody was chosen or typed: they join behind who is chosen."""
        from briefer.services import delegation_edits

        file = self._file
        if file is None:
            return
        at = self._behind_chosen()
        if offered.id:
            self._join_record(offered.kind, offered.id, at)
        elif offered.kind == "new":
            self._join_as(delegation_edits.new_person(file, text), at)
        elif offered.kind == "group":
            self._join_as(delegation_edits.group(file, text), at)
        else:
            self._join_as(delegation_edits.unnamed_post(file, text), at)

    def _behind_chosen(self) -> int:
        chosen = next((one for one in self._people if one.id == self.guests.chosen_id), None)
        return chosen.place if chosen else len(self._people)

    def _join_record(self, kind: str, id_: UUID, at: int) -> None:
        """A record of the library joins."""
        if self._travels(id_):
            return
        self._read_joining(kind, id_, lambda joining: self._join_as(joining, at))

    def _join_as(self, joining: "Joining", at: int) -> None:
        from briefer.services import delegation_edits

        if self._file and self._undo.do(
            delegation_edits.join(in_order(self._file, self._rules), joining, at)
        ):
            self.show_delegate(joining.delegate.id)

    def _name_post(self, offered: Offered) -> None:
        """A post without a name gets it."""
        from briefer.services import delegation_edits

        one, file = self.panel.one, self._file
        if file is None or one is None or one.delegate is None:
            return
        delegate = one.delegate

        def take(joining: "Joining") -> None:
            self._undo.do(delegation_edits.name_post(delegate, joining))

        if offered.id is None:
            take(delegation_edits.new_person(file, offered.words))
        elif not self._travels(offered.id):
            self._read_joining("person", offered.id, take)

    def _travels(self, id_: UUID) -> bool:
        """Whether a person travels already; if so they are shown, and it is said."""
        same = next(
            (one for one in self._people if one.delegate and one.delegate.person == id_), None
        )
        if same:
            self._messages.say(say("{name} travels already.").format(name=same.name))
            self.show_delegate(same.id)
        return same is not None

    def _read_joining(self, kind: str, id_: UUID, take: "Callable[[Joining], None]") -> None:
        from briefer.services import delegation_edits

        file = self._file
        if file is None:
            return
        makers = {
            "person": delegation_edits.person,
            "post": delegation_edits.post,
            "institution": delegation_edits.institution,
        }
        make = makers[kind]
        self._desk.ask(lambda workspace: make(workspace, file, id_), take)


def _with_count(words: str, count: int) -> str:
    return f"{words} {shown.digits(count)}" if count else words
