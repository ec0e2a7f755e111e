"""What can be done with the rows of the minutes: what is typed in them becomes steps, times and titles. Each is one edit.

Not here: the table (`minutes`), the edits (`step_edits`), what is done with items (`programme_commands`).
"""

from uuid import UUID

from briefer.gui import step_edits
from briefer.gui.commands import Undo
from briefer.gui.messages import Messages
from briefer.gui.models.minutes import NEW, TIME, WHAT
from briefer.gui.views.minutes import MinutesView
from briefer.gui.views.programme_commands import ItemCommands
from briefer.i18n import say
from briefer.records.programme import Step


class StepCommands:
    """Acts on the rows of one day."""

    def __init__(
        self,
        undo: Undo,
        messages: Messages,
        view: MinutesView,
        commands: ItemCommands,
    ) -> None:
        self._undo, self._messages = undo, messages
        self._view, self._commands = view, commands
        view.typed.connect(self._typed)
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

    def _typed(self, id_: UUID, field: str, text: str) -> None:
        file = self._commands.file
        if file is None:
            return
        step = next((one for one in file.steps if one.id == id_), None)
        if id_ == NEW:
            self._begin(field, text)
        elif step:
            edit = step_edits.typed(file, step, field, text)
            if edit:
                self._undo.do(edit)
            else:
                self._refuse(text)
        elif field == "time":
            self._commands.type_time(id_, text)
        else:
            self._commands.rename(id_, text)

    def _begin(self, field: str, text: str) -> None:
        """A time in the empty row makes a step of the item of that time, words one of the chosen item."""
        assert self._commands.file is not None
        chosen = {item.id for item in self._commands.chosen}
        items = self._view.items
        at = next((item for item in items if item.id in chosen), None)
        found = step_edits.begun(self._commands.file, items, at, field, text)
        if found is None:
            self._refuse(text)
            return
        edit, step = found
        if self._undo.do(edit):
            self._view.type_soon(step.id, WHAT if field == "time" else TIME)

    def _refuse(self, text: str) -> None:
        if text:
            words = say("“{text}” is no time. Type 835, or +5 for minutes after the start.")
            self._messages.say(words.format(text=text))
