"""The two halves of a brief's background: what may be used, and what must not be disclosed.

The caret cannot walk from one into the other: they are two texts, and Tab stops at the head of the closed one. What is
copied from the closed half asks before it lands in the open one. Not here: storing (`brief_editor`).
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefer.gui import shown, theme
from briefer.gui.closed_text import CLOSED, is_closed
from briefer.gui.delegates.brush import painting
from briefer.gui.icons import icon
from briefer.gui.messages import announce
from briefer.gui.models.offers import Ask
from briefer.gui.views.controls import LOCKED, button, locked, row
from briefer.gui.views.linking import LinkingEdit
from briefer.i18n import say, say_many
from briefer.services import brief_edits

_FEWEST_LINES = 9


class OpenEdit(LinkingEdit):
    """A text that anybody may read; what must not be disclosed does not land in it unasked."""

    asked = Signal(str)
    """A text that came from the closed half was pasted."""

    def __init__(self, name: str, closed: Callable[[], str], ask: Ask) -> None:
        super().__init__(name, ask)
        self._closed = closed

    def take(self, text: str) -> None:
        """Put a text in, at the caret."""
        self.insertPlainText(text)

    # Qt's own names

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if is_closed(source) or brief_edits.came_from(text, self._closed()):
            self.asked.emit(text)
        else:
            self.insertPlainText(text)


class ClosedEdit(LinkingEdit):
    """The text that must not be disclosed. Tab never enters it."""

    left = Signal()
    """Escape: back to the head."""

    def __init__(self, name: str, ask: Ask) -> None:
        super().__init__(name, ask)
        self.guarded = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    # Qt's own names

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()  # Qt's own tells nobody of other formats before its text is read
        data.setText(self.textCursor().selection().toPlainText())
        data.setData(CLOSED, b"1")
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.offered:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        announce(say("In the half that must not be disclosed."))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        announce(say("Out of the half that must not be disclosed."))


class Question(QWidget):
    """A bar inside a pane: a sentence and two answers."""

    def __init__(self) -> None:
        super().__init__()
        self._words = theme.label("", "label")
        self._words.setWordWrap(True)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(8)
        self._buttons: list[QPushButton] = []
        self._back: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.sides(34, 8, 10, 8))
        layout.setSpacing(6)
        layout.addWidget(self._words)
        layout.addLayout(self._answers)
        self.hide()

    def ask(
        self, sentence: str, answers: list[tuple[str, Callable[[], None]]], back: QWidget
    ) -> None:
        """Ask; the first answer has the keyboard, and `back` gets it when an answer is given."""
        for old in self._buttons:
            old.deleteLater()
        while self._answers.count():
            self._answers.takeAt(0)
        self._words.setText(sentence)
        self._back = back
        self._buttons = [button(words, partial(self._answer, act)) for words, act in answers]
        for one in self._buttons:
            self._answers.addWidget(one)
        self._answers.addStretch(1)
        self.show()
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        announce(sentence, assertive=True)

    @property
    def answers(self) -> list[str]:
        """The answers it offers."""
        return [one.accessibleName() for one in self._buttons] if not self.isHidden() else []

    def dismiss(self) -> None:
        """Go, with nothing done."""
        self._answer(lambda: None)

    def _answer(self, act: Callable[[], None]) -> None:
        back = self._back
        self._back = None
        if back:
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        act()

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            focus, QPushButton
        ):
            focus.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            warning = brush.colour("warning")
            box = self.rect().adjusted(6, 2, -6, -2)
            brush.rounded(box, 6, theme.tint("chip", warning, brush.palette))
            brush.icon(QRect(14, 12, 15, 15), "triangle-alert", warning)


class OpenHalf(QWidget):
    """What may be used."""

    def __init__(self, closed: Callable[[], str], ask: Ask) -> None:
        super().__init__()
        self.edit = OpenEdit(say("Background that may be used, in Markdown"), closed, ask)
        self._count = theme.label("", "label", quiet=True)
        self.question = Question()
        self.edit.textChanged.connect(self._show_count)
        self.edit.asked.connect(self._ask)
        head = row(
            _Sign("lock-open", "ok"), theme.label(say("May be used"), "title"), None, self._count
        )
        head.setFixedHeight(theme.scaled(30))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(head)
        layout.addWidget(self.question)
        layout.addWidget(self.edit, 1)
        self.edit.setMinimumHeight(self.edit.fontMetrics().lineSpacing() * _FEWEST_LINES)
        self._show_count()

    def _show_count(self) -> None:
        self._count.setText(words_of(self.edit.toPlainText()))

    def _ask(self, text: str) -> None:
        self.ask_before(say("Paste it in the open half"), lambda: self.edit.take(text), self.edit)

    def ask_before(self, words: str, act: Callable[[], None], back: QWidget) -> None:
        """Ask before what must not be disclosed is told: `words` name what `act` does; `back` gets the keyboard."""
        self.question.ask(
            say("This text came from the half that must not be disclosed."),
            [(say("Keep it closed"), lambda: None), (words, act)],
            back,
        )


class ClosedHalf(QWidget):
    """What must not be disclosed: a frame of its own, a lock, and its marking."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self.edit = ClosedEdit(say("Background that must not be disclosed, in Markdown"), ask)
        self.edit.setProperty("boxed", False)
        self.edit.setFrameShape(QFrame.Shape.NoFrame)
        self.edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.edit.viewport().setAutoFillBackground(False)
        self.edit.setBackgroundRole(QPalette.ColorRole.NoRole)
        self.edit.document().setDocumentMargin(2)
        self.edit.left.connect(self.to_head)
        self.edit.textChanged.connect(self._show_words)
        self.head = _Head()
        self.head.clicked.connect(self.enter)
        self.marking = _Filled()
        self.question = Question()
        self._aimed_at = False
        self._hint = theme.label("", "small", quiet=True)
        self._hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 5, 10, 8)
        layout.setSpacing(4)
        head = row(self.head, None, self.marking)
        head.setFixedHeight(theme.scaled(30))
        layout.addWidget(head)
        layout.addWidget(self.question)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self._hint)
        self._show_words()

    def aim(self, *, at: bool) -> None:
        """Show whether what is dragged would land here."""
        if at != self._aimed_at:
            self._aimed_at = at
            self.update()

    def show_marking(self, marking: str) -> None:
        """Show what it is marked, in capital letters."""
        self.marking.show_words(marking.upper())
        self._show_words()

    def enter(self) -> None:
        """Give the keyboard to the text: a step of its own."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_head(self) -> None:
        """Give the keyboard to the head."""
        self.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_words(self) -> None:
        name = say("Must not be disclosed, {marking}, {words}. Alt+Return goes in.")
        words = words_of(self.edit.toPlainText())
        self.head.setAccessibleName(name.format(marking=self.marking.words, words=words))

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        hints = [say("Only packs whose readers may know it print this.")]
        if not locked(self):
            hints.append(say("Ctrl+Shift+O releases a paragraph."))
        self._hint.setText(" ".join(hints))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            plum = brush.colour("closed")
            brush.rounded(self.rect(), 8, theme.tint("closed", plum, brush.palette), plum, 1)
            brush.rounded(self.rect().adjusted(2, 2, -2, -2), 6, None, plum, 1)
            if self._aimed_at:
                brush.target(self.rect().adjusted(4, 4, -4, -4))


class _Sign(QWidget):
    """An icon in one of our own colours."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name, self._colour = name, colour
        self.setFixedSize(theme.scaled(16), theme.scaled(16))

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.icon(self.rect(), self._name, brush.colour(self._colour))


