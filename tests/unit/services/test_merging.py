"""Two records become one: every pointer moves, nothing is left behind, and undo restores all of it."""

import random
from typing import Any, get_args, get_type_hints
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefer.records.base import Record, new_id
from briefer.records.briefs import Brief
from briefer.records.institutions import ContactPoint, Institution, Place, Spelling
from briefer.records.kinds import KINDS, by_name, kind_of, references
from briefer.records.notes import Note, Theme
from briefer.records.people import Person, Post, PrivateData
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.sources import Citation, Wording
from briefer.records.visits import Delegate, Party, Visit
from briefer.services import common_edits, edits, merging
from briefer.services.edits import Edit
from briefer.services.moving import Choice
from briefer.workspace.database import Workspace
from every_kind import everything, same_but_bookkeeping, upright

R = Any


def _add(workspace: Workspace, *records: Record) -> None:
    edits.apply(workspace, common_edits.add(*records))


def _stored(workspace: Workspace) -> dict[UUID, Record]:
    with workspace.reading() as rows:
        return {each.id: each for kind in KINDS for each in rows.all(kind.record)}


def _plan(workspace: Workspace, left: Record, right: Record) -> merging.Plan:
    found = merging.plan(workspace, kind_of(left).name, left.id, right.id)
    assert found is not None
    return found


def _merge(
    workspace: Workspace, left: Record, right: Record, **choices: Choice
) -> tuple[Edit, dict[UUID, Record]]:
    """Merge, look, undo and redo; gives the edit as stored and what is there afterwards."""
    before = _stored(workspace)
    plan = _plan(workspace, left, right)
    wanted = {("", field): choice for field, choice in choices.items()}
    stored = edits.apply(workspace, merging.edit(workspace, plan, wanted))
    after = _stored(workspace)
    assert_nothing_dangles(after)
    undone = edits.undo(workspace, stored)
    assert_same(_stored(workspace), before)
    edits.undo(workspace, undone)
    assert_same(_stored(workspace), after)
    return stored, after


def assert_same(one: dict[UUID, Record], other: dict[UUID, Record]) -> None:
    assert one.keys() == other.keys()
    assert [id_ for id_ in one if not same_but_bookkeeping(one[id_], other[id_])] == []


def assert_nothing_dangles(records: dict[UUID, Record]) -> None:
    dangling = [
        (kind_of(record).name, field)
        for record in records.values()
        for field, ids in _ids(record)
        if not ids <= records.keys()
    ]
    assert dangling == []


def _ids(record: Record) -> list[tuple[str, set[UUID]]]:
    """All ids that stand in a record, but its own."""
    found = []
    for field in record.__struct_fields__:
        value = getattr(record, field)
        ids = value if isinstance(value, tuple) else (value,)
        found.append((field, {each for each in ids if isinstance(each, UUID)} - {record.id}))
    return found


def test_every_id_in_a_record_is_known_as_a_pointer() -> None:
    unknown = [
        (kind.name, field)
        for kind in KINDS
        for field, hint in get_type_hints(kind.record, include_extras=True).items()
        if _holds_id(hint)
        and field not in ("id", *(reference.field for reference in references(kind.record)))
    ]
    assert unknown == [("citation", "about"), ("wording", "about")]


def _holds_id(hint: Any) -> bool:
    return hint is UUID or any(_holds_id(each) for each in get_args(hint))


@pytest.mark.parametrize("kind", merging.MERGED)
def test_whatever_points_at_the_one_points_at_the_other(workspace: Workspace, kind: str) -> None:
    """One record of every kind, each with every field filled, all pointing at the one that goes."""
    all_ = upright()
    lost = all_[kind]
    about = {"about_kind": kind, "about": lost.id}
    for part in ("citation", "wording"):
        all_[part] = msgspec.structs.replace(all_[part], **about)
    kept = msgspec.structs.replace(lost, id=new_id(), key="kept")
    _add(workspace, kept, *all_.values())
    pointers = {
        (each.name, field)
        for each in KINDS
        for record in [all_[each.name]]
        for field, ids in _ids(record)
        if lost.id in ids
    }
    expected = {
        (each.name, reference.field)
        for each in KINDS
        for reference in references(each.record)
        if reference.kind == kind and (each.name, reference.field) != ("institution", "parent")
    } | {("citation", "about"), ("wording", "about")}
    assert pointers | {("institution", "member_of")} == expected | {("institution", "member_of")}
    _, after = _merge(workspace, kept, lost)
    assert lost.id not in after
    assert [record for record in after.values() for _, ids in _ids(record) if lost.id in ids] == []
    assert {
        (kind_of(record).name, field)
        for record in after.values()
        for field, ids in _ids(record)
        if kept.id in ids
    } == pointers - {("institution", "member_of")}


