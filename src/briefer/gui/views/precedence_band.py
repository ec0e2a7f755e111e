"""The band over the delegation: where a rule of precedence would have it otherwise. It advises and never blocks."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.delegates.brush import painting
from briefer.gui.models.delegation import Advice
from briefer.gui.views.band import Offering, Sentence, sign_beside
from briefer.gui.views.controls import button
from briefer.i18n import say


class PrecedenceBand(QWidget):
    """One piece of advice, to be followed or not."""

    followed = Signal(object)
    """The `Advice` to be followed."""
    kept = Signal(object)
    """The `Advice` against which a place is kept."""

    def __init__(self) -> None:
        super().__init__()
        self._advice: Advice | None = None
        self.words = Sentence()
        self.follow = button("", lambda: self.followed.emit(self._advice), edits=True)
        self.keep = button("", lambda: self.kept.emit(self._advice), edits=True)
        self._box = QWidget()
        inner = QHBoxLayout(self._box)
        inner.setContentsMargins(theme.sides(theme.scaled(40), 8, 12, 8))
        inner.addWidget(Offering(self.words, self.follow, self.keep, spacing=8))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 4)
        layout.addWidget(self._box)
        self.hide()

    def show_advice(self, advice: Advice | None) -> None:
        """Show where the order and the rules differ, or nothing."""
        had_keyboard = self.follow.hasFocus() or self.keep.hasFocus()
        self._advice = advice
        self.setVisible(advice is not None)
        if advice is None:
            return
        self.words.setText(advice.sentence)
        for made, form, place in (
            (self.follow, say("Put at {place}"), advice.advised),
            (self.keep, say("Keep {place}"), advice.place),
        ):
            words = form.format(place=shown.digits(place))
            made.setText(words)
            made.setAccessibleName(words)
            made.setAccessibleDescription(advice.sentence)
        if had_keyboard:
            self.follow.setFocus()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            box = self._box.geometry()
            brush.rounded(box, 7, brush.colour(QPalette.ColorRole.AlternateBase))
            sign_beside(brush, "info", box.left() + theme.scaled(13), 16, self, self.words)
