"""Where what was printed: from keys to pages and rectangles, and the code that each page bears.

Written by `pdf` when pages are made, read by preview, review and editions. Not here: drawing.
"""

import hashlib

import msgspec

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
"""Without I, L, O, U: nothing that can be misread or that spells a word. Without Z: 31 is a prime, so that
one check character finds every single wrong character and every swap of two neighbours."""


class MappedPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page: its name as printed (`8.3-2`), the key of its part, its code; blank versos have no part."""

    name: str
    part: str
    code: str
    blank: bool = False


class MappedPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a block with an anchor stands: page index from 0, and a rectangle in points from the lower left."""

    anchor: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class PageMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All pages and all anchored places of a pack, in reading order."""

    pages: tuple[MappedPage, ...] = ()
    places: tuple[MappedPlace, ...] = ()
    width: float = 0.0
    height: float = 0.0


def page_code(issue_code: str, page_name: str) -> str:
    """Ten characters, the last one a check; they say nothing about the content.

    They derive from visit key, audience and edition (`issue_code`) and the page's name, never from a row's id, a
    counter or the clock: a lower pack must not depend on what was left out.
    """
    digest = hashlib.sha256(f"{issue_code}\n{page_name}".encode()).digest()
    number = int.from_bytes(digest[:8])
    body = "".join(_ALPHABET[number // 31**place % 31] for place in range(9))
    return body + check_character(body)


def check_character(body: str) -> str:
    """The check character: finds any single wrong character and any two neighbours swapped."""
    total = sum((place + 2) * _ALPHABET.index(character) for place, character in enumerate(body))
    return _ALPHABET[total % 31]


def grouped(code: str) -> str:
    """A code as it is printed: `7KQ1 T5N3 C9`."""
    return f"{code[:4]} {code[4:8]} {code[8:]}"
