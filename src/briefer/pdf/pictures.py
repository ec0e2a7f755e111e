"""Photographs and logos: read without trust, cropped alike, re-encoded once so that nothing of the camera stays.

The sizes come from the page design: a portrait is 29 × 36.25 mm (4 : 5), wanted at 300 dpi, a finding under 200.
Not here: where a picture stands, and the tile that stands in for one.
"""

import io
import math
from typing import NamedTuple

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin

PORTRAIT_WIDTH = 29.0
PORTRAIT_HEIGHT = 36.25
"""Millimetres."""

_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_PIXELS = 40_000_000
_WANTED = (343, 428)
"""Pixels of a portrait at 300 dpi."""
_LEAST_DPI = 200
PAGE_DPI = (150.0, 200.0)
"""The least and the most of a picture that is a page."""
_EMBLEM = (1200, 400)
"""Pixels of a logo that is kept, at most."""
_HEADROOM = 0.08
"""Share of the height cut off above, where no face is known: the top is anchored there."""


class Prepared(NamedTuple):
    """A picture ready to be placed: JPEG bytes, its size in pixels, its resolution on paper."""

    jpeg: bytes
    width: int
    height: int
    dpi: float

    @property
    def coarse(self) -> bool:
        """Under the least resolution that prints well."""
        return self.dpi < _LEAST_DPI


class Unreadable(ValueError):
    """Not a photograph that Briefer prints: damaged, too large, or of another format."""


def portrait(content: bytes) -> Prepared:
    """Crop a photograph to a portrait and encode it anew, without its metadata.

    The same bytes always give the same bytes.

    Raises:
        Unreadable: damaged, of a format other than JPEG or PNG, or above 40 megapixels.

    """
    flat, shrunk = _decoded(content, max(_WANTED))
    cropped = flat.crop(_crop_box(flat.width, flat.height))
    dpi = cropped.width * shrunk / (PORTRAIT_WIDTH / 25.4)
    if cropped.width > _WANTED[0]:
        cropped = cropped.resize(_WANTED, Image.Resampling.HAMMING)
    return _encoded(cropped, dpi)


def whole(
    content: bytes, room: tuple[float, float], dpi_range: tuple[float, float] = PAGE_DPI
) -> Prepared:
    """A picture that is a page of its own, encoded anew without its metadata; its `dpi` says how large it stands.

    It fills `room` (pt) as far as its pixels reach at the least resolution, and has no more than the most.

    Raises:
        Unreadable: as for `portrait`.

    """
    least, most = dpi_range
    flat, _ = _decoded(content, max(room) / 72 * most)
    needed = max(flat.width * 72 / room[0], flat.height * 72 / room[1])
    dpi = max(least, needed)
    if dpi > most:
        size = tuple(max(1, round(side * most / dpi)) for side in flat.size)
        flat, dpi = flat.resize((size[0], size[1]), Image.Resampling.HAMMING), most
    return _encoded(flat, dpi)


def is_picture(content: bytes) -> bool:
    """Whether a file begins as a JPEG or PNG does."""
    return content.startswith((_JPEG, _PNG))


