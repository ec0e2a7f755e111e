"""What two people made of one record: what goes by itself, what somebody has to decide, and that no word is given up."""

from itertools import permutations
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.records.base import Record, new_id
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.institutions import ContactPoint, Fact, Institution
from briefer.records.kinds import KINDS
from briefer.records.notes import Note
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Visit
from briefer.rules import merging
from briefer.rules.merging import Merged, changed, fields_of, guards_of

LEVELS = ("", "restricted", "secret")
OPEN = {"marking": LEVELS, "seen_by": ("office", "delegation", "all")}


def loosens(before: Record, after: Record) -> bool:
    """By a scheme of two levels; what is told to everybody is the loosest."""
    found = [
        getattr(before, field, "") != getattr(after, field, "")
        for field in ("distribution", "internal", "kind", "marking_scheme")
    ]
    lower = LEVELS.index(getattr(after, "marking", "")) < LEVELS.index(
        getattr(before, "marking", "")
    )
    seen = OPEN["seen_by"]
    wider = seen.index(getattr(after, "seen_by", "all")) > seen.index(
        getattr(before, "seen_by", "all")
    )
    return lower or wider or any(found)


def merged(before: Record, mine: dict[str, Any], theirs: dict[str, Any]) -> Merged:
    one, other = (msgspec.structs.replace(before, **values) for values in (mine, theirs))
    return merging.merge(before, one, other, loosens)


def told(found: Merged, *fields: str) -> dict[str, Any]:
    return {field: getattr(found.record, field) for field in fields}


VISIT = Visit(title="Marsana", purpose="Talks", start="2026-10-12", end="2026-10-16")
ITEM = ProgrammeItem(visit=VISIT.id, title="Plenary", start="10:00", end="10:45", place_words="A")


# ------------------------------------------------------------------------------------------- fields


def test_fields_that_one_side_changed_go_together() -> None:
    found = merged(ITEM, {"dress": "business"}, {"place_words": "Hall B", "transport": "3 cars"})
    assert told(found, "dress", "place_words", "transport") == {
        "dress": "business",
        "place_words": "Hall B",
        "transport": "3 cars",
    }
    assert found[1:] == (("dress",), ("place_words", "transport"), ())


def test_a_field_that_both_changed_is_decided_on() -> None:
    found = merged(VISIT, {"title": "Marsana 26", "scope": "s"}, {"title": "Visit to Marsana"})
    assert found.clashes == (("title",),)
    assert told(found, "title", "scope") == {"title": "Visit to Marsana", "scope": "s"}


def test_the_same_change_twice_is_none() -> None:
    found = merged(VISIT, {"title": "M"}, {"title": "M"})
    assert (found.clashes, found.record.title) == ((), "M")  # type: ignore[attr-defined]


def test_half_of_a_time_never_goes_with_half_of_another() -> None:
    found = merged(ITEM, {"start": "10:30", "end": "11:15"}, {"end": "11:00"})
    assert found.clashes == (("start", "end"),)
    assert told(found, "start", "end") == {"start": "10:00", "end": "11:00"}
    # a time and a place are two things
    assert merged(ITEM, {"start": "10:30"}, {"place_words": "B"}).clashes == ()


def test_where_both_moved_a_record_the_later_place_stands() -> None:
    for mine, theirs in ((3, 7), (7, 3)):
        found = merged(ITEM, {"order": mine}, {"order": theirs})
        assert (told(found, "order"), found.clashes) == ({"order": 7}, ())


# ------------------------------------------------------------------------------------------- lists


A, B, C, X, Y = sorted(new_id() for _ in range(5))
P, Q, P2, P3, Q2 = "ports", "quays", "ports and airports", "harbours", "quays by night"


