"""The panel at the end of the programme: the chosen item with its findings and its fields.

Not here: the fields (`item_editor`).
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefer.findings import Finding
from briefer.gui import shown, theme
from briefer.gui.commands import Undo
from briefer.gui.delegates.brush import painting
from briefer.gui.desk import Desk
from briefer.gui.icons import icon
from briefer.gui.models.cards import Card
from briefer.gui.models.last_meeting import last_meeting
from briefer.gui.models.programme import Names, kind_words
from briefer.gui.views.controls import Empty, column, row, small_tool
from briefer.gui.views.item_editor import ItemEditor
from briefer.gui.views.lists import RowsView
from briefer.i18n import say
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile


class ItemPanel(QWidget):
    """The panel at the end of the programme: the chosen item, or that none is chosen."""

    closed = Signal()
    left = Signal()
    """Escape: back to the work."""
    duplicate_wanted = Signal()
    delete_wanted = Signal()
    finding_wanted = Signal()
    record_wanted = Signal(object)
    """A `Hit`: the last meeting, or a note of it, is to be shown."""

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__()
        self.last = _WholeRows(say("Last meeting"), inset=0)
        self.last.opened.connect(self.record_wanted)
        self.last.clicked.connect(lambda _index: self.record_wanted.emit(self.last.chosen_id))
        self._last = column(theme.label(say("Last meeting"), "head"), self.last, spacing=4)
        self.editor = ItemEditor(desk, undo)
        self._number = _Number()
        self._kind = theme.label("", "head")
        menu = QMenu(self)
        for text, sign, signal in (
            (say("Duplicate"), "copy", self.duplicate_wanted),
            (say("Delete"), "trash-2", self.delete_wanted),
        ):
            action = QAction(icon(sign), text, menu)
            action.triggered.connect(signal)
            menu.addAction(action)
        more = small_tool(
            "ellipsis",
            say("More for this item"),
            lambda: menu.popup(more.mapToGlobal(more.rect().bottomLeft())),
        )
        close = small_tool("x", say("Close the item panel"), self.closed.emit)
        close.setObjectName("close")
        self._head = row(
            self._number, self._kind, None, more, close, margins=(14, 10, 8, 6), spacing=6
        )
        self._findings = _Findings()
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside_layout = QVBoxLayout(inside)
        inside_layout.setContentsMargins(14, 2, 14, 20)
        inside_layout.setSpacing(10)
        inside_layout.addWidget(self._findings)
        inside_layout.addWidget(self.editor)
        inside_layout.addWidget(self._last)
        inside_layout.addStretch(1)
        scroll.setWidget(inside)
        scroll.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self._scroll = scroll
        self._empty = Empty(
            "calendar-range",
            say("No item chosen"),
            say("Choose an item to see and change it here."),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._head, scroll, self._empty):
            layout.addWidget(part)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.show_item(None, None, None)

    def show_item(self, file: VisitFile | None, card: Card | None, names_: Names | None) -> None:
        """Show an item as it is stored now; None: that no item is chosen."""
        there = file is not None and card is not None and names_ is not None
        self._scroll.setVisible(there)
        self._number.setVisible(there and bool(card and card.called))
        self._empty.setVisible(not there)
        self._kind.setText(_capital(kind_words()[card.item.kind]) if card else say("Item"))
        if file and card and names_:
            self._number.show_number(card)
            self._findings.show_findings(card.findings)
            self.editor.show_item(file, card.item, names_)
            self._show_last(file, card.item)
        else:
            self.editor.leave()

    def _show_last(self, file: VisitFile, item: ProgrammeItem) -> None:
        """When its institutions were met last, and what was noted then."""
        rows = last_meeting(file, item)
        if rows != list(self.last.rows):
            self.last.show_rows(rows)
            self.last.fit()
        self._last.setVisible(bool(rows))

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _WholeRows(RowsView):
    """A list as high as its rows, whose names may take two lines."""

    def fit(self) -> None:
        """Take the height at which nothing scrolls."""
        self.setFixedHeight(max(1, self.height_of_rows()))

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class _Number(QLabel):
    """The item's number: filled when it was issued, outlined while it is provisional."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.font("label"))
        self._provisional = True
        self.setContentsMargins(7, 2, 7, 2)

    def show_number(self, card: Card) -> None:
        self._provisional = card.number is None or card.number.provisional
        self.setText(card.called)
        kind = say("provisional number") if self._provisional else say("number")
        self.setToolTip(shown.tip(f"{kind} {card.called}"))

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as brush:
            if self._provisional:
                brush.rounded(self.rect(), 5, None, brush.colour(QPalette.ColorRole.Mid))
            else:
                brush.rounded(self.rect(), 5, brush.colour(QPalette.ColorRole.Midlight))
        super().paintEvent(event)


class _Findings(QWidget):
    """What is to be looked at in this item, over its fields."""

    def __init__(self) -> None:
        super().__init__()
        self._icons: list[tuple[str, str]] = []
        self._words = theme.label("", "label")
        self._words.setWordWrap(True)
        self._key = theme.label("F8", "small", quiet=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.sides(34, 8, 10, 8))
        layout.addWidget(row(self._words, self._key))
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self.setVisible(bool(findings))
        if findings:
            worst = min(findings, key=lambda one: ("error", "warning", "note").index(one.level))
            sign = {
                "error": ("circle-alert", "danger"),
                "warning": ("triangle-alert", "warning"),
                "note": ("info", "secondary"),
            }
            self._icons = [sign[worst.level]]
            self._words.setText("\n".join(one.sentence for one in findings))
            self.update()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.rounded(self.rect(), 7, brush.colour(QPalette.ColorRole.AlternateBase))
            for name, colour in self._icons:
                brush.icon(QRect(10, 10, 16, 16), name, brush.colour(colour))
