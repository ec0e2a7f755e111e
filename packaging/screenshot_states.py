"""What the window shows only at times, for `screenshots.py`: bars, dialogs, drags, decisions, places with nothing in them.

Not here: the screens as they are day by day, the ways to look at them (`screenshots`).
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import msgspec

if TYPE_CHECKING:
    from briefer.gui.main_window import MainWindow
    from briefer.gui.views.visit_place import VisitPlace
    from briefer.records.programme import ProgrammeItem
    from briefer.workspace.database import Workspace

Wait = Callable[[Callable[[], object]], None]
"""Waits until something is there."""
Shoot = Callable[[str], None]
"""Draws the window, and a dialog over it."""

DIALOG = 400
"""Milliseconds after which a dialog stands."""
LIST = """Family name,Given name,Post,Institution,E-mail,Phone,Remarks
Lund,Ada R&D <b>,Head of Unit,Coast and River Agency,ada.lund@coast.example,+45 30 12 44 18,vegetarian
Åsgård,Birgitte,Permanent Secretary of the Ministry of Public Safety and Emergency Management,Ministry of Public Safety,,,
,,,,,,nobody is named in this row
الحديثي,عبد الرحمن,Director General,Border Police,a@police.example,,speaks Arabic and French
"""
HOUSE = "Agency for Coasts and Rivers of the Kingdom"


def states(window: "MainWindow", wait: Wait, shoot: Shoot, folder: Path) -> Iterator[str]:
    """Bring the window into each state; gives what it is called. The workspace with the sample is open before."""
    yield from programme_states(window, wait)
    yield from brief_states(window, wait, folder)
    yield from list_import(window, wait)
    yield from merge_states(window, wait)
    yield from conflict_states(window, wait)
    yield from bars(window, wait)
    dialogs(window, shoot)
    yield from read_only(window, wait)
    yield from nothing(window, wait, folder / "empty.briefer")


def visit_place(window: "MainWindow", wait: Wait, key: str = "showcase") -> "VisitPlace":
    """Go to a visit of the sample."""
    wait(lambda: any(one.key == key for one in window.desk.overview))
    id_ = next(one.id for one in window.desk.overview if one.key == key)
    window.places.open_visit(id_)
    place = window.places.visits[id_]
    wait(lambda: place.file is not None)
    return place


def items(place: "VisitPlace") -> "tuple[ProgrammeItem, ...]":
    """The items of the visit that is shown."""
    assert place.file is not None
    return place.file.items


# ---------------------------------------------------------------------------------------- programme


def programme_states(window: "MainWindow", wait: Wait) -> Iterator[str]:
    """Several items chosen, a card in flight over a clash, a time that is typed, a new kind that is chosen."""
    from PySide6.QtCore import QPoint
    from PySide6.QtTest import QTest

    from briefer.gui.models.drags import Dragged

    place = visit_place(window, wait)
    place.show_tab("programme")
    screen = place.programme
    screen.show_panel("preview", on=False)
    screen.show_view("list")
    screen.choice.choose([one.id for one in items(place)[2:6]])
    yield "state-several-list"
    several = screen.several
    several.buttons["move"].click()
    yield "state-several-move"
    screen.show_view("days")
    days = screen.days
    view = next(one for one in days.views if sum(card.begin is not None for card in one.cards) > 2)
    some = [card.id for card in view.cards if card.begin is not None][:4]
    screen.choice.choose(some)
    for item in reversed(some):
        days.show_item(item)
    yield "state-several-days"
    flying, other = [card for card in view.cards if card.begin is not None][:2]
    screen.choice.choose([flying.id])
    days.show_item(other.id)
    box = view.box_of(other.id)
    assert box is not None
    at = view.viewport().mapToGlobal(QPoint(view.width() // 2, box.top() + 6))
    days.fly([flying.id])
    view.hover(Dragged("item", (flying.id,), 2), at, fine=False)
    yield "state-drag-clash"
    days.show_target(None, None, None, QPoint())
    days.fly(())
    days.begin_typing("9")
    yield "state-typed-time"
    editor = window.focusWidget()
    if editor:
        QTest.keyClicks(editor, "9:99 soon")
    yield "state-typed-time-longer"
    screen.show_panel("item", on=True)
    screen.edit_field("start")
    field = screen.item.editor.fields["start"].focusProxy()
    if field:
        QTest.keyClicks(field, "half past never")
        screen.item.editor.accept_all()
    yield "state-field-refused"
    screen.item.editor.fields["title"].setFocus()
    window.undo.drafts.leave(screen.item.editor)
    screen.show_item(items(place)[0].id)


def brief_states(window: "MainWindow", wait: Wait, folder: Path) -> Iterator[str]:
    """An item without a brief, and what is said when it was asked for."""
    from briefer.gui.dialogs import file_dialogs
    from briefer.records.base import new_id
    from briefer.services import common_edits

    place = visit_place(window, wait)
    place.show_tab("briefs")
    like = next(one for one in items(place) if one.kind == "meeting")
    bare = msgspec.structs.replace(like, id=new_id(), key="", title="Talks with the Harbour Board")
    window.undo.do(common_edits.add(bare))
    wait(lambda: place.show_brief(bare.id))
    yield "state-brief-none"
    with mock.patch.object(file_dialogs, "save_form", lambda _over, start: folder / start.name):
        place.briefs.ask_for_brief()
    yield "state-brief-asked"
    window.status.show_said("", undoable=False)  # what comes next comes sooner than with people


# ------------------------------------------------------------------------------------------- aside


def list_import(window: "MainWindow", wait: Wait) -> Iterator[str]:
    """A list with several columns, of people and for a programme."""
    window.places.go_to("people")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "participants of the conference.csv")
        path.write_text(LIST, encoding="utf-8")
        window.places.show_list_file(path)
        yield "state-import-people"
        place = visit_place(window, wait)
        place.show_tab("programme")
        path = Path(folder, "programme.csv")
        path.write_text(
            "Date,Time,Item,Venue,No.\nTue 9 Mar,07:30-08:00,Breakfast with the press,Hotel Sundgaard,1\n"
            "31 Feb,late evening,Walk along the harbour,,4\n,10:00,Visit of the lock,Old harbour,5\n"
        )
        window.places.show_list_file(path)
        yield "state-import-programme"
    window.places.leave_aside()


def merge_states(window: "MainWindow", wait: Wait) -> Iterator[str]:
    """Two records with differences in most fields, and a hint that leads there."""
    from briefer.records.institutions import Institution
    from briefer.records.notes import Note
    from briefer.records.people import Post
    from briefer.services import common_edits, library

    agency = next(
        one
        for one in library.all_of(window.desk.workspace, Institution)
        if one.name == "Coast and River Agency"
    )
    double = Institution(
        name=HOUSE,
        acronym=agency.acronym or "CRA",
        city=agency.city,  # one country and one short form: likely the same
        country=agency.country,
        profile="Piers, quays and the harbour police. " * 12,
        in_short="Keeps the coast and the rivers, warns of floods, and pulls people out of the water.",
    )
    note = Note(title="Call at the pier", institutions=(double.id,), text="Piers.")
    post = Post(institution=double.id, title="Harbour master")
    window.undo.do(common_edits.add(double, note, post))
    window.places.show_institution(double.id)
    yield "state-likely-hint"
    window.places.show_merge(agency, double.id)
    wait(lambda: window.places.merge.plan is not None)
    yield "state-merge-differences"
    area = window.places.merge.choices[0].parentWidget().parentWidget().parentWidget()
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    yield "state-merge-foot"
    window.places.leave_aside()
    window.undo.undo()


def conflict_states(window: "MainWindow", wait: Wait) -> Iterator[str]:
    """Another officer changes what is being edited: the bar in its form, then the screen with what waits."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from briefer import app
    from briefer.services import library
    from briefer.services.edits import Change, Edit

    place = visit_place(window, wait)
    place.show_tab("programme")
    with app.open_workspace(window.desk.workspace.path, officer="Jonas Okafor-Lund") as theirs:
        met = next(one for one in items(place) if one.kind == "courtesy call")
        place.show_item(met.id)
        place.programme.show_panel("item", on=True)
        edit = place.programme.item.editor.fields["dress"].focusProxy()
        assert edit is not None
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, "lounge suit")
        change(theirs, met, dress="national dress")
        wait(lambda: window.messages.shown)
        yield "state-conflict-bar"
        place.programme.item.editor.accept_all()
        for at, item in enumerate(items(place)[1:4]):
            before = library.fresh(window.desk.workspace, item)
            assert before is not None
            start = f"1{at}:05"
            change(theirs, item, start=start, end=f"1{at}:50", place_words="Old harbour hall")
            wait(lambda item=item, start=start: stored_start(window, item) == start)
            mine = msgspec.structs.replace(
                before,
                start=f"1{at}:20",
                end=f"1{at}:55",
                place_words="Room of the Treaties, third floor, entrance by the courtyard",
                gifts="a book about the lighthouses of the northern coast",
            )
            window.undo.do(
                Edit("Change it", (Change(before, mine),), "Changed.", place.file.visit.id)
            )
        wait(lambda: len(window.undo.decisions.cases) > 2)
        yield "state-conflict-met"
        window.messages.clear()
        window.places.show_conflicts()
        yield "state-conflicts"
        conflicts = window.places.conflicts
        conflicts.comparison.take_keyboard()
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        yield "state-conflicts-choosing"
    window.places.leave_aside()


