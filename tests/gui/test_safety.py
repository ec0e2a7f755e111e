"""A workspace is backed up, examined and watched while its window is open; copies become workspaces again."""

from collections.abc import Iterator
from pathlib import Path

import drags
import pytest
from accessible import doubles, nameless
from PySide6.QtCore import QMimeData, QPoint, QUrl
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from briefer import app
from briefer.errors import NoRoom
from briefer.gui import safety
from briefer.gui.dialogs import file_dialogs
from briefer.gui.dialogs.file_dialogs import OpenWorkspace
from briefer.gui.main_window import MainWindow
from briefer.gui.safety import Safety
from briefer.gui.views.safety_page import SafetyPage
from briefer.services import backups, visits
from briefer.services import safety as service
from briefer.workspace import backup, copies, kept

LONG = 20_000


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> SafetyPage:
    window.places.show_settings("safety")
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    return window.places.settings.safety


def look(window: MainWindow, qtbot: QtBot) -> None:
    window.safety.look()
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)


def kept_names(window: MainWindow) -> list[str]:
    folder = window.desk.workspace.folder.backups
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def bar(window: MainWindow) -> tuple[str, list[str]]:
    """The sentence of the bar and its buttons."""
    trouble = window.messages.shown
    if trouble is None:
        return "", []
    return trouble.sentence, [offer.text for offer in trouble.offers]


def rows_of(page: SafetyPage) -> list[tuple[str, str]]:
    return [(row.second, row.end) for row in page.list.rows]


def press(page: SafetyPage, name: str) -> None:
    (found,) = [each for each in page.findChildren(QPushButton) if each.accessibleName() == name]
    found.click()


# ----------------------------------------------------------------------------------------- looking


def test_the_first_look_comes_by_itself_and_keeps_a_backup(
    qapp: QApplication, qtbot: QtBot, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety, "FIRST_AFTER", 1)
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.safety.changed, timeout=LONG):
        window.opener.open(sample)
    (found,) = kept.listed(window.desk.workspace.folder)
    assert (found.why, found.damaged, bar(window)) == ("day", "", ("", []))
    window.close()


def test_a_day_has_one_backup(window: MainWindow, qtbot: QtBot) -> None:
    look(window, qtbot)
    first = kept_names(window)
    window.safety._looks = 0
    look(window, qtbot)
    assert len(first) == 1
    assert kept_names(window) == first


