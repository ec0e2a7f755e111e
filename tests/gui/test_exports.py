"""Several documents in one go: each file whole or not there, each a line, and one sentence at the end that names them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.views.export_panel import ExportPanel, file_name
from briefer.gui.views.job_line import JobLine
from briefer.gui.views.visit_place import VisitPlace
from briefer.services.documents import Document

LONG = 30_000


def ticked(panel: ExportPanel) -> list[str]:
    return [one.name for one in panel.list.lines if one.wanted]


def lines(panel: ExportPanel) -> list[str]:
    """What the lines say, from the top."""
    found = [panel._lines.itemAt(at).widget() for at in range(panel._lines.count())]
    return [one._words.text() for one in found if isinstance(one, JobLine)]


def space(panel: ExportPanel, *recipes: str) -> None:
    for recipe in recipes:
        panel.list.choose(recipe)
        QTest.keyClick(panel.list, Qt.Key.Key_Space)


def test_several_documents_are_written_in_one_go(
    window: MainWindow, open_visit: Callable[[str], VisitPlace], qtbot: QtBot, tmp_path: Path
) -> None:
    place = open_visit("iraq-2022")
    place.begin_export()
    panel = place.pack.export_panel
    qtbot.waitUntil(lambda: bool(panel.list.lines), timeout=LONG)
    assert ticked(panel) == ["dossier"]
    place.pack._take_recipe("badges")  # what is shown is what one export makes, until one ticks
    assert ticked(panel) == ["badges"]
    space(panel, "contacts", "delegation", "visitors", "pocket")
    assert ticked(panel) == ["badges", "contacts", "delegation", "pocket", "visitors"]
    place.pack._take_recipe("badges")
    place.pack.choosers._choose_language("fr")
    assert ticked(panel) == ["badges", "contacts", "delegation", "pocket", "visitors"]
    assert [one.note for one in panel.list.lines if one.note] == ["French"]
    assert panel._start.text().strip() == "Export 5 files"

    panel.folder.edit.setText(str(tmp_path))
    (tmp_path / "iraq-2022-delegation.pdf").mkdir()  # something stands in the way
    (tmp_path / "iraq-2022-badges-fr.pdf").write_bytes(b"old")
    with qtbot.waitSignal(panel.exports.ended, timeout=LONG):
        jobs = panel.export()
        assert panel._cancel.isVisible()
        jobs[-1].cancel()  # one that waits
        assert panel.exports.count == 4
    assert window.status.words.text() == (
        f"Exported 3 files to {tmp_path.name}: iraq-2022-badges-fr.pdf, iraq-2022-contacts.pdf "
        "and iraq-2022-pocket.pdf. "
        "Not written, for a reason told beside it: Delegation list. "
        "Cancelled, and nothing of it written: Visitors' programme."
    )
    written = {one.name: one.read_bytes()[:4] for one in tmp_path.iterdir() if one.is_file()}
    assert written == dict.fromkeys(
        ["iraq-2022-badges-fr.pdf", "iraq-2022-contacts.pdf", "iraq-2022-pocket.pdf"], b"%PDF"
    )
    first, second, third, fourth, last = lines(panel)
    assert first.endswith("; the one before was replaced")
    assert second.startswith("iraq-2022-contacts.pdf, ")
    assert str(tmp_path) in third
    assert fourth.startswith("iraq-2022-pocket.pdf, ")
    assert last == "Cancelled. Nothing was written."
    qtbot.waitUntil(lambda: panel.exports.count == 0, timeout=LONG)
    assert not panel._cancel.isVisible()

    with qtbot.waitSignal(panel.exports.ended, timeout=LONG):
        panel.export()
        panel.exports.cancel_all()
    assert window.status.words.text() == (
        "Cancelled, and nothing of it written: Contact sheet, Delegation list, Pocket programme, "
        "Visitors' programme and Badges and table tents."
    )
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == sorted(written)


def test_a_file_is_called_after_what_it_is() -> None:
    names = [
        file_name("showcase", Document("dossier")),
        file_name("showcase", Document("dossier", "press", "en+ar")),
        file_name("", Document("a/b")),
    ]
    assert names == ["showcase-dossier.pdf", "showcase-dossier-press-en+ar.pdf", "visit-a b.pdf"]
