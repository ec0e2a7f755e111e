"""Badges and table tents of the delegation: names as their own side wrote them, post, where they come from.

Whose name is open gets one with the post, to be made again; a group gets one with its words. Not here: their form.
"""

from collections.abc import Iterator

from briefer.pack import names
from briefer.pack.blocks import Badges, NameCard, Part, Tents
from briefer.pack.context import Context, span
from briefer.pack.phrases import capital, phrase, text_of
from briefer.pack.terms import FUNCTIONS


def badges(context: Context, number: str) -> tuple[Part, ...]:
    """A badge for each member."""
    cards = tuple(_cards(context, "badge"))
    visit = context.file.visit
    dates = context.language.period(span(visit.start), span(visit.end))
    block = Badges(cards, visit.title, dates)
    return (Part("badges", number, "", context.say("Badges"), (block,)),) if cards else ()


def tents(context: Context, number: str) -> tuple[Part, ...]:
    """A table tent for each member, with the same name on both faces."""
    cards = tuple(_cards(context, "tent"))
    return (
        (Part("tents", number, "", context.say("Table tents"), (Tents(cards),)),) if cards else ()
    )


def _cards(context: Context, kind: str) -> Iterator[NameCard]:
    for delegate in context.delegation:
        somebody = names.of_delegate(context, delegate)
        if not somebody.name:
            continue
        person = somebody.person
        post = names.post_and_country(context, somebody)
        if not post and somebody.institution:
            post = somebody.institution.country
        yield NameCard(
            name=text_of(phrase(capital(somebody.name))),
            native=names.native(person) if person else (),
            post=post or delegate.affiliation,
            function="" if post else capital(context.say(FUNCTIONS[delegate.function])),
            anchor=context.anchor(delegate).replace("delegate:", f"{kind}:", 1),
        )