def test_of_two_windows_on_a_workspace_one_looks(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = MainWindow()
    qtbot.addWidget(other)
    other.desk.share(window.desk)
    look(other, qtbot)
    assert kept_names(window) == []
    look(window, qtbot)
    assert len(kept_names(window)) == 1
    other.close()


def test_a_backup_that_fails_is_said_once_and_tried_again(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = window.desk.workspace.folder.backups
    folder.write_bytes(b"in the way")
    look(window, qtbot)
    words = (
        "The backup of today could not be made, and is tried again. "
        f"{folder} cannot be written: File exists."
    )
    assert bar(window) == (words, ["Save a copy elsewhere…"])
    window.messages.clear()
    window.safety._looks = safety.THOROUGH_EVERY
    look(window, qtbot)
    assert bar(window) == ("", [])
    folder.unlink()
    window.safety._looks = 2 * safety.THOROUGH_EVERY
    look(window, qtbot)
    assert len(kept_names(window)) == 1


def test_a_damaged_database_is_said(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def examine(*_: object, quick: bool = False, **__: object) -> list[str]:
        asked.append(quick)
        return ["Tree 7 page 9: cell 3 overlaps"] if quick else []

    monkeypatch.setattr(copies, "examine", examine)
    look(window, qtbot)
    assert bar(window) == (
        (
            f"The database of {window.desk.workspace.path} is damaged: Tree 7 page 9: cell 3 overlaps. "
            "Restore a backup: Settings, Safety."
        ),
        [],
    )
    assert True in asked


def test_a_sound_database_is_examined_once_a_week(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = []
    examine = copies.examine

    def counted(*given: object, **named: object) -> list[str]:
        quick.append(named.get("quick", False))
        return examine(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(copies, "examine", counted)
    for number in range(2):
        window.safety._looks = number * safety.THOROUGH_EVERY
        look(window, qtbot)
    assert quick.count(True) == 1


def test_little_room_is_said_once_until_there_was_more(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = [199_500_000]
    monkeypatch.setattr(service, "room", lambda _path: room[0])
    look(window, qtbot)
    path = window.desk.workspace.path
    told = (
        (
            f"Only 199 MB are free on the disk of {path}. Delete what you do not need, or empty the bin: "
            "when the disk is full nothing can be saved."
        ),
        ["Save a copy elsewhere…"],
    )
    assert bar(window) == told
    window.messages.clear()
    look(window, qtbot)
    assert bar(window) == ("", [])
    for free, expected in ((200_000_000, ("", [])), (199_500_000, told)):
        room[0] = free
        look(window, qtbot)
        assert bar(window) == expected


def test_a_save_without_room_offers_a_copy_elsewhere(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.messages.show_error(NoRoom("There is no room left."))
    assert bar(window) == ("There is no room left.", ["Save a copy elsewhere…"])
    monkeypatch.setattr(file_dialogs, "road_copy", lambda *_: tmp_path / "elsewhere.brieferz")
    trouble = window.messages.shown
    assert trouble
    trouble.offers[0].act()
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    assert window.status.words.text() == f"Copied to {tmp_path / 'elsewhere.brieferz'}."
    backups.restore(tmp_path / "elsewhere.brieferz", tmp_path / "again.briefer")
    with app.open_workspace(tmp_path / "again.briefer") as again:
        assert len(visits.overview(again)) == 4


# --------------------------------------------------------------------------------- the settings page


def test_backing_up_now_adds_to_the_list(
    window: MainWindow, page: SafetyPage, qtbot: QtBot
) -> None:
    assert rows_of(page) == []
    assert page._stack.currentWidget() is page._none
    press(page, "Back up now")
    qtbot.waitUntil(lambda: bool(page.list.rows), timeout=LONG)
    (found,) = kept.listed(window.desk.workspace.folder)
    assert rows_of(page) == [
        ("Backup that was asked for", f"{found.size / 1_000_000:.1f} MB"),
    ]
    assert window.status.words.text() == "Backed up. The copies stand in Settings, Safety."
    assert page.target is page.list
    assert (nameless(page), doubles(page)) == ([], [])


def test_a_kept_backup_is_restored_into_a_new_folder_and_opened(
    window: MainWindow, page: SafetyPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def restored(_parent: object, start: Path) -> Path:
        asked.append(start)
        return start

    monkeypatch.setattr(file_dialogs, "restored_workspace", restored)
    old = window.desk.workspace.path
    press(page, "Back up now")
    qtbot.waitUntil(lambda: bool(page.list.rows), timeout=LONG)
    (row,) = page.list.rows
    assert isinstance(row.id, Path)
    with qtbot.waitSignal(window.ready, timeout=LONG):
        press(page, "Restore into a new folder")
    assert asked == [old.with_name(f"office {row.id.stem}.briefer")]
    assert window.desk.workspace.path == asked[0]
    assert old.is_dir()


def test_a_damaged_backup_says_so(window: MainWindow, page: SafetyPage, qtbot: QtBot) -> None:
    folder = window.desk.workspace.folder.backups
    folder.mkdir()
    (folder / "2027-03-01-080000.brieferz").write_bytes(b"half")
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.list.rows), timeout=LONG)
    (row,) = page.list.rows
    assert row.mark
    assert (row.second, row.mark.words) == (
        f"{folder / '2027-03-01-080000.brieferz'} is not a backup of a workspace.",
        "damaged",
    )


# ------------------------------------------------------------------------------- copies come back


@pytest.fixture
def copy(made_sample: Path, tmp_path: Path) -> Path:
    with app.open_workspace(made_sample) as workspace:
        backup.backup(workspace, tmp_path / "travel.brieferz", force=False)
    return tmp_path / "travel.brieferz"


@pytest.fixture
def empty(qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window with nothing open."""
    made = MainWindow()
    qtbot.addWidget(made)
    yield made
    made.close()


def test_a_copy_that_is_opened_asks_for_a_folder(
    empty: MainWindow, copy: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy.with_name("mine.briefer")
    monkeypatch.setattr(file_dialogs, "restored_workspace", lambda *_: folder)
    with qtbot.waitSignal(empty.ready, timeout=LONG):
        empty.opener.open(copy)  # as `briefer open` does
    assert empty.desk.workspace.path == folder
    assert len(empty.desk.overview) == 4


def test_a_copy_can_be_dropped_on_a_window_with_nothing_open(
    empty: MainWindow, copy: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy.with_name("mine.briefer")
    monkeypatch.setattr(file_dialogs, "restored_workspace", lambda *_: folder)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(copy))])
    with qtbot.waitSignal(empty.ready, timeout=LONG):
        assert drags.drop(empty, data, QPoint(300, 300), copy=True)
    assert empty.desk.workspace.path == folder


def test_an_old_folder_is_never_written_over(
    empty: MainWindow, copy: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy.with_name("mine.briefer")
    folder.mkdir()
    (folder / "mine").write_text("mine")
    monkeypatch.setattr(file_dialogs, "restored_workspace", lambda *_: folder)
    empty.opener.open(copy)
    qtbot.waitUntil(lambda: bool(bar(empty)[0]), timeout=LONG)
    assert bar(empty) == (f"{folder} exists already. Choose another name.", [])
    assert [each.name for each in folder.iterdir()] == ["mine"]
    assert empty.places.first_start.isEnabled()


def test_the_dialog_takes_a_workspace_by_going_into_it_and_a_copy_by_name(
    qtbot: QtBot, sample: Path, copy: Path
) -> None:
    parent = MainWindow()
    qtbot.addWidget(parent)
    for how, expected in (
        (lambda dialog: dialog.directoryEntered.emit(str(sample)), sample),
        (lambda dialog: (dialog.selectFile(str(copy)), dialog.accept()), copy),
        (lambda dialog: dialog.directoryEntered.emit(str(copy.parent)), None),
    ):
        dialog = OpenWorkspace(parent, sample.parent)
        how(dialog)
        assert dialog.chosen == expected
        dialog.deleteLater()


def test_nothing_is_looked_after_where_nothing_is_open(empty: MainWindow) -> None:
    assert isinstance(empty.safety, Safety)
    empty.safety.look()
    assert empty.tasks.idle
    assert empty.safety.offers_for(NoRoom("full")) == ()


def test_a_workspace_in_a_synchronised_folder_is_offered_as_a_copy(
    empty: MainWindow, sample: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sample.with_name("mine.briefer")
    (sample.parent / "Nextcloud").mkdir()
    there = sample.rename(sample.parent / "Nextcloud/office.briefer")
    monkeypatch.setattr(file_dialogs, "restored_workspace", lambda *_: folder)
    empty.opener.open(there)
    qtbot.waitUntil(lambda: bool(bar(empty)[0]), timeout=LONG)
    assert bar(empty) == (
        (
            f"{there} lies in a folder that Nextcloud synchronises, where edits can be lost. "
            "Work on a copy in another folder of this computer."
        ),
        ["Copy to this computer…"],
    )
    trouble = empty.messages.shown
    assert trouble
    with qtbot.waitSignal(empty.ready, timeout=LONG):
        trouble.offers[0].act()
    assert empty.desk.workspace.path == folder
    assert len(empty.desk.overview) == 4


def test_where_one_would_be_made_in_a_synchronised_folder_there_is_nothing_to_copy(
    empty: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "Nextcloud").mkdir()
    empty.opener.open(tmp_path / "Nextcloud/office.briefer", create=True)
    qtbot.waitUntil(lambda: bool(bar(empty)[0]), timeout=LONG)
    assert bar(empty)[1] == []
    assert list((tmp_path / "Nextcloud").iterdir()) == []


def test_a_folder_that_is_gone_is_said(window: MainWindow, qtbot: QtBot) -> None:
    path = window.desk.workspace.path
    path.rename(path.with_name("elsewhere.briefer"))
    look(window, qtbot)
    assert bar(window) == (
        (
            f"{path} is no longer there: its folder was removed, renamed or replaced, or its disk taken out. "
            "Nothing was saved; bring it back, or open a backup."
        ),
        [],
    )
    path.with_name("elsewhere.briefer").rename(path)
    window.messages.clear()
    look(window, qtbot)
    assert bar(window) == ("", [])
