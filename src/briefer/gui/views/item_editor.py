"""The fields of a programme item: each is accepted by itself, stored at once, and undone by itself.

Not here: the panel around them (`item_panel`), the grammar of times and dates (`typed_times`, `typed_dates`),
participants (`participants`), the edits (`item_edits`), storing (`commands`).
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui import item_edits, shown, typed_dates, typed_times
from briefer.gui.actions import names
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.icons import icon
from briefer.gui.models.offers import Answer, Offered
from briefer.gui.models.programme import Names, kind_rules, kind_words, of_visit
from briefer.gui.models.rows import Row
from briefer.gui.readings import shows
from briefer.gui.typed_times import EndBeforeStart
from briefer.gui.views.completion import CompletionEdit
from briefer.gui.views.controls import Segment, Segments, column, locked
from briefer.gui.views.fields import (
    ChoiceField,
    Field,
    LineField,
    SideBySide,
    TextField,
    controls_of,
)
from briefer.gui.views.legs import legs_list, show_legs
from briefer.gui.views.lists import RowsView
from briefer.gui.views.marks import MarkChoices, mark_slots
from briefer.gui.views.other_languages import OtherLanguages
from briefer.gui.views.participants import Participants
from briefer.gui.views.record_form import RecordForm, Slot
from briefer.i18n import say
from briefer.records import dates
from briefer.records.base import Record, Side
from briefer.records.institutions import Place
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.services.edits import Edit
    from briefer.services.search import Found

_SEARCHED = 8
_FIRST = 5
"""So many records of the visit stand before those of the library."""
_MOST_PEOPLE = 1_000_000
_SIGNS = {
    "institution": "landmark",
    "place": "map-pin",
    "person": "user-round",
    "post": "user-round",
}


class ItemEditor(QWidget):
    """The fields of an item."""

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__()
        self._desk, self._undo = desk, undo
        self._file: VisitFile | None = None
        self._item: ProgrammeItem | None = None
        self._names: Names | None = None
        self._placed: dict[UUID, str] = {}
        """What places are called that were chosen here: the file knows a new one only when it is read again."""
        self.fields: dict[str, Field] = {}
        self._lines: list[SideBySide] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)
        self._build()
        self._drafts = undo.drafts.form("item", self, controls_of(self.fields))

    # ------------------------------------------------------------------------------------- building

    def _build(self) -> None:
        self._stop = ChoiceField(say("Stop"), {}, self._set_stop)
        self._add("title", LineField(say("Title"), self._rename, name=names()["title"]))
        kinds = ChoiceField(
            say("Kind"), kind_words(), lambda kind: self._set(say("kind"), kind=kind)
        )
        for at, rule in enumerate(kind_rules().values()):
            kinds.chooser.setItemIcon(at, icon(rule.icon))
        self._add("kind", kinds)
        self._add_together(
            ("day", LineField(say("Day"), self._set_day, hint=say("none"))),
            ("stop", self._stop),
        )
        self._add_together(
            (
                "start",
                LineField(
                    say("Start"),
                    self._set_start,
                    name=names()["start"],
                    hint=say("open", of="time"),
                ),
            ),
            (
                "end",
                LineField(
                    say("End"), self._set_end, name=names()["end"], hint=say("open", of="time")
                ),
            ),
            ("length", LineField(say("Length", of="time"), self._set_length)),
        )
        self._time_form = Segments(
            say("How sure the time is"),
            [
                Segment("exact", say("Exact")),
                Segment("about", say("Approximate")),
                Segment("open", say("Open", of="time")),
            ],
            edits=True,
        )
        self._time_form.chosen.connect(self._set_time_form)
        self._layout.addWidget(self._time_form)
        self._status = Segments(
            say("State"),
            [
                Segment("confirmed", say("Confirmed", of="item")),
                Segment("tentative", say("Tentative")),
                Segment("cancelled", say("Cancelled")),
            ],
            edits=True,
        )
        self._status.chosen.connect(lambda status: self._do_field("status", status, say("state")))
        self._layout.addWidget(self._status)
        self._build_institutions()
        self._place = CompletionEdit(
            names()["place"], lambda text, answer: self._search(("place",), text, answer)
        )
        self._place.taken.connect(self._take_place)
        self._add("place", LineField(say("Place"), self._set_place_words, edit=self._place))
        self.legs = legs_list(self._desk, self._undo, lambda: self._item)
        self._layout.addWidget(self.legs)
        self.guests = Participants("guest", self._search_people, self._details("guest"))
        self.hosts = Participants("host", self._search_people, self._details("host"))
        for part in (self.guests, self.hosts):
            part.added.connect(self._add_participant)
            part.removed.connect(self._remove_participant)
            part.changed.connect(self._change_participant)
            part.person_wanted.connect(lambda name, side=part.side: self._add_person(name, side))
            self._layout.addWidget(part)
        self._add_together(
            ("interpreter", self._line("interpreter", say("Interpreter"), say("nobody yet"))),
            ("language", self._line("language", say("Language"), "en")),
        )
        self._add_together(
            ("greeter", self._line("greeter", say("Greeted by"))),
            ("dress", self._line("dress", say("Dress"))),
        )
        self._add_together(
            ("transport", self._line("transport", say("Transport"))),
            ("press", self._line("press", say("Press"))),
        )
        self._add("gifts", self._line("gifts", say("Gifts")))
        self._add("note", self._line("note", say("Note, printed under the place")))
        self._add(
            "staff_notes",
            TextField(
                say("Notes for this office only"),
                lambda text: self._do_field("staff_notes", text, say("notes")),
            ),
        )
        self.more = RecordForm(self._desk, self._undo, _more())
        self._layout.addWidget(self.more)
        self._marks = MarkChoices(self._desk, self.more, say("As the visit"))
        self.languages = OtherLanguages(self._desk, self._undo)
        self._layout.addWidget(self.languages)

    def _details(self, side: Side) -> RecordForm:
        """What is told of somebody who takes part, beside role and state."""
        guests = side == "guest"
        slots = (
            Slot("title", say("Title as supplied"), span=3, name=_of(guests, say("title"))),
            Slot("group", say("Or a group"), span=3, name=_of(guests, say("group"))),
            Slot(
                "group_count",
                say("How many they are"),
                "count",
                name=_of(guests, say("number of people")),
                most=_MOST_PEOPLE,
            ),
            Slot(
                "institution",
                say("Of which institution"),
                "link",
                name=_of(guests, say("institution")),
                kind="institution",
            ),
            Slot("post", say("In which post"), "link", name=_of(guests, say("post")), kind="post"),
            Slot("represented_by", say("Represented by"), name=_of(guests, say("representative"))),
        )
        return RecordForm(self._desk, self._undo, slots, self._change_detail)

    def _change_detail(
        self, record: Record, field: str, value: Any, called: str, made: Record | None
    ) -> "Edit":
        from briefer.services import linking

        edit = linking.linked(record, field, value, called, made)
        name = self._names.who(record) if self._names and isinstance(record, Participant) else ""
        name = name or say("nobody yet")
        return edit._replace(
            words=say("Change part of {name}").format(name=name),
            past=say("Changed part of {name}.").format(name=name),
            visit=self._file.visit.id if self._file else None,
        )

    def _build_institutions(self) -> None:
        self.institutions = RowsView(say("Institutions of the item"), inset=0)
        self.institutions.deleted.connect(self._remove_institution)
        edit = CompletionEdit(
            say("Institution"), lambda text, answer: self._search(("institution",), text, answer)
        )
        edit.taken.connect(self._take_institution)
        edit.setPlaceholderText(say("Add an institution"))
        edit.given_up.connect(edit.clear)
        self._institution = edit
        field = Field(say("Institution"), column(self.institutions, edit, spacing=3))
        field.setFocusProxy(None)  # type: ignore[arg-type]  # with one, Tab would leave out the list before it
        self._layout.addWidget(field)

    def _add(self, name: str, field: Field) -> None:
        self.fields[name] = field
        field.left.connect(self._undo.end_run)
        self._layout.addWidget(field)

    def _add_together(self, *fields: tuple[str, Field], stretch: Sequence[int] = ()) -> None:
        for name, field in fields:
            self.fields[name] = field
            field.left.connect(self._undo.end_run)
        line = SideBySide([field for _name, field in fields], stretch)
        self._lines.append(line)
        self._layout.addWidget(line)

    def _line(self, field: str, label: str, hint: str = "") -> LineField:
        return LineField(label, lambda text: self._do_field(field, text.strip(), label), hint=hint)

    # -------------------------------------------------------------------------------------- showing

    def show_item(self, file: VisitFile, item: ProgrammeItem, names_: Names) -> None:
        """Show an item as it is stored; unaccepted texts of another item wait as drafts."""
        other = self._item is None or self._item.id != item.id
        if other:
            self.leave()
        from briefer.services import linking

        self._file, self._item, self._names = file, item, names_
        shows(self, item.id)
        length = typed_times.minutes_long(item)
        day = dates.day(item.day)
        values = {
            "title": item.title,
            "day": shown.day(day, "EEE d MMM yyyy") if day else shown.when(item.day),
            "start": shown.digits(item.start) or item.time_words,
            "end": shown.digits(item.end),
            "length": shown.length(length) if length is not None else "",
            "place": names_.place_words(item)
            or (self._placed.get(item.place, "") if item.place else ""),
            "stop": str(item.stop or ""),
        }
        self._show_stops(file)
        for name, field in self.fields.items():
            value = values.get(name, getattr(item, name, ""))
            if isinstance(field, LineField | TextField):
                field.show_value(value, other=other)
            elif isinstance(field, ChoiceField):
                field.show_value(value)
        for line in self._lines:
            line.fit()
        self._time_form.choose("open" if item.time_form == "words" else item.time_form)
        self._status.choose(item.status)
        self._show_institutions(item, names_)
        known = linking.names(file)
        self.more.show_choices(
            "strand", {"": say("all"), **{str(one.id): one.title for one in file.strands}}
        )
        self._marks.show_scheme(file.visit.marking_scheme)
        self.more.show_record(item, known)
        self.languages.show_wordings(_told(file, item), file.wordings)
        show_legs(self.legs, file, item)
        here = [one for one in file.participants if one.item == item.id]
        self.guests.show_people([one for one in here if one.side == "guest"], names_)
        self.hosts.show_people([one for one in here if one.side == "host"], names_)
        self._drafts.show(item.id, item.visit)

    def leave(self) -> None:
        """Another item is chosen: texts that were not accepted wait until this one comes back."""
        self._drafts.leave()
        self._item = None
        self._undo.end_run()

    def accept_all(self) -> None:
        """Take whatever is being typed now."""
        for field in self.fields.values():
            field.accept()
        for form in (self.more, self.legs.form, self.guests.details, self.hosts.details):
            form.accept_all()
        self.languages.accept_all()

    def focus_field(self, name: str) -> None:
        """Give the keyboard to a field, its text chosen."""
        field = self.fields.get(name, self.fields["title"])
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, LineField):
            field.edit.selectAll()

    def _show_institutions(self, item: ProgrammeItem, names_: Names) -> None:
        rows = []
        for id_ in item.institutions:
            known = names_.institutions.get(id_)
            sign = "network" if known and known.parent else "landmark"
            rows.append(
                Row(
                    id_,
                    known.name if known else say("…"),
                    icon=sign,
                    end=known.acronym if known else "",
                )
            )
        self.institutions.show_rows(rows)
        self.institutions.setVisible(bool(rows))
        self.institutions.setFixedHeight(max(1, self.institutions.height_of_rows()))
        off = bool(locked(self))
        self._institution.setPlaceholderText(say("none") if off else say("Add an institution"))
        self._institution.setVisible(not (off and rows))

    # -------------------------------------------------------------------------------------- storing

    def _do(self, edit: "Edit", run: str = "") -> str:
        """Store an edit; gives the sentence that says that it was not."""
        if self._undo.do(edit, run=run):
            return ""
        return say("Not saved. The sentence above says why.")

    def _do_field(self, field: str, value: Any, called: str) -> str:
        from briefer.services import common_edits

        item = self._item
        if item is None or getattr(item, field) == value:
            return ""
        edit = common_edits.change_field(item, field, value, called=called.lower())
        return self._do(edit, run=f"{item.id} {field}")

    def _set(self, called: str, **values: Any) -> str:
        from briefer.services import common_edits

        if self._item is None:
            return ""
        return self._do(common_edits.change_fields(self._item, called=called, **values))

    def _rename(self, text: str) -> str:
        if not text.strip():
            return say("An item needs a title.")
        return self._do_field("title", text.strip(), say("title"))

    def _set_day(self, text: str) -> str:
        from briefer.services import common_edits

        if self._item is None or self._file is None:
            return ""
        found = typed_dates.read(text, item_edits.days_of(self._file))
        if found is None:
            return say("There is no such date. Type 13 Oct, Tuesday, or early December 2022.")
        return self._do(common_edits.move_item(self._item, day=found))

    def _set_stop(self, stop: str) -> str:
        if self._file is None:
            return ""
        phase = next((one.phase for one in self._file.stops if str(one.id) == stop), None)
        return self._set(say("stop"), stop=UUID(stop) if stop else None, phase=phase)

    def _show_stops(self, file: VisitFile) -> None:
        chooser = self._stop.chooser
        wanted = [
            ("", say("none")),
            *((str(one.id), one.city or say("Online")) for one in file.stops),
        ]
        if [
            (chooser.itemData(at), chooser.itemText(at)) for at in range(chooser.count())
        ] != wanted:
            chooser.clear()
            for value, words in wanted:
                chooser.addItem(words, value)

    def _retime(self, make: Callable[[ProgrammeItem], ProgrammeItem], field: str) -> str:
        item = self._item
        if item is None:
            return ""
        try:
            after = make(item)
        except EndBeforeStart:
            return say("The end is before the start. For the day after type {time}+1.").format(
                time=shown.digits("9:00")
            )
        except ValueError:
            return say("Give a start first.")
        return self._do(item_edits.retimed(item, after), run=f"{item.id} {field}")

    def _set_start(self, text: str) -> str:
        typed = typed_times.read(text)
        if typed is None:
            return say("There is no such time. Type 9:30, 930-1015, ~930, or ? for open.")
        return self._retime(lambda item: typed_times.applied(item, typed), "start")

    def _set_end(self, text: str) -> str:
        typed = typed_times.read(text)
        if typed is None or typed.end is not None:
            return say("There is no such time. Type 10:15, +15, or ? for open.")
        if typed.shift is not None:
            shift = typed.shift
            return self._retime(
                lambda item: typed_times.lasting(
                    item, (typed_times.minutes_long(item) or 0) + shift
                ),
                "end",
            )
        return self._retime(
            lambda item: typed_times.ended(item, typed.start or "", typed.days), "end"
        )

    def _set_length(self, text: str) -> str:
        minutes = typed_times.read_length(text)
        if minutes is None:
            return say("Type a length: 45, 1 h 15, or 1:15.")

        def make(item: ProgrammeItem) -> ProgrammeItem:
            if not item.start:
                raise ValueError(item.key)
            return typed_times.lasting(item, minutes)

        return self._retime(make, "length")

    def _set_time_form(self, form: str) -> None:
        item = self._item
        if item is None or item.time_form == form:
            return
        reason = ""
        if form == "open":
            reason = self._retime(
                lambda one: msgspec.structs.replace(one, time_form="open", end="", end_days=0),
                "form",
            )
        elif not item.start:
            reason = say("Give a start first.")
        else:
            reason = self._retime(lambda one: msgspec.structs.replace(one, time_form=form), "form")
        if reason:
            self.fields["start"].trouble.say(reason)
            self._time_form.choose(item.time_form)

    # ---------------------------------------------------------------------- institutions and place

    def _search(self, kinds: Sequence[str], text: str, answer: Answer) -> None:
        from briefer.services import search

        first: list[Offered] = []
        if self._file and self._item:
            own: tuple[Literal["place", "institution"], ...] = ("place", "institution")
            wanted = next((kind for kind in own if tuple(kinds) == (kind,)), None)
            first = of_visit(self._file, self._item, wanted, text)[:_FIRST] if wanted else []
        known = {one.id for one in first}

        def arrived(found: "tuple[Found, ...]") -> None:
            offers = [
                *first,
                *(
                    Offered(one.kind, one.id, one.label, one.line, _SIGNS[one.kind])
                    for one in found
                    if one.id not in known
                ),
            ]
            new: dict[tuple[str, ...], str] = {
                ("institution",): say("New institution “{text}”"),
                ("place",): say("New place “{text}”"),
            }
            if words := new.get(tuple(kinds), ""):  # of people there are several sorts of new ones
                offers.append(Offered("new", None, words.format(text=text), icon="plus"))
            answer(offers)

        self._desk.ask(
            lambda workspace: search.search(
                workspace, text, _SEARCHED, search.Wanted(tuple(kinds))
            ),
            arrived,
            lane="complete",
        )

    def _search_people(self, text: str, answer: Answer) -> None:
        self._search(("person", "post", "institution"), text, answer)

    def _take_institution(self, offered: Offered) -> None:
        text = self._institution.text().strip()
        self._institution.clear()
        if self._item is None:
            return
        if offered.id is None:
            self._do(item_edits.add_new_institution(self._item, text))
        else:
            ids = tuple(dict.fromkeys((*self._item.institutions, offered.id)))
            self._set(say("institutions"), institutions=ids)

    def _remove_institution(self, id_: object) -> None:
        if self._item:
            left = tuple(one for one in self._item.institutions if one != id_)
            self._set(say("institutions"), institutions=left)

    def _set_place_words(self, text: str) -> str:
        item = self._item
        if item is None or self._names is None or self._place.is_open:
            return ""
        place = self._names.places.get(item.place) if item.place else None
        if place and text.strip() == ", ".join(filter(None, (place.name, place.room))):
            return self._do_field("place_words", "", say("place"))
        return self._set(say("place"), place=None, place_words=text.strip())

    def _take_place(self, offered: Offered) -> None:
        words = offered.words if offered.id else self._place.text().strip()
        self._place.stored = words
        self._place.setText(words)
        if self._item is None:
            return
        made = Place(name=words)
        self._placed[offered.id or made.id] = words
        if offered.id:
            self._set(say("place"), place=offered.id, place_words="")
        else:
            self._do(item_edits.add_new_place(self._item, made))

    def _add_participant(self, one: Participant) -> None:
        if self._item and self._file:
            self._do(item_edits.add_participant(self._file, self._item, one))

    def _add_person(self, name: str, side: Side) -> None:
        if self._item and self._file:
            self._do(item_edits.add_new_person(self._file, self._item, name, side))

    def _change_participant(self, before: Participant, after: Participant) -> None:
        if self._names and self._file:
            self._do(
                item_edits.change_participant(self._file, before, after, self._names.who(before))
            )

    def _remove_participant(self, one: Participant) -> None:
        if self._names and self._file and self._item:
            self._do(
                item_edits.remove_participant(self._file, self._item, one, self._names.who(one))
            )


def _told(file: VisitFile, item: ProgrammeItem) -> list[tuple[Record, str]]:
    """The item and what it contains, with what each is called where its words are told in other languages."""
    steps = ((one, one.words) for one in file.steps if one.item == item.id and one.words)
    legs = ((one, one.remark) for one in file.legs if one.item == item.id and one.remark)
    groups = ((one, one.group or one.title) for one in file.participants if one.item == item.id)
    named = ((one, words) for one, words in groups if words)
    return [(item, say("The item itself")), *steps, *legs, *named]


def _of(guests: bool, what: str) -> str:
    """The name of a field of somebody who takes part."""
    words = say("Of the guest: {what}") if guests else say("Of the host: {what}")
    return words.format(what=what)


def _more() -> tuple[Slot, ...]:
    """The fields of an item that are filled less often."""
    forms = {"in person": say("in person"), "virtual": say("online"), "mixed": say("mixed")}
    return (
        Slot("subject", say("Subject")),
        Slot("status_note", say("Note on the state"), span=3),
        Slot("strand", say("Strand"), "choice", 3, choices={"": say("all")}, kind="strand"),
        Slot("form", say("How it is held"), "choice", 2, choices=forms),
        Slot("link", say("Link"), span=4),
        Slot("time_words", say("Time in words"), span=3, hint=say("from 19:30 onwards")),
        Slot("end_zone", say("Zone at the end"), "zone", 3, hint=say("where it differs")),
        Slot("interpreting", say("How it is interpreted"), span=3, hint=say("consecutive")),
        Slot("contact", say("Contact"), span=3),
        Slot("menu", say("Menu")),
        *mark_slots(say("Marking of the item"), say("Distribution of the item")),
        Slot("themes", say("Themes"), "links", name=say("Add a theme"), kind="theme"),
        Slot(
            "instruments",
            say("Instruments"),
            "links",
            name=say("Add an instrument"),
            kind="instrument",
        ),
    )
