"""What would be wrong where something is dragged to; ways that a visit knows, and seams with too little time for one."""

from datetime import date
from uuid import UUID

import msgspec
import pytest

from briefer.i18n import language
from briefer.records.institutions import Place
from briefer.records.people import Person
from briefer.records.programme import ItemKind, Leg, Participant, ProgrammeItem, Vehicle
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Stop, Visit
from briefer.rules.clash_rules import transfers
from briefer.rules.journeys import Seam, journeys, seams
from briefer.rules.trial import Day, Flying, Trial, people
from briefer.rules.visit_view import VisitView

VISIT = Visit(key="visit", title="Visit", start="2026-10-13", end="2026-10-14")
PORT = Stop(
    visit=VISIT.id, city="Port Serin", zone="Europe/Oslo", start="2026-10-13", end="2026-10-14"
)
MINISTRY = Place(name="Ministry", city="Port Serin")
HALL = Place(name="Ministry", room="Hall B", city="Port Serin")
YARD = Place(name="Customs Yard", city="Port Serin", opening_hours="08:00–16:00")
AIRPORT = Place(name="Airport", city="Montaure")
MINISTER = Person(given_name="Karim", family_name="Rahmani", honorific="HE")
CAR = Vehicle(visit=VISIT.id, call_sign="Car 1")


def item(
    title: str,
    start: str,
    end: str,
    place: Place | None = None,
    *,
    day: str = "2026-10-13",
    kind: ItemKind = "meeting",
) -> ProgrammeItem:
    return ProgrammeItem(
        key=title,
        visit=VISIT.id,
        kind=kind,
        title=title,
        stop=PORT.id,
        day=day,
        start=start,
        end=end,
        time_form="exact",
        place=place.id if place else None,
    )


PLENARY = item("Plenary", "09:15", "10:45", HALL)
LUNCH = item("Lunch", "13:00", "14:00", MINISTRY)
DRIVE = item("Drive", "14:00", "14:35", kind="travel")
VISIT_TO_YARD = item("Yard", "14:35", "15:30", YARD)
DINNER = item("Dinner", "19:00", "21:00")


def view(*items: ProgrammeItem, legs: tuple[Leg, ...] = (), at: tuple[UUID, ...] = ()) -> VisitView:
    file = VisitFile(
        visit=VISIT,
        stops=(PORT,),
        items=items,
        legs=legs,
        vehicles=(CAR,),
        places=(MINISTRY, HALL, YARD, AIRPORT),
        people=(MINISTER,),
        participants=tuple(
            Participant(item=one.id, person=MINISTER.id) for one in items if one.id in at
        ),
    )
    return VisitView(file, {}, language("en"), None)


DAY = (PLENARY, LUNCH, DRIVE, VISIT_TO_YARD, DINNER)


def told(
    visit: VisitView, moved: ProgrammeItem, **values: str
) -> list[tuple[str, str, str, object]]:
    """Cause, level and other item of each reason, and the names or minutes."""
    trial = Trial(visit, [Flying(moved, people(visit, moved))])
    after = msgspec.structs.replace(moved, **values)
    return [
        (
            one.cause,
            one.level,
            one.other.title if one.other else "",
            (one.needed, one.there) if one.needed else one.names,
        )
        for one in trial.reasons([after])
    ]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("10:45", "11:30", []),
        ("10:30", "11:15", [("people", "error", "Plenary", ("HE Karim Rahmani",))]),
        ("16:00", "16:30", []),
    ],
)
def test_a_person_is_in_one_place(start: str, end: str, expected: list[object]) -> None:
    call = item("Call", "16:00", "16:30")
    visit = view(*DAY, call, at=(PLENARY.id, call.id))
    assert told(visit, call, start=start, end=end) == expected


