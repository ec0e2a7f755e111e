"""Rules about words: acronyms with two expansions, names with two acronyms, two spellings."""

import re
from collections import defaultdict
from collections.abc import Iterator

from briefer.records.base import Record
from briefer.records.notes import GlossaryTerm
from briefer.records.sources import Citation
from briefer.rules.visit_view import Found, VisitView, printed_texts
from briefer.text import fold

_SOURCE = "en"
"""The language that records are written in where they do not say another."""


def expansions(visit: VisitView) -> Found:
    """One acronym that stands for two things."""
    by_acronym: dict[str, list[tuple[Record, str, str]]] = defaultdict(list)
    for record, acronym, expansion in _acronyms(visit):
        # the French words behind an acronym are no second meaning of it, in whichever language findings are told
        if not isinstance(record, GlossaryTerm) or record.language in ("", _SOURCE):
            by_acronym[acronym.casefold()].append((record, acronym, expansion))
    sentence = visit.say("{acronym} stands for “{expansion}” here, elsewhere for “{other}”.")
    for some in by_acronym.values():
        _, _, first = some[0]
        for record, acronym, expansion in some[1:]:
            if _plain(expansion) != _plain(first):
                words = sentence.format(acronym=acronym, expansion=expansion, other=first)
                yield record, "acronym", words


def _acronyms(visit: VisitView) -> Iterator[tuple[Record, str, str]]:
    for institution in visit.file.institutions:
        if institution.acronym and institution.name:
            yield institution, institution.acronym, institution.name
    for term in visit.file.glossary:
        if term.acronym and term.expansion:
            yield term, term.acronym, term.expansion


def two_acronyms(visit: VisitView) -> Found:
    """One thing with two acronyms."""
    by_name: dict[str, tuple[str, Record]] = {}
    sentence = visit.say("“{expansion}” is {acronym} here, elsewhere {other}.")
    for record, acronym, expansion in _acronyms(visit):
        known, _ = by_name.setdefault(_plain(expansion), (acronym, record))
        if known != acronym:
            words = sentence.format(expansion=expansion, acronym=acronym, other=known)
            yield record, "acronym", words


def _plain(text: str) -> str:
    """A name for comparison: no case, no accents, no articles, "and" for "&"."""
    words = fold(text.replace("&", " and ")).split()
    return " ".join(word for word in words if word != "the")


def discrepancies(visit: VisitView) -> Found:
    """Two spellings that are recorded."""
    noted = visit.say("A source prints “{printed}”; packs print “{preferred}”.")
    for record, citation in _two_spellings(visit):
        yield (
            record,
            citation.field,
            noted.format(printed=citation.as_printed, preferred=citation.preferred),
        )


def spellings(visit: VisitView) -> Found:
    """Texts of the visit in which a spelling stands that is not the preferred one."""
    wrong = visit.say("Here stands “{printed}”; the preferred form is “{preferred}”.")
    for _, citation in _two_spellings(visit):
        word = re.compile(rf"(?<!\w){re.escape(citation.as_printed)}(?!\w)")
        words = wrong.format(printed=citation.as_printed, preferred=citation.preferred)
        for record, field, text in printed_texts(visit):
            if word.search(text):
                yield record, field, words


def _two_spellings(visit: VisitView) -> Iterator[tuple[Record, Citation]]:
    for citation in visit.file.citations:
        record = visit.records.get(citation.about)
        differ = citation.as_printed != citation.preferred
        if citation.as_printed and citation.preferred and differ and record:
            yield record, citation
