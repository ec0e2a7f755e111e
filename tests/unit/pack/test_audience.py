"""What is cut for a reader: the table of fields that survive, canaries, and nothing that depends on what was left out."""

import random
from datetime import UTC, datetime
from typing import Any, get_type_hints

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefer.errors import BugError, KnownError
from briefer.i18n import language
from briefer.pack import shipped
from briefer.pack.audience import Cut, cut, narrows, speaks_of
from briefer.pack.compiler import IssueFacts, compile_pack
from briefer.records.base import Record
from briefer.records.kinds import KINDS, kind_of, references
from briefer.records.markings import Audience
from briefer.records.outcomes import Outcome
from briefer.records.people import Person, PrivateData
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.sources import Wording
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate, MutedFinding, Strand, Visit
from factories import changed, filed, id_of, made, qamaria, without
from random_files import random_file, refilled

SCHEME = shipped.scheme("plain")
KINDS_OF_ITEMS = shipped.item_kinds()
VISITORS = shipped.audience("visitors")
PRINCIPAL = shipped.audience("principal")


def cut_for(file: VisitFile, audience: Audience) -> Cut:
    return cut(file, audience, SCHEME, KINDS_OF_ITEMS)


def keys(file: VisitFile) -> dict[str, list[str]]:
    """The keys that a file holds, by kind."""
    return {
        kind.name: [record.key for record in file.of(kind.name)]
        for kind in KINDS
        if kind.name == "visit" or kind.plural in VisitFile.__struct_fields__
    }


# ------------------------------------------------------------------------------- the table of what survives

SEEN_BY_VISITORS = {
    "theme": "cross_cutting key name",
    "place": "address city country key latitude longitude name opening_hours room zone",
    "institution": "acronym city country key kind kind_words name native_language native_name "
    "parent place",
    "person": "address_spoken address_written family_name given_name honorific key languages "
    "native_language native_name printed_name",
    "post": "end institution key order person rank start title",
    "instrument": "country issuer key kind number periodicity title year",
    "visit": "cover_note end home_zone key languages marking_scheme precedence short_title start title",
    "phase": "end form key order start title visit",
    "stop": "city country end hotel key order phase start visit zone",
    "strand": "key order title visit",
    "party": "institution key order role state visit words",
    "delegate": "affiliation function group group_count institution key order party person phases "
    "post stops strand title visit",
    "day_note": "day dress key order stop visit",
    "item": "day dress end end_days end_zone form greeter institutions interpreter key kind "
    "language order phase place place_words start status stop strand time_form time_words title "
    "visit",
    "leg": "carrier destination end end_days item key mode number order origin start",
    "participant": "delegate group group_count institution item key order person post "
    "represented_by role side title",
    "outcome": "addressee direction heading institutions instruments item key kind language order "
    "people speakers text themes visit",
    "follow_up": "action due due_days due_from institutions item key order outcome owner place "
    "state visit with_whom",
    "contact": "institution key kind label order person place value visit",
    "wording": "about about_kind field key language state text",
    "issued_number": "audience item key number visit",
}
"""All else is hidden. A new field appears here or in the audience's file: decide."""


def test_what_visitors_may_see_of_every_kind_of_record() -> None:
    seen = cut_for(_full_file(), VISITORS).file
    assert {kind: " ".join(fields) for kind, fields in _table(seen).items()} == SEEN_BY_VISITORS


def test_the_principal_sees_all_but_what_packs_never_print() -> None:
    file = _full_file()
    whole, seen = _table(file), _table(cut_for(file, PRINCIPAL).file)
    hidden = {kind: " ".join(sorted(set(whole[kind]) - set(seen.get(kind, [])))) for kind in whole}
    assert {kind: fields for kind, fields in hidden.items() if fields} == {
        "private_data": "born_on delete_on medical next_of_kin passport private_address "
        "private_phone",
        "visit": "muted",
        "comment": "at author edition item key page quoted rectangle reply_to section source "
        "state text visit",
        "issued_number": "audience item key number visit",  # it is counted for visitors
    }


def _table(file: VisitFile) -> dict[str, list[str]]:
    """The fields of each kind that hold something."""
    found: dict[str, list[str]] = {}
    for kind in KINDS:
        if kind.name == "visit" or kind.plural in VisitFile.__struct_fields__:
            for record in file.of(kind.name):
                found[kind.name] = sorted(
                    field.name
                    for field in msgspec.structs.fields(record)
                    if getattr(record, field.name) != field.default
                    and field.name not in _BOOKKEEPING
                )
    return found


_BOOKKEEPING = {"id", "version", "created_at", "changed_at", "changed_by"}


