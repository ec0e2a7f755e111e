"""From rows to records and back: one way in and one way out for all kinds.

`Rows` is one transaction; services hold no other piece of the database. Every record that comes out has passed the
limits of its struct, since a workspace may come from somebody else. Not here: versions, merging, undo
(`services.edits`); what is searched (`search`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast
from uuid import UUID

import msgspec
from sqlalchemy import (
    JSON,
    BindParameter,
    Column,
    Connection,
    Select,
    String,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy import cast as sql_cast

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.progress import Report, silent
from briefer.records.base import Record
from briefer.records.kinds import Kind, by_name, file_fields, kind_of, references
from briefer.workspace import audit, drafts, search, tables, waiting
from briefer.workspace.listing import Listing, latest_notes

R = TypeVar("R", bound=Record)
Value = TypeVar("Value")

_SOME = "some"
"""What the values are called in a question."""
_AT_ONCE = 500
"""Values in one question; databases limit them, and between two of them long work can be stopped."""


class File(NamedTuple):
    """A photograph, logo or annex kept in the workspace."""

    hash: str
    media_type: str
    content: bytes


class Imported(NamedTuple):
    """What a file last said of one record: its fields as kept, plain values."""

    file: str
    kind: str
    key: str
    record: UUID
    batch: UUID
    fields: dict[str, Any]


class Rows:
    """One transaction on a workspace. Made by `database.Workspace`; dies with its `with` block."""

    def __init__(self, connection: Connection, report: Report = silent) -> None:
        self._connection = connection
        self.report = report
        """Called now and then; raises `Cancelled` when the work shall stop, and nothing of it is stored."""
        self.search = search.Index(connection)
        self.audit = audit.Audit(connection)
        self.waiting = waiting.Waiting(connection)
        self.drafts = drafts.Drafts(connection)

    # ------------------------------------------------------------------- of the workspace itself

    def noted(self, name: str) -> str:
        """What the workspace has noted of itself by a name; "" where it has not."""
        table = tables.table("meta")
        question = select(table.c.value).where(table.c.name == name)
        return self._connection.execute(question).scalar() or ""

    def note(self, name: str, value: str) -> None:
        """Note something of the workspace itself: no record, in no audit, not undone."""
        table = tables.table("meta")
        self._connection.execute(delete(table).where(table.c.name == name))
        self._connection.execute(insert(table), {"name": name, "value": value})

    # -------------------------------------------------------------------------------- out

    def all(self, record: type[R]) -> tuple[R, ...]:
        """All records of a kind, in the order in which they were made."""
        return self._records(record, None, ())

    def get(self, record: type[R], id_: UUID) -> R | None:
        """The record with this id."""
        found = self.where(record, "id", (id_,))
        return found[0] if found else None

    def find(self, record: type[R], key: str) -> R | None:
        """The record with this key."""
        found = self.where(record, "key", (key,))
        return found[0] if found else None

    def where(self, record: type[R], field: str, values: Iterable[object]) -> tuple[R, ...]:
        """The records whose field has one of the values; of a tuple of references, whose tuple has one."""
        wanted = list(dict.fromkeys(values))
        return self._records(record, field, wanted) if wanted else ()

    def latest_notes(
        self, limit: int, *, words: str = "", kind: str = "", year: int = 0
    ) -> tuple[list[UUID], int]:
        """The latest notes that fit, and how many fit in all."""
        return latest_notes(self._connection, limit, words=words, kind=kind, year=year)

    def listing(
        self,
        kind: str,
        *,
        words: str = "",
        country: str = "",
        institution: UUID | None = None,
        institution_kind: str = "",
    ) -> Listing:
        """The records of a searched kind as a long list, narrowed as `Listing` says."""
        return Listing(
            self._connection,
            kind,
            words=words,
            country=country,
            institution=institution,
            institution_kind=institution_kind,
        )

    def distinct(self, record: type[Record], field: str) -> list[str]:
        """The texts that stand in a field of a kind, each once, without the empty one."""
        column = _table(record).c[field]
        return list(self._connection.scalars(select(column).where(column != "").distinct()))

    def count(self, record: type[Record]) -> int:
        """How many records of a kind there are."""
        table = _table(record)
        return self._connection.scalar(select(func.count()).select_from(table)) or 0

    def tally(self, record: type[Record], *fields: str) -> dict[tuple[Any, ...], int]:
        """How many records there are with each combination of values of the fields."""
        columns = [_table(record).c[field] for field in fields]
        question = select(*columns, func.count()).group_by(*columns)
        return {tuple(row[:-1]): row[-1] for row in self._connection.execute(question)}

    def latest(self, record: type[Record], field: str) -> dict[UUID, Any]:
        """By each value of a field of references: when one of its records last changed."""
        columns = _table(record).c
        question = select(columns[field], func.max(columns.changed_at)).group_by(columns[field])
        return {row[0]: row[1] for row in self._connection.execute(question)}

    def keys(self, record: type[Record]) -> dict[str, UUID]:
        """The keys of a kind and whose they are."""
        columns = _table(record).c
        return {
            row.key: row.id for row in self._connection.execute(select(columns.key, columns.id))
        }

    def taken(self, record: type[Record], keys: Iterable[str]) -> set[str]:
        """Those of the keys that a record of this kind has."""
        column = _table(record).c.key
        return {
            key
            for some in self._chunks(list(keys))
            for key in self._connection.scalars(select(column).where(column.in_(some)))
        }

    def keys_below(self, record: type[Record], start: str) -> set[str]:
        """The keys of a kind that begin with `start`."""
        column = _table(record).c.key
        after = start[:-1] + chr(ord(start[-1]) + 1)
        return set(self._connection.scalars(select(column).where(column >= start, column < after)))

    def referring(self, kind: str, ids: Collection[UUID]) -> Iterator[tuple[Kind, str, Record]]:
        """The records that refer to one of the ids of a kind, each with the field that does."""
        for other in by_name().values():
            for reference in references(other.record):
                if reference.kind == kind:
                    for record in self.where(other.record, reference.field, ids):
                        yield other, reference.field, record

    def containing(self, words: str) -> tuple[Record, ...]:
        """The records in whose texts these words stand, letter by letter; goes through every table."""
        wanted = msgspec.json.encode(words).decode()[1:-1]
        found: list[Record] = []
        for kind in by_name().values():
            columns = cast("Iterable[Column[Any]]", tables.table(kind.name).columns)
            texts = [
                column.contains(words, autoescape=True)
                if isinstance(column.type, String)
                else sql_cast(column, Text).contains(wanted, autoescape=True)
                for column in columns
                if isinstance(column.type, String | JSON)
            ]
            question = select(tables.table(kind.name).c.id).where(or_(*texts))
            ids = list(self._connection.scalars(question))
            some = self.where(kind.record, "id", ids)
            found += [one for one in some if words in search.words_of(one)]
        return tuple(found)

    def _records(
        self, record: type[R], field: str | None, values: Sequence[object]
    ) -> tuple[R, ...]:
        kind, question = _kind(record), _question(record, field)
        names = _names(record)
        if field is None:
            rows = list(self._connection.execute(question))
        else:
            rows = []
            for some in self._chunks(values):
                rows += self._connection.execute(question, {_SOME: some})
        if not rows:
            return ()
        at_id = names.index("id")
        ids = None if field is None else [row[at_id] for row in rows]
        tuples = {name: self._tuples(kind.name, name, ids) for name in _many(record)}
        found = []
        for at, row in enumerate(rows):
            if at % _AT_ONCE == 0:
                self.report(0, 0)
            fields = dict(zip(names, row, strict=True))
            for name, by_whole in tuples.items():
                fields[name] = by_whole.get(row[at_id], ())
            found.append(_record(record, fields))
        return tuple(found)

    def _tuples(
        self, kind: str, field: str, wholes: Sequence[UUID] | None
    ) -> dict[UUID, list[UUID]]:
        question = _question_of_tuples(kind, field, some=wholes is not None)
        asked: Iterable[dict[str, Any]] = [{}]
        if wholes is not None:
            asked = ({_SOME: some} for some in self._chunks(wholes))
        found: dict[UUID, list[UUID]] = defaultdict(list)
        for each in asked:
            for whole, part in self._connection.execute(question, each):
                found[whole].append(part)
        return found

    # --------------------------------------------------------------------------------- in

    def insert(self, records: Iterable[Record]) -> None:
        """Store new records, in any order; references are checked at the end of the transaction."""
        for kind, whole in _by_kind(records).items():
            for some in self._chunks(whole):
                self._connection.execute(
                    insert(tables.table(kind.name)), [_fields(record) for record in some]
                )
                self._insert_tuples(kind, some)
                self.search.put(kind, some)

    def update(self, record: Record, version: int) -> bool:
        """Store a changed record over the one with this version; False if it has another one."""
        kind = kind_of(record)
        table = tables.table(kind.name)
        changed = self._connection.execute(
            update(table)
            .where(table.c.id == bindparam("this"), table.c.version == bindparam("its_version"))
            .values(_fields(record)),
            {"this": record.id, "its_version": version},
        )
        if changed.rowcount != 1:
            return False
        self._delete_tuples(kind, [record.id])
        self._insert_tuples(kind, [record])
        self.search.put(kind, [record])
        return True

    def delete(self, records: Iterable[Record]) -> None:
        """Remove records; that nothing refers to them is checked at the end of the transaction."""
        for kind, whole in _by_kind(records).items():
            table = tables.table(kind.name)
            for ids in self._chunks([record.id for record in whole]):
                self._delete_tuples(kind, ids)
                self.search.remove(ids)
                self._connection.execute(delete(table).where(table.c.id.in_(ids)))

    def _insert_tuples(self, kind: Kind, records: Sequence[Record]) -> None:
        for reference in references(kind.record):
            if not reference.many:
                continue
            rows = [
                {"whole": record.id, "position": position, "part": part}
                for record in records
                for position, part in enumerate(getattr(record, reference.field))
            ]
            if rows:
                link = tables.tuple_table(kind.name, reference.field)
                self._connection.execute(insert(link), rows)

    def _delete_tuples(self, kind: Kind, ids: Sequence[UUID]) -> None:
        for reference in references(kind.record):
            if reference.many:
                link = tables.tuple_table(kind.name, reference.field)
                for some in self._chunks(ids):
                    self._connection.execute(delete(link).where(link.c.whole.in_(some)))

    # ------------------------------------------------------------------------------ files

    def file(self, hash_: str) -> File | None:
        """A file by its SHA-256."""
        table = tables.table("file")
        row = self._connection.execute(select(table).where(table.c.hash == hash_)).first()
        return File(row.hash, row.media_type, row.bytes) if row else None

    def files_present(self, hashes: Iterable[str]) -> set[str]:
        """Those of the hashes whose file is here."""
        column = tables.table("file").c.hash
        return {
            hash_
            for some in self._chunks(list(hashes))
            for hash_ in self._connection.scalars(select(column).where(column.in_(some)))
        }

    def add_file(self, file: File) -> None:
        """Keep a file; one that is here already is left alone."""
        if not self.files_present([file.hash]):
            self._connection.execute(
                insert(tables.table("file")),
                {"hash": file.hash, "media_type": file.media_type, "bytes": file.content},
            )

    def delete_files(self, hashes: Iterable[str]) -> None:
        """Drop files that no record names any more."""
        table = tables.table("file")
        for some in self._chunks(list(hashes)):
            self._connection.execute(delete(table).where(table.c.hash.in_(some)))

    def all_files(self) -> list[str]:
        """The hashes of all files."""
        return list(self._connection.scalars(select(tables.table("file").c.hash)))

    # -------------------------------------------------------------------------- examining

    def unreadable(self) -> Iterator[tuple[str, str, str]]:
        """Kind, key and reason of each record that does not fit its struct."""
        for kind in by_name().values():
            try:
                self.all(kind.record)
            except KnownError:
                for key, id_ in self.keys(kind.record).items():
                    try:
                        self.where(kind.record, "id", [id_])
                    except KnownError as error:
                        yield kind.name, key, str(error.__cause__)

    def missing_files(self) -> Iterator[tuple[str, str, str]]:
        """Kind, key and field of each record that names a file which is not here."""
        present = select(tables.table("file").c.hash)
        for kind in by_name().values():
            for field in file_fields(kind.record):
                columns = tables.table(kind.name).c
                question = select(columns.key).where(
                    columns[field] != "", columns[field].not_in(present)
                )
                for key in self._connection.scalars(question):
                    yield kind.name, key, field

    def index_is_whole(self) -> bool:
        """Whether the search index holds each searched record once, and nothing else."""
        return self.search.counts() == {
            name: count for name in search.SEARCHED if (count := self.count(by_name()[name].record))
        }

    def rebuild_index(self) -> None:
        """Make the search index anew."""
        self.search.clear()
        for name in search.SEARCHED:
            self.search.put(by_name()[name], self.all(by_name()[name].record))

    # ------------------------------------------------------------------------ bookkeeping

    def add_batch(self, batch: Mapping[str, object]) -> None:
        """Note one import: `id`, `file`, `hash`, `at`, `who`."""
        self._connection.execute(insert(tables.table("import_batch")), batch)

    def imported(self, file: str | None, records: Iterable[UUID] | None = None) -> list[Imported]:
        """What a file (or any file) last said of its records (or of some records), oldest first."""
        table = tables.table("imported")
        question = select(table).order_by(table.c.batch)
        if file is not None:
            question = question.where(table.c.file == file)
        asked = (
            [question]
            if records is None
            else [question.where(table.c.record.in_(some)) for some in self._chunks(list(records))]
        )
        return [
            Imported(**row) for each in asked for row in self._connection.execute(each).mappings()
        ]

    def note_imported(self, rows: Sequence[Imported]) -> None:
        """Replace what a file last said of records."""
        if not rows:
            return
        table = tables.table("imported")
        same = (
            (table.c.file == bindparam("this_file"))
            & (table.c.kind == bindparam("this_kind"))
            & (table.c.key == bindparam("this_key"))
        )
        which = [
            {"this_file": row.file, "this_kind": row.kind, "this_key": row.key} for row in rows
        ]
        self._connection.execute(delete(table).where(same), which)
        self._connection.execute(insert(table), [row._asdict() for row in rows])

    def forget_imported(self, rows: Iterable[Imported]) -> None:
        """Drop what files last said of some records."""
        table = tables.table("imported")
        for row in rows:
            same = (
                (table.c.file == row.file) & (table.c.kind == row.kind) & (table.c.key == row.key)
            )
            self._connection.execute(delete(table).where(same))

    # --------------------------------------------------------------------------- stopping

    def _chunks(self, values: Sequence[Value]) -> Iterator[Sequence[Value]]:
        """Some values at a time; before each of them the work can be stopped."""
        for start in range(0, len(values), _AT_ONCE):
            self.report(0, 0)
            yield values[start : start + _AT_ONCE]


def _kind(record: type[Record]) -> Kind:
    return _kinds()[record]


@cache
def _kinds() -> dict[type[Record], Kind]:
    return {kind.record: kind for kind in by_name().values()}


def _table(record: type[Record]) -> Table:
    return tables.table(_kind(record).name)


@cache
def _names(record: type[Record]) -> tuple[str, ...]:
    """The fields of a record's own row."""
    return tuple(str(column.name) for column in _table(record).columns)  # msgspec takes no other


