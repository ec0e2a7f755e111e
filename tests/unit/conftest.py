"""A workspace of its own for each test that asks for one, copied from one that is made once."""

import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import ciphered
from briefer.workspace import database, keys
from briefer.workspace.database import Workspace
from profiles import PROFILE

SECRET = "hest batteri"
SHARE = 8
"""In `make test` so many tests have one that is encrypted for each; `make prove` runs each on both."""


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An empty workspace of either kind."""
    place = tmp_path_factory.mktemp("template")
    made = {kind: place / kind / "office.briefer" for kind in ("plain", "encrypted")}
    for kind, path in made.items():
        given = {keys.PASSPHRASE: SECRET} if kind == "encrypted" else None
        database.create(path, passphrases=given).close()
    return made


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Which kinds of workspace a test is run on."""
    if "cipher" not in metafunc.fixturenames:
        return
    other = zlib.crc32(metafunc.function.__name__.encode()) % SHARE == 0
    kinds = ["plain", "encrypted"] if PROFILE == "prove" else ["encrypted" if other else "plain"]
    if ciphered.ALL:
        kinds = ["encrypted"]
    if metafunc.definition.get_closest_marker("plain"):
        kinds = ["plain"]
    metafunc.parametrize("cipher", kinds)


@pytest.fixture
def workspace(_empty: dict[str, Path], cipher: str, tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "office.briefer"
    shutil.copytree(_empty[cipher], path)
    with database.open_(path, officer="Mette", passphrase=SECRET) as opened:
        yield opened
