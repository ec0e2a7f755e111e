"""What is due when."""

from datetime import date
from uuid import UUID

import pytest

from briefer.records.briefs import Brief
from briefer.records.visits import Task, Visit
from briefer.rules.due import Due, due_day, in_order, owed, when

TODAY = date(2026, 10, 1)
ID = UUID(int=1)


@pytest.mark.parametrize(
    ("start", "due", "days_before", "expected"),
    [
        ("2026-10-15", "", 14, date(2026, 10, 1)),
        ("2026-10-15", "", -3, date(2026, 10, 18)),
        ("2026-10-15", "2026-10-02", 14, date(2026, 10, 2)),  # its own day comes first
        ("2026-10-15", "2026-09", None, date(2026, 9, 30)),
        ("2027-03-01", "", 1, date(2027, 2, 28)),
        ("2026-12", "", 7, date(2026, 11, 24)),  # the first day that the month may mean
        ("", "", 14, None),
        ("2026-10-15", "", None, None),
    ],
)
def test_the_day_of_a_task(
    start: str, due: str, days_before: int | None, expected: date | None
) -> None:
    task = Task(visit=ID, what="Notice", due=due, days_before=days_before)
    assert due_day(task, Visit(title="Marsana", start=start)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 9, 30), "overdue"),
        (date(2026, 10, 1), "today"),
        (date(2026, 10, 2), "week"),
        (date(2026, 10, 8), "week"),
        (date(2026, 10, 9), "later"),
        (None, "open"),
    ],
)
def test_how_near_a_day_is(day: date | None, expected: str) -> None:
    assert when(day, TODAY) == expected


def test_a_brief_is_owed_until_it_is_final() -> None:
    assert owed(Brief(item=ID, due="2026-10-01", status="in draft"))
    assert not owed(Brief(item=ID, due="2026-10-01", status="final"))
    assert not owed(Brief(item=ID, status="asked"))


def test_the_earliest_first() -> None:
    def due(what: str, day: date | None) -> Due:
        return Due("task", ID, ID, None, what, "", day)

    some = [due("c", None), due("b", TODAY), due("a", TODAY), due("d", date(2026, 9, 1))]
    assert [one.what for one in in_order(some)] == ["d", "a", "b", "c"]
