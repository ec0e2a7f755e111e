"""What can be done with the chosen items of a programme, by key and by menu.

Each act is one edit. Not here: which keys (`actions`), how it looks (`days_pane`, `item_list`), what comes by dragging or
from the clipboard (`programme_drops`).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

import msgspec

from briefer.gui import item_edits, placing, shown, typed_times
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.item_edits import copied, hanging_on, parts_of_copies
from briefer.gui.messages import Messages
from briefer.gui.models.columns import Column
from briefer.gui.models.day import Choice
from briefer.gui.models.programme import kind_rules
from briefer.i18n import say, say_many
from briefer.records.programme import ProgrammeItem
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

    def fly(self, items: Iterable[UUID]) -> None:
        """Say which items are on their way elsewhere."""

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
        self.judge_items: Callable[[Sequence[ProgrammeItem]], str] = lambda _items: ""
        """Says what is wrong with items as they would be stored."""

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

        self._change(longer, item_edits.lengthening)

    def type_time(self, item_id: UUID, text: str) -> str:
        """A time typed on a card or in a cell; gives the sentence that says why it cannot be taken, or nothing."""
        typed = typed_times.read(text)
        item = self._item(item_id)
        if item is None:
            return ""
        if typed is None:
            words = say("“{text}” is no time. Type 930, 930-1015, ~930, +15, or ? for open.")
            return words.format(text=text)
        try:
            after = typed_times.applied(item, typed)
        except typed_times.EndBeforeStart:
            return say("The end is before the start. For the day after type 2230-0030+1.")
        except ValueError:
            return say("An item without a time cannot be moved. Type its time first.")
        done = self.do_all([(item, after)], item_edits.moving)
        return "" if done else say("Not saved. The sentence above says why.")

    def stretch_to(self, item_id: object, shift: float, length: float) -> None:
        """An edge of a card was dragged: its start by some minutes, to another length."""
        item = self._item(item_id)
        if item and item.start:
            moved = typed_times.moved(item, round(shift))
            self.do_all([(item, typed_times.lasting(moved, round(length)))], item_edits.moving)

    def rename(self, item_id: UUID, title: str) -> str:
        """A title typed on a card or in a cell; gives the sentence that says why it cannot be taken, or nothing."""
        from briefer.services import common_edits

        item = self._item(item_id)
        if item is None or title.strip() == item.title:
            return ""
        if not title.strip():
            return say("An item needs a title.")
        done = self._undo.do(common_edits.change_field(item, "title", title.strip()))
        return "" if done else say("Not saved. The sentence above says why.")

    def to_column(self, step: int) -> None:
        """To the column at the left or right, as seen."""
        changes = []
        for item in self.chosen:
            column = self._days.columns_beside(item.id, step)
            if column:
                changes.append((item, placing.in_column(item, column)))
        self.do_all(changes, item_edits.moving)

    def to_day(self, column: Column) -> None:
        """To another day, or to another stop of a programme without days."""
        changes = [(item, placing.in_column(item, column)) for item in self.chosen]
        self.do_all(changes, item_edits.moving)

    def move_by(self, text: str) -> None:
        """Earlier or later by what was typed."""
        typed = typed_times.read(text if text[:1] in "+-−–" else f"+{text}")
        if typed is None or typed.shift is None:
            words = say("“{text}” is no number of minutes. Type +15 or −30.")
            self._messages.say(words.format(text=text))
        else:
            self._shift(typed.shift)

    def _shift(self, minutes: int) -> None:
        self._change(lambda item: typed_times.moved(item, minutes), item_edits.moving)

    def _change(
        self, make: Callable[[ProgrammeItem], ProgrammeItem], many: Callable[[int], str]
    ) -> None:
        changes = []
        for item in self.chosen:
            try:
                changes.append((item, make(item)))
            except ValueError:
                self._messages.say(say("“{title}” has no time yet.").format(title=item.title))
        self.do_all([pair for pair in changes if pair[0] != pair[1]], many)

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

    def set_state(self, status: str) -> None:
        """Confirmed, tentative or cancelled."""
        self._set("status", status, say("state"))

    def set_transport(self, words: str) -> None:
        """The transport of all."""
        self._set("transport", words, say("transport"))

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

        self._change(following, item_edits.timing)

    def _set(self, field: str, value: Any, called: str) -> None:
        from briefer.services import common_edits

        edits = [
            common_edits.change_field(item, field, value, called=called) for item in self.chosen
        ]
        self._do_together(
            edits,
            say_many(
                "Change {field} of {count} item", "Change {field} of {count} items", len(edits)
            ).format(field=called, count=shown.digits(len(edits))),
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
            many = say_many("Delete {count} item", "Delete {count} items", len(chosen))
            words = many.format(count=shown.digits(len(chosen)))
            edit = edit._replace(words=words, past=f"{words}.")
        self._undo.do_many(
            edit._replace(visit=self.file.visit.id),
            lambda stored: self._choice.choose(following[:1]) if stored else None,
            more=hanging_on(self.file, chosen),
        )

    def duplicate(self) -> None:
        """A copy of each chosen item behind it, with who takes part."""
        from briefer.services import common_edits

        if self.file is None or not self.chosen:
            return
        made = [(item, copied(item)) for item in self.chosen]
        name = common_edits.shortened(self.chosen[0].title)
        edit = common_edits.add(*(copy for _, copy in made), *parts_of_copies(self.file, made))
        words = say("Duplicate {name}").format(name=name)
        past = say("{name} duplicated.").format(name=name)
        ids = [copy.id for _, copy in made]
        self._undo.do_many(
            edit._replace(words=words, past=past, visit=self.file.visit.id),
            lambda stored: self._choice.choose(ids) if stored else None,
        )

    def new_item(self, title: str = "") -> UUID | None:
        """A new item at the time cursor of the column at work; gives its id when it was stored."""
        from briefer.services import common_edits

        if self.file is None:
            return None
        item = common_edits.new_item(
            self.file.visit,
            title or say("New item"),
            after=self.file.items,
            **placing.new_at(
                self._days.column, self._days.time_cursor, kind_rules()["meeting"].minutes
            ),
        )
        if not self._undo.do(common_edits.add(item)._replace(visit=self.file.visit.id)):
            return None
        self._choice.choose([item.id])
        return item.id

    def do_all(
        self,
        changes: Sequence[tuple[ProgrammeItem, ProgrammeItem]],
        many: Callable[[int], str],
    ) -> bool:
        """Several items change as one step; `many` says how many. What is wrong with them there is said with it.

        Gives whether they are stored, or are so already.
        """
        from briefer.services.edits import Change

        changes = [pair for pair in changes if pair[0] != pair[1]]
        if not changes:
            return True
        edit = item_edits.retimed(*changes[0])
        if len(changes) > 1:
            words = many(len(changes)).format(count=shown.digits(len(changes)))
            edit = edit._replace(
                words=words, past=f"{words}.", changes=tuple(Change(*pair) for pair in changes)
            )
        if wrong := self.judge_items([after for _, after in changes]):
            edit = edit._replace(past=say("{done} {clash}").format(done=edit.past, clash=wrong))
        done = self._undo.do(edit)
        if done:
            self._choice.choose(self._choice.items, self._choice.current)
        return done

    def _item(self, item_id: object) -> ProgrammeItem | None:
        items = self.file.items if self.file else ()
        return next((item for item in items if item.id == item_id), None)
