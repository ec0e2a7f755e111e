"""Whether a record can be kept: what its struct demands, and what a struct cannot say.

Not here: what would be wise (`rules.checks`).
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar, get_type_hints
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.records import dates
from briefer.records.base import Record, When, Zone
from briefer.records.kinds import name_of
from briefer.records.visits import Stop
from briefer.text import clean

R = TypeVar("R", bound=Record)

_LARGEST_NUMBER = 2**31
"""Databases hold whole numbers below this."""
_LONG = re.compile(r"^Expected `str` of length <= (\d+)")


def fit(record: R) -> R:
    """The record without characters that nobody can keep or print.

    Raises:
        KnownError: a value is too long or has the wrong form.

    """
    plain = _cleaned(msgspec.to_builtins(record, builtin_types=(UUID, datetime)))
    try:
        found = msgspec.convert(plain, type(record))
    except msgspec.ValidationError as error:
        long = _LONG.match(str(error))
        if long:
            sentence = say("A text of “{name}” is longer than {limit} characters.")
            raise KnownError(sentence.format(name=_short(record), limit=long.group(1))) from error
        sentence = say("This cannot be kept in “{name}”: {reason}.")
        raise KnownError(sentence.format(name=_short(record), reason=error)) from error
    for field, check in _checks(type(record)):
        sentence = check(getattr(found, field))
        if sentence:
            raise KnownError(sentence.format(value=getattr(found, field)))
    return found


@cache
def _checks(record: type[Record]) -> tuple[tuple[str, Callable[[Any], str]], ...]:
    """What a pattern cannot say of a field: that the day, the zone exists, that the number can be stored."""
    by_type: dict[object, Callable[[Any], str]] = {When: _day, Zone: _zone, int: _number}
    hints = get_type_hints(record, include_extras=True)
    own = _OF_FIELDS.get(record, {})
    return tuple(
        (field, own.get(field) or by_type[hint]) for field, hint in hints.items() if hint in by_type
    )


def _day(value: str) -> str:
    try:
        dates.read(value)
    except ValueError:
        return say("There is no day {value}.")
    return ""


def _zone(value: str) -> str:
    try:
        ZoneInfo(value or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return say("There is no time zone {value}; an example is Europe/Copenhagen.")
    return ""


def _stop_zone(value: str) -> str:
    """Every time of the programme is read in it."""
    if not value:
        return say("A stop needs a time zone; an example is Europe/Copenhagen.")
    return _zone(value)


def _number(value: int) -> str:
    return "" if abs(value) < _LARGEST_NUMBER else say("{value} is too large a number.")


_OF_FIELDS: dict[type[Record], dict[str, Callable[[Any], str]]] = {Stop: {"zone": _stop_zone}}
"""Where a field demands more than others of its type."""


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    if isinstance(value, dict):
        return {name: _cleaned(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(each) for each in value]
    return value


def _short(record: Record) -> str:
    return str(name_of(record))[:60]
