"""Plain text is set as all other text is, only faster."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefer.pack.blocks import Look, Run
from briefer.pdf.layout.pen import Pen
from briefer.pdf.paper import PAPERS, POINT
from briefer.pdf.type.fonts import FILES, LATIN, FontBook
from briefer.pdf.type.lines import Line
from briefer.pdf.type.plain import PlainSetter
from briefer.pdf.type.setting import Setter
from briefer.pdf.type.styles import STYLES

BOOK = FontBook()
LOOKS: tuple[Look, ...] = ("", "strong", "em", "soft", "gap")
WORDS = [
    "the",
    "Minister",
    "of",
    "Foreign",
    "Affairs,",
    "Mr",
    "Ørsted",
    "AVATAR",
    "Tofte",
    "“quoted”",
    "office",
    "affluent",
    "fjord",
    "naïve",
    "Anne-Marie",
    "well-known",
    "al-Nadwari",
    "9",
    "March",
    "2027",
    "EU",
    "27–28",
    "Łódź",
    "œuvre",
    "(1.5)",
    "S.E.",
    "Ångström",
]

texts = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
        st.sampled_from(("", " ", "  ")),
        st.sampled_from(LOOKS),
        st.sampled_from(("", "fr")),
    ),
    max_size=5,
).map(lambda runs: tuple(Run(text + end, look, lang) for text, end, look, lang in runs))


class General(PlainSetter):
    """Sends every text the general way."""

    def lines(self, *_asked: object) -> None:  # type: ignore[override]
        return None


def general() -> Setter:
    setter = Setter(BOOK)
    setter._plain = General(setter._word, "en")
    return setter


def painted(line: Line) -> list[tuple[str, str]]:
    """What is painted in each look, the space at the line's end too."""
    out: list[tuple[str, str]] = []
    items = (*line.items, line.tail._replace(mark="", lang="")) if line.tail else line.items
    for item in items:
        look = f"{item.font} {item.colour} {item.mark} {item.lang}"
        array = "".join(segment.array for segment in item.shape.segments)
        if out and out[-1][0] == look:
            array = out.pop()[1] + array
        out.append((look, array.replace("><", "")))
    return out


def said(line: Line) -> str:
    return "".join(item.text for item in line.items)


@given(words=texts, width=st.floats(20, 170), style=st.sampled_from(("body", "label", "marking")))
@example(words=(Run("Minister", "em"), Run("of", "em")), width=20.0, style="body")
def test_lines_are_those_of_the_general_way(
    words: tuple[Run, ...], width: float, style: str
) -> None:
    quick, slow = Setter(BOOK).set(words, style, width), general().set(words, style, width)

    assert [said(line) for line in quick.lines] == [said(line) for line in slow.lines]
    assert [painted(line) for line in quick.lines] == [painted(line) for line in slow.lines]
    assert [line.width for line in quick.lines] == pytest.approx([ln.width for ln in slow.lines])


def test_a_plain_paragraph_is_one_item_a_line() -> None:
    setting = Setter(BOOK).set("A plain paragraph without anything to find out. " * 9, "body", 80)

    assert len(setting.lines) > 3
    assert {len(line.items) for line in setting.lines} == {1}


@pytest.mark.parametrize(
    ("text", "ligatures"),
    [("Zebras quickly jumped over six boxing wizards", []), ("Dr Haffbuz of K. Tafjord", ["ff"])],
)
def test_the_glyphs_of_all_its_words_are_kept(text: str, ligatures: list[str]) -> None:
    setter = Setter(BOOK)
    setting = setter.set(text, "body", 40)
    pen = Pen(PAPERS["A4"], setter)
    pen.new_page()

    pen.artifact_text(setting, 0, 0)

    kept = set(pen.finish().glyphs["sans-regular"].values())
    assert kept == {*text, *ligatures}


@pytest.mark.parametrize("name", FILES)
def test_words_shaped_in_one_go_are_those_shaped_alone(name: str) -> None:
    words = [
        "AVATAR",
        "To",
        ".V",
        "1.117",
        "“Ty”",
        "naïve",
        "Łódź",
        "office",
        "fjord",
        "(f)",
        "€5",
        "…",
    ]
    words = [word for word in words if BOOK.face(name).covers.issuperset(map(ord, word))]
    assert all(LATIN.fullmatch(word) for word in words)

    together = FontBook().face(name).latin(words)

    alone = [BOOK.face(name).shape(word) for word in words]
    assert [(one.width, one.segments, one.glyphs, one.count) for one in together] == [
        (one.width, one.segments, one.glyphs, one.count) for one in alone
    ]
    assert len(words) > 8


letters = st.characters(max_codepoint=0x20AC).filter(lambda letter: bool(LATIN.fullmatch(letter)))
latin_words = st.text(st.sampled_from("aefijlotvyAVTLWY.,’“)1é") | letters, min_size=1, max_size=9)


@given(
    st.sampled_from([name for name in FILES if name.startswith(("sans", "serif"))]),
    st.sampled_from(("en", "fr", "da", "nl", "ca", "ro")),
    st.lists(latin_words, max_size=6),
)
def test_words_of_known_pairs_are_those_shaped_alone(
    name: str, language: str, words: list[str]
) -> None:
    face = FontBook().face(name)
    words = [word for word in words if face.covers.issuperset(map(ord, word))]

    known = [shape for start in (0, 3) for shape in face.latin(words[start : start + 3], language)]

    for word, made in zip(words, known, strict=True):
        alone = BOOK.face(name).shape(word, language=language)
        assert (made.segments, made.glyphs, made.count) == (
            alone.segments,
            alone.glyphs,
            alone.count,
        )
        assert made.width == pytest.approx(alone.width)
        own_glyphs = re.search("f[fil]", word) is None and language in ("en", "fr", "da")
        assert made.letters == word or not own_glyphs


def test_a_dot_that_looks_at_both_its_neighbours_is_not_put_together_from_pairs() -> None:
    assert LATIN.fullmatch("paral·lel") is None
    alone = BOOK.face("sans-regular").shape("l·l", language="ca")
    assert alone.segments != BOOK.face("sans-regular").shape("l·l", language="en").segments


def test_a_word_wider_than_its_measure_goes_the_general_way() -> None:
    setting = Setter(BOOK).set("Donaudampfschifffahrtsgesellschaft", "body", 20)

    assert [trouble.kind for trouble in setting.troubles] == ["wide-word"]
    assert max(line.width for line in setting.lines) <= 20 * POINT
    assert STYLES["body"].tracking == 0
