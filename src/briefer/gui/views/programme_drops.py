"""What comes into a programme by dragging, from the library and from the clipboard. Each is one edit.

Not here: where things may be let go (`day_view`), what would be wrong there (`gui.trials`), the chosen items
(`programme_commands`).
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from PySide6.QtGui import QGuiApplication

from briefer.gui import item_edits, placing, shown
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages
from briefer.gui.models.columns import Column, Programme
from briefer.gui.models.day import Choice
from briefer.gui.models.drags import Dragged, Target, pack, unpack
from briefer.gui.models.programme import kind_rules
from briefer.gui.pasted import holds_list, holds_programme, of_programme
from briefer.gui.views.programme_commands import Days, ItemCommands
from briefer.i18n import say, say_many
from briefer.records import dates
from briefer.records.institutions import Institution
from briefer.records.naming import whole_name
from briefer.records.notes import Note
from briefer.records.people import Person
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.services.edits import Edit


class Drops:
    """Things let go on a programme, put in from the library, or pasted."""

    def __init__(
        self,
        desk: Desk,
        undo: Undo,
        messages: Messages,
        choice: Choice,
        days: Days,
        commands: ItemCommands,
    ) -> None:
        self._desk, self._undo, self._messages = desk, undo, messages
        self._choice, self._days, self._commands = choice, days, commands
        self.programme = Programme()
        self.paste_list: Callable[[], object] = lambda: None
        """Show what a list on the clipboard would become."""
        self._cut: tuple[UUID, ...] = ()

    @property
    def file(self) -> VisitFile | None:
        """The visit as it is now."""
        return self._commands.file

    # ------------------------------------------------------------------------------------- dropping

    def drop(self, dragged: Dragged, column: Column, target: Target, *, copy: bool) -> None:
        """Something was let go on a column."""
        if dragged.kind == "item":
            self._drop_items(dragged.ids, column, target, copy=copy)
        elif target.onto:
            for id_ in dragged.ids:
                self.add_to(target.onto, dragged.kind, id_)
        elif dragged.kind in ("institution", "person"):
            self.add_record(dragged.kind, dragged.ids[0], column, target)

    def _drop_items(
        self, ids: Sequence[UUID], column: Column, target: Target, *, copy: bool
    ) -> None:
        if self.file is None:
            return
        known = {item.id: item for item in self.file.items}
        items = [known[id_] for id_ in ids if id_ in known]
        if not items:
            self._bring(ids, column, target)
        elif copy:
            self._copy_to(self.file, items, column, target)
        elif column.day is None:
            self._drop_in_order(items, column, target)
        else:
            after = placing.moved_to(items, items[0], column, target, self.programme.columns)
            self._commands.do_all(list(zip(items, after, strict=True)), item_edits.moving)

    def _copy_to(
        self, source: VisitFile, items: Sequence[ProgrammeItem], column: Column, target: Target
    ) -> None:
        """Copies of items of this visit or of another; what they were tied to there stays there."""
        from briefer.services import common_edits

        assert self.file is not None
        visit = self.file.visit.id
        placed = placing.moved_to(items, items[0], column, target, self.programme.columns)
        stops = {stop.id for stop in self.file.stops}
        made = []
        for item, after in zip(items, placed, strict=True):
            copy = item_edits.copied(after, visit=visit)
            if item.visit != visit:
                stop = copy.stop if copy.stop in stops else None
                copy = msgspec.structs.replace(copy, stop=stop, phase=None, strand=None)
            made.append((item, copy))
        parts = item_edits.parts_of_copies(source, made)
        edit = common_edits.add(*(copy for _, copy in made), *parts)._replace(visit=visit)
        if len(made) > 1:
            many = say_many("Copy {count} item", "Copy {count} items", len(made))
            words = many.format(count=shown.digits(len(made)))
        else:
            name = common_edits.shortened(items[0].title)
            words = say("Copy {name}").format(name=name)
        ids = [copy.id for _, copy in made]
        self._undo.do_many(
            edit._replace(words=words, past=f"{words}."),
            lambda stored: self._choice.choose(ids) if stored else None,
        )

    def _bring(self, ids: Sequence[UUID], column: Column, target: Target) -> None:
        """Items of another visit of this workspace come as copies."""
        from briefer.services import library, visits

        def arrived(source: VisitFile) -> None:
            known = {item.id: item for item in source.items}
            items = [known[id_] for id_ in ids if id_ in known]
            self._copy_to(source, items, column, target)

        found = library.get(self._desk.workspace, ProgrammeItem, ids[0])
        if found is None:
            self._messages.say(say("These items are not in this workspace."))
            return
        visit = found.visit
        self._desk.ask(lambda workspace: visits.load(workspace, visit), arrived, lane="bring")

    def _drop_in_order(
        self, items: Sequence[ProgrammeItem], column: Column, target: Target
    ) -> None:
        """In a programme without days the order and the stop change."""
        from briefer.services import common_edits
        from briefer.services.edits import Change

        assert self.file is not None
        moving = {item.id for item in items}
        before = [card.item for card in column.cards[: max(0, target.row)] if card.id not in moving]
        after = [card.item for card in column.cards[max(0, target.row) :] if card.id not in moving]
        stop = column.stop
        placed = [
            *before,
            *(placing.at_stop(item, stop.id if stop else None) for item in items),
            *after,
        ]
        first = min((item.order for item in placed), default=0)
        ordered = [
            msgspec.structs.replace(item, order=first + at * 10) for at, item in enumerate(placed)
        ]
        known = {item.id: item for item in self.file.items}
        changes = tuple(Change(known[item.id], item) for item in ordered if known[item.id] != item)
        name = common_edits.shortened(items[0].title)
        edit = common_edits.reorder(items)._replace(
            words=say("Reorder {name}").format(name=name),
            past=say("{name} put in another place.").format(name=name),
            changes=changes,
            visit=self.file.visit.id,
        )
        self._undo.do(edit)

    # ----------------------------------------------------------------------------- from the library

    def add_record(
        self, kind: str, id_: UUID, column: Column | None = None, target: Target | None = None
    ) -> None:
        """A new item with an institution or a person of the library, where it was dropped or at the time cursor."""
        if self.file is None:
            return
        column = column or self._days.column
        begin = target.begin if target else self._days.time_cursor
        edit: Edit | None = None
        if kind == "institution":
            edit = self._meeting(id_, column, begin)
        elif kind == "person":
            edit = self._call(id_, column, begin)
        else:
            self._messages.say(say("Choose an item first: a note goes to an item."))
        if edit is None:
            return
        made = edit.changes[0].record
        if isinstance(made, ProgrammeItem) and (wrong := self._commands.judge_items([made])):
            edit = edit._replace(past=say("{done} {clash}").format(done=edit.past, clash=wrong))
        if self._undo.do(edit):
            self._choice.choose([made.id])

    def _meeting(self, id_: UUID, column: Column | None, begin: float) -> "Edit | None":
        """With an institution: its address, its head as host, the notes of the last meeting as background."""
        from briefer.services import common_edits, library

        assert self.file is not None
        institution = library.get(self._desk.workspace, Institution, id_)
        if institution is None:
            return None
        minutes = kind_rules()["meeting"].minutes
        here = placing.new_at(column, begin, minutes)
        edit = common_edits.new_item_from_institution(
            self._desk.workspace,
            self.file.visit,
            institution,
            day=here.get("day", ""),
            start=here.get("start", ""),
            stop=column.stop if column else None,
            minutes=minutes,
        )
        item = edit.changes[0].record
        assert isinstance(item, ProgrammeItem)
        notes = item_edits.of_last_meeting(library.notes_of(self._desk.workspace, id_))
        background = item_edits.background(item, notes, self._levels(), self.file.visit.marking)
        return edit._replace(changes=(*edit.changes, *background))

    def _call(self, id_: UUID, column: Column | None, begin: float) -> "Edit | None":
        """A courtesy call on a person."""
        from briefer.services import common_edits, library

        assert self.file is not None
        visit, person = self.file.visit, library.get(self._desk.workspace, Person, id_)
        if person is None:
            return None
        here = placing.new_at(column, begin, kind_rules()["courtesy call"].minutes)
        title = say("Courtesy call on {name}").format(name=whole_name(person))
        item = common_edits.new_item(
            visit, title, after=self.file.items, kind="courtesy call", **here
        )
        host = Participant(item=item.id, side="host", person=person.id, state="asked")
        return common_edits.add(item, host)._replace(visit=visit.id)

    def add_to_library(self, kind: str, name: str) -> bool:
        """An institution, a person or a note that was not found is made; a note is tied to the chosen item."""
        from briefer.services import common_edits, linking

        if self.file is None or not name:
            return False
        if kind != "note":
            return self._undo.do(common_edits.add(linking.new_record(kind, name)))
        return self._undo.do(item_edits.add_note_on(self.file, self._choice.current, name))

    def add_to(self, item_id: UUID | None, kind: str, id_: UUID) -> None:
        """An institution, person or note of the library goes to an item."""
        from briefer.services import common_edits, library

        known = self.file.items if self.file else ()
        item = next((one for one in known if one.id == item_id), None)
        if item is None or self.file is None:
            self._messages.say(say("Choose an item first."))
            return
        if kind == "institution":
            ids = tuple(dict.fromkeys((*item.institutions, id_)))
            edit = common_edits.change_fields(item, called=say("institutions"), institutions=ids)
            host = common_edits.host_from_institution(self._desk.workspace, item, id_)
            part = item_edits.add_participant(self.file, item, host)
            changes = edit.changes if ids != item.institutions else ()
            self._undo.do(part._replace(changes=(*changes, *part.changes)))
        elif kind == "person":
            self._undo.do(item_edits.add_participant(self.file, item, self._joining(item, id_)))
        elif kind == "note" and (note := library.get(self._desk.workspace, Note, id_)):
            self._undo.do(self._with_note(item, note))

    def _joining(self, item: ProgrammeItem, person: UUID) -> Participant:
        """A person on their side: who travels is a guest, anybody else a host who is asked."""
        assert self.file is not None
        delegate = next((one for one in self.file.delegates if one.person == person), None)
        if delegate:
            return Participant(item=item.id, side="guest", delegate=delegate.id)
        return Participant(item=item.id, side="host", person=person, state="asked")

    def _with_note(self, item: ProgrammeItem, note: Note) -> "Edit":
        """A note goes to what must not be disclosed of an item's brief; to the item alone where none is wanted."""
        from briefer.services import brief_edits, common_edits

        assert self.file is not None
        visit, brief = self.file.visit, brief_edits.brief_of(self.file.briefs, item)
        if brief is None and not kind_rules()[item.kind].wants_brief:
            edit = common_edits.change_fields(
                note, called=say("item"), item=item.id, visit=visit.id
            )
            past = say("Note tied to {item}.").format(item=common_edits.shortened(item.title))
            return edit._replace(past=past)
        return brief_edits.add_note(item, brief, note, self._levels(), marking=visit.marking)

    def _levels(self) -> list[str]:
        """The levels of the visit's markings, the lowest first."""
        from briefer.pack import shipped
        from briefer.services import packs

        assert self.file is not None
        own = packs.own_data(self._desk.workspace)
        scheme = shipped.scheme(self.file.visit.marking_scheme, own)
        return [level.name for level in scheme.levels]

    def copy_programme(self, visit: UUID) -> None:
        """All items of another visit come to this one, their days moved to where this visit begins."""
        from briefer.services import visits

        self._desk.ask(
            lambda workspace: visits.load(workspace, visit), self._copy_all, lane="copy programme"
        )

    def _copy_all(self, source: VisitFile) -> None:
        from briefer.services import common_edits

        if self.file is None:
            return
        here = self.file.visit
        first, begin = dates.day(source.visit.start), dates.day(here.start)
        apart = begin - first if first and begin else None
        made = []
        for item in source.items:
            own = dates.day(item.day)
            day = (own + apart).isoformat() if own and apart is not None else ""
            values = {"visit": here.id, "stop": None, "phase": None, "strand": None}
            kept = {"day": day, "order": item.order, "status": "tentative"}
            made.append((item, item_edits.copied(item, **values, **kept)))
        if not made:
            self._messages.say(say("That visit has no item."))
            return
        parts = item_edits.parts_of_copies(source, made)
        edit = common_edits.add(*(copy for _, copy in made), *parts)
        words = say("Copy the programme of {visit}").format(
            visit=common_edits.shortened(source.visit.title)
        )
        self._undo.do_many(
            edit._replace(words=words, past=f"{words}.", visit=here.id), lambda _stored: None
        )

    # ---------------------------------------------------------------------------------- the clipboard

    def copy(self) -> None:
        """The chosen items go to the clipboard; in another program they arrive in words."""
        self._take_out(())
        count = len(self._commands.chosen)
        self._to_clipboard(say_many("{count} item copied.", "{count} items copied.", count))

    def cut(self) -> None:
        """The chosen items go to the clipboard; where they are pasted they are moved to."""
        words = say_many(
            "{count} item cut: paste it where it shall be.",
            "{count} items cut: paste them where they shall be.",
            len(self._commands.chosen),
        )
        self._to_clipboard(words)
        self._take_out(tuple(item.id for item in self._commands.chosen))

    def _take_out(self, items: tuple[UUID, ...]) -> None:
        """What is cut is faint until it is pasted."""
        self._cut = items
        self._days.fly(items)

    def _to_clipboard(self, said: str) -> None:
        chosen = self._commands.chosen
        if not chosen:
            return
        cards = {
            card.id: card
            for column in self.programme.columns
            for card in (*column.cards, *column.tray)
        }
        lines = [cards[item.id].in_words for item in chosen if item.id in cards]
        dragged = Dragged("item", tuple(item.id for item in chosen))
        QGuiApplication.clipboard().setMimeData(pack(dragged, lines))
        self._messages.say(said.format(count=shown.digits(len(chosen))))

    def paste(self) -> None:
        """Items of the clipboard come to the time cursor: moved where they were cut, else as copies; a list is shown."""
        dragged = unpack(QGuiApplication.clipboard().mimeData())
        column = self._days.column
        if dragged is None and holds_list(QGuiApplication.clipboard().mimeData()):
            if holds_programme(QGuiApplication.clipboard().mimeData()):
                self._messages.say(of_programme())
            self.paste_list()
            return
        if dragged is None or dragged.kind != "item" or column is None:
            self._messages.say(say("There are no items on the clipboard."))
            return
        begin = self._days.time_cursor if column.day else 0
        target = Target(begin, row=len(column.cards))
        moved = self._cut == dragged.ids
        self._take_out(())
        self._drop_items(dragged.ids, column, target, copy=not moved)
