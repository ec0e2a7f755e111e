"""WeasyPrint: HTML with paged CSS, contents by `target-counter`."""

from html import escape
from pathlib import Path
from typing import Any

from content import GROUPS, MARKING, TITLE, Block, Section

_FACES = (
    ("regular", 400, "normal"),
    ("semibold", 700, "normal"),
    ("italic", 400, "italic"),
    ("semibold-italic", 700, "italic"),
)
_CSS = f"""
@page{{size:A4;margin:25mm 20mm 22mm;@top-left{{content:'{TITLE}';font:8pt Briefer}}
@top-right{{content:'{MARKING}';font:8pt Briefer}}
@bottom-center{{content:'{MARKING}, page ' counter(page) ' of ' counter(pages);font:8pt Briefer}}}}
body{{font:10pt/13.5pt Briefer}} p{{margin:0 0 6pt}} h1{{font-size:20pt;line-height:26pt;bookmark-level:1}}
h2{{font-size:14pt;line-height:18pt;margin:0 0 8pt;bookmark-level:2}} h3{{font-size:11pt;margin:6pt 0}}
.new{{break-before:page}} table{{width:100%;border-collapse:collapse;font-size:8.5pt;line-height:11pt}}
td,th{{border:.4pt solid #9aa5b1;padding:2pt 6pt;vertical-align:top;text-align:left}}
th{{background:#1f3a5f;color:#fff}} tr:nth-child(odd) td{{background:#f3f5f8}} thead{{display:table-header-group}}
.bio{{break-inside:avoid;overflow:auto}} .bio img{{float:left;width:30mm;height:40mm;margin-right:4mm}}
.toc a::after{{content:target-counter(attr(href),page);float:right}}
.toc a{{display:block;color:#000;text-decoration:none}}
"""


def ready(sections: list[Section], folder: Path) -> None:
    """The HTML; faces are named when it is printed."""
    out = [
        (
            f"<style>{_CSS}</style><title>{TITLE}</title><h1 style='margin-top:200pt'>{TITLE}</h1>"
            "<h1 class=new>Contents</h1><div class=toc>"
        )
    ]
    group = ""
    for one in sections:
        if one.group != group:
            group = one.group
            out.append(f"<a href='#group-{group}'><b>{GROUPS[group]}</b></a>")
        out.append(f"<a href='#{one.key}'>{escape(one.title)}</a>")
    out.append("</div>")
    group = ""
    for one in sections:
        new = one.group != "biography"
        if one.group != group:
            group, new = one.group, False
            out.append(f"<h1 class=new id='group-{group}'>{GROUPS[group]}</h1>")
        classes = ("new " if new else "") + ("bio" if one.photo else "")
        out.append(f"<div class='{classes}'><h2 id='{one.key}'>{escape(one.title)}</h2>")
        if one.photo:
            out.append(f"<img src='{one.photo}'><p><i>{escape(one.role)}</i></p>")
        out += [_block(block) for block in one.blocks]
        if one.table:
            out.append(_table(one))
        out.append("</div>")
    (folder / "pack.html").write_text("".join(out))


def make(folder: Path, fonts: Path, out: Path) -> None:
    """The PDF."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    faces = "".join(
        f"@font-face{{font-family:Briefer;src:url(file://{fonts}/briefer-sans-{face}.ttf);"
        f"font-weight:{weight};font-style:{style}}}"
        for face, weight, style in _FACES
    )
    known = FontConfiguration()
    style = CSS(string=faces, font_config=known)
    html = f"<html lang=en>{(folder / 'pack.html').read_text()}"
    HTML(string=html, base_url=f"file://{folder}/").write_pdf(
        str(out), stylesheets=[style], font_config=known
    )


def markup(runs: list[Any]) -> str:
    """Runs in HTML."""
    out = []
    for text, look in runs:
        shown = escape(text)
        for tag in look:
            shown = f"<{tag}>{shown}</{tag}>"
        out.append(shown)
    return "".join(out)


def _block(block: Block) -> str:
    if block.kind in ("p", "h"):
        tag = "p" if block.kind == "p" else "h3"
        return f"<{tag}>{markup(block.entries[0])}</{tag}>"
    items = "".join(f"<li>{markup(entry)}</li>" for entry in block.entries)
    return f"<{block.kind}>{items}</{block.kind}>"


def _table(one: Section) -> str:
    head = "".join(
        f"<th style='width:{100 * share:g}%'>{escape(text)}</th>"
        for text, share in zip(one.table[0], one.shares, strict=True)
    )
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>"
        for row in one.table[1:]
    )
    return f"<table><thead><tr>{head}</tr></thead>{rows}</table>"