@pytest.mark.parametrize(
    ("base", "one", "other", "expected"),
    [
        ((), (X,), (Y,), (X, Y)),
        ((A, B), (A, X, B), (A, B, Y), (A, X, B, Y)),
        ((A, B, C), (A, C), (A, B, C, Y), (A, C, Y)),
        ((A, B), (A,), (B,), ()),
        ((A, B), (), (A, B, X), (X,)),
        ((A, B, C), (C, B, A), (A, X, B, C), (C, B, A, X)),
        ((A, B, C), (C, A, B), (A, C), (C, A)),
        ((A, B), (A, X, B), (A, B, X), (A, X, B)),
        ((A, B, C), (C, B, A), (B, A, C), None),
        ((A, B), (A, A), (A,), None),
    ],
)
def test_lists_of_references_are_joined(
    base: tuple[Any, ...],
    one: tuple[Any, ...],
    other: tuple[Any, ...],
    expected: tuple[Any, ...] | None,
) -> None:
    assert merging.join(base, one, other, rewritten=False) == expected
    assert merging.join(base, other, one, rewritten=False) == expected


@pytest.mark.parametrize(
    ("base", "one", "other", "expected"),
    [
        ((P, Q), (P2, Q), (P, Q2), (P2, Q2)),
        ((P,), (P, "new"), (P, "other"), (P, "new", "other")),
        ((P, Q), (Q,), (P, Q, "more"), (Q, "more")),
        ((P, Q), (P2, Q), (P3, Q), None),
        # one rewrote what the other removed
        ((P, Q), (P2, Q), (Q,), None),
        ((P, Q), (Q,), (Q,), (Q,)),
    ],
)
def test_lists_of_texts_are_joined_unless_both_rewrote_an_entry(
    base: tuple[str, ...],
    one: tuple[str, ...],
    other: tuple[str, ...],
    expected: tuple[str, ...] | None,
) -> None:
    assert merging.join(base, one, other, rewritten=True) == expected
    assert merging.join(base, other, one, rewritten=True) == expected


def test_rows_of_a_table_of_facts_are_joined() -> None:
    staff, seat, budget = (Fact(label=word, value="1") for word in ("Staff", "Seat", "Budget"))
    more = Fact(label="Staff", value="2")
    before = Institution(name="Agency", facts=(staff, seat))
    found = merged(before, {"facts": (more, seat)}, {"facts": (staff, seat, budget)})
    assert (told(found, "facts"), found.clashes) == ({"facts": (more, seat, budget)}, ())


# ------------------------------------------------------------------------------- nothing is opened


def test_what_was_written_under_a_marking_is_not_shown_under_a_lower_one() -> None:
    note = Note(title="Talks", text="Tea.", marking="secret")
    for mine, theirs in (
        ({"marking": "restricted"}, {"text": "Tea, and the name of the source."}),
        ({"text": "Tea, and the name of the source."}, {"marking": "restricted"}),
        ({"text": "More.", "title": "New"}, {"marking": ""}),
    ):
        assert ("marking",) in merged(note, mine, theirs).clashes
    # a stricter one goes by itself
    found = merged(note, {"text": "More."}, {"marking": "secret"})
    assert (told(found, "marking", "text"), found.clashes) == (
        {"marking": "secret", "text": "More."},
        (),
    )
    low = Note(title="Talks", text="Tea.", marking="restricted")
    assert merged(low, {"text": "More."}, {"marking": "secret"}).clashes == ()
    # nobody wrote: it may be lowered
    assert (
        merged(note, {"marking": ""}, {"order": 2} if hasattr(note, "order") else {}).clashes == ()
    )


def test_guards_of_other_kinds_hold_too() -> None:
    phone = ContactPoint(value="+45 1", seen_by="office")
    found = merged(phone, {"seen_by": "all"}, {"value": "+45 2, at home"})
    assert found.clashes == (("seen_by",),)
    briefing = ProgrammeItem(visit=VISIT.id, title="Briefing", kind="internal briefing")
    assert merged(briefing, {"kind": "meeting"}, {"title": "What we hide"}).clashes == (("kind",),)


