"""A person: the names, how they are said and written, posts, contacts, what is private, what they are tied to.

Not here: the table of people (`people`), posts and contacts (`person_parts`), private data (`private_frame`),
the portrait (`portrait`).
"""

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.models.library import note_row
from briefer.gui.models.offers import Answer, Offered
from briefer.gui.models.rows import Row
from briefer.gui.readings import shows
from briefer.gui.views.controls import column
from briefer.gui.views.field_rows import FieldRows, in_rows
from briefer.gui.views.fields import Field, LineField, TextField, controls_of
from briefer.gui.views.likely_hint import LikelyHint
from briefer.gui.views.lists import RowsView
from briefer.gui.views.markdown import Highlighter, count_words
from briefer.gui.views.marks import MarkChoices, mark_slots
from briefer.gui.views.other_languages import OwnLanguages
from briefer.gui.views.person_parts import Contacts, Posts
from briefer.gui.views.portrait import Portrait
from briefer.gui.views.private_frame import PrivateFrame
from briefer.gui.views.record_form import RecordForm
from briefer.gui.views.visit_parts import citation_rows, citations_list
from briefer.i18n import say
from briefer.records.naming import whole_name

if TYPE_CHECKING:
    from briefer.services.people import Profile
    from briefer.services.search import Found

_OFFERED = 6
"""Institutions that are offered at most."""

_PLACES = {
    # row, column of six, columns
    "honorific": (0, 0, 1),
    "given_name": (0, 1, 2),
    "family_name": (0, 3, 3),
    "printed_name": (1, 0, 3),
    "sort_key": (1, 3, 3),
    "address_written": (2, 0, 4),
    "address_spoken": (2, 4, 2),
    "native_name": (3, 0, 3),
    "native_language": (3, 3, 1),
    "pronounced": (3, 4, 2),
    "languages": (4, 0, 6),
}


