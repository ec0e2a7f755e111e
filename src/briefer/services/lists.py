"""Lists that were made elsewhere: rows of a spreadsheet, of a table in a text, of a CSV file; which column is what.

Nothing is guessed in silence: a column that is not known by its head is only proposed, and shown as what it becomes.
Not here: what a row becomes (`list_rows`), the clipboard and how dates are typed (`gui`).
"""

import csv
import re
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.text import clean, fold

Into = Literal["programme", "delegation", "people"]
"""What a list becomes: items of a visit, its delegates, or people of the library."""
Table = tuple[tuple[str, ...], ...]
"""Rows of cells, all of one length."""
MOST_ROWS, MOST_COLUMNS = 2_000, 60
NOT_TAKEN = ""

_HEADS: dict[Into, dict[str, str]] = {
    # field, and how heads of columns call it, folded
    "programme": {
        "day": "day|date|jour|datum|dato|dag|tag|اليوم|التاريخ",
        "time": "time|start|from|begin|heure|horaire|tid|tijd|zeit|klokkeslæt|debut|الوقت|الساعة",
        "end": "end|to|until|fin|slut|einde|ende|النهاية",
        "title": "title|item|event|activity|meeting|programme|program|titre|evenement|"
        "activite|what|subject|titel|onderdeel|punkt|البند",
        "kind": "kind|type|art|soort|النوع",
        "place": "place|location|venue|where|lieu|sted|plaats|ort|المكان",
        "contact": "contact|kontakt|contactpersoon|جهة الاتصال",
        "note": "note|notes|remark|remarks|comment|comments|"
        "remarque|bemærkning|opmerking|bemerkung|ملاحظات",
    },
    "people": {
        "honorific": "honorific|salutation|mr/ms|civilite|aanhef|anrede|اللقب",
        "given": "given name|first name|forename|prenom|fornavn|voornaam|vorname|الاسم الأول",
        "family": "family name|surname|last name|nom de famille|efternavn|"
        "achternaam|nachname|اسم العائلة",
        "name": "name|full name|participant|delegate|nom|navn|naam|الاسم",
        "title": "title|function|position|post|job title|role|fonction|"
        "titre|stilling|functie|funktion|المنصب",
        "institution": "institution|organisation|organization|company|ministry|affiliation|"
        "organisme|instelling|organisatie|المؤسسة|الجهة",
        "email": "email|e-mail|mail|courriel|البريد الإلكتروني",
        "phone": "phone|telephone|tel|mobile|telefon|telefoon|الهاتف",
        "languages": "languages|language|langues|sprog|talen|اللغات",
    },
}
_OF_DELEGATES = ("honorific", "given", "family", "name", "title", "institution")
_HEADS["delegation"] = {name: _HEADS["people"][name] for name in _OF_DELEGATES}

_CLOCK = r"[~≈]?\s*\d{1,2}[:.h]\d{2}"
_TIMED = re.compile(rf"^\s*({_CLOCK}(?:\s*[-–—]\s*(?:{_CLOCK})?)?)\s+(\S.*)$")
"""A line of text that begins with a time."""
_HOLDS_TIME = re.compile(rf"(?<![\d.:]){_CLOCK}(?![\d.])")
_MOSTLY = 0.6


class Columns(NamedTuple):
    """What each column is: a field of `fields`, or `NOT_TAKEN`."""

    fields: tuple[str, ...]
    head: bool
    """Whether the first row is the head of the others."""


def fields(into: Into) -> dict[str, str]:
    """What a column can be, in words."""
    if into == "programme":
        return {
            NOT_TAKEN: say("not taken"),
            "day": say("Day"),
            "time": say("Time"),
            "end": say("End"),
            "title": say("Title"),
            "kind": say("Kind"),
            "place": say("Place"),
            "contact": say("Contact"),
            "note": say("Note"),
        }
    words = {
        NOT_TAKEN: say("not taken"),
        "name": say("Name"),
        "honorific": say("Honorific"),
        "given": say("Given name"),
        "family": say("Family name"),
        "title": say("Function"),
        "institution": say("Institution"),
        "email": say("E-mail"),
        "phone": say("Telephone"),
        "languages": say("Languages"),
    }
    known = (NOT_TAKEN, *_HEADS[into])
    return {name: called for name, called in words.items() if name in known}


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 where it says so, else as western spreadsheets write it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def table(text: str) -> Table:
    """The rows of a text: cells between tabs or, in a CSV file, separators; else lines, a time at their begin apart.

    Raises:
        KnownError: it holds nothing, or more than can be looked at.

    """
    dialect = _dialect(text)
    if dialect is None:
        return squared(_lines(text))
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=dialect))
    except csv.Error as error:
        words = say("This list cannot be read: {reason}. Save it as CSV, or paste it.")
        raise KnownError(words.format(reason=error)) from error
    return squared(rows)


