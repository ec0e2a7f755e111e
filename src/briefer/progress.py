"""How long work reports and is stopped. The work is a plain function with a `report` argument."""

from typing import Protocol


class Cancelled(Exception):
    """Raised out of `Report` when the user has cancelled; nothing half-made is left behind."""


class Report(Protocol):
    """Called by the work now and then; raises `Cancelled` when it should stop."""

    def __call__(self, done: int, total: int, words: str = "") -> None:
        """Say that `done` of `total` steps are behind us; `total` 0 means unknown."""


def silent(done: int, total: int, words: str = "") -> None:
    """A report that nobody reads."""
