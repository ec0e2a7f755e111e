"""Where facts come from, where two sources disagree, translations, and attached files."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from briefer.records.base import (
    Count,
    FileHash,
    ItemRef,
    Language,
    Line,
    Marked,
    Record,
    SourceRef,
    Text,
    VisitRef,
    When,
    Word,
)


class Source(Record, frozen=True, kw_only=True):
    """A publication, a letter, a list that somebody sent."""

    title: Line
    publisher: Line = ""
    published_on: When = ""
    captured_at: datetime | None = None
    captured_stamp: Line = ""
    """The time stamp as the source itself prints it."""
    tags: tuple[Line, ...] = ()
    address: Line = ""
    file: FileHash = ""


class Citation(Record, frozen=True, kw_only=True):
    """A record, or one field of it, rests on a source; two forms may disagree.

    With `as_printed` and `preferred` it is a discrepancy: the pack prints the preferred form, the record
    keeps both.
    """

    about_kind: Word = ""
    about: UUID
    field: Word = ""
    source: SourceRef | None = None
    where: Line = ""
    as_printed: Line = ""
    preferred: Line = ""
    remark: Line = ""
    order: int = 0


class Wording(Record, frozen=True, kw_only=True):
    """The translation of one printed text of a record."""

    about_kind: Word = ""
    about: UUID
    field: Word
    language: Language
    text: Text
    state: Literal["draft", "checked"] = "draft"


class Attachment(Marked, frozen=True, kw_only=True):
    """A file bound to a visit or an item, such as an annex."""

    visit: VisitRef
    item: ItemRef | None = None
    file: FileHash = ""
    name: Line = ""
    """File name, with its ending."""
    kind: Literal["annex", "picture", "document"] = "annex"
    title: Line = ""
    pages: Count = 0
    order: int = 0
