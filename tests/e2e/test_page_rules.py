"""The page checker: what the page design promises of every page, held over all recipes, papers and languages.

Measured on the finished files. `make test` looks at a sample of the packs, `make prove` at all of them. Not here: what
one recipe prints (`test_pages`), how a block looks (the unit tests of `pdf`).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
import pytest

from briefer.pack import shipped
from briefer.records.packs import Recipe
from press import Exported, Press
from printed import Piece, pieces
from profiles import PROFILE

RECIPES = shipped.names(Recipe)
EVERY = [
    *(("showcase", recipe, "en", paper) for recipe in RECIPES for paper in ("", "letter")),
    *((visit, recipe, "en", "") for visit in ("iraq-2022", "cted-2018") for recipe in RECIPES),
    *(
        ("showcase", recipe, language, "")
        for recipe in RECIPES
        for language in ("fr", "da", "nl", "ar")
    ),
]
SAMPLE = [
    *(("showcase", recipe, "en", "") for recipe in RECIPES if recipe != "dossier"),
    *(
        ("showcase", recipe, "en", "letter")
        for recipe in ("pocket", "visitors", "cards", "logistics")
    ),
    *(
        ("showcase", recipe, "ar", "")
        for recipe in ("pocket", "badges", "report", "logistics", "visitors")
    ),
    ("iraq-2022", "dossier", "en", "letter"),
    ("cted-2018", "dossier", "da", ""),
    ("showcase", "pocket", "nl", ""),
]
PACKS = EVERY if PROFILE == "prove" else SAMPLE
FACING = RECIPES if PROFILE == "prove" else ("cards", "press", "delegation")
"""Recipes looked at in two languages face to face."""

SIZES = {
    "working": {6.6, 8.25, 8.5, 8.75, 9, 9.5, 10.25, 11.5, 12, 14, 15, 18, 24, 28, 30, 42, 60},
    "pocket": {6.6, 8, 8.25, 8.75, 9.5, 9.75, 12, 14, 18, 24},
    "guest": {8.25, 11, 13.5, 22, 23, 26, 27},
    "card": {8.25, 8.75, 9, 10.25, 12, 15, 24, 28},
}
"""Points, by the look of a pack."""
ARABIC = {9.75, 10.5, 11, 11.25, 12.5, 13, 15.25, 16.25, 10.25, 8.75, 9, 9.5, 19.5}
"""Arabic beside the sans is a twelfth larger; see the page design, section 8."""
LEADING = {
    "working": {6.6: 4.2, 8.25: 4.2, 9: 4.25, 9.5: 4.25, 9.75: 4.25, 10.25: 5, 11: 5, 11.5: 5, 12: 6, 13: 6},
    "pocket": {8.25: 4.2, 9: 4.5, 9.5: 4.5, 9.75: 4.5, 10.5: 4.5, 10.25: 4.5, 11: 4.5, 11.5: 4.5, 12: 6, 13: 6},
    "guest": {8.25: 4.2, 11: 5.5, 13.5: 6},
    "card": {8.25: 4, 9: 4.25, 9.75: 4.25, 10.25: 5, 11: 5, 12: 6, 13: 6, 15: 7.25, 16.25: 7.25},
}  # fmt: skip
"""mm between lines at the least, by the look of a pack and size; of two sizes the lesser counts."""
ARABIC_LEADING = {9: 4.2, 9.75: 4.5}
"""The same in Arabic packs, of which it is more; the page design, section 8."""
GRID = 1.25
"""A quarter of a row: gaps of the programme are whole ones."""
MOST_LETTERS, MOST_ARABIC_LETTERS = 80, 95
"""Arabic letters are narrower."""


class Box(NamedTuple):
    """A rectangle on the page, mm from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, piece: Piece, by: float = 0.6) -> bool:
        """Whether all ink is inside; letters may reach over the edge by a little, Arabic ones deeper under it.

        The hook of a large J hangs over the edge by a tenth of its size.
        """
        by = max(by, piece.size * 25.4 / 72 / 10)
        return (
            self.left - by <= piece.left
            and self.top - by <= piece.top
            and piece.right <= self.right + by
            and piece.bottom <= self.bottom + 2.5 * by
        )


class Page(NamedTuple):
    """A page, its text, and the frame that the design gives it."""

    name: str
    look: str
    bare: bool
    blank: bool
    frame: Box
    size: tuple[float, float]
    pieces: list[Piece]
    part: str

    @property
    def inside(self) -> list[Piece]:
        return [piece for piece in self.pieces if self.frame.holds(piece)]


