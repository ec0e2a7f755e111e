"""Lists that were made elsewhere: cells, columns, and what each row becomes."""

from typing import Any

import pytest

from briefer.errors import KnownError
from briefer.records.base import Record
from briefer.records.institutions import ContactPoint, Institution
from briefer.records.people import Person, Post
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate, Stop, Visit
from briefer.services import common_edits, edits, list_rows, lists
from briefer.services.list_rows import Parsers, Planned
from briefer.services.lists import Columns
from briefer.workspace.database import Workspace

VISIT = Visit(key="v", title="Visit", start="2026-10-12", end="2026-10-14")
STOP = Stop(visit=VISIT.id, city="Vesterhavn", start="2026-10-12", end="2026-10-14")
FILE = VisitFile(visit=VISIT, stops=(STOP,))


def day(text: str) -> str | None:
    days = {"Mon 12 Oct": "2026-10-12", "13.10.": "2026-10-13", "20.10.": "2026-10-20"}
    return days.get(text)


def times(start: str, end: str) -> dict[str, Any] | None:
    if not start.replace(":", "").isdigit():
        return None
    return {"start": start, "end": end, "time_form": "exact" if end else "open"}


PARSERS = Parsers(day, times, {"meal": "meal"})


def recognised(rows: lists.Table, into: lists.Into) -> Columns:
    return lists.recognised(
        rows, into, lambda text: day(text) is not None, lambda text: ":" in text
    )


# ------------------------------------------------------------------------------------------- cells


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Day\tTitle\n13.10.\tPlenary\n", (("Day", "Title"), ("13.10.", "Plenary"))),
        # a cell of several lines, as spreadsheets copy it; empty rows and columns
        ('Plenary\t\t"Hall B,\nfirst floor"\n\t\t\n', (("Plenary", "Hall B, first floor"),)),
        ('09:00;Plenary;"Hall B; left"\n', (("09:00", "Plenary", "Hall B; left"),)),
        ("Name,Post\nAnna,Head\n", (("Name", "Post"), ("Anna", "Head"))),
        # a comma in a sentence is none between cells
        (
            "Talks, first round\nLunch at the hotel\n",
            (("Talks, first round",), ("Lunch at the hotel",)),
        ),
        (
            "Arrival\n09:00-10:30 Plenary\n11:00 Talks\n",
            (("", "Arrival"), ("09:00-10:30", "Plenary"), ("11:00", "Talks")),
        ),
    ],
)
def test_a_text_as_rows(text: str, rows: lists.Table) -> None:
    assert lists.table(text) == rows


def test_a_list_that_is_none_says_so() -> None:
    with pytest.raises(KnownError, match="nothing but empty cells"):
        lists.table("\t\t\n")
    with pytest.raises(KnownError, match="at most 2000 rows"):
        lists.table("a\tb\n" * 2001)


def test_files_of_western_spreadsheets() -> None:
    assert lists.decoded("Name;Møde".encode("cp1252")) == "Name;Møde"
    assert lists.decoded("\ufeffName;Møde".encode()) == "Name;Møde"
    assert lists.decoded("Møde".encode("utf-16")) == "Møde"


# ----------------------------------------------------------------------------------------- columns


def test_columns_are_known_by_their_heads_in_any_order_and_language() -> None:
    rows = (("Lieu", "Horaire", "No.", "Titre", "Date"), ("Hall B", "09:00", "1", "Plenary", ""))
    assert recognised(rows, "programme") == Columns(("place", "time", "", "title", "day"), True)
    rows = (("Surname", "First name", "Function", "Organisation"), ("Lind", "Anna", "Head", "CRA"))
    assert recognised(rows, "delegation") == Columns(
        ("family", "given", "title", "institution"), True
    )


def test_without_a_head_columns_are_proposed_by_what_they_hold() -> None:
    rows = (
        ("13.10.", "09:00", "10:30", "Plenary", "Hall B"),
        ("", "11:00", "12:00", "Talks", ""),
    )
    found = recognised(rows, "programme")
    assert found == Columns(("day", "time", "end", "title", "place"), False)
    assert lists.with_field(found, 4, "title").fields == ("day", "time", "end", "", "title")
    assert recognised((("Anna Lind",), ("Jonas Okafor",)), "people") == Columns(("name",), False)


# ----------------------------------------------------------------------------------- of a programme


def planned_items(*rows: dict[str, str]) -> list[tuple[str, str, tuple[str, ...]]]:
    """State, remark and the item's day, time, title of each row."""
    found = []
    for one in list_rows.programme(FILE, rows, PARSERS):
        items = [record for record in one.records if isinstance(record, ProgrammeItem)]
        told = [(item.day[-2:], item.start or item.time_words, item.title) for item in items]
        found.append((one.state, one.remark, told[0] if told else ()))
    return found


def test_a_day_holds_for_the_rows_below_it() -> None:
    assert planned_items(
        {"day": "Mon 12 Oct", "time": "15:00", "title": "Arrival"},
        {"time": "19:30", "title": "Dinner"},
        {"title": "13.10."},
        {"time": "09:00", "end": "10:30", "title": "Plenary"},
    ) == [
        ("new", "", ("12", "15:00", "Arrival")),
        ("new", "", ("12", "19:30", "Dinner")),
        ("day", "", ()),
        ("new", "", ("13", "09:00", "Plenary")),
    ]


