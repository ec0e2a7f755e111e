"""From a pack to a file: names of pages, versos, heads and feet, references, findings, the same bytes."""

import hashlib
import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

import small_packs as sp
from briefer.pack.blocks import (
    Biography,
    Card,
    Cards,
    Contents,
    FootLine,
    Gap,
    GuestCover,
    Issue,
    KeyValue,
    Labelled,
    Marking,
    Message,
    Pack,
    PagesInForce,
    Part,
    PointGroup,
    Run,
)
from briefer.pack.page_map import grouped, page_code
from briefer.pdf.pages import Cache, paginate, write
from briefer.pdf.sheets import Pages
from briefer.progress import Cancelled

SHOWN = "The Agency runs one duty room for rivers, coast and harbours. "


def pages_of(made: Pack, **pictures: bytes) -> Pages:
    return paginate(made, pictures, book=sp.BOOK)


def filled(key: str, number: str, pages: int, **more: object) -> Part:
    """A part of so many pages."""
    blocks = [block for page in range(pages) for block in (sp.text(f"{key} {page + 1}"), Gap(47))]
    return sp.part(key, number, *blocks, **more)


def names(made: Pages) -> list[str]:
    """Each sheet: its name, its part, right or left, blank."""
    return [
        f"{sheet.name} {sheet.part.key if sheet.page is not None else 'blank'} "
        f"{'right' if sheet.recto else 'left'}"
        for sheet in made.sheets
    ]


# ------------------------------------------------------------------------------------- names of pages


def test_every_part_starts_on_a_right_hand_page_and_counts_for_itself() -> None:
    made = sp.pack(
        sp.section("1", filled("cover", "1", 1)),
        sp.section("8", filled("brief-4", "8.4", 2), filled("brief-5", "8.5", 3)),
        sp.section("15", filled("contacts", "15", 1)),
    )
    assert names(pages_of(made)) == [
        "1-1 cover right",
        "1-2 blank left",
        "8.4-1 brief-4 right",
        "8.4-2 brief-4 left",
        "8.5-1 brief-5 right",
        "8.5-2 brief-5 left",
        "8.5-3 brief-5 right",
        "8.5-4 blank left",
        "15-1 contacts right",
    ]


def test_printed_on_one_side_all_pages_are_right_hand_pages() -> None:
    made = sp.pack(
        sp.section("1", filled("a", "1", 1)), sp.section("2", filled("b", "2", 2)), duplex=False
    )
    assert names(pages_of(made)) == ["1-1 a right", "2-1 b right", "2-2 b right"]


def test_a_pack_that_is_never_replaced_by_sheets_counts_through() -> None:
    made = sp.pack(
        sp.section("1", filled("a", "1", 1), filled("b", "1.1", 1)),
        sp.section("2", filled("c", "2", 1)),
        counting="through",
    )
    made_pages = pages_of(made)
    assert names(made_pages) == ["1 a right", "2 b left", "3 c right"]
    assert "page 3 of 3" in sp.read(write(made_pages))[2]


def test_parts_of_one_number_go_on_counting() -> None:
    made = sp.pack(sp.section("1", filled("a", "1", 1), filled("b", "1", 1)), duplex=False)
    assert [sheet.name for sheet in pages_of(made).sheets] == ["1-1", "1-2"]


def test_a_blank_verso_bears_marking_number_and_code_and_nothing_else() -> None:
    made = sp.pack(
        sp.section("1", filled("a", "1", 1)),
        sp.section("2", filled("b", "2", 1)),
        marking=Marking("RESTRICTED", "#a6192e"),
    )
    code = grouped(page_code("visit/2", "1-2"))
    assert sp.read(sp.printed(made))[1] == f"RESTRICTED page 1-2 {code} RESTRICTED"


def test_cards_have_nothing_on_their_backs() -> None:
    cards = tuple(
        Card(str(n), "Talks", sp.words("today"), (PointGroup((sp.words("Ask."),)),))
        for n in range(1, 6)
    )
    made = sp.pack(
        sp.section("9", sp.part("cards", "9", Cards(cards))),
        sp.section("10", filled("profile", "10", 1)),
    )
    assert names(pages_of(made)) == [
        "9-1 cards right",
        "9-2 blank left",
        "9-3 cards right",
        "9-4 blank left",
        "10-1 profile right",
    ]


def test_the_page_map_says_what_stands_where() -> None:
    made = sp.pack(
        sp.section("1", sp.part("a", "1", Labelled("What", (sp.text("This"),), anchor="item-3")))
    )
    page_map = pages_of(made).page_map
    assert [(page.name, page.part, page.blank) for page in page_map.pages] == [("1-1", "a", False)]
    (place,) = page_map.places
    mm = 25.4 / 72
    # under the opener, which ends at 55; the frame goes from 25 to 190
    assert (place.anchor, place.page) == ("item-3", 0)
    assert [round(value * mm, 1) for value in (place.x0, place.x1)] == [25, 190]
    assert [round(297 - value * mm, 1) for value in (place.y1, place.y0)] == [55, 60]


