"""Each rule of the table: what it finds, and what it leaves alone."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.findings import Finding
from briefer.findings import Place as Where
from briefer.i18n import language
from briefer.pack import shipped
from briefer.records.base import Record
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.institutions import Institution, Place
from briefer.records.kinds import by_name
from briefer.records.notes import GlossaryTerm
from briefer.records.people import Person, Post
from briefer.records.programme import Leg, Participant, ProgrammeItem, Vehicle
from briefer.records.sources import Citation
from briefer.records.visits import Delegate, Phase, Stop, Strand, Visit
from briefer.rules.checks import RULES, check
from factories import filed, made, qamaria
from random_files import random_file

VISIT = made(Visit, "v", title="Visit", start="2027-03-08", end="2027-03-12")
STOP = made(Stop, "v/stop", visit=VISIT, city="Halvenborg", zone="Europe/Copenhagen")
PERSON = made(Person, "darwan", honorific="Mr", family_name="Darwan")


def item(key: str, hours: str = "", **fields: Any) -> ProgrammeItem:
    """An item on 9 March; `hours` such as `09:00-10:00`."""
    start, _, end = hours.partition("-")
    given = {
        "title": key.title(),
        "day": "2027-03-09",
        "stop": STOP,
        "kind": "press",
        "start": start,
        "end": end,
    }
    return made(ProgrammeItem, f"v/{key}", visit=VISIT, **{**given, "place_words": key, **fields})


def takes_part(of: ProgrammeItem, n: int = 1, **fields: Any) -> Participant:
    return made(Participant, f"{of.key}/{n}", item=of, **fields)


def found(rule: str, *records: Record, told_in: str = "en") -> list[str]:
    """What one rule says of a visit: the words of the place, the field, the sentence."""
    findings = check(
        filed(VISIT, STOP, *records), shipped.item_kinds(), language(told_in), shipped.rule_set("")
    )
    return [
        f"{each.place.words} [{each.place.field}] {each.sentence}"
        for each in findings
        if each.rule == rule
    ]


# ------------------------------------------------------------------------------------------------- the table


def test_a_finding_says_where_it_belongs() -> None:
    one, two = item("one", "09:00-10:00"), item("two", "09:30-11:00")
    file = filed(
        VISIT,
        STOP,
        PERSON,
        one,
        two,
        takes_part(one, person=PERSON),
        takes_part(two, person=PERSON),
    )
    assert check(file, shipped.item_kinds(), language("en")) == (
        Finding(
            level="error",
            rule="person-in-two-places",
            place=Where(
                visit="v", kind="item", key="v/two", field="participants", words="item 2, Two"
            ),
            sentence="Mr Darwan is at the same time in item 1, One.",
        ),
    )


def test_the_rules_stand_in_the_order_of_their_levels_and_each_has_a_name() -> None:
    levels = [rule.level for rule in RULES]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_a_visit_without_slips_has_no_errors() -> None:
    findings = check(qamaria(), shipped.item_kinds(), language("en"), shipped.rule_set(""))
    assert [
        (each.level, each.rule, each.place.key) for each in findings if each.level != "note"
    ] == [
        ("warning", "no-brief", "qamaria-2027/shops"),
        ("warning", "no-brief", "qamaria-2027/harbour"),
        ("warning", "no-greeter", "qamaria-2027/harbour"),
    ]


@given(st.integers(0, 10**9))
def test_any_visit_is_checked_the_same_twice(seed: int) -> None:
    file = random_file(seed)
    findings = check(file, shipped.item_kinds(), language("en"), shipped.rule_set(""))
    assert findings == check(file, shipped.item_kinds(), language("en"), shipped.rule_set(""))
    order = [rule.name for rule in RULES]
    assert [order.index(each.rule) for each in findings] == sorted(
        order.index(each.rule) for each in findings
    )
    for each in findings:
        assert each.place.field == "" or _field(each.place.kind, each.place.field)
        assert "{" not in each.sentence.replace("{braces}", "")


def _field(kind: str, field: str) -> bool:
    """A field of the record, or the name under which its parts stand in an exchange file."""
    known = by_name()[kind]
    parts = {plural for plural, _, _ in known.parts}
    cited = {"title", "staff_notes", "purpose", "name", "biography"}  # a citation may name any
    return field in known.record.__struct_fields__ or field in parts or field in cited


# ---------------------------------------------------------------------------------------- two places at once


def test_a_person_in_two_places() -> None:
    morning, noon, after = (
        item("morning", "09:00-10:00"),
        item("noon", "09:30-11:00"),
        item("after", "11:00-12:00"),
    )
    delegate = made(Delegate, "v/d", visit=VISIT, person=PERSON)
    post = made(Post, "p", person=PERSON, title="Deputy Minister")
    for one, other in (
        ({"person": PERSON}, {"delegate": delegate}),
        ({"post": post}, {"person": PERSON}),
        ({"delegate": delegate}, {"delegate": delegate}),
    ):
        records = (PERSON, delegate, post, morning, noon, after)
        parts = (takes_part(morning, **one), takes_part(noon, **other), takes_part(after, **other))
        assert found("person-in-two-places", *records, *parts) == [
            "item 2, Noon [participants] Mr Darwan is at the same time in item 1, Morning."
        ]


@pytest.mark.parametrize(
    "fields",
    [
        {"start": "10:00", "end": "11:00"},
        {"day": "2027-03-10"},
        {"day": ""},
        {"start": ""},
        {"status": "cancelled"},
    ],
)
def test_a_person_who_can_be_there(fields: dict[str, Any]) -> None:
    one, two = item("one", "09:00-10:00"), item("two", "09:30-11:00", **fields)
    parts = (takes_part(one, person=PERSON), takes_part(two, person=PERSON))
    assert found("person-in-two-places", PERSON, one, two, *parts) == []


def test_who_declined_is_not_there_and_a_group_may_split() -> None:
    one, two = item("one", "09:00-10:00"), item("two", "09:00-10:00")
    assert (
        found(
            "person-in-two-places",
            PERSON,
            one,
            two,
            takes_part(one, person=PERSON),
            takes_part(two, person=PERSON, state="declined"),
        )
        == []
    )
    group = made(Delegate, "v/g", visit=VISIT, group="officers")
    assert (
        found(
            "person-in-two-places",
            group,
            one,
            two,
            takes_part(one, delegate=group),
            takes_part(two, delegate=group),
        )
        == []
    )


def test_two_strands_at_once_are_no_clash() -> None:
    strand = made(Strand, "v/partner", visit=VISIT, title="Partner")
    other = made(Person, "other", family_name="Other")
    one, two = item("one", "09:00-10:00"), item("two", "09:00-10:00", strand=strand)
    records = (
        PERSON,
        other,
        strand,
        one,
        two,
        takes_part(one, person=PERSON),
        takes_part(two, person=other),
    )
    assert found("person-in-two-places", *records) == []


def test_zones_are_taken_into_account() -> None:
    east = made(Stop, "v/east", visit=VISIT, city="East", zone="Asia/Riyadh")
    one, two = item("one", "09:00-10:00"), item("two", "10:30-11:30", stop=east)
    parts = (takes_part(one, person=PERSON), takes_part(two, person=PERSON))
    assert found("person-in-two-places", PERSON, east, one, two, *parts) == [
        "item 2, One [participants] Mr Darwan is at the same time in item 1, Two."
    ]


def test_a_room_taken_twice_is_an_error_and_a_building_a_warning() -> None:
    room = made(Place, "room", name="Ministry", room="Room 2.14")
    house = made(Place, "house", name="Ministry")
    same = {"place_words": ""}

    def both(place: Place, **second: Any) -> tuple[Record, ...]:
        one = item("one", "09:00-10:00", place=place, **same)
        return place, one, item("two", "09:30-10:30", place=place, **{**same, **second})

    assert found("room-taken-twice", *both(room)) == [
        "item 2, Two [place] Ministry, Room 2.14 is taken at the same time by item 1, One."
    ]
    assert found("place-taken-twice", *both(room)) == []
    assert found("place-taken-twice", *both(house)) == [
        "item 2, Two [place] Ministry is taken at the same time by item 1, One."
    ]
    assert found("place-taken-twice", *both(house, place_words="second floor")) == []
    assert found("room-taken-twice", *both(room, day="2027-03-10")) == []
    assert found("place-taken-twice", *both(house, kind="travel")) == []


def test_a_vehicle_taken_twice() -> None:
    car = made(Vehicle, "v/car", visit=VISIT, call_sign="Car 1")
    one, two = item("one", kind="travel"), item("two", kind="travel")
    first = made(Leg, "v/one/leg", item=one, vehicle=car, start="09:00", end="09:30")
    second = made(Leg, "v/two/leg", item=two, vehicle=car, start="09:20", end="09:40")
    late = made(Leg, "v/two/leg", item=two, vehicle=car, start="09:30", end="09:40")
    assert found("vehicle-taken-twice", car, one, two, first, second) == [
        "item 2, Two [vehicle] Car 1 drives at the same time in item 1, One."
    ]
    assert found("vehicle-taken-twice", car, one, two, first, late) == []


# -------------------------------------------------------------------------------------------------- journeys


def test_a_journey_that_does_not_fit() -> None:
    before = item("before", "09:00-10:00", order=1)
    train = item("train", kind="travel", order=2)
    after = item("after", "10:30-11:00", order=3)
    leg = made(Leg, "v/train/leg", item=train, start="10:05", end="10:50")
    assert found("transfer-impossible", before, train, after, leg) == [
        "item 2, Train [start] The journey takes 45 min, but there are only 30 min between item 1, Before and item 3, After."
    ]
    quick = made(Leg, "v/train/leg", item=train, start="10:00", end="10:30")
    assert found("transfer-impossible", before, train, after, quick) == []
    assert found("transfer-impossible", before, train, item("after", order=3), leg) == []


def test_a_journey_of_others_does_not_matter() -> None:
    strand = made(Strand, "v/press", visit=VISIT, title="Press")
    before, after = item("before", "09:00-10:00"), item("after", "10:10-11:00", strand=strand)
    train = item("train", "10:00-10:45", kind="travel")
    own = item("own", "12:00-13:00")
    assert found("transfer-impossible", strand, before, train, after, own) == []


def test_a_leg_that_leaves_before_the_one_before_it_arrives() -> None:
    flight = item("flight", kind="travel")
    legs = [
        made(Leg, "v/f/1", item=flight, start="08:00", end="10:30"),
        made(Leg, "v/f/2", item=flight, start="10:15", end="11:00"),
    ]
    assert found("transfer-impossible", flight, *legs) == [
        "item 1, Flight [start] This leg leaves at 10:15, before the one before it arrives at 10:30."
    ]


def test_luggage_may_go_by_car_at_the_same_time() -> None:
    train = item("train", kind="travel")
    legs = [
        made(Leg, "v/t/1", item=train, start="08:00", end="10:30", riders="all"),
        made(Leg, "v/t/2", item=train, start="07:50", end="11:00", riders="luggage"),
    ]
    assert found("transfer-impossible", train, *legs) == []


# ---------------------------------------------------------------------------------------------------- dates


def test_dates_and_zones_that_do_not_exist() -> None:
    stop = made(Stop, "v/s2", visit=VISIT, zone="Europe/Nowhere", start="2027-02-30")
    bare = made(Stop, "v/s3", visit=VISIT, zone="")
    wrong = item("wrong", day="2027-13", end_zone="Mars/Base")
    assert found("no-such-date", stop, wrong) == [
        " [start] There is no such date: 2027-02-30.",
        "item 1, Wrong [day] There is no such date: 2027-13.",
    ]
    assert found("no-such-zone", stop, bare, wrong) == [
        " [zone] There is no time zone “Europe/Nowhere”.",
        " [zone] The stop has no time zone.",
        "item 1, Wrong [end_zone] There is no time zone “Mars/Base”.",
    ]


def test_an_end_before_the_start() -> None:
    assert found("ends-before-start", item("one", "10:00-09:00")) == [
        "item 1, One [end] It ends at 09:00, before it begins at 10:00."
    ]
    assert found("ends-before-start", item("one", "23:00-01:00", end_days=1)) == []
    assert (
        found("ends-before-start", item("flight", "10:00-09:30", end_zone="Atlantic/Azores")) == []
    )
    assert found("ends-before-start", item("open", "10:00-09:00", day="")) != []
    # clocks jump from 02:00 to 03:00: there is no 02:30, which another rule says
    assert found("ends-before-start", item("spring", "02:30-03:10", day="2027-03-28")) == []
    # the hour from 02:00 comes twice
    assert found("ends-before-start", item("autumn", "02:30-02:10", day="2027-10-31")) == []
    assert found("ends-before-start", item("autumn", "02:30-01:50", day="2027-10-31")) != []


def test_a_period_that_ends_before_it_begins() -> None:
    phase = made(Phase, "v/p", visit=VISIT, title="On site", start="2027-03-10", end="2027-03-09")
    vague = made(Phase, "v/q", visit=VISIT, title="Online", start="2027-03-10", end="2027-03")
    assert found("dates-backwards", phase, vague) == ["On site [end] It ends before it begins."]


def test_an_item_outside_its_stop_phase_or_visit() -> None:
    phase = made(Phase, "v/p", visit=VISIT, start="2027-03-08", end="2027-03-10")
    stop = made(
        Stop, "v/s2", visit=VISIT, city="H", zone="UTC", start="2027-03-08", end="2027-03-09"
    )
    loose = made(Stop, "v/s3", visit=VISIT, city="L", zone="UTC", phase=phase)
    assert found(
        "outside-dates",
        phase,
        stop,
        loose,
        item("at-stop", day="2027-03-10", stop=stop),
        item("in-phase", day="2027-03-11", stop=loose),
        item("in-visit", day="2027-03-13"),
        item("fine", day="2027-03-09", stop=stop),
        item("vague", day="2027-03", stop=stop),
        item("open", day="", stop=stop),
        item("gone", day="2027-04-01", stop=stop, status="cancelled"),
    ) == [
        "item 4, At-Stop [day] It is on 10\u00a0March 2027, outside the dates of its stop (8–9\u00a0March 2027).",
        "item 5, In-Phase [day] It is on 11\u00a0March 2027, outside the dates of its phase (8–10\u00a0March 2027).",
        "item 6, In-Visit [day] It is on 13\u00a0March 2027, outside the dates of the visit (8–12\u00a0March 2027).",
    ]


def test_a_phase_may_lie_before_the_visit() -> None:
    online = made(Phase, "v/o", visit=VISIT, start="2027-02-16", end="2027-02-16")
    loose = made(Stop, "v/s4", visit=VISIT, zone="UTC", phase=online)
    assert found("outside-dates", online, loose, item("call", day="2027-02-16", stop=loose)) == []


def test_a_delegate_who_is_elsewhere() -> None:
    other = made(Stop, "v/s2", visit=VISIT, city="Lindøy", zone="UTC")
    phase = made(Phase, "v/p", visit=VISIT)
    here = made(Delegate, "v/d1", visit=VISIT, person=PERSON, stops=(STOP,))
    there = made(Delegate, "v/d2", visit=VISIT, title="Adviser", stops=(other,))
    virtual = made(Delegate, "v/d3", visit=VISIT, group="officers", phases=(phase,))
    later = made(Phase, "v/q", visit=VISIT)
    talks = item("talks", "09:00-10:00", phase=later)
    parts = [takes_part(talks, n, delegate=each) for n, each in enumerate((here, there, virtual))]
    assert found(
        "delegate-absent", PERSON, other, phase, later, here, there, virtual, talks, *parts
    ) == [
        "item 1, Talks [delegate] Adviser takes part, but is not in Halvenborg.",
        "item 1, Talks [delegate] officers takes part, but not in this phase of the visit.",
    ]


def test_times_at_which_clocks_change() -> None:
    assert found(
        "clock-change",
        item("spring", "02:30-04:00", day="2027-03-28"),
        item("autumn", "02:30", day="2027-10-31"),
        item("fine", "03:30", day="2027-10-31"),
    ) == [
        "item 1, Spring [start] Clocks go forward from 02:00 to 03:00 that day: there is no 02:30.",
        "item 2, Autumn [start] Clocks go back from 03:00 to 02:00 that day: there are two 02:30.",
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dinner on Monday 9 March 2027", ["“Monday 9 March 2027” is a Tuesday."]),
        ("Dinner on Monday, 9 March", ["“Monday, 9 March” is a Tuesday."]),
        ("Dinner on tuesday 9 march 2027 and Friday 12 March", []),
        ("Friday 30 February 2027", []),
        ("Monday 9 o'clock", []),
    ],
)
def test_a_weekday_that_is_wrong(text: str, sentences: list[str]) -> None:
    assert found("wrong-weekday", item("dinner", note=text)) == [
        f"item 1, Dinner [note] {sentence}" for sentence in sentences
    ]


def test_weekdays_are_read_in_the_language_of_the_office() -> None:
    file = filed(VISIT, STOP, item("dinner", note="mandag den 9. marts 2027"))
    rules = {each.rule for each in check(file, shipped.item_kinds(), language("da"))}
    assert "wrong-weekday" in rules


# ------------------------------------------------------------------------------------------ what is wanted


def test_a_meeting_without_a_chair() -> None:
    talks = item("talks", kind="meeting")
    assert found("no-chair", talks) == ["item 1, Talks [participants] Nobody chairs or leads."]
    for role in ("chair", "lead"):
        assert found("no-chair", talks, takes_part(talks, role=role, title="A unit")) == []
    assert found("no-chair", item("lunch", kind="meal")) == []


def test_an_item_without_a_brief() -> None:
    talks = item("talks", kind="meeting")
    brief = made(Brief, "v/b", item=talks)
    assert found("no-brief", talks) == ["item 1, Talks [briefs] There is no brief."]
    assert found("no-brief", talks, brief) == ["item 1, Talks [briefs] The brief is empty."]
    assert found("no-brief", talks, brief, made(BriefPoint, "v/b/1", brief=brief, text="x")) == []
    assert found("no-brief", talks, made(Brief, "v/b", item=talks, background_closed="x")) == []


def test_an_arrival_without_a_greeter() -> None:
    call = item("call", kind="courtesy call")
    assert found("no-greeter", call) == ["item 1, Call [greeter] Nobody greets."]
    assert found("no-greeter", item("call", kind="courtesy call", greeter="H. Sandvær")) == []
    assert (
        found("no-greeter", call, takes_part(call, role="greeter", title="Chief of Protocol")) == []
    )


def test_open_times_and_places() -> None:
    talks = item("talks", place_words="")
    assert found("no-time", talks) == ["item 1, Talks [start] The time is open."]
    assert found("no-place", talks) == ["item 1, Talks [place] The place is open."]
    assert found("no-time", item("evening", time_words="Evening")) == []
    assert (
        found(
            "no-time",
            item("flight", kind="travel"),
            made(Leg, "l", item=item("flight"), start="09:00"),
        )
        == []
    )
    assert found("no-place", item("call", form="virtual", place_words="")) == []
    assert found("no-place", item("flight", kind="travel", place_words="")) == []


def test_a_place_in_the_order_that_the_rules_would_not_advise() -> None:
    head = made(Delegate, "v/h", visit=VISIT, function="head", title="Minister", order=2)
    support = made(Delegate, "v/s", visit=VISIT, function="support", title="Driver", order=1)
    assert found("precedence", head, support) == [
        "Driver [order] Driver stands at place 1; the rules advise place 2."
    ]
    settled = made(
        Delegate,
        "v/s",
        visit=VISIT,
        function="support",
        title="Driver",
        order=1,
        override_reason="drives",
    )
    assert found("precedence", head, settled) == []


def test_numbers_of_a_finding_in_arabic_are_arabic_and_those_in_names_stay() -> None:
    """Found as "البند 11" beside "١٥٩"."""
    talks = item("talks", place_words="", title="Talks 2")
    assert found("no-place", talks, told_in="ar") == [
        "البند ١، \N{FIRST STRONG ISOLATE}Talks 2\N{POP DIRECTIONAL ISOLATE} [place] المكان مفتوح."
    ]
    assert found("ends-before-start", item("one", "10:00-09:00"), told_in="ar") == [
        "البند ١، \N{FIRST STRONG ISOLATE}One\N{POP DIRECTIONAL ISOLATE} [end] ينتهي في ٠٩:٠٠ قبل أن يبدأ في ١٠:٠٠."
    ]


# ---------------------------------------------------------------------------------------------------- words


def test_one_acronym_with_two_expansions() -> None:
    centre = made(Institution, "cta", name="Centre for Terrorism Analysis", acronym="CTA")
    same = made(GlossaryTerm, "cta", acronym="CTA", expansion="the centre for terrorism analysis")
    other = made(GlossaryTerm, "cta2", acronym="cta", expansion="Common Travel Area")
    empty = made(GlossaryTerm, "cta3", acronym="CTA")
    french = made(GlossaryTerm, "cta4", acronym="CTA", expansion="Centre d’analyse", language="fr")
    assert found("two-expansions", centre, same, other, empty, french) == [
        "cta [acronym] cta stands for “Common Travel Area” here, elsewhere for “Centre for Terrorism Analysis”."
    ]
    in_french = found("two-expansions", centre, same, other, empty, french, told_in="fr")
    assert len(in_french) == 1  # found as one more in a French window, of the same pack


def test_one_name_with_two_acronyms() -> None:
    one = made(
        Institution, "nctv", name="Coordinator for Counterterrorism & Security", acronym="NCTV"
    )
    two = made(
        GlossaryTerm,
        "ntcv",
        acronym="NTCV",
        expansion="Coordinator for Counterterrorism and Security",
    )
    assert found("two-acronyms", one, two) == [
        "NTCV [acronym] “Coordinator for Counterterrorism and Security” is NTCV here, elsewhere NCTV."
    ]


def test_a_discrepancy_is_noted_and_the_wrong_form_is_found_in_texts() -> None:
    one = made(Institution, "nctv", name="Coordinator", acronym="NCTV")
    citation = made(
        Citation,
        "c",
        about=one,
        about_kind="institution",
        field="acronym",
        as_printed="NTCV",
        preferred="NCTV",
    )
    talks = item("talks", title="Talks at the NTCV", staff_notes="NTCV", note="NTCVs and NCTV")
    assert found("two-spellings", one, citation, talks) == [
        "Coordinator [acronym] A source prints “NTCV”; packs print “NCTV”."
    ]
    assert found("wrong-spelling", one, citation, talks) == [
        "item 1, Talks at the NTCV [title] Here stands “NTCV”; the preferred form is “NCTV”."
    ]


def test_every_rule_has_found_something_here() -> None:
    """A rule that no test of this file can trigger would never be missed."""
    text = Path(__file__).read_text("utf-8")
    assert [rule.name for rule in RULES if f'"{rule.name}"' not in text] == []
