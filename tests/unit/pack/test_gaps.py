"""A pack never says that something is missing which its reader may only not see."""

from datetime import UTC, datetime

import msgspec
import pytest

from briefer import app
from briefer.i18n import language
from briefer.pack import shipped
from briefer.pack.audience import cut, narrows
from briefer.pack.blocks import Run
from briefer.pack.compiler import compile_pack
from briefer.pack.context import Context, IssueFacts
from briefer.records.markings import Audience
from briefer.records.packs import Recipe
from briefer.records.visit_file import VisitFile
from briefer.services import visits

ISSUE = IssueFacts(datetime(2027, 2, 26, 14, 40, tzinfo=UTC))
Fact = tuple[str, str]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> VisitFile:
    path = tmp_path_factory.mktemp("gaps") / "office.briefer"
    with app.create_workspace(path, officer="Elin", sample=True) as office:
        return visits.load(office, visits.find(office, "showcase").id)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> set[Fact]:
    """What the packs made in a test tell to be missing: what, and of what."""
    found: set[Fact] = set()
    gap = Context.gap

    def told_gap(self: Context, words: str, what: str, of: object, **more: str) -> Run:
        made = gap(self, words, what, of, **more)  # type: ignore[arg-type]  # an item or words
        if made.look == "gap":
            found.add((what, of if isinstance(of, str) else of.title))  # type: ignore[attr-defined]
        return made

    monkeypatch.setattr(Context, "gap", told_gap)
    return found


def missing(file: VisitFile, recipe: Recipe, audience: Audience, told: set[Fact]) -> set[Fact]:
    told.clear()
    scheme = shipped.scheme(file.visit.marking_scheme, ())
    seen = cut(file, audience, scheme, shipped.item_kinds(()))
    compile_pack(seen, recipe, ISSUE, language("en"))
    return set(told)


def test_nothing_that_is_only_hidden_is_told_to_be_missing(
    file: VisitFile, told: set[Fact]
) -> None:
    everybody = [shipped.audience(name, ()) for name in shipped.names(Audience)]
    sees_all = msgspec.structs.replace(
        shipped.audience("principal", ()),
        hides_kinds=(), hides_fields={}, hides_records={}, hides_unreleased={}, hides_internal=False,
        distributions=("*",), strands=("*",), level="", contacts=("all", "delegation"),
    )  # fmt: skip
    wrong, looked = [], 0
    for name in shipped.names(Recipe):
        recipe = shipped.recipe(name, ())
        open_ = missing(file, recipe, sees_all, told)
        for audience in everybody:
            if narrows(audience, recipe.audience) and (
                name == "dossier" or audience.name == recipe.audience
            ):
                looked += 1
                found = missing(file, recipe, audience, told) - open_
                wrong += [
                    f"{name} for {audience.name}: {what} of {of}" for what, of in sorted(found)
                ]
    assert wrong == []
    assert looked == 15
