"""The operating system's keyring as one more thing that opens a workspace, on the computer that was told so.

A random secret goes to the keyring, and a slot of `workspace.json` wraps the database's key with it; the slot is named
after the secret, so that each computer finds its own. Only keyrings of which it is known that the system guards them
are used, never a file or a stand-in. Not here: the slots themselves (`keys`), who is asked (`cli`, `gui`).
"""

import contextlib
import hashlib
import secrets
from collections.abc import Callable, Iterable
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.progress import Cancelled, Report, silent
from briefer.workspace import keys
from briefer.workspace.files import Identity, KeySlot

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

Answer = TypeVar("Answer")
LABEL = "keyring "
"""How the labels of slots of keyrings begin."""
_REAL = (
    "keyring.backends.SecretService",
    "keyring.backends.kwallet",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
)
"""Where the library has keyrings that the system guards; its others are files, stand-ins, or nothing."""
PATIENCE = 30.0
"""Seconds for a keyring to answer, which may ask its user to unlock it; one that hangs must not keep a workspace shut."""
_LOOK = 0.1
"""Seconds after which it is looked whether it is still wanted."""
_SERVICE = "Briefer"
_LETTERS = 12
"""Of the sum by which a slot is named after its secret."""


def real() -> "KeyringBackend | None":
    """The keyring of this computer; None where there is none that the system guards, or somebody wants another."""
    import keyring

    try:
        chosen: Any = keyring.get_keyring()
        several = getattr(chosen, "backends", (chosen,))  # some systems have two
        return next((one for one in several if type(one).__module__ in _REAL), None)
    except Exception:  # noqa: BLE001 — of a library that speaks to whatever the system has
        return None


def of_keyrings(slots: Iterable[KeySlot]) -> tuple[str, ...]:
    """The labels of the slots that keyrings open, on whatever computer."""
    return tuple(slot.label for slot in slots if slot.label.startswith(LABEL))


def own(identity: Identity, report: Report = silent) -> str:
    """The secret that this computer's keyring has for a workspace and a slot of it is named after; empty where none.

    Raises:
        Cancelled: out of `report`, while it is waited for.

    """
    labels = of_keyrings(identity.slots)
    store = real() if labels else None
    if store is None:
        return ""
    try:
        secret = _answer(lambda: store.get_password(_SERVICE, str(identity.id)), report) or ""
    except Cancelled:
        raise
    except Exception:  # noqa: BLE001 — locked, away, or refused by its user: the passphrase is asked for
        return ""
    return secret if label(secret) in labels else ""


def key_of(identity: Identity, report: Report = silent) -> bytes | None:
    """The key of a workspace as far as this computer's keyring opens it.

    Raises:
        Cancelled: out of `report`, while the keyring is waited for.

    """
    secret = own(identity, report)
    if not secret:
        return None
    slots = [slot for slot in identity.slots if slot.label == label(secret)]
    with contextlib.suppress(KnownError):
        return keys.unwrap(slots, identity.id, secret)
    return None


def label(secret: str) -> str:
    """What the slot of a secret is called."""
    return LABEL + hashlib.sha256(secret.encode()).hexdigest()[:_LETTERS]


def put(workspace: UUID) -> str:
    """Let the keyring keep a fresh secret for a workspace; gives it.

    Raises:
        KnownError: there is no keyring, or it does not keep it.

    """
    store = real()
    if store is None:
        raise KnownError(
            say("This computer has no keyring that its system guards. The passphrase is needed.")
        )
    secret = secrets.token_urlsafe(32)

    def keep() -> str | None:
        store.set_password(_SERVICE, str(workspace), secret)
        return store.get_password(_SERVICE, str(workspace))

    try:
        kept = _answer(keep)
    except Exception as error:
        raise KnownError(_refused()) from error
    if kept != secret:
        raise KnownError(_refused())
    return secret


def drop(workspace: UUID) -> None:
    """Let the keyring forget a workspace; without a slot what it keeps opens nothing."""
    with contextlib.suppress(Exception):
        if store := real():
            _answer(lambda: store.delete_password(_SERVICE, str(workspace)))


def _answer(ask: Callable[[], Answer], report: Report = silent) -> Answer:
    """What a keyring says, or raises.

    Raises:
        TimeoutError: it says nothing. Libraries wait for ever, so a thread that keeps no program alive does it.
        Cancelled: out of `report`.

    """
    from concurrent.futures import Future

    told: Future[Answer] = Future()

    def wait() -> None:
        try:
            told.set_result(ask())
        except Exception as error:  # noqa: BLE001 — is raised where it was asked for
            told.set_exception(error)

    Thread(target=wait, name="keyring", daemon=True).start()
    for _ in range(round(PATIENCE / _LOOK)):
        with contextlib.suppress(TimeoutError):
            return told.result(_LOOK)
        report(0, 0)
    raise TimeoutError


def _refused() -> str:
    return say("The keyring of this computer did not keep it. Unlock it, and try again.")
