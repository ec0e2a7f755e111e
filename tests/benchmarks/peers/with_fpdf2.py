"""fpdf2: `multi_cell` with its markdown, `table`, and contents by its placeholder."""

from pathlib import Path
from typing import Any

from content import GROUPS, MARKING, TITLE, Section, stored

POINT = 25.4 / 72


def ready(sections: list[Section], folder: Path) -> None:
    """It reads the content itself."""


def make(folder: Path, fonts: Path, out: Path) -> None:
    """The PDF."""
    from fpdf import FPDF, FontFace, TextStyle

    class Document(FPDF):  # type: ignore[misc]
        def header(self) -> None:
            self.set_font("Briefer", "", 8)
            self.set_y(10)
            self.cell(85, 5, TITLE)
            self.cell(0, 5, MARKING, align="R")
            self.line(20, 16, 190, 16)
            self.set_y(25)

        def footer(self) -> None:
            self.set_font("Briefer", "", 8)
            self.set_y(-15)
            self.cell(0, 5, f"{MARKING}, page {self.page_no()} of {{nb}}", align="C")

    pdf = Document(format="A4")
    for face, style in (
        ("regular", ""),
        ("semibold", "B"),
        ("italic", "I"),
        ("semibold-italic", "BI"),
    ):
        pdf.add_font("Briefer", style, fonts / f"briefer-sans-{face}.ttf")
    pdf.set_margins(20, 25, 20)
    pdf.set_auto_page_break(True, 22)
    pdf.set_title(TITLE)
    pdf.set_section_title_styles(
        TextStyle("Briefer", "B", 20, b_margin=4), TextStyle("Briefer", "B", 14, b_margin=3)
    )
    pdf.add_page()
    pdf.set_y(100)
    pdf.set_font("Briefer", "B", 20)
    pdf.cell(0, 10, TITLE)
    pdf.add_page()
    sections = stored(folder)
    pdf.insert_toc_placeholder(_contents, pages=-(-len(sections) // 45), allow_extra_pages=True)
    group = ""
    for one in sections:
        if one.group != group:
            group = one.group
            pdf.add_page()
            pdf.start_section(GROUPS[group], 0)
        elif group != "biography" or pdf.get_y() > 190:
            pdf.add_page()
        pdf.start_section(one.title, 1)
        _section(pdf, one, folder)
        if one.table:
            pdf.set_font("Briefer", "", 8.5)
            head = FontFace(emphasis="BOLD", color=255, fill_color=(31, 58, 95))
            shares = [100 * share for share in one.shares]
            with pdf.table(
                col_widths=shares, line_height=11 * POINT, text_align="LEFT", headings_style=head
            ) as table:
                for row in one.table:
                    table.row(row)
    pdf.output(str(out))


def _section(pdf: Any, one: Section, folder: Path) -> None:
    line = 13.5 * POINT
    pdf.set_font("Briefer", "", 10)
    top, page = pdf.get_y(), pdf.page_no()
    if one.photo:
        pdf.image(folder / one.photo, 20, top, 30, 40)
        pdf.set_left_margin(54)
        pdf.set_xy(54, top)
    for block in one.blocks:
        if block.kind == "h":
            pdf.set_font("Briefer", "B", 11)
        for at, entry in enumerate(block.entries):
            if block.kind in ("ul", "ol"):
                pdf.set_x(20)
                pdf.cell(5, line, "•" if block.kind == "ul" else f"{at + 1}.")
            pdf.multi_cell(
                0, line, markdown(entry), markdown=True, align="L", new_x="LMARGIN", new_y="NEXT"
            )
        pdf.set_font("Briefer", "", 10)
        pdf.ln(2)
    if one.photo:
        pdf.set_left_margin(20)
        if pdf.page_no() == page:
            pdf.set_xy(20, max(pdf.get_y(), top + 44))


def _contents(pdf: Any, outline: Any) -> None:
    pdf.set_font("Briefer", "", 10)
    for entry in outline:
        link = pdf.add_link(page=entry.page_number)
        pdf.cell(140, 5, "   " * entry.level + entry.name, link=link)
        pdf.cell(0, 5, str(entry.page_number), align="R", link=link, new_x="LMARGIN", new_y="NEXT")


def markdown(runs: list[Any]) -> str:
    """Runs in fpdf2's markdown."""
    out = []
    for text, look in runs:
        shown = text.rstrip()
        shown = f"**{shown}**" if "b" in look else shown
        out.append(f"__{shown}__" if "i" in look else shown)
    return " ".join(out)
