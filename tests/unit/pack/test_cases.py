"""The cases that make programmes and lists hard: no days, several zones, long lists, nobody named, posts of the past."""

import re
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from briefer.i18n import language
from briefer.pack import shipped
from briefer.pack.audience import cut
from briefer.pack.blocks import KeyValue, Pack
from briefer.pack.compiler import IssueFacts, compile_pack
from briefer.pack.phrases import phrase
from briefer.pack.sections import profiles
from briefer.records.briefs import Brief
from briefer.records.institutions import Institution, Place
from briefer.records.notes import GlossaryTerm, Note
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.packs import IssuedNumber
from briefer.records.people import Person, Post
from briefer.records.programme import Leg, Participant, ProgrammeItem, Step
from briefer.records.sources import Citation, Source
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate, Party, Phase, Stop, Visit
from factories import filed, made
from outline import outline, part

AT = datetime(2027, 2, 26, 14, 40, tzinfo=UTC)
VISIT = made(Visit, "v", title="Visit", start="2027-03-08", end="2027-03-12")
HERE = made(Stop, "v/here", visit=VISIT, city="Here", country="Hereland", zone="Europe/Copenhagen")
THERE = made(
    Stop, "v/there", visit=VISIT, city="There", country="Thereland", zone="Europe/Helsinki"
)


def packed(*records: Any, recipe: str = "dossier", earlier: tuple[VisitFile, ...] = ()) -> Pack:
    chosen = shipped.recipe(recipe)
    given = records if any(isinstance(each, Visit) for each in records) else (VISIT, *records)
    seen = cut(
        filed(*given, earlier=earlier),
        shipped.audience(chosen.audience),
        shipped.scheme("plain"),
        shipped.item_kinds(),
    )
    return compile_pack(seen, chosen, IssueFacts(AT), language("en"))


def drawn(text: str) -> str:
    """The picture in a test: without the line breaks around it."""
    return text.strip("\n")


def item(key: str, **fields: Any) -> ProgrammeItem:
    given = {"title": key.title(), "day": "2027-03-09", "status": "confirmed", "kind": "press"}
    return made(
        ProgrammeItem, f"v/{key}", visit=VISIT, **{**given, "place_words": "Hall", **fields}
    )


def rows(pack: Pack, key: str = "day:2027-03-09") -> list[str]:
    """The rows of a day's line, without what stands under them."""
    lines = part(pack, key).splitlines()
    at = next(n for n, line in enumerate(lines) if line.strip().startswith("line,"))
    return [line.strip() for line in lines[at + 1 :] if re.match(r" {4}(?:\S| *⊘)", line)]


# ------------------------------------------------------------------------------------------ the programme


def test_a_programme_without_days_is_an_ordered_list_by_stop() -> None:
    visit = made(Visit, "v", title="Visit", start="early 2022-12", end="early 2022-12")
    one = made(
        Stop,
        "v/one",
        visit=visit,
        city="One",
        country="A",
        zone="Europe/Paris",
        start="early 2022-12",
    )
    two = made(
        Stop,
        "v/two",
        visit=visit,
        city="Two",
        country="B",
        zone="Europe/Paris",
        start="early 2022-12",
    )
    pack = packed(
        visit,
        one,
        two,
        item("second", day="", stop=one, order=2),
        item("third", day="", stop=two, order=1),
        item("first", day="", stop=one, order=1),
        item("nowhere", day=""),
    )
    glance = rows(pack, "glance")
    assert glance == [
        "== One · A · UTC+1",
        "[open] ●1 First · Hall",
        "[open] ●2 Second · Hall",
        "== Two · B · UTC+1",
        "[open] ●3 Third · Hall",
        "[open] ●4 Nowhere · Hall",
    ]
    sheets = next(s for s in pack.sections if s.key == "section:day-sheets")
    assert [(each.number, each.label, each.title) for each in sheets.parts] == [
        ("6.1", "Stop 1", "One"),
        ("6.2", "Stop 2", "Two"),
        ("6.0", "", "Day open"),
    ]
    assert (
        outline(*sheets.parts).splitlines()[1]
        == "  quiet: A   UTC+1   early December_2022, [day open]"
    )