class PersonEditor(QScrollArea):
    """One person."""

    opened = Signal(str, object)
    """What somebody is tied to shall be shown: its kind, and it."""

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__()
        self._desk, self._undo = desk, undo
        self.profile: Profile | None = None
        self._title = theme.label("", "record")
        self._title.setWordWrap(True)
        self._native = theme.label("", "body")
        self._about = theme.label("", "label", quiet=True)
        self._about.setWordWrap(True)
        self.fields = self._name_fields()
        self._length = theme.label("", "label", quiet=True)
        self.likely = LikelyHint(desk)
        self.posts = Posts(desk, undo, self._search_institutions)
        self.contacts = Contacts(undo)
        self.private = PrivateFrame(undo)
        names = say("Marking of the person"), say("Distribution of the person")
        self.marks = RecordForm(desk, undo, mark_slots(*names, 3))
        self._marks = MarkChoices(desk, self.marks, say("none", of="marking"))
        self.sources = citations_list(
            desk, undo, lambda: self.profile.person if self.profile else None
        )
        self.languages = OwnLanguages(desk, undo)
        self._ties = theme.label(say("Connections"), "head")
        self.ties = RowsView(say("Connections of the person"), inset=0)
        self.ties.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ties.opened.connect(self._open)
        self.ties.selectionModel().currentChanged.connect(self._keep_in_sight)
        inside = self._inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(20, 14, 20, 24)
        self.body.setSpacing(12)
        self.portrait = Portrait(
            desk, undo, column(self._title, self._native, self._about, spacing=4)
        )
        self.body.addWidget(self.portrait)
        self.body.addWidget(self.likely)
        self._names = FieldRows(in_rows(self.fields, _PLACES), beside=10, below=10)
        self.body.addWidget(self._names)
        self.body.addWidget(self.posts)
        self.body.addWidget(self.fields["biography"])
        self.body.addWidget(self._length)
        for part in (
            self.marks,
            self.contacts,
            self.private,
            self.languages,
            self.sources,
            self._ties,
            self.ties,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._drafts = undo.drafts.form("person", self, controls_of(self.fields))
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        inside.setAutoFillBackground(True)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def first_field(self) -> Field:
        """Where writing begins."""
        return self.fields["family_name"]

    def show_profile(self, profile: "Profile") -> None:
        """Show somebody as stored; what is being typed stays, unless it was of somebody else."""
        person = profile.person
        other = self.profile is None or self.profile.person.id != person.id
        if self.profile and other:
            self.accept_all()
            self._drafts.leave()
            self._undo.end_run()
            self.verticalScrollBar().setValue(0)
        self.profile = profile
        shows(self, person.id)
        self._title.setText(shown.called(person))
        self._native.setText(person.native_name)
        self._native.setVisible(bool(person.native_name))
        last = next((post for post in profile.posts if not post.end), None)
        owner = profile.institutions.get(last.institution) if last and last.institution else None
        about = (
            last.title if last else "",
            owner.country if owner else "",
            person.marking.upper(),
        )
        self._about.setText(shown.joined(about))
        self._about.setVisible(any(about))
        for name, field in self.fields.items():
            value = getattr(person, name)
            if name == "languages":
                value = say(", ").join(value)
            if isinstance(field, LineField | TextField):
                field.show_value(value, other=other)
        self._drafts.show(person.id)
        self._names.fit()
        self._marks.show_library()
        self.marks.show_record(person)
        self._length.setText(count_words(person.biography))
        self.portrait.show_person(person)
        self.likely.look(person)
        self.posts.show_posts(person, profile.posts, profile.institutions, profile.sources)
        self.contacts.show_parts(person, profile.contacts)
        today = date.today()  # noqa: DTZ011  # the user's own day
        self.private.show_private(person, profile.private, today)
        names = {one.id: one.title for one in profile.sources}
        rows = citation_rows(profile.citations, names)
        self.sources.show_records(profile.citations, rows, names)
        posts = ((post, post.title) for post in profile.posts)
        self.languages.look((person, say("The person")), *posts)
        self._show_ties(profile)

    def accept_all(self) -> None:
        """Take whatever is being typed."""
        for field in self.fields.values():
            field.accept()
        for part in (self.posts, self.contacts, self.private, self.languages, self.sources):
            part.accept_all()

    def take_keyboard(self) -> None:
        """Give the keyboard to the family name, ready to be typed over."""
        field = self.fields["family_name"]
        assert isinstance(field, LineField)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.edit.selectAll()

    # ------------------------------------------------------------------------------------ the names

    def _name_fields(self) -> dict[str, Field]:
        fields: dict[str, Field] = {
            "honorific": self._line("honorific", say("Title", of="person")),
            "given_name": self._line("given_name", say("Given name")),
            "family_name": self._line("family_name", say("Family name")),
            "printed_name": self._line("printed_name", say("Printed form, if another")),
            "sort_key": self._line("sort_key", say("Sorted under")),
            "address_written": self._line("address_written", say("Address in writing")),
            "address_spoken": self._line("address_spoken", say("In speech")),
            "native_name": self._line("native_name", say("In their own script")),
            "native_language": self._line("native_language", say("Its language"), hint="ar"),
            "pronounced": self._line("pronounced", say("How to say it")),
            "languages": LineField(
                say("Languages"), self._set_languages, hint=say("French, Arabic, English")
            ),
            "biography": TextField(
                say("Short biography, in Markdown"),
                lambda text: self._set("biography", text, say("biography")),
                lines=4,
            ),
        }
        biography = fields["biography"]
        assert isinstance(biography, TextField)
        Highlighter(biography.edit.document())
        for field in fields.values():
            field.left.connect(self._undo.end_run)
        return fields

    def _line(self, field: str, label: str, *, hint: str = "") -> LineField:
        return LineField(
            label, lambda text: self._set(field, text.strip(), label.lower()), hint=hint
        )

    def _set_languages(self, text: str) -> str:
        found = (word.strip() for word in text.replace("،", ",").replace(";", ",").split(","))
        return self._set("languages", tuple(filter(None, found)), say("languages"))

    def _set(self, field: str, value: Any, called: str) -> str:
        from briefer.services import common_edits

        if self.profile is None or getattr(self.profile.person, field) == value:
            return ""
        person = self.profile.person
        if not whole_name(msgspec.structs.replace(person, **{field: value})):
            return say("A person needs a name.")
        edit = common_edits.change_field(person, field, value, called=called)
        stored = self._undo.do(edit, run=f"{person.id} {field}")
        return "" if stored else say("Not saved. The sentence above says why.")

    def _search_institutions(self, text: str, answer: Answer) -> None:
        from briefer.services import search

        def arrived(found: "tuple[Found, ...]") -> None:
            new = say("New institution “{text}”").format(text=text)
            offers = [Offered("institution", one.id, one.label, icon="landmark") for one in found]
            answer([*offers, Offered("new", None, new, icon="plus")])

        self._desk.ask(
            lambda workspace: search.search(
                workspace, text, _OFFERED, search.Wanted(("institution",))
            ),
            arrived,
            lane="complete",
        )

    # ----------------------------------------------------------------------------------- connections

    def _show_ties(self, profile: "Profile") -> None:
        rows = connections(profile)
        self.ties.show_rows(rows)
        self.ties.setFixedHeight(self.ties.height_of_rows())
        for part in (self._ties, self.ties):
            part.setVisible(bool(rows))

    def _open(self, id_: object) -> None:
        if isinstance(id_, tuple):
            self.opened.emit(*id_)

    def _keep_in_sight(self, index: QModelIndex) -> None:
        """The list is as high as its rows: it is the form around it that scrolls."""
        if self.ties.hasFocus():
            at = self.ties.mapTo(self._inside, self.ties.visualRect(index).center())
            self.ensureVisible(at.x(), at.y(), 0, theme.scaled(40))


def connections(profile: "Profile") -> list[Row]:
    """What somebody is tied to: institutions of the posts, visits, items, notes."""
    visits = {visit.id: visit for visit in profile.visits}
    groups = {
        say("Institutions"): [
            Row(("institution", one.id), one.name, second=one.country, icon="landmark")
            for one in profile.institutions.values()
        ],
        say("Visits"): [
            Row(
                ("visit", one.id),
                one.title,
                second=shown.between(one.start, one.end),
                icon="calendar-range",
            )
            for one in profile.visits
        ],
        say("Programme items"): [
            Row(
                ("item", (one.visit, one.id)),
                one.title,
                second=shown.joined(
                    (
                        visits[one.visit].short_title or visits[one.visit].title,
                        shown.when(one.day),
                        shown.times(one),
                    )
                ),
                icon="clock",
            )
            for one in profile.items
        ],
        say("Notes"): [
            note_row(one, {}, drag=False)._replace(id=("note", one.id)) for one in profile.notes
        ],
    }
    return [
        row
        for head, some in groups.items()
        if some
        for row in (Row(title=head, end=shown.digits(len(some))), *some)
    ]
