"""ReportLab's document (5.1), written as a compact PDF 1.7: small objects in object streams, streams as they are.

Objects are registered with ReportLab and keep its numbers; most are made as bytes, since thousands of them are wanted.
The only module that reaches into ReportLab's document; a new ReportLab is tried against its tests.
Not here: what the objects say (`file`, `metadata`).
"""

import hashlib
import struct
import zlib
from typing import Any

from reportlab.pdfbase import pdfdoc

_IN_A_STREAM = 200
"""Objects that are compressed together."""
_HEAD = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"
_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


class Plain(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object made as bytes; may be filled in after it has its number."""

    def __init__(self, body: str = "") -> None:
        self.body = body

    def format(self, document: Any) -> bytes:  # noqa: ARG002 - ReportLab's
        return self.body.encode("ascii")


class Stream(pdfdoc.PDFObject):  # type: ignore[misc]
    """A stream with the inside of its dictionary; `data` is written as it is."""

    def __init__(self, data: bytes, inside: str = "") -> None:
        self.data = data
        self.inside = inside

    def format(self, document: Any) -> bytes:  # noqa: ARG002 - ReportLab's
        head = f"<<{self.inside}/Length {len(self.data)}>>".encode("ascii")
        return b"%b\nstream\n%b\nendstream" % (head, self.data)


class Document(pdfdoc.PDFDocument):  # type: ignore[misc]
    """The objects of one file."""

    objectcounter: int

    def __init__(self) -> None:
        super().__init__(invariant=1)
        self.fonts: Any = self.idToObject[pdfdoc.BasicFonts]
        """The dictionary of fonts that all pages share: the code of a face to its font."""

    def add(self, made: Plain | Stream) -> int:
        """Register an object; gives its number."""
        number = self.objectcounter + 1
        name = f"R{number}"  # what ReportLab's `Reference` does for a new object, without its questions
        self.objectcounter, self.numberToId[number], self.idToObject[name] = number, name, made
        return number

    def plain(self, body: str) -> int:
        """Register an object made as bytes."""
        return self.add(Plain(body))

    def compressed(self, data: bytes, inside: str = "") -> int:
        """Register a stream, compressed."""
        return self.add(Stream(deflated(data), f"{inside}/Filter/FlateDecode"))

    def finished(self, root: int, info: int) -> bytes:
        """The whole file. The same objects give the same bytes."""
        parts = [_HEAD]
        length = len(_HEAD)
        places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        packed: list[tuple[int, bytes]] = []

        def put(number: int, body: bytes) -> None:
            nonlocal length
            places[number] = (1, length, 0)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            length += len(parts[-1])

        for number, name in sorted(self.numberToId.items()):
            made = self.idToObject[name]
            body = made.format(self)
            if isinstance(made, Stream):
                put(number, body)
            else:
                packed.append((number, body))
        after = self.objectcounter
        for start in range(0, len(packed), _IN_A_STREAM):
            after += 1
            some = packed[start : start + _IN_A_STREAM]
            places.update({number: (2, after, at) for at, (number, _) in enumerate(some)})
            put(after, _object_stream(some).format(self))
        after += 1
        places[after] = (1, length, 0)
        identity = hashlib.md5(b"".join(parts), usedforsecurity=False).hexdigest()
        rows = b"".join(struct.pack(">BIH", *places[number]) for number in range(after + 1))
        inside = (
            f"/Type/XRef/Size {after + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{identity}><{identity}>]/Filter/FlateDecode"
        )
        table = Stream(deflated(rows), inside).format(self)
        parts.append(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (after, table, length))
        return b"".join(parts)


_EFFORT = 4
"""Of zlib, 1 to 9: half the time of the usual 6, for a file that is three in a hundred larger."""


def deflated(data: bytes, spare: bytes = b"\n") -> bytes:
    """Data compressed, never ending in a carriage return: with `spare` behind the data where it would.

    That byte and the end of the line after it are taken for one end of a line by readers that do not look at the length.
    """
    packed = zlib.compress(data, _EFFORT)
    while packed.endswith(b"\r"):
        data += spare
        packed = zlib.compress(data, _EFFORT)
    return packed


def _object_stream(members: list[tuple[int, bytes]]) -> Stream:
    heads: list[str] = []
    at = 0
    for number, body in members:
        heads.append(f"{number} {at}")
        at += len(body) + 1
    head = " ".join(heads).encode() + b"\n"
    bodies = b"\n".join(body for _, body in members)
    inside = f"/Type/ObjStm/N {len(members)}/First {len(head)}/Filter/FlateDecode"
    return Stream(deflated(head + bodies), inside)


def text(value: str) -> str:
    """A text string: as it is where it is plain ASCII, else in UTF-16."""
    if value.isascii() and value.isprintable():
        return f"({value.translate(_ESCAPED)})"
    return f"<feff{value.encode('utf-16-be', 'replace').hex()}>"


def sort_key(value: str) -> bytes:
    """The bytes of a text string, by which name trees are sorted."""
    return (
        value.encode()
        if value.isascii() and value.isprintable()
        else b"\xfe\xff" + value.encode("utf-16-be", "replace")
    )


def numbers(*values: float) -> str:
    """An array of numbers, to a hundredth."""
    return f"[{' '.join(f'{round(value, 2):.8g}' for value in values)}]"
