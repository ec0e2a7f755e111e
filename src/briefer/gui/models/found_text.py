"""Words found in a text, in any spelling, with their places in it: on a page, in the lines of a row.

Not here: where that is on the page.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from briefer.sounds import sounds
from briefer.text import fold, index_terms, spellings, terms

Place = tuple[int, int]
"""First letter, and the one after the last."""


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


@lru_cache(1024)
def found_in(lines: tuple[str, ...], typed: str) -> tuple[tuple[Place, ...], ...]:
    """Where words that were searched begin words of some lines, in the spellings in which the index finds them.

    A word that stands in no line as it can be spelled is told where it sounds alike: Kopenhagen in Copenhagen.
    """
    places: list[set[Place]] = [set() for _line in lines]
    for word in typed.split():
        ways = [way for found in spellings(word) for way in found]
        spelled = [{*_spelled(line, ways)} for line in lines]
        heard = {key for key in sounds(word) if key}
        if heard and not any(spelled):
            spelled = [{*_heard(line, heard)} for line in lines]
        for known, more in zip(places, spelled, strict=True):
            known |= more
    return tuple(tuple(_apart(known)) for known in places)


def _spelled(line: str, ways: list[tuple[str, ...]]) -> Iterator[Place]:
    """The shortest beginnings of words that are spelled in one of some ways."""
    for first, end in _beginnings(line):
        whole = index_terms(line[first:end])
        if not any(term.startswith(way[0]) for term in whole for way in ways):
            continue
        for last in range(first + 1, end + 1):
            start = line[first:last]
            parts = tuple(terms(start))
            later = parts[1:]  # those begin further on
            kept = {(term,) for term in index_terms(start) if term not in later}
            if {parts, *kept} & {*ways}:
                while last < end and unicodedata.category(line[last]) in ("Mn", "Me"):
                    last += 1  # an accent is a part of its letter
                yield first, last
                break


def _heard(line: str, keys: set[str]) -> Iterator[Place]:
    """Whole words that sound like one of some keys."""
    for first, end in _beginnings(line):
        part = re.match(r"\w+", line[first:end])
        if part and keys & {*sounds(part[0])}:
            yield first, first + part.end()


def _beginnings(line: str) -> Iterator[Place]:
    """Where words begin, and parts of words that are joined by signs; and where the whole word ends."""
    for word in re.finditer(r"\S+", line):
        for part in re.finditer(r"(?<!\w)\w", word[0]):
            yield word.start() + part.start(), word.end()


def _apart(places: set[Place]) -> Iterator[Place]:
    """Places in their order, those that touch each other as one."""
    first = last = -1
    for start, end in sorted(places):
        if start > last:
            if last > first:
                yield first, last
            first = start
        last = max(last, end)
    if last > first:
        yield first, last


@cache
def _folded(letter: str) -> str:
    if letter in "\u00ad\ufffe\x02":  # how a divided word is told in the text of a page
        return ""
    return " " if letter.isspace() else fold(letter)
