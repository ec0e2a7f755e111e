"""The page design's table of styles, and what looks do to a style.

A style's first baseline and leading come from here, never from the font's ascent: that is what makes Latin, Arabic
and figures sit on one line. Measures are mm, sizes pt. Not here: faces (`fonts`), setting (`setting`).
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from briefer.pack.blocks import Look
from briefer.pdf.paper import ACCENT, INK, SOFT, WHITE
from briefer.pdf.type.fonts import Face, Family, Weight

Align = Literal["start", "end", "center"]


@dataclass(frozen=True, slots=True)
class Style:
    """A face, a size in pt, a leading and a first baseline in mm, a colour; tracking in em."""

    name: str
    weight: Weight
    size: float
    leading: float
    first: float
    colour: str = INK
    family: Family = "sans"
    italic: bool = False
    tracking: float = 0.0

    def but(
        self,
        *,
        weight: Weight | None = None,
        size: float | None = None,
        leading: float | None = None,
        first: float | None = None,
        colour: str | None = None,
        italic: bool | None = None,
    ) -> "Style":
        """The same style with some of its properties changed."""
        return _changed(self, weight, size, leading, first, colour, italic)


@lru_cache(maxsize=1024)  # the same few are asked for on every page
def _changed(
    style: Style,
    weight: Weight | None,
    size: float | None,
    leading: float | None,
    first: float | None,
    colour: str | None,
    italic: bool | None,
) -> Style:
    given = {
        "weight": weight, "size": size, "leading": leading,
        "first": first, "colour": colour, "italic": italic,
    }  # fmt: skip
    return replace(style, **{key: value for key, value in given.items() if value is not None})  # type: ignore[arg-type]


def _styles(*styles: Style) -> dict[str, Style]:
    return {style.name: style for style in styles}


STYLES: dict[str, Style] = _styles(
    Style("cover", "light", 30, 12.5, 9.6),
    Style("title", "light", 24, 10, 7.6),
    Style("title small", "light", 18, 8, 6.1),  # a title of three lines
    Style("city", "semibold", 14, 5, 4.6),
    Style("head", "semibold", 14, 7.5, 5.4),
    Style("person", "semibold", 14, 6.25, 4.4),
    Style("quote", "light", 14, 7, 4.9),
    Style("quote long", "light", 12, 6, 4.3),
    Style("point", "regular", 12, 6, 4.3),
    Style("body", "regular", 10.25, 5, 3.6),
    Style("strong", "semibold", 10.25, 5, 3.6),
    Style("soft", "regular", 10.25, 5, 3.6, SOFT),
    Style("label", "semibold", 10.25, 5, 3.6, ACCENT),
    Style("label point", "semibold", 10.25, 6, 4.3, ACCENT),
    Style("small", "regular", 9, 4.25, 3.6),
    Style("key", "regular", 9, 5, 3.6, SOFT),
    Style("day", "semibold", 9.5, 5, 3.6),  # the date in the glance; names under portraits: 4.25
    Style("figure", "light", 24, 10, 7.6, ACCENT),
    Style("number", "light", 24, 10, 7.6, ACCENT),  # of a section
    Style("mark", "semibold", 8.5, 4.7, 3.25, WHITE),
    Style("native", "regular", 11.5, 5, 3.6),
    Style("phone", "semibold", 14, 6, 4.3),
    Style("date", "regular", 14, 7.5, 5.4, ACCENT),  # under the cover's title
    Style("stop", "regular", 14, 7.5, 5.4),  # a city on the cover
    Style("marking", "semibold", 8.75, 4, 3, SOFT, tracking=0.09),
    Style("foot", "regular", 8.25, 4.2, 3, SOFT),
    Style("folio", "semibold", 9.5, 4.2, 3),
    Style("card", "regular", 15, 7.25, 5.2),
    Style("card number", "light", 28, 14.5, 10.4, ACCENT),
    Style("tent", "light", 60, 25, 19),
    Style("tent long", "light", 42, 17.5, 13.3),
    Style("pocket", "regular", 9.75, 4.5, 3.4),
    Style("pocket strong", "semibold", 9.75, 4.5, 3.4),
    Style("pocket title", "light", 18, 8, 5.8),
    Style("pocket soft", "regular", 9.75, 4.5, 3.4, SOFT),
    Style("pocket label", "semibold", 9.75, 4.5, 3.4, ACCENT),
    Style("pocket day", "semibold", 9.5, 4.5, 3.4),
    Style("pocket small", "regular", 8.25, 4.5, 3.4, SOFT),
    Style("guest", "regular", 11, 5.5, 4.0, family="serif"),
    Style("guest second", "regular", 11, 5.5, 4.0, SOFT, family="serif", italic=True),
    Style("guest day", "light", 22, 10, 7.0, family="serif"),
    Style("guest place", "regular", 11, 5.5, 4.0, ACCENT, family="serif", italic=True),
    Style("guest name", "light", 23, 10, 7.4, family="serif"),
    Style("guest folio", "regular", 8.25, 4.2, 3, SOFT, family="serif"),
)
"""The page design's table of styles, and the few that its components name."""

