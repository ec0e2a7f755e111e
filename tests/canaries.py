"""A visit full of words that visitors may not see: one of its own in every text field of every kind of record.

`SEEN` is what a visitors' programme may say; it is written down here a second time on purpose, not read from the
audience's own table. A field that is in neither is a canary, so that a new field is hidden until somebody adds it.
"""

import re
from hashlib import sha256
from io import BytesIO
from typing import Any, TypeVar

import msgspec
from PIL import Image

from briefer.records import base
from briefer.records.base import Record
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.institutions import ContactPoint, Institution, Place
from briefer.records.kinds import KINDS
from briefer.records.notes import GlossaryTerm, Instrument, Note, Theme
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.packs import Comment, Copy, Edition, IssuedNumber, OwnData
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
from briefer.workspace.load_save import File

R = TypeVar("R", bound=Record)

SEEN: dict[str, frozenset[str]] = {
    "visit": frozenset({"title", "short_title", "cover_note"}),
    "stop": frozenset({"city", "country"}),
    "party": frozenset({"state", "words"}),
    "delegate": frozenset({"group", "title", "affiliation"}),
    "item": frozenset({"title", "time_words", "place_words", "interpreter", "greeter", "dress"}),
    "leg": frozenset({"carrier", "number", "mode"}),
    "participant": frozenset({"title", "group", "represented_by"}),
    "place": frozenset({"name", "room", "address", "city", "country", "opening_hours"}),
    "institution": frozenset({"name", "acronym", "native_name", "kind_words", "country", "city"}),
    "person": frozenset(
        {
            "honorific",
            "given_name",
            "family_name",
            "printed_name",
            "native_name",
            "address_written",
            "address_spoken",
            "languages",
        }
    ),
    "post": frozenset({"title"}),
    "contact": frozenset({"label", "value"}),
}
_READ_BY_THE_PROGRAM = {"marking", "distribution", "marking_scheme", "precedence"}
_UNWORDED = {
    msgspec.inspect.type_info(form).pattern  # type: ignore[attr-defined]  # all are strings
    for form in (base.Language, base.Zone, base.Clock, base.FileHash)
}
_FIRST_YEAR = 2700
"""A hidden date is known by its year."""
_KIND_OF = {kind.record: kind.name for kind in KINDS}


class Aviary:
    """Makes records, and remembers which word stands where. `call` is how all its words begin.

    Two aviaries with calls of different lengths differ in every hidden text and in nothing else.
    """

    def __init__(self, call: str) -> None:
        """Nothing is in it yet."""
        self.call = call
        self.words: dict[str, str] = {}
        """Word or year → the field it stands in, `item.gifts`, and why it is hidden."""
        self.records: list[Record] = []
        self.files: list[File] = []

    def shown(self, record: type[R], /, **given: Any) -> R:
        """A record that visitors may see, with canaries in the fields that they may not."""
        return self._made(record, "", SEEN.get(_KIND_OF[record], frozenset()), given)

    def hidden(self, record: type[R], why: str, /, **given: Any) -> R:
        """A record that visitors may not see at all."""
        return self._made(record, why, frozenset(), given)

    def file(self, media_type: str, content: bytes) -> str:
        """Keep a file; its hash."""
        self.files.append(File(sha256(content).hexdigest(), media_type, content))
        return self.files[-1].hash

    def _made(self, record: type[R], why: str, seen: frozenset[str], given: dict[str, Any]) -> R:
        kind = _KIND_OF[record]
        values = dict(given)
        for field in msgspec.structs.fields(record):
            if field.name in given or field.name in _READ_BY_THE_PROGRAM:
                continue
            plain = f"Seen {kind} {field.name.replace('_', ' ')}" if field.name in seen else ""
            where = ", ".join(filter(None, (f"{kind}.{field.name}", why)))
            filled = self._filled(msgspec.inspect.type_info(field.type), where, plain)
            if filled is not None:
                values[field.name] = filled
        made = record(**values)
        self.records.append(made)
        return made

    def _filled(self, form: msgspec.inspect.Type, where: str, plain: str) -> Any:
        """A value with a word in it; None where the form holds no words."""
        match form:
            case msgspec.inspect.StrType(pattern=pattern) if pattern not in _UNWORDED:
                return plain or self._word(pattern, where)
            case msgspec.inspect.VarTupleType(item_type=inner):
                filled = self._filled(inner, where, plain)
                return None if filled is None else (filled,)
            case msgspec.inspect.StructType(cls=struct, fields=fields):
                values = {
                    field.name: self._filled(field.type, f"{where}.{field.name}", plain)
                    for field in fields
                }
                return struct(**{name: value for name, value in values.items() if value})
            case _:
                return None

    def _word(self, pattern: str | None, where: str) -> str:
        number = len(self.words)
        word = f"{self.call}{number:03d}"
        for value, known_by in (
            (word, word),
            (word.lower(), word),
            (f"{_FIRST_YEAR + number}-03-04", str(_FIRST_YEAR + number)),
        ):
            if re.search(pattern or "", value):
                self.words[known_by] = where
                return value
        raise AssertionError(pattern)


