"""Faces: coverage, shaping, what comes back from the file, and that nothing is shared or loaded too early."""

import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest

import small_packs as sp
from briefer.pdf.type.fonts import FILES, STACKS, Face, FontBook


def face(name: str) -> Face:
    return sp.BOOK.face(name)


def test_a_book_opens_a_face_when_it_is_asked_for() -> None:
    book = FontBook()
    assert book._faces == {}
    book.face("sans-light")
    assert list(book._faces) == ["sans-light"]


def test_every_shipped_file_opens_and_every_stack_names_shipped_faces() -> None:
    assert [face(name).name for name in FILES] == list(FILES)
    assert {name for stack in STACKS.values() for name in stack} == set(FILES)


def test_codes_in_page_resources_are_unlike() -> None:
    codes = [file.code for file in FILES.values()]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(("name", "kerned"), [("sans-regular", True), ("amiri", False)])
def test_kerning_is_on_except_in_amiri(name: str, kerned: bool) -> None:
    pair = face(name).shape("AV").width
    single = face(name).shape("A").width + face(name).shape("V").width
    assert (pair < single - 1) is kerned


def test_a_ligature_says_its_letters() -> None:
    shape = face("sans-regular").shape("office")
    assert list(shape.glyphs.values()) == ["o", "ffi", "c", "e"]


def test_arabic_glyphs_say_base_letters() -> None:
    shape = face("plex-regular").shape("مدير", rtl=True, language="ar")
    assert sorted(shape.glyphs.values()) == sorted("مدير")


def test_a_letter_that_the_face_has_in_one_glyph_is_not_split() -> None:
    for letter in "ṣịọẹǹḿ":
        assert len(face("sans-regular").shape(letter).glyphs) == 1


def test_an_accented_letter_of_two_glyphs_says_what_was_typed() -> None:
    segments = face("sans-regular").shape("xɛ̀y").segments
    assert [segment.actual for segment in segments if segment.actual] == ["ɛ̀"]


def test_figures_have_one_width_in_every_latin_face() -> None:
    for name in FILES:
        if not name.startswith(("plex", "amiri")):
            widths = {round(face(name).shape(figure).width, 1) for figure in "0123456789"}
            assert len(widths) == 1, name


def test_a_subset_keeps_the_numbers_of_its_glyphs() -> None:
    regular = face("sans-regular")
    wanted = set(regular.shape("Søren").glyphs)
    data = regular.subset(wanted)
    assert len(data) < 40_000
    assert regular.subset(wanted) == data


def test_two_threads_may_share_a_book() -> None:
    words = [f"wörd{number}" for number in range(400)]
    book = FontBook()

    def widths(_: int) -> list[float]:
        return [book.face("sans-regular").shape(word).width for word in words]

    with ThreadPoolExecutor(4) as workers:
        first, *others = workers.map(widths, range(4))
    assert others == [first] * 3


def test_every_letter_comes_back_from_the_file() -> None:
    kinds = ("L", "N", "P", "S")
    scripts = (*range(0x21, 0x590), *range(0x1E00, 0x2000), *range(0x2010, 0x2100))
    letters = [
        character
        for point in scripts
        if point in face("sans-regular").covers
        and unicodedata.category(character := chr(point))[0] in kinds
        and unicodedata.category(character) != "Sk"
    ]
    asked = [f"x{character}y" for character in letters]
    assert len(asked) > 1500
    for start in range(0, len(asked), 600):
        some = asked[start : start + 600]
        assert sp.body(sp.one_page(" ".join(some))).split() == some


def test_pages_can_be_imported_without_what_is_slow_or_forbidden() -> None:
    program = (
        "import sys, briefer.pdf.pages\n"
        "slow = {'briefer.records', 'sqlalchemy', 'reportlab', 'pikepdf', 'fpdf', 'uniseg', 'segno'}\n"
        "print(sorted(slow & set(sys.modules)))"
    )
    call = [sys.executable, "-c", program]
    told = subprocess.run(call, check=True, capture_output=True, text=True)
    assert (told.stdout, told.stderr) == ("[]\n", "")
