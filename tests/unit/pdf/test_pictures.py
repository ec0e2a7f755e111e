"""Photographs: cropped alike, nothing of the camera left, hostile ones refused."""

import io
import struct
import zlib

import pytest
from PIL import Image

from briefer.pdf.pictures import Unreadable, portrait


def encoded(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def bands(width: int, height: int) -> Image.Image:
    """Ten bands from top to bottom, red value 0, 25, 50, …"""
    picture = Image.new("RGB", (width, height))
    for band in range(10):
        picture.paste((band * 25, 0, 0), (0, band * height // 10, width, (band + 1) * height // 10))
    return picture


@pytest.mark.parametrize(
    ("size", "pixels"),
    [
        ((480, 600), (343, 428)),
        ((480, 900), (343, 428)),
        ((1200, 600), (343, 428)),
        ((200, 250), (200, 250)),
        ((200, 600), (200, 250)),
    ],
)
def test_every_portrait_has_the_same_shape(size: tuple[int, int], pixels: tuple[int, int]) -> None:
    prepared = portrait(encoded(bands(*size)))
    assert (prepared.width, prepared.height) == pixels
    assert Image.open(io.BytesIO(prepared.jpeg)).size == pixels


def test_a_tall_photograph_keeps_its_head() -> None:
    prepared = Image.open(io.BytesIO(portrait(encoded(bands(400, 1000))).jpeg))
    top, bottom = prepared.getpixel((100, 2)), prepared.getpixel((100, 425))
    assert [round(pixel[0] / 25) for pixel in (top, bottom)] == [0, 5]


def test_few_pixels_are_noticed() -> None:
    assert portrait(encoded(bands(200, 250))).coarse
    assert not portrait(encoded(bands(240, 300))).coarse


def test_a_large_photograph_keeps_its_resolution_though_it_is_decoded_small() -> None:
    prepared = portrait(encoded(bands(2400, 3000), "JPEG"))
    assert (prepared.width, prepared.height, round(prepared.dpi)) == (343, 428, 2102)
    top, bottom = (Image.open(io.BytesIO(prepared.jpeg)).getpixel((100, y)) for y in (2, 425))
    assert [round(pixel[0] / 25) for pixel in (top, bottom)] == [0, 9]


def test_nothing_of_the_camera_stays() -> None:
    picture = bands(480, 600)
    exif = picture.getexif()
    exif[0x010F] = "CANARY camera"
    content = encoded(picture, "JPEG", exif=exif, comment=b"CANARY comment")
    assert content.count(b"CANARY") == 2
    assert b"CANARY" not in portrait(content).jpeg


def test_what_was_transparent_becomes_paper() -> None:
    prepared = portrait(encoded(Image.new("RGBA", (400, 500), (0, 0, 0, 0))))
    assert Image.open(io.BytesIO(prepared.jpeg)).getpixel((10, 10)) == (255, 255, 255)


def test_the_same_photograph_gives_the_same_bytes() -> None:
    content = encoded(bands(500, 700))
    assert portrait(content) == portrait(content)


def bomb() -> bytes:
    """A PNG that says it is 9,000 × 9,000, in a few bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", 9_000, 9_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", id="eps"),
        pytest.param(encoded(bands(480, 600), "GIF"), id="gif"),
        pytest.param(encoded(bands(480, 600), "JPEG")[:400], id="cut off"),
        pytest.param(bomb(), id="81 megapixels in 70 bytes"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="svg"),
    ],
)
def test_what_is_no_photograph_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        portrait(content)
