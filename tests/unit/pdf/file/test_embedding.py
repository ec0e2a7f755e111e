"""Fonts in a file: how the program of a face is packed."""

import zlib

from briefer.pdf.file import embedding


class FaceOf:
    """A face whose subset is given."""

    def __init__(self, program: bytes) -> None:
        self.programs: dict[frozenset[int], tuple[int, bytes]] = {}
        self._program = program

    def subset(self, _glyphs: frozenset[int]) -> bytes:
        return self._program


def test_a_program_that_would_end_like_a_line_gets_bytes_behind_its_tables() -> None:
    program = b"\x0c"  # the sum at the end of what is packed is one more: a carriage return
    assert zlib.compress(program).endswith(b"\r")
    length, packed = embedding._program(FaceOf(program), frozenset({1}))  # type: ignore[arg-type]
    assert not packed.endswith(b"\r")
    assert zlib.decompress(packed) == program + b"\0\0\0\1"
    assert length == 5
