"""What each section says, as an outline: the visit of `factories.qamaria`, compiled for the principal or the visitors."""

from datetime import UTC, datetime
from uuid import uuid4

import msgspec
import pytest

from briefer.i18n import language
from briefer.pack import shipped
from briefer.pack.audience import cut
from briefer.pack.blocks import Pack
from briefer.pack.compiler import IssueFacts, compile_pack
from briefer.records.programme import Step
from briefer.records.visit_file import VisitFile
from factories import qamaria
from outline import part

AT = datetime(2027, 2, 26, 14, 40, tzinfo=UTC)


def packed(file: VisitFile, recipe: str = "dossier", tongue: str = "en") -> Pack:
    chosen = shipped.recipe(recipe)
    audience = shipped.audience(chosen.audience)
    seen = cut(file, audience, shipped.scheme("plain"), shipped.item_kinds())
    return compile_pack(seen, chosen, IssueFacts(AT), language(tongue))


@pytest.fixture(scope="module")
def dossier() -> Pack:
    return packed(qamaria())


@pytest.fixture(scope="module")
def report() -> Pack:
    return packed(qamaria(), "report")


@pytest.fixture(scope="module")
def visitors() -> Pack:
    return packed(qamaria(), "visitors")


def trimmed(outline: str) -> str:
    """Without the spaces behind the empty cells at the end of a row."""
    return "\n".join(line.rstrip() for line in outline.splitlines())


def drawn(text: str) -> str:
    """The picture in a test: without the line breaks around it."""
    return text.strip("\n")


def test_the_cover(dossier: Pack) -> None:
    assert part(dossier, "cover") == drawn(
        """
1 () Cover <cover>
  Dossier: Visit of the Minister of the Interior of Qamaria, 8–12_March_2027
    Halvenborg · Kingdom of Aldermark · 8–11_March
    Port Serin · Republic of Pellandia · 11–12_March
    Prepared for: Her Excellency Dr_Samira al-Nadwari
    Edition: *Draft*, not issued; made on Friday_26_February_2027, 17:40 (UTC+3)
    Owner: Protocol Office, Lina Sahlani, +999_1_555_0142
"""
    )


def test_the_control_sheet_counts_and_lists_what_is_missing(dossier: Pack) -> None:
    assert trimmed(part(dossier, "control-sheet")) == drawn(
        """
2 (2) Control sheet <control-sheet>
  Edition
    *Draft*, not issued; made on Friday_26_February_2027, 17:40 (UTC+3)
  Owner
    Protocol Office, Lina Sahlani, +999_1_555_0142
  Programme
    5 confirmed
    2 tentative
    1 omitted
    1 without a time
    28 facts missing
  table missing, Facts missing
     | Day_4: who is on duty; dress and cars |  |
     | Port Serin: hotel |  |
     | Delegation: name of Director, National Hydrological Service |  | by_1_March_2027
     | Delegation: names and number of officers of the Coast Guard |  |
     | Expansion of acronyms: UHF |  |
    +2+ | number of senior officers |  |
    +3+ | hosts; interpreter; owner of the brief; the whole brief |  |
    +6+ | time; place |  |
    +8+ | place; who greets; interpreter; name of Harbour Master; owner of the brief; the whole brief |  |
     | People: form of address (1); biography (2); photograph (2) |  |
  Distribution
    *1*: Minister of the Interior
  Pages in force: A draft: no page of it is in force. A page that is not listed does not belong to it.
"""
    )


def test_the_contents_with_the_list_of_briefs(dossier: Pack) -> None:
    assert part(dossier, "contents") == drawn(
        """
3 (3) Contents <contents>
  contents
  List of briefs: item, owner, state, page
    ●2 Talks with the Coast and River Agency: Major General Khalil Rashmani · ~final~ · brief:qamaria-2027/talks
    ●3 Visit to the gallery: [to be named] · [to be written] · brief:qamaria-2027/shops
    ⊘5 Call on the Mayor of Halvenborg: ~omitted~
    ○8 Port Authority of Port Serin: [to be named] · [to be written] · brief:qamaria-2027/harbour
"""
    )