def test_what_is_left_without_a_day_stands_after_the_days_of_its_stop() -> None:
    stop = made(
        Stop, "v/here", visit=VISIT, city="Here", zone="UTC", start="2027-03-08", end="2027-03-10"
    )
    pack = packed(
        stop,
        item("later", day="2027-03-11", stop=stop),
        item("open", day="", stop=stop),
        item("now", stop=stop),
    )
    sheets = next(s for s in pack.sections if s.key == "section:day-sheets")
    assert [(each.number, each.label) for each in sheets.parts] == [
        ("6.2", "Day 2"),
        ("6.S1", "Stop 1"),
        ("6.4", "Day 4"),
    ]
    assert sheets.title == "Day sheets, 9–11\u00a0March"


def test_days_before_the_visit_do_not_count() -> None:
    pack = packed(item("call", day="2027-02-16"), item("talks"))
    sheets = next(s for s in pack.sections if s.key == "section:day-sheets")
    assert [(each.number, each.label) for each in sheets.parts] == [
        ("6.B1", "Before"),
        ("6.2", "Day 2"),
    ]


def test_in_a_visit_of_months_only_days_with_items_count() -> None:
    pack = packed(item("on-line", day="2027-03-08"), item("on-site", day="2027-06-01"))
    sheets = next(s for s in pack.sections if s.key == "section:day-sheets")
    assert [each.label for each in sheets.parts] == ["Day 1", "Day 2"]
    assert [line.split(" ●")[0] for line in rows(pack, "glance")] == [
        "8 Mar [open]",
        "1 Jun [open]",
    ]


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        ({"start": "09:00", "end": "09:45", "time_form": "exact"}, "*09:00*–09:45 ●1 Talks"),
        ({"start": "09:00", "time_form": "exact"}, "*09:00* ●1 Talks"),
        (
            {"start": "09:00", "end": "09:45", "time_form": "exact", "status": "tentative"},
            "09:00–09:45 ○1 Talks",
        ),
        ({"start": "12:30", "time_form": "about"}, "/about/ 12:30 ●1 Talks"),
        (
            {"start": "23:50", "end": "01:10", "end_days": 1, "time_form": "exact"},
            "*23:50*–01:10+1 ●1 Talks",
        ),
        ({"time_form": "words", "time_words": "from 1930 onwards"}, "from 1930 onwards ●1 Talks"),
        ({"time_form": "exact"}, "[time open] ●1 Talks"),
        ({"time_form": "about"}, "[time open] ●1 Talks"),
        ({"time_form": "words"}, "[time open] ●1 Talks"),
        ({"start": "09:00"}, "*09:00* ●1 Talks"),
        ({"start": "09:00", "status": "cancelled"}, "⊘1 -Talks-"),
    ],
)
def test_how_a_time_is_printed(fields: dict[str, Any], row: str) -> None:
    assert rows(packed(item("talks", **fields))) == [row]


def test_steps_stand_in_the_order_of_their_times_around_their_item() -> None:
    dinner = item("dinner", start="23:00", end="01:30", end_days=1, time_form="exact")
    assert rows(
        packed(
            dinner,
            made(Step, "v/d/3", item=dinner, time="00:30", words="Cars"),
            made(Step, "v/d/1", item=dinner, time="22:40", words="Guests arrive"),
            made(Step, "v/d/2", item=dinner, minutes=15, words="Toast"),
            made(Step, "v/d/0", item=dinner, minutes=-30, words="Doors open"),
        )
    ) == [
        "*22:30* · Doors open",
        "*22:40* · Guests arrive",
        "*23:00*–01:30+1 ●1 Dinner",
        "*23:15* · Toast",
        "*00:30* · Cars",
    ]


def test_an_item_goes_by_its_time_and_an_open_one_stays_where_it_was_put() -> None:
    pack = packed(
        item("late", start="15:00", order=1),
        item("after-late", order=2),
        item("early", start="09:00", order=3),
        item("after-early", order=4),
    )
    assert [row.split("●")[1] for row in rows(pack)] == [
        "1 Early",
        "2 After-Early",
        "3 Late",
        "4 After-Late",
    ]


