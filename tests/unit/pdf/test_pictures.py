"""Photographs: cropped alike, nothing of the camera left, hostile ones refused."""

import io
import struct
import tracemalloc
import zlib

import pytest
from PIL import Image

from briefer.pdf.pictures import Unreadable, emblem, portrait, small, square, whole


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


def test_a_box_is_cut_out_of_a_logo_and_what_is_clear_stays_clear() -> None:
    logo = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    logo.paste((255, 0, 0, 255), (100, 20, 200, 80))
    cut = Image.open(io.BytesIO(emblem(encoded(logo), 1_000_000, (90, 10, 120, 80))))
    assert (cut.size, cut.mode, cut.getpixel((0, 0)), cut.getpixel((60, 40))) == (
        (120, 80),
        "RGBA",
        (0, 0, 0, 0),
        (255, 0, 0, 255),
    )
    beyond = Image.open(io.BytesIO(emblem(encoded(logo), 1_000_000, (290, 95, 500, 500))))
    assert beyond.size == (10, 5)


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


def bomb(side: int) -> bytes:
    """A PNG that says it is so wide and high, in a few bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def swollen() -> bytes:
    """A small JPEG that says it is 20,000 × 20,000."""
    content = encoded(bands(480, 600), "JPEG")
    frame = content.index(b"\xff\xc0") + 5
    return content[:frame] + struct.pack(">HH", 20_000, 20_000) + content[frame + 4 :]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", id="eps"),
        pytest.param(encoded(bands(480, 600), "GIF"), id="gif"),
        pytest.param(encoded(bands(480, 600), "JPEG")[:400], id="cut off"),
        pytest.param(bomb(9_000), id="81 megapixels in 70 bytes"),
        pytest.param(bomb(20_000), id="400 megapixels in 70 bytes"),
        pytest.param(swollen(), id="400 megapixels in a small JPEG"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="svg"),
    ],
)
def test_what_is_no_photograph_is_refused_without_being_decoded(content: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(Unreadable):
        portrait(content)
    with pytest.raises(Unreadable):
        whole(content, (400, 600))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


def test_where_it_was_taken_does_not_leave_the_office() -> None:
    picture = bands(480, 600)
    exif = picture.getexif()
    exif.get_ifd(0x8825).update({1: "N", 2: (55.0, 40.0, 12.345), 29: "CANARY"})
    content = encoded(picture, "JPEG", exif=exif)
    assert b"CANARY" in content
    for prepared in (portrait(content), whole(content, (400, 600))):
        assert b"CANARY" not in prepared.jpeg
        assert not Image.open(io.BytesIO(prepared.jpeg)).getexif()


def test_a_picture_turned_by_the_camera_is_upright_on_a_page() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter to the right
    prepared = whole(encoded(bands(900, 600), "JPEG", exif=exif), (400, 600))
    assert (prepared.width, prepared.height) == (600, 900)


def test_a_picture_fills_its_room_as_far_as_its_pixels_reach() -> None:
    for size, pixels, width in (
        ((3000, 2000), (1111, 741), 400),  # 200 dpi of 400 points
        ((1000, 667), (1000, 667), 400),  # 180 dpi
        ((300, 200), (300, 200), 144),  # 150 dpi
    ):
        prepared = whole(encoded(bands(*size), "JPEG"), (400, 600))
        assert (prepared.width, prepared.height) == pixels
        assert prepared.width * 72 / prepared.dpi == pytest.approx(width, abs=0.5)


@pytest.mark.parametrize(
    ("box", "size", "first", "last"),
    [
        ((0, 0, 400), 400, 0, 3),
        ((0, 600, 400), 400, 6, 9),
        ((0, 900, 400), 400, 6, 9),  # reached over the edge
        ((0, 0, 9000), 400, 0, 3),
    ],
)
def test_a_square_is_cut(box: tuple[int, int, int], size: int, first: int, last: int) -> None:
    cut = square(encoded(bands(400, 1000)), *box, 1200)
    picture = Image.open(io.BytesIO(cut.jpeg))
    rows = [picture.getpixel((100, y)) for y in (2, picture.height - 3)]
    assert picture.size == (size, size)
    assert [round(pixel[0] / 25) for pixel in rows] == [first, last]  # type: ignore[index]


def test_a_square_has_no_more_pixels_than_are_kept_and_nothing_of_the_camera() -> None:
    taken = bands(3000, 3000)
    cut = square(encoded(taken, "JPEG", comment=b"at home"), 0, 0, 2000, 600)
    picture = Image.open(io.BytesIO(cut.jpeg))
    assert (picture.size, picture.info.get("comment")) == ((600, 600), None)


def test_a_small_picture_to_look_at_tells_how_large_it_is() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6  # the camera was held upright
    shown, width, height = small(encoded(bands(3000, 2000), "JPEG", exif=turned), 500)
    assert (shown.width, shown.height, width, height) == (333, 500, 2000, 3000)


def test_a_square_of_no_picture_is_refused() -> None:
    with pytest.raises(Unreadable):
        square(b"GIF89a", 0, 0, 10, 10)
