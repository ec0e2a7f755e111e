"""Every kind of edit can be done, undone, done again and undone, and each time the whole workspace is as it should be."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import msgspec
import pytest

from briefer import app
from briefer.records.visit_file import VisitFile
from briefer.services import edits, pack_edits, visits
from briefer.services.edits import Edit
from briefer.workspace.audit import Entry
from briefer.workspace.database import Workspace
from dumps import broken_links, dump, other
from edit_cases import CASES, World, makers

VISITS = ("showcase", "showcase-2025")
TRIES = 20


@pytest.fixture(scope="module")
def workspace(made_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample; each test gives it back as it was. Something has happened in it that can be restored."""
    path = tmp_path_factory.mktemp("undo") / "office.briefer"
    shutil.copytree(made_sample, path)
    with app.open_workspace(path, officer="Mette") as opened:
        file = visits.load(opened, visits.find(opened, VISITS[0]).id)
        for title in ("Another title", file.items[0].title):
            item = visits.load(opened, file.visit.id).items[0]
            after = msgspec.structs.replace(item, title=title)
            edits.apply(opened, Edit("Rename", (edits.Change(item, after),)))
        for visit in VISITS:
            file = visits.load(opened, visits.find(opened, visit).id)
            world = World(opened, file, Random(0))
            edits.apply(opened, pack_edits.switch(file.visit, world.recipe(), "cards", "Cards"))
        yield opened


@pytest.fixture(scope="module")
def files(workspace: Workspace) -> tuple[VisitFile, ...]:
    return tuple(visits.load(workspace, visits.find(workspace, one).id) for one in VISITS)


def an_edit(name: str, workspace: Workspace, files: Sequence[VisitFile]) -> Edit:
    """An edit of a kind that changes something in one of the visits."""
    chance = Random(name)
    for turn in range(TRIES):
        edit = CASES[name](World(workspace, files[turn % len(files)], chance))
        if edit is not None and any(before != after for before, after in edit.changes):
            return edit
    raise AssertionError(f"the sample has nothing for {name}")


def since(workspace: Workspace, number: int) -> tuple[Entry, ...]:
    with workspace.reading() as rows:
        return rows.audit.since(number)


def test_every_kind_of_edit_is_tried() -> None:
    assert sorted(CASES) == sorted(makers())


@pytest.mark.parametrize("name", CASES)
def test_an_edit_is_undone_redone_and_undone(
    name: str, workspace: Workspace, files: tuple[VisitFile, ...]
) -> None:
    with workspace.reading() as rows:
        begin = rows.audit.last()
    before = dump(workspace)
    done = edits.apply(workspace, an_edit(name, workspace, files))
    after = dump(workspace)
    assert other(after, before) != {}
    assert done.words != ""
    assert done.past != ""
    undone = edits.undo(workspace, done)
    assert other(dump(workspace), before) == {}
    redone = edits.undo(workspace, undone)
    assert other(dump(workspace), after) == {}
    edits.undo(workspace, redone)
    assert other(dump(workspace), before) == {}
    entries = since(workspace, begin)
    numbers = list(dict.fromkeys(entry.edit for entry in entries))
    changed, became = len(done.changes), len(done.became)  # a merge notes which became which
    assert [sum(entry.edit == one for entry in entries) for one in numbers] == [
        changed + became,
        changed,
    ] * 2
    assert broken_links(entries) == []
