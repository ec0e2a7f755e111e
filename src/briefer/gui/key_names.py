"""What keys are called in the window: one table, which menus, tips, the keys of a screen and refusals all read.

Qt has names of its own in each language, which keyboards do not bear: "Retour" for the key that French keyboards
call Entrée. Sentences that name a key use the same names; a test of the catalogues holds them to it.
Not here: which keys there are (`actions`).
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTranslator

from briefer.i18n import once_a_language, say


@once_a_language
def key_names() -> Mapping[str, str]:
    """The name of each key, by Qt's."""
    return {
        "Alt": say("Alt", of="key"),
        "Backspace": say("Backspace", of="key"),
        "Ctrl": say("Ctrl", of="key"),
        "Del": say("Delete", of="key"),
        "Down": say("Down", of="key"),
        "End": say("End", of="key"),
        "Esc": say("Esc", of="key"),
        "Home": say("Home", of="key"),
        "Ins": say("Insert", of="key"),
        "Left": say("Left", of="key"),
        "PgDown": say("Page Down", of="key"),
        "PgUp": say("Page Up", of="key"),
        "Return": say("Return", of="key"),
        "Right": say("Right", of="key"),
        "Shift": say("Shift", of="key"),
        "Space": say("Space", of="key"),
        "Tab": say("Tab", of="key"),
        "Up": say("Up", of="key"),
    }


class KeyNames(QTranslator):
    """Gives Qt the names of keys; everything else is left to the translator before it."""

    # Qt's own names

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, count: int = -1
    ) -> Any:  # None is what makes Qt ask the next translator
        del disambiguation, count
        return key_names().get(source) if context == "QShortcut" else None
