"""People: a long table that is fetched by page, and the person beside it."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer import settings
from briefer.gui.main_window import MainWindow
from briefer.gui.models import people as columns
from briefer.gui.models.hits import Hit
from briefer.gui.models.paged import LINE_ROLE, PagedTable
from briefer.gui.views.fields import LineField
from briefer.gui.views.people import People
from briefer.records.people import Person
from briefer.services import library, listing
from briefer.services.listing import PAGE, Wanted
from briefer.services.people import PersonLine

LONG = 20_000


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> People:
    """The people of the sample, the first of them chosen."""
    window.places.go_to("people")
    found = window.places.people
    qtbot.waitUntil(lambda: found.profile is not None, timeout=LONG)
    return found


@pytest.fixture
def remembered() -> Iterator[None]:
    """What the settings remember is forgotten afterwards."""
    before = settings.load()
    yield
    settings.save(before)


def names(screen: People) -> list[str]:
    """The people in the table, of whom the page is there."""
    table = screen.list.table
    lines = (table.line(row) for row in range(table.rowCount()))
    return [columns.listed_name(line) for line in lines if line]


def line_field(screen: People, name: str) -> LineField:
    found = screen.editor.fields[name]
    assert isinstance(found, LineField)
    return found


def stored(window: MainWindow, screen: People) -> Person:
    assert screen.profile is not None
    found = library.get(window.desk.workspace, Person, screen.profile.person.id)
    assert found is not None
    return found


def find(screen: People, qtbot: QtBot, words: str, name: str) -> None:
    """Type into the search until somebody is the only one, and look at them."""
    screen.search_field.setText(words)
    qtbot.waitUntil(lambda: names(screen) == [name], timeout=LONG)
    qtbot.waitUntil(
        lambda: screen.profile is not None and screen.profile.person.family_name in name,
        timeout=LONG,
    )


# --------------------------------------------------------------------------------------- the model


def line(number: int) -> PersonLine:
    return PersonLine(Person(family_name=f"Name {number}"), None, None)


class Office(QObject):
    """Hands out pages of many people, and remembers which."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self.table = PagedTable(self, columns.columns(), PAGE)
        self.asked: list[int] = []
        self.table.page_wanted.connect(self.asked.append)
        self.table.show(total)

    def give(self, pages: Sequence[int]) -> None:
        for page in pages:
            self.table.take_page(page, [line(page * PAGE + at) for at in range(PAGE)])

    def shown(self, row: int) -> object:
        return self.table.index(row, 0).data()


def test_the_table_passes_the_model_tester(qtbot: QtBot) -> None:
    office = Office(2_000)  # the tester looks at every row after every change
    tester = QAbstractItemModelTester(
        office.table, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    office.give(range(3))
    office.table.renew()
    office.give([1])
    office.table.show(250)
    office.give([2])
    office.table.show(0)
    assert tester.model() is office.table  # its warnings fail the test


def test_a_page_is_asked_for_once_and_only_when_it_is_looked_at(qtbot: QtBot) -> None:
    office = Office(20_000)
    assert (office.table.rowCount(), office.asked) == (20_000, [])
    assert [office.shown(row) for row in (15_020, 15_021, 15_022)] == [None] * 3
    assert office.asked == [150]
    office.give([150])
    assert [office.shown(row) for row in (15_020, 15_021)] == ["Name 15020", "Name 15021"]
    assert office.asked == [150]


def test_only_some_pages_are_kept(qtbot: QtBot) -> None:
    office = Office(20_000)
    office.give(range(200))
    assert [office.shown(row) for row in (0, 16_999, 17_000, 19_999)] == [
        None,
        None,
        "Name 17000",
        "Name 19999",
    ]


def test_a_renewed_table_shows_what_it_has_until_the_page_comes(qtbot: QtBot) -> None:
    office = Office(20_000)
    office.give([0])
    office.table.renew()
    assert (office.shown(5), office.asked) == ("Name 5", [0])


# -------------------------------------------------------------------------------------- the screen


def test_everybody_stands_in_the_table(screen: People) -> None:
    found = names(screen)
    assert (len(found), found[:3]) == (
        53,
        ["Åsgård, Birgitte", "d’Aubrelac, Clémence", "Barakani, Hisham"],
    )
    assert screen._count.text() == "53 people"
    spoken = screen.list.table.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Åsgård, Birgitte, Permanent Secretary, Ministry of Public Safety, ")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("asgard", ["Åsgård, Birgitte"]),
        ("maritime court", ["Halmagean, Sorina"]),
        ("state secretary", ["Castrin, Ilie"]),
        ("nobody at all", []),
    ],
)
def test_search_narrows_by_name_post_and_institution(
    screen: People, qtbot: QtBot, words: str, found: list[str]
) -> None:
    screen.search_field.setFocus()
    QTest.keyClicks(screen.search_field, words)
    qtbot.waitUntil(lambda: names(screen) == found, timeout=LONG)
    assert screen._tables.currentWidget() is (screen.list if found else screen._none)


