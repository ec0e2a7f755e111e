"""Plain text, set fast: words from left to right in the first face of their stack, with single spaces between them.

Nearly all text of a pack is plain. Its words are looked up, lines are found by the sums of their widths, and a line
holds one item a run instead of one a word. The lines are those of the general way (`type`), which sets all other text:
`PlainSetter.lines` gives None for it. Not here: what a word looks like (`type`, `fonts`).
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain
from operator import itemgetter
from typing import NamedTuple

from briefer.pack.blocks import Look, Run, Words
from briefer.pdf.fonts import LATIN, Segment, Shape
from briefer.pdf.lines import Item, Line, Piece
from briefer.pdf.paper import NO_SPACE
from briefer.pdf.styles import Style

_NO_WORD = re.compile("[\t\n\v\f\r\u2003]")
"""What parts words too, but is no single space."""


class _Word(NamedTuple):
    """A word, or a part of one, as it is painted; widths in pt."""

    width: float
    advance: float
    """With the space before it."""
    array: str
    spaced: str
    """The inside of its TJ array, and the same after a space."""
    text: str
    spaced_text: str
    shapes: tuple[Shape, ...]
    follows: bool = False
    """Goes on after the hyphen of the word before it: a line had better not end between them."""


_advance, _spaced, _spaced_text, _shapes = (
    itemgetter(_Word._fields.index(name)) for name in ("advance", "spaced", "spaced_text", "shapes")
)


class _Kit:
    """One look of one style: its space, and the words set in it so far."""

    def __init__(self, space: Item) -> None:
        self.space = space
        self.words: dict[str, tuple[_Word, ...] | None] = {}
        """The parts of a word, mostly one; None for a word that is not plain."""
        self.hangs = not (space.link or space.lang or space.mark)
        """Whether a space may stand behind the last word of a line without a trace."""


class _Stretch(NamedTuple):
    """The words of one run: from which word of the text, and whose space stands before that."""

    start: int
    kit: _Kit
    glue: _Kit | None


class PlainSetter:
    """Finds lines of plain text. It keeps words, so it belongs to one `Setter`."""

    def __init__(
        self, pieces: Callable[[str, Run, Style], tuple[Piece, ...]], language: str
    ) -> None:
        """`pieces` gives a word of a run, or a space, as the general way has it; `language` is the pack's."""
        self._pieces = pieces
        self._language = language
        self._kits: dict[tuple[Style, Look, str, str], _Kit] = {}

    def lines(self, words: Words, style: Style, measure: float) -> tuple[Line, ...] | None:
        """The lines of `measure` pt; None where the text is not plain, or a line would end inside a word."""
        text = _Text()
        for run in words:
            if run.page_of or run.rise or run.rule or run.note:
                return None
            if not run.text:
                continue
            kit = self._kit(run, style)
            members = run.text.split(" ")
            before, after = not members[0], not members[-1]
            found = self._found(members[before : len(members) - after], kit, run, style)
            if found is None:
                return None
            text.add(kit, found, before=before, after=after)
        return text.lines(measure + NO_SPACE)

    def _kit(self, run: Run, style: Style) -> _Kit:
        key = (style, run.look, run.link, run.lang)
        found = self._kits.get(key)
        if found is None:
            found = self._kits[key] = _Kit(self._pieces(" ", run, style)[0].items[0])
        return found

    def _found(
        self, members: Sequence[str], kit: _Kit, run: Run, style: Style
    ) -> list[_Word] | None:
        known = kit.words
        unknown = [member for member in members if member not in known]
        if unknown:
            self._learn(dict.fromkeys(unknown), kit, run, style)
        found = [known[member] for member in members]
        return None if None in found else list(chain.from_iterable(found))  # type: ignore[arg-type]

    def _learn(self, members: Iterable[str], kit: _Kit, run: Run, style: Style) -> None:
        """Latin words are shaped all at once, the others one by one in the general way."""
        space = kit.space
        face, size = space.shape.face, space.size
        tracking = style.tracking * size
        latin = [
            member
            for member in members
            if LATIN.fullmatch(member) and face.covers.issuperset(map(ord, member))
        ]
        for member, shape in zip(latin, face.latin(latin, run.lang or self._language), strict=True):
            width = shape.width * size / 1000 + shape.count * tracking
            if shape.array:
                kit.words[member] = (_word(shape.array, width, member, (shape,), space),)
        for member in members:
            if member not in kit.words:
                kit.words[member] = self._in_general(member, space, run, style)

    def _in_general(
        self, member: str, space: Item, run: Run, style: Style
    ) -> tuple[_Word, ...] | None:
        if not member or _NO_WORD.search(member):
            return None
        out: list[_Word] = []
        for piece in self._pieces(member, run, style):
            if piece.hyphen is not None or not all(_alike(item, space) for item in piece.items):
                return None
            array = "".join(item.shape.array for item in piece.items)
            said = "".join(item.text for item in piece.items)
            shapes = tuple(item.shape for item in piece.items)
            if out:
                out.append(_Word(piece.width, piece.width, array, array, said, said, shapes, True))
            else:
                out.append(_word(array, piece.width, said, shapes, space))
        return tuple(out)


