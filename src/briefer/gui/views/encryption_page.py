"""Settings, fifth page: whether the workspace is encrypted, what opens it, and what can be changed of that.

What needs a workspace that nobody has open is asked for (`apart_wanted`): its windows go and come back, the one
that asked to this page. When an idle workspace is locked is this user's, as the rest is the workspace's. Not here: what is asked
(`secret_form`), how it is done (`services.encryption`).
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from briefer import settings
from briefer.errors import KnownError
from briefer.gui import shown, theme
from briefer.gui.delegates.brush import painting
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages
from briefer.gui.models.rows import Row
from briefer.gui.opening import Apart
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.controls import button, column, on_base, row, scrolling
from briefer.gui.views.fields import ChoiceField, Trouble
from briefer.gui.views.lists import RowsView
from briefer.gui.views.place import Pane, alone
from briefer.gui.views.secret_form import Asked, Given, SecretForm
from briefer.i18n import once_a_language, say, say_many
from briefer.progress import Report

if TYPE_CHECKING:
    from briefer.services.encryption import State

WIDEST = 720
IDLE = (1, 2, 5, 10, 15, 30, 60, 120)
"""Minutes after which an encrypted workspace can be locked."""


class Act(NamedTuple):
    """One thing that can be changed, in the order in which they stand."""

    name: str
    icon: str
    asked: Asked
    opens: str
    """Words of the button that begins to ask."""
    working: str
    """What is done then; {workspace} is its name."""
    said: str
    """What is said when it is done."""
    encrypted: bool = True
    """Whether it is for a workspace that is encrypted."""
    wanted: "Callable[[State], bool]" = lambda _state: True
    """Whether it can be wanted there at all."""


@once_a_language
def acts() -> tuple[Act, ...]:
    """All of them."""
    return (
        Act(
            "encrypt",
            "lock",
            Asked(
                say("Encrypt this workspace"),
                say(
                    "Nobody without the passphrase reads a word of it then: not on this disk, not in its backups. "
                    "Its windows close for a moment."
                ),
                say("Encrypt"),
                new=True,
                code=True,
            ),
            say("Encrypt…"),
            say("Encrypting {workspace}"),
            say("{workspace} is encrypted."),
            encrypted=False,
        ),
        Act(
            "passphrase",
            "pencil",
            Asked(
                say("Change the passphrase"),
                say(
                    "The recovery code stays. Backups that were made before keep the old passphrase."
                ),
                say("Change the passphrase"),
                old=True,
                new=True,
            ),
            say("Change…"),
            say("Changing the passphrase of {workspace}"),
            say("The passphrase of {workspace} is changed."),
        ),
        Act(
            "code",
            "file-text",
            Asked(
                say("New recovery code"),
                say("The old one opens nothing then but backups that were made before."),
                say("Use the new code"),
                old=True,
                code=True,
            ),
            say("New code…"),
            say("Changing the recovery code of {workspace}"),
            say("The recovery code of {workspace} is changed."),
        ),
        Act(
            "key",
            "refresh-cw",
            Asked(
                say("Encrypt under a new key"),
                say(
                    "For when somebody may know the passphrase or the code: all is written anew, and neither opens it "
                    "any more. Backups that were made before keep them."
                ),
                say("Encrypt anew"),
                old=True,
                new=True,
                code=True,
            ),
            say("New key…"),
            say("Encrypting {workspace}"),
            say(
                "Backups made before still open with the old passphrase. Remove those that somebody may read."
            ),
        ),
        Act(
            "keyring",
            "monitor",
            Asked(
                say("Let this computer open it"),
                say(
                    "Its keyring keeps a key: whoever is logged in as you then opens the workspace without the passphrase, "
                    "though a locked one still asks for it."
                ),
                say("Let the keyring keep it"),
                old=True,
            ),
            say("Keep…"),
            say("Giving {workspace} to the keyring"),
            say("This computer opens {workspace} without its passphrase."),
            wanted=lambda state: state.keyring == "offered",
        ),
        Act(
            "no keyring",
            "monitor",
            Asked(
                say("Let no computer open it by itself"),
                say("The passphrase is asked for whenever it is opened, on every computer."),
                say("Take it from the keyrings"),
                old=True,
            ),
            say("Take back…"),
            say("Taking {workspace} from the keyring"),
            say("No computer opens {workspace} without its passphrase."),
            wanted=lambda state: state.keyring == "here" or state.elsewhere,
        ),
        Act(
            "decrypt",
            "lock-open",
            Asked(
                say("Take the encryption away"),
                say(
                    "Whoever gets at this computer, its disk or a copy of the folder then reads everything. Backups that "
                    "were made before stay encrypted."
                ),
                say("Decrypt"),
                old=True,
            ),
            say("Decrypt…"),
            say("Decrypting {workspace}"),
            say("{workspace} is not encrypted any more."),
        ),
    )


@once_a_language
def _slots() -> dict[str, tuple[str, str]]:
    return {
        "passphrase": (say("Passphrase"), say("typed whenever it is opened or unlocked")),
        "recovery code": (
            say("Recovery code"),
            say("on paper, for when the passphrase is lost"),
        ),
    }


class EncryptionPage(QWidget):
    """The state, what can be changed, and the form of what is being changed."""

    apart_wanted = Signal(object)
    """An `Apart` shall be done."""

    def __init__(self, desk: Desk, tasks: TaskRunner, messages: Messages) -> None:
        super().__init__()
        self._desk, self._tasks, self._messages = desk, tasks, messages
        self._state: State | None = None
        self._act = acts()[0]
        self._head = theme.label("", "record")
        self._about = theme.label("", "label", quiet=True)
        self._head.setWordWrap(True)
        self._about.setWordWrap(True)
        self.slots = RowsView(say("What opens it"))
        self.unreadable = Trouble()
        self.clear_words = Trouble()
        self._in_clear = column(
            self.clear_words,
            row(
                button(
                    say("Encrypt them"),
                    partial(self._tidy, remove=False),
                    name=say("Encrypt the old backups"),
                    edits=True,
                ),
                button(
                    say("Remove them"),
                    partial(self._tidy, remove=True),
                    name=say("Remove the old backups"),
                    edits=True,
                ),
                None,
            ),
            spacing=6,
        )
        self._choices = {act.name: _Choice(act, partial(self.begin, act.name)) for act in acts()}
        self.idle = ChoiceField(
            say("Lock an encrypted workspace when nobody has done anything for"),
            _idle(),
            self._choose_idle,
        )
        self.idle.edits = False
        self.idle.chooser.setMaximumWidth(theme.scaled(220))
        self.form = SecretForm(tasks)
        self.form.old_given.connect(self._look_at_old)
        self.form.given.connect(self._given)
        self.form.left.connect(self._leave_form)
        self._stack = QStackedWidget()
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        overview = QVBoxLayout()
        overview.setContentsMargins(20, 16, 20, 20)
        overview.setSpacing(8)
        for part in (self._head, self._about, self.unreadable, self.slots, self._in_clear):
            overview.addWidget(part)
        for choice in self._choices.values():
            overview.addWidget(choice)
        overview.addSpacing(8)
        overview.addWidget(self.idle)
        overview.addStretch(1)
        asking = QVBoxLayout()
        asking.setContentsMargins(20, 16, 20, 20)
        asking.addWidget(self.form)
        asking.addStretch(1)
        self._overview, self._asking = scrolling(overview), scrolling(asking)
        for page in (self._overview, self._asking):
            self._stack.addWidget(page)
        inside = column(self._stack)
        inside.setMaximumWidth(theme.scaled(WIDEST))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside, 1)
        on_base(self)

    @property
    def target(self) -> QWidget:
        """Where the keyboard goes first."""
        if self._stack.currentWidget() is self._asking:
            return self.form.target
        there = [one.opens for one in self._choices.values() if not one.isHidden()]
        return there[0] if there else self.idle.chooser

    @property
    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        return alone(self.target)

    def accept_all(self) -> None:
        """A secret that is half typed is let go of."""
        self._leave_form()

    def refresh(self) -> None:
        """Show how the workspace is encrypted now."""
        if not self._desk.is_open:
            return
        from briefer.services import encryption

        path = self._desk.workspace.path

        def work(report: Report) -> "State":
            return encryption.state(path, report)

        def failed(error: BaseException) -> None:
            if isinstance(error, KnownError):
                self.unreadable.say(str(error))
            else:
                self._messages.show_error(error)

        self._tasks.start(work, self._show, lane="encryption", failed=failed)

    def _show(self, state: "State") -> None:
        self._state = state
        self.unreadable.say("")
        workspace = self._desk.workspace.path.stem if self._desk.is_open else ""
        if state.encrypted:
            head = say("{workspace} is encrypted")
            about = say(
                "Its database, drafts, pictures and backups can be read with what stands here."
            )
        else:
            head = say("{workspace} is not encrypted")
            about = say(
                "Whoever gets at this computer, its disk or a copy of the folder reads everything."
            )
        self._head.setText(head.format(workspace=workspace))
        self._about.setText(about)
        self.slots.show_rows(_rows(state))
        self.slots.setFixedHeight(self.slots.height_of_rows())
        self.slots.setVisible(state.encrypted)
        self.clear_words.say(state.in_clear)
        self._in_clear.setVisible(bool(state.in_clear))
        for act in acts():
            wanted = act.encrypted == state.encrypted and act.wanted(state)
            self._choices[act.name].setVisible(wanted)
        self.idle.show_value(str(settings.load().lock_after))

    # ------------------------------------------------------------------------------------ changing

    def begin(self, name: str) -> None:
        """Ask for what an act needs."""
        self._act = next(act for act in acts() if act.name == name)
        self._stack.setCurrentWidget(self._asking)
        self.form.ask(self._act.asked, self._desk.workspace.path.stem)

    def _leave_form(self) -> None:
        if self._stack.currentWidget() is self._asking:
            self.form.forget()
            self._stack.setCurrentWidget(self._overview)
            self._choices[self._act.name].opens.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at_old(self, words: str) -> None:
        """Whether it is the right one is known before any window closes."""
        from briefer.services import encryption

        path = self._desk.workspace.path

        def work(_report: Report) -> bytes:
            return encryption.key_of(path, words)

        def failed(error: BaseException) -> None:
            if isinstance(error, KnownError):
                self.form.refuse(str(error))
            else:
                self.form.refuse("")
                self._messages.show_error(error)

        self._tasks.start(work, lambda _key: self.form.go_on(), lane="old", failed=failed)

    def _given(self, given: Given) -> None:
        self._leave_form()
        path, name = self._desk.workspace.path, self._act.name
        called = {"workspace": path.stem}
        after = None if name == "decrypt" else given.new or given.old
        self.apart_wanted.emit(
            Apart(
                path,
                self._act.working.format(**called),
                partial(_carry_out, name, path, given),
                given.old or None,
                after,
                self._act.said.format(**called),
            )
        )

    def _tidy(self, *, remove: bool) -> None:
        """Encrypt or remove what can be read without the key."""
        from briefer.services import encryption

        workspace = self._desk.workspace
        path, key = workspace.path, workspace.key
        if key is None:
            return

        def work(report: Report) -> None:
            encryption.tidy(path, key, remove=remove, report=report)

        def done(_nothing: None) -> None:
            said = (
                say("The old backups are removed.")
                if remove
                else say("The old backups are encrypted.")
            )
            self._messages.say(said)
            self.refresh()

        def failed(error: BaseException) -> None:
            self._messages.show_error(error)
            self.refresh()

        title = say("Removing old backups") if remove else say("Encrypting old backups")
        self._tasks.start(work, done, title=title, lane="tidy", failed=failed, writes=True)

    def _choose_idle(self, minutes: str) -> str:
        if not settings.save(msgspec.structs.replace(settings.load(), lock_after=int(minutes))):
            sentence = say("The settings cannot be kept: {path} cannot be written.")
            return sentence.format(path=settings.place())
        return ""

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._stack.currentWidget() is self._asking:
            self.form.go_back()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


class _Choice(QWidget):
    """One thing that can be changed: what, what follows, and the button that begins it."""

    def __init__(self, act: Act, begin: "partial[None]") -> None:
        super().__init__()
        self._icon = act.icon
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(theme.label(act.asked.title, "title"))
        second = theme.label(act.asked.words, "label", quiet=True)
        second.setWordWrap(True)
        text.addWidget(second)
        self.opens: QPushButton = button(act.opens, begin, name=act.asked.title, edits=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.sides(36 + theme.scaled(20), 10, 14, 10))
        layout.setSpacing(16)
        layout.addLayout(text, 1)
        layout.addWidget(self.opens, 0, Qt.AlignmentFlag.AlignVCenter)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            edge = brush.colour(QPalette.ColorRole.Mid)
            brush.rounded(self.rect(), 8, brush.colour(QPalette.ColorRole.Base), edge)
            brush.sign(18, 20, self._icon, brush.colour("accent"))


def _rows(state: "State") -> list[Row]:
    """What opens it; of keyrings only whether one does."""
    known = _slots()
    rows = [Row(slot, *known[slot], icon="check") for slot in known if slot in state.slots]
    if state.keyring == "here":
        told = say("opens it without the passphrase")
        rows.append(Row("here", say("Keyring of this computer"), told, icon="check"))
    if state.elsewhere:
        told = say("opens it there without the passphrase")
        rows.append(Row("elsewhere", say("Keyring of another computer"), told, icon="check"))
    return rows


def _idle() -> dict[str, str]:
    minutes = sorted({*IDLE, settings.load().lock_after} - {0})
    found = {
        str(count): say_many("{count} minute", "{count} minutes", count).format(
            count=shown.digits(count)
        )
        for count in minutes
    }
    return {**found, "0": say("never")}


def _carry_out(name: str, path: Path, given: Given, report: Report) -> None:
    """Do what was asked; in the worker, while nobody has the workspace open."""
    from briefer.services import encryption

    key = encryption.key_of(path, given.old) if given.old else None
    if name in ("encrypt", "key"):
        encryption.encrypt(path, key, given.new, code=given.code, report=report)
        return
    assert key is not None
    if name == "passphrase":
        encryption.change_passphrase(path, key, given.new)
    elif name == "code":
        encryption.new_recovery_code(path, key, given.code)
    elif name == "keyring":
        encryption.remember(path, key)
    elif name == "no keyring":
        encryption.remember_nowhere(path)
    elif name == "decrypt":
        encryption.decrypt(path, key, report=report)
