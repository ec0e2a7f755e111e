"""The first screen, before there is a workspace: look at the sample, begin one's own, or open one."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefer.gui import theme
from briefer.gui.actions import Scope, names
from briefer.gui.delegates.brush import Brush, painting
from briefer.gui.tasks import TaskRunner
from briefer.gui.views.check_box import Check
from briefer.gui.views.controls import button, row, scrolling
from briefer.gui.views.place import Pane, Place, alone
from briefer.i18n import say

if TYPE_CHECKING:
    from briefer.gui.views.secret_form import Given, SecretForm

WIDTH, LOW = 620, 560
"""How wide the choices are, and under which height the sign makes room for them."""


class FirstStart(Place):
    """What can be done when nothing is open."""

    sample_wanted = Signal()
    new_wanted = Signal(object)
    """A workspace shall be made; encrypted, if there is a `Given` of a passphrase and a recovery code."""
    open_wanted = Signal()
    recent_wanted = Signal(str)

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self._tasks = tasks
        self._form: SecretForm | None = None
        title = theme.label(say("Briefer"), "screen")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        title.setFont(font)
        words = theme.label(
            say("Programmes of official visits, and the packs that go with them."),
            "head",
            quiet=True,
        )
        plain = theme.font("record")
        plain.setWeight(theme.font("body").weight())
        words.setFont(plain)
        words.setWordWrap(True)
        self._sample = button(say("Open the sample"), self.sample_wanted.emit, filled=True)
        self.encrypt = Check(say("Encrypt it with a passphrase"))
        self._create = button(say("Create…"), self._begin_new, name=say("New workspace"))
        self._choices = QVBoxLayout()
        self._choices.setSpacing(10)
        choices = (
            (
                "book-open",
                say("Look at a finished visit"),
                say(
                    "A sample office with four visits: two that are invented, and two that were published. Change anything; it is yours."
                ),
                self._sample,
            ),
            (
                "plus",
                say("Start your office’s workspace"),
                say("A folder on this computer, for the library and all visits of your office."),
                self._create,
            ),
            (
                "folder-open",
                say("Open a workspace"),
                say("A folder ending in .briefer."),
                button(say("Open…"), self.open_wanted.emit, name=names()["open"]),
            ),
        )
        for icon, head, text, act in choices:
            more = self.encrypt if act is self._create else None
            self._choices.addWidget(_Choice(icon, head, text, act, more))
        self._recent = QVBoxLayout()
        self._recent.setSpacing(6)
        start = QVBoxLayout()
        start.setSpacing(8)
        start.addStretch(2)
        self._sign = _Sign()
        start.addWidget(self._sign)
        start.addSpacing(10)
        start.addWidget(title)
        start.addWidget(words)
        start.addSpacing(18)
        start.addLayout(self._choices)
        start.addLayout(self._recent)
        start.addSpacing(6)
        start.addWidget(
            theme.label(
                say("Works without a network. Nothing leaves this computer."), "label", quiet=True
            )
        )
        start.addStretch(3)
        layout = self._sides = QHBoxLayout(self)
        start.setContentsMargins(0, 0, 0, 0)
        side = scrolling(start, QPalette.ColorRole.Window)
        self._side = QStackedWidget()
        self._side.addWidget(side)
        self._side.setMaximumWidth(theme.scaled(WIDTH))
        layout.addWidget(self._side, 3)
        layout.addWidget(_Pages(), 2)

    def show_recent(self, paths: tuple[str, ...]) -> None:
        """Offer the workspaces that were open last."""
        while self._recent.count():
            taken = self._recent.takeAt(0)
            if taken and (old := taken.widget()):
                old.deleteLater()
        for path in paths[:3]:
            offered = button(
                path,
                partial(self.recent_wanted.emit, path),
                "history",
                name=say("Open {path}").format(path=path),
            )
            self._recent.addWidget(offered)

    def _begin_new(self) -> None:
        """Make a workspace; what it shall be encrypted with is asked for first, in this place."""
        if not self.encrypt.isChecked():
            self.new_wanted.emit(None)
            return
        if self._form is None:
            self._form = self._make_form()
        from briefer.gui.views.secret_form import Asked

        asked = Asked(
            say("A passphrase for the new workspace"),
            say(
                "Nobody without it reads a word of the workspace: not on this disk, not in its backups."
            ),
            say("Create…"),
            new=True,
            code=True,
        )
        self._side.setCurrentIndex(1)
        self._form.ask(asked, say("the new workspace"))

    def _make_form(self) -> "SecretForm":
        from briefer.gui.views.secret_form import SecretForm

        form = SecretForm(self._tasks)
        form.left.connect(self._leave_form)
        form.given.connect(self._given)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(2)
        middle.addWidget(form)
        middle.addStretch(3)
        self._side.addWidget(scrolling(middle, QPalette.ColorRole.Window))
        return form

    def _leave_form(self) -> None:
        self._side.setCurrentIndex(0)
        self._create.setFocus(Qt.FocusReason.OtherFocusReason)

    def _given(self, given: "Given") -> None:
        self._leave_form()
        self.new_wanted.emit(given)

    @property
    def _target(self) -> QWidget:
        asks = self._form is not None and self._side.currentIndex() == 1
        return self._form.target if asks and self._form else self._sample

    def take_keyboard(self) -> None:
        """Give the keyboard to the first choice."""
        self._target.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        return alone(self._target)

    @property
    def scopes(self) -> frozenset[Scope]:
        """The commands that work here."""
        return frozenset()

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < theme.scaled(LOW)
        self._sign.setVisible(not low)
        edge = theme.scaled(24 if low else 60)  # wider texts take fewer lines
        self._sides.setContentsMargins(edge, 12, edge, 12)
        self._sides.setSpacing(theme.scaled(24 if low else 50))


class _Choice(QWidget):
    """One thing to begin with."""

    def __init__(
        self, icon: str, title: str, words: str, act: QPushButton, more: QWidget | None = None
    ) -> None:
        super().__init__()
        self._icon = icon
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(theme.label(title, "title"))
        second = theme.label(words, "label", quiet=True)
        second.setWordWrap(True)
        text.addWidget(second)
        if more:
            text.addSpacing(4)
            text.addWidget(row(more, None))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.sides(36 + theme.scaled(22), 12, 14, 12))
        layout.setSpacing(16)
        layout.addLayout(text, 1)
        layout.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.rounded(
                self.rect(),
                8,
                brush.colour(QPalette.ColorRole.Base),
                brush.colour(QPalette.ColorRole.Mid),
            )
            brush.sign(18, 22, self._icon, brush.colour("accent"))


class _Sign(QWidget):
    """The sign of the program."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(56, 56))

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.rounded(self.rect(), 12, brush.colour(QPalette.ColorRole.Highlight))
            white = brush.colour(QPalette.ColorRole.HighlightedText)
            brush.icon(self.rect().adjusted(15, 15, -15, -15), "calendar-range", white)


