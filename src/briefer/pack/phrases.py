"""Makes words of the neutral document from text: looks, lists, and the hard spaces at which no line may break.

Not here: what is said (`sections`), names of people and institutions (`names`).
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Self, SupportsIndex

from babel import Locale

from briefer.i18n import HARD, languages
from briefer.pack.blocks import Bullets, Flow, Item, Look, Paragraph, Run, Words

Said = str | Run | Words
"""What `phrase` takes: text as it is, a run, or words made before."""


class Original(str):
    """A text of a record that has no wording in the pack's language, and the language it is written in.

    It is a text like any other; words made of it know their language, and so does a piece cut out of it. Joined with
    others by anything but `joined` and `filled_text` it is a plain text again.
    """

    __slots__ = ("lang",)
    lang: str

    def __new__(cls, text: str, lang: str) -> Self:
        """`lang` is a BCP 47 tag."""
        made = super().__new__(cls, text)
        made.lang = lang
        return made

    def __getitem__(self, place: SupportsIndex | slice) -> "Original":
        """Get a piece, in the language of the whole."""
        return Original(super().__getitem__(place), self.lang)

    def strip(self, chars: str | None = None) -> "Original":
        """Do as `str.strip`; the language stays."""
        return Original(super().strip(chars), self.lang)

    def rstrip(self, chars: str | None = None) -> "Original":
        """Do as `str.rstrip`; the language stays."""
        return Original(super().rstrip(chars), self.lang)

    def split(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
        """Do as `str.split`; each piece keeps the language."""
        return [Original(piece, self.lang) for piece in super().split(sep, maxsplit)]


class Joined(str):
    """A text put together from texts of several languages: words made of it know the language of each."""

    __slots__ = ("pieces",)
    pieces: tuple[str, ...]

    def __new__(cls, pieces: Iterable[str]) -> Self:
        """`pieces` are its texts with what stands between them."""
        kept = tuple(pieces)
        made = super().__new__(cls, "".join(kept))
        made.pieces = kept
        return made


def joined(texts: Iterable[str], between: str = ", ") -> str:
    """Texts as one; empty ones are left out. Texts of one language stay in it, with what stands between them."""
    kept = [text for text in texts if text]
    known = {"" if isinstance(text, Joined) else lang_of(text) for text in kept}
    if not any(isinstance(text, Joined) for text in kept) and len(known) < 2:
        whole = between.join(kept)
        return like(kept[0], whole) if kept else ""
    pieces = [piece for text in kept for piece in (between, *_pieces(text))]
    return Joined(pieces[1:])


def filled_text(sentence: str, **said: str) -> str:
    """A translated sentence with texts in its named places, each in its own language."""
    parts = re.split(r"\{(\w+)\}", sentence)
    texts = [said[part] if at % 2 else part for at, part in enumerate(parts)]
    if any(lang_of(text) or isinstance(text, Joined) for text in texts):
        return Joined(piece for text in texts if text for piece in _pieces(text))
    return "".join(texts)


def _pieces(text: str) -> tuple[str, ...]:
    return text.pieces if isinstance(text, Joined) else (text,)


def lang_of(text: str) -> str:
    """The language of a text that is not in the pack's; empty for one that is."""
    return text.lang if isinstance(text, Original) else ""


def capital(text: str) -> str:
    """A text with a capital, in its language."""
    return like(text, text[:1].upper() + str(text[1:]))


def like(text: str, cut: str) -> str:
    """A piece cut out of a text, in its language."""
    return Original(cut, text.lang) if isinstance(text, Original) else cut


WIDE = "   "
"""Between things that stand in one line without a sign: place, offset, dates."""

_KEPT = 8192
"""Texts that are not searched again: a preview compiles the same words after every edit."""
_LONGEST_TIE = 28
"""Characters; what is longer would leave holes in a narrow column, and may break anywhere."""


def phrase(*said: Said) -> Words:
    """Several pieces as words, one after the other."""
    found: list[Run] = []
    for piece in said:
        if isinstance(piece, str):
            found.extend(run(text) for text in _pieces(piece) if text)
        elif isinstance(piece, Run):
            found.append(piece)
        else:
            found.extend(piece)
    return tuple(found)


def run(text: str, look: Look = "") -> Run:
    """Text in a look."""
    return Run(tie(str(text)), look, lang_of(text))


def strong(text: str) -> Run:
    """A name, a title, something fixed."""
    return run(text, "strong")


def soft(text: str) -> Run:
    """Something of second rank."""
    return run(text, "soft")


