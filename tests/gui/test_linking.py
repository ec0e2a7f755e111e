"""Names that are known are found in what is typed: whole, the longest, and none that stands free is missed."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.gui.views.linking import by_first_word, known_in

NAMES = ("Anna Berg", "Berg", "Berg & Sons", "“Lorry” Lane", "Ås", "وزارة الداخلية")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask Anna Berg, or Berg & Sons.", ["Anna Berg", "Berg & Sons"]),
        ("Bergen and Anna Bergs are nobody.", []),
        ("In “Lorry” Lane: Ås, Åsa.", ["“Lorry” Lane", "Ås"]),
        ("Anna Anna Berg Berg", ["Anna Berg", "Berg"]),
        ("زيارة وزارة الداخلية", ["وزارة الداخلية"]),
    ],
)
def test_the_longest_whole_name_is_found(text: str, found: list[str]) -> None:
    known = by_first_word(NAMES)
    assert [text[first:last] for first, last in known_in(text, known)] == found


WORDS = st.lists(st.sampled_from(["a", "b", "ab", "Å"]), min_size=1, max_size=3).map(" ".join)


@given(st.sets(WORDS, max_size=5), st.text("abÅ -", max_size=30))
def test_no_whole_name_that_stands_free_is_missed(names: set[str], text: str) -> None:
    spans = list(known_in(text, by_first_word(names)))
    assert all(text[first:last] in names for first, last in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    every = {
        match.span()
        for name in names
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    }
    assert set(spans) <= every
    missed = [
        one for one in every if not any(one[0] < last and first < one[1] for first, last in spans)
    ]
    assert missed == []
