"""The tab Pack: sections on, off and in their order; what is printed follows, and undo takes it back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer import settings
from briefer.gui import kept_documents
from briefer.gui.main_window import MainWindow
from briefer.gui.models.sections import SectionLine, SectionsModel
from briefer.gui.views.controls import LOCKED
from briefer.gui.views.fields import ChoiceField
from briefer.gui.views.pack import PackScreen
from briefer.gui.views.section_list import SectionsView
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.base import new_id
from briefer.records.notes import Note
from briefer.services import packs, visits
from briefer.services.choices import Least
from briefer.services.documents import Document

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]


@pytest.fixture
def place(open_visit: OpenVisit, qtbot: QtBot, window: MainWindow) -> VisitPlace:
    """The pack of the visit to Iraq's authorities, built."""
    found = open_visit("iraq-2022")
    with qtbot.waitSignal(found.builder.built, timeout=LONG):
        found.show_tab("pack")
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    return found


@pytest.fixture
def screen(place: VisitPlace) -> PackScreen:
    return place.pack


def rows(screen: PackScreen) -> list[str]:
    """The sections as they stand: what is left out in brackets, then the pages."""
    return [
        f"{one.title if one.wanted else f'({one.title})'} {one.end}".strip()
        for one in screen.sections.lines
    ]


def press(screen: PackScreen, key: Qt.Key, alt: bool = False) -> None:
    held = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(screen.sections, key, held)


def printed(window: MainWindow, place: VisitPlace) -> list[str]:
    """The sections of the dossier as an export would make it."""
    pack = packs.compile_visit(window.desk.workspace, place.visit)
    return [section.key.removeprefix("section:") for section in pack.sections]


IRAQ = [
    "Cover 2",
    "Control sheet 2",
    "Contents and list of briefs 2",
    "Overview 2",
    "Programme at a glance 2",
    "Day sheets 6",
    "Delegation and hosts 4",
    "Briefs 10",
    "Points-to-make cards nothing yet",
    "Institution profiles 16",
    "Biographies nothing yet",
    "Instruments, themes, glossary 2",
    "Logistics and press 3",
    "Annexes nothing yet",
    "Contact sheet nothing yet",
]


def test_the_sections_of_the_recipe_with_their_pages(screen: PackScreen) -> None:
    assert rows(screen) == IRAQ


def test_space_leaves_a_section_out_of_every_pack(
    window: MainWindow, place: VisitPlace, screen: PackScreen, qtbot: QtBot
) -> None:
    before = printed(window, place)
    screen.sections.choose("contents")
    with qtbot.waitSignal(place.builder.built, timeout=LONG):
        press(screen, Qt.Key.Key_Space)
    left = [f"({one[:-2]})" if one.startswith("Contents") else one for one in IRAQ]
    assert rows(screen) == left
    assert printed(window, place) == [one for one in before if one != "contents"]
    assert screen.sections.chosen_name == "contents"
    assert window.undo.undo_words == "Leave Contents and list of briefs out of Dossier"

    with qtbot.waitSignal(place.builder.built, timeout=LONG):
        window.undo.undo()
    assert (rows(screen), printed(window, place)) == (IRAQ, before)
    window.undo.redo()
    assert rows(screen) == left


def test_a_section_is_moved_by_keys_and_by_drag(
    window: MainWindow, place: VisitPlace, screen: PackScreen
) -> None:
    def order() -> list[str]:
        return [one.name for one in screen.sections.lines][:4]

    screen.sections.choose("overview")
    press(screen, Qt.Key.Key_Up, alt=True)
    assert order() == ["cover", "control sheet", "overview", "contents"]
    press(screen, Qt.Key.Key_Down, alt=True)
    assert order() == ["cover", "control sheet", "contents", "overview"]
    model = screen.sections.table
    data = model.mimeData([model.index(3)])
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    assert order() == ["cover", "overview", "control sheet", "contents"]
    assert screen.sections.chosen_name == "overview"
    window.undo.undo()
    assert order() == ["cover", "control sheet", "contents", "overview"]


def test_a_click_on_the_check_switches_and_elsewhere_chooses(
    place: VisitPlace, screen: PackScreen
) -> None:
    view = screen.sections
    box = view.visualRect(view.table.index(3))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert (view.chosen_name, view.lines[3].wanted) == ("overview", True)
    check = QPoint(box.left() + 42, box.center().y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=check)
    assert not view.lines[3].wanted