def test_the_overview_with_portraits(dossier: Pack) -> None:
    assert part(dossier, "overview") == drawn(
        """
4 (4) Overview <overview>
  Purpose
    point: To agree that warnings of floods pass directly between the duty rooms.
  Framework
    Letter of intent on shared waters, 2025
  Objectives
    numbered from 1
      -
        In Halvenborg: a direct line
  Key messages
    numbered from 1
      -
        Water does not wait for office hours.
  ———
  Key people
    H.E. Dr Samira al-Nadwari, Minister of the Interior, Qamaria; head of delegation (photograph)
    Mr Yusuf Darwan, Deputy Minister, Ministry of the Interior; deputy head of delegation (tile YD)
    Dr Mikael Öström, Director General, CRA (tile MÖ)
  ———
  Where and when
    Halvenborg · Kingdom of Aldermark · Mon_8 – Thu_11_March · UTC+1
    Port Serin · Republic of Pellandia · Thu_11 – Fri_12_March · UTC+2 · one hour forward
"""
    )


def test_the_programme_at_a_glance(dossier: Pack) -> None:
    assert part(dossier, "glance") == drawn(
        """
5 (5) Programme at a glance <glance>
  line, glance
    == Halvenborg · Kingdom of Aldermark · UTC+1
    Tue 9 *07:45* ●1 Internal briefing · Hotel Sundgaard
    *10:30* ●2 Talks with the Coast and River Agency · Coast and River Agency
    *11:00* ●3 Visit to the gallery · Old Town
    /c./ 12:30 ●4 Working lunch given by the Agency · roof terrace
          ⊘5 -Call on the Mayor of Halvenborg-
    [open] ○6 Signing of the letter of intent · [place open]
    Thu 11 *07:50* ●7 Flight to Port Serin · Halvenborg Airfield (travel)
    == Port Serin · Republic of Pellandia · UTC+2 · one hour forward
    *10:25* ●7 Arrival · Port Serin Airport
    14:30 ○8 Port Authority of Port Serin · [place open]
  legend
"""
    )


def test_a_day_sheet(dossier: Pack) -> None:
    assert part(dossier, "day:2027-03-09") == drawn(
        """
6.2 (Day 2) Tuesday 9_March 2027 <day:2027-03-09>
  quiet: Halvenborg, Kingdom of Aldermark   UTC+1   Riyadh is two hours ahead
  strip
    On duty: Lina Sahlani / +999_1_555_0142
    Hotel: Hotel Sundgaard / Strandvej_20
    Dress and cars: Business, all day / Cars_1 and_2
  line, day sheet
    *07:45*–08:30 ●1 Internal briefing
      Hotel Sundgaard, Strandvej_20, Blue Room
      | Attend: all members
    *10:15* · Cars leave from the east entrance
    *10:30*–12:15 ●2 Talks with the Coast and River Agency
      Coast and River Agency, Havnegade_1, council room
      Greeted by Dr_Mikael Öström
      ~Contact~ J._Ekdal, +999_1_555_0177
      | Brief: <brief:qamaria-2027/talks>
      | Guests: Dr_al-Nadwari, Mr_Darwan
      | Hosts: Dr_Öström, CRA_Duty Room, senior officers
      | Interpreter: Nour Selmani, consecutive
      | Access: gate B, badge at the desk
    *10:30* · Photograph, press
    *11:00* ●3 Visit to the gallery
      Old Town
      | Kind: side meeting
      | Brief: <brief:qamaria-2027/shops>
      | For: Partner programme
      | Hosts: [to be named]
      | Interpreter: [to be named]
    /about/ 12:30 ●4 Working lunch given by the Agency
      roof terrace
      | Diet: two without meat
          ⊘5 -Call on the Mayor of Halvenborg-
      | ~omitted~; was_13:45
    [time open] ○6 Signing of the letter of intent
      [place to be confirmed]
      | Kind: ceremony
      | Status: /tentative/; after item_2
    from 19:30 onwards · Evening free
"""
    )


