"""Lists of people, portraits, biographies."""

import io

import pytest
from PIL import Image

from briefer.pack.blocks import (
    Biography,
    KeyValue,
    Paragraph,
    People,
    PeopleGroup,
    PeopleRow,
    Portrait,
    Portraits,
    Run,
    Words,
)
from drawn import areas, pages, picture, rules, texts


def words(text: str) -> Words:
    return (Run(text),)


@pytest.fixture(scope="module")
def photographs() -> dict[str, bytes]:
    made = io.BytesIO()
    Image.new("RGB", (400, 500), "#8899aa").save(made, "JPEG")
    return {"photo": made.getvalue(), "damaged": b"not a photograph"}


def person(number: int, *, compact: bool = False) -> PeopleRow:
    return PeopleRow(
        str(number), "member", (Run(f"Mr Number {number}", "strong"),), (words("Adviser"),),
        compact=compact,
    )  # fmt: skip


def test_a_list_in_order_of_precedence() -> None:
    head = PeopleRow(
        "1",
        "head",
        (Run("H.E. Dr Samira al-Nadwari", "strong"),),
        (words("Minister of the Interior"),),
        (Run("Самира", lang="ru"),),
        (KeyValue("in writing", words("Her Excellency")), KeyValue("in speech", words("Minister"))),
    )
    post = PeopleRow(
        "5",
        "member of the support team",
        (Run("Director", "gap"),),
        note=(Run("form of address open", "gap"),),
    )
    people = People(
        (PeopleGroup("Qamaria", (head, post)), PeopleGroup("", (person(13, compact=True),))),
        words("Order 2 before 3."),
    )
    laid = pages(people)

    assert (
        picture(laid)
        == """\
 42.60  0:1  34:Title
 58.60  34:Qamaria
 66.10  0:1  7:head  34:H.E. Dr Samira al-Nadwari  119:Самира
 71.10  34:Minister of the Interior  119:in writing\u2006 Her Excellency
 75.35  119:in speech\u2006 Minister
 82.75  0:5  7:member of the  34:Director  119:form of address open
 87.00  7:support team
101.25  0:13  7:member  34:Mr Number 13  94:Adviser
111.90  34:Order 2 before 3."""
    )
    # over the first row of a group, under each row: 1.9 under the text, 0.65 under a compact one
    assert rules(laid) == [
        (0, 165, 61.25),
        (0, 165, 77.9),
        (0, 165, 89.55),
        (0, 165, 97.05),
        (0, 165, 103.3),
    ]


def test_a_native_name_of_two_lines_has_room_for_its_tails() -> None:
    one, two = (
        "معالي الدكتورة سميرة الندواري",
        "معالي الدكتورة سميرة بنت عبد الرحمن الندواري وزيرة",
    )
    laid = [
        pages(People((PeopleGroup("", (PeopleRow("1", "head", words("N"), native=(Run(name, lang="ar"),), side=(KeyValue("in writing", words("H.E.")),)),)),)))
        for name in (one, two)
    ]  # fmt: skip
    heights = [[round(each.y, 2) for each in texts(made) if each.x > 118] for made in laid]
    assert heights == [[59.85, 64.85], [59.85, 65.35, 70.35]]


def test_sixty_members_go_on_under_a_rule() -> None:
    rows = tuple(person(number, compact=number > 12) for number in range(1, 61))
    laid = pages(People((PeopleGroup("Delegation", rows),)))

    count = len(laid.parts[0].drawn.pages)
    assert count == 3
    printed = [text.words for page in range(count) for text in texts(laid, page) if text.x == 34]
    assert [name for name in printed if name.startswith("Mr")] == [
        f"Mr Number {number}" for number in range(1, 61)
    ]
    assert rules(laid, 1)[0] == (0, 165, 30)


