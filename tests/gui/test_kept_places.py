"""Where one was in a screen is there again at the next start; a record's text is never kept."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from briefer import settings
from briefer.gui.kept_places import KeptPlace, of_box, of_id
from briefer.gui.main_window import MainWindow
from briefer.gui.views.visit_place import VisitPlace

LONG = 20_000
OpenVisit = Callable[[str], VisitPlace]
VISIT, OTHER = UUID(int=7), UUID(int=8)
ONE, TWO = UUID(int=1), UUID(int=2)


class Screen(QWidget):
    """A box and a chosen record."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: UUID | None = None
        self.box = QComboBox(self)
        for words, data in (("All", None), ("Red", ONE), ("Meal", "meal")):
            self.box.addItem(words, data)
        record = of_id(lambda: self.chosen, self.choose)
        self.kept = KeptPlace(self, "screen", {"kind": of_box(self.box), "record": record})

    def choose(self, id_: UUID) -> None:
        self.chosen = id_

    @property
    def now(self) -> tuple[str, UUID | None]:
        return self.box.currentText(), self.chosen


def test_what_is_left_is_there_again_by_visit_and_workspace(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    first = Screen()
    qtbot.addWidget(first)
    assert first.kept.begin(tmp_path, VISIT)
    assert not first.kept.begin(tmp_path, VISIT)
    first.show()
    first.box.setCurrentIndex(1)
    first.choose(TWO)
    first.hide()
    again = Screen()
    qtbot.addWidget(again)
    again.kept.begin(tmp_path, VISIT)
    assert again.now == ("Red", TWO)
    for path, visit in ((tmp_path, OTHER), (tmp_path / "other", VISIT)):
        another = Screen()
        qtbot.addWidget(another)
        another.kept.begin(path, visit)
        assert another.now == ("All", None)
    again.box.setCurrentIndex(0)
    again.chosen = None
    again.kept.keep()
    mine = f"screen of {VISIT} in {tmp_path}"
    assert [name for name in settings.load().window if name.startswith(mine)] == []


@pytest.mark.parametrize("kept", ["no JSON", '{"kind": "blue", "record": "7"}', '{"kind": 3}'])
def test_what_cannot_be_put_again_is_passed_over(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, kept: str
) -> None:
    now = settings.load()
    now.window[f"screen of {VISIT} in {tmp_path}"] = kept
    settings.save(now)
    screen = Screen()
    qtbot.addWidget(screen)
    screen.kept.begin(tmp_path, VISIT)
    assert screen.now == ("All", None)


def test_screens_of_a_visit_are_as_they_were_left(
    window: MainWindow, open_visit: OpenVisit, qtbot: QtBot, sample: Path
) -> None:
    place = open_visit("showcase")
    visit = place.file.visit.id if place.file else None
    programme, delegation = place.programme, place.delegation
    narrowing = programme.narrowing
    qtbot.waitUntil(lambda: narrowing.reader.count() > 1, timeout=LONG)
    programme.show_view("list")
    narrowing.show_reader("visitors")
    programme.days.zoom(1)
    kinds = programme.list_pane.kinds
    kinds.setCurrentIndex(kinds.findData("meeting"))
    programme.list_pane.search_field.setText("Coast")
    talks = next(one for one in place.file.items if one.title.startswith("Talks"))  # type: ignore[union-attr]
    programme.choice.choose([talks.id])
    scale = programme.days.scale
    place.show_tab("delegation")
    guest = delegation.guests.table.people[2].id
    delegation.guests.choose(guest)
    place.show_tab("briefs")
    briefed = [row.id for row in place.briefs.items.model().rows if not row.is_head][3]
    assert place.briefs.items.choose(briefed)
    place.show_tab("delegation")
    people = window.places.people
    window.places.go_to("people")
    qtbot.waitUntil(lambda: people.list.total > 5, timeout=LONG)
    window.close()

    later = MainWindow()
    later.show()
    with qtbot.waitSignal(later.ready, timeout=LONG):
        later.opener.open(sample)
    assert visit is not None
    later.places.open_visit(visit)
    there = later.places.visits[visit]
    qtbot.waitUntil(lambda: there.file is not None, timeout=LONG)
    assert (there.tab, there.delegation.guests.chosen_id) == ("delegation", guest)
    again = there.programme
    there.show_tab("programme")
    qtbot.waitUntil(lambda: again.narrowing.narrowed.reader == "visitors", timeout=LONG)
    assert again.work.currentWidget() is again.list_pane
    assert again.choice.items == (talks.id,)
    assert again.list_pane.kinds.currentData() == "meeting"
    assert again.list_pane.search_field.text() == ""  # it may be of a record
    assert again.days.scale == scale == "1"
    there.show_tab("briefs")
    assert there.briefs.items.chosen_id == briefed
    assert "Coast" not in settings.place().read_text()
    later.close()
    later.deleteLater()
