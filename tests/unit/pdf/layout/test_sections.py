"""Labelled parts, the two sides of a brief, the closed block, space between blocks; and what holds for all pages."""

import itertools
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import small_packs as sp
from briefer.i18n import Language, languages
from briefer.pack import blocks as b
from briefer.pack.blocks import KeyValue, Run, Words
from briefer.pdf.layout.measures import GUEST_TIME_WIDTH
from briefer.pdf.layout.sections import _DRAW, _FLOW
from briefer.pdf.paper import PAPERS
from briefer.pdf.type.setting import Setter
from drawn import Text, areas, overlaps, pages, picture, rules, structure, texts


def words(text: str) -> Words:
    return (Run(text),)


def para(text: str, style: Any = "body") -> b.Paragraph:
    return b.Paragraph(words(text), style)


LABELS = (
    "Objective", "Subject", "To discuss", "Contributions", "Points to make", "If raised", "Who",
    "Background that may be used freely", "Must not be disclosed", "History", "Names", "Addendum",
    "Edition", "Owner", "Programme", "Facts missing", "Distribution", "Pages in force",
    "Purpose", "Framework", "Objectives", "Key messages", "Themes", "Two spellings",
    "In short", "Units met", "What we speak about", "Profile",
)  # fmt: skip


@pytest.mark.parametrize("tag", languages())
def test_labels_fit_their_column_in_every_language(tag: str) -> None:
    language, setter = Language(tag), Setter(sp.BOOK, tag, rtl=tag == "ar")
    said = {language.say(label) for label in LABELS}
    assert len(said) > 20
    assert {
        word: setter.width(word, "label")
        for label in said
        for word in label.split()
        if setter.width(word, "label") > PAPERS["A4"].label_width
    } == {}
    times = {word for about in ("about", "to follow") for word in language.say(about).split()}
    assert {word for word in times if setter.width(word, "guest") > GUEST_TIME_WIDTH} == set()


@pytest.mark.parametrize(("lines", "taken"), [(34, 1), (35, 1), (36, 2)])
def test_a_part_gives_up_air_where_that_spares_a_page(lines: int, taken: int) -> None:
    stops = (b.StopWords("Halvenborg", "Aldermark", "8–10 March", "UTC+1"),) * 2
    content = (para("line\n" * lines), b.Separator(), b.StopsLine("Where and when", stops))
    assert len(pages(*content).parts[0].drawn.pages) == taken


FRONT = (
    b.Labelled("Objective", (para("To agree that both rooms pass warnings.", "point"),)),
    b.Separator(),
    b.Labelled(
        "Points to make",
        (
            b.Points(
                (
                    b.PointGroup(
                        (
                            words("We have come to see how one room serves six agencies, "
                                  "and who gives the alarm."),
                            words("Propose a direct line."),
                        ),
                        words("to Dr Öström"),
                    ),
                    b.PointGroup((words("Offer places."),), words("to all")),
                )
            ),
        ),
    ),
    b.Labelled("If raised", (b.Points((b.PointGroup((words("Satellite data: yes."),)),)),)),
    b.Separator(),
    b.Who(
        "Who",
        "Guests",
        "Hosts",
        (words("H.E. Dr Samira al-Nadwari (leads)"), words("Mr Yusuf Darwan")),
        (words("Dr Mikael Öström (chairs)"), (Run("note taker to be named", "gap"),)),
        (Run("Interpreter", "soft"), Run(" Nour Selmani")),
    ),
)  # fmt: skip
CLOSED = b.Closed("Must not be disclosed", (para("Eleven gauges are silent."),))


def test_the_front_of_a_brief() -> None:
    assert (
        picture(pages(*FRONT, title="Talks", label="5"))
        == """\
 42.60  0:5  34:Talks
 59.30  0:Objective  34:To agree that both rooms pass warnings.
 72.80  0:Points to make  34:to Dr Öström
 78.80  34:–  39:We have come to see how one room serves six agencies, and who
 84.80  39:gives the alarm.
 92.30  34:–  39:Propose a direct line.
100.80  34:to all
106.80  34:–  39:Offer places.
118.80  0:If raised  34:–  39:Satellite data: yes.
131.60  0:Who  34:Guests  102:Hosts
136.60  34:H.E. Dr Samira al-Nadwari (leads)  102:Dr Mikael Öström (chairs)
141.60  34:Mr Yusuf Darwan  102:note taker to be named
149.10  34:Interpreter Nour Selmani"""
    )


