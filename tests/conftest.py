"""What every test gets: no screen, a home of its own, the profile's numbers, and `needs` for real parts."""

import gc
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import profiles
from needed import missing

if TYPE_CHECKING:
    from sqlalchemy import Dialect, Engine

# Before anything imports Qt. Tests that need a real screen start one for the program they drive.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
profiles.load()

Needs = Callable[[str, str], str]


@pytest.fixture(scope="session", autouse=True)
def own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Neither the settings nor the language, secret or date of whoever runs the tests reach them.

    A shell that runs the tests in the background has them ignore Ctrl+C, and programs inherit that.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        patch.setenv("LC_ALL", "C.UTF-8")
        for name in ("LANGUAGE", "SOURCE_DATE_EPOCH", "BRIEFER_PASSPHRASE"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def questions_made_sql_once() -> Iterator[None]:
    """Each workspace has an engine of its own, which makes SQL of each question anew: a third of the time of many tests.

    All engines of the tests take what the first has made.
    """
    from briefer.workspace import engine

    make = engine._engine
    shared: list[tuple[Dialect, Any]] = []

    def sharing(*args: Any, **named: Any) -> "Engine":
        made = make(*args, **named)
        if not shared:
            shared.append((made.dialect, made._compiled_cache))
        made.dialect, made._compiled_cache = shared[0]
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_engine", sharing)
        yield


@pytest.fixture(scope="session", autouse=True)
def cheap_guesses() -> Iterator[None]:
    """A passphrase of a workspace that a test makes is as cheap to guess as it may be: `test_keys` has a dear one."""
    from briefer.workspace import keys

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_MEMORY", 64)
        yield


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that take long begin first, by themselves: they wait more than they work, and others work meanwhile.

    Not at full size: there each of them takes minutes, and one worker would have them all.
    """
    if profiles.PROFILE == "test":
        items.sort(key=lambda one: one.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """What all tests are made of is never garbage: a search of it took longer than many a test."""
    gc.collect()
    gc.freeze()


_YOUNGER = 4
"""Searches of what is younger before one of all."""


@pytest.fixture(autouse=True)
def no_garbage_heap() -> Iterator[None]:
    """Once a test has made the application, garbage is looked for by its event loop, which other tests do not run.

    The oldest of it, which are whole windows of ten megabytes, every few tests. What is still needed then is kept to
    the end, such as packs that many tests read: it is never garbage, and to search it each time took its time.
    """
    yield
    if gc.isenabled():
        return
    if gc.get_count()[2] >= _YOUNGER:
        gc.collect()
        gc.freeze()
    else:
        gc.collect(1)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def needs() -> Needs:
    """`needs("pdftotext", "poppler-utils")` is the program's path; without it the test is skipped."""

    def needs(program: str, package: str) -> str:
        found = shutil.which(program)
        if found is None:
            missing(program, package)
        return str(found)

    return needs


@pytest.fixture(scope="session")
def needs_file() -> Callable[[str, str], Path]:
    """`needs_file("/usr/share/…", "package")` is the path of a file; without it the test is skipped."""

    def needs_file(path: str, package: str) -> Path:
        if not Path(path).exists():
            missing(path, package)
        return Path(path)

    return needs_file


@pytest.fixture(scope="session")
def guidrive(repository: Path, needs: Needs) -> Path:
    """The folder of the scripts that drive a program from outside, once all they need is there."""
    for program, package in {
        "Xvfb": "xvfb",
        "openbox": "openbox",
        "xdotool": "xdotool",
        "xclip": "xclip",
        "dbus-run-session": "dbus",
        "import": "imagemagick",
    }.items():
        needs(program, package)
    there = subprocess.run(
        ["/usr/bin/python3", "-c", "import pyatspi"], check=False, stderr=subprocess.DEVNULL
    )
    if there.returncode:
        missing("pyatspi", "python3-pyatspi")
    return repository / "tests" / "guidrive"