def test_a_day_sheet_with_a_flight_into_another_zone(dossier: Pack) -> None:
    assert part(dossier, "day:2027-03-11") == drawn(
        """
6.4 (Day 4) Thursday 11_March 2027 <day:2027-03-11>
  quiet: Halvenborg to Port Serin   UTC+1, UTC+2
  strip
    On duty: [to be named]
    Hotel: [to be confirmed]
    Dress and cars: [to be confirmed]
  line, day sheet
    *07:50*–10:25 ●7 Flight to Port Serin (travel)
      Halvenborg Airfield – Port Serin Airport, Pellair PE_120, ~1_h 35_min~
    == Port Serin · Republic of Pellandia · UTC+2 · one hour forward
    14:30 ○8 Port Authority of Port Serin
      [place to be confirmed]
      | Kind: site visit
      | Brief: <brief:qamaria-2027/harbour>
      | Guests: all members
      | Hosts: Harbour Master
      | Greets: [to be named]
      | Interpreter: [to be named]
      | Status: /tentative/
"""
    )


def test_delegation_and_hosts_on_one_page(dossier: Pack) -> None:
    assert part(dossier, "people") == drawn(
        """
7 (7) Delegation and hosts <people>
  quiet: In order of precedence
  people
    Qamaria
      1 head *H.E._Dr_Samira al-Nadwari* · ar:معالي الدكتورة سميرة الندواري
        Minister of the Interior
        | in writing: Her Excellency
        | in speech: Minister
      2 deputy *Mr_Yusuf Darwan* · [form of address open]
        Deputy Minister
      3 member *Director, National Hydrological Service*
        post without a name; [to be named by_1_March]
      4 members *Officers of the Coast Guard*
        group, [names and number open]
    Kingdom of Aldermark
      5 item 2, chair *Dr_Mikael Öström*
        Director General, Coast and River Agency (CRA)
        | in writing: Dr_Öström
        | in speech: Director General
      6 item 2 *Duty Room, Coast and River Agency (CRA)*
      7 item 2 *Senior officers*
        Coast and River Agency (CRA); [number open]
    Republic of Pellandia
      8 item 8, lead *Harbour Master*
        [name open]
    note: Order_2: decided by the head of delegation.
"""
    )


def test_a_whole_brief_keeps_background_on_its_back(dossier: Pack) -> None:
    assert part(dossier, "brief:qamaria-2027/talks") == drawn(
        """
8.2 (2) Talks with the Coast and River Agency <brief:qamaria-2027/talks>
  quiet: Tuesday_9_March_2027, 10:30–12:15, council room, Havnegade_1, Halvenborg
  Objective
    point: To agree that both duty rooms pass warnings directly from_1_June.
  ———
  To discuss
    points
      – the direct line ~both sides~
  Contributions
    from the hosts
      – how one room serves six agencies ~CRA~
  Points to make
    to Dr_Öström
      – Propose a direct line, as in the /Letter of intent on shared waters/.
    to all
      – Offer places at our exercise.
  If raised
    points
      – Satellite data: yes.
  ———
  Who
    guest: H.E._Dr_Samira al-Nadwari (leads)
    guest: Mr_Yusuf Darwan
    host: Dr_Mikael Öström (chairs)
    host: Duty Room, Coast and River Agency (CRA)
    host: senior officers, [number open]
    note: ~Interpreter~ Nour Selmani, consecutive
  back:
  Background that may be used freely
    The Agency runs one duty room. Its acronym is CRA, on UHF.
  CLOSED Must not be disclosed
    Eleven of our own gauges have been silent since January.
  ———
  History: with CRA
    tick ~14_May_2025~
      First call in Halvenborg. Twelve gauges lent for two years.
    tick ~3_Nov_2026~
      Video conference on flood warnings: Talks with the Agency
    tick *open*
      Agency to name a contact for the course (promised on_3_November_2026, owner CRA, due 15_January_2027, *late*).
  ———
  Names
    A source prints CAR. This pack prints CRA.
  foot Owner: Major General Khalil Rashmani, 24_February_2027
"""
    )


