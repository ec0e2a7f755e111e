"""Widths of a table's columns: shared by what stands in them, or as somebody drew them, kept between starts.

The line behind a column is drawn between it and the next one; a double click on it gives both widths back. Not here:
which columns there are and how wide they are at first (the tables).
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHeaderView, QTableView

from briefer import settings
from briefer.gui import theme
from briefer.gui.views.controls import PlainHeader

LEAST = 36
"""Pixels that no column is drawn under, at 10 pt type."""
_WHOLE = 100
_SURE = 0.85
"""The part of its share that a column has, whatever stands in the others, if it needs it."""


def fitted(
    wanted: Mapping[int, int], own: Mapping[int, int], stretch: int, room: int, least: int
) -> dict[int, int]:
    """The width of each column: its `own`, else the `wanted` one; those of width 0 are hidden.

    `stretch` has what is left, and never less than `least`: where it would, the others give way in their proportion.
    """
    if not own:
        return dict(wanted)
    sizes = {
        column: own.get(column, size) if size else 0
        for column, size in wanted.items()
        if column != stretch
    }
    taken, free = sum(sizes.values()), max(0, room - least)
    if taken > free:
        sizes = {column: size * free // taken for column, size in sizes.items()}
    return {**sizes, stretch: max(least, room - sum(sizes.values()))}


def shared(
    sizes: Mapping[int, int], needs: Mapping[int, int], room: int, stretch: int, least: int
) -> dict[int, int]:
    """Widths where `stretch` has what is left: what one column has free goes to those that need more.

    `stretch` comes first: for it others give what they do not need themselves. Then they have what it can spare.
    Columns of width 0 stay hidden.
    """
    found = {column: size for column, size in sizes.items() if column != stretch}
    for column, need in needs.items():
        lack = needs[stretch] - (room - sum(found.values()))
        if found.get(column) and lack > 0:
            found[column] -= max(0, min(lack, found[column] - need))
    for column, need in needs.items():
        spare = room - sum(found.values()) - needs[stretch]
        if found.get(column) and spare > 0:
            found[column] += max(0, min(spare, need - found[column]))
    return {**found, stretch: max(least, room - sum(found.values()))}


def lent(shares: Sequence[float], needs: Sequence[int], room: int) -> list[int]:
    """Shares of the room, as they are where all have what they need; else those with room to spare lend of it."""
    sizes = [round(room * share / sum(shares)) for share in shares]
    lacks = [max(0, need - size) for need, size in zip(needs, sizes, strict=True)]
    spares = [max(0, size - need) for need, size in zip(needs, sizes, strict=True)]
    moved = min(sum(lacks), sum(spares))
    if not moved:
        return sizes
    return [
        size + moved * lack // sum(lacks) - moved * spare // sum(spares)
        for size, lack, spare in zip(sizes, lacks, spares, strict=True)
    ]


def most_whole(
    cells: Mapping[int, Sequence[int]],
    heads: Mapping[int, int],
    shares: Mapping[int, float],
    room: int,
    in_two: Mapping[int, Sequence[int]] | None = None,
) -> dict[int, int]:
    """Widths with which the most cells are read whole: `cells` and `heads` are what each column has, in pixels.

    `in_two` are the widths with which the cells are whole in two lines, where they may stand in two: those come first.

    No column has less than its head and a part of its share if it needs it; the first, which names the row, has all of
    it. A head that is wider than its share is taken off the room before that is shared. The rest goes, step by step,
    where the fewest pixels make the most cells whole: one long name takes no room from a column of short ones. What is
    then free is shared out.
    """
    if sum(heads.values()) > room:
        return _divided(room, shares, dict.fromkeys(heads, 0))
    first, sizes = next(iter(heads)), dict(heads)
    whole = sum(shares.values())
    wide = [at for at in heads if at != first and heads[at] > room * shares[at] / whole]
    left = room - sum(heads[at] for at in wide)
    whole -= sum(shares[at] for at in wide)
    for column, head in heads.items():
        free = room - sum(sizes.values())
        sure = round(left * shares[column] / whole * (_SURE if column != first else 1))
        sizes[column] += max(0, min(free, max((*cells[column], 0)) - head, sure - head))
    for wanted in (in_two or {}, cells):
        while steps := [
            (_read_whole(wanted[column], sizes[column], size), column, size)
            for column in sizes
            for size in set(wanted.get(column, ()))
            if 0 < size - sizes[column] <= room - sum(sizes.values())
        ]:
            _gain, column, size = max(steps)
            sizes[column] = size
    lacking = [column for column in sizes if max((*cells[column], 0)) > sizes[column]]
    return _divided(room, {column: shares[column] for column in lacking or sizes}, sizes)


def _read_whole(cells: Sequence[int], before: int, after: int) -> float:
    """How many cells more are whole for each pixel by which a column is widened."""
    return sum(before < cell <= after for cell in cells) / (after - before)


def _divided(room: int, shares: Mapping[int, float], sizes: Mapping[int, int]) -> dict[int, int]:
    """What is left of the room given out by shares; what rounding leaves goes to the last."""
    found, free, left = dict(sizes), room - sum(sizes.values()), sum(shares.values())
    for column, share in shares.items():
        more = round(free * share / left) if left else 0
        found[column], free, left = found[column] + more, free - more, left - share
    return found


class ColumnWidths(QObject):
    """The widths of one table, remembered by a name."""

    def __init__(
        self,
        table: QTableView,
        head: PlainHeader,
        memory: str,
        stretch: int,
        lay_out: Callable[[], object],
    ) -> None:
        super().__init__(table)
        self._table, self._head = table, head
        self._memory, self._stretch, self._lay_out = f"widths of {memory}", stretch, lay_out
        self.own = _read(settings.load().window.get(self._memory, ""))
        """By column, at 10 pt type."""
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.drawn.connect(self._draw)
        head.let_go.connect(self._keep)
        head.sectionHandleDoubleClicked.connect(self._give_back)

    def take(self, wanted: Mapping[int, int]) -> None:
        """Give the columns their widths, where nobody drew another the wanted ones."""
        own = {column: theme.scaled(size) for column, size in self.own.items()}
        room, least = self._table.viewport().width(), theme.scaled(4 * LEAST)
        for column, size in fitted(wanted, own, self._stretch, room, least).items():
            if not self._table.isColumnHidden(column):
                self._table.setColumnWidth(column, size)

    def _draw(self, column: int, before: int, after: int) -> None:
        """A line is drawn: what one column gains the next one loses."""
        behind = self._behind(column)
        if behind >= 0:
            least = theme.scaled(LEAST)
            room = before + self._table.columnWidth(behind)
            after = min(max(after, least), max(least, room - least))
            for one, size in ((column, after), (behind, room - after)):
                if one != self._stretch:
                    self.own[one] = round(size * _WHOLE / theme.scaled(_WHOLE))
        self._lay_out()

    def _behind(self, column: int) -> int:
        """The next column that is shown; -1 behind the last."""
        count = self._head.count()
        shown = (one for one in range(column + 1, count) if not self._table.isColumnHidden(one))
        return next(shown, -1)

    def _give_back(self, column: int) -> None:
        for one in (column, self._behind(column)):
            self.own.pop(one, None)
        self._lay_out()
        self._keep()

    def _keep(self) -> None:
        words = " ".join(f"{column}:{size}" for column, size in sorted(self.own.items()))
        kept = settings.load()
        if kept.window.get(self._memory, "") != words:
            kept.window[self._memory] = words
            settings.save(kept)


def _read(words: str) -> dict[int, int]:
    """Widths as they were kept; none where somebody has been at them."""
    pairs = [pair.split(":") for pair in words.split()]
    good = all(len(pair) == 2 and pair[0].isdigit() and pair[1].isdigit() for pair in pairs)
    return {int(column): min(int(size), 4_000) for column, size in pairs} if good else {}
