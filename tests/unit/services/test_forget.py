"""Somebody is forgotten: no byte of the workspace tells of them, everybody else stays, and the history still holds."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TypeVar

import msgspec
import pytest

from briefer.errors import KnownError
from briefer.records.base import Record, new_id
from briefer.records.institutions import ContactPoint, Institution
from briefer.records.kinds import kind_of
from briefer.records.notes import Note
from briefer.records.packs import Edition
from briefer.records.people import Person, Post, PrivateData
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.sources import Citation, Source, Wording
from briefer.records.visits import Delegate, Visit
from briefer.rules.merging import fields_of
from briefer.services import common_edits, drafts, edits, forget, history, merging, waiting
from briefer.services.edits import Change, Conflict, Edit
from briefer.workspace.database import Workspace
from briefer.workspace.drafts import Draft
from briefer.workspace.load_save import File, Imported

R = TypeVar("R", bound=Record)
PORTRAIT, EARLIER, SHARED = b"portrait-of-planted", b"earlier-planted", b"logo of an institution"
PLANTED = [
    "givenplant", "familyplant", "formerlyplant", "lifelongplant", "passportplant", "birthplant",
    "phoneplant", "medicalplant", "titleplant", "roomplant", "representplant", "halfplant",
    "duplicateplant", "mineplant", "wordingplant", "whereplant", "importedplant", "goneplant",
]  # fmt: skip
"""Words that stand where something is told of the person, and nowhere else."""


def hash_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def change(workspace: Workspace, record: R, **values: object) -> R:
    """A record after an edit of some fields."""
    after = msgspec.structs.replace(fresh(workspace, record), **values)
    words = f"Change {values}"
    edits.apply(workspace, Edit(words, (Change(fresh(workspace, record), after),)))
    return fresh(workspace, record)


def fresh(workspace: Workspace, record: R) -> R:
    with workspace.reading() as rows:
        found = rows.get(type(record), record.id)
    assert found is not None
    return found


class Office:
    """A workspace in which a person has left all the traces that somebody can leave."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        with workspace.writing() as rows:
            for content in (PORTRAIT, EARLIER, SHARED):
                rows.add_file(File(hash_of(content), "image/png", content))
        self.police = Institution(name="Harbour Police", logo=hash_of(SHARED))
        self.person = Person(
            given_name="Givenplant", family_name="Formerlyplant", photo=hash_of(EARLIER)
        )
        self.other = Person(given_name="Anna", family_name="Giventree", photo=hash_of(SHARED))
        self.twin = Person(family_name="Duplicateplant")
        self.visit = Visit(key="marsana", title="Marsana")
        self.item = ProgrammeItem(visit=self.visit.id, title="Courtesy call")
        self.post = Post(person=self.person.id, institution=self.police.id, title="Head of Unit")
        self.delegate = Delegate(
            key="marsana/familyplant", visit=self.visit.id, person=self.person.id,
            title="titleplant", room="roomplant", function="head",
        )  # fmt: skip
        self.participant = Participant(
            item=self.item.id, person=self.person.id, represented_by="representplant"
        )
        self.private = PrivateData(
            person=self.person.id, passport="passportplant", medical="medicalplant",
            private_phone="+45 phoneplant", next_of_kin="birthplant",
        )  # fmt: skip
        self.contact = ContactPoint(person=self.person.id, value="goneplant@example.org")
        self.source = Source(title="A letter")
        self.citation = Citation(
            about_kind="person", about=self.person.id, source=self.source.id, where="whereplant"
        )
        self.wording = Wording(
            about_kind="delegate", about=self.delegate.id, field="title", language="fr",
            text="wordingplant",
        )  # fmt: skip
        self.note = Note(
            title="What was said",
            text="Anna Giventree came.",
            people=(self.person.id, self.other.id),
        )
        self.edition = Edition(visit=self.visit.id, recipe="dossier", audience="principal")
        for record in (
            self.police, self.person, self.other, self.twin, self.visit, self.item, self.post,
            self.delegate, self.participant, self.private, self.contact, self.source,
            self.citation, self.wording, self.note, self.edition,
        ):  # fmt: skip
            edits.apply(workspace, common_edits.add(record))
        change(workspace, self.person, family_name="Familyplant", biography="lifelongplant",
               photo=hash_of(PORTRAIT))  # fmt: skip
        change(workspace, self.police, in_short="Led by Givenplant Familyplant.")
        change(workspace, self.police, in_short="Guards the quays.")
        contact = fresh(workspace, self.contact)
        edits.apply(workspace, Edit("Delete the address", (Change(contact, None),)))
        plan = merging.plan(workspace, "person", self.person.id, self.twin.id)
        assert plan
        edits.apply(workspace, merging.edit(workspace, plan))
        self._half_done()

    def _half_done(self) -> None:
        now = datetime(2027, 3, 8, 9, 30, tzinfo=UTC)
        typed = [
            Draft(new_id(), "Mette", now, "person", record.id, None, "f", "F", text, "")
            for record, text in ((self.person, "halfplant"), (self.police, "typed of the police"))
        ]
        drafts.keep(self.workspace, typed)
        old = fresh(self.workspace, self.person)
        change(self.workspace, self.person, pronounced="one way")
        mine = msgspec.structs.replace(old, pronounced="mineplant")
        with pytest.raises(Conflict) as caught:
            edits.apply(self.workspace, Edit("Mine", (Change(old, mine),)))
        waiting.keep(self.workspace, caught.value)
        with self.workspace.writing() as rows:
            batch = new_id()
            rows.add_batch({"id": batch, "file": "a.json", "hash": "", "at": now, "who": "Mette"})
            rows.note_imported(
                [
                    Imported("a.json", kind_of(one).name, f"{key}", one.id, batch, {"name": word})
                    for one, key, word in (
                        (self.person, "importedplant", "importedplant"),
                        (self.police, "harbour-police", "Harbour Police"),
                    )
                ]
            )

    def hits(self) -> list[str]:
        """Which of the planted words stand anywhere in the folder, whatever their case."""
        files = [one for one in self.workspace.path.rglob("*") if one.is_file()]
        content = b"\n".join(one.read_bytes() for one in files).lower()
        pictures = {PORTRAIT: "portrait", EARLIER: "earlier"}
        found = [word for word in PLANTED if word.encode() in content]
        return found + [name for picture, name in pictures.items() if picture in content]


