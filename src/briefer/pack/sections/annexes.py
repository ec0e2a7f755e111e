"""Annexes: files that others made, each with its own marking, page by page.

Not here: how their pages are read and placed (`pdf.annexes`, `pdf.layout.annex_pages`).
"""

from briefer.pack.banners import banner
from briefer.pack.blocks import Annex, Marking, Part
from briefer.pack.context import Context
from briefer.records.sources import Attachment

AS_MADE = "annexes as made"
"""Switch of a recipe whose annexes stay as their makers left them, even if the pack is then no archive file."""


def annexes(context: Context, number: str) -> tuple[Part, ...]:
    """A part for each annex, in the order of the visit."""
    found = [each for each in context.file.attachments if each.kind == "annex"]
    found.sort(key=lambda each: each.order)
    return tuple(_annex(context, number, at + 1, each) for at, each in enumerate(found))


def _annex(context: Context, number: str, at: int, attachment: Attachment) -> Part:
    say = context.say
    label = say("Annex {number}").format(number=at)
    title = attachment.title or attachment.name or label
    words = say("{annex}, page {page} of {pages}").replace("{annex}", label)
    gap = say("annex to be added")
    if not attachment.file:
        context.gap(gap, title, label)
    block = Annex(attachment.file, title, words, gap, as_made=AS_MADE in context.recipe.switches)
    return Part(
        context.anchor(attachment),
        f"{number}.{at}",
        label,
        title,
        (block,),
        marking=_own_marking(context, attachment),
        in_contents=True,
        running=words,
    )


def _own_marking(context: Context, attachment: Attachment) -> Marking | None:
    """Annexes get detached: each bears its own marking. What guests keep bears none."""
    if not attachment.marking or context.recipe.look == "guest":
        return None
    return banner(context, attachment.marking)
