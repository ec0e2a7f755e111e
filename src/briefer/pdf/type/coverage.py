"""Which characters the fonts have at all, asked of a text before anything is laid out or even compiled.

Loads the tables of the fonts and nothing that draws. Not here: who is told, and where (`page_findings`).
"""

import unicodedata

from briefer.pdf.type.fonts import FontBook


def covered(book: FontBook) -> frozenset[int]:
    """The code points for which some font has a glyph."""
    return frozenset().union(*(book.face(name).covers for name in book.names()))


def all_covered(text: str) -> bool:
    """Whether everything that shows in a text, in capitals too, can be printed."""
    covers = covered(FontBook())
    if not _left(text, covers) or not (left := _left(unicodedata.normalize("NFC", text), covers)):
        return True
    from briefer.pdf.type.setting import shown  # a tenth of a second, for characters that are rare

    return all(shown(character, covers) for character in left)


def _left(text: str, covers: frozenset[int]) -> set[str]:
    """The characters of a text that the fonts lack, spaces apart."""
    found = set(text)
    found |= set("".join(found).upper())
    return {each for each in found if ord(each) not in covers and not each.isspace()}
