"""The window on the real sample: one change, everywhere; undo; names; keys alone; drag and drop; trouble."""

from collections.abc import Callable
from pathlib import Path
from unittest import mock

import drags
import msgspec
import pytest
from accessible import doubles, nameless
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefer.errors import KnownError
from briefer.gui import shown
from briefer.gui.main_window import MainWindow
from briefer.gui.models.drags import Dragged, pack
from briefer.gui.places import LIBRARY
from briefer.gui.views.day_view import DayView
from briefer.gui.views.fields import LineField
from briefer.gui.views.place import Chosen
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.base import Record
from briefer.records.institutions import Institution
from briefer.records.notes import Note
from briefer.records.programme import ProgrammeItem
from briefer.services import edits, library, visits
from briefer.workspace.audit import Entry

LONG = 20_000
CALL = "Courtesy call on the Minister of Public Safety"
OpenVisit = Callable[[str], VisitPlace]


def item(place: VisitPlace, title: str) -> ProgrammeItem:
    assert place.file is not None
    return next(one for one in place.file.items if one.title == title)


def stored(window: MainWindow, place: VisitPlace, title: str) -> ProgrammeItem:
    """The item as another reader of the database finds it."""
    file = visits.load(window.desk.workspace, place.visit)
    return next(one for one in file.items if one.title == title)


def field(place: VisitPlace, name: str) -> LineField:
    found = place.programme.item.editor.fields[name]
    assert isinstance(found, LineField)
    return found


def type_into(place: VisitPlace, name: str, text: str) -> None:
    edit = field(place, name).edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def column(place: VisitPlace, title: str) -> DayView:
    found = place.programme.days.card(item(place, title).id)
    assert found is not None
    return found[0]


# ------------------------------------------------------------------------------ one change, everywhere


def test_a_time_is_typed_once(window: MainWindow, open_visit: OpenVisit, qtbot: QtBot) -> None:
    place = open_visit("showcase")
    place.programme.show_item(item(place, CALL).id)
    type_into(place, "start", "925")
    assert (stored(window, place, CALL).start, stored(window, place, CALL).end) == (
        "09:25",
        "10:10",
    )
    card = place.programme.days.card(item(place, CALL).id)
    assert card is not None
    assert card[1].times == "09:25–10:10"
    assert field(place, "start").edit.text() == "09:25"
    assert (
        window.status.words.text()
        == "Courtesy call on the Minister of Public Safety moved to 09:25."
    )
    place.show_tab("pack")
    qtbot.waitUntil(lambda: "09:25" in place.preview.text_of_pages(), timeout=LONG)


def test_undo_and_redo_go_through_the_database(window: MainWindow, open_visit: OpenVisit) -> None:
    place = open_visit("showcase")
    place.programme.show_item(item(place, CALL).id)
    before = stored(window, place, CALL)
    type_into(place, "start", "925")
    type_into(place, "title", "Call on the Minister")
    assert (
        window.undo.undo_words
        == "Rename Courtesy call on the Minister of Public Safety to Call on the Minister"
    )
    window.actions_["undo"].trigger()
    window.actions_["undo"].trigger()
    assert (stored(window, place, CALL).start, stored(window, place, CALL).end) == (
        before.start,
        before.end,
    )
    assert (window.actions_["undo"].isEnabled(), window.undo.turned_back) == (False, True)
    window.actions_["redo"].trigger()
    assert (stored(window, place, CALL).start, window.undo.turned_back) == ("09:25", False)
    window.actions_["redo"].trigger()
    assert stored(window, place, "Call on the Minister").start == "09:25"
    assert not window.actions_["redo"].isEnabled()


