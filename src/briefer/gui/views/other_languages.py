"""The words of a record in other languages: a list with a form, each line one text in one language.

Not here: what is printed where a wording is missing (`pack.wordings`).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from briefer.gui import shown
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.models.rows import Row
from briefer.gui.views.record_form import RecordForm, Slot
from briefer.gui.views.record_list import RecordList, Words
from briefer.i18n import say
from briefer.records.base import Record
from briefer.records.kinds import kind_of
from briefer.records.sources import Wording

if TYPE_CHECKING:
    from briefer.services.edits import Edit
    from briefer.workspace.database import Workspace

_ICON = "languages"


class OtherLanguages(RecordList):
    """The wordings of a record and its parts."""

    def __init__(self, desk: Desk, undo: Undo) -> None:
        self._abouts: dict[UUID, Record] = {}
        self._names_of: dict[UUID, str] = {}
        states = {"draft": say("draft"), "checked": say("checked")}
        slots = (
            Slot("about", say("Of what"), "choice", name=say("Whose words"), kind="record"),
            Slot("field", say("What"), "choice", name=say("Which words")),
            Slot("language", say("Language"), span=3, name=say("Into which language"), hint="ar"),
            Slot("state", say("State"), "choice", 3, say("State of the wording"), choices=states),
            Slot("text", say("In that language"), "text"),
        )
        words = Words(
            say("In other languages"),
            say("Add wording"),
            say("Wording added."),
            say("Delete the wording"),
        )
        form = RecordForm(desk, undo, slots, self._changed)
        super().__init__(undo, words, form, self._begun, self._offer)

    def show_wordings(
        self, abouts: Sequence[tuple[Record, str]], wordings: Iterable[Wording]
    ) -> None:
        """Show the wordings of some records, each with what it is called; of one record alone the name may be empty."""
        self._abouts = {record.id: record for record, _ in abouts}
        self._names_of = {record.id: name for record, name in abouts}
        places = list(self._abouts)
        some = [one for one in wordings if one.about in self._abouts]
        some.sort(key=lambda one: (places.index(one.about), one.created_at))
        self.form.show_choices("about", {str(id_): name for id_, name in self._names_of.items()})
        self.form.fields["about"].setVisible(len(abouts) > 1)
        self.setVisible(bool(some) or any(map(_fields, self._abouts.values())))
        self.show_records(some, [self._row(one) for one in some], {})

    def _row(self, one: Wording) -> Row:
        words = _fields(self._abouts[one.about]).get(one.field, "")
        return Row(
            one.id,
            one.text or say("Not told yet"),
            second=shown.joined((self._names_of[one.about], field_words(one.field), words)),
            end=shown.joined((one.language, "" if one.state == "checked" else say("draft"))),
            icon=_ICON,
        )

    def _begun(self) -> Wording | None:
        """A new one: of the same record and language as the last, its first text that is not told yet."""
        last = self._last
        about = self._abouts.get(last.about) if last else None
        record = about or next(iter(self._abouts.values()), None)
        if record is None:
            return None
        language = last.language if last else ""
        told = {
            one.field
            for one in self._wordings
            if one.about == record.id and one.language == language
        }
        free = [field for field in _fields(record) if field not in told]
        field = next(iter(free or _fields(record)), "title")
        return Wording(about_kind=kind_of(record).name, about=record.id, field=field, language=language, text="")  # fmt: skip

    @property
    def _wordings(self) -> list[Wording]:
        return [one for one in self.records if isinstance(one, Wording)]

    @property
    def _last(self) -> Wording | None:
        return self._wordings[-1] if self._wordings else None

    def _offer(self, one: Record) -> None:
        """Offer in the form the texts of the record that a wording is of."""
        if isinstance(one, Wording) and (about := self._abouts.get(one.about)):
            choices = {field: field_words(field) for field in (*_fields(about), one.field)}
            self.form.show_choices("field", choices)

    def _changed(
        self, record: Record, field: str, value: Any, called: str, made: Record | None
    ) -> "Edit":
        from briefer.services import common_edits, linking

        about = self._abouts.get(value) if field == "about" else None
        if about is None or not isinstance(record, Wording):
            return linking.linked(record, field, value, called, made)
        texts = _fields(about)
        which = record.field if record.field in texts else next(iter(texts), "title")
        return common_edits.change_fields(
            record, called=called, about=about.id, about_kind=kind_of(about).name, field=which
        )


class OwnLanguages(OtherLanguages):
    """The same for a record of the library: it asks for the wordings itself."""

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__(desk, undo)
        self._desk = desk
        self._looked: tuple[tuple[Record, str], ...] = ()
        desk.edited.connect(self._edited)

    def look(self, *abouts: tuple[Record, str]) -> None:
        """Show the wordings of some records."""
        from briefer.services import wordings

        ids = tuple(record.id for record, _ in abouts)
        if ids != tuple(record.id for record, _ in self._looked):
            self.accept_all()
            self.show_wordings(abouts, ())
        self._looked = abouts

        def question(workspace: "Workspace") -> tuple[Wording, ...]:
            return wordings.of(workspace, ids)

        def arrived(found: tuple[Wording, ...]) -> None:
            if ids == tuple(record.id for record, _ in self._looked):
                self.show_wordings(self._looked, found)

        self._desk.ask(question, arrived, lane=f"wordings {id(self)}")

    def _edited(self, edit: "Edit") -> None:
        if self._looked and any(change.kind == "wording" for change in edit.changes):
            self.look(*self._looked)


def field_words(field: str) -> str:
    """What a text is called: “title”, “objectives 2, text”."""
    from briefer.services.field_names import field_name

    name, _, rest = field.partition("[")
    if not rest:
        return field_name(name)
    place, _, inside = rest.partition("]")
    numbered = f"{field_name(name)} {shown.digits(int(place) + 1)}"
    return say(", ").join(filter(None, (numbered, field_name(inside[1:]) if inside else "")))


def _fields(record: Record) -> Mapping[str, str]:
    from briefer.pack.wordings import translatable

    return translatable(record)
