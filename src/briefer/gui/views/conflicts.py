"""To decide: what somebody else changed while one was editing it, mine beside theirs beside what was before.

Left and Right choose, Return goes to the next, Ctrl+Return saves. Not here: what waits (`decisions`), storing (`commands`).
"""

from collections.abc import Callable
from functools import partial
from math import ceil
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefer.gui import shown, theme
from briefer.gui.actions import Scope
from briefer.gui.commands import Undo
from briefer.gui.delegates.brush import painting
from briefer.gui.models.rows import Row
from briefer.gui.views.controls import (
    Empty,
    button,
    column,
    hairline,
    lay_out_screen,
    on_base,
    row,
)
from briefer.gui.views.lists import RowsView
from briefer.gui.views.panes import Panes
from briefer.gui.views.place import LibraryPlace, Pane, alone
from briefer.i18n import say, say_many

if TYPE_CHECKING:
    from briefer.services.waiting import Choice, JoinedRow, Told
    from briefer.services.waiting import Row as Decision

LIST, LABEL = 268, 132
SIDES: "tuple[Choice, ...]" = ("mine", "theirs", "before")
_LONGEST = 1_500
"""Letters of a text that are shown; all of it is kept whatever is chosen."""
_ROUND = 14


class ConflictsScreen(LibraryPlace):
    """What waits for a decision."""

    left = Signal()
    """Esc: back to where one was."""

    def __init__(self, undo: Undo) -> None:
        super().__init__()
        self._undo = undo
        self.list = RowsView(say("Waiting for you"))
        self.list.chosen.connect(self._show_case)
        self.comparison = Comparison(self._settle)
        self.list.opened.connect(lambda _id: self.comparison.take_keyboard())
        self._nothing = Empty(
            "circle-check",
            say("Nothing to decide"),
            say(
                "When somebody else changes the same as you, mine and theirs stand here beside each other. "
                "Nothing that you typed is lost meanwhile."
            ),
        )
        self._sides = QStackedWidget()
        for side in (self.comparison, self._nothing):
            self._sides.addWidget(side)
        self.panes = Panes(LIST, 1000)
        self._waiting = on_base(self.list)
        for pane, least in ((self._waiting, 200), (on_base(self._sides), 500)):
            pane.setMinimumWidth(theme.scaled(least))
            self.panes.addWidget(pane)
        self.panes.setStretchFactor(1, 1)
        self.panes.give_back()
        lay_out_screen(
            self, say("To decide"), button(say("Close"), self.left.emit, "x"), self.panes
        )
        self.tab_title = say("To decide")
        undo.decisions.changed.connect(self._show_cases)
        self._show_cases()

    @property
    def scopes(self) -> frozenset[Scope]:
        """The keys that work here."""
        return frozenset({"list", "conflicts"})

    def refresh(self) -> None:
        """Read anew what waits."""
        self._undo.decisions.refresh()

    def show_case(self, id_: UUID) -> None:
        """Choose an edit that waits."""
        self.list.choose(id_)

    def take_keyboard(self) -> None:
        """Give the keyboard to the first choice."""
        if self._sides.currentWidget() is self.comparison:
            self.comparison.take_keyboard()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        there = self._sides.currentWidget() is self.comparison
        return alone(self.list, *((self.comparison,) if there else ()))

    def _show_cases(self) -> None:
        cases = self._undo.decisions.cases
        rows = [case_row(case) for case in cases]
        head = Row(title=say("Waiting for you"), end=shown.digits(len(rows)))
        self.list.show_rows([head, *rows] if rows else [])
        self._waiting.setVisible(bool(rows))
        if rows and self.list.chosen_id is None:
            self.list.choose_first()
        self._show_case(self.list.chosen_id)

    def _show_case(self, id_: object) -> None:
        case = next((one for one in self._undo.decisions.cases if one.case.id == id_), None)
        self._sides.setCurrentWidget(self.comparison if case else self._nothing)
        if case:
            self.comparison.show_case(case)

    def _settle(self, told: "Told", choices: "dict[tuple[UUID, tuple[str, ...]], Choice]") -> None:
        if self._undo.settle(told.case, choices):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & control:
            self.comparison.save()
        else:
            super().keyPressEvent(event)


