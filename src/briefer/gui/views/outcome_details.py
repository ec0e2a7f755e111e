"""What else is told of an outcome or a follow-up: its item, heading, themes, instruments, people and institutions.

Not here: the tables (`outcome_table`), storing what is typed in a cell (`outcomes`).
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import theme
from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.views.controls import Empty, column, on_base, row, small_tool
from briefer.gui.views.marks import MarkChoices, mark_slots
from briefer.gui.views.record_form import RecordForm, Slot
from briefer.i18n import say
from briefer.records.outcomes import FollowUp, Outcome
from briefer.records.visit_file import VisitFile

LEAST = 292
_MOST_DAYS = 3_650


class OutcomeDetails(QWidget):
    """The form of the chosen one."""

    closed = Signal()

    def __init__(self, desk: Desk, undo: Undo) -> None:
        super().__init__()
        self.outcome = RecordForm(desk, undo, _of_outcome())
        self.follow_up = RecordForm(desk, undo, _of_follow_up())
        self._marks = [
            MarkChoices(desk, form, say("As the visit")) for form in (self.outcome, self.follow_up)
        ]
        self._none = Empty(
            "target",
            say("Nothing chosen"),
            say("Choose an outcome or a follow-up to see and change the rest of it here."),
            edge=14,  # as the heading above it
        )
        self._stack = QStackedWidget()
        for part in (self._none, self.outcome, self.follow_up):
            page = part if part is self._none else column(part, None, margins=(14, 2, 14, 20))
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        name = say("Close {panel}").format(panel=say("Details"))
        self.closer = small_tool("x", name, self.closed.emit)
        head = theme.label(say("Details"), "head")
        layout.addWidget(row(head, None, self.closer, margins=(14, 0, 8, 6)))
        area = QScrollArea()
        area.setWidget(on_base(self._stack))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(area, 1)
        self._area = area

    def show_one(self, file: VisitFile, one: Outcome | FollowUp | None) -> None:
        """Show one as it is stored, or that none is chosen."""
        from briefer.services import linking

        if one is None:
            self._stack.setCurrentIndex(0)
            return
        form = self.outcome if isinstance(one, Outcome) else self.follow_up
        items = {str(item.id): item.title for item in file.items}
        for marks in self._marks:
            marks.show_scheme(file.visit.marking_scheme)
        form.show_choices("item", {"": say("the visit as a whole"), **items})
        form.show_record(one, linking.names(file))
        self._stack.setCurrentIndex(1 if form is self.outcome else 2)

    def accept_all(self) -> None:
        """Take whatever is being typed."""
        self.outcome.accept_all()
        self.follow_up.accept_all()

    # Qt's own names

    def minimumSizeHint(self) -> QSize:
        # the area scrolls up and down only, and labels are longer in one language than in another
        form = (
            self._stack.minimumSizeHint().width()
            + self._area.verticalScrollBar().sizeHint().width()
        )
        return QSize(max(theme.scaled(LEAST), form), super().minimumSizeHint().height())


def _of_outcome() -> tuple[Slot, ...]:
    directions = {"": say("unspecified"), "offered": say("offered"), "needed": say("needed")}
    return (
        Slot("item", say("Item"), "choice", name=say("Item of the outcome"), kind="item"),
        Slot("heading", say("Heading in the report"), name=say("Heading")),
        Slot("direction", say("Help is"), "choice", 3, choices=directions),
        Slot("language", say("Language"), span=3, hint="en"),
        Slot("priority", say("Priority"), span=3),
        Slot("internal", say("For this office only"), "flag", 3),
        *mark_slots(say("Marking of the outcome"), say("Distribution of the outcome")),
        Slot("people", say("People"), "links", name=say("Add a person"), kind="person"),
        Slot(
            "institutions",
            say("Institutions"),
            "links",
            name=say("Add an institution"),
            kind="institution",
        ),
        Slot("themes", say("Themes"), "links", name=say("Add a theme"), kind="theme"),
        Slot(
            "instruments",
            say("Instruments"),
            "links",
            name=say("Add an instrument"),
            kind="instrument",
        ),
    )


def _of_follow_up() -> tuple[Slot, ...]:
    return (
        Slot("item", say("Item"), "choice", name=say("Item of the follow-up"), kind="item"),
        Slot("place", say("Place"), name=say("Where it is done")),
        Slot("promised_on", say("Promised on"), "when", 3),
        Slot("internal", say("For this office only"), "flag", 3),
        Slot(
            "due_days",
            say("Due so many days after"),
            "count",
            3,
            name=say("Days until it is due"),
            most=_MOST_DAYS,
        ),
        Slot("due_from", say("Counted from"), "when", 3, name=say("Day the days are counted from")),
        *mark_slots(say("Marking of the follow-up"), say("Distribution of the follow-up")),
        Slot(
            "institutions",
            say("Institutions"),
            "links",
            name=say("Add an institution"),
            kind="institution",
        ),
    )
