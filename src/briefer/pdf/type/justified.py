"""Lines with two straight edges: the best of all ways to break a paragraph, by how far its spaces stretch.

All lines of a paragraph are chosen together, so that no line is loose because the one before it was tight; words are
divided only where a paragraph without division would be loose. A line whose spaces would be wider than twice their
own width stays short: a ragged end is less ugly than a river. Not here: ragged lines (`lines`).
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from briefer.pdf.type.lines import Line, Piece, line_of, widened

WIDEST, NARROWEST = 1.0, -0.16
"""How much of its own width a space may gain or lose."""
_DIVISION = 40.0
_TWO_DIVISIONS = 250.0
_LOOSE = 1e6
_SHORT_END = 0.08
"""Of the measure: a last line should not be shorter."""


class Part(NamedTuple):
    """A word, or a part of one that may end a line: which word, from which letter to which."""

    piece: Piece
    word: int
    start: int
    end: int


Divided = Callable[[Piece], Sequence[tuple[int, int, Piece]]]
"""A word in the parts between which it may be divided: from, to, the part with its hyphen."""
Cut = Callable[[Piece, int, int], Piece]
"""The letters of a word from one offset to another."""


def justified(pieces: Sequence[Piece], measure: float, divided: Divided, cut: Cut) -> list[Line]:
    """The lines of a paragraph; the last, and those before a forced break, keep their own spaces."""
    lines: list[Line] = []
    start = 0
    for end in range(1, len(pieces) + 1):
        if end == len(pieces) or pieces[end].forced:
            lines += _paragraph(pieces[start:end], measure, divided, cut)
            start = end
    return lines


def _paragraph(pieces: Sequence[Piece], measure: float, divided: Divided, cut: Cut) -> list[Line]:
    parts = [Part(piece, at, 0, 0) for at, piece in enumerate(pieces)]
    ends, cost = _best(parts, measure)
    if cost >= _LOOSE:
        finer: list[Part] = []
        for at, piece in enumerate(pieces):
            made = divided(piece)
            finer += [Part(part, at, start, end) for start, end, part in made]
            if not made:
                finer.append(Part(piece, at, 0, 0))
        if len(finer) > len(parts):
            parts = finer
            ends, _ = _best(parts, measure)
    out: list[Line] = []
    start = 0
    for end in ends:
        last = end == len(parts)
        here = _joined(parts[start:end], pieces, cut)
        line = line_of([*here, *(part.piece for part in parts[end : end + 1])], 0, len(here))
        out.append(line if last else _stretched(line, measure))
        start = end
    return out


def _best(parts: Sequence[Part], measure: float) -> tuple[list[int], float]:
    """After which parts lines end, and what it costs."""
    size = len(parts)
    widths, spaces, reach = [0.0], [0], [0.0]
    for part in parts:
        glue = part.piece.glue
        widths.append(widths[-1] + part.piece.width + (glue.width if glue else 0.0))
        inner = sum(item.text == " " for item in part.piece.items)
        spaces.append(spaces[-1] + inner + (glue is not None and glue.text == " "))
        reach.append(glue.width if glue and glue.text == " " else reach[-1])
    least = [0.0] + [float("inf")] * size
    before = [0] * (size + 1)
    broken = [False] * (size + 1)
    for end in range(1, size + 1):
        hyphen = parts[end - 1].piece.hyphen
        extra = hyphen.width if hyphen is not None and end < size else 0.0
        for start in range(end - 1, -1, -1):
            first = parts[start].piece.glue
            width = widths[end] - widths[start] - (first.width if first else 0.0) + extra
            gaps = spaces[end] - spaces[start] - (first is not None and first.text == " ")
            space = reach[end] or measure / 200
            if width + gaps * space * NARROWEST > measure and start < end - 1:
                break
            cost = least[start] + _cost((measure - width) / (max(gaps, 0.3) * space), end == size)
            if end == size and width < measure * _SHORT_END and start:
                cost += _TWO_DIVISIONS
            if extra:
                cost += _TWO_DIVISIONS if broken[start] else _DIVISION
            if cost < least[end]:
                least[end], before[end], broken[end] = cost, start, extra > 0
    ends, end = [], size
    while end:
        ends.append(end)
        end = before[end]
    return ends[::-1], least[size]


def _cost(stretch: float, last: bool) -> float:
    if stretch >= 0:
        if last:
            return 0.0
        loose = _LOOSE * stretch if stretch > WIDEST else 0.0
        return (1 + 10 * (stretch / WIDEST) ** 3) ** 2 + loose
    return (1 + 10 * (stretch / NARROWEST) ** 3) ** 2


def _joined(parts: Sequence[Part], pieces: Sequence[Piece], cut: Cut) -> list[Piece]:
    """The parts of a line with those of one word as one piece: kerning and ligatures run through."""
    out: list[Piece] = []
    at = 0
    while at < len(parts):
        end = at + 1
        while end < len(parts) and parts[end].word == parts[at].word:
            end += 1
        first, last, whole = parts[at], parts[end - 1], pieces[parts[at].word]
        if end - at == 1:
            out.append(first.piece)
        elif first.start == 0 and last.piece.hyphen is whole.hyphen:
            out.append(whole)
        else:
            made = cut(whole, first.start, last.end)
            out.append(made._replace(glue=first.piece.glue, hyphen=last.piece.hyphen))
        at = end
    return out


def _stretched(line: Line, measure: float) -> Line:
    """A line as wide as its measure, as far as its spaces may go."""
    spaces = sum(item.text == " " for item in line.items)
    if not spaces:
        return line
    by = (measure - line.width) / spaces
    own = min(item.width for item in line.items if item.text == " ")
    by = max(min(by, own * WIDEST), own * NARROWEST)
    items = tuple(widened(item, by) if item.text == " " else item for item in line.items)
    return Line(items, line.width + by * spaces, line.tail)
