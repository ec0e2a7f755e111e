"""The log of the program: a file of this user that turns over, without names or texts of visits.

Not here: what is told to the user (errors, findings).
"""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

_LARGEST = 1_000_000
_KEPT = 3
_FORM = "%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"


def place() -> Path:
    """The file of the log."""
    return Path(platformdirs.user_log_dir("briefer", appauthor=False), "briefer.log")


def start() -> None:
    """Write the log of this process to its file; where the system does not let us, nowhere."""
    logger = logging.getLogger("briefer")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        place().parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            place(), maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter(_FORM))
    for before in logger.handlers:
        before.close()
    logger.handlers = [handler]


def places(error: BaseException) -> str:
    """The way to where an error was raised, and the error behind it; its words may be those of records and stay out."""
    frames = traceback.extract_tb(error.__traceback__)
    way = "\n".join(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
    cause = error.__cause__
    return f"{way}\n  from {type(cause).__name__}\n{places(cause)}" if cause else way
