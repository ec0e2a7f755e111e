"""The tables, made from the structs of `records.kinds`: names field for field, one rule per type of field.

Tables are generated, not written down as mapped classes: a struct and its table cannot drift, and records go in
and out without an object mapper, which would cost half a second at start. The written form of the schema is the
first migration, and a test compares the two.

- a reference is an indexed foreign key, checked at commit, so that records may come in any order;
- a tuple of references is a table of its own, `KIND_FIELD`, in order;
- a tuple of values or words is JSON; texts bear their limit where it is one that an index can hold.
Not here: SQL that only one database understands.
"""

import types
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.types import TypeEngine

from briefer.errors import BugError
from briefer.records.base import Record
from briefer.records.kinds import KINDS, Kind, references

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_LONGEST_STRING = 500
"""Longer texts are TEXT; their limit is the struct's."""
_WORD_LENGTH = 100


class Moment(TypeDecorator[datetime]):
    """A moment with its offset; kept as UTC, also where the database knows no offsets."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise BugError("a moment without an offset")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or dialect.name != "sqlite":
            return value
        return value.replace(tzinfo=UTC)


@cache
def metadata() -> MetaData:
    """All tables. Made on first use, once a process."""
    found = MetaData(naming_convention=_NAMES)
    for kind in KINDS:
        _kind_tables(found, kind)
    _bookkeeping(found)
    return found


def table(name: str) -> Table:
    """The table of a kind, or one of the bookkeeping tables."""
    return metadata().tables[name]


def tuple_table(kind: str, field: str) -> Table:
    """The table of a tuple of references: `whole`, `position`, `part`."""
    return metadata().tables[f"{kind}_{field}"]


def _kind_tables(metadata: MetaData, kind: Kind) -> None:
    many = {reference.field: reference for reference in references(kind.record) if reference.many}
    columns = [column for column in _columns(kind.record) if column.name not in many]
    Table(kind.name, metadata, *columns, UniqueConstraint("key"))
    for reference in many.values():
        Table(
            f"{kind.name}_{reference.field}",
            metadata,
            Column("whole", Uuid, _foreign(kind.name), primary_key=True),
            Column("position", Integer, primary_key=True),
            Column("part", Uuid, _foreign(reference.kind), nullable=False, index=True),
        )


def _foreign(kind: str) -> ForeignKey:
    return ForeignKey(f"{kind}.id", deferrable=True, initially="DEFERRED")


def _columns(record: type[Record]) -> Iterator[Column[Any]]:
    single = {item.field: item.kind for item in references(record) if not item.many}
    for field, hint in get_type_hints(record, include_extras=True).items():
        kind, optional = _column_type(hint)
        if field == "id":
            yield Column(field, Uuid, primary_key=True)
        elif field in single:
            yield Column(field, Uuid, _foreign(single[field]), nullable=optional, index=True)
        else:
            # a reference to a record of any kind, which no foreign key can express
            yield Column(field, kind, nullable=optional, index=isinstance(kind, Uuid) or None)


def _column_type(hint: object) -> tuple[TypeEngine[Any], bool]:
    """The column type of a field's type, and whether it may be empty (NULL)."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (option for option in get_args(hint) if option is not type(None))
        return _column_type(inner)[0], True
    if origin is Annotated:
        plain, *notes = get_args(hint)
        lengths = [note.max_length for note in notes if isinstance(note, msgspec.Meta)]
        if plain is str:
            return _text(next((length for length in lengths if length), _WORD_LENGTH)), False
        return _column_type(plain)
    if origin is Literal:
        return String(_WORD_LENGTH), False
    if origin is tuple:
        return JSON(none_as_null=True), False
    return _PLAIN[hint], False


def _text(length: int) -> TypeEngine[Any]:
    return String(length) if length <= _LONGEST_STRING else Text()


_PLAIN: dict[object, TypeEngine[Any]] = {
    UUID: Uuid(),
    datetime: Moment(),
    bool: Boolean(),
    int: Integer(),
    float: Double(),
}


def _bookkeeping(metadata: MetaData) -> None:
    Table(
        "meta",
        metadata,
        Column("name", String(100), primary_key=True),
        Column("value", Text, nullable=False),
    )
    Table(
        "file",
        metadata,
        Column("hash", String(64), primary_key=True),
        Column("media_type", String(100), nullable=False),
        Column("bytes", LargeBinary, nullable=False),
    )
    Table(
        "audit",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("edit", Uuid, nullable=False, index=True),  # all rows of one user action
        Column("at", Moment, nullable=False),
        Column("who", String(500), nullable=False),
        Column("words", Text, nullable=False),
        Column("action", String(10), nullable=False),
        Column("kind", String(100), nullable=False),
        Column("record", Uuid, nullable=False, index=True),
        Column("fields", JSON(none_as_null=True), nullable=False),  # field → [before, after]
        Column("salt", LargeBinary, nullable=False),  # empty where the content was erased
        Column("digest", LargeBinary, nullable=False),  # of salt, words and fields
        Column("link", LargeBinary, nullable=False),  # of the link before, the rest and the digest
    )
    Table(
        "import_batch",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("file", String(500), nullable=False),
        Column("hash", String(64), nullable=False),
        Column("at", Moment, nullable=False),
        Column("who", String(500), nullable=False),
    )
    Table(  # what a file last said of a record: tells an edit made here from a change in the file
        "imported",
        metadata,
        Column("file", String(500), primary_key=True),
        Column("kind", String(100), primary_key=True),
        Column("key", String(200), primary_key=True),  # as it stands in the file
        Column("record", Uuid, nullable=False, index=True),
        Column("batch", Uuid, ForeignKey("import_batch.id"), nullable=False),
        Column("fields", JSON(none_as_null=True), nullable=False),
    )
    Table(  # edits that were refused, since somebody else changed the same, until somebody decides
        "waiting",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("who", String(500), nullable=False, index=True),
        Column("at", Moment, nullable=False),
        Column("edit", JSON(none_as_null=True), nullable=False),
    )
    Table(  # what was typed and not accepted yet
        "draft",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("holder", String(100), nullable=False),  # of which process; "": of none
        Column("who", String(500), nullable=False),
        Column("at", Moment, nullable=False),
        Column("form", String(100), nullable=False),
        Column("record", Uuid, nullable=False, index=True),
        Column("visit", Uuid),
        Column("field", String(200), nullable=False),
        Column("label", String(500), nullable=False),
        Column("text", Text, nullable=False),
        Column("stored", Text, nullable=False),
    )
    search_doc = Table(
        "search_doc",
        metadata,
        Column("id", Integer, primary_key=True),  # the row of the full-text tables
        Column("kind", String(100), nullable=False),
        Column("record", Uuid, nullable=False, unique=True),
        Column("visit", Uuid, index=True),
        Column("label", String(500), nullable=False),
        Column("sort", String(500), nullable=False),  # the label folded
        Column("marking", String(_WORD_LENGTH), nullable=False, server_default=""),
        Column("first_year", Integer, nullable=False, server_default="0"),  # 0: without a date
        Column("last_year", Integer, nullable=False, server_default="0"),
    )
    Index("ix_search_doc_kind_sort", search_doc.c.kind, search_doc.c.sort)
    Index("ix_search_doc_sort", search_doc.c.sort)
