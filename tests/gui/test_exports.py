"""Several documents in one go: each file whole or not there, each a line, and one sentence at the end that names them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefer.gui import kept_documents, theme
from briefer.gui.delegates.sections import _titles
from briefer.gui.desk import Desk
from briefer.gui.drafts import Drafts
from briefer.gui.exports import _few
from briefer.gui.main_window import MainWindow
from briefer.gui.messages import Messages
from briefer.gui.models.sections import SectionLine
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.export_panel import ExportPanel, file_name
from briefer.gui.views.job_line import JobLine
from briefer.gui.views.section_list import SectionsView
from briefer.gui.views.visit_place import VisitPlace
from briefer.pack.context import CopyFacts
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Recipient, Visit
from briefer.services import choices, packs
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


def test_the_pages_of_each_document_are_counted_before_it_is_written(
    window: MainWindow, open_visit: Callable[[str], VisitPlace], qtbot: QtBot
) -> None:
    place = open_visit("iraq-2022")
    place.begin_export()
    panel = place.pack.export_panel
    qtbot.waitUntil(lambda: bool(panel.list.lines), timeout=LONG)
    panel.counts._rest.setInterval(0)
    panel._count()
    qtbot.waitUntil(lambda: all(one.end for one in panel.list.lines), timeout=LONG)
    told = {one.name: one.pages for one in panel.list.lines if one.name in ("badges", "contacts")}
    assert place.file is not None
    workspace, visit = window.desk.workspace, place.file.visit
    assert told == {name: packs.make(workspace, visit, recipe=name).sheets for name in told}
    assert next(one.end for one in panel.list.lines if one.name == "contacts") == "1 page"
    panel.counts.look(place.file, [Document("contacts", language="fr")])
    place.show_tab("programme")  # nobody looks any more
    assert not panel.counts._rest.isActive()
    assert not window.tasks.runs(panel.counts._lane)


def test_each_recipients_own_copy_is_among_the_documents(qtbot: QtBot) -> None:
    """Under the marking that was chosen for its document, never a lower one."""
    visit = Visit(key="marsana", title="Marsana", marking_scheme="office")
    minister = Recipient(visit=visit.id, name="Minister", copy_number=1)
    embassy = Recipient(
        visit=visit.id, name="Embassy", audience="delegation", language="fr", copy_number=2
    )
    kept_documents.keep(visit.id, Document("dossier", marking="secret"))
    messages = Messages()
    tasks = TaskRunner(messages.show_error)
    desk = Desk(tasks, messages)
    panel = ExportPanel(desk, tasks, messages, Drafts(desk, messages))
    qtbot.addWidget(panel)
    panel.show_file(VisitFile(visit=visit, recipients=(minister, embassy)))
    panel.show_document(choices.offered(), Document("dossier", marking="secret"))
    space(panel, "dossier", f"copy {minister.id}", f"copy {embassy.id}")
    copies = [one for one in panel.list.lines if one.name.startswith("copy")]
    assert [one.words for one in copies] == [
        "Copy 1: Minister, Dossier",
        "Copy 2: Embassy, Dossier · Delegation · French",
    ]
    assert [(one.title, one.path.name, one.document) for one in panel.wanted()] == [
        (
            "Copy 1: Minister",
            "marsana-dossier-copy-1.pdf",
            Document("dossier", marking="secret", copy=CopyFacts(1, 2, "Minister")),
        ),
        (
            "Copy 2: Embassy",
            "marsana-dossier-delegation-fr-copy-2.pdf",
            Document("dossier", "delegation", "fr", "secret", CopyFacts(2, 2, "Embassy")),
        ),
    ]
    assert panel._named.accessibleName() == "marsana-dossier-copy-1.pdf · 1 more"
    try:
        panel._take_naming("document")
        again = ExportPanel(desk, tasks, messages, Drafts(desk, messages))
        qtbot.addWidget(again)
        again.show_file(VisitFile(visit=visit))
        again.show_document(choices.offered(), Document("dossier"))
        assert [one.path.name for one in again.wanted()] == ["dossier.pdf"]
    finally:
        panel._take_naming("visit")
    tasks.close()


def test_of_many_files_the_first_are_named() -> None:
    names = [f"{at}.pdf" for at in range(1, 9)]
    assert [_few(names[:count]) for count in (1, 5, 6, 8)] == [
        "1.pdf",
        "1.pdf, 2.pdf, 3.pdf, 4.pdf and 5.pdf",
        "1.pdf, 2.pdf, 3.pdf, 4.pdf and 2 more",
        "1.pdf, 2.pdf, 3.pdf, 4.pdf and 4 more",
    ]


def test_a_file_is_called_after_what_it_is() -> None:
    names = [
        file_name("showcase", Document("dossier")),
        file_name("showcase", Document("dossier", "press", "en+ar")),
        file_name("", Document("a/b")),
    ]
    assert names == ["showcase-dossier.pdf", "showcase-dossier-press-en+ar.pdf", "visit-a b.pdf"]
    press, day = Document("dossier", "press"), date(2027, 3, 8)
    assert (
        file_name("showcase", press, "visit and date", day)
        == "showcase-dossier-press-2027-03-08.pdf"
    )
    assert file_name("showcase", press, "document", day) == "dossier-press.pdf"


def test_copies_for_two_who_are_called_alike_are_told_apart(qtbot: QtBot) -> None:
    """Found as "Copy 6: Embassy of Qamaria in H…" twice: a name breaks, and its end is seen."""
    view = SectionsView("Documents", edits=False)
    qtbot.addWidget(view)
    view.resize(300, 400)
    names = ["Copy 6: Embassy of Qamaria in Halvenborg", "Copy 7: Embassy of Qamaria in Port Serin"]
    view.show_lines(SectionLine(name, name, note="Dossier", movable=False) for name in names)
    view.show()
    heights = [view.sizeHintForRow(at) for at in range(2)]
    assert [" ".join(_titles(line, view.viewport().width())) for line in view.lines] == names
    assert heights == [theme.scaled(2 * 18 + 16 + 14)] * 2
    view.resize(600, 400)
    assert [view.sizeHintForRow(at) for at in range(2)] == [theme.scaled(18 + 16 + 14)] * 2
