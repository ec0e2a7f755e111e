"""The points of a brief: one a row, typed one after the other without the mouse.

Return takes the point and goes on to the next, Tab goes to whom it is said, Backspace removes an empty one, Alt+Up and
Alt+Down move. Not here: edits (`brief_editor`).
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from briefer.gui import theme
from briefer.gui.delegates.brush import Brush, lines, safely
from briefer.gui.models.points import NUMBER, TEXT, WHO, PointsModel
from briefer.gui.views.controls import LOCKED
from briefer.gui.views.fields import LineEdit
from briefer.i18n import say
from briefer.records.briefs import BriefPoint

MOST_LINES = 6
LINE, AIR = 18, 12
GRIP = 40
_Index = QModelIndex | QPersistentModelIndex


class PointsView(QTableView):
    """The points of one kind."""

    deletes = True
    """Delete does something in it."""
    typed = Signal(int, int, str)
    removed = Signal(int)
    moved = Signal(int, int)
    begun = Signal(object, int, int)
    """A cell is typed in: its `LineEdit`, row and column."""

    def __init__(self) -> None:
        super().__init__()
        self.table = PointsModel(self)
        self.table.typed.connect(self.typed)
        self.table.moved.connect(self.moved)
        self.setModel(self.table)
        self._delegate = _PointDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(say("Points"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.scaled(20))
        head = self.horizontalHeader()
        head.hide()
        head.setMinimumSectionSize(10)
        for column in (NUMBER, TEXT, WHO):
            mode = QHeaderView.ResizeMode
            head.setSectionResizeMode(column, mode.Stretch if column == TEXT else mode.Fixed)
        self.setColumnWidth(NUMBER, theme.scaled(GRIP))
        self.clicked.connect(self._clicked)

    def show_points(self, points: Sequence[BriefPoint], kind: str) -> None:
        """Show other points."""
        row = self.currentIndex().row()
        self.table.show(points, kind)
        if not self.currentIndex().isValid() and row >= 0:
            self.setCurrentIndex(self.table.index(min(row, len(points)), TEXT))
        self._fit()

    def edit_row(self, row: int, column: int = TEXT) -> None:
        """Type in a row; the one behind the last makes a new point."""
        index = self.table.index(min(row, len(self.table.points)), column)
        self.setCurrentIndex(index)
        self.edit(index)

    def choose(self, row: int) -> None:
        """Choose a row."""
        self.setCurrentIndex(self.table.index(row, TEXT))

    def accept(self) -> None:
        """Take what is being typed."""
        self._delegate.take()

    @property
    def _row(self) -> int:
        return self.currentIndex().row()

    @property
    def _on_point(self) -> bool:
        return 0 <= self._row < len(self.table.points) and not self.table.locked

    def _clicked(self, index: QModelIndex) -> None:
        if index.row() == len(self.table.points):
            self.edit_row(index.row())

    def _fit(self) -> None:
        self.setColumnWidth(WHO, max(theme.scaled(120), min(self.width() // 4, theme.scaled(220))))
        self.resizeRowsToContents()
        self.setFixedHeight(self.verticalHeader().length() + 2)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        alone = not held & ~Qt.KeyboardModifier.KeypadModifier
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and alone:
            self.edit_row(max(self._row, 0))
        elif step and held & Qt.KeyboardModifier.AltModifier:
            if self._on_point:
                self.moved.emit(self._row, step)
        elif key == Qt.Key.Key_Insert:
            self.edit_row(len(self.table.points))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if self._on_point:
                self.removed.emit(self._row)
        elif key == Qt.Key.Key_Tab or key == Qt.Key.Key_Backtab:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():
            # Qt makes a row the current one, and chooses none
            self.choose(max(self._row, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.lock(on=bool(self.window().property(LOCKED)))
        self._fit()


class _PointDelegate(QStyledItemDelegate):
    """Draws a point with its grip and number; its editor knows the keys of a list that is being written."""

    def __init__(self, view: PointsView) -> None:
        super().__init__(view)
        self._view = view
        self._editor: QLineEdit | None = None
        self._at = QPersistentModelIndex()

    def take(self) -> None:
        """Take what is in the editor."""
        if self._editor:
            self.commitData.emit(self._editor)

    def _go_on(self, row: int, column: int) -> None:
        """Take what is typed, and type on in another place."""
        editor = self._editor
        if editor:
            self.commitData.emit(editor)
        if self._editor is not None:
            self.closeEditor.emit(self._editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._view.edit_row(row, column)

    def _key(self, event: QKeyEvent) -> bool:
        """Whether a key of the editor was ours."""
        assert self._editor is not None
        view, row, column = self._view, self._at.row(), self._at.column()
        typed = bool(self._editor.text().strip())
        new = row == len(view.table.points)
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if new and not typed:
                self.closeEditor.emit(self._editor, QAbstractItemDelegate.EndEditHint.NoHint)
                view.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._go_on(row + 1, TEXT)
            return True
        if key == Qt.Key.Key_Tab and column == TEXT and typed:
            self._go_on(row, WHO)
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.commitData.emit(self._editor)
            if self._editor is not None:
                self.closeEditor.emit(self._editor, QAbstractItemDelegate.EndEditHint.NoHint)
            view.focusNextPrevChild(key == Qt.Key.Key_Tab)
            return True
        if key == Qt.Key.Key_Backspace and column == TEXT and not self._editor.text() and not new:
            self.closeEditor.emit(self._editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
            view.setFocus(Qt.FocusReason.OtherFocusReason)
            view.removed.emit(row)
            return True
        return False

    def _forget(self, editor: QObject | None = None) -> None:
        if editor is None or editor is self._editor:
            self._editor = None

    # Qt's own names

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        del option
        names = {TEXT: say("Point {number}"), WHO: say("To whom, point {number}")}
        made = LineEdit(names[index.column()].format(number=index.row() + 1))
        made.setParent(parent)
        made.stored = str(index.data(Qt.ItemDataRole.EditRole) or "")
        made.guarded = False  # the brief compares what is typed
        made.setFont(theme.font("body"))
        self._editor, self._at = made, QPersistentModelIndex(index)
        made.destroyed.connect(lambda: self._forget(made))
        self._view.begun.emit(made, index.row(), index.column())
        return made

    def destroyEditor(self, editor: QWidget, index: _Index) -> None:
        self._forget(editor)
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setModified(False)
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        del index
        editor.setGeometry(option.rect.adjusted(2, 1, -2, -2))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and editor is self._editor
            and self._key(event)
        ):
            return True
        return super().eventFilter(editor, event)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del option
        words = str(index.data() or "")
        room = self._view.columnWidth(index.column()) - 16
        count = len(lines(words, theme.font("body"), room, MOST_LINES)) if words else 1
        return QSize(10, theme.scaled(LINE) * max(1, count) + theme.scaled(AIR))

    @safely
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        brush = Brush.of(painter, option)
        view, palette = self._view, QPalette.ColorRole
        new = index.row() == len(view.table.points)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        full = chosen and view.hasFocus()
        if full:
            painter.fillRect(brush.box, brush.colour(palette.Highlight))
        elif chosen:
            painter.fillRect(brush.box, theme.tint("row", brush.colour("accent"), brush.palette))
        brush.hairline(QRect(brush.box.left(), brush.box.bottom(), brush.box.width(), 1))
        text = brush.colour(palette.HighlightedText if full else palette.Text)
        quiet = brush.colour(palette.HighlightedText if full else "secondary")
        box = brush.box.adjusted(8, 0, -8, 0)
        if index.column() == NUMBER:
            if not new:
                end = box.left()
                if not view.table.locked:
                    end = brush.sign(brush.box.left() + 2, 14, "grip-vertical", quiet)
                number = QRect(end + 6, box.top(), box.right() + 8 - end, box.height())
                brush.text(number, str(index.data()), theme.font("label"), quiet)
        elif new:
            writable = index.column() == TEXT and not view.table.locked
            hint = say("New point, Return") if writable else ""
            brush.text(
                box,
                hint,
                theme.font("body"),
                brush.colour(palette.PlaceholderText) if not full else text,
            )
        else:
            words = str(index.data() or "")
            font = theme.font("body")
            some = lines(words, font, box.width(), MOST_LINES)
            line = theme.scaled(LINE)
            top = box.center().y() - line * len(some) // 2 + 1
            for one in some:
                brush.text(
                    QRect(box.left(), top, box.width(), line),
                    one,
                    font,
                    text if index.column() == TEXT else quiet,
                )
                top += line
