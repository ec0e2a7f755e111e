"""A workspace of its own for each test that asks for one, copied from one that is made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefer.workspace import database
from briefer.workspace.database import Workspace


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "office.briefer"
    database.create(path).close()
    return path


@pytest.fixture
def workspace(_empty: Path, tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "office.briefer"
    shutil.copytree(_empty, path)
    with database.open_(path, officer="Mette") as opened:
        yield opened
