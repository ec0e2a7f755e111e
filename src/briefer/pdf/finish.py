"""The last step of a file: structure, bookmarks, destinations, page labels, language; what it says of itself.

Nothing here comes from a clock or a counter: dates are the issue's, the file's identity its content's. Every file is
PDF/UA-1 and PDF/A-2a, unless the office wanted an annex as its maker left it. Not here: a password (`protect`).
"""

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from briefer.pack.blocks import Part
from briefer.pdf import metadata, tagging
from briefer.pdf.sheets import Pages


def finish(content: bytes, pages: Pages, tick: Callable[[], None]) -> bytes:
    """The finished file of what ReportLab wrote; `tick` is called between steps and may raise `Cancelled`."""
    destinations = pages.destinations()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        _drop_unused(pdf)
        _place_annexes(pdf, pages)
        tagging.tag(pdf, pages, frozenset(destinations), tick)
        _name_destinations(pdf, destinations)
        _label_pages(pdf, pages)
        _bookmark(pdf, pages, destinations)
        _show(pdf, pages)
        metadata.describe(
            pdf,
            metadata.Facts.of(pages.pack),
            archive=_keeps(pages, "2a"),
            accessible=_keeps(pages, "ua1"),
        )
        tick()
        out = io.BytesIO()
        pdf.save(
            out,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return out.getvalue()


def _drop_unused(pdf: pikepdf.Pdf) -> None:
    """ReportLab lists a font that is neither used nor embedded, and an empty outline."""
    for page in pdf.pages:
        fonts = page.obj.Resources.get("/Font", Dictionary())
        for holder, key in ((fonts, "/F1"), (page.obj, "/Trans")):
            if key in holder:
                del holder[key]
    if "/Outlines" in pdf.Root:
        del pdf.Root["/Outlines"]


def _place_annexes(pdf: pikepdf.Pdf, pages: Pages) -> None:
    """Give each page the form objects that its content names."""
    sources: dict[int, pikepdf.Pdf] = {}
    for at, sheet in enumerate(pages.sheets):
        body = pages.body(sheet)
        for form in body.forms if body is not None else ():
            if id(form.annex) not in sources:
                sources[id(form.annex)] = pikepdf.open(io.BytesIO(form.annex.forms))
            source = sources[id(form.annex)].pages[form.page].obj.Resources.XObject.Annex
            resources = pdf.pages[at].obj.Resources
            if "/XObject" not in resources:
                resources.XObject = Dictionary()
            resources.XObject[Name("/" + form.name)] = pdf.copy_foreign(source)


def _keeps(pages: Pages, standard: str) -> bool:
    """Whether no annex that is placed on the pages breaks a standard: `2a`, `ua1`."""
    return all(
        standard in form.annex.keeps
        for part in pages.parts
        for page in part.drawn.pages
        for form in page.forms
    )


def _name_destinations(pdf: pikepdf.Pdf, destinations: dict[str, tuple[int, float]]) -> None:
    names = Array()
    for key in sorted(destinations, key=lambda key: bytes(String(key))):
        at, y = destinations[key]
        names.append(String(key))
        names.append(Array([pdf.pages[at].obj, Name.XYZ, None, round(y, 2), None]))
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=names)))


def _label_pages(pdf: pikepdf.Pdf, pages: Pages) -> None:
    """What a viewer shows beside its page field: the name that is printed on the page."""
    labels = Array()
    for at, sheet in enumerate(pages.sheets):
        labels.append(at)
        labels.append(Dictionary(P=String(sheet.name)))
    pdf.Root.PageLabels = Dictionary(Nums=labels)


def _bookmark(pdf: pikepdf.Pdf, pages: Pages, destinations: dict[str, tuple[int, float]]) -> None:
    def item(title: str, key: str) -> OutlineItem:
        at, y = destinations[key]
        return OutlineItem(title, at, "XYZ", left=0, top=round(y, 2))

    def below(part: Part) -> list[OutlineItem]:
        return [item(title, key) for title, key in part.outline if key in destinations]

    with pdf.open_outline() as outline:
        for section in pages.pack.sections:
            if not section.parts:
                continue
            top = item(f"{section.number}  {section.title}".strip(), section.key)
            top.is_closed = True
            if len(section.parts) == 1:
                top.children = below(section.parts[0])
            else:
                for part in section.parts:
                    own = item(f"{part.label}  {part.title}".strip(), part.key)
                    own.is_closed = True
                    own.children = below(part)
                    top.children.append(own)
            outline.root.append(top)
    pdf.Root.PageMode = Name.UseOutlines


def _show(pdf: pikepdf.Pdf, pages: Pages) -> None:
    """How a viewer shows the file, and its language."""
    pack = pages.pack
    pdf.Root.Lang = String(pack.language)
    preferences = Dictionary(DisplayDocTitle=True)
    # no Direction: PDFium would read the Latin words and numbers of an Arabic pack backwards
    if pack.duplex and pack.look == "working":
        preferences.Duplex = Name.DuplexFlipLongEdge
    pdf.Root.ViewerPreferences = preferences