# ------------------------------------------------------------------------------------- around the frame


def test_head_and_foot() -> None:
    made = sp.pack(
        sp.section("8", filled("Talks with the Agency", "8.3", 2, label="3")),
        marking=Marking("RESTRICTED", "#a6192e"),
        issue=Issue("Edition 2", ", issued today", "Copy 3 of 14", "", "visit/2"),
    )
    first, second = sp.read(sp.printed(made))
    assert first == (
        "3 Talks with the Agency Talks with the Agency 1 RESTRICTED "
        f"Edition 2, issued today Copy 3 of 14 page 8.3-1 {grouped(page_code('visit/2', '8.3-1'))} "
        "RESTRICTED"
    )
    assert second == (
        "Talks with the Agency 2 RESTRICTED 3 Talks with the Agency Aldermark, March 2027 "
        f"Edition 2, issued today Copy 3 of 14 page 8.3-2 {grouped(page_code('visit/2', '8.3-2'))} "
        "RESTRICTED"
    )


def test_a_long_title_drops_the_right_half_of_the_head_then_is_cut_at_a_word() -> None:
    middle = (
        "Talks with the Coast and River Agency on the exchange of early warnings between "
        "two duty rooms by day"
    )
    long = "Talks on " + "harbours, rivers, coasts and " * 8 + "all"
    cut = "Talks on " + "harbours, rivers, coasts and " * 3 + "harbours, rivers, coasts …"
    for title, expected in (
        ("Talks", "Talks Aldermark, March 2027"),
        (middle, middle),
        (long, cut),
    ):
        second = sp.read(sp.printed(sp.pack(sp.section("8", _two_pages(title)))))[1]
        assert second.split(" page 8.3-2")[0].split(" Edition")[0] == f"text 3 {expected}"


def _two_pages(title: str) -> Part:
    blocks = (sp.text("text"), Gap(47), sp.text("text"))
    return sp.part("p", "8.3", *blocks, label="3", title=title)


def test_a_part_may_have_its_own_marking() -> None:
    own = Marking("SECRET", "#a6192e")
    made = sp.pack(
        sp.section("1", sp.part("a", "1", sp.text("a")), sp.part("b", "2", marking=own)),
        marking=Marking("OPEN"),
        duplex=False,
    )
    assert [page.split(" OPEN")[0].count("SECRET") for page in sp.read(sp.printed(made))] == [0, 2]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_long_marking_takes_a_second_line_outwards_and_never_leaves_the_sheet(paper: str) -> None:
    def baselines(words: int) -> list[float]:
        made = sp.pack(
            sp.section("1", sp.part("a", "1", sp.text("a"))),
            marking=Marking("MARKING " * words),
            duplex=False,
            paper=paper,
        )
        page = pypdfium2.PdfDocument(sp.printed(made))[0]
        read = page.get_textpage()
        rects = [read.get_rect(at) for at in range(read.count_rects())]
        height = page.get_height()
        near = [r for r in rects if "MARKING" in read.get_text_bounded(*r)]
        return sorted({round((height - r[1]) * 25.4 / 72) for r in near})

    one, two, many = (baselines(words) for words in (3, 14, 60))
    assert len(one) == 2
    assert two == sorted([one[0] - 4, *one, one[1] + 4])
    assert many == two


def test_guests_read_a_folio_only() -> None:
    cover = GuestCover("A and B", "Programme", ("Dr A",), ("Minister",), (), "8 March")
    made = sp.pack(
        sp.section("1", sp.part("cover", "1", cover, label="")),
        sp.section("2", sp.part("day", "2", Message(sp.words("Evening at leisure")), label="")),
        paper="A5",
        look="guest",
        counting="through",
        duplex=False,
    )
    pages = pages_of(made)
    assert names(pages) == ["1 cover right", "2 day left"]
    first, second = sp.read(write(pages))
    assert second == "Evening at leisure 2"
    assert first.endswith("8 March")


def test_the_square_code_is_a_qr_code_of_21_modules() -> None:
    from briefer.pdf.squares import dark_runs

    runs = dark_runs("7KQ1T5N3C9")
    assert {row for row, _, _ in runs} == set(range(21))
    # two of the corners that a scanner looks for
    assert next(run for run in runs if run[0] == 0) == (0, 0, 7)
    assert next(run for run in runs if run[0] == 20) == (20, 0, 7)
    assert all(column + length <= 21 for _, column, length in runs)