class _Head(QPushButton):
    """The head of the closed half: Tab stops here."""

    def __init__(self) -> None:
        super().__init__("\u2009" + say("Must not be disclosed"))
        self.setIcon(icon("lock", "closed"))
        self.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
        self.setFont(theme.font("title"))
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and alt:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            plum = brush.colour("closed")
            end = brush.sign(4, 16, "lock", plum)
            box = self.rect().adjusted(end + 8, 0, -4, 0)
            brush.text(box, self.text().strip("\u2009"), self.font(), plum)
            if self.hasFocus():
                brush.ring(self.rect(), 6)


class _Filled(QWidget):
    """A marking in a filled chip."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.setFixedHeight(theme.scaled(20))

    def show_words(self, words: str) -> None:
        """Show another marking, or none."""
        self.words = words
        font = theme.font("small")
        self.setFixedWidth(QFontMetrics(font).horizontalAdvance(words) + theme.scaled(14))
        self.setVisible(bool(words))
        self.update()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.rounded(self.rect(), 4, brush.colour("closed"))
            base = brush.colour(QPalette.ColorRole.Base)
            brush.text(
                self.rect(), self.words, theme.font("small"), base, Qt.AlignmentFlag.AlignHCenter
            )


def words_of(text: str) -> str:
    """How long a text is."""
    count = len(text.split())
    return say_many("{count} word", "{count} words", count).format(count=shown.digits(count))


def lock_text(edit: QPlainTextEdit) -> None:
    """Let a text be read only, where nothing can be changed."""
    reason = edit.window().property(LOCKED) or ""
    edit.setReadOnly(bool(reason))
    edit.setToolTip(reason)