def test_rules_stand_between_what_separators_part() -> None:
    laid = pages(*FRONT)

    # 3.75 under a point of one line, 3.75 over the next label
    assert rules(laid) == [(0, 165, 64.75), (0, 165, 124.25)]


def test_no_rule_stands_at_the_head_or_the_foot_of_a_page() -> None:
    fill = para("A line.\n" * 42)
    laid = pages(fill, b.Separator(), para("Two.\nLines."), b.Separator())

    assert [len(part.drawn.pages) for part in laid.parts] == [2]
    assert rules(laid, 0) == []
    assert [text.words for text in texts(laid, 1)] == ["Two.", "Lines."]
    assert rules(laid, 1) == []


def test_the_closed_block_repeats_its_label_on_each_page() -> None:
    long = b.Closed(
        "Must not be disclosed", tuple(para(f"{n}. " + "Do not. " * 60) for n in range(14))
    )
    laid = pages(para("Before."), long, para("After."))

    assert len(laid.parts[0].drawn.pages) == 3
    for page in range(3):
        tint, cell = areas(laid, page)[1 if page == 0 else 0 :][:2]
        assert (tint.colour, tint.x0, tint.x1) == ("#f0f0ec", 0, 165)
        assert (cell.colour, cell.x0, cell.x1) == ("#1c1c1c", 0, 31.5)
        assert (cell.y0, cell.y1) == (tint.y0, tint.y1)
        label = [text for text in texts(laid, page) if text.x == 3]
        assert [text.words for text in label] == ["Must not be", "disclosed"]
        assert {text.artifact for text in label} == {page > 0}  # a reader hears it once
        assert {text.colours for text in label} == {("#ffffff",)}
    assert texts(laid, 2)[-1].words == "After."


def test_texts_of_a_brief_begin_at_four_edges() -> None:
    laid = pages(
        *FRONT, back=(b.Labelled("Background that may be used freely", (para("x"),)), CLOSED)
    )

    assert {text.x for text in texts(laid, 0)} == {0, 34, 39, 102}
    assert {text.x for text in texts(laid, 1)} == {0, 3, 34}  # 3: the label in its black cell


def test_a_side_column_shares_the_first_line_of_points() -> None:
    row = b.Pair(
        (b.Numbered((b.Item((para("Open the line.", "point"),)),), "point", 2),),
        (KeyValue("to", words("the ministries")), KeyValue("priority", words("first"))),
    )
    laid = pages(b.LabelledRows("Agreed", (row,)))

    assert (
        picture(laid)
        == """\
 42.60  0:1  34:Title
 59.30  0:Agreed  34:2  42:Open the line.  119:to\u2006 the ministries
 63.55  119:priority\u2006 first"""
    )


def test_facts_stand_under_their_keys() -> None:
    facts = (KeyValue("Kind", words("ministry")), KeyValue("City", words("Copenhagen")))
    laid = pages(b.Labelled("In short", (para("Text."),), facts, stacked_side=True))

    assert [(text.y, text.words) for text in texts(laid) if text.x == 119] == [
        (58.6, "Kind"),
        (63.6, "ministry"),
        (70.6, "City"),
        (75.6, "Copenhagen"),
    ]


def test_a_gap_takes_the_place_of_the_usual_space() -> None:
    def lines(*blocks: b.Block) -> list[float]:
        return [text.y for text in texts(pages(*blocks)) if text.x == 34][1:]

    one, two = b.Labelled("One", (para("x"),)), b.Labelled("Two", (para("y"),))
    assert lines(one, two) == [58.6, 68.6]
    assert lines(one, b.Gap(0.5), two) == [58.6, 66.1]
    assert lines(one, b.Gap(2), two) == [58.6, 73.6]
    assert lines(b.Gap(1), one) == [63.6]


def test_the_foot_of_a_part_ends_on_the_frame() -> None:
    laid = pages(
        para("x"),
        foot=(b.FootLine("Owner", words("K. Rashmani")), b.FootLine("Review", words("never"))),
    )

    assert [(text.y, text.words) for text in texts(laid)[-4:]] == [
        (263.85, "Owner"),
        (263.85, "K. Rashmani"),
        (269.35, "Review"),
        (269.35, "never"),
    ]
    assert rules(laid)[-1] == (0, 165, 257.75)


