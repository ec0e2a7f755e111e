"""The measures of papers and columns, the colours, and the rules' weights, as the page design has them.

Measures are mm, x from the frame's label edge, y from the top of the page; weights are pt.
Not here: type (`type.STYLES`), drawing.
"""

import math
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from briefer.i18n import tenths

POINT = 72 / 25.4
"""Points in a millimetre."""

INK = "#1c1c1c"
SOFT = "#595959"
ACCENT = "accent"
LINE = "line"
"""Two that follow the pack's accent; what they are in it, `inks` says."""
HAIR = "#8f8f8a"
TINT = "#f0f0ec"
WHITE = "#ffffff"

HAIRLINE = 0.4
OPENER_RULE = 0.8
AXIS_LINE = 0.6
TRAVEL_LINE = 2.4
NO_SPACE = 0.001
"""mm: less than this is nothing; heights are sums of floats."""


LEAST_CONTRAST = 4.5
"""On white, of what is to be read (WCAG 2.2, 1.4.3)."""
_ACCENT = "#14475a"
_TOWARDS_WHITE = 0.3


def inks(accent: str) -> dict[str, str]:
    """What the colours are that follow an office's accent: the design's own where it has none, or one hard to read."""
    own = accent if accent and contrast_on_white(accent) >= LEAST_CONTRAST else _ACCENT
    parts = (int(own[at : at + 2], 16) for at in (1, 3, 5))
    line = "".join(f"{int(part + (255 - part) * _TOWARDS_WHITE):02x}" for part in parts)
    return {ACCENT: own.lower(), LINE: f"#{line}"}


def contrast_on_white(colour: str) -> float:
    """WCAG 2 contrast ratio of `#rrggbb` on white."""
    parts = []
    for at in (1, 3, 5):
        value = int(colour[at : at + 2], 16) / 255
        parts.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return 1.05 / (luminance + 0.05)


def ratio(contrast: float) -> str:
    """A contrast as it is told: rounded down, so that 4.48 is never said to be the 4.5 that it misses."""
    return tenths(math.floor(contrast * 10) / 10)


@cache
def rgb(colour: str) -> str:
    """`#rrggbb` as three numbers of a content stream."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3g}" for at in (1, 3, 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A kind of sheet with its frame and columns. `foot_*` are baselines from the top edge."""

    name: str
    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float
    row: float
    marking_head: float
    marking_foot: float
    head: float
    foot: float
    foot_second: float
    axis: float
    """Right edge of the label column."""
    text_x: float
    """Where text right of the axis begins."""
    main_width: float
    side_x: float
    side_width: float
    mark: float = 4.7
    square: bool = True
    """Prints the square code beside the page code."""
    foot_rows: int = 1
    """Lines over the marking at the foot of a narrow sheet; the frame ends above them."""
    code_row: bool = False
    """The last of them is that of copy and page code, which else stand beside the marking."""

    @property
    def frame(self) -> float:
        """Width of the frame."""
        return self.width - self.inner - self.outer

    @property
    def text_width(self) -> float:
        """Width right of the label column."""
        return self.frame - self.text_x

    @property
    def label_width(self) -> float:
        """Words of a label: what is left of the label column when the next must not be touched."""
        return self.axis - 1.0

    @property
    def time_width(self) -> float:
        """Times stand left of a mark on the axis."""
        return self.axis - 3.4

    @property
    def time_right(self) -> float:
        """Where times line up that are set from the right."""
        return self.axis - 3.9

    @property
    def date_width(self) -> float:
        """Dates stand left of a bar on the axis."""
        return self.axis - 4.5

    @property
    def narrow(self) -> bool:
        """Without a side column: what stands there on a large sheet is set under the main column."""
        return self.side_x <= self.text_x


PaperName = Literal[
    "A4",
    "letter",
    "pocket",
    "pocket letter",
    "guest",
    "guest letter",
    "card",
    "card small",
    "card letter",
]