def test_a_night_flight_into_another_zone() -> None:
    airport = made(Place, "a", name="Here Airport", zone="Europe/Copenhagen")
    tower = made(Place, "b", name="There Airport", zone="Europe/Helsinki")
    flight = item("flight", kind="travel", stop=HERE, place_words="")
    pack = packed(
        HERE,
        THERE,
        airport,
        tower,
        flight,
        made(
            Leg,
            "v/l",
            item=flight,
            origin=airport,
            destination=tower,
            carrier="Air",
            number="AB 1",
            start="22:50",
            end="01:25",
            end_days=1,
        ),
        item("talks", stop=THERE, day="2027-03-10", start="09:00"),
    )
    assert rows(pack, "glance") == [
        "== Here · Hereland · UTC+1",
        "Tue 9 *22:50* ●1 Flight · Here Airport (travel)",
        "== There · Thereland · UTC+2 · one hour forward",
        "*01:25* ●1 Arrival · There Airport",
        "Wed 10 *09:00* ●2 Talks · Hall",
    ]
    assert part(pack, "day:2027-03-09").splitlines()[-3:] == [
        "    *22:50*–01:25+1 ●1 Flight (travel)",
        "      Here Airport – There Airport, Air AB_1, ~1_h 35_min~",
        "    == There · Thereland · UTC+2 · one hour forward",
    ]


def test_clocks_that_change_during_the_visit_change_the_offset() -> None:
    stop = made(Stop, "v/s", visit=VISIT, city="Copenhagen", zone="Europe/Copenhagen")
    pack = packed(
        stop, item("a", day="2027-03-27", stop=stop), item("b", day="2027-03-29", stop=stop)
    )
    assert part(pack, "day:2027-03-27").splitlines()[1] == "  quiet: Copenhagen   UTC+1"
    assert part(pack, "day:2027-03-29").splitlines()[1] == "  quiet: Copenhagen   UTC+2"


def test_a_virtual_stop_has_no_city_and_no_hotel() -> None:
    phase = made(Phase, "v/p", visit=VISIT, title="Video conference", form="virtual")
    stop = made(Stop, "v/s", visit=VISIT, phase=phase, zone="Asia/Riyadh")
    call = item("call", stop=stop, form="virtual", link="https://meet.example/1", place_words="")
    pack = packed(phase, stop, call)
    assert part(pack, "day:2027-03-09") == drawn(
        """
6.2 (Online) Tuesday 9_March 2027 <day:2027-03-09>
  quiet: Online   UTC+3
  line, day sheet
    [time open] ●1 Call
      Online, https://meet.example/1 (→ https://meet.example/1)
      | Kind: press
"""
    )
    assert rows(pack, "glance")[0] == "== Video conference · UTC+3"


def test_an_issued_number_stays_and_new_items_are_counted_on() -> None:
    one, two = item("one", start="09:00"), item("two", start="10:00")
    issued = made(IssuedNumber, "n", visit=VISIT, item=two, audience="principal", number=1)
    other = made(IssuedNumber, "o", visit=VISIT, item=one, audience="visitors", number=7)
    assert rows(packed(one, two, issued, other)) == ["*09:00* ●2 One", "*10:00* ●1 Two"]


# ------------------------------------------------------------------------------------------------ people


def _people(count: int) -> list[Any]:
    found: list[Any] = []
    for n in range(1, count + 1):
        person = made(
            Person, f"p{n:02}", honorific="Ms", given_name="A.", family_name=f"Person{n:02}"
        )
        post = made(Post, f"post{n:02}", person=person, title=f"Post {n:02}")
        found += [person, post, made(Delegate, f"v/d{n:02}", visit=VISIT, person=person, order=n)]
    return found


def test_from_the_thirteenth_member_a_list_is_compact() -> None:
    lines = part(packed(*_people(14)), "people").splitlines()
    assert [line.strip() for line in lines if "Ms" in line][11:] == [
        "12 member *Ms_A._Person12* · [form of address open]",
        "13 member *Ms_A._Person13* (compact)",
        "14 member *Ms_A._Person14* (compact)",
    ]


def test_of_many_guests_five_are_named() -> None:
    people = _people(7)
    guests = [each for each in people if isinstance(each, Delegate)]
    talks = item("talks", kind="meeting")
    there = [
        made(
            Participant,
            f"v/t/{n}",
            item=talks,
            side="guest",
            delegate=each,
            role="lead" if n == 6 else "",
        )
        for n, each in enumerate(guests)
    ]
    pack = packed(*people, talks, *there)
    (line,) = [line for line in part(pack, "day:2027-03-09").splitlines() if "Guests" in line]
    assert line.strip() == (
        "| Guests: Ms_Person07, Ms_Person01, Ms_Person02, Ms_Person03, Ms_Person04, "
        "and_2 others, section_7 (→ #people)"
    )
    brief = [line.strip() for line in part(pack, "brief:v/talks").splitlines() if "guest:" in line]
    assert (len(brief), brief[0], brief[5]) == (
        6,
        "guest: Ms_A._Person07 (leads)",
        "guest: and_2 others, section_7 (→ #people)",
    )


