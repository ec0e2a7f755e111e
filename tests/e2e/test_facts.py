"""Every fact of the two published visits is kept, and is printed where a reader looks for it."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from briefer import resources
from briefer.records.sources import Source
from briefer.services import imports, library
from fact_table import Fact, PrintedAt, account, facts, fold, values
from printed import Needs, texts

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace
    from press import Press


def _named(fact: Fact) -> str:
    return fact.id


def test_there_are_120_facts_of_four_kinds() -> None:
    assert Counter((fact.visit, fact.check) for fact in facts()) == {
        ("iraq-2022", "T"): 50,
        ("iraq-2022", "T+S"): 3,
        ("iraq-2022", "S"): 10,
        ("iraq-2022", "D"): 3,
        ("cted-2018", "T"): 45,
        ("cted-2018", "T+S"): 5,
        ("cted-2018", "S"): 1,
        ("cted-2018", "D"): 3,
    }
    assert sum(len(fact.tokens) for fact in facts()) == 144


@pytest.mark.parametrize("fact", facts(), ids=_named)
def test_the_tokens_are_words_of_the_account(fact: Fact) -> None:
    words = fold(account(fact.visit))
    assert [token for token in fact.tokens if fold(token) not in words] == []


@pytest.mark.parametrize("fact", facts(), ids=_named)
def test_the_sample_keeps_the_fact(fact: Fact) -> None:
    sample = json.loads(resources.folder("samples", f"{fact.visit}.json").read_text("utf-8"))
    kept = {place.path: fold(" | ".join(values(sample, place.path))) for place in fact.stored}
    assert [place for place in fact.stored if fold(place.value) not in kept[place.path]] == []


def test_the_quotation_is_word_for_word() -> None:
    sample = json.loads(resources.folder("samples", "iraq-2022.json").read_text("utf-8"))
    (quotation,) = (
        outcome for outcome in sample["visits"][0]["outcomes"] if outcome["kind"] == "quotation"
    )
    told = account("iraq-2022")
    said = told[told.index("“") + 1 : told.index("”")]
    assert quotation["text"] == said + "."
    assert quotation["text"].count(". ") == 3  # four sentences


def test_both_visits_bring_the_same_danish_ministry() -> None:
    files = [
        json.loads(resources.folder("samples", name).read_text("utf-8"))["institutions"]
        for name in ("iraq-2022.json", "cted-2018.json")
    ]
    iraq, cted = (
        {record["key"]: record for record in records if record["key"].startswith("danish-mfa")}
        for records in files
    )
    assert iraq == cted
    assert [record.get("parent", record["name"]) for record in iraq.values()] == [
        "Danish Ministry of Foreign Affairs",
        "danish-mfa",
        "danish-mfa",
        "danish-mfa",
    ]


# ------------------------------------------------------------------------------------- on paper


RECIPES = ("dossier", "report")
FURNITURE = {
    "cookie notice": "This site uses cookies",
    "site category": "International, regional, and subregional",
    "time stamp": "15:02:44",
    "weekday of the web page": "Saturday, 2 June",
}


@pytest.fixture(scope="module")
def told(press: "Press", needs: Needs) -> "Told":
    return Told(press, needs("pdftotext", "poppler-utils"))


class Told:
    """The folded text of packs, as pdftotext reads it in both of its ways."""

    def __init__(self, press: "Press", pdftotext: str) -> None:
        self._press = press
        self._pdftotext = pdftotext
        self._pages: dict[tuple[str, str], list[list[str]]] = {}

    def pages(self, visit: str, recipe: str) -> list[list[str]]:
        """Two readings; each is the text of all pages."""
        key = (visit, recipe)
        if key not in self._pages:
            path = self._press.export(visit, recipe).path
            self._pages[key] = [
                list(map(fold, texts(self._pdftotext, path, raw=raw))) for raw in (False, True)
            ]
        return self._pages[key]

    def part(self, visit: str, printed: PrintedAt) -> list[str]:
        """The two readings of one part of a pack, in small letters: a heading may begin with a capital."""
        there = self._press.export(visit, printed.recipe).pages.page_map.pages
        numbers = [index for index, page in enumerate(there) if page.part == printed.part]
        assert numbers, f"there is no part {printed.part}"
        return [
            "".join(pages[number] for number in numbers).casefold()
            for pages in self.pages(visit, printed.recipe)
        ]


@pytest.mark.parametrize("raw", [False, True], ids=["reading order", "drawing order"])
@pytest.mark.parametrize("visit", ["iraq-2022", "cted-2018"])
def test_every_token_is_printed(told: Told, visit: str, raw: bool) -> None:
    everything = "".join("".join(told.pages(visit, recipe)[raw]) for recipe in RECIPES)
    assert [
        (fact.id, token)
        for fact in facts()
        if fact.visit == visit and "T" in fact.check
        for token in fact.tokens
        if fold(token) not in everything
    ] == []


@pytest.mark.parametrize("fact", [fact for fact in facts() if fact.printed], ids=_named)
def test_the_fact_stands_in_its_own_part(told: Told, fact: Fact) -> None:
    wanted = (*(fact.tokens if "T" in fact.check else ()), *fact.label)
    assert [
        (at.part, words)
        for at in fact.printed
        for text in told.part(fact.visit, at)
        for words in wanted
        if fold(words).casefold() not in text
    ] == []


def test_all_but_the_facts_for_the_database_have_a_place_on_paper() -> None:
    assert [fact.id for fact in facts() if bool(fact.printed) == (fact.check == "D")] == []


@pytest.mark.parametrize("raw", [False, True], ids=["reading order", "drawing order"])
def test_the_quotation_is_printed_whole_with_its_speaker(told: Told, raw: bool) -> None:
    page = "".join(told.pages("iraq-2022", "report")[raw])
    said = account("iraq-2022")
    said = said[said.index("“") + 1 : said.index("”")]
    assert f'"{fold(said)}."EUCounterterrorismCoordinator,item7' in page


@pytest.mark.parametrize("visit", ["iraq-2022", "cted-2018"])
def test_the_furniture_of_the_web_pages_is_kept_and_not_printed(
    told: Told, sample: "Workspace", visit: str
) -> None:
    kept = fold(json.dumps(msgspec.to_builtins(library.all_of(sample, Source))))
    assert [name for name, words in FURNITURE.items() if fold(words) not in kept] == []
    printed = "".join(
        "".join(reading)
        for recipe in (*RECIPES, "visitors", "contacts")
        for reading in told.pages(visit, recipe)
    )
    assert [name for name, words in FURNITURE.items() if fold(words) in printed] == []


def test_a_dump_keeps_every_fact(sample: "Workspace", tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    imports.dump(sample, path)
    dumped = json.loads(path.read_text("utf-8"))
    assert [
        (fact.id, place.path)
        for fact in facts()
        for place in fact.stored
        if fold(place.value) not in fold(" | ".join(values(dumped, place.path)))
    ] == []