def _full_file() -> VisitFile:
    """One record of each kind, each field filled, each reference set, nothing hidden by a condition."""
    ids = {kind.name: id_of(kind.name, kind.name) for kind in KINDS}
    given = {
        "strand": {"title": "Delegation"},
        "item": {"status": "confirmed", "kind": "press", "strand": ids["strand"]},
        "participant": {"state": "came"},
        "contact": {"seen_by": "all"},
        "issued_number": {"audience": "visitors"},
        "edition": {"audience": "principal"},
        "citation": {"about_kind": "item", "about": ids["item"], "field": "title"},
        "wording": {"about_kind": "item", "about": ids["item"], "field": "title"},
    }
    records = []
    for kind in KINDS:
        if kind.name in ("copy", "own_data"):
            continue
        hints = get_type_hints(kind.record, include_extras=True)
        targets = {each.field: each for each in references(kind.record)}
        values: dict[str, Any] = {"id": ids[kind.name], "key": kind.name.replace("_", "-")}
        for field in msgspec.structs.fields(kind.record):
            if field.name in targets:
                target = ids[targets[field.name].kind]
                values[field.name] = (target,) if targets[field.name].many else target
            elif field.name not in _LEFT:
                values[field.name] = _filled(msgspec.inspect.type_info(hints[field.name]), field)
        records.append(kind.record(**{**values, **given.get(kind.name, {})}))
    return filed(*records)


_LEFT = {"id", "key", "marking", "distribution", "internal", "about", "about_kind"}
"""Fields that say who may see a record, or which one it is."""


def _filled(form: msgspec.inspect.Type, field: Any) -> Any:
    match form:
        case msgspec.inspect.StrType(pattern=pattern):
            return {
                None: "word",
                r"^$|^(?:[01]\d|2[0-3]):[0-5]\d$": "09:00",
                r"^$|^[0-9a-f]{64}$": "a" * 64,
                r"^[a-zA-Z0-9-]*$": "ar",
                r"^[A-Za-z0-9_+/-]*$": "Europe/Paris",
            }.get(pattern, "2027-03-09")
        case msgspec.inspect.LiteralType(values=values):
            return next(value for value in reversed(values) if value != field.default)
        case msgspec.inspect.IntType():
            return 2
        case msgspec.inspect.BoolType():
            return True
        case msgspec.inspect.FloatType():
            return 1.5
        case msgspec.inspect.VarTupleType(item_type=inner):
            return (_filled(inner, field),)
        case msgspec.inspect.StructType(cls=struct, fields=fields):
            return struct(**{each.name: _filled(each.type, each) for each in fields})
        case msgspec.inspect.UnionType(types=types):
            return _filled(
                next(t for t in types if not isinstance(t, msgspec.inspect.NoneType)), field
            )
        case msgspec.inspect.DateTimeType():
            return datetime(2027, 3, 9, 12, tzinfo=UTC)
    raise TypeError(form)


# ------------------------------------------------------------------------------------ records that go

VISIT = made(Visit, "v", title="Visit", marking="restricted")
HOST = made(Person, "host", family_name="Host")


def _one_item(**fields: Any) -> VisitFile:
    item = made(
        ProgrammeItem, "v/item", visit=VISIT, **{"title": "T", "status": "confirmed", **fields}
    )
    return filed(
        VISIT,
        item,
        made(Participant, "v/item/host", item=item, person=HOST),
        made(Outcome, "v/outcome", visit=VISIT, item=item, text="agreed"),
        made(
            Wording,
            "v/item/wording",
            about=item,
            about_kind="item",
            field="title",
            language="fr",
            text="T",
        ),
        made(
            Wording,
            "host/wording",
            about=HOST,
            about_kind="person",
            field="family_name",
            language="fr",
            text="H",
        ),
        made(Strand, "v/principal", visit=VISIT, title="Principal"),
        made(Strand, "v/partner", visit=VISIT, title="Partner programme"),
        HOST,
    )


ALL_OF_ONE_ITEM = ["host", "v/item", "v/item/host", "v/outcome", "v/item/wording", "host/wording"]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, True),
        ({"kind": "internal briefing"}, False),
        ({"status": "cancelled"}, False),
        ({"status": "cancelled", "distribution": "visitors"}, False),
        ({"status": "tentative"}, False),
        ({"status": "tentative", "distribution": "visitors"}, True),
        ({"kind": "internal briefing", "distribution": "visitors"}, False),
        ({"marking": "unclassified"}, True),
        ({"marking": "restricted"}, False),
        ({"marking": "no such level"}, False),
        ({"distribution": "office"}, False),
        ({"strand": id_of("strand", "v/principal")}, True),
        ({"strand": id_of("strand", "v/partner")}, False),
        ({"strand": id_of("strand", "v/nobody-knows")}, False),
    ],
)
def test_visitors_see_an_item_with_all_that_hangs_on_it_or_nothing_of_it(
    fields: dict[str, Any], shown: bool
) -> None:
    seen = keys(cut_for(_one_item(**fields), VISITORS).file)
    found = {key for some in seen.values() for key in some} - {"v", "v/principal"}
    assert sorted(found) == (sorted(ALL_OF_ONE_ITEM) if shown else [])


