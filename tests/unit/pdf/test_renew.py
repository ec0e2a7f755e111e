"""What is seen of an edit before all pages are laid out again."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

import small_packs as sp
from briefer.pack.blocks import Contents, Labelled, Pack, PagesInForce
from briefer.pdf.keeping import PageCache
from briefer.pdf.pages import paginate, renew, write
from briefer.pdf.sheets import Pages
from profiles import SIZE

LONG = "A sentence that fills its page with many others. " * 90


def pack(**texts: str) -> Pack:
    """A part that lists all pages, and one for each text, with a row of its own."""
    parts = [
        sp.part(key, f"2.{at}", sp.text(text), Labelled("Row", (sp.text("Row."),), anchor=f"row:{key}"), in_contents=True)
        for at, (key, text) in enumerate(texts.items(), 1)
    ]  # fmt: skip
    front = sp.part("front", "1", Contents(), PagesInForce("Pages", ""))
    return sp.pack(sp.section("1", front), sp.section("2", *parts))


def first_of(before: Pages, now: Pack, *names: str) -> Pages | None:
    """What is seen first, made without anything that was kept."""
    return renew(before, now, names, {}, book=sp.BOOK)


def laid(now: Pack) -> Pages:
    """All pages."""
    return paginate(now, {}, book=sp.BOOK)


def outline(pages: Pages | None) -> list[tuple[str, str]]:
    """Each page that bears anything: its name, and the first words of its text."""
    assert pages is not None
    texts = sp.read(write(pages, tagged=False))
    return [
        (sheet.name, " ".join(text.split()[2:5]))
        for sheet, text in zip(pages.sheets, texts, strict=True)
        if sheet.page is not None
    ]


def test_one_part_is_as_in_the_whole_and_the_others_are_as_they_were() -> None:
    before = laid(pack(day="Nine o'clock now.", brief="Old words here.", card="The same here."))
    now = pack(day="Ten o'clock now.", brief="New words here. " + LONG, card="The same here.")

    first = first_of(before, now, "brief")

    assert outline(first) == [
        ("1-1", "1 Section 1"),
        ("2.1-1", "Nine o'clock now."),
        ("2.2-1", "New words here."),
        ("2.2-2", "that fills its"),
        ("2.3-1", "The same here."),
    ]


def test_the_first_name_that_a_part_or_a_block_bears_counts() -> None:
    before = laid(pack(day="Old day here.", brief="Old brief here."))
    now = pack(day="New day here.", brief="New brief here.")

    def fresh(*names: str) -> list[str]:
        return [words for _name, words in outline(first_of(before, now, *names))[1:]]

    assert fresh("brief", "day") == ["Old day here.", "New brief here."]
    assert fresh("row:day", "brief") == ["New day here.", "Old brief here."]
    assert fresh("", "row:nobody", "row:brief", "day") == ["Old day here.", "New brief here."]


def test_a_new_part_is_left_out_unless_it_is_the_one() -> None:
    before = laid(pack(day="Old day here."))
    now = pack(day="New day here.", brief="New brief here.")

    assert [name for name, _words in outline(first_of(before, now, "day"))] == ["1-1", "2.1-1"]
    assert outline(first_of(before, now, "brief"))[1:] == [
        ("2.1-1", "Old day here."),
        ("2.2-1", "New brief here."),
    ]


def test_a_part_that_is_gone_is_gone() -> None:
    before = laid(pack(day="Old day here.", brief="Old brief here."))

    first = first_of(before, pack(day="New day here."), "row:brief", "day")

    assert outline(first)[1:] == [("2.1-1", "New day here.")]


def test_nothing_is_made_where_nothing_would_be_seen() -> None:
    cache = PageCache()
    old = pack(day="Old day here.", brief="Old brief here.")
    before = paginate(old, {}, cache=cache)
    now = pack(day="New day here.", brief="Old brief here.")
    of_another_kind = msgspec.structs.replace(now, recipe="pocket")
    in_two = msgspec.structs.replace(now, facing=now)

    def made(pack_now: Pack, *names: str) -> bool:
        return renew(before, pack_now, names, {}, cache=cache) is not None

    assert made(now, "day")
    assert not made(now, "brief")
    assert not made(now, "nobody")
    assert not made(now, "front")  # lists what is not known yet
    assert not made(of_another_kind, "day")
    assert not made(in_two, "day")


def test_feet_are_those_of_before_and_only_the_whole_has_findings() -> None:
    def at_time(made: str, text: str) -> Pack:
        now = pack(day=text)
        return msgspec.structs.replace(now, issue=msgspec.structs.replace(now.issue, made=made))

    before = laid(at_time(", made at 09:03", "Old day here."))
    now = at_time(", made at 09:04", "New day here with \U0001f984.")

    first = first_of(before, now, "day")

    assert first is not None
    told = sp.read_all(write(first, tagged=False))
    assert ("made at 09:03" in told, "made at 09:04" in told) == (True, False)
    assert (len(first.findings), len(laid(now).findings)) == (0, 1)


TEXTS = st.dictionaries(
    st.sampled_from(("day", "brief", "card")),
    st.sampled_from(("One.", "Two.", LONG, LONG * 2)),
    min_size=1,
)


@settings(max_examples=min(200, SIZE.examples))
@given(old=TEXTS, new=TEXTS, name=st.sampled_from(("day", "brief", "row:card")))
def test_after_any_edit_it_is_what_the_whole_will_show(
    old: dict[str, str], new: dict[str, str], name: str
) -> None:
    cache = PageCache()
    before = paginate(pack(**old), {}, cache=cache)

    first = renew(before, pack(**new), [name], {}, cache=cache)
    whole = paginate(pack(**new), {}, cache=cache)

    key = name.removeprefix("row:")
    if first is None:
        assert old.get(key) == new.get(key) or key not in new
        return
    named = [page.name for page in whole.page_map.pages if page.part == key and not page.blank]
    assert [(at, text) for at, text in outline(first) if at in named] == [
        (at, text) for at, text in outline(whole) if at in named
    ]
