"""How the pages of all sample visits look, measured on the finished files by programs that did not write them.

The numbers are those of the page design, in mm from the upper left corner and in points, written down here again.
"""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
from pypdf import PdfReader

from briefer import app
from briefer.pack.page_map import MappedPage, check_character
from fact_table import fold
from press import Exported, Press
from printed import Piece, pieces

VISITS = ("iraq-2022", "cted-2018", "showcase", "showcase-2025")
RECIPES = ("dossier", "report", "visitors", "contacts")
PACKS = [(visit, recipe) for visit in VISITS for recipe in RECIPES]

SIZES = {
    30.0: "cover",
    28.0: "number of a card",
    24.0: "title",
    18.0: "title of three lines",
    15.0: "card",
    14.0: "head",
    12.0: "point",
    11.5: "telephone, native name",
    10.25: "body",
    9.5: "page number, name under a portrait",
    9.0: "small",
    8.75: "marking",
    8.5: "number in a mark",
    8.25: "foot",
    6.6: "three digits in a mark",
    23.0: "name on a guest cover",
    22.0: "day of a guest",
    11.0: "guest; Arabic body",
    27.0: "Arabic name on a guest cover",
    26.0: "Arabic day of a guest",
    13.5: "Arabic guest",
    13.0: "Arabic point",
    9.75: "Arabic small",
    10.44 * 72 / 25.4: "initials in place of a portrait: 0.36 of its width",
}