def change(workspace: "Workspace", record: "ProgrammeItem", **values: str) -> None:
    """Another officer's edit of an item."""
    from briefer.services import edits, library
    from briefer.services.edits import Change, Edit

    now = library.fresh(workspace, record)
    assert now is not None
    edits.apply(workspace, Edit("Change", (Change(now, msgspec.structs.replace(now, **values)),)))


def stored_start(window: "MainWindow", item: "ProgrammeItem") -> str:
    """When an item begins by now."""
    from briefer.services import library

    now = library.fresh(window.desk.workspace, item)
    return now.start if now else ""


# -------------------------------------------------------------------------------- bars and dialogs


def bars(window: "MainWindow", wait: Wait) -> Iterator[str]:
    """Something unfinished of the last time, a full disk, a fault of our own."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPushButton

    from briefer.errors import KnownError
    from briefer.i18n import say

    place = visit_place(window, wait)
    assert place.file is not None
    place.show_brief(place.file.briefs[0].item)
    due = place.briefs.editor.fields["due"].focusProxy()
    assert due is not None
    due.setFocus()
    QTest.keyClicks(due, "some day")
    reopen(window, wait)
    wait(lambda: window.undo.drafts.bar)
    yield "state-draft"
    window.bar.findChildren(QPushButton)[1].click()
    yield "state-draft-compared"
    window.bar.findChildren(QPushButton)[2].click()
    full = say(
        "There is no room left on the disk of {path}. Nothing was saved; free some space and try again."
    )
    window.messages.show_unsaved(
        KnownError(full.format(path="/media/lina/Documents/Protocol office/office of 2027.briefer"))
    )
    yield "state-disk-full"
    window.messages.clear()
    with mock.patch("briefer.gui.messages.log"):
        window.messages.show_error(ValueError("planted"))
    yield "state-our-fault"
    window.messages.clear()


def dialogs(window: "MainWindow", shoot: Shoot) -> None:
    """The dialogs there are, over the window."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QDialog

    from briefer.gui.dialogs import about, passphrase
    from briefer.i18n import say

    sentence = say("{path} is encrypted. Give its passphrase.")
    shown: tuple[tuple[str, Callable[[], object]], ...] = (
        ("state-about", lambda: about.show(window)),
        (
            "state-passphrase",
            lambda: passphrase.ask(window, sentence.format(path=window.desk.workspace.path)),
        ),
    )
    for name, show in shown:

        def draw(name: str = name) -> None:
            shoot(name)
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QDialog)
            dialog.reject()

        QTimer.singleShot(DIALOG, draw)
        show()


