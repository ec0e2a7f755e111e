"""Import: what a file would do, line by line, before anything is written.

Space goes to the next choice of a line. Not here: reading and taking in (`services.imports`), the words of a line
(`models.importing`).
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QPixmap, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import pasted, shown, theme
from briefer.gui.actions import Scope
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk, Holding
from briefer.gui.dialogs import file_dialogs
from briefer.gui.icons import icon
from briefer.gui.messages import Messages
from briefer.gui.models.importing import GROUPS, fits, group_of, group_words, line_row
from briefer.gui.models.rows import Row
from briefer.gui.tasks import Task, TaskRunner
from briefer.gui.views.controls import (
    Elided,
    Empty,
    SearchField,
    Segment,
    Segments,
    button,
    column,
    hairline,
    lay_out_screen,
    on_base,
    row,
    tab_goes,
)
from briefer.gui.views.finding import finds
from briefer.gui.views.lists import RowsView
from briefer.gui.views.panes import Panes
from briefer.gui.views.place import LibraryPlace, Pane, alone
from briefer.i18n import say, say_many
from briefer.progress import Report

if TYPE_CHECKING:
    from briefer.services.edits import Edit
    from briefer.services.import_plan import Line
    from briefer.services.imports import Preview
    from briefer.workspace.database import Workspace

ROWS, DETAIL = 900, 380
LONGEST = 600
"""Letters of a value beside the list."""
LANE = "import"


class ImportScreen(LibraryPlace):
    """The lines of one file, and what is chosen for each."""

    left = Signal()
    """Esc: back to where one was."""
    list_chosen = Signal(object)
    """The path of a file that holds a list, not records."""

    def __init__(self, desk: Desk, undo: Undo, tasks: TaskRunner, messages: Messages) -> None:
        super().__init__()
        self._desk, self._undo, self._tasks, self._messages = desk, undo, tasks, messages
        self._shown: Preview | None = None
        self._read_at: tuple[Holding | None, int] = (None, 0)
        """What the file was compared with: the workspace, and how many edits it had seen."""
        self._taking: Task | None = None
        self._without: set[int] = set()
        self._theirs: set[int] = set()
        self._group = "all"
        self._file = Elided("head")
        self._about = Elided("label", quiet=True)
        self.segments = Segments(
            say("Which lines"), [Segment(group, group_words(group, 0)) for group in GROUPS]
        )
        self.segments.choose("all")
        self.segments.chosen.connect(self._show_group)
        self.search_field = SearchField(say("Find a line"), say("Find a line"))
        self.search_field.setFixedWidth(theme.scaled(200))
        self.search_field.textChanged.connect(lambda _text: self._show_rows())
        self.search_field.left_down.connect(self._to_list)
        self.list = _Lines(say("Lines of the file"), inset=10, rule=True)
        self.list.chosen.connect(self._show_line)
        self.list.opened.connect(lambda _id: self._next_choice())
        self.detail = _Detail(self.list)
        self.detail.chosen.connect(self._choose)
        self._nothing = Empty(
            "file-up",
            say("No file yet"),
            say(
                "Choose an exchange file of Briefer, or a list (CSV, text), or drop one on the window; rows of a spreadsheet "
                "are pasted in the programme, the delegation or among people. You see what would happen before anything "
                "is written."
            ),
            [button(say("Choose a file…"), self.ask_for_file, "folder-open")],
        )
        self._build()
        self.tab_title = say("Import")
        self.own_acts = finds(self.search_field, lambda: self.list)
        self._show_rows()

    def _build(self) -> None:
        sign = QLabel()
        sign.setPixmap(_sign("file-up"))
        head = row(
            sign,
            column(self._file, self._about, spacing=2),
            button(say("Another file…"), self.ask_for_file, "folder-open"),
            margins=(20, 10, 16, 6),
            spacing=12,
        )
        bar = row(self.segments, None, self.search_field, margins=(20, 4, 16, 8))
        self.panes = Panes(ROWS, DETAIL)
        for pane, least in ((self.list, 420), (self.detail, 240)):
            pane.setMinimumWidth(theme.scaled(least))
            self.panes.addWidget(on_base(pane))
        self.panes.setStretchFactor(0, 1)
        self.panes.give_back()
        self._note = theme.label(
            say(
                "Nothing is written yet. One undo takes the whole import back; the same file again changes nothing."
            ),
            "label",
        )
        self._note.setWordWrap(True)
        info = QLabel()
        info.setPixmap(_sign("info"))
        self.cancel_button = button(say("Cancel"), self.left.emit)
        self.import_button = button(say("Import"), self.take, "check", filled=True, edits=True)
        foot = row(info, self._note, self.cancel_button, self.import_button, margins=(20, 9, 18, 9))
        foot.layout().setStretch(1, 1)  # type: ignore[union-attr]  # it has one
        on_base(foot, QPalette.ColorRole.AlternateBase)
        table = column(head, bar, hairline(), self.panes, hairline(), foot)
        layout = table.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setStretchFactor(self.panes, 1)
        self._pages = QStackedWidget()
        for page in (table, self._nothing):
            self._pages.addWidget(page)
        lay_out_screen(self, say("Import"), button(say("Close"), self.left.emit, "x"), self._pages)

    # -------------------------------------------------------------------------------------- reading

    @property
    def scopes(self) -> frozenset[Scope]:
        """The keys that work here."""
        return frozenset({"list", "import"})

    def refresh(self) -> None:
        """Another workspace was opened, or somebody else changed something: what was read may be wrong."""
        if self._shown is None:
            return
        if self._desk.holding is not self._read_at[0]:
            self._show_preview(None)
        elif self.isVisible():
            self._read_again()

    def _read_again(self) -> None:
        """Compare with what is there now; what was chosen stays. What is being taken in is compared as it is written."""
        if self._shown and self._taking is None and self._read_at != self._now():
            self._read(self._shown.path, self._show_again)

    def _now(self) -> tuple[Holding | None, int]:
        holding = self._desk.holding
        return holding, holding.turns if holding else 0

    def ask_for_file(self) -> None:
        """Ask which file."""
        if path := file_dialogs.open_exchange(self.window()):
            if path.suffix.lower() in pasted.SUFFIXES:
                self.list_chosen.emit(path)
            else:
                self.open(path)

    def open(self, path: Path) -> Task:
        """Read a file in the worker and show what it would do."""
        return self._read(path, self._show_preview)

    def _read(self, path: Path, done: Callable[["Preview"], None]) -> Task:
        from briefer.services import imports

        workspace, now = self._desk.workspace, self._now()

        def work(report: Report) -> "Preview":
            return imports.preview(workspace, path, report)

        def arrived(preview: "Preview") -> None:
            self._read_at = now
            done(preview)
            if self.isVisible():
                self._read_again()  # something was written meanwhile

        def failed(error: BaseException) -> None:
            if self._shown and self._shown.path == path:
                self._show_preview(None)
            self._messages.show_error(error)

        title = say("Reading {name}").format(name=path.name)
        return self._tasks.start(work, arrived, title=title, lane=LANE, failed=failed)

    def take(self) -> Task | None:
        """Take in what is chosen, in the worker; it is one step of undo."""
        from briefer.services import imports
        from briefer.services.import_plan import Choices

        preview = self._shown
        if preview is None or not self.import_button.isEnabled():
            return None
        choices = Choices(frozenset(self._without), frozenset(self._theirs))

        def make(workspace: "Workspace", report: Report) -> "Edit":
            return imports.take(workspace, preview, choices, report)

        def done(stored: bool) -> None:
            if stored:
                self._show_preview(None)
                self.left.emit()

        title = say("Importing {name}").format(name=preview.path.name)
        if task := self._undo.do_beside(title, make, done):
            self._taking = task
            self.import_button.setEnabled(False)
            task.ended.connect(self._taken)
        return task

    def _taken(self) -> None:
        self._taking = None
        self._show_counts()
        self._read_again()  # if it was not taken in

    def _show_again(self, preview: "Preview") -> None:
        """Show the file that is shown as it was compared anew: it has the same lines, unless it is another by now."""
        if self._shown is None or self._shown.hash != preview.hash:
            self._show_preview(preview)
        else:
            self._shown = preview
            self._theirs &= {line.index for line in preview.lines if line.happens == "unclear"}
            self._show_rows()

    def _show_preview(self, preview: "Preview | None") -> None:
        self._shown = preview
        self._without.clear()
        self._theirs.clear()
        self._group = "all"
        self.segments.choose("all")
        self.search_field.clear()
        if preview:
            self._file.show_words(preview.path.name)
            kinds = dict.fromkeys(line.kind.replace("_", " ") for line in preview.lines)
            count = len(preview.lines)
            records = say_many("{count} record", "{count} records", count)
            said = records.format(count=shown.number(count))
            self._about.show_words(shown.joined((said, say(", ").join(kinds))))
        self._show_rows()
        if preview and self.isVisible():
            self._to_list()

    # -------------------------------------------------------------------------------------- choosing

    @property
    def lines(self) -> "tuple[Line, ...]":
        """The lines of the file."""
        return self._shown.lines if self._shown else ()

    def _gone(self) -> set[int]:
        """The lines that are left out, with those that they contain."""
        found = set(self._without)
        for line in self.lines:
            if line.whole in found:
                found.add(line.index)
        return found

    def _show_group(self, group: str) -> None:
        self._group = group
        self._show_rows()

    def _show_rows(self) -> None:
        gone, words = self._gone(), self.search_field.text()
        rows = [
            line_row(line, gone, self._theirs)
            for line in self.lines
            if self._group in ("all", group_of(line, gone))
            if not words or fits(line, words)
        ]
        if self.lines and not rows:
            rows = [Row(title=say("No line here"))]
        self.list.show_rows(rows)
        if self.list.chosen_id is None:
            self.list.choose_first()
        self._pages.setCurrentIndex(0 if self._shown else 1)
        self._show_line(self.list.chosen_id)
        self._show_counts()

    def _show_counts(self) -> None:
        gone = self._gone()
        groups = [group_of(line, gone) for line in self.lines]
        for group in GROUPS:
            count = len(groups) if group == "all" else groups.count(group)
            self.segments.rename(group, group_words(group, count))
        count = groups.count("create") + groups.count("change")
        count += sum(
            line.happens == "unclear" and line.index in self._theirs and line.index not in gone
            for line in self.lines
        )
        words = say_many("Import {count} record", "Import {count} records", count)
        self.import_button.setText(f"\u2009{words.format(count=shown.number(count))}")
        self.import_button.setAccessibleName(self.import_button.text().strip())
        self.import_button.setEnabled(count > 0 and not self._desk.locked)

    def _show_line(self, id_: object) -> None:
        line = next((one for one in self.lines if one.index == id_), None)
        self.detail.show_line(line, self._choice(line) if line else "")

    def _choice(self, line: "Line") -> str:
        if line.index in self._gone():
            return "without"
        return "theirs" if line.index in self._theirs else "take"

    def _next_choice(self) -> None:
        line = next((one for one in self.lines if one.index == self.list.chosen_id), None)
        if line and line.happens != "same":
            choices = _choices(line)
            at = choices.index(self._choice(line))
            self._choose(choices[(at + 1) % len(choices)])

    def _choose(self, choice: str) -> None:
        index = self.list.chosen_id
        if not isinstance(index, int):
            return
        self._without.discard(index)
        self._theirs.discard(index)
        if choice == "without":
            self._without.add(index)
        elif choice == "theirs":
            self._theirs.add(index)
        self._show_rows()

    def take_keyboard(self) -> None:
        """Give the keyboard to the lines."""
        if self._shown:
            self._to_list()
        else:
            self._nothing.setFocus(Qt.FocusReason.OtherFocusReason)
            self._nothing.focusNextChild()

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        return alone(self.list) if self._shown else []

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read_again()  # one may have written elsewhere meanwhile

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and not event.modifiers():
            self._tasks.cancel(LANE)
            if self._taking:
                self._taking.cancel()
            self.left.emit()
        elif (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.take()
        else:
            super().keyPressEvent(event)


def _choices(line: "Line") -> tuple[str, ...]:
    """What can be chosen for a line."""
    return ("take", "theirs", "without") if line.happens == "unclear" else ("take", "without")


def _sign(name: str) -> QPixmap:
    return icon(name, QPalette.ColorRole.Accent).pixmap(theme.scaled(20), theme.scaled(20))


class _Lines(RowsView):
    """The lines: Space goes to the next choice, Ctrl+Return is the screen's."""

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.chosen_id is not None:
            self.opened.emit(self.chosen_id)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Detail(QScrollArea):
    """One line: its choices, and what stands here beside what the file says."""

    chosen = Signal(str)

    def __init__(self, before: QWidget) -> None:
        """Tab comes to it from `before`."""
        super().__init__()
        self._before = before
        self._inside = QWidget()
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(18, 14, 18, 18)
        self._layout.setSpacing(10)
        self.setWidget(on_base(self._inside))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_line(self, line: "Line | None", choice: str) -> None:
        """Show a line, or none."""
        while taken := self._layout.takeAt(0):
            if old := taken.widget():
                old.hide()
                old.deleteLater()
        if line is None:
            return
        title = theme.label(line.name, "record")
        title.setWordWrap(True)
        place = shown.joined((line.kind.replace("_", " "), line.place))
        about = theme.label(place, "label", quiet=True)
        about.setWordWrap(True)
        self._layout.addWidget(title)
        self._layout.addWidget(about)
        if line.happens != "same":
            choices = self._segments(line, choice)
            self._layout.addWidget(choices)
            tab_goes(self._before, *choices.buttons)
        for field, here, told in line.fields:
            self._layout.addWidget(_field(field, here, told, new=line.happens == "create"))
        self._layout.addStretch(1)

    def _segments(self, line: "Line", choice: str) -> Segments:
        words = {
            "take": say("Keep what is here") if line.happens == "unclear" else say("Take"),
            "theirs": say("Take the file’s"),
            "without": say("Leave out"),
        }
        made = Segments(
            say("Your choice"), [Segment(one, words[one]) for one in _choices(line)], edits=True
        )
        made.choose(choice)
        made.chosen.connect(self.chosen)
        return made


def _field(field: str, here: str, told: str, *, new: bool) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(2)
    grid.addWidget(theme.label(field[:1].upper() + field[1:], "label", quiet=True), 0, 0, 1, 2)
    values = ((say("File"), told),) if new else ((say("Here"), here), (say("File"), told))
    for at, (side, value) in enumerate(values, 1):
        words = theme.label(value[:LONGEST] or say("empty"), "body", quiet=not value)
        words.setWordWrap(True)
        if not new:
            grid.addWidget(theme.label(side, "small", quiet=True), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, at, 1)
    grid.setColumnStretch(1, 1)
    return made