def tells_times(text: str) -> bool:
    """Whether at least a quarter of the lines of a text hold a time, as those of a programme do."""
    lines = [line for line in text.splitlines() if line.strip()][:MOST_ROWS]
    timed = sum(1 for line in lines if _HOLDS_TIME.search(line))
    return 0 < len(lines) <= timed * 4


def squared(rows: Sequence[Sequence[str]]) -> Table:
    """Rows without empty ones and empty columns, all of one length.

    Raises:
        KnownError: there is nothing, or more than can be looked at.

    """
    plain = [[" ".join(clean(cell).split()) for cell in row] for row in rows]
    plain = [row for row in plain if any(row)]
    columns = [column for column in zip_longest(*plain, fillvalue="") if any(column)]
    if not columns:
        raise KnownError(say("There is no list: nothing but empty cells."))
    if len(plain) > MOST_ROWS or len(columns) > MOST_COLUMNS:
        words = say("This list is too long: at most {rows} rows and {columns} columns at a time.")
        raise KnownError(words.format(rows=MOST_ROWS, columns=MOST_COLUMNS))
    return tuple(zip(*columns, strict=True))


def recognised(
    rows: Table, into: Into, is_day: Callable[[str], bool], is_time: Callable[[str], bool]
) -> Columns:
    """What the columns are, by the words of the first row, else by what they hold."""
    by_head = _by_head(rows[0], into)
    if sum(map(bool, by_head)) >= min(2, len(rows[0])):
        return Columns(by_head, head=True)
    if into != "programme":
        longest = max(range(len(rows[0])), key=lambda at: sum(map(bool, (row[at] for row in rows))))
        return Columns(tuple("name" if at == longest else "" for at in range(len(rows[0]))), False)
    return Columns(_by_content(rows, is_day, is_time), head=False)


def with_field(columns: Columns, at: int, field: str) -> Columns:
    """The columns where one is something else; what may be only one column's is another's no more."""
    found = [
        field if place == at else NOT_TAKEN if one == field and field != "note" else one
        for place, one in enumerate(columns.fields)
    ]
    return columns._replace(fields=tuple(found))


def _dialect(text: str) -> str | None:
    """What stands between cells; None in plain lines."""
    if "\t" in text:
        return "\t"
    lines = [line for line in text.splitlines() if line.strip()][:50]
    for mark in ";,|":
        counts = [line.count(mark) for line in lines]
        if (
            lines
            and min(counts) >= 1
            and (mark != "," or max(counts) == min(counts) or '"' in text)
        ):
            return mark
    return None


def _lines(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    timed = [_TIMED.match(line) for line in lines]
    if sum(map(bool, timed)) * 2 < len(lines):
        return [[line] for line in lines]
    return [
        [match[1], match[2]] if match else ["", line]
        for match, line in zip(timed, lines, strict=True)
    ]


def _by_head(head: Sequence[str], into: Into) -> tuple[str, ...]:
    own = {fold(called): name for name, called in fields(into).items() if name}
    known = {
        fold(word): name for name, words in _HEADS[into].items() for word in words.split("|")
    } | own
    found: list[str] = []
    for cell in head:
        name = known.get(fold(cell).strip(" .:"), NOT_TAKEN)
        found.append(NOT_TAKEN if name in found and name != "note" else name)
    return tuple(found)


def _by_content(
    rows: Table, is_day: Callable[[str], bool], is_time: Callable[[str], bool]
) -> tuple[str, ...]:
    found = [NOT_TAKEN] * len(rows[0])
    columns = [[cell for cell in column if cell] for column in zip(*rows, strict=True)]
    for names, fits in ((("time", "end"), is_time), (("day",), is_day)):
        open_ = list(names)
        for at, cells in enumerate(columns):
            mostly = sum(map(fits, cells)) >= _MOSTLY * len(cells)
            if open_ and mostly and not found[at]:
                found[at] = open_.pop(0)
    rest = [at for at, name in enumerate(found) if not name]
    for name, at in zip(("title", "place"), rest, strict=False):
        found[at] = name
    return tuple(found)
