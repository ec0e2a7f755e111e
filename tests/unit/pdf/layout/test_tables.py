"""Tables by layout, contents, lists, figures, two columns."""

import itertools

import pytest

from briefer.pack import blocks as b
from briefer.pack.blocks import Row, Run, TableGroup, Words
from briefer.pdf.layout.measures import TABLES
from drawn import pages, picture, rules, structure, texts


def words(text: str) -> Words:
    return (Run(text),) if text else ()


def row(*cells: str) -> Row:
    return Row(tuple(words(cell) for cell in cells))


HEAD = ("state", "action", "owner", "due")


def test_columns_begin_where_the_layout_says() -> None:
    actions = TableGroup((row("open", "Name a contact", "Agency", "15 Jan"),))
    late = Row(((Run("late", "strong"),), words("Send the list"), words("H. Temsi"), words("")))
    laid = pages(b.Table("follow-ups", HEAD, (TableGroup((*actions.rows, late)),), "Follow-up"))

    assert (
        picture(laid)
        == """\
 42.60  0:1  34:Title
 58.60  0:Follow-up  34:action  119:owner  159.55:due
 65.45  0:open  34:Name a contact  119:Agency  155.13:15 Jan
 72.95  0:late  34:Send the list  119:H. Temsi"""
    )
    assert rules(laid) == [(34, 165, 60.6), (34, 165, 68.1), (34, 165, 75.6)]
    looks = {text.words: (text.faces, text.colours) for text in texts(laid)}
    assert looks["open"] == (("sans-regular",), ("#595959",))
    assert looks["late"] == (("sans-semibold",), ("#1c1c1c",))


def test_dense_tables_take_one_row_and_a_quarter() -> None:
    missing = TableGroup(tuple(row(str(n), "time", "L. Sahlani", "by 1 March") for n in (8, 9)))
    laid = pages(b.Table("missing", (), (missing,), "Facts missing"))

    assert (
        picture(laid)
        == """\
 42.60  0:1  34:Title
 59.20  0:Facts missing  34:8  44:time  102:L. Sahlani  141:by 1 March
 65.45  34:9  44:time  102:L. Sahlani  141:by 1 March"""
    )
    assert rules(laid) == [(34, 165, 55), (34, 165, 61.25), (34, 165, 67.5)]


def test_groups_stand_under_headings() -> None:
    group = (row("host", "J. Ekdal", "+999 1 555 0177"),)
    laid = pages(
        b.Table("contacts", (), (TableGroup(group, "Halvenborg"), TableGroup(group, "Port Serin")))
    )

    assert (
        picture(laid)
        == """\
 42.60  0:1  34:Title
 58.60  34:Halvenborg
 66.10  0:host  34:J. Ekdal  119:+999 1 555 0177
 77.35  34:Port Serin
 84.85  0:host  34:J. Ekdal  119:+999 1 555 0177"""
    )
    assert rules(laid)[:2] == [(0, 165, 61.25), (0, 165, 68.75)]


def test_no_cell_is_lost() -> None:
    laid = pages(b.Table("contacts", (), (TableGroup((row("a", "b", "c", "d", "e"), row("f"))),)))

    assert [text.words for text in texts(laid)][2:] == ["a", "b", "c d e", "f"]
    assert [structure(laid).count(cell) for cell in ("TH", "TD")] == [2, 4]  # rows have cells alike


def test_three_hundred_rows_repeat_their_head_and_leave_no_row_alone() -> None:
    rows = tuple(
        row("open", f"Action {n} " + "that wraps in its column " * (n % 3), "Owner", f"{n}")
        for n in range(300)
    )
    laid = pages(b.Table("follow-ups", HEAD, (TableGroup(rows),)))

    count = len(laid.parts[0].drawn.pages)
    printed: list[str] = []
    for page in range(count):
        said = texts(laid, page)
        head = [text for text in said if text.words in HEAD]
        assert [text.words for text in head] == list(HEAD)
        assert {text.artifact for text in head} == {page > 0}
        here = [text.words for text in said if text.words.startswith("Action")]
        assert len(here) >= 2
        printed += here
    assert [int(text.split()[1]) for text in printed] == list(range(300))
    assert structure(laid).count("TR") == 301


