"""What goes in comes out, for every kind and every field."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from briefer.errors import KnownError
from briefer.records.institutions import Fact, Institution
from briefer.records.kinds import KINDS, by_name
from briefer.records.notes import Note, Theme
from briefer.records.people import Officer, Person
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Visit
from briefer.text import clean
from briefer.workspace.database import Workspace
from briefer.workspace.load_save import File
from every_kind import everything


def test_every_field_of_every_kind_comes_back(workspace: Workspace) -> None:
    records = everything()
    with workspace.writing() as rows:
        rows.insert(reversed(records.values()))  # parts before their wholes: references wait
    with workspace.reading() as rows:
        assert {name: rows.all(by_name()[name].record) for name in records} == {
            name: (record,) for name, record in records.items()
        }


def test_every_kind_can_be_changed_and_deleted(workspace: Workspace) -> None:
    records = everything()
    with workspace.writing() as rows:
        rows.insert(records.values())
    bare = {}
    for name, record in records.items():
        many = {field: () for field, value in _tuples(record).items()}
        bare[name] = msgspec.structs.replace(record, version=2, **many)
    with workspace.writing() as rows:
        assert [rows.update(record, 2) for record in bare.values()] == [True] * len(KINDS)
        assert [rows.update(record, 1) for record in bare.values()] == [False] * len(KINDS)
    with workspace.reading() as rows:
        assert {
            name: rows.get(by_name()[name].record, record.id) for name, record in bare.items()
        } == bare
    with workspace.writing() as rows:
        rows.delete(bare.values())
    with workspace.reading() as rows:
        assert [rows.count(kind.record) for kind in KINDS] == [0] * len(KINDS)


def _tuples(record: msgspec.Struct) -> dict[str, Any]:
    values = {field: getattr(record, field) for field in record.__struct_fields__}
    return {field: value for field, value in values.items() if isinstance(value, tuple)}


def test_a_tuple_of_references_keeps_its_order(workspace: Workspace) -> None:
    themes = [Theme(key=f"theme-{number}", name=str(number)) for number in range(5)]
    ids = [themes[number].id for number in (3, 0, 4, 1, 2)]
    note = Note(key="note", title="Order", themes=tuple(ids))
    with workspace.writing() as rows:
        rows.insert([note, *themes])
    with workspace.reading() as rows:
        assert rows.find(Note, "note") == note
        assert [each.key for each in rows.where(Note, "themes", [themes[2].id])] == ["note"]
        assert rows.where(Note, "themes", []) == ()


def test_a_moment_keeps_its_instant_whatever_its_offset(workspace: Workspace) -> None:
    at = datetime(2027, 3, 8, 23, 30, tzinfo=timezone(timedelta(hours=5)))
    with workspace.writing() as rows:
        rows.insert([Officer(key="mette", name="Mette", changed_at=at)])
    with workspace.reading() as rows:
        found = rows.find(Officer, "mette")
    assert found is not None
    assert (found.changed_at, found.changed_at.tzinfo) == (at, UTC)


_line = st.text(max_size=40).map(clean)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=_line,
    facts=st.lists(st.tuples(_line, _line), max_size=3),
    words=st.lists(_line, max_size=3),
)
def test_any_text_comes_back_unchanged(
    workspace: Workspace, name: str, facts: list[tuple[str, str]], words: list[str]
) -> None:
    institution = Institution(name=name, facts=tuple(Fact(label=a, value=b) for a, b in facts))
    institution = msgspec.structs.replace(institution, key=str(institution.id))
    person = Person(family_name=name, languages=tuple(words), key=str(institution.id))
    with workspace.writing() as rows:
        rows.insert([institution, person])
    with workspace.reading() as rows:
        assert rows.get(Institution, institution.id) == institution
        assert rows.get(Person, person.id) == person


def test_a_record_that_refers_to_nothing_real_is_refused_whole(workspace: Workspace) -> None:
    records = everything()
    item = records["item"]
    assert isinstance(item, ProgrammeItem)
    with pytest.raises(KnownError, match="deleted meanwhile"), workspace.writing() as rows:
        rows.insert([item])
    with workspace.reading() as rows:
        assert (rows.count(ProgrammeItem), rows.search.counts()) == (0, {})


def test_a_damaged_record_is_a_sentence_and_the_others_can_be_told(workspace: Workspace) -> None:
    with workspace.writing() as rows:
        rows.insert([Theme(key="sound", name="Sound"), Theme(key="broken", name="Broken")])
        rows._connection.execute(text("UPDATE theme SET synonyms = '[1]' WHERE key = 'broken'"))
    with workspace.reading() as rows:
        with pytest.raises(KnownError, match="damaged"):
            rows.all(Theme)
        assert list(rows.unreadable()) == [
            ("theme", "broken", "Expected `str`, got `int` - at `$.synonyms[0]`")
        ]
        assert rows.find(Theme, "sound") is not None


def test_files_are_kept_once_and_missing_ones_are_named(workspace: Workspace) -> None:
    picture = File("a" * 64, "image/png", b"picture")
    with workspace.writing() as rows:
        rows.add_file(picture)
        rows.add_file(picture._replace(content=b"another"))
        rows.insert(
            [
                Person(key="with", family_name="With", photo=picture.hash),
                Person(key="without", family_name="Without", photo="b" * 64),
                Person(key="none", family_name="None"),
            ]
        )
    with workspace.reading() as rows:
        assert rows.file(picture.hash) == picture
        assert rows.file("b" * 64) is None
        assert rows.all_files() == [picture.hash]
        assert list(rows.missing_files()) == [("person", "without", "photo")]


def test_counting_without_reading(workspace: Workspace) -> None:
    visit = Visit(key="visit", title="Visit")
    items = [
        ProgrammeItem(key=f"item-{number}", visit=visit.id, title="Item", status=status)
        for number, status in enumerate(("confirmed", "tentative", "confirmed"))
    ]
    with workspace.writing() as rows:
        rows.insert([visit, *items])
    with workspace.reading() as rows:
        assert rows.tally(ProgrammeItem, "visit", "status") == {
            (visit.id, "confirmed"): 2,
            (visit.id, "tentative"): 1,
        }
        assert rows.latest(ProgrammeItem, "visit") == {
            visit.id: max(each.changed_at for each in items)
        }
        assert rows.keys_below(ProgrammeItem, "item-1") == {"item-1"}
        assert rows.keys_below(ProgrammeItem, "item-") == {"item-0", "item-1", "item-2"}
