"""The overview of a visit: figures that lead on, what it is about, where and when, who has a role, what it rests on.

Not here: the lists of stops, parties and sources (`visit_parts`), of phases, days, cars and numbers (`visit_frame`).
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefer.findings import Finding
from briefer.gui import shown, theme, typed_dates
from briefer.gui.actions import Scope
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.icons import icon
from briefer.gui.models.briefs import tally
from briefer.gui.models.stop_bar import stop_bar
from briefer.gui.views.annexes import Annexes
from briefer.gui.views.controls import Empty, column, link
from briefer.gui.views.document_choosers import tongues
from briefer.gui.views.fields import ChoiceField, Field, LineField, TextField, controls_of
from briefer.gui.views.lines_edit import LinesEdit
from briefer.gui.views.marks import MarkChoices, mark_slots
from briefer.gui.views.other_languages import OtherLanguages
from briefer.gui.views.place import Chosen, Pane
from briefer.gui.views.record_form import RecordForm, Slot
from briefer.gui.views.stop_bar import StopBarView
from briefer.gui.views.visit_duties import (
    recipient_rows,
    recipients_list,
    task_rows,
    tasks_list,
)
from briefer.gui.views.visit_frame import (
    contact_rows,
    contacts_list,
    day_rows,
    days_list,
    new_contact,
    own_contacts,
    phase_rows,
    phases_list,
    strand_rows,
    strands_list,
    vehicle_rows,
    vehicles_list,
)
from briefer.gui.views.visit_parts import (
    citation_rows,
    citations_list,
    parties_list,
    party_rows,
    stop_rows,
    stops_list,
)
from briefer.i18n import say, say_many
from briefer.records import dates
from briefer.records.base import Record
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Objective
from briefer.rules import attendance

if TYPE_CHECKING:
    from briefer.services.choices import Frame

_FIGURE_ICONS = {
    "days": "clock",
    "items": "circle-check",
    "briefs": "file-text",
    "people": "users",
    "findings": "triangle-alert",
}
FIGURE_PADDING = 6
"""Pixels before the words of a button with an icon, by the rule of its style and by Qt."""


class Overview(QScrollArea):
    """The tab Overview of one visit."""

    wanted = Signal(str)
    """A figure was pressed: the tab to go to."""

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__()
        self._desk, self._undo = desk, undo
        self._file: VisitFile | None = None
        self._findings: Sequence[Finding] = ()
        self._pages_checked = False
        self.acts: dict[str, Callable[[], object]] = {"accept": self._accept_all}
        self._figures = QWidget()
        self._figures_layout = QHBoxLayout(self._figures)
        self._figures_layout.setContentsMargins(8, 6, 8, 6)
        self._figures_layout.setSpacing(2)
        self._figures.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self._figures.setAutoFillBackground(True)
        self._figure: dict[str, tuple[QWidget, QToolButton, QLabel]] = {}
        self._make_figures()
        self.fields: dict[str, Field] = {}
        self.more = RecordForm(desk, undo, _more())
        self.stop_bar = StopBarView()
        self.stops = stops_list(desk, undo, lambda: self._file, self.stop_bar)
        self.stop_bar.chosen.connect(self.stops.choose)
        self.acts["new"] = self.stops.add
        self.parties = parties_list(desk, undo, lambda: self._file)
        self.sources = citations_list(desk, undo, lambda: self._file.visit if self._file else None)
        self.phases = phases_list(desk, undo, lambda: self._file)
        self.strands = strands_list(desk, undo, lambda: self._file)
        self.days = days_list(desk, undo, lambda: self._file)
        self.vehicles = vehicles_list(desk, undo, lambda: self._file)
        self.contacts = contacts_list(desk, undo, lambda: new_contact(self._file))
        self.recipients = recipients_list(desk, undo, lambda: self._file)
        self.tasks = tasks_list(desk, undo, lambda: self._file)
        self.annexes = Annexes(desk, undo, lambda: self._file)
        self.languages = OtherLanguages(desk, undo)
        self._lists = (
            self.stops,
            self.parties,
            self.phases,
            self.strands,
            self.days,
            self.vehicles,
            self.contacts,
            self.tasks,
            self.recipients,
            self.sources,
        )
        self._marks = MarkChoices(desk, self.more, say("none", of="marking"))
        self._frame: Frame | None = None
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(20, 14, 20, 24)
        layout.setSpacing(16)
        layout.addWidget(self._figures)
        halves = QHBoxLayout()
        halves.setSpacing(28)
        halves.addWidget(column(self._form(), self.more, self.languages, None, spacing=12), 1)
        self._no_stop = Empty(
            "map-pin",
            say("No stop yet"),
            say("A stop is a city with its time zone, or a part held online."),
            edge=0,  # it stands below its heading
        )
        after_stops = [one for part in self._lists[1:] for one in (14, part)]
        where = (self.stops, self._no_stop, *after_stops, 14, self.annexes, None)
        halves.addWidget(column(*where, spacing=4), 1)
        layout.addLayout(halves)
        layout.addStretch(1)
        self._drafts = undo.drafts.form("visit", self, controls_of(self.fields))
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        inside.setAutoFillBackground(True)

    @property
    def scopes(self) -> frozenset[Scope]:
        """The commands that work here."""
        return frozenset({"form"})

    @property
    def chosen_record(self) -> Chosen | None:
        """The visit itself."""
        return None

    @property
    def shows_preview(self) -> bool:
        """It shows no pages."""
        return False

    def borrow_preview(self) -> None:
        """It shows no pages."""

    def show_file(self, file: VisitFile) -> None:
        """Show the visit as it is now."""
        from briefer.services import linking

        self._file = file
        visit = file.visit
        values = {
            "title": visit.title,
            "short_title": visit.short_title,
            "dates": shown.between(visit.start, visit.end),
            "purpose": visit.purpose,
            "framework": visit.framework,
            "prepared_for": visit.prepared_for,
            "status": visit.status,
            "our_side": visit.our_side,
            "key_messages": "\n".join(visit.key_messages),
        }
        for name, field in self.fields.items():
            if isinstance(field, (LineField, TextField, ChoiceField)):
                field.show_value(values[name])
        self._drafts.show(visit.id, visit.id)
        names = linking.names(file)
        names |= {one.id: one.title for one in self._desk.overview}
        if self._frame is None:
            self._ask_frame()
        self._marks.show_scheme(visit.marking_scheme)
        self.more.show_record(visit, names)
        self._show_choices(file)
        self.phases.show_records(file.phases, phase_rows(file), names)
        self.strands.show_records(file.strands, strand_rows(file), names)
        self.days.show_records(file.day_notes, day_rows(file), names)
        self.vehicles.show_records(file.vehicles, vehicle_rows(file), names)
        contacts = own_contacts(file)
        self.contacts.show_records(contacts, contact_rows(contacts), names)
        self._show_duties(file)
        self.languages.show_wordings(_told(file), file.wordings)
        self.stops.show_records(file.stops, stop_rows(file), names)
        self.stop_bar.show_bar(stop_bar(file))
        self._no_stop.setVisible(not file.stops)
        self.parties.show_records(file.parties, party_rows(file), names)
        cited = [one for one in file.citations if one.about == visit.id]
        self.sources.show_records(cited, citation_rows(cited, names), names)
        self.annexes.show_file(file, names)
        self._show_figures()

    def _ask_frame(self) -> None:
        """Ask what the visit may name of the office."""
        from briefer.services import choices

        def arrived(frame: "Frame") -> None:
            self._frame = frame
            nobody = {"": say("nobody yet"), **frame.officers}
            usual = {"": say("as usual")}
            spoken = {tag: tongues(tag) for tag in frame.languages}
            self.more.show_choices("marking_scheme", frame.schemes)
            self.more.show_choices("owner", nobody)
            self.tasks.form.show_choices("owner", nobody)
            self.recipients.form.show_choices("recipe", usual | frame.recipes)
            self.recipients.form.show_choices("audience", usual | frame.audiences)
            self.recipients.form.show_choices("language", usual | spoken)
            if self._file:
                self._show_duties(self._file)

        if self._desk.is_open:
            self._desk.ask(choices.of_frame, arrived, lane=f"frame {id(self)}")

    def _show_duties(self, file: VisitFile) -> None:
        frame = self._frame
        rows = recipient_rows(file, frame.recipes if frame else {})
        self.recipients.show_records(file.recipients, rows, {})
        self.tasks.show_records(file.tasks, task_rows(file, frame.officers if frame else {}), {})

    def _show_choices(self, file: VisitFile) -> None:
        """What stops, days and vehicles can belong to."""
        phases = {str(row.id): row.title for row in phase_rows(file)}
        stops = {str(one.id): one.city or say("Online") for one in file.stops}
        strands = {str(one.id): one.title for one in file.strands}
        self.stops.form.show_choices("phase", {"": say("none", of="phase"), **phases})
        self.stops.form.fields["phase"].setVisible(bool(phases))
        self.days.form.show_choices("stop", {"": say("none", of="stop"), **stops})
        self.vehicles.form.show_choices("strand", {"": say("all"), **strands})
        self.vehicles.form.fields["strand"].setVisible(bool(strands))

    def show_pages_checked(self, *, checked: bool) -> None:
        """Whether the findings hold those of the pages, which come when these are made."""
        self._pages_checked = checked

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show how many there are."""
        self._findings = findings
        if self._file:
            self._show_figures()

    def take_keyboard(self) -> None:
        """Give the keyboard to the first field."""
        self.fields["title"].setFocus(Qt.FocusReason.OtherFocusReason)

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        return [Pane(self, self.fields["title"]), Pane(self.stops, self.stops.target)]

    def _accept_all(self) -> None:
        for field in self.fields.values():
            field.accept()
        for part in (self.more, self.languages, *self._lists, self.annexes):
            part.accept_all()

    # ------------------------------------------------------------------------------------- the form

    def _form(self) -> QWidget:
        statuses = {
            "in preparation": say("In preparation"),
            "running": say("Running"),
            "after the visit": say("After the visit"),
            "closed": say("Closed"),
        }
        messages = say("Key messages, one a line")
        sides = {"host": say("host"), "guest": say("guest"), "facilitator": say("facilitator")}
        self.fields = {
            "title": LineField(say("Title"), lambda text: self._set("title", text, say("title"))),
            "short_title": LineField(
                say("Short title"), lambda text: self._set("short_title", text, say("short title"))
            ),
            "dates": LineField(say("Dates"), self._set_dates),
            "status": ChoiceField(
                say("State"), statuses, lambda value: self._set("status", value, say("state"))
            ),
            "our_side": ChoiceField(
                say("We are"), sides, lambda value: self._set("our_side", value, say("our side"))
            ),
            "purpose": TextField(
                say("Purpose"), lambda text: self._set("purpose", text, say("purpose")), lines=3
            ),
            "framework": TextField(
                say("Framework"),
                lambda text: self._set("framework", text, say("framework")),
                lines=2,
            ),
            "prepared_for": LineField(
                say("Prepared for"), lambda text: self._set("prepared_for", text, say("reader"))
            ),
            "key_messages": TextField(
                messages, self._set_messages, lines=3, edit=LinesEdit(messages)
            ),
        }
        form = QWidget()
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        places = {
            "title": (0, 0, 6),
            "short_title": (1, 0, 2),
            "dates": (1, 2, 4),
            "status": (2, 0, 3),
            "our_side": (2, 3, 3),
            "prepared_for": (3, 0, 6),
            "purpose": (4, 0, 6),
            "framework": (5, 0, 6),
            "key_messages": (6, 0, 6),
        }
        for name, (at, first, span) in places.items():
            grid.addWidget(self.fields[name], at, first, 1, span, Qt.AlignmentFlag.AlignTop)
            self.fields[name].left.connect(self._undo.end_run)
        return form

    def _set(self, field: str, value: Any, called: str) -> str:
        from briefer.services import common_edits

        if self._file is None:
            return ""
        if field == "title" and not str(value).strip():
            return say("A visit needs a title.")
        edit = common_edits.change_field(self._file.visit, field, value, called=called)
        run = f"{self._file.visit.id} {field}"
        return (
            "" if self._undo.do(edit, run=run) else say("Not saved. The sentence above says why.")
        )

    def _set_dates(self, text: str) -> str:
        from briefer.services import common_edits

        if self._file is None:
            return ""
        span = typed_dates.read_span(text)
        if span is None:
            return say("There is no such date. Type 12–16 October 2026, or early December 2022.")
        edit = common_edits.change_fields(
            self._file.visit, called=say("dates"), start=span[0], end=span[1]
        )
        return "" if self._undo.do(edit) else say("Not saved. The sentence above says why.")

    def _set_messages(self, text: str) -> str:
        found = tuple(line.strip() for line in text.splitlines() if line.strip())
        return self._set("key_messages", found, say("key messages"))

    # ------------------------------------------------------------------------- figures, where, who

    def _make_figures(self) -> None:
        """All of them, in their order, so that Tab comes to them first."""
        for name, sign_name in _FIGURE_ICONS.items():
            made = link("", partial(self._open_figure, name))
            made.setFont(theme.font("record"))
            sign = QLabel()
            sign.setPixmap(icon(sign_name, "secondary").pixmap(theme.scaled(18), theme.scaled(18)))
            words = theme.label("", "label", quiet=True)
            # a figure begins where the words below it do: its button has a padding, and Qt adds a space
            inset = FIGURE_PADDING + QFontMetrics(made.font()).horizontalAdvance(" ")
            words.setContentsMargins(theme.sides(inset, 0, 0, 0))
            box = QWidget()
            grid = QGridLayout(box)
            grid.setContentsMargins(8, 2, 8, 2)
            grid.setSpacing(0)
            grid.addWidget(sign, 0, 0, 2, 1)
            grid.addWidget(made, 0, 1, Qt.AlignmentFlag.AlignLeading)
            grid.addWidget(words, 1, 1)
            self._figures_layout.addWidget(box)
            self._figure[name] = (box, made, words)
        self._figures_layout.addStretch(1)

    def _open_figure(self, name: str) -> None:
        if self._file:
            places = {one[0]: one[3] for one in figures(self._file, self._findings)}
            self.wanted.emit(places[name])

    def _show_figures(self) -> None:
        assert self._file is not None
        there = {one[0]: one for one in figures(self._file, self._findings)}
        for name, (box, made, words) in self._figure.items():
            box.setVisible(name in there)
            if name in there:
                _name, figure, called, _place = there[name]
                made.setText(figure)
                if name == "findings" and not self._pages_checked:
                    called = say("{findings}, without those of the pages").format(findings=called)
                made.setAccessibleName(say(", ").join((figure, called)))
                made.setToolTip(called)
                words.setText(called)