def test_labels_are_headings_and_points_are_lists() -> None:
    assert (
        structure(pages(*FRONT[:3]))
        == """\
H1
H2
P
H2
P
L
  LI
    Lbl
    LBody
      P
  LI
    Lbl
    LBody
      P
P
L
  LI
    Lbl
    LBody
      P"""
    )


# ------------------------------------------------------------------------------ what holds for all


def test_every_block_has_its_drawing() -> None:
    drawn = {*_DRAW, *_FLOW, b.Separator, b.Gap}

    assert drawn == set(b.Block.__args__)


EMPTY = (
    b.Labelled("", ()), b.LabelledRows("", ()), b.Strip(()), b.Line(()), b.People(()),
    b.Portraits("", ()), b.StopsLine("", ()), b.Who("Who", "G", "H", (), ()), b.Closed("x", ()),
    b.Table("legs", (), ()), b.Table("missing", ("a",), (b.TableGroup(()),)), b.Figures("f", ()),
    b.TwoColumns("t", ()), b.BriefList("l", ("a", "b", "c", "d"), ()), b.Points(()), b.Bullets(()),
    b.Numbered(()), b.TextTable((), ()), b.Quote(()), b.Paragraph(()), b.Heading(()), b.Message(()),
    b.GuestDay("", (), ()), b.FootLine("", ()), b.CallFirst("", (), ()), b.History("", (), ()),
    b.Cards(()), b.Separator(), b.Gap(),
)  # fmt: skip


@pytest.mark.parametrize("block", EMPTY, ids=lambda block: type(block).__name__)
def test_an_empty_block_leaves_nothing_on_the_page(block: b.Block) -> None:
    laid = pages(para("Before."), block, para("After."))

    plain = pages(para("Before."), para("After."))
    if isinstance(block, b.Separator | b.Gap):
        assert [text.words for text in texts(laid)] == [text.words for text in texts(plain)]
    else:
        assert picture(laid) == picture(plain)
        assert areas(laid) == areas(plain)


LONG = (
    "Interinstitutional Coordination Secretariat for Hydrometeorological and Seismic Early Warning"
)
ARABIC = "زيارة مجاملة لوزيرة السلامة العامة في القاعة الكبرى بالطابق الثاني"


def every_block(text: str) -> tuple[b.Block, ...]:
    """One of each, all saying `text`."""
    said = words(text)
    flow = (para(text), b.Paragraph((Run(text, "gap"),)))
    pairs = (KeyValue(text, said), KeyValue("", said), KeyValue(text, ()))
    mark = b.Mark("112", "tentative", text)
    time = b.TimeCell("09:00", "09:45")
    rows = (b.Row((said, said, said, said)), b.Row((said,)), b.Row((said,) * 6))
    person = b.PeopleRow("12", text, said, (said,), said, pairs)
    stop = b.StopWords(text, text, text, text, text)
    return (
        b.Labelled(text, flow, pairs), b.Labelled(text, flow, pairs, "key", stacked_side=True),
        b.LabelledRows(text, (b.Pair(flow, pairs), b.Pair(flow))), b.Strip(((text, (said, said)),) * 4),
        b.Line((
            b.CityRow(said, text, text, text),
            b.ProgrammeRow(mark, time, said, (said,), pairs, travel=True),
            b.StepRow(b.TimeCell(form="words", words=text), said),
        )),
        b.Line((b.GlanceRow(mark, time, said, said, text), b.CityRow(said, text)), "glance"),
        b.History(text, said, (b.HistoryRow(said, flow, "bar", said),)),
        b.People((b.PeopleGroup(text, (person, msgspec.structs.replace(person, compact=True))),), said),
        b.Portraits(text, (b.Portrait(text, said, "AB"),) * 2), b.StopsLine(text, (stop,) * 3),
        b.Biography(text, said, flow, pairs, "AB", said),
        b.Who(text, text, text, (said, said), (said,), said), b.Closed(text, flow),
        b.Table("instruments", (text,) * 4, (b.TableGroup(rows, text), b.TableGroup(rows)), text),
        b.Table("contacts", (), (b.TableGroup(rows, text),), text),
        b.Table("follow-ups", (text,) * 4, (b.TableGroup(rows, text),)),
        b.Figures(text, ((text, text),) * 6), b.TwoColumns(text, ((said, said),) * 5),
        b.CallFirst(text, said, said), b.BriefList(text, (text,) * 4, (b.BriefLine(mark, text, said, said),)),
        b.Legend(text, text, text, text, text, text, text, text), b.FootLine(text, said),
        b.Quotation(said, said), b.Quote(flow), b.TextTable((said, said), ((said, said, said),)),
        b.Bullets((b.Item(flow),)), b.Numbered((b.Item(flow),)), b.Heading(said), b.Message(said),
        b.Points((b.PointGroup((said,), said),)), b.Paragraph(said, "quote"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "other", "by"),
    [
        pytest.param("Word", {}, 0.2, id="short"),
        pytest.param(LONG, {}, 0.2, id="long"),
        pytest.param(LONG, {"paper": "letter"}, 0.2, id="letter"),
        pytest.param(LONG, {"language": "ar"}, 0.2, id="mirrored"),
        pytest.param(ARABIC, {}, 0.5, id="arabic"),  # its tails may touch the line below
    ],
)
def test_nothing_overlaps_and_nothing_leaves_the_frame(
    text: str, other: dict[str, Any], by: float
) -> None:
    laid = pages(*every_block(text), **other)

    assert overlaps(laid, by) == []
    paper = PAPERS["letter" if other.get("paper") else "A4"]
    for page, drawn in enumerate(laid.parts[0].drawn.pages):
        assert drawn.code
        for said in texts(laid, page):
            assert paper.top < said.y <= paper.bottom
            assert -2 <= said.x < paper.frame
            marks = {6.6} if "112" in said.words else set()
            assert all(size >= 8.25 for size in {*said.sizes} - marks)


