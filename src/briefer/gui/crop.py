"""A square or a box inside a picture: where it begins, how it is moved and sized without ever leaving it. Without Qt."""

from typing import NamedTuple

_HEADROOM = 0.08
"""Share of the height left out above, where a tall picture is cut first."""
_LEAST = 0.1
"""Of the shorter side: a smaller square shows nothing."""


class Square(NamedTuple):
    """In pixels of the picture."""

    left: int
    top: int
    side: int


def first(width: int, height: int) -> Square:
    """The largest square: near the top of a tall picture, in the middle of a wide one."""
    side = min(width, height)
    return Square((width - side) // 2, min(round(height * _HEADROOM), height - side), side)


def moved(square: Square, across: int, down: int, width: int, height: int) -> Square:
    """The square elsewhere, as far as the picture goes."""
    return Square(
        max(0, min(square.left + across, width - square.side)),
        max(0, min(square.top + down, height - square.side)),
        square.side,
    )


def sized(square: Square, side: int, width: int, height: int) -> Square:
    """The square in another size about its middle, as far as the picture goes."""
    most = min(width, height)
    side = max(min(most, max(1, round(most * _LEAST))), min(side, most))
    grown = (square.side - side) // 2
    return moved(square._replace(side=side), grown, grown, width, height)


class Box(NamedTuple):
    """In pixels of the picture."""

    left: int
    top: int
    width: int
    height: int


def shifted(box: Box, across: int, down: int, width: int, height: int) -> Box:
    """The box elsewhere, as far as the picture goes."""
    return box._replace(
        left=max(0, min(box.left + across, width - box.width)),
        top=max(0, min(box.top + down, height - box.height)),
    )


def stretched(box: Box, wider: int, higher: int, width: int, height: int) -> Box:
    """The box with its far corner elsewhere, as far as the picture goes."""
    return box._replace(
        width=_between(box.width + wider, width, width - box.left),
        height=_between(box.height + higher, height, height - box.top),
    )


def _between(length: int, whole: int, most: int) -> int:
    least = min(most, max(1, round(whole * _LEAST)))
    return max(least, min(length, most))
