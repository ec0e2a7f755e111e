"""A day minute by minute: its items with their steps before and after them, and where a new step belongs.

Not here: how pages print it (`pack.sections`), how it is shown (the window).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from briefer.records.programme import ProgrammeItem, Step
from briefer.rules import clocks

_DAY = 24 * 60


class Line(NamedTuple):
    """An item, or a step of it; `clock` is when, empty where that is open."""

    item: ProgrammeItem
    step: Step | None
    clock: str


def lines(items: Iterable[ProgrammeItem], steps: Iterable[Step]) -> Iterator[Line]:
    """Items in their order, each after its steps that are before it and before all its others."""
    of_item: dict[object, list[Step]] = {}
    for step in steps:
        of_item.setdefault(step.item, []).append(step)
    for item in items:
        own = in_order(item, of_item.get(item.id, ()))
        before = [step for at, step in own if at < 0]
        yield from (Line(item, step, clock(item, step)) for step in before)
        yield Line(item, None, item.start)
        yield from (Line(item, step, clock(item, step)) for at, step in own if at >= 0)


def in_order(item: ProgrammeItem, steps: Iterable[Step]) -> list[tuple[int, Step]]:
    """Steps by their time, with their minutes from the start; one without a time stays where it was put."""
    rows: list[tuple[int, Step]] = []
    latest = 0
    for step in sorted(steps, key=lambda one: one.order):
        at = since(item, step)
        latest = latest if at is None else at
        rows.append((latest, step))
    rows.sort(key=lambda row: row[0])
    return rows


def since(item: ProgrammeItem, step: Step) -> int | None:
    """Minutes from the start of an item to a step; None where that is open."""
    if not step.time:
        return step.minutes
    at = clocks.minutes(step.time) - clocks.minutes(item.start or "00:00")
    overnight = item.end_days > 0 and bool(item.end) and step.time <= item.end
    return at + _DAY if at < 0 and overnight else at


def clock(item: ProgrammeItem, step: Step) -> str:
    """When a step is: its own time, or so many minutes after the start; empty where that is open."""
    if step.time or step.minutes is None or not item.start:
        return step.time
    return clocks.minutes_after(item.start, step.minutes)


def owner(items: Sequence[ProgrammeItem], at: str) -> ProgrammeItem | None:
    """The item that a step at a time belongs to: the last that has begun, else the first; cancelled ones have none."""
    going = [item for item in items if item.status != "cancelled"]
    begun = [item for item in going if item.start and item.start <= at]
    timed = [item for item in going if item.start]
    if begun:
        return max(begun, key=lambda item: item.start)
    return next(iter(timed or going), None)


def placed(step: Step, others: Iterable[Step], item: ProgrammeItem) -> list[Step]:
    """All steps of an item with their orders, after one was added to them at its time; without a time it is the last."""
    others = sorted((one for one in others if one.id != step.id), key=lambda one: one.order)
    at = since(item, step)
    place = len(others)
    if at is not None:
        later = [n for n, one in enumerate(others) if (since(item, one) or 0) > at]
        place = later[0] if later else place
    ordered = [*others[:place], step, *others[place:]]
    return [msgspec.structs.replace(one, order=number) for number, one in enumerate(ordered)]
