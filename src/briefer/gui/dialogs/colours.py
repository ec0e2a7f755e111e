"""The dialog that asks for a colour: Qt's own, as for files.

Not here: which colours can be used.
"""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QWidget


def ask(parent: QWidget, title: str, start: str) -> str:
    """Ask for a colour, `#rrggbb`; empty when nobody chose one."""
    option = QColorDialog.ColorDialogOption.DontUseNativeDialog
    chosen = QColorDialog.getColor(QColor(start), parent, title, option)
    return chosen.name() if chosen.isValid() else ""
