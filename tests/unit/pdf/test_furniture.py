"""What stands at the foot of a narrow sheet: edition, copy, page, code and marking never on one another."""

from itertools import combinations

import pypdfium2
import pytest

from briefer.pack.blocks import Issue, Marking
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
        "Edition 2 , issued 26 February 2027 FGMC 2YSQ C6",
        "pagina 1 van 3",
        "DEPARTEMENTAAL VERTROUWELIJK\u2003RESTRICTED",
    ]
    assert rows(LONG, MARKING) == [
        "Concept , niet uitgegeven, opgesteld op 21 november 2026, 12:00 FGMC 2YSQ C6",
        "(UTC+5) pagina 1 van 3",
        "RESTRICTED",
    ]
    assert rows(Issue(LONG.edition, LONG.made, "exemplaar 3 van 12", code="key"), WIDE) == [
        "Concept , niet uitgegeven, opgesteld op 21 november 2026, 12:00",
        "(UTC+5) FGMC 2YSQ C6",
        "exemplaar 3 van 12 pagina 1 van 3",
        "DEPARTEMENTAAL VERTROUWELIJK\u2003RESTRICTED",
    ]
