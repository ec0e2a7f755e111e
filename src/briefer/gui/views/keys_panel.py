"""The keys of this screen (F1), from the table of commands; each command may be given another key here."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QKeySequenceEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefer.gui import own_keys, theme
from briefer.gui.actions import Actions, Command, Scope, commands, plain, scopes
from briefer.gui.delegates.brush import Brush
from briefer.gui.delegates.rows import RowState, ground
from briefer.gui.models.rows import ROW_ROLE, Row
from briefer.gui.views.controls import SearchField, column, hairline, panel_head, row
from briefer.gui.views.lists import RowsView
from briefer.i18n import say


class KeysPanel(QWidget):
    """What can be pressed here."""

    closed = Signal()
    changed = Signal()
    """A command has another key."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._scopes: frozenset[Scope] = frozenset()
        self.field = SearchField(say("Find a key"), say("Find a key or a command"))
        self.field.textChanged.connect(lambda _text: self._show())
        self.list = RowsView(say("Keys"))
        self.list.setItemDelegate(_KeyDelegate(self.list))
        self.field.left_down.connect(self.list.setFocus)
        self.list.opened.connect(self._begin)
        self.list.deleted.connect(self._give_back)
        self._words = theme.label("", "label", quiet=True)
        self._words.setWordWrap(True)
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName(say("New key"))
        self.edit.keySequenceChanged.connect(self._take)
        self.edit.editingFinished.connect(self._end)
        self.edit.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(panel_head(say("Keys of this screen"), close=self.closed.emit))
        layout.addWidget(row(self.field, margins=(14, 0, 14, 8)))
        layout.addWidget(self.list, 1)
        layout.addWidget(hairline())
        layout.addWidget(column(self._words, self.edit, margins=(14, 6, 14, 8), spacing=4))
        self._say_how()
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
                given = self._actions.keys(command)
                keys = "  ".join(QKeySequence(key).toString(native) or key for key in given)
                text = plain(command.text)
                told = keys or (command.id and wanted)  # what has no key is found by its words
                if command.scope == scope and told and wanted in f"{text} {keys}".casefold():
                    some.append(
                        Row(
                            at,
                            text,
                            end=keys,
                            spoken=say("{keys}: {command}").format(keys=keys, command=text),
                            muted=not command.id,
                        )
                    )
            if some:
                rows += [Row(title=head), *some]
        self.list.show_rows(rows)

    def _say_how(self, words: str = "") -> None:
        how = say("F1 closes. Return gives a command another key, Delete gives its own back.")
        self._words.setText(words or how)

    @property
    def _command(self) -> Command | None:
        """The command that is chosen; None for what a view does by itself."""
        at = self.list.chosen_id
        command = commands()[at] if isinstance(at, int) else None
        return command if command and command.id else None

    def _begin(self, _id: object) -> None:
        """The next key that is pressed is the command's."""
        command = self._command
        if command is None:
            self._say_how(say("This key is the list's own and cannot be another."))
            return
        self._say_how(say("Press the new key of “{command}”.").format(command=plain(command.text)))
        self.edit.clear()
        self.edit.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, sequence: QKeySequence) -> None:
        command, key = self._command, sequence.toString()
        if command is None or not key:
            return
        if key == "Esc":
            self._end()
            return
        refused = own_keys.refusal(command, key, self._actions.own_keys)
        if refused:
            self._say_how(refused)
            return
        self._keep(command, key)

    def _keep(self, command: Command, key: str | None) -> None:
        own_keys.keep(command, key)
        self._actions.take_keys(own_keys.own())
        self._end()
        self._show()
        self.changed.emit()

    def _give_back(self, _id: object) -> None:
        if command := self._command:
            self._keep(command, None)

    def _end(self) -> None:
        """No key is waited for any more."""
        if self.edit.isVisible():
            self.edit.hide()
            self._say_how()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

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
