"""What installs Briefer: the system packages, and the pins."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from needed import missing

LISTED = "# what for\nhere-already   # why\nrenamed-since\nmissing-one\nmissing-two\n"
ADVICE = "  apt-get update && apt-get install --no-install-recommends missing-one missing-two\n"


def stub(place: Path, name: str, does: str) -> None:
    """Put a program of that name first in the path."""
    program = place / name
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)


@pytest.fixture
def debian(tmp_path: Path) -> Path:
    """A system on which two packages are installed, one under its newer name; it notes what is asked of it."""
    (tmp_path / "list.txt").write_text(LISTED)
    know = "for p; do case $p in here-already|renamed-sincet64) echo installed $p;; --*) ;; *) bad=1;; esac; done; exit $bad"
    stub(tmp_path, "dpkg-query", know)
    stub(tmp_path, "apt-get", f'echo "$@" >>{tmp_path}/asked')
    stub(tmp_path, "id", "echo 1000")
    stub(tmp_path, "sudo", "exit 1")
    return tmp_path


def system_deps(repository: Path, debian: Path) -> subprocess.CompletedProcess[str]:
    path = f"{debian}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [repository / "packaging/system-deps.sh", debian / "list.txt"],
        env={"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_user_without_rights_is_told_the_exact_line(repository: Path, debian: Path) -> None:
    said = system_deps(repository, debian)
    assert said.returncode == 1
    assert said.stderr.endswith(ADVICE)
    assert not (debian / "asked").exists()


@pytest.mark.parametrize("rights", ["root", "sudo"])
def test_what_is_missing_is_installed(repository: Path, debian: Path, rights: str) -> None:
    if rights == "root":
        stub(debian, "id", "echo 0")
    else:
        stub(debian, "sudo", '[ "$1" = -n ] && exit 0; exec "$@"')
    said = system_deps(repository, debian)
    assert said.returncode == 0, said.stderr
    asked = (debian / "asked").read_text().splitlines()
    assert asked[0].startswith("update")
    assert asked[1].endswith("--no-install-recommends missing-one missing-two")


def test_nothing_is_said_when_nothing_is_missing(repository: Path, debian: Path) -> None:
    (debian / "list.txt").write_text("here-already\nrenamed-since\n")
    said = system_deps(repository, debian)
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


def test_what_apt_says_is_heard_when_it_fails(repository: Path, debian: Path) -> None:
    stub(debian, "id", "echo 0")
    stub(debian, "apt-get", "echo no such package; exit 100")
    said = system_deps(repository, debian)
    assert said.returncode == 1
    assert "no such package" in said.stderr


def test_a_real_part_that_is_missing_is_skipped_at_home_and_red_in_ci(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="install the package poppler-utils"):
        missing("pdftotext", "poppler-utils")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="install the package poppler-utils"):
        missing("pdftotext", "poppler-utils")


def test_nothing_else_is_skipped(repository: Path) -> None:
    """A print server of one's own and a small disk alone ask for more than a package: rights."""
    skips = [
        f"{path.relative_to(repository)}: {line.strip()}"
        for path in sorted((repository / "tests").rglob("*.py"))
        if path != Path(__file__)
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"pytest\.(skip|importorskip|xfail|mark\.(skip|xfail))", line)
    ]
    assert skips == [
        'tests/e2e/test_printing.py: pytest.skip("a print server of one\'s own needs root")',
        'tests/needed.py: (pytest.fail if os.environ.get("CI") else pytest.skip)(say)',
        'tests/unit/workspace/test_faults.py: pytest.skip("this system lets nobody mount a small disk")',
    ]


def test_what_tests_need_is_installed_for_them(repository: Path) -> None:
    packages = {
        line.partition("#")[0].strip()
        for name in ("system-packages.txt", "test-packages.txt")
        for line in (repository / "packaging" / name).read_text(encoding="utf-8").splitlines()
    }
    asked = re.compile(r'\b(?:needs|needs_file|missing)\(\s*"[^"]+",\s*"([^"]+)"')
    tests = sorted((repository / "tests").rglob("test_*.py"))
    named = {name for path in tests for name in asked.findall(path.read_text(encoding="utf-8"))}
    assert {"poppler-utils", "printer-driver-cups-pdf"} <= named
    assert named - packages == {"git"}  # who has the checkout has it


@pytest.mark.parametrize(
    ("file", "extra"),
    [
        ("requirements.txt", None),
        ("requirements-dev.txt", "dev"),
        ("requirements-bench.txt", "bench"),
    ],
)
def test_the_pins_are_what_the_project_asks_for(
    repository: Path, file: str, extra: str | None
) -> None:
    """`make lock` was run after the last change of a dependency; each pin has a hash."""
    text = (repository / "packaging" / file).read_text(encoding="utf-8")
    pinned = re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE)
    pins = dict(pinned)  # a few are pinned once a Python
    assert len(pins) > 20
    assert len(re.findall(r"^\S.*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(pinned)

    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + (project["optional-dependencies"][extra] if extra else [])
    for requirement in map(Requirement, [*wanted, "hatchling", "editables"]):
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        assert name in pins, f"{name} is not pinned: make lock"
        assert pins[name] in requirement.specifier, f"{requirement} is pinned at {pins[name]}"
