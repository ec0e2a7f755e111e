"""Where a paragraph that is written stands in the text of the pages that were printed of it.

Letters and figures alone are compared: marks, divided words and line ends are passed over. Not here: where a piece of
text is on its page (`views.pages_view`).
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from briefer.gui.models.found_text import folded

_FEWEST = 12
"""Letters that must agree where a paragraph goes on behind the end of a page."""
_TARGET = re.compile(r"\]\([^)\n]{0,2000}\)")


class Piece(NamedTuple):
    """Letters of a page: its number, the first letter and how many there are."""

    page: int
    first: int
    length: int


def piece_of(paragraph: str, pages: Iterable[tuple[int, str]]) -> Piece | None:
    """Where a paragraph in Markdown begins on some pages, as far as it stands on the first of them that has it."""
    wanted, _ = _bare(_TARGET.sub("]", paragraph))
    if not wanted:
        return None
    best: Piece | None = None
    longest = 0
    for page, text in pages:
        letters, places = _bare(text)
        at, length = _agreeing(letters, wanted)
        if length > longest:
            longest = length
            best = Piece(page, places[at], places[at + length - 1] - places[at] + 1)
    return best


def _agreeing(letters: str, wanted: str) -> tuple[int, int]:
    """Where the longest beginning of the wanted letters stands, and how long it is; 0 where too little agrees."""
    at = letters.find(wanted)
    if at >= 0:
        return at, len(wanted)
    at = letters.find(wanted[:_FEWEST]) if len(wanted) >= _FEWEST else -1
    if at < 0:
        return 0, 0
    pairs = zip(letters[at:], wanted, strict=False)
    length = next((count for count, (one, other) in enumerate(pairs) if one != other), -1)
    return at, length if length >= 0 else min(len(letters) - at, len(wanted))


def _bare(text: str) -> tuple[str, list[int]]:
    """The letters and figures of a text, and where each of them stands."""
    found = folded(text)
    pairs = [
        (letter, place)
        for letter, place in zip(found.letters, found.places, strict=True)
        if letter.isalnum()
    ]
    return "".join(letter for letter, _ in pairs), [place for _, place in pairs]
