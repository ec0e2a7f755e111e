"""Packs of a few blocks for tests of pages, and what PDFium reads in the file."""

import re
from collections.abc import Sequence
from typing import Any

import pypdfium2

from briefer.pack.blocks import (
    Block,
    Issue,
    Marking,
    Pack,
    Paragraph,
    Part,
    Run,
    Section,
    Words,
)
from briefer.pdf.pages import paginate, write
from briefer.pdf.type.fonts import FontBook

BOOK = FontBook()
"""Shared: faces hold nothing of a document."""


def words(*runs: str | Run) -> Words:
    """Runs from texts and runs."""
    return tuple(Run(run) if isinstance(run, str) else run for run in runs)


def text(said: str | Words) -> Paragraph:
    """A paragraph."""
    return Paragraph(words(said) if isinstance(said, str) else said)


def part(key: str, number: str = "1", *blocks: Block, **more: Any) -> Part:
    """A part with an opener; its title is its key."""
    return Part(key, number, more.pop("label", number), more.pop("title", key), blocks, **more)


def section(number: str, *parts: Part) -> Section:
    """A section; its title is its number in words."""
    return Section(f"section-{number}", number, f"Section {number}", parts)


def pack(*sections: Section, **more: Any) -> Pack:
    """A working pack, printed on both sides, unmarked."""
    given: dict[str, Any] = {
        "title": "Visit to Aldermark",
        "short_title": "Aldermark, March 2027",
        "recipe": "dossier",
        "audience": "principal",
        "language": "en",
        "marking": Marking(""),
        "issue": Issue("Edition 2", ", issued 26 February 2027", "", "", "visit/2"),
        "sections": sections,
    }
    return Pack(**{**given, **more})


def one_page(*paragraphs: str | Words, **more: Any) -> Pack:
    """A page of paragraphs without furniture but its foot."""
    blocks = [text(each) for each in paragraphs]
    return pack(section("1", part("p", "1", *blocks, label="", title="P")), **more)


def printed(made: Pack) -> bytes:
    """The file of a pack."""
    return write(paginate(made, {}, book=BOOK))


def read(content: bytes) -> list[str]:
    """The text of each page in one line; a hyphen at a line's end is one like any other."""
    return [
        _one_line(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(content)
    ]


def body(made: Pack) -> str:
    """The text of a pack's pages without their feet."""
    return " ".join(_FOOT.split(page)[0].strip() for page in read(printed(made)))


def read_all(content: bytes) -> str:
    """The text of all pages in one line."""
    return " ".join(read(content))


def lines(setting: Any) -> Sequence[str]:
    """The lines of a setting."""
    return ["".join(item.text for item in line.items) for line in setting.lines]


_FOOT = re.compile(r"Edition 2, issued|page [\w.]+-\d")


def _one_line(told: str) -> str:
    return re.sub(r"\s+", " ", told.replace("\ufffe", "-").replace("\x02", "-")).strip()
