"""What was kept from one export to the next never shows in a file."""

import hashlib
import os
import subprocess
import sys
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import small_packs as sp
from briefer.pack.blocks import Contents, Pack, Run
from briefer.pdf.keeping import PageCache
from briefer.pdf.pages import paginate, write
from profiles import SIZE

TEXTS = st.lists(
    st.sampled_from(
        (
            "The Minister of Foreign Affairs receives the delegation at the office.",
            "Dinner is affluent, and naïve words such as fjord and œuvre stand in it.",
            "Dr Östberg, 9 March 2027, Room 2.14, well-known al-Nadwari.",
            "في بيت وزير الخارجية EU 27",
            "A long paragraph that goes on and on. " * 40,
        )
    ),
    max_size=2,
)
PARTS = st.lists(TEXTS, min_size=1, max_size=3)


def pack(parts: list[list[str]], made: str) -> Pack:
    """Contents, then one part for each list of texts, each naming the page of the last."""
    names = [f"part-{number}" for number in range(len(parts))]
    bodies = [
        sp.part(name, f"2.{number}", *map(sp.text, texts), sp.text((Run("See "), Run("", page_of=names[-1]))), in_contents=True)
        for number, (name, texts) in enumerate(zip(names, parts, strict=True), 1)
    ]  # fmt: skip
    front = sp.section("1", sp.part("contents", "1", Contents()))
    whole = sp.pack(front, sp.section("2", *bodies))
    issue = msgspec.structs.replace(whole.issue, made=made)
    return msgspec.structs.replace(whole, issue=issue, counting="through")


@settings(max_examples=min(300, SIZE.examples))
@given(
    edits=st.lists(
        st.tuples(PARTS, st.sampled_from(("", ", issued today"))), min_size=2, max_size=2
    )
)
def test_after_any_edits_a_file_is_that_of_a_first_export(edits: list[Any]) -> None:
    cache = PageCache()
    for parts, made in edits:
        warm = write(paginate(pack(parts, made), {}, cache=cache))

        assert warm == write(paginate(pack(parts, made), {}, book=sp.BOOK))


def test_what_did_not_change_is_not_laid_out_again() -> None:
    cache = PageCache()
    before = paginate(pack([["One"], ["Two"], ["Three"]], ""), {}, cache=cache)

    after = paginate(pack([["One"], ["Edited"], ["Three"]], ""), {}, cache=cache)

    same = [one is other for one, other in zip(before.parts, after.parts, strict=True)]
    assert same == [True, True, False, True]
    assert after.book is before.book


def test_only_what_a_foot_tells_is_a_reason_to_draw_it_again() -> None:
    """Each making of a draft has a second of its own, and most edits change some part's number of pages."""
    cache = PageCache()

    def feet(made: str, at: str, texts: int) -> list[object]:
        now = pack([["One"], ["Two " * 900] * texts], made)
        now = msgspec.structs.replace(
            now, issue=msgspec.structs.replace(now.issue, at=at), counting="section"
        )
        laid = paginate(now, {}, cache=cache)
        write(laid)
        return [page.around for part in laid.parts[:2] for page in part.drawn.pages]

    first = feet(", made 09:03", "2027-03-01T09:03:11+01:00", 1)
    later = feet(", made 09:03", "2027-03-01T09:03:12+01:00", 2)
    next_minute = feet(", made 09:04", "2027-03-01T09:04:01+01:00", 2)

    assert [one is other for one, other in zip(first, later, strict=True)] == [True, True]
    assert [one is other for one, other in zip(later, next_minute, strict=True)] == [False, False]


def test_what_was_used_longest_ago_is_dropped() -> None:
    cache = PageCache(most=3)
    pages = [paginate(pack([[text]], ""), {}).parts[1] for text in ("a", "b", "c", "d")]
    for name, kept in zip("abc", pages, strict=False):
        cache[name] = kept
    assert cache.get("a") is pages[0]

    cache["d"] = pages[3]

    assert list(cache) == ["c", "a", "d"]


def test_pages_of_earlier_edits_are_dropped_behind_a_pack() -> None:
    cache = PageCache()
    made = paginate(pack([["a"]], ""), {}).parts[1]
    for at in range(1000):
        cache[f"{at}"] = made

    cache.drop_older(160)

    assert list(cache) == [f"{at}" for at in range(1000 - 340, 1000)]
    cache.drop_older(100_000)
    assert len(cache) == 340


@pytest.mark.parametrize("seed", ["1", "4711"])
def test_the_seed_of_hashes_does_not_show(seed: str) -> None:
    program = "\n".join(
        (
            "import hashlib, sys",
            f"sys.path[:0] = {sys.path!r}",
            "import importlib.util as u",
            f"spec = u.spec_from_file_location('replay', {__file__!r})",
            "module = u.module_from_spec(spec); spec.loader.exec_module(module)",
            "print(hashlib.sha256(module.example()).hexdigest())",
        )
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == hashlib.sha256(example()).hexdigest()


def example() -> bytes:
    """A file with several faces, scripts and links."""
    texts = ["Dr Östberg, 9 March 2027, well-known", "في بيت وزير الخارجية EU 27", "AT&T <x@y.org>"]
    return write(paginate(pack([texts, texts[:1]], ", issued"), {}))
