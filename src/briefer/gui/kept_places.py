"""Where one was in a screen: what it was narrowed to, which row was chosen; kept by the settings between starts.

Only codes and identifiers are kept, never a record's text: the settings are not under the key of a workspace. Not here:
widths of panes and columns (`views.panes`, `views.column_widths`), which visits are open (`places`).
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import msgspec
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QComboBox, QWidget

from briefer import settings
from briefer.gui.models.hits import Hit


class Stood(NamedTuple):
    """Where one was in a window that closes for a moment and comes back."""

    place: object
    """Of the places on the rail: `home`, a screen of the library, or a visit by its id."""
    tab: str
    """Of the visit; empty elsewhere."""
    record: Hit | None
    """What was chosen in a screen of the library."""


class Part(NamedTuple):
    """Something that is kept of a screen: how it is read, and how it is put there again."""

    read: Callable[[], str]
    put: Callable[[str], object]


def of_box(box: QComboBox) -> Part:
    """What is chosen in a box; what is not offered any more is not chosen."""

    def read() -> str:
        return str(box.currentData() or "")

    def put(kept: str) -> None:
        found = (at for at in range(box.count()) if str(box.itemData(at) or "") == kept)
        if (at := next(found, -1)) >= 0:
            box.setCurrentIndex(at)

    return Part(read, put)


def of_id(read: Callable[[], UUID | None], put: Callable[[UUID], object]) -> Part:
    """A chosen record."""

    def put_id(kept: str) -> None:
        try:
            put(UUID(kept))
        except ValueError:
            return

    return Part(lambda: str(read() or ""), put_id)


class KeptPlace(QObject):
    """Keeps the parts of a screen whenever it goes out of sight."""

    def __init__(self, screen: QWidget, name: str, parts: Mapping[str, Part]) -> None:
        super().__init__(screen)
        self._screen, self._name, self._parts = screen, name, parts
        self._memory = ""
        screen.installEventFilter(self)

    def begin(self, workspace: Path, visit: UUID | None = None) -> bool:
        """The screen shows another workspace or visit: put what was kept of it; gives whether it is another."""
        whose = f" of {visit}" if visit else ""
        memory = f"{self._name}{whose} in {workspace}"
        if memory == self._memory:
            return False
        self._memory = memory
        for name, value in _read(memory).items():
            if name in self._parts:
                self._parts[name].put(value)
        return True

    def keep(self) -> None:
        """Remember where one is now; what is as at first leaves nothing behind."""
        if not self._memory:
            return
        values = {name: value for name, part in self._parts.items() if (value := part.read())}
        if values == _read(self._memory):
            return
        now = settings.load()
        now.window.pop(self._memory, None)
        if values:
            now.window[self._memory] = msgspec.json.encode(values).decode()
        settings.save(now)

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._screen and event.type() == QEvent.Type.Hide:
            self.keep()
        return super().eventFilter(watched, event)


def _read(memory: str) -> dict[str, str]:
    try:
        return msgspec.json.decode(settings.load().window.get(memory, "{}"), type=dict[str, str])
    except msgspec.MsgspecError:
        return {}
