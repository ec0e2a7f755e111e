"""Opens the data files: marking schemes, audiences, recipes, item kinds, rule sets of precedence, templates of visits.

A file of the office, kept in its workspace as `OwnData`, stands in for the shipped one of the same kind and name.
Not here: what the files mean (`records.markings`, `records.packs`, `rules.precedence`).
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple, TypeVar

import msgspec

from briefer import resources
from briefer.errors import KnownError
from briefer.i18n import say
from briefer.records.base import Value
from briefer.records.markings import Audience, ItemKindRule, MarkingScheme
from briefer.records.packs import Office, OwnData, Recipe, Template
from briefer.rules.precedence import RuleSet
from briefer.text import nearest

T = TypeVar("T", Audience, MarkingScheme, Recipe, RuleSet, Template)


class ItemKinds(Value, frozen=True, kw_only=True):
    """The file of item kinds: one rule a kind."""

    kinds: tuple[ItemKindRule, ...]


class _Shelf(NamedTuple):
    """Where the files of one kind lie, and how an office calls them."""

    folder: str
    own: str


_SHELVES: dict[type, _Shelf] = {
    Audience: _Shelf("audiences", "audience"),
    MarkingScheme: _Shelf("markings", "marking scheme"),
    Recipe: _Shelf("recipes", "recipe"),
    RuleSet: _Shelf("precedence", "precedence"),
    Template: _Shelf("templates", "template"),
}


def audience(name: str, own: Iterable[OwnData] = ()) -> Audience:
    """The audience of a name.

    Raises:
        KnownError: there is none of that name, or the office's own cannot be read.

    """
    return _open(Audience, name, own, say("There is no audience “{name}”."))


def scheme(name: str, own: Iterable[OwnData] = ()) -> MarkingScheme:
    """The marking scheme of a name; raises as `audience`."""
    return _open(MarkingScheme, name, own, say("There is no marking scheme “{name}”."))


def recipe(name: str, own: Iterable[OwnData] = ()) -> Recipe:
    """The recipe of a name; raises as `audience`."""
    return _open(Recipe, name, own, say("There is no recipe “{name}”."))


def rule_set(name: str, own: Iterable[OwnData] = ()) -> RuleSet:
    """The rule set of precedence of a name; an empty name is the office's own order. Raises as `audience`."""
    sentence = say("There is no rule set of precedence “{name}”.")
    return _open(RuleSet, name or "office", own, sentence)


def template(name: str, own: Iterable[OwnData] = ()) -> Template:
    """The template of a name, with which a visit begins; raises as `audience`."""
    return _open(Template, name, own, say("There is no template “{name}”."))


def item_kinds(own: Iterable[OwnData] = ()) -> tuple[ItemKindRule, ...]:
    """What each kind of programme item wants; raises as `audience`."""
    for data in own:
        if data.kind == "item kinds":
            return _decode(ItemKinds, data).kinds
    return _shipped_kinds()


def office(own: Iterable[OwnData] = ()) -> Office | None:
    """How the office shows itself, None where it says nothing of it; raises as `audience`."""
    return next((_decode(Office, data) for data in own if data.kind == "office"), None)


def names(of: type[T], own: Iterable[OwnData] = ()) -> tuple[str, ...]:
    """The names of all files of one kind, such as `names(Recipe)`, in alphabetical order."""
    shelf = _SHELVES[of]
    shipped = {path.stem for path in resources.folder(shelf.folder).glob("*.toml")}
    return tuple(sorted(shipped | {data.name for data in own if data.kind == shelf.own}))


def _open(of: type[T], name: str, own: Iterable[OwnData], missing: str) -> T:
    own = tuple(own)
    for data in own:
        if (data.kind, data.name) == (_SHELVES[of].own, name):
            return _decode(of, data)
    there = names(of, own)
    if name in there:
        return _shipped(of, name)
    sentence = missing.format(name=name)
    if like := nearest(name, there):
        sentence += " " + say("Did you mean “{like}”?").format(like=like)
    else:
        sentence += " " + say("There are: {names}.").format(names=", ".join(there))
    raise KnownError(sentence)


D = TypeVar("D", bound=Value)


def _decode(of: type[D], data: OwnData) -> D:
    try:
        return msgspec.json.decode(data.json, type=of)
    except msgspec.MsgspecError as error:
        sentence = say(
            "The office’s own {kind} “{name}” cannot be read: {reason}. Delete it to go back to the shipped one."
        )
        raise KnownError(sentence.format(kind=data.kind, name=data.name, reason=error)) from error


def _shipped(of: type[T], name: str) -> T:
    return msgspec.convert(_toml(_SHELVES[of].folder, f"{name}.toml"), of)


def _shipped_kinds() -> tuple[ItemKindRule, ...]:
    return msgspec.convert(_toml("item_kinds.toml"), ItemKinds).kinds


@cache
def _toml(*path: str) -> dict[str, object]:
    return tomllib.loads(resources.folder(*path).read_text("utf-8"))