def test_fields_are_chosen_left_right_or_both(workspace: Workspace) -> None:
    one = Institution(
        name="Ministry of the Interior",
        acronym="MoI",
        city="Vesterhavn",
        profile="Police.",
        kind="ministry",
        spellings=(Spelling(text="MOI Norvik"),),
        reviewed_on="2025",
    )
    other = Institution(
        name="Interior Ministry",
        city="Vesterhavn",
        country="Norvik",
        profile="Borders.",
        reviewed_on="2026-04-02",
        mandate="Order",
    )
    _add(workspace, one, other)
    plan = _plan(workspace, one, other)
    assert [(pair.field, pair.joins, pair.choice) for pair in plan.pairs] == [
        ("name", True, "both"),
        ("acronym", False, "left"),
        ("spellings", False, "left"),
        ("kind", False, "left"),
        ("country", False, "right"),
        ("mandate", False, "right"),
        ("profile", True, "both"),
        ("reviewed_on", False, "right"),
    ]
    assert plan.same == ("city",)
    stored, after = _merge(workspace, one, other, mandate="left")
    assert (stored.words, stored.past) == (
        "Merge Interior Ministry into Ministry of the Interior",
        "Interior Ministry merged into Ministry of the Interior.",
    )
    kept = after[one.id]
    assert isinstance(kept, Institution)
    assert {
        "name": kept.name,
        "spellings": [each.text for each in kept.spellings],
        "country": kept.country,
        "mandate": kept.mandate,
        "profile": kept.profile,
        "reviewed": kept.reviewed_on,
        "key": kept.key,
    } == {
        "name": "Ministry of the Interior",
        "spellings": ["MOI Norvik", "Interior Ministry"],
        "country": "Norvik",
        "mandate": "",
        "profile": "Police.\n\nBorders.",
        "reviewed": "2026-04-02",
        "key": "ministry-of-the-interior",
    }


def test_lists_hold_each_once_and_double_parts_become_one(workspace: Workspace) -> None:
    one, other, theme = Institution(name="One"), Institution(name="Other"), Theme(name="Sea")
    visit, chief = Visit(title="Marsana"), Person(family_name="Chief")
    item = ProgrammeItem(visit=visit.id, title="Call", institutions=(other.id, one.id))
    ours = Post(institution=one.id, person=chief.id, title="Director", start="2020")
    theirs = Post(institution=other.id, person=chief.id, title="Director", rank=1)
    former = Post(institution=other.id, person=chief.id, title="Director", start="2010")
    _add(
        workspace,
        *(one, other, theme, visit, chief, item, ours, theirs, former),
        Note(title="Talk", institutions=(one.id, other.id), themes=(theme.id,)),
        Participant(item=item.id, institution=one.id, person=chief.id, post=ours.id, role="chair"),
        Participant(
            item=item.id, institution=other.id, person=chief.id, post=theirs.id, state="asked"
        ),
        Participant(item=item.id, institution=other.id, group="officials"),
        ContactPoint(institution=one.id, value="+45 1", label="duty"),
        ContactPoint(institution=other.id, value="+45 1", order=3),
        ContactPoint(institution=other.id, value="+45 2"),
        Party(visit=visit.id, institution=one.id),
        Party(visit=visit.id, institution=other.id),
        Party(visit=visit.id, institution=other.id, role="observer"),
    )
    _, after = _merge(workspace, one, other)

    def all_of(kind: type[Record]) -> list[Any]:
        return [record for record in after.values() if isinstance(record, kind)]

    (item_now,), (note,) = all_of(ProgrammeItem), all_of(Note)
    assert (item_now.institutions, note.institutions) == ((one.id,), (one.id,))
    assert [(each.title, each.start, each.rank, each.institution) for each in all_of(Post)] == [
        ("Director", "2020", 1, one.id),
        ("Director", "2010", 0, one.id),
    ]
    assert [(each.role, each.state, each.post, each.group) for each in all_of(Participant)] == [
        ("chair", "asked", ours.id, ""),
        ("", "", None, "officials"),
    ]
    assert sorted((each.value, each.label) for each in all_of(ContactPoint)) == [
        ("+45 1", "duty"),
        ("+45 2", ""),
    ]
    assert [each.role for each in all_of(Party)] == ["host", "observer"]


