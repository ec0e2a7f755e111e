"""The items that have a brief or want one, as rows: how far each brief is, who writes it, how long it is.

Not here: what stands in a brief (`points`, and the fields of its editor).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple
from uuid import UUID

from briefer.gui import shown
from briefer.gui.models.programme import AUDIENCE, kind_rules
from briefer.gui.models.rows import Row, grouped
from briefer.i18n import say, say_many
from briefer.records import dates
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.rules import programme as order
from briefer.text import fold

Filter = Literal["all", "missing", "mine"]


class Taken(NamedTuple):
    """How much of its two sides a brief takes, and how many lines are too many."""

    sides: float
    over: int


class BriefItem(NamedTuple):
    """An item with its brief."""

    item: ProgrammeItem
    number: str
    brief: Brief | None
    written: bool
    """Whether there is anything in it."""
    group: str
    """Its day or city in words."""

    @property
    def state(self) -> str:
        """How far the brief is: its own state; `empty` while nothing stands in it and nobody was asked."""
        if self.brief is None:
            return "empty"
        if not self.written and self.brief.status in ("in draft", "final"):
            return "empty"
        return self.brief.status

    @property
    def is_missing(self) -> bool:
        """Whether it has still to be written."""
        return self.state in ("empty", "asked")


def state_words() -> dict[str, str]:
    """The states of a brief in words."""
    return {
        "empty": say("empty"),
        "asked": say("asked for"),
        "in draft": say("in work"),
        "final": say("final"),
    }


def items_in_order(file: VisitFile) -> list[tuple[ProgrammeItem, str, str]]:
    """All items in the order of the programme, each with its number and its group: a day, or a city without days."""
    sheets = order.sheets(file.items, file.stops, file.phases)
    items = [item for sheet in sheets for item in sheet.items]
    issued = {one.item: one.number for one in file.issued_numbers if one.audience == AUDIENCE}
    numbers = order.numbers(items, issued, kind_rules().values())
    cities = {stop.id: stop.city or say("Online") for stop in file.stops}
    found = []
    for item in items:
        day = dates.day(item.day)
        city = cities.get(item.stop, "") if item.stop else ""
        group = shown.day(day, "EEEE d MMMM") if day else city or say("Without a day")
        number = numbers.get(item.id)
        found.append((item, shown.digits(number.value) if number else "", group))
    return found


def brief_items(file: VisitFile) -> list[BriefItem]:
    """The items that a pack prints a brief for, in the order of the programme."""
    briefs: dict[UUID, Brief] = {}
    for brief in file.briefs:
        briefs.setdefault(brief.item, brief)
    pointed = {point.brief for point in file.points}
    found = []
    for item, number, group in items_in_order(file):
        mine = briefs.get(item.id)
        rule = kind_rules()[item.kind]
        if number and order.prints_brief(rule, item.status, has_brief=mine is not None):
            found.append(BriefItem(item, number, mine, _is_written(mine, pointed), group))
    return found


def tally(file: VisitFile) -> tuple[int, int]:
    """How many briefs are final, and how many there are or should be."""
    found = brief_items(file)
    return sum(one.state == "final" for one in found), len(found)


def _is_written(brief: Brief | None, pointed: set[UUID]) -> bool:
    if brief is None:
        return False
    texts = (brief.objective, brief.background_open, brief.background_closed)
    return brief.id in pointed or any(texts)


def points_of_kind(points: Iterable[BriefPoint], kind: str) -> list[BriefPoint]:
    """The points of one kind, in their order."""
    return [one for one in points if one.kind == kind]


def points_of_brief(file: VisitFile, brief: Brief | None) -> list[BriefPoint]:
    """The points of a brief, in their order."""
    found = [one for one in file.points if brief and one.brief == brief.id]
    return sorted(found, key=lambda one: one.order)


def as_markdown(brief: Brief | None, points: Iterable[BriefPoint]) -> str:
    """A brief as one light text, to be read until its pages are made."""
    if brief is None:
        return ""
    said = [
        f"- {one.text}"
        + (f" ({one.addressee or one.speaker})" if one.addressee or one.speaker else "")
        for one in points
    ]
    parts = (
        (say("Objective"), brief.objective),
        (say("Points"), "\n".join(said)),
        (say("May be used"), brief.background_open),
        (say("Must not be disclosed"), brief.background_closed),
    )
    return "\n\n".join(f"### {head}\n\n{text}" for head, text in parts if text)


def chosen(items: Sequence[BriefItem], which: Filter, officer: str) -> list[BriefItem]:
    """All items, those whose brief is missing, or those whose brief is an officer's own."""
    if which == "missing":
        return [one for one in items if one.is_missing]
    if which == "mine":
        return [one for one in items if one.brief and is_same_name(one.brief.owner, officer)]
    return list(items)


