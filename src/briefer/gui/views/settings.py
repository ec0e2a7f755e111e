"""Settings: how the office shows itself, the fonts of this computer, the window, backups, encryption. Esc goes back to where one was."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.controls import Segment, Segments, lay_out_screen
from briefer.gui.views.encryption_page import EncryptionPage
from briefer.gui.views.fonts import FontsPage
from briefer.gui.views.office import OfficePage
from briefer.gui.views.place import LibraryPlace, Pane
from briefer.gui.views.safety_page import SafetyPage
from briefer.gui.views.window_page import WindowPage
from briefer.i18n import say

PageName = Literal["office", "fonts", "window", "safety", "encryption"]
_Page = OfficePage | FontsPage | WindowPage | SafetyPage | EncryptionPage


class SettingsScreen(LibraryPlace):
    """The screen of settings."""

    left = Signal()
    """Esc: back to where one was."""

    def __init__(self, desk: Desk, undo: Undo, tasks: TaskRunner, messages: Messages) -> None:
        super().__init__()
        self.office = OfficePage(desk, undo, tasks, messages)
        self.fonts = FontsPage(tasks, messages)
        self.window_page = WindowPage(desk, messages)
        self.safety = SafetyPage(desk, tasks)
        self.encryption = EncryptionPage(desk, tasks, messages)
        self._pages: dict[str, _Page] = {
            "office": self.office,
            "fonts": self.fonts,
            "window": self.window_page,
            "safety": self.safety,
            "encryption": self.encryption,
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._segments = Segments(
            say("Settings of"),
            [
                Segment("office", say("Office")),
                Segment("fonts", say("Fonts")),
                Segment("window", say("Window")),
                Segment("safety", say("Safety")),
                Segment("encryption", say("Encryption")),
            ],
        )
        self._segments.choose("office")
        self._segments.chosen.connect(self.show_page)
        lay_out_screen(self, say("Settings"), self._segments, self._stack)
        self.tab_title = say("Settings")
        self.own_acts = {"accept": self._accept}

    def _accept(self) -> None:
        self.page.accept_all()

    @property
    def page(self) -> _Page:
        """The page that is shown."""
        shown = self._stack.currentWidget()
        return next(page for page in self._pages.values() if page is shown)

    def show_page(self, name: str) -> None:
        """Show a page: `office`, `fonts`, `window`, `safety`, `encryption`."""
        self.page.accept_all()
        self._segments.choose(name)
        self._stack.setCurrentWidget(self._pages[name])
        self.page.refresh()

    def refresh(self) -> None:
        """Read anew what is shown."""
        self.page.refresh()

    def take_keyboard(self) -> None:
        """Give the keyboard to the page."""
        self.page.target.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        return self.page.panes_in_order

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)