def test_the_order_an_officer_gave_is_printed_and_without_one_the_rules_decide() -> None:
    people = [made(Person, f"p{n}", family_name=f"P{n}") for n in range(3)]
    functions = ("interpreter", "head", "member")

    def order(*orders: int) -> list[str]:
        delegates = [
            made(
                Delegate,
                f"v/d{n}",
                visit=VISIT,
                person=person,
                function=functions[n],
                order=orders[n],
            )
            for n, person in enumerate(people)
        ]
        lines = part(packed(*people, *delegates), "people").splitlines()
        return [line.split("*")[1] for line in lines if "*" in line]

    assert order(0, 0, 0) == ["P1", "P2", "P0"]
    assert order(1, 2, 3) == ["P0", "P1", "P2"]


def test_a_past_visit_prints_the_post_that_was_held_on_its_day() -> None:
    person = made(Person, "p", family_name="Haarløv")
    posts = [
        made(Post, "now", person=person, title="Ambassador", start="2027-03-11"),
        made(Post, "then", person=person, title="Chief Consultant", start="2020", end="2027-03-10"),
        made(Post, "before", person=person, title="Attaché", end="2019"),
    ]
    pack = packed(person, *posts, made(Delegate, "v/d", visit=VISIT, person=person))
    assert "Chief Consultant" in part(pack, "people")
    assert "Ambassador" not in outline(pack)
    assert "Attaché" not in outline(pack)


def test_nobody_has_to_be_a_person() -> None:
    eeas = made(Institution, "eeas", name="European External Action Service", acronym="EEAS")
    division = made(
        Institution, "division", name="Counterterrorism Division", kind="unit", parent=eeas
    )
    talks = item("talks", kind="meeting", institutions=(eeas,))
    pack = packed(
        eeas,
        division,
        talks,
        made(Participant, "v/t/1", item=talks, role="chair", institution=division),
        made(Participant, "v/t/2", item=talks, role="lead", title="Director", institution=division),
        made(Participant, "v/t/3", item=talks, group="senior officials", group_count=4),
        made(Participant, "v/t/4", item=talks),
        made(Participant, "v/t/5", item=talks, side="guest", group="the delegation, led by ONSA"),
    )
    who = part(pack, "brief:v/talks").split("Who\n")[1].split("    ———")[0]
    assert [line.strip() for line in who.splitlines()][:5] == [
        "guest: the delegation, led by ONSA, [names open]",
        "host: Counterterrorism Division, European External Action Service (EEAS) (chairs)",
        "host: Director, Counterterrorism Division, [name open] (leads)",
        "host: senior officials, 4",
        "host: [to be named]",
    ]
    (line,) = [line for line in part(pack, "day:2027-03-09").splitlines() if "Hosts" in line]
    assert line.strip() == (
        "| Hosts: EEAS_Counterterrorism Division; Director, Counterterrorism Division; "
        "senior officials; [to be named]"
    )


def _hosts(title: str, *institutions: Institution) -> list[str]:
    """The hosts of a brief: the head of a unit of the NCTV, and its policy officers."""
    nctv = made(Institution, "nctv", name="National Coordinator", acronym="NCTV")
    unit = made(Institution, "unit", name="CT Unit", kind="unit", parent=nctv)
    talks = item("talks", kind="meeting", title=title, institutions=(nctv, *institutions))
    pack = packed(
        nctv,
        unit,
        *institutions,
        talks,
        made(Participant, "v/t/1", item=talks, title="Head of the CT Unit", institution=unit),
        made(Participant, "v/t/2", item=talks, group="policy officers", institution=nctv),
    )
    lines = part(pack, "brief:v/talks").splitlines()
    return [line.strip().removeprefix("host: ") for line in lines if "host: " in line]


def test_hosts_do_not_repeat_the_only_institution_of_their_item() -> None:
    assert _hosts("Visit to the National Coordinator") == [
        "Head of the CT_Unit, [name open]",
        "policy officers, [number open]",
    ]
    assert _hosts("Visit to the NCTV") == _hosts("Visit to the National Coordinator")
    # it is named once where the title does not name it
    assert _hosts("Round table") == [
        "Head of the CT_Unit, National Coordinator (NCTV), [name open]",
        "policy officers, [number open]",
    ]
    # of two institutions each host bears its own
    assert _hosts("Visit to the NCTV", made(Institution, "aivd", name="Security Service")) == [
        "Head of the CT_Unit, National Coordinator (NCTV), [name open]",
        "policy officers, National Coordinator (NCTV), [number open]",
    ]


