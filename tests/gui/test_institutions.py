"""Institutions: narrowed by country, kind and review, the profile of one, and what it is tied to."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.models.connections import LATEST, connection_rows
from briefer.gui.models.institution_tree import InstitutionTree
from briefer.gui.models.rows import Row
from briefer.gui.views.institutions import Institutions
from briefer.records.base import new_id
from briefer.records.institutions import ContactPoint, Institution, Place
from briefer.records.notes import Note
from briefer.records.outcomes import FollowUp
from briefer.records.people import Person, Post
from briefer.records.visits import Party, Visit
from briefer.services import common_edits, institution_tree, library
from briefer.services.history import Version
from briefer.services.library import Connections

LONG = 20_000
TODAY = date(2026, 11, 22)

MINISTRY = Institution(name="Ministry", kind="ministry", country="Norvik", reviewed_on="2026-04-02")
UNIT = Institution(name="Unit", kind="unit", country="Norvik", parent=MINISTRY.id)
COURT = Institution(name="Court", kind="court", country="Marsana", reviewed_on="2025-11-22")
AGENCY = Institution(name="Agency", kind="agency", country="Marsana")


def names(tree: InstitutionTree) -> list[str]:
    return [one.name for one in tree.institutions]


def test_the_tree_says_when_a_profile_was_looked_through(qapp: QObject) -> None:
    tree = InstitutionTree(qapp, TODAY)
    tree.show(institution_tree.tree((AGENCY, COURT, MINISTRY, UNIT)).whole)
    reviewed = [tree.index_of(one.id).siblingAtColumn(2) for one in (AGENCY, COURT, MINISTRY)]
    assert [index.data() for index in reviewed] == ["never", "12 months", "7 months"]
    assert reviewed[0].data(Qt.ItemDataRole.AccessibleTextRole) == "reviewed: never"


def told(row: Row) -> tuple[str, ...]:
    return (row.title, row.end) if row.is_head else (row.title, row.second)


def test_what_an_institution_is_tied_to_stands_in_groups() -> None:
    visit = Visit(title="Visit to Marsana", short_title="Marsana", start="2026-10-12")
    chief = Person(given_name="Anna", family_name="Zweig")
    follow_up = FollowUp(visit=visit.id, action="Send maps", due="2026-09-01", owner="MFA")
    found = Connections(
        None,
        (
            (Post(title="Director", start="2020", person=chief.id), chief),
            (Post(title="Head of Protocol"), None),
            (Post(title="Director", start="2010", end="2019", person=chief.id), chief),
        ),
        (),
        (Note(title="Talk", date="2025", institutions=(UNIT.id,)),),
        (visit,),
        (follow_up, FollowUp(visit=visit.id, action="Done", state="done")),
        (UNIT,),
        (Party(visit=visit.id, institution=MINISTRY.id, role="sender"),),
        {visit.id: 2},
    )
    first, last = datetime(2026, 10, 1, 12, tzinfo=UTC), datetime(2026, 11, 3, 12, tzinfo=UTC)
    versions = [
        Version(new_id(), at, "Elin Brandt", words, "change", (), MINISTRY)
        for at, words in [(last, "Change city of Ministry"), *[(first, "Add Ministry")] * LATEST]
    ]
    rows = connection_rows(found, TODAY, versions)
    assert {row.lines for row in rows if not row.is_head} == {2}
    assert [told(row) for row in rows] == [
        ("Used in visits", "1"),
        ("Marsana", "sender · 2 items · 12 October 2026"),
        ("People and posts", "3"),
        ("Anna Zweig", "Director · since 2020"),
        ("Head of Protocol", "nobody named"),
        ("Anna Zweig", "Director · 2010 – 2019"),
        ("Notes", "1"),
        ("Talk", "conversation · 2025 · Unit"),
        ("Open follow-ups", "1"),
        ("Send maps", "MFA · due 1 September 2026"),
        ("Units", "1"),
        ("Unit", ""),
        ("History", "4"),
        ("Change city of Ministry", "Elin Brandt · 3 November 2026"),
        ("Add Ministry", "Elin Brandt · 1 October 2026"),
        ("Add Ministry", "Elin Brandt · 1 October 2026"),
    ]


def test_every_row_of_the_connections_opens(
    screen: Institutions, window: MainWindow, qtbot: QtBot
) -> None:
    """Found with a place, a number and a vacant post that led nowhere."""
    pier = Place(name="Pier 4")
    quay = Institution(name="Quay Office", place=pier.id)
    phone = ContactPoint(institution=quay.id, value="+00 55 01")
    vacant = Post(institution=quay.id, title="Harbour master")
    assert window.undo.do(common_edits.add(pier, quay, phone, vacant))
    rows = screen.connections.list

    def open_row(kind: str) -> None:
        window.places.show_institution(quay.id)
        qtbot.waitUntil(
            lambda: (
                screen.record is not None
                and screen.record.id == quay.id
                and any(row.id and row.id[0] == kind for row in rows.rows)
            ),
            timeout=LONG,
        )
        rows.choose(next(row.id for row in rows.rows if row.id and row.id[0] == kind))
        QTest.keyClick(rows, Qt.Key.Key_Return)

    for kind, some in (("contact", screen.editor.contacts), ("post", screen.editor.posts)):
        open_row(kind)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert (kind, some.form.isAncestorOf(focus)) == (kind, True)
    open_row("history")
    assert window.panels.open_name == "history"
    window.panels.close_panel()
    open_row("place")
    assert window.places.place is window.places.reference
    shown = window.places.reference
    qtbot.waitUntil(lambda: bool(shown.record and shown.record.id == pier.id), timeout=LONG)


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> Institutions:
    """The institutions of the sample, one of them chosen."""
    window.places.go_to("institutions")
    found = window.places.institutions
    qtbot.waitUntil(lambda: found.editor.institution is not None, timeout=LONG)
    return found


def test_filters_are_chosen_and_cleared(screen: Institutions, qtbot: QtBot) -> None:
    screen.kind.setCurrentIndex(screen.kind.findData("court"))
    screen.kind.activated.emit(screen.kind.currentIndex())
    assert names(screen._model) == ["Maritime Court"]
    screen.country.setCurrentText("Kingdom of Aldermark")
    screen.country.activated.emit(screen.country.currentIndex())
    assert names(screen._model) == []
    assert screen._trees.currentWidget() is screen._nothing
    screen.clear_filters()
    assert len(names(screen._model)) == 60


def test_of_a_form_that_shows_the_same_nothing_is_shown_again_and_nothing_is_read_again(
    screen: Institutions, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A letter in the filter costs the tree and no form; an edit is taken into the tree as it is."""
    shown: list[str] = []
    show = screen.editor.show_institution

    def counted(one: Institution, parent: Institution | None) -> None:
        shown.append(one.name)
        show(one, parent)

    monkeypatch.setattr(screen.editor, "show_institution", counted)
    monkeypatch.setattr(screen, "refresh", lambda: shown.append("read again"))
    one = screen.editor.institution
    assert one is not None
    screen.search_field.setText(one.name)
    screen._filter()
    screen.clear_filters()
    assert shown == []
    window.undo.do(common_edits.change_field(one, "name", "Zoo", called="name"))
    qtbot.waitUntil(lambda: shown == ["Zoo"], timeout=LONG)
    assert names(screen._model)[-1] == "Zoo"
    assert screen.tree.currentIndex().data() == "Zoo"
    screen.new_institution("Aab")
    qtbot.waitUntil(lambda: shown == ["Zoo", "Aab"], timeout=LONG)
    assert (names(screen._model)[0], screen.editor.institution) == (
        "Aab",
        screen._model.institutions[0],
    )
    window.undo.undo()
    qtbot.waitUntil(lambda: "Aab" not in names(screen._model), timeout=LONG)


