"""What was read of an annex: its pages as they can be printed, or why they cannot be.

Not here: who reads it (`preparing`, `reader`), where its pages stand (`layout.annex_pages`).
"""

from typing import Literal

import msgspec

Fault = Literal["", "missing", "encrypted", "damaged", "too heavy"]


class HiddenWords(msgspec.Struct, frozen=True, array_like=True):
    """Words on a pictured page: rectangle in pt from the page's lower left corner."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


class ReadPage(msgspec.Struct, frozen=True, array_like=True):
    """A page as it is seen upright, in pt; `jpeg` where it is pictured, of `pixels`."""

    width: float
    height: float
    jpeg: bytes = b""
    pixels: tuple[int, int] = (0, 0)
    words: tuple[HiddenWords, ...] = ()


class Reading(msgspec.Struct, frozen=True, array_like=True):
    """An annex as it can be printed, or why it cannot."""

    fault: Fault = ""
    pages: tuple[ReadPage, ...] = ()
    forms: bytes = b""
    """A PDF whose pages hold the form objects `/Annex`; empty where pages are pictured."""
    keeps: tuple[str, ...] = ()
    """The standards that the form objects keep: `2a`, `ua1`."""
    pages_cut: int = 0
    """How many pages it has beyond those that are printed."""
    left_out: int = 0
    """Links, notes and the like on its pages that cannot be drawn."""
    drawing: bool = False
    """It was a picture from the beginning."""
    active: bool = False
    """It had scripts, actions, forms or files inside."""


def scale(page: ReadPage, room: tuple[float, float]) -> float:
    """By how much a page is made smaller to stand in `room` (pt); never larger."""
    return min(1.0, room[0] / page.width, room[1] / page.height)


def numbered(words: str, page: int, pages: int) -> str:
    """ "Annex 2, page 3 of 9", from words with two places and a page counted from 0."""
    return words.replace("{page}", str(page + 1)).replace("{pages}", str(pages))