NARROW = every_block("Words that wrap in a narrow column")


@given(st.lists(st.sampled_from(NARROW), max_size=12))
@example(list(NARROW))
def test_all_that_is_said_is_printed_once(chosen: list[b.Block]) -> None:
    laid = pages(*chosen)

    printed = "".join(
        text.words
        for page in range(len(laid.parts[0].drawn.pages))
        for text in texts(laid, page)
        if not text.artifact
    )
    expected = sum(_count(block) for block in chosen)
    assert printed.count("wrap") == expected  # a word that is never too wide for a column


def _count(block: object) -> int:
    """How often a block says its words; what a screen reader hears of a mark is not printed."""
    if isinstance(block, str):
        return block.count("wrap")
    if isinstance(block, b.Mark):
        return 0
    if isinstance(block, b.Table) and block.label and block.layout == "instruments":
        # the label stands in its own column, as the head of it
        return sum(map(_count, (block.label, block.head[1:], block.groups)))
    if isinstance(block, b.StopWords):
        return _count(block.city) + _count(block.dates) + _count(block.offset) + _count(block.note)
    if isinstance(block, b.Portrait):
        return _count(block.name) + _count(block.post)
    if isinstance(block, b.Biography):
        return sum(map(_count, (block.name, block.post, block.body, block.side, block.native)))
    if isinstance(block, msgspec.Struct):
        return sum(_count(getattr(block, name)) for name in block.__struct_fields__)
    if isinstance(block, tuple):
        return sum(map(_count, block))
    return 0


def test_a_mirrored_page_reflects_the_places_of_its_twin() -> None:
    def edges(language: str) -> tuple[set[float], list[tuple[float, float]]]:
        laid = pages(*FRONT, CLOSED, language=language)
        boxes = [(area.x0, area.x1) for area in areas(laid)]
        return {text.x for text in texts(laid)}, boxes

    left, boxes = edges("en")
    right, mirrored = edges("ar")
    assert [(round(165 - x1, 2), round(165 - x0, 2)) for x0, x1 in boxes] == mirrored
    assert left == {0, 3, 34, 39, 102}
    assert not right & left


def baselines(said: list[Text], x: float) -> list[float]:
    return [text.y for text in said if text.x == x]


def test_lines_of_a_block_are_whole_leadings_apart() -> None:
    laid = pages(b.Labelled("Label", (para("Text. " * 200),)))

    lines = baselines(texts(laid), 34)[1:]
    assert {round(after - before, 2) for before, after in itertools.pairwise(lines)} == {5}
