"""The same records and the same `--at` give the same bytes: on another day, in another zone, for another user."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from briefer import app
from profiles import PROFILE

OTHER_DAY = """
import datetime, sys, time

import pikepdf, reportlab.pdfgen.canvas, reportlab.pdfbase.pdfdoc

from briefer.cli import program
from briefer.pdf import facing
from briefer.pdf.annexes import preparing
from briefer.pdf.file import assemble, imposition, protect
from briefer.services import packs, visits
from briefer.workspace import database

THEN = 2_500_000_000  # 2049-03-22


class SameKind(type(datetime.datetime)):
    def __instancecheck__(cls, each):
        return isinstance(each, Real)


Real = datetime.datetime


class OtherClock(Real, metaclass=SameKind):
    def __new__(cls, *parts, **more):
        return Real(*parts, **more)

    @classmethod
    def now(cls, tz=None):
        return Real.fromtimestamp(THEN, tz)

    @classmethod
    def utcnow(cls):
        return Real.fromtimestamp(THEN, datetime.UTC).replace(tzinfo=None)


gmtime, localtime, strftime = time.gmtime, time.localtime, time.strftime
time.time = lambda: float(THEN)
time.time_ns = lambda: THEN * 10**9
time.gmtime = lambda seconds=THEN: gmtime(seconds)
time.localtime = lambda seconds=THEN: localtime(seconds)
time.strftime = lambda form, moment=None: strftime(form, moment or localtime(THEN))
for module in list(sys.modules.values()):
    if getattr(module, "datetime", None) is Real:
        module.datetime = OtherClock
"""
EXPORTS = """
import sys

from briefer.cli import program

workspace, *packs = sys.argv[1:]
for pack in packs:
    status = program.run(["export", workspace, *pack.split()], lambda *_: 0)
    assert status == 0, (pack, status)
"""
AT = "--at 2022-12-01T08:00+01:00"
PACKS = [
    f"cted-2018 -o booklet.pdf --layout booklet {AT}",
    f"showcase -o both.pdf --recipe visitors --language en+ar {AT}",
]
MORE = [
    f"{visit} -o {visit}-{recipe}.pdf --recipe {recipe} {AT}"
    for visit in ("iraq-2022", "cted-2018", "showcase")
    for recipe in (
        "dossier", "visitors", "logistics", "pocket", "cards", "contacts", "delegation", "badges",
        "report",
    )
]  # fmt: skip
NOW = "cted-2018 -o now.pdf --recipe contacts"


def export(workspace: Path, place: Path, first: str = "", **surroundings: str) -> Path:
    """The packs, written by a process with other surroundings."""
    place.mkdir()
    told = subprocess.run(
        [sys.executable, "-c", first + EXPORTS, str(workspace), NOW, *PACKS,
         *(MORE if PROFILE == "prove" else ())],
        env={**os.environ, **surroundings}, cwd=place, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    return place


def day(path: Path) -> str:
    with pikepdf.open(path) as pdf:
        return str(pdf.docinfo["/CreationDate"])[2:10]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workspace, and the packs as everybody makes them."""
    place = tmp_path_factory.mktemp("here")
    app.create_workspace(place / "office.briefer", sample=True).close()
    export(place / "office.briefer", place / "packs", TZ="UTC", PYTHONHASHSEED="1")
    return place


def test_another_day_zone_language_user_and_seed_give_the_same_bytes(
    here: Path, tmp_path: Path
) -> None:
    shutil.copytree(here / "office.briefer", tmp_path / "moved.briefer")
    there = export(
        tmp_path / "moved.briefer", tmp_path / "there", OTHER_DAY,
        TZ="Pacific/Kiritimati", PYTHONHASHSEED="4711", LANG="ar_EG.UTF-8", USER="somebody",
        LOGNAME="somebody", HOME=str(tmp_path), COLUMNS="40", PYTHONUTF8="0",
    )  # fmt: skip
    files = {path.name: path.read_bytes() for path in (here / "packs").iterdir()}
    assert day(there / "now.pdf") == "20490322"  # it is another day there
    assert day(here / "packs" / "now.pdf") < "2049"
    assert len(files) >= 3
    differing = [name for name in files if files[name] != (there / name).read_bytes()]
    assert differing == ["now.pdf"]
