"""Home: what is due, and the three ways in which a visit begins."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from briefer.gui import shown, theme
from briefer.gui.delegates.brush import Brush
from briefer.gui.delegates.visits import columns, needs, paint_second, whole
from briefer.gui.main_window import MainWindow
from briefer.gui.models.dues import due_rows
from briefer.gui.models.rows import Row
from briefer.gui.models.visits import Open, visit_row
from briefer.gui.views.place import Chosen
from briefer.gui.views.visit_place import VisitPlace
from briefer.i18n import say_many
from briefer.records.people import Person, PrivateData
from briefer.records.visits import Task
from briefer.rules.due import Due
from briefer.services import common_edits, packs, visits
from briefer.services.visits import VisitSummary

LONG = 20_000
TODAY = date(2026, 10, 15)
MARSANA, CALL = UUID(int=1), UUID(int=2)


def test_rows_of_what_is_due(qapp: QApplication) -> None:
    some = [
        Due(
            "brief", UUID(int=3), MARSANA, CALL, "Courtesy call", "Elin Brandt", date(2026, 10, 13)
        ),
        Due("task", UUID(int=4), MARSANA, None, "Notice", "Elin Brandt", TODAY),
        Due("task", UUID(int=5), MARSANA, None, "Drafts", "Joan", date(2026, 10, 22)),
        Due("task", UUID(int=6), MARSANA, None, "Report", "", None),
        Due("private", UUID(int=7), None, None, "Dr Lund", "", date(2026, 10, 14), UUID(int=8)),
        Due("private", UUID(int=9), None, None, "Far off", "", date(2027, 1, 1), UUID(int=8)),
    ]
    told = [
        (row.title, row.second, row.mark.words if row.mark else "")
        for row in due_rows(some, {MARSANA: "Marsana 26"}, TODAY)
    ]
    assert told == [
        ("Overdue", "", ""),
        ("Brief: Courtesy call", "Marsana 26 · Elin Brandt · 13 Oct", "2 days late"),
        ("Delete private data: Dr Lund", "14 Oct", "1 day late"),
        ("Today", "", ""),
        ("Notice", "Marsana 26 · Elin Brandt · 15 Oct", ""),
        ("In the next seven days", "", ""),
        ("Drafts", "Marsana 26 · Joan · 22 Oct", ""),
        ("Without a day", "", ""),
        ("Report", "Marsana 26", ""),
    ]
    mine = due_rows(some, {}, TODAY, officer="Joan")
    assert [row.title for row in mine] == ["In the next seven days", "Drafts"]


def rows(window: MainWindow) -> list[str]:
    return [row.title for row in window.places.home.due.list.rows]


def test_a_task_is_done_with_space_and_comes_back_by_undo(window: MainWindow, qtbot: QtBot) -> None:
    home = window.places.home
    visit = window.desk.overview[0].id
    window.desk.apply(common_edits.add(Task(visit=visit, what="Order flags", due="2001-01-01")))
    qtbot.waitUntil(lambda: "Order flags" in rows(window), timeout=LONG)
    due = home.due.list
    task = next(row.id for row in due.rows if row.title == "Order flags")
    due.choose(task)
    due.setFocus()
    QTest.keyClick(due, Qt.Key.Key_Space)
    assert "Order flags" not in rows(window)
    window.undo.undo()
    qtbot.waitUntil(lambda: "Order flags" in rows(window), timeout=LONG)


def test_what_is_due_opens_its_visit(window: MainWindow, qtbot: QtBot) -> None:
    home = window.places.home
    visit = next(one for one in window.desk.overview if one.key == "showcase")
    edit = common_edits.add(Task(visit=visit.id, what="Order flags", due="2001-01-01"))
    window.desk.apply(edit)
    qtbot.waitUntil(lambda: "Order flags" in rows(window), timeout=LONG)
    due = home.due.list
    due.choose(edit.changes[0].record.id)
    QTest.keyClick(due, Qt.Key.Key_Return)
    assert window.places.place is window.places.visits[visit.id]


def test_private_data_that_are_overdue_open_their_person(window: MainWindow, qtbot: QtBot) -> None:
    person = Person(family_name="Lund")
    private = PrivateData(person=person.id, delete_on="2001-01-01")
    window.desk.apply(common_edits.add(person, private))
    qtbot.waitUntil(lambda: "Delete private data: Lund" in rows(window), timeout=LONG)
    due = window.places.home.due.list
    due.choose(private.id)
    QTest.keyClick(due, Qt.Key.Key_Return)
    people = window.places.people
    assert window.places.place is people
    qtbot.waitUntil(lambda: people.chosen_record == Chosen("person", person.id), timeout=LONG)


def test_a_visit_from_a_template(window: MainWindow, qtbot: QtBot) -> None:
    home = window.places.home
    window.actions_["new-visit"].trigger()
    panel = home.new_visit
    qtbot.waitUntil(lambda: panel.template.chooser.count() > 1, timeout=LONG)
    panel.template.chooser.setCurrentIndex(panel.template.chooser.findText("Working visit"))
    panel.title.edit.setText("Marsana 2027")
    panel.dates.edit.setText("12–16 October 2027")
    QTest.keyClick(panel.title.edit, Qt.Key.Key_Return)
    place = window.places.place
    assert isinstance(place, VisitPlace)
    qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
    assert place.file is not None
    assert place.file.visit.types == ("working visit",)
    assert [task.what for task in place.file.tasks][:2] == [
        "Dates agreed with the other side",
        "Notice to the institutions that will be met",
    ]
    made = place.visit
    window.undo.undo()
    qtbot.waitUntil(lambda: made not in {one.id for one in window.desk.overview}, timeout=LONG)


@pytest.mark.parametrize(
    ("command", "prefix"), [("copy-visit", "A copy of"), ("follow-up-visit", "Follows")]
)
def test_a_visit_with_the_plan_of_another(
    window: MainWindow,
    open_visit: Callable[[str], VisitPlace],
    qtbot: QtBot,
    command: str,
    prefix: str,
) -> None:
    earlier = open_visit("showcase")
    assert earlier.file is not None
    window.actions_[command].trigger()
    panel = window.places.home.new_visit
    qtbot.waitUntil(lambda: not panel.city.isVisibleTo(panel), timeout=LONG)
    assert panel._told.text().startswith(prefix)
    panel.title.edit.setText("Made from it")
    QTest.keyClick(panel.title.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.places.place is not window.places.home, timeout=LONG)
    place = window.places.place
    assert isinstance(place, VisitPlace)
    qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
    file = place.file
    assert file is not None
    assert file.visit.title == "Made from it"
    assert file.visit.follows == (earlier.visit if command == "follow-up-visit" else None)
    assert len(file.stops) == len(earlier.file.stops)
    assert {one.status for one in file.items} == {"tentative"}
    assert file.briefs == ()


def test_a_new_visit_of_its_own_after_a_copy_asks_for_its_stop(
    window: MainWindow, open_visit: Callable[[str], VisitPlace], qtbot: QtBot
) -> None:
    open_visit("showcase")
    window.actions_["copy-visit"].trigger()
    panel = window.places.home.new_visit
    qtbot.waitUntil(lambda: not panel.city.isVisibleTo(panel), timeout=LONG)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert window.places.home._beside.currentIndex() == 0
    window.actions_["new-visit"].trigger()
    assert panel.city.isVisibleTo(panel)
    assert panel.title.edit.text() == "", "nothing of the copy that was not made stays"


def test_a_visit_tells_what_is_open_in_it(qapp: QApplication) -> None:
    visit = VisitSummary(
        id=MARSANA, key="marsana", title="Marsana", short_title="", start="2026-10-20", end="",
        status="in preparation", cities=(), items={"confirmed": 2}, briefs=12, final=6,
        changed_at=datetime(2026, 10, 1, tzinfo=UTC),
    )  # fmt: skip
    due = [Due("task", UUID(int=4), MARSANA, None, "Notice", "", date(2026, 10, 13))]
    row = visit_row(visit, TODAY, {"error": 1, "warning": 5, "note": 2}, due[0])
    assert row.cells == (
        "1 error", "5 warnings", "6 of 12 briefs final", "next due Tue 13 Oct: Notice",
    )  # fmt: skip
    assert row.drawn == Open(1, 5, True, 12, 6, "Tue 13 Oct", "Notice", "overdue", "in 5 days")
    assert visit_row(visit, TODAY).cells == ("6 of 12 briefs final",)


def test_findings_are_counted_while_the_list_is_seen(window: MainWindow, qtbot: QtBot) -> None:
    home = window.places.home
    showcase = next(one for one in window.desk.overview if one.key == "showcase")

    def told() -> list[str]:
        return next(list(row.cells) for row in home.visits.rows if row.id == showcase.id)

    qtbot.waitUntil(lambda: told()[:1] == ["0 errors"], timeout=LONG)
    edit = common_edits.change_field(
        visits.find(window.desk.workspace, "showcase"), "end", "2027-03-01", called="end"
    )
    window.desk.apply(edit)
    more = packs.open_findings(window.desk.workspace, showcase.id)
    assert more["error"] + more["warning"] > 0
    errors = say_many("{count} error", "{count} errors", more["error"])
    warnings = say_many("{count} warning", "{count} warnings", more["warning"])
    wanted = [errors.format(count=more["error"]), warnings.format(count=more["warning"])]
    qtbot.waitUntil(lambda: told()[:2] == wanted, timeout=LONG)


def test_filters_that_leave_nothing_are_cleared_by_a_button(window: MainWindow) -> None:
    home = window.places.home
    window.places.go_to("home")
    all_ = [row.title for row in home.visits.rows]
    home.search_field.setText("no such visit")
    assert home.visits.rows == ()
    button = next(
        one for one in home.findChildren(QPushButton) if one.accessibleName() == "Clear filters"
    )
    assert button.isVisible()
    button.click()
    assert home.search_field.text() == ""
    assert [row.title for row in home.visits.rows] == all_
    assert home.visits.hasFocus()


@pytest.mark.parametrize(
    ("what", "widths"),
    [
        (Open(), ["State", "Findings", "Briefs", "Next due"]),
        (Open(warnings=2, looked=True, briefs=12, final=6), ["State", "Findings", "bar", "Next due"]),
        (Open(day="Tue 13 Oct", what="Dietary list to three hotels"), ["State", "Findings", "Briefs", "most"]),
    ],
)  # fmt: skip
def test_a_column_of_visits_is_as_wide_as_what_stands_in_it(
    qapp: QApplication, what: Open, widths: list[str]
) -> None:
    label = QFontMetrics(theme.font("label"))
    known = {"bar": theme.scaled(60) + 14, "most": theme.scaled(144)}
    wanted = tuple(known.get(one) or label.horizontalAdvance(one) + 14 for one in widths)
    assert needs((Row(1, "Visit", drawn=what),)) == wanted


def test_what_is_due_next_stands_in_one_line_where_all_titles_do(qapp: QApplication) -> None:
    """Found in three lines that touched the edge of their row, beside 340 free pixels."""
    what = "Dietary list to three hotels and two kitchens"
    rows = (
        Row(1, "Visit of the Minister of the Interior", drawn=Open(day="Mon 1 Mar", what=what)),
    )
    title, due = whole(rows)
    assert due == QFontMetrics(theme.font("label")).horizontalAdvance(what) + 14
    least = sum(needs(rows)[:-1]) + title + due
    found = [
        columns(QRect(0, 0, width, 62), needs(rows), title, due) for width in (least, least - 1)
    ]
    usual = needs(rows)[-1]
    assert [boxes[-1].width() for boxes in found] == [due - 10, usual - 10]
    assert found[0][0].width() == title - 10
    assert {boxes[-1].right() for boxes in found} == {least - 11, least - 12}


def test_how_far_away_a_visit_is_is_told_where_its_cities_have_no_room(qapp: QApplication) -> None:
    def drawn(away: str) -> QImage:
        words = shown.joined(("8–12 March 2027", "Halvenborg, Lindøy, Port Serin", away))
        picture = QImage(240, 40, QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        brush = Brush(painter, qapp.palette(), Qt.LayoutDirection.LeftToRight, picture.rect())
        row = Row(1, "Visit", second=words, drawn=Open(distance=away))
        paint_second(brush, row, picture.rect(), QColor("black"))
        painter.end()
        return picture

    assert drawn("in 15 weeks") != drawn("in 15 years")


def test_f12_folds_what_is_due_and_a_new_visit_makes_way_for_it(window: MainWindow) -> None:
    home, panel = window.places.home, window.actions_["item-panel"]
    window.places.go_to("home")
    home.take_keyboard()
    seen = []
    for _ in range(2):
        panel.trigger()
        window.top.menu_opens.emit()
        seen.append((home.due.isVisible(), panel.isChecked(), home.due.list.hasFocus()))
    assert seen == [(False, False, False), (True, True, True)]
    home.begin_new()
    panel.trigger()
    assert (home.new_visit.isVisible(), home.due.isVisible()) == (False, True)
    home.begin_new()
    assert home.new_visit.isVisible()
