"""Rows of library records: institutions, people, notes, as lists show them. Records in, `Row`s out."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from briefer.gui import shown
from briefer.gui.models.rows import Mark, Row
from briefer.i18n import say, say_many
from briefer.records.institutions import Institution
from briefer.records.naming import initials
from briefer.records.notes import Note
from briefer.records.visit_file import VisitFile

if TYPE_CHECKING:
    from briefer.services.people import PersonLine

SIGNS = {
    "university": ("academia",),
    "building-2": ("company",),
    "network": ("unit", "network"),
}


def sign(institution: Institution) -> str:
    """The icon of an institution's kind."""
    if institution.parent:
        return "network"
    return next((name for name, kinds in SIGNS.items() if institution.kind in kinds), "landmark")


def kind_words() -> dict[str, str]:
    """The kinds of institution in words."""
    return {
        "ministry": say("ministry"),
        "agency": say("agency"),
        "mission": say("mission"),
        "centre": say("centre"),
        "court": say("court"),
        "academia": say("university or institute"),
        "ngo": say("non-governmental organisation"),
        "company": say("company"),
        "international organisation": say("international organisation"),
        "network": say("network"),
        "parliament": say("parliament"),
        "state": say("state", of="institution"),
        "unit": say("unit"),
        "other": say("other"),
    }


def note_kinds() -> dict[str, str]:
    """The kinds of note in words."""
    return {
        "conversation": say("conversation"),
        "background": say("background"),
        "talking points": say("talking points"),
    }


def institution_row(
    one: Institution, *, uses: int = 0, notes: int = 0, parent: str = "", found: str = ""
) -> Row:
    """An institution in the library panel."""
    acronym = one.acronym if one.acronym and one.acronym not in one.name else ""
    where = one.city or one.country
    count = (
        say_many("{count} note", "{count} notes", notes).format(count=shown.digits(notes))
        if notes
        else ""
    )
    times = say_many("used {count} time", "used {count} times", uses)
    used = times.format(count=shown.digits(uses)) if uses else ""
    return Row(
        one.id,
        one.name,
        second=shown.joined((parent or where, acronym)) or kind_words()[one.kind],
        end=f"{shown.digits(uses)}×" if uses else "",
        end_second=count,
        icon=sign(one),
        drag=("institution", one.id),
        lines=3,  # the narrow panel cut the last letters of a name
        found=found,
        spoken=say(", ").join(filter(None, (one.name, parent or where, acronym, used, count))),
    )


def note_row(note: Note, names: Mapping[UUID, str], *, drag: bool = True) -> Row:
    """A note in a list: its title, what and when it is, its first words."""
    tied = next((names[one] for one in note.institutions if one in names), "")
    return Row(
        note.id,
        note.title,
        second=shown.joined((note_kinds()[note.kind], shown.when(note.date), tied)),
        third=first_words(note.text),
        mark=Mark(note.marking.upper(), "secondary") if note.marking else None,
        icon="" if drag else "notebook-pen",
        drag=("note", note.id) if drag else None,
        lines=2 if drag else 1,
    )


def people(lines: "Iterable[PersonLine]", file: VisitFile) -> list[Row]:
    """People for the library panel of a visit: those in it, then the others."""
    here = {one.id for one in file.people}
    rows: dict[str, list[Row]] = {say("In this visit"): [], say("Not in this visit"): []}
    inside, others = rows.values()
    for line in lines:
        own = line.institution
        place = (own.acronym or own.name) if own else ""
        row = Row(
            line.id,
            shown.called(line.person),
            second=shown.joined((line.post.title if line.post else "", place)),
            initials=initials(line.person),
            drag=("person", line.id),
            lines=2,
        )
        (inside if line.id in here else others).append(row)
    return [row for head, some in rows.items() if some for row in (Row(title=head), *some)]


def first_words(markdown: str) -> str:
    """The first words of a text, without its marks."""
    for line in markdown.splitlines():
        plain = (
            line.strip()
            .lstrip("#>-*0123456789. ")
            .replace("*", "")
            .replace("[[", "")
            .replace("]]", "")
        )
        if plain:
            return plain[:140]
    return ""


def groups(
    institutions: Iterable[Institution], file: VisitFile, cities: Iterable[str]
) -> list[Row]:
    """Institutions for the library panel of a visit: at this stop, at other stops, not in this visit."""
    institutions = tuple(institutions)
    uses: dict[UUID, int] = {}
    for item in file.items:
        for id_ in item.institutions:
            uses[id_] = uses.get(id_, 0) + 1
    for part in file.participants:
        if part.institution:
            uses.setdefault(part.institution, 0)
    notes: dict[UUID, int] = {}
    for note in file.notes:
        for id_ in note.institutions:
            notes[id_] = notes.get(id_, 0) + 1
    here = {city.casefold() for city in cities if city}
    names = {one.id: one.name for one in institutions}
    rows: dict[str, list[Row]] = {
        say("This stop"): [],
        say("Other stops"): [],
        say("Not in this visit"): [],
    }
    first, second, third = rows
    for one in institutions:
        row = institution_row(
            one,
            uses=uses.get(one.id, 0),
            notes=notes.get(one.id, 0),
            parent=names.get(one.parent, "") if one.parent else "",
        )
        at = (
            first
            if one.city.casefold() in here and one.city
            else second
            if one.id in uses
            else third
        )
        rows[at].append(row)
    return [row for head, some in rows.items() if some for row in (Row(title=head), *some)]
