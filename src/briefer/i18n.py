"""Translation and the printed form of dates, for screen and paper, through gettext and Babel.

Two languages are at work and never tied: the window's (one a process, `use`, read by `say`) and a pack's (a
`Language` that the compiler carries). Each has a catalogue of its own, `window` and `pack`, in resources/locale
(`make catalogue`). Whole sentences are translated, with named places:
`say("Item {number} begins at {time}").format(number=8, time="09:00")`.
Not here: what is said.
"""

import gettext
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, wraps
from typing import Literal, NamedTuple, Protocol, TypeVar

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal

from briefer import resources

Table = TypeVar("Table")

_Date = date
"""The type, where `Language.date` hides its name."""

HARD = "\u00a0"
"""A space at which no line breaks: 9 March, UTC+1, Room 2.14."""


class Dated(Protocol):
    """A date with a precision: what `records.dates.read` gives."""

    @property
    def first(self) -> date:
        """The first day that it may mean."""

    @property
    def last(self) -> date:
        """The last."""

    @property
    def precision(self) -> str:
        """Day, part, month or year."""

    @property
    def part(self) -> str:
        """Early, mid or late in the month."""


Weekday = Literal["", "short", "full"]
"""Whether a weekday stands before a day: none, "Tue", "Tuesday"."""


class _Forms(NamedTuple):
    """CLDR patterns of one language, put together as weekday, day, month."""

    day: str = "d"
    full: str = "EEEE "
    short: str = "EEE "
    first: str = ""
    """The day of the first of a month, where it is no plain number."""
    to: str = "–"
    """Between the ends of a range; in Arabic a word, for a dash would be read either way."""


_FORMS = {
    "da": _Forms("d.", "EEEE 'den' "),
    "fr": _Forms(first="d'er'"),
    "ar": _Forms(to=" إلى "),
}


_WHOLE = (1, 0, 2, 3, 11, 100)
"""One whole number of each plural form that a language may have."""

_LATIN = ("latn", "0123456789")
_DIGITS = {"ar": ("arab", "٠١٢٣٤٥٦٧٨٩")}
"""The digits of a window's language that are not the Latin ones, and what Babel calls them."""


def mark(message: str) -> str:
    """Mark a text in a table for the catalogue; it is translated where it is said."""
    return message


_COUNTS = (
    mark("no"),
    mark("one"),
    mark("two"),
    mark("three"),
    mark("four"),
    mark("five"),
    mark("six"),
    mark("seven"),
    mark("eight"),
    mark("nine"),
    mark("ten"),
    mark("eleven"),
    mark("twelve"),
)


