"""Dates with a precision: reading the short strings of `base.When`.

Not here: how a date is printed (`i18n`), and what is allowed where (`rules`).
"""

from calendar import monthrange
from datetime import date
from typing import Literal, NamedTuple

Precision = Literal["day", "part", "month", "year"]
Part = Literal["", "early", "mid", "late"]

_PART_DAYS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


class Span(NamedTuple):
    """What a date says: the first and the last day that it may mean, how precise it is."""

    first: date
    last: date
    precision: Precision
    part: Part = ""


def read(when: str) -> Span | None:
    """The span of a `When`; None when it is empty.

    Raises:
        ValueError: it has the form of a date but is none (`2026-02-30`).

    """
    if not when:
        return None
    part: Part = ""
    if " " in when:
        word, when = when.split(" ", 1)
        part = word  # type: ignore[assignment]  # the pattern of When admits no other word
    numbers = [int(number) for number in when.split("-")]
    if len(numbers) == 1:
        return Span(date(numbers[0], 1, 1), date(numbers[0], 12, 31), "year")
    if len(numbers) == 3:
        day = date(numbers[0], numbers[1], numbers[2])
        return Span(day, day, "day")
    length = monthrange(numbers[0], numbers[1])[1]
    first, last = _PART_DAYS.get(part, (1, 31))
    return Span(
        date(numbers[0], numbers[1], first),
        date(numbers[0], numbers[1], min(last, length)),
        "part" if part else "month",
        part,
    )


def day(when: str) -> date | None:
    """The day of a `When` that is precise to the day, else None."""
    span = read(when)
    return span.first if span and span.precision == "day" else None


def sort_key(when: str) -> tuple[bool, date, date]:
    """Orders dates by their first possible day; open dates last."""
    span = read(when)
    return (False, span.first, span.last) if span else (True, date.max, date.max)
