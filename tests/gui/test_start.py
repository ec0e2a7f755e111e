"""The window is painted before the database, the pages and what they need are loaded."""

import subprocess
import sys

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


def test_the_self_test_paints_and_goes() -> None:
    script = "from briefer.gui import application; raise SystemExit(application.run(None, self_test=True))"
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
