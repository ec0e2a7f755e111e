"""The form that asks for a passphrase: the one there is, a new one twice, and a recovery code that was really kept.

What is typed is a secret: no draft, no log, and nothing of it stays when the form is left. Not here: what the
passphrase is for (`encryption_page`, `first_start`), whether it is the right one (`services.encryption`).
"""

from datetime import datetime
from typing import NamedTuple, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from briefer.errors import KnownError
from briefer.gui import code_sheet, shown, theme
from briefer.gui.secret_copy import SecretCopy
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.check_box import Check
from briefer.gui.views.controls import button, column, row
from briefer.gui.views.fields import Trouble
from briefer.gui.views.printer_field import PrinterField, send
from briefer.i18n import once_a_language, say
from briefer.progress import Report
from briefer.rules.strength import strength
from briefer.services.printing import Order

WIDTH = 460
_PROOF = 2
"""The group of the code that is typed to prove that it was kept; the first is 0."""


class Asked(NamedTuple):
    """What a form asks for, and says of it."""

    title: str
    words: str
    """What follows."""
    act: str
    """Words of the button that begins it."""
    old: bool = False
    """Whether it takes the passphrase that there is."""
    new: bool = False
    code: bool = False


class Given(NamedTuple):
    """What somebody gave."""

    old: str = ""
    new: str = ""
    code: str = ""


@once_a_language
def _strengths() -> dict[str, str]:
    return {
        "weak": say(
            "Weak: a computer finds it in hours. Take four or five words that have nothing to do with each other."
        ),
        "fair": say("Fair: better with another word."),
        "strong": say("Strong."),
    }


