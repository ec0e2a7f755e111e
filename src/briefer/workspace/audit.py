"""Who changed what and when: written in the transaction of the change, never changed afterwards.

Triggers in the database refuse changes to it, whoever asks. The entries are a chain: each carries a hash (`link`) of the
one before, of its own data, and of the hash of its content (`digest`), and the newest link stands apart, so that an entry
that was removed or altered shows, at the end of the chain too. What an entry holds of somebody who must be forgotten can
be erased all the same: the chain needs the hash of the content only, and the salt that goes with the content keeps a
short word from being guessed from its hash. Not here: undo (`services.edits`), who is forgotten (`services.forget`).
"""

import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Literal, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import Connection, bindparam, func, insert, select, update

from briefer.workspace import tables

Action = Literal["add", "change", "delete", "decide"]
"""`decide` changes nothing: it holds what was given up for what was kept, where two had changed the same."""

_SALT = 16
_FIRST_LINK = bytes(32)
"""What the first entry takes for the link of the one before."""
HEAD = "audit"
"""By this name the newest link stands in `meta`."""

_KEPT = ("id", "edit", "at", "who", "action", "kind", "record", "digest", "link")
_IS_ERASING = " AND ".join(
    (
        "length(NEW.salt) = 0",
        "NEW.words = ''",
        "NEW.fields = '{}'",
        *(f"NEW.{column} IS OLD.{column}" for column in _KEPT),
    )
)
_REFUSED = "BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END"
TRIGGERS = (
    f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit WHEN NOT ({_IS_ERASING}) {_REFUSED}",
    f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit {_REFUSED}",
)
"""SQLite's form; made with the tables and by the migrations."""


class Entry(NamedTuple):
    """One change of one record; `fields` holds (before, after) of what changed, plain values.

    Without words and fields where the content was erased.
    """

    edit: UUID
    at: datetime
    who: str
    words: str
    action: Action
    kind: str
    record: UUID
    fields: dict[str, tuple[Any, Any]]


class Broken(NamedTuple):
    """Where the chain does not hold: the number of the entry, and what is wrong with it."""

    number: int
    what: Literal["content", "link", "end"]
    """Its content is another; it does not follow the one before; it is not the last, or there is more than that."""


class Audit:
    """The audit as one transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, entries: Iterable[Entry]) -> None:
        """Append entries."""
        before = link = self._head()
        rows = []
        for entry in entries:
            salt = secrets.token_bytes(_SALT)
            digest = _digest(salt, entry.words, entry.fields)
            link = _link(link, entry, digest)
            rows.append({**entry._asdict(), "salt": salt, "digest": digest, "link": link})
        if not rows:
            return
        self._connection.execute(insert(tables.table("audit")), rows)
        meta = tables.table("meta")
        if before == _FIRST_LINK:
            self._connection.execute(insert(meta), {"name": HEAD, "value": link.hex()})
        else:
            renewed = update(meta).where(meta.c.name == HEAD).values(value=link.hex())
            self._connection.execute(renewed)

    def erase(self, numbers: Iterable[int]) -> None:
        """Erase the content of entries for good; that they were there still shows, and the chain holds."""
        table = tables.table("audit")
        which = [{"this": number} for number in numbers]
        if which:
            emptied = update(table).where(table.c.id == bindparam("this"))
            self._connection.execute(emptied.values(words="", fields={}, salt=b""), which)

    def broken(self) -> Iterator[Broken]:
        """Where the chain does not hold, from the start; nothing when nobody has touched it."""
        table = tables.table("audit")
        link, number = _FIRST_LINK, 0
        for row in self._connection.execute(select(table).order_by(table.c.id)).mappings():
            entry, number = _entry(row), row["id"]
            whole = row["digest"] == _digest(row["salt"], entry.words, entry.fields)
            erased = not (row["salt"] or entry.words or entry.fields)
            if not (whole or erased):
                yield Broken(number, "content")
            if row["link"] != _link(link, entry, row["digest"]):
                yield Broken(number, "link")
            link = row["link"]
        if link != self._head():
            yield Broken(number, "end")

    def _head(self) -> bytes:
        """The newest link, as it stands apart from the entries."""
        meta = tables.table("meta")
        found = self._connection.scalar(select(meta.c.value).where(meta.c.name == HEAD))
        return bytes.fromhex(found) if found else _FIRST_LINK

    def of(self, record: UUID) -> tuple[Entry, ...]:
        """All that happened to a record, oldest first."""
        table = tables.table("audit")
        question = select(table).where(table.c.record == record).order_by(table.c.id)
        return tuple(_entry(row) for row in self._connection.execute(question).mappings())

    def of_edit(self, edit: UUID) -> tuple[Entry, ...]:
        """All that one user action did, in the order in which it was noted."""
        table = tables.table("audit")
        question = select(table).where(table.c.edit == edit).order_by(table.c.id)
        return tuple(_entry(row) for row in self._connection.execute(question).mappings())

    def decided(self, kind: str) -> tuple[Entry, ...]:
        """What was noted of decisions on records of a kind, oldest first."""
        table = tables.table("audit")
        question = select(table).where(table.c.action == "decide", table.c.kind == kind)
        rows = self._connection.execute(question.order_by(table.c.id)).mappings()
        return tuple(_entry(row) for row in rows)

    def last(self) -> int:
        """The number of the newest entry, 0 when there is none; it grows with every accepted edit."""
        return self._connection.scalar(select(func.max(tables.table("audit").c.id))) or 0

    def numbered(self, number: int, kind: str = "") -> tuple[tuple[int, Entry], ...]:
        """All entries (of a kind) after a number that `last` gave, each with its own, oldest first."""
        table = tables.table("audit")
        question = select(table).where(table.c.id > number).order_by(table.c.id)
        if kind:
            question = question.where(table.c.kind == kind)
        return tuple(
            (row["id"], _entry(row)) for row in self._connection.execute(question).mappings()
        )

    def since(self, number: int) -> tuple[Entry, ...]:
        """The same without their numbers."""
        return tuple(entry for _, entry in self.numbered(number))


def _digest(salt: bytes, words: str, fields: dict[str, tuple[Any, Any]]) -> bytes:
    """The hash of an entry's content."""
    content = msgspec.json.encode([words, fields], order="deterministic")
    return sha256(salt + content).digest()


def _link(before: bytes, entry: Entry, digest: bytes) -> bytes:
    """What ties an entry to the one before."""
    at = entry.at.astimezone(UTC).isoformat()
    known = [entry.edit.hex, at, entry.who, entry.action, entry.kind, entry.record.hex]
    return sha256(before + msgspec.json.encode(known) + digest).digest()


def _entry(row: Any) -> Entry:
    fields = {name: (before, after) for name, (before, after) in row["fields"].items()}
    return Entry(**{**{name: row[name] for name in Entry._fields}, "fields": fields})
