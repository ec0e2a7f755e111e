"""Words found in the text of a page, in any spelling, with their places in it. Not here: where that is on the page."""

from functools import cache
from typing import NamedTuple

from briefer.text import fold


class FoldedText(NamedTuple):
    """A text as it is compared, and from which letter of it each letter comes."""

    letters: str
    places: tuple[int, ...]


def folded(text: str) -> FoldedText:
    """A text without case, accents and line ends; a word that is divided at the end of a line is put together."""
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        found = _folded(letter)
        if found == " " and letters and letters[-1] == " ":
            continue
        letters += found
        places += [at] * len(found)
    return FoldedText("".join(letters), tuple(places))


def occurrences(text: FoldedText, wanted: str) -> list[tuple[int, int]]:
    """Where some words stand in a text: first letter and length, in the text as it was."""
    words = " ".join(fold(wanted).split())
    found = []
    at = text.letters.find(words) if words else -1
    while at >= 0:
        first, last = text.places[at], text.places[at + len(words) - 1]
        found.append((first, last - first + 1))
        at = text.letters.find(words, at + len(words))
    return found


@cache
def _folded(letter: str) -> str:
    if letter in "\u00ad\ufffe\x02":  # how a divided word is told in the text of a page
        return ""
    return " " if letter.isspace() else fold(letter)
