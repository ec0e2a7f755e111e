"""Two languages face to face: rows at one height, pages broken at one place, covers outside."""

import io
from collections.abc import Callable

import msgspec
import pikepdf
import pytest

from briefer.pack import blocks
from briefer.pack.blocks import (
    Block,
    Cards,
    Cover,
    GuestDay,
    GuestEntry,
    Line,
    Mark,
    Pack,
    Part,
    People,
    PeopleGroup,
    PeopleRow,
    PointGroup,
    ProgrammeRow,
    Run,
    Section,
    Table,
    TableGroup,
    TimeCell,
)
from briefer.pdf import facing, pages
from briefer.pdf.facing import Row, Rows, paired
from briefer.pdf.layout.boxes import Blank, Stack
from briefer.pdf.sheets import Pages
from drawn import texts
from small_packs import BOOK, pack, part, read, section, text

LONG = "a place with a very long name that takes two lines of its column at least, or three of them"


def day(*entries: tuple[str, str]) -> GuestDay:
    told = tuple(GuestEntry(time, (Run(words),)) for time, words in entries)
    return GuestDay("Monday", (Run("Halvenborg"),), told)


def both(left: Block, right: Block, *, cover: bool = False, **more: object) -> Pages:
    """One part on both sides, in English and Arabic."""
    front = [part("cover", "C", Cover("Dossier", "Visit", (), (), ()), label="")] if cover else []
    made = [
        pack(
            section("1", *front, Part("p", "1", "", "P", (block,))),
            language=tag,
            **more,
        )
        for tag, block in (("en", left), ("ar", right))
    ]
    return facing.paginate((made[0], made[1]), {}, book=BOOK)


