"""Badges stand in a grid to be cut; a folded tent says the same name on both of its faces."""

import pypdfium2
import pytest

from briefer.pack import blocks as b
from briefer.pack.blocks import Badges, NameCard, Run, Tents
from briefer.pdf.pages import paginate, write
from drawn import overlaps, pages, structure, texts
from small_packs import pack, section

MM = 25.4 / 72
HEAD = NameCard(
    "H.E. Dr Samira al-Nadwari",
    (Run("سميرة الندواري", lang="ar"),),
    "Minister of the Interior, Qamaria",
    anchor="badge:head",
)


def test_eight_badges_stand_on_a_sheet() -> None:
    laid = pages(Badges((HEAD,) * 9, "Visit", "8–12 March"), label="")
    assert len(laid.parts[0].drawn.pages) == 2
    places = [(text.x, round(text.y, 1)) for text in texts(laid) if text.words.startswith("H.E.")]
    left, top = 20 + 6, places[0][1]
    assert places == [(left + 85 * (at % 2), round(top + 60 * (at // 2), 1)) for at in range(8)]
    assert overlaps(laid) == []


LONG = NameCard(
    "Dr Maria-Aleksandra Wiśniewicz-Brandenholt de la Marre-Østerlund",
    (),
    "Adviser to the Minister on International Humanitarian and Maritime Law and on Relations with the Coastal "
    "Communities of the Lower Suhayl, Qamaria",
)


@pytest.mark.parametrize(
    ("card", "size"), [(NameCard("Ms Nour Selmani"), 24), (LONG, 14), (NameCard("Wolfeschlegelsteinhausen" * 2), 14)]
)  # fmt: skip
def test_a_long_name_is_smaller_and_everything_stays_on_the_badge(
    card: NameCard, size: float
) -> None:
    laid = pages(
        Badges((card,), "Visit of the Minister of the Interior of Qamaria", "March 2027"), label=""
    )
    found = texts(laid)
    assert found[0].sizes[0] == size
    assert overlaps(laid) == []
    assert [text.words for text in found if text.y > 28.5 + 60 - 3] == []


HEADED = "Visit of the Minister of the Interior of Qamaria to Aldermark and Pellandia"


NAMED = "“Dr Maria-Aleksandra Wiśniewicz-Brandenholt de la Marre-Øste…” and the post "


@pytest.mark.parametrize(
    ("post", "visit", "told"),
    [
        ("Adviser", True, []),
        (LONG.post, True, []),
        (
            f"{LONG.post}, {LONG.post}",
            False,
            [NAMED + "leave no room on the badge for the visit: its line is left out."],
        ),
        (", ".join([LONG.post] * 4), False, [NAMED + "run over the edge of the badge."]),
    ],
)
def test_a_badge_without_room_for_the_visit_is_told(
    post: str, visit: bool, told: list[str]
) -> None:
    card = NameCard(LONG.name, (), post)
    laid = pages(Badges((card,), HEADED, "8–12 March 2027"), label="")
    assert any(text.words.startswith("Visit of") for text in texts(laid)) == visit
    found = [each for each in laid.findings if each.rule == "badge-too-full"]
    assert [each.sentence for each in found] == told


def test_both_sides_of_a_tent_bear_the_name_the_second_on_its_head() -> None:
    content = write(
        paginate(pack(section("1", b.Part("tents", "1", "", "Tents", (Tents((HEAD,)),)))), {})
    )
    with pypdfium2.PdfDocument(content) as pdf:
        page = pdf[0]
        drawn = list(page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT]))
        matrices = [each.get_matrix() for each in drawn]
        upright = [(m.e * MM, m.f * MM) for m in matrices if m.a > 0]
        turned = [(m.e * MM, m.f * MM) for m in matrices if m.a < 0]
    assert len(upright) == len(turned) > 2
    for (x, y), (across, down) in zip(upright, turned, strict=True):
        assert (across, down) == pytest.approx((210 - x, 297 - y), abs=0.05)
        assert y < 148.5 < down
    laid = pages(Tents((HEAD,)), label="")
    assert structure(laid).count("H1") == 2  # each side is read


@pytest.mark.parametrize("name", ["Bo Li", "Mr Yusuf Darwan", LONG.name])
def test_a_name_on_a_tent_is_as_large_as_the_sheet_allows(name: str) -> None:
    laid = pages(Tents((NameCard(name, post=LONG.post),)), label="")
    assert texts(laid)[0].sizes[0] in (60, 42, 30)
    upright = [text for text in texts(laid) if not text.artifact]
    assert all(148.5 + 15 < text.y < 297 - 15 for text in upright)
