"""Controls that all screens share: buttons, segments, choosers, the field to search, heads, empty states.

Not here: fields of records (`fields`), lists.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefer.gui import icons, shown, theme
from briefer.gui.delegates.brush import Brush, painting, safely
from briefer.i18n import say

THIN_SPACE = "\u2009"
_ENDS = 13
"""Edge and air before and behind the words of a button, in pixels of any type."""
SCREEN_HEAD = 56
NARROW, KEEPS_WORDS = 110, 124
"""A box to choose from is never asked to be wider than this; than the second, to keep the words that it shows."""
ARROW, _EDGES = 14, 32
"""Of a box to choose from: the side of its arrow, and what its style takes at its ends, in pixels of any type."""


_FIELD_ENDS = 26
"""What a field takes beside its text and its sign, in pixels of any type."""
LOCKED = "locked"
"""Property of a window: why nothing can be changed in it; empty where it can."""


def locked(widget: QWidget) -> str:
    """Why nothing can be changed in a widget's window; empty where it can."""
    return str(widget.window().property(LOCKED) or "")


class Segment(NamedTuple):
    """One of several choices that stand side by side."""

    id: str
    text: str
    icon: str = ""


def _square(side: int) -> QSize:
    """The size of an icon, which grows with the type."""
    return QSize(theme.scaled(side), theme.scaled(side))


def button(
    text: str,
    act: Callable[[], object],
    icon: str = "",
    *,
    filled: bool = False,
    name: str = "",
    edits: bool = False,
) -> QPushButton:
    """A button with words; the filled one makes what the screen is about; one that edits is off where nothing may be."""
    made = (_EditButton if edits else _Button)(THIN_SPACE + text if icon else text)
    if icon:
        role = QPalette.ColorRole.HighlightedText if filled else QPalette.ColorRole.ButtonText
        made.setIcon(icons.icon(icon, role))
        made.setIconSize(_square(16))
    if filled:
        made.setFont(theme.font("title"))
        made.setProperty("filled", True)
    made.setAccessibleName(name or text.replace("…", "").strip())
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: act())
    return made


def tool(action: QAction, *, name: str = "") -> QToolButton:
    """A button with an icon only, for a command; named by the command."""
    made = QToolButton()
    made.setDefaultAction(action)
    made.setIconSize(_square(18))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(name or action.text().replace("&", "").replace("…", ""))
    return made


def small_tool(icon: str, name: str, act: Callable[[], object]) -> QToolButton:
    """A button with an icon only, for what a panel does by itself."""
    made = QToolButton()
    made.setIcon(icons.icon(icon))
    made.setIconSize(_square(16))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.clicked.connect(lambda _checked=False: act())
    return made


def link(
    text: str, act: Callable[[], object], icon: str = "", *, edits: bool = False
) -> QToolButton:
    """Words that act, in the accent colour; those that edit are off where nothing may be changed."""
    made = _EditLink() if edits else QToolButton()
    made.setText(THIN_SPACE + text if icon else text)
    if icon:
        made.setIcon(icons.icon(icon, QPalette.ColorRole.Accent))
        made.setIconSize(_square(16))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setAccessibleName(text)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    theme.quieten(made, "accent")
    made.clicked.connect(lambda _checked=False: act())
    return made


def hairline(*, upright: bool = False) -> QFrame:
    """A line of one pixel between two places."""
    made = QFrame()
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setBackgroundRole(QPalette.ColorRole.Mid)
    made.setAutoFillBackground(True)
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def row(
    *parts: QWidget | int | None,
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
    spacing: int = 8,
) -> QWidget:
    """Widgets side by side; a number is a space, None takes what is left."""
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(theme.sides(*margins))
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        else:
            layout.addWidget(part)
    return made


