"""Texts that nobody would print: bounded time and memory, a finding, no crash. Full sizes in `make prove`."""

import time
import tracemalloc

import pytest

import small_packs as sp
from briefer.pack import blocks as b
from briefer.pack import markdown
from briefer.pack.blocks import Run
from briefer.pdf.pages import write
from briefer.pdf.sheets import Pages
from drawn import pages, texts
from profiles import SIZE

_FOR_A_LETTER, _FOR_A_ROW, _FOR_A_LIST = 2e-4, 8e-3, 10
"""Seconds on a slow and busy machine; what grows with the square needs many times as long."""


def told_by_others(laid: Pages) -> list[str]:
    """The words of each page of the file, as another program reads them: as many pages as were laid out."""
    told = sp.read(write(laid))
    assert len(told) == len(laid.sheets)
    return told


def peak(block: b.Block) -> int:
    """The most memory that a block takes until its file is written."""
    tracemalloc.start()
    write(pages(block))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


@pytest.mark.parametrize("word", ["Wörter", "سميرة", "漢字", "e\u0301", "a\u00ad", "x-"])
def test_a_word_of_very_many_letters(word: str) -> None:
    said = word * (SIZE.letters // len(word))
    start = time.perf_counter()
    laid = pages(sp.text(said))
    write(laid)
    assert time.perf_counter() - start < 5 + _FOR_A_LETTER * SIZE.letters
    assert len(laid.sheets) < 40 + SIZE.letters / 500
    if word not in ("a\u00ad", "x-"):  # these may be broken anywhere
        rules = {finding.rule for finding in laid.findings}
        assert rules & {"word-too-wide", "glyph-missing"}


@pytest.mark.parametrize("word", ["Wörter", "سميرة"])
def test_a_long_word_takes_memory_by_the_letter(word: str) -> None:
    few, many = (peak(sp.text(word * count)) for count in (200, 800))
    assert many < 5 * few


def test_a_table_of_very_many_rows() -> None:
    rows = tuple(((Run(f"row {at}"),), (Run(str(at)),)) for at in range(SIZE.rows))
    start = time.perf_counter()
    laid = pages(b.Labelled("Rows", (b.TextTable(((Run("name"),), (Run("number"),)), rows),)))
    told = told_by_others(laid)
    assert time.perf_counter() - start < 5 + _FOR_A_ROW * SIZE.rows
    assert [finding.rule for finding in laid.findings] == ["table-too-long"]
    last = texts(laid, len(laid.parts[0].drawn.pages) - 1)
    assert last[-1].words == str(SIZE.rows - 1)
    assert f"row {SIZE.rows - 1}" in told[-1]


def test_a_long_table_takes_memory_by_the_row() -> None:
    def table(count: int) -> b.Labelled:
        rows = tuple(((Run(f"row {at}"),),) for at in range(count))
        return b.Labelled("Rows", (b.TextTable(((Run("name"),),), rows),))

    assert peak(table(400)) < 5 * peak(table(100))


@pytest.mark.parametrize("mark", ["- ", "> ", "1. ", "> - "])
def test_lists_nested_a_thousand_deep(mark: str) -> None:
    start = time.perf_counter()
    flow = markdown.flow(mark * 1000 + "x")
    laid = pages(b.Labelled("Note", flow))
    assert [finding.rule for finding in laid.findings] == ["nested-too-deep"]
    assert texts(laid)[-1].words.endswith("x")
    assert "x" in told_by_others(laid)[-1]
    assert time.perf_counter() - start < _FOR_A_LIST


def test_a_staircase_of_a_thousand_lists() -> None:
    start = time.perf_counter()
    laid = pages(
        b.Labelled("Note", markdown.flow("\n".join("  " * k + "- x" for k in range(1000))))
    )
    assert [finding.rule for finding in laid.findings] == ["nested-too-deep"]
    write(laid)
    assert time.perf_counter() - start < _FOR_A_LIST


def test_lists_as_deep_as_they_are_set_keep_a_column_to_stand_in() -> None:
    deep = "\n".join("  " * k + f"- level {k}" for k in range(4))
    laid = pages(b.Labelled("Note", markdown.flow(deep), side=(b.KeyValue("Kind", (Run("x"),)),)))
    assert laid.findings == ()
    assert [text.words for text in texts(laid) if text.words.startswith("level")] == [
        "level 0",
        "level 1",
        "level 2",
        "level 3",
    ]
