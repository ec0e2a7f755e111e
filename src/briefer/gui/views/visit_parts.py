"""The frame of a visit as lists with a form each: stops, parties; and the sources that a record rests on.

Not here: the overview around them (`overview`), how a form is made (`record_form`).
"""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from PySide6.QtWidgets import QWidget

from briefer.gui import shown
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.models.rows import Row
from briefer.gui.views.record_form import RecordForm, Slot
from briefer.gui.views.record_list import RecordList, Words
from briefer.i18n import say
from briefer.records import dates
from briefer.records.base import Record
from briefer.records.kinds import kind_of
from briefer.records.sources import Citation
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Party, Stop

WhichFile = Callable[[], VisitFile | None]
_STEP = 10


def party_roles() -> dict[str, str]:
    """The roles of parties in words."""
    return {
        "host": say("Host"),
        "sender": say("Sender"),
        "lead": say("Lead"),
        "facilitator": say("Facilitator"),
        "mandating body": say("Mandating body"),
        "member organisation": say("Member organisation"),
        "observer": say("Observer"),
    }


def stops_list(desk: Desk, undo: Undo, file: WhichFile, above: QWidget) -> RecordList:
    """The cities of a visit, and its parts held online, with what shows them over the days `above`."""
    slots = (
        Slot("city", say("City"), span=3, name=say("City of the stop"), hint=say("none: online")),
        Slot("country", say("Country"), span=3, name=say("Country of the stop")),
        Slot("zone", say("Time zone"), "zone", 2, name=say("Time zone of the stop"), needed=True),
        Slot("start", say("From"), "when", 2, name=say("First day of the stop")),
        Slot("end", say("To"), "when", 2, name=say("Last day of the stop")),
        Slot("hotel", say("Hotel"), "link", 3, kind="place"),
        Slot("hotel_note", say("In its place"), span=3, hint=say("night flight")),
        Slot(
            "phase",
            say("Phase"),
            "choice",
            name=say("Phase of the stop"),
            choices={"": say("none", of="phase")},
            kind="phase",
        ),
    )

    def new() -> Stop | None:
        known = file()
        if known is None:
            return None
        last = known.stops[-1] if known.stops else None
        zone = last.zone if last else known.visit.home_zone or "UTC"
        order = max((one.order for one in known.stops), default=-_STEP) + _STEP
        return Stop(visit=known.visit.id, zone=zone, order=order)

    words = Words(
        say("Where and when"), say("Add stop"), say("Stop added."), say("Delete the stop")
    )
    return RecordList(undo, words, RecordForm(desk, undo, slots), new, above=above)


def stop_rows(file: VisitFile) -> list[Row]:
    """The stops with dates, clock and hotel."""
    hotels = {place.id: place.name for place in file.places}
    return [
        Row(
            stop.id,
            say(", ").join(filter(None, (stop.city or say("Online"), stop.country))),
            second=shown.joined((shown.between(stop.start, stop.end), zone_words(stop))),
            end=hotels.get(stop.hotel, "") if stop.hotel else stop.hotel_note,
            icon="map-pin" if stop.city else "monitor",
            drops=True,
        )
        for stop in file.stops
    ]


def zone_words(stop: Stop) -> str:
    """The difference to UTC on the first day of a stop; without a day the zone's name."""
    from briefer.rules import clocks

    span = dates.read(stop.start)
    offset = clocks.offset(stop.zone, span.first) if span else None
    return shown.offset(round(offset.total_seconds() / 60)) if offset is not None else stop.zone


def parties_list(desk: Desk, undo: Undo, file: WhichFile) -> RecordList:
    """Who has a role in a visit."""
    slots = (
        Slot("institution", say("Institution"), "link", 4, kind="institution"),
        Slot(
            "role", say("Role"), "choice", 2, choices=party_roles(), name=say("Role of the party")
        ),
        Slot("state", say("Or a state"), span=3, name=say("State", of="country")),
        Slot("words", say("As printed"), span=3, name=say("Party as printed")),
    )

    def new() -> Party | None:
        known = file()
        if known is None:
            return None
        order = max((one.order for one in known.parties), default=-_STEP) + _STEP
        return Party(visit=known.visit.id, order=order)

    words = Words(say("Parties"), say("Add party"), say("Party added."), say("Delete the party"))
    return RecordList(undo, words, RecordForm(desk, undo, slots), new)


def party_rows(file: VisitFile) -> list[Row]:
    """The parties with their roles."""
    known = {one.id: one.name for one in file.institutions}
    return [
        Row(
            one.id,
            known.get(one.institution, "") if one.institution else one.state or one.words,
            second=one.words if one.institution or one.state else "",
            end=party_roles()[one.role],
            icon="landmark" if one.institution else "flag",
        )
        for one in file.parties
    ]


def citations_list(desk: Desk, undo: Undo, about: Callable[[], Record | None]) -> RecordList:
    """What a record rests on; with two forms that disagree the preferred one is printed."""
    slots = (
        Slot("source", say("Source"), "link", 4, kind="source"),
        Slot("where", say("Where in it"), span=2, hint=say("page 4")),
        Slot("field", say("What of the record"), span=2, hint="acronym"),
        Slot("as_printed", say("As printed there"), span=2),
        Slot("preferred", say("Preferred"), span=2, name=say("Preferred form")),
        Slot("remark", say("Remark"), span=6, name=say("Remark on the source")),
    )

    def new() -> Citation | None:
        one = about()
        return Citation(about_kind=kind_of(one).name, about=one.id) if one else None

    words = Words(say("Sources"), say("Add source"), say("Source added."), say("Delete the source"))
    return RecordList(undo, words, RecordForm(desk, undo, slots), new)


def citation_rows(citations: Iterable[Citation], names: Mapping[UUID, str]) -> list[Row]:
    """What a record rests on, as rows."""
    return [
        Row(
            one.id,
            names.get(one.source, "…") if one.source else say("no source yet"),
            second=shown.joined((one.where, one.remark)),
            end=say("{preferred}, not {printed}").format(
                preferred=one.preferred, printed=one.as_printed
            )
            if one.as_printed
            else "",
            icon="book-open",
        )
        for one in citations
    ]
