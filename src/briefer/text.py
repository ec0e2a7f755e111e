"""Text from outside made fit to keep, and text made fit to compare: cleaning, folding, terms, slugs.

One folding serves the index and the query, so that every database finds the same. Not here: translation
(`i18n`), shaping and setting (`pdf.type`), what a field may hold (`records.base`).
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_KEPT_CONTROLS = "\n\t"

_LETTERS = str.maketrans(
    {
        # letters that Unicode does not take apart
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ð": "d",
        "þ": "th",
        "đ": "d",
        "ł": "l",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
        # Arabic and Persian: one letter where people write either
        "\u0640": None,  # tatweel only stretches
        "\u0621": None,  # lone hamza
        "\u0671": "\u0627",  # alef wasla
        "\u0649": "\u064a",  # alef maqsura
        "\u0629": "\u0647",  # teh marbuta
        "\u06cc": "\u064a",  # Persian yeh
        "\u06a9": "\u0643",  # keheh
        "\u06c0": "\u0647",  # heh with yeh
        # ayn and hamza in transliteration; apostrophes part words
        "\u02bf": None,
        "\u02be": None,
        "\u2019": " ",
        "\u02bc": " ",
        "'": " ",
    }
)
_TYPED = str.maketrans({"å": "aa", "ø": "oe", "æ": "ae", "ö": "oe", "ü": "ue", "ä": "ae"})
_ARTICLE = "\u0627\u0644"
_SHORTEST_WITH_ARTICLE = 5


def clean(text: str) -> str:
    """Text without what no database, page or XML can hold: controls, surrogates, noncharacters.

    Line ends become `\\n`; tabs stay. Nothing that can be seen is touched.
    """
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if _fit(letter))


def _fit(letter: str) -> bool:
    if letter in _KEPT_CONTROLS:
        return True
    code = ord(letter)
    return (
        unicodedata.category(letter) not in ("Cc", "Cs")
        and not 0xFDD0 <= code <= 0xFDEF
        and code & 0xFFFE != 0xFFFE
    )


_BEFORE_SVG = 4096


def is_svg(content: bytes) -> bool:
    """Whether a file is a drawing in SVG, by how it begins; never by its name."""
    start = content[:_BEFORE_SVG].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith((b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in start


def fold(text: str) -> str:
    """What a search compares: no case, no accents, one form for letters that are written in several."""
    if text.isascii():
        return text.casefold().replace("'", " ")
    folded = unicodedata.normalize("NFKD", text).casefold()
    folded = unicodedata.normalize("NFKD", folded)  # casefold can compose anew
    return folded.translate(_FOLDED)


class _Folded(dict[int, str | int | None]):
    """What becomes of a letter, worked out when it is first met: marks go, any decimal digit is 0 to 9."""

    def __missing__(self, code: int) -> str | int | None:
        letter = chr(code)
        category = unicodedata.category(letter)
        found: str | int | None = code
        if category in ("Mn", "Me", "Cf"):
            found = None
        elif category == "Nd":
            found = str(unicodedata.digit(letter))
        self[code] = found
        return found


class _Terms(dict[int, str | int]):
    """Letters and digits stay, anything else parts words."""

    def __missing__(self, code: int) -> str | int:
        found = code if chr(code).isalnum() else " "
        self[code] = found
        return found


_FOLDED = _Folded(_LETTERS)
_TERMS = _Terms()


def terms(text: str) -> list[str]:
    """The folded words of a text: letters and digits only, so that no query language can be typed in."""
    return fold(text).translate(_TERMS).split()


def index_terms(text: str) -> list[str]:
    """The terms of a text with the spellings that people type for them, each once.

    Further forms are aa, oe, ue for å, ø, ü; compounds joined; Arabic words without the article.
    """
    return list(dict.fromkeys(term for word in text.split() for term in _index_word(word)))


@lru_cache(maxsize=65_536)
def _index_word(word: str) -> tuple[str, ...]:
    """The terms of one word; texts repeat theirs."""
    parts = terms(word)
    found = dict.fromkeys(parts)
    if len(parts) > 1:
        found["".join(parts)] = None
    plain = unicodedata.normalize("NFC", word).casefold()
    typed = plain.translate(_TYPED)
    if typed != plain:
        found.update(dict.fromkeys(terms(typed)))
    for part in parts:
        if len(part) >= _SHORTEST_WITH_ARTICLE and part.startswith(_ARTICLE):
            found[part.removeprefix(_ARTICLE)] = None
    return tuple(found)


def slug(text: str, otherwise: str = "") -> str:
    """A readable key from a name: `Danish Ministry` → `danish-ministry`; `otherwise` where no Latin letter is."""
    letters = "".join(
        letter if letter.isascii() and letter.isalnum() else " " for letter in fold(text)
    )
    return "-".join(letters.split())[:80].strip("-") or otherwise


def nearest(word: str, words: Iterable[str]) -> str:
    """The word most like `word`, or "" when none is like it."""
    import difflib

    found = difflib.get_close_matches(word, list(words), n=1, cutoff=0.7)
    return found[0] if found else ""