def emblem(content: bytes, most_bytes: int, box: tuple[int, int, int, int] | None = None) -> bytes:
    """A logo to be kept: PNG or JPEG, encoded anew without its metadata, what is clear in it still clear.

    It has no more pixels than 600 dpi ask for, and fewer where it would be heavier than `most_bytes`. A `box` (left,
    top, width, height, in pixels of the upright picture) is cut out of it, as far as the picture goes.

    Raises:
        Unreadable: as for `portrait`.

    """
    try:
        picture = _opened(content)
        _refuse_huge(picture)
        picture.load()
        upright = ImageOps.exif_transpose(picture)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise Unreadable(str(fault)) from fault
    clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    plain = Image.new("RGBA", upright.size)
    plain.paste(upright.convert("RGBA"))
    if box:
        left, top = max(0, min(box[0], plain.width - 1)), max(0, min(box[1], plain.height - 1))
        right = max(left + 1, min(left + box[2], plain.width))
        plain = plain.crop((left, top, right, max(top + 1, min(top + box[3], plain.height))))
    plain.thumbnail(_EMBLEM, Image.Resampling.LANCZOS)
    while True:
        drawn = io.BytesIO()
        (plain if clear else plain.convert("RGB")).save(drawn, "PNG", optimize=True)
        if drawn.tell() <= most_bytes:
            return drawn.getvalue()
        photographed = _encoded(_flattened(plain), 0.0).jpeg
        if len(photographed) <= most_bytes:
            return photographed
        plain.thumbnail((plain.width // 2, plain.height // 2), Image.Resampling.LANCZOS)


def small(content: bytes, most: int) -> tuple[Prepared, int, int]:
    """A picture to be looked at: upright, no side above `most` pixels; and the pixels that it really has, upright.

    Raises:
        Unreadable: as for `portrait`.

    """
    flat, shrunk = _decoded(content, most)
    width, height = round(flat.width * shrunk), round(flat.height * shrunk)
    flat.thumbnail((most, most), Image.Resampling.HAMMING)
    return _encoded(flat, 0), width, height


def square(content: bytes, left: int, top: int, side: int, most: int) -> Prepared:
    """A square cut out of a picture that stands upright, at most `most` pixels wide, without its metadata.

    What reaches over an edge is moved inside. The resolution is that of a portrait made of it.

    Raises:
        Unreadable: as for `portrait`.

    """
    flat, _ = _decoded(content, math.inf)
    side = max(1, min(side, *flat.size))
    left = max(0, min(left, flat.width - side))
    top = max(0, min(top, flat.height - side))
    cut = flat.crop((left, top, left + side, top + side))
    if side > most:
        cut = cut.resize((most, most), Image.Resampling.HAMMING)
    return _encoded(cut, portrait_dpi(side))


def portrait_dpi(side: int) -> float:
    """The dots per inch of a portrait that is printed from a square of so many pixels."""
    return side * PORTRAIT_WIDTH / PORTRAIT_HEIGHT / (PORTRAIT_WIDTH / 25.4)


def _decoded(content: bytes, wanted: float) -> tuple[Image.Image, float]:
    """The pixels of a picture, upright, at least `wanted` a side if it has them; and by how much it was shrunk."""
    try:
        picture = _opened(content)
        full_width = picture.width
        _refuse_huge(picture)
        _decode_small(picture, wanted)
        shrunk = full_width / picture.width
        return _flattened(ImageOps.exif_transpose(picture)), shrunk
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise Unreadable(str(fault)) from fault


def _opened(content: bytes) -> Image.Image:
    """The picture, not decoded. All other formats are refused here; some of them start other programs."""
    if content.startswith(_JPEG):
        return JpegImagePlugin.JpegImageFile(io.BytesIO(content))
    if content.startswith(_PNG):
        return PngImagePlugin.PngImageFile(io.BytesIO(content))
    raise Unreadable("neither JPEG nor PNG")


def _refuse_huge(picture: Image.Image) -> None:
    """A few bytes may claim to be gigabytes."""
    if picture.width * picture.height > _MOST_PIXELS:
        raise Unreadable(f"{picture.width} x {picture.height} pixels")


def _encoded(picture: Image.Image, dpi: float) -> Prepared:
    encoded = io.BytesIO()
    picture.save(encoded, "JPEG", quality=90, subsampling=0, optimize=True)
    return Prepared(encoded.getvalue(), picture.width, picture.height, dpi)


def _decode_small(picture: Image.Image, wanted: float) -> None:
    """A JPEG can be decoded at a half, a quarter, an eighth: never under one and a half times what is wanted.

    A photograph of twelve megapixels then takes a tenth of the time.
    """
    needed = 1.5 * wanted / min(picture.size)
    if needed < 1:
        picture.draft(None, (math.ceil(picture.width * needed), math.ceil(picture.height * needed)))


def _flattened(picture: Image.Image) -> Image.Image:
    """The pixels in RGB and nothing else; what was transparent becomes paper.

    Pasted into a new image, since a converted one keeps comments and profiles and writes them out again.
    """
    paper = Image.new("RGB", picture.size, "white")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        with_alpha = picture.convert("RGBA")
        paper.paste(with_alpha, mask=with_alpha.getchannel("A"))
    else:
        paper.paste(picture.convert("RGB"))
    return paper


def _crop_box(width: int, height: int) -> tuple[int, int, int, int]:
    """The largest 4 : 5 box: full width with the top anchored, or full height about the middle."""
    wanted = width * PORTRAIT_HEIGHT / PORTRAIT_WIDTH
    if wanted <= height:
        top = min(round(height * _HEADROOM), height - round(wanted)) if height > wanted else 0
        return 0, top, width, top + round(wanted)
    kept = round(height * PORTRAIT_WIDTH / PORTRAIT_HEIGHT)
    left = (width - kept) // 2
    return left, 0, left + kept, height
