"""A pack as an indented outline, so that what it says stands in a test as a picture.

Looks: *strong*, /em/, ~soft~, +accent+, [gap], -struck-, ^raised^, ,lowered,, ++underlined++, ^(note). A hard space is printed as `_`. A run that becomes a page
number is `<brief:visit/item>`, a link `(→ address)`.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from briefer.pack import blocks as b
from briefer.pack.blocks import Words

_SIGNS = {
    "": ("", ""),
    "strong": ("*", "*"),
    "em": ("/", "/"),
    "strong em": ("*/", "/*"),
    "soft": ("~", "~"),
    "accent": ("+", "+"),
    "gap": ("[", "]"),
    "struck": ("-", "-"),
}
_RISES = {"": "", "super": "^", "sub": ","}
_RULES = {"under": "++", "struck": "-"}


def words(said: Words) -> str:
    """Words with their looks."""
    return "".join(map(_run, said)).replace("\u00a0", "_").replace("\n", "⏎")


def _run(run: b.Run) -> str:
    before, after = _SIGNS[run.look]
    for sign in (_RISES[run.rise], *(_RULES[rule] for rule in run.rule.split())):
        before, after = sign + before, after + sign
    if run.note:
        return f"^({words(run.note)})"
    text = f"<{run.page_of}>" if run.page_of else f"{before}{run.text}{after}"
    if run.lang:
        text = f"{run.lang}:{text}"
    return f"{text} (→ {run.link})" if run.link and not run.page_of else text


def outline(*things: Any) -> str:
    """Packs, sections, parts or blocks, one line a thing, two spaces for what is inside."""
    return "\n".join(line for thing in things for line in _lines(thing, 0))


def part(pack: b.Pack, key: str) -> str:
    """The outline of one part of a pack."""
    return outline(*(p for s in pack.sections for p in s.parts if p.key == key))


def runs(value: object) -> Iterator[b.Run]:
    """All runs of a pack, a part or a block."""
    if isinstance(value, b.Run):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from runs(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from runs(each)


def _lines(thing: Any, depth: int) -> Iterator[str]:
    head, inside = _told(thing)
    if head:
        yield "  " * depth + head.replace("\u00a0", "_").replace("\n", "⏎")
    for each in inside:
        yield from _lines(each, depth + bool(head))


def _told(thing: Any) -> tuple[str, Iterable[Any]]:  # noqa: C901 - one case a block
    """One line, and what stands inside."""
    match thing:
        case str():
            return thing.replace("\u00a0", "_"), ()
        case b.Pack():
            return f"{thing.recipe} for {thing.audience}: {thing.title}", thing.sections
        case b.Section():
            return f"§{thing.number} {thing.title} <{thing.key}>", thing.parts
        case b.Part():
            head = f"{thing.number} ({thing.label}) {thing.title} <{thing.key}>"
            quiet = [f"quiet: {words(thing.quiet)}"] if thing.quiet else []
            back = ["back:", *thing.back] if thing.back else []
            return head, [*quiet, *thing.blocks, *back, *thing.foot]
        case b.Paragraph():
            style = "" if thing.style == "body" else f"{thing.style}: "
            return style + words(thing.words), ()
        case b.Heading():
            return f"{'#' * thing.level} {words(thing.words)}", ()
        case b.Item():
            return "-", thing.blocks
        case b.Bullets():
            return "bullets", thing.items
        case b.Numbered():
            return f"numbered from {thing.start}", thing.items
        case b.PointGroup():
            return words(thing.addressee) or "points", [f"– {words(each)}" for each in thing.points]
        case b.Points():
            return "", thing.groups
        case b.Quotation():
            return f"quotation: {words(thing.words)}", [f"said by {words(thing.speaker)}"]
        case b.Quote():
            return "quote", thing.blocks
        case b.TextTable():
            rows = [thing.head, *thing.rows]
            return "table", [" | ".join(map(words, row)) for row in rows]
        case b.ThinRule():
            return "***", ()
        case b.KeyValue():
            return f"{thing.key}: {words(thing.value)}".removeprefix(": "), ()
        case b.Separator():
            return "———", ()
        case b.Labelled():
            return thing.label or "(no label)", [*thing.body, *map(_Side, thing.side)]
        case _Side():
            return "| " + _told(thing.inner)[0], ()
        case b.Pair():
            return "row", [*thing.body, *map(_Side, thing.side)]
        case b.LabelledRows():
            return thing.label, thing.rows
        case b.Strip():
            return "strip", [
                f"{key}: {' / '.join(map(words, lines))}" for key, lines in thing.columns
            ]
        case b.Line():
            return f"line, {thing.pitch}", thing.rows
        case b.CityRow():
            more = " · ".join(filter(None, (thing.country, thing.offset, thing.note)))
            return f"== {words(thing.city)} · {more}", ()
        case b.ProgrammeRow():
            travel = " (travel)" if thing.travel else ""
            head = f"{_time(thing.time)} {_mark(thing.mark)} {words(thing.title)}{travel}"
            return head, [*map(words, thing.lines), *map(_Side, thing.side)]
        case b.StepRow():
            return f"{_time(thing.time)} · {words(thing.words)}", ()
        case b.GlanceRow():
            day = f"{thing.day} ".lstrip().replace("\u00a0", "_")
            travel = " (travel)" if thing.travel else ""
            place = f" · {words(thing.place)}" if thing.place else ""
            head = f"{day}{_time(thing.time)} {_mark(thing.mark)} {words(thing.title)}"
            return f"{head}{place}{travel}", ()
        case b.HistoryRow():
            side = f" | {words(thing.side)}" if thing.side else ""
            return f"{thing.mark} {words(thing.when)}{side}", thing.body
        case b.History():
            return f"{thing.label}: {words(thing.quiet)}", thing.rows
        case b.PeopleRow():
            compact = " (compact)" if thing.compact else ""
            native = f" · {words(thing.native)}" if thing.native else ""
            note = f" · {words(thing.note)}" if thing.note else ""
            head = f"{thing.number} {thing.function} {words(thing.name)}{native}{note}{compact}"
            return head, [*map(words, thing.under), *map(_Side, thing.side)]
        case b.PeopleGroup():
            return thing.title, thing.rows
        case b.People():
            note = [f"note: {words(thing.note)}"] if thing.note else []
            return "people", [*thing.groups, *note]
        case b.Portrait():
            picture = "photograph" if thing.picture else f"tile {thing.initials}"
            return f"{thing.name}, {words(thing.post)} ({picture})", ()
        case b.Portraits():
            return thing.label, thing.people
        case b.StopWords():
            dates = f"[{thing.gap}]" if thing.gap else thing.dates
            said = " · ".join(
                filter(None, (thing.city, thing.country, dates, thing.offset, thing.note))
            )
            return said.replace("\u00a0", "_"), ()
        case b.StopsLine():
            return thing.label, thing.stops
        case b.Biography():
            native = f" · {words(thing.native)}" if thing.native else ""
            return f"{thing.name}, {words(thing.post)}{native}", [
                *thing.body,
                *map(_Side, thing.side),
            ]
        case b.Who():
            note = [f"note: {words(thing.note)}"] if thing.note else []
            guests = [f"guest: {words(each)}" for each in thing.guests]
            return thing.label, [*guests, *(f"host: {words(each)}" for each in thing.hosts), *note]
        case b.Closed():
            return f"CLOSED {thing.label}", thing.body
        case b.Row():
            return " | ".join(map(words, thing.cells)), ()
        case b.TableGroup():
            return thing.title, thing.rows
        case b.Table():
            head = " | ".join(thing.head)
            label = f", {thing.label}" if thing.label else ""
            return f"table {thing.layout}{label}: {head}".rstrip(": "), thing.groups
        case b.Figures():
            return thing.label, [f"{figure} {caption}" for figure, caption in thing.figures]
        case b.TwoColumns():
            return thing.label, [f"{words(short)}: {words(text)}" for short, text in thing.pairs]
        case b.CallFirst():
            return f"{thing.label}: {words(thing.words)}: {words(thing.phone)}", ()
        case b.Card():
            return f"card {thing.number} {thing.title}, {words(thing.when)}", thing.groups
        case b.Cards():
            return "", thing.cards
        case b.Contents():
            return "contents", ()
        case b.BriefLine():
            said = " · ".join(filter(None, (words(thing.owner), words(thing.state), thing.target)))
            return f"{_mark(thing.mark)} {thing.title}: {said}", ()
        case b.BriefList():
            return f"{thing.title}: {', '.join(thing.head)}", thing.rows
        case b.PagesInForce():
            return f"{thing.label}: {thing.note}", ()
        case b.Legend():
            return "legend", ()
        case b.FootLine():
            return f"foot {thing.key}: {words(thing.words)}", ()
        case b.Cover():
            note = [f"note: {thing.note}"] if thing.note else []
            head = f"{thing.kind}: {thing.title}, {words(thing.dates)}"
            return head, [*note, *thing.stops, *thing.rows]
        case b.GuestCover():
            lines = [thing.parties, thing.kind, *thing.names, *thing.posts]
            lines += [*map(words, thing.native_names), thing.dates, thing.note]
            return "cover", list(filter(None, lines))
        case b.GuestEntry():
            second = f" / {words(thing.second)}" if thing.second else ""
            return f"{thing.time}  {words(thing.words)}{second}", ()
        case b.GuestDay():
            return f"{thing.title}, {words(thing.place)}".replace("\u00a0", "_"), thing.entries
        case b.Message():
            return f"message: {words(thing.words)}", ()
    raise TypeError(thing)


class _Side:
    """A key with its value in the side column."""

    def __init__(self, inner: b.KeyValue) -> None:
        self.inner = inner


def _time(cell: b.TimeCell) -> str:
    if cell.form == "none":
        return "     "
    if cell.form == "open":
        return f"[{cell.words}]"
    if cell.form == "words":
        return cell.words
    start = f"*{cell.start}*" if cell.certain else cell.start
    text = start + (f"–{cell.end}" if cell.end else "") + (f"+{cell.days}" if cell.days else "")
    text += f" then {cell.then}" if cell.then else ""
    return f"/{cell.words}/ {text}" if cell.form == "about" else text


def _mark(mark: b.Mark) -> str:
    signs = {"confirmed": "●", "tentative": "○", "cancelled": "⊘"}
    return signs[mark.state] + mark.number
