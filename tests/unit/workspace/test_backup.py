"""Copies are whole, sound, and never overwrite; what is damaged is found."""

import shutil
import threading
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as sqlite

from briefer.errors import KnownError
from briefer.records.base import new_id
from briefer.records.notes import Theme
from briefer.records.people import Person
from briefer.workspace import backup, copies, database
from briefer.workspace.audit import Broken, Entry
from briefer.workspace.backup import Examined
from briefer.workspace.database import Workspace
from briefer.workspace.load_save import File
from every_kind import MOMENT, everything

SOUND = Examined((), (), (), (), (), index_was_stale=False)


def _fill(workspace: Workspace) -> None:
    with workspace.writing() as rows:
        rows.insert(everything().values())


@pytest.mark.plain
def test_a_restored_backup_is_the_same(workspace: Workspace, tmp_path: Path) -> None:
    _fill(workspace)
    backup.backup(workspace, tmp_path / "copy.zip", force=False)
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        assert sorted(archive.namelist()) == ["records.db", "workspace.json"]
    backup.restore(tmp_path / "copy.zip", tmp_path / "again.briefer")
    with database.open_(tmp_path / "again.briefer") as again:
        with workspace.reading() as one, again.reading() as other:
            assert [other.all(type(record)) for record in everything().values()] == [
                one.all(type(record)) for record in everything().values()
            ]
        assert backup.examine_workspace(again) == SOUND
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "again.briefer",
        "copy.zip",
        "office.briefer",
    ]


def test_a_backup_of_an_encrypted_workspace_stays_encrypted(tmp_path: Path) -> None:
    with database.create(tmp_path / "a.briefer", passphrases={"passphrase": "x"}) as workspace:
        with workspace.writing() as rows:
            rows.insert([Theme(key="marsana", name="marsana")])
        backup.backup(workspace, tmp_path / "copy.zip", force=False)
    assert b"marsana" not in (tmp_path / "copy.zip").read_bytes()
    backup.restore(tmp_path / "copy.zip", tmp_path / "b.briefer")
    with database.open_(tmp_path / "b.briefer", passphrase="x") as again, again.reading() as rows:
        assert rows.count(Theme) == 1


