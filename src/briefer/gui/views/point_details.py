"""What else is told of a point of a brief: the short form of its card, its direction, and what it is about.

Not here: its text and to whom it is said, which are typed in the list (`brief_points`).
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from briefer.gui.commands import Undo
from briefer.gui.desk import Desk
from briefer.gui.models.points import who_field
from briefer.gui.views.fields import LineField, controls_of
from briefer.gui.views.record_form import Make, RecordForm, Slot
from briefer.i18n import say
from briefer.records.briefs import BriefPoint
from briefer.records.visit_file import VisitFile

TakeText = Callable[[str, str], str]
"""Takes the text of a field: it may have come from what must not be disclosed."""


class PointDetails(QWidget):
    """The form of the chosen point; away while none is chosen."""

    def __init__(self, desk: Desk, undo: Undo, make: Make, take: TakeText) -> None:
        super().__init__()
        self.point: BriefPoint | None = None
        self._undo = undo
        labels = {
            "card_text": say("On the card, where it is shorter"),
            "speaker": say("Who speaks to it"),
            "addressee": say("To whom it is said"),
        }
        self.fields = {
            name: LineField(label, partial(take, name)) for name, label in labels.items()
        }
        self.form = RecordForm(desk, undo, _slots(), make)
        texts = QGridLayout()
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setHorizontalSpacing(10)
        for name, field in self.fields.items():
            field.edit.guarded = False  # the brief compares what is typed
            field.left.connect(undo.end_run)
            texts.addWidget(field, 0, 0 if name == "card_text" else 1)
        texts.setColumnStretch(0, 2)
        texts.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(texts)
        layout.addWidget(self.form)
        self._drafts = undo.drafts.form("point", self, controls_of(self.fields))
        self.hide()

    def show_point(self, file: VisitFile, point: BriefPoint | None) -> None:
        """Show a point as it is stored, or nothing."""
        from briefer.services import linking

        other = self.point is None or point is None or self.point.id != point.id
        if other and self.point:
            self.accept_all()
            self._drafts.leave()
            self._undo.end_run()
        self.point = point
        self.setVisible(point is not None)
        if point is None:
            return
        for name, field in self.fields.items():
            field.show_value(getattr(point, name), other=other)
            field.setVisible(name != who_field(point.kind))  # that one stands in the list
        self.form.show_record(point, linking.names(file))
        self._drafts.show(point.id, file.visit.id)

    def refuse(self, field: str, reason: str) -> None:
        """Say why a text was not taken, where it was not."""
        self.fields[field].trouble.say(reason)

    def accept_all(self) -> None:
        """Take whatever is being typed."""
        for field in self.fields.values():
            field.accept()
        self.form.accept_all()


def _slots() -> tuple[Slot, ...]:
    directions = {
        "": say("unspecified"),
        "host to visitor": say("from the host to the visitor"),
        "visitor to host": say("from the visitor to the host"),
        "both": say("both ways"),
    }
    return (
        Slot("direction", say("Which way"), "choice", 3, choices=directions),
        Slot("themes", say("Themes"), "links", 3, name=say("Add a theme"), kind="theme"),
        Slot(
            "institutions",
            say("Institutions"),
            "links",
            3,
            name=say("Add an institution"),
            kind="institution",
        ),
        Slot(
            "instruments",
            say("Instruments"),
            "links",
            3,
            name=say("Add an instrument"),
            kind="instrument",
        ),
    )