def test_text_stands_on_the_columns_and_inside_the_frame() -> None:
    made = sp.pack(
        sp.section(
            "8",
            sp.part(
                "Talks",
                "8.3",
                Labelled(
                    "Objective", (sp.text(SHOWN * 3),), (KeyValue("Brief", sp.words("ready")),)
                ),
                foot=(FootLine("Owner", sp.words("K. Rashmani")),),
            ),
        )
    )
    page = pypdfium2.PdfDocument(sp.printed(made))[0]
    mm = 25.4 / 72
    lefts = set()
    for each in page.get_objects():
        if each.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT:
            left, _, right, top = (value * mm for value in each.get_bounds())
            if 30 < 297 - top < 270:
                assert right <= 190.5
                lefts.add(round(left - 25))
    assert lefts <= {0, 1, 34, 35, 119, 120, *range(121, 140)}
    assert {0, 34} <= {left - left % 2 for left in lefts}


# ------------------------------------------------------------------------------------- references


def test_contents_and_references_name_pages_that_come_later() -> None:
    see = sp.text(
        sp.words("See ", Run("", page_of="item-9"), " and ", Run("", page_of="late"), ".")
    )
    late = sp.part(
        "late", "8.12", sp.text("a"), Gap(47), Labelled("b", (sp.text("c"),), anchor="item-9")
    )
    made = sp.pack(
        sp.section("3", sp.part("contents", "3", Contents(), see)),
        sp.section("8", filled("brief-1", "8.1", 1), late),
        sp.section("9", filled("cards", "9", 1)),
    )
    first = sp.read(sp.printed(made))[0]
    assert "3 Section 3 3-1 8 Section 8 8.1-1 9 Section 9 9-1" in first
    assert "See 8.12-2 and 8.12-1." in first


def test_the_pages_in_force_count_themselves() -> None:
    force = PagesInForce("Pages in force", "A page that is not listed is not in force.")
    made = sp.pack(
        sp.section("2", sp.part("control", "2", force)),
        sp.section("8", *(filled(f"b{n}", f"8.{n}", 2) for n in range(1, 4))),
    )
    first = sp.read(sp.printed(made))[0]
    for name in ("2-1", "2-2", "8.1-1", "8.1-2", "8.2-1", "8.2-2", "8.3-1", "8.3-2"):
        assert name in first


# ------------------------------------------------------------------------------------- the same again


def big_pack() -> Pack:
    parts = [
        sp.part(
            f"brief-{n}",
            f"8.{n}",
            Labelled("Objective", (sp.text(f"{n} {SHOWN * n}"),), anchor=f"a{n}"),
            sp.text(sp.words("Mr سميرة ", Run("link", link="https://x.org"), Run("gap", "gap"))),
        )
        for n in range(1, 5)
    ]
    return sp.pack(sp.section("3", sp.part("contents", "3", Contents())), sp.section("8", *parts))


def test_the_same_pack_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1])\n"
        "import test_pages, small_packs as sp\n"
        "print(hashlib.sha256(sp.printed(test_pages.big_pack())).hexdigest())"
    )
    here = Path(__file__).parent
    tests = str(here.parents[1])
    call = [sys.executable, "-c", program, str(here)]
    told = {
        subprocess.run(
            call,
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": tests},
        ).stdout
        for seed in ("1", "2")
    }
    assert told == {hashlib.sha256(sp.printed(big_pack())).hexdigest() + "\n"}


def test_what_has_not_changed_is_not_laid_out_again() -> None:
    cache: Cache = {}
    made = big_pack()
    first = paginate(made, {}, cache=cache)
    changed = sp.pack(
        made.sections[0],
        sp.section("8", sp.part("brief-1", "8.1", sp.text("new")), *made.sections[1].parts[1:]),
    )
    second = paginate(changed, {}, cache=cache)
    kept = [one is other for one, other in zip(first.parts, second.parts, strict=True)]
    assert kept == [True, False, True, True, True]
    assert write(second) == write(paginate(changed, {}))


def test_a_part_is_laid_out_again_when_what_it_refers_to_is_renumbered() -> None:
    cache: Cache = {}
    see = sp.part("a", "1", sp.text(sp.words("See ", Run("", page_of="b"), ".")))
    one = paginate(sp.pack(sp.section("1", see, sp.part("b", "2"))), {}, cache=cache)
    other = paginate(sp.pack(sp.section("1", see, sp.part("b", "2.10"))), {}, cache=cache)
    assert one.parts[0] is not other.parts[0]
    assert "See 2.10-1." in sp.read(write(other))[0]


def test_preview_and_export_may_run_at_the_same_time() -> None:
    made, expected = big_pack(), sp.printed(big_pack())
    with ThreadPoolExecutor(4) as workers:
        assert set(workers.map(lambda _: sp.printed(made), range(8))) == {expected}


