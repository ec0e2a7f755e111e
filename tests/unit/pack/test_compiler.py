"""A pack as a whole: order, numbers, marking, issue, what is left out, and what no random visit may break."""

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import briefer.pack
from briefer.errors import KnownError
from briefer.i18n import language
from briefer.pack import blocks, shipped
from briefer.pack.audience import Cut, cut
from briefer.pack.blocks import Pack
from briefer.pack.compiler import SECTIONS, IssueFacts, compile_pack, record_at
from briefer.records.packs import Recipe
from briefer.records.programme import ProgrammeItem
from briefer.records.sources import Wording
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Visit
from factories import changed, filed, made, qamaria
from outline import outline, part, runs
from random_files import random_file

AT = IssueFacts(datetime(2027, 2, 26, 14, 40, tzinfo=UTC))
RECIPES = shipped.names(Recipe)


def cut_for(file: VisitFile, audience: str = "principal") -> Cut:
    return cut(file, shipped.audience(audience), shipped.scheme("plain"), shipped.item_kinds())


def packed(
    file: VisitFile, recipe: str = "dossier", audience: str = "", tongue: str = "en", **issue: Any
) -> Pack:
    chosen = shipped.recipe(recipe)
    seen = cut_for(file, audience or chosen.audience)
    return compile_pack(seen, chosen, AT._replace(**issue), language(tongue))


def test_the_sections_of_a_dossier_bear_its_numbers() -> None:
    assert [(section.number, section.title) for section in packed(qamaria()).sections] == [
        ("1", "Cover"),
        ("2", "Control sheet"),
        ("3", "Contents and list of briefs"),
        ("4", "Overview"),
        ("5", "Programme at a glance"),
        ("6", "Day sheets, 9–11\u00a0March"),
        ("7", "Delegation and hosts"),
        ("8", "Briefs"),
        ("9", "Points-to-make cards"),
        ("10", "Institution profiles"),
        ("11", "Biographies"),
        ("12", "Instruments, themes, glossary"),
        ("13", "Logistics"),
        ("15", "Contact sheet"),
    ]


def test_a_report_counts_its_own_sections() -> None:
    assert [(section.number, section.key) for section in packed(qamaria(), "report").sections] == [
        ("C", "section:cover"),
        ("1", "section:outcomes"),
        ("2", "section:discussed"),
    ]


EMPTY = filed(made(Visit, "empty", title="Visit to come"))


@pytest.mark.parametrize(
    ("figures", "tongue", "printed"),
    [
        ("arabic-indic", "ar", "arabic-indic"),
        ("arabic-indic", "en", "western"),
        ("western", "ar", "western"),
    ],
)
def test_a_recipe_may_ask_for_arabic_figures_in_arabic(
    figures: Any, tongue: str, printed: str
) -> None:
    recipe = msgspec.structs.replace(shipped.recipe("report"), figures=figures)
    made_pack = compile_pack(cut_for(qamaria()), recipe, AT, language(tongue))
    assert made_pack.figures == printed


@pytest.mark.parametrize("switches", [(), ("justified",)])
def test_two_straight_edges_are_a_recipes_choice(switches: tuple[str, ...]) -> None:
    recipe = msgspec.structs.replace(shipped.recipe("dossier"), switches=switches)
    pack = compile_pack(cut_for(qamaria()), recipe, AT, language("en"))
    assert pack.justified is bool(switches)


def test_a_section_with_nothing_in_it_is_left_out() -> None:
    keys = [section.key for section in packed(EMPTY).sections]
    assert keys == [
        "section:cover",
        "section:control-sheet",
        "section:contents",
        "section:overview",
    ]


@pytest.mark.parametrize(
    ("recipe", "opener", "sentence"),
    [
        (
            "visitors",
            ("1", "Visitors' programme"),
            "Visit to come. No item of this programme is released to the visitors yet.",
        ),
        (
            "report",
            ("1", "Visit report"),
            "Visit to come. Nothing is recorded yet of what this visit produced.",
        ),
        (
            "contacts",
            ("1", "Contact sheet"),
            "Visit to come. No contact is recorded for this visit yet.",
        ),
    ],
)
def test_a_recipe_that_would_be_empty_prints_one_page_that_names_the_gap(
    recipe: str, opener: tuple[str, str], sentence: str
) -> None:
    (section,) = packed(EMPTY, recipe).sections
    (only,) = section.parts
    assert (only.label, only.title) == opener
    assert outline(*only.blocks) == f"message: {sentence}"


