"""Long lists of the library for a table that fetches by page: how long, where pages begin, where a record stands.

Among 20,000 records each question costs as much as the page it brings. Not here: lines of people (`people`).
"""

from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from briefer.records.base import Record
from briefer.records.kinds import by_name

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace
    from briefer.workspace.listing import Listing
    from briefer.workspace.load_save import Rows

PAGE = 100
"""Records of a page."""
Start = tuple[str, int]
"""Where a page begins; only to be handed back."""


class Wanted(NamedTuple):
    """What a list shall hold: records of a kind, and of people those with such a post."""

    kind: str
    words: str = ""
    country: str = ""
    institution: UUID | None = None
    institution_kind: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return self != Wanted(self.kind)


class Contents(NamedTuple):
    """How many records fit, where each page begins, and the place of the one that was asked for, -1 for none."""

    total: int
    starts: tuple[Start, ...]
    at: int


def contents(workspace: "Workspace", wanted: Wanted, chosen: UUID | None = None) -> Contents:
    """The list as a whole, without its records."""
    with workspace.reading() as rows:
        listing = listed(rows, wanted)
        total, starts = listing.starts(PAGE)
        at = listing.place_of(chosen) if chosen else -1
    return Contents(total, tuple(starts), at)


def page(workspace: "Workspace", wanted: Wanted, start: Start) -> tuple[Record, ...]:
    """The records of the page that begins there."""
    with workspace.reading() as rows:
        ids = listed(rows, wanted).page(start, PAGE)
        by_id = {each.id: each for each in rows.where(by_name()[wanted.kind].record, "id", ids)}
    return tuple(by_id[id_] for id_ in ids if id_ in by_id)


def place_of_letters(workspace: "Workspace", wanted: Wanted, letters: str) -> int:
    """Where the first record stands that begins with letters, or would stand."""
    with workspace.reading() as rows:
        return listed(rows, wanted).place_of_letters(letters)


def listed(rows: "Rows", wanted: Wanted) -> "Listing":
    """The list in a transaction."""
    return rows.listing(
        wanted.kind,
        words=wanted.words,
        country=wanted.country,
        institution=wanted.institution,
        institution_kind=wanted.institution_kind,
    )
