"""The one setter of running text: looks, shaping, fall-back faces, bidi; it gives lines of a known height.

`Setter.set(words, style, width)` gives a `Setting` that can be drawn and split. There is no mini-markup:
characters print as they are. Measures are mm, type sizes pt. Not here: the table of styles (`styles`), where lines
end (`lines`), operators (`painting`), where text stands on the page (`layout`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import NamedTuple

import msgspec

from briefer.pack.blocks import Run, Stop, Words
from briefer.pdf.paper import NO_SPACE, POINT, inks
from briefer.pdf.type import division
from briefer.pdf.type.bidi import LEFT, RIGHT, any_rtl, has_gap, printed_levels, reads_rtl
from briefer.pdf.type.figures import CLOCK, arabic_indic, reserved
from briefer.pdf.type.fonts import Face, FontBook, Shape
from briefer.pdf.type.joins import joined
from briefer.pdf.type.justified import justified
from briefer.pdf.type.lines import (
    ADDRESS,
    ADDRESS_JOINT,
    JOINT,
    Item,
    Line,
    Piece,
    Told,
    Trouble,
    balanced,
    chunk,
    extend,
    greedy,
    missing,
    parted,
    parts,
    stays_short,
    tabbed,
)
from briefer.pdf.type.painting import Ink, Painter
from briefer.pdf.type.plain import PlainSetter, merged
from briefer.pdf.type.styles import STYLES, Align, Style, looked, raised, size_in, with_room

_WIDE_SPACE = "\u2003"
"""Parts the members of a quiet line; a line may end there."""
_MANY_SPACES = 3
"""So many are one wide space; fewer are one narrow space."""
_SPACES = " \t\r\f\v" + _WIDE_SPACE
_WORD_OR_SPACE = re.compile(f"[{_SPACES}]+|\n|[^{_SPACES}\n]+")
_OPENING = frozenset('“‘«„(["')
_CLOSING = frozenset('.!?…”’»)]"')
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]")
"""Characters that steer and never print; dropped once their work is done."""
_SPECIAL = re.compile(_UNSEEN.pattern + "|[\u00a0\u00ad\u200b]")
_UNTOLD = re.compile(
    # paint nothing of their own, or the same as others
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u205f-\u206f\u3164"
    "\ufb00-\ufb06\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    # marks on other letters, and scripts that are composed
    "\u0300-\u036f\u0483-\u0489\u0700-\u1dff\u20d0-\u20ff\ua66f-\uabff\ufe20-\ufe2f\U00010000-\U0010ffff]"
    # the tilde is wider than its letter: between two of them readers see a space
    "|\u0129\u0129"
)
"""Characters that no reader could find on the page for certain."""
_JOINING = re.compile("[\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\u200d]")
"""Letters that may join a neighbour."""
_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Ends of lines by other names."""
_NO_GLYPH = "\ufffd"
_IGNORABLE = frozenset("\u200b\u200c\u200d\u00ad\ufe0e\ufe0f\u034f\u061c")
_WIDEST_SENSE_TITLE = 60
"""Words; longer titles are broken line by line."""


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

    @property
    def height(self) -> float:
        """mm, whole leadings."""
        return len(self.lines) * self.style.leading

    @property
    def natural_width(self) -> float:
        """mm of the longest line."""
        return max((line.width for line in self.lines), default=0.0) / POINT

    def fits(self, width: float) -> bool:
        """Whether no line is wider than `width` mm."""
        limit = width * POINT + NO_SPACE
        return all(line.width <= limit for line in self.lines)

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
        painter = Painter(ink, self.style, self.align)
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
    mark: str
    link: str
    lang: str
    words: dict[str, tuple[Piece, ...]]
    rise: float = 0.0
    told: Told | None = None
    note: Words = ()