class Language:
    """One language: its catalogue, its printed dates and numbers."""

    def __init__(self, tag: str) -> None:
        """Open the catalogue of `tag`; without one, texts stay as they are in the source, in English."""
        self.tag = tag
        self.locale = Locale.parse(tag, sep="-") if tag != "en" else Locale("en", "GB")
        self.right_to_left = self.locale.text_direction == "rtl"
        self.to = _FORMS.get(tag, _Forms()).to
        """What stands between the ends of a range: "09:00–09:45", "1–4"."""
        self._catalogue = _catalogue(tag, "pack", "window")

    def say(self, message: str, of: str = "") -> str:
        """The translation of a whole sentence or label; `of` tells what it is said of where one word says two things."""
        return self._catalogue.pgettext(of, message) if of else self._catalogue.gettext(message)

    def say_many(self, one: str, many: str, count: float, of: str = "") -> str:
        """The translation in the plural form that `count` asks for, which may be a decimal: 0.6 of a page."""
        return _many(self._catalogue, one, many, _whole(count, self.locale), of)

    def digits(self, number: object) -> str:
        """A number, a time or a date with its digits as a window in this language writes them; packs keep the Latin ones."""
        _, signs = _DIGITS.get(self.tag, _LATIN)
        return str(number).translate(str.maketrans(_LATIN[1], signs))

    def date(self, day: date, form: str) -> str:
        """A date in a CLDR pattern, such as `EEEE d MMMM y`."""
        return format_date(day, form, locale=self.locale)

    def when(
        self,
        dated: Dated | None,
        *,
        weekday: Weekday = "",
        year: bool = True,
        short: bool = False,
    ) -> str:
        """A date in its precision: "29 May 2018", "early December 2022", "2022"; empty when open."""
        if dated is None:
            return ""
        if dated.precision == "year":
            return self.date(dated.first, "y")
        if dated.precision == "day":
            month = "MMM" if short else "MMMM"
            return self._day(dated.first, weekday, month, year=year)
        month = self.date(dated.first, "MMM" if short else "MMMM")
        parts = {
            "early": self.say("early {month}"),
            "mid": self.say("mid {month}"),
            "late": self.say("late {month}"),
        }
        words = parts[dated.part].format(month=month) if dated.part else month
        return f"{words} {self.date(dated.first, 'y')}" if year else words

    def period(
        self,
        start: Dated | None,
        end: Dated | None,
        *,
        weekday: Weekday = "",
        year: bool = True,
        short: bool = False,
    ) -> str:
        """From a date to a date: "8–12 March 2027", "29 May–1 June 2018", "early December 2022".

        With short weekdays: "Mon 8 – Wed 10 March".
        """
        start, end = start or end, end or start
        if start is None or end is None:
            return ""
        if (start.first, start.last) == (end.first, end.last):
            return self.when(start, weekday=weekday, year=year, short=short)
        one_year = start.first.year == end.first.year
        to = self.when(end, weekday=weekday, year=year, short=short)
        if start.precision == end.precision == "day":
            one_month = one_year and start.first.month == end.first.month
            month = "" if one_month else "MMM" if short else "MMMM"
            since = self._day(start.first, weekday, month, year=year and not one_year)
            return f"{since}{self._apart}{to}" if weekday else f"{since}{self.to}{to}"
        since = self.when(start, weekday=weekday, year=year and not one_year, short=short)
        return f"{since}{self._apart}{to}"

    @property
    def _apart(self) -> str:
        """Between the ends of a range that hold spaces themselves."""
        return self.to if self.to.startswith(" ") else f" {self.to} "

    def _day(self, at: "_Date", weekday: Weekday, month: str, *, year: bool) -> str:
        forms = _FORMS.get(self.tag, _Forms())
        before = {"": "", "short": forms.short.replace(" ", HARD), "full": forms.full}[weekday]
        day = self.day_form(at.day)
        pattern = before + day + (f"{HARD}{month}" if month else "") + (" y" if year else "")
        return self.date(at, pattern)

    def day_form(self, day: int) -> str:
        """The CLDR pattern of the number of a day: "9", in Danish "9.", in French "1er" and "9"."""
        forms = _FORMS.get(self.tag, _Forms())
        return forms.first if day == 1 and forms.first else forms.day

    def short_day(self, at: "_Date", *, month: bool) -> str:
        """A day in a narrow column: "Tue 9", or "9 Mar" where one month is not like the other."""
        pattern = ("", "MMM") if month else ("short", "")
        return self._day(at, *pattern, year=False).replace(HARD, " ")  # type: ignore[arg-type]  # "" is a weekday

    def moment(self, at: datetime, *, weekday: Weekday = "") -> str:
        """A moment with its offset: "26 February 2027, 17:40 (UTC+3)"."""
        offset = self.offset(at.utcoffset() or timedelta())
        day = self._day(at.date(), weekday, "MMMM", year=True)
        return f"{day}, {at:%H:%M} ({offset})"

    def offset(self, offset: timedelta) -> str:
        """The distance of a zone from UTC: "UTC+1", "UTC−3:30", "UTC"."""
        minutes = round(offset.total_seconds() / 60)
        if not minutes:
            return "UTC"
        hours, rest = divmod(abs(minutes), 60)
        sign = "+" if minutes > 0 else "−"
        return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")

    def city(self, zone: str) -> str:
        """The city that a time zone is named after, in this language; empty for one that names none."""
        if "/" not in zone or zone.startswith("Etc/"):
            return ""
        try:
            place = get_timezone_location(zone, locale=self.locale, return_city=True)
        except LookupError:
            return ""
        return place.rpartition("/")[2]

    def tongue(self, tag: str) -> str:
        """The name of a language in this one: "French"; the tag where it has none."""
        try:
            return Locale.parse(tag, sep="-").get_display_name(self.locale) or tag
        except (ValueError, UnknownLocaleError):
            return tag

    def script(self, code: str) -> str:
        """The name of a script (ISO 15924) in this language: "Georgian"; the code where it has none."""
        return str(self.locale.scripts.get(code, code))

    def enumerated(self, said: Iterable[str]) -> str:
        """Several things in a sentence: "2018, 2020 and 2022"."""
        return format_list([*said], locale=self.locale)

    def headline(self, text: str) -> str:
        """A text where a title begins: with a capital, which days have in English only."""
        return text[:1].upper() + text[1:]

    def count(self, number: int) -> str:
        """A small number as a word, a large one in figures."""
        return self.say(_COUNTS[number]) if 0 <= number < len(_COUNTS) else str(number)


