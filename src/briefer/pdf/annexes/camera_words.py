"""Takes from a JPEG what its camera and its editor wrote into it: place, time, owner, comments, small pictures.

Not a pixel changes: Pillow reads the segments, and those that no look needs go. Not here: where the JPEG stood
(`reader`).
"""

import io
import re

from PIL.JpegImagePlugin import JpegImageFile

_END = b"\xff\xd9"
_LATER_WORDS = re.compile(rb"\xff[\xe0-\xef\xfe]")
"""Segments of words; coded pixels never hold these two bytes (ITU-T T.81, B.1.1.2)."""
_COMMENT = 0xFE
_APPLICATION = 0xE0


class Unusual(Exception):
    """It is no JPEG whose words can be told from its pixels."""


def without_words(jpeg: bytes) -> bytes:
    """The same picture with nothing but what a decoder needs: the colours of JFIF and Adobe stay.

    Raises:
        Unusual: its words cannot be taken out without new pixels.

    """
    for name, content in _opened(jpeg).applist:
        jpeg = jpeg.replace(_segment(name, content), _needed(name, content), 1)
    head = _opened(jpeg)
    if not head.tile or head.fp is None:
        raise Unusual
    begin = head.fp.tell()  # reading stops before the first pixel
    pixels, end, _ = jpeg[begin:].partition(_END)  # telephones append another picture, or a film
    if _LATER_WORDS.search(pixels):
        raise Unusual
    return jpeg[:begin] + pixels + end


def _opened(jpeg: bytes) -> JpegImageFile:
    """Its head. Not by Image.open: nothing is decoded, so no number of pixels is too large."""
    try:
        return JpegImageFile(io.BytesIO(jpeg))
    except (SyntaxError, OSError, ValueError) as error:
        raise Unusual from error


def _needed(name: str, content: bytes) -> bytes:
    """What a decoder reads of a segment."""
    if name == "APP0" and content.startswith(b"JFIF\0") and len(content) >= 14:
        return _segment(name, content[:12] + b"\0\0")  # the small picture is of no pixels
    if name == "APP14" and content.startswith(b"Adobe") and len(content) >= 12:
        return _segment(name, content[:12])
    return b""


def _segment(name: str, content: bytes) -> bytes:
    kind = _COMMENT if name == "COM" else _APPLICATION + int(name.removeprefix("APP"))
    return bytes((0xFF, kind)) + (len(content) + 2).to_bytes(2, "big") + content
