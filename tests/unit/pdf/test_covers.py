"""Covers, guests' days, cards."""

import msgspec
import pytest

from briefer.pack import blocks as b
from briefer.pack.blocks import Run, Words
from drawn import areas, overlaps, pages, picture, texts


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


GUEST = {"paper": "A5", "look": "guest", "label": "", "counting": "through"}


def test_a_guests_cover_is_centred_on_the_paper_with_names_in_both_scripts() -> None:
    cover = b.GuestCover(
        "Kingdom of Aldermark",
        "Programme of the visit of",
        ("Her Excellency", "Dr Samira al-Nadwari"),
        ("Minister of the Interior",),
        ((Run("معالي الدكتورة سميرة الندواري", lang="ar"),),),
        "8–12 March 2027",
        "A sample",
    )
    laid = pages(cover, **GUEST)

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
