"""The sheet of paper with a recovery code, as PDF: made in memory, for the printer alone.

Not here: what a code is (`services.encryption`), how it reaches a printer (`services.printing`, `raster_printing`).
"""

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, Qt
from PySide6.QtGui import QFont, QPageSize, QPainter, QPdfWriter

from briefer.gui import theme
from briefer.i18n import say

_DOTS, _SIDE = 300, 30
"""Of an inch; margins, mm."""
_LETTERS_OF_CODE = 22.0
"""Points: to be read from paper, and copied letter by letter."""


def made(workspace: str, code: str, day: str) -> bytes:
    """The sheet for a workspace of this name."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(_SIDE, _SIDE, _SIDE, _SIDE))
    painter = QPainter(writer)
    letters = theme.font("record")
    letters.setPointSizeF(_LETTERS_OF_CODE)
    letters.setStyleHint(QFont.StyleHint.Monospace)
    plain = theme.font("body")
    plain.setPointSizeF(11)
    head = theme.font("head")
    head.setPointSizeF(16)
    top = 0
    for words, font in (
        (say("Recovery code of {workspace}").format(workspace=workspace), head),
        (code, letters),
        (say("Opens the workspace when the passphrase is lost."), plain),
        (say("Lock this sheet away, in another place than the computer."), plain),
        (day, plain),
    ):
        painter.setFont(font)
        room = QRect(0, top, writer.width(), writer.height() - top)
        box = painter.drawText(room, Qt.TextFlag.TextWordWrap, words)
        top += box.height() + _DOTS // 4
    painter.end()
    content = bytes(buffer.data().data())
    buffer.close()
    return content