def test_marked_as_reviewed_today_and_not_again(
    screen: Institutions, window: MainWindow, qtbot: QtBot
) -> None:
    one = screen.editor.institution
    assert one is not None
    screen.editor.reviewed.click()
    now = library.fresh(window.desk.workspace, one)
    assert isinstance(now, Institution)
    assert now.reviewed_on == date.today().isoformat()  # noqa: DTZ011  # the user's own day
    window.undo.undo()
    assert library.fresh(window.desk.workspace, one).reviewed_on == one.reviewed_on  # type: ignore[union-attr]


def test_a_logo_is_pasted_shown_undone_and_taken_away(
    screen: Institutions, window: MainWindow, qtbot: QtBot
) -> None:
    one, well = screen.editor.institution, screen.editor.logo.well
    assert one is not None
    picture = QImage(300, 100, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkBlue)
    data = QMimeData()
    data.setImageData(picture)
    QApplication.clipboard().setMimeData(data)
    QTest.keyClick(well, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: well._logo is not None, timeout=LONG)
    logo = well._logo
    assert logo is not None
    assert round(logo.width / logo.height, 1) == 3.0
    cropper = screen.editor.logo.cropper
    qtbot.waitUntil(cropper.hasFocus, timeout=LONG)
    assert cropper.box == (0, 0, 300, 100)
    for _ in range(20):
        QTest.keyClick(cropper, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(cropper, Qt.Key.Key_Right)
    assert cropper.box == (5, 0, 200, 100)
    QTest.keyClick(cropper, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: well._logo is not logo and well._logo is not None, timeout=LONG)
    assert round(well._logo.width / well._logo.height, 1) == 2.0
    assert (cropper.isVisible(), well.hasFocus()) == (False, True)
    window.undo.undo()
    qtbot.waitUntil(lambda: well._logo == logo, timeout=LONG)
    assert window.undo.undo_words == f"Change logo of {one.name}"
    window.undo.undo()
    qtbot.waitUntil(lambda: well._logo is None, timeout=LONG)
    window.undo.redo()
    qtbot.waitUntil(lambda: well._logo is not None, timeout=LONG)
    QTest.keyClick(well, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: well._logo is None, timeout=LONG)
    kept = library.fresh(window.desk.workspace, one)
    assert isinstance(kept, Institution)
    assert kept.logo == ""
    other = next(each.id for each in screen._model.institutions if each.id != one.id)
    QTest.keyClick(well, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    screen.show_institution(other)  # before it is kept
    qtbot.waitUntil(
        lambda: bool(getattr(library.fresh(window.desk.workspace, one), "logo", "")), timeout=LONG
    )


def test_what_is_no_picture_is_refused_with_a_sentence(
    screen: Institutions, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(b"no picture")
    screen.editor.logo.take_file(path)
    qtbot.waitUntil(window.bar.isVisible, timeout=LONG)
    assert screen.editor.logo.well._logo is None


def test_its_people_stand_in_the_table_of_people(
    screen: Institutions, window: MainWindow, qtbot: QtBot
) -> None:
    court = next(one for one in screen._tree.institutions if one.name == "Maritime Court")
    screen.show_institution(court.id)
    qtbot.waitUntil(lambda: screen.editor.institution == court, timeout=LONG)
    screen.connections.people_wanted.emit()
    people = window.places.people
    assert window.places.place is people
    qtbot.waitUntil(lambda: people.list.total == 1, timeout=LONG)
    assert people._of.text().strip() == "At Maritime Court"
    people._of.click()
    qtbot.waitUntil(lambda: people.list.total == 53, timeout=LONG)
