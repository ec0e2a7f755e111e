"""Renew the pictures of the README (`make pictures`): the window and one page, both of the invented visit.

The window is looked at from outside, on a screen of its own (tests/guidrive); the page is a day of the dossier's programme.
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
PAGE = "6.2-1"  # as it is printed

# Opens the visit from the list, waits for its programme, chooses an item, and takes the picture.
LOOK = """
"$1" open "$2" & program=$!
"$3" --app briefer wait 'list item/Qamaria to Aldermark.*briefs final' >&2
"$3" --app briefer click 'list item/Qamaria to Aldermark.*briefs final' --n 2 >&2
"$3" --app briefer wait '/^Programme$' >&2
"$3" --app briefer click 'list item/Courtesy call on the Minister of Public' >&2
sleep 6
import -window "$(xdotool search --onlyvisible --name "Briefer$" | tail -n 1)" "$4"
kill "$program"
"""


def run(*command: str) -> None:
    subprocess.run(command, check=True)


def page(workspace: Path) -> None:
    """One page of the dossier as a recipient sees it."""
    pdf = workspace.parent / "dossier.pdf"
    run(BRIEFER, "export", str(workspace), VISIT, "-o", str(pdf), "--at", "2026-01-01T09:00Z")
    with pypdfium2.PdfDocument(pdf) as document:
        labels = [document.get_page_label(page) for page in range(len(document))]
        page = document[labels.index(PAGE)]
        page.render(scale=1.5).to_pil().save(PICTURES / "page.png", optimize=True)


def window(workspace: Path) -> None:
    """The window of a program that has just been opened, as it comes up on a large screen."""
    look = ["bash", "-c", LOOK, "look", BRIEFER, str(workspace)]
    run(
        *[
            "env",
            "GUI_SIZE=1840x1040",
            "GUI_WM=none",
            "LOGNAME=Lina Sahlani",
            str(GUIDRIVE / "guienv.sh"),
        ],
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