def test_a_room_and_a_building_are_taken() -> None:
    talk = item("Talk", "16:00", "17:00", HALL)
    reading = item("Reading", "16:00", "17:00", MINISTRY)
    visit = view(*DAY, talk, reading)
    assert told(visit, talk, start="10:00", end="10:30") == [
        ("room", "error", "Plenary", ("Ministry, Hall B",))
    ]
    assert told(visit, reading, start="13:30", end="13:45") == [
        ("place", "warning", "Lunch", ("Ministry",))
    ]


def test_a_vehicle_drives_once() -> None:
    other = item("Shuttle", "16:00", "16:30", kind="travel")
    legs = tuple(Leg(item=one.id, vehicle=CAR.id) for one in (DRIVE, other))
    visit = view(*DAY, other, legs=legs)
    assert told(visit, other, start="14:10", end="14:40") == [
        ("vehicle", "error", "Drive", ("Car 1",))
    ]


def test_the_way_is_known_from_the_journeys_of_the_visit() -> None:
    visit = view(*DAY, legs=(Leg(item=DRIVE.id, mode="car"),))
    assert dict(journeys(visit)) == {frozenset((MINISTRY.id, YARD.id)): (35, "car")}
    call = item("Call", "17:00", "17:30", MINISTRY)
    visit = view(*DAY, call, legs=(Leg(item=DRIVE.id, mode="car"),))
    assert told(visit, call, start="15:50", end="16:20") == [("journey", "error", "Yard", (35, 20))]
    assert told(visit, call, start="16:05", end="16:35") == []


def test_a_place_is_open_and_a_day_is_one_of_the_stop() -> None:
    call = item("Call", "10:00", "11:00", YARD)
    visit = view(DINNER, call)
    assert told(visit, call, start="15:30", end="16:30") == [
        ("closed", "warning", "", ("Customs Yard", "08:00–16:00"))
    ]
    assert told(visit, call, day="2026-10-15") == [("dates", "warning", "", ("Port Serin",))]


def test_nobody_is_there_before_the_arrival() -> None:
    flight = item("Flight", "09:00", "12:00", kind="travel")
    call = item("Call", "15:00", "16:00")
    leg = Leg(item=flight.id, origin=AIRPORT.id, destination=YARD.id)
    assert told(view(flight, call, legs=(leg,)), call, start="11:00", end="11:30") == [
        ("arrival", "error", "Flight", ("Port Serin",))
    ]


def test_free_times_are_the_nearest_of_two_days() -> None:
    call = item("Call", "10:30", "11:15")
    visit = view(*DAY, call, at=(PLENARY.id, LUNCH.id, call.id))
    trial = Trial(visit, [Flying(call, people(visit, call))])
    days = [Day(date(2026, 10, day), "Europe/Oslo", PORT) for day in (13, 14)]
    found = trial.free(call, days, (7 * 60, 22 * 60))
    # at once after the plenary, whose end is at 10:45; the day after at the same time: clocks of Oslo, two hours ahead
    assert [f"{one:%d %H:%M}" for one in found] == ["13 08:45", "14 08:30"]


def test_too_little_time_between_two_places_is_a_seam() -> None:
    leg = Leg(item=DRIVE.id, mode="car")
    press = item("Press", "15:50", "16:00", MINISTRY)
    assert list(seams(view(*DAY, press, legs=(leg,)))) == [
        Seam(VISIT_TO_YARD.id, press.id, 35, 20, "car")
    ]
    late = msgspec.structs.replace(VISIT_TO_YARD, start="14:25")
    # the drive that stands between them takes 35 minutes, 25 are planned
    assert list(seams(view(PLENARY, LUNCH, DRIVE, late, legs=(leg,)))) == [
        Seam(LUNCH.id, late.id, 35, 25, "car")
    ]


def test_a_way_for_which_there_is_no_time_is_a_finding() -> None:
    press = item("Press", "15:50", "16:00", MINISTRY)
    visit = view(*DAY, press, legs=(Leg(item=DRIVE.id, mode="car"),))
    assert [(found.key, field, words) for found, field, words in transfers(visit)] == [
        ("Press", "start", "The way from item 4, Yard takes 35 min, but only 20 min are planned.")
    ]
