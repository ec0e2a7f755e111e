"""Instants from wall-clock times, where clocks change and zones differ."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.records.institutions import Place
from briefer.records.programme import Leg, ProgrammeItem
from briefer.records.visits import Stop, Visit
from briefer.rules import clocks
from briefer.rules.clocks import Interval
from factories import made

COPENHAGEN = "Europe/Copenhagen"
ZONES = (
    "UTC",
    COPENHAGEN,
    "Asia/Kathmandu",
    "America/St_Johns",
    "Pacific/Apia",
    "Australia/Lord_Howe",
)


@pytest.mark.parametrize(
    ("day", "clock", "utc", "doubt"),
    [
        (date(2027, 3, 27), "10:00", "2027-03-27 09:00", ""),
        (date(2027, 3, 29), "10:00", "2027-03-29 08:00", ""),
        (date(2027, 3, 28), "02:30", "2027-03-28 01:30", "never"),
        (date(2027, 3, 28), "03:00", "2027-03-28 01:00", ""),
        (date(2027, 10, 31), "02:30", "2027-10-31 00:30", "twice"),
        (date(2027, 10, 31), "03:30", "2027-10-31 02:30", ""),
    ],
)
def test_the_moment_at_which_clocks_show_a_time(
    day: date, clock: str, utc: str, doubt: clocks.Doubt
) -> None:
    at = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert clocks.instant(day, clock, COPENHAGEN) == (at, doubt)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.times(), st.sampled_from(ZONES))
def test_a_time_that_occurs_is_shown_by_the_clock(day: date, time: object, zone: str) -> None:
    clock = f"{time:%H:%M}"
    at, doubt = clocks.instant(day, clock, zone)
    if doubt != "never":
        shown = at.astimezone(clocks.zone(zone))
        assert (shown.date(), f"{shown:%H:%M}") == (day, clock)


@pytest.mark.parametrize("name", ["", "Nowhere/City", "../etc/passwd", "Europe", "x" * 64])
def test_a_zone_that_does_not_exist_is_none(name: str) -> None:
    assert clocks.zone(name) is None
    assert clocks.offset(name, date(2027, 3, 9)) is None
    assert clocks.instant(date(2027, 3, 9), "10:00", name).at.hour == 10


def test_offsets_follow_the_seasons() -> None:
    assert clocks.offset(COPENHAGEN, date(2027, 3, 9)) == timedelta(hours=1)
    assert clocks.offset(COPENHAGEN, date(2027, 7, 9)) == timedelta(hours=2)
    assert clocks.ahead("Asia/Riyadh", COPENHAGEN, date(2027, 3, 9)) == timedelta(hours=2)
    assert clocks.ahead("Asia/Riyadh", COPENHAGEN, date(2027, 7, 9)) == timedelta(hours=1)
    assert clocks.ahead("Asia/Riyadh", "Nowhere/City", date(2027, 7, 9)) == timedelta()


def test_an_interval_across_zones_and_midnight() -> None:
    flight = clocks.interval("2027-03-09", "22:50", "01:25", 1, (COPENHAGEN, "Europe/Helsinki"))
    assert flight is not None
    assert flight.length == timedelta(hours=1, minutes=35)
    night = clocks.interval("2027-03-27", "22:00", "08:00", 1, (COPENHAGEN, COPENHAGEN))
    assert night is not None
    assert night.length == timedelta(hours=9), "clocks go forward that night"


@pytest.mark.parametrize("day", ["", "2027", "early 2027-03", "2027-02-30"])
def test_without_a_day_or_a_start_there_is_no_interval(day: str) -> None:
    assert clocks.interval(day, "10:00", "11:00", 0, ("UTC", "UTC")) is None
    assert clocks.interval("2027-03-09", "", "11:00", 0, ("UTC", "UTC")) is None


def test_an_end_before_the_start_is_no_length_and_an_open_end_is_a_point() -> None:
    for end in ("09:00", ""):
        point = clocks.interval("2027-03-09", "10:00", end, 0, ("UTC", "UTC"))
        assert point is not None
        assert point.length == timedelta()


def _between(start: int, end: int) -> Interval:
    base = datetime(2027, 3, 9, tzinfo=UTC)
    return Interval(base + timedelta(hours=start), base + timedelta(hours=end))


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((9, 11), (10, 12), True),
        ((9, 10), (10, 11), False),
        ((9, 12), (10, 11), True),
        ((9, 9), (9, 9), True),
        ((9, 9), (8, 10), True),
        ((9, 9), (9, 10), True),
        ((10, 10), (9, 10), False),
        ((9, 9), (10, 10), False),
    ],
)
def test_overlaps(one: tuple[int, int], other: tuple[int, int], overlap: bool) -> None:
    assert _between(*one).overlaps(_between(*other)) is overlap
    assert _between(*other).overlaps(_between(*one)) is overlap


def test_an_item_ends_in_its_own_zone_else_where_it_arrives_else_at_its_stop() -> None:
    visit = made(Visit, "v", title="V")
    stop = made(Stop, "s", visit=visit, zone=COPENHAGEN)
    port = made(Place, "p", name="P", zone="Europe/Helsinki")
    item = made(ProgrammeItem, "i", visit=visit, title="T")
    leg = made(Leg, "l", item=item, destination=port)
    own = made(ProgrammeItem, "i", visit=visit, title="T", end_zone="Asia/Riyadh")
    places = {port.id: port}
    assert clocks.end_zone(own, stop, (leg,), places) == "Asia/Riyadh"
    assert clocks.end_zone(item, stop, (leg,), places) == "Europe/Helsinki"
    assert clocks.end_zone(item, stop, (), places) == COPENHAGEN
    assert clocks.end_zone(item, None, (), places) == ""


def test_minutes() -> None:
    assert clocks.minutes("01:30") == 90
    assert clocks.minutes_after("23:50", 20) == "00:10"
    assert clocks.minutes_after("00:10", -20) == "23:50"