def test_what_was_moved_to_the_closed_half_does_not_stay_in_the_open_one() -> None:
    brief = Brief(item=ITEM.id, background_open="Known.\n\nThe source is A.")
    closing = {"background_open": "Known.", "background_closed": "The source is A."}
    adding = {"background_open": "Known.\n\nThe source is A.\n\nAnd tea."}
    for mine, theirs in ((closing, adding), (adding, closing)):
        assert merged(brief, mine, theirs).clashes == (("background_open", "background_closed"),)
    # two who each write in another half do not meet
    found = merged(brief, {"background_open": "Known!"}, {"background_closed": "B."})
    assert told(found, "background_open", "background_closed") == {
        "background_open": "Known!",
        "background_closed": "B.",
    }
    assert found.clashes == ()


# -------------------------------------------------------------------------------------- properties


_IDS = tuple(new_id() for _ in range(6))
_WORDS = st.text(st.sampled_from("abcå ø\n"), max_size=6)
_SOME_IDS = st.lists(st.sampled_from(_IDS), unique=True, max_size=5).map(tuple)
_VALUES: dict[type[Record], dict[str, st.SearchStrategy[Any]]] = {
    ProgrammeItem: {
        "title": _WORDS,
        "dress": _WORDS,
        "staff_notes": _WORDS,
        "start": st.sampled_from(["", "09:00", "10:30"]),
        "end": st.sampled_from(["", "11:00", "12:15"]),
        "day": st.sampled_from(["", "2026-10-12"]),
        "place_words": _WORDS,
        "kind": st.sampled_from(["meeting", "internal briefing"]),
        "marking": st.sampled_from(LEVELS),
        "institutions": _SOME_IDS,
        "themes": _SOME_IDS,
        "order": st.integers(0, 9),
    },
    Brief: {
        "objective": _WORDS,
        "background_open": _WORDS,
        "background_closed": _WORDS,
        "marking": st.sampled_from(LEVELS),
        "owner": _WORDS,
    },
    Visit: {
        "title": _WORDS,
        "purpose": _WORDS,
        "key_messages": st.lists(st.sampled_from("abcdef"), unique=True, max_size=5).map(tuple),
        "themes": _SOME_IDS,
        "marking": st.sampled_from(LEVELS),
        "start": st.sampled_from(["2026-10-12", "2026-10-13"]),
        "end": st.sampled_from(["2026-10-16", "2026-10-17"]),
    },
    BriefPoint: {"text": _WORDS, "addressee": _WORDS, "order": st.integers(0, 5)},
}
_NEEDED: dict[type[Record], dict[str, Any]] = {
    ProgrammeItem: {"visit": _IDS[0]},
    Brief: {"item": _IDS[0]},
    Visit: {},
    BriefPoint: {"brief": _IDS[0]},
}


@st.composite
def _states(draw: st.DrawFn) -> tuple[Record, Record, Record]:
    """What both read, and two changes of it."""
    kind = draw(st.sampled_from(sorted(_VALUES, key=lambda each: each.__name__)))
    values = _VALUES[kind]
    start = {field: draw(some) for field, some in values.items()}
    before = kind(id=_IDS[1], **_NEEDED[kind], **start)
    sides = []
    for _ in range(2):
        fields = draw(st.lists(st.sampled_from(sorted(values)), unique=True, max_size=4))
        own = {field: draw(values[field]) for field in fields}
        sides.append(msgspec.structs.replace(before, **own))
    return before, sides[0], sides[1]


@given(_states())
def test_it_is_the_same_from_either_side(states: tuple[Record, Record, Record]) -> None:
    before, one, other = states
    mine = merging.merge(before, one, other, loosens)
    theirs = merging.merge(before, other, one, loosens)
    assert sorted(mine.clashes) == sorted(theirs.clashes)
    decided = {field for clash in mine.clashes for field in clash}
    for field in set(fields_of(before)) - decided:
        assert getattr(mine.record, field) == getattr(theirs.record, field)


