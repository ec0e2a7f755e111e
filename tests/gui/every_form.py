"""A way through every form of the window, for tests that look at all fields."""

from collections.abc import Iterator
from uuid import UUID

from pytestqt.qtbot import QtBot

from briefer.gui.drafts import FormDrafts
from briefer.gui.main_window import MainWindow
from briefer.gui.views.visit_place import VisitPlace

LONG = 20_000


def walk(window: MainWindow, qtbot: QtBot) -> Iterator[None]:
    """Through every form of the window, one after the other."""
    places = window.places
    places.new_visit()
    yield
    places.go_to("institutions")
    qtbot.waitUntil(lambda: places.institutions.editor.institution is not None, timeout=LONG)
    yield
    places.go_to("people")
    qtbot.waitUntil(lambda: places.people.profile is not None, timeout=LONG)
    yield
    places.go_to("notes")
    qtbot.waitUntil(lambda: places.notes.editor.note is not None, timeout=LONG)
    yield
    places.go_to("reference")
    for kind in ("theme", "instrument", "place", "source", "term"):
        places.reference.show_kind(kind)
        qtbot.waitUntil(lambda kind=kind: has_record(window, kind), timeout=LONG)  # type: ignore[misc]
        yield
    places.show_settings("office")
    yield
    place = showcase(window, qtbot)
    for tab in ("overview", "delegation", "programme", "briefs", "outcomes", "pack"):
        place.show_tab(tab)
        if tab == "delegation":
            guests = place.delegation.guests
            guests.setCurrentIndex(guests.model().index(0, 0))
        if tab == "briefs":
            assert place.show_brief(item_of_points(place))
            place.briefs.editor.points.choose(0)
        elif tab == "outcomes":
            for table in (place.outcomes.outcomes, place.outcomes.follow_ups):
                yield
                table.setFocus()
                assert table.choose(table.table.lines[1].id)
        yield
    for panel in ("findings", "export", "print"):
        place.pack.show_end(panel)
        yield


def showcase(window: MainWindow, qtbot: QtBot) -> VisitPlace:
    id_ = next(one.id for one in window.desk.overview if one.key == "showcase")
    window.places.open_visit(id_)
    place = window.places.visits[id_]
    qtbot.waitUntil(lambda: place.file is not None, timeout=LONG)
    return place


def has_record(window: MainWindow, form: str) -> bool:
    return any(one.form == form for one in forms(window))


def item_of_points(place: VisitPlace) -> UUID:
    assert place.file is not None
    briefs = {one.brief for one in place.file.points}
    return next(one.item for one in place.file.briefs if one.id in briefs)


def forms(window: MainWindow) -> list[FormDrafts]:
    return [one for one in window.undo.drafts._forms if one.record is not None]
