"""What our Markdown has beyond the common kind, as rules of the parser: `^raised^`, `~lowered~`, `++underlined++`,
notes: `[^1]` calls what a line `[^1]: Source, 12 March` says; and `[[Name]]`, which names a record and prints its name.

Nothing else: the spelling is that of Pandoc and of the usual plug-ins, so that texts can move. A sign that closes
nothing is itself. Not here: what becomes of it (`markdown`).
"""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\]:[ \t]*(.*)")
_CALL = re.compile(r"\[\^([^\]\s]{1,40})\]")
_NAMED = re.compile(r"\[\[([^\[\]\n]{1,500})\]\](?!\()")
NOTES, CALLED = "notes", "called"
"""Where the parser's surroundings keep the notes of a text by name, and the names that are called."""
_CODE_INDENT = 4
_LONGEST = 400
"""Characters between two signs: what never closes costs no more."""


def extended(parser: MarkdownIt) -> MarkdownIt:
    """A parser that also knows our marks."""
    for name, sign, tight in (("sup", "^", True), ("sub", "~", True), ("under", "++", False)):
        parser.inline.ruler.before("strikethrough", name, _pair(name, sign, tight=tight))
    parser.inline.ruler.before("link", "note", _call)
    parser.inline.ruler.before("link", "named", _named)
    parser.inline.add_terminator_char("^")
    parser.inline.add_terminator_char("+")
    parser.block.ruler.before("reference", "note", _note, {"alt": ["paragraph", "reference"]})
    return parser


def _pair(name: str, sign: str, *, tight: bool) -> Callable[[StateInline, bool], bool]:
    """The rule of a pair of signs; a `tight` one holds no space, any other none at its ends."""
    size = len(sign)
    pattern = re.compile(
        rf"{re.escape(sign)}((?:[^\s\\{re.escape(sign)}]|\\.){{1,{_LONGEST}}}){re.escape(sign)}(?!{re.escape(sign)})"
        if tight
        else rf"{re.escape(sign)}(?=\S)(.{{1,{_LONGEST}}}?)(?<=\S){re.escape(sign)}"
    )

    def rule(state: StateInline, silent: bool) -> bool:
        found = pattern.match(state.src, state.pos, state.posMax)
        if found is None or state.src[state.pos - 1 : state.pos] == sign[0]:
            return False
        if not silent:
            end, after = state.posMax, found.end()
            state.push(f"{name}_open", name, 1)
            state.pos, state.posMax = state.pos + size, after - size
            state.md.inline.tokenize(state)
            state.push(f"{name}_close", name, -1)
            state.posMax = end
        state.pos = found.end()
        return True

    return rule


def _call(state: StateInline, silent: bool) -> bool:
    found = _CALL.match(state.src, state.pos, state.posMax)
    said = state.env.get(NOTES, {}).get(found[1]) if found else None
    if found is None or said is None:
        return False
    if not silent:
        token = state.push("note", "", 0)
        token.content = said
        state.env.setdefault(CALLED, set()).add(found[1])
    state.pos = found.end()
    return True


def _named(state: StateInline, silent: bool) -> bool:
    found = _NAMED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("text", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _note(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A line that says what a note says, and the lines that go on with it."""
    if state.sCount[line] - state.blkIndent >= _CODE_INDENT:
        return False
    found = _NOTE.fullmatch(_text(state, line))
    if found is None:
        return False
    if silent:
        return True
    said, after = [found[2].strip()], line + 1
    while after < end and not state.isEmpty(after) and not _NOTE.fullmatch(_text(state, after)):
        said.append(_text(state, after).strip())
        after += 1
    state.env.setdefault(NOTES, {}).setdefault(found[1], " ".join(said).strip())
    state.line = after
    return True


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
