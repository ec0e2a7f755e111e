"""Annexes of a visit: chosen by keys, dropped, marked, taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from drags import dragged
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer.findings import Finding, Place
from briefer.gui.dialogs import file_dialogs
from briefer.gui.main_window import MainWindow
from briefer.gui.views.annexes import Annexes, annex_rows
from briefer.gui.views.overview import Overview
from briefer.gui.views.visit_place import VisitPlace

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]


@pytest.fixture
def note_verbale(tmp_path: Path) -> Path:
    path = tmp_path / "Note_verbale.pdf"
    path.write_bytes(b"%PDF-1.7\n%%EOF\n")
    return path


def annexes_of(place: VisitPlace) -> Annexes:
    place.show_tab("overview")
    overview = place.screen_of("overview")
    assert isinstance(overview, Overview)
    return overview.annexes


def told(place: VisitPlace) -> list[tuple[str, str]]:
    assert place.file
    return [(row.title, row.second) for row in annex_rows(place.file)]


def test_an_annex_is_named_and_gets_its_file_by_keys(
    window: MainWindow,
    open_visit: OpenVisit,
    qtbot: QtBot,
    note_verbale: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = open_visit("cted-2018")
    annexes = annexes_of(place)
    before = told(place)
    annexes.records.target.setFocus()
    if annexes.records.list.hasFocus():
        QTest.keyClick(annexes.records.list, Qt.Key.Key_Insert)
    else:
        QTest.keyClick(annexes.records.target, Qt.Key.Key_Space)
    qtbot.waitUntil(annexes.records.form.fields["title"].hasFocus, timeout=LONG)
    title = QApplication.focusWidget()
    assert title
    QTest.keyClicks(title, "Note verbale of 3 May")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert told(place) == [*before, ("Note verbale of 3 May", "no file yet")]
    monkeypatch.setattr(file_dialogs, "open_pdf", lambda _parent: note_verbale)
    QTest.keyClick(annexes.choose_file, Qt.Key.Key_Space)
    after = [*before, ("Note verbale of 3 May", "Note_verbale.pdf")]
    qtbot.waitUntil(lambda: told(place) == after, timeout=LONG)
    assert window.undo.undo_words == "Change file of Note verbale of 3 May"
    assert place.file
    with window.desk.workspace.reading() as rows:
        assert rows.file(place.file.attachments[-1].file) is not None
    for _ in range(3):
        window.undo.undo()
    assert told(place) == before


def test_a_file_that_is_dropped_on_the_window_becomes_an_annex(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, note_verbale: Path
) -> None:
    place = open_visit("cted-2018")
    place.show_tab("programme")
    before = told(place)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(note_verbale))])
    buttons, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(500, 300), Qt.DropAction.CopyAction, data, buttons, held)
    window.dropEvent(drop)
    after = [*before, ("Note verbale", "Note_verbale.pdf")]
    qtbot.waitUntil(lambda: told(place) == after, timeout=LONG)
    assert place.tab == "overview"
    annexes = annexes_of(place)
    assert place.file
    assert annexes.records.list.chosen_id == place.file.attachments[-1].id


def test_a_file_that_is_dropped_on_a_card_is_an_annex_of_the_item(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, note_verbale: Path
) -> None:
    place = open_visit("cted-2018")
    place.show_tab("programme")
    place.programme.show_view("days")
    assert place.file
    item, before = place.file.items[0], place.file.attachments
    place.programme.show_item(item.id)
    shown = place.programme.days.card(item.id)
    assert shown
    view = shown[0]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(note_verbale))])
    box = view.box_of(item.id)
    assert box
    with dragged(view.viewport(), data) as drag:
        assert drag.move(box.center())
        assert (view.target and view.target.onto) == item.id
        assert drag.let_go(box.center())
    qtbot.waitUntil(lambda: len(place.file.attachments) > len(before), timeout=LONG)  # type: ignore[union-attr]  # there
    made = place.file.attachments[-1]
    assert (made.item, made.title, place.tab) == (item.id, "Note verbale", "overview")


def test_what_is_no_pdf_is_refused_in_a_sentence(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, tmp_path: Path
) -> None:
    place = open_visit("cted-2018")
    before = told(place)
    path = tmp_path / "letter.pdf"
    path.write_text("Dear colleague")
    annexes_of(place).attach(path)
    qtbot.waitUntil(lambda: window.messages.shown is not None, timeout=LONG)
    assert window.messages.shown
    assert window.messages.shown.sentence == "letter.pdf is no PDF file. An annex is one."
    assert told(place) == before


def test_a_finding_and_an_undo_lead_to_the_annex(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("cted-2018")
    annexes = annexes_of(place)
    for _ in range(2):
        annexes.records.add()
    assert place.file
    first = place.file.attachments[-2]
    where = Place(kind="attachment", key=first.key)
    place.show_tab("programme")
    place.open_finding(Finding(level="error", rule="planted", place=where, sentence="Planted."))
    assert place.tab == "overview"
    assert annexes.records.list.chosen_id == first.id
    assert annexes.records.form.fields["title"].hasFocus()
    place.show_tab("programme")
    window.undo.undo()
    assert place.tab == "overview"
