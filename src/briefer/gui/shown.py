"""How dates, times, numbers and names are shown in the window, in its language.

Not here: pages (`pack` words those in the pack's language), and what a screen reader is told of a whole row.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtGui import Qt as RichText

from briefer.gui.typed_times import clock_minutes
from briefer.i18n import say, say_many, window_language
from briefer.records import dates
from briefer.records.naming import whole_name
from briefer.records.people import Person
from briefer.records.programme import ProgrammeItem

_LRI, _RLI, _PDI, _LRM, _RLM = "\u2066", "\u2067", "\u2069", "\u200e", "\u200f"

DayForm = Literal[
    "EEE d MMM", "EEE d MMM yyyy", "EEE d", "EEEE d MMMM", "d MMMM yyyy", "MMMM yyyy", "d MMM", "d"
]


def digits(text: object) -> str:
    """A text with its digits as the window's language writes them."""
    zero = QLocale().zeroDigit()
    if zero == "0":
        return str(text)
    return "".join(
        chr(ord(zero) + int(sign)) if sign in "0123456789" else sign for sign in str(text)
    )


def tenths(number: float) -> str:
    """A number with one decimal, as the window's language writes it: "0.7", in French "0,7"."""
    return QLocale().toString(number, "f", 1)


def number(count: int) -> str:
    """A count with its thousands parted, as the window's language writes it: "20,318"."""
    return QLocale().toString(count)


def day(value: date, form: DayForm) -> str:
    """A day in words of the window's language."""
    number = window_language().day_form(value.day)
    pattern = re.sub(r"\bd\b", number, form.replace("EEEE", "dddd").replace("EEE", "ddd"))
    return QLocale().toString(QDate(value.year, value.month, value.day), pattern)


def moment(value: datetime) -> str:
    """The time of day."""
    return digits(f"{value:%H:%M}")


def when(value: str) -> str:
    """A date with its precision: "13 October 2026", "early December 2022", "2023"; empty when open."""
    span = dates.read(value)
    if span is None:
        return ""
    if span.precision == "day":
        return day(span.first, "d MMMM yyyy")
    if span.precision == "year":
        return digits(span.first.year)
    month = day(span.first, "MMMM yyyy")
    parts = {
        "early": say("early {month}"),
        "mid": say("mid {month}"),
        "late": say("late {month}"),
    }
    return parts[span.part].format(month=month) if span.part else month


def between(start: str, end: str) -> str:
    """Two dates with their precision, as short as they can be: "12–16 October 2026"."""
    first, last = dates.day(start), dates.day(end)
    if not start or not end or start == end or first is None or last is None:
        return " – ".join(dict.fromkeys(filter(None, (when(start), when(end)))))
    if (first.year, first.month) == (last.year, last.month):
        return f"{day(first, 'd')}–{day(last, 'd MMMM yyyy')}"
    return f"{day(first, 'd MMM')} – {day(last, 'd MMMM yyyy')}"


def times(item: ProgrammeItem) -> str:
    """The time of an item as its card shows it: "09:15–10:45", "≈ 17:15", "10:00 –", or its words."""
    if item.time_form == "words" and item.time_words:
        return item.time_words
    if not item.start:
        return ""
    if item.end:
        words = f"{item.start}–{item.end}"
    else:
        words = f"{item.start} –" if item.time_form == "open" else item.start
    return digits(f"≈ {words}" if item.time_form == "about" else words)


def times_spoken(item: ProgrammeItem) -> str:
    """The time of an item for the ear."""
    if item.time_form == "words" and item.time_words:
        return item.time_words
    if not item.start:
        return say("no time")
    about = item.time_form == "about"
    if item.end:
        words = say("about {start} to {end}") if about else say("{start} to {end}")
        return words.format(start=digits(item.start), end=digits(item.end))
    words = say("about {start}") if about else say("{start}, open end")
    return words.format(start=digits(item.start))


