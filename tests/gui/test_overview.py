"""The overview by keys alone: stops, parties, sources, ties to the library, each a step that undo takes back."""

from collections.abc import Callable

import pytest
from drags import drop
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from briefer.findings import Finding, Place
from briefer.gui.main_window import MainWindow
from briefer.gui.models.delegation import hosts
from briefer.gui.views.completion import CompletionEdit
from briefer.gui.views.fields import ChoiceField, LineField, TextField
from briefer.gui.views.lines_edit import LinesEdit
from briefer.gui.views.links import LinksField
from briefer.gui.views.overview import Overview, figures
from briefer.gui.views.record_form import RecordForm
from briefer.gui.views.record_list import RecordList
from briefer.gui.views.visit_frame import own_contacts
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.visit_file import VisitFile
from briefer.services import visits
from briefer.services.common_edits import shortened

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


def drag_row(some: RecordList, first: int, before: int) -> bool:
    """Drag a row of a list before the one that stands in another place, or behind the last; whether it was taken."""
    rows, model = some.list, some.list.model()
    data = model.mimeData([model.index(first, 0)])
    last = before >= model.rowCount()
    box = rows.visualRect(model.index(before - 1 if last else before, 0))
    return drop(rows.viewport(), data, QPoint(60, box.bottom() - 2 if last else box.top() + 2))


def test_stops_and_parties_are_dragged_to_another_place(
    window: MainWindow, place: VisitPlace, screen: Overview
) -> None:
    def cities() -> list[str]:
        return [one.city for one in stored(window, place).stops]

    assert cities() == ["Copenhagen", "The Hague", "Brussels"]
    assert drag_row(screen.stops, 0, 3)
    assert cities() == ["The Hague", "Brussels", "Copenhagen"]
    assert screen.stops.list.chosen_id == stored(window, place).stops[2].id
    assert drag_row(screen.stops, 2, 1)
    assert cities() == ["The Hague", "Copenhagen", "Brussels"]
    for same in (1, 2):  # where it is
        drag_row(screen.stops, 1, same)
        assert cities() == ["The Hague", "Copenhagen", "Brussels"]
    assert window.undo.undo_words.startswith("Reorder ")
    window.undo.undo()
    window.undo.undo()
    assert cities() == ["Copenhagen", "The Hague", "Brussels"]
    before = stored(window, place).parties
    assert drag_row(screen.parties, 1, 0)
    after = stored(window, place).parties
    assert [one.id for one in after[:2]] == [before[1].id, before[0].id]
    data = screen.parties.list.model().mimeData([screen.parties.list.model().index(0, 0)])
    assert not drop(screen.stops.list.viewport(), data, QPoint(60, 10))
    assert stored(window, place).parties == after


def test_a_stop_goes_two_places_up_as_fast_as_keys_are_pressed(
    window: MainWindow, place: VisitPlace, screen: Overview
) -> None:
    screen.stops.list.setFocus()
    press(KEY.Key_End)
    press(KEY.Key_Up, KEY.Key_Up, held=Qt.KeyboardModifier.AltModifier)
    cities = [one.city for one in stored(window, place).stops]
    assert cities == ["Brussels", "Copenhagen", "The Hague"]
    assert [row.title.partition(",")[0] for row in screen.stops.list.rows] == cities


def test_lines_of_objectives_and_messages_change_places(
    window: MainWindow, place: VisitPlace, screen: Overview
) -> None:
    messages = screen.fields["key_messages"]
    objectives = screen.more.fields["objectives"]
    for field in (messages, objectives):
        assert isinstance(field, TextField)
        field.edit.setFocus()
        field.edit.setPlainText("One\nTwo | Brussels\nThree")
        field.edit.moveCursor(QTextCursor.MoveOperation.Start)
        press(KEY.Key_Up, KEY.Key_Down, held=Qt.KeyboardModifier.AltModifier)
        assert field.edit.toPlainText() == "Two | Brussels\nOne\nThree"
        QTest.keyClicks(field.edit, "Now ")
        press(KEY.Key_Down, KEY.Key_Down, held=Qt.KeyboardModifier.AltModifier)
        assert field.edit.toPlainText() == "Two | Brussels\nThree\nNow One"
        assert not field.edit.touched
    visit = stored(window, place).visit
    assert visit.key_messages == ("Two | Brussels", "Three", "Now One")
    assert [(one.text, one.scope) for one in visit.objectives] == [
        ("Two", "Brussels"),
        ("Three", ""),
        ("Now One", ""),
    ]