def visit(aviary: Aviary) -> Visit:
    """Put a visit of two days into the aviary: what visitors see of it, and all that they do not."""
    shown, hidden = aviary.shown, aviary.hidden
    portrait = aviary.file("image/png", _portrait())
    officer = shown(Officer)
    source = shown(Source)
    theme = shown(Theme)
    hall = shown(Place, zone="Europe/Copenhagen")
    shown(ContactPoint, place=hall.id, seen_by="all")
    shown(GlossaryTerm)
    ministry = shown(
        Institution, kind="ministry", place=hall.id, owner=officer.id, themes=(theme.id,)
    )
    hidden(ContactPoint, "for the delegation", institution=ministry.id, seen_by="delegation")
    hidden(ContactPoint, "for the office", institution=ministry.id, seen_by="office")
    guest = shown(Person, photo=portrait)
    hidden(PrivateData, "private", person=guest.id)
    hidden(ContactPoint, "for the delegation", person=guest.id, kind="mobile")
    host = shown(Person)
    minister = shown(Post, person=guest.id, institution=ministry.id, source=source.id)
    director = shown(Post, person=host.id, institution=ministry.id, source=source.id)
    law = shown(Instrument, kind="law")
    hidden(Note, "a note", date="2026-03-04", institutions=(ministry.id,), people=(host.id,))

    past = hidden(Visit, "an earlier visit", start="2024-05-06", end="2024-05-06")
    met = hidden(
        ProgrammeItem,
        "an earlier visit",
        visit=past.id,
        day="2024-05-06",
        status="confirmed",
        institutions=(ministry.id,),
    )
    hidden(Outcome, "an earlier visit", visit=past.id, item=met.id, institutions=(ministry.id,))
    hidden(FollowUp, "an earlier visit", visit=past.id, institutions=(ministry.id,))

    one = shown(
        Visit,
        key="aviary",
        start="2026-03-09",
        end="2026-03-10",
        marking="restricted",
        owner=officer.id,
        follows=past.id,
        themes=(theme.id,),
        instruments=(law.id,),
    )
    shown(Citation, about_kind="visit", about=one.id, field="purpose", source=source.id)
    hidden(
        Wording,
        "the translation of a hidden field",
        about_kind="visit",
        about=one.id,
        field="purpose",
        language="fr",
        state="checked",
    )
    hidden(ContactPoint, "for the office", visit=one.id, kind="duty line", seen_by="office")
    phase = shown(Phase, visit=one.id, start="2026-03-09", end="2026-03-10")
    stop = shown(
        Stop,
        visit=one.id,
        phase=phase.id,
        zone="Europe/Copenhagen",
        start="2026-03-09",
        end="2026-03-10",
        hotel=hall.id,
    )
    press = hidden(Strand, "another strand", visit=one.id)
    party = shown(Party, visit=one.id, institution=ministry.id, role="sender")
    shown(
        Delegate,
        visit=one.id,
        party=party.id,
        person=guest.id,
        post=minister.id,
        institution=ministry.id,
        function="head",
        stops=(stop.id,),
        phases=(phase.id,),
    )
    stranger = hidden(Person, "another strand")
    hidden(
        Delegate,
        "another strand",
        visit=one.id,
        person=stranger.id,
        strand=press.id,
        function="press",
    )
    secret = hidden(Person, "marked above", marking="restricted")
    hidden(Delegate, "marked above", visit=one.id, person=secret.id, marking="restricted")
    shown(DayNote, visit=one.id, stop=stop.id, day="2026-03-09")
    car = hidden(Vehicle, "a vehicle", visit=one.id)
    hidden(Task, "a task", visit=one.id, owner=officer.id, due="2026-03-01")
    recipient = hidden(Recipient, "a recipient", visit=one.id, audience="principal")
    hidden(Attachment, "an annex", visit=one.id, file=aviary.file("application/pdf", b"%PDF-1.7"))

    def item(why: str, hour: int, **given: Any) -> ProgrammeItem:
        make = (lambda struct, /, **rest: hidden(struct, why, **rest)) if why else shown
        made = make(
            ProgrammeItem,
            **{
                "visit": one.id,
                "phase": phase.id,
                "stop": stop.id,
                "day": "2026-03-09",
                "start": f"{hour:02d}:00",
                "end": f"{hour:02d}:45",
                "time_form": "exact",
                "status": "confirmed",
                "place": hall.id,
                "institutions": (ministry.id,),
                "instruments": (law.id,),
                "themes": (theme.id,),
                **given,
            },
        )
        make(Participant, item=made.id, person=host.id, post=director.id, side="host")
        hidden(Step, why or "a step", item=made.id)
        hidden(Step, why or "an internal step", item=made.id, internal=True)
        return made

    meeting = item("", 9)
    refused = hidden(Person, "declined")
    hidden(Participant, "declined", item=meeting.id, person=refused.id, state="declined")
    for marking, why in (("", "a brief"), ("restricted", "a brief marked above")):
        brief = hidden(Brief, why, item=meeting.id, marking=marking, date="2026-03-01")
        for kind in ("agenda", "to make", "if raised", "contribution"):
            hidden(BriefPoint, why, brief=brief.id, kind=kind)
    shown(Outcome, visit=one.id, item=meeting.id, kind="recommendation")
    hidden(Outcome, "internal", visit=one.id, item=meeting.id, internal=True)
    shown(FollowUp, visit=one.id, item=meeting.id, due="2026-04-01")
    hidden(FollowUp, "internal", visit=one.id, internal=True, due="2026-04-01")
    hidden(Note, "a note", date="2026-03-04", visit=one.id, item=meeting.id)
    flight = item("", 11, kind="travel")
    shown(Leg, item=flight.id, origin=hall.id, destination=hall.id, vehicle=car.id, start="11:00")
    item("an internal briefing", 12, kind="internal briefing")
    item("cancelled", 13, status="cancelled")
    item("not released", 14, status="tentative")
    item("another strand", 15, strand=press.id)
    item("marked above", 16, marking="restricted")
    item("for the office", 17, distribution="office")
    item("", 18, day="2026-03-10")

    edition = hidden(Edition, "an edition", visit=one.id, recipe="dossier", audience="principal")
    hidden(IssuedNumber, "a number", visit=one.id, item=meeting.id, audience="principal", number=7)
    hidden(Copy, "a copy", edition=edition.id, recipient=recipient.id, number=1)
    hidden(Comment, "a comment", visit=one.id, edition=edition.id, item=meeting.id)
    hidden(OwnData, "data of the office", kind="template", json='{"name": "x", "title": "x"}')
    return one


def _portrait() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (343, 428), "#888888").save(buffer, "PNG")
    return buffer.getvalue()
