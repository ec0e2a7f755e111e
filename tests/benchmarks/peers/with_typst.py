"""Typst, by its Python package: generated markup, compiled in the process. Its files are tagged."""

import re
from pathlib import Path
from typing import Any

from content import GROUPS, MARKING, TITLE, Block, Section

_MARKS = re.compile(r"([\\#$*_`<>@\[\]~=+/\-])")
_HEAD = f"""#set document(title: "{TITLE}")
#set page(paper: "a4", margin: (top: 25mm, bottom: 22mm, x: 20mm),
  header: text(8pt)[{TITLE} #h(1fr) {MARKING}],
  footer: context align(center, text(8pt)[{MARKING}, page #counter(page).display() of #counter(page).final().first()]))
#set text(font: "Briefer Sans", size: 10pt, lang: "en")
#set par(leading: 4pt, spacing: 9.5pt)
#show heading.where(level: 1): set text(20pt)
#show heading.where(level: 2): set text(14pt)
#let tab(ws, ..c) = {{ set text(8.5pt); table(columns: ws, stroke: .4pt + rgb("#9aa5b1"), inset: (x: 6pt, y: 3pt),
  fill: (x, y) => if y == 0 {{ rgb("#1f3a5f") }} else if calc.even(y) {{ rgb("#f3f5f8") }}, ..c) }}
#let bio(t, img, body) = block(breakable: false)[#heading(level: 2, t)
  #grid(columns: (34mm, 1fr), image(img, width: 30mm, height: 40mm, alt: "portrait"), body)]
#v(200pt)
#text(20pt, weight: "bold")[{TITLE}]
#pagebreak()
#outline(depth: 2)
"""


def ready(sections: list[Section], folder: Path) -> None:
    """The markup."""
    out = [_HEAD]
    group = ""
    for one in sections:
        if one.group != group:
            group = one.group
            out.append(f"#pagebreak()\n= {GROUPS[group]}\n")
        elif group != "biography":
            out.append("#pagebreak()\n")
        inside = [f"#emph[{plain(one.role)}]\n"] if one.role else []
        for block in one.blocks:
            inside += _block(block)
        if one.photo:
            body = "\n".join(inside)
            out.append(f'#bio([{plain(one.title)}], "/{one.photo}", [{body}])')
            continue
        out += [f"== {plain(one.title)}\n", *inside]
        if one.table:
            widths = ", ".join(f"{share:g}fr" for share in one.shares)
            head = ", ".join(f"text(white)[*{plain(text)}*]" for text in one.table[0])
            cells = ", ".join(f"[{plain(text)}]" for row in one.table[1:] for text in row)
            out.append(f"#tab(({widths}), table.header({head}), {cells})\n")
    (folder / "pack.typ").write_text("\n".join(out))


def make(folder: Path, fonts: Path, out: Path) -> None:
    """The PDF."""
    import typst

    typst.compile(
        str(folder / "pack.typ"), output=str(out), root=str(folder), font_paths=[str(fonts)],
        ignore_system_fonts=True,
    )  # fmt: skip


def plain(text: str) -> str:
    """Text in which nothing is markup."""
    return _MARKS.sub(r"\\\1", text)


def markup(runs: list[Any]) -> str:
    """Runs in Typst's markup."""
    out = []
    for text, look in runs:
        shown = plain(text.rstrip())
        shown = f"#strong[{shown}]" if "b" in look else shown
        out.append(f"#emph[{shown}]" if "i" in look else shown)
    return " ".join(out)


def _block(block: Block) -> list[str]:
    if block.kind == "p":
        return [markup(block.entries[0]) + "\n"]
    if block.kind == "h":
        return [f"=== {markup(block.entries[0])}\n"]
    mark = "-" if block.kind == "ul" else "+"
    return [*(f"{mark} {markup(entry)}" for entry in block.entries), ""]
