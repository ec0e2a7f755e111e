"""The order of people: a rule set advises, the officer decides, a reason records it. Nothing here blocks.

The order that an officer has given (`Delegate.order`) is printed; where none was given, or two are alike, the rule
set decides. A place that differs from the advice is reported, until a reason is recorded.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple
from uuid import UUID

from briefer.records.base import Line, Value, Word
from briefer.records.people import Post
from briefer.records.visit_file import VisitFile
from briefer.records.visits import Delegate

Criterion = Literal["function", "rank", "order"]
"""By what people can be ordered."""


class RuleSet(Value, frozen=True, kw_only=True):
    """By what people are ordered, the weightiest first."""

    name: Word
    title: Line
    by: tuple[Criterion, ...] = ("function", "rank", "order")
    functions: tuple[Word, ...] = ()
    """Functions from the highest; one that is not named comes after all others."""


class Placed(NamedTuple):
    """Somebody's place in the printed order, and the one that the rules advise, both from 1."""

    delegate: Delegate
    place: int
    advised: int


def rank(post: Post | None) -> int:
    """The rank of a post for sorting: 1 is highest, an unknown one comes last."""
    return post.rank if post and post.rank else _LOWEST


_LOWEST = 1_000_001
"""One more than `records.base.Count` can hold."""


def posts_of(file: VisitFile) -> dict[UUID, Post]:
    """The posts in which the delegates travel, by delegate; those of whom none is recorded are left out."""
    known = {post.id: post for post in file.posts}
    return {
        delegate.id: known[delegate.post]
        for delegate in file.delegates
        if delegate.post and delegate.post in known
    }


def placed(
    delegates: Sequence[Delegate], posts: Mapping[UUID, Post], rules: RuleSet
) -> tuple[Placed, ...]:
    """The delegation in the order in which it is printed. `posts` are those held on the visit, by delegate."""
    keys = _keys(posts, rules)
    advised = sorted(delegates, key=lambda each: tuple(keys[name](each) for name in rules.by))
    advice = {delegate.id: place for place, delegate in enumerate(advised, 1)}
    printed = sorted(advised, key=lambda delegate: delegate.order)
    return tuple(
        Placed(delegate, place, advice[delegate.id]) for place, delegate in enumerate(printed, 1)
    )


def _keys(posts: Mapping[UUID, Post], rules: RuleSet) -> dict[Criterion, Callable[[Delegate], int]]:
    places = {name: place for place, name in enumerate(rules.functions)}
    return {
        "function": lambda delegate: places.get(delegate.function, len(places)),
        "rank": lambda delegate: rank(posts.get(delegate.id)),
        "order": lambda delegate: delegate.order,
    }


def criterion(
    one: Delegate, other: Delegate, posts: Mapping[UUID, Post], rules: RuleSet
) -> Criterion:
    """By what the rules tell two delegates apart: the first of their criteria in which the two differ."""
    keys = _keys(posts, rules)
    return next((name for name in rules.by if keys[name](one) != keys[name](other)), "order")


def surprises(order: Sequence[Placed]) -> tuple[Placed, ...]:
    """Who stands before somebody of whom the rules would have it otherwise, and no reason is recorded.

    One that was moved up is named, not all those that it passed.
    """
    found = []
    for place, each in enumerate(order):
        passed = any(other.advised < each.advised for other in order[place + 1 :])
        moved_up = each.advised > each.place
        if passed and moved_up and not each.delegate.override_reason:
            found.append(each)
    return tuple(found)
