"""Who travels, in which order: the edits, their words, and what goes with somebody who stays at home."""

from uuid import UUID

from briefer.records.people import Person, Post, PrivateData
from briefer.records.programme import Participant, ProgrammeItem
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate, Visit
from briefer.services import common_edits, delegation_edits, edits, visits
from briefer.services.edits import Edit
from briefer.workspace.database import Workspace
from factories import filed, made

VISIT = made(Visit, "v", title="V", start="2026-10-12")
MINISTER, GENERAL, GROUP = (
    made(Delegate, key.lower(), visit=VISIT, title=key, order=order)
    for order, key in enumerate(("Minister", "General", "Guards"))
)
ORDER = (MINISTER, GENERAL, GROUP)
TALKS = made(ProgrammeItem, "talks", visit=VISIT, title="Talks")
PART = made(Participant, "part", item=TALKS, side="guest", delegate=GENERAL)
FILE = filed(VISIT, *ORDER, TALKS, PART)


def orders(edit: Edit) -> dict[str, int]:
    """The places that an edit gives, by title."""
    return {
        change.after.title or change.after.group: change.after.order
        for change in edit.changes
        if isinstance(change.after, Delegate)
    }


def words(edit: Edit) -> tuple[str, str]:
    return edit.words, edit.past


def test_one_is_moved_up_and_those_passed_move_down() -> None:
    edit = delegation_edits.move(ORDER, [GENERAL.id], 0, "Gen. Omar")
    assert orders(edit) == {"General": 0, "Minister": 1}
    assert words(edit) == ("Move Gen. Omar to place 1", "Gen. Omar moved to place 1.")


def test_one_is_moved_to_the_end() -> None:
    edit = delegation_edits.move(ORDER, [MINISTER.id], 3, "Minister")
    assert orders(edit) == {"General": 0, "Guards": 1, "Minister": 2}
    assert edit.words == "Move Minister to place 3"


def test_several_are_moved_side_by_side() -> None:
    edit = delegation_edits.move(ORDER, [MINISTER.id, GENERAL.id], 3, "Minister")
    assert orders(edit) == {"Guards": 0, "Minister": 1, "General": 2}
    assert edit.words == "Move 2 delegates to place 2"


def test_who_stays_where_they_are_changes_nothing() -> None:
    assert delegation_edits.move(ORDER, [GENERAL.id], 2, "General").changes == ()
    assert delegation_edits.move(ORDER, [GENERAL.id], 1, "General").changes == ()


def test_a_post_without_a_name_joins_between_others() -> None:
    joining = delegation_edits.unnamed_post(FILE, "Director, Document Laboratory")
    edit = delegation_edits.join(ORDER, joining, 1)
    assert orders(edit) == {"Director, Document Laboratory": 1, "General": 2, "Guards": 3}
    assert words(edit) == (
        "Add Director, Document Laboratory to the delegation",
        "Director, Document Laboratory added to the delegation.",
    )
    assert edit.visit == VISIT.id


def test_a_new_person_is_made_for_the_library() -> None:
    edit = delegation_edits.join(
        ORDER, delegation_edits.new_person(FILE, "Salma bint Nourani"), len(ORDER)
    )
    person, delegate = (change.after for change in edit.changes)
    assert isinstance(person, Person)
    assert isinstance(delegate, Delegate)
    assert (person.given_name, person.family_name) == ("Salma bint", "Nourani")
    assert (delegate.person, delegate.order) == (person.id, 3)


def test_a_group_has_no_number_yet() -> None:
    delegate = delegation_edits.group(FILE, "Senior officials").delegate
    assert (delegate.group, delegate.group_count, delegate.title) == ("Senior officials", None, "")


def test_who_stays_at_home_leaves_the_items_too() -> None:
    edit = delegation_edits.leave(FILE, [GENERAL], "Gen. Omar")
    assert [change.before for change in edit.changes] == [PART, GENERAL]
    assert words(edit) == (
        "Remove Gen. Omar from the delegation",
        "Gen. Omar removed from the delegation.",
    )
    assert (
        delegation_edits.leave(FILE, [GENERAL, GROUP], "").words
        == "Remove 2 delegates from the delegation"
    )


def test_a_post_keeps_its_title_when_it_gets_its_name() -> None:
    edit = delegation_edits.name_post(GENERAL, delegation_edits.new_person(FILE, "Omar al-Tayyib"))
    person, delegate = (change.after for change in edit.changes)
    assert isinstance(person, Person)
    assert isinstance(delegate, Delegate)
    assert (delegate.title, delegate.person) == ("General", person.id)
    assert edit.words == "Name Omar al-Tayyib for the delegation"


def test_words_of_a_changed_field() -> None:
    edit = delegation_edits.change(FILE, GENERAL, "Gen. Omar", "function", function="deputy")
    assert words(edit) == ("Change function of Gen. Omar", "Changed function of Gen. Omar.")


def test_private_data_is_made_with_its_first_fact() -> None:
    data = PrivateData(person=UUID(int=1))
    edit = delegation_edits.change(FILE, data, "Gen. Omar", "dietary", dietary="no nuts")
    assert edit.changes[0].before is None
    assert edit.visit == VISIT.id


