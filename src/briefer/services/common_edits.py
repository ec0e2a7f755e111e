"""Edits for what people do most, with their words: "Move Courtesy call to 09:30", "Delete Customs".

Each function makes an `Edit` and changes nothing; `edits.apply` carries it out. Words follow one form: the menu names
the action, the past tense says that it is done. Not here: merging and undo (`edits`).
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from briefer.findings import Place
from briefer.i18n import HARD, figures, say, say_many, window_language
from briefer.records import dates
from briefer.records.base import Record, new_id
from briefer.records.institutions import Institution
from briefer.records.kinds import kind_of, name_of
from briefer.records.notes import Note
from briefer.records.people import Post
from briefer.records.programme import ItemKind, Participant, ProgrammeItem
from briefer.records.visits import Stop, Visit
from briefer.services.edits import Change, Edit

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

_LONGEST_NAME = 100
_MINUTES_OF_A_DAY = 24 * 60
_STEP = 10
"""Between the `order` of neighbours, so that one can be put between without touching the others."""


def shortened(name: str, most: int = _LONGEST_NAME) -> str:
    """A name of at most so many letters; a longer one loses its end, where it can between words."""
    if len(name) <= most:
        return name
    kept = name[: most - 1]
    if " " in kept[most // 2 :] and name[most - 1] != " ":
        kept = kept[: kept.rindex(" ")]
    return f"{kept.rstrip()}…"


def named(record: Record) -> str:
    """What a record is called in the words of an edit; one that has no name yet is new."""
    return shortened(name_of(record)) or say("a new record")


def change_field(record: Record, field: str, value: Any, *, called: str = "") -> Edit:
    """One field gets another value. `called` is what the form calls the field, translated."""
    after = msgspec.structs.replace(record, **{field: value})
    name = named(record)
    if field == kind_of(record).title and isinstance(value, str) and value:
        words = say("Rename {name} to {value}").format(name=name, value=shortened(value))
        past = say("{name} renamed to {value}.").format(name=name, value=shortened(value))
    elif field == "status" and value == "cancelled":
        words = say("Cancel {name}").format(name=name)
        past = say("{name} cancelled.").format(name=name)
    else:
        called = called or field.replace("_", " ")
        words = say("Change {field} of {name}").format(field=called, name=name)
        past = say("Changed {field} of {name}.").format(field=called, name=name)
    return _edit(words, past, [Change(record, after)], field)


def told(edit: Edit, *, field: str, name: str) -> Edit:
    """The same edit in other words: of a record that has no name of its own, what it is called where it stands.

    A new one may not be called anything yet: then the field alone is told.
    """
    if not name:
        words, past = say("Change {field}"), say("Changed {field}.")
        return edit._replace(words=words.format(field=field), past=past.format(field=field))
    return edit._replace(
        words=say("Change {field} of {name}").format(field=field, name=shortened(name)),
        past=say("Changed {field} of {name}.").format(field=field, name=shortened(name)),
    )


def told_deleted(edit: Edit, name: str) -> Edit:
    """A deletion in other words, likewise."""
    return edit._replace(
        words=say("Delete {name}").format(name=shortened(name)),
        past=say("{name} deleted.").format(name=shortened(name)),
    )


def change_fields(record: Record, *, called: str, **values: Any) -> Edit:
    """Several fields of one record change together; `called` names them as one thing: "time", "place"."""
    after = msgspec.structs.replace(record, **values)
    name = named(record)
    return _edit(
        say("Change {field} of {name}").format(field=called, name=name),
        say("Changed {field} of {name}.").format(field=called, name=name),
        [Change(record, after)],
        next(iter(values), ""),
    )


def add(*records: Record) -> Edit:
    """New records, the first of which gives the words; the others are its parts."""
    name = named(records[0])
    return _edit(
        say("Add {name}").format(name=name),
        say("{name} added.").format(name=name),
        [Change(None, record) for record in records],
    )


def duplicate(record: Record) -> Edit:
    """The same once more, called a copy, without its parts: contacts, private data and sources are the first one's own."""
    name, title = named(record), kind_of(record).title
    called = say("{name} (copy)").format(name=getattr(record, title))
    copy = msgspec.structs.replace(record, id=new_id(), key="", version=1, **{title: called})
    return _edit(
        say("Duplicate {name}").format(name=name),
        say("{name} duplicated.").format(name=name),
        [Change(None, copy)],
    )