def rows(laid: Pages, side: int, page: int = 0) -> list[tuple[float, str]]:
    """Heights and words of a page."""
    at = side * (len(laid.parts) // 2) + len(laid.parts) // 2 - 1
    return [(each.y, each.words) for each in texts(laid, page, at)]


def test_a_row_begins_at_one_height_on_both_sides() -> None:
    laid = both(
        day(("09:00", LONG), ("10:00", "Talks")), day(("09:00", "وزارة"), ("10:00", "محادثات")),
        look="guest", paper="A5", counting="through",
    )  # fmt: skip
    left, right = ({words: y for y, words in rows(laid, side)} for side in (0, 1))
    assert left["10:00"] == right["10:00"] > left["09:00"] + 10
    assert left["09:00"] == right["09:00"]


def test_both_sides_break_at_the_same_row() -> None:
    many = [(f"{at:02}:00", LONG if at % 2 else "Talks") for at in range(24)]
    short = [(time, "محادثات") for time, _ in many]
    laid = both(day(*many), day(*short), look="guest", paper="A5", counting="through")
    pages_of = [len(each.drawn.pages) for each in laid.parts]
    assert pages_of[0] == pages_of[1] > 1
    for page in range(pages_of[0]):
        times = [[w for _, w in rows(laid, side, page) if ":" in w] for side in (0, 1)]
        assert times[0] == times[1] != []


def contacts(*names: str) -> Table:
    found = tuple(
        blocks.Row(((Run(f"{at}"),), (Run(name),), (Run("+999"),))) for at, name in enumerate(names)
    )
    return Table("contacts", ("Function", "Name", "Telephone"), (TableGroup(found),))


def people(*names: str) -> People:
    found = tuple(PeopleRow(f"{at}", "", (Run(name),)) for at, name in enumerate(names))
    return People((PeopleGroup("", found),))


@pytest.mark.parametrize("listed", [contacts, people])
def test_the_rows_of_a_table_stand_and_break_beside_each_other(
    listed: Callable[..., Block],
) -> None:
    names = [f"{LONG}, {LONG}" if at % 3 else "Registry" for at in range(30)]
    laid = both(listed(*names), listed(*["السجل"] * 30))
    sides = [
        [
            [(words, y) for y, words in rows(laid, side, page) if words.isdigit()]
            for page in range(len(laid.parts[side].drawn.pages))
        ]
        for side in (0, 1)
    ]
    assert sides[0] == sides[1]
    assert len(sides[0]) > 1
    assert [number for page in sides[0] for number, _ in page] == [str(at) for at in range(30)]


def card(number: str, *points: str) -> blocks.Card:
    told = tuple((Run(point),) for point in points)
    return blocks.Card(number, "Talks", (Run("09:00"),), (PointGroup(told),))


def test_a_card_has_its_two_languages_on_the_two_sides_of_a_leaf() -> None:
    long = ["Ask for the log of the night, which the crew keeps open on the table."] * 5
    laid = both(
        Cards((card("1", "Thanks"), card("2", *long), card("3", "Farewell"))),
        Cards((card("1", "شكرا"), card("2", "سؤال"), card("3", "وداعا"))),
        look="card", paper="A6", counting="through",
    )  # fmt: skip
    sides = [
        [[words for _, words in rows(laid, side, page)][:1] for page in range(4)] for side in (0, 1)
    ]
    assert sides == [[["1"], ["2"], ["2"], ["3"]], [["1"], ["2"], [], ["3"]]]
    assert [(sheet.part_index, sheet.page) for sheet in laid.sheets] == [
        (side, page) for page in range(4) for side in (0, 1)
    ]


def test_sheets_of_cards_begin_a_leaf_among_pairs_of_pages() -> None:
    def made(tag: str, said: str) -> Pack:
        first, last = (part(name, "1", text(said)) for name in ("first", "last"))
        cards = Part("cards", "2", "", "Cards", (Cards((card("1", said),)),))
        return pack(section("1", first, cards, last), language=tag)

    laid = facing.paginate((made("en", "Words"), made("ar", "كلمات")), {}, book=BOOK)
    shown = [(sheet.part.key, sheet.page is not None, sheet.recto) for sheet in laid.sheets]
    assert shown == [
        ("first", False, True),
        ("first", True, False),
        ("first", True, True),
        ("cards", False, False),
        ("cards", True, True),
        ("cards", True, False),
        ("last", False, True),
        ("last", True, False),
        ("last", True, True),
    ]


def test_the_line_is_drawn_on_both_sides() -> None:
    def line(title: str) -> Line:
        marks = [Mark(str(n), "confirmed", f"{n}, confirmed") for n in range(1, 30)]
        return Line(
            tuple(ProgrammeRow(each, TimeCell("09:00", "09:45"), (Run(title),)) for each in marks)
        )

    laid = both(line("Talks"), line("محادثات"))
    assert [len(each.drawn.pages) for each in laid.parts] == [2, 2]
    assert [len(each.drawn.pages[0].code) > 20 for each in laid.parts] == [True, True]


def test_covers_stand_alone_outside_and_pairs_begin_on_a_left_hand_page() -> None:
    laid = both(text("Words"), text("كلمات"), cover=True)
    told = [(s.name, laid.pack_of(s).language, s.recto, s.part.key) for s in laid.sheets]
    assert told == [
        ("C-1", "en", True, "cover"),
        ("1-1", "en", False, "p"),
        ("1-2", "ar", True, "p"),
        ("C-2", "ar", False, "cover"),
    ]
    alone = both(text("Words"), text("كلمات"))
    sides = [(alone.pack_of(s).language, s.recto, s.page) for s in alone.sheets]
    assert sides == [("en", True, None), ("en", False, 0), ("ar", True, 0)]


def test_the_bound_edge_is_the_fold() -> None:
    laid = both(text("Words"), text("كلمات"))
    _, left, right = laid.sheets
    # the left page has its label column outside, the right one, mirrored, outside as well
    assert (laid.bound_at_label(left), laid.bound_at_label(right)) == (False, False)
    assert (laid.left(left), laid.left(right)) == (laid.paper.outer, laid.paper.inner)


def test_sides_that_do_not_have_the_same_rows_are_set_beside_each_other_as_a_whole() -> None:
    one, two = Blank(10), Blank(4)
    assert [type(box) for box in paired([one], [two])] == [Row]
    assert paired([one], [two])[0].height == 10
    whole = paired([one, two], [two])
    assert [type(box) for box in whole] == [Row]
    assert whole[0].height == 14
    nested = paired([Stack([one, two])], [Stack([two, two])])
    assert [type(box) for box in nested] == [Rows]
    assert nested[0].height == 14
    assert paired([], []) == []


@pytest.mark.parametrize("first", ["en", "fr"])
def test_the_file_has_both_languages_and_bookmarks_once(first: str) -> None:
    made = pack(section("1", part("p", "1", text("Words"), title="Words")), language=first)
    arabic = Section("section-1", "1", "القسم", (part("p", "1", text("كلمات"), title="كلمات"),))
    second = msgspec.structs.replace(made, language="ar", sections=(arabic,))
    laid = facing.paginate((made, second), {}, book=BOOK)
    content = pages.write(laid)
    shown = read(content)
    assert ["Words" in shown[1], "كلمات" in shown[2]] == [True, True]
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["1  Section 1"]
        assert str(pdf.Root.Lang) == first
        sects = pdf.Root.StructTreeRoot.K.K[0].K
        assert [str(each.get("/Lang", "")) for each in sects] == ["", "ar"]


def test_a_kept_part_is_not_laid_out_again() -> None:
    cache: pages.Cache = {}
    made = pack(section("1", part("p", "1", text("Words"))))
    second: Pack = msgspec.structs.replace(made, language="ar")
    once = facing.paginate((made, second), {}, cache=cache, book=BOOK)
    again = facing.paginate((made, second), {}, cache=cache, book=BOOK)
    assert [a is b for a, b in zip(once.parts, again.parts, strict=True)] == [True, True]
