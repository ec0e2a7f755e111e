"""A sentence over the work that explains what one sees, with what one may do about it."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from briefer.gui import theme
from briefer.gui.icons import icon


class Band(QWidget):
    """An icon, a sentence, an offer."""

    def __init__(self, sign: str, words: str, offer: QWidget) -> None:
        super().__init__()
        picture = theme.label("")
        picture.setPixmap(
            icon(sign, QPalette.ColorRole.Accent).pixmap(theme.scaled(18), theme.scaled(18))
        )
        text = theme.label(words)
        text.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(10)
        layout.addWidget(picture)
        layout.addWidget(text, 1)
        layout.addWidget(offer)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAutoFillBackground(True)
