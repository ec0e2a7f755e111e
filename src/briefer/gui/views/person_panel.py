"""The panel beside the delegation: who is chosen, as a delegate and as a person, and in which items.

Not here: the table (`delegation_list`), the edits (`services.delegation_edits`).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from briefer.gui import shown, theme, typed_dates
from briefer.gui.commands import Undo
from briefer.gui.delegates.brush import dashed, painting
from briefer.gui.delegates.delegation import paint_sign
from briefer.gui.desk import Desk
from briefer.gui.models.delegation import Listed, function_words, item_rows
from briefer.gui.models.offers import Ask, Offered
from briefer.gui.views.band import Sentence
from briefer.gui.views.completion import CompletionEdit
from briefer.gui.views.controls import Elided, Empty, column, hairline, row, small_tool
from briefer.gui.views.fields import ChoiceField, Field, LineField, SideBySide, controls_of
from briefer.gui.views.lists import RowsView
from briefer.gui.views.marks import MarkChoices, mark_slots
from briefer.gui.views.other_languages import OtherLanguages
from briefer.gui.views.record_form import RecordForm, Slot
from briefer.gui.views.visit_parts import party_rows
from briefer.i18n import say
from briefer.records.base import Record
from briefer.records.people import Person, PrivateData
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate

if TYPE_CHECKING:
    from briefer.services.edits import Edit

_MOST_PEOPLE = 1_000_000
_OF_DELEGATE = ("function", "title", "affiliation", "arrival", "departure", "room", "group")
_OF_PERSON = ("address_written", "address_spoken", "pronounced")
_PRIVATE = ("dietary", "access_needs")
_ONLY = {
    # fields that only some have
    "person": ("post", "institution"),
    "named_by": ("post", "institution", "group"),
    "group": ("group",),
    "group_count": ("group",),
    "title": ("person", "post", "group"),
}


class PersonPanel(QWidget):
    """Whoever is chosen, or that nobody is."""

    closed = Signal()
    left = Signal()
    """Escape: back to the table."""
    item_wanted = Signal(object)
    place_wanted = Signal(int)
    """A place was typed, from 1."""
    named = Signal(object)
    """An `Offered`: who the post without a name is, or the text of a new person."""

    def __init__(self, desk: Desk, undo: Undo, search: Ask) -> None:
        super().__init__()
        self._desk, self._undo, self._search = desk, undo, search
        self._file: VisitFile | None = None
        self._one: Listed | None = None
        self.fields: dict[str, Field] = {}
        self._sign = _Sign()
        self._name = Sentence()
        self._name.setFont(theme.font("record"))
        self._native = Elided("label", quiet=True)
        names = column(None, self._name, self._native, None, spacing=1)
        close = small_tool("x", say("Close the panel of the person"), self.closed.emit)
        self._head = row(self._sign, names, close, margins=(14, 10, 8, 6), spacing=10)
        self._items_head = theme.label(say("In these items"), "head")
        self.items = RowsView(say("Items of the person"), inset=0)
        self.items.opened.connect(self.item_wanted)
        self._no_items = theme.label(say("In no item yet."), "label", quiet=True)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._form())
        self._scroll.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self._empty = Empty(
            "users", say("Nobody chosen"), say("Choose somebody to see and change them here.")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._head, self._scroll, self._empty):
            layout.addWidget(part, 0 if part is self._head else 1)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._drafts = undo.drafts.form("delegate", self, controls_of(self.fields))
        self.show_person(None, None)

    # ------------------------------------------------------------------------------------- the form

    def _form(self) -> QWidget:
        inside = QWidget()
        self._lines: list[tuple[QWidget, set[str]]] = []
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(14, 2, 14, 20)
        self._layout.setSpacing(10)
        function = ChoiceField(
            say("Function", of="delegation"), function_words(), self._set_function
        )
        self._together(
            ("function", function), ("place", LineField(say("Place in order"), self._set_place))
        )
        self._who = CompletionEdit(say("Name of the person"), self._search)
        self._who.taken.connect(self._take)
        person = LineField(
            say("Who it is"), self._type_person, hint=say("name to follow"), edit=self._who
        )
        self._add("person", person)
        self._together(
            ("group", self._line("group", say("Group"))),
            (
                "group_count",
                LineField(say("Number"), self._set_count, hint=say("open", of="number")),
            ),
            stretch=(2, 1),
        )
        self._add("title", self._line("title", say("Title as supplied")))
        self._add("affiliation", self._line("affiliation", say("Where they belong")))
        self._add("named_by", LineField(say("Name promised by"), self._set_named_by))
        self._add("address_written", self._line("address_written", say("Address in writing")))
        self._add("address_spoken", self._line("address_spoken", say("In speech")))
        self._add("pronounced", self._line("pronounced", say("How to say it")))
        hint = say("Arabic, English")
        self._add("languages", LineField(say("Languages"), self._set_languages, hint=hint))
        reason = LineField(
            say("Reason for the place"),
            lambda text: self._set_delegate(say("reason"), override_reason=text.strip()),
            hint=say("needed only where it differs from the rule"),
        )
        self._add("override_reason", reason)
        self._private = _Private(
            (
                self._made("dietary", self._line("dietary", say("Dietary"))),
                self._made("access_needs", self._line("access_needs", say("Access needs"))),
            )
        )
        self._layout.addWidget(self._private)
        self._together(
            ("arrival", self._line("arrival", say("Arrival"))),
            ("departure", self._line("departure", say("Departure"))),
        )
        self._add("room", self._line("room", say("Room")))
        self.more = RecordForm(self._desk, self._undo, _ties(), self._tie)
        self._layout.addWidget(self.more)
        self._marks = MarkChoices(self._desk, self.more, say("As the visit"))
        self.languages = OtherLanguages(self._desk, self._undo)
        self._layout.addWidget(self.languages)
        for part in (hairline(), self._items_head, self._no_items, self.items):
            self._layout.addWidget(part)
        self._layout.addStretch(1)
        return inside

    def _made(self, name: str, field: Field) -> Field:
        self.fields[name] = field
        field.left.connect(self._undo.end_run)
        return field

    def _add(self, name: str, field: Field) -> None:
        self._layout.addWidget(self._made(name, field))

    def _together(self, *fields: tuple[str, Field], stretch: tuple[int, ...] = (1, 1)) -> None:
        line = SideBySide([self._made(name, field) for name, field in fields], stretch)
        self._layout.addWidget(line)
        self._lines.append((line, {name for name, _ in fields}))

    def _line(self, name: str, label: str) -> LineField:
        def accept(text: str) -> str:
            values = {name: text.strip()}
            if name in _PRIVATE:
                return self._set_private(label.lower(), values)
            if name in _OF_PERSON:
                return self._set_person(label.lower(), values)
            return self._set_delegate(label.lower(), **values)

        return LineField(label, accept)

    # -------------------------------------------------------------------------------------- showing

    @property
    def one(self) -> Listed | None:
        """Whom it shows."""
        return self._one

    def show_person(self, file: VisitFile | None, one: Listed | None) -> None:
        """Show somebody as they are stored; unaccepted texts of somebody else wait as drafts."""
        other = self._one is None or one is None or self._one.id != one.id
        if other:
            self._leave()
        self._file, self._one = file, one
        there = file is not None and one is not None
        for part in (self._head, self._scroll):
            part.setVisible(there)
        self._empty.setVisible(not there)
        if file is None or one is None:
            return
        self._sign.show_person(one)
        self._name.setText(one.name)
        under = one.person.native_name if one.person else one.post
        self._native.show_words(under)
        self._native.setVisible(bool(under))
        values = self._values(one)
        for name, field in self.fields.items():
            field.setVisible(name in values)
            if name not in values:
                continue
            if isinstance(field, LineField):
                field.show_value(values[name], other=other)
            elif isinstance(field, ChoiceField):
                field.show_value(values[name])
        for line, names in self._lines:
            line.setVisible(bool(names & values.keys()))
        self._private.setVisible("dietary" in values)
        self._show_ties(file, one.delegate)
        rows = item_rows(file, one.parts)
        self.items.show_rows(rows)
        self.items.setVisible(bool(rows))
        self.items.setFixedHeight(max(1, self.items.height_of_rows()))
        self._no_items.setVisible(not rows)
        self._drafts.show(one.id, file.visit.id)

    @property
    def first_field(self) -> QWidget:
        """Where the keyboard goes first: a field, or the items of who has none."""
        return next((one for one in self.fields.values() if not one.isHidden()), self.items)

    def focus_field(self, name: str) -> None:
        """Give the keyboard to a field, its text chosen."""
        wanted = self.fields.get(name)
        field = self.first_field if wanted is None or wanted.isHidden() else wanted
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(field)
        if isinstance(field, LineField):
            field.edit.selectAll()

    def accept_all(self) -> None:
        """Take whatever is being typed now."""
        for field in self.fields.values():
            if not field.isHidden():
                field.accept()
        self.more.accept_all()
        self.languages.accept_all()

    def _values(self, one: Listed) -> dict[str, str]:
        """The fields that somebody has, with what is stored in them."""
        values: dict[str, str] = {}
        delegate, person, private = one.delegate, one.person, one.private
        if delegate:
            values |= {name: getattr(delegate, name) for name in _OF_DELEGATE}
            values |= {
                "place": shown.digits(one.place),
                "person": "",
                "group_count": ""
                if delegate.group_count is None
                else shown.digits(delegate.group_count),
                "named_by": shown.when(delegate.named_by),
                "override_reason": delegate.override_reason,
            }
        if person:
            values |= {name: getattr(person, name) for name in _OF_PERSON}
            values["languages"] = say(", ").join(person.languages)
            values |= {name: getattr(private, name) if private else "" for name in _PRIVATE}
        return {
            name: value
            for name, value in values.items()
            if one.what in _ONLY.get(name, (one.what,))
        }

    def _leave(self) -> None:
        """Somebody else is chosen: texts that were not accepted wait until this one comes back."""
        self._drafts.leave()
        self._undo.end_run()

    # -------------------------------------------------------------------------------------- storing

    def _do(self, edit: "Edit", run: str = "") -> str:
        if self._undo.do(edit, run=run):
            return ""
        return say("Not saved. The sentence above says why.")

    def _change(
        self,
        record: Callable[[Listed], Delegate | Person | PrivateData | None],
        called: str,
        values: dict[str, Any],
    ) -> str:
        from briefer.services import delegation_edits

        if self._file is None or self._one is None:
            return ""
        known = record(self._one)
        if known is None or all(getattr(known, name) == value for name, value in values.items()):
            return ""
        edit = delegation_edits.change(self._file, known, self._one.name, called, **values)
        return self._do(edit, run=f"{known.id} {' '.join(values)}")

    def _set_delegate(self, called: str, **values: Any) -> str:
        return self._change(lambda one: one.delegate, called, values)

    def _set_person(self, called: str, values: dict[str, Any]) -> str:
        return self._change(lambda one: one.person, called, values)

    def _set_private(self, called: str, values: dict[str, Any]) -> str:
        def record(one: Listed) -> PrivateData | None:
            return one.private or (PrivateData(person=one.person.id) if one.person else None)

        return self._change(record, called, values)

    def _set_function(self, function: str) -> str:
        return self._set_delegate(say("function"), function=function)

    def _set_languages(self, text: str) -> str:
        found = tuple(part.strip() for part in text.split(",") if part.strip())
        return self._set_person(say("languages"), {"languages": found})

    def _set_place(self, text: str) -> str:
        typed = text.strip()
        if not typed.isdecimal() or not 1 <= int(typed) <= _MOST_PEOPLE:
            return say("Type the place in the order, from 1.")
        if self._one and int(typed) != self._one.place:
            self.place_wanted.emit(int(typed))
        return ""

    def _set_count(self, text: str) -> str:
        typed = text.strip()
        if typed and (not typed.isdecimal() or int(typed) > _MOST_PEOPLE):
            return say("Type how many they are, or nothing while it is open.")
        return self._set_delegate(say("number"), group_count=int(typed) if typed else None)

    def _set_named_by(self, text: str) -> str:
        found = typed_dates.read(text, [])
        if found is None:
            return say("There is no such date. Type 13 Oct 2026, or early December 2022.")
        return self._set_delegate(say("date"), named_by=found)

    # ------------------------------------------------------------------------ what somebody is tied to

    def _show_ties(self, file: VisitFile, delegate: Delegate | None) -> None:
        from briefer.services import linking

        self.more.setVisible(delegate is not None)
        self.languages.setVisible(delegate is not None)
        if delegate is None:
            return
        self._marks.show_scheme(file.visit.marking_scheme)
        self.languages.show_wordings([(delegate, "")], file.wordings)
        parties = {str(row.id): row.title for row in party_rows(file)}
        strands = {str(one.id): one.title for one in file.strands}
        self.more.show_choices("party", {"": say("none", of="party"), **parties})
        self.more.show_choices("strand", {"": say("all"), **strands})
        self.more.fields["strand"].setVisible(bool(strands))
        stops = {one.id: one.city or say("Online") for one in file.stops}
        phases = {one.id: one.title for one in file.phases if one.title}
        self.more.show_known("stops", stops)
        self.more.show_known("phases", phases)
        self.more.fields["stops"].setVisible(len(stops) > 1)
        self.more.fields["phases"].setVisible(bool(phases))
        self.more.show_record(delegate, linking.names(file))

    def _tie(
        self, record: Record, field: str, value: Any, called: str, made: Record | None
    ) -> "Edit":
        from briefer.services import delegation_edits
        from briefer.services.edits import Change

        assert self._file
        assert isinstance(record, Delegate)
        name = self._one.name if self._one and self._one.id == record.id else ""
        edit = delegation_edits.change(self._file, record, name, called, **{field: value})
        return edit._replace(changes=(Change(None, made), *edit.changes)) if made else edit

    # -------------------------------------------------------------------------------- who a post is

    def _take(self, offered: Offered) -> None:
        text = self._who.text().strip()
        self._who.setText("")
        self.named.emit(offered if offered.id else Offered("new", None, text))

    def _type_person(self, text: str) -> str:
        """A name that was typed to its end without choosing waits for a choice."""
        if not text.strip() or self._who.is_open:
            return ""
        return say("Choose the person below the field, or “New person”.")

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _ties() -> tuple[Slot, ...]:
    """What a delegate is tied to, beside the person."""
    return (
        Slot("party", say("Party"), "choice", 3, name=say("Party of the delegate"), kind="party"),
        Slot(
            "strand", say("Strand"), "choice", 3, name=say("Strand of the delegate"), kind="strand"
        ),
        Slot(
            "institution",
            say("Institution"),
            "link",
            name=say("Institution of the delegate"),
            kind="institution",
        ),
        Slot("post", say("In which post"), "link", name=say("Post of the delegate"), kind="post"),
        Slot(
            "stops",
            say("Only at these stops, one a line"),
            "named",
            6,
            say("Stops of the delegate"),
            height=1,
        ),
        Slot(
            "phases",
            say("Only in these phases, one a line"),
            "named",
            6,
            say("Phases of the delegate"),
            height=1,
        ),
        *mark_slots(say("Marking of the delegate"), say("Distribution of the delegate")),
    )


class _Sign(QWidget):
    """Initials in a circle, or the sign of what is not a person."""

    def __init__(self) -> None:
        super().__init__()
        self._one: Listed | None = None
        self.setFixedSize(theme.scaled(40), theme.scaled(40))

    def show_person(self, one: Listed) -> None:
        self._one = one
        self.update()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._one:
            with painting(self) as brush:
                paint_sign(brush, self.rect(), self._one, brush.colour("secondary"), "head")


class _Private(QFrame):
    """What is kept apart from the public record: in a dashed frame of the closed colour, with its lock."""

    def __init__(self, fields: tuple[Field, ...]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, theme.scaled(26), 10, 10)
        layout.setSpacing(8)
        for field in fields:
            layout.addWidget(field)
        self.setAccessibleName(say("Private data"))

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            colour = brush.colour("closed")
            brush.painter.setPen(dashed(colour, width=1))
            brush.painter.setBrush(theme.tint("closed", colour, brush.palette))
            brush.painter.setRenderHint(brush.painter.RenderHint.Antialiasing)
            brush.painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 7, 7)
            size = theme.scaled(13)
            brush.icon(QRect(11, 8, size, size), "lock", colour)
            box = QRect(17 + size, 4, self.width() - 30, theme.scaled(22))
            brush.text(box, say("Private data"), theme.font("small"), colour)