def test_a_unit_is_merged_into_what_it_belongs_to_and_the_other_way(workspace: Workspace) -> None:
    top = Institution(name="Government")
    ministry = Institution(name="Ministry", parent=top.id)
    unit = Institution(name="Unit", parent=ministry.id, member_of=(ministry.id,))
    desk = Institution(name="Desk", parent=unit.id)
    _add(workspace, top, ministry, unit, desk)
    _, after = _merge(workspace, ministry, unit)
    assert {each.name: each.parent for each in after.values() if isinstance(each, Institution)} == {
        "Government": None,
        "Ministry": top.id,
        "Desk": ministry.id,
    }
    kept = after[ministry.id]
    assert isinstance(kept, Institution)
    assert kept.member_of == ()


def test_what_stands_high_is_merged_into_what_stands_below(workspace: Workspace) -> None:
    top = Institution(name="Government")
    ministry = Institution(name="Ministry", parent=top.id)
    unit = Institution(name="Unit", parent=ministry.id)
    desk = Institution(name="Desk", parent=unit.id)
    _add(workspace, top, ministry, unit, desk)
    _, after = _merge(workspace, desk, ministry)
    assert {each.name: each.parent for each in after.values() if isinstance(each, Institution)} == {
        "Government": None,
        "Unit": desk.id,
        "Desk": top.id,
    }


def test_private_data_becomes_one_and_goes_on_the_earlier_day(workspace: Workspace) -> None:
    one, other = Person(given_name="Lina", family_name="Haddad"), Person(family_name="Haddad")
    _add(
        workspace,
        *(one, other),
        PrivateData(person=one.id, dietary="no nuts", delete_on="2027-05-01"),
        PrivateData(person=other.id, dietary="no fish", passport="X1", delete_on="2027-01-14"),
    )
    plan = _plan(workspace, one, other)
    assert [(pair.part, pair.field, pair.choice) for pair in plan.pairs] == [
        ("", "given_name", "left"),
        ("private_data", "passport", "right"),
        ("private_data", "dietary", "both"),
        ("private_data", "delete_on", "right"),
    ]
    _, after = _merge(workspace, one, other)
    (private,) = [each for each in after.values() if isinstance(each, PrivateData)]
    assert (private.person, private.passport, private.dietary, private.delete_on) == (
        one.id,
        "X1",
        "no nuts; no fish",
        "2027-01-14",
    )


def test_private_data_of_the_one_that_goes_moves(workspace: Workspace) -> None:
    one, other = Person(family_name="Haddad"), Person(family_name="Haddad")
    _add(workspace, one, other, PrivateData(person=other.id, dietary="no fish"))
    _, after = _merge(workspace, one, other)
    assert [each.person for each in after.values() if isinstance(each, PrivateData)] == [one.id]


