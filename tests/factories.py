"""Small builders of records and of a `VisitFile`, and the visit that the tests of packs and rules tell of.

`made(ProgrammeItem, "talks", visit=visit, day="2027-03-09")` is a record with a key, an id that follows from it, and
ids in place of the records it is given. `filed(…)` sorts records into a file. `qamaria()` is a whole invented visit:
two cities in two zones, Arabic names, gaps, a virtual talk the year before.
"""

from typing import Any, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from briefer.records.base import Record
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.institutions import ContactPoint, Institution, Place
from briefer.records.kinds import by_name, kind_of
from briefer.records.notes import GlossaryTerm, Instrument, Note, Theme
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.people import Officer, Person, Post, PrivateData
from briefer.records.programme import Leg, Participant, ProgrammeItem, Step
from briefer.records.sources import Citation, Source
from briefer.records.visit_file import VisitFile
from briefer.records.visits import (
    DayNote,
    Delegate,
    Objective,
    Party,
    Phase,
    Recipient,
    Stop,
    Strand,
    Visit,
)

R = TypeVar("R", bound=Record)


def id_of(kind: str, key: str) -> UUID:
    """The id of the record that `made` gives this key."""
    return uuid5(NAMESPACE_URL, f"{kind}/{key}")


def made(record: type[R], key: str, /, **fields: Any) -> R:
    """A record; what it refers to is given as records."""
    kind = next(each.name for each in by_name().values() if each.record is record)
    values = {name: _referred(value) for name, value in fields.items()}
    return msgspec.convert({"id": id_of(kind, key), "key": key, **values}, record, strict=False)


def _referred(value: Any) -> Any:
    if isinstance(value, Record):
        return value.id
    if isinstance(value, tuple):
        return tuple(map(_referred, value))
    return msgspec.to_builtins(value) if isinstance(value, msgspec.Struct) else value


def filed(*records: Record, earlier: tuple[VisitFile, ...] = ()) -> VisitFile:
    """A file of a visit and other records, in the order in which they are given."""
    fields: dict[str, Any] = {}
    for record in records:
        kind = kind_of(record)
        if kind.name == "visit":
            fields["visit"] = record
        else:
            fields[kind.plural] = (*fields.get(kind.plural, ()), record)
    return VisitFile(**fields, earlier=earlier)


def changed(file: VisitFile, key: str, **fields: Any) -> VisitFile:
    """The file with other values in the record of a key."""
    values = {name: _referred(value) for name, value in fields.items()}

    def replaced(record: Record) -> Record:
        return msgspec.structs.replace(record, **values) if record.key == key else record

    return VisitFile(
        **{
            name: tuple(
                replaced(each) if isinstance(each, Record) else each for each in getattr(file, name)
            )
            if isinstance(getattr(file, name), tuple)
            else replaced(getattr(file, name))
            for name in VisitFile.__struct_fields__
        }
    )


def without(file: VisitFile, *keys: str) -> VisitFile:
    """The file without the records of some keys."""
    return VisitFile(
        visit=file.visit,
        **{
            name: tuple(
                each for each in getattr(file, name) if getattr(each, "key", "") not in keys
            )
            for name in VisitFile.__struct_fields__
            if name != "visit"
        },
    )