def case_row(told: "Told") -> Row:
    """An edit that waits, in the list."""
    count = len(told.rows)
    fields = say_many("{count} field to decide", "{count} fields to decide", count)
    told_of = fields.format(count=shown.digits(count)) if count else say("can be saved now")
    time = shown.moment(told.when.astimezone()) if told.when else ""
    return Row(
        told.case.id,
        told.name,
        second=shown.joined(("" if count else told_of, told.who, time)),  # the count stands beside
        spoken=say(", ").join(filter(None, (told.name, told_of, told.who, time))),
        icon="git-merge",
        icon_colour="warning",
        lines=2,
    )


class Comparison(QWidget):
    """One edit that waits: the choices, what went by itself, what will be kept."""

    def __init__(
        self, settle: "Callable[[Told, dict[tuple[UUID, tuple[str, ...]], Choice]], None]"
    ) -> None:
        super().__init__()
        self._settle = settle
        self._told: Told | None = None
        self._rows: list[list[Option]] = []
        self._sentence = theme.label("", "title")
        self._about = theme.label("", "label", quiet=True)
        for label in (self._sentence, self._about):
            label.setWordWrap(True)
        self._kept = QLabel(self)  # of the case that is shown: there is none yet
        self._kept.hide()
        self._count = theme.label("", "label", quiet=True)
        band = _Band(column(self._sentence, self._about, spacing=2), self._count)
        self._inside = QWidget()
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(24, 12, 24, 20)
        self._layout.setSpacing(14)
        area = QScrollArea()
        area.setWidget(on_base(self._inside))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        stays = theme.label(
            say("Both texts stay in the history, whatever you choose."), "label", quiet=True
        )
        stays.setWordWrap(True)
        stays.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        stays.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.all_mine = button(say("Take all of mine"), partial(self._all, "mine"))
        self.all_theirs = button(say("Take all of theirs"), partial(self._all, "theirs"))
        self.save_button = button(say("Save this"), self.save, "check", filled=True, edits=True)
        foot = row(stays, self.all_mine, self.all_theirs, self.save_button, margins=(20, 9, 18, 9))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (band, area, hairline(), foot):
            layout.addWidget(part)
        layout.setStretchFactor(area, 1)

    @property
    def choices(self) -> "dict[tuple[UUID, tuple[str, ...]], Choice]":
        """What is chosen now, by record and fields."""
        assert self._told is not None
        return {
            decision.key: SIDES[options.index(_checked(options))]
            for decision, options in zip(self._told.rows, self._rows, strict=True)
        }

    @property
    def kept(self) -> str:
        """What will be kept, in words."""
        return self._kept.text()

    def options(self, at: int) -> "list[Option]":
        """The three options of a decision."""
        return self._rows[at]

    def show_case(self, told: "Told") -> None:
        """Show an edit; what was chosen of it already stays chosen."""
        same = self._told is not None and self._told.case.id == told.case.id
        if same and self._told == told:
            return
        chosen = self.choices if same else {}
        self._told = told
        self._sentence.setText(_what_happened(told))
        self._about.setText(_what_went_by_itself(told))
        count = len(told.rows)
        words = say_many("{count} field to decide", "{count} fields to decide", count)
        self._count.setText(words.format(count=shown.digits(count)) if count else "")
        while taken := self._layout.takeAt(0):
            if old := taken.widget():
                old.deleteLater()
        self._layout.addWidget(self._choices(told, chosen))
        if told.joined:
            self._layout.addWidget(_joined_table(told.joined))
        self._kept = theme.label("", "body")
        self._kept.setWordWrap(True)
        self._layout.addWidget(
            _Kept(
                column(
                    theme.label(say("What will be kept"), "title", quiet=True),
                    self._kept,
                    spacing=4,
                )
            )
        )
        self._layout.addStretch(1)
        for part in (self.all_mine, self.all_theirs):
            part.setVisible(count > 0)
        self._show_kept()

    def take_keyboard(self) -> None:
        """Give the keyboard to the first choice."""
        if self._rows:
            _checked(self._rows[0]).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Store what is chosen."""
        if self._told and self.save_button.isEnabled():
            self._settle(self._told, self.choices)

    def _choices(
        self, told: "Told", chosen: "dict[tuple[UUID, tuple[str, ...]], Choice]"
    ) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnMinimumWidth(0, theme.scaled(LABEL))
        self._rows = []
        if not told.rows:
            return made
        who = shown.joined((told.who, shown.moment(told.when.astimezone()) if told.when else ""))
        heads = (
            (say("Mine", of="version"), say("you, not saved yet")),
            (say("Theirs"), who),
            (say("Before", of="version"), say("as both of you read it")),
        )
        for at, (head, second) in enumerate(heads, 1):
            about = theme.label(second, "label", quiet=True)
            about.setWordWrap(True)
            about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            told_of = column(theme.label(head, "head"), about, spacing=1)
            grid.addWidget(told_of, 0, at, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at, 1)
        for number, decision in enumerate(told.rows):
            self._add_row(grid, number, decision, chosen.get(decision.key, "theirs"))
        return made

    def _add_row(
        self, grid: QGridLayout, number: int, decision: "Decision", chosen: "Choice"
    ) -> None:
        name = decision.field[:1].upper() + decision.field[1:]
        label = theme.label(name, "title")
        label.setWordWrap(True)
        hint = theme.label(say("← → choose, Return takes"), "small", quiet=True)
        hint.setWordWrap(True)
        grid.addWidget(
            column(label, hint, None, spacing=3), number + 1, 0, Qt.AlignmentFlag.AlignTop
        )
        group = QButtonGroup(label)
        options: list[Option] = []
        words = {
            "mine": say("Mine", of="version"),
            "theirs": say("Theirs"),
            "before": say("Before", of="version"),
        }
        for at, side in enumerate(SIDES):
            text = getattr(decision, side)
            option = Option(text or say("empty"), quiet=side == "before" or not text)
            spoken = say("{field}, {side}: {text}")
            option.setAccessibleName(
                spoken.format(field=name, side=words[side], text=text or say("empty"))
            )
            option.stepped.connect(partial(self._step, number, at))
            option.taken.connect(partial(self._next, number))
            group.addButton(option)
            options.append(option)
            grid.addWidget(option, number + 1, at + 1)
        options[SIDES.index(chosen)].setChecked(True)
        group.buttonToggled.connect(lambda _button, _on: self._show_kept())
        self._rows.append(options)

    def _step(self, number: int, at: int, across: int, down: int) -> None:
        """Left and Right choose, Up and Down go to another decision."""
        number, at = number + down, at + across
        if 0 <= number < len(self._rows) and 0 <= at < len(SIDES):
            options = self._rows[number]
            option = options[at] if across else _checked(options)
            option.setChecked(True)
            option.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(option)

    def _next(self, number: int) -> None:
        """Return: on to the next decision, then to the button that saves."""
        if number + 1 < len(self._rows):
            _checked(self._rows[number + 1]).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.save_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _all(self, side: "Choice") -> None:
        for options in self._rows:
            options[SIDES.index(side)].setChecked(True)
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_kept(self) -> None:
        told = self._told
        if told is None or len(self._rows) < len(told.rows):
            return  # still being laid out
        chosen = self.choices
        parts = [getattr(decision, chosen[decision.key]) for decision in told.rows]
        parts += [joined.value for joined in told.joined]
        words = shown.joined(" ".join(part.split()) for part in (told.name, *parts))
        self._kept.setText(words[:_LONGEST])


def _checked(options: "list[Option]") -> "Option":
    return next(option for option in options if option.isChecked())


def _what_happened(told: "Told") -> str:
    if not told.rows:
        return say("Nothing stands against it any longer: it can be saved.")
    who = told.who or say("Somebody")
    time = shown.moment(told.when.astimezone()) if told.when else "…"
    if told.deleted:
        sentence = say("{who} deleted “{name}” at {time}, while you were editing it.")
    else:
        sentence = say("{who} changed “{name}” at {time}, while you were editing it.")
    return sentence.format(who=who, name=told.name, time=time)


def _what_went_by_itself(told: "Told") -> str:
    count = len(told.joined)
    words = []
    if count:
        sentence = say_many(
            "One field merged by itself: {fields}.",
            "{count} fields merged by themselves: {fields}.",
            count,
        )
        fields = say(", ").join(dict.fromkeys(joined.field for joined in told.joined))
        words.append(sentence.format(count=shown.digits(count), fields=fields))
    words.append(say("Nothing you typed is lost."))
    return " ".join(words)


def _joined_table(joined: "tuple[JoinedRow, ...]") -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    grid.setColumnMinimumWidth(0, theme.scaled(LABEL))
    grid.addWidget(theme.label(say("Merged by itself"), "body", quiet=True), 0, 0)
    for number, one in enumerate(joined):
        side = say("mine") if one.mine else say("theirs")
        was = say("was: {value}").format(value=_short(one.was)) if one.was else say("was empty")
        cells = (
            theme.label(one.field[:1].upper() + one.field[1:], "label", quiet=True),
            theme.label(_short(one.value) or say("empty"), "body"),
            theme.label(side, "label", quiet=True),
            theme.label(was, "label", quiet=True),
        )
        for at, cell in enumerate(cells):
            cell.setWordWrap(at in (1, 3))
            grid.addWidget(cell, 2 * number, at + 1)
        grid.addWidget(hairline(), 2 * number + 1, 1, 1, 4)
    for at, share in enumerate((2, 6, 1, 4), 1):
        grid.setColumnStretch(at, share)
    return made


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return f"{flat[:200].rstrip()}…" if len(flat) > 200 else flat


def broken(
    words: str, width: int, direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
) -> tuple[QTextLayout, float]:
    """A text in lines, broken between words, in a word only where it is longer than a line; and its height."""
    layout = QTextLayout(words.replace("\n", "\u2028"), theme.font("body"))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(direction)
    layout.setTextOption(option)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height


class Option(QRadioButton):
    """One of the three that can stand: a card with its whole text."""

    stepped = Signal(int, int)
    """So many options to the end, so many decisions down."""
    taken = Signal()

    def __init__(self, text: str, *, quiet: bool) -> None:
        super().__init__()
        self.words = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
        self._quiet = quiet
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(theme.scaled(120))

    def _text_box(self, width: int) -> QRect:
        start = theme.scaled(_ROUND + 22)
        return QRect(start, theme.scaled(9), width - start - theme.scaled(12), 100_000)

    # Qt's own names

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return ceil(broken(self.words, self._text_box(width).width())[1]) + theme.scaled(18)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(220), self.heightForWidth(theme.scaled(220)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.scaled(120), theme.scaled(38))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        end = 1 if self.isLeftToRight() else -1
        steps = {
            Qt.Key.Key_Left: (-end, 0),
            Qt.Key.Key_Right: (end, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        key = Qt.Key(event.key())
        if key in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(*steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def hitButton(self, point: object) -> bool:
        del point
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            accent = brush.colour("accent")
            on = self.isChecked()
            fill = brush.colour(QPalette.ColorRole.Base)
            if on:
                fill = theme.tint("engagement", accent, brush.palette)
            elif self.underMouse():
                fill = brush.colour(QPalette.ColorRole.Midlight)
            edge = accent if on else brush.colour(QPalette.ColorRole.Mid)
            brush.rounded(self.rect(), 7, fill, edge, 2 if on else 1)
            if self.hasFocus():
                brush.rounded(self.rect().adjusted(3, 3, -3, -3), 5, None, accent, 1)
            size = theme.scaled(_ROUND)
            middle = self.rect().center().y()
            ring = QRect(theme.scaled(12), middle - size // 2, size, size)
            round_edge = accent if on else brush.colour("field")
            brush.rounded(ring, size / 2, None, round_edge, 1.4)
            if on:
                inset = size // 2 - 2
                brush.rounded(ring.adjusted(inset, inset, -inset, -inset), 3, accent)
            quiet = self._quiet and not on
            colour = brush.colour("secondary" if quiet else QPalette.ColorRole.Text)
            box = self._text_box(self.width())
            box.setHeight(self.height() - 2 * theme.scaled(9))
            brush.painter.setPen(colour)
            layout, height = broken(self.words, box.width(), self.layoutDirection())
            where = brush.place(box)
            layout.draw(brush.painter, QPointF(where.left(), where.center().y() + 0.5 - height / 2))


class _Band(QWidget):
    """Who changed it, in the tint of a warning."""

    def __init__(self, words: QWidget, count: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.sides(theme.scaled(52), 9, 18, 9))
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout.addWidget(row(words, count))

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            warning = brush.colour("warning")
            brush.painter.fillRect(self.rect(), theme.tint("chip", warning, brush.palette))
            brush.hairline(QRect(0, self.height() - 1, self.width(), 1))
            side = theme.scaled(20)
            top = (self.height() - side) // 2
            brush.icon(QRect(theme.scaled(20), top, side, side), "git-merge", warning)


class _Kept(QWidget):
    """What will be kept, in a quiet box."""

    def __init__(self, words: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.addWidget(words)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.rounded(self.rect(), 7, brush.colour(QPalette.ColorRole.AlternateBase))
