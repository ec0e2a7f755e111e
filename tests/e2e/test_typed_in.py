"""Visits typed in from nothing, by an outside program with keys alone.

The records of the sample are the script (`guidrive/typist.py`). What stands in the workspace afterwards is compared
with the sample field by field.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import profiles
from briefer import app
from briefer.services import imports
from one_day import one_day

pytestmark = pytest.mark.xcb
STORY = """
"$PYTHON" -m briefer open "$EMPTY" 2> "$OUT/said.txt" & program=$!
"$DRIVE/typist.py" "$SAMPLE" "$VISIT" "$OUT/notes.txt" $SHORT 2> "$OUT/driver.txt" & hand=$!
wait $program
echo $? > "$OUT/ended.txt"
kill $hand  # it would look for a program that crashed, for minutes
wait $hand
"""
_NAMES = ("name", "title", "acronym", "family_name", "city", "number", "action", "text")
_TIES = ("institution", "state", "words", "group", "delegate", "person", "source")
"""What calls a record that has no name of its own."""
_PARTS = {
    "phases": "phase",
    "strands": "strand",
    "stops": "stop",
    "parties": "party",
    "delegates": "delegate",
    "items": "item",
}
_OF_THE_FILE = ("key", "id", "order")
_DAY = "2027-03-11"
"""A day of the showcase with a flight, calls, meetings and meals, two strands at the same time, eight briefs."""
_OF_THE_BUS = re.compile(r"qt\.accessibility\.atspi|^QSpiApplication|^X connection")
"""What Qt says when the bus of the screen reader is slow or gone."""
_UNSAID = {"institutions": ("kind", "other"), "visits": ("precedence", "office")}
_UNSAID_OF_ITEMS = ("kind", "meeting")
"""What is so when nothing is said: the sample may say it, an exchange file of a workspace does not."""


def type_in(guidrive: Path, sample: Path, out: Path, visit: str, short: str) -> list[str]:
    """What the typist could not do. The workspace is `typed.briefer`."""
    empty = out / "typed.briefer"
    app.create_workspace(empty, officer="Tester").close()
    surroundings = {
        "PYTHON": sys.executable,
        "EMPTY": str(empty),
        "DRIVE": str(guidrive),
        "SAMPLE": str(sample),
        "VISIT": visit,
        "OUT": str(out),
        "SHORT": short,
        "GUI_SIZE": "1600x1000",
    }
    subprocess.run(
        [guidrive / "guienv.sh", "bash", "-c", STORY],
        env=os.environ | surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        timeout=3600,
    )
    assert (out / "ended.txt").read_text() == "0\n"
    complaints = (out / "said.txt").read_text().splitlines()
    assert [line for line in complaints if not _OF_THE_BUS.search(line)] == []
    notes = (out / "notes.txt").read_text().splitlines()
    return notes[: notes.index("announced:")]


def typed(out: Path) -> dict[str, Any]:
    """The workspace as an exchange file, with what is so when nothing is said."""
    path = out / "typed.json"
    with app.open_workspace(out / "typed.briefer") as workspace:
        imports.dump(workspace, path)
    value = dict(json.loads(path.read_text()))
    for plural, (field, held) in _UNSAID.items():
        for record in value[plural]:
            record.setdefault(field, held)
    field, held = _UNSAID_OF_ITEMS
    for visit in value["visits"]:
        for item in visit["items"]:
            item.setdefault(field, held)
    return value


def name_of(record: dict[str, Any], names: dict[str, str]) -> str:
    """What a record is called: by its name, else by what it is tied to."""
    own = (str(record[field]) for field in _NAMES if record.get(field))
    tied = (names.get(record[field], record[field]) for field in _TIES if record.get(field))
    return next(iter((*own, *tied, "…")))


def called(value: Any, names: dict[str, str]) -> None:
    """Gather what each key stands for."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            if "key" in one:
                names[one["key"]] = name_of(one, names)
            for part in one.values():
                called(part, names)


def same(text: str) -> str:
    """The end of a moment in UTC is written in two ways."""
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def facts(value: dict[str, Any]) -> set[str]:
    """Each field of each record as a line; a reference as what it refers to is called."""
    names: dict[str, str] = {}
    called(value, names)
    for visit in value["visits"]:  # a key that nobody gave stands in no file
        for plural, kind in _PARTS.items():
            for at, one in enumerate(visit.get(plural, ()), 1):
                key = one.get("key", f"{visit['key']}/{kind}-{at}")
                names.setdefault(key, name_of(one, names))
                names[f"{kind} {key}"] = name_of(
                    one, names
                )  # records of two kinds may have one key

    def lines(record: dict[str, Any], where: str) -> Iterator[str]:
        for field, held in record.items():
            if field in _OF_THE_FILE:
                continue
            if isinstance(held, list) and held and isinstance(held[0], dict):
                for part in held:
                    yield from lines(part, f"{where} · {field} {name_of(part, names)}")
                continue
            several = held if isinstance(held, list) else [held]
            kind = field.removesuffix("s")
            known = (
                (names.get(f"{kind} {one}") or names.get(str(one), str(one))) for one in several
            )
            told = " + ".join(map(same, known))
            yield f"{where}: {field} = {told}"

    return set(lines(value, "file"))


@pytest.mark.long
def test_the_beginning_of_a_visit_is_typed_in(
    guidrive: Path, repository: Path, tmp_path: Path
) -> None:
    sample = repository / "resources" / "samples" / "cted-2018.json"
    assert type_in(guidrive, sample, tmp_path, "cted-2018", "--short") == []
    found = facts(typed(tmp_path))
    theme, where = "legislation and judicial practice", "file · visits CTED conducts focused"
    assert f"file · themes {theme}: name = {theme}" in found
    visit = {line for line in found if line.startswith(where)}
    for told in (
        "short_title = CTED 2018",
        "types = focused + follow-up",
        "start = 2018-05-29",
        "parties Counter-Terrorism Committee: role = mandating body",
        "parties Counter-Terrorism Committee: institution = Counter-Terrorism Committee",
        "stops Copenhagen: zone = Europe/Copenhagen",
        "items Welcome of the delegation: kind = welcome",
        "items Welcome of the delegation: stop = Copenhagen",
        "items Welcome of the delegation: status = confirmed",
    ):
        assert [line for line in visit if line.endswith(told)], told


def script(repository: Path, out: Path, visit: str) -> Path:
    """The file that is typed: a published visit, or one day of the showcase."""
    sample = repository / "resources" / "samples" / f"{visit}.json"
    if visit != "showcase":
        return sample
    path = out / "day.json"
    path.write_text(json.dumps(one_day(json.loads(sample.read_text()), visit, _DAY)))
    return path


@pytest.mark.parametrize("visit", ["cted-2018", "iraq-2022", "showcase"])
def test_a_visit_is_typed_in(guidrive: Path, repository: Path, tmp_path: Path, visit: str) -> None:
    """At full size alone: it types for minutes."""
    if profiles.PROFILE != "prove":
        return
    sample = script(repository, tmp_path, visit)
    notes = type_in(guidrive, sample, tmp_path, visit, "")
    missing = facts(json.loads(sample.read_text())) - facts(typed(tmp_path))
    assert (notes, sorted(missing)) == ([], [])