def test_progress_may_be_asked_for_at_any_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine the last lines, of findings about markings, are set long after the last part."""
    monkeypatch.setattr("briefer.pdf.pages._BETWEEN_REPORTS", -1.0)
    told: list[tuple[int, int]] = []
    paginate(
        sp.one_page("Door", marking=Marking("RESTRICTED")),
        {},
        lambda done, total, _words="": told.append((done, total)),
    )
    assert (told[0], told[-1]) == ((0, 1), (1, 1))


def test_work_stops_when_the_report_says_so() -> None:
    calls: dict[tuple[int, int, str], None] = {}

    def report(done: int, total: int, words: str = "") -> None:
        calls[done, total, words] = None  # a slow machine reports a part more than once
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        paginate(big_pack(), {}, report)
    assert list(calls) == [(0, 5, "contents"), (1, 5, "brief-1"), (2, 5, "brief-2")]


def test_writing_can_be_stopped_too() -> None:
    def report(done: int, total: int, words: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write(pages_of(big_pack()), report)


# ------------------------------------------------------------------------------------- findings


def findings(made: Pages) -> list[tuple[str, str, str]]:
    return [(found.rule, found.place.page, found.sentence) for found in made.findings]


def test_what_does_not_fit_or_has_no_glyph_is_told() -> None:
    made = sp.pack(
        sp.section(
            "1",
            sp.part(
                "a", "1", sp.text("漢"), Labelled("Donaudampfschifffahrtsamt", (sp.text("b"),))
            ),
        ),
        marking=Marking("MANY WORDS OF MARKING " * 12, "#ffcc00"),
    )
    banner = ("MANY WORDS OF MARKING " * 12)[:59]
    assert findings(pages_of(made)) == [
        ("marking-too-long", "1-1", f"The marking “{banner}…” needs more than two lines."),
        (
            "marking-too-light",
            "1-1",
            (
                f"The colour of the marking “{banner}…” is too light for white paper: "
                "its contrast is 1.5, 4.5 is needed."
            ),
        ),
        ("glyph-missing", "1-1", "No font has the character 漢 (U+6F22)."),
        (
            "word-too-wide",
            "1-1",
            "“Donaudampfschifffahrtsamt” is wider than its column and was broken.",
        ),
    ]


def test_a_brief_over_two_sides_says_how_many_lines_to_cut() -> None:
    points = [sp.text("line\n" * 59)]  # 48 rows of 5 on a page, 5 of them the opener's
    made = sp.pack(
        sp.section(
            "8", sp.part("b", "8.1", *points, back=(sp.text("line\n" * 49),), two_sides=True)
        )
    )
    assert [found for found in findings(pages_of(made)) if found[0] == "brief-over-two-sides"] == [
        ("brief-over-two-sides", "8.1-1", "The front of the brief is too long: 14 lines to cut."),
        ("brief-over-two-sides", "8.1-4", "The back of the brief is too long: 2 lines to cut."),
    ]


def test_a_brief_tells_how_much_of_its_two_sides_it_takes() -> None:
    front, back = sp.text("line\n" * 20), sp.text("line\n" * 12)
    parts = (
        sp.part("long", "8.1", front, back=(back,), two_sides=True),
        sp.part("short", "8.2", front, two_sides=True),
        sp.part("other", "8.3", front),
    )
    laid = pages_of(sp.pack(sp.section("8", *parts))).parts
    assert [(round(one.filled[0], 2), round(one.filled[1], 2), one.lines_left) for one in laid] == [
        (0.52, 0.25, (19, 36)),
        (0.52, 0.0, (19, 48)),
        (0.0, 0.0, (0, 0)),
    ]


def photograph(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "grey").save(out, "JPEG")
    return out.getvalue()


def biography(picture: str) -> Pack:
    person = Biography(
        "Dr Samira",
        sp.words("Minister"),
        (),
        (),
        "SA",
        picture=picture,
        alt="Portrait of Dr Samira",
    )
    return sp.pack(sp.section("11", sp.part("people", "11", person)), pictures=(picture,))


@pytest.mark.parametrize(
    ("content", "rules", "initials"),
    [
        (photograph(480, 600), [], False),
        (photograph(200, 250), ["picture-coarse"], False),
        (b"\xff\xd8\xff not a photograph", ["picture-unreadable"], True),
        (b"GIF89a", ["picture-unreadable"], True),
    ],
)
def test_photographs(content: bytes, rules: list[str], initials: bool) -> None:
    made = paginate(biography("f00"), {"f00": content}, book=sp.BOOK)
    assert [found.rule for found in made.findings] == rules
    page = pypdfium2.PdfDocument(write(made))[0]
    pictures = [
        each for each in page.get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    ]
    assert (len(pictures), "SA" in sp.read(write(made))[0]) == (0 if initials else 1, initials)


def test_a_missing_photograph_prints_initials() -> None:
    made = pages_of(biography("f00"))
    assert [found.rule for found in made.findings] == ["picture-unreadable"]
