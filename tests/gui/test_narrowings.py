"""A search is narrowed by what one types into it: a country, a theme, a year, a kind, a marking."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from briefer.gui.main_window import MainWindow
from briefer.gui.models.found_text import found_in
from briefer.gui.models.narrowings import offers
from briefer.gui.views.search_panel import SearchPanel
from briefer.services.search import Choices, Wanted

LONG = 20_000
BORDERS = UUID(int=1)
CHOICES = Choices(
    ("Denmark", "Côte d’Ivoire"),
    {BORDERS: "border management"},
    (2025, 2024),
    {"secret": "SECRET", "restricted": "RESTRICTED"},
)
KINDS = {"note": "Note", "person": "Person"}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("de", ["Denmark"]),
        ("cote iv", ["Côte d’Ivoire"]),
        ("ivoire", ["Côte d’Ivoire"]),
        ("manag", ["border management"]),
        ("202", ["2025", "2024"]),
        ("no", ["Note"]),
        ("restr", ["Up to RESTRICTED"]),
        ("r", []),
        ("", []),
        ("order", []),
    ],
)
def test_what_is_called_as_was_typed_is_offered(typed: str, offered: list[str]) -> None:
    assert [row.title for row in offers(CHOICES, KINDS, Wanted(), typed)] == offered


def test_what_holds_already_is_not_offered() -> None:
    assert offers(CHOICES, KINDS, Wanted(country="Denmark"), "denmark") == []


@pytest.fixture
def search(window: MainWindow, qtbot: QtBot) -> SearchPanel:
    window._open_search()
    panel = window.search
    qtbot.waitUntil(lambda: panel._choices is not None, timeout=LONG)
    return panel


@pytest.mark.parametrize(
    ("typed", "lines", "marked"),
    [
        ("sunde", ("Mr. Erik Sundén", "Sund, sundet"), ("Mr. Erik [Sundé]n", "Sund, [sunde]t")),
        ("moller", ("Møller",), ("[Møller]",)),
        ("moeller", ("Møllers",), ("[Møller]s",)),
        ("møl", ("Moeller",), ("[Moel]ler",)),
        ("quay cust", ("Customs on the quay", "quays"), ("[Cust]oms on the [quay]", "[quay]s")),
        ("governmental", ("a non-governmental body",), ("a non-[governmental] body",)),
        ("email", ("by e-mail",), ("by [e-mail]",)),
        ("وزارة", ("الوزارة الأولى",), ("[الوزارة] الأولى",)),
        ("kopenhagen", ("København H", "to Copenhagen"), ("København H", "to [Copenhagen]")),
        ("mohamed", ("Muhammad", "محمد"), ("[Muhammad]", "[محمد]")),
        ("mohamed", ("Muhammad", "Mohamed"), ("Muhammad", "[Mohamed]")),
        ("port", ("report", ""), ("report", "")),
        ("a", ("a Aa", "an"), ("[a] [A]a", "[a]n")),
        ("", ("all",), ("all",)),
        ("e\u0301t", ("e\u0301te\u0301",), ("[e\u0301t]e\u0301",)),
    ],
)
def test_what_was_searched_stands_out_in_all_lines_in_any_spelling(
    typed: str, lines: tuple[str, ...], marked: tuple[str, ...]
) -> None:
    drawn = []
    for line, places in zip(lines, found_in(lines, typed), strict=True):
        for first, last in reversed(places):
            line = f"{line[:first]}[{line[first:last]}]{line[last:]}"
        drawn.append(line)
    assert tuple(drawn) == marked


def _titles(panel: SearchPanel) -> list[str]:
    return [row.title for row in panel.list.rows]


def _narrow(panel: SearchPanel, qtbot: QtBot, typed: str, title: str) -> None:
    panel.field.setText(typed)
    offer = f"Narrow to {title} ("
    qtbot.waitUntil(lambda: offer in " ".join(_chips(panel)), timeout=LONG)
    at = next(at for at, name in enumerate(_chips(panel)) if name.startswith(offer))
    for _chip in range(at + 1):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Return)
    assert (panel.field.text(), panel.field.hasFocus()) == ("", True)


def _chips(panel: SearchPanel) -> list[str]:
    layout = panel._chips
    return [layout.itemAt(at).widget().accessibleName() for at in range(layout.count() - 1)]


def test_a_search_is_narrowed_and_widened_by_keys(search: SearchPanel, qtbot: QtBot) -> None:
    _narrow(search, qtbot, "denm", "Denmark")
    _narrow(search, qtbot, "instit", "Institution")
    both = ["Denmark: take away", "Institution: take away"]
    qtbot.waitUntil(lambda: _chips(search) == both, timeout=LONG)
    # all there is of it, by name
    qtbot.waitUntil(lambda: "Danish Ministry of Foreign Affairs" in _titles(search), timeout=LONG)
    ends = {row.end for row in search.list.rows if row.id and not row.is_head and row.second == ""}
    assert ends == {"Institution"}
    search.field.setText("mena")
    qtbot.waitUntil(lambda: "MENA Department" in _titles(search)[:2], timeout=LONG)
    search.field.clear()
    QTest.keyClick(search.field, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: _chips(search) == ["Denmark: take away"], timeout=LONG)
    QTest.mouseClick(search.chips.findChildren(QPushButton)[-1], Qt.MouseButton.LeftButton)
    assert (_chips(search), search.chips.isHidden()) == ([], True)
    qtbot.waitUntil(lambda: _titles(search)[0] in ("Where you were", "Commands"), timeout=LONG)


def test_what_narrows_stands_above_the_hits_and_moves_none(
    search: SearchPanel, qtbot: QtBot
) -> None:
    search.field.setText("denm")
    qtbot.waitUntil(lambda: _chips(search) == ["Narrow to Denmark (Country)"], timeout=LONG)
    assert search.list.rows[0].title == "Library"  # hits, and nothing before them
    assert search.chips.geometry().bottom() < search.list.geometry().top()
    assert "Narrow to" not in _titles(search)
    QTest.keyClick(search.field, Qt.Key.Key_Right)
    chip = search.focusWidget()
    assert chip.accessibleName() == "Narrow to Denmark (Country)"
    QTest.keyClick(chip, Qt.Key.Key_Left)
    assert search.field.hasFocus()
    QTest.keyClick(search.field, Qt.Key.Key_Left)  # into the text: Right is again the text's
    QTest.keyClick(search.field, Qt.Key.Key_Right)
    assert search.field.hasFocus()


def test_a_marking_holds_until_it_is_taken_away(
    search: SearchPanel, window: MainWindow, qtbot: QtBot
) -> None:
    _narrow(search, qtbot, "restricted", "Up to RESTRICTED")
    _narrow(search, qtbot, "denm", "Denmark")
    search.close_panel()
    window._open_search()
    kept = ["Up to RESTRICTED: take away"]
    qtbot.waitUntil(lambda: _chips(search) == kept, timeout=LONG)