_WHOLE: dict[PaperName, Paper] = {
    "A4": Paper(
        name="A4",
        width=210,
        height=297,
        inner=25,
        outer=20,
        top=30,
        bottom=270,
        row=5,
        marking_head=11,
        marking_foot=289,
        head=19,
        foot=281.6,
        foot_second=285.8,
        axis=29,
        text_x=34,
        main_width=80,
        side_x=119,
        side_width=46,
    ),
    "letter": Paper(
        name="letter",
        width=215.9,
        height=279.4,
        inner=27.5,
        outer=23.4,
        top=27.4,
        bottom=252.4,
        row=5,
        marking_head=9,
        marking_foot=271.4,
        head=16.5,
        foot=264,
        foot_second=268.2,
        axis=29,
        text_x=34,
        main_width=80,
        side_x=119,
        side_width=46,
    ),
    "pocket": Paper(
        name="pocket",
        width=148,
        height=210,
        inner=15,
        outer=12,
        top=16,
        bottom=192,
        row=4.5,
        marking_head=9,
        marking_foot=203,
        head=9,
        foot=197,
        foot_second=203,
        axis=20,
        text_x=24,
        main_width=97,
        side_x=24,
        side_width=97,
        mark=4.3,
        square=False,
    ),
    "guest": Paper(
        name="guest",
        width=148,
        height=210,
        inner=20,
        outer=16,
        top=22,
        bottom=192,
        row=5.5,
        marking_head=11,
        marking_foot=205,
        head=11,
        foot=198,
        foot_second=198,
        axis=19,
        text_x=19,
        main_width=93,
        side_x=19,
        side_width=93,
        mark=4.3,
        square=False,
    ),
    "card": Paper(
        name="card",
        width=105,
        height=148.5,
        inner=10,
        outer=10,
        top=8,
        bottom=141.5,
        row=7.25,
        marking_head=10.5,
        marking_foot=141,
        head=10.5,
        foot=141,
        foot_second=141,
        axis=6,
        text_x=6,
        main_width=79,
        side_x=6,
        side_width=79,
        mark=4.7,
        square=False,
    ),
}
PAPERS: dict[PaperName, Paper] = _WHOLE | {
    "pocket letter": replace(
        _WHOLE["pocket"],
        name="pocket letter",
        width=139.7,
        height=215.9,
        inner=13,
        outer=9.7,
        bottom=196,
        marking_foot=208.9,
        foot=202.9,
        foot_second=208.9,
        main_width=93,
        side_width=93,
    ),
    "guest letter": replace(
        _WHOLE["guest"],
        name="guest letter",
        width=139.7,
        height=215.9,
        inner=17,
        outer=13.7,
        bottom=198,
        marking_foot=210.9,
        foot=203.9,
        foot_second=203.9,
        main_width=90,
        side_width=90,
    ),
    "card small": replace(
        _WHOLE["card"],
        name="card small",
        width=71.25,
        height=99,
        inner=5,
        outer=5,
        bottom=93.5,
        row=6,
        marking_head=8.5,
        marking_foot=93,
        head=8.5,
        foot=93,
        foot_second=93,
        main_width=55.25,
        side_width=55.25,
    ),
    "card letter": replace(
        _WHOLE["card"],
        name="card letter",
        width=66.85,
        height=101.95,
        inner=5,
        outer=5,
        bottom=96.5,
        row=6,
        marking_head=8.5,
        marking_foot=95.95,
        head=8.5,
        foot=95.95,
        foot_second=95.95,
        main_width=50.85,
        side_width=50.85,
    ),
}
"""Folded from Letter; and an eighth of what is left of A4 and Letter inside a margin of 6 for the marks to cut at."""


def paper_of(
    paper: Literal["A4", "letter", "A5", "A6", "A7", "eighth letter"],
    look: Literal["working", "guest", "pocket", "card"],
) -> Paper:
    """The sheet for a pack's `paper` and `look`; of what is folded, `paper` names the sheet before it is."""
    if look == "working":
        return PAPERS["letter"] if paper == "letter" else PAPERS["A4"]
    if look == "card":
        return PAPERS[_CARDS.get(paper, "card")]
    if paper == "letter":
        return PAPERS["pocket letter" if look == "pocket" else "guest letter"]
    return PAPERS[look]


_CARDS: dict[str, PaperName] = {"A7": "card small", "eighth letter": "card letter"}
