"""What is due when: tasks of a visit, briefs that somebody owes, private data that are to be deleted.

Days are counted on the calendar, without office hours. Not here: who reads the clock, and how it is shown.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple
from uuid import UUID

from briefer.records import dates
from briefer.records.briefs import Brief
from briefer.records.people import PrivateData
from briefer.records.visits import Task, Visit

When = Literal["overdue", "today", "week", "later", "open"]
ORDER: tuple[When, ...] = ("overdue", "today", "week", "later", "open")
_WEEK = timedelta(days=7)
KEPT_AFTER = timedelta(days=90)
"""So long after the last visit that somebody takes part in their private data are kept, if no day is set."""


class Due(NamedTuple):
    """One thing that somebody owes."""

    kind: Literal["task", "brief", "private"]
    record: UUID
    visit: UUID | None
    """None of private data, which belong to a person."""
    item: UUID | None
    """Of a brief: the item that it is for."""
    what: str
    """As typed; of a brief the item's title, of private data the person."""
    owner: str
    day: date | None
    person: UUID | None = None
    """Of private data: whose they are."""


def due_day(task: Task, visit: Visit) -> date | None:
    """The day of a task: its own, else so many days before the visit begins; None while that is open.

    A date that names a month only is due on its last day.
    """
    if own := dates.read(task.due):
        return own.last
    begins = dates.read(visit.start)
    if begins is None or task.days_before is None:
        return None
    return begins.first - timedelta(days=task.days_before)


def deletion_day(private: PrivateData, visits: Iterable[Visit]) -> date | None:
    """The day on which private data are to be deleted: their own, else some time after the last of the visits."""
    if own := dates.read(private.delete_on):
        return own.last
    spans = [span for visit in visits if (span := dates.read(visit.end or visit.start))]
    return max(span.last for span in spans) + KEPT_AFTER if spans else None


def owed(brief: Brief) -> bool:
    """Whether a brief was promised for a day and is not final."""
    return bool(brief.due) and brief.status != "final"


def when(day: date | None, today: date) -> When:
    """How near a day is; a week is the seven days after today."""
    if day is None:
        return "open"
    if day < today:
        return "overdue"
    if day == today:
        return "today"
    return "week" if day <= today + _WEEK else "later"


def in_order(due: Iterable[Due]) -> tuple[Due, ...]:
    """The earliest first, what has no day last."""
    return tuple(sorted(due, key=lambda one: (one.day is None, one.day or date.max, one.what)))
