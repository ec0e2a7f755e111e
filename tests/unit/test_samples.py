"""The invented visit `showcase`: complete, consistent, and nobody's.

It is what a newcomer sees first, and what shows each field of each record in a pack. The two published visits are held
against their accounts elsewhere.
"""

import calendar
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

import msgspec
import pikepdf
import pytest
from PIL import Image

from briefer.exchange import bundle
from briefer.exchange.bundle import Bundle, Entry
from briefer.records import dates
from briefer.records.kinds import KINDS, by_name, references
from briefer.records.packs import Template

BOOKKEEPING = {"id", "key", "version", "created_at", "changed_at", "changed_by"}
# `order` is an entry's place in the file, `about_kind` and the field of the whole what contains it
BY_PLACE = {"order", "about_kind"}
# what an officer chooses for the packs of one visit; the sample prints the office's own
CHOSEN = {("visit", "own_recipes"), ("visit", "muted")}
WHOLES = {(part, field) for kind in KINDS for _, part, field in kind.parts}
WEEKDAYS = tuple(calendar.day_name)
MONTHS = tuple(calendar.month_name)[1:]


@pytest.fixture(scope="module")
def folder(repository: Path) -> Path:
    return repository / "resources" / "samples"


@pytest.fixture(scope="module")
def showcase(folder: Path) -> Bundle:
    return bundle.read(folder / "showcase.json")


def of(sample: Bundle, kind: str, visit: str = "") -> list[Entry]:
    """The entries of a kind; with `visit` those of this visit."""
    return [
        entry
        for entry in sample.entries
        if entry.kind == kind and (not visit or top(sample, entry).key == visit)
    ]


def top(sample: Bundle, entry: Entry) -> Entry:
    while entry.whole is not None:
        entry = sample.entries[entry.whole]
    return entry


def keyed(sample: Bundle, kind: str) -> dict[str, dict[str, Any]]:
    return {entry.key: entry.fields for entry in of(sample, kind)}


def parts(sample: Bundle, whole: Entry, kind: str) -> list[dict[str, Any]]:
    place = sample.entries.index(whole)
    return [entry.fields for entry in sample.entries if entry.whole == place and entry.kind == kind]


def values(
    sample: Bundle, kind: str, field: str, default: str = "", visit: str = ""
) -> Counter[str]:
    return Counter(entry.fields.get(field, default) for entry in of(sample, kind, visit))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


# ------------------------------------------------------------------------------------ complete


def test_every_field_of_every_kind_is_used(showcase: Bundle) -> None:
    unused = [
        f"{kind.name}.{field.name}"
        for kind in KINDS
        if not kind.stored_only
        for field in msgspec.structs.fields(kind.record)
        if field.name not in BOOKKEEPING | BY_PLACE
        and (kind.name, field.name) not in WHOLES | CHOSEN
        and all(
            entry.fields.get(field.name, field.default) == field.default
            for entry in of(showcase, kind.name)
        )
    ]
    assert unused == []


def test_every_field_of_the_small_parts_is_used(showcase: Bundle) -> None:
    unused = []
    for kind in KINDS:
        for name, hint in get_type_hints(kind.record).items():
            for struct in get_args(hint) if (kind.name, name) not in CHOSEN else ():
                if isinstance(struct, type) and issubclass(struct, msgspec.Struct):
                    used = {
                        field
                        for entry in of(showcase, kind.name)
                        for value in entry.fields.get(name, ())
                        for field in value
                    }
                    unused += [
                        f"{kind.name}.{name}.{field}"
                        for field in struct.__struct_fields__
                        if field not in used
                    ]
    assert unused == []


