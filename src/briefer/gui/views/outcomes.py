"""The tab Outcomes: what each meeting produced, typed in one line, over the follow-ups.

Not here: the tables as they are drawn (`outcome_table`), what their rows say (`models.outcomes`).
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from briefer.findings import Finding
from briefer.gui import shown, theme, typed_dates
from briefer.gui.actions import Actions, Scope
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.item_edits import days_of
from briefer.gui.kept_places import KeptPlace, of_id
from briefer.gui.messages import Messages
from briefer.gui.models.outcomes import (
    WHOLE,
    called,
    follow_up_lines,
    item_rows,
    kind_words,
    letters,
    outcome_lines,
)
from briefer.gui.views.cells import CellEdit, Where
from briefer.gui.views.controls import (
    LOCKED,
    Chooser,
    Empty,
    Nothing,
    button,
    column,
    hairline,
    link,
    locked,
    on_base,
    row,
    tab_goes,
)
from briefer.gui.views.fields import LineEdit, control_of
from briefer.gui.views.lists import RowsView
from briefer.gui.views.outcome_details import OutcomeDetails
from briefer.gui.views.outcome_table import LinesView
from briefer.gui.views.place import Chosen, Pane, alone
from briefer.gui.views.room import Aside, Room
from briefer.i18n import say, say_many
from briefer.records import dates
from briefer.records.kinds import kind_of
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.visit_file import VisitFile
from briefer.services import outcome_edits
from briefer.services.edits import Edit

ITEMS, DETAILS = 268, 312
LEAST, ROOMY = 540, 640
"""What the tables keep beside details that were opened, and beside the items and details that nobody has opened."""
NO_BREAK = "\u00a0"
_UNTOLD = "discussed"
"""The kind of a line that begins with no letter."""


class Outcomes(QWidget):
    """The tab Outcomes of one visit."""

    item_wanted = Signal(object)
    """The id of an item that is to be shown in the programme."""

    def __init__(self, desk: Desk, undo: Undo, messages: Messages, actions: Actions) -> None:
        super().__init__()
        self.details = OutcomeDetails(desk, undo)
        self._last: UUID | None = None
        """The one that was chosen last, in either table."""
        self._desk, self._undo, self._messages = desk, undo, messages
        self._file: VisitFile | None = None
        self._kind = ""
        self.items = RowsView(say("Items with outcomes"))
        self.items.chosen.connect(self._item_chosen)
        self.kept = KeptPlace(
            self, "outcomes", {"item": of_id(self._chosen_item, self.items.choose)}
        )
        self._kinds = Chooser(say("Kinds shown"), quiet=True)
        self._kinds.addItem(say("All kinds"), "")
        for kind in kind_words():
            self._kinds.addItem(called(kind), kind)
        self._kinds.activated.connect(self._choose_kind)
        self.outcomes = LinesView(
            say("Outcomes"),
            "outcomes",
            (say("Kind"), say("What"), say("Who said it"), say("Addressed to"), say("Item")),
            (0.15, 0, 0.17, 0.17, 0.06),
            drags="outcome",
        )
        self.follow_ups = LinesView(
            say("Follow-ups"),
            "follow-ups",
            (
                say("Who owes"),
                say("What"),
                say("With whom"),
                say("Due"),
                say("Clock"),
                say("State"),
            ),
            (0.13, 0, 0.16, 0.13, 0.15, 0.12),
            takes="outcome",
        )
        Nothing(self.follow_ups, say("Nothing noted yet"))
        self.line = _Line(say("New outcome"))
        self.line.setPlaceholderText(say("Type what came out"))
        self.items.opened.connect(lambda _id: self.take_keyboard())
        self._empty = self._nothing()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.outcomes)
        self._stack.addWidget(self._empty)
        self._panes = panes = Room(ITEMS, 860, DETAILS)
        self.items.setMinimumWidth(theme.scaled(220))
        panes.addWidget(on_base(self.items))
        work = self._work()
        panes.addWidget(work)
        panes.addWidget(on_base(self.details))
        panes.setStretchFactor(1, 1)
        panes.give_back()
        panes.share(work, lists=[self.items], panels=[self.details], least=LEAST, roomy=ROOMY)
        self.aside = Aside(panes, self.details, name=say("Details"), home=self.outcomes)
        self.details.closed.connect(self.aside.toggle)
        self._add_tool(self.aside.opener)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(panes)
        self._connect()
        for view in (self.items, self.outcomes, self.follow_ups):
            view.addAction(actions["its-item"])
        self._drafts = undo.drafts.form("outcomes", self, {"line": control_of(self.line)})
        self._cells = undo.drafts.form("outcome cells", self, {})
        self._cells.open_cell = self._type_on

    def _work(self) -> QWidget:
        self._count = theme.label("", "label", quiet=True)
        self._owed = theme.label("", "label", quiet=True)
        head = row(
            theme.label(say("Outcomes"), "head"),
            self._count,
            None,
            self._kinds,
            margins=(14, 8, 14, 8),
        )
        self._head = head
        self._read = theme.label("", "label", quiet=True)
        self._read.setMinimumWidth(theme.scaled(120))
        hints = [words for kind, words in kind_words().items() if kind != _UNTOLD]
        # a field has room for some of the letters only: they stand below it, each beside its word
        told = say(", ").join(words.replace(" ", NO_BREAK) for words in hints)
        letters_ = theme.label(
            say("Begin with {letters}").format(letters=told), "small", quiet=True
        )
        letters_.setWordWrap(True)
        entry = column(row(self._read, self.line), letters_, margins=(14, 8, 14, 6), spacing=4)
        self._entry = column(hairline(), entry)
        self._add = link(say("Add follow-up"), self.new_follow_up, "plus")
        below_head = row(
            theme.label(say("Follow-ups"), "head"),
            self._owed,
            None,
            self._add,
            margins=(14, 6, 14, 4),
        )
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(1)
        reasons = [view.cells.reason for view in (self.outcomes, self.follow_ups)]
        upper = column(head, self._stack, reasons[0], self._entry, hairline())
        lower = column(below_head, self.follow_ups, reasons[1])
        for half, share in ((upper, 3), (lower, 2)):
            half.setMinimumHeight(theme.scaled(160))
            halves.addWidget(on_base(half))
            halves.setStretchFactor(halves.count() - 1, share)
        halves.setSizes([480, 320])
        return halves

    def _add_tool(self, tool: QWidget) -> None:
        layout = self._head.layout()
        assert layout is not None
        layout.addWidget(tool)
        tab_goes(self._kinds, tool)

    def _nothing(self) -> Empty:
        return Empty(
            "target",
            say("Nothing noted yet"),
            "",
            [button(say("Note one now"), self.line.setFocus, "plus")],
        )

    def _connect(self) -> None:
        self.line.textChanged.connect(lambda _text: self._show_read())
        self.line.done.connect(self._add_line)
        self.line.given_up.connect(self.line.clear)
        for view in (self.outcomes, self.follow_ups):
            view.cells.take_text = self._take_cell
            view.cells.begun = partial(self._cell_begun, view)
            view.deleted.connect(self._delete)
            view.selectionModel().currentChanged.connect(partial(self._chosen, view))
            view.taken_up.connect(partial(self._chosen, view))
            view.opened.connect(self._open)
        self.outcomes.followed.connect(self._follow_up_from)
        self.follow_ups.let_go.connect(self._follow_up_from)
        self.follow_ups.stepped.connect(self._next_state)
        self.acts: dict[str, Callable[[], object]] = {
            "accept": self._accept,
            "item-panel": self.aside.toggle,
            "library-panel": self.toggle_list,
            "its-item": self._show_its_item,
            "new": lambda: self.line.setFocus(Qt.FocusReason.ShortcutFocusReason),
        }

    @property
    def scopes(self) -> frozenset[Scope]:
        """The commands that work here."""
        return frozenset({"outcomes", "list", "form"})

    @property
    def chosen_record(self) -> Chosen | None:
        """The outcome or follow-up that is chosen."""
        table = self.follow_ups if self.follow_ups.hasFocus() else self.outcomes
        record = self._found(table.chosen_id)
        return Chosen(kind_of(record).name, record.id) if record else None

    @property
    def shows_preview(self) -> bool:
        """It shows no pages."""
        return False

    def borrow_preview(self) -> None:
        """It shows no pages."""

    # -------------------------------------------------------------------------------------- showing

    def show_file(self, file: VisitFile) -> None:
        """Show the visit as it is now."""
        self._file = file
        today = date.today()  # noqa: DTZ011  # the user's own day
        self.items.show_rows(item_rows(file, today))
        self.kept.begin(self._desk.workspace.path, file.visit.id)
        if self.items.chosen_id is None:
            self.items.choose_first()
        self._show_outcomes()
        self.follow_ups.show_lines(follow_up_lines(file, today))
        count = say_many("{count} outcome", "{count} outcomes", len(file.outcomes))
        self._count.setText(count.format(count=shown.digits(len(file.outcomes))))
        late = sum(1 for one in file.follow_ups if outcome_edits.days_late(one, today))
        words = say_many("{count} late", "{count} late", late).format(count=shown.digits(late))
        all_ = shown.digits(len(file.follow_ups))
        self._owed.setText(say(", ").join((all_, words)) if late else all_)
        self._empty.advise(_why_nothing(file, today))
        self._drafts.show(file.visit.id, file.visit.id)
        self._cells.show(file.visit.id, file.visit.id)
        self._show_read()
        self._show_details()

    def _chosen_item(self) -> UUID | None:
        chosen = self.items.chosen_id
        return chosen if isinstance(chosen, UUID) else None

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Nothing of it is shown here."""

    def show_item(self, item: UUID) -> bool:
        """Choose an item; gives whether it is in the list."""
        return self.items.choose(item)

    def show_record(self, id_: UUID) -> bool:
        """Choose an outcome or a follow-up; gives whether it is one."""
        if self._file is None:
            return False
        if self._kind and any(one.id == id_ for one in self._file.outcomes):
            self._kinds.setCurrentIndex(0)
            self._choose_kind(0)
        there = self.outcomes.choose(id_) or self.follow_ups.choose(id_)
        if there:
            self._last = id_
            self._show_details()
        return there

    def take_keyboard(self) -> None:
        """Give the keyboard to the line that is typed, or to the cell."""
        cells = (view.editor for view in (self.outcomes, self.follow_ups) if view.editor)
        first = self.outcomes if locked(self) else self.line
        next(cells, first).setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_list(self) -> None:
        """Fold the items away, or have them back, with the keyboard in what is there."""
        if self._panes.toggle_lists():
            self.items.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_keyboard()

    def panes_in_order(self) -> list[Pane]:
        """Where F6 goes: items, outcomes, the line, follow-ups."""
        there = alone(self.outcomes) if self._stack.currentWidget() is self.outcomes else []
        work = alone(self.line, self.follow_ups)
        forms = (self.details.outcome, self.details.follow_up)
        details = [Pane(self.details, form.first_field) for form in forms if form.isVisible()]
        items = [] if self.items.isHidden() else alone(self.items)
        return [*items, *there, *work, *details]

    def _show_outcomes(self) -> None:
        if self._file:
            some = outcome_lines(self._file, self._kind)
            self.outcomes.show_lines(some)
            self._stack.setCurrentWidget(self.outcomes if self._file.outcomes else self._empty)

    def _choose_kind(self, at: int) -> None:
        self._kind = str(self._kinds.itemData(at))
        self._show_outcomes()

    def _item_chosen(self, id_: object) -> None:
        """The first outcome of the item comes into sight."""
        wanted = id_ if isinstance(id_, UUID) else None
        outcomes = {one.id: one for one in self._file.outcomes} if self._file else {}
        for line in self.outcomes.table.lines:
            if line.id in outcomes and outcomes[line.id].item == wanted:
                self.outcomes.choose(line.id)
                break
        self._show_read()

    def _show_read(self) -> None:
        """What the line is taken as, and for which item."""
        kind, _text = outcome_edits.read_line(self.line.text(), letters(), _UNTOLD)
        chosen = next((one for one in self.items.rows if one.id == self.items.chosen_id), None)
        number = chosen.title.partition("  ")[0] if chosen and chosen.id != WHOLE else ""
        words = say("{kind}, item {number}") if number else say("{kind}, whole visit")
        self._read.setText(words.format(kind=called(kind), number=number))

    # -------------------------------------------------------------------------------------- editing

    def _add_line(self) -> None:
        """Add what is typed to the chosen item."""
        self.line.asks = False
        kind, text = outcome_edits.read_line(self.line.text(), letters(), _UNTOLD)
        if self._file is None or not text:
            return
        item = self.items.chosen_id
        edit = outcome_edits.add_outcome(
            self._file.visit,
            item if isinstance(item, UUID) else None,
            kind,
            text,
            self._file.outcomes,
        )
        self.line.clear()
        if self._undo.do(edit):
            self._last = edit.changes[0].record.id
            self.outcomes.choose(self._last)
            self._show_details()
        else:
            self.line.setText(text)

    def _accept(self) -> None:
        for view in (self.outcomes, self.follow_ups):
            view.accept()
        self.details.accept_all()
        if not self.line.asks:
            self._add_line()

    def _chosen(self, view: LinesView, *_indexes: object) -> None:
        """Another row, or the other table: the details are of what one is at."""
        if view.chosen_id and (view.hasFocus() or self._last is None):
            self._last = view.chosen_id
            self._show_details()

    def _show_details(self) -> None:
        if self._file:
            self.details.show_one(self._file, self._found(self._last))

    def _open(self, id_: object) -> None:
        """Go to the details of a record: Return on what is not typed in its cell."""
        self._last = id_ if isinstance(id_, UUID) else None
        self._show_details()
        if self.details.isHidden():
            self.aside.toggle()
        for form in (self.details.outcome, self.details.follow_up):
            if form.isVisible():
                form.first_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_its_item(self) -> None:
        """Go to the item of the row that has the keyboard, else of the chosen one of the list."""
        rows = (view for view in (self.outcomes, self.follow_ups) if view.hasFocus())
        view = next(rows, None)
        record = self._found(view.chosen_id) if view else None
        item = record.item if record else self._chosen_item()
        if item:
            self.item_wanted.emit(item)
        else:
            self._messages.say(say("It belongs to the whole visit, to no item."))

    def _found(self, id_: object) -> Outcome | FollowUp | None:
        if self._file is None:
            return None
        records: tuple[Outcome | FollowUp, ...] = (*self._file.outcomes, *self._file.follow_ups)
        return next((one for one in records if one.id == id_), None)

    def _cell_begun(self, view: LinesView, edit: CellEdit) -> None:
        """A cell is typed in: what is typed is kept like that of a field."""
        self._cells.watch_cell(f"{edit.where.field} {edit.where.record}", edit, view.accept)

    def _type_on(self, name: str) -> None:
        """Type in a cell again, as one did before a crash."""
        field, id_ = name.rsplit(" ", 1)
        for view in (self.outcomes, self.follow_ups):
            view.type_in(UUID(id_), field)

    def _take_cell(self, where: Where, text: str) -> str:
        """Store what was typed in a cell; gives the sentence that says why it cannot be."""
        record, field = self._found(where.record), where.field
        if record is None or self._file is None:
            return ""
        values: dict[str, object] = {field: text}
        if field == "kind":
            kind = _kind_of(text)
            if not kind:
                sentence = say("There is no kind “{text}”. Type its first letters: {kinds}.")
                kinds = say(", ").join(map(called, kind_words()))
                return sentence.format(text=text, kinds=kinds)
            values = {"kind": kind}
        elif field == "speakers":
            values = {"speakers": tuple(one.strip() for one in text.split(";") if one.strip())}
        elif field == "due":
            due = typed_dates.read(text, days_of(self._file))
            if due is None:
                return say("There is no such date. Type 1 October, or early December 2022.")
            values = {"due": due}
        elif not text and field in ("text", "action"):
            self._delete(where.record)
            return ""
        if self._undo.do(outcome_edits.change(record, _field_words()[field], **values)):
            return ""
        return say("Not saved. The sentence above says why.")

    def _delete(self, id_: object) -> None:
        if record := self._found(id_):
            self._undo.do(outcome_edits.delete(record))

    def _follow_up_from(self, id_: object) -> None:
        outcome = self._found(id_)
        if self._file and isinstance(outcome, Outcome):
            edit = outcome_edits.add_follow_up(
                self._file.visit, self._file.follow_ups, outcome.text, outcome
            )
            self._do_and_go(edit)

    def new_follow_up(self) -> None:
        """A new follow-up, its words ready to be typed over."""
        if self._file and not self.window().property(LOCKED):
            edit = outcome_edits.add_follow_up(
                self._file.visit, self._file.follow_ups, say("New follow-up")
            )
            self._do_and_go(edit)
            self.follow_ups.edit(self.follow_ups.currentIndex())

    def _do_and_go(self, edit: Edit) -> None:
        if self._undo.do(edit):
            self.follow_ups.choose(edit.changes[0].record.id)
            self.follow_ups.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_state(self, id_: object) -> None:
        record = self._found(id_)
        if isinstance(record, FollowUp):
            self._undo.do(outcome_edits.next_state(record))

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        reason = self.window().property(LOCKED) or ""
        self._entry.setVisible(not reason)
        self._add.setDisabled(bool(reason))
        self._add.setToolTip(reason)
        if self._file:
            self._cells.show(self._file.visit.id, self._file.visit.id)  # now a cell can be typed in


class _Line(LineEdit):
    """The line that is typed; whoever leaves it, to choose another item, finds it as it was."""

    # Qt's own names

    def focusOutEvent(self, event: QFocusEvent) -> None:
        QLineEdit.focusOutEvent(self, event)


def _kind_of(text: str) -> str:
    """The kind that a typed word or letter means; empty for none."""
    wanted = text.strip().casefold()
    by_letter = letters().get(wanted, "")
    if by_letter or not wanted:
        return by_letter
    return next((kind for kind in kind_words() if called(kind).casefold().startswith(wanted)), "")


def _field_words() -> dict[str, str]:
    return {
        "kind": say("kind"),
        "text": say("text"),
        "speakers": say("speakers"),
        "addressee": say("addressee"),
        "owner": say("owner"),
        "action": say("text"),
        "with_whom": say("partner"),
        "due": say("due date"),
    }


def _why_nothing(file: VisitFile, today: date) -> str:
    span = dates.read(file.visit.start)
    if span is None or span.first <= today:
        return say("Choose an item and note what it produced, also offline.")
    words = say(
        "The visit has not begun. From {day} you note here what each meeting produced, also offline."
    )
    return words.format(day=shown.day(span.first, "EEEE d MMMM"))
