"""Spelling: which words are judged, who knows them, and what is said where nothing can judge."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.records.base import Record
from briefer.records.institutions import Institution
from briefer.records.notes import GlossaryTerm
from briefer.records.people import Person
from briefer.services import common_edits, edits, spelling
from briefer.workspace.database import Workspace
from dictionaries import ENGLISH, enchant_or_skip, write_dictionary


class Shelf:
    """Dictionaries by their tags, as Enchant has them."""

    def __init__(self, **words: str) -> None:
        self.words = {tag: set(known.split()) for tag, known in words.items()}

    def list_languages(self) -> list[str]:
        return list(self.words)

    def request_dict(self, tag: str) -> "Book":
        if "broken" in self.words[tag]:
            raise OSError(tag)
        return Book(self.words[tag])


class Book:
    def __init__(self, words: set[str]) -> None:
        self.words = words

    def check(self, word: str) -> bool:
        return word.lower() in self.words

    def suggest(self, word: str) -> list[str]:
        return sorted(one for one in self.words if one[0] == word[0].lower())


def of(text: str) -> list[str]:
    return [one.text for one in spelling.words(text)]


# ------------------------------------------------------------------------------------------- words


def test_words_are_what_a_dictionary_can_judge() -> None:
    text = (
        "The **draft** of 9 March, see [[Port Authority of Serin]] and [their site](https://x.org/a-b),\n"
        "e-mail a.b@c.org or www.serin.example; NCTV's gate B12, `code here`, isn’t it/them?\n"
        "l'aéroport — «Ærø» العربية مُحَمَّد"
    )
    assert of(text) == [
        *("The", "draft", "of", "March", "see", "and", "their", "site", "mail"),
        *("or", "gate", "isn’t", "it", "them"),
        *("l'aéroport", "Ærø", "العربية", "مُحَمَّد"),
    ]


@given(st.text(max_size=300))
def test_each_word_stands_where_it_says(text: str) -> None:
    last = 0
    for one in spelling.words(text):
        assert text[one.first : one.last] == one.text
        assert last <= one.first < one.last
        last = one.last


def test_a_hostile_text_takes_no_time() -> None:
    for piece in ("[[", "](", "`", "x", "a'", "a/", "é" * 50):
        assert len(of(piece * (40_000 // len(piece)))) < 25_000


# ------------------------------------------------------------------------------------------ judging


def test_a_word_is_strange_that_no_language_of_the_text_knows() -> None:
    shelf = Shelf(en_GB="the harbour", da_DK="havn og", ru="гавань")
    speller = spelling.speller(("en", "da"), lambda: shelf)
    words = {"The", "harbor", "Harbour", "havn", "havnn", "гавнь", "ميناء"}
    assert speller.strangers(words) == {"harbor", "havnn"}  # other scripts are not judged
    assert spelling.speller(("ru",), lambda: shelf).strangers(words) == {"гавнь"}
    assert speller.suggestions("harbor") == ("harbour", "havn")
    assert speller.tags == ("en_GB", "da_DK")


def test_a_language_without_a_country_is_right_as_it_is_written_here_or_in_britain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf = Shelf(en_GB="harbour", en_US="harbor", en_AU="harba")
    monkeypatch.setattr(spelling, "_region", lambda: "US")
    words = {"harbour", "harbor", "harba"}
    assert spelling.speller(("en",), lambda: shelf).strangers(words) == {"harba"}
    assert spelling.speller(("en-GB",), lambda: shelf).strangers(words) == {"harbor", "harba"}


def test_the_nearest_dictionary_is_taken() -> None:
    tags = ["da", "da_DK", "de_AT", "de_DE", "en_AU", "en_GB", "en_US", "fr_CA", "fr_FR", "nb_NO"]
    wanted = ["en", "en-US", "en_IE", "de", "da", "fr", "fr_CA", "n", "ar", "nb"]
    assert {one: spelling.nearest_tag(one, tags) for one in wanted} == {
        "en": "en_GB",
        "en-US": "en_US",
        "en_IE": "en_GB",
        "de": "de_DE",
        "da": "da",
        "fr": "fr_FR",
        "fr_CA": "fr_CA",
        "n": "",
        "ar": "",
        "nb": "nb_NO",
    }
    assert spelling.nearest_tag("en", tags, "AU") == "en_AU"
    assert spelling.nearest_tag("de", tags, "AT") == "de_AT"


def test_without_a_dictionary_nothing_is_judged_and_a_sentence_says_so() -> None:
    speller = spelling.speller(("da", "ar"), lambda: Shelf(en_GB="the", da_DK="broken"))
    assert (speller.strangers({"qxz"}), speller.suggestions("qxz")) == (frozenset(), ())
    assert speller.missing == (
        "Spelling is off: this computer has no dictionary for dansk, العربية."
    )


def test_without_the_library_nothing_is_judged_and_a_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "enchant", None)  # as if it could not be imported
    speller = spelling.speller(("en",))
    assert (speller.strangers({"qxz"}), speller.suggestions("qxz")) == (frozenset(), ())
    assert speller.missing == (
        "Spelling is off: the library Enchant is not installed on this computer."
    )


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The dictionaries of a user, as Enchant finds them."""
    enchant_or_skip()
    monkeypatch.setenv("ENCHANT_CONFIG_DIR", str(tmp_path))
    write_dictionary(tmp_path, "xx_XX", ENGLISH)
    return tmp_path


