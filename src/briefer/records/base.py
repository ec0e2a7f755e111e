"""What all records share: identity, markings, text types with their limits, references.

Not here: any single kind of record, and anything that reads or writes them.
Limits stand in the types, so that no database is the first to refuse a text.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from uuid_utils.compat import uuid7

Key = Annotated[str, msgspec.Meta(max_length=200, pattern=r"^[a-z0-9][a-z0-9./_-]*$|^$")]
"""Readable name of a record, unique per kind in a workspace: `danish-mfa`, `iraq-2022/item-1`."""
Line = Annotated[str, msgspec.Meta(max_length=500)]
"""One line of text."""
Text = Annotated[str, msgspec.Meta(max_length=200_000)]
"""Running text; Markdown where the field says so."""
Word = Annotated[str, msgspec.Meta(max_length=100)]
"""A short code or name from a list that an office may extend."""
Language = Annotated[str, msgspec.Meta(max_length=35, pattern=r"^[a-zA-Z0-9-]*$")]
"""BCP 47 tag, empty when unknown."""
Country = Annotated[str, msgspec.Meta(max_length=100)]
"""A country as it is to be printed, in the office's language."""
Zone = Annotated[str, msgspec.Meta(max_length=64, pattern=r"^[A-Za-z0-9_+/-]*$")]
"""IANA time zone, such as `Europe/Copenhagen`."""
When = Annotated[
    str,
    msgspec.Meta(pattern=r"^$|^(?:(?:early|mid|late) \d{4}-\d{2}|\d{4}(?:-\d{2}(?:-\d{2})?)?)$"),
]
"""A date with a precision: `2018-05-29`, `2022-12`, `early 2022-12`, `2022`; empty when open."""
Clock = Annotated[str, msgspec.Meta(pattern=r"^$|^(?:[01]\d|2[0-3]):[0-5]\d$")]
"""Wall-clock time `HH:MM` at the stop; empty when open."""
FileHash = Annotated[str, msgspec.Meta(pattern=r"^$|^[0-9a-f]{64}$")]
"""SHA-256 of a file kept in the workspace."""
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


# References: the `id` of another record, of the kind named; a key in exchange files.
BriefRef = Annotated[UUID, msgspec.Meta(extra={"ref": "brief"})]
CommentRef = Annotated[UUID, msgspec.Meta(extra={"ref": "comment"})]
DelegateRef = Annotated[UUID, msgspec.Meta(extra={"ref": "delegate"})]
EditionRef = Annotated[UUID, msgspec.Meta(extra={"ref": "edition"})]
InstitutionRef = Annotated[UUID, msgspec.Meta(extra={"ref": "institution"})]
InstrumentRef = Annotated[UUID, msgspec.Meta(extra={"ref": "instrument"})]
ItemRef = Annotated[UUID, msgspec.Meta(extra={"ref": "item"})]
OfficerRef = Annotated[UUID, msgspec.Meta(extra={"ref": "officer"})]
OutcomeRef = Annotated[UUID, msgspec.Meta(extra={"ref": "outcome"})]
PartyRef = Annotated[UUID, msgspec.Meta(extra={"ref": "party"})]
PersonRef = Annotated[UUID, msgspec.Meta(extra={"ref": "person"})]
PhaseRef = Annotated[UUID, msgspec.Meta(extra={"ref": "phase"})]
PlaceRef = Annotated[UUID, msgspec.Meta(extra={"ref": "place"})]
PostRef = Annotated[UUID, msgspec.Meta(extra={"ref": "post"})]
RecipientRef = Annotated[UUID, msgspec.Meta(extra={"ref": "recipient"})]
SourceRef = Annotated[UUID, msgspec.Meta(extra={"ref": "source"})]
StopRef = Annotated[UUID, msgspec.Meta(extra={"ref": "stop"})]
StrandRef = Annotated[UUID, msgspec.Meta(extra={"ref": "strand"})]
ThemeRef = Annotated[UUID, msgspec.Meta(extra={"ref": "theme"})]
VehicleRef = Annotated[UUID, msgspec.Meta(extra={"ref": "vehicle"})]
VisitRef = Annotated[UUID, msgspec.Meta(extra={"ref": "visit"})]


def new_id() -> UUID:
    """A fresh identifier; UUIDv7, so that rows made later sort later."""
    return uuid7()


def _now() -> datetime:
    return datetime.now(UTC)


class Value(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A part of a record without a life of its own: stored inside it, replaced as a whole."""


class Record(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A row that a user edits.

    `version` counts accepted edits; a save that finds another one than it started from is a conflict.
    """

    id: UUID = msgspec.field(default_factory=new_id)
    key: Key = ""
    version: int = 1
    created_at: datetime = msgspec.field(default_factory=_now)
    changed_at: datetime = msgspec.field(default_factory=_now)
    changed_by: Line = ""


class Marked(Record, frozen=True, kw_only=True):
    """A record whose text can be printed: it has a marking level and, apart from it, a distribution.

    Empty means inherited: from the visit for what belongs to one, else the scheme's lowest level.
    """

    marking: Word = ""
    distribution: Word = ""


Side = Literal["guest", "host"]
"""The side of the table: who travels, and who receives."""
