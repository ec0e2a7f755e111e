"""Letters in place of a photograph are of the name, not of the rank before it."""

import pytest

from briefer.records.naming import initials, initials_of, whole_name
from briefer.records.people import Person
from factories import made

NAMES = [
    # honorific, given, family, printed, native; whole name, initials
    ("Major General", "Karim", "Rashmani", "", "", "Major General Karim Rashmani", "KR"),
    ("Major General", "", "Rashmani", "", "", "Major General Rashmani", "R"),
    ("Ms", "Samira", "al-Amin", "", "", "Ms Samira al-Amin", "SA"),
    ("H.E.", "", "", "H.E. Lina Sahlani", "", "H.E. Lina Sahlani", "LS"),
    ("", "", "de Vries", "", "", "de Vries", "dV"),
    ("", "Élise", "Ängström", "", "", "Élise Ängström", "ÉÄ"),
    ("", "", "", "", "سميرة", "سميرة", "س"),
    ("", "", "", "", "", "", ""),
]


@pytest.mark.parametrize(
    ("honorific", "given", "family", "printed", "native", "whole", "letters"), NAMES
)
def test_whole_names_and_initials(
    honorific: str, given: str, family: str, printed: str, native: str, whole: str, letters: str
) -> None:
    somebody = made(
        Person,
        "somebody",
        honorific=honorific,
        given_name=given,
        family_name=family,
        printed_name=printed,
        native_name=native,
    )
    assert (whole_name(somebody), initials(somebody)) == (whole, letters)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Lina Sahlani", "LS"), ("root", "r"), ("Anna Maria Holm", "AH"), ("", "")],
)
def test_initials_of_a_name_without_parts(name: str, letters: str) -> None:
    assert initials_of(name) == letters
