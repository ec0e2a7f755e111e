"""Any text at all: it stands on the page, or in the structure, as it was written; or a finding names it."""

import io
import re
import unicodedata
from typing import Any

import pikepdf
from hypothesis import example, given
from hypothesis import strategies as st

import small_packs as sp
from briefer.pdf.pages import paginate, write
from briefer.pdf.type.fonts import FILES
from briefer.text import clean

COVERED = sorted(set().union(*(sp.BOOK.face(name).covers for name in FILES)) - {0, 0xD, 0xFFFC})
ANY = st.characters(exclude_categories=["Cs"])
PRINTED = st.sampled_from(COVERED).map(chr)
SIMPLE = st.sampled_from("abc AB 12 ,.- éøß")
ARABIC = st.sampled_from("ابتدرسعكلمنهوي ،.؟!()-/0123 \u064b\u0651\u200c«»")
MARKED = st.sampled_from("aeoṣ \u0301\u0323\u0308\u0327כשׁ")
TEXTS = st.one_of(
    st.text(ANY, min_size=1, max_size=30),
    st.text(PRINTED, min_size=1, max_size=30),
    st.text(st.one_of(SIMPLE, PRINTED), min_size=1, max_size=60),
    st.text(st.one_of(ARABIC, SIMPLE), min_size=1, max_size=60),
    st.text(st.one_of(MARKED, SIMPLE), min_size=1, max_size=30),
)
_RIGHT = {"R", "AL", "AN", "RLE", "RLO", "RLI", "FSI", "LRE", "LRO", "LRI", "PDF", "PDI", "BN"}


def from_left(text: str) -> bool:
    """Whether nothing in a text is written, or steered, from right to left, or prints nothing."""
    return not any(
        unicodedata.bidirectional(letter) in _RIGHT or unicodedata.category(letter) == "Cf"
        for letter in text
    )


def prints_nothing(text: str) -> bool:
    """Whether there are only marks that steer other letters: there is nothing to read back."""
    return all(unicodedata.category(letter) == "Cf" or letter.isspace() for letter in text)


def told(content: bytes) -> list[str]:
    """What the structure of a file says in place of what is painted."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            str(each.ActualText)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/ActualText" in each
        ]


def one_line(text: str) -> str:
    return " ".join(re.sub("[\u00a0\u202f\u2007]", " ", text).split())


@given(TEXTS)
@example("\u2066")
@example("\uf900")
@example("a\u0129\u0129a")
def test_any_text_comes_back_or_is_told_or_is_a_finding(said: str) -> None:
    said = clean(said)
    made: Any = paginate(sp.one_page(said), {}, book=sp.BOOK)
    content = write(made)
    (page, *_) = sp.read(content)  # another program can read it
    named = {found.sentence for found in made.findings if found.rule == "glyph-missing"}
    letters = unicodedata.normalize("NFC", said)
    assert all(any(f"U+{ord(each):04X}" in told for each in said + letters) for told in named)
    assert not named or not set(map(ord, letters)) <= set(COVERED)  # what there is is not missed
    if {finding.rule for finding in made.findings} & {"glyph-missing", "word-too-wide"}:
        return
    if said in told(content):
        return
    if prints_nothing(said):
        return
    assert from_left(said)
    assert unicodedata.is_normalized("NFC", said)
    assert one_line(page.partition("Edition 2, issued")[0]) == one_line(said)
