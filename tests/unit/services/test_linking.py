"""A record is tied to another; what has no name yet is still told."""

import pytest

from briefer.records.institutions import Institution
from briefer.records.kinds import name_of
from briefer.records.notes import Instrument, Theme
from briefer.records.people import Person, Post
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate, Party, Stop, Visit
from briefer.services import common_edits, linking


def test_a_record_made_on_the_way_comes_with_the_same_step() -> None:
    visit = Visit(title="Harbours")
    theme = linking.new_record("theme", "customs")
    edit = linking.linked(visit, "themes", (theme.id,), "themes", theme)
    assert (edit.words, edit.past) == ("Add customs", "customs added.")
    assert [(one.before, one.record.id) for one in edit.changes] == [
        (None, theme.id),
        (visit, visit.id),
    ]


def test_without_one_the_words_are_of_the_field() -> None:
    edit = linking.linked(Visit(title="Harbours"), "themes", (), "themes")
    assert edit.past == "Changed themes of Harbours."


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("theme", "customs"),
        ("instrument", "Action plan"),
        ("institution", "Harbour Police"),
        ("place", "Quay 4"),
        ("source", "An account"),
        ("person", "Torvald Halvorsen"),
    ],
)
def test_a_new_record_has_the_name_that_was_typed(kind: str, name: str) -> None:
    assert name_of(linking.new_record(kind, name)) == name


def test_a_new_post_is_held_by_whom_it_was_typed_for() -> None:
    torvald, police = Person(family_name="Halvorsen"), Institution(name="Harbour Police")
    delegate = Delegate(visit=Visit(title="Harbours").id, person=torvald.id, institution=police.id)
    made = linking.new_record("post", "Harbour master", delegate)
    assert isinstance(made, Post)
    assert (made.title, made.person, made.institution) == (
        "Harbour master",
        torvald.id,
        police.id,
    )
    nobody = linking.new_record("post", "Harbour master")
    assert isinstance(nobody, Post)
    assert (nobody.person, nobody.institution) == (None, None)


def test_what_has_no_name_yet_is_called_new() -> None:
    stop = Stop(visit=Visit(title="Harbours").id)
    assert common_edits.change_field(stop, "zone", "Europe/Oslo", called="time zone").past == (
        "Changed time zone of a new record."
    )


def test_an_instrument_without_a_title_is_called_by_its_number() -> None:
    assert name_of(Instrument(kind="resolution", number="1373", year="2001")) == (
        "resolution 1373 (2001)"
    )
    assert name_of(Instrument(title="Action plan", number="7")) == "Action plan"


def test_names_are_of_what_a_visit_is_tied_to() -> None:
    visit, theme = Visit(title="Harbours"), Theme(name="customs")
    stop = Stop(visit=visit.id, city="Oslo")
    file = VisitFile(visit=visit, stops=(stop,), themes=(theme,), parties=(Party(visit=visit.id),))
    assert linking.names(file) == {theme.id: "customs", stop.id: "Oslo"}
