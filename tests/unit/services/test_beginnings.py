"""How a visit begins: what a template, an earlier visit and an open follow-up bring, and what they never bring."""

from collections.abc import Iterable

import msgspec
import pytest

from briefer.records.base import Record
from briefer.records.briefs import Brief
from briefer.records.institutions import Institution
from briefer.records.notes import Note
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.packs import OwnData, Template
from briefer.records.people import Person
from briefer.records.programme import Leg, Participant, ProgrammeItem, Step, Vehicle
from briefer.records.visits import Delegate, Party, Phase, Stop, Task, Visit
from briefer.services import beginnings, common_edits, edits, visits
from briefer.services.edits import Edit
from briefer.workspace.database import Workspace

TEMPLATE = Template(
    name="short",
    title="Short visit",
    types=("working visit",),
    tasks=(("Notice", 14), ("Drafts", 7), ("Final", 3)),
)


def made(edit: Edit, kind: type[Record]) -> list[Record]:
    return [change.after for change in edit.changes if isinstance(change.after, kind)]


def table(records: Iterable[Record], *fields: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(one, field) for field in fields) for one in records]


def test_a_title_is_enough() -> None:
    (change,) = beginnings.new("Nothing but a title").changes
    assert isinstance(change.after, Visit)
    assert (change.before, change.after.title) == (None, "Nothing but a title")


def test_a_new_visit_with_its_first_stop(workspace: Workspace) -> None:
    edit = beginnings.new("Marsana", start="early 2027-03", city="Port Serin", zone="Asia/Baghdad")
    stored = edits.apply(workspace, edit)
    visit, stop = (change.after for change in stored.changes)
    assert isinstance(visit, Visit)
    assert isinstance(stop, Stop)
    assert (stored.visit, stop.visit, stop.city) == (visit.id, visit.id, "Port Serin")
    assert (stop.start, stop.end) == ("early 2027-03", "early 2027-03")


def test_a_template_brings_its_tasks() -> None:
    edit = beginnings.new("Marsana", start="2026-10-12", template=TEMPLATE)
    (visit,) = made(edit, Visit)
    assert visit.types == ("working visit",)  # type: ignore[attr-defined]
    assert table(made(edit, Task), "what", "days_before", "order", "visit") == [
        ("Notice", 14, 0, visit.id),
        ("Drafts", 7, 1, visit.id),
        ("Final", 3, 2, visit.id),
    ]


class Earlier:
    """A visit of last year with one of everything."""

    def __init__(self, workspace: Workspace, our_side: str) -> None:
        self.customs = Institution(name="Customs")
        self.chief = Person(family_name="Sunde")
        self.visit = Visit(
            title="Marsana 2026",
            start="2026-10-12",
            end="2026-10-13",
            our_side=our_side,  # type: ignore[arg-type]
            status="closed",
            staff_notes="never again by coach",
        )
        visit = self.visit.id
        self.phase = Phase(visit=visit, title="On site", start="2026-10-12")
        self.stop = Stop(visit=visit, phase=self.phase.id, city="Port Serin", start="2026-10-12")
        self.party = Party(visit=visit, institution=self.customs.id)
        self.car = Vehicle(visit=visit, call_sign="Car 1", plate="AB 123")
        self.delegate = Delegate(
            visit=visit, person=self.chief.id, stops=(self.stop.id,), room="412", order=1
        )
        self.call = ProgrammeItem(
            visit=visit,
            title="Call on Customs",
            stop=self.stop.id,
            phase=self.phase.id,
            day="2026-10-13",
            start="10:00",
            end="11:00",
            time_form="exact",
            status="confirmed",
            institutions=(self.customs.id,),
            link="https://example.org/secret",
            staff_notes="they were late",
        )
        self.lunch = ProgrammeItem(visit=visit, title="Lunch", status="cancelled", order=1)
        self.drive = ProgrammeItem(visit=visit, title="Drive", kind="travel", order=2)
        parts = (
            Step(item=self.call.id, time="10:15", words="Handshake"),
            Leg(item=self.drive.id, start="12:00", end="13:00", vehicle=self.car.id, mode="car"),
            Participant(item=self.call.id, side="host", person=self.chief.id, state="came"),
            Participant(item=self.call.id, side="guest", delegate=self.delegate.id, state="came"),
            Brief(item=self.call.id, objective="A secret objective"),
            Outcome(visit=visit, item=self.call.id, text="They promised"),
            Note(title="Talk", visit=visit, item=self.call.id),
            Task(visit=visit, what="Old task"),
            FollowUp(visit=visit, item=self.call.id, action="Send the list"),
            FollowUp(visit=visit, item=self.call.id, action="Quietly ask", marking="restricted"),
            FollowUp(visit=visit, item=self.call.id, action="Ask Joan", internal=True),
            FollowUp(visit=visit, item=self.drive.id, action="Thank", state="done"),
        )
        own = (self.visit, self.phase, self.stop, self.party, self.car, self.delegate)
        library = (self.customs, self.chief)
        items = (self.call, self.lunch, self.drive)
        edits.apply(workspace, common_edits.add(*own, *library, *items, *parts))
        self.file = visits.load(workspace, visit)


