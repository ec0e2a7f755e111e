"""Text from outside made fit to keep, and text made fit to compare: cleaning, folding, terms, slugs.

One folding serves the index and the query, so that every database finds the same. Not here: translation
(`i18n`), shaping and setting (`pdf.type`), what a field may hold (`records.base`).
"""

import re
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
_TWO_LETTERS = re.compile("aa|oe|ue|ae")
_SHORTEST_OF_ONE_LETTER = 3
_ELIDED = frozenset({"l", "d", "qu"})
"""What French writes before a word that begins with a vowel, with an apostrophe."""
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

    Further forms are aa, oe, ue for å, ø, ü, and a, o, u for those; compounds joined; Arabic words without the article.
    """
    return list(dict.fromkeys(term for word in text.split() for term in _index_word(word)))


def spellings(text: str) -> list[tuple[tuple[str, ...], ...]]:
    """Of each word of a text the ways in which the index may hold it, each of one or more terms; the typed way first.

    With `index_terms` it finds either of two spellings by the other, whichever was typed and whichever was kept.
    """
    found = (_spellings(word) for word in text.split())
    return [ways for ways in found if ways]


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
    for part in tuple(found):
        found[_one_letter(part)] = None
    found.update(dict.fromkeys(filter(None, map(_without_article, parts))))
    return tuple(found)


def _spellings(word: str) -> tuple[tuple[str, ...], ...]:
    parts = tuple(terms(word))
    if not parts:
        return ()
    ways = {parts: None, ("".join(parts),): None, tuple(map(_one_letter, parts)): None}
    if len(parts) == 1 and (bare := _without_article(parts[0])):
        ways[(bare,)] = None
    if parts[1:] and parts[0] in _ELIDED:
        ways[parts[1:]] = None
    return tuple(ways)


def _one_letter(term: str) -> str:
    """A term with a, o, u where two letters may stand for å, ø, ü; itself where little would be left."""
    found = _TWO_LETTERS.sub(lambda two: two[0][0], term)
    return found if len(found) >= _SHORTEST_OF_ONE_LETTER else term


def _without_article(term: str) -> str:
    """An Arabic word without its article; "" where it has none."""
    whole = len(term) >= _SHORTEST_WITH_ARTICLE and term.startswith(_ARTICLE)
    return term.removeprefix(_ARTICLE) if whole else ""


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
