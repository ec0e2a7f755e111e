"""Starts the window: style and fonts, the window itself, and only after its first paint the services.

Not here: what the window does (`main_window`).
"""

import logging
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from briefer import i18n, settings
from briefer.gui import garbage, messages, theme
from briefer.gui.key_names import KeyNames
from briefer.gui.main_window import MainWindow
from briefer.gui.windows import Windows

NAME = "briefer"
TURN = 0.0005
"""Seconds that Python's threads leave each other, 5 ms by default: after each of dozens of calls into Qt the window
waits so long for each that builds pages. With 2 ms it stood still for a quarter of a second with 40 ms of work while a
long pack was begun, with half a millisecond for 81 ms at most; the pages come as soon. To be measured in a loop of Qt's:
`QTest.qWait` holds Python."""
LEAST_POINTS, MOST_POINTS = 8.0, 16.0
"""Sizes of type; everything else is measured by it."""

log = logging.getLogger(__name__)


def run(path: Path | None, *, self_test: bool = False) -> int:
    """Open the window, on a workspace if one is given, and stay until it is closed; gives the exit status.

    With `self_test` paint once, off screen if there is no screen, and close.
    """
    app = make()
    windows = Windows()
    window = windows.open()
    messages.install_hooks(lambda: windows.youngest.messages)
    if self_test:
        QTimer.singleShot(0, lambda: _prove(window))
    elif path:
        QTimer.singleShot(0, lambda: window.opener.open(path))
    try:
        return app.exec()
    finally:
        messages.remove_hooks()


def make() -> QApplication:
    """The application: name, language, style, fonts, colours; garbage is looked for in its thread."""
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    garbage.search_here(app)
    sys.setswitchinterval(TURN)
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("")
    app.setDesktopFileName(NAME)
    kept = settings.load()
    tag = language_of(kept.language, QLocale.system())
    i18n.use(tag)
    locale = (
        QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
        if tag == "en"
        else QLocale(tag)
    )
    QLocale.setDefault(locale)
    translator = QTranslator(app)
    if translator.load(
        f"qtbase_{tag}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(translator)
    app.installTranslator(KeyNames(app))
    app.setLayoutDirection(locale.textDirection())
    look = kept.look
    scheme: theme.Scheme = "light" if look == "light" else "dark" if look == "dark" else "system"
    theme.set_up(app, scheme, min(max(kept.points, LEAST_POINTS), MOST_POINTS))
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: _follow_system(app))
    return app


def language_of(chosen: str, system: QLocale) -> str:
    """The language of the window: the chosen one, else the system's; English where the window speaks neither."""
    known = i18n.window_languages()
    wanted = chosen or QLocale.languageToCode(system.language())
    return wanted if wanted in known else "en"


def offscreen_check() -> None:
    """Prove that the window can be painted.

    Raises:
        RuntimeError: nothing was painted.

    """
    make()
    window = MainWindow()
    window.show()
    picture = window.grab()
    window.close()
    if picture.isNull():
        raise RuntimeError("the window cannot be painted")


def _prove(window: MainWindow) -> None:
    picture = window.grab()
    window.close()
    QApplication.exit(1 if picture.isNull() else 0)


def _follow_system(app: QApplication) -> None:
    if not settings.load().look:
        theme.show(app, "system")