def _word(array: str, width: float, said: str, shapes: tuple[Shape, ...], space: Item) -> _Word:
    """A word that can stand after a space."""
    return _Word(
        width,
        width + space.width,
        array,
        space.shape.array + array,
        said,
        f" {said}",
        (space.shape, *shapes),
    )


def _alike(item: Item, space: Item) -> bool:
    """Whether an item is painted by going on after the space of its run."""
    return bool(item.shape.array) and item.font == space.font and not (item.missing or item.level)


class _Text:
    """The words of a text in a row, and where its runs begin."""

    def __init__(self) -> None:
        self._words: list[_Word] = []
        self._advances: list[float] = []
        self._stretches: list[_Stretch] = []
        self._attached: set[int] = set()
        """Words that follow without a space: the run changes inside a word."""
        self._glue: _Kit | None = None
        """Whose space ends the text so far."""

    def add(self, kit: _Kit, found: list[_Word], *, before: bool, after: bool) -> None:
        """A run: its words, and whether spaces stand before and after them."""
        if not found:
            self._glue = kit
            return
        at = len(self._words)
        glue = kit if before else self._glue
        if not at:
            glue = None
        elif glue is None:
            self._attached.add(at)
        self._stretches.append(_Stretch(at, kit, glue))
        self._words += found
        self._advances += map(_advance, found)
        if glue is not kit:
            self._advances[at] = found[0].width + (glue.space.width if glue else 0.0)
        self._glue = kit if after else None

    def lines(self, limit: float) -> tuple[Line, ...] | None:
        """Lines no wider than `limit`; None where one would have to end inside a word."""
        words, count = self._words, len(self._words)
        sums = list(accumulate(self._advances))
        out: list[Line] = []
        start = 0
        while start < count:
            left = sums[start] - words[start].width
            end = bisect_right(sums, left + limit, start, count)
            while end in self._attached:
                end -= 1
            if end <= start or (end < count and words[end].follows):
                return None
            out.append(self._line(start, end, sums, left))
            start = end
        return tuple(out)

    def _line(self, start: int, end: int, sums: list[float], left: float) -> Line:
        items: list[Item] = []
        hanging, tail = self._after(end)
        stretches = self._stretches
        for number, stretch in enumerate(stretches):
            first = max(start, stretch.start)
            after = min(end, stretches[number + 1].start) if number + 1 < len(stretches) else end
            if first >= after:
                continue
            words, kit = self._words[first:after], stretch.kit
            arrays, texts = list(map(_spaced, words)), list(map(_spaced_text, words))
            if first == start or (first == stretch.start and stretch.glue is not kit):
                arrays[0], texts[0] = words[0].array, words[0].text
                if first > start and stretch.glue is not None:
                    items.append(stretch.glue.space)
                    left += stretch.glue.space.width
            if after == end and hanging is kit:
                arrays.append(kit.space.shape.array)
                tail = None
            array = "".join(arrays).replace("><", "")
            shapes = tuple(chain.from_iterable(map(_shapes, words)))
            shape = Shape(kit.space.shape.face, 0.0, (Segment(array),), {}, 0, shapes)
            width = sums[after - 1] - left
            items.append(kit.space._replace(shape=shape, width=width, text="".join(texts)))
            left = sums[after - 1]
        return Line(tuple(items), sum(item.width for item in items), tail)

    def _after(self, end: int) -> tuple[_Kit | None, Item | None]:
        """The space after the line's last word: whose it is if it may hang, and the item."""
        if end >= len(self._words):
            return None, None
        stretch = next(each for each in reversed(self._stretches) if each.start <= end)
        kit = stretch.glue if stretch.start == end else stretch.kit
        if kit is None:
            return None, None
        return kit if kit.hangs else None, kit.space
