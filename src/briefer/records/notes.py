"""What is known beside the records of people and institutions: notes, themes, instruments, terms."""

from typing import Literal

from briefer.records.base import (
    Country,
    InstitutionRef,
    ItemRef,
    Language,
    Line,
    Marked,
    PersonRef,
    Record,
    Text,
    ThemeRef,
    VisitRef,
    When,
    Word,
)


class Note(Marked, frozen=True, kw_only=True):
    """A record of a conversation or a background text, tied to what it is about."""

    title: Line
    text: Text = ""
    """Markdown; the source is the truth."""
    date: When = ""
    kind: Literal["conversation", "background", "talking points"] = "conversation"
    author: Line = ""
    institutions: tuple[InstitutionRef, ...] = ()
    people: tuple[PersonRef, ...] = ()
    themes: tuple[ThemeRef, ...] = ()
    visit: VisitRef | None = None
    item: ItemRef | None = None


class Theme(Record, frozen=True, kw_only=True):
    """A subject such as border management; a cross-cutting one runs through all others."""

    name: Line
    cross_cutting: bool = False
    qualifier: Line = ""
    synonyms: tuple[Line, ...] = ()


class Instrument(Marked, frozen=True, kw_only=True):
    """A resolution, strategy, action plan, threat assessment, agreement."""

    kind: Literal[
        "resolution",
        "strategy",
        "action plan",
        "assessment",
        "agreement",
        "framework",
        "law",
        "report",
        "other",
    ] = "other"
    number: Word = ""
    year: When = ""
    title: Line = ""
    issuer: Line = ""
    country: Country = ""
    subject: Text = ""
    periodicity: Word = ""


class GlossaryTerm(Record, frozen=True, kw_only=True):
    """An acronym and what it stands for; the expansion may still have to be entered."""

    acronym: Word
    expansion: Line = ""
    language: Language = ""
