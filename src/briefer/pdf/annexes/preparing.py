"""Asks for files of others to be made fit for print. A PDF is read in a process of its own, with bounded memory and time.

Not here: how a PDF is read (`reader`), what comes back (`reading`), where its pages stand (`layout.annex_pages`), how
they get into the file (`file.annex_forms`), findings (`page_findings`).
"""

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from briefer.pdf.annexes.reading import Reading, ReadPage
from briefer.pdf.pictures import PAGE_DPI, Unreadable, whole
from briefer.text import is_svg

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_MOST_MEMORY = 1_200_000_000
"""Bytes of address space: PDFium and a page of pictures take half of it."""
_MOST_SECONDS = 120
_LARGEST_ANSWER = 300_000_000
_PDF = b"%PDF-"
_BEFORE_PDF = 1024
"""A PDF may begin with so many bytes of something else."""
_LOGO_DPI = (200.0, 300.0)
"""The least and the most of a logo."""
_DRAWING_DPI = 300.0
_POLL = 0.1


class _Question(msgspec.Struct, frozen=True, array_like=True):
    content: bytes
    room: tuple[float, float]
    as_made: bool = False
    drawing: bool = False
    """SVG instead of PDF."""
    dpi: float = 0.0
    """Of a drawing."""


def prepare(
    content: bytes,
    room: tuple[float, float],
    *,
    as_made: bool = False,
    seconds: float = _MOST_SECONDS,
    tick: Callable[[], None] = lambda: None,
) -> Reading:
    """A PDF, photograph or drawing as pages to be scaled down into `room` (pt), or why it cannot be printed.

    `as_made`: pages of a PDF stay as they are even where they break the standards of archives. `tick` is called several
    times a second and may raise `Cancelled`.
    """
    if _PDF in content[:_BEFORE_PDF]:
        return _asked(_Question(content, room, as_made), seconds, tick)
    if is_svg(content):
        return drawing(content, room, seconds=seconds, tick=tick)
    return _picture(content, room)


def drawing(
    content: bytes,
    room: tuple[float, float],
    *,
    dpi: float = _DRAWING_DPI,
    seconds: float = _MOST_SECONDS,
    tick: Callable[[], None] = lambda: None,
) -> Reading:
    """An SVG as a page that fills `room` (pt) in one direction, such as a logo, pictured in so many dots per inch.

    Nothing that it refers to outside itself is read.
    """
    return _asked(_Question(content, room, drawing=True, dpi=dpi), seconds, tick)


def logo(
    content: bytes, room: tuple[float, float], tick: Callable[[], None] = lambda: None
) -> Reading:
    """A PNG, JPEG or SVG as one page that fills `room` (pt) as far as its pixels reach."""
    if is_svg(content):
        return drawing(content, room, dpi=_LOGO_DPI[1], tick=tick)
    return _picture(content, room, _LOGO_DPI)


def _picture(
    content: bytes, room: tuple[float, float], dpi_range: tuple[float, float] = PAGE_DPI
) -> Reading:
    try:
        made = whole(content, room, dpi_range)
    except Unreadable:
        return Reading(fault="damaged")
    scale = 72 / made.dpi
    size = (made.width * scale, made.height * scale)
    page = ReadPage(*size, jpeg=made.jpeg, pixels=(made.width, made.height))
    return Reading(pages=(page,), keeps=("2a", "ua1"), drawing=True)


# ------------------------------------------------------------------------------- the other process


def _asked(question: _Question, seconds: float, tick: Callable[[], None]) -> Reading:
    import multiprocessing  # most packs have no annex

    spawn = multiprocessing.get_context("spawn")  # a forked child would have locks of our threads
    here, there = spawn.Pipe()
    worker = spawn.Process(target=_answer, args=(there,), daemon=True)
    worker.start()
    there.close()
    end = time.monotonic() + seconds
    try:
        here.send_bytes(msgspec.msgpack.encode(question))
        while not here.poll(_POLL):
            tick()
            if time.monotonic() > end:
                return Reading(fault="too heavy")
        told = here.recv_bytes(_LARGEST_ANSWER)
    except (EOFError, OSError):  # it was stopped by its limits, or crashed
        return Reading(fault="too heavy")
    finally:
        here.close()
        worker.kill()
        worker.join()
        worker.close()
    return msgspec.msgpack.decode(told, type=Reading)


def _answer(there: "Connection") -> None:
    """The whole life of the other process."""
    from briefer.pdf.annexes.reader import draw, read

    _limit()
    question = msgspec.msgpack.decode(there.recv_bytes(), type=_Question)
    if question.drawing:
        annex = draw(question.content, question.room, question.dpi)
    else:
        annex = read(question.content, question.room, as_made=question.as_made)
    there.send_bytes(msgspec.msgpack.encode(annex))


def _limit() -> None:
    """No more memory and time than a decent file needs, and no words to a terminal that is not ours."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform == "win32":
        return  # only the time is limited there, by who asks
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