def test_an_empty_brief_names_its_gaps_on_the_front(dossier: Pack) -> None:
    assert part(dossier, "brief:qamaria-2027/harbour") == drawn(
        """
8.8 (8) Port Authority of Port Serin <brief:qamaria-2027/harbour>
  quiet: Thursday_11_March_2027, 14:30, Port Serin, [address open]
  Objective
    point: [to be written]
  ———
  Points to make
    point: [to be written]
  ———
  Who
    guest: H.E._Dr_Samira al-Nadwari
    guest: Mr_Yusuf Darwan
    guest: Director, National Hydrological Service, [name open]
    guest: officers of the Coast Guard, [names open]
    host: Harbour Master, [name open] (leads)
    note: ~Interpreter~ [to be named]
  ———
  Background that may be used freely
    [to be written]
  foot Owner: [to be named]   four parts of this brief are empty
"""
    )


def test_the_brief_of_a_strand(dossier: Pack) -> None:
    assert part(dossier, "brief:qamaria-2027/shops") == drawn(
        """
8.3 (3) Visit to the gallery <brief:qamaria-2027/shops>
  quiet: Tuesday_9_March_2027, 11:00, Old Town, Halvenborg
  Objective
    point: [to be written]
  ———
  Points to make
    point: [to be written]
  ———
  Who
    guest: Partner programme
    host: [to be named]
    note: ~Interpreter~ [to be named]
  ———
  Background that may be used freely
    [to be written]
  foot Owner: [to be named]   four parts of this brief are empty
"""
    )


def test_cards_have_short_points(dossier: Pack) -> None:
    assert part(dossier, "cards") == drawn(
        """
9 () Cards <cards>
  card 2 Talks with the Coast and River Agency, Tue_9_March, 10:30, Dr_Mikael Öström
    to Dr_Öström
      – Direct line, in English.
    to all
      – Offer places at our exercise.
"""
    )


def test_a_profile_with_its_history(dossier: Pack) -> None:
    assert part(dossier, "profile:agency") == drawn(
        """
10.1 (10) Coast and River Agency <profile:agency>
  quiet: Agency   Kingdom of Aldermark   seen in two visits
  In short
    One duty room for *rivers*, coast and harbours.
    | Acronym: CRA
    | Kind: agency
    | City: Halvenborg
  Units met
    strong: Duty Room
    | Address: Havnegade_1, Halvenborg
    | Office: +999_2_555_0100
    | Mandate: Warns the public.
  ———
  What we speak about
    the direct line; how one room serves six agencies
  ———
  History: two visits and one conversation, 2025, 2026 and_2027
    tick 14_May_2025 | H._Temsi
      strong: First call in Halvenborg
      Twelve gauges lent for two years.
      More in the file.
    bar 3_Nov_2026 | virtual
      strong: Video conference on flood warnings
      Talks with the Agency (Dr_Öström)
      ~Proposed~ a direct line between duty officers
    bar 8–12_Mar_2027 | this visit, item_2; led by H.E._Dr_Samira al-Nadwari, Minister of the Interior
      strong: Visit of the Minister of the Interior of Qamaria
      Talks with the Coast and River Agency (Dr_Öström; senior officers)
      ~Agreed~ Open the direct line, as in the Letter of intent on shared waters.
      ~Assessment~ The Agency is short of staff.
    tick *open*
      Agency to name a contact for the course (promised on_3_November_2026, owner CRA, due 15_January_2027, *late*).
  foot Owner: Lina Sahlani   ~last reviewed~ 15_January_2027   ~sources~ Letter of the Embassy, Embassy
"""
    )


