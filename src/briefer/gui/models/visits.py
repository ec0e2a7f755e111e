"""The list of visits: a row a visit, grouped by how far it is."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from briefer.gui import shown
from briefer.gui.models.rows import Mark, Row
from briefer.i18n import say, say_many
from briefer.records import dates

if TYPE_CHECKING:
    from briefer.records.visits import Visit
    from briefer.services.visits import VisitSummary

SHORT = 11
"""Letters of a visit's name on the rail."""


def groups() -> dict[str, tuple[str, tuple[str, ...]]]:
    """The groups in their order: words, and the states of their visits."""
    return {
        "preparation": (say("In preparation"), ("in preparation", "running")),
        "after": (say("After the visit"), ("after the visit",)),
        "closed": (say("Closed"), ("closed",)),
    }


def visit_rows(
    visits: Iterable["VisitSummary"], *, group: str = "", words: str = "", today: date
) -> list[Row]:
    """The rows of the visits of a group (all: empty) that hold the words, under their heads."""
    from briefer.text import fold

    visits = tuple(visits)
    wanted = fold(words)
    rows: list[Row] = []
    for name, (head, states) in groups().items():
        if group not in ("", name):
            continue
        some = [
            visit_row(one, today)
            for one in visits
            if one.status in states and wanted in fold(" ".join((one.title, one.key, *one.cities)))
        ]
        if some:
            rows += [Row(title=head), *some]
    return rows


def visit_row(visit: "VisitSummary", today: date) -> Row:
    """A visit: title over dates, cities and how far away; its state and items at the end."""
    span = dates.read(visit.start)
    distance = (
        shown.distance(span.first, today) if span and visit.status == "in preparation" else ""
    )
    count = sum(visit.items.values())
    items = say_many("{count} item", "{count} items", count).format(count=shown.digits(count))
    return Row(
        visit.id,
        visit.title,
        second=shown.joined(
            (shown.between(visit.start, visit.end), ", ".join(visit.cities), distance)
        ),
        mark=state(visit),
        cells=(items, shown.day(visit.changed_at.astimezone().date(), "d MMMM yyyy")),
        muted=visit.status == "closed",
        icon="calendar-range",
    )


def state(visit: "VisitSummary") -> Mark | None:
    """What the list says of a visit's state."""
    tentative = visit.items.get("tentative", 0)
    if visit.status == "closed":
        return Mark(say("Closed"), "secondary", filled=False)
    if visit.status == "after the visit":
        return Mark(say("Report due"), "warning")
    if visit.status == "running":
        return Mark(say("Running"), "ok")
    if tentative:
        words = say("{count} tentative").format(count=shown.digits(tentative))
        return Mark(words, "accent")
    return Mark(say("Confirmed"), "ok") if visit.items else Mark(say("No item yet"), "secondary")


def short(visit: "VisitSummary | Visit") -> str:
    """A visit's name on the rail, and wherever else anybody may see it: at most eleven letters."""
    name = visit.short_title or visit.title
    if len(name) <= SHORT:
        return name
    words = name.split()
    return next(
        (
            " ".join(words[:n])
            for n in range(len(words), 0, -1)
            if len(" ".join(words[:n])) <= SHORT
        ),
        name[: SHORT - 1] + "…",
    )