def qamaria() -> VisitFile:
    """The Minister of the Interior of Qamaria in Halvenborg and Port Serin, 8 to 12 March 2027."""
    temsi = made(
        Officer, "temsi", name="Lina Sahlani", role="Protocol Office", phone="+999 1 555 0142"
    )
    letter = made(
        Source, "letter", title="Letter of the Embassy", publisher="Embassy", published_on="2027-02"
    )
    warnings = made(Theme, "warnings", name="flood warnings")
    rights = made(Theme, "rights", name="access for all", cross_cutting=True)
    intent = made(
        Instrument,
        "intent",
        kind="agreement",
        title="Letter of intent on shared waters",
        year="2025",
        issuer="Qamaria and Aldermark",
    )
    resolution = made(
        Instrument,
        "resolution",
        kind="resolution",
        number="1373",
        year="2001",
        issuer="Security Council",
        subject="on common alarms",
    )
    crc = made(GlossaryTerm, "crc", acronym="CRC", expansion="Coast and River Council")
    cra = made(GlossaryTerm, "unused", acronym="XYZ", expansion="never printed")
    uhf = made(GlossaryTerm, "uhf", acronym="UHF")
    # places
    sundgaard = made(
        Place, "sundgaard", name="Hotel Sundgaard", address="Strandvej 20", city="Halvenborg"
    )
    council_room = made(
        Place,
        "council-room",
        name="Coast and River Agency",
        room="council room",
        address="Havnegade 1",
        city="Halvenborg",
        access="gate B, badge at the desk",
    )
    airfield = made(Place, "airfield", name="Halvenborg Airfield", zone="Europe/Copenhagen")
    port = made(Place, "port", name="Port Serin Airport", zone="Europe/Helsinki")
    # institutions
    ministry = made(
        Institution,
        "ministry",
        name="Ministry of Public Safety",
        kind="ministry",
        country="Kingdom of Aldermark",
        city="Halvenborg",
    )
    agency = made(
        Institution,
        "agency",
        name="Coast and River Agency",
        acronym="CRA",
        kind="agency",
        country="Kingdom of Aldermark",
        city="Halvenborg",
        place=council_room,
        in_short="One duty room for **rivers**, coast and harbours.",
        mandate="Warns the public.",
        owner=temsi,
        reviewed_on="2027-01-15",
        themes=(warnings,),
    )
    duty_room = made(Institution, "agency/duty-room", name="Duty Room", kind="unit", parent=agency)
    interior = made(
        Institution, "interior", name="Ministry of the Interior", country="Qamaria", kind="ministry"
    )
    # people
    nadwari = made(
        Person,
        "nadwari",
        honorific="Dr",
        given_name="Samira",
        family_name="al-Nadwari",
        printed_name="H.E. Dr Samira al-Nadwari",
        native_name="معالي الدكتورة سميرة الندواري",
        native_language="ar",
        pronounced="sa-MEE-ra",
        address_written="Her Excellency",
        address_spoken="Minister",
        languages=("Arabic", "English"),
        photo="a" * 64,
        biography="Hydrologist, born in the river town of *Suhayl*.",
    )
    diet = made(
        PrivateData,
        "nadwari/private",
        person=nadwari,
        dietary="no alcohol",
        passport="P1234567",
        born_on="1970-01-02",
    )
    darwan = made(Person, "darwan", honorific="Mr", given_name="Yusuf", family_name="Darwan")
    ostrom = made(
        Person,
        "ostrom",
        honorific="Dr",
        given_name="Mikael",
        family_name="Öström",
        address_written="Dr Öström",
        address_spoken="Director General",
    )
    minister = made(
        Post,
        "minister",
        person=nadwari,
        institution=interior,
        title="Minister of the Interior",
        rank=1,
    )
    deputy_before = made(
        Post,
        "deputy-before",
        person=darwan,
        institution=interior,
        title="Adviser",
        end="2026-12-31",
    )
    deputy = made(
        Post,
        "deputy",
        person=darwan,
        institution=interior,
        title="Deputy Minister",
        start="2027-01-01",
        rank=2,
    )
    director = made(
        Post, "director", person=ostrom, institution=agency, title="Director General", rank=5
    )
    # the year before
    before = made(
        Visit,
        "talks-2026",
        title="Video conference on flood warnings",
        start="2026-11-03",
        end="2026-11-03",
        types=("virtual",),
    )
    call = made(
        ProgrammeItem,
        "talks-2026/call",
        visit=before,
        title="Talks with the Agency",
        day="2026-11-03",
        status="confirmed",
        institutions=(agency,),
    )
    earlier = filed(
        before,
        call,
        made(Participant, "talks-2026/ostrom", item=call, person=ostrom),
        made(
            Outcome,
            "talks-2026/line",
            visit=before,
            item=call,
            kind="statement",
            heading="Proposed",
            text="a direct line between duty officers",
        ),
        made(
            FollowUp,
            "talks-2026/gauges",
            visit=before,
            item=call,
            action="Agency to name a contact for the course.",
            owner="CRA",
            promised_on="2026-11-03",
            due="2027-01-15",
        ),
    )
    conversation = made(
        Note,
        "first-call",
        title="First call in Halvenborg",
        text="Twelve gauges lent for two years.\n\nMore in the file.",
        date="2025-05-14",
        institutions=(agency,),
        people=(ostrom,),
        author="H. Temsi",
    )
    # the visit
    visit = made(
        Visit,
        "qamaria-2027",
        title="Visit of the Minister of the Interior of Qamaria",
        start="2027-03-08",
        end="2027-03-12",
        purpose="To agree that warnings of floods pass directly between the duty rooms.",
        framework="Letter of intent on shared waters, 2025",
        objectives=(Objective(text="a direct line", scope="In Halvenborg"),),
        key_messages=("Water does not wait for office hours.",),
        owner=temsi,
        prepared_for="Her Excellency Dr Samira al-Nadwari",
        home_zone="Asia/Riyadh",
        marking="restricted",
        staff_notes="the Treasury has not agreed",
        instruments=(intent,),
        languages=("en", "ar"),
        follows=before,
    )
    phase = made(Phase, "qamaria-2027/on-site", visit=visit, title="On site")
    halvenborg = made(
        Stop,
        "qamaria-2027/halvenborg",
        visit=visit,
        phase=phase,
        city="Halvenborg",
        country="Kingdom of Aldermark",
        zone="Europe/Copenhagen",
        start="2027-03-08",
        end="2027-03-11",
        hotel=sundgaard,
    )
    serin = made(
        Stop,
        "qamaria-2027/serin",
        visit=visit,
        phase=phase,
        city="Port Serin",
        country="Republic of Pellandia",
        zone="Europe/Helsinki",
        start="2027-03-11",
        end="2027-03-12",
    )
    partner = made(Strand, "qamaria-2027/partner", visit=visit, title="Partner programme")
    sender = made(
        Party,
        "qamaria-2027/sender",
        visit=visit,
        state="Qamaria",
        institution=interior,
        role="sender",
    )
    aldermark = made(
        Party, "qamaria-2027/aldermark", visit=visit, state="Kingdom of Aldermark", role="host"
    )
    head = made(
        Delegate,
        "qamaria-2027/head",
        visit=visit,
        party=sender,
        person=nadwari,
        post=minister,
        function="head",
        order=1,
    )
    second = made(
        Delegate,
        "qamaria-2027/second",
        visit=visit,
        party=sender,
        person=darwan,
        function="deputy",
        order=2,
        override_reason="decided by the head of delegation",
    )
    hydrology = made(
        Delegate,
        "qamaria-2027/hydrology",
        visit=visit,
        party=sender,
        title="Director, National Hydrological Service",
        order=3,
        named_by="2027-03-01",
    )
    officers = made(
        Delegate,
        "qamaria-2027/officers",
        visit=visit,
        party=sender,
        group="officers of the Coast Guard",
        order=4,
    )
    monday = made(
        DayNote,
        "qamaria-2027/tuesday",
        visit=visit,
        stop=halvenborg,
        day="2027-03-09",
        on_duty="Lina Sahlani",
        duty_phone="+999 1 555 0142",
        dress="Business, all day",
        cars="Cars 1 and 2",
    )

    def item(key: str, **fields: Any) -> ProgrammeItem:
        given = {"visit": visit, "stop": halvenborg, "phase": phase, "day": "2027-03-09", **fields}
        return made(ProgrammeItem, f"qamaria-2027/{key}", **given)

    briefing = item(
        "briefing",
        kind="internal briefing",
        title="Internal briefing",
        start="07:45",
        end="08:30",
        time_form="exact",
        status="confirmed",
        place=sundgaard,
        place_words="Blue Room",
    )
    talks = item(
        "talks",
        title="Talks with the Coast and River Agency",
        start="10:30",
        end="12:15",
        time_form="exact",
        status="confirmed",
        place=council_room,
        institutions=(agency,),
        greeter="Dr Mikael Öström",
        contact="J. Ekdal, +999 1 555 0177",
        interpreter="Nour Selmani",
        interpreting="consecutive",
        staff_notes="ask for the gauges",
        themes=(warnings,),
        instruments=(resolution,),
    )
    lunch = item(
        "lunch",
        kind="meal",
        title="Working lunch given by the Agency",
        start="12:30",
        time_form="about",
        status="confirmed",
        place_words="roof terrace",
        menu="two without meat",
    )
    mayor = item(
        "mayor",
        kind="courtesy call",
        title="Call on the Mayor of Halvenborg",
        start="13:45",
        time_form="exact",
        status="cancelled",
        status_note="was 13:45",
    )
    signing = item(
        "signing",
        kind="ceremony",
        title="Signing of the letter of intent",
        status="tentative",
        status_note="after item 2",
    )
    evening = item(
        "evening",
        kind="free time",
        title="Evening free",
        time_form="words",
        time_words="from 19:30 onwards",
        status="confirmed",
    )
    shops = item(
        "shops",
        kind="side meeting",
        title="Visit to the gallery",
        strand=partner,
        start="11:00",
        time_form="exact",
        status="confirmed",
        place_words="Old Town",
    )
    flight = item(
        "flight",
        kind="travel",
        title="Flight to Port Serin",
        day="2027-03-11",
        start="07:50",
        end="10:25",
        time_form="exact",
        status="confirmed",
    )
    harbour = item(
        "harbour",
        kind="site visit",
        title="Port Authority of Port Serin",
        day="2027-03-11",
        stop=serin,
        start="14:30",
        time_form="exact",
        status="tentative",
        instruments=(intent,),
        themes=(rights,),
    )
    brief = made(
        Brief,
        "qamaria-2027/talks/brief",
        item=talks,
        objective="To agree that both duty rooms pass warnings directly from 1 June.",
        background_open="The Agency runs one duty room. Its acronym is CRA, on UHF.",
        background_closed="Eleven of our own gauges have been silent since January.",
        owner="Major General Khalil Rashmani",
        date="2027-02-24",
        status="final",
    )
    points = [
        made(BriefPoint, f"qamaria-2027/talks/point-{n}", brief=brief, **fields)
        for n, fields in enumerate(
            (
                {"kind": "agenda", "text": "the direct line", "speaker": "both sides"},
                {
                    "text": "Propose a direct line, as in the Letter of intent on shared waters.",
                    "addressee": "Dr Öström",
                    "card_text": "Direct line, in English.",
                    "instruments": (intent,),
                },
                {"text": "Offer places at our exercise.", "addressee": "all"},
                {"kind": "if raised", "text": "Satellite data: yes."},
                {
                    "kind": "contribution",
                    "text": "how one room serves six agencies",
                    "direction": "host to visitor",
                    "institutions": (agency,),
                },
            ),
            1,
        )
    ]
    return filed(
        visit,
        phase,
        halvenborg,
        serin,
        partner,
        sender,
        aldermark,
        head,
        second,
        hydrology,
        officers,
        monday,
        briefing,
        talks,
        lunch,
        mayor,
        signing,
        evening,
        shops,
        flight,
        harbour,
        made(
            Step,
            "qamaria-2027/talks/cars",
            item=talks,
            time="10:15",
            words="Cars leave from the east entrance",
        ),
        made(
            Step,
            "qamaria-2027/talks/line-up",
            item=talks,
            minutes=0,
            words="Photograph",
            who="press",
        ),
        made(
            Leg,
            "qamaria-2027/flight/leg",
            item=flight,
            origin=airfield,
            destination=port,
            carrier="Pellair",
            number="PE 120",
            start="07:50",
            end="10:25",
        ),
        made(
            Participant,
            "qamaria-2027/talks/head",
            item=talks,
            side="guest",
            role="lead",
            delegate=head,
        ),
        made(Participant, "qamaria-2027/talks/second", item=talks, side="guest", delegate=second),
        made(Participant, "qamaria-2027/talks/room", item=talks, institution=duty_room),
        made(
            Participant,
            "qamaria-2027/talks/officers",
            item=talks,
            group="senior officers",
            institution=agency,
        ),
        made(Participant, "qamaria-2027/talks/ostrom", item=talks, role="chair", person=ostrom),
        made(
            Participant,
            "qamaria-2027/harbour/captain",
            item=harbour,
            role="lead",
            title="Harbour Master",
        ),
        brief,
        *points,
        made(
            Outcome,
            "qamaria-2027/agreed",
            visit=visit,
            item=talks,
            kind="recommendation",
            heading="Agreed",
            text="Open the direct line, as in the Letter of intent on shared waters.",
            addressee="the three ministries",
            priority="first",
            instruments=(intent,),
        ),
        made(
            Outcome,
            "qamaria-2027/said",
            visit=visit,
            item=talks,
            kind="quotation",
            text="“One room, one table, one line. The rest is rain.”",
            speakers=("Dr Mikael Öström",),
            order=2,
        ),
        made(
            Outcome,
            "qamaria-2027/doubts",
            visit=visit,
            item=talks,
            kind="assessment",
            text="The Agency is short of staff.",
            internal=True,
        ),
        made(
            FollowUp,
            "qamaria-2027/remarks",
            visit=visit,
            action="Remarks of the hosts on the report",
            owner="Agency",
            due_from="2027-03-12",
            due_days=30,
        ),
        made(
            FollowUp,
            "qamaria-2027/exercise",
            visit=visit,
            action="Date of the November exercise",
            owner="Y. Darwan",
        ),
        made(
            FollowUp,
            "qamaria-2027/thanks",
            visit=visit,
            action="Thank-you letters",
            owner="L. Sahlani",
            due="2027-03-15",
            state="done",
        ),
        made(
            Recipient,
            "qamaria-2027/copy-1",
            visit=visit,
            name="Minister of the Interior",
            copy_number=1,
        ),
        made(ContactPoint, "ostrom/phone", person=ostrom, kind="mobile", value="+999 2 555 0177"),
        made(
            ContactPoint,
            "agency/office",
            institution=agency,
            kind="office",
            value="+999 2 555 0100",
            seen_by="all",
        ),
        made(
            ContactPoint,
            "sundgaard/desk",
            place=sundgaard,
            label="reception",
            value="+999 2 555 0160",
        ),
        made(
            ContactPoint,
            "doctor",
            visit=visit,
            kind="emergency",
            label="Doctor on call",
            value="+999 2 555 0101",
        ),
        made(
            Citation,
            "agency/acronym",
            about_kind="institution",
            about=agency,
            field="acronym",
            source=letter,
            as_printed="CAR",
            preferred="CRA",
        ),
        made(
            Citation,
            "visit/letter",
            about_kind="visit",
            about=visit,
            field="purpose",
            source=letter,
        ),
        temsi,
        letter,
        warnings,
        rights,
        intent,
        resolution,
        crc,
        cra,
        uhf,
        sundgaard,
        council_room,
        airfield,
        port,
        ministry,
        agency,
        duty_room,
        interior,
        nadwari,
        darwan,
        ostrom,
        diet,
        minister,
        deputy_before,
        deputy,
        director,
        conversation,
        earlier=(earlier,),
    )
