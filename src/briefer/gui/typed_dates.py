"""Dates as people type them: `13 Oct`, `13.10.`, `Tuesday`, `early December 2022`, `2026-10-13`, `2022`.

What is typed keeps its precision. Names of months and weekdays, and what says that a month is early or late, are those
of the window's language and English: a date as `shown` writes it is always read. Without a year the nearest one after
the days around is meant. Not here: how dates are shown (`shown`).
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import cache

from PySide6.QtCore import QLocale

from briefer.i18n import say
from briefer.records import dates
from briefer.text import fold

_ISO = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$")
_NUMBERS = re.compile(r"^(\d{1,2})[./](\d{1,2})[./]?(\d{4}|(?<=[./])\d{2})?$")
_DAY_MONTH = re.compile(r"^(\d{1,2})(?:\.|er)? ([^\W\d]+)\.?,?(?: (\d{4}))?$")
_WITH_WEEKDAY = re.compile(r"^([^\W\d]{2,})\.?,? (\d.*)$")
_AHEAD = 20
"""Years to come that two digits may mean; beyond, they mean the century before."""
_BETWEEN = (
    re.compile(r"\s+(?:-|–|—|to)\s+"),
    re.compile(r"\s*[–—]\s*"),
    re.compile(r"(?<=\d)-(?=\d{1,2} )"),
)
"""What stands between two dates, the plainest first: a hyphen also stands inside one."""
_MONTH = re.compile(r"^([^\W\d]+)\.?(?: (\d{4}))?$")


def read(text: str, around: Sequence[date] = ()) -> str | None:
    """The `When` of a typed date, empty for none; None when there is no such date.

    `around` are days that are likely meant: those of the visit.
    """
    plain = " ".join(_digits(text).split()).casefold()
    if not plain:
        return ""
    found = _read(plain, around)
    if found is None and (match := _WITH_WEEKDAY.match(plain)):
        found = _on_weekday(_weekday(match[1]), read(match[2], around))
    try:
        return found if found is not None and dates.read(found) else None
    except ValueError:
        return None


def read_span(text: str, around: Sequence[date] = ()) -> tuple[str, str] | None:
    """Start and end of a typed span: `12–16 October 2026`, or one date for both with only a start."""
    splits = (pattern.split(text.strip(), maxsplit=1) for pattern in _BETWEEN)
    parts = next((some for some in splits if len(some) > 1), [text.strip()])
    if len(parts) == 1:
        found = read(text, around)
        return None if found is None else (found, "")
    end = read(parts[1], around)
    first = parts[0].removesuffix(".")
    if end and first.isdigit() and (last := dates.day(end)):
        first = f"{int(_digits(first))}.{last.month}.{last.year}"
    elif end and (last := dates.day(end)) and not re.search(r"\d{4}", first):
        first = f"{first} {last.year}"
    start = read(first, around)
    return (start, end) if start and end and dates.sort_key(start) <= dates.sort_key(end) else None


def _read(plain: str, around: Sequence[date]) -> str | None:
    if _ISO.match(plain):
        return plain
    if match := _NUMBERS.match(plain):
        return _dated(int(match[1]), int(match[2]), match[3], around)
    if (match := _DAY_MONTH.match(plain)) and (month := _month(match[2])):
        return _dated(int(match[1]), month, match[3], around)
    part, rest = _part(plain)
    if (match := _MONTH.match(rest)) and (month := _month(match[1])):
        year = match[2] or str(around[0].year if around else date.today().year)  # noqa: DTZ011  # the user's own day
        return f"{part} {year}-{month:02d}".lstrip()
    if plain.isdigit() and len(plain) <= 2:
        return next((day.isoformat() for day in around if day.day == int(plain)), None)
    weekday = _weekday(plain)
    return next((day.isoformat() for day in around if day.isoweekday() == weekday), None)


def _on_weekday(weekday: int | None, when: str | None) -> str | None:
    """A date whose weekday was typed before it; None where it is another."""
    day = dates.day(when or "")
    return when if day and day.isoweekday() == weekday else None


def _dated(day: int, month: int, year: str | None, around: Sequence[date]) -> str:
    if year is None:
        near = next((one for one in around if (one.day, one.month) == (day, month)), None)
        year = str((near or (around[0] if around else date.today())).year)  # noqa: DTZ011  # the user's own day
    elif len(year) == 2:
        latest = date.today().year + _AHEAD  # noqa: DTZ011  # the user's own day
        year = str(2000 + int(year) if 2000 + int(year) <= latest else 1900 + int(year))
    return f"{year}-{month:02d}-{day:02d}"


def _part(plain: str) -> tuple[str, str]:
    """Whether a month is early, mid or late, and the month: "early december 2022"; empty for a whole one."""
    own = {
        "early": say("early {month}"),
        "mid": say("mid {month}"),
        "late": say("late {month}"),
    }
    for part, words in (*own.items(), *((part, f"{part} {{month}}") for part in own)):
        before = words.partition("{month}")[0].casefold()
        if before and plain.startswith(before):
            return part, plain.removeprefix(before)
    return "", plain


def _month(word: str) -> int | None:
    wanted = fold(word)
    if len(wanted) < 3:  # fewer letters fit several months
        return None
    return next(
        (number for name, number in _months(QLocale().name()) if name.startswith(wanted)), None
    )


def _weekday(word: str) -> int | None:
    wanted = fold(word)
    if len(wanted) < 2:  # one letter fits several days
        return None
    return next(
        (number for name, number in _weekdays(QLocale().name()) if name.startswith(wanted)), None
    )


@cache
def _months(of: str) -> tuple[tuple[str, int], ...]:
    places = (QLocale(of), QLocale(QLocale.Language.English))
    return tuple(
        (fold(place.monthName(number)), number) for place in places for number in range(1, 13)
    )


@cache
def _weekdays(of: str) -> tuple[tuple[str, int], ...]:
    places = (QLocale(of), QLocale(QLocale.Language.English))
    return tuple(
        (fold(place.dayName(number)), number) for place in places for number in range(1, 8)
    )


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)
