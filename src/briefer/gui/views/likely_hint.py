"""One line under a name: that another record is likely the same. A click compares the two.

Not here: comparing (`merge`), what is likely (`services.duplicates`).
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.desk import Desk
from briefer.gui.models.merging import called
from briefer.gui.views.controls import THIN_SPACE, link
from briefer.i18n import say
from briefer.records.base import Record
from briefer.records.kinds import kind_of

if TYPE_CHECKING:
    from briefer.services.duplicates import Likely
    from briefer.workspace.database import Workspace


AROUND = 44
"""Pixels of the button beside its words."""


class LikelyHint(QWidget):
    """The hint; nothing is seen of it while nothing is likely."""

    wanted = Signal(object, object)
    """The record that is shown, and the id of the one that is likely the same."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._record: Record | None = None
        self._other: Record | None = None
        self._words = ""
        self.button = link("", self._compare, "git-merge")
        self.button.setMinimumWidth(theme.scaled(40))  # in little room its words are elided
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)
        layout.addStretch(1)
        self.hide()

    def look(self, record: Record) -> None:
        """Look for what is likely the same as a record."""
        from briefer.services import duplicates

        if self._record is None or self._record.id != record.id:
            self.hide()
        self._record = record
        kind, id_ = kind_of(record).name, record.id

        def question(workspace: "Workspace") -> "tuple[Likely, ...]":
            return duplicates.of(workspace, kind, id_)

        def arrived(found: "tuple[Likely, ...]") -> None:
            if self._record and self._record.id == id_:
                self._show(found)

        self._desk.ask(question, arrived, lane=f"likely {kind}")

    def _show(self, found: "tuple[Likely, ...]") -> None:
        from briefer.services import common_edits

        self._other = None
        for likely in found[:1]:
            mine = self._record and likely.left.id == self._record.id
            self._other = likely.right if mine else likely.left
            name = common_edits.shortened(called(self._other))
            words = say("Likely the same as {name}: compare").format(name=name)
            self._words = words
            self.button.setAccessibleName(words)
            self.button.setToolTip(shown.tip(f"{words}\n{likely.reason}"))
            self._fit()
        self.setVisible(bool(found))

    def _fit(self) -> None:
        """As many of the words as there is room for."""
        metrics, room = self.button.fontMetrics(), self.width() - theme.scaled(AROUND)
        words = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 0))
        self.button.setText(THIN_SPACE + words)

    def _compare(self) -> None:
        if self._record and self._other:
            self.wanted.emit(self._record, self._other.id)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
