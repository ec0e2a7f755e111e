"""Times as people type them: `930`, `9h30`, `1045-1130`, `930-`, `~930`, `?`, `+15`; and lengths, `1 h 15`.

The same grammar on a card and in the fields Start, End and Length. Digits of any script. Without Qt.
Not here: how times are shown.
"""

import re
import unicodedata
from typing import Literal, NamedTuple

import msgspec

from briefer.records.programme import ProgrammeItem

LEAST_MINUTES = 5
"""The shortest an item may become by its keys or by dragging its edge."""


class Typed(NamedTuple):
    """What was typed. None leaves the item's own; an empty text makes it open."""

    start: str | None = None
    end: str | None = None
    form: Literal["exact", "about", "open"] | None = None
    shift: int | None = None
    """Minutes to move by."""
    days: int = 0
    """Days after its own on which it ends, where that was typed: `0705+1`."""


class EndBeforeStart(ValueError):
    """An end that stands before the start and is not plainly meant for the morning after."""


_TIME = r"(?:(\d{1,2})(?:[:.h](\d{2}))?|(\d{1,2})(\d{2}))"
_WHOLE = re.compile(rf"^(~|≈)?{_TIME}(?:(-){_TIME}?)?(?:\+([1-3]))?$")
_EVENING, _NOON = "18:00", "12:00"
"""What starts in the evening and ends before noon goes over midnight; anything else is a slip."""
_SHIFT = re.compile(r"^([+-])(\d{1,4})$")
_LENGTH = re.compile(r"^(?:(\d{1,2})h)?(?:(\d{1,4})(?:min|m)?)?$|^(\d{1,2}):(\d{2})$")
_NOISE = re.compile(r"\s+|hrs\.?$|uhr$", re.IGNORECASE)


def read(text: str) -> Typed | None:
    """What a typed time says; None when there is no such time."""
    plain = _plain(text)
    if plain == "?" or not plain:
        return Typed(start="", end="", form="open")
    if match := _SHIFT.match(plain):
        return Typed(shift=int(match[2]) * (-1 if match[1] == "-" else 1))
    match = _WHOLE.match(plain)
    if match is None:
        return None
    start = _clock(match.groups()[1:5])
    end = _clock(match.groups()[6:10])
    days = int(match[11] or 0)
    if start is None or end is None:
        return None
    form: Literal["about", "open"] | None = "about" if match[1] else None
    if match[6] is None:
        return Typed(start=start, form=form, days=days)
    return Typed(start=start, end=end, form=form or (None if end else "open"), days=days)


def read_length(text: str) -> int | None:
    """Minutes of a typed length (`45`, `45 min`, `1 h 15`, `1:15`); None when it is none."""
    match = _LENGTH.match(_plain(text).replace("hours", "h").replace("hour", "h"))
    if match is None or not any(match.groups()):
        return None
    hours, minutes, clock_hours, clock_minutes = (int(part or 0) for part in match.groups())
    return (hours + clock_hours) * 60 + minutes + clock_minutes


def applied(item: ProgrammeItem, typed: Typed) -> ProgrammeItem:
    """The item with a typed time: a new start moves the end, a new end changes the length.

    Raises:
        EndBeforeStart: a typed end stands before the start.
        ValueError: it would move an item that has no time.

    """
    if typed.shift is not None:
        return moved(item, typed.shift)
    if typed.start == "":
        return msgspec.structs.replace(
            item, start="", end="", end_days=0, time_form="open", time_words=""
        )
    length = minutes_long(item)
    start = typed.start if typed.start is not None else item.start
    kept = item.time_form if item.time_form in ("exact", "about") else "exact"
    form = typed.form or (kept if item.start else "exact")
    if typed.end is not None:
        end, days = typed.end, typed.days or _days_after(start, typed.end)
    elif length is None or form == "open":
        end, days = "", 0
    else:
        end, days = _after(start, length)
    return msgspec.structs.replace(
        item, start=start, end=end, end_days=days, time_form=form, time_words=""
    )


def ended(item: ProgrammeItem, end: str, days: int = 0) -> ProgrammeItem:
    """The item with another end, so many days after its own.

    Raises:
        EndBeforeStart: it stands before the start, and not plainly in the morning after an evening.

    """
    days = days or _days_after(item.start, end)
    form = item.time_form if end and item.time_form == "about" else "exact" if end else "open"
    return msgspec.structs.replace(item, end=end, end_days=days, time_form=form, time_words="")


def lasting(item: ProgrammeItem, minutes: int) -> ProgrammeItem:
    """The item with another length, in minutes."""
    end, days = _after(item.start, max(minutes, LEAST_MINUTES))
    form = "about" if item.time_form == "about" else "exact"
    return msgspec.structs.replace(item, end=end, end_days=days, time_form=form, time_words="")


def moved(item: ProgrammeItem, minutes: int) -> ProgrammeItem:
    """The item earlier or later by some minutes, never out of its day.

    Raises:
        ValueError: it has no time that could move.

    """
    if not item.start:
        raise ValueError(item.key)
    start = max(0, min(1439, clock_minutes(item.start) + minutes))
    length = minutes_long(item)
    end, days = _after(clock_words(start), length) if length is not None else ("", 0)
    return msgspec.structs.replace(item, start=clock_words(start), end=end, end_days=days)


def minutes_long(item: ProgrammeItem) -> int | None:
    """Minutes between start and end as the clocks show them; None where one is open."""
    if not item.start or not item.end:
        return None
    return clock_minutes(item.end) + item.end_days * 1440 - clock_minutes(item.start)


def clock_minutes(clock: str) -> int:
    """Minutes after midnight of `HH:MM`."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def clock_words(minutes: int) -> str:
    """`HH:MM` of minutes after midnight, of the same or a later day."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _days_after(start: str, end: str) -> int:
    if not end or end >= start:
        return 0
    if start < _EVENING or end > _NOON:
        raise EndBeforeStart(end)
    return 1


def _after(start: str, minutes: int) -> tuple[str, int]:
    total = clock_minutes(start) + minutes
    return clock_words(total), total // 1440


def _plain(text: str) -> str:
    """Without spaces and words for hours; any script's digits and dashes in their plain form."""
    digits = "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in text
    )
    dashed = re.sub(r"[‐‑‒–—−]", "-", digits.lower()).replace("؟", "?")
    return _NOISE.sub("", _NOISE.sub("", dashed))


def _clock(parts: tuple[str | None, ...]) -> str | None:
    """`HH:MM`; empty for no time at all, None for a time that does not exist."""
    hours, minutes = parts[0] or parts[2], parts[1] or parts[3]
    if hours is None:
        return ""
    if int(hours) > 23 or int(minutes or 0) > 59:
        return None
    return f"{int(hours):02d}:{int(minutes or 0):02d}"
