"""The bar of the overview: which stop stands over which hours of which days, what parts them, and where it is drawn."""

from collections.abc import Callable, Iterable

import msgspec
import pytest
from marsana import marsana
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefer.gui.models.stop_bar import StopBar, stop_bar
from briefer.gui.views.overview import Overview
from briefer.gui.views.stop_bar import StopBarView
from briefer.gui.views.visit_place import VisitPlace
from briefer.records.programme import ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Stop, Strand, Visit

OpenVisit = Callable[[str], VisitPlace]
VISIT = Visit(title="Visit")


def outline(bar: StopBar) -> str:
    """Each stretch in a line: from, to, what; travel with its icon, a lane below the first with its number."""

    def at(place: float) -> str:
        day = min(int(place), len(bar.days) - 1)
        minutes = round((place - day) * 1440)
        return f"{bar.days[day].day} {minutes // 60:02d}:{minutes % 60:02d}"

    return "\n".join(
        " ".join(
            filter(
                None,
                (
                    at(one.begin),
                    "to",
                    at(one.end),
                    one.title,
                    one.zone,
                    f"({one.icon})" if one.icon else "",
                    f"lane {one.lane}" if one.lane else "",
                ),
            )
        )
        for one in bar.stretches
    )


def visit(
    stops: Iterable[str], items: Iterable[str] = (), strands: Iterable[str] = ()
) -> VisitFile:
    """A visit from "Oslo 12 14" and "travel Oslo 12 08:00 09:30 Flight to Bergen"; a strand after "/"."""
    made = {}
    for order, line in enumerate(stops):
        city, first, last = line.split()
        made[city] = Stop(
            visit=VISIT.id,
            city=city,
            zone="Europe/Oslo",
            start=f"2026-10-{first}",
            end=f"2026-10-{last}",
            order=order,
        )
    some = [Strand(visit=VISIT.id, title=title, order=at) for at, title in enumerate(strands)]
    found = []
    for line in items:
        words, _, strand = line.partition(" / ")
        kind, city, day, start, end, title = words.split(maxsplit=5)
        found.append(
            ProgrammeItem(
                visit=VISIT.id,
                kind=kind,
                stop=made[city].id,
                day=f"2026-10-{day}",
                start=start,
                end=end,
                title=title,
                strand=next((one.id for one in some if one.title == strand), None),
            )
        )
    return VisitFile(
        visit=VISIT, stops=tuple(made.values()), items=tuple(found), strands=tuple(some)
    )


def test_ways_part_the_cities(qapp: object) -> None:
    assert outline(stop_bar(marsana())).splitlines() == [
        "12 14:35 to 12 15:35 Arrival, MR 412 from Dar Qamar (route)",
        "12 15:10 to 14 00:00 Vesterhavn UTC+2",
        "14 07:30 to 14 10:35 Flight NV 231 to Montaure (plane)",
        "14 10:35 to 14 22:40 Montaure",
        "14 22:40 to 15 08:15 Night flight KV 88 to Teskari (plane)",
        "15 08:15 to 15 24:00 Teskari UTC+3",
    ]


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        pytest.param(visit(["Oslo 12 13"]), "12 00:00 to 13 24:00 Oslo UTC+2", id="one stop"),
        pytest.param(
            visit(["Oslo 12 13", "Bergen 13 14"]),
            "12 00:00 to 13 12:00 Oslo UTC+2\n13 12:00 to 14 24:00 Bergen",
            id="a day of two stops is halved where nobody says when they travel",
        ),
        pytest.param(
            visit(["Oslo 12 12", "Bergen 20 20"]),
            "12 00:00 to 20 00:00 Oslo UTC+2\n20 00:00 to 20 24:00 Bergen",
            id="days between, of which nothing is known, are left out",
        ),
        pytest.param(
            visit(
                ["Oslo 12 13", "Bergen 13 14"],
                [
                    "meeting Oslo 12 09:00 10:00 First",
                    "travel Oslo 13 08:00 08:30 Transfer to the airport",
                    "travel Oslo 13 09:00 10:00 Flight",
                    "travel Bergen 14 08:00 08:20 Transfer to the Ministry",
                    "meeting Bergen 14 09:00 10:00 Last",
                ],
            ),
            "12 00:00 to 13 08:00 Oslo UTC+2\n"
            "13 08:00 to 13 10:00 Flight (plane)\n"
            "13 10:00 to 14 24:00 Bergen",
            id="the way to the first meeting is no journey",
        ),
        pytest.param(
            visit(
                ["Oslo 12 13"],
                [
                    "travel Oslo 12 08:00 08:20 Transfer to the Ministry",
                    "meeting Oslo 12 09:00 10:00 First",
                    "travel Oslo 13 15:00 17:00 Flight home",
                ],
            ),
            "12 00:00 to 13 15:00 Oslo UTC+2\n13 15:00 to 13 17:00 Flight home (plane)",
            id="a visit does not begin by car, and ends with a flight",
        ),
        pytest.param(
            visit(
                ["Oslo 12 13", "Bergen 12 13"],
                ["travel Oslo 12 08:00 12:00 Flight of the others / Press"],
                ["Principal", "Press"],
            ),
            "12 00:00 to 13 24:00 Oslo UTC+2\n12 00:00 to 13 24:00 Bergen lane 1",
            id="two at the same time stand below each other; ways of the press part nobody",
        ),
    ],
)
def test_what_stands_where(qapp: object, file: VisitFile, expected: str) -> None:
    assert outline(stop_bar(file)) == expected


def test_a_visit_without_days_has_no_bar(qapp: object) -> None:
    stop = Stop(visit=VISIT.id, city="Oslo", start="early 2026-10", end="early 2026-10")
    late = Stop(visit=VISIT.id, city="Oslo", start="2026-10-12", end="2026-10-11")
    for some in ((), (stop,), (late,)):
        assert stop_bar(msgspec.structs.replace(visit([]), stops=some)) == StopBar()


def test_the_sign_of_a_way_has_its_room(qtbot: QtBot) -> None:
    view = StopBarView()
    qtbot.addWidget(view)
    items = ["travel Oslo 13 05:00 05:30 Flight"]
    view.show_bar(stop_bar(visit(["Oslo 12 13", "Bergen 13 14"], items)))
    view.resize(300, 60)
    boxes = [(one.stretch.title, one.box.left(), one.box.right()) for one in view.boxes()]
    assert boxes == [("Oslo", 0, 113), ("Flight", 114, 131), ("Bergen", 132, 299)]


def test_a_click_on_a_stop_chooses_it(open_visit: OpenVisit, qtbot: QtBot) -> None:
    place = open_visit("showcase")
    place.show_tab("overview")
    screen = place.screen_of("overview")
    assert isinstance(screen, Overview)
    qtbot.waitUntil(lambda: bool(screen.stop_bar.boxes()))
    assert screen.stop_bar.accessibleName() == (
        "Stops over the days: Online · 16 February 2027 · UTC+3, Arrival, Halvenborg Airport · 16:20, "
        "Halvenborg · 8–10 March 2027 · UTC+1, Train to Lindøy · 08:05–09:50, "
        "Lindøy · 10–11 March 2027 · UTC+1, Flight to Port Serin · 07:50–10:25, "
        "Port Serin · 11–12 March 2027 · UTC+2, Departure · 15:40–19:10"
    )
    for one in screen.stop_bar.boxes():
        if one.stretch.stop:
            at = QPoint(one.box.center())
            QTest.mouseClick(screen.stop_bar, Qt.MouseButton.LeftButton, pos=at)
            assert screen.stops.list.chosen_id == one.stretch.stop
