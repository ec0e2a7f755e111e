"""Renew the pictures of the README (`make pictures`): the window and one page, both of the invented visit.

The window is looked at from outside, on a screen of its own (tests/guidrive); the page is the first of the dossier's programme.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "packaging" / "pictures"
GUIDRIVE = ROOT / "tests" / "guidrive"
BRIEFER = str(Path(sys.executable).with_name("briefer"))
VISIT = "showcase"
PAGE = 3  # counted from 1

# Waits for the days of the visit, gives the preview time to be drawn, and takes the picture.
LOOK = """
"$1" open "$2" & program=$!
"$3" --app briefer wait 'list/^Visits' >&2
sleep 3
import -window root "$4"
kill "$program"
"""


def run(*command: str) -> None:
    subprocess.run(command, check=True)


def page(workspace: Path) -> None:
    """One page of the dossier as a recipient sees it."""
    pdf = workspace.parent / "dossier.pdf"
    run(BRIEFER, "export", str(workspace), VISIT, "-o", str(pdf), "--at", "2026-01-01T09:00Z")
    with pypdfium2.PdfDocument(pdf) as document:
        document[PAGE - 1].render(scale=1.5).to_pil().save(PICTURES / "page.png", optimize=True)


def window(workspace: Path) -> None:
    """The whole screen of a program that has just been opened."""
    look = ["bash", "-c", LOOK, "look", BRIEFER, str(workspace)]
    run(
        *["env", "GUI_SIZE=1440x900", str(GUIDRIVE / "guienv.sh")],
        *look,
        str(GUIDRIVE / "guidrive.py"),
        str(PICTURES / "window.png"),
    )


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        workspace = Path(place) / "sample.briefer"
        run(BRIEFER, "new", str(workspace), "--sample")
        page(workspace)
        window(workspace)
        shutil.rmtree(workspace)


if __name__ == "__main__":
    main()
