"""The 120 facts of the two published visits (`data/facts.csv`), and how a text is compared with them.

Columns: `check` is T (the token is printed), S (a label or relation is printed, in words of ours), T+S, or D (kept in
the database). `tokens` are words of the account. `stored` says in which field of the exchange file what is kept, as
`visits[iraq-2022].items[iraq-2022/cta].kind = site visit`. `printed` names the pack and the part of it that must hold
the tokens and `label`: `dossier/brief:iraq-2022/nctv`. Cells with several entries are separated by ` · `.
"""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_DATA = Path(__file__).parent / "data"
_FOLDED = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "\xad": None}
)
_STEP = re.compile(r"(\w+)(?:\[([^\]]+)\])?(?:\.|$)")


class Stored(NamedTuple):
    """A field of the exchange file, and what it must hold."""

    path: str
    value: str


class PrintedAt(NamedTuple):
    """A part of a pack: `dossier`, `brief:iraq-2022/nctv`."""

    recipe: str
    part: str


class Fact(NamedTuple):
    """One fact."""

    id: str
    visit: str
    check: str
    fact: str
    tokens: tuple[str, ...]
    stored: tuple[Stored, ...]
    printed: tuple[PrintedAt, ...]
    label: tuple[str, ...]


@cache
def facts() -> tuple[Fact, ...]:
    """The whole table."""
    with (_DATA / "facts.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_fact(row) for row in csv.DictReader(file, strict=True))


def account(visit: str) -> str:
    """The published account that a visit is made from."""
    return (_DATA / "seeds" / f"{visit}.txt").read_text("utf-8")


def fold(text: str) -> str:
    """A text as it is compared: compatibility forms, one kind of quote and dash, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_FOLDED).split())


def values(file: Any, path: str) -> list[str]:
    """The texts at a path of an exchange file; a step without a key goes into all entries of a list."""
    found = [file]
    for name, key in _STEP.findall(path):
        found = [entry for whole in found for entry in _entries(whole.get(name), key)]
    return ["true" if value is True else str(value) for value in found]


def _entries(value: Any, key: str) -> list[Any]:
    if value is None:
        return []
    entries = value if isinstance(value, list) else [value]
    return [entry for entry in entries if not key or entry["key"] == key]


def _fact(row: dict[str, str]) -> Fact:
    cells = {name: tuple(filter(None, cell.split(" · "))) for name, cell in row.items()}
    return Fact(
        id=row["id"],
        visit=row["visit"],
        check=row["check"],
        fact=row["fact"],
        tokens=cells["tokens"],
        stored=tuple(Stored(*entry.split(" = ", 1)) for entry in cells["stored"]),
        printed=tuple(PrintedAt(*entry.split("/", 1)) for entry in cells["printed"]),
        label=cells["label"],
    )
