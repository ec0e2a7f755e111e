"""Covers, guests' days, cards."""

import io
from typing import Any

import msgspec
import pytest
from PIL import Image

from briefer.pack import blocks as b
from briefer.pack.blocks import Run, Words
from briefer.pdf.paper import POINT
from briefer.pdf.sheets import Pages
from drawn import areas, overlaps, pages, picture, structure, texts


def words(text: str) -> Words:
    return (Run(text),)


COVER = b.Cover(
    "Dossier",
    "Visit of the Minister of the Interior of Qamaria to Aldermark and Pellandia",
    words("8–12 March 2027"),
    (
        b.StopWords("Halvenborg", "Kingdom of Aldermark", "8–10 March"),
        b.StopWords("Port Serin", "Republic of Pellandia", "", gap="days open"),
    ),
    (
        b.KeyValue("Prepared for", words("Her Excellency Dr Samira al-Nadwari")),
        b.KeyValue("Owner", words("Protocol Office")),
    ),
    note="A sample",
)


def test_a_cover() -> None:
    laid = pages(COVER, label="")

    assert (
        picture(laid)
        == """\
 38.60  0:Dossier
 89.60  34:Visit of the Minister
102.10  34:of the Interior of Qamaria
114.60  34:to Aldermark and Pellandia
126.65  34:A sample
141.65  34:8–12 March 2027
170.85  0:8–10 March  34:Halvenborg  61.87:Kingdom of Aldermark
184.35  0:days open  34:Port Serin  57.89:Republic of Pellandia
259.85  0:Prepared for  34:Her Excellency Dr Samira al-Nadwari
264.85  0:Owner  34:Protocol Office"""
    )
    (line,) = [area for area in areas(laid) if area.y1 - area.y0 > 10]
    assert (line.y0, line.y1) == (30, 183.05)  # from the rule to the last city's bar


@pytest.mark.parametrize("stops", [0, 1, 9, 14])
def test_a_cover_with_a_long_title_and_many_cities_is_one_page(stops: int) -> None:
    long = "Opening of the second round of consultations between the coastal authorities of three states"
    cover = msgspec.structs.replace(
        COVER, title=long, stops=tuple(b.StopWords(f"City {n}", "Land", f"{n} May") for n in range(stops))
    )  # fmt: skip
    laid = pages(cover, label="")

    assert len(laid.parts[0].drawn.pages) == 1
    assert overlaps(laid) == []
    assert laid.findings == ()


