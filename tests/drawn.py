"""What has been drawn on laid-out pages, read from their operators: texts with their places, rules, areas, structure.

Places are mm, x from the frame's label edge, y from the top of the page. Heads and feet are not in it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import pypdfium2

from briefer.pack.blocks import Block, Issue, Marking, Pack, Part, Section
from briefer.pdf.pages import paginate, write
from briefer.pdf.sheets import Pages
from briefer.pdf.type.fonts import FILES

MM = 72 / 25.4
_FACES = {file.code: name for name, file in FILES.items()}
_OPERATORS = re.compile(
    r"1 0 0 1 (?P<x>\S+) (?P<y>\S+) Tm"
    r"|/(?P<font>\w+) (?P<size>\S+) Tf"
    r"|(?P<colour>\S+ \S+ \S+) rg"
    r"|\[(?P<array>[^\]]*)\] TJ"
)
_SHAPE = re.compile(
    r"(?P<colour>\S+ \S+ \S+) rg (?P<x>\S+) (?P<y>\S+) (?P<w>\S+) (?P<h>\S+) re f"
    r"|(?P<ink>\S+ \S+ \S+) rg (?P<x0>\S+) (?P<y0>\S+) m \S+ \S+ l (?P<x1>\S+) \S+ l \S+ (?P<y1>\S+) l"
)


class Text(NamedTuple):
    """A line of text: where it begins, its baseline, its words, its sizes and colours."""

    x: float
    y: float
    words: str
    sizes: tuple[float, ...]
    colours: tuple[str, ...]
    faces: tuple[str, ...]
    artifact: bool


class Area(NamedTuple):
    """A filled rectangle; a rule is one of little height."""

    x0: float
    y0: float
    x1: float
    y1: float
    colour: str


def pack(*blocks: Block, **other: object) -> Pack:
    """A pack of one part with these blocks; further properties of the part and the pack by name."""
    of_part = {key: other.pop(key) for key in list(other) if key in Part.__struct_fields__}
    part = Part(
        **{
            "key": "part",
            "number": "1",
            "label": "1",
            "title": "Title",
            "blocks": blocks,
            **of_part,
        }
    )
    made = Pack(
        title="Visit",
        short_title="Visit, 8–12 March 2027",
        recipe="dossier",
        audience="principal",
        language="en",
        marking=Marking("RESTRICTED", "#a6192e"),
        issue=Issue("Edition 2", ", issued 26 February 2027", "Copy 3 of 14", code="test"),
        sections=(Section("section", "1", "Section", (part,)),),
        duplex=False,
    )
    return msgspec.structs.replace(made, **other)


def pages(*blocks: Block, pictures: dict[str, bytes] | None = None, **other: object) -> Pages:
    """The pages of `pack`."""
    return paginate(pack(*blocks, **other), pictures or {})


def texts(laid: Pages, page: int = 0, part: int = 0) -> list[Text]:
    """The lines of a page in the order of drawing."""
    drawn = laid.parts[part].drawn
    letters = drawn.glyphs
    out: list[Text] = []
    inside, artifact = False, False
    for code in drawn.pages[page].code:
        if not isinstance(code, str):
            continue
        if code == "BT":
            inside, font, size, colour = True, "", 0.0, ""
        elif code.endswith("ET"):
            inside = False
        elif code.startswith("/Artifact BMC"):
            artifact = not code.endswith("EMC")
        elif code == "EMC":
            artifact = False
        if not inside:
            continue
        for found in _OPERATORS.finditer(code):
            if found["x"]:
                x = round(float(found["x"]) / MM, 2)
                y = round(laid.paper.height - float(found["y"]) / MM, 2)
                out.append(Text(x, y, "", (), (), (), artifact))
            elif found["font"]:
                font, size = _FACES[found["font"]], float(found["size"])
            elif found["colour"]:
                colour = _hex(found["colour"])
            else:
                words = "".join(_spoken(found["array"], letters[font]))
                last = out[-1]
                out[-1] = last._replace(
                    words=last.words + words,
                    sizes=(*last.sizes, size),
                    colours=(*last.colours, colour),
                    faces=(*last.faces, font),
                )
    return [text._replace(words=text.words.rstrip()) for text in out if text.words.strip()]


def _spoken(array: str, glyphs: dict[int, str]) -> Iterator[str]:
    for codes in re.findall("<([0-9A-F]+)>", array):
        for at in range(0, len(codes), 4):
            yield glyphs.get(int(codes[at : at + 4], 16), "")


def _hex(colour: str) -> str:
    return "#" + "".join(f"{round(float(part) * 255):02x}" for part in colour.split())


def areas(laid: Pages, page: int = 0, part: int = 0) -> list[Area]:
    """Filled rectangles of a page, rules among them, in the order of drawing."""
    out: list[Area] = []
    height = laid.paper.height
    for code in laid.parts[part].drawn.pages[page].code:
        for found in _SHAPE.finditer(code) if isinstance(code, str) else ():
            if found["x"]:
                x, y, w, h = (float(found[name]) for name in "xywh")
                box, colour = (x, y, x + w, y + h), found["colour"]
            else:
                box = tuple(float(found[name]) for name in ("x0", "y0", "x1", "y1"))
                colour = found["ink"]
            x0, y0, x1, y1 = (value / MM for value in box)
            made = (x0, height - y1, x1, height - y0)
            out.append(Area(*(round(value, 2) for value in made), _hex(colour)))
    return out


def rules(laid: Pages, page: int = 0) -> list[tuple[float, float, float]]:
    """Horizontal hairlines: from, to, height."""
    return [
        (area.x0, area.x1, round((area.y0 + area.y1) / 2, 2))
        for area in areas(laid, page)
        if area.y1 - area.y0 < 0.2 and area.x1 - area.x0 > 5
    ]


def picture(laid: Pages, page: int = 0) -> str:
    """A page as lines of text: the baseline, then what stands on it from left to right, with its x."""
    lines: dict[float, list[Text]] = {}
    for text in texts(laid, page):
        near = next((y for y in lines if abs(y - text.y) < 0.02), text.y)
        lines.setdefault(near, []).append(text)
    return "\n".join(
        f"{y:6.2f}  " + "  ".join(f"{text.x:g}:{text.words}" for text in sorted(lines[y]))
        for y in sorted(lines)
    )


def structure(laid: Pages) -> str:
    """The structure of a part, one element a line."""
    drawn = laid.parts[0].drawn

    def lines(at: int, depth: int) -> Iterator[str]:
        element = drawn.elements[at]
        said = f" “{element.actual or element.alt}”" if element.actual or element.alt else ""
        yield "  " * depth + element.role + said
        for kind, index, _ in element.kids:
            if kind == "element":
                yield from lines(index, depth + 1)

    roots = (at for at, element in enumerate(drawn.elements) if element.parent < 0)
    return "\n".join(line for at in roots for line in lines(at, 0))


def overlaps(laid: Pages, by: float = 0.2) -> list[tuple[str, str]]:
    """Stretches of text in the written file whose ink meets by more than `by` mm both ways."""
    out: list[tuple[str, str]] = []
    document = pypdfium2.PdfDocument(write(laid))
    for page in document:
        words = page.get_textpage()
        boxes = [words.get_rect(at) for at in range(words.count_rects())]
        for at, (left, bottom, right, top) in enumerate(boxes):
            for other in boxes[at + 1 :]:
                wide = min(right, other[2]) - max(left, other[0])
                high = min(top, other[3]) - max(bottom, other[1])
                if wide > by * MM and high > by * MM:
                    pair = (left, bottom, right, top), other
                    out.append(tuple(words.get_text_bounded(*box) for box in pair))
    document.close()
    return out
