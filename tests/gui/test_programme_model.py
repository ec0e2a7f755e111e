"""A visit as columns of cards."""

from datetime import date

import msgspec
from marsana import marsana

from briefer.findings import Finding, Place
from briefer.gui.models.cards import Card
from briefer.gui.models.columns import Programme, programme
from briefer.gui.models.last_meeting import last_meeting
from briefer.gui.models.programme import of_visit
from briefer.records.institutions import Institution
from briefer.records.institutions import Place as MeetingPlace
from briefer.records.notes import Note
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Stop, Visit


def outline(shown: Programme) -> list[tuple[str, str, str, int, int]]:
    return [
        (column.head, column.band, column.zone, len(column.cards), len(column.tray))
        for column in shown.columns
    ]


def card(shown: Programme, title: str, column: int) -> Card:
    return next(one for one in shown.columns[column].cards if one.item.title == title)


def test_one_column_a_day(qapp: object) -> None:
    shown = programme(marsana())
    assert shown.dated
    assert (shown.begin, shown.end, shown.items) == (420, 1320, 35)
    assert outline(shown) == [
        ("Mon 12 Oct", "Vesterhavn", "UTC+2", 5, 0),
        ("Tue 13 Oct", "Vesterhavn", "UTC+2", 12, 0),
        ("Wed 14 Oct", "Montaure", "UTC+2", 10, 0),
        ("Thu 15 Oct", "Teskari", "UTC+3 · +1 h", 8, 1),
    ]


def test_one_column_a_stop_while_no_item_has_a_day(qapp: object) -> None:
    shown = programme(marsana(days=False))
    assert not shown.dated
    assert outline(shown) == [
        ("in this order, no day yet", "Vesterhavn, Norvik", "", 17, 0),
        ("in this order, no day yet", "Montaure, Aurenne", "", 10, 0),
        ("in this order, no day yet", "Teskari, Karavia", "", 8, 0),
    ]
    first = shown.columns[0].cards[1]
    assert (first.called, first.times) == ("2", "welcome")
    assert [badge.words for badge in first.badges] == ["time open"]


def test_an_item_over_midnight_stands_in_both_columns_at_its_true_minutes(qapp: object) -> None:
    shown = programme(marsana())
    first = card(shown, "Night flight KV 88 to Teskari", 2)
    assert (first.begin, first.finish, first.torn_after) == (22 * 60 + 40, 24 * 60, True)
    second = card(shown, "Night flight KV 88 to Teskari", 3)
    # 22:40 in Paris is 23:40 in Istanbul: it lasts until 07:05 there
    assert (second.begin, second.finish, second.torn_before) == (0, 7 * 60 + 5, True)
    assert (second.times, first.times) == ("lands 07:05", "22:40–07:05")


def test_a_column_gets_its_own_hours_when_its_clocks_change(qapp: object) -> None:
    file = marsana()
    items = [
        msgspec.structs.replace(item, end="12:35", end_zone="Europe/Istanbul")
        if item.title.startswith("Flight NV 231")
        else item
        for item in file.items
    ]
    shown = programme(msgspec.structs.replace(file, items=tuple(items)))
    flight = card(shown, "Flight NV 231 to Montaure", 2)
    # 08:55 to 12:35 on the clocks, one hour of which is the other zone's
    assert (flight.begin, flight.finish) == (8 * 60 + 55, 11 * 60 + 35)
    assert shown.columns[2].hours[0] == (12 * 60, "13:00")


def told(shown: Programme) -> list[tuple[str, tuple[tuple[float, str], ...], list[str]]]:
    """What each column and its cards say of clocks."""
    return [
        (column.head, column.notes, [card.clocks for card in column.cards if card.clocks])
        for column in shown.columns
    ]


def test_where_clocks_change_the_card_says_it_or_else_the_day(qapp: object) -> None:
    file = marsana()
    assert told(programme(file)) == [
        ("Mon 12 Oct", (), []),
        ("Tue 13 Oct", (), []),
        ("Wed 14 Oct", (), []),
        ("Thu 15 Oct", (), ["clocks 1 h forward"]),  # the night flight, where it lands
    ]
    night = card(programme(file), "Night flight KV 88 to Teskari", 3)
    assert night.spoken.endswith("Montaure Airport, clocks 1 h forward")
    without = msgspec.structs.replace(
        file, items=tuple(item for item in file.items if not item.end_zone)
    )
    thursday = told(programme(without))[-1]
    assert thursday == ("Thu 15 Oct", ((0.0, "clocks 1 h forward"),), [])
    assert programme(without).columns[-1].spoken.endswith(", UTC+3, clocks 1 h forward")
    autumn = tuple(
        msgspec.structs.replace(item, day="2026-10-25")
        for item in file.items
        if item.day == "2026-10-13"
    )
    changed = programme(msgspec.structs.replace(file, items=autumn)).columns[-1]
    home, winter = (0.0, "clocks 1 h back"), (180.0, "clocks 1 h back")
    assert (changed.head, changed.notes) == ("Sun 25 Oct", (home, winter))


def test_the_day_on_which_clocks_go_back_is_25_hours_long(qapp: object) -> None:
    file = marsana()
    items = tuple(
        msgspec.structs.replace(item, day="2026-10-25")
        for item in file.items
        if item.day == "2026-10-13"
    )
    shown = programme(msgspec.structs.replace(file, items=items))
    column = next(one for one in shown.columns if one.day == date(2026, 10, 25))
    assert column.length == 1500


