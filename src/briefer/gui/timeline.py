"""The arithmetic of the days: minutes to pixels and back, folded nights, lanes, snapping. Without Qt.

Minutes are true elapsed minutes since a column's local midnight, so that heights, overlaps and gaps are
true on a day whose clocks change. Not here: which items a day has (`models.columns`), and drawing.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

SCALES = (0.6, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Pixels a minute, at 10 pt type."""
FIT_SCALES = (1.25, 1.0, 0.8)
MORNING_FOLD = 30
"""Height of the folded hours before the first start, in pixels at 10 pt type."""
EVENING_FOLD = 26
LEAST_HEIGHT, LEAST_TORN = 12, 18
"""Pixels of a card, and of the first part of one that goes on after midnight, at 10 pt type."""
LANES = 4
"""Lanes that are drawn; what would need a fifth is told as "+3"."""
EARLIEST, LATEST = 7 * 60, 22 * 60
"""What is never folded, in minutes."""


class Clock(NamedTuple):
    """How minutes become pixels: linear in three pieces, `scale` pixels a minute between the folds."""

    begin: int = EARLIEST
    """Where the morning fold ends, in minutes; 0 when it is open."""
    end: int = LATEST
    """Where the evening fold begins; the day's length when it is open."""
    scale: float = 1.0
    length: int = 1440
    """The true length of the day: 1380 or 1500 when its clocks change."""
    morning: int = MORNING_FOLD
    """Height of the folded hours before `begin`, in pixels: it holds a word, and grows with the type."""
    evening: int = EVENING_FOLD

    @property
    def height(self) -> float:
        """Pixels of the whole day."""
        return self.y(self.length)

    def y(self, minutes: float) -> float:
        """The pixel of a minute; before and after the day the last piece goes on."""
        fold = self.morning if self.begin else 0
        if minutes <= self.begin and self.begin:
            return fold * minutes / self.begin
        if minutes <= self.end or self.end >= self.length:
            return fold + (minutes - self.begin) * self.scale
        middle = fold + (self.end - self.begin) * self.scale
        return middle + self.evening * (minutes - self.end) / (self.length - self.end)

    def minutes(self, y: float) -> float:
        """The minute of a pixel: the inverse of `y`."""
        fold = self.morning if self.begin else 0
        if y <= fold and self.begin:
            return self.begin * y / fold
        middle = fold + (self.end - self.begin) * self.scale
        if y <= middle or self.end >= self.length:
            return self.begin + (y - fold) / self.scale
        return self.end + (self.length - self.end) * (y - middle) / self.evening


class Slot(NamedTuple):
    """What lanes need to know of an item: minutes, and the place of its strand (principal first)."""

    start: float
    end: float
    strand: int = 0
    least: int = LEAST_HEIGHT
    """Pixels that its card has at the least."""


class Lane(NamedTuple):
    """Where a card stands beside others: its lane, of how many; `hidden` when it would need a fifth.

    `crowded`: one beside it is hidden, so that room is needed for their number.
    """

    lane: int = 0
    of: int = 1
    hidden: bool = False
    crowded: bool = False


def span(clock: Clock, slot: Slot) -> tuple[float, float]:
    """Top and height of a card, in pixels; what is too low at the end of the day begins higher."""
    top = clock.y(slot.start)
    height = max(clock.y(slot.end) - top - 1, slot.least)
    return min(top, max(0.0, clock.height - height)), height


def lanes(clock: Clock, slots: Sequence[Slot]) -> list[Lane]:
    """The lane of each slot, in the order given.

    Cards whose drawn rectangles overlap by more than one pixel form a group of equal widths; each takes the
    first free lane. Overlap alone is no fault.
    """
    order = sorted(
        range(len(slots)),
        key=lambda row: (slots[row].start, slots[row].strand, slots[row].start - slots[row].end),
    )
    found = [Lane()] * len(slots)
    group: list[tuple[int, int]] = []  # row, lane
    bottoms: list[float] = []  # of each lane of the group
    for row in order:
        top, height = span(clock, slots[row])
        if bottoms and top >= max(bottoms) - 1:
            _close(group, len(bottoms), found)
            group, bottoms = [], []
        lane = next((i for i, bottom in enumerate(bottoms) if top >= bottom - 1), len(bottoms))
        if lane == len(bottoms):
            bottoms.append(0.0)
        bottoms[lane] = top + height
        group.append((row, lane))
    _close(group, len(bottoms), found)
    return found


def _close(group: list[tuple[int, int]], count: int, found: list[Lane]) -> None:
    for row, lane in group:
        hidden, crowded = lane >= LANES, count > LANES
        found[row] = Lane(min(lane, LANES - 1), min(count, LANES), hidden, crowded)


def unfolded(slots: Iterable[Slot], length: int = 1440) -> tuple[int, int]:
    """The minutes that no column folds: 07:00 to 22:00, or the whole hours that hold every start and end."""
    starts_ends = [(slot.start, slot.end) for slot in slots]
    begin = min([EARLIEST, *(int(start // 60) * 60 for start, _ in starts_ends if start >= 0)])
    end = max([LATEST, *(-int(-end // 60) * 60 for _, end in starts_ends if end <= length)])
    return begin, min(end, length)


def fit(begin: int, end: int, height: float, folds: int = MORNING_FOLD + EVENING_FOLD) -> float:
    """The scale at which the unfolded hours need no scrolling: the largest of three, else the smallest."""
    room = height - folds
    return next((scale for scale in FIT_SCALES if (end - begin) * scale <= room), FIT_SCALES[-1])


def step(scale: float, *, fine: bool = False) -> int:
    """The snap in minutes at a scale; `fine` is to the minute."""
    if fine:
        return 1
    return 5 if scale >= 1.25 else 15


def snapped(minute: float, clock: Clock, *, fine: bool = False, ends: Iterable[float] = ()) -> int:
    """Where a card's top goes: to the snap, or to the end of the item before when within six pixels of it."""
    near = [end for end in ends if abs(clock.y(end) - clock.y(minute)) <= 6]
    if near and not fine:
        return int(min(near, key=lambda end: abs(end - minute)))
    grid = step(clock.scale, fine=fine)
    return max(0, min(clock.length - grid, round(minute / grid) * grid))


def hour_lines(clock: Clock) -> list[int]:
    """The minutes at which a line is drawn: hours, halves from 1.5, quarters from 3; none inside a fold."""
    every = 15 if clock.scale >= 3 else 30 if clock.scale >= 1.5 else 60
    return list(range(clock.begin, clock.end + 1, every))
