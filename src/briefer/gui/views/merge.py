"""Merge: records that are likely one, two of them side by side, and what moves with the one that goes.

It takes the place of the work area; Esc goes back. Not here: a field of the two (`merge_fields`), what is likely the
same (`services.duplicates`), what merging does (`services.merging`).
"""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import shown, theme
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.models.merging import (
    PICTURES,
    called,
    field_words,
    kinds,
    likely_rows,
    pointer_rows,
    value_words,
)
from briefer.gui.models.offers import Answer, Offered
from briefer.gui.views.completion import CompletionEdit
from briefer.gui.views.controls import (
    Chooser,
    Empty,
    button,
    column,
    hairline,
    lay_out_screen,
    on_base,
    row,
)
from briefer.gui.views.finding import finds
from briefer.gui.views.lists import RowsView
from briefer.gui.views.merge_fields import MIDDLE, FieldChoice
from briefer.gui.views.place import LibraryPlace, Pane, alone
from briefer.gui.views.room import Room
from briefer.i18n import say, say_many
from briefer.records.base import Record

if TYPE_CHECKING:
    from briefer.progress import Report
    from briefer.services.duplicates import Likely
    from briefer.services.edits import Edit
    from briefer.services.merging import Plan, Pointer
    from briefer.services.search import Found
    from briefer.workspace.database import Workspace

LIST, WORK = 300, 980
LEAST_LIST, LEAST_WORK = 220, 420
OFFERED = 8
SHORT = 18
"""Letters of a name in the field that searches what it is compared with."""


