"""Text from outside becomes fit to keep, and comparable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.text import clean, fold, index_terms, nearest, slug, terms


@pytest.mark.parametrize(
    ("dirty", "tidy"),
    [
        ("plain", "plain"),
        ("a\x00b\x07c\x7f\x85d", "abcd"),
        ("half\ud800 a letter", "half a letter"),
        ("no\ufdd0 character\U0001ffff", "no character"),
        ("one\r\ntwo\rthree\n\tfour", "one\ntwo\nthree\n\tfour"),
        ("مرحبا\u200fب\u200dك", "مرحبا\u200fب\u200dك"),
        ("e\u0301 stays as it was written", "e\u0301 stays as it was written"),
    ],
)
def test_clean(dirty: str, tidy: str) -> None:
    assert clean(dirty) == tidy


@given(st.text())
def test_what_is_clean_can_be_stored_and_stays_clean(text: str) -> None:
    tidy = clean(text)
    assert clean(tidy) == tidy
    assert "\x00" not in tidy
    tidy.encode()


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_nothing_that_can_be_seen_is_touched(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Åse Østergård", "ase ostergard"),
        ("STRASSE Straße", "strasse strasse"),
        ("İstanbul", "istanbul"),
        ("وِزَارَة", "وزاره"),
        ("٣٤ ۳۴", "34 34"),
        ("O'Neill", "o neill"),
        ("O’Neill", "o neill"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_terms_are_letters_and_digits_and_fold_is_done_once(text: str) -> None:
    assert all(part.isalnum() for part in terms(text))
    assert fold(fold(text)) == fold(text)
    assert terms(unicodedata.normalize("NFD", text)) == terms(text)
    assert set(terms(text)) <= set(index_terms(text))


def test_index_terms_hold_what_people_type() -> None:
    assert index_terms("Ågård") == ["agard", "aagaard"]
    assert index_terms("Seif El-Dawla") == ["seif", "el", "dawla", "eldawla"]
    assert index_terms("الداخلية") == ["الداخليه", "داخليه"]


def test_slug() -> None:
    assert slug("Danish Ministry of Foreign Affairs") == "danish-ministry-of-foreign-affairs"
    assert slug("Åse & Søn – §4") == "ase-son-4"
    assert slug("وزارة", "institution") == "institution"
    assert slug("x" * 100) == "x" * 80


def test_nearest() -> None:
    assert nearest("titel", ["kind", "title", "place"]) == "title"
    assert nearest("xyz", ["kind", "title"]) == ""
