"""Markdown to the neutral document: the one renderer of notes, profiles, backgrounds and biographies.

The source is the truth. Raw HTML is text, never tags; a picture leaves its description; a link goes to https, mailto
or a place in the pack, else only its words stay. Not here: drawing.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, TypeVar

import msgspec
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from msgspec.structs import replace

from briefer.pack.blocks import (
    Bullets,
    Flow,
    Heading,
    Item,
    Numbered,
    Paragraph,
    Quote,
    Run,
    TextTable,
    ThinRule,
    Words,
)
from briefer.pack.markdown_marks import CALLED, NOTES, extended
from briefer.pack.phrases import lang_of, paragraphs, tie

T = TypeVar("T")

_LINK = re.compile(r"(?:https://|mailto:|#)\S+", re.IGNORECASE)

_PLAIN = Run("")
_EMPTY: Words = (Run(" "),)
_KEPT = 1024
"""Texts that are not rendered again: a preview compiles the same notes after every edit."""
_DEEPEST = 20
"""Levels of nesting; a list in a list takes four."""


def flow(source: str) -> tuple[Flow, ...]:
    """Markdown as blocks of running text; empty for nothing but white space.

    What is nested deeper than a page could show is printed as it was typed: the parser would drop it.
    """
    if not source.strip():
        return ()
    made = _flow(str(source))
    lang = lang_of(source)
    return _spoken(made, lang) if lang else made


def _spoken(value: T, lang: str) -> T:
    """Blocks with the language of their words."""
    if isinstance(value, tuple):
        return tuple(_spoken(each, lang) for each in value)  # type: ignore[return-value]  # of one kind
    if isinstance(value, Run):
        return replace(value, lang=lang, note=_spoken(value.note, lang))
    if isinstance(value, msgspec.Struct):
        inside = {
            name: _spoken(getattr(value, name), lang)
            for name in value.__struct_fields__
            if isinstance(getattr(value, name), tuple)
        }
        return replace(value, **inside)
    return value


@lru_cache(maxsize=_KEPT)
def _flow(source: str) -> tuple[Flow, ...]:
    around: dict[str, Any] = {}
    tokens = _parser().parse(source, around)
    if max((token.level for token in tokens), default=0) >= _DEEPEST - 1:
        return tuple(_as_typed(block) for block in paragraphs(source))
    return _blocks(SyntaxTreeNode(tokens).children) + _uncalled(around)


def _uncalled(around: Mapping[str, Any]) -> tuple[Flow, ...]:
    """Notes that nothing calls are not lost: they follow the text."""
    called = around.get(CALLED, ())
    return tuple(
        Paragraph((Run(f"[^{name}]: "), *_said(said)), "small")
        for name, said in around.get(NOTES, {}).items()
        if name not in called
    )


def _as_typed(block: Flow) -> Flow:
    return replace(block, as_typed=True) if isinstance(block, Paragraph) else block


def plain(source: str) -> str:
    """The words of Markdown in one line, for search and short descriptions."""
    return " ".join(_text(SyntaxTreeNode(_parser().parse(source))).split())


@cache
def _parser() -> MarkdownIt:
    # js-default: tables and strike-through; no HTML, no bare links
    options = {"html": False, "linkify": False, "typographer": False, "maxNesting": _DEEPEST}
    return extended(MarkdownIt("js-default", options))


def _blocks(nodes: list[SyntaxTreeNode]) -> tuple[Flow, ...]:
    return tuple(block for node in nodes for block in _block(node))


def _block(node: SyntaxTreeNode) -> tuple[Flow, ...]:
    match node.type:
        case "paragraph":
            words = _inline(node)
            return (Paragraph(words, running=True),) if words else ()
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
    return _joined(run for child in node.children for run in _runs(child, _PLAIN))


def _runs(node: SyntaxTreeNode, like: Run) -> list[Run]:
    """The runs of a piece of a line; `like` is how what stands around it is set."""
    match node.type:
        case "text" | "code_inline" | "image":
            return [replace(like, text=node.content)]
        case "softbreak":
            return [replace(like, text=" ")]
        case "hardbreak":
            return [replace(like, text="\n")]
        case "note":
            return [replace(like, rise="super", rule="", note=_said(node.content))]
        case "strong":
            like = replace(like, look="strong em" if "em" in like.look else "strong")
        case "em":
            like = replace(like, look="strong em" if "strong" in like.look else "em")
        case "sup" | "sub":
            like = replace(like, rise="super" if node.type == "sup" else "sub")
        case "s":
            like = replace(like, rule="under struck" if "under" in like.rule else "struck")
        case "under":
            like = replace(like, rule="under struck" if "struck" in like.rule else "under")
        case "link":
            address = str(node.attrs.get("href", ""))
            like = replace(like, link=address if _LINK.fullmatch(address) else like.link)
    return [run for child in node.children for run in _runs(child, like)]


def _said(source: str) -> Words:
    """What a note says; a note in a note stays as it was typed."""
    return _inline(SyntaxTreeNode(_parser().parseInline(source)).children[0]) or _EMPTY


def _joined(runs: Iterable[Run]) -> Words:
    """Neighbours of one look as one run, with hard spaces where they belong."""
    found: list[Run] = []
    for run in runs:
        if run.note:
            found.append(run)
        elif run.text and found and replace(found[-1], text="") == replace(run, text=""):
            found[-1] = replace(run, text=found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return tuple(replace(run, text=tie(run.text)) for run in found)


def _text(node: SyntaxTreeNode) -> str:
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if node.type == "note":
        return f" ({node.content}) "
    if not node.children:
        return "" if node.is_root else node.content
    between = " " if node.type in ("root", "table", "tr", "bullet_list", "ordered_list") else ""
    return between.join(map(_text, node.children))