def reopen(window: "MainWindow", wait: Wait) -> None:
    """Open the same workspace again."""
    opened: list[bool] = []
    window.ready.connect(lambda: opened.append(True))
    window.opener.open(window.desk.workspace.path)
    wait(lambda: opened)


def read_only(window: "MainWindow", wait: Wait) -> Iterator[str]:
    """A workspace that can only be read."""
    with mock.patch("briefer.workspace.files.hold", return_value=None):
        reopen(window, wait)
    place = visit_place(window, wait)
    for tab in ("overview", "delegation", "programme", "briefs", "outcomes", "pack"):
        place.show_tab(tab)
        yield f"state-locked-{tab}"
    for name in ("home", "institutions", "people", "notes", "reference"):
        window.places.go_to(name)
        yield f"state-locked-{name}"


# ------------------------------------------------------------------------------------ empty places


def nothing(window: "MainWindow", wait: Wait, path: Path) -> Iterator[str]:
    """A new workspace, then a visit in it of which nothing is known, then one with days."""
    from briefer.gui.places import LIBRARY
    from briefer.gui.views.visit_place import TABS
    from briefer.records.visits import Stop, Visit
    from briefer.services import common_edits

    window.messages.clear()
    opened: list[bool] = []
    window.ready.connect(lambda: opened.append(True))
    window.opener.open(path, create=True)
    wait(lambda: opened)
    places = window.places
    for name in ("home", *LIBRARY):
        places.go_to(name)
        if name == "reference":  # the sample was left at its last
            places.reference.show_kind("theme")
        yield f"empty-{name}"
    for kind in ("instrument", "place", "source", "term"):
        places.reference.show_kind(kind)
        yield f"empty-reference-{kind}"
    for show, name in (
        (places.show_merge, "merge"),
        (lambda: places.show_settings("office"), "settings"),
    ):
        show()
        yield f"empty-{name}"
    places.go_to("home")
    window.actions_["search"].trigger()
    yield "empty-search"
    window.search.field.setText("lorry lane 4")
    yield "empty-search-typed"
    window.search.close_panel()
    visit = Visit(key="bare", title="Visit of the Agency", short_title="Agency")
    window.undo.do(common_edits.add(visit))
    place = visit_place(window, wait, "bare")
    for tab in TABS:
        place.show_tab(tab)
        yield f"empty-visit-{tab}"
    stop = Stop(visit=visit.id, city="Vesterhavn", zone="Europe/Copenhagen", start="2027-03-08", end="2027-03-10")  # fmt: skip
    window.undo.do(common_edits.add(stop))
    place.show_tab("programme")
    for shown in ("", "library", "item"):
        for panel in ("library", "item"):
            place.programme.show_panel(panel, on=panel == shown)
        yield "-".join(filter(None, ("empty-visit-days", shown)))
    for view in ("list", "minutes"):
        place.programme.show_view(view)
        yield f"empty-visit-{view}"
    window.panels.toggle("history")
    yield "empty-visit-history"
    window.panels.close_panel()
