"""Printing where there is CUPS: which printers there are, and a PDF on its way to one, as it is.

The printer gets the file itself: type stays type, and nothing is drawn anew. CUPS is reached through its own
commands, `lpstat` and `lp`, the one way in that comes with every CUPS and asks for no library. Not here: what is
printed (`packs`), and printing where there is no CUPS (`gui.raster_printing`).
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from typing import Literal, NamedTuple

from briefer.errors import KnownError
from briefer.i18n import say

Sides = Literal["one", "long", "short"]
"""One side, or two: turned over the long or the short edge of the sheet."""

SIDES: dict[Sides, str] = {
    "one": "one-sided",
    "long": "two-sided-long-edge",
    "short": "two-sided-short-edge",
}
"""As IPP calls them (RFC 8011, section 5.2.8)."""
MEDIA = {
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "A6": (105, 148),
    "Letter": (215.9, 279.4),
    "Tabloid": (279.4, 431.8),
}
"""Papers by the names under which every driver has them, mm. Other sizes are asked for in their measures."""
PATIENCE = 20.0
"""Seconds for CUPS to answer; a server that is away must not hold a line of work for ever."""
_RANGE = re.compile(r"(?P<first>[0-9]{1,6})(?:\s*[-–]\s*(?P<last>[0-9]{1,6}))?")


class Printer(NamedTuple):
    """A queue."""

    name: str
    """As CUPS knows it."""
    title: str
    """For people."""
    ready: bool
    is_default: bool


class Order(NamedTuple):
    """What is asked of a printer."""

    printer: str
    copies: int = 1
    pages: tuple[tuple[int, int], ...] = ()
    """Ranges of pages, the first page is 1, both ends included; none: all."""
    sides: Sides = "one"
    size: tuple[float, float] = (210, 297)
    """Of the sheet, mm; which way it lies does not matter to a tray."""


def has_cups() -> bool:
    """Whether this computer speaks to CUPS."""
    return all(shutil.which(name) for name in ("lp", "lpstat"))


def printers() -> tuple[Printer, ...]:
    """The queues, the default first; none where there is no CUPS or its server is away."""
    if not has_cups():
        return ()
    names = _ask("lpstat", "-e").split()
    default = _ask("lpstat", "-d").rpartition(": ")[2].strip()
    found = [_printer(name, is_default=name == default) for name in names]
    return tuple(sorted(found, key=lambda one: (not one.is_default, one.title.casefold())))


def send(content: bytes, order: Order, title: str) -> str:
    """Give a PDF to a printer; the job's name as CUPS calls it. Nothing is written to a disk of ours.

    Raises:
        KnownError: CUPS did not take it.

    """
    options = {
        "sides": SIDES[order.sides],
        "media": _media(order.size),
        "collate": "true",
        "print-scaling": "none",  # a margin of 20 mm stays one
    }
    command = ["lp", "-d", order.printer, "-n", str(order.copies), "-t", title]
    for name, value in options.items():
        command += ["-o", f"{name}={value}"]
    if order.pages:
        command += ["-P", ",".join(f"{first}-{last}" for first, last in order.pages)]
    try:
        told = subprocess.run(  # noqa: S603  # no shell; a name with a dash in front is the value of -d or -t
            [*command, "--", "-"],
            input=content,
            capture_output=True,
            env=_surroundings(),
            timeout=PATIENCE * 3,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise KnownError(_away(order.printer)) from error
    if told.returncode:
        why = told.stderr.decode("utf-8", "replace").strip().removeprefix("lp: ")
        sentence = _away(order.printer)
        raise KnownError(f"{sentence} ({why})" if why else sentence)
    words = told.stdout.decode("utf-8", "replace").split()
    return words[3] if len(words) > 3 else ""  # "request id is Office-2 (0 file(s))"


def page_ranges(text: str, pages: int) -> tuple[tuple[int, int], ...]:
    """What somebody typed, such as "1-4, 7", as ranges in their order; empty text: ().

    Raises:
        KnownError: it names no pages, or pages that are not there.

    """
    ranges = []
    for part in filter(None, (one.strip() for one in re.split(r"[,;]", text))):
        found = _RANGE.fullmatch(part)
        if not found:
            raise KnownError(say("Write pages as in 1-4, 7."))
        first = int(found["first"])
        last = int(found["last"] or first)
        if not 1 <= first <= last <= pages:
            sentence = say("There are pages 1 to {pages}. Write pages as in 1-4, 7.")
            raise KnownError(sentence.format(pages=pages))
        ranges.append((first, last))
    return tuple(ranges)


def sheets_of_paper(pages: int, ranges: Sequence[tuple[int, int]], sides: Sides) -> int:
    """How many sheets one copy takes out of the tray."""
    printed = {page for first, last in ranges for page in range(first, last + 1)}
    count = len(printed) if ranges else pages
    return count if sides == "one" else -(-count // 2)


def _printer(name: str, *, is_default: bool) -> Printer:
    lines = _ask("lpstat", "-l", "-p", name).splitlines()
    told = [line.partition(":")[2].strip() for line in lines if "Description:" in line]
    ready = bool(lines) and " disabled " not in lines[0]
    return Printer(name, (told[0] if told else "") or name, ready, is_default)


def _ask(*command: str) -> str:
    """What a command of CUPS says; nothing when its server is away."""
    try:
        told = subprocess.run(  # noqa: S603
            command,
            capture_output=True,
            text=True,
            errors="replace",
            env=_surroundings(),
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stdout if told.returncode == 0 else ""


def _surroundings() -> dict[str, str]:
    """The environment, in plain English, which is what can be read here; titles keep every letter."""
    return {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}


def _media(size: tuple[float, float]) -> str:
    narrow, wide = sorted(size)
    for name, (width, height) in MEDIA.items():
        if abs(narrow - width) < 1 and abs(wide - height) < 1:
            return name
    return f"Custom.{narrow:g}x{wide:g}mm"


def _away(printer: str) -> str:
    sentence = say("The printer “{printer}” did not take the pages. See that it is on, then again.")
    return sentence.format(printer=printer)
