"""The two families of errors. A new error that a user may meet is a KnownError; nothing else is."""

from pathlib import Path


class BrieferError(Exception):
    """Base of all errors raised on purpose by Briefer."""


class KnownError(BrieferError):
    """The surroundings are at fault: a file, a disk, a wrong passphrase, a name that does not exist.

    The text is one translated sentence or two: what happened, and what to do. It is shown as it is.
    """


class NoRoom(KnownError):
    """A workspace could not be written because its disk is full: a copy can be saved elsewhere."""


class NotInPlace(KnownError):
    """A workspace cannot be used where it lies: offer a copy elsewhere."""

    def __init__(self, sentence: str, path: Path) -> None:
        """`path` is the workspace."""
        super().__init__(sentence)
        self.path = path


class BugError(BrieferError):
    """Briefer is at fault. Logged and reported; the user reads that the last change is safe."""
