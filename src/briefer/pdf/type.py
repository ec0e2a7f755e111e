"""The one setter of running text: looks, shaping, fall-back faces, bidi, line breaking, drawing.

`Setter.set(words, style, width)` gives a `Setting`: lines of a known height that can be drawn and split. The
table of styles is the page design's. A style's first baseline and leading come from here, never from the
font's ascent: that is what makes Latin, Arabic and figures sit on one line.
Measures are mm, type sizes pt. Not here: where text stands on the page (`boxes`, `sections`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby, pairwise
from typing import Literal, NamedTuple, Protocol

import msgspec

from briefer.pack.blocks import Look, Run, Words
from briefer.pdf.fonts import Face, Family, FontBook, Shape, Weight
from briefer.pdf.joins import joined
from briefer.pdf.paper import ACCENT, HAIR, INK, NO_SPACE, POINT, SOFT, WHITE

Align = Literal["start", "end", "center"]


@cache
def rgb(colour: str) -> str:
    """`#rrggbb` as three numbers of a content stream."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3g}" for at in (1, 3, 5))


_DOTS = f"{rgb(HAIR)} RG 0.6 w 1 J [0 1.5] 0 d"


@dataclass(frozen=True, slots=True)
class Style:
    """A face, a size in pt, a leading and a first baseline in mm, a colour; tracking in em."""

    name: str
    weight: Weight
    size: float
    leading: float
    first: float
    colour: str = INK
    family: Family = "sans"
    italic: bool = False
    tracking: float = 0.0

    def but(
        self,
        *,
        weight: Weight | None = None,
        size: float | None = None,
        leading: float | None = None,
        first: float | None = None,
        colour: str | None = None,
        italic: bool | None = None,
    ) -> "Style":
        """The same style with some of its properties changed."""
        given = {
            "weight": weight, "size": size, "leading": leading,
            "first": first, "colour": colour, "italic": italic,
        }  # fmt: skip
        return replace(self, **{key: value for key, value in given.items() if value is not None})  # type: ignore[arg-type]


def _styles(*styles: Style) -> dict[str, Style]:
    return {style.name: style for style in styles}


