"""What can be done with the rows of the minutes: what is typed in them becomes steps, times and titles. Each is one edit.

Not here: the table (`minutes`), the edits (`step_edits`), what is done with items (`programme_commands`).
"""

from typing import TYPE_CHECKING

from briefer.gui import step_edits
from briefer.gui.commands import Undo
from briefer.gui.models.minutes import NEW, TIME, WHAT
from briefer.gui.views.cells import Where
from briefer.gui.views.minutes import MinutesView
from briefer.gui.views.programme_commands import ItemCommands
from briefer.i18n import say
from briefer.records.programme import Step

if TYPE_CHECKING:
    from briefer.services.edits import Edit


class StepCommands:
    """Acts on the rows of one day."""

    def __init__(
        self,
        undo: Undo,
        view: MinutesView,
        commands: ItemCommands,
    ) -> None:
        self._undo = undo
        self._view, self._commands = view, commands
        view.table.cells.take_text = self._take
        view.internal_wanted.connect(self._toggle)

    @property
    def step(self) -> Step | None:
        """The step whose row has the keyboard, as it is stored."""
        step, file = self._view.step, self._commands.file
        return (
            next((one for one in file.steps if step and one.id == step.id), None) if file else None
        )

    def delete(self) -> None:
        """Delete the step whose row has the keyboard."""
        if self.step and self._commands.file:
            self._undo.do(step_edits.delete(self._commands.file, self.step))

    def duplicate(self) -> None:
        """The step once more."""
        if self.step and self._commands.file:
            edit, copy = step_edits.duplicate(self._commands.file, self.step)
            if self._undo.do(edit):
                self._view.table.go_to(copy.id)

    def _toggle(self, step: Step) -> None:
        if self._commands.file:
            self._undo.do(step_edits.internal(self._commands.file, step))

    def _take(self, where: Where, text: str) -> str:
        """Store what was typed in a cell; gives the sentence that says why it cannot be."""
        file, (id_, field) = self._commands.file, where
        if file is None:
            return ""
        step = next((one for one in file.steps if one.id == id_), None)
        if id_ == NEW:
            return self._begin(field, text)
        if step:
            edit = step_edits.typed(file, step, field, text)
            return self._do(edit) if edit else _no_time(text)
        if field == "time":
            return self._commands.type_time(id_, text)
        return self._commands.rename(id_, text)

    def _do(self, edit: "Edit") -> str:
        return "" if self._undo.do(edit) else say("Not saved. The sentence above says why.")

    def _begin(self, field: str, text: str) -> str:
        """A time in the empty row makes a step of the item of that time, words one of the chosen item."""
        assert self._commands.file is not None
        chosen = {item.id for item in self._commands.chosen}
        items = self._view.items
        at = next((item for item in items if item.id in chosen), None)
        found = step_edits.begun(self._commands.file, items, at, field, text)
        if found is None:
            return _no_time(text)
        edit, step = found
        refused = self._do(edit)
        if not refused:
            self._view.type_soon(step.id, WHAT if field == "time" else TIME)
        return refused


def _no_time(text: str) -> str:
    words = say("“{text}” is no time. Type 835, or +5 for minutes after the start.")
    return words.format(text=text) if text else ""
