"""What a test leaves behind that goes on living: threads, work under way, timers, windows, open databases.

`standing()` before, `left(before)` after. What is merely unused is no leak: garbage is looked for before anything is
called one. Not here: growth over many edits (`test_soak`).
"""

import gc
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from briefer.gui.tasks import TaskRunner


class Standing(NamedTuple):
    """What lives now: what it is called, by what it is."""

    threads: dict[object, str]
    work: dict[object, str]
    """Under way in a runner that nobody has closed."""
    timers: dict[object, str]
    """Those that run."""
    windows: dict[object, str]
    """And menus and the like that belong to none."""
    databases: dict[object, str]
    """Files of databases by their descriptors: one that is open, or a transaction in it, holds one."""


def standing() -> Standing:
    """What lives now."""
    wrappers = shiboken6.getAllValidWrappers()
    return Standing(
        threads={one: one.name for one in threading.enumerate()},
        work=_called(
            one for one in wrappers if isinstance(one, TaskRunner) and not (one.idle or one._closed)
        ),
        timers=_called(one for one in wrappers if isinstance(one, QTimer) and one.isActive()),
        windows=_called(one for one in QApplication.topLevelWidgets() if one.parent() is None),
        databases=_databases(),
    )


def left(before: Standing) -> list[str]:
    """What lives now and did not before, in words; nothing where all is gone."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if not _more(before):
        return []
    gc.collect()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return _more(before)


def _more(before: Standing) -> list[str]:
    now = standing()
    return [
        f"{what}: {name}"
        for what, was, there in zip(Standing._fields, before, now, strict=True)
        for one, name in there.items()
        if one not in was
    ]


def _called(objects: Iterable[QObject]) -> dict[object, str]:
    """Objects by their address: a wrapper that is kept would keep what it wraps."""
    return {shiboken6.getCppPointer(one)[0]: _words(one) for one in objects}


def _words(one: QObject) -> str:
    names = [type(one).__name__]
    while (parent := one.parent()) is not None:
        one = parent
        names.append(type(one).__name__)
    title = one.windowTitle() or one.accessibleName() if isinstance(one, QWidget) else ""
    return " in ".join(names) + (f" “{title}”" if title else "")


def _databases() -> dict[object, str]:
    found: dict[object, str] = {}
    for link in Path("/proc/self/fd").iterdir():
        try:
            target = str(link.readlink())
        except OSError:  # the descriptor of this very listing
            continue
        if "records.db" in target:
            found[target] = target
    return found
