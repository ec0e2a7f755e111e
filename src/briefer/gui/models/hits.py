"""What somebody chose in the search."""

from typing import NamedTuple
from uuid import UUID


class Hit(NamedTuple):
    """What was chosen: a record, a command, or a place visited before."""

    kind: str
    id: UUID | str
    visit: str = ""
    """Key of its visit."""
    words: str = ""
