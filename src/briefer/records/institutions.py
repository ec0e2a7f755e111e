"""Institutions, their places and how to reach them."""

from typing import Annotated, Literal

import msgspec

from briefer.records.base import (
    Country,
    FileHash,
    InstitutionRef,
    Language,
    Line,
    Marked,
    OfficerRef,
    PersonRef,
    PlaceRef,
    Record,
    Text,
    ThemeRef,
    Value,
    VisitRef,
    When,
    Word,
    Zone,
)

InstitutionKind = Literal[
    "ministry",
    "agency",
    "mission",
    "centre",
    "court",
    "academia",
    "ngo",
    "company",
    "international organisation",
    "network",
    "parliament",
    "state",
    "unit",
    "other",
]


class Spelling(Value, frozen=True, kw_only=True):
    """Another form of a name or acronym that is in use somewhere."""

    text: Line
    language: Language = ""
    remark: Line = ""


class Fact(Value, frozen=True, kw_only=True):
    """One row of an institution's table of facts."""

    label: Line
    value: Line
    source: Line = ""


class Membership(Value, frozen=True, kw_only=True):
    """What an institution belongs to, in words: a network and who owns it."""

    network: Line
    owner: Line = ""


class Institution(Marked, frozen=True, kw_only=True):
    """A ministry, agency, mission, centre, court, company, network; a unit is one with a parent."""

    name: Line
    acronym: Word = ""
    native_name: Line = ""
    native_language: Language = ""
    spellings: tuple[Spelling, ...] = ()
    kind: InstitutionKind = "other"
    kind_words: Line = ""
    """Printed in place of the kind where the list's word is too coarse: "civilian CSDP mission"."""
    parent: InstitutionRef | None = None
    country: Country = ""
    city: Line = ""
    mandate: Text = ""
    in_short: Text = ""
    """Two or three sentences for the head of the profile; Markdown."""
    profile: Text = ""
    """The full description; Markdown."""
    facts: tuple[Fact, ...] = ()
    logo: FileHash = ""
    themes: tuple[ThemeRef, ...] = ()
    memberships: tuple[Membership, ...] = ()
    member_of: tuple[InstitutionRef, ...] = ()
    place: PlaceRef | None = None
    """Its own address."""
    owner: OfficerRef | None = None
    reviewed_on: When = ""


class Place(Marked, frozen=True, kw_only=True):
    """Somewhere to go to: a building, a room, a terminal, a quay."""

    name: Line
    room: Line = ""
    address: Line = ""
    city: Line = ""
    country: Country = ""
    zone: Zone = ""
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None
    opening_hours: Line = ""
    access: Text = ""
    """How to get in: gate, badge, security check; for those who prepare."""
    plan: FileHash = ""


class ContactPoint(Record, frozen=True, kw_only=True):
    """A telephone, an address, a page on the web; of a person, an institution, a place or a visit."""

    person: PersonRef | None = None
    institution: InstitutionRef | None = None
    place: PlaceRef | None = None
    visit: VisitRef | None = None
    order: int = 0
    kind: Literal["office", "mobile", "duty line", "emergency", "e-mail", "web", "fax", "other"] = (
        "office"
    )
    label: Line = ""
    value: Line = ""
    seen_by: Literal["all", "delegation", "office"] = "delegation"
    """Who may see it: anybody, the delegation and its hosts, or only this office."""
