"""What a visit is divided into and what holds for it, as lists with a form each: phases, strands, days, cars, numbers.

Not here: stops and parties (`visit_parts`), the overview around them (`overview`).
"""

from collections.abc import Callable, Iterable
from typing import Any

from briefer.gui import shown
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.models.rows import Row
from briefer.gui.views.person_parts import contact_kinds, readers
from briefer.gui.views.record_form import RecordForm, Slot
from briefer.gui.views.record_list import RecordList, Words
from briefer.gui.views.visit_parts import WhichFile
from briefer.i18n import say
from briefer.records import dates
from briefer.records.institutions import ContactPoint
from briefer.records.programme import Vehicle
from briefer.records.visit_file import VisitFile
from briefer.records.visits import DayNote, Phase, Strand

_STEP = 10
_MOST_SEATS = 1_000


def phase_forms() -> dict[str, str]:
    """How a phase is held, in words."""
    return {"on site": say("on site"), "virtual": say("online"), "mixed": say("mixed")}


def phases_list(desk: Desk, undo: Undo, file: WhichFile) -> RecordList:
    """The parts of a visit that follow each other: a conference on the screen, then the journey."""
    slots = (
        Slot("title", say("Title"), span=4, name=say("Title of the phase")),
        Slot("form", say("How it is held"), "choice", 2, say("How the phase is held"), "", phase_forms()),
        Slot("start", say("From"), "when", 3, name=say("First day of the phase")),
        Slot("end", say("To"), "when", 3, name=say("Last day of the phase")),
    )  # fmt: skip

    def new() -> Phase | None:
        known = file()
        return Phase(visit=known.visit.id, order=after(known.phases)) if known else None

    words = Words(say("Phases"), say("Add phase"), say("Phase added."), say("Delete the phase"))
    return RecordList(undo, words, RecordForm(desk, undo, slots), new)


def phase_rows(file: VisitFile) -> list[Row]:
    """The phases with their days."""
    return [
        Row(
            one.id,
            one.title or say("Phase without a title"),
            second=shown.between(one.start, one.end),
            end=phase_forms()[one.form],
            icon="calendar-range",
        )
        for one in file.phases
    ]


def strands_list(desk: Desk, undo: Undo, file: WhichFile) -> RecordList:
    """What runs at the same time for a part of the delegation."""
    slots = (Slot("title", say("Title"), name=say("Title of the strand"), needed=True),)

    def new() -> Strand | None:
        known = file()
        if known is None:
            return None
        return Strand(visit=known.visit.id, title=say("New strand"), order=after(known.strands))

    words = Words(say("Strands"), say("Add strand"), say("Strand added."), say("Delete the strand"))
    return RecordList(undo, words, RecordForm(desk, undo, slots), new)


def strand_rows(file: VisitFile) -> list[Row]:
    """The strands with how many items each has."""
    counts = {one.id: sum(item.strand == one.id for item in file.items) for one in file.strands}
    return [
        Row(one.id, one.title, end=shown.digits(counts[one.id] or ""), icon="route")
        for one in file.strands
    ]


def days_list(desk: Desk, undo: Undo, file: WhichFile) -> RecordList:
    """What holds for a whole day at a stop."""
    slots = (
        Slot("day", say("Day"), "when", 3, name=say("Which day")),
        Slot("stop", say("Stop"), "choice", 3, say("Stop of the day"), choices={"": say("none", of="stop")}, kind="stop"),
        Slot("on_duty", say("On duty"), span=3, name=say("On duty that day")),
        Slot("duty_phone", say("Duty line"), span=3),
        Slot("dress", say("Dress"), span=3, name=say("Dress of the day")),
        Slot("cars", say("Cars"), span=3, name=say("Cars of the day")),
    )  # fmt: skip

    def new() -> DayNote | None:
        known = file()
        if known is None:
            return None
        stop = known.stops[0].id if len(known.stops) == 1 else None
        return DayNote(visit=known.visit.id, stop=stop, order=after(known.day_notes))

    words = Words(
        say("For whole days"), say("Add day"), say("Day added."), say("Delete what holds that day")
    )
    return RecordList(undo, words, RecordForm(desk, undo, slots), new)