def png(width: int, height: int) -> bytes:
    """A red logo."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (160, 30, 40)).save(out, "PNG")
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10" fill="#a01e28"/></svg>'


def figure(laid: Pages) -> tuple[float, float, float, float]:
    """The only figure of the first page: left, top, right, bottom in mm."""
    drawn = laid.parts[0].drawn
    (box,) = (each.box for each in drawn.elements if each.box)
    x0, y0, x1, y1 = (value / POINT for value in box)
    height = laid.paper.height
    return round(x0, 1), round(height - y1, 1), round(x1, 1), round(height - y0, 1)


def owned(cover: Any, logo: bytes) -> Any:
    return msgspec.structs.replace(cover, office="Protocol Service", logo=logo)


def test_a_cover_names_the_office_beside_its_logo() -> None:
    laid = pages(owned(COVER, png(1200, 400)), label="")

    assert picture(laid).splitlines()[:2] == [
        " 38.60  0:Dossier  34:Protocol Service",
        " 89.60  34:Visit of the Minister",  # where it stands without
    ]
    assert figure(laid) == (
        123.0,
        35.0,
        165.0,
        49.0,
    )  # three times as wide as high, at the far edge
    assert structure(laid).splitlines()[:5] == [
        "P",
        "P",
        "Figure “Protocol Service”",
        "H1",
        "P",
    ]
    assert laid.findings == ()


def test_a_cover_of_nobody_says_no_more_than_before() -> None:
    assert structure(pages(COVER, label="")).splitlines()[:3] == ["P", "H1", "P"]


@pytest.mark.parametrize(
    ("logo", "box"),
    [
        (SVG, (124.3, 35.0, 165.0, 48.6)),  # its shape is told by a picture of few pixels
        (png(2000, 200), (115.0, 35.0, 165.0, 40.0)),  # as wide as its room
        (png(300, 900), (160.3, 35.0, 165.0, 49.0)),  # as high
        (png(100, 50), (152.3, 35.0, 165.0, 41.3)),  # few pixels: no larger than at 200 dpi
    ],
)
def test_a_logo_fills_its_room_as_far_as_its_pixels_reach(
    logo: bytes, box: tuple[float, float, float, float]
) -> None:
    assert figure(pages(owned(COVER, logo), label="")) == box


def test_a_long_title_and_many_cities_stay_clear_of_a_logo() -> None:
    stops = tuple(b.StopWords(f"City {n}", "Land", f"{n} May") for n in range(14))
    full = msgspec.structs.replace(COVER, stops=stops, title="Opening of the second round " * 3)
    laid = pages(owned(full, png(1200, 400)), label="")

    assert len(laid.parts[0].drawn.pages) == 1
    assert overlaps(laid) == []
    (title,) = (text for text in texts(laid) if text.words.startswith("Opening"))
    assert title.y - 7 > figure(laid)[3]  # capitals of 30 pt are 7.6 mm high


@pytest.mark.parametrize("cover", [COVER, "guests"])
@pytest.mark.parametrize("logo", [b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"<svg", b"<svg xmlns='x'><"])
def test_a_logo_that_cannot_be_read_is_said_and_the_name_stands(cover: Any, logo: bytes) -> None:
    more: dict[str, Any] = {"label": ""}
    if cover == "guests":
        cover, more = GUEST_COVER, GUEST
    laid = pages(owned(cover, logo), **more)

    assert "Protocol Service" in [text.words for text in texts(laid)]
    assert "Figure" not in structure(laid)
    assert [(each.level, each.rule, each.sentence) for each in laid.findings] == [
        (
            "warning",
            "logo-unreadable",
            "The logo of the office is not printed: its file is damaged, too heavy, or no PNG, JPEG or SVG.",
        )
    ]


def test_on_a_small_sheet_the_name_stands_under_the_kind() -> None:
    laid = pages(
        owned(COVER, png(1200, 400)), label="", paper="A5", look="pocket", counting="through"
    )
    left = laid.paper.text_x
    assert picture(laid).splitlines()[:3] == [
        f" 24.40  {left:g}:Dossier",
        f" 28.90  {left:g}:Protocol Service",
        f" 73.60  {left:g}:Visit of the Minister of the",
    ]
    assert figure(laid)[1:] == (21.0, laid.paper.frame, 35.0)
    assert overlaps(laid) == []


GUEST = {"paper": "A5", "look": "guest", "label": "", "counting": "through"}


GUEST_COVER = b.GuestCover(
    "Kingdom of Aldermark",
    "Programme of the visit of",
    ("Her Excellency", "Dr Samira al-Nadwari"),
    ("Minister of the Interior",),
    ((Run("معالي الدكتورة سميرة الندواري", lang="ar"),),),
    "8–12 March 2027",
    "A sample",
)


def test_a_guests_cover_with_a_logo_is_centred_too() -> None:
    laid = pages(owned(GUEST_COVER, png(1200, 400)), **GUEST)

    said = texts(laid)
    assert [(text.y, text.words) for text in said if text.faces[0] != "amiri"][-3:] == [
        (172.0, "8–12 March 2027"),
        (180.0, "A sample"),
        (190.5, "Protocol Service"),
    ]
    x0, top, x1, bottom = figure(laid)
    assert (x1 - x0, bottom - top) == pytest.approx((44, 14.7), abs=0.11)
    assert (x0 + x1) / 2 == pytest.approx(148 / 2 - 20, abs=0.1)
    assert structure(laid).splitlines()[0] == "Figure “Protocol Service”"
    assert overlaps(laid) == []


def test_a_guests_cover_is_centred_on_the_paper_with_names_in_both_scripts() -> None:
    laid = pages(GUEST_COVER, **GUEST)

    said = texts(laid)
    assert [(text.y, text.words) for text in said if text.faces[0] != "amiri"] == [
        (30, "Kingdom of Aldermark"),
        (62, "Programme of the visit of"),
        (76.1, "Her Excellency"),
        (86.1, "Dr Samira al-Nadwari"),
        (94.6, "Minister of the Interior"),
        (182.5, "8–12 March 2027"),
        (190.5, "A sample"),
    ]
    (rule,) = areas(laid)
    assert (rule.x0 + rule.x1) / 2 == pytest.approx(148 / 2 - 20)
    assert any(text.faces[0] == "amiri" and text.sizes[0] == 27 for text in said)


def test_a_guests_day_has_no_marks_and_breaks_between_entries() -> None:
    entry = b.GuestEntry("about 12:30", words("Luncheon given by the Agency"), words("on the roof"))
    day = b.GuestDay("Tuesday 9 March", words("Halvenborg"), (entry, b.GuestEntry("Evening", words("At leisure"))))  # fmt: skip
    laid = pages(day, day, **GUEST)

    assert (
        picture(laid)
        == """\
 29.00  0:Tuesday 9 March
 36.00  0:Halvenborg
 47.00  0:about  19:Luncheon given by the Agency
 52.50  0:12:30  19:on the roof
 63.50  0:Evening  19:At leisure
 88.50  0:Tuesday 9 March
 95.50  0:Halvenborg
