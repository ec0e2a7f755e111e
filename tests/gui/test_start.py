"""The window is painted before the database, the pages and what they need are loaded."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer import settings
from briefer.gui import main_window
from briefer.gui.main_window import MainWindow

SCRIPT = """
import sys
from briefer.gui import application
from briefer.gui.main_window import MainWindow
app = application.make()
window = MainWindow()
window.show()
app.processEvents()
assert not window.grab().isNull()
heavy = {"sqlalchemy", "alembic", "reportlab", "pikepdf", "PySide6.QtPdf", "asyncio", "uharfbuzz"}
print(sorted(heavy & set(sys.modules)))
window.close()
"""


def test_nothing_heavy_is_loaded_before_the_first_paint() -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


AT_REST = """
import sys
import threading
from pathlib import Path
class Watch:
    # a class of Qt that another thread defines can end the program
    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is not threading.main_thread():
            if name.startswith(("PySide6", "briefer.gui")):
                print(name, "in", threading.current_thread().name)
sys.meta_path.insert(0, Watch())
from briefer.gui import application, screens
from patience import wait_until
app = application.make()
from briefer.gui.main_window import MainWindow
window = MainWindow()
window.show()
def loaded():
    return [name for name in screens._FIRST_WANTED if f"briefer.gui.views.{name}" in sys.modules]
opened = []
window.desk.opened.connect(lambda: opened.append(loaded()))
window.opener.open(Path(sys.argv[1]), create=True)
wait_until(lambda: loaded() == list(screens._FIRST_WANTED) and window.tasks.idle)
print(opened)
window.close()
"""


def test_the_screens_are_loaded_when_nothing_else_is_to_do(tmp_path: Path) -> None:
    paths = (str(Path(__file__).parent), os.environ.get("PYTHONPATH", ""))
    run = subprocess.run(
        [sys.executable, "-c", AT_REST, tmp_path / "office.briefer"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
    )
    assert (run.stdout, run.stderr) == ("[[]]\n", "")


def test_the_self_test_paints_and_goes() -> None:
    script = "from briefer.gui import application; raise SystemExit(application.run(None, self_test=True))"
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


@pytest.fixture
def nothing_kept() -> None:
    """No window was ever closed here."""
    settings.save(msgspec.structs.replace(settings.load(), window={}))


@pytest.mark.usefixtures("nothing_kept")
def test_the_first_window_keeps_within_the_screen(qapp: QApplication, qtbot: QtBot) -> None:
    room = qapp.primaryScreen().availableSize()
    window = MainWindow()
    qtbot.addWidget(window)
    wanted = min(main_window.SIZE[0], room.width()), min(main_window.SIZE[1], room.height() - 32)
    assert window.size().toTuple() == tuple(map(max, wanted, main_window.LEAST))


@pytest.mark.usefixtures("nothing_kept")
def test_a_window_comes_back_where_it_was(qapp: QApplication, qtbot: QtBot) -> None:
    first = MainWindow()
    first.show()
    first.resize(900, 640)
    first.close()
    first.deleteLater()
    second = MainWindow()
    qtbot.addWidget(second)
    assert second.size().toTuple() == (900, 640)


@pytest.mark.parametrize("kept", ["", "bm9uc2Vuc2U=", "ü no base64"])
def test_a_place_that_cannot_be_read_is_as_if_there_were_none(
    nothing_kept: None, qtbot: QtBot, kept: str
) -> None:
    settings.save(msgspec.structs.replace(settings.load(), window={main_window.GEOMETRY: kept}))
    window = MainWindow()
    qtbot.addWidget(window)
    assert window.width() >= main_window.LEAST[0]
