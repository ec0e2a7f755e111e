"""The square code of a page: its ten characters as a QR code of version 1, level Q, for a scanner.

Check bits are sums of message bits, so the whole square is: it is put together from one square for each bit of the
message, made once by segno, which would take two milliseconds for every page. Not here: where it stands (`furniture`).
"""

import re
from functools import lru_cache

_SIZE = 21
_PAIRS = 5
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
"""The letters of the alphanumeric mode; two of them are one number of eleven bits."""
_DARK = re.compile("1+")
_ROWS = re.compile(f"[01]{{{_SIZE}}}")


def dark_runs(code: str) -> tuple[tuple[int, int, int], ...]:
    """The dark squares of ten characters, joined into runs: row, first column, length."""
    nothing, bits = _parts()
    square = nothing
    for pair in range(_PAIRS):
        first, second = code[2 * pair], code[2 * pair + 1]
        value = _LETTERS.index(first) * len(_LETTERS) + _LETTERS.index(second)
        for bit in range(value.bit_length()):
            if value >> bit & 1:
                square ^= bits[pair][bit]
    rows = _ROWS.sub(r"\g<0> ", f"{square:0{_SIZE * _SIZE}b}")
    spans = [run.span() for run in _DARK.finditer(rows)]
    wide = _SIZE + 1
    return tuple([(start // wide, start % wide, end - start) for start, end in spans])


@lru_cache(maxsize=1)
def _parts() -> tuple[int, tuple[tuple[int, ...], ...]]:
    """The square of ten zeros, and what each bit of each pair changes in it."""
    nothing = _square("0" * 2 * _PAIRS)
    bits = tuple(
        tuple(
            nothing ^ _square("00" * pair + _pair(1 << bit) + "00" * (_PAIRS - pair - 1))
            for bit in range(11)
        )
        for pair in range(_PAIRS)
    )
    return nothing, bits


def _pair(value: int) -> str:
    first, second = divmod(value, len(_LETTERS))
    return _LETTERS[first] + _LETTERS[second]


def _square(code: str) -> int:
    """The modules row by row as the bits of one number."""
    import segno

    # one mask for all: the choice among eight takes as long again, and in a trial each was read as often as any
    made = segno.make_qr(code, version=1, error="q", boost_error=False, mask=1, mode="alphanumeric")
    return int("".join("01"[module & 1] for row in made.matrix for module in row), 2)
