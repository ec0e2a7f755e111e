"""Logos of institutions: pictures that somebody drops, pastes or chooses, looked at without trust and kept.

What can be used is what the logo of the office can be (`office`). Not here: which record names the picture
(`common_edits.change_field`), photographs of people (`portraits`).
"""

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefer.errors import KnownError
from briefer.services import office, portraits
from briefer.services.office import PrintedLogo
from briefer.services.portraits import Picture
from briefer.text import is_svg

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

Box = tuple[int, int, int, int]
"""Left, top, width and height, in pixels of the upright picture."""
_PNG = b"\x89PNG"


def keep_file(workspace: "Workspace", path: Path) -> str:
    """Keep the logo in a file; gives the hash by which a record names it. Raises as `office.logo_of`."""
    return _keep(workspace, office.logo_of(path))


def keep(workspace: "Workspace", content: bytes) -> str:
    """Keep a logo of a clipboard or another program. Raises as `office.logo_from`."""
    return _keep(workspace, office.logo_from(content))


def read_file(path: Path) -> Picture | None:
    """The picture in a file, to be cut before it is kept; None for a drawing. Raises as `portraits.read_file`."""
    return to_cut(portraits.content_of(path))


def to_cut(content: bytes) -> Picture | None:
    """A picture to be cut before it is kept; None for a drawing. Raises as `portraits.read`."""
    return None if is_svg(content) else portraits.read(content)


def keep_cut(workspace: "Workspace", content: bytes, box: Box) -> str:
    """Keep what stands in a box of a picture. Raises as `office.logo_from`."""
    return _keep(workspace, office.logo_from(content, box=box))


def kept_to_cut(workspace: "Workspace", hash_: str) -> Picture | None:
    """The picture that a record names, to be cut anew; None for a drawing, and when it is missing or damaged."""
    with workspace.reading() as rows:
        file = rows.file(hash_)
    try:
        return to_cut(file.content) if file else None
    except KnownError:
        return None


def kept(workspace: "Workspace", hash_: str) -> PrintedLogo | None:
    """The logo that a record names, as it would be printed; None when it is missing or cannot be."""
    with workspace.reading() as rows:
        file = rows.file(hash_)
    return office.printed(file.content) if file else None


def _keep(workspace: "Workspace", content: bytes) -> str:
    from briefer.workspace.load_save import File

    hash_ = sha256(content).hexdigest()
    with workspace.writing() as rows:
        rows.add_file(File(hash_, _media_type(content), content))
    return hash_


def _media_type(content: bytes) -> str:
    if is_svg(content):
        return "image/svg+xml"
    return "image/png" if content.startswith(_PNG) else "image/jpeg"