def test_every_word_of_the_closed_lists_is_used_but_for_those_named_here(showcase: Bundle) -> None:
    unused = {}
    for kind in KINDS:
        if kind.stored_only:
            continue
        defaults = {field.name: field.default for field in msgspec.structs.fields(kind.record)}
        for name, hint in get_type_hints(kind.record).items():
            if get_origin(hint) is Literal:
                missing = set(get_args(hint)) - set(
                    values(showcase, kind.name, name, defaults[name])
                )
                if missing:
                    unused[f"{kind.name}.{name}"] = missing
    assert unused == {
        "visit.our_side": {"host", "facilitator"},
        "visit.status": {"running", "after the visit"},
        "phase.form": {"mixed"},
        "party.role": {"lead", "facilitator", "mandating body", "member organisation"},
        "brief.status": {"empty"},
        "attachment.kind": {"document"},
        "own_data.kind": {
            "recipe",
            "marking scheme",
            "audience",
            "item kinds",
            "precedence",
            "office",
            "known word",
        },
    }


def test_it_is_as_large_as_promised(showcase: Bundle) -> None:
    items = of(showcase, "item", "showcase")
    stops = [stop.fields for stop in of(showcase, "stop", "showcase") if "city" in stop.fields]
    posts = keyed(showcase, "post").values()
    institutions = keyed(showcase, "institution")
    abroad = {
        post["person"]
        for post in posts
        if "person" in post
        and "end" not in post
        and institutions.get(post.get("institution", ""), {}).get("kind") != "mission"
        and institutions.get(post.get("institution", ""), {}).get("country")
        not in (None, "Republic of Qamaria")
    }
    met = {
        entry.fields["person"]
        for entry in of(showcase, "participant", "showcase")
        if "person" in entry.fields
    }
    assert sorted({item.fields["day"] for item in items}) == [
        "2027-02-16",
        "2027-03-08",
        "2027-03-09",
        "2027-03-10",
        "2027-03-11",
        "2027-03-12",
    ]
    assert [(stop["city"], stop["zone"]) for stop in stops] == [
        ("Halvenborg", "Europe/Copenhagen"),
        ("Lindøy", "Europe/Copenhagen"),
        ("Port Serin", "Europe/Helsinki"),
    ]
    assert len(of(showcase, "delegate", "showcase")) == 12
    assert len(abroad) == 40
    assert abroad - met == set(), "counterparts that no item mentions"
    assert len(of(showcase, "recipient", "showcase")) == 14
    assert len([person for person in of(showcase, "person") if "photo" in person.fields]) == 34


def test_kinds_forms_and_states_of_items(showcase: Bundle) -> None:
    assert values(showcase, "item", "kind", "meeting", "showcase") == {
        "meeting": 4,
        "courtesy call": 3,
        "site visit": 7,
        "side meeting": 3,
        "welcome": 1,
        "wrap-up": 1,
        "meal": 6,
        "travel": 6,
        "press": 2,
        "ceremony": 1,
        "free time": 1,
        "internal briefing": 2,
    }
    assert values(showcase, "item", "status", "tentative", "showcase") == {
        "confirmed": 28,
        "tentative": 8,
        "cancelled": 1,
    }
    assert values(showcase, "item", "time_form", "open", "showcase") == {
        "exact": 28,
        "about": 4,
        "words": 3,
        "open": 2,
    }
    words = {item.fields.get("time_words") for item in of(showcase, "item")} - {None}
    assert words == {"Evening", "Late morning", "from 19:00 onwards"}


def test_what_a_pack_must_bear_is_there(showcase: Bundle) -> None:
    items = of(showcase, "item", "showcase")
    delegates = of(showcase, "delegate", "showcase")
    terms = keyed(showcase, "term").values()
    contacts = [entry.fields for entry in of(showcase, "contact")]
    assert [item.key for item in items if not {"place", "place_words"} & set(item.fields)] == [
        "showcase/signing",
        "showcase/evening-tuesday",
        "showcase/dinner-open",
        "showcase/press-point",
    ]
    assert [each.fields["title"] for each in delegates if not {"person", "group"} & set(each.fields)] == [
        "Director, National Hydrological Service"
    ]  # fmt: skip
    assert [
        (each.fields["group"], each.fields.get("group_count"))
        for each in delegates
        if "group" in each.fields
    ] == [("Officers of the Coast Guard", None), ("Close protection", 2)]
    assert [each.fields["stops"][0] for each in delegates if "stops" in each.fields] == [
        "showcase/lindoy"
    ]
    assert [term["acronym"] for term in terms if "expansion" not in term] == ["SN-1"]
    assert {contact.get("seen_by", "delegation") for contact in contacts} == {
        "all",
        "delegation",
        "office",
    }
    assert {entry.fields["language"] for entry in of(showcase, "wording")} == {
        "ar",
        "da",
        "en",
        "fr",
    }
    assert Counter(entry.fields.get("marking", "") for entry in of(showcase, "note")) == {
        "": 2,
        "unclassified": 2,
        "restricted": 4,
        "confidential": 2,
        "secret": 1,
    }


