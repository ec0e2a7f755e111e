"""What stands beside the work, and what makes room for it: no pane is over another, none is cut."""

import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from beside import panels_beside
from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from briefer import i18n
from briefer.gui import application, theme
from briefer.gui.end_panels import Name
from briefer.gui.main_window import MainWindow
from briefer.gui.views.controls import Segment, Segments
from briefer.gui.views.institutions import LEAST_FORM
from briefer.gui.views.outcomes import Outcomes
from briefer.gui.views.programme import ITEM, LIBRARY, ProgrammeScreen
from briefer.gui.views.room import WORK, Needs, Room, Shown, shown_panes
from briefer.gui.views.visit_place import LEAST_TITLE, TABS, VisitPlace

LONG = 20_000
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
OpenVisit = Callable[[str], VisitPlace]


def panels(screen: ProgrammeScreen) -> dict[str, QWidget]:
    return {"library": screen.library, "item": screen.item, "preview": screen.preview_pane}


def there(screen: ProgrammeScreen) -> list[str]:
    return [name for name, panel in panels(screen).items() if not panel.isHidden()]


def where(panel: QWidget, screen: QWidget) -> QRect:
    return QRect(panel.mapTo(screen, panel.rect().topLeft()), panel.size())


@pytest.fixture
def narrow(window: MainWindow, open_visit: OpenVisit, qtbot: QtBot) -> ProgrammeScreen:
    screen = open_visit("showcase").programme
    window.resize(960, 540)
    qtbot.waitUntil(lambda: screen.width() == 960 - 56 - 1)
    return screen


def need_more_room(screen: ProgrammeScreen, qtbot: QtBot) -> None:
    """Give the screen a toolbar that leaves a panel no room beside it, as in large type."""
    screen.narrowing.button.setMinimumWidth(500)
    qtbot.waitUntil(lambda: screen.minimumSizeHint().width() > 900)


def beside_each_other(screen: QWidget, panes: Sequence[QWidget]) -> bool:
    """Whether panes stand from the start to the end of a screen, none over another and none out of it."""
    boxes = sorted((where(one, screen) for one in panes), key=lambda box: box.left())
    apart = all(one.right() < two.left() for one, two in pairwise(boxes))
    # from right to left Qt's splitter puts all of them one pixel too far
    return apart and boxes[0].left() >= 0 and boxes[-1].right() <= screen.rect().right() + 1


@pytest.mark.parametrize("width", [900, 1000, 1100, 1440])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_panels_stand_beside_the_days(
    window: MainWindow, open_visit: OpenVisit, qapp: QApplication, width: int, language: str
) -> None:
    qapp.setLayoutDirection(RIGHT if language == "ar" else LEFT)
    try:
        screen = open_visit("showcase").programme
        for panel in panels(screen).values():
            window.resize(width, 700)
            QApplication.processEvents()
            screen.panes.call(panel)
            shown = [one for one in panels(screen).values() if one.isVisible()]
            assert panel in shown
            assert len(shown) == (2 if width == 1440 else 1)
            assert beside_each_other(screen, [screen.work, *shown])
            assert screen.work.width() >= theme.scaled(WORK)
    finally:
        qapp.setLayoutDirection(LEFT)


@pytest.mark.parametrize("tag", i18n.window_languages())
@pytest.mark.parametrize("width", [900, 1100])
def test_the_details_of_an_outcome_are_whole_in_every_language(
    window: MainWindow, open_visit: OpenVisit, tag: str, width: int
) -> None:
    i18n.use(tag)
    try:
        place = open_visit("showcase")
        place.show_tab("outcomes")
    finally:
        i18n.use("en")
    window.resize(width, 700)
    screen = place.shown_screen
    assert isinstance(screen, Outcomes)
    screen.outcomes.selectRow(0)
    if screen.details.isHidden():
        screen.aside.toggle()
    QApplication.processEvents()
    area = screen.details.findChild(QScrollArea)
    assert area.widget().width() == area.viewport().width()


