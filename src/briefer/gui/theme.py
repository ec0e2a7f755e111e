"""The look: two palettes, the scale of type, the few style rules, and how they are put on the application.

Not here: icons, and anything that draws. Colours of markings come with the marking scheme.
A colour is asked of the palette at paint time (`own(palette)`, `mix`), so that nothing remembers a scheme.
"""

from functools import cache
from typing import Literal, NamedTuple

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication, QLabel, QStyleFactory, QWidget

from briefer import resources
from briefer.gui import shown

Scheme = Literal["light", "dark", "system"]

_Role = QPalette.ColorRole
_ROLES: tuple[tuple[tuple[QPalette.ColorRole, ...], str, str], ...] = (
    # roles, light, dark
    ((_Role.Window,), "#f3f4f6", "#1b1e23"),
    ((_Role.Base,), "#ffffff", "#23272e"),
    ((_Role.AlternateBase,), "#f7f8fa", "#282d35"),
    ((_Role.Button,), "#ffffff", "#2c323b"),
    ((_Role.Text, _Role.WindowText, _Role.ButtonText), "#1b1f24", "#e8eaed"),
    ((_Role.PlaceholderText,), "#66707b", "#98a1ac"),
    ((_Role.Accent, _Role.Link, _Role.LinkVisited), "#1f5fbf", "#7db0ff"),
    ((_Role.Highlight,), "#1f5fbf", "#2b66c4"),
    ((_Role.HighlightedText, _Role.BrightText), "#ffffff", "#ffffff"),
    ((_Role.Mid,), "#d5dae1", "#3a414b"),
    ((_Role.Midlight,), "#e9ecf0", "#323842"),
    ((_Role.Dark,), "#dfe3e9", "#15181c"),
    ((_Role.Light,), "#ffffff", "#39404a"),
    ((_Role.Shadow,), "#9aa3ad", "#000000"),
    ((_Role.ToolTipBase,), "#1b1f24", "#e8eaed"),
    ((_Role.ToolTipText,), "#ffffff", "#1b1f24"),
)
_DISABLED = ("#7d8691", "#7c8590")


class Own(NamedTuple):
    """The seven colours that QPalette has no role for. No meaning by colour alone."""

    secondary: str
    """Labels, second lines, quiet icons."""
    field: str
    """The edge of fields and buttons."""
    danger: str
    """Clash, error, not accepted."""
    warning: str
    """To be looked at; due."""
    ok: str
    """Saved, complete."""
    closed: str
    """Must not be disclosed; private data."""
    travel: str
    """Fill of travel cards."""


_LIGHT = Own("#55606b", "#818b97", "#b42318", "#8a5200", "#1e6e42", "#86198f", "#edf0f4")
_DARK = Own("#aeb6c0", "#727c89", "#ff8f85", "#f0b35a", "#6fce98", "#e59bf0", "#2d333c")

TINTS = {
    "engagement": 0.11,
    "tentative": 0.05,
    "hover": 0.17,
    "row": 0.16,
    "chosen": 0.24,
    "clash": 0.12,
    "chip": 0.13,
    "closed": 0.06,
}
"""Shares of a colour mixed over Base; nothing is drawn with alpha, so that text over text stays clean."""

Type = Literal["screen", "record", "head", "title", "body", "label", "small", "strip"]
_SCALE: dict[Type, tuple[float, QFont.Weight]] = {
    "screen": (1.35, QFont.Weight.DemiBold),
    "record": (1.2, QFont.Weight.DemiBold),
    "head": (1.05, QFont.Weight.DemiBold),
    "title": (1.0, QFont.Weight.DemiBold),
    "body": (1.0, QFont.Weight.Normal),
    "label": (0.9, QFont.Weight.Normal),
    "small": (0.86, QFont.Weight.Medium),
    "strip": (0.8, QFont.Weight.Medium),
}

