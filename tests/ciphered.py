"""The tests on encrypted workspaces: what a test of the window makes without a passphrase gets one, and opens with it.

`make prove` runs tests/gui so a second time (BRIEFER_CIPHER=encrypted), but for what is marked `plain`. The tests of the
services and of the workspace run on both kinds by their own fixture (tests/unit), with BRIEFER_CIPHER on the encrypted
one alone; those that start programs run on both where it matters.
"""

import contextlib
import os
from pathlib import Path
from typing import Any

import pytest

from briefer.errors import KnownError
from briefer.workspace import database, files, keys
from briefer.workspace.files import Folder

SECRET = "hest batteri"
ALL = os.environ.get("BRIEFER_CIPHER", "") == "encrypted"
"""Whether every workspace is."""


def encrypt_all(patch: pytest.MonkeyPatch) -> None:
    """From here on, with guesses at the passphrase as cheap as they may be."""
    create, open_ = database.create, database.open_
    ours = set()

    def create_encrypted(path: Path, **given: Any) -> database.Workspace:
        if given.get("passphrases"):
            return create(path, **given)
        made = create(path, **given | {"passphrases": {keys.PASSPHRASE: SECRET}})
        ours.add(made.identity.id)
        return made

    def open_encrypted(path: Path, **given: Any) -> database.Workspace:
        with contextlib.suppress(KnownError):  # what cannot be read is refused as ever
            if given.get("passphrase") is None and files.read_identity(Folder(path)).id in ours:
                given["passphrase"] = SECRET
        return open_(path, **given)

    patch.setattr(database, "create", create_encrypted)
    patch.setattr(database, "open_", open_encrypted)