def test_what_stands_above_the_visit_is_hidden_from_the_principal_too() -> None:
    file = _one_item(marking="restricted")
    assert keys(cut_for(file, PRINCIPAL).file)["item"] == ["v/item"]
    low = changed(file, "v", marking="unclassified")
    assert keys(cut_for(low, PRINCIPAL).file)["item"] == []


def test_the_visit_bears_the_marking_that_its_reader_may_see() -> None:
    assert cut_for(_one_item(), PRINCIPAL).file.visit.marking == "restricted"
    assert cut_for(_one_item(), VISITORS).file.visit.marking == "unclassified"


def test_a_person_above_the_level_takes_delegate_and_participant_along() -> None:
    person = made(Person, "secret", family_name="Secret", marking="restricted")
    delegate = made(Delegate, "v/delegate", visit=VISIT, person=person, title="Adviser")
    item = made(ProgrammeItem, "v/item", visit=VISIT, title="T", status="confirmed")
    guest = made(Participant, "v/item/guest", item=item, delegate=delegate, side="guest")
    seen = keys(cut_for(filed(VISIT, person, delegate, item, guest), VISITORS).file)
    assert (seen["person"], seen["delegate"], seen["participant"]) == ([], [], [])
    assert seen["item"] == ["v/item"]


@pytest.mark.parametrize("audience", [PRINCIPAL, VISITORS], ids=["principal", "visitors"])
def test_what_was_said_of_a_muted_finding_reaches_nobody(audience: Audience) -> None:
    muted = MutedFinding(rule="r", sentence="The lorry of lane 4 clashes.", reason="lorry is ours")
    earlier = changed(qamaria().earlier[0], "talks-2026", muted=(muted,))
    file = changed(qamaria(), "qamaria-2027", muted=(muted,))
    file = msgspec.structs.replace(file, earlier=(earlier,))
    assert b"lorry" in msgspec.json.encode(file)
    assert b"lorry" not in msgspec.json.encode(cut_for(file, audience).file)


def test_a_translation_of_a_hidden_field_goes() -> None:
    wordings = [
        made(Wording, field, about=VISIT, about_kind="visit", field=field, language="fr", text="x")
        for field in ("title", "purpose", "staff_notes")
    ]
    assert keys(cut_for(filed(VISIT, *wordings), VISITORS).file)["wording"] == ["title"]


def test_an_earlier_visit_is_seen_where_it_shares_an_institution_that_is_seen() -> None:
    file = qamaria()
    (earlier,) = cut_for(file, PRINCIPAL).file.earlier
    assert keys(earlier)["item"] == ["talks-2026/call"]
    assert cut_for(file, VISITORS).file.earlier == ()
    alone = changed(file, "qamaria-2027", follows=None, marking="unclassified")
    assert len(cut_for(alone, PRINCIPAL).file.earlier) == 1
    for key in ("agency", "ostrom"):
        alone = changed(alone, key, marking="restricted")
    assert cut_for(alone, PRINCIPAL).file.earlier == ()


def test_a_library_record_that_nothing_visible_refers_to_goes() -> None:
    seen = keys(cut_for(qamaria(), PRINCIPAL).file)
    assert "ministry" not in seen["institution"]
    assert seen["institution"] == ["agency", "agency/duty-room", "interior"]
    assert keys(cut_for(qamaria(), VISITORS).file)["person"] == ["nadwari", "darwan", "ostrom"]
    assert keys(cut_for(without(qamaria(), "qamaria-2027/talks/ostrom"), VISITORS).file)[
        "person"
    ] == ["nadwari", "darwan"]


def test_private_data_never_reach_visitors_and_the_principal_sees_what_to_serve() -> None:
    assert cut_for(qamaria(), VISITORS).file.private == ()
    (seen,) = cut_for(qamaria(), PRINCIPAL).file.private
    assert seen == msgspec.structs.replace(
        made(
            PrivateData, "nadwari/private", person=id_of("person", "nadwari"), dietary="no alcohol"
        ),
        created_at=seen.created_at,
        changed_at=seen.changed_at,
    )


def test_bookkeeping_is_the_same_in_every_record() -> None:
    file = changed(qamaria(), "qamaria-2027/talks", version=7, changed_by="H. Temsi")
    assert cut_for(file, VISITORS) == cut_for(qamaria(), VISITORS)


