"""Reference: themes, instruments and terms in three segments, and the form of each."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefer.gui import theme
from briefer.gui.main_window import MainWindow
from briefer.gui.models.hits import Hit
from briefer.gui.views.fields import ChoiceField, LineField, TextField
from briefer.gui.views.reference import Reference
from briefer.records.institutions import Place
from briefer.records.notes import GlossaryTerm, Instrument, Theme
from briefer.records.visits import Visit
from briefer.services import common_edits, library, wordings

LONG = 20_000


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> Reference:
    """The reference of the sample, its first theme chosen."""
    window.places.go_to("reference")
    found = window.places.reference
    qtbot.waitUntil(lambda: found.editor.record is not None, timeout=LONG)
    return found


def cells(screen: Reference, row: int) -> list[str]:
    table = screen.table.table
    return [str(table.index(row, column).data()) for column in range(table.columnCount())]


def look(screen: Reference, qtbot: QtBot, kind: str, words: str) -> None:
    """Find the one record that holds the words."""
    screen.show_kind(kind)
    screen.search_field.setText(words)
    qtbot.waitUntil(
        lambda: (
            screen.table.total == 1
            and screen.editor.record is not None
            and screen.table.chosen_id == screen.editor.record.id
        ),
        timeout=LONG,
    )


def line(screen: Reference, name: str) -> LineField:
    found = screen.editor.fields[name]
    assert isinstance(found, LineField)
    return found


@pytest.mark.parametrize(
    ("kind", "words", "row"),
    [
        (
            "theme",
            "online radicalisation internet",
            ["abuse of the Internet and social media", "online radicalisation", "", ""],
        ),
        (
            "instrument",
            "storm landsting",
            ["Storm Warnings Act", "114", "law", "21 November 2019", "Landsting"],
        ),
        (
            "instrument",
            "1624",
            ["resolution 1624", "1624", "resolution", "2005", "Security Council"],
        ),
    ],
)
def test_each_segment_is_searched(
    screen: Reference, qtbot: QtBot, kind: str, words: str, row: list[str]
) -> None:
    look(screen, qtbot, kind, words)
    assert cells(screen, 0) == row


def test_a_theme_is_changed_and_undone(screen: Reference, window: MainWindow, qtbot: QtBot) -> None:
    look(screen, qtbot, "theme", "gauges rivers")
    record = screen.editor.record
    assert isinstance(record, Theme)
    reach, also = screen.editor.fields["cross_cutting"], screen.editor.fields["synonyms"]
    assert isinstance(reach, ChoiceField)
    assert isinstance(also, TextField)
    reach.chooser.setCurrentText("cross-cutting")
    reach.chooser.activated.emit(reach.chooser.currentIndex())
    also.edit.setPlainText("gauges\n\n  tides ")
    also.accept()
    kept = library.fresh(window.desk.workspace, record)
    assert kept is not None
    assert (kept.cross_cutting, kept.synonyms) == (True, ("gauges", "tides"))
    window.undo.undo()
    window.undo.undo()
    assert (reach.chooser.currentText(), also.edit.toPlainText()) == (
        "one subject",
        "tide gauges\nwater levels",
    )


def test_an_instrument_needs_a_title_or_a_number(
    screen: Reference, window: MainWindow, qtbot: QtBot
) -> None:
    look(screen, qtbot, "instrument", "1624")
    number = line(screen, "number")
    number.edit.setFocus()
    number.edit.setText("")
    number.accept()
    assert number.trouble.words == "This needs a name."
    number.give_up()
    year = line(screen, "year")
    year.edit.setText("April 2005")
    year.accept()
    record = screen.editor.record
    assert isinstance(record, Instrument)
    kept = library.fresh(window.desk.workspace, record)
    assert kept is not None
    assert (kept.number, kept.year) == ("1624", "2005-04")


def test_a_new_term_is_typed_and_deleted_by_keys(
    screen: Reference, window: MainWindow, qtbot: QtBot
) -> None:
    screen.show_kind("term")
    qtbot.waitUntil(lambda: screen.table.total == 29, timeout=LONG)
    window.actions_["new"].trigger()
    acronym = screen.editor.forms["term"]["acronym"]
    assert isinstance(acronym, LineField)
    qtbot.waitUntil(acronym.edit.hasFocus, timeout=LONG)
    QTest.keyClicks(acronym.edit, "ZZT")
    QTest.keyClick(acronym.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cells(screen, 29)[:2] == ["ZZT", "not spelled out yet"], timeout=LONG)
    (made,) = [
        one for one in library.all_of(window.desk.workspace, GlossaryTerm) if one.acronym == "ZZT"
    ]
    qtbot.waitUntil(lambda: screen.table.chosen_id == made.id, timeout=LONG)
    QTest.keyClick(screen.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: screen.table.total == 29, timeout=LONG)
    window.undo.undo()
    qtbot.waitUntil(lambda: screen.table.total == 30, timeout=LONG)


def test_uses_open(screen: Reference, window: MainWindow, qtbot: QtBot) -> None:
    look(screen, qtbot, "instrument", "1624")
    qtbot.waitUntil(lambda: bool(screen.editor.uses.rows), timeout=LONG)
    uses = screen.editor.uses
    uses.choose_first()
    uses.setFocus()
    QTest.keyClick(uses, Qt.Key.Key_Return)
    assert window.places.place in window.places.visits.values()


def test_search_leads_here(window: MainWindow, qtbot: QtBot) -> None:
    (act,) = [
        one
        for one in library.all_of(window.desk.workspace, Instrument)
        if one.title == "Storm Warnings Act"
    ]
    window.places.show_hit(Hit("instrument", act.id, words="Storm"))
    screen = window.places.reference
    assert (window.places.place, screen.kind) == (screen, "instrument")
    qtbot.waitUntil(
        lambda: screen.editor.record is not None and screen.editor.record.id == act.id, timeout=LONG
    )


def test_a_place_is_typed_in_and_found(screen: Reference, window: MainWindow, qtbot: QtBot) -> None:
    screen.show_kind("place")
    screen.new_record()
    qtbot.waitUntil(lambda: isinstance(screen.editor.record, Place), timeout=LONG)
    qtbot.waitUntil(lambda: screen._new is None, timeout=LONG)
    assert line(screen, "name").edit.hasFocus()
    troubles = {}
    for name, text in {
        "name": "Customs Quay",
        "room": "Shed 4",
        "address": "Quay Road 1",
        "zone": "Halvenborg",
        "latitude": "95",
        "longitude": "12,5",
    }.items():
        field = line(screen, name)
        field.edit.setFocus()
        field.edit.setText(text)
        field.accept()
        troubles[name] = field.trouble.words
        field.give_up()
    assert {name: words for name, words in troubles.items() if words} == {
        "zone": "There is no such time zone. Type a region and a city: Europe/Copenhagen.",
        "latitude": "Type degrees, such as 55.68; south and west begin with −.",
    }
    record = screen.editor.record
    assert isinstance(record, Place)
    kept = library.get(window.desk.workspace, Place, record.id)
    assert kept is not None
    assert (kept.name, kept.room, kept.address, kept.latitude, kept.longitude) == (
        *("Customs Quay", "Shed 4", "Quay Road 1"),
        None,
        12.5,
    )
    window.places.go_to("home")
    window.places.show_hit(Hit("place", record.id, words="Customs"))
    assert (window.places.place, screen.kind) == (screen, "place")


def test_the_button_of_an_empty_reference_has_a_name(window: MainWindow) -> None:
    """Before any segment was chosen."""
    button = window.places.reference._empty_button
    assert (button.text().strip(), button.accessibleName()) == ("New theme", "Add the first one")


def test_nothing_found_says_what_was_searched(screen: Reference, qtbot: QtBot) -> None:
    screen.search_field.setText("qqq")
    qtbot.waitUntil(screen._empty.isVisible, timeout=LONG)
    assert screen._empty.title.text() == "Nothing holds “qqq”"
    screen._clear.click()
    qtbot.waitUntil(lambda: screen.table.total == 28, timeout=LONG)
    assert screen._tables.currentWidget() is screen.table


def write_a_new_theme(screen: Reference, qtbot: QtBot) -> TextField:
    """A new theme gets a name that stands elsewhere in the table; the keyboard goes on to its other names."""
    screen.new_record()
    name = line(screen, "name").edit
    qtbot.waitUntil(name.hasFocus, timeout=LONG)
    name.selectAll()
    QTest.keyClicks(name, "foreign terrorist fighters")
    others = screen.editor.fields["synonyms"]
    assert isinstance(others, TextField)
    others.edit.setFocus()
    return others


def test_what_is_typed_stays_while_its_line_goes_to_another_place(
    screen: Reference, qtbot: QtBot
) -> None:
    others = write_a_new_theme(screen, qtbot)
    QTest.keyClicks(others.edit, "FT")
    before = screen.table.currentIndex().row()
    qtbot.waitUntil(lambda: screen.table.currentIndex().row() != before, timeout=LONG)
    assert (others.edit.toPlainText(), others.edit.hasFocus()) == ("FT", True)
    assert screen.editor.record is not None
    assert screen.editor.record.synonyms == ()  # type: ignore[attr-defined]  # a theme; typed, not accepted


def test_an_older_line_of_the_list_does_not_take_back_what_was_accepted(
    screen: Reference, qtbot: QtBot
) -> None:
    others = write_a_new_theme(screen, qtbot)
    older = screen.editor.record
    QTest.keyClicks(others.edit, "FTF")
    others.accept()
    screen._choose(older)  # as it was read before
    assert others.edit.toPlainText() == "FTF"
    assert isinstance(older, Theme)
    assert isinstance(screen.editor.record, Theme)
    assert (older.synonyms, screen.editor.record.synonyms) == ((), ("FTF",))


def test_a_theme_is_named_in_other_languages(
    screen: Reference, window: MainWindow, qtbot: QtBot
) -> None:
    look(screen, qtbot, "theme", "duty rooms")
    languages = screen.editor.languages
    qtbot.waitUntil(lambda: len(languages.records) == 1, timeout=LONG)
    assert [(row.title, row.second, row.end) for row in languages.list.rows] == [
        ("غرف المناوبة", "name · Duty rooms", "ar")
    ]
    languages.target.setFocus()
    QTest.keyClick(languages.list, Qt.Key.Key_Insert)
    qtbot.waitUntil(lambda: len(languages.records) == 2, timeout=LONG)
    fields = languages.form.fields
    assert fields["about"].isHidden()
    language, text = fields["language"], fields["text"]
    assert isinstance(language, LineField)
    assert isinstance(text, TextField)
    assert language.edit.text() == "ar"  # the last one was
    language.edit.setText("fr")
    language.accept()
    text.edit.setPlainText("Salles de permanence")
    text.accept()
    qtbot.waitUntil(
        lambda: (
            [(row.title, row.end) for row in languages.list.rows]
            == [("غرف المناوبة", "ar"), ("Salles de permanence", "fr · draft")]
        ),
        timeout=LONG,
    )
    theme = screen.editor.record
    assert theme is not None
    found = wordings.of(window.desk.workspace, [theme.id])
    assert [(one.language, one.text, one.about_kind) for one in found] == [
        ("ar", "غرف المناوبة", "theme"),
        ("fr", "Salles de permanence", "theme"),
    ]
    look(screen, qtbot, "theme", "reaching")
    qtbot.waitUntil(lambda: languages.records == (), timeout=LONG)


def test_a_record_is_marked_by_the_scheme_that_the_latest_visit_has_now(
    screen: Reference, window: MainWindow, qtbot: QtBot
) -> None:
    def offered() -> list[str]:
        found = screen.editor.marks.fields["marking"]
        assert isinstance(found, ChoiceField)
        return [found.chooser.itemText(at) for at in range(found.chooser.count())]

    look(screen, qtbot, "instrument", "storm landsting")
    office = ["none", "UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"]
    qtbot.waitUntil(lambda: offered() == office, timeout=LONG)
    latest = next(one.id for one in window.desk.overview if one.key == "showcase")
    with window.desk.workspace.reading() as rows:
        visit = rows.get(Visit, latest)
    before = window.desk.overview
    assert window.undo.do(common_edits.change_field(visit, "marking_scheme", "plain"))
    qtbot.waitUntil(lambda: window.desk.overview is not before, timeout=LONG)
    look(screen, qtbot, "instrument", "1624")
    qtbot.waitUntil(lambda: offered() == ["none", "UNCLASSIFIED", "RESTRICTED"], timeout=LONG)


def widths(screen: Reference) -> list[int]:
    return [screen.table.columnWidth(at) for at in range(len(screen.table.table.columns))]


@pytest.mark.parametrize("kind", ["instrument", "place", "source"])
def test_columns_have_what_stands_in_them_as_far_as_there_is_room(
    screen: Reference, qtbot: QtBot, kind: str
) -> None:
    """Found where the number of a room was cut and the addresses beside it had room to spare."""
    screen.show_kind(kind)
    qtbot.waitUntil(lambda: screen.table.total > 5, timeout=LONG)
    metrics = QFontMetrics(theme.font("label"))
    cut = [
        words
        for at in range(1, screen.table.table.columnCount())
        for row in range(screen.table.total)
        if (words := screen.table.table.index(row, at).data())
        and metrics.horizontalAdvance(words) > screen.table.columnWidth(at) - 16
    ]
    assert [words for words in cut if metrics.horizontalAdvance(words) < 165] == []


def test_columns_stand_still_while_one_scrolls(screen: Reference, qtbot: QtBot) -> None:
    """Only another filter measures again: a page that comes later may hold longer words."""
    qtbot.waitUntil(lambda: screen.table.total > 5, timeout=LONG)
    before = widths(screen)
    long = Theme(name="A name that is much longer than all others in the list of themes" * 3)
    screen.table.table.take_page(0, [long] * screen.table.total)
    screen.table.verticalScrollBar().setValue(200)
    assert widths(screen) == before
    assert sum(before) == screen.table.viewport().width()
