"""The library as lists, a tree, and what hangs together; and what is found in it."""

from briefer.records.base import Record
from briefer.records.institutions import ContactPoint, Institution, Place
from briefer.records.kinds import name_of
from briefer.records.notes import Note, Theme
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.people import Person, Post
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visits import Delegate, Party, Visit
from briefer.services import common_edits, edits, library
from briefer.services.search import Wanted, search
from briefer.workspace.database import Workspace


def _add(workspace: Workspace, *records: Record) -> None:
    edits.apply(workspace, common_edits.add(*records))


def test_units_stand_under_their_institution(workspace: Workspace) -> None:
    ministry = Institution(name="Ministry")
    second = Institution(name="second unit", parent=ministry.id)
    first = Institution(name="First unit", parent=ministry.id)
    desk = Institution(name="Desk", parent=first.id)
    _add(
        workspace,
        second,
        Institution(name="Ørsted Institute"),
        desk,
        Institution(name="Agency"),
        first,
        ministry,
    )
    assert [each.name for each in library.institutions(workspace)] == [
        "Agency",
        "Ministry",
        "First unit",
        "Desk",
        "second unit",
        "Ørsted Institute",
    ]


def test_a_circle_of_parents_shows_each_once() -> None:
    one, other = Institution(name="One"), Institution(name="Other")
    circle = [
        Institution(id=one.id, name="One", parent=other.id),
        Institution(id=other.id, name="Other", parent=one.id),
    ]
    assert sorted(each.name for each in library.tree(circle)) == ["One", "Other"]


def test_pages_of_people(workspace: Workspace) -> None:
    _add(workspace, *(Person(family_name=name) for name in ("Bo", "Åse", "Cy", "Al", "Carlsen")))
    page = library.page(workspace, "person", 1, 2)
    assert ([name_of(each) for each in page.records], page.total) == (["Åse", "Bo"], 5)
    page = library.page(workspace, "person", 0, 10, "c")
    assert ([name_of(each) for each in page.records], page.total) == (["Carlsen", "Cy"], 2)
    assert (library.count(workspace, "person"), library.count(workspace, "person", "ase")) == (5, 1)
    assert library.page(workspace, "person", 99, 10).records == ()


def test_notes_of_an_institution_and_its_units_the_latest_first(workspace: Workspace) -> None:
    ministry, zoo = Institution(name="Ministry"), Institution(name="Zoo")
    unit = Institution(name="Unit", parent=ministry.id)
    _add(
        workspace,
        *(ministry, unit, zoo),
        Note(title="undated", institutions=(ministry.id,)),
        Note(title="old", institutions=(ministry.id, zoo.id), date="2020-05-01"),
        Note(title="new", institutions=(unit.id,), date="early 2026-03"),
        Note(title="other", institutions=(zoo.id,)),
    )
    assert [note.title for note in library.notes_of(workspace, ministry.id)] == [
        "new",
        "old",
        "undated",
    ]


def test_what_an_institution_is_tied_to(workspace: Workspace) -> None:
    quay, chief = Place(name="Quay"), Person(family_name="Chief")
    agency = Institution(name="Agency", place=quay.id)
    hosted, met, took_part = (
        Visit(title=title, start=start)
        for title, start in (("A", "2020"), ("B", "2022"), ("C", ""))
    )
    item = ProgrammeItem(visit=took_part.id, title="Round table")
    _add(
        workspace,
        *(quay, chief, agency, hosted, met, took_part, item),
        Post(institution=agency.id, title="Adviser"),
        Post(institution=agency.id, title="Director", rank=1, person=chief.id),
        ContactPoint(institution=agency.id, value="+45"),
        Party(visit=hosted.id, institution=agency.id),
        ProgrammeItem(visit=met.id, title="Call", institutions=(agency.id,)),
        Participant(item=item.id, institution=agency.id),
        FollowUp(visit=met.id, action="Send maps", institutions=(agency.id,)),
        Note(title="Talk", institutions=(agency.id,)),
    )
    found = library.connections(workspace, agency.id)
    assert found.place is not None
    assert {
        "place": found.place.name,
        "posts": [(post.title, person and person.family_name) for post, person in found.posts],
        "contacts": [each.value for each in found.contacts],
        "notes": [each.title for each in found.notes],
        "visits": [each.title for each in found.visits],
        "follow-ups": [each.action for each in found.follow_ups],
    } == {
        "place": "Quay",
        "posts": [("Director", "Chief"), ("Adviser", None)],
        "contacts": ["+45"],
        "notes": ["Talk"],
        "visits": ["C", "B", "A"],
        "follow-ups": ["Send maps"],
    }