def test_a_dictionary_is_read_once_for_all_that_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two windows read twenty megabytes twice, and the one that was closed stood still while its own were freed."""
    enchant_or_skip()
    import enchant

    read: list[str] = []
    request = enchant.Broker.request_dict

    def noted(broker: enchant.Broker, tag: str) -> enchant.Dict:
        read.append(tag)
        return request(broker, tag)

    monkeypatch.setattr(enchant.Broker, "request_dict", noted)
    monkeypatch.setenv("ENCHANT_CONFIG_DIR", str(tmp_path))
    write_dictionary(tmp_path, "xy_XY", ENGLISH)
    spellers = [spelling.speller(languages) for languages in (("xy",), ("xy_XY",), ("xy", "xy"))]
    assert [one.strangers({"gates", "gatez"}) for one in spellers] == [{"gatez"}] * 3
    assert read == ["xy_XY"]


def test_enchant_itself_is_asked(shelf: Path) -> None:
    speller = spelling.speller(("xx",))
    assert (speller.tags, speller.missing) == (("xx_XX",), "")
    assert speller.strangers({"harbour", "Harbour", "harbor", "gates", "gatex"}) == {
        "harbor",
        "gatex",
    }
    assert speller.suggestions("harbor")[0] == "harbour"


# ------------------------------------------------------------------------------------- known words


def test_names_terms_and_told_words_are_known(workspace: Workspace) -> None:
    some: tuple[Record, ...] = (
        Institution(name="Rigspolitiet", acronym="NaCTV", city="Vesterhavn"),
        Person(given_name="Elín", family_name="Þorláksdóttir-O’Shea"),
        GlossaryTerm(acronym="EMPACT", expansion="Plattform gegen Drohungen"),
    )
    edits.apply(workspace, common_edits.add(*some))
    before = spelling.known_words(workspace)
    asked = ["rigspolitiet’s", "NaCTV", "vesterhavn", "Elín", "O'Shea", "Drohungen", "Gauge"]
    assert [spelling.is_known(one, before) for one in asked] == [True] * 6 + [False]
    stored = edits.apply(workspace, spelling.count_as_known("Gauge"))
    assert (stored.words, stored.past) == (
        "Count “Gauge” as known",
        "“Gauge” counts as known now.",
    )
    assert spelling.is_known("gauge", spelling.known_words(workspace))
    edits.undo(workspace, stored)
    assert not spelling.is_known("gauge", spelling.known_words(workspace))


def test_which_edits_change_what_is_known() -> None:
    assert spelling.names_change(common_edits.add(Person(family_name="Castrin")))
    assert spelling.names_change(spelling.count_as_known("gauge"))
    assert not spelling.names_change(common_edits.add_note("Talk"))
