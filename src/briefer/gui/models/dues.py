"""The list of what is due: a row a task, a brief, somebody's private data; grouped by how near; below what changed last."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from briefer.gui import shown
from briefer.gui.models.rows import Mark, Row
from briefer.i18n import say, say_many
from briefer.rules.due import ORDER, Due, When, when

if TYPE_CHECKING:
    from briefer.services.visits import VisitSummary

_ICONS = {"task": "list-checks", "brief": "file-text", "private": "lock"}
LATEST = 5
"""Visits that are told to have changed last."""


def heads() -> dict[str, str]:
    """The groups in words."""
    return {
        "overdue": say("Overdue"),
        "today": say("Today"),
        "week": say("In the next seven days"),
        "later": say("Later", of="due"),
        "open": say("Without a day"),
    }


def due_rows(
    due: Sequence[Due], visits: Mapping[UUID, str], today: date, *, officer: str = ""
) -> list[Row]:
    """The rows under their heads; `visits` are the names of visits, `officer` leaves only what is theirs."""
    mine = [one for one in due if not officer or one.owner == officer]
    rows: list[Row] = []
    for group in ORDER:
        some = [one for one in mine if when(one.day, today) == group and not _is_far(one, group)]
        if some:
            rows.append(Row(title=heads()[group]))
            rows += [
                due_row(one, visits.get(one.visit, "") if one.visit else "", today) for one in some
            ]
    return rows


def _is_far(due: Due, group: When) -> bool:
    """Private data that are to be deleted later than in a week would fill the list."""
    return due.kind == "private" and group == "later"


def due_words(due: Due) -> str:
    """What is owed."""
    return {
        "task": due.what,
        "brief": say("Brief: {item}").format(item=due.what),
        "private": say("Delete private data: {person}").format(person=due.what),
    }[due.kind]


def due_row(due: Due, visit: str, today: date) -> Row:
    """What is owed, of which visit and by whom; its day at the end, and how late it is."""
    late = (today - due.day).days if due.day else 0
    mark = None
    if late > 0:
        words = say_many("{count} day late", "{count} days late", late)
        mark = Mark(words.format(count=shown.digits(late)), "danger")
    return Row(
        due.record,
        due_words(due),
        second=shown.joined((visit, due.owner, shown.day(due.day, "d MMM") if due.day else "")),
        icon=_ICONS[due.kind],
        icon_colour="danger" if late > 0 else "secondary",
        mark=mark,
        wraps=True,
    )


def changed_rows(visits: Iterable["VisitSummary"]) -> list[Row]:
    """The visits that changed last, under their head."""
    latest = sorted(visits, key=lambda one: one.changed_at, reverse=True)[:LATEST]
    rows = [
        Row(one.id, one.title, second=shown.moment(one.changed_at), icon="history", wraps=True)
        for one in latest
    ]
    return [Row(title=say("Recently changed")), *rows] if rows else []