def test_a_gap_of_background_stands_on_the_front_and_the_history_behind_it() -> None:
    agency = made(Institution, "agency", name="Agency")
    before = made(Visit, "w", title="First visit", start="2026-05-14")
    met = made(ProgrammeItem, "w/met", visit=before, title="Tea", institutions=(agency,))
    visit = msgspec.structs.replace(VISIT, follows=before.id)
    talks = item("talks", kind="meeting", institutions=(agency,))
    pack = packed(visit, agency, talks, earlier=(filed(before, met),))
    front, back = part(pack, "brief:v/talks").split("  back:\n")
    assert front.splitlines()[-3:] == [
        "  ———",
        "  Background that may be used freely",
        "    [to be written]",
    ]
    assert back == drawn(
        """
  History: with Agency
    tick ~14_May_2026~
      First visit: Tea
  foot Owner: [to be named]   four parts of this brief are empty
"""
    )


def test_who_was_met_before_and_is_met_again_is_one_line() -> None:
    agency = made(Institution, "agency", name="Agency")
    unit = made(Institution, "unit", name="Duty Room", kind="unit", parent=agency)
    temsi = made(Person, "temsi", given_name="Huda", family_name="Temsi")
    vadum = made(Person, "vadum", given_name="Ida", family_name="Vadum")
    before = made(Visit, "w", title="First visit", start="2026-05-14")
    met = made(ProgrammeItem, "w/met", visit=before, title="Tea", institutions=(unit,))
    earlier = filed(
        before,
        met,
        *(made(Participant, f"w/{who.key}", item=met, person=who, institution=unit) for who in (temsi, vadum)),
    )  # fmt: skip
    talks = item("talks", kind="meeting", institutions=(unit,))
    again = made(Participant, "v/t/1", item=talks, person=temsi, institution=unit, title="Head")
    visit = msgspec.structs.replace(VISIT, follows=before.id)
    pack = packed(visit, agency, unit, temsi, vadum, talks, again, earlier=(earlier,))
    told = part(pack, "profile:agency").split("  Units met\n")[1].split("  ———")[0]
    assert [line.strip() for line in told.splitlines() if "|" not in line] == [
        "strong: Duty Room",
        "Huda Temsi, Head (2026) ~item_1~",
        "Ida Vadum (2026)",
    ]


def test_a_follow_up_says_with_whom_and_where_and_an_overview_of_what_type_a_visit_is() -> None:
    agency = made(Institution, "agency", name="Agency")
    talks = item("talks", kind="meeting", institutions=(agency,))
    visit = msgspec.structs.replace(VISIT, types=("focused", "follow-up"), scope="Two cities")
    promise = made(
        FollowUp,
        "gauges",
        visit=VISIT,
        item=talks,
        action="Lend gauges.",
        with_whom="Mr Brunsø",
        place="Baghdad",
    )
    pack = packed(visit, agency, talks, promise)
    assert "Lend gauges (with Mr_Brunsø, Baghdad, [no date])." in part(pack, "profile:agency")
    assert part(pack, "overview").splitlines()[1] == "  quiet: Focused, follow-up   Two cities"
    report = packed(visit, agency, talks, promise, recipe="report")
    assert "Lend gauges. ~with Mr_Brunsø, Baghdad~" in part(report, "outcomes")


def test_a_promise_to_two_institutions_is_told_once() -> None:
    agency = made(Institution, "agency", name="Agency")
    court = made(Institution, "court", name="Court")
    talks = item("talks", kind="meeting", institutions=(agency, court))
    promise = made(
        FollowUp, "gauges", visit=VISIT, item=talks, action="Lend twelve gauges.", owner="CRA"
    )
    other = made(FollowUp, "test", visit=VISIT, item=talks, action="Test the line.", owner="CRA")
    pack = packed(agency, court, talks, promise, other)
    assert [part(pack, f"profile:{each}").split("tick *open*\n")[1].splitlines()[0].strip()
            for each in ("agency", "court")] == [
        "Lend twelve gauges (owner CRA, [no date]).",
        "Lend twelve gauges; Test the line, see page_<profile:agency>",
    ]  # fmt: skip


