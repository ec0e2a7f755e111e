"""What a field offers while somebody types: records, and texts to be taken as they are."""

from collections.abc import Callable, Sequence
from typing import NamedTuple
from uuid import UUID


class Offered(NamedTuple):
    """One completion: a record of a kind, or a text to be taken as it is (`kind` is then "new", "title", "group")."""

    kind: str
    id: UUID | None
    words: str
    second: str = ""
    icon: str = ""


Answer = Callable[[Sequence[Offered]], None]
Ask = Callable[[str, Answer], None]
"""Looks for completions of a text and gives them to the answer, now or later."""