@pytest.fixture
def host(workspace: Workspace) -> Earlier:
    return Earlier(workspace, "host")


def test_a_copy_moves_with_its_first_day(host: Earlier) -> None:
    edit = beginnings.copied(host.file, "Marsana 2027", start="2027-03-01", end="2027-03-02")
    (visit,) = made(edit, Visit)
    assert table([visit], "title", "start", "end", "status", "staff_notes", "follows") == [
        ("Marsana 2027", "2027-03-01", "2027-03-02", "in preparation", "", None)
    ]
    assert table(made(edit, Stop), "city", "start") == [("Port Serin", "2027-03-01")]
    assert table(made(edit, ProgrammeItem), "title", "day", "start", "status", "link") == [
        ("Call on Customs", "2027-03-02", "10:00", "tentative", ""),
        ("Drive", "", "", "tentative", ""),
    ]
    assert table(made(edit, Leg), "start", "mode", "vehicle") == [("12:00", "car", None)]
    assert table(made(edit, Step), "time", "words") == [("10:15", "Handshake")]


def test_a_copy_brings_nothing_that_was_said_or_who_came(host: Earlier) -> None:
    edit = beginnings.copied(host.file, "Marsana 2027", start="2027-03-01")
    kinds = {change.kind for change in edit.changes}
    assert kinds == {"visit", "phase", "stop", "party", "item", "step", "leg", "participant"}
    assert table(made(edit, Participant), "side", "person", "state") == [
        ("host", host.chief.id, "")
    ]
    old = {host.visit.id, *(one.id for plural in ("items", "stops", "phases", "delegates")
                            for one in getattr(host.file, plural))}  # fmt: skip
    told = msgspec.json.encode([change.after for change in edit.changes]).decode()
    assert [str(id_) for id_ in old if str(id_) in told] == []
    assert "they were late" not in told
    assert "never again" not in told


def test_our_own_delegation_travels_again(workspace: Workspace) -> None:
    earlier = Earlier(workspace, "guest")
    edit = beginnings.copied(earlier.file, "Marsana 2027")
    (delegate,) = made(edit, Delegate)
    (stop,) = made(edit, Stop)
    assert table([delegate], "person", "stops", "room") == [(earlier.chief.id, (stop.id,), "")]
    assert table(made(edit, Participant), "side", "delegate") == [
        ("host", None),
        ("guest", delegate.id),
    ]
    days = table(made(edit, ProgrammeItem), "day")
    assert days == [("",), ("",)], "without a first day there are none"


def test_what_follows_takes_up_what_is_open(host: Earlier) -> None:
    edit = beginnings.following(host.file, "Marsana again", start="2027-10-11", template=TEMPLATE)
    (visit,) = made(edit, Visit)
    assert isinstance(visit, Visit)
    assert visit.follows == host.visit.id
    assert visit.types == ("follow-up",)
    # what has a marking or is ours alone does not become an objective, which has no marking
    assert [one.text for one in visit.objectives] == ["Send the list"]
    assert table(made(edit, ProgrammeItem), "title", "day") == [("Call on Customs", "2027-10-12")]
    assert len(made(edit, Task)) == 3


@pytest.mark.parametrize("begin", [beginnings.copied, beginnings.following])
def test_a_copy_is_stored_and_undone_whole(workspace: Workspace, begin: object) -> None:
    earlier = Earlier(workspace, "guest")
    before = visits.overview(workspace)
    edit = begin(earlier.file, "Marsana 2027", start="2027-03-01", template=TEMPLATE)  # type: ignore[operator]
    stored = edits.apply(workspace, edit)
    assert stored.visit
    file = visits.load(workspace, stored.visit)
    assert {one.visit for one in file.items} == {stored.visit}
    edits.undo(workspace, stored)
    assert visits.overview(workspace) == before


def test_the_templates_there_are(workspace: Workspace) -> None:
    assert [one.title for one in beginnings.templates(workspace)] == [
        "Assessment visit",
        "Courtesy visit",
        "Study visit",
        "Working visit",
    ]
    own = OwnData(kind="template", name="short", json=msgspec.json.encode(TEMPLATE).decode())
    edits.apply(workspace, common_edits.add(own))
    assert beginnings.templates(workspace)[2] == TEMPLATE
