"""The tree of institutions: narrowed with what they belong to, and brought up to date by edits."""

from datetime import date

import msgspec
import pytest

from briefer.records.institutions import Institution, Spelling
from briefer.records.notes import Theme
from briefer.services.edits import Change
from briefer.services.institution_tree import Branches, Narrowed, narrowed, patched, tree

TODAY = date(2026, 11, 22)
MINISTRY = Institution(name="Ministry", kind="ministry", country="Norvik", reviewed_on="2026-04-02")
UNIT = Institution(name="Unit", kind="unit", country="Norvik", parent=MINISTRY.id, city="Ås")
DESK = Institution(name="Desk", kind="unit", country="Norvik", parent=UNIT.id)
COURT = Institution(
    name="Court",
    kind="court",
    country="Marsana",
    reviewed_on="2025-11-22",
    spellings=(Spelling(text="Søretten"),),
)
AGENCY = Institution(name="Agency", kind="agency", country="Marsana")
ALL = (UNIT, AGENCY, DESK, COURT, MINISTRY)


def drawn(branches: Branches, node: int = 0, depth: int = 0) -> list[str]:
    """The tree as it stands on the screen, walked from its root."""
    lines = []
    for row, child in enumerate(branches.below.get(node, ())):
        one = branches.institutions[child - 1]
        assert (branches.above[child], branches.rows[child]) == (node, row)
        assert branches.nodes[one.id] == child
        lines += ["  " * depth + one.name, *drawn(branches, child, depth + 1)]
    return lines


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Narrowed(), ["Agency", "Court", "Ministry", "  Unit", "    Desk"]),
        (Narrowed(country="Marsana"), ["Agency", "Court"]),
        (Narrowed(kind="unit"), ["Ministry", "  Unit", "    Desk"]),
        (Narrowed("as"), ["Ministry", "  Unit"]),
        (Narrowed("soretten"), ["Court"]),
        (Narrowed("esk"), []),
        (Narrowed(review="never"), ["Agency"]),
        (Narrowed(review="stale"), ["Agency", "Court"]),
        (Narrowed("court", "Norvik"), []),
    ],
)
def test_narrowed_with_what_they_belong_to(wanted: Narrowed, found: list[str]) -> None:
    assert drawn(narrowed(tree(ALL), wanted, TODAY)) == found


def test_a_circle_of_units_is_cut_and_a_unit_without_its_parent_stands_alone() -> None:
    one = Institution(name="One", parent=UNIT.id)
    ring = (msgspec.structs.replace(UNIT, parent=DESK.id), DESK, AGENCY)
    assert drawn(tree(ring).whole) == ["Agency", "Desk", "  Unit"] or drawn(tree(ring).whole) == [
        "Agency",
        "Unit",
        "  Desk",
    ]
    assert drawn(tree((one,)).whole) == ["One"]


def test_brought_up_to_date_by_edits_of_whatever_kind() -> None:
    before = tree(ALL)
    named = msgspec.structs.replace(COURT, name="Tribunal", country="Ostland")
    theme = Theme(name="Fish")
    after = patched(
        before,
        [Change(COURT, named), Change(AGENCY, None), Change(None, theme), Change(UNIT, None)],
    )
    assert drawn(after.whole) == ["Desk", "Ministry", "Tribunal"]
    assert (after.countries, after.units) == (("Norvik", "Ostland"), 1)
    assert drawn(narrowed(after, Narrowed("trib"), TODAY)) == ["Tribunal"]
