"""The application as users see it, off screen with its own fonts; the sample, fresh for each test; a window on it."""

import gc
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import ciphered
from briefer import app, settings
from briefer.gui import application
from briefer.gui.main_window import MainWindow
from briefer.gui.views.visit_place import VisitPlace

sys.path.insert(0, str(Path(__file__).parent))  # marsana, leaks
from leaks import left, standing

LONG = 20_000
"""Milliseconds after which something that must happen has not."""


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session")
def qapp(own_surroundings: None) -> Iterator[QApplication]:
    """Style, fonts and palette as in the program."""
    made = application.make()
    gc.freeze()  # with all that was imported for it
    yield made
    made.clipboard().clear()  # data made in Python must not outlive it: the process would end with a crash


@pytest.fixture(autouse=True)
def nothing_is_left(qapp: QApplication) -> Iterator[None]:
    """No thread, work, timer, window or open database outlives its test."""
    before = standing()
    yield
    found = left(before)
    assert not found, f"left behind: {'; '.join(found)}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that makes both kinds itself is not run on encrypted workspaces once more."""
    if not ciphered.ALL:
        return
    plain = [one for one in items if one.get_closest_marker("plain")]
    config.hook.pytest_deselected(items=plain)
    items[:] = [one for one in items if one not in plain]


@pytest.fixture(scope="session", autouse=True)
def kind_of_workspace() -> Iterator[None]:
    """Plain unless a test asks, or all encrypted."""
    with pytest.MonkeyPatch.context() as patch:
        if ciphered.ALL:
            ciphered.encrypt_all(patch)
        yield


@pytest.fixture(scope="session")
def _made_once() -> tuple[Callable[..., object], Callable[..., object]]:
    """Making annexes and photographs fit for print, which remembers what it made."""
    from briefer.pdf import pages
    from briefer.pdf.annexes import preparing
    from briefer.pdf.annexes.reading import Reading

    prepare = preparing.prepare
    known: dict[tuple[bytes, tuple[float, float], bool], Reading] = {}

    def prepared(
        content: bytes, room: tuple[float, float], *, as_made: bool, tick: Callable[[], None]
    ) -> Reading:
        key = content, room, as_made
        if key in known:
            return known[key]
        made = prepare(content, room, as_made=as_made, tick=tick)
        if not made.fault:
            known[key] = made
        return made

    return prepared, cache(pages.portrait)


@pytest.fixture(autouse=True)
def made_fit_for_print_once(
    _made_once: tuple[Callable[..., object], Callable[..., object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Photographs and annexes, of which each pack of the sample has dozens, and the same come out whenever they are asked for.

    A program is started for each annex. In the tests of the window only: others measure just that.
    """
    from briefer.pdf import pages
    from briefer.pdf.annexes import preparing

    for module, name, made in zip(
        (preparing, pages), ("prepare", "portrait"), _made_once, strict=True
    ):
        monkeypatch.setattr(module, name, made)


@pytest.fixture(scope="session")
def made_sample(kind_of_workspace: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.briefer"
    app.create_workspace(path, officer="Elin Brandt", sample=True).close()
    return path


@pytest.fixture
def sample(made_sample: Path, tmp_path: Path) -> Path:
    """A workspace with the sample visits that a test may change."""
    return Path(shutil.copytree(made_sample, tmp_path / "office.briefer"))


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, sample: Path) -> Iterator[MainWindow]:
    """A window on the sample, at home; what an earlier test chose for its documents is forgotten."""
    kept = settings.load()
    for name in [one for one in kept.window if one.startswith("pack of ")]:
        del kept.window[name]
    settings.save(kept)
    made = MainWindow()
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    with qtbot.waitSignal(made.ready, timeout=LONG):
        made.opener.open(sample)
    yield made
    made.close()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # or each later test repaints them all


@pytest.fixture
def open_visit(window: MainWindow, qtbot: QtBot) -> Callable[[str], VisitPlace]:
    """Opens a visit by its key and waits until it is there."""

    def open_(key: str) -> VisitPlace:
        id_: UUID = next(one.id for one in window.desk.overview if one.key == key)
        window.places.open_visit(id_)
        place = window.places.visits[id_]
        qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
        return place

    return open_
