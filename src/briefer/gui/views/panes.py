"""Panes side by side with lines between them, whose widths are drawn by hand and kept.

Not here: which of them stand there (`room`), columns of tables (`column_widths`).
"""

from collections.abc import Collection

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle

from briefer import settings
from briefer.gui import theme
from briefer.gui.delegates.brush import painting

KEPT_AFTER = 400
"""Milliseconds after a line between panes was moved."""


class Panes(QSplitter):
    """Panes side by side with hairlines between them; a double click on a line gives the widths back."""

    def __init__(self, *widths: int, forms: Collection[int] = ()) -> None:
        """Their widths at first, at 10 pt type. `forms` are at which places: smaller type shows more of a name there."""
        super().__init__(Qt.Orientation.Horizontal)
        self._widths = [
            max(width, theme.scaled(width)) if at in forms else theme.scaled(width)
            for at, width in enumerate(widths)
        ]
        self.setHandleWidth(5)
        self.setChildrenCollapsible(False)
        self._rest = QTimer(self, singleShot=True, interval=KEPT_AFTER)
        self._rest.timeout.connect(self._keep)
        self.splitterMoved.connect(lambda _at, _index: self._note_drawn())
        self._drawn: list[int] = []
        """The widths that somebody has drawn; empty: those at first hold."""
        self._shown_once = False

    @property
    def wanted_widths(self) -> list[int]:
        """How wide the panes are where there is room for all."""
        return self._drawn or self._widths

    @property
    def _memory(self) -> str:
        """By this name the settings remember the widths: that of the screen."""
        return f"panes of {type(self.parentWidget()).__name__}"

    def _note_drawn(self) -> None:
        """Know the widths that are drawn; a pane that is not there keeps its own."""
        before = self.wanted_widths
        self._drawn = [size or was for size, was in zip(self.sizes(), before, strict=True)]
        self._rest.start()

    def _keep(self) -> None:
        kept = settings.load()
        kept.window[self._memory] = " ".join(map(str, self._drawn))
        if not self._drawn:
            del kept.window[self._memory]
        settings.save(kept)

    def _kept(self, kept: settings.Settings) -> list[int]:
        """The widths that were kept, else those at first."""
        words = kept.window.get(self._memory, "").split()
        good = len(words) == self.count() and all(word.isdigit() for word in words)
        return [int(word) for word in words] if good else self._widths

    def give_back(self) -> None:
        """Set the widths that the panes have at first."""
        self._drawn = []
        self.setSizes(self._widths)

    def forget_drawn(self) -> None:
        """Set the widths that the panes have at first, from now on."""
        self.give_back()
        self._rest.start()

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._shown_once and self.parentWidget():
            self._shown_once = True
            if (widths := self._kept(settings.load())) is not self._widths:
                self._drawn = widths
                self.setSizes(widths)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event
        panes = self.splitter()
        if isinstance(panes, Panes):
            panes.forget_drawn()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.painter.fillRect(self.rect(), brush.colour(QPalette.ColorRole.Base))
            brush.hairline(QRect(2, 0, 1, self.height()))
