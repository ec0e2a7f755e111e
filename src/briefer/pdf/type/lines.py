"""Where lines end: pieces that are never broken, put into lines one by one or as a balanced whole.

Widths are pt. Not here: how a word becomes pieces (`setting`), what must stay together (`joins`).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from briefer.pack.blocks import Stop, Words
from briefer.pdf.paper import NO_SPACE
from briefer.pdf.type.fonts import Segment, Shape

_NO_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
_BREAK_AFTER = re.compile("(?<=[^\\s])[-\u2010\u2014\u2013](?=[^\\W\\d_])|\u200b|\u00ad")
"""After a hyphen or dash before a letter: `27\u201328` and telephone numbers stay whole; soft hyphens."""
ADDRESS = re.compile(r"://|\bwww\.|@")
ADDRESS_JOINT = re.compile(r"[/@?&=_]+(?=[^/@?&=_])|[\w-](?=\.\w)")
"""After a slash or an at sign, before a dot."""
JOINT = re.compile("[-\u2010\u2014\u2013](?=[^\\W\\d_])")
_IDEOGRAPHS = re.compile("[\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]{2,}")
_LONGEST_ANALYSED = 500
"""Letters; a longer word without spaces is broken where it must."""
_HYPHENS = ("-", "\u2010")
_SHORT_WORD = 3
_LEAST_FILLED = 2 / 3
"""Of its measure: a line that would stay shorter ends inside a word."""


class Trouble(NamedTuple):
    """What went wrong with a text: `no-glyph` with the character, `wide-word` with the word, `as-typed` with its start,
    `long-table` with the number of its rows, `full-badge` and `badge-over` with the name on it.
    """

    kind: Literal["no-glyph", "wide-word", "as-typed", "long-table", "full-badge", "badge-over"]
    text: str


class Told:
    """What a stretch says where its glyphs do not tell it: right to left, or characters that print nothing.

    Readers of the file get it from the structure. One stretch, one object: identity is what counts.
    """

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Item(NamedTuple):
    """A shaped stretch in one face, size, colour and purpose; width in pt."""

    shape: Shape
    size: float
    colour: str
    width: float
    text: str
    level: int = 0
    mark: str = ""
    """Rules: `gap` below, `under`, `struck` through, or two of them."""
    link: str = ""
    lang: str = ""
    page_of: str = ""
    missing: bool = False
    font: str = ""
    """The operator that chooses face and size."""
    told: Told | None = None
    rise: float = 0.0
    """pt above the baseline."""
    note: Words = ()
    """The footnote that it calls."""


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


Divide = Callable[[Piece, float], tuple[Piece, Piece] | None]
"""Divides a word so that its head with the hyphen is at most so many pt wide; None where it must stay whole."""


def parts(word: str) -> Iterator[str]:
    """A word cut where a line may end."""
    if word.isascii() and "-" not in word:
        yield word
        return
    ends = [match.end() for match in _BREAK_AFTER.finditer(word)]
    if _NO_SPACES.search(word):
        ends = sorted({*ends, *_ends_without_spaces(word)})
    start = 0
    for end in ends:
        if start < end < len(word):
            yield word[start:end]
            start = end
    yield word[start:]


def _ends_without_spaces(word: str) -> Iterator[int]:
    """Where a line may end in scripts without spaces: between ideographs, and as Unicode's rules have it.

    The rules take half a millisecond a letter: they are asked about what is not plain, with a neighbour on either side.
    """
    at = 0
    for found in (*_IDEOGRAPHS.finditer(word), None):
        end = found.start() + 1 if found else len(word)
        if end - at > 1 and end - at < _LONGEST_ANALYSED:
            yield from (at + place for place in _unicode_ends(word[at:end]))
        if found:
            yield from range(found.start() + 1, found.end())
            at = found.end() - 1


@lru_cache(maxsize=4096)
def _unicode_ends(text: str) -> tuple[int, ...]:
    from uniseg.linebreak import line_break_boundaries

    return tuple(place for place in line_break_boundaries(text) if place < len(text))


def extend(
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


def parted(piece: Piece) -> Iterator[Piece]:
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


def missing(pieces: list[Piece]) -> tuple[Trouble, ...]:
    found: dict[str, None] = {}
    for piece in pieces:
        for item in piece.items:
            if item.missing:
                found.update(dict.fromkeys(item.text))
    return tuple(Trouble("no-glyph", character) for character in found)


def chunk(items: list[Item], piece: Piece, first: bool) -> Piece:
    width = sum(item.width for item in items)
    if first:
        return piece._replace(items=tuple(items), width=width, hyphen=None)
    return Piece(tuple(items), width)


def greedy(pieces: list[Piece], measure: float, divide: Divide | None = None) -> list[Line]:
    """Lines filled one by one; a word is divided where its line would else stay under two thirds."""
    lines: list[Line] = []
    start, width = 0, 0.0
    limit = measure + NO_SPACE
    for at, piece in enumerate(pieces):
        space = piece.glue.width if piece.glue is not None and at > start else 0.0
        if divide and not piece.forced and width + space + piece.width > limit:
            short = 0 < width < measure * _LEAST_FILLED
            divided = divide(piece, measure - width - space) if short else None
            if divided:
                pieces[at : at + 1] = divided
                piece = divided[0]
        if at > start and (piece.forced or width + space + piece.width > limit):
            end = at
            while (
                not piece.forced
                and end > start + 1
                and (hyphen := pieces[end - 1].hyphen) is not None
                and _width(pieces, start, end) + hyphen.width > limit
            ):
                end -= 1
            if not piece.forced:
                end = _before_word(pieces, start, end, measure)
            lines.append(line_of(pieces, start, end))
            start = end
            width, space = _width(pieces, start, at), 0.0
            if at > start and piece.glue is not None:
                space = piece.glue.width
        width += space + piece.width
    if start < len(pieces):
        lines.append(line_of(pieces, start, len(pieces)))
    return lines


def stays_short(lines: Sequence[Line], measure: float) -> bool:
    """Whether a line stays so short that its next word should rather be divided."""
    return any(line.width < measure * _LEAST_FILLED for line in lines[:-1])


def _before_word(pieces: Sequence[Piece], start: int, end: int, measure: float) -> int:
    """Where the line from `start` ends if it must not end after a hyphen; `end` if it may."""
    first, after = end, end
    while first > start and _goes_on(pieces, first):
        first -= 1
    if first in (start, end) or _width(pieces, start, first) < measure * _LEAST_FILLED:
        return end
    while after < len(pieces) and _goes_on(pieces, after):
        after += 1
    wider_than_a_line = _width(pieces, first, after) > measure + NO_SPACE
    return end if wider_than_a_line else first


def _goes_on(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece continues the hyphenated word of the piece before it."""
    before = pieces[at - 1]
    if pieces[at].glue is not None or pieces[at].forced:
        return False
    return before.hyphen is not None or before.items[-1].text.endswith(_HYPHENS)


