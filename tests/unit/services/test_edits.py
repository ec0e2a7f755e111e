"""An edit is whole, merges with what others did, and can be taken back."""

from datetime import UTC, datetime
from typing import TypeVar

import msgspec
import pytest

from briefer.errors import KnownError
from briefer.progress import Cancelled
from briefer.records.base import Record
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.institutions import ContactPoint, Institution, Place
from briefer.records.kinds import KINDS
from briefer.records.notes import Note
from briefer.records.packs import Edition
from briefer.records.people import Person, Post, PrivateData
from briefer.records.programme import Participant, ProgrammeItem, Step
from briefer.records.sources import Citation, Source
from briefer.records.visits import Stop, Visit
from briefer.services import edits
from briefer.services.edits import Change, Conflict, Edit, apply, undo
from briefer.workspace.database import Workspace
from every_kind import same_but_bookkeeping, upright


def _added(workspace: Workspace, *records: Record) -> list[Record]:
    stored = apply(workspace, Edit("Add", tuple(Change(None, record) for record in records)))
    return [change.record for change in stored.changes]


def _changed(record: Record, **values: object) -> Edit:
    return Edit("Change", (Change(record, msgspec.structs.replace(record, **values)),))


def _now(workspace: Workspace) -> dict[str, Record]:
    with workspace.reading() as rows:
        return {str(each.id): each for kind in KINDS for each in rows.all(kind.record)}


def _same(one: dict[str, Record], other: dict[str, Record]) -> bool:
    return one.keys() == other.keys() and all(
        same_but_bookkeeping(one[id_], other[id_]) for id_ in one
    )


R = TypeVar("R", bound=Record)


def _fresh(workspace: Workspace, record: R) -> R:
    with workspace.reading() as rows:
        found = rows.get(type(record), record.id)
    assert found is not None
    return found


# ------------------------------------------------------------------------------------- applied


def test_nothing_comes_to_stand_below_itself(workspace: Workspace) -> None:
    ministry, unit, desk = _added(
        workspace, *(Institution(name=name) for name in ("Ministry", "Unit", "Desk"))
    )
    apply(workspace, _changed(unit, parent=ministry.id))
    apply(workspace, _changed(desk, parent=unit.id))
    sentence = "“Ministry” would be a unit of itself. Choose another institution."
    for below in (ministry, desk):
        with pytest.raises(KnownError, match=sentence):
            apply(workspace, _changed(ministry, parent=below.id))
    assert _fresh(workspace, ministry) == ministry
    (visit,) = _added(workspace, Visit(title="Iraq"))
    with pytest.raises(KnownError, match="“Iraq” would follow itself"):
        apply(workspace, _changed(visit, follows=visit.id))


def test_what_stands_below_itself_already_can_still_be_edited(workspace: Workspace) -> None:
    old = Institution(key="old", name="Old")
    old = msgspec.structs.replace(old, parent=old.id)
    with workspace.writing() as rows:
        rows.insert([old])
    apply(workspace, _changed(old, name="New"))
    assert _fresh(workspace, old).name == "New"


def test_an_accepted_edit_says_who_and_when_and_counts(workspace: Workspace) -> None:
    before = datetime.now(UTC)
    (visit,) = _added(workspace, Visit(title="Marsana"))
    edit = apply(workspace, _changed(visit, title="Marsana 26"))
    (change,) = edit.changes
    stored = _fresh(workspace, visit)
    assert change == Change(visit, stored)
    assert (stored.version, stored.changed_by, stored.created_at) == (2, "Mette", visit.created_at)
    assert before <= stored.changed_at <= datetime.now(UTC)


def test_every_change_is_in_the_audit_with_its_words(workspace: Workspace) -> None:
    (visit,) = _added(workspace, Visit(title="Marsana", start="2027"))
    apply(workspace, Edit("Rename Marsana", _changed(visit, title="Marsana 26").changes))
    apply(workspace, Edit("Delete Marsana", (Change(_fresh(workspace, visit), None),)))
    with workspace.reading() as rows:
        found = [
            (each.words, each.who, each.action, each.kind, each.fields)
            for each in rows.audit.of(visit.id)
        ]
    assert [each[:4] for each in found] == [
        ("Add", "Mette", "add", "visit"),
        ("Rename Marsana", "Mette", "change", "visit"),
        ("Delete Marsana", "Mette", "delete", "visit"),
    ]
    assert found[1][4] == {"title": ("Marsana", "Marsana 26")}
    assert found[2][4]["start"] == ("2027", None)


def test_an_edit_that_changes_nothing_is_nothing(workspace: Workspace) -> None:
    (visit,) = _added(workspace, Visit(title="Marsana"))
    assert apply(workspace, _changed(visit, title="Marsana")).changes == ()
    assert _fresh(workspace, visit) == visit
    with workspace.reading() as rows:
        assert rows.audit.last() == 1