def listed(pieces: Iterable[Said], between: str = ", ") -> Words:
    """Pieces with a separator between them; empty ones are left out."""
    found: Words = ()
    for piece in pieces:
        words = phrase(piece)
        if words:
            found = (*found, Run(between), *words) if found else words
    return found


def filled(sentence: str, **said: Said) -> Words:
    """A translated sentence with words in its named places: `filled("Greeted by {who}", who=…)`."""
    pieces = re.split(r"\{(\w+)\}", sentence)
    return phrase(*(said[piece] if at % 2 else piece for at, piece in enumerate(pieces)))


def text_of(words: Words) -> str:
    """The text of words, without their looks."""
    return "".join(run.text for run in words)


def paragraphs(text: str, style: str = "body") -> tuple[Flow, ...]:
    """Plain text as paragraphs; an empty line parts them, a line break stays one."""
    parts = re.split(r"\n\s*\n", text.strip())
    return tuple(
        Paragraph(phrase(like(text, part.strip())), style)  # type: ignore[arg-type]  # callers name a style
        for part in parts
        if part.strip()
    )


def bullets(lines: Iterable[Said], style: str = "body") -> Bullets:
    """Lines as a list with dashes."""
    return Bullets(
        tuple(Item((Paragraph(phrase(line), style),)) for line in lines),  # type: ignore[arg-type]
        style,  # type: ignore[arg-type]  # callers name a style
    )


def emphasised(text: str, titles: Iterable[str]) -> Words:
    """Text in which the titles of instruments stand in italics."""
    known = sorted({title for title in titles if title}, key=len, reverse=True)
    if not known:
        return phrase(text)
    pieces = re.split("(" + "|".join(map(re.escape, known)) + ")", text)
    return phrase(
        *(run(like(text, piece), "em" if piece in known else "") for piece in pieces if piece)
    )


# ------------------------------------------------------------------------------------------- hard spaces


@lru_cache(maxsize=_KEPT)
def tie(text: str) -> str:
    """Text with hard spaces where a break would part what belongs together.

    Honorific and name, initial and name, day and month, a number and its noun or unit, parts of a telephone
    number, "EU" and other short capitals and the next word.
    """
    if " " not in text:
        return text
    tied = text
    for pattern in _ties():
        tied = pattern.sub(lambda match: match[0].replace(" ", HARD), tied)
    if HARD not in tied:
        return text
    return " ".join(
        word if len(word) <= _LONGEST_TIE or _PHONE.fullmatch(word) else word.replace(HARD, " ")
        for word in tied.split(" ")
    )


_HONORIFICS = r"Mr|Mrs|Ms|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|H\.E|M|Mme|Mlle|Hr|Fr|Fru|Dhr|Mevr|Ing|Gen|Col|Capt|Lt"
_UNITS = r"h|min|s|km|m|cm|mm|kg|g|t|l|ha|EUR|USD|GBP|DKK|%|€|°C"
_PHONE = re.compile(rf"\+\d[\d {HARD}]{{4,}}\d")


@cache
def _ties() -> tuple[re.Pattern[str], ...]:
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?<!\w)(?:{_HONORIFICS})\.? (?=[^\W\d_])",
            r"(?<!\w)[^\W\d_]\. (?=[^\W\d_])",
            rf"(?<![\w.])\d{{1,2}}\.? (?=(?:{months})(?!\w))",
            rf"(?<![\w.])\d[\d.,]* (?=(?:{_UNITS})(?!\w))",
            r"(?<!\w)[^\W\d_]{2,12}\.? (?=\d{1,4}(?:[.,:]\d+)*(?!\w))",
            _PHONE.pattern,
            r"(?<![\w-])[A-Z]{2,4} (?=[^\W\d_])(?![A-Z]{2}|[a-z]{1,3}(?!\w))",
        )
    )


def _months() -> set[str]:
    """The names of months, whole and short, in all languages of packs."""
    names: set[str] = set()
    for tag in languages():
        months = Locale.parse("en_GB" if tag == "en" else tag).months["format"]
        names |= {*months["wide"].values(), *months["abbreviated"].values()}
    return {name.rstrip(".") for name in names}


def ranges(numbers: Iterable[int], to: str = "–") -> str:
    """Numbers with runs drawn together by `to`: "1–4, 7"."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    forms = {0: "{0}", 1: "{0}, {1}"}
    run_of = "{0}" + to + "{1}"
    return ", ".join(forms.get(last - first, run_of).format(first, last) for first, last in runs)
