"""Draw contact sheets of the sample packs to build/contact-sheets: every page of every recipe, paper and language.

`make contact-sheets` draws them all; `contact_sheets.py showcase pocket ar` only what its words name. They are looked
at beside the page design before pages change; nothing tests them.
"""

import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image

from briefer import app
from briefer.errors import KnownError
from briefer.services import packs, visits

OUT = Path(__file__).resolve().parent.parent / "build" / "contact-sheets"
VISITS = ("showcase", "iraq-2022", "cted-2018")
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
ACROSS, MOST = 8, 40
"""Pages in a row, and on one sheet."""
DOTS = 45
"""Per inch."""
GAP, GROUND = 8, "#b4b4b0"


class Export(NamedTuple):
    """One way to print a visit."""

    visit: str
    recipe: str
    language: str = "en"
    paper: str | None = None
    layout: str | None = None

    @property
    def name(self) -> str:
        """What its files are called."""
        return "-".join(filter(None, self))


def exports() -> Iterator[Export]:
    """All that is drawn: each recipe in English on both papers, the first visit in each language, the layouts."""
    names = [recipe.name for recipe in packs.recipes()]
    for visit in VISITS:
        for name in names:
            yield Export(visit, name)
    for name in names:
        yield Export(VISITS[0], name, paper="letter")
        for language in packs.languages():
            if language != "en":
                yield Export(VISITS[0], name, language)
    for language in ("en", "ar"):
        yield Export(VISITS[0], "pocket", language, layout="booklet")
        yield Export(VISITS[0], "visitors", language, layout="booklet")
        yield Export(VISITS[0], "cards", language, layout="eight-up")
    yield Export(VISITS[0], "cards", paper="A4")
    yield Export(VISITS[0], "cards", paper="letter", layout="eight-up")


def sheets(content: bytes) -> Iterator[Image.Image]:
    """The pages of a file beside one another, some of them on each sheet."""
    with pypdfium2.PdfDocument(content) as pdf:
        pages = [page.render(scale=DOTS / 72).to_pil().convert("RGB") for page in pdf]
    for start in range(0, len(pages), MOST):
        some = pages[start : start + MOST]
        width = max(page.width for page in some) + GAP
        height = max(page.height for page in some) + GAP
        rows = -(-len(some) // ACROSS)
        sheet = Image.new(
            "RGB", (width * min(ACROSS, len(some)) + GAP, height * rows + GAP), GROUND
        )
        for at, page in enumerate(some):
            sheet.paste(page, (GAP + at % ACROSS * width, GAP + at // ACROSS * height))
        yield sheet


def draw(wanted: list[str]) -> int:
    """Draw what is wanted; the number of files."""
    OUT.mkdir(parents=True, exist_ok=True)
    count = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        app.create_workspace(
            Path(folder, "sample.briefer"), officer="Sample", sample=True
        ) as workspace,
    ):
        for export in exports():
            if not set(wanted) <= {*filter(None, export)}:
                continue
            options = export._asdict()
            visit = visits.find(workspace, options.pop("visit"))
            try:
                made = packs.make(workspace, visit, at=AT, **options)
            except KnownError as error:
                print(f"{export.name}: {error}")
                continue
            for number, sheet in enumerate(sheets(made.content), 1):
                sheet.save(OUT / f"{export.name}-{number}.png")
                count += 1
            told = sorted({finding.rule for finding in made.findings})
            print(f"{export.name}: {made.sheets} pages {' '.join(told)}".rstrip())
    return count


if __name__ == "__main__":
    print(f"{draw(sys.argv[1:])} files in {OUT}")
