"""What of a programme is shown: one strand with what is everybody's, and what one reader of the packs sees.

In a wide window both are boxes; in a narrower one they stand in a menu under one button, which says what is chosen.
Not here: the days and tables that show it (`programme`), what a reader may not see (`pack.audience`).
"""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from briefer.gui import shown, theme
from briefer.gui.desk import Desk
from briefer.gui.models.columns import Narrowed
from briefer.gui.views.controls import THIN_SPACE, Chooser, small_tool
from briefer.i18n import say
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.services.readers import Reader
    from briefer.workspace.database import Workspace


_WORDS = 150
"""The most that the button has for what is chosen, at 10 pt type."""


class Narrowing(QWidget):
    """The boxes in which a strand and a reader are chosen, or the button that stands for them."""

    changed = Signal()
    """Something else is to be shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._file: VisitFile | None = None
        self._asked = False
        self._wanted = ""
        """A reader who is to be chosen when they are offered."""
        self._seen_as: tuple[str, frozenset[UUID]] = ("", frozenset())
        """The reader whose view is shown, and what is hidden from them."""
        self._folded = False
        self.button = small_tool("filter", say("Filter"), self._show_menu)
        self.button.hide()
        self.strand = Chooser(say("Strand"), quiet=True)
        self.strand.addItem(say("All strands"), None)
        self.strand.activated.connect(lambda _at: self.changed.emit())
        self.reader = Chooser(say("What a reader sees"), quiet=True)
        self.reader.addItem(say("All readers"), "")
        self.reader.activated.connect(lambda _at: self._choose_reader())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for box in (self.button, self.strand, self.reader):
            layout.addWidget(box)
        for box in (self.strand, self.reader):
            box.currentIndexChanged.connect(lambda _at: self._show_chosen())
            box.hide()
        self._arrange()

    def show_file(self, file: VisitFile) -> None:
        """The visit is another than before; a new item is shown until it is known whether the reader sees it."""
        self._file = file
        chosen = self.strand.currentData()
        while self.strand.count() > 1:
            self.strand.removeItem(1)
        for strand in file.strands:
            self.strand.addItem(strand.title, strand.id)
        at = [strand.id for strand in file.strands].index(chosen) + 1 if self._has(chosen) else 0
        self.strand.setCurrentIndex(at)
        self._arrange()
        if not self._asked:
            self._asked = True
            self._load_readers()
        self._ask()

    def fold(self, *, on: bool) -> None:
        """Stand under one button, or in boxes beside each other."""
        if on != self._folded:
            had_keyboard = any(box.hasFocus() for box in (self.button, self.strand, self.reader))
            self._folded = on
            self._arrange()
            if had_keyboard:
                (self.button if on else self.reader).setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        several = self._file is not None and bool(self._file.strands)
        self.button.setVisible(self._folded)
        self.strand.setVisible(several and not self._folded)
        self.reader.setVisible(not self._folded)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Say on the button what is chosen, all of it where the pointer rests."""
        some = [box.currentText() for box in (self.strand, self.reader) if box.currentIndex() > 0]
        words = shown.joined(some)
        metrics = QFontMetrics(self.button.font())
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, theme.scaled(_WORDS))
        beside, alone = (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
            Qt.ToolButtonStyle.ToolButtonIconOnly,
        )
        self.button.setToolButtonStyle(beside if words else alone)
        self.button.setText(THIN_SPACE + cut if words else "")
        self.button.setToolTip(words or say("Filter"))
        self.button.setAccessibleDescription(words)

    def _show_menu(self) -> None:
        """Offer under the button what the boxes hold."""
        menu = QMenu(self)
        for box in (self.strand, self.reader):
            if box is self.strand and box.count() == 1:
                continue
            if not menu.isEmpty():
                menu.addSeparator()
            group = QActionGroup(menu)
            for at in range(box.count()):
                action = QAction(box.itemText(at).replace("&", "&&"), group, checkable=True)
                action.setChecked(at == box.currentIndex())
                action.triggered.connect(lambda _on=False, box=box, at=at: _choose(box, at))
                menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    @property
    def narrowed(self) -> Narrowed:
        """What is to be shown."""
        return Narrowed(self.strand.currentData(), *self._seen_as)

    def wanted_reader(self) -> str:
        """The reader who is chosen."""
        return self.reader.currentData() or self._wanted

    def choose_reader(self) -> None:
        """Open the box of readers, or the menu that holds them."""
        if self._folded:
            self.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._show_menu()
            return
        self.reader.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.reader.showPopup()

    def show_reader(self, reader: str) -> None:
        """Show what a reader sees, by the name of the audience; everything where that is empty."""
        self._wanted = reader if self.reader.count() == 1 else ""
        self.reader.setCurrentIndex(max(0, self.reader.findData(reader)))
        self._choose_reader()

    def _has(self, strand: object) -> bool:
        return self._file is not None and any(one.id == strand for one in self._file.strands)

    def _choose_reader(self) -> None:
        if not self.reader.currentData():
            self._seen_as = ("", frozenset())
            self.changed.emit()
        self._ask()

    def _load_readers(self) -> None:
        def question(workspace: "Workspace") -> "tuple[Reader, ...]":
            from briefer.services import readers

            return readers.readers(workspace)

        self._desk.ask(question, self._offer_readers, lane="readers")

    def _offer_readers(self, readers: "tuple[Reader, ...]") -> None:
        for reader in readers:
            words = say("Seen by {reader}").format(reader=reader.title)
            self.reader.addItem(words, reader.name)
        if self._wanted:
            self.show_reader(self._wanted)

    def _ask(self) -> None:
        """Ask anew what the reader does not see."""
        file, reader = self._file, self.reader.currentData()
        if not reader or file is None:
            return

        def question(workspace: "Workspace") -> frozenset[UUID]:
            from briefer.services import readers

            everything = {one.id for one in (*file.items, *file.steps)}
            return frozenset(everything - readers.seen(workspace, file, reader))

        def arrived(hidden: frozenset[UUID]) -> None:
            if reader == self.reader.currentData() and (reader, hidden) != self._seen_as:
                self._seen_as = (reader, hidden)
                self.changed.emit()

        self._desk.ask(question, arrived, lane="seen by a reader")


def _choose(box: Chooser, at: int) -> None:
    box.setCurrentIndex(at)
    box.activated.emit(at)
