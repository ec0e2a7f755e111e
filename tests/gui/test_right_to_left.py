"""The window in Arabic, in a process of its own: it runs from the right, and speaks."""

import json
import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import json
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu
from briefer.gui import application, shown, theme
from briefer.gui.main_window import MainWindow
from briefer.gui.views.controls import SearchField
app = application.make()
window = MainWindow()
window.resize(1440, 900)
window.show()
app.processEvents()
field = SearchField("", "")
margins = field.textMargins()
print(json.dumps({
    "direction": app.layoutDirection().name,
    "menus": [one.title().replace("&", "") for one in window.top.findChildren(QMenu)][:2],
    "menus at the right": window.top.menu_bar.mapTo(window, QPoint()).x() > 900,
    "search": [margins.left(), margins.right() > 20],
    "offset": shown.joined([shown.offset(180), shown.digits("+1")]),
    "points": app.font().pointSizeF(),
    "sides": theme.sides(1, 2, 3, 4).left(),
}))
window.close()
"""


def test_a_window_in_arabic(tmp_path: Path) -> None:
    folder = tmp_path / "briefer"
    folder.mkdir()
    (folder / "settings.json").write_text(json.dumps({"language": "ar", "points": 12.0}))
    surroundings = {
        **os.environ,
        "XDG_CONFIG_HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
    }
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, env=surroundings
    )
    assert json.loads(run.stdout) == {
        "direction": "RightToLeft",
        "menus": ["ملف", "تحرير"],
        "menus at the right": True,
        "search": [0, True],
        "offset": "\u2066UTC+3\u2069 · \u2067+١\u2069",
        "points": 12.0,
        "sides": 3,
    }