def test_records_made_here_get_readable_keys(workspace: Workspace) -> None:
    visit = Visit(title="Besøg på Ærø & Bornholm")
    item = ProgrammeItem(visit=visit.id, title="Welcome")
    step, second = Step(item=item.id, words="Handshake"), Step(item=item.id, words="Photo")
    arabic = Person(family_name="محمد")
    twin = Visit(title="Besøg på Ærø & Bornholm")
    # parts before their wholes
    found = _added(workspace, step, second, item, visit, arabic, twin)
    assert [record.key for record in found] == [
        "besog-pa-aero-bornholm/item-1/step-1",
        "besog-pa-aero-bornholm/item-1/step-2",
        "besog-pa-aero-bornholm/item-1",
        "besog-pa-aero-bornholm",
        "person",
        "besog-pa-aero-bornholm-2",
    ]
    (third,) = _added(workspace, Step(item=item.id, words="Leave"))
    assert third.key == "besog-pa-aero-bornholm/item-1/step-3"


def test_many_new_records_get_keys_of_their_own(workspace: Workspace) -> None:
    found = _added(workspace, *(Person(family_name="Nielsen") for _ in range(60)))
    assert [record.key for record in found] == ["nielsen", *(f"nielsen-{n}" for n in range(2, 61))]


def test_what_cannot_be_kept_is_refused_and_what_cannot_be_seen_is_dropped(
    workspace: Workspace,
) -> None:
    (visit,) = _added(workspace, Visit(title="a\x00b\ud800c\u200fd\r\ne"))
    assert visit.title == "abc\u200fd\ne"
    for values, sentence in (
        ({"title": "x" * 501}, "longer than 500 characters"),
        ({"start": "soon"}, "regex"),
        ({"start": "2027-02-30"}, "There is no day 2027-02-30."),
        ({"home_zone": "Mars/Phobos"}, "There is no time zone Mars/Phobos"),
        ({"title": 5}, "Expected `str`"),
    ):
        with pytest.raises(KnownError, match=sentence):
            apply(workspace, _changed(visit, **values))
    with pytest.raises(KnownError, match="too large"):
        apply(workspace, Edit("Add", (Change(None, Stop(visit=visit.id, order=2**40)),)))
    assert _fresh(workspace, visit) == visit


def test_a_moment_without_an_offset_is_taken_for_utc(workspace: Workspace) -> None:
    naive = datetime(2018, 6, 8, 15, 2, 44)  # noqa: DTZ001 — as a file may say it
    (source,) = _added(workspace, Source(title="Account", captured_at=naive))
    assert isinstance(source, Source)
    assert source.captured_at == datetime(2018, 6, 8, 15, 2, 44, tzinfo=UTC)
    assert _fresh(workspace, source) == source


# -------------------------------------------------------------------------------- two officers


def test_fields_that_one_side_changed_go_together(workspace: Workspace) -> None:
    (visit,) = _added(workspace, Visit(title="Marsana", purpose="Talks"))
    apply(workspace, _changed(visit, title="Marsana 26"))
    apply(workspace, _changed(visit, purpose="Talks and tea"))
    stored = _fresh(workspace, visit)
    assert (stored.title, stored.purpose, stored.version) == ("Marsana 26", "Talks and tea", 3)


def test_the_same_change_twice_is_no_conflict(workspace: Workspace) -> None:
    (visit,) = _added(workspace, Visit(title="Marsana"))
    apply(workspace, _changed(visit, title="Marsana 26"))
    assert apply(workspace, _changed(visit, title="Marsana 26")).changes == ()


def test_a_field_that_both_changed_is_a_conflict_that_holds_everything(
    workspace: Workspace,
) -> None:
    (visit,) = _added(workspace, Visit(title="Marsana", purpose="Talks"))
    workspace.officer = "Jonas"
    theirs = apply(workspace, _changed(visit, title="Their title"))
    workspace.officer = "Karin"  # touches another field later
    apply(workspace, _changed(visit, purpose="More talks"))
    workspace.officer = "Mette"
    edit = _changed(visit, title="My title", scope="Mine too")
    with pytest.raises(Conflict) as caught:
        apply(workspace, edit)
    (conflict,) = caught.value.fields
    titles = [each and each.title for each in conflict[4:7]]
    assert (conflict.kind, conflict.record, conflict.name, conflict.fields) == (
        "visit",
        visit.id,
        "Their title",
        ("title",),
    )
    assert titles == ["Marsana", "My title", "Their title"]
    assert (conflict.who, conflict.when) == ("Jonas", theirs.changes[0].record.changed_at)
    assert caught.value.edit is edit
    assert str(caught.value).startswith("Jonas changed “Their title” meanwhile.")
    assert _fresh(workspace, visit).scope == ""