@pytest.mark.plain
def test_a_backup_is_made_while_others_write(workspace: Workspace, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            with workspace.writing() as rows:
                rows.insert(
                    [Theme(key=f"a-{number}", name="a"), Theme(key=f"b-{number}", name="b")]
                )
            number += 1

    thread = threading.Thread(target=write)
    thread.start()
    try:
        backup.backup(workspace, tmp_path / "copy.zip", force=False)
    finally:
        stop.set()
        thread.join()
    backup.restore(tmp_path / "copy.zip", tmp_path / "again.briefer")
    with database.open_(tmp_path / "again.briefer") as again, again.reading() as rows:
        assert rows.count(Theme) % 2 == 0


def test_nothing_is_overwritten(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "copy.zip").write_text("mine")
    with pytest.raises(KnownError, match="exists already"):
        backup.backup(workspace, tmp_path / "copy.zip", force=False)
    assert (tmp_path / "copy.zip").read_text() == "mine"
    backup.backup(workspace, tmp_path / "copy.zip", force=True)
    with pytest.raises(KnownError, match="exists already"):
        backup.restore(tmp_path / "copy.zip", workspace.path)
    with pytest.raises(KnownError, match=r"ends in \.briefer"):
        backup.restore(tmp_path / "copy.zip", tmp_path / "again")


def test_a_full_disk_is_that_of_the_backup(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        """A connection whose copies find no room."""

        def execute(self, *_: object) -> None:
            raise sqlite.OperationalError("database or disk is full")

        @property
        def driver_connection(self) -> "Full":
            return self

        def raw_connection(self) -> "Full":
            return self

        def close(self) -> None:
            pass

        dispose = close

    monkeypatch.setattr(copies, "open_engine", lambda *_: Full())
    with pytest.raises(KnownError) as caught:
        backup.backup(workspace, tmp_path / "copy.zip", force=False)
    assert str(caught.value).replace(f"{tmp_path}/", "") == (
        "There is no room left on the disk of copy.zip. Nothing was saved; free some space and try again."
    )
    assert [each.name for each in tmp_path.iterdir()] == ["office.briefer"]


def test_a_backup_whose_name_is_too_long_is_named(workspace: Workspace, tmp_path: Path) -> None:
    long = tmp_path / ("x" * 300)
    with pytest.raises(KnownError) as caught:
        backup.backup(workspace, long, force=False)
    assert str(caught.value) == (
        f"“{'x' * 60}…” is a longer name than the system allows. Choose a shorter one."
    )


def _restored(path: Path) -> str:
    target = path.with_name("again.briefer")
    with pytest.raises(KnownError) as caught:
        backup.restore(path, target)
    assert not target.exists()
    assert not [each for each in path.parent.iterdir() if each.name.endswith(".part")]
    return str(caught.value).replace(str(path), "F")


@pytest.mark.plain
def test_what_is_no_backup_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "copy.zip"
    assert _restored(path) == "There is no file F."
    assert _restored(tmp_path) == (
        "F is a folder, not a backup. Name the file that “briefer backup” wrote."
    )
    path.write_bytes(b"not a zip")
    assert _restored(path) == "F is not a backup of a workspace."
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../escape", "x")
        archive.writestr("records.db", "x")
    assert _restored(path) == "F is not a backup of a workspace."
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("workspace.json", workspace.folder.identity.read_bytes())
        archive.writestr("records.db", b"x" * 10_000)
    assert _restored(path) == "F is damaged and cannot be restored."


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_in_a_backup_is_noticed_or_does_no_harm(
    copied: tuple[Path, bytes], at: float, bit: int
) -> None:
    path, database_bytes = copied
    content = bytearray(path.read_bytes())
    content[int(len(content) * at)] ^= 1 << bit
    damaged, target = path.with_name("damaged.zip"), path.with_name("again.briefer")
    damaged.write_bytes(content)
    try:
        backup.restore(damaged, target)
    except KnownError:
        assert not target.exists()
    else:
        # a run of zeros may be copied from another run of zeros
        assert (target / "records.db").read_bytes() == database_bytes
        shutil.rmtree(target)


@pytest.fixture
def copied(workspace: Workspace, tmp_path: Path) -> tuple[Path, bytes]:
    _fill(workspace)
    path = tmp_path / "copy.zip"
    backup.backup(workspace, path, force=False)
    with zipfile.ZipFile(path) as archive:
        return path, archive.read("records.db")


def test_a_sound_workspace_has_nothing_to_tell(workspace: Workspace) -> None:
    content = b"picture"
    hash_ = backup.sha256(content).hexdigest()
    with workspace.writing() as rows:
        rows.insert(everything(hash_).values())
        rows.add_file(File(hash_, "image/png", content))
    assert backup.examine_workspace(workspace) == SOUND


def test_what_is_wrong_is_told(workspace: Workspace) -> None:
    with workspace.writing() as rows:
        rows.insert(
            [Person(key="jens", family_name="Jens", photo="b" * 64), Theme(key="t", name="T")]
        )
        rows.add_file(File("a" * 64, "image/png", b"other bytes"))
        rows._connection.exec_driver_sql("UPDATE theme SET synonyms = '{}'")
        told = Entry(new_id(), MOMENT, "Mette", "Add T", "add", "theme", new_id(), {})
        rows.audit.add([told, told])
        rows._connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        rows._connection.exec_driver_sql("UPDATE audit SET words = 'planted' WHERE id = 2")
    found = backup.examine_workspace(workspace)
    assert found == Examined(
        (),
        (("theme", "t", "Expected `array`, got `object` - at `$.synonyms`"),),
        (("person", "jens", "photo"),),
        ("a" * 64,),
        (Broken(2, "content"),),
        index_was_stale=False,
    )


def test_references_that_lead_nowhere_and_a_stale_index(workspace: Workspace) -> None:
    _fill(workspace)
    with workspace.bare() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM officer")
        connection.execute("PRAGMA foreign_keys = ON")
    found = backup.examine_workspace(workspace)
    assert found.unsound == ("institution: officer", "task: officer", "visit: officer")
    assert found.index_was_stale
    assert not backup.examine_workspace(workspace).index_was_stale
