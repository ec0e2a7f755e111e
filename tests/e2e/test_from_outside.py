"""The main job as a newcomer's hand and a screen reader do it: the real program, driven from outside by its names."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefer import app
from fact_table import fold
from printed import texts

pytestmark = [pytest.mark.xcb, pytest.mark.long]

STORY = """
exec > "$OUT/told.txt"  # the services of the screen talk on standard output, too
"$PYTHON" -m briefer open "$SAMPLE" 2> "$OUT/said.txt" & program=$!
drive() { "$DRIVE/guidrive.py" --app briefer --timeout 30 "$@"; }
drive wait 'frame/^Briefer$'
drive wait 'list/^Visits$'
drive click 'list item/Qamaria to Aldermark.*briefs final' --n 2
drive wait '/^Programme$'
drive wait 'list item/^09:00 to 09:45.*Minister of Public Safety' > /dev/null
drive click 'list item/^09:00 to 09:45.*Minister of Public Safety'
drive settext 'text/^Start$' 09:20 > /dev/null
drive wait 'list item/^09:20 to 10:05.*Minister of Public Safety' > /dev/null
echo "from $(drive text 'text/^Start$') to $(drive text 'text/^End$')"
drive click 'page tab/^Pack'
drive wait 'label/^Preview current' > /dev/null
drive text 'text/^Preview$' > "$OUT/preview.txt"
drive act 'push button/^Export$' > /dev/null
drive settext 'text/^Folder$' "$OUT" > /dev/null
drive act 'push button/^Export 1 file' > /dev/null
drive wait 'push button/^Open folder'
drive act 'push button/^Undo$' > /dev/null
drive click 'page tab/^Programme'
drive wait 'list item/^09:00 to 09:45.*Minister of Public Safety' > /dev/null && echo "undone"
drive act 'push button/^Redo$' > /dev/null
drive wait 'list item/^09:20 to 10:05.*Minister of Public Safety' > /dev/null && echo "done again"
echo "without a name: $(drive unnamed)"
drive key ctrl+q
wait $program
echo "ended with $?"
"""


def test_a_time_is_changed_seen_in_the_preview_exported_and_taken_back(
    guidrive: Path, needs: Callable[[str, str], str], tmp_path: Path
) -> None:
    sample = tmp_path / "sample.briefer"
    app.create_workspace(sample, officer="Tester", sample=True).close()
    pdftotext = needs("pdftotext", "poppler-utils")
    subprocess.run(
        [guidrive / "guienv.sh", "bash", "-c", STORY],
        env=os.environ
        | {
            "PYTHON": sys.executable,
            "SAMPLE": str(sample),
            "DRIVE": str(guidrive),
            "OUT": str(tmp_path),
            "GUI_SIZE": "1600x1000",
        },
        stdout=subprocess.DEVNULL,
        check=False,
        timeout=200,
    )
    assert (tmp_path / "told.txt").read_text().splitlines() == [
        "Briefer",
        "Visits",
        "Programme",
        "from 09:20 to 10:05",
        "Open folder of Dossier",
        "undone",
        "done again",
        "without a name: ",
        "ended with 0",
    ]
    for seen in (
        (tmp_path / "preview.txt").read_text(),
        "".join(texts(pdftotext, tmp_path / "showcase-dossier.pdf")),
    ):
        assert "09:20" in fold(seen)
    assert "Traceback" not in (tmp_path / "said.txt").read_text()
