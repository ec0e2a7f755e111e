"""Booklets and cards: folded and cut, the pages stand in the order in which they are read."""

import io

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.pdf.file.imposition import Pair, booklet, creep, eight_up, saddle
from briefer.pdf.pages import paginate, write
from small_packs import one_page

POINT = 72 / 25.4


def read(sides: tuple[Pair, ...], *, right_bound: bool) -> list[int | None]:
    """The pages as a reader meets them who leafs through the folded sheets, laid into one another.

    Each sheet gives two leaves: one in the first half of the booklet, its other half in the second. On the leaf that
    is turned first, a reader sees the outside of the fold, then the inside.
    """
    first: list[int | None] = []
    second: list[int | None] = []
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        out_left, out_right = front[::-1] if right_bound else front
        in_left, in_right = back[::-1] if right_bound else back
        first += [out_right, in_left]
        second = [in_right, out_left, *second]
    return first + second


@pytest.mark.parametrize("right_bound", [False, True])
@pytest.mark.parametrize("pages", range(1, 65))
def test_a_folded_booklet_is_read_in_order(pages: int, *, right_bound: bool) -> None:
    sides = saddle(pages, right_bound=right_bound)
    blank = -pages % 4
    assert read(sides, right_bound=right_bound) == [*range(pages), *[None] * blank]


@given(st.integers(1, 2000))
def test_pages_that_lie_side_by_side_add_up(pages: int) -> None:
    whole = pages + -pages % 4
    for left, right in saddle(pages):
        if left is not None and right is not None:
            assert left + right == whole - 1
    used = [page for pair in saddle(pages) for page in pair if page is not None]
    assert sorted(used) == list(range(pages))


def test_the_sheets_of_eight_pages() -> None:
    assert saddle(8) == ((7, 0), (1, 6), (5, 2), (3, 4))
    assert saddle(8, right_bound=True) == ((0, 7), (6, 1), (2, 5), (4, 3))
    assert saddle(5) == ((None, 0), (1, None), (None, 2), (3, 4))


def test_each_sheet_further_in_moves_to_the_fold_by_a_leaf() -> None:
    assert [round(creep(side), 2) for side in range(8)] == [0, 0, 0.1, 0.1, 0.2, 0.2, 0.3, 0.3]


def _numbered(count: int, width: float, height: float) -> bytes:
    """Pages that say their number at their lower left corner."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for number in range(count):
        page = pdf.add_blank_page(page_size=(width * POINT, height * POINT))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = pdf.make_stream(f"BT /F 12 Tf 0 20 Td (p{number}.) Tj ET".encode())
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _places(content: bytes) -> list[dict[str, tuple[float, float]]]:
    """Where each number stands on each side, mm."""
    found = []
    with pypdfium2.PdfDocument(content) as pdf:
        for page in pdf:
            text = page.get_textpage()
            side = {}
            for at in range(text.count_rects()):
                left, low, right, high = text.get_rect(at)
                words = text.get_text_bounded(left, low, right, high).strip()
                side[words] = (round(left / POINT, 1), round(low / POINT, 1))
            found.append(side)
    return found


def test_pages_of_a_booklet_stand_in_their_halves_and_creep_to_the_fold() -> None:
    made = booklet(_numbered(8, 148, 210))
    assert (made.sides, made.width, made.height) == (4, 296, 210)
    places = _places(made.content)
    assert [list(side) for side in places] == [
        ["p7.", "p0."],
        ["p1.", "p6."],
        ["p5.", "p2."],
        ["p3.", "p4."],
    ]
    lefts = [[x for x, _ in side.values()] for side in places]
    (out_left, out_right), (in_left, in_right) = lefts[0], lefts[2]
    assert (round(in_left - out_left, 1), round(out_right - in_right, 1)) == (0.1, 0.1)
    assert round(out_right - out_left) == 148


def test_eight_cards_stand_in_two_rows_of_four_with_marks_outside() -> None:
    made = eight_up(_numbered(9, 71.25, 99))
    assert (made.sides, made.width, made.height) == (2, 297, 210)
    first, second = _places(made.content)
    assert list(second) == ["p8."]
    columns = [round(first[f"p{at}."][0] - first["p0."][0], 1) for at in range(8)]
    assert columns == pytest.approx([0, 71.25, 142.5, 213.75] * 2, abs=0.1)
    assert first["p0."][1] - first["p4."][1] == pytest.approx(99, abs=0.2)
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        marks = pdf.pages[0].Contents.read_bytes().split(b" Q")[0]
    numbers = [float(each) / POINT for each in marks.split() if each.replace(b".", b"").isdigit()][
        2:
    ]
    points = [*zip(numbers[::2], numbers[1::2], strict=True)]
    assert len(points) == 2 * (2 * 5 + 2 * 3)
    inside = [(x, y) for x, y in points if 6.1 < x < 290.9 and 6.1 < y < 203.9]
    assert inside == []


def test_cards_read_from_right_to_left_begin_on_the_right() -> None:
    (first,) = _places(eight_up(_numbered(2, 71.25, 99), right_bound=True).content)
    assert first["p0."][0] - first["p1."][0] == pytest.approx(71.25, abs=0.1)


def test_an_imposed_file_keeps_words_title_and_language_and_promises_nothing() -> None:
    laid = paginate(one_page("Good morning", "Three lines"), {})
    content = write(laid)
    made = booklet(content)
    with pypdfium2.PdfDocument(content) as pdf:
        before = sorted(
            word for page in pdf for word in page.get_textpage().get_text_range().split()
        )
    with pypdfium2.PdfDocument(made.content) as pdf:
        after = sorted(
            word for page in pdf for word in page.get_textpage().get_text_range().split()
        )
    assert after == before
    with pikepdf.open(io.BytesIO(content)) as one, pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert pdf.docinfo.Title == one.docinfo.Title
        assert pdf.Root.Lang == one.Root.Lang
        assert "/StructTreeRoot" not in pdf.Root
        assert "/MarkInfo" not in pdf.Root
        assert "/Metadata" not in pdf.Root
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"


def test_the_same_pages_give_the_same_bytes() -> None:
    pages = _numbered(6, 148, 210)
    assert booklet(pages).content == booklet(pages).content
    assert eight_up(pages).content == eight_up(pages).content
