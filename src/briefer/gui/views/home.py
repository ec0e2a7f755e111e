"""Home: the list of visits, and beside it what is due, or the panel in which a visit begins."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefer import i18n
from briefer.errors import KnownError
from briefer.gui import shown, theme
from briefer.gui.actions import Scope, names
from briefer.gui.commands import Undo
from briefer.gui.delegates.visits import VisitDelegate
from briefer.gui.desk import Desk
from briefer.gui.models.visits import groups, visit_rows
from briefer.gui.views.controls import (
    Empty,
    SearchField,
    Segment,
    Segments,
    button,
    lay_out_screen,
    on_base,
    row,
)
from briefer.gui.views.due_panel import WIDTH, DuePanel
from briefer.gui.views.finding import finds
from briefer.gui.views.lists import RowsView
from briefer.gui.views.new_visit import NewVisit, Way
from briefer.gui.views.place import Chosen, Pane, Place, alone
from briefer.gui.views.room import Room
from briefer.i18n import say, say_many
from briefer.progress import Report
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.services.edits import Edit
    from briefer.services.visits import VisitSummary
    from briefer.workspace.database import Workspace


ROOMY = 570
"""What the visits keep beside what is due: titles, dates and states are read in it, in the least window too."""
LOOK_RESTS = 800
"""Milliseconds between two visits that are looked through: what somebody waits for goes first."""


class Home(Place):
    """The place where one begins."""

    opened = Signal(object)
    """A visit's id."""
    due_opened = Signal(object, object)
    """A visit, and the item in it that something is due for, or None."""
    person_wanted = Signal(object)
    """The id of a person who is to be shown."""
    sample_wanted = Signal()

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__()
        self._desk, self._undo = desk, undo
        self._visits: tuple[VisitSummary, ...] = ()
        self._group = ""
        self.search_field = SearchField(names()["search"], say("Title, key or place"), width=330)
        self.search_field.textChanged.connect(lambda _text: self._show())
        self.search_field.left_down.connect(self._to_list)
        segments = [Segment("", say("All"))]
        segments += [Segment(name, words) for name, (words, _) in groups().items()]
        self._segments = Segments(say("Which visits"), segments)
        self._segments.choose("")
        self._segments.chosen.connect(self._choose_group)
        self._count = theme.label("", "label", quiet=True)
        self.visits = RowsView(names()["visits"])
        self.visits.setItemDelegate(VisitDelegate(self.visits))
        self.visits.opened.connect(self.opened)
        self.visits.deleted.connect(self._delete)
        self.visits.left_up.connect(self.search_field.setFocus)
        self._empty = Empty(
            "calendar-range",
            say("No visit yet"),
            say(
                "A visit begins with a template, with an earlier visit, or with nothing but a title."
            ),
            [
                button(
                    say("New visit"),
                    self.begin_new,
                    "plus",
                    name=say("Begin the first visit"),
                    edits=True,
                ),
                button(say("Look at the sample"), self.sample_wanted.emit, "book-open"),
            ],
        )
        self._none = Empty(
            "search",
            say("No visit is called that"),
            say("Spellings and scripts are folded. Clear the filter to see all."),
            [button(say("Clear filters"), self._clear_filters)],
        )
        self._stack = QStackedWidget()
        for part in (self.visits, self._empty, self._none):
            self._stack.addWidget(part)
        self.new_visit = NewVisit(desk, undo)
        self.new_visit.closed.connect(self._close_new)
        self.new_visit.made.connect(self._made)
        desk.opened.connect(self._forget)
        self.due = DuePanel(desk, undo)
        self.due.opened.connect(self.due_opened)
        self.due.person_wanted.connect(self.person_wanted)
        self.due.changed.connect(self._show)
        self._findings: dict[UUID, tuple[int, Mapping[str, int]]] = {}
        """By visit: at which turn of the records findings were counted, and how many by level."""
        self._look = QTimer(self, singleShot=True, interval=LOOK_RESTS)
        self._look.timeout.connect(self._count_findings)
        command = button(
            say("New visit"),
            self.begin_new,
            "plus",
            filled=True,
            name=names()["new-visit"],
            edits=True,
        )
        bar = row(self.search_field, self._segments, None, self._count, margins=(20, 10, 18, 6))
        work = QWidget()
        work_layout = QVBoxLayout(work)
        work_layout.setContentsMargins(0, 0, 0, 0)
        work_layout.setSpacing(0)
        work_layout.addWidget(bar)
        work_layout.addWidget(self._stack, 1)
        self.panes = Room(900, WIDTH)
        self._beside = QStackedWidget()
        self._beside.setMinimumWidth(theme.scaled(260))
        self._beside.addWidget(on_base(self.due))
        self._new = on_base(self.new_visit)
        self._beside.addWidget(self._new)
        # while a new visit is being made the filled button is the panel's
        self._beside.currentChanged.connect(lambda at: command.setEnabled(at == 0))
        self._beside.currentChanged.connect(self._make_room)
        self.panes.addWidget(on_base(work))
        self.panes.addWidget(self._beside)
        self.panes.setStretchFactor(0, 1)
        self.panes.give_back()
        self.panes.share(work, panels=[self._beside], roomy=ROOMY)
        lay_out_screen(self, say("Visits"), command, self.panes)
        self.own_acts = {
            "new": self.begin_new,
            "new-visit": self.begin_new,
            "copy-visit": partial(self._begin_from_chosen, "copy"),
            "follow-up-visit": partial(self._begin_from_chosen, "follow-up"),
            **finds(self.search_field, lambda: self.visits),
            "accept": self.new_visit.accept_all,
            "item-panel": self.toggle_due,
        }

    @property
    def marks(self) -> dict[str, bool]:
        """Whether what is due, or a new visit, stands beside the list."""
        return {"item-panel": not self._beside.isHidden()}

    def toggle_due(self) -> None:
        """Show what is due, or give its room to the list; a new visit makes way, and what is typed of it waits."""
        if self._beside.currentWidget() is self._new:
            self._close_new()
        elif self._beside.isHidden():
            self.panes.call(self._beside)
            self.due.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.panes.dismiss(self._beside)
            self.take_keyboard()

    def _make_room(self, at: int) -> None:
        """The form of a new visit is there in any case; what is due, where there is room."""
        if at:
            self.panes.call(self._beside)
        else:
            self.panes.release(self._beside)

    @property
    def scopes(self) -> frozenset[Scope]:
        """The commands that work here."""
        return frozenset({"visits", "list", "form"})

    def show_visits(self, visits: Iterable["VisitSummary"]) -> None:
        """Show other visits."""
        self._visits = tuple(visits)
        self._show()
        self.due.show_visits(self._visits)
        self._look.start()

    def _count_findings(self) -> None:
        """Look for the findings of a visit that was changed since, one after the other, while the list is seen."""
        holding = self._desk.holding
        if holding is None or not self.isVisible():
            return
        turn, language = holding.turns, i18n.window_language().tag
        counted = {id_ for id_, (at, _) in self._findings.items() if at == turn}
        visits = (one.id for one in self._visits if one.status != "closed")
        id_ = next((one for one in visits if one not in counted), None)
        if id_ is None:
            return

        def question(workspace: "Workspace") -> Mapping[str, int]:
            from briefer.services import packs

            return packs.open_findings(workspace, id_, language)

        def arrived(found: Mapping[str, int]) -> None:
            self._findings[id_] = turn, found
            self._show()
            self._look.start()

        def failed(error: BaseException) -> None:
            if not isinstance(
                error, KnownError
            ):  # one that was deleted goes from the list by itself
                raise error

        self._desk.ask(question, arrived, lane="home", failed=failed)

    def _forget(self) -> None:
        """Another workspace was opened."""
        self._findings.clear()
        self.new_visit.forget()
        self._beside.setCurrentIndex(0)

    def begin_new(self, template: str = "") -> None:
        """Open the panel of a new visit, with the template of that name."""
        self._beside.setCurrentWidget(self._new)
        self.new_visit.begin(template=template)

    def begin_from(self, way: Way, visit: UUID) -> None:
        """Open the panel of a visit that takes its plan from another."""
        from briefer.services import visits

        def arrived(file: VisitFile) -> None:
            self._beside.setCurrentWidget(self._new)
            self.new_visit.begin(way, file)

        self._desk.ask(lambda workspace: visits.load(workspace, visit), arrived, lane="begin")

    def _begin_from_chosen(self, way: Way) -> None:
        if isinstance(visit := self.visits.chosen_id, UUID):
            self.begin_from(way, visit)

    def _delete(self, id_: object) -> None:
        """Delete a visit with all that belongs to it; that may be much, and is done beside the window."""
        from briefer.services import common_edits, edits, visits

        visit = next((one for one in self._visits if one.id == id_), None)
        if visit is None or self._desk.locked:
            return
        key = visit.key

        def make(workspace: "Workspace", report: Report) -> "Edit":
            report(0, 0)
            return edits.apply(workspace, common_edits.delete(visits.find(workspace, key)), report)

        name = common_edits.shortened(visit.title)
        self._undo.do_beside(say("Deleting {name}").format(name=name), make, lambda _stored: None)

    @property
    def chosen_record(self) -> Chosen | None:
        """The visit that is chosen."""
        visit = self.visits.chosen_id
        return Chosen("visit", visit) if isinstance(visit, UUID) else None

    def take_keyboard(self) -> None:
        """Give the keyboard to the list."""
        if self._visits:
            self.visits.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.visits.chosen_id is None:
                self.visits.choose_first()
        else:
            self._empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        beside = Pane(self.due, self.due.list)
        if self._beside.currentWidget() is self._new:
            beside = Pane(self.new_visit, self.new_visit.title)
        return [*alone(self.visits), beside]

    def _show(self) -> None:
        today = QDate.currentDate()
        day = date(today.year(), today.month(), today.day())
        rows = visit_rows(
            self._visits,
            group=self._group,
            words=self.search_field.text(),
            today=day,
            findings={id_: found for id_, (_, found) in self._findings.items()},
            due=self.due.due,
        )
        self.visits.show_rows(rows)
        count = len([one for one in rows if not one.is_head])
        self._count.setText(
            say_many("{count} visit", "{count} visits", count).format(count=shown.digits(count))
        )
        self._stack.setCurrentWidget(
            self._empty if not self._visits else self.visits if rows else self._none
        )
        if rows and self.visits.chosen_id is None:
            self.visits.choose_first()

    def _choose_group(self, group: str) -> None:
        self._group = group
        self._show()

    def _clear_filters(self) -> None:
        """Show all visits, and go to them."""
        self._segments.choose("")
        self._group = ""
        self.search_field.clear()
        self._show()
        self._to_list()

    def _to_list(self) -> None:
        self.visits.choose_first()
        self.visits.setFocus(Qt.FocusReason.TabFocusReason)

    def _close_new(self) -> None:
        self._beside.setCurrentIndex(0)
        self.take_keyboard()

    def _made(self, visit: object) -> None:
        self._beside.setCurrentIndex(0)
        self.opened.emit(visit)

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look.start()