class Merge(LibraryPlace):
    """The screen of merging."""

    left = Signal()
    """Esc: back to where one was."""
    opened = Signal(object)
    """A `Pointer` shall be shown."""

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__()
        self._desk, self._undo = desk, undo
        self.kind = "institution"
        self.plan: Plan | None = None
        self.choices: list[FieldChoice] = []
        self._first: Record | None = None
        """The record that one came from."""
        self._likely: tuple[Likely, ...] = ()
        self._wanted: tuple[UUID, UUID] | None = None
        self.tab_title = say("Merge")
        self.kinds = Chooser(say("What is merged"), quiet=True)
        for kind, words in kinds().items():
            self.kinds.addItem(words, kind)
        self.kinds.activated.connect(lambda at: self.open(self.kinds.itemData(at)))
        self.swap = button(say("Swap"), self._swap, "refresh-cw", name=say("Swap which one stays"))
        self.command = button(say("Merge"), self.merge, "git-merge", filled=True, edits=True)
        self.other = CompletionEdit(say("Compare with another"), self._ask)
        self.other.setProperty("quiet", True)
        self.other.taken.connect(self._take)
        self.other.given_up.connect(self.other.clear)
        self.pairs = RowsView(say("Likely the same"))
        self.pairs.chosen.connect(self._choose)
        self.pairs.opened.connect(lambda _id: self._first_choice().setFocus())
        self._build()
        desk.edited.connect(self._edited)
        self.own_acts = finds(self.other, lambda: self.pairs)

    def _build(self) -> None:
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(row(self.other, margins=(10, 0, 10, 0)))
        self._lists = QStackedWidget()
        self._lists.addWidget(self.pairs)
        self._lists.addWidget(
            Empty(
                "git-merge",
                say("Nothing looks double"),
                say("Names, spellings, short forms and e-mail addresses were compared.").replace(
                    "e-m", "e\N{NON-BREAKING HYPHEN}m"
                ),
            )
        )
        layout.addWidget(self._lists, 1)
        self._work = QStackedWidget()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._work.addWidget(self._area)
        self._work.addWidget(
            Empty(
                "git-merge",
                say("Two records that are one"),
                say(
                    "Choose two on the left. Then choose for each field what stays; whatever points at the one that "
                    "goes moves to the one that stays."
                ),
            )
        )
        self._work.setCurrentIndex(1)
        self.panes = Room(LIST, WORK)
        for pane, least in ((side, LEAST_LIST), (self._work, LEAST_WORK)):
            pane.setMinimumWidth(theme.scaled(least))
            self.panes.addWidget(on_base(pane))
        self.panes.setStretchFactor(1, 1)
        self.panes.give_back()
        self.panes.share(self._work, lists=[side], least=LEAST_WORK)
        commands = row(self.kinds, self.swap, self.command)
        lay_out_screen(self, say("Merge"), commands, self.panes)
        self._show_commands()

    # ------------------------------------------------------------------------------------ what to do

    def open(self, kind: str, first: Record | None = None, other: UUID | None = None) -> None:
        """Show what of a kind is likely double; with a record, what is like it, or it beside another one."""
        self.kind, self._first = kind, first
        self.kinds.setCurrentIndex(self.kinds.findData(kind))
        self._wanted = (first.id, other) if first and other else None
        self.plan = None
        self._work.setCurrentIndex(1)
        self.other.clear()
        name = called(first) if first else ""
        if not name:
            words = say("Find a record")
        elif len(name) > SHORT:  # or the end of the sentence is cut
            words = say("Compare with another")
        else:
            words = say("Compare “{name}” with…").format(name=name)
        self.other.setPlaceholderText(words)
        self._show_commands()
        self.refresh()

    def refresh(self) -> None:
        """Look for duplicates anew."""
        from briefer.services import duplicates

        if not self._desk.is_open:
            return
        kind = self.kind

        def question(workspace: "Workspace") -> "tuple[Likely, ...]":
            return duplicates.among(workspace, kind)

        self._desk.ask(question, self._arrived, lane="likely")

    def take_keyboard(self) -> None:
        """Give the keyboard to the list."""
        there = self._lists.currentIndex() == 0
        (self.pairs if there else self.other).setFocus(Qt.FocusReason.OtherFocusReason)

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes."""
        there = [Pane(self._work, self._first_choice())] if self.plan else []
        return [*alone(self.pairs), *there]

    def merge(self) -> None:
        """Make the two one."""
        from briefer.services import edits, merging

        plan = self.plan
        if plan is None or self._desk.locked:
            return
        chosen = {(one.pair.part, one.pair.field): one.choice for one in self.choices}
        self.plan = None
        self._show_commands()

        def make(workspace: "Workspace", _report: "Report") -> "Edit":
            return edits.apply(workspace, merging.edit(workspace, plan, chosen))

        def done(stored: bool) -> None:
            self._undo.end_run()
            if stored:
                self._work.setCurrentIndex(1)
                self.take_keyboard()
            else:
                self._show_plan(plan)

        if not self._undo.do_beside(say("Merging"), make, done):
            self._show_plan(plan)

    def _swap(self) -> None:
        if self.plan:
            self._look(self.plan.right.id, self.plan.left.id)

    # --------------------------------------------------------------------------------------- choosing

    def _arrived(self, likely: "tuple[Likely, ...]") -> None:
        self._likely = likely
        first = self._first
        self.pairs.show_rows(
            likely_rows(likely, first.id if first else None, called(first) if first else "")
        )
        self._lists.setCurrentIndex(0 if likely else 1)
        wanted, self._wanted = self._wanted, None
        if wanted:
            self.pairs.blockSignals(True)  # Qt's own
            self.pairs.choose(wanted)
            self.pairs.blockSignals(False)
            self._look(*wanted)
        elif self.plan is None and likely:
            mine = [each for each in self.pairs.rows if not each.is_head]
            if first is None or first.id in (mine[0].id if isinstance(mine[0].id, tuple) else ()):
                self.pairs.choose_first()

    def _choose(self, id_: object) -> None:
        if isinstance(id_, tuple):
            self._look(*id_)

    def _look(self, left: UUID, right: UUID) -> None:
        from briefer.services import merging

        kind = self.kind

        def question(workspace: "Workspace") -> "Plan | None":
            return merging.plan(workspace, kind, left, right)

        self._desk.ask(question, self._show_plan, lane="plan")

    def _ask(self, text: str, answer: Answer) -> None:
        from briefer.services import search

        kind, first = self.kind, self._first

        def arrived(found: "tuple[Found, ...]") -> None:
            others = (one for one in found if not first or one.id != first.id)
            answer([Offered(one.kind, one.id, one.label, icon="search") for one in others])

        self._desk.ask(
            lambda workspace: search.search(workspace, text, OFFERED, search.Wanted((kind,))),
            arrived,
            lane="complete",
        )

    def _take(self, offered: Offered) -> None:
        """Compare with what was found; where nothing was chosen yet, it is the one that is to be compared."""
        from briefer.records.kinds import by_name
        from briefer.services import library

        if offered.id is None:
            return
        id_ = offered.id
        self.other.clear()
        if self._first:
            self._look(self._first.id, id_)
            return
        kind = by_name()[self.kind].record

        def arrived(record: Record | None) -> None:
            self.open(self.kind, record)
            self.other.setFocus(Qt.FocusReason.OtherFocusReason)

        self._desk.ask(lambda workspace: library.get(workspace, kind, id_), arrived, lane="first")

    # ---------------------------------------------------------------------------------------- showing

    def _show_plan(self, plan: "Plan | None") -> None:
        self.plan = plan
        self._work.setCurrentIndex(0 if plan else 1)
        self._show_commands()
        if plan is None:
            return
        made = [self._field(plan, number) for number in range(len(plan.pairs))]
        self.choices = sorted(made, key=lambda choice: choice.one_sided)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(20, 14, 20, 24)
        layout.setSpacing(10)
        layout.addWidget(_heads(plan))
        layout.addWidget(hairline())
        for number, choice in enumerate(self.choices):
            if choice.one_sided and not (number and self.choices[number - 1].one_sided):
                layout.addSpacing(6)
                layout.addWidget(theme.label(say("Said by one of the two only"), "head"))
            layout.addWidget(choice)
        alike = say(", ").join(field_words(field) for field in plan.same)
        if alike:
            words = theme.label(
                say("The same in both: {fields}").format(fields=alike), "label", quiet=True
            )
            words.setWordWrap(True)
            layout.addWidget(words)
        layout.addSpacing(6)
        layout.addWidget(theme.label(self._moving(plan), "head"))
        self.pointers = RowsView(say("What points at the one that goes"), inset=0)
        self.pointers.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pointers.opened.connect(self._open)
        self.pointers.show_rows(pointer_rows(plan.pointers))
        self.pointers.setFixedHeight(max(1, self.pointers.height_of_rows()))
        if not plan.pointers:
            self.pointers.hide()
        layout.addWidget(self.pointers)
        layout.addStretch(1)
        self._area.setWidget(on_base(inside))
        self._area.verticalScrollBar().setValue(0)

    def _moving(self, plan: "Plan") -> str:
        count = len(plan.pointers)
        if not count:
            return say("Nothing points at the one that goes")
        return say_many(
            "{count} record points at the one that goes, and moves",
            "{count} records point at the one that goes, and move",
            count,
        ).format(count=shown.digits(count))

    def _field(self, plan: "Plan", number: int) -> FieldChoice:
        pair = plan.pairs[number]
        left, right = (
            value_words(plan.left, pair.field, value, plan.names)
            for value in (pair.left, pair.right)
        )
        made = FieldChoice(pair, left, right)
        if pair.field in PICTURES:
            for box, hash_ in ((made.left, pair.left), (made.right, pair.right)):
                if hash_:
                    self._fetch(hash_, box.show_picture)
        return made

    def _fetch(self, hash_: str, done: object) -> None:
        from briefer.services import portraits

        def arrived(picture: "portraits.Picture | None") -> None:
            image = QImage.fromData(picture.shown) if picture else QImage()
            if not image.isNull() and callable(done):
                done(image)

        self._desk.ask(lambda workspace: portraits.kept(workspace, hash_), arrived)

    def _show_commands(self) -> None:
        there = self.plan is not None
        self.swap.setEnabled(there)
        self.command.setEnabled(there and not self._desk.locked)

    def _first_choice(self) -> QWidget:
        return self.choices[0].boxes[self.choices[0].choice] if self.choices else self.command

    def _open(self, pointer: "Pointer") -> None:
        self.opened.emit(pointer)

    def _edited(self, edit: "Edit") -> None:
        if not self.isVisible() or not any(change.kind == self.kind for change in edit.changes):
            return
        plan = self.plan
        changed = {change.record.id for change in edit.changes}
        if plan and changed & {plan.left.id, plan.right.id}:
            self._look(plan.left.id, plan.right.id)
        self.refresh()

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.merge()
        else:
            super().keyPressEvent(event)


def _heads(plan: "Plan") -> QWidget:
    """The names of the two, and which one stays."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(0)
    count = len(plan.pointers)
    moves = say_many("goes, {count} record moves", "goes, {count} records move", count)
    for place, record, words in (
        (0, plan.left, say("stays")),
        (2, plan.right, moves.format(count=shown.digits(count)) if count else say("goes")),
    ):
        name = theme.label(called(record), "record")
        name.setWordWrap(True)
        fate = theme.label(words, "label", quiet=place == 2)
        if place == 0:
            theme.quieten(fate, "accent")
        grid.addWidget(column(fate, name, spacing=2), 0, place, Qt.AlignmentFlag.AlignTop)
    grid.setColumnMinimumWidth(1, theme.scaled(MIDDLE))
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(2, 1)
    made.setBackgroundRole(QPalette.ColorRole.Base)
    return made
