"""Disks that fill, bits that flip, files that are cut or gone, programs that are killed: each ends in a sentence, and
in a workspace that is read or a backup that has a name."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefer.errors import KnownError
from briefer.records.notes import Theme
from briefer.services import backups, safety
from briefer.services.edits import Change, Edit, apply
from briefer.workspace import backup, copies, database, kept, migrating
from briefer.workspace.database import Workspace
from every_kind import everything
from profiles import SIZE

FLIPS = min(60, 5 * SIZE.repeats)
"""Spread over the whole file."""
KILLS = min(12, SIZE.repeats)
_SECRET = "x"


def _add(workspace: Workspace, *names: str) -> None:
    for name in names:
        apply(workspace, Edit("Add", (Change(None, Theme(key=name, name=name)),)))


def _themes(path: Path, secret: str | None) -> list[str]:
    with database.open_(path, passphrase=secret) as opened, opened.reading() as rows:
        return [each.key for each in rows.all(Theme)]


@pytest.fixture(params=[None, _SECRET], ids=["plain", "encrypted"])
def secret(request: pytest.FixtureRequest) -> str | None:
    """The passphrase of a workspace that is encrypted."""
    given: str | None = request.param
    return given


@pytest.fixture
def kept_one(tmp_path: Path, secret: str | None) -> Path:
    """A workspace with a record of every kind, a backup of it, and an edit since."""
    path = tmp_path / "office.briefer"
    passphrases = {"passphrase": secret} if secret else None
    with database.create(path, passphrases=passphrases) as workspace:
        with workspace.writing() as rows:
            rows.insert(everything().values())
        _add(workspace, "first")
        assert backups.back_up_daily(workspace, datetime.now(UTC))
        _add(workspace, "second")
    return path


def _tried(path: Path, secret: str | None) -> str:
    """What somebody is told who opens, examines and backs up a workspace; "" when all is well."""
    try:
        with database.open_(path, passphrase=secret) as opened:
            found = backups.doctor(opened)
            backup.backup(opened, path.with_name("copy.brieferz"), force=True)
            return found[0].sentence if found else ""
    except KnownError as error:
        return str(error)


def _restored(path: Path, secret: str | None) -> list[str]:
    """The themes of the workspace that its newest backup makes."""
    newest = kept.listed(kept.Folder(path))[0]
    target = path.with_name("again.briefer")
    backup.restore(newest.path, target)
    return _themes(target, secret)


# ------------------------------------------------------------------------------- bits, cuts, gaps


def test_flipped_bits(kept_one: Path, secret: str | None, tmp_path: Path) -> None:
    """Encrypted, all are noticed; plain, each ends in a sentence or in a workspace that is read."""
    whole = (kept_one / "records.db").read_bytes()
    noticed = 0
    for number in range(FLIPS):
        content = bytearray(whole)
        at = int(len(content) * (number + 0.5) / FLIPS)
        content[at] ^= 1 << number % 8
        (kept_one / "records.db").write_bytes(content)
        for end in ("-wal", "-shm"):
            (kept_one / f"records.db{end}").unlink(missing_ok=True)
        noticed += bool(_tried(kept_one, secret))
    if secret:
        assert noticed == FLIPS
    assert _restored(kept_one, secret) == ["theme-1", "first"]


@pytest.mark.parametrize("share", [0, 0.001, 0.3, 0.5, 0.999])
def test_a_truncated_database(kept_one: Path, secret: str | None, share: float) -> None:
    whole = (kept_one / "records.db").read_bytes()
    (kept_one / "records.db").write_bytes(whole[: int(len(whole) * share)])
    assert _tried(kept_one, secret).endswith(".")
    assert not (kept_one.parent / "copy.brieferz").exists()
    assert _restored(kept_one, secret) == ["theme-1", "first"]


def test_a_missing_database(kept_one: Path, secret: str | None) -> None:
    (kept_one / "records.db").unlink()
    sentence = f"{kept_one} has no database. Restore a backup of the workspace."
    assert _tried(kept_one, secret) == sentence
    assert _restored(kept_one, secret) == ["theme-1", "first"]


def test_a_missing_log(kept_one: Path, secret: str | None, tmp_path: Path) -> None:
    """What stood in the log alone is gone with it; the rest is whole."""
    bare = tmp_path / "bare.briefer"
    with database.open_(kept_one, passphrase=secret) as workspace:
        _add(workspace, "third")
        assert (kept_one / "records.db-wal").stat().st_size > 0
        shutil.copytree(kept_one, bare, ignore=shutil.ignore_patterns("*-wal", "*-shm", "open"))
    assert _tried(bare, secret) == ""
    assert _themes(bare, secret) == ["theme-1", "first", "second"]


def test_a_log_without_its_index(kept_one: Path, secret: str | None, tmp_path: Path) -> None:
    bare = tmp_path / "bare.briefer"
    with database.open_(kept_one, passphrase=secret) as workspace:
        _add(workspace, "third")
        shutil.copytree(kept_one, bare, ignore=shutil.ignore_patterns("*-shm", "open"))
    assert _themes(bare, secret) == ["theme-1", "first", "second", "third"]
    assert _tried(bare, secret) == ""


def test_a_damaged_database_is_found_by_the_weekly_look(kept_one: Path, secret: str | None) -> None:
    content = bytearray((kept_one / "records.db").read_bytes())
    half = len(content) // 2 // 4096 * 4096
    content[half : half + 4096] = os.urandom(4096)
    with database.open_(kept_one, passphrase=secret) as workspace:
        assert safety.look(workspace, datetime.now(UTC)).unsound == ""
    (kept_one / "records.db").write_bytes(content)
    with database.open_(kept_one, passphrase=secret) as workspace:
        later = datetime.now(UTC) + 2 * safety.CHECKED_EVERY
        assert safety.look(workspace, later).unsound != ""
        assert safety.look(workspace, later).unsound != ""  # told until it is mended


def test_a_removed_folder(kept_one: Path, secret: str | None, tmp_path: Path) -> None:
    """Nothing is made in its place, and whoever has it open is told."""
    workspace = database.open_(kept_one, passphrase=secret)
    shutil.rmtree(kept_one)
    for act in (
        lambda: _add(workspace, "third"),
        lambda: backups.keep(workspace, backups.place(kept_one, datetime.now(UTC))),
        lambda: safety.look(workspace, datetime.now(UTC)),
    ):
        with pytest.raises(KnownError) as caught:
            act()
        assert str(caught.value) == (
            f"{kept_one} is no longer there: its folder was removed, renamed or replaced, or its disk taken out. "
            "Nothing was saved; bring it back, or open a backup."
        )
    workspace.close()
    assert not kept_one.exists()
    with pytest.raises(KnownError, match="There is no workspace at"):
        database.open_(kept_one)


# --------------------------------------------------------------------------------------- killed


_RESTORE = """
import os, signal, sys
from pathlib import Path
from briefer.workspace import backup
file, folder, stop = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
steps = 0
def kill(frame, event, _argument):
    global steps
    if event == "call" and frame.f_code.co_filename.endswith(("backup.py", "files.py")):
        steps += 1
        if steps == stop:
            os.kill(os.getpid(), signal.SIGKILL)
