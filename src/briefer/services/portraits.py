"""Portraits: pictures that somebody drops, pastes or chooses, looked at without trust, cut square and kept.

A picture is decoded and encoded anew before the window sees it; nothing of the camera is kept. Not here: which record
names the picture (`common_edits.change_field`), how it prints (`pdf.pictures`).
"""

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefer.errors import KnownError
from briefer.i18n import say

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

LARGEST = 50_000_000
"""Bytes of a picture file."""
SHOWN = 1024
"""Pixels of the longer side of what the window is given."""
KEPT = 1200
"""Pixels of a side of what is kept: enough for a portrait of ten centimetres."""
NEEDED = 200
"""Dots per inch under which a portrait prints badly."""


class Picture(NamedTuple):
    """A picture that somebody brought: its bytes, what is to be looked at, and its size upright, in pixels."""

    content: bytes
    shown: bytes
    width: int
    height: int


def read_file(path: Path) -> Picture:
    """A picture in a file.

    Raises:
        KnownError: it cannot be read, is too large, or is no picture that Briefer prints.

    """
    return read(content_of(path))


def content_of(path: Path) -> bytes:
    """The bytes of a picture file, not looked at yet.

    Raises:
        KnownError: it cannot be read.

    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        sentence = say("{path} cannot be read: {reason}.")
        raise KnownError(sentence.format(path=path, reason=error.strerror or error)) from error


def read(content: bytes) -> Picture:
    """A picture of a clipboard or another program.

    Raises:
        KnownError: it is too large, or no picture that Briefer prints.

    """
    from briefer.pdf import pictures

    if len(content) > LARGEST:
        raise KnownError(
            say("This picture is larger than 50 MB. Save a smaller copy of it and take that.")
        )
    try:
        shown, width, height = pictures.small(content, SHOWN)
    except pictures.Unreadable as error:
        raise _unreadable() from error
    return Picture(content, shown.jpeg, width, height)


def keep(workspace: "Workspace", content: bytes, left: int, top: int, side: int) -> str:
    """Cut a square, in pixels of the upright picture, and keep it; gives the hash by which a record names it.

    Raises:
        KnownError: it is no picture that Briefer prints, or nothing can be written.

    """
    from briefer.pdf import pictures
    from briefer.workspace.load_save import File

    try:
        cut = pictures.square(content, left, top, side, KEPT)
    except pictures.Unreadable as error:
        raise _unreadable() from error
    hash_ = sha256(cut.jpeg).hexdigest()
    with workspace.writing() as rows:
        rows.add_file(File(hash_, "image/jpeg", cut.jpeg))
    return hash_


def kept(workspace: "Workspace", hash_: str) -> Picture | None:
    """The picture that a record names; None when it is missing or damaged."""
    with workspace.reading() as rows:
        file = rows.file(hash_)
    try:
        return read(file.content) if file else None
    except KnownError:
        return None


def coarse(side: int) -> int:
    """The dots per inch of a portrait from a square of so many pixels, where they are too few; else 0."""
    from briefer.pdf import pictures

    dpi = round(pictures.portrait_dpi(side))
    return dpi if dpi < NEEDED else 0


def _unreadable() -> KnownError:
    return KnownError(
        say("This is no picture that can be printed. Take a JPEG or PNG of at most 40 megapixels.")
    )
