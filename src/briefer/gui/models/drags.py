"""What is dragged: records of the library, and items of the programme; and where it would go. Every drag has a key too.

Not here: what a drop does.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import QMimeData

_RECORDS = "application/x-briefer-records"
_ITEMS = "application/x-briefer-items"


FILE = "file"
"""What a PDF file is dragged as: it has no id yet."""


class Dragged(NamedTuple):
    """What flies: a kind of `records.kinds` or `FILE`, ids, and how far below its top a card was taken (pixels)."""

    kind: str
    ids: tuple[UUID, ...]
    grip: int = 0


class Target(NamedTuple):
    """Where what is dragged would go: minutes, or a row of a list without times, or onto a card."""

    begin: float = 0
    length: int = 60
    onto: UUID | None = None
    row: int = -1


def pack(dragged: Dragged, words: Iterable[str]) -> QMimeData:
    """The data of a drag; in another program its words arrive."""
    data = QMimeData()
    lines = [dragged.kind, str(dragged.grip), *(str(one) for one in dragged.ids)]
    form = _ITEMS if dragged.kind == "item" else _RECORDS
    data.setData(form, "\n".join(lines).encode())
    data.setText("\n".join(words))
    return data


def unpack(data: QMimeData) -> Dragged | None:
    """What a drag carries; None when it is nothing of ours."""
    for form in (_ITEMS, _RECORDS):
        if data.hasFormat(form):
            kind, grip, *ids = bytes(data.data(form).data()).decode().splitlines()
            return Dragged(kind, tuple(UUID(one) for one in ids), int(grip))
    return None


def dropped_pdf(data: QMimeData) -> Path | None:
    """The PDF file that is dragged, None where it is something else."""
    urls = data.urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path and path.suffix.lower() == ".pdf" else None
