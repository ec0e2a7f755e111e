"""The frame that never moves: top bar, rail, status bar, and the bar of trouble.

Not here: what stands between them (the screens), and who decides what they show (`main_window`).
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QMenuBar,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from briefer.gui import shown, theme
from briefer.gui.actions import Actions, commands, menus, names
from briefer.gui.delegates.brush import Brush, painting, safely
from briefer.gui.delegates.rows import RowState
from briefer.gui.messages import Offer, Trouble
from briefer.gui.models.rows import ROW_ROLE, Row
from briefer.gui.views.controls import (
    THIN_SPACE,
    Avatar,
    button,
    hairline,
    link,
    small_tool,
    tool,
)
from briefer.gui.views.lists import RowsView
from briefer.i18n import say, say_many
from briefer.records.naming import initials_of

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

    from briefer.gui.tasks import Task

TOP, RAIL, TILE, STATUS = 40, 92, 58, 27
SIGN_AT, SIGN = 14, 18
"""Of the bar of trouble: where its sign begins in pixels, and its side at 10 pt type."""
LEAST_SEARCH = 120
"""What the button that searches keeps where the words beside it need the room."""
MENUS = 36
"""Pixels under which Qt leaves the menus out, in the smallest type."""
NARROW_RAIL, NARROW_TILE, WIDE = 56, 46, 1100
"""The rail in a window that is narrower than so many pixels."""
LEAST_WORD = 0.86
"""How much smaller than the others a word on a tile becomes before it is shortened."""
SAID_FOR = 8000
"""Milliseconds for which the status bar keeps a piece of news that cannot be undone."""
QUIET_WORK = 300
"""Milliseconds of work before anything is shown of it."""


class TopBar(QWidget):
    """Menus, the button that searches, undo and redo, what was saved, who is at work."""

    search_wanted = Signal()
    decisions_wanted = Signal()
    """What waits for a decision shall be shown."""
    menu_opens = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setFixedHeight(max(theme.scaled(TOP), MENUS))
        self.menu_bar = QMenuBar(self)
        self.menu_bar.setNativeMenuBar(False)
        self.menu_bar.setAccessibleName(say("Menu"))
        self.menu_bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for menu_id, title in menus():
            menu = self.menu_bar.addMenu(title)
            menu.aboutToShow.connect(self.menu_opens)
            self._fill(menu, menu_id, actions)
        self.search = _SearchButton()
        self.search.clicked.connect(self.search_wanted)
        self._undo = tool(actions["undo"], name=names()["undo"])
        self._redo = tool(actions["redo"], name=names()["redo"])
        self._saved = _Saved()
        self._waits = "", ""
        """How many decisions wait: the number, and in words."""
        self.waiting = link("", self.decisions_wanted.emit, "git-merge")
        self.waiting.hide()
        self._avatar = Avatar("", 22)
        self._officer = theme.label("", "label", quiet=True)
        start, end = QWidget(), QWidget()
        for side, parts in (
            (start, (self.menu_bar,)),
            (
                end,
                (
                    None,
                    self._undo,
                    self._redo,
                    self.waiting,
                    self._saved,
                    self._avatar,
                    self._officer,
                ),
            ),
        ):
            inner = QHBoxLayout(side)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(6)
            for part in parts:
                inner.addStretch(1) if part is None else inner.addWidget(part)
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.sides(6, 0, 14, 0))
        layout.addWidget(start, 1)
        layout.addWidget(self.search)
        layout.addWidget(end, 1)
        self._start, self._end = start, end
        self.show_officer("")

    def show_officer(self, name: str) -> None:
        """Who is at work."""
        self._avatar.show_initials(initials_of(name))
        self._officer.setText(name)
        self._has_officer = bool(name)
        self.fit(self.width())

    def show_saved(self, at: datetime | None, *, open_: bool = True) -> None:
        """When something was saved last; None: that nothing was changed yet, or that no workspace is open."""
        self._saved.show_time(at, open_=open_)
        self.fit(self.width())

    @property
    def saved_words(self) -> str:
        """What it says of that: "Saved 14:32"."""
        return self._saved.accessibleName()

    def show_unsaved(self) -> None:
        """That the last change is not stored; a bar says why. The next that is stored says so again."""
        self._saved.show_unsaved()
        self.fit(self.width())

    def show_waiting(self, count: int) -> None:
        """How many changes wait for a decision."""
        words = say_many("{count} to decide", "{count} to decide", count)
        words = words.format(count=shown.digits(count))
        self._waits = shown.digits(count), words
        self.waiting.setAccessibleName(words)
        self.waiting.setToolTip(say("Somebody else changed the same: compare and choose"))
        self.waiting.setVisible(bool(count))
        self.fit(self.width())

    def show_locked(self, reason: str) -> None:
        """That the workspace can only be read, and why."""
        self._saved.show_locked(reason)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Take the room there is: what is not needed goes first."""
        wide = width >= theme.scaled(1400)
        narrow = width < theme.scaled(1000)
        self.search.want(
            theme.scaled(400 if width >= theme.scaled(1200) else 220 if narrow else 300)
        )
        self.waiting.setText(THIN_SPACE + self._waits[not narrow])
        metrics = self.menu_bar.fontMetrics()
        titles = [title.replace("&", "") for _, title in menus()]
        words = sum(metrics.horizontalAdvance(title) + theme.scaled(26) for title in titles)
        self._start.setMinimumWidth(words + theme.scaled(16))
        self._officer.setVisible(wide and self._has_officer)
        self._avatar.setVisible(wide and self._has_officer)
        end = self._end.layout()
        assert end is not None
        end.invalidate()
        self._end.setMinimumWidth(end.minimumSize().width())  # it asks for none by itself

    def _fill(self, menu: QMenu, menu_id: str, actions: Actions) -> None:
        menu.setAccessibleName(menu.title().replace("&", ""))
        for command in commands():
            if command.menu == menu_id and command.id:
                if command.rule_before:
                    menu.addSeparator()
                menu.addAction(actions[command.id])

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.hairline(QRect(0, self.height() - 1, self.width(), 1))


