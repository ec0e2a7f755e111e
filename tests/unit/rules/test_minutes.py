"""A day minute by minute: steps before and after their items, and where a new one belongs."""

from briefer.records.programme import ProgrammeItem, Step
from briefer.records.visits import Visit
from briefer.rules.minutes import lines, owner, placed

VISIT = Visit(key="v", title="Visit")


def item(title: str, start: str = "", end: str = "", **fields: object) -> ProgrammeItem:
    return ProgrammeItem(visit=VISIT.id, title=title, start=start, end=end, **fields)  # type: ignore[arg-type]


CARS = item("Cars", "08:05", "08:25")
CALL = item("Call", "08:30", "09:00")
WREATH = item("Wreath", "09:05", "09:10", status="cancelled")
LEISURE = item("Leisure")
DAY = [CARS, CALL, WREATH, LEISURE]


def step(
    of: ProgrammeItem, order: int, words: str, time: str = "", minutes: int | None = None
) -> Step:
    return Step(item=of.id, order=order, words=words, time=time, minutes=minutes)


STEPS = [
    step(CALL, 0, "Guest book", "08:28"),
    step(CALL, 1, "Photograph", minutes=5),
    step(CALL, 2, "Flags"),
    step(CALL, 3, "Gifts", "08:50"),
    step(CALL, 4, "Door opens", minutes=-1),
    step(LEISURE, 0, "Keys are handed out"),
]


def test_steps_stand_before_and_after_their_items() -> None:
    found = [
        (line.clock, line.step.words if line.step else f"** {line.item.title}")
        for line in lines(DAY, STEPS)
    ]
    assert found == [
        ("08:05", "** Cars"),
        ("08:28", "Guest book"),
        ("08:29", "Door opens"),
        ("08:30", "** Call"),
        ("08:35", "Photograph"),
        ("", "Flags"),
        ("08:50", "Gifts"),
        ("09:05", "** Wreath"),
        ("", "** Leisure"),
        ("", "Keys are handed out"),
    ]


def test_a_time_belongs_to_the_item_that_has_begun() -> None:
    titles = {
        at: (found.title if (found := owner(DAY, at)) else "")
        for at in ("07:00", "08:29", "08:30", "09:07", "")
    }
    assert titles == {
        "07:00": "Cars",
        "08:29": "Cars",
        "08:30": "Call",
        "09:07": "Call",
        "": "Cars",
    }
    assert owner([WREATH], "10:00") is None


def test_a_step_is_placed_by_its_time() -> None:
    new = step(CALL, 0, "Handshake", "08:33")
    ordered = placed(new, [one for one in STEPS if one.item == CALL.id], CALL)
    assert [(one.order, one.words) for one in ordered] == [
        (0, "Guest book"),
        (1, "Handshake"),
        (2, "Photograph"),
        (3, "Flags"),
        (4, "Gifts"),
        (5, "Door opens"),
    ]
    last = placed(step(CALL, 0, "At last"), STEPS[:2], CALL)
    assert [one.words for one in last] == ["Guest book", "Photograph", "At last"]
