"""Plain text, set fast: words from left to right in the first face of their stack, with single spaces between them.

Nearly all text of a pack is plain. Its words are looked up, lines are found by the sums of their widths, and a line
holds one item a run instead of one a word. The lines are those of the general way (`setting`), which sets all other text:
`PlainSetter.lines` gives None for it. Not here: what a word looks like (`setting`, `fonts`).
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import accumulate, chain
from operator import itemgetter
from typing import NamedTuple

import msgspec

from briefer.pack.blocks import Look, Run, Words
from briefer.pdf.paper import NO_SPACE
from briefer.pdf.type.fonts import LATIN, Face, Segment, Shape
from briefer.pdf.type.lines import Item, Line, Piece
from briefer.pdf.type.styles import Style

_HARD = "\u00a0"
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
    of: tuple[Shape, ...] = ()
    """The shapes of a word that its letters do not paint one by one."""
    follows: bool = False
    """Goes on after the hyphen of the word before it: a line had better not end between them."""


_advance, _spaced, _spaced_text, _of = (
    itemgetter(_Word._fields.index(name)) for name in ("advance", "spaced", "spaced_text", "of")
)


class _Kit:
    """One look of one style: its space, and the words set in it so far."""

    def __init__(self, space: Item) -> None:
        self.space = space
        self.rest = space[_FIRST_OF_LOOK:]
        self.words: dict[str, tuple[_Word, ...] | None] = {}
        """The parts of a word, mostly one; None for a word that is not plain."""
        self.hangs = not (space.link or space.lang or space.mark)
        """Whether a space may stand behind the last word of a line without a trace."""

    def item(
        self, array: str, width: float, text: str, letters: str, of: tuple[Shape, ...]
    ) -> Item:
        """Words and the spaces between them as one; of which `letters` are painted by their own glyphs."""
        space = self.space
        shape = Shape(space.shape.face, 0.0, (Segment(array),), {}, 0, of, f" {letters}")
        return Item._make((shape, space.size, space.colour, width, text, *self.rest))


_FIRST_OF_LOOK = Item._fields.index("text") + 1


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
            if run.page_of:
                return None
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

    def _learn(self, members: Collection[str], kit: _Kit, run: Run, style: Style) -> None:
        """Latin words, also those held together by hard spaces, are shaped all at once, the others one by one."""
        space = kit.space
        face, size = space.shape.face, space.size
        tracking = style.tracking * size
        together = "".join(members)
        latin = list(members)
        if _HARD in together:
            latin = list(dict.fromkeys(chain.from_iterable(map(_parts, members))))
            together = "".join(latin)
        if "" in latin or not _plain(together, face):
            latin = [part for part in latin if _plain(part, face)]
        shaped = zip(latin, face.latin(latin, run.lang or self._language), strict=True)
        known = {part: shape for part, shape in shaped if shape.array}
        for member in members:
            shape = known.get(member)
            if shape is not None:
                width = shape.width * size / 1000 + shape.count * tracking
                of: tuple[Shape, ...] = () if shape.letters else (shape,)
                kit.words[member] = (_word(shape.array, width, member, of, space),)
                continue
            shapes = [known[part] for part in _parts(member) if part in known]
            if _HARD not in member or len(shapes) != len(_parts(member)):
                kit.words[member] = self._in_general(member, space, run, style)
                continue
            array = space.shape.array.join([shape.array for shape in shapes])
            width = sum([shape.width * size / 1000 + shape.count * tracking for shape in shapes])
            width += space.width * (len(shapes) - 1)
            of = () if all(shape.letters for shape in shapes) else tuple(shapes)
            said = member.replace(_HARD, " ")
            kit.words[member] = (_word(array, width, said, of, space),)

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
            of = tuple(item.shape for item in piece.items)
            if out:
                out.append(_Word(piece.width, piece.width, array, array, said, said, of, True))
            else:
                out.append(_word(array, piece.width, said, of, space))
        return tuple(out)


def _parts(member: str) -> list[str]:
    """A word between its hard spaces."""
    return member.split(_HARD)


def _plain(text: str, face: Face) -> bool:
    return LATIN.fullmatch(text) is not None and face.covers.issuperset(map(ord, text))


def merged(words: Words) -> Words:
    """Runs in one look that follow each other as one, so that letters are kerned across; nothing for empty ones."""
    out: list[Run] = []
    for run in words:
        if not (run.text or run.page_of or run.note):
            continue
        if out and not (run.note or run.page_of) and _look(out[-1]) == _look(run):
            out[-1] = msgspec.structs.replace(run, text=out[-1].text + run.text)
        else:
            out.append(run)
    return tuple(out)


def _look(run: Run) -> tuple[object, ...]:
    return run.look, run.link, run.lang, run.rise, run.rule, run.page_of, run.note


def _word(array: str, width: float, said: str, of: tuple[Shape, ...], space: Item) -> _Word:
    """A word that can stand after a space."""
    advance, spaced = width + space.width, (space.shape.array + array).replace("><", "")
    return _Word(width, advance, array, spaced, said, f" {said}", of)


def _alike(item: Item, space: Item) -> bool:
    """Whether an item is painted by going on after the space of its run."""
    return bool(item.shape.array) and item.font == space.font and not (item.missing or item.level)


class _Told(NamedTuple):
    """Of the words of a text what is painted, what they say, and their shapes where any has some."""

    arrays: list[str]
    texts: list[str]
    of: list[tuple[Shape, ...]]


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
        words, count, attached = self._words, len(self._words), self._attached
        sums = list(accumulate(self._advances))
        arrays, texts = list(map(_spaced, words)), list(map(_spaced_text, words))
        of = list(map(_of, words))
        told = _Told(arrays, texts, of if any(of) else [])
        out: list[Line] = []
        start = 0
        while start < count:
            left = sums[start] - words[start].width
            end = bisect_right(sums, left + limit, start, count)
            while end in attached:
                end -= 1
            if end <= start or (end < count and words[end].follows):
                return None
            arrays[start], texts[start] = words[start].array, words[start].text
            out.append(self._line(start, end, sums, left, told))
            start = end
        return tuple(out)

    def _line(
        self,
        start: int,
        end: int,
        sums: list[float],
        left: float,
        told: _Told,
    ) -> Line:
        """The line of the words from `start` to before `end`, the first of which stands at `left`."""
        arrays, texts, of = told
        items: list[Item] = []
        width = sums[end - 1] - left
        hanging, tail = self._after(end)
        for stretch, first, after in self._within(start, end):
            kit = stretch.kit
            if first == stretch.start > start and stretch.glue is not kit:
                arrays[first], texts[first] = self._words[first].array, self._words[first].text
                if stretch.glue is not None:
                    items.append(stretch.glue.space)
                    left += stretch.glue.space.width
            array = "".join(arrays[first:after])
            if after == end and hanging is kit:
                array += kit.space.shape.array
                tail = None
            array, said = array.replace("><", ""), "".join(texts[first:after])
            letters: str = said
            shapes: tuple[Shape, ...] = ()
            if of:
                shapes = tuple(chain.from_iterable(of[first:after]))
                letters = "".join([texts[at] for at in range(first, after) if not of[at]])
            items.append(kit.item(array, sums[after - 1] - left, said, letters, shapes))
            left = sums[after - 1]
        return Line(tuple(items), width, tail)

    def _within(self, start: int, end: int) -> Iterator[tuple[_Stretch, int, int]]:
        """The stretches between two words, with their own first word and the one after their last."""
        stretches = self._stretches
        if len(stretches) == 1:
            yield stretches[0], start, end
            return
        for number, stretch in enumerate(stretches):
            first = max(start, stretch.start)
            after = min(end, stretches[number + 1].start) if number + 1 < len(stretches) else end
            if first < after:
                yield stretch, first, after

    def _after(self, end: int) -> tuple[_Kit | None, Item | None]:
        """The space after the line's last word: whose it is if it may hang, and the item."""
        if end >= len(self._words):
            return None, None
        stretch = next(each for each in reversed(self._stretches) if each.start <= end)
        kit = stretch.glue if stretch.start == end else stretch.kit
        if kit is None:
            return None, None
        return kit if kit.hangs else None, kit.space