def test_edits_of_one_field_until_it_is_left_are_one_step(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase")
    place.programme.show_item(item(place, CALL).id)
    type_into(place, "start", "925")
    type_into(place, "start", "930")
    window.undo.undo()
    assert stored(window, place, CALL).start == "09:00"


def test_what_cannot_be_accepted_stays_with_a_sentence(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase")
    first, other = item(place, CALL), item(place, "Train to Lindøy")
    place.programme.show_item(first.id)
    type_into(place, "start", "25:10")
    start = field(place, "start")
    sentence = "There is no such time. Type 9:30, 930-1015, ~930, or ? for open."
    assert (start.edit.text(), start.trouble.words) == ("25:10", sentence)
    assert start.edit.property("refused")
    assert stored(window, place, CALL).start == "09:00"
    # leaving is allowed: the text waits
    place.programme.show_item(other.id)
    assert (start.edit.text(), start.trouble.words) == ("08:05", "")
    place.programme.show_item(first.id)
    assert (start.edit.text(), start.trouble.words) == ("25:10", sentence)
    start.edit.setFocus()
    QTest.keyClick(start.edit, Qt.Key.Key_Escape)
    assert (start.edit.text(), start.trouble.words) == ("09:00", "")
    type_into(place, "end", "8:00")
    assert (
        field(place, "end").trouble.words
        == "The end is before the start. For the day after type 9:00+1."
    )


def test_ctrl_z_is_the_fields_own_while_it_holds_unaccepted_text(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase")
    place.programme.show_item(item(place, CALL).id)
    type_into(place, "start", "925")
    title = field(place, "title").edit
    title.setFocus()
    QTest.keyClicks(title, "x")
    QTest.keyClick(title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert title.text() == CALL
    assert stored(window, place, CALL).start == "09:25"
    QTest.keyClick(title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stored(window, place, CALL).start == "09:00"


def edits_of(window: MainWindow, record: Record) -> tuple[Entry, ...]:
    with window.desk.workspace.reading() as rows:
        return rows.audit.of(record.id)


def by_somebody_else(window: MainWindow, edit: edits.Edit) -> None:
    workspace = window.desk.workspace
    mine, workspace.officer = workspace.officer, "Jonas"
    edits.apply(workspace, edit)
    workspace.officer = mine


def test_somebody_else_changed_the_same_field(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    place.programme.show_item(item(place, CALL).id)
    mine = item(place, CALL)
    theirs = msgspec.structs.replace(mine, dress="national dress")
    by_somebody_else(window, edits.Edit("Change dress", (edits.Change(mine, theirs),)))
    type_into(place, "dress", "lounge suit")
    bar = window.bar
    assert not bar.isHidden()
    name = "Courtesy call on the Minister of Public Safety"
    at = shown.moment(edits_of(window, mine)[-1].at.astimezone())
    assert bar.words.text() == (
        f"Jonas changed “{name}” at {at}, while you were editing it. What you typed is kept."
    )
    assert stored(window, place, CALL).dress == "national dress"
    # the form shows what is stored, so that leaving it cannot overwrite that
    qtbot.waitUntil(lambda: field(place, "dress").edit.text() == "national dress", timeout=LONG)
    field(place, "dress").edit.clearFocus()
    assert stored(window, place, CALL).dress == "national dress"
    take_mine = next(one for one in bar._buttons if one.accessibleName() == "Take mine")
    take_mine.click()  # type: ignore[attr-defined]
    assert stored(window, place, CALL).dress == "lounge suit"
    assert bar.isHidden()
    window.undo.undo()
    assert stored(window, place, CALL).dress == "national dress"


def test_an_undo_that_meets_somebody_else_waits_and_is_in_the_way_of_no_other(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    place.programme.show_item(item(place, CALL).id)
    type_into(place, "start", "925")
    type_into(place, "dress", "lounge suit")
    mine = item(place, CALL)
    theirs = msgspec.structs.replace(mine, dress="national dress")
    by_somebody_else(window, edits.Edit("Change dress", (edits.Change(mine, theirs),)))
    window.undo.undo()
    assert stored(window, place, CALL).dress == "national dress"
    assert [case.edit.words for case in window.desk.cases()] == [
        "Change dress of Courtesy call on the Minister of Public Safety"
    ]
    window.undo.undo()
    assert stored(window, place, CALL).start == "09:00"


# -------------------------------------------------------------------------------------- the preview


def test_the_preview_is_built_again_after_edits_rest_and_keeps_the_place(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("iraq-2022")
    built: list[object] = []
    place.builder.built.connect(built.append)
    place.show_tab("pack")
    qtbot.waitUntil(lambda: len(built) == 1, timeout=LONG)
    place.preview.go_to_page(4)
    qtbot.waitUntil(lambda: place.preview.page == 4)
    for text in ("first", "second", "third"):
        visit = place.file.visit  # type: ignore[union-attr]
        changed = msgspec.structs.replace(visit, purpose=f"To see the {text} thing.")
        window.undo.do(
            edits.Edit("Change purpose", (edits.Change(visit, changed),), visit=place.visit)
        )
    qtbot.waitUntil(
        lambda: "To see the third thing." in place.preview.text_of_pages(), timeout=LONG
    )
    assert len(built) == 2
    assert place.preview.page == 4
    assert place.preview_words == f"Preview current, {place.preview.pages} pages"


def test_the_document_can_be_read_by_ear(open_visit: OpenVisit, qtbot: QtBot) -> None:
    place = open_visit("iraq-2022")
    place.show_tab("pack")
    qtbot.waitUntil(lambda: "Draft" in place.preview.toPlainText(), timeout=LONG)
    assert place.preview.accessibleName() == "Preview"


def test_a_finding_leads_to_its_record(open_visit: OpenVisit, qtbot: QtBot) -> None:
    place = open_visit("showcase")
    qtbot.waitUntil(lambda: bool(place.pack.findings.rows), timeout=LONG)
    place.show_tab("pack")
    place.pack.findings.setFocus()
    row = next(one for one in place.pack.findings.rows if one.second.endswith("Press point"))
    place.pack.findings.choose(row.id)
    QTest.keyClick(place.pack.findings, Qt.Key.Key_Return)
    assert place.tab == "programme"
    assert item(place, "Press point").id == place.programme.choice.current
    assert field(place, "place").edit.hasFocus()
    press(Qt.Key.Key_F8)
    assert place.pack.findings.chosen_id != row.id


def test_the_next_finding_is_reached_from_where_the_one_before_led(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    qtbot.waitUntil(lambda: bool(place.pack.findings.rows), timeout=LONG)
    findings = place.pack.findings_panel._findings
    assert (findings[0].place.kind, findings[1].place.kind) == ("institution", "person")
    press(Qt.Key.Key_F8)
    assert window.places.place is window.places.institutions
    assert window.status.words.text() == findings[0].sentence
    press(Qt.Key.Key_F8)
    assert window.status.words.text() == findings[1].sentence


def test_export_writes_the_file_and_says_so(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, tmp_path: Path
) -> None:
    place = open_visit("iraq-2022")
    window.actions_["export"].trigger()
    panel = place.pack.export_panel
    qtbot.waitUntil(lambda: bool(panel.list.lines), timeout=LONG)
    panel.folder.edit.setText(str(tmp_path))
    with qtbot.waitSignal(panel.exports.ended, timeout=LONG):
        panel.export()
    assert (tmp_path / "iraq-2022-dossier.pdf").read_bytes().startswith(b"%PDF")
    assert window.status.words.text() == "Exported iraq-2022-dossier.pdf."


def test_an_export_that_cannot_be_written_says_what_to_do(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, tmp_path: Path
) -> None:
    place = open_visit("iraq-2022")
    place.begin_export()
    panel = place.pack.export_panel
    qtbot.waitUntil(lambda: bool(panel.list.lines), timeout=LONG)
    panel.folder.edit.setText(str(tmp_path / "no" / "such"))
    assert panel.export() == []
    assert panel.folder.trouble.words == "There is no such folder. Choose one that is there."
    panel.folder.edit.setText(str(tmp_path))
    panel.folder.accept()
    (tmp_path / "iraq-2022-dossier.pdf").mkdir()  # something stands in the way
    with qtbot.waitSignal(panel.exports.ended, timeout=LONG):
        panel.export()
    assert not window.bar.isHidden()
    assert str(tmp_path) in window.bar.words.text()


# ------------------------------------------------------------------------------------------- names


def test_every_control_of_the_library_has_a_name_and_no_two_are_alike(
    window: MainWindow, qtbot: QtBot
) -> None:
    found: dict[str, tuple[list[str], list[str]]] = {}

    def look(where: str) -> None:
        qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
        found[where] = (nameless(window), doubles(window))

    look("home")
    window.places.home.begin_new()
    look("new visit")
    for place in LIBRARY:
        window.places.go_to(place)
        look(place)
    window.panels.toggle("keys")
    look("keys")
    window.panels.toggle("history")
    look("history")
    window._open_search()
    window.search.field.setText("min")
    qtbot.waitUntil(lambda: any(one.title == "Library" for one in window.search.list.rows))
    look("search")
    assert found == dict.fromkeys(found, ([], []))


@pytest.mark.parametrize("key", ["showcase", "iraq-2022"])
def test_every_control_of_a_visit_has_a_name_and_no_two_are_alike(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, key: str
) -> None:
    place = open_visit(key)
    acts: dict[str, Callable[[], object]] = {
        "days": lambda: place.show_tab("programme"),
        "preview": lambda: place.programme.toggle_panel("preview"),
        "list": lambda: place.programme.show_view("list"),
        "overview": lambda: place.show_tab("overview"),
        "pack": lambda: place.show_tab("pack"),
        "export": place.begin_export,
    }
    found = {}
    for name, act in acts.items():
        act()
        qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
        found[name] = (nameless(window), doubles(window))
    assert found == dict.fromkeys(found, ([], []))


def test_the_first_screen_is_named_too(qapp: QApplication, qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    assert (nameless(window), doubles(window)) == ([], [])


def test_the_title_never_holds_a_records_text(window: MainWindow, open_visit: OpenVisit) -> None:
    open_visit("showcase")
    assert window.windowTitle() == "Qamaria 27 – Programme – Briefer"
    window.places.go_to("home")
    assert window.windowTitle() == "Briefer"


# --------------------------------------------------------------------------------------- keys alone


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def test_an_item_is_made_from_the_library_and_moved_by_keys_alone(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    programme = place.programme
    qtbot.waitUntil(lambda: column(place, "Video conference on the letter of intent").hasFocus())
    press(Qt.Key.Key_Right)  # to the next day
    assert programme.choice.current == item(place, "Arrival, Halvenborg Airport").id
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_F9)  # closed and open again: the keyboard is in its field
    focus = QApplication.focusWidget()
    assert focus is programme.library.search_field
    QTest.keyClicks(focus, "maritime inst")
    view = programme.library.institutions
    qtbot.waitUntil(lambda: len([row for row in view.rows if not row.is_head]) == 1, timeout=LONG)
    press(Qt.Key.Key_Down)
    assert view.hasFocus()
    press(Qt.Key.Key_Return)
    made = item(place, "Maritime Institute of Port Serin")
    # at the time cursor: an hour after the start of the chosen item, which has no end
    assert item(place, "Arrival, Halvenborg Airport").start == "16:20"
    assert (made.day, made.start, made.end) == ("2027-03-08", "17:20", "18:20")
    press(Qt.Key.Key_F6)
    assert column(place, made.title).hasFocus()
    press(Qt.Key.Key_Down, alt)
    press(Qt.Key.Key_PageUp, alt)
    press(Qt.Key.Key_Down, control | Qt.KeyboardModifier.ShiftModifier)
    moved = item(place, made.title)
    assert (moved.start, moved.end) == ("16:35", "17:40")
    press(Qt.Key.Key_Right, alt)
    assert item(place, made.title).day == "2027-03-09"
    QTest.keyClicks(QApplication.focusWidget(), "8")
    QTest.keyClicks(QApplication.focusWidget(), "15-9")
    press(Qt.Key.Key_Return)
    assert (item(place, made.title).start, item(place, made.title).end) == ("08:15", "09:00")
    press(Qt.Key.Key_T, control)
    assert item(place, made.title).status == "confirmed"
    press(Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "Tide tables")
    press(Qt.Key.Key_Return)
    assert item(place, "Tide tables").start == "08:15"
    press(Qt.Key.Key_Delete)
    with pytest.raises(StopIteration):
        item(place, "Tide tables")
    assert column(place, CALL).hasFocus()  # the keyboard is never lost
    while window.undo.undo_words:
        press(Qt.Key.Key_Z, control)
    assert stored(window, place, CALL) == item(place, CALL)
    assert len(place.file.items) == 37  # type: ignore[union-attr]


def test_f6_goes_from_pane_to_pane(window: MainWindow, open_visit: OpenVisit, qtbot: QtBot) -> None:
    place = open_visit("showcase")
    programme = place.programme
    qtbot.waitUntil(lambda: programme.work.isAncestorOf(QApplication.focusWidget()))
    rounds: list[str] = []
    panes: dict[str, QWidget] = {
        "rail": window.places.rail,
        "library": programme.library,
        "work": programme.work,
        "item": programme.item,
    }
    for _ in range(5):
        press(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        rounds.append(
            next(name for name, pane in panes.items() if pane is focus or pane.isAncestorOf(focus))
        )
    assert rounds == ["item", "rail", "library", "work", "item"]


def test_search_goes_everywhere(window: MainWindow, open_visit: OpenVisit, qtbot: QtBot) -> None:
    place = open_visit("showcase")
    qtbot.waitUntil(lambda: place.programme.isAncestorOf(QApplication.focusWidget()))
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "train lind")
    rows = window.search.list
    qtbot.waitUntil(lambda: any(row.title == "Train to Lindøy" for row in rows.rows), timeout=LONG)
    press(Qt.Key.Key_Return)
    assert place.programme.choice.current == item(place, "Train to Lindøy").id
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), ">notes")
    qtbot.waitUntil(lambda: any(row.title == "Notes" for row in rows.rows), timeout=LONG)
    press(Qt.Key.Key_Return)
    assert window.places.place is window.places.notes


# ------------------------------------------------------------------------------------- drag and drop


def drop(view: DayView, data: QMimeData, point: QPoint, *, copy: bool = False) -> bool:
    """Something is dragged over a view and let go; whether it is taken."""
    return drags.drop(view.viewport(), data, point, copy=copy)


def test_an_institution_is_dropped_into_a_day(window: MainWindow, open_visit: OpenVisit) -> None:
    place = open_visit("showcase")
    (court,) = [
        one for one in library.institutions(window.desk.workspace) if one.name == "Maritime Court"
    ]
    view = column(place, "Arrival, Halvenborg Airport")
    y = round(place.programme.days.clock.y(9 * 60 + 4))
    drop(
        view,
        pack(Dragged("institution", (court.id,)), ["Maritime Court"]),
        QPoint(40, y),
        copy=True,
    )
    made = item(place, "Maritime Court")
    assert (made.day, made.start, made.end, made.institutions) == (
        "2027-03-08",
        "09:00",
        "10:00",
        (court.id,),
    )
    assert place.programme.choice.current == made.id


def test_an_institution_dropped_on_a_card_joins_it(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase")
    (court,) = [
        one for one in library.institutions(window.desk.workspace) if one.name == "Maritime Court"
    ]
    view = column(place, CALL)
    box = view.box_of(item(place, CALL).id)
    assert box is not None
    drop(
        view, pack(Dragged("institution", (court.id,)), ["Maritime Court"]), box.center(), copy=True
    )
    assert court.id in item(place, CALL).institutions
    file = place.file
    assert file is not None
    assert any(
        one.institution == court.id and one.item == item(place, CALL).id
        for one in file.participants
    )


def test_a_card_is_dropped_at_another_time(open_visit: OpenVisit) -> None:
    place = open_visit("showcase")
    call = item(place, CALL)
    view = column(place, "Arrival, Halvenborg Airport")
    y = round(place.programme.days.clock.y(12 * 60)) + 10
    drop(view, pack(Dragged("item", (call.id,), grip=10), [CALL]), QPoint(40, y))
    assert (item(place, CALL).day, item(place, CALL).start, item(place, CALL).end) == (
        "2027-03-08",
        "12:00",
        "12:45",
    )


def test_a_note_is_refused_by_a_day(window: MainWindow, open_visit: OpenVisit) -> None:
    place = open_visit("showcase")
    note = library.all_of(window.desk.workspace, Note)[0]
    view = column(place, "Arrival, Halvenborg Airport")
    y = round(place.programme.days.clock.y(9 * 60))
    data = pack(Dragged("note", (note.id,)), ["a note"])
    assert not drop(view, data, QPoint(40, y), copy=True)
    assert window.status.words.text() == "Drop a note on an item."


def test_the_order_of_a_programme_without_days(open_visit: OpenVisit) -> None:
    place = open_visit("iraq-2022")
    view = place.programme.days.views[0]
    titles = [card.item.title for card in view.cards]
    last = view.cards[-1].item
    drop(view, pack(Dragged("item", (last.id,)), ["x"]), QPoint(40, 2))
    after = [card.item.title for card in place.programme.days.views[0].cards]
    assert after == [titles[-1], *titles[:-1]]


# ------------------------------------------------------------------------------- the other screens


def test_a_visit_begins_with_nothing_but_a_title(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["new-visit"].trigger()
    panel = window.places.home.new_visit
    QTest.keyClicks(panel.title.edit, "Working visit to Norvik")
    QTest.keyClicks(panel.dates.edit, "early December 2026")
    QTest.keyClick(panel.dates.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: any(one.title == "Working visit to Norvik" for one in window.desk.overview)
    )
    (made,) = [one for one in window.desk.overview if one.title == "Working visit to Norvik"]
    assert made.start == "early 2026-12"
    place = window.places.visits[made.id]
    qtbot.waitUntil(lambda: place.file is not None)
    assert place.programme.work.currentWidget() is place.programme._empty


def test_institutions_are_found_while_one_types_and_edited(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.places.go_to("institutions")
    screen = window.places.institutions
    qtbot.waitUntil(lambda: len(screen._model.institutions) > 30, timeout=LONG)
    QTest.keyClicks(screen.search_field, "forecast")
    # it, its agency, the ministry above
    qtbot.waitUntil(lambda: len(screen._model.institutions) == 3, timeout=LONG)
    index = screen._model.index_of(
        next(one.id for one in screen._model.institutions if one.name == "Forecast Division")
    )
    screen.tree.setCurrentIndex(index)
    city = screen.editor.fields["city"]
    assert isinstance(city, LineField)
    city.edit.setText("Lindøy")
    city.accept()
    one = screen.editor.institution
    assert one is not None
    fresh = library.get(window.desk.workspace, Institution, one.id)
    assert fresh is not None
    assert fresh.city == "Lindøy"


def test_a_note_is_written_beside_its_institution(window: MainWindow, qtbot: QtBot) -> None:
    window.places.go_to("institutions")
    screen = window.places.institutions
    qtbot.waitUntil(lambda: screen.editor.institution is not None, timeout=LONG)
    one = screen.editor.institution
    assert one is not None
    window.actions_["new-note"].trigger()
    screen.note.title.edit.setText("Call of 3 May")
    screen.note.source.setPlainText("They **agree**.\n\n<b>not HTML</b>")
    screen.note.accept()
    (note,) = library.notes_of(window.desk.workspace, one.id)
    assert (note.title, note.text) == ("Call of 3 May", "They **agree**.\n\n<b>not HTML</b>")
    assert screen.note.printed.toPlainText() == "They agree.\n<b>not HTML</b>"


# ------------------------------------------------------------------------------------------ trouble


def test_our_own_fault_is_one_sentence_and_a_report(window: MainWindow) -> None:
    try:
        _ = 1 // 0
    except ZeroDivisionError as error:
        window.messages.show_error(error)
    assert window.bar.words.text() == "Something went wrong in Briefer. Your last change is safe."
    copy = next(one for one in window.bar._buttons if one.accessibleName() == "Copy the report")
    copy.click()  # type: ignore[attr-defined]
    report = QApplication.clipboard().text()
    assert "ZeroDivisionError" in report
    assert "test_window.py" in report


def test_a_fault_of_ours_calls_no_change_safe_that_is_not(window: MainWindow) -> None:
    """Found beside "Not saved"."""
    messages = window.messages

    def told() -> str:
        messages.clear()
        with mock.patch("briefer.gui.messages.log"):
            messages.show_error(ValueError("planted"))
        return window.bar.words.text()

    messages.show_unsaved(KnownError("There is no room left."))
    assert told() == "Something went wrong in Briefer. Your last change is not saved."
    messages.say_saved("Changed.")
    assert told() == "Something went wrong in Briefer. Your last change is safe."


def test_the_log_tells_what_went_wrong_without_the_words_of_records(
    window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    for kind in (KnownError, ValueError):
        try:
            raise kind("“The minister resigns” would follow itself.")  # noqa: TRY301
        except Exception as error:  # noqa: BLE001  # as the hook gets it
            window.messages.show_error(error)
    told, fault = caplog.messages
    assert told.startswith("told the user of a KnownError:")
    assert fault.startswith("a fault of our own: ")
    assert "ValueError" in fault
    assert "test_window.py" in told
    assert "test_window.py" in fault
    assert "minister" not in caplog.text


def test_opening_what_is_no_workspace_says_so(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.opener.open(tmp_path / "nothing.briefer")
    qtbot.waitUntil(lambda: not window.bar.isHidden(), timeout=LONG)
    assert "nothing.briefer" in window.bar.words.text()
    assert window.places.first_start.isEnabled()


# ----------------------------------------------------------------------------------- read only


def test_a_workspace_that_can_only_be_read_says_so_and_locks_what_edits(
    qapp: QApplication, qtbot: QtBot, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    monkeypatch.setattr("briefer.workspace.files.hold", lambda _folder: None)
    window = MainWindow()
    window.resize(1440, 900)  # in a narrow one the panels lie over the work, when asked for
    window.show()
    with qtbot.waitSignal(window.ready, timeout=LONG):
        window.opener.open(sample)
    reason = window.desk.locked
    assert reason == (
        f"{sample} can only be read: its folder or disk is read-only. "
        "Copy the folder elsewhere to change it."
    )
    assert window.top.findChild(QWidget, "saved").accessibleName() == "Read only"
    id_ = next(one.id for one in window.desk.overview if one.key == "showcase")
    window.places.open_visit(id_)
    place = window.places.visits[id_]
    qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
    window.places.go_to(id_)
    place.show_tab("programme")
    works = {name: window.actions_[name].isEnabled() for name in ("new-item", "cancel", "later")}
    assert works == {"new-item": False, "cancel": False, "later": False}
    assert [window.actions_[name].isEnabled() for name in ("search", "export", "check")] == [
        True
    ] * 3
    assert window.actions_["new-item"].toolTip().endswith(reason)
    place.programme.show_item(item(place, CALL).id)
    start = field(place, "start")
    qtbot.waitUntil(start.isVisible, timeout=LONG)
    assert (start.edit.isReadOnly(), start.edit.toolTip()) == (True, reason)
    type_into(place, "start", "925")
    assert start.trouble.words == ""
    window.close()
    window.deleteLater()


def test_nothing_says_that_all_is_saved_after_something_was_not(window: MainWindow) -> None:
    """Found as "All saved" with a green tick beside "Nothing was saved"."""
    saved = window.top.findChild(QWidget, "saved")
    window.top.show_saved(None)
    assert saved.accessibleName() == "All saved"
    window.messages.show_unsaved(KnownError("There is no room left. Nothing was saved."))
    assert saved.accessibleName() == "Not saved"
    window.messages.clear()
    assert saved.accessibleName() == "Not saved"
    window.messages.say_saved("It is.")
    assert saved.accessibleName().startswith("Saved ")


# ------------------------------------------------------------------------------ what a screen can do


def test_what_a_screen_cannot_do_is_off_and_the_programme_is_reached_from_any_tab(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase")
    place.show_tab("overview")
    asked = ("preview-panel", "library-panel", "larger", "new-note", "days", "list")
    assert [window.actions_[name].isEnabled() for name in asked] == [False] * 3 + [True] * 3

    window.actions_["list"].trigger()  # Alt+L
    assert (place.tab, place.programme._view) == ("programme", "list")
    assert all(window.actions_[name].isEnabled() for name in asked)
    place.show_tab("delegation")
    window.actions_["days"].trigger()
    assert (place.tab, place.programme._view) == ("programme", "days")


def test_f9_folds_the_list_of_briefs_and_f12_the_pages(
    window: MainWindow, open_visit: OpenVisit
) -> None:
    place = open_visit("showcase")
    place.show_tab("briefs")
    briefs, list_, item = (
        place.briefs,
        window.actions_["library-panel"],
        window.actions_["item-panel"],
    )
    briefs.take_keyboard()
    list_.trigger()
    assert briefs._side.isHidden()
    assert briefs.editor.isAncestorOf(QApplication.focusWidget())
    item.trigger()
    assert not briefs.shows_preview
    window.top.menu_opens.emit()
    assert (list_.isChecked(), item.isChecked()) == (False, False)
    list_.trigger()
    item.trigger()
    assert (briefs._side.isHidden(), briefs.shows_preview) == (False, True)
    window.top.menu_opens.emit()
    assert (list_.isChecked(), item.isChecked()) == (True, True)


def test_ctrl_s_says_what_is_saved(window: MainWindow, open_visit: OpenVisit) -> None:
    place = open_visit("showcase")
    window.actions_["accept"].trigger()
    assert window.status.words.text() == "All saved"
    place.programme.show_item(item(place, CALL).id)
    edit = field(place, "title").edit
    edit.setFocus()
    QTest.keyClicks(edit, "!")
    window.actions_["accept"].trigger()
    assert window.status.words.text() == f"{CALL} renamed to !{CALL}."
    window.actions_["accept"].trigger()
    assert window.status.words.text() == window.top.saved_words
    assert window.top.saved_words.startswith("Saved ")


def test_insert_adds_to_the_list_that_has_the_keyboard(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    place.take_keyboard()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Insert)
    assert window.undo.undo_words == "Add New item"
    window.undo.undo()
    field(place, "title").edit.setFocus()
    QTest.keyClick(field(place, "title").edit, Qt.Key.Key_Insert)
    assert window.undo.undo_words == ""
    window.places.go_to("notes")
    notes = window.places.notes.notes
    qtbot.waitUntil(lambda: bool(notes.rows), timeout=LONG)
    notes.setFocus()
    QTest.keyClick(notes, Qt.Key.Key_Insert)
    assert window.undo.undo_words == "Add New note"


def test_ctrl_return_leads_from_a_delegate_to_the_record_of_the_person(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("showcase")
    place.show_tab("delegation")
    guests = place.delegation.guests
    one = next(each for each in guests.people if each.person)
    guests.choose(one.id)
    QTest.keyClick(guests, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.places.place is window.places.people
    chosen = Chosen("person", one.person.id)
    qtbot.waitUntil(lambda: window.places.people.chosen_record == chosen, timeout=LONG)
