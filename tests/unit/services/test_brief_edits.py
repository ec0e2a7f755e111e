"""Edits of briefs: what goes from one half of the background to the other, and the points in their order."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from briefer.records.briefs import Brief, BriefPoint
from briefer.records.notes import Note
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Visit
from briefer.services import brief_edits
from briefer.services.edits import Change, Edit
from factories import made

VISIT = made(Visit, "marsana", title="Marsana")
TALKS = made(ProgrammeItem, "talks", visit=VISIT, title="Plenary: border management")
BRIEF = made(
    Brief,
    "talks/brief-1",
    item=TALKS,
    background_open="The memorandum names three fields.\n\nThe host has a new unit.",
    background_closed="The Treasury has cut the travel part by half.",
    status="final",
)
NOTE = made(
    Note, "call", title="Call with the Agency", text="They will not sign.", marking="restricted"
)
LEVELS = ("unclassified", "restricted", "confidential")


def after(edit: Edit) -> Brief:
    """The brief as the edit leaves it."""
    found = next(one.after for one in edit.changes if isinstance(one.after, Brief))
    assert isinstance(found, Brief)
    return found


def halves(brief: Brief) -> tuple[str, str]:
    return brief.background_open, brief.background_closed


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        ("|", -1),
        ("|one", 0),
        ("one|\n\ntwo", 0),
        ("one\n\n|two", 1),
        ("one\n\ntwo|\n\nthree", 1),
        ("one\nline|\n\ntwo", 0),
        ("one\n\n\n\ntwo|", 1),
        ("one\n\n|", 0),
    ],
)
def test_the_caret_is_in_a_paragraph(text: str, paragraph: int) -> None:
    position = text.index("|")
    assert brief_edits.paragraph_at(text.replace("|", ""), position) == paragraph


def test_a_paragraph_is_closed_and_released() -> None:
    closed = brief_edits.close_paragraph(TALKS, BRIEF, 1)
    assert (closed.words, *halves(after(closed))) == (
        "Close a paragraph of the brief of Plenary: border management",
        "The memorandum names three fields.",
        "The Treasury has cut the travel part by half.\n\nThe host has a new unit.",
    )
    released = brief_edits.release_paragraph(TALKS, after(closed), 1)
    assert halves(after(released)) == halves(BRIEF)


WORDS = some.text("abc .\n", max_size=40)


@given(WORDS, WORDS, some.integers(0, 40))
def test_no_paragraph_is_lost_between_the_halves(opened: str, closed: str, place: int) -> None:
    brief = msgspec.structs.replace(BRIEF, background_open=opened, background_closed=closed)
    at = brief_edits.paragraph_at(opened, min(place, len(opened)))
    if at >= 0:
        now = after(brief_edits.close_paragraph(TALKS, brief, at))
        before = [part for half in halves(brief) for part in brief_edits.paragraphs(half)]
        assert sorted(before) == sorted(
            part for half in halves(now) for part in brief_edits.paragraphs(half)
        )


def test_taking_back_a_closing_would_open_text() -> None:
    closing = brief_edits.close_paragraph(TALKS, BRIEF, 1)
    assert brief_edits.opens(closing) == ["The host has a new unit."]
    releasing = brief_edits.release_paragraph(TALKS, BRIEF, 0)
    assert brief_edits.opens(releasing) == []
    backwards = tuple(Change(change.after, change.before) for change in releasing.changes)
    assert brief_edits.opens(releasing._replace(changes=backwards)) == [
        "The Treasury has cut the travel part by half."
    ]


def test_text_is_known_again_however_its_lines_are_broken() -> None:
    closed = BRIEF.background_closed
    assert brief_edits.came_from("the treasury has\ncut the travel part", closed)
    assert brief_edits.came_from(f"New.\n\n{closed}", closed)
    assert not brief_edits.came_from("the travel", closed)
    assert not brief_edits.came_from("The Treasury has paid.", closed)


@pytest.mark.parametrize(
    ("own", "marking"),
    [("", "restricted"), ("unclassified", "restricted"), ("confidential", "confidential")],
)
def test_a_note_lands_in_the_closed_half_with_its_marking(own: str, marking: str) -> None:
    brief = msgspec.structs.replace(BRIEF, marking=own)
    edit = brief_edits.add_note(TALKS, brief, NOTE, LEVELS)
    now = after(edit)
    assert (now.marking, *halves(now)) == (
        marking,
        BRIEF.background_open,
        "The Treasury has cut the travel part by half.\n\n**Call with the Agency**\n\nThey will not sign.",
    )
    tied = edit.changes[0].after
    assert isinstance(tied, Note)
    assert (tied.item, tied.visit) == (TALKS.id, VISIT.id)


def test_a_note_makes_the_brief_and_lands_once() -> None:
    edit = brief_edits.add_note(TALKS, None, NOTE, LEVELS, marking="confidential")
    assert [change.before for change in edit.changes] == [NOTE, None]
    now = after(edit)
    assert (now.marking, now.status, *halves(now)) == (
        "",
        "in draft",
        "",
        "**Call with the Agency**\n\nThey will not sign.",
    )
    again = brief_edits.add_note(TALKS, now, NOTE, LEVELS, marking="confidential")
    assert [change.kind for change in again.changes] == ["note"]


@pytest.mark.parametrize(
    ("before", "field", "status"),
    [
        ("empty", "objective", "in draft"),
        ("asked", "background_closed", "in draft"),
        ("final", "objective", "final"),
        ("asked", "owner", "asked"),
    ],
)
def test_who_writes_in_an_empty_brief_drafts_it(before: str, field: str, status: str) -> None:
    brief = msgspec.structs.replace(BRIEF, status=before)
    now = after(brief_edits.change(TALKS, brief, field, **{field: "words"}))
    assert (now.status, getattr(now, field)) == (status, "words")


def points(*texts: str) -> list[BriefPoint]:
    """Points `text` to make and `?text` for an answer, in this order."""
    return [
        made(
            BriefPoint,
            f"point-{text.strip('?')}",
            brief=BRIEF,
            text=text,
            kind="if raised" if text.startswith("?") else "to make",
            order=at,
        )
        for at, text in enumerate(texts)
    ]


def in_order(before: list[BriefPoint], edit: Edit) -> list[str]:
    """The texts of the points when the edit is made."""
    known = {one.id: one for one in before}
    for change in edit.changes:
        if change.after is None:
            del known[change.record.id]
        elif isinstance(change.after, BriefPoint):
            known[change.after.id] = change.after
    return [one.text for one in brief_edits.points_of(known.values(), BRIEF)]


def test_points_are_added_moved_and_deleted() -> None:
    before = points("one", "?answer", "two")
    new = BriefPoint(brief=BRIEF.id, text="new")
    assert in_order(before, brief_edits.add_point(TALKS, BRIEF, before, new, before[0])) == [
        "one",
        "new",
        "?answer",
        "two",
    ]
    down = brief_edits.move_point(TALKS, before, before[0], 1)
    assert (down.past, in_order(before, down)) == ("Point one moved.", ["two", "?answer", "one"])
    assert brief_edits.move_point(TALKS, before, before[2], 1).changes == ()
    gone = brief_edits.delete_point(TALKS, before[1])
    assert in_order(before, gone) == ["one", "two"]


def test_the_first_point_makes_the_brief() -> None:
    new = BriefPoint(brief=BRIEF.id, text="new")
    edit = brief_edits.add_point(TALKS, None, [], new)
    brief, point = (change.after for change in edit.changes)
    assert isinstance(brief, Brief)
    assert isinstance(point, BriefPoint)
    assert (brief.item, brief.status, point.brief, point.text) == (
        TALKS.id,
        "in draft",
        brief.id,
        "new",
    )
