"""A workspace is used on this computer's own disks only; elsewhere a copy is offered."""

import shutil
from pathlib import Path

import pytest

from briefer.errors import KnownError, NotInPlace
from briefer.records.notes import Theme
from briefer.workspace import backup, database, surroundings
from briefer.workspace.database import Workspace

_MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/office rw,relatime shared:9 - cifs //server/office rw,vers=3.1.1
31 30 8:2 / /mnt/office/own rw - btrfs /dev/sdb1 rw
32 22 0:41 / /mnt/the\\040share rw master:2 propagate_from:1 - nfs4 server:/share rw
33 22 0:42 / /mnt/covered rw - ext4 /dev/sdc1 rw
34 22 0:43 / /mnt/covered rw - fuse.sshfs host: rw
35 22 0:44 / /users/lina/office.briefer rw - nfs server:/lina rw
not a line of it
"""
_LINA = Path("/users/lina")


@pytest.fixture
def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "mountinfo"
    path.write_text(_MOUNTS)
    monkeypatch.setattr(surroundings, "_MOUNTS", path)
    return path


@pytest.mark.usefixtures("mounts")
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/users/visits.briefer", "ext4"),
        ("/mnt/office/visits.briefer", "cifs"),
        ("/mnt/office/own/visits.briefer", "btrfs"),
        ("/mnt/officer/visits.briefer", "ext4"),
        ("/mnt/the share/a/visits.briefer", "nfs4"),
        ("/mnt/covered/visits.briefer", "fuse.sshfs"),
        ("/users/lina/office.briefer", "nfs"),
    ],
)
def test_the_kind_of_a_file_system(path: str, kind: str) -> None:
    assert surroundings.file_system(Path(path)) == kind


def test_where_mounts_cannot_be_read_the_kind_is_unknown(mounts: Path) -> None:
    mounts.unlink()
    assert surroundings.file_system(Path("/mnt/office/visits.briefer")) == ""


@pytest.mark.parametrize(
    ("folder", "carrier"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Ministry of Justice/Visits", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Ministry", "OneDrive"),
        ("Dropbox (Personal)/a/b", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("Nextcloud", "Nextcloud"),
        ("Nextcloud2/a", "Nextcloud"),
        ("ownCloud", "Nextcloud"),
        ("Library/CloudStorage/GoogleDrive-lina@example.org/My Drive", "Google Drive"),
        ("Google Drive", "Google Drive"),
        ("Documents", ""),
        ("Dropboxes", ""),
        ("Drive", ""),
    ],
)
def test_folders_that_are_carried_elsewhere(folder: str, carrier: str) -> None:
    assert surroundings.carrier_of(_LINA / folder / "visits.briefer") == carrier


@pytest.mark.parametrize(
    ("left", "carrier"),
    [(".dropbox", "Dropbox"), (".sync_0a1b2c.db", "Nextcloud"), ("sync.db", "")],
)
def test_a_folder_is_known_by_what_its_program_leaves_there(
    tmp_path: Path, left: str, carrier: str
) -> None:
    (tmp_path / left).write_bytes(b"x")
    assert surroundings.carrier_of(tmp_path / "Visits/office.briefer") == carrier


def test_the_settings_of_a_program_are_not_its_folder(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert surroundings.carrier_of(tmp_path / "office.briefer") == ""


# ------------------------------------------------------------------------------------ real folders


@pytest.fixture
def carried(workspace: Workspace, tmp_path: Path) -> Path:
    """A workspace that was closed and lies in a synchronised folder."""
    with workspace.writing() as rows:
        rows.insert([Theme(key="marsana", name="Marsana")])
    workspace.close()
    (tmp_path / "Dropbox").mkdir()
    return Path(shutil.move(workspace.path, tmp_path / "Dropbox/office.briefer"))


def _refused(path: Path) -> str:
    return (
        f"{path} lies in a folder that Dropbox synchronises, where edits can be lost. "
        "Work on a copy in another folder of this computer."
    )


def test_a_workspace_in_a_synchronised_folder_is_not_opened_in_place(
    carried: Path, tmp_path: Path
) -> None:
    before = sorted(carried.rglob("*"))
    (tmp_path / "link.briefer").symlink_to(carried)
    for path in (carried, tmp_path / "link.briefer"):
        with pytest.raises(NotInPlace) as caught:
            database.open_(path)
        assert (str(caught.value), caught.value.path) == (_refused(path), path)
    assert sorted(carried.rglob("*")) == before


def test_none_is_made_there(carried: Path, tmp_path: Path) -> None:
    new = carried.with_name("new.briefer")
    for make in (lambda: database.create(new), lambda: backup.restore(carried, new)):
        with pytest.raises(NotInPlace) as caught:
            make()
        assert str(caught.value) == _refused(new)
    assert [each.name for each in carried.parent.iterdir()] == ["office.briefer"]


def test_one_on_a_share_is_not_opened(workspace: Workspace, tmp_path: Path, mounts: Path) -> None:
    mounts.write_text(f"22 1 8:1 / / rw - ext4 x rw\n23 22 0:4 / {tmp_path} rw - cifs //s/o rw\n")
    with pytest.raises(NotInPlace) as caught:
        database.open_(workspace.path)
    assert str(caught.value) == (
        f"{workspace.path} lies on a network share (cifs), where edits can be lost. "
        "Work on a copy on a disk of this computer."
    )


@pytest.mark.plain
def test_a_copy_of_it_is_a_workspace(carried: Path, tmp_path: Path) -> None:
    backup.restore(carried, tmp_path / "mine.briefer")
    with database.open_(tmp_path / "mine.briefer") as mine, mine.reading() as rows:
        assert [each.key for each in rows.all(Theme)] == ["marsana"]
    assert carried.is_dir()


@pytest.mark.plain
def test_what_stands_in_the_log_alone_is_copied_too(workspace: Workspace, tmp_path: Path) -> None:
    crashed = tmp_path / "Dropbox/office.briefer"
    crashed.parent.mkdir()
    with workspace.writing() as rows:
        rows.insert([Theme(key="last", name="Last words")])
    shutil.copytree(workspace.path, crashed, ignore=shutil.ignore_patterns("open", "*-shm"))
    assert (crashed / "records.db-wal").stat().st_size > 0
    backup.restore(crashed, tmp_path / "mine.briefer")
    with database.open_(tmp_path / "mine.briefer") as mine, mine.reading() as rows:
        assert [each.key for each in rows.all(Theme)] == ["last"]


def test_an_encrypted_one_is_copied_without_its_passphrase(tmp_path: Path) -> None:
    made = tmp_path / "office.briefer"
    with (
        database.create(made, passphrases={"passphrase": "x"}) as workspace,
        workspace.writing() as rows,
    ):
        rows.insert([Theme(key="marsana", name="Marsana")])
    (tmp_path / "OneDrive").mkdir()
    there = Path(shutil.move(made, tmp_path / "OneDrive/office.briefer"))
    backup.restore(there, tmp_path / "mine.briefer")
    with database.open_(tmp_path / "mine.briefer", passphrase="x") as mine, mine.reading() as rows:
        assert rows.count(Theme) == 1


def test_one_that_is_open_is_not_copied(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        backup.restore(workspace.path, tmp_path / "mine.briefer")
    assert str(caught.value) == (
        f"{workspace.path} is open. Close it first, or make a backup of it."
    )
    assert not (tmp_path / "mine.briefer").exists()


def test_one_that_changes_meanwhile_is_not_believed(
    carried: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copyfile

    def changed(source: Path, target: Path) -> None:
        copy(source, target)
        with (carried / "records.db").open("ab") as file:
            file.write(b"more")

    monkeypatch.setattr(shutil, "copyfile", changed)
    with pytest.raises(KnownError, match="is being written by another program"):
        backup.restore(carried, tmp_path / "mine.briefer")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["Dropbox"]