def day_rows(file: VisitFile) -> list[Row]:
    """The days, with who is on duty."""
    return [
        Row(
            one.id,
            _day_words(one),
            second=shown.joined((one.on_duty, one.dress, one.cars)),
            end=one.duty_phone,
            icon="clock",
        )
        for one in file.day_notes
    ]


def _day_words(one: DayNote) -> str:
    day = dates.day(one.day)
    return shown.day(day, "EEEE d MMMM") if day else shown.when(one.day) or say("No day yet")


def vehicles_list(desk: Desk, undo: Undo, file: WhichFile) -> RecordList:
    """The cars, coaches, boats and aircraft of a visit."""
    slots = (
        Slot("call_sign", say("Called"), span=3, name=say("Name of the vehicle"), hint=say("Car 1")),
        Slot("kind", say("Kind"), span=3, name=say("Kind of vehicle"), hint=say("car, coach, boat")),
        Slot("plate", say("Number plate"), span=3),
        Slot("seats", say("Seats"), "number", 3, most=_MOST_SEATS),
        Slot("driver", say("Driver"), span=3),
        Slot("contact", say("Contact"), span=3, name=say("Contact of the driver")),
        Slot("strand", say("Strand"), "choice", 6, say("Strand of the vehicle"), choices={"": say("all")}, kind="strand"),
    )  # fmt: skip

    def new() -> Vehicle | None:
        known = file()
        return Vehicle(visit=known.visit.id, order=after(known.vehicles)) if known else None

    words = Words(
        say("Vehicles"), say("Add vehicle"), say("Vehicle added."), say("Delete the vehicle")
    )
    return RecordList(undo, words, RecordForm(desk, undo, slots), new)


def vehicle_rows(file: VisitFile) -> list[Row]:
    """The vehicles with their drivers."""
    return [
        Row(
            one.id,
            one.call_sign or one.kind or say("Vehicle without a name"),
            second=shown.joined((one.kind if one.call_sign else "", one.plate, one.driver)),
            end=one.contact,
            icon="car",
        )
        for one in file.vehicles
    ]


def contacts_list(desk: Desk, undo: Undo, new: Callable[[], ContactPoint | None]) -> RecordList:
    """Whom one calls during a visit, or at an institution or a place; `new` makes one of it."""
    slots = (
        Slot("kind", say("Kind"), "choice", 2, say("Kind of contact"), choices=contact_kinds()),
        Slot("value", say("Number or address"), span=4),
        Slot("label", say("Called"), span=3, name=say("Whose contact it is"), hint=say("doctor on call")),
        Slot("seen_by", say("Who may see it"), "choice", 3, choices=readers()),
    )  # fmt: skip

    words = Words(
        say("Numbers to call"), say("Add number"), say("Number added."), say("Delete the number")
    )
    return RecordList(undo, words, RecordForm(desk, undo, slots), new)


def new_contact(file: VisitFile | None) -> ContactPoint | None:
    """One more number of a visit."""
    return ContactPoint(visit=file.visit.id, order=after(own_contacts(file))) if file else None


def own_contacts(file: VisitFile) -> list[ContactPoint]:
    """The contacts of the visit itself."""
    return [one for one in file.contacts if one.visit == file.visit.id]


def contact_rows(contacts: Iterable[ContactPoint]) -> list[Row]:
    """Contacts as rows."""
    return [
        Row(
            one.id,
            one.label or contact_kinds()[one.kind],
            second=shown.joined((contact_kinds()[one.kind] if one.label else "", readers()[one.seen_by])),
            end=one.value,
            icon="phone",
        )
        for one in contacts
    ]  # fmt: skip


def after(records: Iterable[Any]) -> int:
    """The `order` behind all of some records that have one."""
    return max((one.order for one in records), default=-_STEP) + _STEP
