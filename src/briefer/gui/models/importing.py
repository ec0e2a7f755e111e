"""What an import would do, as rows: what happens with each record of a file, and what was chosen.

Not here: reading the file (`services.imports`).
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from briefer.gui import shown
from briefer.gui.models.rows import Mark, Row
from briefer.i18n import say, say_many
from briefer.text import fold

if TYPE_CHECKING:
    from briefer.services.import_plan import Line

GROUPS = ("all", "create", "change", "unclear", "same", "without")
_SIGNS = {
    "create": ("plus", "ok"),
    "change": ("pencil", "accent"),
    "unclear": ("git-merge", "warning"),
    "same": ("check", "secondary"),
    "without": ("ban", "danger"),
}


def group_words(group: str, count: int) -> str:
    """A group with how many lines it has: "Create 14"."""
    words = {
        "all": say("All {count}"),
        "create": say("Create {count}"),
        "change": say("Change {count}"),
        "unclear": say("Unclear {count}"),
        "same": say("No change {count}"),
        "without": say("Left out {count}"),
    }
    return words[group].format(count=shown.digits(count))


def group_of(line: "Line", without: Collection[int]) -> str:
    """What happens with a line as it was chosen."""
    return "without" if line.index in without else line.happens


def line_row(line: "Line", without: Collection[int], theirs: Collection[int]) -> Row:
    """A line of the file: what happens, the record, in words what changes, where it stands, what was chosen."""
    group = group_of(line, without)
    icon, colour = _SIGNS[group]
    happens = {
        "create": say("create"),
        "change": say("change"),
        "unclear": say("edited here since"),
        "same": say("no change"),
        "without": say("left out"),
    }
    kind = line.kind.replace("_", " ")
    return Row(
        line.index,
        line.name,
        second=shown.joined((happens[group], kind, detail(line))),
        end=line.place,
        icon=icon,
        icon_colour=colour,
        mark=_mark(line, group, theirs),
        muted=group in ("same", "without"),
    )


def _mark(line: "Line", group: str, theirs: Collection[int]) -> Mark | None:
    if group == "without":
        return Mark(say("left out"), "danger")
    if group == "unclear":
        words = say("take the file’s") if line.index in theirs else say("keep what is here")
        return Mark(words, "accent" if line.index in theirs else "warning")
    return None


def detail(line: "Line") -> str:
    """What changes, in a line."""
    if line.happens == "create":
        return say(", ").join(_flat(told) for _, _, told in line.fields[1:4] if told)
    count = len(line.fields)
    if count == 1:
        field, here, told = line.fields[0]
        return say("{field}: {here} → {told}").format(
            field=field, here=_flat(here) or say("empty"), told=_flat(told) or say("empty")
        )
    if not count:
        return ""
    words = say_many("{count} field differs", "{count} fields differ", count)
    return words.format(count=shown.digits(count))


def fits(line: "Line", words: str) -> bool:
    """Whether a line holds all the words that were searched."""
    held = fold(" ".join((line.name, line.kind, line.place, *(told for *_, told in line.fields))))
    return all(word in held for word in fold(words).split())


def _flat(text: str) -> str:
    words = " ".join(text.split())
    return f"{words[:80].rstrip()}…" if len(words) > 80 else words