106.50  0:about  19:Luncheon given by the Agency
112.00  0:12:30  19:on the roof
123.00  0:Evening  19:At leisure"""
    )
    many = msgspec.structs.replace(day, entries=(entry,) * 12)
    second = texts(pages(many, **GUEST), 1)
    assert [text.words for text in second][:4] == ["about", "12:30", "Luncheon given by the Agency", "on the roof"]  # fmt: skip


def card(number: int, points: int) -> b.Card:
    said = tuple(words(f"Point {n} that wraps over the line of the card") for n in range(points))
    return b.Card(
        str(number), f"Meeting {number}", words("Tue 9 March"), (b.PointGroup(said, words("to all")),)
    )  # fmt: skip


def test_four_cards_stand_on_a_sheet_with_heads_and_feet_of_their_own() -> None:
    laid = pages(b.Cards(tuple(card(n, 2) for n in range(5))))
    said = texts(laid)

    assert [(text.x, text.y) for text in said if text.words.startswith("Meeting")] == [
        (25, 23), (130, 23), (25, 171.5), (130, 171.5),
    ]  # fmt: skip
    banners = [text.y for text in said if text.words == "RESTRICTED"]
    assert banners == [10.5, 141, 10.5, 141, 159, 289.5, 159, 289.5]
    assert {text.words for text in said if text.y == 141} == {
        "RESTRICTED",
        "Edition 2",
        "Copy 3 of 14",
    }
    assert [drawn.bare for drawn in laid.parts[0].drawn.pages] == [True, True]
    # dashes down and across where four cards are cut, down to the first row where there is one
    down = [max(a.y1 for a in areas(laid, page) if 104 < a.x0 < 106) for page in (0, 1)]
    assert down[0] > 290
    assert down[1] < 149


def test_points_that_do_not_fit_go_to_a_second_card() -> None:
    laid = pages(b.Cards((card(1, 14), card(2, 1))))

    said = texts(laid)
    points = [text.words.split()[1] for text in said if text.words.startswith("Point")]
    assert points == [*map(str, range(14)), "0"]
    assert [text.words for text in said if text.words.startswith("Meeting")] == [
        "Meeting 1",
        "Meeting 1",
        "Meeting 1",
        "Meeting 2",
    ]
    assert overlaps(laid) == []


def test_cards_of_another_sheet_are_its_quarters() -> None:
    laid = pages(b.Cards(tuple(card(n, 2) for n in range(4))), paper="letter")

    assert max(text.y for text in texts(laid)) == pytest.approx(279.4 - 7.5)


def test_a_message_is_all_that_a_page_says() -> None:
    laid = pages(b.Message(words("Nothing is recorded yet.")))

    assert picture(laid).endswith(" 59.30  34:Nothing is recorded yet.")


def test_where_there_is_no_card_one_says_so() -> None:
    laid = pages(
        b.Message(words("Nothing is recorded yet.")),
        look="card",
        paper="A6",
        label="1",
        title="Cards",
    )

    assert picture(laid) == (" 23.00  15:Cards\n 27.70  0:1\n 28.00  15:Nothing is recorded yet.")