def test_a_record_as_it_is_now(workspace: Workspace) -> None:
    theme = Theme(name="Sea")
    _add(workspace, theme, Theme(name="æther"), Theme(name="Land"))
    stored = library.get(workspace, Theme, theme.id)
    assert stored is not None
    assert library.fresh(workspace, theme) == stored
    assert [each.name for each in library.all_of(workspace, Theme)] == ["æther", "Land", "Sea"]
    edits.apply(workspace, common_edits.delete(stored))
    assert library.fresh(workspace, theme) is None


def test_delegates_are_found_by_post_and_group(workspace: Workspace) -> None:
    visit = Visit(title="Marsana")
    _add(
        workspace,
        visit,
        Delegate(visit=visit.id, title="Harbour master", affiliation="Port of Serin"),
        Delegate(visit=visit.id, group="Senior officials", affiliation="Ministry"),
        Delegate(visit=visit.id, affiliation="Coastguard"),
    )
    found = {
        words: [(hit.kind, hit.label, hit.visit) for hit in search(workspace, words)]
        for words in ("harbour mas", "senior", "serin", "coast")
    }
    assert found == {
        "harbour mas": [("delegate", "Harbour master", "marsana")],
        "senior": [("delegate", "Senior officials", "marsana")],
        "serin": [("delegate", "Harbour master", "marsana")],
        "coast": [("delegate", "Coastguard", "marsana")],
    }


def test_hits_say_where_they_are(workspace: Workspace) -> None:
    visit = Visit(title="Marsana")
    _add(
        workspace,
        visit,
        ProgrammeItem(visit=visit.id, title="Customs on the quay"),
        Note(
            title="Talk",
            text="We spoke at length about many things, among them the **customs** of the harbour.",
        ),
    )
    assert [
        (hit.kind, hit.key, hit.label, hit.visit, hit.line) for hit in search(workspace, "customs")
    ] == [
        ("item", "marsana/item-1", "Customs on the quay", "marsana", ""),
        ("note", "talk", "Talk", "", "… many things, among them the **customs** of the harbour."),
    ]
    assert search(workspace, "customs", wanted=Wanted(("note",)))[0].label == "Talk"
    assert [hit.label for hit in search(workspace, "customs", wanted=Wanted(visit=visit.id))] == [
        "Customs on the quay"
    ]
    assert search(workspace, "customs", 1) == search(workspace, "customs")[:1]


def test_what_a_meeting_produced_says_which_one_it_was(workspace: Workspace) -> None:
    visit = Visit(title="Ports of Marsana", short_title="Marsana 26")
    item = ProgrammeItem(visit=visit.id, title="On the quay", day="2026-10-13", start="09:15")
    long = (
        "The port shall keep a list of all that is landed there, and show it to whoever asks for it"
    )
    _add(
        workspace,
        visit,
        item,
        Outcome(visit=visit.id, item=item.id, text="Customs are quick"),
        Outcome(visit=visit.id, text=f"{long}, also at customs"),
        FollowUp(visit=visit.id, item=item.id, action="Write to customs"),
    )
    found = {
        hit.label[:20]: (hit.line, hit.visit_title, hit.item, hit.day, hit.start)
        for words in ("customs", "quay")
        for hit in search(workspace, words)
    }
    assert found == {
        "Customs are quick": ("", "Marsana 26", "On the quay", "2026-10-13", ""),
        long[:20]: ("… asks for it, also at customs", "Marsana 26", "", "", ""),
        "Write to customs": ("", "Marsana 26", "On the quay", "2026-10-13", ""),
        "On the quay": ("", "Marsana 26", "", "2026-10-13", "09:15"),
    }


def test_of_posts_that_are_called_alike_each_says_whose_it_is(workspace: Workspace) -> None:
    ports, court = Institution(name="Ministry of Ports"), Institution(name="Maritime Court")
    oda = Person(given_name="Oda", family_name="Lind")
    held = Post(title="Director", institution=ports.id, person=oda.id)
    _add(workspace, ports, court, oda, held, Post(title="Director", institution=court.id))
    assert {hit.line for hit in search(workspace, "director", wanted=Wanted(("post",)))} == {
        "Oda Lind, Ministry of Ports",
        "Maritime Court",
    }