# ------------------------------------------------------------------------------------ of the library


def stored(workspace: Workspace, *records: Person | Post | Visit) -> VisitFile:
    for record in records:
        edits.apply(workspace, common_edits.add(record))
    return visits.load(workspace, VISIT.id)


def test_a_person_joins_in_the_post_they_hold_when_the_visit_begins(workspace: Workspace) -> None:
    salma = made(Person, "salma", given_name="Salma", family_name="Nourani")
    earlier = made(Post, "p1", person=salma, title="Attaché", end="2025-12", rank=1)
    now = made(Post, "p2", person=salma, title="Head of Cooperation", start="2026-01", rank=4)
    file = stored(workspace, VISIT, salma, earlier, now)
    joining = delegation_edits.person(workspace, file, salma.id)
    assert joining.name == "Salma Nourani"
    assert (joining.delegate.post, joining.delegate.title) == (now.id, "Head of Cooperation")


def test_a_vacant_post_joins_without_a_name(workspace: Workspace) -> None:
    vacant = made(Post, "p", title="Director, Document Laboratory")
    file = stored(workspace, VISIT, vacant)
    joining = delegation_edits.post(workspace, file, vacant.id)
    assert (joining.name, joining.delegate.person) == ("Director, Document Laboratory", None)


def test_undo_brings_somebody_back_with_their_items(workspace: Workspace) -> None:
    stored(workspace, VISIT)
    edits.apply(workspace, common_edits.add(TALKS))
    edits.apply(workspace, common_edits.add(*ORDER))
    edits.apply(workspace, common_edits.add(PART))
    before = visits.load(workspace, VISIT.id)
    gone = edits.apply(workspace, delegation_edits.leave(before, before.delegates[1:2], "General"))
    left = visits.load(workspace, VISIT.id)
    assert ([one.title for one in left.delegates], left.participants) == (
        ["Minister", "Guards"],
        (),
    )
    edits.undo(workspace, gone)
    back = visits.load(workspace, VISIT.id)
    assert [one.title for one in back.delegates] == ["Minister", "General", "Guards"]
    assert [one.delegate for one in back.participants] == [GENERAL.id]


# --------------------------------------------------------------------------------- who comes to what

NOWHERE = Participant(item=UUID(int=0), side="guest", delegate=MINISTER.id)
THERE = delegation_edits.Cell("Gen. Omar", PART, TALKS, PART)
ABSENT = delegation_edits.Cell("Minister", NOWHERE, TALKS)


def parts(edit: Edit) -> list[tuple[UUID | None, str, str, int] | None]:
    """The parts that an edit leaves: whose, role, state, order."""
    return [
        (change.after.delegate, change.after.role, change.after.state, change.after.order)
        if isinstance(change.after, Participant)
        else None
        for change in edit.changes
    ]


def test_somebody_comes_in_a_role() -> None:
    edit = delegation_edits.attend(FILE, [ABSENT], "chair")
    assert parts(edit) == [(MINISTER.id, "chair", "", 1)]
    assert words(edit) == ("Minister chairs Talks", "Minister chairs Talks.")
    assert edit.place.field == delegation_edits.ATTENDANCE
    assert edit.changes[0].record.id != NOWHERE.id


def test_several_cells_are_one_step() -> None:
    edit = delegation_edits.attend(FILE, [ABSENT, THERE], "")
    assert parts(edit) == [(MINISTER.id, "", "", 1), (GENERAL.id, "", "", 0)]
    assert edit.words == "Minister attends Talks, and 1 more"


def test_an_invitation_goes_on_from_state_to_state() -> None:
    said = []
    part = PART
    for _ in range(5):
        cell = delegation_edits.Cell("Gen. Omar", PART, TALKS, part)
        edit = delegation_edits.answer(FILE, [cell])
        after = edit.changes[0].after
        assert isinstance(after, Participant)
        said.append((after.state, edit.words))
        part = after
    assert said == [
        ("asked", "Gen. Omar is asked to Talks"),
        ("accepted", "Gen. Omar accepted Talks"),
        ("declined", "Gen. Omar declined Talks"),
        ("came", "Gen. Omar came to Talks"),
        ("asked", "Gen. Omar is asked to Talks"),
    ]
    assert delegation_edits.answer(FILE, [ABSENT]).changes == ()


def test_who_had_declined_comes_after_all() -> None:
    declined = made(
        Participant, "part", item=TALKS, side="guest", delegate=GENERAL, state="declined"
    )
    cell = delegation_edits.Cell("Gen. Omar", declined, TALKS, declined)
    assert parts(delegation_edits.attend(FILE, [cell], "")) == [(GENERAL.id, "", "", 0)]


def test_who_stays_away_has_no_part() -> None:
    edit = delegation_edits.stay_away(FILE, [ABSENT, THERE])
    assert [(change.before, change.after) for change in edit.changes] == [(PART, None)]
    assert edit.words == "Gen. Omar is not at Talks"
    assert delegation_edits.stay_away(FILE, [ABSENT]).changes == ()
