"""What every place of the window offers to the frame around it, and every screen of a visit to its place.

Not here: which places there are (`places`).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from briefer.findings import Finding
from briefer.gui.actions import Scope
from briefer.gui.views.controls import locked
from briefer.gui.views.room import Room
from briefer.records.visit_file import VisitFile


class Pane(NamedTuple):
    """A part of a place: all of it, and the widget in it that takes the keyboard."""

    area: QWidget
    target: QWidget


def alone(*widgets: QWidget) -> list[Pane]:
    """Panes of one widget each."""
    return [Pane(widget, widget) for widget in widgets]


class Chosen(NamedTuple):
    """A record that is chosen: its kind, as in `records.kinds`, and its id."""

    kind: str
    id: UUID


OF_RECORDS: Mapping[str, Scope] = {"rename": "records", "duplicate": "copies"}
"""What a list of records may offer, and the scope in which it then works."""


class Place(QWidget):
    """A screen that can take the work area."""

    preview_words = ""
    """What the status bar says of the preview."""
    visit_key = ""
    """Key of the visit that is shown."""
    tab_title = ""
    """The part of it that is shown, for the window's title."""
    text_languages: tuple[str, ...] = ()
    """The languages that its texts are written in; empty: the user's own."""

    def __init__(self) -> None:
        super().__init__()
        self.own_acts: dict[str, Callable[[], object]] = {}

    @property
    def acts(self) -> dict[str, Callable[[], object]]:
        """What the commands of the table do here, by their ids."""
        return self.own_acts

    @property
    def scopes(self) -> frozenset[Scope]:
        """The commands that work here, beside those that work everywhere."""
        found: set[Scope] = {"list", "form"}
        found |= {scope for act, scope in OF_RECORDS.items() if act in self.own_acts}
        return frozenset(found)

    @property
    def chosen_record(self) -> Chosen | None:
        """The record that is chosen here, whose history may be wanted."""
        return None

    @property
    def end_panel(self) -> QWidget | None:
        """Its own panel at the end edge, which makes room for the keys and the history."""
        return None

    @property
    def marks(self) -> dict[str, bool]:
        """Which panels stand there, by the commands that open and close them."""
        rooms = (room.marks for room in self.findChildren(Room) if room.isVisible())
        return {name: on for marks in rooms for name, on in marks.items()}

    def take_keyboard(self) -> None:
        """Give the keyboard to the middle of the place."""

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes, from the start to the end."""
        return []

    def inserts_in(self, view: QWidget) -> bool:
        """Whether Insert adds to what a list shows; elsewhere it does nothing."""
        first = next(iter(self.panes_in_order()), None)
        return first is not None and first.target is view

    def accept_typed(self) -> None:
        """Take what is being typed."""
        if accept := self.acts.get("accept"):
            accept()

    def close_place(self) -> None:
        """Take what is being typed, and let go of what runs: the place goes away."""
        self.accept_typed()

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        view = self.focusWidget()
        new = self.acts.get("new")
        key = event.key() == Qt.Key.Key_Insert and not event.modifiers()
        if key and new and isinstance(view, QAbstractItemView) and self.inserts_in(view):
            if not locked(self):
                new()
        else:
            super().keyPressEvent(event)


class LibraryPlace(Place):
    """A screen of the library."""

    def refresh(self) -> None:
        """Read anew what it lists: another workspace was opened, or somebody else changed something."""


class VisitScreen(Protocol):
    """A widget that shows one tab of a visit."""

    acts: dict[str, Callable[[], object]]

    @property
    def scopes(self) -> frozenset[Scope]:
        """The commands that work in it, beside those of the visit."""

    @property
    def chosen_record(self) -> Chosen | None:
        """The record that is chosen in it; None where the visit itself is meant."""

    @property
    def shows_preview(self) -> bool:
        """Whether pages of the pack stand in it."""

    def borrow_preview(self) -> None:
        """Take the visit's one preview; called whenever the screen is shown."""

    def show_file(self, file: VisitFile) -> None:
        """Show the visit as it is now."""

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what was found in it, the gravest first."""

    def take_keyboard(self) -> None:
        """Give the keyboard to the middle of the screen."""

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes, from the start to the end."""
