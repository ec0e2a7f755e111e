"""Running text: paragraphs, lists, points, quotations, tables inside text."""

from briefer.pack import blocks as b
from briefer.pack.blocks import Item, PointGroup, Run, Words
from drawn import pages, picture, rules, structure, texts


def words(text: str) -> Words:
    return (Run(text),)


def para(text: str, style: str = "body") -> b.Paragraph:
    return b.Paragraph(words(text), style)  # type: ignore[arg-type]


def test_text_of_a_profile() -> None:
    nested = b.Bullets((Item((para("nested"),)),))
    laid = pages(
        b.Heading(words("Heading")),
        para("Paragraph."),
        b.Heading(words("Second"), 2),
        para("Bold first", "strong"),
        para("and what belongs to it."),
        b.Bullets((Item((para("one"), para("more of it"), nested)), Item((para("two"),)))),
        b.Numbered((Item((para("nine"),)), Item((para("ten"),))), start=9),
        b.Quote((para("Quoted."),)),
        b.ThinRule(),
        para("After the rule."),
    )

    assert (
        picture(laid)
        == """\
 42.60  0:1  34:Title
 60.40  34:Heading
 67.35  34:Paragraph.
 77.35  34:Second
 83.60  34:Bold first
 88.60  34:and what belongs to it.
 96.10  34:–  39:one
103.60  39:more of it
111.10  39:–  44:nested
118.00  34:–  39:two
125.50  34:9  42:nine
132.40  34:10  42:ten
139.90  39:Quoted.
152.40  34:After the rule."""
    )
    assert rules(laid) == [(34, 165, 145.05)]


def test_points_stand_under_their_addressees() -> None:
    groups = (
        PointGroup((words("First."), words("Second.")), words("to Dr Öström")),
        PointGroup((words("Third."),)),
    )
    point, body = (picture(pages(b.Points(groups, style))) for style in ("point", "body"))

    assert (
        point
        == """\
 42.60  0:1  34:Title
 59.30  34:to Dr Öström
 65.30  34:–  39:First.
 72.80  34:–  39:Second.
 80.30  34:–  39:Third."""
    )
    assert (
        body
        == """\
 42.60  0:1  34:Title
 58.60  34:to Dr Öström
 63.60  34:–  39:First.
 70.50  34:–  39:Second.
 77.40  34:–  39:Third."""
    )


def test_the_mark_of_a_quotation_hangs() -> None:
    laid = pages(b.Quotation(words("“One room, one table.”"), words("Dr Mikael Öström")))

    mark, said, speaker = texts(laid)[2:]
    assert (mark.words, said.words, speaker.words) == (
        "“",
        "One room, one table.”",
        "Dr Mikael Öström",
    )
    assert 31.5 < mark.x < said.x == speaker.x == 34
    assert mark.y == said.y == 59.9
    assert set(said.sizes) == {14}


def test_a_long_quotation_is_a_size_smaller() -> None:
    laid = pages(b.Quotation(words("word " * 61)))

    assert {size for text in texts(laid)[2:] for size in text.sizes} == {12}


def test_a_table_inside_text_shares_the_measure() -> None:
    long = (
        "a cell with much more text than fits into a third of the measure, so that it wraps in it"
    )
    laid = pages(
        b.TextTable((words("One"), words("Two"), ()), ((words("a"), words(long), words("x")), (words("b"),)))
    )  # fmt: skip

    said = texts(laid)
    assert [text.words for text in said][2:] == [
        "One", "Two", "a", long[:68], long[69:], "x", "b",
    ]  # fmt: skip
    assert structure(laid).count("TD") == 6
    assert structure(laid).count("TH") == 3
    assert {(x0, x1) for x0, x1, _ in rules(laid)} == {(34, 165)}


def test_a_heading_stays_with_what_follows() -> None:
    laid = pages(para("x\n" * 41), b.Heading(words("Heading"), 2), para("Two.\nLines."))

    assert [text.words for text in texts(laid, 1)] == ["Heading", "Two.", "Lines."]


def test_a_paragraph_leaves_no_line_alone() -> None:
    laid = pages(para("x\n" * 41), para("a\nb\nc"))

    # there is room for one more line on the first page
    assert [text.words for text in texts(laid, 1)] == ["a", "b", "c"]
