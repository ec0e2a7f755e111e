"""Recipes, and what is kept of packs that were issued: editions, copies, comments."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from briefer.records.base import (
    CommentRef,
    Count,
    EditionRef,
    FileHash,
    ItemRef,
    Language,
    Line,
    RecipientRef,
    Record,
    Text,
    Value,
    VisitRef,
    Word,
)


class Recipe(Value, frozen=True, kw_only=True):
    """Which sections in which order, for whom, on which paper, in which look."""

    name: Word
    title: Line
    audience: Word
    sections: tuple[Word, ...]
    paper: Literal["A4", "letter", "A5", "A6", "A7", "eighth letter"] = "A4"
    look: Literal["working", "guest", "pocket", "card"] = "working"
    counting: Literal["section", "through"] = "section"
    duplex: bool = True
    """Sections start on a right-hand page, so that one can be replaced alone."""
    switches: tuple[Word, ...] = ()
    figures: Literal["western", "arabic-indic"] = "western"
    """In Arabic; other languages have the western ones."""


class Office(Value, frozen=True, kw_only=True):
    """How the office shows itself on what it prints. Raises ValueError for a logo without a name."""

    name: Annotated[str, msgspec.Meta(max_length=200)] = ""
    """In English, and in any language for which `names` has none. It is also what a screen reader says of the logo."""
    names: dict[Language, Annotated[str, msgspec.Meta(min_length=1, max_length=200)]] = {}
    """In other languages of packs. They stand here, for a file of the office is one whole and wordings are of records."""
    accent: Annotated[str, msgspec.Meta(pattern=r"^$|^#[0-9a-fA-F]{6}$")] = ""
    """In place of the page design's; empty for that one."""
    logo: bytes = b""
    """A PNG, JPEG or SVG; base64 in JSON. It stands here itself, so that a pack in store keeps the logo it had."""

    def __post_init__(self) -> None:
        """As msgspec calls it."""
        if self.logo and not self.name:
            raise ValueError("a logo needs the name of the office")


class Template(Value, frozen=True, kw_only=True):
    """What a new visit begins with: tasks with days before the start."""

    name: Word
    title: Line
    types: tuple[Word, ...] = ()
    tasks: tuple[tuple[Line, int], ...] = ()


class Edition(Record, frozen=True, kw_only=True):
    """A pack frozen at issue, counted per visit, recipe and audience. Never changed afterwards."""

    visit: VisitRef
    recipe: Word
    audience: Word
    language: Language = "en"
    number: Count = 0
    state: Literal["draft", "issued", "withdrawn"] = "issued"
    issued_at: datetime | None = None
    issued_by: Line = ""
    pack: FileHash = ""
    """The compiled pack as JSON with a format number."""
    page_map: FileHash = ""
    finished: FileHash = ""
    """The bytes before personal marks and encryption."""
    program: Word = ""


class IssuedNumber(Record, frozen=True, kw_only=True):
    """The number an item bears for one audience, for life."""

    visit: VisitRef
    item: ItemRef
    audience: Word
    number: Count


class Copy(Record, frozen=True, kw_only=True):
    """One numbered, addressed PDF of an edition."""

    edition: EditionRef
    recipient: RecipientRef | None = None
    number: Count
    state: Literal["made", "sent", "returned", "destroyed"] = "made"


class Comment(Record, frozen=True, kw_only=True):
    """What a reviewer wrote on a page."""

    visit: VisitRef
    edition: EditionRef | None = None
    item: ItemRef | None = None
    section: Line = ""
    page: Word = ""
    rectangle: tuple[float, ...] = ()
    """x0, y0, x1, y1 in points from the lower left corner."""
    quoted: Text = ""
    author: Line = ""
    at: datetime | None = None
    text: Text = ""
    reply_to: CommentRef | None = None
    state: Literal["open", "accepted", "rejected", "answered"] = "open"
    source: Line = ""


class OwnData(Record, frozen=True, kw_only=True):
    """A data file of the office as changed in this workspace: a recipe, marking scheme, audience, template, its own look; a word that it knows."""

    kind: Literal[
        "recipe",
        "marking scheme",
        "audience",
        "template",
        "item kinds",
        "precedence",
        "office",
        "known word",
    ]
    name: Word
    json: Annotated[str, msgspec.Meta(max_length=200_000)]