def test_what_is_not_understood_makes_nothing_and_says_why() -> None:
    assert planned_items(
        {"day": "31 Feb", "title": "Talks"},
        {"day": "13.10.", "time": "09:00"},
        {},
        {"day": "13.10.", "time": "in the evening", "title": "Dinner", "kind": "feast"},
        {"day": "20.10.", "time": "09:00", "title": "Debriefing", "kind": "Meal"},
        {"day": "13.10.", "title": "x" * 501},
    ) == [
        ("unread", "“31 Feb” is no date. Change the cell.", ()),
        ("unread", "It has no title.", ()),
        ("unread", "None of its cells is taken.", ()),
        (
            "doubt",
            "“in the evening” is no time: it is printed as it stands. There is no kind “feast”.",
            ("13", "in the evening", "Dinner"),
        ),
        ("doubt", "Its day is not one of the visit.", ("20", "09:00", "Debriefing")),
        ("new", "", ("13", "", "x" * 501)),
    ]


def test_items_stand_at_their_stop_behind_the_others(workspace: Workspace) -> None:
    rows = (("Day", "Title", "Where"), ("13.10.", "Plenary", "Hall B"), ("13.10.", "x" * 501, ""))
    columns = Columns(("day", "title", "place"), head=True)
    found = list_rows.planned(workspace, "programme", rows, columns, FILE, PARSERS)
    assert [one.state for one in found] == ["new", "unread"]  # too long to be kept
    (item,) = found[0].records
    assert isinstance(item, ProgrammeItem)
    assert (item.stop, item.place_words, item.order) == (STOP.id, "Hall B", 10)
    edit = list_rows.edit([(one, one.ways[0]) for one in found], "programme", "a.csv", VISIT.id)
    assert (edit.words, edit.past) == ("Import 1 item from a.csv", "Import 1 item from a.csv.")
    assert [change.after for change in edit.changes] == [item]


# --------------------------------------------------------------------------------------- of people


def add(workspace: Workspace, *records: Record) -> None:
    edits.apply(workspace, common_edits.add(*records))


def planned(
    workspace: Workspace,
    into: lists.Into,
    *rows: tuple[str, ...],
    fields: tuple[str, ...] = ("name", "title", "institution"),
    file: VisitFile | None = None,
) -> tuple[Planned, ...]:
    return list_rows.planned(workspace, into, rows, Columns(fields, head=False), file, PARSERS)


def test_people_with_posts_and_ways_to_reach_them(workspace: Workspace) -> None:
    agency = Institution(name="Coast and River Agency", acronym="CRA")
    add(workspace, agency, Person(given_name="Jonas", family_name="Okafor"))
    fields = ("name", "title", "institution", "email", "languages")
    rows = (
        ("Ms Anna Lind", "Director", "CRA", "anna@cra.org", "Danish, English"),
        ("Lund, Erik", "Adviser", "Flood Office", "", ""),
        ("Eva Holm", "", "flood office", "", ""),
        ("Jonas Okafor", "Head", "", "", ""),
        ("", "Head", "", "", ""),
    )
    found = planned(workspace, "people", *rows, fields=fields)
    assert [(one.state, one.remark, one.ways[0]) for one in found] == [
        ("new", "", "take"),
        ("new", "", "take"),
        ("new", "", "take"),
        ("there", "In the library already.", "without"),
        ("unread", "It has no name.", "without"),
    ]
    person, post, mail = found[0].records
    assert isinstance(person, Person)
    assert isinstance(post, Post)
    assert isinstance(mail, ContactPoint)
    named = (person.honorific, person.given_name, person.family_name, person.languages)
    assert named == ("Ms", "Anna", "Lind", ("Danish", "English"))
    assert (post.title, post.institution, mail.kind, mail.value) == (
        "Director",
        agency.id,
        "e-mail",
        "anna@cra.org",
    )
    made = list_rows.edit([(one, one.ways[0]) for one in found], "people", "x", None)
    offices = [one.after for one in made.changes if isinstance(one.after, Institution)]
    assert [one.name for one in offices] == ["Flood Office"]  # one for both
    edits.apply(workspace, made)
    with workspace.reading() as rows_:
        assert {one.given_name for one in rows_.all(Person)} == {"Anna", "Erik", "Eva", "Jonas"}


def test_delegates_are_people_of_the_library_where_they_are_known(workspace: Workspace) -> None:
    jonas = Person(honorific="Dr", given_name="Jonas", family_name="Okafor")
    twice = [Person(given_name="Eva", family_name="Holm") for _ in range(2)]
    erik = Person(given_name="Erik", family_name="Lund")
    add(workspace, jonas, *twice, erik)
    travels = Delegate(visit=VISIT.id, person=erik.id, order=4)
    file = VisitFile(visit=VISIT, delegates=(travels,), people=(erik,))
    found = planned(
        workspace,
        "delegation",
        ("Dr JONAS Okafor", "Head", "Flood Office"),
        ("Anna Lind", "Adviser", ""),
        ("", "Interpreter", ""),
        ("Eva Holm", "", ""),
        ("Erik Lund", "", ""),
        file=file,
    )
    assert [(one.state, one.remark, one.ways) for one in found] == [
        ("known", "", ("take", "new", "without")),
        ("new", "", ("take", "without")),
        ("new", "", ("take", "without")),
        ("several", "2 in the library have this name.", ("without", "new")),
        ("there", "Travels already.", ("without", "new")),
    ]
    first = found[0].records[0]
    assert isinstance(first, Delegate)
    assert (first.person, first.title, first.affiliation, first.order) == (
        jonas.id,
        "Head",
        "Flood Office",
        5,
    )
    assert [type(one).__name__ for one in found[0].made("new")] == ["Delegate", "Person"]
    assert [type(one).__name__ for one in found[2].made("take")] == ["Delegate"]