def test_texts_link_the_name_that_stays(workspace: Workspace) -> None:
    one, other = Institution(name="Ministry", profile="We."), Institution(name='The "M"')
    other = msgspec.structs.replace(other, profile='See [[Ministry]] and [[The "M"]].')
    visit = Visit(title="Marsana", key_messages=('To [[The "M"]]', "none"))
    item = ProgrammeItem(visit=visit.id, title="Call")
    brief = Brief(item=item.id, background_closed='[[The "M"]] knows. The "M" too. [[the "m"]]')
    _add(workspace, one, other, visit, item, brief)
    plan = _plan(workspace, one, other)
    assert [(each.kind, each.field, each.words, each.visit) for each in plan.pointers] == [
        ("visit", "", "Marsana", ""),
        ("brief", "", "Call", "Marsana"),
    ]
    _, after = _merge(workspace, one, other)
    kept, talk, papers = after[one.id], after[visit.id], after[brief.id]
    assert isinstance(kept, Institution)
    assert isinstance(talk, Visit)
    assert isinstance(papers, Brief)
    assert kept.profile == "We.\n\nSee [[Ministry]] and [[Ministry]]."
    assert talk.key_messages == ("To [[Ministry]]", "none")
    assert papers.background_closed == '[[Ministry]] knows. The "M" too. [[the "m"]]'


def test_a_name_that_a_third_one_bears_stays_in_texts(workspace: Workspace) -> None:
    one, other, third = (Institution(name=name) for name in ("Ministry", "MoI", "MoI"))
    note = Note(title="Talk", text="With [[MoI]].")
    _add(workspace, one, other, third, note)
    _, after = _merge(workspace, one, other)
    assert after[note.id] == _stored(workspace)[note.id]
    assert isinstance(talk := after[note.id], Note)
    assert talk.text == "With [[MoI]]."


def test_translations_stay_with_the_text_that_they_translate(workspace: Workspace) -> None:
    one = Institution(name="Ministry", profile="Police.", mandate="Order", city="Oslo")
    other = Institution(name="MoI", profile="Borders.", mandate="Law", city="Oslo")

    def wording(of: Institution, field: str, text: str, state: Any = "checked") -> Wording:
        return Wording(
            about_kind="institution",
            about=of.id,
            field=field,
            language="fr",
            text=text,
            state=state,
        )

    _add(
        workspace,
        *(one, other),
        wording(one, "name", "Ministère"),
        wording(other, "name", "Min. int."),
        wording(one, "profile", "Police (fr)"),
        wording(other, "profile", "Frontières"),
        wording(one, "mandate", "Ordre"),
        wording(other, "mandate", "Droit"),
        wording(one, "city", "Osloo", "draft"),
        wording(other, "city", "Oslo"),
    )
    _, after = _merge(workspace, one, other, mandate="right")
    assert sorted(
        (each.field, each.text, each.state)
        for each in after.values()
        if isinstance(each, Wording) and each.about == one.id
    ) == [
        ("city", "Oslo", "checked"),
        ("mandate", "Droit", "checked"),
        ("name", "Ministère", "checked"),
        ("profile", "Police (fr)\n\nFrontières", "draft"),
    ]


def test_equal_citations_become_one(workspace: Workspace) -> None:
    one, other = Institution(name="One"), Institution(name="Other")
    _add(
        workspace,
        *(one, other),
        Citation(about_kind="institution", about=one.id, field="name", where="p. 3"),
        Citation(about_kind="institution", about=other.id, field="name", where="p. 3"),
        Citation(about_kind="institution", about=other.id, field="name", where="p. 4"),
    )
    _, after = _merge(workspace, one, other)
    assert sorted(each.where for each in after.values() if isinstance(each, Citation)) == [
        "p. 3",
        "p. 4",
    ]


def test_a_delegate_and_their_double_become_one(workspace: Workspace) -> None:
    one, other, visit = Person(family_name="A"), Person(family_name="B"), Visit(title="V")
    item = ProgrammeItem(visit=visit.id, title="Call")
    first = Delegate(visit=visit.id, person=one.id, function="head")
    second = Delegate(visit=visit.id, person=other.id, function="head", room="412")
    _add(
        workspace,
        *(one, other, visit, item, first, second),
        Participant(item=item.id, side="guest", delegate=second.id, role="lead"),
    )
    _, after = _merge(workspace, one, other)
    assert [(each.person, each.room) for each in after.values() if isinstance(each, Delegate)] == [
        (one.id, "412")
    ]
    assert [each.delegate for each in after.values() if isinstance(each, Participant)] == [first.id]