@pytest.fixture
def office(workspace: Workspace) -> Office:
    return Office(workspace)


def test_all_that_is_held_about_somebody_is_told(office: Office) -> None:
    held = forget.about(office.workspace, office.person.id)
    assert held.person.family_name == "Familyplant"
    assert [(kind_of(one).name, one.key) for one in held.roles] == [
        ("post", "head-of-unit"),
        ("delegate", "marsana/familyplant"),
        ("participant", "marsana/item-1/participant-1"),
    ]
    assert [kind_of(one).name for one in held.own] == ["private_data", "citation", "wording"]
    assert [one.key for one in held.mentions] == ["what-was-said"]
    assert [one.visit for one in held.editions] == [office.visit.id]
    assert [one.text for one in held.drafts] == ["halfplant"]
    assert len(held.waiting) == len(held.imported) == 1
    assert held.files == tuple(sorted((hash_of(PORTRAIT), hash_of(EARLIER))))


@pytest.mark.plain
def test_no_byte_tells_of_somebody_who_was_forgotten(office: Office) -> None:
    assert sorted(office.hits()) == sorted([*PLANTED, "portrait", "earlier"])
    forget.forget(office.workspace, office.person.id)
    assert office.hits() == []
    office.workspace.close()
    assert office.hits() == []


def test_what_stays_is_empty_and_has_a_key_that_names_nobody(office: Office) -> None:
    forget.forget(office.workspace, office.person.id)
    person = fresh(office.workspace, office.person)
    assert (person.key, person.changed_by) == ("person", "Mette")
    told = {field: value for field, value in fields_of(person).items() if field != "key"}
    assert set(told.values()) == {"", ()}
    delegate = fresh(office.workspace, office.delegate)
    assert (delegate.key, delegate.title, delegate.function, delegate.person) == (
        "marsana/delegate-1", "", "head", person.id,
    )  # fmt: skip
    assert fresh(office.workspace, office.post).title == "Head of Unit"


