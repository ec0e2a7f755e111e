"""The programme: items, the steps inside them, legs and vehicles, and who takes part."""

from typing import Annotated, Literal

import msgspec

from briefer.records.base import (
    Clock,
    Count,
    DelegateRef,
    InstitutionRef,
    InstrumentRef,
    ItemRef,
    Language,
    Line,
    Marked,
    PersonRef,
    PhaseRef,
    PlaceRef,
    PostRef,
    Record,
    Side,
    StopRef,
    StrandRef,
    Text,
    ThemeRef,
    VehicleRef,
    VisitRef,
    When,
    Word,
    Zone,
)

ItemKind = Literal[
    "meeting",
    "courtesy call",
    "site visit",
    "side meeting",
    "welcome",
    "wrap-up",
    "meal",
    "travel",
    "press",
    "ceremony",
    "free time",
    "internal briefing",
]
TimeForm = Literal["exact", "about", "open", "words"]
"""How sure a time is. `words` prints `time_words` in its place ("from 1930 onwards", "Evening")."""


class ProgrammeItem(Marked, frozen=True, kw_only=True):
    """One ordered item of the programme. Times are wall-clock times at the stop, with the stop's zone."""

    visit: VisitRef
    kind: ItemKind = "meeting"
    title: Line
    subject: Line = ""
    phase: PhaseRef | None = None
    stop: StopRef | None = None
    strand: StrandRef | None = None
    day: When = ""
    """Empty where no day is given: such a programme is an ordered list."""
    order: int = 0
    start: Clock = ""
    end: Clock = ""
    time_form: TimeForm = "open"
    time_words: Line = ""
    end_days: Annotated[int, msgspec.Meta(ge=0, le=3)] = 0
    """Days after `day` on which the item ends."""
    end_zone: Zone = ""
    """Where it differs from the stop's: after a flight."""
    status: Literal["tentative", "confirmed", "cancelled"] = "tentative"
    status_note: Line = ""
    form: Literal["in person", "virtual", "mixed"] = "in person"
    link: Line = ""
    place: PlaceRef | None = None
    place_words: Line = ""
    """The place in words, where no record is needed: "roof terrace"."""
    institutions: tuple[InstitutionRef, ...] = ()
    interpreter: Line = ""
    interpreting: Line = ""
    """How: consecutive, whispered, booth."""
    language: Language = ""
    dress: Line = ""
    greeter: Line = ""
    transport: Line = ""
    contact: Line = ""
    press: Line = ""
    gifts: Line = ""
    menu: Line = ""
    note: Line = ""
    """Printed under the place: "Photograph at the start, then press leaves"."""
    staff_notes: Text = ""
    """For this office only."""
    themes: tuple[ThemeRef, ...] = ()
    instruments: tuple[InstrumentRef, ...] = ()


class Step(Record, frozen=True, kw_only=True):
    """A line of the minute-by-minute schedule inside an item; never numbered, never needs a brief."""

    item: ItemRef
    order: int = 0
    time: Clock = ""
    minutes: Annotated[int, msgspec.Meta(ge=-1440, le=4320)] | None = None
    """Minutes after the item's start, where no time is given."""
    words: Line = ""
    who: Line = ""
    where: Line = ""
    internal: bool = False
    """For the own side only."""


class Vehicle(Record, frozen=True, kw_only=True):
    """A car, coach, boat or aircraft of the visit."""

    visit: VisitRef
    kind: Word = ""
    call_sign: Word = ""
    plate: Word = ""
    seats: Count = 0
    driver: Line = ""
    contact: Line = ""
    strand: StrandRef | None = None
    order: int = 0


class Leg(Record, frozen=True, kw_only=True):
    """One movement of a travel item, from a place to a place."""

    item: ItemRef
    order: int = 0
    origin: PlaceRef | None = None
    destination: PlaceRef | None = None
    carrier: Line = ""
    number: Word = ""
    mode: Word = ""
    """Flight, train, car, boat, on foot."""
    start: Clock = ""
    end: Clock = ""
    end_days: Annotated[int, msgspec.Meta(ge=0, le=3)] = 0
    vehicle: VehicleRef | None = None
    riders: Line = ""
    remark: Line = ""


class Participant(Record, frozen=True, kw_only=True):
    """Somebody in an item, on the guests' or the hosts' side: person, post, institution or group."""

    item: ItemRef
    order: int = 0
    side: Side = "host"
    role: Literal["", "chair", "lead", "speaker", "greeter", "interpreter", "note taker"] = ""
    delegate: DelegateRef | None = None
    person: PersonRef | None = None
    post: PostRef | None = None
    title: Line = ""
    """A post without a record, as supplied: "Head of the CT Unit"."""
    institution: InstitutionRef | None = None
    group: Line = ""
    group_count: Count | None = None
    state: Literal["", "asked", "accepted", "declined", "came"] = ""
    represented_by: Line = ""
