"""A bar of what narrows a list: the boxes show their words first, the field that is typed in has the rest.

Not here: the boxes and the field themselves (`controls`), which of them a screen has (the screens).
"""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefer.gui import theme
from briefer.gui.views.controls import NARROW, Chooser, Elided, SearchField

LEAST_BOX, MOST_BOX = 64, 220
"""What a box keeps where there is no room for its words, and has where there is room for all: at 10 pt type."""


class FilterBar(QWidget):
    """Boxes, a field, and what else stands in the bar, one after the other.

    Where there is room, each box is as wide as its widest choice and the hint of the field is whole. Where there is
    less, boxes keep the words that they show, then the field its hint; only when it is as narrow as a field may be do
    the boxes lose of their words.
    """

    def __init__(
        self,
        *parts: QWidget | int | None,
        margins: tuple[int, int, int, int] = (0, 0, 0, 0),
        spacing: int = 8,
        most: int = 0,
    ) -> None:
        """A number is a space, None takes what is left; `most`: the width of the field where there is all room."""
        super().__init__()
        self._parts = [part for part in parts if isinstance(part, QWidget)]
        self._most = theme.scaled(most)
        self._spaces = sum(part for part in parts if isinstance(part, int))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.sides(*margins))
        layout.setSpacing(spacing)
        for part in parts:
            if part is None:
                layout.addStretch(1)
            elif isinstance(part, int):
                layout.addSpacing(part)
            else:
                layout.addWidget(part)
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._inner = layout

    def _share(self) -> None:
        shown = [part for part in self._parts if not part.isHidden()]
        boxes = [part for part in shown if isinstance(part, Chooser)]
        fields = [part for part in shown if isinstance(part, SearchField)]
        counts = [part for part in shown if isinstance(part, Elided)]
        others = [part for part in shown if part not in (*boxes, *fields, *counts)]
        margins = self._inner.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._spaces
        room -= self._inner.spacing() * (len(shown) - 1)
        room -= sum(part.sizeHint().width() for part in others)
        hints = [field.room_for_hint() for field in fields]
        wide = [min(theme.scaled(NARROW), hint) for hint in hints]
        sizes = [box.room_for_words() for box in boxes]
        widest = [min(box.sizeHint().width(), theme.scaled(MOST_BOX)) for box in boxes]
        counted = sum(part.sizeHint().width() for part in counts)
        if sum(sizes) + sum(wide) + counted <= room:  # else it is not there at all
            room -= counted
        if sum(sizes) + sum(wide) > room:
            sizes = _squeezed(sizes, max(0, room - sum(wide)), theme.scaled(LEAST_BOX))
        wide = _raised(wide, hints, room - sum(sizes))
        sizes = _raised(sizes, widest, room - sum(wide))
        if fields:
            most = [self._most or room] * len(fields)
            wide = _raised(wide, most, room - sum(sizes))
        else:
            sizes = _raised(sizes, [max(*sizes, room // len(sizes))] * len(sizes), room)
        for part, size in zip((*boxes, *fields), (*sizes, *wide), strict=True):
            if (part.minimumWidth(), part.maximumWidth()) != (size, size):
                part.setFixedWidth(size)

    # Qt's own names

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._share()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()


def _raised(sizes: list[int], most: list[int], room: int) -> list[int]:
    """Sizes that grow towards others, each by its part of what it lacks, as far as there is room."""
    lacks = [max(0, wanted - size) for size, wanted in zip(sizes, most, strict=True)]
    given = max(0, min(room - sum(sizes), sum(lacks)))
    whole = max(1, sum(lacks))
    return [size + given * lack // whole for size, lack in zip(sizes, lacks, strict=True)]


def _squeezed(sizes: list[int], room: int, least: int) -> list[int]:
    """Sizes that lose what is too much for the room, the widest first, as far as each keeps the least."""
    found = list(sizes)
    while sum(found) > room and (wide := max(found, default=0)) > least:
        some = [at for at, size in enumerate(found) if size == wide]
        next_ = max([size for size in found if size < wide] + [least])
        step = max(1, min(wide - next_, -(-(sum(found) - room) // len(some))))
        for at in some:
            found[at] -= step
    return found
