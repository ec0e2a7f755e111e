"""Settings, encryption: a workspace is encrypted, gets other words or another key, and is decrypted, all in the window."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from accessible import doubles, nameless
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from briefer import app, settings
from briefer.errors import KnownError
from briefer.gui.dialogs import file_dialogs
from briefer.gui.main_window import MainWindow
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.encryption_page import EncryptionPage
from briefer.gui.views.secret_form import Asked, SecretForm
from briefer.gui.windows import Windows
from briefer.records.people import Person
from briefer.services import encryption, printing
from briefer.workspace import encryption as rewriting
from briefer.workspace import files
from briefer.workspace.files import Folder
from made_keyring import guarded
from real_keyring import logged_in

pytestmark = pytest.mark.plain

LONG = 20_000
GOOD = "hest batteri klemme korrekt sky"


@pytest.fixture(autouse=True)
def no_printers(monkeypatch: pytest.MonkeyPatch) -> None:
    """No printer is far."""
    monkeypatch.setattr(printing, "has_cups", lambda: True)
    monkeypatch.setattr(printing, "printers", tuple)


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[Windows]:
    made = Windows()
    yield made
    for window in tuple(made.all):
        window.close()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Driven:
    """The window that is there, whichever that is, at the page."""

    def __init__(self, windows: Windows, qtbot: QtBot, qapp: QApplication, path: Path) -> None:
        self.windows, self.qtbot, self.qapp, self.path = windows, qtbot, qapp, path

    def open(self, secret: str | None = None) -> None:
        window = self.windows.open()
        window.resize(1440, 900)
        with self.qtbot.waitSignal(window.ready, timeout=LONG):
            window.opener.open(self.path, secret=secret)
        window.places.show_settings("encryption")
        self.rest()

    asked_in = -1
    """Which window it is."""

    @property
    def window(self) -> MainWindow:
        return self.windows.all[self.asked_in]

    @property
    def page(self) -> EncryptionPage:
        return self.window.places.settings.encryption

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: self.window.tasks.idle, timeout=LONG)

    def press(self, name: str) -> None:
        shown = self.window.places.place
        (found,) = [
            one
            for one in shown.findChildren(QAbstractButton)
            if one.accessibleName() == name and one.isVisible()
        ]
        found.click()

    def type(self, *words: str) -> None:
        """Type into the field that has the keyboard, Return after each."""
        for each in words:
            field = self.window.focusWidget()
            QTest.keyClicks(field, each)
            QTest.keyClick(field, Qt.Key.Key_Return)

    def keep_code(self) -> str:
        """Go through the steps of the code; gives it."""
        form = self.page.form
        self.qtbot.waitUntil(lambda: bool(form.code.text()) and form.kept.isVisible(), timeout=LONG)
        code = form.code.text()
        form.kept.click()
        assert code not in self.words()
        QTest.keyClicks(form.proof, code.split("-")[2].lower())
        return code

    def come_back(self, windows: int = 1) -> None:
        """Wait until they are there again, the one that asked at the page, with nothing under way."""

        def back() -> bool:
            self.qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            there = all(
                one.desk.is_open and one.places.place is not one.places.working and one.tasks.idle
                for one in self.windows.all
            )
            return there and len(self.windows.all) == windows

        self.qtbot.waitUntil(back, timeout=LONG)
        assert self.window.places.place is self.window.places.settings
        assert self.window.places.settings.page is self.page

    def words(self) -> str:
        """All that can be read in the window."""
        return " ".join(
            part.text()
            for kind in (QLabel, QAbstractButton)
            for part in self.window.findChildren(kind)
            if part.isVisible()
        )

    @property
    def said(self) -> str:
        return self.window.status.words.text()

    @property
    def bar(self) -> str:
        shown = self.window.messages.shown
        return shown.sentence if shown else ""


@pytest.fixture
def plain(windows: Windows, qtbot: QtBot, qapp: QApplication, sample: Path) -> Driven:
    driven = Driven(windows, qtbot, qapp, sample)
    driven.open()
    return driven


@pytest.fixture
def sealed(windows: Windows, qtbot: QtBot, qapp: QApplication, sample: Path) -> Driven:
    encryption.encrypt(sample, None, "hest", code="ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2")
    driven = Driven(windows, qtbot, qapp, sample)
    driven.open("hest")
    return driven


def opens(path: Path, *words: str) -> list[bool]:
    """Which of these open a workspace."""
    found = []
    for each in words:
        try:
            encryption.key_of(path, each)
        except KnownError:
            found.append(False)
        else:
            found.append(True)
    return found


def chosen_person(window: MainWindow) -> UUID | None:
    chosen = window.places.people.chosen_record
    return chosen.id if chosen else None


def choices(page: EncryptionPage) -> list[str]:
    return [
        name.accessibleName()
        for name in (one.opens for one in page._choices.values())
        if name.isVisible()
    ]


# ------------------------------------------------------------------------------------- encrypting


def test_a_plain_workspace_is_encrypted_and_the_window_comes_back(plain: Driven) -> None:
    assert "office is not encrypted" in plain.words()
    assert choices(plain.page) == ["Encrypt this workspace"]
    plain.press("Encrypt this workspace")
    plain.type(GOOD, GOOD)
    code = plain.keep_code()
    QTest.keyClick(plain.page.form.proof, Qt.Key.Key_Return)
    plain.come_back()
    assert plain.said == "office is encrypted."
    assert "office is encrypted" in plain.words()
    assert [row.title for row in plain.page.slots.rows] == ["Passphrase", "Recovery code"]
    assert choices(plain.page) == [
        "Change the passphrase",
        "New recovery code",
        "Encrypt under a new key",
        "Take the encryption away",
    ]
    assert opens(plain.path, GOOD, code, "hest") == [True, True, False]
    assert len(plain.window.desk.overview) == 4


def test_all_windows_come_back_each_at_its_place(plain: Driven) -> None:
    first, id_ = plain.window, plain.window.desk.overview[0].id
    second = plain.windows.open_beside(first, None)
    second.setGeometry(0, 60, 900, 650)
    with second.desk.workspace.reading() as rows:
        person = rows.all(Person)[3].id
    second.places.show_person(person)
    plain.qtbot.waitUntil(lambda: chosen_person(second) == person, timeout=LONG)
    first.places.open_visit(id_)
    first.places.visits[id_].show_tab("delegation")
    first.places.show_settings("encryption")
    plain.asked_in = 0
    plain.rest()
    plain.press("Encrypt this workspace")
    plain.type(GOOD, GOOD)
    plain.keep_code()
    QTest.keyClick(plain.page.form.proof, Qt.Key.Key_Return)
    plain.come_back(windows=2)
    first, second = plain.windows.all
    assert plain.windows.youngest is first
    assert (second.geometry().top(), second.height()) == (60, 650)  # a screen of a test is narrow
    assert second.places.place is second.places.people
    assert chosen_person(second) == person
    QTest.keyClick(first.places.settings, Qt.Key.Key_Escape)
    assert first.places.place is first.places.visits[id_]
    assert first.places.visits[id_].tab == "delegation"


def test_what_is_typed_twice_and_the_strength_are_said(plain: Driven) -> None:
    plain.press("Encrypt this workspace")
    form = plain.page.form
    said = []
    for new, again in (("", ""), ("hest", ""), ("hest", "hast"), (GOOD, "hast")):
        form.new.setText(new)
        form.again.setText(again)
        form.act.click()
        said.append((form._strength.text().split(":")[0], form.trouble.words))
    differ = "The two new passphrases are not the same. Type both again."
    assert said == [
        (
            "Four or five words that have nothing to do with each other are best.",
            "An empty passphrase protects nothing. Give another.",
        ),
        ("Weak", differ),
        ("Weak", differ),
        ("Strong.", differ),
    ]
    assert form.new.text() == GOOD
    assert form.new.echoMode() == form.new.EchoMode.Password
    form.see.click()
    assert form.new.echoMode() == form.new.EchoMode.Normal


def test_a_code_that_was_not_kept_does_not_do(plain: Driven) -> None:
    plain.press("Encrypt this workspace")
    plain.type(GOOD, GOOD)
    form = plain.page.form
    code = form.code.text()
    plain.press("Copy the recovery code")
    assert QGuiApplication.clipboard().text() == code
    form.kept.click()
    plain.type("WRONG")
    assert form._no_proof.words == (
        "That is not the third group. Look at what you have kept, or go back to the code."
    )
    plain.press("Back to the code")
    assert form.code.text() == code
    assert len(plain.windows.all) == 1
    assert not encryption.state(plain.path).encrypted


@pytest.fixture
def coded(qtbot: QtBot) -> Iterator[tuple[QWidget, SecretForm]]:
    """A window with the form at the step that shows the code."""
    tasks = TaskRunner(pytest.fail)
    window, form = QWidget(), SecretForm(tasks)
    QVBoxLayout(window).addWidget(form)
    qtbot.addWidget(window)
    form.ask(Asked("Encrypt", "", "Encrypt", code=True), "office")
    form.go_on()
    window.show()
    yield window, form
    tasks.close()


def test_the_code_is_printed_where_somebody_chooses(
    coded: tuple[QWidget, SecretForm], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _window, form = coded
    sent: list[tuple[bytes, str, str]] = []

    def send(content: bytes, order: printing.Order, title: str) -> None:
        if order.printer == "attic":
            raise KnownError("The attic is empty.")
        sent.append((content[:5], order.printer, title))

    monkeypatch.setattr(printing, "send", send)
    qtbot.waitUntil(lambda: form.printer.known, timeout=LONG)
    none = "No printer is known on this computer. Write the code down."
    assert (form._about_printer.text(), form.print_it.isVisible()) == (none, False)

    known = (
        printing.Printer("hall", "In the hall", ready=True, is_default=True),
        printing.Printer("own", "Own office", ready=True, is_default=False),
        printing.Printer("attic", "Attic", ready=False, is_default=False),
    )
    monkeypatch.setattr(printing, "printers", lambda: known)
    form.printer.look()
    qtbot.waitUntil(form.print_it.isVisible, timeout=LONG)
    box = form.printer.chooser
    assert [box.itemText(at) for at in range(box.count())] == ["In the hall", "Own office", "Attic"]
    assert form._about_printer.text() == ""
    form.printer.show_value("own")
    form.print_it.click()
    qtbot.waitUntil(lambda: form._about_code.text() == "sent to Own office", timeout=LONG)
    assert sent == [(b"%PDF-", "own", "Recovery code")]

    box.setCurrentIndex(2)
    box.activated.emit(2)
    stopped = "The printer is stopped; the job waits until somebody starts it."
    assert form._about_printer.text() == stopped
    form.print_it.click()
    qtbot.waitUntil(lambda: form._about_code.text() == "The attic is empty.", timeout=LONG)


@pytest.mark.parametrize("end", ["minute", "window"])
@pytest.mark.parametrize("since", ["nothing", "a shopping list"])
def test_what_was_copied_is_taken_off_the_clipboard_unless_something_else_stands_there(
    coded: tuple[QWidget, SecretForm], end: str, since: str
) -> None:
    window, form = coded
    code, clipboard = form.code.text(), QGuiApplication.clipboard()
    form._copy()
    assert clipboard.text() == code
    assert clipboard.mimeData().data("x-kde-passwordManagerHint") == b"secret"
    assert form.copied.timer.interval() == 60_000
    copied = "Copied. Put it where nobody else looks; in a minute it is off the clipboard."
    assert form._about_code.text() == copied
    if since != "nothing":
        clipboard.setText(since)
    if end == "minute":
        form.copied.timer.timeout.emit()
        assert form._about_code.text() == "The code is off the clipboard again."
    else:
        window.close()
    assert clipboard.text() == ("" if since == "nothing" else since)
    assert not form.copied.timer.isActive()


def test_escape_goes_back_step_by_step_and_nothing_stays(plain: Driven) -> None:
    plain.press("Encrypt this workspace")
    plain.type(GOOD, GOOD)
    form = plain.page.form
    form.kept.click()
    for expected in (form.kept, form.new, plain.page._choices["encrypt"].opens):
        QTest.keyClick(plain.window.focusWidget(), Qt.Key.Key_Escape)
        assert plain.window.focusWidget() is expected
    assert [field.text() for field in form._fields] == ["", "", ""]
    assert form.code.text() == ""
    QTest.keyClick(plain.window.focusWidget(), Qt.Key.Key_Escape)
    assert plain.window.places.place is plain.window.places.home


def test_what_was_typed_elsewhere_is_there_when_it_is_open_again(plain: Driven) -> None:
    id_ = next(one.id for one in plain.window.desk.overview if one.key == "cted-2018")
    plain.window.places.open_visit(id_)
    place = plain.window.places.visits[id_]
    plain.qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
    place.show_tab("overview")
    field = place.screen_of("overview").fields["title"]  # type: ignore[attr-defined]
    field.edit.setFocus()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "Another title")
    plain.window.places.show_settings("encryption")
    plain.rest()
    plain.press("Encrypt this workspace")
    plain.type(GOOD, GOOD)
    plain.keep_code()
    QTest.keyClick(plain.page.form.proof, Qt.Key.Key_Return)
    plain.come_back()
    assert next(one.title for one in plain.window.desk.overview if one.id == id_) == "Another title"
    QTest.keyClick(plain.window.places.settings, Qt.Key.Key_Escape)
    assert plain.window.places.place is plain.window.places.visits[id_]


# ------------------------------------------------------------------------------- what goes wrong


def test_a_full_disk_changes_nothing_and_says_so(
    plain: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files.read_identity(Folder(plain.path))

    def full(*_: object) -> None:
        raise KnownError("There is no room for office.briefer: it needs 12 MB.")

    monkeypatch.setattr(rewriting, "_see_room", full)
    plain.press("Encrypt this workspace")
    plain.type(GOOD, GOOD)
    plain.keep_code()
    QTest.keyClick(plain.page.form.proof, Qt.Key.Key_Return)
    plain.come_back()
    assert plain.bar == "There is no room for office.briefer: it needs 12 MB."
    assert files.read_identity(Folder(plain.path)) == before
    assert len(plain.window.desk.overview) == 4
    assert (plain.path / "records.db").read_bytes()[:6] == b"SQLite"


def test_it_can_be_stopped(plain: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = itertools.count()

    def endless(_old: object, _target: object, _fresh: object, look: object) -> None:
        while True:
            next(looks)
            look()  # type: ignore[operator]

    monkeypatch.setattr(rewriting, "_export", endless)
    plain.press("Encrypt this workspace")
    plain.type(GOOD, GOOD)
    plain.keep_code()
    QTest.keyClick(plain.page.form.proof, Qt.Key.Key_Return)
    plain.qtbot.waitUntil(lambda: next(looks) > 3, timeout=LONG)
    assert "Encrypting office" in plain.words()
    plain.press("Stop, and change nothing")
    plain.come_back()
    assert plain.said == "Stopped. Nothing was changed."
    assert not encryption.state(plain.path).encrypted


def test_a_window_that_is_closed_meanwhile_leaves_the_workspace_as_it_was(
    plain: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = itertools.count()

    def endless(_old: object, _target: object, _fresh: object, look: object) -> None:
        while True:
            next(looks)
            look()  # type: ignore[operator]

    monkeypatch.setattr(rewriting, "_export", endless)
    plain.press("Encrypt this workspace")
    plain.type(GOOD, GOOD)
    plain.keep_code()
    QTest.keyClick(plain.page.form.proof, Qt.Key.Key_Return)
    plain.qtbot.waitUntil(lambda: next(looks) > 3, timeout=LONG)
    plain.window.close()
    assert sorted(each.name for each in plain.path.iterdir()) == [
        "open",
        "records.db",
        "workspace.json",
    ]
    with app.open_workspace(plain.path) as workspace:
        assert workspace.key is None


@pytest.mark.parametrize("words", ["", "hest"], ids=["plain", "encrypted"])
def test_a_workspace_that_does_not_open_again_leaves_a_way_on(
    windows: Windows,
    qtbot: QtBot,
    qapp: QApplication,
    sample: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
) -> None:
    if words:
        encryption.encrypt(sample, None, words)
    driven = Driven(windows, qtbot, qapp, sample)
    driven.open(words or None)

    def gone(*_: object, **__: object) -> None:
        sample.rename(sample.with_name("elsewhere.briefer"))
        raise KnownError("The disk was taken out.")

    monkeypatch.setattr(encryption, "encrypt", gone)
    driven.press("Encrypt under a new key" if words else "Encrypt this workspace")
    driven.type(*([words] if words else []), GOOD, GOOD)
    driven.keep_code()
    QTest.keyClick(driven.page.form.proof, Qt.Key.Key_Return)
    places = driven.windows.all[-1].places
    expected = places.locked if words else places.first_start
    qtbot.waitUntil(lambda: places.place is expected and driven.window.tasks.idle, timeout=LONG)
    assert driven.bar == f"There is no workspace at {sample}."
    sample.with_name("elsewhere.briefer").rename(sample)
    with qtbot.waitSignal(driven.window.ready, timeout=LONG):
        driven.window.opener.open(sample, secret=words or None)


def test_a_wrong_passphrase_is_refused_before_any_window_closes(sealed: Driven) -> None:
    first = sealed.window
    sealed.press("Change the passphrase")
    sealed.type("batteri", "klemme", "klemme")
    sealed.rest()
    form = sealed.page.form
    assert form.trouble.words == "This passphrase does not open the workspace. Try again."
    assert sealed.windows.all == [first]
    assert (form.new.text(), form.old.isEnabled()) == ("klemme", True)


def test_another_program_that_has_it_open_is_told_of(
    sealed: Driven, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = f"{sealed.path} is open in another window or program. Close it there first."

    def held(_folder: Folder, *, alone: bool = False) -> Path | None:
        if alone:
            raise KnownError(sentence)
        return hold(_folder)

    hold = files.hold
    monkeypatch.setattr(files, "hold", held)
    sealed.press("New recovery code")
    sealed.type("hest")
    sealed.keep_code()
    QTest.keyClick(sealed.page.form.proof, Qt.Key.Key_Return)
    sealed.come_back()
    assert sealed.bar == sentence
    assert opens(sealed.path, "ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2") == [True]


# ----------------------------------------------------------------------- an encrypted workspace


def test_the_passphrase_is_changed_with_the_recovery_code(sealed: Driven) -> None:
    sealed.press("Change the passphrase")
    sealed.type("abcde fghjk lmnpq rstuv wxyz2", GOOD, GOOD)
    sealed.come_back()
    assert sealed.said == "The passphrase of office is changed."
    code = "ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2"
    assert opens(sealed.path, "hest", GOOD, code) == [False, True, True]


def test_a_new_recovery_code(sealed: Driven) -> None:
    sealed.press("New recovery code")
    sealed.type("hest")
    code = sealed.keep_code()
    QTest.keyClick(sealed.page.form.proof, Qt.Key.Key_Return)
    sealed.come_back()
    assert opens(sealed.path, "hest", code, "ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2") == [True, True, False]


def test_a_new_key_is_another_database_under_other_words(sealed: Driven) -> None:
    key = encryption.key_of(sealed.path, "hest")
    sealed.press("Encrypt under a new key")
    sealed.type("hest", GOOD, GOOD)
    code = sealed.keep_code()
    QTest.keyClick(sealed.page.form.proof, Qt.Key.Key_Return)
    sealed.come_back()
    assert opens(sealed.path, "hest", GOOD, code) == [False, True, True]
    assert encryption.key_of(sealed.path, GOOD) != key
    assert sealed.said == encryption.old_backups_stay()


def test_decrypting_asks_for_the_passphrase_and_says_what_follows(sealed: Driven) -> None:
    sealed.press("Take the encryption away")
    assert "Whoever gets at this computer" in sealed.words()
    sealed.type("hest")
    sealed.come_back()
    assert sealed.said == "office is not encrypted any more."
    assert choices(sealed.page) == ["Encrypt this workspace"]
    with app.open_workspace(sealed.path) as workspace:
        assert workspace.key is None


def test_old_backups_in_clear_are_told_of_and_encrypted_or_removed(
    plain: Driven,
) -> None:
    plain.window.actions_["back-up"].trigger()
    plain.rest()
    plain.press("Encrypt this workspace")
    plain.type(GOOD, GOOD)
    plain.keep_code()
    QTest.keyClick(plain.page.form.proof, Qt.Key.Key_Return)
    plain.come_back()
    (kept,) = (plain.path / "backups").iterdir()
    assert plain.page.clear_words.words == (
        f"These old backups can still be read without the passphrase: backups/{kept.name}."
    )
    plain.press("Encrypt the old backups")
    plain.rest()
    assert plain.said == "The old backups are encrypted."
    assert plain.page.clear_words.isHidden()
    assert encryption.left_in_clear(plain.path) == ""
    assert kept.exists()


def test_every_control_has_a_name_and_no_two_are_alike(sealed: Driven) -> None:
    assert (nameless(sealed.window), doubles(sealed.window)) == ([], [])
    sealed.press("Encrypt under a new key")
    assert (nameless(sealed.window), doubles(sealed.window)) == ([], [])
    sealed.type("hest", GOOD, GOOD)
    form = sealed.page.form
    sealed.qtbot.waitUntil(form.kept.isVisible, timeout=LONG)
    assert (nameless(sealed.window), doubles(sealed.window)) == ([], [])
    form.kept.click()
    assert (nameless(sealed.window), doubles(sealed.window)) == ([], [])


# ------------------------------------------------------------------------------ a new workspace


@pytest.fixture
def empty(
    windows: Windows,
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Driven:
    """A window with nothing open; the dialog gives a place."""
    path = tmp_path / "mine.briefer"
    monkeypatch.setattr(file_dialogs, "new_workspace", lambda *_: path)
    windows.open().resize(1440, 900)
    return Driven(windows, qtbot, qapp, path)


def test_a_new_workspace_can_be_encrypted_from_its_first_byte(empty: Driven) -> None:
    start = empty.window.places.first_start
    start.encrypt.click()
    empty.press("New workspace")
    empty.type(GOOD, GOOD)
    form = start._form
    assert form
    assert (nameless(empty.window), doubles(empty.window)) == ([], [])
    code = form.code.text()
    form.kept.click()
    with empty.qtbot.waitSignal(empty.window.ready, timeout=LONG):
        empty.type(code.split("-")[2])
    assert opens(empty.path, GOOD, code, "hest") == [True, True, False]
    assert (empty.path / "records.db").read_bytes()[:6] != b"SQLite"
    assert (empty.bar, form.new.text(), form.code.text()) == ("", "", "")


def test_it_need_not_be(empty: Driven) -> None:
    start = empty.window.places.first_start
    start.encrypt.click()
    empty.press("New workspace")
    QTest.keyClick(empty.window.focusWidget(), Qt.Key.Key_Escape)
    assert empty.window.focusWidget() is start._create
    start.encrypt.click()
    with empty.qtbot.waitSignal(empty.window.ready, timeout=LONG):
        empty.press("New workspace")
    assert not encryption.state(empty.path).encrypted
    assert empty.bar == ""  # somebody has chosen


def test_one_made_by_the_menu_offers_to_be(empty: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    window = empty.window
    with monkeypatch.context() as nobody:
        nobody.setattr(file_dialogs, "new_workspace", lambda *_: None)
        window.actions_["new-workspace"].trigger()
    assert not window.opener.offers_encryption
    with empty.qtbot.waitSignal(window.ready, timeout=LONG):
        window.actions_["new-workspace"].trigger()
    trouble = window.messages.shown
    assert trouble
    assert (trouble.gravity, trouble.sentence) == (
        "note",
        "mine is not encrypted: whoever gets at this computer reads it.",
    )
    (offer,) = trouble.offers
    offer.act()
    assert empty.page.form.new.isVisible()
    empty.rest()


# ----------------------------------------------------------------------------------------- idle


def test_the_minutes_are_chosen_and_hold_at_once(sealed: Driven) -> None:
    idle = sealed.page.idle.chooser
    assert idle.currentText() == "15 minutes"
    idle.setCurrentIndex(idle.findData("1"))
    idle.activated.emit(idle.currentIndex())
    assert settings.load().lock_after == 1
    sealed.windows.touched -= 70
    sealed.windows.look_whether_idle()
    sealed.qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not sealed.window.desk.is_open
    idle_kept = settings.load()
    assert settings.save(type(idle_kept)())


def test_a_dialog_that_stands_open_does_not_keep_it_from_locking(sealed: Driven) -> None:
    dialog = QDialog(sealed.window)
    dialog.setModal(True)
    dialog.show()
    sealed.windows.look_whether_idle()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Shift)
    late = settings.Settings().lock_after * 60 + 1
    sealed.windows.touched -= late
    sealed.windows.look_whether_idle()
    assert not dialog.isVisible()
    sealed.windows.look_whether_idle()
    sealed.qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert "office is locked" in sealed.words()


# -------------------------------------------------------------------------------------- keyrings


def test_without_a_keyring_of_the_system_none_is_offered(sealed: Driven) -> None:
    assert not any("computer open" in name for name in choices(sealed.page))


def test_the_keyring_of_this_computer_opens_it_but_not_what_was_locked(
    windows: Windows,
    qtbot: QtBot,
    qapp: QApplication,
    sample: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    encryption.encrypt(sample, None, "hest")
    driven = Driven(windows, qtbot, qapp, sample)
    with guarded(monkeypatch):
        driven.open("hest")
        driven.press("Let this computer open it")
        driven.type("hest")
        driven.come_back()
        assert driven.said == "This computer opens office without its passphrase."
        assert [row.title for row in driven.page.slots.rows] == [
            "Passphrase",
            "Recovery code",
            "Keyring of this computer",
        ]
        driven.window.actions_["lock"].trigger()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        with qtbot.waitSignal(driven.window.opener.refused, timeout=LONG):
            driven.window.opener.open(sample)
        app.open_workspace(sample).close()  # without a word
        driven.window.places.locked.field.setText("hest")
        with qtbot.waitSignal(driven.window.ready, timeout=LONG):
            driven.window.places.locked.unlock.click()
        driven.window.places.show_settings("encryption")
        driven.rest()
        driven.press("Let no computer open it by itself")
        driven.type("hest")
        driven.come_back()
        assert driven.said == "No computer opens office without its passphrase."
        assert not any(slot.startswith("keyring") for slot in encryption.state(sample).slots)


def test_a_real_keyring_opens_the_window(
    windows: Windows,
    qtbot: QtBot,
    qapp: QApplication,
    sample: Path,
    needs: Callable[[str, str], str],
    tmp_path: Path,
) -> None:
    encryption.encrypt(sample, None, "hest")
    driven = Driven(windows, qtbot, qapp, sample)
    with logged_in(needs, tmp_path):
        driven.open("hest")
        driven.press("Let this computer open it")
        driven.type("hest")
        driven.come_back()
        assert driven.page.slots.rows[-1].title == "Keyring of this computer"
        driven.window.close()
        driven.open()
        assert len(driven.window.desk.overview) == 4
