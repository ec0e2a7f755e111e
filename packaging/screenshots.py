"""Draw every screen of the window to build/screenshots (`make screenshots`), as section 18 of the window's design asks.

Light, dark, at 200 %, in each language, in the least window, in large type, and with the longest names there are. Each
way is drawn by a process of its own, off screen. `screenshots.py arabic dark` draws only those, `--states arabic` only
what the window shows at times (`screenshot_states`); they are looked at, and nothing tests them.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefer.gui.main_window import MainWindow
    from briefer.workspace.database import Workspace

OUT = Path(__file__).resolve().parent.parent / "build" / "screenshots"
WAIT = 60.0
"""Seconds after which a screen that must have come has not."""
REST = 350
"""Milliseconds in which a screen comes to rest."""
SETTLE = 60
"""Milliseconds after which what came last has its place."""


Wait = Callable[[Callable[[], object]], None]
"""Waits until something is there."""


class Way(NamedTuple):
    """One way to look at the window: its size, scale, language, colours, type, and whether names are long."""

    size: tuple[int, int] = (1440, 900)
    scale: str = "1"
    language: str = "en"
    look: str = "light"
    points: float = 10.0
    long: bool = False


WAYS = {
    "light": Way(),
    "dark": Way(look="dark"),
    "1100x700": Way((1100, 700)),
    "least": Way((900, 540)),
    "double": Way((960, 540), "2"),
    "arabic": Way(language="ar"),
    "arabic-1000x700": Way((1000, 700), language="ar"),
    "french": Way(language="fr"),
    "french-1100x700": Way((1100, 700), language="fr"),
    "danish": Way(language="da"),
    "dutch": Way(language="nl"),
    "large-type": Way(points=16.0),
    "small-type": Way(points=8.0),
    "long-names": Way(long=True),
    "long-names-1100x700": Way((1100, 700), long=True),
}


def main(wanted: list[str]) -> int:
    """Draw what is wanted, all when nothing is named; the number of ways that failed."""
    failed, part = 0, "all"
    if wanted[:1] == ["--states"]:
        part, wanted = "states", wanted[1:]
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted or WAYS:
            way = WAYS[name]
            config = Path(folder, name)
            Path(config, "briefer").mkdir(parents=True)
            settings = {"language": way.language, "look": way.look, "points": way.points}
            settings["officer"] = "Lina Sahlani"
            Path(config, "briefer", "settings.json").write_text(json.dumps(settings))
            surroundings = {
                **os.environ,
                "QT_QPA_PLATFORM": "offscreen",
                "QT_SCALE_FACTOR": way.scale,
                "XDG_CONFIG_HOME": str(config),
            }
            run = [sys.executable, __file__, "--draw", name, str(Path(folder, name)), part]
            failed += bool(subprocess.run(run, env=surroundings, check=False).returncode)
    return failed


def draw(name: str, folder: Path, part: str) -> None:
    """Draw all screens in one way, or only the `states`."""
    from PySide6.QtGui import QPainter
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication
    from screenshot_states import states

    from briefer.gui import application
    from briefer.gui.windows import Windows

    way, out = WAYS[name], OUT / name
    out.mkdir(parents=True, exist_ok=True)
    application.make()
    window = Windows().open()
    window.resize(*way.size)

    def wait(there: Callable[[], object]) -> None:
        end = time.monotonic() + WAIT
        while not there():
            if time.monotonic() > end:
                raise SystemExit(f"{name}: something did not come")
            QTest.qWait(20)

    def shoot(screen: str) -> None:
        wait(lambda: window.tasks.idle)
        QTest.qWait(REST)
        wait(lambda: window.tasks.idle)
        QTest.qWait(SETTLE)
        picture, dialog = window.grab(), QApplication.activeModalWidget()
        if dialog:
            with QPainter(picture) as painter:
                painter.drawPixmap(window.rect().center() - dialog.rect().center(), dialog.grab())
        picture.save(str(out / f"{screen}.png"))

    shoot("first-start")
    window.opener.open(folder / "office.briefer", sample=True)
    wait(lambda: window.desk.is_open)
    if way.long:
        add_longest(window.desk.workspace)
        window.desk.read_again()
    for screen in screens(window, wait, long=way.long) if part == "all" else ():
        shoot(screen)
    for state in states(window, wait, shoot, folder):
        shoot(state)
    window.close()
    print(f"{name}: {len(list(out.glob('*.png')))} screens in {out}")


def screens(window: "MainWindow", wait: Wait, *, long: bool) -> Iterator[str]:
    """Show the screens one after the other; gives what each is called."""
    from briefer.gui.places import LIBRARY

    places = window.places
    places.go_to("home")
    yield "home"
    places.new_visit()
    yield "new-visit"
    for name in LIBRARY:
        places.go_to(name)
        places.place.take_keyboard()
        yield name
    for kind in ("instrument", "place", "source", "term"):
        places.reference.show_kind(kind)
        yield f"reference-{kind}"
    yield from asides(window, wait)
    for page in ("office", "fonts", "window", "safety", "encryption"):
        places.show_settings(page)
        yield f"settings-{page}"
    for key in ("longest",) if long else ("showcase", "iraq-2022"):
        yield from visit_screens(window, wait, key)


def asides(window: "MainWindow", wait: Wait) -> Iterator[str]:
    """What takes the place of the work: merge, import, conflicts; lists that nothing fits."""
    places = window.places
    institutions = places.institutions
    places.go_to("institutions")
    wait(lambda: institutions.editor.institution)
    if not institutions.connections.isVisible():
        institutions.aside.toggle()
    yield "institutions-connections"
    if not institutions.search_field.isVisible():  # in little room they stand in its place
        institutions.aside.toggle()
        places.place.take_keyboard()
    institutions.search_field.setText("nothing is called like that")
    yield "institutions-none"
    institutions.clear_filters()
    places.show_merge()
    yield "merge"
    wait(lambda: institutions.editor.institution)
    one = institutions.editor.institution
    assert one
    other = next(two for two in institutions._tree.institutions if two.id != one.id)  # noqa: SLF001  # any other
    places.show_merge(one, other.id)
    yield "merge-two"
    places.show_conflicts()
    yield "conflicts-none"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "names.csv")
        path.write_text(
            "Name,Post\nAda R&D <b>Lund</b>,Head of Unit\nÅsgård Birgitte,Permanent Secretary\n"
        )
        places.show_list_file(path)
        yield "import-list"
    places.go_to("home")


def visit_screens(window: "MainWindow", wait: Wait, key: str) -> Iterator[str]:
    """The screens of a visit."""
    from briefer.gui.views.visit_place import TABS

    wait(lambda: any(one.key == key for one in window.desk.overview))
    id_ = next(one.id for one in window.desk.overview if one.key == key)
    window.places.open_visit(id_)
    place = window.places.visits[id_]
    wait(lambda: place.file is not None)
    assert place.file is not None
    for tab in TABS:
        place.show_tab(tab)
        yield f"{key}-{tab}"
    place.show_tab("programme")
    for panel in ("library", "item", "preview"):
        for other in ("library", "item", "preview"):
            place.programme.show_panel(other, on=other == panel)
        yield f"{key}-programme-{panel}"
    place.programme.show_panel("preview", on=False)
    place.programme.show_view("list")
    yield f"{key}-programme-list"
    place.programme.show_view("minutes")
    yield f"{key}-programme-minutes"
    place.programme.show_view("days")
    if key == "iraq-2022":
        return
    place.begin_export()
    yield f"{key}-export"
    place.begin_print()
    yield f"{key}-print"
    place.show_tab("delegation")
    for part in ("hosts", "items"):
        place.delegation.segments.choose(part)
        place.delegation.segments.chosen.emit(part)
        yield f"{key}-delegation-{part}"
    item = place.file.items[len(place.file.items) // 2]
    place.show_brief(item.id)
    yield f"{key}-brief"
    place.show_tab("outcomes")
    outcomes = place.shown_screen.outcomes  # Qt chooses no row where columns run from the right
    if outcomes.table.lines:
        outcomes.choose(outcomes.table.lines[0].id)
    if not place.shown_screen.details.isVisible():
        place.shown_screen.aside.toggle()
    yield f"{key}-outcome-details"
    place.show_item(item.id)
    window.panels.toggle("keys")
    yield f"{key}-keys"
    window.panels.toggle("history")
    yield f"{key}-history"
    window.panels.close_panel()
    window.actions_["search"].trigger()
    yield f"{key}-search"
    window.search.field.setText("min")
    yield f"{key}-search-typed"
    window.search.close_panel()


def add_longest(workspace: "Workspace") -> None:
    """A visit with the longest names: title of 120 letters, institution of 90, 20 items in a day, five lanes."""
    from briefer.records.institutions import Institution
    from briefer.records.people import Person
    from briefer.records.programme import Participant, ProgrammeItem
    from briefer.records.visits import Delegate, Stop, Visit
    from briefer.services import edits
    from briefer.services.edits import Change, Edit

    title = "Assessment visit of the Interministerial Delegation for Civil Protection, Border Security and the Document Examination "
    house = (
        "Directorate-General for the Coordination of Maritime Rescue, Civil Protection and Archives"
    )
    visit = Visit(key="longest", title=title[:120], short_title="Longest 27", start="2027-05-04", end="2027-05-05",
                  purpose="To see how long a word may become. " * 12, home_zone="Europe/Copenhagen")  # fmt: skip
    stop = Stop(visit=visit.id, city="Llanfairpwllgwyngyllgogerychwyrndrobwll", country="United Kingdom of Great Britain and Northern Ireland",
                zone="Europe/London", start="2027-05-04", end="2027-05-05", hotel_note="Grand Hotel of the Three Crowns and the Seven Seas")  # fmt: skip
    institution = Institution(name=house[:90], city=stop.city, country=stop.country)
    people = [Person(honorific="Her Excellency Ambassador Professor Dr", given_name=f"Wilhelmina-Aurelia {at}",
                     family_name="von Hohenzollern-Sigmaringen y Fernández de Córdoba") for at in range(100)]  # fmt: skip
    delegates = [Delegate(visit=visit.id, person=people[at].id, order=at, institution=institution.id,
                          title="Deputy Under-Secretary of State for the Supervision of Internal Administrations",
                          function="head" if not at else "member") for at in range(60)]  # fmt: skip
    items = [ProgrammeItem(visit=visit.id, stop=stop.id, day="2027-05-04", order=at, title=f"{title[:110]} {at + 1}",
                           start=f"{9 + at // 4:02}:{at % 4 * 5:02}" if at > 4 else "08:00", end=f"{10 + at // 4:02}:30",
                           time_form="exact", status="confirmed", institutions=(institution.id,),
                           place_words="Room of the Treaties, third floor, entrance by the courtyard of honour") for at in range(20)]  # fmt: skip
    hosts = [Participant(item=items[0].id, order=at, side="host", person=people[60 + at].id, state="accepted") for at in range(40)]  # fmt: skip
    records = (institution, *people, visit, stop, *delegates, *items, *hosts)
    edits.apply(workspace, Edit("Add", tuple(Change(None, record) for record in records)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--draw"]:
        draw(sys.argv[2], Path(sys.argv[3]), sys.argv[4])
    else:
        sys.exit(main(sys.argv[1:]))
