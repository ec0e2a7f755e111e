"""Footnotes stand at the foot of the pages that call them, counted through the part."""

import io

import pikepdf

import small_packs as sp
from briefer.pack import blocks as b
from briefer.pack.blocks import Run, Words
from briefer.pdf.pages import paginate, write
from drawn import pack, pages, picture, rules, structure, texts

ACT = (Run("Act 12, "), Run("Official Journal", "em"), Run(", 12 March 2026."))
SITE = (Run("The site", link="https://example.org/"),)


def noted(*said: str | Words) -> b.Paragraph:
    """A paragraph of texts, and of notes called between them."""
    runs = [
        Run(each) if isinstance(each, str) else Run("", rise="super", note=each) for each in said
    ]
    return b.Paragraph(tuple(runs), running=True)


def test_notes_are_counted_and_stand_at_the_foot() -> None:
    laid = pages(noted("Rivers", ACT, " and coasts", SITE, ", rivers again", ACT, "."), label="")
    assert (
        picture(laid)
        == """\
 33.60  34:Rivers  43.81:1  45.41: and coasts  63.58:2  65.17:, rivers again  86.02:1  87.61:.
265.10  29.76:1  34:Act 12, Official Journal, 12 March 2026.
269.35  29.76:2  34:The site"""
    )
    assert rules(laid) == [(34, 63, 260.25)]
    assert (
        structure(laid)
        == """\
P
  Span
  Span
  Span
Note
  Lbl
  P
Note
  Lbl
  P
    Link"""
    )


def test_the_foot_of_a_part_stands_under_its_notes() -> None:
    laid = pages(noted("Rivers", ACT), label="", foot=(b.FootLine("Owner", (Run("K. R."),)),))
    lines = [(text.y, text.words) for text in texts(laid)]
    note = next(y for y, words in lines if words.startswith("Act"))
    owner = next(y for y, words in lines if words == "Owner")
    assert owner - note > 5


def test_a_note_stands_on_the_page_of_its_line_and_nothing_meets() -> None:
    """Forty-eight lines fill a page: those with notes give way to them."""
    calls = [noted(f"Paragraph {at}", (Run(f"Source {at}."),)) for at in range(60)]
    laid = pages(*calls, label="")
    count = len(laid.parts[0].drawn.pages)
    for page in range(count):
        said = texts(laid, page)
        body = [text for text in said if text.words.startswith("Paragraph")]
        notes = [text for text in said if text.words.startswith("Source")]
        number = len("Paragraph ")
        assert [text.words[number : number + 2].rstrip() for text in body] != []
        assert len(body) == len(notes)
        assert max(text.y for text in body) < min(text.y for text in notes) - 5
        assert max(text.y for text in notes) < laid.paper.bottom
    assert laid.findings == ()
    everything = [text.words for page in range(count) for text in texts(laid, page)]
    assert sum(words.startswith("Source") for words in everything) == 60


def test_a_note_called_on_two_pages_stands_on_both() -> None:
    filler = [b.Paragraph((Run("Line."),)) for _ in range(40)]
    laid = pages(noted("First", ACT), *filler, noted("Last", ACT), label="")
    for page in (0, 1):
        assert "Act 12, Official Journal, 12 March 2026." in [
            text.words for text in texts(laid, page)
        ]


def test_notes_higher_than_a_page_are_a_finding() -> None:
    long = (Run("A source that goes on. " * 600),)
    laid = pages(noted("Rivers", long), label="")
    assert [finding.rule for finding in laid.findings] == ["higher-than-page"]


def test_notes_in_lists_tables_and_cells_are_found() -> None:
    cell = (Run("Aar"), Run("", rise="super", note=ACT))
    laid = pages(
        b.Labelled("Label", (b.TextTable((cell,), (((Run("x"),),),)),)),
        b.Bullets((b.Item((noted("one", SITE),)),)),
        label="",
    )
    assert [text.words for text in texts(laid)][-4:] == [
        "1", "Act 12, Official Journal, 12 March 2026.", "2", "The site",
    ]  # fmt: skip


def test_each_note_has_a_name_of_its_own_in_the_file() -> None:
    made = pack(noted("Rivers", ACT, " and coasts", SITE), label="")
    with pikepdf.open(io.BytesIO(write(paginate(made, {}, book=sp.BOOK)))) as pdf:
        notes = [
            str(each.ID)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Note"
        ]
    assert sorted(notes) == ["note-1", "note-2"]
