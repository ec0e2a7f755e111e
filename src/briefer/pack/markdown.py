"""Markdown to the neutral document: the one renderer of notes, profiles, backgrounds and biographies.

The source is the truth. Raw HTML is text, never tags; a picture leaves its description; a link goes to https, mailto
or a place in the pack, else only its words stay. Not here: drawing.
"""

import re
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from briefer.pack.blocks import (
    Bullets,
    Flow,
    Heading,
    Item,
    Look,
    Numbered,
    Paragraph,
    Quote,
    Run,
    TextTable,
    ThinRule,
    Words,
)
from briefer.pack.phrases import paragraphs, tie

_LINK = re.compile(r"(?:https://|mailto:|#)\S+", re.IGNORECASE)

_KEPT = 1024
"""Texts that are not rendered again: a preview compiles the same notes after every edit."""
_DEEPEST = 20
"""Levels of nesting; a list in a list takes four."""


@lru_cache(maxsize=_KEPT)
def flow(source: str) -> tuple[Flow, ...]:
    """Markdown as blocks of running text; empty for nothing but white space.

    What is nested deeper than a page could show is printed as it was typed: the parser would drop it.
    """
    if not source.strip():
        return ()
    tokens = _parser().parse(source)
    if max((token.level for token in tokens), default=0) >= _DEEPEST - 1:
        return paragraphs(source)
    return _blocks(SyntaxTreeNode(tokens).children)


def plain(source: str) -> str:
    """The words of Markdown in one line, for search and short descriptions."""
    return " ".join(_text(SyntaxTreeNode(_parser().parse(source))).split())


@cache
def _parser() -> MarkdownIt:
    # js-default: tables and strike-through; no HTML, no bare links
    options = {"html": False, "linkify": False, "typographer": False, "maxNesting": _DEEPEST}
    return MarkdownIt("js-default", options)


def _blocks(nodes: list[SyntaxTreeNode]) -> tuple[Flow, ...]:
    return tuple(block for node in nodes for block in _block(node))


def _block(node: SyntaxTreeNode) -> tuple[Flow, ...]:
    match node.type:
        case "paragraph":
            words = _inline(node)
            return (Paragraph(words),) if words else ()
        case "heading":
            return (Heading(_inline(node), 2 if node.tag in ("h1", "h2") else 3),)
        case "bullet_list":
            return (Bullets(_items(node)),)
        case "ordered_list":
            return (Numbered(_items(node), start=int(node.attrs.get("start", 1))),)
        case "blockquote":
            return (Quote(_blocks(node.children)),)
        case "table":
            return _table(node)
        case "hr":
            return (ThinRule(),)
        case "fence" | "code_block":
            return (Paragraph((Run(node.content.rstrip("\n")),), "small"),)
        case _:  # nothing else comes out of this parser; if it did, its words are kept
            return (Paragraph((Run(_text(node)),)),) if _text(node).strip() else ()


def _items(node: SyntaxTreeNode) -> tuple[Item, ...]:
    return tuple(Item(_blocks(item.children)) for item in node.children)


def _table(node: SyntaxTreeNode) -> tuple[Flow, ...]:
    rows = [
        tuple(_inline(cell) for cell in row.children)
        for part in node.children
        for row in part.children
    ]
    return (TextTable(rows[0], tuple(rows[1:])),) if rows else ()


def _inline(node: SyntaxTreeNode) -> Words:
    found: list[Run] = []
    for child in node.children:
        found += _runs(child, bold=False, italic=False, link="")
    return _joined(found)


def _runs(node: SyntaxTreeNode, *, bold: bool, italic: bool, link: str) -> list[Run]:
    match node.type:
        case "text" | "code_inline":
            return [Run(node.content, _look(bold=bold, italic=italic), link=link)]
        case "softbreak":
            return [Run(" ", _look(bold=bold, italic=italic), link=link)]
        case "hardbreak":
            return [Run("\n", _look(bold=bold, italic=italic), link=link)]
        case "image":
            return [Run(node.content, _look(bold=bold, italic=italic), link=link)]
        case "s":
            return [Run(_text(node), "struck", link=link)]
    bold = bold or node.type == "strong"
    italic = italic or node.type == "em"
    if node.type == "link":
        address = str(node.attrs.get("href", ""))
        link = address if _LINK.fullmatch(address) else link
    return [
        run for child in node.children for run in _runs(child, bold=bold, italic=italic, link=link)
    ]


def _look(*, bold: bool, italic: bool) -> Look:
    if bold:
        return "strong em" if italic else "strong"
    return "em" if italic else ""


def _joined(runs: list[Run]) -> Words:
    """Neighbours of one look as one run, with hard spaces where they belong."""
    found: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if found and (found[-1].look, found[-1].link) == (run.look, run.link):
            found[-1] = Run(found[-1].text + run.text, run.look, link=run.link)
        else:
            found.append(run)
    return tuple(Run(tie(run.text), run.look, link=run.link) for run in found)


def _text(node: SyntaxTreeNode) -> str:
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if not node.children:
        return "" if node.is_root else node.content
    between = " " if node.type in ("root", "table", "tr", "bullet_list", "ordered_list") else ""
    return between.join(map(_text, node.children))
