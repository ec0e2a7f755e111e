"""How long ago a record of the library was looked through.

Not here: where that is shown.
"""

from datetime import date

from briefer.records import dates

STALE = 12
"""Months after which a profile is to be looked through again."""


def months_since(reviewed_on: str, today: date) -> int | None:
    """Whole months since a review, counted from the last day that its date may mean; None where there was none."""
    span = dates.read(reviewed_on)
    if span is None:
        return None
    last = span.last
    months = (today.year - last.year) * 12 + today.month - last.month
    return max(0, months - (today.day < last.day))


def is_stale(reviewed_on: str, today: date) -> bool:
    """Whether a profile is to be looked through again: never reviewed, or too long ago."""
    months = months_since(reviewed_on, today)
    return months is None or months >= STALE
