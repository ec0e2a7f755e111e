"""What an institution is tied to, as rows that open.

Not here: what that is (`services.library`), the screen around it (`institutions`).
"""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui.models.connections import connection_rows
from briefer.gui.models.rows import Row
from briefer.gui.views.controls import link, panel_head, small_tool
from briefer.gui.views.lists import RowsView
from briefer.i18n import say
from briefer.records.notes import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefer.services.history import Version
    from briefer.services.library import Connections


class ConnectionsPane(QWidget):
    """What an institution is tied to; each row opens."""

    opened = Signal(str, object)
    closed = Signal()
    note_wanted = Signal()
    people_wanted = Signal()
    """The table of people, narrowed to this institution."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: dict[UUID, Note] = {}
        self.list = RowsView(say("Connections"), drags=False)
        self.list.opened.connect(self._open)
        words = say("Add note", of="connections")  # in some languages a word beside the plus
        self._add = link(words, self.note_wanted.emit, "plus", edits=True)
        self._add.setAccessibleName(say("Add note"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        name = say("Show its people in the table")
        self._people = small_tool("users", name, self.people_wanted.emit)
        name = say("Close {panel}").format(panel=say("Connections"))
        self.closer = small_tool("x", name, self.closed.emit)
        layout.addWidget(panel_head(say("Connections"), self._people, self._add, self.closer))
        layout.addWidget(self.list, 1)

    def show_nothing(self) -> None:
        """There is no record that anything could be tied to."""
        self.notes = {}
        self.list.show_rows([Row(title=say("No institution chosen"))])
        for tool in (self._people, self._add):
            tool.hide()

    def show_connections(self, found: "Connections", versions: "Sequence[Version]") -> None:
        """Show visits, people, notes, follow-ups, units, contacts and what was changed last."""
        for tool in (self._people, self._add):
            tool.show()
        self.notes = {note.id: note for note in found.notes}
        today = date.today()  # noqa: DTZ011  # the user's own day
        self.list.show_rows(connection_rows(found, today, versions))

    def _open(self, id_: object) -> None:
        if isinstance(id_, tuple):
            self.opened.emit(*id_[:2])
