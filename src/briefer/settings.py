"""What one user of this computer has chosen: language, officer, workspaces opened last.

Kept as JSON in the user's configuration folder. A file that cannot be read is as if it were not there: settings
never stop work. Not here: anything of a workspace or a visit.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
import platformdirs

_FILE = "settings.json"
_MOST_RECENT = 8


class Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The choices, each with what holds when nothing was chosen. Unknown ones of a newer Briefer are left alone."""

    officer: str = ""
    """Who is at work; empty: the name of the system's user."""
    language: str = ""
    """Of the window; empty: the system's, where the window speaks it."""
    points: float = 10.0
    """Size of the window's type: 8 to 16."""
    look: str = ""
    """Light, dark, or as the system: empty."""
    recent: tuple[str, ...] = ()
    """Workspaces opened last, the latest first."""
    fonts: tuple[str, ...] = ()
    """Font files, or folders of them, for scripts that the shipped fonts lack."""
    lock_after: int = 15
    """Minutes without a key or a click after which an encrypted workspace is locked; 0: never."""
    keys: dict[str, tuple[str, ...]] = {}
    """Keys of the window's commands, by command, where they are other than Briefer's."""
    window: dict[str, str] = {}
    """What the window remembers of itself, by name."""


def place() -> Path:
    """The file of the settings."""
    return Path(platformdirs.user_config_dir("briefer", appauthor=False), _FILE)


def load() -> Settings:
    """The settings of the user."""
    try:
        return msgspec.json.decode(place().read_bytes(), type=Settings)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Settings()


def save(settings: Settings) -> bool:
    """Keep the settings; False where the system does not let us, which is no reason to stop."""
    path = place()
    temporary = path.with_name(f".{_FILE}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=2))
        temporary.replace(path)
    except OSError:
        return False
    return True


def with_recent(settings: Settings, workspace: Path) -> Settings:
    """The settings with this workspace as the latest."""
    name = str(workspace.resolve())
    recent = (name, *(other for other in settings.recent if other != name))
    return msgspec.structs.replace(settings, recent=recent[:_MOST_RECENT])


def with_fonts(settings: Settings, places: Iterable[Path]) -> Settings:
    """The settings with more font files or folders, those that are there already once."""
    fonts = (*settings.fonts, *(str(place.absolute()) for place in places))
    return msgspec.structs.replace(settings, fonts=tuple(dict.fromkeys(fonts)))


def without_fonts(settings: Settings, place: str) -> Settings:
    """The settings without a font file or folder."""
    kept = tuple(other for other in settings.fonts if other != place)
    return msgspec.structs.replace(settings, fonts=kept)
