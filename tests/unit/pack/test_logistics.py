"""Section 13 and the pocket programme, as outlines; what drivers and the press see of a visit, and what they do not."""

from datetime import UTC, datetime

import pytest

from briefer.i18n import language
from briefer.pack import shipped
from briefer.pack.audience import cut
from briefer.pack.blocks import Pack
from briefer.pack.compiler import IssueFacts, compile_pack
from briefer.records.institutions import Place
from briefer.records.people import Person, PrivateData
from briefer.records.programme import Leg, ProgrammeItem, Vehicle
from briefer.records.visit_file import VisitFile
from briefer.records.visits import DayNote, Delegate, Stop, Strand, Visit
from factories import filed, made
from outline import outline, part

AT = IssueFacts(datetime(2027, 2, 26, 14, 40, tzinfo=UTC))


def packed(recipe: str, audience: str = "", file: VisitFile | None = None) -> Pack:
    chosen = shipped.recipe(recipe)
    readers = shipped.audience(audience or chosen.audience)
    seen = cut(file or marsana(), readers, shipped.scheme("plain"), shipped.item_kinds())
    return compile_pack(seen, chosen, AT, language("en"))


def marsana() -> VisitFile:
    """Two days with cars, a boat, a press ferry, gifts and a diet."""
    visit = made(Visit, "marsana", title="Visit to Marsana", start="2027-03-09", end="2027-03-10")
    hotel = made(Place, "lantern", name="Hotel Lantern", address="Quay 2", zone="UTC")
    quay = made(Place, "quay", name="Town Quay", zone="UTC")
    island = made(Place, "island", name="Island Pier", zone="UTC")
    stop = made(
        Stop, "town", visit=visit, city="Marsana", country="Marsana", start="2027-03-09", end="2027-03-10",
        hotel=hotel, hotel_note="no lift",
    )  # fmt: skip
    press, partner = (
        made(Strand, key, visit=visit, title=title)
        for key, title in (("press", "Press"), ("partner", "Partner programme"))
    )
    head, officer = (
        made(Person, key, given_name=given, family_name=family)
        for key, given, family in (
            ("head", "Samira", "al-Nadwari"),
            ("officer", "Lubna", "Merjani"),
        )
    )
    van = made(
        Vehicle,
        "van",
        visit=visit,
        kind="van",
        call_sign="Gull",
        plate="AD 3310",
        strand=press,
        seats=9,
    )
    car = made(
        Vehicle, "car", visit=visit, kind="car", call_sign="Heron 1", plate="AD 1001", seats=4,
        driver="Lars Egholt", contact="+999 2 555 0301",
    )  # fmt: skip

    def item(
        key: str, title: str, start: str, day: str = "2027-03-09", **more: object
    ) -> ProgrammeItem:
        values = {"status": "confirmed", "time_form": "exact", "stop": stop, **more}
        return made(ProgrammeItem, key, visit=visit, title=title, start=start, day=day, **values)

    talks = item(
        "talks", "Talks at the Agency", "10:00", end="11:30", transport="Car 1", subject="The secret treaty",
        gifts="Book of boats", press="photograph only", menu="Tea",
    )  # fmt: skip
    crossing = item(
        "crossing",
        "Boat to the island",
        "14:00",
        kind="travel",
        end="14:40",
        transport="Car 1 to the quay",
    )
    ferry = item(
        "ferry", "Night ferry, press", "21:40", kind="travel", strand=press, end="08:30", end_days=1
    )
    point = item(
        "point", "Press point", "11:00", "2027-03-10", kind="press", press="two questions a side"
    )
    gallery = item("gallery", "Gallery", "10:15", strand=partner, transport="Car 2")
    inside = item(
        "inside", "Internal briefing", "08:00", kind="internal briefing", transport="none"
    )
    return filed(
        visit, hotel, quay, island, stop, press, partner, head, officer, van, car,
        talks, crossing, ferry, point, gallery, inside,
        made(Leg, "sail", item=crossing, origin=quay, destination=island, carrier="Pilots", start="14:05",
             end="14:35", riders="all members", remark="life jackets"),
        made(Leg, "sea", item=ferry, origin=quay, destination=island, mode="boat", start="21:40", end="08:30",
             end_days=1, vehicle=van, riders="travelling press"),
        made(Delegate, "d1", visit=visit, person=head, function="head", room="301", arrival="9 March, 08:10"),
        made(Delegate, "d2", visit=visit, person=officer, function="press", strand=press),
        made(PrivateData, "p1", person=head, dietary="no nuts", passport="X123456"),
        made(DayNote, "n1", visit=visit, day="2027-03-09", on_duty="Lina Sahlani", duty_phone="+999 1 555 0142",
             dress="Business", cars="Cars 1 and 2"),
    )  # fmt: skip


def section_13(pack: Pack) -> str:
    parts = [each for section in pack.sections if section.number == "13" for each in section.parts]
    return "\n".join(part(pack, each.key) for each in parts)


def drawn(text: str) -> str:
    return text.strip("\n")


def trimmed(said: str) -> str:
    return "\n".join(line.rstrip() for line in said.splitlines())