def test_biographies(dossier: Pack) -> None:
    assert part(dossier, "biographies") == drawn(
        """
11 (11) Biographies <biographies>
  H.E. Dr Samira al-Nadwari, Minister of the Interior, Qamaria · ar:معالي الدكتورة سميرة الندواري
    Hydrologist, born in the river town of /Suhayl/.
    | in writing: Her Excellency
    | in speech: Minister
    | pronounced: sa‑MEE‑ra
    | speaks: Arabic, English
    | diet: no alcohol
  Mr Yusuf Darwan, Deputy Minister, Ministry of the Interior
    [to be written]
    | in writing: [to be asked]
    | photo: [not supplied]
  Dr Mikael Öström, Director General, Coast and River Agency (CRA)
    [to be written]
    | in writing: Dr_Öström
    | in speech: Director General
    | met: 14_May_2025, 3_Nov_2026
    | photo: [not supplied]
"""
    )


def test_instruments_themes_glossary_and_two_spellings(dossier: Pack) -> None:
    assert part(dossier, "reference") == drawn(
        """
12 (12) Instruments, themes, glossary <reference>
  table instruments: kind | title | issuer | cited in
    agreement | Letter of intent on shared waters | Qamaria and Aldermark | 2, 8
    resolution | 1373 (2001), on common alarms | Security Council | 2
  Themes
    access_for_all_(cross-cutting)_~8~   flood_warnings_~2~
  Glossary
    *CRA*: Coast and River Agency
    *UHF*: [expansion to be entered]
  ———
  Two spellings
    small: A source prints CAR. This pack prints CRA.
"""
    )


def test_the_contact_sheet(dossier: Pack) -> None:
    assert part(dossier, "contacts") == drawn(
        """
15 (15) Contact sheet <contacts>
  Call first: *Lina Sahlani*, Protocol Office: +999_1_555_0142
  table contacts
    Halvenborg
      ~hotel~ | Hotel Sundgaard, reception | +999_2_555_0160
      ~host~ | Dr_Mikael Öström | +999_2_555_0177
      ~office~ | Coast and River Agency (CRA) | +999_2_555_0100
      ~item_2~ | J._Ekdal | +999_1_555_0177
    Emergency
      ~emergency~ | Doctor on call | +999_2_555_0101
"""
    )


def test_the_report_says_what_the_visit_produced(report: Pack) -> None:
    assert part(report, "outcomes") == drawn(
        """
1 (1) Findings <outcomes>
  quiet: Visit report, Visit of the Minister of the Interior of Qamaria, 8–12_March_2027
  Assessment
    row
      The Agency is short of staff.
      | item_2
  ———
  Agreed
    row
      numbered from 1
        -
          point: Open the direct line, as in the Letter of intent on shared waters.
      | to: the three ministries
      | priority: first
      | item_2
  ———
  Said
    quotation: “One room, one table, one line. The rest is rain.”
      said by Dr_Mikael Öström, item_2
  ———
  table follow-ups: state | action | owner | due
    Follow-up
      ~open~ | Remarks of the hosts on the report, 30 days from_12_March | Agency | 11_Apr
      ~open~ | Date of the November exercise | Y._Darwan | [no date]
      ~done~ | Thank-you letters | L._Sahlani | 15_Mar
  foot Sources: Letter of the Embassy, Embassy, published February_2027
"""
    )


def test_the_report_says_what_was_discussed(report: Pack) -> None:
    assert part(report, "discussed") == drawn(
        """
2 (2) What was discussed <discussed>
  item 2
    strong: Talks with the Coast and River Agency
    the direct line ~both sides~
    how one room serves six agencies
"""
    )


def test_the_visitors_cover(visitors: Pack) -> None:
    assert part(visitors, "cover") == drawn(
        """
 () Cover <cover>
  cover
    Kingdom of Aldermark
    Programme of the visit of
    Her Excellency
    Dr Samira al-Nadwari
    Minister of the Interior, Qamaria
    ar:معالي الدكتورة سميرة الندواري
    8–12_March 2027
"""
    )


def test_the_visitors_days(visitors: Pack) -> None:
    assert part(visitors, "programme") == drawn(
        """
 () Programme <programme>
  Tuesday 9_March, Halvenborg
    10:30  Talks with the Coast and River Agency / Coast and River Agency, council room
    about 12:30  Working lunch given by the Agency / roof terrace
    from 19:30 onwards  Evening free
  Thursday 11_March, Halvenborg
    07:50  Flight to Port Serin / arriving at_10:25
"""
    )