def test_what_points_here_is_told_by_names_that_people_know(workspace: Workspace) -> None:
    one, other = Institution(name="One"), Institution(name="Other")
    visit, chief = Visit(title="Marsana"), Person(given_name="Anna", family_name="Zweig")
    item = ProgrammeItem(visit=visit.id, title="Call")
    _add(
        workspace,
        *(one, other, visit, chief, item),
        Participant(item=item.id, institution=other.id),
        Party(visit=visit.id, institution=other.id),
        Post(institution=other.id, person=chief.id, title="Director"),
        Institution(name="Unit", parent=other.id),
        ContactPoint(institution=other.id, value="+45"),
        Note(title="Talk", institutions=(other.id,), text="[[Other]]"),
    )
    assert [
        (each.kind, each.field, each.words, each.visit)
        for each in _plan(workspace, one, other).pointers
    ] == [
        ("institution", "parent", "Unit", ""),
        ("post", "institution", "Director, Anna Zweig, Other", ""),
        ("note", "institutions", "Talk", ""),
        ("party", "institution", "Marsana", ""),
        ("participant", "institution", "Call", "Marsana"),
        ("contact", "institution", "+45", ""),
    ]


def test_one_that_is_gone_has_no_plan(workspace: Workspace) -> None:
    one = Institution(name="One")
    _add(workspace, one)
    assert merging.plan(workspace, "institution", one.id, one.id) is None
    assert merging.plan(workspace, "institution", one.id, new_id()) is None


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None
)
@given(seed=st.integers(0, 2**32), kind=st.sampled_from(merging.MERGED))
def test_any_two_become_one_and_two_again(workspace: Workspace, seed: int, kind: str) -> None:
    """Two of every kind, every field of which points at the one or the other."""
    with workspace.writing() as rows:
        for each in KINDS:
            rows.delete(rows.all(each.record))
    chance = random.Random(seed)
    pairs = [everything(), everything()]
    mixed = []
    for number, some in enumerate(pairs):
        for name, record in some.items():
            values: dict[str, Any] = {"key": f"{record.key}-{number}"}
            for reference in references(by_name()[name].record):
                options = [each[reference.kind].id for each in pairs]
                if (name, reference.field) in (("institution", "parent"), ("visit", "follows")):
                    values[reference.field] = options[0] if number else None
                elif reference.many:
                    values[reference.field] = tuple(chance.sample(options, 2))
                else:
                    values[reference.field] = chance.choice(options)
            if "about" in record.__struct_fields__:
                values |= {"about_kind": kind, "about": chance.choice(pairs)[kind].id}
            mixed.append(msgspec.structs.replace(record, **values))
    with workspace.writing() as rows:
        rows.insert(mixed)
    left, right = chance.sample([some[kind] for some in pairs], 2)
    _, after = _merge(workspace, left, right)
    assert right.id not in after


def test_a_place_of_an_institution_moves(workspace: Workspace) -> None:
    quay, pier = Place(name="Quay"), Place(name="Quay 1")
    port = Institution(name="Port", place=pier.id)
    _add(workspace, quay, pier, port)
    _, after = _merge(workspace, quay, pier)
    assert isinstance(kept := after[port.id], Institution)
    assert kept.place == quay.id


@pytest.mark.parametrize(
    ("left", "right", "proposed"),
    [
        ("restricted", "confidential", "right"),
        ("confidential", "restricted", "left"),
        ("", "restricted", "right"),
        ("restricted", "", "left"),
    ],
)
def test_the_higher_marking_is_proposed_for_the_texts_of_both(
    workspace: Workspace, left: str, right: str, proposed: Choice
) -> None:
    one = Note(title="Talks", text="Known to many.", marking=left)
    other = Note(title="Talks", text="Known to few.", marking=right)
    _add(workspace, one, other)
    found = {pair.field: pair.choice for pair in _plan(workspace, one, other).pairs}
    assert found == {"text": "both", "marking": proposed}
