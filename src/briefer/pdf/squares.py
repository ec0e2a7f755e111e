"""The square code of a page: its ten characters as a QR code of version 1, level Q, for a scanner.

Check bits are sums of message bits, so the whole square is: it is put together from one square for each bit of the
message (resources/squares.txt, made by segno). Not here: where it stands (`furniture`).
"""

import re
from functools import lru_cache

from briefer import resources

_SIZE = 21
_ROW = _SIZE + 1
"""Bits of a row: an empty one parts it from the next."""
_PAIRS, _BITS = 5, 11
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
"""The letters of the alphanumeric mode; two of them are one number of eleven bits."""
_DARK = re.compile("1+")


def dark_runs(code: str) -> tuple[tuple[int, int, int], ...]:
    """The dark squares of ten characters, joined into runs: row, first column, length."""
    square, *bits = _parts()
    for pair in range(_PAIRS):
        first, second = code[2 * pair], code[2 * pair + 1]
        value = _LETTERS.index(first) * len(_LETTERS) + _LETTERS.index(second)
        for bit in range(_BITS):
            if value >> bit & 1:
                square ^= bits[_BITS * pair + bit]
    return tuple([_run(*dark.span()) for dark in _DARK.finditer(f"{square:0{_SIZE * _ROW}b}")])


@lru_cache(maxsize=_SIZE * _SIZE * _SIZE)
def _run(start: int, end: int) -> tuple[int, int, int]:
    row, column = divmod(start, _ROW)
    return row, column, end - start


@lru_cache(maxsize=1)
def _parts() -> tuple[int, ...]:
    """The square of ten zeros, and what each bit of each pair changes in it."""
    listed = resources.folder("squares.txt").read_text().split()
    return tuple([int(part, 16) for part in listed])