def test_a_draft_says_so_and_when_it_was_made() -> None:
    assert packed(qamaria()).issue == blocks.Issue(
        edition="Draft",
        made=", not issued, made 26\u00a0February 2027, 17:40 (UTC+3)",
        at="2027-02-26T17:40:00+03:00",
        code="qamaria-2027/principal/dossier/en/draft",
    )


def test_an_edition_says_its_number() -> None:
    pack = packed(qamaria(), edition=2)
    assert pack.issue.edition == "Edition 2"
    assert pack.issue.made == ", issued 26\u00a0February 2027, 17:40 (UTC+3)"
    assert pack.issue.code == "qamaria-2027/principal/dossier/en/2"
    assert not pack.draft


def test_a_pack_bears_the_highest_marking_of_anything_in_it() -> None:
    assert packed(qamaria()).marking == blocks.Marking("RESTRICTED", "#a6192e")
    low = changed(qamaria(), "qamaria-2027", marking="")
    assert packed(low).marking == blocks.Marking("UNCLASSIFIED", "#595959")
    assert packed(qamaria(), audience="visitors").marking.banner == "UNCLASSIFIED"
    assert packed(qamaria(), "visitors").marking.banner == ""


def test_a_marking_that_the_scheme_does_not_have_is_printed_as_it_is() -> None:
    strange = changed(qamaria(), "qamaria-2027", marking="for your eyes")
    assert packed(strange).marking == blocks.Marking("FOR YOUR EYES", "#a6192e")


def test_a_pack_names_its_pictures() -> None:
    assert packed(qamaria()).pictures == ("a" * 64,)
    assert packed(qamaria(), "visitors").pictures == ()


def test_texts_are_printed_in_the_language_of_the_pack_as_far_as_they_are_translated() -> None:
    item = made(
        ProgrammeItem, "v/talks", visit=VISIT, title="Talks", note="bring maps", day="2027-03-09"
    )
    file = filed(
        VISIT,
        item,
        *(
            made(
                Wording,
                f"w{n}",
                about=item,
                about_kind="item",
                field=field,
                language=tag,
                text=text,
            )
            for n, (field, tag, text) in enumerate(
                (
                    ("title", "fr", "Entretiens"),
                    ("note", "da", "tag kort med"),
                    ("start", "fr", "neuf heures"),  # no words: a program reads it
                )
            )
        ),
    )
    french = part(packed(file, tongue="fr"), "day:2027-03-09")
    assert ("Entretiens" in french, "bring maps" in french, "neuf heures" in french) == (
        True,
        True,
        False,
    )
    assert "6.1 (Jour 1) Mardi 9_mars 2027" in french
    assert "Talks" in part(packed(file), "day:2027-03-09")


VISIT = made(Visit, "v", title="Visit", start="2027-03-09")


def test_a_recipe_that_names_no_section_is_refused() -> None:
    recipe = Recipe(name="own", title="Own", audience="principal", sections=("cover", "covver"))
    with pytest.raises(KnownError, match="“covver”"):
        compile_pack(cut_for(qamaria()), recipe, AT, language("en"))


def test_every_shipped_recipe_names_sections_that_exist() -> None:
    for name in shipped.names(Recipe):
        assert set(shipped.recipe(name).sections) <= set(SECTIONS)


@pytest.mark.parametrize("audience", ["principal", "visitors"])
def test_an_anchor_leads_back_to_its_record(audience: str) -> None:
    seen = cut_for(qamaria(), audience)
    pack = compile_pack(seen, shipped.recipe("dossier"), AT, language("en"))
    found = {anchor: record_at(seen, anchor) for anchor in sorted(_anchors(pack))}
    talks = next(item for item in seen.file.items if item.key.endswith("/talks"))
    key = "item:qamaria-2027/talks" if audience == "principal" else "item:#1"
    assert found[key] == talks
    assert [anchor for anchor, record in found.items() if record is None] == []


def test_readers_who_see_less_get_no_key_of_a_record() -> None:
    pack = packed(qamaria(), audience="visitors")
    keys = {key for key in (*_anchors(pack), *_part_keys(pack)) if "qamaria-2027" in key}
    assert keys == set()