def column(
    *parts: QWidget | int | None,
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
    spacing: int = 0,
) -> QWidget:
    """Widgets one below the other; a number is a space, None takes what is left."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(theme.sides(*margins))
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        else:
            layout.addWidget(part)
    return made


class _Whole(QWidget):
    """What is scrolled: never lower than what it holds asks for."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setLayout(layout)

    # Qt's own names

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())


def scrolling(layout: QLayout, role: QPalette.ColorRole = QPalette.ColorRole.Base) -> QScrollArea:
    """A form that is scrolled up and down where it is higher than its place, instead of pressed together."""
    area = QScrollArea()
    area.setWidget(on_base(_Whole(layout), role))
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def tab_goes(*widgets: QWidget) -> None:
    """Tab goes through widgets in this order, from wherever the first of them stands; made later, they would be last."""
    for one, two in pairwise(widgets):
        QWidget.setTabOrder(one, two)


def on_base(widget: QWidget, role: QPalette.ColorRole = QPalette.ColorRole.Base) -> QWidget:
    """Give a pane its ground."""
    widget.setBackgroundRole(role)
    widget.setAutoFillBackground(True)
    return widget


def _follow_lock(made: QAbstractButton, *, was: bool) -> bool:
    """Put off what edits where nothing may be changed, and say why; on again where something may."""
    reason = locked(made)
    if reason or was:
        made.setDisabled(bool(reason))
        made.setToolTip(reason)
    return bool(reason)


class _Button(QPushButton):
    """A button that says with dots where its words have no room: a name that was typed has any length."""

    # Qt's own names

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        room = self.width() - 2 * _ENDS
        if not option.icon.isNull():
            room -= option.iconSize.width() + 4
        if option.fontMetrics.horizontalAdvance(option.text) > room + 4:
            end = Qt.TextElideMode.ElideRight
            option.text = shown.isolated(option.fontMetrics.elidedText(option.text, end, room))


class _EditButton(_Button):
    _locked = False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._locked = _follow_lock(self, was=self._locked)


class _EditLink(QToolButton):
    _locked = False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._locked = _follow_lock(self, was=self._locked)


EDGE, LEAST_EDGE = 11, 7
"""Air on either side of the words of a segment, and what little room leaves of it: some languages need more words."""


class Segments(QWidget):
    """Choices side by side, one of them chosen: radio buttons in a track."""

    chosen = Signal(str)

    def __init__(self, name: str, segments: Sequence[Segment], *, edits: bool = False) -> None:
        """Those that edit are off where nothing may be changed."""
        super().__init__()
        self._edits, self._locked, self._quiet = edits, False, False
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _SegmentButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        for segment in segments:
            made = _SegmentButton(segment)
            self._buttons[segment.id] = made
            self._group.addButton(made)
            layout.addWidget(made)
            made.toggled.connect(lambda on, id_=segment.id: self._toggled(id_, on=on))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def choose(self, segment: str) -> None:
        """Show a segment as the chosen one; nothing is emitted."""
        if segment in self._buttons:
            self._quiet = True
            self._buttons[segment].setChecked(True)
            self._quiet = False

    def _toggled(self, segment: str, *, on: bool) -> None:
        """Not only a click: a screen reader and a voice toggle it."""
        if on:  # Qt itself lets Tab go to any of them until one had the keyboard
            for id_, made in self._buttons.items():
                policy = Qt.FocusPolicy.StrongFocus if id_ == segment else Qt.FocusPolicy.ClickFocus
                made.setFocusPolicy(policy)
        if on and not self._quiet:
            self.chosen.emit(segment)

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """The segments, in their order."""
        return tuple(self._buttons.values())

    def enable(self, *, on: bool) -> None:
        """Let it be used, or not."""
        for made in self._buttons.values():
            made.setEnabled(on)

    def rename(self, segment: str, text: str) -> None:
        """Give a segment other words, such as a count."""
        self._buttons[segment].setText(text)
        self._buttons[segment].updateGeometry()

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        reason = locked(self) if self._edits else ""
        if reason or self._locked:
            self._locked = bool(reason)
            self.enable(on=not reason)
            self.setToolTip(reason)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.rounded(self.rect(), 7, brush.colour(QPalette.ColorRole.Dark))