def test_a_row_is_broken_only_when_taller_than_sixty() -> None:
    def lines_on_first_page(height: int) -> int:
        tall = row("", "line\n" * (height // 5), "", "")
        laid = pages(
            b.Paragraph(words("x\n" * 34)), b.Table("follow-ups", (), (TableGroup((tall,)),))
        )
        return sum(text.words == "line" for text in texts(laid, 0))

    assert lines_on_first_page(55) == 0
    assert lines_on_first_page(60) == 7


def test_measures_lie_in_the_frame_and_do_not_meet() -> None:
    for layout in TABLES.values():
        edges = [(column.x, column.x + column.width) for column in layout.columns]
        assert all(right <= left for (_, right), (left, _) in itertools.pairwise(edges))
        assert edges[-1][1] == 165


def test_contents_lead_to_their_pages() -> None:
    laid = pages(b.Contents(), b.PagesInForce("Pages in force", "A draft."))

    assert (
        picture(laid)
        == """\
 42.60  0:1  34:Title
 59.20  27.01:1  34:Section
 74.85  0:Pages in force  34:1-1
 82.35  34:A draft."""
    )
    (link,) = {link.address for link in laid.parts[0].drawn.pages[0].links}
    assert link == "#section"
    assert rules(laid) == [(34, 165, 61.25)]


def test_the_list_of_briefs_keeps_the_number_of_an_omitted_item() -> None:
    lines = (
        b.BriefLine(b.Mark("5", "confirmed", "5, confirmed"), "Talks", words("H. Temsi"), words("final"), "part"),
        b.BriefLine(b.Mark("7", "cancelled", "7, omitted"), "Call", (), words("omitted")),
    )  # fmt: skip
    laid = pages(b.BriefList("List of briefs", ("item", "owner", "state", "page"), lines))

    assert [(text.x, text.words) for text in texts(laid)][2:] == [
        (34, "List of briefs"),
        (22.58, "item"),
        (110, "owner"),
        (133, "state"),
        (157.86, "page"),
        (28.18, "5"),
        (34, "Talks"),
        (110, "H. Temsi"),
        (133, "final"),
        (28.18, "7"),
        (34, "Call"),
        (133, "omitted"),
    ]
    (call,) = [text for text in texts(laid) if text.words == "Call"]
    assert call.colours == ("#595959",)


@pytest.mark.parametrize(("briefs", "first"), [(20, 20), (26, 0), (40, 20)])
def test_the_list_of_briefs_goes_to_a_page_of_its_own_rather_than_over_two(
    briefs: int, first: int
) -> None:
    """There is room for 20 under half a page of text; the 40 take more than a page."""
    lines = tuple(
        b.BriefLine(b.Mark(str(at), "confirmed", str(at)), f"Talks {at}", (), words("final"))
        for at in range(briefs)
    )
    filled = b.Labelled("Contents", (b.Paragraph(words("line\n" * 11)),))
    listed = b.BriefList("List of briefs", ("item", "owner", "state", "page"), lines)
    laid = pages(filled, listed)
    assert sum(text.words.startswith("Talks") for text in texts(laid)) == first


@pytest.mark.parametrize(
    ("owners", "x"),
    [
        (("H. Temsi", "Karina Rashmani", "Karina Rashmani"), 102),
        (("H. Temsi", "Karina Rashmani", ""), 110),
        (("", "", ""), 110),
    ],
)
def test_owners_get_more_room_where_most_would_wrap(owners: tuple[str, ...], x: float) -> None:
    lines = tuple(
        b.BriefLine(b.Mark(str(at), "confirmed", str(at)), "Talks", words(owner), words("final"))
        for at, owner in enumerate(owners)
    )
    laid = pages(b.BriefList("List of briefs", ("item", "owner", "state", "page"), lines))

    assert [text.x for text in texts(laid) if text.words == "owner"] == [x]
    said = [(text.x, text.words) for text in texts(laid) if 100 < text.x < 130]
    assert (x, "Karina Rashmani") in said or x == 110


@pytest.mark.parametrize("filled", [36, 38, 40])
def test_pages_in_force_stay_together(filled: int) -> None:
    force = b.PagesInForce("Pages", "A page that is not listed is not in force.")
    laid = pages(b.Paragraph(words("x\n" * (48 * 20 + filled))), force, number="10.12")

    with_names = [
        [text.words for text in texts(laid, page) if text.words.startswith(("10.12-", "Pages"))]
        for page in range(len(laid.parts[0].drawn.pages))
    ]
    (only,) = [said for said in with_names if said]
    assert (only[0], only[1], len(only)) == ("Pages", "10.12-1", 1 + len(laid.sheets))


def test_pages_in_force_higher_than_a_page_repeat_their_label() -> None:
    many = b.Paragraph(words("x\n" * 48 * 320))
    laid = pages(b.PagesInForce("Pages", ""), many, number="10.12")

    labels = [
        (text.words, text.artifact)
        for page in range(3)
        for text in texts(laid, page)
        if text.words == "Pages"
    ]
    assert labels == [("Pages", False), ("Pages", True)]


def test_pages_in_force_stand_in_as_many_columns_as_their_names_allow() -> None:
    many = b.Paragraph(words("x\n" * 800))
    laid = pages(b.PagesInForce("Pages", ""), many, number="10.12")

    names = [text for text in texts(laid, 0) if text.words.startswith("10.12-")]
    assert [name.x for name in names[:9]] == [
        34,
        50.38,
        66.75,
        83.13,
        99.5,
        115.87,
        132.25,
        148.63,
        34,
    ]
    assert round(names[8].y - names[0].y, 2) == 6.25


def test_columns_that_say_nothing_give_their_room_to_the_one_before_them() -> None:
    what = "time; address; who greets; day; owner of the brief; the whole brief"

    def lines(*more: str) -> list[str]:
        group = TableGroup((row("1", what, *more), row("2", "day", "", "")))
        laid = pages(b.Table("missing", (), (group,), "Facts missing"))
        return [text.words for text in texts(laid) if text.x == 44]

    assert lines("", "") == [what, "day"]
    assert lines("H. Temsi", "")[0] == "time; address; who greets; day;"


def test_figures_stand_five_across_over_their_captions() -> None:
    laid = pages(b.Figures("Programme", tuple((str(n), f"caption {n}") for n in range(6))))

    assert [(text.x, text.y, text.words) for text in texts(laid)][2:7] == [
        (0, 62.6, "Programme"),
        (34, 62.6, "0"),
        (34, 68.6, "caption 0"),
        (61.2, 62.6, "1"),
        (61.2, 68.6, "caption 1"),
    ]
    assert texts(laid)[-1].x == 34


def test_two_columns_are_read_down_the_first_and_then_down_the_second() -> None:
    pairs = tuple((words(f"K{n}"), words(f"text {n}")) for n in range(5))
    laid = pages(b.TwoColumns("Glossary", pairs))

    assert (
        picture(laid)
        == """\
 42.60  0:1  34:Title
 58.60  0:Glossary  34:K0  47:text 0  102:K3  115:text 3
 63.60  34:K1  47:text 1  102:K4  115:text 4
 68.60  34:K2  47:text 2"""
    )


def test_a_long_glossary_fills_each_page_before_the_next() -> None:
    pairs = tuple(
        (words(f"K{n}"), words("short" if n % 2 else "a text that takes two lines " * 2))
        for n in range(120)
    )
    laid = pages(b.TwoColumns("Glossary", pairs))

    keys = [
        text.words
        for page in range(len(laid.parts[0].drawn.pages))
        for text in texts(laid, page)
        if text.words.startswith("K")
    ]
    assert keys == [f"K{n}" for n in range(120)]
    assert {text.x for text in texts(laid, 1)} == {34, 47, 102, 115}