class SecretForm(QWidget):
    """Asks in up to three steps: the words, the code to be kept, the proof that it was."""

    old_given = Signal(str)
    """The passphrase there is, as it was typed: `go_on` or `refuse` is the answer."""
    given = Signal(object)
    """All of it, as `Given`."""
    left = Signal()

    def __init__(self, tasks: TaskRunner) -> None:
        """`tasks` carry a print."""
        super().__init__()
        self._tasks = tasks
        self._asked = Asked("", "", "")
        self._workspace = self._code = ""
        self._title = theme.label("", "record")
        self._title.setWordWrap(True)
        self._words = theme.label("", "label", quiet=True)
        self._words.setWordWrap(True)
        self.old = _secret(say("Passphrase or recovery code"))
        self.new = _secret(say("New passphrase"))
        self.again = _secret(say("New passphrase again"))
        self._strength = theme.label("", "label", quiet=True)
        self._strength.setWordWrap(True)
        self.trouble = Trouble()
        self.see = Check(say("Show what is typed"))
        self.see.toggled.connect(self._show_typed)
        self.new.textChanged.connect(self._show_strength)
        self._fields = (self.old, self.new, self.again)
        for field in self._fields:
            field.textEdited.connect(lambda _text: self.trouble.say(""))
            field.returnPressed.connect(self._return)
        self.act = button("", self._take_words, filled=True)
        self._labels = {
            field: theme.label(field.accessibleName(), "label", quiet=True)
            for field in self._fields
        }
        for field, label in self._labels.items():
            label.setBuddy(field)
        self.copied = SecretCopy(self)
        self.copied.ended.connect(
            lambda: self._about_code.setText(say("The code is off the clipboard again."))
        )
        self._steps = QStackedWidget()
        for step in (self._step_of_words(), self._step_of_code(), self._step_of_proof()):
            self._steps.addWidget(step)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self._title, self._words, self._steps):
            layout.addWidget(part)
        self.setMaximumWidth(theme.scaled(WIDTH))

    def _step_of_words(self) -> QWidget:
        parts: list[QWidget | int | None] = []
        for field in self._fields:
            parts += [self._labels[field], field]
            if field is self.new:
                parts.append(self._strength)
        back = button(say("Back"), self.go_back, name=say("Back, nothing is changed"))
        return column(
            *parts, row(self.see, None), self.trouble, 4, row(back, None, self.act), None, spacing=5
        )

    def _step_of_code(self) -> QWidget:
        self.code = QLabel()
        font = theme.font("record")
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self.code.setFont(font)
        self.code.setAccessibleName(say("Recovery code"))
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._about_code = theme.label("", "label", quiet=True)
        self._about_code.setWordWrap(True)
        self.kept = button(say("I have kept it"), self._ask_for_proof, filled=True)
        copy = button(say("Copy"), self._copy, "copy", name=say("Copy the recovery code"))
        self.print_it = button(
            say("Print"), self._print, "printer", name=say("Print the recovery code")
        )
        self._about_printer = theme.label("", "label", quiet=True)
        self._about_printer.setWordWrap(True)
        self.printer = PrinterField(self._tasks, self._show_printer)
        self._printing = row(self.printer, self.print_it)
        layout = cast(QHBoxLayout, self._printing.layout())
        layout.setStretch(0, 1)
        layout.setAlignment(self.print_it, Qt.AlignmentFlag.AlignBottom)
        back = button(say("Back"), self.go_back, name=say("Back to the passphrase"))
        return column(
            self.code,
            4,
            row(copy, None),
            self._printing,
            self._about_printer,
            self._about_code,
            8,
            row(back, None, self.kept),
            None,
            spacing=6,
        )

    def _step_of_proof(self) -> QWidget:
        self.proof = QLineEdit()
        self.proof.setAccessibleName(say("Third group of the code"))
        self.proof.returnPressed.connect(self._take_proof)
        self._no_proof = Trouble()
        self.proof.textEdited.connect(lambda _text: self._no_proof.say(""))
        self.finish = button("", self._take_proof, filled=True)
        back = button(say("Back to the code"), self.go_back)
        return column(self.proof, self._no_proof, 8, row(back, None, self.finish), None, spacing=6)

    # ---------------------------------------------------------------------------------- the steps

    def ask(self, asked: Asked, workspace: str) -> None:
        """Begin anew; `workspace` is what the sheet with a code is about."""
        self.forget()
        self._asked, self._workspace = asked, workspace
        for field in self._fields:
            there = asked.old if field is self.old else asked.new
            field.setVisible(there)
            self._labels[field].setVisible(there)
        self._strength.setVisible(asked.new)
        self._show_strength("")
        words = say("Next") if asked.code else asked.act
        self.act.setText(words)
        self.act.setAccessibleName(words)
        self.finish.setText(asked.act)
        self.finish.setAccessibleName(asked.act)
        self._show_step(0)

    def forget(self) -> None:
        """Let nothing stand of what was typed."""
        self._code = ""
        for field in (*self._fields, self.proof):
            field.clear()
        self.code.clear()
        self.see.setChecked(False)
        for trouble in (self.trouble, self._no_proof):
            trouble.say("")
        self.wait(on=False)

    @property
    def target(self) -> QWidget:
        """Where the keyboard goes first in the step that is shown."""
        first = self.old if self._asked.old else self.new
        return (first, self.kept, self.proof)[self._steps.currentIndex()]

    def take_keyboard(self) -> None:
        """Give the keyboard to what comes first."""
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """The passphrase there is is the right one, or none was asked for."""
        self.wait(on=False)
        if not self._asked.code:
            self._give()
            return
        from briefer.services import encryption

        self._code = self._code or encryption.fresh_code()
        self.code.setText(self._code)
        self._about_code.setText("")
        self._show_printer()
        self.printer.look()
        self._show_step(1)

    def refuse(self, words: str) -> None:
        """The passphrase there is was not given, or something else is wrong."""
        self.wait(on=False)
        self._show_step(0)
        self.trouble.say(words)
        self.old.selectAll()

    def wait(self, *, on: bool) -> None:
        """It is looked whether the passphrase is the right one."""
        for part in (*self._fields, self.act):
            part.setDisabled(on)

    def go_back(self) -> None:
        """One step back; from the first, leave."""
        at = self._steps.currentIndex()
        if at:
            self._show_step(at - 1)
        else:
            self.forget()
            self.left.emit()

    def _show_step(self, at: int) -> None:
        words = (
            (self._asked.title, self._asked.words),
            (
                say("Keep the recovery code"),
                say(
                    "It opens the workspace when the passphrase is lost; without both nobody ever reads it again. "
                    "Print it, or write it down, and lock it away in another place than the computer."
                ),
            ),
            (
                say("Is it kept?"),
                say(
                    "Type the third group of the code, from what you have printed or written down."
                ),
            ),
        )
        self._title.setText(words[at][0])
        self._words.setText(words[at][1])
        self._steps.setCurrentIndex(at)
        self.proof.clear()
        self._no_proof.say("")
        self.take_keyboard()

    def _return(self) -> None:
        """Return goes to the next field that is empty, and on from the last."""
        for field in self._fields:
            if field.isVisible() and not field.text():
                field.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self._take_words()

    def _take_words(self) -> None:
        if sentence := self._missing():
            self.trouble.say(sentence)
            return
        if self._asked.old:
            self.wait(on=True)
            self.old_given.emit(self.old.text())
        else:
            self.go_on()

    def _missing(self) -> str:
        if self._asked.old and not self.old.text():
            return say("Type the passphrase that opens the workspace now, or its recovery code.")
        if self._asked.new and not self.new.text():
            return say("An empty passphrase protects nothing. Give another.")
        if self._asked.new and self.new.text() != self.again.text():
            return say("The two new passphrases are not the same. Type both again.")
        return ""

    def _ask_for_proof(self) -> None:
        self._show_step(2)

    def _take_proof(self) -> None:
        typed = "".join(self.proof.text().upper().replace("-", " ").split())
        if typed not in (self._code.split("-")[_PROOF], self._code.replace("-", "")):
            self._no_proof.say(
                say(
                    "That is not the third group. Look at what you have kept, or go back to the code."
                )
            )
            self.proof.selectAll()
            return
        self._give()

    def _give(self) -> None:
        given = Given(self.old.text(), self.new.text(), self._code)
        self.forget()
        self.given.emit(given)

    # -------------------------------------------------------------------------------- what it shows

    def _show_strength(self, words: str) -> None:
        known = strength(words)
        advice = say("Four or five words that have nothing to do with each other are best.")
        self._strength.setText(_strengths()[known] if words else advice)
        theme.quieten(self._strength, "danger" if words and known == "weak" else "secondary")
        self._strength.style().polish(self._strength)

    def _show_typed(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        for field in self._fields:
            field.setEchoMode(mode)

    def _copy(self) -> None:
        self.copied.put(self._code)
        self._about_code.setText(
            say("Copied. Put it where nobody else looks; in a minute it is off the clipboard.")
        )

    def _show_printer(self) -> None:
        """Whether it can be printed; before it is known which printers there are it cannot be, and nothing is said."""
        self.print_it.setEnabled(self.printer.chosen is not None)
        words = self.printer.words
        none = self.printer.known and self.printer.chosen is None
        if none:
            words = say("No printer is known on this computer. Write the code down.")
        self._printing.setHidden(none)
        self._about_printer.setText(words)
        self._about_printer.setHidden(not words)

    def _print(self) -> None:
        printer = self.printer.chosen
        if printer is None:
            return
        content = code_sheet.made(
            self._workspace,
            self._code,
            shown.day(datetime.now().astimezone().date(), "d MMMM yyyy"),
        )
        title, order = say("Recovery code"), Order(printer.name)

        def work(report: Report) -> None:
            send(content, order, title, report)

        def done(_nothing: None) -> None:
            self._about_code.setText(say("sent to {printer}").format(printer=printer.title))

        def failed(error: BaseException) -> None:
            words = str(error) if isinstance(error, KnownError) else ""
            self._about_code.setText(words or say("It could not be printed. Write the code down."))

        self._tasks.start(
            work, done, title=say("Printing {document}").format(document=title), failed=failed
        )

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.go_back()
        else:
            super().keyPressEvent(event)


def _secret(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setAccessibleName(name)
    return made
