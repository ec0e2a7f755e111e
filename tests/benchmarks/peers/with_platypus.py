"""Stock ReportLab: platypus with `Paragraph`, tables, and contents by `multiBuild`."""

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from content import GROUPS, MARKING, TITLE, Block, Section, stored

FACES = ("regular", "semibold", "italic", "semibold-italic")
F = "Briefer"


def ready(sections: list[Section], folder: Path) -> None:
    """It reads the content itself."""


def make(folder: Path, fonts: Path, out: Path) -> None:
    """The PDF."""
    from reportlab.lib import colors
    from reportlab.lib.fonts import addMapping
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import (
        BaseDocTemplate,
        Frame,
        Image,
        KeepTogether,
        ListFlowable,
        ListItem,
        PageBreak,
        PageTemplate,
        Paragraph,
        Spacer,
        Table,
        TableStyle,
    )
    from reportlab.platypus.tableofcontents import TableOfContents

    for at, face in enumerate(FACES):
        name = f"{F}-{face}" if at else F
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(fonts / f"briefer-sans-{face}.ttf")))
            addMapping(F, at & 1, at >> 1, name)
    bold, width = f"{F}-semibold", 170 * mm
    body = ParagraphStyle("body", fontName=F, fontSize=10, leading=13.5, spaceAfter=6)
    cell = ParagraphStyle("cell", body, fontSize=8.5, leading=11, spaceAfter=0)
    head = ParagraphStyle("head", cell, fontName=bold, textColor=colors.white)
    h1 = ParagraphStyle("h1", body, fontName=bold, fontSize=20, leading=26, spaceAfter=10)
    h2 = ParagraphStyle("h2", body, fontName=bold, fontSize=14, leading=18, spaceAfter=8)
    h3 = ParagraphStyle("h3", body, fontName=bold, fontSize=11, leading=15, spaceBefore=6)
    role = ParagraphStyle("role", body, fontName=f"{F}-italic")
    grid = TableStyle(
        [
            ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#1f3a5f")),
            ("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#9aa5b1")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, colors.HexColor("#f3f5f8")]),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )

    class Document(BaseDocTemplate):  # type: ignore[misc]
        total = 0

        def __init__(self) -> None:
            super().__init__(
                str(out), pagesize=A4, leftMargin=20 * mm, rightMargin=20 * mm, topMargin=25 * mm,
                bottomMargin=22 * mm, title=TITLE, lang="en-GB",
            )  # fmt: skip
            frame = Frame(self.leftMargin, self.bottomMargin, self.width, self.height, 0, 0, 0, 0)
            self.addPageTemplates([PageTemplate("page", [frame], onPage=self.furniture)])

        def furniture(self, canvas: Any, _document: Any) -> None:
            canvas.setFont(F, 8)
            canvas.drawString(20 * mm, 285 * mm, TITLE)
            canvas.drawRightString(190 * mm, 285 * mm, MARKING)
            canvas.drawCentredString(
                105 * mm, 12 * mm, f"{MARKING}, page {self.page} of {self.total}"
            )
            canvas.line(20 * mm, 283 * mm, 190 * mm, 283 * mm)

        def afterFlowable(self, flowable: Any) -> None:
            if hasattr(flowable, "entry"):
                level, text, key = flowable.entry
                self.notify("TOCEntry", (level, text, self.page, key))
                self.canv.addOutlineEntry(text, key, level, closed=level == 0)

        def _endBuild(self) -> None:
            self.total = self.page
            super()._endBuild()

    def heading(text: str, style: Any, level: int, key: str) -> Any:
        made = Paragraph(f'<a name="{key}"/>{escape(text)}', style)
        made.entry = (level, text, key)
        return made

    def flowables(block: Block) -> list[Any]:
        if block.kind in ("p", "h"):
            return [Paragraph(markup(block.entries[0]), body if block.kind == "p" else h3)]
        items = [ListItem(Paragraph(markup(entry), body)) for entry in block.entries]
        kind = "bullet" if block.kind == "ul" else "1"
        return [
            ListFlowable(items, bulletType=kind, bulletFontName=F, bulletFontSize=10, leftIndent=14)
        ]

    def section(one: Section) -> list[Any]:
        top = [heading(one.title, h2, 1, one.key)]
        inside = [Paragraph(escape(one.role), role)] if one.role else []
        for block in one.blocks:
            inside += flowables(block)
        if one.photo:
            portrait = Image(str(folder / one.photo), 30 * mm, 40 * mm)
            table = Table([[portrait, inside]], colWidths=[34 * mm, width - 34 * mm])
            table.setStyle(
                [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
            )
            return [KeepTogether([*top, table, Spacer(1, 10)])]
        if one.table:
            rows = [[Paragraph(escape(text), head) for text in one.table[0]]]
            rows += [[Paragraph(escape(text), cell) for text in row] for row in one.table[1:]]
            table = Table(rows, colWidths=[share * width for share in one.shares], repeatRows=1)
            table.setStyle(grid)
            inside.append(table)
        return [*top, *inside]

    contents = TableOfContents(dotsMinLevel=0)
    contents.levelStyles = [
        ParagraphStyle("toc0", body, fontName=bold),
        ParagraphStyle("toc1", body, leftIndent=12, spaceAfter=1),
    ]
    story = [Spacer(1, 200), Paragraph(TITLE, h1), PageBreak(), Paragraph("Contents", h1), contents]
    group = ""
    for one in stored(folder):
        if one.group != group:
            group = one.group
            story += [PageBreak(), heading(GROUPS[group], h1, 0, f"group-{group}")]
        elif group != "biography":
            story.append(PageBreak())
        story += section(one)
    Document().multiBuild(story)


def markup(runs: list[Any]) -> str:
    """Runs in ReportLab's mini-markup."""
    out = []
    for text, look in runs:
        shown = escape(text)
        for tag in look:
            shown = f"<{tag}>{shown}</{tag}>"
        out.append(shown)
    return "".join(out)