STYLES: dict[str, Style] = _styles(
    Style("cover", "light", 30, 12.5, 9.6),
    Style("title", "light", 24, 10, 7.6),
    Style("title small", "light", 18, 8, 6.1),  # a title of three lines
    Style("city", "semibold", 14, 5, 4.6),
    Style("head", "semibold", 14, 7.5, 5.4),
    Style("person", "semibold", 14, 6.25, 4.4),
    Style("quote", "light", 14, 7, 4.9),
    Style("quote long", "light", 12, 6, 4.3),
    Style("point", "regular", 12, 6, 4.3),
    Style("body", "regular", 10.25, 5, 3.6),
    Style("strong", "semibold", 10.25, 5, 3.6),
    Style("soft", "regular", 10.25, 5, 3.6, SOFT),
    Style("label", "semibold", 10.25, 5, 3.6, ACCENT),
    Style("label point", "semibold", 10.25, 6, 4.3, ACCENT),
    Style("small", "regular", 9, 4.25, 3.6),
    Style("key", "regular", 9, 5, 3.6, SOFT),
    Style("day", "semibold", 9.5, 5, 3.6),  # the date in the glance; names under portraits: 4.25
    Style("figure", "light", 24, 10, 7.6, ACCENT),
    Style("number", "light", 24, 10, 7.6, ACCENT),  # of a section
    Style("mark", "semibold", 8.5, 4.7, 3.25, WHITE),
    Style("native", "regular", 11.5, 5, 3.6),
    Style("phone", "semibold", 14, 6, 4.3),
    Style("date", "regular", 14, 7.5, 5.4, ACCENT),  # under the cover's title
    Style("stop", "regular", 14, 7.5, 5.4),  # a city on the cover
    Style("marking", "semibold", 8.75, 4, 3, SOFT, tracking=0.09),
    Style("foot", "regular", 8.25, 4.2, 3, SOFT),
    Style("folio", "semibold", 9.5, 4.2, 3),
    Style("card", "regular", 15, 7.25, 5.2),
    Style("card number", "light", 28, 14.5, 10.4, ACCENT),
    Style("pocket", "regular", 9.75, 4.5, 3.4),
    Style("pocket strong", "semibold", 9.75, 4.5, 3.4),
    Style("pocket title", "light", 18, 8, 5.8),
    Style("pocket small", "regular", 8.25, 4.5, 3.4, SOFT),
    Style("guest", "regular", 11, 5.5, 4.0, family="serif"),
    Style("guest second", "regular", 11, 5.5, 4.0, SOFT, family="serif", italic=True),
    Style("guest day", "light", 22, 10, 7.0, family="serif"),
    Style("guest place", "regular", 11, 5.5, 4.0, ACCENT, family="serif", italic=True),
    Style("guest name", "light", 23, 10, 7.4, family="serif"),
    Style("guest folio", "regular", 8.25, 4.2, 3, SOFT, family="serif"),
)
"""The page design's table of styles, and the few that its components name."""

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose pages are mirrored."""

GAP_RULE = 2.4
"""pt under the baseline; beside Arabic, whose letters hang lower, `GAP_RULE_ARABIC`."""
GAP_RULE_ARABIC = 3.2

_ARABIC_SIZES = {24.0: 24.0, 30.0: 30.0, 22.0: 26.0, 23.0: 27.0}
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u200f\u202b\u202e\u2067]")
_NO_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
_WIDE_SPACE = "\u2003"
"""Parts the members of a quiet line; a line may end there."""
_MANY_SPACES = 3
"""So many are one wide space; fewer are one narrow space."""
_SPACES = " \t\r\f\v" + _WIDE_SPACE
_WORD_OR_SPACE = re.compile(f"[{_SPACES}]+|\n|[^{_SPACES}\n]+")
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
"""Characters that steer and never print; dropped once their work is done."""
_PURELY_RTL = frozenset({"R", "AL", "NSM", "WS", "ON", "ES", "ET", "CS", "BN"})
"""Without Latin letters, figures and controls, everything in a right-to-left paragraph is on level 1."""
_SPECIAL = re.compile(_UNSEEN.pattern + "|[\u00a0\u00ad\u200b]")
_BREAK_AFTER = re.compile("(?<=[^\\s])[-\u2010\u2014\u2013](?=[^\\W\\d_])|\u200b|\u00ad")
"""After a hyphen or dash before a letter: `27\u201328` and telephone numbers stay whole; soft hyphens."""
_ADDRESS = re.compile(r"://|\bwww\.|@")
_ADDRESS_JOINT = re.compile(r"[/@?&=_]+(?=[^/@?&=_])|[\w-](?=\.\w)")
"""After a slash or an at sign, before a dot."""
_JOINT = re.compile("[-\u2010\u2014\u2013](?=[^\\W\\d_])")
_IGNORABLE = frozenset("\u200b\u200c\u200d\u00ad\ufe0e\ufe0f\u034f\u061c")
_SHORT_WORD = 3
_WIDEST_SENSE_TITLE = 60
"""Words; longer titles are broken line by line."""


class Trouble(NamedTuple):
    """What went wrong with a text: `no-glyph` with the character, `wide-word` with the word."""

    kind: Literal["no-glyph", "wide-word"]
    text: str


class Item(NamedTuple):
    """A shaped stretch in one face, size, colour and purpose; width in pt."""

    shape: Shape
    size: float
    colour: str
    width: float
    text: str
    level: int = 0
    mark: Literal["", "gap", "struck"] = ""
    link: str = ""
    lang: str = ""
    page_of: str = ""
    missing: bool = False
    font: str = ""
    """The operator that chooses face and size."""


class Piece(NamedTuple):
    """What is never broken: a word, or a part of one up to its hyphen."""

    items: tuple[Item, ...]
    width: float
    glue: Item | None = None
    """The space before it."""
    hyphen: Item | None = None
    """Shown when the line ends after it."""
    forced: bool = False
    """Begins a new line."""


class Line(NamedTuple):
    """A line: items in logical order, their width in pt, and the space that ended it."""

    items: tuple[Item, ...]
    width: float
    tail: Item | None = None


class LateText(NamedTuple):
    """The name of a page, drawn when pages are assembled; x, y and width in pt, as for `Setting.paint`."""

    page_of: str
    x: float
    y: float
    width: float
    """What has been reserved."""
    at_end: bool
    """Stands at the right end of what has been reserved."""
    face: str
    size: float
    colour: str


class Ink(Protocol):
    """Where text is painted to; coordinates in pt, x from the label edge, y from the lower edge."""

    def code(self, operators: str) -> None:
        """Add operators to the content stream."""

    def use(self, shape: Shape) -> None:
        """The glyphs of this shape must be in the file."""

    def inline(self, link: str, lang: str) -> None:
        """What follows belongs to a link or a language; two empty strings end it."""

    def link(self, address: str, text: str, rect: tuple[float, float, float, float]) -> None:
        """A rectangle that can be clicked; belongs to the last inline of that address."""

    def late(self, text: LateText) -> None:
        """A page's name, known later."""

    def decorate(self, operators: str) -> None:
        """A rule that belongs to the text's look; painted after it."""

    def trouble(self, trouble: Trouble) -> None:
        """Something the user should know of."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Text set in lines. Draw it with `Pen.text`; `split` between lines."""

    lines: tuple[Line, ...]
    style: Style
    width: float
    """The measure, mm."""
    align: Align = "start"
    rtl: bool = False
    troubles: tuple[Trouble, ...] = ()
    setter: "Setter | None" = field(default=None, repr=False, compare=False)

    @property
    def height(self) -> float:
        """mm, whole leadings."""
        return len(self.lines) * self.style.leading

    @property
    def natural_width(self) -> float:
        """mm of the longest line."""
        return max((line.width for line in self.lines), default=0.0) / POINT

    @property
    def text(self) -> str:
        """The words as one line, for tests and bookmarks."""
        return " ".join("".join(item.text for item in line.items) for line in self.lines)

    def split(self, lines: int) -> "tuple[Setting, Setting]":
        """The first `lines` lines, and the others."""
        return (
            replace(self, lines=self.lines[:lines]),
            replace(self, lines=self.lines[lines:], troubles=()),
        )

    def paint(self, ink: Ink, x: float, y: float) -> None:
        """Paint with the top left corner at x, y (pt, y upwards)."""
        for trouble in self.troubles:
            ink.trouble(trouble)
        measure = self.width * POINT
        baseline = y - self.style.first * POINT
        right_edge = (self.align == "end") != self.rtl
        painter = _Painter(ink, self.style, self.align)
        for line in self.lines:
            if self.align == "center":
                left = x + (measure - line.width) / 2
            else:
                left = x + (measure - line.width if right_edge else 0.0)
            painter.line(line, left, baseline, self.rtl)
            baseline -= self.style.leading * POINT
        painter.end()


