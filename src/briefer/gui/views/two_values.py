"""Facts of which two values are told, as rows; one is opened to see both beside each other, each with its source.

They are changed where they stand: in the table of facts, among the sources. Not here: what counts as two values
(`services.two_values`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.models.rows import Row
from briefer.gui.views.controls import link, row
from briefer.gui.views.lists import RowsView
from briefer.i18n import say, say_many

if TYPE_CHECKING:
    from briefer.services.two_values import TwoValues


class TwoValuesView(QWidget):
    """The facts with two values; away while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: tuple[TwoValues, ...] = ()
        self._open = ""
        """The fact whose values are compared; empty for none."""
        self.list = RowsView(say("Facts with two values"), inset=0)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.opened.connect(self._toggle)
        self.compare = link(say("Compare"), lambda: self._toggle(self.list.chosen_id), "columns-3")
        self.both = QWidget()
        self.both.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.both.setAutoFillBackground(True)
        self._grid = QGridLayout(self.both)
        self._grid.setContentsMargins(12, 10, 12, 10)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(row(theme.label(say("Two values"), "head"), None, self.compare))
        layout.addWidget(self.list)
        layout.addWidget(self.both)
        self.hide()

    def show_pairs(self, pairs: "Sequence[TwoValues]") -> None:
        """Show the facts with two values."""
        self._pairs = tuple(pairs)
        self.list.show_rows(
            [
                Row(
                    one.field,
                    one.field,
                    second=say(" or ").join(
                        say("“{value}”").format(value=each.words) for each in one.values
                    ),
                    end=_counted(len(one.values)),
                    icon="book-open",
                )
                for one in self._pairs
            ]
        )
        self.list.setFixedHeight(max(1, self.list.height_of_rows()))
        self.setVisible(bool(self._pairs))
        self._show_both()

    def _toggle(self, id_: object) -> None:
        """Open both values of a fact, or close them."""
        wanted = str(id_) if id_ else self._pairs[0].field if self._pairs else ""
        self._open = "" if self._open == wanted else wanted
        self._show_both()

    def _show_both(self) -> None:
        while self._grid.count():
            taken = self._grid.takeAt(0)
            if taken and (old := taken.widget()):
                old.hide()
                old.deleteLater()
        pair = next((one for one in self._pairs if one.field == self._open), None)
        self.both.setVisible(pair is not None)
        words = say("Compare") if pair is None else say("Close the comparison")
        self.compare.setText(words)
        self.compare.setAccessibleName(words)
        for at, told in enumerate(pair.values if pair else ()):
            across, down = at % 2, at // 2 * 2
            value = theme.label(told.words, "record")
            where = theme.label(told.where or say("no source told"), "label", quiet=True)
            for one in (value, where):
                one.setWordWrap(True)
                one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(value, down, across, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(where, down + 1, across, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(across, 1)


def _counted(values: int) -> str:
    """How many values a fact has; two is what the head says."""
    if values == 2:
        return ""
    return say_many("{count} value", "{count} values", values).format(count=shown.digits(values))
