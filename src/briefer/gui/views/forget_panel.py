"""Forgetting a person: what goes for good, what names them and stays, and the step that cannot be undone.

Not here: what is held of whom, and forgetting itself (`services.forget`).
"""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages
from briefer.gui.models.hits import Hit
from briefer.gui.models.rows import Row
from briefer.gui.views.controls import Elided, button, hairline, locked, panel_head, row
from briefer.gui.views.lists import RowsView
from briefer.gui.views.place import Place
from briefer.i18n import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefer.records.base import Record
    from briefer.services.forget import Held
    from briefer.workspace.database import Workspace


class ForgetPanel(QWidget):
    """What is held about the chosen person, and the button that ends it."""

    closed = Signal()
    opened = Signal(object)
    """A `Hit`: a record that names the person is to be shown."""

    def __init__(self, desk: Desk, messages: Messages, place: "Callable[[], Place]") -> None:
        super().__init__()
        self._desk, self._messages, self._place = desk, messages, place
        self._held: Held | None = None
        self._name = Elided("title")
        self.list = RowsView(say("What is held"), rule=True)
        self.list.opened.connect(self._open)
        warning = theme.label(
            say("This cannot be undone. Backups hold the person until they roll, four weeks later.")
        )
        warning.setWordWrap(True)
        self.begin = button(say("Forget for good…"), self._ask, "trash-2")
        self.keep = button(say("Keep"), self._show_first_step)
        self.forget = button(say("Forget for good"), self._forget, "trash-2")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(panel_head(say("Forget a person"), close=self.closed.emit))
        layout.addWidget(row(self._name, margins=(14, 0, 14, 8)))
        layout.addWidget(hairline())
        layout.addWidget(self.list, 1)
        layout.addWidget(hairline())
        layout.addWidget(row(warning, margins=(14, 8, 14, 0)))
        layout.addWidget(row(self.begin, self.keep, self.forget, None, margins=(14, 8, 14, 10)))
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        desk.edited.connect(lambda _edit: self._read())
        desk.changed_elsewhere.connect(self._read)
        self._show()

    @property
    def target(self) -> QWidget:
        """What takes the keyboard."""
        return self.list

    @property
    def _person(self) -> UUID | None:
        chosen = self._place().chosen_record if self._desk.is_open else None
        return chosen.id if chosen and chosen.kind == "person" else None

    def follow(self) -> None:
        """Show what is held about the person that is chosen now."""
        self._read()

    def _read(self) -> None:
        person = self._person
        if person is None or not self.isVisible():
            self._take(None)
            return

        def question(workspace: "Workspace") -> "Held":
            from briefer.services import forget

            return forget.about(workspace, person)

        self._desk.ask(question, self._take, lane="forget", failed=lambda _error: self._take(None))

    def _take(self, found: "Held | None") -> None:
        self._held = found
        self._show()

    def _show(self) -> None:
        from briefer.records.kinds import name_of

        found = self._held
        self._name.show_words(name_of(found.person) if found else say("No person is chosen."))
        self.list.show_rows(_rows(found) if found else ())
        self._show_first_step()

    def _show_first_step(self) -> None:
        had = self.keep.hasFocus() or self.forget.hasFocus()
        why = locked(self) or ("" if self._held else say("No person is chosen."))
        self.begin.setEnabled(not why)
        self.begin.setToolTip(why)
        self.begin.show()
        if had:
            self.begin.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in (self.keep, self.forget):
            part.hide()

    def _ask(self) -> None:
        """The second step; the keyboard stands where nothing is lost."""
        for part in (self.keep, self.forget):
            part.show()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)
        self.begin.hide()

    def _forget(self) -> None:
        held = self._held
        if held is None:
            return

        def done() -> None:
            self._messages.say(say("The person was forgotten."))
            self.closed.emit()

        self._desk.forget(held.person.id, done, self._messages.show_error)

    def _open(self, hit: object) -> None:
        if isinstance(hit, Hit):
            self.opened.emit(hit)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.begin.isHidden():
            self._show_first_step()
        else:
            self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()


def _rows(held: "Held") -> "Iterator[Row]":
    """What goes, in numbers; what stays, record by record."""
    from briefer.records.kinds import kind_of, name_of

    private = sum(kind_of(one).name == "private_data" for one in held.own)
    counts = (
        (say("Name and all other fields"), 1, "user-round"),
        (say("Portraits"), len(held.files), "crop"),
        (say("Private data"), private, "lock"),
        (say("Contact points and other parts"), len(held.own) - private, "library"),
        (say("Places in visits and posts, emptied"), len(held.roles), "users"),
        (say("Entries of the history"), len(held.entries), "history"),
        (say("Drafts and edits that wait"), len(held.drafts) + len(held.waiting), "pencil"),
    )
    yield Row(title=say("Goes for good"))
    for at, (words, count, icon) in enumerate(counts):
        if count:
            end = shown.digits(count) if count > 1 or at else ""
            yield Row(("count", at), words, icon=icon, end=end)
    if held.mentions:
        yield Row(title=say("Names the person and stays: see to it first"))
    for record in held.mentions:
        yield Row(_hit(record), name_of(record) or record.key, second=kind_of(record).name)
    if held.editions:
        yield Row(title=say("Issued packs"))
    for edition in held.editions:
        words = say("{recipe} for {audience}, edition {number}").format(
            recipe=edition.recipe,
            audience=edition.audience,
            number=shown.digits(edition.number),
        )
        yield Row(("edition", edition.id), words, icon="file-text")


def _hit(record: "Record") -> Hit:
    """Where a record is shown: its visit, or its own place in the library."""
    from briefer.records.kinds import kind_of

    visit = getattr(record, "visit", None)
    if visit:
        return Hit("place", str(visit))
    return Hit(kind_of(record).name, record.id)
