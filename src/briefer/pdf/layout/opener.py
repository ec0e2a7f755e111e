"""The opener of a part: accent rule, number, title, quiet line; see "Section opener" of the page design.

Not here: running heads (`furniture`), covers (`covers`).
"""

from briefer.pack.blocks import Part, Run
from briefer.pdf.layout.boxes import Box, Layout, Rule, Stack, Text
from briefer.pdf.layout.flow import Column, text
from briefer.pdf.layout.pen import Element, Pen
from briefer.pdf.paper import ACCENT, OPENER_RULE
from briefer.pdf.type.styles import STYLES

_MOST_TITLE_LINES = 2


def opener(part: Part, layout: Layout) -> Box:
    """Rule, number, title, quiet line; see "Section opener" of the page design."""
    paper, setter = layout.paper, layout.setter
    pocket = layout.look == "pocket"
    title_style = STYLES["pocket title" if pocket else "title"]
    words = (Run(part.title, lang=part.lang),)
    title = setter.set(words, title_style, paper.text_width, balance=True)
    if len(title.lines) > _MOST_TITLE_LINES and not pocket:
        title = setter.set(words, "title small", paper.text_width, balance=True)
    label_style = title_style.but(colour=ACCENT)
    if setter.width(part.label, label_style) > paper.text_x - 1:
        label_style = label_style.but(size=18)
    label = setter.set(part.label, label_style, max(paper.text_x - 1, 10.0))

    stack: list[Box] = [
        Rule(0, paper.frame, weight=OPENER_RULE, colour=ACCENT, keep_next=True),
        _Heading(
            Text(label, 0.0, role=None),
            Text(title, paper.text_x, role=None),
            before=paper.row,
        ),
    ]
    after = paper.row
    if part.quiet:
        style = STYLES["pocket small" if pocket else "soft"]
        stack.append(
            text(layout, part.quiet, style, Column(paper.text_x, paper.text_width), before=1.25)
        )
        after = 3.75
    box = Stack(stack, keep_next=True)
    box.height += after + paper.row
    return box


class _Heading(Box):
    """Number and title of an opener: one heading."""

    def __init__(self, label: Text, title: Text, *, before: float) -> None:
        super().__init__(before=before, keep_next=True, element=Element("H1"))
        self._label = label
        self._title = title
        self.height = title.height

    def draw(self, pen: Pen, top: float) -> None:
        self._label.place(pen, top)
        self._title.place(pen, top)