def _width(pieces: Sequence[Piece], start: int, end: int) -> float:
    total = 0.0
    for at in range(start, end):
        piece = pieces[at]
        total += piece.width + (piece.glue.width if piece.glue is not None and at > start else 0.0)
    return total


def line_of(pieces: Sequence[Piece], start: int, end: int) -> Line:
    """The line of the pieces from `start` to before `end`, with its hyphen."""
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


def tabbed(pieces: Sequence[Piece], measure: float, stops: Sequence[Stop]) -> list[Line]:
    """Lines in which a tab leads to the next stop; where there is none, or no room, to the next line."""
    lines: list[Line] = []
    limit = measure + NO_SPACE
    at = 0
    while at < len(pieces):
        here: list[Piece] = []
        x, start = 0.0, at
        while at < len(pieces) and (at == start or not pieces[at].forced):
            piece = pieces[at]
            glue = piece.glue if at > start else None
            if glue is not None and _is_tab(glue):
                room = _room_to_stop(pieces, at, x, measure, stops)
                if room is None:
                    break
                glue = widened(glue, room - glue.width)
            width = (glue.width if glue else 0.0) + piece.width
            if at > start and x + width > limit:
                break
            here.append(piece._replace(glue=glue))
            x += width
            at += 1
        items = [item for piece in here for item in (piece.glue, *piece.items) if item is not None]
        if here[-1].hyphen is not None and at < len(pieces) and pieces[at].glue is None:
            items.append(here[-1].hyphen)
        tail = pieces[at].glue if at < len(pieces) else None
        lines.append(Line(tuple(items), sum(item.width for item in items), tail))
    return lines


def _room_to_stop(
    pieces: Sequence[Piece], at: int, x: float, measure: float, stops: Sequence[Stop]
) -> float | None:
    """How wide a tab at `x` is; None where what follows fits behind no stop."""
    end = at + 1
    while end < len(pieces) and not pieces[end].forced and not _is_tab(pieces[end].glue):
        end += 1
    cell = _width(pieces, at, end)
    tab = pieces[at].glue
    tabs = len(tab.text) if tab is not None else 1  # several tabs lead on
    ahead = [stop for stop in stops if stop.share * measure > x + NO_SPACE]
    for stop in ahead[tabs - 1 :]:
        room = stop.share * measure - x - (cell if stop.align == "end" else 0.0)
        if room > NO_SPACE:
            return room
    return None


def _is_tab(glue: Item | None) -> bool:
    return glue is not None and glue.text.startswith("\t")


def widened(space: Item, by: float) -> Item:
    """A space that takes so many pt more."""
    units = by * 1000 / space.size
    shape = space.shape
    segments = tuple(
        Segment(segment.array + (f"{-units:.1f} " if at == 0 else ""), segment.rise)
        for at, segment in enumerate(shape.segments)
    )
    wider = Shape(shape.face, shape.width + units, segments, shape.glyphs, shape.count)
    return space._replace(shape=wider, width=space.width + by)


def balanced(pieces: list[Piece], measure: float) -> list[Line]:
    """As few lines as possible, of like length, none ending on a short word: the best of all ways."""
    plain = greedy(pieces, measure)
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
    return [line_of(pieces, starts[k], starts[k + 1]) for k in range(count)]


def _ends_badly(piece: Piece) -> float:
    """A line should not end on an article, a preposition, a short word, or inside a word."""
    text = "".join(item.text for item in piece.items)
    if piece.hyphen is not None or text.endswith("-"):
        return 1.0
    return 1.0 if len(text) <= _SHORT_WORD and text.isalpha() else 0.0
