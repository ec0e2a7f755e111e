"""The list of visits: a row a visit, grouped by how far it is; with what is open in it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from briefer.gui import shown
from briefer.gui.models.dues import due_words
from briefer.gui.models.rows import Mark, Row
from briefer.i18n import say, say_many
from briefer.records import dates
from briefer.rules.due import Due, When, when

if TYPE_CHECKING:
    from briefer.records.visits import Visit
    from briefer.services.visits import VisitSummary


class Open(NamedTuple):
    """What is open in a visit: findings, briefs, the next thing that is due."""

    errors: int = 0
    warnings: int = 0
    looked: bool = False
    """Whether anybody has looked for findings yet."""
    briefs: int = 0
    final: int = 0
    day: str = ""
    """When the next thing is due."""
    what: str = ""
    nearness: When = "open"
    distance: str = ""
    """How far away the visit is; the last of the row's second line."""


SHORT = 11
"""Letters of a visit's name on the rail."""
LETTERS = 4
"""Most signs of its short form, where the rail has no room for the name."""


def groups() -> dict[str, tuple[str, tuple[str, ...]]]:
    """The groups in their order: words, and the states of their visits."""
    return {
        "preparation": (say("In preparation"), ("in preparation", "running")),
        "after": (say("After the visit"), ("after the visit",)),
        "closed": (say("Closed", of="visits"), ("closed",)),
    }


def visit_rows(
    visits: Iterable["VisitSummary"],
    *,
    group: str = "",
    words: str = "",
    today: date,
    findings: Mapping[UUID, Mapping[str, int]] | None = None,
    due: Iterable[Due] = (),
) -> list[Row]:
    """The rows of the visits of a group (all: empty) that hold the words, under their heads.

    `findings` are counts by level, of those visits that were looked through; of what is `due` the first is told.
    """
    first: dict[UUID | None, Due] = {}
    for one in due:
        if one.day:
            first.setdefault(one.visit, one)
    from briefer.text import fold

    visits = tuple(visits)
    wanted = fold(words)
    rows: list[Row] = []
    for name, (head, states) in groups().items():
        if group not in ("", name):
            continue
        some = [
            visit_row(one, today, (findings or {}).get(one.id), first.get(one.id))
            for one in visits
            if one.status in states and wanted in fold(" ".join((one.title, one.key, *one.cities)))
        ]
        if some:
            rows += [Row(title=head), *some]
    return rows


def visit_row(
    visit: "VisitSummary",
    today: date,
    findings: Mapping[str, int] | None = None,
    due: Due | None = None,
) -> Row:
    """A visit: title over dates, cities and how far away; its state and what is open in it at the end."""
    span = dates.read(visit.start)
    distance = (
        shown.distance(span.first, today) if span and visit.status == "in preparation" else ""
    )
    found = findings or {}
    open_ = Open(
        found.get("error", 0),
        found.get("warning", 0),
        findings is not None,
        visit.briefs,
        visit.final,
        shown.day(due.day, "EEE d MMM") if due and due.day else "",
        due_words(due) if due else "",
        when(due.day, today) if due else "open",
        distance,
    )
    return Row(
        visit.id,
        visit.title,
        second=shown.joined(
            (shown.between(visit.start, visit.end), ", ".join(visit.cities), distance)
        ),
        mark=state(visit),
        cells=_told(open_),
        drawn=open_,
        muted=visit.status == "closed",
        icon="calendar-range",
    )


def _told(open_: Open) -> tuple[str, ...]:
    """What is open in words, for who does not see it."""
    words = []
    if open_.looked:
        errors = say_many("{count} error", "{count} errors", open_.errors)
        warnings = say_many("{count} warning", "{count} warnings", open_.warnings)
        words.append(errors.format(count=shown.digits(open_.errors)))
        words.append(warnings.format(count=shown.digits(open_.warnings)))
    if open_.briefs:
        words.append(briefs_words(open_))
    if open_.what:
        words.append(say("next due {day}: {what}").format(day=open_.day, what=open_.what))
    return tuple(words)


def briefs_words(open_: Open) -> str:
    """How many briefs are done."""
    words = say_many(
        "{final} of {count} brief final", "{final} of {count} briefs final", open_.briefs
    )
    return words.format(final=shown.digits(open_.final), count=shown.digits(open_.briefs))


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
        words = say_many("{count} tentative", "{count} tentative", tentative).format(
            count=shown.digits(tentative)
        )
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


def told_apart(names: Sequence[str]) -> list[str]:
    """Two to four capitals for each of some names, by which one is told from the others: "Q27" for "Qamaria 27".

    Where two would have the same they begin with more letters; where even the names are alike, their places are counted.
    """
    known = [_short_forms(name) for name in names]
    found: list[str] = []
    for at, forms in enumerate(known):
        others = {form for place, some in enumerate(known) if place != at for form in some}
        place = f"{names[at][:1].upper()}{shown.digits(at + 1)}"
        found.append(next((form for form in forms if form not in others), place))
    return found


def _short_forms(name: str) -> tuple[str, ...]:
    """The short forms of a name, the best first: first letters of its words with the end of its year, then more of it."""
    *words, last = name.split() or [""]
    year = last[-2:] if words and last.isdigit() else ""
    words = words if year else [*words, last]
    firsts = "".join(word[:1] for word in words)[: LETTERS - len(year)]
    begins = [words[0][:letters] for letters in range(2, LETTERS + 1)]
    forms = [firsts + year, begins[0] + year] if len(words) > 1 or year else []
    return tuple(dict.fromkeys(form.upper() for form in (*forms, *begins)))
