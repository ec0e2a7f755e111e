"""The key of an encrypted database, and the slots of `workspace.json` that wrap it, one for each passphrase.

A change of passphrase wraps the same key anew; nothing is encrypted again. The slow function against guessing is
Argon2id, the wrapping AES-GCM with the workspace's id and the slot's label bound to it. Not here: SQLCipher itself
(`database`), asking for a passphrase (`cli`, `gui`).
"""

import hashlib
import secrets
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable
from uuid import UUID

import msgspec

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.workspace.files import KeySlot

_ITERATIONS, _LANES, _MEMORY = 3, 4, 64 * 1024
_MOST_ITERATIONS, _MOST_LANES, _MOST_MEMORY = 20, 16, 1024 * 1024
"""A file of a stranger may not ask for more work than this."""
_LEAST_MEMORY = 8
"""KiB for each lane, as RFC 9106 demands."""
_LEAST_SALT, _NONCE, _KEY, _TAG = 8, 12, 32, 16
"""Bytes."""
_CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP = 5, 5
PASSPHRASE, RECOVERY = "passphrase", "recovery code"
"""What slots are called."""


class WrongPassphrase(KnownError):
    """No slot is opened by what was given: ask again."""


def new_key() -> bytes:
    """A fresh key for a database."""
    return secrets.token_bytes(_KEY)


def recovery_code() -> str:
    """A code to print and lock away: five groups of five letters, 125 bits."""
    return _grouped("".join(secrets.choice(_CODE_LETTERS) for _ in range(_GROUPS * _GROUP)))


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def _as_told(label: str, words: str) -> str:
    """A recovery code is copied from paper: small letters, and other gaps than ours, are as good."""
    letters = "".join(words.upper().replace("-", " ").split())
    is_code = len(letters) == _GROUPS * _GROUP and set(letters) <= set(_CODE_LETTERS)
    return _grouped(letters) if label == RECOVERY and is_code else words


def wrap(key: bytes, workspace: UUID, label: str, passphrase: str) -> KeySlot:
    """A slot from which the passphrase, and nothing else, gives back the key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(_NONCE)
    wrapping = _derive(passphrase, salt, _ITERATIONS, _LANES, _MEMORY)
    wrapped = AESGCM(wrapping).encrypt(nonce, key, _bound(workspace, label))
    slot = KeySlot(
        label=label,
        salt=b64encode(salt).decode(),
        nonce=b64encode(nonce).decode(),
        wrapped=b64encode(wrapped).decode(),
        iterations=_ITERATIONS,
        lanes=_LANES,
        memory=_MEMORY,
    )
    return msgspec.structs.replace(slot, check=_sum(slot, workspace))


def _sum(slot: KeySlot, workspace: UUID) -> str:
    told = msgspec.structs.replace(slot, check="")
    return hashlib.sha256(workspace.bytes + msgspec.json.encode(told)).hexdigest()


def unwrap(slots: Iterable[KeySlot], workspace: UUID, passphrase: str) -> bytes:
    """The key, from whichever slot the passphrase opens.

    Raises:
        WrongPassphrase: it opens none.
        KnownError: it opens none, and a slot that it might open is damaged or asks for more work than is reasonable.

    """
    slots = tuple(slots)
    sound = [slot for slot in slots if _is_sound(slot, workspace)]
    for slot in sound:
        key = _opened(slot, workspace, passphrase)
        if key:
            return key
    if not sound:
        raise KnownError(say("The key slots of this workspace are damaged. Restore a backup."))
    if len(sound) < len(slots):
        raise WrongPassphrase(
            say(
                "This does not open the workspace, but one of its key slots is damaged. Try the recovery code, "
                "or restore a backup."
            )
        )
    raise WrongPassphrase(say("This passphrase does not open the workspace. Try again."))


def _is_sound(slot: KeySlot, workspace: UUID) -> bool:
    """Whether a slot is as it was written, and asks for no more work than is reasonable."""
    return (
        slot.check in ("", _sum(slot, workspace))
        and 1 <= slot.iterations <= _MOST_ITERATIONS
        and 1 <= slot.lanes <= _MOST_LANES
        and _LEAST_MEMORY * slot.lanes <= slot.memory <= _MOST_MEMORY
        and _decoded(slot) is not None
    )


def _decoded(slot: KeySlot) -> tuple[bytes, bytes, bytes] | None:
    """Salt, nonce and what is wrapped; None where they cannot be."""
    try:
        salt, nonce, wrapped = (
            b64decode(each, validate=True) for each in (slot.salt, slot.nonce, slot.wrapped)
        )
    except (Base64Error, ValueError):
        return None
    long_enough = len(salt) >= _LEAST_SALT and len(nonce) == _NONCE and len(wrapped) == _KEY + _TAG
    return (salt, nonce, wrapped) if long_enough else None


def _opened(slot: KeySlot, workspace: UUID, words: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    parts = _decoded(slot)
    assert parts is not None
    salt, nonce, wrapped = parts
    given = _as_told(slot.label, words)
    wrapping = _derive(given, salt, slot.iterations, slot.lanes, slot.memory)
    try:
        return AESGCM(wrapping).decrypt(nonce, wrapped, _bound(workspace, slot.label))
    except InvalidTag:
        return None


def _derive(passphrase: str, salt: bytes, iterations: int, lanes: int, memory: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    function = Argon2id(
        salt=salt, length=32, iterations=iterations, lanes=lanes, memory_cost=memory
    )
    return function.derive(passphrase.encode())


def _bound(workspace: UUID, label: str) -> bytes:
    return f"{workspace}|{label}".encode()