@given(_states())
def test_no_word_of_either_side_is_given_up(states: tuple[Record, Record, Record]) -> None:
    before, one, other = states
    found = merging.merge(before, one, other, loosens)
    decided = {field for clash in found.clashes for field in clash}
    for side, opposite in ((one, other), (other, one)):
        for field in set(changed(before, side)) - decided - {"order"}:
            value, kept = getattr(side, field), getattr(found.record, field)
            if not isinstance(value, tuple):
                assert kept == value
                continue
            assert set(value) - set(getattr(before, field)) <= set(kept)
            removed = set(getattr(before, field)) - set(value)
            assert not removed & set(kept)
            assert set(kept) <= set(value) | set(getattr(opposite, field))


@given(_states())
def test_what_only_one_side_changed_stands(states: tuple[Record, Record, Record]) -> None:
    before, one, _ = states
    for mine, theirs in ((one, before), (before, one)):
        found = merging.merge(before, mine, theirs, loosens)
        assert (fields_of(found.record), found.clashes) == (fields_of(one), ())


@given(_states())
def test_changes_that_do_not_meet_are_both_made(states: tuple[Record, Record, Record]) -> None:
    before, one, other = states
    units = [
        *merging.TOGETHER.get(type(before), ()),
        *merging.MOVED.get(type(before), ()),
        guards_of(type(before)),
    ]

    def near(fields: set[str]) -> set[str]:
        return fields | {each for unit in units if fields & set(unit) for each in unit}

    by_one, by_other = set(changed(before, one)), set(changed(before, other))
    free = by_other - near(by_one) - set(guards_of(type(before)))
    mine = by_one - set(guards_of(type(before)))
    left = {field: getattr(one, field) for field in mine}
    right = {field: getattr(other, field) for field in free}
    for order in permutations(((left), (right))):
        both = before
        for values in order:
            both = msgspec.structs.replace(both, **values)
        found = merged(before, left, right)
        assert (fields_of(found.record), found.clashes) == (fields_of(both), ())


@given(_states())
def test_nothing_is_read_by_more_than_its_writer_saw(
    states: tuple[Record, Record, Record],
) -> None:
    before, one, other = states
    found = merging.merge(before, one, other, loosens)
    if found.clashes:
        return
    for side in (one, other):
        own = set(changed(before, side)) - {"order"}
        if own - set(guards_of(type(before))):
            assert not loosens(_guards(side), _guards(found.record))


def _guards(record: Record) -> Record:
    bare = type(record)(id=record.id, **_NEEDED[type(record)], **_titled(type(record)))
    fields = {field: getattr(record, field) for field in guards_of(type(record))}
    return msgspec.structs.replace(bare, **fields)


def _titled(kind: type[Record]) -> dict[str, str]:
    return {ProgrammeItem: {"title": ""}, Visit: {"title": ""}, BriefPoint: {"text": ""}}.get(
        kind, {}
    )


@given(_states())
def test_what_is_merged_goes_through_when_it_is_asked_for_again(
    states: tuple[Record, Record, Record],
) -> None:
    before, one, other = states
    found = merging.merge(before, one, other, loosens)
    if not found.clashes:
        again = merging.merge(other, found.record, other, loosens)
        assert (fields_of(again.record), again.clashes) == (fields_of(found.record), ())


def test_the_tables_name_fields_that_there_are() -> None:
    for table in (merging.TOGETHER, merging.MOVED):
        for kind, units in table.items():
            named = [field for unit in units for field in unit]
            assert len(set(named)) == len(named)
            assert set(named) <= set(kind.__struct_fields__)
    known = {field for kind in KINDS for field in kind.record.__struct_fields__}
    assert set(merging.GUARDS) <= known