_QSS = """
QToolTip { border: 0; padding: 5px 8px; color: palette(tooltip-text); background: palette(tooltip-base); }
QMenuBar, QMenuBar::item { background: transparent; border: 0; padding: 6px 9px; border-radius: 6px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: palette(midlight); color: palette(text); }
QMenu { background: palette(base); border: 1px solid palette(mid); padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 5px; }
QMenu::item:disabled, *[tone="accent"]:disabled { color: $disabled; background: transparent; }
QMenu::separator { height: 1px; background: palette(mid); margin: 4px 6px; }
QMenu::item:selected, QPushButton[filled="true"] { background: palette(highlight); color: palette(highlighted-text); border-color: palette(highlight); }
QLineEdit, QComboBox, QPlainTextEdit[boxed="true"] { border: 1px solid $field; border-radius: 6px; padding: 5px 8px; background: palette(base); }
QLineEdit[quiet="true"], QComboBox[quiet="true"] { border-color: palette(mid); }
QLineEdit:disabled, QComboBox:disabled, QLineEdit:read-only, QPlainTextEdit[boxed="true"]:read-only { background: palette(window); border-color: palette(mid); placeholder-text-color: transparent; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit[boxed="true"]:focus { border: 2px solid palette(accent); padding: 4px 7px; }
QLineEdit[refused="true"] { border: 2px solid $danger; padding: 4px 7px; }
QComboBox::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { border: 1px solid palette(mid); padding: 4px; outline: 0; background: palette(base); }
QPushButton { border: 1px solid $field; border-radius: 6px; padding: 5px 12px; background: palette(button); }
QPushButton:focus { border: 2px solid palette(accent); padding: 4px 11px; }
QPushButton[filled="true"]:focus { border: 2px solid palette(text); }
QPushButton:disabled { border-color: palette(mid); color: $disabled; background: palette(midlight); }
QToolButton { border: 0; border-radius: 6px; padding: 5px; }
QToolButton:checked { background: $checked; }
QPushButton:hover:!pressed, QToolButton:hover:!checked { background: $hover; }
QToolButton:focus { border: 2px solid palette(accent); padding: 3px; }
QScrollBar, QAbstractScrollArea::corner { background: transparent; border: 0; width: 10px; height: 10px; margin: 0; }
QScrollBar::handle { background: $handle; border-radius: 3px; margin: 2px; min-height: 32px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: 0; width: 0; height: 0; }
*[tone="secondary"] { color: $secondary; }
*[tone="danger"] { color: $danger; }
*[tone="accent"] { color: palette(accent); }
"""
"""At most thirty rules; what they cannot say is drawn by a delegate or by the widget itself."""

_FAMILIES = ("Noto Sans", "IBM Plex Sans Arabic")
_FONT_FILES = (
    "noto-sans-regular.ttf",
    "noto-sans-medium.ttf",
    "noto-sans-semibold.ttf",
    "noto-sans-bold.ttf",
    "noto-sans-italic.ttf",
    "ibm-plex-sans-arabic-regular.ttf",
    "ibm-plex-sans-arabic-semibold.ttf",
)


def set_up(app: QApplication, scheme: Scheme, points: float) -> None:
    """Give a fresh application its style, its bundled fonts at `points`, and its colours."""
    app.setStyle(QStyleFactory.create("Fusion"))
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(resources.folder("fonts", name)))
    base = QFont(list(_FAMILIES))
    base.setPointSizeF(points)
    app.setFont(base)
    show(app, scheme)


def show(app: QApplication, scheme: Scheme) -> None:
    """Put a scheme on the application and its windows, at any time.

    The order matters: with a style sheet in place, `setPalette` alone repaints half of the window.
    """
    dark = scheme == "dark" or (
        scheme == "system" and app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    )
    dressed = [window for window in app.topLevelWidgets() if window.styleSheet()]
    for window in dressed:
        window.setStyleSheet("")
    app.setPalette(palette(dark=dark))
    for window in dressed:
        dress(window)
    QPixmapCache.clear()


def dress(window: QWidget) -> None:
    """Give a window the style rules, which all that joins it takes on; `show` renews them.

    They are the window's and not the application's, since with those a screen under construction would be styled
    anew at each step from the widget to the window: half of the time that making it takes.
    """
    window.setStyleSheet(_style_sheet(dark=is_dark(QGuiApplication.palette())))


