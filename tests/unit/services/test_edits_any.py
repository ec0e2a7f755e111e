"""Whatever is edited, undoing all of it leads back to the start, and what is shown is what is stored."""

import shutil
import tempfile
from pathlib import Path

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from briefer.records.base import Record, new_id
from briefer.records.institutions import Fact, Institution
from briefer.records.kinds import KINDS
from briefer.records.notes import Note
from briefer.records.people import Person
from briefer.records.programme import Participant, ProgrammeItem, Step
from briefer.records.visits import Visit
from briefer.services import edits
from briefer.services.edits import Change, Edit
from briefer.workspace import database
from every_kind import same_but_bookkeeping, upright
from profiles import SIZE

_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)


class Editing(RuleBasedStateMachine):
    """An officer who edits at random, undoes, redoes, closes and opens again."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="briefer-"))
        path = self.place / "office.briefer"
        shutil.copytree(self.template, path)
        self.workspace = database.open_(path, officer="Mette")
        self.done: list[Edit] = []
        self.undone: list[Edit] = []
        self.model = self._stored()
        self.start = dict(self.model)

    def teardown(self) -> None:
        self.look()
        while self.done:
            self.undo()
        assert self._alike(self.start)
        self.workspace.close()
        shutil.rmtree(self.place)

    def _stored(self) -> dict[str, Record]:
        with self.workspace.reading() as rows:
            return {str(each.id): each for kind in KINDS for each in rows.all(kind.record)}

    def _alike(self, expected: dict[str, Record]) -> bool:
        stored = self._stored()
        return stored.keys() == expected.keys() and all(
            same_but_bookkeeping(stored[id_], expected[id_]) for id_ in stored
        )

    def _apply(self, *changes: Change) -> None:
        stored = edits.apply(self.workspace, Edit("Edit", changes))
        if stored.changes:
            self.done.append(stored)
            self.undone.clear()
            self._remember(stored)

    def _remember(self, edit: Edit) -> None:
        for change in edit.changes:
            if change.after:
                self.model[str(change.after.id)] = change.after
            else:
                del self.model[str(change.record.id)]

    def _pick(self, data: st.DataObject, kind: type[Record]) -> Record | None:
        some = [each for each in self.model.values() if isinstance(each, kind)]
        return data.draw(st.sampled_from(sorted(some, key=lambda each: each.id))) if some else None

    @rule(data=st.data(), text=_TEXT)
    def rename(self, data: st.DataObject, text: str) -> None:
        item = self._pick(data, ProgrammeItem)
        if item:
            self._apply(Change(item, msgspec.structs.replace(item, title=text)))

    @rule(data=st.data(), text=_TEXT)
    def describe(self, data: st.DataObject, text: str) -> None:
        institution = self._pick(data, Institution)
        if institution:
            facts = (Fact(label=text, value=text),)
            self._apply(
                Change(institution, msgspec.structs.replace(institution, profile=text, facts=facts))
            )

    @rule(data=st.data())
    def meet(self, data: st.DataObject) -> None:
        visit, institution = self._pick(data, Visit), self._pick(data, Institution)
        if visit:
            named = (institution.id,) if institution else ()
            item = ProgrammeItem(visit=visit.id, title="Call", institutions=named)
            host = Participant(item=item.id, institution=named[0] if named else None)
            self._apply(Change(None, host), Change(None, item), Change(None, Step(item=item.id)))

    @rule(text=_TEXT)
    def make(self, text: str) -> None:
        parent = Institution(name=text)
        self._apply(
            Change(None, Institution(name=text, parent=parent.id)),
            Change(None, parent),
            Change(None, Visit(title=text)),
        )

    @rule(data=st.data(), kind=st.sampled_from([Visit, Institution, Person, ProgrammeItem, Note]))
    def delete(self, data: st.DataObject, kind: type[Record]) -> None:
        record = self._pick(data, kind)
        if record:
            self._apply(Change(record, None))

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        undone = edits.undo(self.workspace, self.done.pop())
        self.undone.append(undone)
        self._remember(undone)

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        redone = edits.undo(self.workspace, self.undone.pop())
        self.done.append(redone)
        self._remember(redone)

    @rule()
    def open_again(self) -> None:
        self.workspace.close()
        self.workspace = database.open_(self.workspace.path, officer="Mette")
        self.look()

    @rule()
    def look(self) -> None:
        assert self._stored() == self.model
        with self.workspace.reading() as rows:
            assert rows.index_is_whole()


def test_any_edits_undone_lead_back_to_the_start(tmp_path: Path) -> None:
    with database.create(tmp_path / "office.briefer") as workspace, workspace.writing() as rows:
        rows.insert(upright().values())
        rows.insert([Institution(id=new_id(), key="lonely", name="Lonely")])
    Editing.template = tmp_path / "office.briefer"
    stories = settings(max_examples=max(4, SIZE.examples // 6), stateful_step_count=25)
    run_state_machine_as_test(Editing, settings=stories)
