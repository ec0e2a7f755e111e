"""Settings and log never stop work."""

import logging
from pathlib import Path

import pytest

from briefer import logs, settings
from briefer.settings import Settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "place", lambda: tmp_path / "config" / "settings.json")
    monkeypatch.setattr(logs, "place", lambda: tmp_path / "log" / "briefer.log")
    return tmp_path


def test_what_is_chosen_is_there_the_next_time(home: Path) -> None:
    assert settings.load() == Settings()
    chosen = Settings(officer="Mette", language="da", window={"size": "1440x900"})
    assert settings.save(chosen)
    assert settings.load() == chosen


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b'{"officer": 5}', b"[" * 100_000])
def test_a_damaged_file_is_as_if_it_were_not_there(home: Path, content: bytes) -> None:
    settings.place().parent.mkdir()
    settings.place().write_bytes(content)
    assert settings.load() == Settings()


def test_settings_of_a_newer_program_are_read(home: Path) -> None:
    settings.place().parent.mkdir()
    settings.place().write_text('{"officer": "Mette", "of the future": 1}')
    assert settings.load() == Settings(officer="Mette")


def test_a_place_that_cannot_be_written_is_no_error(home: Path) -> None:
    (home / "config").write_text("in the way")
    (home / "log").write_text("in the way")
    assert not settings.save(Settings(officer="Mette"))
    logs.start()
    logging.getLogger("briefer").error("nowhere to go")


def test_the_latest_workspaces(home: Path) -> None:
    chosen = Settings()
    for number in (*range(10), 3):
        chosen = settings.with_recent(chosen, home / f"{number}.briefer")
    assert [Path(name).stem for name in chosen.recent] == ["3", "9", "8", "7", "6", "5", "4", "2"]
