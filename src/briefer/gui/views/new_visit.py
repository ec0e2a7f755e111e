"""The panel in which a visit begins.

Not here: what a template, a copy or a follow-up brings (`services.beginnings`).
"""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui import theme, typed_dates
from briefer.gui.actions import names
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.drafts import NOT_MADE
from briefer.gui.views.controls import button, panel_head, row, scrolling
from briefer.gui.views.fields import ChoiceField, Field, LineField, controls_of
from briefer.i18n import say
from briefer.records.packs import Template
from briefer.records.visit_file import VisitFile

Way = Literal["new", "copy", "follow-up"]


def told(way: Way) -> str:
    """What the panel says of the visit that another begins with."""
    if way == "follow-up":
        return say(
            "Follows “{title}”: the same parties and stops, and the items that left something open."
        )
    return say(
        "A copy of “{title}”: its stops, parties and items, all tentative. Briefs and outcomes stay there."
    )


class NewVisit(QWidget):
    """The panel in which a visit begins: a title is enough. A template brings tasks, an earlier visit its plan."""

    closed = Signal()
    made = Signal(object)
    """The id of the visit that was made."""

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__()
        self._desk, self._undo = desk, undo
        self._templates: dict[str, Template] = {}
        self._source: VisitFile | None = None
        self._way: Way = "new"
        self._values: dict[str, str] = {"title": "", "dates": "", "city": "", "zone": ""}
        sides = {"host": say("host"), "guest": say("guest"), "facilitator": say("facilitator")}
        self.title = LineField(say("Title"), self._keep("title"), name=names()["title"])
        self.dates = LineField(
            say("Dates"), self._take_dates, hint=say("2–6 May 2027, or early June 2027")
        )
        self.city = LineField(say("First stop"), self._keep("city"), hint=say("a city"))
        self.zone = LineField(say("Its time zone"), self._take_zone, hint="Europe/Copenhagen")
        self.side = ChoiceField(say("We are"), sides, lambda _value: "")
        self.template = ChoiceField(say("Template"), {"": say("none")}, self._choose_template)
        self._told = theme.label("", "label", quiet=True)
        self._told.setWordWrap(True)
        self._fields: tuple[Field, ...] = (
            *(self.template, self.title, self.dates),
            *(self.city, self.zone, self.side),
        )
        for line in (self.title, self.dates, self.city, self.zone):
            line.edit.entered.connect(self.make)
        self._of_new: tuple[Field, ...] = (self.city, self.zone, self.side)
        """Not asked where an earlier visit tells them."""
        lines = {"title": self.title, "dates": self.dates, "city": self.city, "zone": self.zone}
        self._drafts = undo.drafts.form(
            "new visit",
            self,
            {name: one._replace(whole=True) for name, one in controls_of(lines).items()},
        )
        make = button(say("Make the visit"), self.make, "check", filled=True, edits=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(panel_head(say("New visit"), close=self.closed.emit))
        inside = QVBoxLayout()
        inside.setContentsMargins(14, 4, 14, 6)
        inside.setSpacing(10)
        inside.addWidget(self._told)
        for field in self._fields:
            inside.addWidget(field)
        inside.addStretch(1)
        layout.addWidget(scrolling(inside))
        layout.addWidget(row(None, make, margins=(14, 6, 14, 14)))

    def begin(
        self, way: Way = "new", source: VisitFile | None = None, *, template: str = ""
    ) -> None:
        """Begin a visit of its own, or one that takes its plan from another; `template` names what it begins with."""
        if source or self._source:  # what was typed for another beginning is not for this one
            self._clear(source.visit.title if source else "")
        self._way, self._source = way, source
        for field in self._of_new:
            field.setVisible(source is None)
        words = told(way).format(title=source.visit.title) if source else ""
        self._told.setText(words)
        self._told.setVisible(bool(words))
        self._load_templates(template)
        self._drafts.show(NOT_MADE)
        self.take_keyboard()
        self.title.edit.selectAll()

    def forget(self) -> None:
        """Another workspace was opened: what was typed for the one before waits there."""
        self._way, self._source = "new", None
        self._clear()

    def take_keyboard(self) -> None:
        """Give the keyboard to the title."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept_all(self) -> None:
        """Take what is typed."""
        for field in self._fields:
            field.accept()

    def make(self) -> None:
        """Make the visit, if it has a title and its dates can be read."""
        from briefer.services import beginnings

        self.accept_all()
        title = self._values["title"].strip()
        if not title:
            self.title.trouble.say(say("A visit needs a title."))
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if any(field.trouble.words for field in self._fields):
            return
        start, end = typed_dates.read_span(self._values["dates"]) or ("", "")
        template = self._templates.get(self.template.chooser.currentData())
        if self._source:
            begin = beginnings.following if self._way == "follow-up" else beginnings.copied
            edit = begin(self._source, title, start=start, end=end, template=template)
        else:
            edit = beginnings.new(
                title,
                start=start,
                end=end,
                city=self._values["city"].strip(),
                zone=self._values["zone"].strip(),
                template=template,
                our_side=self.side.chooser.currentData(),
            )

        def done(made: bool) -> None:  # a slot
            if made:
                self._clear()
                self.made.emit(edit.changes[0].record.id)

        self._undo.do_many(edit, done)

    def _load_templates(self, wanted: str) -> None:
        from briefer.services import beginnings

        def arrived(templates: tuple[Template, ...]) -> None:
            chosen = self.template.chooser.currentData()
            self._templates = {one.name: one for one in templates}
            self.template.chooser.clear()
            self.template.chooser.addItem(say("none"), "")
            for one in templates:
                self.template.chooser.addItem(say(one.title), one.name)
            self.template.show_value(wanted or chosen or "")

        self._desk.ask(beginnings.templates, arrived, lane="templates")

    def _choose_template(self, name: str) -> str:
        del name
        return ""

    def _clear(self, title: str = "") -> None:
        for field in (self.title, self.dates, self.city, self.zone):
            field.show_value("", other=True)
        self._values = dict.fromkeys(self._values, "")
        self._values["title"] = title
        self.title.show_value(title, other=True)

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
