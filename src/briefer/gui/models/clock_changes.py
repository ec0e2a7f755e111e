"""Where clocks are put forward or back in a programme: on a flight, between two stops, in the night of a change.

Not here: at which instant something is (`rules.clocks`), the columns (`columns`).
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from briefer.gui import shown
from briefer.gui.models.cards import Card
from briefer.i18n import say


class Day(NamedTuple):
    """A column as far as its clocks are concerned."""

    midnight: datetime
    length: int
    """True minutes."""
    cards: Sequence[Card]


def words(minutes: int) -> str:
    """By how much clocks are put forward: "clocks 1 h forward", "clocks 30 min back"; empty where they are not."""
    if not minutes:
        return ""
    form = say("clocks {length} forward") if minutes > 0 else say("clocks {length} back")
    return form.format(length=shown.length(abs(minutes)))


def between(start: datetime, start_zone: tzinfo | None, end: datetime, end_zone: tzinfo) -> int:
    """Minutes by which clocks are put forward from one moment and place to another."""
    return _offset(end, end_zone) - _offset(start, start_zone or end_zone)


def notes(days: Sequence[Day]) -> list[tuple[tuple[float, str], ...]]:
    """What each day says of its clocks, and at which minute, where no card says it."""
    found = []
    for at, day in enumerate(days):
        own = list(_within(day))
        before = days[at - 1] if at else None
        if before and not any(card.clocks for card in (*before.cards, *day.cards)):
            left = before.midnight.astimezone(UTC) + timedelta(minutes=before.length)
            zones = before.midnight.tzinfo, day.midnight.tzinfo or UTC
            if said := words(between(left, zones[0], day.midnight, zones[1])):
                own.insert(0, (0.0, said))
        found.append(tuple(own))
    return found


def _within(day: Day) -> Iterable[tuple[float, str]]:
    """When the clocks of a place are changed in the day."""
    if any(card.clocks for card in day.cards):
        return
    first = day.midnight.astimezone(UTC)
    zone = day.midnight.tzinfo or UTC
    low, high = 0, day.length
    changed = _offset(first + timedelta(minutes=high), zone) - _offset(first, zone)
    if not changed:
        return
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(first + timedelta(minutes=middle), zone) == _offset(first, zone):
            low = middle
        else:
            high = middle
    yield float(high), words(changed)


def _offset(moment: datetime, zone: tzinfo) -> int:
    return round((moment.astimezone(zone).utcoffset() or timedelta()) / timedelta(minutes=1))