def test_everybody_else_stays(office: Office) -> None:
    before = [fresh(office.workspace, one) for one in (office.other, office.note, office.police)]
    forget.forget(office.workspace, office.person.id)
    assert [
        fresh(office.workspace, one) for one in (office.other, office.note, office.police)
    ] == before
    with office.workspace.reading() as rows:
        assert rows.all_files() == [hash_of(SHARED)]
        assert [one.text for one in rows.drafts.of([office.police.id])] == ["typed of the police"]
        assert [one.key for one in rows.imported(None)] == ["harbour-police"]
        assert [one.label for one in rows.search.search("giventree", 9)] == [
            "Anna Giventree",
            "What was said",
        ]
        assert rows.index_is_whole()
        assert list(rows.missing_files()) == []


def test_the_history_holds_and_tells_that_something_was_erased(office: Office) -> None:
    forget.forget(office.workspace, office.person.id)
    with office.workspace.reading() as rows:
        assert list(rows.audit.broken()) == []
    told = history.history(office.workspace, "person", office.person.id)
    assert told
    assert {(one.words, one.changed) for one in told.versions} == {
        ("Forget a person", ()),
        ("Erased", ()),
    }
    assert [one.record is not None for one in told.versions][:2] == [True, False]
    of_police = history.history(office.workspace, "institution", office.police.id)
    assert of_police
    assert [one.words for one in of_police.versions] == ["Erased", "Erased", "Add Harbour Police"]


def test_nobody_is_forgotten_twice_by_name(office: Office) -> None:
    forget.forget(office.workspace, office.person.id)
    again = forget.about(office.workspace, office.person.id)
    assert (again.own, again.drafts, again.waiting, again.imported, again.files) == ((),) * 5
    with pytest.raises(KnownError, match="not there any more"):
        forget.about(office.workspace, new_id())


def test_who_is_named_in_a_text_is_mentioned_and_whose_name_is_longer_is_not(
    workspace: Workspace,
) -> None:
    person = Person(honorific="Dr", given_name="Åse", family_name="Lund", native_name="أوسه لند")
    texts = {
        "whole": "Then Åse Lund spoke.",
        "turned": "(Lund, Åse)",
        "own-script": "قالت أوسه لند",
        "longer": "Then Åse Lunde spoke.",
        "half": "Lund spoke.",
    }
    notes = [Note(key=key, title="A talk", text=text) for key, text in texts.items()]
    for record in (person, *notes):
        edits.apply(workspace, common_edits.add(record))
    held = forget.about(workspace, person.id)
    assert sorted(one.key for one in held.mentions) == ["own-script", "turned", "whole"]


def test_private_data_that_were_deleted_leave_the_history_after_a_day(office: Office) -> None:
    workspace = office.workspace

    def told() -> set[str]:
        with workspace.reading() as rows:
            history = str([(one.words, one.fields) for one in rows.audit.since(0)])
        return {word for word in ("passportplant", "medicalplant", "staysplant") if word in history}

    private = fresh(workspace, office.private)
    change(workspace, private, medical="othermedicalplant")
    other = PrivateData(person=office.other.id, passport="staysplant")
    edits.apply(workspace, common_edits.add(other))
    change(workspace, other, passport="anotherplant")
    deleted = edits.apply(workspace, common_edits.delete(fresh(workspace, office.private)))
    now = datetime.now(UTC)
    assert forget.erase_private(workspace, now + timedelta(hours=20)) == 0
    edits.undo(workspace, deleted)
    assert forget.erase_private(workspace, now + timedelta(hours=30)) == 0  # it is there again
    edits.apply(workspace, common_edits.delete(fresh(workspace, office.private)))
    assert told() == {"passportplant", "medicalplant", "staysplant"}
    assert forget.erase_private(workspace, now + timedelta(hours=30)) == 1
    assert told() == {"staysplant"}
    assert forget.erase_private(workspace, now + timedelta(hours=30)) == 0
    with workspace.reading() as rows:
        assert list(rows.audit.broken()) == []
