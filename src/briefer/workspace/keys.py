"""The key of an encrypted database, and the slots of `workspace.json` that wrap it, one for each passphrase.

A change of passphrase wraps the same key anew; nothing is encrypted again. The slow function against guessing is
Argon2id, the wrapping AES-GCM with the workspace's id and the slot's label bound to it. Not here: SQLCipher itself
(`database`), asking for a passphrase (`cli`, `gui`).
"""

import secrets
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable
from uuid import UUID

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.workspace.files import KeySlot

_ITERATIONS, _LANES, _MEMORY = 3, 4, 64 * 1024
_MOST_ITERATIONS, _MOST_LANES, _MOST_MEMORY = 20, 16, 1024 * 1024
"""A file of a stranger may not ask for more work than this."""
_LEAST_MEMORY = 8
"""KiB for each lane, as RFC 9106 demands."""
_CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_key() -> bytes:
    """A fresh key for a database: 32 bytes."""
    return secrets.token_bytes(32)


def recovery_code() -> str:
    """A code to print and lock away: five groups of five letters, 125 bits."""
    groups = ("".join(secrets.choice(_CODE_LETTERS) for _ in range(5)) for _ in range(5))
    return "-".join(groups)


def wrap(key: bytes, workspace: UUID, label: str, passphrase: str) -> KeySlot:
    """A slot from which the passphrase, and nothing else, gives back the key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapping = _derive(passphrase, salt, _ITERATIONS, _LANES, _MEMORY)
    wrapped = AESGCM(wrapping).encrypt(nonce, key, _bound(workspace, label))
    return KeySlot(
        label=label,
        salt=b64encode(salt).decode(),
        nonce=b64encode(nonce).decode(),
        wrapped=b64encode(wrapped).decode(),
        iterations=_ITERATIONS,
        lanes=_LANES,
        memory=_MEMORY,
    )


def unwrap(slots: Iterable[KeySlot], workspace: UUID, passphrase: str) -> bytes:
    """The key, from whichever slot the passphrase opens.

    Raises:
        KnownError: it opens none, or a slot asks for more work than is reasonable.

    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    for slot in slots:
        within = (
            1 <= slot.iterations <= _MOST_ITERATIONS
            and 1 <= slot.lanes <= _MOST_LANES
            and _LEAST_MEMORY * slot.lanes <= slot.memory <= _MOST_MEMORY
        )
        if not within:
            raise KnownError(say("The key slots of this workspace are damaged. Restore a backup."))
        try:
            salt, nonce, wrapped = map(b64decode, (slot.salt, slot.nonce, slot.wrapped))
            wrapping = _derive(passphrase, salt, slot.iterations, slot.lanes, slot.memory)
            return AESGCM(wrapping).decrypt(nonce, wrapped, _bound(workspace, slot.label))
        except InvalidTag:
            continue
        except (Base64Error, ValueError) as error:
            raise KnownError(
                say("The key slots of this workspace are damaged. Restore a backup.")
            ) from error
    raise KnownError(say("This passphrase does not open the workspace. Try again."))


def _derive(passphrase: str, salt: bytes, iterations: int, lanes: int, memory: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    function = Argon2id(
        salt=salt, length=32, iterations=iterations, lanes=lanes, memory_cost=memory
    )
    return function.derive(passphrase.encode())


def _bound(workspace: UUID, label: str) -> bytes:
    return f"{workspace}|{label}".encode()
