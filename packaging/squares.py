"""Renew resources/squares.txt, from which the square codes of pages are put together (`briefer.pdf.squares`).

Check bits of a QR code are sums of message bits, so the whole square is. The file holds the square of ten zeros, and
what each bit of the message changes in it, as numbers in hexadecimal: a row is 21 bits and one empty bit. Run by hand
when the kind of square changes; segno draws them.
"""

from pathlib import Path

import segno

OUT = Path(__file__).resolve().parent.parent / "resources" / "squares.txt"
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
"""The letters of the alphanumeric mode; two of them are one number of eleven bits."""
PAIRS, BITS = 5, 11


def square(code: str) -> int:
    """The modules row by row as the bits of one number."""
    # one mask for all: in a trial each was read as often as any
    made = segno.make_qr(code, version=1, error="q", boost_error=False, mask=1, mode="alphanumeric")
    return int("".join("01"[module & 1] for row in made.matrix for module in (*row, 0)), 2)


def pair(value: int) -> str:
    first, second = divmod(value, len(LETTERS))
    return LETTERS[first] + LETTERS[second]


def main() -> None:
    nothing = square("00" * PAIRS)
    parts = [nothing]
    for at in range(PAIRS):
        for bit in range(BITS):
            code = "00" * at + pair(1 << bit) + "00" * (PAIRS - at - 1)
            parts.append(nothing ^ square(code))
    OUT.write_text("".join(f"{part:x}\n" for part in parts))


if __name__ == "__main__":
    main()
