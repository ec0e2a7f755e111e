"""Hard spaces: what a line must not part, such as an honorific and a name, a day and its month, a number and its noun.

The rules look at shapes, not at dictionaries, so that they hold in all languages that part words by spaces; only the
honorifics are a list. A join too many costs a little ragged edge, never a word. Not here: where lines end (`setting`).
"""

import re
from functools import lru_cache

_NBSP = "\u00a0"
_WORD_JOINER = "\u2060"
_BREAK = "\u200b"

_HONORIFICS = (
    "Mr|Mr\\.|Mrs|Mrs\\.|Ms|Ms\\.|Miss|Dr|Dr\\.|Prof|Prof\\.|Professor|Sir|Dame|Lord|Lady|H\\.E\\.|S\\.E\\.|"
    "Hon\\.|Rt\\. Hon\\.|Amb\\.|Gen\\.|Col\\.|Maj\\.|Capt\\.|Lt\\.|St\\.|M\\.|MM\\.|Mme|Mmes|Mlle|Me|"
    "Hr\\.|Herr|Frau|Fr\\.|Fru|Sr\\.|Sra\\.|Sig\\.|Minister|General|Captain|Colonel|Major"
)
_LETTER = "[^\\W\\d_]"
_THREE = "and|the|for|und|der|die|das|les|des|med|til|ved|con|por"
_FOUR = "with|then|from|pour|over|than"
"""Words between numbers that belong to neither."""
_RULES = re.compile(
    rf"(?<!\w)(?:(?:{_HONORIFICS}) (?![a-zß-öø-ÿ])(?={_LETTER})"  # Dr Öström, not: Minister of
    rf"|{_LETTER}\. (?={_LETTER})"  # K. Rashmani
    r"|[A-Z]{2,3} (?=\w)"  # EU Member, CT Unit
    rf"|(?<![.,:])\d{{1,2}}(?:–\d{{1,2}})? (?!(?:{_THREE}|{_FOUR})\b)"  # 9 March
    rf"(?={_LETTER}{{3}}|(?:h|km|m|min|kg|°C|%)\b))"  # 45 min
    r"| (?:(?<=\d )(?=\d)"  # parts of a telephone number
    rf"|(?<={_LETTER}{{3}} )(?<!\W(?:{_THREE}) )(?<!\W(?:{_FOUR}) )"
    rf"(?=\d[\d.]*(?![\d:–]| {_LETTER})))"  # Room 2.14, item 8
)
_DASHES = re.compile(rf"(?<=\w) (?=[–—] )|(?<={_LETTER})–(?=\d)")
"""A dash never begins a line: 29 May –/1 June 2018; 29 May–/1 June 2018 ends a line behind it."""
_SHORT_PARTS = re.compile(
    rf"(?<!\w){_LETTER}{{1,3}}[-‐](?={_LETTER})|[-‐](?={_LETTER}{{1,3}}(?!\w)|[A-ZÀ-ÖØ-ÞĀ-Ž])"
)  # al-Nadwari, an-nad-WAA-ree, Thrane-Løvdal


def parted(text: str) -> str:
    """The text without anything that holds words together."""
    return text.replace(_NBSP, " ").replace(_WORD_JOINER, "").replace(_BREAK, "")


@lru_cache(maxsize=8192)  # a text is often measured before it is set
def joined(text: str) -> str:
    """The text with hard spaces where a line must not end, no break after the hyphens of names and short parts.

    A range of two months may be parted behind its dash.
    """
    if " " in text:
        text = _RULES.sub(lambda found: found.group().replace(" ", _NBSP), text)
    if "–" in text or "—" in text:
        text = _DASHES.sub(lambda found: _NBSP if found.group() == " " else f"–{_BREAK}", text)
    if "-" in text or "\u2010" in text:
        text = _SHORT_PARTS.sub(lambda found: found.group() + _WORD_JOINER, text)
    return text
