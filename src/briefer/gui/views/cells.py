"""Cells of a table that are typed in. As in a field: what cannot be accepted stays as it was typed, with one sentence.

It stays where it is while one goes elsewhere, and goes when it is accepted or Escape gives it up. The sentence stands in
a bar below the table, where it covers no row. Not here: how a cell is drawn, what it takes, and where the bar stands (its
table and screen).
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from briefer.gui import theme
from briefer.gui.delegates.brush import painting
from briefer.gui.messages import announce
from briefer.gui.views.fields import LineEdit, Trouble
from briefer.i18n import say

_SIGN = 13
_SIGNED = 90
"""An editor that is wider than that bears the sign of trouble."""
TALL = 32
"""An editor is at most so tall."""
_Index = QModelIndex | QPersistentModelIndex
_FOCUS = Qt.FocusReason.OtherFocusReason


class Where(NamedTuple):
    """A cell: the record of its row, and the field of its column."""

    record: UUID
    field: str


class Kept(NamedTuple):
    """A cell whose text is not accepted, while its rows are shown anew."""

    where: Where
    words: str
    reason: str
    had_keyboard: bool


class ReasonBar(Trouble):
    """The sentence in a bar of its own at the foot of what it is about, where it covers nothing."""

    said = Signal()
    """It says something else, or nothing any more."""
    wanted = Signal()
    """Somebody wants to go to where the text stands."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(theme.sides(14 + theme.scaled(_SIGN) + 8, 6, 12, 7))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def say(self, words: str) -> None:
        """Show a sentence, or nothing."""
        if words != self.words:
            super().say(words)
            self.said.emit()

    def height_for(self, width: int) -> int:
        """How high it is at a width: nothing where it says nothing."""
        return self.heightForWidth(width) if self.words else 0

    # Qt's own names

    def mousePressEvent(self, event: QMouseEvent) -> None:
        del event
        self.wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            edge, size = brush.colour("danger"), theme.scaled(_SIGN)
            brush.painter.fillRect(self.rect(), brush.colour(QPalette.ColorRole.Base))
            brush.painter.fillRect(QRect(0, 0, self.width(), 1), edge)
            line = QFontMetrics(theme.font("label")).height()
            brush.icon(QRect(14, 6 + (line - size) // 2, size, size), "circle-alert", edge)


class CellEdit(LineEdit):
    """The text of one cell, and why it is not accepted."""

    told = Signal(str)
    """Why it is not accepted, or nothing any more."""

    def __init__(self, name: str, where: Where, over: QWidget) -> None:
        super().__init__(name)
        self.setParent(over)
        self.where = where
        self.refused = ""
        self.setFont(theme.font("body"))
        self.textEdited.connect(lambda _text: self.refuse(""))

    def refuse(self, words: str) -> None:
        """Show why the text is not accepted, or nothing."""
        if words and words != self.refused:
            announce(words, assertive=True)
        self.refused = words
        self.setAccessibleDescription(words)
        self.setProperty("refused", bool(words))
        self.setTextMargins(theme.sides(0, 0, self._sign_room, 0))
        self.style().polish(self)
        self.told.emit(words)

    @property
    def _sign_room(self) -> int:
        """What the sign at its end takes of its width while its text is not accepted; nothing where it is narrow."""
        room = theme.scaled(_SIGN) + 8
        return room if self.refused and self.width() > theme.scaled(_SIGNED) else 0

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._sign_room:
            with painting(self) as brush:
                size = theme.scaled(_SIGN)
                box = QRect(self.width() - size - 10, (self.height() - size) // 2, size, size)
                brush.icon(box, "circle-alert", brush.colour("danger"))


class CellDelegate(QStyledItemDelegate):
    """Lets cells be typed in; the table's own draws them."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._editors: list[CellEdit] = []
        self._resting: list[CellEdit] = []
        """Those of them that hold a text which was refused, while somebody is elsewhere."""
        self.take_text: Callable[[Where, str], str] = lambda _where, _text: ""
        """Takes what was typed; gives the sentence that says why it cannot be, or nothing."""
        self.begun: Callable[[CellEdit], object] = lambda _editor: None
        """Somebody types in a cell from now on."""
        self.reason = ReasonBar()
        """Stands below the table: why what is typed is not accepted, or was last."""
        self.reason.wanted.connect(self._go_on)

    def where(self, index: _Index) -> Where:
        """The cell at an index."""
        raise NotImplementedError

    def index_of(self, where: Where) -> QModelIndex:
        """The index of a cell; invalid where it is not shown."""
        raise NotImplementedError

    @property
    def editor(self) -> CellEdit | None:
        """Of the cell that is typed in, or was last and is not accepted."""
        return self._editors[-1] if self._editors else None

    def take(self) -> None:
        """Take what is typed, in whatever cell."""
        for editor in list(self._editors):
            self._take(editor)

    def editor_at(self, where: Where) -> CellEdit | None:
        """Of that cell, when it is typed in or holds what is not accepted."""
        return next((one for one in self._editors if one.where == where), None)

    def put_away(self) -> list[Kept]:
        """Close each cell whose text is not accepted: its rows are shown anew, and no editor outlives its row."""
        refused = [one for one in self._editors if one.refused]
        found = [Kept(one.where, one.words, one.refused, one.hasFocus()) for one in refused]
        for one in refused:
            self._close(one)
        return found

    def bring_back(self, kept: Iterable[Kept]) -> None:
        """Show again what was put away, and give the keyboard back."""
        for one in kept:
            if self.editor_at(one.where) or not (index := self.index_of(one.where)).isValid():
                continue
            made = self._rest_in(index, one.words, one.reason)
            if one.had_keyboard:
                made.setFocus(_FOCUS)

    @property
    def _refused(self) -> CellEdit | None:
        """The one that the sentence is about: that with the keyboard, else the last."""
        refused = [one for one in self._editors if one.refused]
        typed_in = [one for one in refused if one.hasFocus()]
        return next(reversed(typed_in or refused), None)

    def _tell(self) -> None:
        """Say why a text is not accepted, or nothing; who types goes on seeing the field."""
        refused = self._refused
        self.reason.say(refused.refused if refused else "")
        if refused and refused.hasFocus():
            around = self.reason.parentWidget()
            if around and (layout := around.layout()):
                layout.activate()
            self._view.scrollTo(self.index_of(refused.where))

    def _go_on(self) -> None:
        """Go to the text that the sentence is about."""
        if refused := self._refused:
            self._view.scrollTo(self.index_of(refused.where))
            refused.setFocus(_FOCUS)

    def _take(self, editor: CellEdit) -> bool:
        """Take what is in one; gives whether it is closed."""
        if editor not in self._editors:
            return True
        reason, had_keyboard = "", editor.hasFocus()
        if editor.touched and not editor.asks:
            self._editors.remove(editor)  # what comes of it may show other rows
            reason = self.take_text(editor.where, " ".join(editor.text().split()))
            if reason:
                self._editors.append(editor)
        if not reason:
            self._close(editor)
            return True
        editor.refuse(reason)
        index = self.index_of(editor.where)
        if not had_keyboard and editor not in self._resting and index.isValid():
            words = editor.text()
            self._close(editor)  # the table goes on
            self._rest_in(index, words, reason)
        return False

    def _rest_in(self, index: QModelIndex, words: str, reason: str) -> CellEdit:
        """Let a refused text stand in its cell while the keyboard is elsewhere."""
        self._view.openPersistentEditor(index)
        made = self._editors[-1]
        self._resting.append(made)
        made.setText(words)
        made.refuse(reason)
        return made

    def _close(self, editor: CellEdit) -> None:
        if editor in self._resting:
            had_keyboard = editor.hasFocus()
            index = self.index_of(editor.where)
            self._forget(editor)
            self._view.closePersistentEditor(index)
            if had_keyboard:
                self._view.setFocus(_FOCUS)
        else:
            self._forget(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _forget(self, editor: object) -> None:
        self._editors = [one for one in self._editors if one is not editor]
        self._resting = [one for one in self._resting if one is not editor]
        self._tell()

    # Qt's own names

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        del option
        head = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        words = say("{column}, row {number}")
        name = words.format(column=head, number=index.row() + 1)
        made = CellEdit(name, self.where(index), parent)
        made.stored = str(index.data(Qt.ItemDataRole.EditRole) or "")
        made.setText(made.stored)
        self._editors.append(made)
        made.done.connect(lambda: self._take(made))
        made.told.connect(self._tell)
        self.begun(made)
        return made

    def destroyEditor(self, editor: QWidget, index: _Index) -> None:
        self._forget(editor)
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, CellEdit) and not editor.touched:
            editor.stored = str(index.data(Qt.ItemDataRole.EditRole) or "")
            editor.setText(editor.stored)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        del index
        box = option.rect
        height = min(box.height() - 2, theme.scaled(TALL))
        top = box.center().y() - height // 2
        editor.setGeometry(QRect(box.left() + 1, top, box.width() - 2, height))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if not isinstance(editor, CellEdit):
            return super().eventFilter(editor, event)
        if event.type() == QEvent.Type.FocusOut:
            return False  # the editor asks to be taken itself
        if event.type() == QEvent.Type.FocusIn and editor.refused:
            self._tell()  # of all that wait, the one that is typed in
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return False
            if key == Qt.Key.Key_Escape:
                self._close(editor)
                return True
            if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                hints = QAbstractItemDelegate.EndEditHint
                ahead = key == Qt.Key.Key_Tab
                if self._take(editor):
                    hint = hints.EditNextItem if ahead else hints.EditPreviousItem
                    self.closeEditor.emit(editor, hint)
                else:
                    editor.focusNextPrevChild(ahead)
                return True
        return super().eventFilter(editor, event)
