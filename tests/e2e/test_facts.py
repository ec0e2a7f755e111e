"""Every fact of the two published visits is kept, and is printed where a reader looks for it."""

import json
from collections import Counter

import pytest

from briefer import resources
from fact_table import Fact, account, facts, fold, values


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
