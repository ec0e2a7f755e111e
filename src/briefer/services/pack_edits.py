"""What an officer decides about the packs of a visit: which sections of a recipe in which order, which findings are quiet.

The visit has its own copy of a recipe once somebody changed it; `of_visit` is what every pack is made from. Edits come
with their words and change nothing; `edits.apply` carries them out. Not here: the office's recipes (`packs.recipes`),
what is found (`packs.check`).
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from briefer.findings import Finding, Place
from briefer.i18n import say, say_many
from briefer.records.packs import Recipe
from briefer.records.visits import MutedFinding, OwnRecipe, Visit
from briefer.services.common_edits import shortened
from briefer.services.edits import Change, Edit


class Planned(NamedTuple):
    """A section of a recipe, by the name that recipes use, and whether the visit wants it."""

    name: str
    wanted: bool


def planned(recipe: Recipe, visit: Visit) -> tuple[Planned, ...]:
    """All sections of a recipe in the order in which a visit has them."""
    own = _own(recipe, visit)
    if own is None:
        return tuple(Planned(name, wanted=True) for name in recipe.sections)
    order = [name for name in own.sections if name in recipe.sections]
    for at, name in enumerate(recipe.sections):  # what the office added since follows its neighbour
        if name not in order:
            before = recipe.sections[at - 1] if at else ""
            order.insert(order.index(before) + 1 if before else 0, name)
    return tuple(Planned(name, wanted=name not in own.left_out) for name in order)


def of_visit(recipe: Recipe, visit: Visit) -> Recipe:
    """A recipe as a visit has it: its sections in their order, without those that are left out."""
    if _own(recipe, visit) is None:
        return recipe
    sections = tuple(one.name for one in planned(recipe, visit) if one.wanted)
    return msgspec.structs.replace(recipe, sections=sections)


def switch(visit: Visit, recipe: Recipe, section: str, title: str) -> Edit:
    """A section is left out, or taken in again. `title` is what it is called."""
    before = planned(recipe, visit)
    after = [one._replace(wanted=one.wanted != (one.name == section)) for one in before]
    wanted = any(one.name == section and one.wanted for one in after)
    values = {"section": shortened(title), "recipe": recipe.title}
    if wanted:
        words, past = say("Take {section} into {recipe}"), say("{section} taken into {recipe}.")
    else:
        words, past = say("Leave {section} out of {recipe}"), say("{section} left out of {recipe}.")
    return _recipe_edit(visit, recipe, after, words.format(**values), past.format(**values))


def move(visit: Visit, recipe: Recipe, section: str, step: int, title: str) -> Edit:
    """A section goes so many places down, up where `step` is negative; no further than the first and the last."""
    before = list(planned(recipe, visit))
    at = next(at for at, one in enumerate(before) if one.name == section)
    moved = before.pop(at)
    before.insert(max(0, min(at + step, len(before))), moved)
    values = {"section": shortened(title), "recipe": recipe.title}
    words, past = say("Move {section} in {recipe}"), say("{section} moved in {recipe}.")
    return _recipe_edit(visit, recipe, before, words.format(**values), past.format(**values))


def give_back(visit: Visit, recipe: Recipe) -> Edit:
    """All that the visit changed of a recipe is taken back in one step."""
    own = tuple(one for one in visit.own_recipes if one.recipe != recipe.name)
    words = say("Back to the office’s recipe for {recipe}").format(recipe=recipe.title)
    past = say("{recipe} follows the office’s recipe again.").format(recipe=recipe.title)
    return _edit(visit, words, past, own_recipes=own)


def is_changed(recipe: Recipe, visit: Visit) -> bool:
    """Whether a visit has a recipe otherwise than the office."""
    return of_visit(recipe, visit).sections != recipe.sections


def _own(recipe: Recipe, visit: Visit) -> OwnRecipe | None:
    return next((one for one in visit.own_recipes if one.recipe == recipe.name), None)


def _recipe_edit(
    visit: Visit, recipe: Recipe, plan: Sequence[Planned], words: str, past: str
) -> Edit:
    """The edit after which a visit has a recipe as planned; what is as the office has it needs no copy."""
    others = tuple(one for one in visit.own_recipes if one.recipe != recipe.name)
    own = OwnRecipe(
        recipe=recipe.name,
        sections=tuple(one.name for one in plan),
        left_out=tuple(one.name for one in plan if not one.wanted),
    )
    same = own.sections == recipe.sections and not own.left_out
    return _edit(visit, words, past, own_recipes=others if same else (*others, own))


# ------------------------------------------------------------------------------------------- findings


class Told(NamedTuple):
    """Findings that are told, and those that are muted with the reason of each."""

    findings: tuple[Finding, ...]
    muted: tuple[tuple[Finding, str], ...]


def told(findings: Iterable[Finding], visit: Visit) -> Told:
    """What of some findings is told, and what somebody has muted."""
    reasons = {_as_muted(one): one.reason for one in visit.muted}
    findings = tuple(findings)
    muted = tuple((one, reasons[_key(one)]) for one in findings if _key(one) in reasons)
    return Told(tuple(one for one in findings if _key(one) not in reasons), muted)


def mute(visit: Visit, finding: Finding, reason: str = "") -> Edit:
    """A finding is not told any more, until it says something else; a second `reason` stands in place of the first."""
    made = MutedFinding(
        rule=finding.rule,
        kind=finding.place.kind,
        key=finding.place.key,
        field=finding.place.field,
        sentence=finding.sentence,
        reason=reason,
    )
    others = tuple(one for one in visit.muted if _as_muted(one) != _key(finding))
    sentence = shortened(finding.sentence)
    return _edit(
        visit,
        say("Mute “{sentence}”").format(sentence=sentence),
        say("Muted “{sentence}”.").format(sentence=sentence),
        muted=(*others, made),
    )


def tell_again(visit: Visit, findings: Sequence[Finding]) -> Edit:
    """Muted findings are told again."""
    keys = {_key(one) for one in findings}
    left = tuple(one for one in visit.muted if _as_muted(one) not in keys)
    if len(findings) == 1:
        sentence = shortened(findings[0].sentence)
        words = say("Tell “{sentence}” again").format(sentence=sentence)
        past = say("“{sentence}” is told again.").format(sentence=sentence)
    else:
        count = len(findings)
        words = say_many("Tell {count} finding again", "Tell {count} findings again", count)
        past = say_many("{count} finding is told again.", "{count} findings are told again.", count)
        words, past = words.format(count=count), past.format(count=count)
    return _edit(visit, words, past, muted=left)


_Key = tuple[str, str, str, str, str]


def _key(finding: Finding) -> _Key:
    """What makes a finding the same; not its page, which moves with every edit."""
    place = finding.place
    return (finding.rule, place.kind, place.key, place.field, finding.sentence)


def _as_muted(one: MutedFinding) -> _Key:
    return (one.rule, one.kind, one.key, one.field, one.sentence)


def _edit(visit: Visit, words: str, past: str, **values: Any) -> Edit:
    after = msgspec.structs.replace(visit, **values)
    place = Place(kind="visit", key=visit.key, field=next(iter(values)), words=visit.title)
    return Edit(words, (Change(visit, after),), past, visit.id, place)
