"""Hard spaces, lists and numbers in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.i18n import HARD
from briefer.pack.phrases import (
    Original,
    capital,
    emphasised,
    filled,
    filled_text,
    joined,
    lang_of,
    listed,
    phrase,
    ranges,
    run,
    tie,
)
from outline import words


@pytest.mark.parametrize(
    "tied",
    [
        "Mr._Ahmed Seif El-Dawla",
        "H.E._Dr_Samira al-Nadwari",
        "Professor_Edda Kvistmark",
        "J._Ekdal",
        "on_9_March in Room_2.14",
        "le_14_juillet",
        "den_9._marts",
        "1_h 45_min, 12_km",
        "see item_8 and_9",
        "+999_1_555_0142 day and night",
        "EU_Member States and EU_institutions",
        "the CT_Unit and MENA_Department",
        "CT and CVE_strategies",
        "resolutions_1373 (2001), 1624 (2005)",
        # what stays as it is
        "0850 HRS DEPARTURE FROM THE LAWN",
        "four gauges lent",
        "",
        "word",
    ],
)
def test_what_no_line_may_part(tied: str) -> None:
    assert tie(tied.replace("_", " ")).replace(HARD, "_") == tied


def test_a_tie_never_makes_a_word_longer_than_a_narrow_column() -> None:
    text = "A. B. C. D. E. F. G. H. I. J. K. L. M. N. O. Person"
    assert tie(text) == text


@given(st.text(max_size=80))
def test_a_tie_changes_spaces_and_nothing_else(text: str) -> None:
    assert tie(text).replace(HARD, " ") == text.replace(HARD, " ")


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([], ""),
        ([4], "4"),
        ([2, 1], "1, 2"),
        ([1, 2, 3, 7], "1–3, 7"),
        ([9, 1, 2, 3, 4, 10, 12, 9], "1–4, 9, 10, 12"),
    ],
)
def test_numbers_are_drawn_together(numbers: list[int], text: str) -> None:
    assert ranges(numbers) == text


def test_lists_leave_out_what_is_empty() -> None:
    assert words(listed(("a", "", (), run("b", "em"), "c"))) == "a, /b/, c"


def test_a_sentence_with_words_in_its_places() -> None:
    assert (
        words(filled("{who} greets {whom}.", who=run("A", "strong"), whom="B")) == "*A* greets B."
    )


def test_titles_of_instruments_stand_in_italics() -> None:
    text = "as in the Letter and the Letter of intent"
    assert words(emphasised(text, ["Letter", "Letter of intent", ""])) == (
        "as in the /Letter/ and the /Letter of intent/"
    )
    assert emphasised(text, []) == phrase(text)


MINISTER, MINISTRY = Original("Minister of the Interior", "en"), "Ministère de l’Intérieur"


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        (joined(("a", "", "b")), [("a, b", "")]),
        (joined(("", "")), []),
        (joined((MINISTER, Original("Qamaria", "en"))), [("Minister of the Interior, Qamaria", "en")]),
        (joined((MINISTER, MINISTRY)), [("Minister of the Interior", "en"), (", ", ""), (MINISTRY, "")]),
        (
            joined((joined((MINISTER, MINISTRY)), Original("Tell Qamar", "en")), "; "),
            [("Minister of the Interior", "en"), (", ", ""), (MINISTRY, ""), ("; ", ""), ("Tell Qamar", "en")],
        ),
        (filled_text("conduit par {who}", who=MINISTER), [("conduit par ", ""), (MINISTER, "en")]),
        (filled_text("de {one} à {two}", one="Lindøy", two="Paris"), [("de Lindøy à Paris", "")]),
    ],
)  # fmt: skip
def test_texts_of_several_languages_keep_them_where_they_are_joined(
    text: str, runs: list[tuple[str, str]]
) -> None:
    assert [(run.text, run.lang) for run in phrase(text)] == runs
    assert str(text) == "".join(said for said, _ in runs)


def test_a_piece_of_a_text_keeps_its_language() -> None:
    told = Original(" name a contact. Then ask. ", "en")
    pieces = [told.strip(), told.rstrip(), told[1:5], *told.split(". "), capital(told.strip())]
    assert pieces == [
        "name a contact. Then ask.",
        " name a contact. Then ask.",
        "name",
        " name a contact",
        "Then ask",
        "",
        "Name a contact. Then ask.",
    ]
    assert {lang_of(piece) for piece in pieces} == {"en"}