class Setter:
    """Sets words of one pack: its fonts, its language, its direction."""

    def __init__(
        self,
        book: FontBook,
        language: str = "en",
        *,
        rtl: bool = False,
        accent: str = "",
        page_name: Callable[[str], str] = lambda _key: "88",
        tick: Callable[[], None] = lambda: None,
        figures: str = "western",
    ) -> None:
        """`page_name` guesses the name of the page of a key, for its width, empty for an unknown key;
        `accent` is the office's as `#rrggbb`; `tick` is called now and then and may raise `Cancelled`;
        `figures` are a pack's.
        """
        self._indic = figures == "arabic-indic"
        self.book = book
        self.language = language
        self.rtl = rtl
        self.calls_notes = False
        """Whether any text so far calls a footnote."""
        self._inks = inks(accent)
        self._page_name = page_name
        self._tick = tick
        self._cuts: dict[tuple[Style, str, str, str, str, str], _Cut] = {}
        self._plain = PlainSetter(self._word, language)

    def set(
        self,
        words: Words | str,
        style: Style | str = "body",
        width: float = 1000.0,
        *,
        align: Align = "start",
        balance: bool = False,
        divide: bool = False,
        justify: bool = False,
        stops: Sequence[Stop] = (),
    ) -> Setting:
        """Break `words` into lines of `width` mm. `balance` is for titles: lines of like length, broken by sense.

        Words of running text are divided where `divide` is given; `justify` gives lines two straight edges.
        Tabs lead to the `stops`. Plain text may be given as a string. Empty words give a setting without lines.
        """
        self._tick()
        if isinstance(style, str):
            style = STYLES[style]
        words = self._own(words)
        bidi = self.rtl or any(any_rtl(run.text) for run in words)
        if bidi:
            words = self._edged(words)
        if len(words) > 1:
            words = merged(words)
        text = "".join(run.text for run in words)
        told: tuple[Told | None, ...] = ()
        if not (text.isascii() and text.isprintable()):
            told = _tellings(words, text)
            if _BREAKS.search(text):
                words = tuple(_with_breaks(run) for run in words)
        cut = self._bidi_pieces if bidi else self._pieces
        measure = width * POINT
        words = _with_hard_spaces(words)
        if not (bidi or told or any(run.rise or run.rule or run.note for run in words)):
            plain = self._plain.lines(words, style, measure)
            if plain is not None and (
                len(plain) <= 1
                or not (balance or justify or (divide and stays_short(plain, measure)))
            ):
                return Setting(plain, style, width, align)
        pieces = cut(words, style, told)
        troubles = missing(pieces)
        if any(piece.width > measure + NO_SPACE for piece in pieces):
            pieces, wide = self._force(pieces, measure)
            troubles += wide
        if balance and 1 < len(pieces) <= _WIDEST_SENSE_TITLE:
            lines = balanced(pieces, measure)
        elif stops and "\t" in text:
            lines = tabbed(pieces, measure, stops)
        elif justify:
            lines = justified(pieces, measure, self._divided, self._part)
        else:
            lines = greedy(pieces, measure, self._divide if divide else None)
        style = with_room(style, lines=len(lines), arabic=bidi)
        return Setting(tuple(lines), style, width, align, self.rtl, troubles)

    def width(self, words: Words | str, style: Style | str = "body") -> float:
        """The width of `words` in one line, mm."""
        return self.set(words, style, 1e6).natural_width

    # ------------------------------------------------------------------------- words to pieces

    def figured(self, text: str) -> str:
        """A text with the figures of the pack."""
        return arabic_indic(text) if self._indic else text

    def _own(self, words: Words | str) -> Words:
        """Words with their references, and with the figures of the pack where they are in its language."""
        if isinstance(words, str):
            return (Run(self.figured(words)),)
        if any(run.page_of for run in words):
            words = tuple(self._reference(run) for run in words)
        if not self._indic:
            return words
        return tuple(
            run if run.lang else msgspec.structs.replace(run, text=arabic_indic(run.text))
            for run in words
        )

    def _reference(self, run: Run) -> Run:
        """A page's name leads to that page; a reference to nothing prints its own text."""
        if not run.page_of:
            return run
        if not self._page_name(run.page_of):
            return msgspec.structs.replace(run, page_of="")
        return msgspec.structs.replace(run, link=run.link or f"#{run.page_of}")

    def ink(self, colour: str) -> str:
        """A colour of the page design as `#rrggbb`."""
        return self._inks.get(colour, colour)

    def _cut(self, run: Run, style: Style) -> _Cut:
        key = (style, run.look, run.link, run.lang, run.rise, run.rule)
        found = self._cuts.get(key)
        if found is None:
            weight, italic, colour, mark = looked(style, run.look)
            italic = italic and (bool(run.lang) or not self.rtl)  # Arabic has none, nor its figures
            size, rise = raised(style, run.rise)
            names = self.book.stack(style.family, weight, italic)
            if run.look == "em" and weight == "regular" and style.family == "sans":
                # Arabic has no italic: its emphasis is SemiBold
                names = tuple(name.replace("plex-regular", "plex-semibold") for name in names)
            faces = tuple(self.book.face(name) for name in names)
            lang = run.lang if run.lang != self.language else ""
            rules = f"{mark} {run.rule}".strip() if run.rule else mark
            ink = self.ink(colour)
            found = self._cuts[key] = _Cut(faces, size, ink, rules, run.link, lang, {}, rise)
        if not run.note:
            return found
        self.calls_notes = True
        return found._replace(note=run.note, words={})

    def _pieces(self, words: Words, style: Style, told: tuple[Told | None, ...]) -> list[Piece]:
        out: list[Piece] = []
        glue: Item | None = None
        forced = False
        fresh = True  # nothing stands before on this line of thought: a space, a break, the start
        for at, run in enumerate(words):
            cut = self._cut(run, style)
            if told:
                cut = cut._replace(told=told[at], words={})
            if run.page_of:
                extend(out, (self._late(run, cut, style),), glue, fresh, forced)
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
                    extend(out, made, glue, fresh, forced)
                    glue, fresh, forced = None, False, False
        return out

    def _space(self, spaces: str, cut: _Cut, style: Style) -> Item:
        made = cut.words.get(_glue(spaces, cut))
        if made is None:
            item = self._item(_glue(spaces, cut), cut, style, 0)
            made = cut.words[item.text] = (Piece((item,), item.width),)
        return made[0].items[0]

    def _word(self, word: str, run: Run, style: Style) -> tuple[Piece, ...]:
        """A word, or a single space, for `plain`."""
        cut = self._cut(run, style)
        if word == " ":
            item = self._space(word, cut, style)
            return (Piece((item,), item.width),)
        return cut.words.get(word) or self._shaped(word, cut, style)

    def _shaped(self, word: str, cut: _Cut, style: Style) -> tuple[Piece, ...]:
        made = tuple(self._piece(part, None, cut, style) for part in parts(word))
        cut.words[word] = made
        return made

    def _piece(self, text: str, levels: Sequence[int] | None, cut: _Cut, style: Style) -> Piece:
        if levels is None and text.isascii() and text.isprintable():  # nothing to find out
            item = self._item(text, cut, style, 0, cut.faces[0])
            return Piece((item,), item.width)
        hyphen = None
        if text.endswith("\u00ad"):
            hyphen = _soft(self._item("-", cut, style, levels[-1] if levels else 0))
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
            missing = text not in (" ", "-") and text[0] != "\t" and not _covered(face, text)
        language = cut.lang or self.language
        if (
            missing
        ):  # no glyph of that name may be shown: a sign that says so, and the text behind it
            face = next((each for each in cut.faces if ord(_NO_GLYPH) in each.covers), face)
            shape = face.shape(_NO_GLYPH * len(text))
        else:
            painted = " " if text[:1] == "\t" else text
            if self._indic and CLOCK.fullmatch(text):
                shape = face.in_cells(text)
            else:
                shape = face.shape(painted, rtl=bool(level & 1), language=language)
        size = size_in(face, cut.size)
        width = shape.width * size / 1000 + shape.count * style.tracking * size
        font = f"/{face.code} {size:g} Tf"
        if cut.rise:
            shape = _lifted(shape, cut.rise * 1000 / size)
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
            cut.told,
            cut.rise,
            cut.note,
        )

    def _late(self, run: Run, cut: _Cut, style: Style, level: int = 0) -> Piece:
        name = self._page_name(run.page_of)
        if self._indic:
            name = reserved(name)
        face = next((each for each in cut.faces if _covered(each, name)), None)
        item = self._item(name, cut, style, level, face)
        return Piece((item._replace(page_of=run.page_of),), item.width)

    # ------------------------------------------------------------------------- right to left

    def reads_rtl(self, words: Words) -> bool:
        """Whether a paragraph begins at the right.

        Things with a gap between them stand in the order of the pack, and so does what is put together in a pack from
        the right: an address and a city, a promise and "owner" in Arabic behind it. A text that is told to be of another
        language is asked for its letters.
        """
        whole = "".join(run.text for run in words)
        own = "".join(run.text for run in words if not run.lang)
        if has_gap(whole) or (self.rtl and any_rtl(own)):
            return self.rtl
        return reads_rtl(own if any(map(str.isalpha, own)) else whole, pack_rtl=self.rtl)

    def _bidi_pieces(
        self, words: Words, style: Style, told: tuple[Told | None, ...]
    ) -> list[Piece]:
        shown = "".join(self._page_name(run.page_of) if run.page_of else run.text for run in words)
        rtl = self.reads_rtl(words)
        levels = printed_levels(shown, rtl=rtl)
        out: list[Piece] = []
        glue: Item | None = None
        forced, fresh, at = False, True, 0
        for number, run in enumerate(words):
            cut = self._cut(run, style)
            if told:
                cut = cut._replace(told=told[number], words={})
            if run.page_of:
                extend(out, (self._late(run, cut, style, 2 if rtl else 0),), glue, fresh, forced)
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
                    made = self._levelled(word, here, cut, style)
                    before, behind = (
                        shown[max(at - len(word) - 1, 0) : at - len(word)],
                        shown[at : at + 1],
                    )
                    if _JOINING.search(before + behind):
                        made = self._rejoined(made, before, behind)
                    extend(out, made, glue, fresh, forced)
                    glue, fresh, forced = None, False, False
        return out

    def _edged(self, words: Words) -> Words:
        """Words in which a run of the other direction keeps its quotation marks and its full stop at its own ends.

        Nor does it take the figures of the run behind it: the items of a theme that is named in Latin letters.
        """
        rtl = self.reads_rtl(words)
        mark = LEFT if rtl else RIGHT
        made = []
        own = RIGHT if rtl else LEFT
        for at, run in enumerate(words):
            said = run.text.rstrip()
            letters = "".join(filter(str.isalpha, said))
            if letters and not run.page_of and _all_from(letters, right=not rtl):
                before = mark if said[0] in _OPENING else ""
                behind = mark if said[-1] in _CLOSING else ""
                follows = run.text[len(said) :] + "".join(
                    each.text for each in words[at + 1 : at + 3]
                )
                if follows[:1].isspace() and follows.lstrip()[:1].isdecimal():
                    behind += own
                if before or behind:
                    text = f"{before}{said}{behind}{run.text[len(said) :]}"
                    run = msgspec.structs.replace(run, text=text)
            made.append(run)
        return tuple(made)

    def _levelled(
        self, word: str, levels: Sequence[int], cut: _Cut, style: Style
    ) -> tuple[Piece, ...]:
        start, made = 0, []
        for part in parts(word):
            end = start + len(part)
            made.append(self._piece(part, levels[start:end], cut, style))
            start = end
        return tuple(made)

    def _rejoined(self, made: tuple[Piece, ...], before: str, behind: str) -> tuple[Piece, ...]:
        """A word whose first or last letter joins a letter of another run."""
        items = [list(piece.items) for piece in made]
        sides: dict[tuple[int, int], tuple[str, str]] = {}
        last = len(items) - 1, len(items[-1]) - 1
        sides[last] = "", behind
        sides[0, 0] = before, behind if last == (0, 0) else ""
        for (piece, at), (one, other) in sides.items():
            item = items[piece][at]
            if item.level & 1 and not (item.missing or item.rise):
                language = item.lang or self.language
                shape = item.shape.face.joined(item.text, one, other, language)
                width = shape.width * item.size / 1000
                items[piece][at] = item._replace(shape=shape, width=width)
        return tuple(
            piece._replace(items=tuple(own), width=sum(item.width for item in own))
            for piece, own in zip(made, items, strict=True)
        )

    # ------------------------------------------------------------------------- overlong words

    def _force(
        self, pieces: list[Piece], measure: float
    ) -> tuple[list[Piece], tuple[Trouble, ...]]:
        """Break what is wider than the measure: at hard spaces, at joints, then anywhere."""
        out: list[Piece] = []
        troubles: list[Trouble] = []
        limit = measure + NO_SPACE
        for piece in pieces:
            for word in parted(piece) if piece.width > limit else (piece,):
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
        joints = ADDRESS_JOINT if ADDRESS.search(text) else JOINT
        first = True
        for item in piece.items:
            ends = [match.end() for match in joints.finditer(item.text)]
            for start, end in pairwise([0, *ends, len(item.text)]):
                if start < end:
                    part = self._slice(item, start, end, item.lang or self.language)
                    yield chunk([part], piece, first)
                    first = False

    def _chopped(self, piece: Piece, measure: float) -> Iterator[Piece]:
        first = True
        room = measure
        held: list[Item] = []
        for item in piece.items:
            for part in self._fitting(item, room, measure):
                if held and part.width > room + NO_SPACE:
                    yield chunk(held, piece, first)
                    first, held, room = False, [], measure
                held.append(part)
                room -= part.width
        if held:
            yield chunk(held, piece, first)

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
        if item.rise:
            shape = _lifted(shape, item.rise * 1000 / item.size)
        return item._replace(shape=shape, text=text, width=shape.width * item.size / 1000)

    # ------------------------------------------------------------------------- divided words

    def _places(self, piece: Piece) -> tuple[int, ...]:
        if len(piece.items) > 1 or piece.hyphen is not None or piece.items[0].level:
            return ()
        (item,) = piece.items
        return division.places(item.text, item.lang or self.language)

    def _divide(self, piece: Piece, room: float) -> tuple[Piece, Piece] | None:
        """A word in two, the first as long as there is room for."""
        for place in reversed(self._places(piece)):
            head = self._part(piece, 0, place)
            if head.hyphen and head.width + head.hyphen.width <= room:
                return head, self._part(piece, place, len(piece.items[0].text))
        return None

    def _divided(self, piece: Piece) -> list[tuple[int, int, Piece]]:
        """A word in all the parts between which it may be divided."""
        places = self._places(piece)
        ends = pairwise((0, *places, len(piece.items[0].text))) if places else ()
        return [(start, end, self._part(piece, start, end)) for start, end in ends]

    def _part(self, piece: Piece, start: int, end: int) -> Piece:
        """The letters of a word from one place to another, and the hyphen if they do not end it."""
        (item,) = piece.items
        language = item.lang or self.language
        part = self._slice(item, start, end, language)
        hyphen = None
        if end < len(item.text):
            hyphen = _soft(self._slice(item._replace(text="-"), 0, 1, language))
        first = start == 0
        return Piece(
            (part,), part.width, piece.glue if first else None, hyphen, piece.forced and first
        )