def test_one_conflict_stops_the_whole_edit(workspace: Workspace) -> None:
    one, other = _added(workspace, Visit(title="One"), Visit(title="Other"))
    apply(workspace, _changed(other, title="Theirs"))
    both = Edit(
        "Both", (*_changed(one, title="Mine").changes, *_changed(other, title="Mine").changes)
    )
    with pytest.raises(Conflict):
        apply(workspace, both)
    assert _fresh(workspace, one) == one


def test_changing_what_somebody_deleted_and_deleting_what_somebody_changed(
    workspace: Workspace,
) -> None:
    one, other = _added(workspace, Visit(title="One"), Visit(title="Other"))
    apply(workspace, Edit("Delete", (Change(one, None),)))
    apply(workspace, _changed(other, title="Changed"))
    with pytest.raises(Conflict) as caught:
        apply(workspace, _changed(one, title="Mine"))
    assert [(each.fields, each.theirs) for each in caught.value.fields] == [((), None)]
    with pytest.raises(Conflict) as caught:
        apply(workspace, Edit("Delete", (Change(other, None),)))
    assert [(each.fields, each.mine) for each in caught.value.fields] == [((), None)]
    assert apply(workspace, Edit("Delete", (Change(one, None),))).changes == ()


def test_a_reference_to_something_deleted_meanwhile(workspace: Workspace) -> None:
    visit, place = _added(workspace, Visit(title="Marsana"), Place(name="Quay"))
    apply(workspace, Edit("Delete", (Change(place, None),)))
    item = ProgrammeItem(visit=visit.id, title="Welcome", place=place.id)
    with pytest.raises(KnownError, match="deleted meanwhile"):
        apply(workspace, Edit("Add", (Change(None, item),)))


# ---------------------------------------------------------------------------- deleting and undo


def test_a_deleted_record_takes_its_parts_and_frees_what_refers_to_it(workspace: Workspace) -> None:
    ministry = Institution(name="Ministry")
    unit = Institution(name="Unit", parent=ministry.id)
    visit = Visit(title="Marsana")
    item = ProgrammeItem(visit=visit.id, title="Call", institutions=(unit.id, ministry.id))
    other = ProgrammeItem(visit=visit.id, title="Other", institutions=(unit.id,))
    phone = ContactPoint(institution=ministry.id, value="+45 1")
    citation = Citation(about_kind="institution", about=ministry.id)
    post = Post(institution=ministry.id, title="Minister")
    _added(workspace, ministry, unit, visit, item, other, phone, citation, post)
    before = _now(workspace)
    deleted = apply(workspace, Edit("Delete", (Change(before[str(ministry.id)], None),)))
    after = _now(workspace)
    assert {each.key for each in before.values()} - {each.key for each in after.values()} == {
        "ministry",
        "ministry/contact-1",
        "ministry/citation-1",
    }
    assert (_fresh(workspace, unit).parent, _fresh(workspace, post).institution) == (None, None)
    assert _fresh(workspace, item).institutions == (unit.id,)
    assert _fresh(workspace, other).version == 1
    undo(workspace, deleted)
    assert _same(_now(workspace), before)


def test_a_visit_goes_and_comes_back_with_everything_in_it(workspace: Workspace) -> None:
    with workspace.writing() as rows:
        rows.insert(upright().values())
    before = _now(workspace)
    visit = next(each for each in before.values() if isinstance(each, Visit))
    deleted = apply(workspace, Edit("Delete", (Change(visit, None),)))
    with workspace.reading() as rows:
        left = {kind.name for kind in KINDS if rows.count(kind.record)}
    # one contact point belongs to everything, the visit among it
    assert left == {
        "officer",
        "source",
        "theme",
        "place",
        "institution",
        "person",
        "private_data",
        "post",
        "instrument",
        "term",
        "note",
        "citation",
        "wording",
        "own_data",
    }
    undo(workspace, deleted)
    assert _same(_now(workspace), before)


def test_what_cannot_be_without_a_record_goes_with_it(workspace: Workspace) -> None:
    visit = Visit(title="Marsana")
    edition = Edition(visit=visit.id, recipe="dossier", audience="principal")
    _added(workspace, visit, edition)
    apply(workspace, Edit("Delete", (Change(_fresh(workspace, visit), None),)))
    assert _now(workspace) == {}


def test_undo_and_redo_go_to_and_fro(workspace: Workspace) -> None:
    (visit,) = _added(workspace, Visit(title="One"))
    edit = apply(workspace, _changed(visit, title="Two"))
    undone = undo(workspace, edit)
    assert _fresh(workspace, visit).title == "One"
    redone = undo(workspace, undone)
    assert _fresh(workspace, visit).title == "Two"
    undo(workspace, redone)
    assert _fresh(workspace, visit).title == "One"
    assert edit.words == undone.words == redone.words == "Change"


