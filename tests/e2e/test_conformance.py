"""Every sample in every recipe and language keeps PDF/UA-1 and PDF/A-2a; `make test` takes one of each."""

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import validators
from briefer.pdf import pages
from briefer.services import packs, visits
from press import AT
from profiles import PROFILE

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

VISITS = ("iraq-2022", "cted-2018", "showcase")
RECIPES = tuple(recipe.name for recipe in packs.recipes())
LANGUAGES = packs.languages()


def cases() -> list[tuple[str, str, str]]:
    """Visit, recipe, language: all of them, or so few that each recipe and each language is among them."""
    if PROFILE == "prove":
        return list(product(VISITS, RECIPES, LANGUAGES))
    count = max(len(RECIPES), len(LANGUAGES))
    return [
        (VISITS[at % 2], RECIPES[at % len(RECIPES)], LANGUAGES[at % len(LANGUAGES)])
        for at in range(count)
    ]


@pytest.mark.parametrize(("visit", "recipe", "language"), cases())
def test_it_is_accessible_and_archival(
    sample: "Workspace", tmp_path: Path, visit: str, recipe: str, language: str
) -> None:
    pack = packs.compile_visit(
        sample, visits.find(sample, visit).id, recipe=recipe, language=language, at=AT
    )
    path = tmp_path / "pack.pdf"
    path.write_bytes(pages.write(packs.paginate(sample, pack)))
    assert [
        *validators.broken_rules(path, "ua1"),
        *validators.broken_rules(path, "2a"),
        *validators.heard_errors(path),
    ] == []
