"""Minutes to pixels and back, lanes, the scale that fits, snapping: the geometry of the days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.gui import timeline
from briefer.gui.timeline import Clock, Lane, Slot

DAY = Clock(7 * 60, 22 * 60, 1.0)


@pytest.mark.parametrize(
    ("clock", "minute", "y"),
    [
        (DAY, 0, 0),
        (DAY, 210, 15),
        (DAY, 420, 30),
        (DAY, 421, 31),
        (DAY, 1320, 930),
        (DAY, 1380, 943),
        (DAY, 1440, 956),
        (DAY._replace(scale=0.8), 1320, 750),
        (DAY._replace(scale=2.0), 480, 150),
        (Clock(0, 1440, 1.0), 600, 600),
        (Clock(420, 1320, 1.0, length=1380), 1380, 956),
        (Clock(420, 1320, 1.0, length=1500), 1500, 956),
        (Clock(420, 1320, 1.0, 1440, 48, 42), 480, 108),  # in large type the folds are higher
        (Clock(420, 1320, 1.0, 1440, 48, 42), 1440, 990),
    ],
)
def test_the_clock_is_linear_in_three_pieces(clock: Clock, minute: int, y: float) -> None:
    assert clock.y(minute) == pytest.approx(y)


@given(
    begin=st.sampled_from([0, 300, 420]),
    end=st.sampled_from([1320, 1380, 1440]),
    scale=st.sampled_from(timeline.SCALES),
    length=st.sampled_from([1380, 1440, 1500]),
    minute=st.integers(0, 1380),
)
def test_minutes_undoes_y(begin: int, end: int, scale: float, length: int, minute: int) -> None:
    clock = Clock(begin, min(end, length), scale, length)
    assert clock.minutes(clock.y(minute)) == pytest.approx(minute, abs=1e-6)


@given(slots=st.lists(st.tuples(st.integers(420, 1200), st.integers(5, 180)), max_size=12))
def test_cards_of_one_lane_never_lie_over_each_other(slots: list[tuple[int, int]]) -> None:
    made = [Slot(start, start + minutes) for start, minutes in slots]
    lanes = timeline.lanes(DAY, made)
    for i, (one, its) in enumerate(zip(made, lanes, strict=True)):
        for other, theirs in list(zip(made, lanes, strict=True))[:i]:
            if its.hidden or theirs.hidden or its.lane != theirs.lane:
                continue
            top, height = timeline.span(DAY, one)
            other_top, other_height = timeline.span(DAY, other)
            assert top >= other_top + other_height - 1 or other_top >= top + height - 1


@pytest.mark.parametrize(
    ("times", "lanes"),
    [
        ([], []),
        ([(600, 660)], [Lane(0, 1)]),
        ([(600, 660), (660, 720)], [Lane(0, 1), Lane(0, 1)]),  # one after the other
        ([(600, 660), (630, 690)], [Lane(0, 2), Lane(1, 2)]),
        ([(600, 660), (630, 690), (665, 720)], [Lane(0, 2), Lane(1, 2), Lane(0, 2)]),
        # the longer of two that start together comes first
        ([(600, 630), (600, 700)], [Lane(1, 2), Lane(0, 2)]),
        # five at once: the fifth is told, not drawn
        (
            [(600, 660)] * 5,
            [
                *(Lane(at, 4, crowded=True) for at in range(4)),
                Lane(3, 4, hidden=True, crowded=True),
            ],
        ),
        # drawn rectangles count, not times: two of a minute are 12 high each
        ([(600, 601), (605, 606)], [Lane(0, 2), Lane(1, 2)]),
    ],
)
def test_lanes(times: list[tuple[int, int]], lanes: list[Lane]) -> None:
    assert timeline.lanes(DAY, [Slot(*each) for each in times]) == lanes


def test_the_principal_comes_first() -> None:
    assert timeline.lanes(DAY, [Slot(600, 660, 1), Slot(600, 660, 0)]) == [Lane(1, 2), Lane(0, 2)]


@pytest.mark.parametrize(
    ("times", "unfolded"),
    [
        ([], (420, 1320)),
        ([(540, 600)], (420, 1320)),
        ([(375, 600)], (360, 1320)),
        ([(540, 1330)], (420, 1380)),
        ([(540, 1440)], (420, 1440)),
    ],
)
def test_nights_are_folded_up_to_the_hour_of_the_first_and_the_last(
    times: list[tuple[int, int]], unfolded: tuple[int, int]
) -> None:
    assert timeline.unfolded([Slot(*each) for each in times]) == unfolded


@pytest.mark.parametrize(("height", "scale"), [(1200, 1.25), (960, 1.0), (800, 0.8), (300, 0.8)])
def test_fit_takes_the_largest_scale_that_needs_no_scrolling(height: int, scale: float) -> None:
    assert timeline.fit(420, 1320, height) == scale


@pytest.mark.parametrize(
    ("minute", "scale", "fine", "ends", "snapped"),
    [
        (607, 1.0, False, (), 600),
        (608, 1.0, False, (), 615),
        (608, 1.25, False, (), 610),
        (608, 1.0, True, (), 608),
        (608, 1.0, False, (605,), 605),  # the end of the item before is near
        (608, 1.0, False, (590,), 615),
        (1439, 1.0, False, (), 1425),
    ],
)
def test_snapping(
    minute: int, scale: float, fine: bool, ends: tuple[int, ...], snapped: int
) -> None:
    clock = DAY._replace(scale=scale)
    assert timeline.snapped(minute, clock, fine=fine, ends=ends) == snapped


def test_lines_of_the_clock() -> None:
    short = Clock(420, 540)
    assert timeline.hour_lines(short) == [420, 480, 540]
    assert timeline.hour_lines(short._replace(scale=1.5)) == [420, 450, 480, 510, 540]
    assert len(timeline.hour_lines(short._replace(scale=3))) == 9


def test_the_first_part_of_what_goes_on_after_midnight_stands_whole_in_its_day() -> None:
    ferry = Slot(1410, 1440, least=timeline.LEAST_TORN)
    assert timeline.span(DAY, ferry) == (956 - 18, 18)
    assert timeline.span(DAY, Slot(1435, 1440)) == (956 - 12, 12)
    assert timeline.span(DAY, Slot(600, 640, least=timeline.LEAST_TORN)) == (210, 39)
