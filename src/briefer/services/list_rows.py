"""What each row of a list becomes: an item, a delegate, a person; or why nothing.

Every row says what is made of it, and one that is not understood says so and makes nothing. Not here: which column is
what (`lists`), applying (`edits`).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from uuid import UUID

from briefer.errors import KnownError
from briefer.findings import Place
from briefer.i18n import say, say_many
from briefer.records import dates
from briefer.records.base import Record
from briefer.records.institutions import ContactPoint, Institution
from briefer.records.kinds import kind_of, name_of
from briefer.records.naming import whole_name
from briefer.records.people import Person, Post
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate, Stop
from briefer.services.common_edits import new_item
from briefer.services.edits import Change, Edit
from briefer.services.fitting import fit
from briefer.services.lists import Columns, Into, Table
from briefer.text import fold

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

State = Literal["new", "known", "doubt", "several", "there", "day", "unread"]
"""`new`: a record is made. `known`: somebody of the library joins. `doubt`: it is made, but should be looked at.
`several`: more than one of the library is called so. `there`: it is there already. `day`: it says the day of the rows
below. `unread`: it is not understood."""
Way = Literal["take", "new", "without"]
"""Take what the row became; make somebody new although the name is known; leave it out."""

_HONORIFICS = "|mr|mrs|ms|miss|dr|prof|h.e.|he|hon|sir|m.|mme|mlle|hr|hr.|fru|dhr.|mevr.|herr|frau|"
"""What may stand before a name."""
_SEPARATED = re.compile(r"[,;/]")


class Parsers(NamedTuple):
    """How what is typed is read, in the user's language."""

    day: Callable[[str], str | None]
    """A `When`; None for no date."""
    times: Callable[[str, str], dict[str, Any] | None]
    """Fields of an item from a time and an end; None for no time."""
    kinds: Mapping[str, str]
    """Kinds of item by their folded words."""


class Planned(NamedTuple):
    """What becomes of a row."""

    state: State
    remark: str = ""
    """Why nothing is made of it, or what should be looked at."""
    records: tuple[Record, ...] = ()
    """What is made, the one that the row is about first."""
    anew: tuple[Record, ...] = ()
    """What is made where somebody new is wanted."""
    person: Person | None = None
    """Who of the library it is."""

    @property
    def ways(self) -> tuple[Way, ...]:
        """What can be chosen, what happens unless somebody chooses first."""
        by_state: dict[State, tuple[Way, ...]] = {
            "new": ("take", "without"),
            "doubt": ("take", "without"),
            "known": ("take", "new", "without"),
            "several": ("without", "new"),
            "there": ("without", "new"),
        }
        return by_state.get(self.state, ("without",))

    def made(self, way: Way) -> tuple[Record, ...]:
        """What is made that way."""
        return {"take": self.records, "new": self.anew, "without": ()}[way]


def planned(
    workspace: "Workspace",
    into: Into,
    rows: Table,
    columns: Columns,
    file: VisitFile | None,
    parsers: Parsers,
) -> tuple[Planned, ...]:
    """What becomes of each row, its head not counted."""
    cells = [_by_field(row, columns.fields) for row in rows[columns.head :]]
    if into == "programme":
        assert file is not None
        return tuple(_fitting(row) for row in programme(file, cells, parsers))
    known = _known(workspace, cells)
    found = _people(cells, known, file if into == "delegation" else None)
    return tuple(_fitting(row) for row in found)


def _fitting(row: Planned) -> Planned:
    """What becomes of a row; nothing where it cannot be kept."""
    try:
        for record in (*row.records, *row.anew):
            fit(record)
    except KnownError as error:
        return Planned("unread", str(error))
    return row


def edit(rows: Sequence[tuple[Planned, Way]], into: Into, source: str, visit: UUID | None) -> Edit:
    """The edit that takes the rows in as they were chosen: one step of undo."""
    made = {record.id: record for row, way in rows for record in row.made(way)}
    about = [row.made(way)[0] for row, way in rows if row.made(way)]
    count = len(about)
    forms = {
        "programme": say_many("Import {count} item from {source}", "Import {count} items from {source}", count),
        "delegation": say_many("Import {count} delegate from {source}", "Import {count} delegates from {source}", count),
        "people": say_many("Import {count} person from {source}", "Import {count} people from {source}", count),
    }  # fmt: skip
    words = forms[into].format(count=count, source=source)
    first = about[0] if about else None
    place = (
        Place(kind=kind_of(first).name, key=first.key, words=name_of(first)) if first else Place()
    )
    changes = tuple(Change(None, record) for record in made.values())
    return Edit(words, changes, say("{words}.").format(words=words), visit, place)


