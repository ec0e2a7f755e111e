"""How long a search takes in a large office, beside a plain LIKE over the same texts: `search.py [WORKSPACE]`.

5,000 institutions, 20,000 people with their posts, 50,000 notes; the words are what officers type, whole and begun.
Without a workspace one is made, which takes some minutes. Run by hand on a quiet machine; nothing tests it.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import text

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import large_office
from briefer import app
from briefer.records.institutions import Institution
from briefer.records.notes import Note
from briefer.records.people import Person
from briefer.services import search
from briefer.services.search import Wanted
from briefer.workspace.database import Workspace

ASKED = 150
COMMON = ("the", "of", "minister", "a", "no", "border mohamed", "xyzzyx")


def main(path: Path) -> None:
    """Ask, and print a line for each way to narrow."""
    with app.open_workspace(path) as workspace:
        words = [*_typed(workspace)]
        there_is = search.choices(workspace)
        year, marking = there_is.years[0], [*there_is.markings][-1]
        ways = {
            "everything": Wanted(),
            "people": Wanted(("person",)),
            "a country": Wanted(country=there_is.countries[0]),
            "a theme": Wanted(theme=next(iter(there_is.themes))),
            "a year": Wanted(year=year),
            "a marking": Wanted(up_to=marking),
            "all of them": Wanted(
                ("note",), country=there_is.countries[0], year=year, up_to=marking
            ),
        }
        for name, wanted in ways.items():
            _print(name, _times(words, partial(_search, workspace, wanted)))
        _print("peer: LIKE", _times(words[:20], partial(_like, workspace)))


def _typed(workspace: Workspace) -> Iterator[str]:
    pick = random.Random(5)
    with workspace.reading() as rows:
        people, notes = rows.all(Person), rows.all(Note)
        institutions = rows.all(Institution)
    for _ in range(ASKED):
        person, note, institution = (
            pick.choice(people),
            pick.choice(notes),
            pick.choice(institutions),
        )
        yield person.family_name[: pick.randint(1, 6)]
        yield f"{person.given_name} {person.family_name}"
        yield note.title
        yield " ".join(note.text.split()[3:5])
        yield institution.name
    yield from COMMON * 5


def _search(workspace: Workspace, wanted: Wanted, typed: str) -> None:
    search.search(workspace, typed, 40, wanted)


def _like(workspace: Workspace, typed: str) -> None:
    with workspace.reading() as rows:
        for table, field in (("person", "family_name"), ("institution", "name"), ("note", "text")):
            question = text(f"SELECT id FROM {table} WHERE {field} LIKE :words LIMIT 40")
            rows._connection.execute(question, {"words": f"%{typed}%"}).all()


def _times(words: list[str], ask: Callable[[str], object]) -> list[float]:
    found = []
    for typed in words:
        begun = time.perf_counter()
        ask(typed)
        found.append((time.perf_counter() - begun) * 1000)
    return sorted(found)


def _print(name: str, times: list[float]) -> None:
    half, most = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(
        f"{name:12}  n {len(times):4}  half {half:6.1f} ms  95 % {most:6.1f} ms  all {times[-1]:6.1f} ms"
    )


if __name__ == "__main__":
    if sys.argv[1:]:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder, "large.briefer")
            with app.create_workspace(made, officer="Elin Brandt") as workspace:
                large_office.fill(workspace, large_office.LARGE)
            main(made)
