"""What an institution is tied to, as rows that open.

Not here: what that is (`services.library`), the screen around it (`institutions`).
"""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui import shown
from briefer.gui.models.library import note_row
from briefer.gui.models.rows import Row
from briefer.gui.views.controls import link, panel_head
from briefer.gui.views.lists import RowsView
from briefer.i18n import say
from briefer.records.naming import initials, whole_name
from briefer.records.notes import Note

if TYPE_CHECKING:
    from briefer.services.library import Connections


class ConnectionsPane(QWidget):
    """What an institution is tied to; each row opens."""

    opened = Signal(str, object)
    note_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notes: dict[UUID, Note] = {}
        self.list = RowsView(say("Connections"), drags=False)
        self.list.opened.connect(self._open)
        add = link(say("Add note"), self.note_wanted.emit, "plus")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(panel_head(say("Connections"), add))
        layout.addWidget(self.list, 1)

    def show_connections(self, found: "Connections") -> None:
        """Show notes, visits, people and contacts."""
        self.notes = {note.id: note for note in found.notes}
        rows: list[Row] = []

        def group(head: str, some: list[Row]) -> None:
            if some:
                rows.extend((Row(title=head, end=shown.digits(len(some))), *some))

        group(
            say("Notes"),
            [note_row(note, {}, drag=False)._replace(id=("note", note.id)) for note in found.notes],
        )
        group(
            say("Used in visits"),
            [
                Row(
                    ("visit", visit.id),
                    visit.title,
                    second=shown.between(visit.start, visit.end),
                    icon="calendar-range",
                )
                for visit in found.visits
            ],
        )
        people = []
        for post, person in found.posts:
            name = whole_name(person) if person else say("nobody named")
            since = say("since {date}").format(date=shown.when(post.start)) if post.start else ""
            people.append(
                Row(
                    ("person", person.id, post.id) if person else ("post", post.id),
                    name if person else post.title,
                    second=shown.joined((post.title if person else name, since)),
                    initials=initials(person) if person else "",
                    icon="user-round",
                    dashed=not person,
                    muted=bool(post.end),
                )
            )
        group(say("People and posts"), people)
        group(
            say("Open follow-ups"),
            [
                Row(
                    ("follow_up", one.id),
                    one.action,
                    second=getattr(one, "state", ""),
                    icon="target",
                )
                for one in found.follow_ups
            ],
        )
        address = []
        if found.place:
            address.append(
                Row(
                    ("place", found.place.id),
                    found.place.name,
                    second=shown.joined((found.place.address, found.place.city)),
                    icon="map-pin",
                )
            )
        address += [
            Row(("contact", each.id), each.value, second=each.label or each.kind, icon="phone")
            for each in found.contacts
        ]
        group(say("Address"), address)
        if not rows:
            rows = [Row(title=say("Nothing is tied to it yet"))]
        self.list.show_rows(rows)

    def _open(self, id_: object) -> None:
        if isinstance(id_, tuple):
            self.opened.emit(*id_[:2])