def length(minutes: int) -> str:
    """A length as the field shows it: "45 min", "1 h 15", "2 h"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return say("{minutes} min").format(minutes=digits(rest))
    if not rest:
        return say("{hours} h").format(hours=digits(hours))
    return say("{hours} h {minutes}").format(hours=digits(hours), minutes=digits(f"{rest:02d}"))


def way(minutes: int, mode: str) -> str:
    """How long a way is, and by what: "35 min by car"."""
    plain = mode.strip().casefold()
    if not plain:
        return length(minutes)
    if "foot" in plain or "walk" in plain:
        return say("{length} on foot").format(length=length(minutes))
    return say("{length} by {vehicle}").format(length=length(minutes), vehicle=plain)


def distance(first: date, today: date) -> str:
    """How far away a visit is: "in 9 days", "in 5 weeks", "today"; empty for one that has passed."""
    days = (first - today).days
    if days < 0:
        return ""
    if days == 0:
        return say("today")
    if days < 21:
        return say_many("in {count} day", "in {count} days", days).format(count=digits(days))
    if days < 120:
        weeks = round(days / 7)
        return say_many("in {count} week", "in {count} weeks", weeks).format(count=digits(weeks))
    months = round(days / 30.4)
    return say_many("in {count} month", "in {count} months", months).format(count=digits(months))


_NUMBER = re.compile(r"\+?[0-9][0-9 ()/-]*[0-9]")
"""A telephone number, as it is dialled."""


def joined(parts: Iterable[str]) -> str:
    """Parts of a second line with a raised dot between them, each with its own direction; empty ones left out."""
    return " · ".join(isolated(part) for part in parts if part)


def isolated(part: str, whole: str = "") -> str:
    """A part that keeps its own direction among others, in a window that runs from the right.

    One without any letter runs with the window: first-strong would turn "≈ 13:00–14:15" round. A line of a `whole`
    runs as that does: a full stop behind a Latin name stands at the end of an Arabic sentence.
    """
    if QGuiApplication.layoutDirection() != Qt.LayoutDirection.RightToLeft or not part:
        return part
    return _around(part, whole or part)


def as_typed(sign: str) -> str:
    """A sign that is typed, as it stands on its key: brackets are drawn the other way round among Arabic letters."""
    from_right = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return f"{_LRI}{sign}{_PDI}" if from_right else sign


def _around(part: str, whole: str) -> str:
    """A part with the signs around it that keep its own direction; a telephone number runs from the left.

    Several parts run as the first of them does: a time comes before whose it is.
    """
    kinds = {_direction(letter) for letter in whole} - {""}
    turned = whole[0] == _RLI or "R" in kinds or not (kinds or _NUMBER.fullmatch(whole))
    return f"{_RLI if turned else _LRI}{_open(part, whole)}{part}{_PDI}"


def _open(part: str, whole: str) -> str:
    """What keeps a direction and is open where a line of a whole begins: broken there, it would hold no more."""
    signs = list[str]()
    for letter in whole[: max(whole.find(part.rstrip("…")), 0)]:
        if letter in (_LRI, _RLI):
            signs.append(letter)
        elif letter == _PDI and signs:
            signs.pop()
    return "".join(signs)


def _direction(letter: str) -> str:
    """ "R" for a letter that runs from the right, "L" for another, nothing for what is no letter."""
    if not letter.isalpha():
        return ""
    return "R" if unicodedata.bidirectional(letter) in {"R", "AL"} else "L"


def from_right(words: str) -> bool:
    """Whether any letter of a text runs from the right."""
    return "R" in map(_direction, words)


def lettered(words: str) -> bool:
    """Whether a text holds a letter: one that holds none runs as the window does."""
    return any(map(_direction, words))


def direction(words: str) -> Qt.LayoutDirection:
    """The direction in which a text runs by itself: that of its first letter."""
    turned = next(filter(None, map(_direction, words)), "") == "R"
    return Qt.LayoutDirection.RightToLeft if turned else Qt.LayoutDirection.LeftToRight


def led(words: str) -> str:
    """Words of which each line begins where the window does, also where its first letter runs the other way."""
    from_right = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    first = next(filter(None, map(_direction, words)), "")
    if not words or (not from_right and first != "R"):
        return words
    mark = _RLM if from_right else _LRM
    return "\n".join(f"{mark}{_around(line, line)}" if line else "" for line in words.split("\n"))


def tip(words: str) -> str:
    """Words under the pointer, as they are: Qt would take a name such as "R&D <Unit>" for marks of a web page."""
    return RichText.convertFromPlainText(words) if RichText.mightBeRichText(words) else words


def called(person: Person) -> str:
    """The name of a person; of one who was forgotten, that they were: a row must say something."""
    return whole_name(person) or say("Forgotten person")


def offset(minutes: int) -> str:
    """A difference to universal time: "UTC+2", "UTC+5:30"; always left to right."""
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


def hour(minute: int) -> str:
    """A line of the clock: minutes after midnight as `HH:MM`."""
    return digits(f"{minute // 60 % 24:02d}:{minute % 60:02d}")


def later(item: ProgrammeItem) -> tuple[int, int]:
    """Sorts items of a day by time; those without one come last, in their order."""
    return (clock_minutes(item.start) if item.start else 2880, item.order)
