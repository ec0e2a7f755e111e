"""Settings, second page: the fonts that an office adds for scripts which Briefer's own lack.

They are this computer's. Each change holds at once, and for the next pages that are made. Not here: what a font brings
(`services.fonts`).
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefer import i18n, settings
from briefer.gui import theme
from briefer.gui.dialogs import file_dialogs
from briefer.gui.messages import Messages
from briefer.gui.models.rows import Mark, Row
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.controls import Empty, button, on_base, row
from briefer.gui.views.lists import RowsView
from briefer.gui.views.place import Pane, alone
from briefer.i18n import say
from briefer.progress import Report

if TYPE_CHECKING:
    from briefer.services.fonts import FontPlace

WIDEST = 860


class FontsPage(QWidget):
    """The list of fonts, each with what it brings."""

    changed = Signal()
    """Pages will be made with other fonts."""

    def __init__(self, tasks: TaskRunner, messages: Messages) -> None:
        super().__init__()
        self._tasks, self._messages = tasks, messages
        self.list = RowsView(say("Fonts"), rule=True)
        self.list.deleted.connect(lambda _id: self.remove())
        self.list.chosen.connect(lambda _id: self._show_choice())
        self._none = Empty(
            "languages",
            say("No fonts of your own"),
            say(
                "Briefer prints Latin, Greek, Cyrillic and Arabic. For other scripts add font files (TrueType) "
                "or a folder of them; drop them here, too."
            ),
            edge=14,  # as the buttons above it
        )
        self._stack = QStackedWidget()
        for part in (self.list, self._none):
            self._stack.addWidget(part)
        self._remove = button(say("Remove"), self.remove, "trash-2", name=say("Remove the font"))
        self._add = button(say("Add files…"), self._add_files, "plus", name=say("Add font files"))
        bar = row(
            self._add,
            button(
                say("Add folder…"),
                self._add_folder,
                "folder-open",
                name=say("Add a folder of fonts"),
            ),
            self._remove,
            None,
            margins=(14, 8, 14, 8),
        )
        words = theme.label(
            say(
                "For characters that Briefer’s own fonts lack. They belong to this computer, are asked in this order, "
                "and are used from the next pages on."
            ),
            "label",
            quiet=True,
        )
        words.setWordWrap(True)
        inside = QWidget()
        inside.setMaximumWidth(theme.scaled(WIDEST))
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(6, 12, 6, 0)
        inner.setSpacing(6)
        inner.addWidget(row(words, margins=(14, 0, 14, 0)))
        inner.addWidget(bar)
        inner.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside, 1)
        on_base(self)
        self.setAcceptDrops(True)
        self._show_choice()

    @property
    def target(self) -> QWidget:
        """Where the keyboard goes first."""
        return self.list if self.list.rows else self._add

    @property
    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        return alone(self.target)

    def accept_all(self) -> None:
        """Nothing is typed here."""

    def refresh(self) -> None:
        """Read the fonts anew, in the worker: there may be hundreds."""
        from briefer.services import fonts

        places = settings.load().fonts

        def work(_report: Report) -> "tuple[FontPlace, ...]":
            return fonts.listed(places)

        self._tasks.start(work, self._show, lane="fonts")

    def add(self, places: Iterable[Path]) -> None:
        """Take files and folders into the settings."""
        before = settings.load()
        after = settings.with_fonts(before, places)
        if after != before:
            self._keep(after, say("Fonts added; the next pages are made with them."))

    def remove(self) -> None:
        """Take what is chosen out of the settings: a file, or the folder in which it stands."""
        chosen = self.list.chosen_id
        if isinstance(chosen, tuple):
            place = str(chosen[0])
            name = Path(place).name
            self._keep(
                settings.without_fonts(settings.load(), place),
                say("{name} is no longer used; the file stays where it is.").format(name=name),
            )

    def _keep(self, after: settings.Settings, words: str) -> None:
        if not settings.save(after):
            words = say("The settings cannot be kept: {path} cannot be written.").format(
                path=settings.place()
            )
        self._messages.say(words)
        self.refresh()
        self.changed.emit()

    def _add_files(self) -> None:
        self.add(file_dialogs.open_fonts(self.window(), _start()))

    def _add_folder(self) -> None:
        if folder := file_dialogs.open_font_folder(self.window(), _start()):
            self.add([folder])

    def _show(self, found: "tuple[FontPlace, ...]") -> None:
        self.list.show_rows(font_rows(found))
        self._stack.setCurrentWidget(self.list if self.list.rows else self._none)
        if self.list.rows and self.list.chosen_id is None:
            self.list.choose_first()
        self._show_choice()

    def _show_choice(self) -> None:
        self._remove.setEnabled(self.list.chosen_id is not None)

    # Qt's own names

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        event.acceptProposedAction()


def font_rows(found: "Iterable[FontPlace]") -> list[Row]:
    """A row for each file; a folder is the row over its files."""
    from briefer.services import fonts

    language = i18n.language(_window_language())
    rows = []
    for place in found:
        if place.folder:
            words = say("Folder, {path}").format(path=place.place)
            if not place.fonts:
                words = say("Folder without font files, {path}").format(path=place.place)
            rows.append(
                Row((place.place, ""), Path(place.place).name, second=words, icon="folder-open")
            )
        rows += [
            Row(
                (place.place, line.file),
                line.file,
                second=fonts.brings(line, language),
                icon="circle-alert" if line.fault else "languages",
                icon_colour="danger" if line.fault else "secondary",
                mark=Mark(say("not used"), "danger") if line.fault else None,
                muted=bool(line.fault),
            )
            for line in place.fonts
        ]
    return rows


def _window_language() -> str:
    chosen = settings.load().language
    return chosen if chosen in i18n.languages() else "en"


def _start() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