def test_a_journey_that_ends_where_it_began_comes_back() -> None:
    deck, field = (made(Place, key, name=key) for key in ("deck", "field"))
    there_and_back = item(
        "flight", kind="travel", start="15:50", end="17:10", time_form="exact", place_words=""
    )
    out = made(Leg, "v/out", item=there_and_back, origin=field, destination=deck)
    home = made(Leg, "v/home", item=there_and_back, origin=deck, destination=field)

    def second(*legs: Leg) -> str:
        pack = packed(deck, field, there_and_back, *legs, recipe="visitors")
        return part(pack, "programme").split(" / ")[1]

    assert second(out, home) == "back at_17:10"
    assert second(out) == "arriving at_17:10"


def test_the_first_sheet_of_a_programme_full_of_gaps_says_what_they_are_for() -> None:
    remark = (
        "  small: Every open fact is listed on the control sheet. "
        "A dotted rule is a place to write."
    )
    one, two = item("one", day="", stop=HERE), item("two", day="", stop=THERE)
    sheets = next(
        s.parts for s in packed(HERE, THERE, one, two).sections if s.key == "section:day-sheets"
    )
    assert [remark in outline(each).splitlines() for each in sheets] == [True, False]
    # a programme by days has its gaps among facts
    sheets = next(
        s.parts
        for s in packed(HERE, item("one", stop=HERE)).sections
        if s.key == "section:day-sheets"
    )
    assert [remark in outline(each).splitlines() for each in sheets] == [False]


def test_acronyms_are_explained_where_they_are_printed_as_words_of_their_own() -> None:
    letter = made(Source, "letter", title="FOOT yearbook", publisher="EUAM Basra")
    agency = made(
        Institution, "agency", name="Agency", mandate="Works with EUAM Iraq, C&R; DUTYFREE"
    )
    terms = ("C&R", "DUTY", "EUAM Basra", "EUAM Iraq", "FOOT")
    pack = packed(
        agency,
        letter,
        made(Citation, "cited", about=agency, source=letter),
        item("talks", kind="meeting", institutions=(agency,)),
        *(
            made(GlossaryTerm, f"term/{place}", acronym=term, expansion="known")
            for place, term in enumerate(terms)
        ),
    )  # fmt: skip
    told = part(pack, "reference").split("Glossary\n")[1]
    assert told.split("\n") == ["    *C&R*: known", "    *EUAM_Iraq*: known"]
    assert "FOOT_yearbook, EUAM_Basra" in part(pack, "profile:agency")


def test_an_overview_without_photographs_prints_names_and_roles() -> None:
    onsa = made(Institution, "onsa", name="Office of the Advisor", acronym="ONSA")
    euam = made(Institution, "euam", name="Advisory Mission", acronym="EUAM")
    talks = item("talks", kind="meeting", stop=HERE)
    pack = packed(
        HERE,
        onsa,
        euam,
        made(Party, "v/lead", visit=VISIT, institution=onsa, role="lead"),
        made(
            Party,
            "v/facilitator",
            visit=VISIT,
            institution=euam,
            role="facilitator",
            words="the Advisory Mission (EUAM)",
        ),
        made(Party, "v/host", visit=VISIT, state="Hereland", role="host"),
        made(Delegate, "v/d", visit=VISIT, group="senior officials", title="with leading roles"),
        talks,
        made(Participant, "v/t", item=talks, role="chair", title="Director"),
    )
    assert "Facilitated by: the Advisory Mission (EUAM)" in part(pack, "cover")
    assert part(pack, "overview").split("Who\n")[1].split("  ———")[0] == (
        "    row\n"
        "      strong: Senior officials\n"
        "      with leading roles; [names and number open]\n"
        "      | delegation, led by ONSA\n"
        "    row\n"
        "      strong: Advisory Mission (EUAM)\n"
        "      | facilitator\n"
        "    row\n"
        "      strong: Director\n"
        "      | chair, Here; [name open]\n"
    )


@pytest.mark.parametrize(
    ("fields", "back"),
    [
        ({}, False),
        ({"objective": "O"}, False),
        ({"background_open": "free"}, True),
        ({"background_closed": "secret"}, True),
    ],
)
def test_a_background_that_is_written_stands_on_the_back(
    fields: dict[str, str], back: bool
) -> None:
    talks = item("talks", kind="meeting")
    front, _, behind = part(
        packed(talks, made(Brief, "v/b", item=talks, **fields)), "brief:v/talks"
    ).partition("back:")
    assert ("Background" in behind, "Background" in front) == (back, not back)
    assert "secret" not in front


