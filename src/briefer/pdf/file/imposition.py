"""Several pages on a sheet: booklets that are folded and stapled, cards that are cut apart.

Finished pages are placed as form objects on new sheets; all words stay words. An imposed file is for the printer: it
has no structure for a screen reader, no bookmarks, no links, and is no archive file, and does not say that it is.
Not here: cards four to a sheet and badges, which are drawn as sheets at once (`layout.covers`).
"""

import io
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import pikepdf
from pikepdf import Dictionary, Name, Stream

from briefer.pdf.paper import POINT
from briefer.progress import Report, silent

Layout = Literal["booklet", "eight-up"]
Pair = tuple[int | None, int | None]
"""The pages on the left and on the right half of a side, counted from 0; None is blank."""

PAPER_THICKNESS = 0.1
"""mm of a leaf of 80 g/m²; the inner sheets of a booklet stand out by so much each."""
MARGIN = 6.0
"""mm around cards that are cut apart, for the marks to cut at."""
_ACROSS, _DOWN = 4, 2
_MARK = (1.0, 5.0)
"""mm outside the cards: where a mark begins and where it ends."""
_MARK_WEIGHT = 0.3
_SHEETS: dict[str, tuple[float, float]] = {"A4": (297.0, 210.0), "letter": (279.4, 215.9)}


class Place(NamedTuple):
    """A page on a sheet: its lower left corner in mm."""

    page: int
    x: float
    y: float


class Imposed(NamedTuple):
    """The file for the printer, and its sheets' sides with their size in mm."""

    content: bytes
    sides: int
    width: float
    height: float


def saddle(pages: int, *, right_bound: bool = False) -> tuple[Pair, ...]:
    """The sides of a booklet's sheets from the outermost in: front, back, front, back.

    Sheets lie in one another, are folded in the middle and stapled in the fold; what is missing to a multiple of four
    stays blank at the end. A booklet that is read from right to left is bound on its right.
    """
    whole = -(-pages // 4) * 4
    sides: list[Pair] = []
    for side in range(whole // 2):
        first, last = side, whole - 1 - side
        left, right = (last, first) if side % 2 == 0 else (first, last)
        pair = (left if left < pages else None, right if right < pages else None)
        sides.append((pair[1], pair[0]) if right_bound else pair)
    return tuple(sides)


def creep(side: int, thickness: float = PAPER_THICKNESS) -> float:
    """How far the pages of a side move to the fold, mm: each sheet further in stands out by a leaf."""
    return side // 2 * thickness


def booklet(content: bytes, *, right_bound: bool = False, report: Report = silent) -> Imposed:
    """Two pages on a sheet twice as wide, to be printed on both sides, folded and stapled.

    Raises:
        Cancelled: out of `report`.

    """
    with pikepdf.open(io.BytesIO(content)) as pages:
        width, height = _size(pages)
        sides = []
        for side, pair in enumerate(saddle(len(pages.pages), right_bound=right_bound)):
            by = creep(side)
            halves = zip(pair, (by, width - by), strict=True)
            sides.append([Place(page, x, 0.0) for page, x in halves if page is not None])
        made = _imposed(pages, sides, (2 * width, height), "", report, both_sides=True)
    return Imposed(made, len(sides), 2 * width, height)


def eight_up(
    content: bytes,
    sheet: Literal["A4", "letter"] = "A4",
    *,
    right_bound: bool = False,
    report: Report = silent,
) -> Imposed:
    """Eight cards on a sheet on its side, with marks to cut at; in a pack read from right to left the first is right.

    Raises:
        Cancelled: out of `report`.

    """
    size = _SHEETS[sheet]
    with pikepdf.open(io.BytesIO(content)) as pages:
        width, height = _size(pages)
        left, low = (size[0] - _ACROSS * width) / 2, (size[1] - _DOWN * height) / 2
        places = list(_grid(width, height, left, low, right_bound=right_bound))
        count = len(pages.pages)
        sides = [
            [Place(at + slot, *places[slot]) for slot in range(min(len(places), count - at))]
            for at in range(0, count, len(places))
        ]
        marks = _marks(width, height, left, low)
        made = _imposed(pages, sides, size, marks, report, both_sides=False)
    return Imposed(made, len(sides), *size)


def _size(pages: pikepdf.Pdf) -> tuple[float, float]:
    """Width and height of the pages in mm: those of a pack are of one size, and there is one at least."""
    x0, y0, x1, y1 = (float(value) for value in pages.pages[0].mediabox)
    return round((x1 - x0) / POINT, 2), round((y1 - y0) / POINT, 2)


def _grid(
    width: float, height: float, left: float, low: float, *, right_bound: bool
) -> Iterator[tuple[float, float]]:
    """The lower left corners of the cards in the order in which they are read."""
    for row in reversed(range(_DOWN)):
        for column in range(_ACROSS):
            at = _ACROSS - 1 - column if right_bound else column
            yield left + at * width, low + row * height


def _marks(width: float, height: float, left: float, low: float) -> str:
    """Lines outside the cards at which a guillotine is set, in operators."""
    right, high = left + _ACROSS * width, low + _DOWN * height
    near, far = _MARK
    lines = [
        (x, y, x, y + length)
        for x in (left + at * width for at in range(_ACROSS + 1))
        for y, length in ((high + near, far - near), (low - near, near - far))
    ]
    lines += [
        (x, y, x + length, y)
        for y in (low + at * height for at in range(_DOWN + 1))
        for x, length in ((right + near, far - near), (left - near, near - far))
    ]
    drawn = (
        f"{x0 * POINT:.2f} {y0 * POINT:.2f} m {x1 * POINT:.2f} {y1 * POINT:.2f} l S"
        for x0, y0, x1, y1 in lines
    )
    return f"q {_MARK_WEIGHT} w 0 G {' '.join(drawn)} Q"


def _imposed(
    pages: pikepdf.Pdf,
    sides: Sequence[Sequence[Place]],
    size: tuple[float, float],
    marks: str,
    report: Report,
    *,
    both_sides: bool,
) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for at, places in enumerate(sides):
            report(at, len(sides), "")
            page = pdf.add_blank_page(page_size=(size[0] * POINT, size[1] * POINT))
            code = [marks] if marks else []
            for place in places:
                form = pdf.copy_foreign(pages.pages[place.page].as_form_xobject())
                name = page.add_resource(form, Name.XObject, Name(f"/P{place.page}"))
                x, y = place.x * POINT, place.y * POINT
                code.append(f"q 1 0 0 1 {x:.3f} {y:.3f} cm {name} Do Q")
            page.Contents = Stream(pdf, "\n".join(code).encode())
        _describe(pdf, pages, both_sides=both_sides)
        pdf.save(
            out,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return out.getvalue()


def _describe(pdf: pikepdf.Pdf, pages: pikepdf.Pdf, *, both_sides: bool) -> None:
    """Title, author, dates and language of the pages; how the printer is to take the sheets."""
    for key, value in pages.docinfo.items():
        pdf.docinfo[key] = value
    if "/Lang" in pages.Root:
        pdf.Root.Lang = pages.Root.Lang
    wishes = Dictionary(PrintScaling=Name("/None"), DisplayDocTitle=True)
    if both_sides:
        wishes.Duplex = Name.DuplexFlipShortEdge
    else:
        wishes.Duplex = Name.Simplex
    pdf.Root.ViewerPreferences = wishes
    pdf.Root.PageLayout = Name.SinglePage
