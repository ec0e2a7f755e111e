"""What a meeting produced, and the action after it."""

from typing import Annotated, Literal

import msgspec

from briefer.records.base import (
    InstitutionRef,
    InstrumentRef,
    ItemRef,
    Language,
    Line,
    Marked,
    OutcomeRef,
    PersonRef,
    Text,
    ThemeRef,
    VisitRef,
    When,
    Word,
)


class Outcome(Marked, frozen=True, kw_only=True):
    """An assessment, a recommendation, a joint priority, a statement, a quotation."""

    visit: VisitRef
    item: ItemRef | None = None
    order: int = 0
    kind: Literal[
        "assessment",
        "progress",
        "good practice",
        "shortfall",
        "recommendation",
        "joint priority",
        "technical assistance",
        "statement",
        "quotation",
        "key message",
        "discussed",
    ] = "assessment"
    heading: Line = ""
    """The label in the report where it differs from the kind's: "Welcomed", "Commitment"."""
    text: Text
    language: Language = ""
    speakers: tuple[Line, ...] = ()
    """Several, people or not, as printed."""
    people: tuple[PersonRef, ...] = ()
    institutions: tuple[InstitutionRef, ...] = ()
    addressee: Line = ""
    direction: Literal["", "offered", "needed"] = ""
    priority: Word = ""
    themes: tuple[ThemeRef, ...] = ()
    instruments: tuple[InstrumentRef, ...] = ()
    internal: bool = False
    """For this office only."""


class FollowUp(Marked, frozen=True, kw_only=True):
    """An action after the visit. Due on a date, by a clock from a base date, or with no date."""

    visit: VisitRef
    item: ItemRef | None = None
    outcome: OutcomeRef | None = None
    order: int = 0
    action: Text
    owner: Line = ""
    with_whom: Line = ""
    place: Line = ""
    due: When = ""
    due_from: When = ""
    due_days: Annotated[int, msgspec.Meta(ge=0, le=3650)] | None = None
    state: Literal["open", "done", "dropped"] = "open"
    institutions: tuple[InstitutionRef, ...] = ()
    promised_on: When = ""
    internal: bool = False