def test_back_to_the_offices_recipe_is_one_step(
    window: MainWindow, place: VisitPlace, screen: PackScreen
) -> None:
    back = screen._start.back
    assert back.isHidden()
    screen.sections.choose("glance")
    press(screen, Qt.Key.Key_Space)
    press(screen, Qt.Key.Key_Up, alt=True)
    changed = [one.name if one.wanted else "" for one in screen.sections.lines]
    assert back.isVisible()
    back.click()
    assert (rows(screen), back.isHidden()) == (IRAQ, True)
    window.undo.undo()
    assert [one.name if one.wanted else "" for one in screen.sections.lines] == changed


def test_a_choice_leads_to_the_pages_of_the_section(screen: PackScreen) -> None:
    screen.sections.choose("cover")
    press(screen, Qt.Key.Key_Down)
    press(screen, Qt.Key.Key_Down)
    assert screen.preview.page_name(screen.preview.page) == "3-1"


def test_the_choice_is_the_visits_own(
    window: MainWindow, place: VisitPlace, screen: PackScreen, open_visit: OpenVisit
) -> None:
    screen.sections.choose("contents")
    press(screen, Qt.Key.Key_Space)
    stored = visits.load(window.desk.workspace, place.visit).visit.own_recipes
    assert [(one.recipe, one.left_out) for one in stored] == [("dossier", ("contents",))]
    other = open_visit("cted-2018")
    assert other.file is not None
    assert other.file.visit.own_recipes == ()


def test_nothing_moves_where_nothing_can_be_written(
    window: MainWindow, place: VisitPlace, screen: PackScreen
) -> None:
    window.setProperty(LOCKED, "It can only be read.")
    place.show_tab("programme")
    place.show_tab("pack")
    screen.sections.choose("contents")
    press(screen, Qt.Key.Key_Space)
    press(screen, Qt.Key.Key_Up, alt=True)
    assert rows(screen) == IRAQ
    model = screen.sections.table
    assert not model.setData(
        model.index(0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )


def told_by(field: ChoiceField) -> list[str]:
    chooser = field.chooser
    return [chooser.itemText(at) for at in range(chooser.count())]


def choose(field: ChoiceField, words: str) -> None:
    """By key, as one types it."""
    field.chooser.setFocus()
    field.chooser.setCurrentIndex(told_by(field).index(words))
    field.chooser.activated.emit(field.chooser.currentIndex())


def test_reader_language_and_marking_are_chosen_beside_the_pages(
    window: MainWindow, place: VisitPlace, screen: PackScreen, qtbot: QtBot
) -> None:
    """Shown at once, used by every job, kept per visit and document; the pages beside a brief are whole."""

    def built() -> tuple[str, str, str]:
        qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
        assert place.builder.document == screen.choosers.document
        pack = place._built.pages.pack if place._built else None
        assert pack
        facing = f"+{pack.facing.language}" if pack.facing else ""
        return pack.audience, pack.language + facing, pack.marking.banner

    choosers = screen.choosers
    assert told_by(choosers.audience)[:2] == ["Principal", "Delegation"]
    assert told_by(choosers.marking) == [
        "UNCLASSIFIED, by its parts",
        "UNCLASSIFIED",
        "RESTRICTED",
    ]
    choose(choosers.audience, "Press")
    choose(choosers.language, "English and Arabic")
    choose(choosers.marking, "RESTRICTED")
    assert built() == ("press", "en+ar", "RESTRICTED")
    chosen = Document("dossier", "press", "en+ar", "restricted")
    assert [screen.export_panel.document, screen.print_panel.document] == [chosen, chosen]

    choose(screen.recipe, "Visitors' programme")
    assert built() == ("visitors", "en", "")
    assert told_by(choosers.audience) == ["Visitors"]
    assert not choosers.marking.chooser.isEnabled()
    place.show_tab("briefs")
    qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
    assert place.builder.document == Document()
    place.show_tab("pack")
    assert place.builder.document == Document("visitors")
    choose(screen.recipe, "Dossier")
    assert built() == ("press", "en+ar", "RESTRICTED")
    assert kept_documents.recipe(place.visit) == "dossier"

    needed = Least("restricted", Note(title="Talks on returns"))
    choosers.show_least(needed)
    choose(choosers.marking, "UNCLASSIFIED")
    assert (choosers.marking.trouble.words, choosers.marking.chooser.currentText()) == (
        "“Talks on returns” stands in it and is RESTRICTED: it cannot bear less.",
        "RESTRICTED",
    )


def test_what_was_chosen_is_kept_and_no_choice_leaves_nothing() -> None:
    visit = new_id()
    first = Document("dossier", "press", "fr", "restricted")
    kept_documents.keep(visit, first)
    kept_documents.keep(visit, Document("pocket"))
    assert (kept_documents.recipe(visit), kept_documents.document(visit, "dossier")) == (
        "pocket",
        first,
    )
    kept_documents.keep(visit, Document("dossier"))
    assert kept_documents.document(visit, "dossier") == Document("dossier")
    assert f"pack of {visit}" not in settings.load().window


def test_the_list_of_sections_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    view = SectionsView()
    qtbot.addWidget(view)
    model: SectionsModel = view.table
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view.show_lines([SectionLine("a", "A", pages=3, errors=1), SectionLine("b", "B", wanted=False)])
    view.show_lines([SectionLine("b", "B", pages=0), SectionLine("a", "A", pages=1, warnings=2)])
    view.show_lines([])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (SectionLine("a", "Briefs", pages=22, errors=1), "Briefs, 22 pages, 1 error"),
        (SectionLine("a", "Briefs", pages=1, warnings=2), "Briefs, 1 page, 2 warnings"),
        (SectionLine("a", "Briefs", wanted=False), "Briefs, left out"),
        (SectionLine("a", "Briefs", pages=0), "Briefs, nothing yet"),
        (SectionLine("a", "Briefs"), "Briefs"),
    ],
)
def test_what_is_heard_of_a_section(line: SectionLine, words: str) -> None:
    assert line.words == words


