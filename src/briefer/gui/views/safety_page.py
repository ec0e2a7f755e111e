"""Settings, fourth page: the backups that the workspace keeps, and what can be made of them.

Not here: when one is made (`gui.safety`), which stay (`workspace.kept`).
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.desk import Desk
from briefer.gui.models.rows import Mark, Row
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.controls import Empty, button, on_base, row
from briefer.gui.views.lists import RowsView
from briefer.gui.views.place import Pane, alone
from briefer.i18n import once_a_language, say
from briefer.progress import Report

if TYPE_CHECKING:
    from briefer.workspace.kept import Kept

WIDEST = 860
_MEGABYTE = 1_000_000


@once_a_language
def _reasons() -> dict[str, str]:
    return {
        "day": say("Backup of the day"),
        "asked": say("Backup that was asked for"),
        "migration": say("From before Briefer was brought up to date"),
    }


class SafetyPage(QWidget):
    """The list of backups, newest first."""

    command_wanted = Signal(str)
    """A command of the table."""
    restore_wanted = Signal(object)
    """A workspace shall be made of the backup at this path."""

    def __init__(self, desk: Desk, tasks: TaskRunner) -> None:
        super().__init__()
        self._desk, self._tasks = desk, tasks
        self.list = RowsView(say("Backups"), rule=True)
        self.list.chosen.connect(lambda _id: self._show_choice())
        self.list.opened.connect(lambda _id: self._restore())
        self._none = Empty(
            "shield",
            say("No backup yet"),
            say(
                "One is made on each day on which something was changed since the last; seven days and four weeks are kept."
            ),
        )
        self._stack = QStackedWidget()
        for part in (self.list, self._none):
            self._stack.addWidget(part)
        self._back_up = button(
            say("Back up now"), lambda: self.command_wanted.emit("back-up"), "save"
        )
        self._restore_it = button(say("Restore into a new folder…"), self._restore, "rotate-ccw")
        bar = row(
            self._back_up,
            self._restore_it,
            button(
                say("Copy for the road…"),
                lambda: self.command_wanted.emit("road-copy"),
                "copy",
            ),
            None,
            margins=(14, 8, 14, 8),
        )
        words = theme.label(
            say(
                "Backups stand in the workspace itself, encrypted if it is. Against the loss of this computer, take a "
                "copy for the road to another disk now and then."
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
        self._show_choice()

    @property
    def target(self) -> QWidget:
        """Where the keyboard goes first."""
        return self.list if self.list.rows else self._back_up

    @property
    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        return alone(self.target)

    def accept_all(self) -> None:
        """Nothing is typed here."""

    def refresh(self) -> None:
        """Read the list anew."""
        if not self._desk.is_open:
            return
        path = self._desk.workspace.path

        def work(_report: Report) -> "tuple[Kept, ...]":
            from briefer.services import backups

            return backups.listed(path)

        self._tasks.start(work, self._show, lane="backups")

    def _show(self, found: "tuple[Kept, ...]") -> None:
        self.list.show_rows(backup_rows(found))
        self._stack.setCurrentWidget(self.list if self.list.rows else self._none)
        if self.list.rows and self.list.chosen_id is None:
            self.list.choose_first()
        self._show_choice()

    def _show_choice(self) -> None:
        self._restore_it.setEnabled(self.list.chosen_id is not None)

    def _restore(self) -> None:
        chosen = self.list.chosen_id
        if isinstance(chosen, Path):
            self.restore_wanted.emit(chosen)


def backup_rows(found: "Iterable[Kept]") -> list[Row]:
    """A row for each backup: when, why, how large."""
    return [
        Row(
            each.path,
            _when(each.at.astimezone()),
            second=each.damaged or _reasons()[each.why],
            end=say("{size} MB").format(size=shown.tenths(each.size / _MEGABYTE)),
            icon="circle-alert" if each.damaged else "shield",
            icon_colour="danger" if each.damaged else "secondary",
            mark=Mark(say("damaged"), "danger") if each.damaged else None,
            muted=bool(each.damaged),
        )
        for each in found
    ]


def _when(at: datetime) -> str:
    return shown.joined((shown.day(at.date(), "EEE d MMM yyyy"), shown.moment(at)))
