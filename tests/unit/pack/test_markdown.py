"""Markdown to blocks: what a note says, and nothing that it could do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.pack import markdown
from outline import outline, runs


def flow(source: str) -> str:
    return outline(*markdown.flow(source))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("The [[Border Police]] runs it.", "The Border Police runs it."),
        ("[[A *b* c]]", "A *b* c"),
        ("[[]] and [[a", "[[]] and [[a"),
        ("`[[a]]`", "[[a]]"),
    ],
)
def test_a_named_record_prints_its_name(source: str, words: str) -> None:
    assert markdown.plain(source) == words


def test_the_forms_of_running_text() -> None:
    source = """
# Head
Some **bold**, *italic*, ***both***, ~~gone~~ and `code`
on two lines.

### Lower
- one
- two
  1. inner

7. seven
8. eight

> quoted
>
> twice

| a | b |
|---|---|
| c | **d** |

---

    x = 1
    y = 2
"""
    assert (
        flow(source)
        == """\
## Head
Some *bold*, /italic/, */both/*, -gone- and code on two lines.
### Lower
bullets
  -
    one
  -
    two
    numbered from 1
      -
        inner
numbered from 7
  -
    seven
  -
    eight
quote
  quoted
  twice
table
  a | b
  c | *d*
***
small: x = 1⏎y = 2"""
    )


def test_a_hard_line_break_stays() -> None:
    assert flow("one  \ntwo") == "one⏎two"


@pytest.mark.parametrize("source", ["", "   \n\n ", "[a]: https://x.org"])
def test_nothing_gives_nothing(source: str) -> None:
    assert markdown.flow(source) == ()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("AT&T <Smith@x.org>", "AT&T Smith@x.org (→ mailto:Smith@x.org)"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a<br>b <b>c</b>", "a<br>b <b>c</b>"),
        ("[site](https://x.org/a)", "site (→ https://x.org/a)"),
        ("[mail](mailto:a@x.org)", "mail (→ mailto:a@x.org)"),
        ("[brief](#brief:v/talks)", "brief (→ #brief:v/talks)"),
        ("[bad](javascript:alert)", "[bad](javascript:alert)"),
        ("[plain](http://x.org)", "plain"),
        ("[file](file:///etc/passwd)", "[file](file:///etc/passwd)"),
        ("[local](notes.html)", "local"),
        ("![the plan](https://x.org/p.png)", "the plan"),
        ("![](https://x.org/p.png)", ""),
        ("https://x.org", "https://x.org"),
        ("H~2~O, x^2^, ++so++, ~~not *so*~~", "H,2,O, x^2^, ++so++, -not --/so/-"),
        ("***a ~~b++c++~~***", "*/a /*-*/b/*--++*/c/*++-"),
        ("C++ and C++, a~b c~d, 2^ 3^", "C++ and C++, a~b c~d, 2^ 3^"),
        ("a [^none]", "a [^none]"),
        ("1 < 2 & 3 &amp; &copy;", "1 < 2 & 3 & ©"),
        ("Dr Öström on 9 March", "Dr_Öström on_9_March"),
    ],
)
def test_what_text_may_do(source: str, words: str) -> None:
    assert flow(source) == words


def test_notes_hang_where_they_are_called() -> None:
    source = """
The duty room opened in 2026[^act] and works at night[^2].[^act]

[^act]: Act 12, *Official Journal*,
  12 March
[^2]: [Site](https://x.org), [^act]
[^never]: not called

Later.
"""
    act = "^(Act_12, /Official Journal/, 12_March)"
    assert (
        flow(source)
        == f"""\
The duty room opened in_2026{act} and works at night^(Site (→ https://x.org), [^act]).{act}
Later.
small: [^never]: not called"""
    )


@pytest.mark.parametrize("source", ["++a " * 20_000, "^a" * 20_000, "[^1]: x\n" * 5_000 + "[^1]"])
def test_marks_that_close_nothing_cost_little(source: str) -> None:
    assert flow(source)


def test_html_blocks_are_text() -> None:
    assert flow("<div onclick='x'>\nhello\n</div>") == "<div onclick='x'> hello </div>"


def test_the_words_in_one_line() -> None:
    assert (
        markdown.plain("# A\n\n- b *c*\n- d\n\n| e | f |\n|---|---|\n| g | h |")
        == "A b c d e f g h"
    )


@pytest.mark.parametrize("mark", [">", "- ", "1. ", "> - "])
def test_what_is_nested_too_deep_stays_as_it_was_typed(mark: str) -> None:
    assert flow(mark * 3 + "x").splitlines()[-1].strip() == "x"
    deep = mark * 3000 + "x"
    assert flow(deep).replace("_", " ") == deep


@given(st.text(alphabet=st.sampled_from("#*_`~[]()<>!|-> \n\\1.ab"), max_size=200))
def test_any_text_is_rendered_and_links_nowhere_odd(source: str) -> None:
    for run in (run for block in markdown.flow(source) for run in runs(block)):
        assert run.link.startswith(("", "https://", "mailto:", "#"))
        assert run.text
