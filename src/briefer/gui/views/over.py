"""Panels that lie over the work in a narrow window: they leave their splitter and stand at its edge, not modal.

Not here: when a panel is opened or closed (the screens), panels that every place shares (`end_panels`).
"""

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStyle, QWidget

from briefer.gui import theme
from briefer.gui.views.controls import Panes, hairline, small_tool
from briefer.i18n import say

NARROW = 1100
"""Width of a window, at 10 pt type, in which panels lie over the work."""
Edge = Literal["start", "end"]


def is_narrow(widget: QWidget, under: int = NARROW) -> bool:
    """Whether a widget stands in a narrow window: one `under` so many pixels, at 10 pt type."""
    return widget.window().width() < theme.scaled(under)


class Over(QObject):
    """The panels of one splitter that lie over its other panes where the window is narrow."""

    def __init__(
        self, screen: QWidget, panes: Panes, panels: Mapping[QWidget, tuple[Edge, int]]
    ) -> None:
        """`panels` names for each the edge at which it stands, and its width at 10 pt type."""
        super().__init__(screen)
        self._screen, self._panes, self._panels = screen, panes, panels
        self._places = [pane for at in range(panes.count()) if (pane := panes.widget(at))]
        self._rule = hairline(upright=True)
        self._rule.setParent(screen)
        self._rule.hide()
        self.on = False
        """Whether they lie over the work."""
        panes.installEventFilter(self)

    def turn(self, *, on: bool) -> bool:
        """Lay them over the work, all closed, or beside it again; gives whether that is another state."""
        if on == self.on:
            return False
        self.on = on
        for panel in self._panels:
            if on:
                panel.hide()
                panel.setParent(self._screen)
        if not on:
            self._put_back()
        self.lay_out()
        return True

    def _put_back(self) -> None:
        """Every pane at its place in the splitter; what was open stays so."""
        for at, pane in enumerate(self._places):
            hidden = pane.isHidden()
            self._panes.insertWidget(at, pane)
            pane.setHidden(hidden)
            self._panes.setStretchFactor(at, 0 if pane in self._panels else 1)
        self._panes.give_back()

    def lay_out(self) -> None:
        """Put the panel that is open at its edge."""
        shown = [panel for panel in self._panels if not panel.isHidden()] if self.on else []
        self._rule.setVisible(bool(shown))
        whole = self._panes.geometry()
        direction = self._screen.layoutDirection()
        for panel in shown:
            edge, least = self._panels[panel]
            width = min(theme.scaled(least), whole.width())
            start = edge == "start"
            left = whole.left() if start else whole.right() + 1 - width
            line = left + width if start else left - 1
            for part, box in (
                (panel, QRect(left, whole.top(), width, whole.height())),
                (self._rule, QRect(line, whole.top(), 1, whole.height())),
            ):
                part.setGeometry(QStyle.visualRect(direction, whole, box))
                part.raise_()

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and isinstance(
            watched, QSplitter
        ):
            self.lay_out()
        return super().eventFilter(watched, event)


class Aside(QObject):
    """A panel at the end edge, beside the work as long as nobody closes it; in a narrow window it is opened over it."""

    def __init__(
        self,
        screen: QWidget,
        panes: Panes,
        panel: QWidget,
        width: int,
        *,
        name: str,
        home: QWidget,
        under: int = NARROW,
    ) -> None:
        """`width` is that of the panel over the work, at 10 pt type; `home` takes the keyboard when it is closed.

        It lies over the work in a window `under` so many pixels.
        """
        super().__init__(screen)
        self._screen, self._panel, self._home, self._under = screen, panel, home, under
        self._over = Over(screen, panes, {panel: ("end", width)})
        self.opener = small_tool("panel-right", name, self.toggle)
        """Stands in the screen, where the panel does not cover it."""
        self.closer = small_tool("x", say("Close {panel}").format(panel=name), self.toggle)
        """Stands in the head of the panel."""
        for tool in (self.opener, self.closer):
            tool.hide()
        panel.installEventFilter(self)

    def fit(self) -> None:
        """The screen has another size."""
        if not self._over.turn(on=is_narrow(self._screen, self._under)):
            return
        for tool in (self.opener, self.closer):
            tool.setVisible(self._over.on)
        if not self._over.on:
            self._panel.show()

    def toggle(self) -> None:
        """Open the panel with the keyboard in it, or close it; what opens it stands where it is closed."""
        opened = self._panel.isHidden()
        self._panel.setVisible(opened)
        self._over.lay_out()
        self.opener.setVisible(self._over.on or not opened)
        inside = (one for one in self._panel.findChildren(QWidget) if _takes_tab(one))
        target = next(inside, self.closer) if opened else self._home
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self._over.on
            and not self._panel.isHidden()
        ):
            self.toggle()
            return True
        return super().eventFilter(watched, event)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible()
