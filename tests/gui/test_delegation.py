"""The delegation: who travels, in order, by mouse and by keys alone; who is added, named, removed; what undo brings."""

from collections.abc import Callable
from pathlib import Path

import drags
import pytest
from accessible import doubles, nameless
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from briefer.findings import Finding
from briefer.findings import Place as Where
from briefer.gui.main_window import MainWindow
from briefer.gui.models.delegation import codes
from briefer.gui.models.drags import Dragged, pack
from briefer.gui.models.offers import Offered
from briefer.gui.views.completion import CompletionEdit
from briefer.gui.views.delegation import DelegationScreen
from briefer.gui.views.delegation_list import DelegationList
from briefer.gui.views.fields import ChoiceField, LineField, TextField
from briefer.gui.views.links import LinkField
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.institutions import Institution
from briefer.records.people import Person
from briefer.records.visits import Delegate, Visit
from briefer.services import common_edits, library
from briefer.services.visits import load

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier

PEOPLE = [
    ("1", "H.E. Dr Samira al-Nadwari", "Minister of the Interior", "Head"),
    ("2", "Mr Yusuf Darwan", "Deputy Minister for Civil Protection", "Deputy head"),
    ("3", "Major General Khalil Rashmani", "Director-General, Coast Guard", "Member"),
    ("4", "Ms Huda Temsi", "Director, International Cooperation", "Member"),
    ("5", "Director, National Hydrological Service", "name to follow by 1 March 2027", "Member"),
    ("6", "Officers of the Coast Guard", "number open · Coast Guard", "Member"),
]


def shown(screen: DelegationScreen) -> list[tuple[str, str, str, str]]:
    """The first six rows of the table: place, name, what stands under it, function."""
    return [(str(one.place), one.name, one.post, one.function) for one in screen.guests.people[:6]]


def names(screen: DelegationScreen, count: int) -> list[str]:
    return [one.name for one in screen.guests.people[:count]]


def choose(screen: DelegationScreen, name: str) -> None:
    one = next(one for one in screen.guests.people if one.name == name)
    screen.guests.choose(one.id)


def line(screen: DelegationScreen, name: str) -> LineField:
    found = screen.panel.fields[name]
    assert isinstance(found, LineField)
    return found


def type_into(screen: DelegationScreen, name: str, text: str) -> None:
    edit = line(screen, name).edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Key.Key_Return)


def stored(window: MainWindow, place: VisitPlace) -> tuple[Delegate, ...]:
    """The delegates as another reader of the database finds them."""
    return load(window.desk.workspace, place.visit).delegates


@pytest.fixture
def place(open_visit: OpenVisit) -> VisitPlace:
    found = open_visit("showcase")
    found.show_tab("delegation")
    found.take_keyboard()
    return found


@pytest.fixture
def screen(place: VisitPlace) -> DelegationScreen:
    return place.delegation


# ------------------------------------------------------------------------------------- what is shown


def test_the_delegation_in_its_order(screen: DelegationScreen) -> None:
    assert shown(screen) == PEOPLE
    assert screen.guests.hasFocus()
    assert screen._foot.text() == "12 places: 1 without a name, 2 groups"


def test_a_row_says_what_it_shows(screen: DelegationScreen) -> None:
    table = screen.guests.table
    heard = table.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == (
        "2, Mr Yusuf Darwan, Deputy Minister for Civil Protection, Deputy head, Deputy Minister,"
        " Arabic, English, no nuts, ground-floor room, or one beside the lift"
    )
    assert [table.index(1, column).data() for column in range(5)] == [
        "2",
        "Mr Yusuf Darwan",
        "Deputy head",
        "Deputy Minister",
        "AR EN · no nuts · ground-floor room, or one beside the lift",
    ]


def test_languages_are_told_short_where_their_names_are_known() -> None:
    assert codes(("Arabic", "some French", "Aldermarkish", "deutsch", "German")) == [
        "AR",
        "FR",
        "Aldermarkish",
        "DE",
    ]