def figures(file: VisitFile, findings: Sequence[Finding]) -> list[tuple[str, str, str, str]]:
    """The figures over the overview: name, figure, words, the tab it leads to."""
    found = []
    first = dates.read(file.visit.start)
    days = QDate.currentDate().daysTo(QDate(first.first)) if first else -1  # type: ignore[call-overload]  # takes a date
    if days >= 0:
        words = say_many("day to go", "days to go", days)
        found.append(("days", shown.digits(days), words, "programme"))
    items = [item for item in file.items if item.status != "cancelled"]
    confirmed = sum(1 for item in items if item.status == "confirmed")
    of = say("{count} of {all}")
    found.append(
        (
            "items",
            of.format(count=shown.digits(confirmed), all=shown.digits(len(items))),
            say("items confirmed"),
            "programme",
        )
    )
    final, briefs = tally(file)
    if briefs:
        found.append(
            (
                "briefs",
                of.format(count=shown.digits(final), all=shown.digits(briefs)),
                say("briefs complete"),
                "briefs",
            )
        )
    hosts = [one for one in attendance.attendees(file, ()) if one.side == "host"]
    people = say("{guests} + {hosts}").format(
        guests=shown.digits(len(file.delegates)), hosts=shown.digits(len(hosts))
    )
    found.append(("people", people, say("guests and hosts"), "delegation"))
    if findings:
        errors = sum(1 for one in findings if one.level == "error")
        words = (
            say("findings, {errors} of them errors").format(errors=shown.digits(errors))
            if errors
            else say("findings")
        )
        found.append(("findings", shown.digits(len(findings)), words, "pack"))
    return found


