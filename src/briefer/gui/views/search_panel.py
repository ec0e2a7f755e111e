"""Search or do anything: one field over everything, with what was found below it while one types.

It lies over the work, which stays as it is below. Not here: the index (`services.search`), going to what was chosen
(`main_window`).
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefer.gui import shown, theme
from briefer.gui.actions import OF_FOCUS, Actions, Command, commands, names, plain, scopes
from briefer.gui.delegates.brush import painting
from briefer.gui.desk import Desk
from briefer.gui.models.hits import Hit
from briefer.gui.models.jumps import jumps
from briefer.gui.models.narrowings import Narrowed, offers
from briefer.gui.models.rows import Row
from briefer.gui.views.controls import SearchField, button, hairline, locked, row
from briefer.gui.views.lists import RowsView
from briefer.i18n import say
from briefer.records.visit_file import VisitFile
from briefer.text import fold

if TYPE_CHECKING:
    from briefer.services.search import Choices, Found, Wanted
    from briefer.workspace.database import Workspace

WIDTH, HEIGHT = 680, 622
RESTS = 15
"""Milliseconds without typing before the index is asked."""
MOST, IN_GROUP = 40, 5
_PREFIXES = "@/>#"
"""People, notes, commands, items by number."""


_SIGNS = {
    "institution": "landmark",
    "person": "user-round",
    "post": "user-round",
    "note": "notebook-pen",
    "visit": "calendar-range",
    "item": "calendar-range",
    "delegate": "users",
    "brief": "file-text",
    "point": "file-text",
    "outcome": "target",
    "follow_up": "target",
    "instrument": "scroll-text",
    "theme": "tag",
    "place": "map-pin",
    "term": "languages",
    "source": "book-open",
}


def kind_words() -> dict[str, str]:
    """What the end of a row says."""
    return {
        "institution": say("Institution"),
        "person": say("Person"),
        "post": say("Post"),
        "note": say("Note"),
        "visit": say("Visit"),
        "item": say("Item"),
        "delegate": say("Delegate"),
        "brief": say("Brief"),
        "point": say("Point"),
        "outcome": say("Outcome"),
        "follow_up": say("Follow-up"),
        "instrument": say("Instrument"),
        "theme": say("Theme"),
        "place": say("Place"),
        "term": say("Term"),
        "source": say("Source"),
    }


class AtWork(NamedTuple):
    """The visit that is shown, and the item that is chosen in it."""

    file: VisitFile | None
    item: UUID | None


class SearchPanel(QWidget):
    """The field and the list, over a veil."""

    chosen = Signal(object)
    """A `Hit`."""
    chosen_aside = Signal(object)
    """A `Hit` to be shown in a window of its own."""
    added = Signal(object)
    """A `Hit` that shall be added to the programme."""

    def __init__(self, desk: Desk, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._actions = desk, actions
        self._visit = ""
        self.at_work: Callable[[], AtWork] = lambda: AtWork(None, None)
        """The visit that is shown, and its chosen item."""
        self._wide: set[str] = set()
        """Groups that are shown whole."""
        self._found: tuple[Sequence[Found], str] = ((), "")
        self._recent: Sequence[Row] = ()
        self._before: QWidget | None = None
        self._words = ""
        self._choices: Choices | None = None
        self._narrowed: list[Narrowed] = []
        """What the search is narrowed to, in the order in which it was chosen."""
        self._panel = QWidget(self)
        self._panel.setAccessibleName(say("Search or do anything"))
        self.field = SearchField(names()["search"], say("Search or do anything"))
        self.field.setProperty("quiet", False)
        self.field.left_down.connect(self._take_first)
        self.field.installEventFilter(self)
        self._rest = QTimer(self, singleShot=True, interval=RESTS)
        self._rest.timeout.connect(self._look)
        self.field.textChanged.connect(lambda _text: self._rest.start())
        self.list = RowsView(say("Found"))
        self.list.opened.connect(self._choose)
        self.list.added.connect(self._choose)
        self.list.left_up.connect(self.field.setFocus)
        self.list.installEventFilter(self)
        words = say(
            "Return opens · Ctrl+Return in a window · Alt+Return adds to the programme · Tab shows all · > commands · @ people · # items · / notes"
        )
        hint = theme.label(_in_two_lines(words), "label", quiet=True)
        hint.setWordWrap(True)
        layout = QVBoxLayout(self._panel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(row(self.field, margins=(10, 10, 10, 8)))
        self.chips = QWidget()
        """What the search is narrowed to, then what it can be narrowed to: beside the hits, of which it moves none."""
        self.chips.hide()
        self._chips = QHBoxLayout(self.chips)
        self._chips.setContentsMargins(10, 0, 10, 8)
        self._chips.setSpacing(6)
        self._chips.addStretch()
        layout.addWidget(self.chips)
        layout.addWidget(self.list, 1)
        layout.addWidget(hairline())
        layout.addWidget(row(hint, margins=(14, 7, 14, 7)))
        self._panel.setBackgroundRole(QPalette.ColorRole.Base)
        self._panel.setAutoFillBackground(True)
        shadow = QGraphicsDropShadowEffect(self._panel)
        shadow.setOffset(0, 8)
        shadow.setBlurRadius(36)
        shadow.setColor(QColor(0, 0, 0, 69))
        self._panel.setGraphicsEffect(shadow)
        self.hide()

    def open(self, visit: str, recent: Sequence[Row]) -> None:
        """Open over the window; `visit` is the key of the one at work, `recent` the places visited."""
        self._visit, self._recent = visit, recent
        window = self.window()
        focus = window.focusWidget()
        self._before = focus if not self.isAncestorOf(focus) else self._before
        self.setGeometry(window.rect())
        width = min(theme.scaled(WIDTH), window.width() - 40)
        height = min(theme.scaled(HEIGHT), window.height() - 60)
        self._panel.setGeometry((window.width() - width) // 2, 6, width, height)
        self.field.clear()
        # who has somebody look over the shoulder does not say so each time
        self._narrow([one for one in self._narrowed if one.field == "up_to"])
        self._show_recent()
        self._ask_choices()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Go back to where one was."""
        self.hide()
        if self._before:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_choices(self) -> None:
        from briefer.services import search

        def arrived(choices: "Choices") -> None:
            self._choices = choices

        self._desk.ask(search.choices, arrived, lane="narrowing")

    def _narrow(self, narrowed: list[Narrowed]) -> None:
        """Narrow the search to other things than before."""
        self._narrowed = narrowed
        self._show_chips(())

    def _show_chips(self, offered: Sequence[Row]) -> None:
        """What the search is narrowed to, and what it can be; as many of these as there is room for."""
        for chip in self.chips.findChildren(QPushButton):
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        made = []
        for one in self._narrowed:
            chip = button(one.words, partial(self._widen_by, one), "x")
            chip.setAccessibleName(say("{words}: take away").format(words=one.words))
            made.append(chip)
        room = self._panel.width() - 20 - sum(6 + chip.sizeHint().width() for chip in made)
        for row_ in offered:
            chip = button(row_.title, partial(self._choose, row_.id), "filter")
            words = say("Narrow to {words} ({what})").format(words=row_.title, what=row_.second)
            chip.setAccessibleName(words)
            chip.setToolTip(shown.tip(words))
            room -= 6 + chip.sizeHint().width()
            if room >= 0:
                made.append(chip)
            else:
                chip.deleteLater()
        for at, chip in enumerate(made):
            chip.installEventFilter(self)
            self._chips.insertWidget(at, chip)
            chip.show()  # at once: the keyboard may go there
        self.chips.setVisible(bool(made))

    def _chip_beside(self, step: int) -> bool:
        """Go to the chip at the end side or the start side, before the first back to the field; gives whether it went."""
        chips = [
            chip
            for at in range(self._chips.count() - 1)
            if (chip := self._chips.itemAt(at).widget())  # type: ignore[union-attr]  # there
        ]
        at = next((at for at, chip in enumerate(chips) if chip.hasFocus()), -1)
        if not chips or at + step >= len(chips):
            return False
        goal = chips[at + step] if at + step >= 0 else self.field
        goal.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _widen_by(self, narrowed: Narrowed) -> None:
        """Take one of the things away that the search is narrowed to."""
        self._narrow([one for one in self._narrowed if one != narrowed])
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    @property
    def _wanted(self) -> "Wanted":
        from briefer.services.search import Wanted

        return Wanted()._replace(**{one.field: one.value for one in self._narrowed})

    def _look(self) -> None:
        from briefer.services import search

        text = self.field.text().strip()
        self._words = text
        self._wide.clear()
        wanted = self._wanted
        if not text and wanted._replace(up_to="") == search.Wanted():
            self._show_recent()
            return
        if text[:1] in _PREFIXES and text:
            kinds = {"@": ("person", "post"), "/": ("note",), "#": ("item",), ">": ("none",)}[
                text[0]
            ]
            text = text[1:].strip()
            if kinds in (("none",), ("item",)) or not text:
                self._show((), text)
                return
            wanted = wanted._replace(kinds=kinds)

        def question(workspace: "Workspace") -> "tuple[Found, ...]":
            return search.search(workspace, text, MOST, wanted)

        self._desk.ask(question, lambda found: self._show(found, text), lane="search")

    def _show_recent(self) -> None:
        self._show_chips(())
        self.list.show_rows(
            [Row(title=say("Where you were")), *self._recent]
            if self._recent
            else self._command_rows("")
        )
        self.list.choose_first()

    def _show(self, found: "Sequence[Found]", words: str) -> None:
        if not self.isVisible():
            return
        self._found = (found, words)
        at_work = self.at_work()
        jumps_ = jumps(at_work.file, at_work.item, self._words) if at_work.file else []
        groups: dict[str, list[Row]] = {
            say("This visit"): [],
            say("Library"): [],
            say("Other visits"): [],
        }
        here, library, others = groups
        for one in found:
            group = (
                library
                if not one.visit and one.kind != "visit"
                else here
                if self._visit and self._visit in (one.visit, one.key)
                else others
            )
            visit = one.visit_title if group == others else ""
            second = one.line or shown.joined(
                (one.item, shown.joined((shown.when(one.day), shown.digits(one.start))))
            )
            second = second or visit
            groups[group].append(
                Row(
                    Hit(one.kind, one.id, one.visit, one.label),
                    one.label,
                    second=second,
                    end_second=visit if second != visit else "",
                    end=kind_words().get(one.kind, one.kind),
                    icon=_SIGNS.get(one.kind, "file-text"),
                    found=words,
                )
            )
        groups[here] = [*jumps_, *groups[here]]
        rows: list[Row] = []
        for head, some in groups.items():
            if some:
                most = len(some) if head in self._wide else IN_GROUP
                rows += [Row(title=head, end=shown.digits(len(some))), *some[:most]]
        if self._words and not self._words.startswith(("@", "/", "#")):
            rows += self._command_rows(words)
        if words and not rows:
            rows.append(Row(title=say("Nothing holds “{words}”").format(words=words)))
        prefix = self._words[:1] if self._words[:1] in _PREFIXES else ""
        if words and not prefix:
            new = say("New institution “{name}”").format(name=words)
            rows.append(Row(Hit("new", "institution", words=words), new, icon="plus"))
        if words and prefix in ("", "@"):
            new = say("New person “{name}”").format(name=words)
            rows.append(Row(Hit("new", "person", words=words), new, icon="plus"))
        if words and prefix == "/":
            new = say("New note “{title}”").format(title=words)
            rows.append(Row(Hit("new", "note", words=words), new, icon="plus"))
        self._show_chips(self._narrowings(words))
        self.list.show_rows(rows)
        if self.list.chosen_id is None or not self._wide:
            self.list.choose_first()

    def _narrowings(self, words: str) -> list[Row]:
        if self._choices is None or self._words[:1] in tuple(_PREFIXES):
            return []
        return offers(self._choices, kind_words(), self._wanted, words)

    def _widen(self) -> None:
        """Show the group of the chosen row whole, or the next one."""
        heads = [row.title for row in self.list.rows if row.is_head]
        at = self._group_of(self.list.chosen_id)
        narrow = [head for head in heads if head not in self._wide]
        self._wide.add(at if at in narrow else next(iter(narrow), at))
        self._show(*self._found)

    def _group_of(self, id_: object) -> str:
        head = ""
        for row_ in self.list.rows:
            head = row_.title if row_.is_head else head
            if row_.id is not None and row_.id == id_:
                return head
        return ""

    def _command_rows(self, words: str) -> list[Row]:
        wanted = fold(words)
        rows = []
        for command in commands():
            if not command.id or (
                wanted
                and not all(
                    f" {word}" in f" {fold(plain(command.text))}" for word in wanted.split()
                )
            ):
                continue
            action = self._actions[command.id]
            native = QKeySequence.SequenceFormat.NativeText
            keys = self._actions.keys(command)
            key = QKeySequence(keys[0]).toString(native) if keys else ""
            why = "" if action.isEnabled() else self._why_off(command)
            rows.append(
                Row(
                    Hit("command", command.id),
                    plain(command.text),
                    end=why or key,
                    icon=command.icon or "corner-down-left",
                    muted=not action.isEnabled(),
                    found=words,
                )
            )
        rows = rows[:IN_GROUP] if words and say("Commands") not in self._wide else rows
        return [Row(title=say("Commands")), *rows] if rows else []

    def _why_off(self, command: Command) -> str:
        """Why a command cannot be carried out now."""
        if command.edits and locked(self):
            return say("read only")
        if command.id in ("undo", "redo"):
            return say("nothing to take back")
        if command.id in OF_FOCUS:
            return say("not where the keyboard is")
        if not self._actions.can(command) and not self._actions.scopes.isdisjoint(command.works_in):
            return say("not on this screen")
        return dict(scopes())[command.scope]

    def _take_first(self) -> None:
        """Down or Return in the field: the chosen row is taken, or the list gets the keyboard."""
        if self.list.chosen_id is not None:
            self._choose(self.list.chosen_id)

    def _choose(self, hit: object) -> None:
        if isinstance(hit, Narrowed):
            self._narrow([*(one for one in self._narrowed if one.field != hit.field), hit])
            self.field.clear()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._look()
        elif isinstance(hit, Hit):
            self.hide()
            self.chosen.emit(hit)

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_panel()
            return True
        if isinstance(watched, QPushButton):
            return self._key_on_chip(key)
        at_end = self.field.cursorPosition() == len(self.field.text())
        if watched is self.field and key == self._towards_chips and at_end and self._chip_beside(1):
            return True
        if watched is self.field and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if watched is self.field and key == Qt.Key.Key_Backspace and not self.field.text():
            if self._narrowed:
                self._widen_by(self._narrowed[-1])
            return True
        if key == Qt.Key.Key_Tab and self._words:
            self._widen()
            return True
        hit = self.list.chosen_id
        held = event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(hit, Hit):
            if held & Qt.KeyboardModifier.AltModifier:
                self.hide()
                self.added.emit(hit)
                return True
            if held & Qt.KeyboardModifier.ControlModifier and hit.kind != "command":
                self.close_panel()
                self.chosen_aside.emit(hit)
                return True
        return super().eventFilter(watched, event)

    @property
    def _towards_chips(self) -> Qt.Key:
        """The arrow that leads from the field into the chips: as they are seen."""
        return Qt.Key.Key_Right if self.isLeftToRight() else Qt.Key.Key_Left

    def _key_on_chip(self, key: int) -> bool:
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._chip_beside(1 if key == self._towards_chips else -1)
        elif key == Qt.Key.Key_Down:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif key == Qt.Key.Key_Up:
            self.field.setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            chip := self.focusWidget(), QPushButton
        ):
            chip.click()
        else:
            return False
        return True

    def _step(self, step: int) -> None:
        ids = [one.id for one in self.list.rows if not one.is_head]
        if ids:
            at = ids.index(self.list.chosen_id) if self.list.chosen_id in ids else -step
            self.list.choose(ids[(at + step) % len(ids)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with painting(self) as brush:
            brush.painter.fillRect(QRect(self.rect()), QColor(0, 0, 0, 48))


def _in_two_lines(words: str) -> str:
    """What the keys do, and below it the signs, each beside its word and as it is typed: ">" is "<" to Arabic letters."""
    words = words.replace(" · >", "\n>")
    for sign in ">@#/":
        words = words.replace(f"{sign} ", f"{shown.as_typed(sign)}\N{NO-BREAK SPACE}")
    return words