FRAMES: dict[tuple[float, str], tuple[float, float, float, float]] = {
    (210.0, "working"): (25, 20, 30, 270),
    (215.9, "working"): (27.5, 23.4, 27.4, 252.4),
    (148.0, "pocket"): (15, 12, 16, 192),
    (148.0, "guest"): (20, 16, 22, 192),
    (139.7, "pocket"): (13, 9.7, 16, 196),
    (139.7, "guest"): (17, 13.7, 22, 198),
    (105.0, "card"): (10, 10, 8, 141.5),
}
"""By the width of the page and the look of the pack: inner and outer margin, top and bottom of the frame."""


@pytest.fixture(scope="module", params=PACKS, ids="-".join)
def exported(request: pytest.FixtureRequest, press: Press) -> Exported:
    visit, recipe, language, paper = request.param
    return press.export(visit, recipe, language=language, paper=paper)


@pytest.fixture(scope="module", params=FACING)
def facing(request: pytest.FixtureRequest, press: Press) -> list[Page]:
    return list(_pages(press.export("showcase", request.param, language="en+ar")))


@pytest.fixture(scope="module")
def paper(exported: Exported) -> list[Page]:
    return list(_pages(exported))


def _pages(exported: Exported) -> Iterator[Page]:
    laid = exported.pages
    alone = laid.second is None
    one_sided = alone and not laid.pack.duplex and laid.pack.look in ("working", "card")
    with pypdfium2.PdfDocument(exported.path) as pdf:
        for number, (page, sheet) in enumerate(zip(pdf, laid.sheets, strict=True), 1):
            width, height = (round(side * 25.4 / 72, 1) for side in page.get_size())
            inner, outer, top, bottom = FRAMES[width, laid.pack.look]
            bottom -= (laid.paper.foot_rows - 1) * laid.paper.row
            recto = one_sided or number % 2 == 1
            left = inner if recto != laid.mirrored else outer
            frame = Box(left, top, left + width - inner - outer, bottom)
            body = laid.body(sheet)
            bare = body is not None and body.bare
            yield Page(
                sheet.name,
                laid.pack.look,
                bare,
                body is None,
                frame,
                (width, height),
                pieces(page),
                sheet.part.key,
            )


def test_nothing_stands_outside_frame_head_and_foot(paper: list[Page]) -> None:
    assert _outside(paper) == []


def test_nothing_stands_outside_on_facing_pages(facing: list[Page]) -> None:
    assert _outside(facing) == []


def _outside(paper: list[Page]) -> list[tuple[object, ...]]:
    return [
        (page.name, piece.text, round(piece.left, 1), round(piece.top, 1))
        for page in paper
        if not page.bare
        for piece in page.pieces
        if not any(area.holds(piece) for area in _areas(page))
    ]


def test_head_and_foot_stand_on_nothing(paper: list[Page]) -> None:
    assert _covered(paper) == []


def test_head_and_foot_of_facing_pages_stand_on_nothing(facing: list[Page]) -> None:
    assert _covered(facing) == []


def _covered(paper: list[Page]) -> list[tuple[str, str, str]]:
    """Where ink of what stands around the frame meets other ink."""
    return [
        (page.name, around.text, other.text)
        for page in paper
        for around in page.pieces
        if around.role == "Artifact"
        for other in page.pieces
        if other is not around and around.overlaps(other)
    ]


def _areas(page: Page) -> list[Box]:
    frame, (_, height) = page.frame, page.size
    return [
        frame,
        frame._replace(top=5, bottom=frame.top),
        frame._replace(top=frame.bottom, bottom=height - 4),
    ]


def test_bare_sheets_keep_away_from_the_edge(paper: list[Page]) -> None:
    assert [
        (page.name, piece.text)
        for page in paper
        if page.bare
        for piece in page.pieces
        if not Box(9, 5, page.size[0] - 9, page.size[1] - 5).holds(piece)
    ] == []


def test_margins_are_equal(paper: list[Page]) -> None:
    """What stands at the foot begins and ends with the frame."""
    unequal = []
    for page in paper:
        foot = [p for p in page.pieces if p.role == "Artifact" and p.top > page.frame.bottom + 2]
        if page.bare or page.blank or page.look in ("guest", "card"):
            continue
        square = 13 if page.size[0] > 200 else 0  # mm of the square code, which is no text
        ends = (
            min(p.left for p in foot) - page.frame.left,
            page.frame.right - max(p.right for p in foot),
        )
        if not all(abs(end) < 0.6 or abs(end - square) < 0.6 for end in ends):
            unequal.append((page.name, ends))
    assert unequal == []


def test_there_are_no_more_sizes_than_the_type_scale(exported: Exported, paper: list[Page]) -> None:
    look = exported.pages.pack.look
    known = SIZES[look] | ARABIC | {10.44 * 72 / 25.4}
    found = {piece.size for page in paper for piece in page.pieces}
    assert {size for size in found if min(abs(size - each) for each in known) > 0.02} == set()