def delete(*records: Record) -> Edit:
    """Records go with all their parts, and references to them are emptied. Undo brings all back."""
    if len(records) == 1:
        name = named(records[0])
    else:
        count = len(records)
        name = say_many("{count} record", "{count} records", count).format(count=figures(count))
    return _edit(
        say("Delete {name}").format(name=name),
        say("{name} deleted.").format(name=name),
        [Change(record, None) for record in records],
    )


def move_item(
    item: ProgrammeItem,
    *,
    day: str | None = None,
    start: str | None = None,
    end: str | None = None,
    stop: UUID | None = None,
    order: int | None = None,
) -> Edit:
    """An item goes to another day, time or stop. A new start takes the end along; a given end changes the length."""
    values: dict[str, Any] = {}
    if day is not None:
        values["day"] = day
    if stop is not None:
        values["stop"] = stop
    if order is not None:
        values["order"] = order
    if start is not None:
        values |= _new_start(item, start)
    if end is not None:
        begins = values.get("start", item.start)
        values["end"] = end
        values["end_days"] = 1 if begins and end and end < begins else 0
    after = msgspec.structs.replace(item, **values)
    name, where = shortened(item.title), _where(after, values)
    return _edit(
        say("Move {name} to {value}").format(name=name, value=where),
        say("{name} moved to {value}.").format(name=name, value=where),
        [Change(item, after)],
        next(iter(values), ""),
    )


def _new_start(item: ProgrammeItem, start: str) -> dict[str, Any]:
    if not start:
        return {"start": "", "end": "", "end_days": 0, "time_form": "open"}
    form = item.time_form if item.time_form in ("exact", "about") else "exact"
    values: dict[str, Any] = {"start": start, "time_form": form}
    length = minutes_of(item)
    if length is not None and not item.end_zone:
        values["end"], values["end_days"] = clock_after(start, length)
    return values


def _where(item: ProgrammeItem, values: dict[str, Any]) -> str:
    """The new place in time, in words: "09:30", "Tue 13 October, 09:30"."""
    words = [_day_words(item.day)] if "day" in values and item.day else []
    words += [item.start] if "start" in values and item.start else []
    if words:
        return ", ".join(words)
    if "end" in values and item.end:
        return say("end at {time}").format(time=item.end)
    return say("no fixed time") if "start" in values or "day" in values else say("another place")


def _day_words(when: str) -> str:
    """A day with its weekday and without its year, which is the visit's; a vaguer date as it stands."""
    found = dates.read(when)
    exact = found is not None and found.precision == "day"
    words = window_language().when(found, weekday="short" if exact else "", year=not exact)
    return words.replace(HARD, " ") or when


