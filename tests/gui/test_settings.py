"""Settings: the office's name, logo and accent, each change one undoable step; fonts with what they bring."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import drags
import pytest
from accessible import doubles, nameless
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer import settings
from briefer.gui.dialogs import colours, file_dialogs
from briefer.gui.main_window import MainWindow
from briefer.gui.views.fields import LineField
from briefer.gui.views.office import OfficePage
from briefer.gui.views.settings import SettingsScreen
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.packs import Office
from briefer.services import office
from made_fonts import square_font

LONG = 20_000
PALE = (
    "#e8a0b0 is too light to be read on white paper: its contrast is 2.0, 4.5 is needed. "
    "Choose a darker colour."
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10" fill="#a01e28"/></svg>'
OpenVisit = Callable[[str], VisitPlace]


@pytest.fixture
def screen(window: MainWindow) -> SettingsScreen:
    window.actions_["settings"].trigger()
    return window.places.settings


@pytest.fixture
def page(screen: SettingsScreen, window: MainWindow, qtbot: QtBot) -> OfficePage:
    """The page of the office, shown whole."""
    rest(window, qtbot)
    return screen.office


@pytest.fixture
def own_fonts() -> Iterator[None]:
    """Fonts that a test adds are gone for the next."""
    yield
    for place in settings.load().fonts:
        settings.save(settings.without_fonts(settings.load(), place))


def rest(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until nothing is built any more."""
    page = window.places.settings.office
    qtbot.waitUntil(lambda: not page._rest.isActive() and window.tasks.idle, timeout=LONG)


def told(window: MainWindow) -> Office:
    return office.told(window.desk.workspace)


def type_into(field: LineField, text: str) -> None:
    field.edit.setFocus()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, text)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)


def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#a01e28").save(out, "PNG")
    return out.getvalue()


