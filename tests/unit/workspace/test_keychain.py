"""The keyring of the system opens a workspace where it is real, and only where it was told to."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import keyring
import pytest
from keyring.backends import fail, null

from briefer import app
from briefer.errors import KnownError
from briefer.progress import Cancelled
from briefer.services import encryption
from briefer.workspace import database, files, keychain, keys
from briefer.workspace.database import PassphraseWanted
from briefer.workspace.files import Folder
from made_keyring import MadeKeyring, guarded

CODE = "ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2"


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[MadeKeyring]:
    with guarded(monkeypatch) as made:
        yield made


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    path = tmp_path / "office.briefer"
    words = {keys.PASSPHRASE: "hest", keys.RECOVERY: CODE}
    database.create(path, passphrases=words).close()
    return path


def labels(path: Path) -> list[str]:
    return [slot.label.split()[0] for slot in files.read_identity(Folder(path)).slots]


def opens_by_itself(path: Path) -> bool:
    try:
        app.open_workspace(path).close()
    except PassphraseWanted:
        return False
    return True


@pytest.mark.usefixtures("store")
def test_it_opens_the_workspace_until_it_is_taken_back(sealed: Path) -> None:
    assert (opens_by_itself(sealed), encryption.state(sealed).keyring) == (False, "offered")
    key = encryption.key_of(sealed, "hest")
    encryption.remember(sealed, key)
    assert (opens_by_itself(sealed), encryption.state(sealed).keyring) == (True, "here")
    encryption.remember(sealed, key)  # again: one slot
    assert sorted(labels(sealed)) == ["keyring", "passphrase", "recovery"]
    encryption.change_passphrase(sealed, key, "batteri")
    assert opens_by_itself(sealed)
    with pytest.raises(PassphraseWanted):
        app.open_workspace(sealed, keyring=False)
    encryption.remember_nowhere(sealed)
    assert (opens_by_itself(sealed), sorted(labels(sealed))) == (False, ["passphrase", "recovery"])
    assert encryption.key_of(sealed, CODE) == key


def test_the_secret_is_nowhere_but_in_the_keyring(sealed: Path, store: MadeKeyring) -> None:
    encryption.remember(sealed, encryption.key_of(sealed, "hest"))
    ((service, workspace), secret) = next(iter(store.kept.items()))
    assert (service, workspace) == ("Briefer", str(files.read_identity(Folder(sealed)).id))
    assert not any(
        secret.encode() in each.read_bytes() for each in sealed.rglob("*") if each.is_file()
    )
    encryption.remember_nowhere(sealed)
    assert store.kept == {}


def test_another_computer_asks(
    sealed: Path, store: MadeKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    encryption.remember(sealed, encryption.key_of(sealed, "hest"))
    monkeypatch.setattr(store, "kept", {})
    state = encryption.state(sealed)
    assert (state.keyring, state.elsewhere, opens_by_itself(sealed)) == ("offered", True, False)


def test_a_new_key_is_not_opened_by_what_the_keyring_had(sealed: Path, store: MadeKeyring) -> None:
    key = encryption.key_of(sealed, "hest")
    encryption.remember(sealed, key)
    kept = dict(store.kept)
    encryption.encrypt(sealed, key, "batteri")
    assert store.kept == {}
    store.kept |= kept  # as one of another computer would still have it
    assert not opens_by_itself(sealed)


def test_what_is_decrypted_leaves_nothing_in_the_keyring(sealed: Path, store: MadeKeyring) -> None:
    key = encryption.key_of(sealed, "hest")
    encryption.remember(sealed, key)
    assert store.kept != {}
    encryption.decrypt(sealed, key)
    assert store.kept == {}


def test_a_keyring_that_is_locked_is_no_trouble_when_opening_and_said_when_it_shall_keep(
    sealed: Path, store: MadeKeyring
) -> None:
    key = encryption.key_of(sealed, "hest")
    encryption.remember(sealed, key)
    store.locked = True
    assert not opens_by_itself(sealed)
    with pytest.raises(KnownError, match="did not keep it"):
        encryption.remember(sealed, key)


def test_a_slot_that_cannot_be_written_leaves_nothing_in_the_keyring(
    sealed: Path, store: MadeKeyring
) -> None:
    key = encryption.key_of(sealed, "hest")
    with (
        app.open_workspace(sealed, passphrase="hest"),
        pytest.raises(KnownError, match="is open in another window"),
    ):
        encryption.remember(sealed, key)
    assert store.kept == {}


def test_who_waits_for_a_keyring_that_says_nothing_can_stop(
    sealed: Path, store: MadeKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a window does that is closed meanwhile."""
    encryption.remember(sealed, encryption.key_of(sealed, "hest"))
    told = Event()
    monkeypatch.setattr(store, "get_password", lambda *_: told.wait(60))

    def stop(_done: int, _total: int, _words: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        app.open_workspace(sealed, report=stop)
    with pytest.raises(Cancelled):
        encryption.state(sealed, stop)
    told.set()


@pytest.mark.parametrize("stand_in", [null.Keyring, fail.Keyring, MadeKeyring])
def test_what_is_no_keyring_of_the_system_is_not_used(
    sealed: Path, stand_in: type[keyring.backend.KeyringBackend]
) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(stand_in())
    try:
        assert keychain.real() is None
        assert encryption.state(sealed).keyring == "none"
        with pytest.raises(KnownError, match="no keyring that its system guards"):
            encryption.remember(sealed, encryption.key_of(sealed, "hest"))
    finally:
        keyring.set_keyring(before)
    assert sorted(labels(sealed)) == ["passphrase", "recovery"]


def test_without_a_slot_no_keyring_is_looked_for(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keychain, "real", lambda: pytest.fail("it was looked for"))
    assert not opens_by_itself(sealed)
