"""The overview by keys alone: stops, parties, sources, ties to the library, each a step that undo takes back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.views.completion import CompletionEdit
from briefer.gui.views.fields import ChoiceField, LineField, TextField
from briefer.gui.views.links import LinksField
from briefer.gui.views.overview import Overview
from briefer.gui.views.record_form import RecordForm
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.visit_file import VisitFile
from briefer.services import visits

LONG = 20_000
KEY = Qt.Key
OpenVisit = Callable[[str], VisitPlace]


@pytest.fixture
def place(open_visit: OpenVisit) -> VisitPlace:
    found = open_visit("iraq-2022")
    found.show_tab("overview")
    return found


@pytest.fixture
def screen(place: VisitPlace) -> Overview:
    found = place.screen_of("overview")
    assert isinstance(found, Overview)
    return found


def stored(window: MainWindow, place: VisitPlace) -> VisitFile:
    return visits.load(window.desk.workspace, place.visit)


def here() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(*keys: KEY, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(here(), key, held)


def type_on(*texts: str) -> None:
    """Type in the field that has the keyboard and in those after it."""
    for text in texts:
        QTest.keyClicks(here(), text)
        press(KEY.Key_Tab)


def line(form: RecordForm, name: str) -> LineField:
    found = form.fields[name]
    assert isinstance(found, LineField)
    return found


def take_offer(qtbot: QtBot, text: str, words: str) -> None:
    """Type in a field that completes, and take the offer of these words."""
    edit = here()
    assert isinstance(edit, CompletionEdit)
    QTest.keyClicks(edit, text)

    def offered() -> list[str]:
        popup = edit._popup
        there = popup is not None and edit.is_open
        return [popup.item(at).text() for at in range(popup.count())] if popup and there else []

    qtbot.waitUntil(lambda: words in offered(), timeout=LONG)
    press(*[KEY.Key_Down] * offered().index(words))
    press(KEY.Key_Return)


def test_a_stop_is_added_typed_moved_and_deleted(
    window: MainWindow, place: VisitPlace, screen: Overview
) -> None:
    screen.stops.target.setFocus()
    press(KEY.Key_Insert)
    assert here().accessibleName() == "City of the stop"
    type_on("Oslo", "Norway", "Europe/Oslo", "5 December 2022", "6 December 2022")
    made = stored(window, place).stops[-1]
    assert (made.city, made.country, made.zone, made.start, made.end) == (
        "Oslo",
        "Norway",
        "Europe/Oslo",
        "2022-12-05",
        "2022-12-06",
    )
    screen.stops.list.setFocus()
    press(KEY.Key_Up, held=Qt.KeyboardModifier.AltModifier)
    cities = [one.city for one in stored(window, place).stops]
    assert cities == ["Copenhagen", "The Hague", "Oslo", "Brussels"]
    press(KEY.Key_Delete)
    cities = [one.city for one in stored(window, place).stops]
    assert cities == ["Copenhagen", "The Hague", "Brussels"]
    assert here() is screen.stops.list
    assert screen.stops.list.chosen_id == stored(window, place).stops[2].id
    window.undo.undo()
    assert [one.city for one in stored(window, place).stops][2] == "Oslo"


def test_a_stop_keeps_its_zone(window: MainWindow, place: VisitPlace, screen: Overview) -> None:
    screen.stops.choose(stored(window, place).stops[0].id)
    zone = line(screen.stops.form, "zone")
    zone.setFocus()
    for typed, sentence in {
        "": "This cannot be empty.",
        "Middle/Earth": "There is no such time zone. Type a region and a city: Europe/Copenhagen.",
    }.items():
        zone.edit.selectAll()
        press(KEY.Key_Delete)
        QTest.keyClicks(zone.edit, typed)
        press(KEY.Key_Return)
        assert zone.trouble.words == sentence
    assert stored(window, place).stops[0].zone == "Europe/Copenhagen"


def test_a_party_is_an_institution_of_the_library_or_a_new_one(
    window: MainWindow, place: VisitPlace, screen: Overview, qtbot: QtBot
) -> None:
    for text, words in {"intcen": "EU Intelligence & Situation Centre", "Harbour": ""}.items():
        screen.parties.target.setFocus()
        press(KEY.Key_Insert)
        take_offer(qtbot, text, words or "New “Harbour”")
        press(KEY.Key_Tab)
        assert here().accessibleName() == "Role of the party"
        QTest.keyClicks(here(), "o")
    found = stored(window, place)
    names = {one.id: one.name for one in found.institutions}
    assert [(names.get(one.institution), one.role) for one in found.parties[-2:]] == [  # type: ignore[arg-type]  # None is in no table
        ("EU Intelligence & Situation Centre", "observer"),
        ("Harbour", "observer"),
    ]


def test_a_visit_is_tied_to_themes_and_rests_on_sources(
    window: MainWindow, place: VisitPlace, screen: Overview, qtbot: QtBot
) -> None:
    themes = screen.more.fields["themes"]
    assert isinstance(themes, LinksField)
    themes.edit.setFocus()
    take_offer(qtbot, "threat", "threat assessment")
    take_offer(qtbot, "Harbours", "New “Harbours”")
    file = stored(window, place)
    names = {one.id: one.name for one in file.themes}
    assert [names[one] for one in file.visit.themes][-2:] == ["threat assessment", "Harbours"]
    assert [row.title for row in themes.list.rows][-1] == "Harbours"
    themes.list.setFocus()
    themes.list.choose(file.visit.themes[-1])
    press(KEY.Key_Delete)
    assert len(stored(window, place).visit.themes) == len(file.visit.themes) - 1
    screen.sources.target.setFocus()
    press(KEY.Key_Insert)
    take_offer(qtbot, "CTED", "CTED conducts focused visit to Denmark")
    cited = [one for one in stored(window, place).citations if one.about == place.visit]
    assert len(cited) == 2
    assert screen.sources.list.rows[-1].title == "CTED conducts focused visit to Denmark"


def test_lines_are_objectives_with_where_they_hold(
    window: MainWindow, place: VisitPlace, screen: Overview
) -> None:
    objectives = screen.more.fields["objectives"]
    assert isinstance(objectives, TextField)
    assert objectives.edit.toPlainText().splitlines()[1].endswith(" | In Brussels")
    objectives.edit.setPlainText("To see\nTo learn | In Oslo")
    assert objectives.edit.accessibleName() == "Objectives"
    objectives.accept()
    found = stored(window, place).visit.objectives
    assert [(one.text, one.scope) for one in found] == [("To see", ""), ("To learn", "In Oslo")]


def test_where_nothing_can_be_written_no_stop_is_added(
    window: MainWindow, place: VisitPlace, screen: Overview
) -> None:
    window.setProperty("locked", "It can only be read.")
    place.show_tab("programme")
    place.show_tab("overview")
    screen.stops.list.setFocus()
    screen.stops.list.choose_first()
    press(KEY.Key_Insert, KEY.Key_Delete)
    assert len(stored(window, place).stops) == 3
    role = screen.parties.form.fields["role"]
    assert isinstance(role, ChoiceField)
    assert not screen.stops._add.isEnabled()
