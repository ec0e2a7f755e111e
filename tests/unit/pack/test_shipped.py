"""The data files that Briefer ships, and the office's own in their place."""

from typing import get_args

import msgspec
import pytest

from briefer.errors import KnownError
from briefer.pack import shipped
from briefer.pack.audience import cut
from briefer.pack.compiler import SECTIONS
from briefer.records.markings import Audience, MarkingScheme
from briefer.records.packs import Office, OwnData, Recipe
from briefer.records.programme import ItemKind
from briefer.rules.precedence import RuleSet
from factories import qamaria


def test_what_is_shipped() -> None:
    assert [shipped.names(of) for of in (Audience, MarkingScheme, Recipe, RuleSet)] == [
        ("delegation", "logistics", "press", "principal", "registration", "visitors"),
        ("eu", "office", "plain"),
        (
            *(
                "badges",
                "cards",
                "contacts",
                "delegation",
                "dossier",
                "logistics",
                "pocket",
                "press",
            ),
            *("report", "visitors"),
        ),
        ("office", "rank"),
    ]


def test_every_file_bears_the_name_it_is_found_by() -> None:
    openers = {
        Audience: shipped.audience,
        MarkingScheme: shipped.scheme,
        Recipe: shipped.recipe,
        RuleSet: shipped.rule_set,
    }
    for of, opener in openers.items():
        for name in shipped.names(of):
            assert opener(name).name == name


def test_every_audience_fits_the_records() -> None:
    for name in shipped.names(Audience):
        cut(qamaria(), shipped.audience(name), shipped.scheme("plain"), shipped.item_kinds())


def test_every_recipe_is_for_an_audience_and_of_sections_that_exist() -> None:
    for name in shipped.names(Recipe):
        recipe = shipped.recipe(name)
        assert recipe.audience in shipped.names(Audience)
        assert set(recipe.sections) <= set(SECTIONS)


def test_every_colour_of_a_marking_can_be_read_on_white() -> None:
    for name in shipped.names(MarkingScheme):
        for level in shipped.scheme(name).levels:
            assert _contrast_on_white(level.colour) >= 4.5, (name, level.name)


def _contrast_on_white(colour: str) -> float:
    """WCAG 2.2, contrast ratio."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    luminance = sum(
        weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )
    return 1.05 / (luminance + 0.05)


def test_the_item_kinds_are_those_of_the_records() -> None:
    assert tuple(rule.kind for rule in shipped.item_kinds()) == get_args(ItemKind)


def test_the_offices_own_stands_in_for_the_shipped_one() -> None:
    mine = msgspec.structs.replace(shipped.recipe("dossier"), title="Folder")
    own = [OwnData(kind="recipe", name="dossier", json=msgspec.json.encode(mine).decode())]
    assert shipped.recipe("dossier", own).title == "Folder"
    assert shipped.recipe("report", own) == shipped.recipe("report")
    new = [OwnData(kind="recipe", name="folder", json=msgspec.json.encode(mine).decode())]
    assert "folder" in shipped.names(Recipe, new)
    assert shipped.names(Audience, new) == shipped.names(Audience)


def test_the_offices_own_item_kinds() -> None:
    json = '{"kinds": [{"kind": "meeting", "title": "talks", "icon": "users", "minutes": 30}]}'
    (rule,) = shipped.item_kinds([OwnData(kind="item kinds", name="item kinds", json=json)])
    assert rule.title == "talks"


def test_how_the_office_shows_itself() -> None:
    told = Office(
        name="Protocol Service",
        names={"fr": "Service du protocole"},
        accent="#7a1f2b",
        logo=b"<svg/>",
    )
    own = OwnData(kind="office", name="office", json=msgspec.json.encode(told).decode())
    assert own.json == (
        '{"name":"Protocol Service","names":{"fr":"Service du protocole"},'
        '"accent":"#7a1f2b","logo":"PHN2Zy8+"}'
    )
    assert shipped.office([own]) == told
    assert shipped.office() is None


@pytest.mark.parametrize(
    "json",
    [
        '{"name": 1}',
        '{"name": "x", "accent": "red"}',
        '{"name": "x", "names": {"fr": ""}}',
        '{"logo": "PHN2Zy8+"}',  # nothing to be said of it
    ],
)
def test_an_office_that_cannot_be_read_is_said(json: str) -> None:
    with pytest.raises(KnownError, match="own office “office” cannot be read"):
        shipped.office([OwnData(kind="office", name="office", json=json)])


def test_without_a_name_precedence_is_the_offices() -> None:
    assert shipped.rule_set("").name == "office"


def test_a_name_that_does_not_exist_is_named_with_the_nearest() -> None:
    with pytest.raises(KnownError, match=r"no recipe “dosier”\. Did you mean “dossier”\?"):
        shipped.recipe("dosier")
    with pytest.raises(KnownError, match=r"no audience “x”\. There are: delegation, logistics, "):
        shipped.audience("x")


@pytest.mark.parametrize("name", ["../recipes/dossier", "/etc/passwd", "dossier.toml"])
def test_a_name_is_no_path(name: str) -> None:
    with pytest.raises(KnownError):
        shipped.recipe(name)


def test_an_own_file_that_cannot_be_read_is_said() -> None:
    broken = [OwnData(kind="audience", name="visitors", json='{"name": "visitors"}')]
    with pytest.raises(KnownError, match="own audience “visitors” cannot be read"):
        shipped.audience("visitors", broken)
