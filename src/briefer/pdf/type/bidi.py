"""Right to left: the one door to the bidirectional algorithm, and the order of stretches on a line.

The algorithm is fpdf2's, complete, and takes 0.4 s to import: only text that needs it does.
Not here: shaping (`fonts`), mirrored pages (`layout.pen`).
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
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


_GAP = re.compile("[ \u00a0]{3,}")
_JOINT = re.compile(r"[,;:]\s+|\s+[·–—-]\s+")
"""What packs put between a name and what they say of it."""
_STRONG = re.compile("[^\\W\\d_]|[\u200e\u200f]")
_FIGURE = re.compile("[0-9]")
_ISOLATED = re.compile("\u2066[^\u2069]*\u2069")
_STEERED = re.compile("[\u200e\u200f\u2066-\u2069]")
_PHONE = re.compile(r"\+[0-9][0-9\u00a0 ]{4,}[0-9]")
_ROW = re.compile(r"(?<!\w)[0-9][0-9:.,/]*(?:\s?[–-]\s?[0-9][0-9:.,/]*)+")
"""From – to, a day as 2027-05-29, a page: 8.3-1."""
LEFT, RIGHT = "\u200e", "\u200f"
_ISOLATE, _ISOLATE_RIGHT, _END = "\u2066", "\u2067", "\u2069"


@lru_cache(maxsize=4096)
def printed_levels(text: str, *, rtl: bool) -> tuple[int, ...]:
    """The embedding levels of a text that was put together, in which a name in Arabic takes no figure of what follows.

    By the algorithm alone a number belongs to the letters before it: a visit named in Arabic, "29 May" behind it,
    would be printed with 29 on the name's other side, and a telephone number in reverse. Where a joint and a figure
    follow such a name, and no other such name, a mark parts them; telephone numbers and rows of figures are isolated.
    What stands within a text in Arabic stays as its author wrote it. Things with a wide gap between them keep to
    themselves, each in its own direction.
    """
    marks = _marks(text, rtl=rtl) if not has_gap(text) else list(_apart(text, rtl=rtl))
    marks.sort(key=lambda each: each[0])
    if not marks:
        return levels_of(text, rtl=rtl)
    whole, at, own = "", 0, list[int]()
    for place, mark in marks:
        own += range(len(whole), len(whole) + place - at)
        whole += text[at:place] + mark
        at = place
    own += range(len(whole), len(whole) + len(text) - at)
    levels = levels_of(whole + text[at:], rtl=rtl)
    return tuple(levels[each] for each in own)


def puts_right(text: str) -> bool:
    """Whether what a pack from the right puts together reads from the right: all that is not of Latin letters alone."""
    return any_rtl(text) or not any(map(str.isalpha, text))


def has_gap(text: str) -> bool:
    """Whether several things stand in a line without a sign between them."""
    return _GAP.search(text) is not None


def _apart(text: str, *, rtl: bool) -> Iterator[tuple[int, str]]:
    """The marks that keep what stands between gaps to itself."""
    if not rtl and not any_rtl(text):
        return
    start = 0
    for end, after in (*(gap.span() for gap in _GAP.finditer(text)), (len(text), 0)):
        piece = text[start:end]
        own = puts_right(_ISOLATED.sub("", piece)) if rtl else reads_rtl(piece, pack_rtl=False)
        yield start, _ISOLATE_RIGHT if own else _ISOLATE
        yield from ((start + place, mark) for place, mark in _marks(piece, rtl=own))
        yield end, _END
        start = after


def _marks(text: str, *, rtl: bool) -> list[tuple[int, str]]:
    """Where which mark of direction is missing."""
    if not any_rtl(text) or not _FIGURE.search(text):
        return []
    strong = [(found.start(), any_rtl(found.group())) for found in _STRONG.finditer(text)]
    places = [place for place, _ in strong]

    def right_before(place: int) -> bool:
        at = bisect_left(places, place)
        return at > 0 and strong[at - 1][1]

    found: list[tuple[int, str]] = []
    for joint in _JOINT.finditer(text):
        at = bisect_left(places, joint.end())
        until = places[at] if at < len(places) else len(text)
        said = text[joint.end() : until]
        follows = strong[at][1] if at < len(places) else rtl
        if (
            right_before(joint.start())
            and not follows
            and _FIGURE.search(said)
            and not _STEERED.search(said)
        ):
            found.append((joint.end() if rtl else joint.start(), LEFT))
    for number in (*_PHONE.finditer(text), *(() if rtl else _ROW.finditer(text))):
        start, end = number.span()
        if right_before(start) and text[start - 1] != _ISOLATE:
            found += [(start, _ISOLATE), (end, _END)]
    return found


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
