"""The contact sheet: whom to call first, then both sides, places and emergencies. The last page, so that it is found.

Private numbers are no contact points and never get here.
"""

from collections.abc import Iterable, Iterator

from briefer.pack import history, names
from briefer.pack.blocks import Block, CallFirst, Part, Row, Run, Table, TableGroup
from briefer.pack.context import Context
from briefer.pack.phrases import joined, listed, phrase, soft, strong, text_of
from briefer.pack.sections.overview import online
from briefer.pack.terms import CONTACTS, FUNCTIONS
from briefer.records.base import Record
from briefer.records.institutions import ContactPoint, Institution, Place
from briefer.records.programme import ProgrammeItem

_WRITTEN = ("e-mail", "web", "fax")
"""What nobody calls."""


def contacts(context: Context, number: str) -> tuple[Part, ...]:
    """Every number that this reader may call."""
    say = context.say
    seen: set[tuple[str, str]] = set()
    called: set[str] = {_digits(context.owner.phone)} if context.owner else set()
    groups = [
        TableGroup(rows, title)
        for title, made in (
            (say("Delegation"), _delegation(context)),
            *((city, rows) for city, rows in _cities(context).items()),
            (say("Vehicles"), _vehicles(context)),
            (say("Emergency"), _visit(context, emergency=True)),
            (say("Other"), _visit(context, emergency=False)),
        )
        if (rows := tuple(_unseen(made, seen, called)))
    ]
    blocks: list[Block] = []
    if context.owner:
        blocks.append(_call_first(context))
    if groups:
        blocks.append(Table("contacts", (), tuple(groups)))
    if not blocks:
        return ()
    return (Part("contacts", number, number, say("Contact sheet"), tuple(blocks)),)


def _unseen(made: Iterable[Row], seen: set[tuple[str, str]], called: set[str]) -> Iterator[Row]:
    """Rows that tell something new: neither printed before nor the number that is called first."""
    for row in made:
        _, who, number = (text_of(cell) for cell in row.cells)
        told = (who, _digits(number))
        if told not in seen and (not told[1] or told[1] not in called):
            seen.add(told)
            yield row


def _digits(number: str) -> str:
    """A telephone number without its spaces."""
    return "".join(letter for letter in number if letter.isdecimal())


def _call_first(context: Context) -> CallFirst:
    say = context.say
    owner = context.owner
    assert owner is not None
    phone = phrase(
        owner.phone
        or context.gap(say("to be confirmed"), say("telephone"), owner.name, field="officer.phone")
    )
    return CallFirst(say("Call first"), listed((strong(owner.name), owner.role)), phone)


def _delegation(context: Context) -> Iterator[Row]:
    for delegate in context.delegation:
        somebody = names.of_delegate(context, delegate)
        if somebody.person:
            function = context.say(FUNCTIONS[delegate.function])
            yield from _rows(context, somebody.person, somebody.name, function)


def _cities(context: Context) -> dict[str, list[Row]]:
    """The hosts, institutions, hotels and contacts of each stop, each once; a body in its own city if that is one."""
    stops = sorted(context.stops, key=lambda stop: not stop.city)  # online comes last
    found: dict[str, list[Row]] = {stop.city or online(context): [] for stop in stops}
    seen: set[object] = set()
    for stop in stops:
        rows = found[stop.city or online(context)]
        hotel = context.get(Place, stop.hotel)
        if hotel and hotel.id not in seen:
            seen.add(hotel.id)
            rows += list(_rows(context, hotel, hotel.name, context.say("hotel"))) or [
                _hotel_open(context, hotel)
            ]
        for item in context.items:
            if item.stop == stop.id and item.status != "cancelled":
                for participant in context.hosts(item):
                    somebody = names.of_participant(context, participant)
                    if somebody.person and somebody.identity not in seen:
                        seen.add(somebody.identity)
                        body = somebody.institution
                        own = found.get(body.city, rows) if body else rows
                        own += _rows(context, somebody.person, somebody.name, context.say("host"))
                for record in history.institutions_of(context, item):
                    if record.id not in seen:
                        seen.add(record.id)
                        own = found.get(record.city, rows)
                        own += _rows(context, record, _name(context, record), "")
                place = context.place(item)
                if place and place.id not in seen:
                    seen.add(place.id)
                    rows += _rows(context, place, place.name, "")
    known = {_digits(text_of(row.cells[-1])) for rows in found.values() for row in rows}
    known |= {_digits(text_of(row.cells[-1])) for row in _delegation(context)}
    for stop in context.stops:
        rows = found[stop.city or online(context)]
        rows += _named_by_items(context, stop.id, known - {""})
    return found


def _hotel_open(context: Context, hotel: Place) -> Row:
    say = context.say
    gap = context.gap(say("to be confirmed"), say("telephone"), hotel.name, field="contact")
    return Row(((soft(say("hotel")),), phrase(hotel.name), (gap,)))


def _named_by_items(context: Context, stop: object, known: set[str]) -> Iterable[Row]:
    """The contacts that items name in words, each with the items it is for; not those whose number stands there."""
    items: dict[str, list[ProgrammeItem]] = {}
    for item in context.items:
        held = item.stop == stop and item.status != "cancelled"
        if held and item.contact:
            items.setdefault(item.contact, []).append(item)
    for contact, some in items.items():
        name, _, phone = contact.rpartition(", ")
        if not phone.strip().startswith("+"):
            name, phone = contact, ""
        if _digits(phone) in known:
            continue
        function = context.items_words(some)
        yield Row(((soft(function),), phrase(name), phrase(phone)))


def _vehicles(context: Context) -> Iterator[Row]:
    for vehicle in context.file.vehicles:
        name = listed((vehicle.call_sign or vehicle.plate, vehicle.driver))
        if name and vehicle.contact:
            yield Row(((soft(vehicle.kind),), name, phrase(vehicle.contact)))


def _visit(context: Context, *, emergency: bool) -> Iterator[Row]:
    for point in context.contacts_of(context.file.visit):
        if (point.kind == "emergency") is emergency:
            yield _row(context, point, point.label, "")


def _name(context: Context, record: Institution) -> str:
    return names.institution(context, record)


def _rows(context: Context, record: Record, name: str, function: str) -> Iterator[Row]:
    """The telephones of somebody or something; where there is none, an address for mail behind the name."""
    points = context.contacts_of(record)
    telephones = [each for each in points if each.kind not in _WRITTEN]
    for point in telephones or [each for each in points if each.kind == "e-mail"]:
        who = joined((name, point.label))
        yield _row(context, point, who, function)


def _row(context: Context, point: ContactPoint, who: str, function: str) -> Row:
    kind = (soft(function or context.say(CONTACTS[point.kind])),)
    if point.kind == "e-mail":
        link = f"mailto:{point.value}" if "@" in point.value else ""
        return Row((kind, phrase(who, ", ", Run(point.value, link=link)), ()))
    return Row((kind, phrase(who), phrase(point.value)))
