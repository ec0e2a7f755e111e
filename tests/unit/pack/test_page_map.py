"""Page codes: ten characters that say nothing, the last one a check."""

from hypothesis import given
from hypothesis import strategies as st

from briefer.pack.page_map import check_character, grouped, page_code

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXY"
bodies = st.text(LETTERS, min_size=9, max_size=9)


def test_a_code_is_the_same_everywhere() -> None:
    code = page_code("iraq-2022/principal/draft", "8.3-2")
    assert len(code) == 10
    assert code == page_code("iraq-2022/principal/draft", "8.3-2")
    assert grouped("7KQ1T5N3C9") == "7KQ1 T5N3 C9"


def test_pages_audiences_and_editions_have_codes_of_their_own() -> None:
    codes = {
        page_code(issue, page) for issue in ("a", "b", "c") for page in ("1-1", "1-2", "8.3-2")
    }
    assert len(codes) == 9


@given(bodies, st.integers(0, 8), st.sampled_from(LETTERS))
def test_one_wrong_character_is_found(body: str, place: int, wrong: str) -> None:
    changed = body[:place] + wrong + body[place + 1 :]
    assert (check_character(changed) == check_character(body)) == (changed == body)


@given(bodies, st.integers(0, 7))
def test_two_swapped_neighbours_are_found(body: str, place: int) -> None:
    swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    assert (check_character(swapped) == check_character(body)) == (swapped == body)
