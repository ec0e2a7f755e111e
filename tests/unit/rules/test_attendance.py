"""Who comes to what: everybody once, whatever they are named by; and who is in two places."""

from briefer.records.institutions import Institution
from briefer.records.people import Person, Post
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visits import Delegate, Stop, Visit
from briefer.rules import attendance
from factories import filed, made

VISIT = made(Visit, "v", title="V", start="2026-10-12")
STOP = made(Stop, "s", visit=VISIT, city="Vesterhavn", zone="Europe/Oslo", start="2026-10-12")
AGENCY = made(Institution, "agency", name="Agency")
MINISTER = made(Person, "minister", family_name="Rahmani")
HOST = made(Person, "host", family_name="Halvorsen")
POST = made(Post, "post", person=HOST, title="Minister")
HEAD = made(Delegate, "head", visit=VISIT, person=MINISTER, order=0)
GUARDS = made(Delegate, "guards", visit=VISIT, group="Guards", order=1)


def item(key: str, order: int, start: str = "", end: str = "", **fields: str) -> ProgrammeItem:
    return made(
        ProgrammeItem,
        key,
        visit=VISIT,
        stop=STOP,
        title=key,
        order=order,
        day="2026-10-12",
        start=start,
        end=end,
        time_form="exact" if start else "open",
        **fields,
    )


TALKS, LUNCH = item("talks", 0, "09:00", "11:00"), item("lunch", 1, "10:30", "12:00")
DROPPED = item("dropped", 2, "10:00", "11:00", status="cancelled")
RECORDS = (VISIT, STOP, AGENCY, MINISTER, HOST, POST, HEAD, GUARDS, TALKS, LUNCH, DROPPED)


def part(key: str, of: ProgrammeItem, side: str, **fields: object) -> Participant:
    return made(Participant, key, item=of, side=side, **fields)


PARTS = (
    part("p1", LUNCH, "guest", person=MINISTER),
    part("p2", TALKS, "guest", delegate=HEAD, role="lead"),
    part("p3", TALKS, "host", post=POST, role="chair"),
    part("p4", LUNCH, "host", person=HOST),
    part("p5", LUNCH, "host", title="Head of Protocol", institution=AGENCY),
    part("p6", TALKS, "host", title="Head of Protocol", institution=AGENCY),
    part("p7", TALKS, "host", title="Head of Protocol"),
    part("p8", TALKS, "guest", group="travelling press"),
    part("p9", DROPPED, "guest", group="cancelled group"),
    part("p10", TALKS, "guest", delegate=GUARDS),
    part("p11", LUNCH, "guest", delegate=GUARDS),
)
FILE = filed(*RECORDS, *PARTS)


def test_everybody_stands_once_with_their_parts_in_the_order_of_the_programme() -> None:
    people = attendance.attendees(FILE, FILE.delegates)
    assert [(one.side, [each.key for each in one.parts]) for one in people] == [
        ("guest", ["p2", "p1"]),
        ("guest", ["p10", "p11"]),
        ("guest", ["p8"]),
        ("host", ["p3", "p4"]),
        ("host", ["p6", "p5"]),
        ("host", ["p7"]),
    ]
    assert [one.delegate for one in people[:3]] == [HEAD, GUARDS, None]
    assert (people[0].id, people[3].id) == (HEAD.id, HOST.id)


def test_a_delegate_who_is_nowhere_yet_stands_there_too() -> None:
    people = attendance.attendees(filed(*RECORDS), FILE.delegates)
    assert [(one.id, one.parts) for one in people] == [(HEAD.id, ()), (GUARDS.id, ())]


def test_who_is_in_two_places_is_told_and_a_group_may_divide() -> None:
    people = attendance.attendees(FILE, FILE.delegates)
    names = {HEAD.id: "minister", HOST.id: "host", people[4].id: "protocol"}
    found = [
        (names[one.attendee], one.first == TALKS.id, one.second == LUNCH.id)
        for one in attendance.clashes(people, attendance.overlaps(FILE))
    ]
    assert found == [("minister", True, True), ("host", True, True), ("protocol", True, True)]


def test_who_declined_is_in_one_place_only() -> None:
    declined = part("p1", LUNCH, "guest", person=MINISTER, state="declined")
    file = filed(*RECORDS, declined, PARTS[1])
    people = attendance.attendees(file, file.delegates)
    assert attendance.clashes(people, attendance.overlaps(file)) == ()


def test_items_overlap_by_their_times_and_not_where_they_only_touch() -> None:
    early, late = item("early", 3, "08:00", "10:00"), item("late", 4, "11:00", "12:00")
    moment, open_ = item("moment", -1, "09:00"), item("open", 5)
    file = filed(*RECORDS, moment, early, late, open_)
    names = {one.id: one.key for one in file.items}
    found = {
        names[first]: [names[one] for one in others]
        for first, others in attendance.overlaps(file).items()
    }
    assert found == {
        "early": ["moment", "talks"],
        "moment": ["talks"],
        "talks": ["lunch"],
        "lunch": ["late"],
    }