class _Cut(NamedTuple):
    """How a run is set: faces, size, colour, purpose. `words` keeps what has been shaped so."""

    faces: tuple[Face, ...]
    size: float
    colour: str
    mark: Literal["", "gap", "struck"]
    link: str
    lang: str
    words: dict[str, tuple[Piece, ...]]


class Setter:
    """Sets words of one pack: its fonts, its language, its direction."""

    def __init__(
        self,
        book: FontBook,
        language: str = "en",
        *,
        rtl: bool = False,
        page_name: Callable[[str], str] = lambda _key: "88",
        tick: Callable[[], None] = lambda: None,
    ) -> None:
        """`page_name` guesses the name of the page of a key, for its width, empty for an unknown key;
        `tick` is called now and then and may raise `Cancelled`.
        """
        self.book = book
        self.language = language
        self.rtl = rtl
        self._page_name = page_name
        self._tick = tick
        self._cuts: dict[tuple[Style, Look, str, str], _Cut] = {}

    def set(
        self,
        words: Words | str,
        style: Style | str = "body",
        width: float = 1000.0,
        *,
        align: Align = "start",
        balance: bool = False,
    ) -> Setting:
        """Break `words` into lines of `width` mm. `balance` is for titles: lines of like length, broken by sense.

        Plain text may be given as a string. Empty words give a setting without lines.
        """
        self._tick()
        if isinstance(style, str):
            style = STYLES[style]
        if isinstance(words, str):
            words = (Run(words),)
        elif any(run.page_of for run in words):
            words = tuple(self._reference(run) for run in words)
        text = "".join(run.text for run in words)
        bidi = self.rtl or _RTL.search(text) is not None
        cut = self._bidi_pieces if bidi else self._pieces
        measure = width * POINT
        pieces = cut(_with_hard_spaces(words), style)
        troubles = _missing(pieces)
        if any(piece.width > measure + NO_SPACE for piece in pieces):
            pieces, wide = self._force(pieces, measure)
            troubles += wide
        if balance and 1 < len(pieces) <= _WIDEST_SENSE_TITLE:
            lines = _balanced(pieces, measure)
        else:
            lines = _greedy(pieces, measure)
        return Setting(tuple(lines), style, width, align, self.rtl, troubles, self)

    def width(self, words: Words | str, style: Style | str = "body") -> float:
        """The width of `words` in one line, mm."""
        return self.set(words, style, 1e6).natural_width

    # ------------------------------------------------------------------------- words to pieces

    def _reference(self, run: Run) -> Run:
        """A page's name leads to that page; a reference to nothing prints its own text."""
        if not run.page_of:
            return run
        if not self._page_name(run.page_of):
            return msgspec.structs.replace(run, page_of="")
        return msgspec.structs.replace(run, link=run.link or f"#{run.page_of}")

    def _cut(self, run: Run, style: Style) -> _Cut:
        key = (style, run.look, run.link, run.lang)
        found = self._cuts.get(key)
        if found is None:
            weight, italic, colour, mark = _looked(style, run.look)
            names = self.book.stack(style.family, weight, italic)
            if run.look == "em" and weight == "regular" and style.family == "sans":
                # Arabic has no italic: its emphasis is SemiBold
                names = tuple(name.replace("plex-regular", "plex-semibold") for name in names)
            faces = tuple(self.book.face(name) for name in names)
            lang = run.lang if run.lang != self.language else ""
            found = self._cuts[key] = _Cut(faces, style.size, colour, mark, run.link, lang, {})
        return found

    def _pieces(self, words: Words, style: Style) -> list[Piece]:
        out: list[Piece] = []
        glue: Item | None = None
        forced = False
        fresh = True  # nothing stands before on this line of thought: a space, a break, the start
        for run in words:
            cut = self._cut(run, style)
            if run.page_of:
                _extend(out, (self._late(run, cut, style),), glue, fresh, forced)
                glue, fresh, forced = None, False, False
                continue
            for word in _WORD_OR_SPACE.findall(run.text):
                if word == "\n":
                    glue, fresh, forced = None, True, True
                elif word[0] in _SPACES:
                    if not forced and out:
                        glue = self._space(word, cut, style)
                    fresh = True
                else:
                    made = cut.words.get(word) or self._shaped(word, cut, style)
                    _extend(out, made, glue, fresh, forced)
                    glue, fresh, forced = None, False, False
        return out

    def _space(self, spaces: str, cut: _Cut, style: Style) -> Item:
        made = cut.words.get(_glue(spaces, cut))
        if made is None:
            item = self._item(_glue(spaces, cut), cut, style, 0)
            made = cut.words[item.text] = (Piece((item,), item.width),)
        return made[0].items[0]

    def _shaped(self, word: str, cut: _Cut, style: Style) -> tuple[Piece, ...]:
        made = tuple(self._piece(part, None, cut, style) for part in _parts(word))
        cut.words[word] = made
        return made

    def _piece(self, text: str, levels: Sequence[int] | None, cut: _Cut, style: Style) -> Piece:
        hyphen = None
        if text.endswith("\u00ad"):
            hyphen = self._item("-", cut, style, levels[-1] if levels else 0)
        shown, own = text, levels
        if _SPECIAL.search(text):
            kept = [at for at, character in enumerate(text) if not _dropped(character)]
            shown = "".join(" " if text[at] == "\u00a0" else text[at] for at in kept)
            own = [levels[at] for at in kept] if levels is not None else None
        items = tuple(
            self._item(shown[start:end], cut, style, own[start] if own else 0, face=face)
            for start, end, face in _faces(shown, own, cut.faces)
        )
        return Piece(items, sum(item.width for item in items), hyphen=hyphen)

    def _item(
        self, text: str, cut: _Cut, style: Style, level: int, face: Face | None = None
    ) -> Item:
        missing = False
        if face is None:
            face = cut.faces[0]
            missing = text not in (" ", "-") and not _covered(face, text)
        language = cut.lang or self.language
        shape = face.shape(text, rtl=bool(level & 1), language=language)
        size = _size(face, cut.size)
        width = shape.width * size / 1000 + shape.count * style.tracking * size
        font = f"/{face.code} {size:g} Tf"
        return Item(
            shape,
            size,
            cut.colour,
            width,
            text,
            level,
            cut.mark,
            cut.link,
            cut.lang,
            "",
            missing,
            font,
        )

    def _late(self, run: Run, cut: _Cut, style: Style) -> Piece:
        item = self._item(self._page_name(run.page_of), cut, style, 0)
        return Piece((item._replace(page_of=run.page_of),), item.width)

    # ------------------------------------------------------------------------- right to left

    def _reads_rtl(self, text: str) -> bool:
        """The direction of a paragraph: the pack's, unless its first letter and most others speak against it.

        An Arabic sentence in an English pack reads from the right; an Arabic name in a sentence does not turn it,
        nor does a word of Latin in an Arabic one. A telephone number stays as it is everywhere.
        """
        kinds = [unicodedata.bidirectional(character) for character in text]
        strong = ["R" if kind == "AL" else kind for kind in kinds if kind in ("L", "R", "AL")]
        if not strong:
            return False
        here, other = ("R", "L") if self.rtl else ("L", "R")
        turned = strong[0] == other and strong.count(other) > strong.count(here)
        return self.rtl != turned

    def _bidi_pieces(self, words: Words, style: Style) -> list[Piece]:
        shown = "".join(self._page_name(run.page_of) if run.page_of else run.text for run in words)
        levels = _levels(shown, self._reads_rtl(shown))
        out: list[Piece] = []
        glue: Item | None = None
        forced, fresh, at = False, True, 0
        for run in words:
            cut = self._cut(run, style)
            if run.page_of:
                _extend(out, (self._late(run, cut, style),), glue, fresh, forced)
                glue, fresh, forced = None, False, False
                at += len(self._page_name(run.page_of))
                continue
            for word in _WORD_OR_SPACE.findall(run.text):
                here = levels[at : at + len(word)]
                at += len(word)
                if word == "\n":
                    glue, fresh, forced = None, True, True
                elif word[0] in _SPACES:
                    if not forced and out:
                        glue = self._item(_glue(word, cut), cut, style, here[0])
                    fresh = True
                else:
                    start, made = 0, []
                    for part in _parts(word):
                        end = start + len(part)
                        made.append(self._piece(part, here[start:end], cut, style))
                        start = end
                    _extend(out, tuple(made), glue, fresh, forced)
                    glue, fresh, forced = None, False, False
        return out

    # ------------------------------------------------------------------------- overlong words

    def _force(
        self, pieces: list[Piece], measure: float
    ) -> tuple[list[Piece], tuple[Trouble, ...]]:
        """Break what is wider than the measure: at hard spaces, at joints, then anywhere."""
        out: list[Piece] = []
        troubles: list[Trouble] = []
        limit = measure + NO_SPACE
        for piece in pieces:
            for word in _parted(piece) if piece.width > limit else (piece,):
                if word.width <= limit:
                    out.append(word)
                    continue
                parts = list(self._at_joints(word))
                if any(part.width > limit for part in parts):
                    text = "".join(item.text for item in word.items)
                    troubles.append(Trouble("wide-word", text))
                for part in parts:
                    out += self._chopped(part, measure) if part.width > limit else (part,)
        return out, tuple(troubles)

    def _at_joints(self, piece: Piece) -> Iterator[Piece]:
        """A word in the parts between which a line may end if it must: at hyphens, in addresses also at dots."""
        text = "".join(item.text for item in piece.items)
        joints = _ADDRESS_JOINT if _ADDRESS.search(text) else _JOINT
        first = True
        for item in piece.items:
            ends = [match.end() for match in joints.finditer(item.text)]
            for start, end in pairwise([0, *ends, len(item.text)]):
                if start < end:
                    part = self._slice(item, start, end, item.lang or self.language)
                    yield _chunk([part], piece, first)
                    first = False

    def _chopped(self, piece: Piece, measure: float) -> Iterator[Piece]:
        first = True
        room = measure
        held: list[Item] = []
        for item in piece.items:
            for part in self._fitting(item, room, measure):
                if held and part.width > room + NO_SPACE:
                    yield _chunk(held, piece, first)
                    first, held, room = False, [], measure
                held.append(part)
                room -= part.width
        if held:
            yield _chunk(held, piece, first)

    def _fitting(self, item: Item, room: float, measure: float) -> Iterator[Item]:
        if item.page_of or item.width <= room:
            yield item
            return
        face, rtl = item.shape.face, bool(item.level & 1)
        language = item.lang or self.language
        advances = face.advances(item.text, rtl=rtl, language=language)
        start, used = 0, 0.0
        for at, advance in enumerate(advances):
            width = advance * item.size / 1000
            if at > start and width and used + width > room:
                yield self._slice(item, start, at, language)
                start, used, room = at, 0.0, measure
            used += width
        yield self._slice(item, start, len(item.text), language)

    def _slice(self, item: Item, start: int, end: int, language: str) -> Item:
        text = item.text[start:end]
        shape = item.shape.face.shape(text, rtl=bool(item.level & 1), language=language)
        return item._replace(shape=shape, text=text, width=shape.width * item.size / 1000)


