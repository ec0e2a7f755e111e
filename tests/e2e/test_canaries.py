"""Nobody reads what is not meant for them: no hidden word is anywhere in the visitors' programme."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pytest

from briefer import app
from canaries import Aviary, visit
from press import Exported, Press
from printed import Needs, texts

NOT_PRINTED = {
    # what tells records apart, and who changed them
    *("*.key", "*.changed_by"),
    # read by rules, checks and the window
    *("institution.spellings.remark", "institution.spellings.text", "person.sort_key"),
    *("post.end", "post.start", "theme.qualifier", "theme.synonyms"),
    # told by what follows from it: a phase by the label "Online" and the form of each item
    "phase.title",
    # for this office only
    *("item.staff_notes", "place.access", "task.what", "visit.staff_notes"),
    # what an officer decided about the packs themselves
    *(f"visit.muted.{field}" for field in ("field", "key", "kind", "reason", "rule", "sentence")),
    *(f"visit.own_recipes.{field}" for field in ("left_out", "recipe", "sections")),
    *("comment.author", "comment.page", "comment.quoted", "comment.section", "comment.source"),
    *("comment.text", "edition.issued_by", "edition.program", "own_data.name"),
    *("recipient.address", "recipient.destroyed", "recipient.recipe", "recipient.returned"),
    *("private_data.born_on", "private_data.delete_on", "private_data.medical"),
    *("private_data.next_of_kin", "private_data.passport", "private_data.private_address"),
    "private_data.private_phone",
    # the furniture of sources
    *("citation.as_printed", "citation.where", "institution.facts.source", "source.address"),
    *("source.captured_stamp", "source.tags"),
    # stands back behind something better: a name behind its printed form, a country behind an issuer
    *("instrument.country", "item.link", "item.time_words", "participant.group"),
    *(
        "participant.title",
        "person.given_name",
        "follow_up.due_from",
        "delegate.group",
        "brief.due",
    ),
    # of an earlier visit
    *("visit.cover_note", "visit.short_title"),
    # nothing cites the term; the wording is French
    *("term.acronym", "term.expansion", "wording.text"),
    # for sections that do not exist yet: logistics, annexes, personal copies
    *("attachment.name", "attachment.title", "delegate.arrival", "delegate.departure"),
    *("delegate.named_by", "delegate.room", "officer.email", "officer.initials"),
    *("recipient.watermark", "vehicle.plate"),
}
"""Fields that no pack of the principal prints, or not beside the others of the aviary."""


@pytest.fixture(scope="module")
def aviary() -> Aviary:
    birds = Aviary("KANARI")
    visit(birds)
    return birds


@pytest.fixture(scope="module")
def presses(aviary: Aviary, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    yield from _press(aviary, tmp_path_factory.mktemp("aviary"))


def _press(aviary: Aviary, folder: Path) -> Iterator[Press]:
    with app.create_workspace(folder / "aviary.briefer", officer=f"{aviary.call}999") as workspace:
        with workspace.writing() as rows:
            for file in aviary.files:
                rows.add_file(file)
            rows.insert(aviary.records)
        yield Press(workspace, folder)


@pytest.fixture(scope="module")
def programme(presses: Press) -> Exported:
    return presses.export("aviary", "visitors")


def test_the_aviary_has_a_word_in_every_kind_of_record(aviary: Aviary) -> None:
    kinds = {where.partition(".")[0] for where in aviary.words.values()}
    assert kinds == {
        *("attachment", "brief", "citation", "comment", "contact", "copy", "day_note", "delegate"),
        *("edition", "follow_up", "institution", "instrument", "issued_number", "item", "leg"),
        *("note", "officer", "outcome", "own_data", "participant", "party", "person", "phase"),
        *("place", "point", "post", "private_data", "recipient", "source", "step", "stop"),
        *("strand", "task", "term", "theme", "vehicle", "visit", "wording"),
    }


def test_what_visitors_may_see_is_printed(programme: Exported, needs: Needs) -> None:
    text = " ".join(" ".join(texts(needs("pdftotext", "poppler-utils"), programme.path)).split())
    assert [words for words in _seen() if words not in text] == []


def _seen() -> list[str]:
    """A few words of what `SEEN` allows, from each kind that a programme must name."""
    return [
        "Seen visit cover note",
        "Seen person printed name",
        "Seen delegate title",
        "Seen stop city",
        "Seen item title",
        "Seen place room",
    ]


def test_no_canary_is_in_the_text_of_the_visitors_programme(
    aviary: Aviary, programme: Exported, needs: Needs
) -> None:
    pdftotext = needs("pdftotext", "poppler-utils")
    readings = {
        "reading order": "".join(texts(pdftotext, programme.path)),
        "drawing order": "".join(texts(pdftotext, programme.path, raw=True)),
        "glyphs": "".join(_glyphs(programme.path)),
    }
    assert [
        (name, where) for name, text in readings.items() for where in _heard(aviary, _folded(text))
    ] == []


def test_no_canary_is_in_any_string_name_or_stream_of_the_file(
    aviary: Aviary, programme: Exported
) -> None:
    assert [
        (place, where)
        for place, content in _everything(programme.path)
        for coded in _codings(content)
        for where in _heard(aviary, coded, years=False)
    ] == []


def test_the_file_names_no_record(aviary: Aviary, programme: Exported) -> None:
    ids = {form for record in aviary.records for form in (str(record.id), record.id.hex)}
    content = b"\n".join(content for _, content in _everything(programme.path)).decode("latin-1")
    assert [id_ for id_ in ids if id_ in content.lower()] == []


def test_the_visitors_programme_holds_no_picture_of_a_person(programme: Exported) -> None:
    with pikepdf.open(programme.path) as pdf:
        kinds = [
            str(each.get("/Subtype")) for each in pdf.objects if isinstance(each, pikepdf.Stream)
        ]
    assert "/Image" not in kinds


def test_the_programme_is_the_same_whatever_the_hidden_words_are(
    programme: Exported, tmp_path: Path
) -> None:
    others = Aviary("NIGHTINGALES AND OTHERS ")
    visit(others)
    for press in _press(others, tmp_path):
        assert press.export("aviary", "visitors").path.read_bytes() == programme.path.read_bytes()


def test_the_same_words_are_found_where_they_may_be(
    aviary: Aviary, presses: Press, needs: Needs
) -> None:
    """The control: without it the tests above might listen to nothing."""
    pdftotext = needs("pdftotext", "poppler-utils")
    heard = {
        where
        for recipe in ("dossier", "report", "contacts")
        for text in texts(pdftotext, presses.export("aviary", recipe).path, raw=True)
        for where in _heard(aviary, _folded(text))
    }
    silent = {_field(where) for where in aviary.words.values()} - set(map(_field, heard))
    assert {field for field in silent if not _unprinted(field)} == set()
    assert {where.partition(", ")[2].partition(".")[0] for where in heard} == {
        "",
        *("a brief", "a note", "a recipient", "a step", "a vehicle", "an earlier visit"),
        *(
            "an internal briefing",
            "an internal step",
            "another strand",
            "cancelled",
            "for the delegation",
        ),
        *("an annex", "for the office", "internal", "marked above", "not released", "private"),
    }


class Reader(NamedTuple):
    """Whose sheets are searched: made by these recipes; and which words of the aviary may be heard in them."""

    audience: str
    recipes: tuple[str, ...]
    hears: frozenset[str]
    whys: frozenset[str]
    """What may be visible although visitors may not see it: "another strand", "a step"."""


_PAGE_CODE = re.compile(r"\b[0-9A-Z]{4}\s[0-9A-Z]{4}\s[0-9A-Z]{2}\b")

READERS = (
    Reader(
        "logistics",
        ("logistics", "dossier", "report", "contacts", "pocket", "cards"),
        frozenset(
            {
                *("day_note.cars", "day_note.dress", "day_note.duty_phone", "day_note.on_duty"),
                *("delegate.arrival", "delegate.departure", "delegate.room"),
                *("item.contact", "item.dress", "item.gifts", "item.greeter", "item.interpreter"),
                *("item.interpreting", "item.menu", "item.note", "item.place_words", "item.title"),
                *("item.transport", "leg.remark", "leg.riders", "participant.represented_by"),
                *(
                    "officer.name",
                    "officer.phone",
                    "officer.role",
                    "person.pronounced",
                    "place.access",
                ),
                *("private_data.access_needs", "private_data.dietary"),
                *("step.where", "step.who", "step.words", "stop.hotel_note"),
                *("vehicle.call_sign", "vehicle.contact", "vehicle.driver", "vehicle.kind"),
                "vehicle.plate",
            }
        ),
        frozenset({"a step", "a vehicle", "not released", "private"}),
    ),
    Reader(
        "press",
        ("press", "dossier", "report", "contacts", "pocket", "cards"),
        frozenset({"person.pronounced", "vehicle.call_sign", "vehicle.kind"}),
        frozenset({"a vehicle"}),
    ),
    Reader(
        "registration",
        ("badges", "dossier", "report", "contacts", "pocket", "cards"),
        frozenset(
            {
                *("delegate.affiliation", "delegate.title", "person.native_name"),
                *("person.printed_name", "strand.title"),
            }
        ),
        frozenset({"another strand"}),
    ),
    Reader(
        "delegation",
        ("delegation", "dossier", "report", "contacts", "pocket", "cards"),
        frozenset(
            {
                *("contact.label", "contact.value", "visit.prepared_for", "strand.title"),
                *("day_note.cars", "day_note.dress", "day_note.duty_phone", "day_note.on_duty"),
                *("delegate.affiliation", "delegate.arrival", "delegate.departure"),
                *("delegate.room", "delegate.title", "item.contact", "item.dress", "item.greeter"),
                *("item.interpreter", "item.interpreting", "item.menu", "item.note"),
                *("item.place_words", "item.title", "item.transport", "leg.riders"),
                *("officer.name", "officer.phone", "officer.role", "participant.represented_by"),
                *("person.address_spoken", "person.address_written", "person.family_name"),
                *("person.honorific", "person.native_name", "person.printed_name"),
                *("person.pronounced", "post.supplied_on", "step.where", "step.who", "step.words"),
                *("stop.hotel_note", "vehicle.call_sign", "vehicle.contact", "vehicle.driver"),
                *("vehicle.kind", "vehicle.plate"),
            }
        ),
        frozenset(
            {
                *("a step", "a vehicle", "another strand", "cancelled", "for the delegation"),
                *("marked above", "not released"),
            }
        ),
    ),
)
"""Written down here a second time on purpose, as `SEEN` is. Every recipe that an audience may narrow is searched."""


@pytest.mark.parametrize("reader", READERS, ids=[each.audience for each in READERS])
def test_a_narrower_reader_hears_only_what_is_meant_for_it(
    aviary: Aviary, presses: Press, reader: Reader
) -> None:
    heard: set[str] = set()
    for recipe in reader.recipes:
        exported = presses.export("aviary", recipe, reader.audience)
        for text in _glyphs(exported.path):  # a page's code may hold a year by chance
            printed = _PAGE_CODE.sub("", text)
            heard.update(_heard(aviary, _folded(printed), years=False))
            found = re.findall(r"(?<![\dA-Z])\d{4}(?!\d)", printed)
            heard.update(aviary.words[year] for year in found if year in aviary.words)
        for _, content in _everything(exported.path):
            for coded in _codings(content):
                heard.update(_heard(aviary, coded, years=False))
    assert [where for where in sorted(heard) if not _may_hear(reader, where)] == []
    # the control: what may be heard is there
    assert reader.hears == {_field(where) for where in heard}
    assert reader.whys == {where.partition(", ")[2] for where in heard} - {""}


_DIGITS = 3
"""Of the number of each word."""


def test_each_word_is_the_call_and_its_number(aviary: Aviary) -> None:
    words = [word for word in aviary.words if not word.isdigit()]
    assert [word for word in words if not re.fullmatch(r"KANARI\d{3}", word)] == []
    text = _folded("so Kanari 00\n1 23, kanari002")
    assert _heard(aviary, text) == [aviary.words["KANARI001"], aviary.words["KANARI002"]]


def _may_hear(reader: Reader, where: str) -> bool:
    field, _, why = where.partition(", ")
    return field in reader.hears and (not why or why in reader.whys)


def _field(where: str) -> str:
    """`brief.addenda, a brief.date` is `brief.addenda.date`."""
    return re.sub(r", [^.]*", "", where)


def _unprinted(field: str) -> bool:
    return field in NOT_PRINTED or f"*.{field.rpartition('.')[2]}" in NOT_PRINTED


def _folded(text: str) -> str:
    """Words broken at the end of a line are put together again."""
    return "".join(text.split()).upper()


def _heard(aviary: Aviary, text: str, *, years: bool = True) -> list[str]:
    """Where the words come from that are in a folded text."""
    called = {text[at : at + len(_folded(aviary.call)) + _DIGITS] for at in _calls(aviary, text)}
    sought = aviary.words if called or years else ()
    return [
        aviary.words[word]
        for word in sought
        if (years and word in text if word.isdigit() else _folded(word) in called)
    ]


def _calls(aviary: Aviary, text: str) -> Iterator[int]:
    """Where words of the aviary begin; to look for each of them in each string of a file takes minutes."""
    call = _folded(aviary.call)
    at = text.find(call)
    while at >= 0:
        yield at
        at = text.find(call, at + 1)


def _glyphs(path: Path) -> Iterator[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            yield page.get_textpage().get_text_range()


def _codings(content: bytes) -> Iterable[str]:
    """The ways in which a file may write a word."""
    plain = content.decode("latin-1").upper()
    yield plain
    for coding in ("utf-16-be", "utf-16-le"):
        for start in (0, 1):
            yield content[start:].decode(coding, "ignore").upper()
    for digits in re.findall(r"<([0-9A-F\s]{8,})>", plain):
        yield from _codings_of_hex("".join(digits.split()))


def _codings_of_hex(digits: str) -> Iterable[str]:
    content = bytes.fromhex(digits[: len(digits) // 2 * 2])
    yield content.decode("latin-1").upper()
    yield content.decode("utf-16-be", "ignore").upper()


def _everything(path: Path) -> Iterator[tuple[str, bytes]]:
    """All that somebody with a PDF toolbox could find in a file: its bytes, strings, names, streams."""
    yield "the file", path.read_bytes()
    with pikepdf.open(path) as pdf:
        for number, thing in enumerate((pdf.trailer, *pdf.objects)):
            for where, content in _contents(thing):
                yield f"object {number}{where}", content


def _contents(thing: Any, where: str = "") -> Iterator[tuple[str, bytes]]:
    match thing:
        case pikepdf.Stream():
            image = thing.get("/Filter") == "/DCTDecode"
            yield where, thing.read_raw_bytes() if image else thing.read_bytes()
            yield from _entries(thing, where)
        case pikepdf.Dictionary():
            yield from _entries(thing, where)
        case pikepdf.Array():
            for each in thing:
                yield from _below(each, where)
        case pikepdf.String():
            yield where, bytes(thing)
            yield where, str(thing).encode()
        case pikepdf.Name():
            yield where, str(thing).encode()


def _entries(thing: pikepdf.Dictionary | pikepdf.Stream, where: str) -> Iterator[tuple[str, bytes]]:
    for name, each in thing.items():
        yield where, name.encode()
        yield from _below(each, f"{where}{name}")


def _below(thing: Any, where: str) -> Iterator[tuple[str, bytes]]:
    """What stands inside; indirect objects come by themselves."""
    if not (isinstance(thing, pikepdf.Object) and thing.is_indirect):
        yield from _contents(thing, where)