def test_a_line_is_dragged_by_its_grip(
    window: MainWindow, place: VisitPlace, screen: Overview
) -> None:
    field = screen.more.fields["objectives"]
    assert isinstance(field, TextField)
    edit = field.edit
    assert isinstance(edit, LinesEdit)
    edit.setFocus()
    edit.setPlainText("One\nTwo | Brussels\nThree")
    strip = edit._grips

    def over(line: int) -> QPoint:
        block = edit.document().findBlockByNumber(line)
        return QPoint(5, (edit.top_of(block) + edit.top_of(block.next())) // 2)

    def drag(first: int, to: QPoint) -> None:
        QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=over(first))
        QTest.mouseMove(strip, to)

    def let_go(to: QPoint) -> list[str]:
        QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=to)
        return [one.text for one in stored(window, place).visit.objectives]

    drag(0, over(2) + QPoint(0, 4))
    assert edit.target == 3
    assert let_go(over(2)) == ["Two", "Three", "One"]
    drag(2, over(0) - QPoint(0, 4))
    assert let_go(over(0)) == ["One", "Two", "Three"]
    drag(2, over(0))
    QTest.keyClick(edit, KEY.Key_Escape)
    assert (edit.target, let_go(over(0))) == (None, ["One", "Two", "Three"])
    edit.setReadOnly(True)
    drag(2, over(0))
    assert let_go(over(0)) == ["One", "Two", "Three"]


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


def choose(words: str) -> None:
    """Choose in the box that has the keyboard."""
    box = here()
    assert isinstance(box, QComboBox)
    at = box.findText(words)
    assert at >= 0, [box.itemText(one) for one in range(box.count())]
    box.setCurrentIndex(at)
    box.activated.emit(at)
    press(KEY.Key_Tab)


def test_texts_of_the_frame_are_told_in_other_languages(
    window: MainWindow, place: VisitPlace, screen: Overview
) -> None:
    screen.languages.target.setFocus()
    for whose, which, language, text in (
        ("The whole visit", "title", "fr", "Une délégation irakienne"),
        ("The whole visit", "title", "ar", "وفد عراقي"),
        ("Copenhagen, Denmark", "city", "fr", "Copenhague"),
        ("The whole visit", "objectives 1, text", "fr", "Voir"),
    ):
        press(KEY.Key_Insert) if here() is screen.languages.list else press(KEY.Key_Space)
        assert here().accessibleName() == "Whose words"
        choose(whose)
        choose(which)
        type_on(language)
        choose("checked")
        edit = here()
        assert isinstance(edit, QPlainTextEdit)
        edit.insertPlainText(text)
        press(KEY.Key_Tab)
        screen.languages.target.setFocus()
    file = stored(window, place)
    frame = [one for one in file.wordings if one.about_kind in ("visit", "stop")]
    told = [(one.about_kind, one.field, one.language, one.text, one.state) for one in frame]
    assert sorted(told) == [
        ("stop", "city", "fr", "Copenhague", "checked"),
        ("visit", "objectives[0].text", "fr", "Voir", "checked"),
        ("visit", "title", "ar", "وفد عراقي", "checked"),
        ("visit", "title", "fr", "Une délégation irakienne", "checked"),
    ]


def test_phases_strands_days_cars_and_numbers_are_typed(
    window: MainWindow, place: VisitPlace, screen: Overview
) -> None:
    def begin(part: RecordList, first: str) -> None:
        part.target.setFocus()
        press(KEY.Key_Insert) if here() is part.list else press(KEY.Key_Space)
        assert here().accessibleName() == first

    begin(screen.phases, "Title of the phase")
    type_on("Before the journey")
    choose("online")
    type_on("1 December 2022", "2 December 2022")
    begin(screen.strands, "Title of the strand")
    type_on("Partners")
    begin(screen.days, "Which day")
    type_on("5 December 2022")
    choose("Copenhagen")
    type_on("Lina Sahlani", "+45 1", "dark suit", "Cars 1 and 2")
    begin(screen.vehicles, "Name of the vehicle")
    type_on("Heron 1", "car", "AD 1001", "4", "Lars Egholt", "+45 2")
    choose("Partners")
    begin(screen.contacts, "Kind of contact")
    choose("emergency")
    type_on("+45 3", "doctor on call")
    choose("everybody")
    file = stored(window, place)
    copenhagen, partners = file.stops[0].id, file.strands[0].id
    assert [(one.title, one.form, one.start, one.end) for one in file.phases] == [
        ("Before the journey", "virtual", "2022-12-01", "2022-12-02")
    ]
    assert [(one.id, one.title) for one in file.strands] == [(partners, "Partners")]
    assert [
        (one.day, one.stop, one.on_duty, one.duty_phone, one.dress, one.cars)
        for one in file.day_notes
    ] == [("2022-12-05", copenhagen, "Lina Sahlani", "+45 1", "dark suit", "Cars 1 and 2")]
    assert [
        (one.call_sign, one.kind, one.plate, one.seats, one.driver, one.contact, one.strand)
        for one in file.vehicles
    ] == [("Heron 1", "car", "AD 1001", 4, "Lars Egholt", "+45 2", partners)]
    assert [(one.kind, one.value, one.label, one.seen_by) for one in own_contacts(file)] == [
        ("emergency", "+45 3", "doctor on call", "all")
    ]
    assert [
        row.title
        for part in (screen.phases, screen.strands, screen.days, screen.vehicles, screen.contacts)
        for row in part.list.rows
    ] == [
        "Before the journey",
        "Partners",
        "Monday 5 December",
        "Heron 1",
        "doctor on call",
    ]


