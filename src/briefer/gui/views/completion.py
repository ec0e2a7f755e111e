"""Fields that complete records: from the second letter, what belongs here first, then the library, last "New …".

What is chosen is told; nothing is stored here. Not here: fields of plain text (`fields`).
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from briefer.gui import shown, theme
from briefer.gui.icons import icon
from briefer.gui.messages import announce
from briefer.gui.models.offers import Ask, Offered
from briefer.gui.views.fields import LineEdit
from briefer.i18n import say

LEAST_LETTERS = 2
RESTS = 80
"""Milliseconds without typing before the library is asked."""
MOST = 8


class CompletionEdit(LineEdit):
    """A line that offers records below it."""

    taken = Signal(object)
    """An `Offered` was chosen."""

    def __init__(self, name: str, ask: Ask) -> None:
        super().__init__(name)
        self._ask = ask
        self._popup: Offers | None = None
        self._rest = QTimer(self, singleShot=True, interval=RESTS)
        self._rest.timeout.connect(self._look)
        self.textEdited.connect(lambda _text: self._rest.start())

    @property
    def is_open(self) -> bool:
        """Whether completions are on the screen."""
        return self._popup is not None and self._popup.isVisible()

    def close_offers(self) -> None:
        """Take the completions away."""
        if self._popup:
            self._popup.hide()

    def _look(self) -> None:
        text = self.text().strip()
        if len(text) < LEAST_LETTERS:
            self.close_offers()
            return
        self._ask(text, lambda offers: self._offer(text, offers))

    def _offer(self, text: str, offers: Sequence[Offered]) -> None:
        if text != self.text().strip() or not self.hasFocus():
            return
        if not offers:
            self.close_offers()
            return
        if self._popup is None:
            self._popup = Offers(self.window(), self.accessibleName())
            self._popup.itemClicked.connect(self._take)
        last = offers[-1:] if len(offers) > MOST else ()  # "New …" is never cut off
        self._popup.show_below(self, [*offers[: MOST - len(last)], *last])
        self._popup.tell()

    def _take(self, item: QListWidgetItem) -> None:
        offered: Offered = item.data(Qt.ItemDataRole.UserRole)
        self.close_offers()
        self.taken.emit(offered)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup
        if popup is None or not popup.isVisible():
            super().keyPressEvent(event)
            return
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            popup.setCurrentRow((popup.currentRow() + step) % popup.count())
            popup.tell()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(popup.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.close_offers()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Tab takes the completion, else goes on
        tab = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
        )
        popup = self._popup
        if tab and popup and popup.isVisible() and popup.currentRow() < popup.count() - 1:
            self._take(popup.currentItem())
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.close_offers()
        super().focusOutEvent(event)


class Offers(QListWidget):
    """The completions: a list over the window that never takes the keyboard from its field."""

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window)
        self.setAccessibleName(say("Completions for {field}").format(field=name))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
        self.hide()

    def tell(self) -> None:
        """Let a screen reader speak the chosen one: the keyboard stays in the field."""
        words = say("{words}, {place} of {count}").format(
            words=self.currentItem().text(),
            place=shown.digits(self.currentRow() + 1),
            count=shown.digits(self.count()),
        )
        announce(words)

    def show_below(
        self, field: QWidget, offers: Sequence[Offered], place: QRect | None = None
    ) -> None:
        """Show offers below a field, or below a `place` in it, or above where there is no room."""
        self.clear()
        for offered in offers:
            words = " · ".join(filter(None, (offered.words, offered.second)))
            item = (
                QListWidgetItem(icon(offered.icon), words)
                if offered.icon
                else QListWidgetItem(words)
            )
            item.setData(Qt.ItemDataRole.UserRole, offered)
            item.setSizeHint(QSize(10, theme.scaled(28)))
            self.addItem(item)
        self.setCurrentRow(0)
        height = theme.scaled(28) * len(offers) + 6
        window = field.window()
        box = place or field.rect()
        at = field.mapTo(window, QPoint(box.left(), box.bottom() + 3))
        if at.y() + height > window.height():
            at.setY(field.mapTo(window, box.topLeft()).y() - height - 2)
        width = max(0 if place else field.width(), theme.scaled(260))
        at.setX(max(4, min(at.x(), window.width() - width - 6)))
        self.setGeometry(at.x(), at.y(), width, height)
        self.raise_()
        self.show()
