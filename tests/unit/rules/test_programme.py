"""The order of a programme, its sheets and its numbers."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from briefer.pack.shipped import item_kinds
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Phase, Stop, Visit
from briefer.rules import programme
from factories import made

VISIT = made(Visit, "v", title="V")
WEST = made(Stop, "west", visit=VISIT, zone="America/New_York")
EAST = made(Stop, "east", visit=VISIT, zone="Europe/Paris")


def item(key: str, **fields: Any) -> ProgrammeItem:
    return made(ProgrammeItem, key, visit=VISIT, title=key, **fields)


def order(
    *items: ProgrammeItem, stops: tuple[Stop, ...] = (), phases: tuple[Phase, ...] = ()
) -> list[list[str]]:
    sheets = programme.sheets(items, stops, phases)
    return [[each.key for each in sheet.items] for sheet in sheets]


def test_days_come_in_their_order_and_times_within_them() -> None:
    assert order(
        item("c", day="2027-03-10", start="09:00"),
        item("b", day="2027-03-09", start="15:00"),
        item("a", day="2027-03-09", start="09:00"),
    ) == [["a", "b"], ["c"]]


def test_an_item_without_a_time_stays_behind_the_one_it_was_put_behind() -> None:
    day = {"day": "2027-03-09"}
    assert order(
        item("first", **day, order=1),
        item("late", **day, order=2, start="15:00"),
        item("after-late", **day, order=3),
        item("early", **day, order=4, start="09:00"),
    ) == [["first", "early", "late", "after-late"]]


def test_times_are_compared_as_moments_not_as_figures() -> None:
    day = {"day": "2027-03-09"}
    assert order(
        item("lands", **day, start="10:00", stop=WEST),  # 15:00 UTC
        item("leaves", **day, start="11:00", stop=EAST),  # 10:00 UTC
        stops=(WEST, EAST),
    ) == [["leaves", "lands"]]


def test_items_without_days_go_by_stop_and_stops_by_phase() -> None:
    later, first = (made(Phase, key, visit=VISIT) for key in ("later", "first"))
    one = made(Stop, "one", visit=VISIT, phase=later)
    two = made(Stop, "two", visit=VISIT, phase=first)
    assert order(
        item("a", stop=one),
        item("nowhere"),
        item("b", stop=two, day="2027"),
        item("c", stop=two),
        stops=(one, two),
        phases=(first, later),
    ) == [["b", "c"], ["a"], ["nowhere"]]


def test_they_stand_after_the_days_of_their_stop() -> None:
    stop = made(Stop, "s", visit=VISIT, start="2027-03-08", end="2027-03-10")
    assert order(
        item("after", day="2027-03-11"),
        item("open", stop=stop),
        item("in", day="2027-03-10"),
        stops=(stop,),
    ) == [["in"], ["open"], ["after"]]


def test_a_day_that_does_not_exist_is_as_open() -> None:
    assert order(item("a", day="2027-02-30"), item("b", day="2027-03-01")) == [["b"], ["a"]]


@given(st.permutations(range(6)))
def test_the_order_of_input_does_not_matter_where_orders_differ(places: list[int]) -> None:
    items = [
        item("a", day="2027-03-09", order=1, start="09:00"),
        item("b", day="2027-03-09", order=2),
        item("c", day="2027-03-09", order=3, start="08:00"),
        item("d", day="2027-03-10", order=1),
        item("e", order=1, stop=EAST),
        item("f", order=2, stop=EAST),
    ]
    assert order(*(items[place] for place in places), stops=(EAST,)) == [
        ["c", "a", "b"],
        ["d"],
        ["e", "f"],
    ]


def test_numbers_are_kept_for_life_and_the_rest_is_counted_on() -> None:
    items = [
        item("new"),
        item("old"),
        item("free", kind="free time"),
        item("gone", status="cancelled"),
    ]
    numbers = programme.numbers(items, {items[1].id: 4}, item_kinds())
    assert {each.key: numbers.get(each.id) for each in items} == {
        "new": (5, True),
        "old": (4, False),
        "free": None,
        "gone": (6, True),
    }


def test_without_issued_numbers_items_are_counted_from_one() -> None:
    items = [item("a"), item("b")]
    assert [programme.numbers(items, {}, item_kinds())[each.id].value for each in items] == [1, 2]
