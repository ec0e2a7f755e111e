"""The keyring of the system as it really is: a Secret Service that is there, locked, emptied, killed, or silent."""

import contextlib
import gc
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest

from briefer import app
from briefer.cli import program
from briefer.errors import KnownError
from briefer.services import encryption
from briefer.workspace import database, files, keychain, keys
from briefer.workspace.database import PassphraseWanted
from briefer.workspace.files import Folder
from real_keyring import Daemon, logged_in

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # see `nothing_left`
CODE = "ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2"


@pytest.fixture(scope="module")
def login(
    needs: Callable[[str, str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Daemon]:
    with logged_in(needs, tmp_path_factory.mktemp("login")) as daemon:
        yield daemon


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """The library lets go of its way to a keyring that is locked without closing it."""
    yield
    gc.collect()


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """An encrypted workspace."""
    path = tmp_path / "office.briefer"
    words = {keys.PASSPHRASE: "hest", keys.RECOVERY: CODE}
    database.create(path, passphrases=words).close()
    return path


@pytest.fixture
def remembered(login: Daemon, sealed: Path) -> Path:
    """One that the keyring opens."""
    encryption.remember(sealed, encryption.key_of(sealed, "hest"))
    return sealed


def opens_by_itself(path: Path) -> bool:
    try:
        app.open_workspace(path).close()
    except PassphraseWanted:
        return False
    return True


def secret_of(path: Path) -> str | None:
    return keyring.get_password("Briefer", str(files.read_identity(Folder(path)).id))


def alone(*arguments: object) -> tuple[int, str]:
    """A command line in a process of its own, which finds the keyring by itself; its status and what it says."""
    said = subprocess.run(
        [sys.executable, "-m", "briefer", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.returncode, said.stdout + said.stderr


def run(*arguments: object) -> int:
    return program.run([str(each) for each in arguments], lambda _, **__: 0)


@pytest.mark.usefixtures("login")
def test_from_the_command_line_it_opens_the_workspace_until_it_is_taken_back(
    sealed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.MonkeyPatch.context() as given:
        given.setenv("BRIEFER_PASSPHRASE", "hest")
        assert alone("passphrase", sealed, "--keyring") == (0, "")
    assert secret_of(sealed)
    assert alone("visits", sealed) == (0, "")
    assert run("passphrase", sealed, "--no-keyring") == 3  # who may open may not change
    assert "A passphrase is needed." in capsys.readouterr().err
    with pytest.MonkeyPatch.context() as given:
        given.setenv("BRIEFER_PASSPHRASE", "hest")
        assert run("passphrase", sealed, "--no-keyring") == 0
    assert secret_of(sealed) is None
    assert run("visits", sealed) == 3


def test_what_the_keyring_keeps_is_read_nowhere_else(
    remembered: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = (secret_of(remembered) or "").encode()
    assert len(secret) > 30
    kept = [each for each in tmp_path_factory.getbasetemp().rglob("*.keyring") if each.is_file()]
    assert kept
    for each in (*kept, *(one for one in remembered.rglob("*") if one.is_file())):
        assert secret not in each.read_bytes()


def test_what_is_deleted_in_the_keyring_is_asked_for_and_kept_again(remembered: Path) -> None:
    keyring.delete_password("Briefer", str(files.read_identity(Folder(remembered)).id))
    assert (opens_by_itself(remembered), encryption.state(remembered).keyring) == (False, "offered")
    encryption.remember(remembered, encryption.key_of(remembered, "hest"))
    assert (opens_by_itself(remembered), encryption.state(remembered).keyring) == (True, "here")


def test_one_that_is_locked_opens_nothing_and_is_told_of_where_it_shall_keep(
    remembered: Path,
    login: Daemon,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    login.lock()
    assert not opens_by_itself(remembered)
    monkeypatch.setenv("BRIEFER_PASSPHRASE", "hest")
    said = "The keyring of this computer did not keep it. Unlock it, and try again.\n"
    assert (run("passphrase", remembered, "--keyring"), capsys.readouterr().err) == (3, said)
    login.kill()
    login.start()
    assert opens_by_itself(remembered)  # what it kept before stays as it was


def test_one_that_is_killed_is_asked_again_when_it_is_back(remembered: Path, login: Daemon) -> None:
    login.kill()
    assert not opens_by_itself(remembered)  # the bus starts another, which is locked
    login.kill()
    login.start()
    assert opens_by_itself(remembered)


def test_one_that_does_not_answer_is_not_waited_for(
    remembered: Path, login: Daemon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keychain, "PATIENCE", 0.1)
    login.send(signal.SIGSTOP)
    try:
        assert not opens_by_itself(remembered)
        with pytest.raises(KnownError, match="did not keep it"):
            encryption.remember(remembered, encryption.key_of(remembered, "hest"))
        encryption.remember_nowhere(remembered)
    finally:
        login.send(signal.SIGCONT)
    assert not opens_by_itself(remembered)
    assert opens(remembered, "hest", CODE) == [True, True]


def test_with_the_passphrase_given_it_is_not_asked(
    remembered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is asked to unlock it for a command that has the passphrase."""
    monkeypatch.setattr(keychain, "key_of", lambda *_: pytest.fail("it was asked"))
    monkeypatch.setenv("BRIEFER_PASSPHRASE", "hest")
    assert run("visits", remembered) == 0


def opens(path: Path, *words: str) -> list[bool]:
    """Which of these open a workspace."""
    found = []
    for each in words:
        with contextlib.suppress(KnownError):
            found.append(bool(encryption.key_of(path, each)))
    return found
