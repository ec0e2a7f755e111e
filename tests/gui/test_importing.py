"""An import is looked at line by line before anything is written, by keys alone, and is one step of undo."""

import json
from pathlib import Path
from typing import Any

import pytest
from accessible import nameless
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefer.gui.dialogs import file_dialogs
from briefer.gui.main_window import MainWindow
from briefer.gui.models.rows import Mark
from briefer.gui.views.importing import ImportScreen
from briefer.records.institutions import Institution
from briefer.records.kinds import KINDS
from briefer.records.visits import Visit
from briefer.services import common_edits, edits, imports
from briefer.services.edits import Change, Edit

LONG = 20_000
PORT: dict[str, Any] = {"key": "port", "name": "Port Authority", "city": "Teskari"}
NEW: dict[str, Any] = {"key": "coast", "name": "Coast Guard", "city": "Lindøy", "country": "Norvik"}
VISIT: dict[str, Any] = {
    "key": "teskari-27",
    "title": "Visit to Teskari",
    "items": [{"title": "Call", "institutions": ["coast"]}, {"title": "Lunch"}],
}


def file(folder: Path, name: str = "ports.json", **records: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps({"format": 1, **records}))
    return path


def find(window: MainWindow, kind: type[Any], key: str) -> Any:
    with window.desk.workspace.reading() as rows:
        return rows.find(kind, key)


def everything(window: MainWindow) -> dict[str, Any]:
    with window.desk.workspace.reading() as rows:
        return {kind.name: {one.key for one in rows.all(kind.record)} for kind in KINDS}


def rows(screen: ImportScreen) -> list[tuple[str, str, str]]:
    return [(row.title, row.second, row.end) for row in screen.list.rows]


def open_(window: MainWindow, qtbot: QtBot, path: Path) -> ImportScreen:
    window.places.show_import(path)
    screen = window.places.importing
    qtbot.waitUntil(lambda: bool(screen.lines), timeout=LONG)
    return screen


