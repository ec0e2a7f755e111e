"""Edits of a delegation, with their words: who travels, in which order, and who comes to which item.

Each function makes an `Edit` and changes nothing; `edits.apply` carries it out. `order` is the delegation as it is
printed (`rules.precedence.placed`). Not here: fields of people in the library (`common_edits`).
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from uuid import UUID

import msgspec

from briefer.findings import Place
from briefer.i18n import say, say_many
from briefer.records.base import Record, new_id
from briefer.records.institutions import Institution
from briefer.records.kinds import kind_of, name_of
from briefer.records.people import Person, Post, PrivateData
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate
from briefer.services.common_edits import head_of, shortened
from briefer.services.edits import Change, Edit

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace


Role = Literal["", "chair", "lead", "speaker", "greeter", "interpreter", "note taker"]
"""What somebody does in an item."""


class Joining(NamedTuple):
    """Who is to join a delegation, what they are called, and what has to be made for it."""

    delegate: Delegate
    name: str
    made: tuple[Record, ...] = ()


def person(workspace: "Workspace", file: VisitFile, id_: UUID) -> Joining:
    """Somebody of the library, in the post of the highest rank that is theirs when the visit begins."""
    with workspace.reading() as rows:
        found = rows.get(Person, id_)
        posts = rows.where(Post, "person", [id_])
    held = head_of(posts, file.visit.start)
    title, of = (held.title, held.institution) if held else ("", None)
    delegate = Delegate(
        visit=file.visit.id,
        person=id_,
        post=held.id if held else None,
        title=title,
        institution=of,
    )
    return Joining(delegate, name_of(found) if found else "")


def post(workspace: "Workspace", file: VisitFile, id_: UUID) -> Joining:
    """The holder of a post of the library; while it is vacant, a post without a name."""
    with workspace.reading() as rows:
        found = rows.get(Post, id_)
        holder = rows.get(Person, found.person) if found and found.person else None
    delegate = Delegate(visit=file.visit.id, post=id_)
    if found:
        delegate = msgspec.structs.replace(
            delegate, person=found.person, title=found.title, institution=found.institution
        )
    return Joining(delegate, name_of(holder) if holder else delegate.title)


def institution(workspace: "Workspace", file: VisitFile, id_: UUID) -> Joining:
    """An institution; who comes is theirs to say."""
    with workspace.reading() as rows:
        found = rows.get(Institution, id_)
    return Joining(Delegate(visit=file.visit.id, institution=id_), name_of(found) if found else "")


def new_person(file: VisitFile, name: str) -> Joining:
    """Somebody who is not in the library yet: a name as it is written, its last word the family name."""
    given, _, family = name.rpartition(" ")
    made = Person(given_name=given, family_name=family)
    return Joining(Delegate(visit=file.visit.id, person=made.id), name, (made,))


def unnamed_post(file: VisitFile, title: str) -> Joining:
    """A post of which the name is still open."""
    return Joining(Delegate(visit=file.visit.id, title=title), title)


def group(file: VisitFile, words: str) -> Joining:
    """A group of which the number is still open."""
    return Joining(Delegate(visit=file.visit.id, group=words), words)


def join(order: Sequence[Delegate], joining: Joining, at: int) -> Edit:
    """Somebody joins the delegation, before the delegate who is now at `at` (counted from 0)."""
    placed = (*order[:at], joining.delegate, *order[at:])
    moved = {change.record.id: change for change in _in_order(placed)}
    first = moved.pop(joining.delegate.id, None)
    delegate = first.after if first else joining.delegate
    new = [Change(None, record) for record in (*joining.made, delegate)]
    name = shortened(joining.name)
    return _edit(
        say("Add {name} to the delegation").format(name=name),
        say("{name} added to the delegation.").format(name=name),
        [*new, *moved.values()],
        joining.delegate,
    )


def leave(file: VisitFile, delegates: Sequence[Delegate], name: str) -> Edit:
    """Delegates travel no longer, and take part in no item any more. `name` is the first one's."""
    gone = {delegate.id for delegate in delegates}
    parts = [one for one in file.participants if one.delegate in gone]
    if len(delegates) == 1:
        called = shortened(name)
    else:
        words = say_many("{count} delegate", "{count} delegates", len(delegates))
        called = words.format(count=len(delegates))
    return _edit(
        say("Remove {name} from the delegation").format(name=called),
        say("{name} removed from the delegation.").format(name=called),
        [Change(record, None) for record in (*parts, *delegates)],
        delegates[0],
    )


def move(order: Sequence[Delegate], moved: Collection[UUID], to: int, name: str) -> Edit:
    """Some delegates, side by side, come to stand before the one who is now at `to` (counted from 0).

    `name` is the first one's.
    """
    some = [one for one in order if one.id in moved]
    before = [one for one in order[:to] if one.id not in moved]
    behind = [one for one in order[to:] if one.id not in moved]
    if len(some) > 1:
        words = say_many("{count} delegate", "{count} delegates", len(some))
        name = words.format(count=len(some))
    place = len(before) + 1
    return _edit(
        say("Move {name} to place {place}").format(name=shortened(name), place=place),
        say("{name} moved to place {place}.").format(name=shortened(name), place=place),
        _in_order([*before, *some, *behind]),
        some[0],
    )