def panels(screen: PackScreen) -> list[str]:
    some = {"recipe": screen._start, "pages": screen.pages, "findings": screen._end}
    return [name for name, one in some.items() if one.isVisible()]


def test_in_a_narrow_window_recipe_and_findings_take_turns(
    window: MainWindow, place: VisitPlace, screen: PackScreen, qtbot: QtBot
) -> None:
    assert panels(screen) == ["recipe", "pages", "findings"]
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: panels(screen) == ["pages", "findings"])
    window.actions_["library-panel"].trigger()  # F9
    assert panels(screen) == ["recipe", "pages"]
    assert QApplication.focusWidget() is screen.sections
    place._show_findings()  # what is found later does not take its place
    assert panels(screen) == ["recipe", "pages"]
    window.actions_["item-panel"].trigger()  # F12
    assert panels(screen) == ["pages", "findings"]
    window.actions_["item-panel"].trigger()
    assert panels(screen) == ["recipe", "pages"]  # what made room for it
    assert not window.actions_["item-panel"].isChecked()
    window.actions_["library-panel"].trigger()
    assert panels(screen) == ["pages"]
    window.actions_["item-panel"].trigger()
    window.actions_["library-panel"].trigger()
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: panels(screen) == ["recipe", "pages", "findings"])


def test_what_is_not_there_is_opened_from_the_bar_of_the_pages(
    window: MainWindow, screen: PackScreen, qtbot: QtBot
) -> None:
    """Found when a narrow window showed no recipe, and nothing to bring it."""

    def offered() -> list[str]:
        return [one.accessibleName() for one in screen.openers.values() if one.isVisible()]

    assert offered() == []
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: panels(screen) == ["pages", "findings"])
    assert offered() == ["Recipe"]
    recipe, findings = screen.openers.values()
    recipe.click()
    assert (panels(screen), offered()) == (["recipe", "pages"], ["Findings"])
    findings.click()
    assert (panels(screen), offered()) == (["pages", "findings"], ["Recipe"])


def test_pages_that_were_seen_elsewhere_before_stand_in_the_strip_at_once(
    open_visit: OpenVisit, qtbot: QtBot
) -> None:
    found = open_visit("iraq-2022")
    with qtbot.waitSignal(found.preview.shown, timeout=LONG):
        found.show_tab("programme")
        found.programme.show_panel("preview", on=True)
    found.show_tab("pack")
    strip = found.pack.pages.strip
    assert strip.table.rowCount() == found.preview.pages > 0
