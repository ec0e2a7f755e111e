"""The institutions of the library as a tree: read at once, brought up to date by edits, narrowed as one types.

What is found by is folded when the tree is read, so that each letter only compares. Not here: drawing it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple
from uuid import UUID

from briefer.records.institutions import Institution
from briefer.rules import review
from briefer.services import library
from briefer.text import fold

if TYPE_CHECKING:
    from briefer.services.edits import Change
    from briefer.workspace.database import Workspace

Review = Literal["", "stale", "never"]


class Narrowed(NamedTuple):
    """Which institutions are shown; empty for all."""

    words: str = ""
    country: str = ""
    kind: str = ""
    review: Review = ""


EVERYTHING = Narrowed()


class Branches(NamedTuple):
    """What a tree shows. Its nodes are numbered from one on in the order of the tree; nought is the tree itself."""

    institutions: tuple[Institution, ...]
    """Node 1 is the first."""
    above: tuple[int, ...]
    """By node, nought included: the node that it hangs on."""
    rows: tuple[int, ...]
    """By node: its place among its siblings."""
    below: Mapping[int, tuple[int, ...]]
    """By node: those that hang on it, where there are any."""
    nodes: Mapping[UUID, int]


class Tree(NamedTuple):
    """All institutions, each followed by its units, as they are narrowed."""

    institutions: tuple[Institution, ...]
    above: tuple[int, ...]
    """Of each the place of what it belongs to, which stands before it; -1 for none."""
    texts: tuple[str, ...]
    """Of each the folded words by which it is found, each after a space."""
    countries: tuple[str, ...]
    units: int
    """How many of them are units of another."""
    whole: Branches
    """All of it."""


def read(workspace: "Workspace") -> Tree:
    """The institutions of a workspace."""
    with workspace.reading() as rows:
        found = rows.all(Institution)
    return tree(found)


def tree(institutions: Iterable[Institution]) -> Tree:
    """Institutions, however ordered; a unit without its parent stands alone, a circle is cut."""
    found = library.tree(institutions)
    places: dict[UUID, int] = {}
    above = []
    for place, one in enumerate(found):
        above.append(places.get(one.parent, -1) if one.parent else -1)
        places[one.id] = place
    countries = {one.country for one in found if one.country}
    return Tree(
        found,
        tuple(above),
        tuple(_text(one) for one in found),
        tuple(sorted(countries, key=lambda each: (fold(each), each))),
        sum(1 for one in found if one.parent),
        _branches(found, above, range(len(found))),
    )


def patched(before: Tree, changes: "Iterable[Change]") -> Tree:
    """The tree after some changes, those of other records included."""
    by_id = {one.id: one for one in before.institutions}
    for change in changes:
        if isinstance(change.after, Institution):
            by_id[change.after.id] = change.after
        elif change.after is None:
            by_id.pop(change.record.id, None)
    return tree(by_id.values())


def narrowed(whole: Tree, wanted: Narrowed, today: date) -> Branches:
    """The institutions that fit, and what they belong to."""
    if wanted == EVERYTHING:
        return whole.whole
    words = [f" {word}" for word in fold(wanted.words).split()]
    kept: set[int] = set()
    for place, (one, text) in enumerate(zip(whole.institutions, whole.texts, strict=True)):
        if all(word in text for word in words) and _fits(one, wanted, today):
            above = place
            while above >= 0 and above not in kept:
                kept.add(above)
                above = whole.above[above]
    return _branches(whole.institutions, whole.above, sorted(kept))


def is_stale(one: Institution, today: date) -> bool:
    """Whether it is to be looked through again; units are looked through with what they belong to."""
    return not one.parent and review.is_stale(one.reviewed_on, today)


def _fits(one: Institution, wanted: Narrowed, today: date) -> bool:
    if (wanted.country and one.country != wanted.country) or (
        wanted.kind and one.kind != wanted.kind
    ):
        return False
    if wanted.review == "never":
        return not one.parent and not one.reviewed_on
    return wanted.review != "stale" or is_stale(one, today)


def _text(one: Institution) -> str:
    spellings = (spelling.text for spelling in one.spellings)
    return " " + fold(" ".join((one.name, one.acronym, one.native_name, one.city, *spellings)))


def _branches(
    institutions: tuple[Institution, ...],
    above: "tuple[int, ...] | list[int]",
    kept: Iterable[int],
) -> Branches:
    """Those at some places, in order; what each belongs to is among them."""
    nodes_of_places = {-1: 0}
    hangs_on, rows, below = [0], [0], dict[int, list[int]]()
    shown = []
    for node, place in enumerate(kept, 1):
        nodes_of_places[place] = node
        parent = nodes_of_places[above[place]]
        siblings = below.setdefault(parent, [])
        hangs_on.append(parent)
        rows.append(len(siblings))
        siblings.append(node)
        shown.append(institutions[place])
    return Branches(
        tuple(shown),
        tuple(hangs_on),
        tuple(rows),
        {node: tuple(some) for node, some in below.items()},
        {one.id: node for node, one in enumerate(shown, 1)},
    )
