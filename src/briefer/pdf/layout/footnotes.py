"""Footnotes: their numbers, counted in each part, and what stands at the foot of the pages that call them.

A part never knows its page numbers, so notes are counted through the part; a note called on two pages stands on
both, since a page may be replaced or read alone. Not here: page breaks (`boxes`), what a note says (the pack).
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from briefer.pack.blocks import Part, Run, Words
from briefer.pdf.layout import measures as m
from briefer.pdf.layout.boxes import Beside, Box, Layout, Rule, Stack, Text
from briefer.pdf.layout.flow import style_of
from briefer.pdf.layout.pen import Element, Pen
from briefer.pdf.paper import ACCENT

T = TypeVar("T")
_ABOVE, _UNDER_RULE = m.HALF, m.QUARTER
_RULE = 29.0
"""mm: as wide as the label column of a working paper."""
_BEFORE_TEXT = 2.5


def numbered(part: Part) -> Part:
    """The part with a number in each run that calls a note; the same note has the same number."""
    return _numbered(part, {})


def _numbered(value: T, known: dict[Words, str]) -> T:
    if isinstance(value, tuple):
        return tuple(_numbered(each, known) for each in value)  # type: ignore[return-value]  # of one kind
    if isinstance(value, Run):
        if not value.note:
            return value
        number = known.setdefault(value.note, str(len(known) + 1))
        return replace(value, text=number, rise="super")
    if isinstance(value, msgspec.Struct):
        fields: dict[str, Any] = {}
        for name in value.__struct_fields__:
            old = getattr(value, name)
            if isinstance(old, tuple | msgspec.Struct):
                fields[name] = _numbered(old, known)
        return replace(value, **fields)
    return value


class Footnotes:
    """What the pages of one part have at their feet."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._set: dict[str, Stack] = {}

    def height(self, boxes: Sequence[Box]) -> float:
        """mm that the notes of these boxes take; 0 where they call none."""
        notes = self._notes(boxes)
        return _ABOVE + notes.height if notes is not None else 0.0

    def place(self, pen: Pen, boxes: Sequence[Box], bottom: float) -> None:
        """Draw the notes of a page so that they end at `bottom`."""
        notes = self._notes(boxes)
        if notes is not None:
            notes.place(pen, bottom - notes.height)

    def _notes(self, boxes: Sequence[Box]) -> Stack | None:
        if not self._layout.setter.calls_notes:  # mostly, and nobody need look
            return None
        called: dict[str, Words] = {}
        for number, words in _calls(boxes):
            called.setdefault(number, words)
        if not called:
            return None
        key = " ".join(called)
        found = self._set.get(key)
        if found is None:
            x = self._layout.paper.text_x
            notes = [self._note(number, words) for number, words in called.items()]
            notes[0].before = _UNDER_RULE
            found = self._set[key] = Stack([Rule(x, x + _RULE), *notes])
        return found

    def _note(self, number: str, words: Words) -> Box:
        layout = self._layout
        paper, setter = layout.paper, layout.setter
        small = style_of(layout, "small")
        label = setter.set(
            number, small.but(colour=ACCENT), paper.text_x - _BEFORE_TEXT, align="end"
        )
        said = setter.set(words, small, paper.text_width)
        return Beside(
            [Text(label, 0.0, role="Lbl"), Text(said, paper.text_x, role="P")],
            element=Element("Note"),
        )


def _calls(boxes: Sequence[Box]) -> Iterator[tuple[str, Words]]:
    for box in boxes:
        if isinstance(box, Text):
            for line in box.setting.lines:
                for item in line.items:
                    if item.note:
                        yield item.text, item.note
        else:
            yield from _calls(box.inside())
