"""People in a long list: in their order, narrowed by post and institution, page by page, however many there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from msgspec import structs
from sqlalchemy import Connection, event

from briefer.records.base import Record
from briefer.records.institutions import ContactPoint, Institution
from briefer.records.notes import Note
from briefer.records.people import Person, Post, PrivateData
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visits import Delegate, Visit
from briefer.services import common_edits, edits, listing, people
from briefer.services.edits import Change
from briefer.services.listing import PAGE, Wanted
from briefer.workspace import database
from briefer.workspace.database import Workspace
from profiles import SIZE

EVERYBODY = Wanted("person")
MANY = SIZE.people


def _add(workspace: Workspace, *records: Record) -> None:
    edits.apply(workspace, common_edits.add(*records))


def _names(workspace: Workspace, wanted: Wanted) -> list[str]:
    starts = listing.contents(workspace, wanted).starts
    return [
        line.person.family_name
        for start in starts
        for line in people.lines(workspace, wanted, start)
    ]


@pytest.fixture
def office(workspace: Workspace) -> Workspace:
    """Five people, two ministries, a unit and a court."""
    interior = Institution(name="Ministry of the Interior", country="Norvik", kind="ministry")
    registry = Institution(name="Civil Registry", country="Norvik", kind="unit", parent=interior.id)
    court = Institution(name="Maritime Court", country="Marsana", kind="court")
    lina, oda, asa, noor = (
        Person(given_name=given, family_name=family)
        for given, family in (
            ("Lina", "Haddad"),
            ("Oda", "Brekke"),
            ("Åsa", "Åberg"),
            ("Noor", "al-Tayyib"),
        )
    )
    zed = Person(printed_name="Zed", sort_key="Aaron")
    _add(
        workspace,
        *(interior, registry, court, lina, oda, asa, noor, zed),
        Post(person=lina.id, institution=interior.id, title="Legal adviser", end="2019"),
        Post(person=lina.id, institution=court.id, title="Judge", start="2019"),
        Post(person=oda.id, institution=registry.id, title="Director"),
        Post(person=asa.id, title="Interpreter"),
        Post(institution=court.id, title="President"),
    )
    return workspace


def test_people_stand_in_the_order_of_their_names(office: Workspace) -> None:
    assert _names(office, EVERYBODY) == ["", "Åberg", "al-Tayyib", "Brekke", "Haddad"]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted("person", "hadd"), ["Haddad"]),
        (Wanted("person", "aberg"), ["Åberg"]),
        (Wanted("person", "interp"), ["Åberg"]),
        (Wanted("person", "court"), ["Haddad"]),
        (Wanted("person", "lina adviser"), ["Haddad"]),
        (Wanted("person", "lina director"), []),
        (Wanted("person", "a"), ["", "Åberg", "al-Tayyib"]),
        (Wanted("person", country="Norvik"), ["Brekke", "Haddad"]),
        (Wanted("person", institution_kind="court"), ["Haddad"]),
        (Wanted("person", "director", country="Marsana"), []),
        (Wanted("person", '"NEAR( OR *'), []),
    ],
)
def test_people_are_narrowed(office: Workspace, wanted: Wanted, names: list[str]) -> None:
    found = listing.contents(office, wanted)
    assert (_names(office, wanted), found.total) == (names, len(names))


def test_units_count_for_the_institution_above_them(office: Workspace) -> None:
    with office.reading() as rows:
        interior = rows.where(Institution, "name", ["Ministry of the Interior"])[0]
    wanted = EVERYBODY._replace(institution=interior.id)
    assert _names(office, wanted) == ["Brekke", "Haddad"]


def test_a_line_shows_the_post_held_last(office: Workspace) -> None:
    wanted = Wanted("person", "haddad")
    (start,) = listing.contents(office, wanted).starts
    (line,) = people.lines(office, wanted, start)
    assert line.post is not None
    assert line.institution is not None
    assert (line.post.title, line.institution.name) == ("Judge", "Maritime Court")


def test_posts_over_time() -> None:
    posts = [
        Post(title="student", start="2001", end="2004"),
        Post(title="once", end="2010-05"),
        Post(title="open", start=""),
        Post(title="new", start="2024-03"),
        Post(title="head", start="2020", rank=1),
    ]
    assert [post.title for post in people.over_time(posts)] == [
        "head",
        "new",
        "open",
        "once",
        "student",
    ]


def test_where_somebody_stands(office: Workspace) -> None:
    with office.reading() as rows:
        oda = rows.where(Person, "family_name", ["Brekke"])[0].id
    assert listing.contents(office, EVERYBODY, oda).at == 3
    assert listing.contents(office, Wanted("person", "haddad"), oda).at == -1
    places = [listing.place_of_letters(office, EVERYBODY, word) for word in ("b", "Å", "zz")]
    assert places == [3, 0, 5]


def test_countries_in_their_order(office: Workspace) -> None:
    _add(office, Institution(name="Oslo", country="Åland"), Institution(name="None"))
    assert people.countries(office) == ("Åland", "Marsana", "Norvik")


def test_all_that_is_known_of_somebody(workspace: Workspace) -> None:
    court = Institution(name="Court")
    lina, other = Person(family_name="Haddad"), Person(family_name="Other")
    judge = Post(person=lina.id, institution=court.id, title="Judge")
    travelled, met, unmet = (
        Visit(title=title, start=start)
        for title, start in (("Travelled", "2020"), ("Met", "2024"), ("Unmet", "2025"))
    )
    call = ProgrammeItem(visit=met.id, title="Call")
    _add(
        workspace,
        *(court, lina, other, judge, travelled, met, unmet, call),
        Participant(item=call.id, post=judge.id),
        Delegate(visit=travelled.id, person=lina.id),
        Delegate(visit=unmet.id, person=other.id),
        ContactPoint(person=lina.id, value="+45 2", order=2),
        ContactPoint(person=lina.id, value="+45 1", order=1),
        ContactPoint(person=other.id, value="+46"),
        PrivateData(person=lina.id, dietary="no nuts"),
        PrivateData(person=other.id, dietary="all"),
        Note(title="Talk", people=(lina.id,)),
        Note(title="Gossip", people=(other.id,)),
    )
    found = people.profile(workspace, lina.id)
    assert found is not None
    assert found.private is not None
    assert {
        "posts": [each.title for each in found.posts],
        "institutions": [each.name for each in found.institutions.values()],
        "contacts": [each.value for each in found.contacts],
        "private": found.private.dietary,
        "items": [each.title for each in found.items],
        "visits": [each.title for each in found.visits],
        "notes": [each.title for each in found.notes],
    } == {
        "posts": ["Judge"],
        "institutions": ["Court"],
        "contacts": ["+45 1", "+45 2"],
        "private": "no nuts",
        "items": ["Call"],
        "visits": ["Met", "Travelled"],
        "notes": ["Talk"],
    }
    assert people.profile(workspace, call.id) is None


def test_a_profile_follows_edits_of_the_person_and_the_parts() -> None:
    lina, other = Person(family_name="Haddad"), Person(family_name="Other")
    judge, first, second = (
        Post(person=lina.id, title="Judge"),
        *(
            ContactPoint(person=lina.id, value=value, order=order)
            for order, value in enumerate(("+45 1", "+45 2"))
        ),
    )
    before = people.Profile(lina, (judge,), {}, (first, second), None, (), (), ())
    private = PrivateData(person=lina.id)
    after = people.patched(
        before,
        [
            Change(lina, structs.replace(lina, family_name="Moreau")),
            Change(judge, structs.replace(judge, end="2020")),
            Change(None, Post(person=lina.id, title="President")),
            Change(None, Post(person=other.id, title="Elsewhere")),
            Change(first, None),
            Change(None, private),
            Change(None, PrivateData(person=other.id)),
        ],
    )
    assert after is not None
    assert {
        "name": after.person.family_name,
        "posts": [(post.title, post.end) for post in after.posts],
        "contacts": [each.value for each in after.contacts],
        "private": after.private,
    } == {
        "name": "Moreau",
        "posts": [("President", ""), ("Judge", "2020")],
        "contacts": ["+45 2"],
        "private": private,
    }
    assert people.patched(after, [Change(lina, None)]) is None


# --------------------------------------------------------------------------------- a large office


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The people of a large office, each with a post at one of fifty institutions."""
    path = tmp_path_factory.mktemp("crowd") / "office.briefer"
    owners = [
        Institution(name=f"Agency {number}", country=f"Land {number % 7}", key=f"agency-{number}")
        for number in range(50)
    ]
    everybody = [
        Person(family_name=f"Name {number:05}", given_name="Kim", key=f"person-{number}")
        for number in range(MANY)
    ]
    posts = [
        Post(person=each.id, institution=owners[number % 50].id, key=f"post-{number}")
        for number, each in enumerate(everybody)
    ]
    with database.create(path) as made:
        with made.writing() as rows:
            rows.insert([*owners, *everybody, *posts])
        yield made


