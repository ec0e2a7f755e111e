"""Forms made from tables: what an institution, an item, somebody who takes part and a source hold beyond the main fields."""

from collections.abc import Callable, Mapping
from uuid import UUID

from accessible import top_of
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.models.offers import Offered
from briefer.gui.views.completion import CompletionEdit
from briefer.gui.views.controls import Chooser
from briefer.gui.views.fields import ChoiceField, Field, LineField, TextField
from briefer.gui.views.links import LinkField, LinksField
from briefer.gui.views.office import OfficePage
from briefer.gui.views.overview import Overview
from briefer.gui.views.record_form import RecordForm
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.briefs import Addendum
from briefer.records.institutions import Institution, Membership, Spelling
from briefer.records.people import Officer
from briefer.records.programme import Participant
from briefer.records.sources import Source
from briefer.records.visit_file import VisitFile
from briefer.services import library, visits

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]


def boxed(form: RecordForm, name: str) -> list[str]:
    """What a box of a form offers."""
    field = form.fields[name]
    assert isinstance(field, ChoiceField)
    return [field.chooser.itemText(at) for at in range(field.chooser.count())]


def write(form: RecordForm, **texts: str) -> None:
    """Type in fields of a form, each taken by Return or by leaving it."""
    write_in(form.fields, **texts)


def write_in(fields: Mapping[str, Field], **texts: str) -> None:
    for name, text in texts.items():
        field = fields[name]
        if isinstance(field, LineField):
            field.edit.setFocus()
            field.edit.selectAll()
            QTest.keyClicks(field.edit, text)
            QTest.keyClick(field.edit, Qt.Key.Key_Return)
        elif isinstance(field, TextField):
            field.edit.setPlainText(text)
            field.accept()


def choose(form: RecordForm, **values: str) -> None:
    """Choose in boxes of a form, by what they store."""
    for name, value in values.items():
        field = form.fields[name]
        assert isinstance(field, ChoiceField)
        field.chooser.setCurrentIndex(field.chooser.findData(value))
        field.chooser.activated.emit(field.chooser.currentIndex())