class _Pages(QWidget):
    """Two pages of a pack, drawn: what comes out in the end."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(theme.scaled(200))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        width = min(self.width() * 0.62, self.height() * 0.52)
        height = width * 1.414
        middle = self.height() / 2
        with painting(self) as brush:
            back = QRect(
                round(self.width() * 0.02),
                round(middle - height * 0.42),
                round(width * 0.92),
                round(height * 0.92),
            )
            front = QRect(
                round(self.width() - width - 14),
                round(middle - height * 0.58),
                round(width),
                round(height),
            )
            brush.direction = (
                Qt.LayoutDirection.LeftToRight
            )  # photographs of pages are not turned round
            for page, rows in ((back, _GLANCE), (front, _BRIEF)):
                _paint_page(brush, page, rows)


_GLANCE = (
    (0.0, 0.5, 10),
    *((0.0 if row % 6 == 0 else 0.28, 0.5 + 0.04 * (row * 7 % 9), 5) for row in range(18)),
)
_BRIEF = (
    (0.0, 0.62, 10),
    *((0.28, 0.9 - 0.06 * (row * 5 % 7), 5) for row in range(9)),
    (0.0, 0.2, 5),
    *((0.28, 0.95 - 0.05 * (row * 3 % 8), 5) for row in range(12)),
)
"""Lines of the drawn pages: where they begin and end, as shares of the text's width, and their height."""


def _paint_page(brush: Brush, page: QRect, rows: tuple[tuple[float, float, int], ...]) -> None:
    shadow = theme.mix("#000000", 0.07, brush.colour(QPalette.ColorRole.Window))
    brush.rounded(page.translated(3, 5), 3, shadow)
    brush.rounded(
        page,
        2,
        theme.mix("#ffffff", 1, brush.colour(QPalette.ColorRole.Base)),
        brush.colour(QPalette.ColorRole.Mid),
    )
    inside = page.adjusted(
        page.width() // 9, page.height() // 10, -page.width() // 9, -page.height() // 12
    )
    ink, accent = (
        theme.mix("#1b1f24", 0.2, theme.mix("#ffffff", 1, brush.colour(QPalette.ColorRole.Base))),
        brush.colour("accent"),
    )
    brush.painter.fillRect(QRect(inside.left(), inside.top() - 12, inside.width(), 1), accent)
    top = inside.top() + 6
    for begin, end, height in rows:
        left = inside.left() + round(inside.width() * begin)
        width = round(inside.width() * (end - begin))
        step = max(6, inside.height() // 27)
        bar = QRect(left, top, max(8, width), max(2, round(height * page.width() / 420)))
        brush.rounded(bar, 1.5, accent if height > 5 else ink)
        top += step * (2 if height > 5 else 1)
        if top > inside.bottom():
            break