def test_a_stop_belongs_to_a_phase_that_there_is(
    window: MainWindow, place: VisitPlace, screen: Overview
) -> None:
    screen.stops.list.setFocus()
    screen.stops.list.choose_first()
    phase = screen.stops.form.fields["phase"]
    assert isinstance(phase, ChoiceField)
    assert phase.isHidden()
    screen.phases.add()
    type_on("On the way")
    assert not phase.isHidden()
    phase.chooser.setFocus()
    choose("On the way")
    file = stored(window, place)
    assert [one.phase for one in file.stops] == [file.phases[0].id, None, None]


def test_what_becomes_of_a_party_is_told_by_its_name(
    window: MainWindow, place: VisitPlace, screen: Overview
) -> None:
    """A role is no name: “host renamed to sender” is no sentence."""
    screen.parties.choose(stored(window, place).parties[0].id)
    name = screen.parties.list.rows[0].title
    role = screen.parties.form.fields["role"]
    role.setFocus()
    choose("Observer")
    assert window.undo.undo_words == f"Change role of {shortened(name)}"
    screen.parties.remove_chosen()
    assert window.undo.undo_words == f"Delete {shortened(name)}"
    screen.parties.add()
    line(screen.parties.form, "state").setFocus()
    type_on("Norway")
    assert window.undo.undo_words == "Change state"
    type_on("by letter")
    assert window.undo.undo_words == "Change words of Norway"


def test_the_marking_of_a_visit_is_one_of_its_scheme(
    window: MainWindow, place: VisitPlace, screen: Overview, qtbot: QtBot
) -> None:
    scheme, marking, whom = (
        screen.more.fields[name] for name in ("marking_scheme", "marking", "distribution")
    )
    assert isinstance(scheme, ChoiceField)
    assert isinstance(marking, ChoiceField)

    def offered(field: ChoiceField) -> list[str]:
        return [field.chooser.itemText(at) for at in range(field.chooser.count())]

    qtbot.waitUntil(lambda: len(offered(scheme)) == 3, timeout=LONG)
    scheme.chooser.setFocus()
    choose("Four national levels")
    levels = ["none", "UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"]
    qtbot.waitUntil(lambda: offered(marking) == levels, timeout=LONG)
    marking.chooser.setFocus()
    choose("RESTRICTED")
    whom.setFocus()
    choose("Own ministry only")
    visit = stored(window, place).visit
    assert (visit.marking_scheme, visit.marking, visit.distribution) == (
        "office",
        "restricted",
        "ministry",
    )


def test_languages_are_words_in_one_line(
    window: MainWindow, place: VisitPlace, screen: Overview
) -> None:
    languages = line(screen.more, "languages")
    languages.setFocus()
    QTest.keyClicks(here(), " en,  ar;fr ")
    press(KEY.Key_Tab)
    assert stored(window, place).visit.languages == ("en", "ar", "fr")
    assert languages.edit.text() == "en, ar, fr"


def test_the_hosts_are_those_of_the_delegation(open_visit: OpenVisit) -> None:
    """Found when the overview counted 49 of the showcase, and the delegation listed 47."""
    file = open_visit("showcase").file
    assert file is not None
    told = next(figure for name, figure, _words, _tab in figures(file, ()) if name == "people")
    assert told == f"{len(file.delegates)} + {len(hosts(file))}" == "12 + 47"


def test_findings_that_the_pages_still_owe_are_told(screen: Overview) -> None:
    """Found as 9 findings beside the pack's 10: the pages had been made in between."""
    finding = Finding(level="note", rule="no-time", place=Place(), sentence="The time is open.")
    screen.show_pages_checked(checked=False)
    screen.show_findings([finding])
    words = screen._figure["findings"][2]
    assert words.text() == "findings, without those of the pages"
    screen.show_pages_checked(checked=True)
    screen.show_findings([finding])
    assert words.text() == "findings"