# ---------------------------------------------------------------------------------- looks and faces


def _glue(spaces: str, cut: _Cut) -> str:
    wide = _WIDE_SPACE in spaces or len(spaces) >= _MANY_SPACES
    return _WIDE_SPACE if wide and _covered(cut.faces[0], _WIDE_SPACE) else " "


def _with_hard_spaces(words: Words) -> Words:
    """Words with the joins of `joins`; runs that need none stay themselves."""
    return tuple(
        run if (text := joined(run.text)) == run.text else msgspec.structs.replace(run, text=text)
        for run in words
    )


def _looked(style: Style, look: Look) -> tuple[Weight, bool, str, Literal["", "gap", "struck"]]:
    weight, italic, colour = style.weight, style.italic, style.colour
    if look == "gap":
        return "regular", True, SOFT, "gap"
    if look == "struck":
        return "regular", italic, SOFT, "struck"
    parts = look.split()
    if "em" in parts:
        italic = True
    if "soft" in parts:
        weight = "regular" if style.weight == "semibold" else style.weight
        colour = SOFT
    if "strong" in parts:
        weight = "semibold"
    if "accent" in parts:
        colour = ACCENT
    return weight, italic, colour, ""


def _size(face: Face, size: float) -> float:
    """Arabic is set larger, so that it looks as large as the Latin beside it."""
    if face.name.startswith("plex"):
        return size if size > 20 else round(size * 13 / 12 * 4) / 4
    if face.name == "amiri":
        return _ARABIC_SIZES.get(size, round(size * 13.5 / 11 * 4) / 4)
    return size