class Area(NamedTuple):
    """Where text may stand."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, piece: Piece, by: float = 0.6) -> bool:
        """Whether all ink is inside; round letters and accents may reach over the edge by a little."""
        return (
            self.left - by <= piece.left
            and self.top - by <= piece.top
            and piece.right <= self.right + by
            and piece.bottom <= self.bottom + by
        )


class Page(NamedTuple):
    """A page with all text on it."""

    number: int
    mapped: MappedPage
    width: float
    height: float
    pieces: list[Piece]
    recto: bool

    @property
    def is_card(self) -> bool:
        """Cards are cut apart and bear their own heads and feet."""
        return self.mapped.part == "cards" and not self.mapped.blank

    def frame(self) -> Area:
        """The type area; bound on the left on a recto."""
        if self.width > 200:
            left = 25 if self.recto else 20
            return Area(left, 30, left + 165, 270)
        left = 20 if self.recto else 16
        return Area(left, 22, left + 112, 192)

    def areas(self) -> list[Area]:
        """Frame, head and foot; or the frames of four cards."""
        if self.is_card:
            return [Area(x + 10, y + 6, x + 95, y + 142) for x in (0, 105) for y in (0, 148.5)]
        frame = self.frame()
        if self.width > 200:
            head = Area(frame.left, 7, frame.right, 20)
            return [frame, head, Area(frame.left, 278, frame.right, 290)]
        return [frame, Area(frame.left, 195, frame.right, 200)]

    def in_frame(self) -> list[Piece]:
        return [piece for piece in self.pieces if self.frame().holds(piece)]


@pytest.fixture(scope="module", params=PACKS, ids="-".join)
def exported(request: pytest.FixtureRequest, press: Press) -> Exported:
    return press.export(*request.param)


@pytest.fixture(scope="module")
def paper(exported: Exported) -> list[Page]:
    return list(_pages(exported))


def _pages(exported: Exported) -> Iterator[Page]:
    pack = exported.pages.pack
    one_sided = not pack.duplex and pack.look == "working"
    with pypdfium2.PdfDocument(exported.path) as pdf:
        for number, (page, mapped) in enumerate(
            zip(pdf, exported.pages.page_map.pages, strict=True), 1
        ):
            width, height = (side * 25.4 / 72 for side in page.get_size())
            recto = one_sided or number % 2 == 1
            yield Page(number, mapped, width, height, pieces(page), recto)


def test_no_two_texts_overlap(paper: list[Page]) -> None:
    assert [
        (page.mapped.name, one.text, other.text)
        for page in paper
        for one, other in combinations(page.pieces, 2)
        if one.overlaps(other)
    ] == []


def test_all_text_stands_in_the_frame_the_head_or_the_foot(paper: list[Page]) -> None:
    assert [
        (page.mapped.name, piece)
        for page in paper
        for piece in page.pieces
        if not any(area.holds(piece) for area in page.areas())
    ] == []


def test_type_has_the_sizes_of_the_design_and_none_under_8_25(paper: list[Page]) -> None:
    found = {piece.size for page in paper for piece in page.pieces}
    assert {size for size in found if min(abs(size - known) for known in SIZES) > 0.01} == set()
    small = [piece for page in paper for piece in page.pieces if piece.size < 8.25]
    assert [piece for piece in small if not re.fullmatch(r"\d{3}", piece.text)] == []


def test_type_has_the_colours_of_the_design_and_of_the_marking(
    exported: Exported, paper: list[Page]
) -> None:
    ink, soft, accent, white = "#1c1c1c", "#595959", "#14475a", "#ffffff"
    pack = exported.pages.pack
    parts = [part for section in pack.sections for part in section.parts]
    markings = {
        marking.colour for marking in (pack.marking, *(p.marking for p in parts)) if marking
    }
    found = {piece.colour for page in paper for piece in page.pieces}
    assert found - markings - {ink, soft, accent, white} == set()


EDGES: dict[str, set[float]] = {
    # part → where lines begin, from the frame's left edge
    "day:": {0, 34, 76.5, 119},
    "brief:": {0, 3, 34, 39, 102},  # 3 is the label in the black cell of what must not be disclosed
    "profile:": {0, 34, 39, 42, 119},
    "biographies": {0, 34, 119},
    "people": {0, 7, 34, 94, 119},
}


def test_lines_begin_at_the_columns_of_the_design(paper: list[Page]) -> None:
    assert [
        (page.mapped.name, piece.text, round(x, 2))
        for page in paper
        for part, edges in EDGES.items()
        if page.mapped.part.startswith(part)
        for piece in _beginnings(page)
        if all(abs((x := piece.x - page.frame().left) - edge) > 0.05 for edge in edges)
    ] == []


def _beginnings(page: Page) -> Iterator[Piece]:
    """What nothing stands right before; without marks, raised days, initials and the rows of cities."""
    cities = {piece.baseline for piece in page.pieces if piece.size == 14.0}
    for piece in page.in_frame():
        line = [other for other in page.pieces if abs(other.baseline - piece.baseline) < 0.1]
        first = not any(-0.5 < piece.left - other.right < 4 for other in line)
        beside = piece.size in (8.25, 8.5) or piece.size > 28
        if first and not beside and piece.baseline not in cities:
            yield piece


def test_no_heading_stands_alone_at_the_end_of_a_page(paper: list[Page]) -> None:
    alone = []
    for page in paper:
        text = [piece for piece in page.in_frame() if piece.role != "Artifact"]
        headings = [piece for piece in text if re.fullmatch(r"H\d|TH", piece.role)]
        body = [piece for piece in text if piece not in headings]
        alone += [
            (page.mapped.name, heading.text)
            for heading in headings
            if not _goes_on(heading, headings)
            and not any(piece.bottom > heading.top + 1 for piece in body)
            and page.mapped.part != "cover"
        ]
    assert alone == []


def _goes_on(heading: Piece, headings: list[Piece]) -> bool:
    """Whether it is a further line of the heading right above it: that one is judged by its first."""
    line = heading.size * 0.3528 * 1.6  # the widest leading of the design, mm
    return any(
        abs(other.x - heading.x) < 0.1
        and (other.role, other.size) == (heading.role, heading.size)
        and 0 < heading.baseline - other.baseline < line
        for other in headings
    )


def test_every_page_bears_its_marking_at_head_and_foot(
    exported: Exported, paper: list[Page]
) -> None:
    pack = exported.pages.pack
    parts = {part.key: part for section in pack.sections for part in section.parts}
    wanted, found = [], []
    for page in paper:
        if pack.look == "guest" or page.is_card:
            continue
        marking = parts[page.mapped.part].marking or pack.marking
        wanted.append((page.mapped.name, fold(marking.banner), fold(marking.banner)))
        found.append((page.mapped.name, _between(page, 7, 13), _between(page, 285.5, 290)))
    assert found == wanted


def _between(page: Page, top: float, bottom: float) -> str:
    """The folded text in the middle of the frame, at a height."""
    middle = page.frame().left + 50, page.frame().left + 115
    there = [
        piece.text
        for piece in page.pieces
        if middle[0] < piece.left and piece.right < middle[1]
        if top <= piece.top and piece.bottom <= bottom
    ]
    return fold("".join(there))


def test_every_card_bears_its_marking_twice(press: Press) -> None:
    exported = press.export("showcase")
    banner = fold(exported.pages.pack.marking.banner)
    cards = [
        fold("".join(piece.text for piece in page.pieces if area.holds(piece)))
        for page in _pages(exported)
        if page.is_card
        for area in page.areas()
    ]
    assert cards
    assert {text.count(banner) for text in cards if text} == {2}


def test_page_codes_are_printed_valid_and_different(exported: Exported, paper: list[Page]) -> None:
    working = [page for page in paper if exported.pages.pack.look != "guest" and not page.is_card]
    codes = []
    for page in working:
        foot = [piece.text for piece in page.pieces if 283 < piece.top < 287]
        printed = re.findall(r"\b([0-9A-Z]{4}) ([0-9A-Z]{4}) ([0-9A-Z]{2})\b", " ".join(foot))
        codes += [(page.mapped.name, "".join(code)) for code in printed]
    assert codes == [(page.mapped.name, page.mapped.code) for page in working]
    assert [code for _, code in codes if check_character(code[:-1]) != code[-1]] == []
    assert len({page.mapped.code for page in paper}) == len(paper)


def test_pages_are_labelled_as_they_are_named(exported: Exported, paper: list[Page]) -> None:
    reader = PdfReader(exported.path)
    names = [page.mapped.name for page in paper]
    assert reader.page_labels == names
    assert len(set(names)) == len(names)
    counted = exported.pages.pack.counting == "through"
    for page in paper:
        if exported.pages.pack.look == "working" and not page.is_card:
            foot = fold("".join(piece.text for piece in page.pieces if piece.top > 277))
            name = page.mapped.name
            assert fold(f"page {name} of {len(names)}" if counted else f"page {name}") in foot


def test_bookmarks_lead_to_the_first_pages_of_sections_and_parts(exported: Exported) -> None:
    reader = PdfReader(exported.path)
    first: dict[str, int] = {}
    for index, page in enumerate(exported.pages.page_map.pages):
        first.setdefault(page.part, index)
    wanted = []
    for section in exported.pages.pack.sections:
        wanted.append((0, fold(section.number + section.title), first[section.parts[0].key]))
        if len(section.parts) > 1:
            wanted += [
                (1, fold(part.label + part.title), first[part.key]) for part in section.parts
            ]
    found = list(_bookmarks(reader, reader.outline))
    assert [each for each in found if each[0] < 2] == wanted


def _bookmarks(
    reader: PdfReader, entries: list[Any], level: int = 0
) -> Iterator[tuple[int, str, int]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _bookmarks(reader, entry, level + 1)
        else:
            page = reader.get_destination_page_number(entry)
            assert page is not None
            yield level, fold(entry.title), page


def test_another_workspace_with_the_same_records_gives_the_same_bytes(
    press: Press, tmp_path: Path
) -> None:
    with app.create_workspace(tmp_path / "other.briefer", officer="Another", sample=True) as other:
        again = Press(other, tmp_path)
        assert [
            pack
            for pack in (*(("iraq-2022", recipe) for recipe in RECIPES), ("showcase", "dossier"))
            if press.export(*pack).path.read_bytes() != again.export(*pack).path.read_bytes()
        ] == []


@pytest.mark.parametrize("visit", VISITS)
def test_the_overview_is_one_page(press: Press, visit: str) -> None:
    pages = press.export(visit).pages.page_map.pages
    assert [page.name for page in pages if page.part == "overview" and not page.blank] == ["4-1"]
