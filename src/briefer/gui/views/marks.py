"""How a record is marked, as two fields of a form: its level and to whom it may go, of the scheme of its visit.

Not here: what a marking leads to (`pack.audience`), schemes themselves (the office's data).
"""

from typing import TYPE_CHECKING

from shiboken6 import isValid

from briefer.gui.desk import Desk
from briefer.gui.views.field_rows import COLUMNS
from briefer.gui.views.record_form import RecordForm, Slot
from briefer.i18n import say

if TYPE_CHECKING:
    from briefer.records.markings import MarkingScheme
    from briefer.workspace.database import Workspace


def mark_slots(marking: str, distribution: str, span: int = COLUMNS) -> tuple[Slot, ...]:
    """The two fields, with their names for a screen reader: “Marking of the item”."""
    return (
        Slot("marking", say("Marking"), "choice", span, marking),
        Slot("distribution", say("Distribution"), "choice", span, distribution),
    )


class MarkChoices:
    """Offers in a form what a scheme has; it is asked for once, and again when the visit takes another."""

    def __init__(self, desk: Desk, form: RecordForm, nothing: str) -> None:
        """Offer nothing yet; `nothing` is how no marking of its own is told: “As the visit”."""
        self._desk, self._form, self._nothing = desk, form, nothing
        self._scheme: str | None = None
        self._asked_with: object = None
        """The visits there were when the scheme of the library was asked for."""

    def show_scheme(self, name: str) -> None:
        """Offer the levels and distributions of the scheme of this name."""
        from briefer.pack import shipped
        from briefer.services import packs

        if name == self._scheme:
            return
        self._scheme = name

        def question(workspace: "Workspace") -> "MarkingScheme":
            return shipped.scheme(name, packs.own_data(workspace))

        def arrived(scheme: "MarkingScheme") -> None:
            if scheme.name == self._scheme and isValid(self._form):  # its visit may be closed
                self._show(scheme)

        self._desk.ask(question, arrived, lane=f"marks {id(self)}")

    def show_library(self) -> None:
        """Offer what records of no single visit are marked with; it is asked for again when visits have changed."""
        from briefer.services import choices

        def arrived(scheme: "MarkingScheme") -> None:
            if isValid(self._form):
                self._show(scheme)

        if self._desk.is_open and self._asked_with is not self._desk.overview:
            self._asked_with = self._desk.overview
            self._desk.ask(choices.of_library, arrived, lane=f"marks {id(self)}")

    def _show(self, scheme: "MarkingScheme") -> None:
        levels = {one.name: one.banner for one in scheme.levels}
        distributions = {one.name: say(one.words) for one in scheme.distributions}
        self._form.show_choices("marking", {"": self._nothing, **levels})
        self._form.show_choices("distribution", {"": self._nothing, **distributions})
        self._form.fields["distribution"].setVisible(bool(distributions))
