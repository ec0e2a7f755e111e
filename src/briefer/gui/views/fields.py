"""Fields of a record: what is typed is accepted when the field is left, on Return, or on Ctrl+S.

An accepted text goes to the record at once and is one undo step. A text that cannot be accepted stays as it was typed,
with one sentence below; the record keeps what it had. Ctrl+Z is the field's own while it holds unaccepted text, the
window's otherwise. Not here: which fields a record has (`item_panel`, `institutions`), completion (`completion`),
lines that are things of their own (`lines_edit`).
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionFrame,
    QVBoxLayout,
    QWidget,
)

from briefer.gui import closed_text, shown, spelling, theme
from briefer.gui.delegates.brush import painting
from briefer.gui.drafts import Control
from briefer.gui.views.column_widths import lent
from briefer.gui.views.controls import Chooser, chooser_ends, locked
from briefer.gui.views.markdown import BOLD, ITALIC, toggled
from briefer.gui.views.spelling_marks import SpellingMarks

_AROUND = 22
"""Pixels above and below the lines of a text: edge, padding and margin."""
_CARET = 2
"""Pixels that Qt leaves free on both sides of the text in a field of one line."""
LINE_ENDS = 26
"""What a field of one line takes beside its text, in pixels of any type."""
LONG_TEXT_RESTS = 1500
"""Milliseconds without typing after which a long text is accepted."""

Accept = Callable[[str], str]
"""Takes what was typed; gives the sentence that says why it cannot be, or nothing."""


class Trouble(QWidget):
    """The sentence below a field: why its text is not accepted, or what to look at."""

    def __init__(self) -> None:
        super().__init__()
        self._words: QLabel | None = None
        """Made for the first sentence: of a hundred fields few ever say one."""
        self.setContentsMargins(theme.sides(theme.scaled(18), 2, 0, 0))
        self.hide()

    @property
    def words(self) -> str:
        """The sentence."""
        return self._words.text() if self._words else ""

    def say(self, words: str) -> None:
        """Show a sentence, or nothing."""
        if words and self._words is None:
            self._words = theme.label("", "label")
            self._words.setWordWrap(True)
            theme.quieten(self._words, "danger")
            layout = QVBoxLayout(self)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(self._words)
        if self._words:
            self._words.setText(words)
        self.setVisible(bool(words))

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            size = theme.scaled(13)
            line = 2 + QFontMetrics(theme.font("label")).height() // 2
            sign = QRect(0, line - size // 2, size, size)
            brush.icon(sign, "circle-alert", brush.colour("danger"))


class LineEdit(QLineEdit):
    """One line that knows what is stored, and leaves Ctrl+Z to the window when it holds nothing else."""

    done = Signal()
    """The text should be accepted now."""
    entered = Signal()
    """Return was pressed, and the text was accepted or not."""
    given_up = Signal()
    """Escape: back to what is stored."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.stored = ""
        self.asks = False
        """Its text came back from an earlier time, and nobody has said yet whether it shall stand."""
        self.setAccessibleName(name)
        self.guarded = True
        """Whether it asks before it takes what must not be disclosed; else whoever takes its text does."""
        self._last = ""
        self.textEdited.connect(self._guard)
        self.textEdited.connect(self._answer)
        self.textChanged.connect(self._changed)
        self._align()

    def _guard(self, text: str) -> None:
        """What was pasted and must not be disclosed does not land in it unasked."""
        if self.guarded and closed_text.came_in(text, self._last):
            self.setText(self._last)
            closed_text.ask(self, partial(self.setText, text))

    def _answer(self) -> None:
        """Who types on in it has answered."""
        self.asks = False

    def _changed(self) -> None:
        self._last = self.text()
        self._align()
        self._complete()

    def _align(self) -> None:
        """Where there is no letter the text begins where the window does: Qt begins it at the left."""
        edge = Qt.AlignmentFlag.AlignLeft
        if self.isRightToLeft() and not shown.lettered(self.text()):
            edge = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        self.setAlignment(edge)

    def _complete(self) -> None:
        """A text that came while the keyboard was elsewhere (by voice, by a screen reader) is complete: take it."""
        if self.touched and not self.hasFocus() and not self.asks:
            self.done.emit()

    @property
    def words(self) -> str:
        """The text it holds."""
        return self.text()

    @property
    def touched(self) -> bool:
        """Whether it holds a text that is not accepted."""
        return self.text() != self.stored

    def go_back(self) -> None:
        """Show what is stored; its beginning where nobody types."""
        self.setText(self.stored)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def bring_back(self, text: str) -> None:
        """Show a text of an earlier time, which is not accepted before somebody says so."""
        self.asks = True
        self.setText(text)
        self.asks = self.touched

    @property
    def seen(self) -> str:
        """The text as it is seen: without the keyboard shortened with dots where it has no room."""
        if self.hasFocus():
            return self.text()
        right = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.text(), right, self._room.width())

    @property
    def _room(self) -> QRect:
        """What the text can take of the field."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = QStyle.SubElement.SE_LineEditContents
        box = self.style().subElementRect(inside, option, self)
        return (box - self.textMargins()).adjusted(_CARET, 0, -_CARET, 0)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = self.seen
        if seen == self.text():
            super().paintEvent(event)
            return
        # what Qt would draw ends, or even begins, in the middle of a letter
        with painting(self) as brush:
            option = QStyleOptionFrame()
            self.initStyleOption(option)
            panel = QStyle.PrimitiveElement.PE_PanelLineEdit
            self.style().drawPrimitive(panel, option, brush.painter, self)
            brush.painter.setFont(self.font())
            brush.painter.setPen(option.palette.color(QPalette.ColorRole.Text))
            direction = shown.direction(
                seen
            )  # as Qt has it of the whole text: the dots stand at its end
            brush.painter.setLayoutDirection(direction)
            at = QStyle.visualAlignment(direction, self.alignment())
            middle = at | Qt.AlignmentFlag.AlignVCenter
            brush.painter.drawText(self._room, middle | Qt.TextFlag.TextSingleLine, seen)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            standard = QKeySequence.StandardKey
            if not self.touched and (event.matches(standard.Undo) or event.matches(standard.Redo)):
                event.ignore()
                return False
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not _refuses(self, event):
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if not _refuses(self, event):
            super().dropEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.done.emit()
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.touched:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        reason = event.reason()
        if reason not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.done.emit()


def unfinished(window: QWidget) -> "list[LineEdit | TextEdit]":
    """The fields that hold a text which is not accepted yet, also those out of sight."""
    edits: list[LineEdit | TextEdit] = [
        *window.findChildren(LineEdit),
        *window.findChildren(TextEdit),
    ]
    return [edit for edit in edits if edit.touched]


def typed_in(window: QWidget) -> list[QWidget]:
    """The fields in sight that hold a text which is not accepted yet."""
    found: list[QWidget] = [edit for edit in unfinished(window) if edit.isVisible()]
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit | QPlainTextEdit) and window.isAncestorOf(focus):
        above = focus.parentWidget()
        while above and not isinstance(above, QAbstractItemView):
            above = above.parentWidget()
        if above:  # a cell of a table is being typed in
            found.append(focus)
    return found


class Field(QWidget):
    """A label over a control, and a sentence below it when there is trouble."""

    left = Signal()
    """The keyboard went elsewhere: what comes next is another undo step."""

    def __init__(self, label: str, control: QWidget) -> None:
        super().__init__()
        self.trouble = Trouble()
        self._label = words = theme.label(label, "label", quiet=True)
        words.setBuddy(control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(words)
        layout.addWidget(control)
        layout.addWidget(self.trouble)
        self.setFocusProxy(control)
        self._control, self._locked = control, False
        self._example = ""
        """What it shows where nothing is typed, while that cannot be seen."""
        self.edits = True
        """Whether it writes to a record; what does not can be used where nothing may be changed."""
        self._accepting = self._aside = False

    def lock(self, reason: str) -> None:
        """Let the value be read and copied only, and say why where the pointer rests on it."""
        if isinstance(self._control, QLineEdit | QPlainTextEdit):
            if bool(reason) != self._control.isReadOnly():  # an example would be read as the value
                shown, self._example = self._example, self._control.placeholderText()
                self._control.setPlaceholderText(shown)
            self._control.setReadOnly(bool(reason))
        else:
            self._control.setDisabled(bool(reason))
            self._control.setProperty("tone", "secondary" if reason else "")  # to be read
            self._control.style().polish(self._control)
        self._control.setToolTip(reason)

    def accept(self) -> None:
        """Take what is typed now."""

    @property
    def label_width(self) -> int:
        """The width in which the label can be read."""
        return self._label.sizeHint().width()

    def room_for_value(self) -> int:
        """The width in which the label and what is shown now can be read."""
        return self.label_width

    def put_aside(self) -> None:
        """What is just being accepted waits for a decision elsewhere: show what is stored."""
        self._aside = self._accepting

    @contextmanager
    def _taking(self) -> Iterator[None]:
        """While the text is being accepted."""
        self._accepting, self._aside = True, False
        try:
            yield
        finally:
            self._accepting = False

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        reason = locked(self) if self.edits else ""
        if reason or self._locked:
            self._locked = bool(reason)
            self.lock(reason)


class SideBySide(QWidget):
    """Fields in one line; the sentence below one of them has the room of all.

    `fit` is called when what they show is another record's: who has room to spare lends of it.
    """

    def __init__(
        self, fields: Sequence[Field], stretch: Sequence[int] = (), *, spacing: int = 8
    ) -> None:
        super().__init__()
        self._fields, self._spacing = tuple(fields), spacing
        self._stretch = tuple(stretch) or (1,) * len(fields)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(spacing)
        grid.setVerticalSpacing(0)
        for at, field in enumerate(fields):
            field.setMinimumWidth(0)
            field.setSizePolicy(QSizePolicy.Policy.Ignored, field.sizePolicy().verticalPolicy())
            grid.addWidget(field, 0, at, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at, self._stretch[at])
            grid.addWidget(field.trouble, at + 1, 0, 1, len(fields))

    def fit(self) -> None:
        """Share the line as told, or by what the fields show where one of them has no room for it."""
        room = self.width() - self._spacing * (len(self._fields) - 1)
        if room > 0 and not any(field.isHidden() for field in self._fields):
            needs = [field.room_for_value() for field in self._fields]
            for at, size in enumerate(lent(self._stretch, needs, room)):
                self._grid.setColumnStretch(at, max(1, size))

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class LineField(Field):
    """One line of text."""

    def __init__(
        self,
        label: str,
        accept: Accept,
        *,
        name: str = "",
        hint: str = "",
        edit: LineEdit | None = None,
    ) -> None:
        self.edit = edit or LineEdit(name or label)
        super().__init__(label, self.edit)
        self._accept = accept
        self.edit.setPlaceholderText(hint)
        self.edit.done.connect(self._done)
        self.edit.given_up.connect(self.give_up)
        self.edit.textEdited.connect(lambda _text: self._refuse(""))

    def show_value(self, text: str, *, other: bool = False) -> None:
        """Show what is stored. A text that is not accepted yet stays, unless it was of an `other` record."""
        typing = self.edit.touched and not other
        self.edit.asks = self.edit.asks and typing
        self.edit.stored = text
        if not typing and self.edit.text() != text:
            self.edit.go_back()
        if not self.edit.touched:
            self._refuse("")

    def room_for_value(self) -> int:
        words = self.edit.text() or self.edit.placeholderText()
        width = self.edit.fontMetrics().horizontalAdvance(words)
        return max(super().room_for_value(), width + LINE_ENDS)

    def accept(self) -> None:
        if not self.edit.touched or self.edit.asks:
            self._refuse("")
            return
        typed = self.edit.text()
        with self._taking():
            reason = self._accept(typed)
        self._refuse(reason)
        if not reason and self.edit.text() == typed != self.edit.stored:
            self.edit.go_back()  # as the record has it: 930 becomes 09:30

    def give_up(self) -> None:
        """Back to what is stored."""
        self.edit.asks = False
        self.edit.go_back()
        self._refuse("")

    def _done(self) -> None:
        self.accept()
        if not self.edit.hasFocus():
            self.left.emit()

    def _refuse(self, reason: str) -> None:
        self.trouble.say(reason)
        if bool(self.edit.property("refused")) != bool(reason):
            self.edit.setProperty("refused", bool(reason))
            self.edit.style().polish(self.edit)


class ChoiceField(Field):
    """One of several; accepted by choosing."""

    def __init__(
        self, label: str, choices: Mapping[str, str], accept: Accept, *, name: str = ""
    ) -> None:
        self.chooser = Chooser(name or label)
        super().__init__(label, self.chooser)
        for value, words in choices.items():
            self.chooser.addItem(words, value)
        self._accept = accept
        self.widest = False
        """Whether it wants room for all of its choices, not only for the one that it shows."""
        self.chooser.activated.connect(
            lambda at: self.trouble.say(accept(self.chooser.itemData(at)))
        )

    def room_for_value(self) -> int:
        box = self.chooser
        count = box.count() if self.widest else 0
        words = (box.currentText(), *map(box.itemText, range(count)))
        widest = max(map(box.fontMetrics().horizontalAdvance, words))
        least = box.minimumSizeHint().width()  # less than which no layout gives it
        return max(super().room_for_value(), widest + chooser_ends() + 2, least)

    def show_value(self, value: str) -> None:
        """Show what is stored; a value that is not among the choices is shown as it stands."""
        at = self.chooser.findData(value)
        if at < 0:
            self.chooser.addItem(value, value)
            at = self.chooser.count() - 1
        self.chooser.setCurrentIndex(at)


class TextEdit(QPlainTextEdit):
    """Running text, in Markdown where the record says so."""

    done = Signal()
    widened = Signal()
    """It has another width: the text may take more lines, or fewer."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.stored = ""
        self.asks = False
        """Its text came back from an earlier time, and nobody has said yet whether it shall stand."""
        self._brought = ""
        self.guarded = True
        """Whether it asks before it takes what must not be disclosed."""
        self.setAccessibleName(name)
        self.setProperty("boxed", True)
        self.setTabChangesFocus(True)
        self.marks: SpellingMarks | None = None
        """The words that nobody knows; None before the text was on the screen."""
        self._rest = QTimer(self, singleShot=True, interval=LONG_TEXT_RESTS)
        self._rest.timeout.connect(self.done)
        self.textChanged.connect(self._typed)

    @property
    def words(self) -> str:
        """The text it holds."""
        return self.toPlainText()

    @property
    def touched(self) -> bool:
        """Whether it holds a text that is not accepted."""
        return self.toPlainText() != self.stored

    def bring_back(self, text: str) -> None:
        """Show a text of an earlier time, which is not accepted before somebody says so."""
        self.setPlainText(text)
        self._rest.stop()
        self._brought, self.asks = self.toPlainText(), self.touched

    def give_up(self) -> None:
        """Back to what is stored."""
        self.setPlainText(self.stored)
        self._rest.stop()

    def _typed(self) -> None:
        if self.asks and self.toPlainText() != self._brought:  # who types on in it has answered
            self.asks = False
        if self.touched and self.hasFocus() and not self.asks:
            self._rest.start()

    def _toggle(self, mark: str) -> None:
        """Make the chosen words, or the word at the caret, bold or italic, or plain again."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        before, after = QTextCursor(cursor), QTextCursor(cursor)
        before.setPosition(max(0, first - 3))
        before.setPosition(first, QTextCursor.MoveMode.KeepAnchor)
        after.setPosition(last)
        end = min(last + 3, self.document().characterCount() - 1)
        after.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        chosen = cursor.selectedText().replace("\u2029", "\n")
        less, words, more = toggled(before.selectedText(), chosen, after.selectedText(), mark)
        if not chosen and not less:
            words = 2 * mark
        cursor.setPosition(first - less)
        cursor.setPosition(last + more, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)
        if chosen:
            cursor.setPosition(first - less)
            end = cursor.position() + len(words.encode("utf-16-le")) // 2
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        elif words:
            cursor.setPosition(first + len(mark))  # between the two marks
        self.setTextCursor(cursor)

    # Qt's own names

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            standard = QKeySequence.StandardKey
            if not self.touched and (event.matches(standard.Undo) or event.matches(standard.Redo)):
                event.ignore()
                return False
            if _mark_of(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark = _mark_of(event)
        if mark and not self.isReadOnly():
            self._toggle(mark)
        elif not mark:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.marks:
            self.marks.renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widened.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.guarded and closed_text.is_closed(source):
            closed_text.ask(self, partial(self.insertPlainText, source.text()))
        else:
            super().insertFromMimeData(source)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not _refuses(self, event):
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if not _refuses(self, event):
            super().dropEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.marks is None:
            super().contextMenuEvent(event)
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        menu = self.marks.menu_at(None if by_key else event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        menu.popup(below if by_key else event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self._rest.stop()
            self.done.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.marks is None and (known := spelling.of(self)):
            self.marks = SpellingMarks(self, known)
        elif self.marks:
            self.marks.renew()


def _refuses(field: QWidget, event: QDropEvent) -> bool:
    """What must not be disclosed is not dragged anywhere: says how it is released."""
    if not closed_text.is_closed(event.mimeData()):
        return False
    event.ignore()
    closed_text.refuse(field)
    return True


def _mark_of(event: QKeyEvent) -> str:
    """The mark that a key stands for: Ctrl+B bold, Ctrl+I italic."""
    if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
        return ""
    return {Qt.Key.Key_B: BOLD, Qt.Key.Key_I: ITALIC}.get(Qt.Key(event.key()), "")


class TextField(Field):
    """Several lines of text."""

    def __init__(
        self,
        label: str,
        accept: Accept,
        *,
        name: str = "",
        lines: int = 4,
        edit: TextEdit | None = None,
    ) -> None:
        self.edit = edit or TextEdit(name or label)
        super().__init__(label, self.edit)
        self._accept = accept
        self._lines = lines
        self.edit.done.connect(self._done)
        self.edit.textChanged.connect(self._grow)
        self.edit.widened.connect(self._grow)
        self._grow()

    def show_value(self, text: str, *, other: bool = False) -> None:
        """Show what is stored. A text that is not accepted yet stays, unless it was of an `other` record."""
        typing = self.edit.touched and not other
        asks = self.edit.asks and typing
        self.edit.stored = text
        if not typing and self.edit.toPlainText() != text:
            self.edit.setPlainText(text)
        self.edit.asks = asks

    def accept(self) -> None:
        if not self.edit.touched or self.edit.asks:
            return
        with self._taking():
            self.trouble.say(self._accept(self.edit.toPlainText()))
        if self._aside:
            self.edit.setPlainText(self.edit.stored)

    def give_up(self) -> None:
        """Back to what is stored."""
        self.edit.give_up()
        self.trouble.say("")

    def _grow(self) -> None:
        """As high as the text, between its own lines and three times as many."""
        lines = max(self._lines, min(3 * self._lines, round(self.edit.document().size().height())))
        line = math.ceil(QFontMetricsF(self.edit.font()).lineSpacing())
        self.edit.setFixedHeight(line * lines + _AROUND)

    def _done(self) -> None:
        self.accept()
        if not self.edit.hasFocus():
            self.left.emit()


def show_text(edit: TextEdit, text: str, *, other: bool) -> None:
    """Show what is stored. A text that is not accepted yet stays, unless it was of an `other` record."""
    typing = edit.touched and not other
    edit.asks = edit.asks and typing
    edit.stored = text
    if not typing and edit.toPlainText() != text:
        edit.setPlainText(text)


def controls_of(fields: Mapping[str, Field]) -> dict[str, Control]:
    """The fields that are typed in, for the drafts of their form."""
    return {
        name: Control(field.edit, field.accept, field.give_up)
        for name, field in fields.items()
        if isinstance(field, LineField | TextField)
    }


def control_of(edit: LineEdit | TextEdit) -> Control:
    """A control that stands in no field."""
    give_up = edit.give_up if isinstance(edit, TextEdit) else edit.given_up.emit
    return Control(edit, edit.done.emit, give_up)