def minutes_of(item: ProgrammeItem) -> int | None:
    """The length of an item by its wall clocks; None while one of them is open."""
    if not item.start or not item.end:
        return None
    day = date(2000, 1, 1)
    begins = datetime.combine(day, time.fromisoformat(item.start))
    ends = datetime.combine(day, time.fromisoformat(item.end)) + timedelta(days=item.end_days)
    return int((ends - begins).total_seconds() // 60)


def clock_after(start: str, minutes: int) -> tuple[str, int]:
    """The clock so many minutes after another, and how many days later that is (0 to 3)."""
    begins = datetime.combine(date(2000, 1, 1), time.fromisoformat(start))
    ends = begins + timedelta(minutes=max(0, min(minutes, 3 * _MINUTES_OF_A_DAY)))
    return f"{ends:%H:%M}", (ends.date() - begins.date()).days


def reorder(records: Sequence[Record]) -> Edit:
    """Records that have an `order` stand in the order given; those that keep theirs are not touched."""
    changes = [
        Change(record, msgspec.structs.replace(record, order=place))
        for place, record in enumerate(records)
        if record.order != place  # type: ignore[attr-defined]
    ]
    name = shortened(name_of(records[0])) if records else ""
    return _edit(
        say("Reorder {name} and others").format(name=name), say("Order changed."), changes, "order"
    )


def new_item(
    visit: Visit, title: str, *, after: Iterable[ProgrammeItem] = (), **fields: Any
) -> ProgrammeItem:
    """A programme item behind others; not stored until an edit adds it."""
    last = max((item.order for item in after), default=-_STEP)
    return ProgrammeItem(visit=visit.id, title=title, **{"order": last + _STEP, **fields})


def new_item_from_institution(
    workspace: "Workspace",
    visit: Visit,
    institution: Institution,
    *,
    day: str = "",
    start: str = "",
    stop: Stop | None = None,
    kind: ItemKind = "meeting",
    minutes: int = 60,
) -> Edit:
    """A new item with an institution: its name as title, its place, and its head as host, asked.

    `minutes` is the length that new items of the kind have. The head is the holder of its post of the highest rank on
    the day (a vacant post too); without any the institution itself is the host.
    """
    with workspace.reading() as rows:
        others = rows.where(ProgrammeItem, "visit", [visit.id])
    item = new_item(
        visit,
        institution.name,
        after=others,
        kind=kind,
        day=day,
        start=start,
        time_form="exact" if start else "open",
        stop=stop.id if stop else None,
        phase=stop.phase if stop else None,
        place=institution.place,
        institutions=(institution.id,),
    )
    if start:
        end, days = clock_after(start, minutes)
        item = msgspec.structs.replace(item, end=end, end_days=days)
    host = host_from_institution(workspace, item, institution.id)
    return add(item, host)._replace(visit=visit.id)


def host_from_institution(
    workspace: "Workspace", item: ProgrammeItem, institution: UUID
) -> Participant:
    """An institution as host of an item, asked: by its head on that day, a vacant post too, else by itself."""
    with workspace.reading() as rows:
        posts = rows.where(Post, "institution", [institution])
    head = head_of(posts, item.day)
    return Participant(
        item=item.id,
        side="host",
        institution=institution,
        post=head.id if head else None,
        person=head.person if head else None,
        state="asked",
    )


def head_of(posts: Iterable[Post], day: str = "") -> Post | None:
    """The post that leads an institution on a day: the highest rank among those held then, ranked ones first."""
    held = [post for post in posts if _held(post, day)]
    return min(
        held, key=lambda post: (post.rank or 1_000_001, post.order, post.created_at), default=None
    )


def _held(post: Post, day: str) -> bool:
    on = dates.read(day)
    if on is None:
        return not post.end
    start, end = dates.read(post.start), dates.read(post.end)
    return (start is None or start.first <= on.last) and (end is None or end.last >= on.first)


def add_note(
    title: str,
    text: str = "",
    *,
    date: str = "",
    institutions: Iterable[UUID] = (),
    people: Iterable[UUID] = (),
    visit: UUID | None = None,
    item: UUID | None = None,
    **fields: Any,
) -> Edit:
    """A new note, tied to what it is about."""
    note = Note(
        title=title,
        text=text,
        date=date,
        institutions=tuple(institutions),
        people=tuple(people),
        visit=visit,
        item=item,
        **fields,
    )
    return add(note)._replace(visit=visit)


def _edit(words: str, past: str, changes: Sequence[Change], field: str = "") -> Edit:
    first = changes[0].record if changes else None
    if first is None:
        return Edit(words, (), past)
    place = Place(kind=kind_of(first).name, key=first.key, field=field, words=name_of(first))
    past = past.removesuffix("..") + "." if past.endswith("..") else past  # a name may end so, too
    return Edit(words, tuple(changes), past, _visit_of(first), place)


def _visit_of(record: Record) -> UUID | None:
    if isinstance(record, Visit):
        return record.id
    found = getattr(record, "visit", None)
    return found if isinstance(found, UUID) else None
