"""A protected export from the command line: where its passphrase comes from, and what the user is told."""

import os
import re
from pathlib import Path

import click
import pikepdf
import pytest

from briefer import logs
from briefer.cli import program

SECRET = "hest batteri hæftemaskine"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("open") / "office.briefer"
    assert run("new", path, "--sample") == 0
    return path


def run(*arguments: object) -> int:
    return program.run([str(each) for each in arguments], lambda _, **__: 0)


def export(office: Path, path: Path, *more: object) -> int:
    return run("export", office, "iraq-2022", "-o", path, "--recipe", "contacts", *more)


def descriptor(text: str) -> int:
    source, target = os.pipe()
    os.write(target, text.encode() + b"\n")
    os.close(target)
    return source


def opens(path: Path, password: str) -> bool:
    try:
        with pikepdf.open(path, password=password) as pdf:
            return pdf.is_encrypted
    except pikepdf.PasswordError:
        return False


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "contacts.pdf"


def test_in_the_environment_alone_it_protects_nothing(
    office: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFER_PASSPHRASE", SECRET)
    assert export(office, path) == 0
    with pikepdf.open(path) as pdf:
        assert not pdf.is_encrypted


def test_from_the_environment(
    office: Path,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("BRIEFER_PASSPHRASE", SECRET)
    assert export(office, path, "--protect") == 0
    assert (opens(path, SECRET), opens(path, "")) == (True, False)
    assert (
        "The file opens with its passphrase only, and is no archive file" in capsys.readouterr().err
    )


@pytest.mark.parametrize("option", [("--protect", "--passphrase-fd"), ("--protect-fd",)])
def test_from_a_descriptor(office: Path, path: Path, option: tuple[str, ...]) -> None:
    source = descriptor(SECRET)
    assert export(office, path, *option, source) == 0
    os.close(source)
    assert opens(path, SECRET)


@pytest.mark.parametrize(
    ("passphrase", "said"),
    [
        ("", "An empty passphrase protects nothing."),
        ("x" * 128, "Only the first 127 bytes of a passphrase count."),
    ],
)
def test_what_does_not_protect(
    office: Path, path: Path, capsys: pytest.CaptureFixture[str], passphrase: str, said: str
) -> None:
    source = descriptor(passphrase)
    assert export(office, path, "--protect-fd", source) == 3
    os.close(source)
    assert said in capsys.readouterr().err
    assert not path.exists()


def test_the_passphrase_of_the_workspace_never_leaves_with_a_file(
    tmp_path: Path,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    office = tmp_path / "office.briefer"
    monkeypatch.setenv("BRIEFER_PASSPHRASE", "of the workspace")
    assert run("new", office, "--sample", "--encrypt") == 0
    assert export(office, path, "--protect") == 3
    assert "The file needs a passphrase of its own." in capsys.readouterr().err
    assert not path.exists()
    source = descriptor(SECRET)
    assert export(office, path, "--protect-fd", source) == 0
    os.close(source)
    assert (opens(path, SECRET), opens(path, "of the workspace")) == (True, False)


def test_no_argument_takes_a_passphrase() -> None:
    """Other users see the arguments of a program. A flag, or the number of a descriptor, says nothing."""
    secret = re.compile("pass|protect|secret|encrypt|key")
    options = [
        option
        for command in program.command.commands.values()
        for option in command.params
        if isinstance(option, click.Option) and secret.search(" ".join(option.opts))
    ]
    assert {name for option in options for name in option.opts} == {
        "--encrypt", "--keyring", "--new-key", "--new-passphrase-fd", "--no-keyring", "--passphrase-fd",
        "--protect", "--protect-fd",
    }  # fmt: skip
    assert all(option.is_flag or option.type is click.INT for option in options)


def test_help_says_what_protection_is_and_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "--help") == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Encrypt the file (AES-256): it opens with a passphrase only" in told
    assert "It is no archive file: PDF/A forbids encryption." in told


def test_a_passphrase_stands_in_no_log_and_no_message(
    office: Path, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where encrypting fails by a fault of ours, which is logged."""
    monkeypatch.setenv("BRIEFER_PASSPHRASE", SECRET)

    def fail(**_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(pikepdf, "Encryption", fail)
        assert export(office, path, "--protect") == 3
    assert export(office, path, "--protect") == 0
    said = capsys.readouterr()
    log = logs.place().read_text()
    assert "ZeroDivisionError" in log
    assert SECRET not in log + said.out + said.err
