"""The screens that are not of one visit: how each is made, and where what is wanted in it leads.

A screen is imported when it is first wanted, or before, when nothing else is to do. Not here: which one is shown
(`places`).
"""

import importlib
import sys
from typing import TYPE_CHECKING

from briefer.gui.actions import Actions
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.messages import Messages
from briefer.gui.models.hits import Hit
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.place import LibraryPlace

if TYPE_CHECKING:
    from briefer.gui.places import Places


_FIRST_WANTED = (
    *("overview", "delegation", "programme", "briefs", "outcomes", "pack"),
    *("institutions", "people", "notes", "reference", "settings"),
)
"""The modules in `views` of the screens that nearly every day needs."""


def load_next() -> bool:
    """Import the next of the screens, so that the first look at each waits for its widgets alone; gives whether one was left.

    In the window's thread, one at a time: what defines a class of Qt in another enters it in a table of the toolkit's
    binding in which the window's looks meanwhile, without a lock, and that ended the program.
    """
    for name in _FIRST_WANTED:
        module = f"briefer.gui.views.{name}"
        if module not in sys.modules:
            importlib.import_module(module)
            return True
    return False


def make(
    name: str,
    places: "Places",
    desk: Desk,
    undo: Undo,
    tasks: TaskRunner,
    messages: Messages,
    actions: Actions,
) -> LibraryPlace:
    """A screen of the library, or one aside: merge, settings, import, list, conflicts."""
    if name == "notes":
        from briefer.gui.views.notes import Notes

        return Notes(desk, undo)
    if name == "people":
        from briefer.gui.views.people import People

        people = People(desk, undo)
        people.visit_wanted.connect(places.open_visit)
        people.institution_wanted.connect(places.show_institution)
        people.note_wanted.connect(places.show_note)
        people.item_wanted.connect(places.show_item)
        people.merge_wanted.connect(places.show_merge)
        people.import_wanted.connect(places.show_import)
        return people
    if name == "reference":
        from briefer.gui.views.reference import Reference

        reference = Reference(desk, undo)
        reference.institution_wanted.connect(places.show_institution)
        reference.note_wanted.connect(places.show_note)
        reference.item_wanted.connect(places.show_item)
        reference.merge_wanted.connect(places.show_merge)
        return reference
    if name == "merge":
        from briefer.gui.views.merge import Merge

        merge = Merge(desk, undo)
        merge.left.connect(places.leave_aside)
        merge.opened.connect(places.show_pointer)
        return merge
    if name == "settings":
        from briefer.gui.views.settings import SettingsScreen

        screen = SettingsScreen(desk, undo, tasks, messages)
        screen.left.connect(places.leave_settings)
        screen.fonts.changed.connect(places.set_anew)
        screen.window_page.scheme_wanted.connect(lambda scheme: actions[scheme].trigger())
        screen.safety.command_wanted.connect(lambda command: actions[command].trigger())
        screen.safety.restore_wanted.connect(places.restore_wanted)
        screen.encryption.apart_wanted.connect(places.apart_wanted)
        return screen
    if name == "import":
        from briefer.gui.views.importing import ImportScreen

        importing = ImportScreen(desk, undo, tasks, messages)
        importing.left.connect(places.leave_aside)
        importing.list_chosen.connect(places.show_list_file)
        return importing
    if name == "list":
        from briefer.gui.views.list_import import ListImportScreen

        listing = ListImportScreen(desk, undo, tasks, messages)
        listing.left.connect(places.leave_aside)
        return listing
    if name == "conflicts":
        from briefer.gui.views.conflicts import ConflictsScreen

        conflicts = ConflictsScreen(undo)
        conflicts.left.connect(places.leave_aside)
        return conflicts
    from briefer.gui.views.institutions import Institutions

    made = Institutions(desk, undo)
    made.visit_wanted.connect(places.open_visit)
    made.person_wanted.connect(places.show_person)
    made.item_wanted.connect(places.show_item)
    made.people_wanted.connect(places.show_people_of)
    made.merge_wanted.connect(places.show_merge)
    made.import_wanted.connect(places.show_import)
    made.place_wanted.connect(lambda id_: places.show_hit(Hit("place", id_)))
    made.history_wanted.connect(actions["history"].trigger)
    return made
