"""Font files that an office adds for scripts which the shipped ones lack: read, judged, given a name.

A file that cannot be used is a fault that the user is told, never a reason to stop. Not here: shaping (`fonts`),
where the files are chosen (the settings).
"""

import hashlib
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_MOST_BYTES = 60_000_000
_RESTRICTED = 0x0002
"""Of `fsType` in the table OS/2: the maker forbids to put the font into files."""
_NEEDED = frozenset({"cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"})

Fault = Literal["missing", "damaged", "outlines", "restricted", "large"]


class OwnFont(NamedTuple):
    """A file that can be used; `face` is HarfBuzz's."""

    file: str
    digest: str
    face: Any


class FontFault(NamedTuple):
    """A file that cannot be used, and why."""

    file: str
    fault: Fault


def opened(places: Iterable[Path]) -> Iterator[OwnFont | FontFault]:
    """The fonts of files and folders, in the order in which they are asked for glyphs."""
    for place in places:
        for file in _files(place):
            yield _opened(file)


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    try:
        return sorted(file for file in place.iterdir() if file.suffix.lower() in _ENDINGS)
    except OSError:
        return [place]


def _opened(file: Path) -> OwnFont | FontFault:
    import uharfbuzz as hb

    try:
        if file.stat().st_size > _MOST_BYTES:
            return FontFault(file.name, "large")
        content = file.read_bytes()
    except OSError:
        return FontFault(file.name, "missing")
    try:
        face = hb.Face(hb.Blob(content))
        tables = set(face.table_tags)
        if tables and not tables >= _NEEDED:
            return FontFault(file.name, "outlines" if "cmap" in tables else "damaged")
        if not tables or face.upem < 16 or not face.glyph_count or not face.unicodes:
            return FontFault(file.name, "damaged")
        if "OS/2" in tables and _kind(face.reference_table("OS/2").data) & _RESTRICTED:
            return FontFault(file.name, "restricted")
        hb.Font(face).get_font_extents("ltr")
    except (ValueError, RuntimeError, MemoryError, hb.HarfBuzzError, struct.error):
        return FontFault(file.name, "damaged")
    return OwnFont(file.name, hashlib.sha256(content).hexdigest(), face)


def _kind(table: bytes) -> int:
    """`fsType`; only its lowest four bits say who may embed."""
    return int(struct.unpack(">H", table[8:10])[0]) & 0xF if len(table) >= 10 else 0
