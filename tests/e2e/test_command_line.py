"""Every command and every row of the table of exit statuses, as a user meets them."""

import hashlib
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest

from briefer import i18n
from briefer.cli import program
from briefer.services import common_edits, edits, packs, visits
from briefer.text import nearest
from briefer.workspace import database
from made_keyring import guarded


class Said(NamedTuple):
    """What a command line gave."""

    status: int
    out: str
    err: str


Briefer = Callable[..., Said]


@pytest.fixture
def briefer(capsys: pytest.CaptureFixture[str]) -> Briefer:
    """Carries out a command line in this process; the window is a note of what was asked for."""
    capsys.readouterr()

    def run(*arguments: object) -> Said:
        def open_window(path: Path | None, *, self_test: bool = False) -> int:
            print(f"window on {path}, self-test {self_test}")
            return 0

        status = program.run([str(each) for each in arguments], open_window)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return Said(status, out, err)

    return run


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.briefer"
    assert program.run(["new", str(path), "--sample"], lambda _, **__: 0) == 0
    return path


@pytest.fixture
def sample(_made: Path, tmp_path: Path) -> Path:
    path = tmp_path / "sample.briefer"
    shutil.copytree(_made, path)
    return path


def _tree(path: Path) -> dict[str, bytes]:
    """All files below a folder; who has a workspace open apart."""
    return {
        str(each.relative_to(path)): each.read_bytes()
        for each in sorted(path.rglob("*"))
        if each.is_file() and not each.name.endswith((".db-shm", ".db-wal"))
    }


# ------------------------------------------------------------------------------------- commands


def test_the_version_is_told_without_loading_what_it_does_not_need() -> None:
    said = _process("--version", PYTHONPROFILEIMPORTTIME="1")
    assert said.returncode == 0
    assert re.fullmatch(rb"Briefer \d+\.\d+\.\d+\n", said.stdout)
    loaded = {line.rsplit(b"|", 1)[-1].strip() for line in said.stderr.splitlines()}
    assert b"briefer.cli" in loaded
    assert not loaded & {b"sqlalchemy", b"reportlab", b"PySide6", b"pikepdf", b"alembic"}


def test_help_for_everything(briefer: Briefer) -> None:
    out = briefer("--help").out
    commands = re.findall(r"^  ([a-z-]+) ", out[out.index("Commands:") :], re.MULTILINE)
    assert sorted(commands) == sorted(
        [
            "open",
            "new",
            "visits",
            "export",
            "check",
            "office",
            "search",
            "history",
            "about",
            "forget",
            "passphrase",
            "import",
            "dump",
            "schema",
            "backup",
            "restore",
            "doctor",
            "self-test",
        ]
    )
    for command in commands:
        said = briefer(command, "--help")
        assert (said.status, said.err) == (0, "")
        assert said.out.startswith(f"Usage: briefer {command}")


def test_without_a_command_the_window_opens(briefer: Briefer) -> None:
    assert briefer() == Said(0, "window on None, self-test False\n", "")
    assert briefer("open") == Said(0, "window on None, self-test False\n", "")
    assert briefer("open", "x.briefer") == Said(0, "window on x.briefer, self-test False\n", "")


def test_new_and_visits(briefer: Briefer, tmp_path: Path) -> None:
    path = tmp_path / "office.briefer"
    assert briefer("new", path) == Said(0, "", "")
    assert briefer("visits", path) == Said(0, "", "")
    assert briefer("visits", path, "--json") == Said(0, "[]\n", "")


def test_the_sample_has_its_three_visits(briefer: Briefer, sample: Path) -> None:
    found = json.loads(briefer("visits", sample, "--json").out)
    by_key = {each["key"]: each for each in found}
    assert {"iraq-2022", "cted-2018", "showcase"} <= set(by_key)
    iraq = by_key["iraq-2022"]
    assert (iraq["start"], iraq["cities"], sum(iraq["items"].values())) == (
        "early 2022-12",
        ["Copenhagen", "The Hague", "Brussels"],
        7,
    )
    lines = briefer("visits", sample).out.splitlines()
    assert len(lines) == len(found)
    assert re.search(r"^iraq-2022 .*early 2022-12 +7$", "\n".join(lines), re.MULTILINE)


def test_export_writes_a_pdf_and_the_same_again(
    briefer: Briefer, sample: Path, tmp_path: Path
) -> None:
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    at = ("--at", "2027-02-26T17:40+03:00")
    said = briefer("export", sample, "cted-2018", "-o", one, *at)
    assert (said.status, said.out) == (0, "")
    assert one.read_bytes().startswith(b"%PDF-")
    briefer("export", sample, "cted-2018", "-o", other, *at)
    assert other.read_bytes() == one.read_bytes()


def test_the_time_comes_from_the_option_else_from_the_environment(
    briefer: Briefer, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / f"{n}.pdf" for n in range(3)]
    arguments = ("export", sample, "cted-2018", "--recipe", "contacts")
    briefer(*arguments, "-o", paths[0], "--at", "2027-02-26T17:40:00Z")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1803663600")
    briefer(*arguments, "-o", paths[1])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    briefer(*arguments, "-o", paths[2], "--at", "2027-02-26T17:40:00Z")
    with pikepdf.open(paths[0]) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20270226174000+00'00'"
    # however the time was given, it is the same file to the last byte
    assert [path.read_bytes() == paths[0].read_bytes() for path in paths] == [True] * 3
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert briefer(*arguments, "-o", tmp_path / "x.pdf").status == 3


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10" fill="#a01e28"/></svg>'


