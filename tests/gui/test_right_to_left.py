"""The window in Arabic, in a process of its own: it runs from the right, and speaks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from briefer.gui import shown, theme
from briefer.gui.models.list_table import _made
from briefer.records.people import Person

DARK = 140

SCRIPT = """
import json
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu
from briefer.gui import application, shown, theme
from briefer.gui.main_window import MainWindow
from PySide6.QtGui import QPalette
from briefer.gui.models.rows import Row
from briefer.gui.views.controls import SearchField
from briefer.gui.views.lists import RowsView
app = application.make()
window = MainWindow()
window.resize(1440, 900)
window.show()
app.processEvents()
field = SearchField("", "")
margins = field.textMargins()
rows = RowsView("")
rows.resize(400, 60)
rows.show_rows([Row(1, "Ministry of Public Safety", found="minis")])
picture = rows.grab().toImage()
accent, text = (app.palette().color(role) for role in (QPalette.ColorRole.Accent, QPalette.ColorRole.Text))
def left(colour):
    spots = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return min((x for x, y in spots if picture.pixelColor(x, y) == colour), default=None)
def begins(words):
    line = theme.label(words)
    line.resize(300, 20)
    drawn = line.grab().toImage()
    ground = drawn.pixelColor(0, 0)
    spots = [x for x in range(300) for y in range(20) if drawn.pixelColor(x, y) != ground]
    return "right" if min(spots) > 150 and max(spots) > 290 else "elsewhere"
print(json.dumps({
    "words begin at the right": [begins(words) for words in ("Aldermark", "مؤسسة", "Return يفتح", "12")],
    "what was searched comes first in a Latin name": left(accent) < left(text),
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
        "words begin at the right": ["right"] * 4,
        "what was searched comes first in a Latin name": True,
        "direction": "RightToLeft",
        "menus": ["ملف", "تحرير"],
        "menus at the right": True,
        "search": [0, True],
        "offset": "\u2066UTC+3\u2069 · \u2067+١\u2069",
        "points": 12.0,
        "sides": 3,
    }


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("+999 1 555 0143", "\u2066"),
        ("033 (12) 40-50", "\u2066"),
        ("≈ 13:00–14:15", "\u2067"),
        ("٩–١٢", "\u2067"),
        ("Plenary 2", "\u2066"),
        ("قاعة 2", "\u2067"),
        ("\u2067–٠٨:٣٠\u2069  \u2066Press\u2069", "\u2067"),  # a time, then whose it is
    ],
)
def test_each_part_keeps_its_direction(qapp: QApplication, words: str, first: str) -> None:
    """Found when telephone numbers stood there from their end: "0143 555 1 999+"."""
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert shown.isolated(words) == f"{first}{words}\u2069"
    finally:
        qapp.setLayoutDirection(before)


@pytest.mark.parametrize(
    ("line", "whole", "first"),
    [
        ("«Morović».", "وتطبع الملفات «Morović».", "\u2067"),
        ("Pellandia, 2027.", "Talks in Pellandia, 2027.", "\u2066"),
        ("2027.", "Talks in Pellandia, 2027.", "\u2066"),
        ("& Security\u2069", "\u20674\u2069  \u2066Visit & Security\u2069", "\u2067\u2066"),
    ],
)
def test_a_line_runs_as_the_whole_of_its_text(
    qapp: QApplication, line: str, whole: str, first: str
) -> None:
    """Found as a full stop at the beginning of the last line."""
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert shown.isolated(line, whole) == f"{first}{line}\u2069"
    finally:
        qapp.setLayoutDirection(before)


def test_a_name_in_brackets_keeps_them_around_it(qapp: QApplication) -> None:
    """Found in an imported list as "(Lund": the bracket behind a Latin name stood before it."""
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        told = _made([Person(given_name="Ada", family_name="Lund")], None)
    finally:
        qapp.setLayoutDirection(before)
    assert told == "\u2066\u2066Ada Lund\u2069 (family name \u2066Lund\u2069)\u2069"


def test_no_line_of_a_sentence_is_cut_at_its_end(qapp: QApplication) -> None:
    """Found where the last letter of a line was half behind the edge: Qt begins it behind the blank of the break."""
    words = (
        "اسحب مؤسسة من المكتبة إلى يوم أو استعمل المفاتيح: للإضافة عند مؤشر الوقت أو لبند خاص بك."
    )

    def cut(width: int) -> bool:
        label = theme.label(words)
        label.setWordWrap(True)
        label.resize(width, 200)
        drawn = label.grab().toImage()
        return any(drawn.pixelColor(0, y).lightness() < DARK for y in range(drawn.height()))

    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert [width for width in range(150, 230) if cut(width)] == []
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
