"""What can be chosen for a document: for whom, in which language, how it is marked; and why something cannot.

Not here: making a document (`packs`), its sections (`pack_edits`), what was chosen last (the window's settings).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from briefer.i18n import say
from briefer.records import dates
from briefer.records.base import Record
from briefer.records.kinds import name_of
from briefer.records.markings import Audience, MarkingLevel, MarkingScheme
from briefer.records.packs import OwnData, Recipe
from briefer.records.people import Officer
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Recipient, Visit
from briefer.services import packs
from briefer.services.documents import Document
from briefer.services.packs import SectionName

if TYPE_CHECKING:
    from briefer.pack.audience import Cut
    from briefer.workspace.database import Workspace

PLAIN = "plain"
"""The marking scheme of an office that has no visit yet."""


class Choices(NamedTuple):
    """All that an office offers."""

    recipes: dict[str, Recipe]
    """By their names; the dossier first, the others as their titles follow in the window's language."""
    sections: dict[str, SectionName]
    """By the names that recipes use."""
    audiences: dict[str, tuple[Audience, ...]]
    """Of each recipe: the audience that it is for first, then those that see less."""
    schemes: dict[str, MarkingScheme]
    """By their names."""
    languages: tuple[str, ...]
    """One, or two on facing pages, such as `en+ar`."""

    def levels(self, visit: Visit) -> tuple[MarkingLevel, ...]:
        """The markings of a visit's scheme, the lowest first; none where its scheme is not known."""
        scheme = self.schemes.get(visit.marking_scheme)
        return scheme.levels if scheme else ()

    def can_be_marked(self, recipe: str) -> bool:
        """Whether a document bears a marking; what guests keep bears none."""
        return recipe in self.recipes and self.recipes[recipe].look != "guest"

    def possible(self, document: Document, visit: Visit) -> Document:
        """A document as it was wanted once, without what is not offered any more."""
        readers = [one.name for one in self.audiences.get(document.recipe, ())]
        levels = [one.name for one in self.levels(visit)]
        marked = document.marking in levels and self.can_be_marked(document.recipe)
        return document._replace(
            audience=document.audience if document.audience in readers[1:] else "",
            language=document.language if document.language in self.languages else "en",
            marking=document.marking if marked else "",
        )


def offered(own: tuple[OwnData, ...] = ()) -> Choices:
    """What can be chosen.

    Raises:
        KnownError: a data file of the office cannot be read.

    """
    from briefer.pack import shipped

    first = Document().recipe
    found = sorted(packs.recipes(own), key=lambda one: (one.name != first, say(one.title)))
    recipes = {one.name: one for one in found}
    readers = tuple(shipped.audience(name, own) for name in shipped.names(Audience, own))
    schemes = (shipped.scheme(name, own) for name in shipped.names(MarkingScheme, own))
    return Choices(
        recipes=recipes,
        sections=packs.section_names(),
        audiences={name: _narrowing(recipe, readers) for name, recipe in recipes.items()},
        schemes={one.name: one for one in schemes},
        languages=packs.languages(),
    )


def copies(choices: Choices, file: VisitFile) -> dict[UUID, Document]:
    """The copies of a visit's recipients, by their ids, each numbered among those of its recipe.

    Who may see more than a recipe tells gets what it tells. A recipe, audience or language that is not known stays: to
    make such a copy is refused with a sentence, and never is somebody given what others may see.
    """
    from briefer.pack.context import CopyFacts

    known = {one.name for readers in choices.audiences.values() for one in readers}
    numbered: dict[str, list[Recipient]] = {}
    for one in file.recipients:
        numbered.setdefault(one.recipe or Document().recipe, []).append(one)
    found: dict[UUID, Document] = {}
    for recipe, some in numbered.items():
        narrower = {one.name for one in choices.audiences.get(recipe, ())[1:]}
        most = max(len(some), *(one.copy_number for one in some))
        for at, one in enumerate(some, 1):
            copy = CopyFacts(one.copy_number or at, most, one.name)
            audience = "" if one.audience in known - narrower else one.audience
            found[one.id] = Document(recipe, audience, one.language or "en", copy=copy)
    return {one.id: found[one.id] for one in file.recipients}


def of_library(workspace: "Workspace", visits: Iterable[Visit] | None = None) -> MarkingScheme:
    """The scheme by which records of no single visit are marked: that of the latest visit, of all or of some."""
    from briefer.pack import shipped

    if visits is None:
        with workspace.reading() as rows:
            visits = rows.all(Visit)
    latest = max(visits, key=lambda one: (dates.sort_key(one.start), one.created_at), default=None)
    own = packs.own_data(workspace)
    return shipped.scheme(latest.marking_scheme if latest else PLAIN, own)


class Frame(NamedTuple):
    """What the frame of a visit may name, each by its name or id with its words."""

    schemes: dict[str, str]
    recipes: dict[str, str]
    audiences: dict[str, str]
    languages: tuple[str, ...]
    officers: dict[str, str]


def of_frame(workspace: "Workspace") -> Frame:
    """What the frame of a visit may name."""
    from briefer.services import library

    found = offered(packs.own_data(workspace))
    readers = {one.name: say(one.title) for some in found.audiences.values() for one in some}
    return Frame(
        {name: say(scheme.title) for name, scheme in found.schemes.items()},
        {name: say(recipe.title) for name, recipe in found.recipes.items()},
        dict(sorted(readers.items(), key=lambda pair: pair[1])),
        tuple(tag for tag in found.languages if "+" not in tag),
        officers(library.all_of(workspace, Officer)),
    )


def officers(some: Iterable[Officer]) -> dict[str, str]:
    """The officers by their ids, those who are at work first."""
    ordered = sorted(some, key=lambda one: one.active != "yes")
    return {str(one.id): one.name for one in ordered}


def _narrowing(recipe: Recipe, readers: tuple[Audience, ...]) -> tuple[Audience, ...]:
    from briefer.pack.audience import narrows

    may = [one for one in readers if narrows(one, recipe.audience)]
    return tuple(sorted(may, key=lambda one: one.name != recipe.audience))


class Least(NamedTuple):
    """The lowest marking that a document may bear, and what in it bears that."""

    marking: str
    because: Record


def least(cut: "Cut") -> Least:
    """The lowest marking that a document of this cut may bear."""
    from briefer.pack.compiler import marked_highest

    because = marked_highest(cut)
    return Least(getattr(because, "marking", "") or cut.scheme.levels[0].name, because)


def refusal(marking: str, needed: Least | None, levels: tuple[MarkingLevel, ...]) -> str:
    """Why a document cannot bear a marking, in a sentence; empty where it can, or where it is not known yet."""
    names = [one.name for one in levels]
    if not marking or needed is None or needed.marking not in names:
        return ""
    if names.index(marking) >= names.index(needed.marking):
        return ""
    if isinstance(needed.because, Visit):
        sentence = say("The visit itself is {marking}: its documents cannot bear less.")
    else:
        sentence = say("“{name}” stands in it and is {marking}: it cannot bear less.")
    banner = levels[names.index(needed.marking)].banner
    return sentence.format(name=name_of(needed.because), marking=banner)