def test_section_13_of_the_dossier() -> None:
    assert trimmed(section_13(packed("dossier"))) == drawn(
        """
13.1 (13.1) Movements <movements>
  table legs: Time | From and to | By | Vehicle
    Tuesday 9_March
      *08:00* | *Internal briefing* |  | none
      *10:00*~–11:30~ | *Talks at the Agency* |  | Car_1
      *10:15* | *Gallery*⏎~For Partner programme~ |  | Car_2
      *14:05*~–14:35~ | *Town Quay – Island Pier*⏎Boat to the island⏎all members⏎~life jackets~ | Pilots | Car_1 to the quay
      *21:40*~–08:30 +1~ | *Town Quay – Island Pier*⏎Night ferry, press⏎travelling press | boat | Gull, AD_3310
13.2 (13.2) Hotels, people, vehicles <quarters>
  table contacts
    Hotels
      Marsana⏎~9–10_Mar~ | *Hotel Lantern*⏎Quay_2⏎no lift |
  table legs: Function | Name | Arrives, leaves | Room
    head | *Samira al-Nadwari* | 9_March, 08:10 | 301
    press | *Lubna Merjani*⏎~For Press~ |  |
  table legs: Call sign | Vehicle | Driver | Telephone
    *Gull* | van, AD_3310, 9 seats⏎~For Press~ | [to be named] |
    *Heron_1* | car, AD_1001, 4 seats | Lars Egholt | +999_2_555_0301
13.3 (13.3) Gifts, menus, diets <table>
  table items: Time | Item | Gifts
    Tuesday 9_March
      *10:00*~–11:30~ | Talks at the Agency | Book of boats
  table items: Time | Item | Menu
    Tuesday 9_March
      *10:00*~–11:30~ | Talks at the Agency | Tea
  table items: Function | Name | Diet and access
    head | *Samira al-Nadwari* | no nuts
13.4 (13.4) Press <press>
  table items: Time | Event and place | Press
    Tuesday 9_March
      *10:00*~–11:30~ | *Talks at the Agency* | photograph only
    Wednesday 10_March
      *11:00* | *Press point* | two questions a side
  table contacts
    For the press
      press | *Lubna Merjani* |
"""
    )


def test_the_logistics_sheet() -> None:
    sheet = packed("logistics")
    assert [section.title for section in sheet.sections] == [
        "Logistics and press",
        "Day sheets, 9–10\u00a0March",
        "Contact sheet",
    ]
    assert trimmed(part(sheet, "movements")) == drawn(
        """
1.1 (1.1) Movements <movements>
  table legs: Time | From and to | By | Vehicle
    Tuesday 9_March
      *10:00*~–11:30~ | *Talks at the Agency* |  | Car_1
      *10:15* | *Gallery*⏎~For Partner programme~ |  | Car_2
      *14:05*~–14:35~ | *Town Quay – Island Pier*⏎Boat to the island⏎all members⏎~life jackets~ | Pilots | Car_1 to the quay
"""
    )


@pytest.mark.parametrize(
    ("audience", "hidden"),
    [
        (
            "logistics",
            [
                "secret treaty",
                "photograph only",
                "Night ferry",
                "Internal briefing",
                "Gull",
            ],
        ),
        (
            "press",
            [
                "secret treaty",
                "Talks",
                "Gallery",
                "Internal briefing",
                "no nuts",
                "301",
            ],
        ),
        (
            "delegation",
            ["secret treaty", "Book of boats", "Internal briefing", "no nuts"],
        ),
    ],
)
def test_what_a_narrower_reader_does_not_see(audience: str, hidden: list[str]) -> None:
    whole = outline(packed("dossier"))
    seen = outline(packed("dossier", audience))
    assert [words for words in hidden if words not in whole] == []
    assert [words for words in hidden if words in seen] == []


def test_the_press_sheet_holds_its_own_events_and_journeys() -> None:
    assert trimmed(outline(packed("press"))) == drawn(
        """
press for press: Visit to Marsana
  §1 Press <section:press>
    1 (1) Press <press>
      table items: Time | Event and place | Press
        Wednesday 10_March
          *11:00* | *Press point* | two questions a side
      table contacts
        For the press
          press | *Lubna Merjani* |
      table legs: Time | From and to | By | Vehicle
        Tuesday 9_March
          *21:40*~–08:30 +1~ | *Town Quay – Island Pier*⏎Night ferry, press⏎travelling press | boat | Gull
"""
    )


def test_a_pocket_day_says_in_soft_lines_what_a_day_sheet_has_beside_it() -> None:
    assert trimmed(part(packed("pocket"), "day:2027-03-09")) == drawn(
        """
2.1 (Day 1) Tuesday 9_March <day:2027-03-09>
  quiet: Marsana   UTC   Business
  line, day sheet
    *08:00* ●1 Internal briefing
      [place to be confirmed]
      ~all members~~; ~~none~
    *10:00*–11:30 ●2 Talks at the Agency
      [place to be confirmed]
      ~all members~~; ~~Car_1~
    *10:15* ●3 Gallery
      [place to be confirmed]
      ~Car_2~
    *14:00*–14:40 ●4 Boat to the island (travel)
      14:05–14:35, Town Quay – Island Pier, Pilots, ~30_min~
      all members; life jackets
      ~Car_1 to the quay~
    *21:40*–08:30+1 ●5 Night ferry, press (travel)
      Town Quay – Island Pier, boat, Gull, ~10_h 50_min~
      travelling press
  foot Call: Lina Sahlani +999_1_555_0142
  foot Cars: Cars_1 and_2
"""
    )