def is_same_name(owner: str, officer: str) -> bool:
    """Whether an owner, who may be given with initials, is an officer: "E. Brandt" is Elin Brandt."""
    first, second = fold(owner).split(), fold(officer).split()
    return bool(first and second) and first[-1] == second[-1] and first[0][0] == second[0][0]


def rows(items: Iterable[BriefItem], lengths: Mapping[str, Taken], today: date) -> list[Row]:
    """The items as rows under their days."""
    items = list(items)
    groups = {one.item.id: one.group for one in items}
    made = [_row(one, lengths.get(one.item.key), today) for one in items]
    return grouped(
        made, lambda row: groups[row.id] if isinstance(row.id, UUID) else "", counted=True
    )


def _row(one: BriefItem, length: Taken | None, today: date) -> Row:
    too_long = bool(length and length.over and one.written)
    signs = {
        "empty": ("circle-dashed", "danger"),
        "asked": ("circle-dashed", "warning"),
        "in draft": ("pencil", "accent"),
        "final": ("circle-check", "ok"),
    }
    icon, colour = ("triangle-alert", "warning") if too_long else signs[one.state]
    second = shown.joined(_second(one, length if one.written else None, today))
    state = state_words()[one.state]
    return Row(
        one.item.id,
        f"{shown.isolated(one.number)}  {shown.isolated(one.item.title)}",
        second=second,
        icon=icon,
        icon_colour=colour,
        spoken=say(", ").join(
            (one.number, one.item.title, say("brief {state}").format(state=state))
        )
        + f". {second}",
        lines=3,
    )


def _second(one: BriefItem, length: Taken | None, today: date) -> list[str]:
    """What stands under the title: what is missing and since when, or how long it is; and whose it is."""
    brief = one.brief
    words = []
    if one.state == "empty":
        words.append(say("no brief yet") if brief is None else say("empty"))
    elif one.state == "asked" and brief and not brief.due:
        asked = shown.day(brief.changed_at.date(), "d MMM")
        words.append(say("asked for on {day}").format(day=asked))
    if length:
        words.append(sides(length.sides))
    if length and length.over:
        words.append(cut(length.over))
    elif brief and brief.due and one.state != "final":
        words.append(_due(brief.due, today))
    if brief and brief.owner and not (length and length.over):
        words.append(brief.owner)
    return words


def _due(due: str, today: date) -> str:
    span = dates.read(due)
    if span is None:
        return ""
    if span.precision != "day":
        return say("due {day}").format(day=shown.when(due))
    if span.first == today:
        return say("due today")
    day = shown.day(span.first, "d MMM")
    late = say("late since {day}") if span.first < today else say("due {day}")
    return late.format(day=day)


def sides(count: float) -> str:
    """How many sides a brief takes: "1.4 sides"."""
    words = say_many("{count} side", "{count} sides", round(count, 1))
    return words.format(count=shown.tenths(count))


def cut(lines: int) -> str:
    """How many lines must go."""
    return say_many("cut {count} line", "cut {count} lines", lines).format(
        count=shown.digits(lines)
    )
