"""The programme on the real sample: what its views show, and what is done in them by key."""

from collections.abc import Callable

import drags
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from briefer.findings import Finding, Place
from briefer.gui.main_window import MainWindow
from briefer.gui.models.columns import Programme
from briefer.gui.models.drags import Dragged, pack
from briefer.gui.models.minutes import WHAT, WHERE, WHO
from briefer.gui.views.day_view import DayView
from briefer.gui.views.reading_panel import TemplatesPanel
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.notes import Note
from briefer.records.people import Person
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Visit
from briefer.services import common_edits, library

LONG = 20_000
CALL = "Courtesy call on the Minister of Public Safety"
DINNER = "Welcome dinner given by the Chief of Protocol"
MET = "Coast and River Agency"
OpenVisit = Callable[[str], VisitPlace]


def item(place: VisitPlace, title: str) -> ProgrammeItem:
    assert place.file is not None
    return next(one for one in place.file.items if one.title == title)


def day_view(place: VisitPlace, day: str) -> DayView:
    columns = place.programme.days.programme.columns
    return place.programme.days.views[[column.key for column in columns].index(day)]


def point_at(place: VisitPlace, clock: str) -> QPoint:
    hours, minutes = clock.split(":")
    return QPoint(30, round(place.programme.days.clock.y(int(hours) * 60 + int(minutes))) + 1)


def drop(view: DayView, data: QMimeData, point: QPoint, *, copy: bool = False) -> bool:
    """Something is let go over a view; whether it is taken."""
    return drags.drop(view.viewport(), data, point, copy=copy)


def when(place: VisitPlace, *titles: str) -> list[tuple[str, str, str]]:
    found = [item(place, title) for title in titles]
    return [(one.day[-2:], one.start, one.end) for one in found]


# ----------------------------------------------------------------------------------------- findings


