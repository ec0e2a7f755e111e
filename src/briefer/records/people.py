"""People, the posts they hold, the officers of this office, and private data kept apart."""

from typing import Literal

from briefer.records.base import (
    Count,
    FileHash,
    InstitutionRef,
    Language,
    Line,
    Marked,
    PersonRef,
    Record,
    SourceRef,
    Text,
    When,
    Word,
)


class Person(Marked, frozen=True, kw_only=True):
    """Somebody. Names stand exactly as their own side wrote them."""

    honorific: Word = ""
    given_name: Line = ""
    family_name: Line = ""
    printed_name: Line = ""
    """The whole printed form, honorific included, when it is not honorific + given + family."""
    native_name: Line = ""
    native_language: Language = ""
    sort_key: Line = ""
    pronounced: Line = ""
    address_written: Line = ""
    address_spoken: Line = ""
    languages: tuple[Line, ...] = ()
    photo: FileHash = ""
    biography: Text = ""
    """Short; Markdown."""


class PrivateData(Record, frozen=True, kw_only=True):
    """What is kept apart from a person's public record, with the day on which it is to be deleted."""

    person: PersonRef
    born_on: When = ""
    passport: Line = ""
    private_phone: Line = ""
    private_address: Line = ""
    dietary: Line = ""
    access_needs: Line = ""
    medical: Text = ""
    next_of_kin: Line = ""
    delete_on: When = ""


class Post(Marked, frozen=True, kw_only=True):
    """A title held at an institution between two dates, printed as supplied. May be vacant."""

    person: PersonRef | None = None
    institution: InstitutionRef | None = None
    title: Line = ""
    start: When = ""
    end: When = ""
    rank: Count = 0
    """For precedence: 1 is highest, 0 unknown."""
    order: int = 0
    source: SourceRef | None = None
    supplied_on: When = ""


class Officer(Record, frozen=True, kw_only=True):
    """Who works in this office."""

    name: Line
    initials: Word = ""
    role: Line = ""
    phone: Line = ""
    email: Line = ""
    active: Literal["yes", "no"] = "yes"
