"""What can be done with the chosen items of a programme, by key, by menu, by dragging.

Each act is one edit. Not here: which keys (`actions`), how it looks (`days_pane`, `item_list`).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

import msgspec

from briefer.gui import item_edits, shown, typed_times
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages
from briefer.gui.models.columns import Column
from briefer.gui.models.day import Choice
from briefer.gui.models.drags import Dragged, Target
from briefer.gui.models.programme import kind_rules
from briefer.i18n import say
from briefer.records.base import new_id
from briefer.records.institutions import Institution
from briefer.records.naming import whole_name
from briefer.records.notes import Note
from briefer.records.people import Person
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.services.edits import Edit

_HOUR = 60
_STEP = 5


class Days(Protocol):
    """What the commands ask of the days: where the time cursor is, and where an item stands."""

    time_cursor: float

    @property
    def column(self) -> Column | None:
        """The column at work."""

    @property
    def snap(self) -> int:
        """Minutes that one step moves by."""

    def columns_beside(self, item: UUID, step: int) -> Column | None:
        """The column at the left (-1) or right (1) of an item's, as seen."""


class ItemCommands:
    """Acts on the chosen items of one visit."""

    def __init__(
        self, desk: Desk, undo: Undo, messages: Messages, choice: Choice, days: Days
    ) -> None:
        self._desk, self._undo, self._messages = desk, undo, messages
        self._choice, self._days = choice, days
        self.file: VisitFile | None = None

    @property
    def chosen(self) -> list[ProgrammeItem]:
        """The chosen items as they are stored."""
        if self.file is None:
            return []
        by_id = {item.id: item for item in self.file.items}
        return [by_id[id_] for id_ in self._choice.items if id_ in by_id]

    # ---------------------------------------------------------------------------------------- times

    def move(self, steps: int) -> None:
        """Earlier or later by the snap."""
        self._shift(steps * self._days.snap)

    def move_hours(self, hours: int) -> None:
        """Earlier or later by whole hours."""
        self._shift(hours * _HOUR)

    def stretch(self, steps: int) -> None:
        """Shorter or longer by five minutes."""

        def longer(item: ProgrammeItem) -> ProgrammeItem:
            length = typed_times.minutes_long(item)
            if length is None:
                raise ValueError(item.key)
            return typed_times.lasting(item, length + steps * _STEP)

        self._change(longer, say("Change length of {count} items"))

    def type_time(self, item_id: object, text: str) -> None:
        """A time typed on a card."""
        typed = typed_times.read(text)
        item = self._item(item_id)
        if item is None:
            return
        if typed is None:
            words = say("“{text}” is no time. Type 930, 930-1015, ~930, +15, or ? for open.")
            self._messages.say(words.format(text=text))
            return
        try:
            after = typed_times.applied(item, typed)
        except typed_times.EndBeforeStart:
            self._messages.say(
                say("The end is before the start. For the day after type 2230-0030+1.")
            )
            return
        except ValueError:
            self._messages.say(say("An item without a time cannot be moved. Type its time first."))
            return
        self._undo.do(item_edits.retimed(item, after))

    def stretch_to(self, item_id: object, shift: float, length: float) -> None:
        """An edge of a card was dragged: its start by some minutes, to another length."""
        item = self._item(item_id)
        if item and item.start:
            moved = typed_times.moved(item, round(shift))
            self._undo.do(item_edits.retimed(item, typed_times.lasting(moved, round(length))))

    def rename(self, item_id: object, title: str) -> None:
        """A title typed on a card."""
        from briefer.services import common_edits

        item = self._item(item_id)
        if item and title.strip() and title.strip() != item.title:
            self._undo.do(common_edits.change_field(item, "title", title.strip()))

    def to_column(self, step: int) -> None:
        """To the column at the left or right, as seen."""
        changes = []
        for item in self.chosen:
            column = self._days.columns_beside(item.id, step)
            if column:
                changes.append((item, _in_column(item, column)))
        self._do_all(changes, say("Move {count} items"))

    def _shift(self, minutes: int) -> None:
        self._change(lambda item: typed_times.moved(item, minutes), say("Move {count} items"))

    def _change(self, make: Callable[[ProgrammeItem], ProgrammeItem], many: str) -> None:
        changes = []
        for item in self.chosen:
            try:
                changes.append((item, make(item)))
            except ValueError:
                self._messages.say(say("“{title}” has no time yet.").format(title=item.title))
        self._do_all([pair for pair in changes if pair[0] != pair[1]], many)

    def _do_all(self, changes: Sequence[tuple[ProgrammeItem, ProgrammeItem]], many: str) -> None:
        """Several items change as one step; `many` says how many."""
        from briefer.services.edits import Change

        if not changes:
            return
        edit = item_edits.retimed(*changes[0])
        if len(changes) > 1:
            words = many.format(count=shown.digits(len(changes)))
            edit = edit._replace(
                words=words, past=f"{words}.", changes=tuple(Change(*pair) for pair in changes)
            )
        if self._undo.do(edit):
            self._choice.choose(self._choice.items, self._choice.current)

    # --------------------------------------------------------------------------------------- states

    def toggle_tentative(self) -> None:
        """Tentative becomes confirmed, anything else tentative."""
        chosen = self.chosen
        if chosen:
            status = "confirmed" if chosen[0].status == "tentative" else "tentative"
            self._set("status", status, say("state"))

    def cancel(self) -> None:
        """Cancelled; a cancelled item comes back tentative."""
        chosen = self.chosen
        if chosen:
            self._set(
                "status",
                "tentative" if chosen[0].status == "cancelled" else "cancelled",
                say("state"),
            )

    def next_time_form(self) -> None:
        """Exact becomes approximate, approximate open, open exact."""

        def following(item: ProgrammeItem) -> ProgrammeItem:
            if not item.start:
                raise ValueError(item.key)
            if item.time_form == "exact":
                return msgspec.structs.replace(item, time_form="about")
            if item.time_form == "about":
                return msgspec.structs.replace(item, time_form="open", end="", end_days=0)
            return typed_times.lasting(item, kind_rules()[item.kind].minutes)

        self._change(following, say("Change time of {count} items"))

    def _set(self, field: str, value: Any, called: str) -> None:
        from briefer.services import common_edits

        edits = [
            common_edits.change_field(item, field, value, called=called) for item in self.chosen
        ]
        self._do_together(
            edits,
            say("Change {field} of {count} items").format(
                field=called, count=shown.digits(len(edits))
            ),
        )

    def _do_together(self, edits: Sequence["Edit"], many: str) -> None:
        if len(edits) == 1:
            self._undo.do(edits[0])
        elif edits:
            changes = tuple(change for edit in edits for change in edit.changes)
            self._undo.do(edits[0]._replace(words=many, past=f"{many}.", changes=changes))

    # ------------------------------------------------------------------------------ more and fewer

    def delete(self) -> None:
        """Delete the chosen items; the next one is chosen."""
        from briefer.services import common_edits

        chosen = self.chosen
        if not chosen or self.file is None:
            return
        order = [item.id for item in self.file.items]
        gone = {item.id for item in chosen}
        last = max(order.index(item.id) for item in chosen)
        following = [
            id_ for id_ in (*order[last + 1 :], *reversed(order[:last])) if id_ not in gone
        ]
        edit = common_edits.delete(*chosen)
        if len(chosen) > 1:
            words = say("Delete {count} items").format(count=shown.digits(len(chosen)))
            edit = edit._replace(words=words, past=f"{words}.")
        if self._undo.do(edit._replace(visit=self.file.visit.id)):
            self._choice.choose(following[:1])

    def duplicate(self) -> None:
        """A copy of each chosen item behind it, with who takes part."""
        from briefer.services import common_edits
        from briefer.services.edits import Change

        if self.file is None or not self.chosen:
            return
        changes, made = [], []
        for item in self.chosen:
            copy = msgspec.structs.replace(
                item, id=new_id(), key="", version=1, order=item.order + 1
            )
            made.append(copy.id)
            changes.append(Change(None, copy))
            for one in self.file.participants:
                if one.item == item.id:
                    own = msgspec.structs.replace(one, id=new_id(), key="", version=1, item=copy.id)
                    changes.append(Change(None, own))
        name = common_edits.shortened(self.chosen[0].title)
        edit = common_edits.add(*[change.record for change in changes])
        words = say("Duplicate {name}").format(name=name)
        past = say("{name} duplicated.").format(name=name)
        if self._undo.do(edit._replace(words=words, past=past, visit=self.file.visit.id)):
            self._choice.choose(made)

    def new_item(self, title: str = "") -> UUID | None:
        """A new item at the time cursor of the column at work; gives its id when it was stored."""
        from briefer.services import common_edits

        if self.file is None:
            return None
        item = common_edits.new_item(
            self.file.visit,
            title or say("New item"),
            after=self.file.items,
            **self._here(kind_rules()["meeting"].minutes),
        )
        if not self._undo.do(common_edits.add(item)._replace(visit=self.file.visit.id)):
            return None
        self._choice.choose([item.id])
        return item.id

    def _here(
        self, minutes: int, target: Target | None = None, column: Column | None = None
    ) -> dict[str, Any]:
        """Day, stop and time of a new item: where something was dropped, else at the time cursor."""
        column = column or self._days.column
        fields: dict[str, Any] = {"time_form": "open"}
        if column is None:
            return fields
        if column.stop:
            fields |= {"stop": column.stop.id, "phase": column.stop.phase}
        if column.day:
            fields["day"] = column.day.isoformat()
            begin = target.begin if target else self._days.time_cursor
            if begin >= 0:
                start = typed_times.clock_words(round(begin))
                end = typed_times.clock_words(round(begin) + minutes)
                fields |= {
                    "start": start,
                    "end": end,
                    "time_form": "exact",
                    "end_days": (round(begin) + minutes) // 1440,
                }
        return fields

    # ------------------------------------------------------------------------------------- dropping

    def drop(self, dragged: Dragged, column: Column, target: Target, *, copy: bool) -> None:
        """Something was let go on a column."""
        if dragged.kind == "item":
            self._drop_items(dragged.ids, column, target, copy=copy)
        elif target.onto:
            self.add_to(target.onto, dragged.kind, dragged.ids[0])
        elif dragged.kind in ("institution", "person"):
            self.add_record(dragged.kind, dragged.ids[0], column, target)

    def _drop_items(
        self, ids: Iterable[UUID], column: Column, target: Target, *, copy: bool
    ) -> None:
        wanted = set(ids)
        items = [item for item in (self.file.items if self.file else ()) if item.id in wanted]
        if not items:
            return
        if copy:
            self.duplicate()
            items = self.chosen
        if column.day is None:
            self._drop_in_order(items, column, target)
            return
        first = items[0]
        changes = []
        for item in items:
            after = _in_column(item, column)
            if target.begin < 0:
                after = msgspec.structs.replace(
                    after, start="", end="", end_days=0, time_form="open"
                )
            else:
                begin = round(target.begin) + _distance(first, item)
                after = _starting(after, max(0, min(1435, begin)))
            changes.append((item, after))
        self._do_all(changes, say("Move {count} items"))

    def _drop_in_order(
        self, items: Sequence[ProgrammeItem], column: Column, target: Target
    ) -> None:
        """In a programme without days the order and the stop change."""
        from briefer.services import common_edits
        from briefer.services.edits import Change

        moving = {item.id for item in items}
        before = [card.item for card in column.cards[: max(0, target.row)] if card.id not in moving]
        after = [card.item for card in column.cards[max(0, target.row) :] if card.id not in moving]
        stop = column.stop
        placed = [*before, *(_at_stop(item, stop.id if stop else None) for item in items), *after]
        first = min((item.order for item in placed), default=0)
        ordered = [
            msgspec.structs.replace(item, order=first + at * 10) for at, item in enumerate(placed)
        ]
        known = {item.id: item for item in (self.file.items if self.file else ())}
        changes = tuple(Change(known[item.id], item) for item in ordered if known[item.id] != item)
        name = common_edits.shortened(items[0].title)
        edit = common_edits.reorder(items)._replace(
            words=say("Reorder {name}").format(name=name),
            past=say("{name} put in another place.").format(name=name),
            changes=changes,
            visit=self.file.visit.id if self.file else None,
        )
        self._undo.do(edit)

    def add_record(
        self, kind: str, id_: UUID, column: Column | None = None, target: Target | None = None
    ) -> None:
        """A new item with an institution or a person of the library, where it was dropped or at the time cursor."""
        from briefer.services import common_edits, library

        if self.file is None:
            return
        visit = self.file.visit
        if kind == "institution":
            institution = library.get(self._desk.workspace, Institution, id_)
            if institution is None:
                return
            minutes = kind_rules()["meeting"].minutes
            here = self._here(minutes, target, column)
            stop = next((one for one in self.file.stops if one.id == here.get("stop")), None)
            edit = common_edits.new_item_from_institution(
                self._desk.workspace,
                visit,
                institution,
                day=here.get("day", ""),
                start=here.get("start", ""),
                stop=stop,
                minutes=minutes,
            )
        elif kind == "person":
            person = library.get(self._desk.workspace, Person, id_)
            if person is None:
                return
            here = self._here(kind_rules()["courtesy call"].minutes, target, column)
            title = say("Courtesy call on {name}").format(name=whole_name(person))
            item = common_edits.new_item(
                visit, title, after=self.file.items, kind="courtesy call", **here
            )
            host = Participant(item=item.id, side="host", person=person.id, state="asked")
            edit = common_edits.add(item, host)._replace(visit=visit.id)
        else:
            self._messages.say(say("Choose an item first: a note goes to an item."))
            return
        if self._undo.do(edit):
            self._choice.choose([change.record.id for change in edit.changes[:1]])

    def add_to(self, item_id: UUID | None, kind: str, id_: UUID) -> None:
        """An institution, person or note of the library goes to an item."""
        from briefer.services import common_edits, library

        item = self._item(item_id)
        if item is None or self.file is None:
            self._messages.say(say("Choose an item first."))
            return
        if kind == "institution":
            ids = tuple(dict.fromkeys((*item.institutions, id_)))
            edit = common_edits.change_fields(item, called=say("institutions"), institutions=ids)
            part = item_edits.add_participant(
                self.file, item, Participant(item=item.id, institution=id_, state="asked")
            )
            self._undo.do(edit._replace(changes=(*edit.changes, *part.changes)))
        elif kind == "person":
            part = item_edits.add_participant(
                self.file, item, Participant(item=item.id, person=id_, state="asked")
            )
            self._undo.do(part)
        elif kind == "note" and (note := library.get(self._desk.workspace, Note, id_)):
            self._undo.do(self._with_note(item, note))

    def _with_note(self, item: ProgrammeItem, note: Note) -> "Edit":
        """A note goes to what must not be disclosed of an item's brief; to the item alone where none is wanted."""
        from briefer.pack import shipped
        from briefer.services import brief_edits, common_edits, packs

        assert self.file is not None
        visit, brief = self.file.visit, brief_edits.brief_of(self.file.briefs, item)
        if brief is None and not kind_rules()[item.kind].wants_brief:
            edit = common_edits.change_fields(
                note, called=say("item"), item=item.id, visit=visit.id
            )
            past = say("Note tied to {item}.").format(item=common_edits.shortened(item.title))
            return edit._replace(past=past)
        scheme = shipped.scheme(visit.marking_scheme, packs.own_data(self._desk.workspace))
        levels = [level.name for level in scheme.levels]
        return brief_edits.add_note(item, brief, note, levels, marking=visit.marking)

    def _item(self, item_id: object) -> ProgrammeItem | None:
        items = self.file.items if self.file else ()
        return next((item for item in items if item.id == item_id), None)


def _in_column(item: ProgrammeItem, column: Column) -> ProgrammeItem:
    """The item on another day, at the stop of that day."""
    stop = column.stop.id if column.stop else item.stop
    if column.day is None:
        return msgspec.structs.replace(item, stop=stop)
    return msgspec.structs.replace(item, day=column.day.isoformat(), stop=stop)


def _at_stop(item: ProgrammeItem, stop: UUID | None) -> ProgrammeItem:
    return msgspec.structs.replace(item, stop=stop or item.stop)


def _starting(item: ProgrammeItem, minutes: int) -> ProgrammeItem:
    """The item at another time, as long as it was, or as new ones of its kind are."""
    if item.start:
        return typed_times.moved(item, minutes - typed_times.clock_minutes(item.start))
    timed = msgspec.structs.replace(item, start=typed_times.clock_words(minutes), time_words="")
    return typed_times.lasting(timed, kind_rules()[item.kind].minutes)


def _distance(first: ProgrammeItem, item: ProgrammeItem) -> int:
    """Minutes between the starts of two items that are moved together."""
    if not first.start or not item.start or first.day != item.day:
        return 0
    return typed_times.clock_minutes(item.start) - typed_times.clock_minutes(first.start)
