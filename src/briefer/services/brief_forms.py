"""The form by which a brief is asked for: what a desk officer fills in in a word processor and sends back.

It tells which meeting it is for and what belongs where. What must not be disclosed is never put into it: a form is sent
by mail. Not here: the file (`gui.brief_files`), reading what comes back.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from briefer.i18n import say
from briefer.records.briefs import Brief, BriefPoint
from briefer.records.programme import ProgrammeItem
from briefer.records.visits import Visit
from briefer.services import brief_edits
from briefer.services.common_edits import shortened
from briefer.services.edits import Edit


class Line(NamedTuple):
    """A paragraph of a form: `hint` tells what belongs below it, an empty `text` is to be filled in."""

    sort: Literal["title", "head", "hint", "text", "point"]
    text: str


class About(NamedTuple):
    """What a form says of its meeting, in words of the reader's language."""

    number: str
    when: str
    where: str
    marking: str
    officer: str
    today: str
    due: str


def ask(item: ProgrammeItem, brief: Brief | None) -> Edit | None:
    """The brief of an item is asked for from now on; None where somebody writes it already."""
    if brief and brief.status != "empty":
        return None
    name = shortened(item.title)
    return brief_edits.change(item, brief, say("state"), status="asked")._replace(
        words=say("Ask for the brief of {name}").format(name=name),
        past=say("The brief of {name} is asked for.").format(name=name),
    )


def form(
    visit: Visit,
    item: ProgrammeItem,
    brief: Brief | None,
    points: Iterable[BriefPoint],
    about: About,
) -> list[Line]:
    """The form for the brief of an item, with what stands in it already but for what must not be disclosed."""
    asked = say("Asked for by {officer} on {day}.").format(officer=about.officer, day=about.today)
    if about.due:
        asked = f"{asked} {say('Please send it back by {day}.').format(day=about.due)}"
    said = [_point(one) for one in points if one.kind == "to make"]
    return [
        Line("title", say("Brief {number}: {title}").format(number=about.number, title=item.title)),
        Line("hint", say(" · ").join(filter(None, (visit.title, about.when, about.where)))),
        Line("hint", say(" · ").join(filter(None, (about.marking.upper(), asked)))),
        Line("hint", say("All of it takes two printed sides at most.")),
        Line("head", say("Objective")),
        Line("hint", say("One or two lines: what the meeting shall bring.")),
        *_filled("text", brief.objective if brief else ""),
        Line("head", say("Points to make")),
        Line("hint", say("In note form, one a line; after a dash the person they are for.")),
        *(Line("point", one) for one in said or [""]),
        Line("head", say("Background that may be used")),
        Line("hint", say("What may be said across the table.")),
        *_filled("text", brief.background_open if brief else ""),
        Line("head", say("Background that must not be disclosed")),
        Line("hint", say("What the reader must know and may not say.")),
        Line("text", ""),
    ]


def _point(point: BriefPoint) -> str:
    return f"{point.text} – {point.addressee}" if point.addressee else point.text


def _filled(sort: Literal["text"], text: str) -> Sequence[Line]:
    return [Line(sort, one) for one in brief_edits.paragraphs(text)] or [Line(sort, "")]
