"""Packs: a visit is cut, compiled, set on pages and written; the one way from records to paper.

`compile` serves the preview too; `export` ends in a file. Not here: what a reader may see (`pack.audience`), what a
section says (`pack.compiler`), how a page looks (`pdf`).
"""

from typing import TYPE_CHECKING, NamedTuple

from briefer.errors import KnownError
from briefer.i18n import say
from briefer.records.markings import Audience
from briefer.records.packs import OwnData, Recipe

if TYPE_CHECKING:
    from briefer.workspace.database import Workspace

LATER = ("logistics", "pocket", "cards", "delegation", "badges")
"""Recipes that are promised and not written yet."""


class Chosen(NamedTuple):
    """What a pack is made by."""

    recipe: Recipe
    audience: Audience


def own_data(workspace: "Workspace") -> tuple[OwnData, ...]:
    """The office's own recipes, audiences, marking schemes."""
    with workspace.reading() as rows:
        return rows.all(OwnData)


def choose(recipe: str, audience: str, own: tuple[OwnData, ...] = ()) -> Chosen:
    """The recipe of a name and the audience it is made for: its own, or a narrower one.

    Raises:
        KnownError: a name does not exist, or the audience sees more than the recipe is for.

    """
    from briefer.pack import shipped
    from briefer.pack.audience import narrows

    if recipe in LATER and recipe not in shipped.names(Recipe, own):
        sentence = say("The recipe “{recipe}” does not exist yet. There are: {names}.")
        names = ", ".join(shipped.names(Recipe, own))
        raise KnownError(sentence.format(recipe=recipe, names=names))
    found = shipped.recipe(recipe, own)
    readers = shipped.audience(audience or found.audience, own)
    if not narrows(readers, found.audience):
        sentence = say(
            "The recipe “{recipe}” is for “{own}”, and “{audience}” sees more. Choose a narrower audience, or another recipe."
        )
        raise KnownError(sentence.format(recipe=recipe, own=found.audience, audience=audience))
    return Chosen(found, readers)