class _SearchButton(QPushButton):
    """Opens the search; it looks like the field that it opens."""

    def __init__(self) -> None:
        super().__init__()
        self.setText(say("Search or do anything"))
        self.setAccessibleName(say("Search or do anything"))
        self.setFixedHeight(theme.scaled(28))
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._wanted = 0

    def want(self, width: int) -> None:
        """How wide it is where what stands beside it leaves as much."""
        self._wanted = width
        self.updateGeometry()

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(self._wanted, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._wanted, theme.scaled(LEAST_SEARCH)), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            edge = brush.colour("accent" if self.hasFocus() else QPalette.ColorRole.Mid)
            brush.rounded(
                self.rect(),
                6,
                brush.colour(QPalette.ColorRole.Base),
                edge,
                2 if self.hasFocus() else 1,
            )
            quiet = brush.colour(QPalette.ColorRole.PlaceholderText)
            end = brush.sign(10, 16, "search", brush.colour("secondary"))
            room = self.rect().adjusted(end + 8, 0, -10, 0)
            key = theme.font("small")
            used = brush.text(
                room, "Ctrl+K", key, brush.colour("secondary"), Qt.AlignmentFlag.AlignTrailing
            )
            brush.text(room.adjusted(0, 0, -used - 10, 0), self.text(), theme.font("body"), quiet)


