"""Edits of briefs, with their words: fields, points, and what goes from one half of the background to the other.

Each function makes an `Edit` and changes nothing. The background has an open half, which may be used freely, and a
closed one, which must not be disclosed. A paragraph is what stands between empty lines. Not here: asking before text is
opened, which is the window's; printing (`pack.sections.briefs`).
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from briefer.findings import Place
from briefer.i18n import say
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.notes import Note
from briefer.records.programme import ProgrammeItem
from briefer.services.common_edits import shortened
from briefer.services.edits import Change, Edit

_WRITTEN = ("objective", "background_open", "background_closed")
_FEWEST_LETTERS = 12
"""A shorter piece of a paragraph is too common to be known again."""


# ------------------------------------------------------------------------------------------- paragraphs


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, in their order."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return ["\n".join(lines) for lines in found if lines]


def paragraph_at(text: str, position: int) -> int:
    """Which paragraph a place in a text is in: counted from 0, by letters before it; -1 in an empty text."""
    before = len(paragraphs(text[:position]))
    new = text[:position].endswith("\n\n") and bool(text[position:].strip())
    return min(max(before - 1 + new, 0), len(paragraphs(text)) - 1)


def came_from(text: str, closed: str) -> bool:
    """Whether a text, or a paragraph of it, stands in what must not be disclosed, however its lines are broken."""
    whole, kept = _plain(closed), {_plain(one) for one in paragraphs(closed)}
    pieces = (_plain(one) for one in (text, *paragraphs(text)))
    return any(
        piece in kept or (len(piece) >= _FEWEST_LETTERS and piece in whole) for piece in pieces
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


# ----------------------------------------------------------------------------------------------- the brief


def brief_of(briefs: Iterable[Brief], item: ProgrammeItem) -> Brief | None:
    """The brief of an item, None while there is none; of several the first."""
    return next((one for one in briefs if one.item == item.id), None)


def change(item: ProgrammeItem, brief: Brief | None, called: str, **values: Any) -> Edit:
    """Fields of a brief get other values; it is made where there is none. Who writes in an empty one drafts it."""
    before = brief or Brief(item=item.id)
    written = any(values.get(field) for field in _WRITTEN)
    if written and before.status in ("empty", "asked") and "status" not in values:
        values["status"] = "in draft"
    after = msgspec.structs.replace(before, **values)
    name = shortened(item.title)
    return _edit(
        item,
        say("Change {field} of the brief of {name}").format(field=called, name=name),
        say("Changed {field} of the brief of {name}.").format(field=called, name=name),
        [Change(brief, after)],
        next(iter(values), ""),
    )


def begin(item: ProgrammeItem) -> Edit:
    """An item gets a brief with nothing in it yet: one of a kind that asks for none may have one all the same."""
    name = shortened(item.title)
    return _edit(
        item,
        say("Begin the brief of {name}").format(name=name),
        say("The brief of {name} is begun.").format(name=name),
        [Change(None, Brief(item=item.id))],
        "",
    )


def close_paragraph(item: ProgrammeItem, brief: Brief, at: int) -> Edit:
    """A paragraph of the open half goes to the end of what must not be disclosed."""
    kept, moved = _without(brief.background_open, at)
    closed = _with(brief.background_closed, moved)
    edit = change(item, brief, "", background_open=kept, background_closed=closed)
    name = shortened(item.title)
    return edit._replace(
        words=say("Close a paragraph of the brief of {name}").format(name=name),
        past=say("A paragraph of the brief of {name} must not be disclosed now.").format(name=name),
    )


def release_paragraph(item: ProgrammeItem, brief: Brief, at: int) -> Edit:
    """A paragraph that must not be disclosed goes to the end of the open half."""
    kept, moved = _without(brief.background_closed, at)
    opened = _with(brief.background_open, moved)
    edit = change(item, brief, "", background_open=opened, background_closed=kept)
    name = shortened(item.title)
    return edit._replace(
        words=say("Release a paragraph of the brief of {name}").format(name=name),
        past=say("A paragraph of the brief of {name} may be used now.").format(name=name),
    )


def add_note(
    item: ProgrammeItem,
    brief: Brief | None,
    note: Note,
    levels: Sequence[str] = (),
    *,
    marking: str = "",
) -> Edit:
    """A note goes to an item: it is tied to it, and its text stands at the end of what must not be disclosed.

    The brief takes on the note's marking where that is the higher one of `levels`, lowest first; `marking` is what a
    brief without its own has.
    """
    tied = msgspec.structs.replace(note, item=item.id, visit=item.visit)
    changes = [Change(note, tied)]
    if note.text.strip():
        before = brief or Brief(item=item.id)
        text = f"**{note.title}**\n\n{note.text.strip()}"
        closed = before.background_closed
        values: dict[str, Any] = {}
        if not came_from(note.text, closed):
            values["background_closed"] = _with(closed, text)
        higher = _rank(note.marking, levels) > _rank(before.marking or marking, levels)
        if note.marking and higher:
            values["marking"] = note.marking
        changes += [
            one._replace(before=brief)
            for one in change(item, before, "", **values).changes
            if one.after != brief
        ]
    name = shortened(item.title)
    return _edit(
        item,
        say("Add note to the brief of {name}").format(name=name),
        say("Note added to what must not be disclosed in the brief of {name}.").format(name=name),
        changes,
        "background_closed",
    )


def opens(edit: Edit, others: Iterable[Edit] = ()) -> list[str]:
    """The paragraphs that taking back this edit would open: they were closed at its time, or at that of the others."""
    found = []
    changes = [one for each in (edit, *others) for one in each.changes]
    for before, after in edit.changes:
        if isinstance(before, Brief) and isinstance(after, Brief):
            versions = [one for change in changes for one in change if isinstance(one, Brief)]
            closed = {one.background_closed for one in versions if one.id == before.id}
            opened = set(paragraphs(after.background_open))
            found += [
                part
                for part in paragraphs(before.background_open)
                if part not in opened and any(came_from(part, each) for each in closed)
            ]
    return found


def _without(text: str, at: int) -> tuple[str, str]:
    """A text without one of its paragraphs, and that paragraph."""
    parts = paragraphs(text)
    moved = parts.pop(at)
    return "\n\n".join(parts), moved


def _with(text: str, part: str) -> str:
    return "\n\n".join(filter(None, (text.rstrip("\n"), part)))


def _rank(marking: str, levels: Sequence[str]) -> int:
    return levels.index(marking) if marking in levels else -1


# ---------------------------------------------------------------------------------------------- the points


def points_of(points: Iterable[BriefPoint], brief: Brief | None) -> list[BriefPoint]:
    """The points of a brief in their order."""
    found = [one for one in points if brief and one.brief == brief.id]
    return sorted(found, key=lambda one: one.order)


def add_point(
    item: ProgrammeItem,
    brief: Brief | None,
    points: Sequence[BriefPoint],
    new: BriefPoint,
    after: BriefPoint | None = None,
) -> Edit:
    """A new point stands behind another one, or behind all; the brief is made where there is none.

    `new` names any brief: it is given to this one.
    """
    before = brief or Brief(item=item.id)
    ordered = list(points)
    place = ordered.index(after) + 1 if after in ordered else len(ordered)
    new = msgspec.structs.replace(new, brief=before.id, order=place)
    ordered.insert(place, new)
    changes = _begun(brief, before)
    changes += [
        Change(None if one is new else one, msgspec.structs.replace(one, order=at))
        for at, one in enumerate(ordered)
        if one is new or one.order != at
    ]
    name = shortened(new.text)
    return _edit(
        item,
        say("Add point {name}").format(name=name),
        say("Point added: {name}").format(name=name),
        changes,
        "points",
    )


def _begun(brief: Brief | None, before: Brief) -> list[Change]:
    """The brief as one that somebody writes, if it is not yet."""
    if before.status not in ("empty", "asked"):
        return []
    return [Change(brief, msgspec.structs.replace(before, status="in draft"))]


def change_point(item: ProgrammeItem, point: BriefPoint, called: str, **values: Any) -> Edit:
    """A point gets another text, addressee, kind."""
    name = shortened(point.text)
    return _edit(
        item,
        say("Change {field} of point {name}").format(field=called, name=name),
        say("Changed {field} of point {name}.").format(field=called, name=name),
        [Change(point, msgspec.structs.replace(point, **values))],
        "points",
    )


def delete_point(item: ProgrammeItem, point: BriefPoint) -> Edit:
    """A point goes."""
    name = shortened(point.text)
    return _edit(
        item,
        say("Delete point {name}").format(name=name),
        say("Point {name} deleted.").format(name=name),
        [Change(point, None)],
        "points",
    )


def move_point(
    item: ProgrammeItem, points: Sequence[BriefPoint], point: BriefPoint, step: int
) -> Edit:
    """A point goes so many places on among those of its kind, or back; at the end nothing changes."""
    same = [one for one in points if one.kind == point.kind]
    slots = [at for at, one in enumerate(points) if one.kind == point.kind]
    to = max(0, min(same.index(point) + step, len(same) - 1))
    unmoved = to == same.index(point)
    same.remove(point)
    same.insert(to, point)
    ordered = list(points)
    for at, one in zip(slots, same, strict=True):
        ordered[at] = one
    changes: list[Change] = [
        Change(one, msgspec.structs.replace(one, order=place))
        for place, one in enumerate(ordered)
        if one.order != place
    ]
    name = shortened(point.text)
    return _edit(
        item,
        say("Move point {name}").format(name=name),
        say("Point {name} moved.").format(name=name),
        [] if unmoved else changes,
        "points",
    )


def _edit(
    item: ProgrammeItem, words: str, past: str, changes: Sequence[Change], field: str
) -> Edit:
    place = Place(kind="item", key=item.key, field=field, words=item.title)
    past = past.removesuffix("..") + "." if past.endswith("..") else past  # a point may end so, too
    return Edit(words, tuple(changes), past, item.visit, place)
