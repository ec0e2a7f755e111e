"""The keys of this screen (F1), from the table of commands."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from briefer.gui import theme
from briefer.gui.actions import Scope, commands, plain, scopes
from briefer.gui.delegates.brush import Brush
from briefer.gui.delegates.rows import RowState, ground
from briefer.gui.models.rows import ROW_ROLE, Row
from briefer.gui.views.controls import SearchField, hairline, panel_head, row
from briefer.gui.views.lists import RowsView
from briefer.i18n import say

WIDTH = 380


class KeysPanel(QWidget):
    """What can be pressed here."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._scopes: frozenset[Scope] = frozenset()
        self.field = SearchField(say("Find a key"), say("Find a key or a command"))
        self.field.textChanged.connect(lambda _text: self._show())
        self.list = RowsView(say("Keys"))
        self.list.setItemDelegate(_KeyDelegate(self.list))
        self.field.left_down.connect(self.list.setFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(panel_head(say("Keys of this screen"), close=self.closed.emit))
        layout.addWidget(row(self.field, margins=(14, 0, 14, 8)))
        layout.addWidget(self.list, 1)
        layout.addWidget(hairline())
        layout.addWidget(
            row(theme.label(say("F1 closes."), "label", quiet=True), margins=(14, 6, 14, 6))
        )
        self.setFixedWidth(theme.scaled(WIDTH))
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)

    @property
    def target(self) -> QWidget:
        """What takes the keyboard."""
        return self.field

    def show_keys(self, shown_scopes: Iterable[Scope]) -> None:
        """Show the keys of the screen that is there."""
        self._scopes = frozenset(shown_scopes) | {"everywhere"}
        self._show()

    def _show(self) -> None:
        wanted = self.field.text().strip().casefold()
        native = QKeySequence.SequenceFormat.NativeText
        rows: list[Row] = []
        for scope, head in scopes():
            if scope not in self._scopes:
                continue
            some = []
            for at, command in enumerate(commands()):
                keys = "  ".join(QKeySequence(key).toString(native) or key for key in command.keys)
                text = plain(command.text)
                if command.scope == scope and keys and wanted in f"{text} {keys}".casefold():
                    some.append(
                        Row(
                            at,
                            text,
                            end=keys,
                            spoken=say("{keys}: {command}").format(keys=keys, command=text),
                        )
                    )
            if some:
                rows += [Row(title=head), *some]
        self.list.show_rows(rows)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class _KeyDelegate(QStyledItemDelegate):
    """Keys in small boxes before what they do."""

    # Qt's own names

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option
        head = index.data(ROW_ROLE).is_head
        return QSize(100, theme.scaled(32 if head else 27))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        made: Row = index.data(ROW_ROLE)
        brush = Brush.of(painter, option)
        painter.save()
        box = brush.box.adjusted(16, 0, -12, 0)
        if made.is_head:
            font = theme.font("label")
            font.setWeight(theme.font("title").weight())
            brush.text(box.adjusted(0, 8, 0, 0), made.title, font, brush.colour("secondary"))
        else:
            state = RowState(option, made)
            ground(brush, state, 6)
            left = box.left()
            font = theme.font("small")
            for key in made.end.split("  "):
                width = QFontMetrics(font).horizontalAdvance(key) + 12
                height = theme.scaled(19)
                chip = QRect(left, box.center().y() - height // 2, width, height)
                brush.rounded(
                    chip,
                    5,
                    None,
                    state.quiet if state.full else brush.colour(QPalette.ColorRole.Mid),
                )
                brush.text(chip, key, font, state.quiet, Qt.AlignmentFlag.AlignHCenter)
                left += width + 5
            brush.text(
                QRect(left + 5, box.top(), box.right() - left - 5, box.height()),
                made.title,
                theme.font("body"),
                state.text,
            )
        painter.restore()
