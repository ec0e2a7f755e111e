"""Where cards stand in a column: by the clock in lanes, or one below the other. As if the layout ran from the left.

Not here: minutes and pixels (`timeline`), drawing (`delegates.cards`).
"""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRect

from briefer.gui import theme, timeline
from briefer.gui.models.cards import Card
from briefer.gui.timeline import Clock, Lane, Slot

Kind = Literal["clock", "tray", "order"]
"""By the clock; without a time, over the clock; one below the other, in a programme without days."""

Night = Literal["", "morning", "evening"]
"""A folded night, before the day or after it."""

LEADING, TRAILING, BETWEEN = 4, 5, 2
OWN_HOURS = 32
"""Width of a column's own hours at its end edge, after its clocks have changed."""
ORDER_HEIGHT, TRAVEL_HEIGHT, DROP_HEIGHT = 96, 34, 34
TRAY_HEIGHT = 26
_CROWD_WIDTH, _CROWD_HEIGHT, _CROWDS_APART = 28, 16, 30


def clock_boxes(clock: Clock, cards: Sequence[Card], width: int) -> list[QRect]:
    """Where cards stand by the clock, as if the layout ran from the left; a card has the lanes beside it that are free."""
    heights = {True: timeline.LEAST_TORN, False: timeline.LEAST_HEIGHT}
    least = {torn: theme.scaled(height) for torn, height in heights.items()}
    slots = [
        Slot(card.begin or 0, card.finish, card.rank, least[card.torn_after]) for card in cards
    ]
    boxes: list[QRect] = []
    found = timeline.lanes(clock, slots)
    for slot, lane in zip(slots, found, strict=True):
        top, height = timeline.span(clock, slot)
        room = width - LEADING - TRAILING - BETWEEN * (lane.of - 1)
        room -= theme.scaled(_CROWD_WIDTH) + BETWEEN if lane.crowded else 0
        lane_width = room // lane.of
        left = LEADING + lane.lane * (lane_width + BETWEEN)
        box = QRect(left, round(top), lane_width, round(top + height) - round(top))
        boxes.append(QRect() if lane.hidden else box)
    return [_widened(box, lane, found, boxes) for box, lane in zip(boxes, found, strict=True)]


def _widened(box: QRect, lane: Lane, lanes: Sequence[Lane], boxes: Sequence[QRect]) -> QRect:
    """A box over the lanes behind it in which nothing stands at its time."""
    if box.isNull():
        return box
    taken = [
        other.lane
        for other, theirs in zip(lanes, boxes, strict=True)
        if other.lane > lane.lane
        and not theirs.isNull()
        and theirs.top() < box.bottom()
        and box.top() < theirs.bottom()
    ]
    more = min([lane.of, *taken]) - lane.lane - 1
    return box.adjusted(0, 0, more * (box.width() + BETWEEN), 0)


def nights(clock: Clock) -> dict[Night, tuple[float, float]]:
    """The folded nights of a clock: from which minute to which."""
    found: dict[Night, tuple[float, float]] = {}
    if clock.begin:
        found["morning"] = (0, clock.begin)
    if clock.end < clock.length:
        found["evening"] = (clock.end, clock.length)
    return found


def night_at(clock: Clock, minute: float) -> Night:
    """The folded night that holds a minute."""
    return next((one for one, (a, b) in nights(clock).items() if a < minute < b), "")


def night_box(clock: Clock, night: Night, width: int) -> QRect:
    """Where the band of a folded night is."""
    top, bottom = (round(clock.y(minute)) for minute in nights(clock)[night])
    return QRect(0, top, width, bottom - top)


def stacked_boxes(cards: Sequence[Card], width: int) -> list[QRect]:
    """Where cards stand one below the other, as if the layout ran from the left."""
    boxes, top = [], 4
    for card in cards:
        height = theme.scaled(TRAVEL_HEIGHT if card.fill == "travel" else ORDER_HEIGHT)
        boxes.append(QRect(LEADING, top, width - LEADING - TRAILING, height))
        top += height + 8
    return boxes


def tray_height(lines: int) -> int:
    """How high a tray of so many lines is."""
    return lines * (theme.scaled(TRAY_HEIGHT) + 2) + 4 if lines else 0


def tray_boxes(count: int, width: int, lines: int, current: int = -1) -> list[QRect]:
    """Where so many cards stand in a tray, as if the layout ran from the left; those that find no line stand nowhere.

    The `current` one always finds one. The last line leaves room for the number of the others.
    """
    height = theme.scaled(TRAY_HEIGHT)
    first = max(0, min(current - lines + 1, count - lines))
    boxes = [QRect()] * count
    for line, at in enumerate(range(first, min(first + lines, count))):
        crowded = line == lines - 1 and count > lines
        room = width - LEADING - TRAILING
        room -= theme.scaled(_CROWD_WIDTH) + BETWEEN if crowded else 0
        boxes[at] = QRect(LEADING, 2 + line * (height + 2), room, height - 2)
    return boxes


def tray_crowd(boxes: Sequence[QRect], width: int) -> list[tuple[QRect, int]]:
    """Where "+3" stands for the cards that find no line in a tray, and for how many."""
    there = [box for box in boxes if not box.isNull()]
    if not there or len(there) == len(boxes):
        return []
    last = there[-1]
    wide = theme.scaled(_CROWD_WIDTH)
    left = width - TRAILING - wide
    return [(QRect(left, last.top(), wide, last.height()), len(boxes) - len(there))]


def between(boxes: Sequence[QRect], row: int, width: int) -> QRect:
    """Where a card would be put among stacked ones."""
    above = [box.bottom() for box in boxes[:row]]
    top = above[-1] + 2 if above else 0
    return QRect(LEADING, top, width - LEADING - TRAILING, 6)


def drop_place(boxes: Sequence[QRect], width: int) -> QRect:
    """The place at the end of stacked cards that asks for another."""
    top = (boxes[-1].bottom() if boxes else 0) + 8
    return QRect(LEADING, top, width - LEADING - TRAILING, theme.scaled(DROP_HEIGHT))


def spanned(clock: Clock, begin: float, length: float, width: int) -> QRect:
    """The whole width of a column from a minute on."""
    top, height = timeline.span(clock, Slot(begin, begin + length))
    return QRect(LEADING, round(top), width - LEADING - TRAILING, round(height))


def crowds(
    clock: Clock, cards: Sequence[Card], boxes: Sequence[QRect], width: int
) -> list[tuple[QRect, int]]:
    """Where "+3" stands for cards that would need a fifth lane, and for how many."""
    found: list[tuple[QRect, int]] = []
    for card, box in zip(cards, boxes, strict=True):
        if not box.isNull():
            continue
        top = round(clock.y(card.begin or 0))
        wide = theme.scaled(_CROWD_WIDTH)
        place = QRect(width - TRAILING - wide, top, wide, theme.scaled(_CROWD_HEIGHT))
        if found and place.top() - found[-1][0].bottom() < theme.scaled(_CROWDS_APART):
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return found
