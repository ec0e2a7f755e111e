"""Real drag and drop: the program on an X screen, a pointer that carries things, and what a screen reader finds after."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefer import app
from profiles import PROFILE

pytestmark = [pytest.mark.xcb, pytest.mark.long]

STORY = """
exec > "$OUT/noise.txt"  # the services of the screen talk on standard output, too
"$PYTHON" -m briefer open "$SAMPLE" 2> "$OUT/said.txt" & program=$!
drive() { "$DRIVE/guidrive.py" --app briefer --timeout 60 "$@"; }
drive wait 'list/^Visits$'
drive click 'list item/Qamaria to Aldermark.*briefs final' --n 2
drive wait 'list item/^09:00 to 09:45.*Minister of Public Safety'
drive key F12  # more room for the days
"$DRIVE/drags.py" "$DRAGS" > "$OUT/told.txt" 2> "$OUT/trouble.txt"
drive shot "$OUT/last.png"
drive key ctrl+q
wait $program
echo "ended with $?" >> "$OUT/told.txt"
"""

TOLD = [
    "1 Monday 8 March, row 1: 09:00 to 10:00, meeting, Maritime Court",
    "2 Monday 8 March, row 2: 11:30 to 12:30, meeting, Coastwatch Aldermark",
    "3 Friday 12 March, row 6: 14:15 to 15:15, meeting, Landsting",
    "4 Wednesday 10 March, row 3: 13:15 to 14:15, meeting, Hydrographic Office of Pellandia",
    "5 Added to Round table at the Saltmarsh Institute.",
    "6 Thursday 11 March, row 9: 17:45 to 18:30, courtesy call, Courtesy call on Mr Anders Klitholm",
    "7 Added to Arrival, Halvenborg Airport.",
    "8 Drop a note on an item.",
    "9 Note added to what must not be disclosed in the brief of Round table at the Saltmarsh Institute.",
    "10 Tuesday 9 March, row 2: 08:30 to 09:15, courtesy call, Courtesy call on the Minister of Public Safety",
    "11 Wednesday 10 March, row 2: 10:30 to 13:15, site visit, Joint Warning Centre",
    "12 Friday 12 March, row 1: 08:00 to 08:40, side meeting, President of the Maritime Court",
    "13 Tuesday 16 February, row 1: 13:00 to 14:20, meeting, Video conference on the letter of intent",
    "14 Tuesday 9 March, row 11: 19:00 to 20:00, meeting, Maritime Court",
    "15 Monday 8 March, row 2: 13:00 to 14:45, meeting, Talks with the Coast and River Agency",
    "16 Thursday 11 March, row 10: 18:30 to 19:20, site visit, National Duty Room",
    "17 Friday 12 March, row 1: no time, meal, Lunch at the hotel",
    "18 Tuesday 9 March, row 6: 14:30 to 15:00, ceremony, Signing of the letter of intent",
    "19 Wednesday 10 March, row 2: 10:30 to 14:00, site visit, Joint Warning Centre",
    "20 Wednesday 10 March, row 2: 11:00 to 14:00, site visit, Joint Warning Centre",
    (
        "21 Friday 12 March, row 6: 19:00 to 20:00, meeting, Maritime Court and "
        "Tuesday 9 March, row 11: 19:00 to 20:00, meeting, Maritime Court"
    ),
    (
        "22 Monday 8 March, row 1: 08:00 to 09:00, meeting, Coastwatch Aldermark and "
        "Monday 8 March, row 2: 09:30 to 11:15, meeting, Talks with the Coast and River Agency"
    ),
]
"""What a screen reader finds after each drag: the day, the row of the card among those of the day, its time."""


def test_things_are_dragged_and_each_is_in_its_row(guidrive: Path, tmp_path: Path) -> None:
    """All of them at full size; else the first ones, from the library."""
    told = TOLD if PROFILE == "prove" else TOLD[:3]
    sample = tmp_path / "sample.briefer"
    app.create_workspace(sample, officer="Tester", sample=True).close()
    subprocess.run(
        [guidrive / "guienv.sh", "bash", "-c", STORY],
        env=os.environ
        | {
            "PYTHON": sys.executable,
            "SAMPLE": str(sample),
            "DRIVE": str(guidrive),
            "DRAGS": str(len(told)),
            "OUT": str(tmp_path),
            "GUI_SIZE": "1600x1000",
        },
        stdout=subprocess.DEVNULL,
        check=False,
        timeout=600,
    )
    assert (tmp_path / "trouble.txt").read_text() == ""
    assert (tmp_path / "told.txt").read_text().splitlines() == [*told, "ended with 0"]
    assert "Traceback" not in (tmp_path / "said.txt").read_text()
