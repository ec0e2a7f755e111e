"""How long a brief is, against two printed sides, over the pages themselves.

Not here: building the pages (`preview`).
"""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.building import Length
from briefer.gui.delegates.brush import painting
from briefer.gui.models.briefs import cut
from briefer.gui.views.controls import column, hairline, row, tab_goes
from briefer.gui.views.markdown import Printed
from briefer.gui.views.preview import Preview
from briefer.i18n import say, say_many

AMBER = 1.9
"""Sides from which a brief is nearly too long."""


class Gauge(QProgressBar):
    """Two bars for two sides; a screen reader hears how much of both is taken, in percent and in words."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, 100)
        self.setFixedHeight(theme.scaled(8))
        self.setAccessibleName(say("Length"))
        self.length: Length | None = None

    def show_length(self, length: Length | None) -> None:
        """Show how full the two sides are."""
        self.length = length
        self.setValue(min(100, round(length.all * 50)) if length else 0)
        self.update()

    @property
    def tone(self) -> str:
        """The colour of the bars: red over two sides, amber when nearly there."""
        if self.length is None:
            return "accent"
        if self.length.too_long:
            return "danger"
        return "warning" if self.length.all >= AMBER else "accent"

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            gap, half = 4, (self.width() - 4) // 2
            for at in (0, 1):
                box = QRect(at * (half + gap), 0, half, self.height())
                brush.rounded(box, 3, brush.colour(QPalette.ColorRole.Dark))
                side = min(1.0, self.length.sides[at]) if self.length else 0.0
                if side:
                    box.setWidth(max(6, round(half * side)))
                    brush.rounded(box, 3, brush.colour(self.tone))


class LengthPane(QWidget):
    """The gauge over the pages of the brief; it borrows the preview."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.preview = preview
        self.gauge = Gauge()
        self.sides = theme.label("", "title")
        self.words = theme.label("", "label", quiet=True)
        self.words.setWordWrap(True)
        head = column(
            row(theme.label(say("Length"), "head"), None, self.sides),
            self.gauge,
            self.words,
            margins=(16, 12, 14, 12),
            spacing=7,
        )
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(head)
        self._layout.addWidget(hairline())
        self.text = Printed(say("The brief as it will read"))
        self._layout.addWidget(self.text, 1)
        self._layout.addStretch(0)
        self.show_length(None)

    def take(self, before: QWidget) -> None:
        """Take the preview from wherever it is; Tab comes to it from `before`."""
        self._layout.addWidget(self.preview, 1)
        tab_goes(before, self.preview)

    def show_text(self, markdown: str, *, built: bool) -> None:
        """Show the brief as a light text as long as no page was made."""
        self.text.setVisible(not built)
        if self.preview.parentWidget() is self:  # another tab may have it
            self.preview.setVisible(built)
        if not built:
            self.text.show_markdown(markdown)

    def show_nothing(self) -> None:
        """There is no brief."""
        self.gauge.show_length(None)
        self.gauge.hide()
        self.sides.setText("")
        self.words.setText(say("No brief here"))
        self.show_text("", built=False)

    def show_length(self, length: Length | None, *, printed: bool = True) -> None:
        """Show how long the brief is; None while it is being counted, or where the pack does not print it."""
        self.gauge.show_length(length)
        self.gauge.show()
        if length is None:
            self.sides.setText("")
            words = say("The pages are being made.")
            if not printed:
                words = say("The pack that is shown does not print this brief.")
            self.words.setText(words)
            self.gauge.setAccessibleDescription(words)
            return
        self.sides.setText(say("{sides} of 2 sides").format(sides=shown.tenths(length.all)))
        self.words.setText(said(length))
        theme.quieten(self.words, "danger" if length.too_long else "secondary")
        self.words.style().polish(self.words)
        self.gauge.setAccessibleDescription(say(". ").join((self.sides.text(), self.words.text())))


def said(length: Length) -> str:
    """What must be cut and where, or how much room is left."""
    front, back = length.over
    if front and back:
        words = say("Over two sides: {front} at the front, {back} at the back.")
        return words.format(front=cut(front), back=cut(back))
    if front:
        return say("Over its front: {lines}.").format(lines=cut(front))
    if back:
        return say("Over its back: {lines}.").format(lines=cut(back))
    left = sum(length.left)
    return say_many("{count} line left.", "{count} lines left.", left).format(
        count=shown.digits(left)
    )
