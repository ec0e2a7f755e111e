"""Arabic-Indic figures: which numbers of an Arabic pack are printed in them.

What belongs to Latin words keeps its figures ("UTC+3", "Strandvej 20", an address), and so do telephone numbers, which are
dialled as they stand, and codes. Not here: whether a pack wants them (its recipe), the width of figures (`fonts`).
"""

import re

_KEPT = re.compile(r"(\+\d[\d\u00a0 ]{4,}\d|^[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{2}$)")
"""Telephone numbers, and the code of a page."""
_WORDS = re.compile(r"(\s+)")
_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_FIGURES = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_DASH = re.compile(r"(?<=[٠-٩])-(?=[٠-٩])")
_LEFT_TO_RIGHT = "\u200e-\u200e"
"""Figures of the Arabs turn what stands between them round: 8.4-2 would be read 2-8.4."""
_ENDS = "،؛,;.:"
ARABIC_FACES = frozenset({"plex-light", "plex-regular", "plex-semibold", "amiri"})
_UNSEEN = "\u200e\u200f\u2066\u2067\u2068\u2069"
CLOCK = re.compile("[٠-٩]+:[٠-٩]+")
"""Times stand under one another: each figure takes a cell of one width."""


def arabic_indic(text: str) -> str:
    """The text with its own numbers in Arabic-Indic figures."""
    if not any(map(str.isdecimal, text)):
        return text
    pieces = _KEPT.split(text)
    pieces[::2] = map(_turned, pieces[::2])
    return "".join(pieces)


def page_name(name: str) -> str:
    """The name of a page in Arabic-Indic figures, as it is painted: from left to right."""
    return arabic_indic(name).replace("\u200e", "")


def reserved(name: str) -> str:
    """The name of a page of the same form, of middling width: figures of the Arabs are not all as wide."""
    return page_name(re.sub(r"\d", "5", name))


def _turned(text: str) -> str:
    words = _WORDS.split(text)
    foreign = False
    for at, word in enumerate(words):
        if _LATIN.search(word):
            foreign = True
        elif _ARABIC.search(word):
            foreign = False
        if not foreign:
            words[at] = _DASH.sub(_LEFT_TO_RIGHT, word.translate(_FIGURES))
        if word.rstrip(_UNSEEN).endswith(tuple(_ENDS)):
            foreign = False
    return "".join(words)
