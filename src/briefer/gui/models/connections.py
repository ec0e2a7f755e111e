"""What an institution is tied to, as rows: visits, people and posts, notes, follow-ups, how to reach it, its history.

Not here: what that is (`services.library`).
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from briefer.gui import shown
from briefer.gui.models.library import note_row
from briefer.gui.models.rows import Mark, Row
from briefer.i18n import say, say_many
from briefer.records.institutions import Institution, Place
from briefer.records.naming import initials
from briefer.records.outcomes import FollowUp
from briefer.records.people import Person, Post
from briefer.records.visits import Party, Visit
from briefer.services import outcome_edits

if TYPE_CHECKING:
    from briefer.services.history import Version
    from briefer.services.library import Connections

LATEST = 3
"""So many of its last changes are told; the history has them all."""


def connection_rows(
    found: "Connections", today: date, versions: "Sequence[Version]" = ()
) -> list[Row]:
    """All of it in groups, each with its count; a group that is empty is left out. `versions` begin with the newest.

    What is long stands in two lines: what was done to a record is told by the last word in some languages.
    """
    units = {unit.id: unit.acronym or unit.name for unit in found.units}
    groups: dict[str, list[Row]] = {
        say("Used in visits"): [_visit(visit, found) for visit in found.visits],
        say("People and posts"): [_post(post, person) for post, person in found.posts],
        say("Notes"): [
            note_row(note, units, drag=False)._replace(id=("note", note.id)) for note in found.notes
        ],
        say("Open follow-ups"): [
            _follow_up(one, today) for one in found.follow_ups if one.state == "open"
        ],
        say("Units"): [_unit(unit) for unit in found.units],
        say("Address"): _address(found.place, found),
    }
    rows = [
        row
        for head, some in groups.items()
        if some
        for row in (Row(title=head, end=shown.digits(len(some))), *some)
    ]
    rows = rows or [Row(title=say("Nothing is tied to it yet"))]
    if versions:
        rows.append(Row(title=say("History"), end=shown.digits(len(versions))))
    rows += [_version(at, one) for at, one in enumerate(versions[:LATEST])]
    return [row if row.is_head else row._replace(lines=2) for row in rows]


def _version(at: int, one: "Version") -> Row:
    day = shown.day(one.at.astimezone().date(), "d MMMM yyyy")
    return Row(("history", at), one.words, second=shown.joined((one.who, day)), icon="history")


def _visit(visit: Visit, found: "Connections") -> Row:
    roles = [party_words(party) for party in found.parties if party.visit == visit.id]
    items = found.items.get(visit.id, 0)
    count = say_many("{count} item", "{count} items", items).format(count=shown.digits(items))
    parts = (*dict.fromkeys(roles), count if items else "", shown.between(visit.start, visit.end))
    return Row(
        ("visit", visit.id),
        visit.short_title or visit.title,
        second=shown.joined(parts),
        icon="calendar-range",
        spoken=say(", ").join(filter(None, (visit.title, *parts))),
    )


def party_words(party: Party) -> str:
    """The role of a party in words."""
    return party.words or {
        "host": say("host"),
        "sender": say("sender"),
        "lead": say("lead"),
        "facilitator": say("facilitator"),
        "mandating body": say("mandating body"),
        "member organisation": say("member organisation"),
        "observer": say("observer"),
    }.get(party.role, party.role)


def _post(post: Post, person: Person | None) -> Row:
    name = shown.called(person) if person else say("nobody named")
    return Row(
        ("person", person.id, post.id) if person else ("post", post.id),
        name if person else post.title,
        second=shown.joined((post.title if person else name, held(post))),
        initials=initials(person) if person else "",
        icon="user-round",
        dashed=not person,
        muted=bool(post.end),
    )


def held(post: Post) -> str:
    """From when to when a post was held."""
    if post.end and post.start:
        return shown.between(post.start, post.end)
    if post.end:
        return say("until {date}").format(date=shown.when(post.end))
    return say("since {date}").format(date=shown.when(post.start)) if post.start else ""


def _follow_up(one: FollowUp, today: date) -> Row:
    late = outcome_edits.days_late(one, today)
    day = shown.when(outcome_edits.due(one))
    due = say("due {date}").format(date=day) if day else ""
    return Row(
        ("follow_up", (one.visit, one.id)),
        one.action,
        second=shown.joined((one.owner, due)),
        icon="target",
        mark=Mark(say("overdue"), "danger", filled=False) if late else None,
    )


def _unit(unit: Institution) -> Row:
    return Row(("institution", unit.id), unit.name, second=unit.city, icon="network")


def _address(place: Place | None, found: "Connections") -> list[Row]:
    rows = [
        Row(("contact", each.id), each.value, second=each.label or each.kind, icon="phone")
        for each in found.contacts
    ]
    if place:
        where = shown.joined((place.address, place.city))
        rows.insert(0, Row(("place", place.id), place.name, second=where, icon="map-pin"))
    return rows
