"""Keys that a user has given to commands in place of those of the table, and which keys may be given.

They are kept in the settings of this computer's user. Not here: the table (`actions`), where they are typed
(`views.keys_panel`).
"""

import re
from collections.abc import Mapping

import msgspec
from PySide6.QtGui import QKeySequence

from briefer import settings
from briefer.gui.actions import Command, commands, plain
from briefer.i18n import say

_OTHERS = ("Alt+Shift+", "Ctrl+Alt+", "Meta+", "Alt+F4", "Alt+Space", "Ctrl+Space")
_TAKEN = frozenset(
    ("F10", "Shift+F10", "Menu", "Shift+Ins", "Shift+Del", "Ctrl+Shift+U", "Ctrl+Shift+E", "Ctrl+.")
)
"""Keys of input methods, keyboard layouts, window managers, and of all text fields."""
_WIDE = ("everywhere", "workspace", "visit", "visits")
_FOR_COMMANDS = re.compile(r"^(?:.*(?:Ctrl|Alt)\+.|(?:Shift\+)?F\d+$)")
"""Keys that somebody who types a text would not press."""


def own() -> dict[str, tuple[str, ...]]:
    """Keys by command, where they are other than in the table."""
    known = {command.id for command in commands() if command.id}
    return {id_: keys for id_, keys in settings.load().keys.items() if id_ in known}


def keys_of(command: Command, chosen: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of a command: the user's, else those of the table."""
    return chosen.get(command.id, command.keys) if command.id else command.keys


def keep(command: Command, key: str | None) -> None:
    """Give a command this key and no other; None gives back those of the table."""
    kept = settings.load()
    keys = {id_: given for id_, given in kept.keys.items() if id_ != command.id}
    if key is not None and (key,) != command.keys:
        keys[command.id] = (key,)
    settings.save(msgspec.structs.replace(kept, keys=keys))


def refusal(command: Command, key: str, chosen: Mapping[str, tuple[str, ...]]) -> str:
    """Why a command cannot have a key, in a sentence; empty where it can."""
    name = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    if key in _TAKEN or key.startswith(_OTHERS):
        return say("{key} belongs to the system. Press another key.").format(key=name)
    if not _FOR_COMMANDS.match(key):
        return say("{key} is for typing. Hold Ctrl or Alt with it, or press F1 to F12.").format(
            key=name
        )
    for other in commands():
        both = other.scope == command.scope or other.scope in _WIDE or command.scope in _WIDE
        if other.id and other.id != command.id and both and key in keys_of(other, chosen):
            words = say("{key} is “{command}”. Press another key, or change that one first.")
            return words.format(key=name, command=plain(other.text))
    return ""
