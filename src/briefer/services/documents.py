"""What one asks for when a document of a visit is to be made.

Not here: making it (`packs`), what can be chosen (`choices`).
"""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypedDict

if TYPE_CHECKING:
    from briefer.pack.context import CopyFacts


class Document(NamedTuple):
    """What one asks for: the document of a recipe, for whom, in which language, how it is marked and printed."""

    recipe: str = "dossier"
    audience: str = ""
    """Empty: the one that the recipe is for. Another may only narrow it."""
    language: str = "en"
    """One, or two on facing pages, such as `en+ar`."""
    marking: str = ""
    """The least that it bears, a level of the visit's scheme; what stands in it may need a higher one."""
    copy: "CopyFacts | None" = None
    """One of several, made for somebody; None where it is nobody's own."""
    paper: str | None = None
    layout: str | None = None
    at: datetime | None = None
    """The time printed, now if None."""


class How(TypedDict, total=False):
    """The fields of a `Document`, as arguments of a call."""

    recipe: str
    audience: str
    language: str
    marking: str
    copy: "CopyFacts | None"
    paper: str | None
    layout: str | None
    at: datetime | None
