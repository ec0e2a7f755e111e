"""A keyring for tests, by the library's own interface: what it is told it keeps in memory, or refuses."""

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from briefer.workspace import keychain


class MadeKeyring(KeyringBackend):
    """Keeps words in memory."""

    priority = 5.0  # type: ignore[assignment]  # as the library's own have it

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept."""
        self._refuse_locked()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep something."""
        self._refuse_locked()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        self._refuse_locked()
        del self.kept[service, username]

    def _refuse_locked(self) -> None:
        if self.locked:
            raise KeyringLocked("nobody unlocked it")


@contextmanager
def guarded(monkeypatch: pytest.MonkeyPatch) -> Iterator[MadeKeyring]:
    """This computer has a keyring that counts as one that its system guards."""
    before, made = keyring.get_keyring(), MadeKeyring()
    keyring.set_keyring(made)
    monkeypatch.setattr(keychain, "_REAL", (*keychain._REAL, __name__))
    try:
        yield made
    finally:
        keyring.set_keyring(before)