# ----------------------------------------------------------------------------------------- the cut itself


def test_nobody_else_makes_a_cut() -> None:
    with pytest.raises(BugError):
        Cut(qamaria(), VISITORS, SCHEME, KINDS_OF_ITEMS, object())


@pytest.mark.parametrize(
    "slip",
    [
        {"hides_kinds": ("breif",)},
        {"hides_fields": {"item": ("staff_note",)}},
        {"hides_fields": {"*": ("staff_note",)}},
        {"hides_records": {"item": {"state": ("x",)}}},
        {"hides_unreleased": {"items": {"status": ("x",)}}},
        {"hides_fields": {"item": ("visit",)}},
    ],
)
def test_a_slip_in_an_audience_is_refused_since_it_would_show_what_was_to_be_hidden(
    slip: dict[str, Any],
) -> None:
    with pytest.raises(KnownError, match="hides"):
        cut_for(qamaria(), msgspec.structs.replace(VISITORS, **slip))


def test_a_recipe_may_be_narrowed_and_never_widened() -> None:
    assert narrows(VISITORS, "principal")
    assert narrows(PRINCIPAL, "principal")
    assert not narrows(PRINCIPAL, "visitors")


# ------------------------------------------------------------------------------------ nothing shines through

ISSUE = IssueFacts(datetime(2026, 11, 21, 9, tzinfo=UTC))


@given(st.integers(0, 10**9), st.sampled_from(["visitors", "principal"]))
@example(343, "principal")  # a contact of an earlier visit that is not shown led to its person
def test_what_is_hidden_never_matters(seed: int, name: str) -> None:
    """Hidden records that are not there, and other words in hidden fields, change neither the cut nor a pack."""
    rng = random.Random(seed)
    audience = shipped.audience(name)
    file = random_file(seed)
    seen = cut_for(file, audience)
    other = cut_for(_differing(file, seen, rng, audience), audience)
    assert other == seen
    for recipe in map(shipped.recipe, ("dossier", "visitors")):
        packs = [compile_pack(each, recipe, ISSUE, language("en")) for each in (seen, other)]
        assert packs[0] == packs[1]


def _differing(file: VisitFile, seen: Cut, rng: random.Random, audience: Audience) -> VisitFile:
    """A file that differs in what is not seen: some of it is gone, other fields are filled otherwise."""
    parts = (file, *file.earlier)
    visible = {each.id for part in (seen.file, *seen.file.earlier) for each in _records(part)}
    visible.add(file.visit.id)
    records = [record for part in parts for record in _records(part)]
    gone = {each.id for each in records if each.id not in visible and rng.random() < 0.5}
    while more := {each.id for each in records if gone & set(speaks_of(each))} - gone:
        gone |= more  # what speaks of a record is not there without it

    def other(part: VisitFile) -> VisitFile:
        fields = {
            kind.plural: tuple(
                _refilled(record, rng, audience)
                for record in part.of(kind.name)
                if record.id not in gone
            )
            for kind in KINDS
            if kind.plural in VisitFile.__struct_fields__
        }
        return VisitFile(visit=_refilled(part.visit, rng, audience), **fields)

    earlier = tuple(other(past) for past in file.earlier if past.visit.id not in gone)
    return msgspec.structs.replace(other(file), earlier=earlier)


def _refilled(record: Any, rng: random.Random, audience: Audience) -> Any:
    """A record with other values where this reader does not look."""
    kind = kind_of(record).name
    hidden = {*audience.hides_fields.get(kind, ()), *audience.hides_fields.get("*", ())}
    decisive = {*audience.hides_records.get(kind, ()), "internal", "seen_by", "follows"}
    return refilled(record, rng, frozenset(hidden - decisive) | {"changed_by"})


def _records(file: VisitFile) -> list[Record]:
    return [
        record
        for kind in KINDS
        if kind.name == "visit" or kind.plural in VisitFile.__struct_fields__
        for record in file.of(kind.name)
    ]


@given(st.integers(0, 10**9))
def test_a_cut_adds_nothing(seed: int) -> None:
    file = random_file(seed)
    for audience in (VISITORS, PRINCIPAL):
        seen = cut_for(file, audience).file
        there = {record.id for part in (file, *file.earlier) for record in _records(part)}
        assert {record.id for record in _records(seen)} <= there
        referred = {
            id_
            for record in _records(seen)
            for reference in references(type(record))
            for id_ in _ids(getattr(record, reference.field))
        }
        kept = {record.id for part in (seen, *seen.earlier) for record in _records(part)}
        assert referred <= kept


def _ids(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)
