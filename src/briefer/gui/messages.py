"""What a window says: the last change in the status bar, one bar of trouble, the words for a screen reader.

Errors have an owner. The surroundings' fault (`KnownError`) is shown as it stands; ours becomes one sentence and
a report that can be copied. Not here: where the words are drawn (`views.bars`, `views.status_bar`).
"""

import logging
import platform
import sys
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Literal, NamedTuple

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication

from briefer import logs
from briefer.errors import KnownError
from briefer.i18n import say

log = logging.getLogger(__name__)

Gravity = Literal["note", "warning", "error"]
_GRAVITIES: tuple[Gravity, ...] = ("note", "warning", "error")


class Offer(NamedTuple):
    """A button of a bar."""

    text: str
    act: Callable[[], object]
    closes: bool = True


class Trouble(NamedTuple):
    """A bar under the header: one sentence, and what can be done."""

    gravity: Gravity
    sentence: str
    offers: tuple[Offer, ...] = ()
    asks: bool = False
    """It waits for an answer: the first offer takes the keyboard."""


class Messages(QObject):
    """The one mouth of a window."""

    said = Signal(str)
    """A change or a piece of news, in the past tense, for the status bar."""
    saved = Signal(datetime)
    """An accepted edit has reached the database."""
    unsaved = Signal()
    """An edit has not reached it."""
    trouble_changed = Signal(object)
    """The `Trouble` to be shown, or None."""

    def __init__(self) -> None:
        super().__init__()
        self._trouble: Trouble | None = None
        self._stored = True
        """Whether the last change has reached the database."""
        self.offers_for: Callable[[BaseException], tuple[Offer, ...]] = lambda _error: ()
        """What can be done about an error of the surroundings."""

    def say(self, words: str, *, assertive: bool = False) -> None:
        """Show a sentence in the status bar, and let a screen reader speak the same words."""
        self.said.emit(words)
        announce(words, assertive=assertive)

    def say_saved(self, words: str) -> None:
        """Say what was changed, after it has been stored."""
        self._stored = True
        self.saved.emit(datetime.now().astimezone())
        self.say(words)

    def show_unsaved(self, error: KnownError) -> None:
        """Show why an edit was not stored; nothing says meanwhile that all is."""
        self._stored = False
        self.unsaved.emit()
        self.show_error(error)

    def begin(self) -> None:
        """A workspace was opened: no change of it waits."""
        self._stored = True

    def show(self, trouble: Trouble) -> None:
        """Show a bar; never more than one, the gravest."""
        shown = self._trouble
        if shown and _GRAVITIES.index(shown.gravity) > _GRAVITIES.index(trouble.gravity):
            return
        self._trouble = trouble
        self.trouble_changed.emit(trouble)
        announce(trouble.sentence, assertive=True)

    @property
    def shown(self) -> Trouble | None:
        """The bar that is shown."""
        return self._trouble

    def clear(self, *, but: Trouble | None = None) -> None:
        """Take the bar away, if it is not one that still waits for its answer."""
        if self._trouble and self._trouble is not but:
            self._trouble = None
            self.trouble_changed.emit(None)

    def show_error(self, error: BaseException) -> None:
        """Show an error to whom it belongs: the surroundings' as it stands, ours as a report."""
        if isinstance(error, KnownError):
            # no words of an error go into the log: they may be those of an encrypted workspace
            log.warning("told the user of a %s:\n%s", type(error).__name__, logs.places(error))
            self.show(Trouble("error", str(error), self.offers_for(error)))
            return
        words = report(error)
        log.error("a fault of our own: %s", words)
        copy = Offer(say("Copy the report"), lambda: _copy(words), closes=False)
        go_on = Offer(say("Go on"), lambda: None)
        sentence = say("Something went wrong in Briefer. Your last change is safe.")
        if not self._stored:
            sentence = say("Something went wrong in Briefer. Your last change is not saved.")
        self.show(Trouble("error", sentence, (copy, go_on)))


def announce(words: str, *, assertive: bool = False) -> None:
    """Let a screen reader speak, politely unless it is pressing."""
    # none while another program has the keyboard; a QWindow is nothing to a screen reader and would be passed over
    window = QApplication.activeWindow()
    if window is None or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(window, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if assertive else politeness.Polite)
    QAccessible.updateAccessibility(event)


def report(error: BaseException) -> str:
    """What a maintainer needs: versions and the place of the fault, without any text of the office's records."""
    from importlib import metadata  # takes longer to load than the window's first paint can wait

    head = (
        f"Briefer {metadata.version('briefer')}, Python {platform.python_version()},"
        f" PySide6 {metadata.version('PySide6-Essentials')}, {platform.platform()}"
    )
    return f"{head}\n{type(error).__name__}\n{logs.places(error)}\n"


def install_hooks(mouth: Callable[[], Messages]) -> None:
    """Send unexpected exceptions to the window that `mouth` gives then, and Qt's own warnings to the log."""

    def unexpected(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        mouth().show_error(error.with_traceback(trace))

    sys.excepthook = unexpected
    qInstallMessageHandler(_log_qt)


def remove_hooks() -> None:
    """Put Python's and Qt's own hooks back."""
    sys.excepthook = sys.__excepthook__
    qInstallMessageHandler(None)


_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _log_qt(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    logging.getLogger("qt").log(_QT_LEVELS[kind], "%s (%s)", words, context.category)


def _copy(words: str) -> None:
    QApplication.clipboard().setText(words)
