"""Opening, making and trying a workspace from the window: which folder, which passphrase, what if it fails.

Not here: reading it (`desk`), showing it (`places`).
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QDir, QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from briefer import settings
from briefer.errors import NotInPlace
from briefer.gui.desk import Desk
from briefer.gui.dialogs import file_dialogs, passphrase
from briefer.gui.messages import Messages, Offer, Trouble
from briefer.gui.tasks import Task, TaskRunner
from briefer.i18n import say
from briefer.progress import Report

ENDING = ".brieferz"
"""Of the names of backups, and of copies for the road."""


def is_backup(path: Path) -> bool:
    """Whether a file is by its name one that a workspace can be made of."""
    return path.suffix.lower() == ENDING


class Apart(NamedTuple):
    """Work on a workspace that nobody may have open meanwhile; it is opened again after it."""

    path: Path
    title: str
    """What is done: "Encrypting office"."""
    work: Callable[[Report], object]
    before: str | None
    """What opens it if nothing was changed; None where it is not encrypted."""
    after: str | None
    """What opens it when it is done."""
    said: str
    """What is said then."""


class Opener(QObject):
    """Opens workspaces for one window."""

    busy = Signal(bool)
    """A workspace is on its way."""
    refused = Signal(str)
    """Why a locked workspace does not open."""

    def __init__(
        self,
        desk: Desk,
        tasks: TaskRunner,
        messages: Messages,
        window: QWidget,
        secured: Callable[[Callable[[], object]], bool],
    ) -> None:
        """`secured` tells whether the open workspace may be left now; else it calls what it is given when it may."""
        super().__init__(window)
        self._secured = secured
        self._desk, self._tasks = desk, tasks
        self._messages, self._window = messages, window
        self._path = Path()
        self.offers_encryption = False
        """What is opened next was made just now, by somebody who was not asked whether to encrypt it."""
        self.asks_beside = True
        """A passphrase is asked for in a dialog; else the window itself has a field for it."""
        desk.opened.connect(self._opened)

    def open(
        self,
        path: Path,
        *,
        create: bool = False,
        sample: bool = False,
        secret: str | None = None,
        code: str | None = None,
    ) -> None:
        """Open a workspace, or make one, or make one of a backup; what is open stays until the other is there."""
        if is_backup(path) and not (create or sample):
            self.restore(path)
            return
        again = partial(self.open, path, create=create, sample=sample, secret=secret, code=code)
        if not self._secured(again):
            return
        self._path = path
        self.busy.emit(True)
        self._desk.open(
            path,
            create=create,
            sample=sample,
            passphrase=secret,
            recovery_code=code,
            keyring=self.asks_beside,  # who locked it wants to be asked
            failed=self._not_opened,
        )

    def ask_for_one(self) -> None:
        """Ask which folder to open, or which backup to make one of."""
        path = file_dialogs.open_workspace(self._window, Path(QDir.homePath()))
        if path:
            self.open(path)

    def ask_for_new(
        self, secret: str | None = None, code: str | None = None, *, offers: bool = False
    ) -> None:
        """Ask where to make one; with a passphrase it is encrypted, and its recovery code opens it, too.

        `offers` to encrypt it when it is there.
        """
        path = file_dialogs.new_workspace(self._window, Path(QDir.homePath(), "office.briefer"))
        if path:
            self.offers_encryption = offers
            self.open(path, create=True, secret=secret, code=code)

    def restore(self, file: Path) -> None:
        """Ask for a folder that is not there yet, make a workspace of a backup in it, and open that."""
        folder = file_dialogs.restored_workspace(self._window, _place_for(file))
        if folder is None:
            return

        def work(report: Report) -> None:
            from briefer.services import backups

            backups.restore(file, folder, report=report)

        def failed(error: BaseException) -> None:
            self.busy.emit(False)
            self._messages.show_error(error)

        def done(_nothing: None) -> None:
            self.busy.emit(False)
            self.open(folder)

        self.busy.emit(True)
        title = say("Restoring {name}").format(name=file.name)
        self._tasks.start(work, done, title=title, lane="restore", failed=failed, writes=True)

    def work_apart(self, apart: Apart, back: Callable[[str, BaseException | None], object]) -> Task:
        """Carry out what needs a workspace that nobody has open, and open it again, whatever came of it.

        `back` is told, before that, what to say then, or what went wrong.
        """

        def again(secret: str | None, words: str, error: BaseException | None) -> None:
            back(words, error)
            self.asks_beside = False  # there is no dialog over a window that shows nothing
            self.open(apart.path, secret=secret)

        task = self._tasks.start(
            apart.work,
            lambda _result: again(apart.after, apart.said, None),
            lane="apart",
            failed=lambda error: again(apart.before, "", error),
            writes=True,
        )
        task.cancelled.connect(
            lambda: again(apart.before, say("Stopped. Nothing was changed."), None)
        )
        return task

    def open_sample(self) -> None:
        """The sample in the user's own data; a second time the same one, with what was changed in it."""
        place = QStandardPaths.StandardLocation.AppDataLocation
        path = Path(QStandardPaths.writableLocation(place), "sample.briefer")
        self.open(path, sample=not path.exists())

    def _opened(self) -> None:
        self.busy.emit(False)
        self.asks_beside = True
        settings.save(settings.with_recent(settings.load(), self._desk.workspace.path))

    def _not_opened(self, error: BaseException) -> None:
        from briefer.workspace.database import PassphraseWanted
        from briefer.workspace.keys import WrongPassphrase

        self.busy.emit(False)
        self.offers_encryption = False
        if not self.asks_beside:
            self.refused.emit(str(error))
        if isinstance(error, NotInPlace):
            copy = Offer(say("Copy to this computer…"), partial(self.restore, error.path))
            there = error.path.is_dir()  # else it was about to be made there
            self._messages.show(Trouble("warning", str(error), (copy,) if there else ()))
            return
        if not isinstance(error, PassphraseWanted | WrongPassphrase):
            self._messages.show_error(error)
            return
        if not self.asks_beside:
            return
        secret = passphrase.ask(self._window, str(error))
        if secret is not None:
            self.open(self._path, secret=secret)


def _place_for(file: Path) -> Path:
    """A name for the workspace that is made of a backup: of one that a workspace keeps, beside that."""
    if file.parent.name == "backups" and file.parent.parent.suffix == ".briefer":
        kept_by = file.parent.parent
        return kept_by.with_name(f"{kept_by.stem} {file.stem}.briefer")
    return Path(QDir.homePath(), f"{file.stem}.briefer")
