"""The words and colour of a marking as a page shows them. Not here: what bears which marking (`audience`)."""

from briefer.pack.audience import level
from briefer.pack.blocks import Marking
from briefer.pack.context import Context
from briefer.pack.phrases import WIDE


def banner(context: Context, name: str) -> Marking:
    """The banner of a level of the visit's scheme; a level that the scheme does not know is shown by its name."""
    levels = context.cut.scheme.levels
    place = level(name, context.cut.scheme)
    if place >= len(levels):
        return Marking(name.upper(), levels[-1].colour)
    shown = levels[place]
    native = shown.native_banner if context.language.right_to_left else ""
    # the pack's language first, then the scheme's form
    forms = dict.fromkeys((native or context.say(shown.banner), shown.banner))
    return Marking(WIDE.join(forms), shown.colour)
