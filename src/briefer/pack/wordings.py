"""Texts of records in the language of a pack: translated where a wording is recorded, else as they were written, and marked.

What has no wording becomes an `Original`, so that its words can be told apart wherever they are printed: a screen reader
speaks them in their own language, lines are divided by its rules, and a finding says what is not translated. Names of
people, telephone numbers and the like are the same in all languages and never asked for. Not here: catalogues (`i18n`).
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple, get_type_hints
from uuid import UUID

import msgspec

from briefer.pack.phrases import Original
from briefer.records.base import Country, Line, Record, Text, Value
from briefer.records.kinds import KINDS, kind_of
from briefer.records.naming import whole_name
from briefer.records.notes import GlossaryTerm
from briefer.records.outcomes import Outcome
from briefer.records.packs import Office
from briefer.records.people import Person, Post
from briefer.records.programme import Participant
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate, Visit

_SOURCE = "en"
"""The language of records where a visit names none."""

_SAME_EVERYWHERE = frozenset(
    {
        "address", "as_printed", "author", "carrier", "changed_by", "contact", "driver", "duty_phone", "email",
        "family_name", "given_name", "greeter", "interpreter", "link", "name:attachment", "name:officer", "native_name",
        "on_duty", "owner", "passport", "phone", "preferred", "printed_name", "private_address", "private_phone",
        "pronounced", "represented_by", "role:officer", "room:delegate", "sort_key", "speaker", "staff_notes", "value",
        "watermark",
    }
)  # fmt: skip
"""Fields that nobody needs to translate, of all kinds or of one; a wording that is recorded is printed all the same."""
_NEVER_ASKED = (
    "source",
    "recipient",
    "wording",
    "edition",
    "comment",
    "own_data",
    "task",
    "contact",
)
"""Kinds of which nothing is asked for."""


class _Task(NamedTuple):
    """What is to be done to each record: its wordings, and the language of what has none."""

    language: str
    found: Mapping[UUID, Mapping[str, str]]
    written_in: str
    known: Mapping[tuple[object, str], str]
    """Translations of texts that stand in several records: names by themselves, titles with who bears them."""


def written_in(visit: Visit) -> str:
    """The language in which the records of a visit are written: the first that the visit names."""
    return visit.languages[0] if visit.languages else _SOURCE


def worded(file: VisitFile, language: str) -> VisitFile:
    """The file with its texts in a language, as far as they are translated; the rest as `Original`."""
    return _worded(file, language, written_in(file.visit))


def office_named(office: Office, language: str, written: str, *, facing: bool) -> Office:
    """The office with its name in a language, else its English one: an `Original`, where that is to be told.

    On facing pages it stands in any case: there the gap would take the place of a name and of what a logo says.
    """
    own = office.names.get(language, "")
    if own or not office.name or facing or language in (_SOURCE, written):
        return msgspec.structs.replace(office, name=own or office.name)
    return msgspec.structs.replace(office, name=Original(office.name, written))


def translatable(record: Record) -> dict[str, str]:
    """What is printed of a record and can be told in another language: the names of its fields with their words."""
    kind = kind_of(record).name
    found = {field: getattr(record, field) for field in _texts(type(record)) if _asked(kind, field)}
    if isinstance(record, Person):
        found["printed_name"] = whole_name(record)
    for field in _lists(type(record)):
        for place, value in enumerate(getattr(record, field)):
            if isinstance(value, str):
                found[f"{field}[{place}]"] = value
            elif isinstance(value, Value):
                inside = {name: getattr(value, name) for name in _texts(type(value))}
                found |= {f"{field}[{place}].{name}": words for name, words in inside.items()}
    return {field: words for field, words in found.items() if words}


def _worded(file: VisitFile, language: str, written: str) -> VisitFile:
    found: dict[UUID, dict[str, str]] = {}
    for wording in file.wordings:
        if wording.language == language and wording.text:
            found.setdefault(wording.about, {})[wording.field] = wording.text
    if not found and language == written:
        return file
    task = _Task(language, found, written, dict(_known(file, found)))
    fields: dict[str, object] = {
        kind.plural: tuple(_record(record, kind.name, task) for record in file.of(kind.name))
        for kind in KINDS
        if kind.plural in VisitFile.__struct_fields__
    }
    earlier = tuple(_worded(past, language, written) for past in file.earlier)
    visit = _record(file.visit, "visit", task)
    return msgspec.structs.replace(file, visit=visit, earlier=earlier, **fields)


_NAMES = ("name", "country", "city", "state", "affiliation")
"""A name is translated alike wherever it stands; a title only for the same person, whose gender it follows."""


def _known(
    file: VisitFile, found: Mapping[UUID, Mapping[str, str]]
) -> Iterator[tuple[tuple[object, str], str]]:
    for kind in KINDS:
        if kind.name != "visit" and kind.plural not in VisitFile.__struct_fields__:
            continue
        for record in file.of(kind.name):
            for field, translated in found.get(record.id, {}).items():
                text = getattr(record, field, None)
                if isinstance(text, str) and text and field in _NAMES:
                    yield ("", text), translated
                elif isinstance(record, Post) and field == "title":
                    yield (record.id, text or ""), translated
                    yield (record.person, text or ""), translated


def _told_elsewhere(record: Record, field: str, text: str, task: _Task) -> str:
    """The translation of the same text in another record; empty where there is none."""
    if field in _NAMES:
        return task.known.get(("", text), "")
    if field == "title" and isinstance(record, Delegate | Participant):
        return task.known.get((record.post, text)) or task.known.get((record.person, text), "")
    return ""


def _record(record: Record, kind: str, task: _Task) -> Record:
    own = task.found.get(record.id, {})
    if isinstance(record, Outcome | GlossaryTerm) and record.language:
        task = task._replace(written_in=record.language)
    texts: dict[str, object] = {}
    for field in _texts(type(record)):
        if text := getattr(record, field):
            if field in own:
                texts[field] = own[field]
            elif translated := _told_elsewhere(record, field, text, task):
                texts[field] = translated
            elif task.language != task.written_in and _asked(kind, field):
                texts[field] = Original(text, task.written_in)
    for field in _lists(type(record)):
        if values := getattr(record, field):
            texts[field] = tuple(
                _inside(value, f"{field}[{place}]", own, task) for place, value in enumerate(values)
            )
    if isinstance(record, Person):
        texts |= _own_script(record, own, task)
    return msgspec.structs.replace(record, **texts) if texts else record


def _own_script(person: Person, own: Mapping[str, str], task: _Task) -> dict[str, object]:
    """A name in the script of the pack stands first, and the one in the script of the office beside it."""
    if task.language == task.written_in:
        return {}
    native = person.native_name and person.native_language.partition("-")[0] == task.language
    name = own.get("printed_name") or (person.native_name if native else "")
    if not name:
        return {}
    parts = (person.honorific, person.given_name, person.family_name)
    written = person.printed_name or " ".join(filter(None, parts))
    beside = written if native or not person.native_name else person.native_name
    return {
        "printed_name": name,
        "native_name": beside,
        "native_language": task.written_in if beside == written else person.native_language,
        "honorific": "",
    }


def _inside(value: str | Value, place: str, own: Mapping[str, str], task: _Task) -> object:
    """A text of a list, or a value with texts; wordings name it `key_messages[0]`, `objectives[1].text`."""
    foreign = task.language != task.written_in
    if isinstance(value, str):
        return own.get(place) or (Original(value, task.written_in) if foreign and value else value)
    texts: dict[str, object] = {}
    for field in _texts(type(value)):
        if text := getattr(value, field):
            if f"{place}.{field}" in own:
                texts[field] = own[f"{place}.{field}"]
            elif foreign:
                texts[field] = Original(text, task.written_in)
    return msgspec.structs.replace(value, **texts) if texts else value


def _asked(kind: str, field: str) -> bool:
    if kind in _NEVER_ASKED:
        return False
    return field not in _SAME_EVERYWHERE and f"{field}:{kind}" not in _SAME_EVERYWHERE


@cache
def _texts(record: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of a kind that hold words and nothing that a program reads."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(
        field
        for field, hint in hints.items()
        if hint in (Line, Text) or (hint == Country and field in ("country", "state"))
    )


@cache
def _lists(record: type[Record]) -> tuple[str, ...]:
    """The fields of a kind that hold several texts, or values with texts."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(
        field
        for field, hint in hints.items()
        if (inner := getattr(hint, "__args__", ()))
        and field in _PRINTED_LISTS
        and (
            inner[0] in (Line, Text) or (isinstance(inner[0], type) and issubclass(inner[0], Value))
        )
    )


_PRINTED_LISTS = ("addenda", "facts", "key_messages", "objectives", "speakers")
"""Of lists, these are printed as they stand; the others hold names, codes and spellings."""
