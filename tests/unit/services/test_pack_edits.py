"""A visit's own copy of a recipe, and findings that are muted: what is stored, said, printed and taken back."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.findings import Finding, Place
from briefer.records.packs import OwnData, Recipe
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import OwnRecipe, Visit
from briefer.services import common_edits, edits, pack_edits, packs
from briefer.services.edits import Edit
from briefer.workspace.database import Workspace

AT = datetime(2027, 2, 26, 14, 40, tzinfo=UTC)
SHORT = Recipe(
    name="short",
    title="Short",
    audience="principal",
    sections=("cover", "overview", "glance", "contacts"),
)


def after(edit: Edit) -> Visit:
    """The visit as an edit leaves it."""
    (change,) = edit.changes
    assert isinstance(change.after, Visit)
    return change.after


def plan(recipe: Recipe, visit: Visit) -> str:
    """The sections of a visit in a line, in brackets what is left out."""
    some = pack_edits.planned(recipe, visit)
    return " ".join(one.name if one.wanted else f"({one.name})" for one in some)


def test_a_visit_leaves_out_and_reorders_sections() -> None:
    visit = Visit(title="Marsana")
    assert plan(SHORT, visit) == "cover overview glance contacts"
    assert pack_edits.of_visit(SHORT, visit) is SHORT

    visit = after(pack_edits.switch(visit, SHORT, "glance", "Programme at a glance"))
    visit = after(pack_edits.move(visit, SHORT, "contacts", -2, "Contact sheet"))
    assert plan(SHORT, visit) == "cover contacts overview (glance)"
    assert pack_edits.of_visit(SHORT, visit).sections == ("cover", "contacts", "overview")
    assert pack_edits.is_changed(SHORT, visit)

    visit = after(pack_edits.switch(visit, SHORT, "glance", "Programme at a glance"))
    assert plan(SHORT, visit) == "cover contacts overview glance"


def test_the_edits_say_what_they_do() -> None:
    visit = Visit(title="Marsana")
    out = pack_edits.switch(visit, SHORT, "glance", "Programme at a glance")
    again = pack_edits.switch(after(out), SHORT, "glance", "Programme at a glance")
    moved = pack_edits.move(visit, SHORT, "glance", 1, "Programme at a glance")
    back = pack_edits.give_back(after(out), SHORT)
    assert [(one.words, one.past) for one in (out, again, moved, back)] == [
        ("Leave Programme at a glance out of Short", "Programme at a glance left out of Short."),
        ("Take Programme at a glance into Short", "Programme at a glance taken into Short."),
        ("Move Programme at a glance in Short", "Programme at a glance moved in Short."),
        ("Back to the office’s recipe for Short", "Short follows the office’s recipe again."),
    ]


def test_what_is_as_the_office_has_it_needs_no_copy() -> None:
    visit = Visit(title="Marsana")
    out = after(pack_edits.switch(visit, SHORT, "glance", ""))
    assert after(pack_edits.switch(out, SHORT, "glance", "")).own_recipes == ()
    other = OwnRecipe(recipe="dossier", left_out=("cover",))
    both = msgspec.structs.replace(out, own_recipes=(other, *out.own_recipes))
    assert after(pack_edits.give_back(both, SHORT)).own_recipes == (other,)


@pytest.mark.parametrize(("step", "expected"), [(-9, "b a c"), (1, "a c b"), (9, "a c b")])
def test_a_section_goes_no_further_than_the_ends(step: int, expected: str) -> None:
    recipe = msgspec.structs.replace(SHORT, sections=("a", "b", "c"))
    assert plan(recipe, after(pack_edits.move(Visit(title="M"), recipe, "b", step, ""))) == expected


def test_what_the_office_changed_since_is_followed() -> None:
    own = OwnRecipe(recipe="short", sections=("d", "b", "a", "gone"), left_out=("b", "gone"))
    recipe = msgspec.structs.replace(SHORT, sections=("new", "a", "also new", "b", "d"))
    assert plan(recipe, Visit(title="M", own_recipes=(own,))) == "new d (b) a also new"


@given(st.permutations("abcdef"), st.sets(st.sampled_from("abcdef")), st.permutations("defghi"))
def test_each_section_of_the_office_stands_once(
    sections: list[str], left_out: set[str], office: list[str]
) -> None:
    own = OwnRecipe(recipe="short", sections=tuple(sections), left_out=tuple(sorted(left_out)))
    visit = Visit(title="M", own_recipes=(own,))
    recipe = msgspec.structs.replace(SHORT, sections=tuple(office))
    some = pack_edits.planned(recipe, visit)
    assert sorted(one.name for one in some) == sorted(office)
    kept = [one.name for one in some if one.name in sections]
    assert kept == [name for name in sections if name in office]


def test_every_pack_follows_the_visit(workspace: Workspace) -> None:
    visit = Visit(title="Marsana", key="marsana")
    item = ProgrammeItem(visit=visit.id, title="Courtesy call", day="2027-03-01")
    edits.apply(workspace, common_edits.add(visit, item))
    recipe = packs.choose("dossier", "", ())[0]

    def sections() -> list[str]:
        pack = packs.compile_visit(workspace, visit.id, at=AT)
        return [section.key.removeprefix("section:") for section in pack.sections]

    assert sections() == [
        "cover",
        "control-sheet",
        "contents",
        "overview",
        "glance",
        "day-sheets",
        "briefs",
    ]
    out = edits.apply(workspace, pack_edits.switch(visit, recipe, "contents", "Contents"))
    assert sections() == ["cover", "control-sheet", "overview", "glance", "day-sheets", "briefs"]
    edits.apply(workspace, pack_edits.move(after(out), recipe, "briefs", -9, "Briefs"))
    assert sections() == ["briefs", "cover", "control-sheet", "overview", "glance", "day-sheets"]


def test_a_pack_without_any_section_names_the_gap(workspace: Workspace) -> None:
    every = packs.choose("dossier", "", ())[0].sections
    own = OwnRecipe(recipe="dossier", sections=every, left_out=every)
    visit = Visit(title="Marsana", own_recipes=(own,))
    edits.apply(workspace, common_edits.add(visit))
    assert len(packs.make(workspace, visit, at=AT).content) > 1000


def test_a_recipe_of_the_office_is_followed_too(workspace: Workspace) -> None:
    own = OwnData(kind="recipe", name="short", json=msgspec.json.encode(SHORT).decode())
    visit = Visit(title="Marsana", purpose="To see", own_recipes=(OwnRecipe(recipe="short", left_out=("cover",)),))  # fmt: skip
    edits.apply(workspace, common_edits.add(visit, own))
    pack = packs.compile_visit(workspace, visit.id, recipe="short", at=AT)
    assert [section.key for section in pack.sections] == ["section:overview"]


# ------------------------------------------------------------------------------------------- findings


def finding(sentence: str, key: str = "call", page: str = "") -> Finding:
    place = Place(kind="item", key=key, page=page)
    return Finding(level="warning", rule="no-interpreter", place=place, sentence=sentence)


def test_a_muted_finding_is_quiet_until_it_says_something_else() -> None:
    visit = Visit(title="Marsana")
    edit = pack_edits.mute(visit, finding("14 lines to cut"), "agreed with the desk")
    assert (edit.words, edit.past) == ("Mute “14 lines to cut”", "Muted “14 lines to cut”.")
    visit = after(edit)

    same, moved = finding("14 lines to cut"), finding("14 lines to cut", page="8.2-1")
    changed, elsewhere = finding("30 lines to cut"), finding("14 lines to cut", "lunch")
    found = pack_edits.told((same, changed, moved, elsewhere), visit)
    assert found.findings == (changed, elsewhere)
    assert found.muted == ((same, "agreed with the desk"), (moved, "agreed with the desk"))


def test_a_second_reason_stands_in_place_of_the_first() -> None:
    visit = after(pack_edits.mute(Visit(title="M"), finding("a"), "once"))
    visit = after(pack_edits.mute(visit, finding("a"), "twice"))
    assert [one.reason for one in visit.muted] == ["twice"]


def test_muted_findings_are_told_again() -> None:
    visit = Visit(title="M")
    for sentence in "abc":
        visit = after(pack_edits.mute(visit, finding(sentence)))
    one = pack_edits.tell_again(visit, [finding("b")])
    assert (one.words, one.past) == ("Tell “b” again", "“b” is told again.")
    assert [each.sentence for each in after(one).muted] == ["a", "c"]
    two = pack_edits.tell_again(visit, [finding("a"), finding("c")])
    assert (two.words, two.past) == ("Tell 2 findings again", "2 findings are told again.")
    assert [each.sentence for each in after(two).muted] == ["b"]
