"""Fonts that an office adds: used for what the shipped ones lack, told where they cannot be used."""

from collections.abc import Callable
from pathlib import Path

import pytest

import small_packs as sp
from briefer.pdf.pages import paginate, write
from briefer.pdf.type.fonts import FILES, FontBook
from made_fonts import square_font

Made = Callable[..., Path]


@pytest.fixture
def font(tmp_path: Path) -> Made:
    """`font("name.ttf", "北京")` is a font file with these characters as squares."""

    def make(name: str, characters: str, *, called: str = "Office Han", kind: int = 0) -> Path:
        return square_font(tmp_path / name, characters, called=called, kind=kind)

    return make


def findings(book: FontBook, said: str) -> list[tuple[str, str]]:
    made = paginate(sp.one_page(said), {}, book=book)
    return [(finding.rule, finding.sentence) for finding in made.findings]


def test_a_character_that_no_font_has_is_found_in_the_offices_own(font: Made) -> None:
    book = FontBook([font("han.ttf", "北京")])
    assert findings(book, "Beijing 北京") == []
    assert findings(FontBook(), "Beijing 北") == [
        ("glyph-missing", "No font has the character 北 (U+5317).")
    ]
    made = paginate(sp.one_page("Beijing 北京 x"), {}, book=book)
    assert sp.read(write(made))[0].startswith("Beijing 北京 x")


def test_shipped_fonts_are_asked_first(font: Made) -> None:
    book = FontBook([font("latin.ttf", "abc北")])
    made = paginate(sp.one_page("abc 北"), {}, book=book)
    assert sorted(made.parts[0].drawn.glyphs) == sorted(["sans-regular", *book.own])


def test_all_fonts_of_a_folder_and_each_once(font: Made) -> None:
    folder = font("a.ttf", "北").parent
    font("b.TTF", "京")
    (folder / "notes.txt").write_text("no font")
    (folder / "copy.ttf").write_bytes((folder / "a.ttf").read_bytes())
    book = FontBook([folder, folder / "a.ttf"])
    assert (len(book.own), book.faults) == (2, ())
    assert book.names() == (*FILES, *book.own)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda path: path.unlink(), "The font file han.ttf is not there or cannot be read."),
        (lambda path: path.write_bytes(b""), "The font file han.ttf is damaged and not used."),
        (
            lambda path: path.write_bytes(path.read_bytes()[:300]),
            "The font file han.ttf is damaged and not used.",
        ),
        (
            lambda path: path.write_bytes(b"\0\1\0\0" + b"\xff" * 4000),
            "The font file han.ttf is damaged and not used.",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_a_finding(
    font: Made, spoil: Callable[[Path], object], sentence: str
) -> None:
    path = font("han.ttf", "北")
    spoil(path)
    assert findings(FontBook([path]), "Bern") == [("font-unusable", sentence)]


def test_a_font_that_may_not_be_embedded_is_not(font: Made) -> None:
    path = font("han.ttf", "北", kind=2)
    assert findings(FontBook([path]), "Bern") == [
        ("font-unusable", "The maker of the font han.ttf forbids to put it into documents.")
    ]


def test_what_a_font_calls_itself_cannot_write_into_the_file(font: Made) -> None:
    book = FontBook([font("han.ttf", "北", called="Evil/JS(x)>>")])
    content = write(paginate(sp.one_page("北"), {}, book=book))
    assert b"Evil/JS" not in content
    assert sp.read(content)[0].startswith("北")


def test_kept_pages_are_made_anew_with_other_fonts(font: Made) -> None:
    cache: dict[str, object] = {}
    pack = sp.one_page("北")
    before = paginate(pack, {}, cache=cache, book=FontBook())  # type: ignore[arg-type]
    after = paginate(pack, {}, cache=cache, book=FontBook([font("h.ttf", "北")]))  # type: ignore[arg-type]
    assert [len(made.findings) for made in (before, after)] == [1, 0]
