"""Translation and the printed form of dates, for screen and paper, through gettext and Babel.

Two languages are at work and never tied: the window's (one a process, `use`, read by `say`) and a pack's (a
`Language` that the compiler carries). Whole sentences are translated, with named places:
`say("Item {number} begins at {time}").format(number=8, time="09:00")`.
Not here: what is said.
"""

import gettext
from contextvars import ContextVar
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date

from briefer import resources

LANGUAGES = ("en", "fr", "da", "nl", "ar")
"""The languages of packs and window. English is the source; others need a catalogue in resources/locale."""


class Language:
    """One language: its catalogue and its printed dates."""

    def __init__(self, tag: str) -> None:
        """Open the catalogue of `tag`; without one, texts stay as they are in the source, in English."""
        self.tag = tag
        self.locale = Locale.parse(tag, sep="-") if tag != "en" else Locale("en", "GB")
        self.right_to_left = self.locale.text_direction == "rtl"
        self._catalogue = _catalogue(tag)

    def say(self, message: str) -> str:
        """The translation of a whole sentence or label."""
        return self._catalogue.gettext(message)

    def say_many(self, one: str, many: str, count: int) -> str:
        """The translation in the plural form that `count` asks for."""
        return self._catalogue.ngettext(one, many, count)

    def date(self, day: date, form: str) -> str:
        """A date in a CLDR pattern, such as `EEEE d MMMM y`."""
        return format_date(day, form, locale=self.locale)


@cache
def language(tag: str) -> Language:
    """The language of a tag.

    Raises:
        ValueError: the tag is not one of `LANGUAGES`.

    """
    if tag not in LANGUAGES:
        raise ValueError(tag)
    return Language(tag)


def _catalogue(tag: str) -> gettext.NullTranslations:
    try:
        return gettext.translation("briefer", resources.folder("locale"), [tag])
    except FileNotFoundError:
        return gettext.NullTranslations()


_window: ContextVar[str] = ContextVar("window language", default="en")
"""The one setting that every room above may read: it is a property of the process, like its locale."""


def use(tag: str) -> None:
    """Choose the window's language; called once by the composition root."""
    _window.set(tag)


def say(message: str) -> str:
    """A text of the window or the command line in the window's language."""
    return language(_window.get()).say(message)


def say_many(one: str, many: str, count: int) -> str:
    """A text in the plural form that `count` asks for, in the window's language."""
    return language(_window.get()).say_many(one, many, count)
