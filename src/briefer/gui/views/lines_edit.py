"""A text of which each line is a thing of its own: an objective, a key message. Lines are numbered, and can be moved.

Alt+Up and Alt+Down give the line at the caret another place; its grip is dragged there. Not here: running text
(`fields`), rows that are records (`record_list`).
"""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from briefer.gui import shown, theme
from briefer.gui.delegates.brush import painting
from briefer.gui.views.fields import TextEdit

_GRIP, _APART = 14, 4
"""The side of a grip, and what stands between it, the number and the text, at 10 pt type."""


class LinesEdit(TextEdit):
    """Several lines, each a thing of its own."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.target: int | None = None
        """The line before which the one that is dragged would go."""
        self._grips = _Grips(self)
        self.setViewportMargins(theme.sides(self._grips.wide, 0, 0, 0))
        self.updateRequest.connect(lambda _box, _moved: self._grips.update())
        self.textChanged.connect(self._grips.update)

    def move_line(self, at: int, before: int) -> None:
        """A line goes before another one, with the caret in it; that is taken at once."""
        lines = self.toPlainText().split("\n")
        if not 0 <= at < len(lines) or not 0 <= before <= len(lines) or before in (at, at + 1):
            return
        cursor = self.textCursor()
        column = cursor.positionInBlock() if cursor.blockNumber() == at else 0
        to = before - (before > at)
        lines.insert(to, lines.pop(at))
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("\n".join(lines))
        cursor.setPosition(self.document().findBlockByNumber(to).position() + column)
        self.setTextCursor(cursor)
        self.done.emit()

    def aim(self, before: int | None) -> None:
        """Show where the line that is dragged would go."""
        if before != self.target:
            self.target = before
            self.viewport().update()

    def top_of(self, block: QTextBlock) -> int:
        """Where a line begins, from the upper edge of what is seen; of none, where the last one ends."""
        found = block if block.isValid() else self.document().lastBlock()
        box = self.blockBoundingGeometry(found).translated(self.contentOffset())
        return round(box.top() if block.isValid() else box.bottom())

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _step_of(event)
        if event.key() == Qt.Key.Key_Escape and self._grips.held is not None:
            self._grips.let_go()
        elif step and not self.isReadOnly():
            at = self.textCursor().blockNumber()
            self.move_line(at, at + step + (step > 0))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        box, wide = self.viewport().geometry(), self._grips.wide
        left = box.right() + 1 if self.isRightToLeft() else box.left() - wide
        self._grips.setGeometry(left, box.top(), wide, box.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.target is not None:
            with painting(self.viewport()) as brush:
                top = self.top_of(self.document().findBlockByNumber(self.target))
                brush.insertion(QRect(2, top, self.viewport().width() - 6, 0))


class _Grips(QWidget):
    """The strip before the lines: the number of each, and where there are several the grip that it is dragged by."""

    def __init__(self, edit: LinesEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self.held: int | None = None
        """The line that is dragged."""

    @property
    def wide(self) -> int:
        """How much of the field it takes."""
        number = QFontMetrics(theme.font("label")).horizontalAdvance(shown.digits(99))
        return theme.scaled(_GRIP + 2 * _APART) + number

    def let_go(self) -> None:
        """What is dragged stays where it was."""
        self.held = None
        self._edit.aim(None)
        self.unsetCursor()
        self.update()

    @property
    def _movable(self) -> bool:
        return not self._edit.isReadOnly() and self._edit.blockCount() > 1

    def _line_at(self, y: int) -> QTextBlock:
        return self._edit.cursorForPosition(QPoint(0, y)).block()

    # Qt's own names

    def mousePressEvent(self, event: QMouseEvent) -> None:
        block = self._line_at(event.position().toPoint().y())
        self._edit.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._movable and block.text().strip():
            self.held = block.blockNumber()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.held is None:
            return
        y = event.position().toPoint().y()
        block = self._line_at(y)
        middle = (self._edit.top_of(block) + self._edit.top_of(block.next())) // 2
        self._edit.aim(block.blockNumber() + (y > middle))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        held, before = self.held, self._edit.target
        self.let_go()
        if held is not None and before is not None:
            self._edit.move_line(held, before)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        size, number = theme.scaled(_GRIP), 0
        ground = QPalette.ColorRole.Window if self._edit.isReadOnly() else QPalette.ColorRole.Base
        with painting(self) as brush:
            brush.painter.fillRect(self.rect(), brush.colour(ground))
            block = self._edit.document().firstBlock()
            while block.isValid():
                number += bool(block.text().strip())
                top = self._edit.top_of(block)
                line = round(block.layout().lineAt(0).height()) if block.layout().lineCount() else 0
                if block.text().strip() and -line < top < self.height():
                    colour = brush.colour(
                        "accent" if block.blockNumber() == self.held else "secondary"
                    )
                    grip = QRect(theme.scaled(_APART), top + (line - size) // 2, size, size)
                    if self._movable:
                        brush.icon(grip, "grip-vertical", colour)
                    words = QRect(grip.right() + 1, top, self.width() - grip.right() - 1, line)
                    end = Qt.AlignmentFlag.AlignTrailing
                    brush.text(words, shown.digits(number), theme.font("label"), colour, end)
                block = block.next()


def _step_of(event: QKeyEvent) -> int:
    """How many lines down a key moves one: Alt+Up, Alt+Down."""
    if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
