"""Annexes: PDF files that somebody chooses or drops, kept in the workspace.

Not here: which record names the file (`common_edits`), reading and printing its pages (`pdf.annexes`).
"""

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefer.errors import KnownError
from briefer.i18n import say

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

MOST = 100_000_000
"""Bytes of a file."""
_PDF = b"%PDF-"
_SEARCHED = 1024
"""Bytes at the beginning of a file in which its mark stands."""


def keep_file(workspace: "Workspace", path: Path) -> str:
    """Keep a PDF file; gives the hash by which a record names it.

    Raises:
        KnownError: it cannot be read, is no PDF, or is too large.

    """
    from briefer.workspace.load_save import File

    try:
        if path.stat().st_size > MOST:
            words = say("{name} is too large: at most {most} MB.")
            raise KnownError(words.format(name=path.name, most=MOST // 1_000_000))
        content = path.read_bytes()
    except OSError as error:
        words = say("{name} cannot be read: {reason}.")
        reason = error.strerror or str(error)
        raise KnownError(words.format(name=path.name, reason=reason)) from error
    if _PDF not in content[:_SEARCHED]:
        raise KnownError(say("{name} is no PDF file. An annex is one.").format(name=path.name))
    hash_ = sha256(content).hexdigest()
    with workspace.writing() as rows:
        rows.add_file(File(hash_, "application/pdf", content))
    return hash_
