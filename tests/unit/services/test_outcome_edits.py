"""Outcomes and follow-ups: the line that is typed, and when something is due."""

from datetime import date

import pytest

from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.visits import Visit
from briefer.services import outcome_edits
from factories import made

VISIT = made(Visit, "marsana", title="Marsana")
LETTERS = {"r": "recommendation", "g": "good practice"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("r Keep one list", ("recommendation", "Keep one list")),
        (" G  One lane checks", ("good practice", "One lane checks")),
        ("report on it", ("discussed", "report on it")),
        ("x marks it", ("discussed", "x marks it")),
        ("r", ("discussed", "r")),
        ("r ", ("recommendation", "")),
    ],
)
def test_the_first_letter_gives_the_kind(typed: str, read: tuple[str, str]) -> None:
    assert outcome_edits.read_line(typed, LETTERS, "discussed") == read


def test_an_outcome_stands_behind_those_of_its_item() -> None:
    others = [made(Outcome, "one", visit=VISIT, text="One", order=4)]
    edit = outcome_edits.add_outcome(VISIT, None, "progress", "It is faster.", others)
    one = edit.changes[0].after
    assert isinstance(one, Outcome)
    assert (edit.words, one.kind, one.text, one.order) == (
        "Add It is faster.",
        "progress",
        "It is faster.",
        5,
    )


def test_a_follow_up_keeps_what_its_outcome_has() -> None:
    outcome = made(
        Outcome,
        "one",
        visit=VISIT,
        text="Name an officer.",
        addressee="Norvik",
        marking="restricted",
        internal=True,
    )
    one = outcome_edits.add_follow_up(VISIT, [], outcome.text, outcome).changes[0].after
    assert isinstance(one, FollowUp)
    assert (one.outcome, one.action, one.with_whom, one.marking, one.internal) == (
        outcome.id,
        "Name an officer.",
        "Norvik",
        "restricted",
        True,
    )


@pytest.mark.parametrize(
    ("fields", "due", "late"),
    [
        ({"due": "2026-09-01"}, "2026-09-01", 32),
        ({"due_from": "2026-09-08", "due_days": 30}, "2026-10-08", 0),
        ({"due_from": "2026-08-08", "due_days": 30}, "2026-09-07", 26),
        ({"due": "2026-09"}, "2026-09", 3),
        ({"due": "2026-09-01", "state": "done"}, "2026-09-01", 0),
        ({}, "", 0),
    ],
)
def test_a_follow_up_is_late_when_its_last_day_has_passed(
    fields: dict[str, object], due: str, late: int
) -> None:
    one = made(FollowUp, "one", visit=VISIT, action="Name an officer.", **fields)
    today = date(2026, 10, 3)
    assert (outcome_edits.due(one), outcome_edits.days_late(one, today)) == (due, late)


def test_the_state_goes_round() -> None:
    one = made(FollowUp, "one", visit=VISIT, action="Name an officer.")
    states = []
    for _ in range(3):
        after = outcome_edits.next_state(one).changes[0].after
        assert isinstance(after, FollowUp)
        states.append(after.state)
        one = after
    assert states == ["done", "dropped", "open"]
