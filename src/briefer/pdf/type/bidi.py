"""Right to left: the one door to the bidirectional algorithm, and the order of stretches on a line.

The algorithm is fpdf2's, complete, and takes 0.4 s to import: only text that needs it does.
Not here: shaping (`fonts`), mirrored pages (`layout.pen`).
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose pages are mirrored."""
_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u200f\u202b\u202e\u2067"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_PURELY_RTL = frozenset({"R", "AL", "NSM", "WS", "ON", "ES", "ET", "CS", "BN"})
"""Without Latin letters, figures and controls, everything in a right-to-left paragraph is on level 1."""
_PARAGRAPH_ENDS = re.compile("[\n\r\x1c-\x1e\x85\u2029]")
"""What has the bidirectional class B: the algorithm runs on the text between."""


def reads_from_right(language: str) -> bool:
    """Whether the pages of a language, a BCP 47 tag, are mirrored."""
    return language.partition("-")[0] in RIGHT_TO_LEFT


def comma(*, rtl: bool) -> str:
    """What stands between two words that pages join themselves; in Arabic its own mark, with a direction behind it."""
    return "،\u200f " if rtl else ", "


def any_rtl(text: str) -> bool:
    """Whether anything in a text is written from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def reads_rtl(text: str, *, pack_rtl: bool) -> bool:
    """The direction of a paragraph: the pack's, unless its first letter and most others speak against it.

    An Arabic sentence in an English pack reads from the right; an Arabic name in a sentence does not turn it,
    nor does a word of Latin in an Arabic one. A telephone number stays as it is everywhere.
    """
    kinds = [unicodedata.bidirectional(character) for character in text]
    strong = ["R" if kind == "AL" else kind for kind in kinds if kind in ("L", "R", "AL")]
    if not strong:
        return False
    here, other = ("R", "L") if pack_rtl else ("L", "R")
    turned = strong[0] == other and strong.count(other) > strong.count(here)
    return pack_rtl != turned


@lru_cache(maxsize=4096)  # a text is often measured before it is set
def levels_of(text: str, *, rtl: bool) -> tuple[int, ...]:
    """The embedding level of each character, by the Unicode bidirectional algorithm.

    Characters that only steer, and those that only join others, are on the level of what stands before them, so
    that they part no word.
    """
    if rtl and _PURELY_RTL.issuperset(map(unicodedata.bidirectional, text)):
        return (1,) * len(text)  # a name in one script needs no algorithm, and no import of 0.4 s
    from fpdf.bidi import BidiParagraph
    from fpdf.enums import TextDirection

    base = TextDirection.RTL if rtl else TextDirection.LTR
    out = [-1] * len(text)
    at = 0
    for end in (*(found.end() for found in _PARAGRAPH_ENDS.finditer(text)), len(text)):
        if at < end:
            paragraph = BidiParagraph(text[at:end], base_direction=base)
            for character in paragraph.get_characters_with_embedding_level():
                out[at + character.character_index] = character.embedding_level
        at = end
    before = int(rtl)
    for at, level in enumerate(out):
        if level < 0:  # taken out by rule X9
            out[at] = before
        before = out[at]
    return tuple(out)


def visual_order(levels: Sequence[int]) -> list[int]:
    """Which stretch stands where on a line, from left to right (rule L2 of the algorithm)."""
    order = list(range(len(levels)))
    lowest = min((level for level in levels if level & 1), default=0)
    for level in range(max(levels, default=0), lowest - 1, -1) if lowest else ():
        at = 0
        while at < len(order):
            if levels[order[at]] >= level:
                end = at
                while end < len(order) and levels[order[end]] >= level:
                    end += 1
                order[at:end] = order[at:end][::-1]
                at = end
            else:
                at += 1
    return order
