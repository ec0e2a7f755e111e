"""The sample workspace, and packs exported from it: made once, shared by all tests that only read."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from briefer import app
from press import Press

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Workspace"]:
    """The workspace that `briefer new --sample` makes. Not to be changed."""
    path = tmp_path_factory.mktemp("sample") / "sample.briefer"
    with app.create_workspace(path, officer="Tester", sample=True) as workspace:
        yield workspace


@pytest.fixture(scope="session")
def press(sample: "Workspace", tmp_path_factory: pytest.TempPathFactory) -> Press:
    """Exports packs of the sample."""
    return Press(sample, tmp_path_factory.mktemp("packs"))