def _covered(face: Face, text: str) -> bool:
    if face.covers.issuperset(map(ord, text)):
        return True
    return all(ord(character) in face.covers or character in _IGNORABLE for character in text)


def _dropped(character: str) -> bool:
    return character == "\u00ad" or character == "\u200b" or _UNSEEN.match(character) is not None


def _faces(
    text: str, levels: Sequence[int] | None, stack: tuple[Face, ...]
) -> Iterator[tuple[int, int, Face | None]]:
    """Stretches of one level and one face, hard spaces apart; no face where none has the character."""
    plain = levels is None and _covered(stack[0], text)
    if plain and " " not in text:
        if text:
            yield 0, len(text), stack[0]
        return
    start, face = 0, stack[0] if plain else None
    for at, character in enumerate(text):
        wanted = stack[0] if plain else _face_for(character, stack, face if at > start else None)
        if at > start and (
            wanted is not face
            or (levels is not None and levels[at] != levels[start])
            or " " in (character, text[at - 1])
        ):
            yield start, at, face
            start = at
        face = wanted
    if text:
        yield start, len(text), face


def _face_for(character: str, stack: tuple[Face, ...], current: Face | None) -> Face | None:
    point = ord(character)
    follows = character in _IGNORABLE or unicodedata.combining(character)
    if current is not None and follows and (character in _IGNORABLE or point in current.covers):
        return current  # a mark stays with its letter
    neutral = not character.isalnum()
    if current is not None and neutral and current is not stack[0] and point in current.covers:
        return current  # so do brackets and dots inside a word of another script
    return next((face for face in stack if point in face.covers), None)