def dropped(page: OfficePage, path: Path) -> bool:
    """A file is let go over the logo; whether it is taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return drags.drop(page.logo, data, QPoint(9, 9), copy=True)


# ------------------------------------------------------------------------------------------ the screen


def test_settings_open_by_key_and_esc_goes_back(window: MainWindow, open_visit: OpenVisit) -> None:
    place = open_visit("showcase")
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    screen = window.places.settings
    assert (window.places.place, window.windowTitle()) == (screen, "Settings – Briefer")
    assert screen.office.names["en"].edit.hasFocus()
    QTest.keyClick(screen.office.names["en"].edit, Qt.Key.Key_Escape)
    assert window.places.place is place
    foot = window._rail_foot
    elsewhere = foot.grab().toImage()
    foot.click()
    assert window.places.place is screen
    assert foot.grab().toImage() != elsewhere  # one sees where one is
    window.places.rail.choose(place.visit)  # its tile is one to go to, though one came from it
    assert window.places.place is place


def test_esc_goes_home_where_one_came_from_a_visit_that_is_gone(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase")
    window.places.show_settings()
    window.places.close_visit(place.visit)
    QTest.keyClick(window.places.settings, Qt.Key.Key_Escape)
    assert window.places.place is window.places.home


def test_every_control_has_a_name_and_no_two_are_alike(
    window: MainWindow, page: OfficePage, qtbot: QtBot
) -> None:
    type_into(page.names["en"], "Protocol Service")
    dropped(page, Path("gone.svg"))
    rest(window, qtbot)
    assert (nameless(window), doubles(window)) == ([], [])
    window.places.settings.show_page("fonts")
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    assert (nameless(window), doubles(window)) == ([], [])


# ------------------------------------------------------------------------------------------ names


def test_a_name_is_one_step_and_stands_on_the_cover_at_once(
    window: MainWindow, page: OfficePage, qtbot: QtBot
) -> None:
    type_into(page.names["en"], "  Protocol   Service ")
    assert told(window) == Office(name="Protocol Service")
    assert page.names["en"].edit.text() == "Protocol Service"
    assert window.status.words.text() == "Changed the name of the office (English)."
    rest(window, qtbot)
    assert "Protocol Service" in page.sheet.accessibleDescription()
    type_into(page.names["fr"], "Service du protocole")
    assert page.names["da"].edit.placeholderText() == "Protocol Service"
    rest(window, qtbot)
    assert "Service du protocole" in page.sheet.accessibleDescription()  # now in French
    assert told(window).names == {"fr": "Service du protocole"}
    window.undo.undo()
    window.undo.undo()
    assert (told(window), page.names["en"].edit.text()) == (Office(), "")


def test_undo_leads_to_what_it_undoes(window: MainWindow, page: OfficePage) -> None:
    type_into(page.names["en"], "Protocol Service")
    window.places.go_to("home")
    window.undo.undo()
    assert window.places.place is window.places.settings


def test_a_name_that_a_logo_needs_is_not_taken_away(window: MainWindow, page: OfficePage) -> None:
    type_into(page.names["en"], "Protocol Service")
    assert page._change(logo=SVG.encode()) == ""
    type_into(page.names["en"], " ")
    assert page.names["en"].trouble.words.startswith("A logo needs the name of the office")
    assert told(window).name == "Protocol Service"


# ------------------------------------------------------------------------------------------ the logo


def test_a_logo_is_dropped_pasted_chosen_and_removed(
    window: MainWindow,
    page: OfficePage,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    type_into(page.names["en"], "Protocol Service")
    (tmp_path / "logo.png").write_bytes(png(1200, 400))
    (tmp_path / "logo.svg").write_text(SVG)
    assert page.logo.accessibleDescription() == "No logo. Choose, drop or paste a PNG, JPEG or SVG."

    dropped(page, tmp_path / "logo.png")
    rest(window, qtbot)
    assert page.logo.accessibleDescription() == "PNG, printed 42.0 × 14.0 mm"
    first = told(window).logo

    QGuiApplication.clipboard().setImage(QImage.fromData(png(600, 60)))
    page.logo.setFocus()
    QTest.keyClick(page.logo, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    rest(window, qtbot)
    assert page.logo.accessibleDescription() == "PNG, printed 50.0 × 5.0 mm"

    monkeypatch.setattr(file_dialogs, "open_picture", lambda *_: tmp_path / "logo.svg")
    QTest.keyClick(page.logo, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert page.logo.accessibleDescription() == "SVG, printed 40.7 × 13.6 mm"

    QTest.keyClick(page.logo, Qt.Key.Key_Delete)
    assert told(window).logo == b""
    assert not page._buttons["remove"].isEnabled()
    for _ in range(3):
        window.undo.undo()
    assert told(window).logo == first


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("logo.gif", b"GIF89a", "logo.gif is no PNG, JPEG or SVG. Save the logo as one of these."),
        ("gone.png", None, "gone.png is not there or cannot be read. Choose another file."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(
    window: MainWindow,
    page: OfficePage,
    qtbot: QtBot,
    tmp_path: Path,
    name: str,
    content: bytes | None,
    sentence: str,
) -> None:
    if content:
        (tmp_path / name).write_bytes(content)
    dropped(page, tmp_path / name)
    rest(window, qtbot)
    assert (page.logo_trouble.words, told(window)) == (sentence, Office())


def test_a_logo_before_a_name_and_a_clipboard_without_a_picture(
    window: MainWindow, page: OfficePage, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "logo.png").write_bytes(png(60, 20))
    dropped(page, tmp_path / "logo.png")
    rest(window, qtbot)
    assert page.logo_trouble.words.endswith("Give the name first.")
    QGuiApplication.clipboard().setText("words")
    page._buttons["paste"].click()
    assert page.logo_trouble.words == "There is no picture on the clipboard. Copy one first."


# ------------------------------------------------------------------------------------------ the accent


def test_the_contrast_is_told_while_one_types(window: MainWindow, page: OfficePage) -> None:
    edit = page.accent.edit
    said = [page.contrast.text()]
    edit.setFocus()
    for more in ("#7a1", "f", "2b"):
        QTest.keyClicks(edit, more)
        said.append(page.contrast.text())
    assert said == [
        "Briefer’s own: contrast 10.1 on white, at least 4.5 is needed.",
        "Contrast 2.7 on white, at least 4.5 is needed.",  # three digits are a colour too
        "",
        "Contrast 10.2 on white, at least 4.5 is needed.",
    ]
    assert told(window) == Office()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert told(window).accent == "#7a1f2b"


def test_an_accent_in_which_nobody_could_read_is_refused(
    window: MainWindow, page: OfficePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_into(page.accent, "#7a1f2b")
    type_into(page.accent, "e8a0b0")
    assert (page.accent.trouble.words, page.contrast.text()) == (PALE, "")
    type_into(page.accent, "red")
    assert page.accent.trouble.words == "Type six hexadecimal digits, such as #14475a."
    assert told(window).accent == "#7a1f2b"
    monkeypatch.setattr(colours, "ask", lambda *_: "#e8a0b0")
    page._buttons["colour"].click()
    assert page.accent.trouble.words == PALE
    monkeypatch.setattr(colours, "ask", lambda *_: "#123456")
    page._buttons["colour"].click()
    assert (page.accent.trouble.words, told(window).accent) == ("", "#123456")
    page._buttons["plain"].click()
    assert (told(window), page._buttons["plain"].isEnabled()) == (Office(), False)


# ------------------------------------------------------------------------------------------ elsewhere


def test_the_preview_and_the_findings_of_a_visit_follow(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("cted-2018")
    place.show_tab("pack")
    qtbot.waitUntil(lambda: place.preview.pages > 0, timeout=LONG)
    assert "Protocol Service" not in place.preview.text_of_pages()
    window.places.show_settings("office")
    page = window.places.settings.office
    type_into(page.names["en"], "Protocol Service")
    qtbot.waitUntil(lambda: "Protocol Service" in place.preview.text_of_pages(), timeout=LONG)


def test_a_finding_about_the_office_leads_to_the_settings(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = open_visit("cted-2018")
    place.show_tab("pack")
    with monkeypatch.context() as lenient:
        lenient.setattr(office, "too_light", lambda _accent: "")  # as out of a file
        edit = office.change(window.desk.workspace, accent="#e8a0b0")
    window.undo.do(edit)

    def about() -> list[str]:
        return [one.sentence for one in place.findings if one.rule == "accent-too-light"]

    qtbot.waitUntil(lambda: bool(about()) and window.tasks.idle, timeout=LONG)
    qtbot.waitUntil(lambda: place.preview.pages > 0 and window.tasks.idle, timeout=LONG)
    assert len(about()) == 1  # of the check and of the pages
    finding = next(one for one in place.findings if one.rule == "accent-too-light")
    place.open_finding(finding)
    assert window.places.place is window.places.settings


def test_a_workspace_that_can_only_be_read_locks_it(
    qapp: QApplication, qtbot: QtBot, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    monkeypatch.setattr("briefer.workspace.files.hold", lambda _folder: None)
    monkeypatch.setattr(file_dialogs, "open_picture", lambda *_: sample / "gone.svg")
    window = MainWindow()
    window.show()
    with qtbot.waitSignal(window.ready, timeout=LONG):
        window.opener.open(sample)
    window.places.show_settings("office")
    page = window.places.settings.office
    reason = window.desk.locked
    rest(window, qtbot)
    assert [made.isEnabled() for made in page._buttons.values()] == [False] * 5
    assert {made.toolTip() for made in page._buttons.values()} == {reason}
    assert [field.edit.isReadOnly() for field in (*page.names.values(), page.accent)] == [True] * 6
    assert not dropped(page, sample / "gone.svg")
    QTest.keyClick(page.logo, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert (page.logo_trouble.words, page.logo.toolTip()) == ("", reason)
    window.close()
    window.deleteLater()


# ------------------------------------------------------------------------------------------ fonts


def test_fonts_are_listed_with_what_they_bring_and_used_for_the_next_pages(
    window: MainWindow,
    open_visit: OpenVisit,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    own_fonts: None,
) -> None:
    del own_fonts
    place = open_visit("cted-2018")
    place.show_tab("overview")
    title = place.screen_of("overview").fields["title"]  # type: ignore[attr-defined]
    title.edit.setText("Visit to 北京")  # as an input method gives it
    title.accept()

    def missing() -> list[str]:
        return [one.sentence for one in place.findings if one.rule == "glyph-missing"]

    qtbot.waitUntil(lambda: bool(missing()), timeout=LONG)
    window.places.show_settings("fonts")
    fonts = window.places.settings.fonts
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    assert (fonts.list.rows, fonts.target.accessibleName()) == ((), "Add font files")
    folder = tmp_path / "house"
    folder.mkdir()
    square_font(folder / "han.ttf", "北京")
    (folder / "bad.ttf").write_bytes(b"")
    monkeypatch.setattr(file_dialogs, "open_font_folder", lambda *_: folder)
    monkeypatch.setattr(file_dialogs, "open_fonts", lambda *_: [tmp_path / "gone.ttf"])

    fonts._add_folder()
    fonts._add_files()

    qtbot.waitUntil(lambda: len(fonts.list.rows) == 4, timeout=LONG)
    assert [row.words for row in fonts.list.rows] == [
        f"house, Folder, {folder}",
        "bad.ttf, The font file bad.ttf is damaged and not used., not used",
        "han.ttf, Han: 2 characters that the other fonts lack",
        "gone.ttf, The font file gone.ttf is not there or cannot be read., not used",
    ]
    qtbot.waitUntil(lambda: not missing(), timeout=LONG)
    assert fonts.list.choose((str(folder), "han.ttf"))
    QTest.keyClick(fonts.list, Qt.Key.Key_Delete)
    assert settings.load().fonts == (str(tmp_path / "gone.ttf"),)
    assert window.status.words.text() == "house is no longer used; the file stays where it is."
    qtbot.waitUntil(lambda: bool(missing()), timeout=LONG)
