"""An existing workspace under other words, another key, or none: whole at every moment, and nothing left in clear."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from briefer.errors import KnownError
from briefer.progress import Cancelled
from briefer.records.notes import Theme
from briefer.workspace import backup, copies, database, encryption, files, keys
from briefer.workspace.database import Workspace
from briefer.workspace.files import Folder
from briefer.workspace.keys import WrongPassphrase
from every_kind import everything
from profiles import SIZE

WORDS = {keys.PASSPHRASE: "hest", keys.RECOVERY: "ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2"}


def _fill(workspace: Workspace) -> None:
    with workspace.writing() as rows:
        rows.insert(everything().values())
        rows.insert([Theme(key="marsana", name="Marsana")])


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "office.briefer"
    database.create(path, fill=_fill).close()
    return path


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    path = tmp_path / "office.briefer"
    database.create(path, fill=_fill, passphrases=WORDS).close()
    return path


def _key(path: Path, words: str = "hest") -> bytes:
    with database.open_(path, passphrase=words) as workspace:
        assert workspace.key
        return workspace.key


def _all(path: Path, words: str | None = None) -> list[object]:
    with database.open_(path, passphrase=words) as workspace, workspace.reading() as rows:
        return [rows.all(type(record)) for record in everything().values()]


def _holds(path: Path, words: bytes = b"Marsana") -> list[str]:
    return [
        str(each.relative_to(path))
        for each in sorted(path.rglob("*"))
        if each.is_file() and words in each.read_bytes()
    ]


def _names(path: Path) -> list[str]:
    return sorted(str(each.relative_to(path)) for each in path.rglob("*") if each.is_file())


# ------------------------------------------------------------------------------------- its words


def test_another_passphrase_and_another_code_open_the_same_key(sealed: Path) -> None:
    key, content = _key(sealed), (sealed / "records.db").read_bytes()
    encryption.give_slots(sealed, key, {keys.PASSPHRASE: "batteri"})
    assert _key(sealed, "batteri") == key
    assert _key(sealed, WORDS[keys.RECOVERY]) == key
    code = keys.recovery_code()
    encryption.give_slots(sealed, key, {keys.RECOVERY: code})
    assert _key(sealed, code.lower().replace("-", " ")) == key
    for old in WORDS.values():
        with pytest.raises(WrongPassphrase):
            database.open_(sealed, passphrase=old)
    assert (sealed / "records.db").read_bytes() == content


def test_the_passphrase_and_the_code_cannot_be_taken_away(sealed: Path) -> None:
    encryption.give_slots(sealed, _key(sealed), {"this computer": "x"})
    assert _key(sealed, "x")
    encryption.take_slots(sealed, {"this computer", keys.PASSPHRASE, keys.RECOVERY})
    slots = files.read_identity(Folder(sealed)).slots
    assert sorted(slot.label for slot in slots) == ["passphrase", "recovery code"]


# ---------------------------------------------------------------------------------- there and back


def test_encrypted_it_is_the_same_and_says_nothing(plain: Path) -> None:
    before = _all(plain)
    assert _holds(plain) == ["records.db"]
    encryption.write_anew(plain, None, WORDS)
    assert _holds(plain) == []
    assert _holds(plain, b"SQLite format") == []
    assert _names(plain) == ["records.db", "workspace.json"]
    for words in WORDS.values():
        assert _all(plain, words) == before
    with pytest.raises(database.PassphraseWanted):
        database.open_(plain)
    with database.open_(plain, passphrase="hest") as workspace:
        assert backup.examine_workspace(workspace).unsound == ()
        with workspace.reading() as rows:
            assert rows.index_is_whole()


def test_decrypted_it_is_the_same(sealed: Path) -> None:
    before = _all(sealed, "hest")
    encryption.write_anew(sealed, _key(sealed), {})
    assert _holds(sealed) == ["records.db"]
    assert _all(sealed) == before
    assert files.read_identity(Folder(sealed)).slots == ()


def test_a_new_key_leaves_the_old_one_with_nothing(sealed: Path) -> None:
    before, old = _all(sealed, "hest"), _key(sealed)
    encryption.write_anew(sealed, old, {keys.PASSPHRASE: "batteri"})
    assert _all(sealed, "batteri") == before
    assert _key(sealed, "batteri") != old
    assert copies.examine(sealed / "records.db", old) == ["file is not a database"]


def test_the_head_of_the_file_stays(plain: Path) -> None:
    encryption.write_anew(plain, None, WORDS)
    encryption.write_anew(plain, _key(plain), {})
    with (plain / "records.db").open("rb") as file:
        assert file.read(72)[68:] == database.APPLICATION_ID.to_bytes(4)


# ------------------------------------------------------------------------------------ who is there


def test_nobody_may_have_it_open(sealed: Path) -> None:
    with database.open_(sealed, passphrase="hest") as workspace:
        key = workspace.key
        assert key
        for act in (
            lambda: encryption.write_anew(sealed, key, {}),
            lambda: encryption.give_slots(sealed, key, {keys.PASSPHRASE: "x"}),
        ):
            with pytest.raises(KnownError) as refused:
                act()
            assert str(refused.value) == (
                f"{sealed} is open in another window or program. Close it there first."
            )
    assert _key(sealed) == key
    assert _names(sealed) == ["records.db", "workspace.json"]


def test_nobody_opens_it_meanwhile(sealed: Path) -> None:
    said = []

    def report(*_: object) -> None:
        with pytest.raises(KnownError) as refused:
            database.open_(sealed, passphrase="hest")
        said.append(str(refused.value))

    encryption.write_anew(sealed, _key(sealed), {}, report=report)
    assert set(said) == {f"{sealed} is being encrypted anew. Open it when that is done."}


def test_cancelled_it_is_as_it_was(sealed: Path) -> None:
    def report(*_: object) -> None:
        raise Cancelled

    key, before = _key(sealed), _all(sealed, "hest")
    with pytest.raises(Cancelled):
        encryption.write_anew(sealed, key, {}, report=report)
    assert _all(sealed, "hest") == before
    assert _names(sealed) == ["records.db", "workspace.json"]


def test_without_room_it_is_as_it_was(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, content = _key(sealed), (sealed / "records.db").read_bytes()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, 1000))  # type: ignore[attr-defined]
    with pytest.raises(KnownError, match=r"There is no room for .*: it needs \d MB"):
        encryption.write_anew(sealed, key, {})
    assert (sealed / "records.db").read_bytes() == content


def test_a_damaged_database_is_not_copied(sealed: Path) -> None:
    key = _key(sealed)
    with (sealed / "records.db").open("r+b") as file:
        file.seek(9 * 4096 + 1000)
        file.write(b"\xff")
    content = (sealed / "records.db").read_bytes()
    with pytest.raises(KnownError, match="damaged"):
        encryption.write_anew(sealed, key, {})
    assert (sealed / "records.db").read_bytes() == content
    assert _names(sealed) == ["records.db", "workspace.json"]


# ------------------------------------------------------------------------ killed at every moment

KILLED = """
import os, shutil, sys
from itertools import count
from pathlib import Path
from briefer.records.notes import Theme
from briefer.workspace import database, encryption, keys

CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir")
source, words, new = Path(sys.argv[1]), sys.argv[2] or None, sys.argv[3]
keys._MEMORY = 64
left = 0

def step(event, arguments):
    # before each thing that the system is asked to do with a file
    global left
    if left and (event in CHANGES or (event == "open" and ".briefer" in str(arguments[0]))):
        left -= 1
        if not left:
            os._exit(9)

sys.addaudithook(step)
with database.open_(source, passphrase=words) as workspace:
    key = workspace.key
for number in count(1):
    path = source.with_name(f"{number}.briefer")
    shutil.copytree(source, path)
    child = os.fork()
    if not child:
        left = number
        encryption.write_anew(path, key, {"passphrase": new} if new else {})
        os._exit(0)
    _, status = os.waitpid(child, 0)
    opened = "neither"
    for tried in {words, new or None}:
        try:
            with database.open_(path, passphrase=tried) as workspace, workspace.reading() as rows:
                opened = [theme.key for theme in rows.all(Theme)][-1], (workspace.key and tried) or ""
                break
        except database.PassphraseWanted:
            continue
        except keys.WrongPassphrase:
            continue
    plain = sorted(
        each.name
        for each in path.rglob("*")
        if each.is_file() and b"Marsana" in each.read_bytes()
    )
    names = sorted(str(each.relative_to(path)) for each in path.rglob("*") if each.is_file())
    print(os.waitstatus_to_exitcode(status), opened[1], opened[0], *names, "|", *plain)
    shutil.rmtree(path)
    if not status:
        break
