"""Where items stand after they were dragged: pure values in, pure values out. Without Qt.

Not here: storing them (`views.programme_commands`), what would be wrong there (`trials`).
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec

from briefer.gui import typed_times
from briefer.gui.models.columns import Column
from briefer.gui.models.drags import Target
from briefer.gui.models.programme import kind_rules
from briefer.records import dates
from briefer.records.programme import ProgrammeItem

LAST_START = 1435
"""The last minute of a day at which something may begin."""


def moved_to(
    items: Sequence[ProgrammeItem],
    anchor: ProgrammeItem,
    column: Column,
    target: Target,
    columns: Iterable[Column],
) -> list[ProgrammeItem]:
    """Items after `anchor` was let go at a target of a column: the others keep their distance from it, in days and minutes.

    A target before midnight (the tray) leaves them without a time.
    """
    by_day = {one.day: one for one in columns}
    days = _days_between(anchor, column)
    found = []
    for item in items:
        own = dates.day(item.day)
        there = column if item is anchor or own is None else by_day.get(own + days)
        if there is not None:
            after = in_column(item, there)
        elif own is not None:
            after = msgspec.structs.replace(item, day=(own + days).isoformat())
        else:
            after = item
        if target.begin < 0:
            after = msgspec.structs.replace(after, start="", end="", end_days=0, time_form="open")
        else:
            after = starting(after, round(target.begin) + _minutes_apart(anchor, item))
        found.append(after)
    return found


def in_column(item: ProgrammeItem, column: Column) -> ProgrammeItem:
    """The item on another day, at the stop of that day."""
    stop = column.stop.id if column.stop else item.stop
    if column.day is None:
        return msgspec.structs.replace(item, stop=stop)
    return msgspec.structs.replace(item, day=column.day.isoformat(), stop=stop)


def at_stop(item: ProgrammeItem, stop: UUID | None) -> ProgrammeItem:
    """The item at another stop; at its own where that is None."""
    return msgspec.structs.replace(item, stop=stop or item.stop)


def starting(item: ProgrammeItem, minutes: int) -> ProgrammeItem:
    """The item at another time, as long as it was, or as new ones of its kind are."""
    minutes = max(0, min(LAST_START, minutes))
    if item.start:
        return typed_times.moved(item, minutes - typed_times.clock_minutes(item.start))
    timed = msgspec.structs.replace(item, start=typed_times.clock_words(minutes), time_words="")
    return typed_times.lasting(timed, kind_rules()[item.kind].minutes)


def stretched(item: ProgrammeItem, shift: float, length: float) -> ProgrammeItem:
    """The item after an edge was dragged: its start by some minutes, to another length."""
    return typed_times.lasting(typed_times.moved(item, round(shift)), round(length))


def new_at(column: Column | None, begin: float, minutes: int) -> dict[str, Any]:
    """Day, stop and time of a new item at a minute of a column; without a time where that is negative."""
    fields: dict[str, Any] = {"time_form": "open"}
    if column is None:
        return fields
    if column.stop:
        fields |= {"stop": column.stop.id, "phase": column.stop.phase}
    if column.day:
        fields["day"] = column.day.isoformat()
        if begin >= 0:
            first, last = round(begin), round(begin) + minutes
            fields |= {
                "start": typed_times.clock_words(first),
                "end": typed_times.clock_words(last),
                "time_form": "exact",
                "end_days": last // 1440,
            }
    return fields


def _days_between(anchor: ProgrammeItem, column: Column) -> timedelta:
    own: date | None = dates.day(anchor.day)
    return column.day - own if own and column.day else timedelta()


def _minutes_apart(anchor: ProgrammeItem, item: ProgrammeItem) -> int:
    if not anchor.start or not item.start:
        return 0
    return typed_times.clock_minutes(item.start) - typed_times.clock_minutes(anchor.start)