@pytest.mark.parametrize(("width", "lists"), [(900, 0), (1000, 0), (1100, 1), (1440, 1)])
def test_a_list_makes_room_for_the_panel_before_the_form_does(
    window: MainWindow, qtbot: QtBot, width: int, lists: int
) -> None:
    screen = window.places.institutions
    window.places.go_to("institutions")
    qtbot.waitUntil(lambda: screen.editor.institution is not None, timeout=LONG)
    window.resize(width, 700)
    QApplication.processEvents()
    tree, form = screen.panes.widget(0), screen.panes.widget(1)
    if screen.connections.isHidden():
        assert screen.aside.opener.isVisible()
        assert beside_each_other(screen, [tree, form])
        screen.aside.opener.click()
    assert not screen.aside.opener.isVisible()
    assert tree.isVisible() == bool(lists)
    shown = [one for one in (tree, form, screen.connections) if one.isVisible()]
    assert beside_each_other(screen, shown)
    assert form.width() >= LEAST_FORM
    screen.connections.closer.click()
    assert (tree.isVisible(), screen.connections.isVisible()) == (True, False)
    assert QApplication.focusWidget() is screen.tree


def test_where_the_work_would_keep_too_little_the_panel_has_all_the_place(
    window: MainWindow, qtbot: QtBot
) -> None:
    room = Room(200, 700, 300)
    panes = [QWidget() for _ in range(3)]
    for pane in panes:
        pane.setMinimumWidth(200)
        room.addWidget(pane)
    room.share(panes[1], lists=[panes[0]], panels=[panes[2]])
    room.resize(640, 300)
    room.setParent(window)
    room.show()
    assert [one.isVisible() for one in panes] == [False, True, False]
    room.call(panes[2])
    assert ([one.isVisible() for one in panes], panes[2].width()) == ([False, False, True], 640)
    room.dismiss(panes[2])
    assert [one.isVisible() for one in panes] == [False, True, False]
    room.deleteLater()


def test_a_list_that_has_no_room_beside_the_work_stands_in_its_stead(window: MainWindow) -> None:
    room = Room(300, 700)
    panes = [QWidget() for _ in range(2)]
    for pane in panes:
        pane.setMinimumWidth(200)
        room.addWidget(pane)
    room.share(panes[1], lists=[panes[0]])
    room.setParent(window)
    room.show()

    def stand() -> list[bool]:
        return [one.isVisible() for one in panes]

    room.resize(500, 300)
    assert (stand(), room.marks) == ([False, True], {"library-panel": False, "item-panel": True})
    room.toggle_lists()
    assert (stand(), room.marks) == ([True, False], {"library-panel": True, "item-panel": False})
    room.resize(900, 300)  # nobody has folded the work
    assert stand() == [True, True]
    room.toggle_work()
    assert stand() == [True, False]
    room.toggle_lists()
    assert stand() == [False, True]
    room.show_lists()
    assert stand() == [True, True]
    room.resize(500, 300)
    assert stand() == [False, True]
    room.show_lists()
    room.show_work()
    assert stand() == [False, True]
    room.deleteLater()


def test_a_list_keeps_the_words_over_it_whole_where_the_work_can_spare_the_room(
    qtbot: QtBot,
) -> None:
    """Found in French, where the counts of segments were cut."""
    room, work, beside = Room(200, 700), QWidget(), QWidget()
    segments = Segments("Which", [Segment("all", "Toutes 19"), Segment("mine", "")])
    QVBoxLayout(beside).addWidget(segments)
    for pane in (beside, work):
        pane.setMinimumWidth(120)
        room.addWidget(pane)
    qtbot.addWidget(room)
    room.share(work, lists=[beside], roomy=500)
    room.resize(1000, 300)
    room.show()
    before = beside.width()
    segments.rename("mine", "Les miennes de cette visite 0")
    qtbot.waitUntil(lambda: beside.width() > before)
    assert beside.width() == beside.minimumSizeHint().width()
    room.resize(660, 300)  # the work keeps what it needs
    assert (work.width(), beside.width()) == (500, 660 - 500 - room.handleWidth())
    room.resize(1000, 300)
    room.setSizes([140, 855])
    room.splitterMoved.emit(140, 1)  # drawn by hand: as it was drawn
    segments.rename("mine", "Les miennes 0")
    QApplication.processEvents()
    assert beside.width() == 140


@pytest.mark.parametrize(
    ("whole", "called", "shown"),
    [
        (1410, None, Shown(True, True, (0, 1))),
        (1300, None, Shown(True, True, (0,))),
        (
            900,
            None,
            Shown(True, True, ()),
        ),  # beside the list it has no room, and nobody has called it
        (900, 1, Shown(True, False, (1,))),
        (770, 1, Shown(False, False, (1,))),
        (690, None, Shown(True, False, ())),
    ],
)
def test_what_stands_there_is_told_by_the_room(
    whole: int, called: int | None, shown: Shown
) -> None:
    panels = [Needs(290, 310), Needs(290, 380)]
    assert shown_panes(whole, 480, 480, [Needs(220, 300)], panels, called, 5) == shown


