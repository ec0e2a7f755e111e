"""Where a word may be divided at the end of a line, by the dictionaries of LibreOffice (pyphen).

Names, acronyms, numbers and words with a capital stay whole, and so does all in a language without a dictionary.
Not here: where lines end (`lines`), which texts are divided at all (`layout.flow`).
"""

import re
from functools import lru_cache
from typing import Any

_DICTIONARIES = {"en": "en_GB", "fr": "fr", "da": "da_DK", "nl": "nl_NL"}
_LETTERS = "[^\\W\\d_]"
_WORD = re.compile(rf"\W*(?:{_LETTERS}{{1,2}}[’'])?({_LETTERS}{{6,}})\W*")
_BEFORE, _AFTER = 3, 3
"""Letters that stay together at the start and the end of a word."""


@lru_cache(maxsize=16384)
def places(word: str, language: str) -> tuple[int, ...]:
    """Offsets in a word with its punctuation before which it may be divided; nothing for a name."""
    found = _WORD.fullmatch(word)
    if found is None or not found[1].islower():
        return ()
    dictionary = _dictionary(language.split("-", maxsplit=1)[0])
    if dictionary is None:
        return ()
    start = found.start(1)
    return tuple(start + int(place) for place in dictionary.positions(found[1]))


@lru_cache(maxsize=8)
def _dictionary(language: str) -> Any:
    name = _DICTIONARIES.get(language)
    if name is None:
        return None
    import pyphen  # type: ignore[import-untyped]  # reads its dictionary when it is first asked for

    return pyphen.Pyphen(lang=name, left=_BEFORE, right=_AFTER)
