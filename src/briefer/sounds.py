"""Names as they are heard: one key for Mohammed, Muhammad, Mohamed and محمد, who are looked up by any of them.

The consonants of a word, each with those that are written for it in other alphabets and orthographies; vowels, doubled
letters and articles go, since transcriptions of Arabic agree on none of them. A key tells little, so it is asked last,
of names alone, and words of fewer than three consonants have none. Not here: spellings of one orthography (`text`).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefer.text import terms

_SHORTEST = 3
_ARTICLES = frozenset(
    {"al", "el", "ul", "as", "es", "ash", "esh", "ech", "ar", "er", "ad", "an", "at", "az", "ez"}
)
_SERVANT = frozenset(
    {"abd", "abdu", "abdul", "abdel", "abdal", "abdoul", "abdoel", "\u0639\u0628\u062f"}
)
"""What is said with the name of God that follows it, and written as one word or two."""
_SERVANT_OF = re.compile(
    r"^(?:abd(?:[aeiou]|ou|oe)?l?|\u0639\u0628\u062f(?:\u0627\u0644)?)(?=\w{3})"
)
_ARABIC_ARTICLE = re.compile(r"^\u0627\u0644(?=\w{2})")

_GROUPS = (
    # longest first: what several letters stand for
    ("tsch", "s"), ("dsch", "g"), ("sch", "s"), ("tch", "s"), ("dsj", "g"),
    ("sh", "s"), ("ch", "s"), ("sj", "s"), ("kh", "k"), ("gh", "g"), ("dj", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"),
)  # fmt: skip
_CONSONANTS = str.maketrans(
    {
        **dict.fromkeys("aeiou", None),
        "j": "g", "q": "k", "c": "k", "x": "ks", "z": "s", "v": "f", "p": "b",
        # Arabic and Persian
        "\u0628": "b", "\u067e": "b", "\u062a": "t", "\u062b": "t", "\u062c": "g", "\u0686": "s", "\u062d": "h",
        "\u062e": "k", "\u062f": "d", "\u0630": "d", "\u0631": "r", "\u0632": "s", "\u0698": "g", "\u0633": "s",
        "\u0634": "s", "\u0635": "s", "\u0636": "d", "\u0637": "t", "\u0638": "d", "\u063a": "g", "\u0641": "f",
        "\u0642": "k", "\u0643": "k", "\u06af": "g", "\u0644": "l", "\u0645": "m", "\u0646": "n", "\u0647": "h",
        "\u0648": "w", "\u064a": "y", "\u0627": None, "\u0639": None,
    }
)  # fmt: skip
_HALF_VOWELS = re.compile(r"(?<!^)[wy]")
"""W and y begin a syllable at the start only; elsewhere they are written for a long vowel, or for none."""
_DOUBLED = re.compile(r"(.)\1+")


def sounds(text: str) -> list[str]:
    """The keys of the words of a text, in order; "" for a word that has too few consonants."""
    return [_key(word) for word in _whole(terms(text))]


def _whole(words: Iterable[str]) -> Iterator[str]:
    """Words without articles, and what belongs together as one."""
    servant = ""
    for word in words:
        if word in _ARTICLES:
            continue
        if word in _SERVANT:
            servant = "abd"
            continue
        yield servant + _ARABIC_ARTICLE.sub("", word)
        servant = ""
    if servant:
        yield servant


@lru_cache(maxsize=65_536)
def _key(word: str) -> str:
    word = _SERVANT_OF.sub("abd", word)
    for letters, one in _GROUPS:
        word = word.replace(letters, one)
    found = _HALF_VOWELS.sub("", word.translate(_CONSONANTS))
    found = _DOUBLED.sub(r"\1", found).removesuffix("h")  # heard at the end in some countries only
    return found if len(found) >= _SHORTEST else ""
