"""The officer's name in Settings holds at once: in the window, in what is due, in what waits under the name before."""

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from briefer import settings
from briefer.gui.main_window import MainWindow
from briefer.gui.views.window_page import WindowPage
from briefer.records.base import new_id
from briefer.services import drafts, officers
from briefer.workspace.drafts import Draft

LONG = 20_000


@pytest.fixture(autouse=True)
def kept_settings() -> object:
    kept = settings.load()
    yield None
    settings.save(kept)


def test_the_name_holds_at_once(window: MainWindow, qtbot: QtBot) -> None:
    due = window.places.home.due
    qtbot.waitUntil(lambda: any(one.owner == "Lina Sahlani" for one in due.due), timeout=LONG)
    due._choose_whose("mine")
    assert [row for row in due.list.rows if "Lina Sahlani" in row.second] == []
    window.places.show_settings("window")
    page = window.findChild(WindowPage)
    assert page is not None
    page.officer.edit.setText("Lina Sahlani")
    page.officer.accept()
    assert window.top._officer.text() == "Lina Sahlani"
    assert window.desk.workspace.officer == "Lina Sahlani"
    assert window.status.words.text() == "From now on you are Lina Sahlani."
    assert [row for row in due.list.rows if "Lina Sahlani" in row.second] != []


def test_what_waits_goes_along_with_the_name(window: MainWindow) -> None:
    workspace = window.desk.workspace
    draft = Draft(
        new_id(),
        workspace.officer,
        datetime.now(UTC),
        "note",
        new_id(),
        None,
        "text",
        "Text",
        "half",
        "",
    )
    drafts.keep(workspace, [draft])
    drafts.let_go(workspace, [draft.id])
    officers.call(workspace, "Åse Quist")
    with workspace.reading() as rows:
        found = rows.drafts.waiting("Åse Quist", ())
    assert [(one.id, one.text) for one in found] == [(draft.id, "half")]
