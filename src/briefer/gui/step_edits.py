"""Edits of the steps of an item, with their words. Each function makes an `Edit` and changes nothing. Without Qt."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from briefer.gui import typed_times
from briefer.i18n import say
from briefer.records.programme import ProgrammeItem, Step
from briefer.records.visit_file import VisitFile
from briefer.rules import minutes

if TYPE_CHECKING:
    from briefer.services.edits import Edit


def typed(file: VisitFile, step: Step, field: str, text: str) -> "Edit | None":
    """What was typed in a cell of a step; None where it is no time."""
    item = item_of(file, step)
    if field == "time":
        values = read_time(text)
        if values is None:
            return None
        return _reordered(file, item, msgspec.structs.replace(step, **values), step)
    after = msgspec.structs.replace(step, **{field: text})
    return _reordered(file, item, after, step)


def begun(
    file: VisitFile, items: Sequence[ProgrammeItem], at: ProgrammeItem | None, field: str, text: str
) -> "tuple[Edit, Step] | None":
    """A new step from what was typed in the empty row: a time belongs to the item of that time, words to item `at`."""
    values: dict[str, Any] = {field: text}
    owner = at or minutes.owner(items, "")
    if field == "time":
        found = read_time(text)
        if found is None:
            return None
        values = found
        if values["time"]:
            owner = minutes.owner(items, values["time"])
    if owner is None or not text:
        return None
    step = Step(item=owner.id, **values)
    return _reordered(file, owner, step, None), step


def internal(file: VisitFile, step: Step) -> "Edit":
    """A step is for the own side only, or no longer."""
    after = msgspec.structs.replace(step, internal=not step.internal)
    return _reordered(file, item_of(file, step), after, step)


def delete(file: VisitFile, step: Step) -> "Edit":
    """A step goes."""
    from briefer.services import common_edits

    name = common_edits.shortened(step.words or step.time or say("a line"))
    title = common_edits.shortened(item_of(file, step).title)
    return common_edits.delete(step)._replace(
        words=say("Delete {name} of {item}").format(name=name, item=title),
        past=say("{name} of {item} deleted.").format(name=name, item=title),
        visit=file.visit.id,
    )


def duplicate(file: VisitFile, step: Step) -> "tuple[Edit, Step]":
    """A step once more, behind itself."""
    from briefer.records.base import new_id

    copy = msgspec.structs.replace(step, id=new_id(), key="", version=1)
    return _reordered(file, item_of(file, step), copy, None), copy


def read_time(text: str) -> dict[str, Any] | None:
    """Fields of a typed time: `0835`, `+5` minutes after the start, `?` for open; None where it is no time."""
    found = typed_times.read(text)
    if found is None or (found.end is not None and found.start != ""):
        return None
    if found.shift is not None:
        return {"time": "", "minutes": found.shift}
    return {"time": found.start or "", "minutes": None}


def item_of(file: VisitFile, step: Step) -> ProgrammeItem:
    """The item of a step."""
    return next(item for item in file.items if item.id == step.item)


def _reordered(file: VisitFile, item: ProgrammeItem, step: Step, before: Step | None) -> "Edit":
    """The edit that stores a step at its place among the others."""
    from briefer.services import common_edits
    from briefer.services.edits import Change, Edit

    others = [one for one in file.steps if one.item == item.id]
    known = {one.id: one for one in others}
    moved = before is None or (before.time, before.minutes) != (step.time, step.minutes)
    ordered = minutes.placed(step, others, item) if moved else [step]
    changes = tuple(Change(known.get(one.id), one) for one in ordered if known.get(one.id) != one)
    title = common_edits.shortened(item.title)
    if before is None:
        words = say("Add a line to {item}").format(item=title)
        past = say("Line added to {item}.").format(item=title)
    else:
        name = common_edits.shortened(step.words or step.time or say("a line"))
        words = say("Change {name} of {item}").format(name=name, item=title)
        past = say("Changed {name} of {item}.").format(name=name, item=title)
    place = common_edits.change_fields(item, called="").place
    return Edit(words, changes, past, file.visit.id, place)