@cache
def _many(record: type[Record]) -> tuple[str, ...]:
    """The fields that hold several references."""
    return tuple(reference.field for reference in references(record) if reference.many)


# A statement is made once: to make it, and for SQLAlchemy to know it again, takes longer than the answer.


@cache
def _question(record: type[Record], field: str | None) -> Select[Any]:
    """All records of a kind, or those with one of `_SOME` in a field."""
    table = _table(record)
    some: BindParameter[Any] = bindparam(_SOME, expanding=True)
    question = select(table).order_by(table.c.id)
    if field is None:
        return question
    if field in _many(record):
        link = tables.tuple_table(_kind(record).name, field)
        wanted = select(link.c.whole).where(link.c.part.in_(some))
        return question.where(table.c.id.in_(wanted))
    return question.where(table.c[field].in_(some))


@cache
def _question_of_tuples(kind: str, field: str, *, some: bool) -> Select[Any]:
    """The parts of all wholes, or of those that are among `_SOME`."""
    link = tables.tuple_table(kind, field)
    question = select(link.c.whole, link.c.part).order_by(link.c.whole, link.c.position)
    return question.where(link.c.whole.in_(bindparam(_SOME, expanding=True))) if some else question


def _by_kind(records: Iterable[Record]) -> dict[Kind, list[Record]]:
    found: dict[Kind, list[Record]] = defaultdict(list)
    for record in records:
        found[kind_of(record)].append(record)
    return found


def _fields(record: Record) -> dict[str, Any]:
    """The values of a record's own row; values without a life of their own as plain JSON."""
    found = {}
    for column in cast("Iterable[Column[Any]]", tables.table(kind_of(record).name).columns):
        value = getattr(record, column.name)
        found[column.name] = msgspec.to_builtins(value) if isinstance(value, tuple) else value
    return found


def _record(record: type[R], fields: dict[str, Any]) -> R:
    try:
        return msgspec.convert(fields, record)
    except msgspec.ValidationError as error:
        sentence = say(
            "The workspace holds a record of the kind “{kind}” that is damaged ({reason}). "
            "Run “briefer doctor” on it, or restore a backup."
        )
        raise KnownError(
            sentence.format(kind=_kind(record).name, reason=f"{fields.get('key', '')}: {error}")
        ) from error
