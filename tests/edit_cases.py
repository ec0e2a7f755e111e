"""One example of every kind of edit that the program makes: what undo is tried with, and what random stories are made of.

`CASES` has an entry for each public function of the services and of the window that gives an `Edit`; `makers()` finds
the functions, so that a new one without an example fails. An example gives None where the visit has nothing to edit so.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

from briefer.findings import Finding, Place
from briefer.gui import item_edits, person_edits, step_edits
from briefer.records.base import Record, new_id
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.institutions import ContactPoint
from briefer.records.institutions import Place as MeetingPlace
from briefer.records.notes import Theme
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.packs import Recipe
from briefer.records.people import Person, Post, PrivateData
from briefer.records.programme import Participant, ProgrammeItem, Step
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate, Task
from briefer.services import (
    beginnings,
    brief_edits,
    brief_forms,
    common_edits,
    delegation_edits,
    dues,
    history,
    linking,
    list_rows,
    merging,
    note_ties,
    office,
    outcome_edits,
    pack_edits,
    packs,
    spelling,
)
from briefer.services.edits import Edit

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

R = TypeVar("R", bound=Record)

NO_KINDS = frozenset(
    {
        "briefer.services.edits.apply",  # carries out
        "briefer.services.edits.apply_in",
        "briefer.services.edits.undo",
        "briefer.services.imports.take",  # as many kinds as a file has records (test_imports)
        "briefer.gui.commands.joined",  # two of one kind become one
        "briefer.services.common_edits.told",  # another edit in other words
        "briefer.services.common_edits.told_deleted",
        "briefer.services.waiting.decided",  # edits that met another officer's (test_waiting)
        "briefer.services.waiting.settle",
    }
)
"""Functions that give an `Edit` and are no kind of it."""


class World(NamedTuple):
    """What an example may choose from."""

    workspace: "Workspace"
    file: VisitFile
    chance: Random

    def one(self, some: Sequence[R]) -> R | None:
        """One of some records."""
        return self.chance.choice(some) if some else None

    def item(self) -> ProgrammeItem | None:
        """An item of the programme."""
        return self.one(self.file.items)

    def person(self) -> Person | None:
        """Somebody whom the visit knows."""
        return self.one(self.file.people)

    def brief(self) -> tuple[ProgrammeItem, Brief] | None:
        """A brief and its item."""
        one = self.one(self.file.briefs)
        item = next((each for each in self.file.items if one and each.id == one.item), None)
        return (item, one) if one and item else None

    def points(self) -> tuple[ProgrammeItem, list[BriefPoint]] | None:
        """The points of a brief that has some, with its item."""
        briefs = {one.brief for one in self.file.points}
        one = self.one([each for each in self.file.briefs if each.id in briefs])
        if one is None:
            return None
        item = next(each for each in self.file.items if each.id == one.item)
        return item, brief_edits.points_of(self.file.points, one)

    def recipe(self) -> Recipe:
        """The dossier's recipe."""
        return packs.choose("dossier", "", packs.own_data(self.workspace))[0]

    def word(self) -> str:
        """Something to type."""
        return self.chance.choice(("Ærø", "a", "Übergabe – 10:30", "وزارة", "x" * 300))

    def clock(self) -> str:
        """A time of day."""
        return f"{self.chance.randrange(24):02}:{self.chance.randrange(0, 60, 5):02}"


Case = Callable[[World], Edit | None]


