"""Renew resources/fonts (`make fonts`): cut Briefer's faces from the Noto variable fonts, copy the Arabic ones as they are.

PDF libraries embed a variable font always in its Regular cut, and say nothing; so the cuts are made here, once, and committed.
The same packages and the same fontTools give the same bytes. Needs the development environment and a package index.
"""

import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

PACKAGING = Path(__file__).resolve().parent
FONTS = PACKAGING.parent / "resources" / "fonts"
WEIGHTS = {300: "Light", 400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}


class Cut(NamedTuple):
    """One static face made from a variable font; its file name is its PostScript name in lower case."""

    family: str
    source: str
    width: float
    weight: int
    italic: bool = False

    @property
    def style(self) -> str:
        weight = WEIGHTS[self.weight]
        if not self.italic:
            return weight
        return "Italic" if weight == "Regular" else f"{weight} Italic"

    @property
    def file(self) -> str:
        return f"{self.family} {self.style}".lower().replace(" ", "-") + ".ttf"


def _family(
    family: str, source: str, width: float, upright: list[int], italic: list[int]
) -> list[Cut]:
    roman, slanted = f"{source}[wdth,wght].ttf", f"{source}-Italic[wdth,wght].ttf"
    return [Cut(family, roman, width, weight) for weight in upright] + [
        Cut(family, slanted, width, weight, italic=True) for weight in italic
    ]


CUTS = [
    *_family("Briefer Sans", "NotoSans", 94, [300, 400, 600], [400, 600]),  # working papers
    *_family("Briefer Serif", "NotoSerif", 92, [300, 400], [400]),  # what guests keep
    *_family("Noto Sans", "NotoSans", 100, [400, 500, 600, 700], [400]),  # the window
]
COPIES = {  # never renamed, never changed: "Plex" is a reserved name
    "ibm-plex-sans-arabic-light.ttf": "IBMPlexSansArabic-Light.ttf",
    "ibm-plex-sans-arabic-regular.ttf": "IBMPlexSansArabic-Regular.ttf",
    "ibm-plex-sans-arabic-semibold.ttf": "IBMPlexSansArabic-SemiBold.ttf",
    "amiri-regular.ttf": "Amiri-Regular.ttf",
}


def download() -> dict[str, bytes]:
    """Every file of the font packages, under its bare name; licences under WHEEL/LICENSE."""
    files = {}
    with tempfile.TemporaryDirectory() as place:
        wanted = str(PACKAGING / "requirements-fonts.txt")
        options = ["--quiet", "--no-deps", "--require-hashes", "--dest", place, "-r", wanted]
        subprocess.run([sys.executable, "-m", "pip", "download", *options], check=True)
        for wheel in sorted(Path(place).glob("*.whl")):
            with zipfile.ZipFile(wheel) as archive:
                for name in archive.namelist():
                    bare = name.split("/")[-1]
                    files[f"{wheel.name}/LICENSE" if bare == "LICENSE" else bare] = archive.read(
                        name
                    )
    return files


def cut(face: Cut, source: bytes) -> bytes:
    """The static face: one place in the design space, its own name, no trace of the axes."""
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    instantiateVariableFont(font, {"wght": face.weight, "wdth": face.width}, inplace=True)
    del font["STAT"]  # describes axes that are gone
    os2, head = font["OS/2"], font["head"]
    bold, plain = face.weight == 700, face.weight != 700 and not face.italic
    os2.usWeightClass = face.weight
    os2.fsSelection &= ~0b1100001
    os2.fsSelection |= face.italic | bold << 5 | plain << 6
    head.macStyle = bold | face.italic << 1
    _rename(font, face)
    _even_figures(font)
    _prove(font, face)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _rename(font: TTFont, face: Cut) -> None:
    """Names 1 and 2 may only say Regular, Italic, Bold; finer weights become part of name 1, and 16 and 17 tell the truth."""
    names = font["name"]
    plain = face.style in ("Regular", "Italic", "Bold")
    postscript = f"{face.family}-{face.style}".replace(" ", "")
    version = names.getDebugName(5).removeprefix("Version ")
    new = {
        1: face.family if plain else f"{face.family} {WEIGHTS[face.weight]}",
        2: face.style if plain else ("Italic" if face.italic else "Regular"),
        3: f"{version};{postscript}",
        4: f"{face.family} {face.style}",
        6: postscript,
        16: "" if plain else face.family,
        17: "" if plain else face.style,
        25: "",
    }
    for number, text in new.items():
        names.removeNames(nameID=number)
        if text:
            names.setName(text, number, 3, 1, 0x409)


def _even_figures(font: TTFont) -> None:
    """Figures of one width. In the source they are, but for 2 of 1000 units in some slanted weights."""
    letters, widths = font.getBestCmap(), font["hmtx"]
    figures = [letters[ord(figure)] for figure in "0123456789"]
    advances = [widths[name][0] for name in figures]
    usual = max(advances, key=advances.count)
    if max(advances) - min(advances) > 2:
        raise SystemExit("figures are no longer tabular by default")
    for name in figures:
        widths[name] = (usual, widths[name][1])


def _prove(font: TTFont, face: Cut) -> None:
    """The names on a pack come from everywhere: every letter the source has must still be there."""
    letters = font.getBestCmap()
    if missing := [letter for letter in "ḥṣʿɓɛșțŋẤộЖщΩώ–−…“”" if ord(letter) not in letters]:
        raise SystemExit(f"{face.file}: lacks {missing}")


def licence(files: dict[str, bytes]) -> str:
    """One OFL text for all, under the copyright line of each family."""
    texts = [text.decode() for name, text in sorted(files.items()) if name.endswith("/LICENSE")]
    lines = sorted({text.splitlines()[0].strip() for text in texts})
    noto = next(text for text in texts if "Noto Project" in text)
    return "\n".join([*lines, *(line.rstrip() for line in noto.splitlines()[1:])]) + "\n"


def main() -> None:
    files = download()
    FONTS.mkdir(parents=True, exist_ok=True)
    for face in CUTS:
        (FONTS / face.file).write_bytes(cut(face, files[face.source]))
    for name, source in COPIES.items():
        (FONTS / name).write_bytes(files[source])
    (FONTS / "OFL.txt").write_text(licence(files), encoding="utf-8")


if __name__ == "__main__":
    main()
