"""The index over library, notes and programmes, in the database itself and in the transaction of each edit.

All work on languages is done by `text` and `sounds`; the database sees folded words only. Titles are found before
texts, and names that only sound alike last; up to three letters are looked up as beginnings, which is instant among any
number of records. What a search is narrowed to is part of the question, never sieved from its answer. `rebuild` is the
answer to every doubt. Only this module knows how the database searches. Not here: what records say about country, theme,
year and marking (`facets`), what a hit looks like (`services.search`).
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import (
    Connection,
    Double,
    Integer,
    Row,
    bindparam,
    column,
    delete,
    func,
    insert,
    select,
    text,
)

from briefer.records.base import Record
from briefer.records.kinds import Kind, name_of
from briefer.records.people import Person
from briefer.sounds import sounds
from briefer.text import fold, index_terms, spellings, terms
from briefer.workspace import facets, tables
from briefer.workspace.facets import Narrowing

_FTS5 = (
    "USING fts5(words, content='', contentless_delete=1, prefix='2 3', "
    "tokenize='unicode61 remove_diacritics 0')"
)
FULL_TEXT = tuple(
    f"CREATE VIRTUAL TABLE {name} {_FTS5}" for name in ("search_title", "search_body")
)
"""SQLite's form; made with the tables and by the first migration."""

_SHORT = 3
"""Letters up to which a beginning is looked up instead of searched for."""
_AT_ONCE = 5_000
_SOUND = "0"
"""Tells what a word sounds like from a word."""
_NOWHERE = Narrowing()


class Searched(NamedTuple):
    """What of a kind is searched: fields that name it, with all that stands in its name as shown; fields that tell more.

    The name itself is `name_of`.
    """

    titles: tuple[str, ...]
    bodies: tuple[str, ...] = ()
    whole: str = ""
    """The field that names its visit."""


SEARCHED: dict[str, Searched] = {
    "officer": Searched(("name", "initials"), ("role",)),
    "source": Searched(("title",), ("publisher", "tags", "address")),
    "theme": Searched(("name", "synonyms"), ("qualifier",)),
    "place": Searched(("name", "room"), ("address", "city", "country")),
    "institution": Searched(
        ("name", "acronym", "native_name", "spellings"),
        ("city", "country", "mandate", "in_short", "profile", "facts", "memberships"),
    ),
    "person": Searched(
        ("printed_name", "honorific", "given_name", "family_name", "native_name", "sort_key"),
        ("biography", "languages"),
    ),
    "post": Searched(("title",)),
    "instrument": Searched(("title", "kind", "number", "year"), ("issuer", "country", "subject")),
    "term": Searched(("acronym", "expansion")),
    "note": Searched(("title",), ("text", "author", "date")),
    "visit": Searched(
        ("title", "short_title"), ("purpose", "framework", "scope", "objectives", "key_messages")
    ),
    "item": Searched(
        ("title", "subject"), ("note", "place_words", "greeter", "staff_notes"), "visit"
    ),
    "delegate": Searched(("title", "group"), ("affiliation",), "visit"),
    "outcome": Searched(("heading",), ("text", "speakers", "addressee"), "visit"),
    "follow_up": Searched(("action",), ("owner", "with_whom", "place"), "visit"),
}
"""The kinds that are searched. What stands in a part (a step, a brief's point) is found through its whole later."""


class Hit(NamedTuple):
    """A record that was found; `title` false when the words stand in its text only."""

    kind: str
    record: UUID
    visit: UUID | None
    label: str
    title: bool


