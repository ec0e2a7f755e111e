"""The keys of this screen (F1), from the table of commands; each command may be given another key here."""

from collections.abc import Iterable
from typing import NamedTuple

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
from briefer.gui.delegates.brush import Brush, safely
from briefer.gui.delegates.brush import lines as lines_of
from briefer.gui.delegates.rows import RowState, ground
from briefer.gui.models.rows import ROW_ROLE, Row
from briefer.gui.views.controls import SearchField, column, hairline, panel_head, row
from briefer.gui.views.lists import RowsView
from briefer.i18n import say, window_language

START, LAST, APART = 16, 12, 5
"""What stands before the words, after the keys, and between two keys."""
LINE, CHIP, CHIP_ROW, AIR = 18, 19, 23, 9
"""Heights of a line of words, of a key, of a line of keys, and of what stands above and below, at 10 pt."""
MOST_LINES = 8


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
                if scope not in command.works_in or not self._actions.can(command):
                    continue
                given = self._actions.keys(command)
                keys = "  ".join(QKeySequence(key).toString(native) or key for key in given)
                text = window_language().headline(plain(command.text))
                told = keys or (command.id and wanted)  # what has no key is found by its words
                if told and wanted in f"{text} {keys}".casefold():
                    some.append(
                        Row(
                            at,
                            text,
                            end=keys,
                            spoken=say("{keys}: {command}").format(keys=keys, command=text),
                            muted=not command.id,
                            wraps=True,
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
            self._say_how(say("This key is the list’s own and cannot be another."))
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
    """What can be done, whole, and its keys in small boxes at the end of the line.

    Keys take half of the width at most and go on in a line below; words have what they leave, in as many lines
    as they need.
    """

    # Qt's own names

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        made: Row = index.data(ROW_ROLE)
        if made.is_head:
            return QSize(100, theme.scaled(32))
        view = option.widget
        room = view.viewport().width() if isinstance(view, RowsView) else 300
        whole = laid(made, room - START - LAST)
        height = max(len(whole.words) * theme.scaled(LINE), whole.rows * theme.scaled(CHIP_ROW))
        return QSize(100, height + theme.scaled(AIR))

    @safely
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        made: Row = index.data(ROW_ROLE)
        brush = Brush.of(painter, option)
        box = brush.box.adjusted(START, 0, -LAST, 0)
        if made.is_head:
            font = theme.font("label")
            font.setWeight(theme.font("title").weight())
            brush.text(box.adjusted(0, 8, 0, 0), made.title, font, brush.colour("secondary"))
        else:
            state = RowState(option, made)
            ground(brush, state, 6)
            whole = laid(made, box.width())
            line = theme.scaled(LINE)
            top = box.top() + (box.height() - line * len(whole.words)) // 2
            for words in whole.words:
                brush.text(
                    QRect(box.left(), top, whole.room, line), words, theme.font("body"), state.text
                )
                top += line
            height, font = theme.scaled(CHIP), theme.font("small")
            edge = state.quiet if state.full else brush.colour(QPalette.ColorRole.Mid)
            first = box.top() + (box.height() - whole.rows * theme.scaled(CHIP_ROW)) // 2
            for key, left, row_at, width in whole.keys:
                middle = first + row_at * theme.scaled(CHIP_ROW) + theme.scaled(CHIP_ROW) // 2
                chip = QRect(box.left() + left, middle - height // 2, width, height)
                brush.rounded(chip, 5, None, edge)
                brush.text(chip, key, font, state.quiet, Qt.AlignmentFlag.AlignHCenter)


class Laid(NamedTuple):
    """A row at a width: its words in lines, the room they have, and each key with its left edge, line and width."""

    words: list[str]
    room: int
    keys: list[tuple[str, int, int, int]]
    rows: int


def laid(row: Row, width: int) -> Laid:
    """How a row stands at a width: nothing of it is left out."""
    metrics = QFontMetrics(theme.font("small"))
    wide = [(key, metrics.horizontalAdvance(key) + 12) for key in row.end.split("  ") if key]
    lines: list[list[tuple[str, int]]] = [[]]
    for key, room in wide:
        taken = sum(each + APART for _, each in lines[-1])
        if lines[-1] and taken + room > width // 2:
            lines.append([])
        lines[-1].append((key, room))
    keys = []
    longest = 0
    for at, line in enumerate(lines):
        left = width - sum(room for _, room in line) - APART * (len(line) - 1)
        longest = max(longest, width - left)
        for key, room in line:
            keys.append((key, left, at, room))
            left += room + APART
    rest = width - longest - 2 * APART
    return Laid(lines_of(row.title, theme.font("body"), rest, MOST_LINES), rest, keys, len(lines))
