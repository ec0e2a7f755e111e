"""The main fields of an institution.

Not here: what it is tied to (`connections`), the screen around it (`institutions`).
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefer.gui import shown, theme
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.models.library import kind_words
from briefer.gui.models.rows import Row
from briefer.gui.readings import shows
from briefer.gui.views.controls import column, link, row
from briefer.gui.views.field_rows import FieldRows, in_rows
from briefer.gui.views.fields import ChoiceField, Field, LineField, TextField, controls_of
from briefer.gui.views.institution_logo import InstitutionLogo
from briefer.gui.views.likely_hint import LikelyHint
from briefer.gui.views.markdown import Highlighter, count_words
from briefer.gui.views.marks import MarkChoices, mark_slots
from briefer.gui.views.other_languages import OwnLanguages
from briefer.gui.views.person_parts import LOWEST_RANK
from briefer.gui.views.record_form import RecordForm, Slot
from briefer.gui.views.record_list import RecordList, Words
from briefer.gui.views.two_values import TwoValuesView
from briefer.gui.views.visit_frame import after, contact_rows, contacts_list
from briefer.gui.views.visit_parts import citation_rows, citations_list
from briefer.i18n import say
from briefer.records.institutions import ContactPoint, Fact, Institution, Membership, Spelling
from briefer.records.people import Post

if TYPE_CHECKING:
    from briefer.services.library import Cited


class InstitutionEditor(QScrollArea):
    """The main fields of an institution."""

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__()
        self._desk, self._undo = desk, undo
        self.likely = LikelyHint(desk)
        self.institution: Institution | None = None
        self._title = theme.label("", "record")
        self._title.setWordWrap(True)
        self._kind = theme.label("", "label", quiet=True)
        self.fields: dict[str, Field] = {
            "name": self._line("name", say("Name")),
            "acronym": self._line("acronym", say("Acronym")),
            "native_name": self._line("native_name", say("Name in its own language")),
            "native_language": self._line("native_language", say("Its language")),
            "kind": ChoiceField(
                say("Kind"), kind_words(), lambda value: self._set("kind", value, say("kind"))
            ),
            "city": self._line("city", say("City")),
            "country": self._line("country", say("Country")),
            "reviewed_on": LineField(say("Last reviewed"), self._set_reviewed),
            "mandate": TextField(
                say("Mandate"), lambda text: self._set("mandate", text, say("mandate")), lines=3
            ),
            "in_short": TextField(
                say("In short, for the head of the profile"),
                lambda text: self._set("in_short", text, say("summary")),
                lines=3,
            ),
            "profile": TextField(
                say("Profile, in Markdown"),
                lambda text: self._set("profile", text, say("profile")),
                lines=12,
            ),
        }
        for name in ("in_short", "profile"):
            field = self.fields[name]
            assert isinstance(field, TextField)
            Highlighter(field.edit.document())
        self._drafts = undo.drafts.form("institution", self, controls_of(self.fields))
        self.logo = InstitutionLogo(desk, undo)
        self.more = RecordForm(desk, undo, _more())
        self._marks = MarkChoices(desk, self.more, say("none", of="marking"))
        self.contacts = contacts_list(desk, undo, self._new_contact)
        self.posts = vacant_posts(desk, undo, self._new_post)
        self._post_marks = MarkChoices(desk, self.posts.form, say("none", of="marking"))
        self.two_values = TwoValuesView()
        self.languages = OwnLanguages(desk, undo)
        self.sources = citations_list(desk, undo, lambda: self.institution)
        self._length = theme.label("", "label", quiet=True)
        places = {
            "name": (0, 0, 4),
            "acronym": (0, 4, 2),
            "native_name": (1, 0, 3),
            "native_language": (1, 3, 1),
            "kind": (1, 4, 2),
            "city": (2, 0, 2),
            "country": (2, 2, 2),
            "reviewed_on": (2, 4, 2),
            "mandate": (3, 0, 6),
            "in_short": (4, 0, 6),
            "profile": (5, 0, 6),
        }
        self._rows = FieldRows(in_rows(self.fields, places), beside=12, below=12)
        for field in self.fields.values():
            field.left.connect(undo.end_run)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(20, 14, 20, 24)
        layout.setSpacing(12)
        self.reviewed = link(
            say("Mark as reviewed"), self.mark_reviewed, "circle-check", edits=True
        )
        names = column(self._title, self._kind, row(self.reviewed, None), None, spacing=2)
        head = row(self.logo, names, spacing=12)
        beside = head.layout()
        assert isinstance(beside, QHBoxLayout)
        beside.setAlignment(self.logo, Qt.AlignmentFlag.AlignTop)
        beside.setStretch(1, 1)
        layout.addWidget(head)
        layout.addWidget(self.logo.bench)
        layout.addWidget(self.likely)
        layout.addWidget(self._rows)
        layout.addWidget(self._length)
        self.lists = (self.contacts, self.posts, self.sources)
        parts = (self.contacts, self.posts, self.languages, self.sources)
        for part in (self.two_values, self.more, *parts):
            layout.addWidget(part)
        layout.addStretch(1)
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        inside.setAutoFillBackground(True)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_institution(self, one: Institution, parent: Institution | None) -> None:
        """Show an institution as it is stored; `parent` is what it is part of."""
        other = self.institution is None or self.institution.id != one.id
        if self.institution and other:
            self.accept_all()
            self._drafts.leave()
            self._undo.end_run()
            self.verticalScrollBar().setValue(0)
        self.institution = one
        shows(self, one.id)
        self.likely.look(one)
        self.logo.show_institution(one)
        self._title.setText(one.name)
        self._kind.setText(
            shown.joined(
                (
                    kind_words()[one.kind],
                    one.country,
                    say("part of {name}").format(name=parent.name) if parent else "",
                    one.marking.upper(),
                )
            )
        )
        for name, field in self.fields.items():
            value = getattr(one, name)
            if name == "reviewed_on":
                value = shown.when(value)
            if isinstance(field, ChoiceField):
                field.show_value(value)
            elif isinstance(field, (LineField, TextField)):
                field.show_value(value, other=other)
        self._drafts.show(one.id)
        self._rows.fit()
        self.more.show_record(one, {parent.id: parent.name} if parent else {})
        for marks in (self._marks, self._post_marks):
            marks.show_library()
        if other:
            for part in self.lists:
                part.show_records((), (), {})
            self.two_values.show_pairs(())
        self.languages.look((one, ""))
        self._length.setText(count_words(one.profile))

    def mark_reviewed(self) -> None:
        """Somebody has looked it through today."""
        today = date.today().isoformat()  # noqa: DTZ011  # the user's own day
        self._undo.end_run()
        self._set("reviewed_on", today, say("date of review"))

    def accept_all(self) -> None:
        """Take whatever is being typed."""
        for field in self.fields.values():
            field.accept()
        for part in (self.more, self.languages, *self.lists):
            part.accept_all()

    def show_cited(self, cited: "Cited") -> None:
        """Show what it rests on, how it is reached, and its posts that nobody holds."""
        from briefer.services import choices, two_values

        if self.institution and cited.about == self.institution.id:
            names = cited.names
            self.sources.show_records(cited.citations, citation_rows(cited.citations, names), names)
            self.contacts.show_records(cited.contacts, contact_rows(cited.contacts), names)
            self.posts.show_records(cited.vacant, vacant_rows(cited.vacant), names)
            officers = choices.officers(cited.officers)
            sources = {one.id: one for one in cited.sources}
            pairs = two_values.found(self.institution, cited.citations, sources)
            self.two_values.show_pairs(pairs)
            self.more.show_choices("owner", {"": say("nobody yet"), **officers})
            self.more.show_record(self.institution, names)

    def _new_contact(self) -> ContactPoint | None:
        one = self.institution
        return ContactPoint(institution=one.id, order=after(self.contacts.records)) if one else None

    def _new_post(self) -> Post | None:
        one = self.institution
        if one is None:
            return None
        return Post(institution=one.id, title=say("New post"), order=after(self.posts.records))

    def take_keyboard(self) -> None:
        """Give the keyboard to the name, ready to be typed over."""
        field = self.fields["name"]
        assert isinstance(field, LineField)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.edit.selectAll()

    def _line(self, field: str, label: str) -> LineField:
        return LineField(label, lambda text: self._set(field, text.strip(), label.lower()))

    def _set(self, field: str, value: Any, called: str) -> str:
        from briefer.services import common_edits

        one = self.institution
        if one is None or getattr(one, field) == value:
            return ""
        if field == "name" and not value:
            return say("An institution needs a name.")
        edit = common_edits.change_field(one, field, value, called=called)
        return (
            ""
            if self._undo.do(edit, run=f"{one.id} {field}")
            else say("Not saved. The sentence above says why.")
        )

    def _set_reviewed(self, text: str) -> str:
        from briefer.gui import typed_dates

        found = typed_dates.read(text)
        if found is None:
            return say("There is no such date. Type 2 April 2026.")
        return self._set("reviewed_on", found, say("date of review"))


def vacant_posts(desk: Desk, undo: Undo, new: Callable[[], Post | None]) -> RecordList:
    """Posts at an institution that nobody holds; one that gets a holder goes to that person."""
    slots = (
        Slot("title", say("Title as supplied"), span=4, name=say("Title of the post"), needed=True),
        Slot("rank", say("Rank"), "number", 2, say("Rank of the post"), say("1 is highest"), most=LOWEST_RANK),
        Slot("person", say("Held by"), "link", 6, hint=say("nobody yet"), kind="person"),
        Slot("start", say("From"), "when", 2, name=say("The post begins")),
        Slot("end", say("To"), "when", 2, name=say("The post ends")),
        Slot("supplied_on", say("Supplied on"), "when", 2),
        Slot("source", say("Source"), "link", 6, say("Source of the post"), kind="source"),
        *mark_slots(say("Marking of the post"), say("Distribution of the post"), 3),
    )  # fmt: skip
    words = Words(
        say("Posts that nobody holds"), say("Add post"), say("Post added."), say("Delete the post")
    )
    return RecordList(undo, words, RecordForm(desk, undo, slots), new)


def vacant_rows(posts: Iterable[Post]) -> list[Row]:
    """Posts that nobody holds, as rows."""
    rank = say("rank {number}")
    return [
        Row(
            one.id,
            one.title,
            second=shown.between(one.start, one.end),
            end=rank.format(number=shown.digits(one.rank)) if one.rank else "",
            icon="user-round",
        )
        for one in posts
    ]


def _more() -> tuple[Slot, ...]:
    """The fields of an institution that are filled less often."""
    return (
        Slot("parent", say("Part of"), "link", 4, kind="institution"),
        Slot("kind_words", say("Kind as printed"), span=2, hint=say("civilian mission")),
        Slot(
            "spellings",
            say("Also written, one a line; language and remark after |"),
            "rows",
            name=say("Also written"),
            parts=Spelling,
        ),
        Slot(
            "memberships",
            say("Member of, one a line; whose it is after |"),
            "rows",
            name=say("Member of"),
            parts=Membership,
        ),
        Slot(
            "facts",
            say("Facts, one a line: what | value | source"),
            "rows",
            name=say("Facts"),
            parts=Fact,
            height=4,
        ),
        Slot("themes", say("Themes"), "links", 3, name=say("Add a theme"), kind="theme"),
        Slot(
            "member_of",
            say("Belongs to"),
            "links",
            3,
            name=say("Add what it belongs to"),
            kind="institution",
        ),
        Slot(
            "place",
            say("Its address"),
            "link",
            3,
            name=say("Place of the institution"),
            kind="place",
        ),
        Slot(
            "owner",
            say("Who looks after the profile"),
            "choice",
            3,
            choices={"": say("nobody yet")},
            kind="officer",
        ),
        *mark_slots(say("Marking of the institution"), say("Distribution of the institution"), 3),
    )