class _Saved(QWidget):
    """ "Saved 14:32": said only when it is in the database."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("saved")
        self._words, self._icon = "", ""
        self._role = "ok"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_time(None, open_=False)

    def show_time(self, at: datetime | None, *, open_: bool) -> None:
        self._icon, self._role = ("circle-check", "ok") if open_ else ("", "ok")
        if at:
            self._words = say("Saved {time}").format(time=shown.moment(at))
        else:
            self._words = say("All saved") if open_ else say("No workspace open")
        self._show()

    def show_unsaved(self) -> None:
        """Say that the last change has not reached the database."""
        self._icon, self._role, self._words = "circle-alert", "danger", say("Not saved")
        self._show()

    def show_locked(self, reason: str) -> None:
        """Say that nothing can be saved here; why, where the pointer rests on it."""
        self._icon, self._role, self._words = "lock", "warning", say("Read only")
        self._show(reason)

    def _show(self, reason: str = "") -> None:
        self.setToolTip(reason or self._words)
        self.setAccessibleName(self._words)
        self.setAccessibleDescription(reason)
        self.updateGeometry()
        self.update()

    # Qt's own names

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font("label")).horizontalAdvance(self._words)
        return QSize(words + theme.scaled(28), theme.scaled(26))

    def minimumSizeHint(self) -> QSize:
        """What is as it should be needs no words; that a change is not saved, or cannot be, is read."""
        if self._role != "ok":
            return self.sizeHint()
        return QSize(theme.scaled(26), theme.scaled(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            if self._icon:
                brush.sign(theme.scaled(4), 16, self._icon, brush.colour(self._role))
            if self.width() >= self.sizeHint().width():  # whole, or the icon alone
                brush.text(
                    self.rect().adjusted(theme.scaled(24), 0, 0, 0),
                    self._words,
                    theme.font("label"),
                    brush.colour("secondary"),
                )


class Rail(RowsView):
    """The places of the library and the open visits."""

    def __init__(self) -> None:
        super().__init__(say("Places"))
        self._tiles = _TileDelegate(self)
        self.setItemDelegate(self._tiles)
        self.setFixedWidth(theme.scaled(RAIL))
        # a bar would push the tiles aside; the wheel, the arrows and Ctrl+K reach what is below
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setViewportMargins(0, theme.scaled(8), 0, 0)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def fit(self, width: int) -> None:
        """In a narrow window icons only."""
        narrow = width < theme.scaled(WIDE)
        self.setFixedWidth(theme.scaled(NARROW_RAIL if narrow else RAIL))
        if narrow != self._tiles.narrow:
            self._tiles.narrow = narrow
            self.doItemsLayout()

    # Qt's own names

    def focusInEvent(self, event: QFocusEvent) -> None:
        nowhere = self.chosen_id is None
        if nowhere:  # in the settings, or at a merge: Tab goes by, and leads nowhere
            self._quiet = True
        super().focusInEvent(event)
        if nowhere:
            self.setCurrentIndex(QModelIndex())
            self._quiet = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.chosen_id is None:  # no tile says where the keyboard is
            with painting(self.viewport()) as brush:
                brush.ring(self.viewport().rect().adjusted(4, 4, -4, -4), 7)


class RailFoot(QToolButton):
    """The tile at the foot of the rail: a command that belongs to no place of the library."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._here = False
        self.setDefaultAction(action)
        self.setIconSize(QSize(theme.scaled(20), theme.scaled(20)))
        self.setFont(theme.font("label"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(action.text())
        self.setFixedHeight(theme.scaled(TILE))
        self.fit(WIDE)

    def fit(self, width: int) -> None:
        """As wide as the rail; in a narrow window the icon only."""
        narrow = width < theme.scaled(WIDE)
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonIconOnly if narrow else style.ToolButtonTextUnderIcon
        )
        self.setFixedWidth(theme.scaled(NARROW_RAIL if narrow else RAIL))

    def mark(self, *, here: bool) -> None:
        """Show whether one is there, as the tiles above do."""
        self._here = here
        self.update()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._here:
            super().paintEvent(event)
            return
        with painting(self) as brush:
            box, size = brush.box.adjusted(8, 2, -8, -2), theme.scaled(20)
            accent = brush.colour("accent")
            window = brush.colour(QPalette.ColorRole.Window)
            brush.rounded(box, 7, theme.mix(accent, theme.TINTS["row"], window))
            if self.hasFocus():
                brush.ring(box, 7)
            narrow = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
            top = box.center().y() - size // 2 if narrow else box.top() + theme.scaled(8)
            brush.icon(QRect(box.center().x() - size // 2 + 1, top, size, size), "settings", accent)
            if not narrow:
                words = QRect(box.left(), top + size + 2, box.width(), theme.scaled(20))
                _paint_word(brush, words, self.accessibleName(), accent, bold=True)


class _TileDelegate(QStyledItemDelegate):
    """Icon over word; in a narrow window the icon alone, of a visit with the letters that tell it from the others."""

    narrow = False

    def height(self, row: Row) -> int:
        """How high a tile is; a head is the line between the library and the visits."""
        return theme.scaled(14 if row.is_head else NARROW_TILE if self.narrow else TILE)

    # Qt's own names

    def sizeHint(
        self, option: QStyleOptionViewItem, index: "QModelIndex | QPersistentModelIndex"
    ) -> QSize:
        del option
        return QSize(40, self.height(index.data(ROW_ROLE)))

    @safely
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: "QModelIndex | QPersistentModelIndex",
    ) -> None:
        row: Row = index.data(ROW_ROLE)
        brush = Brush.of(painter, option)
        box = brush.box.adjusted(8, 2, -8, -2)
        if row.is_head:
            brush.hairline(QRect(box.left() + 6, box.center().y(), box.width() - 12, 1))
            return
        state = RowState(option, row)
        colour = state.text if not state.full else brush.colour(QPalette.ColorRole.Text)
        if state.chosen:
            colour = brush.colour("accent")
            brush.rounded(
                box,
                7,
                theme.mix(colour, theme.TINTS["row"], brush.colour(QPalette.ColorRole.Window)),
            )
        elif state.hovered:
            brush.rounded(box, 7, brush.colour(QPalette.ColorRole.Midlight))
        if state.current:
            brush.ring(box, 7)
        narrow = box.width() < theme.scaled(60)
        size = theme.scaled(20)
        top = box.center().y() - size // 2 if narrow else box.top() + theme.scaled(8)
        if narrow and row.initials:  # all visits have one sign
            size = theme.scaled(16)
            top = box.top() + theme.scaled(5)
            letters = QRect(box.left(), top + size + 1, box.width(), theme.scaled(16))
            font = theme.font("small")
            wide = QFontMetrics(font).horizontalAdvance(row.initials)
            if wide > letters.width():
                font.setPointSizeF(font.pointSizeF() * max(LEAST_WORD, letters.width() / wide))
            brush.text(letters, row.initials, font, colour, Qt.AlignmentFlag.AlignHCenter)
        brush.icon(QRect(box.center().x() - size // 2 + 1, top, size, size), row.icon, colour)
        if not narrow:
            words = QRect(box.left(), top + size + 2, box.width(), theme.scaled(20))
            _paint_word(brush, words, row.title, colour, bold=state.chosen)


def _paint_word(brush: Brush, box: QRect, word: str, colour: QColor, *, bold: bool) -> None:
    """The word of a tile."""
    font = theme.font("label")
    font.setPointSizeF(font.pointSizeF() * 0.98)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    wide, room = QFontMetrics(font).horizontalAdvance(word), box.width() - theme.scaled(6)
    if wide > room:  # "Aantekeningen" is longer than "Notes"
        font.setPointSizeF(font.pointSizeF() * max(LEAST_WORD, room / wide))
    brush.text(box, word, font, colour, Qt.AlignmentFlag.AlignHCenter)


class _Said(theme.Words):
    """The last change in words, whole where the bar has room for them, else with dots at their end."""

    def __init__(self) -> None:
        super().__init__("")
        self.setFont(theme.font("label"))

    # Qt's own names

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            text = brush.colour(QPalette.ColorRole.WindowText)
            brush.text(self.rect(), self.text(), self.font(), text)


class StatusBar(QWidget):
    """The last change in words with its undo; running work with its cancel; the preview; the workspace."""

    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme.scaled(STATUS))
        self.words = _Said()
        self._undo = link("", self._turn)
        self._turned = False
        """Whether what it tells of is taken back: it is made again from here."""
        self._undo.setFont(theme.font("label"))
        self._key = theme.label("", "label")
        theme.quieten(self._key, "accent")
        self._work = theme.label("", "label", quiet=True)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(say("Progress"))
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(110, 6)
        self._cancel = small_tool("x", say("Cancel the work"), self._cancel_task)
        self._cancel.setIconSize(QSize(theme.scaled(13), theme.scaled(13)))
        self.preview = theme.label("", "label", quiet=True)
        self.workspace = theme.label("", "label", quiet=True)
        self._rule = hairline(upright=True)
        self._task: Task | None = None
        self._fade = QTimer(self, singleShot=True, interval=SAID_FOR)
        self._fade.timeout.connect(lambda: self.words.setText(""))
        self._late = QTimer(self, singleShot=True, interval=QUIET_WORK)
        self._late.timeout.connect(lambda: self._show_work(on=True))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 14, 0)
        layout.setSpacing(6)
        start: tuple[QWidget, ...] = (self.words, self._undo, self._key)
        for part in start:
            layout.addWidget(part)
        layout.addStretch(1)
        for part in (self._work, self._bar, self._cancel, self.preview, self._rule, self.workspace):
            layout.addWidget(part)
        self._show_work(on=False)
        self.show_said("", undoable=False)
        self.show_workspace("")

    def show_workspace(self, name: str) -> None:
        """Show which workspace is open."""
        self.workspace.setText(name)
        self._rule.setVisible(bool(name))

    def show_said(self, words: str, *, undoable: bool, turned: bool = False) -> None:
        """Show a sentence; with undo beside it when it tells of an edit, with redo where one was `turned` back."""
        self.words.setText(words)
        self.words.setToolTip(shown.tip(words))
        self._turned, offers = turned, undoable or turned
        self._undo.setText(say("Redo") if turned else say("Undo"))
        self._undo.setAccessibleName(say("Redo") if turned else say("Undo the last change"))
        self._key.setText("Ctrl+Shift+Z" if turned else "Ctrl+Z")
        self._undo.setVisible(offers)
        self._key.setVisible(offers)
        if words and not offers:
            self._fade.start()
        else:
            self._fade.stop()

    def _turn(self) -> None:
        (self.redo_wanted if self._turned else self.undo_wanted).emit()

    def follow(self, task: "Task") -> None:
        """Show the progress of a task that has a title, from 0.3 seconds on."""
        if not task.title:
            return
        self._task = task
        self._work.setText(task.title)
        self._bar.setRange(0, 0)
        self._late.start()
        task.progressed.connect(lambda done, total, words: self._progress(task, done, total, words))
        task.ended.connect(lambda: self._ended(task))

    def _progress(self, task: "Task", done: int, total: int, words: str) -> None:
        if task is self._task:
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self._work.setText(shown.joined((task.title, words)))

    def _ended(self, task: "Task") -> None:
        if task is self._task:
            self._task = None
            self._late.stop()
            self._show_work(on=False)

    def _show_work(self, *, on: bool) -> None:
        for part in (self._work, self._bar, self._cancel):
            part.setVisible(on)

    def _cancel_task(self) -> None:
        if self._task:
            self._task.cancel()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.hairline(QRect(0, 0, self.width(), 1))


class TroubleBar(QWidget):
    """The one bar of trouble: a sentence and what can be done."""

    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._trouble: Trouble | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(theme.sides(SIGN_AT + theme.scaled(SIGN) + 10, 6, 10, 6))
        self._layout.setSpacing(8)
        self.words = theme.label("", "body")
        self.words.setWordWrap(True)
        self._layout.addWidget(self.words, 1)
        self._buttons: list[QWidget] = []
        self._typed: QWidget | None = None
        self._before: QWidget | None = None
        """Who had the keyboard before it came into the bar."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._keyboard_moved)
        self.hide()

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Show trouble, or none."""
        self._trouble = trouble
        back = self._typed or self._before
        if back and isValid(back) and self._has_keyboard:
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._typed = None
        for old in self._buttons:
            self._layout.removeWidget(old)
            old.deleteLater()
        self._buttons = []
        self.setVisible(trouble is not None)
        if trouble is None:
            return
        self.words.setText(trouble.sentence)
        for offer in trouble.offers:
            self._add(button(offer.text, partial(self._do, offer)))
        self._add(small_tool("x", say("Close this message"), self.dismissed.emit))
        self.updateGeometry()
        if trouble.asks:
            self._typed = QApplication.focusWidget()
            self._buttons[
                0
            ].show()  # else only when the events come round, too late for the keyboard
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _has_keyboard(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _keyboard_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if now and self.isAncestorOf(now) and before and not self.isAncestorOf(before):
            self._before = before

    def _add(self, widget: QWidget) -> None:
        self._buttons.append(widget)
        self._layout.addWidget(widget)

    def _do(self, offer: Offer) -> None:
        if offer.closes:
            self.dismissed.emit()
        offer.act()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            loud = "danger" if self._trouble and self._trouble.gravity == "error" else "warning"
            colour = brush.colour(loud)
            brush.painter.fillRect(self.rect(), theme.tint("chip", colour, brush.palette))
            brush.hairline(QRect(0, self.height() - 1, self.width(), 1))
            sign = "circle-alert" if loud == "danger" else "triangle-alert"
            brush.sign(SIGN_AT, SIGN, sign, colour)


def places(visits: Iterable[Row]) -> list[Row]:
    """The rows of the rail: the places of the library, then the open visits."""
    fixed = [
        Row("home", say("Home"), icon="house"),
        Row("institutions", say("Institutions"), icon="landmark"),
        Row("people", say("People"), icon="users"),
        Row("notes", say("Notes"), icon="notebook-pen"),
        Row("reference", say("Reference"), icon="library"),
    ]
    visits = list(visits)
    return [*fixed, Row(title=say("Open visits")), *visits] if visits else fixed
