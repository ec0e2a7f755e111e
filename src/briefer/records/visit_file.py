"""A visit and all that a pack may print of the library: what `services.visits.load` gives.

The names of the fields are the plurals of `records.kinds`, so that cut and checks can walk it as data.
"""

import msgspec

from briefer.records.base import Record
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.institutions import ContactPoint, Institution, Place
from briefer.records.kinds import KINDS
from briefer.records.notes import GlossaryTerm, Instrument, Note, Theme
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.packs import Comment, Edition, IssuedNumber
from briefer.records.people import Officer, Person, Post, PrivateData
from briefer.records.programme import Leg, Participant, ProgrammeItem, Step, Vehicle
from briefer.records.sources import Attachment, Citation, Source, Wording
from briefer.records.visits import (
    DayNote,
    Delegate,
    Party,
    Phase,
    Recipient,
    Stop,
    Strand,
    Task,
    Visit,
)


class VisitFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One visit with its parts, and the library records that they touch.

    `earlier` holds other visits of the same institutions, each with its own items, parties, delegates,
    outcomes and follow-ups; their library records stand in the file that holds them.
    Tuples are in the order in which they are printed: by their `order`, then by the time they were made.
    """

    visit: Visit
    phases: tuple[Phase, ...] = ()
    stops: tuple[Stop, ...] = ()
    strands: tuple[Strand, ...] = ()
    parties: tuple[Party, ...] = ()
    delegates: tuple[Delegate, ...] = ()
    day_notes: tuple[DayNote, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    items: tuple[ProgrammeItem, ...] = ()
    steps: tuple[Step, ...] = ()
    legs: tuple[Leg, ...] = ()
    participants: tuple[Participant, ...] = ()
    briefs: tuple[Brief, ...] = ()
    points: tuple[BriefPoint, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    tasks: tuple[Task, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    contacts: tuple[ContactPoint, ...] = ()
    citations: tuple[Citation, ...] = ()
    wordings: tuple[Wording, ...] = ()
    # of the library
    officers: tuple[Officer, ...] = ()
    sources: tuple[Source, ...] = ()
    themes: tuple[Theme, ...] = ()
    places: tuple[Place, ...] = ()
    institutions: tuple[Institution, ...] = ()
    people: tuple[Person, ...] = ()
    private: tuple[PrivateData, ...] = ()
    posts: tuple[Post, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    notes: tuple[Note, ...] = ()
    # of packs
    editions: tuple[Edition, ...] = ()
    issued_numbers: tuple[IssuedNumber, ...] = ()
    comments: tuple[Comment, ...] = ()
    earlier: tuple["VisitFile", ...] = ()

    def of(self, kind: str) -> tuple[Record, ...]:
        """The records of a kind by its name in `records.kinds`."""
        return (self.visit,) if kind == "visit" else getattr(self, _PLURAL[kind])


_PLURAL = {kind.name: kind.plural for kind in KINDS}