def _soft(hyphen: Item) -> Item:
    """A hyphen that is there only because a line ends: readers are told so, and put the word together again."""
    shape = hyphen.shape
    segments = tuple(each._replace(actual="\u00ad", ends=True) for each in shape.segments)
    told = Shape(shape.face, shape.width, segments, shape.glyphs, shape.count)
    return hyphen._replace(shape=told)


def _lifted(shape: Shape, by: float) -> Shape:
    """A shape that stands higher by so many 1/1000 em."""
    segments = tuple(each._replace(rise=each.rise + by) for each in shape.segments)
    return Shape(shape.face, shape.width, segments, shape.glyphs, shape.count)


def _glue(spaces: str, cut: _Cut) -> str:
    if "\t" in spaces:
        return "\t" * spaces.count("\t")
    wide = _WIDE_SPACE in spaces or len(spaces) >= _MANY_SPACES
    return _WIDE_SPACE if wide and _covered(cut.faces[0], _WIDE_SPACE) else " "


def _with_hard_spaces(words: Words) -> Words:
    """Words with the joins of `joins`; runs that need none stay themselves."""
    return tuple(
        run if (text := joined(run.text)) == run.text else msgspec.structs.replace(run, text=text)
        for run in words
    )


def _hidden(text: str) -> bool:
    """Whether glyphs in the order of the page cannot tell a text."""
    return (
        any_rtl(text)
        or _UNTOLD.search(text) is not None
        or not unicodedata.is_normalized("NFC", text)
    )


def _tellings(words: Words, text: str) -> tuple[Told | None, ...]:
    """For each run what readers must be told; runs of one link and language are told as one. Mostly nothing."""
    if not _hidden(text):
        return ()
    out: list[Told | None] = []
    for (_, _, page_of), run in groupby(words, lambda run: (run.link, run.lang, run.page_of)):
        runs = list(run)
        said = "".join(each.text for each in runs)
        told = Told(said) if _hidden(said) and not page_of else None
        out += [told] * len(runs)
    return tuple(out)


def _all_from(letters: str, *, right: bool) -> bool:
    return all(any_rtl(letter) for letter in letters) if right else not any_rtl(letters)


def _with_breaks(run: Run) -> Run:
    return msgspec.structs.replace(run, text=_BREAKS.sub("\n", run.text))


def _covered(face: Face, text: str) -> bool:
    if face.covers.issuperset(map(ord, text)):
        return True
    return all(ord(character) in face.covers or character in _IGNORABLE for character in text)


def shown(character: str, covers: frozenset[int]) -> bool:
    """Whether a character prints where faces cover these code points, or is none that shows."""
    unseen = character in _IGNORABLE or character.isspace() or _dropped(character)
    return unseen or ord(character) in covers


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