@pytest.mark.parametrize(
    "anchor", ["item:", "item:#", "item:#0", "item:#99", "item:x", "", "cover"]
)
def test_an_anchor_of_nothing_leads_nowhere(anchor: str) -> None:
    assert record_at(cut_for(qamaria()), anchor) is None


# ----------------------------------------------------------------------------------------------- properties

SEEDS = st.integers(0, 10**9)


@given(SEEDS, st.sampled_from(["principal", "visitors"]), st.sampled_from(["en", "ar"]))
def test_every_visit_compiles_and_can_be_stored(seed: int, audience: str, tongue: str) -> None:
    file = random_file(seed)
    for recipe in RECIPES:
        pack = packed(file, recipe, audience if recipe != "visitors" else "", tongue)
        assert msgspec.json.decode(msgspec.json.encode(pack), type=Pack) == pack
        assert pack.sections


@given(SEEDS)
def test_the_same_input_gives_an_equal_pack(seed: int) -> None:
    assert packed(random_file(seed)) == packed(random_file(seed))


@given(SEEDS)
def test_no_two_parts_or_places_of_a_pack_have_one_name(seed: int) -> None:
    pack = packed(random_file(seed))
    names = Counter([*_part_keys(pack), *_anchors(pack), *(each.key for each in pack.sections)])
    numbers = Counter(each.number for section in pack.sections for each in section.parts)
    assert [key for key, count in (names + numbers).items() if count > 1] == []


@given(SEEDS)
def test_every_reference_inside_a_pack_leads_somewhere(seed: int) -> None:
    pack = packed(random_file(seed))
    there = {*_part_keys(pack), *(section.key for section in pack.sections), *_anchors(pack)}
    to = {run.page_of for run in runs(pack) if run.page_of}
    to |= {run.link[1:] for run in runs(pack) if run.link.startswith("#")}
    assert to - there == set()


@given(SEEDS)
def test_no_gap_is_lost(seed: int) -> None:
    """Every gap that stands under an item is listed under its number."""
    pack = packed(random_file(seed))
    listed = _missing(pack)
    for section in pack.sections:
        for each in section.parts:
            for block in each.blocks:
                for row in block.rows if isinstance(block, blocks.Line) else ():
                    if isinstance(row, blocks.ProgrammeRow | blocks.GlanceRow) and _open(row):
                        assert row.mark.number in listed, row
            told = [block for block in each.blocks if not isinstance(block, blocks.Who)]
            if each.key.startswith("brief:") and _open((each.quiet, *told, each.foot)):
                assert each.label in listed


def _open(value: object) -> bool:
    """Whether something is missing in it."""
    if isinstance(value, blocks.TimeCell):
        return value.form == "open"
    if isinstance(value, msgspec.Struct):
        looks = isinstance(value, blocks.Run) and value.look == "gap"
        return looks or any(_open(getattr(value, name)) for name in value.__struct_fields__)
    return isinstance(value, tuple) and any(map(_open, value))


def _missing(pack: Pack) -> set[str]:
    """The numbers of the items of which something is listed as missing."""
    return {
        "".join(run.text for run in row.cells[0])
        for section in pack.sections
        for each in section.parts
        for block in each.blocks
        if isinstance(block, blocks.Table) and block.layout == "missing"
        for row in block.groups[0].rows
    }


def _part_keys(pack: Pack) -> list[str]:
    return [each.key for section in pack.sections for each in section.parts]


def _anchors(value: object) -> list[str]:
    found: list[str] = []
    if isinstance(value, msgspec.Struct):
        anchor = getattr(value, "anchor", "")
        found += [anchor] if anchor else []
        for name in value.__struct_fields__:
            found += _anchors(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            found += _anchors(each)
    return found


def test_a_gap_is_made_in_one_place_only() -> None:
    """Elsewhere a run with the look of a gap would not be counted."""
    folder = Path(briefer.pack.__file__).parent
    makers = [
        f"{path.name}: {line.strip()}"
        for path in sorted(folder.rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"""["']gap["']""", line) and path.name != "blocks.py"
    ]
    assert makers == [
        'context.py: return run(words, "gap")',
    ]
