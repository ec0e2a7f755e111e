"""Edits of outcomes and follow-ups, with their words; and when a follow-up is due.

Each function makes an `Edit` and changes nothing. Not here: printing (`pack.sections.report`, `followups`).
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec

from briefer.findings import Place
from briefer.i18n import say
from briefer.records import dates
from briefer.records.base import Record
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.visits import Visit
from briefer.services.common_edits import shortened
from briefer.services.edits import Change, Edit

STATES = ("open", "done", "dropped")


def read_line(text: str, letters: Mapping[str, str], otherwise: str) -> tuple[str, str]:
    """The kind and the words of a typed line: its first letter and a space give the kind, by `letters`."""
    first, space, rest = text.lstrip().partition(" ")
    kind = letters.get(first.casefold(), "") if space else ""
    return (kind, rest.strip()) if kind else (otherwise, text.strip())


def add_outcome(
    visit: Visit, item: UUID | None, kind: str, text: str, others: Sequence[Outcome]
) -> Edit:
    """What a meeting, or the visit as a whole, produced; it stands behind the others of its item."""
    last = max((one.order for one in others if one.item == item), default=-1)
    made = msgspec.convert(
        {"visit": visit.id, "item": item, "kind": kind, "text": text, "order": last + 1},
        Outcome,
    )
    name = shortened(text)
    return _edit(
        visit.id,
        say("Add {name}").format(name=name),
        say("{name} added.").format(name=name),
        [Change(None, made)],
    )


def add_follow_up(
    visit: Visit, others: Sequence[FollowUp], action: str, outcome: Outcome | None = None
) -> Edit:
    """An action after the visit; from an outcome it keeps its item, institutions and marking."""
    last = max((one.order for one in others), default=-1)
    made = FollowUp(
        visit=visit.id,
        item=outcome.item if outcome else None,
        outcome=outcome.id if outcome else None,
        institutions=outcome.institutions if outcome else (),
        with_whom=outcome.addressee if outcome else "",
        internal=outcome.internal if outcome else False,
        marking=outcome.marking if outcome else "",
        distribution=outcome.distribution if outcome else "",
        action=action,
        order=last + 1,
    )
    name = shortened(action)
    return _edit(
        visit.id,
        say("Add follow-up {name}").format(name=name),
        say("Follow-up added: {name}").format(name=name),
        [Change(None, made)],
    )


def change(record: Outcome | FollowUp, called: str, **values: Any) -> Edit:
    """Fields of an outcome or a follow-up get other values."""
    name = shortened(record.text if isinstance(record, Outcome) else record.action)
    return _edit(
        record.visit,
        say("Change {field} of {name}").format(field=called, name=name),
        say("Changed {field} of {name}.").format(field=called, name=name),
        [Change(record, msgspec.structs.replace(record, **values))],
    )


def delete(record: Outcome | FollowUp) -> Edit:
    """An outcome or a follow-up goes; a follow-up stays when its outcome goes."""
    name = shortened(record.text if isinstance(record, Outcome) else record.action)
    return _edit(
        record.visit,
        say("Delete {name}").format(name=name),
        say("{name} deleted.").format(name=name),
        [Change(record, None)],
    )


def next_state(record: FollowUp) -> Edit:
    """Open, done, dropped, and open again."""
    state = STATES[(STATES.index(record.state) + 1) % len(STATES)]
    return change(record, say("state"), state=state)


def due(record: FollowUp) -> str:
    """When a follow-up is due, as a `When`: its date, or so many days after its base date; empty without either."""
    base = dates.day(record.due_from)
    if record.due or record.due_days is None or base is None:
        return record.due
    return (base + timedelta(days=record.due_days)).isoformat()


def days_late(record: FollowUp, today: date) -> int:
    """For how many days an open follow-up has been due; 0 when it is not late."""
    span = dates.read(due(record))
    if span is None or record.state != "open":
        return 0
    return max(0, (today - span.last).days)


def _edit(visit: UUID, words: str, past: str, changes: Sequence[Change]) -> Edit:
    record: Record = changes[0].record
    kind = "outcome" if isinstance(record, Outcome) else "follow_up"
    return Edit(words, tuple(changes), past, visit, Place(kind=kind, key=record.key))
