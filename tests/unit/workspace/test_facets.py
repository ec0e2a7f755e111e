"""What a search is narrowed to: the records that say so, themselves or by what they name."""

import pytest

from briefer.records.institutions import Institution, Place
from briefer.records.notes import Instrument, Note, Theme
from briefer.records.people import Person, Post
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Delegate, Stop, Visit
from briefer.workspace.database import Workspace
from briefer.workspace.facets import Narrowing

BORDERS, PRISONS = Theme(key="t1", name="Port borders"), Theme(key="t2", name="Port prisons")
DANISH = Institution(key="i1", name="Port agency", country="Denmark", themes=(BORDERS.id,))
IRAQI = Institution(key="i2", name="Port police", country="Iraq")
QUAY = Place(key="p1", name="Port quay", country="Iraq")
DANE, STRANGER = Person(key="n1", family_name="Port"), Person(key="n2", family_name="Porter")
POST = Post(key="o1", title="Port director", person=DANE.id, institution=DANISH.id, start="2019")
HERE = Visit(
    key="v1", title="Port visit", start="2024-12-30", end="2025-01-02", themes=(PRISONS.id,)
)
STOP = Stop(key="s1", visit=HERE.id, city="Basra", country="Iraq")
HIGH = Visit(key="v2", title="Port visit, closed", start="early 2023-05", marking="SECRET")
AT_QUAY = ProgrammeItem(key="a1", visit=HERE.id, title="Port call", place=QUAY.id, day="2025-01-01")
WITH_DANES = ProgrammeItem(
    key="a2", visit=HERE.id, title="Port talk", institutions=(DANISH.id,), marking="RESTRICTED"
)
IN_HIGH = ProgrammeItem(key="a3", visit=HIGH.id, title="Port item of the closed visit")
TRAVELS = Delegate(key="d1", visit=HERE.id, title="Port delegate", institution=IRAQI.id)
NOTE = Note(
    key="k1", title="Port note", institutions=(IRAQI.id,), themes=(BORDERS.id,), date="late 2025-03"
)
TOLD = Note(key="k2", title="Port note, high", marking="SECRET")
LAW = Instrument(key="l1", title="Port law", country="Denmark", year="2019")

ALL = (
    *(BORDERS, PRISONS, DANISH, IRAQI, QUAY, DANE, STRANGER, POST, HERE, STOP, HIGH, AT_QUAY),
    *(WITH_DANES, IN_HIGH, TRAVELS, NOTE, TOLD, LAW),
)


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        (Narrowing(country="Denmark"), "i1 n1 o1 a2 l1"),
        (Narrowing(country="Iraq"), "i2 p1 v1 a1 d1 k1"),
        (Narrowing(country="Peru"), ""),
        (Narrowing(theme=BORDERS.id), "t1 i1 k1"),
        (Narrowing(theme=PRISONS.id), "t2 v1"),
        (Narrowing(year=2025), "v1 a1 a2 d1 k1"),
        (Narrowing(year=2024), "v1 a2 d1"),
        (Narrowing(year=2023), "v2 a3"),
        (Narrowing(year=2019), "o1 l1"),
        (Narrowing(("item",), HERE.id), "a1 a2"),
        (Narrowing(("item", "note"), country="Iraq", year=2025), "a1 k1"),
        (Narrowing(("note",), theme=BORDERS.id, markings=frozenset()), "k1"),
        (
            Narrowing(markings=frozenset({"RESTRICTED"})),
            "t1 t2 i1 i2 p1 n1 n2 o1 v1 a1 a2 d1 k1 l1",
        ),
        (Narrowing(markings=frozenset()), "t1 t2 i1 i2 p1 n1 n2 o1 v1 a1 d1 k1 l1"),
    ],
)
@pytest.mark.parametrize("words", ["port", "ports or nothing", ""])
def test_only_what_is_of_it(
    workspace: Workspace, words: str, narrowed: Narrowing, found: str
) -> None:
    with workspace.writing() as rows:
        rows.insert(ALL)
    with workspace.reading() as rows:
        hits = {hit.record for hit in rows.search.search(words, 100, narrowed)}
    keys = {one.key for one in ALL if one.id in hits}
    assert keys == ({*found.split()} if words in ("port", "") else set())


def test_what_there_is_to_narrow_to(workspace: Workspace) -> None:
    with workspace.writing() as rows:
        rows.insert(ALL)
    with workspace.reading() as rows:
        assert rows.search.countries() == ("Denmark", "Iraq")
        assert rows.search.years() == (2025, 2024, 2023, 2019)
