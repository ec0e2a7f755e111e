"""What a search can be narrowed to: kinds, a visit, a country, a theme, a year, markings; and where records say it.

A record is of a country when it says so, or what it names does: an institution, a place, a stop; a person by a post, a
visit by its stops. It is of a theme when it names it, and of a year by its dates, or else by its visit's. The index
keeps only what a record says itself, so that nothing of it can be stale. Not here: how words are found (`search`).
"""

from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    exists,
    false,
    or_,
    select,
    union_all,
)

from briefer.records import dates
from briefer.records.base import Record
from briefer.records.kinds import by_name, references
from briefer.workspace import tables

_COUNTRIES = ("institution", "place", "stop")
"""Kinds that lend their country to what names them."""
_BY_OTHERS = {"person": ("post", "person"), "visit": ("stop", "visit")}
"""Kind → what names it, and in which field, that tells its country."""
_DATES: dict[str, tuple[str, ...]] = {
    "visit": ("start", "end"),
    "item": ("day",),
    "note": ("date",),
    "instrument": ("year",),
    "source": ("published_on",),
    "post": ("start", "end"),
    "follow_up": ("promised_on", "due"),
}
"""Kind → the fields of its first and its last date."""


class Narrowing(NamedTuple):
    """What a hit must be; all of what is given. `markings`: the names it may bear beside none, or all for None."""

    kinds: tuple[str, ...] = ()
    visit: UUID | None = None
    country: str = ""
    theme: UUID | None = None
    year: int = 0
    markings: frozenset[str] | None = None


def narrow(question: Select[Any], narrowed: Narrowing, kinds: Iterable[str]) -> Select[Any]:
    """A question about `search_doc` with only those documents in it; `kinds` are all that are there."""
    doc = tables.table("search_doc")
    kinds = narrowed.kinds or tuple(kinds)
    if narrowed.kinds:
        question = question.where(doc.c.kind.in_(kinds))
    if narrowed.visit:
        question = question.where(doc.c.visit == narrowed.visit)
    if country := narrowed.country:
        # each document by itself: few are found, and many are of a country
        there = [
            and_(doc.c.kind == kind, exists(some.where(some.selected_columns[0] == doc.c.record)))
            for kind in kinds
            for some in _of_country(kind, country)
        ]
        question = question.where(or_(false(), *there))
    if theme := narrowed.theme:
        told = [one for kind in kinds for one in _of_theme(kind, theme)]
        question = question.where(doc.c.record.in_(union_all(*told)) if told else false())
    if year := narrowed.year:
        visit = doc.alias("visit_doc")
        of_year = select(visit.c.record).where(visit.c.kind == "visit", _covers(visit, year))
        by_visit = and_(doc.c.first_year == 0, doc.c.visit.in_(of_year))
        question = question.where(or_(_covers(doc, year), by_visit))
    if narrowed.markings is not None:
        allowed = ["", *sorted(narrowed.markings)]
        visit = doc.alias("marked_doc")
        above = select(visit.c.record).where(
            visit.c.kind == "visit", visit.c.marking.not_in(allowed)
        )
        question = question.where(
            doc.c.marking.in_(allowed), or_(doc.c.visit.is_(None), doc.c.visit.not_in(above))
        )
    return question


def years_of(kind: str, record: Record) -> tuple[int, int]:
    """The first and the last year of a record's own dates; one that is open counts as the other; zeros for none."""
    spans = [dates.read(getattr(record, field)) for field in _DATES.get(kind, ())]
    found = [span for span in spans if span]
    return (found[0].first.year, found[-1].last.year) if found else (0, 0)


def countries() -> Select[tuple[str]]:
    """The countries that there are, in their order."""
    named = [select(tables.table(kind).c.country) for kind in (*_COUNTRIES, "instrument")]
    found = union_all(*named).subquery()
    return select(found.c.country).where(found.c.country != "").distinct().order_by(found.c.country)


def years(kind: str = "") -> Select[Any]:
    """The first and last years that there are, of one kind or of all."""
    doc = tables.table("search_doc")
    found = select(doc.c.first_year, doc.c.last_year).where(doc.c.first_year > 0).distinct()
    return found.where(doc.c.kind == kind) if kind else found


def _covers(doc: FromClause, year: int) -> ColumnElement[bool]:
    return and_(doc.c.first_year <= year, doc.c.last_year >= year)


def _of_country(kind: str, country: str) -> list[Select[Any]]:
    table = tables.table(kind)
    if "country" in table.c:
        return [select(table.c.id).where(table.c.country == country)]
    found: list[Select[Any]] = []
    for reference in references(by_name()[kind].record):
        if reference.kind not in _COUNTRIES:
            continue
        lender = tables.table(reference.kind)
        there = select(lender.c.id).where(lender.c.country == country)
        if reference.many:
            link = tables.tuple_table(kind, reference.field)
            found.append(select(link.c.whole).where(link.c.part.in_(there)))
        else:
            found.append(select(table.c.id).where(table.c[reference.field].in_(there)))
    if kind in _BY_OTHERS:
        other, field = _BY_OTHERS[kind]
        whose = tables.table(other).c[field]
        found += [some.with_only_columns(whose) for some in _of_country(other, country)]
    return found


def _of_theme(kind: str, theme: UUID) -> list[Select[Any]]:
    if kind == "theme":
        table = tables.table(kind)
        return [select(table.c.id).where(table.c.id == theme)]
    if not any(one.field == "themes" for one in references(by_name()[kind].record)):
        return []
    link = tables.tuple_table(kind, "themes")
    return [select(link.c.whole).where(link.c.part == theme)]