sys.setprofile(kill)
backup.restore(file, folder)
sys.setprofile(None)
print(steps)
"""


def _killed_restore(file: Path, folder: Path, stop: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _RESTORE, str(file), str(folder), str(stop)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_a_killed_restore_is_whole_or_not_there(kept_one: Path, secret: str | None) -> None:
    (found,) = kept.listed(kept.Folder(kept_one))
    folder = kept_one.with_name("again.briefer")
    steps = int(_killed_restore(found.path, folder, 0).stdout)
    shutil.rmtree(folder)
    for stop in range(1, steps + 1, max(1, steps // KILLS)):
        done = _killed_restore(found.path, folder, stop)
        assert done.returncode == -signal.SIGKILL, done.stderr
        if folder.exists():
            assert _themes(folder, secret) == ["theme-1", "first"]
            shutil.rmtree(folder)
    backup.restore(found.path, folder)
    assert _themes(folder, secret) == ["theme-1", "first"]


_STEP = f"""
revision, down_revision = "{int(database.REVISION) + 1:04}", "{database.REVISION}"
import os, signal
import sqlalchemy as sa
from alembic import op
def upgrade():
    op.add_column("visit", sa.Column("reference", sa.String(40), nullable=False, server_default=""))
    with op.batch_alter_table("visit") as batch:
        batch.alter_column("title", type_=sa.String(600), existing_type=sa.String(500), existing_nullable=False)
    if os.environ.get("KILLED") == "in the step":
        os.kill(os.getpid(), signal.SIGKILL)
"""
_MIGRATE = """
import os, signal, sys
from pathlib import Path
from briefer.workspace import backup, database, files, migrating
migrating._PLACE, database.REVISION = Path(sys.argv[1]), sys.argv[2]
when = os.environ.get("KILLED", "")
def kill(*_given, **_named):
    os.kill(os.getpid(), signal.SIGKILL)
if when == "in the backup":
    backup._pack = kill
if when == "before the index":
    migrating.index_anew = kill
if when == "before the name":
    files.write_identity = kill
