"""Opens what Briefer ships: fonts, icons, samples, recipes, markings, audiences, templates.

One function for a checkout, an installed wheel and a frozen program. Not here: what the files mean.
"""

import sys
from pathlib import Path


def folder(*parts: str) -> Path:
    """The path of a shipped file or folder, such as `folder("fonts", "briefer-sans-regular.ttf")`.

    Raises:
        FileNotFoundError: nothing is shipped under that name; the program is damaged.

    """
    path = _root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(path)
    return path


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", "")  # set by PyInstaller
    if frozen:
        return Path(frozen, "briefer", "resources")
    package = Path(__file__).parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parents[1] / "resources"
