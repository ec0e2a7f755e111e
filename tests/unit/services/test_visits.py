"""The list of visits, and the file of one: all that a pack may print and nothing of others."""

import msgspec
import pytest
from sqlalchemy import event

from briefer.errors import KnownError
from briefer.records.base import Record
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.institutions import ContactPoint, Institution, Place
from briefer.records.kinds import name_of
from briefer.records.notes import GlossaryTerm, Note, Theme
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.packs import Edition, IssuedNumber
from briefer.records.people import Officer, Person, Post, PrivateData
from briefer.records.programme import Participant, ProgrammeItem, Step
from briefer.records.sources import Citation, Source
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate, Party, Stop, Visit
from briefer.services import common_edits, edits, visits
from briefer.workspace.database import Workspace
from large_office import KEY, SMALL, fill


def _add(workspace: Workspace, *records: Record) -> None:
    edits.apply(workspace, common_edits.add(*records))


def _names(records: tuple[Record, ...]) -> list[str]:
    return [name_of(record) for record in records]


def test_the_list_of_visits(workspace: Workspace) -> None:
    marsana = Visit(title="Marsana", short_title="Mars 26", start="2026-10-12", end="2026-10-16")
    open_ = Visit(title="Some day")
    early = Visit(title="Iraq", start="early 2022-12")
    stops = [
        Stop(visit=marsana.id, city=city, order=order)
        for city, order in (("Port Serin", 2), ("Copenhagen", 1), ("Copenhagen", 3), ("", 4))
    ]
    items = [
        ProgrammeItem(visit=marsana.id, title=status, status=status)
        for status in ("confirmed", "tentative", "confirmed")
    ]
    _add(workspace, early, marsana, open_, *stops, *items)
    found = visits.overview(workspace)
    assert [(each.key, each.start, each.cities, each.items) for each in found] == [
        ("some-day", "", (), {}),
        ("marsana", "2026-10-12", ("Copenhagen", "Port Serin"), {"confirmed": 2, "tentative": 1}),
        ("iraq", "early 2022-12", (), {}),
    ]
    before = found[1].changed_at
    with workspace.reading() as rows:
        (item,) = rows.where(ProgrammeItem, "status", ["tentative"])
    edits.apply(workspace, common_edits.change_field(item, "dress", "dark"))
    assert visits.overview(workspace)[1].changed_at > before
    assert visits.overview(workspace)[2].changed_at == found[2].changed_at


def test_a_visit_by_its_key(workspace: Workspace) -> None:
    _add(workspace, Visit(key="iraq-2022", title="Iraq"))
    assert visits.find(workspace, "iraq-2022").title == "Iraq"
    with pytest.raises(KnownError, match=r"no visit “iraq-2023”\. Did you mean “iraq-2022”\?"):
        visits.find(workspace, "iraq-2023")
    with pytest.raises(KnownError, match="“briefer visits” lists them"):
        visits.find(workspace, "x")


def test_a_deleted_visit(workspace: Workspace) -> None:
    with pytest.raises(KnownError, match="has been deleted"):
        visits.load(workspace, Visit(title="gone").id)


@pytest.fixture
def file(workspace: Workspace) -> VisitFile:
    """A visit whose every part leads to something in the library, and another visit that has nothing to do with it."""
    state = Institution(name="State")
    ministry = Institution(name="Ministry", parent=state.id)
    network = Institution(name="Network")
    unit = Institution(name="Unit", parent=ministry.id, member_of=(network.id,))
    sea, land = Theme(name="Sea"), Theme(name="Land")
    quay = Place(name="Quay")
    chief, guest, stranger = (Person(family_name=name) for name in ("Chief", "Guest", "Stranger"))
    visit = Visit(title="Marsana", start="2026-10")
    stop = Stop(visit=visit.id, city="Port Serin", zone="Asia/Baghdad", hotel=quay.id)
    late = ProgrammeItem(
        visit=visit.id, stop=stop.id, title="Late", day="2026-10-12", start="15:00", order=0
    )
    after_late = ProgrammeItem(
        visit=visit.id, stop=stop.id, title="After late", day="2026-10-12", order=1
    )
    early = ProgrammeItem(
        visit=visit.id,
        stop=stop.id,
        title="Early",
        day="2026-10-12",
        start="09:00",
        order=2,
        institutions=(unit.id,),
        themes=(sea.id,),
    )
    brief = Brief(item=early.id, objective="Listen")
    post = Post(person=chief.id, title="Chief of staff")
    past = Visit(title="Marsana 25", start="2025")
    past_item = ProgrammeItem(
        visit=past.id, title="Past call", institutions=(ministry.id,), place=None
    )
    future = Visit(title="Marsana 27", start="2027")
    other = Visit(title="Elsewhere", start="2020")
    zoo = Institution(name="Zoo")
    source = Source(title="Letter")
    _add(
        workspace,
        visit,
        *(state, ministry, network, unit, sea, land, quay, chief, guest, stranger, stop),
        *(late, after_late, early, brief, BriefPoint(brief=brief.id, text="Say"), post),
        Step(item=early.id, words="Shake hands"),
        Participant(item=early.id, person=chief.id),
        Delegate(visit=visit.id, person=guest.id),
        Party(visit=visit.id, state="Qamaria"),
        PrivateData(person=guest.id, dietary="no fish"),
        ContactPoint(person=chief.id, value="+1"),
        ContactPoint(institution=unit.id, value="+2"),
        ContactPoint(place=quay.id, value="+3"),
        ContactPoint(person=stranger.id, value="+4"),
        source,
        Citation(about_kind="institution", about=unit.id, source=source.id),
        GlossaryTerm(acronym="EU"),
        Officer(name="Mette"),
        *(past, past_item, future, other, zoo),
        Outcome(visit=past.id, item=past_item.id, text="Agreed"),
        FollowUp(visit=past.id, action="Send maps", institutions=(network.id,)),
        ProgrammeItem(visit=future.id, title="Future call", institutions=(unit.id,)),
        ProgrammeItem(visit=other.id, title="See the animals", institutions=(zoo.id,)),
        Note(title="On the unit", institutions=(unit.id,), themes=(land.id,)),
        Note(title="On the chief", people=(chief.id,)),
        Note(title="On the zoo", institutions=(zoo.id,)),
        Note(title="On the item", item=early.id),
        Edition(visit=visit.id, recipe="dossier", audience="principal", number=1),
        IssuedNumber(visit=visit.id, item=early.id, audience="principal", number=1),
    )
    return visits.load(workspace, visit.id)