def test_what_a_screen_reader_hears(qapp: object) -> None:
    shown = programme(
        marsana(),
        [
            Finding(level="warning", rule="missing-brief", place=at("10"), sentence="No brief."),
            Finding(level="error", rule="person-in-two-places", place=at("23"), sentence="Two."),
        ],
    )
    assert [
        card(shown, "Working session: document security", 1).spoken,
        card(shown, "Reception at the Embassy of Marsana", 1).spoken,
        card(shown, "National Document Fraud Office", 2).spoken,
        card(shown, "Dinner given by the Deputy Minister", 3).spoken,
        card(shown, "Wreath-laying", 3).spoken,
    ] == [
        (
            "11:00 to 12:15, meeting, Working session: document security,"
            " Ministry of the Interior, room 412, brief missing"
        ),
        "19:00 to 21:00, meal, Reception at the Embassy of Marsana, Embassy of Marsana, tentative",
        "15:00 to 16:30, meeting, National Document Fraud Office, Fort de l'Aure, 1 error",
        "19:30, open end, meal, Dinner given by the Deputy Minister, Old Arsenal",
        "12:30 to 13:00, ceremony, Wreath-laying, Freedom Square, cancelled",
    ]
    assert shown.columns[1].spoken == "Tuesday 13 October, Vesterhavn, 12 items, UTC+2"


def test_a_way_that_is_too_long_stands_on_the_seam(qapp: object) -> None:
    file = marsana()
    late = next(item for item in file.items if item.title == "Site visit: Sundet Border Post")
    early = msgspec.structs.replace(late, start="14:20", end="15:50")
    items = tuple(early if item is late else item for item in file.items)
    found = Finding(
        level="error", rule="transfer-impossible", place=at("13"), sentence="It takes 45 min."
    )
    moved = msgspec.structs.replace(file, items=items)
    assert programme(moved, [found]).columns[1].seams == ((14 * 60 + 20, "45 min, 20 min planned"),)
    assert programme(file, []).columns[1].seams == ()


def test_a_programme_without_anything(qapp: object) -> None:
    empty = VisitFile(visit=marsana().visit)
    assert programme(empty).items == 0


def at(number: str) -> Place:
    return Place(kind="item", key=f"marsana-2026/item-{number}")


def test_what_is_of_the_items_stop_is_offered_first() -> None:
    """Of a visit in two cities; the item is in the first, and what is there or used there comes before the rest."""
    visit = Visit(title="Quays")
    here, there = Stop(visit=visit.id, city="Oslo"), Stop(visit=visit.id, city="Bergen")
    away = MeetingPlace(name="Harbour Annex", city="Bergen")
    used = MeetingPlace(name="Old Harbour", room="Hall B", city="Moss")
    near = MeetingPlace(name="Harbour House", city="Oslo")
    other = MeetingPlace(name="Castle", city="Oslo")
    agency = Institution(name="Quay Agency", acronym="HQA", city="Bergen")
    court = Institution(name="Hq Court")
    item = ProgrammeItem(visit=visit.id, title="Talks", stop=here.id)
    file = VisitFile(
        visit=visit,
        stops=(here, there),
        places=(away, used, near, other),
        institutions=(court, agency),
        items=(
            item,
            ProgrammeItem(
                visit=visit.id,
                title="Lunch",
                stop=here.id,
                place=used.id,
                institutions=(agency.id,),
            ),
            ProgrammeItem(visit=visit.id, title="Walk", stop=there.id, place=away.id),
        ),
    )
    places = of_visit(file, item, "place", "harb")
    assert [(one.words, one.second) for one in places] == [
        ("Harbour House", "Oslo"),
        ("Old Harbour", "Hall B, Moss"),
        ("Harbour Annex", "Bergen"),
    ]
    institutions = of_visit(file, item, "institution", "hq")
    assert [one.id for one in institutions] == [agency.id, court.id]


def test_the_last_meeting_with_an_institution_is_told_beside_its_item(qapp: object) -> None:
    police, court = Institution(key="police", name="Police"), Institution(key="court", name="Court")

    def visit(key: str, start: str) -> Visit:
        return Visit(key=key, title=f"Visit of {start[:4]}", start=start)

    def item(visit: Visit, title: str, *met: Institution, **values: str) -> ProgrammeItem:
        about = tuple(one.id for one in met)
        fields = {"kind": "meeting", **values}
        return msgspec.convert(
            {"visit": visit.id, "title": title, "institutions": about, **fields},
            ProgrammeItem,
            from_attributes=True,
        )

    now, earlier, long_ago = (
        visit("now", "2026-10-12"),
        visit("earlier", "2024-03-12"),
        visit("long-ago", "2019-03-12"),
    )
    talk = Note(
        title="Talk with the police",
        kind="conversation",
        date="2024-03-13",
        institutions=(police.id,),
    )
    older = Note(
        title="First talk", kind="conversation", date="2019-03-13", institutions=(police.id,)
    )
    later = Note(
        title="Follow-up", kind="conversation", date="2026-11-01", institutions=(police.id,)
    )
    here = [item(now, "Talks", police), item(now, "Hearing", court)]
    met = [
        item(earlier, "Cancelled", police, status="cancelled"),
        item(earlier, "Working session", police, day="2024-03-13"),
        item(earlier, "Bus", police, kind="travel"),
    ]
    file = VisitFile(
        visit=now,
        items=tuple(here),
        notes=(older, talk, later),
        earlier=(
            VisitFile(visit=long_ago, items=(item(long_ago, "First call", police),)),
            VisitFile(visit=earlier, items=tuple(met)),
        ),
    )
    assert [(row.title, row.second, row.icon) for row in last_meeting(file, here[0])] == [
        ("Working session", "13 March 2024 · Visit of 2024", "users"),
        ("Talk with the police", "13 March 2024", "notebook-pen"),
    ]
    assert last_meeting(file, here[1]) == []
