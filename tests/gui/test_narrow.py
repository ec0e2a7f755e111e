"""Under 1100 pixels: the rail has icons only, the title of the visit goes, panels lie over the work, Esc closes them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from briefer.gui import application
from briefer.gui.main_window import MainWindow
from briefer.gui.views.programme import ProgrammeScreen
from briefer.gui.views.visit_place import VisitPlace

LONG = 20_000
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


def test_panels_lie_over_the_days_from_the_edges(narrow: ProgrammeScreen) -> None:
    assert there(narrow) == []
    work = where(narrow.work, narrow)
    narrow.show_panel("item", on=True)
    assert (there(narrow), where(narrow.work, narrow)) == (["item"], work)
    item = where(narrow.item, narrow)
    assert (item.right(), item.height()) == (narrow.rect().right(), narrow.panes.height())
    narrow.show_panel("library", on=True)
    assert (there(narrow), where(narrow.work, narrow)) == (["library"], work)
    assert where(narrow.library, narrow).left() == 0


def test_esc_closes_the_item_panel(narrow: ProgrammeScreen) -> None:
    narrow.edit_field("title")
    assert there(narrow) == ["item"]
    QTest.keyClick(narrow.item.editor.fields["title"], Qt.Key.Key_Escape)
    assert there(narrow) == []


def test_in_a_wider_window_they_stand_beside_the_days_again(
    window: MainWindow, narrow: ProgrammeScreen, qtbot: QtBot
) -> None:
    narrow.show_panel("item", on=True)
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: narrow.item.parentWidget() is narrow.panes)
    assert [narrow.panes.indexOf(one) for one in panels(narrow).values()] == [0, 2, 3]
    assert there(narrow) == ["item"]
    assert where(narrow.work, narrow).right() < where(narrow.item, narrow).left()


def test_the_header_gives_its_room_to_the_tabs(
    window: MainWindow, narrow: ProgrammeScreen, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    assert (place._titles.isVisible(), place._export.text()) == (False, "")
    assert place._export.accessibleName() == "Export"
    window.resize(1440, 900)
    qtbot.waitUntil(place._titles.isVisible)
    assert place._export.text().strip() == "Export…"


def test_the_window_speaks_what_was_chosen_else_what_the_system_does() -> None:
    known = application.language_of
    french, breton = QLocale("fr_CA"), QLocale("br_FR")
    assert known("", breton) == "en"
    assert known("xx", french) == "en"
    assert known("en", french) == "en"