"""


@pytest.mark.parametrize(
    ("words", "new"), [("", "hest"), ("hest", ""), ("hest", "batteri")], ids=["on", "off", "anew"]
)
def test_killed_at_any_step_it_is_the_old_one_or_the_new(
    tmp_path: Path, words: str, new: str
) -> None:
    path = tmp_path / "office.briefer"
    given = {keys.PASSPHRASE: words} if words else None
    database.create(path, fill=_fill, passphrases=given).close()
    said = subprocess.run(
        [sys.executable, "-c", KILLED, path, words, new], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    old, fresh = (
        f"{each} marsana records.db workspace.json |{'' if each else ' records.db'}"
        for each in (words, new)
    )
    ends = list(dict.fromkeys(said))
    assert ends == [f"9 {old}", f"9 {fresh}", f"0 {fresh}"]
    assert len(said) > 20  # the steps, each of which was the last of one


def test_what_is_left_without_a_way_to_write_is_told(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (plain / "next").mkdir()
    monkeypatch.setattr(files, "hold", lambda *_, **__: None)
    with pytest.raises(KnownError, match="can only be read"):
        database.open_(plain)


# ---------------------------------------------------------------------------------- old backups


@pytest.fixture
def kept(plain: Path) -> Path:
    """A plain workspace with a backup in it, and a copy from before a migration."""
    (plain / "backups").mkdir()
    with database.open_(plain) as workspace:
        backup.backup(workspace, plain.parent / "day.zip", force=False)
    (plain.parent / "day.zip").rename(plain / "backups" / "day.zip")
    copies.copy_database(plain / "records.db", plain / "backups" / "before-0003.db", None)
    return plain


def _within(backup_: Path) -> bytes:
    with zipfile.ZipFile(backup_) as archive:
        return archive.read("records.db")


def test_old_backups_are_told_and_can_be_removed(kept: Path) -> None:
    encryption.write_anew(kept, None, WORDS)
    found = encryption.plain_copies(kept)
    assert [each.name for each in found] == ["before-0003.db", "day.zip"]
    assert encryption.remove_plain_copies(kept) == found
    assert _names(kept) == ["records.db", "workspace.json"]


def test_old_backups_can_be_encrypted(kept: Path, tmp_path: Path) -> None:
    before, told = _all(kept), backup.about(kept / "backups" / "day.zip")
    encryption.write_anew(kept, None, WORDS)
    key = _key(kept)
    assert b"Marsana" in _within(kept / "backups" / "day.zip")
    found = encryption.encrypt_plain_copies(kept, key)
    assert [each.name for each in found] == ["before-0003.db", "day.zip"]
    assert encryption.plain_copies(kept) == ()
    assert _holds(kept) == []
    assert told
    assert backup.about(kept / "backups" / "day.zip") == told
    assert b"Marsana" not in _within(kept / "backups" / "day.zip")
    assert _names(kept) == [
        "backups/before-0003.db",
        "backups/day.zip",
        "records.db",
        "workspace.json",
    ]
    backup.restore(kept / "backups" / "day.zip", tmp_path / "again.briefer")
    assert _all(tmp_path / "again.briefer", "hest") == before
    assert copies.examine(kept / "backups" / "before-0003.db", key) == []


def test_a_backup_of_another_workspace_is_left_and_told(kept: Path, tmp_path: Path) -> None:
    with database.create(tmp_path / "other.briefer") as other:
        backup.backup(other, tmp_path / "other.zip", force=False)
    (tmp_path / "other.zip").rename(kept / "backups" / "other.zip")
    encryption.write_anew(kept, None, WORDS)
    encryption.encrypt_plain_copies(kept, _key(kept))
    assert [each.name for each in encryption.plain_copies(kept)] == ["other.zip"]


def test_copies_without_slots_go_with_the_key_and_backups_keep_theirs(
    sealed: Path, tmp_path: Path
) -> None:
    old, before = _key(sealed), _all(sealed, "hest")
    (sealed / "backups").mkdir()
    with database.open_(sealed, passphrase="hest") as workspace:
        backup.backup(workspace, tmp_path / "day.zip", force=False)
    (tmp_path / "day.zip").rename(sealed / "backups" / "day.zip")
    copy = sealed / "backups" / "before-0003.db"
    copies.copy_database(sealed / "records.db", copy, old)
    encryption.write_anew(sealed, old, {keys.PASSPHRASE: "batteri"})
    assert copies.examine(copy, _key(sealed, "batteri")) == []
    backup.restore(sealed / "backups" / "day.zip", tmp_path / "again.briefer")
    assert _all(tmp_path / "again.briefer", "hest") == before


# ------------------------------------------------------------------------- wrong, or damaged


def _slot_with(path: Path, change: Callable[[files.KeySlot], files.KeySlot]) -> None:
    identity = files.read_identity(Folder(path))
    slots = (change(identity.slots[0]), *identity.slots[1:])
    files.write_identity(Folder(path), msgspec.structs.replace(identity, slots=slots))


def _turned(text: str, at: int = 5) -> str:
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


@pytest.mark.parametrize("field", ["salt", "nonce", "wrapped"])
def test_a_damaged_slot_is_no_wrong_passphrase(sealed: Path, field: str) -> None:
    def damage(slot: files.KeySlot) -> files.KeySlot:
        return msgspec.structs.replace(slot, **{field: _turned(getattr(slot, field))})

    _slot_with(sealed, damage)
    with pytest.raises(WrongPassphrase) as refused:
        database.open_(sealed, passphrase="hest")
    assert str(refused.value) == (
        "This does not open the workspace, but one of its key slots is damaged. Try the recovery code, "
        "or restore a backup."
    )
    assert _key(sealed, WORDS[keys.RECOVERY])


def test_a_page_of_the_search_that_is_damaged_is_told_as_one(sealed: Path) -> None:
    """Its tables are read by code of their own, which only said that it could not begin."""
    key = _key(sealed, "hest")
    with database.open_(sealed, passphrase="hest") as workspace:
        query = text("SELECT rootpage FROM sqlite_master WHERE name = 'search_title_config'")
        with workspace._engine.connect() as connection:
            page = connection.execute(query).scalar_one()
    content = bytearray((sealed / "records.db").read_bytes())
    content[(page - 1) * 4096 + 100] ^= 4
    (sealed / "records.db").write_bytes(content)
    said = copies.examine(sealed / "records.db", key)
    assert [one for one in said if "HMAC" in one] == [
        f"HMAC verification failed for page {page}"
    ], said


def test_a_damaged_database_is_no_wrong_passphrase(sealed: Path) -> None:
    content = bytearray((sealed / "records.db").read_bytes())
    for at in range(0, len(content), 4096 * SIZE.every):
        damaged = bytearray(content)
        damaged[at + 100] ^= 4
        (sealed / "records.db").write_bytes(damaged)
        try:
            with database.open_(sealed, passphrase="hest") as workspace:
                said = " ".join(copies.examine(workspace.folder.database, workspace.key))
        except KnownError as error:
            said = str(error)
        assert any(each in said for each in ("HMAC", "malformed", "is damaged. Restore"))
        with pytest.raises(WrongPassphrase, match=r"does not open the workspace\. Try"):
            database.open_(sealed, passphrase="batteri")
