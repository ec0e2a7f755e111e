"""When a profile is to be looked through again."""

from datetime import date

import pytest

from briefer.rules import review

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("reviewed", "months", "stale"),
    [
        ("", None, True),
        ("2026-11-22", 0, False),
        ("2026-12-24", 0, False),
        ("2026-10-23", 0, False),
        ("2026-10-22", 1, False),
        ("2025-11-23", 11, False),
        ("2025-11-22", 12, True),
        ("2025", 10, False),
        ("early 2025-10", 13, True),
    ],
)
def test_months_since_a_review(reviewed: str, months: int | None, stale: bool) -> None:
    assert (review.months_since(reviewed, TODAY), review.is_stale(reviewed, TODAY)) == (
        months,
        stale,
    )