def _by_field(row: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, cell in zip(fields, row, strict=True):
        if name and cell:
            found[name] = f"{found[name]}; {cell}" if name in found else cell
    return found


# --------------------------------------------------------------------------------- of a programme


def programme(
    file: VisitFile, cells: Sequence[Mapping[str, str]], parsers: Parsers
) -> tuple[Planned, ...]:
    """Items of a visit; a day holds for the rows below until another is told."""
    day, found = "", []
    last = max((item.order for item in file.items), default=0)
    for at, row in enumerate(cells, 1):
        alone = next(iter(row.values())) if len(row) == 1 else ""
        said = parsers.day(alone) if alone and set(row) & {"day", "title", "time"} else None
        if said:
            day = said
            found.append(Planned("day"))
            continue
        planned_row = _item(file, row, day, last + at * 10, parsers)
        found.append(planned_row)
        if row.get("day"):
            day = parsers.day(row["day"]) or ""
    return tuple(found)


def _item(
    file: VisitFile, row: Mapping[str, str], day: str, order: int, parsers: Parsers
) -> Planned:
    title = row.get("title", "")
    if not row:
        return Planned("unread", say("None of its cells is taken."))
    if not title:
        return Planned("unread", say("It has no title."))
    doubts = []
    if row.get("day"):
        read = parsers.day(row["day"])
        if read is None:
            sentence = say("“{text}” is no date. Change the cell.")
            return Planned("unread", sentence.format(text=row["day"]))
        day = read
    values: dict[str, Any] = {"day": day}
    if row.get("time") or row.get("end"):
        times = parsers.times(row.get("time", ""), row.get("end", ""))
        if times is None:
            text = " ".join(filter(None, (row.get("time", ""), row.get("end", ""))))
            times = {"time_form": "words", "time_words": text}
            doubts.append(say("“{text}” is no time: it is printed as it stands.").format(text=text))
        values |= times
    if row.get("kind"):
        kind = parsers.kinds.get(fold(row["kind"]))
        if kind:
            values["kind"] = kind
        else:
            doubts.append(say("There is no kind “{text}”.").format(text=row["kind"]))
    names = {"place": "place_words", "contact": "contact", "note": "note"}
    values |= {field: row[name] for name, field in names.items() if row.get(name)}
    stop = _stop(file, day)
    if stop:
        values |= {"stop": stop.id, "phase": stop.phase}
    if day and not _within(file, day):
        doubts.append(say("Its day is not one of the visit."))
    item = new_item(file.visit, title, **{**values, "order": order})
    return Planned("doubt" if doubts else "new", " ".join(doubts), (item,))


def _stop(file: VisitFile, day: str) -> Stop | None:
    on = dates.day(day) if day else None
    return next((one for one in file.stops if on and _holds(one.start, one.end, day)), None)


def _within(file: VisitFile, day: str) -> bool:
    spans = [(file.visit.start, file.visit.end), *((one.start, one.end) for one in file.stops)]
    return not any(start for start, _ in spans) or any(_holds(*span, day) for span in spans)


def _holds(start: str, end: str, day: str) -> bool:
    first, last, on = dates.read(start), dates.read(end or start), dates.read(day)
    return bool(first and last and on and first.first <= on.first and on.last <= last.last)


# ------------------------------------------------------------------------------------- of people


class _Known(NamedTuple):
    """Who and what the library knows, by folded names."""

    people: Mapping[str, Sequence[Person]]
    institutions: Mapping[str, Sequence[Institution]]


def _known(workspace: "Workspace", cells: Iterable[Mapping[str, str]]) -> _Known:
    names = {_person(row)[1] for row in cells} - {""}
    wants_institutions = any(row.get("institution") for row in cells)
    people: dict[str, list[Person]] = defaultdict(list)
    institutions: dict[str, list[Institution]] = defaultdict(list)
    with workspace.reading() as rows:
        ids = {id_ for name in names for id_ in rows.search.page("person", name, 0, 20)[0]}
        for person in rows.where(Person, "id", ids):
            for name in {fold(_plain(person)), fold(whole_name(person))}:
                people[name].append(person)
        for one in rows.all(Institution) if wants_institutions else ():
            called = (one.name, one.acronym, one.native_name)
            for name in {fold(each) for each in called if each}:
                institutions[name].append(one)
    return _Known(people, institutions)


def _people(
    cells: Iterable[Mapping[str, str]], known: _Known, file: VisitFile | None
) -> Iterable[Planned]:
    """Delegates of a visit, or people of the library where there is none."""
    made: dict[str, Institution] = {}
    travel = {one.person for one in file.delegates} if file else set()
    order = max((one.order for one in file.delegates), default=-1) + 1 if file else 0
    for at, row in enumerate(cells):
        person, name = _person(row)
        if not name and not (file and row.get("title")):
            yield Planned("unread", say("It has no name."))
            continue
        institution, doubt = _institution(row.get("institution", ""), known)
        there = known.people.get(fold(name), ()) if name else ()
        if file:
            values: dict[str, Any] = {"order": order + at, "title": row.get("title", "")}
            values["institution"] = institution.id if institution else None
            values["affiliation"] = "" if institution else row.get("institution", "")
            doubt = ""  # what is not known of an institution stands as it was written
            new = Delegate(visit=file.visit.id, person=person.id if name else None, **values)
            anew: tuple[Record, ...] = (new, person) if name else (new,)
            joined = Delegate(visit=file.visit.id, person=there[0].id, **values) if there else None
        else:
            parts = _parts(person, row, institution, made)
            anew, joined = (person, *parts), None
        if len(there) > 1:
            words = say_many("{count} in the library has this name.", "{count} in the library have this name.", len(there))  # fmt: skip
            yield Planned("several", words.format(count=len(there)), (), anew)
        elif there and (joined is None or there[0].id in travel):
            words = say("Travels already.") if joined else say("In the library already.")
            yield Planned("there", words, (), anew, there[0])
        elif there and joined:
            yield Planned("known", "", (joined,), anew, there[0])
        else:
            yield Planned("doubt" if doubt else "new", doubt, anew)


def _institution(words: str, known: _Known) -> tuple[Institution | None, str]:
    """The institution of that name, and what should be looked at."""
    found = known.institutions.get(fold(words), ()) if words else ()
    if len(found) > 1:
        return None, say("Several institutions are called “{name}”.").format(name=words)
    return (found[0], "") if found else (None, "")


def _parts(
    person: Person,
    row: Mapping[str, str],
    institution: Institution | None,
    made: dict[str, Institution],
) -> tuple[Record, ...]:
    """What is made for somebody new: post, institution where it is not known, ways to reach them."""
    found: list[Record] = []
    if (words := row.get("institution", "")) and institution is None:
        institution = made.setdefault(fold(words), Institution(name=words))
        found.append(institution)  # with each of its people: the first of them may be left out
    if row.get("title") or institution:
        of = institution.id if institution else None
        found.append(Post(person=person.id, institution=of, title=row.get("title", "")))
    for order, (name, kind) in enumerate((("phone", "office"), ("email", "e-mail"))):
        if row.get(name):
            found.append(ContactPoint(person=person.id, order=order, kind=kind, value=row[name]))  # type: ignore[arg-type]
    return tuple(found)


def _person(row: Mapping[str, str]) -> tuple[Person, str]:
    """The person of a row, and the name without what stands before it; "" where it has none."""
    honorific = row.get("honorific", "")
    given, family = row.get("given", ""), row.get("family", "")
    if not given and not family:
        name = row.get("name", "")
        first, _, rest = name.partition(" ")
        if rest and not honorific and f"|{first.casefold()}|" in _HONORIFICS:
            honorific, name = first, rest
        if "," in name:
            family, _, given = (part.strip() for part in name.partition(","))
        else:
            given, _, family = name.rpartition(" ")
    languages = [one.strip() for one in _SEPARATED.split(row.get("languages", "")) if one.strip()]
    person = Person(
        honorific=honorific, given_name=given, family_name=family, languages=tuple(languages)
    )
    return person, _plain(person)


def _plain(person: Person) -> str:
    return " ".join(filter(None, (person.given_name, person.family_name)))
