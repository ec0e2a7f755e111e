"""Two palettes that can be read, thirty rules at most, and a switch that repaints everything."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from briefer.gui import theme
from briefer.gui.delegates.brush import Brush

ROLE = QPalette.ColorRole


def ratio(one: QColor, other: QColor) -> float:
    """The contrast of two colours as WCAG 2 defines it."""

    def luminance(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_words_can_be_read_on_every_ground(*, dark: bool) -> None:
    palette = theme.palette(dark=dark)
    own = theme.own(palette)
    base, accent = palette.color(ROLE.Base), palette.color(ROLE.Accent)
    grounds = [base, palette.color(ROLE.Window), palette.color(ROLE.AlternateBase)]
    grounds += [theme.mix(accent, share, base) for share in theme.TINTS.values()]
    assert min(ratio(palette.color(ROLE.Text), ground) for ground in grounds) >= 7.5
    assert min(ratio(QColor(own.secondary), ground) for ground in grounds) >= 4.45
    for colour in (own.danger, own.warning, own.ok, own.closed):
        chip = theme.mix(colour, theme.TINTS["chip"], base)
        assert ratio(QColor(colour), chip) >= 4.5
    highlight = palette.color(ROLE.Highlight)
    assert ratio(palette.color(ROLE.HighlightedText), highlight) >= 5.5
    assert ratio(QColor(own.field), base) >= 3


def test_at_most_thirty_rules(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    assert 20 <= window.styleSheet().count("{") <= 30


def test_the_rules_are_the_windows_so_that_making_a_screen_stays_cheap(qapp: QApplication) -> None:
    assert qapp.styleSheet() == ""


def test_switching_the_scheme_repaints_what_is_there(qapp: QApplication, qtbot: QtBot) -> None:
    label = theme.label("Second line", quiet=True)
    label.setAutoFillBackground(True)
    qtbot.addWidget(label)
    theme.dress(label)
    label.show()
    try:
        seen = []
        for scheme in ("dark", "light"):
            theme.show(qapp, scheme)
            qapp.processEvents()
            ground = label.grab().toImage().pixelColor(0, 0).name()
            seen.append((ground, label.palette().color(ROLE.WindowText).name()))
        secondary = [theme.own(theme.palette(dark=dark)).secondary for dark in (True, False)]
        assert seen == [("#1b1e23", secondary[0]), ("#f3f4f6", secondary[1])]
    finally:
        theme.show(qapp, "light")


def test_the_bundled_font_is_used(qapp: QApplication) -> None:
    label = QLabel()
    assert label.font().family() == "Noto Sans"
    assert label.fontMetrics().horizontalAdvance("Programme") == 73


def test_arabic_words_that_fit_are_not_cut(qtbot: QtBot) -> None:
    words, font = "كل شيء محفوظ", theme.font("title")
    wide = QFontMetrics(font).horizontalAdvance(words)
    ground, widget = QPixmap(200, 40), QWidget()
    qtbot.addWidget(widget)
    painter = QPainter(ground)
    told = Brush.on(painter, widget).text(QRect(0, 0, wide + 2, 40), words, font, QColor("black"))
    painter.end()
    assert told == wide
