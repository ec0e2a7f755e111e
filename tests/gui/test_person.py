"""A person: posts over time, contacts, private data, and what they are tied to."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.models.offers import Offered
from briefer.gui.views.completion import CompletionEdit
from briefer.gui.views.fields import ChoiceField, LineField
from briefer.gui.views.links import LinkField
from briefer.gui.views.people import People
from briefer.gui.views.person_parts import Contacts, Posts
from briefer.gui.views.private_frame import PrivateFrame, is_late, until
from briefer.records.institutions import Institution
from briefer.records.people import Person, PrivateData
from briefer.services import library, listing, people
from briefer.services.listing import Wanted
from briefer.services.people import Profile

LONG = 20_000


def stored(window: MainWindow, name: str) -> Profile:
    """All that the database knows of somebody."""
    workspace, wanted = window.desk.workspace, Wanted("person", name)
    (person,) = listing.page(workspace, wanted, listing.contents(workspace, wanted).starts[0])
    found = people.profile(workspace, person.id)
    assert found is not None
    return found


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> People:
    """The people of the sample, the minister chosen."""
    window.places.go_to("people")
    found = window.places.people
    found.show_person(stored(window, "holmvang").person.id)
    qtbot.waitUntil(
        lambda: found.profile is not None and found.profile.person.family_name == "Holmvang",
        timeout=LONG,
    )
    return found


def line(part: Posts | Contacts | PrivateFrame, name: str) -> LineField:
    found = part.fields[name]
    assert isinstance(found, LineField)
    return found


def type_into(part: Posts | Contacts | PrivateFrame, name: str, text: str) -> LineField:
    field = line(part, name)
    field.edit.setFocus()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, text)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    return field


def rows(part: Posts | Contacts) -> list[tuple[str, str, str]]:
    return [(row.title, row.second, row.end) for row in part.list.rows]


# ------------------------------------------------------------------------------------------- posts


def test_posts_stand_over_time(screen: People) -> None:
    posts = screen.editor.posts
    assert rows(posts) == [
        ("Minister of Public Safety", "Aldermark · supplied 17 February 2027", "since June 2024"),
        ("Chair, Committee on Public Safety", "Committee on Public Safety", "2015 – June 2024"),
    ]
    assert posts._form.isHidden()


def test_a_post_is_kept_as_soon_as_it_has_a_title(
    screen: People, window: MainWindow, qtbot: QtBot
) -> None:
    posts = screen.editor.posts
    posts.add()
    assert line(posts, "title").edit.hasFocus()
    type_into(posts, "start", "2011")
    assert len(stored(window, "holmvang").posts) == 2
    type_into(posts, "title", "Member of Parliament")
    type_into(posts, "end", "March 2015")
    assert [(post.title, post.start, post.end) for post in stored(window, "holmvang").posts] == [
        ("Minister of Public Safety", "2024-06", ""),
        ("Chair, Committee on Public Safety", "2015", "2024-06"),
        ("Member of Parliament", "2011", "2015-03"),
    ]
    assert window.undo.undo_words == "Change to of Member of Parliament"
    window.undo.undo()
    window.undo.undo()
    assert len(stored(window, "holmvang").posts) == len(posts.list.rows) == 2
    window.undo.redo()
    assert rows(posts)[1] == ("Member of Parliament", "no institution", "since 2011")


def test_an_institution_is_completed(screen: People, window: MainWindow, qtbot: QtBot) -> None:
    posts = screen.editor.posts
    posts.list.choose(posts.list.rows[0].id)
    field = line(posts, "institution")
    edit = field.edit
    assert isinstance(edit, CompletionEdit)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "forecast")
    qtbot.waitUntil(lambda: edit.is_open, timeout=LONG)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    held = stored(window, "holmvang").posts[0].institution
    assert held is not None
    institution = library.get(window.desk.workspace, Institution, held)
    assert institution is not None
    assert (institution.name, edit.text()) == ("Forecast Division", "Forecast Division")
    assert rows(posts)[0][1] == "Forecast Division · supplied 17 February 2027"


def test_a_new_institution_is_made_on_the_way(
    screen: People, window: MainWindow, qtbot: QtBot
) -> None:
    posts = screen.editor.posts
    posts.list.choose(posts.list.rows[0].id)
    edit = line(posts, "institution").edit
    assert isinstance(edit, CompletionEdit)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "Xylophone Board")
    qtbot.waitUntil(lambda: edit.is_open, timeout=LONG)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    found = stored(window, "holmvang")
    assert {one.name for one in found.institutions.values()} == {
        "Xylophone Board",
        "Committee on Public Safety",
    }
    window.undo.undo()
    assert rows(posts)[0][1] == "Aldermark · supplied 17 February 2027"


def test_a_post_has_a_rank_and_a_source(screen: People, window: MainWindow, qtbot: QtBot) -> None:
    posts = screen.editor.posts
    posts.list.choose(posts.list.rows[1].id)
    assert type_into(posts, "rank", "first").trouble.words == (
        "Type a number: 1 is the highest rank. Leave it empty where none is known."
    )
    type_into(posts, "rank", "4")
    edit = line(posts, "source").edit
    edit.setFocus()
    assert isinstance(edit, CompletionEdit)
    QTest.keyClicks(edit, "Letter of Parliament")
    qtbot.waitUntil(lambda: edit.is_open, timeout=LONG)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    found = stored(window, "holmvang")
    assert found.posts[1].rank == 4
    assert [one.title for one in found.sources if one.id == found.posts[1].source] == [
        "Letter of Parliament"
    ]
    posts.list.choose(posts.list.rows[0].id)
    assert edit.text() == "List of hosts and doors"
    window.undo.undo()
    assert stored(window, "holmvang").posts[1].source is None


def test_what_is_no_institution_is_refused(screen: People, window: MainWindow) -> None:
    posts = screen.editor.posts
    posts.list.choose(posts.list.rows[0].id)
    field = line(posts, "institution")
    field.edit.setFocus()
    field.edit.setText("somewhere")
    field.accept()
    assert field.trouble.words == "Choose one of the list, or “New institution”."
    assert type_into(posts, "start", "31 June 2024").trouble.words == (
        "There is no such date. Type 2 April 2026, or 2019."
    )
    assert stored(window, "holmvang").posts[0].start == "2024-06"


def test_a_post_goes_by_its_key_and_comes_back(screen: People, window: MainWindow) -> None:
    posts = screen.editor.posts
    posts.list.choose(posts.list.rows[1].id)
    posts.list.setFocus()
    QTest.keyClick(posts.list, Qt.Key.Key_Delete)
    assert [row[0] for row in rows(posts)] == ["Minister of Public Safety"]
    window.undo.undo()
    assert [row[0] for row in rows(posts)] == [
        "Minister of Public Safety",
        "Chair, Committee on Public Safety",
    ]


# ---------------------------------------------------------------------------------------- contacts


def test_a_contact_is_added_and_changed(screen: People, window: MainWindow) -> None:
    contacts = screen.editor.contacts
    contacts.add()
    kind = contacts.fields["kind"]
    assert isinstance(kind, ChoiceField)
    kind.chooser.setCurrentText("mobile")
    kind.chooser.activated.emit(kind.chooser.currentIndex())
    assert stored(window, "holmvang").contacts == ()
    type_into(contacts, "value", "+45 33 92 00 00")
    type_into(contacts, "label", "in the car")
    assert rows(contacts) == [("+45 33 92 00 00", "mobile · in the car", "delegation and hosts")]
    (one,) = stored(window, "holmvang").contacts
    assert (one.kind, one.value, one.label) == ("mobile", "+45 33 92 00 00", "in the car")
    assert type_into(contacts, "value", " ").trouble.words == (
        "This cannot be empty. Delete the line to be rid of it."
    )
    contacts.remove.click()
    assert rows(contacts) == []


# ---------------------------------------------------------------------------------------- private


def test_private_data_begins_with_the_first_fact_and_goes_as_a_whole(
    screen: People, window: MainWindow
) -> None:
    frame = screen.editor.private
    assert (frame.private, frame.delete.isHidden()) == (None, True)
    type_into(frame, "dietary", "no nuts")
    type_into(frame, "delete_on", "14 January 2127")
    kept = stored(window, "holmvang").private
    assert kept is not None
    assert (kept.dietary, kept.delete_on) == ("no nuts", "2127-01-14")
    assert frame.head.accessibleName() == (
        "Private: in no pack unless a recipe asks. Deleted 14 January 2127"
    )
    assert window.undo.undo_words == "Change private data of H.E. Astrid Holmvang"
    frame.delete.click()
    assert stored(window, "holmvang").private is None
    assert line(frame, "dietary").edit.text() == ""
    window.undo.undo()
    assert line(frame, "dietary").edit.text() == "no nuts"


@pytest.mark.parametrize(
    ("delete_on", "late", "sentence"),
    [
        ("", False, "Private: in no pack unless a recipe asks. No day of deletion yet"),
        ("2027", False, "Private: in no pack unless a recipe asks. Deleted 2027"),
        ("2026-11-21", True, "Private: was to be deleted on 21 November 2026"),
        ("2026-11-22", False, "Private: in no pack unless a recipe asks. Deleted 22 November 2026"),
    ],
)
def test_the_day_of_deletion_is_told(delete_on: str, late: bool, sentence: str) -> None:
    private = PrivateData(person=Person().id, delete_on=delete_on)
    today = date(2026, 11, 22)
    assert (is_late(private, today), until(private, today)) == (late, sentence)


# -------------------------------------------------------------------------------------- connections


def test_each_connection_opens(screen: People, window: MainWindow, qtbot: QtBot) -> None:
    ties = screen.editor.ties
    heads = [(row.title, row.end) for row in ties.rows if row.is_head]
    assert [head for head, _ in heads] == ["Institutions", "Visits", "Programme items"]
    item = next(row for row in ties.rows if row.id and row.id[0] == "item")  # type: ignore[index]
    ties.setFocus()
    ties.choose(item.id)
    QTest.keyClick(ties, Qt.Key.Key_Return)
    place = window.places.place
    assert place in window.places.visits.values()
    window.places.go_to("people")
    ties.opened.emit(ties.rows[1].id)
    assert window.places.place is window.places.institutions


def test_a_note_is_tied_to_who_is_chosen(screen: People, window: MainWindow, qtbot: QtBot) -> None:
    window.actions_["new-note"].trigger()
    assert window.places.place is window.places.notes
    (note,) = stored(window, "holmvang").notes
    assert note.title == "New note on H.E. Astrid Holmvang"
    window.places.go_to("people")
    qtbot.waitUntil(lambda: any(row.title == "Notes" for row in screen.editor.ties.rows))


def test_what_can_only_be_read_is_locked(screen: People, window: MainWindow) -> None:
    window.places.go_to("home")
    window.setProperty("locked", "Read only.")
    window.places.go_to("people")
    posts = screen.editor.posts
    posts.list.choose(posts.list.rows[0].id)
    edits: list[QWidget] = [line(posts, "title").edit, line(screen.editor.private, "passport").edit]
    assert [edit.toolTip() for edit in edits] == ["Read only."] * 2
    posts.list.setFocus()
    QTest.keyClick(posts.list, Qt.Key.Key_Delete)
    assert len(posts.list.rows) == 2


# ----------------------------------------------------------------------------------------- sources


def test_what_a_person_rests_on(screen: People, window: MainWindow, qtbot: QtBot) -> None:
    sources = screen.editor.sources
    before = len(sources.list.rows)
    sources.target.setFocus()
    sources.add()
    source = sources.form.fields["source"]
    assert isinstance(source, LinkField)
    qtbot.waitUntil(source.edit.hasFocus, timeout=LONG)
    source.linked.emit(Offered("new", None, "Letter of the embassy"))
    qtbot.waitUntil(
        lambda: "Letter of the embassy" in [row.title for row in sources.list.rows], timeout=LONG
    )
    found = stored(window, "holmvang")
    assert len(found.citations) == before + 1
    assert (found.citations[-1].about_kind, found.citations[-1].about) == (
        "person",
        found.person.id,
    )
    assert [one.title for one in found.sources if one.id == found.citations[-1].source] == [
        "Letter of the embassy"
    ]
    window.undo.undo()
    window.undo.undo()
    qtbot.waitUntil(lambda: len(sources.list.rows) == before, timeout=LONG)
