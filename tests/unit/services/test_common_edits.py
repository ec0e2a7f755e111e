"""Edits and their words, as the menu and the status bar say them."""

import msgspec
import pytest

from briefer.findings import Place as Where
from briefer.records.institutions import Institution, Place
from briefer.records.people import Person, Post
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visits import Stop, Visit
from briefer.services import common_edits, edits
from briefer.services.common_edits import change_field, clock_after, move_item
from briefer.services.edits import Edit
from briefer.workspace.database import Workspace

VISIT = Visit(key="marsana", title="Marsana")
CALL = ProgrammeItem(
    key="marsana/item-1",
    visit=VISIT.id,
    title="Courtesy call",
    day="2027-03-08",
    start="09:00",
    end="10:15",
    time_form="exact",
)


def _words(edit: Edit) -> tuple[str, str]:
    return edit.words, edit.past


def test_words_of_a_changed_field() -> None:
    assert _words(change_field(CALL, "title", "Working lunch")) == (
        "Rename Courtesy call to Working lunch",
        "Courtesy call renamed to Working lunch.",
    )
    assert _words(change_field(CALL, "status", "cancelled")) == (
        "Cancel Courtesy call",
        "Courtesy call cancelled.",
    )
    assert _words(change_field(CALL, "dress", "dark suit")) == (
        "Change dress of Courtesy call",
        "Changed dress of Courtesy call.",
    )
    assert (
        change_field(CALL, "place", None, called="the room").words
        == "Change the room of Courtesy call"
    )
    assert _words(common_edits.change_fields(CALL, called="time", start="", end="")) == (
        "Change time of Courtesy call",
        "Changed time of Courtesy call.",
    )


def test_an_edit_knows_where_it_was() -> None:
    edit = change_field(CALL, "dress", "dark suit")
    assert edit.visit == VISIT.id
    assert edit.place == Where(
        kind="item", key="marsana/item-1", field="dress", words="Courtesy call"
    )


def test_long_names_lose_their_end() -> None:
    long = "Meeting with the Directorate-General for Maritime Affairs and Fisheries"
    assert common_edits.add(Visit(title=long)).words == f"Add {long}"
    assert common_edits.shortened(long, 60) == (
        "Meeting with the Directorate-General for Maritime Affairs…"
    )
    assert common_edits.shortened(long, 31) == "Meeting with the…"
    assert common_edits.shortened("m" * 40, 20) == "m" * 19 + "…"
    assert len(common_edits.shortened("m" * 200)) == 100


def test_words_of_adding_deleting_and_putting_in_order() -> None:
    other = ProgrammeItem(visit=VISIT.id, title="Lunch", order=5)
    assert _words(common_edits.add(CALL, other)) == ("Add Courtesy call", "Courtesy call added.")
    assert _words(common_edits.delete(CALL)) == ("Delete Courtesy call", "Courtesy call deleted.")
    assert common_edits.delete(CALL, other).words == "Delete 2 records"
    ordered = common_edits.reorder([other, CALL])
    assert [(change.record.title, change.record.order) for change in ordered.changes] == [
        ("Lunch", 0),
        ("Courtesy call", 1),
    ]


@pytest.mark.parametrize(
    ("where", "words", "then"),
    [
        ({"start": "09:30"}, "Move Courtesy call to 09:30", ("2027-03-08", "09:30", "10:45", 0)),
        ({"start": "23:30"}, "Move Courtesy call to 23:30", ("2027-03-08", "23:30", "00:45", 1)),
        (
            {"day": "2027-03-09"},
            "Move Courtesy call to Tue 9 March",
            ("2027-03-09", "09:00", "10:15", 0),
        ),
        (
            {"day": "2027-03-09", "start": "14:00"},
            "Move Courtesy call to Tue 9 March, 14:00",
            ("2027-03-09", "14:00", "15:15", 0),
        ),
        (
            {"end": "10:00"},
            "Move Courtesy call to end at 10:00",
            ("2027-03-08", "09:00", "10:00", 0),
        ),
        (
            {"end": "00:30"},
            "Move Courtesy call to end at 00:30",
            ("2027-03-08", "09:00", "00:30", 1),
        ),
        ({"start": ""}, "Move Courtesy call to no fixed time", ("2027-03-08", "", "", 0)),
    ],
)
def test_moving_keeps_the_length(
    where: dict[str, str], words: str, then: tuple[object, ...]
) -> None:
    edit = move_item(CALL, **where)
    after = edit.changes[0].after
    assert isinstance(after, ProgrammeItem)
    assert edit.words == words
    assert (after.day, after.start, after.end, after.end_days) == then