class Index:
    """The index as one transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # --------------------------------------------------------------------------------- in

    def put(self, kind: Kind, records: Sequence[Record]) -> None:
        """Index records of one kind anew; kinds that are not searched are passed over."""
        searched = SEARCHED.get(kind.name)
        if searched is None or not records:
            return
        self.remove([record.id for record in records])
        doc = tables.table("search_doc")
        first = (self._connection.scalar(select(func.max(doc.c.id))) or 0) + 1
        docs, titles, bodies = [], [], []
        for number, record in enumerate(records, first):
            name = name_of(record)
            first_year, last_year = facets.years_of(kind.name, record)
            docs.append(
                {
                    "id": number,
                    "kind": kind.name,
                    "record": record.id,
                    "visit": getattr(record, searched.whole) if searched.whole else None,
                    "label": name[:500],
                    "sort": sort_text(record, name)[:500],
                    "marking": getattr(record, "marking", ""),
                    "first_year": first_year,
                    "last_year": last_year,
                }
            )
            named = _all_words(record, searched.titles)
            words = index_terms(named)
            heard = dict.fromkeys(_SOUND + key for key in sounds(named) if key)
            titles.append({"id": number, "words": " ".join((*words, *heard))})
            words += index_terms(_all_words(record, searched.bodies))
            bodies.append({"id": number, "words": " ".join(words)})
        self._connection.execute(insert(doc), docs)
        self._connection.execute(_PUT_TITLE, titles)
        self._connection.execute(_PUT_BODY, bodies)

    def remove(self, ids: Sequence[UUID]) -> None:
        """Forget records."""
        doc = tables.table("search_doc")
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            numbers = [
                {"id": number}
                for number in self._connection.scalars(
                    select(doc.c.id).where(doc.c.record.in_(some))
                )
            ]
            if numbers:
                self._connection.execute(_REMOVE_TITLE, numbers)
                self._connection.execute(_REMOVE_BODY, numbers)
                self._connection.execute(delete(doc).where(doc.c.id == bindparam("id")), numbers)

    def clear(self) -> None:
        """Forget everything, before everything is put anew."""
        for name in ("search_title", "search_body", "search_doc"):
            self._connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608 — our own names

    def tidy(self) -> None:
        """Write the index anew without the words of what was removed, which else stay in it for a while."""
        for name in ("search_title", "search_body"):
            self._connection.execute(text(f"INSERT INTO {name}({name}) VALUES ('optimize')"))  # noqa: S608 — our own names

    def counts(self) -> dict[str, int]:
        """How many records of each kind are in the index."""
        doc = tables.table("search_doc")
        whole = select(doc.c.kind, func.count()).group_by(doc.c.kind)
        for name in ("search_title", "search_body"):
            there = text(f"SELECT rowid FROM {name}")  # noqa: S608 — our own names
            whole = whole.where(doc.c.id.in_(there))
        return {row[0]: row[1] for row in self._connection.execute(whole)}

    # -------------------------------------------------------------------------------- out

    def search(self, words: str, limit: int, narrowed: Narrowing = _NOWHERE) -> list[Hit]:
        """The best hits for all words, the last of which may be unfinished; titles first.

        Without words all there is in what it is narrowed to, by name; nothing where it is narrowed to nothing.
        """
        asked = spellings(words)
        if not asked:
            return self._all(limit, narrowed) if narrowed != _NOWHERE else []
        found: dict[UUID, Hit] = {}
        (first, *_), *more = asked[0], *asked[1:]
        short = not more and len(first) == 1 and len(first[0]) <= _SHORT
        questions = [partial(self._beginnings, first[0])] if short else []
        # ranking all of "a*" would take long and tell nothing
        match = all_of(asked)
        questions += [
            partial(self._matches, "search_title", match, ranked=not short),
            partial(self._matches, "search_body", match, ranked=False),
        ]
        if heard := _match_sounds(words):
            questions.append(partial(self._matches, "search_title", heard, ranked=True))
        for ask in questions:
            if len(found) < limit:
                for hit in ask(limit=limit, narrowed=narrowed):
                    found.setdefault(hit.record, hit)
        return list(found.values())[:limit]

    def countries(self) -> tuple[str, ...]:
        """The countries that a search can be narrowed to."""
        return tuple(self._connection.scalars(facets.countries()))

    def years(self, kind: str = "") -> tuple[int, ...]:
        """The years that a search (of a kind) can be narrowed to, the latest first."""
        spans = self._connection.execute(facets.years(kind)).all()
        found = {year for row in spans for year in range(row.first_year, row.last_year + 1)}
        return tuple(sorted(found, reverse=True))

    def page(self, kind: str, words: str, offset: int, limit: int) -> tuple[list[UUID], int]:
        """A page of a kind in the order of its labels, and how many there are; words may be empty."""
        doc = tables.table("search_doc")
        question = select(doc.c.record).where(doc.c.kind == kind)
        count = select(func.count()).select_from(doc).where(doc.c.kind == kind)
        wanted = spellings(words)
        if wanted:
            among = doc.c.id.in_(
                text("SELECT rowid FROM search_title WHERE search_title MATCH :words").bindparams(
                    words=all_of(wanted)
                )
            )
            question, count = question.where(among), count.where(among)
        question = question.order_by(doc.c.sort, doc.c.id).offset(offset).limit(limit)
        return list(self._connection.scalars(question)), self._connection.scalar(count) or 0

    def _all(self, limit: int, narrowed: Narrowing) -> list[Hit]:
        doc = tables.table("search_doc")
        question = facets.narrow(select(doc), narrowed, SEARCHED).order_by(doc.c.sort, doc.c.id)
        return _hits(self._connection.execute(question.limit(limit)), True)

    def _beginnings(self, start: str, *, limit: int, narrowed: Narrowing) -> list[Hit]:
        doc = tables.table("search_doc")
        after = start[:-1] + chr(ord(start[-1]) + 1)
        question = facets.narrow(select(doc), narrowed, SEARCHED)
        question = question.where(doc.c.sort >= start, doc.c.sort < after)
        return _hits(self._connection.execute(question.order_by(doc.c.sort).limit(limit)), True)

    def _matches(
        self, where: str, match: str, *, limit: int, narrowed: Narrowing, ranked: bool
    ) -> list[Hit]:
        doc = tables.table("search_doc")
        matching = text(
            f"SELECT rowid AS number{', rank AS place' if ranked else ''} FROM {where} WHERE {where} MATCH :words"  # noqa: S608 — our own names
            + (" ORDER BY rank" if ranked else "")
            + ("" if narrowed != _NOWHERE else " LIMIT :most")
        ).bindparams(words=match)
        if narrowed == _NOWHERE:
            matching = matching.bindparams(most=limit)
        among = matching.columns(column("number", Integer), *([column("place", Double)] * ranked))
        matched = among.subquery("matched")
        question = facets.narrow(
            select(doc).join(matched, matched.c.number == doc.c.id), narrowed, SEARCHED
        )
        if ranked:
            question = question.order_by(matched.c.place, doc.c.id)
        return _hits(self._connection.execute(question.limit(limit)), title=where == "search_title")


_PUT_TITLE = text("INSERT INTO search_title(rowid, words) VALUES (:id, :words)")
_PUT_BODY = text("INSERT INTO search_body(rowid, words) VALUES (:id, :words)")
_REMOVE_TITLE = text("DELETE FROM search_title WHERE rowid = :id")
_REMOVE_BODY = text("DELETE FROM search_body WHERE rowid = :id")


def sort_text(record: Record, name: str) -> str:
    """The text by which a list is ordered."""
    if isinstance(record, Person):
        name = record.sort_key or f"{record.family_name} {record.given_name}".strip() or name
    return " ".join(terms(name)) or fold(name)


def all_of(asked: Sequence[Sequence[tuple[str, ...]]]) -> str:
    """All words, each in any of its spellings, the last as a beginning. Terms are letters and digits: to quote is enough."""
    *words, last = asked
    return " AND ".join([*(any_of(ways) for ways in words), any_of(last, "*")])


def any_of(ways: Sequence[tuple[str, ...]], ending: str = "") -> str:
    """One word in any of its spellings; with a star it may go on."""
    quoted = (" ".join(f'"{term}"' for term in way) + ending for way in ways)
    return f"({' OR '.join(quoted)})"


def _match_sounds(words: str) -> str:
    """All words by what they sound like; "" where one is too short to be told so."""
    heard = sounds(words)
    if not heard or not all(heard):
        return ""
    return " AND ".join(f'"{_SOUND}{key}"' for key in heard)


def _hits(rows: Iterable[Row[Any]], title: bool) -> list[Hit]:
    return [Hit(row.kind, row.record, row.visit, row.label, title) for row in rows]


def _all_words(record: Record, fields: Sequence[str]) -> str:
    return " ".join(words_of(getattr(record, field)) for field in fields)


def words_of(value: object) -> str:
    """All words in the value of a field, also those in the values that it holds."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return " ".join(words_of(each) for each in value)
    if isinstance(value, msgspec.Struct):
        return " ".join(words_of(getattr(value, field)) for field in value.__struct_fields__)
    return ""
