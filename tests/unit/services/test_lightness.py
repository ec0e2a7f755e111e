"""The window is painted before anything heavy is loaded."""

import subprocess
import sys
from pathlib import Path

from briefer.records.visits import Visit
from briefer.services import common_edits, edits
from briefer.workspace import database

_HEAVY = (
    "sqlalchemy",
    "alembic",
    "sqlcipher3",
    "reportlab",
    "pikepdf",
    "PIL",
    "cryptography",
    "PySide6",
)


def _loaded(program: str) -> list[str]:
    """Which heavy packages a fresh interpreter has after the program."""
    tail = f"\nimport sys; print([each for each in {_HEAVY!r} if each in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-c", program + tail], capture_output=True, text=True, check=True
    )
    return list(eval(said.stdout.strip()))


def test_services_and_fronts_load_nothing_heavy() -> None:
    program = (
        "from briefer import app, cli, settings, logs\n"
        "from briefer.services import (backups, common_edits, edits, imports, library, packs, search, visits)"
    )
    assert _loaded(program) == []


def test_an_open_workspace_loads_the_database_and_neither_migrations_nor_paper(
    tmp_path: Path,
) -> None:
    path = tmp_path / "office.briefer"
    database.create(path).close()
    program = (
        "from pathlib import Path\n"
        "from briefer import app\n"
        "from briefer.services import visits\n"
        f"with app.open_workspace(Path({str(path)!r})) as workspace: visits.overview(workspace)"
    )
    assert _loaded(program) == ["sqlalchemy", "sqlcipher3"]


def test_a_check_draws_nothing(tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    with database.create(path) as workspace:
        visit = Visit(title="Ærø")
        edits.apply(workspace, common_edits.add(visit))
    program = (
        "from pathlib import Path\n"
        "from briefer import app\n"
        "from briefer.services import packs, visits\n"
        f"with app.open_workspace(Path({str(path)!r})) as workspace:\n"
        "    packs.check(workspace, visits.overview(workspace)[0])"
    )
    assert _loaded(program) == ["sqlalchemy", "sqlcipher3"]
