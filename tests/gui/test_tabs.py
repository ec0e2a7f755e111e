"""Tabs that are made when they are first wanted know what the visit knows, and go with it."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget, QToolButton
from pytestqt.qtbot import QtBot

from briefer.findings import Finding, Place
from briefer.gui import shown, theme
from briefer.gui.main_window import MainWindow
from briefer.gui.views.fields import LineField
from briefer.gui.views.overview import Overview
from briefer.gui.views.visit_header import Chip
from briefer.gui.views.visit_place import VisitPlace

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]


def made(place: VisitPlace) -> list[str]:
    """The screens there are."""
    stack = place.findChildren(QStackedWidget)[0]
    return [type(stack.widget(at)).__name__ for at in range(stack.count())]


def overview_of(place: VisitPlace) -> Overview:
    screen = place.screen_of("overview")
    assert isinstance(screen, Overview)
    return screen


def chip(place: VisitPlace) -> str:
    return place._chip.accessibleName()


@pytest.fixture
def place(open_visit: OpenVisit, qtbot: QtBot) -> VisitPlace:
    """The showcase, checked."""
    found = open_visit("showcase")
    qtbot.waitUntil(lambda: bool(found.findings), timeout=LONG)
    return found


def test_a_visit_begins_with_its_programme_alone(place: VisitPlace) -> None:
    assert made(place) == ["ProgrammeScreen"]


def test_a_late_tab_shows_what_was_found_before(place: VisitPlace, qtbot: QtBot) -> None:
    place.show_tab("pack")
    assert made(place) == ["ProgrammeScreen", "PackScreen"]
    rows = [row for row in place.pack.findings.rows if not row.is_head]
    assert len(rows) == len(place.findings) > 0
    qtbot.waitUntil(lambda: place.pack.recipe.chooser.count() > 1, timeout=LONG)
    place.show_tab("overview")
    assert made(place) == ["ProgrammeScreen", "PackScreen", "Overview"]
    title = overview_of(place).fields["title"]
    assert isinstance(title, LineField)
    assert place.file is not None
    assert title.edit.text() == place.file.visit.title


def test_a_late_tab_shows_what_was_built_before(place: VisitPlace, qtbot: QtBot) -> None:
    place.programme.show_panel("preview", on=True)
    qtbot.waitUntil(lambda: place.preview.pages > 0, timeout=LONG)
    place.show_tab("pack")
    qtbot.waitUntil(lambda: bool(place.pack.sections.lines), timeout=LONG)
    assert [one.pages for one in place.pack.sections.lines][:3] == [2, 2, 2]


def test_the_next_finding_needs_no_tab_on_the_screen(place: VisitPlace) -> None:
    place.acts["next-finding"]()
    assert place.pack.findings.chosen_id == 0


def test_undo_leads_to_the_tab_of_the_change(
    window: MainWindow, place: VisitPlace, qtbot: QtBot
) -> None:
    place.show_tab("overview")
    title = overview_of(place).fields["title"]
    assert isinstance(title, LineField)
    before = title.edit.text()
    title.edit.setFocus()
    title.edit.selectAll()
    QTest.keyClicks(title.edit, "Another title")
    place.show_tab("programme")
    assert place.file is not None
    assert place.file.visit.title == "Another title"
    window.undo.undo()
    assert (place.tab, place.file.visit.title, title.edit.text()) == ("overview", before, before)
    window.undo.redo()
    assert title.edit.text() == "Another title"


def test_each_visit_has_tabs_of_its_own(
    window: MainWindow, place: VisitPlace, open_visit: OpenVisit
) -> None:
    place.show_tab("overview")
    other = open_visit("iraq-2022")
    assert made(other) == ["ProgrammeScreen"]
    other.show_tab("overview")
    window.places.go_to(place.visit)
    assert window.places.place is place
    assert place.tab == "overview"


@pytest.mark.parametrize("tab", ["", "overview", "delegation", "briefs", "outcomes", "pack"])
def test_a_visit_is_closed_with_the_tabs_it_has(
    window: MainWindow, place: VisitPlace, tab: str
) -> None:
    if tab:
        place.show_tab(tab)
    before = made(place)
    window.places.close_visit(place.visit)
    assert made(place) == before
    assert window.places.place is window.places.home


def test_the_key_of_a_tab_brings_the_keyboard_into_its_screen(place: VisitPlace) -> None:
    """Also of the tab that is shown, from wherever the keyboard was."""
    for _ in range(2):
        place.tabs.setFocus()
        place.acts["outcomes"]()
        assert place.outcomes.line.hasFocus()


def test_tabs_tell_how_much_is_in_them(place: VisitPlace) -> None:
    counts = {place.tabs.tabData(at): place.tabs._count_of(at) for at in range(place.tabs.count())}
    assert (counts["delegation"], counts["programme"], counts["pack"]) == ("12", "37", "")


def test_the_figure_of_people_leads_to_the_delegation(place: VisitPlace) -> None:
    place.show_tab("overview")
    (figure,) = [
        one
        for one in overview_of(place).findChildren(QToolButton)
        if one.accessibleName().endswith("guests and hosts")
    ]
    figure.click()
    assert place.tab == "delegation"


@pytest.mark.parametrize("points", [8, 10, 16])
def test_the_chip_tells_its_number_in_every_size_of_type(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, points: int
) -> None:
    """Found as a sign without its number in small type, and twice as wide as what it holds in large."""
    told: list[str] = []
    monkeypatch.setattr(shown, "isolated", lambda part, _whole="": told.append(part) or part)
    before = qapp.font()
    qapp.setFont(QFont(before.family(), points))
    try:
        chip = Chip()
        qtbot.addWidget(chip)
        one = Finding(level="warning", rule="a-rule", place=Place(), sentence="Something.")
        chip.show_findings([one] * 27)
        chip.grab()
        number = QFontMetrics(theme.font("small")).horizontalAdvance("27")
        assert (told, chip.width() - number) == (["27"], {8: 31, 10: 39, 16: 61}[points])
    finally:
        qapp.setFont(before)
