"""The colours that follow an office's accent: what they are, what is too light to be one, where they stand."""

import msgspec
import pypdfium2
import pytest

from briefer.pack import blocks as b
from briefer.pack.blocks import Pack, Run
from briefer.pdf.pages import Cache, paginate, write
from briefer.pdf.paper import inks
from drawn import areas, pack, pages, texts
from printed import pieces

COVER = b.Cover(
    "Dossier",
    "Visit to Aldermark",
    (Run("8 March 2027"),),
    (b.StopWords("Halvenborg", "Aldermark", "8 March"), b.StopWords("Lindøy", "Aldermark", "")),
    (),
)
ROW = b.GlanceRow(b.Mark("1", "tentative", "Item 1"), b.TimeCell("9:00"), (Run("Call"),))


@pytest.mark.parametrize(
    ("accent", "made"),
    [
        ("", ("#14475a", "#5a7e8b")),  # the page design's
        ("#14475A", ("#14475a", "#5a7e8b")),
        ("#7a1f2b", ("#7a1f2b", "#a1626a")),
        ("#000000", ("#000000", "#4c4c4c")),
        ("#767676", ("#767676", "#9f9f9f")),  # 4.54, the lightest grey that is read
        ("#777777", ("#14475a", "#5a7e8b")),  # 4.48
        ("#ffffff", ("#14475a", "#5a7e8b")),
    ],
)
def test_an_accent_and_the_line_that_is_lighter(accent: str, made: tuple[str, str]) -> None:
    assert inks(accent) == {"accent": made[0], "line": made[1]}


def colours(laid_out: Pack) -> dict[str, str]:
    """What has which colour on the page of a pack."""
    laid = paginate(laid_out, {})
    said = {text.words: text.colours[0] for text in texts(laid)}
    shapes = [area.colour for area in areas(laid)]
    return {
        "rule": shapes[1],
        "line": shapes[0],
        "bar": shapes[-1],
        "kind": said["Dossier"],
        "date": said["8 March 2027"],
        "city": said["Lindøy"],
    }


def test_the_accent_of_an_office_is_that_of_its_pages() -> None:
    ours = {"rule": "#14475a", "line": "#5a7e8b", "bar": "#14475a", "kind": "#14475a",
            "date": "#14475a", "city": "#1c1c1c"}  # fmt: skip
    theirs = {"rule": "#7a1f2b", "line": "#a1626a", "bar": "#7a1f2b", "kind": "#7a1f2b",
              "date": "#7a1f2b", "city": "#1c1c1c"}  # fmt: skip
    assert colours(pack(COVER, label="")) == ours
    assert colours(pack(COVER, label="", accent="#7a1f2b")) == theirs


def test_marks_are_in_the_accent_and_a_marking_of_that_colour_stays_its_own() -> None:
    marking = b.Marking("RESTRICTED", "#14475a")
    laid = pages(b.Line((ROW,), pitch="glance"), accent="#7a1f2b", marking=marking)
    (page,) = pypdfium2.PdfDocument(write(laid))
    printed = {piece.text.strip(): piece.colour for piece in pieces(page)}
    assert (printed["RESTRICTED"], printed["Title"], printed["1"]) == (
        "#14475a",
        "#1c1c1c",
        "#7a1f2b",
    )


def test_an_accent_that_is_hard_to_read_is_said_and_not_printed() -> None:
    laid = pages(COVER, label="", accent="#e8a0b0")

    (finding,) = laid.findings
    assert (finding.level, finding.rule, finding.place.words) == (
        "warning",
        "accent-too-light",
        "Office",
    )
    assert finding.sentence == (
        "The accent of the office, #e8a0b0, is too light for white paper: its contrast is 2.0, 4.5 is needed. "
        "The pages are printed in the accent of Briefer."
    )
    assert write(laid) == write(pages(COVER, label=""))


def test_a_contrast_that_is_missed_by_little_is_never_told_as_reached() -> None:
    (finding,) = pages(COVER, label="", accent="#777777").findings
    assert "its contrast is 4.4, 4.5 is needed" in finding.sentence  # 4.48


def test_pages_that_were_kept_are_made_anew_for_another_accent() -> None:
    kept: Cache = {}
    first = pack(COVER, label="")
    second = msgspec.structs.replace(first, accent="#7a1f2b")
    plain, red = (write(paginate(each, {}, cache=kept)) for each in (first, second))

    assert plain == write(paginate(first, {}))
    assert red == write(paginate(second, {}))
    assert plain != red