def test_who_comes_in_place_of_a_host_is_told_on_the_day() -> None:
    file = qamaria()
    host = next(one for one in file.participants if one.side == "host" and one.person)
    item = next(one for one in file.items if one.id == host.item)
    sent = msgspec.structs.replace(host, represented_by="Ms Vadum")
    others = tuple(sent if one is host else one for one in file.participants)
    made = packed(msgspec.structs.replace(file, participants=others))
    who = next(person.family_name for person in file.people if person.id == host.person)
    day = part(made, f"day:{item.day}").replace("_", " ")
    assert f"{who} (represented by Ms Vadum)" in day
    asked = msgspec.structs.replace(host, state="asked")
    others = tuple(asked if one is host else one for one in file.participants)
    made = packed(msgspec.structs.replace(file, participants=others))
    assert f"{who} (asked)" in part(made, f"day:{item.day}").replace("_", " ")


def test_a_history_names_nobody_who_declined_and_says_who_came_instead() -> None:
    file = qamaria()
    talks = next(one.id for one in file.items if one.title.startswith("Talks with the Coast"))
    there = [one for one in file.participants if one.item == talks and one.side == "host"]
    host = next(one for one in there if one.role == "chair")
    told = {"declined": "", "accepted": "Ms Vadum"}
    for state, other in told.items():
        sent = msgspec.structs.replace(host, state=state, represented_by=other)
        others = tuple(sent if one is host else one for one in file.participants)
        made = packed(msgspec.structs.replace(file, participants=others))
        profile = part(made, "profile:agency").replace("_", " ")
        met = [line.strip() for line in profile.splitlines() if "Talks with the Coast" in line]
        instead = "Dr Öström, represented by Ms Vadum; " if other else ""
        assert met == [f"Talks with the Coast and River Agency ({instead}senior officers)"]


def test_a_role_is_told_of_the_items_in_which_it_is_held() -> None:
    file = qamaria()
    talks = next(one for one in file.items if one.title.startswith("Talks with the Coast"))
    chair = next(one for one in file.participants if one.item == talks.id and one.role == "chair")
    other = next(one for one in file.items if one is not talks and one.stop == talks.stop)
    guest = msgspec.structs.replace(chair, id=uuid4(), item=other.id, role="")
    made = packed(msgspec.structs.replace(file, participants=(*file.participants, guest)))
    hosts = part(made, "people").replace("_", " ")
    (line,) = (line for line in hosts.splitlines() if "*Dr Mikael Öström*" in line)
    assert line.strip() == "5 items 1, 2; chair item 2 *Dr Mikael Öström*"


def test_who_heads_a_part_of_a_body_keeps_its_name() -> None:
    file = qamaria()
    who = next(one.id for one in file.people if one.family_name == "Öström")
    post = next(one for one in file.posts if one.person == who)
    home = next(one for one in file.institutions if one.id == post.institution)
    pilots = msgspec.structs.replace(home, name="Lindøy Harbour and Pilots", acronym="")
    head = msgspec.structs.replace(post, title="Head of Pilots")
    named = msgspec.structs.replace(
        file,
        posts=tuple(head if one is post else one for one in file.posts),
        institutions=tuple(pilots if one is home else one for one in file.institutions),
    )
    people = part(packed(named), "people").replace("_", " ")
    assert "Head of Pilots, Lindøy Harbour and Pilots" in people


def test_a_step_of_a_partner_programme_says_whose_it_is() -> None:
    file = qamaria()
    gallery = next(one for one in file.items if one.title == "Visit to the gallery")
    step = Step(item=gallery.id, time="10:45", words="Car 3 leaves")
    made = packed(msgspec.structs.replace(file, steps=(*file.steps, step)))
    day = part(made, f"day:{gallery.day}").replace("_", " ")
    assert [line.strip() for line in day.splitlines() if "Car 3" in line] == [
        "*10:45* · Car 3 leaves, ~Partner programme~"
    ]
