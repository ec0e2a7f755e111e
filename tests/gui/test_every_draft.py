"""What is half typed survives a kill in every field of every form of the window; a field without is named here, with why."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from every_form import LONG, forms, walk
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from briefer import app
from briefer.gui.drafts import FormDrafts
from briefer.gui.main_window import MainWindow
from briefer.records.base import new_id
from briefer.services import drafts
from briefer.workspace.drafts import Draft

OFFICER = "Elin Brandt"
WITHOUT = {
    "it finds, and nothing is stored of it": [
        "Search",
        "Filter the items",
        "Find here",
        "Find in the delegation",
        "Find in the pack",
    ],
    "it goes to a page": ["Page"],
    "it chooses what is known, by part of a name": [
        "Add a guest",
        "Add a host",
        "Add a person",
        "Add a theme",
        "Add an institution",
        "Add an instrument",
        "Add what it belongs to",
        "Institution",
        "Who is added",
    ],
    "it is asked for once, for several items": [""],
    "a secret is written nowhere": [
        "Passphrase",
        "Passphrase or recovery code",
        "New passphrase",
        "New passphrase again",
        "Third group of the code",
    ],
    "it is of this computer, not of the workspace": ["Your name"],
    "it is kept while it is asked for: below": ["Muted. Why?"],
}
"""Fields that no form keeps, by why that is so: their names for a screen reader."""
EVERY = [
    "brief", "delegate", "export", "follow_up", "institution", "instrument", "item", "new visit",
    "note", "office", "outcome", "outcomes", "person", "place", "point", "print", "private",
    "source", "term", "theme", "visit",
]  # fmt: skip
"""The forms of the window."""
CELLS = ("outcome cells", "points", "programme cells", "findings")
"""Forms whose fields are there only as long as somebody types in them."""


@pytest.fixture
def reopened(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[[Path], MainWindow]]:
    made: list[MainWindow] = []

    def reopen(path: Path) -> MainWindow:
        window = MainWindow()
        made.append(window)
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        with qtbot.waitSignal(window.ready, timeout=LONG):
            window.desk.open(path, officer=OFFICER)
        return window

    yield reopen
    for window in made:
        window.close()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def typed_in(window: MainWindow) -> list[QWidget]:
    return [
        one
        for kind in (QLineEdit, QPlainTextEdit)
        for one in window.findChildren(kind)
        if not one.isReadOnly() and one.objectName() != "qt_spinbox_lineedit"
    ]


def test_every_field_is_kept_or_named(
    sample: Path, reopened: Callable[[Path], MainWindow], qtbot: QtBot
) -> None:
    window = reopened(sample)
    for _ in walk(window, qtbot):
        pass
    kept = [one.typed for form in window.undo.drafts._forms for one in form.controls.values()]
    others = {
        one.accessibleName() for one in typed_in(window) if not any(one is typed for typed in kept)
    }
    assert others == {name for names in WITHOUT.values() for name in names}


def test_every_field_comes_back(
    sample: Path, reopened: Callable[[Path], MainWindow], qtbot: QtBot
) -> None:
    first = reopened(sample)
    left: dict[tuple[str, UUID], list[Draft]] = {}
    for _ in walk(first, qtbot):
        for form in forms(first):
            assert form.record is not None
            key = form.form, form.record
            if form.owner.isVisible() and key not in left and form.controls:
                left[key] = [half_typed(form, name) for name in form.controls]
    assert sorted({form for form, _ in left}) == EVERY
    first.close()
    with app.open_workspace(sample, officer=OFFICER) as workspace:
        drafts.keep(workspace, [one for some in left.values() for one in some])
    second = reopened(sample)
    qtbot.waitUntil(lambda: second.undo.drafts.bar is not None, timeout=LONG)
    lost = []
    for (name, record), some in left.items():
        second.places.show_draft(name, record, some[0].visit)
        wanted = {one.field: one.text for one in some}
        try:
            qtbot.waitUntil(lambda: wanted in shown(second, name, record), timeout=LONG)  # noqa: B023
        except qtbot.TimeoutError:
            lost.append((name, wanted, shown(second, name, record)))
    assert lost == []


def half_typed(form: FormDrafts, name: str) -> Draft:
    typed, (kind, record, field) = form.controls[name].typed, form.key(name)
    text = f"{typed.stored} half" if len(typed.stored) < 200 else typed.stored[:-1]
    return Draft(
        new_id(), OFFICER, datetime.now(UTC), kind, record, form.visit, field,
        typed.accessibleName(), text, "" if form.controls[name].whole else typed.stored,
    )  # fmt: skip


def shown(window: MainWindow, name: str, record: UUID) -> list[dict[str, str]]:
    """What stands in the fields of a form now, in each place of the window that has it."""
    return [
        {field: control.typed.words for field, control in form.controls.items()}
        for form in forms(window)
        if (form.form, form.record) == (name, record)
    ]