@pytest.mark.plain  # the program that it starts is given no passphrase
def test_as_much_stands_beside_the_days_in_large_type_as_in_a_narrow_window(
    made_sample: Path, tmp_path: Path, window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    screen = open_visit("showcase").programme
    window.resize(900, 562)
    qtbot.waitUntil(lambda: screen.width() == 900 - 56 - 1)
    usual = panels_beside(screen)
    another = Path(shutil.copytree(made_sample, tmp_path / "another.briefer"))
    large = told_by(another, tmp_path, 16.0, 1440, 900)
    assert large == usual == {"library": True, "item": True, "preview": True}


def told_by(sample: Path, folder: Path, points: float, width: int, height: int) -> dict[str, bool]:
    """In a program of its own, with type of another size: whether each panel stands beside the days."""
    config = folder / str(points)
    (config / "briefer").mkdir(parents=True)
    choices = {"points": points, "officer": "Elin Brandt"}
    (config / "briefer" / "settings.json").write_text(json.dumps(choices))
    paths = (str(Path(__file__).parent), os.environ.get("PYTHONPATH", ""))
    surroundings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "XDG_CONFIG_HOME": str(config),
        "QT_QPA_PLATFORM": "offscreen",
    }
    run = [sys.executable, "-c", LARGE, str(sample), str(width), str(height)]
    done = subprocess.run(run, env=surroundings, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told: dict[str, bool] = json.loads(done.stdout.splitlines()[-1])
    return told


LARGE = """
import json, sys
from pathlib import Path
from briefer.gui import application
from briefer.gui.windows import Windows
from beside import panels_beside
from patience import wait_until
app = application.make()
window = Windows().open()
window.resize(int(sys.argv[2]), int(sys.argv[3]))
window.opener.open(Path(sys.argv[1]))
wait_until(lambda: any(one.key == "showcase" for one in window.desk.overview))
id_ = next(one.id for one in window.desk.overview if one.key == "showcase")
window.places.open_visit(id_)
place = window.places.visits[id_]
wait_until(lambda: place.file is not None)
told = panels_beside(place.programme)
window.close()
print(json.dumps(told))
"""


def test_opening_a_panel_closes_another_that_has_no_room_and_closing_it_brings_that_back(
    narrow: ProgrammeScreen,
) -> None:
    assert there(narrow) == ["item"]
    narrow.show_panel("library", on=True)
    assert there(narrow) == ["library"]
    narrow.show_panel("library", on=False)
    assert there(narrow) == ["item"]
    narrow.show_panel("item", on=False)
    assert there(narrow) == []


def test_esc_goes_from_the_item_panel_to_the_days_and_its_cross_closes_it(
    narrow: ProgrammeScreen,
) -> None:
    narrow.edit_field("title")
    QTest.keyClick(narrow.item.editor.fields["title"], Qt.Key.Key_Escape)
    assert there(narrow) == ["item"]
    assert narrow.work.isAncestorOf(QApplication.focusWidget())
    cross = narrow.item.findChild(QAbstractButton, "close")
    cross.click()
    assert there(narrow) == []


def test_in_a_wider_window_what_made_room_is_there_again(
    window: MainWindow, narrow: ProgrammeScreen, qtbot: QtBot
) -> None:
    narrow.show_panel("library", on=True)
    assert there(narrow) == ["library"]
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: there(narrow) == ["library", "item"])
    assert narrow.library.width() == theme.scaled(LIBRARY)
    assert narrow.item.width() == theme.scaled(ITEM)