def test_every_confirmed_item_that_wants_a_brief_has_one(showcase: Bundle) -> None:
    wanted = {"meeting", "courtesy call", "site visit", "side meeting", "wrap-up"}
    without = [
        item.key
        for item in of(showcase, "item", "showcase")
        if item.fields.get("kind", "meeting") in wanted and not parts(showcase, item, "brief")
    ]
    assert without == []


def test_profiles_have_200_to_400_words(showcase: Bundle) -> None:
    lengths = {
        key: len(each["profile"].split())
        for key, each in keyed(showcase, "institution").items()
        if "profile" in each
    }
    assert len(lengths) >= 8
    assert [key for key, words in lengths.items() if not 200 <= words <= 400] == []
    every = "".join(each.get("profile", "") for each in keyed(showcase, "institution").values())
    assert [mark for mark in ("**", " *", "\n- ", "\n1. ") if mark not in every] == []


def test_twenty_biographies_say_something(showcase: Bundle) -> None:
    lengths = [
        len(each.get("biography", "").split()) for each in keyed(showcase, "person").values()
    ]
    assert len([words for words in lengths if 40 <= words <= 90]) >= 20
    assert min(lengths) > 0
    assert max(lengths) <= 90


def test_the_brief_keeps_open_and_closed_background_apart(showcase: Bundle) -> None:
    briefs = [entry.fields for entry in of(showcase, "brief")]
    assert len([brief for brief in briefs if "background_closed" in brief]) >= 10
    assert {brief["status"] for brief in briefs} == {"asked", "in draft", "final"}
    assert [brief for brief in briefs if not {"date", "due"} & set(brief)] == []


def test_follow_ups_of_all_forms(showcase: Bundle) -> None:
    rows = [entry.fields for entry in of(showcase, "follow_up")]
    dated = [row["due"] for row in rows if "due" in row and row.get("state", "open") == "open"]
    assert "2025-12-31" in dated  # late at any time
    assert Counter(row.get("state", "open") for row in rows) == {
        "open": 10,
        "done": 3,
        "dropped": 1,
    }
    assert [row["action"] for row in rows if not {"due", "due_from", "state"} & set(row)] == [
        "Send the list of gauges to the Agency.",
        "Fix the date of the November exercise.",
    ]
    end = [
        str(date.fromisoformat(row["due_from"]) + timedelta(days=row["due_days"]))
        for row in rows
        if "due_from" in row
    ]
    assert end == ["2027-04-11", "2027-09-12"]


# ---------------------------------------------------------------------------------- consistent


def test_every_record_has_the_form_of_its_struct(showcase: Bundle) -> None:
    for entry in showcase.entries:
        kind = by_name()[entry.kind]
        refers = {each.field for each in references(kind.record)}
        fields = {
            name: stood_in(value) if name in refers else value
            for name, value in entry.fields.items()
        }
        for _, field in (each for each in WHOLES if each[0] == entry.kind):
            if field in kind.record.__struct_fields__ and entry.whole is not None:
                whole = showcase.entries[entry.whole]
                if field in ("about", whole.kind):
                    fields[field] = stood_in(whole.key)
        for name in ("photo", "logo", "plan", "file"):
            if name in fields:
                fields[name] = "0" * 64
        assert msgspec.convert({**fields, "key": entry.key}, kind.record).key == entry.key