database.open_(Path(sys.argv[3]), passphrase=sys.argv[4] or None).close()
"""


@pytest.mark.parametrize(
    "when", ["in the backup", "in the step", "before the index", "before the name"]
)
def test_a_killed_migration_is_made_again(
    kept_one: Path, secret: str | None, tmp_path: Path, when: str
) -> None:
    steps = tmp_path / "migrations"
    shutil.copytree(migrating._PLACE, steps, ignore=shutil.ignore_patterns("__pycache__"))
    newest = f"{int(database.REVISION) + 1:04}"
    (steps / "versions" / f"{newest}.py").write_text(_STEP)
    command = [sys.executable, "-c", _MIGRATE, str(steps), newest, str(kept_one), secret or ""]

    def migrate(killed: str) -> subprocess.CompletedProcess[str]:
        surroundings = {**os.environ, "KILLED": killed}
        return subprocess.run(
            command, env=surroundings, check=False, capture_output=True, text=True
        )

    done = migrate(when)
    assert done.returncode == -signal.SIGKILL, done.stderr
    done = migrate("")
    assert (done.returncode, done.stderr) == (0, "")
    before = [each for each in kept.listed(kept.Folder(kept_one)) if each.why == "migration"]
    assert before
    assert [each.damaged for each in before] == [""] * len(before)
    assert json.loads((kept_one / "workspace.json").read_bytes())["revision"] == newest
    # the copy from before is one that this program, which knows the older step, opens
    backup.restore(before[0].path, tmp_path / "before.briefer")
    if when in ("in the backup", "in the step"):
        assert _themes(tmp_path / "before.briefer", secret) == ["theme-1", "first", "second"]
    oldest = tmp_path / "oldest.briefer"
    backup.restore(before[-1].path, oldest)
    assert _themes(oldest, secret) == ["theme-1", "first", "second"]


# ------------------------------------------------------------------------------------- full disks

_FULL = """
import json, os, sys
from pathlib import Path
from briefer.errors import KnownError, NoRoom
from briefer.records.notes import Theme
from briefer.services import backups
from briefer.services.edits import Change, Edit, apply
from briefer.workspace import backup, database, kept
small, large, secret = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
said = {}
def tried(what, act):
    try:
        act()
        said[what] = ""
    except KnownError as error:
        said[what] = [type(error).__name__, str(error)]
path = small / "office.briefer"
workspace = database.create(path, passphrases={"passphrase": secret} if secret else None)
def keys():
    with workspace.reading() as rows:
        return [each.key for each in rows.all(Theme)]
saved = []
def fill():
    for number in range(10_000):
        name = f"theme-{number}"
        apply(workspace, Edit("Add", (Change(None, Theme(key=name, name="x" * 400)),)))
        saved.append(name)
tried("save", fill)
tried("backup", lambda: backups.keep(workspace, small / "office.briefer/backups/now.brieferz"))
said["kept"] = sorted(each.name for each in (path / "backups").glob("*"))
said["read"] = keys() == saved
tried("copy elsewhere", lambda: backup.backup(workspace, large / "elsewhere.brieferz", force=False))
tried("restore here", lambda: backup.restore(large / "elsewhere.brieferz", small / "b.briefer"))
said["left"] = sorted(each.name for each in small.iterdir())
workspace.close()
def again():
    global workspace
    workspace = database.open_(path, passphrase=secret or None)
tried("open", again)
said["still read"] = keys() == saved
workspace.close()
backup.restore(large / "elsewhere.brieferz", large / "again.briefer")
workspace = database.open_(large / "again.briefer", passphrase=secret or None)
said["read elsewhere"] = keys() == saved
workspace.close()
print(json.dumps(said))
"""


def test_a_full_disk(tmp_path: Path, secret: str | None, needs: Callable[[str, str], str]) -> None:
    """A disk of 8 MB: what was said to be saved is read there, and in a copy on another disk."""
    small, large = tmp_path / "small", tmp_path / "large"
    small.mkdir()
    large.mkdir()
    unshare = [
        needs("unshare", "util-linux"),
        "--mount",
        *(["--map-root-user"] if os.getuid() else []),
    ]
    script = 'mount -t tmpfs -o size=8m tmpfs "$1" && shift && exec "$@"'
    program = [sys.executable, "-c", _FULL, str(small), str(large), secret or ""]
    command = [*unshare, "sh", "-c", script, "sh", str(small), *program]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if "mount:" in done.stderr or "unshare:" in done.stderr:
        pytest.skip("this system lets nobody mount a small disk")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    office, again = small / "office.briefer", small / "b.briefer"
    no_room = "Nothing was saved; free some space and try again."
    assert said.pop("save") == [
        "NoRoom",
        f"There is no room left on the disk of {office}. {no_room}",
    ]
    name, sentence = said.pop("backup")
    assert name == "KnownError"
    assert sentence.startswith(
        (
            f"There is no room left on the disk of {office}",
            f"{office / 'backups'} cannot be written",
        )
    )
    name, sentence = said.pop("restore here")
    assert sentence.startswith(("There is no room for ", f"{again} cannot be written: No space"))
    assert said == {
        "kept": [],
        "read": True,
        "copy elsewhere": "",
        "left": ["office.briefer"],
        "open": "",
        "still read": True,
        "read elsewhere": True,
    }
    assert copies.examine(large / "again.briefer/records.db", None) == [] or secret
