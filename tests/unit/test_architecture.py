"""The layers hold, and what says so would notice if they did not."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

LINT = "from importlinter.cli import lint_imports_command as lint; lint()"

# One breach of each contract: where it is planted, what it imports, the contract that must break.
BREACHES = [
    ("records/planted.py", "briefer.services", "layers"),
    ("pdf/planted.py", "briefer.records", "pdf-sees-only-the-pack"),
    ("pdf/type/planted.py", "briefer.pdf.layout.pen", "pages"),
    ("services/planted_qt.py", "PySide6.QtCore", "qt-only-in-gui"),
    ("services/planted_sql.py", "sqlalchemy.orm", "sql-only-in-workspace"),
    ("services/planted_move.py", "alembic", "sql-only-in-workspace"),
    ("services/planted_page.py", "reportlab.pdfgen", "reportlab-only-in-pdf"),
    ("services/planted_pike.py", "pikepdf", "pikepdf-only-in-pdf-and-exchange"),
    ("gui/views/home.py", "briefer.gui.views.notes", "screens"),
    ("gui/models/planted.py", "briefer.gui.views.home", "window"),
]


def lint_imports(place: Path, contract: str) -> subprocess.CompletedProcess[str]:
    """Check one contract on the tree at `place`, whichever tree is installed."""
    command = [sys.executable, "-c", LINT, "--no-logo", "--cache-dir", str(place / "cache")]
    return subprocess.run(
        [*command, "--contract", contract],
        cwd=place,
        env={"PYTHONPATH": str(place / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources in which anything may be planted."""
    place = tmp_path_factory.mktemp("planted")
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(repository / "src", place / "src", ignore=skip)
    shutil.copy(repository / "pyproject.toml", place)
    return place


@pytest.mark.parametrize(("file", "module", "contract"), BREACHES)
def test_a_planted_breach_of_a_contract_is_caught(
    copy: Path, file: str, module: str, contract: str
) -> None:
    before = lint_imports(copy, contract)
    assert before.returncode == 0, before.stdout + before.stderr

    planted = copy / "src/briefer" / file
    own = planted.read_text() if planted.exists() else None
    planted.write_text(f"{own or ''}\nimport {module}\n")
    after = lint_imports(copy, contract)
    if own is None:
        planted.unlink()
    else:
        planted.write_text(own)

    assert after.returncode == 1
    assert "1 broken" in after.stdout
    planted_module = "briefer." + file.removesuffix(".py").replace("/", ".")
    assert f"{planted_module} -> {module.partition('.')[0]}" in after.stdout


def test_a_module_that_stands_in_no_layer_is_caught(copy: Path) -> None:
    stray = copy / "src/briefer/stray.py"
    stray.touch()
    found = lint_imports(copy, "layers")
    stray.unlink()
    assert found.returncode == 1
    assert "briefer.stray" in found.stdout


def test_every_contract_has_a_planted_breach(repository: Path) -> None:
    said = (repository / "pyproject.toml").read_text(encoding="utf-8")
    contracts = set(re.findall(r'^id = "([\w-]+)"$', said, re.MULTILINE))
    assert contracts == {contract for _, _, contract in BREACHES}


def test_a_package_says_what_it_is_and_does_nothing(repository: Path) -> None:
    """Code in `__init__` would be imported with every module of the package, past all contracts."""
    for init in (repository / "src").rglob("__init__.py"):
        tree = ast.parse(init.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), f"{init} has no docstring"
        assert len(tree.body) == 1, f"{init} holds more than its docstring"


def test_pages_load_neither_records_nor_a_database() -> None:
    load_all = (
        "import briefer.pdf, importlib, pkgutil, sys\n"
        "names = [m.name for m in pkgutil.walk_packages(briefer.pdf.__path__, 'briefer.pdf.')]\n"
        "for name in names: importlib.import_module(name)\n"
        "print(*names, '|', *sys.modules)"
    )
    said = subprocess.check_output([sys.executable, "-c", load_all], text=True)
    modules, _, loaded = (part.split() for part in said.partition("|"))
    assert "briefer.pdf.pages" in modules
    assert set(modules) <= set(loaded)
    assert not {"briefer.records", "briefer.workspace", "sqlalchemy", "PySide6"} & set(loaded)


def test_no_file_names_what_only_its_author_has(
    repository: Path, needs: Callable[[str, str], str]
) -> None:
    """Neither a neighbour of the checkout, nor a place on one machine, nor the address of an index."""
    private = re.compile(
        r"\.\./sha" + r"red\b"
        r"|(?<![\w.~}])/(?:wo" + r"rk|ro" + r"ot|ho" + r"me/\w+|op" + r"t/py\w+)/"
        r"|pypi\.o" + r"rg|pythonhost" + r"ed|npm" + r"js|deb\.debi" + r"an"
    )
    git = needs("git", "git")
    listed = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.check_output(listed, cwd=repository, text=True).split("\0")
    found = []
    for name in filter(None, names):
        try:
            text = (repository / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture or a font; or removed but not yet committed
        found += [f"{name}: {match[0]}" for match in private.finditer(text)]
    assert not found


def test_the_qt_binding_keeps_its_references() -> None:
    """PySide6 6.12.0 on Python 3.11 gives away references to None and True until the process dies.

    300 signals: enough to see it, too few to die of it.
    """
    thing = QObject()
    none, true = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(300):
        thing.parent()
        thing.objectNameChanged.emit("x")
    assert sys.getrefcount(None) > none - 100
    assert sys.getrefcount(True) > true - 100