def test_undo_of_what_was_made_and_referred_to_in_one_edit(workspace: Workspace) -> None:
    first, second = Institution(name="First"), Institution(name="Second")
    _, post = _added(workspace, first, Post(title="Head", institution=first.id))
    assert isinstance(post, Post)
    moved = msgspec.structs.replace(post, institution=second.id)
    done = apply(workspace, Edit("Move", (Change(None, second), Change(post, moved))))
    undo(workspace, done)
    now = _now(workspace)
    restored = now[str(post.id)]
    assert isinstance(restored, Post)
    assert (restored.institution, str(second.id) in now) == (first.id, False)


def test_undo_leaves_alone_what_somebody_changed_beside_it(workspace: Workspace) -> None:
    (visit,) = _added(workspace, Visit(title="One", purpose="Talks"))
    edit = apply(workspace, _changed(visit, title="Two"))
    apply(workspace, _changed(_fresh(workspace, visit), purpose="Tea"))
    undo(workspace, edit)
    stored = _fresh(workspace, visit)
    assert (stored.title, stored.purpose) == ("One", "Tea")


def test_undo_of_a_field_that_somebody_changed_since_is_a_conflict(workspace: Workspace) -> None:
    (visit,) = _added(workspace, Visit(title="One"))
    edit = apply(workspace, _changed(visit, title="Two"))
    apply(workspace, _changed(_fresh(workspace, visit), title="Three"))
    with pytest.raises(Conflict):
        undo(workspace, edit)
    assert _fresh(workspace, visit).title == "Three"


def test_undo_of_an_addition_never_takes_what_somebody_tied_to_it(workspace: Workspace) -> None:
    (visit,) = _added(workspace, Visit(title="Marsana"))
    added = apply(
        workspace, Edit("Add", (Change(None, ProgrammeItem(visit=visit.id, title="Call")),))
    )
    item = added.changes[0].record
    brief = Brief(item=item.id, objective="Theirs")
    _added(workspace, brief, BriefPoint(brief=brief.id, text="Say it"))
    before = _now(workspace)
    with pytest.raises(Conflict) as caught:
        undo(workspace, added)
    assert {each.kind for each in caught.value.fields} == {"brief", "point"}
    assert _now(workspace) == before
    note = Note(title="Theirs", item=item.id)
    apply(workspace, Edit("Delete", (Change(_fresh(workspace, brief), None),)))
    _added(workspace, note)
    with pytest.raises(Conflict) as caught:
        undo(workspace, added)
    assert [each.kind for each in caught.value.fields] == ["note"]


def test_private_data_goes_with_the_person(workspace: Workspace) -> None:
    person = Person(family_name="Nielsen")
    _added(workspace, person, PrivateData(person=person.id, passport="X1"))
    apply(workspace, Edit("Delete", (Change(_fresh(workspace, person), None),)))
    with workspace.reading() as rows:
        assert rows.count(PrivateData) == 0


def test_a_participant_without_its_person_stays_a_participant(workspace: Workspace) -> None:
    visit, person = Visit(title="Marsana"), Person(family_name="Nielsen")
    item = ProgrammeItem(visit=visit.id, title="Call")
    host = Participant(item=item.id, person=person.id, title="Director")
    _added(workspace, visit, person, item, host)
    apply(workspace, edits.Edit("Delete", (Change(_fresh(workspace, person), None),)))
    assert (_fresh(workspace, host).person, _fresh(workspace, host).title) == (None, "Director")


MANY = 2_000


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9, 1.0])
def test_a_long_edit_can_be_stopped_at_any_time(workspace: Workspace, share: float) -> None:
    """It asks at least once for each few hundred records it reads, compares or writes."""
    banks = [Institution(key=f"bank-{number}", name=f"Bank {number}") for number in range(MANY)]
    edit = Edit("Add banks", tuple(Change(None, one) for one in banks))
    asked = 0

    def counts(done: int, total: int, words: str = "") -> None:
        nonlocal asked
        asked += 1

    stored = apply(workspace, edit, counts)
    adding = asked
    back = undo(workspace, stored, counts)
    assert min(adding, asked - adding) > 4 * MANY / 200
    left = int((adding - 1) * share)

    def stops(done: int, total: int, words: str = "") -> None:
        nonlocal left
        if left == 0:
            raise Cancelled
        left -= 1

    with pytest.raises(Cancelled):
        undo(workspace, back, stops)
    with workspace.reading() as rows:
        assert rows.all(Institution) == ()
    again = undo(workspace, back)
    left = int((asked - adding - 1) * share)
    with pytest.raises(Cancelled):
        undo(workspace, again, stops)
    with workspace.reading() as rows:
        assert len(rows.all(Institution)) == MANY
