"""The header of an open visit: its tabs, and the chip that tells how many findings there are."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy, QTabBar

from briefer.findings import Finding
from briefer.gui import shown, theme
from briefer.gui.delegates.brush import painting
from briefer.gui.models.findings import summary
from briefer.i18n import say

HEADER = 48
EDGE, TIGHT = 12, 6
"""Before the word of a tab, where there is room and where there is little."""
WIDE = 1400
"""From this width of the window on tabs have counts, and commands words."""


class Tabs(QTabBar):
    """Tabs with a word, a count, and a line under the current one."""

    def __init__(self) -> None:
        super().__init__()
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setAccessibleName(say("Parts of the visit"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)
        self._counts: dict[str, str] = {}
        self._metrics = QFontMetrics(theme.font("title")), QFontMetrics(theme.font("small"))
        self._widths: dict[tuple[str, str], int] = {}
        """Of words and count, without the edges."""
        self._less = 0
        """By how much the edges of a tab are less wide than at best, on both sides together."""

    def fit(self, room: int) -> None:
        """Stand closer together where there is less room than the tabs take; none of them is cut."""
        self._less = 0
        lack = -(-max(0, self.wide - room) // max(1, self.count()))
        self._less = min(lack, self._most)
        self.lay_out()

    @property
    def _most(self) -> int:
        """By how much the edges of a tab can give way."""
        return theme.scaled(EDGE + 12) - theme.scaled(TIGHT + 4)

    @property
    def wide(self) -> int:
        """How wide the tabs are as they stand now."""
        return sum(self.tabSizeHint(at).width() for at in range(self.count()))

    def show_counts(self, counts: Mapping[str, str]) -> None:
        """Show how much each tab holds, by its name."""
        self._counts = {tab: shown.digits(count) for tab, count in counts.items()}
        self.lay_out()

    def lay_out(self) -> None:
        """Measure the tabs anew: a count or the window's width is another."""
        for at in range(self.count()):
            self.setTabText(at, self.tabText(at))
        self.updateGeometry()  # while they are hidden Qt does not tell the layout

    def _count_of(self, at: int) -> str:
        wide = self.window().width() >= theme.scaled(WIDE)
        return self._counts.get(self.tabData(at), "") if wide else ""

    # Qt's own names

    def tabSizeHint(self, index: int) -> QSize:
        words = self.tabText(index), self._count_of(index)
        if words not in self._widths:  # a layout asks dozens of times
            title, count = map(QFontMetrics.horizontalAdvance, self._metrics, words)
            self._widths[words] = title + (count + 8 if count else 0)
        edges = theme.scaled(EDGE + 12) - self._less
        return QSize(self._widths[words] + edges, theme.scaled(HEADER))

    def sizeHint(self) -> QSize:
        return QSize(self.wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        least = self.wide - (self._most - self._less) * self.count()
        return QSize(least, super().minimumSizeHint().height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            for at in range(self.count()):
                box = self.tabRect(at)
                chosen = at == self.currentIndex()
                edge = max(theme.scaled(TIGHT), theme.scaled(EDGE) - self._less // 2)
                inner = box.adjusted(edge, 0, -theme.scaled(4), 0)
                colour = brush.colour("accent" if chosen else QPalette.ColorRole.Text)
                part = brush.within(inner)
                font = theme.font("title" if chosen else "body")
                used = part.text(inner, self.tabText(at), font, colour)
                if count := self._count_of(at):
                    rest = inner.adjusted(used + 8, 1, 0, 0)
                    part.text(rest, count, theme.font("small"), brush.colour("secondary"))
                if chosen:
                    line = QRect(inner.left(), box.bottom() - 3, used, 3)
                    part.rounded(line, 1.5, brush.colour("accent"))
                if chosen and self.hasFocus():
                    brush.ring(box.adjusted(2, 6, -2, -6), 6)


AIR, SIGN = 9, 15
"""Of the chip, at 10 pt type: what is free at its ends, the side of its sign."""


class Chip(QPushButton):
    """How many findings there are; leads to them."""

    def __init__(self) -> None:
        super().__init__()
        self._count, self._grave = 0, False
        self.setFixedHeight(theme.scaled(26))
        self.setAutoDefault(False)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show how many."""
        self._count = sum(1 for one in findings if one.level != "note")
        self._grave = any(one.level == "error" for one in findings)
        self.setVisible(self._count > 0)
        words = summary(findings)
        self.setAccessibleName(words)
        self.setToolTip(words)
        number = QFontMetrics(theme.font("small")).horizontalAdvance(shown.digits(self._count))
        self.setFixedWidth(self._begins + number + 1 + theme.scaled(AIR))
        self.update()

    @property
    def _begins(self) -> int:
        """Where the number stands."""
        return theme.scaled(AIR) + theme.scaled(SIGN) + theme.scaled(5)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            colour = brush.colour("danger" if self._grave else "warning")
            base = brush.colour(QPalette.ColorRole.Window)
            brush.rounded(self.rect(), 6, theme.mix(colour, theme.TINTS["chip"], base))
            if self.hasFocus():
                brush.ring(self.rect(), 6)
            sign = "circle-alert" if self._grave else "triangle-alert"
            size = theme.scaled(SIGN)
            top = (self.height() - size) // 2
            brush.icon(QRect(theme.scaled(AIR), top, size, size), sign, colour)
            box, words = self.rect().adjusted(self._begins, 0, 0, 0), shown.digits(self._count)
            brush.text(box, words, theme.font("small"), colour)