def test_findings_lay_the_days_out_only_while_somebody_sees_them(
    open_visit: OpenVisit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = open_visit("showcase")
    qtbot.waitUntil(place.programme.isVisible)
    laid: list[Programme] = []
    show = place.programme.days.show_programme
    monkeypatch.setattr(
        place.programme.days, "show_programme", lambda one: (laid.append(one), show(one))
    )
    key = item(place, CALL).key
    where = Place(kind="item", key=key)
    found = Finding(level="error", rule="made-up", place=where, sentence="It cannot be.")
    place.show_tab("overview")
    place.programme.show_findings([found])
    assert laid == []
    place.show_tab("programme")
    assert len(laid) == 1
    card = place.programme.days.card(item(place, CALL).id)
    assert card is not None
    assert [one.sentence for one in card[1].findings] == ["It cannot be."]
    place.programme.show_findings([found])  # the same again
    assert len(laid) == 1


# ---------------------------------------------------------------------------------------- dragging


def test_a_clash_is_told_while_one_drags_and_never_bars(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    days, bubble = place.programme.days, place.programme.bubble
    qtbot.waitUntil(days.isVisible)
    data = pack(Dragged("item", (item(place, DINNER).id,)), [DINNER])
    view = day_view(place, "2027-03-09")
    with drags.dragged(view.viewport(), data) as drag:
        assert drag.move(point_at(place, "09:15"))
        assert bubble.isVisible()
        people = (
            "Clash: H.E. Dr Samira al-Nadwari and {count} others are in “{title}” until {until}."
        )
        assert bubble.words.splitlines() == [
            people.format(count=5, title=CALL, until="09:45"),
            people.format(count=3, title="Talks with the Coast and River Agency", until="12:15"),
            "Free for all: Mon 8 16:30, Tue 9 18:30. Esc cancels.",
        ]
        titles = {one.id: one.title for one in place.file.items}  # type: ignore[union-attr]
        assert sorted(titles[id_] for id_ in days.impossible) == [
            CALL,
            "Museum of Dikes and old sluices",
            "Talks with the Coast and River Agency",
        ]
        drag.move(point_at(place, "21:45"))
        assert (bubble.isVisible(), days.impossible) == (False, frozenset())
        assert drag.let_go(point_at(place, "09:15"))
    assert item(place, DINNER).start == "09:15"
    assert window.status.words.text() == (
        "Welcome dinner given by the Chief of Protocol moved to Tue 9 March, 09:15. "
        + people.format(count=5, title=CALL, until="09:45")
    )
    assert not bubble.isVisible()


def test_several_cards_keep_their_distances_in_days_and_minutes(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase")
    titles = (CALL, "Train to Lindøy")
    before = when(place, *titles)
    ids = tuple(item(place, title).id for title in titles)
    view = day_view(place, "2027-03-10")
    drop(view, pack(Dragged("item", ids), titles), point_at(place, "10:00"))
    assert before == [("09", "09:00", "09:45"), ("10", "08:05", "09:50")]
    assert when(place, *titles) == [("10", "10:00", "10:45"), ("11", "09:05", "10:50")]
    assert window.undo.undo_words == "Move 2 items"
    window.undo.undo()
    assert when(place, *titles) == before
    assert not window.undo.undo_words


def test_ctrl_copies_in_one_step(window: MainWindow, open_visit: OpenVisit) -> None:
    place = open_visit("showcase")
    call = item(place, CALL)
    data = pack(Dragged("item", (call.id,)), [CALL])
    drop(day_view(place, "2027-03-10"), data, point_at(place, "10:00"), copy=True)
    assert place.file is not None
    copies = [one for one in place.file.items if one.title == CALL]
    assert [(one.day[-2:], one.start, one.end) for one in copies] == [
        ("09", "09:00", "09:45"),
        ("10", "10:00", "10:45"),
    ]
    parts = {one.item: 0 for one in place.file.participants}
    for one in place.file.participants:
        parts[one.item] += 1
    assert parts[copies[0].id] == parts[copies[1].id] > 0
    assert window.undo.undo_words == "Copy Courtesy call on the Minister of Public Safety"
    window.undo.undo()
    assert [one.id for one in place.file.items if one.title == CALL] == [call.id]


def test_an_institution_comes_with_its_head_and_the_notes_of_the_last_meeting(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase")
    workspace = window.desk.workspace
    (one,) = [one for one in library.institutions(workspace) if one.name == MET]
    data = pack(Dragged("institution", (one.id,)), [MET])
    drop(day_view(place, "2027-03-08"), data, point_at(place, "09:00"), copy=True)
    made = item(place, MET)
    file = place.file
    assert file is not None
    (host,) = [part for part in file.participants if part.item == made.id]
    (brief,) = [brief for brief in file.briefs if brief.item == made.id]
    assert (made.place, host.side, host.state) == (one.place, "host", "asked")
    assert host.post is not None
    assert brief.background_closed.splitlines()[0] == "**Video conference with the Agency**"
    assert brief.background_open == ""


def test_a_person_joins_on_their_side(window: MainWindow, open_visit: OpenVisit) -> None:
    place = open_visit("showcase")
    file = place.file
    assert file is not None
    call, view = item(place, CALL), day_view(place, "2027-03-09")
    box = view.box_of(call.id)
    assert box is not None
    traveller = file.delegates[0]
    stranger = next(
        one
        for one in library.all_of(window.desk.workspace, Person)
        if one.id not in {delegate.person for delegate in file.delegates}
        and one.id not in {part.person for part in file.participants}
    )
    assert traveller.person
    known = {one.id for one in file.participants}
    for id_ in (traveller.person, stranger.id):
        drop(view, pack(Dragged("person", (id_,)), ["x"]), box.center(), copy=True)
    new = [one for one in place.file.participants if one.id not in known]  # type: ignore[union-attr]
    assert [(one.side, one.delegate, one.person) for one in new] == [
        ("guest", traveller.id, None),
        ("host", None, stranger.id),
    ]


def test_a_note_is_refused_by_a_day_while_it_is_still_in_the_air(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase")
    note = library.all_of(window.desk.workspace, Note)[0]
    data = pack(Dragged("note", (note.id,)), ["a note"])
    port = day_view(place, "2027-03-08").viewport()
    with drags.dragged(port, data, copy=True) as drag:
        assert not drag.move(point_at(place, "09:00"))
    assert window.status.words.text() == "Drop a note on an item."


# -------------------------------------------------------------------------------------- the clipboard


def test_items_are_copied_in_words_and_pasted_at_the_time_cursor(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase")
    acts = window.actions_
    place.programme.show_item(item(place, CALL).id)
    place.programme.take_keyboard()
    acts["copy"].trigger()
    assert QApplication.clipboard().text() == (
        f"2027-03-09 09:00–09:45 {CALL} Ministry of Public Safety, second floor, Room 2.14"
    )
    place.programme.days.time_cursor = 16 * 60
    acts["paste"].trigger()
    assert sorted((one.start, one.end) for one in place.file.items if one.title == CALL) == [  # type: ignore[union-attr]
        ("09:00", "09:45"),
        ("16:00", "16:45"),
    ]
    window.undo.undo()
    place.programme.show_item(item(place, CALL).id)
    place.programme.take_keyboard()
    acts["cut"].trigger()
    assert place.programme.days.flying == {item(place, CALL).id}
    place.programme.days.time_cursor = 16 * 60
    acts["paste"].trigger()
    assert when(place, CALL) == [("09", "16:00", "16:45")]
    assert window.undo.undo_words == "Move Courtesy call on the Minister of Public Safety to 16:00"
    assert place.programme.days.flying == frozenset()


# ------------------------------------------------------------------------------------------- minutes


def minute_rows(place: VisitPlace) -> list[tuple[str, str]]:
    return [(one.time, one.what) for one in place.programme.minutes.table.table.rows]


def type_in_cell(place: VisitPlace, text: str) -> None:
    editor = place.programme.minutes.table.cells.editor
    assert editor is not None
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_the_day_minute_by_minute_is_typed_in(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    programme, acts = place.programme, window.actions_
    qtbot.waitUntil(programme.isVisible)
    programme.show_item(item(place, CALL).id)
    acts["minutes"].trigger()
    before = minute_rows(place)
    assert before[4:14] == [
        ("09:00", "Courtesy call on the Minister of Public Safety"),
        ("09:02", "Photograph, flags behind"),
        ("09:04", "Press leaves"),
        ("09:42", "Gifts are exchanged by the two protocol officers, not by the ministers"),
        ("09:50", "On foot across the square, four minutes"),
        ("09:45", "Car 3 leaves from the east entrance"),
        ("10:00", "Museum of Dikes and old sluices"),
        ("11:15", "Coffee with the keepers of the sluice"),
        ("10:25", "Received at the door"),
        ("10:30", "Talks with the Coast and River Agency"),
    ]
    table = programme.minutes.table
    current = table.current
    assert current is not None
    assert (current.id, current.what) == (item(place, CALL).id, CALL)
    # a time in the empty row adds a line to the item of that time, and goes on with its words
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Insert)
    type_in_cell(place, "0917")
    qtbot.waitUntil(lambda: ("09:17", "") in minute_rows(place))
    assert window.undo.undo_words == "Add a line to Courtesy call on the Minister of Public Safety"
    qtbot.waitUntil(lambda: table.cells.editor is not None)
    type_in_cell(place, "The Minister shows the chart")
    qtbot.waitUntil(lambda: ("09:17", "The Minister shows the chart") in minute_rows(place))
    QTest.keyClick(table, Qt.Key.Key_Space)
    step = programme.minutes.step
    assert step is not None
    assert (step.internal, step.item) == (True, item(place, CALL).id)
    acts["delete"].trigger()
    assert minute_rows(place) == before
    assert item(place, CALL).title == CALL
    for _ in range(4):
        window.undo.undo()
    assert minute_rows(place) == before
    assert not window.undo.undo_words


def test_the_cell_that_is_framed_is_the_one_that_is_typed_in(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    programme = place.programme
    qtbot.waitUntil(programme.isVisible)
    programme.show_item(item(place, CALL).id)
    window.actions_["minutes"].trigger()
    table = programme.minutes.table
    table.setFocus()
    row = minute_rows(place).index(("09:04", "Press leaves"))
    line = table.table.rows[row].id
    table.go_to(line)
    for key, column, words in (
        (Qt.Key.Key_F2, WHERE, "the west stairs"),
        (Qt.Key.Key_Return, WHO, "the spokesman"),
    ):
        while table.currentIndex().column() != column:
            QTest.keyClick(
                table,
                Qt.Key.Key_Right if table.currentIndex().column() < column else Qt.Key.Key_Left,
            )
        if key == Qt.Key.Key_F2:
            window.actions_["rename"].trigger()
        else:
            QTest.keyClick(table, key)
        type_in_cell(place, words)
    changed = table.table.rows[table.table.row_of(line)]
    assert (changed.what, changed.who, changed.where) == (
        "Press leaves",
        "the spokesman",
        "the west stairs",
    )
    table.go_to(item(place, CALL).id, WHO)  # who takes part in an item is not typed here
    window.actions_["rename"].trigger()
    editor = table.cells.editor
    assert editor is not None
    assert editor.text() == CALL


def test_without_days_the_minutes_go_by_stop(open_visit: OpenVisit) -> None:
    place = open_visit("iraq-2022")
    place.programme.show_view("minutes")
    assert [what for _, what in minute_rows(place)] == [
        "Visit to the Centre for Terrorism Analysis",
        "Courtesy visit to the Ministry of Foreign Affairs",
        "Copenhagen to The Hague",
        "",
    ]
    table, first = place.programme.minutes.table, minute_rows(place)[0]
    table.type_in(WHAT)
    editor = table.cells.editor
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "Visit to the Centre")
    place.accept_typed()  # as when the window closes
    assert minute_rows(place)[0] == (first[0], "Visit to the Centre")


def test_a_reader_sees_less(open_visit: OpenVisit, qtbot: QtBot) -> None:
    place = open_visit("showcase")
    programme = place.programme
    programme.show_item(item(place, CALL).id)
    programme.show_view("minutes")
    reader = programme.narrowing.reader
    qtbot.waitUntil(lambda: reader.count() > 1, timeout=LONG)
    assert [reader.itemText(at) for at in range(reader.count())] == [
        "All readers",
        "Seen by Principal",
        "Seen by Delegation",
        "Seen by Logistics",
        "Seen by Press",
        "Seen by Visitors",
    ]
    everything = minute_rows(place)
    programme.narrowing.show_reader("visitors")
    qtbot.waitUntil(lambda: minute_rows(place) != everything, timeout=LONG)
    hidden = [row for row in everything if row not in minute_rows(place)]
    assert hidden[:3] == [
        ("07:45", "Internal briefing"),
        ("08:40", "Cars leave from the east entrance"),
        ("08:52", "Main entrance of the Ministry. Greeted by Henrik Sandvær, Chief of Protocol"),
    ]
    assert ("09:00", CALL) in minute_rows(place)
    programme.show_view("list")
    assert "Internal briefing" not in listed(place)
    assert CALL in listed(place)
    programme.show_view("days")
    cards = {card.item.title: card.called for view in programme.days.views for card in view.cards}
    assert "Internal briefing" not in cards
    # their packs are numbered without what they do not see
    assert cards[CALL] == "3"
    programme.narrowing.show_reader("")
    assert "Internal briefing" in listed(place)
    programme.show_view("minutes")
    assert minute_rows(place) == everything


# --------------------------------------------------------------------------------------------- list


def listed(place: VisitPlace) -> list[str]:
    return [card.item.title for card in place.programme.list.table.cards]


def test_the_list_is_narrowed_while_one_types(open_visit: OpenVisit) -> None:
    place = open_visit("showcase")
    place.programme.show_view("list")
    pane = place.programme.list_pane
    assert len(listed(place)) == 37
    QTest.keyClicks(pane.search_field, "sundgaard")
    assert listed(place) == [
        "Welcome dinner given by the Chief of Protocol",
        "Internal briefing",
        "Background talk for the travelling press",
        "Coastwatch Aldermark",
    ]
    pane.days.setCurrentIndex(pane.days.findData("2027-03-09"))
    pane.kinds.setCurrentIndex(pane.kinds.findData("side meeting"))
    assert listed(place) == ["Coastwatch Aldermark"]
    pane.search_field.clear()
    assert listed(place) == ["Committee on Public Safety", "Coastwatch Aldermark"]


def test_several_items_are_changed_at_once_from_the_foot_of_the_list(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    programme, several = place.programme, place.programme.several
    titles = (CALL, "Round table at the Saltmarsh Institute")
    qtbot.waitUntil(programme.isVisible)
    programme.show_view("list")
    programme.choice.choose([item(place, CALL).id])
    assert not several.isVisible()
    programme.choice.choose([item(place, title).id for title in titles])
    assert several.isVisible()
    before = when(place, *titles)
    assert before == [("09", "09:00", "09:45"), ("09", "15:00", "16:30")]

    def ask(button: str, text: str) -> None:
        several.buttons[button].click()
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert programme.list.hasFocus()

    ask("move", "-30")
    assert when(place, *titles) == [("09", "08:30", "09:15"), ("09", "14:30", "16:00")]
    several.moved_to_day.emit(programme.days.programme.columns[1])
    assert when(place, *titles) == [("08", "08:30", "09:15"), ("08", "14:30", "16:00")]
    ask("transport", "Cars 1 to 3")
    several.state_set.emit("cancelled")
    assert [(one.transport, one.status) for one in (item(place, title) for title in titles)] == [
        ("Cars 1 to 3", "cancelled"),
        ("Cars 1 to 3", "cancelled"),
    ]
    several.buttons["delete"].click()
    words = []
    while window.undo.undo_words:
        words.append(window.undo.undo_words)
        window.undo.undo()
    assert words == [
        "Delete 2 items",
        "Change state of 2 items",
        "Change transport of 2 items",
        "Move 2 items",
        "Move 2 items",
    ]
    assert when(place, *titles) == before


# ------------------------------------------------------------------------------- less, or nothing yet


def test_a_strand_is_shown_with_what_is_everybodys(open_visit: OpenVisit) -> None:
    place = open_visit("showcase")
    strands = place.programme.narrowing.strand
    assert strands.count() > 1
    strands.setCurrentIndex(strands.findText("Press"))
    strands.activated.emit(strands.currentIndex())
    titles = {card.item.title for view in place.programme.days.views for card in view.cards}
    assert "Background talk for the travelling press" in titles
    assert CALL in titles
    assert "Museum of Dikes and old sluices" not in titles
    narrowing = place.programme.narrowing
    assert (strands.isVisible(), narrowing.button.isVisible()) == (True, False)
    place.window().resize(1200, 800)  # there both stand under one button, which says what is chosen
    assert (strands.isVisible(), narrowing.button.isVisible()) == (False, True)
    assert narrowing.button.text().strip() == "Press"
    narrowing.button.click()
    menu = narrowing.findChild(QMenu)
    offered = [act.text() for act in menu.actions() if act.text()]
    assert offered[: strands.count() + 1] == [
        *(strands.itemText(at) for at in range(strands.count())),
        "All readers",
    ]
    menu.actions()[0].trigger()
    menu.close()
    assert (narrowing.button.text(), narrowing.narrowed.strand) == ("", None)
    titles = {card.item.title for view in place.programme.days.views for card in view.cards}
    assert "Museum of Dikes and old sluices" in titles


def test_what_is_out_of_sight_is_told_at_the_head_and_at_the_foot(
    open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    days = place.programme.days
    qtbot.waitUntil(days.isVisible)
    for _ in range(6):
        days.zoom(1)
    bar = days.area.verticalScrollBar()
    bar.setValue(round(days.clock.y(13 * 60)))

    def told(strip: str) -> list[str]:
        buttons = getattr(days, strip)._buttons
        return [one.accessibleName() for one in buttons if one.isVisible()]

    assert "4 earlier: 10:30 Talks with the Coast and River Agency" in told("_above")
    assert "3 later: 16:45 Background talk for the travelling press" in told("_foot")
    bar.setValue(0)
    assert told("_above") == []


def test_an_empty_programme_is_copied_from_an_earlier_visit(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_["new-visit"].trigger()
    panel = window.places.home.new_visit
    QTest.keyClicks(panel.title.edit, "Return visit")
    QTest.keyClicks(panel.dates.edit, "14 March 2028")
    QTest.keyClick(panel.dates.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(one.title == "Return visit" for one in window.desk.overview))
    (made,) = [one for one in window.desk.overview if one.title == "Return visit"]
    place = window.places.visits[made.id]
    qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
    source = next(one.id for one in window.desk.overview if one.key == "showcase")
    place.programme.drops.copy_programme(source)
    qtbot.waitUntil(lambda: place.file is not None and bool(place.file.items), timeout=LONG)
    assert place.file is not None
    assert len(place.file.items) == 37
    # 8 March 2027 is the first day there, 14 March 2028 here
    assert (item(place, CALL).day, item(place, CALL).start) == ("2028-03-15", "09:00")
    assert item(place, CALL).status == "tentative"
    assert place.file.participants
    window.undo.undo()  # of so many records, beside the window
    qtbot.waitUntil(lambda: place.file is not None and not place.file.items, timeout=LONG)


def test_an_empty_programme_offers_the_templates(window: MainWindow, qtbot: QtBot) -> None:
    visit = Visit(title="Return visit")
    assert window.undo.do(common_edits.add(visit))
    window.places.open_visit(visit.id)
    place = window.places.visits[visit.id]
    qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
    place.show_tab("programme")
    offers = [one for one in place.programme.findChildren(QPushButton) if one.isVisible()]
    (offer,) = [one for one in offers if one.text() == "Use a template"]
    assert window.findChild(TemplatesPanel) is None
    QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
    panel = window.findChild(TemplatesPanel)
    assert panel is not None
    qtbot.waitUntil(lambda: bool(panel.links), timeout=LONG)
    assert panel.isVisible()


def test_the_three_views_have_their_keys(window: MainWindow, open_visit: OpenVisit) -> None:
    """A letter that the words of a segment held, too, was two commands to Qt, which then did neither."""
    place = open_visit("iraq-2022")
    place.show_tab("programme")
    place.programme.take_keyboard()
    seen = []
    for key in (Qt.Key.Key_M, Qt.Key.Key_L, Qt.Key.Key_D):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, Qt.KeyboardModifier.AltModifier)
        seen.append(place.programme._view)
    assert seen == ["minutes", "list", "days"]


def test_what_is_chosen_in_the_list_is_seen_among_the_days(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    """Found with the first days in sight, and what was chosen on the fourth."""
    window.resize(1000, 700)
    place = open_visit("showcase")
    place.show_tab("programme")
    programme, days = place.programme, place.programme.days
    assert place.file is not None
    last = max((one for one in place.file.items if one.day and one.start), key=lambda one: one.day)
    programme.show_view("list")
    programme.choice.choose([last.id])
    assert days._chosen_in_sight() is None
    programme.show_view("days")
    qtbot.waitUntil(lambda: days._chosen_in_sight() is not None)
    days.area.horizontalScrollBar().setValue(0)
    for view in ("list", "days"):  # one who has scrolled away is left there
        programme.show_view(view)
        QApplication.processEvents()
    assert days.area.first == 0


def test_several_items_are_changed_from_below_the_days_too(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    """Found in the list only, with four cards chosen and nothing that said so."""
    place = open_visit("showcase")
    place.show_tab("programme")
    programme, days = place.programme, place.programme.days
    qtbot.waitUntil(programme.isVisible)
    some = [item(place, title).id for title in (CALL, "Round table at the Saltmarsh Institute")]
    scale, height = days.clock.scale, days.height()
    programme.choice.choose(some)
    QApplication.processEvents()
    seen = {}
    for view in ("days", "list", "minutes"):
        programme.show_view(view)
        seen[view] = programme.several.isVisible()
    assert seen == {"days": True, "list": True, "minutes": False}
    programme.show_view("days")
    QApplication.processEvents()
    assert (days.height(), days.clock.scale) == (height - programme.several.height(), scale)
    programme.several.buttons["move"].click()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert days.has_keyboard
    programme.show_view("list")
    programme.several.buttons["move"].click()
    programme.show_view("days")
    QApplication.processEvents()
    assert days.has_keyboard
    programme.choice.choose(some[:1])
    QApplication.processEvents()
    assert (programme.several.isVisible(), days.height()) == (False, height)