class _SegmentButton(QRadioButton):
    def __init__(self, segment: Segment) -> None:
        super().__init__(segment.text)
        self._icon = segment.icon
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    # Qt's own names

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        icon = theme.scaled(24) if self._icon else 0
        words = self.text().replace("&", "")
        bold = theme.font("title")
        width = max(metrics.horizontalAdvance(words), QFontMetrics(bold).horizontalAdvance(words))
        return QSize(width + icon + 2 * theme.scaled(EDGE), metrics.height() + theme.scaled(9))

    def minimumSizeHint(self) -> QSize:
        """In little room the icon goes, then the air beside the words; they stay."""
        air = 2 * (theme.scaled(EDGE) - theme.scaled(LEAST_EDGE))
        return self.sizeHint() - QSize(air + (theme.scaled(24) if self._icon else 0), 0)

    def hitButton(self, point: QPoint) -> bool:
        del point
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            chosen = self.isChecked()
            box = self.rect()
            if chosen:
                dark = theme.is_dark(self.palette())
                ground = QPalette.ColorRole.Light if dark else QPalette.ColorRole.Base
                brush.rounded(box, 6, brush.colour(ground))
            elif self.underMouse() and self.isEnabled():
                brush.rounded(box, 6, brush.colour(QPalette.ColorRole.Midlight))
            if self.hasFocus():
                brush.ring(box, 6)
            loud = chosen and self.isEnabled()  # what is off is read like the others
            colour = brush.colour(QPalette.ColorRole.Text if loud else "secondary")
            has_icon = bool(self._icon) and box.width() >= self.sizeHint().width()
            gone = theme.scaled(24) if self._icon and not has_icon else 0
            less = max(self.sizeHint().width() - gone - box.width(), 0)
            left = max(theme.scaled(EDGE) - less // 2, theme.scaled(LEAST_EDGE))
            if has_icon:
                size = theme.scaled(16)
                brush.icon(QRect(left, (box.height() - size) // 2, size, size), self._icon, colour)
                left += theme.scaled(24)
            font = theme.font("title" if chosen else "body")
            words = self.text().replace("&", "")
            align = Qt.AlignmentFlag.AlignLeading if has_icon else Qt.AlignmentFlag.AlignHCenter
            room = box.width() - left - (0 if has_icon else left) + 4
            brush.text(QRect(left, 0, room, box.height()), words, font, colour, align)


def chooser_ends() -> int:
    """What the edges and the arrow of a box to choose from take of its width."""
    return _EDGES + max(ARROW, theme.scaled(ARROW))  # the style keeps room for one of 10 pt


class Chooser(QComboBox):
    """A box to choose from; its arrow is ours. In little room it is narrower than its longest words, its list is not."""

    def __init__(self, name: str, *, quiet: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        # on Linux Qt tells the chosen words as the name of a box, and its own name never
        self.setAccessibleDescription(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.view().setAccessibleName(name)
        self.setIconSize(_square(16))
        self.currentTextChanged.connect(self._text_changed)
        if quiet:
            self.setProperty("quiet", True)

    def show_choices(self, texts: Sequence[str]) -> None:
        """Show other choices below the first one, which stands for all; the choice stays where it can."""
        if [self.itemData(at) for at in range(1, self.count())] == list(texts):
            return
        before = self.currentData()
        while self.count() > 1:
            self.removeItem(1)
        for text in texts:
            self.addItem(text, text)
        self.setCurrentIndex(max(0, self.findData(before)))

    def room_for_words(self) -> int:
        """The width in which the words that it shows are whole."""
        words = self.fontMetrics().horizontalAdvance(self.currentText())
        sign = 0 if self.itemIcon(self.currentIndex()).isNull() else self.iconSize().width() + 4
        return words + sign + chooser_ends() + 1

    def _text_changed(
        self, _text: str
    ) -> None:  # a slot; one that held the box would keep it for ever
        self.updateGeometry()

    # Qt's own names

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt adds a letter to those typed just before, and of two forms one after the other it looked for "oo";
        # looking for nothing goes on by a row, and a list that closes with Return has still to tell which was chosen
        view, chosen = self.view(), self.view().currentIndex()
        view.keyboardSearch("")
        view.setCurrentIndex(chosen)
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        wanted = super().sizeHint()  # it knows nothing of an arrow that grows with the type
        return QSize(wanted.width() + max(0, theme.scaled(ARROW) - ARROW), wanted.height())

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        own = min(self.room_for_words(), theme.scaled(KEEPS_WORDS))
        least = max(theme.scaled(NARROW), own)
        return QSize(min(wanted.width(), least), wanted.height())

    def showPopup(self) -> None:
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + theme.scaled(24))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a wheel over a form scrolls the form; it never changes a record

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        if self.currentIndex() < 0:
            option.currentText = self.placeholderText()
            palette, role = option.palette, QPalette.ColorRole
            palette.setBrush(role.ButtonText, palette.placeholderText())
            option.palette = palette
        room = self.width() - chooser_ends()
        if not option.currentIcon.isNull():
            room -= option.iconSize.width() + 4
        right = Qt.TextElideMode.ElideRight
        elided = option.fontMetrics.elidedText(option.currentText, right, room)
        option.currentText = shown.isolated(elided)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
        with painting(self) as brush:
            size = theme.scaled(ARROW)
            box = QRect(self.width() - size - 10, (self.height() - size) // 2, size, size)
            brush.icon(box, "chevron-down", brush.colour("secondary"))


class SearchField(QLineEdit):
    """A field that searches what stands below it. Down and Return go to what was found."""

    left_down = Signal()

    def __init__(self, name: str, hint: str, *, width: int = 0) -> None:
        """`width`, at 10 pt type: it is as wide where there is room, and narrower where there is not."""
        super().__init__()
        self._width = theme.scaled(width)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(False)
        self.setProperty("quiet", True)
        self.setTextMargins(theme.sides(theme.scaled(24), 0, 0, 0))
        if width:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self.setMaximumWidth(self._width)

    def room_for_hint(self) -> int:
        """The width in which its hint is whole."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return words + theme.scaled(24) + _FIELD_ENDS

    # Qt's own names

    def sizeHint(self) -> QSize:
        wanted = super().sizeHint()
        return QSize(self._width, wanted.height()) if self._width else wanted

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(NARROW), super().minimumSizeHint().height())

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with painting(self) as brush:
            size = theme.scaled(16)
            box = QRect(10, (self.height() - size) // 2, size, size)
            brush.icon(box, "search", brush.colour("secondary"))


class Avatar(QWidget):
    """Initials in a circle, where there is no picture."""

    def __init__(self, initials: str, size: int = 24) -> None:
        super().__init__()
        self._initials = initials
        self.setFixedSize(size, size)

    def show_initials(self, initials: str) -> None:
        """Show other initials."""
        self._initials = initials
        self.update()

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            fill = theme.mix(brush.colour("accent"), 0.55, brush.colour(QPalette.ColorRole.Text))
            brush.rounded(self.rect(), self.width() / 2, fill)
            font = theme.font("strip")
            white = brush.colour(QPalette.ColorRole.Base)
            brush.text(self.rect(), self._initials, font, white, Qt.AlignmentFlag.AlignHCenter)


def why_nothing(choosers: Iterable[QComboBox], *more: str) -> str:
    """What helps where nothing fits: which boxes narrow the list, besides words, and that spellings are no reason."""
    on = [one.currentText() for one in choosers if one.currentIndex() > 0]
    on += filter(None, more)
    told = say("Filters that are on: {filters}.").format(filters=say(", ").join(on)) if on else ""
    return " ".join(filter(None, (told, say("Spellings and scripts are folded."))))


class Nothing(theme.Words):
    """Words in a list that holds no row; what helps stands beside it."""

    def __init__(self, view: QAbstractItemView, words: str) -> None:
        super().__init__(words)
        self._view = view
        self.setParent(view.viewport())
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.quieten(self)
        model = view.model()
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self.look)
        view.viewport().installEventFilter(self)
        self.look()

    def look(self) -> None:
        """Stand where the list begins, if it holds nothing."""
        room = self._view.viewport().width() - 28
        self.setVisible(not self._view.model().rowCount() and room > 0)
        self.setGeometry(14, 10, room, self.heightForWidth(room))

    # Qt's own names

    def setText(self, text: str) -> None:
        super().setText(text)
        if self.parentWidget():
            self.look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.look()
        return super().eventFilter(watched, event)


class Empty(QWidget):
    """What stands where nothing is yet: one sentence that helps, and what can be done."""

    def __init__(
        self,
        icon: str,
        title: str,
        words: str,
        offers: Sequence[QPushButton] = (),
        *,
        edge: int = 20,
    ) -> None:
        """`edge` is what is left free beside it."""
        super().__init__()
        self._roomy, self._tight = (edge, 28, edge, 20), (edge, 8, edge, 8)
        self._sign = sign = QLabel()
        sign.setPixmap(icons.icon(icon, "secondary").pixmap(theme.scaled(28), theme.scaled(28)))
        self.title = theme.label(title, "head")
        self.words = theme.label(words, quiet=True)
        self.words.setWordWrap(True)
        self.words.setMaximumWidth(theme.scaled(420))
        self.title.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*self._roomy)
        layout.setSpacing(8)
        for part in (sign, self.title, self.words):
            layout.addWidget(part)
        self.advise(words)
        self._offers = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._offers.setSpacing(8)
        self._pairs: list[tuple[QBoxLayout, Sequence[QPushButton]]] = []
        if offers:
            layout.addSpacing(4)
            for at in range(0, len(offers), 2):
                two, pair = offers[at : at + 2], QBoxLayout(QBoxLayout.Direction.LeftToRight)
                pair.setSpacing(8)
                for one in two:
                    pair.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
                pair.addStretch(1)
                self._pairs.append((pair, two))
                self._offers.addLayout(pair)
            layout.addLayout(self._offers)
        layout.addStretch(1)

    def advise(self, words: str) -> None:
        """Say something else below the title, or nothing."""
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _stand(self, room: int) -> None:
        """All buttons in a row where there is room for them, else two, else each below the other."""
        way, between = QBoxLayout.Direction, self._offers.spacing()
        widths = [
            sum(one.sizeHint().width() for one in two) + between * (len(two) - 1)
            for _, two in self._pairs
        ]
        whole = sum(widths) + between * (len(widths) - 1)
        rows, layout = [self._offers, *(pair for pair, _ in self._pairs)], self.layout()
        before = [one.direction() for one in rows]
        for one, wide in zip(rows, [whole, *widths], strict=True):
            one.setDirection(way.LeftToRight if wide <= room else way.TopToBottom)
        if layout and before != [one.direction() for one in rows]:
            layout.activate()
        for at in range(len(widths)):  # what is left stands behind the last
            self._offers.setStretch(at, int(at == len(widths) - 1))

    # Qt's own names

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a button has other words
            self._stand(self.width() - 2 * self._roomy[0])
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All buttons stand beside each other where there is room.

        The sign goes before words or buttons would be cut, then the room around them.
        """
        super().resizeEvent(event)
        layout = self.layout()
        assert layout is not None
        self._stand(self.width() - 2 * self._roomy[0])
        layout.setContentsMargins(*self._roomy)
        needed = layout.totalHeightForWidth(self.width())
        sign = self._sign.sizeHint().height() + layout.spacing()
        if self._sign.isHidden():
            needed += sign
        self._sign.setVisible(needed <= self.height())
        if needed - sign > self.height():
            layout.setContentsMargins(*self._tight)


class Elided(QWidget):
    """A line that ends in dots where there is no room; a hint that can be done without is whole or not there."""

    def __init__(self, kind: theme.Type, *, quiet: bool = False, hint: bool = False) -> None:
        super().__init__()
        self._kind, self._quiet, self._hint, self._words = kind, quiet, hint, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(QFontMetrics(theme.font(kind)).height())

    def show_words(self, words: str) -> None:
        """Show other words."""
        self._words = words
        metrics = QFontMetrics(theme.font(self._kind))  # letters of another script go deeper
        whole = metrics.size(Qt.TextFlag.TextSingleLine.value, words).height()
        # the words stand in the middle by the height of the own letters: a pixel on each side for rounding
        self.setFixedHeight(whole + 2 if whole > metrics.height() else metrics.height())
        self.setToolTip(shown.tip(words))
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    # Qt's own names

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(self._kind))
        return QSize(metrics.horizontalAdvance(self._words), metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            colour = brush.colour("secondary" if self._quiet else QPalette.ColorRole.Text)
            font = theme.font(self._kind)
            if self._hint and QFontMetrics(font).horizontalAdvance(self._words) > self.width():
                return
            brush.text(self.rect(), self._words, font, colour)


class PlainHeader(QHeaderView):
    """The head of a table: words in the secondary colour over a hairline."""

    drawn = Signal(int, int, int)
    """Somebody draws a column: which one, its width before and now."""
    let_go = Signal()

    def __init__(self, *, inset: int = 10, between: int = 10) -> None:
        """Words begin where those of the cells do: `inset` behind the edge of the first column, `between` of the others."""
        super().__init__(Qt.Orientation.Horizontal)
        self._inset, self._between = inset, between
        self._held = False
        self.sectionResized.connect(self._resized)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setFixedHeight(theme.scaled(30))

    def _resized(self, column: int, before: int, after: int) -> None:
        """Of all columns that change meanwhile, only the one whose line is drawn is told of."""
        if self._held:
            self._held = False
            self.drawn.emit(column, before, after)
            self._held = True

    # Qt's own names

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._held = False
        self.let_go.emit()

    @safely
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        brush = Brush(painter, self.palette(), self.layoutDirection(), rect)
        painter.fillRect(rect, brush.colour(QPalette.ColorRole.Base))
        words = self.model().headerData(section, Qt.Orientation.Horizontal)
        inset = self._inset if section == 0 else self._between
        box = (
            rect.adjusted(inset, 0, -4, 0)
            if self.isLeftToRight()
            else rect.adjusted(4, 0, -inset, 0)
        )
        brush.within(box).text(
            box, str(words or ""), theme.font("label"), brush.colour("secondary")
        )
        brush.hairline(QRect(rect.left(), rect.bottom(), rect.width(), 1))


def lay_out_screen(screen: QWidget, title: str, command: QWidget, panes: QWidget) -> None:
    """Give a screen of the library its head, with the one filled command at the end, over its panes."""
    head = row(theme.label(title, "screen"), None, command, margins=(20, 0, 16, 0))
    head.setFixedHeight(theme.scaled(SCREEN_HEAD))
    layout = QVBoxLayout(screen)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(head)
    layout.addWidget(hairline())
    layout.addWidget(panes, 1)


def panel_head(title: str, *tools: QWidget, close: Callable[[], object] | None = None) -> QWidget:
    """The head of a panel: its title, its tools, and a cross that closes it."""
    ends: list[QWidget] = list(tools)
    if close:
        ends.append(small_tool("x", say("Close {panel}").format(panel=title), close))
    return row(theme.label(title, "head"), None, *ends, margins=(14, 10, 8, 6), spacing=4)