def test_the_state_and_the_kind_of_institution_narrow(screen: People, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: screen.country.count() == 7, timeout=LONG)
    screen.country.setCurrentText("Republic of Pellandia")
    screen.kind.setCurrentText("court")
    screen.refresh()
    qtbot.waitUntil(lambda: names(screen) == ["Halmagean, Sorina"], timeout=LONG)
    screen.clear_filters()
    qtbot.waitUntil(lambda: len(names(screen)) == 53, timeout=LONG)


def test_letters_go_to_a_name(screen: People, qtbot: QtBot) -> None:
    screen.take_keyboard()
    QTest.keyClicks(screen.list, "ka")
    qtbot.waitUntil(
        lambda: columns.listed_name(screen.list.chosen_line) == "Kermadoc, Gaël", timeout=LONG
    )
    QTest.keyClick(screen.list, Qt.Key.Key_End)
    assert screen.list.currentIndex().row() == 52


def test_columns_are_chosen_and_remembered(
    screen: People, window: MainWindow, remembered: None
) -> None:
    heads = {action.text(): action for action in screen.list.columns_menu().actions()}
    assert {name: action.isChecked() for name, action in heads.items()} == {
        "Post": True,
        "Institution": True,
        "State": True,
        "Speaks": True,
        "In their own script": False,
        "Address in writing": False,
        "How to say it": False,
        "Changed": False,
    }
    heads["Speaks"].trigger()
    heads["In their own script"].trigger()
    other = People(window.desk, window.undo)
    assert other.list.hidden == {"speaks", "written", "pronounced", "changed"}
    widths = sum(screen.list.columnWidth(at) for at in range(len(columns.columns())))
    assert widths == screen.list.viewport().width()
    other.deleteLater()


