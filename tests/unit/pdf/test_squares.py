"""The square codes that pages bear are those that segno makes, character for character."""

import segno
from hypothesis import given
from hypothesis import strategies as st

from briefer.pack.page_map import page_code
from briefer.pdf import squares


@given(name=st.text("0123456789.-", min_size=1, max_size=8), issue=st.text(max_size=8))
def test_a_square_is_the_one_of_its_code(name: str, issue: str) -> None:
    code = page_code(issue, name)

    made = segno.make_qr(code, version=1, error="q", boost_error=False, mask=1)

    assert drawn(code) == [[module & 1 for module in row] for row in made.matrix]


def drawn(code: str) -> list[list[int]]:
    rows = [[0] * 21 for _ in range(21)]
    for row, first, length in squares.dark_runs(code):
        rows[row][first : first + length] = [1] * length
    return rows
