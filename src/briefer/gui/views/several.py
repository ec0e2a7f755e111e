"""The band at the foot of the days and the list while two or more items are chosen: what can be done with all of them at once.

Each is one step. Not here: doing it (`programme_commands`), the table (`item_list`).
"""

from collections.abc import Callable, Collection

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from briefer.gui import shown, theme
from briefer.gui.models.columns import Programme
from briefer.gui.models.day import Choice
from briefer.gui.views.controls import Elided, button, small_tool
from briefer.i18n import say, say_many

HEIGHT = 44


class _Asked(QLineEdit):
    """A field that asks for one thing and goes: Return takes it, Escape leaves it."""

    answered = Signal(str)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.answered.emit(self.text().strip())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Several(QWidget):
    """What can be done with the chosen items together."""

    moved_by = Signal(str)
    """A typed shift: `+15`, `-30`."""
    moved_to_day = Signal(object)
    """A `Column`."""
    state_set = Signal(str)
    transport_set = Signal(str)
    duplicated = Signal()
    deleted = Signal()
    left = Signal()
    """Nothing shall be chosen any more, or the keyboard goes back to the table."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self._choice = choice
        self._programme = Programme()
        self._allowed = True
        self._count = theme.label("", "title")
        self._field = _Asked()
        self._field.setMinimumWidth(theme.scaled(130))
        self._field.setMaximumWidth(theme.scaled(230))
        self._field.answered.connect(self._answer)
        self._field.left.connect(self._stop_asking)
        self._asker = ""
        """The button whose question the field asks."""
        self._asking: Callable[[str], None] = lambda _text: None
        self.buttons = {
            "move": button(say("Move by…"), self._ask_shift, "clock", edits=True),
            "day": button(say("Other day"), self._offer_days, "calendar-range", edits=True),
            "state": button(
                say("Set state"), self._offer_states, "circle-question-mark", edits=True
            ),
            "transport": button(say("Transport…"), self._ask_transport, "car", edits=True),
            "duplicate": button(
                say("Duplicate"),
                self.duplicated.emit,
                "copy",
                name=say("Duplicate the chosen items"),
                edits=True,
            ),
            "delete": button(
                say("Delete"),
                self.deleted.emit,
                "trash-2",
                name=say("Delete the chosen items"),
                edits=True,
            ),
        }
        self._menus = {"day": self._days, "state": self._states}
        self.more = button(
            "", self._offer_more, "ellipsis", name=say("More for the chosen items"), edits=True
        )
        self.more.setText("")
        self.more.setToolTip(self.more.accessibleName())
        self._hint = Elided("label", quiet=True, hint=True)
        self._hint.show_words(say("Alt+Up and Alt+Down move them by the snap"))
        close = small_tool("x", say("Choose only one"), self._choose_one)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.sides(14, 0, 10, 0))
        layout.setSpacing(8)
        # what asks stands behind them, so that none moves away from the pointer
        for made in (*self.buttons.values(), self.more):
            made.setSizePolicy(QSizePolicy.Policy.Fixed, made.sizePolicy().verticalPolicy())
        for part in (self._count, *self.buttons.values(), self.more, self._field, self._hint):
            layout.addWidget(part)
        for part in (self._field, self._hint):
            layout.setStretchFactor(part, 1000)
        layout.addStretch(1)
        layout.addWidget(close)
        self.setFixedHeight(theme.scaled(HEIGHT))
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAutoFillBackground(True)
        self._field.hide()
        self._choice.changed.connect(self._follow)
        self._follow()

    def show_programme(self, programme: Programme) -> None:
        """The days to choose from are others."""
        self._programme = programme

    def allow(self, *, on: bool) -> None:
        """Whether it stands where one is now."""
        if on != self._allowed:
            self._allowed = on
            self._follow()

    @property
    def wanted(self) -> bool:
        """Whether two or more are chosen, where it stands."""
        return self._allowed and len(self._choice.items) > 1

    def _follow(self) -> None:
        count = len(self._choice.items)
        words = say_many("{count} item chosen", "{count} items chosen", count)
        self._count.setText(words.format(count=shown.digits(count)))
        self.setVisible(self.wanted)
        if not self.wanted:
            self._stop_asking()
        else:
            self._fit()

    def _fit(self) -> None:
        """Those that have no room are in the menu of the one behind them, the last first; the one that asks stays longest."""
        layout = self.layout()
        assert layout is not None
        asks = "" if self._field.isHidden() else self._asker
        going = [name for name in reversed(self.buttons) if name != asks]
        self._count.show()
        self._keep(self.buttons)
        self._hint.setVisible(not asks)
        layout.invalidate()
        gone = list[str]()
        while layout.minimumSize().width() > self.width():
            self._hint.hide()
            if going:
                gone.append(going.pop(0))
            elif asks and not self._count.isHidden():
                self._count.hide()  # beside a panel: the chosen rows are seen, what is asked must be typed
            elif asks and asks not in gone:
                gone.append(asks)
            else:
                break
            self._keep([name for name in self.buttons if name not in gone])
            layout.invalidate()
        layout.activate()  # it was laid out with all of them a moment ago

    def _keep(self, names: Collection[str]) -> None:
        """Have these buttons stand there, and the one for the others where there are any."""
        for name, made in self.buttons.items():
            made.setVisible(name in names)
        self.more.setVisible(len(names) < len(self.buttons))

    def _choose_one(self) -> None:
        if self._choice.current:
            self._choice.choose([self._choice.current])
        self.left.emit()

    # ------------------------------------------------------------------------------------- asking

    def _ask(self, asker: str, name: str, hint: str, act: Callable[[str], None]) -> None:
        self._asker, self._asking = asker, act
        self._field.setAccessibleName(name)
        self._field.setPlaceholderText(hint)
        wide = self._field.fontMetrics().horizontalAdvance(hint) + theme.scaled(28)
        self._field.setMinimumWidth(min(wide, self._field.maximumWidth()))
        self._field.clear()
        self._field.show()
        self._fit()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _answer(self, text: str) -> None:
        act = self._asking
        self._stop_asking()
        self.left.emit()
        act(text)

    def _stop_asking(self) -> None:
        had_keyboard = self._field.hasFocus()
        self._field.hide()
        self._fit()
        if had_keyboard:
            self.left.emit()

    def _ask_shift(self) -> None:
        self._ask("move", say("Move by"), say("+15, −30, in minutes"), self.moved_by.emit)

    def _ask_transport(self) -> None:
        words = say("Cars 1 to 3")
        self._ask("transport", say("Transport of all"), words, self.transport_set.emit)

    def _days(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        for column in self._programme.columns:
            words = shown.joined((column.head, column.band)) if column.day else column.band
            act = menu.addAction(words)
            act.triggered.connect(lambda _on=False, to=column: self.moved_to_day.emit(to))
        return menu

    def _states(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        states = {
            "confirmed": say("Confirmed", of="item"),
            "tentative": say("Tentative"),
            "cancelled": say("Cancelled"),
        }
        for state, words in states.items():
            act = menu.addAction(words)
            act.triggered.connect(lambda _on=False, to=state: self.state_set.emit(to))
        return menu

    def _more(self, parent: QWidget) -> QMenu:
        """What has no room in the band."""
        menu = QMenu(parent)
        for name, made in self.buttons.items():
            if not made.isHidden():
                continue
            words = made.text().strip()
            if name in self._menus:
                inner = self._menus[name](menu)
                inner.setTitle(words)
                menu.addMenu(inner)
                act = inner.menuAction()
            else:
                act = menu.addAction(words)
                act.triggered.connect(lambda _on=False, of=made: of.click())
            act.setIcon(made.icon())
        return menu

    def _offer_days(self) -> None:
        self._pop(self._days(self), self.buttons["day"])

    def _offer_states(self) -> None:
        self._pop(self._states(self), self.buttons["state"])

    def _offer_more(self) -> None:
        self._pop(self._more(self), self.more)

    def _pop(self, menu: QMenu, below: QPushButton) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        above = QPoint(0, -menu.sizeHint().height())
        menu.popup(below.mapToGlobal(below.rect().topLeft()) + above)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