def change(
    file: VisitFile, record: Delegate | Person | PrivateData, name: str, called: str, **values: Any
) -> Edit:
    """Fields of a delegate, or of the person who travels, get other values; `called` names them as one thing."""
    after = msgspec.structs.replace(record, **values)
    known = isinstance(record, Delegate) or any(
        one.id == record.id for one in file.of(kind_of(record).name)
    )
    words = {"field": called, "name": shortened(name)}
    return _edit(
        say("Change {field} of {name}").format(**words),
        say("Changed {field} of {name}.").format(**words),
        [Change(record if known else None, after)],
        record,
    )._replace(visit=file.visit.id)


def name_post(delegate: Delegate, joining: Joining) -> Edit:
    """A post, or an institution, gets its name: the person of `joining` travels in it."""
    values: dict[str, Any] = {"person": joining.delegate.person}
    if not delegate.post and not delegate.title:
        values |= {"post": joining.delegate.post, "title": joining.delegate.title}
    after = msgspec.structs.replace(delegate, **values)
    return _edit(
        say("Name {name} for the delegation").format(name=shortened(joining.name)),
        say("{name} named for the delegation.").format(name=shortened(joining.name)),
        [*(Change(None, record) for record in joining.made), Change(delegate, after)],
        delegate,
    )


# ------------------------------------------------------------------------------- who comes to what


class Cell(NamedTuple):
    """Somebody and an item; `part` is None while they do not take part."""

    name: str
    who: Participant
    """Whom a new part would name."""
    item: ProgrammeItem
    part: Participant | None = None


def attend(file: VisitFile, cells: Sequence[Cell], role: Role) -> Edit:
    """Everybody of some cells takes part in the role, also who had declined."""
    changes = []
    for cell in cells:
        if cell.part:
            state = "" if cell.part.state == "declined" else cell.part.state
            after = msgspec.structs.replace(cell.part, role=role, state=state)
            changes.append(Change(cell.part, after))
        else:
            here = [one.order for one in file.participants if one.item == cell.item.id]
            order = max(here, default=-1) + 1
            after = msgspec.structs.replace(
                cell.who, id=new_id(), key="", item=cell.item.id, role=role, state="", order=order
            )
            changes.append(Change(None, after))
    forms: dict[Role, str] = {
        "": say("{name} attends {item}"),
        "chair": say("{name} chairs {item}"),
        "lead": say("{name} leads {item}"),
        "speaker": say("{name} speaks at {item}"),
        "greeter": say("{name} greets at {item}"),
        "interpreter": say("{name} interprets at {item}"),
        "note taker": say("{name} takes notes at {item}"),
    }
    return _of_cells(file, cells, forms[role], changes)


def answer(file: VisitFile, cells: Sequence[Cell]) -> Edit:
    """The invitation goes on: asked, accepted, declined, came; all cells take the state that follows the first one's."""
    there = [cell for cell in cells if cell.part]
    if not there or there[0].part is None:
        return Edit("", ())
    states = ("asked", "accepted", "declined", "came")
    now = there[0].part.state
    state = states[(states.index(now) + 1) % len(states)] if now else states[0]
    forms = {
        "asked": say("{name} is asked to {item}"),
        "accepted": say("{name} accepted {item}"),
        "declined": say("{name} declined {item}"),
        "came": say("{name} came to {item}"),
    }
    changes = [
        Change(cell.part, msgspec.structs.replace(cell.part, state=state))
        for cell in there
        if cell.part
    ]
    return _of_cells(file, there, forms[state], changes)


def stay_away(file: VisitFile, cells: Sequence[Cell]) -> Edit:
    """Nobody of some cells takes part any more."""
    there = [cell for cell in cells if cell.part]
    changes = [Change(cell.part, None) for cell in there]
    return _of_cells(file, there, say("{name} is not at {item}"), changes)


def _of_cells(file: VisitFile, cells: Sequence[Cell], form: str, changes: Sequence[Change]) -> Edit:
    if not cells:
        return Edit("", ())
    first = cells[0]
    words = form.format(name=shortened(first.name), item=shortened(first.item.title))
    if len(cells) > 1:
        words = say("{words}, and {count} more").format(words=words, count=len(cells) - 1)
    place = Place(kind="item", key=first.item.key, field=ATTENDANCE, words=first.item.title)
    past = say("{words}.").format(words=words)
    return Edit(words, tuple(changes), past, file.visit.id, place)


ATTENDANCE = "attendance"
"""The field in the place of an edit that was made among people and items."""


def _in_order(order: Iterable[Delegate]) -> list[Change]:
    """What changes when delegates stand in the order given."""
    return [
        Change(one, msgspec.structs.replace(one, order=place))
        for place, one in enumerate(order)
        if one.order != place
    ]


def _edit(words: str, past: str, changes: Sequence[Change], about: Record) -> Edit:
    place = Place(kind=kind_of(about).name, key=about.key, words=name_of(about))
    return Edit(words, tuple(changes), past, getattr(about, "visit", None), place)