@cache
def language(tag: str) -> Language:
    """The language of a tag.

    Raises:
        ValueError: the tag is not one of `languages()`.

    """
    if tag not in languages():
        raise ValueError(tag)
    return Language(tag)


@cache
def languages() -> tuple[str, ...]:
    """The languages of packs: English, the source, and each that has a catalogue of what packs print."""
    catalogues = resources.folder("locale").glob("*/LC_MESSAGES/pack.mo")
    return ("en", *sorted(each.parent.parent.name for each in catalogues))


@cache
def window_languages() -> tuple[str, ...]:
    """The languages that the window speaks: English, the source, and each that has a catalogue of its texts."""
    catalogues = resources.folder("locale").glob("*/LC_MESSAGES/window.mo")
    return ("en", *sorted(each.parent.parent.name for each in catalogues))


def _catalogue(tag: str, *domains: str) -> gettext.NullTranslations:
    """What is translated, the first domain before the others; nothing where there is no catalogue."""
    found = gettext.NullTranslations()
    for domain in domains:
        try:
            more = gettext.translation(domain, resources.folder("locale"), [tag])
        except FileNotFoundError:
            continue
        if isinstance(found, gettext.GNUTranslations):
            found.add_fallback(more)
        else:
            found = more
    return found


class _Process:
    """What holds for the whole process, in every thread: the window's catalogue."""

    window = gettext.NullTranslations()
    tag = "en"


def use(tag: str) -> None:
    """Choose the window's language; called once by the composition root."""
    _Process.tag = tag
    # the titles of recipes, sections and audiences stand among what packs print
    _Process.window = _catalogue(tag, "window", "pack")


def window_language() -> Language:
    """The window's language."""
    return _language(_Process.tag)


@cache
def _language(tag: str) -> Language:
    return Language(tag)


def say(message: str, of: str = "") -> str:
    """A text of the window or the command line in its language; `of` tells what it is said of where one word says two things."""
    return _Process.window.pgettext(of, message) if of else _Process.window.gettext(message)


def say_many(one: str, many: str, count: float, of: str = "") -> str:
    """A text in the plural form that `count` asks for, in the window's language; the count may be a decimal."""
    return _many(_Process.window, one, many, _whole(count, window_language().locale), of)


def figures(count: int) -> str:
    """A count with its thousands parted and in the digits of the window's language: "1,027"."""
    return _figures(count, "#,##0")


def tenths(number: float) -> str:
    """A number with one decimal, as the window's language writes it: "4.5", in French "4,5"."""
    return _figures(number, "0.0")


def _figures(number: float, form: str) -> str:
    language, (system, _) = window_language(), _DIGITS.get(_Process.tag, _LATIN)
    return language.digits(
        format_decimal(number, form, locale=language.locale, numbering_system=system)
    )


def _many(catalogue: gettext.NullTranslations, one: str, many: str, count: int, of: str) -> str:
    return catalogue.npgettext(of, one, many, count) if of else catalogue.ngettext(one, many, count)


def _whole(count: float, locale: Locale) -> int:
    """The whole number that takes the plural form of a count: in French that of 1.5 is the singular's."""
    if count == int(count):
        return int(count)
    form = locale.plural_form(Decimal(str(count)))
    return next((whole for whole in _WHOLE if locale.plural_form(whole) == form), _WHOLE[-1])


def once_a_language(make: Callable[[], Table]) -> Callable[[], Table]:
    """For a table of texts that is asked for often: it is made once for each language of the window."""
    made = cache(lambda _tag: make())
    return wraps(make)(lambda: made(_Process.tag))
