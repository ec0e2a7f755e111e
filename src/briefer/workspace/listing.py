"""Long lists of one kind, narrowed and in the order of the index: how long, where each page begins, one page.

A page is found by where it begins, never by counting from the top, so that the last one costs as much as the first.
All ordering and narrowing is the database's. Not here: what is looked for by best hit (`search`), what a line shows
(`services.listing`, `services.people`).
"""

from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    TextClause,
    Tuple,
    func,
    literal,
    or_,
    select,
    text,
    tuple_,
)

from briefer.text import fold, spellings, terms
from briefer.workspace import tables
from briefer.workspace.search import all_of, any_of

Start = tuple[str, int]
"""Where a page begins: the text by which the list is ordered, and the number of the row in the index."""


class Listing:
    """The records of one kind that fit, as one transaction sees them."""

    def __init__(
        self,
        connection: Connection,
        kind: str,
        *,
        words: str = "",
        country: str = "",
        institution: UUID | None = None,
        institution_kind: str = "",
    ) -> None:
        """People fit by their names and posts, and by the institutions of their posts; other kinds by their words."""
        self._connection = connection
        doc = tables.table("search_doc")
        self._fits: list[ColumnElement[bool]] = [doc.c.kind == kind]
        wanted = spellings(words)
        if kind != "person":
            if wanted:
                self._fits.append(_among("search_body", all_of(wanted), 0))
            return
        for number, ways in enumerate(wanted):
            one = any_of(ways, "*" if number == len(wanted) - 1 else "")
            by_name = _among("search_title", one, number)
            # one letter begins the names of too many posts to tell anything
            single = len(ways[0]) == len(ways[0][0]) == 1
            self._fits.append(
                by_name if single else or_(by_name, doc.c.record.in_(_holders(one, number)))
            )
        if country or institution or institution_kind:
            self._fits.append(doc.c.record.in_(_posted(country, institution, institution_kind)))

    def starts(self, length: int) -> tuple[int, list[Start]]:
        """How many there are, and where each page of a length begins."""
        doc = tables.table("search_doc")
        numbered = (
            select(
                doc.c.sort,
                doc.c.id,
                (func.row_number().over(order_by=(doc.c.sort, doc.c.id)) - 1).label("place"),
                func.count().over().label("total"),
            )
            .where(*self._fits)
            .subquery()
        )
        found = self._connection.execute(
            select(numbered).where(numbered.c.place % length == 0).order_by(numbered.c.place)
        ).all()
        return (found[0].total if found else 0), [(row.sort, row.id) for row in found]

    def page(self, start: Start, length: int) -> list[UUID]:
        """The records of the page that begins there."""
        doc = tables.table("search_doc")
        question = (
            select(doc.c.record)
            .where(*self._fits, _place() >= _fixed(start))
            .order_by(doc.c.sort, doc.c.id)
            .limit(length)
        )
        return list(self._connection.scalars(question))

    def place_of(self, record: UUID) -> int:
        """How many stand before a record; -1 when it is not in the list."""
        doc = tables.table("search_doc")
        question = select(doc.c.sort, doc.c.id).where(*self._fits, doc.c.record == record)
        row = self._connection.execute(question).first()
        return -1 if row is None else self._count(_place() < _fixed((row.sort, row.id)))

    def place_of_letters(self, letters: str) -> int:
        """How many stand before the first that begins with letters, or would."""
        doc = tables.table("search_doc")
        return self._count(doc.c.sort < (" ".join(terms(letters)) or fold(letters)))

    def _count(self, condition: ColumnElement[bool]) -> int:
        doc = tables.table("search_doc")
        question = select(func.count()).select_from(doc).where(*self._fits, condition)
        return self._connection.scalar(question) or 0


def latest_notes(
    connection: Connection, limit: int, *, words: str = "", kind: str = "", year: int = 0
) -> tuple[list[UUID], int]:
    """The notes that fit, those of the latest date first, at most so many; and how many fit in all."""
    doc, note = tables.table("search_doc"), tables.table("note")
    fits = [doc.c.kind == "note"]
    if wanted := spellings(words):
        fits.append(_among("search_body", all_of(wanted), 0))
    if kind:
        fits.append(note.c.kind == kind)
    if year:
        fits.append((doc.c.first_year <= year) & (doc.c.last_year >= year))
    both = doc.join(note, note.c.id == doc.c.record)
    total = connection.scalar(select(func.count()).select_from(both).where(*fits)) or 0
    when: ColumnElement[str] = note.c.date
    for part in ("early ", "mid ", "late "):
        when = func.replace(when, part, "")
    found = select(doc.c.record).select_from(both).where(*fits)
    return list(connection.scalars(found.order_by(when.desc(), doc.c.id).limit(limit))), total


def _among(where: str, match: str, number: int) -> ColumnElement[bool]:
    """The rows of the index that match; `number` keeps the parameters of one question apart."""
    return tables.table("search_doc").c.id.in_(_matching(where, match, f"{where}_{number}"))


def _matching(where: str, match: str, name: str) -> TextClause:
    return text(
        f"SELECT rowid FROM {where} WHERE {where} MATCH :{name}"  # noqa: S608 — our own names
    ).bindparams(**{name: match})


def _holders(match: str, number: int) -> Select[tuple[UUID]]:
    """The people whose posts, or the institutions of these, match."""
    doc, post = tables.table("search_doc"), tables.table("post")
    found = (
        select(doc.c.record)
        .where(
            doc.c.kind.in_(("post", "institution")),
            doc.c.id.in_(_matching("search_title", match, f"posts_{number}")),
        )
        .cte(f"posts_{number}")
    )
    these = select(found.c.record)
    return select(post.c.person).where(
        post.c.person.is_not(None), or_(post.c.id.in_(these), post.c.institution.in_(these))
    )


def _posted(country: str, institution: UUID | None, kind: str) -> Select[tuple[UUID]]:
    """The people who hold or held a post at an institution that fits; units count for the one above them."""
    post, owner = tables.table("post"), tables.table("institution")
    question = (
        select(post.c.person)
        .join(owner, owner.c.id == post.c.institution)
        .where(post.c.person.is_not(None))
    )
    if country:
        question = question.where(owner.c.country == country)
    if institution:
        question = question.where(or_(owner.c.id == institution, owner.c.parent == institution))
    if kind:
        question = question.where(owner.c.kind == kind)
    return question


def _place() -> Tuple:
    doc = tables.table("search_doc")
    return tuple_(doc.c.sort, doc.c.id)


def _fixed(start: Start) -> Tuple:
    return tuple_(literal(start[0]), literal(start[1]))