def makers() -> Iterator[str]:
    """The names of all public functions that give an `Edit`."""
    from briefer import gui, services

    for package in (services, gui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield from _makers_in(importlib.import_module(module.name))


def _makers_in(module: ModuleType) -> Iterator[str]:
    for name, function in vars(module).items():
        if (
            inspect.isfunction(function)
            and function.__module__ == module.__name__
            and not name.startswith("_")
            and _gives_edit(function.__annotations__.get("return"))
            and f"{module.__name__}.{name}" not in NO_KINDS
        ):
            yield f"{module.__name__}.{name}"


def _gives_edit(annotation: object) -> bool:
    words = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return "Edit" in {part.strip().strip("\"'").rpartition(".")[2] for part in words.split("|")}


# ------------------------------------------------------------------------------------- any records


def _add(world: World) -> Edit:
    item = ProgrammeItem(visit=world.file.visit.id, title=world.word())
    return common_edits.add(item, Step(item=item.id, words="handshake"))


def _add_note(world: World) -> Edit:
    about = world.one(world.file.institutions)
    return common_edits.add_note(
        world.word(), "Agreed.", institutions=[about.id] if about else [], visit=world.file.visit.id
    )


def _change_field(world: World) -> Edit | None:
    record, field = world.chance.choice(
        [
            (world.item(), "title"),
            (world.file.visit, "purpose"),
            (world.person(), "family_name"),
            (world.one(world.file.institutions), "name"),
            (world.one(world.file.notes), "text"),
        ]
    )
    return common_edits.change_field(record, field, world.word()) if record else None


def _delete(world: World) -> Edit | None:
    some: list[Record | None] = [
        world.item(),
        world.one(world.file.institutions),
        world.person(),
        world.one(world.file.notes),
        world.one(world.file.stops),
    ]
    record = world.chance.choice(some)
    return common_edits.delete(record) if record else None


def _duplicate(world: World) -> Edit | None:
    file = world.file
    some = [one for one in (world.one(file.institutions), world.one(file.notes)) if one]
    return common_edits.duplicate(world.chance.choice(some)) if some else None


def _task_done(world: World) -> Edit | None:
    with world.workspace.reading() as rows:
        tasks = [one for one in rows.all(Task) if one.state == "open"]
    one = world.one(tasks)
    return dues.done(world.workspace, one.id) if one else None


def _begin_brief(world: World, item: ProgrammeItem) -> Edit | None:
    there = brief_edits.brief_of(world.file.briefs, item)
    return None if there else brief_edits.begin(item)


def _of_item(make: Callable[[World, ProgrammeItem], Edit | None]) -> Case:
    def case(world: World) -> Edit | None:
        item = world.item()
        return make(world, item) if item else None

    return case


def _of_step(make: Callable[[World, Step], Edit | None]) -> Case:
    def case(world: World) -> Edit | None:
        step = world.one(world.file.steps)
        return make(world, step) if step else None

    return case


def _typed_step(world: World, step: Step) -> Edit | None:
    field = world.chance.choice(("time", "words", "who", "where"))
    text = world.chance.choice(("0835", "+5", "?")) if field == "time" else world.word()[:80]
    return step_edits.typed(world.file, step, field, text)


def _retimed(world: World, item: ProgrammeItem) -> Edit:
    start = world.clock()
    end, days = common_edits.clock_after(start, 45)
    return item_edits.retimed(
        item,
        msgspec.structs.replace(item, start=start, end=end, end_days=days, time_form="exact"),
    )


def _from_institution(world: World) -> Edit | None:
    one = world.one(world.file.institutions)
    if one is None:
        return None
    day = world.file.visit.start
    return common_edits.new_item_from_institution(
        world.workspace, world.file.visit, one, day=day if len(day) == len("2027-01-01") else ""
    )


def _linked(world: World, item: ProgrammeItem) -> Edit:
    made = Theme(name=world.word())
    return linking.linked(item, "themes", (*item.themes, made.id), "themes", made)


def _restore(world: World) -> Edit | None:
    for item in world.chance.sample(world.file.items, len(world.file.items)):
        found = history.history(world.workspace, "item", item.id)
        for version in found.versions[1:] if found else ():
            if version.record:
                return history.restore(item, version, "yesterday")
    return None


def _merge(world: World) -> Edit | None:
    some = world.file.institutions
    if len(some) < 2:
        return None
    left, right = world.chance.sample(some, 2)
    plan = merging.plan(world.workspace, "institution", left.id, right.id)
    return merging.edit(world.workspace, plan) if plan else None


# --------------------------------------------------------------------------------------- the visit


def _copied(world: World) -> Edit:
    return beginnings.copied(world.file, f"Copy {world.word()}", start="2028-03-01")


def _following(world: World) -> Edit:
    return beginnings.following(world.file, f"After {world.word()}", start="2028-03-01")


def _attend(world: World) -> Edit | None:
    item, delegate = world.item(), world.one(world.file.delegates)
    if item is None or delegate is None:
        return None
    who = Participant(item=item.id, side="guest", delegate=delegate.id)
    there = [one for one in world.file.participants if one.item == item.id]
    part = next((one for one in there if one.delegate == delegate.id), None)
    cell = delegation_edits.Cell("Somebody", who, item, part)
    return delegation_edits.attend(world.file, [cell], world.chance.choice(("", "chair", "lead")))


def _cell(world: World) -> list[delegation_edits.Cell]:
    part = world.one(world.file.participants)
    item = next((one for one in world.file.items if part and one.id == part.item), None)
    return [delegation_edits.Cell("Somebody", part, item, part)] if part and item else []


def _join(world: World) -> Edit:
    joining = delegation_edits.new_person(world.file, f"Ida {world.word()[:20]}")
    return delegation_edits.join(world.file.delegates, joining, 0)


def _leave(world: World) -> Edit | None:
    one = world.one(world.file.delegates)
    return delegation_edits.leave(world.file, [one], "Somebody") if one else None


def _move_delegate(world: World) -> Edit | None:
    one, order = world.one(world.file.delegates), world.file.delegates
    if one is None:
        return None
    return delegation_edits.move(order, {one.id}, world.chance.randrange(len(order)), "Somebody")


def _change_delegate(world: World) -> Edit | None:
    one = world.one(world.file.delegates)
    if one is None:
        return None
    return delegation_edits.change(world.file, one, "Somebody", "title", title=world.word())


def _name_post(world: World) -> Edit | None:
    unnamed = [one for one in world.file.delegates if one.person is None and not one.group]
    one = world.one(unnamed)
    if one is None:
        one = Delegate(visit=world.file.visit.id, title="Adviser")
        return delegation_edits.join(
            world.file.delegates, delegation_edits.Joining(one, "Adviser"), 0
        )
    return delegation_edits.name_post(one, delegation_edits.new_person(world.file, "Ida Holm"))


# ------------------------------------------------------------------------------------------ briefs


def _of_brief(make: Callable[[World, ProgrammeItem, Brief], Edit | None]) -> Case:
    def case(world: World) -> Edit | None:
        found = world.brief()
        return make(world, *found) if found else None

    return case


def _of_points(make: Callable[[World, ProgrammeItem, list[BriefPoint]], Edit | None]) -> Case:
    def case(world: World) -> Edit | None:
        found = world.points()
        return make(world, *found) if found else None

    return case


def _change_brief(world: World, item: ProgrammeItem) -> Edit:
    brief = brief_edits.brief_of(world.file.briefs, item)
    return brief_edits.change(item, brief, "objective", objective=world.word())


def _add_point(world: World, item: ProgrammeItem) -> Edit:
    brief = brief_edits.brief_of(world.file.briefs, item)
    points = brief_edits.points_of(world.file.points, brief)
    new = BriefPoint(brief=brief.id if brief else new_id(), text=world.word())
    return brief_edits.add_point(item, brief, points, new)


def _note_to_brief(world: World, item: ProgrammeItem) -> Edit | None:
    note = world.one(world.file.notes)
    brief = brief_edits.brief_of(world.file.briefs, item)
    return brief_edits.add_note(item, brief, note) if note else None


def _close(_world: World, item: ProgrammeItem, brief: Brief) -> Edit | None:
    some = brief_edits.paragraphs(brief.background_open)
    return brief_edits.close_paragraph(item, brief, 0) if some else None


def _release(_world: World, item: ProgrammeItem, brief: Brief) -> Edit | None:
    some = brief_edits.paragraphs(brief.background_closed)
    return brief_edits.release_paragraph(item, brief, len(some) - 1) if some else None


# ---------------------------------------------------------------------------- outcomes, people, pack


def _add_outcome(world: World, item: ProgrammeItem) -> Edit:
    return outcome_edits.add_outcome(
        world.file.visit, item.id, "recommendation", world.word(), world.file.outcomes
    )


def _add_follow_up(world: World) -> Edit:
    return outcome_edits.add_follow_up(world.file.visit, world.file.follow_ups, world.word())


def _of_outcome(make: Callable[[World, Outcome | FollowUp], Edit]) -> Case:
    def case(world: World) -> Edit | None:
        one = world.one((*world.file.outcomes, *world.file.follow_ups))
        return make(world, one) if one else None

    return case


def _change_outcome(world: World, one: Outcome | FollowUp) -> Edit:
    field = "text" if isinstance(one, Outcome) else "action"
    return outcome_edits.change(one, field, **{field: world.word()})


def _next_state(world: World) -> Edit | None:
    one = world.one(world.file.follow_ups)
    return outcome_edits.next_state(one) if one else None


def _of_person(make: Callable[[World, Person], Edit | None]) -> Case:
    def case(world: World) -> Edit | None:
        one = world.person()
        return make(world, one) if one else None

    return case


def _private(world: World, person: Person) -> PrivateData | None:
    return next((one for one in world.file.private if one.person == person.id), None)


def _delete_private(world: World) -> Edit | None:
    one = world.one(world.file.private)
    person = next((each for each in world.file.people if one and each.id == one.person), None)
    return person_edits.delete_private(person, one) if one and person else None


def _post_elsewhere(world: World) -> Edit | None:
    post = world.one(world.file.posts)
    return person_edits.post_at_new_institution(post, world.word()[:40]) if post else None


def _part(world: World) -> tuple[ProgrammeItem, Participant] | None:
    one = world.one(world.file.participants)
    item = next((each for each in world.file.items if one and each.id == one.item), None)
    return (item, one) if one and item else None


def _change_part(world: World) -> Edit | None:
    found = _part(world)
    if found is None:
        return None
    after = msgspec.structs.replace(found[1], state="came", title=world.word())
    return item_edits.change_participant(world.file, found[1], after, "Somebody")


def _remove_part(world: World) -> Edit | None:
    found = _part(world)
    return item_edits.remove_participant(world.file, *found, "Somebody") if found else None


def _finding(world: World) -> Finding:
    visit = world.file.visit
    return Finding(
        level="note",
        rule="planted",
        place=Place(kind="visit", key=visit.key),
        sentence=f"Planted {world.chance.randrange(3)}.",
    )


def _note_to_item(world: World) -> Edit | None:
    note, item = world.one(world.file.notes), world.item()
    if note is None or item is None:
        return None
    return note_ties.to_item(world.workspace, note, item.id, "item")


def _tell_again(world: World) -> Edit:
    finding = _finding(world)
    muted = pack_edits.told([finding], world.file.visit).muted
    edit = pack_edits.mute if not muted else pack_edits.tell_again
    return edit(world.file.visit, finding) if not muted else edit(world.file.visit, [finding])  # type: ignore[arg-type]


CASES: Mapping[str, Case] = {
    "briefer.services.common_edits.add": _add,
    "briefer.services.common_edits.add_note": _add_note,
    "briefer.services.common_edits.change_field": _change_field,
    "briefer.services.common_edits.change_fields": _of_item(
        lambda world, item: common_edits.change_fields(
            item, called="place", place_words=world.word()
        )
    ),
    "briefer.services.common_edits.delete": _delete,
    "briefer.services.common_edits.duplicate": _duplicate,
    "briefer.services.common_edits.move_item": _of_item(
        lambda world, item: common_edits.move_item(item, start=world.clock())
    ),
    "briefer.services.common_edits.new_item_from_institution": _from_institution,
    "briefer.services.common_edits.reorder": lambda world: common_edits.reorder(
        world.chance.sample(world.file.stops, len(world.file.stops))
    ),
    "briefer.services.beginnings.new": lambda world: beginnings.new(
        f"New {world.word()}", city="Oslo", zone="Europe/Oslo"
    ),
    "briefer.services.beginnings.copied": _copied,
    "briefer.services.beginnings.following": _following,
    "briefer.services.dues.done": _task_done,
    "briefer.services.history.restore": _restore,
    "briefer.services.linking.linked": _of_item(_linked),
    "briefer.services.list_rows.edit": lambda world: list_rows.edit(
        [(list_rows.Planned("new", records=(Person(family_name=world.word()[:40]),)), "take")],
        "people",
        "guests.csv",
        None,
    ),
    "briefer.services.merging.edit": _merge,
    "briefer.services.note_ties.to_item": _note_to_item,
    "briefer.services.brief_edits.change": _of_item(_change_brief),
    "briefer.services.brief_edits.begin": _of_item(_begin_brief),
    "briefer.services.brief_forms.ask": _of_item(
        lambda world, item: brief_forms.ask(item, brief_edits.brief_of(world.file.briefs, item))
    ),
    "briefer.services.brief_edits.close_paragraph": _of_brief(_close),
    "briefer.services.brief_edits.release_paragraph": _of_brief(_release),
    "briefer.services.brief_edits.add_note": _of_item(_note_to_brief),
    "briefer.services.brief_edits.add_point": _of_item(_add_point),
    "briefer.services.brief_edits.change_point": _of_points(
        lambda world, item, points: brief_edits.change_point(
            item, points[0], "text", text=world.word()
        )
    ),
    "briefer.services.brief_edits.delete_point": _of_points(
        lambda _world, item, points: brief_edits.delete_point(item, points[-1])
    ),
    "briefer.services.brief_edits.move_point": _of_points(
        lambda _world, item, points: brief_edits.move_point(item, points, points[0], 1)
    ),
    "briefer.services.delegation_edits.attend": _attend,
    "briefer.services.delegation_edits.answer": lambda world: delegation_edits.answer(
        world.file, _cell(world)
    ),
    "briefer.services.delegation_edits.stay_away": lambda world: delegation_edits.stay_away(
        world.file, _cell(world)
    ),
    "briefer.services.delegation_edits.join": _join,
    "briefer.services.delegation_edits.leave": _leave,
    "briefer.services.delegation_edits.move": _move_delegate,
    "briefer.services.delegation_edits.change": _change_delegate,
    "briefer.services.delegation_edits.name_post": _name_post,
    "briefer.services.outcome_edits.add_outcome": _of_item(_add_outcome),
    "briefer.services.outcome_edits.add_follow_up": _add_follow_up,
    "briefer.services.outcome_edits.change": _of_outcome(_change_outcome),
    "briefer.services.outcome_edits.delete": _of_outcome(
        lambda _world, one: outcome_edits.delete(one)
    ),
    "briefer.services.outcome_edits.next_state": _next_state,
    "briefer.services.office.change": lambda world: office.change(
        world.workspace, names={"en": world.word()[:40]}
    ),
    "briefer.services.pack_edits.switch": lambda world: pack_edits.switch(
        world.file.visit, world.recipe(), "cards", "Cards"
    ),
    "briefer.services.pack_edits.move": lambda world: pack_edits.move(
        world.file.visit, world.recipe(), "cards", world.chance.choice((-2, 2)), "Cards"
    ),
    "briefer.services.pack_edits.give_back": lambda world: pack_edits.give_back(
        world.file.visit, world.recipe()
    ),
    "briefer.services.pack_edits.mute": lambda world: pack_edits.mute(
        world.file.visit, _finding(world), world.word()
    ),
    "briefer.services.pack_edits.tell_again": _tell_again,
    "briefer.services.spelling.count_as_known": lambda world: spelling.count_as_known(
        f"Wort{world.chance.randrange(1000)}"
    ),
    "briefer.gui.item_edits.add_note_on": lambda world: item_edits.add_note_on(
        world.file,
        world.chance.choice(
            [one.id for one in (*world.file.items, *world.file.delegates, *world.file.outcomes)]
            or [world.file.visit.id]
        ),
    ),
    "briefer.gui.item_edits.add_new_institution": _of_item(
        lambda world, item: item_edits.add_new_institution(item, world.word()[:40])
    ),
    "briefer.gui.item_edits.add_new_place": _of_item(
        lambda world, item: item_edits.add_new_place(item, MeetingPlace(name=world.word()[:40]))
    ),
    "briefer.gui.item_edits.add_new_person": _of_item(
        lambda world, item: item_edits.add_new_person(world.file, item, "Ida Holm", "host")
    ),
    "briefer.gui.item_edits.add_participant": _of_item(
        lambda world, item: item_edits.add_participant(
            world.file, item, Participant(item=item.id, title=world.word())
        )
    ),
    "briefer.gui.item_edits.change_participant": _change_part,
    "briefer.gui.item_edits.remove_participant": _remove_part,
    "briefer.gui.item_edits.retimed": _of_item(_retimed),
    "briefer.gui.step_edits.delete": _of_step(
        lambda world, step: step_edits.delete(world.file, step)
    ),
    "briefer.gui.step_edits.internal": _of_step(
        lambda world, step: step_edits.internal(world.file, step)
    ),
    "briefer.gui.step_edits.typed": _of_step(_typed_step),
    "briefer.gui.person_edits.add_contact": _of_person(
        lambda world, one: person_edits.add_contact(
            one, ContactPoint(person=one.id, value=world.word())
        )
    ),
    "briefer.gui.person_edits.add_post": _of_person(
        lambda world, one: person_edits.add_post(one, Post(person=one.id, title=world.word()))
    ),
    "briefer.gui.person_edits.keep_private": _of_person(
        lambda world, one: person_edits.keep_private(
            one, _private(world, one), "dietary", world.word()
        )
    ),
    "briefer.gui.person_edits.delete_private": _delete_private,
    "briefer.gui.person_edits.post_at_new_institution": _post_elsewhere,
}