def test_a_new_person_is_typed_by_keys_alone(
    screen: People, window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_["new"].trigger()
    family = line_field(screen, "family_name")
    qtbot.waitUntil(family.edit.hasFocus, timeout=LONG)
    QTest.keyClicks(family.edit, "Zweig")
    QTest.keyClick(family.edit, Qt.Key.Key_Return)
    given = line_field(screen, "given_name")
    given.edit.setFocus()
    QTest.keyClicks(given.edit, "Anna")
    QTest.keyClick(given.edit, Qt.Key.Key_Return)
    assert (stored(window, screen).given_name, stored(window, screen).family_name) == (
        "Anna",
        "Zweig",
    )
    qtbot.waitUntil(lambda: names(screen)[-1:] == ["Zweig, Anna"], timeout=LONG)
    assert columns.listed_name(screen.list.chosen_line) == "Zweig, Anna"


def test_a_new_person_of_the_name_that_was_not_found(
    screen: People, window: MainWindow, qtbot: QtBot
) -> None:
    screen.search_field.setText("Jens Peter Holm")
    qtbot.waitUntil(screen._new_named.isVisible, timeout=LONG)
    assert (screen._none.title.text(), screen._none.words.text()) == (
        "Nobody fits “Jens Peter Holm”",
        "Spellings and scripts are folded.",
    )
    screen.kind.setCurrentIndex(1)
    screen.kind.activated.emit(1)
    on = f"Filters that are on: {screen.kind.currentText()}. Spellings and scripts are folded."
    qtbot.waitUntil(lambda: screen._none.words.text() == on, timeout=LONG)
    screen._new_named.click()
    qtbot.waitUntil(
        lambda: screen.profile is not None and screen.profile.person.family_name == "Holm",
        timeout=LONG,
    )
    assert stored(window, screen).given_name == "Jens Peter"


def test_a_person_keeps_a_name(screen: People, window: MainWindow, qtbot: QtBot) -> None:
    find(screen, qtbot, "hedebro", "Hedebro, Nils")
    for name in ("given_name", "honorific"):
        field = line_field(screen, name)
        field.edit.setText("")
        field.accept()
    family = line_field(screen, "family_name")
    family.edit.setFocus()
    family.edit.setText("")
    family.accept()
    assert family.trouble.words == "A person needs a name."
    assert stored(window, screen).family_name == "Hedebro"


def test_languages_are_a_list(screen: People, window: MainWindow, qtbot: QtBot) -> None:
    find(screen, qtbot, "hedebro", "Hedebro, Nils")
    field = line_field(screen, "languages")
    field.edit.setText("Danish,  French ; Arabic،English")
    field.accept()
    assert stored(window, screen).languages == ("Danish", "French", "Arabic", "English")
    assert field.edit.text() == "Danish, French, Arabic, English"
    window.undo.undo()
    assert field.edit.text() == "Aldermarkish, English"
    window.undo.redo()
    assert stored(window, screen).languages == ("Danish", "French", "Arabic", "English")


def test_who_is_deleted_comes_back(screen: People, window: MainWindow, qtbot: QtBot) -> None:
    screen.take_keyboard()
    QTest.keyClick(screen.list, Qt.Key.Key_Down)
    qtbot.waitUntil(
        lambda: columns.listed_name(screen.list.chosen_line) == "d’Aubrelac, Clémence",
        timeout=LONG,
    )
    QTest.keyClick(screen.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(names(screen)) == 52, timeout=LONG)
    assert columns.listed_name(screen.list.chosen_line) == "Barakani, Hisham"
    window.undo.undo()
    qtbot.waitUntil(lambda: len(names(screen)) == 53, timeout=LONG)


def test_search_and_institutions_lead_to_people(window: MainWindow, qtbot: QtBot) -> None:
    workspace = window.desk.workspace
    wanted = Wanted("person", "halmagean")
    (judge,) = listing.page(workspace, wanted, listing.contents(workspace, wanted).starts[0])
    window.places.show_hit(Hit("person", judge.id, words="Halmagean"))
    screen = window.places.people
    assert window.places.place is screen
    qtbot.waitUntil(
        lambda: screen.profile is not None and screen.profile.person.id == judge.id, timeout=LONG
    )
    window.places.go_to("institutions")
    institutions = window.places.institutions
    institutions.search_field.setText("maritime court")
    qtbot.waitUntil(
        lambda: any(
            row.title == "Judge Sorina Halmagean" for row in institutions.connections.list.rows
        ),
        timeout=LONG,
    )
    (row,) = [
        row for row in institutions.connections.list.rows if row.title == "Judge Sorina Halmagean"
    ]
    institutions.connections.list.choose(row.id)
    institutions.connections.list.setFocus()
    QTest.keyClick(institutions.connections.list, Qt.Key.Key_Return)
    assert window.places.place is screen


def test_nobody_yet(window: MainWindow, screen: People, qtbot: QtBot) -> None:
    screen.list._show(Wanted("person"), listing.Contents(0, (), -1), 0, (), asked=None)
    assert screen._tables.currentWidget() is screen._nobody
    assert screen._sides.currentIndex() == 1
    assert QApplication.focusWidget() is not None


def test_lines_have_a_role_of_their_own(screen: People) -> None:
    found = screen.list.table.index(0, 0).data(LINE_ROLE)
    assert found.person.family_name == "Åsgård"