def _levels(text: str, rtl: bool) -> list[int]:
    """The embedding level of each character, by the Unicode bidirectional algorithm."""
    if rtl and _PURELY_RTL.issuperset(map(unicodedata.bidirectional, text)):
        return [1] * len(text)  # a name in one script needs no algorithm, and no import of 0.4 s
    from fpdf.bidi import BidiParagraph
    from fpdf.enums import TextDirection

    base = TextDirection.RTL if rtl else TextDirection.LTR
    out = [int(rtl)] * len(text)
    at = 0
    for line in text.split("\n"):
        if line:
            paragraph = BidiParagraph(line, base_direction=base)
            for character in paragraph.get_characters_with_embedding_level():
                out[at + character.character_index] = character.embedding_level
        at += len(line) + 1
    return out


# ---------------------------------------------------------------------------------- line breaking


def _parts(word: str) -> Iterator[str]:
    """A word cut where a line may end."""
    ends = [match.end() for match in _BREAK_AFTER.finditer(word)]
    if _NO_SPACES.search(word):
        from uniseg.linebreak import line_break_boundaries

        ends = sorted({*ends, *line_break_boundaries(word)})
    start = 0
    for end in ends:
        if start < end < len(word):
            yield word[start:end]
            start = end
    yield word[start:]


def _extend(
    out: list[Piece], made: tuple[Piece, ...], glue: Item | None, fresh: bool, forced: bool
) -> None:
    """Add the pieces of a word; without a space before it, it grows the last piece."""
    first = made[0]
    if fresh or not out:
        if glue is not None or forced:
            first = Piece(first.items, first.width, glue, first.hyphen, forced)
        out.append(first)
    else:
        last = out[-1]
        out[-1] = last._replace(
            items=last.items + first.items, width=last.width + first.width, hyphen=first.hyphen
        )
    out.extend(made[1:])


def _parted(piece: Piece) -> Iterator[Piece]:
    """A piece at its hard spaces: what should stay together, but is too wide."""
    held: list[Item] = []
    glue, forced = piece.glue, piece.forced
    for item in piece.items:
        if item.text == " ":
            yield Piece(tuple(held), sum(i.width for i in held), glue, None, forced)
            held, glue, forced = [], item, False
        else:
            held.append(item)
    yield Piece(tuple(held), sum(i.width for i in held), glue, piece.hyphen, forced)


def _missing(pieces: list[Piece]) -> tuple[Trouble, ...]:
    found: dict[str, None] = {}
    for piece in pieces:
        for item in piece.items:
            if item.missing:
                found.update(dict.fromkeys(item.text))
    return tuple(Trouble("no-glyph", character) for character in found)


def _chunk(items: list[Item], piece: Piece, first: bool) -> Piece:
    width = sum(item.width for item in items)
    if first:
        return piece._replace(items=tuple(items), width=width, hyphen=None)
    return Piece(tuple(items), width)


