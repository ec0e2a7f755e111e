"""Two palettes that can be read, thirty rules at most, and a switch that repaints everything."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from briefer.gui import icons, theme
from briefer.gui.delegates.brush import Brush

ROLE, GROUP = QPalette.ColorRole, QPalette.ColorGroup


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
def test_what_is_drawn_can_be_seen_on_every_ground_it_is_drawn_on(*, dark: bool) -> None:
    """The least ratio of each pair, as the design promises it: words 4.5, what is off and edges of controls 3."""
    palette = theme.palette(dark=dark)
    own = theme.own(palette)
    base, accent, window = (palette.color(role) for role in (ROLE.Base, ROLE.Accent, ROLE.Window))
    panes = [base, window, palette.color(ROLE.AlternateBase), palette.color(ROLE.Button)]
    flat = [*panes, palette.color(ROLE.Midlight), QColor(own.travel)]
    tints = [theme.tint(name, accent, palette) for name in theme.TINTS]
    tints += [theme.tint("clash", own.danger, palette), theme.tint("closed", own.closed, palette)]
    tints += [theme.tint("chip", own.warning, palette), theme.tint("chip", own.danger, palette)]
    tints += [theme.mix(accent, theme.TINTS["row"], window)]  # the place on the rail that one is at
    disabled = [palette.color(GROUP.Disabled, role) for role in (ROLE.Text, ROLE.ButtonText)]
    least: dict[str, tuple[float, list[QColor], list[QColor]]] = {
        "text": (7.5, [palette.color(ROLE.Text)], [*flat, *tints, palette.color(ROLE.Dark)]),
        "second lines": (4.5, [QColor(own.secondary)], [*flat, *tints, palette.color(ROLE.Dark)]),
        "what may be typed": (4.5, [palette.color(ROLE.PlaceholderText)], panes[:3]),
        "links": (4.5, [accent], [*flat, palette.color(ROLE.Dark), tints[3]]),
        "words of signals": (
            4.5,
            [QColor(own.danger), QColor(own.warning), QColor(own.ok), QColor(own.closed)],
            [*flat, tints[3]],
        ),
        "what is off": (3, disabled, flat),
        "edges of controls": (3, [QColor(own.field), QColor(own.danger), accent], panes),
        "the chosen segment": (
            4.5,
            [palette.color(ROLE.Text)],
            [palette.color(ROLE.Light if dark else ROLE.Base)],
        ),
        "words on the filled": (
            4.5,
            [palette.color(ROLE.HighlightedText)],
            [palette.color(ROLE.Highlight), QColor(own.closed)][: 1 if dark else 2],
        ),
        "tips": (7, [palette.color(ROLE.ToolTipText)], [palette.color(ROLE.ToolTipBase)]),
    }
    for colour in (own.danger, own.warning, own.ok, own.closed):
        chip = theme.tint("chip", colour, palette)
        least[f"chip {colour}"] = 4.5, [QColor(colour)], [chip]
    found = {
        what: round(min(ratio(one, ground) for one in colours for ground in grounds), 1)
        for what, (_, colours, grounds) in least.items()
    }
    assert {what: one for what, one in found.items() if one < least[what][0]} == {}


def test_grey_on_grey_would_be_seen() -> None:
    assert round(ratio(QColor("#7d8691"), QColor("#dfe3e9")), 2) == 2.86


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


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("on", [False, True])
def test_a_box_stands_out_ticked_or_not(qapp: QApplication, *, dark: bool, on: bool) -> None:
    colours = theme.palette(dark=dark)
    made = QPixmap(24, 24)
    made.fill(colours.color(ROLE.Window))
    painter = QPainter(made)
    brush = Brush(painter, colours, Qt.LayoutDirection.LeftToRight, made.rect())
    brush.check(QRect(4, 4, 16, 16), on=on)
    painter.end()
    line = [made.toImage().pixelColor(x, 12) for x in range(24)]
    assert max(ratio(each, line[0]) for each in line[3:8]) >= 2.5


def test_a_button_that_is_pressed_flat_has_no_sign_and_no_complaint(qapp: QApplication) -> None:
    """Found where a band was laid out low for a moment: Qt cannot paint on nothing, and a warning fails a test."""
    engine = icons._Engine("copy", "secondary")
    assert engine.pixmap(QSize(16, 0), QIcon.Mode.Normal, QIcon.State.Off).isNull()