def test_the_title_of_the_visit_is_told_where_it_has_room_beside_the_tabs(
    window: MainWindow, narrow: ProgrammeScreen, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    assert (place._titles.isVisible(), place._export.text()) == (True, "")
    assert place._titles.width() >= theme.scaled(LEAST_TITLE)
    assert place._export.accessibleName() == "Export"
    window.panels.toggle("keys")
    place.show_tab("outcomes")
    qtbot.waitUntil(lambda: not place._titles.isVisible())
    assert place.tabs.width() >= place.tabs.wide  # none is cut, and no arrow leads to it
    window.panels.close_panel()
    window.resize(1440, 900)
    qtbot.waitUntil(place._titles.isVisible)
    assert place._export.text().strip() == "Export…"


@pytest.mark.parametrize("tag", i18n.window_languages())
def test_the_tabs_of_a_visit_are_whole_and_its_title_has_what_is_left(
    window: MainWindow, open_visit: OpenVisit, qapp: QApplication, qtbot: QtBot, tag: str
) -> None:
    i18n.use(tag)
    qapp.setLayoutDirection(RIGHT if tag == "ar" else LEFT)
    try:
        place = open_visit("showcase")
        qtbot.waitUntil(lambda: bool(place.findings), timeout=LONG)
        for width, panel in itertools.product((900, 1100, 1440), (None, "history")):
            window.resize(width, 700)
            if panel:
                window.panels.toggle(panel)
            else:
                window.panels.close_panel()
            for tab in TABS if (width, panel) == (900, None) else (TABS[0], TABS[-1]):
                place.show_tab(tab)
                QApplication.processEvents()
                assert (width, panel, tab, cut_in_the_header(place)) == (width, panel, tab, [])
    finally:
        i18n.use("en")
        qapp.setLayoutDirection(LEFT)


def cut_in_the_header(place: VisitPlace) -> list[str]:
    """Tabs that are not whole, arrows that scroll them, and what stands over another part or out of the header."""
    if not place.isVisible():  # a panel stands in its stead
        return []
    tabs, box = place.tabs, place.tabs.rect()
    cut = [tabs.tabText(at) for at in range(tabs.count()) if not box.contains(tabs.tabRect(at))]
    arrows = [one.objectName() for one in tabs.findChildren(QToolButton) if one.isVisible()]
    parts = [one for one in (place._titles, tabs, place._chip, place._export) if one.isVisible()]
    apart = beside_each_other(place._header, parts)
    return cut + arrows + ([] if apart else ["parts"])


@pytest.mark.parametrize(
    ("place", "width", "beside"),
    [("people", 900, True), ("people", 1440, True), ("institutions", 900, True), ("visit", 900, True), ("wide visit", 900, False)],
)  # fmt: skip
def test_a_panel_of_the_window_stands_beside_a_place_or_in_its_stead(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, place: str, width: int, beside: bool
) -> None:
    window.resize(width, 540)
    if place.endswith("visit"):
        open_visit("showcase").show_tab("programme")
        if place == "wide visit":
            need_more_room(open_visit("showcase").programme, qtbot)
    else:
        window.places.go_to(place)
    QApplication.processEvents()
    window.panels.toggle("keys")
    QApplication.processEvents()
    keys, shown = window.panels.panel("keys"), window.places.place
    assert (keys.isVisible(), shown.isVisible()) == (True, beside)
    area = window.panels._area
    assert beside_each_other(area, [window.places.rail, keys, *([shown] if beside else [])])
    if beside:
        assert shown.width() >= shown.minimumSizeHint().width()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert (keys.isVisible(), shown.isVisible()) == (False, True)
    assert shown.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("name", ["keys", "history", "forget", "guide", "templates"])
def test_esc_leads_back_from_every_panel_that_stands_in_stead_of_a_place(
    window: MainWindow, narrow: ProgrammeScreen, qtbot: QtBot, name: Name
) -> None:
    need_more_room(narrow, qtbot)
    narrow.take_keyboard()
    before = QApplication.focusWidget()
    window.panels.toggle(name)
    assert not narrow.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert (window.panels.open_name, narrow.isVisible()) == (None, True)
    assert QApplication.focusWidget() is before


def test_who_goes_elsewhere_sees_it_though_a_panel_stood_in_stead_of_the_place(
    window: MainWindow, narrow: ProgrammeScreen, qtbot: QtBot
) -> None:
    need_more_room(narrow, qtbot)
    window.panels.toggle("keys")
    assert not narrow.isVisible()
    window.places.go_to("people")
    assert (window.panels.open_name, window.places.people.isVisible()) == (None, True)


def test_the_window_speaks_what_was_chosen_else_what_the_system_does() -> None:
    known = application.language_of
    french, breton = QLocale("fr_CA"), QLocale("br_FR")
    assert known("", breton) == "en"
    assert known("xx", french) == "en"
    assert known("en", french) == "en"
