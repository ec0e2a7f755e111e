"""The content that all engines print: made up from a seed, the same in every run.

At scale 1: 5 days of 12 items, 60 institution profiles of some 350 words with a table, 80 biographies with a portrait,
40 notes of some 500 words with headings, lists and emphasis. Plain data, so that each engine may take it in its own
way; written as JSON for those that read it while they are measured.
"""

import json
import os
import random
from dataclasses import asdict, dataclass, field
from pathlib import Path

TITLE = "Visit to Aldermark, March 2027"
MARKING = "RESTRICTED"
VOCABULARY = int(os.environ.get("BENCH_VOCABULARY", "3000"))
"""How many different words: caches of shaped words like few, a real pack has some thousand."""

GIVEN = [
    "Søren",
    "Anne-Marie",
    "François",
    "Lotte",
    "Jens",
    "Élodie",
    "Willem",
    "Fatima",
    "Omar",
    "Åse",
    "Joris",
    "Chloé",
    "Pieter",
    "Ingrid",
    "Youssef",
    "Maartje",
    "Benoît",
    "Kirsten",
]
FAMILY = [
    "Østergaard",
    "Dupré",
    "Nørgaard",
    "Al-Khatib",
    "Lefèvre",
    "Møller",
    "Haddad",
    "Bækgaard",
    "Janssens",
    "Benali",
    "Kjær",
    "Rousseau",
    "Visser",
]
CITIES = ["Cairo", "Alexandria", "Copenhagen", "Aarhus", "Brussels", "Gent", "Paris", "Tunis"]
GROUPS = {
    "day": "Programme",
    "profile": "Institutions",
    "biography": "Biographies",
    "note": "Notes",
}

Run = tuple[str, str]
"""Text and its look: any of `b` and `i`."""


@dataclass
class Block:
    """`p` and `h` hold one entry, lists `ul` and `ol` several."""

    kind: str
    entries: list[list[Run]]


@dataclass
class Section:
    """What the contents list: a day, a profile, a biography, a note."""

    key: str
    group: str
    title: str
    blocks: list[Block]
    table: list[list[str]] = field(default_factory=list)
    """The first row is its head."""
    shares: list[float] = field(default_factory=list)
    """Of the width, for each column."""
    photo: str = ""
    role: str = ""


def content(scale: float) -> list[Section]:
    """All sections in their order."""
    rng = random.Random(7)
    words = _words(VOCABULARY)

    def sentence(count: int) -> str:
        said = " ".join(rng.choice(words) for _ in range(count))
        return said[0].upper() + said[1:] + "."

    def text(count: int, looks: tuple[str, ...] = ("",)) -> list[Run]:
        runs: list[Run] = []
        while count > 0:
            some = min(count, rng.randint(8, 18))
            runs.append((sentence(some) + " ", rng.choice(looks)))
            count -= some
        return runs

    def name() -> str:
        return f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}"

    def times(count: int) -> range:
        return range(max(1, round(count * scale)))

    out: list[Section] = []
    for day in times(5):
        rows = [["Time", "Item", "Place", "Participants"]]
        for item in range(12):
            hour, minute = divmod(8 * 60 + 50 * item, 60)
            who = ", ".join(name() for _ in range(rng.randint(1, 4)))
            place = f"{rng.choice(CITIES)}, {rng.choice(words).title()} hall"
            rows.append([f"{hour:02}:{minute:02}", sentence(rng.randint(6, 14)), place, who])
        lead = Block("p", [text(40)])
        out.append(
            Section(f"day{day}", "day", f"Day {day + 1}", [lead], rows, [0.1, 0.42, 0.2, 0.28])
        )
    for at in times(60):
        facts = [
            [rng.choice(words).title(), str(rng.randint(1, 9999)), sentence(6)] for _ in range(8)
        ]
        out.append(
            Section(
                f"profile{at}",
                "profile",
                f"{rng.choice(CITIES)} Institute {at + 1}",
                [Block("p", [text(117)]) for _ in range(3)],
                [["Field", "Value", "Remark"], *facts],
                [0.25, 0.2, 0.55],
            )
        )
    for at in times(80):
        both = [Block("p", [text(60)]) for _ in range(2)]
        out.append(
            Section(
                f"biography{at}", "biography", name(), both, photo=f"{at}.jpg", role=sentence(5)
            )
        )
    mixed = ("", "", "", "", "", "b", "i", "bi")
    for at in times(40):
        blocks = [
            Block("p", [text(110, mixed)]),
            Block("h", [[("Talking points", "")]]),
            Block("ul", [text(20, mixed) for _ in range(6)]),
            Block("p", [text(100, mixed)]),
            Block("h", [[("Background", "")]]),
            Block("ol", [text(18, mixed) for _ in range(5)]),
            Block("p", [text(80, mixed)]),
        ]
        out.append(Section(f"note{at}", "note", f"Note {at + 1}: {sentence(4)[:-1]}", blocks))
    return out


def store(sections: list[Section], folder: Path) -> None:
    """Write them as JSON, and the photographs, 300 × 400, beside."""
    from PIL import Image, ImageDraw, ImageFilter

    (folder / "content.json").write_text(json.dumps([asdict(one) for one in sections]))
    for at, name in enumerate(one.photo for one in sections if one.photo):
        rng = random.Random(at)
        picture = Image.effect_noise((300, 400), 40).convert("RGB")
        draw = ImageDraw.Draw(picture)
        for _ in range(30):
            x, y, size = rng.randint(0, 300), rng.randint(0, 400), rng.randint(10, 120)
            colour = (rng.randint(0, 255), rng.randint(0, 255), rng.randint(0, 255))
            draw.ellipse((x - size, y - size, x + size, y + size), fill=colour)
        picture.filter(ImageFilter.GaussianBlur(2)).save(folder / name, quality=85)


def stored(folder: Path) -> list[Section]:
    """What `store` has written."""
    told = json.loads((folder / "content.json").read_text())
    return [
        Section(**{**one, "blocks": [Block(**block) for block in one["blocks"]]}) for one in told
    ]


def _words(count: int) -> list[str]:
    rng = random.Random(1)
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = rng.choice((1, 1, 2, 2, 3, 3, 4, 5))
        word = "".join(
            rng.choice("bcdfghjklmnprstvw") + rng.choice("aeiouaeiouåøéæ") for _ in range(syllables)
        )
        found[word] = None
    return list(found)