# -------------------------------------------------------------------------------------- history, follow-ups


def test_a_history_keeps_the_last_two_contacts_in_a_brief_and_all_in_a_profile() -> None:
    agency = made(Institution, "agency", name="Agency")
    notes = [
        made(
            Note, f"n{year}", title=f"Call of {year}", date=f"{year}-05-14", institutions=(agency,)
        )
        for year in (2024, 2023, 2025)
    ]
    talks = item("talks", kind="meeting", institutions=(agency,))
    pack = packed(agency, *notes, talks, made(Brief, "v/b", item=talks, objective="O"))
    brief = [line.strip() for line in part(pack, "brief:v/talks").splitlines() if "Call of" in line]
    profile = [line.strip() for line in part(pack, "profile:agency").splitlines() if "Call" in line]
    assert brief == ["Call of_2024", "Call of_2025"]
    assert profile == ["strong: Call of_2023", "strong: Call of_2024", "strong: Call of_2025"]


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        ({"due": "2027-02-25"}, "*late* | Send it | A | 25_Feb"),
        ({"due": "2027-02-26"}, "~open~ | Send it | A | 26_Feb"),
        ({"due": "2027-02"}, "~open~ | Send it | A | Feb"),
        ({"due": "2027-01", "state": "done"}, "~done~ | Send it | A | Jan"),
        (
            {"due_from": "2027-03-12", "due_days": 30},
            "~open~ | Send it, 30 days from_12_March | A | 11_Apr",
        ),
        ({}, "~open~ | Send it | A | [no date]"),
        ({"state": "dropped"}, "~dropped~ | Send it | A | "),
        ({"owner": ""}, "~open~ | Send it | [owner open] | [no date]"),
    ],
)
def test_when_a_follow_up_is_due(fields: dict[str, Any], row: str) -> None:
    follow_up = made(FollowUp, "v/f", visit=VISIT, **{"action": "Send it", "owner": "A", **fields})
    lines = part(packed(follow_up, recipe="report"), "outcomes").splitlines()
    assert lines[-1] == f"      {row}"


def test_a_quotation_keeps_one_pair_of_quotation_marks() -> None:
    said = [
        made(Outcome, f"v/{n}", visit=VISIT, kind="quotation", text=text, speakers=("A", "B"))
        for n, text in enumerate(("Plain.", "“Quoted.”", "“One” and “two”"))
    ]
    lines = part(packed(*said, recipe="report"), "outcomes").splitlines()
    assert [line.strip() for line in lines if "quotation" in line or "said by" in line] == [
        "quotation: “Plain.”",
        "said by A and B",
        "quotation: “Quoted.”",
        "said by A and B",
        "quotation: ““One” and “two””",
        "said by A and B",
    ]


# --------------------------------------------------------------------------------------------- visitors


def test_visitors_read_words_where_the_office_sees_gaps() -> None:
    pack = packed(
        HERE,
        item("open", stop=HERE),
        item("about", stop=HERE, start="12:30", time_form="about"),
        item(
            "evening",
            stop=HERE,
            kind="free time",
            time_form="words",
            time_words="Evening",
            place_words="",
        ),
        item("unconfirmed", stop=HERE, status="tentative"),
        item("released", stop=HERE, status="tentative", distribution="visitors", start="15:00"),
        recipe="visitors",
    )
    assert part(pack, "programme") == drawn(
        """
 () Programme <programme>
  Tuesday 9_March, Here
    to follow  Open / Hall
    about 12:30  About / Hall
    Evening  Evening
    15:00  Released / Hall
"""
    )
    assert part(pack, "cover") == drawn(
        """
 () Cover <cover>
  cover
    Hereland
    Programme
    Visit
    8–12_March 2027
"""
    )


def test_facts_of_an_institution_stand_beside_texts_as_long_as_they_are() -> None:
    """None of three texts has white beside it while facts wait; the last takes what is over."""
    facts = [KeyValue(key, phrase("short")) for key in "abcdefg"]
    shared = profiles._shared_out(facts, [3, 1, 20])
    assert ["".join(fact.key for fact in some) for some in shared] == ["ab", "c", "defg"]
