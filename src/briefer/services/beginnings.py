"""How a visit begins: with a title alone, from a template, as the copy of another, or as what follows one.

Each function makes an `Edit` of one new visit with its parts, and changes nothing. What a visit was told, promised or
issued is never taken over: briefs, outcomes, notes, editions, names of who accepted.
Not here: carrying the edit out (`edits`), other edits (`common_edits`).
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import msgspec

from briefer.i18n import say
from briefer.records import dates
from briefer.records.base import Record, new_id
from briefer.records.kinds import references
from briefer.records.outcomes import FollowUp
from briefer.records.packs import OwnData, Template
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Objective, Stop, Task, Visit
from briefer.services import common_edits
from briefer.services.edits import Edit

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

R = TypeVar("R", bound=Record)

_PLAN = ("phases", "strands", "stops", "parties")
_DETAILS = ("steps", "legs", "participants")
_OPEN: Mapping[str, Any] = {
    "status": "tentative",
    "status_note": "",
    "state": "",
    "represented_by": "",
    "named_by": "",
    "arrival": "",
    "departure": "",
    "room": "",
    "override_reason": "",
    "vehicle": None,
    "link": "",
    "staff_notes": "",
}
"""What another visit has to settle anew; a record takes those that it has."""


def templates(workspace: "Workspace") -> tuple[Template, ...]:
    """All templates there are, by title.

    Raises:
        KnownError: one of the office's own cannot be read.

    """
    from briefer.pack import shipped

    with workspace.reading() as rows:
        own = rows.all(OwnData)
    found = [shipped.template(name, own) for name in shipped.names(Template, own)]
    return tuple(sorted(found, key=lambda one: one.title))


def new(
    title: str,
    *,
    start: str = "",
    end: str = "",
    city: str = "",
    zone: str = "",
    template: Template | None = None,
    **fields: Any,
) -> Edit:
    """A visit of its own, with its first stop where a city or a zone is given, and the tasks of a template."""
    if template:
        fields = {"types": template.types, **fields}
    visit = Visit(title=title, start=start, end=end, **fields)
    records: list[Record] = [visit]
    if city or zone:
        last = end or start
        records.append(Stop(visit=visit.id, city=city, zone=zone or "UTC", start=start, end=last))
    return _made(records, visit, template)


def copied(
    file: VisitFile, title: str, *, start: str = "", end: str = "", template: Template | None = None
) -> Edit:
    """The plan of a visit as another visit: its stops, parties, and all items that were not cancelled, tentative.

    Days move with the first day; without a new one the items stand in their order without a day. Our own delegation
    travels again; guests are others the next time, and so are those whom they were to meet: hosts stay, not yet asked.
    """
    visit = _again(file.visit, title, start, end, follows=None)
    kept = [item for item in file.items if item.status != "cancelled"]
    return _with_parts(file, visit, kept, template)


def following(
    file: VisitFile, title: str, *, start: str = "", end: str = "", template: Template | None = None
) -> Edit:
    """A visit that takes up what another left open: same parties and stops, and the items with an open follow-up.

    What is open becomes its objectives, but for what has a marking or readers of its own: objectives have not.
    """
    still = [one for one in file.follow_ups if one.state == "open"]
    visit = _again(file.visit, title, start, end, follows=file.visit.id)
    visit = msgspec.structs.replace(
        visit,
        types=tuple(dict.fromkeys((*visit.types, "follow-up"))),
        objectives=tuple(Objective(text=one.action) for one in still if _for_all(one)),
    )
    wanted = {one.item for one in still}
    kept = [item for item in file.items if item.id in wanted and item.status != "cancelled"]
    return _with_parts(file, visit, kept, template)


def tasks(visit: Visit, template: Template, order: int = 0) -> tuple[Task, ...]:
    """The tasks that a template brings; they move with the visit's first day. The first has the `order` given."""
    return tuple(
        Task(visit=visit.id, what=say(what), days_before=days, order=order + place)
        for place, (what, days) in enumerate(template.tasks)
    )


def _made(records: list[Record], visit: Visit, template: Template | None) -> Edit:
    if template:
        records = [*records, *tasks(visit, template)]
    return common_edits.add(*records)._replace(visit=visit.id)


def _for_all(follow_up: FollowUp) -> bool:
    return not (follow_up.internal or follow_up.marking or follow_up.distribution)


def _again(visit: Visit, title: str, start: str, end: str, *, follows: UUID | None) -> Visit:
    """The visit without what belongs to its own time."""
    return Visit(
        title=title,
        start=start,
        end=end,
        follows=follows,
        **{
            field: getattr(visit, field)
            for field in (
                *("types", "our_side", "purpose", "framework", "scope", "owner", "languages"),
                *("home_zone", "marking", "marking_scheme", "instruments", "themes", "precedence"),
                "own_recipes",
            )
        },
    )


def _with_parts(
    file: VisitFile, visit: Visit, items: Iterable[ProgrammeItem], template: Template | None
) -> Edit:
    items = tuple(items)
    kept_items = {item.id for item in items}
    travel_again = file.visit.our_side == "guest"
    parts: list[Record] = [one for plural in _PLAN for one in getattr(file, plural)]
    parts += file.delegates if travel_again else ()
    parts += items
    for plural in _DETAILS:
        for one in getattr(file, plural):
            is_guest = getattr(one, "side", "host") == "guest"
            if one.item in kept_items and (travel_again or not is_guest):
                parts.append(one)
    ids = {file.visit.id: visit.id} | {one.id: new_id() for one in parts}
    left_out = {one.id for one in file.delegates if not travel_again}
    days = _days_between(file.visit.start, visit.start)
    return _made([visit, *(_renewed(one, ids, left_out, days) for one in parts)], visit, template)


def _renewed(record: R, ids: Mapping[UUID, UUID], left_out: set[UUID], days: int | None) -> R:
    """A new record with the same content, tied to the new parts."""
    values: dict[str, Any] = {
        field: getattr(record, field)
        for field in record.__struct_fields__
        if field not in ("id", "key", "version", "created_at", "changed_at", "changed_by")
    }
    for field, _kind, many in references(type(record)):
        value = values[field]
        if many:
            values[field] = tuple(ids.get(one, one) for one in value if one not in left_out)
        elif value is not None:
            values[field] = None if value in left_out else ids.get(value, value)
    values |= {field: value for field, value in _OPEN.items() if field in values}
    for field in ("day", "start", "end"):
        if field in values and not _is_clock(values[field]):
            values[field] = _moved(values[field], days)
    return type(record)(id=ids[record.id], **values)


def _is_clock(value: str) -> bool:
    return ":" in value


def _days_between(before: str, after: str) -> int | None:
    """By how many days the visit moved; None while one of its first days is open."""
    first, second = dates.day(before), dates.day(after)
    return (second - first).days if first and second else None


def _moved(when: str, days: int | None) -> str:
    day: date | None = dates.day(when)
    return (day + timedelta(days=days)).isoformat() if day and days is not None else ""
