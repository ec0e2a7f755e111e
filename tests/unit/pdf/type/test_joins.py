"""What stays together on a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.pdf.type.joins import joined, parted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the Minister, Mr Darwan, Ms Temsi", "the Minister, Mr_Darwan, Ms_Temsi"),
        ("H.E. Dr Samira", "H.E._Dr_Samira"),
        ("owner K. Rashmani", "owner K._Rashmani"),
        ("conference of 3 November 2026.", "conference of 3_November_2026."),
        ("29 May – 1 June 2018", "29_May_– 1_June_2018"),
        ("29 May–1 Jun 2018", "29_May–/1_Jun_2018"),
        ("the hotel — and the car", "the hotel_— and the car"),
        ("8–12 March 2027", "8–12_March_2027"),
        ("1 h 45 min", "1_h 45_min"),
        ("Havnegade 1, Room 2.14", "Havnegade_1, Room_2.14"),
        ("after item 5 or item 8", "after item 5 or item_8"),
        ("+999 1 555 0142", "+999_1_555_0142"),
        ("EU Member States and CT Unit", "EU_Member States and CT_Unit"),
        ("al-Nadwari, an-nad-WAA-ree", "al-|Nadwari, an-|nad-|WAA-|ree"),
        ("Ms Thrane-Løvdal", "Ms_Thrane-|Løvdal"),
        # and what a line may part
        ("an evidence-based approach", "an evidence-based approach"),
        ("from 2011 to 2019 and wrote", "from 2011 to 2019 and wrote"),
        ("members 1 and 2", "members 1 and 2"),
        ("until 23:00 at the hotel", "until 23:00 at the hotel"),
    ],
)
def test_joins(text: str, shown: str) -> None:
    assert (
        joined(text).replace("\u00a0", "_").replace("\u2060", "|").replace("\u200b", "/") == shown
    )


@given(st.text(alphabet="AaØ9 .-–,é"))
def test_joining_changes_spaces_and_nothing_else(text: str) -> None:
    assert parted(joined(text)) == text
    assert len(joined(text).split()) == len(text.split())