def _greedy(pieces: list[Piece], measure: float) -> list[Line]:
    lines: list[Line] = []
    start, width = 0, 0.0
    limit = measure + NO_SPACE
    for at, piece in enumerate(pieces):
        space = piece.glue.width if piece.glue is not None and at > start else 0.0
        if at > start and (piece.forced or width + space + piece.width > limit):
            end = at
            while (
                not piece.forced
                and end > start + 1
                and (hyphen := pieces[end - 1].hyphen) is not None
                and _width(pieces, start, end) + hyphen.width > limit
            ):
                end -= 1
            lines.append(_line(pieces, start, end))
            start = end
            width, space = _width(pieces, start, at), 0.0
            if at > start and piece.glue is not None:
                space = piece.glue.width
        width += space + piece.width
    if start < len(pieces):
        lines.append(_line(pieces, start, len(pieces)))
    return lines


def _width(pieces: Sequence[Piece], start: int, end: int) -> float:
    total = 0.0
    for at in range(start, end):
        piece = pieces[at]
        total += piece.width + (piece.glue.width if piece.glue is not None and at > start else 0.0)
    return total


def _line(pieces: Sequence[Piece], start: int, end: int) -> Line:
    items: list[Item] = []
    for at in range(start, end):
        piece = pieces[at]
        if piece.glue is not None and at > start:
            items.append(piece.glue)
        items += piece.items
    hyphen = pieces[end - 1].hyphen
    if hyphen is not None and end < len(pieces) and pieces[end].glue is None:
        items.append(hyphen)
    tail = pieces[end].glue if end < len(pieces) else None
    return Line(tuple(items), sum(item.width for item in items), tail)


def _balanced(pieces: list[Piece], measure: float) -> list[Line]:
    """As few lines as possible, of like length, none ending on a short word: the best of all ways."""
    plain = _greedy(pieces, measure)
    count = len(plain)
    if count == 1 or any(piece.forced for piece in pieces):
        return plain
    limit = measure + NO_SPACE
    target = sum(line.width for line in plain) / count
    size = len(pieces)
    nothing = (float("inf"), -1)
    best = [[nothing] * (count + 1) for _ in range(size + 1)]
    best[0][0] = (0.0, -1)
    for end in range(1, size + 1):
        for start in range(end - 1, -1, -1):
            width = _width(pieces, start, end)
            if width > limit:
                break
            cost = ((width - target) / measure) ** 2
            if end < size:
                cost += _ends_badly(pieces[end - 1])
            for lines in range(1, count + 1):
                total = best[start][lines - 1][0] + cost
                if total < best[end][lines][0]:
                    best[end][lines] = (total, start)
    ends, end = [], size
    for lines in range(count, 0, -1):
        ends.append(end)
        end = best[end][lines][1]
        if end < 0:
            return plain
    starts = [0, *reversed(ends)]
    return [_line(pieces, starts[k], starts[k + 1]) for k in range(count)]


def _ends_badly(piece: Piece) -> float:
    """A line should not end on an article, a preposition, a short word, or inside a word."""
    text = "".join(item.text for item in piece.items)
    if piece.hyphen is not None or text.endswith("-"):
        return 1.0
    return 1.0 if len(text) <= _SHORT_WORD and text.isalpha() else 0.0


# ---------------------------------------------------------------------------------- painting