def test_moving_over_midnight_and_across_zones() -> None:
    night = msgspec.structs.replace(CALL, start="22:00", end="01:00", end_days=1)
    after = move_item(night, start="20:00").changes[0].after
    assert isinstance(after, ProgrammeItem)
    assert (after.end, after.end_days) == ("23:00", 0)
    # the end of a flight is on another clock: it is not ours to move
    flight = msgspec.structs.replace(CALL, end_zone="Asia/Baghdad")
    after = move_item(flight, start="10:00").changes[0].after
    assert isinstance(after, ProgrammeItem)
    assert after.end == "10:15"
    about = (
        move_item(msgspec.structs.replace(CALL, time_form="about"), start="10:00").changes[0].after
    )
    assert isinstance(about, ProgrammeItem)
    assert about.time_form == "about"


def test_clocks() -> None:
    assert clock_after("09:00", 90) == ("10:30", 0)
    assert clock_after("23:30", 60) == ("00:30", 1)
    assert clock_after("00:00", 3 * 24 * 60) == ("00:00", 3)
    assert common_edits.minutes_of(CALL) == 75
    assert common_edits.minutes_of(msgspec.structs.replace(CALL, end="")) is None


def test_the_head_of_an_institution_is_the_highest_post_held_on_the_day() -> None:
    posts = [
        Post(title="Adviser", order=1),
        Post(title="Former director", rank=1, end="2026-12"),
        Post(title="Director", rank=1, start="2027-01"),
        Post(title="Deputy", rank=2),
    ]
    titles = [common_edits.head_of(posts, day) for day in ("2026-06-01", "2027-03-08", "")]
    assert [post and post.title for post in titles] == ["Former director", "Director", "Director"]
    assert common_edits.head_of([]) is None


def test_a_new_item_from_an_institution_has_its_place_and_its_head_asked(
    workspace: Workspace,
) -> None:
    visit = Visit(title="Marsana")
    stop = Stop(visit=visit.id, city="Copenhagen", zone="Europe/Copenhagen")
    quay = Place(name="Quay 4")
    agency = Institution(name="Border Agency", place=quay.id)
    chief = Person(family_name="Nielsen")
    post = Post(person=chief.id, institution=agency.id, title="Director", rank=1)
    earlier = ProgrammeItem(visit=visit.id, title="Welcome", order=7)
    edits.apply(workspace, common_edits.add(visit, stop, quay, agency, chief, post, earlier))
    edit = common_edits.new_item_from_institution(
        workspace, visit, agency, day="2027-03-08", start="23:30", stop=stop, minutes=45
    )
    assert _words(edit) == ("Add Border Agency", "Border Agency added.")
    stored = edits.apply(workspace, edit)
    item, host = (change.after for change in stored.changes)
    assert isinstance(item, ProgrammeItem)
    assert isinstance(host, Participant)
    assert (item.title, item.kind, item.day, item.start, item.end, item.end_days) == (
        "Border Agency",
        "meeting",
        "2027-03-08",
        "23:30",
        "00:15",
        1,
    )
    assert (item.stop, item.place, item.institutions) == (stop.id, quay.id, (agency.id,))
    assert item.order > earlier.order
    assert (host.side, host.person, host.post, host.state) == ("host", chief.id, post.id, "asked")
    assert host.key == "marsana/item-2/participant-1"
    edits.undo(workspace, stored)
    with workspace.reading() as rows:
        assert [each.title for each in rows.all(ProgrammeItem)] == ["Welcome"]


def test_a_new_note(workspace: Workspace) -> None:
    edits.apply(workspace, common_edits.add(VISIT))
    visit = VISIT
    note = common_edits.add_note("Talk on the quay", "*Cold.*", date="2027", visit=visit.id)
    assert _words(note) == ("Add Talk on the quay", "Talk on the quay added.")
    edits.apply(workspace, note)
