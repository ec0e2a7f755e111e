"""The visit and its frame: phases, stops, strands, parties, the delegation, tasks, recipients."""

from typing import Annotated, Literal

import msgspec

from briefer.records.base import (
    Count,
    Country,
    InstitutionRef,
    InstrumentRef,
    Language,
    Line,
    Marked,
    OfficerRef,
    PartyRef,
    PersonRef,
    PhaseRef,
    PlaceRef,
    PostRef,
    Record,
    StopRef,
    StrandRef,
    Text,
    ThemeRef,
    Value,
    VisitRef,
    When,
    Word,
    Zone,
)


class Objective(Value, frozen=True, kw_only=True):
    """What the visit wants; `scope` names the stops or parts it is for, in words."""

    text: Text
    scope: Line = ""


class OwnRecipe(Value, frozen=True, kw_only=True):
    """The visit's own copy of one of the office's recipes: its sections in their order, some of them left out.

    A section that the office added since stands where the office has it; one that it dropped is passed over.
    """

    recipe: Word
    sections: tuple[Word, ...] = ()
    left_out: tuple[Word, ...] = ()


class MutedFinding(Value, frozen=True, kw_only=True):
    """A finding that was looked at and shall be quiet. One that says something else at that place is told again."""

    rule: Word
    kind: Word = ""
    """Kind, key and field of the record where it belongs."""
    key: Line = ""
    field: Word = ""
    sentence: Text
    reason: Line = ""


class Visit(Marked, frozen=True, kw_only=True):
    """One delegation, one purpose, one or several phases and stops."""

    title: Line
    short_title: Word = ""
    """Eleven letters for the rail of the window."""
    types: tuple[Word, ...] = ()
    """A visit may have several: focused and follow-up."""
    our_side: Literal["host", "guest", "facilitator"] = "host"
    purpose: Text = ""
    framework: Text = ""
    scope: Line = ""
    objectives: tuple[Objective, ...] = ()
    key_messages: tuple[Line, ...] = ()
    start: When = ""
    end: When = ""
    owner: OfficerRef | None = None
    prepared_for: Line = ""
    status: Literal["in preparation", "running", "after the visit", "closed"] = "in preparation"
    follows: VisitRef | None = None
    languages: tuple[Language, ...] = ()
    home_zone: Zone = ""
    marking_scheme: Word = "plain"
    instruments: tuple[InstrumentRef, ...] = ()
    themes: tuple[ThemeRef, ...] = ()
    cover_note: Line = ""
    """Printed on the cover under the dates, such as a warning that all is invented."""
    precedence: Word = ""
    """Name of the rule set for the order of people; empty for the office's own."""
    own_recipes: tuple[OwnRecipe, ...] = ()
    muted: tuple[MutedFinding, ...] = ()
    staff_notes: Text = ""


class Phase(Record, frozen=True, kw_only=True):
    """A part of a visit: on site, virtual or mixed."""

    visit: VisitRef
    title: Line = ""
    form: Literal["on site", "virtual", "mixed"] = "on site"
    start: When = ""
    end: When = ""
    order: int = 0


class Strand(Record, frozen=True, kw_only=True):
    """What runs at the same time for a part of the delegation."""

    visit: VisitRef
    title: Line
    order: int = 0


class Party(Record, frozen=True, kw_only=True):
    """An institution or a state with a role in the visit."""

    visit: VisitRef
    institution: InstitutionRef | None = None
    state: Country = ""
    role: Literal[
        "host", "sender", "lead", "facilitator", "mandating body", "member organisation", "observer"
    ] = "host"
    words: Line = ""
    order: int = 0


class Delegate(Marked, frozen=True, kw_only=True):
    """Who travels: a person, a post without a name, a group without a number, or only an institution."""

    visit: VisitRef
    party: PartyRef | None = None
    person: PersonRef | None = None
    post: PostRef | None = None
    group: Line = ""
    group_count: Count | None = None
    institution: InstitutionRef | None = None
    title: Line = ""
    """As supplied for this visit."""
    affiliation: Line = ""
    function: Literal[
        "head", "deputy", "member", "adviser", "interpreter", "security", "press", "support"
    ] = "member"
    order: int = 0
    override_reason: Line = ""
    """Why this place in the order differs from what the rules advise."""
    strand: StrandRef | None = None
    stops: tuple[StopRef, ...] = ()
    phases: tuple[PhaseRef, ...] = ()
    arrival: Line = ""
    departure: Line = ""
    room: Line = ""
    named_by: When = ""
    """By when the name is promised, where it is still open."""


class Stop(Record, frozen=True, kw_only=True):
    """A city, or none for a virtual part, with its time zone and the dates there."""

    visit: VisitRef
    phase: PhaseRef | None = None
    city: Line = ""
    country: Country = ""
    zone: Zone = "UTC"
    start: When = ""
    end: When = ""
    hotel: PlaceRef | None = None
    hotel_note: Line = ""
    order: int = 0


class DayNote(Record, frozen=True, kw_only=True):
    """What holds for a whole day at a stop: who is on duty, dress, cars."""

    visit: VisitRef
    stop: StopRef | None = None
    day: When = ""
    on_duty: Line = ""
    duty_phone: Line = ""
    dress: Line = ""
    cars: Line = ""
    order: int = 0


class Task(Record, frozen=True, kw_only=True):
    """Something to do for a visit."""

    visit: VisitRef
    what: Line
    owner: OfficerRef | None = None
    due: When = ""
    days_before: Annotated[int, msgspec.Meta(ge=-3650, le=3650)] | None = None
    state: Literal["open", "done", "dropped"] = "open"
    order: int = 0


class Recipient(Record, frozen=True, kw_only=True):
    """Who gets a copy of a pack."""

    visit: VisitRef
    name: Line
    post: Line = ""
    address: Line = ""
    audience: Word = ""
    recipe: Word = ""
    language: Language = ""
    copy_number: Count = 0
    watermark: Line = ""
    returned: When = ""
    destroyed: When = ""
    order: int = 0
