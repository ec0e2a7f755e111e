"""Fields in rows, those of a row beside each other: they lend one another the width that they do not need.

Not here: the fields (`fields`), which of them a form has (its screen).
"""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from briefer.gui.views.column_widths import lent
from briefer.gui.views.fields import Field

COLUMNS = 6
Places = Mapping[str, tuple[int, int, int]]
"""By the name of a field: its row, its first column of six, how many of them."""


class FieldRows(QWidget):
    """Rows of fields. `fit` is called when what they show is another record's."""

    def __init__(
        self, rows: Iterable[Iterable[tuple[Field, int]]], *, beside: int, below: int
    ) -> None:
        """Each field with its part of six; the pixels between two beside each other and two rows."""
        super().__init__()
        self._rows = [(QHBoxLayout(), tuple(row)) for row in rows]
        self._beside = beside
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(below)
        for line, row in self._rows:
            line.setSpacing(beside)
            for field, part in row:
                # its width is its share: how much the style would like for a field says nothing of its text
                field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                line.addWidget(field, part, Qt.AlignmentFlag.AlignTop)
            if rest := COLUMNS - sum(part for _, part in row):
                line.addStretch(rest)
            layout.addLayout(line)

    def fit(self) -> None:
        """Share each row as told, or by what the fields show where one of them has no room for it."""
        for line, row in self._rows:
            seen = [
                (at, field, part) for at, (field, part) in enumerate(row) if not field.isHidden()
            ]
            rest = COLUMNS - sum(part for _, part in row)
            parts = [part for _, _, part in seen] + [rest] * bool(rest)
            room = self.width() - self._beside * (len(parts) - 1)
            if len(seen) < 2 or room <= 0:  # there is nobody to lend of
                continue
            needs = [field.room_for_value() for _, field, _ in seen] + [0] * bool(rest)
            labels = [field.label_width for _, field, _ in seen] + [0] * bool(rest)
            # labels first: a value can be gone through, what a field is called cannot
            sizes = lent(lent(parts, labels, room), needs, room)
            for at, size in zip(
                [at for at, _, _ in seen] + [len(row)] * bool(rest), sizes, strict=True
            ):
                line.setStretch(at, max(1, size))

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


def in_rows(fields: Mapping[str, Field], places: Places) -> list[list[tuple[Field, int]]]:
    """The fields that have a place, row by row."""
    count = 1 + max(at for at, _, _ in places.values())
    return [
        [(fields[name], part) for name, (at, _, part) in places.items() if at == row]
        for row in range(count)
    ]