_LEAST_SIZE = 8.25
_SUPER, _SUB = 0.3, -0.14
"""Of the size: where superscripts and subscripts stand."""
_ARABIC_SIZES = {24.0: 24.0, 30.0: 30.0, 22.0: 26.0, 23.0: 27.0}
_ARABIC_LEADING = {
    (9.0, 4.25): 4.5,
    (9.5, 4.25): 5.0,
    (9.5, 4.5): 5.0,
    (11.0, 5.5): 6.0,
    (22.0, 10.0): 11.25,
}
"""By size and leading of the Latin beside it."""
_ARABIC_DISPLAY = {
    18.0: 10.0,
    22.0: 13.75,
    23.0: 13.75,
    24.0: 12.5,
    30.0: 15.0,
    42.0: 21.25,
    60.0: 30.0,
}
"""Leading by size where a title takes several lines: Arabic reaches further up and down than Latin of its size."""


def looked(style: Style, look: Look) -> tuple[Weight, bool, str, Literal["", "gap", "struck"]]:
    weight, italic, colour = style.weight, style.italic, style.colour
    if look == "gap":
        return "regular", True, SOFT, "gap"
    if look == "struck":
        return "regular", italic, SOFT, "struck"
    parts = look.split()
    if "em" in parts:
        italic = True
    if "soft" in parts:
        weight = "regular" if style.weight == "semibold" else style.weight
        colour = SOFT
    if "strong" in parts:
        weight = "semibold"
    if "accent" in parts:
        colour = ACCENT
    return weight, italic, colour, ""


def raised(style: Style, rise: str) -> tuple[float, float]:
    """Size and rise in pt of a superscript or subscript; never smaller than anything may be."""
    if not rise:
        return style.size, 0.0
    size = max(_LEAST_SIZE, style.size * 5 / 8)
    return size, style.size * (_SUPER if rise == "super" else _SUB)


def with_room(style: Style, *, lines: int, arabic: bool) -> Style:
    """The style with the leading that its letters need: so many lines of Arabic, or of Latin."""
    if not arabic:
        return style
    leading = _ARABIC_DISPLAY.get(style.size) if lines > 1 else None
    leading = leading or _ARABIC_LEADING.get((style.size, style.leading))
    return style.but(leading=leading) if leading else style


def size_in(face: Face, size: float) -> float:
    """Arabic is set larger, so that it looks as large as the Latin beside it."""
    if face.name.startswith("plex"):
        return size if size > 20 else round(size * 13 / 12 * 4) / 4
    if face.name == "amiri":
        return _ARABIC_SIZES.get(size, round(size * 13.5 / 11 * 4) / 4)
    return size
