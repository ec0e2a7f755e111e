"""What a search can be narrowed to by typing it: a kind, a country, a theme, a year, a marking.

Not here: which records are of a country or a theme (`services.search`).
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from briefer.gui import shown
from briefer.gui.models.rows import Row
from briefer.i18n import say
from briefer.text import terms

if TYPE_CHECKING:
    from briefer.services.search import Choices, Wanted

_LEAST = 2
"""Letters that must be typed before anything is offered."""
MOST = 5


class Narrowed(NamedTuple):
    """One field of what is wanted, its value, and its words."""

    field: str
    value: Any
    words: str


def offers(choices: "Choices", kinds: Mapping[str, str], wanted: "Wanted", typed: str) -> list[Row]:
    """Rows for what is called as was typed; `kinds` are the words of kinds. What holds already is not offered."""
    asked = terms(typed)
    if sum(map(len, asked)) < _LEAST:
        return []
    found = [
        Row(one, one.words, second=what, icon="filter", found=typed)
        for one, what, name in _all(choices, kinds)
        if _called(name, asked) and getattr(wanted, one.field) != one.value
    ]
    return found[:MOST]


def _called(name: str, asked: list[str]) -> bool:
    words = terms(name)
    return all(any(word.startswith(each) for word in words) for each in asked)


def _all(choices: "Choices", kinds: Mapping[str, str]) -> Iterator[tuple[Narrowed, str, str]]:
    for kind, name in kinds.items():
        yield Narrowed("kinds", (kind,), name), say("Kind"), name
    for country in choices.countries:
        yield Narrowed("country", country, country), say("Country"), country
    for year in choices.years:
        yield Narrowed("year", year, shown.digits(year)), say("Year"), str(year)
    for theme, name in choices.themes.items():
        yield Narrowed("theme", theme, name), say("Theme"), name
    for level, name in choices.markings.items():
        words = say("Up to {marking}").format(marking=name)
        yield Narrowed("up_to", level, words), say("Marking"), name
