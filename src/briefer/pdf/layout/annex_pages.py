"""Where the pages of an annex stand: each on a page of its own, in the frame, scaled down and never up.

A page that was pictured has its words behind the picture, so that they are found. Not here: reading (`annexes`).
"""

from briefer.pack import blocks
from briefer.pdf.annexes.reading import HiddenWords, Reading, ReadPage, numbered, scale
from briefer.pdf.layout.boxes import Box, Drawing, Layout
from briefer.pdf.layout.flow import Column, text
from briefer.pdf.layout.pen import Pen
from briefer.pdf.paper import POINT, Paper
from briefer.pdf.pictures import Prepared
from briefer.pdf.type.lines import Item
from briefer.pdf.type.painting import places
from briefer.pdf.type.setting import Setter
from briefer.pdf.type.styles import STYLES

_ENDLESS = 1e5
"""mm of a measure in which no line ends."""
_LETTERS = 0.8
"""Size of letters as a share of the height of the rectangle around them."""


def room(paper: Paper) -> tuple[float, float]:
    """Width and height of the frame in pt."""
    return paper.frame * POINT, (paper.bottom - paper.top) * POINT


def annex(block: blocks.Annex, layout: Layout) -> list[Box]:
    """The pages of an annex, or a gap that says that they are missing."""
    reading = layout.annex(block.annex, block.as_made)
    if not reading.pages:
        column = Column(layout.paper.text_x, layout.paper.text_width)
        return [text(layout, (blocks.Run(block.gap, "gap"),), "body", column)]
    return [_page(block, reading, number, layout.paper) for number in range(len(reading.pages))]


def _page(block: blocks.Annex, reading: Reading, number: int, paper: Paper) -> Box:
    page = reading.pages[number]
    smaller = scale(page, room(paper))
    width, height = page.width * smaller / POINT, page.height * smaller / POINT
    alt = f"{numbered(block.words, number, len(reading.pages))}: {block.title}"

    def draw(pen: Pen, top: float) -> None:
        x = (paper.frame - width) / 2
        if not page.jpeg:
            name = pen.form(block.annex, reading, number)
            with pen.figure(alt, x, top, width, height) as (left, low):
                pen.code(f"q {smaller:.5f} 0 0 {smaller:.5f} {left:.2f} {low:.2f} cm /{name} Do Q")
            return
        dpi = page.pixels[0] / width * 25.4
        name = pen.image(f"{block.annex[:12]}.{number}", Prepared(page.jpeg, *page.pixels, dpi))
        with pen.figure(alt, x, top, width, height) as (left, low):
            w, h = width * POINT, height * POINT
            pen.code(f"q {w:.2f} 0 0 {h:.2f} {left:.2f} {low:.2f} cm /{name} Do Q")
            _hidden(pen, page, left, low, smaller)

    return Drawing(paper.bottom - paper.top, draw)


def _hidden(pen: Pen, page: ReadPage, left: float, low: float, smaller: float) -> None:
    """The words of a picture, in letters that are not painted, where they are seen."""
    code = [
        operators
        for words in page.words
        for operators in _hidden_words(pen, words, left, low, smaller)
    ]
    if code:
        pen.code(" ".join(["q 3 Tr BT", *code, "ET Q"]))


def _hidden_words(
    pen: Pen, words: HiddenWords, left: float, low: float, smaller: float
) -> list[str]:
    size = round((words.y1 - words.y0) * smaller * _LETTERS, 2)
    line = _line(words.text, size, pen.setter)
    natural = sum(item.width for item in line)
    if not natural or not size:
        return []
    wide = (words.x1 - words.x0) * smaller / natural
    x, y = left + words.x0 * smaller, low + words.y0 * smaller + size * (1 - _LETTERS)
    code = [f"{wide * 100:.1f} Tz"]
    for item, at in zip(line, places(line, 0.0), strict=True):
        pen.use(item.shape)
        arrays = "".join(segment.array for segment in item.shape.segments)
        code.append(f"{item.font} 1 0 0 1 {x + at * wide:.2f} {y:.2f} Tm [{arrays}] TJ")
    return code


def _line(words: str, size: float, setter: Setter) -> list[Item]:
    """The words shaped; a character that no font has is seen in the picture only."""
    setting = setter.set(words, STYLES["body"].but(size=size), _ENDLESS)
    return [item for line in setting.lines for item in line.items if not item.missing]
