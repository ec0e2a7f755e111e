"""The order of people: the rules advise, the officer decides, a reason settles it."""

from briefer.pack import shipped
from briefer.records.people import Post
from briefer.records.visits import Delegate, Visit
from briefer.rules import precedence
from factories import filed, made

VISIT = made(Visit, "v", title="V")
RULES = shipped.rule_set("office")


def delegation(*rows: tuple[str, str, int, int, str]) -> tuple[precedence.Placed, ...]:
    """From rows of key, function, rank, order, reason."""
    delegates = [
        made(Delegate, key, visit=VISIT, function=function, order=order, override_reason=reason)
        for key, function, _, order, reason in rows
    ]
    posts = {
        delegate.id: made(Post, row[0], rank=row[2])
        for delegate, row in zip(delegates, rows, strict=True)
        if row[2]
    }
    return precedence.placed(delegates, posts, RULES)


def keys(placed: tuple[precedence.Placed, ...]) -> list[str]:
    return [each.delegate.key for each in placed]


def test_without_an_order_function_decides_then_rank() -> None:
    placed = delegation(
        ("interpreter", "interpreter", 0, 0, ""),
        ("unknown", "member", 0, 0, ""),
        ("general", "member", 3, 0, ""),
        ("deputy", "deputy", 0, 0, ""),
        ("minister", "head", 1, 0, ""),
        ("director", "member", 2, 0, ""),
    )
    assert keys(placed) == ["minister", "deputy", "director", "general", "unknown", "interpreter"]
    assert [each.place for each in placed] == [1, 2, 3, 4, 5, 6]
    assert precedence.surprises(placed) == ()


def test_the_order_that_an_officer_gave_is_kept() -> None:
    placed = delegation(
        ("minister", "head", 1, 1, ""),
        ("general", "member", 3, 2, ""),
        ("director", "member", 2, 3, ""),
    )
    assert keys(placed) == ["minister", "general", "director"]
    assert [
        (each.delegate.key, each.place, each.advised) for each in precedence.surprises(placed)
    ] == [("general", 2, 3)]


def test_a_reason_settles_it() -> None:
    placed = delegation(
        ("general", "member", 3, 1, "decided by the head"), ("director", "member", 2, 2, "")
    )
    assert keys(placed) == ["general", "director"]
    assert precedence.surprises(placed) == ()


def test_who_was_moved_up_is_named_and_not_all_that_were_passed() -> None:
    placed = delegation(
        ("last", "support", 0, 1, ""),
        ("minister", "head", 1, 2, ""),
        ("deputy", "deputy", 2, 3, ""),
        ("director", "member", 3, 4, ""),
    )
    assert keys(precedence.surprises(placed)) == ["last"]


def test_a_rule_set_may_know_ranks_alone() -> None:
    rules = shipped.rule_set("rank")
    head = made(Delegate, "head", visit=VISIT, function="head")
    member = made(Delegate, "member", visit=VISIT)
    posts = {member.id: made(Post, "p", rank=1), head.id: made(Post, "q", rank=2)}
    assert keys(precedence.placed([head, member], posts, rules)) == ["member", "head"]


def test_what_tells_two_apart() -> None:
    minister = made(Delegate, "minister", visit=VISIT, function="head")
    general, director = (
        made(Delegate, key, visit=VISIT, order=order)
        for order, key in enumerate(("general", "director"))
    )
    posts = {general.id: made(Post, "p", rank=3), director.id: made(Post, "q", rank=2)}
    told = precedence.criterion
    assert told(minister, general, posts, RULES) == "function"
    assert told(general, director, posts, RULES) == "rank"
    assert told(general, director, {}, RULES) == "order"


def test_the_posts_of_the_delegates_are_those_recorded() -> None:
    chief = made(Post, "chief", rank=1)
    general = made(Delegate, "general", visit=VISIT, post=chief)
    gone = made(Delegate, "gone", visit=VISIT, post=made(Post, "unknown"))
    none = made(Delegate, "none", visit=VISIT)
    assert precedence.posts_of(filed(VISIT, general, gone, none, chief)) == {general.id: chief}