def test_lines_that_stand_over_one_another_are_a_leading_apart(
    exported: Exported, paper: list[Page]
) -> None:
    """Whatever their columns, from whichever side they are read."""
    laid = exported.pages
    leading = LEADING[laid.pack.look] | (ARABIC_LEADING if laid.mirrored else {})
    close = [
        (page.name, above.text, below.text, round(below.baseline - above.baseline, 2))
        for page in paper
        for above, below in _neighbours(_letters(page))
        if above.size in leading and below.size in leading
        and below.baseline - above.baseline < min(leading[above.size], leading[below.size]) - 0.15
    ]  # fmt: skip
    assert close == []


def _letters(page: Page) -> list[Piece]:
    """What is read on a page, without the vowel signs of Arabic, which stand over and under their letters."""
    return [
        piece
        for piece in page.pieces
        if piece.role != "Artifact"
        and not all(unicodedata.category(letter) in ("Mn", "Zs") for letter in piece.text)
    ]


def _neighbours(found: list[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Two pieces of different lines, the second under the first."""
    ordered = sorted(found, key=lambda piece: piece.baseline)
    for at, above in enumerate(ordered):
        for below in ordered[at + 1 :]:
            apart = below.baseline - above.baseline
            if apart > MOST_LEADING:
                break
            over = min(above.right, below.right) - max(above.left, below.left)
            signs = above.text == below.text  # a letter, and the signs over it
            if apart > SAME_LINE and over > 1 and not signs:
                yield above, below


MOST_LEADING, SAME_LINE = 9, 0.6
"""mm. Letters of Amiri that are joined stand up to half a millimetre over or under their line."""


def test_the_programme_stands_on_a_grid_of_quarter_rows(
    exported: Exported, paper: list[Page]
) -> None:
    """Of working papers, from the frame's upper edge: every line in body size of days and of the glance."""
    laid = exported.pages
    if laid.pack.look != "working":
        return
    off = []
    for page in paper:
        if not re.match(r"day:|glance", page.part):
            continue
        cities = {round(piece.baseline, 1) for piece in page.pieces if piece.size in (14, 15.25)}
        for piece in _letters(page):
            if round(piece.baseline, 1) in cities:
                continue
            row, place = divmod(piece.baseline - page.frame.top - 3.6 + 0.03, GRID)
            if piece.size in (10.25, 11) and page.frame.holds(piece) and place > 0.06:
                off.append((page.name, piece.text, round(place - 0.03, 2), row))
    assert off == []


def test_no_line_of_running_text_is_longer_than_eighty_letters(
    exported: Exported, paper: list[Page]
) -> None:
    most = MOST_ARABIC_LETTERS if exported.pages.mirrored else MOST_LETTERS
    assert [
        (page.name, len(line), line) for page in paper for line in _lines(page) if len(line) > most
    ] == []


def _lines(page: Page) -> Iterator[str]:
    """What stands beside one another without a gap, as one text."""
    rows = defaultdict(list)
    for piece in page.inside:
        if piece.role != "Artifact" and piece.size >= 9.75:
            rows[round(piece.baseline, 1)].append(piece)
    for row in rows.values():
        row.sort(key=lambda piece: piece.left)
        line = row[0].text
        for before, piece in pairwise(row):
            if piece.left - before.right > 2.2:
                yield line.strip()
                line = ""
            line += piece.text
        yield line.strip()


_CLOCK = re.compile(r"\d\d:\d\d")


def test_times_line_up(exported: Exported, paper: list[Page]) -> None:
    """Beside the axis times begin at the frame's edge, or end before the mark: in the programme at a glance."""
    laid = exported.pages
    if laid.pack.look not in ("working", "pocket"):
        return
    axis, right = laid.paper.axis, laid.paper.axis - 3.9
    strange, seen, clocks = [], 0, 0
    for page in paper:
        if page.bare or not re.match(r"day:|glance|movements|press", page.part):
            continue
        for piece in page.inside:
            x, end = _from_edge(page, piece, mirrored=laid.mirrored)
            clocks += bool(_CLOCK.match(piece.text))
            if not _CLOCK.match(piece.text) or end > axis:
                continue
            first = not any(
                abs(other.baseline - piece.baseline) < 0.1
                and -0.5 < x - _from_edge(page, other, mirrored=laid.mirrored)[1] < 2
                for other in page.inside
                if other is not piece
            )
            seen += 1
            lined = abs(x) < 0.8 if page.part != "glance" else abs(end - right) < 0.6
            if first and not lined:
                strange.append((page.name, piece.text, round(x, 2), round(end, 2)))
    assert strange == []
    assert seen or clocks <= 2  # of the legend


def _from_edge(page: Page, piece: Piece, *, mirrored: bool) -> tuple[float, float]:
    """Where a piece begins and ends, from the edge of the frame at which a page of its language begins."""
    if mirrored:
        return page.frame.right - piece.right, page.frame.right - piece.left
    return piece.x - page.frame.left, piece.right - page.frame.left