@cache
def palette(*, dark: bool) -> QPalette:
    """One of the two palettes."""
    made = QPalette()
    for roles, light_colour, dark_colour in _ROLES:
        for role in roles:
            made.setColor(role, QColor(dark_colour if dark else light_colour))
    for role in (_Role.Text, _Role.WindowText, _Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(_DISABLED[dark]))
    return made


def is_dark(colours: QPalette) -> bool:
    """Whether a palette is the dark one."""
    return colours.color(_Role.Base).lightness() < 128


def own(colours: QPalette) -> Own:
    """The seven own colours that go with a palette."""
    return _DARK if is_dark(colours) else _LIGHT


def mix(over: QColor | str, share: float, base: QColor) -> QColor:
    """`share` of one opaque colour over another."""
    top = QColor(over)
    return QColor(
        round(top.red() * share + base.red() * (1 - share)),
        round(top.green() * share + base.green() * (1 - share)),
        round(top.blue() * share + base.blue() * (1 - share)),
    )


def tint(name: str, over: QColor | str, colours: QPalette) -> QColor:
    """A colour at one of the shares of `TINTS` over Base."""
    return mix(over, TINTS[name], colours.color(_Role.Base))


def font(kind: Type, base: QFont | None = None) -> QFont:
    """A font of the scale of type; `base` is the user's own, the application's when not given."""
    factor, weight = _SCALE[kind]
    made = QFont(base or QGuiApplication.font())
    made.setPointSizeF(QGuiApplication.font().pointSizeF() * factor)
    made.setWeight(weight)
    return made


def scaled(pixels: float) -> int:
    """A length of `window.md`, given at 10 pt type, in the user's type."""
    return round(pixels * QGuiApplication.font().pointSizeF() / 10)


def sides(start: int, top: int, end: int, bottom: int) -> QMargins:
    """Margins that turn round with the window: Qt's own know left and right only."""
    turned = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return QMargins(end, top, start, bottom) if turned else QMargins(start, top, end, bottom)


class Words(QLabel):
    """Plain words. They begin where the window does: Qt's own labels begin where their first letter wants to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    # Qt's own names

    def setText(self, text: str) -> None:
        super().setText(shown.led(text))

    def setWordWrap(self, on: bool) -> None:
        super().setWordWrap(on)
        if on and self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            # there Qt begins a line behind the blank at which it is broken: its end would be pushed out, and cut
            blank = self.fontMetrics().horizontalAdvance(" ") + 2
            self.setContentsMargins(blank, 0, 0, 0)

    def heightForWidth(self, width: int) -> int:
        # a layout asks for the width that it has, not for the most that the words take
        return super().heightForWidth(min(width, self.maximumWidth()))


def label(text: str, kind: Type = "body", *, quiet: bool = False) -> QLabel:
    """A line of text of the scale; `quiet` in the secondary colour."""
    made = Words(text)
    made.setFont(font(kind))
    if quiet:
        quieten(made)
    return made


def quieten(widget: QWidget, tone: Literal["secondary", "danger", "accent"] = "secondary") -> None:
    """Draw a widget's text in one of the quiet or loud colours, in every scheme."""
    widget.setProperty("tone", tone)


def _style_sheet(*, dark: bool) -> str:
    colours, roles = (_DARK if dark else _LIGHT), palette(dark=dark)
    base, accent = roles.color(_Role.Base), roles.color(_Role.Accent)
    words = {
        "$field": colours.field,
        "$danger": colours.danger,
        "$secondary": colours.secondary,
        "$disabled": _DISABLED[dark],
        "$checked": mix(accent, TINTS["row"], base).name(),
        "$hover": roles.color(_Role.Midlight).name(),
        "$handle": mix(roles.color(_Role.Text), 0.22, base).name(),
    }
    sheet = _QSS
    for word, colour in words.items():
        sheet = sheet.replace(word, colour)
    return sheet