def test_the_programme_is_in_its_order(file: VisitFile) -> None:
    assert _names(file.items) == ["Early", "Late", "After late"]


def test_parts_and_what_they_lead_to(file: VisitFile) -> None:
    assert {
        "parts": [_names(each) for each in (file.stops, file.steps, file.briefs, file.points)],
        "institutions": sorted(_names(file.institutions)),
        "people": sorted(_names(file.people)),
        "posts": _names(file.posts),
        "places": _names(file.places),
        "themes": sorted(_names(file.themes)),
        "contacts": sorted(each.value for each in file.contacts),
        "private": [each.dietary for each in file.private],
        "notes": sorted(_names(file.notes)),
        "cited": [_names(file.sources), len(file.citations)],
        "always": [_names(file.glossary), _names(file.officers)],
        "of packs": [len(file.editions), len(file.issued_numbers)],
    } == {
        "parts": [["Port Serin"], ["Shake hands"], ["Listen"], ["Say"]],
        "institutions": ["Ministry", "Network", "State", "Unit"],
        "people": ["Chief", "Guest"],
        "posts": ["Chief of staff"],
        "places": ["Quay"],
        "themes": ["Land", "Sea"],
        "contacts": ["+1", "+2", "+3"],
        "private": ["no fish"],
        "notes": ["On the chief", "On the item", "On the unit"],
        "cited": [["Letter"], 1],
        "always": [["EU"], ["Mette"]],
        "of packs": [1, 1],
    }


def test_earlier_visits_of_the_same_institutions(file: VisitFile) -> None:
    (past,) = file.earlier
    assert (
        past.visit.title,
        _names(past.items),
        _names(past.outcomes),
        _names(past.follow_ups),
    ) == (
        "Marsana 25",
        ["Past call"],
        ["Agreed"],
        ["Send maps"],
    )


def test_the_visit_it_follows_is_an_earlier_one_even_without_a_date(workspace: Workspace) -> None:
    first = Visit(title="First")
    second = Visit(title="Second", follows=first.id)
    third = Visit(title="Third", follows=second.id)
    _add(workspace, first, second, third)
    file = visits.load(workspace, third.id)
    assert sorted(past.visit.title for past in file.earlier) == ["First", "Second"]


def test_visits_that_follow_each_other_in_a_circle_end(workspace: Workspace) -> None:
    one, other = Visit(title="One"), Visit(title="Other")
    _add(workspace, one, other)
    for follower, followed in ((one, other), (other, one)):
        kept = visits.find(workspace, follower.title.lower())
        with workspace.writing() as rows:  # an edit refuses it; an older Briefer did not
            rows.update(msgspec.structs.replace(kept, follows=followed.id), kept.version)
    assert [past.visit.title for past in visits.load(workspace, one.id).earlier] == ["Other"]


@pytest.mark.parametrize("earlier", [1, 9])
def test_a_long_past_takes_no_more_questions(workspace: Workspace, earlier: int) -> None:
    fill(workspace, SMALL._replace(earlier=earlier))
    visit = visits.find(workspace, KEY)
    asked: list[str] = []
    event.listen(
        workspace._engine, "before_cursor_execute", lambda *said: asked.append(str(said[2]))
    )
    file = visits.load(workspace, visit.id)
    assert (len(file.earlier), len(asked) < 200) == (earlier, True)
    for past in file.earlier:
        with workspace.reading() as rows:
            whole = visits.collect(rows, past.visit.id, with_earlier=False)
        for told in ("stops", "parties", "delegates", "items", "participants"):
            assert getattr(past, told) == getattr(whole, told) != ()
