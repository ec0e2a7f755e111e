"""The hunt: words planted in every kind of text are looked for in every file that Briefer writes, in every state.

An encrypted workspace gives none of them away, while it is open, after it was closed, and after its program was killed;
the same hunt finds them in a plain one, or it would prove nothing.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefer import app

PLANTED = "Marsana"

AT_WORK = """
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import get_type_hints
import msgspec
from briefer import app, logs, settings
from briefer.records.base import new_id
from briefer.services import backups, edits, packs, visits
from briefer.workspace import keys
from briefer.workspace.drafts import Draft
from briefer.workspace.load_save import File
from briefer.workspace.waiting import Kept
from every_kind import upright

WORD = "Marsana"
keys._MEMORY = 64
path, out, secret = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] or None

def state(name):
    print(name, flush=True)
    sys.stdin.readline()

def marked(record):
    # every free text of a record
    hints = get_type_hints(type(record), include_extras=True)
    texts = {name: f"{WORD} {name}" for name in record.__struct_fields__ if hints[name] is str}
    return msgspec.structs.replace(record, **texts)

logs.start()
workspace = app.open_workspace(path, officer="Elin Brandt", passphrase=secret)
settings.save(settings.with_recent(settings.load(), path))
state("opened")
content = f"{WORD} picture".encode()
hash_ = sha256(content).hexdigest()
with workspace.writing() as rows:
    rows.add_file(File(hash_, "image/png", content))
    rows.insert(marked(record) for record in upright(hash_).values())
    rows.drafts.put([Draft(new_id(), "Elin Brandt", datetime.now(UTC), "item", new_id(), None,
                           "title", "Title", f"{WORD} typed", f"{WORD} stored")], "dead")
    rows.waiting.add(Kept(new_id(), "Elin Brandt", datetime.now(UTC), {"words": f"{WORD} waits"}))
state("edited")
with workspace.reading() as rows:
    assert rows.all(type(marked(upright()["theme"])))
    state("reading")
backups.backup(workspace, path.parent / "asked.brieferz",
               report=lambda *_: state("backing up"))
state("backed up")
packs.export(workspace, visits.find(workspace, "cted-2018"), out / "pack.pdf", recipe="contacts")
state("exported")
backups.doctor(workspace)
with workspace.writing() as rows:
    rows.rebuild_index()
state("examined")
with workspace.bare() as connection:
    looked = []
    def look():
        looked.append(1)
        if len(looked) == 20:  # some way into it
            state("vacuum")
        return 0
    connection.set_progress_handler(look, 100)
    connection.execute("VACUUM")
    connection.set_progress_handler(None, 0)
state("vacuumed")
if len(sys.argv) < 5:
    workspace.close()
    state("closed")
"""


def hits(place: Path) -> list[str]:
    """The files in which the planted word stands, in either way in which programs write text."""
    ways = (PLANTED.encode(), PLANTED.encode("utf-16-le"))
    return sorted(
        {
            each.name
            for each in place.rglob("*")
            if each.is_file() and any(way in each.read_bytes() for way in ways)
        }
    )


def hunt(place: Path, secret: str, repository: Path, *more: str) -> dict[str, list[str]]:
    """What was found in each state of a program at work, and after its end."""
    for name in ("tmp", "home", "out"):
        (place / name).mkdir()
    surroundings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(
            filter(None, (str(repository / "tests"), os.environ.get("PYTHONPATH")))
        ),
        "HOME": str(place / "home"),
        **{name: str(place / "tmp") for name in ("TMPDIR", "SQLITE_TMPDIR")},
        **{
            f"XDG_{kind}_HOME": str(place / "home") for kind in ("CONFIG", "DATA", "STATE", "CACHE")
        },
    }
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            AT_WORK,
            str(place / "a.briefer"),
            str(place / "out"),
            secret,
            *more,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=surroundings,
    )
    assert process.stdin
    assert process.stdout
    found: dict[str, list[str]] = {}
    for line in process.stdout:
        state = line.strip()
        if more and state == "vacuumed":
            break
        found[state] = hits(place)
        process.stdin.write("\n")
        process.stdin.flush()
    if more:
        process.kill()
    process.stdin.close()
    status = process.wait()
    process.stdout.close()
    assert status == (-9 if more else 0)
    found["ended"] = hits(place)
    assert [each for each in (place / "tmp").rglob("*") if each.is_file()] == []
    return found


STATES = (
    *("opened", "edited", "reading", "backing up", "backed up", "exported", "examined"),
    *("vacuum", "vacuumed", "closed", "ended"),
)


@pytest.mark.parametrize("end", [(), ("killed",)], ids=["closed", "killed"])
def test_an_encrypted_workspace_gives_no_word_away(
    tmp_path: Path, repository: Path, end: tuple[str, ...]
) -> None:
    app.create_workspace(tmp_path / "a.briefer", sample=True, passphrase="hest").close()
    found = hunt(tmp_path, "hest", repository, *end)
    expected = STATES if not end else tuple(s for s in STATES if s not in ("vacuumed", "closed"))
    assert found == {state: [] for state in expected}


def test_the_same_hunt_finds_them_in_a_plain_workspace(tmp_path: Path, repository: Path) -> None:
    app.create_workspace(tmp_path / "a.briefer", sample=True).close()
    found = hunt(tmp_path, "", repository)
    assert found["opened"] == []
    assert found["edited"] == ["records.db-wal"]
    assert found["closed"] == ["records.db"]
    assert all(found[state] for state in STATES[1:])
