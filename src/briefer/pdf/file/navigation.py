"""How one finds the way in the file: named destinations, page labels, bookmarks, and how a viewer opens it.

Not here: links on the pages (`structure`), what the file says of itself (`metadata`).
"""

from collections.abc import Sequence
from typing import NamedTuple

from briefer.pack.blocks import Pack, Part
from briefer.pdf.document import Document, Plain, sort_key, text
from briefer.pdf.sheets import Pages

Destinations = dict[str, tuple[int, float]]
"""Keys to a sheet and a height in pt."""


class _Entry(NamedTuple):
    title: str
    key: str
    below: "tuple[_Entry, ...]" = ()


def navigation(
    document: Document, pages: Pages, on: Sequence[int], destinations: Destinations
) -> str:
    """The entries of the catalogue that lead through the file; `on` are the numbers of the pages."""
    names = "".join(
        f"{text(key)}[{on[at]} 0 R/XYZ null {y:.2f} null]"
        for key, (at, y) in sorted(destinations.items(), key=lambda entry: sort_key(entry[0]))
    )
    labels = "".join(f"{at}<</P{text(sheet.name)}>>" for at, sheet in enumerate(pages.sheets))
    tree = document.plain(f"<</Names[{names}]>>")
    out = f"/Names<</Dests {tree} 0 R>>/PageLabels<</Nums[{labels}]>>{_shown(pages.pack)}"
    entries = _entries(pages, destinations)
    if entries:
        outlines = Plain()
        root = document.add(outlines)
        first, last = _bookmarks(document, entries, root, on, destinations)
        outlines.body = f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {len(entries)}>>"
        out += f"/Outlines {root} 0 R/PageMode/UseOutlines"
    return out


def _shown(pack: Pack) -> str:
    """How a viewer shows the file, and its language."""
    # no Direction: PDFium would read the Latin words and numbers of an Arabic pack backwards
    duplex = "/Duplex/DuplexFlipLongEdge" if pack.duplex and pack.look == "working" else ""
    return f"/Lang{text(pack.language)}/ViewerPreferences<</DisplayDocTitle true{duplex}>>"


def _entries(pages: Pages, destinations: Destinations) -> tuple[_Entry, ...]:
    def below(part: Part) -> tuple[_Entry, ...]:
        return tuple(_Entry(title, key) for title, key in part.outline if key in destinations)

    out: list[_Entry] = []
    for section in pages.pack.sections:
        title = f"{section.number}  {section.title}".strip()
        if len(section.parts) == 1:
            out.append(_Entry(title, section.key, below(section.parts[0])))
        elif section.parts:
            parts = tuple(
                _Entry(f"{part.label}  {part.title}".strip(), part.key, below(part))
                for part in section.parts
            )
            out.append(_Entry(title, section.key, parts))
    return tuple(out)


def _bookmarks(
    document: Document,
    entries: Sequence[_Entry],
    parent: int,
    on: Sequence[int],
    destinations: Destinations,
) -> tuple[int, int]:
    """Bookmarks side by side, closed; the numbers of the first and the last."""
    made = [Plain() for _ in entries]
    own = [document.add(each) for each in made]
    for at, entry in enumerate(entries):
        page, y = destinations[entry.key]
        body = (
            f"<</Title{text(entry.title)}/Parent {parent} 0 R"
            f"/Dest[{on[page]} 0 R/XYZ 0 {y:.2f} null]"
        )
        if at:
            body += f"/Prev {own[at - 1]} 0 R"
        if at + 1 < len(own):
            body += f"/Next {own[at + 1]} 0 R"
        if entry.below:
            first, last = _bookmarks(document, entry.below, own[at], on, destinations)
            body += f"/First {first} 0 R/Last {last} 0 R/Count {-len(entry.below)}"
        made[at].body = f"{body}>>"
    return own[0], own[-1]