def test_records_of_the_library_are_marked_and_a_vacant_post_has_a_rank(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.places.go_to("institutions")
    screen = window.places.institutions
    screen.new_institution("Harbour Police")
    qtbot.waitUntil(lambda: screen._wanted is None, timeout=LONG)
    editor, one = screen.editor, screen.editor.institution
    assert one is not None
    qtbot.waitUntil(lambda: len(boxed(editor.more, "owner")) == 5, timeout=LONG)
    assert boxed(editor.more, "owner")[0] == "nobody yet"
    levels = ["none", "UNCLASSIFIED", "RESTRICTED", "CONFIDENTIAL", "SECRET"]
    assert boxed(editor.more, "marking") == levels
    officer = library.all_of(window.desk.workspace, Officer)[0]
    choose(editor.more, marking="restricted", owner=str(officer.id))
    place = editor.more.fields["place"]
    assert isinstance(place, LinkField)
    place.linked.emit(Offered("new", None, "Quay 4"))
    stored = library.get(window.desk.workspace, Institution, one.id)
    assert stored
    assert (stored.marking, stored.owner, stored.place is None) == (
        "restricted", officer.id, False,
    )  # fmt: skip
    editor.contacts.add()
    qtbot.waitUntil(lambda: len(editor.contacts.list.rows) == 1, timeout=LONG)
    write(editor.contacts.form, value="+45 33 11 22 33", label="duty room")
    editor.posts.add()
    qtbot.waitUntil(lambda: len(editor.posts.list.rows) == 1, timeout=LONG)
    write(editor.posts.form, title="Head of Quays", rank="3")
    qtbot.waitUntil(lambda: editor.posts.list.rows[0].end == "rank 3", timeout=LONG)
    cited = library.cited(window.desk.workspace, one.id)
    assert [(each.value, each.label) for each in cited.contacts] == [
        ("+45 33 11 22 33", "duty room")
    ]
    assert [(each.title, each.rank, each.person) for each in cited.vacant] == [
        ("Head of Quays", 3, None)
    ]


def test_two_values_of_a_fact_are_compared(window: MainWindow, qtbot: QtBot) -> None:
    window.places.go_to("institutions")
    screen = window.places.institutions
    screen.new_institution("Harbour Police")
    qtbot.waitUntil(lambda: screen._wanted is None, timeout=LONG)
    editor, one = screen.editor, screen.editor.institution
    assert one is not None
    assert editor.two_values.isHidden()
    write(
        editor.more, facts="Staff | 310 | Annual report 2025\nstaff | 290 | The press\nBoats | 12"
    )
    both = editor.two_values
    qtbot.waitUntil(both.isVisible, timeout=LONG)
    assert [(row.title, row.second) for row in both.list.rows] == [("Staff", "“310” or “290”")]
    assert not both.both.isVisible()
    both.compare.click()
    wanted = ["310", "Annual report 2025", "290", "The press"]
    qtbot.waitUntil(lambda: labels(both.both) == wanted, timeout=LONG)
    both.compare.click()
    assert not both.both.isVisible()
    editor.sources.add()
    qtbot.waitUntil(lambda: len(editor.sources.list.rows) == 1, timeout=LONG)
    write(editor.sources.form, field="acronym", as_printed="HBP", preferred="HP", where="page 4")
    qtbot.waitUntil(lambda: len(both.list.rows) == 2, timeout=LONG)
    assert (both.list.rows[1].title, both.list.rows[1].second) == ("acronym", "“HP” or “HBP”")
    both.list.choose("acronym")
    both.compare.click()
    told = ["HP", "preferred", "HBP", "page 4"]
    qtbot.waitUntil(lambda: labels(both.both) == told, timeout=LONG)
    write(editor.more, facts="Staff | 310")
    qtbot.waitUntil(lambda: len(both.list.rows) == 1, timeout=LONG)


def labels(whole: QWidget) -> list[str]:
    return [one.text() for one in whole.findChildren(QLabel) if not one.isHidden()]


def test_a_visit_has_recipients_tasks_and_who_is_in_charge(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("iraq-2022")
    place.show_tab("overview")
    overview = window.findChild(Overview)
    assert overview is not None
    qtbot.waitUntil(lambda: len(boxed(overview.more, "owner")) == 5, timeout=LONG)
    officer = library.all_of(window.desk.workspace, Officer)[0]
    choose(overview.more, owner=str(officer.id))
    assert boxed(overview.recipients.form, "language") == [
        "as usual", "English", "Arabic", "Danish", "French", "Dutch",
    ]  # fmt: skip
    overview.recipients.add()
    write(overview.recipients.form, name="The Minister", copy_number="2", returned="3 May 2026")
    choose(overview.recipients.form, recipe="pocket", language="ar")
    overview.tasks.add()
    form = overview.tasks.form
    write(form, what="Send thanks", days_before="-7")
    choose(form, owner=str(officer.id))
    write(form, days_before="1.5")
    assert form.fields["days_before"].trouble.words == "Type a number up to 3650, or nothing."
    file = visits.load(window.desk.workspace, place.visit)
    assert file.visit.owner == officer.id
    assert [
        (one.name, one.copy_number, one.returned, one.recipe, one.language)
        for one in file.recipients
    ] == [("The Minister", 2, "2026-05-03", "pocket", "ar")]
    assert [(one.what, one.days_before, one.owner) for one in file.tasks] == [
        ("Send thanks", -7, officer.id)
    ]
    assert [(row.title, row.second, row.end) for row in overview.tasks.list.rows] == [
        ("Send thanks", officer.name, "7 days after")
    ]
    assert [(row.title, row.second, row.end) for row in overview.recipients.list.rows] == [
        ("The Minister", "came back on 3 May 2026", "Pocket programme")
    ]


def test_a_brief_has_addenda(window: MainWindow, open_visit: OpenVisit, qtbot: QtBot) -> None:
    place = open_visit("iraq-2022")
    place.show_tab("briefs")
    addenda = place.briefs.editor.addenda
    item = place.briefs.editor._item
    addenda.add()
    addenda.add()
    write_in(
        addenda.groups[0].fields, title="Her brother", date="25 February 2027", text="Ask *him*."
    )
    write_in(addenda.groups[1].fields, title=" ")
    assert addenda.groups[1].fields["title"].trouble.words == "This cannot be empty."
    file = visits.load(window.desk.workspace, place.visit)
    brief = next(one for one in file.briefs if one.item == item)
    assert brief.addenda == (
        Addendum(title="Her brother", text="Ask *him*.", date="2027-02-25"),
        Addendum(title="New addendum"),
    )
    addenda._remove(0)
    assert [one.title for one in addenda.addenda] == ["New addendum"]
    assert [group.whole.isHidden() for group in addenda.groups] == [False, True]
    window.undo.undo()
    assert [one.title for one in addenda.addenda] == ["Her brother", "New addendum"]


def test_the_office_keeps_who_works_there(window: MainWindow, qtbot: QtBot) -> None:
    window.places.show_settings("office")
    page = window.findChild(OfficePage)
    assert page is not None
    qtbot.waitUntil(lambda: len(page.officers.records) == 4, timeout=LONG)
    page.officers.add()
    qtbot.waitUntil(lambda: len(page.officers.records) == 5, timeout=LONG)
    write(page.officers.form, name="Åse Quist", phone="+45 1", role="Protocol")
    choose(page.officers.form, active="no")
    found = {one.name: one for one in library.all_of(window.desk.workspace, Officer)}
    one = found["Åse Quist"]
    assert (one.role, one.phone, one.active) == ("Protocol", "+45 1", "no")
    QTest.keyClick(page.officers.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.officers.list.rows[-1].muted, timeout=LONG)


def test_an_institution_has_a_parent_other_spellings_and_sources(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.places.go_to("institutions")
    screen = window.places.institutions
    screen.new_institution("Harbour Police")
    qtbot.waitUntil(lambda: screen.editor.institution is not None, timeout=LONG)
    qtbot.waitUntil(lambda: screen._wanted is None, timeout=LONG)
    form, one = screen.editor.more, screen.editor.institution
    assert one is not None
    parent = form.fields["parent"]
    assert isinstance(parent, LinkField)
    parent.linked.emit(Offered("new", None, "Ministry of Ports"))
    write(
        form,
        kind_words="water guard",
        spellings="Port Police | en | in a letter\nHarbour Guard",
        memberships="Ports of the North | Norvik",
    )
    stored = library.get(window.desk.workspace, Institution, one.id)
    above = library.get(window.desk.workspace, Institution, stored.parent) if stored else None
    assert stored
    assert above
    assert (above.name, stored.kind_words) == ("Ministry of Ports", "water guard")
    language = screen.editor.fields["native_language"]
    assert isinstance(language, LineField)
    language.edit.setText("no")
    language.accept()
    own = library.get(window.desk.workspace, Institution, one.id)
    assert own
    assert own.native_language == "no"
    window.undo.undo()
    assert stored.spellings == (
        Spelling(text="Port Police", language="en", remark="in a letter"),
        Spelling(text="Harbour Guard"),
    )
    assert stored.memberships == (Membership(network="Ports of the North", owner="Norvik"),)
    screen.editor.sources.add()
    qtbot.waitUntil(lambda: len(screen.editor.sources.list.rows) == 1, timeout=LONG)
    assert screen.editor.sources.list.rows[0].title == "no source yet"
    source = screen.editor.sources.form.fields["source"]
    assert isinstance(source, LinkField)
    assert source.edit.hasFocus()
    source.linked.emit(Offered("new", None, "A letter"))
    qtbot.waitUntil(lambda: screen.editor.sources.list.rows[0].title == "A letter", timeout=LONG)
    cited = library.cited(window.desk.workspace, one.id)
    assert [(each.about_kind, each.about) for each in cited.citations] == [("institution", one.id)]
    assert [cited.names[each.source] for each in cited.citations if each.source] == ["A letter"]
    window.undo.undo()
    window.undo.undo()
    assert library.cited(window.desk.workspace, one.id).citations == ()


def offered(edit: CompletionEdit) -> list[str]:
    """The rows below a field that completes."""
    popup = edit._popup
    return [popup.item(at).text() for at in range(popup.count())] if popup else []


def test_an_item_has_a_subject_themes_and_who_comes_from_where(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("iraq-2022")
    assert place.file is not None
    item = place.file.items[0]
    place.programme.show_item(item.id)
    editor = place.programme.item.editor
    where = editor.fields["place"]
    assert isinstance(where, LineField)
    assert isinstance(where.edit, CompletionEdit)
    where.edit.setFocus()
    where.edit.selectAll()
    QTest.keyClicks(where.edit, "Hall of Quays")
    qtbot.waitUntil(lambda: where.edit.is_open, timeout=LONG)
    assert offered(where.edit)[-1] == "New place “Hall of Quays”"
    QTest.keyClick(where.edit, Qt.Key.Key_Up)
    QTest.keyClick(where.edit, Qt.Key.Key_Return)
    assert where.edit.text() == "Hall of Quays"
    write(editor.more, subject="Fusion", status_note="by telephone")
    themes = editor.more.fields["themes"]
    assert isinstance(themes, LinksField)
    themes.added.emit(Offered("new", None, "fusion centres"))
    assert [row.title for row in themes.list.rows][-1] == "fusion centres"
    host = next(one for one in _hosts(place.file, item.id) if one.group == "a team of experts")
    editor.hosts.list.choose(host.id)
    form = editor.hosts.details
    institution = form.fields["institution"]
    assert isinstance(institution, LinkField)
    assert institution.edit.text() == "Centre for Terrorism Analysis"
    post = form.fields["post"]
    assert isinstance(post, LinkField)
    post.linked.emit(Offered("new", None, "Heads of Section"))
    write(form, group="two teams of experts", represented_by="the Director")
    file = visits.load(window.desk.workspace, place.visit)
    stored = next(one for one in file.items if one.id == item.id)
    names = {one.id: one.name for one in file.themes}
    assert (stored.subject, stored.status_note) == ("Fusion", "by telephone")
    places = {one.id: one.name for one in file.places}
    assert (stored.place_words, stored.place and places[stored.place]) == ("", "Hall of Quays")
    assert [names[one] for one in stored.themes][-1] == "fusion centres"
    after = next(one for one in _hosts(file, item.id) if one.id == host.id)
    assert (after.group, after.represented_by) == ("two teams of experts", "the Director")
    (made,) = [one for one in file.posts if one.id == after.post]
    assert (made.title, made.institution) == ("Heads of Section", after.institution)


def test_a_journey_has_legs_from_place_to_place(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot
) -> None:
    place = open_visit("iraq-2022")
    assert place.file is not None
    call, journey = place.file.items[1:3]
    place.programme.show_item(call.id)
    editor = place.programme.item.editor
    assert editor.legs.isHidden()
    place.programme.show_item(journey.id)
    assert not editor.legs.isHidden()
    editor.legs.add()
    qtbot.waitUntil(lambda: len(editor.legs.list.rows) == 1, timeout=LONG)
    form = editor.legs.form
    write(form, mode="train", start="930", end="noon", end_days="4")
    troubles = {name: field.trouble.words for name, field in form.fields.items()}
    assert {name: words for name, words in troubles.items() if words} == {
        "end": "There is no such time. Type 9:30, or 0930.",
        "end_days": "Type a number up to 3, or nothing.",
    }
    write(form, end="1205", end_days="1")
    origin = form.fields["origin"]
    assert isinstance(origin, LinkField)
    origin.linked.emit(Offered("new", None, "Central Station"))
    (leg,) = visits.load(window.desk.workspace, place.visit).legs
    assert (leg.item, leg.mode, leg.start, leg.end, leg.end_days) == (
        *(journey.id, "train", "09:30", "12:05"),
        1,
    )
    qtbot.waitUntil(
        lambda: (
            [(row.title, row.second, row.end) for row in editor.legs.list.rows]
            == [("Central Station → …", "train", "09:30–12:05")]
        ),
        timeout=LONG,
    )
    for _ in range(6):
        window.undo.undo()
    assert visits.load(window.desk.workspace, place.visit).legs == ()


def _hosts(file: VisitFile, item: UUID) -> list[Participant]:
    return [one for one in file.participants if one.item == item and one.side == "host"]


def test_a_source_is_typed_in_with_its_day(window: MainWindow, qtbot: QtBot) -> None:
    window.places.go_to("reference")
    screen = window.places.reference
    screen.show_kind("source")
    screen.new_record()
    qtbot.waitUntil(lambda: isinstance(screen.editor.record, Source), timeout=LONG)
    fields = screen.editor.forms["source"]
    for name, text in {
        "title": "A letter",
        "published_on": "early December 2022",
        "captured_at": "2018-06-08T15:02:44+00:00",
    }.items():
        field = fields[name]
        assert isinstance(field, LineField)
        field.edit.setFocus()
        field.edit.selectAll()
        QTest.keyClicks(field.edit, text)
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    record = screen.editor.record
    assert isinstance(record, Source)
    stored = library.get(window.desk.workspace, Source, record.id)
    assert stored
    assert stored.captured_at
    assert (stored.title, stored.published_on, stored.captured_at.isoformat()) == (
        "A letter",
        "early 2022-12",
        "2018-06-08T15:02:44+00:00",
    )


def test_a_box_to_choose_from_is_called_what_it_is_for(window: MainWindow) -> None:
    """On Linux its name is what is chosen in it."""
    box = Chooser("Role of the guest")
    assert top_of(box).text(QAccessible.Text.Description) == "Role of the guest"


def test_a_letter_in_a_box_is_not_joined_to_one_in_the_box_before(
    window: MainWindow, qtbot: QtBot
) -> None:
    """Qt joins letters of one box for a while, and "oo" begins no choice."""
    box = Chooser("Role")
    for words in ("Host", "Lead", "Observer"):
        box.addItem(words)
    qtbot.addWidget(box)
    box.show()
    chosen = []
    for _form in range(2):
        box.setCurrentIndex(0)
        QTest.keyClick(box, Qt.Key.Key_Tab)
        QApplication.sendEvent(box, QFocusEvent(QEvent.Type.FocusIn))
        QTest.keyClicks(box, "o")
        chosen.append(box.currentText())
    assert chosen == ["Observer", "Observer"]


def test_an_open_box_keeps_what_is_chosen_when_the_keyboard_comes_back(qtbot: QtBot) -> None:
    """Return closes the list, the box gets the keyboard, and only then is told which row it was."""
    box = Chooser("Role")
    for words in ("Host", "Lead", "Observer"):
        box.addItem(words)
    qtbot.addWidget(box)
    box.show()
    box.showPopup()
    QTest.keyClicks(box.view(), "l")
    QApplication.sendEvent(box, QFocusEvent(QEvent.Type.FocusIn))
    assert box.view().currentIndex().data() == "Lead"
    box.hidePopup()


def test_a_post_that_was_added_keeps_the_keyboard_in_its_form(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.places.go_to("people")
    screen = window.places.people
    qtbot.waitUntil(lambda: screen.editor.posts._person is not None, timeout=LONG)
    posts = screen.editor.posts
    posts.add()
    title = posts.fields["title"]
    assert isinstance(title, LineField)
    QTest.keyClicks(title.edit, "Harbour Master")
    QTest.keyClick(title.edit, Qt.Key.Key_Tab)
    where = posts.fields["institution"]
    assert isinstance(where, LineField)
    assert where.edit.hasFocus()
    qtbot.waitUntil(lambda: posts._fresh is None, timeout=LONG)
    assert where.edit.hasFocus()
    assert "Harbour Master" in [row.title for row in posts.list.rows]


def test_a_fact_without_its_value_stays_as_it_was_typed(window: MainWindow, qtbot: QtBot) -> None:
    window.places.go_to("institutions")
    screen = window.places.institutions
    screen.new_institution("Harbour Police")
    qtbot.waitUntil(lambda: screen._wanted is None, timeout=LONG)
    form = screen.editor.more
    write(form, facts="Staff | 310\nBoats")
    field = form.fields["facts"]
    assert isinstance(field, TextField)
    assert field.trouble.words == "“Boats” is not whole: type what comes next after |."
    assert field.edit.toPlainText() == "Staff | 310\nBoats"
    write(form, facts="Staff | 310\nBoats | 4")
    record = form.record
    assert isinstance(record, Institution)
    assert [(one.label, one.value) for one in record.facts] == [("Staff", "310"), ("Boats", "4")]
