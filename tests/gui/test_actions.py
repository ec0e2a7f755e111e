"""The table of commands: no key twice in one place, none that belongs to somebody else, each does something."""

from collections import Counter

from PySide6.QtGui import QKeySequence

from briefer.gui.actions import commands, menus, names, scopes
from briefer.gui.main_window import MainWindow
from briefer.gui.places import LIBRARY

FORBIDDEN = ("Alt+Shift", "Ctrl+Alt", "Meta", "Alt+F4", "Alt+Space", "Ctrl+Space", "Shift+Delete")
TAKEN = {"F10", "Shift+F10", "Shift+Ins", "Shift+Del", "Ctrl+Shift+U", "Ctrl+Shift+E", "Ctrl+."}


def test_no_key_twice_where_both_work() -> None:
    wide = [
        command
        for command in commands()
        if command.id and command.scope in ("everywhere", "workspace", "visit")
    ]
    narrow = [command for command in commands() if command.id and command not in wide]
    wide_keys = Counter(key for command in wide for key in command.keys)
    assert [key for key, count in wide_keys.items() if count > 1] == []
    narrow_keys = Counter((command.scope, key) for command in narrow for key in command.keys)
    assert [key for key, count in narrow_keys.items() if count > 1] == []
    assert [(scope, key) for scope, key in narrow_keys if key in wide_keys] == []


def test_no_key_that_belongs_to_somebody_else() -> None:
    keys = [
        QKeySequence(key).toString() for command in commands() if command.id for key in command.keys
    ]
    assert [key for key in keys if key.startswith(FORBIDDEN) or key in TAKEN] == []
    assert [key for key in keys if not key] == []


def test_every_scope_has_a_head() -> None:
    assert {scope for command in commands() for scope in command.works_in} == {
        scope for scope, _ in scopes()
    }


def test_mnemonics_are_single() -> None:
    letters = [title[title.index("&") + 1].casefold() for _, title in menus()]
    letters += ["d", "l"]  # days, list
    assert sorted(letters) == sorted(set(letters))


def test_every_command_does_something(window: MainWindow) -> None:
    visit = next(one for one in window.desk.overview if one.key == "showcase")
    place = window.places.visit(visit.id)
    places = (window.places.home, *(window.places.library(name) for name in LIBRARY), place)
    tabs = (place.screen_of("overview"), place.delegation, place.briefs, place.outcomes, place.pack)
    screens = (place.programme, *tabs)
    known = set(window._acts) | {name for one in (*places, *screens) for name in one.acts}
    assert [one.id for one in commands() if one.id and one.id not in known] == []


def test_the_names_that_stay() -> None:
    assert names() == {
        "window": "Briefer",
        "visits": "Visits",
        "institutions": "Institutions",
        "people": "People",
        "notes": "Notes",
        "reference": "Reference",
        "findings": "Findings",
        "programme": "Programme",
        "search": "Search",
        "title": "Title",
        "start": "Start",
        "end": "End",
        "place": "Place",
        "new-visit": "New visit",
        "open": "Open workspace",
        "new-item": "New item",
        "export": "Export",
        "undo": "Undo",
        "redo": "Redo",
        "preview": "Preview",
    }