def _told(file: VisitFile) -> list[tuple[Record, str]]:
    """The records of the frame whose words are told in other languages, with what each is called."""
    lists = (
        (file.phases, phase_rows(file)),
        (file.stops, stop_rows(file)),
        (file.strands, strand_rows(file)),
        (file.day_notes, day_rows(file)),
    )
    found: list[tuple[Record, str]] = [(file.visit, say("The whole visit"))]
    for records, rows in lists:
        found += zip(records, (row.title for row in rows), strict=True)
    return found


def _more() -> tuple[Slot, ...]:
    """The fields of a visit that are filled less often."""
    return (
        Slot(
            "objectives",
            say("Objectives, one a line; where it holds after |"),
            "rows",
            name=say("Objectives"),
            parts=Objective,
            height=3,
        ),
        Slot("types", say("Kinds of visit, one a line"), "lines", 3, name=say("Kinds of visit")),
        Slot("scope", say("How far it reaches"), "text", 3),
        Slot(
            "owner",
            say("Who is in charge"),
            "choice",
            3,
            say("Officer of the visit"),
            choices={"": say("nobody yet")},
            kind="officer",
        ),
        Slot(
            "follows",
            say("Follows an earlier visit"),
            "link",
            3,
            say("Visit it follows"),
            kind="visit",
        ),
        Slot("cover_note", say("Note on the cover"), span=6),
        Slot("themes", say("Themes"), "links", 3, name=say("Add a theme"), kind="theme"),
        Slot(
            "instruments",
            say("Instruments"),
            "links",
            3,
            name=say("Add an instrument"),
            kind="instrument",
        ),
        *mark_slots(say("Marking of the visit"), say("Distribution of the visit"), 2),
        Slot("marking_scheme", say("Scheme of markings"), "choice", 2),
        Slot(
            "languages",
            say("Languages"),
            "words",
            3,
            name=say("Languages of the visit"),
            hint="en, ar",
        ),
        Slot("home_zone", say("Time zone at home"), "zone", 3, hint="Europe/Copenhagen"),
        Slot("staff_notes", say("Notes for this office only"), "text", height=3),
    )
