"""How hard a passphrase is to guess, as an estimate in bits: words count as words, not as their letters.

Advice only; what is typed goes nowhere. Not here: the slow function that makes each guess dear (`workspace.keys`).
"""

import math
import re
from itertools import pairwise
from typing import Literal

Strength = Literal["weak", "fair", "strong"]

FAIR, STRONG = 32.0, 52.0
"""Bits. At ten thousand guesses a second, which takes many computers, 32 last days, 52 some thousand years."""
_A_LETTER, _A_WORD = 2.6, 13.0
"""Bits of a letter in a word, and at most of a word: one of some eight thousand."""
_SINGLE = 4.7
"""Bits of a letter that stands in no word."""
_SIGN = 5.0
_DIGIT = math.log2(10)
_FOLLOWS = 1.0
"""Bits of a sign that follows from the one before: the same again, the next in the alphabet, the next key."""
_YEAR = 7.0
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiopü", "azertyuiop")
_FIRST_TRIED = frozenset(
    (
        *("password", "passphrase", "passwort", "motdepasse", "adgangskode", "wachtwoord"),
        *("briefer", "admin", "administrator", "welcome", "letmein", "secret", "office"),
        *("iloveyou", "monkey", "dragon", "football", "master", "login", "hello", "test"),
    )
)
"""Words that everybody tries first; they add next to nothing."""
_PARTS = re.compile(r"(?:19|20)\d\d|[^\W\d_]+|\d+|\s+|[^\w\s]|_")


def bits(words: str) -> float:
    """Roughly the binary logarithm of how many guesses it takes."""
    seen: set[str] = set()
    total = 0.0
    for part in _PARTS.findall(words.strip()):
        known = part.casefold()
        if part.isspace():
            continue
        total += _FOLLOWS if known in seen else _bits_of(part)
        seen.add(known)
    return total


def strength(words: str) -> Strength:
    """How hard a passphrase is to guess, in a word."""
    found = bits(words)
    return "strong" if found >= STRONG else "fair" if found >= FAIR else "weak"


def _bits_of(part: str) -> float:
    if part.isdecimal():
        if len(part) == 4 and part[:2] in ("19", "20"):
            return _YEAR
        return _run(part, _DIGIT)
    if not part.isalpha():
        return _SIGN
    if part.casefold() in _FIRST_TRIED:
        return _FOLLOWS
    if part[1:] == part[1:].lower():  # written as a word is
        return min(_A_WORD, _run(part.lower(), _A_LETTER if len(part) > 2 else _SINGLE))
    return _run(part, _SINGLE + 1)


def _run(part: str, each: float) -> float:
    """Bits of signs, those that follow from the one before counted as next to nothing."""
    return each + sum(_FOLLOWS if _follows(one, two) else each for one, two in pairwise(part))


def _follows(one: str, two: str) -> bool:
    near = one + two
    return abs(ord(one) - ord(two)) <= 1 or any(near in row or near in row[::-1] for row in _ROWS)