def stood_in(key: str | list[str]) -> str | list[str]:
    """Identifiers in the place of keys."""
    return [str(stood_in(each)) for each in key] if isinstance(key, list) else str(uuid5(NAMESPACE_URL, key))  # fmt: skip


def named_in(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Field, kind and key of each record that an entry refers to."""
    for reference in references(by_name()[entry.kind].record):
        found = entry.fields.get(reference.field, [])
        for key in found if isinstance(found, list) else [found]:
            yield reference.field, reference.kind, key


def test_every_reference_names_a_record_and_no_key_is_there_twice(showcase: Bundle) -> None:
    there = Counter((entry.kind, entry.key) for entry in showcase.entries)
    nowhere = [
        f"{entry.place}.{field}: {key}"
        for entry in showcase.entries
        for field, kind, key in named_in(entry)
        if (kind, key) not in there
    ]
    assert nowhere == []
    assert [key for key, times in there.items() if times > 1] == []


def test_no_key_is_that_of_another_sample(showcase: Bundle, folder: Path) -> None:
    own = {(entry.kind, entry.key) for entry in showcase.entries}
    for name in ("iraq-2022.json", "cted-2018.json"):
        other = {(entry.kind, entry.key) for entry in bundle.read(folder / name).entries}
        assert own & other == set()


def test_markings_are_those_of_one_scheme(showcase: Bundle) -> None:
    visits = keyed(showcase, "visit").values()
    markings = {entry.fields["marking"] for entry in showcase.entries if "marking" in entry.fields}
    distributions = {
        entry.fields["distribution"] for entry in showcase.entries if "distribution" in entry.fields
    }
    assert {visit["marking_scheme"] for visit in visits} == {"office"}
    assert markings == {"unclassified", "restricted", "confidential", "secret"}
    assert distributions == {"visitors", "ministry", "office"}


def test_days_lie_within_their_stop_and_are_real(showcase: Bundle) -> None:
    stops = keyed(showcase, "stop")
    for item in of(showcase, "item"):
        stop = stops[item.fields["stop"]]
        assert stop["start"] <= item.fields["day"] <= stop["end"], item.key
    for entry in showcase.entries:
        for name in ("day", "start", "end", "date", "due", "published_on", "promised_on"):
            value = entry.fields.get(name, "")
            if not re.fullmatch(r"\d\d:\d\d", value):
                dates.read(value)


def test_the_three_clocks_stand_still_in_the_week_of_the_visit(showcase: Bundle) -> None:
    zones = {
        *(stop["zone"] for stop in keyed(showcase, "stop").values()),
        *(visit["home_zone"] for visit in keyed(showcase, "visit").values()),
    }
    offsets = {
        zone: {
            datetime(2027, 3, day, 12, tzinfo=ZoneInfo(zone)).utcoffset() for day in range(6, 15)
        }
        for zone in zones
    }
    assert offsets == {
        "Europe/Copenhagen": {timedelta(hours=1)},
        "Europe/Helsinki": {timedelta(hours=2)},
        "Asia/Riyadh": {timedelta(hours=3)},
    }


def test_flights_take_the_time_that_their_two_clocks_say(showcase: Bundle) -> None:
    places = keyed(showcase, "place")
    took = {}
    for entry in of(showcase, "leg"):
        leg = entry.fields
        if leg["mode"] == "flight":
            item = showcase.entries[entry.whole or 0].fields
            start, end = (
                datetime.fromisoformat(f"{item['day']}T{leg[when]}").replace(
                    tzinfo=ZoneInfo(places[leg[where]]["zone"])
                )
                for when, where in (("start", "origin"), ("end", "destination"))
            )
            took[leg["number"]] = end.astimezone(ZoneInfo("UTC")) - start.astimezone(
                ZoneInfo("UTC")
            )
    assert took == {
        "QMR 201": timedelta(hours=4, minutes=20),
        "PEL 02": timedelta(hours=1, minutes=35),
        "QMR 318": timedelta(hours=2, minutes=30),
    }


def test_no_weekday_is_wrong(showcase: Bundle) -> None:
    named = []
    pattern = rf"({'|'.join(WEEKDAYS)}),? (\d{{1,2}}) ({'|'.join(MONTHS)})(?: (\d{{4}}))?"
    for entry in showcase.entries:
        for text in texts(entry.fields):
            for weekday, day, month, year in re.findall(pattern, text):
                when = date(int(year or 2027), MONTHS.index(month) + 1, int(day))
                named.append((weekday, WEEKDAYS[when.weekday()]))
    assert named != []
    assert [pair for pair in named if pair[0] != pair[1]] == []


def test_nobody_is_in_two_places_at_once(showcase: Bundle) -> None:
    busy: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for item in of(showcase, "item"):
        if item.fields.get("status") == "cancelled" or "end" not in item.fields:
            continue
        for who in parts(showcase, item, "participant"):
            name = who.get("delegate") or who.get("person")
            if name and who.get("state") != "declined":
                span = (item.fields["start"], item.fields["end"], item.key)
                busy.setdefault((name, item.fields["day"]), []).append(span)
    clashes = [
        (name, first[2], second[2])
        for (name, _), spans in busy.items()
        for first, second in zip(sorted(spans), sorted(spans)[1:], strict=False)
        if second[0] < first[1]
    ]
    assert clashes == []


def test_the_template_of_the_office_can_be_read(showcase: Bundle) -> None:
    own = of(showcase, "own_data")[0].fields
    assert msgspec.json.decode(own["json"], type=Template).tasks[0] == (
        "Ask the hosts for lists of names and doors",
        28,
    )


# --------------------------------------------------------------------------------------- files


def test_every_file_is_named_and_every_name_is_a_file(showcase: Bundle, folder: Path) -> None:
    named = {text for each in showcase.entries for text in texts(each.fields) if text.startswith("files/")}  # fmt: skip
    assert named == {f"files/{path.name}" for path in (folder / "files").iterdir()}


def test_portraits_are_small_and_fine_enough_for_print(showcase: Bundle) -> None:
    for key, person in keyed(showcase, "person").items():
        if "photo" in person:
            content = showcase.file(person["photo"], key) or b""
            with Image.open(BytesIO(content)) as picture:
                picture.load()
                assert (picture.format, picture.size) == ("JPEG", (480, 600))
            assert len(content) < 30_000


def test_logos_and_plan_decode(showcase: Bundle) -> None:
    names = [each["logo"] for each in keyed(showcase, "institution").values() if "logo" in each]
    names += [each["plan"] for each in keyed(showcase, "place").values() if "plan" in each]
    assert len(names) == 3
    for name in names:
        with Image.open(BytesIO(showcase.file(name, "") or b"")) as picture:
            picture.load()
            assert min(picture.size) >= 480


def test_annexes_have_the_pages_they_say(showcase: Bundle) -> None:
    said = {
        each.fields["file"]: each.fields["pages"]
        for each in of(showcase, "attachment")
        if each.fields.get("kind", "annex") == "annex"
    }
    assert said == {
        "files/annex-1-walks-in-three-cities.pdf": 2,
        "files/letter-of-intent-draft-3.pdf": 3,
    }
    for name, pages in said.items():
        with pikepdf.open(BytesIO(showcase.file(name, "") or b"")) as document:
            assert len(document.pages) == pages


# ------------------------------------------------------------------------------------- nobody's


def test_the_covers_say_that_all_is_invented(showcase: Bundle) -> None:
    for visit in of(showcase, "visit"):
        assert "invented" in visit.fields["cover_note"]


def test_numbers_and_addresses_belong_to_nobody(showcase: Bundle) -> None:
    every = [text for each in showcase.entries for text in texts(each.fields)]
    numbers = [number for text in every for number in re.findall(r"\+[\d ]{6,}", text)]
    assert numbers != []
    assert [number for number in numbers if not re.match(r"\+999 \d 555 0\d\d\d", number)] == []
    hosts = [host for text in every for host in re.findall(r"(?:https?://|@)([\w.-]+\.\w+)", text)]
    assert hosts != []
    assert [host for host in hosts if not f".{host}".endswith(".example.org")] == []
