"""Columns of the table of people: lines of `services.people` in, words out."""

from typing import TYPE_CHECKING

from briefer.gui import shown
from briefer.gui.models.paged import Column
from briefer.i18n import say
from briefer.records.naming import initials

if TYPE_CHECKING:
    from briefer.services.people import PersonLine

HIDDEN = ("native", "written", "pronounced", "changed")
"""Columns that are out at first."""


def columns() -> tuple[Column, ...]:
    """The columns, the name first."""
    return (
        Column("name", say("Name"), listed_name, 2.8),
        Column("post", say("Post"), _post, 2.8),
        Column("institution", say("Institution"), _institution, 2.6, plain=False),
        Column("country", say("State", of="country"), _country, 2.0, plain=False, keep_end=True),
        Column("speaks", say("Speaks"), _languages, 1.6, plain=False),
        Column("native", say("In their own script"), _native, 2.2),
        Column("written", say("Address in writing"), _written, 2.6, plain=False),
        Column("pronounced", say("How to say it"), _pronounced, 2.2, plain=False),
        Column("changed", say("Changed"), _changed, 1.6, plain=False),
    )


def listed_name(line: "PersonLine") -> str:
    """A name as the list is ordered: the family name first."""
    person = line.person
    if person.family_name and person.given_name:
        form = say("{family}, {given}")
        if not shown.from_right(person.family_name + person.given_name):
            form = "{family}, {given}"  # a name keeps the comma of its own script
        return form.format(family=person.family_name, given=person.given_name)
    return person.family_name or person.given_name or shown.called(person)


def letters(line: "PersonLine") -> str:
    """The letters in the circle."""
    return initials(line.person)


def _post(line: "PersonLine") -> str:
    return line.post.title if line.post else ""


def _institution(line: "PersonLine") -> str:
    return line.institution.name if line.institution else ""


def _country(line: "PersonLine") -> str:
    return line.institution.country if line.institution else ""


def _languages(line: "PersonLine") -> str:
    return say(", ").join(line.person.languages)


def _native(line: "PersonLine") -> str:
    return line.person.native_name


def _written(line: "PersonLine") -> str:
    return line.person.address_written


def _pronounced(line: "PersonLine") -> str:
    return line.person.pronounced


def _changed(line: "PersonLine") -> str:
    return shown.day(line.person.changed_at.astimezone().date(), "d MMMM yyyy")