def test_compact_rows_have_a_head_on_each_page() -> None:
    rows = tuple(person(number, compact=number > 2) for number in range(1, 61))
    laid = pages(People((PeopleGroup("", rows),), (), ("order, function", "name", "post")))

    assert picture(laid).split("\n")[1:7] == [
        " 59.85  0:1  7:member  34:Mr Number 1",
        " 64.85  34:Adviser",
        " 73.00  0:2  7:member  34:Mr Number 2",
        " 78.00  34:Adviser",
        " 87.40  0:order, function  34:name  94:post",
        " 93.60  0:3  7:member  34:Mr Number 3  94:Adviser",
    ]
    assert picture(laid, 1).split("\n")[0] == " 33.60  0:order, function  34:name  94:post"


def test_a_group_head_keeps_two_rows() -> None:
    def lines_above(count: int) -> list[str]:
        filler = tuple(person(number) for number in range(count))
        laid = pages(People((PeopleGroup("", filler), PeopleGroup("Hosts", filler[:3]))))
        return [text.words for text in texts(laid, 0) if text.x == 34][-5:]

    assert lines_above(13) == ["Hosts", "Mr Number 0", "Adviser", "Mr Number 1", "Adviser"]
    assert "Hosts" not in lines_above(14)  # one row would fit


def test_portraits_stand_in_fives_and_a_missing_one_is_a_tile(
    photographs: dict[str, bytes],
) -> None:
    people = tuple(
        Portrait(f"Name {number}", words("Post"), f"N{number}", hash_)
        for number, hash_ in enumerate(("photo", "", "damaged", "photo", "photo", "photo"))
    )
    laid = pages(Portraits("Key people", people), pictures=photographs)

    assert [(text.x, text.y) for text in texts(laid) if text.words.startswith("Name")] == [
        (0, 105.5), (34, 105.5), (68, 105.5), (102, 105.5), (136, 105.5), (0, 157.15),
    ]  # fmt: skip
    tiles = [area for area in areas(laid) if area.colour == "#f0f0ec"]
    assert [(tile.x0, tile.x1, tile.y0, tile.y1) for tile in tiles] == [
        (34, 63, 63.75, 100),
        (68, 97, 63.75, 100),
    ]
    assert len(laid.parts[0].drawn.pages[0].images) == 4
    initials = [text.words for text in texts(laid) if text.artifact]
    assert initials == ["N1", "N2"]  # drawn, not read: the name follows


def test_without_any_photograph_names_and_roles_stand_in_rows() -> None:
    people = (Portrait("Name 1", words("Post 1"), "N1", "unknown"), Portrait("Name 2", (), "N2"))

    assert (
        picture(pages(Portraits("Key people", people)))
        == """\
 42.60  0:1  34:Title
 58.60  0:Key people  34:Name 1  119:Post 1
 66.10  34:Name 2"""
    )


def biography(paragraphs: int) -> Biography:
    return Biography(
        "Dr Samira al-Nadwari",
        words("Minister of the Interior"),
        (Paragraph(words("Hydrologist. " * 20)),) * paragraphs,
        (KeyValue("in speech", words("Minister")),),
        "SN",
        (Run("سميرة", lang="ar"),),
    )


def test_three_biographies_a_page() -> None:
    laid = pages(*[biography(1)] * 4)

    assert [rules(laid, page) for page in (0, 1)] == [
        [(0, 165, 55), (0, 165, 125), (0, 165, 195)],
        [(0, 165, 30)],
    ]
    names = [text for text in texts(laid, 0) if text.words == "Dr Samira al-Nadwari"]
    assert [(name.x, name.y) for name in names] == [(34, 64.4), (34, 134.4), (34, 204.4)]


def test_a_long_biography_is_never_cut() -> None:
    laid = pages(biography(9), biography(1))

    printed = [text.words for page in (0, 1) for text in texts(laid, page)]
    assert sum(line.count("Hydrologist.") for line in printed) == 200
    assert rules(laid, 1)[0][2] > 60  # the second follows the end of the first
