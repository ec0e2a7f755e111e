"""The window in another language: nothing on its main screens is left in English."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from accessible import top_of, walk
from babel.messages.pofile import read_po
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefer import i18n, resources
from briefer.gui import shown
from briefer.gui.main_window import MainWindow
from briefer.gui.places import LIBRARY
from briefer.gui.views.visit_place import TABS, VisitPlace

LONG = 20_000
CATALOGUE = Path(resources.folder("locale"), "fr", "LC_MESSAGES", "window.po")
SPOKEN = "Arabic, English"
"""What people of the sample speak, and what the window gives as an example of it."""


@pytest.fixture(autouse=True)
def french(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    i18n.use("fr")
    QLocale.setDefault(QLocale("fr"))
    yield
    i18n.use("en")
    QLocale.setDefault(before)


@cache
def untold() -> tuple[frozenset[str], frozenset[str]]:
    """What is another word in French: whole texts, and those long enough to be known within another."""
    with CATALOGUE.open("rb") as file:
        said = [(one.id, one.string) for one in read_po(file, locale="fr") if one.id]
    french = {told for _, told in said} | {one for one, told in said if one == told}
    texts = {one for one, _ in said if isinstance(one, str)} - french - {SPOKEN}
    return frozenset(texts), frozenset(one for one in texts if len(one) > 15 and "{" not in one)


def english(widget: QWidget) -> set[str]:
    """What is on the screen or told of it, and would be another word in French."""
    texts, phrases = untold()
    parts = (QAccessible.Text.Name, QAccessible.Text.Description)
    told = {one.text(part) for one in walk(top_of(widget)) for part in parts}
    return {one for one in told if one in texts or any(phrase in one for phrase in phrases)}


def test_nothing_is_left_in_english(
    window: MainWindow, open_visit: Callable[[str], VisitPlace], qtbot: QtBot
) -> None:
    left: dict[str, set[str]] = {}
    for name in ("home", *LIBRARY):
        window.places.go_to(name)
        qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)
        left[name] = english(window)
    place = open_visit("iraq-2022")
    for tab in TABS:
        place.show_tab(tab)
        if tab == "delegation":
            qtbot.waitUntil(lambda: place.delegation.order.count() > 1, timeout=LONG)
        left[tab] = english(window)
    assert {name: words for name, words in left.items() if words} == {}


@pytest.mark.parametrize("tag", ["en", "fr", "da", "nl", "ar"])
def test_a_number_looks_the_same_in_a_table_and_in_a_sentence(tag: str) -> None:
    """Found as "1027" in the history of an Arabic and a French window."""
    i18n.use(tag)
    QLocale.setDefault(QLocale("en_GB" if tag == "en" else tag))
    for count in (0, 7, 60, 1027, 20318, 1234567):
        assert i18n.figures(count) == shown.number(count)


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("en", "Return  Ctrl+Shift+Delete  Alt+Up  Space  Insert  Page Down"),
        ("fr", "Entrée  Ctrl+Maj+Suppr  Alt+Haut  Espace  Inser  Page suiv."),
        ("da", "Enter  Ctrl+Shift+Delete  Alt+Op  Mellemrum  Insert  Page Down"),
        ("nl", "Enter  Ctrl+Shift+Delete  Alt+Omhoog  Spatie  Insert  Page Down"),
        ("ar", "Return  Ctrl+Shift+Delete  Alt+Up  Space  Insert  Page Down"),
    ],
)
def test_keys_have_the_names_that_sentences_give_them(tag: str, told: str) -> None:
    """Found as "Retour" beside "Entrée", "Del" beside "Delete"."""
    i18n.use(tag)
    keys = ("Return", "Ctrl+Shift+Del", "Alt+Up", "Space", "Ins", "PgDown")
    native = QKeySequence.SequenceFormat.NativeText
    assert "  ".join(QKeySequence(key).toString(native) for key in keys) == told