def test_the_table_passes_the_tester_of_models(
    screen: DelegationScreen, place: VisitPlace, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(screen.guests.table)
    choose(screen, PEOPLE[2][1])
    place.acts["place-up"]()
    place.acts["remove-delegate"]()
    screen.search_field.setText("coast")
    assert [one.name for one in screen.guests.people] == [
        "Officers of the Coast Guard",
        "Dr Maria-Aleksandra Wiśniewicz-Brandenholt de la Marre-Østerlund",
    ]


def test_each_control_has_a_name(window: MainWindow, screen: DelegationScreen) -> None:
    screen.begin_joining()
    for name in (PEOPLE[2][1], PEOPLE[4][1], PEOPLE[5][1]):
        choose(screen, name)
        assert nameless(window) == []
        assert doubles(window) == []


def test_the_panel_has_the_fields_that_somebody_needs(screen: DelegationScreen) -> None:
    def fields() -> list[str]:
        return [name for name, field in screen.panel.fields.items() if not field.isHidden()]

    of_all = ["arrival", "departure", "room"]
    choose(screen, "Major General Khalil Rashmani")
    assert fields() == [
        *("function", "place", "title", "affiliation", "address_written", "address_spoken"),
        *("pronounced", "languages", "override_reason", "dietary", "access_needs"),
        *of_all,
    ]
    choose(screen, "Director, National Hydrological Service")
    assert fields() == [
        *("function", "place", "person", "title", "affiliation", "named_by", "override_reason"),
        *of_all,
    ]
    choose(screen, "Officers of the Coast Guard")
    assert fields() == [
        *("function", "place", "group", "group_count", "title", "affiliation", "named_by"),
        "override_reason",
        *of_all,
    ]


def test_letters_find_a_name_without_its_title(screen: DelegationScreen) -> None:
    QTest.keyClicks(screen.guests, "tem")
    assert screen.panel.one is not None
    assert screen.panel.one.name == "Ms Huda Temsi"


def test_the_items_of_somebody_lead_there(place: VisitPlace, screen: DelegationScreen) -> None:
    choose(screen, "Ms Nour Selmani")
    first = screen.panel.items.rows[0]
    screen.panel.items.opened.emit(first.id)
    assert place.tab == "programme"
    assert place.programme.choice.current == first.id


def test_nobody_travels_yet(window: MainWindow, open_visit: OpenVisit, qtbot: QtBot) -> None:
    window.undo.do(common_edits.add(Visit(title="Study visit", key="study")))
    qtbot.waitUntil(lambda: any(one.key == "study" for one in window.desk.overview), timeout=LONG)
    place = open_visit("study")
    place.show_tab("delegation")
    place.take_keyboard()
    screen = place.delegation
    assert screen._first.hasFocus()
    assert screen._empty.title.text() == "Nobody travels yet"
    QTest.keyClick(screen._first, Key.Key_Space)
    assert screen.joining.edit.hasFocus()
    QTest.keyClicks(screen.joining.edit, "Torvald Halvorsen")
    QTest.keyClick(screen.joining.edit, Key.Key_Return)
    qtbot.waitUntil(lambda: names(screen, 1) == ["Torvald Halvorsen"], timeout=LONG)
    window.undo.undo()
    assert screen.guests.isHidden()


# ---------------------------------------------------------------------------------------- the fields


def test_a_field_is_accepted_and_undone(
    window: MainWindow, place: VisitPlace, screen: DelegationScreen
) -> None:
    choose(screen, "Ms Huda Temsi")
    type_into(screen, "title", "Director-General")
    assert stored(window, place)[3].title == "Director-General"
    assert screen.guests.people[3].post == "Director-General"
    assert window.undo.undo_words == "Change title as supplied of Ms Huda Temsi"
    place.show_tab("programme")
    window.undo.undo()
    assert place.tab == "delegation"
    assert screen.panel.one is not None
    assert screen.panel.one.post == "Director, International Cooperation"
    assert line(screen, "title").edit.text() == "Director, International Cooperation"


def test_what_is_known_of_the_person_is_changed_in_the_library(
    window: MainWindow, place: VisitPlace, screen: DelegationScreen
) -> None:
    choose(screen, "Ms Huda Temsi")
    type_into(screen, "languages", "Arabic, German")
    type_into(screen, "dietary", "no nuts")
    assert screen.panel.one is not None
    assert (screen.panel.one.languages, [mark.words for mark in screen.panel.one.marks]) == (
        "AR DE",
        ["no nuts"],
    )
    person = library.fresh(window.desk.workspace, screen.panel.one.person or Person())
    assert person is not None
    assert person.languages == ("Arabic", "German")
    place.show_tab("overview")
    window.undo.undo()
    assert place.tab == "delegation"


def test_a_function_is_chosen(
    window: MainWindow, place: VisitPlace, screen: DelegationScreen
) -> None:
    choose(screen, "Ms Huda Temsi")
    field = screen.panel.fields["function"]
    assert isinstance(field, ChoiceField)
    field.chooser.setCurrentIndex(field.chooser.findData("adviser"))
    field.chooser.activated.emit(field.chooser.currentIndex())
    assert stored(window, place)[3].function == "adviser"
    assert window.undo.undo_words == "Change function of Ms Huda Temsi"


def test_a_delegate_travels_for_a_party_and_from_an_institution(
    window: MainWindow, place: VisitPlace, screen: DelegationScreen
) -> None:
    choose(screen, "Ms Huda Temsi")
    form = screen.panel.more
    parties = form.fields["party"]
    assert isinstance(parties, ChoiceField)
    there = [parties.chooser.itemText(at) for at in range(parties.chooser.count())]
    assert there == [
        "none",
        "Qamaria",
        "Kingdom of Aldermark",
        "Republic of Pellandia",
    ]
    parties.chooser.setCurrentIndex(3)
    parties.chooser.activated.emit(3)
    assert place.file is not None
    assert stored(window, place)[3].party == place.file.parties[2].id
    assert window.undo.undo_words == "Change party of Ms Huda Temsi"
    institution = form.fields["institution"]
    assert isinstance(institution, LinkField)
    institution.linked.emit(Offered("new", None, "Water Board"))
    made = stored(window, place)[3].institution
    assert made
    found = library.get(window.desk.workspace, Institution, made)
    assert found
    assert found.name == "Water Board"
    choose(screen, "Mr Yusuf Darwan")
    assert (parties.chooser.currentText(), institution.edit.text()) == ("Qamaria", "")
    window.undo.undo()
    window.undo.undo()
    assert (stored(window, place)[3].party, stored(window, place)[3].institution) == (
        place.file.parties[0].id,
        None,
    )
    screen.show_segment("hosts")


def test_a_number_and_a_date_that_cannot_be_stay_as_typed(screen: DelegationScreen) -> None:
    choose(screen, "Officers of the Coast Guard")
    type_into(screen, "group_count", "some")
    assert line(screen, "group_count").trouble.words == (
        "Type how many they are, or nothing while it is open."
    )
    type_into(screen, "named_by", "soon")
    assert line(screen, "named_by").trouble.words.startswith("There is no such date.")
    type_into(screen, "group_count", "4")
    assert screen.guests.people[5].post == "4 people · Coast Guard"


# ----------------------------------------------------------------------------------------- the order


def test_places_are_changed_by_keys(
    window: MainWindow, place: VisitPlace, screen: DelegationScreen
) -> None:
    choose(screen, "Ms Huda Temsi")
    QTest.keyClick(screen.guests, Key.Key_Up, ALT)
    assert names(screen, 4)[2:] == ["Ms Huda Temsi", "Major General Khalil Rashmani"]
    assert window.status.words.text() == "Ms Huda Temsi moved to place 3."
    assert screen.panel.one is not None
    assert (screen.panel.one.name, screen.panel.one.place) == ("Ms Huda Temsi", 3)
    QTest.keyClick(screen.guests, Key.Key_Down, ALT)
    assert shown(screen) == PEOPLE
    window.undo.undo()
    window.undo.undo()
    assert shown(screen) == PEOPLE
    window.undo.redo()
    assert [one.order for one in stored(window, place)] == list(range(12))
    assert names(screen, 3)[2] == "Ms Huda Temsi"


def test_the_first_stays_first_and_the_last_last(
    window: MainWindow, screen: DelegationScreen
) -> None:
    screen.guests.choose(screen.guests.people[0].id)
    QTest.keyClick(screen.guests, Key.Key_Up, ALT)
    screen.guests.choose(screen.guests.people[-1].id)
    QTest.keyClick(screen.guests, Key.Key_Down, ALT)
    assert shown(screen) == PEOPLE
    assert window.undo.undo_words == ""


def test_several_move_together(screen: DelegationScreen) -> None:
    choose(screen, "Mr Yusuf Darwan")
    QTest.keyClick(screen.guests, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(screen.guests, Key.Key_Down, ALT)
    assert names(screen, 4)[1:] == [
        "Ms Huda Temsi",
        "Mr Yusuf Darwan",
        "Major General Khalil Rashmani",
    ]
    QTest.keyClick(screen.guests, Key.Key_Up, ALT)
    assert shown(screen) == PEOPLE


def test_a_place_is_typed(window: MainWindow, screen: DelegationScreen) -> None:
    choose(screen, "Ms Nour Selmani")
    type_into(screen, "place", "2")
    assert names(screen, 3)[1:] == ["Ms Nour Selmani", "Mr Yusuf Darwan"]
    type_into(screen, "place", "8")
    assert names(screen, 3)[1] == "Mr Yusuf Darwan"
    type_into(screen, "place", "99")
    assert screen.guests.people[-1].name == "Ms Nour Selmani"
    type_into(screen, "place", "first")
    assert line(screen, "place").trouble.words == "Type the place in the order, from 1."


def drop(view: DelegationList, data: QMimeData, row: int) -> bool:
    """Something is let go in the upper half of a row, behind the last one below it; whether it is taken."""
    last = row >= len(view.people)
    top = view.rowViewportPosition(min(row, len(view.people) - 1))
    point = QPoint(120, top + (view.rowHeight(0) - 4 if last else 4))
    return drags.drop(view.viewport(), data, point)


def test_a_row_is_dragged(screen: DelegationScreen) -> None:
    choose(screen, "Ms Huda Temsi")
    data = pack(Dragged("delegate", screen.guests.chosen_ids), ["Ms Huda Temsi"])
    assert drop(screen.guests, data, 1)
    assert names(screen, 3)[1:] == ["Ms Huda Temsi", "Mr Yusuf Darwan"]
    drop(screen.guests, data, len(screen.guests.people))
    assert screen.guests.people[-1].name == "Ms Huda Temsi"


def test_a_row_is_dragged_among_those_that_were_found(screen: DelegationScreen) -> None:
    screen.search_field.setText("adviser")
    assert [one.place for one in screen.guests.people] == [7, 9]
    screen.guests.choose(screen.guests.people[1].id)
    data = pack(Dragged("delegate", screen.guests.chosen_ids), [])
    drop(screen.guests, data, 0)
    screen.search_field.clear()
    assert screen.guests.people[6].name == "Ms Rana Qasrin"


def test_a_person_of_the_library_is_dropped(
    window: MainWindow, screen: DelegationScreen, qtbot: QtBot
) -> None:
    made = Person(given_name="Salma", family_name="Nourani", honorific="Ms")
    window.undo.do(common_edits.add(made))
    drop(screen.guests, pack(Dragged("person", (made.id,)), ["Ms Salma Nourani"]), 2)
    qtbot.waitUntil(lambda: names(screen, 3)[2] == "Ms Salma Nourani", timeout=LONG)
    assert screen.panel.one is not None
    assert screen.panel.one.name == "Ms Salma Nourani"


def test_a_delegate_of_another_visit_is_refused(
    screen: DelegationScreen, open_visit: OpenVisit
) -> None:
    other = open_visit("iraq-2022")
    assert other.file is not None
    data = pack(Dragged("delegate", (other.file.delegates[0].id,)), [])
    assert not drop(screen.guests, data, 1)
    assert shown(screen) == PEOPLE


# ---------------------------------------------------------------------------------- adding, removing


def test_a_new_person_is_typed(
    window: MainWindow, place: VisitPlace, screen: DelegationScreen, qtbot: QtBot
) -> None:
    choose(screen, "Mr Yusuf Darwan")
    QTest.keyClick(screen.guests, Key.Key_Insert)
    assert screen.joining.edit.hasFocus()
    QTest.keyClicks(screen.joining.edit, "Salma Nourani")
    QTest.keyClick(screen.joining.edit, Key.Key_Return)
    qtbot.waitUntil(lambda: names(screen, 3)[2] == "Salma Nourani", timeout=LONG)
    assert screen.joining.edit.hasFocus()  # for the next one
    assert screen.panel.one is not None
    assert screen.panel.one.name == "Salma Nourani"
    QTest.keyClick(screen.joining.edit, Key.Key_Escape)
    assert screen.guests.hasFocus()
    window.undo.undo()
    assert shown(screen) == PEOPLE
    assert len(stored(window, place)) == 12


def test_somebody_of_the_library_is_completed(
    window: MainWindow, screen: DelegationScreen, qtbot: QtBot
) -> None:
    place_before = len(screen.guests.people)
    made = Person(given_name="Salma", family_name="Nourani", honorific="Ms")
    window.undo.do(common_edits.add(made))
    screen.begin_joining()
    QTest.keyClicks(screen.joining.edit, "noura")
    qtbot.waitUntil(lambda: screen.joining.edit.is_open, timeout=LONG)
    QTest.keyClick(screen.joining.edit, Key.Key_Return)
    qtbot.waitUntil(lambda: len(screen.guests.people) == place_before + 1, timeout=LONG)
    assert screen.panel.one is not None
    assert screen.panel.one.delegate is not None
    assert screen.panel.one.delegate.person == made.id


def test_a_name_that_the_library_knows_is_not_made_twice(
    screen: DelegationScreen, window: MainWindow, qtbot: QtBot
) -> None:
    screen.begin_joining()
    QTest.keyClicks(screen.joining.edit, "Huda Temsi")
    QTest.keyClick(screen.joining.edit, Key.Key_Return)
    said = "Ms Huda Temsi travels already."
    qtbot.waitUntil(lambda: window.status.words.text() == said, timeout=LONG)
    assert len(screen.guests.people) == 12
    assert screen.panel.one is not None
    assert screen.panel.one.name == "Ms Huda Temsi"


def test_a_post_and_a_group_are_added_by_their_commands(
    window: MainWindow, place: VisitPlace, screen: DelegationScreen
) -> None:
    place.show_tab("programme")
    window.actions_["new-unnamed"].trigger()
    QTest.keyClicks(screen.joining.edit, "Head of Archives")
    QTest.keyClick(screen.joining.edit, Key.Key_Return)
    window.actions_["new-group"].trigger()
    QTest.keyClicks(screen.joining.edit, "Pilots")
    QTest.keyClick(screen.joining.edit, Key.Key_Return)
    assert [(one.what, one.name, one.post) for one in screen.guests.people[1:3]] == [
        ("post", "Head of Archives", "name to follow"),
        ("group", "Pilots", "number open"),
    ]
    assert place.tab == "delegation"


def test_a_post_gets_its_name(window: MainWindow, screen: DelegationScreen, qtbot: QtBot) -> None:
    choose(screen, "Director, National Hydrological Service")
    edit = line(screen, "person").edit
    edit.setFocus()
    QTest.keyClicks(edit, "Karima Haddad")
    assert isinstance(edit, CompletionEdit)
    qtbot.waitUntil(lambda: edit.is_open, timeout=LONG)
    QTest.keyClick(edit, Key.Key_Return)
    qtbot.waitUntil(lambda: names(screen, 5)[4] == "Karima Haddad", timeout=LONG)
    assert screen.guests.people[4].post == "Director, National Hydrological Service"
    window.undo.undo()
    assert shown(screen) == PEOPLE


def test_who_is_removed_leaves_the_items_and_comes_back(
    window: MainWindow, place: VisitPlace, screen: DelegationScreen
) -> None:
    choose(screen, "Ms Huda Temsi")
    assert place.file is not None
    before = len(place.file.participants)
    QTest.keyClick(screen.guests, Key.Key_Delete)
    assert screen.panel.one is not None
    assert screen.panel.one.name == "Director, National Hydrological Service"
    assert (len(screen.guests.people), len(place.file.participants) < before) == (11, True)
    guests = [one for one in place.file.participants if one.side == "guest"]
    assert all(one.delegate or one.person or one.post or one.group for one in guests)
    window.undo.undo()
    assert shown(screen) == PEOPLE
    assert len(load(window.desk.workspace, place.visit).participants) == before


# ------------------------------------------------------------------------------------------ precedence


@pytest.fixture
def advised(screen: DelegationScreen, qtbot: QtBot) -> DelegationScreen:
    """The delegation with its rule set read."""
    qtbot.waitUntil(screen.band.isVisible, timeout=LONG)
    return screen


def test_the_band_says_where_the_rule_disagrees(advised: DelegationScreen) -> None:
    band = advised.band
    assert band.words.text() == (
        "The rule “By function, then by rank” puts Ms Nour Selmani at 10, behind Ms Lubna Merjani:"
        " by their functions. You may keep your order and say why."
    )
    assert (band.follow.text(), band.keep.text()) == ("Put at 10", "Keep 8")


def test_the_rule_is_followed(window: MainWindow, advised: DelegationScreen) -> None:
    advised.band.follow.click()
    assert [one.name for one in advised.guests.people[7:10]] == [
        "Ms Rana Qasrin",
        "Ms Lubna Merjani",
        "Ms Nour Selmani",
    ]
    assert window.undo.undo_words == "Move Ms Nour Selmani to place 10"
    texts = [advised.band.words.text()] if advised.band.isVisible() else []
    assert not any("Selmani" in text for text in texts)


def test_a_place_is_kept_with_a_reason_or_without(
    window: MainWindow, place: VisitPlace, advised: DelegationScreen
) -> None:
    advised.band.keep.click()
    reason = line(advised, "override_reason")
    assert reason.edit.hasFocus()
    assert window.undo.undo_words == ""
    assert "Selmani" not in advised.band.words.text() or advised.band.isHidden()
    QTest.keyClicks(reason.edit, "Sits beside the Minister")
    QTest.keyClick(reason.edit, Key.Key_Return)
    assert stored(window, place)[7].override_reason == "Sits beside the Minister"
    assert window.undo.undo_words == "Change reason of Ms Nour Selmani"


def test_another_rule_set_is_chosen_and_undone(
    window: MainWindow, place: VisitPlace, advised: DelegationScreen
) -> None:
    orders = [advised.order.itemText(at) for at in range(advised.order.count())]
    assert orders == ["Order: By function, then by rank", "Order: By rank alone"]
    before = advised.band.words.text()
    advised.order.activated.emit(1)
    assert place.file is not None
    assert place.file.visit.precedence == "rank"
    assert advised.order.currentIndex() == 1
    assert advised.band.words.text().startswith("The rule “By rank alone” puts")
    place.show_tab("programme")
    window.undo.undo()
    assert (place.tab, advised.band.words.text()) == ("delegation", before)


# --------------------------------------------------------------------------------- ways to this place


def test_a_finding_leads_to_the_field_of_the_delegate(
    place: VisitPlace, screen: DelegationScreen
) -> None:
    assert place.file is not None
    key = place.file.delegates[3].key
    place.show_tab("overview")
    where = Where(kind="delegate", key=key, field="order")
    place.open_finding(Finding(level="note", rule="precedence", place=where, sentence="…"))
    assert place.tab == "delegation"
    assert screen.panel.one is not None
    assert screen.panel.one.name == "Ms Huda Temsi"
    assert line(screen, "override_reason").edit.hasFocus()


def test_a_hit_of_the_search_leads_to_the_delegate(
    place: VisitPlace, screen: DelegationScreen
) -> None:
    assert place.file is not None
    place.show_tab("programme")
    place.show_record(place.file.delegates[4].id)
    assert place.tab == "delegation"
    assert screen.guests.hasFocus()
    assert screen.panel.one is not None
    assert screen.panel.one.what == "post"


def test_f2_goes_to_the_name_of_who_is_chosen(
    window: MainWindow, place: VisitPlace, screen: DelegationScreen, qtbot: QtBot
) -> None:
    """A person is called as their record says; a group and a post without a name, as the delegation says."""
    place.delegation.begin_joining("group")
    screen.joining.edit.setText("Crew")
    QTest.keyClick(screen.joining.edit, Key.Key_Return)
    for what, field in (("post", "person"), ("group", "group")):
        one = next(one for one in screen.guests.people if one.what == what)
        screen.guests.choose(one.id)
        screen.guests.setFocus()
        QTest.keyClick(screen.guests, Key.Key_F2)
        assert (what, line(screen, field).edit.hasFocus()) == (what, True)
    chosen = next(one for one in screen.guests.people if one.person)
    assert chosen.person is not None
    screen.guests.choose(chosen.id)
    for view in (screen.guests, screen.by_item.view):
        window.places.open_visit(place.visit)
        screen.show_segment("guests" if view is screen.guests else "items")
        if view is not screen.guests:
            screen.by_item.view.choose(chosen.id, None)
        view.setFocus()
        QTest.keyClick(view, Key.Key_F2)
        name = window.places.people.editor.fields["family_name"].edit
        qtbot.waitUntil(name.hasFocus, timeout=LONG)
        assert (name.text(), name.selectedText()) == (chosen.person.family_name,) * 2


def test_the_panel_is_closed_and_opened(place: VisitPlace, screen: DelegationScreen) -> None:
    screen.edit_field("title")
    QTest.keyClick(line(screen, "title").edit, Key.Key_Escape)
    assert screen.guests.hasFocus()
    place.acts["item-panel"]()
    assert screen.panel.isHidden()
    QTest.keyClick(screen.guests, Key.Key_Return)
    assert screen.panel.fields["function"].isVisible()


def test_in_a_workspace_that_can_only_be_read_nobody_moves(
    qapp: QApplication, qtbot: QtBot, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    monkeypatch.setattr("briefer.workspace.files.hold", lambda _folder: None)
    window = MainWindow()
    window.show()
    with qtbot.waitSignal(window.ready, timeout=LONG):
        window.opener.open(sample)
    id_ = next(one.id for one in window.desk.overview if one.key == "showcase")
    window.places.open_visit(id_)
    place = window.places.visits[id_]
    qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
    place.show_tab("delegation")
    screen = place.delegation
    choose(screen, "Mr Yusuf Darwan")
    screen.guests.setFocus()
    QTest.keyClick(screen.guests, Key.Key_Down, ALT)
    QTest.keyClick(screen.guests, Key.Key_Delete)
    QTest.keyClick(screen.guests, Key.Key_Insert)
    screen.begin_joining()
    assert shown(screen) == PEOPLE
    assert screen.joining.isHidden()
    assert line(screen, "title").edit.isReadOnly()
    assert window.undo.undo_words == ""
    window.close()
    window.deleteLater()


def test_keys_alone_choose_what_is_added(screen: DelegationScreen) -> None:
    screen.begin_joining()
    QTest.keyClick(screen.joining.edit, Key.Key_Backtab)
    chosen = QApplication.focusWidget()
    assert isinstance(chosen, QRadioButton)
    assert (chosen.text(), chosen.isChecked()) == ("Person", True)
    QTest.keyClick(chosen, Key.Key_Right)
    assert screen.joining._sort == "post"
    post = QApplication.focusWidget()
    assert isinstance(post, QRadioButton)
    assert (post.text(), post.isChecked()) == ("Post without a name", True)
    QTest.keyClick(post, Key.Key_Tab)
    assert screen.joining.edit.hasFocus()
    QTest.keyClick(screen.joining.edit, Key.Key_Backtab)
    assert post.hasFocus()


def test_a_delegate_travels_to_some_stops_and_is_marked(
    screen: DelegationScreen, place: VisitPlace, window: MainWindow, qtbot: QtBot
) -> None:
    choose(screen, "Ms Huda Temsi")
    fields = screen.panel.more.fields
    stops, marking = fields["stops"], fields["marking"]
    assert isinstance(stops, TextField)
    assert isinstance(marking, ChoiceField)
    stops.edit.setPlainText("lindøy\nAtlantis")
    stops.accept()
    assert stops.trouble.words == "There is no “Atlantis” in this visit."
    stops.edit.setPlainText("lindøy\nPort Serin")
    stops.accept()
    qtbot.waitUntil(lambda: marking.chooser.findText("SECRET") > 0, timeout=LONG)
    assert [marking.chooser.itemText(at) for at in range(2)] == ["As the visit", "UNCLASSIFIED"]
    marking.chooser.setFocus()
    QTest.keyClicks(marking.chooser, "S")
    file = load(window.desk.workspace, place.visit)
    one = next(one for one in file.delegates if one.key == "showcase/temsi")
    names = {stop.id: stop.city for stop in file.stops}
    assert ([names[stop] for stop in one.stops], one.marking) == (
        ["Lindøy", "Port Serin"],
        "secret",
    )


def test_the_longest_name_is_whole_at_the_head_of_the_panel(
    screen: DelegationScreen, qtbot: QtBot
) -> None:
    """Found as titles alone: "Her Excellency Ambassa…"."""
    one = screen.guests.people[0]
    words = "Her Excellency Ambassador Professor Dr Wilhelmina-Aurelia von Hohenzollern-Sigmaringen"
    screen.panel.show_person(screen._file, one._replace(name=words))
    name = screen.panel._name
    assert name.text() == words
    assert name.heightForWidth(name.width()) >= 2 * name.fontMetrics().height()
    qtbot.waitUntil(lambda: name.height() >= name.heightForWidth(name.width()))
