"""Finding words on a screen: the bar where they are typed, and going from one to the next in texts and rows.

It is for screens whose lists are not narrowed by a field of their own; in those `finds` makes F3 go through the rows.
Not here: searching in the pages of a pack (`page_search`), searching everything (`search_panel`).
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QScrollArea,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from briefer.gui import shown, theme
from briefer.gui.models.found_text import folded, occurrences
from briefer.gui.views.controls import SearchField, hairline, row, small_tool
from briefer.i18n import say

HEIGHT = 44
MARGIN = 60
"""So much stands above and below what is found, where that is scrolled to."""


class Found(NamedTuple):
    """Words that were found: in which widget, in which row of it or from which letter on, and how many letters."""

    widget: QWidget
    at: int
    length: int = 0


class FindField(SearchField):
    """Where the words are typed. Return goes to the next hit, with Shift to the one before."""

    stepped = Signal(int)
    given_up = Signal()

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            self.clear()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """A field over a screen, and where one is among what it found there."""

    def __init__(self, area: Callable[[], QWidget]) -> None:
        """`area` is what is searched, asked for when the search begins."""
        super().__init__()
        self._area_now = area
        self._area: QWidget | None = None
        self._at: Found | None = None
        self._back: QWidget | None = None
        self.field = FindField(say("Find here"), say("Find here"), width=320)
        self.words = theme.label("", "label", quiet=True)
        self.field.textChanged.connect(lambda _text: self._look())
        self.field.stepped.connect(self.step)
        self.field.given_up.connect(self.leave)
        self.field.left_down.connect(lambda: self.step(1))
        tools = (
            small_tool("chevron-up", say("Find the one before"), lambda: self.step(-1)),
            small_tool("chevron-down", say("Find next"), lambda: self.step(1)),
        )
        close = small_tool("x", say("Close the search"), self.leave)
        bar = row(self.field, *tools, 8, self.words, None, close, margins=(16, 0, 12, 0))
        bar.setFixedHeight(theme.scaled(HEIGHT))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(hairline())
        self.hide()

    def begin(self) -> None:
        """Show the bar, with the keyboard in its field."""
        area = self._area_now()
        if area is not self._area:
            self._area, self._at = area, None
        focus = self.window().focusWidget()
        if focus is not self.field:
            self._back = focus
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._tell()

    def step(self, step: int) -> None:
        """Go to the next that was found, or to the one before; the search begins where it has not."""
        if self.isHidden() or not self.field.text().strip():
            self.begin()
            return
        found = self._found()
        if found:
            self._go(found[self._place(found, step)])
        self._tell()

    def leave(self) -> None:
        """Take the bar away; the keyboard goes to what was found, else to where it was."""
        if self.isHidden():
            return
        at, back = self._at, self._back
        self.hide()
        self._at = self._back = None
        for target in (at.widget if at else None, back, self._area):
            if target and isValid(target) and target.isVisible():
                target.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _place(self, found: list[Found], step: int) -> int:
        """Which of what was found comes next."""
        here = next((at for at, one in enumerate(found) if one == self._at), None)
        if here is not None:
            return (here + step) % len(found)
        return 0 if step > 0 else len(found) - 1

    def _look(self) -> None:
        """Other words: the first that holds them, from where one is on."""
        found = self._found()
        before = self._at
        beside = [
            one for one in found if before and one.widget is before.widget and one.at >= before.at
        ]
        self._at = None
        if found:
            self._go((beside or found)[0])
        self._tell()

    def _found(self) -> list[Found]:
        wanted = self.field.text().strip()
        there = self._area is not None and isValid(self._area) and bool(wanted)
        return list(found_in(self._area, wanted)) if there and self._area else []

    def _go(self, one: Found) -> None:
        self._at = one
        focus = self.window().focusWidget()
        _show(one)
        if focus not in (self.field, one.widget, None):
            one.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        found = self._found()
        if not self.field.text().strip():
            words = ""
        elif not found:
            words = say("not found")
        else:
            at = found.index(self._at) + 1 if self._at in found else 0
            words = say("{at} of {count}").format(
                at=shown.digits(at), count=shown.digits(len(found))
            )
        self.words.setText(words)


def finds(
    field: QLineEdit, view: Callable[[], QAbstractItemView]
) -> dict[str, Callable[[], object]]:
    """The commands of a list that is narrowed by a field: go to the field, to the next row, to the one before."""
    return {
        "find": lambda: begin(field),
        "find-next": lambda: step_row(view(), 1),
        "find-previous": lambda: step_row(view(), -1),
    }


def begin(field: QLineEdit) -> None:
    """Give the keyboard to a field that narrows a list, its words ready to be typed over."""
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    field.selectAll()


def step_row(view: QAbstractItemView, step: int) -> None:
    """Choose the next row that can be chosen, or the one before; after the last comes the first."""
    if isinstance(view, QTreeView):
        here = view.currentIndex()
        beside = view.indexBelow(here) if step > 0 else view.indexAbove(here)
        _choose(view, beside if beside.isValid() else view.model().index(0, 0))
        return
    model, column = view.model(), max(0, view.currentIndex().column())
    rows = model.rowCount()
    at = view.currentIndex().row()
    if at < 0 and step < 0:
        at = 0
    for _ in range(rows):
        at = (at + step) % rows
        index = model.index(at, column)
        if index.flags() & Qt.ItemFlag.ItemIsSelectable:
            _choose(view, index)
            return


def found_in(area: QWidget, wanted: str) -> Iterator[Found]:
    """Everything in sight of an area that holds some words, in any spelling: fields, texts, rows."""
    for widget in (area, *area.findChildren(QWidget)):
        if not widget.isVisibleTo(area) or isinstance(widget.parentWidget(), QComboBox):
            continue
        if isinstance(widget, QAbstractItemView):
            rows = range(widget.model().rowCount())
            yield from (Found(widget, at) for at in rows if _holds(widget, at, wanted))
        elif isinstance(widget, QLineEdit | QPlainTextEdit) and not isinstance(widget, SearchField):
            text = widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
            yield from (Found(widget, *one) for one in occurrences(folded(text), wanted))


def _holds(view: QAbstractItemView, at: int, wanted: str) -> bool:
    """Whether a row that can be chosen holds some words, in any of its columns."""
    model = view.model()
    if not model.index(at, 0).flags() & Qt.ItemFlag.ItemIsSelectable:
        return False
    if isinstance(view, QListView):  # all that the row shows stands in one sentence
        texts = [model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole)]
    else:
        texts = [model.index(at, column).data() for column in range(model.columnCount())]
    return any(occurrences(folded(str(text)), wanted) for text in texts if text)


def _show(one: Found) -> None:
    """Choose what was found, and bring it into sight."""
    widget = one.widget
    box = widget.rect()
    if isinstance(widget, QAbstractItemView):
        index = widget.model().index(one.at, max(0, widget.currentIndex().column()))
        _choose(widget, index)
        box = widget.visualRect(index)
    elif isinstance(widget, QLineEdit):
        widget.setSelection(one.at, one.length)
    elif isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        cursor.setPosition(one.at)
        cursor.setPosition(one.at + one.length, QTextCursor.MoveMode.KeepAnchor)
        widget.setTextCursor(cursor)
        widget.ensureCursorVisible()
        box = widget.cursorRect()
    above = widget.parentWidget()
    while above:
        if isinstance(above, QScrollArea) and (inside := above.widget()):
            at = widget.mapTo(inside, box.center())
            above.ensureVisible(at.x(), at.y(), 0, theme.scaled(MARGIN))
        above = above.parentWidget()


def _choose(view: QAbstractItemView, index: QModelIndex) -> None:
    flags = QItemSelectionModel.SelectionFlag
    view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
    view.scrollTo(index)