def test_an_office_shows_itself(briefer: Briefer, tmp_path: Path) -> None:
    path, logo = tmp_path / "office.briefer", tmp_path / "logo.svg"
    logo.write_text(LOGO)
    briefer("new", path)
    assert briefer("office", path) == Said(0, "", "")
    words = ("--name", "Protocol Service", "--name-in", "fr", "Protocole", "--name-in", "da", "x")
    told = briefer("office", path, *words, "--logo", logo, "--accent", "7A1F2B")
    assert told.out.splitlines() == [
        "name       Protocol Service",
        "name (da)  x",
        "name (fr)  Protocole",
        "logo       SVG, printed 40.7 × 13.6 mm",
        "accent     #7a1f2b",
        "contrast   10.2 on white, at least 4.5 is needed",
    ]
    assert briefer("office", path) == told == Said(0, told.out, "")
    assert json.loads(briefer("office", path, "--name-in", "da", "", "--json").out) == {
        "name": "Protocol Service",
        "names": {"fr": "Protocole"},
        "logo": {
            "kind": "SVG",
            "bytes": len(LOGO),
            "sha256": hashlib.sha256(LOGO.encode()).hexdigest(),
            "printed": [40.7, 13.6],
        },
        "accent": "#7a1f2b",
        "contrast": 10.2,
    }
    assert briefer("office", path, "--no-logo", "--no-accent").out.splitlines() == [
        "name       Protocol Service",
        "name (fr)  Protocole",
    ]
    assert briefer("office", path, "--name", "", "--name-in", "fr", "") == Said(0, "", "")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--accent", "#e8a0b0"), 3, "its contrast is 2.0, 4.5 is needed. Choose a darker colour."),
        (("--logo", "gone.svg"), 3, "gone.svg is not there or cannot be read."),
        (("--accent", "red"), 2, "red is no colour such as #14475a"),
        (("--accent", ""), 2, " is no colour such as #14475a"),
        (("--accent", "#000", "--no-accent"), 2, "Either --accent or --no-accent."),
        (("--logo", "x", "--no-logo"), 2, "Either --logo or --no-logo."),
        (("--name-in", "sv", "x"), 2, "'sv' is not one of 'en', 'da', 'fr', 'nl', 'ar'."),
    ],
)
def test_an_office_that_cannot_be_shown_is_refused_and_nothing_is_written(
    briefer: Briefer, tmp_path: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    path = tmp_path / "office.briefer"
    briefer("new", path)
    before = briefer("office", path, "--name", "Protocol Service", "--accent", "#7a1f2b")
    refused = briefer("office", path, "--name", "Another", *arguments)
    assert (refused.status, refused.out) == (status, "")
    assert said in refused.err
    assert briefer("office", path) == before


def test_search(briefer: Briefer, sample: Path) -> None:
    found = json.loads(briefer("search", sample, "haarlov", "jens", "--json").out)
    assert (found[0]["kind"], found[0]["label"]) == ("person", "Mr. Jens Haarløv")
    assert all("Jens Haarløv" in hit["line"] for hit in found[1:])  # who said something
    lines = briefer("search", sample, "haarlov").out.splitlines()
    assert re.split(" {2,}", lines[0]) == ["person", "jens-haarlov", "Mr. Jens Haarløv"]
    assert max(map(len, lines)) < 250
    assert briefer("search", sample, "zzzzzz") == Said(0, "", "")


def test_a_search_is_narrowed(briefer: Briefer, sample: Path) -> None:
    def keys(*arguments: str) -> list[str]:
        return [
            one["key"] for one in json.loads(briefer("search", sample, *arguments, "--json").out)
        ]

    assert keys("foreign", "--country", "denmark", "--kind", "institution") == ["danish-mfa"]
    assert keys("closing", "--year", "2018") == ["cted-2018/closing"]
    assert keys("closing", "--year", "2019") == []
    assert keys("--theme", "border management", "--kind", "item") == ["cted-2018/border-management"]
    assert {"cted-2018"} <= {*keys("--kind", "visit", "--up-to", "restricted")}


def test_a_search_is_narrowed_to_what_there_is(briefer: Briefer, sample: Path) -> None:
    said = briefer("search", sample, "x", "--up-to", "cosmic")
    assert said.status == 2
    assert "There is no “cosmic”; there is secret, confidential, restricted" in said.err
    assert briefer("search", sample, "x", "--kind", "vist").status == 2
    assert "Say what to look for." in briefer("search", sample).err


@pytest.mark.parametrize("year", ["-3", "0", "26", "20260"])
def test_what_is_no_year_is_refused_in_a_sentence(
    briefer: Briefer, sample: Path, year: str
) -> None:
    said = briefer("search", sample, "closing", "--year", year)
    assert (said.status, said.out) == (2, "")
    assert f"{year} is no year. Type its four digits, such as 2026." in said.err


def test_dump_import_dump(briefer: Briefer, sample: Path, tmp_path: Path) -> None:
    one, other, again = tmp_path / "one.json", tmp_path / "other.json", tmp_path / "again.briefer"
    assert briefer("dump", sample, "-o", one).status == 0
    briefer("new", again)
    assert briefer("import", again, one).status == 0
    assert briefer("import", again, one).out.startswith("unchanged: ")
    briefer("dump", again, "-o", other)
    assert other.read_bytes() == one.read_bytes()
    assert briefer("dump", sample, "iraq-2022", "-o", tmp_path / "iraq.json").status == 0
    assert [
        visit["key"] for visit in json.loads((tmp_path / "iraq.json").read_text())["visits"]
    ] == ["iraq-2022"]


def test_import_tells_what_it_did(briefer: Briefer, tmp_path: Path) -> None:
    path, file = tmp_path / "office.briefer", tmp_path / "file.json"
    briefer("new", path)
    file.write_text(
        '{"format": 1, "themes": [{"key": "a", "name": "A"}, {"key": "b", "name": "B"}]}'
    )
    assert briefer("import", path, file, "--dry-run") == Said(0, "new: 2 theme\nunchanged: 0\n", "")
    assert json.loads(briefer("import", path, file, "--json").out) == {
        "files": [str(file)],
        "added": {"theme": 2},
        "changed": {},
        "unchanged": 0,
        "remarks": [],
    }
    file.write_text('{"format": 1, "themes": [{"key": "a", "name": "A", "qualifier": "x"}]}')
    assert briefer("import", path, file) == Said(0, "changed: 1 theme\nunchanged: 0\n", "")


def test_schema(briefer: Briefer) -> None:
    assert (
        json.loads(briefer("schema").out)["$schema"]
        == "https://json-schema.org/draft/2020-12/schema"
    )


def test_backup_restore_doctor(briefer: Briefer, sample: Path, tmp_path: Path) -> None:
    copy, again = tmp_path / "copy.zip", tmp_path / "again.briefer"
    assert briefer("backup", sample, "-o", copy) == Said(0, "", "")
    assert briefer("restore", copy, again) == Said(0, "", "")
    assert briefer("visits", again).out == briefer("visits", sample).out
    assert briefer("doctor", again) == Said(0, f"Nothing is wrong with {again}.\n", "")
    assert briefer("doctor", again, "--json") == Said(0, "[]\n", "")


def test_backups_are_kept_in_the_workspace_and_listed(
    briefer: Briefer, sample: Path, tmp_path: Path
) -> None:
    office = tmp_path / "office.briefer"
    shutil.copytree(sample, office)
    assert briefer("backup", office, "--list") == Said(0, "", "")
    said = briefer("backup", office)
    (kept,) = (office / "backups").iterdir()
    assert (said, kept.suffix) == (Said(0, f"{kept}\n", ""), ".brieferz")
    size = kept.stat().st_size
    (line,) = briefer("backup", office, "--list").out.splitlines()
    assert line.split("  ")[1:] == [f"{size / 1_000_000:.1f} MB", str(kept)]
    (listed,) = json.loads(briefer("backup", office, "--list", "--json").out)
    assert (
        datetime.fromisoformat(listed.pop("at")).astimezone().strftime("%Y-%m-%d") == kept.stem[:10]
    )
    assert listed.pop("last") > 0
    assert listed == {"path": str(kept), "why": "asked", "size": size, "damaged": ""}
    assert briefer("restore", kept, tmp_path / "again.briefer") == Said(0, "", "")
    assert briefer("visits", tmp_path / "again.briefer").out == briefer("visits", office).out
    # a workspace that no longer opens still tells what it kept
    (office / "records.db").write_bytes(b"")
    assert briefer("backup", office, "--list").out == f"{line}\n"
    assert briefer("backup", tmp_path / "none.briefer", "--list").err == (
        f"There is no workspace at {tmp_path / 'none.briefer'}.\n"
    )
    assert briefer("backup", office, "--list", "-o", "x").status == 2


def test_a_workspace_in_a_synchronised_folder_is_copied(
    briefer: Briefer, sample: Path, tmp_path: Path
) -> None:
    there, mine = tmp_path / "Dropbox/office.briefer", tmp_path / "mine.briefer"
    shutil.copytree(sample, there)
    assert briefer("visits", there) == Said(
        3,
        "",
        f"{there} lies in a folder that Dropbox synchronises, where edits can be lost. Work on a copy in another "
        f"folder of this computer. To make one: briefer restore {there} FOLDER.briefer\n",
    )
    assert briefer("restore", there, mine) == Said(0, "", "")
    assert briefer("visits", mine).out == briefer("visits", sample).out


def test_check_lists_findings(briefer: Briefer, sample: Path) -> None:
    found = json.loads(briefer("check", sample, "showcase", "--json").out)
    lines = briefer("check", sample, "showcase").out.splitlines()
    assert len(lines) == len(found) > 0
    assert {each["level"] for each in found} <= {"error", "warning", "note"}
    assert lines[0].split("\t")[:2] == [found[0]["level"], found[0]["rule"]]


def test_self_test_proves_each_part(briefer: Briefer) -> None:
    said = briefer("self-test")
    assert said.status == 0
    shown = re.sub(r"window on .*sample\.briefer", "window on the sample", said.out)
    assert shown.splitlines() == [
        "fonts: works",
        "database: works",
        "export: works",
        "window on the sample, self-test True",
        "window: works",
    ]


# ---------------------------------------------------------------------------------- status 1


def test_1_import_with_a_conflict_or_something_left_out(
    briefer: Briefer, sample: Path, tmp_path: Path
) -> None:
    with database.open_(sample) as workspace:
        visit = visits.find(workspace, "iraq-2022")
        edits.apply(workspace, common_edits.change_field(visit, "title", "Edited here"))
    file = tmp_path / "iraq-2022.json"
    file.write_text(
        '{"format": 1, "visits": [{"key": "iraq-2022", "title": "The file\'s", "scope": "new"}]}'
    )
    said = briefer("import", sample, file)
    assert (said.status, said.err) == (
        1,
        "conflict: Edited here: title was edited here since the last import and is kept.\n",
    )
    assert json.loads(briefer("visits", sample, "--json").out)[-2]["title"] == "Edited here"
    assert briefer("import", sample, file, "--theirs").status == 0
    file.write_text(
        '{"format": 1, "people": [{"key": "x", "family_name": "X", "photo": "files/x.png"}]}'
    )
    said = briefer("import", sample, file)
    assert said.status == 1
    assert (
        said.err
        == "left out: people[0].photo: there is no file files/x.png; the field was left out.\n"
    )


def test_1_doctor_finds_an_error(briefer: Briefer, sample: Path) -> None:
    with database.open_(sample) as workspace, workspace.bare() as connection:
        connection.execute("UPDATE theme SET synonyms = '{}' WHERE key = 'counterterrorism'")
    said = briefer("doctor", sample)
    assert said.status == 1
    assert said.out.startswith("error\trecord-unreadable\ttheme counterterrorism\t")


# ---------------------------------------------------------------------------------- status 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("--frob",),
        ("visits",),
        ("visits", "a", "b"),
        ("export", "W", "iraq-2022"),
        ("export", "W", "-o", "O"),
        ("export", "W", "iraq-2022", "-o", "O", "--language", "xx"),
        ("export", "W", "iraq-2022", "-o", "O", "--paper", "A3"),
        ("export", "W", "iraq-2022", "-o", "O", "--layout", "poster"),
        ("export", "W", "iraq-2022", "-o", "O", "--at", "noon"),
        ("search", "W"),
        ("import", "W"),
        ("dump", "W"),
        ("restore", "F"),
    ],
)
def test_2_wrong_usage_writes_nothing(
    briefer: Briefer, sample: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    names = {"W": sample, "O": tmp_path / "out.pdf", "F": tmp_path / "file"}
    before = _tree(tmp_path)
    said = briefer(*(names.get(each, each) for each in arguments))
    assert (said.status, said.out) == (2, "")
    assert "Usage: briefer" in said.err
    assert _tree(tmp_path) == before


# ---------------------------------------------------------------------------------- status 3


def _surroundings(briefer: Briefer, place: Path, *arguments: object) -> str:
    """The one sentence of a command that met with trouble and left everything as it was."""
    before = _tree(place)
    said = briefer(*arguments)
    assert (said.status, said.out) == (3, ""), said
    assert _tree(place) == before
    assert said.err.endswith("\n")
    assert said.err.count("\n") == 1
    return said.err.strip().replace(str(place) + "/", "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("visits", "none.briefer"), "There is no workspace at none.briefer."),
        (("visits", "file"), "file is not a workspace: it has no workspace.json."),
        (
            ("export", "W", "irak-2022", "-o", "O"),
            "W has no visit “irak-2022”. Did you mean “iraq-2022”?",
        ),
        (("check", "W", "zzz"), "W has no visit “zzz”. “briefer visits” lists them."),
        (("dump", "W", "zzz", "-o", "O"), "W has no visit “zzz”. “briefer visits” lists them."),
        (
            ("export", "W", "iraq-2022", "-o", "O", "--recipe", "dosier"),
            "There is no recipe “dosier”. Did you mean “dossier”?",
        ),
        (
            ("export", "W", "iraq-2022", "-o", "O", "--audience", "public"),
            (
                "There is no audience “public”. There are: delegation, logistics, press, principal, registration, "
                "visitors."
            ),
        ),
        (
            (
                "export",
                "W",
                "iraq-2022",
                "-o",
                "O",
                "--recipe",
                "visitors",
                "--audience",
                "principal",
            ),
            (
                "The recipe “visitors” is for the audience “visitors”; “principal” sees more than that. "
                "Choose a narrower audience, or another recipe."
            ),
        ),
        (
            ("export", "W", "iraq-2022", "-o", "O", "--layout", "eight-up"),
            "Eight to a sheet are cards only. Export “dossier” without that layout.",
        ),
        (
            ("export", "W", "iraq-2022", "-o", "file"),
            "file exists already. Choose another name, or add --force to replace it.",
        ),
        (
            ("dump", "W", "-o", "file"),
            "file exists already. Choose another name, or add --force to replace it.",
        ),
        (
            ("backup", "W", "-o", "file"),
            "file exists already. Choose another name, or add --force to replace it.",
        ),
        (
            ("dump", "W", "-o", "none/out.json"),
            "none/out.json cannot be written: there is no folder none.",
        ),
        (
            ("backup", "W", "-o", "none/out.zip"),
            "none/out.zip cannot be written: there is no folder none.",
        ),
        (
            ("export", "W", "cted-2018", "-o", "none/out.pdf", "--recipe", "contacts"),
            "none/out.pdf cannot be written: there is no folder none.",
        ),
        (("new", "W"), "W exists already. Choose another name."),
        *(
            (line, f"“{'x' * 60}…” is a longer name than the system allows. Choose a shorter one.")
            for line in (
                ("new", "LONG"),
                ("visits", "LONG"),
                ("dump", "W", "-o", "LONG"),
                ("export", "W", "iraq-2022", "-o", "LONG"),
                ("backup", "W", "-o", "LONG"),
                ("restore", "file", "LONG"),
                ("restore", "LONG", "new.briefer"),
            )
        ),
        (("import", "W", "LONG"), f"“{'x' * 60}…” is a longer name than the system allows."),
        (("new", "W", "--sample"), "W exists already. Choose another name."),
        (("new", "office"), "The name of a workspace ends in .briefer: office.briefer."),
        (("restore", "file", "new.briefer"), "file is not a backup of a workspace."),
        (("restore", "none", "new.briefer"), "There is no file none."),
        (("restore", "file", "W"), "W exists already. Choose another name."),
        (("import", "W", "none.json"), "There is no file none.json."),
        (("import", "W", "file"), "file is broken JSON at line 1, column 1: Expecting value."),
    ],
)
def test_3_the_surroundings(
    briefer: Briefer,
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    (tmp_path / "file").write_text("not of the format")
    monkeypatch.chdir(tmp_path)
    names = {"W": "sample.briefer", "O": "out.pdf", "LONG": "x" * 300 + ".briefer"}
    said = _surroundings(briefer, tmp_path, *(names.get(each, each) for each in arguments))
    assert said == sentence.replace("W ", "sample.briefer ")


def test_3_locked_damaged_newer_encrypted(
    briefer: Briefer, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lock = sample / "open" / "other.json"
    lock.write_text(
        '{"computer": "harbour", "user": "jonas", "process": 7, "since": "2027-03-08T09:30:00Z"}'
    )
    assert _surroundings(briefer, tmp_path, "visits", "sample.briefer") == (
        "sample.briefer is open: jonas has it on the computer harbour since 2027-03-08 09:30 UTC. "
        "Close it there. If that computer no longer runs, delete sample.briefer/open/other.json."
    )
    lock.unlink()
    identity = sample / "workspace.json"
    good = identity.read_text()
    identity.write_text(good.replace('"format": 1', '"format": 2'))
    assert "newer Briefer" in _surroundings(briefer, tmp_path, "visits", "sample.briefer")
    identity.write_text("{")
    assert "workspace.json is damaged" in _surroundings(
        briefer, tmp_path, "visits", "sample.briefer"
    )
    identity.write_text(good)
    (sample / "records.db").write_bytes(b"\x00" * 5000)
    assert "is damaged. Restore" in _surroundings(briefer, tmp_path, "visits", "sample.briefer")


def test_3_a_failed_new_leaves_nothing(
    briefer: Briefer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefer import resources

    bad = tmp_path / "resources" / "samples"
    bad.mkdir(parents=True)
    (bad / "bad.json").write_text("{")
    monkeypatch.setattr(resources, "_root", lambda: tmp_path / "resources")
    _surroundings(briefer, tmp_path, "new", tmp_path / "office.briefer", "--sample")
    assert not (tmp_path / "office.briefer").exists()


# --------------------------------------------------------------------------------- passphrases


def test_an_encrypted_workspace_from_the_command_line(
    briefer: Briefer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.briefer"
    # in the environment alone it encrypts nothing
    monkeypatch.setenv("BRIEFER_PASSPHRASE", "hest batteri")
    briefer("new", tmp_path / "open.briefer")
    monkeypatch.delenv("BRIEFER_PASSPHRASE")
    assert briefer("visits", tmp_path / "open.briefer").status == 0
    monkeypatch.setenv("BRIEFER_PASSPHRASE", "hest batteri")
    said = briefer("new", path, "--encrypt")
    assert said.status == 0
    code = said.out.strip().rsplit(" ", 1)[1]
    assert briefer("visits", path).status == 0
    monkeypatch.setenv("BRIEFER_PASSPHRASE", code)
    assert briefer("visits", path).status == 0
    monkeypatch.setenv("BRIEFER_PASSPHRASE", "wrong")
    assert _surroundings(briefer, tmp_path, "visits", path) == (
        "This passphrase does not open the workspace. Try again."
    )
    monkeypatch.delenv("BRIEFER_PASSPHRASE")
    assert _surroundings(briefer, tmp_path, "visits", path) == (
        "A passphrase is needed. Give it in BRIEFER_PASSPHRASE or with --passphrase-fd."
    )
    source, target = os.pipe()
    os.write(target, b"hest batteri\n")
    os.close(target)
    assert briefer("visits", path, "--passphrase-fd", source).status == 0
    os.close(source)
    assert f"descriptor {source}" in _surroundings(
        briefer, tmp_path, "visits", path, "--passphrase-fd", source
    )
    source, target = os.pipe()
    os.set_blocking(source, False)  # open, and nothing comes
    assert f"descriptor {source}" in _surroundings(
        briefer, tmp_path, "visits", path, "--passphrase-fd", source
    )
    os.close(source)
    os.close(target)


def _told(words: str) -> int:
    """A descriptor from which a passphrase can be read."""
    source, target = os.pipe()
    os.write(target, words.encode() + b"\n")
    os.close(target)
    return source


def _code(said: Said) -> str:
    return said.out.strip().rsplit(" ", 1)[1]


def test_a_workspace_is_encrypted_and_its_words_are_changed(
    briefer: Briefer, tmp_path: Path
) -> None:
    path = tmp_path / "office.briefer"
    briefer("new", path)
    assert (
        _surroundings(briefer, tmp_path, "passphrase", path) == "office.briefer is not encrypted."
    )
    assert _surroundings(briefer, tmp_path, "passphrase", path, "--encrypt") == (
        "A new passphrase is needed. Give it with --new-passphrase-fd."
    )
    empty = ("passphrase", path, "--encrypt", "--new-passphrase-fd", _told(""))
    assert "protects nothing" in _surroundings(briefer, tmp_path, *empty)

    def change(old: str, *arguments: object) -> Said:
        said = briefer("passphrase", path, "--passphrase-fd", _told(old), *arguments)
        assert said.status == 0
        return said

    def opens(words: str) -> bool:
        return briefer("visits", path, "--passphrase-fd", _told(words)).status == 0

    first = _code(change("", "--encrypt", "--new-passphrase-fd", _told("hest")))
    assert [opens(words) for words in ("hest", first, "")] == [True, True, False]
    assert (
        _surroundings(
            briefer, tmp_path, "passphrase", path, "--encrypt", "--passphrase-fd", _told("hest")
        )
        == "office.briefer is encrypted already."
    )
    said = change("hest", "--new-passphrase-fd", _told("batteri"))
    assert (said.out, said.err) == ("", "")
    second = _code(change("batteri", "--recovery-code"))
    assert [opens(words) for words in ("hest", "batteri", first, second)] == [
        False,
        True,
        False,
        True,
    ]
    said = change(second, "--new-key", "--new-passphrase-fd", _told("klemme"))
    assert said.err == (
        "Backups made before still open with the old passphrase. Remove those that somebody may read.\n"
    )
    assert [opens(words) for words in ("batteri", second, "klemme")] == [False, False, True]
    change("klemme", "--decrypt")
    assert briefer("visits", path).status == 0


@pytest.mark.parametrize("how", ["encrypt", "remove"])
def test_old_backups_are_told_until_something_is_done(
    briefer: Briefer, sample: Path, how: str
) -> None:
    briefer("backup", sample, "-o", sample.parent / "day.zip")
    (sample / "backups").mkdir()
    (sample.parent / "day.zip").rename(sample / "backups" / "day.zip")
    said = briefer("passphrase", sample, "--encrypt", "--new-passphrase-fd", _told("hest"))
    assert said.err == (
        "These old backups can still be read without the passphrase: backups/day.zip. "
        "Add --old-backups encrypt, or remove.\n"
    )
    said = briefer("passphrase", sample, "--passphrase-fd", _told("hest"), "--old-backups", how)
    assert said == Said(0, "", "")
    assert (sample / "backups" / "day.zip").exists() == (how == "encrypt")


def test_a_keyring_opens_it_where_the_system_guards_one(
    briefer: Briefer, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefer("passphrase", sample, "--encrypt", "--new-passphrase-fd", _told("hest"))

    def change(*arguments: str) -> Said:
        return briefer("passphrase", sample, "--passphrase-fd", _told("hest"), *arguments)

    assert change("--keyring").err == (
        "This computer has no keyring that its system guards. The passphrase is needed.\n"
    )
    with guarded(monkeypatch):
        assert change("--keyring") == Said(0, "", "")
        assert briefer("visits", sample).status == 0
        said = briefer("passphrase", sample, "--decrypt")  # whoever may open it may not change it
        assert (said.status, said.out) == (3, "")
        assert change("--no-keyring") == Said(0, "", "")
        assert briefer("visits", sample).status == 3


# ------------------------------------------------------------------------- pipes and interruption


def _process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "briefer", *map(str, arguments)],
        check=False,
        capture_output=True,
        env={**os.environ, **environment},
    )


def _before_all(folder: Path) -> str:
    """The path of modules, with a folder whose `sitecustomize` Python reads as it starts."""
    return os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))


def test_nothing_but_results_and_sentences_when_piped(sample: Path, tmp_path: Path) -> None:
    said = _process("backup", sample, "-o", tmp_path / "copy.zip")
    assert (said.returncode, said.stdout, said.stderr) == (0, b"", b"")


def test_any_name_can_be_told_to_any_terminal(sample: Path) -> None:
    said = _process("search", sample, "haarlov", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (said.returncode, said.stderr) == (0, b"")
    assert b"jens-haarlov" in said.stdout


def test_a_reader_that_has_seen_enough(sample: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "briefer", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.fixture
def slow(tmp_path: Path) -> list[str]:
    """A command line that is surely still at work after it has said that it began."""
    program = tmp_path / "slow.py"
    program.write_text(
        "import sys, time\n"
        "from briefer.cli import program\n"
        "from briefer.pdf import pages\n"
        "def write(*_):\n"
        "    print('begun', flush=True)\n"
        "    time.sleep(60)\n"
        "pages.write = write\n"
        "sys.exit(program.run(sys.argv[1:], None))\n"
    )
    return [sys.executable, str(program)]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_130_interrupted_writes_nothing(
    slow: list[str], sample: Path, tmp_path: Path, stop: signal.Signals
) -> None:
    before = _tree(tmp_path)
    out = tmp_path / "out.pdf"
    process = subprocess.Popen(
        [*slow, "export", str(sample), "cted-2018", "-o", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    process.send_signal(stop)
    _, err = process.communicate()
    assert (process.returncode, err) == (130, "Interrupted; nothing was written.\n")
    assert _tree(tmp_path) == before


@pytest.mark.parametrize("module", ["pathlib", "click", "briefer.i18n", "logging.handlers"])
def test_130_interrupted_while_it_loads(module: str, tmp_path: Path) -> None:
    """Ctrl+C comes while a module is imported, as the first thing that it does."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal, sys\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {module!r}:\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupt())\n"
        f"sys.modules.pop({module!r}, None)\n"
    )
    done = _process("visits", "none.briefer", PYTHONPATH=_before_all(tmp_path))
    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr in (b"", b"Interrupted; nothing was written.\n")


def test_130_interrupted_in_code_that_was_made_from_text(tmp_path: Path) -> None:
    """Named tuples, data classes and the database's mapping are made so; Python remembers, and ends by the signal."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'briefer.services.visits':\n"
        "            exec('import os, signal; os.kill(os.getpid(), signal.SIGINT); [0 for _ in range(9)]')\n"
        "sys.meta_path.insert(0, Interrupt())\n"
    )
    done = _process("visits", "none.briefer", PYTHONPATH=_before_all(tmp_path))
    assert (done.returncode, done.stderr) == (130, b"Interrupted; nothing was written.\n")


def test_ctrl_c_after_the_end_changes_nothing(tmp_path: Path) -> None:
    """As the last module goes, when Python has taken its own handlers away."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\n"
        "class Late:\n"
        "    def __del__(self, kill=os.kill, write=os.write, process=os.getpid()):\n"
        "        write(2, b'late')\n"
        "        kill(process, 2)\n"
        "sys.late = Late()\n"
    )
    done = _process("schema", PYTHONPATH=_before_all(tmp_path))
    assert (done.returncode, done.stderr) == (0, b"late")


@pytest.mark.parametrize("interrupted", ["before", "after"])
@pytest.mark.parametrize(
    "command", [("export", "cted-2018", "--recipe", "contacts"), ("dump",), ("backup",)]
)
def test_130_means_that_nothing_was_written(
    briefer: Briefer,
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    interrupted: str,
) -> None:
    """Ctrl+C comes just before, or just after the file has taken its name."""
    out = tmp_path / "out.zip"
    out.write_bytes(b"mine")
    replace = Path.replace

    def stopped(self: Path, target: Path) -> Path:
        if target != out:
            return replace(self, target)
        if interrupted == "after":
            replace(self, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    said = briefer(command[0], sample, *command[1:], "-o", out, "--force")
    if interrupted == "before":
        assert said == Said(130, "", "Interrupted; nothing was written.\n")
        assert out.read_bytes() == b"mine"
    else:
        assert said == Said(0, "", "")
        assert out.read_bytes() != b"mine"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out.zip", "sample.briefer"]


def test_a_file_that_is_replaced_is_never_half_written(
    briefer: Briefer, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.json"
    out.write_text("mine")
    inode = out.stat().st_ino
    assert briefer("dump", sample, "-o", out, "--force").status == 0
    assert out.stat().st_ino != inode
    assert not [each.name for each in tmp_path.iterdir() if each.name.endswith(".part")]


def test_a_full_disk_leaves_the_old_file(
    briefer: Briefer, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.pdf"
    out.write_text("mine")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = briefer("export", sample, "cted-2018", "--recipe", "contacts", "-o", out, "--force")
    assert (said.status, said.err) == (3, f"{out} cannot be written: No space left on device.\n")
    assert (out.read_text(), sorted(each.name for each in tmp_path.iterdir())) == (
        "mine",
        ["out.pdf", "sample.briefer"],
    )


def test_our_own_fault_is_a_sentence_and_a_log(
    briefer: Briefer, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefer import logs
    from briefer.services import visits as service

    def fail(_: object) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(service, "overview", fail)
    said = briefer("visits", sample)
    assert said.status == 3
    assert said.err.startswith("Something went wrong in Briefer")
    assert "ZeroDivisionError" in logs.place().read_text()


def test_a_hostile_zip_writes_nothing_anywhere(
    briefer: Briefer, sample: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w") as archive:
        archive.writestr(
            "records.json",
            '{"format": 1, "people": [{"key": "x", "family_name": "X", "photo": "../x"}]}',
        )
        archive.writestr("../x", "escaped")
    said = _surroundings(briefer, tmp_path, "import", sample, bad)
    assert said == "bad.zip: people[0].photo names ../x, which is outside the folder of the file."
    assert not (tmp_path.parent / "x").exists()


# ------------------------------------------------------------- what must not be lost or replaced


def test_what_is_no_ordinary_file_is_not_replaced(briefer: Briefer, sample: Path) -> None:
    pipe = sample.parent / "pipe"
    os.mkfifo(pipe)
    said = briefer("dump", sample, "-o", pipe, "--force")
    assert (said.status, said.err) == (3, f"{pipe} is no ordinary file; name another.\n")
    assert pipe.is_fifo()


def test_a_file_of_another_content_beside_a_dump_is_not_taken_for_ours(
    briefer: Briefer, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out" / "all.json"
    out.parent.mkdir()
    assert briefer("dump", sample, "-o", out).status == 0
    annex = min(out.parent.glob("files/*.pdf"))
    right = annex.read_bytes()
    annex.write_bytes(b"PRECIOUS")
    out.unlink()
    said = briefer("dump", sample, "-o", out)
    assert (said.status, annex.name in said.err, annex.read_bytes()) == (3, True, b"PRECIOUS")
    assert not out.exists()
    assert briefer("dump", sample, "-o", out, "--force").status == 0
    assert annex.read_bytes() == right
    annex.write_bytes(right[:-1])
    new = tmp_path / "new.briefer"
    assert briefer("new", new).status == 0
    said = briefer("import", new, out)
    assert (said.status, annex.stem in said.err) == (3, True)


def test_a_database_that_is_damaged_in_many_places_is_called_damaged(
    briefer: Briefer, sample: Path
) -> None:
    database = sample / "records.db"
    content = bytearray(database.read_bytes())
    for at in range(50_000, len(content), 9_000):
        content[at] ^= 0xFF
    database.write_bytes(content)
    said = briefer("export", sample, "iraq-2022", "-o", sample.parent / "out.pdf")
    assert said.status == 3
    assert "is damaged" in said.err


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe{",
        b'{"computer": "%s", "user": "x", "process": 99999999999999999999999}',
    ],
)
def test_what_a_dead_program_left_does_not_shut_a_workspace(
    briefer: Briefer, sample: Path, content: bytes
) -> None:
    (sample / "open").mkdir(exist_ok=True)
    (sample / "open" / "b.json").write_bytes(content.replace(b"%s", platform.node().encode()))
    assert briefer("visits", sample).status == 0


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00+14:00"])
def test_a_time_at_the_end_of_the_calendar_is_wrong_usage(
    briefer: Briefer, sample: Path, at: str
) -> None:
    said = briefer("export", sample, "iraq-2022", "-o", sample.parent / "out.pdf", "--at", at)
    assert said.status == 2


def test_check_and_export_find_the_same_characters_that_no_font_has(
    briefer: Briefer, tmp_path: Path
) -> None:
    workspace, file = tmp_path / "new.briefer", tmp_path / "new.json"
    assert briefer("new", workspace).status == 0
    visit = {"key": "v", "title": "Visit 漢 to 漢字", "purpose": "漢 A\u0301 e\u200d وزارة"}
    file.write_text(json.dumps({"format": 1, "visits": [visit]}))
    assert briefer("import", workspace, file).status == 0
    said = briefer("export", workspace, "v", "-o", tmp_path / "out.pdf")
    printed = [line.split("\t") for line in said.err.splitlines() if "glyph-missing" in line]
    said = briefer("check", workspace, "v")
    checked = [line.split("\t") for line in said.out.splitlines() if "glyph-missing" in line]
    assert [
        "warning",
        "glyph-missing",
        "Cover",
        "No font has the character 漢 (U+6F22).",
    ] in checked
    assert checked == printed


def test_the_help_of_export_lists_the_recipes_there_are(briefer: Briefer) -> None:
    listed = briefer("export", "--help").out.split("Recipes:")[1].replace(",", " ").split()
    assert listed == [recipe.name for recipe in packs.recipes()]


def test_the_help_of_export_lists_the_languages_and_layouts_there_are(
    briefer: Briefer, monkeypatch: pytest.MonkeyPatch
) -> None:
    languages, layouts = _choices(briefer, "--language"), _choices(briefer, "--layout")
    assert languages == ["en", "ar", "da", "fr", "nl", "en+ar"]
    assert layouts == ["booklet", "eight-up"]
    monkeypatch.setattr(i18n, "languages", lambda: ("en", "is"))
    monkeypatch.setitem(packs.LAYOUTS, "poster", packs.LAYOUTS["booklet"])
    assert _choices(briefer, "--language") == ["en", "is"]
    assert _choices(briefer, "--layout") == ["booklet", "eight-up", "poster"]


def _choices(briefer: Briefer, option: str) -> list[str]:
    words = "".join(briefer("export", "--help").out.split())
    found = re.search(rf"{option}\[(.*?)\]", words)
    assert found
    return found[1].split("|")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n"])
def test_3_what_is_no_exchange_file(
    briefer: Briefer, sample: Path, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "file").write_bytes(content)
    said = _surroundings(briefer, tmp_path, "import", sample, tmp_path / "file")
    assert said == "file is no exchange file of Briefer."


def test_3_an_empty_zip(briefer: Briefer, sample: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(tmp_path / "file", "w").close()
    said = _surroundings(briefer, tmp_path, "import", sample, tmp_path / "file")
    assert said == "file is no exchange file of Briefer: it holds no records.json."


def test_a_far_off_word_is_not_proposed() -> None:
    assert (nearest("nothing", ["landsting"]), nearest("zone", ["owner"])) == ("", "")
    assert nearest("titel", ["title", "owner"]) == "title"


@pytest.mark.parametrize("name", ["records.db", "workspace.json", "open/x", "new.json"])
@pytest.mark.parametrize("command", [("dump", "W"), ("export", "W", "iraq-2022"), ("backup", "W")])
def test_3_no_output_inside_a_workspace(
    briefer: Briefer, sample: Path, tmp_path: Path, command: tuple[str, ...], name: str
) -> None:
    (sample / "open").mkdir(exist_ok=True)
    arguments = (str(sample) if each == "W" else each for each in command)
    said = _surroundings(briefer, tmp_path, *arguments, "-o", sample / name, "--force")
    inside = f"sample.briefer/{name} would stand inside the workspace sample.briefer."
    assert said == f"{inside} Choose another folder."


def test_3_names_that_are_no_text(
    briefer: Briefer, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bad = os.fsdecode(b"\xff.briefer")
    for arguments in (("new", bad), ("backup", sample, "-o", bad)):
        said = _surroundings(briefer, tmp_path, *arguments)
        assert said == "The name \\udcff.briefer is no UTF-8 text. Choose another name."
    sample.rename(tmp_path / bad)
    assert briefer("visits", bad).status == 3
    file = tmp_path / os.fsdecode(b"\xff.json")
    file.write_text('{"format": 1, "themes": [{"key": "a", "name": "A"}]}')
    assert briefer("new", "new.briefer").status == 0
    assert briefer("import", "new.briefer", file) == Said(0, "new: 1 theme\nunchanged: 0\n", "")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_fault(sample: Path, closed: str) -> None:
    line = f'exec "{sys.executable}" -m briefer visits "{sample}" {closed}'
    done = subprocess.run(["/bin/sh", "-c", line], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


# ------------------------------------------------------------------ what is held, and forgetting


def test_everything_held_about_a_person_is_printed(briefer: Briefer, sample: Path) -> None:
    said = briefer("about", sample, "hisham-barakani")
    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[0] == "person hisham-barakani"
    assert lines[lines.index("private_data hisham-barakani/private-data-1") :][:4] == [
        "private_data hisham-barakani/private-data-1",
        "    person: Professor Hisham Barakani",
        "    diet: without meat",
        "    access needs: walks with a stick; no long stairs",
    ]
    assert "    languages: Arabic; French; English" in lines
    held = json.loads(briefer("about", sample, "hisham-barakani", "--json").out)
    assert held["person"]["family_name"] == "Barakani"
    assert [one["key"] for one in held["roles"]] == ["barakani-professor", "showcase/partner"]


def test_a_person_is_forgotten_only_on_purpose(briefer: Briefer, sample: Path) -> None:
    said = briefer("forget", sample, "hisham-barakani")
    assert said == (3, "", "This cannot be undone. Add --yes to do it without a question.\n")
    assert briefer("forget", sample, "hisham-barakani", "--yes") == (0, "", "")
    assert briefer("search", sample, "barakani") == (0, "", "")
    assert briefer("doctor", sample).status == 0
    told = briefer("history", sample, "person")
    assert [line.split("  ")[2] for line in told.out.splitlines()] == ["Forget a person", "Erased"]


def test_the_history_of_a_record_is_told(briefer: Briefer, sample: Path) -> None:
    with database.open_(sample, officer="Mette") as workspace:
        visit = visits.find(workspace, "showcase")
        edits.apply(
            workspace, common_edits.change_field(visit, "short_title", "Port 27", called="title")
        )
    said = briefer("history", sample, "showcase")
    assert (said.status, said.err) == (0, "")
    newest, field, first = said.out.splitlines()
    assert newest.split("  ")[1] == "Mette"
    assert field == f"    short title: {visit.short_title} → Port 27"
    assert first.split("  ")[2].startswith("Import ")
    told = json.loads(briefer("history", sample, "showcase", "--kind", "visit", "--json").out)
    assert [(one["action"], len(one["changed"])) for one in told] == [("change", 1), ("add", 0)]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("history", "shwcase"), 3, "has no record “shwcase”. Did you mean “showcase”?"),
        (("history", "--", "§"), 3, "“briefer search” finds records by their words."),
        (("history", "showcase", "--kind", "ship"), 2, "There is no kind “ship”."),
        (("about", "showcase"), 3, "has no record “showcase”"),
        (("forget", "nobody-at-all", "--yes"), 3, "has no record “nobody-at-all”"),
    ],
)
def test_a_record_that_is_not_there_is_a_sentence(
    briefer: Briefer, sample: Path, arguments: tuple[str, ...], status: int, said: str
) -> None:
    command, *rest = arguments
    found = briefer(command, sample, *rest)
    assert (found.status, found.out) == (status, "")
    assert said in found.err
