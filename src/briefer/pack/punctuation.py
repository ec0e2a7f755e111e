"""The last touch on a pack in its language: the marks of its script, and numbers that keep their direction.

Sections join words with a comma, a semicolon, a colon and a space; French sets a narrow space before some of them,
Arabic has its own. In a pack that is read from right to left, telephone numbers, page numbers and the like are isolated,
or their parts would change places. What is printed in another language keeps the marks of that language.
Not here: hard spaces (`phrases`), the order of letters on a line (`pdf.bidi`).
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

import msgspec

from briefer.pack.blocks import Pack, Paragraph, Part, Run
from briefer.pack.phrases import WIDE, Original

T = TypeVar("T")
Touch = Callable[[str, str, str], str]
"""A text, what stands before it and what after it; gives the text as it is printed."""

_PRINTED = frozenset(
    {
        "city", "copy", "country", "dates", "day", "edition", "function", "guests_head", "head",
        "hosts_head", "kind", "label", "made", "name", "names", "note", "office", "offset", "parties", "post", "posts",
        "short_title", "subject", "time", "title", "words",
    }
)  # fmt: skip
"""Fields of blocks that hold plain text which is printed; others hold keys, hashes, addresses, codes."""


class _Hand(NamedTuple):
    """How a pack is finished: its marks, and what stands for a text that is not translated."""

    touch: Touch
    written_in: str
    gap: Run | None


def finished(pack: Pack, written_in: str, gap: Run | None = None) -> Pack:
    """The pack with the marks of its language; what is printed in the language of the records instead is told.

    With a `gap` that is printed in its place.
    """
    touch = _TOUCHES.get(pack.language, _as_it_is)
    if pack.language == written_in and touch is _as_it_is:
        return pack
    made: Pack = _finished(pack, _Hand(touch, written_in, gap))
    if pack.language == written_in:
        return made
    originals = dict.fromkeys(_originals(pack.sections, written_in))
    return msgspec.structs.replace(made, untranslated=tuple(originals))


def _finished(value: Any, hand: _Hand) -> Any:
    if isinstance(value, tuple):
        if value and all(isinstance(each, Run) for each in value):
            return _words(value, hand)
        inside = tuple(_finished(each, hand) for each in value)
        return _once(inside) if hand.gap else inside
    if not isinstance(value, msgspec.Struct) or isinstance(value, Run):
        return value
    changes: dict[str, object] = {}
    for field in value.__struct_fields__:
        held = getattr(value, field)
        if isinstance(held, str):
            if isinstance(held, Original):
                changes[field] = hand.gap.text if hand.gap else str(held)
                if field == "title" and not hand.gap and isinstance(value, Part):
                    changes["lang"] = held.lang
            elif field in _PRINTED and held:
                changes[field] = hand.touch(str(held), "", "")
        elif isinstance(held, tuple) and field in _PRINTED and _plain(held):
            changes[field] = tuple(
                str(each) if isinstance(each, Original) else hand.touch(str(each), "", "")
                for each in held
            )
        elif held:
            # names in the script of their own side are no translations
            own = hand._replace(gap=None) if field in _OWN_NAMES else hand
            new = _finished(held, own)
            if new is not held:
                changes[field] = new
    return msgspec.structs.replace(value, **changes) if changes else value


def _plain(held: tuple[object, ...]) -> bool:
    return bool(held) and all(isinstance(each, str) for each in held)


def _words(words: tuple[Run, ...], hand: _Hand) -> tuple[Run, ...]:
    texts = [run.text for run in words]
    made: list[Run] = []
    for at, run in enumerate(words):
        if hand.gap and run.lang == hand.written_in:
            _put_gap(made, hand.gap)
            continue
        text = run.text
        if not run.lang and not run.link:
            text = hand.touch(text, "".join(texts[:at])[-_SEEN:], "".join(texts[at + 1 :])[:_SEEN])
        if run.note:
            run = msgspec.structs.replace(run, note=_words(run.note, hand))
        made.append(run if text == run.text else msgspec.structs.replace(run, text=text))
    return tuple(made)


def _put_gap(made: list[Run], gap: Run) -> None:
    """One gap for what is not translated, again where something is said between; commas between two are none."""
    last = max((at for at, run in enumerate(made) if run == gap), default=-1)
    between = "".join(run.text for run in made[last + 1 :])
    if last >= 0 and not any(map(str.isalnum, between)):
        del made[last + 1 :]
    else:
        made.append(gap)


def _once(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
    """A long text that is not translated is one gap, not one for each of its paragraphs."""
    return tuple(
        block
        for at, block in enumerate(blocks)
        if not (at and isinstance(block, Paragraph) and block == blocks[at - 1])
    )


_SEEN = 60
"""Characters around a run that tell which script it stands in."""


def _originals(value: object, written_in: str) -> Iterator[str]:
    """The texts of a pack in the language of the records, in the order in which they are printed."""
    if isinstance(value, tuple):
        for each in value:
            yield from _originals(each, written_in)
    elif isinstance(value, Run):
        if value.lang == written_in:
            yield value.text
    elif isinstance(value, Original):
        yield str(value)
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            if field not in _OWN_NAMES:
                yield from _originals(getattr(value, field), written_in)


_OWN_NAMES = ("native", "native_names")
"""Names in the script of their own side are no translations."""


# ------------------------------------------------------------------------------------------ languages


def _as_it_is(text: str, before: str, after: str) -> str:  # noqa: ARG001 - a touch
    return text


_HIGH = re.compile(r"(?<=[^\s\u202f(\[])[ \u00a0]?([:;!?])(?=\s|$)")
_OPENS_HIGH = re.compile(r"[ \u00a0]?([:;!?])(?=\s|$)")


def _french(text: str, before: str, after: str) -> str:  # noqa: ARG001 - a touch
    """A narrow space before high marks."""
    text = _HIGH.sub("\u202f\\1", text)
    if before and not before[-1].isspace() and (mark := _OPENS_HIGH.match(text)):
        return "\u202f" + text[mark.start(1) :]
    return text


_MARK = re.compile(r"[,;?](?=\s|$)")
_ARABIC_MARKS = {",": "،", ";": "؛", "?": "؟"}
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(
    r"\+\d[\d\u00a0 ]{4,}\d"  # a telephone number
    # behind a Latin word a number is read with it: PS 70-11
    r"|(?<![A-Za-z\u00c0-\u024f][ \u00a0])(?:"
    r"(?<![\w.])\d+(?:\.\d+)*-\d+(?![\w-])"  # a page: 8.3-1
    r"|(?<!\w)\d{2,4}[ \u00a0]\(\d{4}\)"  # a resolution: 1373 (2001)
    r"|(?<![\w.])\d+(?:/\d+)+(?!\w))"
    r"|(?<=\s)[+−]\d+(?!\w)"  # days later
    r"|UTC[+−]\d+(?::\d+)?"
)
_ISOLATE, _END = "\u2066", "\u2069"
_FROM_RIGHT = "\u200f"
"""Behind a mark: a number that follows a Latin word would be drawn to its side of the mark."""


class _Neighbours(NamedTuple):
    """The letters nearest to a mark."""

    before: str
    after: str

    @property
    def arabic(self) -> bool:
        """Whether the mark belongs to the script of the page: it does not stand between two words of another."""
        return not self.after or any(_ARABIC.match(each) for each in self if each)


def _arabic(text: str, before: str, after: str) -> str:
    """Arabic marks, and numbers that are read from left to right."""

    def own(mark: re.Match[str]) -> str:
        # what stands behind a wide gap is another thing
        letters = _LETTER.findall((before + text[: mark.start()]).rpartition(WIDE)[2])[-1:]
        following = _LETTER.search((text[mark.end() :] + after).partition(WIDE)[0])
        neighbours = _Neighbours(
            letters[0] if letters else "", following.group() if following else ""
        )
        return _ARABIC_MARKS[mark.group()] + _FROM_RIGHT if neighbours.arabic else mark.group()

    return _NUMBER.sub(lambda found: f"{_ISOLATE}{found.group()}{_END}", _MARK.sub(own, text))


_TOUCHES: dict[str, Touch] = {"fr": _french, "ar": _arabic}
