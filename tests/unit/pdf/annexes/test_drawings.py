"""Logos and plans drawn as SVG: what they show is there, nothing outside them is read, none brings Briefer down."""

import io
import time
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from briefer.pdf.annexes import preparing, reader
from briefer.pdf.annexes.reading import Reading
from briefer.text import is_svg

ROOM = (144.0, 72.0)
"""Two inches by one."""
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
RED, BLUE, PAPER = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def svg(inside: str, shape: str = 'width="100" height="50"') -> bytes:
    return f"{HEAD}{shape}>{inside}</svg>".encode()


def drawn(content: bytes) -> Image.Image:
    reading = reader.draw(content, ROOM, 300)
    assert reading.fault == ""
    return Image.open(io.BytesIO(reading.pages[0].jpeg))


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=True))


def test_a_drawing_fills_its_room_at_the_resolution_of_print() -> None:
    reading = reader.draw(svg('<rect width="50" height="50" fill="red"/>'), ROOM, 300)
    (page,) = reading.pages
    assert page.pixels == (600, 300)
    assert (page.width, page.height) == pytest.approx(ROOM)
    made = Image.open(io.BytesIO(page.jpeg))
    assert near(made.getpixel((100, 100)), RED)
    assert near(made.getpixel((500, 100)), PAPER)  # what is transparent is paper


def test_a_tall_drawing_is_as_high_as_its_room() -> None:
    made = drawn(svg('<rect width="9" height="99" fill="red"/>', 'viewBox="0 0 25 100"'))
    assert made.size == (75, 300)


def test_words_are_set_in_our_face_whatever_the_machine_has() -> None:
    words = '<text x="5" y="40" font-size="40" font-family="{}">WWW</text>'
    assert drawn(svg(words.format("Briefer Sans"))).tobytes() == (
        drawn(svg(words.format("Comic Sans"))).tobytes()
    )
    assert min(drawn(svg(words.format("x"))).convert("L").tobytes()) < 50


@pytest.mark.parametrize("attribute", ["href", "xlink:href"])
def test_no_file_of_the_machine_is_read(tmp_path: Path, attribute: str) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (10, 10), "blue").save(secret)
    for address in (str(secret), secret.as_uri(), f" {secret} "):
        inside = f'<image width="100" height="50" {attribute}="{address}"/>'
        assert near(drawn(svg(inside)).getpixel((300, 150)), PAPER)
    # what it holds itself is shown
    import base64

    held = base64.b64encode(secret.read_bytes()).decode()
    inside = f'<image width="100" height="50" {attribute}="data:image/png;base64,{held}"/>'
    assert near(drawn(svg(inside)).getpixel((300, 150)), BLUE)


def test_no_file_is_read_through_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<rect width="100" height="50" fill="blue"/>')
    told = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    reading = reader.draw(told + svg("&x;"), ROOM, 300)
    if not reading.fault:
        made = Image.open(io.BytesIO(reading.pages[0].jpeg))
        assert near(made.getpixel((300, 150)), PAPER)


def test_entities_that_grow_without_end_are_refused() -> None:
    letters = "abcdefghij"
    told = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
    for before, after in pairwise(letters):
        told += f'<!ENTITY {after} "{f"&{before};" * 10}">'
    told += "]>"
    for inside in ("<text>&j;</text>", '<text x="&j;"/>'):
        before_it = time.monotonic()
        reading = preparing.drawing(told.encode() + svg(inside), ROOM, seconds=5)
        assert reading.fault in ("damaged", "too heavy")
        assert time.monotonic() - before_it < 15


@pytest.mark.parametrize(
    "content",
    [
        svg("", 'width="1e9" height="1e9"'),
        svg('<rect width="9" height="9" fill="red"/>', 'width="1" height="100000000"'),
        svg("", 'width="0" height="0"'),
        svg("<g>" * 100_000 + "</g>" * 100_000),
        svg('<filter id="f" width="9999" height="9999"><feTurbulence numOctaves="99999"/></filter>'
            '<rect width="100" height="50" filter="url(#f)"/>'),
        svg('<g id="a"><use href="#a"/><use href="#a"/></g>'),
        b"<svg",
        b"<svg>" + bytes(range(256)),
    ],
    ids=["huge", "endless", "nothing", "deep", "noise", "itself", "torn", "garbage"],
)  # fmt: skip
def test_hostile_drawings_end(content: bytes) -> None:
    before = time.monotonic()
    reading = preparing.drawing(content, ROOM, seconds=5)
    assert time.monotonic() - before < 15
    assert reading.fault in ("", "damaged", "too heavy")
    assert all(max(page.pixels) <= 700 for page in reading.pages)


def test_a_drawing_is_known_by_how_it_begins() -> None:
    assert is_svg(svg(""))
    assert is_svg(b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- made by hand -->" + svg(""))
    assert not is_svg(b"<html><body></body></html>")
    assert not is_svg(b"%PDF-1.7 <svg")


def test_a_drawing_may_be_an_annex() -> None:
    reading = preparing.prepare(svg('<rect width="100" height="50" fill="red"/>'), ROOM)
    assert (reading.fault, reading.drawing, len(reading.pages)) == ("", True, 1)
    assert isinstance(reading, Reading)
