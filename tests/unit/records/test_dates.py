"""Dates with a precision."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.records import dates
from briefer.records.base import When


@pytest.mark.parametrize(
    ("when", "first", "last", "precision", "part"),
    [
        ("2018-05-29", date(2018, 5, 29), date(2018, 5, 29), "day", ""),
        ("2022-12", date(2022, 12, 1), date(2022, 12, 31), "month", ""),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month", ""),
        ("early 2022-12", date(2022, 12, 1), date(2022, 12, 10), "part", "early"),
        ("mid 2022-12", date(2022, 12, 11), date(2022, 12, 20), "part", "mid"),
        ("late 2023-02", date(2023, 2, 21), date(2023, 2, 28), "part", "late"),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "year", ""),
    ],
)
def test_what_a_date_says(
    when: str, first: date, last: date, precision: dates.Precision, part: dates.Part
) -> None:
    assert dates.read(when) == dates.Span(first, last, precision, part)


def test_an_open_date_says_nothing() -> None:
    assert dates.read("") is None
    assert dates.day("") is None


def test_only_a_day_is_a_day() -> None:
    assert dates.day("2018-05-29") == date(2018, 5, 29)
    assert dates.day("2018-05") is None


@pytest.mark.parametrize("when", ["2026-02-30", "2026-13", "early 2026-00"])
def test_a_date_that_does_not_exist_is_refused(when: str) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        dates.read(when)


@pytest.mark.parametrize(
    "text", ["29 May", "2018-5-29", "early 2022", "early 2022-12-01", "2022-12 "]
)
def test_what_is_no_date_does_not_enter_a_record(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(text, When)


def test_order_is_by_first_day_and_open_dates_come_last() -> None:
    whens = ["", "2022", "2022-12-05", "early 2022-12", "2018-06-01", "2018-05-29"]
    assert sorted(whens, key=dates.sort_key) == [
        "2018-05-29",
        "2018-06-01",
        "2022",
        "early 2022-12",
        "2022-12-05",
        "",
    ]


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_lies_in_its_part_its_month_and_its_year(day: date) -> None:
    part = "early" if day.day <= 10 else "mid" if day.day <= 20 else "late"
    month = f"{day:%Y-%m}" if day.year >= 1000 else ""
    for when in (day.isoformat(), f"{part} {month}", month, f"{day.year:04}"):
        span = dates.read(when)
        assert span is not None
        assert span.first <= day <= span.last
