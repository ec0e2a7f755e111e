"""The printed forms of dates and numbers."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from briefer import i18n
from briefer.i18n import HARD, Weekday, language, languages
from briefer.records import dates

EN, DA, FR = language("en"), language("da"), language("fr")


@pytest.mark.parametrize(
    ("when", "printed"),
    [
        ("2018-05-29", "29_May 2018"),
        ("early 2022-12", "early December 2022"),
        ("mid 2022-12", "mid December 2022"),
        ("late 2022-12", "late December 2022"),
        ("2022-12", "December 2022"),
        ("2022", "2022"),
        ("", ""),
    ],
)
def test_a_date_is_printed_in_its_precision(when: str, printed: str) -> None:
    assert EN.when(dates.read(when)).replace(HARD, "_") == printed


@pytest.mark.parametrize(
    ("options", "printed"),
    [
        ({"weekday": "full"}, "Tuesday 9_March 2027"),
        ({"weekday": "short", "year": False}, "Tue_9_March"),
        ({"weekday": "short", "short": True}, "Tue_9_Mar 2027"),
        ({"year": False}, "9_March"),
        ({"short": True}, "9_Mar 2027"),
    ],
)
def test_a_day_is_printed_long_and_short(options: dict[str, bool], printed: str) -> None:
    assert EN.when(dates.read("2027-03-09"), **options).replace(HARD, "_") == printed  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "printed"),
    [
        ("2027-03-08", "2027-03-12", "8–12_March 2027"),
        ("2018-05-29", "2018-06-01", "29_May–1_June 2018"),
        ("2018-12-29", "2019-01-02", "29_December 2018–2_January 2019"),
        ("2027-03-08", "2027-03-08", "8_March 2027"),
        ("early 2022-12", "early 2022-12", "early December 2022"),
        ("early 2022-12", "late 2022-12", "early December – late December 2022"),
        ("2022-11", "2023-01", "November 2022 – January 2023"),
        ("2022", "2023", "2022 – 2023"),
        ("2022-12", "", "December 2022"),
        ("", "2022-12-05", "5_December 2022"),
        ("2022-12-05", "2023", "5_December 2022 – 2023"),
        ("", "", ""),
    ],
)
def test_a_period_says_nothing_twice(start: str, end: str, printed: str) -> None:
    assert EN.period(dates.read(start), dates.read(end)).replace(HARD, "_") == printed


@pytest.mark.parametrize(
    ("weekday", "printed"),
    [("short", "Mon_8 – Wed_10_March"), ("full", "Monday 8 – Wednesday 10_March")],
)
def test_a_period_with_weekdays(weekday: Weekday, printed: str) -> None:
    period = EN.period(
        dates.read("2027-03-08"), dates.read("2027-03-10"), weekday=weekday, year=False
    )
    assert period.replace(HARD, "_") == printed


def test_other_languages_have_their_own_forms() -> None:
    start, end = dates.read("2027-03-08"), dates.read("2027-03-12")
    assert DA.period(start, end).replace(HARD, " ") == "8.–12. marts 2027"
    assert DA.when(end, weekday="full").replace(HARD, " ") == "fredag den 12. marts 2027"
    assert FR.when(end, weekday="full").replace(HARD, " ") == "vendredi 12 mars 2027"


@pytest.mark.parametrize(
    ("hours", "printed"),
    [(0, "UTC"), (1, "UTC+1"), (5.75, "UTC+5:45"), (-3.5, "UTC−3:30"), (14, "UTC+14")],
)
def test_an_offset(hours: float, printed: str) -> None:
    assert EN.offset(timedelta(hours=hours)) == printed


def test_a_moment_bears_its_offset() -> None:
    at = datetime(2027, 2, 26, 17, 40, tzinfo=timezone(timedelta(hours=3)))
    assert EN.moment(at).replace(HARD, " ") == "26 February 2027, 17:40 (UTC+3)"
    assert (
        EN.moment(at, weekday="full").replace(HARD, " ") == "Friday 26 February 2027, 17:40 (UTC+3)"
    )
    assert EN.moment(at.astimezone(UTC)).endswith("14:40 (UTC)")


@pytest.mark.parametrize(
    ("zone", "city"),
    [
        ("Europe/Copenhagen", "Copenhagen"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("UTC", ""),
        ("Etc/GMT+3", ""),
        ("Nowhere/City", ""),
        ("", ""),
    ],
)
def test_the_city_of_a_zone(zone: str, city: str) -> None:
    assert EN.city(zone) == city


def test_the_city_of_a_zone_in_another_language() -> None:
    assert FR.city("Europe/Copenhagen") == "Copenhague"


def test_small_numbers_are_words() -> None:
    assert [EN.count(n) for n in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]


def test_the_name_of_a_language() -> None:
    assert [EN.tongue(tag) for tag in ("fr", "ar", "xx-none", "")] == [
        "French",
        "Arabic",
        "xx-none",
        "",
    ]


def test_every_language_prints_every_form() -> None:
    start, end = dates.read("2027-03-08"), dates.read("2027-04-01")
    for tag in languages():
        for weekday in ("", "short", "full"):
            assert language(tag).period(start, end, weekday=weekday)


def test_a_marked_text_is_itself() -> None:
    assert i18n.mark("Overview") == "Overview"
