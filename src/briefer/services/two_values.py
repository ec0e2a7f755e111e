"""Two values of one fact of an institution: rows of its table that disagree, or a form that a source prints and the preferred one.

Packs print every row of the table, and of a citation the preferred form. Not here: the rules that notice two spellings
in a visit (`rules.word_rules`).
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from briefer.i18n import say
from briefer.records.institutions import Fact, Institution
from briefer.records.sources import Citation, Source
from briefer.text import fold


class Told(NamedTuple):
    """One of the values, and who says so."""

    words: str
    where: str
    """Its source in words; empty where none is told."""


class TwoValues(NamedTuple):
    """A fact with the values that are told of it, the one that is printed first."""

    field: str
    values: tuple[Told, ...]


def found(
    one: Institution, citations: Iterable[Citation], sources: Mapping[UUID, Source]
) -> tuple[TwoValues, ...]:
    """Every fact of an institution of which two values are told."""
    from briefer.services.field_names import field_name

    rows: dict[str, list[Fact]] = {}
    for fact in one.facts:
        rows.setdefault(fold(fact.label), []).append(fact)
    pairs = [
        TwoValues(some[0].label, tuple(Told(each.value, each.source) for each in some))
        for some in rows.values()
        if len({fold(each.value) for each in some}) > 1
    ]
    for citation in citations:
        printed, preferred = citation.as_printed, citation.preferred
        if printed and preferred and printed != preferred:
            where = said(citation, sources.get(citation.source) if citation.source else None)
            field = field_name(citation.field) if citation.field else say("name")
            values = (Told(preferred, say("preferred")), Told(printed, where))
            pairs.append(TwoValues(field, values))
    return tuple(pairs)


def said(citation: Citation, source: Source | None) -> str:
    """Who prints it, when and where."""
    parts = (source.title, source.publisher) if source else ()
    return say(", ").join(filter(None, (*parts, citation.where, citation.remark)))
