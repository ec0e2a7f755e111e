"""Home: the list of visits, and the panel in which a new one begins.

Not here: what is due (it comes with tasks).
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import theme, typed_dates
from briefer.gui.actions import names
from briefer.gui.commands import Undo
from briefer.gui.delegates.visits import VisitDelegate
from briefer.gui.models.visits import groups, visit_rows
from briefer.gui.views.controls import (
    Empty,
    Panes,
    SearchField,
    Segment,
    Segments,
    button,
    lay_out_screen,
    on_base,
    panel_head,
    row,
)
from briefer.gui.views.fields import ChoiceField, Field, LineField
from briefer.gui.views.lists import RowsView
from briefer.gui.views.place import Pane, Place, alone
from briefer.i18n import say, say_many

if TYPE_CHECKING:
    from briefer.services.visits import VisitSummary


class Home(Place):
    """The place where one begins."""

    opened = Signal(object)
    """A visit's id."""
    sample_wanted = Signal()

    def __init__(self, undo: Undo) -> None:
        super().__init__()
        self._visits: tuple[VisitSummary, ...] = ()
        self._group = ""
        self.search_field = SearchField(names()["search"], say("Filter by title, key or place"))
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
        self.visits.left_up.connect(self.search_field.setFocus)
        self._empty = Empty(
            "calendar-range",
            say("No visit yet"),
            say(
                "A visit begins with a template, with an earlier visit, or with nothing but a title."
            ),
            [
                button(say("New visit"), self.begin_new, "plus", name=say("Begin the first visit")),
                button(say("Look at the sample"), self.sample_wanted.emit, "book-open"),
            ],
        )
        self._none = Empty(
            "search",
            say("No visit is called that"),
            say("Spellings and scripts are folded. Clear the filter to see all."),
        )
        self._stack = QStackedWidget()
        for part in (self.visits, self._empty, self._none):
            self._stack.addWidget(part)
        self.new_visit = NewVisit(undo)
        self.new_visit.closed.connect(self._close_new)
        self.new_visit.made.connect(self._made)
        command = button(
            say("New visit"), self.begin_new, "plus", filled=True, name=names()["new-visit"]
        )
        self.search_field.setFixedWidth(theme.scaled(330))
        bar = row(self.search_field, self._segments, None, self._count, margins=(20, 10, 18, 6))
        work = QWidget()
        work_layout = QVBoxLayout(work)
        work_layout.setContentsMargins(0, 0, 0, 0)
        work_layout.setSpacing(0)
        work_layout.addWidget(bar)
        work_layout.addWidget(self._stack, 1)
        self.panes = Panes(900, 330)
        work.setMinimumWidth(theme.scaled(440))
        self.new_visit.setMinimumWidth(theme.scaled(280))
        self.panes.addWidget(on_base(work))
        self.panes.addWidget(on_base(self.new_visit))
        self.panes.setStretchFactor(0, 1)
        self.panes.give_back()
        self.new_visit.hide()
        lay_out_screen(self, say("Visits"), command, self.panes)
        self.own_acts = {
            "new": self.begin_new,
            "new-visit": self.begin_new,
            "find": self.search_field.setFocus,
            "accept": self.new_visit.accept_all,
        }

    def show_visits(self, visits: Iterable["VisitSummary"]) -> None:
        """Show other visits."""
        self._visits = tuple(visits)
        self._show()

    def begin_new(self) -> None:
        """Open the panel of a new visit."""
        self.new_visit.show()
        self.new_visit.take_keyboard()

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
        new = [Pane(self.new_visit, self.new_visit.title)] if self.new_visit.isVisible() else []
        return [*alone(self.visits), *new]

    def _show(self) -> None:
        today = QDate.currentDate()
        day = date(today.year(), today.month(), today.day())
        rows = visit_rows(
            self._visits, group=self._group, words=self.search_field.text(), today=day
        )
        self.visits.show_rows(rows)
        count = len([one for one in rows if not one.is_head])
        self._count.setText(say_many("{count} visit", "{count} visits", count).format(count=count))
        self._stack.setCurrentWidget(
            self._empty if not self._visits else self.visits if rows else self._none
        )
        if rows and self.visits.chosen_id is None:
            self.visits.choose_first()

    def _choose_group(self, group: str) -> None:
        self._group = group
        self._show()

    def _to_list(self) -> None:
        self.visits.choose_first()
        self.visits.setFocus(Qt.FocusReason.TabFocusReason)

    def _close_new(self) -> None:
        self.new_visit.hide()
        self.take_keyboard()

    def _made(self, visit: object) -> None:
        self.new_visit.hide()
        self.opened.emit(visit)