@pytest.fixture
def screen(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> ImportScreen:
    """A file of which one record is new, one was edited here since, one says nothing new, and a visit with two items."""
    first = file(tmp_path, institutions=[PORT, {"key": "yard", "name": "Shipyard"}])
    imports.import_files(window.desk.workspace, [first])
    port = find(window, Institution, "port")
    edits.apply(window.desk.workspace, common_edits.change_field(port, "city", "Vesterhavn"))
    second = file(
        tmp_path,
        institutions=[{**PORT, "city": "Port Teskari"}, {"key": "yard", "name": "Shipyard"}, NEW],
        visits=[VISIT],
    )
    return open_(window, qtbot, second)


def test_each_record_is_a_line_and_nothing_is_written(
    window: MainWindow, screen: ImportScreen
) -> None:
    assert rows(screen) == [
        (
            "Port Authority",
            "edited here since · institution · city: Vesterhavn → Port Teskari",
            "institutions[0]",
        ),
        ("Shipyard", "no change · institution", "institutions[1]"),
        ("Coast Guard", "create · institution · Norvik, Lindøy", "institutions[2]"),
        ("Visit to Teskari", "create · visit", "visits[0]"),
        ("Call", "create · item · coast", "visits[0].items[0]"),
        ("Lunch", "create · item", "visits[0].items[1]"),
    ]
    names = [one.text() for one in screen.segments._buttons.values()]
    assert names == ["All 6", "Create 4", "Change 0", "Unclear 1", "No change 1", "Left out 0"]
    assert screen.import_button.accessibleName() == "Import 4 records"
    assert find(window, Institution, "coast") is None
    assert nameless(screen) == []


def test_it_is_chosen_and_taken_by_keys_alone_and_undone_at_once(
    window: MainWindow, screen: ImportScreen, qtbot: QtBot
) -> None:
    before = everything(window)
    assert screen.list.hasFocus()
    assert screen.list.rows[0].mark is not None
    QTest.keyClick(screen.list, Qt.Key.Key_Space)  # of what was edited here: the file's
    assert screen.list.rows[0].mark is not None
    assert screen.list.rows[0].mark.words == "take the file’s"
    for _ in range(5):
        QTest.keyClick(screen.list, Qt.Key.Key_Down)
    QTest.keyClick(screen.list, Qt.Key.Key_Return)  # leave out the lunch
    assert screen.import_button.accessibleName() == "Import 4 records"
    QTest.keyClick(screen.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: find(window, Institution, "coast") is not None, timeout=LONG)
    qtbot.waitUntil(lambda: window.places.place is not screen, timeout=LONG)
    assert find(window, Institution, "port").city == "Port Teskari"
    assert "teskari-27/item-2" not in everything(window)["item"]
    assert window.undo.undo_words == "Import 4 records from ports.json"
    qtbot.waitUntil(
        lambda: "Visit to Teskari" in [one.title for one in window.desk.overview], timeout=LONG
    )
    window.undo.undo()
    assert everything(window) == before
    assert find(window, Institution, "port").city == "Vesterhavn"


def test_a_visit_that_is_left_out_takes_its_items_along(
    window: MainWindow, screen: ImportScreen, qtbot: QtBot
) -> None:
    screen.list.choose(3)
    QTest.keyClick(screen.list, Qt.Key.Key_Space)
    screen.segments._buttons["without"].click()
    assert [row[0] for row in rows(screen)] == ["Visit to Teskari", "Call", "Lunch"]
    assert screen.import_button.accessibleName() == "Import 1 record"
    screen.import_button.click()
    qtbot.waitUntil(lambda: find(window, Institution, "coast") is not None, timeout=LONG)
    assert find(window, Visit, "teskari-27") is None


def test_what_somebody_else_writes_stops_no_import(
    window: MainWindow, screen: ImportScreen, qtbot: QtBot
) -> None:
    assert window.desk.holding
    screen.import_button.click()
    window.desk.holding.turns += 1
    window.desk.read_again()  # as when somebody's edit is heard of
    qtbot.waitUntil(lambda: find(window, Institution, "coast") is not None, timeout=LONG)
    qtbot.waitUntil(lambda: window.places.place is not screen, timeout=LONG)


def test_what_was_chosen_stays_when_the_workspace_is_changed(
    window: MainWindow, screen: ImportScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    QTest.keyClick(screen.list, Qt.Key.Key_Space)
    screen.list.choose(3)
    QTest.keyClick(screen.list, Qt.Key.Key_Space)
    yard = find(window, Institution, "yard")
    edits.apply(window.desk.workspace, common_edits.change_field(yard, "name", "Old Shipyard"))
    window.desk.look_for_others()
    qtbot.waitUntil(lambda: screen.lines[1].happens == "unclear", timeout=LONG)
    assert [(row.title, row.mark and row.mark.words) for row in screen.list.rows] == [
        ("Port Authority", "take the file’s"),
        ("Old Shipyard", "keep what is here"),
        ("Coast Guard", None),
        ("Visit to Teskari", "left out"),
        ("Call", "left out"),
        ("Lunch", "left out"),
    ]
    assert screen.list.chosen_id == 3
    window.places.go_to("home")
    coast = Institution(key="coast", name="Coast Guard")
    window.undo.do(Edit("Coast", (Change(None, coast),)))
    monkeypatch.setattr(file_dialogs, "open_exchange", lambda _parent: None)
    window.places.show_import()
    qtbot.waitUntil(lambda: screen.lines[2].happens != "create", timeout=LONG)
    assert screen.list.rows[0].mark == Mark("take the file’s", "accent")


def test_lines_are_found(screen: ImportScreen) -> None:
    screen.search_field.setText("lindoy")
    assert [row[0] for row in rows(screen)] == ["Coast Guard"]
    screen.search_field.setText("lorry")
    assert [row.title for row in screen.list.rows] == ["No line here"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"format": 1, "institutions": [', "is broken JSON at line 1"),
        (b"%PDF-1.7", "is no exchange file of Briefer"),
        (b'{"format": 1, "institutions": [{"key": "x", "nam": "X"}]}', "Did you mean"),
        (b"[" * 100_000, "is nested too deeply"),
        (b"PK\x03\x04 no zip", "ports.json"),
    ],
)
def test_a_hostile_file_gives_a_sentence(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, content: bytes, sentence: str
) -> None:
    path = tmp_path / "ports.json"
    path.write_bytes(content)
    window.places.show_import(path)
    qtbot.waitUntil(lambda: not window.bar.isHidden(), timeout=LONG)
    assert sentence in window.bar.words.text()
    assert "Traceback" not in window.bar.words.text()
    assert window.places.importing._nothing.isVisible()


def test_a_file_is_dropped_on_the_window_and_esc_goes_back(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    home = window.places.place
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file(tmp_path, institutions=[NEW])))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, buttons, keys))
    screen = window.places.importing
    qtbot.waitUntil(lambda: bool(screen.lines), timeout=LONG)
    assert [row[0] for row in rows(screen)] == ["Coast Guard"]
    QTest.keyClick(screen.list, Qt.Key.Key_Escape)
    assert window.places.place is home


def test_where_nothing_can_be_written_nothing_is_imported(
    window: MainWindow, screen: ImportScreen
) -> None:
    window.desk.workspace.read_only = True
    screen._show_counts()
    assert not screen.import_button.isEnabled()
    window.desk.workspace.read_only = False
