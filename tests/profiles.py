"""How much a test does: small numbers for `make test`, full ones for `make prove`. The one place that holds both.

A proof that takes long asks `SIZE` how many; a new kind of number becomes a field here.
"""

import os
from dataclasses import dataclass

from hypothesis import settings


@dataclass(frozen=True)
class Size:
    """The numbers of one profile."""

    examples: int
    """Inputs that hypothesis invents for one test."""
    repeats: int
    """How often a timing, a soak or a race is repeated."""
    edits: int
    """One after another, in one window."""
    people: int
    """In the library of a large office."""
    pages: int
    """Of the largest pack."""
    every: int
    """Of a long table of cases, each so-manieth is tried."""
    rows: int
    """Of the longest table inside text."""
    letters: int
    """Of the longest word."""


SIZES = {
    "test": Size(
        examples=25,
        repeats=3,
        edits=24,
        people=4_000,
        pages=60,
        every=20,
        rows=2_000,
        letters=20_000,
    ),
    "prove": Size(
        examples=2000,
        repeats=50,
        edits=3_000,
        people=20_000,
        pages=900,
        every=1,
        rows=50_000,
        letters=200_000,
    ),
}
PROFILE = os.environ.get("BRIEFER_PROFILE", "test")
SIZE = SIZES[PROFILE]


def load() -> None:
    """Tell hypothesis. `make test` invents the same inputs every time, so that it is green or red for everybody."""
    settings.register_profile(
        "test", max_examples=SIZES["test"].examples, deadline=None, derandomize=True
    )
    settings.register_profile(
        "prove", max_examples=SIZES["prove"].examples, deadline=None, print_blob=True
    )
    settings.load_profile(PROFILE)
