"""Parts of a person: posts over time and ways to reach somebody, each a list with the form of the chosen one below.

What is added stays a draft until its main field is filled. Not here: the person's own fields (`person_editor`), what
is private (`private_frame`).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from briefer.gui import person_edits, shown, theme, typed_dates
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.models.offers import Ask, Offered
from briefer.gui.models.rows import Row
from briefer.gui.views.completion import CompletionEdit
from briefer.gui.views.controls import link, row, small_tool
from briefer.gui.views.field_rows import FieldRows, Places, in_rows
from briefer.gui.views.fields import ChoiceField, Field, LineField, controls_of
from briefer.gui.views.links import LinkField, searcher
from briefer.gui.views.lists import RowsView
from briefer.gui.views.marks import MarkChoices, mark_slots
from briefer.gui.views.record_form import RecordForm
from briefer.i18n import say
from briefer.records.institutions import ContactPoint, Institution
from briefer.records.people import Person, Post
from briefer.records.sources import Source

Part = TypeVar("Part", Post, ContactPoint)
LOWEST_RANK = 9_999


class _Parts(QWidget, Generic[Part]):
    """A list of parts with a form below it."""

    kind = ""
    """As in `records.kinds`."""
    main = ""
    """The field without which a part is not stored."""
    places: Places = {}

    def __init__(self, undo: Undo, title: str, add: str, remove: str) -> None:
        super().__init__()
        self._undo: Undo = undo
        self._person: Person | None = None
        self._parts: dict[UUID, Part] = {}
        self._draft: Part | None = None
        self._shown: UUID | None = None
        self._fresh: Part | None = None
        """What was stored just now and is not in the list yet, which comes by reading."""
        self.list: RowsView = RowsView(title, inset=0)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _id: self.fields[self.main].setFocus())
        self.list.deleted.connect(lambda _id: self._remove())
        self.fields: dict[str, Field] = self._make_fields()
        controls = controls_of(self.fields)
        whole = {name: one._replace(whole=True) for name, one in controls.items()}
        self._drafts = undo.drafts.form(self.kind, self, controls)
        self._new = undo.drafts.form(f"new {self.kind}", self, whole)
        """Of one that is not stored yet: it is kept by whose it will be."""
        self._form = QWidget()
        self._rows = FieldRows(in_rows(self.fields, self.places), beside=10, below=8)
        for field in self.fields.values():
            field.left.connect(undo.end_run)
        self.remove = small_tool("trash-2", remove, self._remove)
        beside = QHBoxLayout(self._form)
        beside.setContentsMargins(0, 2, 0, 4)
        beside.setSpacing(10)
        beside.addWidget(self._rows, 1)
        beside.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignBottom)
        self._form.hide()
        layout = self._below = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._add = link(add, self.add, "plus", edits=True)
        layout.addWidget(row(theme.label(title, "head"), None, self._add))
        layout.addWidget(self.list)
        layout.addWidget(self._form)

    # what differs between the kinds

    def _make_fields(self) -> dict[str, Field]:
        raise NotImplementedError

    def _made(self, person: Person) -> Part:
        raise NotImplementedError

    def _store(self, person: Person, part: Part) -> bool:
        raise NotImplementedError

    def _row(self, part: Part) -> Row:
        raise NotImplementedError

    def _text(self, part: Part, field: str) -> str:
        return str(getattr(part, field))

    # what they share

    def show_parts(self, person: Person, parts: Sequence[Part]) -> None:
        """Show the parts of somebody, in the order given."""
        other = self._person is None or self._person.id != person.id
        if other:
            self._leave()
            self._draft, self._shown, self._fresh = None, None, None
            self.list.selectionModel().clear()
        self._person, self._parts = person, {part.id: part for part in parts}
        self.list.show_rows([self._row(part) for part in parts])
        if self._fresh and self.list.choose(self._fresh.id):
            self._fresh = None
        drafts = self._undo.drafts
        if self._draft is None and drafts.waits(self._new.form, person.id):
            self._draft = self._made(person)
        elif waiting := [part.id for part in parts if other and drafts.waits(self.kind, part.id)]:
            self.list.choose(waiting[0])
        self.list.setVisible(bool(parts))
        self.list.setFixedHeight(self.list.height_of_rows())
        self._show_form()

    def add(self) -> None:
        """A new one, ready to be typed."""
        if self._person:
            self.accept_all()
            self._draft = self._made(self._person)
            self._show_form()
            self.fields[self.main].setFocus(Qt.FocusReason.OtherFocusReason)

    def accept_all(self) -> None:
        """Take whatever is being typed."""
        for field in self.fields.values():
            field.accept()

    def _current(self) -> Part | None:
        chosen = self.list.chosen_id
        return (
            self._draft
            or self._fresh
            or (self._parts.get(chosen) if isinstance(chosen, UUID) else None)
        )

    def _choose(self, id_: object) -> None:
        if id_ is not None and not (self._fresh and self._fresh.id == id_):
            self._draft = self._fresh = None
            self._show_form()

    def _show_form(self) -> None:
        part = self._current()
        self._form.setVisible(part is not None)
        other = part is None or part.id != self._shown
        if other:
            self._leave()
        self._shown = part.id if part else None
        if part is None:
            return
        for name, field in self.fields.items():
            text = self._text(part, name)
            if isinstance(field, ChoiceField):
                field.show_value(text)
            elif isinstance(field, LineField):
                field.show_value(text, other=other)
        self._rows.fit()
        if part is not self._draft:
            self._new.record = None  # what it holds is of a record now
            self._drafts.show(part.id)
        elif self._person:
            self._new.show(self._person.id)

    def _leave(self) -> None:
        """What is typed and cannot be accepted waits until the same is shown again."""
        for form in (self._drafts, self._new):
            if form.record is not None:
                form.leave()

    def _set(self, field: str, value: Any, called: str) -> str:
        """Take a value into the part that is shown."""
        from briefer.services import common_edits

        part, person = self._current(), self._person
        if part is None or person is None or getattr(part, field) == value:
            return ""
        after = msgspec.structs.replace(part, **{field: value})
        if self._draft is None:
            if field == self.main and not value:
                return say("This cannot be empty. Delete the line to be rid of it.")
            edit = common_edits.change_field(part, field, value, called=called)
            stored = self._undo.do(edit, run=f"{part.id} {field}")
            if stored and self._fresh:
                self._fresh = after
        elif getattr(after, self.main):
            self._draft, self._fresh = None, after
            self._parts[after.id] = after
            stored = self._store(person, after)
            if not stored:
                self._draft, self._fresh = after, None
            elif self.list.choose(after.id):
                self._fresh = None
        else:
            self._draft, stored = after, True
            self._show_form()  # or a field goes back to what it showed before
        return "" if stored else say("Not saved. The sentence above says why.")

    def _remove(self) -> None:
        from briefer.services import common_edits

        part = self._current()
        if part is None or (self._draft is None and self.window().property("locked")):
            return
        if self._draft is None:
            self._undo.do(common_edits.delete(part))
        self._draft = None
        self._show_form()
        left = self.list if self.list.rows else self._add
        left.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, field: str, label: str, *, name: str = "", hint: str = "") -> LineField:
        def accept(text: str) -> str:
            return self._set(field, text.strip(), label.lower())

        return LineField(label, accept, name=name, hint=hint)

    def _when(self, field: str, label: str, *, name: str = "", hint: str = "") -> LineField:
        def accept(text: str) -> str:
            found = typed_dates.read(text)
            if found is None:
                return say("There is no such date. Type 2 April 2026, or 2019.")
            return self._set(field, found, label.lower())

        return LineField(label, accept, name=name, hint=hint)


class Posts(_Parts[Post]):
    """Posts over time."""

    kind, main = "post", "title"
    places: Places = {
        "title": (0, 0, 6),
        "institution": (1, 0, 6),
        "start": (2, 0, 2),
        "end": (2, 2, 2),
        "rank": (2, 4, 2),
        "supplied_on": (3, 0, 2),
        "source": (3, 2, 4),
    }

    def __init__(self, desk: Desk, undo: Undo, search: Ask) -> None:
        """`search` looks for institutions."""
        self._search, self._search_sources = search, searcher(desk, "source")
        self._names: dict[UUID, str] = {}
        names = say("Marking of the post"), say("Distribution of the post")
        self.marks = RecordForm(desk, undo, mark_slots(*names, 3))
        self._marks = MarkChoices(desk, self.marks, say("none", of="marking"))
        super().__init__(undo, say("Posts over time"), say("Add post"), say("Delete the post"))
        self._below.addWidget(self.marks)
        self.marks.hide()

    def show_posts(
        self,
        person: Person,
        posts: Sequence[Post],
        institutions: Mapping[UUID, Institution],
        sources: Sequence[Source] = (),
    ) -> None:
        """Show the posts of somebody, the latest first."""
        self._names |= {one.id: one.name for one in institutions.values()}
        self._names |= {one.id: one.title for one in sources}
        self.show_parts(person, posts)
        self._marks.show_library()

    def _show_form(self) -> None:
        super()._show_form()
        part = self._current()
        there = part is not None and part is not self._draft
        self.marks.setVisible(there)
        if part and there:
            self.marks.show_record(part)

    def _make_fields(self) -> dict[str, Field]:
        edit = CompletionEdit(say("Institution of the post"), self._search)
        edit.taken.connect(self._take)
        self._institution = edit
        source = LinkField(say("Source"), self._search_sources, name=say("Source of the post"))
        source.linked.connect(self._link_source)
        return {
            "title": self._line("title", say("Title as supplied")),
            "institution": LineField(say("Institution"), self._typed, edit=edit),
            "start": self._when("start", say("From"), name=say("The post begins"), hint="2019"),
            "end": self._when("end", say("To"), name=say("The post ends"), hint=say("now")),
            "rank": LineField(
                say("Rank"), self._set_rank, name=say("Rank of the post"), hint=say("1 is highest")
            ),
            "supplied_on": self._when("supplied_on", say("Supplied on")),
            "source": source,
        }

    def _made(self, person: Person) -> Post:
        return Post(person=person.id)

    def _store(self, person: Person, part: Post) -> bool:
        return self._undo.do(person_edits.add_post(person, part))

    def _row(self, part: Post) -> Row:
        since = say("since {date}") if part.start else ""
        dates = (
            shown.between(part.start, part.end)
            if part.end
            else since.format(date=shown.when(part.start))
        )
        supplied = say("supplied {date}").format(date=shown.when(part.supplied_on))
        owner = self._names.get(part.institution, "") if part.institution else ""
        second = shown.joined((owner, supplied if part.supplied_on else ""))
        return Row(
            part.id,
            part.title,
            second=second or say("no institution"),
            end=dates,
            muted=bool(part.end),
        )

    def _text(self, part: Post, field: str) -> str:
        if field in ("institution", "source"):
            id_ = getattr(part, field)
            return self._names.get(id_, "…") if id_ else ""
        if field == "rank":
            return shown.digits(part.rank) if part.rank else ""
        value = str(getattr(part, field))
        return value if field == "title" else shown.when(value)

    def _set_rank(self, text: str) -> str:
        typed = text.strip()
        if typed and not (typed.isdecimal() and 1 <= int(typed) <= LOWEST_RANK):
            return say("Type a number: 1 is the highest rank. Leave it empty where none is known.")
        return self._set("rank", int(typed) if typed else 0, say("rank"))

    def _link_source(self, offered: Offered | None) -> None:
        from briefer.services import linking

        part, trouble = self._current(), self.fields["source"].trouble
        if part is None:
            return
        if offered is None or offered.id:
            if offered and offered.id:
                self._names[offered.id] = offered.words
            trouble.say(self._set("source", offered.id if offered else None, say("source")))
        elif self._draft is not None:
            trouble.say(say("Type the title of the post first."))
        else:
            made = linking.new_record("source", offered.words)
            self._names[made.id] = offered.words
            if not self._undo.do(linking.linked(part, "source", made.id, say("source"), made)):
                trouble.say(say("Not saved. The sentence above says why."))

    def _typed(self, text: str) -> str:
        if self._institution.is_open:
            return ""
        if not text.strip():
            return self._set("institution", None, say("institution"))
        return say("Choose one of the list, or “New institution”.")

    def _take(self, offered: Offered) -> None:
        text, part = self._institution.text().strip(), self._current()
        field = self.fields["institution"]
        if part is None or not isinstance(field, LineField):
            return
        if offered.id is not None:
            self._names[offered.id] = offered.words
            self._set("institution", offered.id, say("institution"))
        elif self._draft is None:
            self._undo.do(person_edits.post_at_new_institution(part, text))
        else:
            field.trouble.say(say("Type the title of the post first."))
            return
        now = self._current()
        if now and now.institution and offered.id is None:
            self._names[now.institution] = text
        field.edit.stored = text = self._text(now, "institution") if now else ""
        field.edit.setText(text)
        field.show_value(text, other=True)


class Contacts(_Parts[ContactPoint]):
    """Ways to reach somebody."""

    kind, main = "contact", "value"
    places: Places = {
        "kind": (0, 0, 2),
        "value": (0, 2, 4),
        "label": (1, 0, 3),
        "seen_by": (1, 3, 3),
    }

    def __init__(self, undo: Undo) -> None:
        super().__init__(undo, say("Contacts"), say("Add contact"), say("Delete the contact"))

    def _make_fields(self) -> dict[str, Field]:
        def kind(value: str) -> str:
            return self._set("kind", value, say("kind"))

        def seen_by(value: str) -> str:
            return self._set("seen_by", value, say("readers"))

        return {
            "kind": ChoiceField(say("Kind"), contact_kinds(), kind, name=say("Kind of contact")),
            "value": self._line("value", say("Number or address")),
            "label": self._line("label", say("Called"), hint=say("direct line")),
            "seen_by": ChoiceField(say("Who may see it"), readers(), seen_by),
        }

    def _made(self, person: Person) -> ContactPoint:
        last = max((part.order for part in self._parts.values()), default=0)
        return ContactPoint(person=person.id, order=last + 1)

    def _store(self, person: Person, part: ContactPoint) -> bool:
        return self._undo.do(person_edits.add_contact(person, part))

    def _row(self, part: ContactPoint) -> Row:
        return Row(
            part.id,
            part.value,
            second=shown.joined((contact_kinds()[part.kind], part.label)),
            end=readers()[part.seen_by],
            icon=_SIGNS.get(part.kind, "phone"),
        )


_SIGNS = {"e-mail": "mail", "web": "link-2", "other": "info", "fax": "printer"}


def contact_kinds() -> dict[str, str]:
    """The kinds of contact in words."""
    return {
        "office": say("office"),
        "mobile": say("mobile"),
        "duty line": say("duty line"),
        "emergency": say("emergency"),
        "e-mail": say("e-mail"),
        "web": say("web"),
        "fax": say("fax"),
        "other": say("other"),
    }


def readers() -> dict[str, str]:
    """Who may see a contact, in words."""
    return {
        "all": say("everybody"),
        "delegation": say("delegation and hosts"),
        "office": say("this office only"),
    }