class NewVisit(QWidget):
    """The panel in which a visit begins: a title is enough."""

    closed = Signal()
    made = Signal(object)
    """The id of the visit that was made."""

    def __init__(self, undo: Undo) -> None:
        super().__init__()
        self._undo = undo
        self._values: dict[str, str] = {"title": "", "dates": "", "city": "", "zone": ""}
        sides = {"host": say("host"), "guest": say("guest"), "facilitator": say("facilitator")}
        self.title = LineField(say("Title"), self._keep("title"), name=names()["title"])
        self.dates = LineField(
            say("Dates"), self._take_dates, hint=say("12–16 October 2026, or early December 2022")
        )
        self.city = LineField(say("First stop"), self._keep("city"), hint=say("a city"))
        self.zone = LineField(say("Its time zone"), self._take_zone, hint="Europe/Copenhagen")
        self.side = ChoiceField(say("We are"), sides, lambda _value: "")
        self._fields: tuple[Field, ...] = (self.title, self.dates, self.city, self.zone, self.side)
        make = button(say("Make the visit"), self.make, "check", filled=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(panel_head(say("New visit"), close=self.closed.emit))
        inside = QVBoxLayout()
        inside.setContentsMargins(14, 4, 14, 14)
        inside.setSpacing(10)
        for field in self._fields:
            inside.addWidget(field)
        inside.addSpacing(6)
        inside.addWidget(row(None, make))
        inside.addStretch(1)
        layout.addLayout(inside)

    def take_keyboard(self) -> None:
        """Give the keyboard to the title."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept_all(self) -> None:
        """Take what is typed."""
        for field in self._fields:
            field.accept()

    def make(self) -> None:
        """Make the visit, if it has a title and its dates can be read."""
        from briefer.services import common_edits

        self.accept_all()
        title = self._values["title"].strip()
        if not title:
            self.title.trouble.say(say("A visit needs a title."))
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if any(field.trouble.words for field in self._fields):
            return
        start, end = typed_dates.read_span(self._values["dates"]) or ("", "")
        edit = common_edits.new_visit(
            title,
            start=start,
            end=end,
            city=self._values["city"].strip(),
            zone=self._values["zone"].strip(),
            our_side=self.side.chooser.currentData(),
        )
        if self._undo.do(edit):
            for field in (self.title, self.dates, self.city, self.zone):
                field.show_value("", other=True)
            self._values = dict.fromkeys(self._values, "")
            self.made.emit(edit.changes[0].record.id)

    def _keep(self, name: str) -> Callable[[str], str]:
        fields = {
            "title": lambda: self.title,
            "city": lambda: self.city,
            "zone": lambda: self.zone,
            "dates": lambda: self.dates,
        }

        def keep(text: str) -> str:
            self._values[name] = text
            fields[name]().edit.stored = text
            return ""

        return keep

    def _take_dates(self, text: str) -> str:
        if typed_dates.read_span(text) is None:
            return say("There is no such date. Type 12–16 October 2026, or early December 2022.")
        return self._keep("dates")(text)

    def _take_zone(self, text: str) -> str:
        from briefer.rules import clocks

        if text.strip() and clocks.zone(text.strip()) is None:
            return say("There is no such time zone. Type a region and a city: Europe/Copenhagen.")
        return self._keep("zone")(text)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.make()
        else:
            super().keyPressEvent(event)
