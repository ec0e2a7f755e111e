"""An existing workspace encrypted or decrypted, its passphrase changed, and what is left of it in clear.

Nobody may have the workspace open meanwhile, this process neither: what is asked for is its folder, and the key with
which it was open. Not here: how that is done without a moment of danger (`workspace.encryption`).
"""

from pathlib import Path
from typing import Literal, NamedTuple

from briefer.i18n import say
from briefer.progress import Report, silent


class State(NamedTuple):
    """What can be said of the encryption of a workspace without its key."""

    encrypted: bool
    slots: tuple[str, ...] = ()
    """What opens it, as its slots are called."""
    in_clear: str = ""
    """What can be read without its key although it is encrypted, in words."""
    keyring: Literal["none", "offered", "here"] = "none"
    """Whether this computer has a keyring that its system guards, and whether that opens it."""
    elsewhere: bool = False
    """Whether the keyring of another computer opens it."""


def state(path: Path, report: Report = silent) -> State:
    """How a workspace is encrypted.

    Raises:
        KnownError: it cannot be read.
        Cancelled: out of `report`, while the keyring is waited for.

    """
    from briefer.workspace import files, keychain

    identity = files.read_identity(files.Folder(path))
    if identity.cipher == "none":
        return State(encrypted=False)
    labels = tuple(slot.label for slot in identity.slots)
    others = set(keychain.of_keyrings(identity.slots))
    keyring: Literal["none", "offered", "here"] = "offered" if keychain.real() else "none"
    if secret := keychain.own(identity, report):
        keyring = "here"
        others.discard(keychain.label(secret))
    return State(True, labels, left_in_clear(path), keyring, bool(others))


def key_of(path: Path, words: str) -> bytes:
    """The key of a workspace, which may be open, from its passphrase or its recovery code.

    Raises:
        WrongPassphrase: it is neither.
        KnownError: it cannot be read, or its slots are damaged.

    """
    from briefer.workspace import files, keys

    identity = files.read_identity(files.Folder(path))
    return keys.unwrap(identity.slots, identity.id, words)


def fresh_code() -> str:
    """A recovery code, to be kept before anything is encrypted."""
    from briefer.workspace import keys

    return keys.recovery_code()


def encrypt(
    path: Path, key: bytes | None, passphrase: str, *, code: str = "", report: Report = silent
) -> tuple[str, bytes]:
    """Encrypt a workspace, or one that has a key under a new one; gives its recovery code, and its key.

    `code` is one from `fresh_code` that somebody has kept already.

    Raises:
        KnownError: somebody has it open, the disk is full, or the database is damaged; nothing has changed.

    """
    from briefer.workspace import keys

    code = code or keys.recovery_code()
    passphrases = {keys.PASSPHRASE: passphrase, keys.RECOVERY: code}
    fresh = _write_anew(path, key, passphrases, report)
    assert fresh is not None
    return code, fresh


def decrypt(path: Path, key: bytes, *, report: Report = silent) -> None:
    """Take the encryption away.

    Raises:
        KnownError: as `encrypt`.

    """
    _write_anew(path, key, {}, report)


def _write_anew(
    path: Path, key: bytes | None, passphrases: dict[str, str], report: Report
) -> bytes | None:
    """As `workspace.encryption` has it; the keyring forgets what opened the workspace as it was."""
    from briefer.workspace import encryption, files, keychain

    before = files.read_identity(files.Folder(path))
    fresh = encryption.write_anew(path, key, passphrases, report=report)
    if keychain.of_keyrings(before.slots):
        keychain.drop(before.id)
    return fresh


def change_passphrase(path: Path, key: bytes, passphrase: str) -> None:
    """Let another passphrase open a workspace; the recovery code stays.

    Raises:
        KnownError: somebody has it open, or it cannot be written.

    """
    from briefer.workspace import encryption, keys

    encryption.give_slots(path, key, {keys.PASSPHRASE: passphrase})


def new_recovery_code(path: Path, key: bytes, code: str = "") -> str:
    """A recovery code in place of the one there was: a fresh one, or `code` from `fresh_code`.

    Raises:
        KnownError: somebody has it open, or it cannot be written.

    """
    from briefer.workspace import encryption, keys

    code = code or keys.recovery_code()
    encryption.give_slots(path, key, {keys.RECOVERY: code})
    return code


def remember(path: Path, key: bytes) -> None:
    """Let the keyring of this computer open a workspace; it does not before the slot stands.

    Raises:
        KnownError: there is none that its system guards, or it refuses; somebody has the workspace open, or it cannot
            be written.

    """
    from briefer.workspace import encryption, files, keychain

    identity = files.read_identity(files.Folder(path))
    if before := keychain.own(identity):
        encryption.take_slots(path, {keychain.label(before)})
    secret = keychain.put(identity.id)
    try:
        encryption.give_slots(path, key, {keychain.label(secret): secret})
    except BaseException:
        keychain.drop(identity.id)
        raise


def remember_nowhere(path: Path) -> None:
    """Let no keyring open a workspace any more, neither this computer's nor another's.

    Raises:
        KnownError: somebody has it open, or it cannot be written.

    """
    from briefer.workspace import encryption, files, keychain

    identity = files.read_identity(files.Folder(path))
    encryption.take_slots(path, set(keychain.of_keyrings(identity.slots)))
    keychain.drop(identity.id)


def left_in_clear(path: Path) -> str:
    """What in the folder of an encrypted workspace can still be read without its key, in words; empty if nothing."""
    from briefer.workspace import encryption

    found = encryption.plain_copies(path)
    if not found:
        return ""
    sentence = say("These old backups can still be read without the passphrase: {names}.")
    return sentence.format(names=", ".join(str(each.relative_to(path)) for each in found))


def tidy(path: Path, key: bytes, *, remove: bool, report: Report = silent) -> None:
    """Encrypt or remove old backups in the folder of a workspace that can be read without its key.

    Raises:
        KnownError: one is damaged, or cannot be written; those before it are done.

    """
    from briefer.workspace import encryption

    if remove:
        encryption.remove_plain_copies(path)
    else:
        encryption.encrypt_plain_copies(path, key, report=report)


def old_backups_stay() -> str:
    """What to say after a new key."""
    return say(
        "Backups made before still open with the old passphrase. Remove those that somebody may read."
    )
