"""What merging shows: fields and their values in words, records that are likely the same, what points at one.

Not here: what becomes of any of it (`services.merging`).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from briefer.gui import shown
from briefer.gui.models.library import kind_words, note_kinds
from briefer.gui.models.reference import instrument_kinds
from briefer.gui.models.rows import Row
from briefer.i18n import once_a_language, say, say_many, window_language
from briefer.records.base import Record
from briefer.records.institutions import Fact, Institution, Membership, Spelling
from briefer.records.kinds import kind_of, name_of
from briefer.records.notes import Instrument, Note

if TYPE_CHECKING:
    from briefer.services.duplicates import Likely
    from briefer.services.merging import Pointer

MOST_OF_A_GROUP = 12
"""Rows of what points at a record, of one kind."""
PICTURES = frozenset({"photo", "logo", "plan"})
_DATES = frozenset({"reviewed_on", "delete_on", "born_on", "date", "year", "published_on"})
_SIGNS = {
    "institution": "landmark",
    "person": "user-round",
    "post": "user-round",
    "note": "notebook-pen",
    "visit": "calendar-range",
    "item": "clock",
    "participant": "users",
    "delegate": "users",
    "party": "flag",
    "outcome": "target",
    "follow_up": "target",
    "contact": "phone",
    "wording": "languages",
    "citation": "book-open",
    "private_data": "lock",
    "place": "map-pin",
    "theme": "tag",
    "instrument": "scroll-text",
    "term": "languages",
    "source": "book-open",
}


@once_a_language
def kinds() -> dict[str, str]:
    """The kinds that can be merged, as people call several of them."""
    return {
        "institution": say("Institutions"),
        "person": say("People"),
        "note": say("Notes"),
        "place": say("Places"),
        "theme": say("Themes"),
        "instrument": say("Instruments"),
        "term": say("Terms"),
        "source": say("Sources"),
    }


@once_a_language
def _pointing() -> dict[str, str]:
    return {
        **kinds(),
        "institution": say("Units and members"),
        "post": say("Posts"),
        "visit": say("Visits"),
        "stop": say("Stops"),
        "party": say("Parties of visits"),
        "delegate": say("Delegates"),
        "item": say("Programme items"),
        "leg": say("Legs of travel"),
        "participant": say("Takes part in"),
        "brief": say("Briefs"),
        "point": say("Points to make"),
        "outcome": say("Outcomes"),
        "follow_up": say("Follow-ups"),
        "contact": say("Contacts"),
        "private_data": say("Private data"),
        "citation": say("Sources of single facts"),
        "wording": say("Translations"),
        "recipient": say("Recipients"),
        "": say("Texts that name it"),
    }


@once_a_language
def _fields() -> dict[str, str]:
    return {
        "name": say("Name"),
        "acronym": say("Acronym"),
        "native_name": say("Name in its own language"),
        "native_language": say("Language of that name"),
        "spellings": say("Also written"),
        "kind": say("Kind"),
        "kind_words": say("Kind in words"),
        "parent": say("Part of"),
        "country": say("Country"),
        "city": say("City"),
        "mandate": say("Mandate"),
        "in_short": say("In short"),
        "profile": say("Profile"),
        "facts": say("Facts"),
        "logo": say("Logo"),
        "themes": say("Themes"),
        "memberships": say("Networks"),
        "member_of": say("Member of"),
        "place": say("Address"),
        "owner": say("Officer"),
        "reviewed_on": say("Last reviewed"),
        "marking": say("Marking"),
        "distribution": say("Distribution"),
        "honorific": say("Title", of="person"),
        "given_name": say("Given name"),
        "family_name": say("Family name"),
        "printed_name": say("Printed form"),
        "sort_key": say("Sorted under"),
        "pronounced": say("How to say it"),
        "address_written": say("Address in writing"),
        "address_spoken": say("Address in speech"),
        "languages": say("Languages"),
        "photo": say("Portrait"),
        "biography": say("Short biography"),
        "born_on": say("Born"),
        "passport": say("Passport"),
        "private_phone": say("Private telephone"),
        "private_address": say("Private address"),
        "dietary": say("Diet"),
        "access_needs": say("Access"),
        "medical": say("Medical"),
        "next_of_kin": say("Next of kin"),
        "delete_on": say("To be deleted on"),
        "room": say("Room", of="place"),
        "address": say("Street address"),
        "zone": say("Time zone"),
        "latitude": say("Latitude"),
        "longitude": say("Longitude"),
        "opening_hours": say("Opening hours"),
        "access": say("How to get in"),
        "plan": say("Plan"),
        "title": say("Title"),
        "text": say("Text"),
        "date": say("Date"),
        "author": say("Author"),
        "institutions": say("Institutions"),
        "people": say("People"),
        "visit": say("Visit"),
        "item": say("Programme item"),
        "cross_cutting": say("Reach"),
        "qualifier": say("Qualifier"),
        "synonyms": say("Also called"),
        "number": say("Number"),
        "year": say("Year"),
        "issuer": say("Issued by"),
        "subject": say("What it is about"),
        "periodicity": say("How often it is renewed"),
        "expansion": say("What it stands for"),
        "language": say("Language"),
        "publisher": say("Publisher"),
        "published_on": say("Published"),
        "captured_at": say("Captured"),
        "captured_stamp": say("Stamp as printed"),
        "tags": say("Tags"),
        "file": say("File"),
    }


def field_words(field: str) -> str:
    """What a field is called."""
    return _fields().get(field, field.replace("_", " "))


_TONGUES = frozenset({"language", "native_language"})
"""Fields that hold the tag of a language."""


def value_words(record: Record, field: str, value: Any, names: Mapping[UUID, str]) -> str:
    """A value as a person reads it; "" for none."""
    if isinstance(value, tuple):
        parts = (value_words(record, field, each, names) for each in value)
        return say("; ").join(filter(None, parts))
    if isinstance(value, bool):
        return say("cross-cutting") if value else say("one subject")
    if isinstance(value, UUID):
        return names.get(value, "")
    if isinstance(value, Spelling):
        return value.text
    if isinstance(value, Fact):
        return say("{label}: {value}").format(label=value.label, value=value.value)
    if isinstance(value, Membership):
        return value.network
    if isinstance(value, datetime):
        return shown.day(value.date(), "d MMMM yyyy")
    if value is None or value == "":
        return ""
    return _plain_words(record, field, value)


def _plain_words(record: Record, field: str, value: Any) -> str:
    if field in _TONGUES:
        return window_language().tongue(str(value))
    if field in PICTURES:
        return say("a picture")
    if field in _DATES:
        return shown.when(value)
    if field == "kind":
        return _kinds_of(record).get(value, str(value))
    return str(value)


def _kinds_of(record: Record) -> Mapping[str, str]:
    if isinstance(record, Institution):
        return kind_words()
    if isinstance(record, Note):
        return note_kinds()
    return instrument_kinds() if isinstance(record, Instrument) else {}


def called(record: Record) -> str:
    """What a record is called, whatever it lacks."""
    return name_of(record) or say("without a name")


def likely_rows(likely: Sequence["Likely"], first: UUID | None, name: str) -> list[Row]:
    """Pairs that are likely one; those of a record first, under its name."""
    mine = [each for each in likely if first and first in (each.left.id, each.right.id)]
    others = [each for each in likely if each not in mine]
    rows: list[Row] = []
    for head, some in (
        (say("Like {name}").format(name=name), mine),
        (say("Others") if mine else say("Likely the same"), others),
    ):
        if some:
            rows.append(Row(title=head, end=shown.digits(len(some))))
            rows += [_likely_row(each, first) for each in some]
    return rows


def _likely_row(likely: "Likely", first: UUID | None) -> Row:
    one, other = likely.left, likely.right
    if other.id == first:
        one, other = other, one
    return Row(
        (one.id, other.id),
        called(one),
        second=called(other),
        third=likely.reason,
        icon=_SIGNS.get(kind_of(one).name, "file-text"),
    )


def pointer_rows(pointers: Sequence["Pointer"]) -> list[Row]:
    """What points at a record, by kind, with counts; of each kind so many."""
    groups: dict[str, list[Pointer]] = {}
    for each in pointers:
        groups.setdefault(each.kind if each.field else "", []).append(each)
    rows: list[Row] = []
    for kind, some in groups.items():
        rows.append(Row(title=_pointing().get(kind, kind), end=shown.digits(len(some))))
        rows += [
            Row(
                each,
                each.words or say("without a name"),
                second=each.visit,
                icon=_SIGNS.get(each.kind, "file-text"),
            )
            for each in some[:MOST_OF_A_GROUP]
        ]
        if len(some) > MOST_OF_A_GROUP:
            more = len(some) - MOST_OF_A_GROUP
            words = say_many("{count} more", "{count} more", more)
            rows.append(Row(title=words.format(count=shown.digits(more))))
    return rows
