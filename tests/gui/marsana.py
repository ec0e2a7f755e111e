"""An invented visit in memory, with one item of every state: what the pictures of the window show."""

from briefer.records.institutions import Institution, Place
from briefer.records.people import Person
from briefer.records.programme import Leg, Participant, ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Stop, Visit

ITEMS = """
12 travel     14:35 15:10 1 V | Arrival, MR 412 from Dar Qamar | Vesterhavn Airport, Terminal 2
12 welcome    15:10 15:30 2 V | Welcome at the VIP lounge | Terminal 2
12 travel     15:30 16:15 3 V | Transfer to Hotel Admiral |
12 internal_briefing 17:00 17:45 4 V | Internal briefing | Hotel Admiral, Salon 4
12 meal       19:30 21:30 5 V | Dinner given by the State Secretary | Villa Strandheim
13 travel     08:05 08:25 6 V | Transfer to the Ministry |
13 courtesy_call 08:30 09:00 7 V | Courtesy call on the Minister of the Interior | Ministry of the Interior
13 meeting    09:15 10:45 8 V | Plenary: border management | Ministry of the Interior, Hall B
13 free_time  10:45 11:00 9 V | Coffee | foyer
13 meeting    11:00 12:15 10 V | Working session: document security | Ministry of the Interior, room 412
13 press      12:20 12:40 11 V | Press statement | Main staircase
13 meal       12:45 14:00 12 V | Working lunch | Ministry of the Interior, 6th floor
13 travel     14:00 14:45 13 V | Transfer to Sundet Border Post |
13 site_visit 14:45 16:15 14 V | Site visit: Sundet Border Post | Border Police Directorate
13 travel     16:15 17:00 15 V | Transfer to Hotel Admiral |
13 internal_briefing 17:15 17:45 16 V | Internal debriefing | Salon 4
13 meal       19:00 21:00 17 V tentative | Reception at the Embassy of Marsana | Embassy of Marsana
14 travel     07:30 08:10 18 M | Transfer to Vesterhavn Airport |
14 travel     08:55 10:35 19 M | Flight NV 231 to Montaure | Terminal 1
14 welcome    10:35 10:55 20 M | Welcome, Prefecture of Montaure |
14 meeting    11:30 12:45 21 M | Directorate-General of Civil Security | 12 quai des Tanneurs
14 meal       13:00 14:15 22 M about | Lunch given by the Prefect | Prefecture, Salon Vert
14 meeting    15:00 16:30 23 M | National Document Fraud Office | Fort de l'Aure
14 meeting    15:00 16:00 24 M | Experts: data exchange | Fort de l'Aure
14 courtesy_call 17:15 17:45 25 M tentative about | Courtesy call on the Mayor | Town hall
14 meal       19:00 20:30 26 M | Dinner given by the Director-General | Hotel de la Paix
14 travel     22:40 07:05 27 M over | Night flight KV 88 to Teskari | Montaure Airport
15 travel     07:30 08:15 28 T | Transfer to Hotel Palace |
15 courtesy_call 10:00 10:45 29 T | Courtesy call on the Deputy Minister | Ministry of Internal Affairs
15 meeting    11:00 12:30 30 T | Border Police: joint operations | Border Police Command
15 ceremony   12:30 13:00 31 T cancelled | Wreath-laying | Freedom Square
15 meal       13:00 14:30 32 T | Lunch given by the Governor | Governor's Residence
15 site_visit 15:00 17:00 33 T about | Site visit: Port of Teskari | Port Authority of Teskari, Gate 3
15 meal       19:30 -     34 T open | Dinner given by the Deputy Minister | Old Arsenal
15 meeting    -     -     35 T tentative | Meeting with civil society |
"""


def marsana(*, days: bool = True) -> VisitFile:
    """The visit; without `days` its items have an order only."""
    visit = Visit(
        key="marsana-2026",
        title="Working visit of the Minister of the Interior of Marsana",
        short_title="Marsana 26",
        start="2026-10-12",
        end="2026-10-16",
        our_side="guest",
        home_zone="Europe/Copenhagen",
    )
    hotel = Place(name="Hotel Admiral", city="Vesterhavn")
    stops = {
        "V": _stop(visit, "Vesterhavn", "Norvik", "Europe/Oslo", "2026-10-12", "2026-10-13", hotel),
        "M": _stop(visit, "Montaure", "Aurenne", "Europe/Paris", "2026-10-14", "2026-10-14"),
        "T": _stop(visit, "Teskari", "Karavia", "Europe/Istanbul", "2026-10-15", "2026-10-15"),
    }
    interior = Institution(
        key="interior", name="Ministry of the Interior", kind="ministry", country="Norvik"
    )
    items, legs = [], []
    for order, line in enumerate(ITEMS.strip().splitlines()):
        head, title, place = (part.strip() for part in line.split("|"))
        day, kind, start, end, number, stop, *words = head.split()
        start, end = start.strip("-"), end.strip("-")
        form = "about" if "about" in words else "open" if "open" in words or not start else "exact"
        item = ProgrammeItem(
            key=f"marsana-2026/item-{number}",
            visit=visit.id,
            kind=kind.replace("_", " "),
            title=title,
            stop=stops[stop].id,
            day=f"2026-10-{day}" if days else "",
            order=order * 10,
            start=start if days else "",
            end=end if days else "",
            time_form=form if days else "open",
            end_days=1 if "over" in words else 0,
            end_zone="Europe/Istanbul" if "over" in words else "",
            status=next(
                (word for word in words if word in ("tentative", "cancelled")), "confirmed"
            ),
            place_words=place,
            institutions=(interior.id,) if number == "7" else (),
        )
        items.append(item)
        if kind == "travel" and "light" in title + place:
            legs.append(Leg(item=item.id, mode="flight"))
    minister = Person(
        key="halvorsen", given_name="Torvald", family_name="Halvorsen", honorific="Mr"
    )
    rahmani = Person(key="rahmani", printed_name="HE Karim Rahmani")
    participants = (
        Participant(item=items[7].id, side="host", role="chair", person=minister.id),
        Participant(item=items[7].id, side="guest", person=rahmani.id),
        Participant(item=items[6].id, side="host", role="chair", person=minister.id),
        Participant(item=items[6].id, side="guest", person=rahmani.id),
        Participant(item=items[6].id, side="host", title="Head of Protocol", role="greeter"),
    )
    return VisitFile(
        visit=visit,
        stops=tuple(stops.values()),
        items=tuple(items),
        legs=tuple(legs),
        participants=participants,
        people=(minister, rahmani),
        institutions=(interior,),
        places=(hotel,),
    )


def _stop(
    visit: Visit,
    city: str,
    country: str,
    zone: str,
    start: str,
    end: str,
    hotel: Place | None = None,
) -> Stop:
    return Stop(
        visit=visit.id,
        city=city,
        country=country,
        zone=zone,
        start=start,
        end=end,
        hotel=hotel.id if hotel else None,
    )
