"""The panels at the end edge that every place shares: the keys of the screen, the chosen record's history, forgetting.

One at a time, in place of the place's own panel at that edge; beside the place where that keeps the room it needs, else
in its stead: laid over it, they would cut what stands below in two. Each is loaded when it is first wanted. Not here:
what they show (`views`), how a place shares its own room (`views.room`).
"""

from typing import Literal, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from briefer.gui import theme
from briefer.gui.actions import Actions
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages
from briefer.gui.places import Places
from briefer.gui.views.controls import hairline
from briefer.gui.views.room import WORK, Room, stands_beside
from briefer.i18n import say

Name = Literal["keys", "history", "forget", "guide", "templates"]
_ANY = (1 << 24) - 1
"""Qt's own measure for a widget that may be as wide as it likes."""
WIDTH, LEAST = 380, 300
"""How wide they are beside a place, and at the least."""


class EndPanel(Protocol):
    """A widget that stands at the end edge."""

    closed: SignalInstance

    @property
    def target(self) -> QWidget:
        """What takes the keyboard."""


class EndPanels(QObject):
    """Opens and closes them for one window."""

    keys_changed = Signal()
    """The user has given a command another key."""
    record_wanted = Signal(object)
    """A `Hit`: a record that is to be shown."""

    def __init__(
        self,
        area: QWidget,
        layout: QHBoxLayout,
        work: QVBoxLayout,
        desk: Desk,
        undo: Undo,
        messages: Messages,
        actions: Actions,
        places: Places,
    ) -> None:
        """`area` holds the places; `layout` is where they stand beside the places, `work` where in their stead."""
        super().__init__(area)
        self._area, self._layout, self._work = area, layout, work
        self._desk, self._undo, self._messages = desk, undo, messages
        self._actions, self._places = actions, places
        self._made: dict[Name, QWidget] = {}
        self._before: QWidget | None = None
        self._aside: QWidget | None = None
        self._covered: QWidget | None = None
        """The place in whose stead a panel stands."""
        self._rule = hairline(upright=True)
        self._rule.hide()
        layout.addWidget(self._rule)
        area.installEventFilter(self)
        places.changed.connect(self._place_changed)

    def panel(self, name: Name) -> QWidget:
        """One of them."""
        if name not in self._made:
            made = self._made[name] = self._make(name)
            made.hide()
        return self._made[name]

    def _make(self, name: Name) -> QWidget:
        if name == "keys":
            from briefer.gui.views.keys_panel import KeysPanel

            keys = KeysPanel(self._actions)
            keys.changed.connect(self.keys_changed)
            keys.closed.connect(self.close_panel)
            keys.show_keys(self._actions.scopes)
            return keys
        if name == "forget":
            from briefer.gui.views.forget_panel import ForgetPanel

            forget = ForgetPanel(self._desk, self._messages, lambda: self._places.place)
            forget.opened.connect(self.record_wanted)
            forget.closed.connect(self.close_panel)
            return forget
        if name in ("guide", "templates"):
            return self._reading(name)
        from briefer.gui.views.history_panel import HistoryPanel

        history = HistoryPanel(self._desk, self._undo, lambda: self._places.place)
        history.closed.connect(self.close_panel)
        return history

    def _reading(self, name: Name) -> QWidget:
        from briefer.gui.views.reading_panel import ReadingPanel, TemplatesPanel, guide_text

        if name == "guide":
            guide = ReadingPanel(say("Guide"), guide_text())
            guide.closed.connect(self.close_panel)
            return guide
        templates = TemplatesPanel(self._desk, self._undo, self._places.open_file)
        templates.closed.connect(self.close_panel)
        templates.begun.connect(self._begin)
        return templates

    def _begin(self, template: str) -> None:
        self.close_panel()
        self._places.new_visit(template)

    @property
    def open_name(self) -> Name | None:
        """Which one is open."""
        return next((name for name, one in self._made.items() if not one.isHidden()), None)

    def toggle(self, name: Name) -> None:
        """Open a panel, with the keyboard in it; close it when it is open."""
        if self.open_name == name:
            self.close_panel()
            return
        if self.open_name is None:
            self._before = QApplication.focusWidget()
        else:
            self._made[self.open_name].hide()
        panel = self.panel(name)
        self._put_aside()
        self._show(name)
        target: QWidget = panel.target  # type: ignore[attr-defined]  # an EndPanel
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Close what is open; the keyboard goes back to where it was."""
        if self.open_name is None:
            return
        self._made[self.open_name].hide()
        self._uncover()
        self._give_back()
        before, self._before = self._before, None
        if before and before.isVisible() and self._places.place.isAncestorOf(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._places.place.take_keyboard()

    def show_keys(self) -> None:
        """The screen is another, or what works on it."""
        from briefer.gui.views.keys_panel import KeysPanel

        if isinstance(keys := self._made.get("keys"), KeysPanel):
            keys.show_keys(self._actions.scopes)

    def make_way(self) -> None:
        """Something is to be done in the place: a panel that stands in its stead closes."""
        if self._covered:
            self.close_panel()

    def _uncover(self) -> None:
        self._covered = None
        self._rule.hide()
        self._places.stack.show()

    def _place_changed(self) -> None:
        if self._covered and self._covered is not self._places.place:
            assert self.open_name
            self._made[self.open_name].hide()
            self._uncover()
            self._give_back()
        elif self.open_name:
            if self._places.place.end_panel is not self._aside:
                self._give_back()
                self._put_aside()
            self._show(self.open_name)

    def _put_aside(self) -> None:
        """The place's own panel at the end edge makes room."""
        panel = self._places.place.end_panel
        if self._aside is None and panel and isinstance(room := panel.parentWidget(), Room):
            room.lend(panel)
            self._aside = panel

    def _give_back(self) -> None:
        if self._aside and isinstance(room := self._aside.parentWidget(), Room):
            room.lend(None)
        self._aside = None

    def _lay_out(self, name: Name) -> None:
        """Beside the place, or in its stead."""
        panel, place = self._made[name], self._places.place
        lines = 2 * self._rule.maximumWidth()  # beside the rail, and beside the panel
        whole = self._area.width() - self._places.rail.width() - lines
        needs = max(place.minimumSizeHint().width(), theme.scaled(WORK))
        beside = stands_beside(whole, theme.scaled(LEAST), needs)
        self._covered = None if beside else place
        if beside:
            panel.setFixedWidth(max(theme.scaled(LEAST), min(theme.scaled(WIDTH), whole - needs)))
            self._work.removeWidget(panel)
            self._layout.addWidget(panel)
        else:
            panel.setMinimumWidth(0)
            panel.setMaximumWidth(_ANY)
            self._layout.removeWidget(panel)
            self._work.addWidget(panel, 1)
        self._rule.setVisible(beside)
        self._places.stack.setVisible(beside)

    def _show(self, name: Name) -> None:
        self._lay_out(name)
        self._made[name].show()
        if name == "templates":
            from briefer.gui.views.reading_panel import TemplatesPanel

            panel = self._made[name]
            assert isinstance(panel, TemplatesPanel)
            panel.refresh()

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and (name := self.open_name):
            self._show(name)
        return super().eventFilter(watched, event)