class _Painter:
    """Writes one setting into an ink: text objects, and the rules that looks ask for."""

    def __init__(self, ink: Ink, style: Style, align: Align) -> None:
        self._ink = ink
        self._style = style
        self._align = align
        self._open = False
        self._font = ""
        self._colour = ""
        self._inline = ("", "")
        self._array: list[str] = []

    def line(self, line: Line, left: float, baseline: float, rtl: bool) -> None:
        items = line.items
        if rtl or any(item.level for item in items):
            self._visual(items, left, baseline)
        else:
            x = left
            self._move(x, baseline)
            for item in items:
                self._switch(item, x, baseline)
                self._item(item, x, baseline)
                x += item.width
            if line.tail is not None:  # a space for readers: words of two lines stay two words
                self._item(line.tail._replace(mark="", link="", lang=""), x, baseline)
            self._flush()
        self._rules(items, left, baseline)

    def end(self) -> None:
        self._close()
        if self._inline != ("", ""):
            self._ink.inline("", "")
            self._inline = ("", "")

    def _visual(self, items: Sequence[Item], left: float, baseline: float) -> None:
        places = _places(items, left)
        at = 0
        while at < len(items):  # in logical order, so that readers find it in that order
            end = at + 1
            if items[at].level & 1:
                while end < len(items) and items[end].level == items[at].level:
                    end += 1
            run = list(range(at, end))
            if items[at].level & 1:
                run.reverse()  # one array, painted from left to right
            self._move(places[run[0]], baseline)
            for k in run:
                self._switch(items[k], places[k], baseline)
                self._item(items[k], places[k], baseline)
            self._flush()
            at = end

    def _rules(self, items: Sequence[Item], left: float, baseline: float) -> None:
        if not any(item.mark or item.link for item in items):
            return
        places = _places(items, left)
        order = sorted(range(len(items)), key=places.__getitem__)
        for (mark, link), run in groupby(order, lambda k: (items[k].mark, items[k].link)):
            span = list(run)
            x0, x1 = places[span[0]], places[span[-1]] + items[span[-1]].width
            if mark == "gap":
                arabic = any(items[k].level & 1 for k in span)
                y = baseline - (GAP_RULE_ARABIC if arabic else GAP_RULE)
                self._ink.decorate(f"q {_DOTS} {x0:.2f} {y:.2f} m {x1:.2f} {y:.2f} l S Q")
            elif mark == "struck":
                y = baseline + self._style.size * 0.27
                line = f"{x0:.2f} {y:.2f} m {x1:.2f} {y:.2f} l S"
                self._ink.decorate(f"q {rgb(SOFT)} RG 0.5 w {line} Q")
            if link:
                size = self._style.size
                text = "".join(items[k].text for k in sorted(span))
                rect = (x0, baseline - size * 0.25, x1, baseline + size * 0.85)
                self._ink.link(link, text, rect)

    def _switch(self, item: Item, x: float, baseline: float) -> None:
        if item.link == self._inline[0] and item.lang == self._inline[1]:
            return
        self._close()
        self._ink.inline(item.link, item.lang)
        self._inline = (item.link, item.lang)
        self._move(x, baseline)

    def _move(self, x: float, y: float) -> None:
        self._flush()
        if not self._open:
            self._ink.code("BT")
            self._open = True
            self._font, self._colour = "", ""
            if self._style.tracking:
                self._ink.code(f"{self._style.tracking * self._style.size:.3f} Tc")
        self._ink.code(f"1 0 0 1 {x:.2f} {y:.2f} Tm")

    def _item(self, item: Item, x: float, baseline: float) -> None:
        if item.page_of:
            self._close()
            face, at_end = item.shape.face.name, self._align == "end"
            self._ink.late(
                LateText(
                    item.page_of, x, baseline, item.width, at_end, face, item.size, item.colour
                )
            )
            self._move(x + item.width, baseline)
            return
        font = item.font
        if font != self._font:
            self._flush()
            self._ink.code(font)
            self._font = font
        if item.colour != self._colour:
            self._flush()
            self._ink.code(f"{rgb(item.colour)} rg")
            self._colour = item.colour
        self._ink.use(item.shape)
        if item.shape.array and not item.missing:
            self._array.append(item.shape.array)
            return
        if item.missing:
            self._begin_actual(item.text)
        for segment in item.shape.segments:
            if segment.actual and not item.missing:
                self._begin_actual(segment.actual)
            if segment.rise:
                self._flush()
                rise = segment.rise * item.size / 1000
                self._ink.code(f"{rise:.2f} Ts [{segment.array}] TJ 0 Ts")
            else:
                self._array.append(segment.array)
            if segment.ends and not item.missing:
                self._end_actual()
        if item.missing:
            self._end_actual()

    def _begin_actual(self, text: str) -> None:
        self._flush()
        said = text.encode("utf-16-be").hex()
        self._ink.code(f"/Span <</ActualText <FEFF{said}>>> BDC")

    def _end_actual(self) -> None:
        self._flush()
        self._ink.code("EMC")

    def _flush(self) -> None:
        if self._array:
            self._ink.code("[" + "".join(self._array) + "] TJ")
            self._array = []

    def _close(self) -> None:
        self._flush()
        if self._open:
            self._ink.code("0 Tc ET" if self._style.tracking else "ET")
            self._open = False


def _places(items: Sequence[Item], left: float) -> list[float]:
    """The x of each item after reordering a line (rule L2 of the bidirectional algorithm)."""
    order = list(range(len(items)))
    levels = [item.level for item in items]
    lowest = min((level for level in levels if level & 1), default=0)
    for level in range(max(levels, default=0), lowest - 1, -1) if lowest else ():
        at = 0
        while at < len(order):
            if levels[order[at]] >= level:
                end = at
                while end < len(order) and levels[order[end]] >= level:
                    end += 1
                order[at:end] = order[at:end][::-1]
                at = end
            else:
                at += 1
    out = [0.0] * len(items)
    x = left
    for k in order:
        out[k] = x
        x += items[k].width
    return out