class Work(NamedTuple):
    """What the database was asked, and how many thousands of its own instructions it took to answer."""

    questions: list[str]
    steps: list[int]


@contextmanager
def counted(workspace: Workspace) -> Iterator[Work]:
    """Counts what the database does; no clock, so that a busy machine finds the same."""
    work = Work([], [])

    def step() -> int:
        work.steps.append(1)
        return 0

    def connected(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(step, 1000)

    def asked(*arguments: object) -> None:
        if str(arguments[2]).startswith("SELECT"):
            work.questions.append(str(arguments[2]))

    engine = workspace._engine
    event.listen(engine, "engine_connect", connected)
    event.listen(engine, "before_cursor_execute", asked)
    try:
        yield work
    finally:
        event.remove(engine, "before_cursor_execute", asked)
        event.remove(engine, "engine_connect", connected)
        engine.dispose()


def test_the_length_of_the_list_and_its_pages_come_with_one_question(crowd: Workspace) -> None:
    with counted(crowd) as work:
        found = listing.contents(crowd, EVERYBODY)
    assert (found.total, len(found.starts), len(work.questions)) == (MANY, MANY // PAGE, 1)


@pytest.mark.parametrize("number", [0, 20, MANY // PAGE - 1])
def test_any_page_is_as_cheap_as_the_first(crowd: Workspace, number: int) -> None:
    found = listing.contents(crowd, EVERYBODY)
    with counted(crowd) as work:
        lines = people.lines(crowd, EVERYBODY, found.starts[number])
    assert [line.person.family_name for line in lines] == [
        f"Name {at:05}" for at in range(number * PAGE, (number + 1) * PAGE)
    ]
    assert len(work.questions) <= 7
    assert len(work.steps) <= 15  # ordering all of them takes a hundred times as many


def test_a_large_office_is_narrowed(crowd: Workspace) -> None:
    wanted = Wanted("person", "kim agency 17", country="Land 3")
    assert listing.contents(crowd, wanted).total == MANY // 50
