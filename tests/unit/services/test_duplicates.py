"""Which records of the library are likely the same."""

import pytest

from briefer.records.base import Record
from briefer.records.institutions import ContactPoint, Institution, Spelling
from briefer.records.kinds import kind_of, name_of
from briefer.records.notes import GlossaryTerm, Instrument, Note, Theme
from briefer.records.people import Person, Post
from briefer.services import common_edits, duplicates, edits
from briefer.workspace.database import Workspace


def _pairs(workspace: Workspace, *records: Record) -> list[tuple[str, str, str]]:
    edits.apply(workspace, common_edits.add(*records))
    kind = kind_of(records[0]).name
    return [
        (name_of(each.left), name_of(each.right), each.reason)
        for each in duplicates.among(workspace, kind)
    ]


def test_institutions_that_are_called_alike(workspace: Workspace) -> None:
    assert _pairs(
        workspace,
        Institution(name="Ministry of the Interior", country="Norvik"),
        Institution(name="Interior Ministry", country="Norvik"),
        Institution(name="The Ministry of Interior", country="Karavia"),
        Institution(name="Ministry of Justice"),
    ) == [("Ministry of the Interior", "Interior Ministry", "same name")]


def test_another_spelling_a_short_form_and_a_slip(workspace: Workspace) -> None:
    assert _pairs(
        workspace,
        Institution(name="Aurenne Border Guard", spellings=(Spelling(text="Garde-frontière"),)),
        Institution(name="Garde frontiere"),
        Institution(name="National Document Fraud Office", acronym="NDFO", country="Aurenne"),
        Institution(name="Office against false documents", acronym="NDFO", country="Aurenne"),
        Institution(name="Prefecture of Montaure"),
        Institution(name="Prefecture of Montuare"),
        Institution(name="Border Post 3"),
        Institution(name="Border Post 4"),
    ) == [
        ("Aurenne Border Guard", "Garde frontiere", "same name"),
        (
            "National Document Fraud Office",
            "Office against false documents",
            "same short form, same place",
        ),
        ("Prefecture of Montaure", "Prefecture of Montuare", "one letter apart"),
    ]


def test_units_of_two_ministries_may_be_called_alike(workspace: Workspace) -> None:
    one, other = Institution(name="Ministry A"), Institution(name="Ministry B")
    units = [
        Institution(name="Protocol Section", parent=parent.id) for parent in (one, other, other)
    ]
    assert _pairs(workspace, one, other, *units) == [
        ("Protocol Section", "Protocol Section", "same name")
    ]


def test_one_that_was_typed_without_its_ministry(workspace: Workspace) -> None:
    ministry = Institution(name="Ministry A", country="Aurenne")
    assert _pairs(
        workspace,
        ministry,
        Institution(name="River Agency", acronym="RA", country="Aurenne", parent=ministry.id),
        Institution(name="Agency for the Rivers", acronym="RA", country="Aurenne"),
        Institution(name="Agency for Roads", acronym="RA", country="Karavia"),
    ) == [("River Agency", "Agency for the Rivers", "same short form, same place")]


def test_people(workspace: Workspace) -> None:
    ministry, agency = Institution(name="Ministry"), Institution(name="Agency")
    people = [
        Person(honorific="Dr", given_name="Lina", family_name="Haddad-Moreau"),
        Person(given_name="Haddad", family_name="Lina Moreau"),
        Person(given_name="Ole", family_name="Hansen"),
        Person(given_name="O.", family_name="Hansen"),
        Person(given_name="Ole", family_name="HANSEN"),
        Person(given_name="Olga", family_name="Hansen"),
        Person(given_name="Åse", family_name="Hansen"),
        Person(given_name="Mette", family_name="Hansen"),
        Person(given_name="M.", family_name="Dahl"),
        Person(given_name="", family_name="Hansen"),
    ]
    first, second, third = people[2:5]
    found = _pairs(
        workspace,
        *people,
        *(ministry, agency),
        Post(person=first.id, institution=ministry.id),
        Post(person=second.id, institution=ministry.id),
        Post(person=third.id, institution=agency.id),
        ContactPoint(person=people[7].id, kind="e-mail", value="Mette@Post.example"),
        ContactPoint(person=people[8].id, kind="e-mail", value="mette@post.example "),
    )
    assert found == [
        ("Dr Lina Haddad-Moreau", "Haddad Lina Moreau", "same name"),
        ("Mette Hansen", "M. Dahl", "same e-mail address"),
        ("Ole Hansen", "O. Hansen", "same short form, same place"),
        ("Ole Hansen", "Ole HANSEN", "same name, another institution"),
    ]


@pytest.mark.parametrize(
    ("records", "found"),
    [
        (
            [
                Theme(name="Border management"),
                Theme(name="Frontier", synonyms=("border  Management",)),
            ],
            [("Border management", "Frontier", "same name")],
        ),
        (
            [
                GlossaryTerm(acronym="CTA", expansion="Centre for Terrorism Analysis"),
                GlossaryTerm(acronym="CTA", expansion="Call to action"),
                GlossaryTerm(acronym="EU"),
                GlossaryTerm(acronym="EU", expansion="European Union"),
            ],
            [("EU", "EU", "same name")],
        ),
        (
            [
                Instrument(kind="resolution", number="2396", year="2017", issuer="UN"),
                Instrument(
                    kind="resolution", number="2396", year="2017", issuer="UN", title="Foreign"
                ),
                Instrument(kind="resolution", number="2396", year="2018", issuer="UN"),
            ],
            [("resolution 2396 (2017)", "Foreign", "same name")],
        ),
        (
            [
                Note(title="Call in Dar Qamar", date="2025-03-09"),
                Note(title="Call in Dar Qamar", date="2025-03-09"),
                Note(title="Call in Dar Qamar", date="2026-03-09"),
            ],
            [("Call in Dar Qamar", "Call in Dar Qamar", "same name")],
        ),
    ],
)
def test_other_kinds(
    workspace: Workspace, records: list[Record], found: list[tuple[str, str, str]]
) -> None:
    assert _pairs(workspace, *records) == found


def test_those_that_are_likely_one_of_many(workspace: Workspace) -> None:
    records = [Person(given_name="Kaja", family_name=name) for name in ("Sundén", "SUNDEN", "Sund")]
    edits.apply(workspace, common_edits.add(*records))
    found = duplicates.of(workspace, "person", records[1].id)
    assert [(name_of(each.left), name_of(each.right), each.reason) for each in found] == [
        ("Kaja Sundén", "Kaja SUNDEN", "same name")
    ]
    assert duplicates.of(workspace, "person", Person(family_name="Nobody").id) == ()


def test_what_is_a_habit_is_no_duplicate(workspace: Workspace) -> None:
    assert _pairs(workspace, *(Institution(name="Embassy") for _ in range(41))) == []
