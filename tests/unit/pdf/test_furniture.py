"""What stands at the foot of a narrow sheet: edition, copy, page, code and marking never on one another."""

from dataclasses import replace
from itertools import combinations

import pypdfium2
import pytest

from briefer.pack.blocks import Card, Cards, Issue, Marking, PointGroup, Run
from briefer.pdf.furniture import fitted_for_both
from briefer.pdf.paper import paper_of
from printed import Piece, pieces
from small_packs import pack, part, printed, section, text

SHORT = Issue("Edition 2", ", issued 26 February 2027", code="key")
LONG = Issue(
    "Concept", ", niet uitgegeven, opgesteld op 21 november 2026, 12:00 (UTC+5)", code="key"
)
MARKING = Marking("RESTRICTED", "#a6192e")
WIDE = Marking("DEPARTEMENTAAL VERTROUWELIJK   RESTRICTED", "#a6192e")


def foot(issue: Issue, marking: Marking) -> list[Piece]:
    """What is printed on the last third of a full pocket page, under the frame's last lines."""
    made = pack(
        section("1", part("p", "1", text("The river rises. " * 400))),
        look="pocket", paper="A5", counting="through", issue=issue, marking=marking,
        page_words="pagina", page_of="van",
    )  # fmt: skip
    with pypdfium2.PdfDocument(printed(made)) as pdf:
        return [piece for piece in pieces(pdf[0]) if piece.top > 120]


@pytest.mark.parametrize("copy", ["", "exemplaar 3 van 12"])
@pytest.mark.parametrize("marking", [MARKING, WIDE])
@pytest.mark.parametrize("issue", [SHORT, LONG])
def test_nothing_at_the_foot_stands_on_anything_else(
    issue: Issue, marking: Marking, copy: str
) -> None:
    found = foot(Issue(issue.edition, issue.made, copy, code="key"), marking)
    assert [(a.text, b.text) for a, b in combinations(found, 2) if a.overlaps(b)] == []
    assert {"Artifact"} < {piece.role for piece in found}


def rows(issue: Issue, marking: Marking) -> list[str]:
    """The rows of the foot from above, each read from its left."""
    found: dict[float, list[Piece]] = {}
    for piece in foot(issue, marking):
        if piece.role == "Artifact":
            found.setdefault(round(piece.baseline, 1), []).append(piece)
    return [
        " ".join(piece.text.strip() for piece in sorted(found[at], key=lambda piece: piece.left))
        for at in sorted(found)
    ]


def test_a_long_edition_and_a_long_marking_have_rows_of_their_own() -> None:
    # the code of the page stands beside the marking where there is room for both
    assert rows(SHORT, MARKING) == [
        "Edition 2 , issued 26 February 2027 pagina 1 van 3",
        "RESTRICTED FGMC 2YSQ C6",
    ]
    assert rows(SHORT, WIDE) == [
        "Edition 2 , issued 26 February 2027 pagina 1 van 3",
        "FGMC 2YSQ C6",
        "DEPARTEMENTAAL VERTROUWELIJK\u2003RESTRICTED",
    ]
    assert rows(LONG, MARKING) == [
        "Concept , niet uitgegeven, opgesteld op 21 november 2026, 12:00",
        "(UTC+5) pagina 1 van 3",
        "RESTRICTED FGMC 2YSQ C6",
    ]
    assert rows(Issue(LONG.edition, LONG.made, "exemplaar 3 van 12", code="key"), WIDE) == [
        "Concept , niet uitgegeven, opgesteld op 21 november 2026, 12:00",
        "(UTC+5) pagina 1 van 3",
        "exemplaar 3 van 12 FGMC 2YSQ C6",
        "DEPARTEMENTAAL VERTROUWELIJK\u2003RESTRICTED",
    ]


def foot_of_card(marking: Marking, **more: str) -> list[str]:
    """The rows under the points of a card, from above."""
    points = tuple((Run("Ask how many calls come in an hour."),) for _ in range(12))
    card = Card("7", "Talks", (Run("Tue 9 March"),), (PointGroup(points),))
    issue = Issue("Concept", ", niet uitgegeven", "exemplaar 3", code="key")
    made = pack(section("1", part("p", "1", Cards((card,)))), issue=issue, marking=marking, **more)
    with pypdfium2.PdfDocument(printed(made)) as pdf:
        found = pieces(pdf[0])
    assert [(a.text, b.text) for a, b in combinations(found, 2) if a.overlaps(b)] == []
    low = sorted({round(piece.baseline, 1) for piece in found})
    below = [
        [p for p in found if round(p.baseline, 1) == at and p.role == "Artifact"] for at in low
    ]
    ordered = [sorted(row, key=lambda piece: piece.left) for row in below if row]
    return ["  ".join(piece.text.strip() for piece in row) for row in ordered][1:]


def test_a_card_has_its_edition_over_a_marking_that_leaves_it_no_room() -> None:
    own = {"look": "card", "paper": "A6"}
    assert foot_of_card(MARKING, **own) == ["Concept  RESTRICTED  exemplaar 3"]
    both = ["Concept  exemplaar 3", "DEPARTEMENTAAL VERTROUWELIJK\u2003RESTRICTED"]
    assert foot_of_card(WIDE, **own) == both
    assert foot_of_card(WIDE, look="card", paper="A7")[-3:] == [
        "Concept  exemplaar 3",
        "DEPARTEMENTAAL",
        "VERTROUWELIJK\u2003RESTRICTED",
    ]
    # a sheet of four to be cut, two of them taken
    assert foot_of_card(WIDE) == [f"{row}  {row}" for row in both]


def test_facing_pages_have_the_rows_that_either_side_needs() -> None:
    paper = paper_of("A5", "pocket")
    two_lines = replace(paper, foot_rows=2, bottom=paper.bottom - paper.row)
    code_row = replace(paper, foot_rows=2, code_row=True, bottom=paper.bottom - paper.row)
    both = replace(paper, foot_rows=3, code_row=True, bottom=paper.bottom - 2 * paper.row)
    assert fitted_for_both(two_lines, code_row) == fitted_for_both(code_row, two_lines) == both
    assert fitted_for_both(paper, paper) == paper
