"""The table of kinds is the one description of all records."""

import msgspec
import pytest

from briefer.records.base import Record
from briefer.records.kinds import KINDS, by_name, kind_of, parts_below, references
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile


def test_every_record_is_in_the_table_once() -> None:
    def below(record: type[Record]) -> set[type[Record]]:
        return {record}.union(*(below(sub) for sub in record.__subclasses__()))

    leaves = {record for record in below(Record) if not record.__subclasses__()}
    assert {kind.record for kind in KINDS} == leaves
    assert len({kind.name for kind in KINDS}) == len({kind.plural for kind in KINDS}) == len(KINDS)


def test_every_reference_names_a_kind() -> None:
    named = {reference.kind for kind in KINDS for reference in references(kind.record)}
    assert named - set(by_name()) == set()


def test_references_of_an_item() -> None:
    assert [tuple(reference) for reference in references(ProgrammeItem)] == [
        ("visit", "visit", False),
        ("phase", "phase", False),
        ("stop", "stop", False),
        ("strand", "strand", False),
        ("place", "place", False),
        ("institutions", "institution", True),
        ("themes", "theme", True),
        ("instruments", "instrument", True),
    ]


def test_a_part_names_its_whole_by_a_field_it_has() -> None:
    for kind in KINDS:
        for plural, part, whole in kind.parts:
            assert whole in by_name()[part].record.__struct_fields__, (kind.name, part)
            assert plural not in kind.record.__struct_fields__, (kind.name, plural)
        assert kind.title in kind.record.__struct_fields__


def test_what_an_item_contains() -> None:
    assert [kind.name for kind in parts_below("item")] == [
        "step",
        "leg",
        "participant",
        "brief",
        "citation",
        "wording",
        "point",
    ]


def test_a_visit_file_holds_every_kind_that_can_be_printed() -> None:
    kept = {"visits", "copies", "own_data"}
    assert {kind.plural for kind in KINDS} - kept == set(VisitFile.__struct_fields__) - {
        "visit",
        "earlier",
    }


def test_a_record_knows_its_kind() -> None:
    record = msgspec.convert(
        {"title": "Talks", "visit": "01975bcd-0000-7000-8000-000000000000"}, ProgrammeItem
    )
    assert kind_of(record).name == "item"


def test_an_unknown_field_does_not_enter_a_record() -> None:
    fields = {"titel": "Talks", "visit": "01975bcd-0000-7000-8000-000000000000"}
    with pytest.raises(msgspec.ValidationError, match="titel"):
        msgspec.convert(fields, ProgrammeItem)
