"""How one travels in an item of the programme: its legs as a list with a form, each from a place to a place.

Not here: the item around them (`item_editor`), how a form is made (`record_form`).
"""

from collections.abc import Callable

from briefer.gui import shown
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.models.rows import Row
from briefer.gui.views.record_form import RecordForm, Slot
from briefer.gui.views.record_list import RecordList, Words
from briefer.i18n import say
from briefer.records.programme import Leg, ProgrammeItem
from briefer.records.visit_file import VisitFile

_STEP = 10


def legs_list(desk: Desk, undo: Undo, about: Callable[[], ProgrammeItem | None]) -> RecordList:
    """The legs of the item that is shown."""
    slots = (
        Slot(
            "mode", say("By"), span=2, name=say("How one travels"), hint=say("flight, train, car")
        ),
        Slot("carrier", say("Carrier"), span=2),
        Slot("number", say("Number"), span=2, name=say("Number of the flight or train")),
        Slot("origin", say("From"), "link", name=say("From where"), kind="place"),
        Slot("destination", say("To"), "link", name=say("Where to"), kind="place"),
        Slot("start", say("Leaves"), "clock", 2, name=say("Leaves at"), hint="13:50"),
        Slot("end", say("Arrives"), "clock", 2, name=say("Arrives at"), hint="16:10"),
        Slot("end_days", say("Days later"), "number", 2, name=say("Arrives days later"), most=3),
        Slot("vehicle", say("Vehicle"), "choice", choices={"": say("none")}, kind="vehicle"),
        Slot("riders", say("Who rides")),
        Slot("remark", say("Remark"), name=say("Remark on the leg")),
    )

    def new() -> Leg | None:
        item = about()
        rows = legs.list.rows
        return Leg(item=item.id, order=(len(rows) + 1) * _STEP) if item else None

    words = Words(say("Legs"), say("Add leg"), say("Leg added."), say("Delete the leg"))
    legs = RecordList(undo, words, RecordForm(desk, undo, slots), new)
    return legs


def show_legs(legs: RecordList, file: VisitFile, item: ProgrammeItem) -> None:
    """Show the legs of an item; only travel has any, or what was travel once."""
    from briefer.services import linking

    some = sorted((one for one in file.legs if one.item == item.id), key=lambda one: one.order)
    places = {one.id: one.name for one in file.places}
    vehicles = {str(one.id): shown.joined((one.call_sign, one.kind)) for one in file.vehicles}
    rows = [
        Row(
            one.id,
            say("{origin} → {destination}").format(
                origin=places.get(one.origin, "…") if one.origin else "…",
                destination=places.get(one.destination, "…") if one.destination else "…",
            ),
            second=shown.joined((one.mode, one.carrier, one.number)),
            end=say("–").join(map(shown.digits, filter(None, (one.start, one.end)))),
            icon="route",
        )
        for one in some
    ]
    legs.form.show_choices("vehicle", {"": say("none"), **vehicles})
    legs.form.fields["vehicle"].setVisible(bool(vehicles))
    legs.show_records(some, rows, linking.names(file))
    legs.setVisible(item.kind == "travel" or bool(some))
